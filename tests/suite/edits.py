"""Checks of an edit: the picture after it against the one before."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from suite.geometry import box, find, known_name
from suite.registry import Pictures, check
from text2scene.scene import Scene, SceneObject

MOVED = 10.0  # pixels; less than this nobody sees
PLACE = 80.0  # pixels: what stands in for another stands where that stood
RESIZED = 1.15  # a child sees this much; the next of the three sizes is a factor of 1.4


def _before(p: Pictures) -> Scene:
    if p.start is None:
        raise ValueError("This check needs the picture before the edit.")
    return p.start


def _pairs(p: Pictures, ref: str) -> list[tuple[SceneObject, SceneObject]]:
    """Each such object of the start with itself afterwards; none where one is gone."""
    after = {item.id: item for item in p.scene.objects}
    found = find(_before(p), ref)
    return [(o, after[o.id]) for o in found] if all(o.id in after for o in found) else []


def _each(p: Pictures, ref: str, test: Callable[[SceneObject, SceneObject], bool]) -> bool:
    pairs = _pairs(p, ref)
    return bool(pairs) and all(test(*pair) for pair in pairs)


@check(0)
def same(p: Pictures, *refs: str) -> bool:
    """All else is as it was, field by field. The text touches ``refs``; only +refs may be new."""
    start = _before(p)
    touched = {o.id for ref in refs if ref[0] != "+" for o in find(start, ref)}
    after = {item.id: item for item in p.scene.objects}
    kept = all(after.get(item.id) == item for item in start.objects if item.id not in touched)
    allowed = {o.id for ref in refs if ref[0] == "+" for o in find(p.scene, ref[1:])}
    known = {item.id for item in start.objects}
    return kept and all(name in known or name in allowed for name in after)


@check(1)
def same_but(p: Pictures, a: str, *fields: str) -> bool:
    """That object is as it was in all but these fields."""

    def test(old: SceneObject, new: SceneObject) -> bool:
        return replace(new, **{name: getattr(old, name) for name in fields}) == old

    return _each(p, a, test)


@check(1)
def moved(p: Pictures, a: str, way: str, goal: str = "") -> bool:
    """To the left, right, up, down, any way, or toward or away from another."""

    def test(old: SceneObject, new: SceneObject) -> bool:
        dx, dy = new.x - old.x, new.y - old.y
        if way in ("toward", "away"):
            other = find(p.scene, goal)[0]
            closer = math.dist((old.x, old.y), (other.x, other.y)) - math.dist(
                (new.x, new.y), (other.x, other.y)
            )
            return closer >= MOVED if way == "toward" else -closer >= MOVED
        ways = {"left": -dx, "right": dx, "up": -dy, "down": dy, "any": math.hypot(dx, dy)}
        return ways[way] >= MOVED

    if goal and not find(p.scene, goal):
        return False
    return _each(p, a, test)


@check(1)
def flipped(p: Pictures, a: str) -> bool:
    return _each(p, a, lambda old, new: old.flip != new.flip)


@check(1)
def bigger(p: Pictures, a: str) -> bool:
    return _each(p, a, lambda old, new: new.draw_scale >= RESIZED * old.draw_scale)


@check(1)
def smaller(p: Pictures, a: str) -> bool:
    return _each(p, a, lambda old, new: new.draw_scale <= old.draw_scale / RESIZED)


@check(2)
def replaced(p: Pictures, a: str, b: str) -> bool:
    """The one is gone, the other new, its middle or its foot about where the old one's was."""
    start, gone = _before(p), find(_before(p), a)
    if not gone or any(o.category == gone[0].category and o.id == gone[0].id for o in p.scene.objects):
        return False
    had = {(o.id, o.category) for o in start.objects}
    new = [o for o in find(p.scene, b) if (o.id, o.category) not in had]

    def stands_in(one: SceneObject, old: SceneObject) -> bool:
        middle = math.dist((one.x, one.y), (old.x, old.y))
        foot = math.dist((one.x, box(one).bottom), (old.x, box(old).bottom))
        return min(middle, foot) <= PLACE

    return any(stands_in(one, old) for one in new for old in gone)


@check(2)
def swapped(p: Pictures, a: str, b: str) -> bool:
    """Each stands, sideways, about where the other stood."""
    one, two = _pairs(p, a), _pairs(p, b)
    if not one or not two:
        return False
    (a0, a1), (b0, b1) = one[0], two[0]
    return abs(a1.x - b0.x) <= PLACE / 2 and abs(b1.x - a0.x) <= PLACE / 2


def known_same(arguments: tuple[str, ...]) -> bool:
    """Whether the references of a ``same`` check are all known, for the test of the data."""
    return all(known_name(ref.removeprefix("+")) for ref in arguments)
