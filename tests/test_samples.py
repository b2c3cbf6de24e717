"""Training inputs: the same for the same seed, shared out without overlap, true to their scenes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from text2scene import Scene, SceneObject
from text2scene.catalog import default_catalog
from text2scene.config import TrainConfig
from text2scene.language import words
from text2scene.steps import SLOTS
from text2scene.training.datasets import Dialogue, Round, load_captions, load_dialogues
from text2scene.training.samples import (
    CaptionSource,
    DialogueSource,
    RemovalSource,
    Sample,
    epoch_samples,
    removal_count,
    slot_flags,
)

CATALOG = default_catalog()
CONFIG = TrainConfig(batch_size=4, dialogue_share=0.3, partial_share=0.3)


@pytest.fixture(scope="module")
def sources(toy_data: Path) -> tuple[CaptionSource, DialogueSource]:
    return (
        CaptionSource(load_captions(toy_data, ("train",)), CATALOG),
        DialogueSource(load_dialogues(toy_data, ("train",)), CATALOG),
    )


def _key(sample: Sample) -> tuple[object, ...]:
    return (sample.tokens, sample.canvas.tobytes(), sample.drawing.steps.tobytes(), sample.replaces.tobytes())


def _epoch(sources: tuple[CaptionSource, DialogueSource], epoch: int, rank: int = 0, world: int = 1) -> list:
    batches = epoch_samples(*sources, CONFIG, epoch, rank, world)
    return [[_key(sample) for sample in batch] for batch in batches]


def test_an_epoch_is_the_same_every_time_and_the_next_one_differs(sources) -> None:
    assert _epoch(sources, 3) == _epoch(sources, 3)
    assert _epoch(sources, 3) != _epoch(sources, 4)


def test_an_epoch_shows_every_scene_and_the_share_of_dialogue(sources) -> None:
    samples = [sample for batch in epoch_samples(*sources, CONFIG, 0) for sample in batch]
    captions = len(sources[0].entries)
    assert len(samples) == captions + round(captions * 0.3 / 0.7)


def test_processes_share_an_epoch_evenly(sources) -> None:
    parts = [sum(len(batch) for batch in _epoch(sources, 0, rank, 2)) for rank in (0, 1)]
    assert parts[0] == parts[1]
    whole = sum(len(batch) for batch in _epoch(sources, 0))
    assert whole - sum(parts) in (0, 1)


def test_a_part_drawn_canvas_and_the_rest_make_the_whole(sources) -> None:
    config = replace(CONFIG, partial_share=1.0, mirror=False)
    plain = sources[0].entries[0][0]
    for seed in range(10):
        sample = sources[0].sample(0, 0, config, random.Random(seed))
        both = np.concatenate([sample.canvas, sample.drawing.objects])
        assert len(sample.canvas) >= 1
        assert sorted(map(tuple, both.tolist())) == sorted(map(tuple, plain.objects.tolist()))


def test_a_round_of_dialogue_emits_what_changed_in_its_place() -> None:
    mike = SceneObject("mike", "mike", 100, 200, 0, False, "kick", "smile")
    dog, sun = SceneObject("dog", "dog", 300, 300), SceneObject("sun", "sun", 20, 20)
    before = Scene((mike, dog))
    after = Scene((replace(mike, flip=True), dog, sun))
    dialogue = Dialogue(0, 0, after, (Round("flip mike left", before, after), Round("  ", after, after)))
    source = DialogueSource([dialogue], CATALOG)
    assert len(source.rounds) == 1
    sample = source.sample(0, replace(CONFIG, mirror=False), random.Random(0))
    names = [CATALOG.pieces[int(c)].name for c in sample.drawing.steps[:, 0]]
    assert names == ["sun", "mike"]
    assert sample.replaces.tolist() == [-1, 0]
    assert [CATALOG.pieces[int(c)].name for c in sample.canvas[:, 0]] == ["mike", "dog"]


def test_in_the_mirror_left_becomes_right() -> None:
    dog = SceneObject("dog", "dog", 100, 300)
    dialogue = Dialogue(0, 0, Scene((dog,)), (Round("dog on the left", Scene(), Scene((dog,))),))
    source = DialogueSource([dialogue], CATALOG)
    seen = {source.sample(0, CONFIG, random.Random(seed)).tokens for seed in range(20)}
    assert seen == {("dog", "on", "the", "left"), ("dog", "on", "the", "right")}
    for seed in range(20):
        sample = source.sample(0, CONFIG, random.Random(seed))
        x = sample.drawing.objects[0, 1] * 500
        assert x == pytest.approx(100 if sample.tokens[-1] == "left" else 400)


def test_slots_open_once_their_child_is_there() -> None:
    mike = SceneObject("mike", "mike", 100, 200, pose="wave", expression="smile")
    crown, pie = SceneObject("crown", "crown", 400, 30), SceneObject("pie", "pie", 250, 300)
    from text2scene.tensors import object_rows
    from text2scene.training.samples import draw

    drawing = draw([mike, crown, pie], (), CATALOG)
    flags = slot_flags(Sample(("x",), object_rows([], CATALOG), drawing, np.full(3, -1)), CATALOG)
    open_slots = [{SLOTS[k] for k in np.flatnonzero(row)} for row in flags]
    assert open_slots == [
        set(),
        {("mike", "head")},
        {("mike", "right_hand"), ("mike", "left_hand")},
    ]


def test_a_removal_names_what_goes_and_leaves_the_canvas_whole(toy_data: Path) -> None:
    scenes = load_captions(toy_data, ("train",))
    source = RemovalSource(scenes, CATALOG)
    counts = set()
    for seed in range(60):
        index = seed % len(source.scenes)
        sample = source.sample(index, random.Random(seed))
        items = {CATALOG[item.category].id for item in source.scenes[index]}
        assert {int(c) for c in sample.canvas[:, 0]} == items
        assert len(sample.drawing.steps) == 0
        assert set(sample.gone) <= items
        counts.add(len(sample.gone))
        said = " ".join(sample.tokens)
        for number in sample.gone:
            piece = CATALOG.pieces[number]
            names = (piece.name.replace("_", " "), *piece.synonyms)
            assert any(" ".join(words(name)) in said for name in names), (said, piece.name)
    assert counts == {1, 2}


def test_an_epoch_has_its_share_of_removals(sources, toy_data: Path) -> None:
    removals = RemovalSource(load_captions(toy_data, ("train",)), CATALOG)
    config = replace(CONFIG, removal_share=0.2)
    with_them = [s for batch in epoch_samples(*sources, config, 0, removals=removals) for s in batch]
    without = [s for batch in epoch_samples(*sources, config, 0) for s in batch]
    made_up = removal_count(sources[0], config)
    assert made_up == round(len(sources[0].entries) / 4)
    assert len(with_them) == len(without) + made_up
    assert sum(not len(s.drawing.steps) for s in with_them) >= made_up


def test_a_round_that_takes_something_away_says_so() -> None:
    dog, sun = SceneObject("dog", "dog", 300, 300), SceneObject("sun", "sun", 20, 20)
    before, after = Scene((dog, sun)), Scene((sun,))
    source = DialogueSource([Dialogue(0, 0, after, (Round("no dog", before, after),))], CATALOG)
    sample = source.sample(0, replace(CONFIG, mirror=False), random.Random(0))
    assert sample.gone == (CATALOG["dog"].id,)
    assert len(sample.drawing.steps) == 0
