"""How well a predicted scene fits the true one.

The ten figures of Text2Scene (Tan, Feng and Ordonez, CVPR 2019, Table 1) and the scene
similarity of CoDraw (Kim et al., ACL 2019). Places are taken as fractions of the canvas:
x / 500, y / 400. "U-obj" figures are about single objects, "B-obj" figures about pairs of
objects of one scene whose boxes overlap.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH, EXPRESSIONS, POSES, Catalog, default_catalog
from text2scene.scene import Scene, SceneObject

SIGMA = 0.2
"""Width of every Gaussian: of dx and dy in canvas fractions, of a length, of an angle in turns."""

TABLE = (
    "u_precision",
    "u_recall",
    "u_f1",
    "b_precision",
    "b_recall",
    "b_f1",
    "pose",
    "expression",
    "u_coord",
    "b_coord",
)
"""The ten figures, in the order of the published table."""

EXTRAS = ("size", "flip")


@dataclass(frozen=True, slots=True)
class PairScores:
    """Overlapping pairs of one scene: shares matched, and the mean closeness of the matches, 0 to 1."""

    precision: float
    recall: float
    coord: float


@dataclass(frozen=True, slots=True)
class SceneScores:
    """The scores of one scene, each 0 to 1.

    pose, expression: 0 where no child matched. size, flip: share of the matched objects
    with the right depth and direction. pairs: None where the truth has no overlapping pair.
    """

    precision: float
    recall: float
    pose: float
    expression: float
    coord: float
    size: float
    flip: float
    pairs: PairScores | None


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two overlapping objects: their categories, and the offset between them.

    length is in canvas fractions, angle in turns from -0.5 to 0.5.
    """

    first: str
    second: str
    length: float
    angle: float


def place_score(one: SceneObject, other: SceneObject) -> float:
    """exp(-½((dx/0.2)² + (dy/0.2)²)): 1 at the same place, .61 at a fifth of the canvas width."""
    dx = (one.x - other.x) / CANVAS_WIDTH / SIGMA
    dy = (one.y - other.y) / CANVAS_HEIGHT / SIGMA
    return math.exp(-0.5 * (dx * dx + dy * dy))


def match_objects(predicted: Scene, true: Scene) -> list[tuple[SceneObject, SceneObject]]:
    """Predicted and true objects matched one to one by category.

    In list order, each prediction takes the best-placed partner that is still free.
    """
    free = list(true.objects)
    matches = []
    for item in predicted.objects:
        partners = [other for other in free if other.category == item.category]
        if partners:
            best = max(partners, key=lambda other: place_score(item, other))
            # By identity: the truth may hold two equal objects but for their ids.
            free = [other for other in free if other is not best]
            matches.append((item, best))
    return matches


def visible_box(
    item: SceneObject, catalog: Catalog | None = None
) -> tuple[float, float, float, float] | None:
    """(left, top, right, bottom) in pixels, clipped to the canvas.

    None where nothing of it is on the canvas, or where the catalog has no such piece.
    """
    catalog = catalog or default_catalog()
    if item.category not in catalog:
        return None
    width, height = catalog[item.category].size(item.pose)
    half_width, half_height = width * item.draw_scale / 2, height * item.draw_scale / 2
    left, right = max(0.0, item.x - half_width), min(float(CANVAS_WIDTH), item.x + half_width)
    top, bottom = max(0.0, item.y - half_height), min(float(CANVAS_HEIGHT), item.y + half_height)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _sort_key(item: SceneObject) -> tuple[str, int, int, float, float]:
    pose = POSES.index(item.pose) if item.pose else -1
    expression = EXPRESSIONS.index(item.expression) if item.expression else -1
    return (item.category, pose, expression, item.x, item.y)


def _overlapping_pairs(scene: Scene, catalog: Catalog) -> list[_Pair]:
    items = sorted(scene.objects, key=_sort_key)
    boxed = [(item, box) for item in items if (box := visible_box(item, catalog)) is not None]
    pairs = []
    for index, (one, a) in enumerate(boxed):
        for two, b in boxed[index + 1 :]:
            if min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1]):
                dx, dy = (one.x - two.x) / CANVAS_WIDTH, (one.y - two.y) / CANVAS_HEIGHT
                angle = math.atan2(dy, dx) / (2 * math.pi)
                pairs.append(_Pair(one.category, two.category, math.hypot(dx, dy), angle))
    return pairs


def _pair_score(one: _Pair, other: _Pair) -> float:
    length = (one.length - other.length) / SIGMA
    turn = abs(one.angle - other.angle)
    turn = min(turn, 1 - turn) / SIGMA
    return math.exp(-0.5 * (length * length + turn * turn))


