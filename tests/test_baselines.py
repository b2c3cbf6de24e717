"""The baselines, on the toy data and on captions written here."""

from __future__ import annotations

from pathlib import Path

import pytest

from text2scene.errors import DataError
from text2scene.scene import Scene, SceneObject
from text2scene.training.baselines import (
    KeywordBaseline,
    NearestBaseline,
    RandomBaseline,
    words_of,
)
from text2scene.training.datasets import CaptionedScene, load_captions

TOY = Path(__file__).resolve().parent.parent / "data" / "toy"
TRAIN = load_captions(TOY)
TEXTS = ["Mike kicks the ball.", "Jenny sits at the fire.", "", "Xyzzy!", "Mike kicks the ball."]


def captioned(number: int, caption: str, *items: SceneObject) -> CaptionedScene:
    return CaptionedScene(number, number // 10, Scene(items), ((caption,),))


def obj(category: str, x: float = 100, y: float = 300, depth: int = 0, flip: bool = False) -> SceneObject:
    return SceneObject(category, category, x, y, depth, flip)


def keywords(*items: CaptionedScene) -> KeywordBaseline:
    return KeywordBaseline().fit(items or TRAIN)


@pytest.mark.parametrize("kind", [RandomBaseline, NearestBaseline, KeywordBaseline])
def test_any_text_gives_a_scene_and_the_same_one_again(
    kind: type[RandomBaseline | NearestBaseline | KeywordBaseline],
) -> None:
    scenes = kind().fit(TRAIN).generate(TEXTS)
    assert len(scenes) == len(TEXTS)
    assert [scene.text for scene in scenes] == TEXTS
    assert scenes[0] == scenes[-1]
    assert scenes == kind().fit(TRAIN).generate(TEXTS)


@pytest.mark.parametrize("kind", [RandomBaseline, NearestBaseline, KeywordBaseline])
def test_generating_before_fitting_says_what_to_do(
    kind: type[RandomBaseline | NearestBaseline | KeywordBaseline],
) -> None:
    with pytest.raises(DataError, match="call fit with the training scenes first"):
        kind().generate(["Mike runs."])
    with pytest.raises(DataError, match="at least one training scene"):
        kind().fit([])


def test_random_baseline_draws_training_scenes_by_seed() -> None:
    known = {repr(item.scene.objects) for item in TRAIN}
    texts = [f"text {number}" for number in range(20)]
    first, second = (RandomBaseline(seed).fit(TRAIN).generate(texts) for seed in (0, 1))
    assert {repr(scene.objects) for scene in first} <= known
    assert len({repr(scene.objects) for scene in first}) > 5
    assert first != second


def test_nearest_baseline_finds_a_scene_by_its_own_captions() -> None:
    baseline = NearestBaseline().fit(TRAIN)
    for item in TRAIN:
        own = " ".join(sentence for group in item.groups for sentence in group)
        # Not the very scene: which child does what makes no difference to weighted words.
        assert TRAIN[baseline.nearest(own)].class_id == item.class_id, own


def test_nearest_baseline_prefers_the_rarer_word() -> None:
    items = [captioned(n, "Mike has a dog and Jenny", obj("dog")) for n in range(5)]
    items.append(captioned(10, "An owl", obj("owl")))
    (scene,) = NearestBaseline().fit(items).generate(["Mike and Jenny see the owl"])
    assert scene.categories == ("owl",)


def test_words_of_a_text() -> None:
    assert words_of("Jenny’s DOG ran, didn't it? 2 cats .") == [
        "jenny's",
        "dog",
        "ran",
        "didn't",
        "it",
        "2",
        "cats",
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mike kicks the soccer ball .", ("mike", "soccer_ball")),
        ("the boy has a puppy", ("mike", "dog")),
        ("Jenny's hot dogs", ("jenny", "hot_dog")),
        ("Mike wears a hat with horns", ("mike", "viking_hat")),
        ("a baseball bat and a baseball", ("baseball", "baseball_bat")),
        ("the kids play", ("mike", "jenny")),
        ("pine trees and an apple tree", ("pine_tree", "apple_tree")),
        ("a dragon", ()),
        ("", ()),
    ],
)
def test_keywords_name_the_longest_match(text: str, named: tuple[str, ...]) -> None:
    assert keywords().named(text) == named


def test_class_word_stands_for_what_its_scenes_show_most() -> None:
    baseline = keywords(
        *(captioned(n, "Mike throws the ball", obj("football")) for n in range(3)),
        captioned(10, "a ball", obj("tennis_ball")),
        *(captioned(n, "the beach ball", obj("beach_ball")) for n in range(20, 29)),
    )
    assert baseline.named("Jenny has a ball") == ("jenny", "football")


def test_class_word_beside_a_member_adds_nothing() -> None:
    baseline = keywords(captioned(0, "the ball", obj("football")))
    assert baseline.named("Mike has the soccer ball. Jenny wants the ball.") == (
        "mike",
        "jenny",
        "soccer_ball",
    )


def test_keyword_pieces_stand_at_their_mean_place_and_look_as_most_do() -> None:
    def mike(x: float, depth: int, flip: bool, pose: str) -> SceneObject:
        return SceneObject("mike", "mike", x, 300, depth, flip, pose, "smile")

    baseline = keywords(
        captioned(0, "Mike", mike(100, 0, True, "run")),
        captioned(1, "Mike", mike(160, 1, True, "kick")),
        captioned(2, "Mike", mike(220, 1, False, "run")),
    )
    (scene,) = baseline.generate(["Mike"])
    assert scene.objects == (SceneObject("mike", "mike", 160, 300, 1, True, "run", "smile"),)


def test_piece_never_seen_in_training_is_left_out() -> None:
    (scene,) = keywords(captioned(0, "a dog", obj("dog"))).generate(["a dog and a cat"])
    assert scene.categories == ("dog",)
