"""Scenes and dialogues -> training inputs: tokens, the canvas before, the steps to emit."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from text2scene.catalog import CANVAS_WIDTH, Catalog
from text2scene.config import TrainConfig
from text2scene.language.tokens import words
from text2scene.scene import SceneObject
from text2scene.steps import GRID, SLOTS, open_slots, step_of, supervision_order
from text2scene.tensors import object_rows
from text2scene.training.datasets import CaptionedScene, Dialogue

STEP_COLUMNS = ("category", "place", "x", "y", "dx", "dy", "depth", "flip", "pose", "expression")
_SWAP = {"left": "right", "right": "left", "lefthand": "righthand", "righthand": "lefthand"}


@dataclass(frozen=True)
class Drawing:
    """Objects to be drawn in supervision order: object rows (n, 9) and step rows (n, 10)."""

    objects: np.ndarray
    steps: np.ndarray


@dataclass(frozen=True)
class Sample:
    """One training input.

    tokens: the text. canvas: object rows on the canvas before. drawing: what to emit.
    replaces (n,): index in ``canvas`` of the object that each step moves or changes, or -1.
    gone: categories that the text takes away.
    """

    tokens: tuple[str, ...]
    canvas: np.ndarray
    drawing: Drawing
    replaces: np.ndarray
    gone: tuple[int, ...] = ()


def mirrored(item: SceneObject) -> SceneObject:
    """The object as seen in a mirror: x -> 500 - x, facing the other way."""
    return replace(item, x=CANVAS_WIDTH - item.x, flip=not item.flip)


def mirrored_tokens(tokens: Sequence[str]) -> tuple[str, ...]:
    """The words with left and right exchanged."""
    return tuple(_SWAP.get(token, token) for token in tokens)


def draw(items: Sequence[SceneObject], before: Sequence[SceneObject], catalog: Catalog) -> Drawing:
    """The rows that draw ``items``, in order, on a canvas that holds ``before``."""
    rows = []
    for i, item in enumerate(items):
        step = step_of(item, [*before, *items[:i]], catalog, GRID)
        rows.append(
            (
                *(step.category, step.place, item.x, item.y, step.dx, step.dy),
                *(step.depth, step.flip, step.pose, step.expression),
            )
        )
    steps = np.asarray(rows, dtype=np.float32).reshape(len(rows), len(STEP_COLUMNS))
    return Drawing(object_rows(items, catalog), steps)


class CaptionSource:
    """Captions with their scenes, both ways round, ready to be sampled."""

    def __init__(self, scenes: Sequence[CaptionedScene], catalog: Catalog) -> None:
        self.entries: list[tuple[Drawing, Drawing, list[list[tuple[str, ...]]]]] = []
        for scene in scenes:
            if not scene.groups:
                continue
            ordered = supervision_order(scene.scene, catalog)
            groups = [[tuple(words(sentence)) for sentence in group] for group in scene.groups]
            turned = [mirrored(item) for item in ordered]
            self.entries.append((draw(ordered, (), catalog), draw(turned, (), catalog), groups))

    def sample(self, index: int, group: int, config: TrainConfig, rng: random.Random) -> Sample:
        """A random view of a scene: one caption group (now and then both), maybe in a mirror."""
        plain, turned, groups = self.entries[index]
        mirror = config.mirror and rng.random() < 0.5
        chosen = list(groups[group % len(groups)])
        if len(groups) > 1 and rng.random() < 0.1:
            chosen = [sentence for each in groups for sentence in each]
        if rng.random() < 0.5:
            rng.shuffle(chosen)
        tokens = tuple(token for sentence in chosen for token in sentence)
        drawing = turned if mirror else plain
        tokens = mirrored_tokens(tokens) if mirror else tokens
        there = np.zeros(len(drawing.objects), dtype=bool)
        if rng.random() < config.partial_share:
            keep = rng.randrange(1, len(there)) if len(there) > 1 else 0
            there[rng.sample(range(len(there)), keep)] = True
        rest = Drawing(drawing.objects[~there], drawing.steps[~there])
        return Sample(tokens, drawing.objects[there], rest, np.full(int((~there).sum()), -1))


class RemovalSource:
    """Instructions to take pieces away, made up for whole scenes: people in the dialogues hardly say so."""

    SAYINGS = (
        "remove {0}", "take away {0}", "delete {0}", "get rid of {0}", "take {0} away", "please remove {0}",
        "now take {0} out", "there should be no {1}", "no {1} please", "erase {0}", "{0} should not be there",
        "without {0}", "we don't need {0}", "lose {0}", "clear {0} away", "{0} goes away", "{0} leaves",
    )  # fmt: skip

    def __init__(self, scenes: Sequence[CaptionedScene], catalog: Catalog) -> None:
        self.catalog = catalog
        self.scenes = [supervision_order(s.scene, catalog) for s in scenes if len(s.scene.objects) > 1]

    def sample(self, index: int, rng: random.Random) -> Sample:
        """A scene, and one or two of its pieces that are to go."""
        items = self.scenes[index]
        chosen = rng.sample(items, 2 if len(items) > 3 and rng.random() < 0.3 else 1)
        said = [self._name(item, rng) for item in chosen]
        plain = " and ".join(said)
        text = rng.choice(self.SAYINGS).format(" and ".join(self._with_article(s) for s in said), plain)
        gone = tuple(self.catalog[item.category].id for item in chosen)
        nothing = draw([], items, self.catalog)
        rows = object_rows(items, self.catalog)
        return Sample(tuple(words(text)), rows, nothing, np.zeros(0, dtype=np.int64), gone)

    def _name(self, item: SceneObject, rng: random.Random) -> str:
        piece = self.catalog[item.category]
        return rng.choice((piece.name.replace("_", " "), piece.name.replace("_", " "), *piece.synonyms))

    def _with_article(self, name: str) -> str:
        return name if name in ("mike", "jenny", "michael", "jen") else f"the {name}"


class DialogueSource:
    """Rounds of dialogues: the canvas before, the Teller's message, what the Drawer changed."""

    def __init__(self, dialogues: Sequence[Dialogue], catalog: Catalog) -> None:
        self.catalog = catalog
        self.rounds = [entry for dialogue in dialogues for entry in dialogue.rounds if entry.message.strip()]

    def sample(self, index: int, config: TrainConfig, rng: random.Random) -> Sample:
        """A round, maybe in a mirror."""
        entry = self.rounds[index]
        tokens = tuple(words(entry.message))
        before, after = list(entry.before.objects), entry.after
        old = {item.category: i for i, item in enumerate(before)}
        changed = [
            item
            for item in supervision_order(after, self.catalog)
            if item.category not in old or not _same(before[old[item.category]], item)
        ]
        if config.mirror and rng.random() < 0.5:
            tokens = mirrored_tokens(tokens)
            before, changed = [mirrored(o) for o in before], [mirrored(o) for o in changed]
        names = {item.category for item in changed}
        standing = [item for item in before if item.category not in names]
        drawing = draw(changed, standing, self.catalog)
        replaces = np.asarray([old.get(item.category, -1) for item in changed], dtype=np.int64)
        left = set(old) - {item.category for item in after.objects}
        gone = tuple(sorted(self.catalog[name].id for name in left))
        return Sample(tokens, object_rows(before, self.catalog), drawing, replaces, gone)


