"""Chunks -> clauses: who, what they do, to what, and where, in the order of the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from text2scene.language.facts import Span
from text2scene.language.lexicon import CHILDREN, Chunk

_PAIRS = frozenset({"both", "the two"})
_POSSESSIVES = frozenset({"his", "her", "their", "its"})


@dataclass(frozen=True)
class Noun:
    """A noun phrase before it is known which things it means.

    kind: piece, class, child, group, pronoun, scenery, body or unknown. value: the piece, the class,
    the child or the pronoun. owner: a child or pronoun that has it ("Mike's hat", "his hat").
    """

    kind: str
    value: str
    span: Span
    count: int | None = None
    plural: bool = False
    definite: bool = False
    negated: bool = False
    only: bool = False
    other: bool = False
    article: bool = False
    side: str | None = None
    colour: str | None = None
    size: str | None = None
    feel: tuple[str, ...] = ()
    owner: str | None = None
    spelled: str | None = None
    text: str = ""


@dataclass
class Part:
    """One part of a clause after its subject.

    kind: verb, object, prep, region, feel or size. value: labels of the verb, names of the
    relation, a region, feelings or a size. nouns: of an object or a preposition.
    """

    kind: str
    value: Any = None
    nouns: list[Noun] = field(default_factory=list)
    negated: bool = False
    span: Span = (0, 0)
    text: str = ""


@dataclass
class Clause:
    """A subject and its parts. ``opener``: the word that began it, such as because or who."""

    subject: list[Noun] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    opener: str = ""
    there: bool = False
    alone: bool = False
    neither: bool = False
    fronted: bool = False

    @property
    def verbs(self) -> list[Part]:
        return [part for part in self.parts if part.kind == "verb"]


def nouns_and_marks(chunks: Sequence[Chunk]) -> list[Noun | Chunk]:
    """The chunks with every noun phrase drawn together into one Noun."""
    out: list[Noun | Chunk] = []
    waiting: list[Chunk] = []  # determiners, numbers and adjectives before a noun
    i = 0
    while i < len(chunks):
        chunk = chunks[i]
        head = _head(chunk, chunks, i, waiting)
        if head is not None:
            noun = replace(_noun(head, chunk, waiting), side=_side(chunks, i, waiting))
            waiting = []
            out.append(noun)
        elif _is_modifier(chunk, chunks, i):
            if "det" in chunk and waiting and not waiting[-1].readings:
                out += _lost(waiting)
                waiting = []
            waiting.append(chunk)
        else:
            out += _lost(waiting)
            waiting = []
            out.append(chunk)
        i += 1
    out += _lost(waiting)
    return _all_but(_owners(_sides(out)))


def _sides(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """on Mike's left -> to the left of Mike"""
    out: list[Noun | Chunk] = []
    i = 0
    while i < len(items):
        lead, noun, poss, side = (items[i + k] if i + k < len(items) else None for k in range(4))
        if (
            isinstance(lead, Chunk)
            and lead.text in ("on", "to", "at")
            and isinstance(noun, Noun)
            and isinstance(poss, Chunk)
            and "poss" in poss
            and isinstance(side, Chunk)
        ):
            way = (side.get("direction") or (side.get("region"),))[0]
            word = way if way in ("left", "right") else side.text.split("-")[0].split(" ")[0]
            if word in ("left", "right"):
                out += [Chunk(f"to the {word} of", lead.start, side.end, {"relation": (f"{word}_of",)}), noun]
                i += 4
                continue
        out.append(items[i])
        i += 1
    return out


def _side(chunks: Sequence[Chunk], i: int, waiting: Sequence[Chunk]) -> str | None:
    """the left tree; the cloud on the right: which of several"""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    said = [w.get("direction")[0] for w in waiting if "direction" in w]
    if after is not None and after.get("region") in ("left", "right"):
        said.append(after.get("region"))
    return next((side for side in said if side in ("left", "right")), None)


