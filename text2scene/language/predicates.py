"""A clause is taken in: who is ruled out, who leaves, what leans on the clause before, and what is said."""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.absence import (
    absent,
    leave,
    of_nobody,
    refused,
    searched_in_vain,
    uninvited,
    without_absent,
)
from text2scene.language.becoming import become, on_the_nose
from text2scene.language.clauses import Clause
from text2scene.language.echoes import answered, cleft, echo, history, names, read_riddle, told
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import Reader
from text2scene.language.said import ClauseReader
from text2scene.language.turns import found_there, in_the_sky, is_elsewhere, sought, sun_comes_out, turn

_WANTS = frozenset({"want", "wants", "wanted", "needs", "needed", "misses", "missed", "seeks", "sought"})
_BARE = frozenset({"play", "ride", "sit", "eat", "use", "slide", "swing"})
_DOES = frozenset({"wear", "hold", "run", "sit", "kick", "wave", "jump", "eat", "drink", "throw", "stand"})
_PLAYS = frozenset({"play", "play_on", "ride"})
_ATE = frozenset({"ate", "eaten", "has eaten", "drank", "drunk", "has drunk"})
_LOST = frozenset({"forgot", "has forgotten", "left", "lost"})
_HERE = frozenset({"here", "there", "today", "around"})
_IN_ALL = frozenset({"now", "altogether", "in all", "all together", "in total"})
_SOME_OF = frozenset({"pronoun", "any_child", "group", "child", "count"})
__all__ = ["read_clause", "read_riddle"]


def read_clause(reader: Reader, clause: Clause) -> None:
    """Take in one clause."""
    if history(reader, clause):
        return
    denied = clause.there and any(p.kind == "verb" and p.negated for p in clause.parts)
    only_there = clause.there or all(part.text in _HERE for part in clause.parts)
    if any(noun.only for noun in clause.subject) and only_there:
        reader.only = True
    acts = _acts(clause)
    if of_nobody(clause, acts):
        return
    _lean(reader, clause)
    if absent(reader, clause) or _as_a(reader, clause) or turn(reader, clause) or become(reader, clause):
        return
    refused(reader, clause)
    sought(reader, clause)
    for taken_in in (echo, names, cleft, told, uninvited, searched_in_vain):
        if taken_in(reader, clause):
            return
    _by_someone(clause)
    found_there(reader, clause)
    _only_one_left(reader, clause)
    _there_already(reader, clause)
    lone = any(noun.only and noun.count == 1 and noun.kind in _SOME_OF for noun in clause.subject)
    if (lone or _of_someone(clause)) and clause.parts:
        reader.asked = reader.riddle = list(clause.parts)
        reader.lone = lone
        return
    answered(reader, clause)
    is_elsewhere(reader, clause)
    in_the_sky(reader, clause)
    on_the_nose(reader, clause)
    _on_it(reader, clause)
    _of_a_head(reader, clause)
    _avoid_itself(reader, clause)
    reader.in_all = _in_all(clause)
    subject = without_absent(reader, clause, _subject(reader, clause, acts))
    reader.avoid = []
    if clause.alone or (any(n.only for n in clause.subject) and not clause.there):
        reader._alone(clause, subject)
    if leave(reader, clause, subject):
        reader.in_all = False
        return
    sun_comes_out(reader, clause)
    reading = ClauseReader(reader, clause, subject, denied)
    reading.run()
    reader.in_all = False
    _keep(reader, clause, reading)


def _avoid_itself(reader: Reader, clause: Clause) -> None:
    """The dog has a ball. It lies in front of the dog: the ball does."""
    it = [noun.text for noun in clause.subject] == ["it"]
    placed_by = {noun.value for part in clause.parts if part.kind == "prep" for noun in part.nouns}
    if it and not reader.old:
        reader.avoid = [key for key in reader.before if key in placed_by]


def _in_all(clause: Clause) -> bool:
    """Whether a number is that of all of them: now there are two; today there were five; one, two!"""
    now = any(part.text in _IN_ALL for part in clause.parts)
    number = any(noun.kind == "count" for part in clause.parts for noun in part.nouns)
    counted = not clause.parts and any(noun.kind == "count" for noun in clause.subject)
    return now or (clause.there and number) or counted


