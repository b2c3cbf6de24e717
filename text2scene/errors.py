"""The one tree of errors: a message says what was wrong and what to do about it."""

from __future__ import annotations


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
