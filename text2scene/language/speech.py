"""Who says what: what is said is read for itself, and the speaker is there.

"Look at the bear," said Jenny; Mike says that the dog is in the tent; "I am so happy!" shouts Mike.
"""

from __future__ import annotations

from collections.abc import Sequence

from text2scene.language.lexicon import CHILDREN, Chunk

_SAYS = frozenset(
    [
        *("say", "says", "said", "saying", "shout", "shouts", "shouted", "shouting", "yell"),
        *("yells", "yelled", "whisper", "whispers", "whispered", "call", "calls", "called", "ask"),
        *("asks", "asked", "asking", "answer", "answers", "answered", "reply", "replies"),
        *("replied", "cry", "cries", "cried", "exclaim", "exclaims", "exclaimed", "announce"),
        *("announces", "announced"),
    ]
)
_SAYS_THAT = frozenset(
    [
        *("say", "says", "said", "shout", "shouts", "shouted", "announce", "announces"),
        *("announced", "answers", "answered"),
    ]
)
_QUOTES = frozenset(['"', "“", "”", "«", "»"])
_CALLS = frozenset({"call", "calls", "called"})  # a boy, called Mike
_FIRST = {"my": ("his", "her"), "mine": ("his", "hers"), "myself": ("himself", "herself")}
_FIRST_PLURAL = {"we": "they", "us": "them", "our": "their", "ours": "theirs"}


def spoken(chunks: Sequence[Chunk], after: Sequence[Chunk], speaker: str) -> tuple[list[list[Chunk]], str]:
    """What a sentence says, in parts: that somebody speaks, and what is said; and which child speaks.

    after: the sentence that follows, which may say who spoke ("Help!" cried Mike). speaker: the child that
    has spoken so far. With only one part where nobody speaks.
    """
    plain = [chunk for chunk in chunks if chunk.text not in _QUOTES]
    quoted = len(plain) < len(chunks)
    tail = _said_after(chunks)
    if tail is not None:
        words, told = tail
        speaker = _child(told) or speaker
        return [part for part in (told, _in_words_of(words, speaker)) if part], speaker
    head = _said_before(plain)
    if head is not None:
        told, words = head
        speaker = _child(told) or speaker
        return [told, _in_words_of(words, speaker)], speaker
    following = _said_after(after) if after else None
    if following is not None and not following[0]:
        speaker = _child(following[1]) or speaker
        quoted = True
    if quoted and len(plain) > 1 and plain[1].text in _SAYS:
        speaker = _child(plain) or speaker  # Mike said to Jenny: "I am cold"
    return [_in_words_of(plain, speaker) if plain else list(chunks)], speaker


def _said_after(chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[Chunk]] | None:
    """What was said, and that it was: "help, said Jenny" -> help; Jenny said."""
    for k, chunk in enumerate(chunks):
        if chunk.text not in _SAYS or k + 1 >= len(chunks):
            continue
        before = [c for c in chunks[:k] if c.text not in _QUOTES]
        marks = _QUOTES if chunk.text in _CALLS else {",", *_QUOTES}
        if before and chunks[k - 1].text not in marks:
            continue
        at = k + 1
        if "det" in chunks[at] and at + 1 < len(chunks):
            at += 1
        who = chunks[at]
        if not any(label in who for label in ("child", "pronoun", "piece", "group")):
            continue
        says = Chunk("says", chunk.start, chunk.end, {"stop": True})
        rest = [c for c in chunks[at + 1 :] if c.text not in _QUOTES]
        while before and before[-1].text == ",":
            before.pop()
        return before, [*chunks[k + 1 : at + 1], says, *rest]
    return None


def _said_before(chunks: Sequence[Chunk]) -> tuple[list[Chunk], list[Chunk]] | None:
    """That something was said, and what: Jenny says (that) the dog is in the tent."""
    k = next((i for i, chunk in enumerate(chunks[:4]) if chunk.text in _SAYS_THAT), -1)
    if k < 1 or not any(label in chunks[k - 1] for label in ("child", "pronoun", "group", "piece")):
        return None
    if any("verb" in chunk or chunk.text == "," for chunk in chunks[:k]):
        return None
    at = k + 1
    while at < len(chunks) and chunks[at].text in (",", "that"):
        at += 1
    words = chunks[at:]
    starts = bool(words) and any(
        label in words[0] for label in ("det", "pronoun", "child", "group", "there", "number", "piece")
    )
    starts = starts or (bool(words) and words[0].text in ("i", "we"))
    acts = any("verb" in chunk for chunk in words[1:])
    return (list(chunks[: k + 1]), list(words)) if starts and acts else None


def _child(told: Sequence[Chunk]) -> str:
    """The child that speaks, "" where it is somebody else."""
    who = next((c.get("child") or c.get("pronoun") for c in told[:2] if "child" in c or "pronoun" in c), "")
    return who if who in CHILDREN else ""


def _in_words_of(chunks: Sequence[Chunk], speaker: str) -> list[Chunk]:
    """With *I*, *me* and *my* as the child that speaks."""
    if not speaker:
        return list(chunks)
    girl = speaker == CHILDREN[1]
    out = []
    for chunk in chunks:
        if chunk.text in ("i", "me"):
            chunk = Chunk(speaker, chunk.start, chunk.end, {"child": speaker})
        elif chunk.text in _FIRST and "piece" not in chunk:
            text = _FIRST[chunk.text][girl]
            chunk = Chunk(text, chunk.start, chunk.end, {"pronoun": speaker})
        elif chunk.text in _FIRST_PLURAL:
            chunk = Chunk(_FIRST_PLURAL[chunk.text], chunk.start, chunk.end, {"pronoun": "they"})
        out.append(chunk)
    return out
