"""A page's sentences in words that the reader of single scenes knows: Mike, Jenny, the dog.

It knows one boy, one girl and one of a kind by name. So each sentence is given to it with its people in
those roles; whoever has none left borrows that of another kind that is not spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from text2scene.catalog import Catalog
from text2scene.language.setting import spoken_outside
from text2scene.language.understand import still_here
from text2scene.scene import SceneObject
from text2scene.story.mentions import CHILDREN, WEATHER_IT, Listener, Mention, Sentence

# The generator reads a few hundred words at once; a page may have more.
WORDS_A_RUN = 120
_ANIMALS = ("dog", "cat", "bear", "duck", "owl", "snake")
_UNSEEN = (
    # what is looked for, lost, wished for or only thought of is not in the picture
    (
        re.compile(
            r"\b(?:nobody|no one|no-one) (?:wants?|wanted|is|was|knows?|knew|can|could|says?"
            r"|said|sees?|saw|likes?|will|would)\b[^.!?]*",
            re.I,
        ),
        "",
    ),
    (
        re.compile(
            r"\b(?:look|search|hunt)(?:s|ed|ing)? (?:everywhere |all over "
            r"|high and low )?for (?:the|a|an|his|her|their|its|my|Mike's"
            r"|Jenny's) (?:\w+ ){0,2}?\w+\b",
            re.I,
        ),
        "looks around",
    ),
    (
        re.compile(
            r"\b(?:can ?not|can't|could not|couldn't|did not|does not|doesn't|didn't"
            r"|cannot) (?:find|see|reach) (?:the|a|an|his|her|their|its|my|Mike's"
            r"|Jenny's) (?:\w+ )?\w+\b",
            re.I,
        ),
        "looks around",
    ),
    (
        re.compile(
            r"\b(?:wants?|wanted|wish(?:es|ed)?|dream(?:s|ed|t)?|hop(?:es|ed)|long(?:s|ed)"
            r"|thinks?|thought|remember(?:s|ed)?|would like|misse[sd]|talk(?:s|ed)?|needs?"
            r"|needed) (?:to |for |of |about |that |a |an |the |his |her |their )[^.!?,;]*",
            re.I,
        ),
        "thinks",
    ),
    (
        re.compile(
            r"\b(?:builds?|built|making|makes?|made|building) (?:a|an|the"
            r"|some) (?:\w+ )?(?:sand ?)?castles?\b",
            re.I,
        ),
        "plays",
    ),
    (re.compile(r"\b(?:go(?:es)?|went) to bed\b", re.I), ""),
    (
        re.compile(r"\b(look(?:s|ed|ing)?|peek(?:s|ed)?) (?:under|inside|into) (?=the |a |his |her )", re.I),
        r"\1 at ",
    ),
    (  # what was up there is down here
        re.compile(
            r"\b(?P<who>Mike|Jenny) (?:(?:climb\w*|jump\w*|reach\w*|goes|went) (?:up )?"
            r"(?:(?:into |onto )?the tree )?and )?"
            r"(?:gets?|got|takes?|took|brings?|brought|lifts?|lifted|carries|carried) "
            r"(?P<it>(?:the|a|his|her) (?:cat|dog|owl|duck|bear|kitten|puppy)) down\b",
            re.I,
        ),
        r"\g<who> is here. \g<it> is next to \g<who>",
    ),
    (re.compile(r"\b(?:stops?|stopped) (?:crying|weeping)\b", re.I), "is happy"),
    (
        re.compile(r"\b(?:(?:are|were|is|was|became|become|stayed|made) )(?:\w+ ){0,2}?friends\b", re.I),
        "are happy",
    ),
    (re.compile(r"\b(?:the )?(?:storm|rain|thunder) (?:is|was|had been) (?:all )?over\b", re.I), ""),
    (re.compile(r"\b(com(?:e|es|ing)|came|steps?|stepped|walks?|walked) out\b(?! of)", re.I), r"\1 along"),
    # words that the reader of single scenes stumbles upon
    (re.compile(r"\b(are|were) all\b", re.I), r"\1"),
    (re.compile(r"\b(look(?:s|ed|ing)?) (?:down|up|back|over|out) at\b", re.I), r"\1 at"),
    (
        re.compile(
            r"(?:(?<=\A)|(?<=[.!?] ))(?:Now|Then|Soon|But|And|So|At last|Suddenly|Finally"
            r"|Of course|At once|Just then),? (?=[A-Zt])"
        ),
        "",
    ),
    (
        re.compile(
            r"\b(?:fl(?:y|ies|ew|ying)|travel\w*|go(?:es)?|went|zoom\w*|lands?|landed"
            r"|arriv\w+) (?:all the way |up |back |down )?(?:to|on|at|onto) the (?:moon|planet"
            r"|stars)\b",
            re.I,
        ),
        "stand",
    ),
    (re.compile(r"\bon the moon\b,?", re.I), ""),
    (re.compile(r"\bwhere (?:is|are|was) [^.!?]*", re.I), ""),
    (re.compile(r"\b(?:will|tomorrow) [^.!?,;]*", re.I), ""),
    (
        re.compile(
            r"\blike (?:a|an|the) (?:\w+ ){0,2}?\w+\b|\bas \w+ as (?:a|an"
            r"|the) (?:\w+ )?\w+\b",
            re.I,
        ),
        "",
    ),
)
_LOST = re.compile(
    r"\b(?:loses|lost|has lost|drops and loses|cannot find|can not find|can't find|could not find"
    r"|couldn't find) (?:the|his|her|their|its) ((?:\w+ )?\w+)\b"
    r"|\b(?:the|his|her|their) ((?:\w+ )?\w+) (?:is|was|has|had) (?:gone|lost|missing|disappeared"
    r"|vanished)\b"
    r"|\b(?:blows?|blew|takes?|took|carr(?:ies|ied)|steals?|stole|pulls?|pulled|rips?|snatch\w*"
    r"|swe(?:pt|eps)) (?:the|his|her|their|Mike's|Jenny's|Leo's|\w+'s) ((?:\w+ )?\w+) (?:away|off"
    r"|high|far|into the sky|up and away|out of)\b"
    r"|\b(?:the|his|her|their|\w+'s) (\w+) (?:flies|flew|blows|blew|floats|floated|sails|sailed"
    r"|rolls|rolled|drifts|drifted|is blown|was blown) (?:far )?(?:away|off)\b",
    re.I,
)


# "Sam kicks the ball. The ball rolls away": on this page it is still seen.
_SEEN_GOING = re.compile(
    r"(?P<act>\b(?:kick|throw|hit|drop)(?:s|ed|ped)?\b[^.!?]*?\b(?P<thing>\w+)[^.!?]*)"
    r"(?:[.!?] (?:Then )?(?:the|it|his|her)\b(?: (?P=thing))?|,? and (?:it|the (?P=thing)))"
    r" (?:rolls?|rolled|fl(?:ies|ew)|bounce[sd]|sail(?:s|ed)|float(?:s|ed)) (?:far )?(?:away|off)\b",
    re.I,
)


def seen_going(text: str) -> str:
    """Without the going of what is kicked or thrown on this very page; where it lands it stays."""
    return _SEEN_GOING.sub(r"\g<act>", still_here(text))


_HOMEWARD = re.compile(
    r"\b(?:go(?:es)?|went|run|runs|ran|walk(?:s|ed)?|fl(?:y|ies|ew)|dr[io]ves?|hurr(?:y"
    r"|ied)) (?:all |back )*home\b(?:,? and\b)?",
    re.I,
)
_UNDRESSES = re.compile(
    r"\b(?:takes?|took|puts?|pulls?) (?:\w+ ){0,3}?(?:off|down)\b|\btakes? off\b|\btook off\b", re.I
)


@dataclass(frozen=True, slots=True)
class Casting:
    """Some sentences in the reader's words, and who plays what. roles: category -> id."""

    text: str
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the words of a page depend on beside its sentences.

    here: ids of who is in the picture. thing: what *it* means where a page begins with it, such as "the
    kite". ground: of the place. going_home: all go there, so that nobody is gone.
    """

    here: tuple[str, ...] = ()
    thing: str = ""
    ground: str = ""
    going_home: bool = False


def castings(
    sentences: Sequence[Sentence], listener: Listener, setting: Setting, catalog: Catalog
) -> list[Casting]:
    """The sentences in runs that can be read in one go."""
    runs: list[tuple[list[Sentence], dict[str, str]]] = []
    for sentence in sentences:
        for wanted in _at_once(sentence, listener):
            roles = _roles(wanted, listener, runs[-1][1] if runs else {}, setting.here)
            apart = bool(runs) and _UNDRESSES.search(runs[-1][0][-1].text) is not None
            fits = bool(runs) and roles is not None and _agree(runs[-1][1], roles)
            full = bool(runs) and sum(len(s.text.split()) for s in runs[-1][0]) > WORDS_A_RUN
            if fits and roles is not None and not (apart or full) and sentence not in runs[-1][0]:
                runs[-1][0].append(sentence)
                runs[-1][1].update(roles)
            else:
                fresh = _roles(wanted, listener, {}, setting.here) or {}
                runs.append(([sentence], dict(fresh)))
    out = []
    for n, (run, roles) in enumerate(runs):
        text = " ".join(_plain(sentence, roles, listener, catalog) for sentence in run)
        text = _in_its_setting(text, setting, catalog, first=n == 0)
        if re.search(r"[A-Za-z]", text):
            out.append(Casting(text, dict(roles)))
    return out


def _in_its_setting(text: str, setting: Setting, catalog: Catalog, first: bool) -> str:
    """In words that mean the same to somebody who knows nothing of the page before."""
    if setting.thing and first:
        text = _with_thing(text, setting.thing, catalog)
    text = unseen_left_out(text)
    if setting.going_home:  # where they are next shows it
        text = _HOMEWARD.sub("", text)
    if setting.ground == "beach":  # all of it is sand
        text = re.sub(r"\b(?:in|on|into|with|from) the (?:warm |hot |soft |wet )?sand\b", "", text)
    return text


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    ids = {ident: role for role, ident in one.items()}
    return all(
        one.get(role, ident) == ident and ids.get(ident, role) == role for role, ident in other.items()
    )


def _at_once(sentence: Sentence, listener: Listener) -> list[tuple[str, ...]]:
    """Who is to be played together; more than two children take turns, two by two."""
    ids = sentence.ids
    children = [ident for ident in ids if listener.who(ident).is_child]
    others = tuple(ident for ident in ids if not listener.who(ident).is_child)
    if len(children) <= 2:
        return [ids]
    pairs = [tuple(children[i : i + 2]) for i in range(0, len(children), 2)]
    return [(*pair, *others) for pair in pairs]


def _roles(
    ids: Sequence[str], listener: Listener, given: Mapping[str, str], here: Sequence[str]
) -> dict[str, str] | None:
    """Category -> id for these; None where they do not fit beside those ``given``."""
    roles = dict(given)
    for ident in ids:
        if ident in roles.values():
            continue
        category = listener.who(ident).category
        options: tuple[str, ...] = (category,)
        if category in ("mike", "jenny"):
            options = ("mike", "jenny") if category == "mike" else ("jenny", "mike")
        elif category in _ANIMALS:
            # a second dog may act as a bear, unless a bear is about
            options = (category, *(a for a in _ANIMALS if a not in here and a != category))
        role = next((option for option in options if option not in roles), None)
        if role is None:
            return None
        roles[role] = ident
    return roles


def _plain(sentence: Sentence, roles: Mapping[str, str], listener: Listener, catalog: Catalog) -> str:
    """The sentence with everybody as who he plays; what is said in quotes only where it points at "
    "things."""
    played = {ident: role for role, ident in roles.items()}

    def word(ident: str) -> str:
        role = played.get(ident)
        if role is None:
            # who has his turn later is, for now, one of those who are playing
            return next((_label(r, catalog) for r in roles if r in ("mike", "jenny")), "somebody")
        return _label(role, catalog)

    quoted = Sentence(_without_quotes(sentence), sentence.resolved)

    def rendered(mention: Mention) -> str:
        if not mention.ids:
            return mention.raw
        own_role = all(played.get(i) == listener.who(i).category for i in mention.ids)
        if mention.kind == "kind" and own_role and not listener.who(mention.ids[0]).name:
            return mention.raw
        if mention.kind == "pronoun" and own_role and len(mention.ids) == 1:
            usual = {"he": "mike", "him": "mike", "his": "mike", "himself": "mike"}
            child = usual.get(
                mention.raw.lower(), "jenny" if mention.raw.lower().startswith(("she", "her")) else ""
            )
            if child == played[mention.ids[0]]:
                return mention.raw
            if mention.raw.lower().endswith("self"):
                return mention.raw
        words = list(dict.fromkeys(word(ident) for ident in mention.ids))
        text = " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 2 else words)
        if mention.kind == "kind" and own_role:
            text = mention.raw if not listener.who(mention.ids[0]).is_child else text
            text = re.sub(r"'s\Z", "", text)
        if mention.own or mention.raw.lower().endswith("'s"):
            text += "'s"
        first = quoted.parts[0] is mention
        return (
            text[0].upper() + text[1:] if first and mention.raw[0].isupper() and text[0].islower() else text
        )

    text = quoted.rendered(rendered).strip()
    return re.sub(r"\b(Mike|Jenny) (am|have|do)\b", lambda m: f"{m[1]} {_THIRD[m[2]]}", text)


