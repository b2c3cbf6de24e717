"""A noun phrase, as the words put it."""

from __future__ import annotations

from dataclasses import dataclass

from text2scene.language.facts import Span


@dataclass(frozen=True)
class Noun:
    """A noun phrase before it is known which things it means.

    kind: piece, class, child, group, pronoun, costume, scenery, body or unknown. value: the piece, the
    class, the child, the pronoun or the hat of a costume. costume: the hat that goes with what it is
    called, as of a pirate bear. owner: a child or pronoun that has it ("Mike's hat", "his hat"). key: the
    id of the very object of the scene, where a description has picked it.
    """

    kind: str
    value: str
    span: Span
    count: int | None = None
    plural: bool = False
    definite: bool = False
    negated: bool = False
    only: bool = False
    other: bool = False
    article: bool = False
    side: str | None = None
    colour: str | None = None
    size: str | None = None
    feel: tuple[str, ...] = ()
    owner: str | None = None
    costume: str | None = None
    text_before: str = ""
    spelled: str | None = None
    key: str | None = None
    text: str = ""
