"""Where and when a single sentence is: its background, and what words of a place do not mean."""

from __future__ import annotations

import pytest

import text2scene
from text2scene.language.setting import read_setting
from text2scene.scene import Scene

SAYS = {
    "Mike and Jenny are at the beach.": "beach",
    "Jenny builds a sand castle on the beach.": "beach",
    "They run to the sea.": "beach",
    "Mike and Jenny play by the ocean with a ball.": "beach",
    "They are stranded on a small island.": "beach",
    "At the beach, Mike wants a hot dog.": "beach",
    "Mike walks through the dark forest.": "forest",
    "Jenny meets a bear in the woods.": "forest",
    "An owl sits in a tree in the forest.": "forest",
    "They are lost in the jungle.": "forest",
    "Mike floats in space.": "space",
    "They fly to the moon in a rocket.": "space",
    "Jenny stands on the moon.": "space",
    "A robot walks around on the red planet.": "space",
    "The rocket flies through outer space.": "space",
    "Jenny swims under water.": "underwater",
    "A fish swims under the sea.": "underwater",
    "Mike dives into the ocean.": "underwater",
    "They look for treasure at the bottom of the sea.": "underwater",
    "It is night. An owl sits in the tree.": "night",
    "At night, Mike and Jenny sit by the campfire.": "night",
    "A dragon sleeps on the castle at night.": "night",
    "It's dark and Jenny is scared.": "night",
    "Mike looks at the stars.": "night",
    "The moon shines and the dog howls.": "night",
    "It is midnight.": "night",
    "They sleep in the tent tonight.": "night",
    "The sun goes down.": "sunset",
    "In the evening Jenny walks the dog.": "sunset",
    "Mike and Jenny watch the sunset.": "sunset",
    "It is snowing.": "snow",
    "It's snowing and Jenny wears a hat.": "snow",
    "Mike throws a ball in the snow.": "snow",
    "They build a snowman.": "snow",
    "On a cold winter day Jenny is out with her dog.": "snow",
    "There is snow everywhere.": "snow",
    "It is winter.": "snow",
    "It is raining.": "rain",
    "Jenny is sad because it is raining.": "rain",
    "It starts to rain and they run to the tent.": "rain",
    "Mike dances in the rain.": "rain",
    "On a rainy day Mike stays under the tree.": "rain",
    "It is autumn.": "autumn",
    "The leaves are falling down. It is autumn, and Mike jumps.": "autumn",
    "Night. The dog sleeps.": "night",
    "Make it night, please.": "night",
    "It was a dark night in the forest.": "night",
    '"Look!" says Mike. They are at the beach.': "beach",
}
SAYS_NOTHING = [
    "Mike kicks the beach ball.",
    "Mike kicks the ball to the beach ball.",
    "Jenny runs to the beach ball.",
    "Jenny sits under the beach umbrella.",
    "Mike plays in the sandbox.",
    "There is a bucket in the sand box.",
    "Jenny has a good night kiss for Mike.",
    '"Good night!" says Mike.',
    "Mike says good night to the dog.",
    "Jenny gives Mike a star.",
    "The owl is a night owl.",
    "Mike wears a winter hat.",
    "Jenny is in her rain boots.",
    "Mike is the snow man.",
    "Jenny holds a snow globe in her hand.",
    "Mike has a cat. It is black.",
    "Jenny has a balloon. It is dark red.",
    "Mike climbs on the jungle gym.",
    "The ball rolls to Jenny. It rolls away.",
    "Mike throws the ball. It falls down.",
    "Jenny wants to go to the beach.",
    "Mike wishes it would snow.",
    "They dream of the sea.",
    "It is not raining.",
    "It isn't snowing.",
    "It never snows here.",
    "Jenny reads a book about the forest.",
    '"Let us go to the beach!" says Jenny.',
    "Mike points at the moon.",
    "Jenny looks up at the moon.",
    "The cow jumps over the moon.",
    "Mike sits on the piece of wood.",
    "There is space between Mike and Jenny.",
    "The dog sleeps in the space between the trees.",
    "A rainbow is in the sky.",
    "The helicopter flies in the sky.",
    "There is a rain cloud above Mike.",
    "Mike wears star glasses and waves.",
    "Jenny drinks a glass of water.",
    "The dog is under the water bottle.",
    "The knight fights a dragon.",
    "Mike has a moon on his shirt.",
    "Good evening, Jenny!",
    "Mike kicks the soccer ball to Jenny.",
    "The sun is shining.",
    "It is a lovely day in the park.",
]
# an instruction, the background it is given on, and the one after it
EDITS = [
    ("Make it night.", "park", "night"),
    ("make it dark", "park", "night"),
    ("Now it's night.", "beach", "night"),
    ("Make it day again", "night", "park"),
    ("They are at the beach now.", "park", "beach"),
    ("Put Mike and Jenny on the beach.", "snow", "beach"),
    ("Change the background to space.", "park", "space"),
    ("Use the forest background", "park", "forest"),
    ("set the scene under the sea", "park", "underwater"),
    ("Let it snow!", "park", "snow"),
    ("turn it into winter", "night", "snow"),
    ("it starts to rain", "park", "rain"),
    ("It starts to rain.", "beach", "beach"),
    ("The rain stops.", "rain", "park"),
    ("The sun sets.", "park", "sunset"),
    ("They go to the park.", "beach", "park"),
    ("The sun comes up.", "night", "park"),
    ("The sun is shining.", "beach", "beach"),
    ("Add a dog.", "beach", "beach"),
    ("Mike kicks the beach ball.", "snow", "snow"),
    ("Mike goes home.", "beach", "beach"),
    ("Make Jenny happy.", "night", "night"),
    ("Put a star on the tree.", "snow", "snow"),
    ("move the sun to the left", "sunset", "sunset"),
    ("Add a dragon.", "night", "night"),
]


