"""Scenes drawn as PNG, WebP and SVG. Importing this loads neither Pillow nor torch."""

from __future__ import annotations

from text2scene.render.backdrops import backdrop, backgrounds, check_background
from text2scene.render.canvas import Canvas, Placement, RecordingCanvas, draw_scene, placements
from text2scene.render.embedded import scene_from_picture
from text2scene.render.files import save_picture
from text2scene.render.library import Library, default_library, library_for, library_with
from text2scene.render.raster import PillowCanvas, to_image, to_png, to_webp
from text2scene.render.shadows import Shadow, ground_shadows
from text2scene.render.svg import SvgCanvas, to_svg

__all__ = [
    "Canvas",
    "Library",
    "PillowCanvas",
    "Placement",
    "RecordingCanvas",
    "Shadow",
    "SvgCanvas",
    "backdrop",
    "backgrounds",
    "check_background",
    "default_library",
    "draw_scene",
    "ground_shadows",
    "library_for",
    "library_with",
    "placements",
    "save_picture",
    "scene_from_picture",
    "to_image",
    "to_png",
    "to_svg",
    "to_webp",
]