def _same(a: SceneObject, b: SceneObject) -> bool:
    look = (a.depth, a.flip, a.pose, a.expression) == (b.depth, b.flip, b.pose, b.expression)
    return look and abs(a.x - b.x) < 2 and abs(a.y - b.y) < 2


def epoch_samples(
    captions: CaptionSource,
    dialogues: DialogueSource | None,
    config: TrainConfig,
    epoch: int,
    rank: int = 0,
    world: int = 1,
    removals: RemovalSource | None = None,
) -> Iterator[list[Sample]]:
    """The batches of one epoch, the same for the same seed, epoch, rank and world.

    An epoch shows each scene once, with a caption group that alternates, and enough rounds
    of dialogue to make up ``dialogue_share``. Batches hold inputs of like length.
    """
    rng = random.Random(f"{config.seed}/{epoch}")
    order: list[tuple[str, int]] = [("caption", i) for i in range(len(captions.entries))]
    if dialogues is not None and dialogues.rounds and config.dialogue_share > 0:
        wanted = round(len(order) * config.dialogue_share / (1 - config.dialogue_share))
        order += [("round", rng.randrange(len(dialogues.rounds))) for _ in range(wanted)]
    if removals is not None:
        order += [
            ("removal", rng.randrange(len(removals.scenes))) for _ in range(removal_count(captions, config))
        ]
    rng.shuffle(order)
    order = order[: len(order) // world * world] if len(order) >= world else order
    mine = order[rank::world]
    block = config.batch_size * 24
    for start in range(0, len(mine), block):
        samples = []
        for kind, index in mine[start : start + block]:
            if kind == "caption":
                samples.append(captions.sample(index, epoch + index, config, rng))
            elif kind == "removal":
                assert removals is not None
                samples.append(removals.sample(index, rng))
            else:
                assert dialogues is not None
                samples.append(dialogues.sample(index, config, rng))
        samples = [_cut(sample, config.max_words) for sample in samples]
        samples.sort(key=lambda sample: (len(sample.drawing.steps), len(sample.canvas), len(sample.tokens)))
        batches = [samples[i : i + config.batch_size] for i in range(0, len(samples), config.batch_size)]
        random.Random(f"{config.seed}/{epoch}/{start}").shuffle(batches)
        yield from batches


def removal_count(captions: CaptionSource, config: TrainConfig) -> int:
    """How many made-up removals an epoch shows beside the captions."""
    return round(len(captions.entries) * config.removal_share / (1 - config.removal_share))


def _cut(sample: Sample, most: int) -> Sample:
    return replace(sample, tokens=sample.tokens[:most]) if len(sample.tokens) > most else sample


def slot_flags(sample: Sample, catalog: Catalog) -> np.ndarray:
    """(n, slots): True where the step's piece fits the slot and its child is there before it."""
    flags = np.zeros((len(sample.drawing.steps), len(SLOTS)), dtype=bool)
    there = {catalog.pieces[int(c)].name for c in sample.canvas[:, 0]}
    for t, category in enumerate(sample.drawing.steps[:, 0].astype(int)):
        piece = catalog.pieces[category]
        flags[t] = open_slots(piece, there)
        there.add(piece.name)
    return flags
