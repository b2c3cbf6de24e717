"""Where a clause says that something is: regions, prepositions, in whose hand."""

from __future__ import annotations

import re
from dataclasses import replace

from text2scene.language.clauses import Part
from text2scene.language.company import Company
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun

_BESIDE = frozenset({"left_of", "right_of", "near", "in_front", "behind", "far"})


_OWN_SIDE = re.compile(r"\b(?:his|her|its|their) (?:left|right)\b")
_THEIRS = {"his": "his", "hers": "her", "theirs": "their"}


def _hand(noun: Noun) -> Noun:
    """Mike has a ball in his hands, and Jenny a bat in hers."""
    return Noun("body", "hands", noun.span, owner=_THEIRS[noun.text], text="hands")


def _head(noun: Noun) -> Noun:
    """The helmet is on his head and the cap is on hers."""
    return Noun("body", "head", noun.span, owner=_THEIRS[noun.text], text="head")


class Spots(Company):
    """The places of a clause."""

    def _prep(self, part: Part, after: Part | None) -> None:
        names: tuple[str, ...] = part.value
        nouns = [_hand(noun) if "in" in names and noun.text in _THEIRS else noun for noun in part.nouns]
        hats = bool(self.located) and all(key not in CHILDREN and self._worn(key) for key in self.located)
        if hats and "on" in names:
            nouns = [_head(noun) if noun.text in _THEIRS else noun for noun in nouns]
        bodies = [noun for noun in nouns if noun.kind == "body"]
        scenery = [noun for noun in nouns if noun.kind == "scenery"]
        if bodies:
            self._face_of(bodies[0])
            self._on_body(bodies[0], names, part)
        if scenery and not any(noun.kind in ("piece", "class", "child") for noun in nouns):
            self._in_scenery(scenery[0], names, part)
        negated = part.negated or self.negated
        keys: list[str] = []
        for noun in nouns:
            beside = [f for f in self.r.facts if f.kind in ("left_of", "right_of") and f.holds and f.others]
            if noun.text == "it" and beside and part.text.endswith(("its left", "its right")):
                keys.append(beside[-1].others[0])  # Jenny is left of the pine, Mike on its right
            elif noun.text == "self":  # the fire has the tent on one side
                keys += [key for key in self.subject if key in self.r.things]
            elif noun.kind == "body" and noun.owner and _BESIDE & set(names):
                keys += self.r._owner(noun.owner, noun.span)  # left of Jenny's feet
                if noun.text in ("feet", "foot"):
                    for key in self.located:
                        if key not in CHILDREN:
                            self.r.say("region", key, ("ground",), span=part.span)
            elif negated and part.text == "with" and any(p.kind == "feel" for p in self.clause.parts):
                self.r.resolve(replace(noun, negated=False))  # no longer angry with Mike: he is there
            elif noun.negated or (negated and "near" in names and part.text == "with"):
                self._denied_object(noun)
            elif noun.kind == "count" and noun.count != 1:
                continue
            elif "between" in names and noun.value in ("them", "they") and noun.kind != "each_other":
                borne = {f.subject for f in self.r.facts if f.kind in ("wears", "holds") and f.holds}
                last = [k for k in self.r.things if k not in self.located and k not in borne][-2:]
                mixed = len(set(last) & set(CHILDREN)) == 1 and not set(self.located) & set(CHILDREN)
                if mixed and set(CHILDREN) <= set(self.r.things):
                    last = list(CHILDREN)  # not one of them and a balloon
                kids = noun.kind == "group" and noun.text.split(" ")[-1] in ("kids", "children", "friends")
                keys += self.r.resolve(noun) if kids or len(last) < 2 else last
            elif noun.text == "it" and self.objects and self._guards(names):
                keys += self.objects[-1:]  # guards the tent, right in front of it
                self.located = list(self.subject)
            elif self.carrier and noun.text in ("it", "them"):
                keys += self.carrier
            elif noun.kind not in ("body", "scenery"):
                self.r.wants_furniture = bool({"on", "in", "below"} & set(names))
                self.r.avoid = list(self.located)
                self.r.other_than_self = "toward" in names
                self.r.wants_inside = "in" in names and bool(set(self.located) & set(CHILDREN))
                self.r.wants_recent = bool(
                    {"left_of", "right_of", "in_front", "near", "above", "below", "behind"} & set(names)
                ) and not part.text.endswith(("its left", "its right"))
                keys += self._one_each(noun) if part.text == "with" else self.r.resolve(noun)
        if not nouns:
            self._bare(part)
        self.r.last_place = keys or self.r.last_place
        self.r.avoid, self.r.wants_furniture, self.r.wants_recent = [], False, False
        self.r.wants_inside = self.r.other_than_self = False
        if "either_side" in names and not self.located and len(self.r.before) == 2:
            self.located = list(self.r.before)  # they stand by the fire, one on each side of it
        if not keys:
            return
        if part.text == "by" and (self._by_none(keys, part) if part.negated else self._passive(keys, part)):
            return
        if "toward" in names and self._toward(keys, part):
            return
        if "separate" in self.verb and part.text == "from" and self.objects and self.subject:
            # a table separates Mike from Jenny
            self.r.say("between", self.subject[0], others=(self.objects[0], keys[0]), span=part.span)
            return
        if "perch" in names:
            self._perched(keys, part)
            return
        if self._searches(keys, names, part):
            return
        wearer = self._just_named(part) if part.text == "in" and all(self._worn(key) for key in keys) else ""
        theirs = {key for noun in nouns for key in self.r._owner(noun.owner or "", noun.span)}
        if theirs and wearer not in theirs:
            wearer = ""  # jumped out at Jenny in his pirate hat
        if theirs and theirs <= set(self.subject) and part.text == "in" and all(self._worn(k) for k in keys):
            return
        lists = len(self.subject) > 2 and part is self.clause.parts[0] and part.text == "in"
        if lists and not wearer and all(self._worn(key) for key in keys):
            wearer = self.subject[-1]  # a duck, Mike, a cat and Jenny in glasses
        if wearer and wearer not in keys:  # sings to a bear in a chef hat
            for key in keys:
                self.r.say("wears", key, others=(wearer,), span=part.span)
            return
        if "in" in names and self._living() and all(self._worn(key) for key in keys):
            part = replace(part, text="with")  # a girl in a pirate hat
        if part.text in ("with", "along with") and self._carries(keys, after):
            return
        if part.text == "for" and not self.verb and self.subject:
            for n, thing in enumerate(list(self.subject)):  # a crown for Jenny
                self.r.bear(thing, keys[n % len(keys)], part.span)
            return
        if part.text == "with" and self._amid(keys, part, after):
            return
        if part.text == "with" and self._with(keys, part):
            return
        if part.text in ("around", "with", "before") and not self.located:
            return
        name = next((n for n in names if n not in ("toward", "away")), None)
        weather = all(
            self.r.things[k].options[0] in ("rain", "sun", "lightning") for k in keys if k in self.r.things
        )
        if name == "in" and weather:
            name = "below"  # stands in the rain
        if name is None:
            return
        if part.text == "over" and any(
            p.text.startswith(("trip", "stumbl", "fall", "fell")) for p in self.clause.parts
        ):
            name = "near"
        if part.text == "out of" and set(self.verb) & {"walk", "run", "run_to"}:
            negated = not negated  # came out of the sandbox
            for one in self.subject:
                for key in keys:
                    self.r.say("near", one, others=(key,), span=part.span)
        self._relate(name, keys, part, negated)

    def _one_a_side(self, name: str, keys: list[str], part: Part) -> bool:
        """Mike and Jenny sit to the left and the right of the fire: one on each side."""
        k = self.clause.parts.index(part) if part in self.clause.parts else 0
        before = self.clause.parts[k - 1] if k else None
        other = {"left_of": "right", "right_of": "left"}.get(name)
        if before is None or before.kind != "region" or before.value != other or len(self.located) != 2:
            return False
        r = self.r
        r.facts = [f for f in r.facts if f.kind != "region" or f.span != before.span]
        for one, side in zip(self.located, (f"{other}_of", name), strict=True):
            for key in keys[:1]:
                r.say(side, one, others=(key,), span=part.span)
        return True

    def _guards(self, names: tuple[str, ...]) -> bool:
        """Whether it is by its object that the subject is placed: a dog guards the tent."""
        park = [k for k in self.objects if self.r.catalog[self.r.things[k].options[0]].group == "park"]
        acts = {"play_with", "look", "face", "run_to"} & set(self.verb)
        return bool(park) and bool(acts) and bool(_BESIDE & set(names)) and bool(self.subject)

    def _relate(self, name: str, keys: list[str], part: Part, negated: bool) -> None:
        r, labels = self.r, set(self.verb)
        only_wished = self.wished and (not self.wanted or name in ("on", "in"))
        if only_wished or self._one_a_side(name, keys, part):
            return
        where = self.located or self.subject
        fronted = bool(self.clause.subject) and part.span[0] < self.clause.subject[0].span[0]
        if fronted and where and set(where) <= set(CHILDREN):  # inside the tent Jenny is telling Mike a story
            where = [*(key for key in self.subject if key not in where), *where]
        movers = labels & {"throw", "kick", "put", "fly"} and self.objects
        if (movers and name in ("above", "on", "in", "between", "far")) or ("put" in labels and self.objects):
            where = self.objects
        if self.objects and labels & {"look"} and not any(key in CHILDREN for key in self.objects):
            where = self.objects
        if part.text.startswith("away from") and labels & {"run", "walk", "look"}:
            for one in self.subject:
                for key in keys:
                    r.say("facing_away", one, others=(key,), span=part.span)
            return
        own = labels & {"have"} or self.verb_text in ("got", "gets")
        solid = all(r.catalog[r.things[k].options[0]].group == "park" for k in keys if k in r.things)
        if own and self.objects and solid and name in ("on", "in", "below", "above", "near"):
            # they have got two drinks on the table
            where = self.objects
            r.facts = [f for f in r.facts if not (f.kind == "holds" and f.subject in where)]
        if self.verb_text.endswith(" for") and "look" in labels and self.subject and name in ("in", "near"):
            where = self.subject  # looks for it in the sandbox
        if not any(noun.kind == "each_other" for noun in part.nouns):
            where = [key for key in where if key not in keys] or [k for k in self.objects if k not in keys]
        where = [key for key in where if key in r.things]
        if name in ("on", "in"):  # on Mike, in Jenny: nobody stands on them
            where = [k for k in where if not (k in CHILDREN and set(keys) & set(CHILDREN))]
        if not where:
            return
        wearing = [k for k in where if all(r.catalog[o].group == "wearable" for o in r.things[k].options)]
        if (
            name == "on"
            and wearing
            and any(k in CHILDREN or r.catalog[r.things[k].options[0]].group == "animal" for k in keys)
        ):
            wearing = self._enough(wearing, keys, part)
            for n, key in enumerate(wearing):
                r.say("wears", key, others=(keys[n % len(keys)],), holds=not negated, span=part.span)
            return
        if "hide" in labels and name == "in":
            name = "in"
        if "drink" in labels and name in ("on",):
            return
        if any(noun.kind == "each_other" for noun in part.nouns):
            keys = where[1:] if len(where) > 1 else keys
            where = where[:1]
        where = self._base(where, name, keys)
        if name == "other_side_of":
            self._across(where, keys, part)
            return
        if name == "ahead":  # told when it is known which way they go
            r.ahead += [(key, keys[0], part.span) for key in where if not negated]
            return
        if name == "either_side":
            self._either_side(where, keys, part)
            return
        if name in ("left_of", "right_of") and _OWN_SIDE.search(part.text):
            for key in where:  # a dog is on his right: next to him
                for other in keys[:1]:
                    r.say("near", key, others=(other,), span=part.span)
        self._both_ways(name, keys, part)
        if name == "near" and not negated and any(noun.text == "it" for noun in part.nouns):
            inside = [f for f in r.facts if f.kind == "in" and f.holds and f.others == tuple(keys)]
            for fact in [f for f in inside if f.subject in r.before and f.subject not in (*where, *CHILDREN)]:
                for key in where:  # the ball lies in the sandbox, and the dog sits next to it
                    r.say("near", key, others=(fact.subject,), span=part.span)
        for key in where:
            if name == "between":
                if len(keys) > 1:
                    r.say(name, key, others=tuple(keys[:2]), holds=not negated, span=part.span)
                elif len(keys) == 1:
                    group = [k for k, t in r.things.items() if t.options == r.things[keys[0]].options]
                    if len(group) > 1:
                        r.say(name, key, others=tuple(group[:2]), holds=not negated, span=part.span)
                    else:
                        r.say("near", key, others=(keys[0],), holds=not negated, span=part.span)
                continue
            for other in keys:
                if negated and name == "near":
                    r.say("far", key, others=(other,), span=part.span)
                else:
                    r.say(name, key, others=(other,), holds=not negated, span=part.span)

    def _bare(self, part: Part) -> None:
        """has it on: wears it; goes in: into the tent spoken of before."""
        labels = set(self.verb)
        under = next((n for n in ("below", "behind") if n in part.value), "")
        said = [f for f in self.r.facts if f.kind == under and f.holds and f.others] if under else []
        if said and any(p.text == "there" for p in self.clause.parts):
            for key in self.located:  # now they are both under there
                self.r.say(under, key, others=said[-1].others, span=part.span)
        up = [f for f in self.r.facts if f.kind in ("in", "on", "above") and f.holds and f.others]
        up = [f for f in up if f.subject not in CHILDREN and f.subject not in self.located]
        if under == "below" and not said and up and not self.negated:
            for key in self.located:  # a cat sits up in the tree; Mike and Jenny stand below
                self.r.say("below", key, others=(up[-1].subject,), span=part.span)
        if part.text == "away" and "run" in labels and not (part.negated or self.negated):
            self._runs_away(part)
        if part.text == "side by side" and len(self.located) > 1:
            self.r.say("near", self.located[0], others=(self.located[1],), span=part.span)
        if "between" in part.value:
            last = [k for k in self.r.things if k not in self.located][-2:]
            for key in self.located if len(last) == 2 else ():
                self.r.say("between", key, others=tuple(last), span=part.span)
        on = part.text == "on" or part.text.startswith("on ")
        if on and labels & {"hold", "have", "put"} and self.objects:
            for key in self.objects:
                worn = any(f.kind == "wears" and f.holds and f.subject == key for f in self.r.facts)
                if self._worn(key) and not worn:
                    for child in self.children[:1]:
                        self.r.facts = [
                            f for f in self.r.facts if not (f.kind == "holds" and f.subject == key)
                        ]
                        self.r.say("wears", key, others=(child,), span=part.span)
        elif part.text in ("in", "inside", "into") and not labels & {"wear", "eat", "drink", "look"}:
            self._within(part, holds=not (part.negated or self.negated))

    def _runs_away(self, part: Part) -> None:
        """Mike is afraid of the bear and runs away: from the bear."""
        r = self.r
        lives = [k for k in reversed(r.recency) if k in r.things and (k in CHILDREN or r._is_animal(k))]
        others = [key for key in lives if key not in self.subject]
        others = sorted(others, key=lambda key: key in CHILDREN)  # from the bear rather than from Jenny
        for one in self.subject if others and not r.old else []:
            told = any(f.kind == "facing" and f.subject == one and f.values for f in r.facts)
            if not told:
                r.say("facing_away", one, others=(others[0],), span=part.span)

    def _within(self, part: Part, holds: bool) -> None:
        """In, or outside, what was spoken of and can be gone into."""
        parts = self.clause.parts
        k = parts.index(part) + 1 if part in parts else len(parts)
        there = k < len(parts) and parts[k].text == "there"
        into = ("tent", "sandbox", "oak_tree", "apple_tree", "pine_tree") if there else ("tent", "sandbox")
        places = [k for k, t in self.r.things.items() if t.options[0] in into]
        recent = [k for k in self.r.last_place if k in places] or places
        for one in self.subject:
            if recent and one not in recent and one in self.r.things:
                self.r.say("in", one, others=(recent[-1],), holds=holds, span=part.span)

    def _moves_house(self, one: str, keys: list[str], part: Part) -> None:
        """The owl lived in the pine tree. It moved to the apple tree: it is in that one now."""
        r = self.r
        home = [f for f in r.facts if f.kind == "in" and f.holds and f.subject == one and f.others]
        new = [k for k in keys if r.things[k].options[0].endswith("tree")]
        goes = bool({"walk", "fly", "jump"} & set(self.verb)) and part.text == "to"
        if one in CHILDREN or not home or not new or not goes or self.negated:
            return
        if r.things[home[-1].others[0]].options[0].endswith("tree"):
            r.facts = [f for f in r.facts if f not in home]
            r.say("in", one, others=(new[0],), span=part.span)

    def _toward(self, keys: list[str], part: Part) -> bool:
        labels = set(self.verb)
        acts = labels & {
            "look",
            "face",
            "throw",
            "kick",
            "give",
            "run",
            "walk",
            "wave",
            "reach",
            "run_to",
            "put",
            "fly",
        }
        feels = any(p.kind == "feel" for p in self.clause.parts) or "back" in labels
        if "hold" in labels and part.text == "to":
            self.objects = keys
            self._act(keys, part)
            return True
        alive = all(k in CHILDREN or self.r._is_animal(k) for k in keys)
        if part.text == "at" and alive and labels & {"run", "walk"}:
            for one in self.subject:  # runs at the bear; goes woof at it
                self.r.say("facing", one, others=(keys[0],), span=part.span)
                self.r.say("near", one, others=(keys[0],), span=part.span)
            return True
        if part.text in ("to", "toward", "towards") or (
            part.text == "at" and (labels & {"look", "throw", "kick", "wave", "reach"} or feels)
        ):
            if "put" in labels:
                return True
            if any(noun.kind == "each_other" for noun in part.nouns) and len(self.subject) == 2:
                for one, other in (self.subject, self.subject[::-1]):  # fly towards each other
                    self.r.say("facing", one, others=(other,), span=part.span)
                return True
            for one in self.subject:
                arrives = part.text == "to" and "walk" in labels and one not in CHILDREN and not self.negated
                park = [k for k in keys if self.r.catalog[self.r.things[k].options[0]].group == "park"]
                for key in park if arrives else []:
                    self.r.say("near", one, others=(key,), span=part.span)  # crawls to the table
                self._moves_house(one, keys, part)
                for key in keys:
                    if one != key and "back" in labels:
                        self.r.say("facing_away", one, others=(key,), span=part.span)
                    elif one != key and (acts or feels or part.text == "at"):
                        self.r.say("facing", one, others=(key,), span=part.span)
            if "give" in labels:
                self._hand_over(keys, part)
                for one in self.subject:
                    self.r.say("near", one, others=(keys[0],), span=part.span)
            return True
        return False
