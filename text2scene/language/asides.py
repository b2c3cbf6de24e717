"""Words that say nothing for the picture, taken out before a sentence is parsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.lexicon import Chunk

_ASIDES = frozenset({"though", "however", "meanwhile", "too", "then", "instead", "of course"})


def without_asides(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Jenny, though, was laughing; of the two, only Mike is; not even the dog; not any longer."""
    out: list[Chunk] = []
    skip = 0
    comma = next((i for i, chunk in enumerate(chunks[:6]) if chunk.text == ","), 0)
    if comma and chunks[0].text == "of" and any("group" in c or "all" in c.text for c in chunks[:comma]):
        chunks = chunks[comma + 1 :]
    chunks = _so_many(_nothing_makes(_that_is_how(_always(chunks))))
    for i, chunk in enumerate(chunks):
        if skip:
            skip -= 1
            continue
        after = chunks[i + 1 : i + 3]
        if chunk.text == "even" and out and out[-1].text == "not" and any("nobody" in c for c in chunks[:2]):
            continue
        if chunk.text == "even" and out and out[-1].text != "not" and after and "det" in after[0]:
            continue  # Mike, Jenny and even the dog
        if chunk.text == "forget" and len(out) > 1 and "not" in out[-1]:
            del out[-2:]  # don't forget the sun
            continue
        if chunk.text == "any" and after and after[0].text in ("longer", "more") and _closes(after[1:]):
            skip = 1
            continue
        if chunk.text == "anymore":
            continue
        aside = len(after) > 1 and after[0].text in _ASIDES and after[1].text == ","
        if chunk.text == "," and aside:
            skip = 2
            continue
        out.append(chunk)
    return out


def _always(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Never goes out without her sunglasses: she has them on."""
    never = next((i for i, chunk in enumerate(chunks) if chunk.text == "never"), -1)
    without = next((i for i, chunk in enumerate(chunks) if chunk.text == "without" and i > never), -1)
    if never < 0 or without < 0:
        return chunks
    amid = chunks[never + 1 : without]
    stays = any("leaving" in chunk or "walk" in (chunk.get("verb") or ()) for chunk in amid)
    mark = chunks[without]
    near = Chunk("with", mark.start, mark.end, {"relation": ("near",)})
    return [*chunks[:never], *([] if stays else amid), near, *chunks[without + 1 :]]


def _that_is_how(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Back to back, that's how they stand: they stand so."""
    for i in range(1, len(chunks) - 3):
        if chunks[i].text == "that" and chunks[i + 1].text in ("'s", "is") and chunks[i + 2].text == "how":
            return [*chunks[:i], *chunks[i + 3 :]]
    return chunks


def _nothing_makes(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Nothing can make Jenny smile: she does not."""
    if not chunks or chunks[0].text not in ("nothing", "nobody", "no one"):
        return chunks
    made = next((i for i, chunk in enumerate(chunks[:4]) if chunk.text in ("make", "makes", "made")), -1)
    who, felt = (chunks[made + k] if made > 0 and made + k < len(chunks) else None for k in (1, 2))
    if who is None or felt is None or not ("child" in who or "pronoun" in who) or "feel" not in felt:
        return chunks
    is_ = Chunk("is", who.end, who.end, {"verb": ("be",)})
    return [who, is_, Chunk("not", who.end, who.end, {"not": True}), *chunks[made + 2 :]]


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
    kind = next((label for label in ("piece", "class") if label in chunk), None)
    return replace(chunk, readings={**chunk.readings, kind: (chunk.get(kind)[0], True)}) if kind else chunk


def answered_counts(sentences: Sequence[list[Chunk]]) -> list[list[Chunk]]:
    """How many pies are on the table? Three: three pies are."""
    out: list[list[Chunk]] = []
    for chunks in sentences:
        before = out[-1] if out else []
        asks = [c.text for c in before[:2]] == ["how", "many"] or (bool(before) and before[0].text == "how many")
        lone = len(chunks) == 1 and "number" in chunks[0]
        if asks and lone:
            rest = before[1:] if before[0].text == "how many" else before[2:]
            out[-1] = [replace(chunks[0], start=before[0].start, end=before[0].end), *rest]
        else:
            out.append(chunks)
    return out


def _closes(after: Sequence[Chunk]) -> bool:
    """No noun follows: the owl is not here any more."""
    return not after or not any(
        x in after[0] for x in ("piece", "class", "child", "size", "colours", "group")
    )
