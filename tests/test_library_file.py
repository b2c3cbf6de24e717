"""The library's file: of an older or newer program, copied, on another machine, its program killed."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import time
from pathlib import Path

import pytest
from shelves import filled, leftovers, one_sentence, program, small, texts, titles

from text2scene.errors import (
    LibraryError,
    LibraryNewerError,
    LibraryReadOnlyError,
)
from text2scene.library import Library
from text2scene.library import connection as connections
from text2scene.library.backups import backups_of, is_good
from text2scene.library.connection import connect, make_durable
from text2scene.library.pieces import take_apart
from text2scene.library.schema import APPLICATION_ID, SCHEMA, STEPS


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "stories.db"


# -- old and new -----------------------------------------------------------------------------------


def _first_form(path: Path) -> None:
    """A library as the first version wrote it, made by its own SQL."""
    file = sqlite3.connect(path)
    file.executescript(STEPS[0])
    value = small("From long ago")
    parts = take_apart(value)
    file.execute("INSERT INTO story VALUES ('s0123456789', 'local', '2026-01-01', '2026-01-02', '', 1)")
    file.executemany(
        "INSERT INTO piece VALUES ('s0123456789', ?, ?)", [(key, body) for key, body in parts.bodies.items()]
    )
    file.execute(
        "INSERT INTO revision VALUES ('s0123456789', 1, 1, '2026-01-02', 'Written', 0, 0, ?, ?)",
        (parts.head, parts.pages),
    )
    file.execute("UPDATE library SET mark = 'old'")
    file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    file.execute("PRAGMA user_version = 1")
    file.commit()
    file.close()


def test_a_library_of_the_first_version_is_brought_up_to_date_after_a_backup(path) -> None:
    _first_form(path)
    with Library.open(path) as library:
        shelf = library.shelf()
        assert shelf.get("s0123456789").value == small("From long ago")
        shelf.name_version("s0123456789", 1, "The first")
        assert shelf.versions("s0123456789")[0].name == "The first"
        assert shelf.save("s0123456789", 1, small("Today"), "Edited").undo == "Edited"
        with library.reading() as file:
            assert file.execute("PRAGMA user_version").fetchone()[0] == SCHEMA == 2
    oldest = sqlite3.connect(backups_of(path)[-1])
    assert oldest.execute("PRAGMA user_version").fetchone()[0] == 1, "a backup of how it was"
    oldest.close()


def test_several_programs_may_bring_it_up_to_date_together(path) -> None:
    _first_form(path)
    code = """
