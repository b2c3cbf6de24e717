"""SVG shapes as moves, lines and curves, which is all that a page description knows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping

Step = tuple[str, tuple[float, ...]]  # M x y, L x y, C x1 y1 x2 y2 x y, Z
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_TOKEN = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^)]*)\)")
_CIRCLE = 0.5522847498


def multiplied(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that does ``inner`` first and then ``outer``."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def moved(steps: Iterator[Step] | list[Step], matrix: Matrix) -> list[Step]:
    """Steps with all points sent through a matrix."""
    a, b, c, d, e, f = matrix
    found = []
    for letter, values in steps:
        points: list[float] = []
        for x, y in zip(values[::2], values[1::2], strict=True):
            points += (a * x + c * y + e, b * x + d * y + f)
        found.append((letter, tuple(points)))
    return found


def transform(text: str) -> Matrix:
    """The matrix of a ``transform`` attribute; what cannot be read in it changes nothing."""
    matrix = IDENTITY
    for name, inside in _TRANSFORM.findall(text or ""):
        values = [float(value[1]) for value in _TOKEN.findall(inside) if value[1]]
        matrix = multiplied(matrix, _single(name, values))
    return matrix


def _single(name: str, values: list[float]) -> Matrix:
    if name == "matrix" and len(values) == 6:
        return (values[0], values[1], values[2], values[3], values[4], values[5])
    if not values:
        return IDENTITY
    first = values[0]
    if name == "translate":
        return (1.0, 0.0, 0.0, 1.0, first, values[1] if len(values) > 1 else 0.0)
    if name == "scale":
        return (first, 0.0, 0.0, values[1] if len(values) > 1 else first, 0.0, 0.0)
    turn = math.radians(first)
    if name == "rotate":
        spin = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0.0, 0.0)
        if len(values) < 3:
            return spin
        x, y = values[1], values[2]
        return multiplied((1.0, 0.0, 0.0, 1.0, x, y), multiplied(spin, (1.0, 0.0, 0.0, 1.0, -x, -y)))
    return (
        (1.0, 0.0, math.tan(turn), 1.0, 0.0, 0.0)
        if name == "skewX"
        else (1.0, math.tan(turn), 0.0, 1.0, 0.0, 0.0)
    )


def shape_steps(tag: str, attributes: Mapping[str, str]) -> list[Step]:
    """The outline of a path, rect, circle, ellipse, line, polyline or polygon."""

    def number(key: str, default: float = 0.0) -> float:
        found = _TOKEN.search(attributes.get(key, ""))
        return float(found[2]) if found and found[2] else default

    if tag == "path":
        return list(path_steps(attributes.get("d", "")))
    if tag in ("circle", "ellipse"):
        rx = number("r") if tag == "circle" else number("rx")
        ry = number("r") if tag == "circle" else number("ry")
        return list(_ellipse(number("cx"), number("cy"), rx, ry))
    if tag == "rect":
        rx = number("rx", number("ry"))
        return rounded(number("x"), number("y"), number("width"), number("height"), rx, number("ry", rx))
    if tag == "line":
        return [("M", (number("x1"), number("y1"))), ("L", (number("x2"), number("y2")))]
    values = [float(value[1]) for value in _TOKEN.findall(attributes.get("points", "")) if value[1]]
    pairs = list(zip(values[::2], values[1::2], strict=False))
    steps: list[Step] = [("L" if index else "M", pair) for index, pair in enumerate(pairs)]
    return [*steps, ("Z", ())] if tag == "polygon" and steps else steps


def rounded(
    x: float, y: float, width: float, height: float, rx: float, ry: float | None = None
) -> list[Step]:
    """A box with round corners."""
    rx = min(max(rx, 0.0), width / 2)
    ry = min(max(rx if ry is None else ry, 0.0), height / 2)
    right, bottom = x + width, y + height
    if not rx or not ry:
        corners = ((x, y), (right, y), (right, bottom), (x, bottom))
        return [*(("L" if index else "M", corner) for index, corner in enumerate(corners)), ("Z", ())]
    kx, ky = rx * (1 - _CIRCLE), ry * (1 - _CIRCLE)
    return [
        ("M", (x + rx, y)),
        ("L", (right - rx, y)),
        ("C", (right - kx, y, right, y + ky, right, y + ry)),
        ("L", (right, bottom - ry)),
        ("C", (right, bottom - ky, right - kx, bottom, right - rx, bottom)),
        ("L", (x + rx, bottom)),
        ("C", (x + kx, bottom, x, bottom - ky, x, bottom - ry)),
        ("L", (x, y + ry)),
        ("C", (x, y + ky, x + kx, y, x + rx, y)),
        ("Z", ()),
    ]


def _ellipse(x: float, y: float, rx: float, ry: float) -> Iterator[Step]:
    kx, ky = rx * _CIRCLE, ry * _CIRCLE
    yield "M", (x + rx, y)
    yield "C", (x + rx, y + ky, x + kx, y + ry, x, y + ry)
    yield "C", (x - kx, y + ry, x - rx, y + ky, x - rx, y)
    yield "C", (x - rx, y - ky, x - kx, y - ry, x, y - ry)
    yield "C", (x + kx, y - ry, x + rx, y - ky, x + rx, y)
    yield "Z", ()


def path_steps(text: str) -> Iterator[Step]:
    """The steps of a path's ``d``; reading ends at the first thing that is wrong, as in a browser."""
    tokens = list(_spread(text))
    index, letter = 0, ""
    x = y = start_x = start_y = 0.0
    control: tuple[float, float] | None = None
    before = ""
    while index < len(tokens):
        token = tokens[index]
        if isinstance(token, str):
            letter, index = token, index + 1
        elif letter in ("M", "m"):
            letter = "L" if letter == "M" else "l"
        elif letter in ("Z", "z", ""):
            return
        upper = letter.upper()
        count = _COUNTS[upper]
        values = tokens[index : index + count]
        if len(values) < count or any(isinstance(value, str) for value in values):
            return
        index += count
        numbers = [float(value) for value in values]
        if letter.islower() and upper not in "AHVZ":
            numbers = [value + (y if place % 2 else x) for place, value in enumerate(numbers)]
        if upper == "Z":
            yield "Z", ()
            x, y, control = start_x, start_y, None
        elif upper in "MLHV":
            if upper == "H":
                x = numbers[0] + (x if letter == "h" else 0.0)
            elif upper == "V":
                y = numbers[0] + (y if letter == "v" else 0.0)
            else:
                x, y = numbers
            if upper == "M":
                start_x, start_y = x, y
            yield "M" if upper == "M" else "L", (x, y)
            control = None
        elif upper in "CS":
            if upper == "S":
                mirrored = control if before in "CS" and control else (x, y)
                numbers = [2 * x - mirrored[0], 2 * y - mirrored[1], *numbers]
            control = numbers[2], numbers[3]
            yield "C", tuple(numbers)
            x, y = numbers[4:]
        elif upper in "QT":
            if upper == "T":
                mirrored = control if before in "QT" and control else (x, y)
                numbers = [2 * x - mirrored[0], 2 * y - mirrored[1], *numbers]
            control = numbers[0], numbers[1]
            yield "C", cubic((x, y), control, (numbers[2], numbers[3]))
            x, y = numbers[2:]
        else:
            end_x, end_y = numbers[5:]
            if letter == "a":
                end_x, end_y = end_x + x, end_y + y
            yield from _arc(
                x, y, numbers[0], numbers[1], numbers[2], bool(numbers[3]), bool(numbers[4]), end_x, end_y
            )
            x, y, control = end_x, end_y, None
        before = upper


