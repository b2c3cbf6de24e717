"""Where people stand on a page: on the ground, in front, and beside each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from text2scene.catalog import CANVAS_WIDTH, Catalog
from text2scene.relations import boxes_of
from text2scene.scene import SceneObject
from text2scene.story.belongings import CHILDREN, SITTING, followed

# Pixels from the top in which the feet of somebody near are; at the front edge a sitting child is cut off.
HIGHEST_FEET, LOWEST_FEET = 305.0, 385.0
CROWDED = 0.35
LOWEST_PAGE = 394.0
FEET_BEHIND = 300.0
TALL = 150.0
LOWEST_SEAT = 300.0
SEATS = frozenset({"swing", "slide", "table", "bouncy_bee", "chair", "boat", "bicycle", "skateboard"})
FIGURES = frozenset({"snowman", "robot"})  # things that have a face
_SPOTS = 13


def come_forward(
    objects: Sequence[SceneObject], catalog: Catalog, where_they_are: Collection[str]
) -> tuple[SceneObject, ...]:
    """Children in the air, far away or at the edge come to the front, with what they have on and in hand.

    where_they_are: ids of those who are where the text put them.
    """
    out = [
        item
        if item.category not in CHILDREN or item.id in where_they_are
        else _on_the_ground(item, catalog, _on_a_seat(item, objects, catalog))
        for item in objects
    ]
    return followed(objects, out, catalog)


def down_here(item: SceneObject, was: SceneObject, catalog: Catalog) -> SceneObject:
    """An animal that has left its tree or come from far away, on the ground in front."""
    piece = catalog.by_name.get(item.category)
    if piece is None or piece.group != "animal" or piece.ground is False:
        return item
    if (item.x, item.y) == (was.x, was.y) or (item.depth == 0 and item.y + 1 > was.y):
        return item
    return _on_the_ground(item, catalog, False)


def _on_a_seat(item: SceneObject, objects: Sequence[SceneObject], catalog: Catalog) -> bool:
    """Whether somebody sits on a swing, a bench or a horse, so far as the places tell."""
    return any(
        other.category in catalog and _is_a_seat(other, catalog) and covers(item, other, catalog)
        for other in objects
        if other.id != item.id
    )


def _is_a_seat(item: SceneObject, catalog: Catalog) -> bool:
    return item.category in SEATS or (catalog[item.category].carries and _lives(item, catalog))


def _on_the_ground(item: SceneObject, catalog: Catalog, on_something: bool) -> SceneObject:
    box = boxes_of(item, catalog)
    seated = (
        item.pose in SITTING
        and item.depth == 0
        and (LOWEST_SEAT <= float(box.feet) <= LOWEST_FEET + 8 or on_something)
    )
    half = float(box.width) / 2
    inside = half - 20 <= item.x <= CANVAS_WIDTH - half + 20
    if inside and (seated or (item.depth == 0 and HIGHEST_FEET <= float(box.feet) <= LOWEST_FEET + 20)):
        return item
    near = replace(item, depth=0)
    box = boxes_of(near, catalog)
    half = float(box.width) / 2
    feet = min(max(float(boxes_of(item, catalog).feet), HIGHEST_FEET + 40), LOWEST_FEET - 15)
    x = min(max(item.x, half + 4), CANVAS_WIDTH - half - 4)
    return replace(near, x=round(x, 2), y=round(feet - float(box.height) / 2, 2))


def apart(
    objects: Sequence[SceneObject],
    catalog: Catalog,
    movable: Collection[str],
    front: Collection[str] = (),
    threshold: float = CROWDED,
) -> tuple[SceneObject, ...]:
    """Those of ``movable`` who stand before or behind somebody go to the free place nearest to them.

    front: ids of the cast who are neither children nor animals.
    """
    current = tuple(objects)
    for item in objects:
        if item.id not in movable:
            continue
        now = next(each for each in current if each.id == item.id)
        others = _in_the_way(now, current, catalog, front)
        if threshold > CROWDED:
            others = [o for o in others if o.category in CHILDREN]
        if crowd(now, others, catalog) < threshold:
            continue
        free = replace(now, x=_free_spot(now, others, catalog))
        tall = _group(now, catalog) == "animal" and float(boxes_of(now, catalog).height) > TALL
        if tall and crowd(free, others, catalog) > CROWDED:
            free = _behind(free, catalog)
        moved = tuple(free if o.id == now.id else o for o in current)
        current = followed(current, moved, catalog)
    return current


def furniture_apart(
    objects: Sequence[SceneObject],
    catalog: Catalog,
    movable: Collection[str],
    tied: Mapping[str, Collection[str]],
) -> tuple[SceneObject, ...]:
    """Big things of ``movable`` that stand before others go to a free place, with what is tied to them."""
    current = tuple(objects)
    for ident in movable:
        if any(ident in group for group in tied.values()):
            continue  # it is where it is because of something else
        was = next(item for item in current if item.id == ident)
        now = next(item for item in apart(current, catalog, (ident,)) if item.id == ident)
        others = _in_the_way(was, current, catalog, ())
        if crowd(now, others, catalog) > crowd(was, others, catalog) - CROWDED:
            continue  # no better there
        group = {ident, *tied.get(ident, ())}
        along = [_beside(i, now.x - was.x, catalog) if i.id in group else i for i in current]
        current = followed(current, along, catalog)
    return current


def _beside(item: SceneObject, by: float, catalog: Catalog) -> SceneObject:
    """So far to the right, but within the picture."""
    half = min(float(boxes_of(item, catalog).width), CANVAS_WIDTH) / 2
    return replace(item, x=round(min(max(item.x + by, half), CANVAS_WIDTH - half), 2))


def _in_the_way(
    item: SceneObject, objects: Sequence[SceneObject], catalog: Catalog, front: Collection[str]
) -> list[SceneObject]:
    """Whom and what it must not cover: who lives; for an animal things too; in the sky what is there."""
    others = [o for o in objects if o.id != item.id]
    if _group(item, catalog) == "sky":
        return [o for o in others if _group(o, catalog) == "sky"]
    if _group(item, catalog) == "park":
        return [o for o in others if _group(o, catalog) == "park"]
    things = ("toy", "food") if _group(item, catalog) == "animal" else ()
    return [
        o
        for o in others
        if _lives(o, catalog) or o.id in front or o.category in FIGURES or _group(o, catalog) in things
    ]


def _free_spot(item: SceneObject, others: Sequence[SceneObject], catalog: Catalog) -> float:
    """The x where it covers least, people before things; of equal ones the nearest."""
    half = float(boxes_of(item, catalog).width) / 2
    spots = [half + 5 + k * (CANVAS_WIDTH - 2 * half - 10) / (_SPOTS - 1) for k in range(_SPOTS)]

    def cost(x: float) -> float:
        here = replace(item, x=x)
        total = abs(x - item.x) / 2000
        for other in others:
            weight = 0.4 if _group(other, catalog) in ("toy", "food") else 1.0
            # to cover half of one face is worse than to touch two
            total += float(weight * crowd(here, [other], catalog) ** 1.5)
        return total

    best = min(spots, key=cost)
    return round(best, 2)


def _behind(item: SceneObject, catalog: Catalog) -> SceneObject:
    """A step back, where there is no room in front: it looks over the others' shoulders."""
    back = replace(item, depth=1)
    return replace(back, y=round(FEET_BEHIND - float(boxes_of(back, catalog).height) / 2, 2))