def _head(chunk: Chunk, chunks: Sequence[Chunk], i: int, waiting: Sequence[Chunk]) -> tuple[str, str] | None:
    """What the chunk names, where it names a thing."""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if "piece" in chunk and not _acts(chunk, chunks, i, waiting):
        return "piece", chunk.get("piece")[0]
    if "class" in chunk:
        if chunk.text in ("food",) and after is not None and "class" in after:
            return None
        return "class", chunk.get("class")[0]
    if chunk.text in ("each other", "one another"):
        return "each_other", "they"
    if "group" in chunk and not (chunk.text in _PAIRS and after is not None and _nounish(after)):
        return "group", "they"
    if "child" in chunk:
        return "child", chunk.get("child")
    if "pronoun" in chunk:
        if chunk.text in _POSSESSIVES and _possesses(chunks, i):
            return None
        return "pronoun", chunk.text
    faces = chunk.text in ("face", "hand", "hands", "back") and "verb" in chunk and not waiting
    if "body" in chunk and not chunk.get("relation") and not faces:
        return "body", chunk.text
    if "scenery" in chunk:
        return "scenery", chunk.text
    if _is_unknown(chunk, after, waiting):
        return "unknown", chunk.text
    return None


def _acts(chunk: Chunk, chunks: Sequence[Chunk], i: int, waiting: Sequence[Chunk]) -> bool:
    """True for swings, slides, drinks, shovels where somebody does it and no article stands before."""
    if "verb" not in chunk and chunk.text not in ("swing", "slide", "slides", "shovel", "shovels", "drink"):
        return False
    if waiting:
        return False
    before = chunks[i - 1] if i else None
    return before is not None and (
        "child" in before
        or "group" in before
        or before.text in ("he", "she", "they", "to", "can", "will", "and", "who", "n't", "not", "kids")
    )


def _nounish(chunk: Chunk) -> bool:
    return any(label in chunk for label in ("piece", "class", "child", "group", "det", "size"))


def _possesses(chunks: Sequence[Chunk], i: int) -> bool:
    """True where his, her, their, its stands before the thing that is had."""
    if chunks[i].text in ("his", "their", "its"):
        return True
    nearest = chunks[i + 1] if i + 1 < len(chunks) else None
    if nearest is not None and nearest.text == "face" and i + 2 < len(chunks):
        return False
    for after in chunks[i + 1 : i + 4]:
        if any(label in after for label in ("piece", "class", "body")):
            return True
        if not any(label in after for label in ("size", "colours", "number", "feel")) and after.readings:
            return False
    return False


def _is_unknown(chunk: Chunk, after: Chunk | None, waiting: Sequence[Chunk]) -> bool:
    """A word without a reading that closes a noun phrase: "a purple dragon."""
    if chunk.readings or not chunk.text[:1].isalpha() or not waiting:
        return False
    if after is None:
        return True
    if not after.readings and after.text[:1].isalpha():
        return False
    return not any(label in after for label in ("piece", "class", "child", "size", "colours"))


def _is_modifier(chunk: Chunk, chunks: Sequence[Chunk], i: int) -> bool:
    if "amount" in chunk:
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        return (
            chunk.text in ("a little", "a tiny bit")
            and after is not None
            and (_nounish(after) or not after.readings)
        )
    if any(label in chunk for label in ("det", "number", "colours", "no")):
        return True
    if "only" in chunk:
        return False
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if "size" in chunk:
        return after is not None and (_nounish(after) or not after.readings or "colours" in after)
    if "feel" in chunk:
        return after is not None and any(label in after for label in ("piece", "class", "child", "group"))
    if chunk.text in _PAIRS:
        return True
    if "direction" in chunk and chunk.text in ("left", "right") and i and chunks[i - 1].text == "the":
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        return after is not None and _nounish(after)
    if chunk.text == "all":
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        return after is not None and _nounish(after)
    if "pronoun" in chunk:
        return True
    # an adjective that the lexicon lacks, inside a noun phrase
    return not chunk.readings and bool(i) and _opens(chunks[i - 1])


def _opens(chunk: Chunk) -> bool:
    return (
        any(label in chunk for label in ("det", "number", "colours", "no", "size"))
        or chunk.text in _POSSESSIVES
    )


