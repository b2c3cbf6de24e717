"""The backgrounds at the sea: a beach, and the sandy bed under the water."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from text2scene.art.backgrounds_shapes import (
    BLEED,
    Point,
    band,
    blades,
    bubbles,
    ellipse,
    glades,
    line,
    num,
    path,
    rect,
    ridge,
    sky,
    stones,
    wavy,
)

# -- beach --------------------------------------------------------------------------------


def beach() -> str:
    """Sea behind, sand before; dunes at both sides."""
    rng = Random(5)
    return (
        sky(("#AFDDF0", "#BEE5F3", "#CDECF5", "#DEF3F6"), (48, 88, 118))
        + _island()
        + rect(134, 240, "#7CC7D3")
        + ridge((146, 147, 145, 146, 147, 146, 145, 147), "#70C0CE", base=240)
        + ridge((161, 159, 162, 160, 162, 159, 161, 160), "#66B8C9", base=240)
        + _ripples()
        + ridge((177, 180, 176, 179, 182, 178, 176, 180), "#8CD2D6", base=240)
        + ridge((182, 185, 181, 184, 187, 183, 181, 185), "#F2FAF6", base=240)
        + ridge((186, 189, 185, 188, 191, 187, 185, 189), "#D8BF8A", base=240)
        + band(196, 2.4, "#F0DBA6", 1.1)
        + band(250, 6, "#ECD49B", 0.6)
        + band(324, 7, "#E6CC90", 2.0)
        + band(378, 5, "#E0C487", 0.3)
        + glades("#F7E6BB", 0.5)
        + _dune(-40, 210, 1, rng)
        + _dune(540, 208, -1, rng)
        + line(_wind(), "#D6BB7E", 1.6, 0.7)
        + _starfish(146, 272, 6)
        + _starfish(446, 380, 8.5)
        + _shell(322, 250, 5)
        + _shell(52, 372, 8)
        + stones(((268, 214), (280, 216), (404, 290), (196, 364)), "#D2BB8C", "#DFCB9F")
    )  # fmt: skip


def _island() -> str:
    """A far green hill on the horizon, and a sail."""
    return (
        ellipse((108, 136), 62, 13, "#A8D3C4")
        + ellipse((146, 137), 48, 9, "#9CCBBC")
        + path("M371 133V112L385 129Z", "#FBFDFC")
        + path("M369 133V116L359 130Z", "#EAF4F5")
        + path("M356 133H388Q384 139 378 139H364Q359 138 356 133Z", "#D8A37E")
    )


def _ripples() -> str:
    rows = ((60, 143), (240, 142), (420, 144), (20, 154), (160, 152), (330, 155), (470, 153), (90, 169),
            (250, 167), (400, 170))  # fmt: skip
    data = "".join(
        f"M{x} {y}q6 {-2 - (y - 140) / 20:.1f} 12 0t12 0" + ("t12 0" if y > 150 else "") for x, y in rows
    )
    return line(data, "#B4E2E6", 1.5, 0.8)


def _wind() -> str:
    """What the wind has drawn in the sand."""
    rows = ((150, 238), (300, 228), (60, 262), (352, 272), (210, 310), (96, 322), (392, 330), (270, 372))
    return "".join(f"M{x} {y}q14 -3.5 28 0t28 0" for x, y in rows)


def _dune(x: float, y: float, side: int, rng: Random) -> str:
    """A dune at one edge with grass on it; ``side`` is 1 for the left one, -1 for the right one."""
    hill = path(
        f"M{x} {y - 38}C{x + 50 * side} {y - 42} {x + 84 * side} {y - 12} {x + 130 * side} {y + 4}"
        f"C{x + 90 * side} {y + 22} {x + 40 * side} {y + 30} {x} {y + 34}Z",
        "#E9D196",
    )
    lit = path(
        f"M{x} {y - 38}C{x + 50 * side} {y - 42} {x + 84 * side} {y - 12} {x + 130 * side} {y + 4}"
        f"C{x + 84 * side} {y - 4} {x + 50 * side} {y - 22} {x} {y - 22}Z",
        "#F4E2B4",
    )
    grass = "".join(
        blades(x + dx * side, y + dy, 16, high, 6, colour, rng)
        for dx, dy, high, colour in (
            (50, -26, 26, "#A9C188"),
            (68, -16, 30, "#98B57C"),
            (86, -4, 22, "#A9C188"),
        )
    )
    return hill + lit + grass


def _starfish(x: float, y: float, size: float) -> str:
    data = []
    for step in range(10):
        angle = -math.pi / 2 + step * math.pi / 5 + 0.2
        reach = size if step % 2 == 0 else size * 0.42
        data.append(f"{x + reach * math.cos(angle):.1f} {y + 0.62 * reach * math.sin(angle):.1f}")
    d = "M" + "L".join(data) + "Z"
    return (
        f'<path d="{d}" fill="#E8A27C" stroke="#E8A27C" stroke-width="{size * 0.32:.1f}"'
        ' stroke-linejoin="round"/>' + ellipse((x, y), size * 0.2, size * 0.14, "#F2BC9A")
    )


def _shell(x: float, y: float, size: float) -> str:
    fan = path(f"M{x - size} {y - size * 0.3:g}A{size} {size * 0.8:g} 0 0 1 {x + size} {y - size * 0.3:g}"
               f"L{x + size * 0.3:g} {y + size * 0.55:g}H{x - size * 0.3:g}Z", "#FBF0E2")  # fmt: skip
    foot, top = y + size * 0.4, y - size * 0.6
    ribs = line(
        f"M{x} {foot:g}V{y - size * 0.8:g}M{x - 1} {foot:g}L{x - size * 0.6:g} {top:g}"
        f"M{x + 1} {foot:g}L{x + size * 0.6:g} {top:g}",
        "#E3C4A8",
        max(0.8, size * 0.13),
    )
    return fan + ribs


# -- under water --------------------------------------------------------------------------


def underwater() -> str:
    """Shallow water over a sandy bed, light falling in from the upper left."""
    rng = Random(55)
    return (
        sky(("#A5E1E2", "#93D6DC", "#82CAD5", "#72BECD", "#66B4C6"), (40, 78, 114, 148), 6)
        + "".join(
            path(f"M{x} {-BLEED}H{x + wide}L{x + wide * 1.5 + 90} 240H{x + 70}Z", "#D8F6F0", opacity=0.2)
            for x, wide in ((-30, 34), (66, 22), (150, 44), (284, 26), (378, 40))
        )
        + ridge((168, 152, 148, 158, 170, 174, 166, 150, 144, 156, 168, 172), "#5FA9BD", base=240)
        + ridge((184, 178, 166, 164, 176, 186, 184, 176, 168, 166, 174, 182), "#5BA3B3", base=240)
        + _coral(74, 198, 0.62, "#7DA6B4")
        + _coral(236, 198, 0.5, "#79AAB6")
        + _coral(398, 198, 0.66, "#84A3B3")
        + _fish(((150, 92, 9, 1), (172, 104, 8, 1), (140, 112, 7, 1), (352, 70, 8, -1),
                 (334, 82, 9, -1), (366, 90, 7, -1)))
        + band(194, 2.4, "#DCD9AE")
        + band(246, 6, "#D4D0A4", 0.8)
        + band(322, 7, "#CAC799", 2.2)
        + band(378, 5, "#C2BE90", 0.3)
        + _caustics()
        + "".join(_weed(x, y, high, colour, rng) for x, y, high, colour in (
            (-4, 232, 104, "#5FA88F"), (14, 238, 132, "#6DB397"), (34, 236, 84, "#5FA88F"),
            (462, 234, 96, "#6DB397"), (482, 240, 140, "#5FA88F"), (504, 236, 100, "#6DB397")))
        + _coral(60, 244, 0.8, "#DE9C92")
        + _coral(440, 240, 0.86, "#D7A9B4")
        + stones(((38, 250), (458, 248), (300, 214), (312, 217), (154, 346), (390, 372), (20, 372),
                  (240, 238)), "#B0AE92", "#C6C3A6")
        + _shell(126, 282, 6)
        + _shell(344, 318, 7)
        + _starfish(226, 366, 8)
        + _starfish(396, 264, 6)
        + bubbles(((96, 130, 5), (106, 108, 3.5), (99, 90, 2.5), (420, 140, 4.5), (429, 118, 3), (424, 98, 4),
                   (268, 52, 3), (262, 34, 4), (206, 150, 3), (310, 128, 2.6)), "#EFFBF8")
    )  # fmt: skip


def _caustics() -> str:
    """Ripples in the sand, and light upon it."""
    rows = ((180, 212, 0.6), (372, 216, 0.6), (90, 222, 0.6), (290, 232, 0.7), (172, 258, 0.8),
            (396, 246, 0.8), (70, 290, 1.0), (276, 284, 1.0), (440, 300, 1.0), (180, 318, 1.1),
            (330, 344, 1.2), (60, 352, 1.2), (470, 352, 1.2), (220, 386, 1.3))  # fmt: skip
    data = "".join(
        f"M{x - 33 * s:.1f} {y}q{11 * s:.1f} {-5 * s:.1f} {22 * s:.1f} 0t{22 * s:.1f} 0t{22 * s:.1f} 0"
        for x, y, s in rows
    )
    return line(data, "#E8E6C0", 2, 0.75)


def _weed(x: float, y: float, high: float, colour: str, rng: Random) -> str:
    """A ribbon of weed that sways upwards and tapers."""
    sway, turn = rng.uniform(5, 8), rng.uniform(0, 6)
    left: list[Point] = []
    right: list[Point] = []
    for step in range(7):
        share = step / 6
        middle = x + sway * share**0.6 * math.sin(turn + 5.2 * share)
        half = 5.5 * (1 - share) ** 0.7
        left.append((middle - half, y - high * share))
        right.append((middle + half, y - high * share))
    back = right[-2::-1]
    data = f"M{num(left[0][0])} {num(left[0][1])}{wavy(left)}{wavy([left[-1], *back])}Z"
    return path(data, colour)


def _coral(x: float, y: float, size: float, colour: str) -> str:
    """A coral of round-ended arms."""
    arms = (
        (0, 0, 0, -40),
        (0, -14, -14, -32),
        (0, -20, 15, -38),
        (-10, -26, -22, -44),
        (11, -32, 8, -50),
        (0, -34, -5, -54),
    )
    data = "".join(
        f"M{x + a * size:.1f} {y + b * size:.1f}L{x + c * size:.1f} {y + d * size:.1f}" for a, b, c, d in arms
    )
    return line(data, colour, 7 * size)


def _fish(places: Sequence[tuple[float, float, float, int]]) -> str:
    """Small far fish: (x, y, half length, 1 to the right or -1 to the left)."""
    data = "".join(
        f"M{x + s * side:g} {y:g}Q{x:g} {y - s * 0.75:g} {x - s * 0.7 * side:g} {y:g}"
        f"L{x - s * 1.3 * side:g} {y - s * 0.45:g}V{y + s * 0.45:g}L{x - s * 0.7 * side:g} {y:g}"
        f"Q{x:g} {y + s * 0.75:g} {x + s * side:g} {y:g}Z"
        for x, y, s, side in places
    )
    return path(data, "#6FB0C6")
