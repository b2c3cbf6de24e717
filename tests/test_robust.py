"""Odd, shuffled and senseless sentences: a valid scene or one clear sentence, never anything else."""

from __future__ import annotations

import json
import random

import pytest

from text2scene import Scene, SceneObject
from text2scene.errors import Text2SceneError
from text2scene.generator import Generator
from text2scene.resources import asset

SEEDS = [
    "Mike kicks the soccer ball to Jenny, who wears a crown, but the dog is not happy.",
    "Remove everything except the two dogs behind the tent and give the pizza to her.",
    "From left to right: a dog, a cat, a duck; there is no sun in the top left corner.",
    "Neither of them wears a hat; both sit between the oak tree and the slide.",
    "Make the bear a bit bigger, swap Mike with the table, then flip it and start over.",
    "Only three huge owls on Jenny's head; she holds the kite's ketchup under a helicopter!",
]
ODD = [
    "to the left of",
    "between and between",
    "the the the",
    "no no no",
    "a of on in under",
    "Mike Mike Mike wears Mike",
    "Mike is between Mike and Mike.",
    "The dog is left of the dog. The dog is on the dog.",
    "A dog left of a cat. The cat is left of the dog.",
    "The sun is on the ground in the sky at the bottom left top right.",
    "99 dogs",
    "0 dogs",
    "-3 cats and 1e9 owls",
    "remove",
    "swap",
    "make it",
    "give",
    "move the dog",
    "replace the dog with",
    "everything except",
    "Mike's Jenny's dog's hat's ball",
    "\u201cMike\u201d \u2014 \u2018runs\u2019\u2026",
    "(((a dog)))",
    "dog,dog;dog:dog!dog?dog",
    "\U0001f436 dog \U0001f388",
    "It is on it. They are in them.",
    "Mike holds a dog, a table, the sun, a pizza, a pie and Jenny.",
    "Jenny wears a crown, a cap, a chef hat, sunglasses and glasses and a crown.",
    "The crown wears Mike.",
    "A" * 3000,
]
CANVAS = Scene(
    (
        SceneObject("mike", "mike", 130, 245, pose="wave", expression="smile"),
        SceneObject("dog", "dog", 300, 340),
        SceneObject("dog-2", "dog", 400, 340),
        SceneObject("what", "not_a_piece", 10, 10),
        SceneObject("far", "cat", -4000.0, 4900.0, 2, scale=3.0),
    )
)


def _shuffled() -> list[str]:
    rng = random.Random(7)
    words = json.loads(asset("catalog", "words.json").read_text(encoding="utf-8"))
    phrases = [
        p
        for group in ("relations", "verbs", "regions", "commands")
        for ps in words[group].values()
        for p in ps
    ]
    phrases += [*words["feelings"], *words["sizes"], *words["pronouns"], *words["amounts"]]
    nouns = [
        "mike",
        "jenny",
        "a dog",
        "the cats",
        "no sun",
        "her hat",
        "two owls",
        "the table",
        "food",
        "a zebra",
    ]
    out = []
    for text in SEEDS:
        for _ in range(15):
            parts = text.split()
            rng.shuffle(parts)
            out.append(" ".join(parts))
    for _ in range(150):
        parts = [rng.choice(rng.choice((phrases, nouns, [",", "and", "but", ".", "not"]))) for _ in range(8)]
        out.append(" ".join(parts))
    return [*out, *SEEDS, *ODD]


TEXTS = _shuffled()


def _valid(scene: Scene) -> None:
    assert Scene.from_json(scene.to_json()) == scene
    assert len({item.id for item in scene.objects}) == len(scene.objects)
    for item in scene.objects:
        assert item.depth in (0, 1, 2)
        assert abs(item.x) < 1e5
        assert abs(item.y) < 1e5


@pytest.mark.parametrize("part", range(6))
def test_any_words_in_any_order_make_a_scene_or_one_sentence(tiny_generator: Generator, part: int) -> None:
    texts = TEXTS[part::6]
    assert len(texts) > 40
    drawn, refused = 0, []
    for text in texts:
        try:
            scenes = [tiny_generator.generate(text), tiny_generator.edit(CANVAS, text)]
            rows = [*tiny_generator.explain(text), *tiny_generator.explain(text, CANVAS)]
        except Text2SceneError as error:
            refused.append(str(error))
            continue
        except Exception as error:  # pragma: no cover - only where the package is broken
            raise AssertionError(f"{text!r} raised {error!r}") from error
        drawn += 1
        for scene in scenes:
            _valid(scene)
        assert all(row.message for row in rows)
    assert not [problem for problem in refused if "\n" in problem]
    assert drawn > 0.9 * len(texts)


def test_the_same_odd_text_gives_the_same_scene(tiny_generator: Generator) -> None:
    for text in TEXTS[::40]:
        assert tiny_generator.edit(CANVAS, text) == tiny_generator.edit(CANVAS, text)
