"""Whom a text speaks to: Jenny, your cat is behind you; watch out, Mike! A snake is next to you."""

from __future__ import annotations

from collections.abc import Sequence

from text2scene.language.lexicon import CHILDREN, Chunk

_POSSESSIVE = dict(zip(CHILDREN, ("his", "her"), strict=True))
_YOURS = frozenset({"your", "yours"})


def spoken_to(chunks: Sequence[Chunk], whom: str) -> tuple[list[Chunk], str]:
    """The sentence with the child it speaks to in place of *you*, and that child, "" for none.

    whom: the child that the sentence before spoke to.
    """
    name = next((i for i in range(len(chunks)) if _is_called(chunks, i)), -1)
    whom = chunks[name].get("child") if name >= 0 else whom
    if not whom or not any(_means_you(chunks, i) for i in range(len(chunks))):
        return list(chunks), whom
    out = list(chunks)
    if name == 0 and _says_who(chunks[2:]):
        out = out[2:]  # Jenny, your cat is in the tree: her cat is
    elif name > 0:
        del out[name - 1 : name + 1]
    return [_as(chunk, whom) for chunk in out], whom


def _is_called(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a child's name stands apart: first, last or between commas, and in no list."""
    if "child" not in chunks[i] or chunks[i].get("child") not in CHILDREN or len(chunks) < 2:
        return False
    before = chunks[i - 1].text if i else ","
    after = chunks[i + 1].text if i + 1 < len(chunks) else ","
    near = [chunks[k] for k in (i - 2, i + 2) if 0 <= k < len(chunks)]
    listed = any(label in chunk for chunk in near for label in ("child", "piece", "class"))
    return before == after == "," and not listed


def _says_who(chunks: Sequence[Chunk]) -> bool:
    """Whether what follows the name has a subject of its own; an order has none."""
    return bool(chunks) and not ("verb" in chunks[0] and chunks[0].text not in ("is", "are", "'s"))


def _means_you(chunks: Sequence[Chunk], i: int) -> bool:
    sent = i > 0 and chunks[i - 1].text == "with"  # up onto the slide with you, Jenny
    return chunks[i].text in _YOURS or (chunks[i].text == "you" and not sent)


def _as(chunk: Chunk, whom: str) -> Chunk:
    if chunk.text == "you":
        return Chunk(whom, chunk.start, chunk.end, {"child": whom})
    if chunk.text in _YOURS:
        return Chunk(_POSSESSIVE[whom], chunk.start, chunk.end, {"pronoun": whom})
    return chunk