def cubic(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> tuple[float, float, float, float, float, float]:
    """A quadratic curve as the points of a cubic one."""
    return (
        start[0] + (control[0] - start[0]) * 2 / 3,
        start[1] + (control[1] - start[1]) * 2 / 3,
        end[0] + (control[0] - end[0]) * 2 / 3,
        end[1] + (control[1] - end[1]) * 2 / 3,
        end[0],
        end[1],
    )


def _spread(text: str) -> Iterator[str | float]:
    """Letters and numbers; the flags of an arc may stand without anything between them."""
    letter, count, place = "", 0, 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            if text[place] not in " ,\t\r\n\f":
                return
            place += 1
            continue
        if found[1]:
            letter, count = found[1], 0
            yield letter
        elif letter in ("A", "a") and count % 7 in (3, 4):
            yield float(text[place] == "1")
            count += 1
            place += 1
            continue
        else:
            yield float(found[2])
            count += 1
        place = found.end()


def _arc(
    x: float,
    y: float,
    rx: float,
    ry: float,
    turn: float,
    large: bool,
    sweep: bool,
    end_x: float,
    end_y: float,
) -> Iterator[Step]:
    """An elliptical arc as curves (SVG 1.1, F.6)."""
    if (x, y) == (end_x, end_y):
        return
    rx, ry = abs(rx), abs(ry)
    if not rx or not ry:
        yield "L", (end_x, end_y)
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    half_x, half_y = (x - end_x) / 2, (y - end_y) / 2
    across, down = cos * half_x + sin * half_y, -sin * half_x + cos * half_y
    grow = (across / rx) ** 2 + (down / ry) ** 2
    if grow > 1:
        rx, ry = rx * math.sqrt(grow), ry * math.sqrt(grow)
    below = (rx * down) ** 2 + (ry * across) ** 2
    factor = math.sqrt(max(0.0, ((rx * ry) ** 2 - below) / below)) * (-1 if large == sweep else 1)
    mid_x, mid_y = factor * rx * down / ry, -factor * ry * across / rx
    centre_x = cos * mid_x - sin * mid_y + (x + end_x) / 2
    centre_y = sin * mid_x + cos * mid_y + (y + end_y) / 2
    first = math.atan2((down - mid_y) / ry, (across - mid_x) / rx)
    last = math.atan2((-down - mid_y) / ry, (-across - mid_x) / rx)
    span = last - first
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    parts = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    reach = 4 / 3 * math.tan(span / parts / 4)
    place: Matrix = (cos * rx, sin * rx, -sin * ry, cos * ry, centre_x, centre_y)
    for part in range(parts):
        one, two = first + span * part / parts, first + span * (part + 1) / parts
        curve: Step = (
            "C",
            (
                math.cos(one) - reach * math.sin(one), math.sin(one) + reach * math.cos(one),
                math.cos(two) + reach * math.sin(two), math.sin(two) - reach * math.cos(two),
                math.cos(two), math.sin(two),
            ),
        )  # fmt: skip
        yield from moved([curve], place)
