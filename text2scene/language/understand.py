"""What a text says must hold: the one call that the rest of the package makes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Sequence
from dataclasses import replace

from text2scene.catalog import Catalog, default_catalog
from text2scene.language.commands import prepare, read_command, split_commands
from text2scene.language.facts import Reading
from text2scene.language.lexicon import Chunk, lexicon
from text2scene.language.memory import There
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.parser import clauses_of
from text2scene.language.predicates import read_clause, read_riddle
from text2scene.language.reading import Reader
from text2scene.language.setting import Setting, read_setting


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
    setting = read_setting(text)
    whole, text = text, text if setting is None else setting.muted(text)
    text = still_here(text)
    reader.commanded = bool(setting and setting.orders)
    sentences = words.sentences(text)
    for n, chunks in enumerate(sentences):
        if _answered_no(text, chunks, sentences[n + 1] if n + 1 < len(sentences) else []):
            for noun in nouns_and_marks(chunks):
                if isinstance(noun, Noun):
                    reader.rule_out(noun)
            continue
        parts = split_commands(chunks) if editing else [chunks]
        for n, said in enumerate(parts):
            after = parts[n + 1] if n + 1 < len(parts) else []
            part = prepare(reader, said, after) if editing else said
            if not part or (editing and read_command(reader, part)):
                reader.commanded = True
                continue
            for clause in clauses_of(part):
                read_clause(reader, clause)
        for chunk in chunks:
            reader.check(chunk)
    read_riddle(reader)
    _in_a_row(text, reader)
    reading = reader.result(whole)
    return reading if setting is None else _set(reading, setting)


def _set(reading: Reading, setting: Setting) -> Reading:
    """With where and when it is, and no complaint that there is no piece for "beach"."""
    spans = [(row.start, row.end) for row in setting.rows]
    rows, words = [], set()
    for row in reading.rows:
        if row.kind == "unknown" and any(low <= row.start and row.end <= high for low, high in spans):
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


def _answered_no(text: str, chunks: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
    """A fire? No, that is not allowed here."""
    asks = len(chunks) <= 3 and text[chunks[-1].end :].lstrip().startswith("?")
    return asks and bool(after) and after[0].text in ("no", "nope", "never")


_ROW = re.compile(r"(?:from )?(left to right|right to left)\b[^.!?\n]*", re.IGNORECASE)


def _in_a_row(text: str, reader: Reader) -> None:
    """From left to right: a dog, a cat, a duck."""
    for match in _ROW.finditer(text):
        start, end = match.span()
        row = [key for key, thing in reader.things.items() if start <= thing.span[0] < end]
        kind = "left_of" if match.group(1).lower().startswith("left") else "right_of"
        sentence = max(text.rfind(mark, 0, start) for mark in ".!?\n") + 1
        movers = [k for k, t in reader.things.items() if sentence <= t.span[0] < start]
        if not row and len(movers) > 2:  # a duck, a dog and Mike, from left to right
            row, movers = movers, []
        if not row:  # runs from left to right
            side = "right" if match.group(1).lower().startswith("left") else "left"
            for key in movers[:1]:
                reader.say("facing", key, (side,), span=match.span())
        for one, other in itertools.pairwise(row):
            reader.say(kind, one, others=(other,), span=match.span())
