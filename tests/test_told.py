"""Roundabout wordings, speech and what becomes of things, read from whole texts and seen in whole scenes."""

from __future__ import annotations

import pytest
from readings import facts_of, keys_of

import text2scene
from text2scene.catalog import default_catalog
from text2scene.language.understand import understand
from text2scene.relations import boxes_of


def _facts(text: str) -> set[str]:
    return facts_of(understand(text))


@pytest.mark.parametrize(
    ("text", "so", "not_so"),
    [
        ("Jenny, your cat is in the tree.", "in cat tree", "in jenny tree"),
        ("Watch out, Jenny! A snake is behind you.", "behind snake jenny", ""),
        ('"Mike, your dog is under the table", says Jenny.', "below dog table", "below mike table"),
        ("Jenny says that the dog is under the table.", "below dog table", "below jenny table"),
        ('"I am so happy!" shouts Mike and jumps.', "expression mike smile laugh", ""),
        ('"Where is my hat?" asks Mike. "It is on the slide," says Jenny.', "on hat slide", "wears hat mike"),
    ],
)
def test_who_speaks_and_who_is_spoken_to(text: str, so: str, not_so: str) -> None:
    facts = _facts(text)
    assert so in facts
    assert not_so not in facts


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("My sister Jenny never goes out without her sunglasses.", "wears sunglasses jenny"),
        ("The one with the glasses is Jenny, and the one with the chef hat is Mike.", "wears glasses jenny"),
        ("Nothing can make Jenny smile today.", "not expression jenny smile"),
        ("Mike looks anything but happy.", "not expression mike smile laugh"),
        ("How far the grill is from the table!", "far grill table"),
        ("Jenny won't come off the slide.", "on jenny slide"),
        ("Mike takes Jenny's crown and sets it on his own head.", "wears crown mike"),
        ("The bear is after Jenny and she runs for her life!", "facing_away jenny bear"),
        ("A bear took Mike's glasses. They look better on the bear.", "wears glasses bear"),
        ("Look to the right of the oak tree, a snake!", "right_of snake oak_tree"),
        ("A pie, that's what Jenny is holding.", "holds pie jenny"),
        ("Which hat does Jenny have on? The one with the propeller!", "wears propeller_cap jenny"),
        ("Jenny is in a great mood, but Mike is in a terrible one.", "expression mike angry sad"),
        ("Mike smiles at Jenny.", "expression mike smile"),
        ("Where is Mike? Behind the oak!", "behind mike oak_tree"),
        ("Jenny is ahead of Mike. They run to the right.", "right_of jenny mike"),
        ("Mike is facing left and watching a duck.", "left_of duck mike"),
        ("Mike changed into his pirate hat.", "wears pirate_hat mike"),
        ("Mike wants a burger near Jenny.", "near hamburger jenny"),
        ("Jenny is no longer angry with Mike.", "not expression jenny angry"),
    ],
)
def test_a_roundabout_wording_means_what_it_says(text: str, fact: str) -> None:
    assert fact in _facts(text)


@pytest.mark.parametrize(
    ("text", "category", "number"),
    [
        ("Not one snake but two.", "snake", 2),
        ("Three cats sat on the table. One jumped down. Now only two are left.", "cat", 2),
        ("Five ducks swam by. Now there are three.", "duck", 3),
        ("How many pies are on the table? Three!", "pie", 3),
        ("A duck appears, and now there are two ducks.", "duck", 2),
        ("At first there was one cloud. Then came a second one, then a third.", "cloud", 3),
        ("On Monday there was one bucket in the sandbox. Today there are five!", "bucket", 5),
        ("Jenny counts the snakes: one, two, three, four.", "snake", 4),
        ("The sandbox was full of ducks.", "duck", 4),
        ("Mike has five tennis balls. Two of them were never found.", "tennis_ball", 3),
        ("There's one cloud on the left and one cloud on the right.", "cloud", 2),
    ],
)
def test_how_many_there_are_in_the_end(text: str, category: str, number: int) -> None:
    there = [thing for thing in understand(text).things if category in thing.options]
    assert len(there) == number


