"""The library locked, read-only, full, newer or away: the work stays with its writer, and is kept later."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager

import pytest
from shelves import small_disk
from story_client import Client, pages_of, texts_of

TEXT = "Mike has a kite.\n\nJenny runs to Mike.\n\nA dog sleeps."


@contextmanager
def locked(path):
    """Another program that writes and does not come to an end."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def unsaved(client, status, name, **asked):
    """The story that could not be kept, as the answer hands it back."""
    found, answer = client.ask(name, asked)
    assert found == status, answer
    assert answer["error"]
    assert "\n" not in answer["error"]
    assert answer["unsaved"]["saved"] is False
    return answer["unsaved"]


def edit(client, status, held, page, text, **more):
    do = {"do": "edit", "page": pages_of(held)[page]["id"], "text": text}
    return unsaved(client, status, "change", id=held["id"], base=held["revision"], do=do, **more)


def go_on_and_keep(client, status, held, mend):
    """Two changes that cannot be kept, the second on top of the first; then trying again works."""
    one = edit(client, status, held, 0, "Mike has a ball.")
    assert texts_of(one)[0] == "Mike has a ball."
    assert one["revision"] == held["revision"]
    two = edit(client, status, held, 1, "Jenny laughs.", story=one["story"])
    assert texts_of(two)[:2] == ["Mike has a ball.", "Jenny laughs."]
    status_of_book, _, book = client.send(
        "book", b'{"format": "json", "story": %s}' % _json(two["story"])
    )  # downloading works meanwhile
    assert (status_of_book, book[:1]) == (200, b"{")
    assert texts_of(client.good("get", id=held["id"])) == texts_of(held)
    mend()
    kept = client.good("keep", id=held["id"], base=two["revision"], story=two["story"], what=two["undo"])
    assert kept["saved"]
    assert kept["story"] == two["story"]
    assert client.good("get", id=held["id"]) == kept
    assert client.good("undo", id=held["id"], base=kept["revision"])["story"] == held["story"]


def _json(story) -> bytes:
    import json

    return json.dumps(story).encode()


def test_a_locked_library_gives_the_work_back_and_takes_it_later(here, tmp_path):
    held = here.good("create", text=TEXT)
    other = locked(tmp_path / "stories.db")
    other.__enter__()
    try:
        again = unsaved(here, 423, "create", text="A cat.")
        assert (again["id"], again["revision"]) == ("", 0)
        go_on_and_keep(here, 423, held, lambda: other.__exit__(None, None, None))
    except BaseException:
        other.__exit__(None, None, None)
        raise
    kept = here.good("keep", story=again["story"], what="Written")
    assert texts_of(kept) == ["A cat."]


def test_a_full_disk_gives_the_work_back_and_takes_it_later(servers):
    with small_disk("900k") as folder:
        address, number = servers.start(folder / "stories.db")
        client = Client(address)
        held = client.good("create", text=TEXT)
        filler = folder / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        try:
            go_on_and_keep(client, 507, held, filler.unlink)
        finally:
            servers.kill(number)


def test_a_read_only_disk_gives_the_work_back_and_takes_it_later(servers):
    import subprocess

    with small_disk("4m") as folder:
        address, number = servers.start(folder / "stories.db")
        client = Client(address)
        held = client.good("create", text=TEXT)
        client.good("state")
        servers.kill(number)
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        address, number = servers.start(folder / "stories.db")
        client = Client(address)
        state = client.good("state")
        assert (state["writable"], bool(state["notice"])) == (False, True)
        assert not client.good("list")["writable"]

        def mend():
            subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)

        try:
            go_on_and_keep(client, 507, held, mend)
            assert client.good("state")["writable"]
        finally:
            servers.kill(number)


def test_an_older_program_that_meets_a_newer_library_stops_writing(here, tmp_path):
    held = here.good("create", text=TEXT)
    file = sqlite3.connect(tmp_path / "stories.db")
    (version,) = file.execute("PRAGMA user_version").fetchone()
    file.execute(f"PRAGMA user_version = {version + 1}")
    file.commit()
    file.close()
    mine = edit(here, 507, held, 0, "Mike has a ball.")
    assert texts_of(mine)[0] == "Mike has a ball."
    state = here.good("state")
    assert not state["writable"]
    assert "newer" in state["notice"]
    assert texts_of(here.good("get", id=held["id"])) == texts_of(held)
    assert "newer" in here.bad("delete", 507, id=held["id"])
    assert here.send("book", b'{"format": "pdf", "id": "%s"}' % held["id"].encode())[0] == 200


