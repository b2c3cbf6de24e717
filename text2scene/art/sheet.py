"""Contact sheets: every object, child and hat as drawn, the palettes, hair styles and backgrounds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from text2scene.art.sheet_backgrounds import draw_backgrounds
from text2scene.art.sheet_pack import draw_held, draw_pack
from text2scene.catalog import EXPRESSIONS, POSES, Piece
from text2scene.colours import Style, default_palettes
from text2scene.errors import InputError
from text2scene.files import replacing
from text2scene.render.canvas import Placement, sprite_name
from text2scene.render.library import Library
from text2scene.render.raster import PillowCanvas
from text2scene.scene import SceneObject
from text2scene.steps import head_anchor

if TYPE_CHECKING:
    from PIL.Image import Image

CELL = 150
"""Width and height of an object's cell in pixels; the label takes the lowest 16."""
CHILD_CELL = 210
_LABEL = 16
_COLUMNS = 14
_GRASS = "#A9D67A"
SHEETS = ("all", "objects", "children", "wearables", "palettes", "hair", "held", "pack", "backgrounds")
_HEAD = 92
_HAIR_CELL = (128, 152)
_HATS = ("blue_cap", "crown", "winter_cap", "glasses")
_OBJECT_COLUMNS, _TINY, _MOST_LARGER = 8, 40, 2.5
_POSE_CELL = (150, 156)
_WORN_CELL = (112, 132)


