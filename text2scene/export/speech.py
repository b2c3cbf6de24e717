"""Who says what in a text: quoted speech and the one in the picture who speaks it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text2scene.catalog import Catalog
from text2scene.scene import Scene

if TYPE_CHECKING:
    from text2scene.story.model import CastMember

# Straight and curly double quotes, low-high ones and guillemets either way round.
_QUOTE = re.compile(r"[\"“”„«»]([^\"“”„«»]{1,400}?)[\"“”«»]")
_SAYING = (
    "says|said|asks|asked|shouts|shouted|cries|cried|calls|called|whispers|whispered|answers|answered|"
    "replies|replied|yells|yelled|laughs|laughed|sings|sang|thinks|thought|exclaims|exclaimed|tells|told|"
    "begs|begged|roars|roared|barks|barked|meows|meowed|hoots|hooted|adds|added|giggles|giggled|"
    "say|ask|shout|whisper|answer|reply|yell|call|scream|"  # I do
    "screams|screamed|sighs|sighed|grins|grinned|smiles|smiled|hisses|hissed|quacks|quacked|wonders|wondered"
)
_SAYS = re.compile(rf"\b(?:{_SAYING})\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…]")
_ENDED = re.compile(r"[.!?…][\"”’»«)]*\s+|[.!?…][\"”’»«)]*\Z")
_NEXT = re.compile(r"[.!?…][\"”’»]*\s+(?=[\"“„«»]|[^\W\d_a-zß-ÿ])")
_FILLER = re.compile(
    r"\b(?:and|then|the|a|an|his|her|to|out|back|again|loudly|softly|quietly|happily|sadly|angrily|he|she|it)\b",
    re.IGNORECASE,
)
_GENDERS = {"he": "mike", "she": "jenny"}


@dataclass(frozen=True, slots=True)
class Speech:
    """What one object of a scene says. sentences: those of the text that are nothing but this."""

    speaker: str
    words: str
    name: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    pattern: re.Pattern[str]
    object_id: str
    category: str
    label: str


def speeches(
    paragraphs: Sequence[str], scene: Scene, cast: Iterable[CastMember], catalog: Catalog
) -> tuple[Speech, ...]:
    """The quoted speech of a page whose speaker is in the picture, in reading order.

    A speaker is named beside the quotation ("said Mike", "the dog barks:"), meant by *he* or *she*
    there, or the last one named before it. Where none is found there is no Speech.
    """
    names = _names(scene, cast, catalog)
    found: list[Speech] = []
    last: _Name | None = None
    for text in paragraphs:
        end, previous = 0, None
        for index, quote in enumerate(_QUOTE.finditer(text)):
            between = text[end : quote.start()]
            after = _clause_after(text, quote.end())
            goes_on = index > 0 and not _ENDS.search(between) and not _SAYS.search(after)
            if goes_on:  # "Go home," says Mike, "and sleep."
                named = previous
            else:
                named = _speaker(after, _clause_before(text, quote.start(), end), between, names, last)
            words = _ended(quote[1].strip())
            if named is not None and words:
                alone = _only_speech(_sentence(text, quote), named)
                if goes_on and found:
                    found[-1] = _continued(found[-1], words, alone)
                else:
                    found.append(Speech(named.object_id, words, named.label, alone))
            previous, last, end = named, named or last, quote.end()
        last = _last_named(text[end:], names) or last
    return tuple(found)


def _continued(speech: Speech, words: str, alone: tuple[str, ...]) -> Speech:
    """A speech with what is said after *says Mike*."""
    lead = speech.words
    if words[:1].islower() and lead.endswith("."):
        lead = f"{lead[:-1]},"
    sentences = tuple(dict.fromkeys((*speech.sentences, *alone)))
    return replace(speech, words=f"{lead} {words}", sentences=sentences)


def without_spoken(text: str, spoken: Iterable[Speech]) -> str:
    """A paragraph without the sentences that are nothing but speech shown in a bubble."""
    for speech in spoken:
        for sentence in speech.sentences:
            text = text.replace(sentence, " ", 1)
    return " ".join(text.split())


def _ended(words: str) -> str:
    """Spoken words by themselves: a comma before *said Mike* is a full stop without it."""
    bare = words.rstrip(" ,;:")
    return f"{bare}." if bare != words and bare[-1:].isalnum() else bare


def _names(scene: Scene, cast: Iterable[CastMember], catalog: Catalog) -> list[_Name]:
    names = []
    taken = set()
    cast = tuple(cast)
    others = {member.id for member in cast}
    for member in cast:
        own = scene.find(member.id) if member.id else None
        alike = (i for i in scene.objects if i.category == member.category and i.id not in others)
        own = own or next(alike, None)
        if own is not None and member.name:
            called = "|".join(map(re.escape, (member.name, *member.words)))
            pattern = re.compile(rf"(?<!\w)(?:{called})(?!\w)", re.IGNORECASE)
            names.append(_Name(pattern, own.id, own.category, member.name))
            taken.add(own.id)
    for item in scene.objects:
        if item.category not in catalog or catalog[item.category].group not in ("person", "animal"):
            continue
        piece = catalog[item.category]
        words = {piece.label, item.category.replace("_", " "), *piece.synonyms}
        many = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True) if word)
        pattern = re.compile(rf"(?<!\w)(?:{many})(?!\w)", re.IGNORECASE)
        names.append(_Name(pattern, item.id, item.category, piece.label))
    return names


def _speaker(
    after: str, before: str, between: str, names: Sequence[_Name], last: _Name | None
) -> _Name | None:
    for clause, late in ((after, False), (before, True)):
        if not _SAYS.search(clause):
            continue
        named = _last_named(clause, names) if late else _first_named(clause, names)
        if named is not None:
            return named
        for pronoun, category in _GENDERS.items():
            if re.search(rf"\b{pronoun}\b", clause, re.IGNORECASE):
                if last is not None and last.category == category:
                    return last
                of_kind = list({one.object_id: one for one in names if one.category == category}.values())
                return of_kind[0] if len(of_kind) == 1 else None
        if re.search(r"\b(?:they|we|I|you|everyone|everybody)\b", clause):
            return None
        if re.search(r"\w", _FILLER.sub("", _SAYS.sub("", clause))):
            return None  # somebody is named who is not in the picture
    return _last_named(between, names) or last


def _first_named(text: str, names: Sequence[_Name]) -> _Name | None:
    hits = [(found.start(), index) for index, one in enumerate(names) if (found := one.pattern.search(text))]
    return names[min(hits)[1]] if hits else None


def _last_named(text: str, names: Sequence[_Name]) -> _Name | None:
    hits = [
        (found.start(), -index) for index, one in enumerate(names) for found in one.pattern.finditer(text)
    ]
    return names[-max(hits)[1]] if hits else None


def _clause_after(text: str, end: int) -> str:
    """What follows a quotation up to the end of its sentence, if it goes on in small letters or a name."""
    rest = text[end : end + 120]
    clause = re.split(r"[.!?;:\"“„«]", rest)[0]
    first = clause.strip(" ,")[:1]
    last = text[end - 2 : end - 1]
    if not first or not (first.islower() or last == "," or (last in "!?" and _SAYS.search(clause[:40]))):
        return ""
    # "Look!" Mike runs to the dog and says: "There!" belongs to what follows it.
    return "" if rest[len(clause) : len(clause) + 1] == ":" else clause


def _clause_before(text: str, start: int, floor: int) -> str:
    """What leads up to a quotation: its sentence so far, where it ends in a comma or a colon."""
    lead = text[floor:start].rstrip()
    if not lead or lead[-1] not in ",:":
        return lead if _SAYS.search(lead[-20:]) and lead[-1].isalpha() else ""
    return re.split(r"[.!?]\s", lead)[-1]


def _sentence(text: str, quote: re.Match[str]) -> str:
    """The sentence of the text in which a quotation stands, with its clause of saying."""
    start = 0
    for ended in _NEXT.finditer(text):
        if ended.end() <= quote.start():
            start = ended.end()
    end = quote.end()
    following = text[end:]
    if re.match(r"\s*[a-zà-þ]|\s*,", following) or _clause_after(text, end):
        found = _ENDED.search(text, end)
        end = found.end() if found else len(text)
    elif text[end - 2] not in ".!?…":
        found = re.match(r"[.!?…]+", following)
        end += found.end() if found else 0
    return text[start:end].strip()


def _only_speech(sentence: str, named: _Name) -> tuple[str, ...]:
    """The sentence, if nothing is left of it but its quotations and who says them; else nothing."""
    rest = _QUOTE.sub(" ", sentence)
    rest = _FILLER.sub(" ", _SAYS.sub(" ", named.pattern.sub(" ", rest)))
    return () if re.search(r"\w", rest) else (sentence,)
