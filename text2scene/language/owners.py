"""Nouns and marks drawn together: Mike's hat, on Mike's left, a pirate called Mike, everyone but Mike."""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.lexicon import CHILDREN, Chunk
from text2scene.language.noun import Noun


def named(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """A pirate called Mike; a boy named Mike: one of them."""
    out: list[Noun | Chunk] = []
    for item in items:
        mark, noun = (out[-1], out[-2]) if len(out) > 1 else (None, None)
        calls = isinstance(mark, Chunk) and mark.text in ("called", "named")
        if calls and isinstance(item, Noun) and isinstance(noun, Noun) and item.kind == "child":
            span = noun.span[0], item.span[1]
            out[-2:] = [replace(item, span=span, costume=noun.costume, feel=noun.feel or item.feel)]
            continue
        out.append(item)
    return out


def sides(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """on Mike's left -> to the left of Mike"""
    out: list[Noun | Chunk] = []
    i = 0
    while i < len(items):
        lead, noun, poss, side = (items[i + k] if i + k < len(items) else None for k in range(4))
        if (
            isinstance(lead, Chunk)
            and lead.text in ("on", "to", "at")
            and isinstance(noun, Noun)
            and isinstance(poss, Chunk)
            and "poss" in poss
            and isinstance(side, Chunk)
        ):
            way = (side.get("direction") or (side.get("region"),))[0]
            word = way if way in ("left", "right") else side.text.split("-")[0].split(" ")[0]
            if word in ("left", "right"):
                out += [Chunk(f"to the {word} of", lead.start, side.end, {"relation": (f"{word}_of",)}), noun]
                i += 4
                continue
        out.append(items[i])
        i += 1
    return out


def all_but(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Everyone but Mike: only Jenny."""
    out: list[Noun | Chunk] = []
    for item in items:
        before, group = (out[-1], out[-2]) if len(out) > 1 else (None, None)
        excepts = isinstance(before, Chunk) and ("except" in before or before.text == "but")
        if (
            isinstance(item, Noun)
            and item.kind == "child"
            and excepts
            and isinstance(group, Noun)
            and group.kind == "group"
        ):
            other = CHILDREN[item.value == CHILDREN[0]]
            out[-2:] = [replace(item, value=other, only=True, span=(group.span[0], item.span[1]))]
            continue
        out.append(item)
    return out


def owners(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Mike 's hat -> the hat, whose owner is Mike."""
    out: list[Noun | Chunk] = []
    i = 0
    while i < len(items):
        item = items[i]
        after, then = (items[i + k] if i + k < len(items) else None for k in (1, 2))
        if (
            isinstance(item, Noun)
            and item.kind != "pronoun"  # it's raining
            and isinstance(after, Chunk)
            and "poss" in after
            and isinstance(then, Noun)
            and then.kind in ("piece", "class", "body", "unknown")
            and not (then.definite or then.span[0] < then.span[1] - len(then.text) - 1)
        ):
            owner = item.value if item.kind == "child" else item.text
            out.append(replace(then, owner=owner, definite=True, span=(item.span[0], then.span[1])))
            i += 3
            continue
        out.append(item)
        i += 1
    return out
