"""What follows an instruction and belongs to it otherwise: reasons, contrasts, others that are told the same.

"Give Jenny a crown, she's the princess"; "a basketball, not a soccer ball"; "the cat can go, and the sun
too"; "Mike should sit and Jenny should stand".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from text2scene.language.commands.base import inherit
from text2scene.language.commands.patterns import is_things, text_of
from text2scene.language.commands.phrases import ORDINALS, SIDES
from text2scene.language.facts import Change
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.reading import POSES_OF_VERBS, Reader

_DOES = frozenset({"does", "do", "did", "should", "must", "can", "is", "are", "has", "have"})
Fits = Callable[[Sequence[Chunk]], bool]

_JOINS = frozenset({",", "and", "but", "so", "while"})
_NAMES = ("piece", "class", "child", "pronoun", "group")
_AMID = ("det", "number", "size", "colours", "poss", "and")
_PLACES = ("relation", "region", "beside", "direction")
_MODALS = frozenset(["should", "must", "can", "could", "needs", "need", "may", "will", "keeps", "keep"])
_STANDS = frozenset(["enough", "staying", "fine", "ok", "okay", "plenty"])
_INSTEAD = frozenset({"instead of", "rather than", "in place of"})
_REASON = re.compile(
    r"(?:, )?(?:because|since|so that|so|as|'cause|cause|for)? ?"
    r"(?:that|it|this|he|she|they|there|we|you|i|nobody|no one)"
    r" (?:'s|is|are|was|were|'re|looks|look|can|has|have|likes|like|loves|love|wants|want)\b"
)
_POINTS = frozenset(["it", "them", "that", "him", "her", "this", "these", "those", "one", "ones", "let it"])
_WISHED = re.compile(r"\b(?:should|must|can|could|needs?|has to|have to|want|would|'d|please|let)\b")
_CURRENT = re.compile(r"\b(?:now|right now|at the moment|currently|still|at present|so far)\b")


def statements(chunks: list[Chunk], fits: Fits) -> list[list[Chunk]]:
    """Mike should sit and Jenny should stand: two parts, unless one pattern says it all."""
    for i, chunk in enumerate(chunks):
        if chunk.text not in _JOINS or not _says_something(chunks[:i]):
            continue
        own = chunk.text == "and" and i + 1 < len(chunks) and "pronoun" not in chunks[i + 1]
        both = own and fits(chunks[:i]) and fits(chunks[i + 1 :])
        if not both and not _begins(chunks, i + 1):
            continue
        if fits(chunks):
            return [chunks]
        return [chunks[:i], *statements(chunks[i + 1 :], fits)]
    return _made(chunks)


def _made(chunks: list[Chunk]) -> list[list[Chunk]]:
    """I'd like Mike to be angry and Jenny to be surprised: both are told."""
    for i in range(2, len(chunks) - 3):
        joined = chunks[i].text in ("and", ",") and "child" in chunks[i + 1] and chunks[i + 2].text == "to"
        if joined and any(c.text == "to" for c in chunks[:i]) and "verb" in chunks[i + 3]:
            make = Chunk("make", chunks[i].start, chunks[i].end, {"command": ("make",)})
            return [chunks[:i], *_made([make, chunks[i + 1], *chunks[i + 3 :]])]
    return [chunks]


def _says_something(chunks: Sequence[Chunk]) -> bool:
    said = ("verb", "feel", "command", "region", "relation")
    return any(any(x in c for x in said) or c.text in _MODALS for c in chunks) and any(
        any(x in c for x in _NAMES) for c in chunks
    )


def _begins(chunks: Sequence[Chunk], k: int) -> bool:
    """Whether somebody or something is named here, and then should, must or can do something."""
    while k < len(chunks) and chunks[k].text in ("and", "but", "please", "also", "then", "now"):
        k += 1
    if k < len(chunks) and chunks[k].text in ("leave", "let", "keep", "cheer", "calm", "comfort"):
        return True
    named = False
    while k < len(chunks):
        c = chunks[k]
        if any(x in c for x in _NAMES) or c.text in ("one", "the other one", "the others", "the other"):
            named = True
        elif (
            not any(x in c for x in (*_AMID, "direction")) and c.text not in SIDES and c.text not in ORDINALS
        ):
            break
        k += 1
    if not named or k >= len(chunks):
        return False
    after = chunks[k + 1].text if k + 1 < len(chunks) else ""
    has_to = chunks[k].text in ("has", "have") and after == "to"
    return chunks[k].text in _MODALS or has_to or (chunks[k].text in ("is", "are") and after in _STANDS)


