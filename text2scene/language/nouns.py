"""Chunks -> noun phrases: determiners, numbers and adjectives drawn together with what they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.lexicon import Chunk
from text2scene.language.noun import Noun
from text2scene.language.owners import all_but, named, owners, sides

__all__ = ["Noun", "nouns_and_marks"]

_MUCH = frozenset({"lots of", "a lot of", "plenty of", "loads of", "tons of", "masses of", "heaps of"})
_PAIRS = frozenset({"both", "the two"})
_SIDE = frozenset({"left", "right", "left - hand", "right - hand"})
_SAID = ("verb", "feel", "region", "relation", "beside", "body")
_POSSESSIVES = frozenset({"his", "her", "their", "its"})


def nouns_and_marks(chunks: Sequence[Chunk]) -> list[Noun | Chunk]:
    """The chunks with every noun phrase drawn together into one Noun."""
    out: list[Noun | Chunk] = []
    waiting: list[Chunk] = []  # determiners, numbers and adjectives before a noun
    i = 0
    while i < len(chunks):
        chunk = chunks[i]
        head = _head(chunk, chunks, i, waiting)
        if head is not None:
            noun = replace(_noun(head, chunk, waiting), side=_side(chunks, i, waiting))
            waiting = []
            out.append(noun)
        elif _is_modifier(chunk, chunks, i):
            if "det" in chunk and waiting and not waiting[-1].readings:
                out += _lost(waiting)
                waiting = []
            waiting.append(chunk)
        else:
            out += _lost(waiting)
            waiting = []
            out.append(chunk)
        i += 1
    out += _lost(waiting)
    return all_but(owners(sides(named(out))))


def _side(chunks: Sequence[Chunk], i: int, waiting: Sequence[Chunk]) -> str | None:
    """the left tree; the cloud on the right: which of several"""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    said = [w.get("direction")[0] for w in waiting if "direction" in w]
    if after is not None and after.get("region") in ("left", "right"):
        said.append(after.get("region"))
    return next((side for side in said if side in ("left", "right")), None)


def _head(chunk: Chunk, chunks: Sequence[Chunk], i: int, waiting: Sequence[Chunk]) -> tuple[str, str] | None:
    """What the chunk names, where it names a thing."""
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if "key" in chunk and "child" in chunk:
        return "child", chunk.get("child")
    if "key" in chunk or ("piece" in chunk and not _acts(chunk, chunks, i, waiting)):
        return "piece", chunk.get("piece")[0]
    if "class" in chunk and not (
        "verb" in chunk and not waiting and i and after is not None and _nounish(after)
    ):
        if chunk.text in ("food",) and after is not None and "class" in after:
            return None
        return "class", chunk.get("class")[0]
    if chunk.text in ("each other", "one another"):
        return "each_other", "they"
    if "costume" in chunk:
        named = after is not None and any(x in after for x in ("piece", "class", "child", "group"))
        if named and after is not None and "verb" not in after:
            return None  # a pirate bear; but the chef grills
        if "child" not in chunk:
            return "costume", chunk.get("costume")
    ends = after is None or any(x in after for x in ("det", "verb", "and", "there"))
    takes = bool(i) and bool({"wear", "hold", "eat", "drink"} & set(chunks[i - 1].get("verb") or ()))
    if chunk.text == "that" and i and ("relation" in chunks[i - 1] or takes) and ends:
        return "pronoun", "it"
    if chunk.text in ("child", "kid", "youngster", "toddler"):
        return "any_child", "child"
    before = chunks[i - 1] if i else None
    amid = before is not None and "verb" in before and bool(set(before.get("verb")) & {"be", "have"})
    amid = amid or (before is not None and any(x in before for x in ("pronoun", "child", "group")))
    if chunk.text == "both" and amid and after is not None and any(x in after for x in _SAID):
        return None  # they have both turned; they are both on the left
    limbs = after is not None and "body" in after
    pairs = chunk.text in _PAIRS and after is not None and (_nounish(after) or limbs)
    if "group" in chunk and not pairs:
        return "group", "they"
    if "child" in chunk:
        return "child", chunk.get("child")
    if "pronoun" in chunk:
        if chunk.text in _POSSESSIVES and _possesses(chunks, i):
            return None
        return ("someone" if chunk.get("pronoun") == "someone" else "pronoun"), chunk.text
    owned = bool(i) and "poss" in chunks[i - 1]
    faces = (
        chunk.text in ("face", "hand", "hands", "back", "heads", "head")
        and "verb" in chunk
        and not waiting
        and not owned
    )
    if "body" in chunk and not chunk.get("relation") and not faces:
        return "body", chunk.text
    among = i > 1 and "det" in chunks[i - 1] and "relation" in chunks[i - 2]
    if "scenery" in chunk or (chunk.text == "leaves" and among):
        return "scenery", chunk.text
    if _is_unknown(chunk, after, waiting):
        return "unknown", chunk.text
    return None


def _acts(chunk: Chunk, chunks: Sequence[Chunk], i: int, waiting: Sequence[Chunk]) -> bool:
    """True for swings, slides, drinks, shovels where somebody does it and no article stands before."""
    if "verb" not in chunk and chunk.text not in ("swing", "slide", "slides", "shovel", "shovels", "drink"):
        return False
    if waiting:
        return False
    before = chunks[i - 1] if i else None
    listed = before is not None and before.text == "and" and i > 1 and "piece" in chunks[i - 2]
    return (
        before is not None
        and not listed
        and (
            "child" in before
            or "group" in before
            or "costume" in before
            or before.text in ("he", "she", "they", "to", "can", "will", "and", "who", "n't", "not", "kids")
        )
    )


def _nounish(chunk: Chunk) -> bool:
    return any(label in chunk for label in ("piece", "class", "child", "group", "det", "size"))


def _possesses(chunks: Sequence[Chunk], i: int) -> bool:
    """True where his, her, their, its stands before the thing that is had."""
    nearest = chunks[i + 1] if i + 1 < len(chunks) else None
    if (
        chunks[i].text == "his"
        and i
        and (nearest is None or nearest.text in ("on", "off", "too", "and", ",", "in"))
    ):
        return False  # Mike has his on
    if chunks[i].text in ("his", "their", "its"):
        return True
    if nearest is not None and nearest.text == "face" and i + 2 < len(chunks):
        return False
    for after in chunks[i + 1 : i + 4]:
        if any(label in after for label in ("piece", "class", "body")):
            return True
        if not any(label in after for label in ("size", "colours", "number", "feel")) and after.readings:
            return False
    return False


def _is_unknown(chunk: Chunk, after: Chunk | None, waiting: Sequence[Chunk]) -> bool:
    """A word without a reading that closes a noun phrase: "a purple dragon."""
    if chunk.readings or not chunk.text[:1].isalpha() or not waiting:
        return False
    if after is None:
        return True
    if not after.readings and after.text[:1].isalpha():
        return False
    return not any(label in after for label in ("piece", "class", "child", "size", "colours"))


