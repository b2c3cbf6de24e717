"""Split a text into sentences."""

from __future__ import annotations

import re

_ABBREVIATION = re.compile(r"\b(?:mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e)\.\Z", re.IGNORECASE)
_END = re.compile(r"""[.!?]+["')\]]*(?=\s|\Z)|\n+""")


def split_sentences(text: str) -> list[str]:
    """The sentences of ``text`` in order, each with its own closing mark; never an empty one.

    A sentence ends at . ! or ? before a space, and at a line break; not after Mr. or Dr.
    """
    sentences, start = [], 0
    for match in _END.finditer(text):
        head = text[start : match.end()]
        if match.group().startswith(".") and _ABBREVIATION.search(head):
            continue
        if head.strip(" \n.!?\"')]"):
            sentences.append(head.strip())
            start = match.end()
        elif sentences:
            sentences[-1] += head.strip()
            start = match.end()
    tail = text[start:].strip()
    if tail:
        sentences.append(tail)
    return sentences
