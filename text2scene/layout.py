"""A picture in the making: its objects, what must hold of them, and what is worn or held by whom."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from text2scene.catalog import Catalog
from text2scene.language.facts import Fact
from text2scene.scene import SceneObject
from text2scene.steps import CHILDREN, EYEWEAR, slot_anchor


@dataclass
class Layout:
    """A picture in the making.

    items: objects by key, in drawing order of the list. maps: place distributions (G, G) by
    key. fixed: keys that must not change. facts: what must hold, about keys. attached: what
    sits on a child or animal: (key, part). rooted: keys that may turn
    round where they are, and no more. moved: keys that were moved or changed here.
    """

    items: dict[str, SceneObject]
    maps: dict[str, np.ndarray]
    facts: list[Fact]
    fixed: set[str] = field(default_factory=set)
    rooted: set[str] = field(default_factory=set)
    attached: dict[str, tuple[str, str]] = field(default_factory=dict)
    catalog: Catalog = field(kw_only=True)

    def group(self, key: str) -> str:
        category = self.items[key].category
        return self.catalog[category].group if category in self.catalog else "toy"


def attach(layout: Layout) -> None:
    """Each wearable on the head that the text says, each held thing in a hand."""
    hands: dict[str, list[str]] = {}
    for child, part in layout.attached.values():
        if part != "head":
            hands.setdefault(child, []).append(part)
    for fact in layout.facts:
        if fact.kind == "wears" and not fact.holds:  # the crown is not on Mike's head
            denied = [
                k for k, (who, part) in layout.attached.items() if who == fact.subject and part == "head"
            ]
            for key in denied:
                if key not in layout.fixed and layout.items[key].category in fact.values:
                    layout.attached.pop(key)
        if fact.kind not in ("wears", "holds") or not fact.holds or not fact.others:
            continue
        key, child = fact.subject, fact.others[0]
        if key not in layout.items or child not in layout.items or key in layout.fixed:
            continue
        if fact.kind == "wears":
            layout.attached[key] = (child, "head")
            continue
        if child not in CHILDREN:
            continue
        old = layout.attached.get(key)
        if old is not None and old[0] == child and old[1] != "head":
            continue
        taken = hands.setdefault(child, [])
        hand = next((p for p in ("right_hand", "left_hand") if p not in taken), None)
        if hand is None:
            layout.facts.append(Fact("near", key, (), (child,)))
            continue
        taken.append(hand)
        layout.attached[key] = (child, hand)


def follow(layout: Layout) -> None:
    """What is attached goes where its bearer went."""
    for key, (bearer, part) in layout.attached.items():
        if key in layout.fixed or bearer not in layout.items or key not in layout.items:
            continue
        item, who = layout.items[key], layout.items[bearer]
        if bearer in CHILDREN:
            x, y = slot_anchor(who, part, item.category, layout.catalog)
            scale = round(who.scale * _HELD_SCALES.get(size_said(layout, key), 1.0), 4)
            layout.items[key] = replace(
                item, x=round(x, 2), y=round(y, 2), depth=who.depth, scale=scale, flip=who.flip
            )
        else:
            layout.items[key] = _on_animal(item, who, layout.catalog)


def size_said(layout: Layout, key: str) -> str:
    """The size that the text gives a thing: big, small and so on; empty where it gives none."""
    said = (f.values[0] for f in layout.facts if f.kind == "size" and f.subject == key and f.holds)
    return next(said, "")


def is_huge(layout: Layout, key: str) -> bool:
    return size_said(layout, key) == "huge"


# What is worn or held has its bearer's depth, so its size is a matter of scale.
_HELD_SCALES = {"huge": 1.35, "small": 0.7, "tiny": 0.5}


# Heads of the animals: (x, y) of the top of the head from the middle, as parts of the size,
# and the width of the head as a part of the width; unflipped.
_HEADS = {
    "bear": (0.0, -0.42, 0.42),
    "cat": (0.08, -0.36, 0.62),
    "dog": (0.3, -0.34, 0.34),
    "duck": (0.24, -0.36, 0.4),
    "owl": (0.0, -0.36, 0.8),
    "snake": (0.34, -0.36, 0.3),
}


def _on_animal(item: SceneObject, who: SceneObject, catalog: Catalog) -> SceneObject:
    dx, dy, wide = _HEADS.get(who.category, (0.0, -0.45, 0.4))
    width, height = catalog[who.category].size() if who.category in catalog else (60.0, 60.0)
    piece = catalog[item.category]
    scale = who.scale * min(1.2, max(0.35, 1.25 * wide * width / piece.width))
    drop = 0.35 * piece.height * scale if item.category in EYEWEAR else -0.22 * piece.height * scale
    if item.category in EYEWEAR:
        drop = 0.22 * wide * width * who.scale
    size = who.draw_scale
    x = who.x + (-dx if who.flip else dx) * width * size
    y = who.y + dy * height * size + drop * size / who.scale
    return replace(item, x=round(x, 2), y=round(y, 2), depth=who.depth, scale=round(scale, 3), flip=who.flip)
