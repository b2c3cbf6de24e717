"""The Scene that a picture carries along, so that a PNG or SVG can be opened and edited again."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.parsers import expat

from text2scene.errors import InputError, SceneFormatError
from text2scene.scene import Scene

PNG_KEY = "text2scene"
NAMESPACE = "urn:text2scene:scene"
SCENE_ELEMENT = "scene"
_MAX_FILE_BYTES = 64 * 2**20


def scene_json(scene: Scene) -> str:
    """The Scene in one line of ASCII, which any container can hold, whatever its text is."""
    return json.dumps(scene.to_dict(), ensure_ascii=True, separators=(",", ":"))


def scene_from_picture(path: str | os.PathLike[str]) -> Scene:
    """The Scene in a .png or .svg file that text2scene wrote.

    Raises InputError where the file cannot be read or carries no Scene, and
    SceneFormatError, naming the field, where the Scene in it is broken.
    """
    ending = Path(path).suffix.lower()
    if ending not in (".png", ".svg"):
        raise InputError(f"Cannot open {path}: only .png and .svg pictures carry their scene.")
    try:
        if os.path.getsize(path) > _MAX_FILE_BYTES:
            raise InputError(f"Cannot open {path}: it is too large to be a picture of a scene.")
        text = _from_png(path) if ending == ".png" else _from_svg(Path(path).read_bytes())
    except (OSError, ValueError, expat.ExpatError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise InputError(f"Cannot open {path}: {reason or f'it is no {ending[1:].upper()} file'}.") from None
    if text is None:
        raise InputError(f"{path} carries no scene; open a .png or .svg picture that text2scene saved.")
    try:
        return Scene.from_json(text)
    except SceneFormatError as error:
        raise SceneFormatError(f"{path}: {error}") from None


def _from_png(path: str | os.PathLike[str]) -> str | None:
    """The text chunk; it stands before the pixels, which are not decoded."""
    from PIL import Image

    try:
        with Image.open(path, formats=["PNG"]) as image:
            text = image.info.get(PNG_KEY)
    except Image.DecompressionBombError:
        raise ValueError("far more pixels than a picture of a scene has") from None
    return str(text) if text is not None else None


def _from_svg(data: bytes) -> str | None:
    """The text of the scene element; a document that declares entities is refused."""
    parts: list[str] = []
    depth = 0
    name = f"{NAMESPACE} {SCENE_ELEMENT}"

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += tag == name

    def end(tag: str) -> None:
        nonlocal depth
        depth -= tag == name

    def characters(text: str) -> None:
        if depth:
            parts.append(text)

    def entity(*_declaration: object) -> None:
        raise ValueError("entities are not allowed")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = entity
    parser.Parse(data, True)
    return "".join(parts) or None
