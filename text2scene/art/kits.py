"""The layers of the children in the atlas: what a styled child is put together from.

A kit is a child in one pose as an SVG of layers (``assets/kits``). Each layer is stored once,
cut to what it covers, with its recolourable parts black and its masks below it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from text2scene.art.masks import ROUGH, Drawing, settle_blends, write_webp
from text2scene.colours import default_palettes
from text2scene.render.kits import KIT_MARGIN
from text2scene.render.library import Library
from text2scene.render.tints import tints_of
from text2scene.vectors import read_kit

# Between the 2x and 4x of the sprites: both would take twice the bytes of the one.
KIT_SCALE = 3


def expected_kits(library: Library) -> dict[str, tuple[float, float]]:
    """By name (``mike-wave``) the size in pixels at depth 0 of every kit that has to be there."""
    children = [piece for piece in library.catalog.pieces if piece.name in default_palettes().hair_styles]
    return {f"{piece.name}-{pose}": piece.size(pose) for piece in children for pose in piece.poses}


def make_kit(source: Path, size: tuple[float, float], atlas: Path) -> dict[str, Any]:
    """Write the layers of a kit and return its entry in the index, without the source's digest.

    A file is named after what is in it, as heads of one tilt look the same in several poses.
    """
    from PIL import Image

    kit = read_kit(source)
    width, height = (round((side + 2 * KIT_MARGIN) * KIT_SCALE) for side in size)
    layers: dict[str, Any] = {}
    for name, body in kit.layers.items():
        tints = tints_of(body)
        drawing = Drawing(body, (kit.width, kit.height), source.stem, KIT_MARGIN)
        image = settle_blends(drawing.bare(width, height))
        left, top, right, bottom = image.getbbox() or (0, 0, 1, 1)
        masks = drawing.masks(tints, width, height, ROUGH)
        tiles = masks.height // height
        stack = Image.new("RGBA", (right - left, (bottom - top) * (1 + tiles)))
        stack.paste(image.crop((left, top, right, bottom)))
        for tile in range(tiles):
            shares = masks.crop((left, top + tile * height, right, bottom + tile * height))
            stack.paste(shares, (0, (bottom - top) * (1 + tile)))
        child = source.stem.partition("-")[0]
        known = hashlib.sha256(repr(stack.size).encode() + stack.tobytes()).hexdigest()[:10]
        file = f"kits/{child}-{name}-{known}.webp"
        layers[name] = {
            "file": file,
            "sha256": write_webp(stack, atlas / file),
            "at": [left, top],
            "height": bottom - top,
            "tints": [list(tint) for tint in tints],
        }
    return {"size": list(size), "width": width, "height": height, "layers": layers}
