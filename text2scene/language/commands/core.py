"""Instructions: remove, add, move, make, replace, swap, flip, give, start over.

A sentence that begins with such a verb is read here, chunk by chunk; what it says about
places and looks ("put the dog next to Jenny", "make Mike happy") becomes facts like any
other sentence's, the rest becomes changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.clauses import Clause, Part, clauses_of
from text2scene.language.commands.counts import counted
from text2scene.language.commands.patterns import text_of
from text2scene.language.commands.plain import REST, complains, plain, says_nothing, without_leads
from text2scene.language.commands.which import describe
from text2scene.language.facts import Change, Span
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.predicates import read_clause
from text2scene.language.reading import Reader
from text2scene.language.wishes import read_wish

_POLITE = frozenset(
    [
        "please",
        "now",
        "then",
        "also",
        "can",
        "could",
        "would",
        "will",
        "you",
        "i",
        "'d",
        "we",
        "'ll",
        "let",
        "'s",
        "just",
        "next",
        "just",
        "ok",
        "okay",
        "like",
        "want",
        "and",
        ",",
        "so",
        "let's",
        "lets",
        "we",
        "i'd",
        "like",
        "to",
        "want",
        "me",
        "first",
        "instead",
    ]
)
_GOALS = {
    **dict.fromkeys(("closer to", "nearer to", "closer", "nearer", "further towards"), "toward"),
    **dict.fromkeys(
        ("away from", "further away from", "farther away from", "further from", "farther from", "far from"),
        "away",
    ),
    "to the place of": "to the place of",
    "across the middle": "across",
}
_ASIDE = ("over", "aside", "a bit", "a little", "out of the way", "somewhere else", "elsewhere", "slightly", "sideways")
_SKIP = frozenset({"to", "of", "from", "as", "so", "that", "as well", "too"})


def split_commands(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """The parts of a sentence that each begin with a command: "remove the dog and flip Mike"."""
    parts: list[list[Chunk]] = [[]]
    for i, chunk in enumerate(chunks):
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        then = chunks[i + 2] if i + 2 < len(chunks) else None
        if after is not None and after.text in _POLITE and then is not None:
            after = then
        makes = parts[-1] and chunk.text == "and" and _made(parts[-1])
        if makes and after is not None and "child" in after and then is not None and _predicate(then):
            parts.append([parts[-1][0]])  # make Mike sit and Jenny angry
            continue
        if chunk.text in ("and", ",") and parts[-1] and _goes_on_alike(parts[-1], chunks[i + 1 :]):
            parts.append([parts[-1][0]])  # move the dog up and the cat down
            continue
        joins = chunk.text in (",", "and", "then", "and then", ", and then", "but")
        if joins and parts[-1] and after is not None and "command" in after and not _noun_like(after):
            parts.append([])
            continue
        parts[-1].append(chunk)
    return [part for part in parts if part]


def _goes_on_alike(part: Sequence[Chunk], rest: Sequence[Chunk]) -> bool:
    """Whether the same is told of another thing: ... and the cat smaller."""
    names = next((c.get("command") for c in part if "and" not in c and c.text not in _POLITE), None) or ()
    said = ("direction", "region", "compare", "feel")
    if not {"move", "make"} & set(names) or "command" not in part[0]:
        return False
    if not any(x in c for c in part[1:] for x in said):
        return False
    k = 0
    while k < len(rest) and ("det" in rest[k] or "size" in rest[k]):
        k += 1
    if k + 1 >= len(rest) or not any(x in rest[k] for x in ("piece", "class", "child")):
        return False
    return any(x in rest[k + 1] for x in (*said, "amount"))


def _predicate(chunk: Chunk) -> bool:
    return "feel" in chunk or "verb" in chunk or "compare" in chunk


def _made(part: Sequence[Chunk]) -> bool:
    return "make" in (part[0].get("command") or ())


def _noun_like(chunk: Chunk) -> bool:
    return any(label in chunk for label in ("piece", "class", "child", "feel", "region")) or chunk.text in (
        "have",
        "get",
        "show",
    )


def prepare(reader: Reader, chunks: Sequence[Chunk], after: Sequence[Chunk] = ()) -> list[Chunk]:
    """A part of a sentence as a plain instruction about the very objects that it means.

    Nothing is left of it where it only says how many there should be, or complains of what the
    part after it mends: "the cap is wrong, make it a crown".
    """
    rest = without_leads(reader, chunks)
    if says_nothing(reader, rest):
        return []
    if rest and REST.match(text_of(after)):
        rest = plain(reader, rest)
    if rest and rest[0].text in ("keep", "leave", "save") and REST.match(text_of(after)):
        return [rest[0], Chunk("only", rest[0].start, rest[0].end, {"only": True}), *rest[1:]]
    if any(c.text in ("it", "them", "that") for c in after[1:3]) and complains(reader, rest):
        return []
    if counted(reader, rest):
        return []
    rest = plain(reader, rest)
    return [] if counted(reader, rest) else plain(reader, describe(reader, rest))


def read_command(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Take in one command; False where the chunks are none."""
    rest = list(chunks)
    while rest and rest[0].text in _POLITE and "start_over" not in (rest[0].get("command") or ()):
        rest.pop(0)
    if not rest:
        return False
    said = " ".join(c.text for c in rest)
    if rest[0].text in ("keep", "leave") and any("only" in c for c in rest):
        return _keep_only(reader, [c for c in rest[1:] if "only" not in c], (rest[0].start, rest[-1].end))
    unwanted = rest[0].text in ("do", "does") and any(c.text in ("want", "need", "like") for c in rest[2:3])
    if unwanted:
        return read_wish(reader, rest)
    if rest[0].text in ("do", "does", "leave", "keep") and _left_alone(rest):
        return _but_first(reader, rest)
    if _instead(reader, rest):
        return True
    span = rest[0].start, rest[-1].end
    if rest[0].text == "drop from hand":
        keys = [k for n in nouns_and_marks(rest[1:]) if isinstance(n, Noun) for k in reader.resolve(n)]
        bearers = [
            next((t.bearer for t in reader.old if t.id == reader.things[k].old and t.bearer), None) for k in keys[:1]
        ]
        who = keys[-1:] if len(keys) > 1 else [b for b in bearers if b]
        if who and who[0] not in reader.things:
            who = reader.resolve(Noun("child", who[0], span, text=who[0]))
        reader.change(Change("move", tuple(keys[:1]), "out of hand", others=tuple(who), span=span))
        return True
    if "start_over" in (rest[0].get("command") or ()):
        return _start_over(reader, rest, span)
    names = rest[0].get("command") or ()
    if "compare" in rest[0]:  # bigger dog
        return False
    gone = rest[-1].text in ("gone", "removed", "taken away")
    put_away = rest[0].text in ("put", "leave", "leave out") and any(
        c.text in ("away", "out") for c in rest[1:]
    )
    if put_away and not any("relation" in c and c.text not in ("away", "out") for c in rest):
        return _Command(reader, rest, ("remove",), span).run()
    if (not names or gone) and read_wish(reader, rest):
        return True
    if not names:
        return _declared(reader, rest, said, span)
    if len(rest) == 1:
        return False
    return _Command(reader, rest, tuple(names), span).run()


