"""Those whom a story calls by what they are to somebody: Mum, my brother, the teacher; and who tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from text2scene.story.words import BOYS, GIRLS

NARRATOR = "i"
NARRATOR_NAME = "Narrator"
_NAME = r"[A-Z][a-z]+"


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody without a name. words: all that he is called, the first his name in the cast. bare: words that
    need no *the* or *my* before them. look: colours of his own."""

    words: tuple[str, ...]
    category: str
    look: Mapping[str, str]
    bare: frozenset[str] = frozenset()
    grown_up: bool = True

    @property
    def id(self) -> str:
        """Of a grown-up's object in the scenes."""
        return self.words[0].replace(" ", "-")


def _role(words: str, category: str, bare: bool, **look: str) -> Role:
    all_words = tuple(words.split())
    return Role(all_words, category, look, frozenset(all_words) if bare else frozenset())


ROLES = (
    _role(
        "mum mummy mom mommy mama mother",
        *("jenny", True),
        hair="auburn",
        hair_style="bob",
        top="lilac",
        bottom="navy",
        shoes="brown",
    ),
    _role(
        "dad daddy papa father",
        *("mike", True),
        hair="dark-brown",
        hair_style="short",
        top="navy",
        bottom="brown",
        shoes="black",
    ),
    _role(
        "grandma granny grandmother nana",
        *("jenny", True),
        hair="grey",
        hair_style="bob",
        top="purple",
        bottom="grey",
        shoes="purple",
    ),
    _role(
        "grandpa grandad granddad grandfather",
        *("mike", True),
        hair="grey",
        hair_style="short",
        top="pine",
        bottom="brown",
        shoes="brown",
    ),
    _role(
        "aunt auntie",
        *("jenny", False),
        hair="ginger",
        hair_style="ponytail",
        top="teal",
        bottom="brown",
    ),
    _role("uncle", *("mike", False), hair="black", hair_style="spiky", top="orange", bottom="grey"),
    _role(
        "teacher",
        *("jenny", False),
        hair="black",
        hair_style="ponytail",
        top="red",
        bottom="black",
        shoes="black",
    ),
)
# brothers, sisters and friends are children; they look like others of the cast until there are two of a kind
KIN = (
    Role(("brother",), "mike", {}, grown_up=False),
    Role(("sister",), "jenny", {}, grown_up=False),
    Role(("friend",), "", {}, grown_up=False),
    Role(("cousin",), "", {}, grown_up=False),
)
PARENTS = {
    "parents": ("mum", "dad"),
    "grandparents": ("grandma", "grandpa"),
}
_OWNERS = rf"(?:(?i:the|a|an|his|her|their|its|my|our)|{_NAME}'s?)"
_ADJECTIVES = r"(?:[a-z-]+ ){0,2}?"


def role_words() -> dict[str, str]:
    """Word for somebody -> category, of those roles that the words for boys and girls lack."""
    return {word: role.category for role in ROLES for word in role.words}


def role_of(words: Iterable[str]) -> Role | None:
    """The grown-up whom a cast member's words mean; None for everybody else."""
    said = set(words)
    return next((role for role in ROLES if said & set(role.words)), None)


def roles_in(text: str, bound: Iterable[str]) -> list[tuple[Role, int]]:
    """The grown-ups and kin whom a text speaks of outside quotes, and where it does so first.

    bound: words that the text gives a name to ("my brother Tim"), which are somebody already.
    """
    told = _outside(text)
    taken = set(bound)
    out = []
    for role in (*ROLES, *KIN):
        if taken & set(role.words):
            continue
        words = "|".join(sorted(role.words, key=len, reverse=True))
        alone = rf"|\b(?i:{words})\b(?! {_NAME})" if role.bare else ""
        of = next((group for group, members in PARENTS.items() if role.words[0] in members), "")
        both = rf"|\b{_OWNERS} {of}\b" if of else ""
        owners = _OWNERS if role.grown_up else r"(?i:his|her|their|my|our)"
        pattern = rf"\b{owners} {_ADJECTIVES}(?:{words})\b(?!,? (?:called |named )?{_NAME})(?!s){alone}{both}"
        match = re.search(pattern, told)
        if match:
            out.append((role, match.start()))
    return out


def narrator_in(text: str) -> tuple[str, int] | None:
    """Who tells the story in the first person: the name that he gives himself, else an empty one, and where
    he first speaks of himself; None where nobody does."""
    told = _outside(text)
    match = re.search(r"\bI\b(?!\.)|\b(?:[Mm]y|[Ww]e|[Oo]ur)\b", told)
    if match is None or not re.search(r"\bI\b|\b(?:me|my|My|We|we)\b", told):
        return None
    named = re.search(
        rf"\b[Mm]y name (?:is|was) ({_NAME})|\bI(?: am|'m|’m|'m called| was called) ({_NAME})\b", told
    )
    name = next(filter(None, named.groups()), "") if named else ""
    return name, match.start()


def narrator_is(name: str, text: str, categories: Sequence[str]) -> str:
    """mike or jenny: by the name, by what is said, else the one of whom there is nobody yet."""
    told = _outside(text)
    if name.lower() in GIRLS or re.search(r"\bI (?:am|was) (?:a|the) (?:\w+ )?girl\b", told):
        return "jenny"
    if name.lower() in BOYS or re.search(r"\bI (?:am|was) (?:a|the) (?:\w+ )?boy\b", told):
        return "mike"
    children = list(categories)
    return "jenny" if "mike" in children and "jenny" not in children else "mike"


def _outside(text: str) -> str:
    """The text as long as it was, with spaces for what is said in quotes."""
    plain = text.replace("“", '"').replace("”", '"')
    return re.sub(r'"[^"¶]{0,600}"', lambda match: " " * len(match.group()), plain)
