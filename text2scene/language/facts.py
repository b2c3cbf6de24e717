"""What a text says must hold: things, and facts about them, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from text2scene.language.setting import Setting

Span = tuple[int, int]

# Relations between a thing and others; see text2scene.relations for what they mean on the canvas.
RELATIONS = (
    "left_of",
    "right_of",
    "above",
    "below",
    "on",
    "in",
    "near",
    "far",
    "between",
    "in_front",
    "behind",
)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a text speaks of.

    key: its name in the facts, such as dog or dog-2. options: the categories it may be; one
    where the text names a piece, several where it names a class ("a hat"). span: the
    characters of its first mention. old: the id of the object of the scene that it is, in an edit.
    """

    key: str
    options: tuple[str, ...]
    span: Span
    old: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that must hold.

    kind: one of RELATIONS, or colour, expression, pose, wears, holds, size, region, inset, facing,
    facing_away, beside_foot. subject: the key of a thing. values: names, such as the
    expressions that are allowed or a region; of an inset the edge and the pixels from it. others:
    keys of the other things.
    holds: False where the text denies it.
    """

    kind: str
    subject: str
    values: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    holds: bool = True
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """Something to be done to a scene.

    kind: remove, keep_only, clear, move, grow, flip, replace or swap. keys: of the things that it is
    done to. value: a direction for move, the sign for grow. amount: 1 for an ordinary step.
    others: the other thing of a swap, what replaces.
    """

    kind: str
    keys: tuple[str, ...] = ()
    value: str = ""
    amount: float = 1.0
    others: tuple[str, ...] = ()
    span: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Understood:
    """A span of the text and what it was taken for, one row of ``generator.explain``.

    kind: piece, class, absent, colour, expression, pose, relation, size, region, facing, change,
    unknown, spelling, setting or detail. message: a sentence for people. suggestion: for what was not
    understood, the nearest piece; nearness: how near, 0 to 1.
    """

    text: str
    start: int
    end: int
    kind: str
    message: str
    suggestion: str | None = None
    nearness: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: its things, its facts, what it rules out, and what was not understood.

    absent: categories that must not be drawn. changes: what to do to the scene, in an edit.
    only: nothing else may be drawn. commanded: there was an instruction, and nothing but that is
    to be done. counted: categories of which the text says how many there are. rows: what was
    understood, in text order. notes: for ``Scene.notes``. setting: what the text says of where and when
    it is, None where it says nothing of it.
    """

    things: tuple[Thing, ...] = ()
    facts: tuple[Fact, ...] = ()
    absent: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    only: bool = False
    commanded: bool = False
    counted: frozenset[str] = frozenset()
    rows: tuple[Understood, ...] = ()
    notes: tuple[Mapping[str, Any], ...] = ()
    setting: Setting | None = None

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the pieces that the text names itself, each once."""
        return tuple(dict.fromkeys(t.options[0] for t in self.things if len(t.options) == 1))

    @property
    def excluded(self) -> tuple[str, ...]:
        """Names of the pieces that must not be drawn."""
        return self.absent

    def about(self, *kinds: str) -> Iterable[Fact]:
        """The facts of these kinds."""
        return (fact for fact in self.facts if fact.kind in kinds)
