"""A book as a moving picture: on every page its objects appear one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.colours import channels
from text2scene.export.drawn import paste_bubbles, paste_picture, sheet_image
from text2scene.export.sheets import Book, Sheet

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 360  # pixels across at scale 1
_MOST_STEPS = 6  # of one page; more objects than this appear several at a time
_STEP_MS, _FIRST_MS = 420, 600
_COLOURS = 255
_WEBP_QUALITY = 82


def _scale(book: Book) -> float:
    return WIDTH * book.options.scale / book.size[0]


def stages(book: Book, sheet: Sheet) -> list[tuple[Sheet, int]]:
    """A sheet as it grows, each with the milliseconds that it stays."""
    last = round(book.options.seconds * 1000)
    picture = sheet.picture
    if picture is None or not picture.scene.objects or sheet.kind == "title":
        return [(sheet, last)]
    objects = picture.scene.objects
    steps = min(_MOST_STEPS, len(objects))
    found = []
    for step in range(steps):
        shown = objects[: round(step * len(objects) / steps)]
        less = replace(picture, scene=replace(picture.scene, objects=shown))
        found.append((replace(sheet, picture=less, bubbles=()), _STEP_MS if step else _FIRST_MS))
    if sheet.bubbles:
        found.append((replace(sheet, bubbles=()), _STEP_MS))
    return [*found, (sheet, last)]


def _images(book: Book) -> Iterator[tuple[Sheet, Image, int]]:
    """Every stage of every sheet as an image, with the milliseconds that it stays."""
    scale = _scale(book)
    for sheet in book.sheets:
        bare = None if sheet.panels else sheet_image(book, replace(sheet, picture=None), scale)
        for stage, ms in stages(book, sheet):
            if bare is None or stage.picture is None:
                image = sheet_image(book, stage, scale)
            else:  # nothing lies over the picture, so the rest need not be drawn again
                image = bare.copy()
                paste_picture(image, book, stage.picture, scale)
                paste_bubbles(image, stage.picture, stage.bubbles, scale)
            yield sheet, image, ms


def write_webp(book: Book, path: Path) -> None:
    """Write an animated WebP; frames are made one at a time."""
    durations = [ms for sheet in book.sheets for _, ms in stages(book, sheet)]
    _lazy(book, len(durations)).save(
        path, "WEBP", save_all=True, duration=durations, loop=0,
        quality=_WEBP_QUALITY, method=1, minimize_size=False, kmax=9,
    )  # fmt: skip


def _lazy(book: Book, count: int) -> Image:
    """An image whose frames are drawn when they are asked for, in order."""
    from PIL import Image

    images = _images(book)
    _, first, _ = next(images)

    class Frames(Image.Image):
        n_frames = count
        is_animated = True
        _shown = 0

        def seek(self, frame: int) -> None:
            while self._shown < frame:
                self._shown += 1
                self.im = next(images)[1].im

        def tell(self) -> int:
            return self._shown

    lazy = Frames()
    lazy.im, lazy._mode, lazy._size = first.im, first.mode, first.size
    return lazy


def write_gif(book: Book, path: Path) -> None:
    """Write an animated GIF: the frames of a page share its colours, and only what changes is stored."""
    from PIL import GifImagePlugin

    with path.open("wb") as out:
        first = True
        for image, box, ms in _gif_frames(book):
            if first:
                header, _ = GifImagePlugin.getheader(image, info={"loop": 0, "version": b"GIF89a"})
                for part in header:
                    out.write(part)
                out.write(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")
                first = False
            options: dict[str, Any] = {"duration": ms, "disposal": 1, "include_color_table": True}
            for part in GifImagePlugin.getdata(image.crop(box), box[:2], **options):
                out.write(part)
        out.write(b";")


def _gif_frames(book: Book) -> Iterator[tuple[Image, tuple[int, int, int, int], int]]:
    """Each frame with its own colours, the box in which it differs from the one before, and its time."""
    from PIL import ImageChops
    from PIL.Image import Dither

    before: Image | None = None
    current: Sheet | None = None
    palette: Image | None = None
    for sheet, whole, ms in _images(book):
        if palette is None or sheet is not current:
            current, palette = sheet, _palette(book, sheet)
        box = (0, 0, *whole.size)
        if before is not None:
            box = ImageChops.difference(whole, before).getbbox() or (0, 0, 1, 1)
        before = whole
        yield whole.quantize(palette=palette, dither=Dither.NONE), box, ms


def _palette(book: Book, sheet: Sheet) -> Image:
    """The colours of a finished page."""
    from PIL.Image import Dither, Quantize

    finished = sheet_image(book, sheet, _scale(book))
    palette = finished.quantize(_COLOURS, Quantize.MEDIANCUT, dither=Dither.NONE)
    # The paper keeps its exact colour, or a page would show where the one before it was.
    colours = palette.getpalette() or []
    corner = 3 * palette.tobytes()[0]
    colours[corner : corner + 3] = channels(sheet.colour)
    palette.putpalette(colours)
    return palette
