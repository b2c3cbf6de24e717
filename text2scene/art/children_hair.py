"""The hair styles of the two children, around the midpoint between the eyes as origin.

A style has up to four drawings: ``tail`` hangs behind the body, so that arms can pass in
front of it; ``cap`` lies behind the face, ``front`` over it, ``ties`` over all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from text2scene.art import children_hair_jenny as jenny
from text2scene.art import children_hair_mike as mike
from text2scene.art.children_bodies import Pose
from text2scene.art.children_heads import LOOKS, Look


def _no_tail(_look: Look, _pose: Pose) -> str:
    return ""


@dataclass(frozen=True)
class Hair:
    """One style; every drawing but ``tail`` is placed and turned with the head."""

    cap: Callable[[Look], str]
    front: Callable[[Look], str]
    ties: Callable[[Look], str] = lambda _look: ""
    tail: Callable[[Look, Pose], str] = _no_tail


HAIR: dict[str, dict[str, Hair]] = {
    "mike": {
        "short": Hair(mike.short_cap, mike.short_front),
        "curls": Hair(mike.curls_cap, mike.curls_front),
        "spiky": Hair(mike.spiky_cap, mike.spiky_front),
        "fringe": Hair(mike.fringe_cap, mike.fringe_front),
    },
    "jenny": {
        "pigtails": Hair(jenny.jenny_cap, jenny.parted_front, jenny.side_bows, jenny.pigtails),
        "ponytail": Hair(jenny.jenny_cap, jenny.ponytail_front, jenny.ponytail_tie, jenny.ponytail),
        "bob": Hair(jenny.bob_cap, jenny.bob_front),
        "puffs": Hair(jenny.jenny_cap, jenny.puffs_front, jenny.puff_ties, jenny.puffs),
        "braids": Hair(jenny.jenny_cap, jenny.parted_front, jenny.side_bows, jenny.braids),
    },
}
#: The style of a child without one, as its 35 pictures show it.
DEFAULT_HAIR = {child: next(iter(styles)) for child, styles in HAIR.items()}


def hair(child: str, style: str) -> tuple[str, str, str]:
    """What lies behind the face, over it, and over its features, of one style."""
    look, drawn = LOOKS[child], HAIR[child][style]
    return drawn.cap(look), drawn.front(look), drawn.ties(look)


def tail(child: str, style: str, pose: Pose) -> str:
    """What hangs behind the body in a pose, about the eyes; empty for a style without it."""
    return HAIR[child][style].tail(LOOKS[child], pose)
