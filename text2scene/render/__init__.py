"""Scenes drawn as PNG, WebP and SVG. Importing this loads neither Pillow nor torch."""

from __future__ import annotations

from text2scene.render.canvas import Canvas, Placement, RecordingCanvas, draw_scene, placements
from text2scene.render.embedded import scene_from_picture
from text2scene.render.files import save_picture
from text2scene.render.library import Library, default_library
from text2scene.render.raster import PillowCanvas, to_image, to_png, to_webp
from text2scene.render.svg import SvgCanvas, to_svg

__all__ = [
    "Canvas",
    "Library",
    "PillowCanvas",
    "Placement",
    "RecordingCanvas",
    "SvgCanvas",
    "default_library",
    "draw_scene",
    "placements",
    "save_picture",
    "scene_from_picture",
    "to_image",
    "to_png",
    "to_svg",
    "to_webp",
]
