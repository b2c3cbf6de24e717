"""How much of the past is kept: growth is bounded, undo and named versions are not cut short."""

from __future__ import annotations

import sqlite3

from text2scene.library.pieces import split

STEPS_KEPT = 600
"""Changes that undo can take back, and newest versions, at least so many."""
ROOM = 200
"""So many more rows may come in before the past is looked through."""


def prune(file: sqlite3.Connection, story: str, newest: int) -> None:
    """Remove the oldest revisions, and pages that no revision shows, now and then."""
    count = file.execute("SELECT count(*) FROM revision WHERE story = ?", (story,)).fetchone()[0]
    if count <= STEPS_KEPT + ROOM or newest % 50:
        return
    rows = {
        number: (origin, before, after, name)
        for number, origin, before, after, name in file.execute(
            "SELECT number, origin, before, after, name FROM revision WHERE story = ?", (story,)
        )
    }
    keep = {number for number, row in rows.items() if row[3]}
    keep |= set(sorted(rows)[-STEPS_KEPT // 2 :])  # what others may have open, whatever kind of step
    keep |= set(sorted(number for number, row in rows.items() if row[0] == number)[-STEPS_KEPT:])
    keep |= _chain(rows, newest, 1) | _chain(rows, newest, 2)
    keep |= {rows[number][0] for number in keep} & rows.keys()
    gone = [(story, number) for number in rows.keys() - keep]
    file.executemany("DELETE FROM revision WHERE story = ? AND number = ?", gone)
    sweep(file, story)


def sweep(file: sqlite3.Connection, story: str) -> None:
    """Remove the pieces that no revision uses."""
    used: set[bytes] = set()
    for head, pages in file.execute("SELECT head, pages FROM revision WHERE story = ?", (story,)):
        used |= {bytes(head), *split(bytes(pages))}
    there = [bytes(row[0]) for row in file.execute("SELECT digest FROM piece WHERE story = ?", (story,))]
    unused = [(story, each) for each in there if each not in used]
    file.executemany("DELETE FROM piece WHERE story = ? AND digest = ?", unused)


def _chain(rows: dict[int, tuple[int, int, int, str]], start: int, field: int) -> set[int]:
    """The revisions that undo (field 1) or redo (2) come through from here."""
    seen: set[int] = set()
    number = start
    while number in rows and number not in seen and len(seen) <= STEPS_KEPT:
        seen.add(number)
        number = int(rows[number][field])
    return seen