@pytest.mark.parametrize(
    ("text", "gone", "there"),
    [
        ("You can't see the sun today, just clouds.", "sun", "cloud"),
        ("Jenny is waiting. Mike still hasn't come. She is angry with him.", "mike", "jenny"),
        ("Everyone but Jenny has gone home.", "mike", "jenny"),
        ("The pizza is gone, and so is the pie. Only the balloons are left.", "pie", "balloons"),
        ("Nobody else is around, not even the dog. An owl is in the oak tree.", "dog", "owl"),
        ("Mike has a hot dog and wants ketchup on it. There is no ketchup.", "ketchup", "hot_dog"),
        ("A hot dog lay there. That was the end of the hot dog. The dog laughed.", "hot_dog", "dog"),
        ("I don't want a snake, but a cat would be nice.", "snake", "cat"),
        ("Mike and Jenny are having a cook out.", "chef_hat", "mike"),
        ("Somebody ate the pie. Jenny wants to swing.", "pie", "swing"),
    ],
)
def test_who_and_what_is_gone(text: str, gone: str, there: str) -> None:
    keys = keys_of(understand(text))
    assert gone not in keys
    assert there in keys


def test_what_was_turned_into_something_is_in_its_place() -> None:
    text = "There was a snake in the sandbox. Mike turned the snake into a cat."
    assert "in cat sandbox" in _facts(text)
    assert "snake" not in keys_of(understand(text))


def test_what_was_taken_for_something_else_takes_its_place() -> None:
    text = "Jenny thought there was a bear behind the oak tree. But it was no bear. It was only a dog."
    assert "behind dog oak_tree" in _facts(text)
    assert "bear" not in keys_of(understand(text))


def test_each_animal_has_a_hat_of_its_own() -> None:
    facts = _facts("The animals are wearing silly hats.")
    wearers = {fact.split()[2] for fact in facts if fact.startswith("wears ")}
    assert wearers == {"animal", "animal-2"}


def test_hats_that_are_traded_are_on_the_other_head() -> None:
    facts = _facts("Mike wore the viking helmet and Jenny wore the wizard hat. Then they traded.")
    assert {"wears viking_hat jenny", "wears wizard_hat mike"} <= facts


def test_what_was_lost_and_found_is_what_they_mean() -> None:
    text = "Mike lost his glasses. He looked for them. Now they are on his nose again."
    assert "wears glasses mike" in _facts(text)
    found = _facts("Jenny's glasses were gone. Mike found them. They were in the sandbox.")
    assert "in glasses sandbox" in found


@pytest.fixture(scope="module")
def generator() -> text2scene.Generator:
    return text2scene.load(default_pack=False)


@pytest.mark.parametrize("who", ["mike", "bear", "duck"])
def test_who_hides_behind_a_pine_is_seen_at_its_edge(generator: text2scene.Generator, who: str) -> None:
    name = who.title() if who == "mike" else f"The {who}"
    for seed in range(3):
        scene = generator.generate(f"{name} is hiding behind the pine tree.", seed=seed)
        pine = next(o for o in scene.objects if o.category == "pine_tree")
        hidden = next(o for o in scene.objects if o.category == who)
        assert pine.depth > 0  # in front it would fill the picture
        half = boxes_of(pine, default_catalog()).width / 2
        assert abs(hidden.x - pine.x) > 0.4 * float(half)


def test_two_who_hide_behind_one_tree_look_out_on_either_side(generator: text2scene.Generator) -> None:
    scene = generator.generate("Mike and Jenny hide behind the pine tree.")
    at = {o.category: o.x for o in scene.objects}
    left, right = sorted([at["mike"], at["jenny"]])
    assert left < at["pine_tree"] < right


def test_who_is_not_sad_smiles(generator: text2scene.Generator) -> None:
    scene = generator.generate("Nobody is sad. Mike and Jenny play soccer.")
    faces = {o.category: o.expression for o in scene.objects if o.expression}
    assert set(faces) == {"mike", "jenny"}
    assert set(faces.values()) <= {"smile", "laugh"}


def test_two_burgers_lie_on_the_grill(generator: text2scene.Generator) -> None:
    catalog = default_catalog()
    scene = generator.generate("Two burgers are sizzling on the grill.")
    grill = boxes_of(next(o for o in scene.objects if o.category == "grill"), catalog)
    burgers = [o for o in scene.objects if o.category == "hamburger"]
    assert len(burgers) == 2
    assert all(float(grill.left) <= o.x <= float(grill.right) for o in burgers)


def test_what_somebody_has_on_stays_to_the_pixel(generator: text2scene.Generator) -> None:
    before = generator.generate("Mike wears a crown. He is sad.")
    after = generator.edit(before, "Mike keeps his crown on but now he's angry.")
    crown = [o for o in before.objects if o.category == "crown"]
    assert crown == [o for o in after.objects if o.category == "crown"]
    assert next(o for o in after.objects if o.category == "mike").expression == "angry"
