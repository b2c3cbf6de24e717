"""Scenes as pixels, composed with Pillow from the atlas."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING

from text2scene.colours import channels
from text2scene.errors import InputError
from text2scene.render.canvas import Placement, draw_scene
from text2scene.render.embedded import PNG_KEY, scene_json
from text2scene.render.library import Library, default_library
from text2scene.render.shadows import COLOUR, LAYERS, Shadow
from text2scene.scene import Scene

if TYPE_CHECKING:
    from PIL.Image import Image

MIN_PICTURE_SCALE, MAX_PICTURE_SCALE = 0.25, 8.0
MAX_PIXELS = 64 * 10**6
# Larger sprites are cut to the visible part and not kept: a tree may be asked for at 20 x 8.
_MAX_KEPT_PIXELS = 4 * 10**6
# A shadow is drawn so many times as large first, for a smooth edge, unless it is larger than any usual one.
_SHADOW_DETAIL, _MAX_KEPT_SHADOW = 3, 4 * 10**5


def check_scale(scale: object) -> float:
    """``scale`` as a number from 0.25 to 8. Raises InputError."""
    if (
        isinstance(scale, bool)
        or not isinstance(scale, int | float)
        or not MIN_PICTURE_SCALE <= scale <= MAX_PICTURE_SCALE
    ):
        raise InputError(
            f"scale must be a number from {MIN_PICTURE_SCALE:g} to {MAX_PICTURE_SCALE:g}, not {scale!r:.60}."
        )
    return float(scale)


def picture_size(scene: Scene, scale: float) -> tuple[int, int]:
    """(width, height) of a picture in pixels. Raises InputError where scale or size is too large."""
    scale = check_scale(scale)
    width, height = max(1, round(scene.width * scale)), max(1, round(scene.height * scale))
    if width * height > MAX_PIXELS:
        fitting = math.floor(100 * math.sqrt(MAX_PIXELS / (scene.width * scene.height))) / 100
        raise InputError(
            f"A picture of {width} x {height} pixels is too large; use a scale of at most {fitting:g}."
        )
    return width, height


class PillowCanvas:
    """Draws on a Pillow image of ``size`` pixels, each scene pixel ``scale`` image pixels wide.

    ``image`` is RGB, white to begin with, or RGBA and clear where ``transparent``.
    Sprites stand on whole image pixels.
    """

    def __init__(
        self,
        size: tuple[int, int],
        scale: float = 1.0,
        *,
        transparent: bool = False,
        library: Library | None = None,
    ) -> None:
        from PIL import Image

        self.scale = scale
        self.library = library or default_library()
        self.image = Image.new("RGBA", size) if transparent else Image.new("RGB", size, "white")

    def background(self, name: str) -> None:
        width, height = self.image.size
        picture = self.library.scaled.get((name, width, height), lambda: self._cover(name, width, height))
        self.image.paste(picture)

    def _cover(self, name: str, width: int, height: int) -> Image:
        from PIL.Image import Resampling

        smallest = self.library.levels("backgrounds", name)[0]
        factor = max(width / smallest.width, height / smallest.height)
        source = self.library.image(
            "backgrounds", name, math.floor(smallest.width * factor), math.floor(smallest.height * factor)
        )
        shown = min(source.width / width, source.height / height)
        # rounding must not put a corner outside the picture
        left = max(0.0, (source.width - width * shown) / 2)
        top = max(0.0, (source.height - height * shown) / 2)
        right, bottom = min(source.width, left + width * shown), min(source.height, top + height * shown)
        return source.convert("RGB").resize((width, height), Resampling.LANCZOS, (left, top, right, bottom))

    def shadow(self, shadow: Shadow) -> None:
        width = max(1, round(shadow.width * self.scale))
        height = max(1, round(shadow.height * self.scale))
        left = round(shadow.x * self.scale - width / 2)
        top = round(shadow.y * self.scale - height / 2)
        shown = self._shown(left, top, width, height)
        if shown is None:
            return
        if width * height > _MAX_KEPT_SHADOW:
            picture = _ellipses(width, height, shown, shadow.strength, 1)
        else:
            whole = (0, 0, width, height)
            key = ("shadow", width, height, shadow.strength)
            picture = self.library.scaled.get(
                key, lambda: _ellipses(width, height, whole, shadow.strength, _SHADOW_DETAIL)
            )
            picture = picture if shown == whole else picture.crop(shown)
        self._stamp(picture, (left + shown[0], top + shown[1]))

    def _shown(self, left: int, top: int, width: int, height: int) -> tuple[int, int, int, int] | None:
        """What of a box is on the image (left, top, right, bottom, from its own corner); None if nothing."""
        shown = (
            max(0, -left),
            max(0, -top),
            min(width, self.image.width - left),
            min(height, self.image.height - top),
        )
        return None if shown[0] >= shown[2] or shown[1] >= shown[3] else shown

    def sprite(self, placement: Placement) -> None:
        across, down = self.library.outgrowth(placement.name, placement.style)
        width = max(1, round(placement.width * across * self.scale))
        height = max(1, round(placement.height * down * self.scale))
        left = round(placement.x * self.scale - width / 2)
        top = round(placement.y * self.scale - height / 2)
        shown = self._shown(left, top, width, height)
        if shown is None:
            self.library.levels("sprites", placement.name)  # a name that is not there is still an error
            return
        picture = self._part(placement, width, height, shown)
        self._stamp(picture, (left + shown[0], top + shown[1]))

    def _stamp(self, picture: Image, where: tuple[int, int]) -> None:
        """Lay an RGBA picture, all of which is on the image, over what is there."""
        if self.image.mode == "RGBA":
            self.image.alpha_composite(picture, where)
        else:
            self.image.paste(picture, where, picture)

    def _part(self, placement: Placement, width: int, height: int, shown: tuple[int, int, int, int]) -> Image:
        """The part ``shown`` (left, top, right, bottom) of a sprite drawn ``width`` by ``height``."""
        if width * height > _MAX_KEPT_PIXELS:
            return self._resampled(placement, width, height, shown)
        whole = (0, 0, width, height)
        air = (placement.haze, placement.air) if placement.haze else None
        key = ("sprite", placement.name, placement.style, width, height, placement.flip, air)
        picture = self.library.scaled.get(key, lambda: self._resampled(placement, width, height, whole))
        return picture if shown == whole else picture.crop(shown)

    def _resampled(
        self, placement: Placement, width: int, height: int, shown: tuple[int, int, int, int]
    ) -> Image:
        from PIL.Image import Resampling, Transpose

        source = self.library.sprite(placement.name, placement.style, width, height)
        left, top, right, bottom = shown
        if placement.flip:
            left, right = width - right, width - left
        across, down = source.width / width, source.height / height
        box = (left * across, top * down, right * across, bottom * down)
        picture = source.resize((right - left, bottom - top), Resampling.LANCZOS, box)
        if placement.haze:
            picture = _hazed(picture, placement.haze, placement.air)
        return picture.transpose(Transpose.FLIP_LEFT_RIGHT) if placement.flip else picture


def _hazed(picture: Image, haze: float, air: str) -> Image:
    """An RGBA image with its colours moved by ``haze`` towards ``air``; its alpha stays."""
    from PIL import Image

    red, green, blue, alpha = picture.split()
    colour = Image.new("RGB", picture.size, channels(air))
    bands = Image.blend(Image.merge("RGB", (red, green, blue)), colour, haze).split()
    return Image.merge("RGBA", (*bands, alpha))


def _ellipses(
    width: int, height: int, shown: tuple[int, int, int, int], strength: float, detail: int
) -> Image:
    """The part ``shown`` of a shadow of this size in pixels, as an RGBA image.

    It is drawn ``detail`` times as large first, for a smooth edge.
    """
    from PIL import Image, ImageDraw

    mask = Image.new("L", ((shown[2] - shown[0]) * detail, (shown[3] - shown[1]) * detail))
    pen, clear = ImageDraw.Draw(mask), 1.0
    for share, opacity in LAYERS:
        clear *= 1 - opacity * strength
        inset = (1 - share) / 2
        left, top = (width * inset - shown[0]) * detail, (height * inset - shown[1]) * detail
        right, bottom = left + width * share * detail - 1, top + height * share * detail - 1
        pen.ellipse((left, top, max(left, right), max(top, bottom)), fill=round(255 * (1 - clear)))
    mask = mask.reduce(detail)
    picture = Image.new("RGBA", mask.size, COLOUR)
    picture.putalpha(mask)
    return picture


def to_image(
    scene: Scene,
    scale: float = 1.0,
    transparent: bool = False,
    *,
    shadows: bool = True,
    haze: bool = True,
    library: Library | None = None,
) -> Image:
    """The scene as a Pillow image: RGB, or RGBA without the background where ``transparent``.

    scale: 0.25 to 8 image pixels to a scene pixel. shadows: under all that stands on the ground
    of the background. haze: far things paler and cooler. Raises InputError for another scale, a
    picture of more than 64 million pixels, or a category, pose or background without a picture.
    """
    library = library or default_library()
    size = picture_size(scene, scale)
    canvas = PillowCanvas(size, float(scale), transparent=transparent, library=library)
    draw_scene(scene, canvas, catalog=library.catalog, background=not transparent, shadows=shadows, haze=haze)
    return canvas.image


def to_png(
    scene: Scene,
    scale: float = 1.0,
    transparent: bool = False,
    compress_level: int = 6,
    *,
    shadows: bool = True,
    haze: bool = True,
    library: Library | None = None,
) -> bytes:
    """The scene as a PNG file that carries the Scene, so that it can be opened and edited again.

    compress_level: 0 (quick) to 9 (small). Raises InputError as :func:`to_image` does.
    """
    from PIL.PngImagePlugin import PngInfo

    if isinstance(compress_level, bool) or compress_level not in range(10):
        raise InputError(f"compress_level must be a whole number from 0 to 9, not {compress_level!r:.60}.")
    info = PngInfo()
    info.add_itxt(PNG_KEY, scene_json(scene))
    out = io.BytesIO()
    image = to_image(scene, scale, transparent, shadows=shadows, haze=haze, library=library)
    image.save(out, "PNG", compress_level=compress_level, pnginfo=info)
    return out.getvalue()


def to_webp(
    scene: Scene,
    scale: float = 1.0,
    quality: int = 85,
    transparent: bool = False,
    *,
    shadows: bool = True,
    haze: bool = True,
    library: Library | None = None,
) -> bytes:
    """The scene as a WebP file, without the Scene in it.

    quality: 1 to 99, or 100 for lossless. Raises InputError as :func:`to_image` does.
    """
    if isinstance(quality, bool) or quality not in range(1, 101):
        raise InputError(f"quality must be a whole number from 1 to 100, not {quality!r:.60}.")
    image = to_image(scene, scale, transparent, shadows=shadows, haze=haze, library=library)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=quality, lossless=quality == 100, method=4)
    return out.getvalue()
