"""Clauses with their parts in the order in which they are read, whatever came first in the sentence."""

from __future__ import annotations

import itertools
from dataclasses import replace

from text2scene.language.clauses import Clause
from text2scene.language.nouns import Noun


def came_too(clause: Clause) -> None:
    """The owl came, and the duck, and the cat."""
    came = [part for part in clause.parts if part.kind == "arriving"]
    others = [part for part in clause.parts if part.kind == "object"]
    plain = len(clause.parts) == len(came) + len(others) and not any(part.negated for part in came)
    if clause.subject and came and others and plain and not any(n.negated for p in others for n in p.nouns):
        known = [noun for part in others for noun in part.nouns if noun.kind in ("piece", "class", "child")]
        clause.subject = [*clause.subject, *known]
        clause.parts = came


def in_hand(clause: Clause) -> Noun | None:
    """Shovel in hand, Jenny marches off."""
    noun = clause.subject[0] if len(clause.subject) == 1 else None
    if noun is None or noun.kind not in ("piece", "class") or clause.there or len(clause.parts) != 1:
        return None
    part = clause.parts[0]
    hands = (
        part.kind == "prep" and "in" in part.value and all(n.text in ("hand", "hands") for n in part.nouns)
    )
    return noun if hands and part.nouns and part.nouns[0].owner is None else None


def participle(clause: Clause) -> bool:
    """Sitting in the sandbox, Jenny builds a castle; scared of the bear, Mike runs."""
    first = clause.parts[0] if clause.parts and not clause.subject and not clause.opener else None
    if first is None or clause.there:
        return False
    begins = first.text.split(" ")[0]
    limbs = begins in ("arms", "hands", "both", "with", "his", "her")
    limbs = limbs or first.value in (("back_to_back",), ("face_to_face",))
    return first.kind == "feel" or (first.kind == "verb" and (limbs or begins.endswith(("ing", "ed"))))


def in_order(clause: Clause) -> Clause:
    """Next to the fire sits a bear -> a bear sits next to it; neither of them runs -> they do not run."""
    if not clause.subject:
        named = next((part for part in clause.parts if part.kind == "object"), None)
        places = [part for part in clause.parts if part.kind in ("prep", "region", "other_side")]
        if named is not None and places and clause.parts.index(places[0]) < clause.parts.index(named):
            clause.subject = named.nouns
            rest = [part for part in clause.parts if part is not named and part not in places]
            apart = any(noun.kind == "pronoun" for part in places for noun in part.nouns)
            does = list(itertools.takewhile(lambda part: part.kind == "verb", rest)) if apart else rest
            # between them the children play frisbee: it is not the frisbee that is there
            clause.parts = [*does, *places, *(part for part in rest if part not in does)]
    elif clause.parts and clause.parts[0].kind in ("prep", "region") and clause.verbs:
        first = clause.parts.index(clause.verbs[0])
        fronted = clause.parts[:first]
        if all(part.kind in ("prep", "region") for part in fronted) and clause.fronted:
            clause.parts = [*clause.parts[first:], *fronted]
    if clause.neither:
        clause.parts = [
            replace(part, negated=not part.negated) if part.kind == "verb" else part for part in clause.parts
        ]
        if not clause.verbs:
            clause.parts = [replace(part, negated=True) for part in clause.parts]
    return clause
