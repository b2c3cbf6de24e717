"""Saving a scene as a picture, by the ending of the file's name."""

from __future__ import annotations

import os
from pathlib import Path

from text2scene.errors import InputError
from text2scene.files import write_bytes
from text2scene.render.library import Library
from text2scene.render.raster import to_png, to_webp
from text2scene.render.svg import to_svg
from text2scene.scene import Scene

PICTURE_ENDINGS = (".png", ".svg", ".webp")


def save_picture(
    scene: Scene,
    path: str | os.PathLike[str],
    scale: float = 1.0,
    *,
    shadows: bool = True,
    haze: bool = True,
    library: Library | None = None,
) -> None:
    """Write a .png, .svg or .webp file of the scene, ``scale`` times its size in pixels.

    shadows: under all that stands on the ground. haze: far things paler and cooler.
    Raises InputError for another ending or scale, OutputError where the file cannot be written.
    """
    ending = Path(path).suffix.lower()
    if ending == ".png":
        data = to_png(scene, scale, shadows=shadows, haze=haze, library=library)
    elif ending == ".webp":
        data = to_webp(scene, scale, shadows=shadows, haze=haze, library=library)
    elif ending == ".svg":
        data = to_svg(scene, scale, shadows=shadows, haze=haze, library=library).encode("utf-8")
    else:
        known = ", ".join(PICTURE_ENDINGS)
        raise InputError(f"Cannot tell the format of the picture {path}; use one of the endings {known}.")
    write_bytes(path, data)