def too(chunks: list[Chunk], fits: Fits) -> list[list[Chunk]]:
    """The cat can go, and the sun as well: the same is told of the sun."""
    words = [c.text for c in chunks]
    so = next(
        (i for i, w in enumerate(words) if w == "so" and words[i + 1 : i + 2] and words[i + 1] in _DOES), 0
    )
    if so and is_things(chunks[so + 2 :]):  # the tree has to go, and so does the owl
        also = Chunk("too", chunks[-1].start, chunks[-1].end, {"stop": True})
        chunks = [*chunks[:so], *chunks[so + 2 :], also]
        words = [c.text for c in chunks]
    end = 2 if words[-2:] == ["as", "well"] else 1 if words[-1:] in (["too"], ["also"]) else 0
    at = next((i for i in range(len(chunks) - end - 1, 0, -1) if chunks[i].text in (",", "and")), None)
    if not end or at is None:
        return [chunks]
    other, head = chunks[at + 1 : len(chunks) - end], chunks[:at]
    while head and head[-1].text in (",", "and"):
        head = head[:-1]
    if not is_things(other) or not _says_something(head):
        return [chunks]
    people = all("child" in c or "pronoun" in c or "group" in c or "and" in c for c in other)
    nouns = [item for item in nouns_and_marks(head) if isinstance(item, Noun)]
    if people and any(noun.kind == "group" for noun in nouns):
        return [head]  # everybody should have a hat, Jenny too
    if fits(chunks):
        return [chunks]
    kinds = ("child", "pronoun") if people else ("piece", "class")
    first = next((noun for noun in nouns if noun.kind in kinds), None)
    if first is None:
        return [chunks]
    before = [c for c in head if c.end <= first.span[0]]
    after = [c for c in head if c.start >= first.span[1]]
    return [head, [*before, *other, *after]]


def without_reason(chunks: list[Chunk], is_told: Fits) -> list[Chunk]:
    """Why something is wished, and what it is like now, is no wish: "she's the princess"."""
    for i, chunk in enumerate(chunks):
        if i < 2 or chunk.text not in (",", "so", "because", "since", "as", "-"):
            continue
        tail = chunks[i:]
        if not _REASON.match(text_of(tail)) or any("command" in c and "verb" not in c for c in tail[3:]):
            continue
        placed = any("relation" in c or "region" in c for c in tail[2:]) and tail[-1].text != "picture"
        denied = any("not" in c for c in tail)
        if any("feel" in c for c in tail) or (placed and not denied and "command" not in chunks[0]):
            continue
        if not is_told(chunks[:i]):
            continue
        return chunks[:i]
    return chunks


def reassured(reader: Reader, chunks: list[Chunk], is_told: Fits) -> list[Chunk]:
    """What is not to change is no wish, but it stays: "don't move the table"; "the cat stays where it is"."""
    joins = [i for i, c in enumerate(chunks) if i > 1 and c.text in (",", "but", "and")]
    for i in joins:
        head, tail = chunks[:i], chunks[i + 1 :]
        while head and head[-1].text in _JOINS:
            head = head[:-1]
        while tail and tail[0].text in _JOINS:
            tail = tail[1:]
        said = text_of(tail)
        only = _ONLY_LEFT.match(said)
        rest_stays = _REST_STAYS.match(said)
        if not tail or not (
            only or rest_stays or _NO_CHANGE.match(said) or _STILL.match(said) or _NOT_SO.match(said)
        ):
            continue
        grows = any("compare" in c for c in head) or bool(_REST_STAYS.match(said))
        if not (grows or is_told(head)):
            continue
        nouns = [item for item in nouns_and_marks(tail) if isinstance(item, Noun)]
        for noun in nouns if not _NOT_SO.match(said) else []:
            if noun.kind in ("piece", "class", "child") and reader.is_there(noun):
                keys = reader.resolve(replace(noun, definite=True, negated=False))
                reader.stays |= {reader.things[key].old or "" for key in keys}
        return head
    return chunks


