"""What is on heads and in hands, whoever's they are, and how it stays there when somebody moves or "
"changes pose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from text2scene.catalog import Catalog
from text2scene.relations import boxes_of
from text2scene.scene import SceneObject
from text2scene.steps import EYEWEAR, WORN_WITHIN, fits_slot, slot_anchor

CHILDREN = ("mike", "jenny")
PARTS = ("head", "right_hand", "left_hand")
# Poses that last no longer than what they show; sitting lasts until somebody gets up.
MOMENTARY = frozenset({"arms_up", "kick", "run", "wave"})
SITTING = frozenset({"sit", "sit_cross_legged"})
STANDING = "reach"
# What is held is put on the hand; what lies farther from it (pixels at depth 0) only happens to be near.
HELD_WITHIN = 3.0


@dataclass(frozen=True, slots=True)
class Borne:
    """Something on somebody: the object, whose it is (an id) and the part that it is on."""

    item: SceneObject
    bearer: str
    part: str


def borne(objects: Iterable[SceneObject], catalog: Catalog) -> dict[str, Borne]:
    """By id, every object that is worn or held, however many children of one kind there are."""
    objects = tuple(objects)
    children = [item for item in objects if item.category in CHILDREN]
    out: dict[str, Borne] = {}
    for item in objects:
        if item.category not in catalog or item.category in CHILDREN:
            continue
        best: tuple[float, str, str] | None = None
        for child in children:
            for part in PARTS:
                if not fits_slot(catalog[item.category], part):
                    continue
                x, y = slot_anchor(child, part, item.category, catalog)
                reach = (WORN_WITHIN if part == "head" else HELD_WITHIN) * child.draw_scale
                distance = max(abs(item.x - x), abs(item.y - y)) / child.draw_scale
                if distance * child.draw_scale <= reach and (best is None or distance < best[0]):
                    best = distance, child.id, part
        if best is not None:
            out[item.id] = Borne(item, best[1], best[2])
    return out


def belongings(ident: str, objects: Iterable[SceneObject], catalog: Catalog) -> list[Borne]:
    """What this one wears and holds."""
    return [each for each in borne(objects, catalog).values() if each.bearer == ident]


def placed(item: SceneObject, child: SceneObject, part: str, catalog: Catalog) -> SceneObject:
    """The object on that part of that child, in the size of the child."""
    x, y = slot_anchor(child, part, item.category, catalog)
    return replace(item, x=round(x, 2), y=round(y, 2), depth=child.depth, scale=_scale(item, child))


def _scale(item: SceneObject, child: SceneObject) -> float:
    return item.scale if item.depth == child.depth else child.scale


def posed(child: SceneObject, pose: str, catalog: Catalog) -> SceneObject:
    """In another pose, on the same feet."""
    feet = float(boxes_of(child, catalog).feet)
    out = replace(child, pose=pose)
    return replace(out, y=round(feet - float(boxes_of(out, catalog).height) / 2, 2))


def followed(
    before: Sequence[SceneObject], after: Sequence[SceneObject], catalog: Catalog
) -> tuple[SceneObject, ...]:
    """``after``, in which children moved or changed pose since ``before``, with their things along."""
    was, now = borne(before, catalog), {item.id: item for item in after}
    old = {item.id: item for item in before}
    for ident, each in was.items():
        child = now.get(each.bearer)
        if ident in now and child is not None and child != old[each.bearer]:
            now[ident] = placed(now[ident], child, each.part, catalog)
    return tuple(now[item.id] for item in after)


def takes_slot(one: Borne, other: Borne) -> bool:
    """Whether two things would be on the same part of somebody: two hats, or two things in one hand."""
    if one.part != other.part:
        return False
    if one.part != "head":
        return True
    return (one.item.category in EYEWEAR) == (other.item.category in EYEWEAR)
