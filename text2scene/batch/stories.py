"""A folder of stories -> a folder of books; what is there already is kept, so a stopped run goes on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene import __version__
from text2scene.batch.manifest import Manifest, Record
from text2scene.batch.runner import BatchResult, Failure
from text2scene.errors import InputError, OutputError, Text2SceneError
from text2scene.story.model import StoryValue
from text2scene.story.reading import ENDINGS, story_from_file

if TYPE_CHECKING:
    from text2scene.story.story import Story

SaveBook = Callable[[StoryValue, Path], object]
Finish = Callable[["Story", Path], None]


@dataclass(frozen=True)
class StoryBatch:
    """What holds for all stories of a folder.

    formats: endings of the books without the dot; json is the story itself. common: all that decides what a
    book looks like beside the story, such as the weights and the paper. seed: of every page.
    """

    formats: tuple[str, ...]
    seed: int = 0
    common: tuple[Any, ...] = ()

    def fingerprint(self, data: bytes) -> str:
        """A short digest of all that decides what is made of a story."""
        document = json.dumps([__version__, list(self.formats), self.seed, *self.common])
        return hashlib.sha256(document.encode() + b"\0" + data).hexdigest()[:24]


def story_files(folder: str | os.PathLike[str]) -> list[Path]:
    """The stories of a folder, by name. Raises InputError where there are none or two of one name."""
    try:
        found = sorted(p for p in Path(folder).iterdir() if p.suffix.lower() in ENDINGS and p.is_file())
    except OSError as error:
        raise InputError(f"Cannot read {folder}: {error.strerror}.") from None
    if not found:
        raise InputError(f"There are no stories in {folder}; put .txt, .md or .json files there.")
    stems: dict[str, Path] = {}
    for path in found:
        other = stems.setdefault(path.stem, path)
        if other is not path:
            raise InputError(f"{other.name} and {path.name} would give the same book; rename one of them.")
    return found


def run_stories(
    source: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    settings: StoryBatch,
    generator: Callable[[], Any],
    save_book: SaveBook,
    *,
    finish: Finish | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BatchResult:
    """Make a book of every story of ``source`` in ``folder``, with a manifest.jsonl.

    generator: gives it when it is first needed. finish: is called with each story and its file before it is
    saved, to set an author or whatever else holds for all. Raises InputError or OutputError where the batch
    as a whole cannot go on; a story that fails is told in the result.
    """
    files = story_files(source)
    target = Path(folder)
    result = BatchResult()
    drawer: Any = None
    with Manifest(target) as manifest:
        for number, path in enumerate(files, 1):
            data, problem = _bytes(path)
            print_ = settings.fingerprint(data)
            names = tuple(f"{path.stem}.{ending}" for ending in settings.formats)
            record = Record(path.stem, number, path.name, settings.seed, "ok", names, fingerprint=print_)
            if not problem and manifest.is_done(path.stem, print_, names):
                result.kept += 1
            else:
                drawer = drawer or generator()
                problem = problem or _make(path, target, names, settings, drawer, save_book, finish)
                if problem:
                    record = replace(record, status="failed", files=(), error=problem)
                    result.failed.append(Failure(path.stem, number, problem))
                else:
                    result.drawn += 1
                manifest.add(record)
            if progress is not None:
                progress(number, len(files))
        manifest.compact()
    return result


def _bytes(path: Path) -> tuple[bytes, str]:
    try:
        return path.read_bytes(), ""
    except OSError as error:
        return b"", f"Cannot read {path}: {error.strerror}."


def _make(
    path: Path,
    target: Path,
    names: Sequence[str],
    settings: StoryBatch,
    generator: Any,
    save_book: SaveBook,
    finish: Finish | None,
) -> str:
    """Make the books of one story; what went wrong, or an empty string."""
    try:
        made = story_from_file(generator, path, settings.seed)
        if finish is not None:
            finish(made, path)
        story = made.value
        for name in names:
            if name.endswith(".json"):
                story.save(target / name)
            else:
                save_book(story, target / name)
    except OutputError:
        raise  # the disk is full or the folder cannot be written: the next one would fail as well
    except Text2SceneError as error:
        return str(error)
    return ""
