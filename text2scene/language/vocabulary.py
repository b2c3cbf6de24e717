"""Words to integers; a word that was never seen still carries its letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

PAD, UNKNOWN = 0, 1
_SPECIAL = ("<pad>", "<unk>")
_MAX_LETTERS = 40


@lru_cache(maxsize=65536)
def letter_ngrams(word: str, buckets: int) -> tuple[int, ...]:
    """Hashed 3-, 4- and 5-grams of ``<word>``, each in 0 .. buckets - 1.

    As in fastText (Bojanowski et al., TACL 2017): words that share letters share rows, so
    a misspelling lands near what was meant. FNV-1a, so that it is the same on every machine.
    """
    marked = f"<{word[:_MAX_LETTERS]}>"
    grams = {marked[i : i + n] for n in (3, 4, 5) for i in range(len(marked) - n + 1)} or {marked}
    return tuple(sorted({_fnv1a(gram) % buckets for gram in grams}))


def _fnv1a(text: str) -> int:
    value = 2166136261
    for byte in text.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


class Vocabulary:
    """A fixed list of words; index 0 pads, 1 is any other word."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words: tuple[str, ...] = (*_SPECIAL, *(w for w in words if w not in _SPECIAL))
        self._index = {word: i for i, word in enumerate(self.words)}

    def __len__(self) -> int:
        return len(self.words)

    def __contains__(self, word: object) -> bool:
        return word in self._index and word not in _SPECIAL

    def index(self, word: str) -> int:
        return self._index.get(word, UNKNOWN) if word not in _SPECIAL else UNKNOWN

    @classmethod
    def build(cls, texts: Iterable[Iterable[str]], minimum: int = 2, most: int = 6000) -> Vocabulary:
        """The words that occur at least ``minimum`` times, most frequent first."""
        counts = Counter(word for text in texts for word in text)
        ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
        return cls([word for word, count in ranked[:most] if count >= minimum])
