"""What a clause says of its subject, part by part, in the order of the words."""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.clauses import Part
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import POSES_OF_VERBS
from text2scene.language.spots import Spots

_WISHES = frozenset({"rather", "wishes", "wish", "wished", "dreams", "longs", "like"})


_TAKES = frozenset({"take", "takes", "took", "taken", "taking", "left", "leaves", "pulls", "pulled", "lifts"})
_WATCHES = frozenset({"watch", "watches", "watching", "watched", "look", "looks on", "stare"})


class ClauseReader(Spots):
    """One clause: its verbs, objects and places, in the order of the words."""

    def over(self, parts: list[Part]) -> None:
        """Read other parts of the same subject."""
        self.clause = replace(self.clause, parts=parts)
        self.run()

    def run(self) -> None:
        parts = self.clause.parts
        for i, part in enumerate(parts):
            # what was only named to say that it is gone is no thing any more
            self.subject = [key for key in self.subject if key in self.r.things]
            self.located = [key for key in self.located if key in self.r.things]
            self.objects = [key for key in self.objects if key in self.r.things]
            getattr(self, "_" + part.kind)(part, parts[i + 1] if i + 1 < len(parts) else None)
        self._meal()

    def _word(self, part: Part, after: Part | None) -> None:
        """A word without a reading: what follows may be its object, such as makes."""
        if part.text == "there":
            self._up_there(part)
        if part.text in ("wants", "wanted", "want") and after is not None and after.kind == "object":
            # wants ketchup on it; but what is wanted of the pizza on the table is no wish
            self.wished = self.wanted = not any(noun.definite for noun in after.nouns)
        if part.text == "out" and set(self.verb) & {"run", "walk", "run_from"} and not self.negated:
            self._within(part, holds=False)  # ran out screaming
        if part.text == "apart" and len(self.subject) > 1 and not self.negated:
            one, other = self.subject[:2]
            self.r.say("far", one, others=(other,), span=part.span)
        elif part.text == "apart" and len(self.objects) == 2 and len(self.subject) == 1:
            # Jenny keeps the cat and the dog apart
            self.r.say("between", self.subject[0], others=tuple(self.objects), span=part.span)
        if part.text == "nothing" or (part.text == "anything" and self.negated):
            self.void = True
            if "wear" in self.verb:
                self._bare_headed(self.children, part.span)
        if not part.text.startswith("the other ") or not set(self.verb) & {"look", "face"} or self.negated:
            return
        seen = [f for f in self.r.facts if f.kind in ("facing", "facing_away") and f.others]
        for key in self.subject:  # looks the other way: from what it was last said to look at
            pair = next(
                ({f.subject, *f.others} for f in reversed(seen) if key in (f.subject, *f.others)), set()
            )
            for other in sorted(pair - {key}):
                self.r.say("facing_away", key, others=(other,), span=part.span)

    def _climbable(self, key: str) -> bool:
        high = ("slide", *self.r.catalog.classes["tree"])
        return all(option in high for option in self.r.things[key].options)

    def _up_there(self, part: Part) -> None:
        """The ball is stuck in the tree. Now the frisbee is stuck up there, too."""
        places = [p for p in self.clause.parts if p.kind in ("prep", "region")]
        high = [k for k in reversed(self.r.recency) if k in self.r.things and self._climbable(k)]
        if high and not self.negated and any(p.text.startswith("climb") for p in self.clause.verbs):
            kind = "on" if "slide" in self.r.things[high[0]].options else "in"
            for key in self.subject:  # the slide is on the right; Mike has climbed up there
                self.r.say(kind, key, others=(high[0],), span=part.span)
            return
        stuck = any(p.text in ("stuck", "caught", "hanging", "hangs", "landed") for p in self.clause.parts)
        sits = any(p.text in ("sits", "sitting", "sat", "perches", "perched") for p in self.clause.verbs)
        sits = sits and bool(self.subject) and all(self.r._is_animal(key) for key in self.subject)
        if high and sits and not self.negated and all(p.text == "with" for p in places):
            others = [key for p in places for noun in p.nouns for key in self.r.resolve(noun)]
            for key in [*self.subject, *(k for k in others if self.r._is_animal(k))]:
                self.r.say("in", key, others=(high[0],), span=part.span)  # sits up there with it
            return
        if places or not stuck or self.negated or self.clause.there:
            return
        said = [f for f in self.r.facts if f.kind in ("in", "on") and f.holds and f.others]
        for key in self.subject if said else []:
            self.r.say(said[-1].kind, key, others=said[-1].others, span=part.span)

    _leaving = _arriving = _ending = _word

    def _larger(self, part: Part, after: Part | None) -> None:
        """The cat is bigger than the dog."""
        keys = [key for noun in part.nouns for key in self.r.resolve(noun)]
        for one in self.subject:
            for other in keys:
                if one != other:
                    pair = (one, other) if part.value > 0 else (other, one)
                    self.r.say("larger", pair[0], others=(pair[1],), span=part.span)

    def _verb(self, part: Part, after: Part | None) -> None:
        labels: tuple[str, ...] = part.value
        said = {p.text for p in self.clause.parts}
        if part.text.split(" ")[-1] in _TAKES and "off" in said:
            labels = ("undress",)  # takes his hat off
        if part.text.split(" ")[-1] in ("left", "forgot") and said & {"home", "at home"}:
            labels = ("undress",)  # left her hat at home
        if part.text in ("put", "puts") and after is not None and after.kind == "object":
            labels = self._puts(part, after, labels)
        if "give" in self.verb and {"kick", "throw"} & set(labels) and self.objects:
            given = set(self.objects)  # gives the ball a kick
            self.r.facts = [f for f in self.r.facts if f.kind != "holds" or f.subject not in given]
            reach = POSES_OF_VERBS["reach"]
            self.r.facts = [f for f in self.r.facts if f.kind != "pose" or f.values != reach]
            self.verb, self.verb_text = labels, part.text
            self._act(self.objects, part)
        before = self.clause.parts[: self.clause.parts.index(part)]
        if labels == ("put",) and any(p.text in ("wants", "wanted", "want") for p in before):
            self.wished = True  # he wants to put the ketchup on his hot dog: it is not there yet
        words = {p.text for p in self.clause.parts if p.kind == "word"}
        if "you" in words:
            words -= {"like"}  # hats of whatever kind you like
        if _WISHES & words:
            # what somebody would rather have is not what he has
            labels = tuple(label for label in labels if label not in ("have", "hold", "wear", "eat", "drink"))
        if set(labels) != {"be"} or not self.verb_text.endswith("ing"):  # running left is the girl
            self.verb, self.verb_text, self.verb_at = labels, part.text, part.span[0]
        self.negated = part.negated or (self.negated and "be" in labels)
        last_word = after is None or (after.kind == "word" and part is self.clause.verbs[-1])
        if "look" in labels and last_word and part.text.removeprefix("to ") in _WATCHES:
            self._watches(part)
        alone = after is None or after.kind not in ("object", "prep") or not after.nouns
        wants = any(p.text in ("wants", "wanted", "want") for p in before)
        if wants and labels[:1] and labels[0].startswith("play_on:"):
            name = labels[0].split(":")[1]  # then Jenny wanted to swing: it is there, and she is not on it
            self.r._pieces(Noun("piece", name, part.span), (name,))
            labels, alone = (), False  # then Jenny wanted to swing
        piece = {"swing": "swing", "slide": "slide", "slidi": "slide"}.get(part.text[:5])
        if alone and piece is not None and self.children and not part.negated:
            self._on(self.r._pieces(Noun("piece", piece, part.span), (piece,)), part.span)
        if "bare" in labels and part.negated:  # Jenny is hatless, Mike is not
            hats = self.r.catalog.classes["hat"]
            for child in self.children:
                hat = self.r._pieces(Noun("class", "hat", part.span, article=True), hats, new=True)
                self.r.say("wears", hat[0], others=(child,), span=part.span)
        if "bare" in labels and not part.negated:
            self._bare_headed(self.children, part.span)
        mutual = {"back_to_back": "facing_away", "face_to_face": "facing"}
        if part.text.startswith("cheer") and after is not None and after.kind == "object":
            return  # cheers her up
        for label in labels:
            if label in mutual and len(self.subject) == 2:
                one, other = self.subject
                self.r.say(mutual[label], one, others=(other,), span=part.span)
                self.r.say(mutual[label], other, others=(one,), span=part.span)
            if label.startswith("play_on:"):
                name = label.split(":")[1]
                thing = self.r._pieces(Noun("piece", name, part.span), (name,))
                if name == "shovel":
                    for child in self.children[:1] if not part.negated else []:  # shovels sand into a pail
                        self.r.say("holds", thing[0], others=(child,), span=part.span)
                    continue
                self._on(thing, part.span)
            poses = POSES_OF_VERBS.get(label)
            if poses and not self._walks(part) and not (label == "throw" and part.text.startswith("roll")):
                if label == "throw" and self.negated:
                    continue
                for child in self.children:
                    self.r.say("pose", child, poses, holds=not self.negated, span=part.span)

    def _watches(self, part: Part) -> None:
        """The rocket shoots up. Mike has sat down to watch: the rocket."""
        said = [f for f in self.r.facts if f.subject not in CHILDREN or f.kind == "facing"]
        seen = [f.others[0] if f.kind == "facing" and f.others else f.subject for f in said]
        seen = [key for key in seen if key in self.r.things and key not in (*CHILDREN, *self.subject)]
        if not seen:  # Jenny is riding the bee, and Mike has to watch
            acts = [f.subject for f in self.r.facts if f.kind in ("on", "pose", "holds") and f.holds]
            seen = [key for key in acts if key in CHILDREN and key not in self.subject]
        for one in self.subject if seen and not part.negated else []:
            self.r.say("facing", one, others=(seen[-1],), span=part.span)

    def _puts(self, part: Part, after: Part, labels: tuple[str, ...]) -> tuple[str, ...]:
        """puts a hat on: wears, unless it says on what."""
        keys = [key for n in after.nouns if n.kind == "pronoun" for key in self._it(n)]
        wearable = any(self._worn(key) for key in keys) or any(
            all(self.r.catalog[o].group == "wearable" for o in self._options(n))
            for n in after.nouns
            if n.kind in ("piece", "class")
        )
        k = self.clause.parts.index(after)
        then = self.clause.parts[k + 1] if k + 1 < len(self.clause.parts) else None
        if wearable and (then is None or then.kind != "prep" or not then.nouns):
            return ("wear",)
        return tuple(label for label in labels if label != "wear") or ("put",)

    def _feel(self, part: Part, after: Part | None) -> None:
        whom = self.children
        before = self.clause.parts[: self.clause.parts.index(part)]
        if before and before[-1].kind == "object" and not part.text.startswith("in "):
            named = [key for noun in before[-1].nouns for key in self._again(noun) if key in CHILDREN]
            whom = named or whom
        if "give" in self.verb and before and before[-1].kind == "object":
            whom = self.children  # she gave him a big smile
            reach = POSES_OF_VERBS["give"]
            self.r.facts = [
                f for f in self.r.facts if not (f.kind == "pose" and f.subject in whom and f.values == reach)
            ]
        negated = part.negated or self.negated
        if not whom and after is not None and after.kind == "object":  # the snake scared Jenny
            bodies = [noun for noun in after.nouns if noun.kind == "body" and noun.owner]
            whom = [k for noun in bodies for k in self.r._owner(noun.owner or "", noun.span) if k in CHILDREN]
        if not whom and after is not None and after.kind == "object":
            whom = [key for noun in after.nouns for key in self._again(noun) if key in CHILDREN]
        for child in whom:
            self.r.say("expression", child, part.value, holds=not negated, span=part.span)

    def _colour(self, part: Part, after: Part | None) -> None:
        for key in self.subject:
            if key not in CHILDREN and not part.negated:
                self.r.say("colour", key, (part.value,), span=part.span)

    def _size(self, part: Part, after: Part | None) -> None:
        if "give" in self.verb:
            return  # gives it a big kick
        k = self.clause.parts.index(part)
        before = self.clause.parts[k - 1] if k else None
        whom = self.subject
        if before is not None and before.kind == "object" and set(self.verb) <= {"be"} and self.objects:
            whom = self.objects  # the cat should be huge and the dog tiny
        for key in whom:
            self.r.say("size", key, (part.value,), holds=not (part.negated or self.negated), span=part.span)

    def _object(self, part: Part, after: Part | None) -> None:
        keys: list[list[str]] = []
        self.r.avoid, self.r.other_than_self = list(self.subject), True
        denied = self.denied or part.negated
        wished = not self.verb and self.verb_text in ("have", "wear", "hold", "eat", "drink")
        if wished and any(noun.kind in ("piece", "class") for noun in part.nouns):
            self.r.last_act = ("have",), self.verb_text, list(part.nouns)  # would rather have a pie
        if self.verb and any(noun.kind in ("piece", "class") for noun in part.nouns):
            self.r.last_act = self.verb, self.verb_text, list(part.nouns)
        for noun in part.nouns:
            if noun.kind == "group" and noun.text.endswith("friends") and "be" in self.verb and self.subject:
                continue  # the dog and the cat are friends
            gone = noun.kind in ("group", "child") and self.r.departed and self.verb_text.startswith("wait")
            if gone and not set(CHILDREN) & set(self.r.things):
                continue  # waits for the children to come back
            if noun.kind == "pronoun" and noun.text in ("hers", "his", "theirs") and self.verb == ("be",):
                continue  # the cat is hers
            if noun.kind == "body":
                self._face_of(noun)
                if noun.text == "hands" and "hold" in self.verb and len(self.children) > 1:
                    one, other = self.children[:2]  # they hold hands
                    self.r.say("near", one, others=(other,), holds=not self.negated, span=part.span)
                continue
            if noun.text == "outside" and noun.kind == "scenery":
                self._within(part, holds=self.negated)
                continue
            if noun.text in ("string", "strings") and "hold" in self.verb and noun.kind == "unknown":
                kites = [k for k in reversed(self.r.recency) if k in self.r.things]
                kites = [k for k in kites if self.r.things[k].options[0] in ("kite", "balloons")]
                keys.append(kites[:1])  # up goes the kite, and Jenny holds on to the string
                continue
            if noun.costume and noun.kind in ("costume", "child") and self.subject and not noun.negated:
                self._is_costumed(noun)
                continue
            nobody = self.clause.there and (denied or self.negated) and noun.kind in ("group", "child")
            looks = self.verb_text.startswith(("look", "watch", "star", "gaz", "fac", "turn", "glanc"))
            averted = noun.definite and looks and bool({"look", "face"} & set(self.verb))
            if noun.negated or (
                (
                    (denied or self.negated)
                    and noun.kind in ("piece", "class")
                    and not noun.only
                    and not averted
                )
                or nobody
            ):
                self._denied_object(noun)
                continue
            if noun.only and self.clause.there:
                self.r.only = True
            if noun.only and noun.kind == "child" and not self.r.old:
                self.r.absent.setdefault(CHILDREN[noun.value == CHILDREN[0]], noun.span)
            keys.append(self._one_each(noun))
        self.r.avoid, self.r.other_than_self = [], False
        flat = [key for group in keys for key in group]
        if not flat:
            return
        if any(noun.kind == "each_other" for noun in part.nouns):
            flat = list(self.subject)
        if not self.subject and "consume" in self.verb:  # the wind has chased away every cloud
            self._act(flat, part)
            return
        if not self.subject:
            self.subject = self.located = flat
            return
        if self.objects and "give" in self.verb and self.objects[0] in CHILDREN:
            self.receiver = self.objects
        if self._is_it(part, flat):
            return
        if "separate" in self.verb and len(flat) == 2 and len(self.subject) == 1:
            self.r.say("between", self.subject[0], others=tuple(flat), span=part.span)
        self.objects = flat
        if self.wanted:
            self.r.tentative |= {key for key in flat if key not in CHILDREN}
        if "undress" in self.verb:
            self._undress(flat, part)
            return
        self._act(flat, part)
        if not set(self.verb) & {
            "hold",
            "eat",
            "drink",
            "wear",
            "give",
            "look",
            "face",
            "kick",
            "throw",
            "ride",
            "run_to",
            "run_from",
            "back",
            "play_on",
            "reach",
            *(("fly",) if self.children else ()),
        }:
            self.located = flat
