"""Reading the Abstract Scenes and CoDraw files as they are downloaded.

Abstract Scenes (Zitnick and Parikh, CVPR 2013): ``Scenes_10020.txt`` and two sentence files,
each with one group of usually three sentences a scene. CoDraw (Kim et al., ACL 2019): one
JSON file of dialogues in which a Drawer rebuilds a scene from a Teller's messages. Each file
may be plain or gzipped. Scene number = 10 * class + place within the class; the ten scenes
of a class illustrate one seed sentence, so all splits are by class.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from text2scene.catalog import Catalog, default_catalog
from text2scene.errors import DataError, SceneFormatError
from text2scene.formats import AbstractScene, read_abstract_scenes, scene_from_codraw
from text2scene.scene import Scene, SceneObject

SCENES_FILE = "Scenes_10020.txt"
SENTENCE_FILES = ("SimpleSentences1_10020.txt", "SimpleSentences2_10020.txt")
DIALOGUES_FILE = "CoDraw_1_0.json"
SPLITS = ("train", "tune", "test", "validation")
WHERE_TO_GET = (
    "See https://github.com/facebookresearch/CoDraw, which offers CoDraw v1.0 and points to "
    "Abstract Scenes v1.1; unpack both below one folder and name that folder"
)
_USUAL_FOLDERS = (
    "",
    "AbstractScenes_v1.1",
    "AbstractScenes_v1.1/SimpleSentences",
    "SimpleSentences",
    "CoDraw",
)
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class CaptionedScene:
    """A scene with what people wrote about it.

    number: 10 * class_id + place within the class. groups: the caption groups that are not
    empty, each the sentences of one file in order; a scene may have none, one or two.
    """

    number: int
    class_id: int
    scene: Scene
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One message of the Teller, and the Drawer's canvas before and after it."""

    message: str
    before: Scene
    after: Scene


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A CoDraw dialogue; ``number`` is that of the scene which the Teller describes."""

    number: int
    class_id: int
    scene: Scene
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class DataFiles:
    """Where the public files lie below ``root``; None where one is missing."""

    root: Path
    scenes: Path | None
    sentences: tuple[Path | None, Path | None]
    dialogues: Path | None

    def named(self) -> dict[str, Path | None]:
        """Public file name -> path or None, in the order scenes, sentences, dialogues."""
        names = (SCENES_FILE, *SENTENCE_FILES, DIALOGUES_FILE)
        return dict(zip(names, (self.scenes, *self.sentences, self.dialogues), strict=True))

    def require(self, *names: str) -> list[Path]:
        """The paths of these public files. Raises DataError that names the first one missing."""
        paths = []
        for name, path in self.named().items():
            if name in names and path is None:
                raise DataError(f"{name} (or {name}.gz) is not below {self.root}. {WHERE_TO_GET}.")
            if name in names and path is not None:
                paths.append(path)
        return paths


def split_of(class_id: int) -> str:
    """The split of a class: "train", "tune" (early stopping), "test" (published) or "validation"."""
    if class_id >= 900:
        return "validation"
    if class_id >= 800:
        return "test"
    return "tune" if class_id % 20 == 7 else "train"


def find_data(where: str | os.PathLike[str]) -> DataFiles:
    """Locate the public files anywhere below ``where``, in the usual folders first.

    Raises DataError where the folder is missing or holds none of them.
    """
    root = Path(where)
    if not root.is_dir():
        raise DataError(f"There is no data folder {root}. {WHERE_TO_GET}.")
    wanted = (SCENES_FILE, *SENTENCE_FILES, DIALOGUES_FILE)
    found: dict[str, Path] = {}
    for folder in _folders(root):
        for name in wanted:
            for path in (folder / name, folder / f"{name}.gz"):
                if name not in found and path.is_file():
                    found[name] = path
        if len(found) == len(wanted):
            break
    if not found:
        raise DataError(f"No file of Abstract Scenes or CoDraw is below {root}. {WHERE_TO_GET}.")
    first, second = (found.get(name) for name in SENTENCE_FILES)
    return DataFiles(root, found.get(SCENES_FILE), (first, second), found.get(DIALOGUES_FILE))


def _folders(root: Path) -> Iterator[Path]:
    """The usual places, then every folder below, shallow first and sorted: always the same order."""
    yield from (root / usual for usual in _USUAL_FOLDERS)
    below = (Path(path) for path, _, _ in os.walk(root))
    yield from sorted(below, key=lambda path: (len(path.parts), path))


def load_scenes(path: Path, catalog: Catalog | None = None) -> Iterator[AbstractScene]:
    """Read a scenes file, plain or gzipped; scenes with 0 pieces are skipped. Raises DataError."""
    if not _is_gzipped(path):
        yield from read_abstract_scenes(path, catalog)
        return
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / path.name
        plain.write_bytes(_read_bytes(path))
        try:
            yield from read_abstract_scenes(plain, catalog)
        except DataError as error:
            raise DataError(str(error).replace(str(plain), str(path))) from None


def load_sentences(path: Path) -> dict[int, tuple[str, ...]]:
    """Scene number -> its sentences in order. Raises DataError that names file and line."""
    numbered: dict[int, list[tuple[int, str]]] = {}
    for line, text in enumerate(_read_text(path).splitlines(), start=1):
        if not text.strip():
            continue
        fields = text.split("\t", 2)
        try:
            scene, order, sentence = int(fields[0]), int(fields[1]), fields[2].strip()
        except (ValueError, IndexError):
            raise DataError(
                f"{path}, line {line}: expected scene id, sentence number and sentence with tabs "
                f"between them, not {text!r:.60}."
            ) from None
        if sentence:
            numbered.setdefault(scene, []).append((order, sentence))
    return {
        scene: tuple(sentence for _, sentence in sorted(rows, key=lambda row: row[0]))
        for scene, rows in numbered.items()
    }


def load_captions(
    folder: str | os.PathLike[str], splits: Collection[str] = ("train",), catalog: Catalog | None = None
) -> list[CaptionedScene]:
    """The scenes of ``splits`` with their captions, in file order; see :func:`split_of`.

    Raises DataError where a file is missing or broken.
    """
    _check_splits(splits)
    scenes, *sentence_files = find_data(folder).require(SCENES_FILE, *SENTENCE_FILES)
    sentences = [load_sentences(path) for path in sentence_files]
    out = []
    for entry in load_scenes(scenes, catalog):
        if split_of(entry.class_id) in splits:
            groups = tuple(by_scene[entry.number] for by_scene in sentences if entry.number in by_scene)
            out.append(CaptionedScene(entry.number, entry.class_id, entry.scene, groups))
    return out


def load_dialogues(
    folder: str | os.PathLike[str], splits: Collection[str] = ("train",), catalog: Catalog | None = None
) -> list[Dialogue]:
    """The dialogues about the scenes of ``splits``, in file order.

    A round with an empty canvas keeps the canvas before it; a round in which nothing is
    said and nothing changes is left out. Raises DataError where the file is missing or broken.
    """
    _check_splits(splits)
    (path,) = find_data(folder).require(DIALOGUES_FILE)
    out = []
    for name, raw in _dialogue_records(path).items():
        try:
            number = raw["image_id"]
            if isinstance(number, bool) or not isinstance(number, int) or number < 0:
                raise SceneFormatError(f"image_id must be a scene number, not {number!r:.40}.")
            if split_of(number // 10) in splits:
                out.append(_read_dialogue(number, raw, catalog or default_catalog()))
        except KeyError as error:
            raise DataError(f"{path}, dialogue {name}: {error.args[0]} is missing.") from None
        except (SceneFormatError, TypeError, AttributeError) as error:
            raise DataError(f"{path}, dialogue {name}: {error}") from None
    return out


def _check_splits(splits: Collection[str]) -> None:
    unknown = [splits] if isinstance(splits, str) else [name for name in splits if name not in SPLITS]
    if unknown:
        raise DataError(f"splits must be a list of {', '.join(SPLITS)}, not {unknown[0]!r:.40}.")


def _dialogue_records(path: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(_read_text(path))
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} is not valid JSON: {error}. Download it again.") from None
    records = document.get("data") if isinstance(document, dict) else None
    if not isinstance(records, dict):
        raise DataError(f"{path} has no mapping named data, so it is not the CoDraw file. {WHERE_TO_GET}.")
    return records


def _read_dialogue(number: int, raw: Mapping[str, Any], catalog: Catalog) -> Dialogue:
    reader = _CanvasReader(catalog)
    canvas, rounds = Scene(), []
    for entry in raw["dialog"]:
        before = reader.read(entry["abs_b"]) if entry["abs_b"] else canvas
        canvas = reader.read(entry["abs_d"]) if entry["abs_d"] else before
        message = str(entry["msg_t"]).strip()
        if message or before is not canvas:
            rounds.append(Round(message, before, canvas))
    return Dialogue(number, number // 10, reader.read(raw["abs_t"]), tuple(rounds))


class _CanvasReader:
    """Decodes the scene strings of one dialogue, each string and each piece only once.

    A round rarely changes more than one of some 28 pieces, most of which lie beside the
    canvas; decoding every string from scratch takes several times as long.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._canvases: dict[str, Scene] = {}
        self._pieces: dict[tuple[str, ...], SceneObject] = {}

    def read(self, text: str) -> Scene:
        """The Scene of a CoDraw string; the same string gives the same object."""
        if text not in self._canvases:
            self._canvases[text] = self._decode(text)
        return self._canvases[text]

    def _decode(self, text: str) -> Scene:
        fields = text.strip().rstrip(",").split(",")
        # Columns 2 to 7 of a piece: subtype, type, x, y, depth, flip; its picture name and index say no more.
        records = [
            tuple(fields[start + 2 : start + 8])
            for start in range(1, len(fields), 8)
            if "-10000" not in fields[start + 4 : start + 6]
        ]
        unseen = [record for record in records if record not in self._pieces]
        row = ",".join(f"piece,0,{','.join(record)}" for record in unseen)
        try:
            whole = len(fields) == 1 + 8 * int(fields[0])
            decoded = scene_from_codraw(f"{len(unseen)},{row}", self._catalog).objects if whole else ()
        except (ValueError, SceneFormatError):
            whole = False
        if not whole or len(decoded) != len(unseen) or any(item.id != item.category for item in decoded):
            return scene_from_codraw(text, self._catalog)  # the plain way, which also says what is wrong
        self._pieces.update(zip(unseen, decoded, strict=True))
        items = tuple(self._pieces[record] for record in records)
        if len({item.category for item in items}) < len(items):
            return Scene().adding(*items)
        return Scene(items)


def _is_gzipped(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(2) == _GZIP_MAGIC
    except OSError as error:
        raise DataError(f"Cannot read {path}: {error.strerror}.") from None


def _read_bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data.startswith(_GZIP_MAGIC) else data
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise DataError(f"{path} is a damaged gzip file ({error}); download it again.") from None
    except OSError as error:
        raise DataError(f"Cannot read {path}: {error.strerror}.") from None


def _read_text(path: Path) -> str:
    try:
        return _read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 text ({error}); download it again.") from None
