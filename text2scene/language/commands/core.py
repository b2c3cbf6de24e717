"""Instructions: remove, add, move, make, replace, swap, flip, give, start over.

A sentence that begins with such a verb is read here, chunk by chunk; what it says about
places and looks ("put the dog next to Jenny", "make Mike happy") becomes facts like any
other sentence's, the rest becomes changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.commands.base import amount_of, grow, keep_only
from text2scene.language.commands.changing import Command
from text2scene.language.commands.counts import counted, too_many
from text2scene.language.commands.patterns import is_things, text_of
from text2scene.language.commands.plain import REST, complains, fits, plain, says_nothing, told, without_leads
from text2scene.language.commands.split import POLITE
from text2scene.language.commands.tails import (
    as_it_is,
    contrast,
    is_wish,
    likened,
    points_back,
    reassured,
    without_reason,
)
from text2scene.language.commands.which import describe
from text2scene.language.facts import Change, Span
from text2scene.language.lexicon import CHILDREN, Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.parser import clauses_of
from text2scene.language.predicates import read_clause
from text2scene.language.reading import Reader
from text2scene.language.wishes import read_wish


def prepare(reader: Reader, chunks: Sequence[Chunk], after: Sequence[Chunk] = ()) -> list[Chunk]:
    """A part of a sentence as a plain instruction about the very objects that it means.

    Nothing is left of it where it only says how many there should be, or complains of what the
    part after it mends: "the cap is wrong, make it a crown".
    """
    rest = without_leads(reader, chunks)
    if says_nothing(reader, rest) or (rest and as_it_is(reader, rest, chunks)):
        return []
    if reader.colon and _lists_what_is_meant(reader, rest, after):
        return []
    rest = _pointed(reader, rest)
    rest = _after_reason(reader, _uncalled(rest))
    rest = reassured(reader, _not_this(reader, rest), lambda part: told(reader, part))
    rest = without_reason(likened(rest), lambda part: told(reader, part))
    rest = contrast(reader, rest, lambda part: fits(reader, part))
    if not rest:
        return []
    if rest and REST.match(text_of(after)):
        rest = plain(reader, rest)
    if rest and rest[0].text in ("keep", "leave", "save") and REST.match(text_of(after)):
        return [rest[0], Chunk("only", rest[0].start, rest[0].end, {"only": True}), *rest[1:]]
    if _only_complains(reader, rest, without_leads(reader, after) if after else []):
        return []
    if any(c.text in ("it", "them", "that") for c in after[1:3]) and complains(reader, rest):
        return []
    first = (without_leads(reader, after) or list(after))[:1]
    takes = bool(first) and "remove" in (first[0].get("command") or ())
    if takes and too_many(reader, rest):
        return []  # there is one ball too many: take out the basketball
    if counted(reader, rest):
        return []
    rest = plain(reader, rest)
    if counted(reader, rest):
        return []
    told_apart = describe(reader, rest)
    if len(told_apart) == 1 and len(rest) > 1 and "command" in rest[0]:
        return []  # take off whatever she wears, and she wears nothing
    return plain(reader, told_apart)


def _lists_what_is_meant(reader: Reader, rest: list[Chunk], after: Sequence[Chunk]) -> bool:
    """Rocket, plane, helicopter: I want none of them. They are what is meant."""
    if not rest or not is_things(rest) or not _POINTS.search(text_of(after)):
        return False
    nouns = [noun for noun in nouns_and_marks(rest) if isinstance(noun, Noun)]
    if not all(noun.kind in ("piece", "class") and reader.is_there(noun) for noun in nouns):
        return False
    reader.complained = [key for noun in nouns for key in reader.resolve(replace(noun, definite=True))]
    return True


def _after_reason(reader: Reader, rest: list[Chunk]) -> list[Chunk]:
    """The picnic is over, so please clear the table: what comes after so is what is wished."""
    at = next((i for i, c in enumerate(rest) if i > 1 and c.text == "so" and rest[i - 1].text == ","), None)
    if at is None:
        return rest
    head, tail = rest[: at - 1], without_leads(reader, rest[at + 1 :])
    if not tail or not told(reader, tail):
        return rest
    if told(reader, head) and points_back(tail):  # has finished her drink, so remove it
        return head
    things = [n for n in nouns_and_marks(head) if isinstance(n, Noun) and n.kind in ("piece", "class")]
    if points_back(tail) and things and reader.is_there(things[-1]):
        reader.complained = reader.resolve(replace(things[-1], definite=True))
        return _pointed(reader, tail)
    return rest if told(reader, head) else tail


def _uncalled(rest: list[Chunk]) -> list[Chunk]:
    """Lose the sunglasses, Mike: it is he who is spoken to."""
    if len(rest) < 4 or "command" not in rest[0] or rest[-2].text != "," or "child" not in rest[-1]:
        return rest
    return rest if "child" in rest[-3] or any(c.text == "," for c in rest[:-2]) else rest[:-2]


def _not_this(reader: Reader, rest: list[Chunk]) -> list[Chunk]:
    """Not the soccer ball, the basketball should be gone."""
    at = next((i for i, c in enumerate(rest[:6]) if c.text == ","), 0)
    after = rest[at + 1 :]
    return after if at and "not" in rest[0] and told(reader, after) else rest


def _only_complains(reader: Reader, rest: list[Chunk], after: list[Chunk]) -> bool:
    """I don't like the tree. Please erase it: what it speaks of is what is meant, and nothing more."""
    instructs = bool(after) and ("command" in after[0] or after[0].text == "let")
    which = any(c.text in ("one", "ones") for c in after[1:4]) and is_wish(after)
    if not rest or "command" in rest[0] or not (which or (instructs and points_back(after))):
        return False
    if reader.colon and instructs:  # Jenny wants a hat too: give her a crown
        reader.keys_of([n for n in nouns_and_marks(rest) if isinstance(n, Noun) and n.kind == "child"])
        return True
    said = text_of(rest)
    dislikes = re.match(r"(?:i|we) (?:do|does) (?:n't|not) (?:really |quite )?(?:like|want|need) ", said)
    if any(c.text in ("one", "ones", "them", "some") for c in after[1:5]) and too_many(reader, rest):
        return True
    if not instructs:
        return False
    meant = list(rest) if dislikes else plain(reader, rest)
    if not dislikes and (is_wish(rest) or meant[0].text not in ("remove", "move", "grow", "shrink", "flip")):
        return False
    if dislikes:
        meant[0] = Chunk("remove", rest[0].start, rest[0].end, dict(reader.words.readings["remove"]))
        del meant[1:4]
    nouns = [item for item in nouns_and_marks(describe(reader, meant)[1:]) if isinstance(item, Noun)]
    nouns = [noun for noun in nouns if noun.kind in ("piece", "class", "child") and reader.is_there(noun)]
    if not nouns:
        return False
    reader.complained = reader.resolve(replace(nouns[0], definite=True))
    close = any(c.text in ("away from",) for c in meant) and len(nouns) > 1
    reader.too_close = reader.resolve(replace(nouns[1], definite=True)) if close else []
    return True


