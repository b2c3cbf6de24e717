"""Words set in lines: shaped, broken evenly, and as large as their box allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from text2scene.export.bidi import levels, visual_runs
from text2scene.export.fonts import ASCENT, DESCENT, Face, Glyph, face, face_of
from text2scene.export.text import runs_left

LEADING = 1.42
PARAGRAPH = 0.45  # of the type size, above every paragraph but the first
_EVENLY = 400  # words up to which lines are broken for the evenest edge
_BREAKABLE = re.compile(r"(?<=[-–—/])(?=\w)")


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font in one direction; left: where it begins in its line, in type sizes."""

    face: Face
    glyphs: tuple[Glyph, ...]
    text: str
    leftward: bool
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; (x, y): its left end on the baseline, in points from the page's top left."""

    text: str
    x: float
    y: float
    size: float
    width: float
    runs: tuple[Run, ...]
    leftward: bool
    ends: bool = True  # the paragraph does


@dataclass(frozen=True, slots=True)
class Block:
    """Set text: its lines and the height that they take, in points; rest: what did not fit."""

    lines: tuple[Line, ...]
    height: float
    size: float
    text: str
    bold: bool = False
    rest: tuple[str, ...] = ()
    align: str = "start"


@lru_cache(maxsize=4096)
def shaped(text: str, bold: bool, leftward: bool, lang: str) -> tuple[tuple[Run, ...], float]:
    """The runs of a line from left to right, and its width, for a type size of 1."""
    runs: list[Run] = []
    left = 0.0
    for start, end, back in visual_runs(levels(text, leftward)):
        pieces = _by_face(text[start:end], bold)
        for used, piece in reversed(pieces) if back else pieces:
            glyphs = used.shape(piece, back, lang)
            width = sum(glyph.advance for glyph in glyphs)
            runs.append(Run(used, glyphs, piece, back, left, width))
            left += width
    return tuple(runs), left


def _by_face(text: str, bold: bool) -> list[tuple[Face, str]]:
    """A text cut where its font changes; what is no letter stays with the font before it, if that has it."""
    pieces: list[tuple[Face, str]] = []
    for char in text:
        last = pieces[-1][0] if pieces else None
        used = face_of(char, bold)
        if last is not None and (used is None or char.isspace() or (last.has(char) and not char.isalpha())):
            used = last
        used = used or face("Andika", bold)
        if used is last:
            pieces[-1] = (used, pieces[-1][1] + char)
        else:
            pieces.append((used, char))
    return pieces


def width_of(text: str, bold: bool = False, lang: str = "") -> float:
    """How wide a text is in one line, in type sizes."""
    return shaped(text, bold, runs_left(text, lang), lang)[1]


def set_block(
    texts: Sequence[str],
    box: tuple[float, float, float, float],
    size: float,
    *,
    bold: bool = False,
    align: str = "start",
    lang: str = "",
    middle: float = 0.0,
    leading: float = LEADING,
) -> Block:
    """Paragraphs in a box (x, y, width, height in points) at one type size.

    align: ``start``, the side at which the text begins, or ``centre``. middle: 0 sets from the top
    of the box, 0.5 in its middle. ``rest`` of the answer is what the box is too low for.
    """
    x, y, width, height = box
    rows: list[tuple[str, bool, bool]] = []
    for text in texts:
        leftward = runs_left(text, lang)
        lines = broken(text, width / size, bold, leftward, lang)
        rows += [(line, leftward, index == len(lines) - 1) for index, line in enumerate(lines)]
    gaps, down = [], ASCENT * size
    for index in range(len(rows)):
        if index:
            down += leading * size + (PARAGRAPH * size if rows[index - 1][2] else 0)
        gaps.append(down)
    fitting = sum(gap + DESCENT * size <= height + 0.01 for gap in gaps)
    taken = gaps[fitting - 1] + DESCENT * size if fitting else 0.0
    top = y + max(0.0, height - taken) * middle
    placed = []
    for (line, leftward, ends), gap in zip(rows[:fitting], gaps, strict=False):
        runs, wide = shaped(line, bold, leftward, lang)
        free = width - wide * size
        left = x + (free / 2 if align == "centre" else free if leftward else 0.0)
        placed.append(Line(line, left, top + gap, size, wide * size, runs, leftward, ends))
    return Block(tuple(placed), taken, size, "\n".join(texts), bold, _rest(rows[fitting:]), align)


