"""Remove, replace, swap, flip and make: what becomes of things."""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.commands.base import amount_of, grow, inherit, keep_only
from text2scene.language.commands.placing import Placing
from text2scene.language.facts import Change
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.parser import clauses_of
from text2scene.language.predicates import read_clause


class Command(Placing):
    """One instruction, ready to be taken in."""

    def run(self) -> bool:
        names, body = self.names, self.body
        if "remove" in names or self._taken_away():
            return self._remove()
        if "replace" in names and self._replaced():
            return True
        if "flip" in names and self._flip():
            return True
        if "grow" in names or "shrink" in names:
            keys = self._objects()
            self.r.change(
                Change(
                    "grow",
                    tuple(keys),
                    "bigger" if "grow" in names else "smaller",
                    amount_of(body),
                    span=self.span,
                )
            )
            return bool(keys)
        first = next(iter(self._nouns(self.body)), None)
        shows = any("feel" in c for c in self.body)
        if "add" in names and first is not None and first.kind in ("child", "group", "pronoun") and shows:
            for clause in clauses_of(self.body):
                read_clause(self.r, clause)
            return True
        if "make" in names and self._make():
            return True
        if {"move", "put", "make"} & set(names) and self._goes_to():
            return True
        if "move" in names and self._move():
            return True
        if "give" in names:
            return self._give()
        if {"put", "add", "move"} & set(names):
            return self._put()
        return False

    def _taken_away(self) -> bool:
        """take his hat off, take the dog away"""
        particles = {c.text for c in self.body}
        return self.text in ("take", "takes", "clear") and bool(
            particles & {"away", "off", "out", "out of", "away from"}
        )

    def _remove(self) -> bool:
        r = self.r
        at = next((i for i, c in enumerate(self.body) if "except" in c), None)
        if at is not None and self._nouns(self.body[:at]):
            kept = [k for n in self._nouns(self.body[at + 1 :]) for k in r.resolve(replace(n, definite=True))]
            out = [k for n in self._nouns(self.body[:at]) for k in r.all_of(n) if k not in kept]
            r.change(Change("remove", tuple(out), span=self.span))
            return True
        if at is not None and any("everything" in c for c in self.body[:at]):
            return keep_only(r, self.body[at + 1 :], self.span)
        if any("everything" in c for c in self.body[:2]) and not self._nouns(self.body):
            r.change(Change("clear", span=self.span))
            return True
        words = " ".join(c.text for c in self.body)
        if any("everything" in c for c in self.body[:2]) and "sky" in words:
            flying = [k for k in r.everything() if r.catalog[r.things[k].options[0]].group == "sky"]
            r.change(Change("remove", tuple(flying), span=self.span))
            return True
        keys: list[str] = []
        items = nouns_and_marks(self.body)
        for i, item in enumerate(items):
            if isinstance(item, Noun):
                if item.kind == "body":
                    continue
                before = items[i - 1] if i else None
                if isinstance(before, Chunk) and before.text in ("from", "of", "off") and keys:
                    r.prefer_owner(keys, r.resolve(item))
                    continue
                keys += r.removed(item)
            elif "relation" in item and item.text not in ("off", "of", "from") and keys:
                # the ball next to Mike: says which
                break
        if words.startswith("one of "):
            keys = keys[:1]
        if keys:
            r.change(Change("remove", tuple(dict.fromkeys(keys)), span=self.span))
        return bool(keys) or any(isinstance(item, Noun) for item in items)

    def _replaced(self) -> bool:
        """replace the dog with a cat; turn the ball into a pizza; swap Mike and Jenny"""
        r = self.r
        link = (
            ("with", "by", "for")
            if self.text in ("replace", "swap", "exchange", "switch", "substitute", "trade")
            else ("to", "into", "for")
        )
        at = next((i for i, c in enumerate(self.body) if c.text in link), None)
        if at is None:
            if self.text in ("swap", "switch", "exchange", "trade"):
                keys = self._objects()
                if len(keys) == 2:
                    self._change_places(*keys)
                    return True
            return False
        old, new = self._nouns(self.body[:at]), self._nouns(self.body[at + 1 :])
        things = ("piece", "class", "child")
        if not old or not new or new[0].kind not in things or old[0].kind not in (*things, "pronoun"):
            return False
        olds = r.resolve(replace(old[0], definite=True))
        both_there = (
            self.text in ("swap", "switch", "exchange", "trade") and r.is_there(new[0]) and new[0].definite
        )
        if both_there or (
            self.text in ("swap", "switch") and new[0].kind == "child" and old[0].kind == "child"
        ):
            news = r.resolve(new[0])
            self._change_places(olds[0], news[0])
            return True
        if not olds:
            return False
        many = len(old) > 1 and all(noun.key for noun in old)
        if many:
            olds = [key for noun in old for key in r.resolve(noun)]
        news = r.fresh(replace(new[0], count=len(olds), plural=True) if len(olds) > 1 else new[0])
        inherit(r, olds, news, self.span)
        r.change(Change("replace", tuple(olds), others=tuple(news), span=self.span))
        return True

    def _change_places(self, one: str, other: str) -> None:
        """Two hats change heads, all else changes places."""
        r = self.r
        bearers = [next((t.bearer for t in r.old if t.id == r.things[k].old), None) for k in (one, other)]
        if bearers[0] and bearers[1] and bearers[0] != bearers[1]:
            for key, who in ((one, bearers[1]), (other, bearers[0])):
                r.bear(key, r.resolve(Noun("child", who, self.span, text=who))[0], self.span)
            return
        r.change(Change("swap", (one,), others=(other,), span=self.span))

    def _flip(self) -> bool:
        toward = next(
            (
                c
                for c in self.body
                if ("relation" in c and c.text in ("to", "toward", "towards", "away from"))
                or "region" in c
                or "direction" in c
            ),
            None,
        )
        keys = self._objects()
        if not keys:
            return False
        aimed = toward is not None and toward.text not in ("around", "over")
        if aimed and self.text in ("turn", "rotate", "spin"):
            side = (toward.get("direction") or ("",))[0] if toward is not None else ""
            if side in ("left", "right"):
                for key in keys:
                    self.r.say("facing", key, (side,), span=self.span)
                return True
            others = [k for noun in self._nouns(self.body) for k in self.r.resolve(noun) if k not in keys]
            if others:
                kind = "facing_away" if toward is not None and toward.text == "away from" else "facing"
                for key in keys:
                    self.r.say(kind, key, others=(others[0],), span=self.span)
                return True
            return False
        if self.text == "turn" and any(
            "feel" in c or ("command" in c and c.text == "into") for c in self.body
        ):
            return False
        self.r.change(Change("flip", tuple(keys), span=self.span))
        return True

    def _all_become(self, items: list[Noun | Chunk]) -> bool:
        """Make both dogs cats."""
        nouns = [item for item in items if isinstance(item, Noun)]
        joined = all("and" in item for item in items if isinstance(item, Chunk))
        if len(nouns) < 3 or not joined:
            return False
        *olds, new = nouns
        if not all(old.key for old in olds) or new.key or new.definite or new.kind not in ("piece", "class"):
            return False
        keys = [key for old in olds for key in self.r.resolve(old)]
        news = self.r.fresh(replace(new, count=len(keys), plural=True))
        inherit(self.r, keys, news, self.span)
        self.r.change(Change("replace", tuple(keys), others=tuple(news), span=self.span))
        return True

    def _make(self) -> bool:
        r = self.r
        compare = next((c for c in self.body if "compare" in c), None)
        if compare is not None:
            than = next((i for i, c in enumerate(self.body) if c.text == "than"), None)
            keys = self._objects(self.body[: self.body.index(compare)])
            others = self._nouns(self.body[than:]) if than is not None else []
            for other in [k for n in others for k in r.resolve(n)][:1]:
                for key in keys:
                    pair = (key, other) if compare.get("compare") > 0 else (other, key)
                    r.say("larger", pair[0], others=(pair[1],), span=self.span)
                return True
            if keys:
                grow(r, keys, compare, self.body, self.span)
            return bool(keys)
        items = nouns_and_marks(self.body)
        if self._all_become(items):
            return True
        two = items[:2]
        if len(two) == 2 and all(isinstance(n, Noun) for n in two):
            first, second = two
            assert isinstance(first, Noun)
            assert isinstance(second, Noun)
            kinds = ("piece", "class")
            it = first.kind == "pronoun" and first.text in ("it", "that") and second.article
            if (
                (first.kind in kinds or it) and second.kind in kinds and not second.definite
            ):  # make the owl a duck
                olds = r.resolve(replace(first, definite=True))
                news = r.fresh(second)
                inherit(r, olds, news, self.span)
                r.change(Change("replace", tuple(olds), others=tuple(news), span=self.span))
                return True
        keys = self._objects()
        if not keys:
            return False
        for i, chunk in enumerate(self.body):
            if (
                "direction" in chunk and chunk.text in ("closer", "nearer", "higher", "lower", "farther")
            ) and i:
                return self._move()
        rest = self._after_objects(self.body)
        for clause in clauses_of(rest):
            clause.subject = [Noun("known", key, self.span, text=key) for key in keys]
            clause.there = False  # make Mike sit: what follows is said of him
            read_clause(r, clause)
        return True
