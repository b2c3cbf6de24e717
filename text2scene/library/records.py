"""What the library hands out, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from text2scene.scene import Scene
from text2scene.story.model import StoryValue


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
