"""Where the shipped files are: inside an installed wheel, or beside a source checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from text2scene.errors import Text2SceneError

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource_root() -> Path:
    """The folder that holds ``assets``.

    In a wheel the assets travel inside the package; in a checkout they stand beside it.
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        if (root / "assets" / "catalog" / "pieces.json").is_file():
            return root
    raise Text2SceneError("The text2scene assets are missing from this installation; reinstall the package.")


def asset(*parts: str) -> Path:
    """The path of a shipped asset, such as ``asset("catalog", "pieces.json")``."""
    return resource_root().joinpath("assets", *parts)


def shipped_weights() -> Path:
    """The path of the shipped checkpoint."""
    return asset("weights", "text2scene.safetensors")
