"""Nouns that say once more what was named: two trees, an oak and a pine; only snakes, three of them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from text2scene.catalog import default_catalog
from text2scene.language.lexicon import CHILDREN, Chunk
from text2scene.language.nouns import Noun

CROWN = frozenset({"leaves", "branches", "branch", "twigs", "treetop", "treetops", "foliage"})


def told_once(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """The items of a sentence, each thing said once, by the words that say most."""
    items = _those_all(items)
    return _pointed_at(_excepted(_named(_worn(_hers(_crowned(_numbered(_spelled(items))))))))


def _spelled(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """His ball, a soccer ball, in his hand; two trees stand in the park, an oak and a pine."""
    classes = default_catalog().classes
    for i, item in enumerate(items):
        if not isinstance(item, Noun) or item.kind != "class" or item.negated:
            continue
        members = set(classes.get(item.value, ()))
        wanted = item.count if item.count is not None else (0 if item.plural else 1)
        for j in range(i + 1, len(items)):
            mark = items[j]
            if not (isinstance(mark, Chunk) and mark.text in (",", "-")):
                continue
            row, end = _row(items, j + 1)
            fits = bool(row) and all(noun.kind == "piece" and noun.value in members for noun in row)
            if not fits or not all(noun.article for noun in row):
                continue
            number = len(row)
            if number != wanted and not (wanted == 0 and number > 1):
                continue
            if number == 1 and not _ends(items, end):
                continue
            if number > 1 and end < len(items):
                continue
            return [*items[:i], *_joined(item, row), *items[i + 1 : j], *items[_after(items, end) :]]
    return items


def _row(items: Sequence[Noun | Chunk], k: int) -> tuple[list[Noun], int]:
    """The nouns from here on that are joined by nothing but commas and "and", and where they end."""
    row: list[Noun] = []
    end = k
    while k < len(items):
        item = items[k]
        if isinstance(item, Noun):
            row.append(item)
            end = k + 1
        elif "and" not in item:
            break
        k += 1
    return row, end


def _ends(items: Sequence[Noun | Chunk], k: int) -> bool:
    """Nothing follows, or a mark, or a place: no verb of its own."""
    if k >= len(items):
        return True
    item = items[k]
    return isinstance(item, Chunk) and ("relation" in item or "region" in item or item.text == ",")


def _after(items: Sequence[Noun | Chunk], k: int) -> int:
    last = items[k] if k < len(items) else None
    return k + 1 if isinstance(last, Chunk) and last.text == "," else k


def _joined(item: Noun, row: Sequence[Noun]) -> list[Noun | Chunk]:
    out: list[Noun | Chunk] = []
    for noun in row:
        if out:
            out.append(Chunk("and", noun.span[0], noun.span[0], {"and": True}))
        owned = {"owner": item.owner, "definite": item.definite, "article": False} if item.owner else {}
        out.append(replace(noun, **owned))  # type: ignore[arg-type]
    return out


def _numbered(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Nothing but snakes in the park, three of them."""
    if len(items) < 3:
        return items
    mark, last = items[-2:]
    counts = isinstance(last, Noun) and last.kind in ("pronoun", "count") and (last.count or 0) > 1
    if not (counts and isinstance(mark, Chunk) and mark.text in (",", "-", "and")):
        return items
    for i in range(len(items) - 3, -1, -1):
        noun = items[i]
        if isinstance(noun, Noun) and noun.kind in ("piece", "class") and noun.plural and noun.count is None:
            assert isinstance(last, Noun)
            return [*items[:i], replace(noun, count=last.count), *items[i + 1 : -2]]
    return items


