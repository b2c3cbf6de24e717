"""What the readers of instructions have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.facts import Change, Span
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.reading import Reader

SKIP = frozenset({"to", "of", "from", "as", "so", "that", "as well", "too"})


def grow(reader: Reader, keys: Sequence[str], compare: Chunk, rest: Sequence[Chunk], span: Span) -> None:
    amount = amount_of(rest)
    sign = "bigger" if compare.get("compare") > 0 else "smaller"
    reader.change(Change("grow", tuple(keys), sign, amount, span=span))


def amount_of(chunks: Sequence[Chunk]) -> float:
    return next((float(c.get("amount")) for c in chunks if "amount" in c), 1.0)


def inherit(reader: Reader, olds: Sequence[str], news: Sequence[str], span: Span) -> None:
    """Who wore the old hat wears the new one."""
    for old, new in zip(olds, news, strict=False):
        bearer = next((t.bearer for t in reader.old if t.id == reader.things[old].old), None)
        groups = [{reader.catalog[o].group for o in reader.things[k].options} for k in (old, new)]
        if bearer is not None and groups[0] == groups[1]:
            reader.bear(new, reader.resolve(Noun("child", bearer, span, text=bearer))[0], span)


def keep_only(reader: Reader, rest: list[Chunk], span: Span) -> bool:
    nouns = [item for item in nouns_and_marks(rest) if isinstance(item, Noun)]
    keys = [key for noun in nouns for key in reader.resolve(replace(noun, definite=True))]
    reader.change(Change("keep_only", tuple(keys), span=span))
    return True


def names_thing(chunks: Sequence[Chunk]) -> bool:
    return any(
        any(label in c for label in ("piece", "class", "child", "pronoun", "group")) for c in chunks[:5]
    )


class Verbs:
    """An instruction: its verb (text, names of commands) and the chunks after it (body)."""

    def __init__(self, reader: Reader, rest: list[Chunk], names: tuple[str, ...], span: Span) -> None:
        self.r, self.rest, self.names, self.span = reader, rest, names, span
        self.body = rest[1:]
        self.text = rest[0].text

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

    def _rest(self, body: Sequence[Chunk], end: int, items: Sequence[Noun | Chunk]) -> list[Chunk]:
        """The chunks from the first one that is no noun phrase on."""
        if end >= len(items):
            return []
        mark = items[end]
        start = mark.start if isinstance(mark, Chunk) else mark.span[0]
        return [chunk for chunk in body if chunk.start >= start]
