"""Who is in a story: the names that a text gives its people and animals, and what they look like."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from text2scene.catalog import Catalog
from text2scene.colours import Style, default_palettes
from text2scene.scene import free_id
from text2scene.story.family import (
    NARRATOR,
    NARRATOR_NAME,
    narrator_in,
    narrator_is,
    role_of,
    role_words,
    roles_in,
)
from text2scene.story.model import CastMember
from text2scene.story.words import BOY_WORDS, BOYS, EITHER_WORDS, GIRL_WORDS, GIRLS, some_words

NAME = r"(?:[A-Z][a-z]+(?:-[A-Z][a-z]+)?)"
_ADJ = r"(?:[a-z-]+ ){0,3}?"
_OWNER = rf"(?:(?i:a|an|the|his|her|their|its|my|our)|{NAME}'s?)"
# What a capital letter begins though it is nobody's name.
_NO_NAMES = some_words(
    "i the a an he she it they we you his her their its my our your this that these those there here "
    "then now when while "
    "where what who why how and but or so as at in on up down out over under after before one two "
    "three four once "
    "mum mummy mom mommy dad daddy grandma grandpa mr mrs ms dr monday tuesday wednesday thursday "
    "friday saturday "
    "sunday january february march april may june july august september october november december "
    "christmas "
    "easter halloween english look help hooray hurray yes no oh ah wow hello hi bye goodbye good "
    "thank thanks please "
    "everyone everybody nobody somebody someone suddenly soon later next finally meanwhile together "
    "both all maybe "
    "come go let wait stop ready happy birthday mars earth moon saturn jupiter north south east west "
    "pole stay "
    "captain king queen prince princess sir lady professor chapter title cast end poor"
)
EXTRA_BOYS: tuple[Mapping[str, str], ...] = (
    {"skin": "light-2", "hair": "ginger", "hair_style": "curls", "top": "green", "bottom": "navy"},
    {"skin": "medium-1", "hair": "black", "hair_style": "spiky", "top": "orange", "bottom": "grey"},
    {"skin": "light-1", "hair": "blond", "hair_style": "fringe", "top": "purple", "bottom": "brown"},
    {"skin": "dark-2", "hair": "black", "hair_style": "short", "top": "yellow", "bottom": "pine"},
)
EXTRA_GIRLS: tuple[Mapping[str, str], ...] = (
    {"skin": "brown-2", "hair": "black", "hair_style": "puffs", "top": "yellow", "bottom": "teal"},
    {"skin": "light-3", "hair": "auburn", "hair_style": "ponytail", "top": "teal", "bottom": "purple"},
    {"skin": "medium-2", "hair": "dark-brown", "hair_style": "bob", "top": "lilac", "bottom": "navy"},
    {"skin": "dark-1", "hair": "black", "hair_style": "braids", "top": "red", "bottom": "cream"},
)
EXTRA_ANIMALS = ("sand", "grey", "wood", "cream", "black")


@dataclass
class Found:
    """A name and what the text makes of it so far."""

    name: str
    category: str
    at: int
    colour: str = ""
    style: dict[str, str] = field(default_factory=dict)
    pronoun: str = ""
    word: str = ""  # what the text says somebody is: brother, dog
    words: tuple[str, ...] = ()
    id: str = ""


def kinds_of(catalog: Catalog) -> dict[str, str]:
    """Word for somebody -> category: boy, sister, dog, puppy, dragon, and what the catalog names."""
    out: dict[str, str] = {}
    for piece in catalog.pieces:
        if piece.group == "animal" or piece.name in ("robot", "snowman"):
            for word in (piece.name, piece.label.lower(), *piece.synonyms):
                out.setdefault(word.lower().replace("_", " "), piece.name)
    out |= dict.fromkeys(BOY_WORDS, "mike") | dict.fromkeys(GIRL_WORDS, "jenny")
    return out | role_words()


def read_cast(text: str, catalog: Catalog, known: Sequence[CastMember] = ()) -> tuple[CastMember, ...]:
    """The cast of a whole text, those ``known`` first and as they are.

    Names come from declarations ("Leo is the boy", "Rex is a dog", "her dog Rex", "a girl named Ada"), and
    from words in capitals that act like names. The first boy is drawn as Mike, the first girl as Jenny,
    whatever they are called; more children and animals of one kind get colours of their own.
    """
    text = " ".join(text.split())
    kinds = kinds_of(catalog)
    found = {m.name: Found(m.name, m.category, -1, words=m.words, id=m.id) for m in known}
    _declared(text, kinds, found)
    for child, name in (("mike", "Mike"), ("jenny", "Jenny")):
        spot = re.search(rf"\b{name}\b", text)
        if spot and name not in found:
            found[name] = Found(name, child, spot.start())
    _undeclared(text, kinds, found)
    _unnamed(text, found)
    members = list(known)
    for who in sorted(
        (f for f in found.values() if f.at >= 0), key=lambda f: (f.name not in ("Mike", "Jenny"), f.at)
    ):
        members.append(_member(who, members))
    order = {who.name: who.at for who in found.values()}
    members.sort(key=lambda member: order.get(member.name, -1))
    return tuple(_looked(_with_pronoun(member, text), text) for member in members)


def _with_pronoun(member: CastMember, text: str) -> CastMember:
    """An animal is he or she if the text says so where nobody else can be meant."""
    if member.pronoun or member.category in ("mike", "jenny"):
        return member
    for match in _SENTENCE.finditer(text):
        words = re.findall(r"[A-Za-z]+", match.group())
        others = [w for w in words[1:] if w[0].isupper() and w != member.name]
        if member.name in words and not others:
            said = {w.lower() for w in words[words.index(member.name) :]} & {"he", "she"}
            if len(said) == 1:
                return replace(member, pronoun=said.pop())
    return member


def _declared(text: str, kinds: Mapping[str, str], found: dict[str, Found]) -> None:
    words = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    kind = rf"(?P<kind>{words})"
    patterns = (
        rf"\b(?P<name>{NAME}) (?:is|was) {_OWNER} (?P<adj>{_ADJ}){kind}\b",
        rf"\b(?P<adj>{_ADJ}){kind},? (?:is |was |who is |who was )?(?:named|called|whose name (?:is"
        rf"|was)) (?P<name>{NAME})\b",
        rf"\b{kind}'s name (?:is|was) (?P<name>{NAME})\b",
        rf"\b{_OWNER.replace('a|an|', '')} (?P<adj>{_ADJ}){kind},? (?P<name>{NAME})\b",
        rf"\b(?P<name>{NAME}), (?:{_OWNER}) (?P<adj>{_ADJ}){kind}\b(?=[,.]| (?:and|is|was))",
        rf"\b(?:[Tt]he )?{kind}s (?P<name>{NAME})(?:, {NAME})* and (?P<name2>{NAME})\b",
        rf"\b(?P<name>{NAME}) and (?P<name2>{NAME}) are (?:the |two |both "
        rf"|{NAME}'s? )?(?P<adj>{_ADJ}){kind}s\b",
        rf"\b(?P<again>{NAME}) the {kind}\b",  # Spark the dragon, but not "Pet the dog!"
    )
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            groups = match.groupdict()
            for key in ("name", "name2", "again"):
                name = groups.get(key)
                if name and key == "again" and len(re.findall(rf"\b{name}\b", text)) < 2:
                    continue
                if name and name.lower() not in _NO_NAMES and name not in found and name.lower() not in kinds:
                    at = text.find(name)
                    colour = _colour_in(groups.get("adj") or "")
                    found[name] = Found(name, kinds[groups["kind"]], at, colour, word=groups["kind"])


def _colour_in(words: str) -> str:
    names = default_palettes().colours
    return next((word for word in words.split() if word in names), "")


def _undeclared(text: str, kinds: Mapping[str, str], found: dict[str, Found]) -> None:
    """Capitalised words that the text never writes small, and that do or are something."""
    small = set(re.findall(r"\b[a-z]+\b", text))
    for match in re.finditer(rf"(?<![\w-])(?P<name>{NAME})(?P<own>'s)?(?![\w-])", text):
        name = match["name"]
        low = name.lower()
        if name in found or low in _NO_NAMES or low in small or low in kinds or low + "s" in small:
            continue
        before = text[: match.start()].rstrip()
        titled = re.search(r"\b(?:Mrs?|Ms|Miss|Aunt|Uncle)\.?\Z", before) is not None
        first = not titled and (not before or before[-1] in ".!?:\"'“”(—-")
        if (
            first
            and low not in BOYS | GIRLS
            and not _acts(text[match.end() :], len(re.findall(rf"\b{name}\b", text)))
        ):
            continue
        if re.search(r"\b(?:in|at|to|from|near|of|Mount|Lake|River)\Z", before) and low not in BOYS | GIRLS:
            continue
        found[name] = Found(name, _guess(name, text, found), match.start())


def _unnamed(text: str, found: dict[str, Found]) -> None:
    """Mum, the teacher, my brother, and who tells the story."""
    said = {word for who in found.values() for word in who.words}
    bound = said | {who.word for who in found.values() if who.at >= 0}
    roles = roles_in(text, bound)
    children = [who.category for who in found.values() if who.category in ("mike", "jenny") and not who.words]
    kin = [role.category for role, _ in roles if not role.grown_up and role.category]
    narrator = None if NARRATOR in said else narrator_in(text)
    if narrator is not None:
        name, at = narrator
        if name in found:
            found[name].words = (*found[name].words, NARRATOR)
        else:
            category = narrator_is(name, text, [*children, *kin])
            found[name or NARRATOR_NAME] = Found(name or NARRATOR_NAME, category, at, words=(NARRATOR,))
            children.append(category)
    for role, at in roles:
        # where there are children with names, "his sister" is one of them
        if not role.grown_up and [c for c in children if c == role.category or not role.category][1:]:
            continue
        if not role.grown_up and role.category in children and narrator is None:
            continue
        category = role.category or ("jenny" if "jenny" not in children else "mike")
        name = role.words[0].capitalize()
        style = dict(role.look)
        if role.grown_up:
            said_so = re.search(rf"\b(?:{'|'.join(role.words)})\b", text, re.I)
            name = said_so.group().capitalize() if said_so else name
        if name not in found:
            ident = role.id if role.grown_up else ""
            found[name] = Found(name, category, at, style=style, words=role.words, id=ident)
            if not role.grown_up:
                children.append(category)


def _acts(after: str, often: int) -> bool:
    """What follows a name: it does something, or somebody else does so with it."""
    return (
        bool(
            re.match(
                r" (?:and|is|was|has|had|can|could|will|did|[a-z]+(?:s|ed)\b|ran|sat|saw|went|took"
                r"|put|made)",
                after,
            )
        )
        and often > 1
    )


def _guess(name: str, text: str, found: Mapping[str, Found]) -> str:
    """Boy or girl: by the name, then by the pronouns that follow it, then whoever is not there yet."""
    low = name.lower()
    title = re.search(rf"\b(Mrs|Ms|Miss|Aunt|Mr|Uncle)\.? {name}\b", text)
    if title:
        return "mike" if title.group(1) in ("Mr", "Uncle") else "jenny"
    if low in BOYS:
        return "mike"
    if low in GIRLS:
        return "jenny"
    other = "|".join(re.escape(known) for known in found if known != name) or "(?!)"
    after = " ".join(
        re.split(rf"\b(?:{other})\b", part)[0] for part in re.findall(rf"\b{name}\b([^¶]{{0,160}})", text)
    )
    his = len(re.findall(r"\b(?:he|him|his|himself)\b", after, re.I))
    hers = len(re.findall(r"\b(?:she|her|hers|herself)\b", after, re.I))
    if his != hers:
        return "mike" if his > hers else "jenny"
    return "jenny" if low.endswith(("a", "ie", "y", "elle")) else "mike"


def _member(who: Found, members: Sequence[CastMember]) -> CastMember:
    usual = {"mike": "he", "jenny": "she"}.get(who.category, "")
    if who.style:
        ident = free_id(who.id or who.category, (m.id for m in members))
        return CastMember(who.name, who.category, ident, who.style, usual, who.words)
    taken = [m for m in members if m.category == who.category and role_of(m.words) is None]
    style: Mapping[str, str] = {}
    if taken and who.category == "mike":
        style = EXTRA_BOYS[(len(taken) - 1) % len(EXTRA_BOYS)]
    elif taken and who.category == "jenny":
        style = EXTRA_GIRLS[(len(taken) - 1) % len(EXTRA_GIRLS)]
    elif taken:
        style = {"main": EXTRA_ANIMALS[(len(taken) - 1) % len(EXTRA_ANIMALS)]}
    if who.colour and who.category not in ("mike", "jenny"):
        style = {"main": who.colour}
    ident = free_id(who.category, (m.id for m in members))
    return CastMember(who.name, who.category, ident, style, usual, who.words)


# -- looks ---------------------------------------------------------------------------------

_HAIR = {
    "red": "ginger",
    "blonde": "blond",
    "fair": "blond",
    "golden": "blond",
    "yellow": "blond",
    "dark": "dark-brown",
    "gray": "grey",
    "light-brown": "dark-blond",
}
_HAIR_STYLES = {
    "mike": {
        "curly": "curls",
        "curls": "curls",
        "short": "short",
        "spiky": "spiky",
        "straight": "fringe",
        "fringe": "fringe",
    },
    "jenny": {
        "curly": "puffs",
        "puffs": "puffs",
        "pigtails": "pigtails",
        "ponytail": "ponytail",
        "bob": "bob",
        "short": "bob",
        "braids": "braids",
        "braided": "braids",
        "plaits": "braids",
        "long": "ponytail",
        "bunches": "pigtails",
    },
}
# words for hair that say nothing without the word "hair"
_ADJECTIVES = frozenset({"short", "curly", "long", "straight", "spiky", "braided", "bob"})
_SKIN = {
    "light": "light-1",
    "pale": "light-1",
    "fair": "light-2",
    "tan": "medium-2",
    "tanned": "medium-2",
    "brown": "brown-2",
    "dark": "dark-1",
    "black": "dark-2",
}
_CLOTHES = {
    "top": "shirt t-shirt tshirt top jumper sweater pullover dress jacket coat hoodie blouse raincoat",
    "bottom": "trousers pants shorts skirt jeans leggings",
    "shoes": "shoes boots sneakers trainers sandals",
}
_PART_OF = {word: part for part, words in _CLOTHES.items() for word in words.split()}
_COLOURS = {"gray": "grey", "golden": "yellow", "violet": "purple", "turquoise": "teal", "light-blue": "sky"}
_LOOKS = re.compile(
    rf"\b(?:hair|skin|pigtails|ponytail|bob|braids|plaits|curls|fur|{'|'.join(_PART_OF)})\b", re.I
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]?")


def _looked(member: CastMember, text: str) -> CastMember:
    """With what the text says of this one's hair, skin and clothes."""
    style = dict(member.style)
    subject = ""
    for match in _SENTENCE.finditer(text):
        sentence = match.group()
        for clause in re.split(rf",? (?:and|but) (?={NAME} )|; |, (?={NAME} (?:has|wears|is))", sentence):
            names = re.findall(rf"\b{NAME}\b", clause)
            named = [name for name in names if name.lower() not in _NO_NAMES]
            spoken = named[0] if named else subject
            subject = spoken
            if spoken == member.name and _LOOKS.search(clause):
                style |= _look_of(clause, member.category)
    return member if style == dict(member.style) else replace(member, style=Style.of(style, member.category))


