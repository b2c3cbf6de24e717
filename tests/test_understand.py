"""What a sentence says: which things, which facts about them, what is ruled out, what is unknown."""

from __future__ import annotations

import pytest

from text2scene.catalog import default_catalog
from text2scene.generator import Generator
from text2scene.language.facts import Fact, Reading, Understood
from text2scene.language.understand import understand

CATALOG = default_catalog()


def _said(reading: Reading) -> set[tuple[str, ...]]:
    """The facts as (kind, subject, values and others), a denied one with a "not" in front."""

    def row(fact: Fact) -> tuple[str, ...]:
        values = ("/".join(fact.values),) if fact.values else ()
        return ("not",) * (not fact.holds) + (fact.kind, fact.subject, *values, *fact.others)

    return {row(fact) for fact in reading.facts}


THINGS = [
    ("Mike kicks the soccer ball to Jenny.", ["mike", "soccer_ball", "jenny"], []),
    ("A kitty and a puppy.", ["cat", "dog"], []),
    ("There is no sun.", [], ["sun"]),
    ("No sun or rain today, but a cloud.", ["cloud"], ["sun", "rain"]),
    ("The girl wears a viking helmet.", ["jenny", "viking_hat"], []),
    ("Jenny has a hot dog.", ["jenny", "hot_dog"], []),
    ("Jenny swings a bat and Mike drinks.", ["jenny", "baseball_bat", "mike", "drink"], []),
    ("Jenny is on the swings with a drink.", ["jenny", "swing", "drink"], []),
    ("Mike and Jenny are having hotdogs without ketchup.", ["mike", "jenny", "hot_dog"], ["ketchup"]),
    ("A table with a pizza on it.", ["table", "pizza"], []),
    ("He is sad.", ["mike"], []),
    ("She is sad.", ["jenny"], []),
    ("They wave.", ["mike", "jenny"], []),
]


@pytest.mark.parametrize(("text", "named", "absent"), THINGS, ids=[text for text, *_ in THINGS])
def test_which_pieces_a_text_asks_for_and_rules_out(text: str, named: list[str], absent: list[str]) -> None:
    reading = understand(text)
    assert list(reading.required) == named
    assert list(reading.excluded) == absent


FACTS = [
    ("A dog is to the left of a cat.", ("left_of", "dog", "cat")),
    ("The cat is right of the dog.", ("right_of", "cat", "dog")),
    ("The owl is in the oak tree.", ("in", "owl", "oak_tree")),
    ("The cat is on the table.", ("on", "cat", "table")),
    ("The ball is under the table.", ("below", "ball", "table")),
    ("A kite is above Jenny.", ("above", "kite", "jenny")),
    ("A big bear is behind the tent.", ("behind", "bear", "tent")),
    ("The dog is in front of Mike.", ("in_front", "dog", "mike")),
    ("Jenny stands next to the slide.", ("near", "jenny", "slide")),
    ("The dog is far from the cat.", ("far", "dog", "cat")),
    ("The dog is between Mike and Jenny.", ("between", "dog", "mike", "jenny")),
    ("Mike wears a crown.", ("wears", "crown", "mike")),
    ("A crown is on Jenny's head.", ("wears", "crown", "jenny")),
    ("Mike is holding a pizza.", ("holds", "pizza", "mike")),
    ("Mike kicks the football.", ("beside_foot", "football", "mike")),
    ("Mike kicks the football.", ("pose", "mike", "kick")),
    ("Jenny sits.", ("pose", "jenny", "sit/sit_cross_legged")),
    ("Jenny runs away.", ("pose", "jenny", "run")),
    ("Mike and Jenny are angry.", ("expression", "jenny", "angry")),
    ("Mike and Jenny are angry.", ("expression", "mike", "angry")),
    ("Mike is not happy.", ("not", "expression", "mike", "smile/laugh")),
    ("A huge bear.", ("size", "bear", "huge")),
    ("A tiny dog.", ("size", "dog", "tiny")),
    ("The sun is in the top right corner.", ("region", "sun", "top_right")),
    ("The cat is on the left.", ("region", "cat", "left")),
    ("Mike faces left.", ("facing", "mike", "left")),
    ("Jenny looks at the dog.", ("facing", "jenny", "dog")),
    ("Jenny looks away from Mike.", ("facing_away", "jenny", "mike")),
    ("From left to right: a dog, a cat, a duck.", ("left_of", "dog", "cat")),
    ("From left to right: a dog, a cat, a duck.", ("left_of", "cat", "duck")),
]


