"""Many at once, windows and the command line on one story, and the server killed at any moment."""

from __future__ import annotations

import http.client
import random
import re
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from pages import REPOSITORY, free_port, start_app
from story_client import Client, pages_of, texts_of

TEXT = "Mike has a kite.\n\nJenny runs to Mike.\n\nA dog sleeps.\n\nThe sun shines."
WORDS = ("Mike waves", "Jenny laughs", "A dog runs", "A cat sits", "A bear sleeps", "It rains")


def at_once(call, count):
    """``call`` of every number from 0, all at the same time; their results."""
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(call, range(count)))


def whole(path):
    """The file is sound."""
    file = sqlite3.connect(path)
    assert file.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    file.close()


# -- many at once ------------------------------------------------------------------------


def test_ten_people_edit_ten_stories_at_once_and_nothing_is_lost(servers, tmp_path):
    address, number = servers.start(tmp_path / "stories.db", "shared")

    def person(n):
        client = Client(address, f"{n}-a-private-link-of-mine", f"person {n}")
        held = client.good("create", text=TEXT)
        wanted = texts_of(held)
        for turn in range(8):
            page = (n + turn) % 4
            wanted[page] = f"{WORDS[(n + turn) % 6]} {n} {turn}."
            held = client.do(held, "edit", page=pages_of(held)[page]["id"], text=wanted[page])
        held = client.do(held, "add", text=f"The end of {n}.")
        return client, held, [*wanted, f"The end of {n}."]

    for client, held, wanted in at_once(person, 10):
        assert texts_of(held) == wanted
        assert client.good("get", id=held["id"]) == held
        assert held["revision"] == 10
        assert len(client.good("list")["stories"]) == 1
    servers.kill(number)
    whole(tmp_path / "stories.db")


def test_ten_windows_write_different_pages_of_one_story_and_all_is_kept(here):
    held = here.good("create", text="\n\n".join(f"Mike waves {n}." for n in range(10)))

    def window(n):
        client = Client(f"http://127.0.0.1:{here.port}", page=f"window {n}")
        own = held  # as it was when the window was opened: it does not know of the others
        for turn in range(3):
            own = client.do(own, "edit", page=pages_of(held)[n]["id"], text=f"Jenny laughs {n} {turn}.")

    at_once(window, 10)
    now = here.good("get", id=held["id"])
    assert texts_of(now) == [f"Jenny laughs {n} 2." for n in range(10)]
    assert now["revision"] == 31


def test_all_add_a_page_at_once_and_every_page_is_there(here):
    held = here.good("create", text=TEXT)

    def window(n):
        client = Client(f"http://127.0.0.1:{here.port}", page=f"window {n}")
        client.do(held, "add", text=f"A cat sits {n}.", at=2)

    at_once(window, 8)
    texts = texts_of(here.good("get", id=held["id"]))
    assert texts[:2] + texts[-2:] == TEXT.split("\n\n")
    assert sorted(texts[2:-2]) == [f"A cat sits {n}." for n in range(8)]
    ids = [page["id"] for page in pages_of(here.good("get", id=held["id"]))]
    assert len(set(ids)) == 12


# -- two windows and the command line ----------------------------------------------------


def test_two_windows_on_one_story_keep_both_changes_or_say_what_stands_against_what(here):
    opened = here.good("create", text=TEXT, title="The kite")
    first, second, third, fourth = (page["id"] for page in pages_of(opened))
    one = here.do(opened, "edit", page=first, text="Mike has a ball.")
    other = here.do(opened, "edit", page=second, text="Jenny sits.")  # has not seen the first change
    assert texts_of(other)[:2] == ["Mike has a ball.", "Jenny sits."]
    other = here.do(opened, "title", title="The ball")
    answer = here.clash(one, "edit", page=second, text="Jenny jumps.")
    assert answer["error"] == "In another window page 2 changed meanwhile; keep yours, theirs, or both."
    assert answer["conflict"]["parts"] == [second]
    assert answer["conflict"]["theirs"] == other
    mine = answer["conflict"]["mine"]
    assert [page["text"] for page in mine["pages"]][:2] == ["Mike has a ball.", "Jenny jumps."]
    assert here.good("get", id=opened["id"]) == other  # nothing was written
    # keep both: mine as a copy; keep mine: theirs stays in the versions
    copy = here.good("create", story=mine)
    assert texts_of(copy)[1] == "Jenny jumps."
    over = here.good("keep", id=opened["id"], base=one["revision"], story=mine, what="Mine", over=True)
    assert over["story"] == mine
    assert here.good("undo", id=opened["id"], base=over["revision"])["story"] == other["story"]
    # what is gone cannot be written on
    now = here.good("get", id=opened["id"])
    here.do(now, "remove", page=fourth)
    answer = here.clash(now, "edit", page=fourth, text="The moon shines.")
    assert "taken out in another window" in answer["error"]
    # an undo is only of what one has seen
    status, answer = here.ask("undo", {"id": opened["id"], "base": now["revision"]})
    assert (status, answer["conflict"]["mine"]) == (409, None)
    assert third in [page["id"] for page in answer["conflict"]["theirs"]["story"]["pages"]]


