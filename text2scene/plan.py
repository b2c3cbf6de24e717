"""What the network is asked for: pieces, classes, looks, depths and slots that a reading allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from text2scene.catalog import EXPRESSIONS, POSES, Catalog
from text2scene.depths import depths_of
from text2scene.language.facts import Fact, Reading, Thing
from text2scene.scene import Scene
from text2scene.steps import CHILDREN, SLOTS

# Words in common lead the network to draw the second beside the first.
LOOKALIKES = {"balloons": "hot_air_balloon", "hot_air_balloon": "balloons", "hot_dog": "dog"}

# Facts that say where a thing is, other than on a child: what they place is in no hand and on no head.
PLACING = frozenset(
    (
        *("on", "in", "near", "far", "left_of", "right_of", "above", "below", "between"),
        *("region", "inset", "behind", "in_front", "beside_foot"),
    )
)


@dataclass(frozen=True)
class Plan:
    """What the network is asked for.

    required, excluded: categories. choices: classes of which one is drawn each. only: nothing
    else. poses, expressions, depths: allowed names or numbers by category. slots: allowed
    slots by category.
    """

    required: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    choices: tuple[tuple[str, ...], ...] = ()
    choice_keys: tuple[str, ...] = ()
    only: bool = False
    poses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    expressions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    depths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    slots: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def allowed_looks(facts: Sequence[Fact], kind: str, key: str) -> tuple[str, ...] | None:
    """Which poses or expressions the text leaves a child; None where it says nothing of them."""
    every = POSES if kind == "pose" else EXPRESSIONS
    said = [set(f.values) for f in facts if f.kind == kind and f.subject == key and f.holds]
    denied = {v for f in facts if f.kind == kind and f.subject == key and not f.holds for v in f.values}
    if kind == "expression" and "surprised" in denied:
        denied.add("sad")  # who is not afraid does not look worried either
    if not said and not denied:
        return None
    wanted: set[str] = set(every)
    for values in said:
        # what is said later wins where both cannot hold at once: she cries, then she laughs
        wanted = wanted & values if wanted & values else values
    if kind == "expression" and "smile" in denied:
        denied.add("laugh")
    if kind == "expression" and not said and denied <= {"sad", "angry", "surprised"}:
        wanted = {"smile", "laugh"}  # nobody is sad
    left = [v for v in every if v in wanted and v not in denied]
    return tuple(left) or tuple(v for v in every if v not in denied) or None


def plan(reading: Reading, scene: Scene, catalog: Catalog) -> Plan:
    """What to ask the network for; things that the scene has already are not asked for."""
    fresh = [thing for thing in reading.things if thing.old is None]
    gone = {key for change in reading.changes if change.kind == "remove" for key in change.keys}
    fresh = [thing for thing in fresh if thing.key not in gone]
    named: dict[str, str] = {}
    choices: list[Thing] = []
    there = set(scene.categories)
    for thing in fresh:
        if len(thing.options) > 1:
            choices.append(thing)
        elif thing.options[0] not in there:
            # a piece of a pack is asked for as the piece that it behaves like
            named.setdefault(catalog[thing.options[0]].acts_as, thing.key)
    own = {thing.options[0] for thing in fresh}
    excluded = [name for name in reading.absent if name not in named or name not in own]
    if not scene.objects:
        excluded += [LOOKALIKES[name] for name in own if LOOKALIKES.get(name, name) not in own]
    named = {name: key for name, key in named.items() if name not in excluded}
    slots: dict[str, tuple[int, ...]] = {}
    for category, key in named.items():
        place = _slots_for(reading.facts, key)
        if place is not None:
            slots[category] = place
    asked = {**named}
    looks: dict[str, dict[str, tuple[str, ...]]] = {"pose": {}, "expression": {}}
    for kind, table in looks.items():
        for child in CHILDREN:
            allowed = allowed_looks(reading.facts, kind, child)
            if allowed is not None:
                table[child] = allowed
    depths = {
        category: d for category, key in asked.items() if (d := depths_of(reading.facts, key)) is not None
    }
    denied = {
        option
        for fact in reading.facts
        if fact.kind == "wears" and not fact.holds
        for option in (fact.values if fact.values != ("any",) else ())
    }
    if denied and not scene.objects:
        worn = {t.options[0] for t in fresh if len(t.options) == 1}
        excluded += [name for name in denied if name not in worn and not _may_be_worn(reading, name)]
    if any(f.kind == "wears" and not f.holds and f.values == ("any",) for f in reading.facts):
        wearables = [piece.name for piece in catalog.pieces if piece.group == "wearable"]
        excluded += [name for name in wearables if name not in named]
    return Plan(
        tuple(named),
        tuple(dict.fromkeys(excluded)),
        tuple(thing.options for thing in choices),
        tuple(thing.key for thing in choices),
        reading.only,
        looks["pose"],
        looks["expression"],
        depths,
        slots,
    )


def _may_be_worn(reading: Reading, name: str) -> bool:
    return any(name in thing.options for thing in reading.things)


def _slots_for(facts: Sequence[Fact], key: str) -> tuple[int, ...] | None:
    """The slots that a fact puts a thing into; () where it is elsewhere; None where it is free."""
    for fact in facts:
        if fact.subject != key or not fact.holds:
            continue
        if fact.kind in ("wears", "holds") and fact.others:
            parts = ("head",) if fact.kind == "wears" else ("right_hand", "left_hand")
            return tuple(
                k for k, (child, part) in enumerate(SLOTS) if child == fact.others[0] and part in parts
            )
        if fact.kind in PLACING:
            return ()
    return None
