"""Who is meant in a sentence of a story: names, "the boy", "her dog", he, she, it and they across pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from text2scene.catalog import Catalog
from text2scene.story.cast import kinds_of
from text2scene.story.family import NARRATOR, PARENTS, ROLES, role_of
from text2scene.story.model import CastMember
from text2scene.story.words import EITHER_WORDS, some_words

CHILDREN = ("mike", "jenny")
TITLES = r"(?:Mrs?|Ms|Miss|Dr|Aunt|Uncle|Captain)\.?"
_COMES_BACK = re.compile(
    r"\b(?:com(?:e|es|ing)|came|returns?|returned|runs?|ran|walks?|walked) (?:\w+ )?back\b"
    r"|\breturn(?:s|ed)\b",
    re.I,
)
_ONLY_CHILDREN = re.compile(
    r"\b(?:he|she) (?:still |also |then )?(?:laugh|smil|cr(?:y|ies|ied)|say|said|ask|wear|wore|hold"
    r"|held|put|tak|took|giv|gave|throw|threw|"
    r"kick|wav|clap|hug|wants?|picks|opens|reads|calls|builds|has (?:a|an|his|her) (?:\w+ )?(?:hat"
    r"|cap|crown))",
    re.I,
)
WEATHER_IT = re.compile(
    r"\bit (?:\w+ )?(?:rain|snow|pour|thunder|is (?:dark|night|late|time|cold|hot|sunny"
    r"|a (?:\w+ )?(?:day|night|morning))|was (?:dark|night|late|time|cold|hot|sunny"
    r"|a (?:\w+ )?(?:day|night|morning))|(?:starts?|started|begins?|began|gets?|got|grows?|grew))",
    re.I,
)
GROUP_WORDS = (
    "the two of them|both of them|the two children|the three children|the two friends"
    "|the three friends|all the children|"
    "the children|the kids|the friends|the twins|the siblings|brother and sister|everyone|everybody"
    "|the others|(?:my|his|her|their|our|the) (?:grand)?parents|"
    "the boy and the girl|the girl and the boy"
)
_FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])
# What follows "her" where it is no possessive.
_AFTER_OBJECT = some_words(
    "to and the a an with in on at from up down home back again away because for by that his but so "
    "or as too very into "
    "out off over behind is was about when while then, some around through all both not once one two "
    "how what where"
)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody that a story speaks of: one of the cast, or an animal or a child without a name.

    id: of the object in the scenes. category: its piece. pronoun: he, she, it or empty. name: may be empty.
    words: what else it is called, see :class:`text2scene.story.model.CastMember`.
    """

    id: str
    category: str
    pronoun: str = ""
    name: str = ""
    words: tuple[str, ...] = ()

    @property
    def is_child(self) -> bool:
        return self.category in CHILDREN


@dataclass(frozen=True, slots=True)
class Mention:
    """A word or some words for somebody. raw: as the author wrote it. own: whose something is."""

    ids: tuple[str, ...]
    raw: str
    own: bool = False
    kind: str = "name"  # name, kind (the dog), pronoun, group


