"""The library's file in trouble: old, new, damaged, gone, locked, read-only, on a full disk."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from shelves import REPOSITORY, program, small, small_disk, texts

from text2scene.errors import (
    LibraryError,
    LibraryFullError,
    LibraryLockedError,
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


def _filled(path: Path, *titles: str) -> dict[str, str]:
    """A library with these stories, closed; ids by title."""
    with Library.open(path) as library:
        return {title: library.shelf().create(small(title)).id for title in titles}


def _titles(library: Library) -> list[str]:
    return sorted(card.title for card in library.shelf().list())


def _one_sentence(text: str) -> None:
    assert text.endswith(".")
    assert ". " not in text.replace("stories.", "stories")
    assert "\n" not in text


def _leftovers(folder: Path) -> list[str]:
    return [each.name for each in folder.rglob(".*")]


# -- old and new ----------------------------------------------------------------------------------


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
    ident = _filled(path, "A")["A"]
    _made_newer(path)
    with Library.open(path) as library:
        _one_sentence(library.notice)
        assert "newer text2scene" in library.notice
        assert not library.writable
        assert _titles(library) == ["A"]
        for call in (
            lambda: library.shelf().create(small("B")),
            lambda: library.shelf().save(ident, 1, small("B"), "x"),
            lambda: library.shelf().delete(ident),
        ):
            with pytest.raises(LibraryNewerError) as caught:
                call()
            _one_sentence(str(caught.value))
        assert library.backup() is None
        assert _titles(library) == ["A"]


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


# -- damage ---------------------------------------------------------------------------------------


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
    ids = _filled(path, "Kept", "Once")
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
        _one_sentence(notice)
        assert "was damaged" in notice
        assert "the backup of 20" in notice
        aside = next(path.parent.glob("stories.damaged-*.db"))
        assert str(aside) in notice
        assert aside.read_bytes() == damaged
        assert _titles(library) in (["Kept", "Once"], ["Kept", "Once Changed"])
        held = library.shelf().get(ids["Once"])
        if held.value.title == "Once":
            assert held.revision > 100, "numbers that others may remember are not given again"
        assert library.shelf().save(ids["Once"], held.revision, small("Anew"), "Edited").undo == "Edited"
    with Library.open(path) as library:
        assert library.notice == ""
        assert _titles(library) == ["Anew", "Kept"]
    assert _leftovers(path.parent) == []


def test_stories_that_changed_after_the_backup_are_saved_from_the_damaged_file(path) -> None:
    ids = _filled(path, "Same", "Broken", "Changed")
    with Library.open(path) as library:
        library.backup()
        shelf = library.shelf()
        shelf.save(ids["Changed"], 1, small("Changed since"), "Edited")
        shelf.create(small("New since"))
        shelf.save(ids["Broken"], 1, small("Broken since"), "Edited")
    _flip(path, b"Broken since")
    with Library.open(path) as library:
        _one_sentence(library.notice)
        assert "with 2 stories that had changed since" in library.notice
        assert _titles(library) == ["Broken", "Changed since", "New since", "Same"]
        held = library.shelf().get(ids["Changed"])
        assert (held.revision, held.undo) == (2, "Edited")
        assert library.shelf().undo(held.id, 2).value.title == "Changed"
        assert library.shelf().revision(ids["Same"]) == 1, "nobody who has it open is disturbed"
        assert library.shelf().revision(ids["Broken"]) > 100


def test_of_a_story_whose_last_state_is_broken_the_one_before_comes_back(path) -> None:
    ident = _filled(path, "First")["First"]
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
        _one_sentence(library.notice)
        assert "no backup" in library.notice
        assert _titles(library) == []
        library.shelf().create(small("First"))
    shutil.rmtree(path.with_name("stories.db-backups"))
    _filled(path, "Second")
    shutil.rmtree(path.with_name("stories.db-backups"))
    _flip(path, b"Second")
    with Library.open(path) as library:
        assert "1 story could be saved" in library.notice
        assert _titles(library) == ["First"]


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
    _one_sentence(str(caught.value))
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
    _filled(path, "A")
    with Library.open(path) as library:
        library.backup()
    path.unlink()
    (path.parent / "stories.db-wal").write_bytes(b"a log without its file")
    with Library.open(path) as library:
        assert "was missing" in library.notice
        assert _titles(library) == ["A"]


def test_several_programs_that_meet_damage_mend_it_once(path) -> None:
    _filled(path, "A", "B")
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


# -- backups --------------------------------------------------------------------------------------


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
        assert len(_titles(library)) == 13
    assert _leftovers(path.parent) == []


def test_a_backup_is_made_at_opening_only_when_something_changed(path) -> None:
    ids = _filled(path, "A")
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


# -- locked ---------------------------------------------------------------------------------------

HOLD = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1], isolation_level=None)
file.execute("BEGIN IMMEDIATE"); print("held", flush=True); sys.stdin.readline(); file.execute("ROLLBACK")
"""


