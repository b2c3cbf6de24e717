"""Where a piece goes that is told to go closer to another, away from it, or to its place. Pixels."""

from __future__ import annotations

from dataclasses import replace

from text2scene.catalog import CANVAS_WIDTH, Catalog
from text2scene.relations import boxes_of
from text2scene.scene import SceneObject

MOVE = 75.0  # of an ordinary "move it to the left"
GAP = 10.0  # between what has come close
APART = 90.0  # at least, between what was to be kept apart


def gone_to(item: SceneObject, goal: SceneObject, way: str, amount: float, catalog: Catalog) -> SceneObject:
    """The piece moved toward, away or to the place of another, or out of its hand."""
    box, other = boxes_of(item, catalog), boxes_of(goal, catalog)
    width = (box.width + other.width) / 2
    if way == "to the place of":
        feet = float(other.feet) - box.height / 2
        sky = "sky" in (box.group, other.group)
        return replace(item, x=goal.x, y=goal.y if sky else round(feet, 2), depth=goal.depth)
    side = 1.0 if item.x >= goal.x else -1.0
    if way == "out of hand":
        side = -1.0 if goal.flip else 1.0
        x = _inside(goal.x + side * (width + GAP), box.width)
        return replace(item, x=x, y=round(float(other.feet) - box.height / 2, 2), depth=goal.depth)
    distance = abs(item.x - goal.x)
    step = MOVE * min(amount, 5.0)
    if way == "toward":
        left = max(distance - max(step, 0.5 * distance), min(width + GAP, distance - 15.0), 0.0)
        lift = 0.0 if box.group != "sky" and distance > width else 0.5 * (goal.y - item.y)
        return replace(item, x=round(goal.x + side * left, 2), y=round(item.y + lift, 2))
    far = max(distance + step, width + APART)
    x = _inside(goal.x + side * far, box.width)
    if abs(x - goal.x) < min(distance + 15.0, width + 0.5 * APART):  # no room on this side
        back = _inside(goal.x - side * max(far, distance + step), box.width)
        x = back if abs(back - goal.x) > abs(x - goal.x) else x
    return replace(item, x=x)


def _inside(x: float, width: float) -> float:
    edge = min(0.35 * width, CANVAS_WIDTH / 2)
    return round(min(max(x, edge), CANVAS_WIDTH - edge), 2)