@pytest.mark.parametrize(("text", "fact"), FACTS, ids=[f"{text} {fact[0]}" for text, fact in FACTS])
def test_what_a_text_says_of_them(text: str, fact: tuple[str, ...]) -> None:
    assert fact in _said(understand(text))


# What leans on other clauses, or is said in a roundabout way.
WOVEN = [
    ("Left of the tent stands Mike, right of it Jenny.", ("right_of", "jenny", "tent")),
    ("The dog is on Mike's left and the cat on his right.", ("right_of", "cat", "mike")),
    ("There's a tree on either side of the sandbox.", ("right_of", "tree-2", "sandbox")),
    ("Mike is left of Jenny but right of the dog.", ("right_of", "mike", "dog")),
    ("Jenny is further to the left than Mike.", ("left_of", "jenny", "mike")),
    ("The rocket's left of the cloud.", ("left_of", "rocket", "cloud")),
    ("There's a dog to the left and a cat to the right of Jenny.", ("left_of", "dog", "jenny")),
    ("The kite that Mike is holding is huge.", ("holds", "kite", "mike")),
    ("The kite Mike is holding is huge.", ("size", "kite", "huge")),
    (
        "Mike and Jenny sit. A balloon is in the sky. The cat is between them.",
        ("between", "cat", "mike", "jenny"),
    ),
    (
        "The swing is on the left, the slide on the right, and Jenny is in between.",
        ("between", "jenny", "swing", "slide"),
    ),
    ("Sitting in the sandbox, Jenny digs with a shovel.", ("in", "jenny", "sandbox")),
    ("Shovel in hand, Jenny marches off.", ("holds", "shovel", "jenny")),
    ("A dog sits next to a cat wearing glasses.", ("wears", "glasses", "cat")),
    ("Jenny watches the airplane fly over the tent.", ("above", "airplane", "tent")),
    ("There's a table with a pie on it.", ("on", "pie", "table")),
    ("Three ducks came. One of them is in the sandbox.", ("in", "duck", "sandbox")),
    ("Mike isn't laughing, but Jenny is.", ("expression", "jenny", "laugh")),
    ("She is sitting and he isn't.", ("not", "pose", "mike", "sit/sit_cross_legged")),
    ("Who's holding the tennis racket? Jenny is.", ("holds", "tennis_racket", "jenny")),
    ("Someone is racing across the field: it's Jenny!", ("pose", "jenny", "run")),
    ("It isn't Mike who wears the crown, it's Jenny.", ("wears", "crown", "jenny")),
    ("What has Jenny got in her hand? A glove!", ("holds", "baseball_glove", "jenny")),
    ("Mike and Jenny have a hot dog each.", ("holds", "hot_dog-2", "jenny")),
    ("Both of them are wearing sunglasses.", ("wears", "sunglasses-2", "jenny")),
    ("Mike gives his hat to the bear.", ("wears", "hat", "bear")),
    ("Jenny took off her hat, and it is lying on the table.", ("on", "hat", "table")),
    ("Mike has a frisbee in one hand and a pie in the other.", ("holds", "pie", "mike")),
    ("The cat's chasing the duck towards the right.", ("right_of", "duck", "cat")),
    ("Jenny sees a snake. It scares her.", ("expression", "jenny", "surprised")),
    ("A pirate bear rides the bouncy bee.", ("wears", "pirate_hat", "bear")),
    ("Mike is a pirate.", ("wears", "pirate_hat", "mike")),
    ("Mike and Jenny stand back to back.", ("facing_away", "jenny", "mike")),
    ("Jenny watches him from the swing.", ("on", "jenny", "swing")),
    ("Everyone is on the left: Mike, Jenny and the cat.", ("region", "cat", "left")),
    ("Somebody is on the slide: Jenny.", ("on", "jenny", "slide")),
    ("Mike and the dog are both next to the tent.", ("near", "dog", "tent")),
    (
        "There's a tent, with a dog to the left of it and a cat to the right of it.",
        ("right_of", "cat", "tent"),
    ),
    ("Mike kicked the ball and it flew into the top right corner.", ("region", "ball", "top_right")),
    ("Her balloons flew away. They are up in the sky now.", ("region", "balloons", "sky")),
    ("Mike's kite got away. It's above the tree now.", ("above", "kite", "tree")),
    ("Mike had the crown yesterday, but now Jenny wears it.", ("wears", "crown", "jenny")),
    ("Mike can't find his glasses. Jenny is wearing them!", ("wears", "glasses", "jenny")),
    ("Mike forgot his hat. Jenny has hers on.", ("wears", "hat-2", "jenny")),
    ("The cat is not on the table but under it.", ("below", "cat", "table")),
    (
        "Mike stands left of the slide. Jenny is on the other side of the slide.",
        ("right_of", "jenny", "slide"),
    ),
    ("Jenny is not as happy as Mike.", ("not", "expression", "jenny", "smile/laugh")),
    ("Mike gave Jenny his hat. Now she is wearing it.", ("wears", "hat", "jenny")),
    ("They stand far apart.", ("far", "mike", "jenny")),
    ("A boy sits on the swing behind the dog.", ("behind", "swing", "dog")),
]


