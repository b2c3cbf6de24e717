"""The backgrounds of a clearing in a forest and of a moon."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from text2scene.art.backgrounds_shapes import (
    BLEED,
    Point,
    band,
    bush,
    ellipse,
    fir,
    flakes,
    flowers,
    glades,
    line,
    path,
    rect,
    ridge,
    scatter,
    sky,
    sparkles,
    stones,
    tufts,
)

# -- forest -------------------------------------------------------------------------------


def forest() -> str:
    """A clearing: paler and paler trunks behind it, a roof of leaves above."""
    rng = Random(13)
    return (
        rect(-BLEED, 240, "#D6EBCB")
        + ellipse((250, 96), 250, 130, "#E3F2D4")
        + ellipse((250, 106), 160, 96, "#EEF7DE")
        + _trunks(((74, 9), (118, 7), (160, 8), (206, 6), (248, 7), (292, 6), (338, 8), (384, 7), (428, 9)),
                  "#C0D9B4", 184, rng)
        + ridge((168, 158, 164, 172, 168, 174, 170, 172, 164, 158, 166), "#BCD8AC", base=240)
        + _trunks(((34, 14), (96, 11), (142, 10), (358, 10), (406, 12), (468, 15)), "#A5C49C", 192, rng)
        + "".join(fir(x, 190, high, "#9CC39B") for x, high in ((126, 58), (376, 64), (316, 44), (182, 42)))
        + _canopy(rng)
        + _trunks(((-12, 26), (62, 17), (440, 18), (508, 28)), "#8FA98A", 200, rng)
        + "".join(bush(x, 198, wide, high, colour, rng) for x, wide, high, colour in (
            (-36, 92, 28, "#7DB37C"), (70, 52, 17, "#8ABD86"), (392, 58, 18, "#8ABD86"),
            (444, 100, 30, "#7DB37C"), (150, 40, 12, "#98C792"), (300, 44, 13, "#98C792")))
        + band(192, 2.4, "#A6D07F")
        + band(246, 6, "#9AC876", 0.8)
        + band(322, 6, "#8EBF6D", 2.2)
        + band(378, 5, "#85B767", 0.3)
        + glades("#C3E49A", 0.36)
        + "".join(_fern(x, y, s, side) for x, y, s, side in (
            (-2, 262, 1.2, 1), (502, 256, 1.2, -1), (-4, 352, 1.6, 1), (504, 346, 1.6, -1)))
        + tufts(((96, 232), (330, 226), (196, 244), (424, 270), (120, 292), (286, 300), (64, 376), (238, 372),
                 (408, 380)), "#74AA5D")
        + "".join(_mushroom(x, y, s) for x, y, s in ((92, 254, 0.62), (101, 257, 0.45), (446, 300, 0.85),
                                                       (38, 366, 1.0), (52, 371, 0.7)))
        + flowers(((352, 250), (364, 254), (160, 318), (310, 384)), "#F3F6FF", "#F5CE5A", "#74AA5D")
    )  # fmt: skip


def _trunks(places: Sequence[Point], colour: str, base: float, rng: Random) -> str:
    """Trunks from beyond the upper edge to ``base``: (x, width), a little wider at the foot."""
    data = []
    for x, width in places:
        half, lean = width / 2, rng.uniform(-4, 4)
        foot, waist, bend = half * 1.7, base - 60, lean * 0.4
        data.append(
            f"M{x - foot:.1f} {base}Q{x - half:.1f} {base - 16} {x - half + bend:.1f} {waist}"
            f"L{x - half * 0.8 + lean:.1f} {-BLEED}H{x + half * 0.8 + lean:.1f}"
            f"L{x + half + bend:.1f} {waist}Q{x + half:.1f} {base - 16} {x + foot:.1f} {base}Z"
        )
    return path("".join(data), colour)


def _canopy(rng: Random) -> str:
    """Leaves that hang in from above, deeper at both sides, in three tones."""
    out = []
    for depth, middle, colour in ((104, 42, "#AFD3A2"), (78, 22, "#93C390"), (50, 2, "#7DB482")):
        data, x = [f"M{-BLEED} {-BLEED}V{depth}"], float(-BLEED)
        y = float(depth)
        while x < 500 + BLEED:
            step = rng.uniform(30, 46)
            share = abs((x + step) - 250) / 290
            low = middle + (depth - middle) * min(1.0, share) ** 1.7 + rng.uniform(-4, 4)
            radius = math.hypot(step, low - y) * 0.56
            data.append(f"A{radius:.1f} {radius:.1f} 0 0 0 {x + step:.1f} {low:.1f}")
            x, y = x + step, low
        out.append(path("".join(data) + f"V{-BLEED}Z", colour))
    return "".join(out)


def _fern(x: float, y: float, size: float, side: int) -> str:
    """Two arched fronds that lean into the picture."""
    out = []
    for lean, high in ((16, 34), (31, 24)):
        tip = (x + lean * size * side, y - high * size)
        mid = (x + lean * 0.2 * size * side, y - high * 0.8 * size)
        rib, leaf = f"M{x} {y}Q{mid[0]:.1f} {mid[1]:.1f} {tip[0]:.1f} {tip[1]:.1f}", []
        for step in range(2, 8):
            t = step / 8
            px = (1 - t) ** 2 * x + 2 * t * (1 - t) * mid[0] + t * t * tip[0]
            py = (1 - t) ** 2 * y + 2 * t * (1 - t) * mid[1] + t * t * tip[1]
            reach = 9 * size * (1 - t) + 2
            leaf.append(
                f"M{px:.1f} {py:.1f}l{reach:.1f} {-reach * 0.35:.1f}"
                f"M{px:.1f} {py:.1f}l{-reach:.1f} {-reach * 0.2:.1f}"
            )
        out.append(line(rib + "".join(leaf), "#72AC6B", 2.2 * size))
    return "".join(out)


def _mushroom(x: float, y: float, size: float) -> str:
    return (
        path(f"M{x - 2.2 * size:.1f} {y}v{-7 * size:.1f}h{4.4 * size:.1f}v{7 * size:.1f}Z", "#F3E8D2")
        + path(
            f"M{x - 7 * size:.1f} {y - 6 * size:.1f}"
            f"a{7 * size:.1f} {6.4 * size:.1f} 0 0 1 {14 * size:.1f} 0Z",
            "#D98870",
        )
        + ellipse((x - 2.4 * size, y - 9 * size), 1.3 * size, 1.0 * size, "#F6E2D2")
        + ellipse((x + 2.6 * size, y - 8 * size), 1.0 * size, 0.8 * size, "#F6E2D2")
    )


# -- space --------------------------------------------------------------------------------


def moonscape() -> str:
    """The ground of a pale moon from y = 200, and the stars above it."""
    rng = Random(34)
    stars = scatter(rng, 74, (-20, -20, 520, 156), 20)
    return (
        sky(("#353A75", "#414483", "#504F92", "#6560A2", "#8278B2"), (42, 84, 120, 150), 6)
        + path("M-40 60C70 88 130 30 240 46C330 58 400 20 540 46V88"
               "C420 64 350 104 250 92C150 80 80 128 -40 104Z", "#8E7FC4", opacity=0.3)
        + path("M-40 74C70 100 140 48 240 62C330 74 410 38 540 62V74"
               "C420 52 350 90 250 80C150 70 80 112 -40 90Z", "#B79AD2", opacity=0.26)
        + flakes(stars, (1.3, 2.0, 1.3, 1.7, 2.6), "#F7F1E1", 0.9)
        + sparkles(((54, 28, 6), (178, 110, 4.5), (300, 24, 6), (392, 116, 5), (470, 30, 6.5)), "#FFF3C9")
        + _ringed(404, 62)
        + ellipse((112, 70), 12, 12, "#7FA8C9")
        + path("M101 66Q112 62 123 66Q124 70 123.5 73Q112 69 100.6 73Q100 69 101 66Z", "#9CC0DA")
        + ridge((170, 160, 168, 176, 166, 158, 170, 178, 172, 162, 166, 174), "#7F82AE", base=240)
        + ridge((188, 180, 176, 186, 192, 186, 178, 184, 190, 184, 176, 182), "#9296BA", base=240)
        + band(200, 2.4, "#AEB6CF")
        + band(250, 6, "#A3ABC6", 0.8)
        + band(324, 7, "#99A2BF", 2.2)
        + band(378, 5, "#8F99B8", 0.3)
        + "".join(_crater(x, y, rx) for x, y, rx in (
            (80, 226, 34), (226, 214, 18), (396, 232, 44), (300, 262, 24), (36, 292, 36), (188, 312, 48),
            (466, 300, 30), (352, 352, 56), (90, 374, 40)))
        + stones(((140, 240), (280, 224), (460, 250), (112, 338), (262, 352), (442, 384), (240, 284)),
                 "#858FAE", "#A3ACC8")
    )  # fmt: skip


def _ringed(x: float, y: float) -> str:
    """A far planet with a ring, behind and before it."""
    front = (
        f"M{x - 33} {y + 9}C{x - 36} {y + 18} {x - 4} {y + 12} {x + 14} {y + 3}"
        f"C{x + 30} {y - 5} {x + 38} {y - 14} {x + 31} {y - 13}"
    )
    back = (
        f"M{x - 33} {y + 9}C{x - 30} {y + 1} {x - 20} {y - 3} {x - 14} {y - 6}"
        f"M{x + 12} {y - 13}C{x + 20} {y - 15} {x + 28} {y - 16} {x + 31} {y - 13}"
    )
    return (
        line(back, "#D9BFA8", 3)
        + ellipse((x, y), 19, 19, "#D39A86")
        + path(
            f"M{x - 18} {y - 6}Q{x} {y + 1} {x + 18} {y - 6}L{x + 19} {y}Q{x} {y + 8} {x - 19} {y}Z",
            "#E0B09A",
        )
        + line(front, "#EAD5BF", 3)
    )


def _crater(x: float, y: float, rx: float) -> str:
    ry = rx * 0.24
    return (
        ellipse((x, y + ry * 0.2), rx, ry * 1.1, "#BFC6DB")
        + ellipse((x, y), rx * 0.92, ry * 0.92, "#8B95B3")
        + ellipse((x + rx * 0.06, y + ry * 0.22), rx * 0.78, ry * 0.68, "#9BA4C0")
    )