def _pointed(reader: Reader, rest: list[Chunk]) -> list[Chunk]:
    """Please take him out: the bear that was complained of."""
    keys, close = reader.complained, reader.too_close
    reader.complained, reader.too_close = [], []
    if keys and _NONE.match(text_of(rest)):  # I want none of them
        span = rest[0].start, rest[-1].end
        return [
            Chunk("remove", *span, dict(reader.words.readings["remove"])),
            *_keyed(reader, keys, rest[-1]),
        ]
    at = next((i for i, c in enumerate(rest[:5]) if i and c.text in _MEANT), None)
    if (
        not keys
        or at is None
        or (at + 1 < len(rest) and ("piece" in rest[at + 1] or "class" in rest[at + 1]))
    ):
        return rest
    out = [*rest[:at], *_keyed(reader, keys, rest[at]), *rest[at + 1 :]]
    if close and rest[-1].text in ("further away", "farther away", "away", "further", "farther", "off"):
        last = Chunk("away from", rest[-1].start, rest[-1].end, dict(reader.words.readings["away from"]))
        out = [*out[:-1], last, *_keyed(reader, close, rest[-1])]
    return out


_POINTS = re.compile(r"\b(?:them|it|those|these)\b")
_NONE = re.compile(r"(?:i|we) (?:want|need|like) (?:none|nothing) of (?:them|those|these|it)\Z")
_MEANT = frozenset({"it", "them", "that", "him", "her", "this"})