@dataclass(frozen=True, slots=True)
class Memory:
    """What a reader of the story has in mind between two sentences.

    recent: ids, the last one first. subject: who the last sentence was about. group: the last
    several that were named together. thing: words for the last thing, such as "the kite".
    """

    recent: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in parts, plain text and mentions by turns."""

    parts: tuple[str | Mention, ...]
    resolved: tuple[tuple[str, str], ...] = ()  # (pronoun, ids with commas) of those that needed the story

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(part for part in self.parts if isinstance(part, Mention))

    @property
    def ids(self) -> tuple[str, ...]:
        """Everybody who is spoken of, each once."""
        return tuple(dict.fromkeys(ident for mention in self.mentions for ident in mention.ids))

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.raw for part in self.parts)

    def rendered(self, word_for: Callable[[Mention], str]) -> str:
        """The text with every mention as ``word_for`` says."""
        return "".join(part if isinstance(part, str) else word_for(part) for part in self.parts)


@dataclass
class Listener:
    """Reads sentence after sentence. here: ids of who is in the picture, in its order; away: of
    those who went, the last one first."""

    cast: Sequence[CastMember]
    catalog: Catalog
    memory: Memory = field(default_factory=Memory)
    here: tuple[str, ...] = ()
    away: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.kinds = kinds_of(self.catalog)
        self.everybody: dict[str, Who] = {
            m.id: Who(m.id, m.category, m.pronoun, m.name, m.words) for m in self.cast
        }
        self.called = {word: m.id for m in self.cast for word in m.words}
        self._pattern = self._mention_pattern()

    def who(self, ident: str) -> Who:
        """Somebody by id; whoever is not of the cast is its piece."""
        return self.everybody.get(ident) or Who(ident, re.sub(r"-\d+\Z", "", ident))

    def read(self, text: str) -> Sentence:
        """One sentence, and remember it."""
        parts: list[str | Mention] = []
        resolved: list[tuple[str, str]] = []
        end = 0
        named: list[str] = []
        for match in self._pattern.finditer(text):
            mention = self._mention(match, text, named, end == 0 and not text[: match.start()].strip())
            if mention is None:
                continue
            if mention.kind in ("pronoun", "group") and not set(mention.ids) <= set(named):
                resolved.append((mention.raw, ",".join(mention.ids)))
            parts += [text[end : match.start()], mention]
            end = match.end()
            self._named(mention, named)
        parts.append(text[end:])
        sentence = Sentence(tuple(part for part in parts if part), tuple(resolved))
        self._remember(sentence)
        return sentence

    # -- finding -------------------------------------------------------------------------

    def _mention_pattern(self) -> re.Pattern[str]:
        names = "|".join(sorted((re.escape(m.name) for m in self.cast), key=len, reverse=True)) or "(?!)"
        kinds = "|".join(sorted(map(re.escape, [*self.kinds, *EITHER_WORDS]), key=len, reverse=True))
        first = "|i|me|my|mine|myself|we|us|our|ours|ourselves" if NARRATOR in self.called else ""
        bare = "|".join(w for r in ROLES for w in r.bare if w in self.called) or "(?!)"
        adjectives = r"(?:[a-z-]+ ){0,2}?"
        owner = rf"(?:(?i:the|a|an|his|her|their|my|our|this|that|another)|(?:{names})'s?)"
        return re.compile(
            rf"\b(?:(?P<apposed>{owner} {adjectives}(?P<akind>{kinds}),? (?:(?:named"
            rf"|called) )?(?:{TITLES} )?(?P<aname>{names}))(?P<aown>'s)?"
            rf"|(?:{TITLES} )?(?P<name>{names})(?P<own>'s|')?"
            rf"|(?P<group>(?i:{GROUP_WORDS}))"
            rf"|(?P<determined>(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Tt]his|[Tt]hat|[Aa]nother|[Mm]y|[Oo]ur"
            rf"|(?:{names})'s?) (?P<adjectives>{adjectives})(?P<kind>{kinds}))(?P<kown>'s)?"
            rf"|(?P<bare>(?i:{bare}))(?P<bown>'s)?"
            rf"|(?P<pronoun>(?i:he|him|his|himself|she|her|hers|herself|they|them|it|themselves{first})))\b(?!-)"
        )

    def _mention(self, match: re.Match[str], text: str, named: Sequence[str], first: bool) -> Mention | None:
        if match["name"] or match["aname"]:
            name = match["name"] or match["aname"]
            ident = next(member.id for member in self.cast if member.name == name)
            own = bool(match["own"] or match["aown"])
            return Mention((ident,), match.group(), own)
        if match["group"]:
            ids = self._children(match["group"].lower())
            return Mention(ids, match.group(), kind="group") if ids else None
        if match["bare"]:
            return Mention((self.called[match["bare"].lower()],), match.group(), bool(match["bown"]))
        if match["kind"]:
            return self._kind(match, text)
        return self._pronoun(match, text, named)

    def _children(self, words: str) -> tuple[str, ...]:
        parents = next((PARENTS[one] for one in PARENTS if words.split()[-1] == one), ())
        if parents:
            return tuple(self.called[word] for word in parents if word in self.called)
        here = [ident for ident in self.here if self.who(ident).is_child]
        children = here or [member.id for member in self.cast if member.category in CHILDREN]
        if words in ("everyone", "everybody", "the friends") or words == "the others":
            named = [i for i in self.here if not self.who(i).is_child and self.who(i).name]
            children = [*children, *named]
        if words == "the others":
            children = [ident for ident in children if ident not in self.memory.subject]
        return tuple(children)

    def _kind(self, match: re.Match[str], text: str) -> Mention | None:
        """The dog, a girl, his sister: of the cast, if one is such; else somebody without a name."""
        word, raw, own = match["kind"], match["determined"], bool(match["kown"])
        mine = raw.split()[0].lower() in ("my", "our")
        if mine and _in_quotes(text, match.start()):
            return None
        if word.lower() in self.called:
            return Mention((self.called[word.lower()],), match.group(), own, "name")
        category = self.kinds.get(word)
        if category is None:
            return None
        fits = [w for w in self.everybody.values() if w.category == category and role_of(w.words) is None]
        if mine and category in CHILDREN:
            fits = [who for who in fits if NARRATOR not in who.words] or fits
        another = raw.lower().startswith(("another", "a ", "an "))
        here = [who for who in fits if who.id in self.here]
        owner = raw.split()[0].lower()
        if owner in ("his", "her", "their") and word not in self.catalog:
            here = [who for who in here if who.id not in self.memory.subject] or here
        if category in CHILDREN:
            named = [who for who in fits if who.name]
            if named and not (another and named[0].id in self.memory.recent):
                return Mention(((here or fits)[0].id,), match.group(), own, "kind")
            return Mention((category,), match.group(), own, "kind")
        if fits and not (another and fits[0].id in self.here):
            recent = [i for i in self.memory.recent if i in {who.id for who in fits}]
            ident = recent[0] if recent else (here or fits)[0].id
            return Mention((ident,), match.group(), own, "kind")
        return Mention((category,), match.group(), own, "kind")

    def _pronoun(self, match: re.Match[str], text: str, named: Sequence[str]) -> Mention | None:
        word = match["pronoun"].lower()
        if word in _FIRST:
            return self._first(match, text, named, word)
        after = re.match(r"[ ]([a-z'-]+)", text[match.end() :])
        own = word in ("his", "hers") or (word == "her" and bool(after) and after[1] not in _AFTER_OBJECT)  # type: ignore[index]
        if word in ("they", "them", "themselves"):
            ids = self._they(named)
        elif word == "it":
            ids = () if WEATHER_IT.search(text) else self._it(named)
        else:
            pronoun = "he" if word in ("he", "him", "his", "himself") else "she"
            ids = self._one(pronoun, named, "" if own else word, text)
        return Mention(ids, match.group(), own, "pronoun") if ids else None

    def _first(self, match: re.Match[str], text: str, named: Sequence[str], word: str) -> Mention | None:
        """I and we: who tells the story; in quotes it is whoever speaks."""
        if _in_quotes(text, match.start()):
            return None
        me = self.called[NARRATOR]
        own = word in ("my", "mine", "our", "ours")
        if word in ("i", "me", "my", "mine", "myself"):
            return Mention((me,), match.group(), own, "pronoun")
        others = [i for i in self._they(named) if i != me]
        people = [i for i in self.here if self.who(i).is_child or self.who(i).name]
        ids = tuple(dict.fromkeys((me, *(others or [i for i in people if i != me]))))
        return Mention(ids, match.group(), own, "pronoun")

    def _one(self, pronoun: str, named: Sequence[str], word: str, text: str) -> tuple[str, ...]:
        def fits(ident: str) -> bool:
            who = self.who(ident)
            return self.pronoun_of(who) == pronoun

        def may(ident: str) -> bool:
            who = self.who(ident)
            return not who.is_child and self.pronoun_of(who) == ""

        if _COMES_BACK.search(text):
            back = next((i for i in self.away if fits(i) or may(i)), None)
            if back is not None:
                return (back,)
        about = [i for i in self.memory.subject if i not in named]
        # "Rex barks. He runs": the one whom the sentence before was about, if nothing speaks against it
        if len(about) == 1 and not named:
            tame = may(about[0]) and self.who(about[0]).name and not _ONLY_CHILDREN.search(text)
            if fits(about[0]) or tame:
                return (about[0],)
        # an object pronoun is somebody else than the subject of its own clause
        order = [*named, *about, *self.memory.recent]
        if word in ("him", "her") and len([i for i in order if fits(i)]) > 1 and named:
            order = [i for i in order if i != named[0]] or order
        for test in (fits, may):
            found = next((i for i in order if test(i)), None)
            if found is not None:
                return (found,)
        here = next((i for i in (*self.here, *self.everybody) if fits(i)), None)
        return (here,) if here is not None else ()

    def pronoun_of(self, who: Who) -> str:
        """he, she, it or empty: what a pronoun for it is, so far as is known."""
        return who.pronoun or {"mike": "he", "jenny": "she"}.get(who.category, "")

    def _they(self, named: Sequence[str]) -> tuple[str, ...]:
        people = tuple(dict.fromkeys(named))
        if len(people) > 1:
            return people
        group = self.memory.group
        if len(group) > 1:
            return group
        children = tuple(i for i in self.here if self.who(i).is_child)
        if len(children) > 1:
            return children
        here = tuple(i for i in self.here if self.who(i).is_child or self.who(i).name)
        return here if len(here) > 1 else tuple(self.memory.recent[:2]) if len(self.memory.recent) > 1 else ()

    def _it(self, named: Sequence[str]) -> tuple[str, ...]:
        """It, of an animal that the story is about; things are told by :attr:`Memory.thing`."""
        order = [*named, *self.memory.subject]
        found = [i for i in order if not self.who(i).is_child]
        return (found[0],) if found and not self.memory.thing else ()

    # -- remembering ---------------------------------------------------------------------

    def _named(self, mention: Mention, named: list[str]) -> None:
        for ident in mention.ids:
            if ident not in named:
                named.append(ident)
            if ident not in self.everybody:
                self.everybody[ident] = self.who(ident)

    def _remember(self, sentence: Sentence) -> None:
        ids = sentence.ids
        if not ids:
            return
        subject = self.subject_of(sentence)
        recent = tuple(dict.fromkeys((*reversed(ids), *self.memory.recent)))[:12]
        children = {ident for ident in ids if self.who(ident).is_child}
        group = subject if len(subject) > 1 else self.memory.group
        if not children <= set(group):
            group = ()  # somebody else has come into it: "they" are all of them
        self.memory = replace(self.memory, recent=recent, subject=subject or ids[:1], group=group)
        self.here = tuple(dict.fromkeys((*self.here, *ids)))

    def subject_of(self, sentence: Sentence) -> tuple[str, ...]:
        """Who the sentence is about: the first mentions, as far as they are drawn together by *and*."""
        out: list[str] = []
        for part in sentence.parts:
            if isinstance(part, Mention):
                if not part.own:
                    out += part.ids
            elif out and not re.fullmatch(r",? ?(?:and|with) |, ", part):
                break
        return tuple(dict.fromkeys(out))


def _in_quotes(text: str, at: int) -> bool:
    return text[:at].replace("“", '"').replace("”", '"').count('"') % 2 == 1