def _left_alone(rest: Sequence[Chunk]) -> bool:
    """do not touch Mike; leave the tree as it is; keep the dog"""
    if rest[0].text == "leave" and rest[-1].text in ("out", "off", "away"):
        return False
    if rest[0].text in ("do", "does"):
        return len(rest) > 1 and "not" in rest[1]
    looks = any("feel" in c or "region" in c or "verb" in c for c in rest[1:])
    return not looks or rest[-1].text in ("alone", "is", "are")


def _but_first(reader: Reader, rest: Sequence[Chunk]) -> bool:
    """What is to stay is remembered; what comes after the comma is read for itself."""
    at = next(
        (i for i, c in enumerate(rest) if i > 1 and c.text in (",", "but", "just", "only", "except")), None
    )
    stays: list[str] = []
    for noun in nouns_and_marks(rest[1:at]):
        if isinstance(noun, Noun) and noun.kind in ("piece", "class", "child"):
            stays += reader.resolve(replace(noun, definite=True, negated=False))
    reader.changes = [
        replace(c, keys=tuple(k for k in c.keys if k not in stays)) if c.kind == "remove" else c
        for c in reader.changes
    ]
    if at is not None and rest[at].text == "except":
        at = next((i for i, c in enumerate(rest) if i > at and c.text in (",", "but")), None)
    after = prepare(reader, rest[at + 1 :]) if at is not None and at + 1 < len(rest) else []
    if after and not read_command(reader, after):
        for clause in clauses_of(after):
            read_clause(reader, clause)
    return True


