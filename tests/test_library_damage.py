"""A damaged library is set aside, and what can be is brought back."""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import time
from pathlib import Path

import pytest
from shelves import filled, leftovers, one_sentence, program, small, titles

from text2scene.errors import LibraryError
from text2scene.library import Library
from text2scene.library.backups import backups_of


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "stories.db"


def _flip(path: Path, needle: bytes) -> None:
    data = bytearray(path.read_bytes())
    at = data.rindex(needle)
    data[at] ^= 1
    path.write_bytes(data)


def _scramble_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(4096, len(data), 8192):
        data[at : at + 64] = random.Random(at).randbytes(64)
    path.write_bytes(data)


DAMAGE = {
    "not a database": lambda path: path.write_text("Once upon a time there was a file."),
    "emptied": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "cut within the header": lambda path: path.write_bytes(path.read_bytes()[:50]),
    "header overwritten": lambda path: path.write_bytes(bytes(100) + path.read_bytes()[100:]),
    "bytes overwritten": _scramble_pages,
    "one letter changed": lambda path: _flip(path, b"Once Changed"),
    "a row removed": lambda path: _sql(path, "DELETE FROM piece WHERE CAST(body AS TEXT) LIKE '%Once%'"),
    "a table removed": lambda path: _sql(path, "DROP TABLE revision"),
}


def _sql(path: Path, statement: str) -> None:
    file = sqlite3.connect(path)
    file.execute(statement)
    file.commit()
    file.close()


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_library_is_set_aside_and_the_newest_good_backup_put_in_its_place(path, damage) -> None:
    ids = filled(path, "Kept", "Once")
    with Library.open(path) as library:
        library.backup()
        library.shelf().save(ids["Once"], 1, small("Once Changed"), "Edited")
    newest = backups_of(path)[0]
    (newest.with_name("stories-29991231-000000-000.db")).write_bytes(b"a backup that went wrong")
    damage(path)
    damaged = path.read_bytes()
    with Library.open(path) as library:
        assert library.writable
        notice = library.notice
        one_sentence(notice)
        assert "was damaged" in notice
        assert "the backup of 20" in notice
        aside = next(path.parent.glob("stories.damaged-*.db"))
        assert str(aside) in notice
        assert aside.read_bytes() == damaged
        assert titles(library) in (["Kept", "Once"], ["Kept", "Once Changed"])
        held = library.shelf().get(ids["Once"])
        if held.value.title == "Once":
            assert held.revision > 100, "numbers that others may remember are not given again"
        assert library.shelf().save(ids["Once"], held.revision, small("Anew"), "Edited").undo == "Edited"
    with Library.open(path) as library:
        assert library.notice == ""
        assert titles(library) == ["Anew", "Kept"]
    assert leftovers(path.parent) == []


def test_stories_that_changed_after_the_backup_are_saved_from_the_damaged_file(path) -> None:
    ids = filled(path, "Same", "Broken", "Changed")
    with Library.open(path) as library:
        library.backup()
        shelf = library.shelf()
        shelf.save(ids["Changed"], 1, small("Changed since"), "Edited")
        shelf.create(small("New since"))
        shelf.save(ids["Broken"], 1, small("Broken since"), "Edited")
    _flip(path, b"Broken since")
    with Library.open(path) as library:
        one_sentence(library.notice)
        assert "with 2 stories that had changed since" in library.notice
        assert titles(library) == ["Broken", "Changed since", "New since", "Same"]
        held = library.shelf().get(ids["Changed"])
        assert (held.revision, held.undo) == (2, "Edited")
        assert library.shelf().undo(held.id, 2).value.title == "Changed"
        assert library.shelf().revision(ids["Same"]) == 1, "nobody who has it open is disturbed"
        assert library.shelf().revision(ids["Broken"]) > 100


def test_of_a_story_whose_last_state_is_broken_the_one_before_comes_back(path) -> None:
    ident = filled(path, "First")["First"]
    with Library.open(path) as library:
        library.backup()
        library.shelf().save(ident, 1, small("Second"), "Edited")
        library.shelf().save(ident, 2, small("Third"), "Edited")
    _flip(path, b"Third")
    with Library.open(path) as library:
        held = library.shelf().list()[0]
        assert held.title == "Second"
        assert held.revision > 100
        assert library.shelf().undo(ident, held.revision).value.title == "First"


def test_without_a_backup_an_empty_library_is_begun_or_what_can_be_read_is_saved(path) -> None:
    path.write_bytes(b"no library at all")
    with Library.open(path) as library:
        one_sentence(library.notice)
        assert "no backup" in library.notice
        assert titles(library) == []
        library.shelf().create(small("First"))
    shutil.rmtree(path.with_name("stories.db-backups"))
    filled(path, "Second")
    shutil.rmtree(path.with_name("stories.db-backups"))
    _flip(path, b"Second")
    with Library.open(path) as library:
        assert "1 story could be saved" in library.notice
        assert titles(library) == ["First"]


