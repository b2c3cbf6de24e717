"""What a child holds is drawn between the palm and the thumb."""

from __future__ import annotations

from dataclasses import replace

import pytest

from text2scene.art.children_poses import POSES as SKELETONS
from text2scene.catalog import POSES
from text2scene.packs import drawing_catalog
from text2scene.render import RecordingCanvas, draw_scene, to_image, to_svg
from text2scene.render.hands import FISTS, HANDS
from text2scene.scene import Scene, SceneObject
from text2scene.steps import slot_anchor

CATALOG = drawing_catalog()


def holding(thing: str, hand: str = "right_hand", **fields: object) -> Scene:
    """Jenny with a thing in a hand."""
    jenny = replace(SceneObject("jenny", "jenny", 250, 240, pose="wave"), **fields)
    x, y = slot_anchor(jenny, hand, thing, CATALOG)
    return Scene((jenny, SceneObject("thing", thing, x, y, depth=jenny.depth)))


def drawn(scene: Scene) -> list[str]:
    """Names of the sprites, from back to front."""
    canvas = RecordingCanvas()
    draw_scene(scene, canvas, catalog=CATALOG)
    return [call.name for _, call in canvas.calls[1:] if not isinstance(call, str)]


def test_the_closed_hands_are_those_that_are_drawn_closed() -> None:
    for poses in SKELETONS.values():
        fists = {
            (name, hand)
            for name, pose in poses.items()
            for hand, arm in zip(HANDS, (pose.far_arm, pose.near_arm), strict=True)
            if arm.hand == "fist"
        }
        assert fists == FISTS


@pytest.mark.parametrize("thing", ["drink", "hot_dog", "tennis_racket", "bucket", "flower", "ice_cream"])
@pytest.mark.parametrize("pose", POSES)
def test_a_thumb_lies_over_what_is_held(pose: str, thing: str) -> None:
    hand = "right_hand"
    names = drawn(holding(thing, hand, pose=pose))
    if (pose, hand) in FISTS and thing in ("drink", "hot_dog"):
        assert names == [f"jenny-{pose}-smile", thing]
    else:
        assert names == [f"jenny-{pose}-smile", thing, f"jenny-{pose}-grip-right"]


@pytest.mark.parametrize("thing", ["beach_ball", "baseball", "pizza", "dog", "crown"])
def test_what_no_hand_can_close_over_lies_before_it(thing: str) -> None:
    assert drawn(holding(thing))[-1] == thing


def test_nothing_is_gripped_that_is_out_of_reach_or_behind() -> None:
    scene = holding("drink")
    away = replace(scene.objects[1], x=60.0)
    assert drawn(replace(scene, objects=(scene.objects[0], away)))[-1] == "drink"
    behind = replace(scene.objects[1], depth=2)
    assert drawn(replace(scene, objects=(scene.objects[0], behind))) == ["drink", "jenny-wave-smile"]


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("depth", [0, 1])
def test_the_thumb_is_seen_in_the_childs_colour(flip: bool, depth: int) -> None:
    scene = holding("drink", flip=flip, depth=depth, style={"skin": "dark-2"})
    skin = (0x64, 0x39, 0x2D)
    x, y = (round(4 * side) for side in (scene.objects[1].x, scene.objects[1].y))
    picture = to_image(scene, 4, haze=False).crop((x - 40, y - 40, x + 40, y + 40))
    colours = {colour: count for count, colour in picture.getcolors(10**6) or ()}
    assert colours.get(skin, 0) > 100
    assert 'id="t2s-jenny-wave-grip-right-' in to_svg(scene)


def test_a_hand_beside_the_canvas_draws_nothing() -> None:
    scene = holding("drink", x=-200.0)
    assert to_image(scene).size == (500, 400)
    assert "grip" in to_svg(scene)
