"""Noun phrases -> the things they mean: one, some of several, all, a costume, what is owned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.facts import Span, Thing
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.referring import Referring

_ONCE_MORE = ("another", "a second", "a third", "a fourth", "a fifth")


class Things(Referring):
    """Resolves noun phrases of every kind."""

    def resolve(self, noun: Noun, new: bool = False) -> list[str]:
        """The keys of the things that a noun phrase means; new things are noted.

        new: it is something that is not there yet ("add a dog").
        """
        if noun.kind == "known":
            return [noun.value]
        told = self.counted_at.get(noun.span, []) if noun.count is not None else []
        if told and noun.kind in ("piece", "class") and all(key in self.things for key in told):
            return list(told)  # three cats came along and sat down
        if noun.key is not None:
            self.last = [self.very(noun.key, noun.span)]
            return list(self.last)
        if noun.kind == "child":
            keys = [self._thing(noun.value, (noun.value,), noun.span)]
            self.vaguely.discard(noun.value)
            if noun.text in ("boys", "girls"):
                keys = [self._thing(noun.value, (noun.value,), noun.span)]
        elif noun.kind == "group":
            if noun.text.startswith(("both", "the two", "all of")) and not noun.text.endswith(
                ("kids", "children")
            ):
                several = [k for k in (self.last if len(self.last) > 1 else self.group) if k in self.things]
                spoken = [k for k in self.recency if k in self.things]
                if len(several) < 2 and not set(spoken) & set(CHILDREN):
                    several = spoken[-2:]  # the mustard is right of the ketchup, both are on the table
                if (
                    len(several) > 1
                    and not set(several) & set(CHILDREN)
                    and not set(CHILDREN) & set(self.things)
                ):
                    self.last = several
                    return several
            self.vaguely |= {child for child in CHILDREN if child not in self.things}
            here = {t.category for t in self.old} & set(CHILDREN)
            keys = [self._thing(c, (c,), noun.span) for c in CHILDREN if not here or c in here]
        elif noun.kind == "pronoun" and noun.count is not None and noun.value in ("them", "they"):
            keys = self._some_of_them(noun)
        elif noun.kind == "pronoun" and noun.text in ("his", "hers") and self._borne_by(noun):
            keys = self._borne_by(noun)
        elif noun.kind == "pronoun" and noun.text in ("his", "hers", "theirs") and self._of_kind():
            keys = self._pieces(self._of_kind()[0], self._options(self._of_kind()[0]), new=True)
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
        if noun.kind in ("piece", "class") and noun.count == 1 and noun.text_before.startswith("one"):
            self.ones |= set(keys)
        if noun.kind in ("piece", "class") and (noun.count or 0) > 1:
            self.counted_at[noun.span] = list(keys)
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
        if len(keys) > 1 and noun.kind in ("piece", "class") and not set(keys) < set(self.group):
            self.group, self.dealt = keys, set()
        if noun.kind != "pronoun" or keys:
            self.last = keys
        self.recency = [key for key in self.recency if key not in keys] + keys
        return keys

    def keys_of(self, nouns: Sequence[Noun]) -> list[str]:
        """The keys of the things that several noun phrases mean."""
        return [key for noun in nouns for key in self.resolve(noun)]

    def _borne_by(self, noun: Noun) -> list[str]:
        """He looks at hers: the kite that she holds."""
        who = CHILDREN[noun.text == "hers"]
        kinds = {option for kind in self._of_kind() for option in self._options(kind)}
        borne = [
            f.subject for f in self.facts if f.kind in ("holds", "wears") and f.holds and f.others == (who,)
        ]
        mine = [key for key in borne if key in self.things and set(self.things[key].options) <= kinds]
        return mine[-1:]

    def _of_kind(self) -> list[Noun]:
        """What was spoken of last that can be had: Mike forgot his hat; Jenny has hers on."""
        nouns = self.last_act[2] if self.last_act is not None else []
        fresh = [replace(n, owner=None, definite=False, negated=False, other=True) for n in nouns]
        return [n for n in fresh if n.kind in ("piece", "class")][:1]

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
        if noun.span in self.counted_at:  # one of them flew away and never came back
            return [key for key in self.counted_at[noun.span] if key in self.things]
        group = [key for key in self.group if key in self.things]
        if group and set(group) <= self.vague and (noun.count or 0) > len(group):
            return self._so_many(group, noun)  # the ducks were hungry; there were three of them
        if len(group) < 2:  # a big cat and a small cat: one of them
            alike = [key for key in self.recency if key in self.things and key not in CHILDREN]
            alike = [key for key in alike if self.things[key].options == self.things[alike[-1]].options]
            group = alike if len(alike) > 1 else group
        if len(group) < 2:
            group = self.last if len(self.last) > 1 else [c for c in CHILDREN if c in self.things]
        if len(group) < 2:
            return self._pronoun(noun)
        if group != self.group:
            self.group, self.dealt = list(group), set()
        free = [key for key in group if key not in self.dealt] or group
        self.dealt.update(free[: noun.count])
        self.counted_at[noun.span] = free[: noun.count]
        return free[: noun.count]

    def _counted(self, noun: Noun) -> list[str]:
        """Mike has one cat and Jenny has two; two trees, one on the left and one on the right."""
        group = [key for key in self.group if key in self.things]
        if noun.other and len(group) > 1:
            free = [key for key in group if key not in self.dealt] or group[-1:]
            self.dealt.update(free[: noun.count])
            return free[: noun.count]
        alive = [k for k in self.recency if k in self.things and (k in CHILDREN or self._is_animal(k))]
        if noun.text.startswith("all ") and noun.count == len(alive) and not self.old:
            return alive  # Mike, Jenny and a cat: all three
        lone = self.before[0] if len(self.before) == 1 and self.before[0] in CHILDREN else ""
        if noun.text == "the other one" and lone and len(group) < 2:  # one kid sits and the other one runs
            other = CHILDREN[lone == CHILDREN[0]]
            return [self._thing(other, (other,), noun.span)]
        if noun.count == 1 and len(group) > 1 and not noun.text.startswith("another"):
            key = next((key for key in group if key not in self.dealt), group[-1])
            self.dealt.add(key)
            return [key]
        free = [key for key in group if key not in self.dealt] or group
        more = noun.other or noun.text.endswith("more")
        if 1 < (noun.count or 0) <= len(free) and not (more or self.in_all):  # two for her, two for Mike
            self.dealt.update(free[: noun.count])
            return free[: noun.count]
        named = [key for key in self.things if key not in CHILDREN]
        things = [key for key in named if key not in self.last_place] or named
        about = [key for key in self.before if key in named]
        once_more = noun.text.startswith(_ONCE_MORE)
        last = about[-1] if about and once_more else things[-1] if things else None
        vague = [key for key in self.things if key in self.vague and last in self.vague]
        if vague and (noun.count or 0) > 1 and noun.text != "the other" and not noun.other:
            return self._so_many(vague, noun)  # counts the clouds: there are three
        if last is not None and last in self.ones and noun.text == "one" and self.things[last].old is None:
            # one cat sits to the left of Jenny and one to the right of her
            kind = "piece" if len(self.things[last].options) == 1 else "class"
            value = self.things[last].options[0] if kind == "piece" else last.partition("-")[0]
            return self._pieces(Noun(kind, value, noun.span, other=True), self.things[last].options)
        if last is None or ((noun.count or 0) < 2 and not noun.text.startswith(("the other", *_ONCE_MORE))):
            return []
        options = self.things[last].options
        same = [key for key in named if self.things[key].options == options]
        fewer = (noun.count or 0) < len(same)
        if self.in_all and not more and not (fewer and (once_more or self.old)):
            return self._in_all(same, noun)
        name = options[0] if len(options) == 1 else last.partition("-")[0]
        kind = "piece" if len(options) == 1 else "class"
        return self._pieces(Noun(kind, name, noun.span, count=noun.count, other=True), options)

    def _in_all(self, same: list[str], noun: Noun) -> list[str]:
        """On Tuesday there were two; five ducks swam by, and now there are three."""
        if (noun.count or 0) >= len(same):
            return self._so_many(same, noun)
        stay = sorted(same, key=lambda key: key in self.dealt)[: noun.count]
        for key in [key for key in same if key not in stay]:
            self._unsay(key)
            self.things.pop(key)
        return stay

    def _so_many(self, group: list[str], noun: Noun) -> list[str]:
        """Several things of which it is said later how many they are."""
        self.vague -= set(group)
        options = self.things[group[-1]].options
        kind = "piece" if len(options) == 1 else "class"
        value = options[0] if kind == "piece" else group[-1].partition("-")[0]
        missing = (noun.count or 0) - len(group)
        if missing > 0:
            more = Noun(kind, value, noun.span, other=True, count=missing)
            group = [*group, *self._pieces(more, options)]
        self.group, self.dealt = list(group), set()
        return group

    def _owned(self, keys: list[str], noun: Noun) -> None:
        for owner in self._owner(noun.owner or "", noun.span):
            for key in keys:
                self.owners.setdefault(key, owner)
                options = self.things[key].options
                if owner in CHILDREN and all(self.catalog[o].group == "wearable" for o in options):
                    others = {
                        f.others[0] for f in self.facts if f.kind == "wears" and f.subject == key and f.holds
                    }
                    if not others:
                        self.say("wears", key, others=(owner,), span=noun.span)

    def all_of(self, noun: Noun) -> list[str]:
        """Keys of all objects of the scene that the noun can mean."""
        if noun.key is not None or noun.kind not in ("piece", "class"):
            return self.resolve(noun)
        options = self._options(noun)
        every = self.everything()
        return [key for key in every if self.things[key].options[0] in options]

    def fresh(self, noun: Noun) -> list[str]:
        """A thing that is not there yet, whatever the article says."""
        return self.resolve(replace(noun, definite=False), new=True)

    def removed(self, noun: Noun) -> list[str]:
        """What a noun means that is to be taken away; nothing new is wished for."""
        if noun.kind in ("piece", "class") and noun.key is None:
            options = self._options(noun)
            if noun.text == "food":  # with what there is to drink
                options = tuple(p.name for p in self.catalog.pieces if p.group == "food")
                there = [t for t in self.old if t.category in options]
                if there:
                    return [self.very(t.id, noun.span) for t in there]
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

    def bear(self, key: str, bearer: str, span: Span) -> None:
        """A thing given to a child or an animal: worn, held, or beside it."""
        options = self.things[key].options if key in self.things else (key,)
        if all(self.catalog[o].group == "wearable" for o in options):
            self.say("wears", key, others=(bearer,), span=span)
        elif bearer in CHILDREN and all(self.catalog[o].held is not None for o in options):
            self.say("holds", key, others=(bearer,), span=span)
        elif key != bearer:
            self.say("near", key, others=(bearer,), span=span)
