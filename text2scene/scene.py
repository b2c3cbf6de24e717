"""The Scene: the one data type in which text, drag and drop and the data set meet.

Coordinates are pixels of the canvas (500 x 400 unless said otherwise): origin top left,
x to the right, y down, (x, y) the centre of an object. Nothing here imports torch or
Pillow; a picture is written by :mod:`text2scene.render`, which :meth:`Scene.save` finds
by name when it is first needed.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from text2scene.catalog import (
    CANVAS_HEIGHT,
    CANVAS_WIDTH,
    DEPTH_SCALE,
    EXPRESSIONS,
    GROUPS,
    POSES,
    Catalog,
)
from text2scene.colours import PLAIN, Style
from text2scene.errors import InputError, SceneFormatError
from text2scene.files import read_text, write_text
from text2scene.packs import drawing_catalog

FORMAT = "text2scene/1"
MAX_COORDINATE = 5000.0
MIN_SCALE, MAX_SCALE = 0.05, 20.0
MAX_OBJECTS = 1000
MAX_CANVAS = 4000
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\Z")
_EMPTY: Mapping[str, Any] = MappingProxyType({})


def _check_number(value: object, name: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SceneFormatError(f"{name} must be a number, not {value!r:.60}.")
    if not (math.isfinite(value) and low <= value <= high):
        raise SceneFormatError(f"{name} must be from {low:g} to {high:g}, not {value!r:.60}.")
    return float(value)


def _check_int(value: object, name: str, low: int, high: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise SceneFormatError(f"{name} must be a whole number from {low} to {high}, not {value!r:.60}.")
    return value


def _check_name(value: object, name: str, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.match(value):
        raise SceneFormatError(f"{name} must be a short name, not {value!r:.60}.")
    return value


def _check_choice(value: object, name: str, choices: Sequence[str]) -> None:
    if value is not None and value not in choices:
        raise SceneFormatError(f"{name} must be one of {', '.join(choices)}, not {value!r:.60}.")


@dataclass(frozen=True, slots=True)
class SceneObject:
    """One piece of clip art on the canvas.

    id: unique in its scene. category: a catalog or sprite pack name. x, y: centre in
    pixels, -5000 to 5000. depth: 0 near, 1, 2 far; drawn at 1, 0.7, 0.49. flip: mirrored
    left to right. pose, expression: for the children only. scale: 0.05 to 20, multiplies
    the depth's scale. extra: unknown JSON fields, kept as they are. style: colours of its
    parts and the hair style, see :class:`text2scene.colours.Style`; any mapping is taken.
    Raises SceneFormatError, naming the field, where a value is out of its range.
    """

    id: str
    category: str
    x: float
    y: float
    depth: int = 0
    flip: bool = False
    pose: str | None = None
    expression: str | None = None
    scale: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=lambda: _EMPTY, hash=False)
    style: Mapping[str, str] = PLAIN

    def __post_init__(self) -> None:
        _check_name(self.category, "category", _NAME)
        _check_name(self.id, "id", _ID)
        object.__setattr__(self, "x", _check_number(self.x, "x", -MAX_COORDINATE, MAX_COORDINATE))
        object.__setattr__(self, "y", _check_number(self.y, "y", -MAX_COORDINATE, MAX_COORDINATE))
        _check_int(self.depth, "depth", 0, len(DEPTH_SCALE) - 1)
        if not isinstance(self.flip, bool):
            raise SceneFormatError(f"flip must be true or false, not {self.flip!r:.60}.")
        _check_choice(self.pose, "pose", POSES)
        _check_choice(self.expression, "expression", EXPRESSIONS)
        object.__setattr__(self, "scale", _check_number(self.scale, "scale", MIN_SCALE, MAX_SCALE))
        object.__setattr__(self, "extra", MappingProxyType(dict(self.extra)))
        object.__setattr__(self, "style", Style.of(self.style, self.category))

    @property
    def draw_scale(self) -> float:
        """The factor at which the piece is drawn: its depth's scale times ``scale``."""
        return DEPTH_SCALE[self.depth] * self.scale

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; fields at their default that only some objects have are left out."""
        out: dict[str, Any] = {
            "id": self.id,
            "category": self.category,
            "x": self.x,
            "y": self.y,
            "depth": self.depth,
            "flip": self.flip,
        }
        if self.pose is not None:
            out["pose"] = self.pose
        if self.expression is not None:
            out["expression"] = self.expression
        if self.scale != 1.0:
            out["scale"] = self.scale
        if self.style:
            out["style"] = dict(self.style)
        out.update(self.extra)
        return out

    @classmethod
    def from_dict(cls, data: object) -> SceneObject:
        """Read the JSON form; unknown fields go to ``extra``. Raises SceneFormatError."""
        if not isinstance(data, Mapping):
            raise SceneFormatError(f"must be an object with a category, not {data!r:.60}.")
        missing = [key for key in ("id", "category", "x", "y") if key not in data]
        if missing:
            raise SceneFormatError(f"{missing[0]} is missing.")
        known = {key: data[key] for key in _OBJECT_FIELDS if key in data}
        extra = {key: value for key, value in data.items() if key not in _OBJECT_FIELDS}
        return cls(**known, extra=extra)


_OBJECT_FIELDS = ("id", "category", "x", "y", "depth", "flip", "pose", "expression", "scale", "style")


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture as data: objects in the order in which they were made, on a background.

    width, height: canvas in pixels, 1 to 4000. notes: what the reader of the text wants
    to say about it, as small mappings. extra: unknown JSON fields, kept as they are.
    """

    objects: tuple[SceneObject, ...] = ()
    text: str = ""
    seed: int | None = None
    background: str = "park"
    width: int = CANVAS_WIDTH
    height: int = CANVAS_HEIGHT
    notes: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)
    extra: Mapping[str, Any] = field(default_factory=lambda: _EMPTY, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "objects", tuple(self.objects))
        object.__setattr__(self, "notes", tuple(MappingProxyType(dict(n)) for n in self.notes))
        object.__setattr__(self, "extra", MappingProxyType(dict(self.extra)))
        _check_int(self.width, "width", 1, MAX_CANVAS)
        _check_int(self.height, "height", 1, MAX_CANVAS)
        _check_name(self.background, "background", _NAME)
        if not isinstance(self.text, str):
            raise SceneFormatError(f"text must be a string, not {self.text!r:.60}.")
        if self.seed is not None:
            _check_int(self.seed, "seed", 0, 2**63 - 1)
        if len(self.objects) > MAX_OBJECTS:
            raise SceneFormatError(f"objects must be at most {MAX_OBJECTS}, not {len(self.objects)}.")
        seen: set[str] = set()
        for index, item in enumerate(self.objects):
            if not isinstance(item, SceneObject):
                raise SceneFormatError(f"objects[{index}] must be a SceneObject, not {item!r:.60}.")
            if item.id in seen:
                raise SceneFormatError(f"objects[{index}].id {item.id!r} is used twice.")
            seen.add(item.id)

    # -- looking -----------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.objects)

    def find(self, id_or_category: str) -> SceneObject | None:
        """The object of that id, else the first of that category, else None."""
        by_id = next((o for o in self.objects if o.id == id_or_category), None)
        return by_id or next((o for o in self.objects if o.category == id_or_category), None)

    @property
    def categories(self) -> tuple[str, ...]:
        """Category of each object, in list order."""
        return tuple(item.category for item in self.objects)

    @property
    def draw_order(self) -> tuple[SceneObject, ...]:
        """The objects from back to front; see :func:`draw_order`."""
        return draw_order(self.objects)

    # -- changing (each returns a new Scene) -------------------------------------------

    def adding(self, *items: SceneObject) -> Scene:
        """With more objects at the end; an id already taken gets the next free number."""
        objects = list(self.objects)
        for item in items:
            taken = {other.id for other in objects}
            objects.append(replace(item, id=free_id(item.id, taken)))
        return replace(self, objects=tuple(objects))

    def without(self, *ids: str) -> Scene:
        """Without the objects of these ids."""
        return replace(self, objects=tuple(o for o in self.objects if o.id not in ids))

    def replacing(self, item: SceneObject) -> Scene:
        """With the object of the same id exchanged. Raises InputError if there is none."""
        if all(o.id != item.id for o in self.objects):
            raise InputError(f"There is no object {item.id!r} in this scene.")
        return replace(self, objects=tuple(item if o.id == item.id else o for o in self.objects))

    # -- JSON and files ----------------------------------------------------------------

    def to_dict(self) -> dict[str, Any]:
        """The JSON form, format ``text2scene/1``."""
        out: dict[str, Any] = {
            "format": FORMAT,
            "width": self.width,
            "height": self.height,
            "background": self.background,
            "text": self.text,
            "seed": self.seed,
            "objects": [item.to_dict() for item in self.objects],
            "notes": [dict(note) for note in self.notes],
        }
        out.update(self.extra)
        return out

    def to_json(self, indent: int | None = 1) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: object) -> Scene:
        """Read the JSON form. Raises SceneFormatError that names the broken field."""
        if not isinstance(data, Mapping):
            raise SceneFormatError("A scene must be a JSON object with a list named objects.")
        version = data.get("format")
        if version != FORMAT:
            raise SceneFormatError(
                f"format must be {FORMAT!r}, not {version!r:.60}; a newer file needs a newer text2scene."
            )
        raw = data.get("objects")
        if not isinstance(raw, list):
            raise SceneFormatError("objects must be a list.")
        objects = []
        for index, item in enumerate(raw):
            try:
                objects.append(SceneObject.from_dict(item))
            except SceneFormatError as error:
                raise SceneFormatError(f"objects[{index}].{error}") from None
        notes = data.get("notes", [])
        if not isinstance(notes, list) or not all(isinstance(note, Mapping) for note in notes):
            raise SceneFormatError("notes must be a list of objects.")
        known = {key: data[key] for key in _SCENE_FIELDS if key in data}
        extra = {
            key: value
            for key, value in data.items()
            if key not in (*_SCENE_FIELDS, "format", "objects", "notes")
        }
        return cls(objects=tuple(objects), notes=tuple(notes), extra=extra, **known)

    @classmethod
    def from_json(cls, text: str) -> Scene:
        """Read a JSON string. Raises SceneFormatError where it is not a Scene."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise SceneFormatError(f"This is not valid JSON: {error}.") from None
        return cls.from_dict(data)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Scene:
        """Read a .json file. Raises InputError (missing) or SceneFormatError (broken)."""
        text = read_text(path, "a Scene", SceneFormatError)
        try:
            return cls.from_json(text)
        except SceneFormatError as error:
            raise SceneFormatError(f"{path}: {error}") from None

    def save(
        self,
        path: str | os.PathLike[str],
        scale: float = 1.0,
        *,
        shadows: bool = True,
        haze: bool = True,
        library: Any = None,
    ) -> None:
        """Write .json, .png, .webp or .svg, by the ending; pictures at ``scale`` times 500 x 400.

        Pictures have shadows under all that stands on the ground, and what is far in the paler
        and cooler tones of haze, unless these are False. library: what pictures are drawn with, as
        of :func:`text2scene.render.library_with`; by default what ships.

        Raises InputError for another ending, OutputError where the file cannot be written.
        """
        ending = Path(path).suffix.lower()
        if ending == ".json":
            write_text(path, self.to_json() + "\n")
        elif ending in _PICTURE_WRITERS:
            module, function = _PICTURE_WRITERS[ending].split(":")
            writer = getattr(importlib.import_module(module), function)
            writer(self, path, scale=scale, shadows=shadows, haze=haze, library=library)
        else:
            known = ", ".join(sorted((".json", *_PICTURE_WRITERS)))
            raise InputError(f"Cannot tell the format of {path}; use one of the endings {known}.")


_SCENE_FIELDS = ("text", "seed", "background", "width", "height")

# Found by name, as entry points are, so that this module imports nothing above it.
_PICTURE_WRITERS = {
    ".png": "text2scene.render:save_picture",
    ".webp": "text2scene.render:save_picture",
    ".svg": "text2scene.render:save_picture",
}


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """``wanted``, or with the first free number: dog, dog-2, dog-3."""
    taken = set(taken)
    if wanted not in taken:
        return wanted
    base = re.sub(r"-\d+\Z", "", wanted)
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def draw_order(objects: Sequence[SceneObject], catalog: Catalog | None = None) -> tuple[SceneObject, ...]:
    """From back to front: sun, other sky, then depth 2 to 0; within a depth by group, then list order.

    A category that the catalog does not know counts as a toy.
    """
    catalog = catalog or drawing_catalog()

    def key(entry: tuple[int, SceneObject]) -> tuple[int, int, int, int]:
        index, item = entry
        piece = catalog.by_name.get(item.category)
        group = piece.group if piece else "toy"
        if piece and group == "sky":
            return (0, 0 if piece.acts_as == "sun" else 1, 0, index)
        return (1, -item.depth, GROUPS.index(group), index)

    return tuple(item for _, item in sorted(enumerate(objects), key=key))