def test_a_running_program_that_meets_damage_mends_it_and_says_so(path) -> None:
    library = Library.open(path)
    shelf = library.shelf()
    keep, hurt = shelf.create(small("Keep")), shelf.create(small("Hurt"))
    library.backup()
    outside = sqlite3.connect(path)
    outside.execute(
        "UPDATE piece SET body = CAST(replace(body, 'Mike', 'Mick') AS BLOB) WHERE story = ?", [hurt.id]
    )
    outside.commit()
    outside.close()
    with pytest.raises(LibraryError, match="was damaged") as caught:
        shelf.get(hurt.id)
    one_sentence(str(caught.value))
    assert library.writable
    assert "was damaged" in library.notice
    assert shelf.get(hurt.id).value == hurt.value
    assert shelf.save(keep.id, shelf.revision(keep.id), small("On"), "Edited").value.title == "On"
    library.close()


def test_a_program_that_has_the_damaged_file_open_goes_on_with_the_mended_one(path) -> None:
    old = Library.open(path)
    held = old.shelf().create(small("A"))
    old.backup()
    outside = sqlite3.connect(path)
    outside.execute("UPDATE piece SET body = x'00' WHERE digest = (SELECT head FROM revision)")
    outside.commit()
    outside.close()
    with Library.open(path) as other:
        assert "damaged" in other.notice
    assert old.shelf().get(held.id).value == small("A")
    saved = old.shelf().save(held.id, old.shelf().revision(held.id), small("B"), "Edited")
    with Library.open(path) as other:
        assert other.shelf().get(held.id) == saved, "not written into the file that was set aside"
    old.close()


def test_a_library_removed_under_a_running_program_is_written_back(path) -> None:
    with Library.open(path) as library:
        held = library.shelf().create(small("A"))
        held = library.shelf().save(held.id, 1, small("B"), "Edited")
        for each in path.parent.glob("stories.db*"):
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        saved = library.shelf().save(held.id, 2, small("C"), "Edited")
    with Library.open(path) as library:
        assert library.shelf().get(held.id) == saved
        assert library.shelf().undo(held.id, 3).value.title == "B"


def test_a_missing_library_comes_back_from_its_backup(path) -> None:
    filled(path, "A")
    with Library.open(path) as library:
        library.backup()
    path.unlink()
    (path.parent / "stories.db-wal").write_bytes(b"a log without its file")
    with Library.open(path) as library:
        assert "was missing" in library.notice
        assert titles(library) == ["A"]


def test_several_programs_that_meet_damage_mend_it_once(path) -> None:
    filled(path, "A", "B")
    with Library.open(path) as library:
        library.backup()
    path.write_bytes(b"broken")
    code = """
import sys
from text2scene.library import Library
with Library.open(sys.argv[1]) as library:
    shelf = library.shelf()
    print(len(shelf.list()), "damaged" in library.notice)
"""
    programs = [program(code, path) for _ in range(4)]
    answers = [each.communicate() for each in programs]
    assert [error for _, error in answers] == [""] * 4
    assert sorted(answer.split()[0] for answer, _ in answers) == ["2"] * 4
    assert sum("True" in answer for answer, _ in answers) == 1
    assert len(list(path.parent.glob("*damaged*.db"))) == 1


def test_a_file_of_another_kind_is_left_alone(tmp_path) -> None:
    note = tmp_path / "homework.txt"
    note.write_text("Once upon a time.")
    with pytest.raises(LibraryError, match="no library of stories"):
        Library.open(note)
    other = tmp_path / "other.db"
    _sql(other, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(LibraryError, match="another program"):
        Library.open(other)
    with pytest.raises(LibraryError, match="is a folder"):
        Library.open(tmp_path)
    with pytest.raises(LibraryError):
        Library.open(note / "stories.db")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["homework.txt", "other.db"]
    assert note.read_text() == "Once upon a time."


OPEN = """
import sys
from text2scene.library import Library
print("go", flush=True)
Library.open(sys.argv[1])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal there")
def test_a_program_that_is_killed_while_it_mends_loses_nothing(path) -> None:
    with Library.open(path) as library:
        for n in range(40):
            library.shelf().create(small(str(n), *("Mike runs. " * 500 for _ in range(10))))
        library.backup()
    chance = random.Random(3)
    for turn in range(20):
        data = bytearray(path.read_bytes())
        data[4096 * 3 : 4096 * 3 + 500] = bytes(500)
        path.write_bytes(data)
        opener = program(OPEN, path)
        assert opener.stdout.readline() == "go\n"
        time.sleep(chance.random() * 0.08)
        opener.kill()
        opener.communicate()
        if turn % 5 == 4:
            with Library.open(path) as library:
                assert titles(library) == sorted(map(str, range(40)))
    # What a backup left that was killed goes when the next one is made a minute later.
    assert [each for each in leftovers(path.parent) if not each.startswith(".making-")] == []
