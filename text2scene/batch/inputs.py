"""The items of a .txt, .csv or .jsonl file, one after another, never the whole file at once.

A row that cannot be used is an item with an error, not the end of the batch.
"""

from __future__ import annotations

import csv
import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from text2scene.errors import InputError

MAX_LINE_BYTES = 2**20
MAX_SEED = 2**63 - 1
_MAX_ID_BYTES = 100
_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
_WHOLE = re.compile(r"\d{1,19}\Z", re.ASCII)
_BOM = b"\xef\xbb\xbf"
_ENCODING = "it is not UTF-8 text; save it as UTF-8"


@dataclass(frozen=True)
class Item:
    """One text to draw. id: safe as the name of a file, unique in its batch. line: where it
    stands (or a row of several lines ends) in the input, from 1. error: why it cannot be drawn,
    or "".
    """

    id: str
    line: int
    text: str = ""
    seed: int = 0
    error: str = ""


def read_items(path: str | os.PathLike[str], seed: int = 0) -> Iterator[Item]:
    """The items of a file, in order, by its ending; ``seed`` is for those that bring none.

    Raises InputError where the file is missing, has another ending, or has no column text.
    """
    source = Path(path)
    reader = _READERS.get(source.suffix.lower())
    if reader is None:
        raise InputError(f"Cannot tell the format of {source}; a batch is a .txt, .csv or .jsonl file.")
    try:
        with source.open("rb") as file:
            start = file.read(3)
            if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise InputError(f"{source} is UTF-16; save it as UTF-8.")
            file.seek(3 if start == _BOM else 0)
            yield from _unique(reader(file, source, seed))
    except OSError as error:
        raise InputError(f"Cannot read {source}: {error.strerror}.") from None


def _unique(items: Iterator[Item]) -> Iterator[Item]:
    """An id that was there before makes a failed item with an id of its own."""
    seen: set[str] = set()
    for item in items:
        key = item.id.casefold()  # some file systems do not tell Dog.png from dog.png
        if key in seen:
            wrong = item.error or f"the id {item.id!r} was used before; give each item its own"
            # "~" is in no other id, so this one is free
            item = replace(item, id=f"{item.id}~{item.line}", error=wrong)
        else:
            seen.add(key)
        yield item


def safe_id(wanted: object, line: int) -> str:
    """``wanted`` as the name of a file in the folder and nowhere else, or the line's number."""
    text = unicodedata.normalize("NFKC", str(wanted if wanted is not None else ""))
    text = _UNSAFE.sub("_", text).strip("._-")
    while len(text.encode("utf-8", "replace")) > _MAX_ID_BYTES:
        text = text[:-1]
    text = text.rstrip("._-")
    if _RESERVED.match(text):
        text = f"_{text}"
    return text or f"{line:06d}"


