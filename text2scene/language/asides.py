"""Words that say nothing for the picture, taken out before a sentence is parsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.lexicon import Chunk

_HELPS = frozenset({"will", "wo", "do", "does", "did", "would", "can", "could"})
_ASIDES = frozenset({"though", "however", "meanwhile", "too", "then", "instead", "of course"})


def without_asides(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Jenny, though, was laughing; of the two, only Mike is; not even the dog; not any longer."""
    out: list[Chunk] = []
    skip = 0
    comma = next((i for i, chunk in enumerate(chunks[:6]) if chunk.text == ","), 0)
    if comma and chunks[0].text == "of" and any("group" in c or "all" in c.text for c in chunks[:comma]):
        chunks = chunks[comma + 1 :]
    for plainer in (
        _always,
        _that_is_how,
        _nothing_makes,
        _so_many,
        _unlike,
        _anything_but,
        _own,
        _how_far,
        _stays_on,
    ):
        chunks = plainer(chunks)
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


def _unlike(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Jenny has no hat, unlike Mike, who wears his cap: but Mike wears it."""
    at = next((i for i, chunk in enumerate(chunks) if chunk.text == "unlike" and i), -1)
    if at < 0 or at + 1 >= len(chunks):
        return chunks
    but = Chunk("but", chunks[at].start, chunks[at].end, {"but": True})
    who = next((i for i in range(at + 2, len(chunks)) if chunks[i].text == "who"), -1)
    if who > 0 and chunks[who - 1].text == ",":
        return [*chunks[:at], but, *chunks[at + 1 : who - 1], *chunks[who + 1 :]]
    return [*chunks[:at], but, Chunk("not", but.end, but.end, {"not": True}), *chunks[at + 1 :]]


def _anything_but(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Mike looks anything but happy, far from happy: he is not; tiny as can be: tiny."""
    words = [chunk.text for chunk in chunks]
    for i in range(len(chunks) - 1):
        wide = 2 if words[i : i + 2] == ["anything", "but"] else 1 if words[i] == "far from" else 0
        if wide and i + wide < len(chunks) and "feel" in chunks[i + wide]:
            mark = Chunk("not", chunks[i].start, chunks[i].end, {"not": True})
            return [*chunks[:i], mark, *chunks[i + wide :]]
        if words[i : i + 3] in (["as", "can", "be"], ["as", "could", "be"]):
            return [*chunks[:i], *chunks[i + 3 :]]
    return chunks


def _own(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Sets it on his own head: on his head, not by himself."""
    for i, chunk in enumerate(chunks[:-1]):
        if chunk.text in ("on his own", "on her own", "on their own") and "body" in chunks[i + 1]:
            on, whose = (
                Chunk("on", chunk.start, chunk.start + 2, {"relation": ("on",)}),
                chunk.text.split()[1],
            )
            who = {"his": "mike", "her": "jenny"}.get(whose, "they")
            return [
                *chunks[:i],
                on,
                Chunk(whose, chunk.start + 3, chunk.end, {"pronoun": who}),
                *chunks[i + 1 :],
            ]
    return chunks


def _how_far(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """How far the grill is from the table: it is far from it."""
    if len(chunks) < 6 or chunks[0].text != "how" or chunks[1].text not in ("far", "far away"):
        return chunks
    for i in range(3, len(chunks) - 2):
        if chunks[i].text in ("is", "are", "stands") and chunks[i + 1].text in ("from", "away from"):
            far = Chunk("far from", chunks[i + 1].start, chunks[i + 1].end, {"relation": ("far",)})
            return [*chunks[2 : i + 1], far, *chunks[i + 2 :]]
    return chunks


def _stays_on(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Jenny won't come off the slide: she is on it."""
    for i in range(1, len(chunks) - 3):
        denied = "not" in chunks[i] and chunks[i + 1].text in ("come", "get", "go", "climb")
        off = chunks[i + 2].text if denied else ""
        if off in ("off", "down from", "out of") and chunks[i - 1].text in _HELPS:
            name = "in" if off == "out of" else "on"
            is_ = Chunk("is", chunks[i].start, chunks[i].end, {"verb": ("be",)})
            place = Chunk(name, chunks[i + 2].start, chunks[i + 2].end, {"relation": (name,)})
            return [*chunks[: i - 1], is_, place, *chunks[i + 3 :]]
    return chunks


def _several(chunk: Chunk) -> Chunk:
    kind = next((label for label in ("piece", "class") if label in chunk), None)
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


def _closes(after: Sequence[Chunk]) -> bool:
    """No noun follows: the owl is not here any more."""
    return not after or not any(
        x in after[0] for x in ("piece", "class", "child", "size", "colours", "group")
    )
