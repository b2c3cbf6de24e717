"""Running a system over captioned scenes and counting what it gets right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from text2scene.catalog import EXPRESSIONS, POSES, Catalog, default_catalog
from text2scene.errors import DataError
from text2scene.scene import Scene
from text2scene.training.datasets import CaptionedScene, Dialogue
from text2scene.training.metrics import (
    codraw_similarity,
    harmonic_mean,
    match_objects,
    mean_scores,
    place_score,
    score_scene,
)

Predict = Callable[[Sequence[str]], list[Scene]]
MAX_SENTENCES = 3
"""A group has up to three sentences in the published setting; a few groups of two writers have six."""

_BATCH = 256


@dataclass(frozen=True, slots=True)
class CategoryScores:
    """Counts over all scenes of one category, and the mean closeness of its matches (0 to 1)."""

    true: int
    predicted: int
    matched: int
    precision: float
    recall: float
    f1: float
    coord: float


@dataclass(frozen=True, slots=True)
class Result:
    """What a system reached.

    scenes: inputs scored; a scene counts twice where both its groups are used. pair_scenes:
    those with overlapping pairs in the truth. scores: the figures of ``metrics.TABLE`` and
    ``metrics.EXTRAS``. categories: by piece, those that occur. poses, expressions: true ->
    predicted -> count, over the matched children.
    """

    scenes: int
    pair_scenes: int
    scores: dict[str, float]
    categories: dict[str, CategoryScores]
    poses: dict[str, dict[str, int]]
    expressions: dict[str, dict[str, int]]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Result:
        """Read the JSON form. Raises DataError where it is not one."""
        try:
            categories = {name: CategoryScores(**row) for name, row in data["categories"].items()}
            return cls(**{**data, "categories": categories})
        except (TypeError, KeyError, AttributeError) as error:
            raise DataError(f"This is not a saved evaluation result: {error}.") from None


def text_of(group: Sequence[str]) -> str:
    """The sentences of one caption group as people type them: "Mike runs. Jenny is sad!"

    The public files set the full stop apart (" .") and leave it out at times.
    """
    return " ".join(_mend(sentence) for sentence in group[:MAX_SENTENCES])


def _mend(sentence: str) -> str:
    closed = re.sub(r"\s+([.,!?;:])", r"\1", sentence.strip())
    return closed if closed.endswith((".", "!", "?", '"')) else f"{closed}."


def select(
    items: Iterable[CaptionedScene], group: int | Literal["both"] = 0
) -> list[tuple[CaptionedScene, str]]:
    """(scene, text) inputs: of each scene the group of that number, if it has it, or each of both."""
    chosen: list[tuple[CaptionedScene, str]] = []
    for item in items:
        numbers = range(len(item.groups)) if group == "both" else (group,)
        chosen.extend((item, text_of(item.groups[n])) for n in numbers if n < len(item.groups))
    return chosen


def evaluate(
    predict: Predict,
    items: Sequence[CaptionedScene],
    group: int | Literal["both"] = 0,
    catalog: Catalog | None = None,
) -> Result:
    """Score ``predict``, which maps texts to as many scenes, on one caption group a scene or on both.

    Raises DataError where no scene has such a group or ``predict`` returns another number of scenes.
    """
    inputs = select(items, group)
    if not inputs:
        raise DataError("No scene with captions to evaluate on; check the data folder and the split.")
    predictions: list[Scene] = []
    for start in range(0, len(inputs), _BATCH):
        texts = [text for _, text in inputs[start : start + _BATCH]]
        scenes = predict(texts)
        if len(scenes) != len(texts):
            raise DataError(f"The system returned {len(scenes)} scenes for {len(texts)} texts.")
        predictions.extend(scenes)
    return compare(predictions, [item.scene for item, _ in inputs], catalog)


def compare(predictions: Sequence[Scene], truths: Sequence[Scene], catalog: Catalog | None = None) -> Result:
    """Score predicted scenes against as many true ones."""
    catalog = catalog or default_catalog()
    pairs = list(zip(predictions, truths, strict=True))
    scores = [score_scene(predicted, true, catalog) for predicted, true in pairs]
    poses, expressions = _confusions(pairs)
    return Result(
        scenes=len(scores),
        pair_scenes=sum(score.pairs is not None for score in scores),
        scores=mean_scores(scores),
        categories=_by_category(pairs, catalog),
        poses=poses,
        expressions=expressions,
    )


def _by_category(pairs: Sequence[tuple[Scene, Scene]], catalog: Catalog) -> dict[str, CategoryScores]:
    true: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    closeness: dict[str, list[float]] = defaultdict(list)
    for prediction, truth in pairs:
        true.update(truth.categories)
        predicted.update(prediction.categories)
        for item, other in match_objects(prediction, truth):
            closeness[item.category].append(place_score(item, other))
    extra = sorted((set(true) | set(predicted)) - set(catalog.names))
    table = {}
    for name in (*catalog.names, *extra):
        if true[name] or predicted[name]:
            matched = len(closeness[name])
            precision = matched / predicted[name] if predicted[name] else 0.0
            recall = matched / true[name] if true[name] else 0.0
            coord = sum(closeness[name]) / matched if matched else 0.0
            f1 = harmonic_mean(precision, recall)
            table[name] = CategoryScores(true[name], predicted[name], matched, precision, recall, f1, coord)
    return table


def _confusions(
    pairs: Sequence[tuple[Scene, Scene]],
) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """true -> predicted -> count of the matched children, for poses and for expressions."""
    poses = {name: dict.fromkeys(POSES, 0) for name in POSES}
    expressions = {name: dict.fromkeys(EXPRESSIONS, 0) for name in EXPRESSIONS}
    for prediction, truth in pairs:
        for item, other in match_objects(prediction, truth):
            if item.pose and other.pose:
                poses[other.pose][item.pose] += 1
            if item.expression and other.expression:
                expressions[other.expression][item.expression] += 1
    return poses, expressions


def evaluate_dialogues(
    edit: Callable[[Scene, str], Scene], dialogues: Sequence[Dialogue]
) -> dict[str, float]:
    """A Drawer fed the human Teller's messages one by one, starting from an empty canvas.

    Returns the number of dialogues, the mean CoDraw similarity (0 to 5) of the Drawer's last
    canvas, and that of the human Drawer's last canvas. Raises DataError without dialogues.
    """
    if not dialogues:
        raise DataError("No dialogue to evaluate on; check the data folder and the split.")
    reached = human = 0.0
    for dialogue in dialogues:
        canvas = Scene()
        for step in dialogue.rounds:
            if step.message:
                canvas = edit(canvas, step.message)
        reached += codraw_similarity(canvas, dialogue.scene)
        human += codraw_similarity(dialogue.rounds[-1].after if dialogue.rounds else Scene(), dialogue.scene)
    count = len(dialogues)
    return {"dialogues": float(count), "similarity": reached / count, "human_similarity": human / count}
