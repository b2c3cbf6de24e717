"""What lies beyond a place that is named: the other side, both sides, what somebody sits on, one for each."""

from __future__ import annotations

from collections.abc import Sequence

from text2scene.catalog import CANVAS_WIDTH
from text2scene.language.acts import Acts
from text2scene.language.clauses import Part
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun

_GOALS = frozenset({"to", "toward", "towards", "at", "over to", "up to"})


class Sides(Acts):
    """Sides and bases of things."""

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
        last = self.r.facts[-1] if self.r.facts else None
        members = [key for key in self.r.group if key in self.r.things]
        first = last.others[0] if last is not None and last.others else ""
        if last is not None and last.holds and part.text.endswith("the other") and first in members[:-1]:
            # a pizza is on one of the tables, a pie on the other
            other = members[members.index(first) + 1]
            for key in self.located:
                self.r.say(last.kind, key, others=(other,), span=part.span)
            return
        seat = last is not None and last.kind == "on" and last.holds and part.text == "on the other"
        if seat and last is not None and "swing" in self.r.things[last.others[0]].options:
            for key in self.located:  # Jenny is on one swing, the cat on the other
                self.r.say("on", key, others=last.others, span=part.span)
            return
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
        name = next((n for n in names if n in ("below", "in", "behind", "on")), "")
        self.r.searched_at = (name, list(keys)) if name else None
        return True

    def _perched(self, keys: list[str], part: Part) -> None:
        """Watches him from the swing, waves from the tent."""
        seen = set(self.verb) & {"look", "wave", "face", "play_with"} or any(
            p.kind == "feel" for p in self.clause.parts
        )
        for key in keys:
            if seen and self.r.catalog[self.r.things[key].options[0]].group == "park":
                into = self.r.things[key].options[0] in ("tent", "sandbox", *self.r.catalog.classes["tree"])
                kind = "in" if into else "on"
                for one in self.children or self.subject:
                    self.r.say(kind, one, others=(key,), span=part.span)
