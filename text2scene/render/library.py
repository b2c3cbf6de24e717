"""The folder of pictures that a scene is drawn with, as pixels and as vectors.

``sprites/`` and ``backgrounds/`` hold the SVG sources, ``atlas/`` what is made of them:
each picture as WebP at 2x and at 4x its catalog size, so that a usual page
decodes little and a printed one is still crisp, and ``index.json``, which lists them.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.catalog import Catalog
from text2scene.colours import Style
from text2scene.errors import InputError, Text2SceneError
from text2scene.packs import catalog_with, drawing_catalog
from text2scene.render.kits import KIT_MARGIN, StoredKit, is_grip, kit_of, put_together, stored_kit
from text2scene.render.tints import Tint, recoloured, restyled, tints_of
from text2scene.resources import asset
from text2scene.vectors import Kit, Vector, embedded_png, prefixed, read_kit, read_vector

if TYPE_CHECKING:
    from PIL.Image import Image

INDEX_FORMAT = "text2scene-atlas/1"
KINDS = ("sprites", "backgrounds")
_DECODED_BYTES = 64 * 2**20
_SCALED_BYTES = 96 * 2**20
_MADE_SCALES, _MADE_SIDE = (2, 4), 2560  # of a pack's SVG: times its size, longest side in pixels


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
    """One stored size of a picture: its file in the atlas, its size in pixels, the file of its masks."""

    file: str
    width: int
    height: int
    masks: str = ""


@dataclass(frozen=True, eq=False)
class Library:
    """Pictures by name from one assets folder, read when first asked for and then cached."""

    root: Path
    catalog: Catalog
    decoded: ImageCache = field(default_factory=lambda: ImageCache(_DECODED_BYTES))
    scaled: ImageCache = field(default_factory=lambda: ImageCache(_SCALED_BYTES))
    _vectors: dict[tuple[str, str], Vector] = field(default_factory=dict)
    _kits: dict[str, Kit] = field(default_factory=dict)

    @property
    def index(self) -> Mapping[str, Mapping[str, tuple[Level, ...]]]:
        """By kind and name the stored sizes, smallest first. Raises Text2SceneError."""
        return self._stored[0]

    @cached_property
    def _stored(
        self,
    ) -> tuple[
        Mapping[str, Mapping[str, tuple[Level, ...]]],
        Mapping[str, tuple[Tint, ...]],
        Mapping[str, StoredKit],
    ]:
        """What the atlas holds: stored sizes by kind and name, tints of sprites, kits."""
        path = self.root / "atlas" / "index.json"
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            if document["format"] != INDEX_FORMAT:
                raise ValueError(f"its format is {document['format']!r:.40}")
            index = {kind: {name: _levels(raw) for name, raw in document[kind].items()} for kind in KINDS}
            tints = {
                name: tuple(Tint(str(part), str(colour)) for part, colour in raw.get("tints", ()))
                for name, raw in document["sprites"].items()
            }
            return index, tints, {name: stored_kit(raw) for name, raw in document.get("kits", {}).items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise Text2SceneError(
                f"The picture atlas {path} cannot be read ({error}); reinstall the package, "
                "or in a source checkout run python -m text2scene.art build."
            ) from None

    def levels(self, kind: str, name: str) -> tuple[Level, ...]:
        """The stored sizes of a picture, none of what a pack brings with it.

        Raises InputError where there is no such picture.
        """
        if kind == "sprites" and self.added(name):
            return ()
        try:
            return self.index[kind][name]
        except KeyError:
            raise _unknown(kind, name, self.index[kind]) from None

    def image(self, kind: str, name: str, width: float, height: float) -> Image:
        """The smallest stored image of at least that size in pixels, else the largest, as RGBA."""
        return self._read(self._fitting(kind, name, width, height).file)

    def _fitting(self, kind: str, name: str, width: float, height: float) -> Level:
        levels = self.levels(kind, name)
        fitting = (level for level in levels if level.width >= width and level.height >= height)
        return next(fitting, levels[-1])

    def sprite(self, name: str, style: Style, width: float, height: float) -> Image:
        """A sprite in a style, RGBA, stored or made in at least that size in pixels if there is one.

        It shows the sprite with what ``outgrowth`` says around it.
        """
        from PIL import Image

        own = self.added(name)
        if own is not None:
            return self._added_image(own, name, style, width, height)
        kit = self._kit(name, style)
        if kit is not None:
            stored, wanted = kit
            key = ("kit", name, style)
            return self.decoded.get(key, lambda: put_together(stored, wanted, style, self._read))
        if is_grip(name):
            return Image.new("RGBA", (1, 1))
        tints = self._stored[1].get(name, ())
        changes = [(tint.colour, new) if (new := tint.styled(style)) else None for tint in tints]
        level = self._fitting("sprites", name, width, height)
        if not level.masks or not any(changes):
            return self._read(level.file)
        return self.decoded.get(
            (level.file, style), lambda: recoloured(self._read(level.file), self._read(level.masks), changes)
        )

    def outgrowth(self, name: str, style: Style) -> tuple[float, float]:
        """How many times as wide and as high as the sprite its picture in a style is, about its centre."""
        kit = self._kit(name, style)
        if kit is None:
            return 1.0, 1.0
        width, height = kit[0].size
        return (width + 2 * KIT_MARGIN) / width, (height + 2 * KIT_MARGIN) / height

    def _kit(self, name: str, style: Style) -> tuple[StoredKit, tuple[str, ...]] | None:
        """The kit and the layers of it that show a sprite in a style; None where the sprite itself does."""
        chosen = kit_of(name, style)
        stored = self._stored[2].get(chosen[0]) if chosen else None
        return (stored, chosen[1]) if stored and chosen else None

    def _read(self, file: str) -> Image:
        """A file of the atlas as RGBA, kept. Raises Text2SceneError."""
        return self.decoded.get(file, lambda: self._decode(self.root / "atlas" / file))

    def _decode(self, path: Path) -> Image:
        from PIL import Image

        try:
            with Image.open(path) as image:
                return image.convert("RGBA")
        except OSError as error:
            raise Text2SceneError(
                f"The picture {path} cannot be read ({error}); reinstall the package, or mend its pack."
            ) from None

    def source(self, kind: str, name: str) -> Path:
        """Where the drawing of a picture is, or would be."""
        piece = self.catalog.by_name.get(name) if kind == "sprites" else None
        return piece.picture if piece and piece.picture else self.root / kind / f"{name}.svg"

    def added(self, name: str) -> Path | None:
        """The file of a sprite that a pack outside the assets folder brings; None for any other."""
        piece = self.catalog.by_name.get(name)
        picture = piece.picture if piece else None
        return picture if picture and not picture.is_relative_to(self.root) else None

    def _added_image(self, path: Path, name: str, style: Style, width: float, height: float) -> Image:
        """A PNG as it is, whatever the style; an SVG drawn in the style, large enough if it may be."""
        if path.suffix.lower() == ".png":
            return self.decoded.get(path, lambda: self._decode(path))
        known, vector = self.styled_vector(name, style)
        own = self.catalog[name].size()
        enough = (one for one in _MADE_SCALES if own[0] * one >= width and own[1] * one >= height)
        scale = min(next(enough, _MADE_SCALES[-1]), _MADE_SIDE / max(own))
        pixels = max(1, round(own[0] * scale)), max(1, round(own[1] * scale))
        return self.decoded.get((path, known, pixels), lambda: vector.image(*pixels, path.name))

    def vector(self, kind: str, name: str) -> Vector:
        """The drawing of a picture. Raises InputError where there is no such picture."""
        key = (kind, name)
        if key not in self._vectors:
            path = self.source(kind, name)
            if not path.is_file():
                raise _unknown(kind, name, {file.stem: None for file in (self.root / kind).glob("*.svg")})
            if path.suffix.lower() == ".png":
                self._vectors[key] = embedded_png(path.read_bytes(), *self.catalog[name].size())
            else:
                self._vectors[key] = read_vector(path, name)
        return self._vectors[key]

    def styled_vector(self, name: str, style: Style) -> tuple[str, Vector]:
        """The drawing of a sprite in a style, and a name for it that other styles don't have.

        Raises InputError where there is no such sprite.
        """
        chosen = kit_of(name, style)
        kit = self._kit_drawing(chosen[0]) if chosen else None
        if kit and chosen:
            body = "".join(kit.layers.get(layer, "") for layer in chosen[1])
            plain = Vector(kit.width, kit.height, body)
        elif is_grip(name):  # a folder without kits has none
            return name, Vector(1, 1, "")
        else:
            plain = self.vector("sprites", name)
            if plain.raster or not any(tint.styled(style) for tint in tints_of(plain.body)):
                return name, plain
        known = f"{name}-{hashlib.sha256(repr(style).encode()).hexdigest()[:8]}"
        body = restyled(plain.body, style).replace(prefixed("", name), prefixed("", known))
        return known, Vector(plain.width, plain.height, body)

    def kit(self, name: str) -> Kit | None:
        """The drawing of a child in one pose, in layers; None where there is none, as of a pack's piece."""
        return self._kit_drawing(name)

    def _kit_drawing(self, name: str) -> Kit | None:
        """The drawing of a kit; None in a folder that has none of that name."""
        path = self.root / "kits" / f"{name}.svg"
        if name not in self._kits and path.is_file():
            self._kits[name] = read_kit(path)
        return self._kits.get(name)


def _levels(raw: Mapping[str, Any]) -> tuple[Level, ...]:
    return tuple(
        Level(
            str(one["file"]), int(one["width"]), int(one["height"]), str(one.get("masks", {}).get("file", ""))
        )
        for one in raw["levels"]
    )


def _unknown(kind: str, name: str, known: Mapping[str, object]) -> InputError:
    if kind == "backgrounds":
        return InputError(f"There is no background {name!r}; there is {', '.join(sorted(known)) or 'none'}.")
    return InputError(f"There is no picture for {name!r}; load the sprite pack that brings it.")


@cache
def default_library() -> Library:
    """The pictures that ship with the package, those of its packs included."""
    return Library(asset("catalog").parent, drawing_catalog())


def library_for(catalog: Catalog) -> Library:
    """The shipped pictures and those of the packs whose pieces a catalog has."""
    shipped = default_library()
    return shipped if catalog is shipped.catalog else Library(shipped.root, catalog)


def library_with(packs: Sequence[str | os.PathLike[str]] = (), default: bool = True) -> Library:
    """What scenes with pieces of these packs are drawn with; see :func:`text2scene.packs.catalog_with`."""
    return library_for(catalog_with(packs, default))