_THIRD = {"am": "is", "have": "has", "do": "does"}  # "I am" once it is said of Mike


def _label(role: str, catalog: Catalog) -> str:
    if role in ("mike", "jenny"):
        return role.capitalize()
    return f"the {catalog[role].label.lower()}"


_POINTS = re.compile(r'"(?:look|here|see|there|i see|i can see|this is|what a)\b', re.I)


def _without_quotes(sentence: Sentence) -> tuple[str | Mention, ...]:
    """The parts outside quotes; all of them where nothing is outside, or where the quote points at "
    "something."""
    text = sentence.text.replace("“", '"').replace("”", '"')
    if '"' not in text or _POINTS.search(text) or not re.search(r"[A-Za-z]{2}", spoken_outside(text)):
        return sentence.parts
    out: list[str | Mention] = []
    inside = False
    for part in sentence.parts:
        if isinstance(part, Mention):
            if not inside:
                out.append(part)
            continue
        for n, piece in enumerate(part.replace("“", '"').replace("”", '"').split('"')):
            inside = inside != bool(n)
            if not inside:
                out.append(piece)
    return tuple(out)


def unseen_left_out(text: str) -> str:
    """Without what a text speaks of though nobody sees it."""
    text = seen_going(text)
    for pattern, instead in _UNSEEN:
        text = pattern.sub(instead, text)
    return text


