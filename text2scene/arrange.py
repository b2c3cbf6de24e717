"""Where things go: what the text says holds, and within that what the network finds likely.

The network gives each piece it draws a distribution over places. Here the pieces that stand
against a fact are moved to the likeliest place where it holds; what is worn or held is put
at its anchor; facing and depth follow. What no fact touches stays where the network put it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH, GROUPS, Catalog
from text2scene.language.facts import Fact
from text2scene.relations import (
    RELATIONS,
    TURNED,
    Array,
    Boxes,
    between,
    boxes_of,
    heading,
    inset,
    on_ground,
    overlap,
    region,
    shown,
    side_of,
)
from text2scene.scene import SceneObject
from text2scene.steps import CHILDREN, EYEWEAR, slot_anchor

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


@dataclass
class Layout:
    """A picture in the making.

    items: objects by key, in drawing order of the list. maps: place distributions (G, G) by
    key. fixed: keys that must not change. facts: what must hold, about keys. attached: what
    sits on a child or animal: (key, part). rooted: keys that may turn
    round where they are, and no more. moved: keys that were moved or changed here.
    """

    items: dict[str, SceneObject]
    maps: dict[str, np.ndarray]
    facts: list[Fact]
    fixed: set[str] = field(default_factory=set)
    rooted: set[str] = field(default_factory=set)
    attached: dict[str, tuple[str, str]] = field(default_factory=dict)
    catalog: Catalog = field(kw_only=True)

    def group(self, key: str) -> str:
        category = self.items[key].category
        return self.catalog[category].group if category in self.catalog else "toy"


def arrange(layout: Layout) -> dict[str, SceneObject]:
    """The objects, by key, with every fact met that can be met."""
    _attach(layout)
    _sizes(layout)
    _compare(layout)
    _orders(layout)
    _crouch(layout)
    _face(layout)
    _follow(layout)
    for sweep in range(SWEEPS):
        # first each thing goes to the ones it is placed by; these move only if that fails
        if not _sweep(layout, anchors_too=sweep > 0) and sweep > 0:
            break
        _face(layout)
        _follow(layout)
    _follow(layout)
    _list_order(layout)
    return layout.items


# -- worn and held ---------------------------------------------------------------------


def _attach(layout: Layout) -> None:
    """Each wearable on the head that the text says, each held thing in a hand."""
    hands: dict[str, list[str]] = {}
    for child, part in layout.attached.values():
        if part != "head":
            hands.setdefault(child, []).append(part)
    for fact in layout.facts:
        if fact.kind not in ("wears", "holds") or not fact.holds or not fact.others:
            continue
        key, child = fact.subject, fact.others[0]
        if key not in layout.items or child not in layout.items or key in layout.fixed:
            continue
        if fact.kind == "wears":
            layout.attached[key] = (child, "head")
            continue
        if child not in CHILDREN:
            continue
        old = layout.attached.get(key)
        if old is not None and old[0] == child and old[1] != "head":
            continue
        taken = hands.setdefault(child, [])
        hand = next((p for p in ("right_hand", "left_hand") if p not in taken), None)
        if hand is None:
            layout.facts.append(Fact("near", key, (), (child,)))
            continue
        taken.append(hand)
        layout.attached[key] = (child, hand)


def _follow(layout: Layout) -> None:
    """What is attached goes where its bearer went."""
    for key, (bearer, part) in layout.attached.items():
        if key in layout.fixed or bearer not in layout.items or key not in layout.items:
            continue
        item, who = layout.items[key], layout.items[bearer]
        if bearer in CHILDREN:
            x, y = slot_anchor(who, part, item.category, layout.catalog)
            scale = round(who.scale * _HELD_SCALES.get(_size_said(layout, key), 1.0), 4)
            layout.items[key] = replace(
                item, x=round(x, 2), y=round(y, 2), depth=who.depth, scale=scale, flip=who.flip
            )
        else:
            layout.items[key] = _on_animal(item, who, layout.catalog)


def _size_said(layout: Layout, key: str) -> str:
    """The size that the text gives a thing: big, small and so on; empty where it gives none."""
    said = (f.values[0] for f in layout.facts if f.kind == "size" and f.subject == key and f.holds)
    return next(said, "")


def _is_huge(layout: Layout, key: str) -> bool:
    return _size_said(layout, key) == "huge"


# What is worn or held has its bearer's depth, so its size is a matter of scale.
_HELD_SCALES = {"huge": 1.35, "small": 0.7, "tiny": 0.5}


# Heads of the animals: (x, y) of the top of the head from the middle, as parts of the size,
# and the width of the head as a part of the width; unflipped.
_HEADS = {
    "bear": (0.0, -0.42, 0.42),
    "cat": (0.08, -0.36, 0.62),
    "dog": (0.3, -0.34, 0.34),
    "duck": (0.24, -0.36, 0.4),
    "owl": (0.0, -0.36, 0.8),
    "snake": (0.34, -0.36, 0.3),
}


def _on_animal(item: SceneObject, who: SceneObject, catalog: Catalog) -> SceneObject:
    dx, dy, wide = _HEADS.get(who.category, (0.0, -0.45, 0.4))
    width, height = catalog[who.category].size() if who.category in catalog else (60.0, 60.0)
    piece = catalog[item.category]
    scale = who.scale * min(1.2, max(0.35, 1.25 * wide * width / piece.width))
    drop = 0.35 * piece.height * scale if item.category in EYEWEAR else -0.22 * piece.height * scale
    if item.category in EYEWEAR:
        drop = 0.22 * wide * width * who.scale
    size = who.draw_scale
    x = who.x + (-dx if who.flip else dx) * width * size
    y = who.y + dy * height * size + drop * size / who.scale
    return replace(item, x=round(x, 2), y=round(y, 2), depth=who.depth, scale=round(scale, 3), flip=who.flip)


# -- size, depth, order ----------------------------------------------------------------

_DEPTHS = {"big": (0,), "huge": (0,), "medium": (1,), "small": (1, 2), "tiny": (2,)}
_FAR = {"distance": (2,), "foreground": (0,)}


def depths_of(facts: Iterable[Fact], key: str) -> tuple[int, ...] | None:
    """The depths that the text allows a thing; None where it says nothing."""
    for fact in facts:
        if fact.subject != key or not fact.holds:
            continue
        if fact.kind == "size":
            return _DEPTHS[fact.values[0]]
        if fact.kind == "region" and fact.values[0] in _FAR:
            return _FAR[fact.values[0]]
    return None


def _sizes(layout: Layout) -> None:
    for key, item in layout.items.items():
        if key in layout.fixed:
            continue
        allowed = depths_of(layout.facts, key)
        if allowed is not None and item.depth not in allowed:
            item = _at_depth(item, allowed[0], layout.catalog)
        if _is_huge(layout, key):
            item = replace(item, scale=max(item.scale, 1.35))
        layout.items[key] = item


def _compare(layout: Layout) -> None:
    """What is larger than something is taller by a quarter at least."""
    for fact in layout.facts:
        if fact.kind != "larger" or not fact.holds:
            continue
        a, b = fact.subject, fact.others[0]
        tall = {key: boxes_of(layout.items[key], layout.catalog).height for key in (a, b)}
        missing = 1.3 * tall[b] / max(tall[a], 1.0)
        if missing <= 1.0:
            continue
        up = min(missing, 1.9) if a not in layout.fixed else 1.0
        down = up / missing if b not in layout.fixed else 1.0
        for key, factor in ((a, up), (b, down)):
            if factor != 1.0:
                item = layout.items[key]
                feet = float(boxes_of(item, layout.catalog).feet)
                out = replace(item, scale=round(item.scale * factor, 4))
                height = boxes_of(out, layout.catalog).height
                layout.items[key] = replace(out, y=round(feet - height / 2, 2))


def _at_depth(item: SceneObject, depth: int, catalog: Catalog) -> SceneObject:
    """The object at another depth, its feet where they were, a little nearer the horizon when farther."""
    if item.depth == depth:
        return item
    before = float(boxes_of(item, catalog).feet)
    out = replace(item, depth=depth)
    if catalog[item.category].group == "sky":
        return out
    after = float(boxes_of(out, catalog).feet)
    feet = min(before, 400.0) - 18.0 * (depth - item.depth)
    return replace(out, y=round(out.y + feet - after, 2))


def _rank(layout: Layout, key: str) -> tuple[int, int]:
    """Drawn later where larger: nearer, then by group."""
    item = layout.items[key]
    group = layout.group(key)
    if item.category == "sun":
        return (-10, 0)
    if group == "sky":
        return (-9, 0)
    return (-item.depth, GROUPS.index(group))


def _orders(layout: Layout) -> None:
    """Depths such that what is on, in or before something is drawn after it, what is behind it before."""
    for fact in layout.facts:
        if not fact.holds or not fact.others or fact.kind not in ("on", "in", "in_front", "behind"):
            continue
        a, b = fact.subject, fact.others[0]
        if a not in layout.items or b not in layout.items:
            continue
        late, early = (b, a) if fact.kind == "behind" else (a, b)
        level = layout.items[b].depth
        if fact.kind in ("on", "in") and a not in layout.fixed and layout.items[a].depth != level:
            trial = {**layout.items, a: _at_depth(layout.items[a], level, layout.catalog)}
            old, layout.items = layout.items, trial
            if not _rank(layout, late) > _rank(layout, early):
                layout.items = old
        if _rank(layout, late) > _rank(layout, early):
            continue
        if layout.group(late) == "sky" or layout.group(early) == "sky":
            continue
        sizes = {k: layout.items[k].draw_scale for k in (late, early)}
        _deepen(layout, late, early)
        if fact.kind in ("on", "in"):  # who rides and what is ridden keep their sizes
            for key, size in sizes.items():
                _resized(layout, key, size)


def _crouch(layout: Layout) -> None:
    """Who is under the table sits, and is drawn behind its legs."""
    for fact in layout.facts:
        if fact.kind != "below" or not fact.holds or fact.subject not in CHILDREN:
            continue
        item, table = layout.items.get(fact.subject), layout.items.get(fact.others[0])
        if item is None or table is None or table.category != "table" or fact.subject in layout.fixed:
            continue
        if not any(f.kind == "pose" and f.subject == fact.subject for f in layout.facts):
            item = replace(item, pose="sit_cross_legged")
        layout.items[fact.subject] = replace(item, depth=min(table.depth + 1, 2))


def _resized(layout: Layout, key: str, size: float) -> None:
    """Draw the piece at this scale, whatever its depth."""
    item = layout.items[key]
    if key in layout.fixed or abs(item.draw_scale - size) < 1e-6:
        return
    feet = float(boxes_of(item, layout.catalog).feet)
    out = replace(item, scale=round(item.scale * size / item.draw_scale, 4))
    layout.items[key] = replace(out, y=round(feet - float(boxes_of(out, layout.catalog).height) / 2, 2))


def _deepen(layout: Layout, late: str, early: str) -> None:
    for nearer, farther in ((None, 1), (None, 2), (0, None), (0, 1), (0, 2)):
        items = dict(layout.items)
        if nearer is not None:
            if late in layout.fixed:
                continue
            items[late] = _at_depth(items[late], nearer, layout.catalog)
        if farther is not None:
            if early in layout.fixed:
                continue
            items[early] = _at_depth(items[early], farther, layout.catalog)
        old, layout.items = layout.items, items
        if _rank(layout, late) > _rank(layout, early):
            return
        layout.items = old


def _list_order(layout: Layout) -> None:
    """Of two pieces of one group and depth the later in the list covers the earlier one."""
    keys = list(layout.items)
    for fact in layout.facts:
        if not fact.holds or not fact.others or fact.kind not in ("on", "in", "in_front", "behind"):
            continue
        a, b = fact.subject, fact.others[0]
        late, early = (b, a) if fact.kind == "behind" else (a, b)
        if (
            late in keys
            and early in keys
            and keys.index(late) < keys.index(early)
            and late not in layout.fixed
        ):
            keys.remove(late)
            keys.insert(keys.index(early) + 1, late)
    layout.items = {key: layout.items[key] for key in keys}


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
            _follow(layout)
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
    if any(key == fact.subject for fact in layout.facts) or key in CHILDREN:
        costs.append(shown)
    costs += _elbow_room(layout, key)
    return costs


def _denied(layout: Layout, fact: Fact, key: str) -> list[Cost]:
    """What a text says is not in, on, under or behind something does not overlap with it."""
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
    other = boxes_of(layout.items[fact.others[0]], layout.catalog)
    return [lambda box: 2.0 * np.maximum(overlap(box, other) - 0.1, 0.0)]


def _cost_of(layout: Layout, fact: Fact, key: str) -> Cost | None:
    items = layout.items
    if fact.kind == "region":
        if fact.values[0] in _FAR:
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


_BODIES = frozenset({"person", "animal", "toy", "food"})
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