_NO_CHANGE = re.compile(
    r"(?:please )?(?:(?:do|does|should|must|may) (?:n't|not)|without|not) (?:be )?"
    r"(?:touch|move|change|alter|touching|moving|moved|changing|changed|touched|go anywhere|budge)\b"
    r"|(?:please )?(?:to )?(?:stay|remain|keep still|stand still)s?\b"
    r"|(?:please )?(?:do|does|should|must) (?:n't|not) (?:give|put|let|make) "
    r"|(?:please )?(?:keep|leave) .+ (?:on|there|alone|in place|as it is|where it is)\Z"
    r"|(?:please )?(?:keep|leave) (?:the rest|everything else|everyone else|all else|the others)\b"
)
_STILL = re.compile(
    r"[\w -]{2,34}? (?:is|are|'s|stands?|sits?|lies?|hangs?) still (?:on|in|at|under|there|here)\b"
    r"|[\w -]{2,34}? still (?:is|stands?|sits?|lies?|hangs?) (?:on|in|at|under|there|here)\b"
    r"|[\w -]{2,34}? (?:(?:should|must|can|may|will) )?(?:stays?|remains?)"
    r" (?:where|there|here|put|on|in place|as (?:it|he|she)|the (?:way|same))\b"
    r"|the (?:other|other one|others|rest)(?: \w+)?"
    r" (?:stays?|remains?|(?:is|are) fine|(?:can|may|should) stay)\Z"
)
_REST_STAYS = re.compile(
    r"(?:everyone|everybody|everything|the rest|all) (?:else )?(?:stays?|remains?|(?:is|are|be) to stay)\b"
)
_ONLY_LEFT = re.compile(
    r"(?:so |now |then )*(?:there (?:is|are|'s) )?(?:only|just) .+?"
    r"(?: (?:is|are|stays?|remains?|left|here|there|behind))+\Z"
)
_NOT_SO = re.compile(r"(?:the )?[\w -]{2,30}? (?:does|do|did|is|are|should|must|can|will) (?:n't|not)\Z")


def likened(chunks: list[Chunk]) -> list[Chunk]:
    """A cap just like Jenny's; the same hat as Mike has."""
    for i, chunk in enumerate(chunks):
        if i > 2 and chunk.text in ("like", "as", "just like", "exactly like"):
            tail = chunks[i + 1 :]
            had = bool(tail) and ("poss" in tail[-1] or tail[-1].text in ("has", "have", "does", "do", "too"))
            if had and any("child" in c or "pronoun" in c or "piece" in c for c in tail) and len(tail) < 5:
                stop = i - 1 if chunks[i - 1].text in ("just", "exactly") else i
                return chunks[:stop]
    return chunks


def contrast(reader: Reader, chunks: list[Chunk], fits: Fits) -> list[Chunk]:
    """The instruction without what it is said against; nothing where that was all it said.

    "The ball should be a basketball, not a soccer ball"; "on the left, not on the right"; "let Jenny kick
    it instead of Mike".
    """
    at = next((i for i, c in enumerate(chunks) if i > 1 and _is_against(chunks, i)), None)
    if at is None:
        return chunks
    head, tail = chunks[:at], chunks[at + 1 :]
    stop = next((i for i, c in enumerate(tail) if i and c.text in (",", "please", "now", "this")), None)
    tail = tail[:stop]
    while head and head[-1].text in (",", "and", "but"):
        head = head[:-1]
    if not tail or not head:
        return chunks
    if tail[0].text == "to" and len(tail) > 1 and "child" in tail[1]:
        tail = tail[1:]
    if any(x in tail[0] for x in _PLACES) or tail[0].text in ("away", "away from"):
        return head
    nouns = [item for item in nouns_and_marks(tail) if isinstance(item, Noun)]
    if text_of(tail).startswith(("the one ", "the ones ", "that one", "those ")):
        return head  # the duck in the sandbox, not the one by the slide
    if not nouns:
        return chunks
    if nouns[0].kind in ("child", "pronoun") or "poss" in tail[-1] or nouns[0].kind == "body":
        told = fits(head) or any("command" in c or c.text in _MODALS for c in head)
        return _not_him(reader, head, nouns[0]) if told else chunks
    if nouns[0].kind in ("piece", "class") and is_things(tail):
        return _not_that(reader, head, nouns[0])
    return chunks


