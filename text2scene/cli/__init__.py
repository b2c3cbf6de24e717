"""The command line: a thin shell over the same calls that a program would make.

What a command needs is imported when it runs, so that ``--help`` and a wrong call answer at once.
"""

from __future__ import annotations

import importlib
import io
import os
import sys
import traceback
from collections.abc import Sequence

from text2scene.cli.parser import HelpShown, build_parser
from text2scene.errors import Text2SceneError

__all__ = ["main"]

DONE, SOME_FAILED, WRONG_CALL, INTERRUPTED = 0, 1, 2, 130
_BROKEN_PIPE = 141  # 128 + SIGPIPE, what a shell reports of other tools


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 done, 1 some items failed, 2 the call was wrong, 130 interrupted.

    argv: the arguments without the program's name, by default those of this process. An
    error is one line on stderr; with ``--debug`` its traceback comes before it.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A file name that the terminal's encoding cannot show is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = _run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _silence_stdout()
        return _BROKEN_PIPE
    except KeyboardInterrupt:
        print("text2scene: interrupted.", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        if "--debug" in arguments:
            traceback.print_exc()
        print(f"text2scene: {_one_line(error)}", file=sys.stderr)
        return WRONG_CALL


def _run(arguments: list[str]) -> int:
    try:
        args = build_parser().parse_args(arguments)
    except HelpShown:
        return DONE
    module, function = args.command.split(":")
    code: int = getattr(importlib.import_module(f"text2scene.cli.{module}"), function)(args)
    return code


def _one_line(error: Exception) -> str:
    message = " ".join(str(error).split())
    if isinstance(error, Text2SceneError):
        return message
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror}."
    # Not meant to happen, so say how to find out more.
    return f"unexpected error, {type(error).__name__}: {message or 'no message'} (--debug shows where)."


def _silence_stdout() -> None:
    """Whoever read our output has gone: what is still to be flushed at exit goes nowhere."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
