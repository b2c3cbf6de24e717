"""What left of, on, between or in the corner mean on the canvas: one language for the whole package.

Each relation is a function of boxes to how far it is from holding: 0 where it holds, else
about the number of times 50 pixels that something would have to move. All arguments
broadcast, so a whole grid of candidate places is judged at once. Canvas pixels, y down.

The thresholds follow GenEval (Ghosh et al. 2023) where it has them: an offset of centres
larger than a tenth of the summed sizes; near is a gap under 0.15 of the canvas width. Here
they are a little stricter, so that a relation that holds is also seen to hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH, HORIZON_Y, Catalog
from text2scene.scene import SceneObject

Array = npt.NDArray[np.float64]
UNIT = 50.0
NEAR = 32.0
FAR = 190.0


@dataclass(frozen=True)
class Boxes:
    """A piece at one place or at many: centre, size, kind, and which way it looks (1, -1 or 0)."""

    x: Array
    y: Array
    width: float
    height: float
    category: str
    group: str
    heading: int = 0

    @property
    def left(self) -> Array:
        return np.maximum(self.x - self.width / 2, 0.0)

    @property
    def right(self) -> Array:
        return np.minimum(self.x + self.width / 2, float(CANVAS_WIDTH))

    @property
    def top(self) -> Array:
        return np.maximum(self.y - self.height / 2, 0.0)

    @property
    def bottom(self) -> Array:
        return np.minimum(self.y + self.height / 2, float(CANVAS_HEIGHT))

    @property
    def feet(self) -> Array:
        """The lower edge, also where it lies beside the canvas."""
        return self.y + self.height / 2

    @property
    def head(self) -> Array:
        return self.y - self.height / 2

    @property
    def mid_x(self) -> Array:
        """The middle of what is seen."""
        return (self.left + self.right) / 2

    @property
    def mid_y(self) -> Array:
        return (self.top + self.bottom) / 2

    @property
    def is_tree(self) -> bool:
        return self.category.endswith("tree")

    def at(self, x: Array, y: Array) -> Boxes:
        return replace(self, x=x, y=y)


# Unflipped, these look to the right (1) or to the left (-1); the others have no side.
_RIGHT = ("mike", "jenny", "cat", "dog", "duck", "snake", "bouncy_bee", "helicopter", "airplane")
LOOKS = dict.fromkeys(_RIGHT, 1) | {"rocket": -1}


# Which way these are said to face, though nobody would say that they look anywhere: the hole of the oak, the
# open end of a swing. In the human-made scenes 94 in 100 mean this of a hole, 90 of a swing, 70 of a table.
TURNED = {"oak_tree": -1, "table": 1, "swing": 1}


def side_of(category: str, catalog: Catalog) -> int:
    """Which way a piece looks unflipped: 1 right, -1 left, 0 none."""
    side = LOOKS.get(category, 0)
    if not side and category in catalog and catalog[category].behaves_like:
        side = 1 if catalog[category].facing == "right" else 0
    return side


def heading(item: SceneObject, catalog: Catalog) -> int:
    """1: looks to the viewer's right, -1: to the left, 0: has no side."""
    side = side_of(item.category, catalog)
    return -side if item.flip else side


def boxes_of(item: SceneObject, catalog: Catalog) -> Boxes:
    """The box of an object where it stands; of an unknown category, 60 pixels square."""
    if item.category in catalog:
        piece = catalog[item.category]
        width, height = piece.size(item.pose)
        group = piece.group
    else:
        width, height, group = 60.0, 60.0, "toy"
    scale = item.draw_scale
    x, y = np.asarray(item.x, dtype=float), np.asarray(item.y, dtype=float)
    return Boxes(x, y, width * scale, height * scale, item.category, group, heading(item, catalog))


def _over(value: Array | float) -> Array:
    return np.maximum(value, 0.0) / UNIT


