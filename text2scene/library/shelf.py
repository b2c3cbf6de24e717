"""The stories of one owner: kept, changed, taken back. Another owner's story is not there."""

from __future__ import annotations

import builtins
import os
import sqlite3
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from text2scene.errors import ConflictError, InputError, StoryMissingError
from text2scene.library.archive import arrivals, bring_in, write_archive
from text2scene.library.history import prune
from text2scene.library.merge import authored
from text2scene.library.pieces import read_cover, read_value, take_apart, write_bodies
from text2scene.library.records import Card, Held, ImportResult, Version, free_id, is_id, now
from text2scene.story.model import StoryValue

if TYPE_CHECKING:
    from text2scene.library.store import Library

MAX_LABEL = 200
MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class _Row:
    """A revision as it stands in the file."""

    number: int
    origin: int
    what: str
    before: int
    after: int
    head: bytes
    pages: bytes


class Shelf:
    """The stories of one owner. Every change is on the disk when its call returns, or it raises.

    All calls raise StoryMissingError where there is no such story, and LibraryError where the file
    cannot be read or written: LibraryFullError, LibraryLockedError, LibraryReadOnlyError, LibraryNewerError.
    """

    def __init__(self, library: Library, owner: str) -> None:
        self.library = library
        self.owner = owner

    # -- looking ---------------------------------------------------------------------------

    def list(self, deleted: bool = False) -> builtins.list[Card]:
        """What there is, last changed first; with ``deleted`` what is in the bin."""
        query = (
            "SELECT s.id, s.changed, s.created, s.revision, s.deleted, r.head, r.pages FROM story s "
            "JOIN revision r ON r.story = s.id AND r.number = s.revision "
            f"WHERE s.owner = ? AND s.deleted {'!=' if deleted else '='} '' "
            "ORDER BY s.changed DESC, s.rowid DESC"
        )
        cards = []
        with self.library.reading() as file:
            for ident, changed, created, revision, gone, head, pages in file.execute(query, (self.owner,)):
                title, cover = read_cover(file, ident, head, pages)
                count = len(pages) // 16
                cards.append(Card(ident, title, count, changed, created, revision, cover, gone))
        return cards

    def get(self, story_id: str, revision: int | None = None) -> Held:
        """A story as it is, or as it was in a revision; also one in the bin."""
        with self.library.reading() as file:
            newest, _ = self._story(file, story_id, bin_too=True)
            return self._held(file, story_id, newest if revision is None else revision)

    def revision(self, story_id: str) -> int:
        """The number of the newest saving."""
        with self.library.reading() as file:
            return self._story(file, story_id, bin_too=True)[0]

    def versions(self, story_id: str) -> builtins.list[Version]:
        """The states to go back to, newest first."""
        with self.library.reading() as file:
            newest, _ = self._story(file, story_id, bin_too=True)
            here = _row(file, story_id, newest)
            rows = file.execute(
                "SELECT number, made, what, name, length(pages) FROM revision "
                "WHERE story = ? AND (number = origin OR name != '') ORDER BY number DESC",
                (story_id,),
            )
            return [
                Version(number, made, what, name, size // 16, here is not None and number == here.origin)
                for number, made, what, name, size in rows
            ]

    # -- changing --------------------------------------------------------------------------

    def create(self, value: StoryValue, what: str = "Written") -> Held:
        """A new story."""
        parts = take_apart(value)
        with self.library.writing() as file:
            ident, made = free_id(file), now()
            file.execute(
                "INSERT INTO story (id, owner, created, changed, revision) VALUES (?, ?, ?, ?, 0)",
                (ident, self.owner, made, made),
            )
            write_bodies(file, ident, parts.bodies)
            self._add(file, ident, _Row(1, 1, _label(what), 0, 0, parts.head, parts.pages), made)
        return Held(ident, 1, value, made)

    def save(self, story_id: str, base: int, value: StoryValue, what: str) -> Held:
        """Another state of a story. base: the revision that it was made from. what: a few words for undo.

        Nothing is written where it is as it was. Raises ConflictError where ``base`` is not the newest.
        """
        parts = take_apart(value)
        with self.library.writing() as file:
            here = self._at(file, story_id, base)
            if (here.head, here.pages) == (parts.head, parts.pages):
                return self._held(file, story_id, base)
            write_bodies(file, story_id, parts.bodies)
            row = _Row(base + 1, base + 1, _label(what), base, 0, parts.head, parts.pages)
            made = self._add(file, story_id, row)
        return Held(story_id, row.number, value, made, row.what)

    def undo(self, story_id: str, base: int) -> Held:
        """Take the last change back. Raises InputError where there is none, ConflictError as ``save``."""
        return self._step(story_id, base, "undo")

    def redo(self, story_id: str, base: int) -> Held:
        """Make the change again that was taken back last. Raises InputError, ConflictError."""
        return self._step(story_id, base, "redo")

    def back_to(self, story_id: str, base: int, revision: int) -> Held:
        """The state of a revision again, as a change that can itself be taken back."""
        with self.library.writing() as file:
            here = self._at(file, story_id, base)
            old = _row(file, story_id, revision)
            if old is None:
                raise _no_version(revision)
            if (here.head, here.pages) == (old.head, old.pages):
                return self._held(file, story_id, base)
            what = _label(f"Back to: {old.what.removeprefix('Back to: ')}")
            self._add(file, story_id, _Row(base + 1, base + 1, what, base, 0, old.head, old.pages))
            return self._held(file, story_id, base + 1)

    def name_version(self, story_id: str, revision: int, name: str) -> None:
        """A name for a state, by which it is kept for good; empty takes the name away."""
        cleaned = " ".join(_plain(name).split())
        if len(cleaned) > MAX_NAME:
            raise InputError(f"The name has {len(cleaned)} characters; at most {MAX_NAME} fit.")
        with self.library.writing() as file:
            self._story(file, story_id)
            row = _row(file, story_id, revision)
            if row is None:
                raise _no_version(revision)
            origin = _row(file, story_id, row.origin)
            number = revision if origin is None else origin.number
            file.execute(
                "UPDATE revision SET name = ? WHERE story = ? AND number = ?", (cleaned, story_id, number)
            )

    def duplicate(self, story_id: str) -> Held:
        """A copy of the story as it is, without its past."""
        value = self.get(story_id).value
        title = f"{value.title or 'Story'} (copy)"
        return self.create(replace(value, title=title[:300]), "Copied")

    def delete(self, story_id: str) -> None:
        """Into the bin; once more changes nothing."""
        with self.library.writing() as file:
            if not self._story(file, story_id, bin_too=True)[1]:
                file.execute("UPDATE story SET deleted = ? WHERE id = ?", (now(), story_id))

    def restore(self, story_id: str) -> None:
        """Out of the bin."""
        with self.library.writing() as file:
            self._story(file, story_id, bin_too=True)
            file.execute("UPDATE story SET deleted = '' WHERE id = ?", (story_id,))

    def purge(self, story_id: str) -> None:
        """For good, with all versions. Raises InputError where it is not in the bin."""
        with self.library.writing() as file:
            if not self._story(file, story_id, bin_too=True)[1]:
                raise InputError("Only a deleted story can be removed for good; delete it first.")
            file.execute("DELETE FROM story WHERE id = ?", (story_id,))

    # -- all of them -----------------------------------------------------------------------

    def export_all(self, path: str | os.PathLike[str]) -> int:
        """Write a zip with all stories, their versions and the bin; how many. Raises OutputError."""
        with self.library.reading() as file:
            return write_archive(path, file, self.owner)

    def import_all(self, path: str | os.PathLike[str]) -> ImportResult:
        """Add the stories of such a zip, or of any zip of story files; all of them, or none.

        What is here already, in the same state, is skipped. Raises InputError for a zip that is none, is
        damaged, or is not what it seems to be.
        """
        arrived = list(arrivals(path))
        with self.library.writing() as file:
            return bring_in(file, self.owner, arrived)

    # -- how -------------------------------------------------------------------------------

    def _story(self, file: sqlite3.Connection, ident: str, bin_too: bool = False) -> tuple[int, str]:
        """Newest revision, and when it was deleted."""
        row = None
        if is_id(ident):
            query = "SELECT revision, deleted FROM story WHERE id = ? AND owner = ?"
            row = file.execute(query, (ident, self.owner)).fetchone()
        if row is None:
            raise StoryMissingError(f"There is no story {ident!r:.40} here; look at the list of stories.")
        if row[1] and not bin_too:
            raise StoryMissingError("This story was deleted; restore it before you change it.")
        return int(row[0]), str(row[1])

    def _at(self, file: sqlite3.Connection, ident: str, base: int) -> _Row:
        """The newest revision, where it is ``base``. Raises ConflictError."""
        newest, _ = self._story(file, ident)
        if newest != base:
            raise self._conflict(file, ident, base, newest)
        row = _row(file, ident, newest)
        assert row is not None
        return row

    def _conflict(self, file: sqlite3.Connection, ident: str, base: int, newest: int) -> ConflictError:
        current = self._held(file, ident, newest)
        old = _row(file, ident, base) if isinstance(base, int) else None
        before = StoryValue() if old is None else read_value(file, ident, old.head, old.pages)
        return ConflictError(
            "The story was changed elsewhere in the meantime; look at it as it is now, then decide.",
            current,
            authored(before, current.value),
        )

    def _step(self, ident: str, base: int, which: str) -> Held:
        with self.library.writing() as file:
            here = self._at(file, ident, base)
            there = _row(file, ident, here.before if which == "undo" else here.after)
            if there is None:
                raise InputError(f"There is nothing to {which} in this story.")
            after = here.number if which == "undo" else there.after
            row = _Row(base + 1, there.origin, there.what, there.before, after, there.head, there.pages)
            self._add(file, ident, row)
            return self._held(file, ident, base + 1)

    def _add(self, file: sqlite3.Connection, ident: str, row: _Row, made: str = "") -> str:
        made = made or now()
        file.execute(
            "INSERT INTO revision (story, number, origin, made, what, before, after, head, pages) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (ident, row.number, row.origin, made, *astuple(row)[2:]),
        )
        file.execute("UPDATE story SET revision = ?, changed = ? WHERE id = ?", (row.number, made, ident))
        prune(file, ident, row.number)
        return made

    def _held(self, file: sqlite3.Connection, ident: str, number: int) -> Held:
        row = _row(file, ident, number)
        if row is None:
            raise _no_version(number)
        made = file.execute(
            "SELECT made FROM revision WHERE story = ? AND number = ?", (ident, number)
        ).fetchone()[0]
        value = read_value(file, ident, row.head, row.pages)
        back, forth = _row(file, ident, row.before), _row(file, ident, row.after)
        return Held(
            ident, number, value, made, row.what if back is not None else "", forth.what if forth else ""
        )


def _row(file: sqlite3.Connection, ident: str, number: int) -> _Row | None:
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**63:
        return None
    query = (
        "SELECT number, origin, what, before, after, head, pages FROM revision WHERE story = ? AND number = ?"
    )
    found = file.execute(query, (ident, number)).fetchone()
    return None if found is None else _Row(*found)


def _no_version(number: object) -> InputError:
    return StoryMissingError(f"There is no version {number!r:.20} of this story; look at its versions.")


def _plain(text: str) -> str:
    if not isinstance(text, str):
        raise InputError("A name must be a string.")
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _label(what: str) -> str:
    cleaned = " ".join(_plain(what).split()) or "Changed"
    return cleaned if len(cleaned) <= MAX_LABEL else cleaned[: MAX_LABEL - 1] + "…"
