"""Which backgrounds there are, where their ground begins, and what their air does to far things."""

from __future__ import annotations

from dataclasses import dataclass

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH, HORIZON_Y
from text2scene.errors import InputError
from text2scene.render.library import Library, default_library
from text2scene.scene import Scene

#: How far a colour goes to that of the air, by depth.
HAZE = (0.0, 0.07, 0.2)


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What is known of a background beyond its picture.

    phrase: what it shows, to go after an article. air: ``#RRGGBB`` of what lies between the
    viewer and far things: paler and cooler than they are.
    """

    phrase: str
    air: str


_BACKDROPS = {
    "park": Backdrop("park", "#D6EAF0"),
    "sunset": Backdrop("park at sunset", "#D9B7C6"),
    "night": Backdrop("park at night", "#5F7BA6"),
    "autumn": Backdrop("park in autumn", "#EBDFC8"),
    "snow": Backdrop("snowy park", "#DCE8F3"),
    "rain": Backdrop("park in the rain", "#B9C6CE"),
    "beach": Backdrop("beach", "#DDF0F3"),
    "forest": Backdrop("clearing in a forest", "#DDEDD2"),
    "space": Backdrop("moon under the stars", "#9C98C4"),
    "underwater": Backdrop("sandy bed under the sea", "#86C6CF"),
}


def backgrounds(library: Library | None = None) -> tuple[str, ...]:
    """Names of the backgrounds that a scene can have, those that ship in their usual order."""
    known = (library or default_library()).index["backgrounds"]
    shipped = [name for name in _BACKDROPS if name in known]
    return (*shipped, *sorted(set(known) - set(shipped)))


def check_background(name: str, library: Library | None = None) -> str:
    """``name`` itself. Raises InputError, with the names there are, for any other."""
    known = backgrounds(library)
    if name not in known:
        raise InputError(f"There is no background {name!r:.60}; there is {', '.join(known) or 'none'}.")
    return name


def backdrop(name: str) -> Backdrop:
    """What is known of a background; one that came with other assets is taken for a day outdoors."""
    return _BACKDROPS.get(name) or Backdrop(name.replace("_", " "), _BACKDROPS["park"].air)


def horizon(scene: Scene) -> float:
    """Where the ground begins in this scene (y in its pixels): its background covers the canvas."""
    factor = max(scene.width / CANVAS_WIDTH, scene.height / CANVAS_HEIGHT)
    return scene.height / 2 + (HORIZON_Y - CANVAS_HEIGHT / 2) * factor
