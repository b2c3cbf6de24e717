"""The whole page with its stories: where they are kept, whose they are, and that it ends without a fuss."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from contextlib import contextmanager

from pages import free_port, run_app, start_app, stop_app
from story_client import Client, texts_of

from text2scene.library import Library

KEY = "a-private-link-of-somebody"


@contextmanager
def page(weights, *arguments, **environment):
    """A running page's address and process."""
    process = start_app("--port", str(free_port()), "--weights", str(weights), *arguments, **environment)
    try:
        yield re.search(r"http://[\d.:]+", process.stdout.readline())[0], process
    finally:
        process.kill()
        process.wait()


def test_stories_are_kept_where_the_option_or_the_variable_says(tiny_checkpoint, tmp_path):
    named, other = tmp_path / "named.db", tmp_path / "new folder" / "stories.db"
    with page(tiny_checkpoint, TEXT2SCENE_LIBRARY=str(named)) as (address, process):
        held = Client(address).good("create", text="Mike waves.\n\nJenny sits.")
        assert "Traceback" not in stop_app(process)
    with Library.open(named) as library:  # the command line's own
        assert [card.id for card in library.shelf("local").list()] == [held["id"]]
    with page(tiny_checkpoint, "--library", str(other), TEXT2SCENE_LIBRARY=str(named)) as (address, process):
        assert Client(address).good("list")["stories"] == []
        Client(address).good("create", text="A dog.")
    assert other.is_file()


def test_with_private_links_even_this_machine_needs_one(tiny_checkpoint, tmp_path):
    library = str(tmp_path / "stories.db")
    with page(tiny_checkpoint, "--library", library, "--private-links", "on") as (address, process):
        nobody, somebody = Client(address), Client(address, KEY)
        assert not nobody.good("state")["personal"]
        assert nobody.bad("create", 401, text="Mike waves.")
        held = somebody.good("create", text="Mike waves.")
        assert texts_of(somebody.good("get", id=held["id"])) == ["Mike waves."]
        nobody.bad("get", 401, id=held["id"])
        errors = stop_app(process)
    assert KEY not in errors


def test_a_library_in_trouble_does_not_keep_the_page_from_starting(tiny_checkpoint, tmp_path):
    place = tmp_path / "taken"
    place.write_text("this is no folder")
    with page(tiny_checkpoint, "--library", str(place / "stories.db")) as (address, process):
        client = Client(address)
        assert not client.good("state")["writable"]
        assert client.ask("create", {"text": "Mike waves."})[0] == 507
        assert stop_app(process).startswith("Stories: ")


def test_a_page_that_is_ended_does_not_finish_a_long_story_first(tiny_checkpoint, tmp_path):
    library = tmp_path / "stories.db"
    with page(tiny_checkpoint, "--library", str(library)) as (address, process):
        client, answers = Client(address), []
        text = "\n\n".join(["Mike waves to Jenny. A dog runs. Jenny laughs."] * 400)

        def make():
            answers.append(client.ask("create", {"text": text, "job": "long"}))

        making = threading.Thread(target=make, daemon=True)
        making.start()
        other = Client(address, page="other window")
        while not other.good("progress", job="long")["done"]:
            time.sleep(0.05)
        assert 0 < other.good("progress", job="long")["done"] < 400
        small = other.good("create", text="A cat sits.")  # others are not kept waiting by it
        assert other.good("progress", job="long")["done"] < 400
        assert stop_app(process) == ""
        making.join(timeout=60)
    assert all(status == 503 for status, _ in answers)
    file = sqlite3.connect(library)
    assert file.execute("SELECT id FROM story").fetchall() == [(small["id"],)]
    file.close()


def test_options_that_are_wrong_are_told_in_a_line():
    done = run_app("--private-links", "perhaps")
    assert done.returncode == 2
    assert "--private-links" in done.stderr
