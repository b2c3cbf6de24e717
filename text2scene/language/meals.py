"""Meals: what is eaten or cooked, and what there is to eat where no food is named."""

from __future__ import annotations

from text2scene.language.facts import Span
from text2scene.language.nouns import Noun
from text2scene.language.subject import Subject

_OF = frozenset({"from", "out of", "with", "on", "to"})


class Meals(Subject):
    """What the subject of a clause eats, drinks or cooks."""

    def _all_gone(self, key: str) -> bool:
        """There was a pie, but he has eaten it all up: what was spoken of before is there no more."""
        parts = self.clause.parts
        said = [p.text for p in parts if p.kind in ("verb", "word")]
        perfect = self.verb_text.startswith(("has ", "have ", "'s ", "had ")) or any(
            p.text in ("has", "have", "'s", "had") for p in self.clause.verbs
        )
        start = parts[0].span[0] if parts else 0
        before = self.r.things[key].span[0] < start and self.r.things[key].old is None
        whole = any(text.endswith(("all", "up")) for text in said)
        return before and (perfect or whole) and not self.negated

    def _cook(self, key: str, child: str, span: Span) -> None:
        """What is cooked is on the grill, and the cook beside it; over a fire, if it says so."""
        if "fire" in self.r.things or any(n.value == "fire" for p in self.clause.parts for n in p.nouns):
            self.r.say("holds", key, others=(child,), span=span)
            return
        grill = self.r._pieces(Noun("piece", "grill", span, definite=True), ("grill",))
        self.r.say("on", key, others=(grill[-1],), span=span)
        self.r.say("near", child, others=(grill[-1],), span=span)

    def _meal(self) -> None:
        """Mike is eating: something, that is. He is grilling: at the grill."""
        cooks = any(
            "cook" in p.value and not p.negated and p.text.startswith(("grill", "barb"))
            for p in self.clause.verbs
        )
        if cooks and not self.objects and self.children:
            grill = self.r._pieces(
                Noun("piece", "grill", self.clause.verbs[-1].span, definite=True), ("grill",)
            )
            for child in self.children:
                self.r.say("near", child, others=(grill[-1],), span=self.clause.verbs[-1].span)
        eats = next((p for p in self.clause.verbs if {"eat", "drink"} & set(p.value)), None)
        if any(p.kind == "word" and p.text == "nothing" for p in self.clause.parts):
            return
        if (
            eats is None
            or eats.negated
            or self.objects
            or any(p.kind == "object" or (p.kind == "prep" and p.text in _OF) for p in self.clause.parts)
        ):
            return
        food = self.r.catalog.classes["food"] if "eat" in eats.value else ("drink",)
        kind, value = ("class", "food") if "eat" in eats.value else ("piece", "drink")
        for child in self.children:
            key = self.r._pieces(Noun(kind, value, eats.span, article=True), food, new=True)[0]
            self.r.say("holds", key, others=(child,), span=eats.span)
