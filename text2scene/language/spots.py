"""Where a clause says that something is: regions, prepositions, in whose hand."""

from __future__ import annotations

import re
from dataclasses import replace

from text2scene.language.clauses import Part
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.sides import Sides

_HEAD = frozenset({"head", "heads", "face", "eyes", "hair", "nose"})
_BESIDE = frozenset({"left_of", "right_of", "near", "in_front", "behind", "far"})


_EACH = {
    "each_top": ("top_left", "top_right"),
    "each_bottom": ("bottom_left", "bottom_right"),
    "each_side": ("left", "right"),
    "each_corner": ("top_left", "top_right", "bottom_left", "bottom_right"),
}
_OWN_SIDE = re.compile(r"\b(?:his|her|its|their) (?:left|right)\b")
_LIES = frozenset({"perched", "sitting", "standing", "lying", "resting", "hanging", "placed", "seated"})
_CROWN = frozenset({"leaves", "branches", "branch", "twigs", "treetop", "treetops", "foliage"})
_THEIRS = {"his": "his", "hers": "her", "theirs": "their"}


def _hand(noun: Noun) -> Noun:
    """Mike has a ball in his hands, and Jenny a bat in hers."""
    return Noun("body", "hands", noun.span, owner=_THEIRS[noun.text], text="hands")