def _is_against(chunks: Sequence[Chunk], i: int) -> bool:
    c, after = chunks[i], chunks[i + 1] if i + 1 < len(chunks) else None
    if after is None:
        return False
    if c.text in _INSTEAD:
        return True
    joined = chunks[i - 1].text in (",", "and", "but", "-")
    return c.text == "not" and joined and not ("verb" in after and "relation" not in after)


def _not_him(reader: Reader, head: list[Chunk], noun: Noun) -> list[Chunk]:
    """Let Jenny kick the ball instead of Mike: he does not any more."""
    who = noun.value if noun.kind == "child" else noun.owner
    for key in reader.resolve(noun) if noun.kind in ("child", "pronoun") else []:
        labels = {label for c in head for label in (c.get("verb") or ())}
        for label in labels & set(POSES_OF_VERBS):
            reader.say("pose", key, POSES_OF_VERBS[label], holds=False, span=noun.span)
        fresh = [n for n in nouns_and_marks(head) if isinstance(n, Noun) and n.kind in ("piece", "class")]
        if labels & {"wear"} and fresh and not fresh[0].definite and who:
            reader.say("wears", key, reader._options(fresh[0]), holds=False, span=noun.span)
    return head


def _not_that(reader: Reader, head: list[Chunk], old: Noun) -> list[Chunk]:
    """A basketball, not a soccer ball: the one is there, and becomes the other."""
    if not reader.is_there(old):
        return head
    span = head[0].start, head[-1].end
    things = [n for n in nouns_and_marks(head) if isinstance(n, Noun) and n.kind in ("piece", "class")]
    new = [n for n in things if not n.negated and not reader.is_there(n)]
    whom = [n.value for n in nouns_and_marks(head) if isinstance(n, Noun) and n.kind == "child"]
    if not new:  # move the dog, not the cat; but who gets the crown instead of the cap has it no more
        gives = any(set(c.get("verb") or ()) & {"wear", "hold", "give"} for c in head)
        olds = reader.resolve(replace(old, definite=True)) if gives else []
        if olds:
            reader.change(Change("remove", tuple(olds), span=span))
        return head
    owner = next((w for w in whom if any(t.bearer == w for t in reader.old)), None)
    olds = reader.resolve(replace(old, definite=True, owner=old.owner or owner))
    bearers = [t.bearer for t in reader.old if t.id in {reader.things[key].old for key in olds}]
    if not whom or any(bearer in whom for bearer in bearers):
        news = reader.fresh(new[-1])
        inherit(reader, olds, news, span)
        reader.change(Change("replace", tuple(olds), others=tuple(news), span=span))
        return []
    reader.change(Change("remove", tuple(olds), span=span))
    return head


def points_back(after: Sequence[Chunk]) -> bool:
    """Whether the next instruction is about it, him, them or the one on the right."""
    return any(c.text in _POINTS for c in after[1:5]) or (bool(after) and after[0].text == "let it")


def is_wish(chunks: Sequence[Chunk]) -> bool:
    """Whether it says itself what should be."""
    return bool(_WISHED.search(text_of(chunks)))


def as_it_is(reader: Reader, chunks: Sequence[Chunk], whole: Sequence[Chunk]) -> bool:
    """Put the pie in Mike's hand. It's on the table now: what is, not what should be."""
    if not (reader.commanded and reader.last) or chunks[0].text not in ("it", "he", "she", "they"):
        return False
    if not any("be" in (c.get("verb") or ()) for c in chunks[1:2]):
        return False
    if any("feel" in c for c in chunks[2:]) or whole[0].text == "now":
        return False  # give Jenny a balloon; now she is happy
    borne = any(f.kind in ("wears", "holds") and f.holds and f.subject in reader.last for f in reader.facts)
    placed = any(set(c.get("relation") or ()) & {"on", "in", "below"} for c in chunks[2:])
    return bool(_CURRENT.search(text_of(whole))) or (borne and placed)
