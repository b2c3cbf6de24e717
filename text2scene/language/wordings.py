"""Roundabout wordings, put plainly before a sentence is parsed.

"Never goes out without her sunglasses"; "won't come off the slide"; "that was the end of the hot dog";
"how far the grill is from the table".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from text2scene.language.lexicon import Chunk
from text2scene.language.tallies import TALLIES

_BE = frozenset({"is", "was", "'s", "are", "were"})
_BIG = frozenset({"big", "wide", "huge", "round", "enormous"})
_HELPS = frozenset({"will", "wo", "do", "does", "did", "would", "can", "could"})
_OWN = {"on his own": "mike", "on her own": "jenny", "on their own": "they"}
_TAKES = frozenset({"took", "takes", "pulled", "pulls", "snatched", "stole"})
_THAT = frozenset({"that", "this", "it"})


_IDIOMS = (
    (re.compile(r"\b(?:can't|cannot|can not|couldn't|could not) bear\b", re.IGNORECASE), "hates"),
    (re.compile(r"\bapple (?=(?:pie|juice|cake)s?\b)", re.IGNORECASE), ""),
)


def as_meant(text: str) -> str:
    """Without words that name a piece and mean none: who can't bear it has no bear, an apple pie no tree."""
    for pattern, plain in _IDIOMS:
        text = pattern.sub(plain, text)
    return text


