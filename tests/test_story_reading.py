"""How a story is read: who is in it, who is meant, where a page begins, what time and place it is."""

from __future__ import annotations

import pytest

from text2scene.language.setting import Air, place_in
from text2scene.packs import catalog_with
from text2scene.story.cast import is_declaration, read_cast
from text2scene.story.mentions import Listener
from text2scene.story.pages import cut_text, read_manuscript, sentences_of
from text2scene.story.roles import lost_words, unseen_left_out
from text2scene.story.telling import listen

CATALOG = catalog_with()


def _cast(text: str) -> dict[str, tuple[str, str]]:
    return {member.name: (member.category, member.id) for member in read_cast(text, CATALOG)}


@pytest.mark.parametrize(
    ("text", "cast"),
    [
        ("Leo is the boy, Ada is the girl.", {"Leo": ("mike", "mike"), "Ada": ("jenny", "jenny")}),
        ("Rex is a brown dog.", {"Rex": ("dog", "dog")}),
        ("A girl named Zora has a cat called Momo.", {"Zora": ("jenny", "jenny"), "Momo": ("cat", "cat")}),
        ("Her dog Spot barks at the cat.", {"Spot": ("dog", "dog")}),
        ("Mike meets Leo, a boy.", {"Mike": ("mike", "mike"), "Leo": ("mike", "mike-2")}),
        ("Kiri and Bola are sisters.", {"Kiri": ("jenny", "jenny"), "Bola": ("jenny", "jenny-2")}),
        ("Spark is a dragon. Spark flies.", {"Spark": ("dragon", "dragon")}),
        ("One day Tom runs. Mrs. Miller laughs.", {"Tom": ("mike", "mike"), "Miller": ("jenny", "jenny")}),
        ("Spark the dragon flies. Spark is happy.", {"Spark": ("dragon", "dragon")}),
        ("Pet the dog and the cat.", {}),
        ("Suddenly it rains. The Moon shines. On Monday they go.", {}),
    ],
)
def test_names_are_found(text, cast) -> None:
    assert _cast(text) == cast


def test_looks_belong_to_whom_they_are_told_of() -> None:
    text = "Leo has red hair and a green shirt, and Ada has brown skin and curly black hair. Rex is a dog."
    looks = {member.name: dict(member.style) for member in read_cast(text, CATALOG)}
    assert looks["Leo"] == {"hair": "ginger", "top": "green"}
    assert looks["Ada"] == {"skin": "brown-2", "hair": "black", "hair_style": "puffs"}
    assert looks["Rex"] == {}


def test_what_only_introduces_people_is_no_page() -> None:
    cast = read_cast("Leo is the boy. Rex is a dog.", CATALOG)
    assert is_declaration("Leo is the boy, and Rex is a brown dog.", cast, CATALOG)
    assert is_declaration("Leo has red hair and a green shirt.", cast, CATALOG)
    assert not is_declaration("Leo is a boy who kicks a ball.", cast, CATALOG)
    assert not is_declaration("Leo has a dog.", cast, CATALOG)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Leo and Ada walk. She laughs.", "jenny"),
        ("Leo calls Rex. Rex barks. He runs.", "dog"),
        ("Leo meets Sam. Sam waves. He smiles.", "mike-2"),
        ("Leo and Ada walk. Rex barks. They laugh.", "mike,jenny"),
        ("Ada has a ball. Leo likes her.", "jenny"),
        ("Rex runs away. Leo is sad. Then Rex comes back.", "dog"),
    ],
)
def test_pronouns_reach_back(text, who) -> None:
    cast = read_cast("Leo is the boy. Ada is the girl. Rex is a dog. Sam is a boy.", CATALOG)
    listener = Listener(cast, CATALOG)
    for sentence in sentences_of(text):
        last = listener.read(sentence)
    pronouns = [m for m in last.mentions if m.kind == "pronoun"] or list(last.mentions)
    assert ",".join(pronouns[-1].ids) == who


@pytest.mark.parametrize(
    ("text", "leaving"),
    [
        ("Leo goes home.", ["mike"]),
        ("Ada waves and Leo runs away.", ["mike"]),
        ("Leo does not go home.", []),
        ("Leo wants to go home.", []),
        ("Leo turns left.", []),
        ("Rex flies away.", ["dog"]),
        ("The bear chases Leo away.", ["mike"]),
    ],
)
def test_who_leaves(text, leaving) -> None:
    cast = read_cast("Leo is the boy. Ada is the girl. Rex is a dog.", CATALOG)
    listener = Listener(cast, CATALOG, here=("mike", "jenny", "dog"))
    assert list(listen(text, listener, "", Air()).leaving) == leaving


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("They go to the beach.", "beach"),
        ("That night Leo hears an owl.", "night"),
        ("It starts to rain.", "rain"),
        ("They dive into the sea.", "underwater"),
        ("They fly to the moon.", "space"),
        ("Snow covers the hill.", "snow"),
        ("They walk through the forest.", "forest"),
        ("In the evening they sit down.", "sunset"),
        ("It is autumn.", "autumn"),
        ("Leo wants to go to the beach.", "park"),
        ("Leo reads a book about the sea.", "park"),
    ],
)
def test_backgrounds_follow_from_the_text(text, background) -> None:
    cast = read_cast("Leo is the boy.", CATALOG)
    assert listen(text, Listener(cast, CATALOG, here=("mike",)), "", Air()).air.background == background


def test_night_and_rain_last_until_they_end() -> None:
    listener = Listener(read_cast("Leo is the boy.", CATALOG), CATALOG, here=("mike",))
    air = Air()
    seen = []
    story = "They are in the forest.|It gets dark.|Leo sits.|The next morning, Leo runs.|It rains.|Leo waves."
    for text in (*story.split("|"), "The rain stops."):
        told = listen(text, listener, "", air)
        air = told.air
        seen.append(air.background)
    assert seen == ["forest", "night", "night", "forest", "rain", "rain", "forest"]


def test_place_in_is_where_one_goes() -> None:
    assert place_in("They go to the zoo.") == "zoo"
    assert place_in("Let us go to the zoo.") == ""
    assert place_in("They walk home.") == "home"


def test_quotes_stay_with_who_says_them() -> None:
    text = 'Ada looks up. "Look! A bird!" says Leo. "Where?" asks Ada.'
    assert sentences_of(text) == ["Ada looks up.", '"Look! A bird!" says Leo.', '"Where?" asks Ada.']


def test_pages_have_one_to_three_sentences() -> None:
    pages = cut_text("Leo runs. Leo jumps. Leo sits. Leo laughs. The next day, Ada comes along. She waves.")
    assert pages == [
        "Leo runs. Leo jumps. Leo sits.",
        "Leo laughs.",
        "The next day, Ada comes along. She waves.",
    ]


def test_title_author_and_wrapped_lines() -> None:
    text = "My Story\nby Me\n\nLeo is in the\ngarden.\n\nHe waves."
    manuscript = read_manuscript(text)
    assert (manuscript.title, manuscript.author) == ("My Story", "Me")
    assert [page.text for page in manuscript.pages] == ["Leo is in the garden.", "He waves."]


def test_what_is_missed_is_not_drawn() -> None:
    assert "ball" not in unseen_left_out("Leo looks for his ball.")
    assert "dog" not in unseen_left_out("Ada wants to have a dog.")
    assert lost_words("The wind blows the red kite away.") == ["red kite"]
