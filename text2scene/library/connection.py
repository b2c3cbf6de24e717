"""Opening the file so that what was saved stays saved, and SQLite's complaints in words."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sqlite3
import sys
import tempfile
from pathlib import Path

from text2scene.errors import (
    LibraryError,
    LibraryFullError,
    LibraryLockedError,
    LibraryReadOnlyError,
)

WAIT = 5.0
"""Seconds to wait for another program that is writing."""

_NETWORKS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "fuse.sshfs",
    "davfs",
    "fuse.davfs2",
    "afs",
    "ncpfs",
}
_FULL = {"SQLITE_FULL"}
_LITTLE = 512 * 1024  # bytes; with less than this, an error in writing is taken for a full disk


class DamagedError(LibraryError):
    """The file is not what was written."""


def connect(path: Path, mode: str = "rwc", vfs: str = "", immutable: bool = False) -> sqlite3.Connection:
    """Open the file. Raises sqlite3.Error.

    mode: rwc, rw, ro. vfs: of SQLite, empty for the usual one. immutable: nobody writes to it, so no locks.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}" + (f"&vfs={vfs}" if vfs else "")
    uri += "&immutable=1" if immutable else ""
    connection = sqlite3.connect(uri, WAIT, isolation_level=None, check_same_thread=False, uri=True)
    try:
        connection.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA secure_delete = ON")  # what is removed for good is overwritten
    except BaseException:
        connection.close()
        raise
    return connection


def make_durable(connection: sqlite3.Connection, path: Path) -> None:
    """What returned from a commit survives a power cut. Raises sqlite3.Error.

    The write-ahead log needs memory shared between programs, which a folder of another machine does not
    give: there a rollback journal takes its place, slower but as safe.
    """
    journal = "delete" if on_network(path) else "wal"
    try:
        got = connection.execute(f"PRAGMA journal_mode = {journal}").fetchone()[0]
    except sqlite3.OperationalError as error:
        if journal != "wal" or kind_of(error) not in ("SQLITE_IOERR", "SQLITE_PROTOCOL", "SQLITE_CANTOPEN"):
            raise
        got = connection.execute("PRAGMA journal_mode = delete").fetchone()[0]
    connection.execute("PRAGMA journal_size_limit = 16777216")
    # EXTRA also waits for the folder to know that the journal is gone.
    connection.execute(f"PRAGMA synchronous = {'FULL' if got == 'wal' else 'EXTRA'}")


def on_network(path: Path) -> bool:
    """Whether the file lies on another machine, as far as this system says."""
    folder = str(path.absolute().parent)
    if folder.startswith("\\\\"):
        return True
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    real = os.path.realpath(folder)
    best, kind = "", ""
    for _, where, kind_there, *_ in (line.split(" ") for line in lines if line.count(" ") >= 3):
        point = where.replace("\\040", " ")
        if (real == point or real.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, kind = point, kind_there
    return kind in _NETWORKS


def in_memory(path: Path) -> sqlite3.Connection:
    """What the file holds, as a copy in memory: for a place where not even a lock can be written.

    Raises sqlite3.Error, OSError.
    """
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    log = path.with_name(path.name + "-wal")
    with tempfile.TemporaryDirectory(prefix="text2scene-library-") as folder:
        if log.exists() and log.stat().st_size:
            copy = Path(folder, "stories.db")
            shutil.copyfile(path, copy)
            shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
            source = connect(copy, "rw")
        else:
            source = connect(path, "ro", immutable=True)
        try:
            source.backup(memory)
        finally:
            source.close()
    memory.execute("PRAGMA foreign_keys = ON")
    return memory


def writable_place(path: Path) -> bool:
    """Whether the file may be written, and files beside it."""
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def kind_of(error: sqlite3.Error) -> str:
    """SQLite's name of an error, without the part after the second underscore: SQLITE_IOERR."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return "_".join(name.split("_")[:2])


def in_words(error: sqlite3.Error | OSError, path: Path) -> LibraryError:
    """The sentence for a person, of the class that says what can be done."""
    if isinstance(error, OSError):
        return _of_system(error, path)
    kind = kind_of(error)
    if kind in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
        return DamagedError(f"The library {path} is damaged; open it again to bring back what can be.")
    if kind in ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"):
        return LibraryLockedError(
            f"Another program has been writing to the library {path} for {WAIT:.0f} seconds; "
            "try again in a moment, or close that program."
        )
    if kind == "SQLITE_FULL" or (kind in ("SQLITE_IOERR", "SQLITE_CANTOPEN") and no_room(path)):
        return full(path)
    if kind in ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN"):
        return read_only(path)
    return LibraryError(
        f"The library {path} cannot be used just now ({error}); check the disk that it is on, then try again."
    )


def full(path: Path) -> LibraryFullError:
    """There is no room."""
    return LibraryFullError(
        f"The disk of the library {path} is full, so nothing was saved; free some space, then try again."
    )


def read_only(path: Path) -> LibraryReadOnlyError:
    """It may not be written."""
    return LibraryReadOnlyError(
        f"The library {path} is read-only, so nothing was saved; allow writing to it and to its folder, "
        "or choose another place with --library."
    )


def no_room(path: Path) -> bool:
    """Whether hardly anything can be written beside the file."""
    try:
        if shutil.disk_usage(path.parent).free < _LITTLE:
            return True
        beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            with beside.open("wb") as file:
                file.write(bytes(_LITTLE))
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        return _of_system(error, path).__class__ is LibraryFullError
    return False


def _of_system(error: OSError, path: Path) -> LibraryError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(path)
    return LibraryError(
        f"The library {path} cannot be used: {error.strerror or error}. Choose another place with --library."
    )


def sync_folder(folder: Path) -> None:
    """A new name in the folder survives a power cut, where the system can promise that."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
