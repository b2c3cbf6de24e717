"""What the server looks at before it believes a page or a program: sizes, names, numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from text2scene.catalog import Catalog
from text2scene.errors import InputError, SceneFormatError
from text2scene.render import Library, check_background
from text2scene.scene import MAX_OBJECTS, Scene

MAX_BODY = 2 * 2**20  # bytes of a request
MAX_TEXT = 4000  # characters of a text, on the page
MAX_PAGE_SEED = 999_999  # seeds on the page stay small enough to read out and to type again
MAX_ALTERNATIVES = 8
MAX_LOCKED = MAX_OBJECTS
_DOUBTFUL = re.compile(r"\\u[dD][89a-fA-F]|\d[eE]\+?\d{3}")


def read_json(body: bytes, most: int = MAX_BODY) -> dict[str, Any]:
    """The JSON object in a request of at most ``most`` bytes.

    Raises InputError, for NaN, infinite numbers and halves of characters too.
    """
    if len(body) > most:
        raise InputError(f"The request is larger than {most // 2**20} MB; send a smaller scene.")

    def refuse(name: str) -> float:
        raise InputError(f"A number must be finite, not {name}.")

    try:
        text = body.decode("utf-8-sig")
        data = json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise InputError("The request holds lists in lists, far too deep to be meant.") from None
    except ValueError as error:
        raise InputError(f"The request is not valid JSON: {error!s:.120}.") from None
    if not isinstance(data, dict):
        raise InputError("The request must be a JSON object.")
    if _DOUBTFUL.search(text):
        _check_writable(data)
    return data


def _check_writable(data: object) -> None:
    """Raise InputError for what was read and cannot be written: 1e999, half a character."""
    try:
        json.dumps(data, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:
        raise InputError("The text holds half of a character; type it anew.") from None
    except (ValueError, RecursionError):
        raise InputError("A number must be finite, and lists not very deep in one another.") from None


def read_scene(data: object, library: Library) -> Scene:
    """A Scene document from outside, of pieces and a background that there are. Raises InputError."""
    raw = data.get("objects") if isinstance(data, Mapping) else None
    if isinstance(raw, list) and len(raw) > MAX_OBJECTS:
        raise SceneFormatError(f"objects must be at most {MAX_OBJECTS}, not {len(raw):,}.")
    scene = Scene.from_dict(data)
    check_categories(scene, library.catalog)
    check_background(scene.background, library)
    if len(scene.text) > MAX_TEXT:
        raise SceneFormatError(f"text must be at most {MAX_TEXT:,} characters, not {len(scene.text):,}.")
    return scene


def read_background(value: object, library: Library) -> str:
    """The background of a text that names none, park where nothing is said. Raises InputError."""
    if value is None:
        return "park"
    if not isinstance(value, str):
        raise InputError("background must be the name of a background.")
    return check_background(value, library)


def check_categories(scene: Scene, catalog: Catalog) -> None:
    """Raise SceneFormatError where the scene has a piece that is not known here."""
    for index, item in enumerate(scene.objects):
        if item.category not in catalog:
            raise SceneFormatError(
                f"objects[{index}].category: there is no piece named {item.category!r:.60}; "
                "load the sprite pack that brings it, or take the object out."
            )


def read_text(value: object, name: str = "text") -> str:
    """A text of the page. Raises InputError."""
    if not isinstance(value, str):
        raise InputError(f"{name} must be a text, not {value!r:.40}.")
    if len(value) > MAX_TEXT:
        raise InputError(
            f"The text has {len(value):,} characters, and one picture can take at most {MAX_TEXT:,}; "
            "send it in parts, one picture each."
        )
    return value


def read_seed(value: object) -> int:
    """The number of a variation. Raises InputError."""
    if value is None or value == "":
        return 0
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or value != value // 1
        or not 0 <= value <= MAX_PAGE_SEED
    ):
        raise InputError(f"The variation must be a whole number from 0 to {MAX_PAGE_SEED:,}.")
    return int(value)


def read_temperature(value: object) -> float | None:
    """How freely to draw, 0 to 2; None for the usual. Raises InputError."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 2:
        raise InputError(f"The temperature must be from 0 to 2, not {value!r:.40}.")
    return float(value)


def read_locked(value: object, scene: Scene) -> frozenset[str]:
    """Ids of objects of the scene that must stay as they are. Raises InputError."""
    if value is None:
        return frozenset()
    if not isinstance(value, list) or len(value) > MAX_LOCKED or not all(isinstance(o, str) for o in value):
        raise InputError("locked must be a list of ids of the scene.")
    known = {item.id for item in scene.objects}
    for ident in value:
        if ident not in known:
            raise InputError(f"There is no object {ident!r:.60} in this scene.")
    return frozenset(value)
