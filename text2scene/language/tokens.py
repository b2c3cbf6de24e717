"""Words, numbers and marks with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word takes its inner apostrophe along and is then parted as the Penn Treebank does:
# isn't -> is n't, Mike's -> mike 's. Letters of any script, digits, and single marks.
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")
_CLITIC = re.compile(r"(n't|'(?:s|re|ve|ll|d|m))\Z")
_NT = re.compile(r"nt\Z")
_BARE = re.compile(r"(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should|must|need|ai)nt\Z")
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token in lower case, and its character range in the text."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """All tokens of ``text``, in order; every visible character belongs to one."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, start, end = match.group().lower(), match.start(), match.end()
        clitic = _CLITIC.search(word) or (_BARE.match(word) and _NT.search(word))  # doesnt
        # lower() can change a word's length in a few scripts; then its range stays whole
        if clitic and clitic.start() > 0 and len(word) == end - start:
            cut = start + clitic.start()
            stem, tail = word[: clitic.start()], clitic.group()
            if tail in ("n't", "nt"):
                stem, tail = _IRREGULAR.get(stem, stem), "n't"
            tokens += [Token(stem, start, cut), Token(tail, cut, end)]
        else:
            tokens.append(Token(word, start, end))
    return tokens


def words(text: str) -> list[str]:
    """The token texts alone."""
    return [token.text for token in tokenize(text)]