def test_a_library_that_another_program_locks_says_so_and_works_afterwards(path, monkeypatch) -> None:
    monkeypatch.setattr(connections, "WAIT", 0.3)
    with Library.open(path) as library:
        shelf = library.shelf()
        held = shelf.create(small("A"))
        holder = program(HOLD, path)
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LibraryLockedError) as caught:
            shelf.save(held.id, 1, small("B"), "Edited")
        _one_sentence(str(caught.value))
        assert shelf.get(held.id) == held, "it can be looked at meanwhile"
        with Library.open(path) as other:
            assert _titles(other) == ["A"]
        holder.communicate("go\n")
        assert shelf.save(held.id, 1, small("B"), "Edited").revision == 2


def test_a_lock_is_waited_for(path) -> None:
    with Library.open(path) as library:
        held = library.shelf().create(small("A"))
        holder = program(HOLD.replace("sys.stdin.readline()", "import time; time.sleep(1)"), path)
        assert holder.stdout.readline() == "held\n"
        assert library.shelf().save(held.id, 1, small("B"), "Edited").revision == 2
        holder.communicate()


# -- a full disk ----------------------------------------------------------------------------------


def _fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass
    return ballast


def test_a_full_disk_keeps_what_was_saved_and_it_goes_on_when_there_is_room() -> None:
    with small_disk("4m") as folder:
        path = folder / "stories.db"
        with Library.open(path) as library:
            shelf = library.shelf()
            held = shelf.create(small("A"))
            library._backing_up.join()
            ballast = _fill(folder)
            big = small("Big", *("Mike runs. " * 1000 for _ in range(40)))
            for call in (
                lambda: shelf.save(held.id, 1, big, "Edited"),
                lambda: shelf.create(big),
                library.backup,
            ):
                with pytest.raises(LibraryFullError) as caught:
                    call()
                _one_sentence(str(caught.value))
                assert "full" in str(caught.value)
            assert shelf.get(held.id) == held
            assert _leftovers(folder) == []
            ballast.unlink()
            assert shelf.save(held.id, 1, big, "Edited").revision == 2
        with Library.open(path) as library:
            assert library.shelf().get(held.id).value == big


def test_a_library_on_a_full_disk_can_be_opened_and_looked_at() -> None:
    with small_disk("4m") as folder:
        path = folder / "stories.db"
        ids = _filled(path, "A")
        ballast = _fill(folder)
        with Library.open(path) as library:
            assert _titles(library) == ["A"]
            with pytest.raises(LibraryFullError):
                library.shelf().save(ids["A"], 1, small("B", "Mike runs. " * 1500), "Edited")
            assert library.notice == "" or "full" in library.notice
            ballast.unlink()
            assert library.shelf().save(ids["A"], 1, small("B"), "Edited").revision == 2
            assert library.writable
        ballast = _fill(folder)
        with pytest.raises(LibraryFullError) as caught:
            Library.open(folder / "other.db").shelf().create(small("A", "Mike runs. " * 1500))
        _one_sentence(str(caught.value))


def test_a_damaged_library_on_a_full_disk_waits_untouched_for_room() -> None:
    with small_disk("4m") as folder:
        path = folder / "stories.db"
        _filled(path, "A")
        with Library.open(path) as library:
            library.backup()
        path.write_bytes(b"broken")
        ballast = _fill(folder)
        with pytest.raises(LibraryFullError):
            Library.open(path)
        assert path.read_bytes() == b"broken"
        assert _leftovers(folder) == []
        ballast.unlink()
        with Library.open(path) as library:
            assert _titles(library) == ["A"]


