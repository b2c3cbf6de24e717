"""Noun phrases that may pick one of several: the small one, both dogs, his hat, all but one."""

from __future__ import annotations

from dataclasses import dataclass

from text2scene.language.lexicon import CHILDREN, Chunk
from text2scene.language.reading import Reader

ORDINALS = {"first": 0, "the first": 0, "second": 1, "the second": 1, "third": 2, "fourth": 3, "last": -1}
LARGEST = frozenset({"biggest", "largest", "tallest", "highest", "hugest"})
SMALLEST = frozenset({"smallest", "littlest", "tiniest", "shortest"})
SIDES = {
    "leftmost": "left",
    "left-most": "left",
    "rightmost": "right",
    "right-most": "right",
    "middle": "middle",
    "center": "middle",
    "centre": "middle",
    "top": "top",
    "topmost": "top",
    "upper": "top",
    "highest": "top",
    "bottom": "bottom",
    "lower": "bottom",
    "lowest": "bottom",
    "far left": "left",
    "far right": "right",
    "nearest": "foreground",
    "front": "foreground",
    "farthest": "distance",
    "furthest": "distance",
    "back": "distance",
    "left-hand": "left",
    "right-hand": "right",
}
EVERY = frozenset({"all", "every", "each", "both", "the two", "all of", "both of"})
MORE = frozenset({"further", "farther", "more"})
IS = frozenset({"is", "'s", "are", "was", "were", "stands", "sits", "lies", "stays", "hangs"})
LYING = frozenset({"standing", "sitting", "lying", "staying", "hanging", "flying", "floating", "is", "up"})
LOOSE = frozenset(
    [
        "to",
        "toward",
        "towards",
        "into",
        "onto",
        "at",
        "around",
        "away",
        "from",
        "off",
        "out",
        "by",
        "for",
        "through",
        "across",
    ]
)
STRICT = frozenset({"remove", "replace", "flip", "grow", "shrink", "give"})
HAS = frozenset({"wear", "hold", "have"})


@dataclass(frozen=True)
class Phrase:
    """A noun phrase: chunks[start:end], of which the last is the head."""

    start: int
    end: int
    mods: tuple[Chunk, ...]
    head: Chunk
    options: tuple[str, ...]

    def says(self, *words: str) -> bool:
        return any(m.text in words for m in self.mods)

    @property
    def number(self) -> int | None:
        said = [m for m in self.mods if "number" in m and m.text not in ORDINALS]
        more = [m for m in said if m.text != "the other"] or said  # the other two
        return more[0].get("number") if more else None

    @property
    def plural(self) -> bool:
        name = self.head.get("piece") or self.head.get("class") or ("", self.head.text == "ones")
        return bool(name[1])


class Phrases:
    """Finds the noun phrases of an instruction."""

    def __init__(self, reader: Reader, chunks: list[Chunk]) -> None:
        self.r, self.chunks = reader, chunks
        names = set(next((c.get("command") for c in chunks if "command" in c), None) or ())
        said = " ".join(c.text for c in chunks[:4])
        unwanted = "n't want" in said or "n't need" in said or "n't like" in said
        hides = any(c.text in ("hide", "make", "have") for c in chunks[:1])
        keeps = bool(chunks) and chunks[0].text in ("keep", "leave", "save")
        self.strict = unwanted or keeps or (bool(names & STRICT) and not hides)
        self.swaps = any(c.text in ("replace", "swap", "trade", "exchange", "switch") for c in chunks[:2])
        self.used: set[str] = {t.old for t in reader.things.values() if t.old}
        self.seen = 0

    def _phrase(self, i: int) -> Phrase | None:
        chunks = self.chunks
        mods: list[Chunk] = []
        j = i
        while j < len(chunks) and self._modifies(j, mods):
            mods.append(chunks[j])
            j += 1
        if j >= len(chunks) or not mods:
            return self._elliptic(i, j, mods)
        head = chunks[j]
        if "key" in head:
            return None
        options: tuple[str, ...]
        if "piece" in head:
            options = (head.get("piece")[0],)
        elif "class" in head:
            options = self.r.catalog.classes[head.get("class")[0]]
        elif head.text in ("one", "ones") and self.r.spoken:
            options = self.r.spoken
        else:
            return self._elliptic(i, j, mods)
        return Phrase(i, j + 1, tuple(mods), head, tuple(options))

    def _elliptic(self, i: int, j: int, mods: list[Chunk]) -> Phrase | None:
        """The other one; the left one."""
        last = mods[-1] if mods else None
        alike = self._same_head(j, last)
        if alike is not None:
            return Phrase(i, j, tuple(mods), alike.head, alike.options)
        counted = len(mods) > 1 and mods[-2].text in ("the other", "other") and "number" in mods[-1]
        if counted and self.r.spoken and not self._names(j):  # the other two
            return Phrase(i, j, tuple(mods), mods[-1], self.r.spoken)
        after = self.chunks[j].text if j < len(self.chunks) else ""
        if last is None or not self.r.spoken or after in ("way", "side", "direction", "end", "hand"):
            return None
        if last.text in ("the other one", "one", "the others") or (
            last.text == "the other" and (j >= len(self.chunks) or "piece" not in self.chunks[j])
        ):
            if last.text == "one" and len(mods) < 2:
                return None
            return Phrase(i, j, tuple(mods[:-1]) or (last,), last, self.r.spoken)
        return None

    def _same_head(self, j: int, last: Chunk | None) -> Phrase | None:
        """The first and the last dog: the first dog is meant as well."""
        told_apart = last is not None and (last.text in ORDINALS or last.text in SIDES or "direction" in last)
        if not told_apart or j >= len(self.chunks) or self.chunks[j].text != "and":
            return None
        return self._phrase(j + 1)

    def _modifies(self, j: int, mods: list[Chunk]) -> bool:
        c = self.chunks[j]
        after = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        if mods and mods[-1].text in ("one", "the other one") and not self._names(j):
            return c.text == "of"
        if any(x in c for x in ("det", "number", "size", "colours")) or c.text in EVERY:
            return c.text != "no"
        if "compare" in c:
            return self._names(j + 1)
        if c.text == "half" and after is not None and after.text in ("of", "the"):
            return True
        if c.text in ("but", "except", "except for") and mods and mods[-1].text == "all":
            return after is not None and ("number" in after or after.text == "one")
        if c.text in ORDINALS or c.text in LARGEST or c.text in SMALLEST or c.text in SIDES:
            return bool(mods)
        if c.text in ("left", "right"):
            return bool(mods)
        if c.text in ("whichever", "which"):
            return not mods and after is not None and ("piece" in after or "class" in after)
        if c.text in ("his", "her", "their") and after is not None:
            return any(x in after for x in ("piece", "class", "size"))
        if "child" in c and after is not None and "poss" in after:
            then = self.chunks[j + 2] if j + 2 < len(self.chunks) else None
            return then is not None and any(x in then for x in ("piece", "class", "size"))
        if "poss" in c:
            return bool(mods) and "child" in mods[-1]
        return False

    def _names(self, j: int) -> bool:
        """Whether a thing is named here, with at most an adjective before."""
        row = self.chunks[j : j + 2]
        return any("piece" in c or "class" in c for c in row) or any(c.text == "one" for c in row[:1])

    def _owners(self, p: Phrase) -> list[str]:
        out: list[str] = []
        for m in p.mods:
            if "child" in m:
                out.append(m.get("child"))
            elif m.text in ("his", "her", "their"):
                out += {"his": ["mike"], "her": ["jenny"]}.get(m.text, list(CHILDREN))
        return out
