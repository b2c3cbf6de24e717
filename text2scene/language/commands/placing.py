"""Move, put, add and give: where things go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.clauses import Clause, Part
from text2scene.language.commands.base import SKIP, Verbs, amount_of, names_thing
from text2scene.language.commands.split import POLITE
from text2scene.language.facts import Change
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.parser import clauses_of
from text2scene.language.predicates import read_clause

_GOALS = {
    **dict.fromkeys(("closer to", "nearer to", "closer", "nearer", "further towards"), "toward"),
    **dict.fromkeys(
        ("away from", "further away from", "farther away from", "further from", "farther from", "far from"),
        "away",
    ),
    "to the place of": "to the place of",
    "across the middle": "across",
}
_ASIDE_OF = ("left", "right")
_ASIDE = (
    "over",
    "aside",
    "a bit",
    "a little",
    "out of the way",
    "somewhere else",
    "elsewhere",
    "slightly",
    "sideways",
)


class Placing(Verbs):
    """What is moved, put somewhere, added or given."""

    def _goes_to(self) -> bool:
        """closer to Mike; away from the tent; where the cloud is; to the other side; out of a hand"""
        at = next((i for i, c in enumerate(self.body) if c.text in _GOALS), None)
        if at is None:
            return False
        keys = self._objects(self.body[:at])
        others = [k for n in self._nouns(self.body[at + 1 :]) for k in self.r.resolve(n) if k not in keys]
        goal = _GOALS[self.body[at].text]
        if not keys or (goal != "across" and not others):
            return False
        if goal == "across" and others:
            for key in keys:
                here, there = self._x_of(key), self._x_of(others[0])
                if here is not None and there is not None:
                    side = "right_of" if here < there else "left_of"
                    self.r.say(side, key, others=(others[0],), span=self.span)
                self.r.say("near", key, others=(others[0],), span=self.span)
            return True
        self.r.change(Change("move", tuple(keys), goal, amount_of(self.body), tuple(others), self.span))
        return True

    def _x_of(self, key: str) -> float | None:
        """Where a thing stands now; None for one that is only coming."""
        return next((t.x for t in self.r.old if t.id == self.r.things[key].old), None)

    def _move(self) -> bool:
        """move the dog a bit to the left; bring the tree closer; move Mike next to Jenny"""
        body = self.body
        keys = self._objects()
        if not keys:
            return False
        amount = amount_of(body)
        rest = self._after_objects(body)
        if body and "everything" in body[0]:
            rest = list(body[1:])
            borne = {t.id for t in self.r.old if t.bearer is not None}
            keys = [k for k in keys if self.r.things[k].old not in borne]
        placed = any(
            "relation" in c and names_thing(rest[i + 1 :])
            for i, c in enumerate(rest)
            if c.text not in ("to", "toward", "towards", "a", "up", "down")
        )
        goal = [c for c in rest if "region" in c]
        sides = [c for c in rest if "direction" in c]
        sides.sort(key=lambda c: c.get("direction")[0] in ("nearer", "farther"))  # further right is right
        direction = sides[0] if sides else None
        if self.text in ("raise", "lift", "lower") and not placed:
            direction_name = "down" if self.text == "lower" else "up"
            self.r.change(Change("move", tuple(keys), direction_name, amount, span=self.span))
            return True
        toward = next(
            (
                i
                for i, c in enumerate(rest)
                if c.text in ("closer to", "nearer to", "toward", "towards", "closer", "nearer")
            ),
            None,
        )
        if toward is not None and names_thing(rest[toward + 1 :]):
            others = [k for noun in self._nouns(rest[toward + 1 :]) for k in self.r.resolve(noun)]
            for other in others[:1]:
                for key in keys:
                    self.r.say("near", key, others=(other,), span=self.span)
            return True
        if not placed and direction is not None:
            name = direction.get("direction")[0]
            over = amount == 1.0 and any(c.text.startswith("over") for c in rest) and name in _ASIDE_OF
            if over and not all(self._is_aside(key, name) for key in keys):
                for key in keys:
                    self.r.say("region", key, (name,), span=self.span)
                return True
            side = any(c.text in ("side", "edge", "corner") for c in rest) or any(
                "side" in c.text or "corner" in c.text or "edge" in c.text for c in goal
            )
            absolute = (
                side or amount >= 6.0 or any(c.text in ("corner", "top", "bottom", "middle") for c in rest)
            )
            if not absolute:
                ways = dict.fromkeys(c.get("direction")[0] for c in sides)
                upright = [w for w in ways if w in ("up", "down")][:1]
                sideways = [w for w in ways if w in ("left", "right")][:1]
                for way in [*sideways, *upright] if upright and sideways else [name]:
                    self.r.change(Change("move", tuple(keys), way, amount, span=self.span))
                return True
            if not goal and name in ("left", "right"):
                for key in keys:
                    self.r.say("region", key, (name,), span=self.span)
                return True
        said = " ".join(c.text for c in rest)
        aside = not placed and not goal and direction is None and not said.startswith(("to ", "on ", "in "))
        if aside and (not rest or any(w in said for w in _ASIDE)):
            self.r.change(Change("move", tuple(keys), "aside", amount, span=self.span))
            return True
        self._places(keys, rest)
        return True

    def _is_aside(self, key: str, side: str) -> bool:
        """Whether it is on that side of the picture already."""
        x = next((t.x for t in self.r.old if t.id == self.r.things[key].old), None)
        return x is not None and (x < 190.0 if side == "left" else x > 310.0)

    def _places(self, keys: Sequence[str], rest: Sequence[Chunk]) -> None:
        rest = [c for c in rest if "amount" not in c]
        for i, chunk in enumerate(rest):
            if chunk.text == "to" and i + 1 < len(rest) and rest[i + 1].text != "":
                rest = (
                    [*rest[:i], *rest[i + 1 :]]
                    if "region" in rest[i + 1] or "relation" in rest[i + 1]
                    else list(rest)
                )
                break
        for clause in clauses_of(rest):
            subject = [Noun("known", key, self.span, text=key) for key in keys]
            clause.parts = (
                [Part("object", None, clause.subject), *clause.parts]
                if clause.subject and not clause.parts
                else clause.parts
            )
            clause.subject = subject
            clause.there = False
            read_clause(self.r, clause)
            if any(p.kind == "object" for p in clause.parts) and len(clause.parts) == 1:
                continue

    def _give(self) -> bool:
        """give Mike a hat; give the ball to Jenny"""
        r = self.r
        at = next((i for i, c in enumerate(self.body) if c.text == "to"), None)
        nouns = self._nouns(self.body)
        if at is not None:
            things, whom = self._nouns(self.body[:at]), self._nouns(self.body[at + 1 :])
        else:
            whom = [n for n in nouns if n.kind in ("child", "pronoun", "group")][:2]
            first = nouns[0] if nouns else None
            if first is not None and not whom and len(nouns) > 1:
                whom = [first]
            things = [n for n in nouns if n not in whom]
        bearers = [key for noun in whom for key in r.resolve(noun)]
        if not bearers or not things:
            return False
        if self.body[-1].text == "instead":
            self._swapped_for(bearers, things)
        for noun in things:
            if noun.kind not in ("piece", "class", "pronoun"):
                r.resolve(noun)
                if noun.kind == "body" and noun.feel:  # a sad face
                    for key in bearers:
                        r.say("expression", key, noun.feel, span=noun.span)
                continue
            if noun.kind == "pronoun" or noun.definite:
                for n, key in enumerate(r.resolve(noun)):
                    r.bear(key, bearers[n % len(bearers)], noun.span)
                continue
            for bearer in bearers:
                if len(bearers) > 1 and self._has(bearer, noun):
                    continue
                one = replace(noun, count=noun.count if len(bearers) == 1 else 1)
                for key in r.resolve(one, new=True):
                    r.bear(key, bearer, noun.span)
        return True

    def _swapped_for(self, bearers: Sequence[str], things: Sequence[Noun]) -> None:
        """Give Mike something to drink instead: what he had in his hand goes."""
        r = self.r
        new = [n for n in things if n.kind in ("piece", "class")]
        worn = bool(new) and all(r.catalog[o].group == "wearable" for o in r._options(new[0]))
        had = [
            r.very(t.id, self.span)
            for t in r.old
            if t.bearer in bearers and (r.catalog[t.category].group == "wearable") == worn
        ]
        if new and had and not worn:  # of hats there is one a head anyway
            r.change(Change("remove", tuple(had), span=self.span))

    def _has(self, bearer: str, noun: Noun) -> bool:
        """Whether who is given something has one already."""
        options = (noun.value,) if noun.kind == "piece" else self.r.catalog.classes[noun.value]
        return any(t.bearer == bearer and t.category in options for t in self.r.old)

    def _put(self) -> bool:
        """put a crown on the cat; add two clouds; place the ball under the table"""
        r, body = self.r, self.body
        fresh = "add" in self.names or self.text in ("draw",)
        first = next(iter(self._nouns(body)), None)
        there = first is not None and (first.kind in ("child", "pronoun") or r.is_there(first))
        if there and any("direction" in c for c in body) and len(self._nouns(body)) == 1 and self._move():
            return True
        keys: list[str] = []
        items = nouns_and_marks(body)
        end = len(items)
        for i, item in enumerate(items):
            if isinstance(item, Noun):
                if item.kind == "scenery":
                    continue
                if item.negated:
                    r.rule_out(item)
                    continue
                if item.kind == "count" and r.absent:  # there is no duck; add one
                    missed = next(reversed(r.absent))
                    r.absent.pop(missed)
                    keys += r.resolve(replace(item, kind="piece", value=missed), new=True)
                    continue
                known = item.kind in ("pronoun", "child") or (item.definite and r.is_there(item))
                keys += r.resolve(item, new=not known and (fresh or not item.definite))
            elif "and" in item or "amount" in item or item.text in POLITE or item.text in SKIP:
                continue
            else:
                end = i
                break
        if not keys:
            return fresh and any(
                (isinstance(item, Noun) and item.kind == "unknown")
                or (isinstance(item, Noun) and item.negated)
                for item in items
            )
        clause = Clause([Noun("known", key, self.span, text=key) for key in keys])
        rest = self._rest(body, end, items)
        said = clauses_of(rest)
        if not any(p.kind in ("prep", "region") for part in said for p in part.parts) and any(
            c.text in ("there", "here") for c in rest
        ):
            said = [
                Clause(list(clause.subject), list(r.last_spot))
            ]  # it is empty on the right: put one there
        for part in said:
            part.subject = clause.subject if not part.subject or part is None else part.subject
            if not part.verbs and part.subject is not clause.subject and part.parts:
                part.subject = part.subject
            part.parts.insert(
                0, Part("verb", ("put",), [], False, self.span, "put")
            ) if part.subject is clause.subject else None
            read_clause(r, part)
        return True