LIMITED = """
import resource, sys
from shelves import small
from text2scene.errors import LibraryFullError
from text2scene.library import Library
library = Library.open(sys.argv[1]); shelf = library.shelf()
held = shelf.create(small("A")); library._backing_up.join()
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
big = small("Big", *("Mike runs. " * 1000 for _ in range(40)))
try:
    shelf.save(held.id, 1, big, "Edited")
except LibraryFullError as error:
    print("full")
assert shelf.get(held.id) == held
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(shelf.save(held.id, 1, big, "Edited").revision)
library.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_file_that_may_not_grow_is_as_a_full_disk(path) -> None:
    assert program(LIMITED, path).communicate() == ("full\n2\n", "")


# -- read-only ------------------------------------------------------------------------------------


def test_a_library_on_a_read_only_disk_can_be_looked_at() -> None:
    with small_disk("4m") as folder:
        path = folder / "stories.db"
        ids = _filled(path, "A")
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        with Library.open(path) as library:
            _one_sentence(library.notice)
            assert "read-only" in library.notice
            assert not library.writable
            assert library.shelf().get(ids["A"]).value == small("A")
            assert library.backup() is None
            with pytest.raises(LibraryReadOnlyError) as caught:
                library.shelf().save(ids["A"], 1, small("B"), "Edited")
            _one_sentence(str(caught.value))
            subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
            assert library.shelf().save(ids["A"], 1, small("B"), "Edited").revision == 2
            assert library.writable
            assert library.notice == ""
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        with pytest.raises(LibraryReadOnlyError):
            Library.open(folder / "other.db")
        with pytest.raises(LibraryReadOnlyError):
            Library.open(folder / "new" / "other.db")


READ = """
import os, sys
from pathlib import Path
from shelves import small
from text2scene.errors import LibraryError
from text2scene.library import Library
if len(sys.argv) > 2:
    os.setresgid(65534, 65534, 65534); os.setresuid(65534, 65534, 65534)
library = Library.open(sys.argv[1]); shelf = library.shelf()
print(library.writable, "read-only" in library.notice, [card.title for card in shelf.list()])
try:
    shelf.create(small("B"))
except LibraryError as error:
    print(type(error).__name__)
sys.stdin.readline()
print(len(shelf.list()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are of another kind there")
@pytest.mark.parametrize("which", ["file", "folder", "both"])
def test_what_may_not_be_written_can_be_looked_at(which) -> None:
    """As a user who is not root, to whom permissions mean something."""
    folder = Path(tempfile.mkdtemp(prefix="text2scene-readonly-"))
    try:
        path = folder / "stories.db"
        _filled(path, "A")
        other = ["another user"] if os.geteuid() == 0 else []
        if other:
            for each in (folder, *folder.rglob("*")):
                os.chown(each, 65534, 65534)
        os.chmod(folder, 0o555 if which != "file" else 0o755)
        os.chmod(path, 0o444 if which != "folder" else 0o644)
        before = path.read_bytes()
        names = sorted(each.name for each in folder.iterdir())
        reader = program(READ, path, *other)
        out, error = reader.communicate("go\n")
        assert (out.splitlines(), error) == (["False True ['A']", "LibraryReadOnlyError", "1"], "")
        assert path.read_bytes() == before
        assert sorted(each.name for each in folder.iterdir() if each.suffix == ".db") == [
            name for name in names if name.endswith(".db")
        ]
    finally:
        os.chmod(folder, 0o755)
        shutil.rmtree(folder)


def test_what_another_program_has_not_yet_written_into_the_file_is_seen_where_nothing_can_be_written(
    path, monkeypatch
) -> None:
    code = """
import os, sys
from shelves import small
from text2scene.library import Library
library = Library.open(sys.argv[1])
library.shelf().create(small("In the log")); library._backing_up.join()
os._exit(0)
"""
    assert program(code, path).communicate() == ("", "")
    (path.parent / "stories.db-shm").unlink()
    monkeypatch.setattr("text2scene.library.opening.writable_place", lambda _: False)
    real = connections.connect
    monkeypatch.setattr(
        "text2scene.library.opening.connect",
        lambda place, mode="rwc", **more: real(
            Path("/nowhere/x.db") if mode == "ro" else place, mode, **more
        ),
    )
    with Library.open(path) as library:
        assert _titles(library) == ["In the log"]


# -- folders of other machines --------------------------------------------------------------------


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
    _filled(path, "A")
    monkeypatch.undo()
    with Library.open(path) as library:
        assert _titles(library) == ["A"]
        with library.reading() as file:
            assert file.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


# -- pulled plugs ---------------------------------------------------------------------------------

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
        out, error = editor.communicate()
        assert error == ""
        for line in out.splitlines(keepends=True):
            _note(acknowledged, line)
        file = sqlite3.connect(path)
        assert file.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        file.close()
        with Library.open(path) as library:
            assert library.notice == ""
            for ident, (revision, text) in acknowledged.items():
                held = library.shelf().get(ident)
                # The last saving may have been done without anybody hearing of it.
                assert revision <= held.revision <= revision + 1
                assert texts(library.shelf().get(ident, revision).value)[0] == text
    assert sum(revision for revision, _ in acknowledged.values()) > 100
    assert not list(path.parent.glob("*damaged*"))
    assert REPOSITORY not in path.parents


def _note(acknowledged: dict[str, tuple[int, str]], line: str) -> None:
    if line.endswith("\n"):
        ident, revision, text = line.rstrip("\n").split(" ", 2)
        acknowledged[ident] = (int(revision), text)
