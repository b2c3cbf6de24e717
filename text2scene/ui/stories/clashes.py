"""When two people changed the same: what is told, and what is handed back so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from text2scene.errors import Text2SceneError
from text2scene.library import Held
from text2scene.story.model import StoryValue


class ClashError(Exception):
    """Both changed the same parts. theirs: as it is kept now; mine: what was to be kept, None for an undo."""

    def __init__(self, parts: Iterable[str], theirs: Held, mine: StoryValue | None) -> None:
        self.parts, self.theirs, self.mine = tuple(sorted(parts)), theirs, mine
        super().__init__(_sentence(self.parts, theirs.value, mine))


class NotKeptError(Exception):
    """The change was made and could not be saved. held: the story with it, for trying again."""

    def __init__(self, cause: Text2SceneError, held: Held) -> None:
        super().__init__(str(cause))
        self.cause, self.held = cause, held


def held_answer(held: Held, saved: bool = True) -> dict[str, Any]:
    """A story as the page gets it."""
    return {
        "id": held.id,
        "revision": held.revision,
        "changed": held.changed,
        "undo": held.undo,
        "redo": held.redo,
        "saved": saved,
        "story": held.value.to_dict(),
    }


def _sentence(parts: tuple[str, ...], theirs: StoryValue, mine: StoryValue | None) -> str:
    if mine is None:
        return "This story was changed in another window meanwhile; look at it as it is now, then try again."
    numbers = {page.id: n for n, page in enumerate(theirs.pages, 1)}
    pages = [f"page {numbers[part]}" for part in parts if part in numbers]
    names = {"title": "the title", "author": "the author", "order": "the order of the pages"}
    others = [names[part] for part in parts if part in names]
    looks = [
        f"the looks of {member.name}"
        for part in parts
        if part.startswith("cast:")
        and (member := next((each for each in theirs.cast if each.id == part[5:]), None))
    ]
    told = [*pages, *others, *looks]
    gone = [part for part in parts if part not in numbers and part not in names and part[:5] != "cast:"]
    if gone and not told:
        return "The page was taken out in another window meanwhile; keep your story, theirs, or both."
    if not told:
        return "This story was changed in another window meanwhile; keep yours, theirs, or both."
    most = told[:3] if len(told) <= 3 else [*told[:2], f"{len(told) - 2} more"]
    named = most[0] if len(most) == 1 else f"{', '.join(most[:-1])} and {most[-1]}"
    return f"In another window {named} changed meanwhile; keep yours, theirs, or both."
