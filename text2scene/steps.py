"""Scene <-> the decoder's integer steps.

A step is one piece: category, place, offset, depth, flip, pose, expression; STOP ends the
list. A place is a cell of the grid over the canvas (row * grid + column), or a slot (grid^2
and up): the head or a hand of Mike or Jenny. What is worn sits within a few pixels of the
head's anchor in nearly all human-made scenes, and a third of all food is in a hand, so their
place is told from the child, not from the grid. The offset is the rest, in whole pixels, so
a round trip moves a piece by at most half a pixel along each axis, and what is in a slot by
one (its child's half and its own).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from text2scene.catalog import (
    CANVAS_HEIGHT,
    CANVAS_WIDTH,
    EXPRESSIONS,
    POSES,
    Catalog,
    Piece,
    PoseSpec,
    default_catalog,
)
from text2scene.errors import InputError
from text2scene.scene import Scene, SceneObject

GRID = 28
CHILDREN = ("mike", "jenny")
# (child, part), numbered from grid^2 on; right and left as in the unmirrored picture
SLOTS = (
    *((child, "head") for child in CHILDREN),
    *((child, part) for child in CHILDREN for part in ("right_hand", "left_hand")),
)
EYEWEAR = frozenset({"glasses", "sunglasses"})
# Farther than this (pixels at depth 0) from a head's anchor a wearable is not worn.
WORN_WITHIN = 26.0
HELD_WITHIN = 30.0
NONE = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One decoder step.

    category: index in the catalog. place: cell, or grid^2 + slot. dx, dy: whole pixels
    from the place's centre. depth 0..2. flip 0, 1. pose 0 (none) .. 7, expression 0
    (none) .. 5.
    """

    category: int
    place: int
    dx: int
    dy: int
    depth: int
    flip: int
    pose: int = NONE
    expression: int = NONE


def supervision_order(scene: Scene, catalog: Catalog | None = None) -> list[SceneObject]:
    """Sky first, then far to near, then list order (Tan et al. 2019).

    What can be worn or held comes last, in the same order: after the children.
    """
    catalog = catalog or default_catalog()

    def key(entry: tuple[int, SceneObject]) -> tuple[int, int, int]:
        index, item = entry
        group = catalog[item.category].group
        stage = 0 if group == "sky" else 2 if group in ("wearable", "food", "toy") else 1
        return (stage, -item.depth if stage else 0, index)

    return [item for _, item in sorted(enumerate(scene.objects), key=key)]


def head_anchor(child: SceneObject, wearable: str, catalog: Catalog | None = None) -> tuple[float, float]:
    """Where the centre of a wearable sits on this child's head, in canvas pixels."""
    catalog = catalog or default_catalog()
    spec = _spec(child, catalog)
    dx, dy = spec.eyes if wearable in EYEWEAR else spec.hat
    worn = catalog[wearable].worn if wearable in catalog else (0.0, 0.0)
    dx, dy = dx + worn[0], dy + worn[1]
    scale = child.draw_scale
    return child.x + (-dx if child.flip else dx) * scale, child.y + dy * scale


def slot_anchor(
    child: SceneObject, part: str, category: str, catalog: Catalog | None = None
) -> tuple[float, float]:
    """Where the centre of a piece sits in a child's slot, in canvas pixels."""
    catalog = catalog or default_catalog()
    if part == "head":
        return head_anchor(child, category, catalog)
    spec = _spec(child, catalog)
    dx, dy = spec.hands[0 if part == "right_hand" else 1]
    held = (catalog[category].held if category in catalog else None) or (0.0, 0.0)
    # what is held points away from the body, whichever hand it is in
    outward = held[0] if part == "right_hand" else -held[0]
    scale = child.draw_scale
    dx, dy = dx + outward, dy + held[1]
    return child.x + (-dx if child.flip else dx) * scale, child.y + dy * scale


def fits_slot(piece: Piece, part: str) -> bool:
    """Whether a piece can be in such a slot: wearables on heads, things that can be held in hands."""
    return piece.group == "wearable" if part == "head" else piece.held is not None


def open_slots(piece: Piece, categories: Collection[str]) -> tuple[bool, ...]:
    """For each slot, whether the piece fits and its child is among ``categories``."""
    return tuple(child in categories and fits_slot(piece, part) for child, part in SLOTS)


def _spec(child: SceneObject, catalog: Catalog) -> PoseSpec:
    poses = catalog[child.category].poses
    return poses.get(child.pose or "wave") or next(iter(poses.values()))


