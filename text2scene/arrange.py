"""Where things go: what the text says holds, and within that what the network finds likely.

The network gives each piece it draws a distribution over places. Here the pieces that stand
against a fact are moved to the likeliest place where it holds; what is worn or held is put
at its anchor; facing and depth follow. What no fact touches stays where the network put it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH
from text2scene.depths import FAR, compare_sizes, crouch, give_sizes, order_depths, order_list, share_hideout
from text2scene.language.facts import Fact
from text2scene.layout import Layout, attach, follow
from text2scene.relations import (
    RELATIONS,
    TURNED,
    Array,
    Boxes,
    between,
    boxes_of,
    heading,
    headroom,
    inset,
    on_ground,
    outside,
    overlap,
    region,
    shown,
    side_of,
)
from text2scene.scene import SceneObject
from text2scene.steps import CHILDREN, slot_anchor

STEP = 10.0  # pixels between candidate places
FORCE = 60.0  # what one unit of a broken fact costs, against log probabilities down to -7
SWEEPS = 4
TOLERANCE = 0.02
# How far below the horizon the feet are at least, by depth: what is near stands lower.
GROUND = (70.0, 34.0, 12.0)
FLIERS = frozenset({"owl", "kite", "balloons", "frisbee", "rocket"})
_PLACED = frozenset(
    {"near", "on", "in", "above", "below", "far", "between", "in_front", "behind", "left_of", "right_of"}
)


def arrange(layout: Layout) -> dict[str, SceneObject]:
    """The objects, by key, with every fact met that can be met."""
    attach(layout)
    give_sizes(layout)
    compare_sizes(layout)
    order_depths(layout)
    crouch(layout)
    share_hideout(layout)
    _line_up(layout)
    _face(layout)
    follow(layout)
    for sweep in range(SWEEPS):
        # first each thing goes to the ones it is placed by; these move only if that fails
        if not _sweep(layout, anchors_too=sweep > 0) and sweep > 0:
            break
        _face(layout)
        follow(layout)
    follow(layout)
    order_list(layout)
    return layout.items


def _line_up(layout: Layout) -> None:
    """Two burgers on the grill lie side by side over the middle of it, and none hangs in the air."""
    lying: dict[str, list[str]] = {}
    for fact in layout.facts:
        if fact.kind != "on" or not fact.holds or not fact.others or fact.others[0] not in layout.items:
            continue
        loose = fact.subject in layout.items and fact.subject not in layout.fixed | set(layout.attached)
        if loose and layout.group(fact.subject) in ("food", "toy"):
            lying.setdefault(fact.others[0], []).append(fact.subject)
    for base, keys in lying.items():
        below = boxes_of(layout.items[base], layout.catalog)
        widths = [float(boxes_of(layout.items[key], layout.catalog).width) for key in keys]
        room = float(below.width)
        if len(keys) < 2 or not 0.7 * room < sum(widths) <= 1.15 * room:
            continue
        x = float(below.x) - sum(widths) / 2
        for key, width in zip(keys, widths, strict=True):
            layout.items[key] = replace(layout.items[key], x=round(x + width / 2, 2))
            x += width


# -- facing ----------------------------------------------------------------------------


def _face(layout: Layout) -> None:
    for fact in layout.facts:
        rides = fact.kind == "on" and fact.holds and fact.subject in CHILDREN and fact.others
        if rides and fact.subject in layout.items and fact.others[0] in layout.items:
            mount = heading(layout.items[fact.others[0]], layout.catalog)
            if mount and fact.subject not in layout.fixed:  # a rider looks where the mount goes
                rider = layout.items[fact.subject]
                layout.items[fact.subject] = replace(rider, flip=mount < 0)
        if fact.kind not in ("facing", "facing_away") or fact.subject not in layout.items:
            continue
        item = layout.items[fact.subject]
        side = side_of(item.category, layout.catalog)
        if fact.values:
            side = side or TURNED.get(item.category, 0)
        if not side or fact.subject in layout.fixed:
            continue
        if fact.values:
            want = 1 if fact.values[0] == "right" else -1
        else:
            other = layout.items.get(fact.others[0])
            if other is None or abs(other.x - item.x) < 1e-6:
                continue
            want = 1 if other.x > item.x else -1
        if fact.kind == "facing_away":
            want = -want
        if not fact.holds:
            want = -want
        layout.items[fact.subject] = replace(item, flip=want != side)


# -- places ----------------------------------------------------------------------------


def _sweep(layout: Layout, anchors_too: bool) -> bool:
    """Move each piece that stands against a fact; True where something was moved."""
    moved = False
    for key in _movers(layout):
        cost = _costs(layout, key, anchors_too)
        here = boxes_of(layout.items[key], layout.catalog)
        if not cost or sum(float(c(here)) for c in cost) <= TOLERANCE:
            continue
        item = layout.items[key]
        place = _best(layout, key, here, cost)
        if place is not None and (abs(place[0] - item.x) > 0.5 or abs(place[1] - item.y) > 0.5):
            layout.items[key] = replace(item, x=place[0], y=place[1])
            moved = True
            _face(layout)
            follow(layout)
    return moved


def _movers(layout: Layout) -> list[str]:
    """Free pieces: those that others are placed by first, then the subjects of facts, then the rest."""
    anchors = {key for fact in layout.facts if fact.kind in _PLACED for key in fact.others}
    subjects = {fact.subject for fact in layout.facts}
    stays = layout.fixed | layout.rooted | set(layout.attached)
    free = [key for key in layout.items if key not in stays]
    large = {key: -boxes_of(layout.items[key], layout.catalog).height for key in free}
    return sorted(free, key=lambda key: (key in subjects, key not in anchors, large[key]))


Cost = Callable[[Boxes], Array]


def _costs(layout: Layout, key: str, anchors_too: bool) -> list[Cost]:
    """What must hold for a piece, as functions of its candidate places."""
    costs: list[Cost] = []
    item, group = layout.items[key], layout.group(key)
    airborne = group == "sky" or item.category in FLIERS
    for fact in layout.facts:
        if key not in (fact.subject, *fact.others):
            continue
        if not fact.holds:
            costs += _denied(layout, fact, key)
            continue
        if group == "sky" and fact.kind == "on" and key == fact.others[0] and fact.subject in layout.items:
            tall = float(boxes_of(layout.items[fact.subject], layout.catalog).height)
            costs.append(lambda box, tall=tall: headroom(box, tall))  # type: ignore[misc]
        movable = fact.subject not in layout.fixed and fact.subject not in layout.attached
        if key != fact.subject and movable and not anchors_too:
            continue
        cost = _cost_of(layout, fact, key)
        if cost is not None:
            costs.append(cost)
        if fact.subject == key and (fact.kind in ("on", "in", "above") or fact.values == ("sky",)):
            airborne = True
        if fact.subject == key and fact.values and fact.values[0].startswith("top"):
            airborne = True
    if not airborne and group in ("person", "animal", "park"):
        low = GROUND[item.depth] * (1.0 if group != "park" else 0.4)
        costs.append(lambda box, low=low: on_ground(box, low))  # type: ignore[misc]
    if any(key in (fact.subject, *fact.others) for fact in layout.facts) or key in CHILDREN:
        costs.append(shown)
    costs += _off_heads(layout, key)
    costs += _elbow_room(layout, key)
    costs += [partial(_seen_in_hand, layout, key, held) for held in _told_of(layout, key)]
    return costs


def _off_heads(layout: Layout, key: str) -> list[Cost]:
    """The crown is not on Mike's head: well away from it."""
    costs: list[Cost] = []
    for fact in layout.facts:
        who = layout.items.get(fact.subject)
        denied = fact.kind == "wears" and not fact.holds and layout.items[key].category in fact.values
        if denied and who is not None and who.category in CHILDREN and key not in layout.attached:
            x, y = slot_anchor(who, "head", layout.items[key].category, layout.catalog)
            costs.append(partial(_away_from, x=x, y=y))
    return costs


