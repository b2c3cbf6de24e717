"""What a text says must hold: the one call that the rest of the package makes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Sequence
from dataclasses import replace

from text2scene.catalog import Catalog, default_catalog
from text2scene.language.address import spoken_to
from text2scene.language.clauses import Clause
from text2scene.language.commands import commands_of, prepare, read_command
from text2scene.language.details import Detail, without_details
from text2scene.language.echoes import spelled_out
from text2scene.language.facts import RELATIONS, Reading, Span, Understood
from text2scene.language.lexicon import Chunk, lexicon
from text2scene.language.memory import There
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.parser import clauses_of
from text2scene.language.predicates import read_clause, read_riddle
from text2scene.language.reading import Reader
from text2scene.language.setting import Setting, read_setting
from text2scene.language.speech import spoken
from text2scene.language.tallies import answered_counts


def understand(
    text: str,
    catalog: Catalog | None = None,
    known: Container[str] = (),
    there: Sequence[There] | None = None,
) -> Reading:
    """Read a plain text.

    there: the objects of the scene that an instruction is about; None for a new scene.
    known: words the model has learned; an unknown noun gets a note all the same.
    """
    catalog = catalog or default_catalog()
    words = lexicon(catalog)
    editing = there is not None
    reader = Reader(words, catalog, known, there or ())
    reader.now = bool(_PRESENT.search(text))
    setting = read_setting(text)
    whole, text = text, text if setting is None else setting.muted(text)
    text = still_here(text)
    reader.commanded = bool(setting and setting.orders)
    text, details = without_details(text)
    sentences = answered_counts(words.sentences(text))
    bounds = _bounds(text, sentences)
    for number, chunks in enumerate(sentences):
        following = sentences[number + 1] if number + 1 < len(sentences) else []
        if _answered_no(text, chunks, sentences[number + 1 :]):
            for noun in nouns_and_marks(chunks):
                if isinstance(noun, Noun):
                    reader.rule_out(noun)
            continue
        reader.sentence = chunks[0].start
        known_before = set(reader.things)
        if editing:
            parts = commands_of(reader, chunks)
        else:
            parts, reader.speaker = spoken(chunks, following, reader.speaker)
        coming = commands_of(reader, following)[0] if editing and following else []
        for k, part in enumerate(parts):
            said, reader.addressed = spoken_to(part, reader.addressed)
            reader.colon = k + 1 == len(parts) and bool(following) and _colon(text, chunks, following)
            after = parts[k + 1] if k + 1 < len(parts) else coming
            part = prepare(reader, said, after) if editing else said
            if not part or (editing and read_command(reader, part)):
                reader.commanded = True
                continue
            clauses = _under_heading(reader, clauses_of(part))
            if reader.colon and not editing:
                spelled_out(clauses, clauses_of(following))
            for n, clause in enumerate(clauses):
                later = [noun for rest in clauses[n + 1 :] for noun in rest.subject if noun.kind == "child"]
                reader.named_later = {noun.value for noun in later}
                read_clause(reader, clause)
        if text[chunks[-1].end :].lstrip().startswith("?"):
            reader.tentative |= set(reader.things) - known_before
        _from_edges(reader, *bounds[number], details)
        for chunk in chunks:
            reader.check(chunk)
    read_riddle(reader)
    _in_a_row(text, reader)
    _ahead(reader)
    _seen_ahead(reader)
    _flanked(reader)
    _taken_along(reader)
    reading = _with_details(reader.result(whole), whole, details)
    return reading if setting is None else _set(reading, setting)


def _under_heading(reader: Reader, clauses: list[Clause]) -> list[Clause]:
    """Mike: angry. Jenny: surprised."""
    heading, reader.heading = reader.heading, []
    first = clauses[0] if clauses else None
    if heading and first is not None and not first.subject and first.parts:
        first.subject = heading
    lone = len(clauses) == 1 and first is not None and not first.parts and len(first.subject) == 1
    if reader.colon and lone and first is not None and first.subject[0].kind in ("child", "piece", "class"):
        reader.heading = list(first.subject)
    return clauses


def _with_details(reading: Reading, text: str, details: Sequence[Detail]) -> Reading:
    """With a row for each detail that the picture does not follow, so that none is dropped without a word."""
    said = [detail.span for detail in details if not detail.side]
    if not said:
        return reading
    rows = [
        Understood(
            text[low:high].strip(), low, high, "detail", "A detail of the layout that is not drawn exactly."
        )
        for low, high in said
    ]
    return replace(reading, rows=tuple(sorted([*reading.rows, *rows], key=lambda row: (row.start, row.end))))


def _set(reading: Reading, setting: Setting) -> Reading:
    """With where and when it is, and no complaint that there is no piece for "beach"."""
    spans = [(row.start, row.end) for row in setting.rows]
    rows, words = [], set()
    for row in reading.rows:
        built = row.text in ("snowman", "snowmen", "sandcastle")
        if (
            row.kind == "unknown"
            and not built
            and any(low <= row.start and row.end <= high for low, high in spans)
        ):
            words.add(row.text)
        else:
            rows.append(row)
    rows = sorted([*rows, *setting.rows], key=lambda row: (row.start, row.end))
    notes = tuple(n for n in reading.notes if n.get("kind") != "unknown_word" or n.get("word") not in words)
    return replace(reading, rows=tuple(rows), notes=notes, setting=setting)


_AWAY = re.compile(
    r"\b(?:fl(?:ew|ies|y|ying)|roll(?:s|ed)|bounce[sd]|blew|blows|sail(?:s|ed)|float(?:s|ed)|fell|falls)"
    r"(?P<away> (?:far )?(?:away|off))(?=[.!,;]* (?:and |but |then |and then )?(?:it )?(?:then )?"
    r"(?:land(?:s|ed)|falls?|fell|hit|hits|stop(?:s|ped)|came down|comes down|got stuck|gets stuck|hung|"
    r"hangs|rolled|rolls|is (?:in|on|under|behind)|was (?:in|on|under|behind))\b)",
    re.IGNORECASE,
)


_OUT = re.compile(
    r"(?<!not )(?<!n't )(?<!n’t )(?<!never )\b(?:comes?|came|coming)(?P<away> out)\b(?! of)",
    re.IGNORECASE,
)
_NOW = re.compile(r"(?:\A|(?<=[.!?] ))(?P<away>(?:and |so |but )?now,? )(?=\w+ and \w+ (?:are|were)\b)", re.I)


def still_here(text: str) -> str:
    """With spaces for words that say less than they seem to: *away* where the text goes on to say where the
    thing that flew away is now, *out* where somebody comes out to the others, *now* before two people."""
    for pattern in (_AWAY, _OUT, _NOW):
        for match in pattern.finditer(text):
            low, high = match.span("away")
            text = text[:low] + " " * (high - low) + text[high:]
    return text


def _answered_no(text: str, chunks: Sequence[Chunk], later: Sequence[Sequence[Chunk]]) -> bool:
    """A fire? No, that is not allowed here. Is it a plane? Is it a bird? No!"""
    after = next((rest for rest in later if rest[0].text not in ("is", "was")), [])
    asks = text[chunks[-1].end :].lstrip().startswith("?")
    guesses = chunks[0].text in ("is", "was", "are") and any(c.text in ("it", "that") for c in chunks[1:2])
    asks = asks and (len(chunks) <= 3 or guesses)  # is it a bear? No, it is only a duck
    return asks and bool(after) and after[0].text in ("no", "nope", "never")


def _colon(text: str, chunks: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
    """Whether what comes next says who or what was meant."""
    return text[chunks[-1].end : after[0].start].strip() == ":"


_PRESENT = re.compile(r"\b(?:now|nowadays|today|this time|any ?more|any longer|no longer)\b", re.IGNORECASE)


def _bounds(text: str, sentences: Sequence[Sequence[Chunk]]) -> list[Span]:
    """Where each sentence begins and ends, with what was blanked at its ends."""
    ends = []
    for chunks, after in itertools.zip_longest(sentences, sentences[1:]):
        end = after[0].start if after else len(text)
        mark = re.search(r"[.!?;\n]", text[chunks[-1].end : end])
        ends.append(chunks[-1].end + mark.start() if mark else end)
    return list(zip([0, *ends], ends, strict=False))


def _from_edges(reader: Reader, start: int, end: int, details: Sequence[Detail]) -> None:
    """An inch from the left edge: said of what was named last before it, or first after it."""
    here = {key: t.span[0] for key, t in reader.things.items() if start <= t.span[0] < end}
    placed_by = {
        key for f in reader.facts if start <= f.span[0] < end and f.kind in RELATIONS for key in f.others
    }
    for detail in details:
        if not detail.side or not start <= detail.span[0] < end:
            continue
        before = [key for key, at in here.items() if at < detail.span[0] and key not in placed_by]
        after = [key for key, at in here.items() if at >= detail.span[0]]
        last = [key for key in reader.last if key in reader.things]
        chosen = (before[-1:] or after[:1]) if here else last[-1:]
        for key in chosen:
            pixels = round(detail.pixels)
            if not any(
                f.kind == "inset" and f.subject == key and f.values[0] == detail.side for f in reader.facts
            ):
                reader.say("inset", key, (detail.side, str(pixels)), span=detail.span)


def _flanked(reader: Reader) -> None:
    """A cat to the left of Jenny and one to the right of her: she is between them, on their level."""
    high = ("above", "below", "on", "in", "region")
    level = (("ground",), ("left",), ("right",), ("middle",))
    placed = {f.subject for f in reader.facts if f.holds and f.kind in high and f.values not in level}
    for left in [f for f in reader.facts if f.kind == "left_of" and f.holds]:
        right = next(
            (f for f in reader.facts if f.kind == "right_of" and f.holds and f.others == left.others), None
        )
        row = (left.subject, right.subject if right is not None else "", *left.others)
        if right is None or len(set(row)) < 3 or any(key not in reader.things for key in row):
            continue
        sky = any(reader.catalog[reader.things[key].options[0]].group == "sky" for key in row)
        if not sky and not placed & set(row):
            reader.say("between", row[2], others=(row[0], row[1]), span=right.span)


def _ahead(reader: Reader) -> None:
    """Jenny is ahead of Mike, and both run to the right: she is on his right."""
    way: dict[str, str] = {}
    for fact in reader.facts if reader.ahead else []:
        if fact.kind == "facing" and fact.holds and fact.values:
            way[fact.subject] = fact.values[0]
        elif fact.kind == "facing" and fact.holds:
            goal = [f.values[0] for f in reader.facts if f.kind == "region" and f.subject == fact.others[0]]
            if goal[-1:] in (["left"], ["right"]):
                way.setdefault(fact.subject, goal[-1])
    for first, second, span in reader.ahead:
        side = way.get(first) or way.get(second)
        reader.say(f"{side}_of" if side else "near", first, others=(second,), span=span)


def _seen_ahead(reader: Reader) -> None:
    """Who faces left and watches a duck has the duck on the left."""
    seen = [f for f in reader.facts if f.kind == "facing" and f.holds]
    ways = {f.subject: f.values[0] for f in seen if f.values}
    placed = {f.subject for f in reader.facts if f.kind in ("region", "left_of", "right_of", "between")}
    for fact in [f for f in seen if f.others and f.subject in ways]:
        other = reader.things.get(fact.others[0])
        if other is not None and other.old is None and other.key not in placed:
            reader.say(f"{ways[fact.subject]}_of", other.key, others=(fact.subject,), span=fact.span)


_SIDES = frozenset({"left", "right", "middle"})


def _taken_along(reader: Reader) -> None:
    """On the left Mike bounces on the bee: then the bee is on the left as well."""
    placed = {f.subject for f in reader.facts if f.kind == "region"}
    for seat in [f for f in reader.facts if f.kind in ("on", "in") and f.holds and len(f.others) == 1]:
        base = reader.things.get(seat.others[0])
        where = [f for f in reader.facts if f.kind == "region" and f.subject == seat.subject and f.holds]
        sides = [f for f in where if f.values[0] in _SIDES]
        if base is None or base.old is not None or base.key in placed or not sides:
            continue
        if reader.catalog[base.options[0]].group == "park":
            reader.say("region", base.key, sides[-1].values, span=sides[-1].span)


_ROW = re.compile(
    r"(?:from )?(left to right|right to left)\b[^.!?\n]*|from (?:the )?(left|right)(?: on)? ?:[^.!?\n]*",
    re.IGNORECASE,
)


def _in_a_row(text: str, reader: Reader) -> None:
    """From left to right: a dog, a cat, a duck."""
    borne = {f.subject for f in reader.facts if f.kind in ("wears", "holds") and f.holds}
    for match in _ROW.finditer(text):
        start, end = match.span()
        named = [key for key, thing in reader.things.items() if start <= thing.span[0] < end]
        row = [key for key in named if key not in borne]
        way = (match.group(1) or match.group(2)).lower()
        kind = "left_of" if way.startswith("left") else "right_of"
        if match.group(2):
            high = match.end(2)
            reader.facts = [f for f in reader.facts if f.kind != "region" or not start <= f.span[0] < high]
        sentence = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
        movers = [k for k, t in reader.things.items() if sentence <= t.span[0] < start]
        if not row and len(movers) > 2:  # a duck, a dog and Mike, from left to right
            row, movers = movers, []
        if not row:  # runs from left to right
            side = "right" if way.startswith("left") else "left"
            for key in movers[:1]:
                reader.say("facing", key, (side,), span=match.span())
        if len(row) > 2:  # over the whole picture, not crowded into a corner
            first, last = ("left", "right") if kind == "left_of" else ("right", "left")
            placed = {f.subject for f in reader.facts if f.kind == "region"}
            for key, side in ((row[0], first), (row[-1], last)):
                if key not in placed and reader.things[key].old is None:
                    reader.say("region", key, (side,), span=match.span())
        for one, other in itertools.pairwise(row):
            reader.say(kind, one, others=(other,), span=match.span())