def _score_pairs(predicted: Scene, true: Scene, catalog: Catalog) -> PairScores | None:
    wanted = _overlapping_pairs(true, catalog)
    if not wanted:
        return None
    drawn = _overlapping_pairs(predicted, catalog)
    free, scores = list(wanted), []
    for pair in drawn:
        partners = [other for other in free if (other.first, other.second) == (pair.first, pair.second)]
        if partners:
            best = max(partners, key=lambda other: _pair_score(pair, other))
            free.remove(best)
            scores.append(_pair_score(pair, best))
    return PairScores(_share(len(scores), len(drawn)), len(scores) / len(wanted), _mean(scores))


def score_scene(predicted: Scene, true: Scene, catalog: Catalog | None = None) -> SceneScores:
    """Score one predicted scene against the true one."""
    matches = match_objects(predicted, true)
    children = [(item, other) for item, other in matches if item.pose or other.pose]
    return SceneScores(
        precision=_share(len(matches), len(predicted)),
        recall=_share(len(matches), len(true)),
        pose=_mean([item.pose == other.pose for item, other in children]),
        expression=_mean([item.expression == other.expression for item, other in children]),
        coord=_mean([place_score(item, other) for item, other in matches]),
        size=_mean([item.depth == other.depth for item, other in matches]),
        flip=_mean([item.flip == other.flip for item, other in matches]),
        pairs=_score_pairs(predicted, true, catalog or default_catalog()),
    )


def mean_scores(scores: Sequence[SceneScores]) -> dict[str, float]:
    """The figures of :data:`TABLE` and :data:`EXTRAS` over scenes, each 0 to 1.

    A mean over scenes each; F is the harmonic mean of the mean P and the mean R. The B-obj
    means leave out the scenes whose truth has no overlapping pair.
    """
    pairs = [score.pairs for score in scores if score.pairs is not None]
    u_precision, u_recall = _mean([s.precision for s in scores]), _mean([s.recall for s in scores])
    b_precision, b_recall = _mean([p.precision for p in pairs]), _mean([p.recall for p in pairs])
    return {
        "u_precision": u_precision,
        "u_recall": u_recall,
        "u_f1": harmonic_mean(u_precision, u_recall),
        "b_precision": b_precision,
        "b_recall": b_recall,
        "b_f1": harmonic_mean(b_precision, b_recall),
        "pose": _mean([s.pose for s in scores]),
        "expression": _mean([s.expression for s in scores]),
        "u_coord": _mean([s.coord for s in scores]),
        "b_coord": _mean([p.coord for p in pairs]),
        "size": _mean([s.size for s in scores]),
        "flip": _mean([s.flip for s in scores]),
    }


def score_corpus(pairs: Iterable[tuple[Scene, Scene]], catalog: Catalog | None = None) -> dict[str, float]:
    """:func:`mean_scores` of (predicted, true) scenes."""
    return mean_scores([score_scene(predicted, true, catalog) for predicted, true in pairs])


def codraw_similarity(predicted: Scene, true: Scene) -> float:
    """CoDraw's scene similarity: 5 for the same scene, 0 (at worst a little less) for nothing alike.

    5|I|/|U| - [flips + ½ expressions + ½ poses + depths + Σ min(1, distance)]/|U|
    - [x-order + y-order mistakes over pairs]/(|U|(|I|-1)), with I and U the intersection
    and union of the categories, as in the released evaluation of Kim et al. (ACL 2019). Two
    objects level with each other in either scene count as a mistake of order, as there. Of
    several objects of one category the best-placed match counts. Two empty scenes score 5.
    """
    union = len(set(predicted.categories) | set(true.categories))
    if not union:
        return 5.0
    best: dict[str, tuple[SceneObject, SceneObject]] = {}
    for item, other in match_objects(predicted, true):
        held = best.get(item.category)
        if held is None or place_score(item, other) > place_score(*held):
            best[item.category] = (item, other)
    matches = list(best.values())
    penalty = sum(_piece_penalty(item, other) for item, other in matches)
    mistakes = 0
    for index, (item, other) in enumerate(matches):
        for item2, other2 in matches[index + 1 :]:
            mistakes += (item.x - item2.x) * (other.x - other2.x) <= 0
            mistakes += (item.y - item2.y) * (other.y - other2.y) <= 0
    order = mistakes / (union * max(1, len(matches) - 1))
    return (5 * len(matches) - penalty) / union - order


def _piece_penalty(item: SceneObject, other: SceneObject) -> float:
    distance = math.hypot((item.x - other.x) / CANVAS_WIDTH, (item.y - other.y) / CANVAS_HEIGHT)
    looks = 0.5 * (item.expression != other.expression) + 0.5 * (item.pose != other.pose)
    return (item.flip != other.flip) + looks + (item.depth != other.depth) + min(1.0, distance)


def harmonic_mean(precision: float, recall: float) -> float:
    """F1; 0 where both are 0."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0
