"""Patterns over the words of a sentence, and the plain instruction that each stands for.

A pattern is a regular expression over the chunks' texts, a space between two. ``{t}`` stands for
things (a list of noun phrases), ``{x}`` for anything; the plain form is given as words and the
names of groups.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks

_GROUP = re.compile(r"\{(\w+)\}")
_THINGS = ("piece", "class", "child", "group", "pronoun", "count", "costume")


@dataclass(frozen=True)
class Pattern:
    """pattern: compiled; plain: words and {groups} of what it stands for."""

    pattern: re.Pattern[str]
    plain: str


def pattern(text: str, plain: str) -> Pattern:
    """A pattern from its short form: {t} things, {x} anything, the whole sentence."""
    body = _GROUP.sub(lambda m: f"(?P<{m.group(1)}>.+?)", text)
    return Pattern(re.compile(f"(?:{body})(?: [,.!-])*\\Z"), plain)


def text_of(chunks: Sequence[Chunk]) -> str:
    return " ".join(c.text for c in chunks)


def rewritten(
    chunks: Sequence[Chunk], patterns: Sequence[Pattern], readings: Mapping[str, Mapping[str, Any]]
) -> list[Chunk] | None:
    """The plain form of the first pattern that fits; None where none does."""
    for each in patterns:
        groups = groups_of(chunks, each)
        if groups is not None:
            return _filled(each.plain, groups, chunks, readings)
    return None


def groups_of(chunks: Sequence[Chunk], each: Pattern) -> dict[str, list[Chunk]] | None:
    """The chunks of each group of a pattern; None where it does not fit."""
    match = each.pattern.match(text_of(chunks))
    if match is None:
        return None
    groups: dict[str, list[Chunk]] = {}
    for name, text in match.groupdict().items():
        part = _span(chunks, *match.span(name)) if text else []
        if part is None or (text and not _fits(name, part)):
            return None
        groups[name] = part
    return groups


def _span(chunks: Sequence[Chunk], start: int, end: int) -> list[Chunk] | None:
    """The chunks between two places of their text; None where a chunk is cut."""
    out: list[Chunk] = []
    at = 0
    for chunk in chunks:
        stop = at + len(chunk.text)
        if start <= at and stop <= end:
            out.append(chunk)
        elif stop > start and at < end:
            return None
        at = stop + 1
    return out


def _fits(name: str, part: Sequence[Chunk]) -> bool:
    guard = _GUARDS.get(name.rstrip("0123456789"))
    return guard is None or guard(part)


def is_things(part: Sequence[Chunk]) -> bool:
    """Whether the words are nothing but a list of things."""
    items = nouns_and_marks(part)
    nouns = [item for item in items if isinstance(item, Noun)]
    marks = [item for item in items if isinstance(item, Chunk)]
    known = [n for n in nouns if n.kind in _THINGS]
    joined = all("and" in m or "except" in m or m.text in ("both", "of", "the", "'s", "'") for m in marks)
    return bool(known) and len(known) == len(nouns) and joined and not any(n.negated for n in nouns)


def _is_fresh(part: Sequence[Chunk]) -> bool:
    """A duck, two ducks: things that are not said to be there."""
    nouns = [item for item in nouns_and_marks(part) if isinstance(item, Noun)]
    things = [n for n in nouns if n.kind in ("piece", "class")]
    return is_things(part) and len(things) == len(nouns) and not any(n.definite for n in nouns)


def _is_number(part: Sequence[Chunk]) -> bool:
    nouns = [item for item in nouns_and_marks(part) if isinstance(item, Noun)]
    fresh = _is_fresh(part) or (is_things(part) and any(c.text == "of" for c in part[1:2]))
    return fresh and len(nouns) == 1 and nouns[0].count is not None and not nouns[0].other


def _is_kind(part: Sequence[Chunk]) -> bool:
    """ducks; of the clouds: a kind of thing without a number"""
    nouns = [item for item in nouns_and_marks(part) if isinstance(item, Noun)]
    return is_things(part) and len(nouns) == 1 and nouns[0].kind in ("piece", "class")


_GUARDS: dict[str, Callable[[Sequence[Chunk]], bool]] = {
    "t": is_things,  # things
    "f": _is_fresh,  # things that are new
    "n": _is_number,  # a number of things
    "k": _is_kind,  # a kind of thing
    "who": lambda part: (
        is_things(part) and not any(("piece" in c and not _lives(c)) or "class" in c for c in part)
    ),
    "child": lambda part: is_things(part) and all("child" in c or "pronoun" in c or "and" in c for c in part),
    "costume": lambda part: any("costume" in c for c in part),
    "verb": lambda part: any("command" in c for c in part[:1]),
}
_ANIMALS = frozenset({"dog", "cat", "bear", "duck", "owl", "snake"})


def _lives(chunk: Chunk) -> bool:
    return chunk.get("piece")[0] in _ANIMALS


def _filled(
    plain: str,
    groups: Mapping[str, Sequence[Chunk]],
    chunks: Sequence[Chunk],
    readings: Mapping[str, Mapping[str, Any]],
) -> list[Chunk]:
    out: list[Chunk] = []
    start, end = chunks[0].start, chunks[-1].end
    for word in plain.split():
        name = _GROUP.fullmatch(word)
        if name is not None:
            out += groups.get(name.group(1), ())
        else:
            word = word.replace("_", " ")
            out.append(Chunk(word, start, end, dict(readings.get(word, {}))))
    return out
