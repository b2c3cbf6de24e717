"""Drawing helpers for hair: its tones, gloss and strands, and lines of curls."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from text2scene.art.children_heads import Look
from text2scene.art.children_shapes import Point, num, pair, path, stroke


def mass(look: Look, d: str) -> str:
    """The hair itself."""
    return path(d, look.hair, "hair")


def shade(look: Look, d: str) -> str:
    """Hair in the shade."""
    return path(d, look.hair_shade, "hair-shade")


def shine(look: Look, *outlines: str) -> str:
    """Patches of light."""
    return "".join(path(d, look.hair_light, "hair-light") for d in outlines)


def strands(look: Look, d: str, width: float = 1.6) -> str:
    """Dark lines between strands."""
    return stroke(d, look.hair_shade, width, part="hair-shade")


def gloss(look: Look, d: str, width: float = 2.4) -> str:
    """Lines of light."""
    return stroke(d, look.hair_light, width, part="hair-light")


def brow_shadow(look: Look, d: str, opacity: float = 0.6) -> str:
    """What a fringe casts on the forehead."""
    return path(d, look.skin_shade, "skin-shade", opacity)


# --- curls ----------------------------------------------------------------


def ring(centre: Point, radii: Point, start: float, end: float, count: int) -> list[Point]:
    """``count`` points along an ellipse from one angle to another, in degrees, 90 = down."""
    out = []
    for i in range(count):
        a = math.radians(start + (end - start) * i / (count - 1))
        out.append((centre[0] + math.cos(a) * radii[0], centre[1] + math.sin(a) * radii[1]))
    return out


def bumps(points: Sequence[Point], bulge: float = 0.62) -> str:
    """A line of round curls through ``points``, which bulge to the left of its direction."""
    d = f"M{pair(points[0])}"
    for a, b in pairwise(points):
        radius = num(math.dist(a, b) * bulge)
        d += f"A{radius} {radius} 0 0 1 {pair(b)}"
    return d
