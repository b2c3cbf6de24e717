"""The instructions of an edit, carried out on the objects: remove, move, grow, flip, swap, replace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from text2scene.bearers import bearers_of
from text2scene.catalog import DEPTH_SCALE, Catalog
from text2scene.language.facts import Change
from text2scene.moves import MOVE, gone_to
from text2scene.relations import boxes_of
from text2scene.scene import MAX_SCALE, Scene, SceneObject

GROWTH = 1.35


class Changes:
    """The objects of a picture by key, and what can be done to them.

    scene: as it was. maps: place distributions (G, G) by key. ids: id in the scene by key.
    touched: keys that something was done to.
    """

    def __init__(self, scene: Scene, catalog: Catalog) -> None:
        self.scene, self.catalog = scene, catalog
        self.items: dict[str, SceneObject] = {}
        self.maps: dict[str, np.ndarray] = {}
        self.ids: dict[str, str] = {}
        self.touched: set[str] = set()

    def _drop(self, key: str) -> None:
        self.items.pop(key, None)

    def _remove(self, change: Change) -> None:
        bearers = bearers_of(self.scene, self.catalog)
        for key in change.keys:
            gone = self.ids.get(key)
            self._drop(key)
            for other, (bearer, part) in bearers.items():
                if bearer == gone and part == "head" and self._key_of(other).startswith("@"):
                    self._drop(self._key_of(other))  # a hat does not stay in the air

    def _key_of(self, ident: str) -> str:
        return next((key for key, value in self.ids.items() if value == ident), f"@{ident}")

    def _clear(self, change: Change) -> None:
        for key in list(self.ids):
            self._drop(key)

    def _keep_only(self, change: Change) -> None:
        for key in list(self.ids):
            if key not in change.keys:
                self._drop(key)

    def _go(self, change: Change) -> None:
        """Toward or away from another, to its place, to the other side, or out of a hand."""
        goal = next((self.items[key] for key in change.others if key in self.items), None)
        for key in self._present(change.keys):
            item = self.items[key]
            if change.value == "across":
                aside = max(abs(item.x - 250.0), 120.0)
                self.items[key] = replace(item, x=round(250.0 + (aside if item.x < 250.0 else -aside), 2))
            elif goal is not None:
                self.items[key] = gone_to(item, goal, change.value, change.amount, self.catalog)

    def _move(self, change: Change) -> None:
        if change.value in ("toward", "away", "to the place of", "across", "out of hand"):
            self._go(change)
            return
        dx, dy = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}.get(change.value, (0, 0))
        step = MOVE * min(change.amount, 5.0)
        aside = change.value == "aside"
        for key in self._present(change.keys):
            item = self.items[key]
            if aside:
                dx = 1 if item.x <= 250.0 else -1
            if not dx and not dy:
                depth = min(max(item.depth + (1 if change.value == "farther" else -1), 0), 2)
                if depth == item.depth:
                    self.items[key] = self._scaled(item, 1.2 if change.value == "nearer" else 1 / 1.2)
                else:
                    factor = DEPTH_SCALE[depth] / DEPTH_SCALE[item.depth]
                    feet = float(boxes_of(item, self.catalog).feet)
                    height = float(boxes_of(item, self.catalog).height) * factor
                    self.items[key] = replace(
                        item, depth=depth, y=round(feet - height / 2 + (14 if depth < item.depth else -14), 2)
                    )
                continue
            box = boxes_of(item, self.catalog)
            x = min(
                max(item.x + dx * step, min(item.x, 0.35 * box.width)), max(item.x, 500 - 0.35 * box.width)
            )
            y = min(
                max(item.y + dy * step, min(item.y, 0.35 * box.height)), max(item.y, 400 - 0.35 * box.height)
            )
            self.items[key] = replace(item, x=round(x, 2), y=round(y, 2))

    def _grow(self, change: Change) -> None:
        factor = GROWTH ** max(change.amount, 0.5)
        for key in self._present(change.keys):
            self.items[key] = self._scaled(
                self.items[key], factor if change.value == "bigger" else 1 / factor
            )

    def _scaled(self, item: SceneObject, factor: float) -> SceneObject:
        """Grown or shrunk where it stands: its feet stay, or in the sky its middle."""
        scale = min(max(item.scale * factor, 0.1), min(MAX_SCALE, 6.0))
        box = boxes_of(item, self.catalog)
        out = replace(item, scale=round(scale, 4))
        if box.group == "sky":
            return out
        grown = boxes_of(out, self.catalog)
        return replace(out, y=round(item.y + (box.height - grown.height) / 2, 2))

    def _flip(self, change: Change) -> None:
        for key in self._present(change.keys):
            self.items[key] = replace(self.items[key], flip=not self.items[key].flip)

    def _swap(self, change: Change) -> None:
        both = self._present((*change.keys, *change.others))
        if len(both) == 2:
            a, b = (self.items[key] for key in both)
            feet = {k: float(boxes_of(self.items[k], self.catalog).feet) for k in both}
            for key, other in ((both[0], b), (both[1], a)):
                moved = replace(self.items[key], x=other.x, depth=other.depth)
                target = feet[both[1]] if key == both[0] else feet[both[0]]
                height = float(boxes_of(moved, self.catalog).height)
                self.items[key] = replace(moved, y=round(target - height / 2, 2))

    def _replace(self, change: Change) -> None:
        """The new piece stands where the old one stood, on the same feet."""
        for n, key in enumerate(self._present(change.keys)):
            fresh = self._present(change.others)
            if not fresh:
                continue
            name = fresh[min(n, len(fresh) - 1)]
            old, new = self.items[key], self.items[name]
            placed = replace(new, x=old.x, depth=old.depth, scale=old.scale, flip=old.flip)
            if self.catalog[new.category].group == "sky" or self.catalog[old.category].group == "sky":
                placed = replace(placed, y=old.y)
            else:
                feet, height = boxes_of(old, self.catalog).feet, boxes_of(placed, self.catalog).height
                placed = replace(placed, y=round(float(feet) - height / 2, 2))
            bearer = bearers_of(self.scene, self.catalog).get(old.id)
            if bearer is not None:
                placed = replace(placed, y=old.y)
            self.items[name] = placed
            self.maps.pop(name, None)
            self._drop(key)

    def _present(self, keys: Sequence[str]) -> list[str]:
        found = [key for key in keys if key in self.items]
        self.touched.update(found)
        return found
