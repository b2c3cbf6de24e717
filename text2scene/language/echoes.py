"""Clauses that lean on the one before: so does Jenny; Mike does not; who has it? She has."""

from __future__ import annotations

from dataclasses import replace

from text2scene.catalog import default_catalog
from text2scene.language.clauses import Clause, Part
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import Reader
from text2scene.language.said import ClauseReader


def echo(reader: Reader, clause: Clause) -> bool:
    """So does Jenny; but Mike does; he is not; Jenny has one too; who holds it? Jenny does."""
    said = {p.text for p in clause.parts}
    if not clause.subject or clause.nobody or said & {"none", "nothing", "nobody"}:
        return False
    short = bool(clause.parts) and all(
        (p.kind == "word" and p.text in _ECHOES) or (p.kind == "verb" and {"have", "be"} & set(p.value))
        for p in clause.parts
    )
    auxiliary = said & {"does", "do", "did", "is", "are", "was", "were", "has", "have", "can", "could"}
    denied = short and bool(auxiliary) and any(p.negated for p in clause.parts)
    if denied and reader.came and not reader.asked:
        for noun in clause.subject:  # Mike came along, but Jenny did not
            reader.rule_out(replace(noun, negated=True))
        return True
    if short and auxiliary and (reader.asked or denied) and reader.last_said:
        parts = reader.asked or reader.last_said
        again = [_again(part, denied) for part in parts]
        ClauseReader(reader, clause, reader.keys_of(clause.subject), False).over(again)
        reader.asked = []
        return True
    ones = [
        p
        for p in clause.parts
        if p.kind == "object" and all(n.kind == "count" and n.count == 1 for n in p.nouns)
    ]
    against = any(p.negated for p in reader.last_said) and said <= _PLAIN
    echoes = (
        short and (clause.opener in ("so", "but", "and", ",") or against) and (auxiliary or "too" in said)
    )
    has_one = (
        bool(ones)
        and not any(p.negated for p in clause.parts)
        and all(
            p.kind in ("word", "verb", "object") or (p.text == "on" and not p.nouns) for p in clause.parts
        )
        and len(ones) == sum(p.kind == "object" for p in clause.parts)
    )
    if has_one and "would" in said and said & {"liked", "like", "love", "loved"}:
        return True  # the cat would have liked one too
    if has_one and reader.last_act is not None:
        return _same_act(reader, clause)
    gone = clause.opener == "so" and bool(reader.just_left) and len(clause.parts) == 2
    if gone and clause.parts[0].text in _PLAIN and clause.parts[1].kind == "object":
        for noun in clause.parts[1].nouns:  # the pizza is gone, and so is the pie
            for key in reader.resolve(noun):
                reader._forget(key)
        return True
    inverted = clause.opener == "so" and len(clause.parts) == 2 and clause.parts[0].text in _PLAIN
    if inverted and clause.parts[1].kind == "object" and reader.last_said:
        # the bucket is in the sandbox, and so is the dog
        named = [n for n in clause.parts[1].nouns if n.kind in ("piece", "class", "child") and not n.negated]
        again = [_again(part, False) for part in reader.last_said]
        ClauseReader(reader, Clause(named), reader.keys_of(named), False).over(again)
        return True
    if not echoes:
        return False
    if reader.last_act is not None and any(p.kind == "object" for p in reader.last_said):
        return _same_act(reader, clause)
    if reader.last_said:
        again = [_again(part, False) for part in reader.last_said]
        if clause.opener == "but" or against:  # Mike is not laughing, but Jenny is
            again = [replace(part, negated=False) for part in again]
        ClauseReader(reader, clause, reader.keys_of(clause.subject), False).over(again)
        return True
    return False


def names(reader: Reader, clause: Clause) -> bool:
    """Someone runs: it is Jenny. Who is behind the tree? It is Mike!"""
    it = [noun.text for noun in clause.subject]
    objects = [part for part in clause.parts if part.kind == "object"]
    others = [part for part in clause.parts if part.kind not in ("object", "word")]
    kinds = ("child", "piece")
    said = len(objects) == 1 and all(n.kind in kinds and not n.negated for n in objects[0].nouns)
    plain = all(part.kind == "verb" and part.value == ("be",) and not part.negated for part in others)
    if reader.asked and not clause.parts and clause.subject and all(n.kind in _NAMED for n in clause.subject):
        objects, said, it = [Part("object", None, list(clause.subject))], True, []  # who is there? A duck
    if not reader.asked or it not in (["it"], ["that"], []) or not said or not plain:
        return False
    answer = Clause(list(objects[0].nouns), opener="who")
    keys = reader.keys_of(answer.subject)
    ClauseReader(reader, answer, keys, False).over(reader.asked)
    reader.before = reader.last = keys
    reader.asked = reader.riddle = []
    return True


