"""Chunks -> clauses, in the order of the words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from text2scene.language.ahead import Ahead
from text2scene.language.apposed import told_once
from text2scene.language.clauses import Clause, Part
from text2scene.language.facts import Span
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks

_CLIMBED = frozenset({"slide", "tree", "oak_tree", "apple_tree", "pine_tree"})
_WELL = frozenset({"now", "then", "no", "yes", "oh", "well", "today"})
_MINDS = frozenset({"likes", "liked", "loves", "loved", "hates", "hated", "wants", "wanted"})
_ASIDES = frozenset({"though", "however", "meanwhile", "too", "then", "instead", "of course"})


def clauses_of(chunks: Sequence[Chunk]) -> list[Clause]:
    """The clauses of one sentence."""
    return _Parser(told_once(nouns_and_marks(_without_asides(chunks)))).run()


def _without_asides(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Jenny, though, was laughing; of the two, only Mike is; not even the dog; not any longer."""
    out: list[Chunk] = []
    skip = 0
    comma = next((i for i, chunk in enumerate(chunks[:6]) if chunk.text == ","), 0)
    if comma and chunks[0].text == "of" and any("group" in c or "all" in c.text for c in chunks[:comma]):
        chunks = chunks[comma + 1 :]
    for i, chunk in enumerate(chunks):
        if skip:
            skip -= 1
            continue
        after = chunks[i + 1 : i + 3]
        if chunk.text == "even" and out and out[-1].text == "not" and any("nobody" in c for c in chunks[:2]):
            continue
        if chunk.text == "even" and out and out[-1].text != "not" and after and "det" in after[0]:
            continue  # Mike, Jenny and even the dog
        if chunk.text == "forget" and len(out) > 1 and "not" in out[-1]:
            del out[-2:]  # don't forget the sun
            continue
        if chunk.text == "any" and after and after[0].text in ("longer", "more") and _closes(after[1:]):
            skip = 1
            continue
        if chunk.text == "anymore":
            continue
        aside = len(after) > 1 and after[0].text in _ASIDES and after[1].text == ","
        if chunk.text == "," and aside:
            skip = 2
            continue
        out.append(chunk)
    return out


def _closes(after: Sequence[Chunk]) -> bool:
    """No noun follows: the owl is not here any more."""
    return not after or not any(
        x in after[0] for x in ("piece", "class", "child", "size", "colours", "group")
    )


