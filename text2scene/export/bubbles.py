"""Speech bubbles: where they fit in a picture, covering no face, and pointing at who speaks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from text2scene.catalog import Catalog, Piece
from text2scene.export.speech import Speech
from text2scene.export.text import runs_left
from text2scene.export.typeset import Block, set_block
from text2scene.scene import Scene, SceneObject

Box = tuple[float, float, float, float]  # left, top, right, bottom

#: A child's head around the eyes' anchor at depth 0, in pixels: left and right, up, down, to the mouth.
_HEAD_SIDE, _HEAD_UP, _HEAD_DOWN, _MOUTH = 38.0, 36.0, 31.0, 17.0
_PAD_X, _PAD_Y = 0.75, 0.5  # type sizes between text and edge
_MARGIN = 7.0
_STEP = 11.0
_TAIL_WIDTH = 0.85  # type sizes, where it leaves the bubble
_LINE_WIDTHS = (7.0, 10.0, 14.0, 19.0)  # type sizes
_LEADING = 1.22
_LEAST_TAIL, _TOO_NEAR = 0.75, 60.0  # type sizes that a tail should have, what each that it lacks costs
_SHORT, _BROKEN = 20, 22.0  # characters, and what a break in so few costs
_OUT_OF_TURN = 90.0  # what it costs to stand before what is said first
_ROOM_BELOW = 3.4  # type sizes
_SMALLER = (1.0, 0.88, 0.76)
_HIGHER = (0.0, 2.0, 4.0)  # type sizes; tried one after the other until what is said first is read first


@dataclass(frozen=True, slots=True)
class Bubble:
    """A bubble in scene pixels: its box, its corners' radius, the tip of its tail, its set words."""

    box: Box
    radius: float
    tip: tuple[float, float]
    root: tuple[tuple[float, float], tuple[float, float]]
    block: Block
    speech: Speech

    def path(self) -> tuple[tuple[str, tuple[float, ...]], ...]:
        """Its outline as M, L, C and Z: a rounded box and its tail in one."""
        return _outline(self.box, self.radius, self.root, self.tip)


def face_box(item: SceneObject, catalog: Catalog) -> Box | None:
    """Where a face is, in scene pixels; None for what has none."""
    piece = catalog.by_name.get(item.category)
    if piece is not None and piece.acts_as == "sun":
        reach = 0.3 * min(piece.width, piece.height) * item.draw_scale
        return item.x - reach, item.y - reach, item.x + reach, item.y + reach
    if piece is None or piece.group not in ("person", "animal"):
        return None
    scale, side = item.draw_scale, -1.0 if item.flip else 1.0
    if piece.poses:
        pose = piece.poses.get(item.pose or "wave") or next(iter(piece.poses.values()))
        x, y = item.x + side * pose.eyes[0] * scale, item.y + pose.eyes[1] * scale
        reach = _HEAD_SIDE * scale
        return x - reach, y - _HEAD_UP * scale, x + reach, y + _HEAD_DOWN * scale
    width, height = piece.width * scale, piece.height * scale
    top, bottom = item.y - height / 2, item.y + height * 0.12
    if _frontal(piece):
        return item.x - 0.36 * width, top, item.x + 0.36 * width, bottom
    ahead = item.x + _looks(piece) * side * width * 0.26
    return ahead - 0.26 * width, top, ahead + 0.26 * width, bottom


def mouth(item: SceneObject, catalog: Catalog) -> tuple[float, float]:
    """Where a speaker's words come from, in scene pixels."""
    piece = catalog[item.category]
    scale, side = item.draw_scale, -1.0 if item.flip else 1.0
    if piece.poses:
        pose = piece.poses.get(item.pose or "wave") or next(iter(piece.poses.values()))
        return item.x + side * pose.eyes[0] * scale, item.y + (pose.eyes[1] + _MOUTH) * scale
    width, height = piece.width * scale, piece.height * scale
    if _frontal(piece):
        return item.x, item.y - 0.22 * height
    return item.x + _looks(piece) * side * width * 0.34, item.y - 0.2 * height


def _frontal(piece: Piece) -> bool:
    return (piece.facing or "") == "frontal" or "frontal" in piece.looks


def _looks(piece: Piece) -> float:
    return -1.0 if piece.facing == "left" else 1.0


@dataclass(frozen=True)
class _Stage:
    """A scene as bubbles see it: faces by object, bodies with how bad it is to cover them, what is taken."""

    scene: Scene
    catalog: Catalog
    faces: dict[str, Box]
    bodies: tuple[tuple[Box, float], ...]
    taken: tuple[Box, ...]
    lang: str
    leftward: bool