def _only_one_left(reader: Reader, clause: Clause) -> None:
    """Three cats came, and two ran off. Only one is still there: one of the cats."""
    noun = clause.subject[0] if len(clause.subject) == 1 else None
    left = [key for key in reader.group if key in reader.things and key not in CHILDREN]
    if noun is not None and noun.only and noun.kind == "count" and noun.count == 1 and len(left) == 1:
        clause.subject = [Noun("known", left[0], noun.span, text=noun.text)]


def _there_already(reader: Reader, clause: Clause) -> None:
    """They raced to the tree. Jenny is there already: at the tree."""
    said = {part.text for part in clause.parts}
    if not {"there", "already"} <= said or clause.there or any(part.negated for part in clause.parts):
        return
    for key in reader.keys_of([noun for noun in clause.subject if noun.kind == "child"]):
        goals = [f for f in reader.facts if f.kind == "facing" and f.subject == key and f.others and f.holds]
        for fact in goals[-1:]:
            reader.say("near", key, others=fact.others[:1], span=clause.subject[0].span)


def _acts(clause: Clause) -> bool:
    """Whether the clause is about what somebody does or feels."""
    bare = all(part.text.split(" ")[0] in _BARE for part in clause.verbs) and bool(clause.verbs)
    alone = clause.nobody and not any(part.nouns for part in clause.parts)
    if alone and all(set(part.value) <= {"be", "play"} for part in clause.verbs) and clause.verbs:
        return any(p.kind == "feel" for p in clause.parts)  # nobody is playing there yet
    does = _DOES if clause.nobody and bare else _DOES | _PLAYS  # nobody to play on them
    return any(p.kind == "feel" or (p.kind == "verb" and does & set(p.value)) for p in clause.parts)


def _lean(reader: Reader, clause: Clause) -> None:
    """That is where Jenny is; the children have gone home, leaving a bucket: as the clause before says."""
    spots = [p for p in clause.parts if p.kind in ("prep", "region")]
    if clause.opener == "where" and not spots and not clause.nobody:
        clause.parts = [*clause.parts, *reader.last_spot]
    said = {part.text for part in clause.parts}
    too = "there" in said and bool(said & {"too", "also", "well", "still"}) and not clause.there
    stuck = said & {"stuck", "caught", "hanging", "hangs", "landed"}
    if too and not spots and not stuck and clause.subject and not any(part.negated for part in clause.parts):
        clause.parts = [*clause.parts, *reader.last_spot]  # a second owl sat there, too
    reader.last_spot = spots or reader.last_spot
    participle = any(part.text.endswith("ing") for part in clause.verbs[:1])
    if clause.subject and clause.subject == reader.left_subject and clause.opener == "," and participle:
        clause.subject = []
    reader.just_left, reader.left_subject = reader.left_subject, []


def _as_a(reader: Reader, clause: Clause) -> bool:
    """Let us dress Jenny up as a wizard."""
    costume = clause.subject[0] if len(clause.subject) == 1 else None
    if clause.opener != "as" or clause.parts or costume is None or costume.kind != "costume":
        return False
    whom = [key for key in reader.last if key in CHILDREN]
    if whom and costume.costume:
        reader.dress(whom, costume.costume, costume.span)
    return bool(whom)


def _of_someone(clause: Clause) -> bool:
    return any(noun.kind == "someone" for noun in clause.subject)


def _by_someone(clause: Clause) -> None:
    """Somebody ate the whole pie; someone forgot a ball: it lies there, and nobody is seen."""
    eats = any({"eat", "drink"} & set(part.value) and part.text in _ATE for part in clause.verbs)
    drops = any("drop" in part.value for part in clause.verbs)
    if _of_someone(clause) and (eats or drops or any(part.text in _LOST for part in clause.parts)):
        done = ("consume",) if eats else ("drop",)
        clause.subject = []
        places = [part for part in clause.parts if part.kind in ("prep", "region")]
        rest = [part for part in clause.parts if part not in places]
        clause.parts = [*(replace(p, value=done) if p.kind == "verb" else p for p in rest), *places]