def _is_modifier(chunk: Chunk, chunks: Sequence[Chunk], i: int) -> bool:
    follows = chunks[i + 1] if i + 1 < len(chunks) else None
    moving = "verb" in chunk and chunk.text.endswith("ing") and " " not in chunk.text
    if (
        moving
        and i
        and "det" in chunks[i - 1]
        and follows is not None
        and _nounish(follows)
        and "det" not in follows
    ):
        return True  # a bouncing ball
    if "amount" in chunk:
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        return (
            chunk.text in ("a little", "a tiny bit")
            and after is not None
            and (_nounish(after) or not after.readings)
        )
    if (
        chunk.text == "that"
        and i + 1 < len(chunks)
        and ("pronoun" in chunks[i + 1] or "child" in chunks[i + 1])
    ):
        return False  # she knows that he hides
    told = i > 0 and any(x in chunks[i - 1] for x in ("piece", "class", "child"))
    if chunk.text == "that" and told and follows is not None and "poss" in follows:
        return False  # the cat that's on the table
    if any(label in chunk for label in ("det", "number", "colours", "no")):
        return True
    if "costume" in chunk:
        return i + 1 < len(chunks) and "verb" not in chunks[i + 1]
    if "only" in chunk:
        return False
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if "size" in chunk and follows is not None and follows.text == "that":
        return False  # so little that the children can't find it
    if "size" in chunk:
        then = chunks[i + 2] if i + 2 < len(chunks) else None
        felt = after is not None and "feel" in after and then is not None and _nounish(then)
        return after is not None and (_nounish(after) or not after.readings or "colours" in after or felt)
    if "feel" in chunk and chunk.text.endswith((" at", " to", " with", " of")):
        return False  # Mike smiles at Jenny: it is he who smiles
    if "feel" in chunk:
        return after is not None and any(
            label in after for label in ("piece", "class", "child", "group", "body")
        )
    if chunk.text in _PAIRS:
        return True
    if (
        "direction" in chunk
        and chunk.get("direction")[0] in ("left", "right")
        and chunk.text in _SIDE
        and i
        and chunks[i - 1].text == "the"
    ):
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        return after is not None and _nounish(after)
    if chunk.text == "all":
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        return after is not None and _nounish(after)
    if "pronoun" in chunk:
        return True
    # an adjective that the lexicon lacks, inside a noun phrase
    return not chunk.readings and bool(i) and _opens(chunks[i - 1])


