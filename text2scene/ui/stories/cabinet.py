"""The library as the server holds it: opened when it can be, one turn at a time for one story."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from text2scene.errors import InputError, LibraryError
from text2scene.library import LOCAL, Held, Library, Shelf, default_path

MOST_STORIES = 1000  # of one private link
_MOST_RECENT = 100


class Cabinet:
    """path: of the library, by default the usual one. Where it cannot be opened it is tried again later.

    The newest stories are remembered, so that somebody who is writing can go on even while the library
    cannot be read; what is made then is handed back as not kept.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.place = Path(path) if path is not None else default_path()
        self._library: Library | None = None
        self._lock = threading.Lock()
        self._turns: dict[tuple[str, str], list[Any]] = {}
        self._recent: OrderedDict[tuple[str, str], Held] = OrderedDict()

    @property
    def library(self) -> Library:
        """The library. Raises LibraryError where it cannot be opened."""
        with self._lock:
            if self._library is None:
                self._library = Library.open(self.place)
            return self._library

    def shelf(self, owner: str) -> Shelf:
        """The stories of one owner. Raises LibraryError."""
        return self.library.shelf(owner)

    def state(self) -> tuple[bool, str]:
        """Whether stories are kept, and a sentence for a banner, or nothing."""
        try:
            library = self.library
        except LibraryError as error:
            return False, str(error)
        return library.writable, library.notice

    def placeless(self, sentence: str) -> str:
        """A sentence without the place of the library in it."""
        return sentence.replace(f" {self.place}", "").replace(str(self.place), "the library")

    def check_room(self, owner: str) -> None:
        """Raise InputError where a private link has very many stories; this machine's owner may have more."""
        if owner == LOCAL:
            return
        shelf = self.shelf(owner)
        if len(shelf.list()) + len(shelf.list(deleted=True)) >= MOST_STORIES:
            raise InputError(
                f"You have {MOST_STORIES:,} stories here; delete some and remove them for good, then go on."
            )

    def get(self, owner: str, ident: str, revision: int | None = None) -> Held:
        """A story as it is kept, or as it was remembered while the library cannot be read."""
        try:
            held = self.shelf(owner).get(ident, revision)
        except LibraryError:
            known = self.remembered(owner, ident)
            if known is None or revision not in (None, known.revision):
                raise
            return known
        if revision is None:
            self.remember(owner, held)
        return held

    def remembered(self, owner: str, ident: str) -> Held | None:
        """A story as this server saw it last."""
        return self._recent.get((owner, ident))

    def remember(self, owner: str, held: Held) -> Held:
        """Note a story as it is kept now."""
        with self._lock:
            self._recent[owner, held.id] = held
            self._recent.move_to_end((owner, held.id))
            while len(self._recent) > _MOST_RECENT:
                self._recent.popitem(last=False)
        return held

    @contextmanager
    def turn(self, owner: str, ident: str) -> Iterator[None]:
        """Changes of one story come one after another; those of others do not wait."""
        key = (owner, ident)
        with self._lock:
            entry = self._turns.setdefault(key, [threading.Lock(), 0])
            entry[1] += 1
        try:
            with entry[0]:
                yield
        finally:
            with self._lock:
                entry[1] -= 1
                if not entry[1]:
                    self._turns.pop(key, None)

    def close(self) -> None:
        """Close the library, if it was opened."""
        with self._lock:
            if self._library is not None:
                self._library.close()
                self._library = None
