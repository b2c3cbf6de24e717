"""What is wrong with the picture of a sprite pack's piece, in words for who made it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from text2scene.errors import Text2SceneError
from text2scene.vectors import parse_vector, rasterise_svg

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_SVG_BYTES = 500_000
MAX_PNG_BYTES = 4 * 2**20
MAX_PNG_SIDE = 4096
#: How far the visible drawing of an SVG may be from the size that is declared.
FIT = 0.06
_STRETCH = 0.03  # how far the proportions of a whole picture may be from those that are declared
_VISIBLE = 16  # alpha of 255 from which on a pixel counts


def picture_problem(path: Path, name: str, width: float, height: float) -> str:
    """Why a picture cannot be that of a piece of this size at depth 0; empty where it can.

    name: of the piece. Raises Text2SceneError where the package skia-python is missing for an SVG.
    """
    limit = MAX_SVG_BYTES if path.suffix.lower() == ".svg" else MAX_PNG_BYTES
    try:
        if path.stat().st_size > limit:
            return f"{path.name!r} is larger than {limit:,} bytes"
        return (_svg_problem if path.suffix.lower() == ".svg" else _png_problem)(path, name, width, height)
    except (OSError, Text2SceneError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return f"{path.name!r} cannot be used: {reason.rstrip('.')}"


def _svg_problem(path: Path, name: str, width: float, height: float) -> str:
    try:
        vector = parse_vector(path.read_text(encoding="utf-8"), name)
    except (ValueError, ElementTree.ParseError) as error:
        return f"{path.name!r} is not a drawing that can be used: {error}"
    except RecursionError:
        return f"{path.name!r} is not a drawing that can be used: it is nested too deeply"
    if stretched := _stretched(path, (vector.width, vector.height), width, height):
        return stretched
    shown = round(2 * width), round(2 * height)
    image = rasterise_svg(path.read_bytes(), (vector.width, vector.height), *shown, path.name)
    box = _visible(image)
    if box is None:
        return f"nothing can be seen in {path.name!r}"
    across, down = (box[2] - box[0]) / 2, (box[3] - box[1]) / 2
    # Half a pixel more, as the smallest pieces are only a few pixels high.
    if abs(across - width) > FIT * width + 0.5 or abs(down - height) > FIT * height + 0.5:
        return (
            f"what can be seen in {path.name!r} is {across:g} x {down:g} pixels, not {width:g} x {height:g}; "
            "draw to the edges of the viewBox, or declare another size"
        )
    return ""


def _png_problem(path: Path, name: str, width: float, height: float) -> str:
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG"]) as image:
            if max(image.size) > MAX_PNG_SIDE:
                return f"{path.name!r} is more than {MAX_PNG_SIDE:,} pixels wide or high"
            if stretched := _stretched(path, image.size, width, height):
                return stretched
            visible = _visible(image.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return f"{path.name!r} is no PNG picture that can be read"
    return "" if visible else f"nothing can be seen in {path.name!r}"


def _stretched(path: Path, own: tuple[float, float], width: float, height: float) -> str:
    """What to say of a picture of the size ``own`` where showing it in that size would distort it."""
    if abs(own[0] * height / (own[1] * width) - 1) <= _STRETCH:
        return ""
    return (
        f"{path.name!r} is {own[0]:g} x {own[1]:g}, so it would be stretched to {width:g} x {height:g}; "
        "declare a size of the same proportions"
    )


def _visible(image: Image) -> tuple[int, int, int, int] | None:
    """The box around what can be seen of an RGBA image."""
    return image.getchannel("A").point([0] * _VISIBLE + [255] * (256 - _VISIBLE)).getbbox()
