"""Regions of the picture that a clause names: left, in the sky, in each corner, among the leaves."""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.apposed import CROWN
from text2scene.language.clauses import Part
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.sides import Sides

_EACH = {
    "each_top": ("top_left", "top_right"),
    "each_bottom": ("bottom_left", "bottom_right"),
    "each_side": ("left", "right"),
    "each_corner": ("top_left", "top_right", "bottom_left", "bottom_right"),
}


class Regions(Sides):
    """Where in the picture something is."""

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
        goes = set(self.verb) & {"fly", "run", "walk"} and not part.negated and not self.negated
        if goes and "from the" in part.text and part.value in ("left", "right"):
            there = [child for child in CHILDREN if child in self.r.things and child not in self.subject]
            for key in self.subject:  # comes flying in from the left
                if key in CHILDREN and there and not self.r.old:
                    self.r.say(f"{part.value}_of", key, others=(there[0],), span=part.span)
                self.r.say("facing", key, ({"left": "right", "right": "left"}[part.value],), span=part.span)
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
        inverted = (
            part.text.startswith("to the ") and 0 < self.verb_at - part.span[1] < 2
        )  # to the right runs
        way = part.text.startswith(("to", "left", "right")) and (not fronted or inverted)
        way = way and not (part.text.endswith(("side", "half")) and not part.text.startswith("to"))
        if going and part.value in ("left", "right") and way:
            for key in self.subject:
                self.r.say("facing", key, (part.value,), span=part.span)
            return
        if ("throw" in self.verb or "kick" in self.verb) and not fronted:
            where = self.objects or where
        if (
            any(self.r.things[k].options[0] in ("sun",) for k in where if k in self.r.things)
            and part.value == "ground"
        ):
            return
        if part.text == "in the middle" and not (part.negated or self.negated):
            self._middle_one(where, part)
        if part.value == "distance" and not (part.negated or self.negated):
            self._beyond(part)
        away = part.value.startswith("top") or part.value in ("sky", "distance", "corner")
        if away and not set(self.verb) & {"kick", "throw"}:
            self._gone_off(where)
        denied = part.negated or self.negated
        if denied and not part.negated and self.objects and "be" not in self.verb:
            where, denied = self.objects, False  # Mike does not like the bear on the right
        if fronted and set(self.verb) & {"play_with", "play"} and self.subject and not denied:
            where = [*(key for key in self.subject if key not in where), *where]
        high = part.value == "sky" and part.text.startswith("high ") and not denied
        for key in where:
            self.r.say("region", key, (part.value,), holds=not denied, span=part.span)
            if part.text.endswith("of the sky") and part.value == "middle":
                self.r.say("region", key, ("sky",), span=part.span)
            if high and key not in CHILDREN:
                self.r.say("region", key, ("top",), span=part.span)

    def _middle_one(self, where: list[str], part: Part) -> None:
        """Three trees; the apple tree is in the middle: between the two others."""
        told = {f.subject for f in self.r.facts if f.kind == "region"}
        for members in self.r.catalog.classes.values():
            trio = [key for key, thing in self.r.things.items() if set(thing.options) <= set(members)]
            others = [key for key in trio if key not in where]
            if len(trio) == 3 and len(others) == 2 and len(where) == 1 and not told & set(others):
                self.r.say("between", where[0], others=tuple(others), span=part.span)
                return

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
        if before is None or before.kind not in ("prep", "object") or not before.nouns:
            return ""
        noun = before.nouns[-1]
        named = [key for key, thing in self.r.things.items() if thing.options == (noun.value,)]
        lives = noun.kind in ("child", "piece") and bool(named)
        return named[-1] if lives and self.r.catalog[noun.value].group in ("person", "animal") else ""

    def _is_tree(self, key: str) -> bool:
        return all(option in self.r.catalog.classes["tree"] for option in self.r.things[key].options)

    def _in_scenery(self, noun: Noun, names: tuple[str, ...], part: Part) -> None:
        word = noun.value
        if word in CROWN and set(names) & {"in", "on", "near"}:
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
