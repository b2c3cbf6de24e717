"""How a book looks, on the command line: an option for every one of BookOptions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from text2scene.cli.options import number

if TYPE_CHECKING:
    from text2scene.export import BookOptions

# option -> the endings that it concerns, where it does not concern all books
_CONCERNS = {
    "bleed": (".pdf",),
    "seconds": (".gif", ".webp"),
    "scale": (".zip", ".pptx", ".gif", ".webp"),
    "epub": (".epub",),
}


def add_book_options(parser: argparse.ArgumentParser) -> None:
    """The options of ``text2scene story`` that a book is made with; their defaults are BookOptions'."""
    from text2scene.export.options import (
        BUBBLES,
        EPUBS,
        LAYOUTS,
        MAX_BOOK_SCALE,
        MAX_SECONDS,
        MIN_BOOK_SCALE,
        MIN_SECONDS,
        ORIENTATIONS,
        PAPERS,
    )

    group = parser.add_argument_group("how a book looks")

    def choice(name: str, values: Sequence[str], told: str) -> None:
        group.add_argument(f"--{name}", choices=tuple(values), metavar="NAME", help=told)

    choice("paper", tuple(PAPERS), "square (210 mm; the usual one), a4, a5 or letter")
    choice("orientation", ORIENTATIONS, "portrait, landscape, or auto: as suits the layout (default auto)")
    choice("layout", LAYOUTS, "text under, beside or over the picture; own: as each page says (default)")
    spoken = (
        "what is said in quotes: both, in bubbles and in the text (default); none, in the text alone; "
        "instead, in bubbles alone"
    )
    choice("bubbles", BUBBLES, spoken)
    bleed = "for a print shop: 3 mm of picture beyond the cut on all sides, .pdf only"
    group.add_argument("--bleed", action="store_const", const=True, help=bleed)
    for flag, told in (
        ("title-page", "begin with the first page of the story"),
        ("page-numbers", "no numbers on the pages"),
        ("shadows", "no shadows under what stands on the ground"),
        ("haze", "far things in the colours that near ones have"),
    ):
        name = flag.replace("-", "_")
        group.add_argument(f"--no-{flag}", dest=name, action="store_const", const=False, help=told)
    pixels = (
        "of pictures made of pixels (.zip, .pptx, .gif, .webp): 1 is 72 to the inch; "
        f"{MIN_BOOK_SCALE:g} to {MAX_BOOK_SCALE:g} (default 2)"
    )
    group.add_argument("--scale", type=number(MIN_BOOK_SCALE, MAX_BOOK_SCALE), help=pixels)
    rests = f"how long .gif and .webp rest on a page, {MIN_SECONDS:g} to {MAX_SECONDS:g} (default 3)"
    group.add_argument("--seconds", type=number(MIN_SECONDS, MAX_SECONDS), help=rests)
    choice("epub", EPUBS, "fixed: pages as they are printed (default); flowing: text of any size")


def book_options(args: argparse.Namespace, endings: Sequence[str]) -> BookOptions:
    """What was asked for; on stderr a note for each option that none of the endings (".pdf") has."""
    from text2scene.export import BookOptions

    chosen: dict[str, Any] = {
        name: getattr(args, name)
        for name in BookOptions.__dataclass_fields__
        if getattr(args, name) is not None
    }
    books = [ending for ending in endings if ending != ".json"]
    for name in chosen:
        concerned = _CONCERNS.get(name, tuple(books))
        if not set(books) & set(concerned):
            option = f"--{name}" if chosen[name] is not False else f"--no-{name}"
            kinds = " and ".join(filter(None, [", ".join(concerned[:-1]), *concerned[-1:]])) or "books"
            told = f"{option.replace('_', '-')} is for {kinds} only and changes nothing here."
            print(f"note: {told}", file=sys.stderr)
    return BookOptions(**chosen)
