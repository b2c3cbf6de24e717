"""Texts as people dictate a picture to somebody else: measures, cuts, corners, limbs, run-on sentences."""

from __future__ import annotations

import pytest

from text2scene.catalog import default_catalog
from text2scene.generator import Generator
from text2scene.language.details import inches, without_details
from text2scene.language.lexicon import lexicon
from text2scene.language.understand import understand
from text2scene.relations import boxes_of
from text2scene.scene import Scene, SceneObject


def facts(text: str) -> set[str]:
    """The facts of a text in short: kind subject values others."""
    return {
        " ".join([fact.kind, fact.subject, *fact.values, *fact.others])
        for fact in understand(text).facts
        if fact.holds
    }


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("A big tree on the left, top and right cut off.", "A big tree on the left, ."),
        ("A cloud on the right with 1/3 of it cut off at the top.", "A cloud on the right ."),
        ("A boy on the left, his waist is at the horizon line.", "A boy on the left, ."),
        ("A dog 2 inches from the left edge.", "A dog ."),
        ("Jenny sits on the left corner of the sandbox.", "Jenny sits on the sandbox."),
        ("A sun 1/2 an inch away from the cloud.", "A sun near the cloud."),
        ("A swing, fully visible, on the left.", "A swing, , on the left."),
        ("An oak tree with the hole facing left.", "An oak tree , facing left ."),
    ],
)
def test_details_are_taken_out_and_all_else_stays_in_its_place(text: str, left: str) -> None:
    blanked, found = without_details(text)
    assert len(blanked) == len(text)
    assert " ".join(blanked.split()) == left
    assert all(0 <= detail.span[0] < detail.span[1] <= len(text) for detail in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mike cuts the cake.",
        "Mike is hidden on the left side of the tree.",
        "Jenny runs off the page.",
        "Two dogs and 3 cats are in the top left corner of the picture.",
        'Jenny says "hello" to the cat.',
        "Half of the kids are happy.",
        "The hat is missing.",
        "Mike's hands are up.",
        "The sun is on the horizon.",
    ],
)
def test_what_only_looks_like_a_detail_stays(text: str) -> None:
    assert without_details(text) == (text, ())


@pytest.mark.parametrize(
    ("said", "length"), [("1/2", 0.5), ("1 1 2", 1.5), ("2 . 5", 2.5), ("half an", 0.5), ("two", 2), ("a", 1)]
)
def test_inches(said: str, length: float) -> None:
    assert inches(said) == length


def test_a_distance_from_an_edge_is_kept(tiny_generator: Generator) -> None:
    near = tiny_generator.generate("A large duck on the right, half an inch from the right edge.")
    far = tiny_generator.generate("A large duck on the right, 3 inches from the right edge.")
    gaps = [500 - max(o.x for o in scene.objects if o.category == "duck") for scene in (near, far)]
    assert gaps[0] < gaps[1] - 20


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        (
            "On the left a slide facing right.",
            {"region slide left", "facing slide right"},
            {"facing slide left"},
        ),
        ("A slide facing right on the left side.", {"region slide left"}, {"facing slide left"}),
        ("Medium boy on the bottom left.", {"region mike bottom_left"}, {"region mike bottom"}),
        ("On it a boy wearing a hat.", {"wears hat mike"}, {"on mike hat"}),
        ("A boy with a blue cap with a star on it.", {"wears blue_cap mike"}, {"on mike blue_cap"}),
        ("A helicopter flies to a sun in the right corner.", {"region sun right_corner"}, set()),
        (
            "Sad Mike sitting on the table and large shocked Jenny sitting by the table facing right.",
            {"size jenny big", "expression jenny surprised", "near jenny table", "facing jenny right"},
            {"size mike big", "facing mike right"},
        ),
        (
            "Cat on the right facing left, small smiling Jenny with arms out between Mike and the cat.",
            {"size jenny small", "between jenny mike cat", "facing cat left"},
            {"size cat small"},
        ),
        (
            "A large tree on the left facing right small snake facing left.",
            {"size snake small", "facing snake left"},
            {"facing tree snake"},
        ),
        ("Running left is the smiling girl.", {"facing jenny left", "pose jenny run"}, {"region jenny left"}),
        ("The dog has a frisbee on his head.", {"on frisbee dog"}, {"on frisbee mike"}),
        ("Mike sings to a bear in a chef hat.", {"wears chef_hat bear"}, {"wears chef_hat mike"}),
        ("Jenny kneels.", {"pose jenny sit_cross_legged"}, set()),
        ("Jenny sits with her legs out in front of her.", {"pose jenny sit"}, set()),
        ("Mike, both hands up in the air.", {"pose mike arms_up"}, set()),
        ("A little girl and a small boy.", {"size mike small"}, {"size jenny small"}),
        (
            "The corner of the sandbox covers the bottom right of the tent.",
            set(),
            {"region tent bottom_right"},
        ),
    ],
)
def test_dictated(text: str, there: set[str], not_there: set[str]) -> None:
    said = facts(text)
    assert there <= said
    assert not not_there & said


def test_fractions_make_no_crowd() -> None:
    reading = understand("A boy sitting on a slide at top 1 4 facing left, hair 1 4 from horizon.")
    assert sorted(thing.key for thing in reading.things) == ["mike", "slide"]


def test_every_detail_has_a_row() -> None:
    text = "A big tree on the left, top cut off."
    rows = [row for row in understand(text).rows if row.kind == "detail"]
    assert [row.text for row in rows] == ["top cut off"]


@pytest.mark.parametrize("word", ["dune", "handrail", "squeals", "pane", "doodles", "mover"])
def test_a_real_word_is_no_slip(word: str) -> None:
    assert lexicon(default_catalog()).speller.correct(word) is None


@pytest.mark.parametrize("word", ["old", "fluffy", "lovely", "nice", "brave", "magic"])
def test_an_adjective_is_no_missing_piece(word: str) -> None:
    reading = understand(f"Mike sits under the {word} apple tree.")
    assert not reading.notes
    assert {thing.key for thing in reading.things} == {"mike", "apple_tree"}


def test_what_is_only_coming_can_be_put_across(tiny_generator: Generator) -> None:
    before = Scene(objects=(SceneObject(category="tent", x=250, y=250, depth=0, id="tent"),))
    after = tiny_generator.edit(before, "Move the duck to the other side of the tent.")
    assert {"tent", "duck"} <= set(after.categories)


def test_two_instructions_without_a_verb(tiny_generator: Generator) -> None:
    before = Scene(
        objects=(
            SceneObject(category="apple_tree", x=100, y=150, depth=1, id="apple_tree"),
            SceneObject(category="soccer_ball", x=300, y=320, depth=1, id="soccer_ball"),
        )
    )
    after = {item.id: item for item in tiny_generator.edit(before, "Tree smaller, ball bigger.").objects}
    old = {item.id: item for item in before.objects}
    assert after["apple_tree"].draw_scale < old["apple_tree"].draw_scale
    assert after["soccer_ball"].draw_scale > old["soccer_ball"].draw_scale


@pytest.mark.parametrize(
    "text", ["Mike sits on the cloud.", "Jenny stands on the airplane.", "A bear rides the rocket."]
)
def test_who_rides_what_flies_is_seen_whole(tiny_generator: Generator, text: str) -> None:
    scene = tiny_generator.generate(text)
    rider = next(item for item in scene.objects if item.category in ("mike", "jenny", "bear"))
    assert float(boxes_of(rider, tiny_generator.catalog).head) > -20
