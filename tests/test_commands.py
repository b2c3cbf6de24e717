"""Editing by words: what is said is done, what is worn or held goes along, nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

import text2scene
from text2scene import Scene, SceneObject
from text2scene.catalog import default_catalog
from text2scene.generator import Generator
from text2scene.language.memory import There
from text2scene.language.understand import understand
from text2scene.steps import slot_anchor

CATALOG = default_catalog()
MIKE = SceneObject("mike", "mike", 130.0, 245.0, 0, False, "reach", "smile")
JENNY = SceneObject("jenny", "jenny", 360.0, 240.0, 0, True, "wave", "smile")


def _on(child: SceneObject, part: str, name: str) -> SceneObject:
    x, y = slot_anchor(child, part, name, CATALOG)
    return SceneObject(name, name, round(x, 2), round(y, 2), child.depth, child.flip)


SCENE = Scene(
    (
        SceneObject("sun", "sun", 60.5, 49.0),
        SceneObject("oak", "oak_tree", 434.5, 152.0, 2),
        MIKE,
        JENNY,
        SceneObject("cat", "cat", 250.0, 310.0),
        _on(MIKE, "head", "crown"),
        _on(MIKE, "right_hand", "pizza"),
        SceneObject("dog", "dog", 50.0, 345.0, extra={"locked": True}),
        SceneObject("ghost", "ghost_of_a_lost_pack", 300.0, 120.0),
    ),
    background="beach",
)


class Edit:
    """A scene before and after an instruction."""

    def __init__(self, generator: Generator, text: str, scene: Scene = SCENE) -> None:
        self.after = generator.edit(scene, text)
        self.before = {item.id: item for item in scene.objects}
        self.now = {item.id: item for item in self.after.objects}
        self.gone = set(self.before) - set(self.now)
        self.new = set(self.now) - set(self.before)
        self.changed = {k for k, v in self.now.items() if k in self.before and v != self.before[k]}
        assert Scene.from_json(self.after.to_json()) == self.after

    def moved(self, name: str) -> tuple[float, float]:
        return self.now[name].x - self.before[name].x, self.now[name].y - self.before[name].y


def _on_child(scene: Scene, name: str, child: str, part: str) -> None:
    item, who = scene.find(name), scene.find(child)
    assert item is not None
    assert who is not None
    x, y = slot_anchor(who, part, item.category, CATALOG)
    assert (item.x, item.y) == (pytest.approx(x, abs=1.0), pytest.approx(y, abs=1.0))


# instruction, ids that go, categories that come, ids that change
TABLE: list[tuple[str, set[str], set[str], set[str]]] = [
    ("Remove the dog.", {"dog"}, set(), set()),
    ("Delete the dog and the cat.", {"dog", "cat"}, set(), set()),
    ("Take away the sun, please.", {"sun"}, set(), set()),
    ("Get rid of the pizza.", {"pizza"}, set(), set()),
    ("Remove Mike's crown.", {"crown"}, set(), set()),
    ("Add a duck.", set(), {"duck"}, set()),
    ("Add a duck and a bear.", set(), {"duck", "bear"}, set()),
    ("Add another dog.", set(), {"dog"}, set()),
    ("Move the sun to the right.", set(), set(), {"sun"}),
    ("Move the sun down.", set(), set(), {"sun"}),
    ("Make the dog bigger.", set(), set(), {"dog"}),
    ("Make the dog smaller.", set(), set(), {"dog"}),
    ("Make Jenny angry.", set(), set(), {"jenny"}),
    ("Flip the cat.", set(), set(), {"cat"}),
    ("Flip Jenny.", set(), set(), {"jenny"}),
    ("Replace the dog with a bear.", {"dog"}, {"bear"}, set()),
    ("Turn the cat into a duck.", {"cat"}, {"duck"}, set()),
    ("Swap the dog and the cat.", set(), set(), {"dog", "cat"}),
    ("Give Jenny a pie.", set(), {"pie"}, set()),
    ("Start over.", {item.id for item in SCENE.objects if item.id != "ghost"}, set(), set()),
    ("Remove the dog and add a duck.", {"dog"}, {"duck"}, set()),
    ("Remove the dog, then flip the cat.", {"dog"}, set(), {"cat"}),
    ("There should be no sun.", {"sun"}, set(), set()),
    ("Remove the airplane.", set(), set(), set()),
]


@pytest.mark.parametrize(("text", "gone", "new", "changed"), TABLE, ids=[row[0] for row in TABLE])
def test_what_is_said_is_done_and_nothing_else(
    tiny_generator: Generator, text: str, gone: set[str], new: set[str], changed: set[str]
) -> None:
    edit = Edit(tiny_generator, text)
    assert edit.gone - {"ghost"} == gone
    assert {edit.now[name].category for name in edit.new} == new
    assert edit.changed == changed
    assert edit.after.background == "beach"


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Move the sun to the right.", (1, 0)),
        ("Move the cat left.", (-1, 0)),
        ("Move the cat right a bit.", (1, 0)),
        ("Move the sun down.", (0, 1)),
    ],
)
def test_a_move_goes_that_way(tiny_generator: Generator, text: str, direction: tuple[int, int]) -> None:
    edit = Edit(tiny_generator, text)
    dx, dy = edit.moved("sun" if "sun" in text else "cat")
    along = dx * direction[0] + dy * direction[1]
    across = dx * direction[1] + dy * direction[0]
    assert along > 15
    assert abs(across) < along


def test_much_is_more_than_a_bit(tiny_generator: Generator) -> None:
    little, plain, much = (
        Edit(tiny_generator, f"Move the sun {how}.").moved("sun")[0]
        for how in ("a bit to the right", "to the right", "far to the right")
    )
    assert 0 < little < plain < much


@pytest.mark.parametrize(
    "text",
    ["Move Mike to the right.", "Flip Mike.", "Make Mike sit.", "Swap Mike and Jenny.", "Make Mike bigger."],
)
def test_what_is_worn_and_held_follows(tiny_generator: Generator, text: str) -> None:
    edit = Edit(tiny_generator, text)
    assert edit.now["mike"] != edit.before["mike"]
    _on_child(edit.after, "crown", "mike", "head")
    _on_child(edit.after, "pizza", "mike", "right_hand")
    assert edit.changed <= {"mike", "crown", "pizza"} | ({"jenny"} if "Jenny" in text else set())
    assert not edit.gone
    assert not edit.new


def test_growing_keeps_the_feet_on_the_ground(tiny_generator: Generator) -> None:
    edit = Edit(tiny_generator, "Make the dog bigger.")
    before, after = edit.before["dog"], edit.now["dog"]
    height = CATALOG["dog"].size()[1]
    assert after.scale > 1.2 * before.scale
    feet = [item.y + height * item.draw_scale / 2 for item in (before, after)]
    assert feet[0] == pytest.approx(feet[1], abs=0.5)
    assert Edit(tiny_generator, "Make the dog smaller.").now["dog"].scale < 0.85
    assert after.extra == {"locked": True}


def test_a_replacement_stands_where_the_old_piece_stood(tiny_generator: Generator) -> None:
    scene = replace(SCENE, objects=tuple(replace(o, x=250.0) if o.id == "cat" else o for o in SCENE.objects))
    edit = Edit(tiny_generator, "Replace the cat with a duck.", scene)
    duck, cat = edit.now["duck"], edit.before["cat"]
    assert duck.x == pytest.approx(cat.x, abs=5)
    heights = [CATALOG[o.category].size()[1] * o.draw_scale for o in (duck, cat)]
    assert duck.y + heights[0] / 2 == pytest.approx(cat.y + heights[1] / 2, abs=5)


def test_a_swap_changes_places(tiny_generator: Generator) -> None:
    edit = Edit(tiny_generator, "Swap Mike and Jenny.")
    assert edit.now["mike"].x == pytest.approx(JENNY.x, abs=20)
    assert edit.now["jenny"].x == pytest.approx(MIKE.x, abs=20)


def test_giving_puts_it_on_the_head_or_in_the_hand(tiny_generator: Generator) -> None:
    edit = Edit(tiny_generator, "Give the crown to Jenny.")
    _on_child(edit.after, "crown", "jenny", "head")
    assert edit.changed == {"crown"}
    _on_child(Edit(tiny_generator, "Give Jenny a wizard hat.").after, "wizard_hat", "jenny", "head")
    after = Edit(tiny_generator, "Give Jenny the pizza.").after
    x = next(o for o in after.objects if o.id == "pizza").x
    assert abs(x - JENNY.x) < abs(x - MIKE.x)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Remove everything except Mike.", {"mike"}),
        ("Remove everything but the dog and the cat.", {"dog", "cat"}),
        ("Keep only Jenny.", {"jenny"}),
    ],
)
def test_everything_except(tiny_generator: Generator, text: str, kept: set[str]) -> None:
    edit = Edit(tiny_generator, text)
    assert kept <= set(edit.now)
    # what the kept ones wear or hold may stay, nothing else of the catalog
    assert set(edit.now) - kept <= {"ghost", *({"crown", "pizza"} if "mike" in kept else ())}
    assert not edit.changed


def test_a_hat_goes_with_its_head(tiny_generator: Generator) -> None:
    edit = Edit(tiny_generator, "Remove Mike.")
    assert {"mike", "crown"} <= edit.gone <= {"mike", "crown", "pizza"}
    assert not edit.changed


@pytest.mark.parametrize(
    ("text", "child", "field", "allowed"),
    [
        ("Make Mike angry.", "mike", "expression", {"angry"}),
        ("Make Jenny happy.", "jenny", "expression", {"smile", "laugh"}),
        ("Make Jenny kick.", "jenny", "pose", {"kick"}),
        ("Make Mike sit.", "mike", "pose", {"sit", "sit_cross_legged"}),
        ("Mike is sad now.", "mike", "expression", {"sad"}),
    ],
)
def test_looks_are_made(
    tiny_generator: Generator, text: str, child: str, field: str, allowed: set[str]
) -> None:
    assert getattr(Edit(tiny_generator, text).now[child], field) in allowed


@pytest.mark.parametrize(
    "text", ["Put the dog next to Jenny.", "Move the dog next to Jenny.", "The dog is next to Jenny."]
)
def test_a_piece_is_put_beside_another(tiny_generator: Generator, text: str) -> None:
    edit = Edit(tiny_generator, text)
    assert abs(edit.now["dog"].x - JENNY.x) < 190
    assert edit.changed == {"dog"}


def test_put_on_a_table_that_is_added(tiny_generator: Generator) -> None:
    after = Edit(tiny_generator, "Add a table and put the cat on it.").after
    cat, table = after.find("cat"), after.find("table")
    assert cat is not None
    assert table is not None
    assert abs(cat.x - table.x) < CATALOG["table"].size()[0] * table.draw_scale / 2
    assert cat.y < table.y


@pytest.fixture(scope="module")
def shipped() -> Generator:
    return text2scene.load()


@pytest.mark.parametrize("name", ["dog", "cat", "sun"])
def test_the_shipped_network_alone_takes_away_what_it_is_told(shipped: Generator, name: str) -> None:
    after = shipped.edit(SCENE, f"remove the {name}", model_only=True)
    assert name not in {item.id for item in after.objects}
    others = {"dog", "cat", "sun", "mike", "jenny"} - {name}
    assert others <= {item.id for item in after.objects}
    assert after.find("ghost") is not None


def test_the_shipped_network_alone_keeps_what_is_only_spoken_of(shipped: Generator) -> None:
    after = shipped.edit(SCENE, "the dog is happy", model_only=True)
    assert {item.id for item in SCENE.objects} <= {item.id for item in after.objects}


def test_explain_speaks_of_the_change(tiny_generator: Generator) -> None:
    text = "Remove the dog."
    changes = [row for row in tiny_generator.explain(text, SCENE) if row.kind == "change"]
    assert len(changes) == 1
    assert "Dog" in changes[0].message
    assert text[changes[0].start : changes[0].end] == changes[0].text
    assert not [row for row in tiny_generator.explain(text) if row.kind == "change"]


@pytest.mark.parametrize(
    "text",
    [
        "Increase the size of everything in the grass.",
        "Everything in place?",
        "The cloud is all on the page.",
    ],
)
def test_everything_somewhere_may_be_a_child(text: str) -> None:
    """These raised a TypeError where "everything" picked a child out."""
    there = [
        There("mike", "mike", x=120.0, y=250.0, width=90.0, height=170.0),
        There("dog", "dog", x=300.0, y=320.0),
    ]
    assert understand(text, there=there).rows


def test_arms_out_is_how_a_girl_stands_and_takes_nothing_away(tiny_generator: Generator) -> None:
    """These words took the tree away, as if it had gone out like a fire."""
    scene = Scene((SceneObject("oak_tree", "oak_tree", 80, 150), SceneObject("cloud", "cloud", 300, 50)))
    after = tiny_generator.edit(scene, "On the left is a girl covering the tree, happy face, arms out.")
    assert {"oak_tree", "cloud", "jenny"} <= set(after.categories)
