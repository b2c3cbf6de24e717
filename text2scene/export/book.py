"""Saving a story as a book, in the format that the ending of its name says."""

from __future__ import annotations

import importlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.errors import InputError
from text2scene.export.options import BookOptions
from text2scene.files import replacing
from text2scene.story.model import StoryValue

if TYPE_CHECKING:
    from text2scene.render import Library
    from text2scene.story.story import Story

_WRITERS = {
    ".pdf": "text2scene.export.pdf:write_pdf",
    ".epub": "text2scene.export.epub:write_epub",
    ".html": "text2scene.export.html:write_html",
    ".gif": "text2scene.export.animation:write_gif",
    ".webp": "text2scene.export.animation:write_webp",
    ".zip": "text2scene.export.pages:write_zip",
    ".pptx": "text2scene.export.pptx:write_pptx",
}
#: What a book's name may end in.
ENDINGS = tuple(_WRITERS)


def book_ending(path: str | os.PathLike[str]) -> str:
    """The ending of a book's name. Raises InputError, with those there are, for any other."""
    ending = Path(path).suffix.lower()
    if ending not in _WRITERS:
        raise InputError(
            f"Cannot tell the format of the book {path}; use one of the endings {', '.join(ENDINGS)}."
        )
    return ending


def save_book(
    story: Story | StoryValue,
    path: str | os.PathLike[str],
    options: BookOptions | None = None,
    *,
    library: Library | None = None,
    **changes: Any,
) -> tuple[str, ...]:
    """Write a story as .pdf, .epub, .html, .gif, .webp, .zip (a PNG and an SVG of each page) or .pptx.

    options, changes: as of :class:`BookOptions`, such as ``paper="a4", layout="over"``. library: what the
    pictures are drawn with, as of :func:`text2scene.render.library_with`; by default what ships.
    The file is there whole or not at all. Returns a sentence for everything that did not go as wished: a
    text that needs a page more, letters that no font has, a bubble without room.

    Raises InputError for another ending or option, a story without pages, or a piece that has no
    picture; OutputError where the file cannot be written.
    """
    ending = book_ending(path)
    chosen = _options(options, changes)
    if ending != ".pdf":
        chosen = replace(chosen, bleed=False)
    from text2scene.export.layout import make_book

    module, function = _WRITERS[ending].split(":")
    value = story if isinstance(story, StoryValue) else story.value
    book = make_book(value, chosen, library)
    write = getattr(importlib.import_module(module), function)
    with replacing(path) as temporary:
        write(book, temporary)
    return book.warnings


def _options(options: BookOptions | None, changes: dict[str, Any]) -> BookOptions:
    known = BookOptions.__dataclass_fields__
    unknown = [name for name in changes if name not in known]
    if unknown:
        raise InputError(f"A book has no option {unknown[0]!r:.60}; it has {', '.join(known)}.")
    return replace(options or BookOptions(), **changes)
