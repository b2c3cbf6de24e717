"""A story as the bytes of a book, made by the code that the command line uses."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from text2scene.errors import InputError
from text2scene.export import ENDINGS, BookOptions, save_book
from text2scene.export.text import safe_name
from text2scene.render import Library
from text2scene.story.model import StoryValue

MEDIA = {
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "html": "text/html; charset=utf-8",
    "gif": "image/gif",
    "webp": "image/webp",
    "zip": "application/zip",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "json": "application/json",
}
FORMATS = tuple(MEDIA)
MAX_BOOK_SCALE = 4.0  # of pictures made of pixels, on a server


@dataclass(frozen=True)
class Book:
    """A book to be handed out. warnings: a sentence for everything that did not go as wished."""

    name: str
    media: str
    data: bytes
    warnings: tuple[str, ...] = ()


def read_format(value: object) -> str:
    """The format of a book. Raises InputError."""
    if not isinstance(value, str) or value not in MEDIA:
        raise InputError(f"The format must be one of {', '.join(MEDIA)}, not {value!r:.40}.")
    return value


def read_options(value: object) -> BookOptions:
    """How a book is to look. Raises InputError, naming the option."""
    if value is None:
        return BookOptions()
    if not isinstance(value, Mapping):
        raise InputError("options must be an object such as {'paper': 'a4'}.")
    wanted: dict[str, Any] = dict(value)
    if "print" in wanted:
        wanted["bleed"] = wanted.pop("print")
    known = BookOptions.__dataclass_fields__
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise InputError(f"A book has no option {unknown[0]!r:.60}; it has {', '.join(known)}.")
    options = BookOptions(**wanted)
    if options.scale > MAX_BOOK_SCALE:
        raise InputError(
            f"scale must be at most {MAX_BOOK_SCALE:g} here; the command line makes larger pictures."
        )
    return options


def make_book(
    value: StoryValue, kind: str, options: BookOptions, library: Library, scratch: Path | None = None
) -> Book:
    """The book of a story, written into a folder in ``scratch`` that is gone afterwards.

    Raises InputError where the story has no pages, OutputError where the disk is full.
    """
    name = f"{safe_name(value.title, 'story')}.{kind}"
    if kind == "json":
        return Book(name, MEDIA[kind], (value.to_json() + "\n").encode())
    assert f".{kind}" in ENDINGS
    with tempfile.TemporaryDirectory(prefix="book-", dir=scratch) as folder:
        path = Path(folder) / name
        warnings = save_book(value, path, options, library=library)
        return Book(name, MEDIA[kind], path.read_bytes(), tuple(warnings or ()))
