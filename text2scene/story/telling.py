"""A page's text -> what happens on it: who is spoken of, who goes, where, when, and in what weather."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from text2scene.language.setting import Air, air_after, place_in, spoken_outside, time_in
from text2scene.story.mentions import Listener, Memory, Sentence
from text2scene.story.pages import sentences_of
from text2scene.story.words import LEAVES, NEXT_DAY, NOT_GONE, STAYS_BEHIND, TOGETHER


@dataclass(frozen=True, slots=True)
class Happening:
    """What a page tells.

    sentences: with everybody resolved. place: where it is now, None where it stays. air: at its end.
    leaving: ids of who goes away. companions: of who comes along to a new place. next_day: a night or
    more has passed. heading: the place that all set out for at the end of the page; setting_out: their ids.
    memory: of the reader, afterwards.
    """

    sentences: tuple[Sentence, ...]
    place: str | None
    air: Air
    leaving: tuple[str, ...] = ()
    next_day: bool = False
    companions: tuple[str, ...] = ()
    heading: str = ""
    setting_out: tuple[str, ...] = ()
    memory: Memory = field(default_factory=Memory)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ident for sentence in self.sentences for ident in sentence.ids))


def listen(text: str, listener: Listener, place: str, air: Air) -> Happening:
    """Read a page. place, air: as they were before it."""
    here = listener.here
    sentences: list[Sentence] = []
    leaving: list[str] = []
    new_place: str | None = None
    companions: list[str] = []
    next_day = False
    heading = ""
    setting_out: list[str] = []
    for raw in sentences_of(text):
        sentence = listener.read(raw)
        sentences.append(sentence)
        told = spoken_outside(raw)
        subject = listener.subject_of(sentence)
        where = place_in(told)
        people = _people(here, listener)
        group = {*subject, *(companions if new_place is not None else ())}
        rest = [ident for ident in people if ident not in group and ident not in leaving]
        all_go = bool(TOGETHER.search(told)) or not rest
        goes_home = where == "home" and bool(LEAVES.search(told))
        gone = (LEAVES.search(told) or STAYS_BEHIND.search(told)) and not NOT_GONE.search(told)
        next_day = next_day or bool(NEXT_DAY.search(told))
        if gone and subject and not (goes_home and all_go):
            leaving += [ident for ident in _leavers(told, sentence, subject) if ident not in leaving]
            air = air_after(told, air, "")
            continue
        if goes_home and all_go and len(sentences) > 1 and where != place:
            heading, air = where, air_after(told, air, "")
            setting_out = [*subject, *people] if TOGETHER.search(told) else list(subject)
            continue  # they are seen setting out; the next page is there
        if where and where != place and rest and not all_go and _COMES_HERE.search(told):
            continue  # he comes to where the others are
        if where and where != place and where != new_place:
            new_place = where
            along = dict.fromkeys([*sentence.ids, *(people if all_go else ())])
            companions = [ident for ident in along if ident not in leaving]
        air = air_after(told, air, where)
    if next_day and air.time != "day" and not any(time_in(spoken_outside(s.text)) for s in sentences):
        air = replace(air, time="day")
    if new_place is not None and not companions:
        companions = list(_people(here, listener))
    return Happening(
        tuple(sentences),
        new_place,
        air,
        tuple(leaving),
        next_day,
        tuple(companions),
        heading,
        tuple(setting_out),
        listener.memory,
    )


def _people(here: Sequence[str], listener: Listener) -> list[str]:
    """Those who go along when all go: children, and animals with names."""
    return [ident for ident in here if listener.who(ident).is_child or listener.who(ident).name]


_COMES_HERE = re.compile(r"\b(?:comes?|came|coming) (?:\w+ )?(?:in|into|to|on)\b", re.I)
_SENT_AWAY = re.compile(
    r"\b(?:chases?|chased|scares?|scared|sends?|sent|drives?|drove) .*\b(?:away|off|home)\b", re.I
)


def _leavers(told: str, sentence: Sentence, subject: Sequence[str]) -> Sequence[str]:
    """Who goes: who is spoken of before the going ("Leo waves and Rex runs away"), or who is sent away."""
    people = [ident for mention in sentence.mentions if not mention.own for ident in mention.ids]
    if _SENT_AWAY.search(told) and len(people) > 1:
        return people[1:]
    match = LEAVES.search(told) or STAYS_BEHIND.search(told)
    assert match is not None
    going = sentence.text.find(match.group()[:12])
    before: list[str] = []
    at = 0
    for part in sentence.parts:
        raw = part if isinstance(part, str) else part.raw
        if at > going >= 0 and before:
            break
        if isinstance(part, str):
            if re.search(r"\b(?:but|while|then)\b|;|[.!?]\"", part):
                before = []
        elif not part.own:
            before += part.ids
        at += len(raw)
    if len(before) > len(subject) and set(subject) < set(before):
        others = [ident for ident in before if ident not in subject]
        return others if re.search(r"\band\b", told) else subject
    return before or subject
