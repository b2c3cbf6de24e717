"""Stories made, changed and kept: a generator, the library, and whoever asks. Plain data in and out.

All calls here wait (for the model, for the disk) and belong on a thread of their own, not on the server's
loop. What a call answers as saved is on the disk; what could not be saved comes back whole in an error.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.errors import ConflictError, InputError, LibraryError, StoryMissingError
from text2scene.library import Held
from text2scene.library.merge import authored
from text2scene.render import Library
from text2scene.story.model import StoryValue
from text2scene.story.pages import read_manuscript
from text2scene.story.story import Story
from text2scene.ui.stories import incoming
from text2scene.ui.stories.cabinet import Cabinet
from text2scene.ui.stories.changes import Change, read_change
from text2scene.ui.stories.clashes import ClashError, NotKeptError, held_answer
from text2scene.ui.stories.drawing import at_desk
from text2scene.ui.stories.made_up import MadeUp
from text2scene.ui.stories.opening import is_document, open_story, read_document, read_manuscript_file

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.ui.desk import Desk

Asked = Mapping[str, Any]
Answer = dict[str, Any]
_TRIES = 20  # a change is made anew each time that somebody else was quicker
_MOST_JOBS = 400


@dataclass(frozen=True)
class Who:
    """Whose stories, and for whom to take turns at the desk."""

    owner: str
    client: str


class Workshop:
    """The calls of the Story tab that draw: create, open, change, keep, and making tales up.

    pictures: what they are drawn with. scratch: a folder for files that are soon gone again.
    """

    def __init__(
        self,
        generator: Generator,
        pictures: Library,
        desk: Desk,
        cabinet: Cabinet,
        scratch: Path | None = None,
    ) -> None:
        self.generator, self.pictures, self.desk, self.cabinet = generator, pictures, desk, cabinet
        self.scratch = scratch
        self.made_up = MadeUp(pictures)
        self._jobs: OrderedDict[tuple[str, str], tuple[int, int]] = OrderedDict()
        self._lock = threading.Lock()

    # -- new stories ---------------------------------------------------------------------

    def create(self, who: Who, asked: Asked) -> Answer:
        """A story of a text, a tale or a story document, kept."""
        title = incoming.read_line(asked.get("title") or "", "The title")
        if asked.get("story") is not None:
            return self._new(who, incoming.read_story(asked["story"], self.pictures), "Opened")
        if asked.get("tale") is not None:
            return self._new(who, self._of_tale(who, asked["tale"], title), "Made up together")
        text = incoming.read_story_text(asked.get("text"))
        markdown = bool(asked.get("markdown", False))
        return self._new(who, self._written(who, text, title, markdown, asked.get("job")), "Written")

    def open(self, who: Who, data: bytes, name: str, job: str) -> Answer:
        """A story of a file, kept. name: what the file is called."""
        if not is_document(data):
            text, markdown = read_manuscript_file(data, name)
            incoming.read_story_text(text)
            return self._new(who, self._written(who, text, "", markdown, job), "Opened")
        kind, document = read_document(data)
        if kind == "tale":
            return self._new(who, self._of_tale(who, document, ""), "Opened")
        return self._new(who, open_story(kind, document, self.pictures), "Opened")

    def progress(self, who: Who, asked: Asked) -> Answer:
        """How far a story is that is being drawn: pages done, and all (0 before it is cut into pages)."""
        done, every = self._jobs.get((who.owner, str(asked.get("job"))[:80]), (0, 0))
        return {"done": done, "all": every}

    def _written(self, who: Who, text: str, title: str, markdown: bool, job: object) -> StoryValue:
        count = len(read_manuscript(text, markdown).pages)
        if count > incoming.MAX_STORY_PAGES:
            raise InputError(
                f"This story has {count:,} pages; at most {incoming.MAX_STORY_PAGES} are drawn in one go. "
                "Send it in parts, one story each."
            )
        tell = self._telling(who, job)
        generator = at_desk(self.generator, self.desk, who.client)
        return Story.from_text(generator, text, title=title, markdown=markdown, progress=tell).value

    def _of_tale(self, who: Who, data: object, title: str) -> StoryValue:
        tale = self.made_up.read(data)
        value = self.made_up.story(tale, at_desk(self.generator, self.desk, who.client))
        return replace(value, title=title) if title else value

    def _new(self, who: Who, value: StoryValue, what: str) -> Answer:
        try:
            self.cabinet.check_room(who.owner)
            held = self.cabinet.shelf(who.owner).create(value, what)
        except LibraryError as error:
            raise NotKeptError(error, Held("", 0, value, _now(), "", "")) from error
        return held_answer(self.cabinet.remember(who.owner, held))

    def _telling(self, who: Who, job: object) -> Callable[[int, int], None] | None:
        if not isinstance(job, str) or not job:
            return None
        key = (who.owner, job[:80])

        def tell(done: int, every: int) -> None:
            with self._lock:
                self._jobs[key] = (done, every)
                while len(self._jobs) > _MOST_JOBS:
                    self._jobs.popitem(last=False)

        return tell

    # -- changing ------------------------------------------------------------------------

    def change(self, who: Who, asked: Asked) -> Answer:
        """One change, made and kept; beside what others changed meanwhile where that is something else.

        Raises ClashError where both changed the same, NotKeptError where it was made and not saved.
        """
        ident, base = incoming.read_story_id(asked.get("id")), incoming.read_revision(asked.get("base"))
        change = read_change(asked.get("do"), self.pictures)
        unsaved = asked.get("story")
        start = None if unsaved is None else incoming.read_story(unsaved, self.pictures)
        with self.cabinet.turn(who.owner, ident):
            if start is not None:
                return self._changed_unsaved(who, ident, base, start, change)
            return self._changed(who, ident, base, change)

    def _changed(self, who: Who, ident: str, base: int, change: Change) -> Answer:
        generator = at_desk(self.generator, self.desk, who.client)
        current = self._current(who, ident, base)
        seen = current.value if current.revision == base else self._seen(who, ident, base)
        for _ in range(_TRIES):
            fitting = change
            if current.revision != base:
                if seen is None:  # too long ago to be compared, so the person decides
                    raise ClashError(change.pages, current, change.made(generator, current.value))
                parts = change.clash(seen, current.value)
                if parts:
                    raise ClashError(parts, current, change.made(generator, seen))
                fitting = change.shifted(seen, current.value)
            value = fitting.made(generator, current.value)
            if value == current.value:
                return held_answer(current)
            label = fitting.label(current.value)
            try:
                return self._saved(who, ident, current.revision, value, label)
            except ConflictError as error:
                current = error.current
        raise InputError("Others are changing this story all the time; please try again in a moment.")

    def _seen(self, who: Who, ident: str, base: int) -> StoryValue | None:
        """The story as the window has it, if it is still known."""
        try:
            return self.cabinet.get(who.owner, ident, base).value
        except StoryMissingError:
            return None

    def _current(self, who: Who, ident: str, base: int) -> Held:
        """The story as it is; of one that was removed for good what is remembered, to be handed back."""
        try:
            return self.cabinet.get(who.owner, ident)
        except StoryMissingError:
            known = self.cabinet.remembered(who.owner, ident)
            if known is None or known.revision != base:
                raise
            return known

    def _changed_unsaved(self, who: Who, ident: str, base: int, start: StoryValue, change: Change) -> Answer:
        """A change on top of what could not be saved before; all of it is saved now, or comes back."""
        value = change.made(at_desk(self.generator, self.desk, who.client), start)
        try:
            return self._saved(who, ident, base, value, change.label(start))
        except ConflictError as error:
            raise self._both(who, ident, base, value, error.current) from None

    def keep(self, who: Who, asked: Asked) -> Answer:
        """A whole story, kept: one that could not be saved before, or, with ``over``, mine over theirs."""
        value = incoming.read_story(asked.get("story"), self.pictures)
        what = incoming.read_line(asked.get("what") or "Changed", "what", 200)
        if not asked.get("id"):
            return self._new(who, value, what)
        ident, base = incoming.read_story_id(asked["id"]), incoming.read_revision(asked.get("base"))
        over = asked.get("over", False) is True
        with self.cabinet.turn(who.owner, ident):
            for _ in range(_TRIES):
                try:
                    return self._saved(who, ident, base, value, what)
                except ConflictError as error:
                    if not over:
                        raise self._both(who, ident, base, value, error.current) from None
                    base = error.current.revision
        raise InputError("Others are changing this story all the time; please try again in a moment.")

    def _saved(self, who: Who, ident: str, base: int, value: StoryValue, what: str) -> Answer:
        """Kept on top of ``base``. Raises ConflictError, or NotKeptError with the story in it."""
        try:
            held = self.cabinet.shelf(who.owner).save(ident, base, value, what)
        except ConflictError:
            raise
        except (LibraryError, StoryMissingError) as error:
            raise NotKeptError(error, Held(ident, base, value, _now(), what, "")) from error
        return held_answer(self.cabinet.remember(who.owner, held))

    def _both(self, who: Who, ident: str, base: int, mine: StoryValue, theirs: Held) -> ClashError:
        try:
            seen = self.cabinet.get(who.owner, ident, base).value
        except StoryMissingError:  # too long ago to be kept
            return ClashError((), theirs, mine)
        ours, others = authored(seen, mine), authored(seen, theirs.value)
        return ClashError(ours & others or others, theirs, mine)

    # -- making up -----------------------------------------------------------------------

    def choices(self, who: Who, asked: Asked) -> Answer:
        """What a tale can be begun with."""
        return self.made_up.choices()

    def begin(self, who: Who, asked: Asked) -> Answer:
        """The first page of a tale."""
        return self.made_up.begin(asked, at_desk(self.generator, self.desk, who.client))

    def go(self, who: Who, asked: Asked) -> Answer:
        """The next page of a tale."""
        return self.made_up.go(asked, at_desk(self.generator, self.desk, who.client))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
