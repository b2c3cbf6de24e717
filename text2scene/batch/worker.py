"""A process that draws: items in, files and records out, over one pipe."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.batch.inputs import Item
from text2scene.batch.manifest import PARTIAL, Record
from text2scene.batch.settings import BatchSettings
from text2scene.errors import OutputError, Text2SceneError
from text2scene.language import clean_text
from text2scene.scene import Scene

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.render import Library

# With these no other item can be written either, so the batch stops and can go on later.
_NO_ITEM_CAN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT}


def work(pipe: Connection, settings: BatchSettings, folder: Path) -> None:
    """Draw what comes through ``pipe`` until None comes or the other end is gone.

    Sends True when ready, a Record for each item as soon as its files are there, None after
    each list of items, and an exception where nothing more can be done.
    """
    with suppress(EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        try:
            import torch

            from text2scene.generator import load

            torch.set_num_threads(1)
            options: dict[str, Any] = {"packs": settings.packs} if settings.packs else {}
            if not settings.default_pack:
                options["default_pack"] = False
            generator = load(settings.weights, settings.device, **options)
            pipe.send(True)
            while (items := pipe.recv()) is not None:
                for record in draw(generator, items, settings, folder):
                    pipe.send(record)
                pipe.send(None)
        except Text2SceneError as error:
            pipe.send(type(error)(str(error)))


def draw(
    generator: Generator, items: Sequence[Item], settings: BatchSettings, folder: Path
) -> Iterator[Record]:
    """Draw and save items; a record each, the moment its files are there. Raises OutputError."""
    for item, scene in _scenes(generator, items, settings):
        if isinstance(scene, Scene):
            yield _save(item, scene, settings, folder)
        else:
            yield failed(item, scene)


def failed(item: Item, error: str) -> Record:
    """The record of an item that could not be drawn."""
    return Record(item.id, item.line, item.text[:20_000], item.seed, "failed", error=error)


def _scenes(
    generator: Generator, items: Sequence[Item], settings: BatchSettings
) -> list[tuple[Item, Scene | str]]:
    """All at once, which is quicker; where that fails, one by one, so that each fails alone."""
    if len(items) > 1:
        unreadable = [item for item in items if not _readable(item.text)]
        if unreadable:
            rest = [item for item in items if item not in unreadable]
            alone = [one for item in unreadable for one in _scenes(generator, [item], settings)]
            return alone + (_scenes(generator, rest, settings) if rest else [])
    texts, seeds = [item.text for item in items], [item.seed for item in items]
    try:
        scenes = generator.generate_batch(texts, seeds, settings.temperature, settings.model_only)
        return list(zip(items, scenes, strict=True))
    except Exception as error:
        if len(items) > 1:
            return [one for item in items for one in _scenes(generator, [item], settings)]
        return [(items[0], _reason(error))]


def _readable(text: str) -> bool:
    try:
        clean_text(text)
    except Text2SceneError:
        return False
    return True


def _reason(error: Exception) -> str:
    message = " ".join(str(error).split())
    return message if isinstance(error, Text2SceneError) else f"{type(error).__name__}: {message}"


def _save(item: Item, scene: Scene, settings: BatchSettings, folder: Path) -> Record:
    """Write all files aside, then move them into place together."""
    names = files_of(item, settings)
    aside = folder / PARTIAL / str(os.getpid())
    if settings.background is not None:
        scene = replace(scene, background=settings.background)
    try:
        for name in names:
            scene.save(
                aside / name,
                settings.scale,
                shadows=settings.shadows,
                haze=settings.haze,
                library=_library(settings.packs, settings.default_pack),
            )
        for name in names:
            os.replace(aside / name, folder / name)
    except OSError as error:
        return _unwritten(item, folder, error)
    except Text2SceneError as error:
        if isinstance(error, OutputError) and isinstance(error.__cause__, OSError):
            return _unwritten(item, folder, error.__cause__)
        return failed(item, _reason(error))
    return Record(item.id, item.line, item.text, item.seed, "ok", names)


def _unwritten(item: Item, folder: Path, error: OSError) -> Record:
    reason = error.strerror or str(error)
    if error.errno in _NO_ITEM_CAN:
        raise OutputError(
            f"Cannot write to {folder}: {reason}. Choose another folder or free some space; "
            "run the same command again to go on."
        )
    return failed(item, f"cannot write its files: {reason}")


@lru_cache(maxsize=1)
def _library(packs: tuple[str, ...], default_pack: bool) -> Library:
    """What this process draws with, made once."""
    from text2scene.render import library_with

    return library_with(packs, default_pack)


def files_of(item: Item, settings: BatchSettings) -> tuple[str, ...]:
    """Names of an item's files in the folder."""
    return tuple(f"{item.id}.{ending}" for ending in settings.formats)


def clear_partial(folder: Path) -> None:
    """Throw away what is only half there."""
    shutil.rmtree(folder / PARTIAL, ignore_errors=True)