def _look_of(clause: str, category: str) -> dict[str, str]:
    """The style that a clause gives: hair, skin and clothes of a child, the fur of an animal."""
    words = [w.strip(".,!?").lower() for w in clause.split()]
    out: dict[str, str] = {}
    palettes = default_palettes()
    styles = _HAIR_STYLES.get(category)
    for i, word in enumerate(words):
        near = _until_break(words[max(0, i - 3) : i])
        if styles is None:
            if word == "fur":
                _choose(out, "main", (_COLOURS.get(said, said) for said in near), palettes.colours)
        elif word == "hair":
            _choose(out, "hair", (_HAIR.get(said, said) for said in near), palettes.named("hair"))
            _choose(out, "hair_style", (styles.get(said, "") for said in near), set(styles.values()))
        elif word in styles and word not in _ADJECTIVES:
            out["hair_style"] = styles[word]
            _choose(out, "hair", (_HAIR.get(said, said) for said in near), palettes.named("hair"))
        elif word == "skin":
            _choose(out, "skin", (_SKIN.get(said, "") for said in near), palettes.skin)
        elif word in _PART_OF:
            _choose(out, _PART_OF[word], (_COLOURS.get(said, said) for said in near), palettes.colours)
    return out


def _choose(out: dict[str, str], part: str, said: Iterable[str], known: Container[str]) -> None:
    for value in said:
        if value in known:
            out[part] = value