@pytest.mark.parametrize(("text", "fact"), WOVEN, ids=[f"{text} {fact[0]}" for text, fact in WOVEN])
def test_what_is_said_with_the_help_of_other_clauses(text: str, fact: tuple[str, ...]) -> None:
    assert fact in _said(understand(text))


GONE = [
    ("Mike didn't come to the park, so Jenny's all alone.", "mike"),
    ("The swings are there, but there aren't any children.", "jenny"),
    ("A tent? Yes. A fire? No, that's not allowed here.", "fire"),
    ("The sun isn't out today.", "sun"),
    ("The dog is nowhere to be seen.", "dog"),
    ("They've got everything but a sandbox: swings and a slide.", "sandbox"),
]


@pytest.mark.parametrize(("text", "name"), GONE)
def test_what_is_told_to_be_gone_is_not_drawn(text: str, name: str) -> None:
    assert name in understand(text).absent


def test_what_a_verb_or_an_adjective_names_gets_no_piece_offered() -> None:
    reading = understand("Jenny loved the shiny castle.")
    assert [note["word"] for note in reading.notes] == ["castle"]
    said = {row.text: row.message for row in reading.rows if row.kind == "unknown"}
    assert said["loved"] == "“loved” changes nothing in the picture."


def test_a_plain_list_says_nothing_about_places_or_looks() -> None:
    assert understand("A dog, a cat and Mike.").facts == ()


def test_numbers_make_as_many_things() -> None:
    for text, count in (("Three dogs.", 3), ("Two dogs play.", 2), ("A dog.", 1)):
        reading = understand(text)
        assert [thing.options for thing in reading.things] == [("dog",)] * count


def test_a_class_leaves_the_choice_among_its_pieces() -> None:
    reading = understand("Jenny has a hat and a ball.")
    assert reading.required == ("jenny",)
    classes = {thing.key: thing.options for thing in reading.things if len(thing.options) > 1}
    assert {"crown", "wizard_hat"} <= set(classes["hat"])
    assert {"soccer_ball", "basketball"} <= set(classes["ball"])
    assert all(CATALOG[name].group == "wearable" for name in classes["hat"])


def test_pronouns_and_the_article_point_back() -> None:
    reading = understand("Mike has a dog. It is next to Jenny. The dog is big. He is sad.")
    assert [thing.key for thing in reading.things] == ["mike", "dog", "jenny"]
    said = _said(reading)
    assert ("near", "dog", "jenny") in said
    assert ("size", "dog", "big") in said
    assert any(row[:2] == ("expression", "mike") for row in said)


def test_only_closes_the_list() -> None:
    assert understand("Only a dog.").only
    assert not understand("A dog.").only