def _opens(chunk: Chunk) -> bool:
    return (
        any(label in chunk for label in ("det", "number", "colours", "no", "size"))
        or chunk.text in _POSSESSIVES
    )


def _noun(head: tuple[str, str], chunk: Chunk, waiting: Sequence[Chunk]) -> Noun:
    kind, value = head
    counts = [
        2 if w.text in _PAIRS else w.get("number") for w in waiting if "number" in w or w.text in _PAIRS
    ]
    plural = bool(chunk.get(kind)[1]) if kind in ("piece", "class") else kind == "group"
    mass = kind == "piece" and not plural  # all the cake
    plural = plural or (any(w.text == "all" for w in waiting) and not mass)
    if chunk.text.endswith("balloons") and any(
        w.text in ("a bunch of", "lots of", "many", "a group of") for w in waiting
    ):
        counts = []  # the piece is a bunch
    if counts and not plural and any(w.text.isdigit() or w.text in _MUCH for w in waiting):
        counts = []  # 1 4 of the tree; lots of sun
    start = waiting[0].start if waiting and kind not in ("pronoun",) else chunk.start
    owner = next((w.text for w in waiting if w.text in _POSSESSIVES), None)
    return Noun(
        kind,
        value,
        (start, chunk.end),
        count=_number(counts, waiting),
        plural=plural,
        definite=any(w.text in ("the", "this", "that", "these", "those", "all", *_PAIRS) for w in waiting)
        or owner is not None,
        negated=any("no" in w for w in waiting),
        colour=next((w.text for w in reversed(waiting) if "colours" in w), None),
        article=any(w.text in ("a", "an", "some", "another") for w in waiting),
        other=any(
            w.text in ("another", "other")
            or (plural and w.text == "the other")
            or w.text.endswith("more")
            or w.text.startswith(("another", "a second", "a third"))
            for w in waiting
        ),
        size=_size(kind, waiting),
        feel=next((w.get("feel") for w in reversed(waiting) if "feel" in w), ()),
        owner=owner,
        costume=next((w.get("costume") for w in [chunk, *waiting] if "costume" in w), None),
        text_before=" ".join(w.text for w in waiting),
        spelled=chunk.spelled,
        key=chunk.get("key"),
        text=chunk.text,
    )


def _size(kind: str, waiting: Sequence[Chunk]) -> str | None:
    """How big it is called; a little girl is a girl, and a tiny little owl is tiny."""
    said = [w for w in reversed(waiting) if "size" in w or w.text == "a little"]
    sizes = [
        w.get("size") or "small" for w in said if kind != "child" or w.text not in ("little", "a little")
    ]
    return next((size for size in sizes if size in ("tiny", "huge")), sizes[0] if sizes else None)


def _number(counts: Sequence[int], waiting: Sequence[Chunk]) -> int | None:
    """Two of the four tennis balls are two."""
    if not counts:
        return None
    return counts[0] if any(w.text == "of" or w.text.endswith(" of") for w in waiting) else counts[-1]


def _lost(waiting: Sequence[Chunk]) -> list[Noun | Chunk]:
    """Modifiers that no noun followed: an unknown noun, or predicates such as "is big"."""
    out: list[Noun | Chunk] = []
    for k, chunk in enumerate(waiting):
        last = k == len(waiting) - 1
        if not chunk.readings and last and chunk.text[:1].isalpha():
            out.append(Noun("unknown", chunk.text, (chunk.start, chunk.end), text=chunk.text))
        elif (
            "number" in chunk
            and last
            and len(waiting) == 1
            and not chunk.text.isdigit()
            and chunk.text not in ("both", "more")
        ):
            # Jenny has two; one is on the left
            count = chunk.get("number")
            out.append(Noun("count", str(count), (chunk.start, chunk.end), count=count, text=chunk.text))
        elif last and "number" in chunk and k == 1 and waiting[0].text == "another":
            span = (waiting[0].start, chunk.end)
            out.append(Noun("count", "1", span, count=1, text="another one"))
        elif last and "number" in chunk and k and "number" in waiting[k - 1]:
            # the other two; the first one
            count = chunk.get("number")
            span = (waiting[0].start, chunk.end)
            out.append(Noun("count", str(count), span, count=count, other=True, text=chunk.text))
        elif "number" in chunk and k + 1 < len(waiting) and "number" in waiting[k + 1]:
            continue
        elif chunk.text == "each":
            out.append(Chunk("each", chunk.start, chunk.end, {"each": True}))
        elif any(
            label in chunk for label in ("everything", "size", "feel", "no", "number", "pronoun", "colours")
        ):
            out.append(chunk)
    return out
