"""A story as pieces of JSON, each known by its digest: what did not change is stored once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from text2scene.errors import InputError, LibraryError
from text2scene.library.connection import DamagedError
from text2scene.scene import Scene
from text2scene.story.model import Page, StoryValue

SIZE = 16
"""Bytes of a digest."""


@dataclass(frozen=True, slots=True)
class Parts:
    """head: digest of all but the pages. pages: their digests, one after another. bodies: by digest."""

    head: bytes
    pages: bytes
    bodies: Mapping[bytes, bytes]


def digest(body: bytes) -> bytes:
    """What a piece is known by."""
    return hashlib.blake2b(body, digest_size=SIZE).digest()


def take_apart(value: StoryValue) -> Parts:
    """The pieces of a story. Raises InputError where an unknown field holds what JSON cannot say."""
    bodies: dict[bytes, bytes] = {}
    pages = b"".join(_keep(page.to_dict(), bodies) for page in value.pages)
    head = _keep(replace(value, pages=()).to_dict(), bodies)
    return Parts(head, pages, bodies)


def put_together(read: Mapping[bytes, bytes], head: bytes, pages: bytes) -> StoryValue:
    """The story of these digests. Raises DamagedError, or LibraryError where it is of a kind unknown here."""
    bodies = [_whole(read, each) for each in split(pages)]
    try:
        value = StoryValue.from_dict(json.loads(_whole(read, head)))
        return replace(value, pages=tuple(Page.from_dict(json.loads(body)) for body in bodies))
    except (ValueError, RecursionError, InputError) as error:
        raise LibraryError(f"This story cannot be read; it may need a newer text2scene: {error}") from None


def split(pages: bytes) -> list[bytes]:
    """The digests in a row of digests."""
    return [pages[at : at + SIZE] for at in range(0, len(pages), SIZE)]


def read_value(connection: sqlite3.Connection, story: str, head: bytes, pages: bytes) -> StoryValue:
    """The story of these digests, from the file. Raises DamagedError."""
    return put_together(read_bodies(connection, story, {head, *split(pages)}), head, pages)


def read_bodies(connection: sqlite3.Connection, story: str, wanted: set[bytes]) -> dict[bytes, bytes]:
    """Those of the pieces that are there."""
    query = "SELECT body FROM piece WHERE story = ? AND digest = ?"
    found = {each: connection.execute(query, (story, each)).fetchone() for each in wanted}
    return {each: bytes(row[0]) for each, row in found.items() if row is not None}


def read_cover(
    connection: sqlite3.Connection, story: str, head: bytes, pages: bytes
) -> tuple[str, Scene | None]:
    """Title and first picture; of a story that cannot be read, a sentence and none. Raises DamagedError."""
    try:
        value = read_value(connection, story, head, pages[:SIZE])
    except DamagedError:
        raise
    except LibraryError:
        return "A story that this text2scene cannot read", None
    return value.title, value.pages[0].scene if value.pages else None


def write_bodies(connection: sqlite3.Connection, story: str, bodies: Mapping[bytes, bytes]) -> None:
    """Add the pieces that are not there yet."""
    connection.executemany(
        "INSERT OR IGNORE INTO piece (story, digest, body) VALUES (?, ?, ?)",
        [(story, each, body) for each, body in bodies.items()],
    )


def _keep(document: dict[str, Any], bodies: dict[bytes, bytes]) -> bytes:
    try:
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(f"A field of the story cannot be kept: {error}.") from None
    # backslashreplace writes a lone surrogate as \udc80, which is how JSON says it
    body = text.encode("utf-8", "backslashreplace")
    name = digest(body)
    bodies[name] = body
    return name


def _whole(read: Mapping[bytes, bytes], name: bytes) -> bytes:
    body = read.get(name)
    if body is None or digest(body) != name:
        raise DamagedError("A page in the library is not what was written.")
    return body
