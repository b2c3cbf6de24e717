"""What a book is made of, whatever it is then written as: sheets with pictures, text and bubbles.

Lengths are points (1/72 inch) from the top left corner of the trimmed page, y down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from text2scene.catalog import Catalog
from text2scene.export.bubbles import Bubble
from text2scene.export.fonts import FAMILIES, face
from text2scene.export.options import BookOptions
from text2scene.export.typeset import Block
from text2scene.render import Library
from text2scene.scene import Scene

INK = "#2A2140"
QUIET = "#6E6785"
ACCENT = "#B4356C"
PAPER = "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Picture:
    """A scene in a box (x, y, width, height), with corners of ``radius`` and its alternative text.

    scene: on a canvas of the box's proportions. scale: points to a pixel of that scene.
    """

    scene: Scene
    box: tuple[float, float, float, float]
    radius: float
    alt: str

    @property
    def scale(self) -> float:
        return self.box[2] / self.scene.width

    def outwards(self, x: float, y: float) -> tuple[float, float]:
        """A point of the scene on the page."""
        return self.box[0] + x * self.scale, self.box[1] + y * self.scale


@dataclass(frozen=True, slots=True)
class Panel:
    """A filled rounded box."""

    box: tuple[float, float, float, float]
    radius: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """Set text; role: ``title``, ``author``, ``chapter``, ``text`` or ``number``. box: where it may be."""

    role: str
    block: Block
    colour: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of paper. kind: ``title``, ``page`` or ``more``, where a text goes on without a picture.

    label: what a table of contents calls it. number: of the page, from 1; 0 for the title.
    """

    kind: str
    label: str
    number: int
    layout: str
    colour: str = PAPER
    picture: Picture | None = None
    bubbles: tuple[Bubble, ...] = ()
    panels: tuple[Panel, ...] = ()
    texts: tuple[Text, ...] = ()
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A story laid out. size: of a page after the cut, in points. warnings: what did not go as wished."""

    title: str
    author: str
    lang: str
    leftward: bool
    size: tuple[float, float]
    sheets: tuple[Sheet, ...]
    options: BookOptions
    library: Library
    warnings: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def catalog(self) -> Catalog:
        return self.library.catalog


def framed(scene: Scene, proportion: float) -> Scene:
    """The scene on a canvas ``proportion`` times as wide as it is high, itself in the middle.

    The background covers all of it; nothing of the scene is cut off.
    """
    width, height = scene.width, scene.height
    if width / height < proportion:
        width = min(4000, round(height * proportion))
    else:
        height = min(4000, round(width / proportion))
    across, down = (width - scene.width) / 2, (height - scene.height) / 2
    objects = tuple(replace(item, x=_held(item.x + across), y=_held(item.y + down)) for item in scene.objects)
    return replace(scene, objects=objects, width=width, height=height)


def _held(value: float) -> float:
    return min(5000.0, max(-5000.0, value))


def webfonts(book: Book) -> Iterator[tuple[str, bytes]]:
    """The fonts that the book uses, cut down to its letters."""
    text = "".join(text.block.text for sheet in book.sheets for text in sheet.texts) + "0123456789"
    titles = "".join(
        text.block.text for sheet in book.sheets for text in sheet.texts if text.role in ("title", "chapter")
    )
    for family in FAMILIES:
        for bold, used in ((False, text), (True, titles)):
            known = face(family, bold)
            if any(known.has(char) and not char.isspace() for char in used):
                yield known.name, known.webfont(used)