import sys
from text2scene.library import Library
print(len(Library.open(sys.argv[1]).shelf().list()))
"""
    programs = [program(code, path) for _ in range(4)]
    assert [each.communicate() for each in programs] == [("1\n", "")] * 4


def test_an_old_library_that_is_read_only_can_be_looked_at(path, monkeypatch) -> None:
    _first_form(path)
    before = path.read_bytes()
    monkeypatch.setattr("text2scene.library.opening.writable_place", lambda _: False)
    monkeypatch.setattr("text2scene.library.store.writable_place", lambda _: False)
    with Library.open(path) as library:
        assert library.shelf().get("s0123456789").value == small("From long ago")
        assert not library.writable
        with pytest.raises(LibraryReadOnlyError):
            library.shelf().create(small("New"))
    assert path.read_bytes() == before


def _made_newer(path: Path) -> None:
    file = sqlite3.connect(path)
    file.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    file.close()


def test_a_newer_library_is_shown_but_not_written(path) -> None:
    ident = filled(path, "A")["A"]
    _made_newer(path)
    with Library.open(path) as library:
        one_sentence(library.notice)
        assert "newer text2scene" in library.notice
        assert not library.writable
        assert titles(library) == ["A"]
        for call in (
            lambda: library.shelf().create(small("B")),
            lambda: library.shelf().save(ident, 1, small("B"), "x"),
            lambda: library.shelf().delete(ident),
        ):
            with pytest.raises(LibraryNewerError) as caught:
                call()
            one_sentence(str(caught.value))
        assert library.backup() is None
        assert titles(library) == ["A"]


def test_a_running_program_notices_that_the_library_became_newer(path) -> None:
    with Library.open(path) as library:
        held = library.shelf().create(small("A"))
        _made_newer(path)
        with pytest.raises(LibraryNewerError):
            library.shelf().save(held.id, 1, small("B"), "Edited")
        assert not library.writable
        assert "newer" in library.notice
        assert library.shelf().get(held.id) == held
        with pytest.raises(LibraryNewerError):
            library.shelf().save(held.id, 1, small("B"), "Edited")
    file = sqlite3.connect(path)
    assert file.execute("SELECT count(*) FROM revision").fetchone()[0] == 1
    file.execute(f"PRAGMA user_version = {SCHEMA}")
    file.close()


def test_what_an_old_program_cannot_read_in_a_newer_library_it_takes_for_newer_not_for_damaged(path) -> None:
    filled(path, "A")
    running = Library.open(path)
    file = sqlite3.connect(path)
    file.execute("ALTER TABLE revision RENAME COLUMN head TO top")
    file.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    file.close()
    for library in (running, Library.open(path)):
        with pytest.raises(LibraryNewerError):
            library.shelf().list()
        assert "newer" in library.notice
        assert not library.writable
        library.close()
    assert not list(path.parent.glob("*damaged*"))


# -- backups ---------------------------------------------------------------------------------------


def test_the_ten_newest_backups_are_kept_each_a_whole_library(path) -> None:
    with Library.open(path) as library:
        made = []
        for n in range(13):
            library.shelf().create(small(str(n)))
            made.append(library.backup())
    kept = backups_of(path)
    assert kept == made[:2:-1]
    assert all(is_good(each) for each in kept)
    with Library.open(shutil.copy(kept[0], path.parent / "elsewhere.db")) as library:
        assert len(titles(library)) == 13
    assert leftovers(path.parent) == []


def test_a_backup_is_made_at_opening_only_when_something_changed(path) -> None:
    ids = filled(path, "A")
    for _ in range(3):
        Library.open(path).close()
    count = len(backups_of(path))
    assert 1 <= count <= 2
    for _ in range(3):
        Library.open(path).close()
    assert len(backups_of(path)) == count
    with Library.open(path) as library:
        library.shelf().delete(ids["A"])
    Library.open(path).close()
    newest = sqlite3.connect(backups_of(path)[0])
    assert newest.execute("SELECT deleted FROM story").fetchone()[0] != ""
    newest.close()


def test_short_visits_do_not_push_out_old_backups(path) -> None:
    with Library.open(path) as library:
        library.shelf().create(small("Old"))
        asked = library.backup()
    for n in range(12):
        with Library.open(path) as library:
            library.shelf().create(small(str(n)))
    assert asked in backups_of(path)
    assert len(backups_of(path)) <= 4


def test_looking_into_a_backup_leaves_it_as_it_is(path) -> None:
    filled(path, "A")
    with Library.open(path) as library:
        made = library.backup()
    before = sorted(each.name for each in made.parent.iterdir())
    with Library.open(made) as library:
        assert titles(library) == ["A"]
    assert sorted(each.name for each in made.parent.iterdir()) == before
    assert is_good(made)


def test_a_link_to_the_library_stays_a_link(path, tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real = tmp_path / "elsewhere" / "mine.db"
    filled(real, "A")
    try:
        path.symlink_to(real)
    except OSError:
        pytest.skip("links cannot be made here")
    with Library.open(path) as library:
        library.backup()
    real.write_bytes(b"broken")
    with Library.open(path) as library:
        assert titles(library) == ["A"]
    assert path.is_symlink()
    assert backups_of(real)


def test_backups_are_made_while_things_change(path, monkeypatch) -> None:
    monkeypatch.setattr("text2scene.library.store.EVERY", 0.0)
    monkeypatch.setattr("text2scene.library.backups.EVERY", 0.0)
    with Library.open(path) as library:
        for n in range(4):
            library.shelf().create(small(str(n)))
            library._backing_up.join()
        assert len(backups_of(path)) == 4
    monkeypatch.undo()
    with Library.open(path) as library:
        library.shelf().create(small("soon after"))
        assert library._backing_up is None, "at most every ten minutes"


def test_a_damaged_library_makes_no_backup(path) -> None:
    with Library.open(path) as library:
        library.shelf().create(small("A"))
        library.backup()
        good = backups_of(path)
        outside = sqlite3.connect(path)
        outside.execute("UPDATE piece SET body = x'00'")
        outside.commit()
        outside.close()
        with pytest.raises(LibraryError, match="damaged"):
            library.backup()
        assert set(backups_of(path)) <= {*good, *backups_of(path)}
        assert all(is_good(each) for each in backups_of(path))


# -- folders of other machines ---------------------------------------------------------------------


def test_where_the_log_is_impossible_a_journal_takes_its_place(path) -> None:
    """unix-dotfile locks as a folder of another machine may have to: without shared memory."""
    with Library.open(path, vfs="unix-dotfile") as library:
        shelf = library.shelf()
        held = shelf.create(small("A"))
        with library.reading() as file:
            assert file.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
            assert file.execute("PRAGMA synchronous").fetchone()[0] == 3
        for n in range(5):
            held = shelf.save(held.id, held.revision, small(str(n)), "Edited")
        assert shelf.undo(held.id, held.revision).value.title == "3"


def test_a_folder_of_another_machine_gets_a_journal(path, monkeypatch) -> None:
    monkeypatch.setattr(connections, "on_network", lambda _: True)
    connection = connect(path)
    make_durable(connection, path)
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    connection.close()
    filled(path, "A")
    monkeypatch.undo()
    with Library.open(path) as library:
        assert titles(library) == ["A"]
        with library.reading() as file:
            assert file.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


# -- pulled plugs ----------------------------------------------------------------------------------


EDIT = """
import random, sys
from shelves import small
from text2scene.library import Library
library = Library.open(sys.argv[1]); shelf = library.shelf()
if len(sys.argv) == 2:
    for n in range(3):
        print(shelf.create(small(f"{n}", "0")).id, 1, "0", flush=True)
