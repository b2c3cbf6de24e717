"""The words that name pieces, looks, relations and places, found in a text with spaCy's matcher."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

import spacy
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from text2scene.catalog import Catalog
from text2scene.errors import Text2SceneError
from text2scene.language.function_words import COMMON, FUNCTION, GRAMMAR
from text2scene.language.made import made_phrases
from text2scene.language.spelling import Speller
from text2scene.resources import asset

# Words that belong to the grammar of a sentence and name nothing.
PUNCTUATION = frozenset(".!?;:\n")
CHILDREN = ("mike", "jenny")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A word or phrase: its text in lower case, its characters, and what it can mean, by label.

    Labels: piece (name, plural), class (name, plural), child, group, pronoun, number, det,
    not, only, size, costume, feel, verb (labels), relation (labels), region, scenery, body, and, but,
    end; none for a word that is not in the lexicon.
    """

    text: str
    start: int
    end: int
    readings: Mapping[str, Any]
    spelled: str | None = None

    def __contains__(self, label: str) -> bool:
        return label in self.readings

    def get(self, label: str) -> Any:
        return self.readings.get(label)


class Lexicon:
    """All words of ``assets/catalog/words.json`` and of a catalog, ready to be matched."""

    def __init__(self, catalog: Catalog, words: Mapping[str, Any]) -> None:
        self.catalog, self.words = catalog, words
        self.adjectives = frozenset(words["adjectives"])  # they name nothing, and change no picture
        self.nlp = spacy.blank("en")
        self.readings: dict[str, dict[str, Any]] = defaultdict(dict)
        self._add_pieces()
        self._add_words()
        self.matcher = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        docs = {phrase: self._doc(phrase) for phrase in self.readings}
        self.normal = {" ".join(t.lower_ for t in doc): phrase for phrase, doc in docs.items()}
        self.matcher.add("lexicon", list(docs.values()))
        parts = {token for phrase in self.normal for token in phrase.split()} - {"ballon"}
        alone = {phrase for phrase in self.normal if " " not in phrase and phrase != "ballon"}
        self.speller = Speller(parts, set(words["known"]) | FUNCTION | COMMON, alone)

    def _doc(self, phrase: str) -> Doc:
        words = [_UNFOLDED.get(token.lower_, token.lower_) for token in self.nlp.make_doc(phrase)]
        return Doc(self.nlp.vocab, words=words)

    def _add_pieces(self) -> None:
        """Pieces and classes in singular and plural; the first to claim a phrase keeps it."""
        extra, classes = self.words["child_piece_words"], self.words["class_words"]
        for name in self.catalog.classes:
            if name in classes:
                for phrase in (name, *classes[name]):
                    self._add_noun(phrase, "class", name)
        for piece in self.catalog.pieces:
            if piece.is_child:
                continue
            for phrase in (piece.name.replace("_", " "), *piece.synonyms, *extra.get(piece.name, ())):
                self._add_noun(phrase, "piece", piece.name)

    def _add_noun(self, phrase: str, label: str, name: str) -> None:
        phrase = phrase.lower()
        plural_already = phrase.endswith("s") and phrase not in _SINGULAR_S
        self._claim(phrase, label, (name, plural_already and label == "piece"))
        for form in plurals(phrase) - self._spelled_out:
            self._claim(form, label, (name, True))

    @cached_property
    def _spelled_out(self) -> frozenset[str]:
        """Phrases that are listed as they are: sunnies are no suns."""
        return frozenset(phrase for row in self.words["child_piece_words"].values() for phrase in row)

    def _claim(self, phrase: str, label: str, value: Any) -> None:
        mine = self.readings[phrase]
        if "piece" not in mine and "class" not in mine:
            mine[label] = value

    def _add_words(self) -> None:
        w, add = self.words, self.readings
        for phrase in w["groups"]:
            add[phrase]["group"] = True
        for child, names in w["child_words"].items():
            for name in names:
                add[name]["child"] = child
                if name in ("boy", "girl", "brother", "sister", "lad"):
                    add[name + "s"]["child"] = child
        for phrase, hat in w["costumes"].items():
            add[phrase]["costume"] = hat
            for form in plurals(phrase):
                add[form]["costume"] = hat
        for phrase, who in w["pronouns"].items():
            add[phrase]["pronoun"] = who
        for phrase, count in w["numbers"].items():
            add[phrase]["number"] = count
        for phrase, allowed in w["feelings"].items():
            add[phrase]["feel"] = tuple(allowed)
        helpless = {
            "smiling": "smile",
            "grinning": "smile",
            "laughing": "laugh",
            "giggling": "laugh",
            "crying": "sad",
        }
        for word, face in helpless.items():
            for lead in (
                "can't help",
                "cannot help",
                "couldn't help",
                "can't stop",
                "cannot stop",
                "couldn't stop",
            ):
                add[f"{lead} {word}"]["feel"] = (face,)
        for phrase, size in w["sizes"].items():
            add[phrase]["size"] = size
        for phrase, sign in w["comparatives"].items():
            add[phrase]["compare"] = sign
        for phrase, much in w["amounts"].items():
            add[phrase]["amount"] = much
        for label in ("everything", "except"):
            for phrase in w[label]:
                add[phrase][label] = True
        for label in ("commands", "directions"):
            for name, phrases in w[label].items():
                for phrase in phrases:
                    key = label[:-1]
                    add[phrase][key] = (*add[phrase].get(key, ()), name)
        for label in ("verbs", "relations"):
            for name, phrases in w[label].items():
                if name == "look":  # staring up at, looks straight at
                    ways = ("up", "down", "over", "straight", "right", "back")
                    ends = [p.removesuffix(" at") for p in phrases if p.endswith(" at") and p.count(" ") == 1]
                    phrases = [*phrases, *(f"{p} {way} at" for p in ends for way in ways)]
                for phrase in phrases:
                    key = label[:-1]
                    add[phrase][key] = (*add[phrase].get(key, ()), name)
        for label in ("leaving", "ending", "arriving", "stop"):
            together = [p for p in w[label] if p.startswith(("have ", "are ", "had ")) and label != "stop"]
            split = [p.partition(" ") for p in together]  # have all flown away
            more = [f"{helps} {every} {rest}" for helps, _, rest in split for every in ("all", "both")]
            for phrase in [*w[label], *more]:
                if label != "stop" or not add[phrase]:
                    add[phrase][label] = True
                short = re.sub(r"^(?:is|has) ", "'s ", phrase)
                if label != "stop" and short != phrase and not short.endswith(" left"):  # she's left of him
                    add[short][label] = True
        for name, phrases in w["regions"].items():
            for phrase in [*phrases, *_toward_forms(phrases)]:
                add[phrase]["region"] = name
                if name in ("left", "right"):
                    for side in ("", " half", " side", " part"):
                        add[f"{phrase}{side} of the sky"]["region"] = f"top_{name}"
                for scenery in (
                    "the picture",
                    "the scene",
                    "the page",
                    "the canvas",
                    "the park",
                    "the image",
                ):
                    add[f"{phrase} of {scenery}"]["region"] = name
                    add[f"{phrase} side of {scenery}"]["region"] = name
        for phrase, label, value in made_phrases():
            mine = add[phrase]
            if label == "region":
                mine.setdefault("region", value)
            elif not mine or value == "sit_cross":
                mine[label] = tuple(value.split())
        for label in ("scenery", "body", "colours"):
            for phrase in w[label]:
                add[phrase][label] = True
        for word, who in (("his", "him"), ("her", "her"), ("their", "them"), ("its", "it")):
            for side in ("left", "right"):
                for lead in ("to", "on"):
                    for end in ("", " side", "-hand side", " hand side"):
                        add[f"{lead} {word} {side}{end}"]["beside"] = (f"{side}_of", who)
        for phrase in ("on one side", "at one side", "to one side"):
            add[phrase]["beside"] = ("left_of", "self")
        others = ("on the other side", "on the other", "at the other side", "on its other side")
        for phrase in (*others, "to the other side", "to the other"):
            add[phrase]["beside"] = ("other_side", "it")
        sides = [f"in {who} {side}" for who in ("his", "her", "their") for side in ("left", "right")]
        for phrase in ("in the other", "in the other hand", "in the other one", *sides):
            add[phrase]["other_hand"] = True
        for tail in ("raining", "storming", "thundering"):
            for lead in ("stopped", "has stopped", "stops", "is no longer", "'s stopped", "not"):
                name = "rain" if tail == "raining" else "lightning"
                add[f"{lead} {tail}"]["no_longer"] = name
        nothing = (
            ("nothing to drink", "drink"),
            ("cloudless", "cloud"),
            ("sunless", "sun"),
            ("rainless", "rain"),
        )
        for word, name in (*nothing, ("treeless", "tree"), ("tree-less", "tree")):
            add[word]["no_longer"] = name
        for label, phrases in GRAMMAR.items():
            for phrase in phrases:
                add[phrase][label] = True

    @cached_property
    def singles(self) -> dict[str, str]:
        """Single words that name one piece."""
        return {p: r["piece"][0] for p, r in self.readings.items() if "piece" in r and " " not in p}

    def sentences(self, text: str, known: Iterable[str] = ()) -> list[list[Chunk]]:
        """The chunks of a text, a list a sentence."""
        tokens = self.nlp.make_doc(text)
        words = []
        spelled: dict[int, str] = {}
        for token in tokens:
            word = _UNFOLDED.get(token.lower_, token.lower_)
            if token.is_alpha and len(word) > 2 and not token.is_space:
                better = self.speller.correct(word)
                if better is not None:
                    spelled[token.i] = word
                    word = better
            words.append(word)
        doc = Doc(self.nlp.vocab, words=words) if words else tokens
        spans = {span.start: span for span in filter_spans(self.matcher(doc, as_spans=True))}
        out: list[list[Chunk]] = [[]]
        i = 0
        while i < len(doc):
            span = spans.get(i)
            stop = span.end if span is not None else i + 1
            first, last = tokens[i], tokens[stop - 1]
            low = " ".join(words[i:stop])
            begin, end = first.idx, last.idx + len(last.text)
            wrong = next((spelled[k] for k in range(i, stop) if k in spelled), None)
            readings = self.readings[self.normal[low]] if span is not None else {}
            if low == "no" and _exclaims(words, i):
                readings = {"stop": True}
            if first.is_space or low in PUNCTUATION:
                places = bool(out[-1]) and all("region" in chunk for chunk in out[-1])
                lone = out[-1][0] if len(out[-1]) == 1 else None
                if low == ":" and lone is not None and lone.text in ("left", "right", "middle", "center"):
                    # left: a boy with a ball
                    name = "middle" if lone.text in ("middle", "center") else lone.text
                    out[-1][0] = replace(lone, readings={"region": name})
                    places = True
                if low == ":" and places:  # bottom right: the dog
                    out[-1].append(Chunk(",", begin, end, {"and": True}))
                elif "\n" in first.text or low in PUNCTUATION:
                    out.append([])
            else:
                out[-1].append(Chunk(low, begin, end, readings, wrong))
            i = stop
        return [_possessive(sentence) for sentence in out if sentence]


