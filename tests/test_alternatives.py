"""Several pictures of one text: all obey it, no two look alike, the first is the usual one."""

from __future__ import annotations

import itertools
import math

import pytest

import text2scene
from text2scene import Scene
from text2scene.errors import InputError
from text2scene.generator import MAX_ALTERNATIVES, Generator

TEXT = "Mike wears a crown. A dog is to the left of a cat. There is no sun."


@pytest.fixture(scope="module")
def shipped() -> Generator:
    return text2scene.load()


def _shift(one: Scene, other: Scene) -> float:
    """Pixels that pieces are apart, on average; a piece that one lacks counts 200; other looks 50."""
    mine = {item.id: item for item in one.objects}
    theirs = {item.id: item for item in other.objects}
    total = 0.0
    for name in {*mine, *theirs}:
        a, b = mine.get(name), theirs.get(name)
        if a is None or b is None:
            total += 200
            continue
        changed = (a.pose, a.flip, a.expression, a.depth) != (b.pose, b.flip, b.expression, b.depth)
        total += min(200.0, math.hypot(a.x - b.x, a.y - b.y) + 50 * changed)
    return total / max(1, len({*mine, *theirs}))


@pytest.mark.parametrize("n", [1, 4])
def test_alternatives_obey_the_text_and_look_different(shipped: Generator, n: int) -> None:
    scenes = shipped.alternatives(TEXT, n)
    assert len(scenes) == n
    for scene in scenes:
        assert {"mike", "crown", "dog", "cat"} <= set(scene.categories)
        assert "sun" not in scene.categories
        dog, cat, crown, mike = (scene.find(name) for name in ("dog", "cat", "crown", "mike"))
        assert dog is not None
        assert cat is not None
        assert dog.x < cat.x
        assert crown is not None
        assert mike is not None
        assert abs(crown.x - mike.x) < 50
        assert crown.y < mike.y
    for one, other in itertools.combinations(scenes, 2):
        assert _shift(one, other) > 25


def test_the_first_is_what_generate_draws_and_all_come_again_the_same(tiny_generator: Generator) -> None:
    first = tiny_generator.alternatives(TEXT, 3)
    assert first[0] == tiny_generator.generate(TEXT)
    assert first == tiny_generator.alternatives(TEXT, 3)
    assert tiny_generator.alternatives(TEXT, 3, seed=7)[0] == tiny_generator.generate(TEXT, 7)


def test_each_alternative_can_be_drawn_again_by_its_seed(tiny_generator: Generator) -> None:
    scenes = tiny_generator.alternatives(TEXT, 4)
    assert len({scene.seed for scene in scenes}) == 4
    for scene in scenes:
        again = tiny_generator.generate(TEXT, scene.seed or 0)
        assert again.categories == scene.categories
        for a, b in zip(again.objects, scene.objects, strict=True):
            assert (a.x, a.y) == (pytest.approx(b.x, abs=1.01), pytest.approx(b.y, abs=1.01))


@pytest.mark.parametrize("n", [0, -1, MAX_ALTERNATIVES + 1])
def test_too_many_or_too_few_are_refused(tiny_generator: Generator, n: int) -> None:
    with pytest.raises(InputError, match="alternatives"):
        tiny_generator.alternatives(TEXT, n)
