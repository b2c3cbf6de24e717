"""Questions, wishes and statements -> the plain instruction that they stand for.

"Would you mind taking the dog away", "I'd like the dog gone", "the dog is in the way" and "what if
the dog was not there" are all: remove the dog.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.commands.patterns import groups_of, rewritten, text_of
from text2scene.language.commands.phrasebook import beginnings, patterns_of
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.reading import Reader

_GERUNDS = {
    "getting rid of": "get rid of",
    "throwing out": "remove",
    "throwing away": "remove",
    "taking away": "remove",
    "taking out": "remove",
    "taking off": "remove",
    "turning around": "flip",
    **{
        verb: plain
        for verbs, plain in (
            ("removing deleting erasing losing ditching hiding dropping discarding", "remove"),
            ("adding drawing including inserting having seeing", "add"),
            ("putting placing setting standing laying hanging positioning", "put"),
            ("moving shifting pushing pulling dragging bringing sliding nudging scooting sending", "move"),
            ("making", "make"),
            ("letting", "let"),
            ("turning", "turn"),
            ("changing", "change"),
            ("replacing", "replace"),
            ("swapping switching exchanging trading", "swap"),
            ("flipping mirroring reversing", "flip"),
            ("giving handing passing", "give"),
            ("taking", "take"),
            ("keeping", "keep"),
            ("enlarging growing magnifying", "grow"),
            ("shrinking reducing", "shrink"),
            ("starting", "start"),
            ("raising lifting", "raise"),
            ("lowering", "lower"),
        )
        for verb in verbs.split()
    },
}
_INVERTED = re.compile(r"(?:can|could|may|should|would|might|will|must|shall)(?: n't)? ")
_ASIDE = frozenset({"because", "since", "so that", "unless", "although", "even though"})


def plain(reader: Reader, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks as a plain instruction, as far as they are one in disguise."""
    readings = reader.words.readings
    rest = _same(reader, _without_leads(list(chunks), readings))
    inverted = _uninverted(rest, readings)
    if inverted is not None:
        rest = inverted
    for _ in range(3):
        better = rewritten(rest, patterns_of("instructions"), readings)
        if better is None or text_of(better) == text_of(rest):
            break
        rest = _without_leads(better, readings)
    return rest


