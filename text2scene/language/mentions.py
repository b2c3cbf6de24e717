"""Which pieces does a text name, and which does it rule out? What does it name that we lack?"""

from __future__ import annotations

import difflib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from text2scene.catalog import Catalog
from text2scene.language.tokens import Token, tokenize

_NEGATIONS = frozenset({"no", "without", "neither", "nor"})
_BETWEEN = frozenset({"a", "an", "the", "any", "more", "and", "or", "single", "his", "her", "their"})
# Verbs as well as pieces: "Jenny swings a bat", "they want to slide". After words such as
# these they do not name the piece.
_ALSO_VERBS = frozenset({"swing", "swings", "slide", "slides", "drink", "drinks", "shovel", "shovels"})
_BEFORE_VERBS = frozenset(
    {
        "mike",
        "jenny",
        "boy",
        "girl",
        "he",
        "she",
        "they",
        "kids",
        "children",
        "who",
        "to",
        "can",
        "will",
        "both",
    }
)
_CLOSE = 0.84


@dataclass(frozen=True)
class Mention:
    """A span of the text that names a piece: first and last token (exclusive), piece, ruled out or not."""

    start: int
    end: int
    piece: str
    excluded: bool


@dataclass(frozen=True)
class Reading:
    """What a text says about which pieces are there.

    mentions in text order; notes tell what was not understood, as small mappings for
    ``Scene.notes``: kind, word, message and, where there is one, suggestion.
    """

    mentions: tuple[Mention, ...]
    notes: tuple[Mapping[str, Any], ...]

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the pieces that must be drawn."""
        excluded = set(self.excluded)
        names = dict.fromkeys(m.piece for m in self.mentions if not m.excluded)
        return tuple(name for name in names if name not in excluded)

    @property
    def excluded(self) -> tuple[str, ...]:
        """Names of the pieces that must not be drawn: ruled out, and nowhere asked for."""
        wanted = {m.piece for m in self.mentions if not m.excluded}
        names = dict.fromkeys(m.piece for m in self.mentions if m.excluded)
        return tuple(name for name in names if name not in wanted)


@lru_cache(maxsize=4)
def _phrases(catalog: Catalog) -> dict[tuple[str, ...], str | None]:
    """Token sequences that name one piece; None where a class ("hat") has several."""
    table: dict[tuple[str, ...], str | None] = {}
    for name in catalog.classes:
        for form in _forms(name):
            table[form] = None
    for piece in catalog.pieces:
        for phrase in (piece.name.replace("_", " "), *piece.synonyms):
            for form in _forms(phrase):
                table.setdefault(form, piece.name)
    return table


def _forms(phrase: str) -> set[tuple[str, ...]]:
    """A phrase as tokens, in singular and plural."""
    tokens = tuple(token.text for token in tokenize(phrase.lower()))
    last = tokens[-1]
    forms = {tokens, (*tokens[:-1], last + "s")}
    if last.endswith(("s", "x", "ch", "sh")):
        forms.add((*tokens[:-1], last + "es"))
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        forms.add((*tokens[:-1], last[:-1] + "ies"))
    return forms


def find_mentions(tokens: Sequence[Token], catalog: Catalog) -> list[Mention]:
    """The pieces named, longest phrase first; classes such as "hat" are left to the model."""
    table = _phrases(catalog)
    longest = max(len(form) for form in table)
    texts = [token.text for token in tokens]
    mentions: list[Mention] = []
    i = 0
    while i < len(texts):
        for size in range(min(longest, len(texts) - i), 0, -1):
            form = tuple(texts[i : i + size])
            if form in table:
                piece = table[form]
                if piece is not None and not _is_verb(texts, i, size):
                    mentions.append(Mention(i, i + size, piece, _negated(texts, i, mentions)))
                i += size
                break
        else:
            i += 1
    return mentions


def _is_verb(texts: Sequence[str], start: int, size: int) -> bool:
    """True for swings, slides, drinks, shovels where somebody does it."""
    return size == 1 and start > 0 and texts[start] in _ALSO_VERBS and texts[start - 1] in _BEFORE_VERBS


def _negated(texts: Sequence[str], start: int, before: Sequence[Mention]) -> bool:
    """True after "no", "without", and in a list that goes on from one: no sun or rain."""
    i = start - 1
    while i >= 0 and texts[i] in _BETWEEN:
        i -= 1
    if i < 0:
        return False
    if texts[i] in _NEGATIONS:
        return True
    if i < start - 1 and texts[start - 1] in ("or", "nor") and before:
        last = before[-1]
        return last.excluded and last.end == i + 1
    return texts[i] in ("or", "nor") and bool(before) and before[-1].excluded


def read_text(text: str, catalog: Catalog, known: Container[str] = ()) -> Reading:
    """Read a text: the pieces it names or rules out, and notes on words that are not known.

    known: words that the model has learned; any other word of three letters or more that
    names no piece gets a note.
    """
    tokens = tokenize(text)
    mentions = find_mentions(tokens, catalog)
    named = {word for form in _phrases(catalog) for word in form}
    notes = [
        _unknown(word, catalog)
        for word in dict.fromkeys(token.text for token in tokens)
        if len(word) > 2 and word.isalpha() and word not in named and word not in known
    ]
    return Reading(tuple(mentions), tuple(notes))


@lru_cache(maxsize=4)
def _single_words(catalog: Catalog) -> dict[str, str]:
    return {form[0]: name for form, name in _phrases(catalog).items() if len(form) == 1 and name}


def _unknown(word: str, catalog: Catalog) -> dict[str, Any]:
    """A note on a word that names nothing we know, with the nearest piece by spelling."""
    note: dict[str, Any] = {"kind": "unknown_word", "word": word}
    singles = _single_words(catalog)
    near = difflib.get_close_matches(word, list(singles), n=1, cutoff=_CLOSE)
    if near:
        piece = singles[near[0]]
        label = catalog[piece].label
        note |= {"message": f"“{word}” was read by its letters; it may mean {label}.", "suggestion": piece}
    else:
        note["message"] = f"“{word}” is a word that text2scene does not know, and may not be in the picture."
    return note
