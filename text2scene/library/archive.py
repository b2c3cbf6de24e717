"""All stories as one zip of JSON files, with their versions: to carry elsewhere, or to keep."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from text2scene.errors import InputError, LibraryError, StoryFormatError
from text2scene.files import replacing
from text2scene.library.pieces import digest, put_together, read_bodies, split, take_apart, write_bodies
from text2scene.library.records import ImportResult, free_id, is_id, now
from text2scene.library.unpacking import MAX_FILE, MAX_TOTAL, read_archive
from text2scene.story.model import StoryValue

FORMAT = "text2scene-library/1"
MAX_STORIES = 4_000
MAX_REVISIONS = 5_000
_COLUMNS = "number, origin, made, what, before, after, head, pages, name"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]{5,20}Z?\Z")


@dataclass(frozen=True, slots=True)
class Arrived:
    """A story from an archive, checked. id: the one it had, or empty. rows: as of the table revision."""

    id: str
    title: str
    created: str
    changed: str
    deleted: str
    revision: int
    rows: tuple[tuple[Any, ...], ...]
    bodies: dict[bytes, bytes]

    @property
    def current(self) -> tuple[bytes, bytes]:
        """Digests of what it shows now."""
        row = next(row for row in self.rows if row[0] == self.revision)
        return row[6], row[7]


def write_archive(path: str | os.PathLike[str], file: sqlite3.Connection, owner: str) -> int:
    """Write all stories of an owner, also deleted ones; how many. Raises OutputError, InputError."""
    query = "SELECT id, created, changed, deleted, revision FROM story WHERE owner = ? ORDER BY created, id"
    stories = file.execute(query, (owner,)).fetchall()
    if len(stories) > MAX_STORIES:
        raise InputError(f"These are {len(stories):,} stories; at most {MAX_STORIES:,} fit into one archive.")
    left = MAX_TOTAL // 2
    with replacing(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as out:
        _add(out, "library.json", json.dumps({"format": FORMAT, "stories": len(stories)}))
        for number, story in enumerate(stories, 1):
            value, past = _written(file, story)
            name = f"{number:04d}-{_plain_name(value.title)}"
            _add(out, f"stories/{name}.json", value.to_json() + "\n")
            left -= len(past)
            if left > 0:  # or the archive would be larger than one that is taken in
                _add(out, f"versions/{name}.json", past)
    return len(stories)


def bring_in(file: sqlite3.Connection, owner: str, arrived: list[Arrived]) -> ImportResult:
    """Add the stories that the owner has not; one of an id that is taken gets another."""
    query = (
        "SELECT r.head, r.pages, s.deleted FROM story s "
        "JOIN revision r ON r.story = s.id AND r.number = s.revision WHERE s.owner = ?"
    )
    there = [(bytes(head), bytes(pages), gone) for head, pages, gone in file.execute(query, (owner,))]
    shown = {row[:2] for row in there if not row[2]}
    binned = {row[:2] for row in there if row[2]}
    skipped, added = [], 0
    for story in arrived:
        if story.current in shown or (story.deleted and story.current in binned):
            skipped.append(story.title)
            continue
        _insert(file, owner, story)
        added += 1
    return ImportResult(added, tuple(skipped))


def _insert(file: sqlite3.Connection, owner: str, story: Arrived) -> None:
    taken = file.execute("SELECT 1 FROM story WHERE id = ?", (story.id,)).fetchone() is not None
    ident = story.id if is_id(story.id) and not taken else free_id(file)
    file.execute(
        "INSERT INTO story (id, owner, created, changed, deleted, revision) VALUES (?, ?, ?, ?, ?, ?)",
        (ident, owner, story.created, story.changed, story.deleted, story.revision),
    )
    write_bodies(file, ident, story.bodies)
    marks = ", ".join("?" * 10)
    file.executemany(
        f"INSERT INTO revision (story, {_COLUMNS}) VALUES ({marks})", [(ident, *row) for row in story.rows]
    )


def arrivals(path: str | os.PathLike[str]) -> Iterator[Arrived]:
    """The stories of an archive, or of any zip of story files; checked one by one. Raises InputError."""
    for name, story, history in read_archive(path):
        try:
            yield _arrived(story, history)
        except StoryFormatError as error:
            raise StoryFormatError(f"{name} in the archive: {error}") from None


def _written(file: sqlite3.Connection, story: Any) -> tuple[StoryValue, str]:
    """The story, and the JSON of its past: of as much as fits, the newest."""
    ident, *_, newest = story
    query = f"SELECT {_COLUMNS} FROM revision WHERE story = ? ORDER BY number DESC"
    rows = file.execute(query, (ident,)).fetchall()
    bodies = read_bodies(file, ident, {each for row in rows for each in (row[6], *split(row[7]))})
    current = next(row for row in rows if row[0] == newest)
    value = put_together(bodies, current[6], current[7])
    while True:
        past = json.dumps(_past(story, rows, bodies), ensure_ascii=False)
        if len(past.encode("utf-8", "backslashreplace")) < MAX_FILE // 2 or len(rows) == 1:
            return value, past
        rows = rows[: len(rows) // 2]


def _past(story: Any, rows: list[Any], bodies: dict[bytes, bytes]) -> dict[str, Any]:
    keys = ("number", "origin", "made", "what", "before", "after")
    used = {each for row in rows for each in (row[6], *split(row[7]))}
    return {
        "format": FORMAT,
        **dict(zip(("id", "created", "changed", "deleted", "revision"), story, strict=True)),
        "revisions": [
            dict(zip(keys, row[:6], strict=True))
            | {"name": row[8], "head": row[6].hex(), "pages": [each.hex() for each in split(row[7])]}
            for row in reversed(rows)
        ],
        "pieces": {each.hex(): json.loads(bodies[each]) for each in sorted(used)},
    }


def _arrived(story: object, history: object) -> Arrived:
    """Nothing of it is believed: digests are made anew, and every version has to be a story."""
    value = StoryValue.from_dict(story)
    if history is None:
        return _without_past(value)
    if not isinstance(history, dict) or history.get("format") != FORMAT:
        raise StoryFormatError(f"format must be {FORMAT!r}; a newer archive needs a newer text2scene.")
    bodies, names = _pieces(history)
    revisions = history.get("revisions")
    if not isinstance(revisions, list) or not 0 < len(revisions) <= MAX_REVISIONS:
        raise StoryFormatError(f"revisions must be a list of 1 to {MAX_REVISIONS:,} versions.")
    rows = [_row(each, names) for each in revisions]
    newest = max(row[0] for row in rows)
    if len({row[0] for row in rows}) != len(rows) or newest != history.get("revision"):
        raise StoryFormatError("revisions must have numbers of their own, the newest last.")
    checked: set[bytes] = set()
    for row in rows:
        if row[0] == newest or not {row[6], *split(row[7])} <= checked:
            shown = _shown(bodies, row)
            checked |= {row[6], *split(row[7])}
            if row[0] == newest:
                current = shown
    if current != value:  # somebody changed the story's own file in the archive
        parts = take_apart(value)
        bodies |= parts.bodies
        checked |= parts.bodies.keys()
        newest += 1
        rows.append((newest, newest, now(), "Imported", newest - 1, 0, parts.head, parts.pages, ""))
    return Arrived(
        str(history.get("id")),
        value.title,
        _time(history.get("created"), "created"),
        _time(history.get("changed"), "changed"),
        _time(history.get("deleted"), "deleted") if history.get("deleted") else "",
        newest,
        tuple(rows),
        {each: bodies[each] for each in checked},
    )


def _without_past(value: StoryValue) -> Arrived:
    parts, moment = take_apart(value), now()
    row = (1, 1, moment, "Imported", 0, 0, parts.head, parts.pages, "")
    return Arrived("", value.title, moment, moment, "", 1, (row,), dict(parts.bodies))


def _pieces(history: dict[str, Any]) -> tuple[dict[bytes, bytes], dict[str, bytes]]:
    """The pieces by our own digest, and which the archive calls by which name."""
    pieces = history.get("pieces")
    if not isinstance(pieces, dict):
        raise StoryFormatError("pieces must be an object.")
    bodies, names = {}, {}
    for name, document in pieces.items():
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        body = text.encode("utf-8", "backslashreplace")
        names[name] = digest(body)
        bodies[names[name]] = body
    return bodies, names


def _row(data: object, names: dict[str, bytes]) -> tuple[Any, ...]:
    if not isinstance(data, dict):
        raise StoryFormatError("revisions must be a list of objects.")
    numbers = [data.get(key) for key in ("number", "origin", "before", "after")]
    if not all(
        isinstance(each, int) and not isinstance(each, bool) and 0 <= each < 2**53 for each in numbers
    ):
        raise StoryFormatError("the numbers of a version must be whole numbers.")
    number, origin, before, after = numbers
    what, name = data.get("what"), data.get("name")
    if not isinstance(what, str) or not isinstance(name, str) or len(what) > 200 or len(name) > 80:
        raise StoryFormatError("what and name of a version must be short texts.")
    pages = data.get("pages")
    if number == 0 or not isinstance(pages, list) or len(pages) > 1000:
        raise StoryFormatError("pages of a version must be a list of at most 1000.")
    wanted = [data.get("head"), *pages]
    if not all(isinstance(each, str) and each in names for each in wanted):
        raise StoryFormatError("a version shows a page that is not there.")
    head, *shown = (names[each] for each in wanted)
    made = _time(data.get("made"), "made")
    return (number, origin, made, _clean(what), before, after, head, b"".join(shown), _clean(name))


def _shown(bodies: dict[bytes, bytes], row: tuple[Any, ...]) -> StoryValue:
    try:
        return put_together(bodies, row[6], row[7])
    except LibraryError as error:
        raise StoryFormatError(f"version {row[0]} is no story: {error}") from None


def _time(value: object, name: str) -> str:
    if not isinstance(value, str) or not _TIME.match(value):
        raise StoryFormatError(f"{name} must be a time such as 2026-01-31T12:00:00.000Z.")
    return value


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain_name(title: str) -> str:
    """For a file name that every system takes."""
    words = re.sub(r"[^\w]+", "-", title.encode("utf-8", "ignore").decode("utf-8"))[:40].strip("-_")
    return words or "story"


def _add(out: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    out.writestr(entry, text.encode("utf-8", "backslashreplace"))
