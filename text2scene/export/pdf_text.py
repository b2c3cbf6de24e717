"""Text in a PDF: shaped glyphs on their places, and the letters that they stand for.

Every font is embedded with the glyphs that are used and a table from glyphs to letters; where one
glyph stands for different letters, the letters are given beside it, so that copying, searching and
reading aloud give the text as it was written. What runs to the left is written as it is seen, from left
to right, which is what readers of PDF files take it for and turn round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from text2scene.export.fonts import Face
from text2scene.export.pdf_file import Name, PdfFile, Raw, Value, number, written
from text2scene.export.typeset import Line, Run

_RANGE = 100  # entries of one list in a table of letters


@dataclass
class _Use:
    """A font of the document and what is used of it."""

    name: str
    face: Face
    letters: dict[int, str] = field(default_factory=dict)


class PdfFonts:
    """The fonts of one PDF file; :meth:`write` puts them in when all text is known."""

    def __init__(self, file: PdfFile) -> None:
        self.file = file
        self._uses: dict[str, _Use] = {}

    def use(self, face: Face) -> _Use:
        return self._uses.setdefault(face.name, _Use(f"F{len(self._uses) + 1}", face))

    def line(self, line: Line) -> str:
        """Operators that show a line, for a page whose y runs down."""
        parts = [self._run(line, run) for run in line.runs]
        if not line.ends and line.runs:
            parts.append(self._space(line))
        return "\n".join(part for part in parts if part)

    def _space(self, line: Line) -> str:
        """A blank after a line that the next one goes on from, so that words stay apart."""
        run = line.runs[0 if line.leftward else -1]
        if not run.face.has(" "):
            return ""
        glyph = run.face.shape(" ", False)[0]
        use = self.use(run.face)
        use.letters.setdefault(glyph.number, " ")
        x = line.x - glyph.advance * line.size if line.leftward else line.x + line.width
        return self._shown(use, line, x, 0.0, f"<{glyph.number:04X}>")

    def _run(self, line: Line, run: Run) -> str:
        use = self.use(run.face)
        split = self._note(use, run)
        parts: list[str] = []
        pen = 0.0
        row: list[str] = []
        row_start, row_pen = 0.0, 0.0
        for glyph in run.glyphs:
            if glyph.up:
                parts.append(self._row(use, line, run, row_start, row))
                row = []
                x = line.x + (run.left + pen + glyph.across) * line.size
                parts.append(self._shown(use, line, x, glyph.up, f"<{glyph.number:04X}>"))
            else:
                at = pen + glyph.across
                if not row:
                    row_start = row_pen = at
                if abs(at - row_pen) > 5e-4:
                    row.append(number((row_pen - at) * 1000))
                row.append(f"<{glyph.number:04X}>")
                row_pen = at + run.face.advance(glyph.number)
            pen += glyph.advance
        parts.append(self._row(use, line, run, row_start, row))
        shown = "\n".join(part for part in parts if part)
        if split and not run.leftward:
            return f"/Span << /ActualText {written(run.text)} >> BDC\n{shown}\nEMC"
        return shown

    def _row(self, use: _Use, line: Line, run: Run, start: float, row: Sequence[str]) -> str:
        return (
            self._shown(use, line, line.x + (run.left + start) * line.size, 0.0, " ".join(row)) if row else ""
        )

    def _shown(self, use: _Use, line: Line, x: float, up: float, inside: str) -> str:
        size = number(line.size)
        y = line.y - up * line.size
        return f"BT /{use.name} 1 Tf {size} 0 0 -{size} {number(x)} {number(y)} Tm [{inside}] TJ ET"

    def _note(self, use: _Use, run: Run) -> bool:
        """Note what the glyphs stand for; whether that is not to be told glyph by glyph."""
        split = False
        for glyph, text in zip(run.glyphs, _letters(run), strict=True):
            if use.letters.setdefault(glyph.number, text) != text or not text:
                split = True
        return split

    def write(self) -> dict[str, Value]:
        """Embed all fonts; their names and references, for the resources."""
        return {use.name: self._font(use, index) for index, use in enumerate(self._uses.values())}

    def _font(self, use: _Use, index: int) -> Value:
        face, file = use.face, self.file
        data = face.subset(use.letters)
        program = file.stream(data, {"Length1": len(data)})
        tag = f"{'ABCDEFGHIJKLMNOP'[index % 16] * 6}+{face.name}"
        descriptor = file.add({
            "Type": Name("FontDescriptor"), "FontName": Name(tag), "Flags": 4,
            "FontBBox": [-600, -500, 2400, 1300], "ItalicAngle": 0, "Ascent": 1000, "Descent": -400,
            "CapHeight": 700, "StemV": 140 if face.name.endswith("Bold") else 90, "FontFile2": program,
        })  # fmt: skip
        widths = " ".join(f"{glyph} [{number(face.advance(glyph) * 1000)}]" for glyph in sorted(use.letters))
        descendant = file.add({
            "Type": Name("Font"), "Subtype": Name("CIDFontType2"), "BaseFont": Name(tag),
            "CIDSystemInfo": Raw("<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"),
            "FontDescriptor": descriptor, "DW": 0, "W": Raw(f"[{widths}]"), "CIDToGIDMap": Name("Identity"),
        })  # fmt: skip
        return file.add({
            "Type": Name("Font"), "Subtype": Name("Type0"), "BaseFont": Name(tag),
            "Encoding": Name("Identity-H"), "DescendantFonts": [descendant],
            "ToUnicode": file.stream(_letter_table(use.letters).encode("ascii")),
        })  # fmt: skip


def _letters(run: Run) -> list[str]:
    """The letters of each glyph; where several glyphs share theirs, each has its own or the first has all."""
    found: list[str] = []
    for start, group in groupby(run.glyphs, lambda glyph: glyph.start):
        mates = list(group)
        own = run.text[start : mates[0].end]
        if len(mates) != len(own):
            found += [own, *[""] * (len(mates) - 1)]
            continue
        left = list(own)
        for mate in mates:
            usual = next((char for char in left if run.face.usual(char) == mate.number), None)
            char = usual or left[-1 if run.leftward else 0]
            left.remove(char)
            found.append(char)
    return found


def _letter_table(letters: dict[int, str]) -> str:
    """The table from glyphs to letters (a ToUnicode CMap)."""
    entries = [
        f"<{glyph:04X}> <{text.encode('utf-16-be', 'replace').hex().upper()}>"
        for glyph, text in sorted(letters.items())
        if text
    ]
    lists = (entries[start : start + _RANGE] for start in range(0, len(entries), _RANGE))
    body = "\n".join(f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar" for part in lists)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
