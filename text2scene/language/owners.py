"""Nouns and marks drawn together: Mike's hat, on Mike's left, a pirate called Mike, everyone but Mike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from text2scene.language.lexicon import CHILDREN, Chunk
from text2scene.language.noun import Noun


def named(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """A pirate called Mike; a boy named Mike: one of them."""
    return _joined(items, _called)


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
    return _joined(items, _but)


def _called(noun: Noun, mark: Chunk, child: Noun) -> Noun | None:
    span = noun.span[0], child.span[1]
    calls = mark.text in ("called", "named")
    return replace(child, span=span, costume=noun.costume, feel=noun.feel or child.feel) if calls else None


def _but(group: Noun, mark: Chunk, child: Noun) -> Noun | None:
    if group.kind != "group" or not ("except" in mark or mark.text == "but"):
        return None
    other = CHILDREN[child.value == CHILDREN[0]]
    return replace(child, value=other, only=True, text_before="except", span=(group.span[0], child.span[1]))


def _joined(
    items: list[Noun | Chunk], join: Callable[[Noun, Chunk, Noun], Noun | None]
) -> list[Noun | Chunk]:
    """The items, each noun, mark and child that ``join`` makes one noun of as that noun."""
    out: list[Noun | Chunk] = []
    for item in items:
        noun, mark = out[-2:] if len(out) > 1 else (None, None)
        one = None
        if isinstance(noun, Noun) and isinstance(mark, Chunk) and isinstance(item, Noun):
            one = join(noun, mark, item) if item.kind == "child" else None
        if one is not None:
            out[-2:] = [one]
        else:
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
            feel = item.feel or then.feel
            out.append(
                replace(then, owner=owner, definite=True, feel=feel, span=(item.span[0], then.span[1]))
            )
            i += 3
            continue
        out.append(item)
        i += 1
    return out