def _away_from(box: Boxes, x: float, y: float) -> Array:
    return np.maximum(90.0 - np.hypot(box.x - x, box.y - y), 0.0) / 30.0


def _told_of(layout: Layout, key: str) -> list[str]:
    """What the text speaks of and is in the hands or on the head of this one."""
    said = {name for fact in layout.facts for name in (fact.subject, *fact.others)}
    return [k for k, (who, _) in layout.attached.items() if who == key and k in said and k in layout.items]


def _seen_in_hand(layout: Layout, key: str, held: str, box: Boxes) -> Array:
    """How far what somebody holds is from being seen, with that one here."""
    bearer, thing = layout.items[key], boxes_of(layout.items[held], layout.catalog)
    return shown(thing.at(box.x + thing.x - bearer.x, box.y + thing.y - bearer.y))


def _denied(layout: Layout, fact: Fact, key: str) -> list[Cost]:
    """What a text says is not in, on, under or behind something does not overlap with it.

    What is not held is away from the hands; what is not in the tree is in no other tree either.
    """
    if fact.kind == "holds" and key == fact.subject and key not in layout.attached:
        return _out_of_hand(layout, fact, key)
    if fact.kind == "holds" and key in fact.others and fact.subject in layout.attached:
        held = boxes_of(layout.items[fact.subject], layout.catalog)  # in his hand, and not in hers
        return [lambda box: np.maximum(held.width / 2 + 90.0 - np.abs(box.x - held.x), 0.0) / 50.0]
    if (
        key != fact.subject
        or fact.kind not in ("in", "on", "below", "behind", "above")
        or len(fact.others) != 1
    ):
        return []
    if fact.others[0] not in layout.items:
        return []
    pair = (fact.subject, fact.others)
    if any(f.holds and (f.subject, f.others) == pair and f.kind in _CLOSE for f in layout.facts):
        return []  # not on the table, but under it
    trees = layout.items[fact.others[0]].category.endswith("tree")
    alike = [k for k, item in layout.items.items() if trees and item.category.endswith("tree")]
    others = [boxes_of(layout.items[k], layout.catalog) for k in alike or fact.others]
    if fact.kind == "in" and layout.items[fact.others[0]].category == "sandbox":
        return [partial(outside, sandbox=other) for other in others]
    return [partial(_apart, other=other) for other in others]


