"""Sentences for people about what was understood, and what was not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from text2scene.catalog import Catalog
from text2scene.language.facts import Change, Fact, Span, Thing, Understood
from text2scene.language.lexicon import Lexicon
from text2scene.language.spelling import near_words

_PHRASES = {
    "left_of": "is to the left of",
    "right_of": "is to the right of",
    "above": "is above",
    "below": "is below",
    "on": "is on",
    "in": "is in",
    "near": "is near",
    "far": "is far from",
    "between": "is between",
    "in_front": "is in front of",
    "behind": "is behind",
    "wears": "is worn by",
    "holds": "is held by",
    "facing": "looks towards",
    "facing_away": "looks away from",
    "beside_foot": "is kicked by",
    "larger": "is larger than",
}


def name_of(key: str, things: Mapping[str, Thing], catalog: Catalog) -> str:
    """A thing's name for people: Mike, dog, dog 2, a hat."""
    thing = things.get(key)
    base, _, number = key.partition("-")
    label = catalog[base].label if base in catalog else base.replace("_", " ")
    if thing is not None and len(thing.options) == 1:
        label = catalog[thing.options[0]].label
    return f"{label} {number}" if number else label


def thing_row(text: str, thing: Thing, catalog: Catalog) -> Understood:
    """The row of a thing that is asked for."""
    start, end = thing.span
    words = text[start:end]
    if len(thing.options) == 1:
        return Understood(
            words, start, end, "piece", f"{name_of(thing.key, {thing.key: thing}, catalog)} is drawn."
        )
    return Understood(words, start, end, "class", f"One {thing.key.partition('-')[0]} that fits is drawn.")


def absent_row(text: str, name: str, span: Span, catalog: Catalog) -> Understood:
    """The row of a piece that is ruled out."""
    return Understood(text[slice(*span)], *span, "absent", f"{catalog[name].label} is not drawn.")


def explain_fact(text: str, fact: Fact, things: Mapping[str, Thing], catalog: Catalog) -> Understood:
    """The row of a fact."""
    subject = name_of(fact.subject, things, catalog)
    negation = "" if fact.holds else "not "
    if fact.kind == "expression":
        kind, message = "expression", f"{subject} looks {negation}{' or '.join(fact.values)}."
    elif fact.kind == "pose":
        poses = " or ".join(value.replace("_", " ") for value in fact.values)
        kind, message = "pose", f"{subject}'s pose is {negation}{poses}."
    elif fact.kind == "size":
        kind, message = "size", f"{subject} is {negation}{fact.values[0]}."
    elif fact.kind == "colour":
        kind, message = "colour", f"{subject} is {fact.values[0]}."
    elif fact.kind == "region":
        kind, message = "region", f"{subject} is {negation}at the place “{fact.values[0].replace('_', ' ')}”."
    elif fact.kind == "inset":
        kind, message = "region", f"{subject} is not far from the {fact.values[0]} edge."
    elif fact.kind == "facing" and fact.values:
        kind, message = "facing", f"{subject} looks to the {fact.values[0]}."
    elif fact.kind == "wears" and not fact.holds:
        kind, message = "relation", f"{subject} does not wear that."
    else:
        kind = "facing" if fact.kind.startswith("facing") else "relation"
        others = " and ".join(name_of(key, things, catalog) for key in fact.others)
        phrase = _PHRASES[fact.kind]
        if not fact.holds:
            phrase = phrase.replace("is ", "is not ", 1)
        message = f"{subject} {phrase} {others}."
    return Understood(text[slice(*fact.span)], *fact.span, kind, message)


_CHANGES = {
    "remove": "{0} is taken away.",
    "keep_only": "Everything but {0} is taken away.",
    "clear": "The picture is cleared.",
    "move": "{0} moves {1}.",
    "grow": "{0} becomes {1}.",
    "flip": "{0} turns around.",
    "replace": "{0} becomes {2}.",
    "swap": "{0} and {2} change places.",
}


def change_row(text: str, change: Change, things: Mapping[str, Thing], catalog: Catalog) -> Understood:
    """The row of a change."""
    names = " and ".join(name_of(key, things, catalog) for key in change.keys) or "nothing"
    others = " and ".join(name_of(key, things, catalog) for key in change.others)
    message = _CHANGES[change.kind].format(names, change.value, others)
    return Understood(text[slice(*change.span)], *change.span, "change", message)


def unknown_noun(
    word: str, span: Span, words: Lexicon, catalog: Catalog
) -> tuple[Understood, dict[str, Any]]:
    """The row and the note of a word that names nothing here, with the nearest piece there is."""
    suggestion, nearness = nearest_piece(word, words, catalog)
    note: dict[str, Any] = {"kind": "unknown_word", "word": word}
    if suggestion is None:
        message = f"There is no piece for “{word}”, so it is not drawn."
    else:
        label = catalog[suggestion].label
        message = f"There is no piece for “{word}”, so it is not drawn; the nearest is: {label}."
        note |= {"suggestion": suggestion, "nearness": nearness}
    note["message"] = message
    return Understood(word, *span, "unknown", message, suggestion, nearness), note


def nearest_piece(word: str, words: Lexicon, catalog: Catalog) -> tuple[str | None, float | None]:
    """The piece nearest in meaning, and how near (0 to 1); (None, None) where none is."""
    chosen = words.words.get("nearest", {})
    for form in (word, word.removesuffix("s"), word.removesuffix("es")):
        if chosen.get(form) in catalog:
            return chosen[form], 0.8
        near = near_words().get(form)
        if near is not None and near[0] in catalog:
            return near
    return None, None
