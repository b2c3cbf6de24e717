"""Who holds what: a thing in a hand is drawn between the palm and the thumb."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from text2scene.catalog import Catalog, Piece
from text2scene.scene import SceneObject
from text2scene.steps import HELD_WITHIN, slot_anchor

if TYPE_CHECKING:
    from text2scene.render.canvas import Placement

HANDS = ("right_hand", "left_hand")
#: Poses and hands that are closed: what they hold by a handle goes through them.
FISTS = frozenset({("run", "right_hand"), ("run", "left_hand"), ("wave", "left_hand")})
# Pixels at depth 0: from a thing's centre to the hand, if it is held by a handle; from a thing's
# edge to the hand, as far as a thumb reaches over it. What is so much higher than wide has a stem.
_HANDLE, _THUMB, _STEM = 20.0, 15.0, 1.8


def grasped(piece: Piece, fist: bool) -> bool:
    """Whether something of a hand, open or a ``fist``, is seen in front of such a thing."""
    if piece.held is None or piece.group == "wearable":
        return False
    across, down = piece.held
    width, height = piece.size()
    if math.hypot(across, down) >= _HANDLE or height >= _STEM * width:
        return True
    return not fist and min(width / 2 - abs(across), height / 2 - abs(down)) <= _THUMB


def holding(ordered: Sequence[SceneObject], catalog: Catalog) -> Mapping[int, tuple[int, str]]:
    """By the number of a thing that a hand is closed over, that of its child, and which hand.

    ordered: the objects in drawing order, all of them in the catalog; a thing is drawn after who
    holds it. A hand is one of HANDS, the nearest one within reach. Balls and whatever else is too
    large to be closed over lie before a hand, and are left out.
    """
    children = [number for number, item in enumerate(ordered) if catalog[item.category].is_child]
    found: dict[int, tuple[int, str]] = {}
    for number, item in enumerate(ordered):
        piece = catalog[item.category]
        if piece.held is None or piece.group == "wearable":
            continue
        nearest = 1.0
        for child in children:
            if child > number:
                break
            reach = HELD_WITHIN * ordered[child].draw_scale
            for hand in HANDS:
                x, y = slot_anchor(ordered[child], hand, item.category, catalog)
                distance = max(abs(item.x - x), abs(item.y - y)) / reach
                if distance <= nearest:
                    nearest = distance
                    found[number] = (child, hand)
    return {number: holder for number, holder in found.items() if _closed(ordered, number, holder, catalog)}


def _closed(ordered: Sequence[SceneObject], number: int, holder: tuple[int, str], catalog: Catalog) -> bool:
    fist = (ordered[holder[0]].pose or "wave", holder[1]) in FISTS
    return grasped(catalog[ordered[number].category], fist)


def grip_of(child: Placement, hand: str) -> Placement:
    """The thumb, or the fist, of a child as it is drawn: what lies over the thing in its hand."""
    name, pose = child.name.split("-")[:2]
    return replace(child, name=f"{name}-{pose}-grip-{hand.partition('_')[0]}", object_id="")
