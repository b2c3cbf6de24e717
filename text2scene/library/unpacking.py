"""Reading a zip that anybody may have made: small, flat, nothing but JSON, or refused."""

from __future__ import annotations

import json
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from text2scene.errors import InputError

MAX_ARCHIVE = 128 * 2**20
MAX_ENTRIES = 9_999
MAX_FILE = 32 * 2**20
MAX_TOTAL = 512 * 2**20
MAX_DEPTH = 64
_BLOCK = 1 << 20
_FOLDERS = ("stories", "versions")


def read_archive(path: str | os.PathLike[str]) -> Iterator[tuple[str, Any, Any]]:
    """Of each story: the file's name, its document, and that of its versions or None.

    Raises InputError, one sentence, for what is no archive of stories, or one that no one would make.
    """
    place = Path(path)
    try:
        size = place.stat().st_size
        if size > MAX_ARCHIVE:
            raise InputError(f"{place.name} is larger than {MAX_ARCHIVE // 2**20} MB, so it is not imported.")
        with zipfile.ZipFile(place) as archive:
            yield from _stories(archive, place.name)
    except OSError as error:
        raise InputError(f"Cannot read {place}: {error.strerror or error}.") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(
            f"{place.name} is no zip of stories that can be read ({error}); export it again."
        ) from None


def _stories(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, Any, Any]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(archive.infolist()) > MAX_ENTRIES:
        raise InputError(f"{name} has more than {MAX_ENTRIES:,} files, so it is not imported.")
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        _check(entry, name)
        if entry.filename in found:
            raise InputError(f"{name} has two files named {entry.filename!r:.80}, so it is not imported.")
        found[entry.filename] = entry
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise InputError(f"{name} unpacks to more than {MAX_TOTAL // 2**20} MB, so it is not imported.")
    stories = [each for each in sorted(found) if not _is_about(each)]
    if not stories:
        raise InputError(f"There are no stories in {name}; export it again.")
    left = MAX_TOTAL
    for each in stories:
        story, used = _document(archive, found[each], name)
        left -= used
        past = None
        if each.startswith("stories/") and f"versions/{each[8:]}" in found:
            past, used = _document(archive, found[f"versions/{each[8:]}"], name)
            left -= used
        if left < 0:
            raise InputError(f"{name} unpacks to more than {MAX_TOTAL // 2**20} MB, so it is not imported.")
        yield each, story, past


def _is_about(name: str) -> bool:
    return name == "library.json" or name.startswith("versions/")


def _check(entry: zipfile.ZipInfo, name: str) -> None:
    """One entry, by what the zip says of it."""
    inside = entry.filename
    parts = PurePosixPath(inside).parts
    odd = "\\" in inside or ":" in inside or not inside.isprintable() or len(inside) > 300
    if odd or inside.startswith("/") or ".." in parts or len(parts) > 4:
        raise InputError(f"{name} has a file with the path {inside!r:.80}, so it is not imported.")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise InputError(f"{name} has a link or a device in it ({inside!r:.80}), so it is not imported.")
    if entry.flag_bits & 1:
        raise InputError(f"{name} is encrypted; unpack it, and zip the stories without a password.")
    if not inside.lower().endswith(".json"):
        raise InputError(f"{name} has something else than stories in it ({inside!r:.80}); export it again.")
    if entry.file_size > MAX_FILE:
        raise InputError(f"{inside!r:.80} in {name} is larger than {MAX_FILE // 2**20} MB; it is no story.")


def _document(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> tuple[Any, int]:
    """The JSON of an entry, and its bytes; what the zip says of the size is not believed."""
    data = bytearray()
    with archive.open(entry) as file:
        while block := file.read(_BLOCK):
            data += block
            if len(data) > MAX_FILE:
                raise InputError(
                    f"{entry.filename!r:.80} in {name} is larger than {MAX_FILE // 2**20} MB; it is no story."
                )
    try:
        document = json.loads(bytes(data))
    except (ValueError, RecursionError):
        raise InputError(f"{entry.filename!r:.80} in {name} is no JSON file; export it again.") from None
    if _depth(document) > MAX_DEPTH:
        raise InputError(f"{entry.filename!r:.80} in {name} is nested too deeply to be a story.")
    return document, len(data)


def _depth(document: Any) -> int:
    """How deep lists and objects are nested, without going as deep oneself."""
    level, depth = [document], 0
    while level:
        inner: list[Any] = []
        for each in level:
            if isinstance(each, dict):
                inner += each.values()
            elif isinstance(each, list):
                inner += each
        level, depth = [each for each in inner if isinstance(each, dict | list)], depth + 1
    return depth