class _Parser(Ahead):
    """Goes through the nouns and marks of a sentence once, from left to right."""

    def run(self) -> list[Clause]:
        self._called()
        for i, item in enumerate(self.items):
            if isinstance(item, Noun):
                self._noun(i, item)
            else:
                self._chunk(i, item)
        self._had()
        for clause in self.clauses:
            _came_too(clause)
        clauses = [_in_order(clause) for clause in self.clauses if clause.subject or clause.parts]
        for one, other in itertools.pairwise(clauses):
            held = _in_hand(one)
            if held is not None and other.subject and other.subject[0].kind in ("child", "pronoun"):
                thing = Part("object", None, [held], span=held.span)
                one.parts = [Part("verb", ("hold",), span=held.span, text="holds"), thing]
                one.subject = list(other.subject)
            elif _participle(one) and other.subject and not other.there:
                one.subject = [replace(noun, negated=False) for noun in other.subject]
        return clauses

    def _called(self) -> None:
        """Hold on to your balloons, Jenny! She is the one who does it."""
        if len(self.items) < 4:
            return
        first, (mark, name) = self.items[0], self.items[-2:]
        acts = isinstance(first, Chunk) and "verb" in first and "be" not in first.get("verb")
        called = (
            isinstance(name, Noun) and name.kind == "child" and isinstance(mark, Chunk) and mark.text == ","
        )
        before = self.items[-3]
        listed = isinstance(before, Noun) and before.kind == "child"
        if acts and called and not listed:
            self.items[:] = [self.items[-1], *self.items[:-2]]

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

    def _noun(self, i: int, noun: Noun) -> None:
        before, last = (self.items[i - k] if i >= k else None for k in (1, 2))
        told_not = bool(self.clause.parts) and {part.text for part in self.clause.parts} <= {"do", "does"}
        joins = ("or", "nor", "and") if told_not else ("or", "nor")  # don't draw Mike and Jenny
        if isinstance(before, Chunk) and before.text in joins and isinstance(last, Noun) and last.negated:
            self.items[i] = noun = replace(noun, negated=True)  # no sun or rain
        if noun.text.startswith(("it 's ", "it is ", "it was ")) and i:
            self._open("")  # it isn't sunny, it's pouring
        if self._more_there(i) or self._as_well(i):
            objects = next(part for part in self.clause.parts if part.kind == "object")
            objects.nouns.append(noun)
            return
        if self._runs_on(i, noun):
            self._open("")
        if self._there_too(i):
            self._open("and")
            self.clause.there = True
        described = isinstance(before, Chunk) and self._is_adjective(before) and not self.clause.there
        if described and noun.kind == "child" and not self.clause.subject:
            self.slot = self.clause.subject
        if self._reduced(i, noun):
            self.wanting = self.clause.subject.pop()
            self._open("that", [noun])
            self.slot = None
            return
        if self._begins(i, noun, before):
            if self.clause.verbs:
                self._part("object", None, noun.span).nouns.append(noun)
                noun = replace(noun, definite=True)
            self._open("that", [noun])
            self.slot = None
            return
        if (
            noun.kind == "child"
            and self.clause.verbs
            and isinstance(before, Chunk)
            and before.text == "not"
            and isinstance(last, Chunk | Noun)
            and not self._in_verb_phrase()
        ):
            # Jenny holds the bat, not Mike: he is there, and this is not said of him
            self.negated = False
            if self._only_there():  # Jenny is in the park, not Mike
                self.clauses.insert(-1, Clause([replace(noun, negated=True)]))
                return
            done = [
                replace(p, negated=not p.negated) for p in self.clause.parts if p.kind in ("verb", "feel")
            ]
            self.clauses.insert(-1, Clause([noun], done))
            return
        against = isinstance(before, Chunk) and before.text == "not" and self._joined(i - 1)
        animal = noun.kind == "piece" and noun.definite and noun.value in self.animals
        said = self.clause.parts and self.slot is not self.clause.subject and not self._in_verb_phrase()
        if against and animal and said:
            self.negated = False
            self.clauses.insert(-1, Clause([noun]))  # the cat is on the slide, not the dog
            return
        given = isinstance(before, Chunk) and before.text == "for" and bool(self.clause.subject)
        none = self.clause.neither or all(one.negated for one in self.clause.subject)
        if given and not self.clause.verbs and none:
            self.clause.subject[:] = [replace(one, negated=True) for one in self.clause.subject]
            self.clause.neither = False
            self._part("prep", ("near",), noun.span, "for").nouns.append(replace(noun, negated=False))
            return  # neither hat nor glasses for Mike
        if self.excepted:
            # everyone but Mike: not he; besides the dog, or nobody but Mike: these are there
            every = any(isinstance(x, Noun) and x.kind == "group" for x in self.items) or any(
                isinstance(x, Chunk) and "everything" in x for x in self.items
            )
            none = any(
                x.negated if isinstance(x, Noun) else ("no" in x or "nobody" in x or "not" in x)
                for x in self.items
            )
            told = self.items[i + 1 : i + 3]
            told = [x for x in told if isinstance(x, Chunk) and x.text in ("which", "who", "that")]
            out = self.for_sure or (every and not none and not told)
            noun, self.excepted = replace(noun, negated=out, definite=False), False
            nobody = any(n.text in ("nobody", "no one", "no-one") for n in self.clause.subject)
            if nobody and not out and self.clause.parts:  # nobody is in the sandbox except a duck
                here = [replace(part, negated=False) for part in self.clause.parts]
                self.clauses.insert(-1, Clause([noun], here))
                return
        if self.only:
            noun, self.only = replace(noun, only=True), False
        if noun.kind == "body" and self.slot is not self.clause.subject:
            if self.slot is None:
                self.slot = self._part("object", None, noun.span).nouns
        elif (
            self.negated
            and self.slot is not None
            and not self._in_verb_phrase()
            and not (noun.definite and noun.kind in ("piece", "class"))
        ):
            noun, self.negated = replace(noun, negated=True), False
            self.items[i] = noun
        if self.slot is None or (self.slot and self.slot is self.clause.subject and self.clause.verbs):
            self.slot = self._part("object", None, noun.span).nouns
        elif self.slot and not self._joined(i) and self._gap(i):
            # "gives Jenny the ball", "he has a ball and Jenny a bat"
            self.slot = self._part("object", None, noun.span).nouns
        if self.slot and self.slot[-1].only and self._joined(i):
            noun = replace(noun, only=True, negated=False)  # just an owl and a snake
        self.slot.append(noun)

    def _part(self, kind: str, value: Any, span: Span, text: str = "") -> Part:
        part = Part(kind, value, [], self.negated, span, text)
        if kind in ("verb", "feel", "region", "prep", "size"):
            self.negated = False
        self.clause.parts.append(part)
        return part

    def _chunk(self, i: int, chunk: Chunk) -> None:
        span = (chunk.start, chunk.end)
        before = self.items[i - 1] if i else None
        goes_on = "verb" in chunk and (
            "be" in chunk.get("verb") or (isinstance(before, Chunk) and "verb" in before)
        )
        if self.wanting is not None and goes_on and self._acts():
            about = replace(self.wanting, definite=True)
            self._had()
            self._open("that", [about])
            self.slot = None
        if "nobody" in chunk and self.clause.subject and self.clause.verbs:
            self.clause.alone = True  # has no one to play with
            self.slot = None
        elif "nobody" in chunk:
            self.slot = self.clause.subject
            self.slot.append(Noun("group", "nobody", span, negated=True, plural=True, text=chunk.text))
        elif "neither" in chunk:
            self.clause.neither = True
            if chunk.text.endswith(("them", "child", "kid", "kids", "children")):
                self.clause.subject.append(Noun("group", "they", span, plural=True, text=chunk.text))
        elif "not" in chunk:
            last = self.clause.parts[-1] if self.clause.parts else None
            if last is not None and last.kind == "verb" and _follows(self.items, i):
                last.negated = True
            self.negated = True
        elif "no" in chunk:
            self.negated = True
        elif "except" in chunk and chunk.text != "but":
            then = self.items[i + 1] if i + 1 < len(self.items) else None
            if (
                chunk.text == "but not"
                and isinstance(then, Chunk)
                and ("relation" in then or "region" in then)
            ):
                self.negated = True  # on Mike's head, but not on Jenny's
                return
            self.excepted, self.for_sure = True, chunk.text == "but not"
        elif "only" in chunk:
            self.only = True
            denied = self.clause.neither or any(part.negated for part in self.clause.parts)
            does = {label for part in self.clause.verbs for label in part.value}
            if self._joined(i) and denied and (self.clause.there or (self.clause.neither and does <= {"be"})):
                self._open(
                    ","
                )  # there are no trees here, only Jenny and a dog; neither sun nor rain, just a cloud
                self.clause.there = True
        elif "leaving" in chunk or "arriving" in chunk or "ending" in chunk:
            kind = next(label for label in ("leaving", "arriving", "ending") if label in chunk)
            self._part(kind, None, span, chunk.text)
            then = self.items[i + 1] if i + 1 < len(self.items) else None
            runs = (
                chunk.text.split(" ")[0] in ("ran", "runs") and isinstance(then, Chunk) and "region" in then
            )
            if runs:  # ran off to the left
                self._part("verb", ("run",), span, chunk.text)
            if "verb" in chunk:
                self._part("verb", chunk.get("verb"), span, chunk.text)
            after = self.items[i + 1] if i + 1 < len(self.items) else None
            if (
                kind == "arriving"
                and isinstance(after, Chunk)
                and after.text in ("down", "out", "up", "back")
            ):
                self._part("word", after.text, span, after.text)  # she will not come down: she is there
            self.slot = None
        elif "alone" in chunk:
            self.clause.alone = True
        elif "each" in chunk or chunk.text == "both":
            self.clause.each = True
        elif "and" in chunk:
            self._and(i, chunk)
        elif "but" in chunk and not self._is_relation(i, chunk):
            self._but(i, chunk)
        elif (
            "there" in chunk
            and not self.clause.subject
            and all(part.kind == "word" and part.text in _WELL for part in self.clause.parts)
        ):
            self.clause.there = True
        else:
            self._content(i, chunk, span)

    def _content(self, i: int, chunk: Chunk, span: Span) -> None:
        last = self.clause.parts[-1] if self.clause.parts else None
        here = self.items[i + 1] if i + 1 < len(self.items) else None
        if chunk.text == "from" and isinstance(here, Chunk) and here.text in ("there", "here"):
            self._part("word", "from", span, "from")  # from there she watches Mike
            return
        halfway = (
            last is not None
            and last.kind == "prep"
            and last.text.endswith("from")
            and "between" in last.value
        )
        if halfway and last is not None and chunk.text in ("to", "and") and len(last.nouns) == 1:
            self.slot = last.nouns  # midway from the slide to the swing
            return
        if self._described(i, chunk):
            noun = self.items[i - 1]
            assert isinstance(noun, Noun)
            self._open("who", [replace(noun, definite=True)])
            self.slot = None
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        noun_next = isinstance(after, Noun) and not (after.kind == "scenery" and "region" in chunk)
        new_next = isinstance(after, Noun) and bool(after.size or after.article)
        if chunk.text in ("down", "up") and isinstance(after, Noun) and after.value in _CLIMBED:
            self.slot = self._part("prep", ("on",), span, chunk.text).nouns  # whizzes down the slide
        elif (
            "direction" in chunk
            and chunk.get("direction")[0] in ("left", "right")
            and self._looks()
            and (not noun_next or new_next)
        ):
            self._part("region", chunk.get("direction")[0], span, chunk.text)
            self.slot = None
        elif "beside" in chunk and not (isinstance(after, Noun) and after.kind == "body"):
            side, who = chunk.get("beside")
            if side == "other_side":
                self._part("other_side", None, span, chunk.text)
                self.slot = None
                return
            pronoun = Noun("pronoun", who, span, text=who)
            self._part("prep", (side,), span, chunk.text).nouns.append(pronoun)
            self.slot = None
        elif "other_hand" in chunk:
            hand = Noun("body", "hand", span, text="hand")
            self._part("prep", ("in",), span, chunk.text).nouns.append(hand)
            self.slot = None
        elif "no_longer" in chunk:
            kind = "class" if chunk.get("no_longer") == "tree" else "piece"
            self._part("object", None, span, chunk.text).nouns.append(
                Noun(kind, chunk.get("no_longer"), span, negated=True, text=chunk.text)
            )
            self.slot = None
        elif chunk.text in ("higher", "lower") and isinstance(after, Chunk) and after.text == "than":
            above = "above" if chunk.text == "higher" else "below"
            self.slot = self._part("prep", (above,), span, chunk.text).nouns
        elif "compare" in chunk and isinstance(after, Chunk) and after.text == "than":
            self.slot = self._part("larger", chunk.get("compare"), span, chunk.text).nouns
        elif "region" in chunk and not ("relation" in chunk and noun_next):
            self._part("region", chunk.get("region"), span, chunk.text)
            self.slot = None
        elif "relation" in chunk and noun_next:
            self.slot = self._part("prep", chunk.get("relation"), span, chunk.text).nouns
        elif "feel" in chunk:
            self._part("feel", chunk.get("feel"), span, chunk.text)
            if "verb" in chunk:
                self._part("verb", chunk.get("verb"), span, chunk.text)
            self.slot = None
        elif "verb" in chunk:
            self._part("verb", chunk.get("verb"), span, chunk.text)
            self.slot = None
        elif "piece" in chunk:  # it swings, it slides: a verb after all
            self._part("verb", ("play_on:" + chunk.get("piece")[0],), span, chunk.text)
            self.slot = None
        elif "relation" in chunk:
            if chunk.text not in ("to", "by", "at", "before", "around"):
                self.slot = self._part("prep", chunk.get("relation"), span, chunk.text).nouns
        elif "colours" in chunk:
            self._part("colour", chunk.text, span, chunk.text)
        elif "size" in chunk:
            self._part("size", chunk.get("size"), span, chunk.text)
        elif chunk.text == "than":
            last = self.clause.parts[-1] if self.clause.parts else None
            if last is not None and last.kind == "region" and last.value in ("left", "right"):
                # further to the left than Mike
                last.kind, last.value = "prep", (f"{last.value}_of",)
                self.slot = last.nouns
        elif ("stop" in chunk or not chunk.readings or chunk.text == "anything") and chunk.text[:1].isalpha():
            helps = {part.text for part in self.clause.parts if part.kind == "word"} & {"does", "do", "did"}
            if chunk.text in _MINDS or (chunk.text == "like" and helps):
                self.slot = None  # what is liked does nothing itself
            acts = not chunk.readings and chunk.text.endswith(("ed", "es", "ing"))
            before = self.items[i - 1] if i else None
            does = not chunk.readings and chunk.text.endswith(("ed", "s")) and isinstance(before, Noun)
            does = does and isinstance(before, Noun) and before.kind in ("child", "pronoun")
            does = does and before in self.clause.subject
            if isinstance(after, Noun) and ((acts and after.article) or does):
                self.slot = None  # in her hand there gleamed a racket; Jenny chooses the bee
            self._part("word", chunk.text, span, chunk.text)

    def _and(self, i: int, chunk: Chunk) -> None:
        ahead = self._ahead(i + 1)
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
        told = any(part.kind != "word" or part.text not in _WELL for part in self.clause.parts)
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
            there = self.clause.there
            self._open(chunk.text)
            self.clause.there = there
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


