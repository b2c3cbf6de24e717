"""Two sheets in true proportions: the pieces of packs among the children, and things in hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from text2scene.catalog import POSES, Piece
from text2scene.render.canvas import Placement, sprite_name
from text2scene.render.library import Library
from text2scene.render.raster import PillowCanvas, to_image
from text2scene.scene import Scene, SceneObject
from text2scene.steps import slot_anchor

if TYPE_CHECKING:
    from PIL.Image import Image

_GRASS, _INK = "#A9D67A", "#3A2E4C"
_WIDTH, _GAP, _LABEL = 1500, 26, 26
_HELD_CELL = (220, 270)
# By row a hand and what is in it, one thing for each pose.
_HELD = (
    ("right_hand", ("umbrella", "balloons", "tennis_racket", "baseball_bat", "drink", "pie", "hot_dog")),
    ("left_hand", ("bucket", "hamburger", "flower", "shovel", "apple", "mustard", "ice_cream")),
)


def draw_pack(library: Library) -> Image:
    """All pieces of packs, Mike and Jenny among them, in rows from the highest to the lowest."""
    shown = [piece for piece in library.catalog.pieces if piece.behaves_like or piece.is_child]
    rows: list[list[Piece]] = [[]]
    for piece in sorted(shown, key=lambda piece: -piece.size("wave")[1]):
        if sum(one.size("wave")[0] + _GAP for one in (*rows[-1], piece)) > _WIDTH - _GAP:
            rows.append([])
        rows[-1].append(piece)
    height = sum(round(row[0].size("wave")[1]) + _LABEL + _GAP for row in rows) + _GAP
    canvas = PillowCanvas((_WIDTH, height), library=library)
    canvas.image.paste(_GRASS, (0, 0, _WIDTH, height))
    foot = 0.0
    for row in rows:
        foot += _GAP + row[0].size("wave")[1]
        _draw_row(canvas, row, foot)
        foot += _LABEL
    return canvas.image


def _draw_row(canvas: PillowCanvas, row: Sequence[Piece], foot: float) -> None:
    """Pieces side by side with equal gaps, all standing at ``foot``, their names below."""
    from PIL import ImageDraw

    pen = ImageDraw.Draw(canvas.image)
    gap = (_WIDTH - sum(piece.size("wave")[0] for piece in row)) / (len(row) + 1)
    left = gap
    for piece in row:
        width, height = piece.size("wave")
        name = sprite_name(piece, "wave", "smile")
        canvas.sprite(Placement(name, left + width / 2, foot - height / 2, width, height))
        label = piece.name.replace("_", " ")
        pen.text((left + width / 2, foot + _LABEL / 2), label, fill=_INK, anchor="mm", font_size=14)
        left += width + gap


def draw_held(library: Library) -> Image:
    """Both children in every pose with something in each hand, every second one mirrored."""
    from PIL import Image

    across, down = _HELD_CELL
    rows = [(child, *held) for child in ("mike", "jenny") for held in _HELD]
    page = Image.new("RGB", (len(POSES) * across, len(rows) * down))
    for row, (child, hand, things) in enumerate(rows):
        for column, (pose, thing) in enumerate(zip(POSES, things, strict=True)):
            flip = (row + column) % 2 == 1
            kid = SceneObject(child, child, across / 2, down - 112, 0, flip, pose, "smile")
            x, y = slot_anchor(kid, hand, thing, library.catalog)
            scene = Scene((kid, SceneObject("thing", thing, x, y, 0, flip)), width=across, height=down)
            page.paste(to_image(scene, library=library), (column * across, row * down))
    return page
