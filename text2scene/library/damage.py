"""A damaged library is set aside, never thrown away; the newest good backup takes its place."""

from __future__ import annotations

import glob
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from text2scene.errors import LibraryLockedError
from text2scene.library.backups import folder_of, in_local_time, made_at, newest_good
from text2scene.library.connection import connect, sync_folder
from text2scene.library.records import now
from text2scene.library.rescue import Rescued, rescue
from text2scene.library.schema import upgrade

_PATIENCE = 30.0  # seconds that another program may take to mend the library
# Whoever has a story open knows it by its revision: after a restore the numbers go on far from those that
# were lost, so that none of them means two things.
_GAP = 1000


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Of several programs that find the library damaged, one mends it. Raises LibraryLockedError."""
    try:
        import fcntl
    except ImportError:  # Windows: a file that is in use cannot be renamed there anyway
        yield
        return
    folder = folder_of(path)
    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise LibraryLockedError(
                        f"Another program is mending the library {path}; try again in a minute."
                    ) from None
                time.sleep(0.05)
            except OSError:
                break  # a file system without locks
        yield
    finally:
        os.close(handle)


def mend(path: Path) -> str:
    """Put a good library in the place of a damaged or missing one; within :func:`alone`.

    Returns the sentence that says so. What is put in place is finished before the damaged file is touched,
    so a full disk or a kill changes nothing. Raises OSError, sqlite3.Error.
    """
    fresh = path.with_name(f"{_making(path)}{secrets.token_hex(6)}.db")
    _clear_leftovers(path)
    damaged = any(_beside(path, ending).exists() for ending in ("", "-wal"))
    try:
        good = newest_good(path)
        if good is not None:
            shutil.copyfile(good, fresh)
        saved = _prepare(fresh, path if damaged else None)
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        aside = _set_aside(path) if damaged else None
        os.replace(fresh, path)
    finally:
        for ending in ("", "-journal"):
            with suppress(OSError):
                _beside(fresh, ending).unlink(missing_ok=True)
    sync_folder(path.parent)
    return _sentence(path, good, aside, saved)


def put_back(connection: sqlite3.Connection, path: Path) -> None:
    """Write what an open connection sees to a path where the file is gone. Raises OSError, sqlite3.Error."""
    fresh = path.with_name(f"{_making(path)}{secrets.token_hex(6)}.db")
    try:
        copy = sqlite3.connect(fresh, isolation_level=None)
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = delete")
        finally:
            copy.close()
        _set_aside(path)  # a log without its file
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _prepare(fresh: Path, damaged: Path | None) -> int:
    """Bring it to the present form, and add the stories that can still be read in the damaged file."""
    connection = connect(fresh)
    try:
        upgrade(connection)
        found = Rescued()
        if damaged is not None:
            with tempfile.TemporaryDirectory(prefix=_making(damaged), dir=damaged.parent) as folder:
                copy = Path(folder, "damaged.db")
                for ending in ("", "-wal"):
                    with suppress(FileNotFoundError):
                        shutil.copyfile(_beside(damaged, ending), _beside(copy, ending))
                found = rescue(copy, connection)
        _renumber(connection, found.certain)
        return found.brought
    finally:
        connection.close()


def _renumber(connection: sqlite3.Connection, certain: set[str]) -> None:
    """Leave a gap in the revisions of the stories that may have gone on after the backup."""
    connection.execute("BEGIN IMMEDIATE")
    there = [row[0] for row in connection.execute("SELECT id FROM story")]
    for ident in [each for each in there if each not in certain]:
        connection.execute(
            "INSERT INTO revision (story, number, origin, made, what, before, after, head, pages) "
            "SELECT r.story, r.number + ?, r.origin, ?, r.what, r.before, r.after, r.head, r.pages "
            "FROM revision r JOIN story s ON s.id = r.story AND s.revision = r.number WHERE s.id = ?",
            (_GAP, now(), ident),
        )
        connection.execute("UPDATE story SET revision = revision + ? WHERE id = ?", (_GAP, ident))
    if there:
        connection.execute("UPDATE library SET mark = ?", (secrets.token_hex(8),))
    connection.execute("COMMIT")


def _set_aside(path: Path) -> Path | None:
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    was_there = path.exists()
    aside, number = path.with_name(f"{path.stem}.damaged-{stamp}.db"), 2
    while aside.exists():
        aside = path.with_name(f"{path.stem}.damaged-{stamp}-{number}.db")
        number += 1
    # The log goes last: without its file it changes nothing, and the next one moves it away.
    for ending in ("", "-journal", "-shm", "-wal"):
        with suppress(FileNotFoundError):
            os.replace(_beside(path, ending), _beside(aside, ending))
    return aside if was_there else None


def _making(path: Path) -> str:
    """How the names begin of what is being made beside a library."""
    return f".{path.stem}-mending-"


def _clear_leftovers(path: Path) -> None:
    """What a program left that was killed while it mended; nobody else mends now."""
    for each in path.parent.glob(f"{glob.escape(_making(path))}*"):
        with suppress(OSError):
            shutil.rmtree(each) if each.is_dir() else each.unlink()


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _sentence(path: Path, good: Path | None, aside: Path | None, saved: int) -> str:
    what = "was damaged" if aside is not None else "was missing"
    stories = f"{saved} {'story' if saved == 1 else 'stories'}"
    if good is not None:
        done = f"the backup of {in_local_time(made_at(good))} was put in its place"
        newer = f", with {stories} that had changed since" if saved else ""
    else:
        done, newer = (
            (f"{stories} could be saved from it", "")
            if saved
            else ("there was no backup, so an empty one was begun", "")
        )
    kept = f"; the damaged file is kept as {aside}" if aside is not None else ""
    return f"The library {path} {what}: {done}{newer}{kept}."