def _came_too(clause: Clause) -> None:
    """The owl came, and the duck, and the cat."""
    came = [part for part in clause.parts if part.kind == "arriving"]
    others = [part for part in clause.parts if part.kind == "object"]
    plain = len(clause.parts) == len(came) + len(others) and not any(part.negated for part in came)
    if clause.subject and came and others and plain and not any(n.negated for p in others for n in p.nouns):
        known = [noun for part in others for noun in part.nouns if noun.kind in ("piece", "class", "child")]
        clause.subject = [*clause.subject, *known]
        clause.parts = came


def _in_hand(clause: Clause) -> Noun | None:
    """Shovel in hand, Jenny marches off."""
    noun = clause.subject[0] if len(clause.subject) == 1 else None
    if noun is None or noun.kind not in ("piece", "class") or clause.there or len(clause.parts) != 1:
        return None
    part = clause.parts[0]
    hands = (
        part.kind == "prep" and "in" in part.value and all(n.text in ("hand", "hands") for n in part.nouns)
    )
    return noun if hands and part.nouns and part.nouns[0].owner is None else None


def _participle(clause: Clause) -> bool:
    """Sitting in the sandbox, Jenny builds a castle; scared of the bear, Mike runs."""
    first = clause.parts[0] if clause.parts and not clause.subject and not clause.opener else None
    if first is None or clause.there:
        return False
    begins = first.text.split(" ")[0]
    limbs = begins in ("arms", "hands", "both", "with", "his", "her")
    return first.kind == "feel" or (first.kind == "verb" and (limbs or begins.endswith(("ing", "ed"))))


