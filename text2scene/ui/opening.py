"""Opening what a person has kept: a scene file, a picture that carries its scene, an old format."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from text2scene.errors import InputError, SceneFormatError
from text2scene.formats import scene_from_codraw
from text2scene.render import Library, check_background, scene_from_picture
from text2scene.scene import FORMAT, MAX_OBJECTS, Scene, SceneObject
from text2scene.ui.checks import MAX_TEXT, check_categories, read_json

MAX_FILE = 16 * 2**20  # bytes of a picture; it is looked into, not decoded
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST_NOTICES = 5


@dataclass(frozen=True)
class Opened:
    """A scene from a file, and a sentence for each thing in it that could not be used."""

    scene: Scene
    notices: tuple[str, ...] = ()


def open_file(data: bytes, library: Library) -> Opened:
    """The scene in a file, whatever it is called: JSON, PNG, SVG, or a CoDraw scene string.

    Raises InputError where it is none of them, or is of a newer format.
    """
    if len(data) > MAX_FILE:
        raise InputError(f"The file is larger than {MAX_FILE // 2**20} MB, so it is no scene of text2scene.")
    if data.startswith(_PNG):
        return _checked(_from_picture(data, ".png"), library)
    head = data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if head == b"{":
        return open_document(read_json(data.removeprefix(b"\xef\xbb\xbf")), library)
    if head == b"<":
        return _checked(_from_picture(data, ".svg"), library)
    return _checked(_from_codraw(data), library)


def open_document(document: Mapping[str, Any], library: Library) -> Opened:
    """A Scene document of which one broken object is left out, with a notice, rather than all refused.

    Raises InputError where it is no scene at all, or of a newer format.
    """
    if document.get("format") != FORMAT:
        raise SceneFormatError(_other_format(document.get("format")))
    raw = document.get("objects")
    if not isinstance(raw, list):
        raise SceneFormatError("This file is no scene: its objects are not a list.")
    if len(raw) > MAX_OBJECTS:
        raise SceneFormatError(f"objects must be at most {MAX_OBJECTS}, not {len(raw):,}.")
    kept: list[Any] = []
    notices: list[str] = []
    seen: set[str] = set()
    for index, entry in enumerate(raw):
        try:
            item = SceneObject.from_dict(entry)
            if item.id in seen:
                raise SceneFormatError(f"id {item.id!r} is used twice.")
            check_categories(Scene((item,)), library.catalog)
        except SceneFormatError as error:
            notices.append(f"Object {index + 1} was left out: {error}".replace("objects[0].", ""))
            continue
        seen.add(item.id)
        kept.append(entry)
    fields = {**document, "objects": kept}
    if isinstance(fields.get("text"), str) and len(fields["text"]) > MAX_TEXT:
        fields["text"] = fields["text"][:MAX_TEXT]
        notices.append(f"The text was cut at {MAX_TEXT:,} characters.")
    try:
        check_background(str(fields.get("background", "park")), library)
    except InputError as error:
        fields["background"] = "park"
        notices.append(f"{error} The park is shown instead.")
    if len(notices) > _MOST_NOTICES:
        notices = [*notices[:_MOST_NOTICES], f"… and {len(notices) - _MOST_NOTICES} more."]
    return Opened(Scene.from_dict(fields), tuple(notices))


def _checked(scene: Scene, library: Library) -> Opened:
    return open_document(scene.to_dict(), library)


def _from_picture(data: bytes, ending: str) -> Scene:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"picture{ending}"
        path.write_bytes(data)
        try:
            return scene_from_picture(path)
        except InputError as error:
            raise type(error)(str(error).replace(str(path), "this picture")) from None


def _from_codraw(data: bytes) -> Scene:
    try:
        return scene_from_codraw(data.decode("utf-8"))
    except (UnicodeDecodeError, SceneFormatError):
        raise InputError(
            "This file holds no scene; open a .json, .png or .svg file that text2scene saved."
        ) from None


def _other_format(found: object) -> str:
    if isinstance(found, str) and found.startswith("text2scene/"):
        return f"This scene is of the newer format {found!r:.40}; open it with a newer text2scene."
    return "This file holds no scene; open a .json, .png or .svg file that text2scene saved."
