"""What words point back to: pronouns, owners, and nouns that mean a thing named before."""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.facts import Span, Thing
from text2scene.language.lexicon import CHILDREN
from text2scene.language.memory import Memory, There
from text2scene.language.nouns import Noun

MOST_OF_A_KIND = 10
SEVERAL = frozenset({"glasses", "sunglasses", "balloons"})


class Referring(Memory):
    """Finds the things that are meant again, and notes those that are new."""

    def _pronoun(self, noun: Noun) -> list[str]:
        who = self.words.words["pronouns"][noun.value]
        if noun.value in ("him", "her") and who in self.departed and who not in self.things:
            return []  # Mike has not come: she is angry with him
        if who in CHILDREN:
            lone = self.before if len(self.before) == 1 and self.before[0] in self.things else []
            chased = noun.value in ("he", "she") and who in self.named_later and len(lone) == 1
            if chased and self._is_animal(lone[0]) and not self.old:
                self.called[who] = self.things[lone[0]].options[0]  # now he runs off, and Mike runs after him
                return lone
            paired = not self.solo and set(CHILDREN) <= set(self.things)  # spoken of together, never alone
            if lone and paired and noun.value in ("he", "she") and self._is_animal(lone[0]):
                self.called[who] = self.things[lone[0]].options[0]  # the dog likes the rain. He is outside
                return lone
            beast_name = self.called.get(who)
            beast = next((k for k, t in self.things.items() if t.options == (beast_name,)), None)
            known = who in self.things and (who in self.solo or self.old or who not in self.vaguely)
            if beast and (who in self.avoid or self.before == [beast] or not known):
                return [beast]
            if (
                who in self.avoid and noun.value in ("him", "her") and self.other_than_self
            ):  # Jenny looks up at her: the cat
                beasts = [k for k in self.recency if k in self.things and self._is_animal(k)]
                if beasts and beasts[-1] not in self.avoid:
                    return beasts[-1:]
            animals = self._about_animals()
            if animals:
                about = [key for key in self.before if key in animals] or animals
                others = [key for key in about if key not in self.avoid] if self.avoid else []
                others = others or [key for key in animals if key not in (*about[:1], *self.avoid)] or animals
                meant = about[:1] if noun.value in ("he", "she") else others[:1]
                self.called.setdefault(who, self.things[meant[0]].options[0])
                return meant
            animal = self._named_animal(who)
            return [animal] if animal else [self._thing(who, (who,), noun.span)]
        taken = [key for change in self.changes[-1:] if change.kind == "remove" for key in change.keys]
        if who == "they" and taken and all(self.things[key].options[0] in SEVERAL for key in taken):
            return taken  # take the glasses off Jenny and put them on Mike
        if who == "they":
            told = {t.category for t in self.old} | set(self.things)
            beasts = [k for k in self.things if self._is_animal(k)]
            spoken = [key for key in self.recency if key in self.things]
            several = [key for key in self.last if key in self.things]
            if len(several) > 2 and all(self._is_animal(key) for key in several):
                return several  # there are four ducks: they
            beastly = len(spoken) > 1 and all(self._is_animal(key) for key in spoken[-2:]) and not self.old
            if beastly and not set(spoken) & set(CHILDREN):
                return spoken[-2:]  # Jenny's dog is big, Mike's cat is tiny: they are friends
            people = told & set(CHILDREN) or len(self.departed) > 1
            if self.wants_living and people and len(beasts) < 2:
                several = [k for k in self.before if k in CHILDREN or self._is_animal(k)]
                if len(several) > 1:
                    return several
                return [self._thing(child, (child,), noun.span) for child in CHILDREN]
            for several in (self.last, self.before):
                if len(several) > 1 and not set(several) <= set(CHILDREN):
                    return list(several)
            pair = self._pair_spoken_of() if noun.value == "them" else []
            if pair:
                return pair
            if set(self.avoid) & set(CHILDREN):  # below them, the children look up
                others = [k for k in self.things if k not in self.avoid and k not in CHILDREN]
                others = [k for k in others if k not in self.last_place] or others
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
            if last and last[0] not in self.before and self.things[last[0]].options[0] in SEVERAL:
                return last  # her glasses: they lie on the table
            pairs = [k for k in self.recency if k in self.things and self.things[k].options[0] in SEVERAL]
            if pairs and len(told & set(CHILDREN)) < 2 and not self.wants_living and not self.old:
                return pairs[-1:]  # Mike lost his glasses. He looked for them
            children = bool(told & set(CHILDREN))
            if children or not (self.last or self.old):
                return [self._thing(child, (child,), noun.span) for child in CHILDREN]
            return list(self.last)
        barred = {*CHILDREN, *self.avoid}
        if noun.text == "that":  # the thing just named
            return [key for key in (*reversed(self.last), *reversed(self.things)) if key not in barred][:1]
        order = {key: i for i, key in enumerate(self.recency)}
        spoken = sorted(self.things, key=lambda key: order.get(key, -1))
        things = [key for key in reversed(spoken) if key not in barred]
        recent = [key for key in self.last if key not in barred and key in self.things]
        about = [key for key in self.before if key not in barred and key in self.things]
        kinds = {self.things[key].options for key in about if key in self.things}
        if len(about) > 1 and len(kinds) == 1 and noun.value == "it":
            about = []  # three dogs want the frisbee: it is no dog
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

    def _pair_spoken_of(self) -> list[str]:
        """Mike likes his cap. Jenny likes her glasses. She has them on: the glasses alone."""
        spoken = [key for key in self.recency if key in self.things and key not in CHILDREN]
        if not spoken or self.things[spoken[-1]].options[0] not in SEVERAL or self.old:
            return []
        last, before = self.things[spoken[-1]], self.things[spoken[-2]] if len(spoken) > 1 else None
        joined = before is not None and abs(last.span[0] - before.span[1]) < 8  # a hat and glasses
        return [] if joined else spoken[-1:]

    def _named_animal(self, who: str) -> str | None:
        """Jenny looks for her dog. He hides: the dog, where nothing was said of Mike."""
        if who in self.things or who in self.absent or any(t.category == who for t in self.old):
            return None
        animals = [k for k, t in self.things.items() if self.catalog[t.options[0]].group == "animal"]
        recent = [k for k in (*reversed(self.before), *reversed(self.last)) if k in animals]
        return next(iter(recent or animals[-1:]), None)

    def _about_animals(self) -> list[str]:
        """The animals named, where no child was: then he and she are two of them."""
        if any(child in self.things for child in CHILDREN) or any(t.category in CHILDREN for t in self.old):
            return []
        return [k for k, t in self.things.items() if self.catalog[t.options[0]].group == "animal"]

    def _owner(self, word: str, span: Span = (0, 0)) -> list[str]:
        if word in CHILDREN:
            return [self._thing(word, (word,), span)]
        if word in ("kids", "children", "their") and not self.old and not self._about_animals():
            return [self._thing(child, (child,), span) for child in CHILDREN]
        if word in ("his", "her") and not self._about_animals():
            child = CHILDREN[word == "her"]
            return [self._thing(child, (child,), span)]
        return []

    def _mentioned(self, noun: Noun, options: tuple[str, ...]) -> list[str]:
        """The things named before that this noun can mean again."""
        wide = set(options)
        keys = [k for k, t in self.things.items() if set(t.options) <= wide]
        if not keys and len(options) == 1:
            keys = [k for k, t in self.things.items() if options[0] in t.options and noun.definite]
        return keys

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
        if same and noun.owner and not self.old:
            owner = self._owner(noun.owner, noun.span)[:1]
            same = [k for k in same if not owner or self.owners.get(k, owner[0]) == owner[0]]
            new = new or not same  # Mike flies his kite; Jenny's kite is at home
        if same and noun.article and not noun.plural and not noun.only and noun.count in (None, 1):
            here = self.things[same[-1]]
            twice = self.sentence <= here.span[0] < noun.span[0] and same[-1] in self.articled
            worn = all(self.catalog[option].group == "wearable" for option in options)
            # an owl here and an owl there; but a viking with a horned helmet has one
            new = new or (twice and here.old is None and len(options) == 1 and not worn)
        if same and noun.count == 1 and noun.text_before.startswith("one") and same[-1] in self.ones:
            here = self.things[same[-1]]  # one cloud on the left and one cloud on the right
            new = new or (self.sentence <= here.span[0] < noun.span[0] and here.old is None)
        if same and not new and len(options) == 1 and all(len(self.things[k].options) > 1 for k in same):
            # three balls: the football is one of them; many animals: three cats are
            number = noun.count or (2 if noun.plural else 1)
            told = same[:number]
            for key in told:
                self.things[key] = replace(self.things[key], options=options)
            more = replace(noun, count=number - len(told), other=True)
            return [*told, *(self._pieces(more, options, new=True) if number > len(told) else [])]
        if noun.only and noun.count and len(same) >= noun.count:  # now there are only three ducks
            for key in same[noun.count :]:
                self._unsay(key)
                self.things.pop(key)
            return same[: noun.count]
        missing = (noun.count or 0) - len(same)
        if self.in_all and same and noun.count and missing >= 0 and not new and not self.old:
            more = replace(noun, count=missing, other=True)  # a duck comes; now there are two ducks
            return [*same, *(self._pieces(more, options) if missing else [])]
        generic = noun.plural and noun.count is None and not (noun.article or noun.other or new)
        if generic and len(same) > 1 and not self.old:
            return same  # three ducks; she does not care about ducks
        mass = [k for k in same if k in self.bare] if (noun.count or 0) > 1 and not new else []
        if mass and mass == same and not self.old:  # lemonade; there are three cups
            self.bare -= set(mass)
            more = replace(noun, count=(noun.count or 2) - len(mass), other=True)
            return [*mass, *(self._pieces(more, options) if more.count else [])]
        if same and not new:
            again = noun.definite or ((noun.count or 1) <= 1 and (len(options) == 1 or not noun.article))
            if again and noun.count and noun.count < len(same) and " of " in f" {noun.text_before} ":
                return same[: noun.count]  # two of the cats
            if again and not (noun.count and noun.count > len(same)):
                return same if noun.plural else self._of_size(noun, same)
        told = [
            k
            for k in self.group
            if k not in self.dealt and k in self.things and len(self.things[k].options) > 1
        ]
        if len(options) == 1 and not noun.definite and told and self.last and self.last[-1] in self.group:
            fits = [k for k in told if options[0] in self.things[k].options][:count]
            for key in fits:
                self.things[key] = replace(self.things[key], options=options)
                self.dealt.add(key)
            if fits:  # many animals are here: three cats, two dogs
                more = replace(noun, count=count - len(fits), other=True)
                return [*fits, *(self._pieces(more, options, new=True) if count > len(fits) else [])]
        if not new and not noun.article and (noun.count or 1) == 1 and not noun.plural:
            named = self._by_last_word(noun)
            if named is not None:
                return [named]
        free = [] if new else self._free(noun, options)
        if free and noun.plural and noun.count is None:
            count = len(free) if noun.definite or pair else count
        if (noun.count or 0) > 1 or pair:
            self.counted.update(options)
        elif noun.kind == "class" and (noun.article or noun.count == 1) and not self.old:
            self.counted.update(options)  # a bird: one, of whatever kind
        elif noun.article and options[0] in self.catalog.classes["tree"] and not self.old:
            self.counted.update(self.catalog.classes["tree"])  # an old oak: one tree
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
            if pair and noun.count is None:
                self.vague.add(key)
            if noun.text in ("rained", "stormed", "thundered"):
                self.rained.add(options[0])
            if noun.article and not noun.plural:
                self.articled.add(key)
            if not (noun.article or noun.definite or noun.plural or noun.count or noun.owner):
                self.bare.add(key)
            fresh.append(key)
        return fresh

    def _of_size(self, noun: Noun, same: list[str]) -> list[str]:
        """The big dog, the small dog: of several, the one that is so, or that nothing is said of yet."""
        if noun.size is None or len(same) < 2:
            return same[-1:]
        sizes = {f.subject: f.values[0] for f in self.facts if f.kind == "size" and f.holds}
        so = [key for key in same if sizes.get(key) == noun.size]
        return (so or [key for key in same if key not in sizes] or same[-1:])[:1]

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
