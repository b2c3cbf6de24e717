"""Which of several: "the dog on the left", "one of the ducks", "the hat Jenny is wearing".

A phrase that picks objects of the scene is replaced by one chunk for each of them, which names
the very object by its id; what cannot be told apart that way is left as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from text2scene.language.commands.phrases import (
    EVERY,
    HAS,
    IS,
    LARGEST,
    LOOSE,
    LYING,
    MORE,
    ORDINALS,
    SIDES,
    SMALLEST,
    Phrase,
    Phrases,
)
from text2scene.language.commands.places import Where, distance_to, place_of, size_of
from text2scene.language.lexicon import CHILDREN, Chunk
from text2scene.language.memory import There
from text2scene.language.reading import Reader

_SAYS = frozenset(["should", "must", "can", "could", "needs", "need", "may", "will", "would"])


def describe(reader: Reader, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks with every phrase that picks objects of the scene turned into those."""
    return _Describer(reader, list(chunks)).run()


class _Describer(Phrases):
    def run(self) -> list[Chunk]:
        out: list[Chunk] = []
        i = 0
        while i < len(self.chunks):
            every = self._whatever(i)
            if every is not None:
                out += self._named(every[0], Phrase(i, i + 1, (), self.chunks[i], ()), every[1])
                i = every[1]
                continue
            phrase = self._phrase(i)
            if phrase is None:
                out.append(self.chunks[i])
                i += 1
                continue
            self.r.spoken = phrase.options
            picked, end = self._pick(phrase, nested=self.seen > 0)
            self.seen += 1
            if picked is None:
                out += self.chunks[i : phrase.end]
                i = phrase.end
                continue
            self.used.update(t.id for t in picked)
            out += self._named(picked, phrase, end)
            i = end
        return out

    def _named(self, picked: Sequence[There], phrase: Phrase, end: int) -> list[Chunk]:
        start, stop = self.chunks[phrase.start].start, self.chunks[end - 1].end
        out: list[Chunk] = []
        for t in picked:
            if out:
                out.append(Chunk("and", start, start, {"and": True}))
            named = phrase.head.text if "piece" in phrase.head or "class" in phrase.head else t.category
            label = "child" if t.category in CHILDREN else "piece"
            value = t.category if label == "child" else (t.category, False)
            out.append(Chunk(named.replace("_", " "), start, stop, {label: value, "key": t.id}))
        return out

    def _pick(self, p: Phrase, nested: bool) -> tuple[list[There] | None, int]:
        gone = {k for change in self.r.changes if change.kind == "remove" for k in change.keys}
        ids = {self.r.things[k].old for k in gone if k in self.r.things}
        if self.chunks[0].text in ("keep", "leave"):
            ids = set()  # the ducks go, but the one on the right is kept
        found = [t for t in self.r.old if t.category in p.options and t.id not in ids]
        every = p.says(*EVERY)
        some = p.says("of") and p.number is not None and not every
        definite = every or some or p.says("the", "this", "that", "these", "those", "half", "the other")
        definite = definite or bool(self._owners(p)) or p.head.text.startswith("the other")
        definite = definite or p.says("whichever", "which") or any(m.text in ORDINALS for m in p.mods)
        if not found or not definite:
            return None, p.end
        chosen = self._before(p, found)
        narrowed = len(chosen) < len(found)
        after, end = self._after(p, chosen, nested)
        if after is not None:
            chosen = after
        keep = self._excepted(end) if every or p.plural else None
        if keep is not None:
            chosen = [t for t in chosen if t.id not in keep[0]]
            return chosen or None, keep[1]
        if p.says("but", "except", "except for"):
            return found[: max(len(found) - (p.number or 1), 0)] or None, end
        if p.says("half"):
            return chosen[: max(len(chosen) // 2, 1)], end
        if some and not narrowed and after is None:
            return chosen[: p.number], end
        if every and len(chosen) > 1:
            return chosen, end
        single = not p.plural or p.head.text == "one"
        if p.head.text in ("one", "the other one", "the other") or "number" in p.head:
            return chosen[: p.number or 1], end
        if narrowed or after is not None:
            return (chosen[: p.number or 1] if single or p.number else chosen), end
        return None, p.end

    def _before(self, p: Phrase, found: list[There]) -> list[There]:
        """What stands before the head: the left, the biggest, his, the other."""
        owners = self._owners(p)
        if owners:
            theirs = [t for t in found if t.bearer in owners]
            return theirs if theirs and (len(theirs) < len(found) or len(theirs) == len(owners)) else found
        if p.says("other", "the other") or p.head.text.startswith("the other"):
            found = [t for t in found if t.id not in self.used] or found
        if len(found) < 2:
            return found
        way = next((c for c in (_direction(m) for m in p.mods) if c), None)
        if any(m.text in ORDINALS for m in p.mods):
            n = next(ORDINALS[m.text] for m in p.mods if m.text in ORDINALS)
            row = sorted(found, key=lambda t: t.x, reverse=self._from_right(p.end))
            return [row[n]] if -len(row) <= n < len(row) else found
        if way is not None:
            return self._best(found, place_of(way), p)
        for m in p.mods:
            sign = size_of(m)
            sign = 1 if m.text in LARGEST else -1 if m.text in SMALLEST else sign
            if sign and len({round(t.width * t.height) for t in found}) > 1:
                return self._best(found, lambda t, s=sign: -s * t.width * t.height, p)  # type: ignore[misc]
        return found

    def _best(self, found: list[There], away: Callable[[There], float], p: Phrase) -> list[There]:
        row = sorted(found, key=away)
        if p.plural and p.number is None and not p.says("both"):
            return [t for t in row if away(t) <= 0.5 * (away(row[0]) + away(row[-1]))]
        return row[: p.number or 1]

    def _from_right(self, end: int) -> bool:
        return [c.text for c in self.chunks[end : end + 3]] == ["from", "the", "right"] or any(
            c.text == "from the right" for c in self.chunks[end : end + 1]
        )

    def _whatever(self, i: int) -> tuple[list[There], int] | None:
        """whatever is flying; what Mike is holding; everything on the table; all that is on the left"""
        if self.chunks[i].text not in ("whatever", "what", "everything", "anything", "all", "whatever is"):
            return None
        k = i + 1
        while k < len(self.chunks) and self.chunks[k].text in ("that", "which", *IS, *LYING, "flying"):
            if self.chunks[k].text in ("flying", "floating", "flies", "fly"):
                break
            k += 1
        if k >= len(self.chunks):
            return None
        catalog, borne = self.r.catalog, None
        if self.chunks[k].text in ("flying", "flies", "fly", "can fly", "floating"):
            found, end = [t for t in self.r.old if catalog[t.category].group == "sky"], k + 1
        elif (borne := self._borne(k)) is not None:
            found, end = [t for t in self.r.old if t.bearer in borne[0]], borne[1]
            said = " ".join(c.text for c in self.chunks[k:end])
            worn = "wear" in said or "head" in said
            if worn or "hold" in said or "hand" in said or "eat" in said or "carry" in said:
                found = [t for t in found if (catalog[t.category].group == "wearable") == worn]
        elif (where := self._where(k)) is not None:
            found, end = [t for t in self.r.old if self._is_at(t, k, where[0])], where[1]
        else:
            return None
        excepted = self._excepted(end)
        if excepted is not None:
            found, end = [t for t in found if t.id not in excepted[0]], excepted[1]
        bears = borne is not None and self.chunks[0].text in ("remove", "delete")
        return (found, end) if found or bears else None  # nothing worn: nothing is removed

    def _is_at(self, t: There, k: int, away: Where) -> bool:
        """Whether it counts as being there, when everything there is meant."""
        region = self.chunks[k].get("region")
        said = " ".join(c.text for c in self.chunks[k : k + 4])
        group = self.r.catalog[t.category].group
        if region == "sky" or "sky" in said or "the air" in said:
            return group == "sky" or (t.y < 110.0 and t.bearer is None and group not in ("park", "wearable"))
        if region == "ground" or "ground" in said or "grass" in said:
            return group != "sky" and t.bearer is None and t.y + t.height / 2 > 190.0
        if region is not None:
            return away(t) < (230.0 if region in ("left", "right") else 170.0)
        return away(t) < 100.0 and t.bearer is None

    def _excepted(self, end: int) -> tuple[set[str], int] | None:
        """all the ducks except the left one: ids that stay, and where the phrase ends."""
        if end >= len(self.chunks) or "except" not in self.chunks[end]:
            return None
        phrase = self._phrase(end + 1)
        if phrase is None:
            after = self.chunks[end + 1] if end + 1 < len(self.chunks) else None
            if after is not None and "number" in after:  # all the clouds but one
                row = [t for t in self.r.old if t.category in self.r.spoken]
                return {t.id for t in row[: after.get("number")]}, end + 2
            return None
        picked, stop = self._pick(phrase, nested=True)
        if picked is None:
            found = [t for t in self.r.old if t.category in phrase.options]
            one = not phrase.plural or phrase.number is not None
            picked, stop = (found[: phrase.number or 1] if one else found), phrase.end
        return {t.id for t in picked}, stop

    def _after(self, p: Phrase, found: list[There], nested: bool) -> tuple[list[There] | None, int]:
        """on the left; next to Mike; that Jenny is wearing; closest to the tree."""
        k, told = p.end, False
        texts = [c.text for c in self.chunks[k : k + 3]]
        if texts[:2] == ["from", "the"] and texts[2:] in (["left"], ["right"]):
            told_apart = any(m.text in ORDINALS for m in p.mods)
            return (found, k + 3) if told_apart else (None, p.end)
        if texts[:1] in (["from the left"], ["from the right"]) and any(m.text in ORDINALS for m in p.mods):
            return found, k + 1
        if k < len(self.chunks) and self.chunks[k].text in ("that", "which", "who"):
            told, k = True, k + 1
        elif p.says("whichever", "which"):
            told = True
        elif texts[:1] == ["that's"]:
            told, k = True, k + 1
        k2 = k
        while k2 < len(self.chunks) and self.chunks[k2].text in (IS | MORE if told else frozenset()) | LYING:
            k2 += 1
        borne = self._borne(k)
        if borne is not None:
            theirs = [t for t in found if t.bearer in borne[0]]
            return (theirs or None), (borne[1] if theirs else p.end)
        where = self._where(k2)
        if where is None:
            return None, p.end
        away, end = where
        goes_on = self._goes_on(end)
        several = len(found) > 1
        told = told or p.head.text == "one"
        if not (told or (self.strict and not nested) or goes_on or (nested and several)):
            return None, p.end
        if not several and nested and not told:
            return None, p.end
        away_of = away
        return self._best(found, away_of, p), end

    def _goes_on(self, k: int) -> bool:
        bare = not any(x in c for c in self.chunks for x in ("verb", "command", "compare", "feel", "not"))
        if bare and not any(c.text in _SAYS for c in self.chunks):
            return False  # the cat on the table and the burger under it: that is where they go
        labels = ("region", "relation", "direction", "compare", "feel", "verb", "command", "size")
        rest = self.chunks[k:]
        words = ("should", "must", "has to", "needs", "can", "gone", "removed", "away", "out", "too", "could")
        return any(any(x in c for x in labels) or c.text in words for c in rest)

    def _borne(self, k: int) -> tuple[list[str], int] | None:
        """(the hat) Jenny is wearing; on Jenny's head; in his hand"""
        c = self.chunks[k : k + 4]
        if not c:
            return None
        if "child" in c[0] or c[0].text in ("he", "she", "they"):
            who = _who(c[0])
            n = 1
            while n < len(c) and c[n].text in ("is", "'s", "are", "has", "have") and "on" not in c[n].text:
                n += 1
            verbs = c[n].get("verb") or () if n < len(c) else ()
            if set(verbs) & HAS:
                return who, k + n + 1
            has_on = [x.text for x in c[1:3]] in (["has", "on"], ["have", "on"])
            if has_on or (n > 1 and c[n - 1].text in ("has", "have")):
                return who, k + (3 if has_on else n)
            return None
        if c[0].text in ("on", "in", "of") and len(c) > 1:
            if "child" in c[1]:
                if len(c) > 3 and "poss" in c[2] and "body" in c[3]:
                    return _who(c[1]), k + 4
                if c[0].text in ("on", "of"):
                    return _who(c[1]), k + 2
            if c[1].text in ("his", "her", "their") and len(c) > 2 and "body" in c[2]:
                return _who(c[1]), k + 3
        return None

    def _where(self, k: int) -> tuple[Where, int] | None:
        """How far from there something is, and where the phrase that says it ends."""
        if k >= len(self.chunks):
            return None
        c = self.chunks[k]
        if c.text in ("closest", "nearest", "farthest", "furthest"):
            step = (
                2
                if k + 1 < len(self.chunks) and self.chunks[k + 1].text in ("to", "from", "away from")
                else 1
            )
            other = self._other(k + step)
            if other is None:
                return None
            sign = 1 if c.text in ("closest", "nearest") else -1
            return (lambda t: sign * distance_to("near", other[0], t)), other[1]
        if c.text == "with" and self.swaps:
            return None
        if (
            "direction" in c
            and c.text.split(" ")[-1] in ("left", "right")
            and self.chunks[k - 1].text in MORE
        ):
            return place_of(c.text.split(" ")[-1]), k + 1
        if "compare" in c and self.chunks[k - 1].text in IS:
            sign = c.get("compare")
            return (lambda t: -sign * t.width * t.height), k + 1
        aside = self.strict and "relation" in c and c.get("relation")[0] in ("left_of", "right_of")
        loose = c.text.split(" ")[0] in LOOSE and not aside
        if "relation" in c and not loose and c.get("relation")[0] != "far":
            names = c.get("relation")
            other = self._other(k + 1)
            if other is not None:
                return (lambda t: distance_to(names[0], other[0], t)), other[1]
            scenery = self._scenery(k + 1)
            if scenery is not None:
                return place_of(scenery[0]), scenery[1]
        if "region" in c and c.text.split(" ")[0] not in LOOSE:
            return place_of(c.get("region")), k + 1
        return None

    def _scenery(self, k: int) -> tuple[str, int] | None:
        while k < len(self.chunks) and "det" in self.chunks[k]:
            k += 1
        if k < len(self.chunks) and "scenery" in self.chunks[k]:
            word = self.chunks[k].text
            return ("sky" if word in ("sky", "air") else "ground"), k + 1
        return None

    def _other(self, k: int) -> tuple[There, int] | None:
        """The object that comes next: the big tree, Mike."""
        c = self.chunks[k] if k < len(self.chunks) else None
        if c is None:
            return None
        if "child" in c or c.text in ("him", "her"):
            who = _who(c)[0]
            there = next((t for t in self.r.old if t.category == who), None)
            return None if there is None else (there, k + 1)
        phrase = self._phrase(k)
        if phrase is None or not phrase.says("the", "this", "that", "his", "her"):
            return None
        picked, end = self._pick(phrase, nested=True)
        if picked is None:
            picked = [t for t in self.r.old if t.category in phrase.options]
            end = phrase.end
        return (picked[0], end) if picked else None


def _who(c: Chunk) -> list[str]:
    if "child" in c:
        return [c.get("child")]
    return {"he": ["mike"], "his": ["mike"], "him": ["mike"]}.get(
        c.text, ["jenny"] if c.text in ("she", "her") else list(CHILDREN)
    )


def _direction(m: Chunk) -> str | None:
    if m.text in SIDES:
        return SIDES[m.text]
    way = (m.get("direction") or ("",))[0]
    if way in ("left", "right"):
        return str(way)
    region = m.get("region")
    return str(region) if region and "number" not in m else None
