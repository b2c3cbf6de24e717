"""Who is not there: nobody does it, it was left out, it was not found, it has gone.

"Nobody is sad"; "I don't see Mike"; "there are none"; "neither of them was invited"; "everybody but Mike
came"; "the birds fly away".
"""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.clauses import Clause
from text2scene.language.facts import Change
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import Reader

_CARES = frozenset(
    [
        *("want", "wants", "wanted", "likes", "like", "liked", "knows", "knew", "cares", "understands"),
        *("find", "finds", "found"),
        *("helps", "helped", "believes", "believed", "listens", "noticed", "notices", "sees", "saw", "loves"),
    ]
)
_PLACED = frozenset({"in", "on", "near", "below", "above", "behind", "in_front", "left_of", "right_of"})
_TAKEN = frozenset({"wearable", "toy", "food"})


def of_nobody(clause: Clause, acts: bool) -> bool:
    """Nobody is sad: they are there, and are not. True where the clause says no more than that.

    acts: whether the clause is about what somebody does or feels.
    """
    if clause.nobody and not acts:
        _unseen(clause)
    if not clause.nobody:
        return False
    if _CARES & {part.text for part in clause.parts}:
        return True  # nobody wants to play with him: they are there all the same
    said = {part.text.split(" ")[-1] for part in clause.parts} | {
        noun.text for part in clause.parts for noun in part.nouns
    }
    if acts and "back" in said:
        return True  # nobody waved back: but he did wave
    if acts:
        clause.subject = [Noun("group", "they", clause.subject[0].span, plural=True, text="they")]
        clause.parts = [replace(part, negated=True) for part in clause.parts]
    return False


def _unseen(clause: Clause) -> bool:
    """Nobody sees the snake on the left: it is there."""
    parts = [part for part in clause.parts if not (part.kind == "verb" and part.value == ("be",))]
    first, after = parts[0] if parts else None, parts[1] if len(parts) > 1 else None
    if first is None or after is None or first.kind != "verb" or "look" not in first.value:
        return False
    named = [n for n in after.nouns if n.kind in ("piece", "class") and not n.negated]
    if after.kind not in ("object", "prep") or not named or len(named) != len(after.nouns):
        return False
    clause.subject, clause.parts = named, parts[2:]
    return True


def absent(reader: Reader, clause: Clause) -> bool:
    """Take in a clause that says no more than that something is not there."""
    return (
        _not_there(reader, clause)
        or _not_seen(reader, clause)
        or _not_needed(reader, clause)
        or _left_out(reader, clause)
        or _run_out(reader, clause)
        or _took_along(reader, clause)
        or _none_for(reader, clause)
        or _none_of_it(reader, clause)
        or _of_absent(reader, clause)
    )


def _not_there(reader: Reader, clause: Clause) -> bool:
    """Where is the cat? Mike looks by the slide. She is not there: she is the cat from now on."""
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    name = reader.gone[-1] if reader.gone else ""
    lost = [key for key, thing in reader.things.items() if thing.options == (name,)]
    there = any(part.text in ("there", "here") for part in clause.parts)
    denied = any(part.negated and part.value == ("be",) for part in clause.verbs)
    if pronoun is None or pronoun.text not in ("he", "she") or not (lost and there and denied):
        return False
    if not reader._is_animal(lost[0]):
        return False
    reader.called[str(reader.words.words["pronouns"][pronoun.text])] = name
    reader.before = lost[:1]
    return True


def _not_seen(reader: Reader, clause: Clause) -> bool:
    """I see Jenny, but I don't see Mike."""
    spoken = {part.text for part in clause.parts if part.kind == "word"}
    sees = any("look" in part.value and part.negated for part in clause.verbs)
    named = [noun for part in clause.parts if part.kind == "object" for noun in part.nouns]
    if clause.subject or not spoken & {"i", "we", "you"} or not sees or not named or reader.old:
        return False
    for noun in named:
        if noun.kind == "pronoun":  # the sun is hiding, you can't see it
            placed = {fact.subject for fact in reader.facts if fact.others or fact.kind == "region"}
            for key in reader.resolve(noun):
                if key not in placed and key not in CHILDREN:
                    reader._forget(key)
        elif noun.only:  # I don't see any ducks, just an owl
            reader.resolve(replace(noun, negated=False))
        else:
            reader.rule_out(replace(noun, negated=True))
    return True