def lost_words(text: str) -> list[str]:
    """Words for what gets lost, is blown away or is gone: "red kite"."""
    return [next(filter(None, match.groups())) for match in _LOST.finditer(text)]


def named_by(words: str, item: SceneObject, catalog: Catalog) -> bool:
    """Whether some words may name a thing in a scene: "the red ball"."""
    if item.category not in catalog or item.category in CHILDREN:
        return False
    piece = catalog[item.category]
    names = [piece.label, *piece.synonyms]
    names += [c for c, options in catalog.classes.items() if item.category in options]
    return any(f" {words.lower()}".endswith(f" {name.lower()}") for name in names)


def _with_thing(text: str, thing: str, catalog: Catalog) -> str:
    """The first *it* of a page, where nothing before it can be meant: what the page before left us with."""
    match = re.search(r"\b[Ii]t\b", text)
    if match is None or WEATHER_IT.search(text):
        return text
    before = text[: match.start()].lower()
    words = [
        word.lower()
        for p in catalog.pieces
        if p.group not in ("person", "animal")
        for word in (p.label, *p.synonyms)
    ]
    if any(re.search(rf"\b{re.escape(word)}s?\b", before) for word in (*words, *catalog.classes)):
        return text
    word = thing[0].upper() + thing[1:] if match.group() == "It" else thing
    return text[: match.start()] + word + text[match.end() :]
