"""Stories from files (.txt, .md and the .json that a story is saved as), and how a text opens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from text2scene.catalog import Catalog
from text2scene.errors import InputError
from text2scene.story.cast import is_declaration, read_cast
from text2scene.story.model import CastMember
from text2scene.story.pages import MAX_STORY_CHARACTERS, Manuscript, PageText, sentences_of

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.story.story import Story

ENDINGS = (".txt", ".md", ".json")
# UTF-8 takes at most four bytes a character, and one more tells that there were too many.
_MAX_BYTES = 4 * MAX_STORY_CHARACTERS + 1


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a .txt or .md file. Raises InputError where it is missing, too long or no UTF-8."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(_MAX_BYTES)
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.") from None
    if len(data) >= _MAX_BYTES:
        raise InputError(f"{path} is too long for a story; at most {MAX_STORY_CHARACTERS:,} characters fit.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8 text; save it as UTF-8 first.") from None


def check_ending(path: str | os.PathLike[str]) -> str:
    """The ending of a story's file. Raises InputError for one that is none."""
    ending = Path(path).suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{path} is not a story; give a {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]} file.")
    return ending


def story_from_file(
    generator: Generator, path: str | os.PathLike[str], seed: int = 0, title: str = ""
) -> Story:
    """The story of a file: drawn from a .txt or .md, read from a .json. Raises InputError."""
    from text2scene.story.story import Story

    ending = check_ending(path)
    if ending == ".json":
        return Story.load(path, generator)
    return Story.from_text(generator, read_text(path), title=title, seed=seed, markdown=ending == ".md")


def opening(manuscript: Manuscript, catalog: Catalog) -> tuple[tuple[CastMember, ...], Sequence[PageText]]:
    """Who is in it; pages at the beginning that only say so are no pages."""
    cast = read_cast("\n".join(page.text for page in manuscript.pages), catalog)
    pages = list(manuscript.pages)
    chapter = ""
    while len(pages) > 1 and all(is_declaration(s, cast, catalog) for s in sentences_of(pages[0].text)):
        chapter = chapter or pages[0].chapter
        pages.pop(0)
    if chapter and not pages[0].chapter:
        pages[0] = replace(pages[0], chapter=chapter)
    return cast, pages