def overlap(a: Boxes, b: Boxes) -> Array:
    """Share of the smaller one's seen area that both cover."""
    w = np.maximum(np.minimum(a.right, b.right) - np.maximum(a.left, b.left), 0.0)
    h = np.maximum(np.minimum(a.bottom, b.bottom) - np.maximum(a.top, b.top), 0.0)
    area = np.minimum(
        np.maximum(a.right - a.left, 1.0) * np.maximum(a.bottom - a.top, 1.0),
        np.maximum(b.right - b.left, 1.0) * np.maximum(b.bottom - b.top, 1.0),
    )
    return np.asarray(w * h / area)


def gap(a: Boxes, b: Boxes) -> Array:
    """The shortest way from one to the other, in pixels; 0 where they touch."""
    dx = np.maximum(np.maximum(b.left - a.right, a.left - b.right), 0.0)
    dy = np.maximum(np.maximum(b.top - a.bottom, a.top - b.bottom), 0.0)
    return np.hypot(dx, dy)


def left_of(a: Boxes, b: Boxes) -> Array:
    need = 0.12 * (a.width + b.width) + 14.0
    return _over(need - (b.x - a.x)) + 0.6 * np.maximum(overlap(a, b) - 0.3, 0.0)


def right_of(a: Boxes, b: Boxes) -> Array:
    return left_of(b, a)


def above(a: Boxes, b: Boxes) -> Array:
    rise = b.mid_y - a.mid_y
    need = 0.13 * ((a.bottom - a.top) + (b.bottom - b.top)) + 8.0
    aside = np.abs(a.mid_x - b.mid_x) - 0.3 * np.maximum(b.right - b.left, a.right - a.left)
    return _over(need - rise) + _over(aside) + 0.8 * np.maximum(overlap(a, b) - 0.25, 0.0)


def below(a: Boxes, b: Boxes) -> Array:
    """Under a table: beneath its top. Under a tree: at its foot. Else simply lower."""
    aside = np.abs(a.x - b.mid_x)
    if b.category == "table":
        return (
            _over(b.head + 4.0 - a.head)
            + _over(b.y + 0.2 * b.height - a.y)
            + _over(a.feet - b.feet - 16.0)
            + _over(aside - 0.35 * b.width)
        )
    if b.is_tree:
        low = _over(b.mid_y + 12.0 - a.mid_y) + _over(a.bottom - b.bottom - 50.0)
        return low + _over(aside - 0.3 * (b.right - b.left))
    return above(b, a)


# Where the lower edge of what is on a piece may be, as parts of the piece's height from its
# top, and how far from its middle, as a part of its width: the board of the table, the chute,
# the seats of the swing, the sand, the saddle of the bee; else a little below the upper edge.
_STANDS = {
    "table": (0.12, 0.3, 0.32),
    "slide": (0.3, 0.85, 0.3),
    "swing": (0.72, 0.92, 0.28),
    "sandbox": (0.35, 0.8, 0.34),
    "bouncy_bee": (0.35, 0.75, 0.2),
    "grill": (0.12, 0.28, 0.3),
    "tent": (0.02, 0.2, 0.12),
}
_ON_TOP = (0.06, 0.25, 0.28)
_ON_BACK = (0.3, 0.42, 0.2)


def on(a: Boxes, b: Boxes) -> Array:
    if b.is_tree:
        return _in_crown(a, b)
    low, high, wide = _STANDS.get(b.category, _ON_BACK if b.group == "animal" else _ON_TOP)
    if b.category == "table" and a.group in ("person", "animal"):
        high = 0.6
    up, down = b.head + low * b.height, b.head + high * b.height
    return _over(up - a.feet) + _over(a.feet - down) + _over(np.abs(a.x - b.x) - wide * b.width)


def _in_crown(a: Boxes, b: Boxes) -> Array:
    low = b.feet - 0.38 * b.height
    high = np.maximum(b.head, 0.0) + 0.3 * a.height
    return (
        _over(high - a.y)
        + _over(a.y - np.maximum(low, high))
        + _over(np.abs(a.x - b.x) - 0.32 * b.width)
        + _over(8.0 - a.head)
    )


