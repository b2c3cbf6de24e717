"""Which way each letter of a line runs: the implicit part of the Unicode bidirectional algorithm.

Explicit embeddings and overrides are taken out before (:func:`text2scene.export.text.clean`), so
what remains are rules W1 to W7, N1, N2, I1, I2 and the reordering of L1 and L2 (UAX 9).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_STRONG = ("L", "R", "AL")
_NEUTRAL = ("B", "S", "WS", "ON", "BN", "ES", "ET", "CS")


def levels(text: str, leftward: bool) -> list[int]:
    """The level of each character: even runs to the right, odd to the left."""
    base = int(leftward)
    edge = "R" if leftward else "L"
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    _weak(kinds, edge)
    _neutral(kinds, edge)
    found = []
    for kind in kinds:
        if base == 0:
            found.append({"R": 1, "AN": 2, "EN": 2}.get(kind, 0))
        else:
            found.append({"L": 2, "AN": 2, "EN": 2}.get(kind, 1))
    for index in range(len(text) - 1, -1, -1):  # L1
        if not text[index].isspace():
            break
        found[index] = base
    return found


def visual_runs(found: Sequence[int]) -> list[tuple[int, int, bool]]:
    """Runs of one level as (start, end, leftward), in the order in which they are seen from the left."""
    runs: list[tuple[int, int, int]] = []
    for index, level in enumerate(found):
        if runs and runs[-1][2] == level:
            runs[-1] = (runs[-1][0], index + 1, level)
        else:
            runs.append((index, index + 1, level))
    highest = max(found, default=0)
    for level in range(highest, 0, -1):  # L2
        start = 0
        while start < len(runs):
            if runs[start][2] < level:
                start += 1
                continue
            end = start
            while end < len(runs) and runs[end][2] >= level:
                end += 1
            runs[start:end] = runs[start:end][::-1]
            start = end
    return [(first, last, level % 2 == 1) for first, last, level in runs]


def _weak(kinds: list[str], edge: str) -> None:
    before, strong = edge, edge
    for index, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = before
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        if kind in _STRONG:
            strong = kind
        kinds[index] = before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for index in range(1, len(kinds) - 1):  # W4
        left, right = kinds[index - 1], kinds[index + 1]
        if left == right and (
            (kinds[index] == "ES" and left == "EN") or (kinds[index] == "CS" and left in ("EN", "AN"))
        ):
            kinds[index] = left
    for index, kind in enumerate(kinds):  # W5
        if kind == "EN":
            for step in (-1, 1):
                other = index + step
                while 0 <= other < len(kinds) and kinds[other] == "ET":
                    kinds[other] = "EN"
                    other += step
    strong = edge
    for index, kind in enumerate(kinds):  # W6, W7
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _neutral(kinds: list[str], edge: str) -> None:
    index = 0
    while index < len(kinds):
        if kinds[index] not in _NEUTRAL:
            index += 1
            continue
        end = index
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        left = _side(kinds[index - 1]) if index else edge
        right = _side(kinds[end]) if end < len(kinds) else edge
        kinds[index:end] = [left if left == right else edge] * (end - index)  # N1, N2
        index = end


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
