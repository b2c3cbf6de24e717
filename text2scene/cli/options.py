"""What several commands share: checked option values, the text, the weights, progress bars.

Everything here is checked before torch is imported, so that a wrong call fails at once.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.errors import CheckpointError, InputError
from text2scene.language import MAX_CHARACTERS, clean_text

if TYPE_CHECKING:
    from text2scene.generator import Generator

ENDINGS = (".png", ".svg", ".json", ".webp")
MAX_SEED = 2**63 - 1
# UTF-8 takes at most four bytes a character, and one more tells that there were too many.
_MAX_INPUT_BYTES = 4 * MAX_CHARACTERS + 1


def whole(low: int, high: int = MAX_SEED) -> Callable[[str], int]:
    """An argparse type: a whole number from ``low`` to ``high``."""

    def convert(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            value = low - 1
        if not low <= value <= high:
            limit = f"from {low} to {high}" if high < MAX_SEED else f"of at least {low}"
            raise argparse.ArgumentTypeError(f"must be a whole number {limit}, not {text!r:.40}.")
        return value

    return convert


def number(low: float, high: float = math.inf, below: bool = False) -> Callable[[str], float]:
    """An argparse type: a number from ``low`` to ``high``, or ``below`` it."""

    def convert(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not (math.isfinite(value) and low <= value <= high) or (below and value >= high):
            limit = f"from {low:g} to {'under ' if below else ''}{high:g}"
            limit = limit if math.isfinite(high) else f"of at least {low:g}"
            raise argparse.ArgumentTypeError(f"must be a number {limit}, not {text!r:.40}.")
        return value

    return convert


def text_argument(text: str) -> str:
    """The text to draw: the argument itself, or all of standard input for ``-``."""
    if text == "-":
        stream = getattr(sys.stdin, "buffer", None)
        if stream is None:
            raise InputError("There is no standard input to read the text from; give the text itself.")
        try:
            text = stream.read(_MAX_INPUT_BYTES).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            if len(error.object) < _MAX_INPUT_BYTES:
                raise InputError("Standard input is not UTF-8 text; save it as UTF-8 first.") from None
            text = " " * (MAX_CHARACTERS + 1)  # cut within a character, so too long anyway
    clean_text(text)
    return text


def check_picture(path: str, scale: float) -> None:
    """Raises InputError where nothing could be written to this path at this scale."""
    if Path(path).suffix.lower() not in ENDINGS:
        raise InputError(f"Cannot tell the format of {path}; use one of the endings {', '.join(ENDINGS)}.")
    if Path(path).is_dir():
        raise InputError(f"{path} is a folder; give the name of a file in it.")
    from text2scene.render.raster import check_scale

    check_scale(scale)


def check_background_option(name: str | None) -> None:
    """Raises InputError, with the names there are, for a background that is not among them."""
    if name is not None:
        from text2scene.render import check_background

        check_background(name)


def check_weights(path: str | None) -> None:
    """Raises CheckpointError where there is no such file."""
    if path is not None and not Path(path).is_file():
        raise CheckpointError(f"There is no checkpoint at {path}; give the path of a .safetensors file.")


def load_generator(args: argparse.Namespace) -> Generator:
    """The generator of ``--weights``, ``--device`` and the packs."""
    check_weights(args.weights)
    from text2scene.generator import load

    return load(args.weights, args.device, **pack_options(args))


def pack_options(args: argparse.Namespace) -> dict[str, Any]:
    """What ``--pack`` and ``--no-default-pack`` mean to :func:`text2scene.load`, where a command has them."""
    packs = getattr(args, "packs", [])
    options: dict[str, Any] = {"packs": packs} if packs else {}
    return options if getattr(args, "default_pack", True) else {**options, "default_pack": False}


def progress_bar(total: int | None, unit: str, **options: Any) -> Any:
    """A tqdm bar on stderr; none where stderr is no terminal, so that logs stay readable."""
    from tqdm import tqdm

    return tqdm(total=total, unit=unit, file=sys.stderr, disable=None, dynamic_ncols=True, **options)