def _rest(rows: Sequence[tuple[str, bool, bool]]) -> tuple[str, ...]:
    texts, words = [], []
    for line, _, ends in rows:
        words.append(line)
        if ends:
            texts.append(" ".join(words))
            words = []
    return tuple(texts + ([" ".join(words)] if words else []))


def fitted(
    texts: Sequence[str],
    box: tuple[float, float, float, float],
    sizes: tuple[float, float],
    *,
    bold: bool = False,
    align: str = "start",
    lang: str = "",
    middle: float = 0.0,
    leading: float = LEADING,
) -> Block:
    """As :func:`set_block`, at the largest size from ``sizes`` (least, most) at which all fits."""
    low, high = sizes
    block = None
    size = high
    while size >= low - 0.01:
        block = set_block(texts, box, size, bold=bold, align=align, lang=lang, middle=middle, leading=leading)
        if not block.rest:
            return block
        # Never below the least size: what does not fit there is handed back as the rest.
        size = low if low < size < low + 0.5 else size - max(0.5, size * 0.04)
    return set_block(texts, box, low, bold=bold, align=align, lang=lang, middle=middle, leading=leading)


def broken(text: str, width: float, bold: bool, leftward: bool, lang: str) -> list[str]:
    """A paragraph as lines no wider than ``width`` type sizes; only a word wider than that is split."""
    words = [piece for word in text.split(" ") if word for piece in _narrowed(word, width, bold, lang)]
    if not words:
        return []
    wide = [shaped(word[0], bold, leftward, lang)[1] for word in words]
    space = shaped(" ", bold, leftward, lang)[1]
    # Kerning over spaces and shaping in one go may differ by a hair from the sum of words.
    width *= 0.998
    cuts = _even(words, wide, space, width) if len(words) <= _EVENLY else _greedy(words, wide, space, width)
    lines = []
    for start, end in cuts:
        line = ""
        for index in range(start, end):
            line += words[index][0] + (" " if words[index][1] and index < end - 1 else "")
        lines.append(line)
    return lines


def _narrowed(word: str, width: float, bold: bool, lang: str) -> list[tuple[str, bool]]:
    """A word as (piece, whether a space follows): itself, or cut where it is wider than a line."""
    if len(word) < width * 1.2 or width_of(word, bold, lang) <= width:
        return [(word, True)]
    pieces: list[str] = []
    for part in _BREAKABLE.split(word):
        while part:
            length = len(part)
            while length > 1 and width_of(part[:length], bold, lang) > width:
                length = max(1, min(length - 1, int(length * 0.9), int(width * 4) + 1))
            pieces.append(part[:length])
            part = part[length:]
    return [(piece, index == len(pieces) - 1) for index, piece in enumerate(pieces)]


def _greedy(
    words: Sequence[tuple[str, bool]], wide: Sequence[float], space: float, width: float
) -> list[tuple[int, int]]:
    cuts, start, used = [], 0, 0.0
    for index, own in enumerate(wide):
        gap = space if index > start and words[index - 1][1] else 0.0
        if index > start and used + gap + own > width:
            cuts.append((start, index))
            start, used, gap = index, 0.0, 0.0
        used += gap + own
    return [*cuts, (start, len(words))]


def _even(
    words: Sequence[tuple[str, bool]], wide: Sequence[float], space: float, width: float
) -> list[tuple[int, int]]:
    """The breaks with the fewest lines, and of those the ones with the evenest right edge."""
    count = len(words)
    best: list[tuple[int, float]] = [(0, 0.0)] * (count + 1)
    after = [count] * (count + 1)
    for start in range(count - 1, -1, -1):
        used, found = 0.0, None
        for end in range(start + 1, count + 1):
            gap = space if end - 1 > start and words[end - 2][1] else 0.0
            used += gap + wide[end - 1]
            if used > width and end > start + 1:
                break
            lines, ragged = best[end]
            slack = max(0.0, width - used) / width
            cost = (lines + 1, ragged + slack**2)
            if found is None or cost < found:
                found = cost
                after[start] = end
        best[start] = found or (1, 0.0)
    cuts, start = [], 0
    while start < count:
        cuts.append((start, after[start]))
        start = after[start]
    return cuts


def moved_block(block: Block, down: float) -> Block:
    """A block so many points lower."""
    return replace(block, lines=tuple(replace(line, y=line.y + down) for line in block.lines))


def paragraphs_of(block: Block) -> list[list[Line]]:
    """The lines of a block, paragraph by paragraph."""
    found: list[list[Line]] = [[]]
    for line in block.lines:
        found[-1].append(line)
        if line.ends:
            found.append([])
    return [lines for lines in found if lines]