def _crowned(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Up in the leaves of the oak: in the oak."""
    out: list[Noun | Chunk] = []
    for item, then in itertools.zip_longest(items, items[1:]):
        leaves = isinstance(item, Noun) and item.kind == "scenery" and item.text in (*CROWN, "top")
        if leaves and isinstance(then, Noun) and (then.value == "tree" or then.value.endswith("_tree")):
            continue
        out.append(item)
    return out


def _worn(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Jenny in the foreground, sunglasses on: she wears them."""
    catalog = default_catalog()
    for i in range(1, len(items) - 1):
        mark, noun, last = items[i - 1 : i + 2]
        ends = i + 2 == len(items) or (isinstance(items[i + 2], Chunk) and items[i + 2].text == ",")
        if not (
            isinstance(mark, Chunk) and mark.text == "," and isinstance(last, Chunk) and last.text == "on"
        ):
            continue
        if not (ends and isinstance(noun, Noun) and noun.kind in ("piece", "class")):
            continue
        options = (noun.value,) if noun.kind == "piece" else catalog.classes[noun.value]
        if all(catalog[option].group == "wearable" for option in options):
            verb = Chunk("wearing", mark.start, mark.end, {"verb": ("wear",)})
            return [*items[: i - 1], mark, verb, noun, *items[i + 2 :]]
    return items


def _those_all(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """They all sit by the fire, Mike, Jenny and the dog: it is these who do."""
    first = items[0] if items else None
    if not isinstance(first, Noun) or not (first.text == "they" or first.kind == "group") or len(items) < 7:
        return items
    at = next((k for k in range(2, len(items) - 3) if _says(items, k, ",")), -1)
    row, end = _row(items, at + 1) if at > 0 else ([], 0)
    people = sum(noun.kind == "child" for noun in row)
    if end < len(items) or len(row) < 2 or not people or any(noun.negated for noun in row):
        return items
    return [*items[at + 1 :], *items[1:at]]


def _pointed_at(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Look to the right of the oak tree, a snake: a snake is there."""
    if len(items) < 5:
        return items
    first, mark, last = items[0], items[-2], items[-1]
    if not (isinstance(first, Chunk) and isinstance(mark, Chunk)):
        return items
    looks = first.text in ("look", "see") and mark.text in (",", "-")
    placed = isinstance(items[1], Chunk) and ("relation" in items[1] or "region" in items[1])
    new = isinstance(last, Noun) and last.article and last.kind in ("piece", "class")
    if not (looks and placed and new):
        return items
    return [last, Chunk("is", first.start, first.end, {"verb": ("be",)}), *items[1:-2]]


def _named(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """The one with the glasses is Jenny: Jenny with the glasses."""
    out = list(items)
    i = len(items)
    while i > 1:
        i -= 1
        child = out[i]
        is_ = _says(out, i - 1, "is", "was") and isinstance(child, Noun) and child.kind == "child"
        if not is_ or not (i + 1 >= len(out) or _is_and(out[i + 1])):
            continue
        one = next((k for k in range(i - 2, -1, -1) if _says(out, k, "one") or _is_kid(out[k])), -1)
        told = out[one + 1 : i - 1] if one == 0 or (one > 0 and _is_and(out[one - 1])) else []
        about = told[0] if told else None
        if isinstance(about, Chunk) and ("relation" in about or about.text == "who"):
            out[one : i + 1] = [child, *(told[1:] if about.text == "who" else told)]
            i = one
    return out


def _says(items: Sequence[Noun | Chunk], i: int, *words: str) -> bool:
    item = items[i]
    return isinstance(item, Chunk) and item.text in words


def _is_kid(item: Noun | Chunk) -> bool:
    return isinstance(item, Noun) and item.kind == "any_child" and item.definite and not item.other


def _is_and(item: Noun | Chunk) -> bool:
    return isinstance(item, Chunk) and "and" in item


def _excepted(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Everybody wears a hat except Mike: only Jenny does."""
    group = items[0] if items else None
    if len(items) < 4 or not isinstance(group, Noun) or group.kind != "group" or group.negated:
        return items
    mark, child = items[-2:]
    if not (
        isinstance(mark, Chunk) and "except" in mark and isinstance(child, Noun) and child.kind == "child"
    ):
        return items
    says = any(
        isinstance(x, Chunk) and ("verb" in x or "feel" in x) and "arriving" not in x for x in items[1:-2]
    )
    comes = any(isinstance(x, Chunk) and "arriving" in x for x in items)
    leaves = any(isinstance(x, Chunk) and "leaving" in x for x in items)
    other = CHILDREN[child.value == CHILDREN[0]]
    if leaves and not comes:  # everyone has gone home except Mike: Jenny has
        gone = replace(child, value=other, only=False, text=other, text_before="except", span=group.span)
        return [gone, *items[1:-2]]
    if not says or comes:
        return items
    return [
        replace(child, value=other, only=True, text=other, text_before="except", span=group.span),
        *items[1:-2],
    ]


def _hers(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """The ketchup in Mike's hand and the mustard in Jenny's."""
    if len(items) < 3:
        return items
    lead, who, mark = items[-3:]
    bodies = [item for item in items if isinstance(item, Noun) and item.kind == "body"]
    possessive = isinstance(mark, Chunk) and "poss" in mark
    placed = isinstance(lead, Chunk) and "relation" in lead
    if not (possessive and placed and bodies and isinstance(who, Noun) and who.kind == "child"):
        return items
    assert isinstance(mark, Chunk)
    span = (who.span[0], mark.end)
    return [*items[:-2], replace(bodies[-1], owner=who.value, span=span)]
