"""Turns of a story, read from whole texts: who has gone, who comes back, what is named once more."""

from __future__ import annotations

import pytest
from readings import facts_of, keys_of

from text2scene.language.understand import understand


@pytest.mark.parametrize(
    ("text", "gone", "there"),
    [
        ("Mike put his hot dog on the table. The dog gobbled it up in one bite.", "hot_dog", "dog"),
        ("Jenny's dog ran away. Nobody has seen him since. Mike is sad.", "dog", "mike"),
        ("Somebody ate the whole pie. A bear stands next to the table.", "pie", "bear"),
        ("Mike would love a burger, but there aren't any.", "hamburger", "mike"),
        ("Mike ate a big pie. Now there is no pie left. He sits under the tree.", "pie", "mike"),
        ("Is it a bear? No, it is only a duck!", "bear", "duck"),
        ("Jenny tells a story about a bear. Mike sits by the fire.", "bear", "fire"),
        ("Mike came along, but Jenny did not.", "jenny", "mike"),
        ("I see Jenny, but I don't see Mike.", "mike", "jenny"),
        ("Mike brought the basketball, not the soccer ball.", "soccer_ball", "basketball"),
        ("In the morning it was sunny. Now it is raining.", "sun", "rain"),
    ],
)
def test_what_a_story_takes_away_is_not_there(text: str, gone: str, there: str) -> None:
    reading = understand(text)
    keys = keys_of(reading)
    assert gone not in keys
    assert there in keys


def test_who_is_looked_for_is_found_and_is_she_from_then_on() -> None:
    text = '"Where is my cat?" asks Jenny. And there she is, sitting in the apple tree! Jenny looks at her.'
    assert {"in cat apple_tree", "facing jenny cat"} <= facts_of(understand(text))


def test_who_was_missing_is_back() -> None:
    text = "Mike's cat was missing. He was sad. But now she's back and sits under the apple tree."
    assert "below cat apple_tree" in facts_of(understand(text))


def test_what_lies_where_he_looked_is_there() -> None:
    assert "below cat table" in facts_of(understand("Mike looks under the table, but there is only a cat."))
    assert "below snake table" in facts_of(understand("Something hisses under the table. Oh no, a snake!"))


@pytest.mark.parametrize(
    ("text", "category", "number"),
    [
        ("Three ducks march by. Jenny does not care about ducks.", "duck", 3),
        ("They are selling lemonade. There are three cups on the table.", "drink", 3),
        ("Mike counts the clouds. There are three.", "cloud", 3),
        ("The ducks were hungry. There were three of them.", "duck", 3),
        ("Nothing but snakes in this park, three of them!", "snake", 3),
        ("There is an owl to its left and an owl to its right.", "owl", 2),
        ("A cloud hung in both of the upper corners.", "cloud", 2),
        ("Mike holds two hot dogs, one in each hand.", "hot_dog", 2),
        ("Two trees stand in the park, an oak and a pine.", "oak_tree", 1),
        ("He runs with his ball, a soccer ball, in his hand.", "soccer_ball", 1),
        ("It is a fine day with lots of sun.", "sun", 1),
    ],
)
def test_each_thing_is_counted_once(text: str, category: str, number: int) -> None:
    things = [thing for thing in understand(text).things if category in thing.options]
    assert len(things) == number


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Two dogs with a duck in the middle.", "between duck dog dog-2"),
        ("A table separates Mike from Jenny.", "between table mike jenny"),
        ("The fire has the tent on one side and the grill on the other.", "between fire tent grill"),
        ("Jenny, on the right, is waving to Mike, on the left.", "region mike left"),
        ("On the table there's a drink, and to its left a hamburger.", "left_of hamburger drink"),
        ("On the left Mike bounces on the bee.", "region bouncy_bee left"),
        ("Jenny in the foreground, sunglasses on.", "wears sunglasses jenny"),
        ("Give Mike a pirate hat.", "wears pirate_hat mike"),
        ("Put the ketchup in Mike's hand and the mustard in Jenny's.", "holds mustard jenny"),
        ("Hold on to your balloons, Jenny!", "holds balloons jenny"),
        ("Jenny gives the football a big kick.", "beside_foot football jenny"),
        ("Of the two, only Mike is happy.", "not expression jenny smile laugh"),
    ],
)
def test_sides_hands_and_heads(text: str, fact: str) -> None:
    assert fact in facts_of(understand(text))


CUT_SHORT = [
    "a boy running, a shocked face, facing right, to the left of the cat,",
    "Mike and Jenny sit in the sandbox, the dog stands to the left of the tree, and on the table, a pie,",
    "On the left, next to the slide, between the owl and the bear, a duck, and behind it, Mike,",
]


@pytest.mark.parametrize("text", CUT_SHORT)
def test_a_text_that_ends_anywhere_is_read_as_far_as_it_goes(text: str) -> None:
    words = text.split()
    whole = {thing.key for thing in understand(text).things}
    for n in range(1, len(words) + 1):
        for end in ("", ",", " and", ", and", " -"):
            start = " ".join(words[:n]).rstrip(",")
            assert {thing.key for thing in understand(start + end).things} <= whole
