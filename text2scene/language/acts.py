"""What the subject of a clause does to its objects: worn, held, kicked, given, cooked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.clauses import Part
from text2scene.language.facts import Change, Span
from text2scene.language.lexicon import CHILDREN
from text2scene.language.meals import Meals
from text2scene.language.nouns import Noun
from text2scene.language.subject import EYEWEAR

_CAME = frozenset({"ran", "went", "came", "rushed", "hurried", "walked", "raced", "dashed", "sprinted"})
_DONE = frozenset(
    [
        *("held", "eaten", "worn", "kicked", "thrown", "chased", "followed", "carried", "ridden", "flown"),
        *("drunk", "caught"),
    ]
)


class Acts(Meals):
    """The verbs and objects of a clause."""

    def _act(self, objects: list[str], part: Part) -> None:
        r, span = self.r, part.span
        labels = set(self.verb)
        whom = self.children
        for n, key in enumerate(list(objects)):
            if key not in r.things:
                continue
            child = whom[n % len(whom)] if whom else None
            options = r.things[key].options
            wearable = all(r.catalog[o].group == "wearable" for o in options)
            holdable = all(r.catalog[o].held is not None for o in options)
            if "separate" in labels:
                continue  # read with the place that follows
            if "tower" in labels:
                for one in self.subject:
                    r.say("larger", one, others=(key,), span=span)
                continue
            felt = next((label for label in self.verb if label.startswith("feel:")), None)
            if felt is not None and r.old:
                continue  # why something is to be changed, not what
            if felt is not None and key in CHILDREN and not self.negated:
                faces = ("smile", "laugh") if felt == "feel:smile" else (felt.removeprefix("feel:"),)
                r.say("expression", key, faces, span=span)
                for one in self.subject:
                    if one != key and one not in CHILDREN:
                        r.say("near", one, others=(key,), span=span)
                continue
            if key in CHILDREN and key not in whom and self.verb_text.startswith("rac"):
                r.say("pose", key, ("run",), span=span)  # he races her
            if self.negated and "run_to" in labels:
                continue  # Jenny follows them, Mike does not
            if "run_to" in labels or "run_from" in labels:
                for one in self.subject:
                    kind = "facing" if "run_to" in labels else "facing_away"
                    r.say(kind, one, others=(key,), span=span)
                    now = any(p.text == "now" for p in self.clause.parts)
                    if now and self._chases():  # the cat chased a duck; now the dog chases the cat
                        r.facts = [
                            f for f in r.facts if f.kind != "facing" or f.subject != key or one in f.others
                        ]
                    if "run_to" in labels and one not in CHILDREN and not self._chases():
                        r.say("near", one, others=(key,), span=span)
                    lives = key in CHILDREN or r.catalog[options[0]].group == "animal"
                    if "run_to" in labels and lives and self._chases():
                        if key in CHILDREN:
                            r.say("pose", key, ("run",), span=span)
                        sided = any(f.kind == "facing" and f.subject == key for f in r.facts)
                        if not sided:  # runs off to the right, and he runs after her
                            r.say("facing_away", key, others=(one,), span=span)
                    came = self.verb_text.endswith(" to") and self.verb_text.split(" ")[0] in _CAME
                    if (r.old or came) and "run_to" in labels:  # told of a scene that is there: go
                        r.say("near", one, others=(key,), span=span)
                continue
            if "reach" in labels and self.verb_text.split(" ")[-1] == "for":
                for one in self.subject:
                    r.say("facing", one, others=(key,), span=span)
            if "back" in labels:
                for one in self.subject:
                    r.say("facing_away", one, others=(key,), span=span)
                continue
            if (
                "walk" in labels
                and not r.catalog[options[0]].is_child
                and r.catalog[options[0]].group == "animal"
            ):
                for one in self.subject:
                    r.say("near", key, others=(one,), span=span)  # walks the dog
                continue
            if "look" in labels or ("face" in labels):
                if self.negated and self.verb_text.startswith(("find", "found")):
                    continue  # won't find her there
                kind = "facing_away" if self.negated else "facing"
                for one in (k for k in self.subject if k != key):
                    worn = any(f.kind == "wears" and f.subject == key and f.others == (one,) for f in r.facts)
                    bearers = [
                        f.others[0] for f in r.facts if f.kind == "holds" and f.holds and f.subject == key
                    ]
                    holder = bearers[-1] if bearers and options[0] not in ("kite", "balloons") else one
                    giant = any(
                        f.kind == "size" and f.subject == one and f.values == ("huge",) for f in r.facts
                    )
                    if giant and " down" in self.verb_text and kind == "facing":
                        r.say("larger", one, others=(key,), span=span)
                    if not worn:  # watches it through his sunglasses; waits for the ball in his hand
                        r.say(kind, one, others=(key if holder == one else holder,), span=span)
                continue
            aims = [p for p in self.clause.verbs if set(p.value) - {"be"}]
            if self.verb_text == "catch" and len(aims) > 1 and child is not None and not r.old:
                bearers = [f.others[0] for f in r.facts if f.kind == "holds" and f.holds and f.subject == key]
                for one in whom:  # holds her arms up to catch it: she has not got it yet
                    r.say("facing", one, others=(bearers[-1] if bearers else key,), span=span)
                    if not bearers:
                        r.say("near", key, others=(one,), span=span)
                continue
            if "hide_behind" in labels:
                for one in self.subject:
                    r.say("behind", one, others=(key,), span=span)
                continue
            if "drop" in labels and self.negated:
                for one in self.children[:1]:
                    r.say("holds", key, others=(one,), span=span)  # won't let go of it
                continue
            if "drop" in labels:
                for one in self.children:
                    r.say("holds", key, others=(one,), holds=False, span=span)
                floats = options[0] in ("balloons", "kite", "hot_air_balloon") and "go" in self.verb_text
                r.say("region", key, ("sky" if floats else "ground",), span=span)
                continue
            swapped = "swap" in labels and any(
                p.text in ("for", "with", "against") for p in self.clause.parts
            )
            if swapped and wearable and n == 0 and len(objects) > 1:
                self._undress([key], part)
                continue
            if swapped and wearable and child is not None:
                r.say("wears", key, others=(child,), span=span)
                continue
            if labels & {"consume"} and not self.negated:
                r._unsay(key)
                if r.things[key].old is None:
                    r.gone.append(options[0])
                    r._forget(key)  # the dog gobbled it up
                continue
            if "give" in labels and child is not None and r._is_animal(key) and not self.negated:
                for one in whom:
                    r.say("facing", one, others=(key,), span=span)  # feeds the ducks
            if child is None and labels & {"eat", "drink"} and self._all_gone(key):
                r._forget(key)
                continue
            if child is None:
                each = len(objects) == len(self.subject) > 1  # the animals are wearing hats
                self._animal(key, labels, span, self.subject[n : n + 1] if each else self.subject)
                continue
            if "give" in labels and not self.clause.subject and key not in CHILDREN:
                r.bear(key, child, span)  # give Mike a hat
                continue
            if key in CHILDREN:
                if "give" in labels and key not in whom:
                    r.say("facing", child, others=(key,), span=span)
                    r.say("near", child, others=(key,), span=span)
                elif labels & {"hold", "play_with", "reach", "have"} and key not in whom:
                    r.say("near", child, others=(key,), span=span)
                continue
            if self.negated and labels & {"hold", "eat", "drink", "wear"}:
                for one in whom:
                    if wearable:
                        r.say("wears", one, options, holds=False, span=span)
                    else:
                        r.say("holds", key, others=(one,), holds=False, span=span)
                continue
            held = "hold" in labels and not labels & {"wear", "have"}
            if wearable and held and self.verb_text not in ("got", "gets"):
                r.facts = [f for f in r.facts if not (f.kind == "wears" and f.subject == key and f.holds)]
                r.say("holds", key, others=(child,), span=span)  # in the hand, not on the head
                continue
            if (
                wearable
                and labels & {"wear", "have", "hold"}
                and not (
                    "hold" in labels
                    and "wear" not in labels
                    and "have" not in labels
                    and self.verb_text not in ("got", "gets")
                )
            ):
                r.facts = [f for f in r.facts if not (f.kind == "wears" and f.subject == key and f.holds)]
                r.say("wears", key, others=(child,), span=span)
                r.shed = [one for one in r.shed if one != key]  # he was wearing them the whole time
            elif "kick" in labels:
                r.say("beside_foot", key, others=(child,), span=span)
            elif labels & {"ride"} or ("play_on" in labels):
                for one in whom or [child]:
                    r.say("on", one, others=(key,), span=span)
            elif labels & {"eat", "drink"} and self._all_gone(key):
                r._forget(key)
            elif (
                labels & {"hold", "eat", "drink", "give"}
                or ("have" in labels and holdable)
                or ("fly" in labels and holdable)
            ):
                if holdable and not (len(whom) > 1 and len(objects) == 1 and "play_with" in labels):
                    giver = self.receiver[0] if self.receiver and not wearable else child
                    r.say("holds", key, others=(giver,), span=span)
                    if giver != child and giver in CHILDREN:  # she gave him her ball: it is his now
                        r.say("holds", key, others=(child,), holds=False, span=span)
                else:
                    r.say("near", key, others=(child,), span=span)
            elif labels & {"throw"} and any(f.kind == "holds" and f.subject == key for f in r.facts):
                continue  # caught already
            elif labels & {"throw"} and holdable:
                about_to = any(p.text in ("about", "ready", "going", "wants") for p in self.clause.parts)
                r.say("holds" if about_to else "near", key, others=(child,), span=span)
            elif "cook" in labels and "food" in {r.catalog[o].group for o in options}:
                self._cook(key, child, span)
            elif "drink" in labels or labels & {"play_with", "reach", "have", "cook", "play", "throw"}:
                for one in whom:
                    r.say("near", one, others=(key,), span=span)
            elif "put" in labels or "be" in labels or "fly" in labels:
                continue

    def _animal(self, key: str, labels: set[str], span: Span, whom: Sequence[str]) -> None:
        """The dog wears a crown; the cat has a ball."""
        r = self.r
        for one in whom:
            if one in r.things and key != one:
                wearable = all(r.catalog[o].group == "wearable" for o in r.things[key].options)
                if labels & {"wear", "have", "hold"} and wearable:
                    r.say("wears", key, others=(one,), span=span)
                elif labels & {"ride", "play_on"}:
                    r.say("on", one, others=(key,), span=span)
                elif labels & {"hold", "have", "eat", "play_with", "drink", "kick", "throw"}:
                    r.say("near", one, others=(key,), span=span)

    def _hand_over(self, keys: Sequence[str], part: Part) -> None:
        """Mike gives his hat to the bear: now the bear has it on."""
        for thing in self.objects:
            if thing in self.r.things and self._worn(thing):
                facts = self.r.facts
                self.r.facts = [
                    f for f in facts if not (f.kind in ("wears", "holds", "near") and f.subject == thing)
                ]
                self.r.say("wears", thing, others=(keys[0],), span=part.span)

    def _passive(self, actors: list[str], part: Part) -> bool:
        """The pie is eaten by Mike; Jenny is being chased by a bear."""
        if self.verb_text not in _DONE:
            return False
        if "run_to" in self.verb:
            for one in self.subject:
                if one in CHILDREN:
                    self.r.say("pose", one, ("run",), span=part.span)
                for actor in actors:
                    self.r.say("facing_away", one, others=(actor,), span=part.span)
                    self.r.say("facing", actor, others=(one,), span=part.span)
            return True
        objects, self.subject = self.subject, actors
        self.done_to = objects
        self._act(objects, part)
        return True

    def _by_none(self, actors: Sequence[str], part: Part) -> bool:
        """The ball is held by Mike, not by Jenny."""
        if self.verb_text not in _DONE:
            return False
        for thing in self.done_to:
            for actor in actors if set(self.verb) & {"hold", "eat", "drink"} else ():
                self.r.say("holds", thing, others=(actor,), holds=False, span=part.span)
            for actor in actors if "wear" in self.verb else ():
                self.r.say("wears", actor, self.r.things[thing].options, holds=False, span=part.span)
        return True

    def _bare_headed(self, children: Sequence[str], span: Span) -> None:
        """There is nothing on her head; his head is bare."""
        for child in children:
            self.r.say("wears", child, ("any",), holds=False, span=span)

    def _denied_object(self, noun: Noun) -> None:
        """is not wearing a hat; has no ball; there is no dog."""
        minds = {"expected", "expect", "know", "knew", "believe", "believed", "think", "thought", "mind"}
        if not self.verb and minds & {p.text for p in self.clause.parts if p.kind == "word"}:
            self.r.resolve(replace(noun, negated=False))  # she had not expected a bear
            return
        if "undress" in self.verb and noun.kind in ("piece", "class") and self.children and noun.definite:
            for key in self.r.resolve(noun):  # never took off her crown
                self.r.say("wears", key, others=(self.children[0],), span=noun.span)
            return
        if "drop" in self.verb and noun.kind in ("piece", "class") and self.children:
            for key in self.r.resolve(noun):  # does not let go of it
                self.r.say("holds", key, others=(self.children[0],), span=noun.span)
            return
        if "look" in self.verb and noun.owner and noun.kind in ("piece", "class") and not self.denied:
            known = set(self.r.things)  # can't find his glasses: they are where it is said later
            lost = [k for k in self.r.resolve(replace(noun, owner=None)) if k not in known]
            self.r.shed += lost
            self.r.losers.update(dict.fromkeys(lost, tuple(self.children)))
            if noun.kind == "piece":
                self.r.gone.append(noun.value)
            return
        brings = self.verb_text.startswith(("bring", "brought")) and bool(self.children)
        if brings and noun.kind in ("piece", "class") and not self.r._mentioned(noun, self._options(noun)):
            self.r.rule_out(noun)  # did not bring her kite
            return
        worn = noun.kind in ("piece", "class") and all(
            self.r.catalog[o].group == "wearable" for o in self._options(noun)
        )
        if worn and noun.definite and not self.denied:
            self.r.flown = [noun.value]  # isn't wearing the crown: "it lies on the table" is the crown
        if worn and self.children and not self.denied:
            options = self._options(noun)
            if set(options) <= EYEWEAR:
                options = tuple(sorted(EYEWEAR))
            for child in self.children:
                self.r.say("wears", child, options, holds=False, span=noun.span)
            if self.children == list(CHILDREN):
                self.r.rule_out(noun)
            return
        words = {p.text for p in self.clause.parts if p.kind in ("word", "verb")}
        if noun.kind == "piece" and self.clause.there:
            gone = bool(words & {"left", "now", "anymore", "anywhere", "at all", "here"})
            for key in self.r._mentioned(noun, self._options(noun)):
                if gone or key in self.r.tentative:
                    self.r._forget(key)  # now there is no pie left; a duck? no, there is no duck
        if noun.kind in ("piece", "class") and noun.definite and not noun.negated and not self.denied:
            known = set(self.r.things)
            self.r.refused = [key for key in self.r.resolve(noun) if key not in known] or self.r.refused
        # she does not like the dog: there is one
        if noun.kind in ("piece", "class"):
            mentioned = self.r._mentioned(noun, self._options(noun))
            if mentioned and noun.definite:
                if set(self.verb) & {"hold", "eat", "drink", "have"}:
                    for child in self.children:
                        self.r.say("holds", mentioned[-1], others=(child,), holds=False, span=noun.span)
                return
            if not noun.definite or not mentioned:
                self.r.rule_out(noun)
        elif not set(self.verb) & {"look", "face"}:
            self.r.rule_out(noun)

    def _undress(self, things: list[str], part: Part) -> None:
        """Mike takes off his hat."""
        things = [key for key in things if key not in CHILDREN]  # has lost its friends
        self.r.flown = [self.r.name_of(self.r.things[key].options) for key in things]
        self.r.last = list(self.children) or self.r.last
        olds = [key for key in things if self.r.things[key].old]
        if olds:
            self.r.change(Change("remove", tuple(olds), span=part.span))
        for key in things:
            if key not in olds:
                for child in self.children:
                    options = self.r.things[key].options
                    options = tuple(sorted(EYEWEAR)) if set(options) <= EYEWEAR else options
                    self.r.say("wears", child, options, holds=False, span=part.span)
                self.r.shed.append(key)
                self.r.losers[key] = tuple(self.children)

    def _face_of(self, noun: Noun) -> None:
        """Look at his angry face."""
        if noun.feel and noun.text in ("face", "eyes", "mouth", "cheeks", "cheek"):
            owners = self.r._owner(noun.owner or "", noun.span) or self.children[:1]
            for child in owners:
                self.r.say("expression", child, noun.feel, span=noun.span)

    def _is_costumed(self, noun: Noun) -> None:
        """Mike is a pirate; the cat is dressed up as a king."""
        assert noun.costume is not None
        wished = any(p.text in ("wanted", "wants", "want") for p in self.clause.parts)
        if set(self.verb) & {"be", "wear", "face", "play"}:
            if not self.negated and not wished:
                self.r.dress(self.subject, noun.costume, noun.span)
            return
        keys = self.r.resolve(noun)
        self._act(keys, Part("object", None, [noun], False, noun.span))

    def _is_it(self, part: Part, keys: list[str]) -> bool:
        """Jenny has a new hat. It is a viking helmet: one thing, not two."""
        same = set(self.verb) == {"be"} and not self.negated and not self.clause.there
        if not same or len(self.subject) != 1 or len(keys) != 1 or part.nouns[0].definite:
            return False
        return self.r.narrow(self.subject[0], keys[0])

    def _on(self, things: list[str], span: Span) -> None:
        for child in self.children:
            for key in things:
                self.r.say("on", child, others=(key,), span=span)
