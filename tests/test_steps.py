"""A scene survives the decoder's integer steps: same pieces, same looks, at most 2 pixels off."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2scene import Scene, SceneObject
from text2scene.catalog import EXPRESSIONS, POSES, default_catalog
from text2scene.errors import InputError
from text2scene.steps import (
    GRID,
    Step,
    head_anchor,
    object_of,
    scene_to_steps,
    steps_to_scene,
    supervision_order,
)

CATEGORIES = list(default_catalog().names)


@st.composite
def layouts(draw: st.DrawFn) -> Scene:
    """Scenes with each category at most once, some centres outside the canvas."""
    scene = Scene()
    for category in draw(st.lists(st.sampled_from(CATEGORIES), unique=True, max_size=12)):
        child = category in ("mike", "jenny")
        scene = scene.adding(
            SceneObject(
                category,
                category,
                draw(st.floats(-60, 600)),
                draw(st.floats(-130, 710)),
                draw(st.integers(0, 2)),
                draw(st.booleans()),
                draw(st.sampled_from(POSES)) if child else None,
                draw(st.sampled_from(EXPRESSIONS)) if child else None,
            )
        )
    return scene


@given(layouts())
def test_a_round_trip_keeps_looks_and_moves_nothing_by_more_than_two_pixels(scene: Scene) -> None:
    steps = scene_to_steps(scene)
    assert all(isinstance(value, int) for step in steps for value in (step.place, step.dx, step.dy))
    back = steps_to_scene(steps)
    for item, other in zip(supervision_order(scene), back.objects, strict=True):
        assert math.hypot(item.x - other.x, item.y - other.y) <= 2
        same = ("category", "depth", "flip", "pose", "expression")
        assert all(getattr(item, name) == getattr(other, name) for name in same)


def test_order_is_sky_then_far_to_near_then_what_is_worn() -> None:
    items = [("crown", 0), ("dog", 0), ("mike", 1), ("oak_tree", 2), ("sun", 2), ("cloud", 0), ("cat", 0)]
    scene = Scene(tuple(SceneObject(n, n, 100, 100, d) for n, d in items))
    order = [item.category for item in supervision_order(scene)]
    assert order == ["sun", "cloud", "oak_tree", "mike", "dog", "cat", "crown"]


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("depth", [0, 1, 2])
@pytest.mark.parametrize("pose", POSES)
def test_a_hat_on_the_head_is_placed_from_the_head(pose: str, depth: int, flip: bool) -> None:
    mike = SceneObject("mike", "mike", 200, 250, depth, flip, pose, "smile")
    x, y = head_anchor(mike, "wizard_hat")
    hat = SceneObject("wizard_hat", "wizard_hat", x + 3 * mike.draw_scale, y - 2 * mike.draw_scale, depth)
    step = scene_to_steps(Scene((mike, hat)))[1]
    assert step.place == GRID * GRID
    moved = SceneObject("mike", "mike", 320, 200, depth, flip, pose, "smile")
    worn = object_of(step, [moved])
    assert (worn.x - hat.x, worn.y - hat.y) == (pytest.approx(120, abs=1), pytest.approx(-50, abs=1))


def test_a_hat_far_from_any_head_is_placed_on_the_grid() -> None:
    mike = SceneObject("mike", "mike", 100, 250, pose="wave")
    hat = SceneObject("crown", "crown", 400, 350)
    assert scene_to_steps(Scene((mike, hat)))[1].place < GRID * GRID


def test_a_head_that_is_not_there_is_an_error() -> None:
    crown = default_catalog()["crown"].id
    with pytest.raises(InputError, match="mike"):
        object_of(Step(crown, GRID * GRID, 0, 0, 0, 0), [])


def test_a_piece_the_model_does_not_have_is_an_error() -> None:
    with pytest.raises(InputError, match="dragon"):
        scene_to_steps(Scene((SceneObject("dragon", "dragon", 0, 0),)))
