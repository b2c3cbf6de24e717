"""The library of stories: one file in which every change is kept, with undo, versions and backups.

>>> with Library.open("stories.db") as library:  # doctest: +SKIP
...     held = library.shelf("local").create(story.value)
"""

from __future__ import annotations

from text2scene.library.merge import authored
from text2scene.library.records import Card, Held, ImportResult, Version
from text2scene.library.shelf import Shelf
from text2scene.library.store import LOCAL, PLACE, Library, default_path, owner_of

__all__ = [
    "LOCAL",
    "PLACE",
    "Card",
    "Held",
    "ImportResult",
    "Library",
    "Shelf",
    "Version",
    "authored",
    "default_path",
    "owner_of",
]
