"""The calls of the Story tab that draw nothing: listing, versions, undo, copies, books, export and import."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from text2scene.errors import ConflictError, InputError
from text2scene.library import LOCAL, Card, Held
from text2scene.render import Library
from text2scene.ui.stories import incoming
from text2scene.ui.stories.books import Book, make_book, read_format, read_options
from text2scene.ui.stories.cabinet import Cabinet
from text2scene.ui.stories.clashes import ClashError, held_answer

Asked = Mapping[str, Any]
Answer = dict[str, Any]


class Keeping:
    """What can be asked of the library for one owner. Raises InputError, LibraryError, ClashError."""

    def __init__(self, cabinet: Cabinet, pictures: Library, scratch: Path | None = None) -> None:
        self.cabinet, self.pictures, self.scratch = cabinet, pictures, scratch

    # -- looking -------------------------------------------------------------------------

    def list(self, owner: str, asked: Asked) -> Answer:
        """All stories, the one changed last first, or those that were deleted."""
        cards = self.cabinet.shelf(owner).list(bool(asked.get("deleted", False)))
        writable, notice = self.cabinet.state()
        told = notice if owner == LOCAL else self.cabinet.placeless(notice)
        return {"stories": [_card(card) for card in cards], "notice": told, "writable": writable}

    def get(self, owner: str, asked: Asked) -> Answer:
        """One story, or how it was at a revision."""
        revision = asked.get("revision")
        wanted = None if revision is None else incoming.read_revision(revision, "revision")
        return held_answer(self.cabinet.get(owner, _id(asked), wanted))

    def revision(self, owner: str, asked: Asked) -> Answer:
        """The number of the last saving: whether somebody else changed it."""
        return {"revision": self.cabinet.shelf(owner).revision(_id(asked))}

    def versions(self, owner: str, asked: Asked) -> Answer:
        """What can be gone back to, the newest first."""
        found = self.cabinet.shelf(owner).versions(_id(asked))
        rows = [
            {
                "revision": each.revision,
                "made": each.made,
                "what": each.what,
                "name": each.name,
                "pages": each.pages,
                "current": each.current,
            }
            for each in found
        ]
        return {"versions": rows}

    # -- steps back ----------------------------------------------------------------------

    def undo(self, owner: str, asked: Asked) -> Answer:
        """The last change taken back."""
        shelf, ident, base = self.cabinet.shelf(owner), _id(asked), incoming.read_revision(asked.get("base"))
        return self._step(owner, ident, lambda: shelf.undo(ident, base))

    def redo(self, owner: str, asked: Asked) -> Answer:
        """What was taken back last, again."""
        shelf, ident, base = self.cabinet.shelf(owner), _id(asked), incoming.read_revision(asked.get("base"))
        return self._step(owner, ident, lambda: shelf.redo(ident, base))

    def back(self, owner: str, asked: Asked) -> Answer:
        """The story as it was at a revision; a step that can be undone."""
        shelf, ident, base = self.cabinet.shelf(owner), _id(asked), incoming.read_revision(asked.get("base"))
        revision = incoming.read_revision(asked.get("revision"), "revision")
        return self._step(owner, ident, lambda: shelf.back_to(ident, base, revision))

    def _step(self, owner: str, ident: str, step: Callable[[], Held]) -> Answer:
        with self.cabinet.turn(owner, ident):
            try:
                return held_answer(self.cabinet.remember(owner, step()))
            except ConflictError as error:
                raise ClashError(error.parts, error.current, None) from None

    # -- the stories themselves ----------------------------------------------------------

    def name(self, owner: str, asked: Asked) -> Answer:
        """Give a version a name, so that it is found again."""
        name = incoming.read_line(asked.get("name") or "", "The name", 80)
        revision = incoming.read_revision(asked.get("revision"), "revision")
        self.cabinet.shelf(owner).name_version(_id(asked), revision, name)
        return {}

    def duplicate(self, owner: str, asked: Asked) -> Answer:
        """A copy beside it."""
        self.cabinet.check_room(owner)
        return held_answer(self.cabinet.remember(owner, self.cabinet.shelf(owner).duplicate(_id(asked))))

    def delete(self, owner: str, asked: Asked) -> Answer:
        """Out of the list; it can be restored."""
        self.cabinet.shelf(owner).delete(_id(asked))
        return {}

    def restore(self, owner: str, asked: Asked) -> Answer:
        """Back into the list."""
        self.cabinet.shelf(owner).restore(_id(asked))
        return {}

    def purge(self, owner: str, asked: Asked) -> Answer:
        """A deleted story gone for good."""
        self.cabinet.shelf(owner).purge(_id(asked))
        return {}

    # -- out and in ----------------------------------------------------------------------

    def book(self, owner: str, asked: Asked) -> Book:
        """A story as a book: of the library by ``id`` (and ``revision``), or one that comes along."""
        kind, options = read_format(asked.get("format")), read_options(asked.get("options"))
        if asked.get("story") is not None:
            value = incoming.read_story(asked["story"], self.pictures)
        else:
            revision = asked.get("revision")
            wanted = None if revision is None else incoming.read_revision(revision, "revision")
            value = self.cabinet.get(owner, _id(asked), wanted).value
        return make_book(value, kind, options, self.pictures, self.scratch)

    def export(self, owner: str, asked: Asked) -> Book:
        """All stories with their versions, as one zip."""
        with tempfile.TemporaryDirectory(prefix="export-", dir=self.scratch) as folder:
            path = Path(folder) / "stories.zip"
            self.cabinet.shelf(owner).export_all(path)
            return Book("stories.zip", "application/zip", path.read_bytes())

    def bring_in(self, owner: str, data: bytes) -> Answer:
        """The stories of such a zip, beside those that are there."""
        if data[:2] != b"PK":
            raise InputError("This is no export of stories; choose the .zip file that Export gave you.")
        with tempfile.TemporaryDirectory(prefix="import-", dir=self.scratch) as folder:
            path = Path(folder) / "stories.zip"
            path.write_bytes(data)
            self.cabinet.check_room(owner)
            try:
                result = self.cabinet.shelf(owner).import_all(path)
            except InputError as error:
                raise InputError(str(error).replace(str(path), "This file")) from None
        return {"added": result.added, "skipped": list(result.skipped)}


def _id(asked: Asked) -> str:
    return incoming.read_story_id(asked.get("id"))


def _card(card: Card) -> Answer:
    return {
        "id": card.id,
        "title": card.title,
        "pages": card.pages,
        "changed": card.changed,
        "created": card.created,
        "revision": card.revision,
        "cover": None if card.cover is None else card.cover.to_dict(),
        "deleted": card.deleted,
    }
