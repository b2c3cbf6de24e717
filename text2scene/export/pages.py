"""The pages of a book as pictures in a zip: a PNG and an SVG of each, and the text."""

from __future__ import annotations

import zipfile
from pathlib import Path

from text2scene.export.drawn import png_bytes, sheet_image, sheet_svg, spoken_text
from text2scene.export.sheets import Book

#: Files in a zip get this date, so that the same story makes the same file.
EPOCH = (2000, 1, 1, 0, 0, 0)


def write_zip(book: Book, path: Path) -> None:
    """Write ``page-001.png`` and ``.svg`` for every sheet, and ``text.txt``; no name is the story's."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for index, sheet in enumerate(book.sheets):
            name = f"page-{index:03d}"
            image = png_bytes(sheet_image(book, sheet, book.options.scale))
            put(out, f"{name}.png", image, zipfile.ZIP_STORED)
            put(out, f"{name}.svg", sheet_svg(book, sheet).encode("utf-8"))
        put(out, "text.txt", _text(book).encode("utf-8"))


def put(out: zipfile.ZipFile, name: str, data: bytes, packed: int = zipfile.ZIP_DEFLATED) -> None:
    """Add a file to a zip, always with the same date and rights."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.external_attr = 0o644 << 16
    entry.compress_type = packed
    out.writestr(entry, data)


def _text(book: Book) -> str:
    parts = [book.title, *([book.author] if book.author else [])]
    for index, sheet in enumerate(book.sheets):
        if sheet.kind == "title":
            continue
        parts.append(f"--- page-{index:03d}\n{spoken_text(sheet, alt=False)}")
        if sheet.picture:
            parts.append(f"[{sheet.picture.alt}]")
    return "\n\n".join(parts) + "\n"