def inside(a: Boxes, b: Boxes) -> Array:
    """In the crown of a tree, in the sand, in the opening of the tent, else within the box."""
    if b.is_tree:
        return _in_crown(a, b)
    if b.category in ("sandbox", "table", "grill", "swing", "slide", "bouncy_bee"):
        return on(a, b)
    aside = np.abs(a.x - b.x) - np.maximum(b.width - a.width, 0.12 * b.width) / 2
    under = np.abs(a.y - b.y) - np.maximum(b.height - a.height, 0.1 * b.height) / 2
    floor: Array = np.zeros_like(a.x)  # nobody hovers in a tent
    if b.category == "tent" and a.group in ("person", "animal"):
        floor = _over(b.feet - 0.09 * b.height - a.feet)
    return np.asarray(_over(aside) + _over(under) + floor)


def outside(a: Boxes, sandbox: Boxes) -> Array:
    """How far a piece is from being out of the sand: beside it, in front of it or well behind it."""
    aside = np.minimum(a.right - sandbox.left, sandbox.right - a.left) - 10.0
    level = np.minimum(a.feet - sandbox.top + 30.0, sandbox.bottom + 24.0 - a.feet)
    return np.asarray(np.maximum(np.minimum(aside, level), 0.0) / 50.0)


def near(a: Boxes, b: Boxes) -> Array:
    """Close, at a side, and not on one spot."""
    side = _over(0.12 * (a.width + b.width) + 10.0 - np.abs(a.x - b.x))
    roomy = any(c.is_tree or c.category in ("swing", "slide", "tent", "kite", "balloons") for c in (a, b))
    most = 0.75 if roomy else 0.3
    return _over(gap(a, b) - NEAR) + 0.7 * side + 1.5 * np.maximum(overlap(a, b) - most, 0.0)


def far(a: Boxes, b: Boxes) -> Array:
    apart = np.hypot(a.mid_x - b.mid_x, a.mid_y - b.mid_y)
    return _over(FAR - apart) + _over(90.0 - gap(a, b))


def between(a: Boxes, b: Boxes, c: Boxes) -> Array:
    low, high = np.minimum(b.x, c.x), np.maximum(b.x, c.x)
    room = high - low
    aside = _over(low + 0.25 * room - a.x) + _over(a.x - high + 0.25 * room)
    top, bottom = np.minimum(b.top, c.top), np.maximum(b.bottom, c.bottom)
    level = _over(top + 5.0 - a.mid_y) + _over(a.mid_y - bottom + 5.0)
    tight = _over(0.5 * a.width + 0.15 * (b.width + c.width) + 30.0 - room)
    return aside + level + tight


def in_front(a: Boxes, b: Boxes) -> Array:
    sideways = np.abs(a.mid_x - b.mid_x) - 0.3 * np.maximum(b.right - b.left, a.right - a.left)
    if b.group == "sky":
        return _over(sideways)
    return _over(sideways) + _over(b.bottom + 4.0 - a.bottom) + _over(gap(a, b) - NEAR)


def behind(a: Boxes, b: Boxes) -> Array:
    """Partly covered: at least a quarter of its width, at most two thirds of it."""
    wide = np.minimum(a.right, b.right) - np.maximum(a.left, b.left)
    tall = np.minimum(a.bottom, b.bottom) - np.maximum(a.top, b.top)
    need = _over(0.3 * a.width - wide) + _over(0.25 * a.height - tall)
    lower = _over(a.feet - b.feet - 2.0)
    if b.category == "pine_tree":
        # its branches reach down to the grass, wider the lower: who is half behind them stands at their edge
        level = np.clip((a.y - b.head) / np.maximum(0.85 * b.height, 1.0), 0.2, 1.0)
        aside = np.abs(np.abs(a.x - b.x) - 0.5 * b.width * level)
        return np.asarray(lower + _over(aside - 0.2 * a.width) + _over(0.25 * a.height - tall))
    if b.is_tree:
        # only the trunk hides: half behind it, half to be seen
        return (
            need
            + lower
            + _over(np.abs(a.x - b.x) - 0.15 * b.width)
            + _over(0.1 * b.width - np.minimum(0.05 * b.width, 0.2 * a.width) - np.abs(a.x - b.x))
        )
    hidden = np.maximum(wide, 0.0) * np.maximum(tall, 0.0) / (a.width * a.height)
    return np.asarray(need + lower + 1.5 * np.maximum(hidden - 0.66, 0.0))


