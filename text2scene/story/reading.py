"""Stories from files: .txt, .md and the .json that a story is saved as."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from text2scene.errors import InputError
from text2scene.story.pages import MAX_STORY_CHARACTERS

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
