"""Stories that are still whole in a damaged file."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from text2scene.library.connection import connect
from text2scene.library.pieces import digest, split
from text2scene.library.schema import SCHEMA, upgrade, version_of

_STORY = "id, owner, created, changed, deleted, revision"
_REVISION = "story, number, origin, made, what, before, after, head, pages, name"


@dataclass
class Rescued:
    """brought: how many stories came from the damaged file. certain: ids of those that lost nothing."""

    brought: int = 0
    certain: set[str] = field(default_factory=set)


def rescue(damaged: Path, target: sqlite3.Connection) -> Rescued:
    """Copy the stories that are whole in the file, and newer there than in ``target``.

    damaged: a copy that nobody else uses. Raises sqlite3.Error where ``target`` cannot be written.
    """
    out = Rescued()
    try:
        source = connect(damaged, "rw")
    except sqlite3.Error:
        return out
    try:
        if not _brought_up_to_date(source):
            return out
        for ident, story in {row[0]: row for row in _rows(source, _STORY, "story")}.items():
            if not all(isinstance(each, str) for each in story[:5]) or not isinstance(story[5], int):
                continue
            query = f"SELECT {_STORY} FROM story WHERE id = ?"
            there = target.execute(query, (ident,)).fetchone()
            if there == story:
                out.certain.add(ident)
            elif there is None or there[3:] < story[3:]:
                brought = _bring(source, target, story, there[5] if there else 0)
                out.brought += brought > 0
                if brought == story[5]:
                    out.certain.add(ident)
    finally:
        source.close()
    return out


def _brought_up_to_date(source: sqlite3.Connection) -> bool:
    try:
        version = version_of(source)
        if 0 < version < SCHEMA:
            upgrade(source)
    except sqlite3.Error:
        return False
    return 0 < version <= SCHEMA


def _rows(source: sqlite3.Connection, columns: str, table: str, story: str = "") -> list[Any]:
    """All rows, of a story where one is named: by the index, else those before the damage and after it."""
    where, values = (" WHERE story = ?", (story,)) if story else ("", ())
    ways = ("", " NOT INDEXED", " NOT INDEXED DESC") if story else (" NOT INDEXED", " NOT INDEXED DESC")
    out: list[Any] = []
    for way in ways:
        order = "" if not way else " ORDER BY rowid" + (" DESC" if way.endswith("DESC") else "")
        source_table = table + way.removesuffix(" DESC")
        try:
            for row in source.execute(f"SELECT {columns} FROM {source_table}{where}{order}", values):
                out.append(row)
            return out
        except (sqlite3.Error, UnicodeDecodeError):
            continue
    return out


def _bring(source: sqlite3.Connection, target: sqlite3.Connection, story: Any, known: int) -> int:
    """Copy a story up to its newest revision that is whole, where that is newer than ``known``.

    Returns the number of that revision, 0 where there is none.
    """
    pieces = {
        name: body
        for name, body in _rows(source, "digest, body", "piece", story[0])
        if isinstance(body, bytes) and digest(body) == name
    }
    revisions = {
        row[1]: row
        for row in _rows(source, _REVISION, "revision", story[0])
        if isinstance(row[1], int) and isinstance(row[8], bytes) and {row[7], *split(row[8])} <= pieces.keys()
    }
    newest = max(revisions, default=0)
    if newest <= known and newest != story[5]:
        return 0
    target.execute("BEGIN IMMEDIATE")
    try:
        target.execute("DELETE FROM story WHERE id = ?", (story[0],))
        target.execute(f"INSERT INTO story ({_STORY}) VALUES (?, ?, ?, ?, ?, ?)", (*story[:5], newest))
        target.executemany(
            "INSERT INTO piece (story, digest, body) VALUES (?, ?, ?)",
            [(story[0], name, body) for name, body in pieces.items()],
        )
        marks = ", ".join("?" * 10)
        target.executemany(f"INSERT INTO revision ({_REVISION}) VALUES ({marks})", revisions.values())
        target.execute("COMMIT")
    except sqlite3.IntegrityError:
        return 0  # what was read contradicts itself
    finally:
        if target.in_transaction:
            target.execute("ROLLBACK")
    return newest
