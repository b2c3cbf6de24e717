"""The backgrounds: ten places and times of day, all with the ground beginning near y = 190.

``build(folder)`` writes one SVG each. Skies are three to five flat bands, the ground three or
four; what is drawn on them is small, and close to them in tone, so that sprites read in front
of it. No sun, moon or cloud is drawn: those are pieces.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from text2scene.art.backgrounds_places import forest, moonscape
from text2scene.art.backgrounds_sea import beach, underwater
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
    leaves,
    line,
    path,
    ridge,
    round_tree,
    scatter,
    sky,
    sparkles,
    tufts,
)
from text2scene.files import write_text

_TUFTS: tuple[Point, ...] = (
    (60, 226), (182, 214), (318, 222), (440, 230), (26, 286), (138, 300), (262, 282), (392, 298),
    (478, 280), (84, 362), (214, 352), (336, 368), (462, 356), (240, 226), (8, 240), (350, 258),
)  # fmt: skip
_FAR_HILLS = (146, 132, 124, 136, 150, 152, 140, 122, 116, 126, 140, 146)
_HILLS = (178, 170, 158, 160, 172, 180, 176, 166, 160, 160, 168, 174)


def _land(far: str, middle: str, near: str) -> str:
    """Three rows of hills behind the ground, all of which begin above y = 190."""
    return (
        ridge(_FAR_HILLS, far, base=230)
        + ridge(_HILLS, middle, base=230)
        + ridge((186, 182, 176, 180, 188, 190, 186, 180, 176, 178, 184, 188), near, base=230)
    )


def _bushes(colour: str, seed: int) -> str:
    """Low hedges along the edge of the ground."""
    rng = Random(seed)
    places = ((-30, 74, 17), (118, 46, 13), (206, 62, 16), (372, 40, 12), (424, 70, 18), (500, 60, 15))
    return "".join(bush(x, 194, width, height, colour, rng) for x, width, height in places)


def _woods(places: Sequence[tuple[float, float, float]], colours: Sequence[Sequence[str]]) -> str:
    """Small round trees on the hills: (x, foot, height), in turn in (crown, light, trunk)."""
    return "".join(round_tree(*place, *colours[index % len(colours)]) for index, place in enumerate(places))


_TREES = (
    (22, 168, 30), (46, 166, 38), (70, 169, 28), (278, 174, 26), (300, 170, 36), (322, 168, 30),
    (404, 165, 26), (424, 166, 34), (480, 172, 30), (152, 178, 22),
)  # fmt: skip


def _meadow(colours: Sequence[str]) -> str:
    """The grass in four bands, the nearest last."""
    return (
        band(190, 2.2, colours[0])
        + band(246, 6, colours[1], 0.8)
        + band(322, 6, colours[2], 2.2)
        + band(378, 5, colours[3], 0.3)
    )


def park() -> str:
    """A mild day."""
    white = [(104.0, 262.0), (112.0, 266.0), (290.0, 318.0), (300.0, 323.0), (168.0, 384.0), (20.0, 316.0)]
    yellow = [(410.0, 258.0), (40.0, 336.0), (428.0, 386.0), (438.0, 381.0), (230.0, 258.0)]
    return (
        sky(("#B3DCEF", "#BFE3F2", "#CBE9F4", "#D9F0F6"), (58, 100, 134))
        + _land("#B2DAC0", "#9CCFA6", "#8CC68A")
        + _woods(_TREES, (("#8AC39A", "#9CCFA8", "#8FAF8E"), ("#93C8A3", "#A5D3B1", "#8FAF8E")))
        + _bushes("#7CBB80", 5)
        + _meadow(("#A9D67A", "#9FCF73", "#94C86B", "#8DC567"))
        + glades("#BFE594")
        + tufts(_TUFTS, "#82BA5F")
        + flowers(white, "#FFFFFF", "#FBC943", "#82BA5F")
        + flowers(yellow, "#FFE9A6", "#F5BE3C", "#82BA5F")
    )


def sunset() -> str:
    """The hour after the sun has gone: warm below, lavender above."""
    rng = Random(11)
    return (
        sky(("#A99AD0", "#C9A3CB", "#EBABB8", "#F8C1A4", "#FCD9A0"), (44, 80, 112, 140), 5)
        + _streaks((("#DDB0CB", 70, 62, 190, 5), ("#F3BDB6", 300, 92, 230, 5), ("#FBD0AE", 20, 120, 170, 4),
                    ("#C4A9D4", 330, 34, 150, 5)))
        + _land("#C79DB4", "#AE8AA6", "#8F8B86")
        + _woods(_TREES, (("#9D7F9E", "#B08FA8", "#86708C"), ("#A58499", "#B793A6", "#86708C")))
        + _bushes("#7D8A74", 6)
        + _meadow(("#B9BC76", "#A9B26C", "#9AA864", "#8F9F5F"))
        + glades("#E3CB86", 0.34)
        + tufts(_TUFTS, "#848F54")
        + flowers(scatter(rng, 7, (20, 250, 480, 385), 60), "#F9D7C4", "#F0A860", "#848F54")
    )  # fmt: skip


def _streaks(rows: Sequence[tuple[str, float, float, float, float]]) -> str:
    """Thin bars of haze in the sky: colour, x, y, width, half height."""
    return "".join(
        path(
            f"M{x:g} {y:g}q{width * 0.25:g} {-2 * half:g} {width * 0.5:g} {-half:g}"
            f"t{width * 0.5:g} {half * 0.6:g}q{-width * 0.3:g} {half * 1.6:g} {-width * 0.55:g} {half:g}"
            f"t{-width * 0.45:g} {-half * 0.6:g}Z",
            colour,
            opacity=0.7,
        )
        for colour, x, y, width, half in rows
    )


def night() -> str:
    """A clear night, bright enough to play in, with a window lit far away."""
    rng = Random(27)
    stars = scatter(rng, 64, (-20, -20, 520, 128), 22)
    return (
        sky(("#31437A", "#3A5089", "#476098", "#5A74A8", "#6F8AB6"), (40, 80, 114, 142), 6)
        + path(
            "M-40 96C60 70 140 60 230 22C280 2 330 -20 380 -40H470"
            "C400 -10 350 30 280 62C190 104 70 110 -40 150Z",
            "#6C82BC",
            opacity=0.22,
        )
        + flakes(stars, (1.3, 2.0, 1.3, 1.7, 2.6), "#F4EFD9", 0.9)
        + sparkles(((62, 34, 6), (214, 66, 4.5), (330, 26, 6.5), (446, 74, 5), (142, 96, 4)), "#FFF3C9")
        + ridge(_FAR_HILLS, "#557399", base=230)
        + ridge(_HILLS, "#4A6A8B", base=230)
        + _cottage(372, 164)
        + ridge((186, 182, 176, 180, 188, 190, 186, 180, 176, 178, 184, 188), "#44697F", base=230)
        + _woods(
            tuple(tree for tree in _TREES if not 390 < tree[0] < 430),
            (("#3F607F", "#4B6C8A", "#3A5573"), ("#456684", "#50718E", "#3A5573")),
        )
        + _bushes("#3E6675", 7)
        + _meadow(("#6A998E", "#618F86", "#58867F", "#507C78"))
        + glades("#86B3A3", 0.26)
        + tufts(_TUFTS, "#487471")
        + _fireflies(
            ((66, 216), (232, 206), (452, 212), (28, 268), (478, 262), (300, 250), (150, 338), (372, 346))
        )
    )


def _cottage(x: float, base: float) -> str:
    """A house on a hill, small as a nail, with light in its window."""
    return (
        path(f"M{x} {base}v-15h26v17Z", "#5F7391")
        + path(f"M{x - 4} {base - 14}l17 -13l17 13Z", "#3F5273")
        + path(f"M{x + 19} {base - 20}v-8h4v11Z", "#3F5273")
        + path(f"M{x + 5} {base - 11}h6v6h-6Z", "#FFD97A")
        + path(f"M{x + 16} {base - 10}h5v11l-5 -.4Z", "#4B5F80")
    )


def _fireflies(places: Sequence[Point]) -> str:
    return "".join(ellipse(place, 4.6, 4.6, "#FFE9A0", opacity=0.25) for place in places) + flakes(
        places, (2.4, 1.9), "#FFEFB0"
    )


def autumn() -> str:
    """Golden hills, and leaves on the grass."""
    rng = Random(42)
    fallen = scatter(rng, 40, (-10, 204, 510, 396), 34)
    return (
        sky(("#C3DDE8", "#D3E5E6", "#E4ECE0", "#F3F0DA"), (52, 94, 130))
        + _land("#E3C79A", "#DDB27A", "#D3AE68")
        + _woods(
            _TREES,
            (
                ("#D98E55", "#E5A36A", "#A9805F"),
                ("#E0B054", "#EBC26E", "#A9805F"),
                ("#CC7A58", "#DA906C", "#A9805F"),
            ),
        )
        + _bushes("#C79A56", 8)
        + _meadow(("#D3C97C", "#C8C072", "#BDB768", "#B3AE61"))
        + glades("#E8D88C", 0.38)
        + tufts(_TUFTS, "#AD9D50")
        + leaves(fallen, ("#CF8448", "#E0A848", "#C06A48", "#B5803F"), rng)
    )


def snow() -> str:
    """Fresh snow on hills and firs."""
    rng = Random(64)
    falling = scatter(rng, 70, (-20, -20, 520, 186), 21)
    firs = (
        (-6, 186, 62), (26, 190, 82), (56, 188, 56), (196, 186, 40), (218, 188, 52), (384, 184, 46),
        (436, 188, 60), (468, 190, 84), (500, 187, 64), (92, 188, 38),
    )  # fmt: skip
    return (
        sky(("#A9C6E0", "#B7D1E7", "#C6DCEC", "#D6E6F1"), (54, 98, 134))
        + ridge(_FAR_HILLS, "#C6D8E8", base=230)
        + ridge((150, 146, 150, 158, 168, 172, 166, 156, 150, 152, 160, 166), "#CEDEEC", base=230)
        + ridge(_HILLS, "#D7E4F0", base=230)
        + "".join(fir(*place, "#8FB4BE" if index % 2 else "#9CBEC8", "#EEF5FA", "#A79C9C")
                  for index, place in enumerate(firs))
        + band(190, 2.2, "#D3E1F0")
        + band(238, 6, "#C7D8EA", 0.8)
        + band(310, 7, "#BACEE4", 2.2)
        + band(372, 5, "#AEC4DD", 0.3)
        + glades("#DFEBF6", 0.56)
        + _tracks()
        + flakes(falling, (2.0, 3.2, 2.4, 4.0), "#F4F9FD", 0.85)
        + flakes(scatter(rng, 26, (-20, 196, 520, 300), 40), (2.4, 3.4), "#F1F7FC", 0.6)
    )  # fmt: skip


def _tracks() -> str:
    """Where a hare has hopped over the snow."""
    hops = [(338 + 25 * step, 276 - 13 * step - step * step) for step in range(5)]
    return "".join(
        ellipse((x, y), 3.4 - 0.3 * i, 1.5 - 0.12 * i, "#A3BAD6")
        + ellipse((x + 7 - i * 0.5, y + 2.4 - i * 0.2), 3.4 - 0.3 * i, 1.5 - 0.12 * i, "#A3BAD6")
        for i, (x, y) in enumerate(hops)
    )


def rain() -> str:
    """A grey day: low sky, slanting rain, puddles."""
    rng = Random(81)
    lines = scatter(rng, 60, (-20, 8, 530, 186), 28)
    drops = "".join(
        f"M{x:g} {y:g}l{-3.2 * s:.1f} {13 * s:.1f}"
        for (x, y), s in zip(lines, (0.8, 1.1, 0.95) * 20, strict=False)
    )
    near = scatter(rng, 16, (-20, 196, 530, 380), 60)
    return (
        sky(("#9FAFBF", "#AEBCC9", "#BCC8D2", "#CBD5DB"), (58, 100, 136))
        + _overcast(rng)
        + _land("#A9BDBE", "#98B2AC", "#8BAA9B")
        + _woods(_TREES, (("#86A49F", "#93AFA9", "#869694"), ("#8DAAA3", "#9AB5AE", "#869694")))
        + _bushes("#7D9E8C", 9)
        + _meadow(("#97BD88", "#8DB47F", "#83AB78", "#7BA372"))
        + _puddle(96, 252, 58, 8)
        + _puddle(392, 236, 46, 6)
        + _puddle(300, 338, 78, 11)
        + _puddle(26, 352, 52, 9)
        + _puddle(474, 366, 60, 10)
        + tufts([place for place in _TUFTS if place not in ((84, 362), (336, 368), (462, 356))], "#6F9868")
        + line(drops, "#F2F7FA", 1.3, 0.6)
        + line("".join(f"M{x:g} {y:g}l-2.6 10.6" for x, y in near), "#F2F7FA", 1.3, 0.4)
    )  # fmt: skip


def _overcast(rng: Random) -> str:
    """Two hanging rows of scallops under the upper edge."""
    out = []
    for low, colour, width in ((40, "#AAB8C5", 64), (18, "#93A4B6", 52)):
        data, x = [f"M{-BLEED} {-BLEED}V{low}"], -BLEED
        while x < 500 + BLEED:
            step = round(width * rng.uniform(0.75, 1.25))
            data.append(f"q{step * 0.5:g} {rng.uniform(15, 24):.1f} {step} {rng.uniform(-2, 2):.1f}")
            x += step
        out.append(path("".join(data) + f"V{-BLEED}Z", colour))
    return "".join(out)


def _puddle(x: float, y: float, rx: float, ry: float) -> str:
    """A puddle with the sky in it and the rings of two drops."""
    rings = "".join(
        f'<ellipse cx="{x + dx:g}" cy="{y + dy:g}" rx="{rx * s:g}" ry="{ry * s:g}" fill="none"'
        ' stroke="#EAF1F5" stroke-width="1.2" stroke-opacity=".8"/>'
        for dx, dy, s in (
            (-rx * 0.3, -ry * 0.1, 0.3),
            (-rx * 0.3, -ry * 0.1, 0.14),
            (rx * 0.42, ry * 0.2, 0.2),
        )
    )
    edge = ellipse((x, y + 1), rx * 1.04, ry * 1.1, "#76A073")
    return (
        edge
        + ellipse((x, y), rx, ry, "#A6BFC0")
        + ellipse((x + 4, y + 1.5), rx * 0.8, ry * 0.66, "#B3C9CA")
        + rings
    )


SCENES: dict[str, Callable[[], str]] = {
    "park": park,
    "sunset": sunset,
    "night": night,
    "autumn": autumn,
    "snow": snow,
    "rain": rain,
    "beach": beach,
    "forest": forest,
    "space": moonscape,
    "underwater": underwater,
}


def drawing(name: str) -> str:
    """The text of one background as an SVG document."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 400" width="500" height="400">'
        f"{SCENES[name]()}</svg>"
    )


def build(folder: Path) -> None:
    """Write every background to ``folder``, as ``park.svg`` and so on. Raises OutputError."""
    for name in SCENES:
        write_text(folder / f"{name}.svg", drawing(name))
