"""What a scene asks of a canvas, whatever the canvas then makes of it.

All lengths are pixels of the scene: origin top left, x to the right, y down. A canvas
knows pixels, vectors or lists; it knows nothing of depth, poses or drawing order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from text2scene.catalog import EXPRESSIONS, POSES, Catalog, Piece
from text2scene.colours import PLAIN, Style
from text2scene.errors import InputError
from text2scene.packs import drawing_catalog
from text2scene.render.backdrops import HAZE, backdrop
from text2scene.render.hands import grip_of, holding
from text2scene.render.shadows import Shadow, ground_shadows
from text2scene.scene import Scene, SceneObject, draw_order

DEFAULT_POSE = "wave"
DEFAULT_EXPRESSION = "smile"


@dataclass(frozen=True, slots=True)
class Placement:
    """One sprite as it is drawn: (x, y) its centre, width and height its drawn size, in pixels.

    haze: 0 to 1, how far its colours go to that of the ``air``, ``#RRGGBB``.
    """

    name: str
    x: float
    y: float
    width: float
    height: float
    flip: bool = False
    object_id: str = ""
    style: Style = PLAIN
    haze: float = 0.0
    air: str = ""


class Canvas(Protocol):
    """Takes a background, then what lies on its ground, then sprites, from back to front."""

    def background(self, name: str) -> None:
        """Fill the canvas with this background, scaled to cover it."""

    def shadow(self, shadow: Shadow) -> None:
        """Darken the ground under something."""

    def sprite(self, placement: Placement) -> None:
        """Draw one sprite; parts beside the canvas are cut."""


@dataclass(slots=True)
class RecordingCanvas:
    """Notes down what it is asked to draw, for tests and for whoever needs the boxes."""

    calls: list[tuple[str, str | Placement]] = field(default_factory=list)
    shadows: list[Shadow] = field(default_factory=list)

    def background(self, name: str) -> None:
        self.calls.append(("background", name))

    def shadow(self, shadow: Shadow) -> None:
        self.shadows.append(shadow)

    def sprite(self, placement: Placement) -> None:
        self.calls.append(("sprite", placement))


def sprite_name(piece: Piece, pose: str | None = None, expression: str | None = None) -> str:
    """The name of a piece's picture: ``dog``, or ``mike-wave-smile`` for a child."""
    if not piece.is_child:
        return piece.name
    return f"{piece.name}-{pose or DEFAULT_POSE}-{expression or DEFAULT_EXPRESSION}"


def sprite_sizes(catalog: Catalog) -> Iterator[tuple[str, float, float]]:
    """(name, width, height) of every picture that a catalog needs, in pixels at depth 0."""
    for piece in catalog.pieces:
        if not piece.is_child:
            yield (piece.name, *piece.size())
            continue
        for pose in POSES:
            for expression in EXPRESSIONS:
                yield (sprite_name(piece, pose, expression), *piece.size(pose))


def place(item: SceneObject, catalog: Catalog, air: str = "") -> Placement:
    """How one object is drawn, in the ``air`` (``#RRGGBB``) that is between, if any.

    The sun, and what behaves like it, is never hazed: it lights all the rest. Raises InputError
    for a category that the catalog lacks.
    """
    if item.category not in catalog:
        raise InputError(
            f"There is no picture for {item.category!r} (object {item.id!r}); "
            "load the sprite pack that brings it, or take the object out of the scene."
        )
    piece = catalog[item.category]
    width, height = piece.size(item.pose or DEFAULT_POSE)
    return Placement(
        sprite_name(piece, item.pose, item.expression),
        item.x,
        item.y,
        width * item.draw_scale,
        height * item.draw_scale,
        item.flip,
        item.id,
        Style.of(item.style, item.category),
        HAZE[item.depth] if air and piece.acts_as != "sun" else 0.0,
        air,
    )


def placements(scene: Scene, catalog: Catalog | None = None) -> tuple[Placement, ...]:
    """Every object of the scene as it is drawn, from back to front."""
    catalog = catalog or drawing_catalog()
    return tuple(place(item, catalog) for item in draw_order(scene.objects, catalog))


def draw_scene(
    scene: Scene,
    canvas: Canvas,
    *,
    catalog: Catalog | None = None,
    background: bool = True,
    shadows: bool = True,
    haze: bool = True,
) -> None:
    """Draw a scene from back to front, a thumb over each thing that a child holds.

    ``background=False`` leaves the canvas as it is behind, without shadows on its ground.
    shadows: a soft one under all that stands on the ground. haze: far things in paler and cooler
    tones. Raises InputError for a category that the catalog lacks, before anything is drawn.
    """
    catalog = catalog or drawing_catalog()
    items = draw_order(scene.objects, catalog)
    air = backdrop(scene.background).air if haze else ""
    sprites = [place(item, catalog, air) for item in items]
    if background:
        canvas.background(scene.background)
        # All before any sprite: they lie on the ground, and what stands there hides them.
        for shadow in ground_shadows(scene, catalog, items) if shadows else ():
            canvas.shadow(shadow)
    held = holding(items, catalog)
    for number, placement in enumerate(sprites):
        canvas.sprite(placement)
        if number in held:
            child, hand = held[number]
            canvas.sprite(grip_of(sprites[child], hand))
