"""A tale that was made up -> a story: the words for people, the pictures by its plain words."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from text2scene.scene import Scene, SceneObject
from text2scene.story.model import CastMember, Page, StoryValue

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.tale import Tale
    from text2scene.tale.tale import Page as TalePage

TALE_FORMAT = "text2scene-tale/"


def read_tale(path: str | os.PathLike[str]) -> Tale | None:
    """The tale in a .json file; None where it holds none, or cannot be read. Raises InputError."""
    try:
        text = Path(path).read_text(encoding="utf-8")
        document = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return None  # whoever reads it as a story says what is wrong with it
    if not isinstance(document, dict) or not str(document.get("format")).startswith(TALE_FORMAT):
        return None
    from text2scene.tale import Tale

    return Tale.from_json(text)


def story_of(tale: Tale, generator: Generator, drawn: Sequence[Scene] = ()) -> StoryValue:
    """The story of a tale: its texts, and a picture of each page that shows just what the page says.

    What belongs to a place, such as a house, stands where it stood as long as the tale stays there. The
    pictures count as made by hand, since the told words alone would be drawn differently. drawn: the
    pictures of the first pages, where they are there already.
    """
    pages: list[Page] = []
    before: tuple[TalePage, Scene] | None = None
    for n, told in enumerate(tale.pages, 1):
        scene = drawn[n - 1] if n <= len(drawn) else _picture(told, before, generator)
        before = told, scene
        pages.append(Page(f"page-{n}", told.text, replace(scene, text=told.text), by_hand=True))
    cast = tuple(CastMember(member.name, member.piece, member.piece) for member in tale.cast)
    return StoryValue(tale.title, tuple(pages), cast)


def _picture(told: TalePage, before: tuple[TalePage, Scene] | None, generator: Generator) -> Scene:
    """One page, on the furniture of the page before where the place is the same."""
    stays: tuple[SceneObject, ...] = ()
    if before is not None and before[0].place == told.place:
        catalog = generator.catalog
        stays = tuple(
            item
            for item in before[1].objects
            if item.category in told.pieces and catalog[item.category].group == "park"
        )
    scene = generator.edit(Scene(stays), told.drawing) if stays else generator.generate(told.drawing)
    if not set(told.pieces) <= set(scene.categories):
        scene = generator.generate(told.drawing)
    # the tale says all that is to be seen
    objects = tuple(item for item in scene.objects if item.category in told.pieces)
    return replace(scene, objects=objects, background=told.background, notes=())
