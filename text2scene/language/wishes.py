"""What people say when they want something gone, kept, counted or changed without a command.

"The dog can go", "I don't want the sun", "only Jenny should stay", "the tree is too big".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.facts import Change, Span
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.reading import Reader

_UNWANTED = re.compile(
    r"\b(?:(?:do|does) (?:n't|not) (?:want|like|need)"
    r"|(?:has|have) (?:n't|not) got|(?:do|does) (?:n't|not) have|no longer (?:has|have|wants?|needs?))\b"
)
_GOES = re.compile(
    r"\b(?:can|should|may|must|could|has to|have to|needs to|need to|ought to) (?:please )?"
    r"(?:go|leave|disappear|vanish|be removed|be taken away|be gone|come off|go away)\b"
    r"(?! to| over| behind| next)"
    r"|\b(?:go|disappear|vanish)\Z"
    r"|\b(?:ran|run|runs|flew|flies|went|goes|walked|walks|swam|drove|crawled|slithered|hopped) "
    r"(?:away|off|home|out)\b(?! from)"
    r"|\b(?!(?:arms|hands|legs|claws|teeth|is|was|wings|fingers)\b)\w+(?:ed|ew|an|s|am|ft) "
    r"(?:off|away|out)\Z|\bleaves?\Z"
    r"|\b(?:is|are) (?:n't|not) (?:here|there|in the (?:park|picture|scene))\b"
    r"|\b(?:is|are|was|were|all) gone\b|\bgone\Z|\bout of (?:the way|here|the picture)\b"
)
_TAKEN = re.compile(
    r"\b(?:took|takes|take) .*\b(?:down|away|home|off)\b|\b(?:chopped|cut) down\b"
    r"|\b(?:ate|eats|eaten|drank|drinks) .*\b(?:up|all)\b"
)
_STAYS = re.compile(
    r"\b(?:should|may|can|must|will) (?:stay|remain|be left|be there|be here)\b|\bjust leave\b|\bleave only\b"
)
_TOO = re.compile(r"\btoo (big|large|tall|huge|high|small|tiny|little|short)\b")
_COUNT = re.compile(r"\bthere should (?:only )?be (?:only |just )?")
_BECOMES = re.compile(
    r"\b(?:turns into|turned into|becomes|became|changes into|changed into|is now|should become)\b"
)
_PLACES = re.compile(r"\b(?:trade|swap|switch|change|exchange) (?:places|positions|sides)\b")
_QUESTION = frozenset(
    {"what", "why", "how", "who", "where", "when", "do", "does", "did", "is", "are", "isn't", "wouldn't"}
)


def read_wish(reader: Reader, rest: Sequence[Chunk]) -> bool:
    """Take in such a sentence; False where it is none."""
    said = " ".join(c.text for c in rest)
    span = rest[0].start, rest[-1].end
    if (
        rest[0].text in _QUESTION
        and len(rest) > 1
        and rest[1].text in ("you", "we", "it", "there", "the", "that")
    ):
        return "not" not in rest[1]  # a question of taste changes nothing
    except_at = next((i for i, c in enumerate(rest) if i and "except" in c and c.text != "but"), None)
    if _GOES.search(said) or _UNWANTED.search(said) or _TAKEN.search(said):
        return _gone(reader, rest, except_at, span, begins=bool(_UNWANTED.search(said)))
    if _STAYS.search(said) and ("only" in rest[0] or any("only" in c for c in rest) or "leave" in said):
        keys = _keys(reader, rest)
        if keys:
            reader.change(Change("keep_only", tuple(keys), span=span))
        return bool(keys)
    too = _TOO.search(said)
    if too:
        keys = _keys(reader, rest)[:1]
        value = "smaller" if too.group(1) in ("big", "large", "tall", "huge", "high") else "bigger"
        if keys:
            reader.change(Change("grow", tuple(keys), value, span=span))
        return bool(keys)
    if _PLACES.search(said):
        keys = _keys(reader, rest)
        if len(keys) == 2:
            reader.change(Change("swap", (keys[0],), others=(keys[1],), span=span))
        return len(keys) == 2
    if _COUNT.search(said) and not any("no" in c or "not" in c for c in rest):
        return _counted(reader, rest, span)
    return _becomes(reader, rest, said, span)


def _nouns(rest: Sequence[Chunk]) -> list[Noun]:
    kinds = ("piece", "class", "child", "group", "pronoun")
    return [i for i in nouns_and_marks(rest) if isinstance(i, Noun) and i.kind in kinds]


def _keys(reader: Reader, rest: Sequence[Chunk]) -> list[str]:
    keys: list[str] = []
    for noun in _nouns(rest):
        if noun.kind in ("piece", "class") and not reader.is_there(noun):
            continue
        keys += [k for k in reader.resolve(replace(noun, definite=True, negated=False)) if k not in keys]
    return keys


def _gone(reader: Reader, rest: Sequence[Chunk], except_at: int | None, span: Span, begins: bool) -> bool:
    every = any("everything" in c for c in rest[:2]) and not _nouns(rest[:3])
    if except_at is not None:
        kept = _keys(reader, rest[except_at + 1 :])
        if every:
            reader.change(Change("keep_only", tuple(kept), span=span))
            return True
        gone = [k for noun in _nouns(rest[:except_at]) for k in reader.removed(noun)]
        reader.change(Change("remove", tuple(k for k in gone if k not in kept), span=span))
        return True
    if every:
        reader.change(Change("clear", span=span))
        return True
    keys: list[str] = []
    for n, noun in enumerate(_nouns(rest)):
        if noun.kind in ("child", "group", "pronoun") and (begins or (n == 0 and len(_nouns(rest)) > 1)):
            reader.resolve(noun)
            continue  # who does not want it, who takes it
        keys += [key for key in reader.removed(replace(noun, negated=False)) if key not in keys]
        if not begins:
            break
    if keys:
        reader.change(Change("remove", tuple(keys), span=span))
    return bool(keys)


def _counted(reader: Reader, rest: Sequence[Chunk], span: Span) -> bool:
    """There should only be one duck."""
    noun = next(iter(_nouns(rest)), None)
    if noun is None or noun.kind not in ("piece", "class"):
        return False
    wanted = noun.count or (2 if noun.plural else 1)
    there = reader.all_of(noun)
    if len(there) > wanted:
        reader.change(Change("remove", tuple(there[wanted:]), span=span))
    elif len(there) < wanted:
        reader.resolve(replace(noun, count=wanted - len(there), definite=False), new=True)
    return True


def _becomes(reader: Reader, rest: Sequence[Chunk], said: str, span: Span) -> bool:
    """The sun turns into a rain cloud; I'd rather have a pizza than the hot dog."""
    nouns = [noun for noun in _nouns(rest) if noun.kind in ("piece", "class")]
    if len(nouns) != 2:
        return False
    if _BECOMES.search(said):
        old, new = nouns
    elif "rather" in said and "than" in said:
        new, old = nouns
    else:
        return False
    if not reader.is_there(old):
        return False
    olds = reader.resolve(replace(old, definite=True))
    reader.change(Change("replace", tuple(olds), others=tuple(reader.fresh(new)), span=span))
    return True
