"""Draws ``pictures/books.png`` of docs/books.md: one story, its title page and the three layouts.

Run it from the root of the repository: ``python docs/make_book_pictures.py``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PIL import Image

import text2scene
from text2scene.export import BookOptions
from text2scene.export.drawn import sheet_image
from text2scene.export.layout import make_book
from text2scene.story.model import CastMember, Page, StoryValue

PICTURES = Path(__file__).resolve().parent / "pictures"
PAGES = (
    ("Mike and Jenny go camping. They put up a tent next to the big tree.", "park", "under"),
    ('"Look, a bear!" shouts Mike. Jenny is surprised. The bear stands behind the tent.', "forest", "under"),
    ("At night they sit by the fire. An owl sits in the tree. The dog sleeps.", "night", "beside"),
    ('"What a day!" says Mike. "I want to come back tomorrow!" says Jenny.', "sunset", "over"),
)
GAP, SCALE = 24, 0.75


def main() -> None:
    generator = text2scene.load()
    pages = tuple(
        Page(f"p{n}", text, replace(generator.generate(text), background=background), layout=layout)
        for n, (text, background, layout) in enumerate(PAGES)
    )
    cast = (CastMember("Mike", "mike", "mike"), CastMember("Jenny", "jenny", "jenny"))
    story = StoryValue("The Bear Who Came for Supper", pages, cast, author="Ada and her Grandfather")
    book = make_book(story, BookOptions())
    shown = [sheet_image(book, book.sheets[n], SCALE) for n in (0, 2, 3, 4)]
    width, height = shown[0].size
    picture = Image.new("RGB", (2 * width + 3 * GAP, 2 * height + 3 * GAP), "#D9D4E4")
    for n, sheet in enumerate(shown):
        picture.paste(sheet, (GAP + n % 2 * (width + GAP), GAP + n // 2 * (height + GAP)))
    picture.quantize(200).save(PICTURES / "books.png", optimize=True)


if __name__ == "__main__":
    main()
