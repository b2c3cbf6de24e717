"""The metrics, on scenes whose figures were worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from text2scene.scene import Scene, SceneObject
from text2scene.training.datasets import SPLITS, load_captions
from text2scene.training.metrics import (
    EXTRAS,
    TABLE,
    codraw_similarity,
    harmonic_mean,
    match_objects,
    mean_scores,
    place_score,
    score_corpus,
    score_scene,
    visible_box,
)

TOY = Path(__file__).resolve().parent.parent / "data" / "toy"
SCENES = [item.scene for item in load_captions(TOY, SPLITS)]


def obj(category: str, x: float, y: float, depth: int = 0, flip: bool = False, id: str = "") -> SceneObject:
    return SceneObject(id or category, category, x, y, depth, flip)


def child(category: str, x: float, y: float, pose: str = "reach", expression: str = "smile") -> SceneObject:
    return SceneObject(category, category, x, y, pose=pose, expression=expression)


def scene(*items: SceneObject) -> Scene:
    return Scene(tuple(items))


# -- single objects ------------------------------------------------------------------------


def test_place_score_by_hand() -> None:
    # dx = 50/500 = .1, dy = 40/400 = .1: exp(-1/2 (.5² + .5²)) = exp(-.25)
    assert place_score(obj("dog", 100, 200), obj("dog", 150, 240)) == pytest.approx(0.778801, abs=1e-6)
    # dx = 100/500 = one sigma: exp(-1/2)
    assert place_score(obj("dog", 100, 200), obj("dog", 200, 200)) == pytest.approx(0.606531, abs=1e-6)


def test_objects_by_hand() -> None:
    true = scene(child("mike", 100, 200), obj("sun", 400, 60, depth=1), obj("dog", 300, 300))
    predicted = scene(
        child("mike", 150, 240, expression="sad"),
        obj("sun", 400, 60, depth=0, flip=True),
        obj("cat", 300, 300),
    )
    scores = score_scene(predicted, true)
    assert scores.precision == pytest.approx(2 / 3)
    assert scores.recall == pytest.approx(2 / 3)
    assert (scores.pose, scores.expression) == (1.0, 0.0)
    assert scores.coord == pytest.approx((0.778801 + 1) / 2, abs=1e-6)
    assert (scores.size, scores.flip) == (0.5, 0.5)


def test_pose_is_the_share_of_the_matched_children() -> None:
    true = scene(child("mike", 0, 0, "run", "sad"), child("jenny", 0, 0, "kick", "sad"))
    predicted = scene(child("mike", 0, 0, "run", "smile"), child("jenny", 0, 0, "sit", "smile"))
    scores = score_scene(predicted, true)
    assert (scores.pose, scores.expression) == (0.5, 0.0)


def test_pose_without_a_matched_child_is_0_and_stays_in_the_mean() -> None:
    with_child = (scene(child("mike", 0, 0)), scene(child("mike", 0, 0)))
    without = (scene(obj("dog", 0, 0)), scene(obj("dog", 0, 0), child("mike", 0, 0)))
    means = score_corpus([with_child, without])
    assert means["pose"] == 0.5
    assert means["expression"] == 0.5


def test_prediction_takes_the_best_placed_free_partner() -> None:
    true = scene(obj("dog", 0, 300), obj("dog", 400, 300, id="dog-2"))
    (match,) = match_objects(scene(obj("dog", 390, 300)), true)
    assert match[1].id == "dog-2"
    both = match_objects(scene(obj("dog", 390, 300), obj("dog", 380, 300, id="dog-2")), true)
    assert [other.id for _, other in both] == ["dog-2", "dog"]


def test_each_true_object_is_matched_once() -> None:
    three = scene(obj("dog", 10, 10), obj("dog", 20, 10, id="dog-2"), obj("dog", 30, 10, id="dog-3"))
    scores = score_scene(three, scene(obj("dog", 10, 10)))
    assert scores.precision == pytest.approx(1 / 3)
    assert scores.recall == 1.0


def test_empty_prediction_scores_0() -> None:
    scores = score_scene(Scene(), SCENES[0])
    assert (scores.precision, scores.recall, scores.pose, scores.coord) == (0, 0, 0, 0)
    assert scores.pairs is not None
    assert (scores.pairs.precision, scores.pairs.recall, scores.pairs.coord) == (0, 0, 0)


# -- boxes and pairs -----------------------------------------------------------------------


def test_boxes_are_scaled_by_depth_and_clipped_to_the_canvas() -> None:
    # a dog is 142 x 106
    assert visible_box(obj("dog", 200, 300)) == (129, 247, 271, 353)
    assert visible_box(obj("dog", 200, 300, depth=1)) == pytest.approx((150.3, 262.9, 249.7, 337.1))
    # a pine tree is 368 x 766
    assert visible_box(obj("pine_tree", 60, 70)) == (0, 0, 244, 400)
    assert visible_box(obj("sun", -100, 50)) is None
    assert visible_box(obj("dragon", 200, 300)) is None


def test_box_of_a_child_depends_on_the_pose() -> None:
    reach, sit = visible_box(child("mike", 200, 200)), visible_box(child("mike", 200, 200, "sit"))
    assert reach == (146, 99, 254, 301)  # 108 x 202
    assert sit == (110, 129, 290, 271)  # 180 x 142


def test_pairs_by_hand() -> None:
    # Mike (108 x 202) spans x 46..154, the dog (142 x 106) 109..251 in the truth: they overlap.
    true = scene(child("mike", 100, 280), obj("dog", 180, 330))
    # Predicted left of him, the dog spans -51..91 and still overlaps. In order dog, mike the
    # offset is (.16, .125) and (-.16, .125): the same length, angles .1056 and .3944 turns.
    # exp(-1/2 (.28885 / .2)²) = .3524
    predicted = scene(child("mike", 100, 280), obj("dog", 20, 330))
    pairs = score_scene(predicted, true).pairs
    assert pairs is not None
    assert (pairs.precision, pairs.recall) == (1.0, 1.0)
    assert pairs.coord == pytest.approx(0.3524, abs=1e-4)


def test_angles_wrap_around() -> None:
    # Offsets of dog and mike of (-.16, +-.01): angles +-.49007 turns, .01987 apart by the short way.
    true = scene(obj("dog", 120, 280), child("mike", 200, 284))
    predicted = scene(obj("dog", 120, 284), child("mike", 200, 280))
    pairs = score_scene(predicted, true).pairs
    assert pairs is not None
    assert pairs.coord == pytest.approx(0.99508, abs=1e-5)


def test_pair_precision_and_recall_by_hand() -> None:
    # Truth: ball and bat overlap the dog, not each other. Prediction: ball on dog, cat on ball.
    true = scene(obj("dog", 200, 300), obj("soccer_ball", 120, 300), obj("baseball_bat", 280, 300))
    predicted = scene(obj("dog", 200, 300), obj("soccer_ball", 120, 300), obj("cat", 80, 300))
    pairs = score_scene(predicted, true).pairs
    assert pairs is not None
    assert (pairs.precision, pairs.recall, pairs.coord) == (0.5, 0.5, pytest.approx(1.0))


def test_touching_boxes_do_not_overlap() -> None:
    # The ball is 62 wide: 240 - 31 = 209 = 178 + 31.
    assert score_scene(Scene(), scene(obj("soccer_ball", 178, 300), obj("kite", 364, 300))).pairs is None
    assert score_scene(Scene(), scene(obj("soccer_ball", 178, 300), obj("kite", 363, 300))).pairs is not None


def test_scene_without_true_pairs_is_left_out_of_the_pair_means() -> None:
    apart = scene(obj("sun", 60, 60), obj("dog", 400, 330))
    close = scene(obj("dog", 200, 300), obj("soccer_ball", 120, 300))
    means = score_corpus([(apart, apart), (close, close), (Scene(), close)])
    assert means["b_precision"] == means["b_recall"] == 0.5
    assert means["u_recall"] == pytest.approx(2 / 3)


# -- means ---------------------------------------------------------------------------------


def test_f_is_of_the_mean_precision_and_recall() -> None:
    dog, cat, duck = obj("dog", 100, 300), obj("cat", 400, 330), obj("duck", 250, 100)
    # P 1 and 1/2, R 1/2 and 1: means .75 and .75. A mean of the two F of .667 would be .667.
    means = score_corpus([(scene(dog), scene(dog, cat)), (scene(dog, duck), scene(dog))])
    assert (means["u_precision"], means["u_recall"], means["u_f1"]) == (0.75, 0.75, 0.75)
    assert harmonic_mean(0.935, 0.648) == pytest.approx(0.7655, abs=1e-4)
    assert harmonic_mean(0.0, 0.0) == 0.0


def test_means_have_every_figure_and_no_scene_is_0() -> None:
    assert set(mean_scores([])) == {*TABLE, *EXTRAS}
    assert set(mean_scores([]).values()) == {0.0}


def test_true_scenes_score_1_on_everything() -> None:
    means = score_corpus((item, item) for item in SCENES)
    assert means == pytest.approx(dict.fromkeys((*TABLE, *EXTRAS), 1.0))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SCENES), st.sampled_from(SCENES))
def test_scores_lie_between_0_and_1_and_precision_mirrors_recall(one: Scene, other: Scene) -> None:
    there, back = score_scene(one, other), score_scene(other, one)
    for score in (there.precision, there.recall, there.pose, there.expression, there.coord, there.size):
        assert 0 <= score <= 1
    assert there.precision == back.recall
    assert codraw_similarity(one, other) == pytest.approx(codraw_similarity(other, one))
    assert codraw_similarity(one, other) <= 5


# -- CoDraw --------------------------------------------------------------------------------


def test_codraw_similarity_by_hand() -> None:
    true = scene(obj("sun", 50, 40), child("mike", 250, 200), obj("dog", 400, 300))
    mike = SceneObject("mike", "mike", 350, 200, 0, True, "sit", "smile")
    predicted = scene(obj("sun", 50, 40), mike, obj("cat", 10, 10))
    # Of 4 categories 2 are shared: 10/4. Mike: direction 1, pose .5, distance .2: 1.7/4. Order right.
    assert codraw_similarity(predicted, true) == pytest.approx(2.5 - 0.425)


def test_codraw_similarity_counts_mistakes_of_order() -> None:
    true = scene(obj("sun", 50, 40), obj("dog", 400, 300), obj("cat", 200, 320))
    # Cat and dog swapped in x by 200 px each (.4), one mistake of x-order, none of y-order.
    predicted = scene(obj("sun", 50, 40), obj("dog", 200, 300), obj("cat", 400, 320))
    assert codraw_similarity(predicted, true) == pytest.approx(5 - 0.8 / 3 - 1 / (3 * 2))


def test_codraw_similarity_caps_the_distance_and_halves_the_looks() -> None:
    true, predicted = scene(child("mike", 0, 0)), scene(child("mike", 900, 700, "run", "sad"))
    assert codraw_similarity(predicted, true) == pytest.approx(5 - 0.5 - 0.5 - 1)


def test_codraw_similarity_at_its_ends() -> None:
    assert codraw_similarity(SCENES[0], SCENES[0]) == 5.0
    assert codraw_similarity(Scene(), SCENES[0]) == 0.0
    assert codraw_similarity(Scene(), Scene()) == 5.0
    assert codraw_similarity(scene(obj("dog", 1, 1)), scene(obj("cat", 1, 1))) == 0.0


def test_codraw_distance_is_in_fractions_of_width_and_height() -> None:
    # A sun 19 px beside and 20 px above, in a scene of six pieces: only the shares count.
    names = ("mike", "jenny", "dog", "cat", "duck")
    true = scene(
        obj("sun", 467, 44, depth=2, flip=True), *(obj(n, 100 + 50 * i, 300) for i, n in enumerate(names))
    )
    predicted = scene(obj("sun", 448, 24, depth=2))
    # 5/6 - 1/6 (direction) - sqrt(.038² + .05²)/6
    assert codraw_similarity(predicted, true) == pytest.approx(4 / 6 - 0.0628013 / 6, abs=1e-6)
