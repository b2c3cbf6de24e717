"""The subject of a clause: who it is, what it may wear or hold, what its words mean."""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.clauses import Clause, Part
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import Reader
from text2scene.language.referring import SEVERAL

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


class Subject:
    """One clause while it is read, and what is known of its subject and objects so far."""

    def __init__(self, reader: Reader, clause: Clause, subject: list[str], denied: bool) -> None:
        self.r, self.clause, self.subject, self.denied = reader, clause, subject, denied
        self.verb: tuple[str, ...] = ()
        self.verb_text = ""
        self.verb_at = 0  # where the verb stands in the text
        self.turned = False  # it is said which way the subject looks
        self.negated = False
        self.wished = False  # what is only meant to be put somewhere
        self.wanted = False  # somebody only wants to have it
        self.objects: list[str] = []
        self.located = list(subject)
        self.receiver: list[str] = []
        self.done_to: list[str] = []  # what is held or worn by somebody
        self.void = False  # nothing, not anything: in his hand, on her head
        self.carrier: list[str] = []  # what has something on or in it: a table with a pie on it

    @property
    def children(self) -> list[str]:
        return [key for key in self.subject if key in CHILDREN]

    def _walks(self, part: Part) -> bool:
        return part.text.split(" ")[0] in WALKING and bool({"run_to", "run_from"} & set(part.value))

    def _it(self, noun: Noun) -> list[str]:
        """it, them: as the object of wear or hold, things that can be worn or held."""
        keys = self.r._pronoun(noun)
        if self.verb_text.startswith("show"):
            return keys  # the snake by the sandbox: he shows it to Jenny
        order = {key: i for i, key in enumerate(self.r.recency)}
        things = sorted(self.r.things, key=lambda k: order.get(k, -1))
        handy = [k for k in reversed(things) if self._handy(k) and k not in self.subject]
        if noun.value == "it" and not handy and self.r.put_by and not self.r.old:
            name = self.r.put_by[-1]  # Mike won't wear the hat, so Jenny wears it
            kind = "class" if name in self.r.catalog.classes else "piece"
            self.r.absent.pop(name, None)
            return self.r.resolve(Noun(kind, name, noun.span, definite=True, text=name))
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

    def _again(self, noun: Noun) -> list[str]:
        if noun.kind == "child":
            return [noun.value]
        if noun.kind == "group":
            return list(CHILDREN)
        if noun.kind == "pronoun":
            return self.r._pronoun(noun)
        return []

    def _worn(self, key: str) -> bool:
        return all(self.r.catalog[o].group == "wearable" for o in self.r.things[key].options)

    def _living(self) -> bool:
        """Whether the subject is somebody who can wear things."""
        groups = {self.r.catalog[self.r.things[k].options[0]].group for k in self.subject}
        return bool(groups) and groups <= {"person", "animal"}

    def _chases(self) -> bool:
        first = self.verb_text.split(" ")[0]
        return first.startswith("chas") or self.verb_text.endswith(" after")

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
            "consume",
        }:
            return self._it(noun)
        several = [key for key in self.r.group if key in self.r.things]
        if noun.kind == "count" and noun.count == 1 and 1 < len(self.children) <= len(several):
            return several[: len(self.children)]  # two crowns: they are both wearing one
        bears = set(self.verb) & {"wear", "hold", "have", "eat", "drink"}
        paired = noun.value in SEVERAL and not noun.definite
        if bears and (noun.article or paired) and noun.kind in ("piece", "class") and self.children:
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
        if each:
            mine = set(self.r._mentioned(noun, self._options(noun)))
            worn = [f for f in self.r.facts if f.kind in ("wears", "holds") and f.holds and f.subject in mine]
            bearers = {f.others[0]: f.subject for f in worn if f.others}
            if set(self.children) <= set(bearers) and not noun.other:
                return [bearers[child] for child in self.children]  # each of them has a pirate hat on
        theirs = noun.owner == "their" or "same" in noun.text_before  # both have their glasses on
        if each and (noun.count in (None, 1, 2)) and (theirs or not noun.definite):
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
