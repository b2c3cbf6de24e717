"""Things and facts -> a Reading, with what is gone, ruled out or not understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.clauses import Clause
from text2scene.language.facts import Reading, Understood
from text2scene.language.lexicon import CHILDREN
from text2scene.language.notes import absent_row, change_row, explain_fact, thing_row, unknown_noun
from text2scene.language.nouns import Noun
from text2scene.language.spelling import not_nouns
from text2scene.language.things import Things

POSES_OF_VERBS = {
    "run": ("run",),
    "run_to": ("run",),
    "run_from": ("run",),
    "kick": ("kick",),
    "sit": ("sit", "sit_cross_legged"),
    "sit_cross": ("sit_cross_legged",),
    "wave": ("wave",),
    "raise": ("wave", "sit_cross_legged"),
    "sit_out": ("sit",),
    "jump": ("arms_up",),
    "throw": ("reach", "arms_up", "wave"),
    "give": ("reach",),
    "reach": ("reach",),
    "stand": ("reach", "arms_up", "wave", "kick"),
}
_SCENES = frozenset({"picture", "scene", "page", "park", "drawing", "image", "playground", "place"})
_NOT_COMING = re.compile(r"\b(?:did not come|(?:is|are) not coming|(?:could|can)(?:not| not|n't| n't) )")
_COMES = frozenset({"come", "comes", "came", "coming", "arrive", "arrived", "join", "joined"})


def _all_scenery(nouns: Sequence[Noun]) -> bool:
    return all(noun.kind == "scenery" for noun in nouns)


class Reader(Things):
    """All that a text says, while its clauses are read one after another."""

    def _leaves(self, clause: Clause) -> bool:
        """The dog is not here; neither came; Mike has gone home."""
        parts = clause.parts
        apart = any(p.negated for p in clause.verbs) and all(
            p.text == "with" and all(n.kind in ("child", "pronoun", "group") for n in p.nouns)
            for p in parts
            if p.kind in ("prep", "object")
        )
        if (
            apart
            and not any(p.kind == "feel" for p in parts)  # no longer angry with him
            and any(p.kind == "prep" for p in parts)
            and {"be"} == {v for p in clause.verbs for v in p.value}
        ):
            return True  # Jenny is not with him today
        scenic = any(
            p.kind == "prep"
            and {"in", "on"} & set(p.value)
            and p.nouns
            and all(n.text in _SCENES for n in p.nouns)
            for p in parts
        )
        parts = [p for p in parts if not (p.kind in ("prep", "object") and p.nouns and _all_scenery(p.nouns))]
        left = next((i for i, p in enumerate(parts) if p.kind == "leaving"), -1)
        home = left >= 0 and parts[left].text.split(" ")[-1] in ("home", "away", "inside", "bed", "school")
        if left >= 0 and _NOT_COMING.search(parts[left].text):
            return True  # the bear did not come to the picnic
        after = parts[left + 1 :] if home else parts  # who left them there has gone home
        if any(p.kind == "prep" or p.kind == "object" for p in after) and not any(
            p.kind == "arriving" for p in parts
        ):
            return False  # disappears behind the cloud, leaves a trail
        here = any(p.text in ("here", "there", "around") for p in parts if p.kind in ("word", "verb"))
        here = here or (scenic and {v for p in clause.verbs for v in p.value} == {"be"})
        denied = any(p.negated for p in parts if p.kind in ("verb", "arriving"))
        # she is up there and does not know how to get down: she is there
        here = here and not any(p.negated for p in parts if p.kind == "verb" and p.value != ("be",))
        skies = [noun.value for noun in clause.subject if noun.kind == "piece"]
        shines = bool(skies) and all(self.catalog[name].group == "sky" for name in skies)
        here = here or (shines and any(p.text == "out" for p in parts))
        fire = bool(skies) and set(skies) == {"fire"} and {v for p in clause.verbs for v in p.value} <= {"be"}
        if (
            fire
            and any(p.text == "out" and not p.negated for p in parts)
            and not any(p.negated for p in clause.verbs)
        ):
            return True  # he poured water over the fire; now it is out
        if denied and not shines and any(p.text in ("out", "down", "back", "up") for p in parts):
            return False  # she will not come out
        arrives = any(
            p.kind == "arriving" or (p.kind == "verb" and p.text.split(" ")[0] in _COMES) for p in parts
        )
        goes_on = any(p.kind == "region" and p.value in ("left", "right") for p in parts)
        if clause.opener in ("until", "before", "if") or {"wants", "wanted", "want"} & {
            p.text for p in parts
        }:
            return False  # they wait until she goes away; Mike wants to go home
        if left >= 0 and parts[left].text in ("ran off", "runs off"):
            return False  # he is seen running
        leaves = any(p.kind == "leaving" and not p.negated for p in parts) and not goes_on
        skies = [noun.value for noun in clause.subject if noun.kind == "piece"]
        if skies and all(self.catalog[name].group == "sky" for name in skies):
            sinks = any(p.text.endswith("down") for p in parts) and set(skies) != {"sun"}
            leaves = leaves or (any(p.kind == "ending" and not p.negated for p in parts) and not sinks)
            leaves = leaves or any(p.negated and p.text.startswith("shin") for p in clause.parts)
        unwelcome = {"allowed", "welcome", "permitted", "invited", "present"} & {p.text for p in parts}
        only_is = all(set(p.value) <= {"be"} for p in clause.verbs)
        if unwelcome and only_is and any(p.negated for p in parts) and not clause.there:
            return True
        return leaves or (denied and (arrives or here) and not clause.there)

    def _forget(self, key: str) -> None:
        """The dog is not here: what was named only to say so."""
        thing = self.things.pop(key, None)
        self._unsay(key)
        for option in thing.options if thing is not None else ():
            self.absent.setdefault(option, thing.span if thing is not None else (0, 0))

    def _alone(self, clause: Clause, subject: Sequence[str]) -> None:
        """Only Mike is wearing a hat: Jenny is not. Jenny is alone: Mike is not there."""
        children = [key for key in subject if key in CHILDREN]
        if len(children) != 1:
            return
        other = CHILDREN[children[0] == CHILDREN[0]]
        acts = [label for part in clause.verbs for label in part.value]
        felt = [part for part in clause.parts if part.kind == "feel" and not part.negated]
        told = clause.subject[0].text_before == "except" and not clause.alone
        if told and (felt or set(acts) - {"be", "have"}):
            self._thing(other, (other,), clause.subject[0].span)  # everyone except Mike: he is there
        if any(label == "wear" for label in acts) and not clause.alone:
            self.say("wears", other, ("any",), holds=False)
        elif felt and not clause.alone:  # only Mike is happy: Jenny may be there, and is not
            self.say("expression", other, felt[-1].value, holds=False, span=felt[-1].span)
        elif clause.subject[0].text_before == "except" and any(p.kind == "leaving" for p in clause.parts):
            self._thing(other, (other,), clause.subject[0].span)  # everyone but Jenny has gone home
        elif not any(label in POSES_OF_VERBS or label in ("hold", "eat") for label in acts) or clause.alone:
            self.absent.setdefault(other, clause.subject[0].span)

    def rule_out(self, noun: Noun) -> None:
        """No sun; no animals; nobody."""
        if noun.kind == "group":
            for child in CHILDREN:
                self.absent.setdefault(child, noun.span)
        elif noun.kind == "child" or noun.kind == "piece":
            self.absent.setdefault(noun.value, noun.span)
        elif noun.kind == "class":
            self.absent_classes.append((noun.value, noun.span))
        elif noun.kind == "unknown" and noun.text in (
            "people",
            "one",
            "kids",
            "children",
            "person",
            "child",
            "kid",
        ):
            for child in CHILDREN:
                self.absent.setdefault(child, noun.span)

    def check(self, chunk: object) -> None:
        """Note a word that nothing here knows."""
        text, readings = getattr(chunk, "text", ""), getattr(chunk, "readings", {})
        new = not readings and len(text) > 2 and text.isalpha() and text not in self.known
        if new and text not in self.words.speller.known:
            self.unknown.setdefault(text, (chunk.start, chunk.end))  # type: ignore[attr-defined]
        spelled = getattr(chunk, "spelled", None)
        if spelled:
            span = (chunk.start, chunk.end)  # type: ignore[attr-defined]
            if all(entry[2] != span for entry in self.spelled):
                self.spelled.append((spelled, text, span))

    def _drop_shed(self) -> None:
        """Mike lost his hat: it is not there. But Jenny took hers off, and it lies on the table."""
        for key in self.shed:
            losers = self.losers.get(key, CHILDREN)
            worn = [
                f
                for f in self.facts
                if f.kind == "wears" and f.subject == key and set(f.others) <= set(losers)
            ]
            self.facts = [f for f in self.facts if f not in worn]
            spoken = [f for f in self.facts if key in (f.subject, *f.others)]
            if not any(f.holds and f.kind not in ("size", "colour") for f in spoken):
                self._forget(key)

    def _keep_what_stays(self) -> None:
        """All ducks go, but the one on the right stays."""
        stays = {key for key, thing in self.things.items() if thing.old in self.stays}
        self.changes = [
            replace(change, keys=tuple(key for key in change.keys if key not in stays))
            if change.kind == "remove"
            else change
            for change in self.changes
        ]

    def result(self, text: str) -> Reading:
        self._drop_shed()
        self._keep_what_stays()
        wanted = {
            option
            for thing in self.things.values()
            if len(thing.options) == 1 and thing.old is None
            for option in thing.options
        }
        absent = {name: span for name, span in self.absent.items() if name not in wanted}
        for name, span in self.absent_classes:
            if any(set(t.options) == set(self.catalog.classes[name]) for t in self.things.values()):
                continue
            for member in self.catalog.classes[name]:
                if member not in wanted:
                    absent.setdefault(member, span)
        rows = [thing_row(text, thing, self.catalog) for thing in self.things.values()]
        rows += [
            absent_row(text, name, span, self.catalog) for name, span in self.absent.items() if name in absent
        ]
        rows += [change_row(text, change, self.things, self.catalog) for change in self.changes]
        rows += [explain_fact(text, fact, self.things, self.catalog) for fact in self.facts]
        notes = []
        for wrong, right, span in self.spelled:
            message = f"“{wrong}” was read as “{right}”."
            rows.append(Understood(wrong, *span, "spelling", message))
            notes.append({"kind": "spelling", "word": wrong, "message": message, "suggestion": right})
        skip = set(self.words.speller.known)
        for word, span in self.unknown.items():
            if word in skip or word in self.words.words["scenery"] or len(word) < 3:
                continue
            if word in not_nouns() or word in self.words.adjectives:
                message = f"“{word}” changes nothing in the picture."
                rows.append(Understood(word, *span, "unknown", message))
                continue
            row, note = unknown_noun(word, span, self.words, self.catalog)
            rows.append(row)
            notes.append(note)
        rows.sort(key=lambda row: (row.start, row.end))
        return Reading(
            tuple(self.things.values()),
            tuple(self.facts),
            tuple(absent),
            tuple(self.changes),
            self.only,
            self.commanded,
            frozenset(self.counted),
            tuple(dict.fromkeys(rows)),
            tuple(notes),
        )
