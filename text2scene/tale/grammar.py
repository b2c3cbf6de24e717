"""Reads the files of ``assets/tales``: sections of lines that begin with a key.

A line that begins with ``|`` is another way to say the one before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from text2scene.errors import Text2SceneError
from text2scene.resources import asset
from text2scene.tale.beats import Beat

_FILES = ("toys", "wishes", "sky", "feasts", "helpers", "between", "endings")
_HEAD = re.compile(r"== (\w+) \((\w+)\)")
_LINE = re.compile(r"(\w+|\|) +(.+)")
_KEYS = ("needs", "with", "does", "sets", "moods", "title", "offer", "tell")


@dataclass(frozen=True, slots=True)
class Section:
    """One section: each of its lines as a key and the ways to say it."""

    name: str
    kind: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]

    def one(self, key: str) -> tuple[str, ...]:
        """The ways of the only line with this key; none where there is no such line."""
        return next((ways for found, ways in self.lines if found == key), ())

    def word(self, key: str) -> str:
        """The text of the only line with this key."""
        return next(iter(self.one(key)), "")


@cache
def beats() -> tuple[Beat, ...]:
    """All beats that ship, in the order of their files."""
    return tuple(_beat(section) for name in _FILES for section in sections(name))


@cache
def sections(name: str) -> tuple[Section, ...]:
    """The sections of one file. Raises Text2SceneError, with file and line, where it cannot be read."""
    path = asset("tales", f"{name}.txt")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        raise Text2SceneError(f"The file {path} is missing from this installation; reinstall it.") from None
    return tuple(_sections(path.name, text))


def _sections(file: str, text: str) -> Iterator[Section]:
    name = kind = ""
    lines: list[tuple[str, list[str]]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        head, entry = _HEAD.fullmatch(line), _LINE.fullmatch(line)
        if head:
            if name:
                yield Section(name, kind, tuple((key, tuple(ways)) for key, ways in lines))
            name, kind, lines = head.group(1), head.group(2), []
        elif entry and entry.group(1) == "|" and lines:
            lines[-1][1].append(entry.group(2))
        elif entry and name and entry.group(1) != "|":
            lines.append((entry.group(1), [entry.group(2)]))
        else:
            raise Text2SceneError(f"{file}, line {number}: begin it with a key, |, == or #.")
    if name:
        yield Section(name, kind, tuple((key, tuple(ways)) for key, ways in lines))


def _beat(section: Section) -> Beat:
    unknown = [key for key, _ in section.lines if key not in _KEYS]
    if unknown:
        raise Text2SceneError(f"The beat {section.name} has a line {unknown[0]!r}; use {', '.join(_KEYS)}.")
    return Beat(
        section.name,
        section.kind,
        section.word("needs"),
        section.word("with"),
        section.word("does"),
        section.word("sets"),
        section.one("offer"),
        tuple(ways for key, ways in section.lines if key == "tell"),
        section.word("moods"),
        section.one("title"),
    )