def write_sheet(library: Library, path: Path, show: str = "all") -> None:
    """Draw a sheet, one of SHEETS, to a PNG file. Raises InputError for another ending, OutputError."""
    if path.suffix.lower() != ".png":
        raise InputError(f"The sheet is a PNG picture; let {path} end in .png.")
    from PIL import Image

    draw = {
        "all": draw_sheet,
        "objects": draw_objects,
        "children": draw_children,
        "wearables": draw_wearables,
        "palettes": draw_palettes,
        "hair": draw_hair,
        "held": draw_held,
        "pack": draw_pack,
        "backgrounds": draw_backgrounds,
    }
    image = draw[show](library)
    if show != "palettes":
        # Flat art looks the same in 256 colours and takes a third of the bytes; a sheet of colours does not.
        image = image.quantize(256, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
    with replacing(path) as temporary:
        image.save(temporary, "PNG", optimize=True)


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


def draw_objects(library: Library) -> Image:
    """The built-in objects, each as large as its cell lets it be and beside that 40 pixels large."""
    objects = [piece for piece in library.catalog.pieces if not (piece.is_child or piece.behaves_like)]
    rows = -(-len(objects) // _OBJECT_COLUMNS)
    canvas = PillowCanvas((_OBJECT_COLUMNS * CELL, rows * CELL), library=library)
    canvas.image.paste(_GRASS, (0, 0, *canvas.image.size))
    for index, piece in enumerate(objects):
        left, top = index % _OBJECT_COLUMNS * CELL, index // _OBJECT_COLUMNS * CELL
        room = CELL - _TINY - 10, CELL - _LABEL - 8
        factor = min(_MOST_LARGER, room[0] / piece.width, room[1] / piece.height)
        x, y = left + 4 + room[0] / 2, top + (CELL - _LABEL) / 2
        canvas.sprite(Placement(piece.name, x, y, piece.width * factor, piece.height * factor))
        tiny = _TINY / max(piece.width, piece.height)
        x, y = left + CELL - 2 - _TINY / 2, top + CELL - _LABEL - _TINY / 2
        canvas.sprite(Placement(piece.name, x, y, piece.width * tiny, piece.height * tiny))
        _label(canvas, (left + CELL / 2, top + CELL - _LABEL / 2), piece.name)
    return canvas.image


def draw_children(library: Library) -> Image:
    """A column for every pose and a row for every expression of each child."""
    margin, (across, down) = 110, _POSE_CELL
    rows = [(child, face) for child in library.catalog.pieces if child.is_child for face in EXPRESSIONS]
    canvas = PillowCanvas((margin + len(POSES) * across, _LABEL + len(rows) * down), library=library)
    canvas.image.paste(_GRASS, (0, 0, *canvas.image.size))
    for column, pose in enumerate(POSES):
        _label(canvas, (margin + (column + 0.5) * across, _LABEL / 2), pose)
    for row, (child, face) in enumerate(rows):
        _label(canvas, (margin / 2, _LABEL + (row + 0.5) * down), f"{child.name}: {face}")
        largest = max(child.size(pose)[1] for pose in POSES)
        for column, pose in enumerate(POSES):
            width, height = child.size(pose)
            factor = min((down - 8) / largest, (across - 8) / width)
            x, y = margin + (column + 0.5) * across, _LABEL + (row + 1) * down - 4 - height * factor / 2
            canvas.sprite(Placement(sprite_name(child, pose, face), x, y, width * factor, height * factor))
    return canvas.image


def draw_wearables(library: Library) -> Image:
    """A row for every wearable, on the heads of both children in every pose."""
    worn = [piece for piece in library.catalog.pieces if piece.group == "wearable" and not piece.behaves_like]
    columns = [(child, pose) for child in library.catalog.pieces if child.is_child for pose in POSES]
    margin, (across, down) = 84, _WORN_CELL
    size = margin + len(columns) * across, 2 * _LABEL + len(worn) * down
    canvas = PillowCanvas(size, library=library)
    canvas.image.paste(_GRASS, (0, 0, *size))
    for column, (child, pose) in enumerate(columns):
        for line, text in enumerate((child.name, pose)):
            _label(canvas, (margin + (column + 0.5) * across, (line + 0.5) * _LABEL), text)
        for row, piece in enumerate(worn):
            corner = margin + column * across, 2 * _LABEL + row * down
            _draw_head(canvas, child, Style(), corner, piece.name, _WORN_CELL, pose)
    for row, piece in enumerate(worn):
        _label(canvas, (margin / 2, 2 * _LABEL + (row + 0.5) * down), piece.name)
    return canvas.image


def draw_palettes(library: Library) -> Image:
    """A head for every skin tone (columns) and hair colour (rows), and a cap of every colour."""
    palettes = default_palettes()
    children = [library.catalog[name] for name in palettes.hair_styles]
    named = palettes.named("main")
    caps = [name for name in named if next(one for one in named if named[one] == named[name]) == name]
    margin, line = 84, 2 * len(palettes.skin)
    rows = -(-len(caps) // line)
    width = margin + len(palettes.skin) * _HEAD
    canvas = PillowCanvas(
        (width, _LABEL + len(palettes.hair) * _HEAD + rows * (_HEAD // 2 + _LABEL)), library=library
    )
    canvas.image.paste(_GRASS, (0, 0, *canvas.image.size))
    for column, skin in enumerate(palettes.skin):
        _label(canvas, (margin + column * _HEAD + _HEAD / 2, _LABEL / 2), skin)
    for row, hair in enumerate(palettes.hair):
        _label(canvas, (margin / 2, _LABEL + row * _HEAD + _HEAD / 2), hair)
        for column, skin in enumerate(palettes.skin):
            child = children[(row + column) % len(children)]
            styles = palettes.hair_styles[child.name]
            chosen = styles[(row + column) // len(children) % len(styles)]
            style = Style.of({"skin": skin, "hair": hair, "hair_style": chosen}, child.name)
            _draw_head(canvas, child, style, (margin + column * _HEAD, _LABEL + row * _HEAD))
    cell = (width - margin) / line
    cap = library.catalog["blue_cap"]
    for index, name in enumerate(caps):
        x = margin + (index % line + 0.5) * cell
        y = _LABEL + len(palettes.hair) * _HEAD + index // line * (_HEAD // 2 + _LABEL) + _HEAD / 4
        factor = (cell - 4) / cap.width
        style = Style.of({"main": name})
        canvas.sprite(Placement(cap.name, x, y, cap.width * factor, cap.height * factor, style=style))
        _label(canvas, (x, y + _HEAD / 4 + _LABEL / 3), name)
    return canvas.image


def draw_hair(library: Library) -> Image:
    """A row for every hair style: all poses with a face each, and heads with something on them."""
    palettes = default_palettes()
    rows = [
        (library.catalog[name], style) for name, styles in palettes.hair_styles.items() for style in styles
    ]
    margin, (across, down), head = 90, _HAIR_CELL, 116
    poses = margin + len(POSES) * across
    canvas = PillowCanvas((poses + len(_HATS) * head, len(rows) * down), library=library)
    canvas.image.paste(_GRASS, (0, 0, *canvas.image.size))
    for row, (child, name) in enumerate(rows):
        _label(canvas, (margin / 2, (row + 0.5) * down), f"{child.name}: {name}")
        hair = list(palettes.hair)[row % len(palettes.hair)]
        style = Style.of({"hair_style": name, "hair": hair}, child.name)
        for column, pose in enumerate(POSES):
            width, height = child.size(pose)
            x, y = margin + (column + 0.5) * across, (row + 0.5) * down
            sprite = sprite_name(child, pose, EXPRESSIONS[(row + column) % len(EXPRESSIONS)])
            factor = min(1.0, (down - 18) / height, (across - 4) / width)
            canvas.sprite(Placement(sprite, x, y, width * factor, height * factor, style=style))
        for column, hat in enumerate(_HATS):
            corner = poses + column * head, row * down + (down - head) // 2
            _draw_head(canvas, child, style, corner, hat, (head, head))
    return canvas.image


def _draw_head(
    canvas: PillowCanvas,
    child: Piece,
    style: Style,
    corner: tuple[int, int],
    hat: str = "",
    cell: tuple[int, int] = (_HEAD, _HEAD),
    pose: str = "wave",
) -> None:
    """The upper part of a child, with a wearable on the head if one is named."""
    spec = child.poses[pose]
    inner = PillowCanvas(cell, library=canvas.library)
    inner.image.paste(_GRASS, (0, 0, *cell))
    eyes = cell[0] / 2, cell[1] - 0.38 * cell[0] if hat else cell[1] / 2
    x, y = eyes[0] - spec.eyes[0], eyes[1] - spec.eyes[1]
    sprite = sprite_name(child, pose, "smile")
    inner.sprite(Placement(sprite, x, y, spec.width, spec.height, style=style))
    if hat:
        piece = canvas.library.catalog[hat]
        at = head_anchor(SceneObject(child.name, child.name, x, y, pose=pose), hat, canvas.library.catalog)
        inner.sprite(Placement(hat, *at, piece.width, piece.height))
    canvas.image.paste(inner.image, corner)


def _label(canvas: PillowCanvas, at: tuple[float, float], text: str) -> None:
    from PIL import ImageDraw

    ImageDraw.Draw(canvas.image).text(at, text, fill="#3A2E4C", anchor="mm")


def _draw_cell(
    canvas: PillowCanvas, name: str, size: tuple[float, float], corner: tuple[int, int], cell: int
) -> None:
    """One sprite in its cell, at its own size or as large as fits, with its name below."""
    factor = min(1.0, (cell - 10) / size[0], (cell - _LABEL - 8) / size[1])
    x, y = corner[0] + cell / 2, corner[1] + (cell - _LABEL) / 2
    canvas.sprite(Placement(name, x, y, size[0] * factor, size[1] * factor))
    _label(canvas, (x, corner[1] + cell - _LABEL / 2), name)