def _instead(reader: Reader, rest: list[Chunk]) -> bool:
    """It should be a basketball instead of a soccer ball; give him a hot dog instead of the burger."""
    words = [c.text for c in rest]
    at = next((i for i, w in enumerate(words) if w in ("instead of", "rather than", "in place of")), None)
    if at is None or at == 0:
        return False
    old = [item for item in nouns_and_marks(rest[at + 1 :]) if isinstance(item, Noun)]
    new = [item for item in nouns_and_marks(rest[:at]) if isinstance(item, Noun)]
    if not old or old[0].kind not in ("piece", "class"):
        return False
    span = rest[0].start, rest[-1].end
    olds = reader.resolve(replace(old[0], definite=True))
    things = [noun for noun in new if noun.kind in ("piece", "class")]
    if len(things) == 1 and not any(noun.kind in ("child", "pronoun") and noun.text != "it" for noun in new):
        reader.change(Change("replace", tuple(olds), others=tuple(reader.fresh(things[0])), span=span))
        return True
    reader.change(Change("remove", tuple(olds), span=span))
    if not read_command(reader, rest[:at]):
        for clause in clauses_of(rest[:at]):
            read_clause(reader, clause)
    return True


def _declared(reader: Reader, rest: list[Chunk], said: str, span: Span) -> bool:
    """The dog should be bigger; no more clouds; Mike turns around; the tree is smaller."""
    compare = next((c for c in rest if "compare" in c), None)
    if compare is not None and not any(c.text == "than" for c in rest):
        nouns = [item for item in nouns_and_marks(rest) if isinstance(item, Noun)]
        keys = [
            key
            for noun in nouns[:2]
            if noun.kind not in ("unknown", "scenery")
            for key in reader.resolve(noun)
        ]
        if keys:
            _grow(reader, keys, compare, rest, span)
            return True
    asks = any(c.text in ("should", "must", "needs", "could", "would") for c in rest)
    direction = next((c for c in rest if "direction" in c), None)
    if direction is not None and asks and not any("verb" in c and c.text in ("face", "look") for c in rest):
        nouns = [item for item in nouns_and_marks(rest) if isinstance(item, Noun)]
        keys = [
            key
            for noun in nouns[:1]
            if noun.kind not in ("unknown", "scenery")
            for key in reader.resolve(noun)
        ]
        if keys and len(nouns) == 1:
            reader.change(
                Change("move", tuple(keys), direction.get("direction")[0], _amount(rest), span=span)
            )
            return True
    if (
        " turns around" in said
        or " turn around" in said
        or " faces the other way" in said
        or " face the other way" in said
        or " the other way" in said
        or " the other direction" in said
    ):
        nouns = [item for item in nouns_and_marks(rest) if isinstance(item, Noun)]
        keys = [key for noun in nouns[:2] for key in reader.resolve(noun)]
        if keys:
            reader.change(Change("flip", tuple(keys), span=span))
            return True
    return False


def _grow(reader: Reader, keys: Sequence[str], compare: Chunk, rest: Sequence[Chunk], span: Span) -> None:
    amount = _amount(rest)
    sign = "bigger" if compare.get("compare") > 0 else "smaller"
    reader.change(Change("grow", tuple(keys), sign, amount, span=span))


def _amount(chunks: Sequence[Chunk]) -> float:
    return next((float(c.get("amount")) for c in chunks if "amount" in c), 1.0)


