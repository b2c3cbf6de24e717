"""Children with a style: put together from the layers of a kit, each in its colours.

A kit is a child in one pose: a tail for every hair style that has one, the body, a head for
every hair style and a face for every expression. One of each, in this order, is a child.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from text2scene.colours import Style, default_palettes
from text2scene.render.tints import Tint, recoloured

if TYPE_CHECKING:
    from PIL.Image import Image

#: How far hair may stand out of a child's picture, in pixels at depth 0 on every side.
KIT_MARGIN = 12
_KIT_PARTS = frozenset({"skin", "hair", "hair_style", "top", "bottom", "shoes", "trim"})


@dataclass(frozen=True, slots=True)
class KitLayer:
    """One stored layer: its file, its corner and height in the kit's pixels, its tints.

    The file holds the layer with black tints, and below it the tiles of its masks.
    """

    file: str
    at: tuple[int, int]
    height: int
    tints: tuple[Tint, ...]


@dataclass(frozen=True, slots=True)
class StoredKit:
    """A kit in the atlas: its child's size at depth 0, its picture's size in pixels, its layers."""

    size: tuple[float, float]
    width: int
    height: int
    layers: Mapping[str, KitLayer]


def stored_kit(raw: Mapping[str, Any]) -> StoredKit:
    """A kit's entry of the index. Raises KeyError, TypeError or ValueError where it is malformed."""
    layers = {
        name: KitLayer(
            str(one["file"]),
            (int(one["at"][0]), int(one["at"][1])),
            int(one["height"]),
            tuple(Tint(str(part), str(colour)) for part, colour in one["tints"]),
        )
        for name, one in raw["layers"].items()
    }
    size = float(raw["size"][0]), float(raw["size"][1])
    return StoredKit(size, int(raw["width"]), int(raw["height"]), layers)


def is_grip(name: str) -> bool:
    """Whether a picture is of what lies over a held thing: ``mike-wave-grip-right``."""
    return "-grip-" in name


def kit_of(name: str, style: Style) -> tuple[str, tuple[str, ...]] | None:
    """The kit of a picture and the layers that it takes; None where a style changes no child.

    ``mike-wave-smile`` takes ``tail-curls``, ``body``, ``head-curls`` and ``face-smile`` of the
    kit ``mike-wave``, as far as it has them; ``mike-wave-grip-right`` is that layer alone.
    """
    child, _, rest = name.partition("-")
    styles = default_palettes().hair_styles.get(child)
    pose, _, expression = rest.partition("-")
    if styles is None or not rest:
        return None
    if is_grip(name):
        return f"{child}-{pose}", (expression,)
    if not _KIT_PARTS & set(style):
        return None
    hair = style.get("hair_style", styles[0])
    if hair not in styles or (hair == styles[0] and set(style) & _KIT_PARTS == {"hair_style"}):
        return None
    return f"{child}-{pose}", (f"tail-{hair}", "body", f"head-{hair}", f"face-{expression}")


def put_together(
    kit: StoredKit, wanted: tuple[str, ...], style: Style, load: Callable[[str], Image]
) -> Image:
    """The picture of a styled child, RGBA, with the kit's margin around it."""
    from PIL import Image

    whole = Image.new("RGBA", (kit.width, kit.height))
    for name in wanted:
        layer = kit.layers.get(name)
        if layer is None:
            continue
        stack = load(layer.file)
        base = stack.crop((0, 0, stack.width, layer.height))
        masks = stack.crop((0, layer.height, stack.width, stack.height))
        changes = [("#000000", tint.styled(style) or tint.colour) for tint in layer.tints]
        whole.alpha_composite(recoloured(base, masks, changes), layer.at)
    return whole
