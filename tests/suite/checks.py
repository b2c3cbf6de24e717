"""The check vocabulary: each looks at a Scene's geometry alone, never at what a parser said.

A check is a list: its name, then references (see ``geometry.find``) and words. It asks what a
child who looks at the picture would agree with; a tolerance says why it is what it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from suite import edits, looks, relations
from suite.geometry import find, known_name
from suite.registry import CHECKS, REFERENCES, Pictures
from text2scene.catalog import EXPRESSIONS, POSES

__all__ = ["CHECKS", "REFERENCES", "Pictures", "edits", "fault", "find", "looks", "met", "relations"]

_WORDS: dict[str, tuple[str, ...]] = {
    "expr": EXPRESSIONS,
    "not_expr": EXPRESSIONS,
    "pose": POSES,
    "not_pose": POSES,
    "place": relations.PLACES,
    "size": relations.SIZES,
    "same_but": ("x", "y", "depth", "flip", "scale", "pose", "expression"),
}


def met(pictures: Pictures, item: Sequence[str]) -> bool:
    """Whether one check, as written in the data, is met."""
    return CHECKS[item[0]](pictures, *item[1:])


def fault(item: Sequence[str]) -> str:
    """What is wrong with a check as written; empty where nothing is."""
    name, *rest = item
    if name not in CHECKS:
        return f"no check is named {name}"
    refs, words = rest[: REFERENCES[name]], rest[REFERENCES[name] :]
    if len(refs) < REFERENCES[name] or not all(known_name(ref) for ref in refs):
        return f"{name}: {refs} are not its references"
    if name == "same" and not edits.known_same(tuple(rest)):
        return f"same: {rest} are not all known"
    if name in ("facing", "moved") and not _side(name, words):
        return f"{name}: {words} is no way"
    allowed = _WORDS.get(name)
    if allowed is not None and not (words and all(w in allowed for word in words for w in word.split("|"))):
        return f"{name}: {words} are not among {allowed}"
    if name == "count" and not (len(words) == 1 and words[0].removesuffix("+").isdigit()):
        return f"count: {words} is no number"
    return ""


def _side(name: str, words: Sequence[str]) -> bool:
    if name == "facing":
        return len(words) == 1 and (words[0] in ("left", "right") or known_name(words[0]))
    if words[0] in ("toward", "away"):
        return len(words) == 2 and known_name(words[1])
    return len(words) == 1 and words[0] in ("left", "right", "up", "down", "any")
