"""How a book is to look: paper, layout, bubbles, numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from text2scene.errors import InputError

MM = 72 / 25.4
#: Trim sizes in points, upright.
PAPERS = {
    "a4": (210 * MM, 297 * MM),
    "a5": (148 * MM, 210 * MM),
    "letter": (612.0, 792.0),
    "square": (210 * MM, 210 * MM),
}
LAYOUTS = ("own", "under", "beside", "over")
ORIENTATIONS = ("auto", "portrait", "landscape")
BUBBLES = ("none", "both", "instead")
EPUBS = ("fixed", "flowing")
#: What a printer asks for beyond the cut, in points.
BLEED = 3 * MM
MIN_BOOK_SCALE, MAX_BOOK_SCALE = 0.5, 6.0
MIN_SECONDS, MAX_SECONDS = 0.5, 60.0


@dataclass(frozen=True, slots=True)
class BookOptions:
    """What a book is made with; every export takes the same and uses what concerns it.

    paper: ``a4``, ``a5``, ``letter`` or ``square`` (210 mm). orientation: ``auto`` turns a paper that
    is not square on its side where most pages have their text beside or over the picture. layout: where
    the text is: ``under``, ``beside`` or ``over`` the picture on all pages, or ``own``, where each page
    says it. bubbles: ``none``; ``both``, which shows spoken words in
    bubbles and leaves the text whole; ``instead``, which takes a sentence that is nothing but
    speech out of the text once its bubble is placed. bleed: in a PDF, 3 mm of picture beyond the cut on
    all sides, for printers. title_page, page_numbers, shadows, haze: whether there are any. scale: of
    pictures made of pixels, 0.5 to 6; 1 is 72 pixels to the inch of paper (GIF and WebP: 360 pixels
    across). seconds: how long an animation rests on a page, 0.5 to 60. epub: ``fixed`` pages as
    they are printed, or ``flowing`` text whose size the reader chooses.

    Raises InputError, naming the option, for another value.
    """

    paper: str = "square"
    orientation: str = "auto"
    layout: str = "own"
    bubbles: str = "both"
    bleed: bool = False
    title_page: bool = True
    page_numbers: bool = True
    scale: float = 2.0
    seconds: float = 3.0
    epub: str = "fixed"
    shadows: bool = True
    haze: bool = True

    def __post_init__(self) -> None:
        for name, choices in _CHOICES.items():
            value = getattr(self, name)
            if not isinstance(value, str) or value not in choices:
                raise InputError(f"{name} must be one of {', '.join(choices)}, not {value!r:.60}.")
        for name in ("bleed", "title_page", "page_numbers", "shadows", "haze"):
            if not isinstance(getattr(self, name), bool):
                raise InputError(f"{name} must be true or false, not {getattr(self, name)!r:.60}.")
        ranges = (("scale", MIN_BOOK_SCALE, MAX_BOOK_SCALE), ("seconds", MIN_SECONDS, MAX_SECONDS))
        for name, low, high in ranges:
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
                raise InputError(f"{name} must be a number from {low:g} to {high:g}, not {value!r:.60}.")

    def size(self, layouts: Sequence[str] = ()) -> tuple[float, float]:
        """Width and height of a page after the cut, in points; layouts: what the pages say."""
        short, long = PAPERS[self.paper]
        upright = (
            [layout == "under" for layout in layouts] if self.layout == "own" else [self.layout == "under"]
        )
        turned = self.orientation == "landscape"
        if self.orientation == "auto":
            turned = 2 * sum(upright) < len(upright)
        return (long, short) if turned else (short, long)


_CHOICES: dict[str, tuple[str, ...]] = {
    "paper": tuple(PAPERS),
    "orientation": ORIENTATIONS,
    "layout": LAYOUTS,
    "bubbles": BUBBLES,
    "epub": EPUBS,
}