class Spots(Sides):
    """The places of a clause."""

    def _corners(self, part: Part) -> None:
        """A cloud in both of the upper corners: one in each."""
        names = _EACH[part.value]
        where = [key for key in self.located if key in self.r.things]
        if not where:
            return
        thing = self.r.things[where[0]]
        kind = "piece" if len(thing.options) == 1 else "class"
        value = thing.options[0] if kind == "piece" else where[0].partition("-")[0]
        missing = len(names) - len(where)
        if missing > 0:
            more = Noun(kind, value, part.span, other=True, count=missing)
            where = [*where, *self.r._pieces(more, thing.options)]
        for key, name in zip(where, names, strict=False):
            self.r.say("region", key, (name,), span=part.span)

    def _region(self, part: Part, after: Part | None) -> None:
        if part.value in _EACH:
            self._corners(part)
            return
        if self._opposite_of_last(part):
            return
        if (
            part.text.startswith("from")
            and part.value in ("left", "right")
            and set(self.verb) & {"run", "walk"}
        ):
            goals = [f for f in self.r.facts if f.kind == "facing" and f.others and f.subject in self.subject]
            for fact in goals[-1:]:  # comes toward her from the right: on her right
                self.r.say(f"{part.value}_of", fact.subject, others=fact.others[:1], span=part.span)
        where = self._nearest(part) or self.located
        if (
            part.text.startswith("from")
            and self.subject
            and set(self.verb) & {"kick", "throw", "look", "wave"}
        ):
            where = self.subject  # kicks it from the left
            for key in where:
                self.r.say("region", key, (part.value,), span=part.span)
            return
        if (
            part.value == "sky"
            and set(where) & set(CHILDREN)
            and not set(self.verb) & {"be", "fly", "jump", "hold"}
        ):
            where = [key for key in where if key not in CHILDREN]
        if part.value == "sky" and self.objects and any(k in CHILDREN for k in where):
            where = [key for key in self.objects if key not in CHILDREN] or where
        fronted = part.span[0] < self.verb_at  # on the left a slide facing right
        looks = set(self.verb) & {"face", "look"} and not fronted
        looks = looks and self.verb_text.split(" ")[-1] not in ("seen", "see", "sees", "saw")
        looks = looks and not (self.turned and part.text.startswith(("on", "at", "in")))
        side = str(part.value).removeprefix("top_").removeprefix("bottom_")  # facing upper right
        if looks and side in ("left", "right") and not self.objects:
            self.turned = True
            for key in self.subject:
                self.r.say("facing", key, (side,), span=part.span)
            return
        going = set(self.verb) & {"run", "walk", "fly", "kick", "throw"}
        if "run_to" in self.verb and self.objects and part.value in ("left", "right") and self._chases():
            for key in self.objects:  # chases the duck to the right: the duck is ahead
                for one in self.subject:
                    self.r.say(f"{part.value}_of", key, others=(one,), span=part.span)
        way = part.text.startswith(("to", "left", "right")) and not fronted
        way = way and not (part.text.endswith(("side", "half")) and not part.text.startswith("to"))
        if going and part.value in ("left", "right") and way:
            for key in self.subject:
                self.r.say("facing", key, (part.value,), span=part.span)
            return
        if "throw" in self.verb or "kick" in self.verb:
            where = self.objects or where
        if (
            any(self.r.things[k].options[0] in ("sun",) for k in where if k in self.r.things)
            and part.value == "ground"
        ):
            return
        if part.value == "distance" and not (part.negated or self.negated):
            self._beyond(part)
        away = part.value.startswith("top") or part.value in ("sky", "distance", "corner")
        if away and not set(self.verb) & {"kick", "throw"}:
            self._gone_off(where)
        denied = part.negated or self.negated
        if denied and not part.negated and self.objects and "be" not in self.verb:
            where, denied = self.objects, False  # Mike does not like the bear on the right
        for key in where:
            self.r.say("region", key, (part.value,), holds=not denied, span=part.span)

    def _opposite_of_last(self, part: Part) -> bool:
        """One is on the left of it, one on the right; Jenny, on the right, waves to Mike, on the left."""
        facts, located = self.r.facts, self.located
        other = {"left": "right", "right": "left"}.get(str(part.value))
        if other is None or part.negated or self.r.old:
            return False
        here = [f for f in facts if f.span[0] >= self.r.sentence and f.holds]
        side = next((f for f in reversed(here) if f.kind in ("left_of", "right_of")), None)
        if side is not None and side.kind == f"{other}_of" and here and here[-1] is side:
            for key in located:
                if key not in (side.subject, *side.others):
                    self.r.say(f"{part.value}_of", key, others=side.others, span=part.span)
            return any(key not in (side.subject, *side.others) for key in located)
        k = self.clause.parts.index(part) if part in self.clause.parts else 0
        before = self.clause.parts[k - 1] if k else None
        told = any(f.kind == "region" and f.values == (other,) and f.subject in located for f in here)
        goal = before is not None and before.kind in ("prep", "object") and bool(before.nouns)
        near = self.objects if before is not None and before.kind == "object" else self.r.last_place
        named = [key for key in near[-1:] if goal and key not in located]
        if told and named:
            self.r.say("region", named[0], (str(part.value),), span=part.span)
        return bool(told and named)

    def _just_named(self, part: Part) -> str:
        """The child or animal whose name stands right before; empty where there is none."""
        k = self.clause.parts.index(part) if part in self.clause.parts else 0
        before = self.clause.parts[k - 1] if k else None
        if before is None or before.kind != "prep" or not before.nouns:
            return ""
        noun = before.nouns[-1]
        named = [key for key, thing in self.r.things.items() if thing.options == (noun.value,)]
        lives = noun.kind in ("child", "piece") and bool(named)
        return named[-1] if lives and self.r.catalog[noun.value].group in ("person", "animal") else ""

    def _prep(self, part: Part, after: Part | None) -> None:
        names: tuple[str, ...] = part.value
        nouns = [_hand(noun) if "in" in names and noun.text in _THEIRS else noun for noun in part.nouns]
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
        if wearer and wearer not in keys:  # sings to a bear in a chef hat
            for key in keys:
                self.r.say("wears", key, others=(wearer,), span=part.span)
            return
        if "in" in names and self._living() and all(self._worn(key) for key in keys):
            part = replace(part, text="with")  # a girl in a pirate hat
        if part.text in ("with", "along with") and self._carries(keys, after):
            return
        if part.text == "with" and self._amid(keys, part, after):
            return
        if part.text == "with" and self._with(keys, part):
            return
        if part.text in ("around", "with", "before") and not self.located:
            return
        name = next((n for n in names if n not in ("toward", "away")), None)
        if name is None:
            return
        if part.text == "over" and any(
            p.text.startswith(("trip", "stumbl", "fall", "fell")) for p in self.clause.parts
        ):
            name = "near"
        if part.text == "out of" and set(self.verb) & {"walk", "run", "run_to"}:
            negated = not negated  # came out of the sandbox
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

    def _relate(self, name: str, keys: list[str], part: Part, negated: bool) -> None:
        r, labels = self.r, set(self.verb)
        if self.wished or self._one_a_side(name, keys, part):
            return
        where = self.located or self.subject
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
        if name == "either_side":
            self._either_side(where, keys, part)
            return
        if name in ("left_of", "right_of") and _OWN_SIDE.search(part.text):
            for key in where:  # a dog is on his right: next to him
                for other in keys[:1]:
                    r.say("near", key, others=(other,), span=part.span)
        self._both_ways(name, keys, part)
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
        if part.text == "side by side" and len(self.located) > 1:
            self.r.say("near", self.located[0], others=(self.located[1],), span=part.span)
        if "between" in part.value:
            last = [k for k in self.r.things if k not in self.located][-2:]
            for key in self.located if len(last) == 2 else ():
                self.r.say("between", key, others=tuple(last), span=part.span)
        if part.text == "on" and labels & {"hold", "have", "put"} and self.objects:
            for key in self.objects:
                worn = any(f.kind == "wears" and f.holds and f.subject == key for f in self.r.facts)
                if self._worn(key) and not worn:
                    for child in self.children[:1]:
                        self.r.facts = [
                            f for f in self.r.facts if not (f.kind == "holds" and f.subject == key)
                        ]
                        self.r.say("wears", key, others=(child,), span=part.span)
        elif part.text in ("in", "inside", "into") and not labels & {"wear", "eat", "drink"}:
            self._within(part, holds=not (part.negated or self.negated))

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

    def _carries(self, keys: list[str], after: Part | None) -> bool:
        """a table with a pizza on it: what comes next says where the pizza is."""
        while after is not None and (after.kind == "word" or after.text in _LIES):  # with Jenny asleep in it
            k = self.clause.parts.index(after) + 1
            after = self.clause.parts[k] if k < len(self.clause.parts) else None
        if after is None or after.kind != "prep" or len(after.nouns) != 1:
            return False
        if after.nouns[0].kind not in ("pronoun", "body"):
            return False
        self.carrier = list((self.objects or self.subject)[-1:])
        self.located, self.objects = keys, keys
        self.r.before, self.r.last = [], [k for k in self.r.last if k not in keys]
        return True

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
        if part.text in ("to", "toward", "towards") or (
            part.text == "at" and (labels & {"look", "throw", "kick", "wave", "reach"} or feels)
        ):
            if "put" in labels:
                return True
            for one in self.subject:
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

    def _amid(self, keys: list[str], part: Part, after: Part | None) -> bool:
        """Two dogs with a duck in the middle; Mike faces the bear with the table in between."""
        middle = after is not None and (
            (after.kind == "region" and after.value == "middle")
            or (after.kind == "prep" and "between" in after.value and not after.nouns)
        )
        pair = [key for key in dict.fromkeys([*self.subject, *self.objects]) if key not in keys]
        if after is None or not middle or len(pair) != 2:
            return False
        for key in keys[:1]:
            self.r.say("between", key, others=tuple(pair), span=part.span)
        after.kind = "word"
        return True

    def _with(self, keys: list[str], part: Part) -> bool:
        """Mike with a hat; Jenny plays with the dog; a table with a pizza."""
        r = self.r
        uses = self.verb_text.startswith("cheer") or set(self.verb) & {"run_to", "run_from", "kick", "throw"}
        whose = self.objects and self.objects[-1] in CHILDREN and not uses
        subject = self.objects[-1:] if whose else self.subject
        children = [key for key in subject if key in CHILDREN]
        labels = set(self.verb)
        for n, key in enumerate(list(keys)):
            base = subject[-1] if subject else None
            base = (self.objects[-1:] or [base])[0] if base in CHILDREN else base
            if base is not None and base != key and r.narrow(base, key):
                continue  # a hat with horns, a cap with a star: one piece
            options = r.things[key].options
            wearable = all(r.catalog[o].group == "wearable" for o in options)
            holdable = all(r.catalog[o].held is not None for o in options)
            if key in CHILDREN:
                for one in subject:
                    if one != key:
                        r.say("near", one, others=(key,), span=part.span)
            elif children and wearable and not labels & {"play", "play_with"}:
                r.say("wears", key, others=(children[n % len(children)],), span=part.span)
            elif children and holdable and not labels & {"play", "play_with", "run"}:
                r.say("holds", key, others=(children[n % len(children)],), span=part.span)
            elif wearable and subject and subject[0] != key:
                r.say("wears", key, others=(subject[0],), span=part.span)
            else:
                for one in subject:
                    if one != key:
                        r.say(
                            "near",
                            key if not children else one,
                            others=(one if not children else key,),
                            span=part.span,
                        )
        return True

    def _on_body(self, noun: Noun, names: tuple[str, ...], part: Part) -> None:
        """a hat on his head; a ball in her hands; a smile on his face."""
        owners = self.r._owner(noun.owner or "", noun.span)
        beasts = [key for key in self.subject if self.r._is_animal(key)] if self.objects else []
        if noun.owner in ("his", "her", "its") and beasts and beasts == self.subject:
            owners = beasts  # the dog has a frisbee on his head
        who = [key for key in owners if key in CHILDREN or key in beasts] or (
            self.children if len(self.children) == 1 else []
        )
        if not who and noun.owner in ("their",):
            who = list(CHILDREN)
        if not who and noun.owner:
            who = [k for k, t in self.r.things.items() if t.options == (noun.owner,)]
        if not who and not noun.owner:
            who = [key for key in self.r.before if key in CHILDREN][:1]
        if self.void or (self.negated and "wear" in self.verb and not self.objects):
            self._bare_headed(who if noun.text in _HEAD else [], part.span)
            return
        things = [key for key in (self.objects or self.located) if key not in who]
        limb = noun.text.split(" ")[-1]
        head = noun.text in _HEAD
        hand = limb in ("fist", "fists", "palm", "palms", "hand", "hands", "arm", "arms", "lap", "mouth")
        over = next((name for name in names if name in ("above", "below")), None)
        if over is not None and who:
            for key in things or self.located:
                if key not in who:
                    self.r.say(over, key, others=(who[0],), span=part.span)
            return
        if hand and len(things) == 1 and noun.text_before.startswith(("each", "either", "every")):
            thing = self.r.things[things[0]]  # a hot dog in each hand
            kind = "piece" if len(thing.options) == 1 else "class"
            value = thing.options[0] if kind == "piece" else things[0].partition("-")[0]
            things = things + self.r._pieces(Noun(kind, value, thing.span, other=True), thing.options)
        if hand and who and noun.text_before.startswith(("each", "either", "every")):
            members = [key for key in self.r.group if key in self.r.things]
            surplus = [key for key in things if key not in members]
            if len(members) > 1 and surplus and set(members) & set(things):
                for key in surplus:
                    self.r.things.pop(key)  # two hot dogs, one in each hand
                things = members
        for n, key in enumerate(things):
            if not who or key in CHILDREN:
                continue
            options = self.r.things[key].options
            child = who[n % len(who)]
            if part.negated:  # a cap on Mike's head, but not on Jenny's
                if head and child in CHILDREN:
                    self.r.say("wears", child, options, holds=False, span=part.span)
                elif hand:
                    self.r.say("holds", key, others=(child,), holds=False, span=part.span)
                continue
            if (
                head
                and ("on" in names or "in" in names)
                and all(self.r.catalog[o].group == "wearable" for o in options)
            ):
                self.r.say("wears", key, others=(child,), span=part.span)
            elif head and "on" in names:
                self.r.say("on", key, others=(child,), span=part.span)
            elif hand and all(self.r.catalog[o].held is not None for o in options):
                self.r.say("holds", key, others=(child,), span=part.span)

    def _is_tree(self, key: str) -> bool:
        return all(option in self.r.catalog.classes["tree"] for option in self.r.things[key].options)

    def _in_scenery(self, noun: Noun, names: tuple[str, ...], part: Part) -> None:
        word = noun.value
        if word in _CROWN and set(names) & {"in", "on", "near"}:
            trees = [k for k in self.r.recency if k in self.r.things and self._is_tree(k)]
            for one in self.located or self.subject:
                if trees and one not in trees:
                    holds = not (part.negated or self.negated)
                    self.r.say("in", one, others=(trees[-1],), holds=holds, span=part.span)
            return
        if part.negated or self.negated:
            return
        if word in ("sky", "air") and set(names) & {"in", "on", "near"}:
            self._region(replace(part, value="sky"), None)
        elif word in ("ground", "grass", "floor", "lawn") and set(names) & {"on", "in"}:
            self._region(replace(part, value="ground"), None)
        elif "either_side" in names and self.located:
            thing = self.r.things[self.located[0]]
            kind = "piece" if len(thing.options) == 1 else "class"
            value = thing.options[0] if kind == "piece" else self.located[0].partition("-")[0]
            more = self.located[1:2] or self.r._pieces(
                Noun(kind, value, part.span, other=True), thing.options
            )
            for key, side in zip((self.located[0], *more), ("left", "right"), strict=False):
                self.r.say("region", key, (side,), span=part.span)
        elif set(names) & {"left_of", "right_of"}:
            self._region(replace(part, value="left" if "left_of" in names else "right"), None)
        elif word in ("picture", "scene", "page", "canvas", "screen", "image", "drawing"):
            for name, region in (("between", "middle"), ("on", None)):
                if name in names and region:
                    self._region(replace(part, value=region), None)
