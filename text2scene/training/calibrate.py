"""Choosing the settings of decoding on the tune classes, which are neither trained nor reported on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from text2scene.config import DecodeConfig
from text2scene.generator import Generator
from text2scene.training.datasets import CaptionedScene
from text2scene.training.evaluation import evaluate

# Lower thresholds would trade precision for recall at the same F: pieces that nobody asked for.
TRIED: dict[str, tuple[float, ...]] = {
    "reader_weight": (0.0, 0.5, 1.0, 2.0, 4.0),
    "reader_depth": (0.0, 1.0, 2.0),
    "reader_flip": (0.0, 1.0, 2.5),
    "reader_place": (0.0, 0.3, 0.5, 0.7),
    "presence_threshold": (0.3, 0.35, 0.4, 0.45, 0.5),
    "stop_bias": (-4.0, -2.0, -1.0, 0.0),
    "place_smoothing": (25.0, 36.0, 50.0, 65.0),
    "overlap_weight": (0.0, 0.3, 1.0),
    "overlap_threshold": (0.2, 0.25, 0.3),
}
ROUNDS = 2  # the settings depend on each other a little
TRIALS = 1 + ROUNDS * sum(len(values) for values in TRIED.values())
SCORE = ("u_f1", "b_f1", "pose", "expression", "u_coord", "b_coord")


def calibrate(generator: Generator, tune: Sequence[CaptionedScene]) -> Iterator[tuple[DecodeConfig, float]]:
    """Try one setting after another, each kept where it raises the mean of the six figures.

    Yields every setting with its score; afterwards the generator has the best one.
    """
    best = generator.decode_config
    top = _score(generator, best, tune)
    yield best, top
    for name, values in (*TRIED.items(),) * ROUNDS:
        for value in values:
            trial = replace(best, **{name: value})  # type: ignore[arg-type]
            if trial == best:
                continue
            score = _score(generator, trial, tune)
            yield trial, score
            if score > top:
                best, top = trial, score
    generator.decode_config = best


def _score(generator: Generator, config: DecodeConfig, tune: Sequence[CaptionedScene]) -> float:
    generator.decode_config = config
    scores = evaluate(lambda texts: generator.generate_batch(texts, model_only=True), tune).scores
    return sum(scores[name] for name in SCORE) / len(SCORE)
