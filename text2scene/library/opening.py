"""From a path to an open library: begun, brought up to date, checked, mended, or shown without writing."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from text2scene.errors import LibraryError, LibraryFullError, LibraryLockedError, LibraryNewerError
from text2scene.library.backups import backups_of, changed_since_backup, folder_of, make_backup
from text2scene.library.checks import whats_wrong
from text2scene.library.connection import (
    WAIT,
    DamagedError,
    connect,
    in_memory,
    in_words,
    make_durable,
    read_only,
    sync_folder,
    writable_place,
)
from text2scene.library.damage import alone, mend
from text2scene.library.schema import APPLICATION_ID, SCHEMA, upgrade, version_of

NO_BACKUP = "No backup of the library could be made"
_HEADER = b"SQLite format 3\0"
_OURS = (".db", ".sqlite", ".sqlite3")


@dataclass
class Opened:
    """why: what a change would raise, None where the library can be changed. identity: of the file."""

    connection: sqlite3.Connection
    notice: str
    why: LibraryError | None
    identity: tuple[int, int]


def open_file(path: Path, vfs: str = "") -> Opened:
    """Open the library, or begin one. Raises LibraryError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise in_words(error, path) from error
    if path.is_dir():
        raise LibraryError(f"{path} is a folder; give the name of a file in it, such as stories.db.")
    if not writable_place(path):
        return _to_look_at(path, read_only(path))
    notice = ""
    for _ in range(3):
        try:
            opened = _open_or_begin(path, vfs)
            opened.notice = notice or opened.notice
            return opened
        except (DamagedError, FileNotFoundError):
            notice = _mended(path, vfs) or notice
    raise LibraryError(f"The library {path} is damaged again and again; check the disk that it is on.")


def identity(path: Path) -> tuple[int, int]:
    """By which one tells whether a path still is the same file. Raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino


def newer(path: Path) -> LibraryNewerError:
    """What a change to a library of a newer program raises."""
    return LibraryNewerError(
        f"The library {path} was changed by a newer text2scene; stories can be looked at, "
        "and changed again once this text2scene is updated."
    )


def _open_or_begin(path: Path, vfs: str) -> Opened:
    """Raises DamagedError, or FileNotFoundError where it is gone but has backups."""
    if not path.exists() and backups_of(path):
        raise FileNotFoundError
    until = time.monotonic() + WAIT
    while True:
        connection = None
        try:
            connection = connect(path, vfs=vfs)
            return _prepared(connection, path)
        except (sqlite3.Error, LibraryError, OSError) as error:
            if connection is not None:
                connection.close()
            if isinstance(error, LibraryError):
                raise
            worded = in_words(error, path)
            # Turning on the log needs the file alone for a moment, and SQLite does not wait for that.
            if isinstance(worded, LibraryLockedError) and time.monotonic() < until:
                time.sleep(0.02)
                continue
            if isinstance(worded, DamagedError):
                _never_a_strangers(path)
                raise worded from error
            if isinstance(worded, LibraryFullError):
                return _to_look_at(path, worded)
            raise worded from error


def _prepared(connection: sqlite3.Connection, path: Path) -> Opened:
    version = version_of(connection)
    count = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if version == 0 and count == 0:
        if backups_of(path):
            raise DamagedError("empty")
        make_durable(connection, path)
        upgrade(connection)
        sync_folder(path.parent)
        return Opened(connection, "", None, identity(path))
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise LibraryError(f"{path} is the database of another program; choose another file for the library.")
    if version > SCHEMA:
        connection.close()
        return _to_look_at(path, newer(path))
    wrong = whats_wrong(connection)
    if wrong:
        raise DamagedError(wrong)
    notice = ""
    if version < SCHEMA:
        make_backup(path)
    make_durable(connection, path)
    if version < SCHEMA:
        upgrade(connection)
    elif changed_since_backup(path, connection):
        try:
            make_backup(path, by_itself=True)
        except (OSError, sqlite3.Error) as error:
            reason = str(in_words(error, folder_of(path))).split("; ")[0]
            notice = f"{NO_BACKUP}: {reason[:1].lower()}{reason[1:].rstrip('.')}."
    return Opened(connection, notice, None, identity(path))


def _mended(path: Path, vfs: str) -> str:
    """The notice, or empty where another program has mended it meanwhile."""
    try:
        with alone(path):
            with suppress(DamagedError, FileNotFoundError):
                _open_or_begin(path, vfs).connection.close()
                return ""
            return mend(path)
    except (OSError, sqlite3.Error) as error:
        raise in_words(error, path) from error


def _to_look_at(path: Path, why: LibraryError) -> Opened:
    """The library without writing. Raises ``why`` where it cannot even be read."""
    if not path.exists():
        raise why
    connection = None
    try:
        try:
            connection = connect(path, "ro")
            version = version_of(connection)
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            connection = in_memory(path)
            version = version_of(connection)
        if version < SCHEMA:
            connection = in_memory(path)
            upgrade(connection)
        wrong = whats_wrong(connection)
    except (sqlite3.Error, OSError):
        raise why from None
    if version > SCHEMA and not isinstance(why, LibraryNewerError):
        why = newer(path)
    if wrong and isinstance(why, LibraryNewerError):
        raise why  # what it takes to mend it is not known here
    if wrong:
        raise DamagedError(
            f"The library {path} is damaged, and cannot be mended where nothing can be written; "
            "allow writing to its folder, or copy it elsewhere."
        )
    sentence = str(why).replace("so nothing was saved", "so stories can be looked at, but not changed")
    return Opened(connection, sentence, why, identity(path))


def _never_a_strangers(path: Path) -> None:
    """A file that somebody named by mistake is not moved away. Raises LibraryError."""
    if path.suffix.lower() in _OURS or backups_of(path):
        return
    with suppress(OSError), path.open("rb") as file:
        if file.read(len(_HEADER)) == _HEADER or os.fstat(file.fileno()).st_size == 0:
            return
    raise LibraryError(f"{path} is no library of stories; choose another file, such as stories.db.")
