"""Clauses -> things and facts, with the memory that pronouns need."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from text2scene.catalog import Catalog
from text2scene.language.clauses import Clause, Part
from text2scene.language.facts import Change, Fact, Reading, Span, Thing, Understood
from text2scene.language.lexicon import CHILDREN, Lexicon
from text2scene.language.notes import absent_row, change_row, explain_fact, thing_row, unknown_noun
from text2scene.language.nouns import Noun
from text2scene.language.spelling import not_nouns

MOST_OF_A_KIND = 10
POSES_OF_VERBS = {
    "run": ("run",),
    "run_to": ("run",),
    "run_from": ("run",),
    "kick": ("kick",),
    "sit": ("sit", "sit_cross_legged"),
    "sit_cross": ("sit_cross_legged",),
    "wave": ("wave",),
    "jump": ("arms_up",),
    "throw": ("reach", "arms_up", "wave"),
    "give": ("reach",),
    "reach": ("reach",),
    "stand": ("reach", "arms_up", "wave", "kick"),
}


@dataclass(frozen=True, slots=True)
class There:
    """An object of the scene that an instruction is about.

    id, category; bearer: who wears or holds it; scale it is drawn at; x and y of its centre, width and
    height, in pixels.
    """

    id: str
    category: str
    bearer: str | None = None
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0


_SCENES = frozenset({"picture", "scene", "page", "park", "drawing", "image", "playground", "place"})
_PLURAL = frozenset({"glasses", "sunglasses", "balloons"})
_COMES = frozenset({"come", "comes", "came", "coming", "arrive", "arrived", "join", "joined"})


def _all_scenery(nouns: Sequence[Noun]) -> bool:
    return all(noun.kind == "scenery" for noun in nouns)


class Reader:
    """Keeps the things named so far while the clauses go by."""

    def __init__(
        self, words: Lexicon, catalog: Catalog, known: Container[str], there: Sequence[There]
    ) -> None:
        self.words, self.catalog, self.known = words, catalog, known
        self.things: dict[str, Thing] = {}
        self.facts: list[Fact] = []
        self.absent: dict[str, Span] = {}
        self.absent_classes: list[tuple[str, Span]] = []
        self.only = False
        self.unknown: dict[str, Span] = {}
        self.spelled: list[tuple[str, str, Span]] = []
        self.last: list[str] = []  # the things last spoken of, for "it" and "they"
        self.taken: set[str] = set()
        self.old = list(there)
        self.changes: list[Change] = []
        self.before: list[str] = []  # the subject of the clause before
        self.wants_furniture = False
        self.wants_recent = False
        self.wants_inside = False
        self.commanded = False
        self.last_place: list[str] = []  # what the last thing was placed by
        self.counted: set[str] = set()
        self.avoid: list[str] = []  # what "it" cannot mean: the thing that is being placed
        self.group: list[str] = []  # the last several things of one kind, and which of them were told apart
        self.dealt: set[str] = set()
        self.last_act: tuple[tuple[str, ...], str, list[Noun]] | None = None
        self.last_said: list[Part] = []  # what the clause before said of its subject
        self.said: dict[str, str] = {}  # the words by which each thing was first named
        self.asked: list[Part] = []  # what was asked of somebody: who has the ball?
        self.last_spot: list[Part] = []  # where the clause before said that something is
        self.not_him = ""  # it is not Mike who does it
        self.what: tuple[list[str], list[Part]] | None = None  # what has Jenny in her hand?
        self.shed: list[str] = []  # what was taken off or lost: not there, unless it is said where
        self.riddle: list[Part] = []  # what somebody does, as long as it is not said who that is
        self.spoken: tuple[str, ...] = ()  # the categories that "the one on the left" is one of

    # -- things ------------------------------------------------------------------------

    def resolve(self, noun: Noun, new: bool = False) -> list[str]:
        """The keys of the things that a noun phrase means; new things are noted.

        new: it is something that is not there yet ("add a dog").
        """
        if noun.kind == "known":
            return [noun.value]
        if noun.key is not None:
            self.last = [self.very(noun.key, noun.span)]
            return list(self.last)
        if noun.kind == "child":
            keys = [self._thing(noun.value, (noun.value,), noun.span)]
            if noun.text in ("boys", "girls"):
                keys = [self._thing(noun.value, (noun.value,), noun.span)]
        elif noun.kind == "group":
            if noun.text.startswith(("both", "the two", "all of")) and not noun.text.endswith(
                ("kids", "children")
            ):
                several = [k for k in (self.last if len(self.last) > 1 else self.group) if k in self.things]
                if (
                    len(several) > 1
                    and not set(several) & set(CHILDREN)
                    and not set(CHILDREN) & set(self.things)
                ):
                    self.last = several
                    return several
            here = {t.category for t in self.old} & set(CHILDREN)
            keys = [self._thing(c, (c,), noun.span) for c in CHILDREN if not here or c in here]
        elif noun.kind == "pronoun" and noun.count is not None and noun.value in ("them", "they"):
            keys = self._some_of_them(noun)
        elif noun.kind == "pronoun":
            keys = self._pronoun(noun)
        elif noun.kind == "costume":
            keys = self._costumed(noun)
        elif noun.kind == "any_child":
            keys = self._any_child(noun)
        elif noun.kind == "count":
            keys = self._counted(noun)
        elif noun.kind == "each_other":
            return list(self.before or self.last)
        elif noun.kind == "piece":
            keys = self._pieces(noun, (noun.value,), new)
        elif noun.kind == "class":
            keys = self._pieces(noun, self.catalog.classes[noun.value], new)
        else:
            if noun.kind == "unknown":
                self.unknown.setdefault(noun.value, (noun.span[1] - len(noun.text), noun.span[1]))
            return []
        sized = noun.size and not (
            noun.definite and any(self.things[k].old for k in keys if k in self.things)
        )
        if sized and keys:
            assert noun.size is not None
            for key in keys:
                self.say("size", key, (noun.size,), span=noun.span)
        if noun.colour and noun.kind in ("piece", "class"):
            for key in keys:
                self.say("colour", key, (noun.colour,), span=noun.span)
        if noun.feel:
            for key in keys:
                if key in CHILDREN:
                    self.say("expression", key, noun.feel, span=noun.span)
        if noun.owner and noun.kind in ("piece", "class"):
            self._owned(keys, noun)
        if noun.costume and noun.kind != "unknown":
            self.dress(keys, noun.costume, noun.span)
        if len(keys) > 1 and noun.kind in ("piece", "class"):
            self.group, self.dealt = keys, set()
        if noun.kind != "pronoun" or keys:
            self.last = keys
        return keys

    def keys_of(self, nouns: Sequence[Noun]) -> list[str]:
        """The keys of the things that several noun phrases mean."""
        return [key for noun in nouns for key in self.resolve(noun)]

    def _any_child(self, noun: Noun) -> list[str]:
        """A child, each child, the other child."""
        here = [c for c in CHILDREN if c in self.things]
        if any(word in noun.text_before for word in ("each", "every", "either")) or (noun.count or 0) > 1:
            return [self._thing(child, (child,), noun.span) for child in CHILDREN]
        if noun.definite and not noun.other and here:
            return here[-1:]
        left = [c for c in CHILDREN if c not in (self.before or self.last)] if noun.other or here else []
        child = (left or list(CHILDREN))[0]
        return [self._thing(child, (child,), noun.span)]

    def _costumed(self, noun: Noun) -> list[str]:
        """The pirate: who has such a hat on, else one of the children."""
        worn = [f.others[0] for f in self.facts if f.kind == "wears" and f.holds and f.others]
        hats = [self.things[f.subject].options for f in self.facts if f.kind == "wears" and f.holds]
        wearers = [who for who, options in zip(worn, hats, strict=True) if noun.value in options]
        if wearers and not noun.article:
            return wearers[-1:]
        who = CHILDREN[noun.text.startswith("witch")]
        if noun.plural or noun.text.endswith("s"):
            return [self._thing(child, (child,), noun.span) for child in CHILDREN]
        return [self._thing(who, (who,), noun.span)]

    def dress(self, keys: Sequence[str], hat: str, span: Span) -> None:
        """Whoever is called a pirate wears a pirate's hat."""
        if hat not in self.catalog:
            return
        for key in keys:
            options = self.things[key].options if key in self.things else (key,)
            if self.catalog[options[0]].group not in ("person", "animal"):
                continue
            has = any(
                f.kind == "wears" and f.holds and f.others == (key,) and hat in self.things[f.subject].options
                for f in self.facts
            )
            if not has:
                self.say(
                    "wears",
                    self._pieces(Noun("piece", hat, span), (hat,), new=True)[0],
                    (),
                    (key,),
                    span=span,
                )

    def _some_of_them(self, noun: Noun) -> list[str]:
        """One of them is in the sandbox; two of them run."""
        group = [key for key in self.group if key in self.things]
        if len(group) < 2:
            group = self.last if len(self.last) > 1 else [c for c in CHILDREN if c in self.things]
        if len(group) < 2:
            return self._pronoun(noun)
        if group != self.group:
            self.group, self.dealt = list(group), set()
        free = [key for key in group if key not in self.dealt] or group
        self.dealt.update(free[: noun.count])
        return free[: noun.count]

    def _counted(self, noun: Noun) -> list[str]:
        """Mike has one cat and Jenny has two; two trees, one on the left and one on the right."""
        group = [key for key in self.group if key in self.things]
        if noun.other and len(group) > 1:
            free = [key for key in group if key not in self.dealt] or group[-1:]
            self.dealt.update(free[: noun.count])
            return free[: noun.count]
        if noun.count == 1 and len(group) > 1 and not noun.text.startswith("another"):
            key = next((key for key in group if key not in self.dealt), group[-1])
            self.dealt.add(key)
            return [key]
        last = next((key for key in reversed(self.things) if key not in CHILDREN), None)
        if last is None or ((noun.count or 0) < 2 and not noun.text.startswith(("the other", "another"))):
            return []
        options = self.things[last].options
        name = options[0] if len(options) == 1 else last.partition("-")[0]
        kind = "piece" if len(options) == 1 else "class"
        return self._pieces(Noun(kind, name, noun.span, count=noun.count, other=True), options)

    def _owned(self, keys: list[str], noun: Noun) -> None:
        for owner in self._owner(noun.owner or "", noun.span):
            for key in keys:
                options = self.things[key].options
                if owner in CHILDREN and all(self.catalog[o].group == "wearable" for o in options):
                    others = {
                        f.others[0] for f in self.facts if f.kind == "wears" and f.subject == key and f.holds
                    }
                    if not others:
                        self.say("wears", key, others=(owner,), span=noun.span)

    def _owner(self, word: str, span: Span = (0, 0)) -> list[str]:
        if word in CHILDREN:
            return [self._thing(word, (word,), span)]
        if word in ("his", "her") and not self._about_animals():
            child = CHILDREN[word == "her"]
            return [self._thing(child, (child,), span)]
        return []

    def _pronoun(self, noun: Noun) -> list[str]:
        who = self.words.words["pronouns"][noun.value]
        if who in CHILDREN:
            animals = self._about_animals()
            if animals:
                about = [key for key in self.before if key in animals] or animals
                others = [key for key in animals if key not in about[:1]] or animals
                return about[:1] if noun.value in ("he", "she") else others[:1]
            named = self._named_animal(who)
            return [named] if named else [self._thing(who, (who,), noun.span)]
        if who == "they":
            for several in (self.last, self.before):
                if len(several) > 1 and not set(several) <= set(CHILDREN):
                    return list(several)
            if set(self.avoid) & set(CHILDREN):  # below them, the children look up
                others = [k for k in self.things if k not in self.avoid and k not in CHILDREN]
                if others:
                    return others[-2:]
            told = {t.category for t in self.old} | set(self.things)
            animals = [k for k in self.group if k in self.things and self._is_animal(k)]
            if len(animals) > 1 and not set(CHILDREN) <= told:
                return animals
            beasts = [k for k in self.things if self._is_animal(k)]
            if len(beasts) > 1 and not told & set(CHILDREN):
                return beasts[-2:]  # the dog chases the cat: they
            last = [k for k in self.last[-1:] if k in self.things] if len(self.before) == 1 else []
            if last and last[0] not in self.before and self.things[last[0]].options[0] in _PLURAL:
                return last  # her glasses: they lie on the table
            children = bool(told & set(CHILDREN))
            if children or not (self.last or self.old):
                return [self._thing(child, (child,), noun.span) for child in CHILDREN]
            return list(self.last)
        barred = {*CHILDREN, *self.avoid}
        if noun.text == "that":  # the thing just named
            return [key for key in (*reversed(self.last), *reversed(self.things)) if key not in barred][:1]
        things = [key for key in reversed(self.things) if key not in barred]
        recent = [key for key in self.last if key not in barred]
        about = [key for key in self.before if key not in barred]
        if self.wants_recent:
            recent = [key for key in self.last_place if key not in barred] or recent
            return (recent or about or things)[:1]
        if self.wants_inside:  # digs in it: not in the tree
            into = [k for k in reversed(self.things) if self.things[k].options[0] in ("sandbox", "tent")]
            if into:
                return into[:1]
        if self.wants_furniture:
            solid = [
                k
                for k in [*recent, *about, *things]
                if self.catalog[self.things[k].options[0]].group == "park"
            ]
            about = solid[:1] or about
        return (about or recent or things)[:1]

    def _is_animal(self, key: str) -> bool:
        return self.catalog[self.things[key].options[0]].group == "animal"

    def _named_animal(self, who: str) -> str | None:
        """Jenny looks for her dog. He hides: the dog, where nothing was said of Mike."""
        if who in self.things or any(t.category == who for t in self.old):
            return None
        animals = [k for k, t in self.things.items() if self.catalog[t.options[0]].group == "animal"]
        recent = [k for k in (*reversed(self.before), *reversed(self.last)) if k in animals]
        return next(iter(recent or animals[-1:]), None)

    def _about_animals(self) -> list[str]:
        """The animals named, where no child was: then he and she are two of them."""
        if any(child in self.things for child in CHILDREN) or any(t.category in CHILDREN for t in self.old):
            return []
        return [k for k, t in self.things.items() if self.catalog[t.options[0]].group == "animal"]

    def very(self, ident: str, span: Span) -> str:
        """The key of this very object of the scene."""
        for key, thing in self.things.items():
            if thing.old == ident:
                return key
        category = next(t.category for t in self.old if t.id == ident)
        key = ident
        while key in self.things:
            key += "-it"
        self.things[key] = Thing(key, (category,), span, ident)
        return key

    def _thing(self, key: str, options: tuple[str, ...], span: Span) -> str:
        if key not in self.things:
            old = next((t.id for t in self.old if t.category == key), None)
            self.things[key] = Thing(key, options, span, old)
        return key

    def _pieces(self, noun: Noun, options: tuple[str, ...], new: bool = False) -> list[str]:
        pair = self._is_pair(noun, options)
        count = noun.count if noun.count is not None else 2 if pair else 1
        if count == 2 and options[0] in ("glasses", "sunglasses", "swing") and len(options) == 1:
            count = 1  # a pair of glasses; the frame has two swings
        if len(options) == 1 and not new:
            options = self._known_as(noun, options)
        count = min(count, MOST_OF_A_KIND)
        new = new or noun.other
        same = self._mentioned(noun, options)
        if same and not new and len(options) == 1 and all(len(self.things[k].options) > 1 for k in same):
            # three balls: the football is one of them
            self.things[same[0]] = replace(self.things[same[0]], options=options)
            return same[:1]
        if same and not new:
            again = noun.definite or ((noun.count or 1) <= 1 and (len(options) == 1 or not noun.article))
            if again and not (noun.count and noun.count > len(same)):
                return same if noun.plural else same[-1:]
        told = [
            k
            for k in self.group
            if k not in self.dealt and k in self.things and len(self.things[k].options) > 1
        ]
        if len(options) == 1 and not noun.definite and told and self.last and self.last[-1] in self.group:
            key = next((k for k in told if options[0] in self.things[k].options), None)
            if key is not None:
                self.things[key] = replace(self.things[key], options=options)
                self.dealt.add(key)
                return [key]
        if not new and not noun.article and (noun.count or 1) == 1 and not noun.plural:
            named = self._by_last_word(noun)
            if named is not None:
                return [named]
        free = [] if new else self._free(noun, options)
        if free and noun.plural and noun.count is None:
            count = len(free) if noun.definite or pair else count
        if (noun.count or 0) > 1 or pair:
            self.counted.update(options)
        fresh = []
        for _ in range(count):
            base = options[0] if len(options) == 1 else noun.value
            old = free.pop(0) if free else None
            chosen = options
            if old is not None:
                base, chosen = old.id, (old.category,)
            key, k = base, 1
            while key in self.things:
                k += 1
                key = f"{base}-{k}"
            self.things[key] = Thing(key, chosen, noun.span, old.id if old is not None else None)
            self.said[key] = noun.text
            fresh.append(key)
        return fresh

    def _by_last_word(self, noun: Noun) -> str | None:
        """A rain cloud; the cloud is at the right: the rain cloud. But a hot dog is no dog."""
        for key, text in reversed(self.said.items()):
            if key in self.things and text.endswith(" " + noun.text) and text != "hot " + noun.text:
                return key
        return None

    def _known_as(self, noun: Noun, options: tuple[str, ...]) -> tuple[str, ...]:
        """The balloon, where the scene has a hot air balloon and no other: that one."""
        there = {t.category for t in self.old}
        if options[0] in there or not there:
            return options
        word = " " + noun.text.removesuffix("s")
        for name in there:
            piece = self.catalog[name]
            if any(said.lower().endswith(word) for said in (piece.label, *piece.synonyms)):
                return (name,)
        return options

    def _free(self, noun: Noun, options: tuple[str, ...]) -> list[There]:
        """Objects of the scene that the noun can mean and nothing has claimed; its owner's first."""
        taken = {thing.old for thing in self.things.values()}
        found = [t for t in self.old if t.category in options and t.id not in taken]
        owners = self._owner(noun.owner or "", noun.span)
        if noun.size in ("small", "tiny"):
            found = sorted(found, key=lambda t: t.scale)
        elif noun.size in ("big", "huge"):
            found = sorted(found, key=lambda t: -t.scale)
        if noun.side:
            found = sorted(found, key=lambda t: t.x if noun.side == "left" else -t.x)
        return sorted(found, key=lambda t: (t.bearer not in owners) if owners else False)

    def all_of(self, noun: Noun) -> list[str]:
        """Keys of all objects of the scene that the noun can mean."""
        if noun.key is not None or noun.kind not in ("piece", "class"):
            return self.resolve(noun)
        options = self._options(noun)
        every = self.everything()
        return [key for key in every if self.things[key].options[0] in options]

    def narrow(self, key: str, other: str) -> bool:
        """A class that a piece makes plain is that piece: the hat, with horns, is the viking hat."""
        one, two = self.things.get(key), self.things.get(other)
        if one is None or two is None or len(one.options) < 2 or len(two.options) > 1 or two.old:
            return False
        if two.options[0] not in one.options:
            return False
        self.things[key] = replace(one, options=two.options)
        self.things.pop(other)
        return True

    def everything(self) -> list[str]:
        """All objects of the scene, as things."""
        for t in self.old:
            if all(thing.old != t.id for thing in self.things.values()):
                self.things[t.id] = Thing(t.id, (t.category,), (0, 0), t.id)
        return [key for key, thing in self.things.items() if thing.old]

    def is_there(self, noun: Noun) -> bool:
        """Whether the scene has what the noun names."""
        options = {"piece": (noun.value,), "child": (noun.value,)}.get(
            noun.kind, self.catalog.classes.get(noun.value, ())
        )
        return any(t.category in options for t in self.old)

    def fresh(self, noun: Noun) -> list[str]:
        """A thing that is not there yet, whatever the article says."""
        return self.resolve(replace(noun, definite=False), new=True)

    def removed(self, noun: Noun) -> list[str]:
        """What a noun means that is to be taken away; nothing new is wished for."""
        if noun.kind in ("piece", "class") and noun.key is None:
            options = self._options(noun)
            if noun.other:
                named = set(self.things)
                return [key for key in self.all_of(noun) if key not in named]
            there = self._free(noun, options) + [
                t
                for t in self.old
                for thing in self.things.values()
                if thing.old == t.id and t.category in options
            ]
            if not there:
                for option in options if noun.kind == "piece" or noun.plural else ():
                    self.absent.setdefault(option, noun.span)
                return []
            if (noun.plural or noun.text in ("food", "headgear")) and noun.count is None:
                noun = replace(noun, count=len(there), plural=True)
        return self.resolve(replace(noun, definite=True))

    def prefer_owner(self, keys: list[str], owners: Sequence[str]) -> None:
        """take the hat off Mike: of several hats, his."""
        for i, key in enumerate(keys):
            thing = self.things[key]
            bearer = next((t.bearer for t in self.old if t.id == thing.old), None)
            better = next(
                (t for t in self.old if t.bearer in owners and t.category in self._family(thing)), None
            )
            if bearer not in owners and better is not None:
                self.things.pop(key)
                self.things[better.id] = Thing(better.id, (better.category,), thing.span, better.id)
                keys[i] = better.id

    def _family(self, thing: Thing) -> set[str]:
        group = self.catalog[thing.options[0]].group
        return {piece.name for piece in self.catalog.pieces if piece.group == group}

    def _options(self, noun: Noun) -> tuple[str, ...]:
        return (noun.value,) if noun.kind == "piece" else self.catalog.classes[noun.value]

    def change(self, change: Change) -> None:
        self.changes.append(change)

    def bear(self, key: str, bearer: str, span: Span) -> None:
        """A thing given to a child or an animal: worn, held, or beside it."""
        options = self.things[key].options if key in self.things else (key,)
        if all(self.catalog[o].group == "wearable" for o in options):
            self.say("wears", key, others=(bearer,), span=span)
        elif bearer in CHILDREN and all(self.catalog[o].held is not None for o in options):
            self.say("holds", key, others=(bearer,), span=span)
        elif key != bearer:
            self.say("near", key, others=(bearer,), span=span)

    def _is_pair(self, noun: Noun, options: tuple[str, ...]) -> bool:
        """Some words are plural and mean one piece: glasses, balloons, a swing set, hot dogs to eat."""
        if not noun.plural:
            return False
        name = options[0]
        if len(options) == 1 and (
            name in ("glasses", "sunglasses", "balloons", "swing", "lightning", "rain", "fire")
        ):
            return False
        return not noun.definite or not self._mentioned(noun, options)

    def _mentioned(self, noun: Noun, options: tuple[str, ...]) -> list[str]:
        """The things named before that this noun can mean again."""
        wide = set(options)
        keys = [k for k, t in self.things.items() if set(t.options) <= wide]
        if not keys and len(options) == 1:
            keys = [k for k, t in self.things.items() if options[0] in t.options and noun.definite]
        return keys

    def say(
        self,
        kind: str,
        subject: str,
        values: Iterable[str] = (),
        others: Iterable[str] = (),
        holds: bool = True,
        span: Span = (0, 0),
    ) -> None:
        if subject in (others := tuple(others)):
            return
        if kind in ("in", "on") and holds and subject not in CHILDREN:
            # the ball that was thrown, and is now stuck in the tree
            self.facts = [
                f
                for f in self.facts
                if f.subject != subject or f.kind not in ("near", "holds", "beside_foot")
            ]
        if kind == "beside_foot" and holds:  # who kicks the ball does not hold it any more
            self.facts = [
                f for f in self.facts if not (f.kind == "holds" and f.subject == subject and f.holds)
            ]
        fact = Fact(kind, subject, tuple(values), tuple(others), holds, span)
        if replace(fact, span=(0, 0)) not in {replace(f, span=(0, 0)) for f in self.facts}:
            self.facts.append(fact)

    # -- clauses -----------------------------------------------------------------------

    def _leaves(self, clause: Clause) -> bool:
        """The dog is not here; neither came; Mike has gone home."""
        parts = clause.parts
        apart = any(p.negated for p in clause.verbs) and all(
            p.text == "with" and all(n.kind in ("child", "pronoun", "group") for n in p.nouns)
            for p in parts
            if p.kind in ("prep", "object")
        )
        if (
            apart
            and any(p.kind == "prep" for p in parts)
            and {"be"} == {v for p in clause.verbs for v in p.value}
        ):
            return True  # Jenny is not with him today
        scenic = any(
            p.kind == "prep" and "in" in p.value and p.nouns and all(n.text in _SCENES for n in p.nouns)
            for p in parts
        )
        parts = [p for p in parts if not (p.kind in ("prep", "object") and p.nouns and _all_scenery(p.nouns))]
        if any(p.kind == "prep" or p.kind == "object" for p in parts) and not any(
            p.kind == "arriving" for p in parts
        ):
            return False  # disappears behind the cloud, leaves a trail
        here = any(p.text in ("here", "there", "around") for p in parts if p.kind in ("word", "verb"))
        here = here or (scenic and {v for p in clause.verbs for v in p.value} == {"be"})
        denied = any(p.negated for p in parts if p.kind in ("verb", "arriving"))
        skies = [noun.value for noun in clause.subject if noun.kind == "piece"]
        shines = bool(skies) and all(self.catalog[name].group == "sky" for name in skies)
        here = here or (shines and any(p.text == "out" for p in parts))
        if denied and not shines and any(p.text in ("out", "down", "back", "up") for p in parts):
            return False  # she will not come out
        arrives = any(
            p.kind == "arriving" or (p.kind == "verb" and p.text.split(" ")[0] in _COMES) for p in parts
        )
        goes_on = any(p.kind == "region" and p.value in ("left", "right") for p in parts)
        leaves = any(p.kind == "leaving" and not p.negated for p in parts) and not goes_on
        skies = [noun.value for noun in clause.subject if noun.kind == "piece"]
        if skies and all(self.catalog[name].group == "sky" for name in skies):
            leaves = leaves or any(p.kind == "ending" and not p.negated for p in parts)
            leaves = leaves or any(p.negated and p.text.startswith("shin") for p in clause.parts)
        return leaves or (denied and (arrives or here) and not clause.there)

    def _forget(self, key: str) -> None:
        """The dog is not here: what was named only to say so."""
        thing = self.things.pop(key, None)
        for option in thing.options if thing is not None else ():
            self.absent.setdefault(option, thing.span if thing is not None else (0, 0))

    def _alone(self, clause: Clause, subject: Sequence[str]) -> None:
        """Only Mike is wearing a hat: Jenny is not. Jenny is alone: Mike is not there."""
        children = [key for key in subject if key in CHILDREN]
        if len(children) != 1:
            return
        other = CHILDREN[children[0] == CHILDREN[0]]
        acts = [label for part in clause.verbs for label in part.value]
        if any(label == "wear" for label in acts) and not clause.alone:
            self.say("wears", other, ("any",), holds=False)
        elif not any(label in POSES_OF_VERBS or label in ("hold", "eat") for label in acts) or clause.alone:
            self.absent.setdefault(other, clause.subject[0].span)

    def rule_out(self, noun: Noun) -> None:
        """No sun; no animals; nobody."""
        if noun.kind == "group":
            for child in CHILDREN:
                self.absent.setdefault(child, noun.span)
        elif noun.kind == "child" or noun.kind == "piece":
            self.absent.setdefault(noun.value, noun.span)
        elif noun.kind == "class":
            self.absent_classes.append((noun.value, noun.span))
        elif noun.kind == "unknown" and noun.text in (
            "people",
            "one",
            "kids",
            "children",
            "person",
            "child",
            "kid",
        ):
            for child in CHILDREN:
                self.absent.setdefault(child, noun.span)

    # -- the result --------------------------------------------------------------------

    def check(self, chunk: object) -> None:
        """Note a word that nothing here knows."""
        text, readings = getattr(chunk, "text", ""), getattr(chunk, "readings", {})
        new = not readings and len(text) > 2 and text.isalpha() and text not in self.known
        if new and text not in self.words.speller.known:
            self.unknown.setdefault(text, (chunk.start, chunk.end))  # type: ignore[attr-defined]
        spelled = getattr(chunk, "spelled", None)
        if spelled:
            span = (chunk.start, chunk.end)  # type: ignore[attr-defined]
            if all(entry[2] != span for entry in self.spelled):
                self.spelled.append((spelled, text, span))

    def _drop_shed(self) -> None:
        """Mike lost his hat: it is not there. But Jenny took hers off, and it lies on the table."""
        for key in self.shed:
            worn = [f for f in self.facts if f.kind == "wears" and f.subject == key]
            self.facts = [f for f in self.facts if f not in worn]
            if not any(f.subject == key and f.holds and f.kind not in ("size", "colour") for f in self.facts):
                self._forget(key)
                self.facts = [f for f in self.facts if key not in (f.subject, *f.others)]

    def result(self, text: str) -> Reading:
        self._drop_shed()
        wanted = {
            option
            for thing in self.things.values()
            if len(thing.options) == 1 and thing.old is None
            for option in thing.options
        }
        absent = {name: span for name, span in self.absent.items() if name not in wanted}
        for name, span in self.absent_classes:
            if any(set(t.options) == set(self.catalog.classes[name]) for t in self.things.values()):
                continue
            for member in self.catalog.classes[name]:
                if member not in wanted:
                    absent.setdefault(member, span)
        rows = [thing_row(text, thing, self.catalog) for thing in self.things.values()]
        rows += [
            absent_row(text, name, span, self.catalog) for name, span in self.absent.items() if name in absent
        ]
        rows += [change_row(text, change, self.things, self.catalog) for change in self.changes]
        rows += [explain_fact(text, fact, self.things, self.catalog) for fact in self.facts]
        notes = []
        for wrong, right, span in self.spelled:
            message = f"“{wrong}” was read as “{right}”."
            rows.append(Understood(wrong, *span, "spelling", message))
            notes.append({"kind": "spelling", "word": wrong, "message": message, "suggestion": right})
        skip = set(self.words.speller.known)
        for word, span in self.unknown.items():
            if word in skip or word in self.words.words["scenery"] or len(word) < 3:
                continue
            if word in not_nouns():
                message = f"“{word}” changes nothing in the picture."
                rows.append(Understood(word, *span, "unknown", message))
                continue
            row, note = unknown_noun(word, span, self.words, self.catalog)
            rows.append(row)
            notes.append(note)
        rows.sort(key=lambda row: (row.start, row.end))
        return Reading(
            tuple(self.things.values()),
            tuple(self.facts),
            tuple(absent),
            tuple(self.changes),
            self.only,
            self.commanded,
            frozenset(self.counted),
            tuple(dict.fromkeys(rows)),
            tuple(notes),
        )
