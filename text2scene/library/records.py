"""What the library hands out, as frozen values."""

from __future__ import annotations

import re
import secrets
import sqlite3
import string
from dataclasses import dataclass
from datetime import UTC, datetime

from text2scene.scene import Scene
from text2scene.story.model import StoryValue

_LETTERS = string.ascii_lowercase + string.digits
_ID = re.compile(r"s[a-z0-9]{10}\Z")


@dataclass(frozen=True, slots=True)
class Held:
    """A story as the library holds it.

    id: ``s`` and ten letters or digits. revision: counts every saving of this story from 1, also undo and
    redo; a number is never used twice. changed: ISO time, UTC. undo, redo: what the change is called that
    would be taken back, or made again; empty where there is none.
    """

    id: str
    revision: int
    value: StoryValue
    changed: str
    undo: str = ""
    redo: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A line of the list of stories.

    pages: their number. cover: the first page's picture, None for a story without pages. changed,
    created: ISO times, UTC. deleted: when it was put into the bin, empty where it was not.
    """

    id: str
    title: str
    pages: int
    changed: str
    created: str
    revision: int
    cover: Scene | None
    deleted: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a story to go back to.

    made: ISO time, UTC. what: the change that led to it. name: given by a person, or empty; what has a name
    is never thrown away. pages: their number. current: whether the story is in this state now.
    """

    revision: int
    made: str
    what: str
    name: str
    pages: int
    current: bool = False


@dataclass(frozen=True, slots=True)
class ImportResult:
    """added: how many stories came in. skipped: titles of those that were here already."""

    added: int
    skipped: tuple[str, ...] = ()


def now() -> str:
    """The time, ISO, UTC; in microseconds, so that what came later sorts later."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def is_id(text: object) -> bool:
    """Whether this can be the id of a story."""
    return isinstance(text, str) and _ID.match(text) is not None


def free_id(file: sqlite3.Connection) -> str:
    """An id that no story of the file has; nobody can guess it."""
    while True:
        ident = "s" + "".join(secrets.choice(_LETTERS) for _ in range(10))
        if file.execute("SELECT 1 FROM story WHERE id = ?", (ident,)).fetchone() is None:
            return ident
