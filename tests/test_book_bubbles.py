"""Who speaks, and bubbles that point at them and cover nobody's face."""

from __future__ import annotations

import random

import pytest

from tests.books import CAST, scene, told
from text2scene.catalog import default_catalog
from text2scene.export import BookOptions
from text2scene.export.bubbles import face_box, mouth, overlap, place_bubbles
from text2scene.export.layout import make_book
from text2scene.export.speech import Speech, speeches, without_spoken
from text2scene.scene import Scene, SceneObject
from text2scene.story.model import CastMember

CATALOG = default_catalog()


def said(text: str, of: Scene | None = None, cast=CAST) -> list[tuple[str, str]]:
    return [(speech.speaker, speech.words) for speech in speeches((text,), of or scene(), cast, CATALOG)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Look!" says Mike.', [("mike", "Look!")]),
        ('Mike says: "Look!"', [("mike", "Look!")]),
        ('Jenny says, "I am happy."', [("jenny", "I am happy.")]),
        ('"Hello," said Jenny.', [("jenny", "Hello.")]),
        ("“Hello,” said Jenny.", [("jenny", "Hello.")]),
        ("„Hallo!“ says Jenny.", [("jenny", "Hallo!")]),
        ("«Hola», says Mike.", [("mike", "Hola")]),
        ('"A bear!" Mike shouts.', [("mike", "A bear!")]),
        ('"Go home," said Mike, "and sleep."', [("mike", "Go home, and sleep.")]),
        ('"Come!" says Mike. "I am coming!" says Jenny.', [("mike", "Come!"), ("jenny", "I am coming!")]),
        ('Mike waves. "Hello!" he calls.', [("mike", "Hello!")]),
        ('Jenny sees Mike. "Hello!" she calls.', [("jenny", "Hello!")]),
        ('Mike sees the dog. "Hello!"', [("dog", "Hello!")]),
        ('"Woof!" barks Rex.', [("dog", "Woof!")]),
        ('"Woof!" says the dog.', [("dog", "Woof!")]),
        ('"Boo!" says the ghost.', []),
        ('"Good!" says Anna, "now go home." Mike laughs.', []),
        ('"Hurray!" they shout.', []),
        ("Mike doesn't speak. It's Jenny's ball.", []),
        ('"', []),
        ('""', []),
    ],
)
def test_the_speaker_is_the_one_whom_the_text_names(text, expected):
    assert said(text) == expected


def test_a_second_boy_speaks_under_his_own_name():
    two = scene().adding(SceneObject("mike-2", "mike", 60, 270, pose="wave"))
    cast = (*CAST, CastMember("Leo", "mike", "mike-2"))
    assert said('"I am Leo!" says Leo. "I am Mike!" says Mike.', two, cast) == [
        ("mike-2", "I am Leo!"),
        ("mike", "I am Mike!"),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('"Look!" says Mike. They run.', "They run."),
        ('They run. "Look!" says Mike.', "They run."),
        ('They run and Mike says: "Look!"', 'They run and Mike says: "Look!"'),
        ('"Look," says Mike sadly, "rain!" They run.', '"Look," says Mike sadly, "rain!" They run.'),
    ],
)
def test_only_sentences_that_are_nothing_but_speech_leave_the_text(text, left):
    spoken = speeches((text,), scene(), CAST, CATALOG)
    remaining = without_spoken(text, spoken)
    if "sadly" in text:
        assert remaining in (left, "They run.")
    else:
        assert remaining == left


def crowded(seed: int) -> Scene:
    chance = random.Random(seed)
    names = ["mike", "jenny", "dog", "cat", "bear", "owl", "duck", "snake", "pine_tree", "tent", "sun"]
    objects = []
    for number, name in enumerate([*chance.sample(names, chance.randint(3, 9)), "mike"]):
        child = name in ("mike", "jenny")
        objects.append(
            SceneObject(
                f"{name}-{number}", name, chance.uniform(40, 460), chance.uniform(60, 350),
                depth=chance.choice((0, 0, 1, 2)), flip=chance.random() < 0.5,
                pose=chance.choice(("wave", "run", "sit", "kick")) if child else None,
            )
        )  # fmt: skip
    return Scene(tuple(objects))


