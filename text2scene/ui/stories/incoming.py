"""What the server looks at before it believes a story, a page's name or a text from outside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from text2scene.errors import InputError, SceneFormatError, StoryFormatError, StoryMissingError
from text2scene.render import Library, check_background
from text2scene.scene import Scene
from text2scene.story.model import MAX_PAGE_TEXT, CastMember, StoryValue
from text2scene.ui import checks

MAX_STORY_TEXT = 100_000  # characters of a text that becomes a story in one go
MAX_STORY_PAGES = 400  # pages of such a text; drawing so many takes a quarter of a minute
MAX_NESTING = 24
MAX_REVISION = 2**53
_STORY_ID = re.compile(r"s[a-z0-9]{10}\Z")
_PAGE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\Z")


def read_story(data: object, library: Library) -> StoryValue:
    """A story document of pieces and backgrounds that there are here. Raises InputError."""
    check_nesting(data, "story")
    value = StoryValue.from_dict(data)
    for number, page in enumerate(value.pages):
        try:
            checks.read_scene(page.scene.to_dict(), library)
            if page.background is not None:
                check_background(page.background, library)
        except InputError as error:
            raise StoryFormatError(f"Page {number + 1}: {error}") from None
    for member in value.cast:
        if member.category not in library.catalog:
            raise StoryFormatError(
                f"{member.name} is played by {member.category!r:.60}, and there is no such piece here."
            )
    return value


def read_page_scene(data: object, library: Library) -> Scene:
    """A Scene document for a page. Raises InputError."""
    check_nesting(data, "scene")
    return checks.read_scene(data, library)


def read_member(data: object, library: Library) -> CastMember:
    """Somebody of the cast, of a piece that there is. Raises InputError."""
    check_nesting(data, "member")
    member = CastMember.from_dict(data)
    if member.category not in library.catalog:
        raise InputError(f"There is no piece named {member.category!r:.60}; choose another one.")
    return member


def read_background(name: object, library: Library) -> str | None:
    """A background that there is, or None for the one that the text asks for. Raises InputError."""
    if name is None:
        return None
    if not isinstance(name, str):
        raise InputError(f"The background must be a name, not {name!r:.40}.")
    check_background(name, library)
    return name


def read_story_text(value: object) -> str:
    """A text that becomes a story, or several pages. Raises InputError."""
    return _text(value, "The text", MAX_STORY_TEXT, "; send it in parts, one story each")


def read_page_text(value: object) -> str:
    """The text of one page. Raises InputError."""
    return _text(value, "The text", MAX_PAGE_TEXT, "; split it into several pages")


def read_line(value: object, name: str, longest: int = 300) -> str:
    """A title, an author, a heading: one line. Raises InputError."""
    return " ".join(_text(value, name, longest).split())


def read_story_id(value: object) -> str:
    """The name of a story in the library. Raises InputError."""
    if not isinstance(value, str) or not _STORY_ID.match(value):
        raise StoryMissingError("There is no such story; look at the list of stories.")
    return value


def read_revision(value: object, name: str = "base") -> int:
    """The number of a saving. Raises InputError."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MAX_REVISION:
        raise InputError(f"{name} must be the number of a saving of this story, not {value!r:.40}.")
    return value


def read_page(value: object) -> str:
    """The id of a page. Raises InputError."""
    if not isinstance(value, str) or not _PAGE_ID.match(value):
        raise InputError(f"There is no page {value!r:.40} in this story.")
    return value


def read_pages(value: object) -> tuple[str, ...]:
    """Ids of pages, at least one. Raises InputError."""
    if not isinstance(value, list) or not 1 <= len(value) <= 1000:
        raise InputError("pages must be a list of ids of pages of this story.")
    return tuple(dict.fromkeys(read_page(each) for each in value))


def read_number(value: object, name: str, most: int) -> int:
    """A whole number from 0. Raises InputError."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise InputError(f"{name} must be a whole number from 0 to {most:,}, not {value!r:.40}.")
    return value


def check_nesting(data: object, name: str) -> None:
    """Raise InputError where lists and objects stand too deep in one another to be meant."""
    layer: list[Any] = [data]
    for _ in range(MAX_NESTING):
        layer = [inner for each in layer for inner in _inside(each)]
        if not layer:
            return
    raise SceneFormatError(f"{name} holds lists in lists, more than {MAX_NESTING} deep; leave them out.")


def _inside(value: object) -> list[Any]:
    found = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [each for each in found if isinstance(each, Mapping | list)]


def _text(value: object, name: str, longest: int, remedy: str = "") -> str:
    if not isinstance(value, str):
        raise InputError(f"{name} must be a text, not {value!r:.40}.")
    if len(value) > longest:
        raise InputError(f"{name} has {len(value):,} characters; at most {longest:,} fit{remedy}.")
    return value
