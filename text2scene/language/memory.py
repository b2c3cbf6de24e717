"""What has been said so far: things, facts, changes, and the words they were said in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from text2scene.catalog import Catalog
from text2scene.language.clauses import Part
from text2scene.language.facts import Change, Fact, Span, Thing
from text2scene.language.lexicon import CHILDREN, Chunk, Lexicon
from text2scene.language.nouns import Noun

_OPPOSITE = {"near": "far", "far": "near", "facing": "facing_away", "facing_away": "facing"}
_GOES = frozenset(["wears", "holds", "on", "in", "near", "left_of", "right_of", "below", "above", "region"])


def _without(change: Change, key: str) -> Change:
    """A removal without what turned out to be moved."""
    if change.kind != "remove" or key not in change.keys:
        return change
    return replace(change, keys=tuple(k for k in change.keys if k != key))


@dataclass(frozen=True, slots=True)
class There:
    """An object of the scene that an instruction is about.

    id, category; bearer: who wears or holds it; scale it is drawn at; x and y of its centre, width and
    height, in pixels.
    """

    id: str
    category: str
    bearer: str | None = None
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


class Memory:
    """Keeps the things named so far while the clauses go by."""

    def __init__(
        self, words: Lexicon, catalog: Catalog, known: Container[str], there: Sequence[There]
    ) -> None:
        self.words, self.catalog, self.known = words, catalog, known
        self.things: dict[str, Thing] = {}
        self.facts: list[Fact] = []
        self.absent: dict[str, Span] = {}
        self.absent_classes: list[tuple[str, Span]] = []
        self.only = False
        self.unknown: dict[str, Span] = {}
        self.spelled: list[tuple[str, str, Span]] = []
        self.last: list[str] = []  # the things last spoken of, for "it" and "they"
        self.taken: set[str] = set()
        self.old = list(there)
        self.changes: list[Change] = []
        self.before: list[str] = []  # the subject of the clause before
        self.wants_furniture = False
        self.wants_recent = False
        self.wants_inside = False
        self.commanded = False
        self.last_place: list[str] = []  # what the last thing was placed by
        self.counted: set[str] = set()
        self.avoid: list[str] = []  # what "it" cannot mean: the thing that is being placed
        self.group: list[str] = []  # the last several things of one kind, and which of them were told apart
        self.dealt: set[str] = set()
        self.last_act: tuple[tuple[str, ...], str, list[Noun]] | None = None
        self.last_said: list[Part] = []  # what the clause before said of its subject
        self.said: dict[str, str] = {}  # the words by which each thing was first named
        self.asked: list[Part] = []  # what was asked of somebody: who has the ball?
        self.last_spot: list[Part] = []  # where the clause before said that something is
        self.not_him = ""  # it is not Mike who does it
        self.what: tuple[list[str], list[Part]] | None = None  # what has Jenny in her hand?
        self.shed: list[str] = []  # what was taken off or lost: not there, unless it is said where
        self.tentative: set[str] = set()  # what was only asked for
        self.refused: list[str] = []  # what was named only to say that it was not taken, held or worn
        self.left_subject: list[Noun] = []  # who has just gone
        self.heading: list[Noun] = []  # Mike: whatever comes next is about him
        self.departed: set[str] = set()  # children who have left
        self.ones: set[str] = set()  # what was named as one of a kind
        self.searched_at: tuple[str, list[str]] | None = None  # he looks under the table
        self.came = False  # the clause before said that somebody came
        self.rained: set[str] = set()  # rain and the like that is told of as past
        self.vague: set[str] = set()  # of what there are several, no number said
        self.sentence = 0  # where the sentence begins
        self.lookers: list[str] = []  # who looked up: at what is named next
        self.gone: list[str] = []  # categories that have gone, or are looked for, in that order
        self.called: dict[str, str] = {}  # the animal that "he" or "she" means from now on
        self.something: list[Part] = []  # what is said of something that is named next
        self.recency: list[str] = []  # keys in the order in which they were spoken of last
        self.articled: set[str] = set()  # what was named with a or an
        self.bare: set[str] = set()  # what was named without an article or a number, as lemonade is
        self.other_than_self = False  # "her" is somebody else than the subject
        self.wants_living = False  # they laugh: not the glasses
        self.counted_at: dict[Span, list[str]] = {}  # which of several "one of them" was
        self.stays: set[str] = set()  # ids of what an instruction says is to stay
        self.searched = False  # he looked under the table: it was not there
        self.flown: list[str] = []  # what has just gone away, for "it is up there now"
        self.losers: dict[str, tuple[str, ...]] = {}  # who has not got it any more
        self.riddle: list[Part] = []  # what somebody does, as long as it is not said who that is
        self.complained: list[str] = []  # what is wrong: it is mended by the next instruction
        self.too_close: list[str] = []  # what it is too close to
        self.kind_said: Chunk | None = None  # too many dogs: one is enough
        self.colon = False  # what comes next says how it is to be done
        self.now = False  # the text tells apart what was and what is now
        self.addressed = ""  # the child that the text speaks to
        self.speaker = ""  # the child that speaks, or spoke last
        self.mistaken: tuple[list[str], list[Fact]] = ([], [])  # what was taken for something else
        self.in_all = False  # the number that is said is that of all of them
        self.owners: dict[str, str] = {}  # whose a thing is, where it was said
        self.just_left: list[Noun] = []  # who left in the clause before
        self.where_is: list[Noun] = []  # what was asked for: where is Mike?
        self.solo: set[str] = set()  # children that a clause was about alone
        self.climbers: list[str] = []  # who climbed up, for "after it"
        self.got_off: tuple[str, ...] = ()  # what somebody has got off
        self.vaguely: set[str] = set()  # children who were spoken of as the kids, never by name
        self.ahead: list[tuple[str, str, Span]] = []  # who is ahead of whom
        self.named_later: set[str] = set()  # children that the sentence names after this clause
        self.none_for: list[str] = []  # who gets no glasses, but a hat
        self.put_by: list[str] = []  # what somebody would not wear, or had lost, in the clause before
        self.lone = False  # only one of them does what the riddle says
        self.spoken: tuple[str, ...] = ()  # the categories that "the one on the left" is one of

    def say(
        self,
        kind: str,
        subject: str,
        values: Iterable[str] = (),
        others: Iterable[str] = (),
        holds: bool = True,
        span: Span = (0, 0),
    ) -> None:
        if subject in (others := tuple(others)):
            return
        if kind in ("in", "on") and subject in CHILDREN and any(self._is_small(key) for key in others):
            return  # a hat with a star on it
        if self.changes and holds and kind in _GOES:  # take the crown off Mike and put it on Jenny
            self.changes = [_without(change, subject) for change in self.changes]
        fact = Fact(kind, subject, tuple(values), others, holds, span)
        self.facts = [before for before in self.facts if not self._overtakes(fact, before)]
        if replace(fact, span=(0, 0)) not in {replace(f, span=(0, 0)) for f in self.facts}:
            self.facts.append(fact)

    def _unsay(self, key: str) -> None:
        """Drop what was said of it, and of others by it."""
        self.facts = [fact for fact in self.facts if key not in (fact.subject, *fact.others)]

    def _is_worn(self, key: str) -> bool:
        options = self.things[key].options if key in self.things else ()
        return bool(options) and all(self.catalog[o].group == "wearable" for o in options)

    def _is_small(self, key: str) -> bool:
        """Whether nobody can sit or stand on it."""
        options = self.things[key].options if key in self.things else ()
        return bool(options) and all(self.catalog[o].group in ("wearable", "food") for o in options)

    def _overtakes(self, now: Fact, before: Fact) -> bool:
        """Whether what is said now takes the place of what was said before of the same thing."""
        if now.kind == before.kind == "wears" and now.holds and not before.holds:
            # had lost his glasses, and has them on again
            options = self.things[now.subject].options if now.subject in self.things else ("",)
            return before.subject in now.others and set(options) <= set(before.values)
        if before.subject != now.subject:
            return False
        if not now.holds:  # let go of it; wanted to sit there, but cannot
            same = now.kind == before.kind and before.others == now.others
            return same and (now.kind == "holds" or (before.holds and before.values == now.values))
        if before.holds and now.kind in _OPPOSITE and not self.old:
            # was told to stay away, but stands next to it
            return before.kind == _OPPOSITE[now.kind] and before.others == now.others
        if now.kind == "near" and before.kind == "beside_foot" and now.span > before.span:
            return now.others != before.others  # it was kicked, and has hit the bucket
        if now.kind == "above":
            return before.kind in ("near", "beside_foot")
        if now.kind == "beside_foot":  # who kicks the ball does not hold it any more
            return before.kind == "holds" and before.holds
        if before.kind == "wears" and before.holds and (now.kind == "wears" or self._puts_off(now)):
            return True
        if now.kind in ("in", "on"):  # the ball that was thrown, and is now stuck in the tree
            return now.subject not in CHILDREN and before.kind in ("near", "holds", "beside_foot")
        if not before.holds:
            return False
        if now.kind == "region":
            if now.values[0] == "ground" and before.kind == "holds":
                return True  # she has five balls; they lie on the ground
            low, high = ("ground", "bottom"), ("sky", "top", "top_left", "top_right")
            return before.kind == "region" and before.values[0] in low and now.values[0] in high
        if now.kind == before.kind == "holds" and before.span != now.span and not self.old:
            return before.others != now.others and now.span > before.span  # he gave her his drink
        given = {"wears": ("near", "holds"), "holds": ("near",)}.get(now.kind, ())
        return before.kind in given and bool(set(before.others) & set(CHILDREN))

    def _puts_off(self, fact: Fact) -> bool:
        """Her cap fell on the ground; his crown lies on the table."""
        lies = fact.kind in ("in", "on", "below") or (
            fact.kind == "region" and fact.values[:1] in (("ground",), ("sky",))
        )
        worn = lies and not self.old and self._is_worn(fact.subject)
        return worn and not set(fact.others) & set(CHILDREN)

    def change(self, change: Change) -> None:
        last = self.changes[-1] if self.changes else None
        only = last is not None and last.kind == "keep_only" and set(last.keys)
        if only and change.kind == "remove" and change.keys and not only & set(change.keys):
            self.changes.pop()  # only the ball should stay; the bat and the glove have to go
        self.changes.append(change)

    def _thing(self, key: str, options: tuple[str, ...], span: Span) -> str:
        if key not in self.things:
            old = next((t.id for t in self.old if t.category == key), None)
            self.things[key] = Thing(key, options, span, old)
        return key

    def very(self, ident: str, span: Span) -> str:
        """The key of this very object of the scene."""
        for key, thing in self.things.items():
            if thing.old == ident:
                return key
        category = next(t.category for t in self.old if t.id == ident)
        key = ident
        while key in self.things:
            key += "-it"
        self.things[key] = Thing(key, (category,), span, ident)
        return key

    def everything(self) -> list[str]:
        """All objects of the scene, as things."""
        for t in self.old:
            if all(thing.old != t.id for thing in self.things.values()):
                self.things[t.id] = Thing(t.id, (t.category,), (0, 0), t.id)
        return [key for key, thing in self.things.items() if thing.old]

    def _is_animal(self, key: str) -> bool:
        return self.catalog[self.things[key].options[0]].group == "animal"

    def name_of(self, options: Sequence[str]) -> str:
        """The piece, or the class that has just these members."""
        classes = (name for name, members in self.catalog.classes.items() if tuple(members) == tuple(options))
        return options[0] if len(options) == 1 else next(classes, options[0])

    def _options(self, noun: Noun) -> tuple[str, ...]:
        return (noun.value,) if noun.kind == "piece" else self.catalog.classes[noun.value]

    def is_there(self, noun: Noun) -> bool:
        """Whether the scene has what the noun names."""
        options = {"piece": (noun.value,), "child": (noun.value,)}.get(
            noun.kind, self.catalog.classes.get(noun.value, ())
        )
        return any(t.category in options for t in self.old)

    def _family(self, thing: Thing) -> set[str]:
        group = self.catalog[thing.options[0]].group
        return {piece.name for piece in self.catalog.pieces if piece.group == group}
