"""How many there should be: "one cloud is enough", "too many ducks", "I only want two dogs"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.commands.patterns import groups_of
from text2scene.language.commands.phrasebook import patterns_of
from text2scene.language.facts import Change, Span
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.reading import Reader


def _refers(reader: Reader, chunks: Sequence[Chunk]) -> list[Chunk]:
    """too many ducks, one is enough -> one duck is enough; but I only want one -> one duck"""
    kinds = [c for c in chunks if "piece" in c or "class" in c]
    said = reader.kind_said
    reader.kind_said = kinds[-1] if kinds else said
    if not kinds and said is not None:  # too many dogs. One is enough
        kinds = [Chunk(said.text, -1, -1, said.readings)]
    out: list[Chunk] = []
    for i, c in enumerate(chunks):
        out.append(c)
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        bare = after is None or not any(
            x in after for x in ("piece", "class", "det", "size", "number", "colours")
        )
        counts = "number" in c and c.text not in ("many", "more", "several", "both")
        if counts and c.text.isalpha() and bare and kinds and kinds[0].start < c.start:
            out.append(kinds[0])
    return out


def counted(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Take in such a sentence; False where it is none."""
    if not chunks:
        return False
    span = chunks[0].start, chunks[-1].end
    chunks = _refers(reader, chunks)
    commas = [i for i, c in enumerate(chunks) if c.text == ","]
    bare = commas and not any("command" in c for c in chunks[: commas[-1]])
    tail = chunks[commas[-1] + 1 :] if bare else chunks
    for each in patterns_of("exactly"):
        groups = groups_of(chunks, each) or groups_of(tail, each)
        noun = _noun(groups["n"]) if groups else None
        if noun is not None:
            return _exactly(reader, noun, noun.count or 1, span)
    groups = groups_of(chunks, patterns_of("some")[0])
    noun = _noun(groups["n"]) if groups else None
    if noun is not None and reader.is_there(noun) and (noun.count or 1) > 1:
        return _exactly(reader, noun, noun.count or 1, span)
    for each in patterns_of("surplus"):
        groups = groups_of(chunks, each)
        noun = _noun(groups["n"]) if groups else None
        if noun is not None and reader.is_there(noun):
            return _exactly(reader, noun, max(len(reader.all_of(noun)) - (noun.count or 1), 0), span)
    for section, sign in (("too many", -1), ("too few", 1)):
        for each in patterns_of(section):
            groups = groups_of(chunks, each)
            noun = _noun(groups.get("k") or groups.get("n") or []) if groups else None
            if noun is None or not reader.is_there(noun):
                continue
            there = len(reader.all_of(noun))
            step = max(1, there // 3) if sign < 0 else 1
            return _exactly(reader, noun, max(there + sign * step, 1 if there > 1 else 0), span)
    return False


def too_many(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Whether it says that there are too many of something; it is remembered of what."""
    for section in ("surplus", "too many"):
        for each in patterns_of(section):
            groups = groups_of(chunks, each)
            noun = _noun(groups.get("k") or groups.get("n") or []) if groups else None
            if noun is not None and reader.is_there(noun):
                reader.spoken = reader._options(noun)
                reader.kind_said = next(c for c in chunks if "piece" in c or "class" in c)
                return True
    return False


def _noun(chunks: Sequence[Chunk]) -> Noun | None:
    nouns = [item for item in nouns_and_marks(chunks) if isinstance(item, Noun)]
    return nouns[0] if nouns and nouns[0].kind in ("piece", "class") else None


def _exactly(reader: Reader, noun: Noun, wanted: int, span: Span) -> bool:
    gone = {key for change in reader.changes if change.kind == "remove" for key in change.keys}
    there = [key for key in reader.all_of(noun) if key not in gone]
    if len(there) > wanted:
        reader.change(Change("remove", tuple(there[wanted:]), span=span))
    elif len(there) < wanted:
        fresh = replace(noun, count=wanted - len(there), definite=False, plural=wanted - len(there) > 1)
        reader.resolve(fresh, new=True)
    return True
