"""The fonts that ship: which letters they have, how those are shaped, drawn and cut down.

Andika for Latin and Cyrillic, Noto for Hebrew and Arabic; a letter is taken from the first
that has it. Shaping (ligatures, joined letters, marks on letters) is HarfBuzz's.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from text2scene.errors import Text2SceneError
from text2scene.resources import asset

FAMILIES = ("Andika", "NotoSansHebrew", "NotoNaskhArabic")
#: Share of the type size: of a line above its baseline, and below it.
ASCENT, DESCENT = 0.78, 0.24
_LOCK = threading.RLock()  # HarfBuzz objects are not made for two threads at once


@dataclass(frozen=True, slots=True)
class Glyph:
    """One shaped glyph, in shares of the type size: its advance and how far it stands off the pen.

    start, end: the characters of its run that it stands for.
    """

    number: int
    advance: float
    across: float
    up: float
    start: int
    end: int


@dataclass(eq=False)
class Face:
    """One font file."""

    name: str
    data: bytes
    font: Any
    letters: frozenset[int]
    units: int
    _outlines: dict[int, tuple[tuple[str, tuple[float, ...]], ...]] = field(default_factory=dict)
    _advances: dict[int, float] = field(default_factory=dict)

    def has(self, char: str) -> bool:
        return ord(char) in self.letters

    def shape(self, text: str, leftward: bool, lang: str = "") -> tuple[Glyph, ...]:
        """The glyphs of a text that this font has, from left to right."""
        import uharfbuzz as hb

        with _LOCK:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            # Marks keep their own character, which a PDF's table of letters needs.
            buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
            buffer.direction = "rtl" if leftward else "ltr"
            if lang:
                buffer.language = lang
            hb.shape(self.font, buffer)
            pairs = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        starts = sorted({info.cluster for info, _ in pairs})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        return tuple(
            Glyph(
                info.codepoint,
                place.x_advance / self.units,
                place.x_offset / self.units,
                place.y_offset / self.units,
                info.cluster,
                ends[info.cluster],
            )
            for info, place in pairs
        )

    def advance(self, glyph: int) -> float:
        """How wide a glyph is by itself, in shares of the type size."""
        if glyph not in self._advances:
            with _LOCK:
                self._advances[glyph] = self.font.get_glyph_h_advance(glyph) / self.units
        return self._advances[glyph]

    def usual(self, char: str) -> int:
        """The glyph that a character has where nothing is shaped; 0 for one that the font lacks."""
        with _LOCK:
            return int(self.font.get_nominal_glyph(ord(char)) or 0)

    def outline(self, glyph: int) -> tuple[tuple[str, tuple[float, ...]], ...]:
        """A glyph's shape as M, L, Q, C and Z with points in shares of the type size, y up."""
        if glyph not in self._outlines:
            pen = _Pen(self.units)
            with _LOCK:
                self.font.draw_glyph_with_pen(glyph, pen)
            self._outlines[glyph] = tuple(pen.steps)
        return self._outlines[glyph]

    def subset(self, glyphs: Iterable[int]) -> bytes:
        """The font with these glyphs alone, under their own numbers, for a PDF."""
        import uharfbuzz as hb

        with _LOCK:
            wanted = hb.SubsetInput()
            wanted.glyph_set.update({0, *glyphs})
            wanted.flags = (
                hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            )
            for table in ("GSUB", "GPOS", "GDEF", "DSIG", "Glat", "Gloc", "Silf", "Sill", "Feat"):
                wanted.drop_table_tag_set.add(_tag(table))
            return bytes(hb.subset(self.font.face, wanted).blob.data)

    def webfont(self, text: str) -> bytes:
        """The font with the letters of a text alone, shaping included, for a web page."""
        import uharfbuzz as hb

        with _LOCK:
            wanted = hb.SubsetInput()
            wanted.unicode_set.update({ord(char) for char in text} & self.letters | {0x20})
            wanted.flags = hb.SubsetFlags.NO_HINTING
            for table in ("DSIG", "Glat", "Gloc", "Silf", "Sill", "Feat"):
                wanted.drop_table_tag_set.add(_tag(table))
            return bytes(hb.subset(self.font.face, wanted).blob.data)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii").ljust(4), "big")


class _Pen:
    """Takes an outline down, in the manner of a fontTools pen."""

    def __init__(self, units: int) -> None:
        self.units, self.steps = units, []  # type: ignore[var-annotated]

    def _note(self, letter: str, *points: tuple[float, float]) -> None:
        self.steps.append((letter, tuple(value / self.units for point in points for value in point)))

    def moveTo(self, point: tuple[float, float]) -> None:
        self._note("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:
        self._note("L", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:
        self._note("Q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:
        self._note("C", *points)

    def closePath(self) -> None:
        self._note("Z")

    def endPath(self) -> None:
        self._note("Z")


@cache
def face(family: str, bold: bool = False) -> Face:
    """A shipped font. Raises Text2SceneError where the installation is not whole."""
    try:
        import uharfbuzz as hb
    except ImportError as error:
        raise Text2SceneError(
            "Making a book needs uharfbuzz; install it with: pip install uharfbuzz"
        ) from error
    name = f"{family}-{'Bold' if bold else 'Regular'}"
    path = asset("fonts", f"{name}.ttf")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Text2SceneError(f"The font {path.name} is missing; reinstall the package.") from error
    with _LOCK:
        read = hb.Face(hb.Blob(data))
        return Face(name, data, hb.Font(read), frozenset(read.unicodes), read.upem)


def face_of(char: str, bold: bool) -> Face | None:
    """The first font that has a character; None where none has."""
    for family in FAMILIES:
        found = face(family, bold)
        if found.has(char):
            return found
    return None


def missing(text: str) -> str:
    """The characters of a text that no font has, each once."""
    return "".join(
        dict.fromkeys(c for c in text if not c.isspace() and not _silent(c) and not face_of(c, False))
    )


def _silent(char: str) -> bool:
    return char in "\u200c\u200d\u200e\u200f\ufe0e\ufe0f"
