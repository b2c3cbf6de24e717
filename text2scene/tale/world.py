"""What is true at a moment of a tale: a set of facts, and what events do to it.

A fact is a tuple of words: (here, dog), (where, kite, mike), (worn, crown, mike), (prop, oak_tree),
(mood, dog, sad), (place, park), (time, day), (weather, sun), (role, F, owl), (flag, try), (done, try_jump),
(known, owl) once it was spoken of. An event is a tuple of a kind and what it is about: (take, mike, kite).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from text2scene.tale.words import kinds_of

Fact = tuple[str, ...]
Event = tuple[str, ...]

# Of these there is one at a time for each word that stands before the last.
_SINGLE = frozenset({"where", "worn", "mood", "place", "time", "weather", "role"})
_BACKGROUND = {"farm": "park", "castle": "park"}


@dataclass(frozen=True)
class World:
    """Facts; every change gives a new world."""

    facts: frozenset[Fact] = frozenset()

    @cached_property
    def roles(self) -> dict[str, str]:
        """Which piece has which role: H hero, C companion, X what it is about, F who helps."""
        return {fact[1]: fact[2] for fact in self.facts if fact[0] == "role"}

    @cached_property
    def _of_kind(self) -> dict[str, list[Fact]]:
        kinds: dict[str, list[Fact]] = {}
        for fact in sorted(self.facts):
            kinds.setdefault(fact[0], []).append(fact)
        return kinds

    def role(self, name: str) -> str:
        """The piece in a role, or the word itself where it is none."""
        return self.roles.get(name, name)

    def value(self, kind: str) -> str:
        """The place, time or weather."""
        return next((fact[1] for fact in self._of_kind.get(kind, ())), "")

    def all(self, kind: str) -> tuple[str, ...]:
        """What the facts of a kind are about, such as who is here."""
        return tuple(fact[1] for fact in self._of_kind.get(kind, ()))

    def found(self, *pattern: str) -> list[Fact]:
        """The facts that fit; ``*`` fits any word."""
        return [
            fact
            for fact in self._of_kind.get(pattern[0], ())
            if len(fact) == len(pattern) and all(p in ("*", f) for p, f in zip(pattern, fact, strict=True))
        ]

    def holds(self, need: str) -> bool:
        """Whether one need holds, such as ``here F``, ``not flag try``, ``where X H`` or ``kind C child``."""
        words = need.split()
        denied = words[0] == "not"
        kind, *rest = words[1:] if denied else words
        names = tuple(self.role(word) for word in rest)
        if kind == "kind":
            true = names[1] in kinds_of(names[0])
        elif "*" in names:
            true = bool(self.found(kind, *names))
        else:
            true = (kind, *names) in self.facts
        return true != denied

    def all_hold(self, needs: Iterable[str]) -> bool:
        """Whether every need holds."""
        return all(self.holds(need) for need in needs)

    def with_facts(self, *facts: Fact) -> World:
        """The world in which these are true as well, in place of what they contradict."""
        single = {fact[:-1] for fact in facts if fact[0] in _SINGLE}
        kept = self.facts if not single else [old for old in self.facts if old[:-1] not in single]
        last = {fact[:-1]: fact for fact in facts if fact[0] in _SINGLE}
        return World(frozenset((*kept, *last.values(), *(f for f in facts if f[0] not in _SINGLE))))

    def without(self, *pattern: str) -> World:
        """The world without the facts that fit."""
        return World(self.facts - set(self.found(*pattern)))

    def after(self, event: Event) -> World:
        """The world after an event."""
        kind, *names = event
        return _EFFECTS[kind](self, *names) if kind in _EFFECTS else self

    @property
    def background(self) -> str:
        """The background that shows this place at this time in this weather."""
        place, time, weather = self.value("place"), self.value("time"), self.value("weather")
        base = _BACKGROUND.get(place, place)
        if base in ("space", "underwater", "snow", "beach"):
            return base
        if time in ("night", "sunset"):
            return time
        return "rain" if weather == "rain" else base


def _put(world: World, item: str, place: str) -> World:
    return world.without("worn", item, "*").with_facts(("where", item, place))


def _wear(world: World, who: str, item: str) -> World:
    """On with it; another hat is laid aside."""
    for _, old, wearer in world.found("worn", "*", who):
        if wearer == who and old != item:
            world = world.without("worn", old, who).without("where", old, who)
    return _put(world, item, who).with_facts(("worn", item, who))


def _go(world: World, place: str) -> World:
    """Somewhere else: what stood about stays behind, and so does what nobody carries."""
    here = world.all("here")
    for fact in world.found("where", "*", "*"):
        if fact[2] not in here:
            world = world.without(*fact)
    return world.without("prop", "*").with_facts(("place", place))


def _free(world: World, place: str) -> World:
    """What is stuck there comes down."""
    return world.with_facts(
        *(("where", item, "ground") for _, item, where in world.found("where", "*", place))
    )


_EFFECTS: dict[str, Callable[..., World]] = {
    "arrive": lambda world, who: world.with_facts(("here", who)),
    "leave": lambda world, who: world.without("here", who),
    "stand": lambda world, what: world.with_facts(("prop", what)),
    "bring": lambda world, who, item: _put(world, item, who),
    "take": lambda world, who, item: _put(world, item, who),
    "find": lambda world, who, item: _put(world, item, who),
    "give": lambda world, who, other, item: _put(world, item, other),
    "put": _put,
    "wear": _wear,
    "eat": lambda world, who, item: world.without("where", item, "*"),
    "vanish": lambda world, item: world.without("where", item, "*"),
    "mood": lambda world, who, mood: world.with_facts(("mood", who, mood)),
    "weather": lambda world, weather: world.with_facts(("weather", weather)),
    "time": lambda world, time: world.with_facts(("time", time)),
    "free": _free,
    "go": _go,
}
