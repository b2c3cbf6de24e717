"""Misspelled words, and for real words that name nothing here the nearest piece in meaning."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from text2scene.resources import asset


@cache
def near_words() -> dict[str, tuple[str, float] | None]:
    """Some 20,000 common English words, each with the nearest piece and how near (0 to 1), or None.

    Made by ``docs/make_near_words.py`` from GloVe vectors.
    """
    table: dict[str, tuple[str, float] | None] = {}
    for line in asset("catalog", "near_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        word, *near = line.split()
        table[word] = (near[0], int(near[1]) / 100) if near else None
    return table


@cache
def not_nouns() -> frozenset[str]:
    """Common English words that are no nouns; made by ``docs/make_near_words.py``."""
    lines = asset("catalog", "not_nouns.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def real_words() -> frozenset[str]:
    """English words that look like slips and are none; made by ``docs/make_real_words.py``."""
    lines = asset("catalog", "real_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _single(word: str) -> str:
    """A word with every doubled letter once."""
    return "".join(letter for i, letter in enumerate(word) if i == 0 or letter != word[i - 1])


class Speller:
    """Finds the word of a lexicon that a misspelled word stands for.

    parts: the single words of the lexicon. known: further words that are right as they are.
    names: those of the parts that stand alone, which are preferred.
    """

    def __init__(self, parts: Collection[str], known: Collection[str], names: Collection[str] = ()) -> None:
        self.parts, self.known, self.names = frozenset(parts), frozenset(known), frozenset(names)
        self.real = real_words()
        self.long = sorted(part for part in self.parts if len(part) > 3 and part.isalpha())
        # words that stand alone in the lexicon are likelier than parts of its phrases
        self.plain = {_single(part): part for part in sorted(self.long, key=lambda w: w in self.names)}
        self.correct = lru_cache(maxsize=4096)(self._correct)

    def _correct(self, word: str) -> str | None:
        """The right spelling, or None where the word is fine, or like nothing here.

        One slip (a letter too many, too few, wrong, or two exchanged) is forgiven from four
        letters on, two from seven on; the first letter counts as typed in short words.
        """
        if word in self.parts or word in self.known or word in near_words() or word in self.real:
            return None
        plain = _single(word)
        twin = self.plain.get(plain)
        if twin is not None and twin[0] == word[0]:
            return twin  # letters doubled, or not: balon, tre, happpy
        if len(word) == 3:  # duk, bal: a letter left out; dgo: two exchanged
            turned = [p for p in self.names if len(p) == 3 and sorted(p) == sorted(word) and p[0] == word[0]]
            if len(turned) == 1:
                return turned[0]
            full = [p for p in self.long if len(p) == 4 and p in self.names and p[0] == word[0]]
            near = [p for p in full if OSA.distance(word, p) == 1]
            return near[0] if len(near) == 1 else None
        if len(word) < 4:
            return None
        most = 1 if len(word) < 7 else 2
        found = process.extract(word, self.long, scorer=OSA.distance, score_cutoff=most, limit=8)
        if len(word) < 6:
            found = [entry for entry in found if entry[0][0] == word[0]]
        if not found and len(word) == 4:  # owel: a letter too many
            short = [p for p in self.names if len(p) == 3 and p[0] == word[0] and OSA.distance(word, p) == 1]
            return short[0] if len(short) == 1 else None
        if not found:
            return None
        # the same letters in another order, and the same first letter, are the likelier slips
        best = min(
            found,
            key=lambda e: (
                e[1],
                e[0] not in self.names,
                sorted(e[0]) != sorted(word),
                e[0][0] != word[0],
                e[0],
            ),
        )
        return str(best[0])