def told(reader: Reader, clause: Clause) -> bool:
    """What has Jenny got in her hand? A glove!"""
    asks = any(p.kind == "word" and p.text == "what" for p in clause.parts)
    objects = [noun for p in clause.parts if p.kind == "object" for noun in p.nouns]
    whom = clause.subject if not objects else objects if not clause.subject else []
    if asks and whom and all(noun.kind in ("child", "pronoun", "group") for noun in whom):
        reader.what = reader.keys_of(whom), [p for p in clause.parts if p.kind == "verb"][-1:]
        return bool(reader.what[1])
    what, reader.what = reader.what, None
    answers = bool(clause.subject) and all(n.kind in ("piece", "class") for n in clause.subject)
    if what is None or not answers or any(p.kind != "object" for p in clause.parts):
        return False
    keys, parts = what
    given = [n for n in clause.subject if not n.negated][:1]
    thing = Part("object", None, given, False, clause.subject[0].span)
    nouns = [Noun("known", key, thing.span, text=key) for key in keys]
    ClauseReader(reader, Clause(nouns), keys, False).over([*parts, thing])
    return True


def cleft(reader: Reader, clause: Clause) -> bool:
    """It is not Mike who wears the crown: somebody else, who is named later."""
    child = clause.subject[0] if len(clause.subject) == 1 else None
    if clause.opener in ("who", "that") and child is not None and reader.not_him == child.value:
        reader.resolve(child)
        reader.asked = list(clause.parts)
        reader.not_him = ""
        return True
    objects = [n for p in clause.parts if p.kind == "object" for n in p.nouns]
    denied = [p for p in clause.parts if p.kind == "verb" and p.negated and p.value == ("be",)]
    it = [noun.text for noun in clause.subject] in (["it"], ["that"])
    plain = it and denied and len(objects) == 1 and objects[0].kind in ("child", "piece")
    reader.not_him = objects[0].value if plain else ""
    return False


_PAST = frozenset({"yesterday", "earlier", "used", "last", "formerly", "previously"})
_PRESENT = frozenset({"now", "today", "nowadays"})


def history(reader: Reader, clause: Clause) -> bool:
    """Mike had the hat yesterday, but now Jenny wears it: what was is not seen any more."""
    said = {part.text for part in clause.parts if part.kind == "word"}
    times = said | {noun.text for part in clause.parts if part.kind == "prep" for noun in part.nouns}
    was = any(part.text in ("was", "were", "had") for part in clause.verbs)
    if was and times & {"morning", "noon", "first", "before"}:
        said = said | {"earlier"}  # in the morning it was sunny; now it rains
    if not reader.now or not said & _PAST or said & _PRESENT:
        return False
    known = set(reader.things)
    nouns = [*clause.subject, *(noun for part in clause.parts for noun in part.nouns)]
    kinds = ("child", "piece", "class", "pronoun", "group")
    marks = [noun for part in clause.parts if part.kind == "prep" for noun in part.nouns]
    reader.keys_of([noun for noun in marks if noun.kind in kinds and not noun.negated])
    nouns = [noun for noun in nouns if noun not in marks]
    known |= set(reader.things)  # first it was over the slide: the slide is still there
    keys = reader.keys_of([noun for noun in nouns if noun.kind in kinds and not noun.negated])
    fresh = [key for key in keys if key not in known and key not in CHILDREN]
    reader.shed += fresh
    reader.losers.update(dict.fromkeys(fresh, ()))
    reader.before = [key for key in keys if key in CHILDREN][:1] or reader.before
    return True


def spelled_out(clauses: list[Clause], listed: list[Clause]) -> None:
    """Everyone is on the left: Mike, Jenny and the cat. The names take the place of the word for all."""
    named = listed[0].subject if len(listed) == 1 and not listed[0].parts else []
    if not clauses or not named or not all(n.kind in _NAMED and not n.negated for n in named):
        return
    last = clauses[-1]
    spots = [last.subject, *(part.nouns for part in last.parts if part.kind == "object")]
    if not last.subject and last.opener == "who" and last.verbs:
        last.subject, last.opener = list(named), ""  # guess who is wearing the crown: Mike
        return
    for nouns in spots:
        if len(nouns) == 1 and (_stands_for_many(nouns[0], len(named)) or _covers(nouns[0], named)):
            only = nouns[0].only
            nouns[:] = [replace(noun, only=only or noun.only, article=not noun.plural) for noun in named]
            return