def _not_needed(reader: Reader, clause: Clause) -> bool:
    """We don't need the slide. Draw the swings instead."""
    spoken = {part.text for part in clause.parts if part.kind == "word"}
    needs = bool(spoken & {"need", "want"}) and any(part.negated for part in clause.parts)
    named = [noun for part in clause.parts if part.kind == "object" for noun in part.nouns]
    named += clause.subject
    plain = all(part.kind in ("word", "object") for part in clause.parts)
    if not spoken & {"i", "we", "you"} or not needs or not named or reader.old or not plain:
        return False
    wants = [part.span[0] for part in clause.parts if part.text in ("need", "want")]
    for noun in named:
        again = len(wants) > 1 and noun.span[0] > wants[1]  # I don't want a snake, I want a cat
        if noun.only or again:  # I don't want any trees, only a swing
            reader.resolve(replace(noun, negated=False))
        elif noun.kind in ("piece", "class", "child"):
            reader.rule_out(replace(noun, negated=True))
    return True


def _left_out(reader: Reader, clause: Clause) -> bool:
    """Don't draw Mike and Jenny."""
    words = [part.text for part in clause.parts]
    out = words[:1] == ["leave"] and len(words) == 2 and words[1].startswith("out") and not reader.old
    if out and clause.subject:  # leave the trees out of the picture
        for noun in clause.subject:
            reader.rule_out(replace(noun, negated=True))
        return True
    only_do = {part.text for part in clause.parts} <= {"do", "does"} and bool(clause.parts)
    if only_do and any(noun.feel for noun in clause.subject):
        reader.keys_of([replace(noun, negated=False) for noun in clause.subject])
        return True  # don't be sad, little duck
    told = all(noun.negated or noun.only for noun in clause.subject)
    if not (only_do and told and any(noun.negated for noun in clause.subject)):
        return False
    for noun in clause.subject:  # don't draw Jenny, just draw the bear
        if noun.negated:
            reader.rule_out(noun)
        else:
            reader.resolve(noun)
    return True


def _none_for(reader: Reader, clause: Clause) -> bool:
    """No glasses for Jenny, but a warm hat: she wears none, and has the hat on."""
    whom, reader.none_for = reader.none_for, []
    if whom and clause.opener == "but" and clause.subject and not clause.parts and not reader.old:
        for noun in clause.subject:
            for key in reader.resolve(noun):
                reader.bear(key, whom[0], noun.span)
        return True
    given = next((part for part in clause.parts if part.kind == "prep" and part.text == "for"), None)
    worn = bool(clause.subject) and all(
        noun.negated and noun.kind in ("piece", "class") for noun in clause.subject
    )
    if given is None or not worn or reader.old or any(noun.kind != "child" for noun in given.nouns):
        return False
    if not all(reader.catalog[o].group == "wearable" for n in clause.subject for o in reader._options(n)):
        return False
    reader.none_for = reader.keys_of(given.nouns)
    for noun in clause.subject:
        for child in reader.none_for:
            options = reader._options(noun)
            eyes = ("glasses", "sunglasses")
            reader.say(
                "wears", child, eyes if set(options) <= set(eyes) else options, holds=False, span=noun.span
            )
    return True


def _took_along(reader: Reader, clause: Clause) -> bool:
    """Jenny went home and took the ball with her: it is gone as well."""
    took = any(part.text in ("took", "takes", "has taken", "taking") for part in clause.verbs)
    named = [n for part in clause.parts if part.kind == "object" for n in part.nouns]
    if not (took and named and clause.subject and clause.subject == reader.just_left and not reader.old):
        return False
    for noun in named:
        for key in [k for k in reader.resolve(noun) if k not in CHILDREN]:
            reader._forget(key)
    return True


def _run_out(reader: Reader, clause: Clause) -> bool:
    """We are out of hot dogs."""
    out = next((part for part in clause.parts if part.kind == "prep" and part.text == "out of"), None)
    is_ = bool(clause.verbs) and all(set(part.value) <= {"be", "run"} for part in clause.verbs)
    if out is None or not is_ or not out.nouns or any(part.negated for part in clause.parts):
        return False
    groups = {
        reader.catalog[option].group
        for noun in out.nouns
        if noun.kind in ("piece", "class")
        for option in reader._options(noun)
    }
    if not groups or not groups <= {"food", "toy"} or any(noun.definite for noun in out.nouns):
        return False
    for noun in out.nouns:
        reader.rule_out(replace(noun, negated=True))
    return True


def _none_of_it(reader: Reader, clause: Clause) -> bool:
    """He would love a burger, but there are none."""
    denied = any(part.negated for part in clause.verbs) or any(p.text == "none" for p in clause.parts)
    bare = all(p.kind in ("verb", "word") for p in clause.parts) and bool(clause.verbs)
    sought_in_vain = any(part.negated for part in reader.last_said) and clause.opener == ""
    told = clause.opener == "but" or sought_in_vain
    if not (clause.there and denied and bare and not clause.subject and told):
        return False
    for key in reader.recency[-1:]:
        if key in reader.things and key not in CHILDREN and reader.things[key].old is None:
            reader._forget(key)
    return True