def test_a_page_by_hand_in_one_window_and_its_text_in_another_is_a_choice(here):
    opened = here.good("create", text=TEXT)
    page = pages_of(opened)[1]
    scene = {**page["scene"], "objects": [*page["scene"]["objects"]]}
    scene["objects"].append({"id": "cat", "category": "cat", "x": 60, "y": 330, "depth": 0, "flip": False})
    drawn = here.do(opened, "scene", page=page["id"], scene=scene)
    here.do(opened, "layout", pages=[page["id"]], layout="over")
    answer = here.clash(opened, "edit", page=page["id"], text="Jenny sits.")
    assert answer["conflict"]["parts"] == [page["id"]]
    shown = here.good("get", id=drawn["id"])
    assert pages_of(shown)[1]["layout"] == "over"
    assert any(item["id"] == "cat" for item in pages_of(shown)[1]["scene"]["objects"])


def command_line(library, action, *arguments):
    """``text2scene library`` on the same file as the server's."""
    command = [sys.executable, "-m", "text2scene", "library", "--library", str(library), action]
    return subprocess.run([*command, *arguments], cwd=REPOSITORY, capture_output=True, text=True, timeout=120)


def test_the_command_line_and_two_windows_write_on_one_story(here, tmp_path):
    """The library is one file; what another program keeps there is met like another window's change."""
    library = tmp_path / "stories.db"
    opened = here.good("create", text=TEXT)
    ident, ids = opened["id"], [page["id"] for page in pages_of(opened)]
    done = command_line(library, "edit", ident, "1", "Mike has a ball.")
    assert done.returncode == 0, done.stderr
    now = here.do(opened, "edit", page=ids[2], text="A dog barks.")
    assert texts_of(now)[:3] == ["Mike has a ball.", "Jenny runs to Mike.", "A dog barks."]
    answer = here.clash(opened, "edit", page=ids[0], text="Mike sleeps.")
    assert answer["conflict"]["parts"] == [ids[0]]
    assert "page 1" in answer["error"]
    assert command_line(library, "undo", ident).returncode == 0
    assert texts_of(here.good("get", id=ident))[2] == "A dog sleeps."


def test_what_the_command_line_adds_while_windows_write_is_there(here, tmp_path):
    library = tmp_path / "stories.db"
    opened = here.good("create", text=TEXT)
    ids = [page["id"] for page in pages_of(opened)]
    done = threading.Event()

    def window(n):
        own, client, turn = opened, Client(f"http://127.0.0.1:{here.port}", page=f"window {n}"), 0
        while not done.is_set():
            turn += 1
            own = client.do(own, "edit", page=ids[n], text=f"Jenny laughs {n} {turn}.")
            time.sleep(0.2)
        return turn

    with ThreadPoolExecutor(2) as pool:
        turns = [pool.submit(window, n) for n in range(2)]
        runs = [
            command_line(library, "append", opened["id"], f"The cat sits {n}.").returncode for n in range(3)
        ]
        done.set()
        written = [each.result() for each in turns]
    texts = texts_of(here.good("get", id=opened["id"]))
    assert texts[:2] == [f"Jenny laughs {n} {turn}." for n, turn in enumerate(written)]
    # What was acknowledged is there, and what was refused, since others were quicker, is not.
    assert texts[4:] == [f"The cat sits {n}." for n, code in enumerate(runs) if code == 0]
    assert set(runs) <= {0, 2}


def test_windows_and_another_program_at_once_lose_nothing(here, tmp_path):
    opened = here.good("create", text="\n\n".join(f"Mike waves {n}." for n in range(4)))
    ids = [page["id"] for page in pages_of(opened)]

    def writer(n):
        if n < 3:
            own, client = opened, Client(f"http://127.0.0.1:{here.port}", page=f"window {n}")
            for turn in range(6):
                own = client.do(own, "edit", page=ids[n], text=f"Jenny laughs {n} {turn}.")
            return
        code = (
            "import sys; from dataclasses import replace; from text2scene.errors import ConflictError;"
            "from text2scene.library import Library\n"
            "shelf = Library.open(sys.argv[1]).shelf()\n"
            "for turn in range(6):\n"
            "    while True:\n"
            "        held = shelf.get(sys.argv[2])\n"
            "        pages = [replace(page, text=f'A dog runs {turn}.') if page.id == sys.argv[3] else page\n"
            "                 for page in held.value.pages]\n"
            "        try:\n"
            "            shelf.save(held.id, held.revision, replace(held.value, pages=pages), 'Line')\n"
            "            break\n"
            "        except ConflictError:\n"
            "            pass\n"
        )
        command = [sys.executable, "-c", code, str(tmp_path / "stories.db"), opened["id"], ids[3]]
        subprocess.run(command, cwd=REPOSITORY, check=True, timeout=120)

    at_once(writer, 4)
    now = here.good("get", id=opened["id"])
    assert texts_of(now) == [*(f"Jenny laughs {n} 5." for n in range(3)), "A dog runs 5."]
    assert now["revision"] == 25


