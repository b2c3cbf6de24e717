"""Text over a picture: where its panel covers least, and no face."""

from __future__ import annotations

from collections.abc import Iterator

from text2scene.catalog import Catalog
from text2scene.export.bubbles import Box, body_box, face_box, overlap
from text2scene.export.frames import Paper, Rect, inwards
from text2scene.export.sheets import Panel, Picture
from text2scene.export.typeset import set_block

OPACITY = 0.88
_SIZES = (1.0, 0.86, 0.74)  # of the type that is wished for
_SHARES = (1.0, 0.72, 0.5, 0.38)  # of the page's width
_PAD = 0.62  # type sizes between text and edge
_GOOD = 0.12  # what covers less than this is taken before smaller type is tried
_COVERED = {"person": 9.0, "animal": 9.0, "sky": 0.6, "park": 0.8}  # how bad it is to lie over


def panel_over(
    texts: tuple[str, ...], picture: Picture, paper: Paper, most: float, catalog: Catalog, lang: str
) -> tuple[Panel, Rect] | None:
    """A panel and the box for the text in it; None where every place lies over a face."""
    scene = picture.scene
    faces = [box for item in scene.objects if (box := face_box(item, catalog))]
    bodies = [
        (box, _COVERED.get(catalog[item.category].group, 1.0))
        for item in scene.objects
        if (box := body_box(item, catalog))
    ]
    pad = _PAD * most
    best: tuple[float, Rect] | None = None
    for size in (*(share * most for share in _SIZES), paper.sizes[0]):
        for box, off in _places(texts, paper, size, pad, lang):
            near = inwards(picture, box)
            if any(overlap(near, face) > 0 for face in faces):
                continue
            cost = off + _cover(near, bodies) / (scene.width * scene.height)
            if best is None or cost < best[0] - 1e-9:
                best = cost, box
        if best is not None and best[0] < _GOOD:
            break
    if best is None:
        return None
    x, y, width, height = best[1]
    inner = (x + pad, y + pad, width - 2 * pad + 0.5, height - 2 * pad + 0.5)
    return Panel(best[1], pad, "#FFFFFF", OPACITY), inner


def _places(
    texts: tuple[str, ...], paper: Paper, size: float, pad: float, lang: str
) -> Iterator[tuple[Rect, float]]:
    """Boxes at the upper and the lower edge, each with how far it is from the usual one."""
    margin = 0.8 * paper.margin
    for share in _SHARES:
        width = (paper.width - 2 * margin) * share
        block = set_block(texts, (0, 0, width - 2 * pad, 0.6 * paper.height), size, lang=lang)
        if block.rest or not block.lines:
            continue
        width = min(width, max(line.width for line in block.lines) + 2.3 * pad)
        height = block.height + 2 * pad
        middle = (paper.width - width) / 2
        for x in (middle, margin, paper.width - margin - width):
            for y in (margin, paper.height - paper.foot - height):
                yield (x, y, width, height), 0.06 * (1 - share) + 0.0005 * abs(x - middle) / paper.width


def _cover(box: Box, bodies: list[tuple[Box, float]]) -> float:
    return sum(weight * overlap(box, body) for body, weight in bodies)
