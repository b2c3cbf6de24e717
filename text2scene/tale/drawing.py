"""What a page shows, in the plain sentences that the generator reads to the letter.

A tale's own words are for ears: "there was one place where Leo had not looked". What is to be seen is known
from the world, so it is said again plainly: who is there, what they do, wear and hold, where things are.
"""

from __future__ import annotations

from text2scene.tale.words import CHILDREN, called, kinds_of, with_article
from text2scene.tale.world import Event, World

_MOST = 10
_ACTS = {
    "jump": "{0} jumps.",
    "flap": "{0} has arms up.",
    "dance": "{0} jumps.",
    "shout": "{0} waves.",
    "wave": "{0} waves.",
    "shake": "{0} is next to {1}.",
    "dig": "{0} sits.",
    "run": "{0} runs.",
    "sleep": "{0} sits.",
    "read": "{0} sits.",
    "hug": "{0} is next to {1}.",
    "wait": "{0} sits.",
    "look": "{0} is next to {1}.",
    "hide": "{0} is next to {1}.",
    "climb": "{0} is on {1}.",
    "ride": "{0} is {on} {1}.",
}
_FACES = {"happy": "happy", "laugh": "laughing", "sad": "sad", "surprised": "surprised"}
_SKY = ("cloud", "moon", "rainbow", "star", "sun")


def describe(world: World, pieces: tuple[str, ...], events: tuple[Event, ...]) -> tuple[str, tuple[str, ...]]:
    """The plain sentences of a page, and the pieces that they name.

    world: after the page. pieces: those the page's own words speak of.
    """
    shown = _shown(world, pieces)
    sentences = [f"There is only {_listed([_a(piece) for piece in shown])}."]
    for child in (piece for piece in shown if piece in CHILDREN):
        sentences += _child(world, child, shown, events)
    for _, item, place in world.found("where", "*", "*"):
        if item in shown and place in shown and place not in CHILDREN:
            where = "on" if place in world.all("prop") else "next to"
            sentences.append(f"{_the(item)} is {where} {_the(place)}.")
    if "star" in shown:
        up = world.holds("flag starup")
        sentences.append(f"The star is {'in the sky' if up else 'on the ground'}.")
    for kind, *names in events:
        who = names[0] if names else ""
        if kind in ("climb", "ride") and who not in (*CHILDREN, "star") and set(names) <= set(shown):
            sentences.append(f"{_the(who)} is {_on(names[1])} {_the(names[1])}.")
    return " ".join(s[:1].upper() + s[1:] for s in sentences), shown


def _shown(world: World, pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Hero and companion first, then what the page speaks of, and what must not be missing."""
    places = {item: place for _, item, place in world.found("where", "*", "*")}
    props, here = world.all("prop"), world.all("here")
    kept = [item for item, place in places.items() if place in (*CHILDREN, *props)]
    wanted = [world.role("H"), world.role("C"), *pieces, *here, world.role("G"), *kept]
    there = {*here, *props, *(item for item, place in places.items() if place != "lost")}
    return tuple(piece for piece in dict.fromkeys(wanted) if piece in there or piece in _SKY)[:_MOST]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _child(world: World, child: str, shown: tuple[str, ...], events: tuple[Event, ...]) -> list[str]:
    name = CHILDREN[child][0]
    own = [fact[1] for fact in world.found("where", "*", child) if fact[1] in shown]
    worn = [item for item in own if world.holds(f"worn {item} {child}")]
    sentences = [f"{name} wears {_the(item)}." for item in worn[:1]]
    sentences += [f"{name} holds {_the(item)}." for item in [i for i in own if i not in worn][-2:]]
    moods = world.found("mood", child, "*")
    sentences.append(f"{name} is {_FACES[moods[0][2]] if moods else 'happy'}.")
    for kind, *names in events:
        if kind in _ACTS and names[0] == child:
            others = [other for other in names[1:] if other in shown]
            if "{1}" not in _ACTS[kind] or others:
                on = _on(others[0]) if others else ""
                sentences.append(_ACTS[kind].format(name, *map(_the, others), on=on))
                break
    return sentences


def _a(piece: str) -> str:
    if piece in CHILDREN:
        return CHILDREN[piece][0]
    special = {"balloons": "balloons", "moon": "the moon", "glasses": "glasses"}
    return special.get(piece, with_article(called(piece)))


def _on(piece: str) -> str:
    """One sits in an airplane, but on a horse."""
    return "in" if "craft" in kinds_of(piece) else "on"


def _the(piece: str) -> str:
    if piece in CHILDREN:
        return CHILDREN[piece][0]
    return f"the {called(piece)}"
