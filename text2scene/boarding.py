"""Who is in something that flies: small enough for it, side by side, in the basket of a balloon. Pixels."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from text2scene.catalog import CANVAS_WIDTH, Catalog
from text2scene.language.facts import Fact
from text2scene.relations import boxes_of
from text2scene.scene import SceneObject
from text2scene.steps import CHILDREN

#: How tall somebody is in what flies, as a share of its height.
ABOARD = {"rocket": 0.36, "airplane": 0.36, "helicopter": 0.42, "hot_air_balloon": 0.34}
#: The size of one that comes with somebody in it.
AIRSHIP = 1.8
_BASKET = 0.29  # below the middle of a balloon, as a share of its height
_EDGE = 6.0


def board(
    items: dict[str, SceneObject], facts: Sequence[Fact], there: Container[str], catalog: Catalog
) -> None:
    """Make those who are in something that flies fit into it, before places are chosen.

    items: the objects by key, changed in place. there: keys of those that were in the scene before: what
    somebody put there keeps its size.
    """
    for fact in facts:
        if fact.kind != "in" or not fact.holds or fact.subject not in items or not fact.others:
            continue
        item, craft = items[fact.subject], items.get(fact.others[0])
        if craft is None or craft.category not in ABOARD or item.category not in CHILDREN:
            continue
        if fact.others[0] not in there and craft.scale == 1.0:
            craft = items[fact.others[0]] = _roomy(craft, catalog)
        item = replace(item, scale=1.0, depth=craft.depth)
        room = ABOARD[craft.category] * float(boxes_of(craft, catalog).height)
        size = room / float(boxes_of(item, catalog).height)
        items[fact.subject] = replace(item, scale=round(min(1.0, size), 3))


def _roomy(craft: SceneObject, catalog: Catalog) -> SceneObject:
    """As large as those in it need, and whole in the picture."""
    craft = replace(craft, depth=0, scale=AIRSHIP)
    box = boxes_of(craft, catalog)
    half, tall = float(box.width) / 2 + _EDGE, float(box.height) / 2 + _EDGE
    x = min(max(craft.x, half), CANVAS_WIDTH - half)
    return replace(craft, x=round(x, 2), y=round(max(craft.y, tall), 2))


def take_seats(
    items: dict[str, SceneObject],
    facts: Sequence[Fact],
    attached: Mapping[str, tuple[str, str]],
    catalog: Catalog,
) -> None:
    """Put those who are aboard side by side, with what they have on and in hand, once places are chosen.

    attached: key of what is worn or held -> who has it, and where.
    """
    for craft in dict.fromkeys(fact.others[0] for fact in facts if fact.kind == "in" and fact.others):
        if craft not in items or items[craft].category not in ABOARD:
            continue
        inside = [f.subject for f in facts if f.kind == "in" and f.holds and f.others == (craft,)]
        inside = [key for key in dict.fromkeys(inside) if key in items and items[key].category in CHILDREN]
        ship = items[craft]
        low = _BASKET if ship.category == "hot_air_balloon" else 0.0
        y = ship.y + low * float(boxes_of(ship, catalog).height)
        for n, key in enumerate(inside):
            item = items[key]
            step = 0.55 * float(boxes_of(item, catalog).width)
            dx, dy = ship.x + (n - (len(inside) - 1) / 2) * step - item.x, y - item.y
            for other in (key, *(k for k, (who, _) in attached.items() if who == key and k in items)):
                one = items[other]
                items[other] = replace(one, x=round(one.x + dx, 2), y=round(one.y + dy, 2))
