"""The two public text forms of a scene: the CoDraw string and the Abstract Scenes file.

CoDraw (Kim et al., ACL 2019): ``n,`` and then n times ``png,index,subtype,type,x,y,depth,flip,``.
Abstract Scenes (Zitnick and Parikh, CVPR 2013): a line ``class<TAB>n``, then n lines
``png<TAB>type<TAB>subtype<TAB>x<TAB>y<TAB>depth<TAB>flip``. A piece whose x or y is -10000
lies beside the canvas and is not in the scene.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from text2scene.catalog import EXPRESSIONS, POSES, Catalog, Piece, default_catalog
from text2scene.errors import DataError, SceneFormatError
from text2scene.scene import Scene, SceneObject

BESIDE_CANVAS = -10000.0


@dataclass(frozen=True, slots=True)
class AbstractScene:
    """A scene of the public file: its number, its class (number // 10) and the Scene."""

    number: int
    class_id: int
    scene: Scene


def _number(text: str, name: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise SceneFormatError(f"{name} must be a number, not {text!r:.40}.") from None


def _integer(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise SceneFormatError(f"{name} must be a whole number, not {text!r:.40}.") from None


def _read_piece(
    type_: str, subtype: str, x: str, y: str, depth: str, flip: str, catalog: Catalog
) -> SceneObject | None:
    """The object of one record; None where it lies beside the canvas. Ids are not yet unique."""
    px, py = _number(x, "x"), _number(y, "y")
    if BESIDE_CANVAS in (px, py):
        return None
    code = (_integer(type_, "type"), _integer(subtype, "subtype"))
    try:
        piece = catalog.by_code(*code)
    except KeyError:
        raise SceneFormatError(f"type {code[0]}, subtype {code[1]} is no piece of the catalog.") from None
    pose = expression = None
    if piece.is_child:
        pose = POSES[code[1] // len(EXPRESSIONS)]
        expression = EXPRESSIONS[code[1] % len(EXPRESSIONS)]
    return SceneObject(
        piece.name, piece.name, px, py, _integer(depth, "depth"), flip.strip() == "1", pose, expression
    )


def _with_ids(items: Iterable[SceneObject]) -> Scene:
    return Scene().adding(*items)


def _subtype(item: SceneObject, piece: Piece) -> int:
    if not piece.is_child:
        return piece.subtype
    pose = POSES.index(item.pose or "wave")
    return pose * len(EXPRESSIONS) + EXPRESSIONS.index(item.expression or "smile")


def _png(item: SceneObject, piece: Piece) -> str:
    if piece.is_child:
        return f"{piece.file_code.split('<')[0]}{_subtype(item, piece)}s.png"
    return f"{piece.file_code}.png"


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def scene_from_codraw(text: str, catalog: Catalog | None = None) -> Scene:
    """Read a CoDraw scene string; "" is the empty scene. Raises SceneFormatError."""
    catalog = catalog or default_catalog()
    fields = text.strip().rstrip(",").split(",")
    if fields == [""]:
        return Scene()
    count = _integer(fields[0], "the number of pieces")
    if len(fields) != 1 + 8 * count:
        raise SceneFormatError(
            f"The scene string says {count} pieces, so {1 + 8 * count} fields, but has {len(fields)}."
        )
    items = []
    for start in range(1, len(fields), 8):
        _, _, subtype, type_, x, y, depth, flip = fields[start : start + 8]
        try:
            item = _read_piece(type_, subtype, x, y, depth, flip, catalog)
        except SceneFormatError as error:
            raise SceneFormatError(f"piece {start // 8}: {error}") from None
        if item is not None:
            items.append(item)
    return _with_ids(items)


def scene_to_codraw(scene: Scene, catalog: Catalog | None = None) -> str:
    """Write a CoDraw scene string. Raises SceneFormatError for a piece that it has no code for."""
    catalog = catalog or default_catalog()
    parts = [str(len(scene))]
    for index, item in enumerate(scene.objects):
        piece = _known(item, catalog)
        row = (_png(item, piece), index, _subtype(item, piece), piece.type)
        place = (_plain(item.x), _plain(item.y), item.depth, int(item.flip))
        parts.extend(str(value) for value in (*row, *place))
    return ",".join(parts) + ("," if len(scene) else "")


def _known(item: SceneObject, catalog: Catalog) -> Piece:
    if item.category not in catalog:
        raise SceneFormatError(f"{item.category!r} has no code in the Abstract Scenes formats.")
    return catalog[item.category]


def read_abstract_scenes(
    path: str | os.PathLike[str], catalog: Catalog | None = None
) -> Iterator[AbstractScene]:
    """Read ``Scenes_10020.txt``; scenes with 0 pieces are skipped, their numbers are not reused.

    Raises DataError that names the file and line.
    """
    catalog = catalog or default_catalog()
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"Cannot read the scenes file {path}: {error}.") from None
    position, number, last_class, within = 1, -1, None, 0
    while position < len(lines):
        header = lines[position].split("\t")
        if not lines[position].strip():
            position += 1
            continue
        try:
            class_id, count = _integer(header[0], "class"), _integer(header[1], "number of pieces")
            if not 0 <= count < len(lines):
                raise SceneFormatError(f"the number of pieces cannot be {count}.")
            within = within + 1 if class_id == last_class else 0
            last_class = class_id
            number = 10 * class_id + within
            items = []
            for line in range(position + 1, position + 1 + count):
                fields = lines[line].split("\t")
                _, type_, subtype, x, y, depth, flip = fields
                item = _read_piece(type_, subtype, x, y, depth, flip, catalog)
                if item is not None:
                    items.append(item)
        except (SceneFormatError, ValueError, IndexError) as error:
            raise DataError(f"{path}, scene after line {position + 1}: {error}") from None
        position += 1 + count
        if items:
            yield AbstractScene(number, class_id, _with_ids(items))


def write_abstract_scenes(scenes: Iterable[AbstractScene], catalog: Catalog | None = None) -> str:
    """The text form of scenes in number order, ten per class; missing numbers become 0 pieces."""
    catalog = catalog or default_catalog()
    by_number = {entry.number: entry.scene for entry in scenes}
    total = (max(by_number, default=-1) // 10 + 1) * 10
    lines = [str(total)]
    for number in range(total):
        scene = by_number.get(number, Scene())
        lines.append(f"{number // 10}\t{len(scene)}")
        for item in scene.objects:
            piece = _known(item, catalog)
            row = (_png(item, piece), piece.type, _subtype(item, piece))
            place = (_plain(item.x), _plain(item.y), item.depth, int(item.flip))
            lines.append("\t".join(str(value) for value in (*row, *place)))
    return "\n".join(lines) + "\n"