chance = random.Random()
ids = [card.id for card in shelf.list()]
count = sum(shelf.revision(ident) for ident in ids)
while True:
    held = shelf.get(chance.choice(ids))
    step = chance.random()
    if step < 0.2 and held.undo:
        held = shelf.undo(held.id, held.revision)
    elif step < 0.3 and held.redo:
        held = shelf.redo(held.id, held.revision)
    else:
        count += 1
        value = small(held.value.title, str(count), *("Mike runs. " * 50 for _ in range(count % 7)))
        held = shelf.save(held.id, held.revision, value, "Edited")
    print(held.id, held.revision, held.value.pages[0].text, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
def test_nothing_that_was_acknowledged_is_lost_when_the_program_is_killed_fifty_times(path) -> None:
    chance = random.Random(7)
    acknowledged: dict[str, tuple[int, str]] = {}
    for turn in range(50):
        editor = program(EDIT, path, *(["on"] if turn else []))
        for _ in range(1 if turn else 3):
            _note(acknowledged, editor.stdout.readline())
        time.sleep(chance.random() * 0.05)
        editor.kill()
        for line in editor.stdout:
            _note(acknowledged, line)
        assert editor.communicate()[1] == ""
        file = sqlite3.connect(path)
        assert file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        file.close()
        with Library.open(path) as library:
            assert library.notice == ""
            for ident, (revision, text) in list(acknowledged.items()):
                held = library.shelf().get(ident)
                # The last saving may have been done without anybody hearing of it.
                assert revision <= held.revision <= revision + 1
                assert texts(library.shelf().get(ident, revision).value)[0] == text
                acknowledged[ident] = held.revision, texts(held.value)[0]
    assert sum(revision for revision, _ in acknowledged.values()) > 100
    assert not list(path.parent.glob("*damaged*"))


def _note(acknowledged: dict[str, tuple[int, str]], line: str) -> None:
    if line.endswith("\n"):
        ident, revision, text = line.rstrip("\n").split(" ", 2)
        acknowledged[ident] = (int(revision), text)
