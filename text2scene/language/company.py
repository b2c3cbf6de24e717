"""What is with somebody: carried, worn, in a hand, on a head, in the middle of two."""

from __future__ import annotations

from text2scene.language.clauses import Part
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.regions import Regions

_HEAD = frozenset({"head", "heads", "face", "eyes", "hair", "nose"})
_LIES = frozenset({"perched", "sitting", "standing", "lying", "resting", "hanging", "placed", "seated"})


class Company(Regions):
    """What goes with the subject of a clause."""

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
        worn = bool(keys) and all(self._worn(key) for key in keys)
        if self.clause.each and worn and len(subject) > len(keys) and not children:
            for key, one in zip(self._enough(list(keys), subject, part), subject, strict=False):
                r.say("wears", key, others=(one,), span=part.span)
            return True
        for n, key in enumerate(list(keys)):
            base = subject[-1] if subject else None
            base = (self.objects[-1:] or [base])[0] if base in CHILDREN else base
            if base is not None and base != key and r.narrow(base, key):
                continue  # a hat with horns, a cap with a star: one piece
            options = r.things[key].options
            wearable = all(r.catalog[o].group == "wearable" for o in options)
            holdable = all(r.catalog[o].held is not None for o in options)
            if key in CHILDREN:
                self._along(key, subject)
                for one in subject:
                    if one != key:
                        r.say("near", one, others=(key,), span=part.span)
            elif children and wearable and not labels & {"play", "play_with"}:
                r.say("wears", key, others=(children[n % len(children)],), span=part.span)
            elif (
                children
                and holdable
                and (self._hits_with(options) or not labels & {"play", "play_with", "run"})
            ):
                r.say("holds", key, others=(children[n % len(children)],), span=part.span)
            elif wearable and subject and subject[0] != key:
                r.say("wears", key, others=(subject[0],), span=part.span)
            else:
                self._along(key, subject)
                for one in subject:
                    if one != key:
                        r.say(
                            "near",
                            key if not children else one,
                            others=(one if not children else key,),
                            span=part.span,
                        )
        return True

    def _hits_with(self, options: tuple[str, ...]) -> bool:
        """Hits the ball with her bat: she has the bat in her hand."""
        return self.verb_text.split(" ")[-1].startswith(("hit", "strik", "whack")) and options[0] in (
            "baseball_bat",
            "tennis_racket",
        )

    def _along(self, key: str, subject: list[str]) -> None:
        """Has crept into the tent with his dog: the dog is in there, too."""
        lives = key in CHILDREN or self.r._is_animal(key)
        spans = {p.span for p in self.clause.parts if p.kind == "prep" and "in" in p.value and not p.negated}
        inside = [f for f in self.r.facts if f.kind == "in" and f.holds and f.span in spans]
        for fact in inside if lives else []:
            if fact.subject in subject and self.r.things[fact.others[0]].options[0] in ("tent", "sandbox"):
                self.r.say("in", key, others=fact.others, span=fact.span)

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
            away = part.text.startswith("out of")  # flew out of her hand
            if away or part.negated or (self.negated and self.verb == ("be",)):
                # a cap on Mike's head, but not on Jenny's
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
