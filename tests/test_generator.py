"""Text in, Scene out: what must hold holds, whatever the weights; tested on a real tiny network."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import text2scene
from text2scene import Scene, SceneObject
from text2scene.catalog import default_catalog
from text2scene.errors import InputError, Text2SceneError
from text2scene.generator import Generator
from text2scene.resources import shipped_weights

TEXTS = [
    "Mike kicks the soccer ball to Jenny.",
    "Jenny is sad. It rains! Where is the dog?",
    "A bear",
    "Mike wears a crown and holds a pizza while the owl in the oak tree looks at the cat and the snake.",
    "no sun, no clouds",
]


def _same(one: Scene, other: Scene) -> None:
    assert one.categories == other.categories
    for a, b in zip(one.objects, other.objects, strict=True):
        assert (a.depth, a.flip, a.pose, a.expression) == (b.depth, b.flip, b.pose, b.expression)
        assert (a.x, a.y) == (pytest.approx(b.x, abs=1.01), pytest.approx(b.y, abs=1.01))


def test_the_same_text_and_seed_give_the_same_scene(tiny_generator: Generator) -> None:
    for seed in (0, 7):
        assert tiny_generator.generate(TEXTS[0], seed) == tiny_generator.generate(TEXTS[0], seed)


def test_another_seed_gives_another_scene(tiny_generator: Generator) -> None:
    scenes = {tiny_generator.generate(TEXTS[3], seed).to_json() for seed in range(6)}
    assert len(scenes) >= 4


@pytest.mark.parametrize("seed", [0, 3])
def test_batched_and_single_results_agree(tiny_generator: Generator, seed: int) -> None:
    together = tiny_generator.generate_batch(TEXTS, seed)
    for text, scene in zip(TEXTS, together, strict=True):
        _same(scene, tiny_generator.generate(text, seed))


def test_a_batch_takes_a_seed_for_each_text(tiny_generator: Generator) -> None:
    mixed = tiny_generator.generate_batch(TEXTS[:3], [5, 0, 9])
    for text, seed, scene in zip(TEXTS, (5, 0, 9), mixed, strict=False):
        _same(scene, tiny_generator.generate(text, seed))
    with pytest.raises(InputError, match="seeds"):
        tiny_generator.generate_batch(TEXTS[:3], [1])


@pytest.mark.parametrize("text", TEXTS)
def test_what_the_text_names_is_drawn_and_what_it_rules_out_is_not(
    tiny_generator: Generator, text: str
) -> None:
    named = {
        0: {"mike", "soccer_ball", "jenny"},
        1: {"jenny", "rain", "dog"},
        2: {"bear"},
        3: {"mike", "crown", "pizza", "owl", "oak_tree", "cat", "snake"},
        4: set(),
    }[TEXTS.index(text)]
    for seed in range(3):
        drawn = set(tiny_generator.generate(text, seed).categories)
        assert named <= drawn
        if text == TEXTS[4]:
            assert not drawn & {"sun", "cloud"}


def test_each_category_is_drawn_at_most_once_and_the_scene_is_valid(tiny_generator: Generator) -> None:
    for seed in range(5):
        scene = tiny_generator.generate(TEXTS[3], seed, temperature=2.0)
        assert len(set(scene.categories)) == len(scene)
        assert len(scene) <= tiny_generator.decode_config.max_objects
        assert Scene.from_json(scene.to_json()) == scene
        for item in scene.objects:
            child = item.category in ("mike", "jenny")
            assert (item.pose is not None) == (item.expression is not None) == child


def test_model_only_leaves_the_decision_to_the_network(tiny_generator: Generator) -> None:
    """The network that has learned nothing draws other things than the text names."""
    alone = tiny_generator.generate(TEXTS[3], model_only=True)
    assert not {"owl", "snake", "crown"} <= set(alone.categories)
    assert alone.notes == ()


def test_editing_keeps_what_it_does_not_touch(tiny_generator: Generator) -> None:
    kept = SceneObject("my-tree", "oak_tree", 91.25, 133.5, 2, True, scale=1.5, extra={"locked": True})
    dragon = SceneObject("dragon", "dragon", 10, 10)
    scene = Scene((kept, dragon), background="beach", extra={"mood": "calm"})
    after = tiny_generator.edit(scene, "Add a dog.")
    assert "dog" in after.categories
    assert after.find("dragon") == dragon
    assert after.background == "beach"
    assert after.extra == {"mood": "calm"}
    assert [o.id for o in after.objects][:2] == ["my-tree", "dragon"]
    if not any(step.item.category == "oak_tree" for step in tiny_generator.play("Add a dog.").steps):
        assert after.find("my-tree") is not None


def test_playing_shows_every_step_with_its_attention(tiny_generator: Generator) -> None:
    played = tiny_generator.play(TEXTS[3])
    assert played.scene == tiny_generator.generate(TEXTS[3])
    assert {step.item.category for step in played.steps} == set(played.scene.categories)
    for step in played.steps:
        assert step.object_weights.shape == step.attribute_weights.shape == (len(played.tokens),)
        assert step.object_weights.sum() == pytest.approx(1, abs=1e-4)
        assert step.places.shape == (28, 28)
        assert step.places.sum() == pytest.approx(1, abs=1e-4)


def test_unknown_words_are_noted_not_dropped(tiny_generator: Generator) -> None:
    scene = tiny_generator.generate("Mike rides a dinosaur and eats a hamberger near the refrigerator.")
    notes = {note["word"]: note for note in scene.notes}
    assert notes["refrigerator"]["kind"] == "unknown_word"
    assert notes["hamberger"] == {
        "kind": "spelling",
        "word": "hamberger",
        "suggestion": "hamburger",
        "message": notes["hamberger"]["message"],
    }
    assert "hamburger" in scene.categories


@pytest.mark.parametrize("text", ["", "  \n", "x" * 100_000, "迈克踢球", "🐶🎈", "\x00\x07", "word " * 600])
def test_text_that_cannot_be_drawn_gets_one_sentence(tiny_generator: Generator, text: str) -> None:
    with pytest.raises(InputError) as caught:
        tiny_generator.generate(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("seed", [-1, 2**63, 1.5, "one", True, None])
def test_a_seed_that_is_none_is_refused(tiny_generator: Generator, seed: object) -> None:
    with pytest.raises(InputError, match="seed"):
        tiny_generator.generate("A dog.", seed)  # type: ignore[arg-type]


@pytest.mark.parametrize("temperature", [-0.1, 2.1, float("nan"), "hot"])
def test_a_temperature_out_of_range_is_refused(tiny_generator: Generator, temperature: object) -> None:
    with pytest.raises(InputError, match="temperature"):
        tiny_generator.generate("A dog.", temperature=temperature)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=120))
def test_any_text_gives_a_valid_scene_or_a_clear_error(tiny_generator: Generator, text: str) -> None:
    try:
        scene = tiny_generator.generate(text)
    except Text2SceneError as error:
        problem = str(error)
        scene = None
    assert scene is not None or "\n" not in problem
    assert scene is None or Scene.from_json(scene.to_json()) == scene


def test_a_device_that_is_not_there_is_refused(tiny_checkpoint: str) -> None:
    with pytest.raises(InputError, match="device"):
        text2scene.load(tiny_checkpoint, device="cuda:99")
    with pytest.raises(InputError, match="device"):
        text2scene.load(tiny_checkpoint, device="teapot")


@pytest.fixture(scope="module")
def shipped() -> Generator:
    assert shipped_weights().is_file(), "the shipped weights are missing from assets/weights"
    return text2scene.load()


def test_the_shipped_model_draws_the_first_example(shipped: Generator) -> None:
    for model_only in (False, True):
        scene = shipped.generate("Mike kicks the soccer ball to Jenny.", model_only=model_only)
        mike = scene.find("mike")
        assert mike is not None
        assert mike.pose == "kick"
        assert {"jenny", "soccer_ball"} <= set(scene.categories)


@pytest.mark.parametrize(
    ("text", "child", "field", "value"),
    [
        ("Jenny is crying because Mike is mad at her.", "jenny", "expression", "sad"),
        ("Mike is angry at Jenny.", "mike", "expression", "angry"),
        ("Jenny is running away from the snake.", "jenny", "pose", "run"),
        ("Mike is sitting by the campfire.", "mike", "pose", ("sit", "sit_cross_legged")),
        ("Mike is scared of the bear.", "mike", "expression", "surprised"),
    ],
)
def test_the_shipped_network_alone_reads_poses_and_faces(
    shipped: Generator, text: str, child: str, field: str, value: str | tuple[str, ...]
) -> None:
    item = shipped.generate(text, model_only=True).find(child)
    assert item is not None
    assert getattr(item, field) in ((value,) if isinstance(value, str) else value)


def test_the_shipped_model_puts_a_hat_on_a_head_and_reads_a_misspelling(shipped: Generator) -> None:
    from text2scene.steps import head_anchor

    scene = shipped.generate("Mike is wearing a wizard hat.", model_only=True)
    mike, hat = scene.find("mike"), scene.find("wizard_hat")
    assert mike is not None
    assert hat is not None
    x, y = head_anchor(mike, "wizard_hat")
    assert abs(hat.x - x) < 15
    assert abs(hat.y - y) < 15
    assert "hamburger" in shipped.generate("Jenny eats a hamberger.", model_only=True).categories


def test_every_piece_of_the_shipped_model_can_be_asked_for_by_name(shipped: Generator) -> None:
    catalog = default_catalog()
    texts = [f"Here is the {piece.label.lower()}." for piece in catalog.pieces]
    for piece, scene in zip(catalog.pieces, shipped.generate_batch(texts), strict=True):
        assert piece.name in scene.categories


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Mike eats a hot dog.", "dog"),
        ("Jenny holds balloons.", "hot_air_balloon"),
        ("A hot air balloon floats above the hills.", "balloons"),
    ],
)
def test_a_word_in_common_does_not_draw_the_other_piece(shipped: Generator, text: str, unwanted: str) -> None:
    assert unwanted not in shipped.generate(text).categories


def test_a_small_thing_in_a_hand_is_smaller_than_usual(shipped: Generator) -> None:
    small = shipped.generate("Jenny is holding a small kite.").find("kite")
    usual = shipped.generate("Jenny is holding a kite.").find("kite")
    assert small is not None
    assert usual is not None
    assert small.draw_scale < 0.9 * usual.draw_scale
