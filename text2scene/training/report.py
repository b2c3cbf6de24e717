"""Results for people: a Markdown table of systems, and a page of pictures beside the truth."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from text2scene.errors import DataError
from text2scene.files import replacing
from text2scene.scene import Scene
from text2scene.training.datasets import CaptionedScene
from text2scene.training.evaluation import Result, text_of
from text2scene.training.metrics import EXTRAS, TABLE, harmonic_mean

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

PUBLISHED_NAME = "Text2Scene, as published (its test split)"
PUBLISHED = {
    "u_precision": 0.760,
    "u_recall": 0.698,
    "u_f1": harmonic_mean(0.760, 0.698),
    "b_precision": 0.348,
    "b_recall": 0.301,
    "b_f1": harmonic_mean(0.348, 0.301),
    "pose": 0.418,
    "expression": 0.375,
    "u_coord": 0.409,
    "b_coord": 0.416,
}
"""Tan, Feng and Ordonez, CVPR 2019, Table 1, on scenes 8000 to 8999; F from the two above it."""

HEADINGS = {
    "u_precision": "U-obj P",
    "u_recall": "U-obj R",
    "u_f1": "U-obj F",
    "b_precision": "B-obj P",
    "b_recall": "B-obj R",
    "b_f1": "B-obj F",
    "pose": "Pose",
    "expression": "Expr",
    "u_coord": "U-obj Coord",
    "b_coord": "B-obj Coord",
    "size": "Size",
    "flip": "Flip",
}

# Pixels of the example page.
_THUMBNAIL = (375, 300)
_MARGIN = 16
_FONT_SIZE = 15
_LINE = 20


def markdown_table(results: Mapping[str, Result], published: bool = True, extras: bool = False) -> str:
    """A row a system, in order, a column a figure; the best of each column is bold.

    published: add the published row of Text2Scene, which is of another split and never bold.
    """
    columns = (*TABLE, *EXTRAS) if extras else TABLE
    best = {
        name: max((round(result.scores[name], 3) for result in results.values()), default=2.0)
        for name in columns
    }
    lines = [
        "| system | scenes | " + " | ".join(HEADINGS[name] for name in columns) + " |",
        "|---|---:|" + "---:|" * len(columns),
    ]
    for system, result in results.items():
        cells = [
            _cell(result.scores[name], bold=round(result.scores[name], 3) == best[name]) for name in columns
        ]
        lines.append(f"| {system} | {result.scenes:,} | " + " | ".join(cells) + " |")
    if published:
        cells = [_cell(PUBLISHED[name]) if name in PUBLISHED else "–" for name in columns]
        lines.append(f"| {PUBLISHED_NAME} | 1,000 | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _cell(value: float, bold: bool = False) -> str:
    return f"**{value:.3f}**" if bold else f"{value:.3f}"


def category_table(result: Result) -> str:
    """Markdown: counts, P, R, F and Coord of each piece, the most frequent first."""
    lines = [
        "| piece | true | predicted | matched | P | R | F | Coord |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name, row in sorted(result.categories.items(), key=lambda entry: (-entry[1].true, entry[0])):
        figures = " | ".join(f"{value:.3f}" for value in (row.precision, row.recall, row.f1, row.coord))
        lines.append(f"| {name} | {row.true} | {row.predicted} | {row.matched} | {figures} |")
    return "\n".join(lines) + "\n"


def confusion_table(confusion: Mapping[str, Mapping[str, int]]) -> str:
    """Markdown of true (rows) -> predicted (columns) -> count."""
    names = list(confusion)
    lines = ["| true \\ predicted | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    lines += [f"| {name} | " + " | ".join(str(confusion[name][p]) for p in names) + " |" for name in names]
    return "\n".join(lines) + "\n"


def write_examples(
    path: str | os.PathLike[str],
    items: Sequence[CaptionedScene],
    predictions: Sequence[Scene],
    count: int = 12,
    render: Callable[[Scene], Image.Image] | None = None,
) -> None:
    """Write a PNG page: each caption over the true picture (left) and the predicted one (right).

    ``count`` of the items are shown, spread evenly; each caption is the text of the
    prediction, else the first group. render: Scene -> picture, by default
    ``text2scene.render.to_image``. Raises DataError where nothing can be shown, OutputError
    where the page cannot be written.
    """
    if len(items) != len(predictions) or not items or count < 1:
        raise DataError("The example page needs at least one scene and as many predictions as scenes.")
    from PIL import Image, ImageDraw, ImageFont

    if render is None:
        from text2scene.render import to_image

        render = to_image
    font = ImageFont.load_default(_FONT_SIZE)
    count = min(count, len(items))
    chosen = [index * len(items) // count for index in range(count)]
    width = 2 * _THUMBNAIL[0] + 3 * _MARGIN
    captions = [_wrap(_caption(items[i], predictions[i]), font, width - 2 * _MARGIN) for i in chosen]
    height = _MARGIN + sum(_row_height(lines) for lines in captions)
    page = Image.new("RGB", (width, height), "white")
    draw, top = ImageDraw.Draw(page), _MARGIN
    for index, lines in zip(chosen, captions, strict=True):
        pictures = (render(items[index].scene), render(predictions[index]))
        _draw_row(page, draw, font, top, lines, pictures)
        top += _row_height(lines)
    with replacing(path) as temporary:
        page.save(temporary, format="PNG")


def _row_height(lines: Sequence[str]) -> int:
    return (len(lines) + 1) * _LINE + _THUMBNAIL[1] + 2 * _MARGIN


def _draw_row(
    page: Image.Image,
    draw: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    top: int,
    lines: Sequence[str],
    pictures: Sequence[Image.Image],
) -> None:
    for line in lines:
        draw.text((_MARGIN, top), line, fill="black", font=font)
        top += _LINE
    for column, (label, picture) in enumerate(zip(("truth", "prediction"), pictures, strict=True)):
        left = _MARGIN + column * (_THUMBNAIL[0] + _MARGIN)
        draw.text((left, top), label, fill="#666666", font=font)
        page.paste(picture.convert("RGB").resize(_THUMBNAIL), (left, top + _LINE))


def _caption(item: CaptionedScene, prediction: Scene) -> str:
    return prediction.text or (text_of(item.groups[0]) if item.groups else f"scene {item.number}")


def _wrap(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` pixels (a longer word stands alone)."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines
