"""Boxes, anchors and the naming of objects, for the checks. Pixels, y down."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH, Catalog, default_catalog
from text2scene.scene import Scene, SceneObject

CATALOG: Catalog = default_catalog()
WIDTH, HEIGHT = float(CANVAS_WIDTH), float(CANVAS_HEIGHT)

# Words for several pieces, as the items use them. Written out here, so that a change of the
# package's own classes cannot make the suite easier.
CLASSES: dict[str, tuple[str, ...]] = {
    "child": ("mike", "jenny"),
    "animal": ("bear", "cat", "dog", "duck", "owl", "snake"),
    "pet": ("dog", "cat"),
    "bird": ("duck", "owl"),
    "hat": (
        "blue_cap",
        "crown",
        "chef_hat",
        "pirate_hat",
        "winter_cap",
        "propeller_cap",
        "wizard_hat",
        "viking_hat",
    ),
    "cap": ("blue_cap", "winter_cap", "propeller_cap"),
    "eyewear": ("glasses", "sunglasses"),
    "ball": ("soccer_ball", "beach_ball", "basketball", "baseball", "tennis_ball", "football"),
    "tree": ("apple_tree", "oak_tree", "pine_tree"),
    "food": ("pie", "pizza", "hot_dog", "hamburger", "ketchup", "mustard", "drink"),
    "meal": ("pie", "pizza", "hot_dog", "hamburger"),
    "toy": (
        "baseball",
        "bucket",
        "beach_ball",
        "basketball",
        "soccer_ball",
        "tennis_ball",
        "football",
        "frisbee",
        "baseball_bat",
        "balloons",
        "baseball_glove",
        "shovel",
        "tennis_racket",
        "kite",
    ),
    "sky": (
        "helicopter",
        "hot_air_balloon",
        "cloud",
        "sun",
        "lightning",
        "rain",
        "rocket",
        "airplane",
    ),
}
CLASSES["wearable"] = CLASSES["hat"] + CLASSES["eyewear"]

# Unflipped, these look to the right (1) or to the left (-1); the others have no side.
LOOKS = dict.fromkeys(
    ("mike", "jenny", "cat", "dog", "duck", "snake", "bouncy_bee", "helicopter", "airplane"), 1
) | {"rocket": -1}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the canvas."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def width(self) -> float:
        return max(0.0, self.right - self.left)

    @property
    def height(self) -> float:
        return max(0.0, self.bottom - self.top)

    @property
    def area(self) -> float:
        return self.width * self.height

    def meet(self, other: Box) -> Box:
        """What both cover; of width or height 0 where they do not touch."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Box(
            left, top, max(left, min(self.right, other.right)), max(top, min(self.bottom, other.bottom))
        )

    def gap(self, other: Box) -> float:
        """The shortest way from one to the other; 0 where they touch."""
        dx = max(0.0, other.left - self.right, self.left - other.right)
        dy = max(0.0, other.top - self.bottom, self.top - other.bottom)
        return math.hypot(dx, dy)

    def spans(self, x: float, inset: float = 0.0) -> bool:
        """Whether x lies within, less ``inset`` of the width on either side."""
        return self.left + inset * self.width <= x <= self.right - inset * self.width


CANVAS = Box(0.0, 0.0, WIDTH, HEIGHT)


def box(item: SceneObject) -> Box:
    """The whole piece, also what lies beside the canvas."""
    width, height = CATALOG[item.category].size(item.pose)
    w, h = width * item.draw_scale / 2, height * item.draw_scale / 2
    return Box(item.x - w, item.y - h, item.x + w, item.y + h)


def seen(item: SceneObject) -> Box:
    """What of the piece lies on the canvas."""
    return box(item).meet(CANVAS)


def group(item: SceneObject) -> str:
    return CATALOG[item.category].group


def heading(item: SceneObject) -> int:
    """1: looks to the viewer's right, -1: left, 0: has no side."""
    side = LOOKS.get(item.category, 0)
    return -side if item.flip else side


def drawn_after(scene: Scene, one: SceneObject, other: SceneObject) -> bool:
    """Whether ``one`` covers ``other`` where they overlap."""
    order = [item.id for item in scene.draw_order]
    return order.index(one.id) > order.index(other.id)


def known_name(ref: str) -> bool:
    """Whether every alternative of a reference is an id's stem, a category or a class."""
    names = (name.rsplit("-", 1)[0] for name in ref.lstrip("*").split("|"))
    return all(name in CATALOG or name in CLASSES for name in names)


def find(scene: Scene, ref: str) -> list[SceneObject]:
    """The objects a reference means: an id or category, a class of them, or several with | between.

    "dog" is any dog, "dog-2" that one object, "hat" any hat. A leading * is dropped here. What
    was changed into something else may keep its id: "dog" does not mean it any more.
    """
    wanted: set[str] = set()
    for name in ref.lstrip("*").split("|"):
        wanted.update(CLASSES.get(name, (name,)))
    ids = {name for name in wanted if name not in CATALOG}
    return [item for item in scene.objects if item.category in wanted or item.id in ids]


def holds_for(scene: Scene, refs: Iterable[str], test: Callable[..., bool]) -> bool:
    """Whether some choice of different objects passes; with a leading *, each one of those does."""
    refs = list(refs)
    lists = [find(scene, ref) for ref in refs]
    if not all(lists):
        return False
    starred = [index for index, ref in enumerate(refs) if ref.startswith("*")]
    for chosen in itertools.product(*(lists[index] for index in starred)):
        options = list(lists)
        for index, item in zip(starred, chosen, strict=True):
            options[index] = [item]
        picks = itertools.product(*options)
        if not any(len({p.id for p in pick}) == len(pick) and test(*pick) for pick in picks):
            return False
    return True
