"""The measures of a page: its margins and type sizes, and where picture and text may be."""

from __future__ import annotations

from dataclasses import dataclass

from text2scene.export.bubbles import Box
from text2scene.export.sheets import Picture
from text2scene.scene import Scene

Rect = tuple[float, float, float, float]  # x, y, width, height

_MARGIN = 0.062  # of the page's shorter side
_LARGEST, _SMALLEST = 0.0445, 0.0215  # type, of the shorter side
_LEAST_POINTS = 9.0
RESERVES = (0.25, 0.33, 0.42, 0.52)  # of the height, for the text under a picture
_WIDEST, _TALLEST = 1.5, 0.86  # a picture's proportion
_CORNER = 0.022


@dataclass(frozen=True, slots=True)
class Paper:
    """The measures that all pages share, in points."""

    width: float
    height: float
    bleed: float
    numbers: bool

    @property
    def short(self) -> float:
        return min(self.width, self.height)

    @property
    def margin(self) -> float:
        return _MARGIN * self.short

    @property
    def foot(self) -> float:
        """What is kept free at the lower edge."""
        return self.margin * (1.12 if self.numbers else 1.0)

    @property
    def sizes(self) -> tuple[float, float]:
        low = max(_LEAST_POINTS, _SMALLEST * self.short)
        return low, max(low, _LARGEST * self.short)

    @property
    def corner(self) -> float:
        return 0.0 if self.bleed else _CORNER * self.short

    def under(self, reserve: float) -> tuple[Rect, Rect]:
        """Where the picture is and where the text under it, with ``reserve`` of the height for that."""
        edge = -self.bleed if self.bleed else self.margin
        width = self.width - 2 * edge
        below = self.height - self.foot - reserve * self.height
        height = min(max(below - edge, width / _WIDEST), width / _TALLEST)
        if edge + height > below + 0.03 * self.height:  # a landscape page: narrower, in the middle
            height = below - edge
            width = min(width, height * _WIDEST)
        frame = ((self.width - width) / 2, edge, width, height)
        top = edge + height + 0.35 * self.margin
        side = 1.35 * self.margin
        return frame, (
            side,
            top,
            self.width - 2 * side,
            self.height - self.foot - 0.2 * self.margin - top,
        )

    def beside(self, leftward: bool) -> tuple[Rect, Rect]:
        """Where the picture is and where the text beside it: the picture comes first in the reading."""
        edge = -self.bleed if self.bleed else self.margin
        width = 0.6 * self.width - edge
        height = min(self.height - 2 * edge, width / 0.86)
        if self.bleed:
            height = self.height - 2 * edge
        top = (self.height - height) / 2
        left = edge if not leftward else self.width - edge - width
        gap = 0.85 * self.margin
        free = self.width - (edge + width) - gap - self.margin
        x = edge + width + gap if not leftward else self.margin
        return (left, top, width, height), (x, self.margin, free, self.height - self.margin - self.foot)


def within(room: Rect, proportion: float) -> Rect:
    """The largest box of a proportion in the middle of another."""
    x, y, width, height = room
    wide, high = min(width, height * proportion), min(height, width / proportion)
    return x + (width - wide) / 2, y + (height - high) / 2, wide, high


def inwards(picture: Picture, box: Rect) -> Box:
    """A box of the page in pixels of the picture's scene."""
    x, y = (box[0] - picture.box[0]) / picture.scale, (box[1] - picture.box[1]) / picture.scale
    return x, y, x + box[2] / picture.scale, y + box[3] / picture.scale


def outside(scene: Scene, edge: float) -> tuple[Box, ...]:
    """The strips along the edges that are cut off, and a little more."""
    width, height, edge = scene.width, scene.height, 2 * edge
    far = 10_000.0
    return (
        (-far, -far, far, edge),
        (-far, height - edge, far, far),
        (-far, -far, edge, far),
        (width - edge, -far, far, far),
    )


def tint(air: str) -> str:
    """A pale paper in the colour of a background's air."""
    channels = (int(air[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - value) * 0.45):02X}" for value in channels)
