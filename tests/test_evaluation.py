"""Evaluating a system, and the tables and pictures made from the result."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from PIL import Image

from text2scene.errors import DataError, OutputError
from text2scene.scene import Scene, SceneObject
from text2scene.training.baselines import KeywordBaseline, NearestBaseline
from text2scene.training.datasets import SPLITS, CaptionedScene, load_captions, load_dialogues
from text2scene.training.evaluation import (
    Result,
    compare,
    evaluate,
    evaluate_dialogues,
    select,
    text_of,
)
from text2scene.training.metrics import EXTRAS, TABLE
from text2scene.training.report import (
    PUBLISHED_NAME,
    category_table,
    confusion_table,
    markdown_table,
    write_examples,
)

TOY = Path(__file__).resolve().parent.parent / "data" / "toy"
ITEMS = load_captions(TOY, ("validation",))


def child(category: str, pose: str, expression: str = "smile") -> SceneObject:
    return SceneObject(category, category, 100, 300, pose=pose, expression=expression)


def stub_picture(scene: Scene) -> Image.Image:
    """A flat picture whose red says how many objects the scene has."""
    return Image.new("RGBA", (500, 400), (len(scene), 0, 0, 255))


@pytest.mark.parametrize(
    ("group", "text"),
    [
        (["Mike runs .", "Jenny is sad !"], "Mike runs. Jenny is sad!"),
        (["Mike runs", 'Jenny says "hi" .'], 'Mike runs. Jenny says "hi".'),
        (["A dog , a cat ."], "A dog, a cat."),
        (["One .", "Two .", "Three .", "Four ."], "One. Two. Three."),
        ([], ""),
    ],
)
def test_text_of_a_group(group: list[str], text: str) -> None:
    assert text_of(group) == text


def test_select_takes_the_group_where_the_scene_has_it() -> None:
    groups = (("One .",), ("Two .",))
    items = [CaptionedScene(n, 0, Scene(), groups[:n]) for n in range(3)]
    assert [(item.number, text) for item, text in select(items)] == [(1, "One."), (2, "One.")]
    assert [(item.number, text) for item, text in select(items, 1)] == [(2, "Two.")]
    assert [text for _, text in select(items, "both")] == ["One.", "One.", "Two."]


def test_a_system_that_knows_the_answers_scores_1() -> None:
    answers = {text: item.scene for item, text in select(ITEMS, "both")}
    # Scenes of a class share captions, so an answer by text may be a sister scene's.
    own = [item for item in ITEMS if answers[text_of(item.groups[0])] == item.scene]
    result = evaluate(lambda texts: [answers[text] for text in texts], own)
    assert result.scores == pytest.approx(dict.fromkeys((*TABLE, *EXTRAS), 1.0))


def test_baseline_result_is_whole_and_survives_json() -> None:
    result = evaluate(KeywordBaseline().fit(load_captions(TOY)).generate, ITEMS, "both")
    assert result.scenes == 20
    assert 0 < result.pair_scenes <= 20
    assert 0.5 < result.scores["u_f1"] < 1
    assert Result.from_dict(json.loads(json.dumps(result.to_dict()))) == result


def test_texts_come_in_batches_and_order() -> None:
    seen: list[int] = []
    items = [CaptionedScene(n, 0, ITEMS[0].scene, ((f"Text {n} .",),)) for n in range(600)]

    def predict(texts: Sequence[str]) -> list[Scene]:
        seen.append(len(texts))
        return [Scene(text=text) for text in texts]

    assert evaluate(predict, items).scenes == 600
    assert sum(seen) == 600
    assert max(seen) <= 256


def test_system_that_loses_a_scene_is_told() -> None:
    with pytest.raises(DataError, match=r"returned 9 scenes for 10 texts"):
        evaluate(lambda texts: [Scene()] * (len(texts) - 1), ITEMS)


def test_nothing_to_evaluate_on_is_told() -> None:
    with pytest.raises(DataError, match="No scene with captions to evaluate on"):
        evaluate(lambda texts: [], [])
    with pytest.raises(DataError, match="No scene with captions"):
        evaluate(lambda texts: [], ITEMS, group=2)


def test_categories_and_confusions_by_hand() -> None:
    dog = SceneObject("dog", "dog", 200, 300)
    truths = [
        Scene((child("mike", "run"), dog)),
        Scene((child("mike", "run"),)),
        Scene((child("jenny", "sit"),)),
    ]
    predictions = [
        Scene((child("mike", "run", "sad"), dog)),
        Scene((child("mike", "kick"), dog)),
        Scene((child("mike", "sit"),)),
    ]
    result = compare(predictions, truths)
    mike, dogs, jenny = (result.categories[name] for name in ("mike", "dog", "jenny"))
    assert (mike.true, mike.predicted, mike.matched) == (2, 3, 2)
    assert (mike.precision, mike.recall, mike.f1) == (pytest.approx(2 / 3), 1.0, pytest.approx(0.8))
    assert (dogs.true, dogs.predicted, dogs.matched, dogs.coord) == (1, 2, 1, 1.0)
    assert (jenny.true, jenny.predicted, jenny.recall, jenny.coord) == (1, 0, 0.0, 0.0)
    assert result.poses["run"] == {**dict.fromkeys(result.poses, 0), "run": 1, "kick": 1}
    assert result.expressions["smile"]["sad"] == 1
    assert list(result.categories) == ["mike", "jenny", "dog"]


def test_piece_of_a_sprite_pack_is_counted_too() -> None:
    dragon = SceneObject("dragon", "dragon", 200, 300)
    result = compare([Scene((dragon,))], [ITEMS[0].scene])
    assert result.categories["dragon"].predicted == 1
    assert result.scores["u_precision"] == 0


def test_not_a_saved_result_is_told() -> None:
    with pytest.raises(DataError, match="not a saved evaluation result"):
        Result.from_dict({"scenes": 3})


# -- dialogues -----------------------------------------------------------------------------


def test_drawer_who_follows_the_human_scores_as_the_human() -> None:
    dialogues = load_dialogues(TOY, SPLITS)
    steps = iter([step for dialogue in dialogues for step in dialogue.rounds])

    def follow(canvas: Scene, message: str) -> Scene:
        step = next(steps)
        assert (canvas, message) == (step.before, step.message)
        return step.after

    result = evaluate_dialogues(follow, dialogues)
    assert result["dialogues"] == 50
    assert result["similarity"] == result["human_similarity"]
    # Not quite 5: pieces level with each other in the truth count as out of order.
    assert result["similarity"] == pytest.approx(5, abs=0.01)


def test_drawer_who_draws_nothing_scores_0() -> None:
    result = evaluate_dialogues(lambda canvas, message: canvas, load_dialogues(TOY))
    assert result["similarity"] == 0.0


def test_no_dialogues_is_told() -> None:
    with pytest.raises(DataError, match="No dialogue to evaluate on"):
        evaluate_dialogues(lambda canvas, message: canvas, [])


# -- report --------------------------------------------------------------------------------


def test_markdown_table_has_the_systems_and_the_published_row() -> None:
    train = load_captions(TOY)
    keyword = evaluate(KeywordBaseline().fit(train).generate, ITEMS)
    nearest = evaluate(NearestBaseline().fit(train).generate, ITEMS)
    lines = markdown_table({"keywords": keyword, "nearest": nearest}).splitlines()
    assert lines[0] == (
        "| system | scenes | U-obj P | U-obj R | U-obj F | B-obj P | B-obj R | B-obj F | Pose | Expr "
        "| U-obj Coord | B-obj Coord |"
    )
    assert len({line.count("|") for line in lines}) == 1
    assert lines[2].startswith(f"| keywords | 10 | **{keyword.scores['u_precision']:.3f}** |")
    published = "| 0.760 | 0.698 | 0.728 | 0.348 | 0.301 | 0.323 | 0.418 | 0.375 | 0.409 | 0.416 |"
    assert lines[-1] == f"| {PUBLISHED_NAME} | 1,000 {published}"
    assert "as published" in PUBLISHED_NAME


def test_markdown_table_with_extras_and_without_the_published_row() -> None:
    result = compare([item.scene for item in ITEMS], [item.scene for item in ITEMS])
    lines = markdown_table({"truth": result}, published=False, extras=True).splitlines()
    assert lines[0].endswith("| Size | Flip |")
    assert len(lines) == 3
    assert lines[2].count("**1.000**") == 12


def test_category_and_confusion_tables() -> None:
    scenes = [item.scene for item in ITEMS]
    result = compare(scenes, scenes)
    rows = category_table(result).splitlines()[2:]
    assert rows[0].startswith("| jenny | 10 | 10 | 10 | 1.000 ")
    table = confusion_table(result.poses).splitlines()
    assert table[0].startswith("| true \\ predicted | reach | arms_up |")
    assert len(table) == 9


def test_example_page_shows_truth_beside_prediction(tmp_path: Path) -> None:
    path = tmp_path / "out" / "examples.png"
    predictions = [Scene(text="Mike flies a kite. " * 12)] * len(ITEMS)
    write_examples(path, ITEMS, predictions, count=3, render=stub_picture)
    page = Image.open(path).convert("RGB")
    assert page.width == 798
    assert page.height > 3 * 300
    assert page.getpixel((100, 300)) == (len(ITEMS[0].scene), 0, 0)
    assert page.getpixel((500, 300)) == (0, 0, 0)
    assert page.getpixel((4, 4)) == (255, 255, 255)


def test_example_page_draws_with_the_project_s_own_pieces(tmp_path: Path) -> None:
    write_examples(tmp_path / "page.png", ITEMS[:1], [Scene()], count=5)
    page = Image.open(tmp_path / "page.png").convert("RGB")
    colours = page.getcolors(maxcolors=1 << 20)
    assert colours is not None
    assert len(colours) > 20


def test_example_page_with_nothing_to_show_or_nowhere_to_go(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="at least one scene and as many predictions"):
        write_examples(tmp_path / "a.png", ITEMS, [], render=stub_picture)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="Cannot write"):
        write_examples(tmp_path / "file" / "a.png", ITEMS, [Scene()] * len(ITEMS), render=stub_picture)
