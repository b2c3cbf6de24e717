"""Alternatives: of many scenes of one text, some that are likely and differ to the eye."""

from __future__ import annotations

import math
from collections.abc import Sequence

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH, Catalog
from text2scene.scene import Scene

# How much a difference counts beside a nat of the model's score.
WEIGHT = 4.0
LEAST = 0.12


def difference(one: Scene, other: Scene) -> float:
    """How different two scenes look, from 0 (the same) to about 1.

    The mean over all pieces of either: 1 for a piece that the other lacks, else by how far
    it moved (200 pixels count fully), and whether size, side, pose or face changed.
    """
    mine = {item.id: item for item in one.objects}
    theirs = {item.id: item for item in other.objects}
    total = 0.0
    for key in {*mine, *theirs}:
        a, b = mine.get(key), theirs.get(key)
        if a is None or b is None:
            total += 1.0
            continue
        moved = min(1.0, math.hypot(a.x - b.x, a.y - b.y) / (0.4 * CANVAS_WIDTH))
        looks = 0.25 * (a.pose != b.pose) + 0.15 * (a.expression != b.expression)
        total += min(1.0, moved + looks + 0.2 * (a.flip != b.flip) + 0.2 * (a.depth != b.depth))
    return total / max(1, len({*mine, *theirs}))


def crowding(scene: Scene, catalog: Catalog) -> float:
    """Share of the pieces, other than scenery, that lie mostly beside the canvas."""
    off = sum(
        not (0 <= item.x <= CANVAS_WIDTH and -80 <= item.y <= CANVAS_HEIGHT)
        for item in scene.objects
        if item.category in catalog and catalog[item.category].group != "park"
    )
    return off / max(1, len(scene.objects))


def choose_varied(scored: Sequence[tuple[Scene, float]], n: int, catalog: Catalog) -> list[Scene]:
    """n of the scenes, the best first, each as likely and as unlike the chosen ones as can be had.

    The first scene is the model's own best guess and stays first.
    """
    chosen = [0]
    values = [score - 2.0 * crowding(scene, catalog) for scene, score in scored]
    while len(chosen) < min(n, len(scored)):
        best, top = None, -math.inf
        for i, (scene, _) in enumerate(scored):
            if i in chosen:
                continue
            apart = min(difference(scene, scored[k][0]) for k in chosen)
            value = values[i] + WEIGHT * min(apart, 0.6) - (100.0 if apart < LEAST else 0.0)
            if value > top:
                best, top = i, value
        assert best is not None
        chosen.append(best)
    rest = sorted(chosen[1:], key=lambda i: -values[i])
    return [scored[i][0] for i in (chosen[0], *rest)]
