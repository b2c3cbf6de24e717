"""The library: one file, opened, kept open, written to by one at a time."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from text2scene.errors import (
    InputError,
    LibraryError,
    LibraryFullError,
    LibraryNewerError,
    LibraryReadOnlyError,
)
from text2scene.library.backups import EVERY, backups_of, folder_of, make_backup
from text2scene.library.connection import (
    DamagedError,
    in_words,
    kind_of,
    no_room,
    sync_folder,
    writable_place,
)
from text2scene.library.damage import alone, put_back
from text2scene.library.opening import NO_BACKUP, identity, newer, open_file
from text2scene.library.schema import SCHEMA, version_of

if TYPE_CHECKING:
    from text2scene.library.shelf import Shelf

PLACE = "TEXT2SCENE_LIBRARY"
"""The environment variable that names the file."""
LOCAL = "local"
"""Whose the stories of the command line are, and of a page that only this machine can see."""


def default_path() -> Path:
    """Where the library is: as TEXT2SCENE_LIBRARY says, else in the user's folder for data."""
    named = os.environ.get(PLACE, "")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("text2scene", appauthor=False) / "stories.db"


def owner_of(key: str) -> str:
    """What a key is known by in the file: its SHA-256; the key itself is never stored."""
    return hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()


class Library:
    """All stories of a machine. May be used from many threads; many programs may have the file open.

    path: the file. notice: a sentence for a banner, or empty.
    """

    def __init__(self, path: Path, vfs: str = "") -> None:
        self.path = path
        self._vfs = vfs
        self._lock = threading.RLock()
        self._opened = open_file(path, vfs)
        self.notice = self._opened.notice
        self._stale = self._closed = False
        self._backing_up: threading.Thread | None = None
        # Without any backup the first change is reason enough for one.
        self._backed_up = time.monotonic() if backups_of(path) else -EVERY

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None, vfs: str = "") -> Library:
        """Open the library, or begin one.

        A library of an older text2scene is brought up to date, after a backup; a damaged one is set aside
        and the newest good backup put in its place, which ``notice`` then says. path: by default
        :func:`default_path`. vfs: SQLite's name of a way to use files, for one that needs its own, such as
        ``unix-dotfile``. Raises LibraryError where nothing can be shown at all.
        """
        # A link leads to the file itself: beside that are its log and its backups.
        return cls(Path(path if path is not None else default_path()).resolve(), vfs)

    @property
    def writable(self) -> bool:
        """Whether stories can be changed. It is tried again at the next change where it was not."""
        return self._opened.why is None

    def shelf(self, owner: str = LOCAL) -> Shelf:
        """The stories of one owner: ``local``, or what :func:`owner_of` makes of a key."""
        from text2scene.library.shelf import Shelf

        if not isinstance(owner, str) or not owner:
            raise InputError("Say whose stories they are.")
        return Shelf(self, owner)

    def backup(self) -> Path | None:
        """Make a backup now; None where the library can only be looked at. Raises LibraryError."""
        with self._lock:
            self._ready()
            if not self.writable:
                return None
            try:
                made = make_backup(self.path)
            except (OSError, sqlite3.Error) as error:
                raise in_words(error, folder_of(self.path)) from error
            self._backed_up = time.monotonic()
            return made

    def close(self) -> None:
        """Let go of the file; a backup under way is finished first."""
        running = self._backing_up
        if running is not None and running is not threading.current_thread():
            running.join()
        with self._lock:
            self._closed = True
            self._opened.connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- for the shelves -------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file, whatever others write meanwhile. Raises LibraryError."""
        with self._lock, self._in_words():
            self._ready()
            connection = self._opened.connection
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                self._roll_back()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A change: it is on the disk when this ends, or, where it raises, never was. Raises LibraryError."""
        with self._lock, self._in_words():
            self._ready()
            self._may_write()
            self._begin()
            connection = self._opened.connection
            try:
                yield connection
                if connection.in_transaction:
                    connection.execute("UPDATE library SET mark = ?", (secrets.token_hex(8),))
                    connection.execute("COMMIT")
            finally:
                self._roll_back()
        self._backup_when_due()

    def _begin(self) -> None:
        """Take the right to write, to the file that is at the path now, in the form that we know."""
        for _ in range(3):
            connection = self._opened.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                if self._is_newer():
                    raise self._outdated()
                if self._is_at_its_place():
                    return
            except BaseException:
                self._roll_back()
                raise
            self._roll_back()
            self._ready()
            self._may_write()
        raise LibraryError(f"The library {self.path} is being exchanged; try again in a moment.")

    def _roll_back(self) -> None:
        if self._opened.connection.in_transaction:
            with suppress(sqlite3.Error):
                self._opened.connection.execute("ROLLBACK")

    # -- the file under us -----------------------------------------------------------------

    def _ready(self) -> None:
        """See that the file at the path is the one that is open, and that the last use of it went well."""
        if self._closed:
            raise LibraryError("The library was closed; open it again.")
        if self._is_at_its_place() and not self._stale:
            return
        if not self.path.exists() and self.writable and not self._stale:
            self._save_from_oblivion()
        self._reopen()

    def _may_write(self) -> None:
        """Raises what is in the way of a change, unless it has gone meanwhile."""
        why = self._opened.why
        if why is None:
            return
        if not self._still_in_the_way(why):
            self._reopen()
        if self._opened.why is not None:
            raise self._opened.why

    def _still_in_the_way(self, why: LibraryError) -> bool:
        """A quick look, before the whole file is read again."""
        if isinstance(why, LibraryFullError):
            return no_room(self.path)
        if isinstance(why, LibraryReadOnlyError):
            return not writable_place(self.path)
        return self._is_newer()

    def _is_newer(self) -> bool:
        with suppress(sqlite3.Error):
            return version_of(self._opened.connection) > SCHEMA
        return False

    def _outdated(self) -> LibraryNewerError:
        """A newer program has changed the library while this one had it open."""
        self._opened.why = why = newer(self.path)
        self.notice = str(why)
        return why

    def _is_at_its_place(self) -> bool:
        try:
            return identity(self.path) == self._opened.identity
        except OSError:
            return False

    def _reopen(self) -> None:
        self._opened.connection.close()
        self._stale = True  # until it is open again
        self._opened = open_file(self.path, self._vfs)
        self._stale = False
        self.notice = self._opened.notice

    def _save_from_oblivion(self) -> None:
        """Somebody removed the file while it was open: all of it is still at hand, so it is written back."""
        try:
            with alone(self.path):
                if not self.path.exists():
                    put_back(self._opened.connection, self.path)
                    sync_folder(self.path.parent)
        except (OSError, sqlite3.Error) as error:
            raise in_words(error, self.path) from error

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if kind_of(error) == "SQLITE_ERROR" and self._is_newer():
                raise self._outdated() from error
            worded = in_words(error, self.path)
            if isinstance(worded, DamagedError):
                raise self._mended() from error
            self._stale |= kind_of(error) in ("SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")
            raise worded from error
        except DamagedError as error:
            raise self._mended() from error

    def _mended(self) -> LibraryError:
        """Bring back what can be, and say so: what was asked for has to be asked again."""
        self._reopen()
        notice = self.notice or f"The library {self.path} could not be read."
        return LibraryError(f"{notice.rstrip('.')}; look at the list of stories, then try again.")

    # -- backups ---------------------------------------------------------------------------

    def _backup_when_due(self) -> None:
        with self._lock:
            running = self._backing_up is not None and self._backing_up.is_alive()
            if running or time.monotonic() - self._backed_up < EVERY:
                return
            self._backed_up = time.monotonic()
            self._backing_up = threading.Thread(target=self._backup_aside, name="library-backup", daemon=True)
            self._backing_up.start()

    def _backup_aside(self) -> None:
        """In a thread of its own, so that nobody waits for it."""
        try:
            make_backup(self.path, by_itself=True)
            if self.notice.startswith(NO_BACKUP):
                self.notice = ""
        except (OSError, sqlite3.Error, LibraryError) as error:
            reason = error if isinstance(error, LibraryError) else in_words(error, folder_of(self.path))
            self.notice = self.notice or f"{NO_BACKUP}: {reason}"
