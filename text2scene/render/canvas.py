"""What a scene asks of a canvas, whatever the canvas then makes of it.

All lengths are pixels of the scene: origin top left, x to the right, y down. A canvas
knows pixels, vectors or lists; it knows nothing of depth, poses or drawing order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from text2scene.catalog import EXPRESSIONS, POSES, Catalog, Piece, default_catalog
from text2scene.errors import InputError
from text2scene.scene import Scene, SceneObject, draw_order

DEFAULT_POSE = "wave"
DEFAULT_EXPRESSION = "smile"


@dataclass(frozen=True, slots=True)
class Placement:
    """One sprite as it is drawn: (x, y) its centre, width and height its drawn size, in pixels."""

    name: str
    x: float
    y: float
    width: float
    height: float
    flip: bool = False
    object_id: str = ""


class Canvas(Protocol):
    """Takes a background and then sprites, from back to front."""

    def background(self, name: str) -> None:
        """Fill the canvas with this background, scaled to cover it."""

    def sprite(self, placement: Placement) -> None:
        """Draw one sprite; parts beside the canvas are cut."""


@dataclass(slots=True)
class RecordingCanvas:
    """Notes down what it is asked to draw, for tests and for whoever needs the boxes."""

    calls: list[tuple[str, str | Placement]] = field(default_factory=list)

    def background(self, name: str) -> None:
        self.calls.append(("background", name))

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


def place(item: SceneObject, catalog: Catalog) -> Placement:
    """How one object is drawn. Raises InputError for a category that the catalog lacks."""
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
    )


def placements(scene: Scene, catalog: Catalog | None = None) -> tuple[Placement, ...]:
    """Every object of the scene as it is drawn, from back to front."""
    catalog = catalog or default_catalog()
    return tuple(place(item, catalog) for item in draw_order(scene.objects, catalog))


def draw_scene(
    scene: Scene, canvas: Canvas, *, catalog: Catalog | None = None, background: bool = True
) -> None:
    """Draw a scene from back to front; ``background=False`` leaves the canvas as it is behind.

    Raises InputError for a category that the catalog lacks, before anything is drawn.
    """
    sprites = placements(scene, catalog)
    if background:
        canvas.background(scene.background)
    for placement in sprites:
        canvas.sprite(placement)
