"""Drawing helpers for the children: smooth paths, tapered limbs, SVG elements.

Everything is plain geometry on ``(x, y)`` tuples (y grows downwards) and
strings of SVG; the subject matter lives in the sibling modules
``children_heads``, ``children_bodies`` and ``children``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]


def num(value: float) -> str:
    """A number with at most one decimal, in its shortest spelling."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    if text.startswith(("0.", "-0.")):
        text = text.replace("0.", ".", 1)
    return "0" if text in ("-0", "") else text


def pair(point: Point) -> str:
    """A point as path data."""
    return f"{num(point[0])} {num(point[1])}"


def lerp(a: Point, b: Point, t: float) -> Point:
    """The point a share ``t`` of the way from ``a`` to ``b``."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)


def move(a: Point, angle: float, length: float) -> Point:
    """The point ``length`` away from ``a`` at ``angle`` degrees (0 = right, 90 = down)."""
    rad = math.radians(angle)
    return (a[0] + math.cos(rad) * length, a[1] + math.sin(rad) * length)


def angle_of(a: Point, b: Point) -> float:
    """The direction from ``a`` to ``b`` in degrees."""
    return math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))


def turn(point: Point, angle: float, centre: Point = (0.0, 0.0)) -> Point:
    """``point`` turned by ``angle`` degrees about ``centre`` (clockwise on screen)."""
    rad = math.radians(angle)
    dx, dy = point[0] - centre[0], point[1] - centre[1]
    return (
        centre[0] + dx * math.cos(rad) - dy * math.sin(rad),
        centre[1] + dx * math.sin(rad) + dy * math.cos(rad),
    )


# --- SVG elements ---------------------------------------------------------


def path(d: str, fill: str, part: str = "", opacity: float = 1.0) -> str:
    """A filled path; ``part`` names the recolourable part it belongs to."""
    tail = f' data-part="{part}"' if part else ""
    if opacity < 1:
        tail += f' opacity="{opacity:g}"'
    return f'<path d="{d}" fill="{fill}"{tail}/>'


def stroke(d: str, colour: str, width: float, opacity: float = 1.0, part: str = "") -> str:
    """An open line with round ends; ``part`` names the recolourable part it belongs to."""
    tail = f' opacity="{opacity:g}"' if opacity < 1 else ""
    if part:
        tail += f' data-part="{part}"'
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{num(width)}"'
        f' stroke-linecap="round" stroke-linejoin="round"{tail}/>'
    )


def ellipse(at: Point, rx: float, ry: float, fill: str, part: str = "", opacity: float = 1.0) -> str:
    """A filled ellipse."""
    tail = f' data-part="{part}"' if part else ""
    if opacity < 1:
        tail += f' opacity="{opacity:g}"'
    return f'<ellipse cx="{num(at[0])}" cy="{num(at[1])}" rx="{num(rx)}" ry="{num(ry)}" fill="{fill}"{tail}/>'


def dots(places: Sequence[Point], size: float, colour: str) -> str:
    """Round dots of the given diameter, as one element."""
    return stroke("".join(f"M{pair(p)}h.1" for p in places), colour, size)


def group(content: str, at: Point = (0.0, 0.0), angle: float = 0.0, scale: str = "") -> str:
    """``content`` in a group moved to ``at``, turned, then scaled."""
    steps = []
    if at != (0.0, 0.0):
        steps.append(f"translate({pair(at)})")
    if angle:
        steps.append(f"rotate({num(angle)})")
    if scale:
        steps.append(f"scale({scale})")
    return f'<g transform="{" ".join(steps)}">{content}</g>' if steps else content


# --- smooth outlines ------------------------------------------------------


def _curve(points: Sequence[Point], before: Point, after: Point) -> str:
    """Relative cubic segments of a Catmull-Rom curve through ``points``."""
    line = [before, *points, after]
    parts = []
    for i in range(1, len(line) - 2):
        p0, p1, p2, p3 = line[i - 1 : i + 3]
        x, y = round(p1[0], 1), round(p1[1], 1)
        steps = (
            (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6),
            (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6),
            p2,
        )
        numbers = [num(v) for sx, sy in steps for v in (round(sx, 1) - x, round(sy, 1) - y)]
        parts.append("c" + " ".join(numbers).replace(" -", "-"))
    return "".join(parts)


def blob(points: Sequence[Point]) -> str:
    """A closed smooth outline through ``points``."""
    ring = [*points, points[0]]
    return f"M{pair(points[0])}{_curve(ring, points[-1], points[1])}Z"


def spline(points: Sequence[Point]) -> str:
    """Open smooth path data through ``points``, with the opening move."""
    return f"M{pair(points[0])}{_curve(points, points[0], points[-1])}"


def patch(*edges: Sequence[Point]) -> str:
    """A closed outline of smooth edges that meet in corners."""
    d = f"M{pair(edges[0][0])}"
    for i, edge in enumerate(edges):
        if i:
            d += f"L{pair(edge[0])}"
        if len(edge) > 1:
            d += _curve(edge, edge[0], edge[-1])
    return d + "Z"


# --- limbs ----------------------------------------------------------------


@dataclass(frozen=True)
class Limb:
    """A bent limb: its centre line (densely sampled) and the width along it."""

    line: tuple[Point, ...]
    widths: tuple[float, ...]

    @property
    def end_angle(self) -> float:
        """The direction in which the limb ends, in degrees."""
        return angle_of(self.line[-3], self.line[-1])

    def cut(self, start: float, end: float, count: int, wider: tuple[float, float] = (0.0, 0.0)) -> Limb:
        """The share from ``start`` to ``end``, resampled, widened at both ends as given."""
        last = len(self.line) - 1
        line, widths = [], []
        for i in range(count):
            share = i / (count - 1)
            at = (start + (end - start) * share) * last
            low = min(int(at), last - 1)
            line.append(lerp(self.line[low], self.line[low + 1], at - low))
            width = self.widths[low] + (self.widths[low + 1] - self.widths[low]) * (at - low)
            widths.append(width + wider[0] + (wider[1] - wider[0]) * share)
        return Limb(tuple(line), tuple(widths))

    def offset(self, share: float) -> list[Point]:
        """The line beside the centre line, ``share`` of the half width to its left."""
        out = []
        for i, (x, y) in enumerate(self.line):
            a, b = self.line[max(i - 1, 0)], self.line[min(i + 1, len(self.line) - 1)]
            length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1.0
            nx, ny = (b[1] - a[1]) / length, -(b[0] - a[0]) / length
            half = self.widths[i] / 2 * share
            out.append((x + nx * half, y + ny * half))
        return out

    def outline(self, start_round: bool = True, end_round: bool = True) -> str:
        """The limb's outline, with round or flat ends."""
        left, right = self.offset(1), self.offset(-1)[::-1]
        first = move(self.line[0], angle_of(self.line[1], self.line[0]), self.widths[0] / 2)
        last = move(self.line[-1], self.end_angle_short, self.widths[-1] / 2)
        if start_round and end_round:
            return blob([first, *left, last, *right])
        if start_round:
            return patch([*right, first, *left])
        if end_round:
            return patch([*left, last, *right])
        return patch(left, right)

    @property
    def end_angle_short(self) -> float:
        """The direction of the last step of the centre line."""
        return angle_of(self.line[-2], self.line[-1])

    def shade(self, inner: float = 0.1, end: float = 1.0) -> str:
        """A shade along the side that faces down and to the right.

        It grows out of nothing at the start of the limb and reaches from the edge in to the
        share ``inner`` of the half width; ``end`` is how much of that is left at the limb's end.
        """
        (ax, ay), (bx, by) = self.line[0], self.line[-1]
        nx, ny = by - ay, -(bx - ax)
        side = 1.0 if nx * 0.5 + ny > 0 else -1.0
        edge, inside = self.offset(side), self.offset(side * inner)
        for i, share in ((0, 0.0), (1, 0.62), (-1, end)):
            inside[i] = lerp(edge[i], inside[i], share)
        return patch(edge, inside[::-1])