# -- killed ------------------------------------------------------------------------------


class Writer(threading.Thread):
    """Somebody who edits a story until told to stop; notes what the server said was kept."""

    def __init__(self, address, n, known):
        super().__init__(daemon=True)
        self.client, self.n, self.known = Client(address, page=f"writer {n}"), n, known
        self.stop = False
        self.trouble: Exception | None = None

    def run(self):
        draw = random.Random(f"{self.n} {time.monotonic()}")
        try:
            while not self.stop:
                self.turn(draw)
        except (OSError, http.client.HTTPException):
            pass  # the server is gone; what was asked last may be kept or not
        except Exception as error:
            self.trouble = error

    def turn(self, draw):
        held = self.known.get(self.n)
        if held is None:
            self.known[self.n] = self.client.good("create", text=TEXT)
            return
        # What was asked last before a kill may be kept without anybody having heard of it.
        held = self.client.good("get", id=held["id"])
        name = draw.choice(("edit", "edit", "add", "remove", "undo", "title"))
        page = draw.choice(pages_of(held))["id"]
        text = f"{draw.choice(WORDS)} {draw.randrange(10**6)}."
        if name == "undo" and held["undo"]:
            self.known[self.n] = self.client.good("undo", id=held["id"], base=held["revision"])
        elif name == "edit":
            self.known[self.n] = self.client.do(held, "edit", page=page, text=text)
        elif name == "add" and len(pages_of(held)) < 8:
            self.known[self.n] = self.client.do(held, "add", text=text)
        elif name == "remove" and len(pages_of(held)) > 2:
            self.known[self.n] = self.client.do(held, "remove", page=page)
        else:
            self.known[self.n] = self.client.do(held, "title", title=text)


def write_until_killed(address, known, seconds, kill):
    writers = [Writer(address, n, known) for n in range(3)]
    for writer in writers:
        writer.start()
    time.sleep(seconds)
    kill()
    for writer in writers:
        writer.stop = True
        writer.join(timeout=60)
        assert not writer.is_alive()
        assert writer.trouble is None, writer.trouble


def all_is_there(address, known):
    """Every change that was acknowledged is in the story, as it was acknowledged."""
    client = Client(address)
    for held in known.values():
        assert client.good("get", id=held["id"], revision=held["revision"])["story"] == held["story"]
        assert client.good("revision", id=held["id"])["revision"] - held["revision"] in (0, 1)


def test_a_server_killed_fifty_times_while_stories_are_edited_loses_nothing(servers, tmp_path):
    library, port = tmp_path / "stories.db", free_port()
    known: dict[int, dict] = {}
    draw = random.Random(20)
    for _ in range(50):
        address, number = servers.start(library, port=port)
        all_is_there(address, known)
        write_until_killed(address, known, draw.uniform(0.02, 0.6), lambda n=number: servers.kill(n))
        whole(library)
    assert len(known) == 3
    assert sum(held["revision"] for held in known.values()) > 150, "hardly anything was written"
    address, number = servers.start(library, port=port)
    all_is_there(address, known)
    assert Client(address).good("state") == {"personal": True, "writable": True, "notice": ""}
    servers.kill(number)


def test_the_whole_page_killed_three_times_while_stories_are_edited_loses_nothing(tiny_checkpoint, tmp_path):
    known: dict[int, dict] = {}
    for seconds in (0.3, 0.9, 0.5, 0.0):
        port, library = str(free_port()), str(tmp_path / "stories.db")
        process = start_app(
            "--port", port, "--weights", str(tiny_checkpoint), "--library", library, TMPDIR=str(tmp_path)
        )
        try:
            address = re.search(r"http://[\d.:]+", process.stdout.readline())[0]
            all_is_there(address, known)
            if seconds:
                write_until_killed(address, known, seconds, process.kill)
        finally:
            process.kill()
            process.wait()
        whole(tmp_path / "stories.db")
    assert known
