"""Sprite packs: folders that add pieces to those that are built in.

A pack is a ``pack.json`` and SVG or PNG pictures beside or below it. Each of its pieces behaves
like a built-in one, so that a network that has never seen it can place it. What the fields are
is told in ``docs/packs.md``.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from text2scene.catalog import Catalog, Piece, default_catalog
from text2scene.errors import InputError
from text2scene.pictures import picture_problem
from text2scene.resources import asset

PACK_FILE = "pack.json"
PACK_FORMAT = "text2scene-pack/1"
FACINGS = ("right", "left", "frontal")
MAX_PIECES = 500
MAX_PACK_BYTES = 2**20
MIN_SIDE, MAX_SIDE = 4.0, 1000.0
_MAX_ANCHOR = 500.0
_MAX_SYNONYMS, _MAX_WORDS = 50, 60  # synonyms of a piece, characters of each and of a label
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\Z")
_ARTICLES = ("a ", "an ", "the ", "some ")
_TEXTS = ("title", "licence", "author", "source", "description")
_FIELDS = frozenset(
    {"name", "label", "synonyms", "file", "behaves_like", "width", "height"}
    | {"facing", "ground", "held", "worn"}
)


@dataclass(frozen=True, eq=False)
class Pack:
    """A pack that can be used. Ids of its pieces follow on those of the built-in pieces."""

    name: str
    title: str
    folder: Path
    pieces: tuple[Piece, ...]


def read_pack(folder: str | os.PathLike[str], *, pictures: bool = True) -> Pack:
    """Read a pack. Raises InputError with the first problem, and how many more there are.

    pictures: look into its pictures too, which needs skia-python where they are SVG.
    """
    pack, problems = examine_pack(folder, pictures=pictures)
    if pack is None:
        more = f" There are {len(problems) - 1} more problems." if len(problems) > 2 else ""
        more = " There is 1 more problem." if len(problems) == 2 else more
        raise InputError(
            f"The pack {os.fspath(folder)} cannot be used: {problems[0]}{more} "
            "To see all, run text2scene pack check."
        )
    return pack


def examine_pack(
    folder: str | os.PathLike[str], *, pictures: bool = True
) -> tuple[Pack | None, tuple[str, ...]]:
    """The pack, or None, and every problem in it, each a sentence that names piece and field."""
    root = Path(folder).absolute()
    try:
        document = _document(root)
    except ValueError as error:
        return None, (f"{error}.",)
    problems: list[str] = []
    name = document.get("name")
    if not isinstance(name, str) or not _NAME.match(name):
        problems.append(f"pack.json, name: must be small letters, digits and _, not {name!r:.60}.")
    for key in document:
        if key not in ("format", "name", "pieces", *_TEXTS):
            problems.append(f"pack.json, {key!s:.40}: there is no such field.")
        elif key in _TEXTS and not isinstance(document[key], str):
            problems.append(f"pack.json, {key}: must be a text, not {document[key]!r:.60}.")
    pieces = _pieces(document.get("pieces"), root, problems, pictures)
    if problems:
        return None, tuple(problems)
    return Pack(str(name), str(document.get("title", name)), root, pieces), ()


def _document(root: Path) -> dict[str, Any]:
    """The pack.json of a folder. Raises ValueError with what is wrong, without its full stop."""
    path = root / PACK_FILE
    if not root.is_dir():
        raise ValueError("there is no such folder")
    try:
        if path.is_symlink() or not path.is_file():
            raise ValueError(f"there is no file {PACK_FILE} in it")
        if path.stat().st_size > MAX_PACK_BYTES:
            raise ValueError(f"{PACK_FILE} is larger than {MAX_PACK_BYTES:,} bytes")
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ValueError(f"{PACK_FILE} cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ValueError(f"{PACK_FILE} is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"{PACK_FILE} is not valid JSON: {error}") from None
    except RecursionError:
        raise ValueError(f"{PACK_FILE} is nested too deeply") from None
    found = document.get("format") if isinstance(document, dict) else None
    if found != PACK_FORMAT:
        raise ValueError(f"pack.json, format: must be {PACK_FORMAT!r}, not {found!r:.60}")
    return dict(document)


def _pieces(raw: Any, root: Path, problems: list[str], pictures: bool) -> tuple[Piece, ...]:
    """The pieces that can be used; what is wrong with the others goes to ``problems``."""
    if not isinstance(raw, list) or not 1 <= len(raw) <= MAX_PIECES:
        count = f"{len(raw):,} pieces" if isinstance(raw, list) else f"{raw!r:.40}"
        problems.append(f"pack.json, pieces: must be a list of 1 to {MAX_PIECES} pieces, not {count}.")
        return ()
    builtin = default_catalog()
    found: dict[str, Piece] = {}
    for number, entry in enumerate(raw, 1):
        if not isinstance(entry, dict):
            problems.append(f"piece {number}: must be an object with the fields of a piece.")
            continue
        name = entry.get("name")
        if not isinstance(name, str) or not _NAME.match(name):
            problems.append(
                f"piece {number}, name: must be small letters, digits and _ after a letter, not {name!r:.60}."
            )
            continue
        wrong = list(_wrong_fields(entry, builtin))
        if name in builtin:
            wrong.append("name: there is a built-in piece of this name")
        if name in found:
            wrong.append("name: an earlier piece has this name")
        size = None if wrong else (float(entry["width"]), float(entry["height"]))
        problem = _wrong_file(entry.get("file"), root)
        if not problem and pictures and size:
            problem = picture_problem(root / entry["file"], name, *size)
        if problem:
            wrong.append(f"file: {problem}")
        problems += (f"{name}, {one}." for one in wrong)
        if not wrong:
            found[name] = _piece(entry, len(builtin) + len(found), root, builtin)
    return tuple(found.values())


def _wrong_fields(entry: Mapping[str, Any], builtin: Catalog) -> Iterable[str]:
    """What is wrong with the fields of a piece, as ``field: problem``."""
    for key in entry:
        if key not in _FIELDS:
            yield f"{key!s:.40}: there is no such field"
    label, synonyms = entry.get("label"), entry.get("synonyms")
    if not _is_words(label):
        yield f"label: must be a text of at most {_MAX_WORDS} characters, not {label!r:.60}"
    if not isinstance(synonyms, list) or not 1 <= len(synonyms) <= _MAX_SYNONYMS:
        yield f"synonyms: must be a list of 1 to {_MAX_SYNONYMS} texts, not {synonyms!r:.60}"
    elif wrong := [one for one in synonyms if not _is_words(one)]:
        yield f"synonyms: each must be a text of at most {_MAX_WORDS} characters, not {wrong[0]!r:.60}"
    for key in ("width", "height"):
        if not _is_number(entry.get(key), MIN_SIDE, MAX_SIDE):
            limit = f"{MIN_SIDE:g} to {MAX_SIDE:g}"
            yield f"{key}: must be from {limit} pixels of the canvas, not {entry.get(key)!r:.60}"
    like = entry.get("behaves_like")
    known = isinstance(like, str) and like in builtin
    if not known:
        yield f"behaves_like: must be the name of a built-in piece, such as 'dog', not {like!r:.60}"
    elif builtin[str(like)].is_child:
        yield f"behaves_like: must be a thing or an animal, as nothing has the poses of {like!r}"
    if "facing" in entry and entry["facing"] not in FACINGS:
        yield f"facing: must be one of {', '.join(FACINGS)}, not {entry['facing']!r:.60}"
    if "ground" in entry and not isinstance(entry["ground"], bool):
        yield f"ground: must be true or false, not {entry['ground']!r:.60}"
    for key in ("held", "worn"):
        if key in entry and not _is_anchor(entry[key]):
            yield f"{key}: must be two numbers of pixels, such as [0, -8], not {entry[key]!r:.60}"
    if "worn" in entry and known and builtin[str(like)].group != "wearable":
        yield f"worn: only what behaves like a hat or glasses is worn, not what behaves like {like!r}"


def _wrong_file(file: Any, root: Path) -> str:
    """What is wrong with where a picture is; empty where nothing is."""
    if not isinstance(file, str) or not file.lower().endswith((".svg", ".png")):
        return f"must be the path of an .svg or .png file in the pack, not {file!r:.60}"
    parts = file.split("/")
    outside = "\\" in file or ":" in file or "\0" in file or Path(file).is_absolute()
    if outside or any(part in ("", ".", "..") for part in parts):
        return f"{file!r:.60} must be a plain path within the pack, with / between folders"
    if any(root.joinpath(*parts[:count]).is_symlink() for count in range(1, len(parts) + 1)):
        return f"{file!r:.60} is or goes through a link; copy the file into the pack"
    return "" if root.joinpath(*parts).is_file() else f"there is no file {file!r:.60} in the pack"


def _is_words(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and len(value) <= _MAX_WORDS and value.isprintable()


def _is_number(value: object, low: float, high: float) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and low <= value <= high
    )


def _is_anchor(value: object) -> bool:
    numbers = value if isinstance(value, list) and len(value) == 2 else (None,)
    return all(_is_number(one, -_MAX_ANCHOR, _MAX_ANCHOR) for one in numbers)


def _piece(entry: Mapping[str, Any], number: int, root: Path, builtin: Catalog) -> Piece:
    """A piece of an entry in which nothing is wrong."""
    like, ground, label = builtin[entry["behaves_like"]], entry.get("ground"), entry["label"].strip()
    article = next((one for one in _ARTICLES if label.lower().startswith(one)), "")
    usual = "an " if label[0].lower() in "aeiou" else "a "
    bare = label[len(article) :]
    held = (float(entry["held"][0]), float(entry["held"][1])) if "held" in entry else None
    worn = (float(entry["worn"][0]), float(entry["worn"][1])) if "worn" in entry else like.worn
    # What can be held may also lie on the ground, fly through the air, or be in a hand.
    stands = "rests" if held is not None or like.group == "wearable" else "stands"
    return Piece(
        id=number,
        name=entry["name"],
        label=bare[:1].upper() + bare[1:],
        group=like.group,
        synonyms=tuple(one.strip() for one in entry["synonyms"]),
        looks=f"facing {facing}" if (facing := entry.get("facing")) else "",
        width=float(entry["width"]),
        height=float(entry["height"]),
        type=-1,  # no Abstract Scenes code
        subtype=number,
        file_code="",
        worn=worn,
        held=held,
        stance=like.stance if ground is None else stands if ground else "floats",
        carries=like.carries,
        behaves_like=like.name,
        ground=ground,
        facing=facing,
        phrase=label if article else usual + label,
        picture=root / entry["file"],
    )


def with_packs(catalog: Catalog, packs: Iterable[Pack]) -> Catalog:
    """The catalog with the pieces of packs after its own, whose ids stay as they are.

    Raises InputError where two pieces have one name.
    """
    pieces = list(catalog.pieces)
    owner = dict.fromkeys(catalog.names, "the built-in pieces")
    for pack in packs:
        for piece in pack.pieces:
            if piece.name in owner:
                raise InputError(
                    f"The piece {piece.name!r} of the pack {pack.name} is in {owner[piece.name]} too; "
                    "rename it, or leave one of them out."
                )
            pieces.append(replace(piece, id=len(pieces)))
        ships = " (--no-default-pack leaves it out)" if pack.folder.parent == asset("packs") else ""
        owner |= dict.fromkeys((piece.name for piece in pack.pieces), f"the pack {pack.name}{ships}")
    return Catalog(tuple(pieces), catalog.classes, ",".join(piece.name for piece in pieces))


def catalog_digest(catalog: Catalog) -> str:
    """SHA-256 of all that the pieces of packs look like and are placed by, as hexadecimal digits."""
    digest = hashlib.sha256()
    for piece in catalog.pieces:
        if piece.picture is not None:
            digest.update(repr(replace(piece, picture=None)).encode())
            digest.update(hashlib.sha256(piece.picture.read_bytes()).digest())
    return digest.hexdigest()


@cache
def default_packs() -> tuple[Pack, ...]:
    """The packs that ship, read once; their pictures are in the atlas, checked when it is built."""
    return shipped_packs(asset("catalog").parent)


def shipped_packs(assets: Path) -> tuple[Pack, ...]:
    """The packs of an assets folder, by name; none where it has no ``packs``."""
    folders = sorted(path.parent for path in (assets / "packs").glob(f"*/{PACK_FILE}"))
    return tuple(read_pack(folder, pictures=False) for folder in folders)


@cache
def drawing_catalog() -> Catalog:
    """The built-in pieces and those of the packs that ship: all that can be drawn without asking."""
    return with_packs(default_catalog(), default_packs())


def catalog_with(packs: Sequence[str | os.PathLike[str]] = (), default: bool = True) -> Catalog:
    """The built-in pieces, then those of the packs that ship, if ``default``, then of these folders.

    A folder given twice counts once. Raises InputError where a pack cannot be used or two pieces
    have one name.
    """
    folders = {Path(folder).resolve(): folder for folder in packs}
    if not folders:
        return drawing_catalog() if default else default_catalog()
    added = [read_pack(folder) for folder in folders.values()]
    return with_packs(default_catalog(), [*(default_packs() if default else ()), *added])
