"""A contact sheet: every object, and each child in each pose and expression, in one picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from text2scene.catalog import EXPRESSIONS, POSES
from text2scene.errors import InputError
from text2scene.files import replacing
from text2scene.render.canvas import Placement, sprite_name
from text2scene.render.library import Library
from text2scene.render.raster import PillowCanvas

if TYPE_CHECKING:
    from PIL.Image import Image

CELL = 150
"""Width and height of an object's cell in pixels; the label takes the lowest 16."""
CHILD_CELL = 210
_LABEL = 16
_COLUMNS = 14
_GRASS = "#A9D67A"


def write_sheet(library: Library, path: Path) -> None:
    """Draw the sheet to a PNG file. Raises InputError for another ending, OutputError."""
    if path.suffix.lower() != ".png":
        raise InputError(f"The sheet is a PNG picture; let {path} end in .png.")
    image = draw_sheet(library)
    with replacing(path) as temporary:
        image.save(temporary, "PNG")


def draw_sheet(library: Library) -> Image:
    """All objects in catalog order, and below them a row for each expression of each child."""
    objects = [piece for piece in library.catalog.pieces if not piece.is_child]
    children = [piece for piece in library.catalog.pieces if piece.is_child]
    rows = -(-len(objects) // _COLUMNS)
    width = max(_COLUMNS * CELL, len(children) * len(POSES) * CHILD_CELL)
    height = rows * CELL + len(EXPRESSIONS) * CHILD_CELL
    canvas = PillowCanvas((width, height), library=library)
    canvas.image.paste(_GRASS, (0, 0, width, height))
    for index, piece in enumerate(objects):
        corner = (index % _COLUMNS * CELL, index // _COLUMNS * CELL)
        _draw_cell(canvas, piece.name, piece.size(), corner, CELL)
    for column, (child, pose) in enumerate((child, pose) for child in children for pose in POSES):
        for row, expression in enumerate(EXPRESSIONS):
            corner = (column * CHILD_CELL, rows * CELL + row * CHILD_CELL)
            name = sprite_name(child, pose, expression)
            _draw_cell(canvas, name, child.size(pose), corner, CHILD_CELL)
    return canvas.image


def _draw_cell(
    canvas: PillowCanvas, name: str, size: tuple[float, float], corner: tuple[int, int], cell: int
) -> None:
    """One sprite in its cell, at its own size or as large as fits, with its name below."""
    from PIL import ImageDraw

    factor = min(1.0, (cell - 10) / size[0], (cell - _LABEL - 8) / size[1])
    x, y = corner[0] + cell / 2, corner[1] + (cell - _LABEL) / 2
    canvas.sprite(Placement(name, x, y, size[0] * factor, size[1] * factor))
    pen = ImageDraw.Draw(canvas.image)
    pen.text((x, corner[1] + cell - _LABEL / 2), name, fill="#3A2E4C", anchor="mm")
