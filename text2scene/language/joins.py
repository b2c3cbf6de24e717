"""Where a clause ends and the next begins: and, but, who, which."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from text2scene.language.ahead import Ahead
from text2scene.language.clauses import Clause, Part
from text2scene.language.facts import Span
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun

WELL = frozenset({"now", "then", "no", "yes", "oh", "well", "today"})


class Joins(Ahead):
    """Opens clauses, adds parts to them, and joins them."""

    def _open(self, opener: str, subject: list[Noun] | None = None) -> None:
        fronted = self.clause if not self.clause.subject and not self.clause.verbs else None
        self.clauses.append(Clause(list(subject or ()), opener=opener))
        whole = fronted is not None and any(part.kind == "object" for part in fronted.parts)
        if fronted is not None and fronted.parts and not whole:  # under the tree, Mike sits
            self.clause.parts = fronted.parts
            self.clause.fronted = True
            self.clauses.remove(fronted)
        self.slot = self.clause.subject
        self.negated = False

    def _part(self, kind: str, value: Any, span: Span, text: str = "") -> Part:
        part = Part(kind, value, [], self.negated, span, text)
        if kind in ("verb", "feel", "region", "prep", "size"):
            self.negated = False
        self.clause.parts.append(part)
        return part

    def _beside(self, i: int, chunk: Chunk, span: Span) -> None:
        """On his left; on the other side; in one hand, and a glove on the other."""
        side, who = chunk.get("beside")
        hands = [x for x in self.items[:i] if isinstance(x, Noun) and x.kind == "body" and x.text == "hand"]
        self.slot = None
        if side != "other_side":
            pronoun = Noun("pronoun", who, span, text=who)
            self._part("prep", (side,), span, chunk.text).nouns.append(pronoun)
        elif hands:
            self._part("prep", ("in",), span, chunk.text).nouns.append(replace(hands[-1], span=span))
        else:
            self._part("other_side", None, span, chunk.text)

    def _and(self, i: int, chunk: Chunk) -> None:
        ahead = self._ahead(i + 1)
        if self.clause.parts and self.clause.parts[-1].kind == "prep" and not self.clause.parts[-1].nouns:
            self.slot = None  # keeps her hat on, ...
        first = self.items[i + 1] if i + 1 < len(self.items) else None
        last = self.clause.parts[-1] if self.clause.parts else None
        waits = last is not None and last.kind == "prep" and "between" in last.value and len(last.nouns) == 1
        whole = last is not None and bool(last.nouns) and last.nouns[0].kind in ("pronoun", "group")
        if waits and not whole and last is not None and not (ahead == "verb" and last.nouns[0].plural):
            return  # between the grill and the slide stands Mike
        places = bool(self.clause.parts) and all(p.kind in ("prep", "region") for p in self.clause.parts)
        if (
            chunk.text == ","
            and places
            and not self.clause.subject
            and isinstance(first, Noun)
            and ahead == "list"
        ):
            self._open(chunk.text)  # beneath it, a small tent
            return
        if self.clause.there and isinstance(first, Chunk) and first.text == "with":
            return  # there is a balloon, with a plane to the left of it
        if isinstance(first, Noun) and first.kind == "count" and first.count == 1:
            self._open(chunk.text)  # two trees, one on the left
            return
        then = self.items[i + 2] if i + 2 < len(self.items) else None
        fronted = ahead == "clause" and isinstance(first, Chunk) and "relation" in first
        fronted = (
            fronted and isinstance(then, Noun) and then.kind == "pronoun"
        )  # a cloud, and under it a duck
        told = any(part.kind != "word" or part.text not in WELL for part in self.clause.parts)
        bare = self.clause.subject and not told and not self.clause.there
        if bare and ahead != "verb" and not fronted:
            return
        if ahead == "clause" and chunk.text == "and" and self._one_subject(i):
            return
        if ahead == "clause":
            self._open(chunk.text)
        elif ahead == "verb" and (self.clause.parts or len(self.clauses) > 1):
            self._open(chunk.text, self.clause.subject)
            self.slot = None
        elif ahead == "place":
            there, verb = self.clause.there, self.clause.verbs[-1] if self.clause.verbs else None
            self._open(chunk.text)
            self.clause.there = there
            side = self.items[i + 2] if i + 2 < len(self.items) else None
            way = isinstance(side, Chunk) and side.get("region") in ("left", "right")
            way = way and isinstance(side, Chunk) and side.text.startswith(("to", "left", "right"))
            if verb is not None and way and set(verb.value) & {"run", "walk", "fly", "face", "look"}:
                self.clause.parts.append(
                    replace(verb, nouns=[])
                )  # flies to the left and a plane to the right
        elif ahead == "gap":
            verb = next((p for p in reversed(self.clause.parts) if p.kind == "verb"), None)
            self._open(chunk.text)
            after = self.items[i + 1]
            assert isinstance(after, Noun)
            self.clause.subject.append(after)
            if verb is not None:
                self.clause.parts.append(replace(verb, nouns=[]))
            self.slot = None
            self.items[i + 1] = Chunk("", chunk.start, chunk.end, {})

    def _but(self, i: int, chunk: Chunk) -> None:
        before = self.items[i - 1] if i else None
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        told = self._tells(i + 2) and isinstance(after, Noun) and after.kind == "child"
        if chunk.text == "but" and isinstance(before, Chunk) and "everything" in before and not told:
            self.excepted = True  # everything but a sandbox
            return
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        nothing = [part for part in self.clause.parts if part.text == "nothing"]
        if chunk.text == "but" and nothing and isinstance(after, Noun) and not self._tells(i + 2):
            if any(part.text == "left" for part in self.clause.parts):
                self.items[i + 1] = replace(after, only=True)  # there is nothing left but the ketchup
            self.clause.parts = [part for part in self.clause.parts if part not in nothing]
            self.slot = None  # there is nothing on the table but a pie
            return
        if chunk.text == "as" and isinstance(after, Chunk) and ("feel" in after or "size" in after):
            return  # not as happy as Mike
        relative = chunk.text in ("who", "which", "that")
        unknown = relative and isinstance(after, Chunk) and not after.readings
        if isinstance(after, Chunk) and (unknown or "verb" in after or "feel" in after or "not" in after):
            before = self._last_noun() if chunk.text in ("who", "which", "that") else None
            same = [before] if before is not None else self.clause.subject
            self._open(chunk.text, same)
            self.slot = None
        elif self._runs_after(i, chunk):
            self._part("verb", ("run_to",), (chunk.start, chunk.end), "runs after")
            self.slot = None
        elif (
            chunk.text in ("but", "and then", "then")
            and isinstance(after, Chunk)
            and self._places(after, i + 1)
        ):
            self._open(chunk.text, self.clause.subject)
            self.slot = None
        elif self._relative(i, chunk):
            pass
        elif self.clause.subject or self.clause.parts:
            self._open(chunk.text)

    def _relative(self, i: int, chunk: Chunk) -> bool:
        """The kite that Mike is holding is huge: he holds it, and it is huge."""
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        last = self._last_noun()
        if chunk.text not in ("that", "which", "who", "whom") or not isinstance(after, Noun) or last is None:
            return False
        if after.kind not in ("child", "pronoun", "group") or last.kind not in ("piece", "class"):
            return False
        self._open(chunk.text)
        self.wanting = last
        return True

    def _had(self) -> None:
        """What the relative clause is about is its object."""
        if self.wanting is not None and self.clause.verbs:
            self._part("object", None, self.wanting.span).nouns.append(replace(self.wanting, definite=True))
            self.wanting = None
