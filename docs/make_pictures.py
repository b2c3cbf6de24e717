"""Draws the pictures of the README with the shipped weights: python docs/make_pictures.py"""

from __future__ import annotations

import textwrap
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import text2scene
from text2scene.files import replacing
from text2scene.render import to_image

ROOT = Path(__file__).resolve().parent.parent
CREAM, INK = "#FFF6E5", "#3A2E4C"
WIDTH, HEIGHT, GAP, CAPTION = 500, 400, 28, 88


def framed(picture: Image.Image) -> Image.Image:
    """The picture with rounded corners on cream."""
    mask = Image.new("L", (picture.width * 4, picture.height * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *mask.size), radius=72, fill=255)
    page = Image.new("RGB", picture.size, CREAM)
    page.paste(picture, (0, 0), mask.resize(picture.size, Image.Resampling.LANCZOS))
    return page


def sheet(sentences: list[str], columns: int, path: Path, size: int = 20) -> None:
    """Scenes in rows, each over its sentence."""
    generator = text2scene.load()
    scenes = generator.generate_batch(sentences)
    rows = -(-len(sentences) // columns)
    cell_width, cell_height = WIDTH + GAP, HEIGHT + CAPTION + GAP
    page = Image.new("RGB", (columns * cell_width + GAP, rows * cell_height + GAP), CREAM)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size)
    for index, (sentence, scene) in enumerate(zip(sentences, scenes, strict=True)):
        left = GAP + index % columns * cell_width
        top = GAP + index // columns * cell_height
        page.paste(framed(to_image(scene).convert("RGB")), (left, top))
        lines = textwrap.wrap(sentence, 50)
        pen.multiline_text((left + 6, top + HEIGHT + 10), "\n".join(lines), fill=INK, font=font, spacing=5)
    with replacing(path) as temporary:
        page.save(temporary, format="PNG", optimize=True)


if __name__ == "__main__":
    examples = (ROOT / "data" / "examples.txt").read_text(encoding="utf-8").splitlines()
    folder = ROOT / "docs" / "pictures"
    sheet([examples[i] for i in (0, 1, 2, 4, 5, 7)], 3, folder / "hero.png")
    sheet(examples, 2, folder / "gallery.png")