def _possessive(chunks: list[Chunk]) -> list[Chunk]:
    """mikes burger: the burger is Mike's."""
    out: list[Chunk] = []
    for i, chunk in enumerate(chunks):
        after = chunks[i + 1] if i + 1 < len(chunks) else None
        had = (
            after is not None and any(x in after for x in ("piece", "class", "body")) and "verb" not in after
        )
        if chunk.text in ("mikes", "jennys") and had:
            end = chunk.end - 1
            out.append(replace(chunk, text=chunk.text[:-1], end=end))
            out.append(Chunk("'s", end, chunk.end, {"poss": True}))
        else:
            out.append(chunk)
    return out


def _exclaims(words: list[str], i: int) -> bool:
    """Oh no, the ball: not a word about what is not there."""
    if i == 0 and words[1:2] and words[1] in ("he", "she", "it", "they", "i", "the", "that"):
        return True
    return (i > 0 and words[i - 1] == "oh") or words[i + 1 : i + 2] in ([","], ["!"], ["."])


def _toward_forms(phrases: Iterable[str]) -> list[str]:
    """in the distance -> into the distance, to the distance: where something is moved."""
    out = []
    for phrase in phrases:
        for start in ("in the ", "at the ", "on the "):
            if phrase.startswith(start):
                out += [f"{lead} the {phrase.removeprefix(start)}" for lead in ("to", "into", "onto")]
    return out


def plurals(phrase: str) -> set[str]:
    """The plural forms of a singular phrase, by the rules of spelling."""
    if phrase.endswith("s") and phrase not in _SINGULAR_S:
        return set()
    forms = {phrase + "s"}
    if phrase.endswith(("s", "x", "ch", "sh")):
        forms = {phrase + "es"}
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        forms = {phrase[:-1] + "ies"}
    return forms


@lru_cache(maxsize=4)
def lexicon(catalog: Catalog) -> Lexicon:
    """The lexicon of a catalog, built once. Raises Text2SceneError where its file is damaged."""
    try:
        words = json.loads(asset("catalog", "words.json").read_text(encoding="utf-8"))
        return Lexicon(catalog, words)
    except (OSError, ValueError, KeyError) as error:
        raise Text2SceneError(f"The word list cannot be read ({error}); reinstall the package.") from error


_SINGULAR_S = frozenset({"bus", "glass", "class", "grass", "cross", "compass", "dress"})
_UNFOLDED = {
    "’s": "'s",
    "n’t": "n't",
    "wo": "will",
    "ca": "can",
    "nt": "n't",
    "isnt": "isn't",
    "dont": "don't",
}
