"""What a clause says of its subject: done, worn, held, felt, and where, in the order of the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.clauses import Clause, Part
from text2scene.language.facts import Change, Span
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import POSES_OF_VERBS, Reader

EYEWEAR = frozenset({"glasses", "sunglasses"})

# Who walks, comes or goes to something does not run there.
WALKING = frozenset(
    [
        "walk",
        "walks",
        "walked",
        "walking",
        "head",
        "heads",
        "headed",
        "heading",
        "come",
        "comes",
        "came",
        "coming",
        "go",
        "goes",
        "went",
        "going",
        "move",
        "moves",
        "moved",
        "moving",
        "jump",
        "jumps",
        "follow",
        "follows",
        "followed",
        "following",
    ]
)


def read_clause(reader: Reader, clause: Clause) -> None:
    """Take in one clause."""
    denied = clause.there and any(p.kind == "verb" and p.negated for p in clause.parts)
    if any(noun.only for noun in clause.subject) and (clause.there or not clause.parts):
        reader.only = True
    subject: list[str] = []
    nobody = any(noun.text in ("nobody", "no one", "no-one") for noun in clause.subject)
    does = {"wear", "hold", "run", "sit", "kick", "wave", "jump", "eat", "drink", "throw", "stand"}
    acts = any(p.kind == "feel" or (p.kind == "verb" and does & set(p.value)) for p in clause.parts)
    if nobody and acts:  # nobody is sad: they are there, and are not
        clause.subject = [Noun("group", "they", clause.subject[0].span, plural=True, text="they")]
        clause.parts = [replace(part, negated=True) for part in clause.parts]
    spots = [p for p in clause.parts if p.kind in ("prep", "region")]
    if clause.opener == "where" and not spots and not nobody:
        clause.parts = [*clause.parts, *reader.last_spot]  # that is where Jenny is
    reader.last_spot = spots or reader.last_spot
    if _echo(reader, clause) or _names(reader, clause) or _cleft(reader, clause):
        return
    if _told(reader, clause):
        return
    plain = all(
        p.kind == "word" or (p.kind == "verb" and set(p.value) <= {"be", "have"}) for p in clause.parts
    )
    if clause.neither and plain and clause.subject and any(p.kind == "word" for p in clause.parts):
        for noun in clause.subject:  # neither Mike nor the dog was invited
            reader.rule_out(replace(noun, negated=True))
        return
    if any(noun.kind == "someone" for noun in clause.subject) and clause.parts:
        reader.asked = reader.riddle = list(clause.parts)
        return
    for noun in clause.subject:
        if noun.kind == "body" and noun.owner and noun.text not in ("back", "backs"):
            subject += reader._owner(noun.owner, noun.span)  # Mike's hands hold a pizza
        elif noun.kind == "body" and noun.owner and noun.text in ("back", "backs"):
            # her back is turned to him
            subject += reader._owner(noun.owner, noun.span)
            clause.parts = [
                replace(p, value=("back",)) if p.kind == "verb" and {"face", "be"} & set(p.value) else p
                for p in clause.parts
            ]
        elif noun.negated and not (noun.kind == "child" and len(clause.subject) > 1):
            reader.rule_out(noun)
        elif not noun.negated and noun.kind != "body":
            subject += [key for key in reader.resolve(noun) if key not in subject]
    if clause.alone or (any(n.only for n in clause.subject) and not clause.there):
        reader._alone(clause, subject)
    if reader._leaves(clause):
        olds = [key for key in subject if key in reader.things and reader.things[key].old]
        if any(p.kind == "ending" for p in clause.parts):
            # the rain stops: all of it
            olds += [k for noun in clause.subject for k in reader.all_of(noun) if k not in olds]
        if olds:
            reader.change(Change("remove", tuple(olds), span=clause.subject[0].span))
        for key in subject:
            if key not in olds:
                reader._forget(key)
        return
    said = _ClauseReader(reader, clause, subject, denied)
    said.run()
    reader.before = said.subject or reader.before
    if any(p.kind in ("verb", "feel") for p in clause.parts):
        reader.last_said = list(clause.parts)
        reader.asked = list(clause.parts) if clause.opener == "who" and not clause.subject else []


def _echo(reader: Reader, clause: Clause) -> bool:
    """So does Jenny; but Mike does; he is not; Jenny has one too; who holds it? Jenny does."""
    said = {p.text for p in clause.parts}
    if not clause.subject or said & {"none", "nothing", "nobody"}:
        return False
    short = bool(clause.parts) and all(
        (p.kind == "word" and p.text in _ECHOES) or (p.kind == "verb" and {"have", "be"} & set(p.value))
        for p in clause.parts
    )
    auxiliary = said & {"does", "do", "did", "is", "are", "was", "were", "has", "have", "can", "could"}
    denied = short and bool(auxiliary) and any(p.negated for p in clause.parts)
    if short and auxiliary and (reader.asked or denied) and reader.last_said:
        parts = reader.asked or reader.last_said
        again = [_again(part, denied) for part in parts]
        _ClauseReader(reader, clause, reader.keys_of(clause.subject), False).over(again)
        reader.asked = []
        return True
    ones = [
        p
        for p in clause.parts
        if p.kind == "object" and all(n.kind == "count" and n.count == 1 for n in p.nouns)
    ]
    against = any(p.negated for p in reader.last_said) and said <= _PLAIN
    echoes = (
        short and (clause.opener in ("so", "but", "and", ",") or against) and (auxiliary or "too" in said)
    )
    has_one = (
        bool(ones)
        and not any(p.negated for p in clause.parts)
        and all(p.kind in ("word", "verb", "object") for p in clause.parts)
        and len(ones) == sum(p.kind == "object" for p in clause.parts)
    )
    if has_one and reader.last_act is not None:
        return _same_act(reader, clause)
    if not echoes:
        return False
    if reader.last_act is not None and any(p.kind == "object" for p in reader.last_said):
        return _same_act(reader, clause)
    if reader.last_said:
        again = [_again(part, False) for part in reader.last_said]
        if clause.opener == "but" or against:  # Mike is not laughing, but Jenny is
            again = [replace(part, negated=False) for part in again]
        _ClauseReader(reader, clause, reader.keys_of(clause.subject), False).over(again)
        return True
    return False


def _names(reader: Reader, clause: Clause) -> bool:
    """Someone runs: it is Jenny. Who is behind the tree? It is Mike!"""
    it = [noun.text for noun in clause.subject]
    objects = [part for part in clause.parts if part.kind == "object"]
    others = [part for part in clause.parts if part.kind not in ("object", "word")]
    kinds = ("child", "piece")
    said = len(objects) == 1 and all(n.kind in kinds and not n.negated for n in objects[0].nouns)
    plain = all(part.kind == "verb" and part.value == ("be",) and not part.negated for part in others)
    if not reader.asked or it not in (["it"], ["that"], []) or not said or not plain:
        return False
    answer = Clause(list(objects[0].nouns), opener="who")
    _ClauseReader(reader, answer, reader.keys_of(answer.subject), False).over(reader.asked)
    reader.asked = reader.riddle = []
    return True


def _told(reader: Reader, clause: Clause) -> bool:
    """What has Jenny got in her hand? A glove!"""
    asks = any(p.kind == "word" and p.text == "what" for p in clause.parts)
    objects = [noun for p in clause.parts if p.kind == "object" for noun in p.nouns]
    whom = clause.subject if not objects else objects if not clause.subject else []
    if asks and whom and all(noun.kind in ("child", "pronoun", "group") for noun in whom):
        reader.what = reader.keys_of(whom), [p for p in clause.parts if p.kind == "verb"][-1:]
        return bool(reader.what[1])
    what, reader.what = reader.what, None
    answers = bool(clause.subject) and all(n.kind in ("piece", "class") for n in clause.subject)
    if what is None or not answers or any(p.kind != "object" for p in clause.parts):
        return False
    keys, parts = what
    given = [n for n in clause.subject if not n.negated][:1]
    thing = Part("object", None, given, False, clause.subject[0].span)
    nouns = [Noun("known", key, thing.span, text=key) for key in keys]
    _ClauseReader(reader, Clause(nouns), keys, False).over([*parts, thing])
    return True


def _cleft(reader: Reader, clause: Clause) -> bool:
    """It is not Mike who wears the crown: somebody else, who is named later."""
    child = clause.subject[0] if len(clause.subject) == 1 else None
    if clause.opener in ("who", "that") and child is not None and reader.not_him == child.value:
        reader.resolve(child)
        reader.asked = list(clause.parts)
        reader.not_him = ""
        return True
    objects = [n for p in clause.parts if p.kind == "object" for n in p.nouns]
    denied = [p for p in clause.parts if p.kind == "verb" and p.negated and p.value == ("be",)]
    it = [noun.text for noun in clause.subject] in (["it"], ["that"])
    plain = it and denied and len(objects) == 1 and objects[0].kind in ("child", "piece")
    reader.not_him = objects[0].value if plain else ""
    return False


def read_riddle(reader: Reader) -> None:
    """Somebody sits on the slide, and the text does not say who: one of the children."""
    acts = {label for part in reader.riddle if part.kind == "verb" for label in part.value}
    if reader.riddle and acts and acts <= {"put", "drop", "have"}:
        # somebody left a bucket there: the bucket is what is seen
        _ClauseReader(reader, Clause([]), [], False).over(reader.riddle)
        reader.riddle = []
    if reader.riddle:
        name = CHILDREN[CHILDREN[0] in reader.things and CHILDREN[1] not in reader.things]
        noun = Noun("child", name, reader.riddle[0].span, text=name)
        _ClauseReader(reader, Clause([noun]), reader.resolve(noun), False).over(reader.riddle)
        reader.riddle = []


_PLAIN = frozenset({"is", "does", "do", "are", "did", "was", "were", "has", "have", "can"})
_ECHOES = frozenset(
    ("does", "do", "did", "can", "could", "will", "would", "should", "too", "also", "so", "either", "well")
)


def _again(part: Part, denied: bool) -> Part:
    """A part said of somebody else as well; ``denied``: said not to be so of him."""
    if part.kind in ("verb", "feel"):
        return replace(part, negated=part.negated != denied)
    if part.kind == "object" and denied:
        return replace(part, nouns=[replace(noun, definite=True) for noun in part.nouns])
    return part


def _same_act(reader: Reader, clause: Clause) -> bool:
    """Jenny has one too: another one, done the same with."""
    assert reader.last_act is not None
    labels, text, nouns = reader.last_act
    parts = [Part("verb", labels, [], False, clause.subject[0].span, text)]
    if nouns:
        fresh = [
            noun
            if noun.definite and not noun.negated
            else replace(
                noun, negated=False, other=not noun.negated, definite=False, count=None, plural=False
            )
            for noun in nouns
        ]
        parts.append(Part("object", None, fresh, False, clause.subject[0].span))
    _ClauseReader(reader, clause, reader.keys_of(clause.subject), False).over(parts)
    return True


_WISHES = frozenset({"rather", "wishes", "wish", "wished", "dreams", "longs", "like"})
_BESIDE = frozenset({"left_of", "right_of", "near", "in_front", "behind", "far"})


class _ClauseReader:
    """One clause: its verbs, objects and places, in the order of the words."""

    def __init__(self, reader: Reader, clause: Clause, subject: list[str], denied: bool) -> None:
        self.r, self.clause, self.subject, self.denied = reader, clause, subject, denied
        self.verb: tuple[str, ...] = ()
        self.verb_text = ""
        self.negated = False
        self.objects: list[str] = []
        self.located = list(subject)
        self.receiver: list[str] = []
        self.carrier: list[str] = []  # what has something on or in it: a table with a pie on it

    @property
    def children(self) -> list[str]:
        return [key for key in self.subject if key in CHILDREN]

    def over(self, parts: list[Part]) -> None:
        """Read other parts of the same subject."""
        self.clause = replace(self.clause, parts=parts)
        self.run()

    def run(self) -> None:
        parts = self.clause.parts
        for i, part in enumerate(parts):
            # what was only named to say that it is gone is no thing any more
            self.subject = [key for key in self.subject if key in self.r.things]
            self.located = [key for key in self.located if key in self.r.things]
            self.objects = [key for key in self.objects if key in self.r.things]
            getattr(self, "_" + part.kind)(part, parts[i + 1] if i + 1 < len(parts) else None)
        self._meal()

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
            or any(p.kind in ("object", "prep") for p in self.clause.parts)
        ):
            return
        food = self.r.catalog.classes["food"] if "eat" in eats.value else ("drink",)
        kind, value = ("class", "food") if "eat" in eats.value else ("piece", "drink")
        for child in self.children:
            key = self.r._pieces(Noun(kind, value, eats.span, article=True), food, new=True)[0]
            self.r.say("holds", key, others=(child,), span=eats.span)

    def _word(self, part: Part, after: Part | None) -> None:
        """A word without a reading: what follows may be its object, such as makes."""
        if not part.text.startswith("the other ") or not set(self.verb) & {"look", "face"} or self.negated:
            return
        seen = [f for f in self.r.facts if f.kind in ("facing", "facing_away") and f.others]
        for key in self.subject:  # looks the other way: from what it was last said to look at
            pair = next(
                ({f.subject, *f.others} for f in reversed(seen) if key in (f.subject, *f.others)), set()
            )
            for other in sorted(pair - {key}):
                self.r.say("facing_away", key, others=(other,), span=part.span)

    _leaving = _arriving = _ending = _word

    def _larger(self, part: Part, after: Part | None) -> None:
        """The cat is bigger than the dog."""
        keys = [key for noun in part.nouns for key in self.r.resolve(noun)]
        for one in self.subject:
            for other in keys:
                if one != other:
                    pair = (one, other) if part.value > 0 else (other, one)
                    self.r.say("larger", pair[0], others=(pair[1],), span=part.span)

    # -- what is done ------------------------------------------------------------------

    def _verb(self, part: Part, after: Part | None) -> None:
        labels: tuple[str, ...] = part.value
        if part.text in ("put", "puts") and after is not None and after.kind == "object":
            labels = self._puts(part, after, labels)
        if _WISHES & {p.text for p in self.clause.parts if p.kind == "word"}:
            # what somebody would rather have is not what he has
            labels = tuple(label for label in labels if label not in ("have", "hold", "wear", "eat", "drink"))
        self.verb, self.verb_text = labels, part.text
        self.negated = part.negated or (self.negated and "be" in labels)
        alone = after is None or after.kind not in ("object", "prep") or not after.nouns
        piece = {"swing": "swing", "slide": "slide", "slidi": "slide"}.get(part.text[:5])
        if alone and piece is not None and self.children and not part.negated:
            self._on(self.r._pieces(Noun("piece", piece, part.span), (piece,)), part.span)
        mutual = {"back_to_back": "facing_away", "face_to_face": "facing"}
        for label in labels:
            if label in mutual and len(self.subject) == 2:
                one, other = self.subject
                self.r.say(mutual[label], one, others=(other,), span=part.span)
                self.r.say(mutual[label], other, others=(one,), span=part.span)
            if label.startswith("play_on:"):
                thing = self.r._pieces(Noun("piece", label.split(":")[1], part.span), (label.split(":")[1],))
                self._on(thing, part.span)
            poses = POSES_OF_VERBS.get(label)
            if poses and not self._walks(part) and not (label == "throw" and part.text.startswith("roll")):
                if label == "throw" and self.negated:
                    continue
                for child in self.children:
                    self.r.say("pose", child, poses, holds=not self.negated, span=part.span)

    def _walks(self, part: Part) -> bool:
        return part.text.split(" ")[0] in WALKING and bool({"run_to", "run_from"} & set(part.value))

    def _puts(self, part: Part, after: Part, labels: tuple[str, ...]) -> tuple[str, ...]:
        """puts a hat on: wears, unless it says on what."""
        keys = [key for n in after.nouns if n.kind == "pronoun" for key in self._it(n)]
        wearable = any(self._worn(key) for key in keys) or any(
            all(self.r.catalog[o].group == "wearable" for o in self._options(n))
            for n in after.nouns
            if n.kind in ("piece", "class")
        )
        k = self.clause.parts.index(after)
        then = self.clause.parts[k + 1] if k + 1 < len(self.clause.parts) else None
        if wearable and (then is None or then.kind != "prep" or not then.nouns):
            return ("wear",)
        return tuple(label for label in labels if label != "wear") or ("put",)

    def _it(self, noun: Noun) -> list[str]:
        """it, them: as the object of wear or hold, things that can be worn or held."""
        keys = self.r._pronoun(noun)
        handy = [k for k in reversed(self.r.things) if self._handy(k) and k not in self.subject]
        if noun.value == "it" and handy and not all(self._handy(key) for key in keys):
            return handy[:1]
        if noun.value in ("them", "it") and all(key in CHILDREN for key in keys):
            keys = [key for key in reversed(self.r.things) if key not in CHILDREN][:1] or keys
        return keys

    def _handy(self, key: str) -> bool:
        """Whether it can be worn or held."""
        return self._worn(key) or all(self.r.catalog[o].held is not None for o in self.r.things[key].options)

    def _options(self, noun: Noun) -> tuple[str, ...]:
        return (noun.value,) if noun.kind == "piece" else self.r.catalog.classes[noun.value]

    def _feel(self, part: Part, after: Part | None) -> None:
        whom = self.children
        before = self.clause.parts[: self.clause.parts.index(part)]
        if before and before[-1].kind == "object":
            named = [key for noun in before[-1].nouns for key in self._again(noun) if key in CHILDREN]
            whom = named or whom
        negated = part.negated or self.negated
        if not whom and after is not None and after.kind == "object":  # the snake scared Jenny
            whom = [key for noun in after.nouns for key in self._again(noun) if key in CHILDREN]
        for child in whom:
            self.r.say("expression", child, part.value, holds=not negated, span=part.span)

    def _again(self, noun: Noun) -> list[str]:
        if noun.kind == "child":
            return [noun.value]
        if noun.kind == "group":
            return list(CHILDREN)
        if noun.kind == "pronoun":
            return self.r._pronoun(noun)
        return []

    def _colour(self, part: Part, after: Part | None) -> None:
        for key in self.subject:
            if key not in CHILDREN and not part.negated:
                self.r.say("colour", key, (part.value,), span=part.span)

    def _size(self, part: Part, after: Part | None) -> None:
        for key in self.subject:
            self.r.say("size", key, (part.value,), holds=not (part.negated or self.negated), span=part.span)

    def _object(self, part: Part, after: Part | None) -> None:
        keys: list[list[str]] = []
        self.r.avoid = list(self.subject)
        denied = self.denied or part.negated
        if self.verb and any(noun.kind in ("piece", "class") for noun in part.nouns):
            self.r.last_act = self.verb, self.verb_text, list(part.nouns)
        for noun in part.nouns:
            if noun.kind == "body":
                self._face_of(noun)
                continue
            if noun.text == "outside" and noun.kind == "scenery":
                self._within(part, holds=self.negated)
                continue
            if noun.costume and noun.kind in ("costume", "child") and self.subject and not noun.negated:
                self._is_costumed(noun)
                continue
            nobody = self.clause.there and (denied or self.negated) and noun.kind in ("group", "child")
            if noun.negated or (
                ((denied or self.negated) and noun.kind in ("piece", "class") and not noun.only) or nobody
            ):
                self._denied_object(noun)
                continue
            if noun.only and self.clause.there:
                self.r.only = True
            if noun.only and noun.kind == "child" and not self.r.old:
                self.r.absent.setdefault(CHILDREN[noun.value == CHILDREN[0]], noun.span)
            keys.append(self._one_each(noun))
        self.r.avoid = []
        flat = [key for group in keys for key in group]
        if not flat:
            return
        if any(noun.kind == "each_other" for noun in part.nouns):
            flat = list(self.subject)
        if not self.subject:
            self.subject = self.located = flat
            return
        if self.objects and "give" in self.verb and self.objects[0] in CHILDREN:
            self.receiver = self.objects
        if self._is_it(part, flat):
            return
        self.objects = flat
        if "undress" in self.verb:
            self._undress(flat, part)
            return
        self._act(flat, part)
        if not set(self.verb) & {
            "hold",
            "eat",
            "drink",
            "wear",
            "give",
            "look",
            "face",
            "kick",
            "throw",
            "ride",
            "run_to",
            "run_from",
            "back",
            "play_on",
            "reach",
            *(("fly",) if self.children else ()),
        }:
            self.located = flat

    def _is_it(self, part: Part, keys: list[str]) -> bool:
        """Jenny has a new hat. It is a viking helmet: one thing, not two."""
        same = set(self.verb) == {"be"} and not self.negated and not self.clause.there
        if not same or len(self.subject) != 1 or len(keys) != 1 or part.nouns[0].definite:
            return False
        return self.r.narrow(self.subject[0], keys[0])

    def _is_costumed(self, noun: Noun) -> None:
        """Mike is a pirate; the cat is dressed up as a king."""
        assert noun.costume is not None
        if set(self.verb) & {"be", "wear", "face", "play"}:
            if not self.negated:
                self.r.dress(self.subject, noun.costume, noun.span)
            return
        keys = self.r.resolve(noun)
        self._act(keys, Part("object", None, [noun], False, noun.span))

    def _face_of(self, noun: Noun) -> None:
        """Look at his angry face."""
        if noun.feel and noun.text in ("face", "eyes", "mouth"):
            owners = self.r._owner(noun.owner or "", noun.span) or self.children[:1]
            for child in owners:
                self.r.say("expression", child, noun.feel, span=noun.span)

    def _undress(self, things: list[str], part: Part) -> None:
        """Mike takes off his hat."""
        olds = [key for key in things if self.r.things[key].old]
        if olds:
            self.r.change(Change("remove", tuple(olds), span=part.span))
        for key in things:
            if key not in olds:
                for child in self.children:
                    options = self.r.things[key].options
                    options = tuple(sorted(EYEWEAR)) if set(options) <= EYEWEAR else options
                    self.r.say("wears", child, options, holds=False, span=part.span)
                self.r.shed.append(key)

    def _one_each(self, noun: Noun) -> list[str]:
        """Mike and Jenny are wearing hats: one for each of them."""
        if noun.kind == "pronoun" and set(self.verb) & {
            "wear",
            "hold",
            "eat",
            "drink",
            "throw",
            "kick",
            "put",
        }:
            return self._it(noun)
        bears = set(self.verb) & {"wear", "hold", "have", "eat", "drink"}
        if bears and noun.article and noun.kind in ("piece", "class") and self.children:
            # Mike wears a wizard hat. Jenny wears a wizard hat too: another one
            mine = set(self.r._mentioned(noun, self._options(noun)))
            borne = [
                f for f in self.r.facts if f.kind in ("wears", "holds") and f.holds and f.subject in mine
            ]
            if borne and not any(set(f.others) & set(self.children) for f in borne):
                noun = replace(noun, other=True)
        each = (
            len(self.children) > 1
            and noun.kind in ("piece", "class")
            and set(self.verb) & {"wear", "hold", "have", "eat", "drink"}
        )
        if each and (noun.count in (None, 1, 2)) and not noun.definite:
            options = self._options(noun)
            hats = all(self.r.catalog[o].group == "wearable" for o in options)
            both = self.clause.each or any(
                n.text.startswith(("both", "each")) or n.text_before.startswith(("both", "each"))
                for n in self.clause.subject
            )
            if set(options) <= EYEWEAR and not self.r._mentioned(noun, options):
                pair = replace(noun, count=1, plural=False)
                pairs = (replace(pair, other=k > 0) for k in range(len(self.children)))
                return [key for each in pairs for key in self.r._pieces(each, options)]
            if noun.plural or hats or both:
                return (
                    self.r._pieces(replace(noun, count=len(self.children)), options)
                    if not self.r._mentioned(noun, options)
                    else self.r.resolve(noun)
                )
        return self.r.resolve(noun)

    def _denied_object(self, noun: Noun) -> None:
        """is not wearing a hat; has no ball; there is no dog."""
        minds = {"expected", "expect", "know", "knew", "believe", "believed", "think", "thought", "mind"}
        if not self.verb and minds & {p.text for p in self.clause.parts if p.kind == "word"}:
            self.r.resolve(replace(noun, negated=False))  # she had not expected a bear
            return
        if "drop" in self.verb and noun.kind in ("piece", "class") and self.children:
            for key in self.r.resolve(noun):  # does not let go of it
                self.r.say("holds", key, others=(self.children[0],), span=noun.span)
            return
        worn = noun.kind in ("piece", "class") and all(
            self.r.catalog[o].group == "wearable" for o in self._options(noun)
        )
        if worn and self.children and not self.denied:
            options = self._options(noun)
            if set(options) <= EYEWEAR:
                options = tuple(sorted(EYEWEAR))
            for child in self.children:
                self.r.say("wears", child, options, holds=False, span=noun.span)
            if self.children == list(CHILDREN):
                self.r.rule_out(noun)
            return
        if noun.kind in ("piece", "class") and noun.definite and not noun.negated and not self.denied:
            self.r.resolve(noun)  # she does not like the dog: there is one
        if noun.kind in ("piece", "class"):
            mentioned = self.r._mentioned(noun, self._options(noun))
            if mentioned and noun.definite:
                if set(self.verb) & {"hold", "eat", "drink", "have"}:
                    for child in self.children:
                        self.r.say("holds", mentioned[-1], others=(child,), holds=False, span=noun.span)
                return
            if not noun.definite or not mentioned:
                self.r.rule_out(noun)
        elif not set(self.verb) & {"look", "face"}:
            self.r.rule_out(noun)

    def _act(self, objects: list[str], part: Part) -> None:
        r, span = self.r, part.span
        labels = set(self.verb)
        whom = self.children
        for n, key in enumerate(objects):
            child = whom[n % len(whom)] if whom else None
            options = r.things[key].options
            wearable = all(r.catalog[o].group == "wearable" for o in options)
            holdable = all(r.catalog[o].held is not None for o in options)
            if "tower" in labels:
                for one in self.subject:
                    r.say("larger", one, others=(key,), span=span)
                continue
            felt = next((label for label in self.verb if label.startswith("feel:")), None)
            if felt is not None and r.old:
                continue  # why something is to be changed, not what
            if felt is not None and key in CHILDREN and not self.negated:
                faces = ("smile", "laugh") if felt == "feel:smile" else (felt.removeprefix("feel:"),)
                r.say("expression", key, faces, span=span)
                for one in self.subject:
                    if one != key and one not in CHILDREN:
                        r.say("near", one, others=(key,), span=span)
                continue
            if key in CHILDREN and key not in whom and self.verb_text.startswith("rac"):
                r.say("pose", key, ("run",), span=span)  # he races her
            if "run_to" in labels or "run_from" in labels:
                for one in self.subject:
                    kind = "facing" if "run_to" in labels else "facing_away"
                    r.say(kind, one, others=(key,), span=span)
                    if "run_to" in labels and key in CHILDREN and self._chases():
                        r.say("pose", key, ("run",), span=span)
                        r.say("facing_away", key, others=(one,), span=span)
                    if r.old and "run_to" in labels:  # told of a scene that is there: go
                        r.say("near", one, others=(key,), span=span)
                continue
            if "reach" in labels and self.verb_text.split(" ")[-1] == "for":
                for one in self.subject:
                    r.say("facing", one, others=(key,), span=span)
            if "back" in labels:
                for one in self.subject:
                    r.say("facing_away", one, others=(key,), span=span)
                continue
            if (
                "walk" in labels
                and not r.catalog[options[0]].is_child
                and r.catalog[options[0]].group == "animal"
            ):
                for one in self.subject:
                    r.say("near", key, others=(one,), span=span)  # walks the dog
                continue
            if "look" in labels or ("face" in labels):
                kind = "facing_away" if self.negated else "facing"
                for one in (k for k in self.subject if k != key):
                    r.say(kind, one, others=(key,), span=span)
                continue
            if "hide_behind" in labels:
                for one in self.subject:
                    r.say("behind", one, others=(key,), span=span)
                continue
            if "drop" in labels:
                r.say("region", key, ("ground",), span=span)
                continue
            if child is None:
                self._animal(key, labels, span)
                continue
            if key in CHILDREN:
                if "give" in labels and key not in whom:
                    r.say("facing", child, others=(key,), span=span)
                    r.say("near", child, others=(key,), span=span)
                elif labels & {"hold", "play_with", "reach", "have"} and key not in whom:
                    r.say("near", child, others=(key,), span=span)
                continue
            if self.negated and labels & {"hold", "eat", "drink", "wear"}:
                for one in whom:
                    if wearable:
                        r.say("wears", one, options, holds=False, span=span)
                    else:
                        r.say("holds", key, others=(one,), holds=False, span=span)
                continue
            held = "hold" in labels and not labels & {"wear", "have"}
            if wearable and held and self.verb_text not in ("got", "gets"):
                r.facts = [f for f in r.facts if not (f.kind == "wears" and f.subject == key and f.holds)]
                r.say("holds", key, others=(child,), span=span)  # in the hand, not on the head
                continue
            if (
                wearable
                and labels & {"wear", "have", "hold"}
                and not (
                    "hold" in labels
                    and "wear" not in labels
                    and "have" not in labels
                    and self.verb_text not in ("got", "gets")
                )
            ):
                r.facts = [f for f in r.facts if not (f.kind == "wears" and f.subject == key and f.holds)]
                r.say("wears", key, others=(child,), span=span)
            elif "kick" in labels:
                r.say("beside_foot", key, others=(child,), span=span)
            elif labels & {"ride"} or ("play_on" in labels):
                for one in whom or [child]:
                    r.say("on", one, others=(key,), span=span)
            elif (
                labels & {"hold", "eat", "drink", "give"}
                or ("have" in labels and holdable)
                or ("fly" in labels and holdable)
            ):
                if holdable and not (len(whom) > 1 and len(objects) == 1 and "play_with" in labels):
                    giver = self.receiver[0] if self.receiver and not wearable else child
                    r.say("holds", key, others=(giver,), span=span)
                else:
                    r.say("near", key, others=(child,), span=span)
            elif labels & {"throw"} and any(f.kind == "holds" and f.subject == key for f in r.facts):
                continue  # caught already
            elif labels & {"throw"} and holdable:
                about_to = any(p.text in ("about", "ready", "going", "wants") for p in self.clause.parts)
                r.say("holds" if about_to else "near", key, others=(child,), span=span)
            elif "cook" in labels and "food" in {r.catalog[o].group for o in options}:
                self._cook(key, child, span)
            elif "drink" in labels or labels & {"play_with", "reach", "have", "cook", "play", "throw"}:
                for one in whom:
                    r.say("near", one, others=(key,), span=span)
            elif "put" in labels or "be" in labels or "fly" in labels:
                continue

    def _hand_over(self, keys: Sequence[str], part: Part) -> None:
        """Mike gives his hat to the bear: now the bear has it on."""
        for thing in self.objects:
            if thing in self.r.things and self._worn(thing):
                facts = self.r.facts
                self.r.facts = [
                    f for f in facts if not (f.kind in ("wears", "holds", "near") and f.subject == thing)
                ]
                self.r.say("wears", thing, others=(keys[0],), span=part.span)

    def _chases(self) -> bool:
        first = self.verb_text.split(" ")[0]
        return first.startswith("chas") or self.verb_text.endswith(" after")

    def _cook(self, key: str, child: str, span: Span) -> None:
        """What is cooked is on the grill, and the cook beside it; over a fire, if it says so."""
        if "fire" in self.r.things or any(n.value == "fire" for p in self.clause.parts for n in p.nouns):
            self.r.say("holds", key, others=(child,), span=span)
            return
        grill = self.r._pieces(Noun("piece", "grill", span, definite=True), ("grill",))
        self.r.say("on", key, others=(grill[-1],), span=span)
        self.r.say("near", child, others=(grill[-1],), span=span)

    def _animal(self, key: str, labels: set[str], span: Span) -> None:
        """The dog wears a crown; the cat has a ball."""
        r = self.r
        for one in self.subject:
            if one in r.things and key != one:
                wearable = all(r.catalog[o].group == "wearable" for o in r.things[key].options)
                if labels & {"wear", "have", "hold"} and wearable:
                    r.say("wears", key, others=(one,), span=span)
                elif labels & {"ride", "play_on"}:
                    r.say("on", one, others=(key,), span=span)
                elif labels & {"hold", "have", "eat", "play_with", "drink", "kick", "throw"}:
                    r.say("near", one, others=(key,), span=span)

    # -- where -------------------------------------------------------------------------

    def _other_side(self, part: Part, after: Part | None) -> None:
        """On one side of the grill is the table, on the other the slide; Jenny is on the other side."""
        opposite = {"left": "right", "right": "left", "left_of": "right_of", "right_of": "left_of"}
        where = next(
            (
                f
                for f in reversed(self.r.facts)
                if f.kind in opposite or f.values[:1] == ("left",) or f.values[:1] == ("right",)
            ),
            None,
        )
        if where is None:
            return
        for key in self.located:
            if where.kind in opposite:
                for other in where.others:
                    if other != key:
                        self.r.say(opposite[where.kind], key, others=(other,), span=part.span)
            elif where.kind == "region":
                self.r.say("region", key, (opposite[where.values[0]],), span=part.span)

    def _on(self, things: list[str], span: Span) -> None:
        for child in self.children:
            for key in things:
                self.r.say("on", child, others=(key,), span=span)

    def _region(self, part: Part, after: Part | None) -> None:
        where = self.located
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
        if set(self.verb) & {"face", "look"} and part.value in ("left", "right") and not self.objects:
            for key in self.subject:
                self.r.say("facing", key, (part.value,), span=part.span)
            return
        going = set(self.verb) & {"run", "walk", "fly", "kick", "throw"}
        if "run_to" in self.verb and self.objects and part.value in ("left", "right") and self._chases():
            for key in self.objects:  # chases the duck to the right: the duck is ahead
                for one in self.subject:
                    self.r.say(f"{part.value}_of", key, others=(one,), span=part.span)
        if going and part.value in ("left", "right") and part.text.startswith(("to", "left", "right")):
            for key in self.subject:
                self.r.say("facing", key, (part.value,), span=part.span)
            return
        if "throw" in self.verb or "kick" in self.verb:
            where = self.objects or where
        if (
            any(self.r.things[k].options[0] in ("sun",) for k in where if k in self.r.things)
            and part.value == "ground"
        ):
            return
        for key in where:
            self.r.say("region", key, (part.value,), holds=not (part.negated or self.negated), span=part.span)

    def _prep(self, part: Part, after: Part | None) -> None:
        names: tuple[str, ...] = part.value
        nouns = part.nouns
        bodies = [noun for noun in nouns if noun.kind == "body"]
        scenery = [noun for noun in nouns if noun.kind == "scenery"]
        if bodies:
            self._face_of(bodies[0])
            self._on_body(bodies[0], names, part)
        if scenery and not any(noun.kind in ("piece", "class", "child") for noun in nouns):
            self._in_scenery(scenery[0], names, part)
        negated = part.negated or self.negated
        keys: list[str] = []
        for noun in nouns:
            if noun.kind == "body" and noun.owner and _BESIDE & set(names):
                keys += self.r._owner(noun.owner, noun.span)  # left of Jenny's feet
                if noun.text in ("feet", "foot"):
                    for key in self.located:
                        if key not in CHILDREN:
                            self.r.say("region", key, ("ground",), span=part.span)
            elif noun.negated or (negated and "near" in names and part.text == "with"):
                self._denied_object(noun)
            elif noun.kind == "count" and noun.count != 1:
                continue
            elif "between" in names and noun.value in ("them", "they") and noun.kind != "each_other":
                borne = {f.subject for f in self.r.facts if f.kind in ("wears", "holds") and f.holds}
                last = [k for k in self.r.things if k not in self.located and k not in borne][-2:]
                kids = noun.kind == "group" and noun.text.split(" ")[-1] in ("kids", "children", "friends")
                keys += self.r.resolve(noun) if kids or len(last) < 2 else last
            elif self.carrier and noun.text in ("it", "them"):
                keys += self.carrier
            elif noun.kind not in ("body", "scenery"):
                self.r.wants_furniture = bool({"on", "in", "below"} & set(names))
                self.r.avoid = list(self.located)
                self.r.wants_inside = "in" in names and bool(set(self.located) & set(CHILDREN))
                self.r.wants_recent = bool(
                    {"left_of", "right_of", "in_front", "near", "above", "below", "behind"} & set(names)
                )
                keys += self._one_each(noun) if part.text == "with" else self.r.resolve(noun)
        if not nouns:
            self._bare(part)
        self.r.last_place = keys or self.r.last_place
        self.r.avoid, self.r.wants_furniture, self.r.wants_recent = [], False, False
        self.r.wants_inside = False
        if not keys:
            return
        if part.text == "by" and self._passive(keys, part):
            return
        if "toward" in names and self._toward(keys, part):
            return
        if "perch" in names:
            self._perched(keys, part)
            return
        if "in" in names and self._living() and all(self._worn(key) for key in keys):
            part = replace(part, text="with")  # a girl in a pirate hat
        if part.text in ("with", "along with") and self._carries(keys, after):
            return
        if part.text == "with" and self._with(keys, part):
            return
        if part.text in ("around", "with", "before") and not self.located:
            return
        name = next((n for n in names if n not in ("toward", "away")), None)
        if name is None:
            return
        if part.text == "over" and any(
            p.text.startswith(("trip", "stumbl", "fall", "fell")) for p in self.clause.parts
        ):
            name = "near"
        if part.text == "out of" and set(self.verb) & {"walk", "run", "run_to"}:
            negated = not negated  # came out of the sandbox
        self._relate(name, keys, part, negated)

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

    def _bare(self, part: Part) -> None:
        """has it on: wears it; goes in: into the tent spoken of before."""
        labels = set(self.verb)
        if "between" in part.value:
            last = [k for k in self.r.things if k not in self.located][-2:]
            for key in self.located if len(last) == 2 else ():
                self.r.say("between", key, others=tuple(last), span=part.span)
        if part.text == "on" and labels & {"hold", "have", "put"} and self.objects:
            for key in self.objects:
                worn = any(f.kind == "wears" and f.holds and f.subject == key for f in self.r.facts)
                if self._worn(key) and not worn:
                    for child in self.children[:1]:
                        self.r.facts = [
                            f for f in self.r.facts if not (f.kind == "holds" and f.subject == key)
                        ]
                        self.r.say("wears", key, others=(child,), span=part.span)
        elif part.text in ("in", "inside", "into") and not labels & {"wear", "eat", "drink"}:
            self._within(part, holds=not (part.negated or self.negated))

    def _within(self, part: Part, holds: bool) -> None:
        """In, or outside, what was spoken of and can be gone into."""
        parts = self.clause.parts
        k = parts.index(part) + 1 if part in parts else len(parts)
        there = k < len(parts) and parts[k].text == "there"
        into = ("tent", "sandbox", "oak_tree", "apple_tree", "pine_tree") if there else ("tent", "sandbox")
        places = [k for k, t in self.r.things.items() if t.options[0] in into]
        recent = [k for k in self.r.last_place if k in places] or places
        for one in self.subject:
            if recent and one not in recent and one in self.r.things:
                self.r.say("in", one, others=(recent[-1],), holds=holds, span=part.span)

    def _perched(self, keys: list[str], part: Part) -> None:
        """Watches him from the swing, waves from the tent."""
        seen = set(self.verb) & {"look", "wave", "face"} or any(p.kind == "feel" for p in self.clause.parts)
        for key in keys:
            if seen and self.r.catalog[self.r.things[key].options[0]].group == "park":
                kind = "in" if self.r.things[key].options[0] in ("tent", "sandbox") else "on"
                for one in self.children or self.subject:
                    self.r.say(kind, one, others=(key,), span=part.span)

    def _passive(self, actors: list[str], part: Part) -> bool:
        """The pie is eaten by Mike; Jenny is being chased by a bear."""
        done = {
            "held",
            "eaten",
            "worn",
            "kicked",
            "thrown",
            "chased",
            "followed",
            "carried",
            "ridden",
            "flown",
            "drunk",
            "caught",
        }
        if self.verb_text not in done:
            return False
        if "run_to" in self.verb:
            for one in self.subject:
                if one in CHILDREN:
                    self.r.say("pose", one, ("run",), span=part.span)
                for actor in actors:
                    self.r.say("facing_away", one, others=(actor,), span=part.span)
                    self.r.say("facing", actor, others=(one,), span=part.span)
            return True
        objects, self.subject = self.subject, actors
        self._act(objects, part)
        return True

    def _living(self) -> bool:
        """Whether the subject is somebody who can wear things."""
        groups = {self.r.catalog[self.r.things[k].options[0]].group for k in self.subject}
        return bool(groups) and groups <= {"person", "animal"}

    def _worn(self, key: str) -> bool:
        return all(self.r.catalog[o].group == "wearable" for o in self.r.things[key].options)

    def _carries(self, keys: list[str], after: Part | None) -> bool:
        """a table with a pizza on it: what comes next says where the pizza is."""
        while after is not None and after.kind == "word":  # with Jenny asleep in it
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

    def _toward(self, keys: list[str], part: Part) -> bool:
        labels = set(self.verb)
        acts = labels & {
            "look",
            "face",
            "throw",
            "kick",
            "give",
            "run",
            "walk",
            "wave",
            "reach",
            "run_to",
            "put",
        }
        feels = any(p.kind == "feel" for p in self.clause.parts) or "back" in labels
        if "hold" in labels and part.text == "to":
            self.objects = keys
            self._act(keys, part)
            return True
        if part.text in ("to", "toward", "towards") or (
            part.text == "at" and (labels & {"look", "throw", "kick", "wave", "reach"} or feels)
        ):
            if "put" in labels:
                return True
            for one in self.subject:
                for key in keys:
                    if one != key and "back" in labels:
                        self.r.say("facing_away", one, others=(key,), span=part.span)
                    elif one != key and (acts or feels or part.text == "at"):
                        self.r.say("facing", one, others=(key,), span=part.span)
            if "give" in labels:
                self._hand_over(keys, part)
                for one in self.subject:
                    self.r.say("near", one, others=(keys[0],), span=part.span)
            return True
        return False

    def _with(self, keys: list[str], part: Part) -> bool:
        """Mike with a hat; Jenny plays with the dog; a table with a pizza."""
        r = self.r
        subject = self.objects[-1:] if self.objects and self.objects[-1] in CHILDREN else self.subject
        children = [key for key in subject if key in CHILDREN]
        labels = set(self.verb)
        for n, key in enumerate(list(keys)):
            base = subject[-1] if subject else None
            base = (self.objects[-1:] or [base])[0] if base in CHILDREN else base
            if base is not None and base != key and r.narrow(base, key):
                continue  # a hat with horns, a cap with a star: one piece
            options = r.things[key].options
            wearable = all(r.catalog[o].group == "wearable" for o in options)
            holdable = all(r.catalog[o].held is not None for o in options)
            if key in CHILDREN:
                for one in subject:
                    if one != key:
                        r.say("near", one, others=(key,), span=part.span)
            elif children and wearable and not labels & {"play", "play_with"}:
                r.say("wears", key, others=(children[n % len(children)],), span=part.span)
            elif children and holdable and not labels & {"play", "play_with", "run"}:
                r.say("holds", key, others=(children[n % len(children)],), span=part.span)
            elif wearable and subject and subject[0] != key:
                r.say("wears", key, others=(subject[0],), span=part.span)
            else:
                for one in subject:
                    if one != key:
                        r.say(
                            "near",
                            key if not children else one,
                            others=(one if not children else key,),
                            span=part.span,
                        )
        return True

    def _on_body(self, noun: Noun, names: tuple[str, ...], part: Part) -> None:
        """a hat on his head; a ball in her hands; a smile on his face."""
        owners = self.r._owner(noun.owner or "", noun.span)
        who = [key for key in owners if key in CHILDREN] or (self.children if len(self.children) == 1 else [])
        if not who and noun.owner in ("their",):
            who = list(CHILDREN)
        if not who and noun.owner:
            who = [k for k, t in self.r.things.items() if t.options == (noun.owner,)]
        if not who and not noun.owner:
            who = [key for key in self.r.before if key in CHILDREN][:1]
        things = [key for key in (self.objects or self.located) if key not in who]
        limb = noun.text.split(" ")[-1]
        head = noun.text in ("head", "heads", "face", "eyes", "hair", "nose")
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
        for n, key in enumerate(things):
            if not who or key in CHILDREN:
                continue
            options = self.r.things[key].options
            child = who[n % len(who)]
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

    def _in_scenery(self, noun: Noun, names: tuple[str, ...], part: Part) -> None:
        word = noun.value
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

    def _relate(self, name: str, keys: list[str], part: Part, negated: bool) -> None:
        r, labels = self.r, set(self.verb)
        where = self.located or self.subject
        movers = labels & {"throw", "kick", "put", "fly"} and self.objects
        if (movers and name in ("above", "on", "in", "between", "far")) or ("put" in labels and self.objects):
            where = self.objects
        if self.objects and labels & {"look"} and not any(key in CHILDREN for key in self.objects):
            where = self.objects
        if part.text.startswith("away from") and labels & {"run", "walk", "look"}:
            for one in self.subject:
                for key in keys:
                    r.say("facing_away", one, others=(key,), span=part.span)
            return
        own = labels & {"have"} or self.verb_text in ("got", "gets")
        solid = all(r.catalog[r.things[k].options[0]].group == "park" for k in keys if k in r.things)
        if own and self.objects and solid and name in ("on", "in", "below", "above", "near"):
            # they have got two drinks on the table
            where = self.objects
            r.facts = [f for f in r.facts if not (f.kind == "holds" and f.subject in where)]
        if not any(noun.kind == "each_other" for noun in part.nouns):
            where = [key for key in where if key not in keys] or [k for k in self.objects if k not in keys]
        where = [key for key in where if key in r.things]
        if name in ("on", "in"):  # on Mike, in Jenny: nobody stands on them
            where = [k for k in where if not (k in CHILDREN and set(keys) & set(CHILDREN))]
        if not where:
            return
        wearing = [k for k in where if all(r.catalog[o].group == "wearable" for o in r.things[k].options)]
        if (
            name == "on"
            and wearing
            and any(k in CHILDREN or r.catalog[r.things[k].options[0]].group == "animal" for k in keys)
        ):
            for n, key in enumerate(wearing):
                r.say("wears", key, others=(keys[n % len(keys)],), holds=not negated, span=part.span)
            return
        if "hide" in labels and name == "in":
            name = "in"
        if "drink" in labels and name in ("on",):
            return
        if any(noun.kind == "each_other" for noun in part.nouns):
            keys = where[1:] if len(where) > 1 else keys
            where = where[:1]
        if name == "either_side":
            self._either_side(where, keys, part)
            return
        self._both_ways(name, keys, part)
        for key in where:
            if name == "between":
                if len(keys) > 1:
                    r.say(name, key, others=tuple(keys[:2]), holds=not negated, span=part.span)
                elif len(keys) == 1:
                    group = [k for k, t in r.things.items() if t.options == r.things[keys[0]].options]
                    if len(group) > 1:
                        r.say(name, key, others=tuple(group[:2]), holds=not negated, span=part.span)
                    else:
                        r.say("near", key, others=(keys[0],), holds=not negated, span=part.span)
                continue
            for other in keys:
                if negated and name == "near":
                    r.say("far", key, others=(other,), span=part.span)
                else:
                    r.say(name, key, others=(other,), holds=not negated, span=part.span)
