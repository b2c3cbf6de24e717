"""The sheet of the backgrounds: a small scene before each, composed by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from text2scene.render.backdrops import backgrounds
from text2scene.render.library import Library
from text2scene.render.raster import to_image
from text2scene.scene import Scene, SceneObject
from text2scene.steps import slot_anchor

if TYPE_CHECKING:
    from PIL.Image import Image

_COLUMNS, _GAP, _LABEL = 2, 20, 26
_CREAM, _INK = "#FFF6E5", "#3A2E4C"


def _one(
    category: str, x: float, y: float, depth: int = 0, flip: bool = False, look: str = "", scale: float = 1.0
) -> SceneObject:
    """``look``: pose and expression of a child, with a blank between."""
    pose, _, expression = look.partition(" ")
    return SceneObject(category, category, x, y, depth, flip, pose or None, expression or None, scale=scale)


def _in_slot(child: SceneObject, category: str, part: str = "head") -> SceneObject:
    """A thing that a child wears or holds."""
    x, y = slot_anchor(child, part, category)
    return SceneObject(category, category, x, y, child.depth, child.flip, scale=child.scale)


def sample_scenes() -> dict[str, Scene]:
    """By background a scene with something near, far, worn, held, thrown and flying in it."""
    chef = _one("mike", 336, 262, 0, True, "reach smile")
    queen = _one("jenny", 120, 268, 0, False, "wave laugh")
    warm = _one("jenny", 150, 270, 0, False, "arms_up laugh")
    wizard = _one("mike", 346, 272, 0, True, "wave smile")
    wet = _one("mike", 170, 262, 0, False, "arms_up laugh")
    pirate = _one("mike", 116, 272, 0, False, "wave laugh")
    hiker = _one("jenny", 330, 264, 0, True, "reach surprised")
    explorer = _one("jenny", 352, 262, 0, True, "run laugh")
    diver = _one("mike", 160, 268, 0, False, "reach surprised")
    return {
        "park": Scene((
            _one("sun", 62, 58, 1), _one("cloud", 330, 62, 1), _one("apple_tree", 440, 158, 1),
            _one("tent", 116, 214, 2), queen, _in_slot(queen, "crown"),
            _one("mike", 300, 272, 0, True, "kick smile"), _one("soccer_ball", 216, 330),
            _one("dog", 404, 332, 0, True),
        )),
        "sunset": Scene((
            _one("hot_air_balloon", 400, 78, 1), _one("pine_tree", 470, 60, 1), chef,
            _in_slot(chef, "chef_hat"), _one("grill", 242, 312), _one("table", 96, 300, 1),
            _in_slot(chef, "hot_dog", "left_hand"), _one("cat", 190, 352),
            _one("jenny", 168, 206, 2, False, "wave smile"),
        )),
        "night": Scene((
            _one("rocket", 90, 66, 1), _one("pine_tree", 440, 84, 1), _one("owl", 428, 168),
            _one("tent", 96, 240, 1), wizard, _in_slot(wizard, "wizard_hat"), _one("fire", 236, 320),
            _one("jenny", 120, 314, 0, False, "sit smile"), _one("bear", 246, 206, 2),
        )),
        "autumn": Scene((
            _one("kite", 330, 92, 1), _one("oak_tree", 70, 100),
            _one("mike", 214, 262, 0, True, "run laugh"), _one("football", 130, 352),
            _one("dog", 354, 316), _one("slide", 420, 208, 2),
            _one("jenny", 286, 222, 2, False, "arms_up smile"),
        )),
        "snow": Scene((
            _one("cloud", 380, 58, 1), _one("pine_tree", 452, 80, 1), warm, _in_slot(warm, "winter_cap"),
            _one("mike", 316, 292, 0, True, "sit_cross_legged smile"), _one("shovel", 232, 350),
            _one("bear", 60, 226, 2), _one("duck", 398, 350, 0, True),
        )),
        "rain": Scene((
            _one("lightning", 410, 92, 1), _one("rain", 110, 96, 1), wet, _one("duck", 300, 344),
            _one("jenny", 392, 270, 0, True, "wave sad"), _one("bucket", 262, 330),
            _one("swing", 300, 214, 2),
        )),
        "beach": Scene((
            _one("sun", 432, 60, 1), _one("airplane", 130, 62, 2), pirate, _in_slot(pirate, "pirate_hat"),
            _in_slot(pirate, "drink", "right_hand"), _one("sandbox", 330, 286, 1),
            _one("jenny", 330, 236, 1, True, "sit laugh"), _one("bucket", 404, 264, 1),
            _one("beach_ball", 226, 344), _one("balloons", 466, 200, 1),
        )),
        "forest": Scene((
            _one("owl", 418, 128), _one("bear", 168, 246, 1), _one("oak_tree", 466, 116), hiker,
            _in_slot(hiker, "pie", "left_hand"), _one("table", 250, 226, 2),
            _one("snake", 214, 352, 0, True), _one("basketball", 92, 346),
        )),
        "space": Scene((
            _one("rocket", 66, 62, 1), _one("helicopter", 262, 130, 2), explorer,
            _in_slot(explorer, "propeller_cap"), _one("mike", 150, 266, 0, False, "arms_up surprised"),
            _one("cat", 252, 350), _one("tent", 86, 232, 2), _one("frisbee", 250, 226),
        )),
        "underwater": Scene((
            diver, _in_slot(diver, "sunglasses"), _in_slot(diver, "baseball_bat", "right_hand"),
            _one("snake", 400, 346, 0, True), _one("jenny", 322, 270, 1, True, "arms_up laugh"),
            _one("table", 412, 250, 2), _one("duck", 90, 352), _one("bouncy_bee", 250, 240, 1),
        )),
    }  # fmt: skip


def draw_backgrounds(library: Library) -> Image:
    """Every background of the library with a scene before it, two in a row, its name below."""
    from PIL import Image, ImageDraw

    names = backgrounds(library)
    samples = sample_scenes()
    rows = -(-len(names) // _COLUMNS)
    across, down = 500 + _GAP, 400 + _LABEL + _GAP
    page = Image.new("RGB", (_COLUMNS * across + _GAP, rows * down + _GAP), _CREAM)
    pen = ImageDraw.Draw(page)
    for index, name in enumerate(names):
        left, top = _GAP + index % _COLUMNS * across, _GAP + index // _COLUMNS * down
        scene = replace(samples.get(name, Scene()), background=name)
        page.paste(to_image(scene, library=library), (left, top))
        pen.text((left + 250, top + 400 + _LABEL / 2), name, fill=_INK, anchor="mm", font_size=16)
    return page
