"""The library locked, on a full disk, or where nothing may be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from shelves import filled, leftovers, one_sentence, program, small, small_disk, titles

from text2scene.errors import (
    LibraryFullError,
    LibraryLockedError,
    LibraryReadOnlyError,
)
from text2scene.library import Library
from text2scene.library import connection as connections


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "stories.db"


# -- locked ----------------------------------------------------------------------------------------


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
        one_sentence(str(caught.value))
        assert shelf.get(held.id) == held, "it can be looked at meanwhile"
        with Library.open(path) as other:
            assert titles(other) == ["A"]
        holder.communicate("go\n")
        assert shelf.save(held.id, 1, small("B"), "Edited").revision == 2


def test_a_lock_is_waited_for(path) -> None:
    with Library.open(path) as library:
        held = library.shelf().create(small("A"))
        holder = program(HOLD.replace("sys.stdin.readline()", "import time; time.sleep(1)"), path)
        assert holder.stdout.readline() == "held\n"
        assert library.shelf().save(held.id, 1, small("B"), "Edited").revision == 2
        holder.communicate()


# -- a full disk -----------------------------------------------------------------------------------


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
                one_sentence(str(caught.value))
                assert "full" in str(caught.value)
            assert shelf.get(held.id) == held
            assert leftovers(folder) == []
            ballast.unlink()
            assert shelf.save(held.id, 1, big, "Edited").revision == 2
        with Library.open(path) as library:
            assert library.shelf().get(held.id).value == big


def test_a_library_on_a_full_disk_can_be_opened_and_looked_at() -> None:
    with small_disk("4m") as folder:
        path = folder / "stories.db"
        ids = filled(path, "A")
        ballast = _fill(folder)
        with Library.open(path) as library:
            assert titles(library) == ["A"]
            with pytest.raises(LibraryFullError):
                library.shelf().save(ids["A"], 1, small("B", "Mike runs. " * 1500), "Edited")
            assert library.notice == "" or "full" in library.notice
            ballast.unlink()
            assert library.shelf().save(ids["A"], 1, small("B"), "Edited").revision == 2
            assert library.writable
        ballast = _fill(folder)
        with pytest.raises(LibraryFullError) as caught:
            Library.open(folder / "other.db").shelf().create(small("A", "Mike runs. " * 1500))
        one_sentence(str(caught.value))


def test_a_damaged_library_on_a_full_disk_waits_untouched_for_room() -> None:
    with small_disk("4m") as folder:
        path = folder / "stories.db"
        filled(path, "A")
        with Library.open(path) as library:
            library.backup()
        path.write_bytes(b"broken")
        ballast = _fill(folder)
        with pytest.raises(LibraryFullError):
            Library.open(path)
        assert path.read_bytes() == b"broken"
        assert leftovers(folder) == []
        ballast.unlink()
        with Library.open(path) as library:
            assert titles(library) == ["A"]


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


# -- read-only -------------------------------------------------------------------------------------


def test_a_library_on_a_read_only_disk_can_be_looked_at() -> None:
    with small_disk("4m") as folder:
        path = folder / "stories.db"
        ids = filled(path, "A")
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        with Library.open(path) as library:
            one_sentence(library.notice)
            assert "read-only" in library.notice
            assert not library.writable
            assert library.shelf().get(ids["A"]).value == small("A")
            assert library.backup() is None
            with pytest.raises(LibraryReadOnlyError) as caught:
                library.shelf().save(ids["A"], 1, small("B"), "Edited")
            one_sentence(str(caught.value))
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
        filled(path, "A")
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
        assert titles(library) == ["In the log"]
