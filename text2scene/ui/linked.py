"""The words of a text and the objects that they speak of, for highlighting one from the other."""

from __future__ import annotations

import itertools
from collections.abc import Container, Mapping
from typing import Any

from text2scene.bearers import there_of
from text2scene.catalog import Catalog
from text2scene.language import clean_text
from text2scene.language.facts import Reading, Understood
from text2scene.language.understand import understand
from text2scene.scene import Scene
from text2scene.ui.describe import piece_phrase

Segment = dict[str, Any]


def linked_words(
    text: str, scene: Scene, catalog: Catalog, known: Container[str] = (), before: Scene | None = None
) -> list[Segment]:
    """The text cut into stretches, each with what it was taken for and the ids of its objects.

    scene: what was drawn. before: the scene that an instruction was about. A stretch has text,
    ids, messages and kinds (of ``generator.explain``); what was not understood also has
    ``unknown``: the word and, if one is near, name and phrase of the nearest piece.
    """
    plain = clean_text(text)
    there = None if before is None else there_of(before, catalog)
    reading = understand(plain, catalog, known, there)
    ids = object_ids(reading, scene)
    marks = [(row.start, row.end, _mark(row, reading, ids, catalog)) for row in reading.rows]
    marks += [(*thing.span, {"things": [ids[thing.key]]}) for thing in reading.things if thing.key in ids]
    cuts = sorted({0, len(plain), *(cut for start, end, _ in marks for cut in (start, end))})
    return [
        _segment(plain[start:end], [mark for low, high, mark in marks if low <= start and end <= high])
        for start, end in itertools.pairwise(cuts)
        if start < end
    ]


def object_ids(reading: Reading, scene: Scene) -> Mapping[str, str]:
    """The object of the scene that each thing of the text became, by the thing's key."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for thing in reading.things:
        candidates = [thing.old, thing.key] if thing.old else [thing.key]
        of_kind = [o.id for o in scene.objects if o.category in thing.options and o.id not in taken]
        for ident in (*candidates, *of_kind):
            if ident and scene.find(ident) is not None and any(o.id == ident for o in scene.objects):
                found[thing.key] = ident
                taken.add(ident)
                break
    return found


def _mark(row: Understood, reading: Reading, ids: Mapping[str, str], catalog: Catalog) -> Segment:
    keys: list[str] = []
    for fact in reading.facts:
        if fact.span == (row.start, row.end):
            keys += [fact.subject, *fact.others]
    for change in reading.changes:
        if change.span == (row.start, row.end):
            keys += [*change.keys, *change.others]
    mark: Segment = {
        "ids": [ids[key] for key in keys if key in ids],
        "messages": [row.message],
        "kinds": [row.kind],
    }
    if row.kind == "unknown":
        mark["unknown"] = {"word": row.text}
        if row.suggestion in catalog:
            mark["unknown"] |= {"name": row.suggestion, "phrase": piece_phrase(str(row.suggestion), catalog)}
    return mark


def _segment(text: str, marks: list[Segment]) -> Segment:
    out: Segment = {"text": text}
    # "a dog" is the dog, even where the same words also say whom Mike looks at.
    named = any("things" in mark for mark in marks)
    for key in ("ids", "messages", "kinds"):
        source = "things" if key == "ids" and named else key
        values = list(dict.fromkeys(value for mark in marks for value in mark.get(source, ())))
        if values:
            out[key] = values
    unknown = next((mark["unknown"] for mark in marks if "unknown" in mark), None)
    return out | ({"unknown": unknown} if unknown else {})
