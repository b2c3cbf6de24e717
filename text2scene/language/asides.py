"""Words that say nothing for the picture, taken out before a sentence is parsed."""

from __future__ import annotations

from collections.abc import Sequence

from text2scene.language.lexicon import Chunk

_ASIDES = frozenset({"though", "however", "meanwhile", "too", "then", "instead", "of course"})


def without_asides(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Jenny, though, was laughing; of the two, only Mike is; not even the dog; not any longer."""
    out: list[Chunk] = []
    skip = 0
    comma = next((i for i, chunk in enumerate(chunks[:6]) if chunk.text == ","), 0)
    if comma and chunks[0].text == "of" and any("group" in c or "all" in c.text for c in chunks[:comma]):
        chunks = chunks[comma + 1 :]
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


def _closes(after: Sequence[Chunk]) -> bool:
    """No noun follows: the owl is not here any more."""
    return not after or not any(
        x in after[0] for x in ("piece", "class", "child", "size", "colours", "group")
    )