def _noun(head: tuple[str, str], chunk: Chunk, waiting: Sequence[Chunk]) -> Noun:
    kind, value = head
    counts = [
        2 if w.text in _PAIRS else w.get("number") for w in waiting if "number" in w or w.text in _PAIRS
    ]
    plural = bool(chunk.get(kind)[1]) if kind in ("piece", "class") else kind == "group"
    plural = plural or any(w.text == "all" for w in waiting)
    if counts and not plural and any(w.text.isdigit() for w in waiting):
        counts = []  # 1 4 of the tree
    start = waiting[0].start if waiting and kind not in ("pronoun",) else chunk.start
    owner = next((w.text for w in waiting if w.text in _POSSESSIVES), None)
    return Noun(
        kind,
        value,
        (start, chunk.end),
        count=counts[-1] if counts else None,
        plural=plural,
        definite=any(w.text in ("the", "this", "that", "these", "those", "all", *_PAIRS) for w in waiting)
        or owner is not None,
        negated=any("no" in w for w in waiting),
        colour=next((w.text for w in reversed(waiting) if "colours" in w), None),
        article=any(w.text in ("a", "an", "some", "another") for w in waiting),
        other=any(
            w.text in ("another", "other")
            or (plural and w.text == "the other")
            or w.text.endswith("more")
            or w.text.startswith(("another", "a second", "a third"))
            for w in waiting
        ),
        size=next(
            (w.get("size") or "small" for w in reversed(waiting) if "size" in w or w.text == "a little"), None
        ),
        feel=next((w.get("feel") for w in reversed(waiting) if "feel" in w), ()),
        owner=owner,
        spelled=chunk.spelled,
        text=chunk.text,
    )


def _lost(waiting: Sequence[Chunk]) -> list[Noun | Chunk]:
    """Modifiers that no noun followed: an unknown noun, or predicates such as "is big"."""
    out: list[Noun | Chunk] = []
    for k, chunk in enumerate(waiting):
        last = k == len(waiting) - 1
        if not chunk.readings and last and chunk.text[:1].isalpha():
            out.append(Noun("unknown", chunk.text, (chunk.start, chunk.end), text=chunk.text))
        elif (
            "number" in chunk
            and last
            and len(waiting) == 1
            and not chunk.text.isdigit()
            and chunk.text != "both"
        ):
            # Jenny has two; one is on the left
            count = chunk.get("number")
            out.append(Noun("count", str(count), (chunk.start, chunk.end), count=count, text=chunk.text))
        elif any(label in chunk for label in ("size", "feel", "no", "number", "pronoun", "colours")):
            out.append(chunk)
    return out