def limb(
    start: Point, joint: Point, end: Point, widths: tuple[float, float, float], bend: float = 0.5
) -> Limb:
    """A limb from ``start`` over ``joint`` to ``end``; ``bend`` is how round the joint is."""
    before, after = lerp(joint, start, bend), lerp(joint, end, bend)
    line: list[Point] = [lerp(start, before, i / 5) for i in range(5)]
    for i in range(9):
        t = i / 8
        line.append(lerp(lerp(before, joint, t), lerp(joint, after, t), t))
    line += [lerp(after, end, i / 5) for i in range(1, 6)]
    half = len(line) // 2
    spread = [
        widths[0] + (widths[1] - widths[0]) * i / half
        if i <= half
        else widths[1] + (widths[2] - widths[1]) * (i - half) / (len(line) - 1 - half)
        for i in range(len(line))
    ]
    return Limb(tuple(line), tuple(spread))


def capsule(a: Point, b: Point, width: float) -> str:
    """A short round-ended bar from ``a`` to ``b`` (a finger, a thumb)."""
    angle = angle_of(a, b)
    half = width / 2
    a1, a2 = move(a, angle - 90, half), move(a, angle + 90, half)
    b1, b2 = move(b, angle - 90, half), move(b, angle + 90, half)
    arc = f"A{num(half)} {num(half)} 0 0 1 "
    return f"M{pair(a1)}L{pair(b1)}{arc}{pair(b2)}L{pair(a2)}{arc}{pair(a1)}Z"