def cell_centre(cell: int, grid: int = GRID) -> tuple[float, float]:
    """Centre of a grid cell, in canvas pixels."""
    return (
        (cell % grid + 0.5) * CANVAS_WIDTH / grid,
        (cell // grid + 0.5) * CANVAS_HEIGHT / grid,
    )


def cell_of(x: float, y: float, grid: int = GRID) -> int:
    """The grid cell that holds (x, y), or the nearest one."""
    column = min(max(int(x * grid // CANVAS_WIDTH), 0), grid - 1)
    row = min(max(int(y * grid // CANVAS_HEIGHT), 0), grid - 1)
    return row * grid + column


def step_of(
    item: SceneObject, before: Sequence[SceneObject], catalog: Catalog | None = None, grid: int = GRID
) -> Step:
    """The step that puts ``item`` on a canvas that already holds ``before``."""
    catalog = catalog or default_catalog()
    if item.category not in catalog:
        raise InputError(f"The model has no piece named {item.category!r}.")
    piece = catalog[item.category]
    place, origin = _place(item, piece, before, catalog, grid)
    return Step(
        category=piece.id,
        place=place,
        dx=round(item.x - origin[0]),
        dy=round(item.y - origin[1]),
        depth=item.depth,
        flip=int(item.flip),
        pose=POSES.index(item.pose or "wave") + 1 if piece.is_child else NONE,
        expression=EXPRESSIONS.index(item.expression or "smile") + 1 if piece.is_child else NONE,
    )


def _place(
    item: SceneObject, piece: Piece, before: Sequence[SceneObject], catalog: Catalog, grid: int
) -> tuple[int, tuple[float, float]]:
    best: tuple[float, int, tuple[float, float]] | None = None
    children = {other.category: other for other in before if other.category in CHILDREN}
    for slot, (name, part) in enumerate(SLOTS):
        if name not in children or not fits_slot(piece, part):
            continue
        child = children[name]
        anchor = slot_anchor(child, part, item.category, catalog)
        distance = max(abs(item.x - anchor[0]), abs(item.y - anchor[1]))
        reach = (WORN_WITHIN if part == "head" else HELD_WITHIN) * child.draw_scale
        if distance <= reach and (best is None or distance < best[0]):
            best = (distance, grid * grid + slot, anchor)
    if best is not None:
        return best[1], best[2]
    cell = cell_of(item.x, item.y, grid)
    return cell, cell_centre(cell, grid)


def object_of(
    step: Step, before: Sequence[SceneObject], catalog: Catalog | None = None, grid: int = GRID
) -> SceneObject:
    """The object that a step puts on a canvas that already holds ``before``.

    Raises InputError where the child of the step's slot is not on the canvas.
    """
    catalog = catalog or default_catalog()
    piece = catalog.pieces[step.category]
    x, y = place_centre(step.place, piece.name, before, catalog, grid)
    return SceneObject(
        id=piece.name,
        category=piece.name,
        x=round(x + step.dx, 2),
        y=round(y + step.dy, 2),
        depth=step.depth,
        flip=bool(step.flip),
        pose=POSES[step.pose - 1] if piece.is_child and step.pose else None,
        expression=EXPRESSIONS[step.expression - 1] if piece.is_child and step.expression else None,
    )


def place_centre(
    place: int, category: str, before: Sequence[SceneObject], catalog: Catalog, grid: int = GRID
) -> tuple[float, float]:
    """Canvas pixels of a place: a cell's centre, or the anchor of a child's slot."""
    if place < grid * grid:
        return cell_centre(place, grid)
    name, part = SLOTS[place - grid * grid]
    child = next((o for o in reversed(before) if o.category == name), None)
    if child is None:
        raise InputError(f"A {category} cannot be put on {name}, who is not on the canvas.")
    return slot_anchor(child, part, category, catalog)


def scene_to_steps(scene: Scene, catalog: Catalog | None = None, grid: int = GRID) -> list[Step]:
    """The steps, in supervision order, that draw ``scene`` on an empty canvas (without STOP)."""
    catalog = catalog or default_catalog()
    ordered = supervision_order(scene, catalog)
    return [step_of(item, ordered[:i], catalog, grid) for i, item in enumerate(ordered)]


def steps_to_scene(steps: Sequence[Step], catalog: Catalog | None = None, grid: int = GRID) -> Scene:
    """The scene that these steps draw on an empty canvas."""
    catalog = catalog or default_catalog()
    scene = Scene()
    for step in steps:
        scene = scene.adding(object_of(step, scene.objects, catalog, grid))
    return scene
