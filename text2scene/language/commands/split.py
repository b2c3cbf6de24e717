"""A sentence -> the parts that each begin with a command: "remove the dog and flip Mike"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from text2scene.language.commands.plain import fits
from text2scene.language.commands.tails import statements, too
from text2scene.language.lexicon import Chunk
from text2scene.language.reading import Reader

POLITE = frozenset(
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


def commands_of(reader: Reader, chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """The parts of a sentence that each say what is to be done."""

    def whole(part: Sequence[Chunk]) -> bool:
        return fits(reader, part)

    if chunks and "command" not in chunks[0] and "child" in chunks[0] and whole(chunks):
        return [list(chunks)]  # Jenny leaves and takes the dog with her
    parts = [one for part in split_commands(chunks) for one in statements(part, whole)]
    parts = [one for part in parts for one in too(part, whole)]
    return [one for part in parts for one in _both_told(part, whole)]


def _both_told(part: list[Chunk], whole: Callable[[Sequence[Chunk]], bool]) -> list[list[Chunk]]:
    """The dog ran home and the cat ran home: two instructions, each of them whole."""
    joins = [i for i, c in enumerate(part) if i > 2 and c.text in ("and", ",") and len(part) - i > 3]
    if not joins or "command" in part[0] or whole(part):
        return [part]
    for i in joins:
        if _says(part[:i]) and _says(part[i + 1 :]) and whole(part[:i]) and whole(part[i + 1 :]):
            return [part[:i], part[i + 1 :]]
    return [part]


def _says(part: Sequence[Chunk]) -> bool:
    return any(x in c for c in part for x in ("verb", "leaving", "ending"))


def split_commands(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """The parts of a sentence that each begin with a command: "remove the dog and flip Mike"."""
    parts: list[list[Chunk]] = [[]]
    for i, chunk in enumerate(chunks):
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        then = chunks[i + 2] if i + 2 < len(chunks) else None
        if after is not None and after.text in POLITE and then is not None:
            after = then
        makes = parts[-1] and chunk.text == "and" and _made(parts[-1])
        makes = makes and any(_predicate(c) for c in parts[-1][1:])
        if makes and after is not None and "child" in after and then is not None and _predicate(then):
            parts.append([parts[-1][0]])  # make Mike sit and Jenny angry
            continue
        if chunk.text in ("and", ",") and parts[-1] and _goes_on_alike(parts[-1], chunks[i + 1 :]):
            parts.append([parts[-1][0]])  # move the dog up and the cat down
            continue
        joins = chunk.text in (",", "and", "then", "and then", ", and then", "but")
        if joins and parts[-1] and _only_names(parts[-1]) and not any(_is_name(c) for c in chunks[i + 1 :]):
            continue  # Mike and Jenny, swap places
        if joins and parts[-1] and _says_anew(chunks[i + 1 :], parts[-1]):
            parts.append([])  # move the slide, the snake should be under it; tree smaller, ball bigger
            continue
        if joins and parts[-1] and after is not None and "command" in after and not _noun_like(after):
            parts.append([])
            continue
        parts[-1].append(chunk)
    return [part for part in parts if part]


def _is_name(chunk: Chunk) -> bool:
    return any(x in chunk for x in ("piece", "class", "child", "group", "pronoun", "number", "costume"))


def _only_names(part: Sequence[Chunk]) -> bool:
    return any(_is_name(c) for c in part) and all(_is_name(c) or "and" in c or "det" in c for c in part)


def _says_anew(rest: Sequence[Chunk], said: Sequence[Chunk]) -> bool:
    """Whether what follows is a thing and what is wrong with it."""
    k = 0
    while k < len(rest) and ("det" in rest[k] or "size" in rest[k]):
        k += 1
    if k + 1 >= len(rest) or not any(x in rest[k] for x in ("piece", "class", "child", "pronoun")):
        return False
    if not any(x in c for c in said for x in ("command", "verb", "compare", "feel")):
        return False  # the dog and the cat should trade places
    if rest[k + 1].text in ("should", "needs", "must", "needs to", "has to"):
        return True
    verbless = not any("command" in c or "verb" in c for c in said)
    return verbless and "compare" in rest[k + 1] and any("compare" in c for c in said)


def _goes_on_alike(part: Sequence[Chunk], rest: Sequence[Chunk]) -> bool:
    """Whether the same is told of another thing: ... and the cat smaller."""
    names = next((c.get("command") for c in part if "and" not in c and c.text not in POLITE), None) or ()
    said: tuple[str, ...] = ("direction", "region", "compare", "feel")
    if "put" in names:
        said = ("region", "relation")
    if not {"move", "make", "put"} & set(names) or "command" not in part[0]:
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