def told(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Whether this is an instruction by itself, or one pattern of what people say for one."""
    rest = without_leads(reader, chunks)
    if not rest or "command" in rest[0]:
        return bool(rest)
    return fits(reader, rest)


def fits(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Whether one pattern says it all."""
    rest = without_leads(reader, chunks)
    if rewritten(rest, patterns_of("instructions"), reader.words.readings) is not None:
        return True
    counts = ("exactly", "some", "surplus", "too many", "too few")
    return any(groups_of(rest, each) is not None for name in counts for each in patterns_of(name))


def without_leads(reader: Reader, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks without polite beginnings, and without the reason at the end."""
    readings = reader.words.readings
    parted: list[Chunk] = []
    for c in chunks:
        lead, _, article = c.text.partition(" ")
        split = _ALL_OF.match(c.text)
        if split is not None:  # take away everything
            lead, article = split.group(1), split.group(2)
        whole = split is not None
        over = "start_over" in (c.get("command") or ()) and c is not chunks[-1] and whole
        then = chunks[chunks.index(c) + 1] if over else c
        of = then.text in ("that", "which", "flying", "of", "off", "from") or any(
            x in then for x in ("region", "relation")
        )
        if (over and of) or (lead == "without" and article):
            at = c.start
            for word in [lead, *_objects(article)]:  # everything out of the sky is not everything
                parted.append(Chunk(word, at, at + len(word), dict(readings.get(word, {}))))
                at += len(word) + 1
        else:
            parted.append(c)
    while len(parted) > 2 and parted[-1].text in _THANKS:
        parted.pop()
    return _without_leads(_without_aside(parted), readings)


_ALL_OF = re.compile(r"(.+?) ((?:everything|it all|all of it|all of this|all of that|all this|all that)\b.*)")


def _objects(words: str) -> list[str]:
    """everything out -> everything, out"""
    for end in (" away", " out", " off"):
        if words.endswith(end):
            return [words.removesuffix(end), end[1:]]
    return [words]


def _same(reader: Reader, chunks: list[Chunk]) -> list[Chunk]:
    """The same tree on the other side: another one of that kind."""
    at = next(
        (i for i, c in enumerate(chunks) if i and c.text == "same" and chunks[i - 1].text == "the"), None
    )
    head = (
        None if at is None else next((c for c in chunks[at : at + 4] if "piece" in c or "class" in c), None)
    )
    if at is None or head is None:
        return chunks
    start, end = chunks[at - 1].start, chunks[at].end
    out = [*chunks[: at - 1], Chunk("another", start, end, dict(reader.words.readings["another"]))]
    for c in chunks[at + 1 :]:
        options = reader.catalog.classes[c.get("class")[0]] if c is head and "class" in c else ()
        there = [t.category for t in reader.old if t.category in options]
        out.append(replace(c, readings={"piece": (there[-1], False)}) if there else c)
    return out


_THANKS = frozenset({"please", "thanks", "ok", "okay", ",", "will you", "pls"})
REST = re.compile(
    r"(?:remove|delete|get rid of|take away|lose|drop|clear|erase|ditch|throw|throw out|throw away|kick out"
    r"|toss|toss out|take|take out|wipe|wipe out|cut|cut out|chuck|chuck out|clear out|clear away|bin|scrap"
    r"|leave out)"
    r" (?:the rest|everything else|all the others|the others|all else|everyone else|everybody else)"
    r"(?: of (?:it|them|the picture|the scene))?(?: out| away| off)?"
)
_REST_GOES = re.compile(
    r"(?:the rest|everything else|the others|all else|all the others|everyone else|everybody else)"
    r"(?: of (?:it|them))? (?:can|should|must|may|has to|have to|is to|are to|could)(?: all)?"
    r" (?:go|leave|disappear|vanish|be removed|go away|be gone)\Z"
)
_NOTHING = re.compile(
    r"(?:nobody|no one|nothing)(?: else)? (?:moves|changes|should move|should change|is to change)(?: ,)?\Z"
    r"|(?:leave|keep) (?:everything|it all|all of it|everyone|everybody|it|all this)"
    r"(?: just| exactly| all)? (?:the way|as|how|like) (?:it|they|that) (?:is|are|was|were)\Z"
    r"|there (?:is|are) none(?: here| there| of (?:them|those))?\Z"
    r"|(?:everybody|everyone|everything)(?: else)?"
    r" (?:stays|remains|should stay|can stay|is to stay|stays put)(?: .*)?\Z"
    r"|(?:undo|undo that|undo it|go back|redo|never mind|nevermind|time to tidy up|stay as you are)(?: .*)?\Z"
)


def says_nothing(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Nobody moves; everything else stays as it is: nothing is to be done."""
    cleared = bool(reader.changes) and reader.changes[-1].kind == "keep_only"
    if cleared and (REST.match(text_of(chunks)) or _REST_GOES.match(text_of(chunks))):
        return True
    return bool(_NOTHING.match(text_of(chunks))) and not any("except" in c for c in chunks)


def complains(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """The blue cap is wrong: what it speaks of is remembered, and nothing is done."""
    groups = groups_of(chunks, patterns_of("complaints")[0])
    if groups is None:
        return False
    for item in nouns_and_marks(groups["t"]):
        if isinstance(item, Noun):
            reader.resolve(replace(item, definite=True))
    return True


def _without_aside(chunks: list[Chunk]) -> list[Chunk]:
    """Why it is wished is no wish: "because it is gone"."""
    cut = next((i for i, c in enumerate(chunks) if i > 1 and c.text in _ASIDE), None)
    if cut is None or "command" not in _first_content(chunks):
        return chunks
    while cut > 1 and chunks[cut - 1].text in (",", "and"):
        cut -= 1
    return chunks[:cut]


def _first_content(chunks: Sequence[Chunk]) -> Chunk:
    return next((c for c in chunks if "and" not in c and c.text not in ("please", "now", "then")), chunks[0])


def _without_leads(chunks: list[Chunk], readings: object) -> list[Chunk]:
    """please; can you; would it be possible to; I think we should: without such beginnings."""
    rest = chunks
    stripped = False
    while rest:
        said = text_of(rest)
        for lead in beginnings():
            match = lead.match(said)
            cut = None if match is None else _after_chars(rest, match.end())
            if cut is not None and 0 < cut < len(rest) and not _is_start(rest[0]):
                rest, stripped = rest[cut:], True
                break
        else:
            break
    return _from_gerund(rest, readings) if stripped else rest


def _is_start(chunk: Chunk) -> bool:
    return "start_over" in (chunk.get("command") or ())


def _after_chars(chunks: Sequence[Chunk], end: int) -> int | None:
    at = 0
    for i, chunk in enumerate(chunks):
        if at >= end:
            return i
        at += len(chunk.text) + 1
        if at > end + 1:
            return None
    return len(chunks)


def _from_gerund(chunks: list[Chunk], readings: object) -> list[Chunk]:
    """How about removing the dog: remove the dog."""
    said = text_of(chunks)
    for gerund, word in _GERUNDS.items():
        if said.startswith(gerund + " "):
            cut = _after_chars(chunks, len(gerund))
            if cut:
                found = dict(readings.get(word, {}))  # type: ignore[attr-defined]
                return [Chunk(word, chunks[0].start, chunks[cut - 1].end, found), *chunks[cut:]]
    return chunks


def _uninverted(chunks: list[Chunk], readings: object) -> list[Chunk] | None:
    """Can the cat be next to Mike: the cat should be next to Mike."""
    if not _INVERTED.match(text_of(chunks)):
        return None
    start = 2 if chunks[1:2] and "not" in chunks[1] else 1
    kinds = ("piece", "class", "child", "pronoun", "group")
    end = next((i for i, c in enumerate(chunks) if i >= start and any(k in c for k in kinds)), None)
    if end is None:
        return None
    end += 1
    while end + 1 < len(chunks) and ("and" in chunks[end] or "poss" in chunks[end]):
        then = next((i for i in range(end + 1, len(chunks)) if any(k in chunks[i] for k in kinds)), None)
        if then is None or then > end + 3:
            break
        end = then + 1
    if end >= len(chunks):
        return None
    modal = Chunk("should", chunks[0].start, chunks[0].end, dict(readings.get("should", {})))  # type: ignore[attr-defined]
    return [*chunks[start:end], modal, *chunks[end:]]