ROWS = [
    ("A dog is to the left of a cat.", "to the left of", "relation"),
    ("Here is a pizza.", "a pizza", "piece"),
    ("There is no dog.", "no dog", "absent"),
    ("Jenny wears a hat.", "a hat", "class"),
    ("Mike is not happy.", "happy", "expression"),
    ("Jenny sits.", "sits", "pose"),
    ("A big bear is behind the tent.", "A big bear", "size"),
    ("The sun is in the top right corner.", "in the top right corner", "region"),
]


@pytest.mark.parametrize(("text", "words", "kind"), ROWS, ids=[f"{words} {kind}" for _, words, kind in ROWS])
def test_explain_gives_each_span_its_characters(
    tiny_generator: Generator, text: str, words: str, kind: str
) -> None:
    rows = [row for row in tiny_generator.explain(text) if row.kind == kind]
    assert [(row.text, row.start) for row in rows] == [(words, text.index(words))]


ANY = [
    *(text for text, *_ in THINGS),
    *(text for text, _ in FACTS),
    "A refrigerator and a hamberger.",
    "Mike wears a crown \u2014 and  the \u201cdog\u201d\nruns.",
]


@pytest.mark.parametrize("text", ANY)
def test_every_row_stands_where_it_says_and_the_rows_are_in_text_order(
    tiny_generator: Generator, text: str
) -> None:
    from text2scene.language import clean_text

    plain = clean_text(text)
    rows = tiny_generator.explain(text)
    assert rows
    for row in rows:
        assert 0 <= row.start < row.end <= len(plain)
        assert plain[row.start : row.end] == row.text
        assert row.message.endswith(".")
        assert "\n" not in row.message
    assert [row.start for row in rows] == sorted(row.start for row in rows)


def _row(rows: list[Understood], kind: str) -> Understood:
    [found] = [row for row in rows if row.kind == kind]
    return found


def test_an_unknown_noun_is_explained_with_the_nearest_piece(tiny_generator: Generator) -> None:
    text = "Mike stands next to a tiger."
    row = _row(tiny_generator.explain(text), "unknown")
    assert "tiger" in row.text
    assert row.suggestion is not None
    assert CATALOG[row.suggestion].group == "animal"
    assert row.nearness is not None
    assert 0 < row.nearness <= 1
    assert CATALOG[row.suggestion].label in row.message
    [note] = tiny_generator.generate(text).notes
    assert (note["kind"], note["word"], note["suggestion"]) == ("unknown_word", "tiger", row.suggestion)
    assert note["message"] == row.message


def test_a_misspelling_is_read_and_said(tiny_generator: Generator) -> None:
    text = "There is a baloon."
    row = _row(tiny_generator.explain(text), "spelling")
    assert (row.text, row.start) == ("baloon", text.index("baloon"))
    [note] = tiny_generator.generate(text).notes
    assert (note["kind"], note["word"], note["suggestion"]) == ("spelling", "baloon", "balloon")
    assert "balloons" in tiny_generator.generate(text).categories


@pytest.mark.parametrize("word", ["kitty", "weather", "happy", "park", "together", "afternoon", "running"])
def test_a_word_of_everyday_is_not_complained_about(word: str) -> None:
    assert understand(f"Mike and Jenny, {word}.").notes == ()


@pytest.mark.parametrize(
    ("wrong", "piece"),
    [("hamberger", "hamburger"), ("helecopter", "helicopter"), ("piza", "pizza"), ("baer", "bear")],
)
def test_slips_are_forgiven(wrong: str, piece: str) -> None:
    assert understand(f"Mike and a {wrong}.").required == ("mike", piece)


def test_nearest_pieces_are_pieces() -> None:
    from text2scene.language.lexicon import lexicon
    from text2scene.language.notes import nearest_piece

    words = lexicon(CATALOG)
    for word, allowed in {"wolf": ("dog", "bear"), "lion": ("bear", "cat"), "zzqx": (None,)}.items():
        name, nearness = nearest_piece(word, words, CATALOG)
        assert name in allowed
        assert (nearness is None) == (name is None)
