"""Clauses: who, what they do, to what, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from text2scene.language.facts import Span
from text2scene.language.nouns import Noun


@dataclass
class Part:
    """One part of a clause after its subject.

    kind: verb, object, prep, region, feel or size. value: labels of the verb, names of the
    relation, a region, feelings or a size. nouns: of an object or a preposition.
    """

    kind: str
    value: Any = None
    nouns: list[Noun] = field(default_factory=list)
    negated: bool = False
    span: Span = (0, 0)
    text: str = ""


@dataclass
class Clause:
    """A subject and its parts. ``opener``: the word that began it, such as because or who."""

    subject: list[Noun] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    opener: str = ""
    there: bool = False
    alone: bool = False
    neither: bool = False
    fronted: bool = False
    each: bool = False

    @property
    def nobody(self) -> bool:
        """Whether its subject is nobody."""
        return any(noun.text in ("nobody", "no one", "no-one") for noun in self.subject)

    @property
    def verbs(self) -> list[Part]:
        return [part for part in self.parts if part.kind == "verb"]