@pytest.fixture(scope="module")
def generator():
    return text2scene.load()


@pytest.mark.parametrize(("text", "background"), SAYS.items())
def test_a_text_that_names_a_place_or_a_time_has_its_background(generator, text, background):
    assert generator.generate(text).background == background


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_words_that_are_no_place_change_nothing(generator, text):
    assert generator.generate(text).background == "park"
    assert generator.generate(text, background="autumn").background == "autumn"


@pytest.mark.parametrize(("text", "before", "after"), EDITS)
def test_an_edit_changes_the_background_where_it_says_so(generator, text, before, after):
    scene = generator.generate("Mike and Jenny play with a dog.")
    scene = Scene(scene.objects, background=before)
    assert generator.edit(scene, text).background == after


def test_an_instruction_about_the_place_leaves_all_else_as_it_was(generator):
    scene = generator.generate("Mike and Jenny play with a dog. A tree stands at the left.")
    for text in ("Change the background to the beach.", "Make it winter.", "They are in the forest now."):
        assert generator.edit(scene, text).objects == scene.objects


def test_the_sun_goes_at_night_and_the_moon_by_day(generator):
    scene = generator.generate("Mike waves. The sun shines.")
    night = generator.edit(scene, "Make it night.")
    assert "sun" in scene.categories
    assert night.categories == tuple(c for c in scene.categories if c != "sun")
    moonlit = generator.edit(night, "Add a moon.")
    assert "moon" in moonlit.categories
    assert "moon" not in generator.edit(moonlit, "Make it day.").categories


def test_a_moon_at_night_is_in_the_sky(generator):
    for text in ("The moon shines.", "It is night. The moon came out."):
        drawn = generator.generate(text)
        assert drawn.background == "night"
        assert drawn.find("moon").y < 120


def test_nothing_is_drawn_that_does_not_belong_there(generator):
    for seed in range(4):
        night = generator.generate("Mike and Jenny play at night.", seed)
        sea = generator.generate("Mike and Jenny swim under the sea.", seed)
        assert "sun" not in night.categories
        assert not {"sun", "cloud", "oak_tree", "pine_tree", "swing", "drink"} & set(sea.categories)
    asked = generator.generate("Mike and Jenny are under the sea. A tree stands beside Mike.")
    assert {"oak_tree", "pine_tree", "apple_tree"} & set(asked.categories)


def test_explain_says_what_the_place_became(generator):
    text = "Mike and Jenny are at the beach at night."
    rows = {row.text: row for row in generator.explain(text) if row.kind == "setting"}
    assert rows["at the beach"].message == "It is at the beach."
    assert "one background" in rows["at night"].message
    assert not [row for row in generator.explain(text) if row.kind == "unknown"]
    assert generator.generate(text).notes == ()
    for row in rows.values():
        assert text[row.start : row.end] == row.text


def test_the_rows_point_at_the_words_wherever_they_are(generator):
    text = 'Mike waves. "At night?" asks Jenny. It’s snowing, and the dog runs through the woods.'
    rows = [row for row in generator.explain(text) if row.kind == "setting"]
    assert [row.text for row in rows] == ["It’s snowing", "through the woods"] or [
        row.text for row in rows
    ] == ["It's snowing", "through the woods"]


def test_the_network_alone_knows_no_place(generator):
    assert generator.generate("They are at the beach.", model_only=True).background == "park"


def test_alternatives_and_batches_have_it_too(generator):
    assert {s.background for s in generator.alternatives("Mike is at the beach.", 3)} == {"beach"}
    drawn = generator.generate_batch(["It is night.", "Mike waves."])
    assert [scene.background for scene in drawn] == ["night", "park"]


def test_a_text_without_a_place_has_no_setting():
    assert read_setting("Mike kicks the ball.") is None
    assert read_setting("") is None