def _until_break(words: Sequence[str]) -> list[str]:
    """The words just before a noun, from the last article or *and* on."""
    out: list[str] = []
    for word in reversed(words):
        if (
            word in ("a", "an", "the", "has", "with", "wears", "her", "his", "hair", "skin", "shirt", "and")
            and out
        ):
            if word != "and":
                break
            continue
        if word in ("skin", "hair"):
            break
        out.append(word)
    return out


def is_declaration(sentence: str, cast: Iterable[CastMember], catalog: Catalog) -> bool:
    """Whether a sentence only says who somebody is or looks like: "Leo is the boy, Ada is the girl"."""
    names = "|".join(re.escape(member.name) for member in cast) or "(?!)"
    kinds = "|".join(sorted(map(re.escape, [*kinds_of(catalog), *EITHER_WORDS]), key=len, reverse=True))
    is_a = rf"(?:{names}) is {_OWNER} {_ADJ}(?:{kinds})"
    has = rf"(?:{names}|He|She|he|she) (?:has|wears|is wearing) [^.!?]*{_LOOKS.pattern}[^.!?]*"
    called = rf"(?:{_OWNER}) {_ADJ}(?:{kinds}) (?:is|are) (?:called|named) (?:{names})"
    clause = rf"(?:{is_a}|{has}|{called})"
    plain = " ".join(sentence.split()).rstrip(".! ")
    return re.fullmatch(rf"(?:Cast: ?)?{clause}(?:(?:,| and|, and|;) {clause})*", plain) is not None
