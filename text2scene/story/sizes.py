"""Sizes and places that stories need: grown-ups, and what flies, on the ground. Pixels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from text2scene.boarding import ABOARD
from text2scene.catalog import CANVAS_WIDTH, Catalog
from text2scene.relations import boxes_of
from text2scene.scene import SceneObject
from text2scene.story.blocking import CROWDED, crowd

# Of children as small as this is only who sits in what flies.
ABOARD_BELOW = 0.7
# How much taller than a child a grown-up is drawn, from the same parts.
GROWN_UP = 1.16
# How large what has landed stands there, and where, in pixels.
LANDED, LANDED_FEET = 1.3, 300.0
FINDS_CRAFT = re.compile(
    r"\b(?:find|finds|found|build|builds|built|discover\w*|there is|there was) (?:a|an|the|their) "
    r"(?:\w+ ){0,2}?(?:rocket|helicopter|airplane|plane)\b(?! (?:in the sky|above|high))",
    re.I,
)


def grown_up(item: SceneObject, catalog: Catalog) -> SceneObject:
    """Taller than the children, on the same feet."""
    taller = replace(item, scale=GROWN_UP)
    up = (float(boxes_of(taller, catalog).height) - float(boxes_of(item, catalog).height)) / 2
    return replace(taller, y=round(item.y - up, 2))


def landed(craft: SceneObject, catalog: Catalog) -> SceneObject:
    """What flies, on the ground behind the people."""
    craft = replace(craft, scale=LANDED, depth=0)
    half = float(boxes_of(craft, catalog).width) / 2
    x = min(max(craft.x, half), CANVAS_WIDTH - half)
    y = LANDED_FEET - float(boxes_of(craft, catalog).height) / 2
    return replace(craft, x=round(x, 2), y=round(y, 2))


def in_view(item: SceneObject, objects: Sequence[SceneObject], catalog: Catalog) -> SceneObject:
    """A rocket that has landed where nobody stands before it."""
    if item.category not in ABOARD or item.scale != LANDED:
        return item
    people = [
        o for o in objects if o.category in catalog and catalog[o.category].group in ("person", "animal")
    ]
    if crowd(item, people, catalog) < CROWDED:
        return item
    half = float(boxes_of(item, catalog).width) / 2
    spots = [half + k * (CANVAS_WIDTH - 2 * half) / 8 for k in range(9)]
    best = min((replace(item, x=round(x, 2)) for x in spots), key=lambda one: crowd(one, people, catalog))
    return best if crowd(best, people, catalog) < crowd(item, people, catalog) - CROWDED else item
