"""What the backgrounds are put together from: bands, ridges, trees, tufts, leaves, stars.

Points are pixels of the 500 x 400 canvas, y down. Everything is drawn past the edges by
BLEED, so that nothing ends in sight where a page shows a little more than the canvas.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from random import Random

from text2scene.art.children_shapes import Point, ellipse, num, pair, path
from text2scene.art.children_shapes import stroke as line

__all__ = [
    "BLEED",
    "Point",
    "band",
    "blades",
    "bubbles",
    "bush",
    "ellipse",
    "fir",
    "flakes",
    "flowers",
    "glades",
    "leaves",
    "line",
    "num",
    "path",
    "rect",
    "ridge",
    "round_tree",
    "scatter",
    "sky",
    "sparkles",
    "stones",
    "tufts",
    "wavy",
]

BLEED = 40
LEFT, RIGHT, BOTTOM = -BLEED, 500 + BLEED, 400 + BLEED


def rect(top: float, bottom: float, fill: str) -> str:
    """A plain strip over the whole width."""
    return path(f"M{LEFT} {num(top)}H{RIGHT}V{num(bottom)}H{LEFT}Z", fill)


def wavy(points: Sequence[Point]) -> str:
    """Path data of a smooth line through the points, without its first move."""
    out = []
    for index in range(len(points) - 1):
        before = points[max(0, index - 1)]
        start, end = points[index], points[index + 1]
        after = points[min(len(points) - 1, index + 2)]
        first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        out.append(f"C{pair(first)} {pair(second)} {pair(end)}")
    return "".join(out)


def ridge(heights: Sequence[float], fill: str, base: float = BOTTOM, opacity: float = 1.0) -> str:
    """A smooth skyline of these heights (y) at even distances, filled down to ``base``."""
    step = (RIGHT - LEFT) / (len(heights) - 1)
    points = [(LEFT + index * step, height) for index, height in enumerate(heights)]
    return path(f"M{pair(points[0])}{wavy(points)}V{num(base)}H{LEFT}Z", fill, opacity=opacity)


def band(y: float, swing: float, fill: str, phase: float = 0.0, opacity: float = 1.0) -> str:
    """Ground or sky from a gently waving line at ``y`` down to the bottom."""
    heights = [y + swing * math.sin(phase + index * 1.25) for index in range(8)]
    return ridge(heights, fill, opacity=opacity)


def sky(colours: Sequence[str], edges: Sequence[float], swing: float = 6.0) -> str:
    """Soft bands, top first; ``edges`` are the heights at which the next one begins."""
    parts = [rect(-BLEED, 240, colours[0])]
    for index, (edge, colour) in enumerate(zip(edges, colours[1:], strict=True)):
        heights = [edge + swing * math.sin(1.7 * index + step * 1.1) for step in range(8)]
        parts.append(ridge(heights, colour, base=240))
    return "".join(parts)


def bush(x: float, base: float, width: float, height: float, fill: str, rng: Random) -> str:
    """A low clump with a scalloped outline, standing on ``base``."""
    count = max(3, round(width / 13))
    data = [f"M{num(x)} {num(base)}"]
    previous = (x, base)
    for index in range(1, count + 1):
        share = index / count
        rise = math.sin(math.pi * min(1.0, max(0.0, share))) ** 0.6 if index < count else 0.0
        point = (x + width * share, base - height * rise * rng.uniform(0.82, 1.0))
        radius = math.dist(previous, point) * rng.uniform(0.54, 0.66)
        data.append(f"A{num(radius)} {num(radius)} 0 0 1 {pair(point)}")
        previous = point
    return path("".join(data) + "Z", fill)


def round_tree(x: float, base: float, size: float, crown: str, light: str, trunk: str) -> str:
    """A small far tree: a short trunk under a full crown of five lobes, lighter at the upper left."""
    lobes = (
        (-0.27, -0.47, 0.2),
        (0.27, -0.45, 0.2),
        (-0.17, -0.72, 0.22),
        (0.16, -0.7, 0.22),
        (0.0, -0.56, 0.28),
    )
    data = "".join(
        f"M{num(x + (dx - r) * size)} {num(base + dy * size)}"
        f"a{num(r * size)} {num(r * size)} 0 1 1 {num(2 * r * size)} 0"
        f"a{num(r * size)} {num(r * size)} 0 1 1 {num(-2 * r * size)} 0Z"
        for dx, dy, r in lobes
    )
    shine = "".join(
        f"M{num(x + dx * size)} {num(base + dy * size)}q{num(0.03 * size)} {num(-0.13 * size)} "
        f"{num(0.15 * size)} {num(-0.14 * size)}"
        for dx, dy in ((-0.28, -0.72), (-0.38, -0.45), (-0.02, -0.5))
    )
    return (
        path(
            f"M{num(x - size * 0.07)} {num(base)}v{num(-size * 0.4)}h{num(size * 0.14)}v{num(size * 0.4)}Z",
            trunk,
        )
        + path(data, crown)
        + line(shine, light, size * 0.075)
    )


def fir(x: float, base: float, height: float, fill: str, cap: str = "", trunk: str = "") -> str:
    """A far fir of three tiers; ``cap`` is the colour of the snow on them, if any."""
    parts = []
    if trunk:
        size = height * 0.035
        parts.append(
            path(
                f"M{num(x - size)} {num(base)}v{num(-height * 0.2)}h{num(2 * size)}v{num(height * 0.2)}Z",
                trunk,
            )
        )
    for top, low, half in ((0.42, 0.1, 0.27), (0.7, 0.33, 0.21), (1.0, 0.58, 0.145)):
        tip, foot, wide = base - height * top, base - height * low, height * half
        sag = height * 0.05
        parts.append(
            path(
                f"M{num(x)} {num(tip)}Q{num(x + wide * 0.35)} {num((tip + foot) / 2)} "
                f"{num(x + wide)} {num(foot)}Q{num(x)} {num(foot + sag)} {num(x - wide)} {num(foot)}"
                f"Q{num(x - wide * 0.35)} {num((tip + foot) / 2)} {num(x)} {num(tip)}Z",
                fill,
            )
        )
        if cap:
            deep = tip + (foot - tip) * 0.52
            narrow = wide * 0.38
            parts.append(
                path(
                    f"M{num(x)} {num(tip)}L{num(x + narrow)} {num(deep)}q{num(-narrow * 0.35)} {num(sag)} "
                    f"{num(-narrow * 0.7)} 0q{num(-narrow * 0.4)} {num(sag * 1.3)} {num(-narrow * 0.8)} 0"
                    f"q{num(-narrow * 0.2)} {num(sag * 0.8)} {num(-narrow * 0.5)} 0Z",
                    cap,
                )
            )
    return "".join(parts)


def tufts(places: Iterable[Point], colour: str) -> str:
    """Three blades of grass at each place, larger towards the viewer."""
    groups: dict[float, list[str]] = {}
    for x, y in places:
        size = nearness(y)
        width = round(1.1 + 1.1 * size, 1)
        blades_of = (
            f"M{pair((x, y))}q{num(-0.5 - size)} {num(-5 * size - 1)} {num(-5 * size)} {num(-8 * size)}"
            f"m{num(5 * size)} {num(8 * size)}q0 {num(-6 * size)} {num(size)} {num(-11 * size - 1)}"
            f"m{num(-size)} {num(11 * size + 1)}q{num(1 + size)} {num(-5 * size)} "
            f"{num(6 * size)} {num(-7 * size)}"
        )
        groups.setdefault(width, []).append(blades_of)
    return "".join(line("".join(data), colour, width) for width, data in groups.items())


def blades(x: float, base: float, spread: float, height: float, count: int, fill: str, rng: Random) -> str:
    """A clump of long leaves, as one shape: reeds, dune grass."""
    data = []
    for index in range(count):
        share = index / max(1, count - 1) - 0.5
        foot = x + share * spread * 0.5
        tip = (foot + share * spread + rng.uniform(-3, 3), base - height * rng.uniform(0.65, 1.0))
        bend = (foot + share * spread * 0.15, base - height * 0.55)
        wide = height * 0.045
        data.append(
            f"M{pair((foot - wide, base))}Q{pair((bend[0] - wide, bend[1]))} {pair(tip)}"
            f"Q{pair((bend[0] + wide, bend[1]))} {pair((foot + wide, base))}Z"
        )
    return path("".join(data), fill)


def nearness(y: float) -> float:
    """0.45 at the horizon to 1 at the lower edge: how large a small thing on the ground is."""
    return 0.45 + 0.55 * max(0.0, min(1.0, (y - 195) / 200))


def scatter(
    rng: Random, count: int, box: tuple[float, float, float, float], apart: float
) -> list[tuple[float, float]]:
    """Up to ``count`` places in the box (left, top, right, bottom), ``apart`` from each other."""
    places: list[tuple[float, float]] = []
    for _ in range(count * 30):
        place = (round(rng.uniform(box[0], box[2]), 1), round(rng.uniform(box[1], box[3]), 1))
        if all(math.dist(place, other) >= apart for other in places):
            places.append(place)
        if len(places) == count:
            break
    return places


def glades(colour: str, opacity: float = 0.32) -> str:
    """Lighter lenses in the ground, wide and flat."""
    places = (
        (96, 229, 120, 5),
        (392, 222, 130, 5),
        (270, 300, 170, 7),
        (36, 346, 120, 7),
        (462, 352, 130, 8),
    )
    return "".join(
        path(
            f"M{x - w} {y}C{num(x - w * 0.4)} {num(y - h * 1.9)} {num(x + w * 0.5)} {num(y - h * 1.5)} "
            f"{x + w} {num(y - h * 0.4)}C{num(x + w * 0.5)} {num(y + h * 0.9)} {num(x - w * 0.5)} "
            f"{num(y + h * 1.1)} {x - w} {y}Z",
            colour,
            opacity=opacity,
        )
        for x, y, w, h in places
    )


def flowers(places: Sequence[Point], petal: str, heart: str, stem: str) -> str:
    """Small flowers of four petals, larger towards the viewer."""
    stems = line("".join(f"M{pair(p)}v{num(7 * nearness(p[1]))}" for p in places), stem, 1.4)
    out = [stems]
    for x, y in places:
        size = 2.0 * nearness(y) + 0.3
        data = "".join(
            f"M{pair((x + dx * size, y + dy * size))}h.1" for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0))
        )
        out.append(line(data, petal, 1.9 * size) + line(f"M{pair((x, y))}h.1", heart, 1.4 * size))
    return "".join(out)


def leaves(places: Sequence[Point], colours: Sequence[str], rng: Random) -> str:
    """Fallen leaves, flat on the ground, each colour as one shape; each with its stalk."""
    data: dict[str, list[str]] = {}
    stalks: dict[str, list[str]] = {}
    for index, (x, y) in enumerate(places):
        size = 8.0 * nearness(y)
        angle = rng.uniform(-0.6, 0.6) + math.pi * (index % 2)
        along = (size * math.cos(angle), size * 0.6 * math.sin(angle))
        side = (-along[1] * 0.75, size * 0.58 * math.cos(angle))

        def at(share: float, swing: float, a: Point = along, b: Point = side, o: Point = (x, y)) -> str:
            return pair((o[0] + share * a[0] + swing * b[0], o[1] + share * a[1] + swing * b[1]))

        colour = colours[index % len(colours)]
        data.setdefault(colour, []).append(
            f"M{at(-1, 0)}C{at(-0.5, 1)} {at(0.3, 1)} {at(1, 0)}C{at(0.3, -1)} {at(-0.5, -1)} {at(-1, 0)}Z"
        )
        stalks.setdefault(colour, []).append(f"M{at(0, 0)}L{at(-1.5, 0)}")
    return "".join(
        path("".join(shapes), colour) + line("".join(stalks[colour]), colour, 0.9)
        for colour, shapes in data.items()
    )


def flakes(places: Sequence[Point], sizes: Sequence[float], colour: str, opacity: float = 1.0) -> str:
    """Round dots of a few sizes: snow, stars, fireflies."""
    return "".join(
        line("".join(f"M{pair(p)}h.1" for p in places[index :: len(sizes)]), colour, size, opacity)
        for index, size in enumerate(sizes)
        if places[index :: len(sizes)]
    )


def sparkles(places: Sequence[tuple[float, float, float]], colour: str, opacity: float = 1.0) -> str:
    """Stars of four points: (x, y, size)."""
    data = "".join(
        f"M{pair((x, y - s))}Q{pair((x, y))} {pair((x + s, y))}Q{pair((x, y))} {pair((x, y + s))}"
        f"Q{pair((x, y))} {pair((x - s, y))}Q{pair((x, y))} {pair((x, y - s))}Z"
        for x, y, s in places
    )
    return path(data, colour, opacity=opacity)


def stones(places: Sequence[Point], fill: str, light: str) -> str:
    """Flat pebbles with a lighter top, larger towards the viewer."""
    return "".join(
        ellipse((x, y), 7 * nearness(y), 3.4 * nearness(y), fill)
        + ellipse((x - 1.2 * nearness(y), y - 1.1 * nearness(y)), 4.6 * nearness(y), 1.7 * nearness(y), light)
        for x, y in places
    )


def bubbles(places: Sequence[tuple[float, float, float]], colour: str) -> str:
    """Rings with a glint: (x, y, radius)."""
    return "".join(
        f'<circle cx="{num(x)}" cy="{num(y)}" r="{num(r)}" fill="{colour}" fill-opacity=".22"'
        f' stroke="{colour}" stroke-width="1.2" stroke-opacity=".7"/>'
        + line(
            f"M{pair((x - r * 0.45, y - r * 0.1))}q0 {num(-r * 0.4)} {num(r * 0.4)} {num(-r * 0.45)}",
            colour,
            1,
        )
        for x, y, r in places
    )
