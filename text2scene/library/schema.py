"""The form of the file, as numbered steps. A step that was once released is never changed, only followed."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x54325374
"""In the file's header, so that other programs, and we, can tell whose it is: ``T2St``."""

# A revision is a whole state of a story: what it shows, and where undo and redo lead from it. So undo is
# a new revision that shows what an older one did, and nothing is ever overwritten.
_FIRST = """
CREATE TABLE library (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  mark TEXT NOT NULL  -- another random word after each change: two files with the same are the same
);
INSERT INTO library VALUES (1, '');
CREATE TABLE story (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,  -- 'local', or the SHA-256 of a key
  created TEXT NOT NULL,
  changed TEXT NOT NULL,
  deleted TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL  -- the newest, which is the current one
);
CREATE INDEX story_owner ON story (owner, changed);
CREATE TABLE piece (
  story TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  digest BLOB NOT NULL,  -- BLAKE2b, 16 bytes, of the body
  body BLOB NOT NULL,  -- JSON in UTF-8: a page, or all of a story but its pages
  PRIMARY KEY (story, digest)
);
CREATE TABLE revision (
  story TEXT NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  origin INTEGER NOT NULL,  -- the revision in which this state was new; itself, but for undo and redo
  made TEXT NOT NULL,
  what TEXT NOT NULL,  -- the change that led to this state
  before INTEGER NOT NULL,  -- the revision whose state undo brings back; 0, or one that is gone: none
  after INTEGER NOT NULL,  -- and redo
  head BLOB NOT NULL,  -- digest of the piece with title, author, cast
  pages BLOB NOT NULL,  -- digests of the pages, one after another
  PRIMARY KEY (story, number)
);
"""

_NAMED_VERSIONS = "ALTER TABLE revision ADD COLUMN name TEXT NOT NULL DEFAULT '';"

STEPS = (_FIRST, _NAMED_VERSIONS)
SCHEMA = len(STEPS)
"""The version that this program writes; in the file it is ``PRAGMA user_version``."""


def version_of(connection: sqlite3.Connection) -> int:
    """The version of an open file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: sqlite3.Connection) -> None:
    """Take the steps that are missing, all or none; safe when several programs start at once."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = version_of(connection)
        for number, step in enumerate(STEPS[done:], done + 1):
            for statement in _statements(step):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """One by one, since executescript would commit what is under way."""
    out, rest = [], ""
    for line in script.strip().splitlines():
        rest += line + "\n"
        if sqlite3.complete_statement(rest):
            out.append(rest)
            rest = ""
    return out
