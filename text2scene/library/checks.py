"""Is the file what was written? All of it is read: a page that nobody opens today is wanted one day."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from text2scene.library.connection import connect, kind_of
from text2scene.library.pieces import digest, split
from text2scene.library.schema import APPLICATION_ID, SCHEMA, version_of

_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_FORMAT", "SQLITE_MISMATCH")


def whats_wrong(connection: sqlite3.Connection) -> str:
    """What is damaged in an open file of our form, empty where all is well.

    Raises sqlite3.Error where it cannot be read for another reason, such as that it is locked.
    """
    try:
        return _structure(connection) or _contents(connection)
    except UnicodeDecodeError:
        return "a text in it is not UTF-8"
    except sqlite3.DatabaseError as error:
        if kind_of(error) in _DAMAGED or not kind_of(error):
            return str(error)
        raise


def is_good(path: Path) -> bool:
    """Whether a file that nobody writes to is a whole library that this program can read."""
    try:
        connection = connect(path, "ro", immutable=True)
    except sqlite3.Error:
        return False
    try:
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        return ours and 0 < version_of(connection) <= SCHEMA and not whats_wrong(connection)
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    finally:
        connection.close()


def mark_of(connection: sqlite3.Connection) -> str:
    """The word of the last change: files with the same hold the same."""
    return str(connection.execute("SELECT mark FROM library").fetchone()[0])


def _structure(connection: sqlite3.Connection) -> str:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    return "" if found == "ok" else str(found)


def _contents(connection: sqlite3.Connection) -> str:
    if version_of(connection) > SCHEMA:
        return ""  # what its tables mean is not known here
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return "a version belongs to no story"
    connection.create_function("whole", 2, _is_whole, deterministic=True)
    if connection.execute("SELECT 1 FROM piece WHERE NOT whole(digest, body) LIMIT 1").fetchone() is not None:
        return "a page is not what was written"
    mark_of(connection)
    query = (
        "SELECT s.id, r.head, r.pages FROM story s "
        "LEFT JOIN revision r ON r.story = s.id AND r.number = s.revision"
    )
    for story, head, pages in connection.execute(query):
        if head is None:
            return "the newest version of a story is missing"
        for each in {head, *split(pages)}:
            there = connection.execute("SELECT 1 FROM piece WHERE story = ? AND digest = ?", (story, each))
            if there.fetchone() is None:
                return "a page is missing"
    return ""


def _is_whole(name: object, body: object) -> bool:
    return isinstance(body, bytes) and digest(body) == name
