"""The one tree of errors: a message says what was wrong and what to do about it."""

from __future__ import annotations

from typing import Any


class Text2SceneError(Exception):
    """Base of all errors that a user can mend; the message is one clear sentence.

    The command line prints it on stderr and exits with 2; the page shows it as a message.
    """


class InputError(Text2SceneError):
    """A text, seed, number or file given by the caller cannot be used."""


class SceneFormatError(InputError):
    """A Scene document or scene string is broken; the message names the field."""


class StoryFormatError(InputError):
    """A story document is broken; the message names the field."""


class DataError(Text2SceneError):
    """Training or evaluation data is missing, incomplete or malformed."""


class CheckpointError(Text2SceneError):
    """A checkpoint is missing, truncated, altered or made for another catalog."""


class OutputError(Text2SceneError):
    """A result cannot be written where it was asked for."""


class StoryMissingError(InputError):
    """There is no such story in this part of the library, or it was deleted."""


class LibraryError(Text2SceneError):
    """The library of stories cannot be read or written; nothing of the change was kept."""


class LibraryFullError(LibraryError):
    """No room is left where the library is."""


class LibraryLockedError(LibraryError):
    """Another program has been writing to the library for longer than one waits."""


class LibraryReadOnlyError(LibraryError):
    """The library, or its folder, may not be written."""


class LibraryNewerError(LibraryError):
    """A newer text2scene has changed the form of the library."""


class ConflictError(LibraryError):
    """Somebody else saved the story in between; nothing was written.

    current: the story as it is now, a :class:`text2scene.library.Held`. parts: what was changed since, as
    :func:`text2scene.library.merge.authored` names it.
    """

    def __init__(self, message: str, current: Any, parts: frozenset[str]) -> None:
        super().__init__(message)
        self.current = current
        self.parts = parts