def _start_over(reader: Reader, rest: list[Chunk], span: Span) -> bool:
    """Everything goes, except what is named after "except"; what is said after goes on as a new scene."""
    at = next((i for i, c in enumerate(rest) if i and ("except" in c)), None)
    if at is not None:
        return _keep_only(reader, rest[at + 1 :], span)
    reader.change(Change("clear", span=(rest[0].start, rest[0].end)))
    reader.old.clear()
    after = [c for c in rest[1:] if c.text not in ("with", "and", ",", ":", "-")]
    if after:
        for clause in clauses_of(after):
            read_clause(reader, clause)
    return True


def _keep_only(reader: Reader, rest: list[Chunk], span: Span) -> bool:
    nouns = [item for item in nouns_and_marks(rest) if isinstance(item, Noun)]
    keys = [key for noun in nouns for key in reader.resolve(replace(noun, definite=True))]
    reader.change(Change("keep_only", tuple(keys), span=span))
    return True


class _Command:
    def __init__(self, reader: Reader, rest: list[Chunk], names: tuple[str, ...], span: Span) -> None:
        self.r, self.rest, self.names, self.span = reader, rest, names, span
        self.body = rest[1:]
        self.text = rest[0].text

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
                    _amount(body),
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

    def _nouns(self, chunks: Sequence[Chunk]) -> list[Noun]:
        return [item for item in nouns_and_marks(chunks) if isinstance(item, Noun)]

    def _objects(self, chunks: Sequence[Chunk] | None = None) -> list[str]:
        """The things named before the first preposition, region or direction."""
        keys: list[str] = []
        body = self.body if chunks is None else chunks
        if body and "everything" in body[0] and not any("piece" in c or "class" in c for c in body[:3]):
            return self.r.everything()
        for item in nouns_and_marks(body):
            if isinstance(item, Noun):
                keys += [key for key in self.r.resolve(item) if key not in keys]
            elif not ("and" in item or "amount" in item) and keys:
                break
        return keys

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
            return _keep_only(r, self.body[at + 1 :], self.span)
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
            elif "relation" in item and item.text not in ("off", "of") and keys:
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
        self._inherit(olds, news)
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

    def _inherit(self, olds: Sequence[str], news: Sequence[str]) -> None:
        """Who wore the old hat wears the new one."""
        r = self.r
        for old, new in zip(olds, news, strict=False):
            bearer = next((t.bearer for t in r.old if t.id == r.things[old].old), None)
            groups = [{r.catalog[o].group for o in r.things[k].options} for k in (old, new)]
            if bearer is not None and groups[0] == groups[1]:
                r.bear(new, r.resolve(Noun("child", bearer, self.span, text=bearer))[0], self.span)

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
                _grow(r, keys, compare, self.body, self.span)
            return bool(keys)
        items = nouns_and_marks(self.body)
        two = items[:2]
        if len(two) == 2 and all(isinstance(n, Noun) for n in two):
            first, second = two
            assert isinstance(first, Noun)
            assert isinstance(second, Noun)
            kinds = ("piece", "class")
            it = first.kind == "pronoun" and first.text in ("it", "that") and second.article
            if (first.kind in kinds or it) and second.kind in kinds and not second.definite:  # make the owl a duck
                olds = r.resolve(replace(first, definite=True))
                news = r.fresh(second)
                self._inherit(olds, news)
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

    def _after_objects(self, chunks: Sequence[Chunk]) -> list[Chunk]:
        """The chunks that follow the first list of things."""
        seen = False
        for i, chunk in enumerate(chunks):
            thing = any(label in chunk for label in ("piece", "class", "child", "group", "pronoun"))
            if thing:
                seen = True
            elif (
                seen
                and not (
                    "and" in chunk
                    and i + 1 < len(chunks)
                    and any(x in chunks[i + 1] for x in ("piece", "class", "child", "det"))
                )
                and "det" not in chunk
            ):
                return list(chunks[i:])
        return []

    def _goes_to(self) -> bool:
        """closer to Mike; away from the tent; where the cloud is; to the other side; out of a hand"""
        at = next((i for i, c in enumerate(self.body) if c.text in _GOALS), None)
        if at is None:
            return False
        keys = self._objects(self.body[:at])
        others = [k for n in self._nouns(self.body[at + 1 :]) for k in self.r.resolve(n) if k not in keys]
        goal = _GOALS[self.body[at].text]
        if not keys or (goal != "across" and not others):
            return False
        if goal == "across" and others:
            for key in keys:
                x = {k: next(t.x for t in self.r.old if t.id == self.r.things[k].old) for k in (key, others[0])}
                side = "right_of" if x[key] < x[others[0]] else "left_of"
                self.r.say(side, key, others=(others[0],), span=self.span)
                self.r.say("near", key, others=(others[0],), span=self.span)
            return True
        self.r.change(Change("move", tuple(keys), goal, _amount(self.body), tuple(others), self.span))
        return True

    def _move(self) -> bool:
        """move the dog a bit to the left; bring the tree closer; move Mike next to Jenny"""
        body = self.body
        keys = self._objects()
        if not keys:
            return False
        amount = _amount(body)
        rest = self._after_objects(body)
        if body and "everything" in body[0]:
            rest = list(body[1:])
            borne = {t.id for t in self.r.old if t.bearer is not None}
            keys = [k for k in keys if self.r.things[k].old not in borne]
        placed = any(
            "relation" in c and _names_thing(rest[i + 1 :])
            for i, c in enumerate(rest)
            if c.text not in ("to", "toward", "towards", "a", "up", "down")
        )
        goal = [c for c in rest if "region" in c]
        sides = [c for c in rest if "direction" in c]
        sides.sort(key=lambda c: c.get("direction")[0] in ("nearer", "farther"))  # further right is right
        direction = sides[0] if sides else None
        if self.text in ("raise", "lift", "lower") and not placed:
            direction_name = "down" if self.text == "lower" else "up"
            self.r.change(Change("move", tuple(keys), direction_name, amount, span=self.span))
            return True
        toward = next(
            (
                i
                for i, c in enumerate(rest)
                if c.text in ("closer to", "nearer to", "toward", "towards", "closer", "nearer")
            ),
            None,
        )
        if toward is not None and _names_thing(rest[toward + 1 :]):
            others = [k for noun in self._nouns(rest[toward + 1 :]) for k in self.r.resolve(noun)]
            for other in others[:1]:
                for key in keys:
                    self.r.say("near", key, others=(other,), span=self.span)
            return True
        if not placed and direction is not None:
            name = direction.get("direction")[0]
            side = any(c.text in ("side", "edge", "corner") for c in rest) or any(
                "side" in c.text or "corner" in c.text or "edge" in c.text for c in goal
            )
            absolute = (
                side or amount >= 6.0 or any(c.text in ("corner", "top", "bottom", "middle") for c in rest)
            )
            if not absolute:
                ways = dict.fromkeys(c.get("direction")[0] for c in sides)
                upright = [w for w in ways if w in ("up", "down")][:1]
                sideways = [w for w in ways if w in ("left", "right")][:1]
                for way in [*sideways, *upright] if upright and sideways else [name]:
                    self.r.change(Change("move", tuple(keys), way, amount, span=self.span))
                return True
            if not goal and name in ("left", "right"):
                for key in keys:
                    self.r.say("region", key, (name,), span=self.span)
                return True
        said = " ".join(c.text for c in rest)
        aside = not placed and not goal and direction is None and not said.startswith(("to ", "on ", "in "))
        if aside and (not rest or any(w in said for w in _ASIDE)):
            self.r.change(Change("move", tuple(keys), "aside", amount, span=self.span))
            return True
        self._places(keys, rest)
        return True

    def _places(self, keys: Sequence[str], rest: Sequence[Chunk]) -> None:
        rest = [c for c in rest if "amount" not in c]
        for i, chunk in enumerate(rest):
            if chunk.text == "to" and i + 1 < len(rest) and rest[i + 1].text != "":
                rest = (
                    [*rest[:i], *rest[i + 1 :]]
                    if "region" in rest[i + 1] or "relation" in rest[i + 1]
                    else list(rest)
                )
                break
        for clause in clauses_of(rest):
            subject = [Noun("known", key, self.span, text=key) for key in keys]
            clause.parts = (
                [Part("object", None, clause.subject), *clause.parts]
                if clause.subject and not clause.parts
                else clause.parts
            )
            clause.subject = subject
            clause.there = False
            read_clause(self.r, clause)
            if any(p.kind == "object" for p in clause.parts) and len(clause.parts) == 1:
                continue

    def _give(self) -> bool:
        """give Mike a hat; give the ball to Jenny"""
        r = self.r
        at = next((i for i, c in enumerate(self.body) if c.text == "to"), None)
        nouns = self._nouns(self.body)
        if at is not None:
            things, whom = self._nouns(self.body[:at]), self._nouns(self.body[at + 1 :])
        else:
            whom = [n for n in nouns if n.kind in ("child", "pronoun", "group")][:2]
            first = nouns[0] if nouns else None
            if first is not None and not whom and len(nouns) > 1:
                whom = [first]
            things = [n for n in nouns if n not in whom]
        bearers = [key for noun in whom for key in r.resolve(noun)]
        if not bearers or not things:
            return False
        for noun in things:
            if noun.kind not in ("piece", "class", "pronoun"):
                r.resolve(noun)
                continue
            if noun.kind == "pronoun" or noun.definite:
                for n, key in enumerate(r.resolve(noun)):
                    r.bear(key, bearers[n % len(bearers)], noun.span)
                continue
            for bearer in bearers:
                if len(bearers) > 1 and self._has(bearer, noun):
                    continue
                one = replace(noun, count=noun.count if len(bearers) == 1 else 1)
                for key in r.resolve(one, new=True):
                    r.bear(key, bearer, noun.span)
        return True

    def _has(self, bearer: str, noun: Noun) -> bool:
        """Whether who is given something has one already."""
        options = (noun.value,) if noun.kind == "piece" else self.r.catalog.classes[noun.value]
        return any(t.bearer == bearer and t.category in options for t in self.r.old)

    def _put(self) -> bool:
        """put a crown on the cat; add two clouds; place the ball under the table"""
        r, body = self.r, self.body
        fresh = "add" in self.names or self.text in ("draw",)
        first = next(iter(self._nouns(body)), None)
        there = first is not None and (first.kind in ("child", "pronoun") or r.is_there(first))
        if there and any("direction" in c for c in body) and len(self._nouns(body)) == 1 and self._move():
            return True
        keys: list[str] = []
        items = nouns_and_marks(body)
        end = len(items)
        for i, item in enumerate(items):
            if isinstance(item, Noun):
                if item.kind == "scenery":
                    continue
                if item.negated:
                    r.rule_out(item)
                    continue
                if item.kind == "count" and r.absent:  # there is no duck; add one
                    missed = next(reversed(r.absent))
                    r.absent.pop(missed)
                    keys += r.resolve(replace(item, kind="piece", value=missed), new=True)
                    continue
                known = item.kind in ("pronoun", "child") or (item.definite and r.is_there(item))
                keys += r.resolve(item, new=not known and (fresh or not item.definite))
            elif "and" in item or "amount" in item or item.text in _POLITE or item.text in _SKIP:
                continue
            else:
                end = i
                break
        if not keys:
            return fresh and any(
                (isinstance(item, Noun) and item.kind == "unknown")
                or (isinstance(item, Noun) and item.negated)
                for item in items
            )
        clause = Clause([Noun("known", key, self.span, text=key) for key in keys])
        rest = self._rest(body, end, items)
        for part in clauses_of(rest):
            part.subject = clause.subject if not part.subject or part is None else part.subject
            if not part.verbs and part.subject is not clause.subject and part.parts:
                part.subject = part.subject
            part.parts.insert(
                0, Part("verb", ("put",), [], False, self.span, "put")
            ) if part.subject is clause.subject else None
            read_clause(r, part)
        return True

    def _rest(self, body: Sequence[Chunk], end: int, items: Sequence[Noun | Chunk]) -> list[Chunk]:
        """The chunks from the first one that is no noun phrase on."""
        if end >= len(items):
            return []
        mark = items[end]
        start = mark.start if isinstance(mark, Chunk) else mark.span[0]
        return [chunk for chunk in body if chunk.start >= start]


def _names_thing(chunks: Sequence[Chunk]) -> bool:
    return any(
        any(label in c for label in ("piece", "class", "child", "pronoun", "group")) for c in chunks[:5]
    )