def _apart(box: Boxes, other: Boxes) -> Array:
    return 2.0 * np.maximum(overlap(box, other) - 0.1, 0.0)


def _out_of_hand(layout: Layout, fact: Fact, key: str) -> list[Cost]:
    who = layout.items.get(fact.others[0]) if fact.others else None
    if who is None or who.category not in CHILDREN:
        return []
    category = layout.items[key].category
    costs: list[Cost] = []
    for part in ("right_hand", "left_hand"):
        x, y = slot_anchor(who, part, category, layout.catalog)
        costs.append(partial(_away_from, x=x, y=y))
    return costs


def _cost_of(layout: Layout, fact: Fact, key: str) -> Cost | None:
    items = layout.items
    if fact.kind == "region":
        if fact.values[0] in FAR:
            return None
        name = fact.values[0]
        return lambda box: region(box, name)
    if fact.kind == "inset":
        side, pixels = fact.values[0], float(fact.values[1])
        return lambda box: inset(box, side, pixels)
    if any(other not in items for other in (fact.subject, *fact.others)):
        return None
    if fact.kind in ("facing", "facing_away"):
        if not fact.others:
            return None
        other = boxes_of(items[fact.others[0] if key == fact.subject else fact.subject], layout.catalog)
        return lambda box: np.maximum(30.0 - np.abs(box.x - other.x), 0.0) / 50.0
    if fact.kind == "between" and len(fact.others) == 2:
        boxes = {k: boxes_of(items[k], layout.catalog) for k in (fact.subject, *fact.others)}
        a, b, c = fact.subject, *fact.others
        return lambda box: between(*(box if k == key else boxes[k] for k in (a, b, c)))
    relation = RELATIONS.get(fact.kind)
    if relation is None or len(fact.others) != 1 or fact.subject == fact.others[0]:
        return None
    if key == fact.subject:
        other = boxes_of(items[fact.others[0]], layout.catalog)
        return lambda box: relation(box, other)
    subject = boxes_of(items[fact.subject], layout.catalog)
    return lambda box: relation(subject, box)


_BODIES = frozenset({"person", "animal", "toy", "food", "wearable"})
_CLOSE = frozenset({"on", "in", "behind", "in_front", "below", "wears", "holds"})


def _elbow_room(layout: Layout, key: str) -> list[Cost]:
    """Not on the spot of another child, of the other animal, or of its own kind."""
    item, group = layout.items[key], layout.group(key)
    costs: list[Cost] = []
    linked = {
        other
        for f in layout.facts
        if f.kind in _CLOSE and key in (f.subject, *f.others)
        for other in (f.subject, *f.others)
    }
    for other, thing in layout.items.items():
        if other == key or other in linked or other in layout.attached:
            continue
        same = thing.category == item.category
        if same or (group in _BODIES and layout.group(other) in _BODIES):
            box = boxes_of(thing, layout.catalog)
            both = group == layout.group(other) == "person"
            beast = {group, layout.group(other)} == {"person", "animal"}
            most = 0.35 if same or both or beast else 0.5
            costs.append(lambda here, box=box, most=most: 1.5 * np.maximum(overlap(here, box) - most, 0.0))  # type: ignore[misc]
    return costs


def _best(layout: Layout, key: str, here: Boxes, costs: Sequence[Cost]) -> tuple[float, float] | None:
    """The likeliest of the candidate places among those where most holds."""
    xs = np.arange(STEP / 2, CANVAS_WIDTH, STEP)
    ys = np.arange(-60.0 if here.height > 300 else STEP / 2, CANVAS_HEIGHT, STEP)
    x, y = np.meshgrid(xs, ys)
    x, y = np.append(x.ravel(), here.x), np.append(y.ravel(), here.y)
    boxes = here.at(x, y)
    broken = np.zeros_like(x)
    for cost in costs:
        broken += cost(boxes)
    likely = _log_places(layout.maps.get(key), x, y, here)
    value = likely - FORCE * broken
    best = int(value.argmax())
    return float(round(x[best], 2)), float(round(y[best], 2))


def _log_places(places: np.ndarray | None, x: Array, y: Array, here: Boxes) -> Array:
    """Log of the network's distribution (0 at its peak, at least -5), and nearness to where the piece is."""
    apart = np.hypot(x - here.x, y - here.y)
    near = -apart / 150.0
    if places is None:
        return near
    count = places.shape[0]
    column = np.clip((x * count / CANVAS_WIDTH).astype(int), 0, count - 1)
    row = np.clip((y * count / CANVAS_HEIGHT).astype(int), 0, count - 1)
    p = _blurred(places)[row, column]
    likely: Array = np.maximum(np.log(p / max(float(p.max()), 1e-12) + 1e-9), -5.0)
    return likely + 0.5 * near


def _blurred(places: np.ndarray) -> np.ndarray:
    count = places.shape[0]
    cells = np.arange(count)
    kernel = np.exp(-0.5 * ((cells[:, None] - cells[None, :]) / 1.5) ** 2)
    return np.asarray(kernel @ places @ kernel)