def beside_foot(ball: Boxes, child: Boxes) -> Array:
    """Ahead of the kicking foot, near it, near the ground."""
    ahead = (ball.x - child.x) * (child.heading or 1)
    reach = child.width / 2 + ball.width / 2
    return (
        _over(0.7 * reach - ahead)
        + _over(ahead - reach - 40.0)
        + _over(child.feet - 0.45 * child.height - ball.feet)
        + _over(ball.feet - child.feet - 14.0)
    )


RELATIONS: dict[str, Callable[[Boxes, Boxes], Array]] = {
    "left_of": left_of,
    "right_of": right_of,
    "above": above,
    "below": below,
    "on": on,
    "in": inside,
    "near": near,
    "far": far,
    "in_front": in_front,
    "behind": behind,
    "beside_foot": beside_foot,
}


def region(a: Boxes, name: str) -> Array:
    """How far a piece is from being in a part of the picture."""
    w, h = float(CANVAS_WIDTH), float(CANVAS_HEIGHT)
    x, y = a.mid_x, a.mid_y
    if name == "corner":
        aside = np.minimum(_over(x - 0.27 * w), _over(0.73 * w - x))
        return aside + np.minimum(_over(y - 0.33 * h), _over(0.66 * h - y))
    out = np.zeros_like(x)
    parts = set(name.split("_"))
    corner = len(parts) > 1 or "corner" in parts
    if "left" in parts:
        out = out + _over(x - (0.27 if corner else 0.36) * w)
    if "right" in parts:
        out = out + _over((0.73 if corner else 0.64) * w - x)
    if "top" in parts:
        out = out + _over(y - 0.3 * h)
    if "bottom" in parts:
        # of what is tall, the feet are there
        out = out + _over(0.68 * h - (y if a.height < 0.45 * h else np.minimum(a.feet, h)))
    if parts == {"left", "corner"} or parts == {"right", "corner"}:
        out = out + np.minimum(_over(y - 0.33 * h), _over(0.66 * h - y))
    if name == "middle":
        out = out + _over(np.abs(x - w / 2) - 0.08 * w)
    if name == "sky":
        out = out + _over(y - (HORIZON_Y - 30.0)) + _over(a.feet - HORIZON_Y - 0.2 * a.height)
    if name == "ground":
        out = out + _over(HORIZON_Y + 24.0 - a.bottom)
        if a.group not in ("park", "person", "animal"):
            out = out + _over(HORIZON_Y + 16.0 - y)
    return out


def inset(a: Boxes, side: str, pixels: float) -> Array:
    """How far a piece is from being about so many pixels away from an edge of the picture."""
    gap = {
        "left": a.left,
        "right": CANVAS_WIDTH - a.right,
        "top": a.top,
        "bottom": CANVAS_HEIGHT - a.bottom,
    }[side]
    return _over(np.abs(gap - pixels) - max(8.0, 0.5 * pixels))


def on_ground(a: Boxes, below_horizon: float) -> Array:
    """How far what cannot fly is from standing on the grass, its feet so many pixels below the horizon."""
    return _over(HORIZON_Y + below_horizon - a.feet)


def headroom(a: Boxes, tall: float) -> Array:
    """How far what flies is from leaving room above it for one so tall who rides it, in pixels."""
    return _over(0.95 * tall - (a.y - a.height / 2))


def shown(a: Boxes) -> Array:
    """How far a piece is from being seen well enough: 60% of it, of tall trees a third."""
    area = np.maximum(a.right - a.left, 0.0) * np.maximum(a.bottom - a.top, 0.0) / (a.width * a.height)
    return 2.0 * np.maximum((0.33 if a.is_tree else 0.6) - area, 0.0)
