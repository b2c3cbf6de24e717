"""Draws the pictures of composed scenes with the shipped weights: python docs/make_pictures.py"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import text2scene
from text2scene.files import replacing
from text2scene.render import to_image
from text2scene.scene import Scene

ROOT = Path(__file__).resolve().parent.parent
CREAM, INK = "#FFF6E5", "#3A2E4C"
WIDTH, HEIGHT, GAP, CAPTION = 500, 400, 28, 88
SMALL = 0.72

# A sentence, the background that it is drawn on, and the styles of its pieces.
DRESSED: list[tuple[str, str, Mapping[str, Mapping[str, str]]]] = [
    (
        "Mike kicks the soccer ball. Jenny waves. An apple tree is on the right.",
        "park",
        {"mike": {"hair_style": "curls", "top": "red"}, "jenny": {"hair_style": "ponytail", "top": "sky"}},
    ),
    (
        "Jenny sits by the campfire and laughs. Mike wears a wizard hat. An owl sits in the pine tree.",
        "night",
        {
            "jenny": {"hair_style": "braids", "hair": "auburn", "top": "teal"},
            "wizard_hat": {"main": "purple"},
        },
    ),
    (
        "Mike and Jenny are sitting. There is a hot air balloon in the sky. The cat sits between them.",
        "sunset",
        {
            "jenny": {"skin": "brown-1", "hair": "black", "hair_style": "puffs", "top": "yellow"},
            "mike": {"skin": "light-2", "hair": "ginger", "hair_style": "spiky", "top": "pine"},
            "cat": {"main": "grey"},
        },
    ),
    (
        "It is raining. Jenny is sad. Mike waves. A duck is to the left of Jenny.",
        "rain",
        {"jenny": {"hair_style": "bob", "hair": "black", "top": "yellow"}},
    ),
    (
        "Jenny wears sunglasses. Mike builds in the sandbox with a shovel. A beach ball is on the right.",
        "beach",
        {"jenny": {"top": "orange", "hair_style": "ponytail", "hair": "dark-blond"}, "mike": {"top": "lime"}},
    ),
    (
        "A bear stands behind the table. Mike is surprised. Jenny holds a pie. There is no sun.",
        "forest",
        {"jenny": {"skin": "dark-1", "hair": "dark-brown", "hair_style": "puffs", "top": "lilac"}},
    ),
    (
        "Jenny wears a winter cap. Mike throws a frisbee. The dog is between them. There is no sun.",
        "snow",
        {
            "winter_cap": {"main": "blue"},
            "mike": {"top": "purple", "bottom": "navy"},
            "jenny": {"hair_style": "braids", "top": "red"},
        },
    ),
    (
        "Mike holds balloons. Jenny runs to the left. An oak tree is on the left.",
        "autumn",
        {"jenny": {"hair": "brown", "hair_style": "bob", "top": "pine"}, "mike": {"top": "orange"}},
    ),
    (
        "A rocket flies over the tent. Mike is waving. Jenny wears a viking helmet.",
        "space",
        {"mike": {"top": "white", "bottom": "grey"}, "tent": {"main": "lilac"}},
    ),
    (
        "Mike wears a pirate hat. Jenny wears a crown. A snake is in front of them. There is no sun.",
        "underwater",
        {
            "mike": {"skin": "medium-2", "hair": "brown", "top": "yellow"},
            "jenny": {"hair": "platinum", "top": "lilac"},
            "snake": {"main": "pink"},
        },
    ),
    (
        "Mike cooks hamburgers on the grill and wears a chef hat. Jenny wears glasses and is angry.",
        "sunset",
        {"jenny": {"hair": "grey", "hair_style": "bob", "top": "blue"}, "grill": {"main": "teal"}},
    ),
    (
        "Jenny holds a tennis racket. Mike runs. A helicopter is in the sky.",
        "park",
        {"jenny": {"hair": "black", "top": "white", "bottom": "navy"}, "helicopter": {"main": "blue"}},
    ),
]


def framed(picture: Image.Image) -> Image.Image:
    """The picture with rounded corners on cream."""
    mask = Image.new("L", (picture.width * 4, picture.height * 4), 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *mask.size), radius=72, fill=255)
    page = Image.new("RGB", picture.size, CREAM)
    page.paste(picture, (0, 0), mask.resize(picture.size, Image.Resampling.LANCZOS))
    return page


def dressed(scene: Scene, background: str, styles: Mapping[str, Mapping[str, str]]) -> Scene:
    """The scene on another background, its pieces in the styles of their categories."""
    objects = tuple(replace(item, style=styles.get(item.category, item.style)) for item in scene.objects)
    return replace(scene, objects=objects, background=background)


def sheet(scenes: list[Scene], columns: int, path: Path, size: int = 20, scale: float = 1.0) -> None:
    """Scenes in rows, each over its sentence; ``size`` is that of the letters."""
    rows = -(-len(scenes) // columns)
    width, height, caption = round(WIDTH * scale), round(HEIGHT * scale), round(CAPTION * scale)
    cell_width, cell_height = width + GAP, height + caption + GAP
    page = Image.new("RGB", (columns * cell_width + GAP, rows * cell_height + GAP), CREAM)
    pen, font = ImageDraw.Draw(page), ImageFont.load_default(size)
    for index, scene in enumerate(scenes):
        left = GAP + index % columns * cell_width
        top = GAP + index // columns * cell_height
        page.paste(framed(to_image(scene, scale=scale).convert("RGB")), (left, top))
        lines = textwrap.wrap(scene.text, 50)
        pen.multiline_text((left + 6, top + height + 10), "\n".join(lines), fill=INK, font=font, spacing=5)
    with replacing(path) as temporary:
        page.save(temporary, format="PNG", optimize=True)


if __name__ == "__main__":
    generator = text2scene.load()
    folder = ROOT / "docs" / "pictures"
    examples = (ROOT / "data" / "examples.txt").read_text(encoding="utf-8").splitlines()
    shown = generator.generate_batch(examples)
    sheet([shown[i] for i in (0, 1, 2, 4, 5, 7)], 3, folder / "hero.png")
    sheet(shown, 2, folder / "gallery.png")
    plain = generator.generate_batch([sentence for sentence, _, _ in DRESSED])
    varied = [dressed(scene, place, styles) for scene, (_, place, styles) in zip(plain, DRESSED, strict=True)]
    sheet(varied, 3, folder / "scenes.png", 15, SMALL)