def _seed(value: object, default: int) -> int:
    """Raises ValueError where it is no seed."""
    if value is None or value == "":
        return default
    if isinstance(value, str) and _WHOLE.match(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_SEED:
        raise ValueError(f"the seed must be a whole number of at least 0, not {value!r:.40}")
    return value


def _item(line: int, fields: dict[str, Any], default: int) -> Item:
    text, wanted = fields.get("text"), fields.get("id")
    if not isinstance(wanted, str | int | None) or isinstance(wanted, bool):
        return Item(safe_id(None, line), line, error=f"the id must be a string, not {wanted!r:.40}")
    name = safe_id(wanted, line)
    if not isinstance(text, str):
        wrong = "it has no text" if text is None else f"the text must be a string, not {text!r:.40}"
        return Item(name, line, error=wrong)
    try:
        return Item(name, line, text, _seed(fields.get("seed"), default))
    except ValueError as error:
        return Item(name, line, text, error=str(error))


# -- lines ------------------------------------------------------------------------------


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """(number from 1, line without its end); None for a line that is too long to be a text."""
    number = 0
    while chunk := file.readline(MAX_LINE_BYTES):
        number += 1
        if chunk.endswith(b"\n") or len(chunk) < MAX_LINE_BYTES:
            yield number, chunk.rstrip(b"\r\n")
            continue
        while chunk and not chunk.endswith(b"\n"):
            chunk = file.readline(MAX_LINE_BYTES)
        yield number, None


def _decoded_lines(file: BinaryIO) -> Iterator[tuple[int, str, str]]:
    """(number, line, error) of the lines that are not blank."""
    for number, raw in _lines(file):
        if raw is None:
            yield number, "", f"the line is longer than {MAX_LINE_BYTES:,} bytes"
            continue
        try:
            line, error = raw.decode("utf-8"), ""
        except UnicodeDecodeError:
            line, error = raw[:200].decode("utf-8", "replace"), _ENCODING
        if error or line.strip():
            yield number, line, error


def _from_txt(file: BinaryIO, source: Path, seed: int) -> Iterator[Item]:
    for number, line, error in _decoded_lines(file):
        yield Item(safe_id(None, number), number, line.strip(), seed, error)


def _from_jsonl(file: BinaryIO, source: Path, seed: int) -> Iterator[Item]:
    for number, line, error in _decoded_lines(file):
        fields: Any = None
        if not error:
            try:
                fields = json.loads(line)
                error = "" if isinstance(fields, dict) else "it is no JSON object with a text"
            except (ValueError, RecursionError) as problem:
                error = f"it is not valid JSON: {problem}"
        if error:
            yield Item(safe_id(None, number), number, line[:200], seed, error)
        else:
            yield _item(number, fields, seed)


# -- csv --------------------------------------------------------------------------------


def _from_csv(file: BinaryIO, source: Path, seed: int) -> Iterator[Item]:
    def decoded() -> Iterator[str]:
        for _, raw in _lines(file):
            if raw is None:
                yield "x" * (csv.field_size_limit() + 1)  # stands for it: an error of this row alone
                continue
            # Bytes that are not UTF-8 come through as lone surrogates, which are looked for below.
            yield raw.decode("utf-8", "surrogateescape") + "\n"

    lines = decoded()
    heading = next(lines, "")
    comma = next((mark for mark in ",;\t" if "text" in _names(heading, mark)), None)
    if comma is None:
        raise InputError(f"{source} has no column named text; its first line is {heading.strip()!r:.80}.")
    names = _names(heading, comma)
    rows = csv.reader(lines, delimiter=comma, strict=True)
    for number, line, cells, error in _rows(rows):
        if not error and any("\udc80" <= character <= "\udcff" for cell in cells for character in cell):
            error = _ENCODING
        if not error and len(cells) > len(names):
            error = (
                f"it has {len(cells)} cells under {len(names)} headings; put quotes around a text with commas"
            )
        if error:
            yield Item(safe_id(None, number), line, error=error)
        else:
            item = _item(number, dict(zip(names, cells, strict=False)), seed)
            yield replace(item, line=line)


def _names(heading: str, mark: str) -> list[str]:
    return [name.strip().strip('"').lower() for name in heading.strip().split(mark)]


def _rows(rows: Any) -> Iterator[tuple[int, int, list[str], str]]:
    """(number of the row, line it ends on, cells, error) of the rows that are not blank."""
    number = 0
    while True:
        before, cells, problem = rows.line_num + 2, [], ""
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            line = rows.line_num + 1
            where = f"lines {before} to {line}" if line > before else f"line {line}"
            problem = f"the row cannot be read ({where}: {error})"
        if problem or any(cell.strip() for cell in cells):
            number += 1
            yield number, rows.line_num + 1, cells, problem


_READERS: dict[str, Callable[[BinaryIO, Path, int], Iterator[Item]]] = {
    ".txt": _from_txt,
    ".csv": _from_csv,
    ".jsonl": _from_jsonl,
}