def _on_it(reader: Reader, clause: Clause) -> None:
    """On it sits a boy who wears a hat: what "it" is was said before the hat."""
    if not clause.subject:
        return
    for part in clause.parts:
        lone = part.nouns[0] if part.kind == "prep" and len(part.nouns) == 1 else None
        if lone is None or lone.kind != "pronoun" or lone.text != "it" or part.span >= clause.subject[0].span:
            continue
        reader.wants_furniture = bool({"on", "in", "below"} & set(part.value))
        own = part.text.endswith(("its left", "its right"))
        reader.wants_recent = bool({"left_of", "right_of"} & set(part.value)) and not own
        keys = reader.resolve(lone)
        reader.wants_furniture = reader.wants_recent = False
        if len(keys) == 1:
            part.nouns = [replace(lone, kind="known", value=keys[0])]


def _of_a_head(reader: Reader, clause: Clause) -> None:
    """Her head has the Viking helmet on it: she wears it."""
    body = clause.subject[0] if len(clause.subject) == 1 else None
    has = [part for part in clause.parts if part.kind == "verb" and "have" in part.value and not part.negated]
    limb = {"head": "wear", "nose": "wear", "hand": "hold", "hands": "hold"}.get(body.text if body else "")
    if body is None or body.kind != "body" or not body.owner or not has or limb is None:
        return
    who = reader._owner(body.owner, body.span)
    if who:
        clause.subject = [Noun("known", who[0], body.span, text=who[0])]
        its = [p for p in clause.parts if p.kind == "prep" and p.nouns and p.nouns[0].text == "it"]
        parts = [part for part in clause.parts if part not in its]
        clause.parts = [replace(p, value=(limb,), text=f"{limb}s") if p in has else p for p in parts]


def _subject(reader: Reader, clause: Clause, acts: bool) -> list[str]:
    """The keys of who the clause is about, once each."""
    subject: list[str] = []
    moves = any(p.kind in ("arriving", "leaving") or p.text in ("digging", "dig") for p in clause.parts)
    reader.wants_living = (acts or moves) and not any(p.kind in ("size", "colour") for p in clause.parts)
    for noun in clause.subject:
        if noun.kind == "body" and noun.owner:
            subject += reader._owner(noun.owner, noun.span)  # Mike's hands hold a pizza
            for child in subject if noun.feel else []:  # tears run down Jenny's face
                reader.say("expression", child, noun.feel, span=noun.span)
            if noun.text in ("back", "backs"):  # her back is turned to him
                clause.parts = [
                    replace(p, value=("back",)) if p.kind == "verb" and {"face", "be"} & set(p.value) else p
                    for p in clause.parts
                ]
        elif noun.negated and not (
            noun.kind == "child" and len(clause.subject) > 1 and noun.text_before != "no"
        ):
            reader.rule_out(noun)
        elif not noun.negated and noun.kind != "body":
            subject += [key for key in reader.resolve(noun) if key not in subject]
    reader.wants_living = False
    return subject


def _keep(reader: Reader, clause: Clause, reading: ClauseReader) -> None:
    """Keep what the next clause may lean on."""
    objects = [key for key in reading.objects if key in reader.things]
    last = [part for part in clause.parts if part.kind in ("prep", "object")][-1:]
    if last and last[0].text == "with" and reading.objects and not set(reading.objects) & set(CHILDREN):
        reader.last = objects  # hit the ball with his bat
    reader.came = any(part.kind == "arriving" and not part.negated for part in clause.parts)
    reader.before = reading.subject or reader.before
    if len(reading.subject) == 1 and reading.subject[0] in CHILDREN:
        reader.solo.add(reading.subject[0])
    if objects and _WANTS & {part.text for part in clause.parts}:
        reader.before = objects
    if any(p.kind in ("verb", "feel") for p in clause.parts):
        reader.last_said = list(clause.parts)
        reader.came = False
        reader.asked = list(clause.parts) if clause.opener == "who" and not clause.subject else []
