"""Where each check enters its name, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from text2scene.scene import Scene


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a check may look at: the picture, and for an edit the one before it."""

    scene: Scene
    start: Scene | None = None


Check = Callable[..., bool]
CHECKS: dict[str, Check] = {}
# Per check, how many of its first arguments are references to objects; more words may follow.
REFERENCES: dict[str, int] = {}


def check(references: int) -> Callable[[Check], Check]:
    """Enter a function as the check of its name."""

    def enter(function: Check) -> Check:
        CHECKS[function.__name__] = function
        REFERENCES[function.__name__] = references
        return function

    return enter
