"""Which beats can come next, so that the tale still comes to a good end in five to eight pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import lru_cache

from text2scene.tale.beats import Beat, Step, take
from text2scene.tale.grammar import beats as all_beats
from text2scene.tale.themes import THEMES, Theme
from text2scene.tale.words import KINDS, kinds_of
from text2scene.tale.world import World

MIN_PAGES, MAX_PAGES = 5, 8
CHOICES = 3
_MOST_TRIES = 2
# Ends that say themselves how the wish turned out.
_CLOSED = (
    "end_hold",
    "end_share",
    "end_wave_home",
    "end_star",
    "end_again",
    "end_candles",
    "end_rainbow",
)

_BY_STAGE: dict[str, list[Beat]] = {}
for _beat in all_beats():
    _BY_STAGE.setdefault(_beat.stage, []).append(_beat)

# What a helper must be able to do, by what stands in the way; one of these is enough.
_HELP = {
    "high": ("fly", "tall"),
    "hidden": ("fly", "sniff", "strong"),
    "lost": ("fly", "ride"),
    "sky": ("ride", "strong"),
    "star": ("fly", "strong"),
    "cake": ("animal",),
}

_POOLS = {
    "any": "fauna",
    "toy": "toys",
    "hat": "hats",
    "newfood": "foods",
    "step": "steps",
    "hideout": "hideouts",
    "craft": "crafts",
    "home": "homes",
}

# A pig is not offered a hot dog.
_FARM, _MEAT = {"pig", "cow", "sheep", "duck", "horse"}, ("hot_dog", "hamburger")
_FOR_ALL = ("apple", "pie", "pizza", "ice_cream")


def opening(world: World, theme: Theme, wish: str, rng: random.Random) -> Step:
    """The first step of a tale with this wish."""
    name = "open_hat" if wish == "toy" and rng.random() < 0.4 else f"open_{wish}"
    for beat in (_named(name), _named("open_toy")):
        for step in _steps(world, beat, rng):
            return step
    raise LookupError(f"no opening for {theme.name} and {wish}")


def _named(name: str) -> Beat:
    return next(beat for beat in all_beats() if beat.name == name)


def choices(world: World, page: int, mood: str, rng: random.Random) -> tuple[Step, ...]:
    """Three steps that differ, after each of which the tale can still end well; none where it has ended.

    page: how many pages there are.
    """
    if world.holds("flag end"):
        return ()
    beats = [beat for stage in _stages(world, page) for beat in _BY_STAGE[stage]]
    open_steps = [step for beat in beats for step in _ending_well(world, beat, page, rng, 1)]
    # where there are few, the same beat with somebody else is a choice as well
    spare = [] if len(open_steps) >= CHOICES else _others(world, beats, page, rng, open_steps)
    chosen: list[Step] = []
    while open_steps and len(chosen) < CHOICES:
        weights = [_weight(step, world, page, mood, chosen) for step in open_steps]
        step = rng.choices(open_steps, weights)[0]
        open_steps.remove(step)
        chosen.append(step)
    chosen += spare[: CHOICES - len(chosen)]
    return tuple(chosen)


def closings(step: Step) -> tuple[tuple[str, ...], ...]:
    """The lines that say how the wish turned out, for an end that does not say it itself."""
    if step.beat.stage != "end" or step.beat.name in _CLOSED:
        return ()
    fitting = (beat for beat in _BY_STAGE["closing"] if step.before.all_hold(beat.conditions))
    return tuple(line for beat in fitting for line in beat.lines)


def _ending_well(world: World, beat: Beat, page: int, rng: random.Random, most: int) -> list[Step]:
    return [step for step in _steps(world, beat, rng, most) if can_end(step.after, page + 1)]


def _others(world: World, beats: list[Beat], page: int, rng: random.Random, have: list[Step]) -> list[Step]:
    steps = [step for beat in beats for step in _ending_well(world, beat, page, rng, CHOICES)]
    return [step for step in steps if step not in have]


def _weight(step: Step, world: World, page: int, mood: str, chosen: list[Step]) -> float:
    """How much a step is wanted: it suits the mood, moves on late, is not like one offered already."""
    weight = 3.0 if mood in step.beat.moods.split() else 1.0
    if step.beat.stage == "try" and page >= 4:
        weight *= 0.5
    if step.beat.stage == "twist":
        weight *= 0.6
    same = sum(other.beat.stage == step.beat.stage for other in chosen)
    if step.beat.stage != "end" and same:
        weight *= 0.6
    helper = step.after.roles.get("F")
    if step.beat.stage == "meet" and any(other.after.roles.get("F") == helper for other in chosen):
        weight *= 0.4
    return weight


def _stages(world: World, page: int) -> tuple[str, ...]:
    """The stages from which the next beat may be."""
    flags = {fact[1] for fact in world.found("flag", "*")}
    if "solved" in flags:
        return ("end",) if page + 1 >= MIN_PAGES else ()
    if "trouble" not in flags:
        return ("trouble",)
    if "ready" in flags:
        return ("solve",)
    if "meet" in flags:
        return ("favour",)
    tries = sum(name.startswith("try_") for name in world.all("done"))
    more = ("try",) if tries < _MOST_TRIES else ()
    twist = () if "twist" in flags else ("twist",)
    return ("solve", "meet", *twist, *more)


@lru_cache(maxsize=100_000)
def can_end(world: World, page: int) -> bool:
    """Whether a good end can be reached from here within the pages that are left; a search in depth."""
    if world.holds("flag end"):
        return MIN_PAGES <= page <= MAX_PAGES
    if page >= MAX_PAGES:
        return False
    rng = random.Random(0)
    return any(
        can_end(step.after, page + 1)
        for stage in _stages(world, page)
        for beat in _BY_STAGE[stage]
        for step in _steps(world, beat, rng)
    )


def _steps(world: World, beat: Beat, rng: random.Random, most: int = 1) -> Iterator[Step]:
    """The beat with up to ``most`` ways to give out its roles, each with other pieces in all of them."""
    if not beat.possible(world):
        return
    pools = {role: _shuffled(_domain(world, domain), rng) for role, domain in beat.roles}
    rounds = min((len(pool) for pool in pools.values()), default=1)
    if beat.stage == "open" or most > 1:
        rounds = min(rounds, 8)
    given = 0
    for number in range(rounds):
        step = take(world, beat, {role: pool[number] for role, pool in pools.items()})
        if step is not None:
            yield step
            given += 1
            if given == most:
                return


def _shuffled(pieces: list[str], rng: random.Random) -> list[str]:
    return rng.sample(pieces, len(pieces))


def _domain(world: World, name: str) -> list[str]:
    """The pieces that could be given this kind of role here and now."""
    theme = THEMES[world.value("theme")]
    if name in _POOLS:
        pool: tuple[str, ...] = getattr(theme, _POOLS[name])
    elif name == "ball":
        pool = KINDS["ball"]
    elif name == "helper":
        pool = tuple(p for p in theme.fauna if _helps(world, p))
    else:
        pool = tuple(p for p in theme.fauna if name in kinds_of(p))
    if name == "newfood" and _FARM & set(world.all("here")):
        pool = tuple(piece for piece in dict.fromkeys((*pool, *_FOR_ALL)) if piece not in _MEAT)
    used = {*world.roles.values(), *world.all("known"), *world.all("where"), *world.all("here")}
    return [piece for piece in pool if piece not in used]


def _helps(world: World, piece: str) -> bool:
    if world.holds("place underwater"):
        return "swim" in kinds_of(piece)
    needed = next((able for flag, able in _HELP.items() if world.holds(f"flag {flag}")), ("animal",))
    return any(able in kinds_of(piece) for able in needed)