def place_bubbles(
    spoken: Sequence[Speech],
    scene: Scene,
    catalog: Catalog,
    size: float,
    *,
    taken: Sequence[Box] = (),
    lang: str = "",
) -> tuple[tuple[Bubble, ...], tuple[Speech, ...]]:
    """Bubbles for what is spoken, at type size ``size`` (scene pixels) or down to three quarters of it.

    taken: boxes to keep clear. No bubble lies over a face, another bubble or the edge; no tail
    crosses a face. What is said first stands higher or comes first in the line of reading. The second
    answer is what had no room.
    """
    faces = {item.id: box for item in scene.objects if (box := face_box(item, catalog))}
    bodies = [(box, _weight(item, catalog)) for item in scene.objects if (box := body_box(item, catalog))]
    leftward = runs_left(spoken[0].words if spoken else "", lang)
    stage = _Stage(scene, catalog, faces, tuple(bodies), tuple(taken), lang, leftward)
    first: tuple[tuple[Bubble, ...], tuple[Speech, ...]] | None = None
    for higher in _HIGHER:
        placed, left = _placed(spoken, stage, size, higher)
        if not left and _in_turn(placed, leftward):
            return placed, left
        first = first or (placed, left)
    assert first is not None
    return first


def _placed(
    spoken: Sequence[Speech], stage: _Stage, size: float, higher: float
) -> tuple[tuple[Bubble, ...], tuple[Speech, ...]]:
    """Bubbles one after the other, the early ones so many type sizes higher than they need be."""
    placed: list[Bubble] = []
    left: list[Speech] = []
    for index, speech in enumerate(spoken):
        bubble = None
        ceiling = _ceiling(stage, speech, spoken[index + 1 :], size) - higher * size
        for share in _SMALLER if speech.speaker in stage.faces else ():
            bubble = _best(speech, stage, size * share, placed, ceiling, 2.0 if higher else 0.8)
            if bubble is not None:
                break
        if bubble is None:
            left.append(speech)
        else:
            placed.append(bubble)
    return tuple(placed), tuple(left)


def _in_turn(placed: Sequence[Bubble], leftward: bool) -> bool:
    """Whether each bubble stands below those before it, or after them in the line of reading."""
    return not any(
        _out_of_turn(late.box, early.box, leftward)
        for n, early in enumerate(placed)
        for late in placed[n + 1 :]
    )


def _out_of_turn(box: Box, before: Box, leftward: bool) -> bool:
    middle, other = (box[0] + box[2]) / 2, (before[0] + before[2]) / 2
    along = middle < other if leftward else middle > other
    return box[1] < before[3] - 2 and not (along and box[1] > before[1] - 4)


def _ceiling(stage: _Stage, speech: Speech, later: Sequence[Speech], size: float) -> float:
    """The y above which a bubble should end, so that one for a later speaker has room below it.

    Needed where that speaker stands where the line of reading begins.
    """
    own = stage.faces.get(speech.speaker)
    lowest = math.inf
    for other in later:
        face = stage.faces.get(other.speaker)
        if own and face and face[0] != own[0] and (face[0] < own[0]) != stage.leftward:
            lowest = min(lowest, face[1] - _ROOM_BELOW * size)
    return lowest


def _best(
    speech: Speech, stage: _Stage, size: float, placed: Sequence[Bubble], ceiling: float, weight: float
) -> Bubble | None:
    """The bubble that costs least; weight: what each pixel below the ceiling costs."""
    item = stage.scene.find(speech.speaker)
    assert item is not None
    said, own = mouth(item, stage.catalog), stage.faces[item.id]
    if not (0 <= said[0] <= stage.scene.width and 0 <= said[1] <= stage.scene.height):
        return None
    solid = [*(_grown(face, 3) for face in stage.faces.values()), *stage.taken]
    solid += [_grown(bubble.box, 5) for bubble in placed]
    crossing = [face for key, face in stage.faces.items() if key != item.id]
    crossing += [*(bubble.box for bubble in placed), *stage.taken]
    best: tuple[float, Bubble] | None = None
    for block, width, height in _shapes(speech.words, size, stage.lang):
        # A few words are best read in one line.
        broken = _BROKEN if len(block.lines) > 1 and len(speech.words) < _SHORT else 0.0
        for box in _places(stage.scene, width, height):
            if any(overlap(box, other) > 0 for other in solid):
                continue
            cost = broken + _cost(box, said, own, stage, placed, size) + weight * max(0.0, box[3] - ceiling)
            if best is not None and cost >= best[0]:
                continue
            tip, root = _tail(box, said, own, size)
            cost += _TOO_NEAR * max(0.0, _LEAST_TAIL - math.dist(tip, _middle(root)) / size)
            if best is not None and cost >= best[0]:
                continue
            if any(_crosses(root, tip, other) for other in crossing):
                continue
            if any(_crosses(bubble.root, bubble.tip, box) for bubble in placed):
                continue
            best = cost, _bubble(box, tip, root, block, speech, size)
    return best[1] if best else None


