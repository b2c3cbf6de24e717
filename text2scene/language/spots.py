"""Where a clause says that something is: regions, prepositions, in whose hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.catalog import CANVAS_WIDTH
from text2scene.language.acts import Acts
from text2scene.language.clauses import Part
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun

_HEAD = frozenset({"head", "heads", "face", "eyes", "hair", "nose"})
_GOALS = frozenset({"to", "toward", "towards", "at", "over to", "up to"})
_BESIDE = frozenset({"left_of", "right_of", "near", "in_front", "behind", "far"})


_THEIRS = {"his": "his", "hers": "her", "theirs": "their"}


def _hand(noun: Noun) -> Noun:
    """Mike has a ball in his hands, and Jenny a bat in hers."""
    return Noun("body", "hands", noun.span, owner=_THEIRS[noun.text], text="hands")


class Spots(Acts):
    """The places of a clause."""

    def _region(self, part: Part, after: Part | None) -> None:
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
        for key in where:
            self.r.say("region", key, (part.value,), holds=not (part.negated or self.negated), span=part.span)

    def _beyond(self, part: Part) -> None:
        """Under a tree in the background: the tree is there too."""
        before = self.clause.parts[: self.clause.parts.index(part)] if part in self.clause.parts else []
        if (
            not before
            or before[-1].kind != "prep"
            or not {"on", "in", "below", "near", "behind"} & set(before[-1].value)
        ):
            return
        for key in self.r.last_place:
            if key not in CHILDREN and key not in self.located:
                self.r.say("region", key, (part.value,), span=part.span)

    def _gone_off(self, keys: Sequence[str]) -> None:
        """The ball was kicked, and flew into the corner: it is at nobody's foot any more."""
        r = self.r
        kicked = [k for k in keys if any(f.kind == "beside_foot" and f.subject == k for f in r.facts)]
        thrown = [k for k in keys if r.catalog[r.things[k].options[0]].group == "toy"] if kicked else []
        r.facts = [f for f in r.facts if not (f.kind == "beside_foot" and f.subject in thrown)]

    def _nearest(self, part: Part) -> list[str]:
        """Flies to a sun in the corner: the sun is in the corner."""
        parts = self.clause.parts
        k = parts.index(part) if part in parts else 0
        before = parts[k - 1] if k else None
        if before is None or before.kind != "prep" or len(before.nouns) != 1 or before.text not in _GOALS:
            return []
        noun = before.nouns[0]
        if (
            not noun.article
            or noun.kind not in ("piece", "class")
            or part.text.startswith(("to", "left", "right"))
        ):
            return []
        return [key for key in self.r.last_place if noun.value in (key, *self.r.things[key].options)][:1]

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
            if noun.kind == "body" and noun.owner and _BESIDE & set(names):
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
                if len(set(last) & set(CHILDREN)) == 1 and set(CHILDREN) <= set(self.r.things):
                    last = list(CHILDREN)  # not one of them and a balloon
                kids = noun.kind == "group" and noun.text.split(" ")[-1] in ("kids", "children", "friends")
                keys += self.r.resolve(noun) if kids or len(last) < 2 else last
            elif self.carrier and noun.text in ("it", "them"):
                keys += self.carrier
            elif noun.kind not in ("body", "scenery"):
                self.r.wants_furniture = bool({"on", "in", "below"} & set(names))
                self.r.avoid = list(self.located)
                self.r.wants_inside = "in" in names and bool(set(self.located) & set(CHILDREN))
                self.r.wants_recent = bool(
                    {"left_of", "right_of", "in_front", "near", "above", "below", "behind"} & set(names)
                )
                keys += self._one_each(noun) if part.text == "with" else self.r.resolve(noun)
        if not nouns:
            self._bare(part)
        self.r.last_place = keys or self.r.last_place
        self.r.avoid, self.r.wants_furniture, self.r.wants_recent = [], False, False
        self.r.wants_inside = False
        if not keys:
            return
        if part.text == "by" and (self._by_none(keys, part) if part.negated else self._passive(keys, part)):
            return
        if "toward" in names and self._toward(keys, part):
            return
        if "perch" in names:
            self._perched(keys, part)
            return
        if self._searches(keys, names, part):
            return
        if "in" in names and self._living() and all(self._worn(key) for key in keys):
            part = replace(part, text="with")  # a girl in a pirate hat
        if part.text in ("with", "along with") and self._carries(keys, after):
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

    def _relate(self, name: str, keys: list[str], part: Part, negated: bool) -> None:
        r, labels = self.r, set(self.verb)
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

    def _enough(self, things: list[str], bearers: Sequence[str], part: Part) -> list[str]:
        """Sunglasses on both kids: one for each of them."""
        thing = self.r.things[things[0]]
        if len(things) > 1 or len(bearers) < 2 or thing.old is not None:
            return things
        kind = "piece" if len(thing.options) == 1 else "class"
        value = thing.options[0] if kind == "piece" else things[0].partition("-")[0]
        more = Noun(kind, value, part.span, other=True, count=len(bearers) - 1)
        return [*things, *self.r._pieces(more, thing.options)]

    def _both_ways(self, name: str, keys: Sequence[str], part: Part) -> None:
        """A dog to the left and a cat to the right of Jenny: both are seen from her."""
        opposite = {"left_of": ("right", "right_of"), "right_of": ("left", "left_of")}.get(name)
        last = self.r.facts[-1] if self.r.facts else None
        if opposite is None or last is None or last.kind != "region" or last.values[:1] != opposite[:1]:
            return
        if self.clause.opener == "and" and last.subject not in keys and last.subject not in self.located:
            self.r.say(opposite[1], last.subject, others=(keys[0],), span=part.span)

    def _either_side(self, where: Sequence[str], keys: Sequence[str], part: Part) -> None:
        """A tree on either side of the sandbox: two of them."""
        one = where[0]
        thing = self.r.things[one]
        rest = list(where[1:])
        if not rest and one in CHILDREN:  # a child on either side
            other = CHILDREN[one == CHILDREN[0]]
            rest = [self.r._thing(other, (other,), part.span)]
        if not rest and one not in CHILDREN:
            kind = "piece" if len(thing.options) == 1 else "class"
            value = thing.options[0] if kind == "piece" else one.partition("-")[0]
            rest = self.r._pieces(Noun(kind, value, part.span, other=True), thing.options)
        for key, side in zip((one, *rest[:1]), ("left_of", "right_of"), strict=False):
            for other in keys[:1]:
                self.r.say(side, key, others=(other,), span=part.span)
                self.r.say("near", key, others=(other,), span=part.span)

    def _base(self, where: list[str], name: str, keys: Sequence[str]) -> list[str]:
        """Sits on the swing behind the tree: the swing is behind it, and he is on the swing."""
        if name not in ("behind", "in_front", "left_of", "right_of", "near", "between"):
            return where
        start = self.clause.parts[0].span[0] if self.clause.parts else 0
        out = []
        for key in where:
            on = [f for f in self.r.facts if f.kind in ("on", "in") and f.subject == key and f.holds]
            here = [f.others[0] for f in on if f.span[0] >= start and f.others[0] not in keys]
            group = self.r.catalog[self.r.things[here[-1]].options[0]].group if here else ""
            bodies = name == "near" and any(
                self.r.catalog[self.r.things[k].options[0]].group in ("person", "animal") for k in keys
            )
            out.append(here[-1] if group == "park" and key in CHILDREN and not bodies else key)
        return out

    def _across(self, where: Sequence[str], keys: Sequence[str], part: Part) -> None:
        """On the other side of the table: of where somebody else is, who was spoken of before."""
        opposite = {"left_of": "right_of", "right_of": "left_of"}
        r, middle = self.r, keys[0]
        said = [f for f in r.facts if f.kind in opposite and f.others == (middle,) and f.subject not in where]
        groups = {key: r.catalog[thing.options[0]].group for key, thing in r.things.items()}
        others = [k for k, g in groups.items() if g in ("person", "animal") and k not in (*where, middle)]
        for key in (k for k in where if k != middle):
            if said:
                r.say(opposite[said[-1].kind], key, others=(middle,), span=part.span)
            elif others:
                r.say("between", middle, others=(key, others[-1]), span=part.span)
            else:
                r.say("near", key, others=(middle,), span=part.span)

    def _other_side(self, part: Part, after: Part | None) -> None:
        """On one side of the grill is the table, on the other the slide; Jenny is on the other side."""
        opposite = {"left": "right", "right": "left", "left_of": "right_of", "right_of": "left_of"}
        where = next(
            (
                f
                for f in reversed(self.r.facts)
                if f.kind in opposite or f.values[:1] == ("left",) or f.values[:1] == ("right",)
            ),
            None,
        )
        if where is None:
            self._opposite(part)
            return
        for key in self.located:
            if where.kind in opposite:
                for other in where.others:
                    if other != key:
                        self.r.say(opposite[where.kind], key, others=(other,), span=part.span)
            elif where.kind == "region":
                self.r.say("region", key, (opposite[where.values[0]],), span=part.span)

    def _opposite(self, part: Part) -> None:
        """Another tree on the other side: opposite of the one that is there."""
        r = self.r
        for key in self.located:
            kin = [t for t in r.old if t.category in r.things[key].options and t.id != r.things[key].old]
            if kin:
                r.say("region", key, ("right" if kin[-1].x < CANVAS_WIDTH / 2 else "left",), span=part.span)

    def _bare(self, part: Part) -> None:
        """has it on: wears it; goes in: into the tent spoken of before."""
        labels = set(self.verb)
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

    def _searches(self, keys: Sequence[str], names: tuple[str, ...], part: Part) -> bool:
        """He looked under the table: he is beside it."""
        first = self.verb_text.split(" ")[0]
        hunts = first in ("looks", "looked", "look", "looking", "searches", "searched", "peeks", "peeked")
        before = self.clause.parts[: self.clause.parts.index(part)] if part in self.clause.parts else []
        direct = bool(before) and before[-1].kind == "verb"
        if not (hunts and direct and self.children and {"below", "in", "behind", "on"} & set(names)):
            return False
        if part.text.startswith(("from", "out")):
            return False
        for one in self.children:
            for key in keys:
                self.r.say("near", one, others=(key,), span=part.span)
                self.r.say("facing", one, others=(key,), span=part.span)
        self.r.searched = True
        return True

    def _perched(self, keys: list[str], part: Part) -> None:
        """Watches him from the swing, waves from the tent."""
        seen = set(self.verb) & {"look", "wave", "face"} or any(p.kind == "feel" for p in self.clause.parts)
        for key in keys:
            if seen and self.r.catalog[self.r.things[key].options[0]].group == "park":
                kind = "in" if self.r.things[key].options[0] in ("tent", "sandbox") else "on"
                for one in self.children or self.subject:
                    self.r.say(kind, one, others=(key,), span=part.span)

    def _carries(self, keys: list[str], after: Part | None) -> bool:
        """a table with a pizza on it: what comes next says where the pizza is."""
        while after is not None and after.kind == "word":  # with Jenny asleep in it
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
        for n, key in enumerate(things):
            if not who or key in CHILDREN:
                continue
            options = self.r.things[key].options
            child = who[n % len(who)]
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

    def _in_scenery(self, noun: Noun, names: tuple[str, ...], part: Part) -> None:
        word = noun.value
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
