"""The contact shadows: what stands on the ground, and the soft ellipses under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from text2scene.catalog import DEPTH_SCALE, Catalog, Piece
from text2scene.render.backdrops import horizon
from text2scene.scene import Scene, SceneObject, draw_order
from text2scene.steps import HELD_WITHIN, slot_anchor

COLOUR = "#2B2346"
#: Ellipses one on the other: share of the size, opacity.
LAYERS = ((1.0, 0.14), (0.68, 0.15))
#: How strong the shadow of each depth is: far ones fade into the air.
STRENGTH = (1.0, 0.85, 0.7)

_LEAST_BELOW = 4.0  # pixels below the horizon, so that nothing at it counts as standing there
# What can be thrown lies on the ground only where the ground of its depth is: with a camera at a
# child's height that is so many pixels below the horizon at depth 0, less by scale farther away.
_RESTS_BELOW = 95.0
_USUAL_FOOT = 0.38  # of the width, to both sides, for a piece that does not say where it stands
_MARGIN, _FLATNESS, _LEAST_HALF, _MOST_HALF = 1.1, 0.17, 2.5, 13.0
_DROP = 0.4  # of its half height that an ellipse's centre is above the lower edge of its piece
_ON = 0.15  # of a support's height: what ends lower than this above its foot stands before it


@dataclass(frozen=True, slots=True)
class Shadow:
    """One soft ellipse: (x, y) its centre, width and height in scene pixels, strength 0 to 1."""

    x: float
    y: float
    width: float
    height: float
    strength: float = 1.0
    object_id: str = ""


class _Standing(NamedTuple):
    """An object with its piece and its box (left, top, right, bottom) in scene pixels."""

    item: SceneObject
    piece: Piece
    box: tuple[float, float, float, float]


def ground_shadows(
    scene: Scene, catalog: Catalog, ordered: Sequence[SceneObject] | None = None
) -> tuple[Shadow, ...]:
    """The shadows of all that stands on the ground, from back to front.

    Nothing that flies, is worn or held, or is on another thing has one. Objects that the
    catalog does not have are left out. ordered: the objects in drawing order, if known already.
    """
    ground = horizon(scene)
    bodies: list[_Standing] = []
    supports: list[_Standing] = []
    standing: list[tuple[_Standing, int]] = []
    for item in draw_order(scene.objects, catalog) if ordered is None else ordered:
        piece = catalog.by_name.get(item.category)
        if piece is None or piece.stance == "floats":
            continue
        width, height = piece.size(item.pose or "wave")
        half = item.draw_scale / 2
        left, top = item.x - width * half, item.y - height * half
        one = _Standing(item, piece, (left, top, 2 * item.x - left, 2 * item.y - top))
        # Only what is drawn before it can be under a thing.
        standing.append((one, len(supports)))
        if piece.group in ("person", "animal"):
            bodies.append(one)
        if piece.carries:
            supports.append(one)
    found: list[Shadow] = []
    for one, count in standing:
        if (
            _reaches_ground(one, ground)
            and not _carried(one, bodies, catalog)
            and not any(_is_on(one, support) for support in supports[:count])
        ):
            found += _ellipses(one)
    return tuple(found)


def _reaches_ground(one: _Standing, ground: float) -> bool:
    """Whether its lower edge is where the ground is, for its depth."""
    if one.piece.stance == "stands":
        return one.box[3] >= ground + _LEAST_BELOW
    return one.box[3] >= ground + _RESTS_BELOW * DEPTH_SCALE[one.item.depth]


def _carried(one: _Standing, bodies: Sequence[_Standing], catalog: Catalog) -> bool:
    """Whether it is on somebody's head or in somebody's hand."""
    item = one.item
    if one.piece.group == "wearable":
        return any(_on_head(item, body) for body in bodies)
    if one.piece.held is None:
        return False
    for body in bodies:
        if body.piece.poses:
            reach = HELD_WITHIN * body.item.draw_scale
            for hand in ("right_hand", "left_hand"):
                x, y = slot_anchor(body.item, hand, item.category, catalog)
                if max(abs(item.x - x), abs(item.y - y)) <= reach:
                    return True
    return False


def _on_head(item: SceneObject, body: _Standing) -> bool:
    """Whether a wearable is at the upper part of a body, or just above it."""
    left, top, right, bottom = body.box
    above = top - 0.25 * (bottom - top)
    return left <= item.x <= right and above <= item.y <= (top + bottom) / 2


def _is_on(one: _Standing, support: _Standing) -> bool:
    """Whether it is on a table, a swing, in a sandbox; in a tree only what might be thrown there."""
    if support.piece.size()[1] > 400 and one.piece.stance == "stands":
        return False
    left, top, right, bottom = support.box
    foot = one.box[3]
    return left <= one.item.x <= right and top <= foot <= bottom - _ON * (bottom - top)


def _ellipses(one: _Standing) -> Iterator[Shadow]:
    item, piece = one.item, one.piece
    scale = item.draw_scale
    spec = piece.poses.get(item.pose or "wave")
    foot = (spec.foot if spec else piece.foot) or ((-_USUAL_FOOT * piece.width, _USUAL_FOOT * piece.width),)
    strength = STRENGTH[item.depth]
    for left, right in foot:
        middle = (left + right) / 2
        half = ((right - left) / 2 * _MARGIN + 2) * scale
        low = min(max(_FLATNESS * half, _LEAST_HALF * scale), _MOST_HALF * scale)
        x = item.x + (-middle if item.flip else middle) * scale
        yield Shadow(x, one.box[3] - _DROP * low, 2 * half, 2 * low, strength, item.id)