_NAMED = frozenset({"child", "piece", "class", "costume"})
_THINGS = frozenset({"things", "people", "guests", "visitors", "toys", "animals", "pets", "friends"})


def _covers(noun: Noun, named: list[Noun]) -> bool:
    """There are three trees: a pine, an oak and an apple tree."""
    members = default_catalog().classes.get(noun.value, ()) if noun.kind == "class" else ()
    number = sum(one.count or (2 if one.plural else 1) for one in named)
    return len(named) > 1 and noun.count in (None, number) and {one.value for one in named} <= set(members)


def _stands_for_many(noun: Noun, number: int) -> bool:
    if noun.kind == "someone":
        return number == 1
    several = noun.kind in ("group", "unknown", "class") and (noun.kind == "group" or noun.text in _THINGS)
    return (several or noun.text in ("they", "them")) and noun.count in (None, number)


def answered(reader: Reader, clause: Clause) -> None:
    """Only one of them wears a hat: Jenny has a crown on. Then it is she, and nobody else."""
    child = clause.subject[0] if len(clause.subject) == 1 else None
    asked = {label for part in reader.riddle if part.kind == "verb" for label in part.value} - {"be"}
    does = {label for part in clause.verbs if not part.negated for label in part.value}
    asked |= {"have"} if asked & {"wear", "hold"} else set()
    if child is None or child.kind != "child" or not asked & does:
        return
    if reader.lone and "wear" in asked:
        other = CHILDREN[child.value == CHILDREN[0]]
        reader.say("wears", other, ("any",), holds=False, span=child.span)
    reader.riddle = reader.asked = []


def read_riddle(reader: Reader) -> None:
    """Somebody sits on the slide, and the text does not say who: one of the children."""
    acts = {label for part in reader.riddle if part.kind == "verb" for label in part.value}
    makes = any(part.kind == "object" for part in reader.riddle) and not any(
        part.kind == "feel" for part in reader.riddle
    )
    if reader.riddle and (acts or makes) and acts <= {"put", "drop", "have"}:
        # somebody left a bucket there: the bucket is what is seen
        ClauseReader(reader, Clause([]), [], False).over(reader.riddle)
        reader.riddle = []
    if reader.riddle:
        name = CHILDREN[CHILDREN[0] in reader.things and CHILDREN[1] not in reader.things]
        noun = Noun("child", name, reader.riddle[0].span, text=name)
        ClauseReader(reader, Clause([noun]), reader.resolve(noun), False).over(reader.riddle)
        reader.riddle = []


_PLAIN = frozenset({"is", "does", "do", "are", "did", "was", "were", "has", "have", "can"})


_ECHOES = frozenset(
    ("does", "do", "did", "can", "could", "will", "would", "should", "too", "also", "so", "either", "well")
)


def _again(part: Part, denied: bool) -> Part:
    """A part said of somebody else as well; ``denied``: said not to be so of him."""
    if part.kind in ("verb", "feel"):
        return replace(part, negated=part.negated != denied)
    if part.kind == "object" and denied:
        return replace(part, nouns=[replace(noun, definite=True) for noun in part.nouns])
    return part


def _same_act(reader: Reader, clause: Clause) -> bool:
    """Jenny has one too: another one, done the same with."""
    assert reader.last_act is not None
    labels, text, nouns = reader.last_act
    own = next((part for part in clause.verbs if set(part.value) - {"be", "have"}), None)
    if own is not None:  # would rather have pie; he is holding one
        labels, text = own.value, own.text
    parts = [Part("verb", labels, [], False, clause.subject[0].span, text)]
    if nouns:
        fresh = [
            noun
            if noun.definite and not noun.negated
            else replace(
                noun, negated=False, other=not noun.negated, definite=False, count=None, plural=False
            )
            for noun in nouns
        ]
        parts.append(Part("object", None, fresh, False, clause.subject[0].span))
    ClauseReader(reader, clause, reader.keys_of(clause.subject), False).over(parts)
    return True
