"""What a style can recolour in a drawing: shapes by their ``data-part``, and pixels by masks.

The art is flat and opaque, so a picture is linear in its colours: at each pixel every
colour has a share, and recolouring adds each share times the difference of the colours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from text2scene.colours import COLOUR_PARTS, TONES, default_palettes

if TYPE_CHECKING:
    from PIL.Image import Image

PAINTS = ("fill", "stroke")
MASKS_PER_TILE = 3


class Tint(NamedTuple):
    """One recolourable colour of a drawing: a ``data-part`` and the ``#RRGGBB`` it is drawn in.

    A part is a name of COLOUR_PARTS with or without a tone (``top-shade``); of several, set
    apart by blanks, the first that a style sets counts: a skirt is ``bottom top``.
    """

    part: str
    colour: str

    def styled(self, style: Mapping[str, str]) -> str | None:
        """Its colour in a style, as ``#RRGGBB``; None where the style leaves it."""
        for part, tone in _parts(self.part):
            if part in style:
                return default_palettes().colour(part, style[part]).tone(tone)
        return None


def _parts(value: str) -> Iterator[tuple[str, str]]:
    for token in value.split():
        part, _, tone = token.partition("-")
        if part in COLOUR_PARTS and (tone or "base") in TONES:
            yield part, tone or "base"


def _paints(element: ElementTree.Element) -> Iterator[tuple[str, Tint | None]]:
    """The attributes of an element that hold a plain colour, each with its tint if it has one."""
    part = element.get("data-part", "")
    for attribute in PAINTS:
        colour = element.get(attribute, "none")
        if colour != "none" and not colour.startswith("url("):
            known = colour.startswith("#") and len(colour) == 7 and any(_parts(part))
            yield attribute, Tint(part, colour.upper()) if known else None


def tints_of(body: str) -> tuple[Tint, ...]:
    """Every tint of a drawing, in the order in which they first come."""
    elements = ElementTree.fromstring(f"<g>{body}</g>").iter()
    found = (tint for element in elements for _, tint in _paints(element) if tint)
    return tuple(dict.fromkeys(found))


def repainted(body: str, colour: Callable[[Tint | None], str | None]) -> str:
    """The elements of a drawing with each colour replaced where ``colour`` gives another.

    ``colour`` is asked for every fill and stroke, with None for those that are no tint.
    """
    root = ElementTree.fromstring(f"<g>{body}</g>")
    for element in root.iter():
        for attribute, tint in _paints(element):
            new = colour(tint)
            if new is not None:
                element.set(attribute, new)
    return "".join(ElementTree.tostring(child, encoding="unicode") for child in root)


def restyled(body: str, style: Mapping[str, str]) -> str:
    """The elements of a drawing with the colours of a style."""
    return repainted(body, lambda tint: tint.styled(style) if tint else None)


def recoloured(base: Image, masks: Image, changes: Sequence[tuple[str, str] | None]) -> Image:
    """The RGBA image with each tint's colour changed from the first to the second of its pair.

    masks: tiles of the size of ``base`` one below the other, whose channels are the shares of
    the tints in each pixel (of the colour, not of the alpha), 255 being all of it.
    """
    import numpy as np
    from PIL import Image

    from text2scene.colours import channels

    height = base.height
    pixels = np.asarray(base)
    shares = np.asarray(masks)
    sums = pixels[..., :3].astype(np.float32)
    for number, change in enumerate(changes):
        if change is None or change[0] == change[1]:
            continue
        tile, channel = divmod(number, MASKS_PER_TILE)
        share = shares[tile * height : (tile + 1) * height, :, channel, None]
        old, new = (np.array(channels(colour), np.float32) for colour in change)
        sums += share * ((new - old) / np.float32(255))
    return Image.fromarray(
        np.dstack([np.clip(np.rint(sums), 0, 255).astype(np.uint8), pixels[..., 3]]), "RGBA"
    )