def test_a_library_that_cannot_be_had_at_all_still_lets_people_write_and_download(servers, tmp_path):
    place = tmp_path / "taken"
    place.write_text("this is no folder")
    address, number = servers.start(place / "stories.db")
    client = Client(address)
    state = client.good("state")
    assert not state["writable"]
    assert state["notice"]
    mine = unsaved(client, 507, "create", text=TEXT)
    assert texts_of(mine) == TEXT.split("\n\n")
    assert client.send("book", b'{"format": "epub", "story": %s}' % _json(mine["story"]))[0] == 200
    place.unlink()
    place.mkdir()
    kept = client.good("keep", story=mine["story"], what="Written")
    assert client.good("list")["stories"][0]["id"] == kept["id"]
    servers.kill(number)


def test_what_was_made_while_locked_meets_what_another_window_kept_since(here, tmp_path):
    held = here.good("create", text=TEXT)
    with locked(tmp_path / "stories.db"):
        mine = edit(here, 423, held, 0, "Mike has a ball.")
    theirs = here.do(held, "edit", page=pages_of(held)[0]["id"], text="Mike sleeps.")
    again = {"id": held["id"], "base": mine["revision"], "story": mine["story"], "what": mine["undo"]}
    status, answer = here.ask("keep", again)
    assert status == 409
    assert answer["conflict"]["parts"] == [pages_of(held)[0]["id"]]
    assert answer["conflict"]["theirs"] == theirs
    assert answer["conflict"]["mine"] == mine["story"]
    over = here.good("keep", **again, over=True)
    assert texts_of(over)[0] == "Mike has a ball."
    assert texts_of(here.good("get", id=held["id"], revision=theirs["revision"]))[0] == "Mike sleeps."
    copy = here.good("create", story=theirs["story"])
    assert texts_of(copy)[0] == "Mike sleeps."


@pytest.mark.parametrize("name", ["list", "get", "versions"])
def test_reading_does_not_wait_for_a_writer(here, tmp_path, name):
    held = here.good("create", text=TEXT)
    with locked(tmp_path / "stories.db"):
        assert here.good(name, id=held["id"])


def test_a_change_of_a_story_that_was_deleted_elsewhere_is_handed_back(here):
    held = here.good("create", text=TEXT)
    here.good("delete", id=held["id"])
    mine = edit(here, 404, held, 0, "Mike has a ball.")
    assert texts_of(mine)[0] == "Mike has a ball."
    here.good("restore", id=held["id"])
    again = {"id": held["id"], "base": mine["revision"], "story": mine["story"], "what": mine["undo"]}
    assert here.good("keep", **again)["story"] == mine["story"]
    here.good("delete", id=held["id"])
    here.good("purge", id=held["id"])
    newest = {**held, "revision": mine["revision"] + 1, "story": mine["story"]}
    mine = edit(here, 404, newest, 1, "Jenny laughs.")
    assert texts_of(mine)[:2] == ["Mike has a ball.", "Jenny laughs."]
    assert here.bad("get", 404, id=held["id"])
    assert here.good("keep", story=mine["story"], what="Brought back")["story"] == mine["story"]


def test_a_window_that_knows_only_what_is_long_gone_decides_for_itself(here, tmp_path):
    """As after a damaged library was replaced by a backup: what the window saw is no longer there."""
    held = here.good("create", text=TEXT)
    for n in range(3):
        held = here.do(held, "title", title=f"Title {n}")
    newer = {**held, "revision": held["revision"] + 5}
    answer = here.clash(newer, "edit", page=pages_of(held)[0]["id"], text="Mike has a ball.")
    assert answer["conflict"]["theirs"] == held
    assert answer["conflict"]["mine"]["pages"][0]["text"] == "Mike has a ball."