def _in_order(clause: Clause) -> Clause:
    """Next to the fire sits a bear -> a bear sits next to it; neither of them runs -> they do not run."""
    if not clause.subject:
        named = next((part for part in clause.parts if part.kind == "object"), None)
        places = [part for part in clause.parts if part.kind in ("prep", "region", "other_side")]
        if named is not None and places and clause.parts.index(places[0]) < clause.parts.index(named):
            clause.subject = named.nouns
            rest = [part for part in clause.parts if part is not named and part not in places]
            apart = any(noun.kind == "pronoun" for part in places for noun in part.nouns)
            does = list(itertools.takewhile(lambda part: part.kind == "verb", rest)) if apart else rest
            # between them the children play frisbee: it is not the frisbee that is there
            clause.parts = [*does, *places, *(part for part in rest if part not in does)]
    elif clause.parts and clause.parts[0].kind in ("prep", "region") and clause.verbs:
        first = clause.parts.index(clause.verbs[0])
        fronted = clause.parts[:first]
        if all(part.kind in ("prep", "region") for part in fronted) and clause.fronted:
            clause.parts = [*clause.parts[first:], *fronted]
    if clause.neither:
        clause.parts = [
            replace(part, negated=not part.negated) if part.kind == "verb" else part for part in clause.parts
        ]
        if not clause.verbs:
            clause.parts = [replace(part, negated=True) for part in clause.parts]
    return clause


def _follows(items: Sequence[Noun | Chunk], i: int) -> bool:
    """True where "not" follows a verb at once: is not, does n't."""
    before = items[i - 1] if i else None
    return isinstance(before, Chunk) and "verb" in before