def _of_absent(reader: Reader, clause: Clause) -> bool:
    """Mike is not there. He is sick: he is not there all the same."""
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    if pronoun is None or pronoun.kind != "pronoun":
        return False
    left = reader.just_left[-1] if reader.just_left else None
    if left is not None and left.kind == "piece" and any(part.kind == "leaving" for part in clause.parts):
        return pronoun.text == "it" or reader.words.words["pronouns"][pronoun.text] not in reader.things
    if pronoun.text not in ("he", "she"):
        return False
    who = reader.words.words["pronouns"][pronoun.text]
    quiet = all(part.kind in ("verb", "feel", "word", "region") for part in clause.parts)
    is_ = all(set(part.value) <= {"be", "have"} for part in clause.verbs)
    thought = clause.opener == "that"  # she thinks he has forgotten her
    return who in reader.departed and who not in reader.things and (thought or (quiet and is_))


def refused(reader: Reader, clause: Clause) -> None:
    """She did not want the crown, so she wears a wizard hat: the crown is not there."""
    instead = any(part.text == "instead" for part in clause.parts)
    takes = any({"hold", "wear", "eat", "drink"} & set(part.value) for part in clause.verbs)
    for key in reader.refused:
        if instead:
            reader._forget(key)  # did not bring the frisbee, but a kite instead
        elif takes and key in reader.things and reader.catalog[reader.things[key].options[0]].group in _TAKEN:
            reader._forget(key)
    reader.refused = []


def uninvited(reader: Reader, clause: Clause) -> bool:
    """Neither Mike nor the dog was invited."""
    plain = all(
        p.kind == "word" or (p.kind == "verb" and set(p.value) <= {"be", "have"}) for p in clause.parts
    )
    if not (clause.neither and plain and clause.subject and any(p.kind == "word" for p in clause.parts)):
        return False
    for noun in clause.subject:
        reader.rule_out(replace(noun, negated=True))
    return True


def searched_in_vain(reader: Reader, clause: Clause) -> bool:
    """He looked under the table, but it was not there: elsewhere, that is."""
    searched, reader.searched = reader.searched, False
    there = any(part.text == "there" for part in clause.parts)
    if not (searched and there and any(part.negated for part in clause.verbs)):
        return False
    reader.avoid = list(reader.last_place)
    reader.before = reader.last = reader.keys_of(clause.subject)
    reader.avoid = []
    return True


def without_absent(reader: Reader, clause: Clause, subject: list[str]) -> list[str]:
    """Everybody came except Mike: he is not there."""
    out = {
        n.value
        for p in clause.parts
        if p.kind == "object"
        for n in p.nouns
        if n.kind == "child" and n.negated
    }
    comes = any(part.kind == "arriving" for part in clause.parts)
    if not (out and comes and any(noun.kind == "group" for noun in clause.subject)):
        return subject
    for child in out & set(subject):
        reader._forget(child)
    return [key for key in subject if key not in out]


def leave(reader: Reader, clause: Clause, subject: list[str]) -> bool:
    """The birds fly away; the rain stops: what is no longer there."""
    named = [reader.things[key].options for key in subject if key in reader.things]
    known = [Noun("piece", options[0], (0, 0)) for options in named if options[0] not in CHILDREN]
    if not reader._leaves(replace(clause, subject=known or clause.subject)):
        return False
    placed = {fact.subject for fact in reader.facts if fact.others and fact.holds and fact.kind in _PLACED}
    goes = any(part.kind in ("leaving", "ending") for part in clause.parts)
    called = any(part.kind == "arriving" for part in clause.parts) and not goes
    if called and subject and set(subject) <= placed:
        return True  # Mike calls the dogs, but they don't come: they are where they are
    olds = [key for key in subject if key in reader.things and reader.things[key].old]
    if any(p.kind == "ending" for p in clause.parts):
        # the rain stops: all of it
        olds += [k for noun in clause.subject for k in reader.all_of(noun) if k not in olds]
    if olds:
        reader.change(Change("remove", tuple(olds), span=clause.subject[0].span))
    if clause.subject and clause.subject[0].text_before == "except" and not clause.subject[0].only:
        other = CHILDREN[clause.subject[0].value == CHILDREN[0]]
        reader._thing(other, (other,), clause.subject[0].span)
    reader.left_subject = list(clause.subject)
    reader.departed |= set(subject) & set(CHILDREN)
    reader.gone += [options[0] for options in named]
    gone = [reader.things[key].options for key in subject if key not in olds and key in reader.things]
    reader.flown = [reader.name_of(options) for options in gone if options[0] not in CHILDREN]
    for key in subject:
        if key not in olds:
            reader._forget(key)
    return True
