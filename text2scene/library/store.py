"""The library: one file, opened, kept open, written to by one at a time."""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from text2scene.errors import InputError, LibraryNewerError
from text2scene.library.connection import connect, in_words, make_durable
from text2scene.library.schema import SCHEMA, upgrade, version_of

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


def now() -> str:
    """The time, ISO, UTC, with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Library:
    """All stories of a machine. May be used from many threads; many programs may have the file open.

    path: the file. writable: whether stories can be changed. notice: a sentence for a banner, or empty.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, writable: bool, notice: str) -> None:
        self.path = path
        self.writable = writable
        self.notice = notice
        self._connection = connection
        self._lock = threading.RLock()

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Library:
        """Open the library, or begin one. Raises LibraryError."""
        place = Path(path) if path is not None else default_path()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            connection = connect(place)
            make_durable(connection, place)
            upgrade(connection)
        except (sqlite3.Error, OSError) as error:
            raise in_words(error, place) from error
        return cls(place, connection, True, "")

    def shelf(self, owner: str = LOCAL) -> Shelf:
        """The stories of one owner: ``local``, or what :func:`owner_of` makes of a key."""
        from text2scene.library.shelf import Shelf

        if not owner or not isinstance(owner, str):
            raise InputError("Say whose stories they are.")
        return Shelf(self, owner)

    def backup(self) -> Path | None:
        """Make a backup now."""
        return None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the file, whatever others write meanwhile. Raises LibraryError."""
        with self._lock, self._in_words():
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._give_up()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A change: it is on the disk when this ends, or, where it raises, never was. Raises LibraryError."""
        with self._lock, self._in_words():
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                if version_of(connection) > SCHEMA:
                    raise LibraryNewerError(
                        f"A newer text2scene has changed the library {self.path}; update this one to go on."
                    )
                yield connection
                connection.execute("UPDATE library SET mark = ?", (secrets.token_hex(8),))
                connection.execute("COMMIT")
            finally:
                self._give_up()

    def _give_up(self) -> None:
        if self._connection.in_transaction:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise in_words(error, self.path) from error
