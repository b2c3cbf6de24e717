"""A beat: one step of a tale, with what must hold before it, what it does, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from text2scene.tale.world import Event, World


@dataclass(frozen=True, slots=True)
class Beat:
    """One step; all of it is words, read from ``assets/tales``.

    stage: open, trouble, try, twist, meet, favour, solve, end or closing. needs: what must hold, parted by
    ``;`` (see ``World.holds``). binds: ``F=any E=newfood`` gives a role to one of what there is. events: what
    happens, parted by ``;``. sets: flags that come, or go where they begin with ``-``. choice: how it is
    offered; lines: how it is told, one after the other; title: of the tale. Each of these is a tuple of
    variants; one may begin with needs in square brackets. moods: that like it.
    """

    name: str
    stage: str
    needs: str = ""
    binds: str = ""
    events: str = ""
    sets: str = ""
    choice: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    moods: str = ""
    title: tuple[str, ...] = ()

    @property
    def conditions(self) -> tuple[str, ...]:
        """The needs, one by one."""
        return _parts(self.needs)

    @property
    def roles(self) -> tuple[tuple[str, str], ...]:
        """The roles that are given with this beat, and of what."""
        return _pairs(self.binds)

    def possible(self, world: World) -> bool:
        """Whether nothing but the roles that are not yet given can stand in its way."""
        return ("done", self.name) not in world.facts and world.all_hold(_early(self.needs, self.binds))


@dataclass(frozen=True, slots=True)
class Step:
    """A beat with its roles given to pieces, and the world that it leads to."""

    beat: Beat
    roles: tuple[tuple[str, str], ...]
    events: tuple[Event, ...]
    before: World
    after: World


def _put_on_again(world: World) -> tuple[Event, ...]:
    """A hat that it was all about is worn again at the end."""
    hero, hat = world.role("H"), world.role("X")
    return (("take", hero, hat), ("wear", hero, hat))


@cache
def _pairs(binds: str) -> tuple[tuple[str, str], ...]:
    return tuple((role, domain) for role, domain in (part.split("=") for part in binds.split()))


@cache
def _early(needs: str, binds: str) -> tuple[str, ...]:
    """The needs that do not speak of a role that the beat itself gives."""
    given = {role for role, _ in _pairs(binds)}
    return tuple(need for need in _parts(needs) if not given & set(need.split()))


@cache
def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def take(world: World, beat: Beat, roles: Mapping[str, str]) -> Step | None:
    """The beat with these roles, or None where its needs do not hold."""
    if not beat.possible(world):
        return None
    before = world.with_facts(*(("role", name, piece) for name, piece in roles.items())) if roles else world
    if not before.all_hold(beat.conditions):
        return None
    events = tuple(tuple(before.role(word) for word in part.split()) for part in _parts(beat.events))
    if beat.stage == "end" and before.holds("flag hat"):
        events += _put_on_again(before)
    after = before
    for event in events:
        after = after.after(event)
    for flag in beat.sets.split():
        after = after.without("flag", flag[1:]) if flag[0] == "-" else after.with_facts(("flag", flag))
    after = after.with_facts(("done", beat.name), ("flag", beat.stage))
    return Step(beat, tuple(sorted(roles.items())), events, before, after)
