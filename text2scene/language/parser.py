"""Chunks -> clauses, in the order of the words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.apposed import told_once
from text2scene.language.asides import without_asides
from text2scene.language.clauses import Clause, Part
from text2scene.language.facts import Span
from text2scene.language.joins import WELL, Joins
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.orders import came_too, in_hand, in_order, participle
from text2scene.language.wordings import plainly

_CLIMBED = frozenset({"slide", "tree", "oak_tree", "apple_tree", "pine_tree"})
_HELPS = frozenset({"does", "do", "did", "can", "could", "will", "would"})
_TALES = frozenset({"story", "tale", "book", "song", "dream", "joke", "film", "movie", "poem", "stories"})
_MINDS = frozenset({"likes", "liked", "loves", "loved", "hates", "hated", "wants", "wanted"})


def clauses_of(chunks: Sequence[Chunk]) -> list[Clause]:
    """The clauses of one sentence."""
    return _Parser(told_once(nouns_and_marks(without_asides(plainly(chunks))))).run()


class _Parser(Joins):
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
            came_too(clause)
        clauses = [in_order(clause) for clause in self.clauses if clause.subject or clause.parts]
        for one, other in itertools.pairwise(clauses):
            held = in_hand(one)
            if held is not None and other.subject and other.subject[0].kind in ("child", "pronoun"):
                thing = Part("object", None, [held], span=held.span)
                one.parts = [Part("verb", ("hold",), span=held.span, text="holds"), thing]
                one.subject = list(other.subject)
            elif participle(one) and other.subject and not other.there:
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

    def _noun(self, i: int, noun: Noun) -> None:
        before, last = (self.items[i - k] if i >= k else None for k in (1, 2))
        told_not = bool(self.clause.parts) and {part.text for part in self.clause.parts} <= {"do", "does"}
        leaves = isinstance(last, Noun) and last.text_before.startswith(("leave out", "skip", "omit"))
        # don't draw Mike and Jenny; leave out the sun and the clouds
        joins = ("or", "nor", "and") if told_not or leaves else ("or", "nor")
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
        if self._one_more_for(i, noun):
            self._open("and")
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
        things = all(one.kind in ("piece", "class") and not one.negated for one in self.clause.subject)
        plain = all(part.kind == "word" for part in self.clause.parts)
        if given and things and plain and not self.clause.verbs and noun.kind in ("child", "group"):
            self.slot = self._part("prep", ("near",), noun.span, "for").nouns
            self.slot.append(noun)
            return  # a crown for Jenny
        acts = any(set(part.value) - {"be", "have"} for part in self.clause.verbs)
        if self.excepted and self.for_sure and noun.kind == "child" and acts:
            self.excepted = False  # Mike is running, but not Jenny: she is there
            done = [
                replace(p, negated=not p.negated) for p in self.clause.parts if p.kind in ("verb", "feel")
            ]
            self.clauses.insert(-1, Clause([noun], done))
            return
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
            if self.clause.nobody and not out and self.clause.parts:  # nobody is in the sandbox except a duck
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
            and not (noun.definite and noun.kind in ("piece", "class") and not (against and self._takes()))
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
        last_part = self.clause.parts[-1] if self.clause.parts else None
        mutual = noun.kind == "each_other" and last_part is not None and last_part.kind == "word"
        if mutual and self.slot is not self.clause.subject:  # sit in the tent and tell each other secrets
            self.slot = self._part("object", None, noun.span).nouns
        self.slot.append(noun)

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
        who = self.clause.subject[0].kind if self.clause.subject else ""
        if "nobody" in chunk and who in ("child", "pronoun", "group") and self.clause.verbs:
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
            ends = i + 1 == len(self.items)
            if last is not None and last.kind == "word" and last.text in _HELPS and ends:
                last.negated = True  # Mike came, but Jenny did not
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
        elif chunk.text == "sets" and i + 1 < len(self.items) and isinstance(self.items[i + 1], Noun):
            self._part("verb", ("put",), span, "puts")  # sets it on his head
            self.slot = None
        elif "leaving" in chunk or "arriving" in chunk or "ending" in chunk:
            kind = next(label for label in ("leaving", "arriving", "ending") if label in chunk)
            self._part(kind, None, span, chunk.text)
            then = self.items[i + 1] if i + 1 < len(self.items) else None
            bare = then is None or (isinstance(then, Chunk) and "region" in then)
            runs = bare and chunk.text.split(" ")[0] in ("ran", "runs")
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
            and all(part.kind == "word" and part.text in WELL for part in self.clause.parts)
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
            and last is not None
            and last.kind == "leaving"
        ):
            self._part("region", chunk.get("direction")[0], span, chunk.text)  # has gone over to the right
            self.slot = None
        elif (
            "direction" in chunk
            and chunk.get("direction")[0] in ("left", "right")
            and self._looks()
            and (not noun_next or new_next)
        ):
            self._part("region", chunk.get("direction")[0], span, chunk.text)
            self.slot = None
        elif "beside" in chunk and not (isinstance(after, Noun) and after.kind == "body"):
            self._beside(i, chunk, span)
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
            way = isinstance(after, Chunk) and ("direction" in after or after.text.startswith("to the "))
            looks = chunk.text == "look" and way and bool(self.clause.subject)
            self._part("verb", ("look",) if looks else chunk.get("verb"), span, chunk.text)
            self.slot = None
        elif "piece" in chunk:  # it swings, it slides: a verb after all
            self._part("verb", ("play_on:" + chunk.get("piece")[0],), span, chunk.text)
            self.slot = None
        elif "relation" in chunk:
            if chunk.text not in ("to", "by", "at", "before", "around"):
                self.slot = self._part("prep", chunk.get("relation"), span, chunk.text).nouns
        elif chunk.text == "up" and any({"eat", "drink"} & set(part.value) for part in self.clause.verbs):
            self._part("word", "up", span, "up")  # ate it up
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
        elif chunk.text in ("you", "i", "we") and self._joined(i) and self._says_so():
            self._open(",")  # the sun hides today, you can't see it
            self._part("word", chunk.text, span, chunk.text)
        elif ("stop" in chunk or not chunk.readings or chunk.text == "anything") and chunk.text[:1].isalpha():
            helps = {part.text for part in self.clause.parts if part.kind == "word"} & {"does", "do", "did"}
            wants = chunk.text == "want" and bool(self.clause.subject)
            if chunk.text in _MINDS or (chunk.text == "like" and helps) or wants:
                self.slot = None  # what is liked does nothing itself
            acts = not chunk.readings and chunk.text.endswith(("ed", "s", "ing"))
            before = self.items[i - 1] if i else None
            does = not chunk.readings and chunk.text.endswith(("ed", "s")) and isinstance(before, Noun)
            does = does and isinstance(before, Noun) and before.kind in ("child", "pronoun")
            does = does and before in self.clause.subject
            if isinstance(after, Noun) and ((acts and after.article) or does):
                self.slot = None  # in her hand there gleamed a racket; Jenny chooses the bee
            self._part("word", chunk.text, span, chunk.text)
            told = self.items[i - 1] if i else None
            shown = any(p.text in ("here", "this") for p in self.clause.parts)
            if chunk.text == "about" and isinstance(told, Noun) and told.text in _TALES and not shown:
                self.slot = []  # tells a story about a bear: it is not there


def _follows(items: Sequence[Noun | Chunk], i: int) -> bool:
    """True where "not" follows a verb at once: is not, does n't."""
    before = items[i - 1] if i else None
    return isinstance(before, Chunk) and "verb" in before
