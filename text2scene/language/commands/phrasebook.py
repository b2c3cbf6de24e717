"""The patterns of ``assets/catalog/instructions.txt``, read once."""

from __future__ import annotations

import re
from functools import cache

from text2scene.errors import Text2SceneError
from text2scene.language.commands.patterns import Pattern, pattern
from text2scene.resources import asset

_NAME = re.compile(r"<([A-Z_]+)>")


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    """The lines of each section, with the names of words filled in."""
    try:
        text = asset("catalog", "instructions.txt").read_text(encoding="utf-8")
    except OSError as error:
        raise Text2SceneError(f"The word list cannot be read ({error}); reinstall the package.") from error
    words: dict[str, str] = {}
    sections: dict[str, list[str]] = {}
    section = ""
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
        elif section == "words":
            name, _, meaning = line.partition(" = ")
            words[name] = _filled(meaning, words)
        else:
            sections.setdefault(section, []).append(_filled(line, words))
    return {name: tuple(lines) for name, lines in sections.items()}


def _filled(line: str, words: dict[str, str]) -> str:
    return _NAME.sub(lambda match: words[match.group(1)], line)


@cache
def beginnings() -> tuple[re.Pattern[str], ...]:
    """How a wish begins before it says what: can you, it would be nicer if."""
    return tuple(re.compile(f"(?:{line})(?: |\\Z)") for line in _sections()["beginnings"])


@cache
def patterns_of(section: str) -> tuple[Pattern, ...]:
    """The patterns of a section, in their order."""
    return tuple(pattern(*_halves(line)) for line in _sections()[section])


def _halves(line: str) -> tuple[str, str]:
    text, _, plain = line.partition("  ->  ")
    return text, plain
