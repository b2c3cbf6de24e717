"""Stories as people write them: I and we, Mum and Grandpa, rockets, balls that fly away."""

from __future__ import annotations

import pytest

import text2scene
from text2scene.errors import StoryFormatError
from text2scene.export.speech import speeches
from text2scene.story.model import CastMember, StoryValue


@pytest.fixture(scope="module")
def generator():
    return text2scene.load()


def on(story, page: int) -> set[str]:
    """Names of those of the cast who are in the picture of a page, counted from 1."""
    shown = {item.id for item in story.pages[page - 1].scene.objects}
    return {member.name for member in story.cast if member.id in shown}


def face(story, page: int, name: str) -> str:
    ident = next(member.id for member in story.cast if member.name == name)
    return story.pages[page - 1].scene.find(ident).expression


def test_i_and_my_sister_are_two_children_from_the_first_page_on(generator):
    story = generator.story(
        "I went to the park with my sister.\n\nWe saw a duck. I laughed.\n\n"
        "My sister was sad.\n\nI waved to her."
    )
    assert {(m.name, m.category) for m in story.cast} == {("Narrator", "mike"), ("Sister", "jenny")}
    for page in range(1, 5):
        assert on(story, page) == {"Narrator", "Sister"}
    assert face(story, 2, "Narrator") == "laugh"
    assert face(story, 3, "Sister") == "sad"


def test_who_says_his_name_is_called_by_it(generator):
    story = generator.story("My name is Paul. I have a dog.\n\nI run.\n\nPaul is my name, and I am happy.")
    assert [(m.name, m.words) for m in story.cast] == [("Paul", ("i",))]
    assert on(story, 2) == {"Paul"}
    assert story.pages[1].scene.objects[0].pose == "run" or any(
        item.pose == "run" for item in story.pages[1].scene.objects
    )


def test_with_a_brother_it_is_a_girl_who_tells(generator):
    story = generator.story("My brother and I play with a ball.\n\nMy brother kicks the ball.")
    assert {(m.name, m.category) for m in story.cast} == {("Narrator", "jenny"), ("Brother", "mike")}


def test_what_is_said_in_quotes_makes_nobody_a_narrator(generator):
    story = generator.story('Mike waves. "I want my mum," he says. "We are late."\n\nJenny laughs.')
    assert [m.name for m in story.cast] == ["Mike", "Jenny"]


def test_grown_ups_have_looks_of_their_own_on_every_page(generator):
    story = generator.story(
        "Mia plays in the garden. Grandma comes along.\n\nGrandma gives Mia a pie. Mia is happy.\n\n"
        "Her mum waves to them.\n\nMum and Grandma laugh."
    )
    assert [m.name for m in story.cast] == ["Mia", "Grandma", "Mum"]
    assert on(story, 2) == {"Mia", "Grandma"}
    assert on(story, 4) == {"Mia", "Grandma", "Mum"}
    styles = {
        m.name: {
            tuple(sorted(page.scene.find(m.id).style.items()))
            for page in story.pages
            if any(item.id == m.id for item in page.scene.objects)
        }
        for m in story.cast
    }
    assert all(len(each) == 1 for each in styles.values())
    assert len(set().union(*styles.values())) == 3
    grandma = next(m for m in story.cast if m.name == "Grandma")
    assert grandma.style["hair"] == "grey"


def test_it_is_told_that_there_is_no_drawing_of_a_grown_up(generator):
    story = generator.story("Tom plays.\n\nThe teacher comes along. The teacher laughs.")
    rows = [row for row in story.explain() if row["kind"] == "cast"]
    assert [row["page"] for row in rows] == [1]
    assert "Teacher is drawn from the parts of the children" in rows[0]["message"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ben and Nora play. Nora is Ben's sister. His sister laughs.", {"Ben", "Nora"}),
        ("My brother Tim has a ball. I am sad.", {"Tim", "Narrator"}),
        ("Emma runs. Her brother Jonas comes too. Her brother laughs.", {"Emma", "Jonas"}),
        ("Two brothers, Max and Finn, go camping with their father.", {"Max", "Finn", "Father"}),
        ("Ella is scared. She runs to her parents.", {"Ella", "Mum", "Dad"}),
        ("Mia and her friend Ben put on hats. Her friend laughs.", {"Mia", "Ben"}),
        ("A little girl cries. The cat runs to the girl.", set()),
    ],
)
def test_nobody_is_in_the_cast_twice(generator, text, names):
    assert {m.name for m in generator.story(text).cast} == names


def test_a_bubble_goes_to_whoever_speaks(generator):
    story = generator.story('I see a dog. "A dog!" I shout.\n\nMum comes along. "Hello," says my mother.')
    value = story.value
    said = [
        speeches([page.text], page.scene, value.cast, generator.catalog)[0].speaker for page in value.pages
    ]
    assert said == [story.cast[0].id, "mum"]


