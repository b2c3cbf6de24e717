"""How near an object of the scene is to where a description says it is; the nearest is meant."""

from __future__ import annotations

import math
from collections.abc import Callable

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH
from text2scene.language.lexicon import Chunk
from text2scene.language.memory import There

Where = Callable[[There], float]
_CORNERS = {
    "top_left": (0.0, 0.0),
    "top_right": (1.0, 0.0),
    "bottom_left": (0.0, 1.0),
    "bottom_right": (1.0, 1.0),
}


def place_of(region: str) -> Where:
    """Pixels, or something that grows with them, from being in this part of the picture."""
    width, height = float(CANVAS_WIDTH), float(CANVAS_HEIGHT)

    def corner(t: There, x: float, y: float) -> float:
        return math.hypot(t.x - x * width, t.y - y * height)

    if region in _CORNERS:
        x, y = _CORNERS[region]
        return lambda t: corner(t, x, y)
    if region in ("left", "right"):
        return lambda t: t.x if region == "left" else width - t.x
    if region in ("left_corner", "right_corner", "corner"):
        names = [n for n in _CORNERS if region == "corner" or n.endswith(region.split("_")[0])]
        return lambda t: min(corner(t, *_CORNERS[n]) for n in names)
    if region in ("top", "sky"):
        return lambda t: t.y + (1000.0 if t.bearer else 0.0)
    if region in ("bottom", "ground"):
        return lambda t: height - t.y - t.height / 2 + (1000.0 if t.bearer else 0.0)
    if region == "middle":
        return lambda t: math.hypot(t.x - width / 2, 0.3 * (t.y - height / 2))
    return lambda t: t.scale if region == "distance" else -t.scale


def distance_to(relation: str, other: There, one: There) -> float:
    """How far one is from being there for the other; what is on the wrong side is farther."""
    gap = math.hypot(one.x - other.x, one.y - other.y)
    if one.id == other.id:
        return 10_000.0
    if relation in ("on", "in") and one.bearer == other.category:
        return 0.0
    if relation == "on":
        return abs(one.x - other.x) + abs(one.y + one.height / 2 - (other.y - other.height / 4))
    wrong = {
        "left_of": one.x > other.x,
        "right_of": one.x < other.x,
        "above": one.y > other.y,
        "below": one.y < other.y,
    }
    return gap + (1000.0 if wrong.get(relation) else 0.0)


def size_of(chunk: Chunk) -> int:
    """1 for big, -1 for small, 0 for a word that says no size."""
    if "compare" in chunk:
        return 1 if chunk.get("compare") > 0 else -1
    return {"big": 1, "huge": 1, "small": -1, "tiny": -1}.get(chunk.get("size") or "", 0)