def _keyed(reader: Reader, keys: Sequence[str], at: Chunk) -> list[Chunk]:
    """These very objects of the scene, as words of an instruction."""
    out: list[Chunk] = []
    for key in keys:
        thing = reader.things[key]
        name = thing.options[0]
        label: dict[str, object] = {"child": name} if name in CHILDREN else {"piece": (name, False)}
        if thing.old is not None:
            label["key"] = thing.old
        if out:
            out.append(Chunk("and", at.start, at.start, {"and": True}))
        out.append(Chunk(name.replace("_", " "), at.start, at.end, label))
    return out


def read_command(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Take in one command; False where the chunks are none."""
    rest = list(chunks)
    while rest and rest[0].text in POLITE and "start_over" not in (rest[0].get("command") or ()):
        rest.pop(0)
    if not rest:
        return False
    said = " ".join(c.text for c in rest)
    if rest[0].text in ("keep", "leave") and any("only" in c for c in rest):
        return keep_only(reader, [c for c in rest[1:] if "only" not in c], (rest[0].start, rest[-1].end))
    unwanted = rest[0].text in ("do", "does") and any(c.text in ("want", "need", "like") for c in rest[2:3])
    if unwanted:
        return read_wish(reader, rest)
    if rest[0].text in ("do", "does", "leave", "keep") and _left_alone(rest):
        return _but_first(reader, rest)
    span = rest[0].start, rest[-1].end
    if rest[0].text == "drop from hand":
        keys = [k for n in nouns_and_marks(rest[1:]) if isinstance(n, Noun) for k in reader.resolve(n)]
        bearers = [
            next((t.bearer for t in reader.old if t.id == reader.things[k].old and t.bearer), None)
            for k in keys[:1]
        ]
        who = keys[-1:] if len(keys) > 1 else [b for b in bearers if b]
        if who and who[0] not in reader.things:
            who = reader.resolve(Noun("child", who[0], span, text=who[0]))
        reader.change(Change("move", tuple(keys[:1]), "out of hand", others=tuple(who), span=span))
        return True
    if "start_over" in (rest[0].get("command") or ()):
        return _start_over(reader, rest, span)
    names = rest[0].get("command") or ()
    if "compare" in rest[0]:  # bigger dog
        return False
    gone = rest[-1].text in ("gone", "removed", "taken away")
    put_away = rest[0].text in ("put", "leave", "leave out") and any(
        c.text in ("away", "out") for c in rest[1:]
    )
    if put_away and not any("relation" in c and c.text not in ("away", "out") for c in rest):
        return Command(reader, rest, ("remove",), span).run()
    if (not names or gone) and read_wish(reader, rest):
        return True
    if not names:
        return _declared(reader, rest, said, span)
    if len(rest) == 1:
        return False
    return Command(reader, rest, tuple(names), span).run()


def _left_alone(rest: Sequence[Chunk]) -> bool:
    """do not touch Mike; leave the tree as it is; keep the dog"""
    if rest[0].text == "leave" and rest[-1].text in ("out", "off", "away"):
        return False
    if rest[0].text in ("do", "does"):
        return len(rest) > 1 and "not" in rest[1]
    looks = any("feel" in c or "region" in c or "verb" in c for c in rest[1:])
    return not looks or rest[-1].text in ("alone", "is", "are")


def _but_first(reader: Reader, rest: Sequence[Chunk]) -> bool:
    """What is to stay is remembered; what comes after the comma is read for itself."""
    at = next(
        (i for i, c in enumerate(rest) if i > 1 and c.text in (",", "but", "just", "only", "except")), None
    )
    stays: list[str] = []
    facts = list(reader.facts)
    for noun in nouns_and_marks(rest[1:at]):
        if isinstance(noun, Noun) and noun.kind in ("piece", "class", "child"):
            stays += reader.resolve(replace(noun, definite=True, negated=False))
    reader.facts = facts  # that he keeps his cap on moves nothing
    reader.changes = [
        replace(c, keys=tuple(k for k in c.keys if k not in stays)) if c.kind == "remove" else c
        for c in reader.changes
    ]
    if at is not None and rest[at].text == "except":
        at = next((i for i, c in enumerate(rest) if i > at and c.text in (",", "but")), None)
    after = prepare(reader, rest[at + 1 :]) if at is not None and at + 1 < len(rest) else []
    if after and not read_command(reader, after):
        for clause in clauses_of(after):
            read_clause(reader, clause)
    return True


_DEEP = ("nearer", "farther")


def _declared(reader: Reader, rest: list[Chunk], said: str, span: Span) -> bool:
    """The dog should be bigger; no more clouds; Mike turns around; the tree is smaller."""
    compare = next((c for c in rest if "compare" in c), None)
    if compare is not None and not any(c.text == "than" for c in rest):
        nouns = [item for item in nouns_and_marks(rest) if isinstance(item, Noun)]
        nouns = [noun for noun in nouns if noun.span[1] <= compare.start or noun.key] or nouns[:2]
        keys = [
            key
            for noun in nouns
            if noun.kind not in ("unknown", "scenery", "count")
            for key in reader.resolve(noun)
        ]
        if keys:
            grow(reader, keys, compare, rest, span)
            return True
    asks = any(c.text in ("should", "must", "needs", "could", "would") for c in rest)
    ways = sorted((c for c in rest if "direction" in c), key=lambda c: c.get("direction")[0] in _DEEP)
    direction = ways[0] if ways else None  # further to the left: left
    if direction is not None and asks and not any("verb" in c and c.text in ("face", "look") for c in rest):
        nouns = [item for item in nouns_and_marks(rest) if isinstance(item, Noun)]
        keys = [
            key for noun in nouns if noun.kind not in ("unknown", "scenery") for key in reader.resolve(noun)
        ]
        if keys and (len(nouns) == 1 or all(noun.key for noun in nouns)):
            names = dict.fromkeys(c.get("direction")[0] for c in ways)
            sideways = [way for way in names if way in ("left", "right")][:1]
            upright = [way for way in names if way in ("up", "down")][:1]
            for way in [*sideways, *upright] if sideways and upright else [next(iter(names))]:
                reader.change(Change("move", tuple(keys), way, amount_of(rest), span=span))
            return True
    if (
        " turns around" in said
        or " turn around" in said
        or " faces the other way" in said
        or " face the other way" in said
        or " the other way" in said
        or " the other direction" in said
    ):
        nouns = [item for item in nouns_and_marks(rest) if isinstance(item, Noun)]
        keys = [key for noun in nouns[:2] for key in reader.resolve(noun)]
        if keys:
            reader.change(Change("flip", tuple(dict.fromkeys(keys)), span=span))
            return True
    return False


def _start_over(reader: Reader, rest: list[Chunk], span: Span) -> bool:
    """Everything goes, except what is named after "except"; what is said after goes on as a new scene."""
    at = next((i for i, c in enumerate(rest) if i and ("except" in c)), None)
    if at is not None:
        return keep_only(reader, rest[at + 1 :], span)
    reader.change(Change("clear", span=(rest[0].start, rest[0].end)))
    reader.old.clear()
    after = [c for c in rest[1:] if c.text not in ("with", "and", ",", ":", "-")]
    if after:
        for clause in clauses_of(after):
            read_clause(reader, clause)
    return True
