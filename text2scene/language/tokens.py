"""Words, numbers and marks with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

# A word takes its inner apostrophe along and is then parted as the Penn Treebank does:
# isn't -> is n't, Mike's -> mike 's. Letters of any script, digits, and single marks.
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")
_CLITIC = re.compile(r"(n't|'(?:s|re|ve|ll|d|m))\Z")
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
        clitic = _CLITIC.search(word)
        # lower() can change a word's length in a few scripts; then its range stays whole
        if clitic and clitic.start() > 0 and len(word) == end - start:
            cut = start + clitic.start()
            stem = word[: clitic.start()]
            if clitic.group() == "n't":
                stem = _IRREGULAR.get(stem, stem)
            tokens += [Token(stem, start, cut), Token(clitic.group(), cut, end)]
        else:
            tokens.append(Token(word, start, end))
    return tokens


def words(text: str) -> list[str]:
    """The token texts alone."""
    return [token.text for token in tokenize(text)]