def test_a_cast_with_words_is_saved_and_loaded(generator, tmp_path):
    story = generator.story("I wave to my dad. Dad laughs.")
    story.save(tmp_path / "story.json")
    again = StoryValue.load(tmp_path / "story.json")
    assert again.cast == story.cast
    assert {m.name: m.words[:1] for m in again.cast} == {"Narrator": ("i",), "Dad": ("dad",)}
    with pytest.raises(StoryFormatError, match="words"):
        CastMember("Dad", "mike", "dad", words="dad")


# -- words that said more or less than they seemed to ----------------------------------------------


def test_both_are_happy_now(generator):
    scene = generator.generate("Mike hugs the cat. Now Mike and Jenny are sad.")
    assert {item.expression for item in scene.objects if item.expression} == {"sad"}


@pytest.mark.parametrize("text", ["Jenny comes out", "Jenny comes out.", "Then Jenny came out with a drink."])
def test_who_comes_out_is_there(generator, text):
    scene = generator.generate("Mike and Jenny wave.")
    assert "jenny" in generator.edit(scene, text).categories


def test_the_sun_that_comes_out_stays(generator):
    scene = generator.generate("Mike waves. The sun shines.")
    assert "sun" in generator.edit(scene, "The sun comes out.").categories
    assert "sun" not in generator.generate("The sun will not come out.").categories


def test_a_ball_that_flew_away_is_where_it_landed(generator):
    text = "The soccer ball flew away. It landed on the tent."
    scene = generator.generate("Mike kicks the soccer ball.")
    for drawn in (generator.generate(text), generator.edit(scene, text)):
        ball, tent = drawn.find("soccer_ball"), drawn.find("tent")
        assert abs(ball.x - tent.x) < 120
        assert ball.y < tent.y
    assert "soccer_ball" not in generator.edit(scene, "The soccer ball flew away.").categories
    story = generator.story(f"Mike kicks the soccer ball.\n\n{text}\n\nMike is sad.")
    assert "soccer_ball" in story.pages[2].scene.categories


@pytest.mark.parametrize("craft", ["rocket", "airplane", "helicopter", "hot_air_balloon"])
def test_who_is_in_something_that_flies_fits_into_it(generator, craft):
    words = craft.replace("_", " ")
    scene = generator.generate(f"Mike and Jenny are in the {words}. Jenny wears a crown.")
    ship = scene.find(craft)
    width, height = (side * ship.draw_scale for side in generator.catalog[craft].size(None))
    for name in ("mike", "jenny"):
        child = scene.find(name)
        assert abs(child.x - ship.x) < width / 2
        assert abs(child.y - ship.y) < height / 2
        assert generator.catalog[name].size(child.pose)[1] * child.draw_scale < height / 2
    crown, jenny = scene.find("crown"), scene.find("jenny")
    assert abs(crown.x - jenny.x) < 40
    assert crown.y < jenny.y


def test_a_story_flies_to_the_moon_in_the_rocket_and_gets_out_there(generator):
    story = generator.story(
        "Zoe and Max find a rocket in the garden.\n\nThey fly to the moon in the rocket.\n\n"
        "On the moon they meet a robot."
    )
    found, flying, landed = (page.scene for page in story.pages)
    assert found.find("rocket").y > 200
    assert flying.background == landed.background == "space"
    for ident in ("mike", "jenny"):
        assert abs(flying.find(ident).x - flying.find("rocket").x) < 70
        assert flying.find(ident).scale < 0.7
        assert landed.find(ident).scale == 1
    assert landed.find("rocket").y > 200


def test_who_comes_to_where_the_others_are_does_not_leave_them_behind(generator):
    story = generator.story("Mia and Ben bake a cake.\n\nGrandpa came into the garden. He laughs.")
    assert on(story, 2) == {"Mia", "Ben", "Grandpa"}


def test_big_things_that_come_do_not_stand_before_those_that_are_there(generator):
    story = generator.story(
        "Jenny stands beside a tree.\n\nMike looks at the slide.\n\nJenny looks up. The cat is in the tree!"
    )
    scene = story.pages[2].scene
    tree = next(item for item in scene.objects if item.category.endswith("tree"))
    assert abs(scene.find("slide").x - tree.x) > 80


def test_a_ball_that_is_kicked_and_rolls_away_is_seen_once_more(generator):
    story = generator.story(
        "Sam comes with a beach ball.\n\nSam kicks the ball. The ball rolls away.\n\nSam is sad."
    )
    assert ["beach_ball" in page.scene.categories for page in story.pages] == [True, True, False]


def test_a_cat_that_is_brought_down_stands_on_the_ground(generator):
    story = generator.story(
        "Jenny is sad. The cat is in the tree.\n\n"
        "Mike climbs the tree and gets the cat down.\n\nMike hugs the cat."
    )
    up, down = (page.scene.find("cat") for page in story.pages[:2])
    assert up.y < 200
    assert down.depth == 0
    assert down.y > 250


def test_nobody_stands_before_a_snowman(generator):
    story = generator.story("Mike and Jenny build a snowman.\n\nGrandma comes along. She laughs.")
    scene = story.pages[1].scene
    assert abs(scene.find("grandma").x - scene.find("snowman").x) > 50
