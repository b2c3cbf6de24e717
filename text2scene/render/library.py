"""The folder of pictures that a scene is drawn with, as pixels and as vectors.

``sprites/`` and ``backgrounds/`` hold the SVG sources, ``atlas/`` what is made of them:
each picture as WebP at 2x and at 4x its catalog size, so that a usual page
decodes little and a printed one is still crisp, and ``index.json``, which lists them.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.catalog import Catalog, default_catalog
from text2scene.errors import InputError, Text2SceneError
from text2scene.render.vectors import Vector, read_vector
from text2scene.resources import asset

if TYPE_CHECKING:
    from PIL.Image import Image

INDEX_FORMAT = "text2scene-atlas/1"
KINDS = ("sprites", "backgrounds")
_DECODED_BYTES = 64 * 2**20
_SCALED_BYTES = 96 * 2**20


class ImageCache:
    """Images by key, the least recently used dropped once all take more than ``limit`` bytes.

    An image is never changed once it is in; threads may share the cache.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.used = 0
        self._images: OrderedDict[Hashable, Image] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._images)

    def get(self, key: Hashable, make: Callable[[], Image]) -> Image:
        """The image of that key, made where it is not there yet."""
        with self._lock:
            if key in self._images:
                self._images.move_to_end(key)
                return self._images[key]
        image = make()
        with self._lock:
            if key not in self._images:
                self._images[key] = image
                self.used += _bytes(image)
            while self.used > self.limit and len(self._images) > 1:
                self.used -= _bytes(self._images.popitem(last=False)[1])
        return image


def _bytes(image: Image) -> int:
    return image.width * image.height * 4


@dataclass(frozen=True, slots=True)
class Level:
    """One stored size of a picture: its file in the atlas and its size in pixels."""

    file: str
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Library:
    """Pictures by name from one assets folder, read when first asked for and then cached."""

    root: Path
    catalog: Catalog
    decoded: ImageCache = field(default_factory=lambda: ImageCache(_DECODED_BYTES))
    scaled: ImageCache = field(default_factory=lambda: ImageCache(_SCALED_BYTES))
    _vectors: dict[tuple[str, str], Vector] = field(default_factory=dict)

    @cached_property
    def index(self) -> Mapping[str, Mapping[str, tuple[Level, ...]]]:
        """By kind and name the stored sizes, smallest first. Raises Text2SceneError."""
        path = self.root / "atlas" / "index.json"
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            if document["format"] != INDEX_FORMAT:
                raise ValueError(f"its format is {document['format']!r:.40}")
            return {kind: {name: _levels(raw) for name, raw in document[kind].items()} for kind in KINDS}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Text2SceneError(
                f"The picture atlas {path} cannot be read ({error}); reinstall the package, "
                "or in a source checkout run python -m text2scene.art build."
            ) from None

    def levels(self, kind: str, name: str) -> tuple[Level, ...]:
        """The stored sizes of a picture. Raises InputError where there is no such picture."""
        try:
            return self.index[kind][name]
        except KeyError:
            raise _unknown(kind, name, self.index[kind]) from None

    def image(self, kind: str, name: str, width: float, height: float) -> Image:
        """The smallest stored image of at least that size in pixels, else the largest, as RGBA."""
        levels = self.levels(kind, name)
        fitting = (level for level in levels if level.width >= width and level.height >= height)
        level = next(fitting, levels[-1])
        return self.decoded.get(level.file, lambda: self._decode(level))

    def _decode(self, level: Level) -> Image:
        from PIL import Image

        path = self.root / "atlas" / level.file
        try:
            with Image.open(path) as image:
                return image.convert("RGBA")
        except OSError as error:
            raise Text2SceneError(
                f"The picture {path} cannot be read ({error}); reinstall the package."
            ) from None

    def vector(self, kind: str, name: str) -> Vector:
        """The drawing of a picture. Raises InputError where there is no such picture."""
        key = (kind, name)
        if key not in self._vectors:
            path = self.root / kind / f"{name}.svg"
            if not path.is_file():
                raise _unknown(kind, name, {file.stem: None for file in (self.root / kind).glob("*.svg")})
            self._vectors[key] = read_vector(path)
        return self._vectors[key]


def _levels(raw: Mapping[str, Any]) -> tuple[Level, ...]:
    return tuple(Level(str(one["file"]), int(one["width"]), int(one["height"])) for one in raw["levels"])


def _unknown(kind: str, name: str, known: Mapping[str, object]) -> InputError:
    if kind == "backgrounds":
        return InputError(f"There is no background {name!r}; there is {', '.join(sorted(known)) or 'none'}.")
    return InputError(f"There is no picture for {name!r}; load the sprite pack that brings it.")


@cache
def default_library() -> Library:
    """The pictures that ship with the package."""
    return Library(asset("catalog").parent, default_catalog())
