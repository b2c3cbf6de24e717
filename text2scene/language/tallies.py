"""How many there are, in roundabout words, put plainly: "not one snake but two"; "one, two, three"."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.lexicon import Chunk


def _kind(chunk: Chunk) -> str | None:
    """Which sort of thing the chunk names: a piece, a class or none."""
    return next((label for label in ("piece", "class") if label in chunk), None)


def _so_many(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Not one snake but two: two snakes."""
    for i in range(len(chunks) - 4):
        if chunks[i].text != "not" or "number" not in chunks[i + 1]:
            continue
        but = next((k for k in range(i + 3, len(chunks) - 1) if chunks[k].text == "but"), -1)
        if but > 0 and "number" in chunks[but + 1] and chunks[but + 1].get("number") > 1:
            noun = list(chunks[i + 2 : but])
            noun = noun[:-1] if noun and noun[-1].text == "," else noun
            return [*chunks[:i], chunks[but + 1], *map(_several, noun), *chunks[but + 2 :]]
    return chunks


def _several(chunk: Chunk) -> Chunk:
    kind = _kind(chunk)
    return replace(chunk, readings={**chunk.readings, kind: (chunk.get(kind)[0], True)}) if kind else chunk


def answered_counts(sentences: Sequence[list[Chunk]]) -> list[list[Chunk]]:
    """How many pies are on the table? Three: three pies are."""
    out: list[list[Chunk]] = []
    for chunks in sentences:
        before = out[-1] if out else []
        asks = [c.text for c in before[:2]] == ["how", "many"] or (
            bool(before) and before[0].text == "how many"
        )
        lone = len(chunks) == 1 and "number" in chunks[0]
        if asks and lone:
            rest = before[1:] if before[0].text == "how many" else before[2:]
            out[-1] = [replace(chunks[0], start=before[0].start, end=before[0].end), *rest]
        else:
            out.append(chunks)
    return out


def _full_of(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """The sandbox was full of ducks: four ducks are in it."""
    for i in range(2, len(chunks) - 2):
        full = chunks[i].text == "full" and chunks[i + 1].text == "of" and "verb" in chunks[i - 1]
        many = chunks[i + 2]
        kind = _kind(many)
        place = [chunk for chunk in chunks[: i - 1] if "and" not in chunk and "but" not in chunk]
        if full and kind is not None and many.get(kind)[1] and place and "piece" in place[-1]:
            four = Chunk("four", chunks[i].start, chunks[i + 1].end, {"number": 4})
            inside = Chunk("in", chunks[i].start, chunks[i].start, {"relation": ("in",)})
            return [four, many, chunks[i - 1], inside, *place, *chunks[i + 3 :]]
    return chunks


def _sized_ones(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Two cats, a big one and a small one: a big cat and a small cat."""
    ones = [i for i, chunk in enumerate(chunks) if chunk.text == "one" and i and "size" in chunks[i - 1]]
    if len(ones) != 2 or ones[1] - ones[0] not in (3, 4) or ones[0] < 4:
        return chunks
    start = ones[0] - 2
    noun = chunks[start - 2] if chunks[start - 1].text in (",", "-") else None
    kind = _kind(noun) if noun is not None else None
    if noun is None or kind is None or "number" not in chunks[start - 3]:
        return chunks
    single = {kind: (noun.get(kind)[0], False)}
    out = list(chunks)
    for i in ones:
        out[i] = Chunk(noun.text.removesuffix("s"), out[i].start, out[i].end, single)
    return [*out[: start - 3], *out[start:]]


def _counted_up(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """One, two, three, four: four. One dog, two dogs, three dogs: three."""
    numbers = [i for i, chunk in enumerate(chunks) if "number" in chunk and chunk.get("number") < 20]
    values = [chunks[i].get("number") for i in numbers]
    if len(values) < 2 or values != list(range(values[0], values[0] + len(values))) or numbers[0]:
        return chunks
    if all("number" in chunk or "and" in chunk for chunk in chunks):
        return chunks[numbers[-1] :]
    nouns = [chunks[i + 1] if i + 1 < len(chunks) else chunks[i] for i in numbers]
    same = all("piece" in noun for noun in nouns) and len({noun.get("piece")[0] for noun in nouns}) == 1
    steps = {later - i for i, later in itertools.pairwise(numbers)}
    return chunks[numbers[-1] :] if same and steps <= {3, 4} and values[0] == 1 else chunks


def _all_three(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """All three are in the sandbox."""
    number = chunks[1] if len(chunks) > 2 and chunks[0].text == "all" and "number" in chunks[1] else None
    if number is None or "verb" not in chunks[2]:
        return chunks
    return [replace(number, text=f"all {number.text}", start=chunks[0].start), *chunks[2:]]


# In the order in which they are tried.
TALLIES = (_so_many, _all_three, _full_of, _sized_ones, _counted_up)
