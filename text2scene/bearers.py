"""Who wears or holds what in a scene, and its objects as the reader of instructions needs them."""

from __future__ import annotations

from text2scene.catalog import Catalog
from text2scene.language.memory import There
from text2scene.relations import boxes_of
from text2scene.scene import Scene
from text2scene.steps import CHILDREN, GRID, SLOTS, step_of


def there_of(scene: Scene, catalog: Catalog) -> list[There]:
    """The objects of a scene as the reader of instructions needs them."""
    bearers = bearers_of(scene, catalog)
    return [
        There(
            item.id,
            item.category,
            _category(scene, bearers.get(item.id, ("", ""))[0]),
            item.draw_scale,
            item.x,
            item.y,
            float(boxes_of(item, catalog).width),
            float(boxes_of(item, catalog).height),
        )
        for item in scene.objects
        if item.category in catalog
    ]


def _category(scene: Scene, ident: str) -> str | None:
    return next((item.category for item in scene.objects if item.id == ident), None)


def bearers_of(scene: Scene, catalog: Catalog) -> dict[str, tuple[str, str]]:
    """By id, the child (its id) and the part of it that a worn or held object is on."""
    children = [item for item in scene.objects if item.category in CHILDREN]
    out: dict[str, tuple[str, str]] = {}
    for item in scene.objects:
        if item.category not in catalog or item.category in CHILDREN:
            continue
        place = step_of(item, children, catalog).place
        if place >= GRID * GRID:
            name, part = SLOTS[place - GRID * GRID]
            bearer = next(child.id for child in reversed(children) if child.category == name)
            out[item.id] = (bearer, part)
    return out
