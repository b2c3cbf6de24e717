"""What the words around a place in a sentence are: looked at before a clause is begun or closed."""

from __future__ import annotations

from text2scene.catalog import default_catalog
from text2scene.language.clauses import Clause
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun

_SHALL = frozenset(("needs", "need", "should", "must", "has to", "needs to", "need to", "ought", "ought to"))


_CAN = frozenset(("can", "could", "will", "would", "may", "might"))


class Ahead:
    """The nouns and marks of a sentence, the clauses made of them so far, and questions about both."""

    animals = frozenset(("bear", "cat", "dog", "duck", "owl", "snake"))

    def __init__(self, items: list[Noun | Chunk]) -> None:
        self.items = items
        self.clauses: list[Clause] = [Clause()]
        self.slot: list[Noun] | None = self.clause.subject
        self.negated = False
        self.excepted = False
        self.for_sure = False  # but not: whatever comes before
        self.only = False
        self.wanting: Noun | None = None  # what a relative clause is about, until its verb has come

    @property
    def clause(self) -> Clause:
        return self.clauses[-1]

    def _acts(self) -> bool:
        return any(part.value != ("be",) for part in self.clause.verbs)

    def _begins(self, i: int, noun: Noun, before: Noun | Chunk | None) -> bool:
        """Mike sees Jenny kick the ball; she thinks he is funny: a clause within the clause."""
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        acts = isinstance(after, Chunk) and ("verb" in after or "feel" in after) and "relation" not in after
        person = noun.kind == "child" or noun.text in ("he", "she", "they")
        watched = (
            noun.kind in ("piece", "class")
            and isinstance(before, Chunk)
            and "look" in (before.get("verb") or ())
        )
        if watched and acts and self.clause.subject and self.clause.parts:
            return True
        if not (person and acts and self.clause.subject and self.clause.parts) or not isinstance(
            before, Chunk
        ):
            return False
        sees = "verb" in before and "look" in before.get("verb")
        return (
            sees or (not before.readings and before.text[:1].isalpha()) or noun.text in ("he", "she", "they")
        )

    def _only_there(self) -> bool:
        """The clause says no more than that somebody is there."""
        about = {label for part in self.clause.verbs for label in part.value}
        named = [noun for part in self.clause.parts for noun in part.nouns]
        only = any(noun.only for noun in self.clause.subject)
        return about <= {"be"} and (only or all(noun.kind == "scenery" for noun in named))

    def _takes(self) -> bool:
        """Mike brought the basketball, not the soccer ball: what is not taken is not there."""
        does = {label for part in self.clause.verbs for label in part.value}
        return bool(does & {"hold", "wear", "eat", "drink", "kick", "throw"}) and not self._in_verb_phrase()

    def _tells(self, i: int) -> bool:
        """A verb or a feeling comes from here on."""
        return any(isinstance(x, Chunk) and ("verb" in x or "feel" in x) for x in self.items[i:])

    def _one_subject(self, i: int) -> bool:
        """On the right Mike and Jenny are sitting: two of them, not "on the right Mike"."""
        places, last = self.clause.parts[:-1], self.clause.parts[-1] if self.clause.parts else None
        noun, verb = (self.items[i + k] if i + k < len(self.items) else None for k in (1, 2))
        if last is None or last.kind != "object" or not (isinstance(noun, Noun) and isinstance(verb, Chunk)):
            return False
        subject = last.nouns
        fronted = bool(places) and all(part.kind in ("prep", "region") for part in places)
        alike = (subject[0].kind == "child") == (noun.kind == "child")
        singular = verb.text in ("is", "was", "'s", "has") or (
            verb.text.split(" ")[0].endswith("s") and not verb.text.startswith("'")
        )
        return fronted and not self.clause.subject and alike and not singular and noun.kind != "pronoun"

    def _more_there(self, i: int) -> bool:
        """There is ketchup on it, and mustard: more of what is there."""
        last = self.clause.parts[-1] if self.clause.parts else None
        noun = self.items[i]
        lies = (
            self.clause.there
            and self._joined(i)
            and last is not None
            and last.kind == "prep"
            and i + 1 == len(self.items)
        )
        if (
            lies
            and last is not None
            and "on" in last.value
            and isinstance(noun, Noun)
            and noun.kind == "piece"
        ):
            new = bool(noun.count or noun.article) and not noun.definite and len(last.nouns) == 1
            group = default_catalog()[noun.value].group
            if new and group in ("food", "toy", "wearable"):
                return any(part.kind == "object" for part in self.clause.parts)  # and one pizza
        return (
            self.clause.there
            and self._joined(i)
            and last is not None
            and last.kind == "prep"
            and bool(last.nouns)
            and last.nouns[0].kind == "pronoun"
            and any(part.kind == "object" for part in self.clause.parts)
        )

    def _as_well(self, i: int) -> bool:
        """Has put a pizza on the table, and two drinks as well."""
        noun, last = self.items[i], self.clause.parts[-1] if self.clause.parts else None
        objects = [part for part in self.clause.parts if part.kind == "object"]
        placed = last is not None and last.kind == "prep" and bool(last.nouns) and bool(objects)
        if not placed or not self._joined(i) or not isinstance(noun, Noun) or noun.definite:
            return False
        new = bool(noun.article or noun.count)
        rest = [x.text for x in self.items[i + 1 :] if isinstance(x, Chunk)][:2]
        too = rest[:1] in (["too"], ["also"]) or rest == ["as", "well"]
        return new and too and len(self.items) - i <= 3

    def _there_too(self, i: int) -> bool:
        """There is a pie on the table and two children: they are there as well, not on the table."""
        noun, last = self.items[i], self.clause.parts[-1] if self.clause.parts else None
        if not (self.clause.there and isinstance(noun, Noun) and last is not None and last.kind == "prep"):
            return False
        new = bool(noun.article or noun.count) and not noun.definite
        solid = bool({"on", "in", "below"} & set(last.value)) and "near" not in last.value
        alive = noun.kind in ("child", "group") or (noun.kind == "piece" and noun.value in self.animals)
        alone = bool(last.nouns) and self._joined(i) and "between" not in last.value
        return alone and solid and alive and (new or noun.kind == "group")

    def _says_so(self) -> bool:
        """The clause has a verb of its own: what follows the comma is another."""
        minds = {"want", "need", "like"} & {part.text for part in self.clause.parts}
        return bool(self.clause.subject) and bool(self.clause.verbs or minds)

    def _one_more_for(self, i: int, noun: Noun) -> bool:
        """A pirate hat for Mike and a chef hat for Jenny."""
        last = self.clause.parts[-1] if self.clause.parts else None
        then = self.items[i + 1] if i + 1 < len(self.items) else None
        given = last is not None and last.text == "for" and bool(last.nouns) and not self.clause.verbs
        again = isinstance(then, Chunk) and then.text == "for" and noun.kind in ("piece", "class")
        return given and again and self._joined(i)

    def _runs_on(self, i: int, noun: Noun) -> bool:
        """A tree facing right small snake facing left: the next thing, without a mark before it."""
        before = self.items[i - 1] if i else None
        last = self.clause.parts[-1] if self.clause.parts else None
        return (
            isinstance(before, Chunk)
            and last is not None
            and last.kind == "region"
            and last.span == (before.start, before.end)
            and bool(self.clause.subject or any(part.kind == "object" for part in self.clause.parts))
            and not self.clause.there
            and not any("put" in part.value for part in self.clause.verbs)
            and noun.kind in ("piece", "class", "child")
        )

    def _reduced(self, i: int, noun: Noun) -> bool:
        """The kite Mike is holding: a relative clause without that."""
        after = self.items[i + 1] if i + 1 < len(self.items) else None
        subject = self.clause.subject
        return (
            self._gap(i)
            and self.slot is subject
            and len(subject) == 1
            and subject[0].kind in ("piece", "class")
            and (noun.kind == "child" or noun.text in ("he", "she", "they"))
            and isinstance(after, Chunk)
            and "verb" in after
        )

    def _in_verb_phrase(self) -> bool:
        return bool(self.clause.parts) and self.clause.parts[-1].kind == "verb"

    def _gap(self, i: int) -> bool:
        return i > 0 and isinstance(self.items[i - 1], Noun)

    def _joined(self, i: int) -> bool:
        before = self.items[i - 1] if 0 < i <= len(self.items) else None
        return isinstance(before, Chunk) and "and" in before

    def _is_relation(self, i: int, chunk: Chunk) -> bool:
        return "relation" in chunk and i + 1 < len(self.items) and isinstance(self.items[i + 1], Noun)

    def _described(self, i: int, chunk: Chunk) -> bool:
        """Sits next to a cat wearing glasses: the cat wears them."""
        noun = self.items[i - 1] if i else None
        last = self.clause.parts[-1] if self.clause.parts else None
        if not (isinstance(noun, Noun) and last is not None and last.nouns and last.nouns[-1] is noun):
            return False
        if "verb" not in chunk or not chunk.text.split(" ")[0].endswith("ing") or last.kind != "prep":
            return False
        animal = noun.kind == "piece" and noun.value in self.animals
        return animal or (noun.kind == "child" and "wear" in chunk.get("verb"))

    def _looks(self) -> bool:
        verbs = self.clause.verbs
        return bool(verbs) and bool({"face", "look", "run", "walk", "fly"} & set(verbs[-1].value))

    def _ahead(self, i: int) -> str:
        """What follows an "and": a new clause, a verb of the same subject, or more of a list."""
        first = self.items[i] if i < len(self.items) else None
        if first is None:
            return "list"
        k, nouns = i, 0
        while k < len(self.items):
            item = self.items[k]
            if isinstance(item, Noun):
                nouns += 1
            elif not (
                "and" in item
                or "not" in item
                or "only" in item
                or item.text in ("then", "also", "now", "both", "too", "")
            ):
                break
            k += 1
        stop = self.items[k] if k < len(self.items) else None
        if nouns == 0:
            if isinstance(stop, Chunk):
                if "leaving" in stop or "arriving" in stop:
                    return "verb"
                if self._adjectives(k):
                    return "clause"
                if "verb" in stop or "feel" in stop or ("piece" in stop):
                    return "verb"
                if not stop.readings and stop.text.endswith(("s", "ed")) and self.clause.subject:
                    return "verb"  # sits in the tent and calls her
                if "beside" in stop and isinstance(
                    self.items[k + 1] if k + 1 < len(self.items) else None, Noun
                ):
                    return "clause"
                if "relation" in stop or "region" in stop:
                    return "clause" if self._fronted(k) or self._counterpart(k, stop) else "list"
                if "there" in stop:
                    return "clause"
            return "list"
        named = next((x for x in self.items[i:k] if isinstance(x, Noun)), None)
        lone = named is not None and named.kind in ("child", "pronoun") and nouns == 1
        can = isinstance(stop, Chunk) and lone and stop.text in _CAN
        if isinstance(stop, Chunk) and (can or any(x in stop for x in ("leaving", "arriving", "ending"))):
            return "clause"
        if isinstance(stop, Chunk) and stop.text in _SHALL:
            return "clause"
        rest = [x for x in self.items[k + 1 :] if isinstance(x, Noun) or "not" not in x]
        if isinstance(stop, Chunk) and stop.text in ("does", "do", "did") and not rest:
            return "clause"  # Jenny does not hold it, Mike does
        if (
            isinstance(stop, Chunk)
            and ("verb" in stop or "feel" in stop)
            and not ("relation" in stop and stop.text == "with")
        ):
            return "clause"
        if (
            isinstance(first, Noun)
            and first.kind in ("child", "pronoun")
            and nouns == 2
            and self.clause.verbs
            and isinstance(self.items[i + 1] if i + 1 < len(self.items) else None, Noun)
        ):
            return "gap"
        places = ("relation", "region", "beside", "other_hand")
        placed = isinstance(stop, Chunk) and any(x in stop for x in places) and nouns == 1
        here = self.clause.parts and self.clause.parts[-1].kind in ("prep", "region")
        here = here or (isinstance(first, Noun) and first.kind == "child" and bool(self.clause.verbs))
        kinds = ("piece", "class", "child", "group")
        if (
            placed
            and here
            and isinstance(first, Noun)
            and (first.kind in kinds or first.text in ("he", "she"))
        ):
            return "place"
        return "list"

    def _adjectives(self, i: int) -> bool:
        """small smiling standing hands out Jenny: what comes before the name of a child, as adjectives do"""
        start = i
        while i < len(self.items) and self._is_adjective(self.items[i]):
            i += 1
        noun = self.items[i] if i < len(self.items) else None
        return i > start and isinstance(noun, Noun) and noun.kind == "child" and not noun.owner

    @staticmethod
    def _is_adjective(item: Noun | Chunk) -> bool:
        if isinstance(item, Noun) or "relation" in item:
            return False
        poses = {"sit", "sit_cross", "sit_out", "stand", "jump", "reach", "raise", "run", "wave"}
        verb = item.get("verb") or ()
        does = (
            bool(verb) and set(verb) <= poses and (" " in item.text or item.text.endswith(("ing", "legged")))
        )
        does = does and item.text not in ("reaching", "pushing", "touching")
        return "size" in item or ("feel" in item and " at" not in item.text) or does

    def _counterpart(self, i: int, stop: Chunk) -> bool:
        """On the left there is a bear, on the right an owl."""
        noun = self.items[i + 1] if i + 1 < len(self.items) else None
        placed = any(part.kind == "region" for part in self.clause.parts) and not self.clause.subject
        told = self.clause.there or any(part.kind == "object" for part in self.clause.parts)
        new = isinstance(noun, Noun) and (noun.article or noun.kind == "child" or noun.count is not None)
        return "region" in stop and placed and told and new

    def _fronted(self, i: int) -> bool:
        """and in front of it there is a duck; and under the tree sits a dog"""
        nouns = 0
        for k, item in enumerate(self.items[i:], i):
            if isinstance(item, Noun):
                nouns += 1
                if nouns == 2 and isinstance(self.items[k - 1], Noun):
                    return True  # right of it Jenny
            elif item.text == "," and nouns and self._joined(k + 2):
                return False  # by the swings, and the cat stays on the left
            elif "there" in item or "verb" in item:
                return nouns > 0 or "there" in item or (k == i + 1 and self._inverted(k))
            elif not any(x in item for x in ("relation", "region", "and", "amount")):
                return False
        return False

    def _inverted(self, k: int) -> bool:
        """On the left is a bear, on the right is Jenny."""
        verb, noun = self.items[k], self.items[k + 1] if k + 1 < len(self.items) else None
        named = [part for part in self.clause.parts if part.kind == "object"]
        first = self.clause.parts[0] if self.clause.parts else None
        placed = first is not None and first.kind in ("prep", "region")
        stands = isinstance(verb, Chunk) and bool({"be", "sit", "stand"} & set(verb.get("verb") or ()))
        return stands and placed and bool(named) and isinstance(noun, Noun)

    def _runs_after(self, i: int, chunk: Chunk) -> bool:
        """She runs to the right after a duck."""
        noun, then = (self.items[i + k] if i + k < len(self.items) else None for k in (1, 2))
        runs = bool(self.clause.verbs) and "run" in self.clause.verbs[-1].value
        acts = isinstance(then, Chunk) and ("verb" in then or "feel" in then)
        return chunk.text == "after" and runs and isinstance(noun, Noun) and not acts

    def _places(self, chunk: Chunk, i: int) -> bool:
        """left of Jenny but right of the dog: more of the same subject, unless somebody follows"""
        return ("relation" in chunk or "region" in chunk) and not self._fronted(i)

    def _last_noun(self) -> Noun | None:
        if self.clause.parts and self.clause.parts[-1].nouns:
            return self.clause.parts[-1].nouns[-1]
        return self.clause.subject[-1] if self.clause.subject else None