def _all_but(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Everyone but Mike: only Jenny."""
    out: list[Noun | Chunk] = []
    for item in items:
        before, group = (out[-1], out[-2]) if len(out) > 1 else (None, None)
        excepts = isinstance(before, Chunk) and ("except" in before or before.text == "but")
        if (
            isinstance(item, Noun)
            and item.kind == "child"
            and excepts
            and isinstance(group, Noun)
            and group.kind == "group"
        ):
            other = CHILDREN[item.value == CHILDREN[0]]
            out[-2:] = [replace(item, value=other, only=True, span=(group.span[0], item.span[1]))]
            continue
        out.append(item)
    return out


def _owners(items: list[Noun | Chunk]) -> list[Noun | Chunk]:
    """Mike 's hat -> the hat, whose owner is Mike."""
    out: list[Noun | Chunk] = []
    i = 0
    while i < len(items):
        item = items[i]
        after, then = (items[i + k] if i + k < len(items) else None for k in (1, 2))
        if (
            isinstance(item, Noun)
            and isinstance(after, Chunk)
            and "poss" in after
            and isinstance(then, Noun)
            and then.kind in ("piece", "class", "body", "unknown")
            and not (then.definite or then.span[0] < then.span[1] - len(then.text) - 1)
        ):
            owner = item.value if item.kind == "child" else item.text
            out.append(replace(then, owner=owner, definite=True, span=(item.span[0], then.span[1])))
            i += 3
            continue
        out.append(item)
        i += 1
    return out


def clauses_of(chunks: Sequence[Chunk]) -> list[Clause]:
    """The clauses of one sentence."""
    return _Parser(nouns_and_marks(chunks)).run()


class _Parser:
    """Goes through the nouns and marks of a sentence once, from left to right."""

    def __init__(self, items: list[Noun | Chunk]) -> None:
        self.items = items
        self.clauses: list[Clause] = [Clause()]
        self.slot: list[Noun] | None = self.clause.subject
        self.negated = False
        self.excepted = False
        self.only = False

    @property
    def clause(self) -> Clause:
        return self.clauses[-1]

    def run(self) -> list[Clause]:
        for i, item in enumerate(self.items):
            if isinstance(item, Noun):
                self._noun(i, item)
            else:
                self._chunk(i, item)
        return [_in_order(clause) for clause in self.clauses if clause.subject or clause.parts]

    def _open(self, opener: str, subject: list[Noun] | None = None) -> None:
        fronted = self.clause if not self.clause.subject and not self.clause.verbs else None
        self.clauses.append(Clause(list(subject or ()), opener=opener))
        if fronted is not None and fronted.parts:  # under the tree, Mike sits
            self.clause.parts = fronted.parts
            self.clause.fronted = True
            self.clauses.remove(fronted)
        self.slot = self.clause.subject
        self.negated = False

    def _noun(self, i: int, noun: Noun) -> None:
        before, last = (self.items[i - k] if i >= k else None for k in (1, 2))
        if (
            isinstance(before, Chunk)
            and before.text in ("or", "nor")
            and isinstance(last, Noun)
            and last.negated
        ):
            self.items[i] = noun = replace(noun, negated=True)  # no sun or rain
        if self.excepted:
            noun, self.excepted = replace(noun, negated=True, definite=False), False
        if self.only:
            noun, self.only = replace(noun, only=True), False
        if noun.kind == "body" and self.slot is not self.clause.subject:
            if self.slot is None:
                self.slot = self._part("object", None, noun.span).nouns
        elif (
            self.negated
            and self.slot is not None
            and not self._in_verb_phrase()
            and not (noun.definite and noun.kind in ("piece", "class"))
        ):
            noun, self.negated = replace(noun, negated=True), False
        if self.slot is None or (self.slot and self.slot is self.clause.subject and self.clause.verbs):
            self.slot = self._part("object", None, noun.span).nouns
        elif self.slot and not self._joined(i) and self._gap(i):
            # "gives Jenny the ball", "he has a ball and Jenny a bat"
            self.slot = self._part("object", None, noun.span).nouns
        self.slot.append(noun)

    def _in_verb_phrase(self) -> bool:
        return bool(self.clause.parts) and self.clause.parts[-1].kind == "verb"

    def _gap(self, i: int) -> bool:
        return i > 0 and isinstance(self.items[i - 1], Noun)

    def _joined(self, i: int) -> bool:
        before = self.items[i - 1] if i else None
        return isinstance(before, Chunk) and "and" in before

    def _part(self, kind: str, value: Any, span: Span, text: str = "") -> Part:
        part = Part(kind, value, [], self.negated, span, text)
        if kind in ("verb", "feel", "region", "prep", "size"):
            self.negated = False
        self.clause.parts.append(part)
        return part

    def _chunk(self, i: int, chunk: Chunk) -> None:
        span = (chunk.start, chunk.end)
        if "nobody" in chunk:
            self.slot = self.clause.subject
            self.slot.append(Noun("group", "nobody", span, negated=True, plural=True, text=chunk.text))
        elif "neither" in chunk:
            self.clause.neither = True
            if chunk.text.endswith("them"):
                self.clause.subject.append(Noun("group", "they", span, plural=True, text=chunk.text))
        elif "not" in chunk:
            last = self.clause.parts[-1] if self.clause.parts else None
            if last is not None and last.kind == "verb" and _follows(self.items, i):
                last.negated = True
            self.negated = True
        elif "no" in chunk:
            self.negated = True
        elif "except" in chunk and chunk.text != "but":
            self.excepted = True
        elif "only" in chunk:
            self.only = True
        elif "leaving" in chunk or "arriving" in chunk or "ending" in chunk:
            kind = next(label for label in ("leaving", "arriving", "ending") if label in chunk)
            self._part(kind, None, span, chunk.text)
            if "verb" in chunk:
                self._part("verb", chunk.get("verb"), span, chunk.text)
            self.slot = None
        elif "alone" in chunk:
            self.clause.alone = True
        elif "and" in chunk:
            self._and(i, chunk)
        elif "but" in chunk and not self._is_relation(i, chunk):
            self._but(i, chunk)
        elif "there" in chunk and not self.clause.parts and not self.clause.subject:
            self.clause.there = True
        else:
            self._content(i, chunk, span)

    def _is_relation(self, i: int, chunk: Chunk) -> bool:
        return "relation" in chunk and i + 1 < len(self.items) and isinstance(self.items[i + 1], Noun)

    def _content(self, i: int, chunk: Chunk, span: Span) -> None:
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        noun_next = isinstance(after, Noun) and not (after.kind == "scenery" and "region" in chunk)
        if (
            "direction" in chunk
            and chunk.get("direction")[0] in ("left", "right")
            and self._looks()
            and not noun_next
        ):
            self._part("region", chunk.get("direction")[0], span, chunk.text)
            self.slot = None
        elif "beside" in chunk and not noun_next:
            side, who = chunk.get("beside")
            pronoun = Noun("pronoun", who, span, text=who)
            self._part("prep", (side,), span, chunk.text).nouns.append(pronoun)
            self.slot = None
        elif "no_longer" in chunk:
            self._part("object", None, span, chunk.text).nouns.append(
                Noun("piece", chunk.get("no_longer"), span, negated=True, text=chunk.text)
            )
            self.slot = None
        elif "compare" in chunk and isinstance(after, Chunk) and after.text == "than":
            self.slot = self._part("larger", chunk.get("compare"), span, chunk.text).nouns
        elif "region" in chunk and not ("relation" in chunk and noun_next):
            self._part("region", chunk.get("region"), span, chunk.text)
            self.slot = None
        elif "relation" in chunk and noun_next and not self._verb_with_object(chunk):
            self.slot = self._part("prep", chunk.get("relation"), span, chunk.text).nouns
        elif "feel" in chunk:
            self._part("feel", chunk.get("feel"), span, chunk.text)
            if "verb" in chunk:
                self._part("verb", chunk.get("verb"), span, chunk.text)
            self.slot = None
        elif "verb" in chunk:
            self._part("verb", chunk.get("verb"), span, chunk.text)
            self.slot = None
        elif "piece" in chunk:  # it swings, it slides: a verb after all
            self._part("verb", ("play_on:" + chunk.get("piece")[0],), span, chunk.text)
            self.slot = None
        elif "relation" in chunk:
            if chunk.text not in ("to", "by", "at", "before", "around"):
                self.slot = self._part("prep", chunk.get("relation"), span, chunk.text).nouns
        elif "colours" in chunk:
            self._part("colour", chunk.text, span, chunk.text)
        elif "size" in chunk:
            self._part("size", chunk.get("size"), span, chunk.text)
        elif chunk.text == "than":
            pass
        elif ("stop" in chunk or not chunk.readings) and chunk.text[:1].isalpha():
            self._part("word", chunk.text, span, chunk.text)

    def _looks(self) -> bool:
        verbs = self.clause.verbs
        return bool(verbs) and bool({"face", "look", "run", "walk", "fly"} & set(verbs[-1].value))

    def _verb_with_object(self, chunk: Chunk) -> bool:
        """with is both a verb (a boy with a hat) and a relation; the reader of clauses decides."""
        return False

    def _and(self, i: int, chunk: Chunk) -> None:
        ahead = self._ahead(i + 1)
        first = self.items[i + 1] if i + 1 < len(self.items) else None
        last = self.clause.parts[-1] if self.clause.parts else None
        if last is not None and last.kind == "prep" and "between" in last.value and len(last.nouns) == 1:
            return  # between the grill and the slide stands Mike
        if isinstance(first, Noun) and first.kind == "count" and first.count == 1:
            self._open(chunk.text)  # two trees, one on the left
            return
        if self.clause.subject and not self.clause.parts and not self.clause.there and ahead != "verb":
            return
        if ahead == "clause":
            self._open(chunk.text)
        elif ahead == "verb" and (self.clause.parts or len(self.clauses) > 1):
            self._open(chunk.text, self.clause.subject)
            self.slot = None
        elif ahead == "place":
            there = self.clause.there
            self._open(chunk.text)
            self.clause.there = there
        elif ahead == "gap":
            verb = next((p for p in reversed(self.clause.parts) if p.kind == "verb"), None)
            self._open(chunk.text)
            after = self.items[i + 1]
            assert isinstance(after, Noun)
            self.clause.subject.append(after)
            if verb is not None:
                self.clause.parts.append(replace(verb, nouns=[]))
            self.slot = None
            self.items[i + 1] = Chunk("", chunk.start, chunk.end, {})

    def _ahead(self, i: int) -> str:
        """What follows an "and": a new clause, a verb of the same subject, or more of a list."""
        first = self.items[i] if i < len(self.items) else None
        if first is None:
            return "list"
        k, nouns = i, 0
        while k < len(self.items):
            item = self.items[k]
            if isinstance(item, Noun):
                nouns += 1
            elif not (
                "and" in item
                or "not" in item
                or "only" in item
                or item.text in ("then", "also", "now", "both", "too", "")
            ):
                break
            k += 1
        stop = self.items[k] if k < len(self.items) else None
        if nouns == 0:
            if isinstance(stop, Chunk):
                if "leaving" in stop or "arriving" in stop:
                    return "verb"
                if "verb" in stop or "feel" in stop or ("piece" in stop):
                    return "verb"
                if "relation" in stop or "region" in stop:
                    return "list"
                if "there" in stop:
                    return "clause"
            return "list"
        if isinstance(stop, Chunk) and ("leaving" in stop or "arriving" in stop):
            return "clause"
        if (
            isinstance(stop, Chunk)
            and ("verb" in stop or "feel" in stop)
            and not ("relation" in stop and stop.text == "with")
        ):
            return "clause"
        if (
            isinstance(first, Noun)
            and first.kind in ("child", "pronoun")
            and nouns == 2
            and self.clause.verbs
            and isinstance(self.items[i + 1] if i + 1 < len(self.items) else None, Noun)
        ):
            return "gap"
        placed = isinstance(stop, Chunk) and ("relation" in stop or "region" in stop) and nouns == 1
        here = self.clause.parts and self.clause.parts[-1].kind in ("prep", "region")
        if placed and here and isinstance(first, Noun) and first.kind in ("piece", "class", "child"):
            return "place"
        return "list"

    def _but(self, i: int, chunk: Chunk) -> None:
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        if isinstance(after, Chunk) and ("verb" in after or "feel" in after or "not" in after):
            before = self._last_noun() if chunk.text in ("who", "which", "that") else None
            same = [before] if before is not None else self.clause.subject
            self._open(chunk.text, same)
            self.slot = None
        elif self.clause.subject or self.clause.parts:
            self._open(chunk.text)

    def _last_noun(self) -> Noun | None:
        if self.clause.parts and self.clause.parts[-1].nouns:
            return self.clause.parts[-1].nouns[-1]
        return self.clause.subject[-1] if self.clause.subject else None


def _in_order(clause: Clause) -> Clause:
    """Next to the fire sits a bear -> a bear sits next to it; neither of them runs -> they do not run."""
    if not clause.subject:
        named = next((part for part in clause.parts if part.kind == "object"), None)
        places = [part for part in clause.parts if part.kind in ("prep", "region")]
        if named is not None and places and clause.parts.index(places[0]) < clause.parts.index(named):
            clause.subject = named.nouns
            rest = [part for part in clause.parts if part is not named and part not in places]
            clause.parts = [*rest, *places]
    elif clause.parts and clause.parts[0].kind in ("prep", "region") and clause.verbs:
        first = clause.parts.index(clause.verbs[0])
        fronted = clause.parts[:first]
        if all(part.kind in ("prep", "region") for part in fronted) and clause.fronted:
            clause.parts = [*clause.parts[first:], *fronted]
    if clause.neither:
        clause.parts = [
            replace(part, negated=not part.negated) if part.kind == "verb" else part for part in clause.parts
        ]
        if not clause.verbs:
            clause.parts = [replace(part, negated=True) for part in clause.parts]
    return clause


def _follows(items: Sequence[Noun | Chunk], i: int) -> bool:
    """True where "not" follows a verb at once: is not, does n't."""
    before = items[i - 1] if i else None
    return isinstance(before, Chunk) and "verb" in before