def on_the_page(item: SceneObject, catalog: Catalog) -> SceneObject:
    """What stands on the ground, with its feet on the page."""
    if item.category not in catalog or catalog[item.category].group == "sky":
        return item
    over = float(boxes_of(item, catalog).feet) - LOWEST_PAGE
    return replace(item, y=round(item.y - over, 2)) if over > 0 else item


def _lives(item: SceneObject, catalog: Catalog) -> bool:
    return _group(item, catalog) in ("person", "animal")


def _group(item: SceneObject, catalog: Catalog) -> str:
    return catalog[item.category].group if item.category in catalog else ""


def crowd(item: SceneObject, others: Sequence[SceneObject], catalog: Catalog) -> float:
    """The worst share of the narrower one's width that this one and another have in common, 0 to 1."""
    a = boxes_of(item, catalog)
    worst = 0.0
    for other in others:
        b = boxes_of(other, catalog)
        across = (float(a.width) + float(b.width)) / 2 - abs(float(a.x) - float(b.x))
        down = (float(a.height) + float(b.height)) / 2 - abs(float(a.y) - float(b.y))
        if down > 0.15 * min(float(a.height), float(b.height)):
            worst = max(worst, across / min(float(a.width), float(b.width)))
    return min(max(worst, 0.0), 1.0)


def covers(item: SceneObject, other: SceneObject, catalog: Catalog) -> bool:
    """Whether scenery would stand before somebody, or where other scenery stands."""
    a, b = boxes_of(item, catalog), boxes_of(other, catalog)
    across = (float(a.width) + float(b.width)) / 2 - abs(float(a.x) - float(b.x))
    down = (float(a.height) + float(b.height)) / 2 - abs(float(a.y) - float(b.y))
    if across <= 0 or down <= 0:
        return False
    across = min(across, float(a.width), float(b.width))
    down = min(down, float(a.height), float(b.height))
    share = across * down / max(1.0, min(float(a.width * a.height), float(b.width * b.height)))
    alike = (
        catalog[item.category].group == catalog[other.category].group if other.category in catalog else False
    )
    return share > (0.25 if alike or item.depth < other.depth else 0.6)
