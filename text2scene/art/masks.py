"""Rasterising drawings, and the masks that say which share of each pixel a tint has.

Needs skia-python (``pip install text2scene[art]``).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from text2scene.files import write_bytes
from text2scene.render.tints import MASKS_PER_TILE, Tint, repainted
from text2scene.vectors import SVG, rasterise_svg

if TYPE_CHECKING:
    from PIL.Image import Image

# A colour of fewer pixels than this is the blend along an edge, not a colour of the drawing.
_BLEND_PIXELS = 64


class Edges(NamedTuple):
    """How exact the pixels along edges are kept, where two colours or a colour and nothing blend.

    step: a colour is a multiple of it. alpha, shares: in how many steps these are kept.
    """

    step: int
    alpha: int
    shares: int


#: For 2x: an error of at most 4 of 255, for half the bytes of exact ones.
FINE = Edges(8, 32, 32)
#: For 4x, where an edge is a fraction of a scene's pixel wide: at most 8 of 255.
COARSE = Edges(16, 16, 16)
#: For what is kept at 3x only, kits and packs: at most 8 of 255, 16 of 255 where recoloured.
ROUGH = Edges(16, 16, 8)
_PURE = ("#FF0000", "#00FF00", "#0000FF")


class Drawing:
    """The elements of a drawing of the size ``units``, drawn with ``margin`` units around it."""

    def __init__(self, body: str, units: tuple[float, float], name: str, margin: float = 0.0) -> None:
        self.body, self.name, self.margin = body, name, margin
        self.units = units[0] + 2 * margin, units[1] + 2 * margin

    def image(
        self, width: int, height: int, colour: Callable[[Tint | None], str | None] = lambda _: None
    ) -> Image:
        """RGBA of ``width`` by ``height`` pixels, with the colours replaced as ``repainted`` does."""
        box = f"-{self.margin:g} -{self.margin:g} {self.units[0]:g} {self.units[1]:g}".replace("-0 ", "0 ")
        size = f'width="{self.units[0]:g}" height="{self.units[1]:g}"'
        svg = f'<svg xmlns="{SVG}" viewBox="{box}" {size}>{repainted(self.body, colour)}</svg>'
        return rasterise_svg(svg.encode(), self.units, width, height, self.name)

    def bare(self, width: int, height: int) -> Image:
        """RGBA with every tint black."""
        return self.image(width, height, lambda tint: "#000000" if tint else None)

    def masks(self, tints: Sequence[Tint], width: int, height: int, edges: Edges = FINE) -> Image:
        """RGB tiles one below the other, whose channels are the shares of the tints, 0 to 255.

        A share is of the pixel's colour, whatever its alpha, so an outer edge is a plain 255.
        """
        from PIL import Image

        count = -(-len(tints) // MASKS_PER_TILE)
        rounded = [round(round(value * edges.shares / 255) * 255 / edges.shares) for value in range(256)]
        tiles = Image.new("RGB", (width, height * count))
        for tile in range(count):
            chosen = tints[tile * MASKS_PER_TILE : (tile + 1) * MASKS_PER_TILE]
            paint = dict(zip(chosen, _PURE, strict=False))
            drawn = self.image(width, height, lambda tint, paint=paint: paint.get(tint, "#000000"))  # type: ignore[misc]
            red, green, blue, alpha = drawn.split()
            seen = alpha.point([0] * 4 + [255] * 252)  # what the atlas rounds to clear has no colour
            shares = Image.merge("RGB", (red, green, blue)).point(rounded * 3)
            tiles.paste(shares, (0, tile * height), seen)
        return tiles


def settle_blends(image: Image, edges: Edges = FINE) -> Image:
    """The RGBA image with fewer shades along its edges, which makes its file nearly half as large.

    Colours of the drawing stay exact; a blend moves by at most 4 of 255, its alpha by 1 in 64,
    or by what other ``edges`` say.
    """
    import numpy as np
    from PIL import Image

    pixels = np.asarray(image)
    _, kind, count = np.unique(pixels.reshape(-1, 4).view(np.uint32), return_inverse=True, return_counts=True)
    blend = (count < _BLEND_PIXELS)[kind].reshape(image.height, image.width)
    colour, alpha = pixels[..., :3].astype(int), pixels[..., 3].astype(int)
    rounded = np.minimum((colour + edges.step // 2) // edges.step * edges.step, 255)
    steps = np.rint(np.rint(alpha * edges.alpha / 255) * 255 / edges.alpha)
    settled = np.dstack([np.where(blend[..., None], rounded, colour), steps])
    return Image.fromarray(settled.astype(np.uint8), "RGBA")


def write_webp(image: Image, path: Path, effort: int = 4) -> str:
    """Write an image without loss and return the SHA-256 of the file.

    effort: 0 to 6; the most makes most backgrounds a third smaller, for three times the time.
    """
    out = io.BytesIO()
    image.save(out, "WEBP", lossless=True, quality=100, method=effort)
    write_bytes(path, out.getvalue())
    return hashlib.sha256(out.getvalue()).hexdigest()
