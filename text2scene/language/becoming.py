"""What becomes of a thing: turned into another, taken for another, traded, or on somebody's nose again.

"He turned the snake into a cat"; "Jenny thought it was a bear. But it was no bear. It was only a dog";
"then they traded".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.clauses import Clause, Part
from text2scene.language.facts import Fact
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import Reader
from text2scene.language.referring import SEVERAL

_TURNS = frozenset({"turned", "turns", "turn", "changed", "changes", "transformed", "transforms"})
_FACE = frozenset({"nose", "eyes", "head", "face", "heads", "ears"})
_SUITS = frozenset({"better", "good", "great", "nice", "lovely", "funny", "silly", "best"})
_MEANT = frozenset({"want", "wanted", "wants", "would", "could", "might"})


def become(reader: Reader, clause: Clause) -> bool:
    """Take in a clause that says what a thing became, or was all the time."""
    if reader.old:
        return False
    return _turned_into(reader, clause) or _mistaken(reader, clause) or _traded(reader, clause)


def _hand_down(reader: Reader, before: Sequence[str], facts: Sequence[Fact], after: Sequence[str]) -> None:
    """What was said of the one thing holds for the other, which is in its place."""
    for old, new in zip(before, after, strict=False):
        for fact in facts:
            if old not in (fact.subject, *fact.others) or fact.kind in ("size", "colour"):
                continue
            others = tuple(new if key == old else key for key in fact.others)
            subject = new if fact.subject == old else fact.subject
            if all(key in reader.things for key in (subject, *others)):
                reader.say(fact.kind, subject, fact.values, others, fact.holds, fact.span)


def _turned_into(reader: Reader, clause: Clause) -> bool:
    """He turned the snake into a cat; the snake turned into a cat."""
    turns = any(part.text in _TURNS and not part.negated for part in clause.parts)
    meant = any(part.text in _MEANT for part in clause.parts)
    into = next((p for p in clause.parts if p.kind == "prep" and p.text == "into" and p.nouns), None)
    if not turns or meant or into is None or not all(_is_another(reader, noun) for noun in into.nouns):
        return False
    objects = [noun for part in clause.parts if part.kind == "object" for noun in part.nouns]
    named = objects or clause.subject
    if not named or any(noun.kind not in ("piece", "class", "child", "pronoun") for noun in named):
        return False
    if objects:
        reader.before = reader.keys_of(clause.subject)
    before = [key for key in reader.keys_of(named) if key not in reader.before or not objects]
    if not before or any(reader.things[key].old is not None for key in before):
        return False
    facts = list(reader.facts)
    after = [key for key in reader.keys_of([replace(n, other=True) for n in into.nouns]) if key not in before]
    for key in before:
        reader._forget(key)
    _hand_down(reader, before, facts, after)
    reader.last = after
    return True


def _is_another(reader: Reader, noun: Noun) -> bool:
    """Whether one can turn into it: a cat, but not the tent, nor the clothes that somebody changed into."""
    if noun.kind not in ("piece", "class") or noun.definite:
        return False
    return not all(reader.catalog[option].group == "wearable" for option in reader._options(noun))


def _mistaken(reader: Reader, clause: Clause) -> bool:
    """But it was no bear. It was only a dog: what was said of the bear is so of the dog."""
    it = [noun.text for noun in clause.subject] in (["it"], ["that"])
    is_ = bool(clause.verbs) and all(set(part.value) == {"be"} for part in clause.verbs)
    plain = is_ and all(part.kind in ("verb", "object", "word") for part in clause.parts)
    objects = [noun for part in clause.parts if part.kind == "object" for noun in part.nouns]
    if not (it and plain and len(objects) == 1 and objects[0].kind in ("piece", "class")):
        reader.mistaken = ([], []) if clause.subject and not it else reader.mistaken
        return False
    noun, denied = objects[0], objects[0].negated or any(part.negated for part in clause.verbs)
    if denied and not noun.definite:
        wrong = reader._mentioned(replace(noun, negated=False), reader._options(noun))[-1:]
        if not wrong or reader.things[wrong[0]].old is not None:
            return False
        reader.mistaken = (wrong, list(reader.facts))
        reader._forget(wrong[0])
        return True
    wrong, facts = reader.mistaken
    reader.mistaken = ([], [])
    if not wrong or denied or noun.definite:
        return False
    after = reader.resolve(replace(noun, article=True))
    _hand_down(reader, wrong, facts, after)
    reader.before = reader.last = after
    return True


def _traded(reader: Reader, clause: Clause) -> bool:
    """Then they traded: each has what the other one had."""
    swaps = [part for part in clause.verbs if "swap" in part.value and not part.negated]
    meant = any(part.text in _MEANT for part in clause.parts)
    others = [part for part in clause.parts if part not in swaps and part.kind not in ("word", "object")]
    who = {noun.text for noun in clause.subject}
    both = len(clause.subject) == 2 or bool(who & {"they", "both", "the two", "the kids", "the children"})
    both = both or any(noun.kind == "group" for noun in clause.subject)
    if not swaps or meant or not both or any(part.kind == "prep" and part.text != "now" for part in others):
        return False
    named = [n for p in clause.parts if p.kind == "object" for n in p.nouns if n.kind in ("piece", "class")]
    kinds = {option for noun in named for option in reader._options(noun)}

    def meets(fact: Fact) -> bool:
        mine = fact.kind in ("wears", "holds") and fact.holds and fact.subject in reader.things
        mine = mine and len(fact.others) == 1 and fact.others[0] in CHILDREN
        return mine and (not kinds or set(reader.things[fact.subject].options) <= kinds)

    if not any(meets(fact) for fact in reader.facts):
        return False
    reader.facts = [
        replace(fact, others=(CHILDREN[fact.others[0] == CHILDREN[0]],)) if meets(fact) else fact
        for fact in reader.facts
    ]
    return True


def on_the_nose(reader: Reader, clause: Clause) -> None:
    """She has found his glasses. Now they are on his nose again: the glasses."""
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    if pronoun is None or pronoun.text not in ("they", "it") or reader.old:
        return
    suits = any(part.text in _SUITS for part in clause.parts) and any(
        part.kind == "prep" and part.text == "on" and all(n.kind in ("child", "piece") for n in part.nouns)
        for part in clause.parts
    )
    if not suits and not any(_is_face(part) for part in clause.parts):
        return
    options = {key: thing.options for key, thing in reader.things.items()}
    worn = [
        key
        for key in reversed(reader.recency)
        if key in options and all(reader.catalog[option].group == "wearable" for option in options[key])
    ]
    if pronoun.text == "they":
        worn = [key for key in worn if options[key][0] in SEVERAL]
    if worn:
        clause.subject = [Noun("known", worn[0], pronoun.span, text=pronoun.text)]
        reader.shed = [key for key in reader.shed if key != worn[0]]


def _is_face(part: Part) -> bool:
    bodies = [noun for noun in part.nouns if noun.kind == "body" and noun.text in _FACE]
    return part.kind == "prep" and "on" in part.value and bool(bodies) and not part.negated