def _shapes(words: str, size: float, lang: str) -> Iterator[tuple[Block, float, float]]:
    """The words set in lines of different widths, each with the size of a bubble around them."""
    seen = set()
    for share in _LINE_WIDTHS:
        block = set_block(
            (words,), (0, 0, share * size, 1e6), size, align="centre", lang=lang, leading=_LEADING
        )
        if len(block.lines) in seen:
            continue
        seen.add(len(block.lines))
        wide = max((line.width for line in block.lines), default=0.0)
        yield block, max(wide, size) + 2 * _PAD_X * size, block.height + 2 * _PAD_Y * size


def _places(scene: Scene, width: float, height: float) -> Iterator[Box]:
    across, down = scene.width - 2 * _MARGIN - width, scene.height - 2 * _MARGIN - height
    if across < 0 or down < 0:
        return
    columns, rows = max(1, math.ceil(across / _STEP)), max(1, math.ceil(down / _STEP))
    for row in range(rows + 1):
        y = _MARGIN + down * row / rows
        for column in range(columns + 1):
            x = _MARGIN + across * column / columns
            yield x, y, x + width, y + height


def _cost(
    box: Box, said: tuple[float, float], face: Box, stage: _Stage, placed: Sequence[Bubble], size: float
) -> float:
    """Less for near the speaker, above the mouth, over nothing, and after what is said before."""
    middle_x, bottom = (box[0] + box[2]) / 2, box[3]
    away = math.hypot(
        max(box[0] - said[0], 0.0, said[0] - box[2]), max(box[1] - said[1], 0.0, said[1] - box[3])
    )
    cost = away + 0.25 * abs(middle_x - said[0])
    if bottom > face[1]:
        cost += 14 + 0.7 * (bottom - face[1])
    for body, weight in stage.bodies:
        cost += weight * overlap(box, body) / (size * size)
    return cost + _OUT_OF_TURN * sum(_out_of_turn(box, one.box, stage.leftward) for one in placed)


def body_box(item: SceneObject, catalog: Catalog) -> Box | None:
    """The box of a whole piece, in scene pixels; None for one that the catalog lacks."""
    piece = catalog.by_name.get(item.category)
    if piece is None:
        return None
    width, height = piece.size(item.pose or "wave")
    half_w, half_h = width * item.draw_scale / 2, height * item.draw_scale / 2
    return item.x - half_w, item.y - half_h, item.x + half_w, item.y + half_h


def _weight(item: SceneObject, catalog: Catalog) -> float:
    group = catalog[item.category].group
    return {"park": 1.0, "sky": 2.0}.get(group, 8.0)


def _tail(
    box: Box, said: tuple[float, float], face: Box, size: float
) -> tuple[tuple[float, float], tuple[tuple[float, float], tuple[float, float]]]:
    """The tip, just off the face on the way to the mouth, and where the tail leaves the bubble."""
    radius = _radius(box, size)
    half = min(_TAIL_WIDTH * size / 2, (box[2] - box[0] - 2 * radius) / 2, (box[3] - box[1]) / 2)
    half = max(half, 1.5)
    x, y = said
    if y > box[3] or y < box[1]:
        edge = box[3] if y > box[3] else box[1]
        low, high = box[0] + radius + half, box[2] - radius - half
        at = min(max(x + (0.3 * ((box[0] + box[2]) / 2 - x)), low), high) if low < high else (low + high) / 2
        centre, root = (at, edge), ((at - half, edge), (at + half, edge))
    else:
        edge = box[2] if x > box[2] else box[0]
        low, high = box[1] + radius + half, box[3] - radius - half
        at = min(max(y, low), high) if low < high else (low + high) / 2
        centre, root = (edge, at), ((edge, at - half), (edge, at + half))
    return _short_of(centre, said, face), root