def plainly(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """The same sentence, each such wording put plainly."""
    for plainer in _PLAINER:
        chunks = plainer(chunks)
    return chunks


def _words(chunks: Sequence[Chunk], i: int, *words: str | frozenset[str]) -> bool:
    """Whether these words stand here, one after another; of a set, any one of them."""
    texts = [chunk.text for chunk in chunks[i : i + len(words)]]
    fits = (
        text in word if isinstance(word, frozenset) else text == word
        for text, word in zip(texts, words, strict=False)
    )
    return len(texts) == len(words) and all(fits)


def _is(at: Chunk) -> Chunk:
    return Chunk("is", at.start, at.end, {"verb": ("be",)})


def _not(at: Chunk) -> Chunk:
    return Chunk("not", at.start, at.end, {"not": True})


def _who(chunk: Chunk) -> bool:
    return "child" in chunk or "pronoun" in chunk


def _always(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Never goes out without her sunglasses: she has them on."""
    never = next((i for i, chunk in enumerate(chunks) if chunk.text == "never"), -1)
    without = next((i for i, chunk in enumerate(chunks) if chunk.text == "without" and i > never), -1)
    if never < 0 or without < 0:
        return chunks
    amid = chunks[never + 1 : without]
    stays = any("leaving" in chunk or "walk" in (chunk.get("verb") or ()) for chunk in amid)
    mark = chunks[without]
    near = Chunk("with", mark.start, mark.end, {"relation": ("near",)})
    return [*chunks[:never], *([] if stays else amid), near, *chunks[without + 1 :]]


def _that_is_how(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Back to back, that's how they stand: they stand so."""
    for i in range(1, len(chunks) - 3):
        if _words(chunks, i, "that", _BE, "how"):
            return [*chunks[:i], *chunks[i + 3 :]]
    return chunks


def _nothing_makes(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Nothing can make Jenny smile: she does not."""
    if not chunks or chunks[0].text not in ("nothing", "nobody", "no one"):
        return chunks
    made = next((i for i, chunk in enumerate(chunks[:4]) if chunk.text in ("make", "makes", "made")), -1)
    who, felt = (chunks[made + k] if made > 0 and made + k < len(chunks) else None for k in (1, 2))
    if who is None or felt is None or not _who(who) or "feel" not in felt:
        return chunks
    return [who, _is(chunks[made]), _not(chunks[made]), *chunks[made + 2 :]]


def _unlike(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Jenny has no hat, unlike Mike, who wears his cap: but Mike wears it."""
    at = next((i for i, chunk in enumerate(chunks) if chunk.text == "unlike" and i), -1)
    if at < 0 or at + 1 >= len(chunks):
        return chunks
    but = Chunk("but", chunks[at].start, chunks[at].end, {"but": True})
    who = next((i for i in range(at + 2, len(chunks)) if chunks[i].text == "who"), -1)
    if who > 0 and chunks[who - 1].text == ",":
        return [*chunks[:at], but, *chunks[at + 1 : who - 1], *chunks[who + 1 :]]
    return [*chunks[:at], but, _not(chunks[at]), *chunks[at + 1 :]]


def _anything_but(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Mike looks anything but happy, far from happy: he is not; tiny as can be: tiny."""
    words = [chunk.text for chunk in chunks]
    for i in range(len(chunks) - 1):
        wide = 2 if words[i : i + 2] == ["anything", "but"] else 1 if words[i] == "far from" else 0
        if wide and i + wide < len(chunks) and "feel" in chunks[i + wide]:
            return [*chunks[:i], _not(chunks[i]), *chunks[i + wide :]]
        if words[i : i + 3] in (["as", "can", "be"], ["as", "could", "be"]):
            return [*chunks[:i], *chunks[i + 3 :]]
    return chunks


def _own(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Sets it on his own head: on his head, not by himself."""
    for i, chunk in enumerate(chunks[:-1]):
        if chunk.text in _OWN and "body" in chunks[i + 1]:
            on = Chunk("on", chunk.start, chunk.start + 2, {"relation": ("on",)})
            whose = Chunk(chunk.text.split()[1], chunk.start + 3, chunk.end, {"pronoun": _OWN[chunk.text]})
            return [*chunks[:i], on, whose, *chunks[i + 1 :]]
    return chunks


def _how_far(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """How far the grill is from the table: it is far from it."""
    if len(chunks) < 6 or chunks[0].text != "how" or chunks[1].text not in ("far", "far away"):
        return chunks
    for i in range(3, len(chunks) - 2):
        if chunks[i].text in ("is", "are", "stands") and chunks[i + 1].text in ("from", "away from"):
            far = Chunk("far from", chunks[i + 1].start, chunks[i + 1].end, {"relation": ("far",)})
            return [*chunks[2 : i + 1], far, *chunks[i + 2 :]]
    return chunks


def _stays_on(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Jenny won't come off the slide: she is on it."""
    for i in range(1, len(chunks) - 3):
        denied = "not" in chunks[i] and chunks[i + 1].text in ("come", "get", "go", "climb")
        off = chunks[i + 2].text if denied else ""
        if off in ("off", "down from", "out of") and chunks[i - 1].text in _HELPS:
            name = "in" if off == "out of" else "on"
            place = Chunk(name, chunks[i + 2].start, chunks[i + 2].end, {"relation": (name,)})
            return [*chunks[: i - 1], _is(chunks[i]), place, *chunks[i + 3 :]]
    return chunks


def _end_of(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """That was the end of the hot dog: it is gone."""
    for i in range(len(chunks) - 5):
        if _words(chunks, i, _THAT, _BE, "the", "end", "of"):
            gone = Chunk("is gone", chunks[i].start, chunks[i + 4].end, {"leaving": True})
            return [*chunks[:i], *chunks[i + 5 :], gone]
    return chunks


def _where_it_was(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Where the snake was, there is a cat now: the snake turned into it."""
    if len(chunks) < 7 or chunks[0].text != "where":
        return chunks
    was = next((i for i in range(1, 5) if chunks[i].text in ("was", "were", "had been")), -1)
    if was < 2 or chunks[was + 1].text != "," or not _words(chunks, was + 2, "there"):
        return chunks
    if chunks[was + 3].text not in _BE | {"sits", "sat", "stands", "stood"}:
        return chunks
    turned = Chunk("turned", chunks[was].start, chunks[was].end, {"verb": ("face",)})
    into = Chunk("into", chunks[was].end, chunks[was].end, {"relation": ("in",)})
    return [*chunks[1:was], turned, into, *chunks[was + 4 :]]


def _all_of_them(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """All of them look to the left: they do."""
    if len(chunks) > 1 and chunks[0].text == "all of them" and "verb" in chunks[1]:
        return [Chunk("they", chunks[0].start, chunks[0].end, {"pronoun": "they"}), *chunks[1:]]
    return chunks


def _what_a(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """What a fright she got: she is frightened."""
    for i in range(len(chunks) - 4):
        felt, who, got = chunks[i + 2 : i + 5]
        a_fright = _words(chunks, i, "what", "a") and "feel" in felt
        if a_fright and _who(who) and got.text in ("got", "had", "has", "gave"):
            return [*chunks[:i], who, _is(got), felt, *chunks[i + 5 :]]
    return chunks


def _other_side(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """On the cat's other side: on the other side of the cat."""
    for i in range(len(chunks) - 4):
        k = i + 2 if "det" in chunks[i + 1] else i + 1
        if chunks[i].text not in ("on", "at") or k + 3 >= len(chunks) or "poss" not in chunks[k + 1]:
            continue
        if _words(chunks, k + 2, "other", "side"):
            across = {"relation": ("other_side_of",)}
            side = Chunk("on the other side of", chunks[i].start, chunks[k + 3].end, across)
            return [*chunks[:i], side, *chunks[i + 1 : k + 1], *chunks[k + 4 :]]
    return chunks


def _up_above(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Way up above the slide there is a rocket: above the slide."""
    return [
        replace(chunk, readings={"relation": ("above",)})
        if chunk.text == "up above" and i + 1 < len(chunks) and "det" in chunks[i + 1]
        else chunk
        for i, chunk in enumerate(chunks)
    ]


def _which(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Which hat does Jenny have on: what does she have on."""
    which = len(chunks) > 4 and chunks[0].text == "which" and ("class" in chunks[1] or "piece" in chunks[1])
    if which and chunks[2].text in ("does", "do", "did", "is", "has") and "child" in chunks[3]:
        return [Chunk("what", chunks[0].start, chunks[1].end, {}), *chunks[2:]]
    return chunks


def _little_one(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Don't be sad, little duck: the duck is not."""
    if len(chunks) < 5 or chunks[0].text != "do" or "not" not in chunks[1]:
        return chunks
    mark = next((i for i in range(2, len(chunks) - 1) if chunks[i].text == ","), -1)
    called = chunks[mark + 1 :] if mark > 0 else []
    felt = any("feel" in chunk for chunk in chunks[2:mark])
    if not felt or not called or "piece" not in called[-1] or any("size" not in c for c in called[:-1]):
        return chunks
    the = Chunk("the", called[0].start, called[0].start, {"det": True})
    rest = [chunk for chunk in chunks[2:mark] if chunk.text != "be"]
    return [the, *called, _is(chunks[0]), chunks[1], *rest]


_GOOD = frozenset({"great", "good", "wonderful", "better", "lovely", "fantastic"})
_BAD = frozenset({"bad", "terrible", "foul", "awful", "horrible", "worse", "rotten"})


def _mood(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Jenny is in a great mood, but Mike is in a terrible one."""
    if not any("mood" in chunk.text for chunk in chunks):
        return chunks
    for i in range(len(chunks) - 3):
        how = chunks[i + 2].text
        if _words(chunks, i, "in", "a", how, "one") and how in _GOOD | _BAD:
            face = ("smile", "laugh") if how in _GOOD else ("angry", "sad")
            felt = Chunk("in a mood", chunks[i].start, chunks[i + 3].end, {"feel": face})
            return [*chunks[:i], felt, *chunks[i + 4 :]]
    return chunks


def _thats_what(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """A pie, that's what Jenny is holding: she is holding a pie."""
    for i in range(1, len(chunks) - 4):
        if _words(chunks, i, ",", "that", _BE, "what") and _who(chunks[i + 4]):
            return [*chunks[i + 4 :], *chunks[:i]]
    return chunks


def _wide_eyes(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Mike's eyes got very big: he is surprised."""
    for i in range(len(chunks) - 2):
        k = i + 3 if chunks[i + 2].text in ("very", "really", "so", "quite") else i + 2
        big = k < len(chunks) and chunks[k].text.split(" ")[-1] in _BIG
        if chunks[i].text == "eyes" and chunks[i + 1].text in ("got", "grew", "went", "are", "get") and big:
            felt = Chunk("surprised", chunks[i + 1].start, chunks[k].end, {"feel": ("surprised",)})
            return [*chunks[: i + 1], felt, *chunks[k + 1 :]]
    return chunks


def _tennis(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Mike isn't playing tennis: tennis is a racket to be seen, as soccer is a ball."""
    return [
        replace(chunk, readings={"piece": ("tennis_racket", False)})
        if chunk.text == "tennis" and i and "play" in (chunks[i - 1].get("verb") or ())
        else chunk
        for i, chunk in enumerate(chunks)
    ]


_TO = {"eat": "food", "drink": "drink", "play": "toy", "wear": "hat"}


def _something_to(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Something yummy to eat: some food."""
    for i, chunk in enumerate(chunks):
        if chunk.text != "something":
            continue
        to = next((k for k in range(i + 1, min(i + 4, len(chunks) - 1)) if chunks[k].text == "to"), -1)
        amid = chunks[i + 1 : to] if to > 0 else []
        name = _TO.get(chunks[to + 1].text) if to > 0 else None
        if name is None or any(c.readings and "size" not in c for c in amid):
            continue
        label = {"piece": (name, False)} if name == "drink" else {"class": (name, False)}
        some = Chunk("some", chunk.start, chunk.end, {"det": True})
        end = to + 2 if name != "toy" or not _words(chunks, to + 2, "with") else to + 3
        return [*chunks[:i], some, Chunk(name, chunk.start, chunks[to + 1].end, label), *chunks[end:]]
    return chunks


def _for_dear_life(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """She runs for her life: away."""
    for i in range(1, len(chunks) - 2):
        life = _words(chunks, i + 1, frozenset({"his", "her", "their", "dear"}), frozenset({"life", "lives"}))
        runs = chunks[i].text.split(" ")
        if life and runs[-1] == "for" and runs[0] in ("for", "runs", "run", "ran", "running"):
            away = Chunk("away", chunks[i + 1].start, chunks[i + 2].end, {"relation": ("away",)})
            verb = [] if runs[0] == "for" else [replace(chunks[i], text=runs[0], readings={"verb": ("run",)})]
            return [*chunks[:i], *verb, away, *chunks[i + 3 :]]
    return chunks


def _not_even(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Nobody else is around, not even the dog: no dog."""
    if not chunks or not any("nobody" in chunk for chunk in chunks[:2]):
        return chunks
    for i in range(2, len(chunks) - 1):
        if chunks[i].text != "not":
            continue
        k = i + 2 if chunks[i + 1].text == "even" else i + 1
        k = k + 1 if k < len(chunks) and "det" in chunks[k] else k
        if k + 1 == len(chunks) and ("piece" in chunks[k] or "class" in chunks[k]):
            return [*chunks[:i], Chunk("no", chunks[i].start, chunks[i].end, {"no": True}), chunks[k]]
    return chunks


def _for_them(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """There is a pie for them on the table: it is there that the pie is."""
    if not chunks or not any("there" in chunk for chunk in chunks[:2]):
        return chunks
    for i in range(2, len(chunks) - 2):
        whom = "pronoun" in chunks[i + 1] or "child" in chunks[i + 1] or "group" in chunks[i + 1]
        if chunks[i].text == "for" and whom and "relation" in chunks[i + 2]:
            return [*chunks[:i], *chunks[i + 2 :]]
    return chunks


def _off_the_nose(chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """Took Mike's sunglasses right off his nose: took them off."""
    for i in range(2, len(chunks) - 2):
        body = chunks[i + 2].text in ("nose", "head", "face", "eyes") and "pronoun" in chunks[i + 1]
        verb = next((k for k in range(i) if chunks[k].text in _TAKES), -1)
        if chunks[i].text in ("off", "from") and body and verb >= 0:
            off = replace(chunks[verb], text="took off", readings={"verb": ("undress",)})
            return [*chunks[:verb], off, *chunks[verb + 1 : i], *chunks[i + 3 :]]
    return chunks


_PLAINER = (
    _always,
    _that_is_how,
    _nothing_makes,
    _unlike,
    _anything_but,
    _own,
    _how_far,
    _stays_on,
    _end_of,
    _tennis,
    _wide_eyes,
    _mood,
    _thats_what,
    _which,
    _little_one,
    _other_side,
    _up_above,
    _what_a,
    _where_it_was,
    _all_of_them,
    _something_to,
    _for_dear_life,
    _not_even,
    _for_them,
    _off_the_nose,
    *TALLIES,
)