def test_no_bubble_covers_a_face_another_bubble_or_the_edge_and_each_points_at_its_speaker():
    placed = 0
    for seed in range(60):
        picture = crowded(seed)
        faces = {item.id: box for item in picture.objects if (box := face_box(item, CATALOG))}
        talkers = [key for key in faces if not key.startswith("sun")][:3]
        words = ("Hello!", "Shall we go home now and eat a pizza?", "Yes.")
        spoken = [Speech(who, line, who) for who, line in zip(talkers, words, strict=False)]
        bubbles, left = place_bubbles(spoken, picture, CATALOG, 16.0)
        assert len(bubbles) + len(left) == len(spoken)
        placed += len(bubbles)
        for index, bubble in enumerate(bubbles):
            assert bubble.box[0] >= 0
            assert bubble.box[2] <= picture.width
            assert bubble.box[1] >= 0
            assert bubble.box[3] <= picture.height
            assert all(overlap(bubble.box, face) == 0 for face in faces.values()), seed
            assert all(overlap(bubble.box, other.box) == 0 for other in bubbles[:index]), seed
            for line in bubble.block.lines:
                assert bubble.box[0] <= line.x
                assert line.x + line.width <= bubble.box[2]
                assert bubble.box[1] < line.y < bubble.box[3]
            speaker = picture.find(bubble.speech.speaker)
            face, said_at = faces[speaker.id], mouth(speaker, CATALOG)
            # The tip is at the face's edge, on the way to the mouth.
            reach = max(face[2] - face[0], face[3] - face[1])
            assert abs(bubble.tip[0] - said_at[0]) <= reach, seed
            assert abs(bubble.tip[1] - said_at[1]) <= reach, seed
            for other, box in faces.items():
                inside = box[0] < bubble.tip[0] < box[2] and box[1] < bubble.tip[1] < box[3]
                assert other == speaker.id or not inside, seed
    assert placed > 100


def test_what_has_no_room_is_handed_back():
    face = SceneObject("jenny", "jenny", 250, 330, scale=4.0, pose="wave")
    bubbles, left = place_bubbles(
        [Speech("jenny", "A very long speech. " * 30, "Jenny")], Scene((face,)), CATALOG, 16.0
    )
    assert bubbles == ()
    assert len(left) == 1


def test_a_page_of_speech_alone_has_its_words_in_bubbles_and_a_larger_picture():
    value = told(('"Look, a bear!" shouts Mike.',))
    apart, instead = (
        make_book(value, BookOptions(bubbles=bubbles)).sheets[1] for bubbles in ("both", "instead")
    )
    assert not [text for text in instead.texts if text.role == "text"]
    assert instead.picture.box[3] > apart.picture.box[3]
    assert "Mike says: “Look, a bear!”" in instead.picture.alt


def test_alternative_texts_call_the_cast_by_name():
    cast = (CastMember("Leo", "mike", "mike"), CastMember("Rex", "dog", "dog"))
    alt = make_book(told(("They walk.",), cast=cast), BookOptions()).sheets[1].picture.alt
    assert "Leo, waving" in alt
    assert "Rex the dog" in alt
    assert "Mike" not in alt


@pytest.mark.parametrize("swap", [False, True])
def test_what_is_said_first_is_read_first(swap):
    left, right = SceneObject("mike", "mike", 120, 260), SceneObject("jenny", "jenny", 380, 260)
    spoken = [Speech("mike", "What a day!", "Mike"), Speech("jenny", "I want to come back!", "Jenny")]
    bubbles, none = place_bubbles(spoken[::-1] if swap else spoken, Scene((left, right)), CATALOG, 16.0)
    assert not none
    first, second = (bubble.box for bubble in bubbles)
    assert second[1] >= first[3] - 2 or (second[0] > first[0] and second[1] > first[1] - 4)