def _middle(root: tuple[tuple[float, float], tuple[float, float]]) -> tuple[float, float]:
    return (root[0][0] + root[1][0]) / 2, (root[0][1] + root[1][1]) / 2


def _short_of(start: tuple[float, float], said: tuple[float, float], face: Box) -> tuple[float, float]:
    """The point on the way from ``start`` to the mouth where it reaches the oval of the face."""
    middle = (face[0] + face[2]) / 2, (face[1] + face[3]) / 2
    half = (face[2] - face[0]) / 2 + 3, (face[3] - face[1]) / 2 + 3
    low, high = 0.0, 1.0
    for _ in range(24):
        share = (low + high) / 2
        x, y = start[0] + (said[0] - start[0]) * share, start[1] + (said[1] - start[1]) * share
        inside = ((x - middle[0]) / half[0]) ** 2 + ((y - middle[1]) / half[1]) ** 2 < 1
        low, high = (low, share) if inside else (share, high)
    return start[0] + (said[0] - start[0]) * low, start[1] + (said[1] - start[1]) * low


def _bubble(
    box: Box,
    tip: tuple[float, float],
    root: tuple[tuple[float, float], tuple[float, float]],
    block: Block,
    speech: Speech,
    size: float,
) -> Bubble:
    lines = tuple(
        replace(line, x=(box[0] + box[2] - line.width) / 2, y=box[1] + _PAD_Y * size + line.y)
        for line in block.lines
    )
    return Bubble(box, _radius(box, size), tip, root, replace(block, lines=lines), speech)


def _radius(box: Box, size: float) -> float:
    return min(1.25 * size, (box[3] - box[1]) / 2, (box[2] - box[0]) / 2)


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def overlap(one: Box, other: Box) -> float:
    """The area that two boxes share."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0.0


def _crosses(
    root: tuple[tuple[float, float], tuple[float, float]], tip: tuple[float, float], box: Box
) -> bool:
    """Whether a tail lies over a box, tried at points along its two sides."""
    for start in root:
        for step in range(21):
            share = step / 20
            x, y = start[0] + (tip[0] - start[0]) * share, start[1] + (tip[1] - start[1]) * share
            if box[0] < x < box[2] and box[1] < y < box[3]:
                return True
    return False


def _outline(
    box: Box, radius: float, root: tuple[tuple[float, float], tuple[float, float]], tip: tuple[float, float]
) -> tuple[tuple[str, tuple[float, ...]], ...]:
    left, top, right, bottom = box
    soft = radius * 0.4477  # from the corner to a circle's control point
    (first_x, first_y), (_, last_y) = root
    steps: list[tuple[str, tuple[float, ...]]] = [("M", (left + radius, top))]

    def spike(on: bool, forward: bool) -> None:
        if on:
            ends = (root[0], root[1]) if forward else (root[1], root[0])
            middle = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)
            # Bent a little inwards, as a pen would draw it.
            for start, end in ((ends[0], tip), (tip, ends[1])):
                control = (
                    middle[0] + ((start[0] + end[0]) / 2 - middle[0]) * 0.86,
                    middle[1] + ((start[1] + end[1]) / 2 - middle[1]) * 0.86,
                )
                if start is ends[0]:
                    steps.append(("L", start))
                steps.append(("C", _quadratic(start, control, end)))

    flat = first_y == last_y
    spike(flat and first_y == top, True)
    steps.append(("L", (right - radius, top)))
    steps.append(("C", (right - soft, top, right, top + soft, right, top + radius)))
    spike(not flat and first_x == right, True)
    steps.append(("L", (right, bottom - radius)))
    steps.append(("C", (right, bottom - soft, right - soft, bottom, right - radius, bottom)))
    spike(flat and first_y == bottom, False)
    steps.append(("L", (left + radius, bottom)))
    steps.append(("C", (left + soft, bottom, left, bottom - soft, left, bottom - radius)))
    spike(not flat and first_x == left, False)
    steps.append(("L", (left, top + radius)))
    steps.append(("C", (left, top + soft, left + soft, top, left + radius, top)))
    steps.append(("Z", ()))
    return tuple(steps)


def _quadratic(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> tuple[float, ...]:
    """A quadratic curve as the points of a cubic one."""
    return (
        start[0] + (control[0] - start[0]) * 2 / 3,
        start[1] + (control[1] - start[1]) * 2 / 3,
        end[0] + (control[0] - end[0]) * 2 / 3,
        end[1] + (control[1] - end[1]) * 2 / 3,
        *end,
    )
