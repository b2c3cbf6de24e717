"""From beats to sentences: who is meant, a or the, he or Leo, ran or runs, and nothing twice."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from text2scene.language.sentences import split_sentences
from text2scene.tale.words import CHILDREN, called, kinds_of, verb, with_article
from text2scene.tale.world import World

_TOKEN = re.compile(r"\{([^}]+)\}|<([a-z]+\*?)>")
_PIECES = {"campfire": "fire"}
_PRONOUNS = {"he": 1, "him": 2, "his": 3}
_THINGS = {"he": "it", "him": "it", "his": "its"}
_NO_ARTICLE = {
    "balloons": ("three balloons", "the balloons"),
    "glasses": ("a pair of glasses", "the glasses"),
}
_ONLY_ONE = ("moon", "sun")
# Each line begins with a capital, and so does what follows a full stop, but not “Help!” said the owl.
_START = re.compile(r"((?:^|[.!?] )“?)([a-z])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Voice:
    """How a tale is told: past or present, and the names of those who have one (piece to name)."""

    past: bool
    names: Mapping[str, str]


@dataclass(slots=True)
class _Telling:
    world: World
    voice: Voice
    known: set[str]
    named: list[str]

    def token(self, match: re.Match[str]) -> str:
        if match.group(2):
            return verb(match.group(2), self.voice.past)
        *before, word = match.group(1).split()
        if word.endswith("'s"):
            noun = self.noun(before, word[:-2])
            return f"{noun}'" if noun.endswith("s") and noun[0].islower() else f"{noun}'s"
        if before and before[0] == "on":
            place = "in" if "tree" in kinds_of(self.piece(word)) else "on"
            return f"{place} {self.noun(before[1:], word)}"
        if before and before[0] in _PRONOUNS:
            piece = self.piece(word)
            return CHILDREN[piece][_PRONOUNS[before[0]]] if piece in CHILDREN else _THINGS[before[0]]
        return self.noun(before, word)

    def piece(self, word: str) -> str:
        return _PIECES.get(word, self.world.role(word))

    def noun(self, adjectives: list[str], word: str) -> str:
        full, bare = word.endswith("!"), word.startswith("=")
        piece = self.piece(word.strip("=!"))
        if piece not in self.named:
            self.named.append(piece)
        noun = called(piece)
        if bare:
            return noun
        if piece in self.voice.names:
            name = self.voice.names[piece]
            return f"{name} the {noun}" if full and piece not in CHILDREN else name
        first = piece not in self.known
        self.known.add(piece)
        if piece in _NO_ARTICLE:
            return _NO_ARTICLE[piece][0 if first else 1]
        noun = " ".join([*adjectives, noun])
        return with_article(noun) if first and piece not in _ONLY_ONE else f"the {noun}"


def tell(template: str, world: World, voice: Voice, known: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """A template's sentences, a line each, and the pieces it names. known: pieces spoken of before."""
    telling = _Telling(world, voice, set(known), [])
    text = _TOKEN.sub(telling.token, template)
    text = _START.sub(lambda match: match.group(1) + match.group(2).upper(), text)
    return text.replace("\n", " ").replace("can not ", "cannot "), tuple(telling.named)


def variants(ways: Iterable[str], world: World) -> list[str]:
    """The ways to say something that suit this world."""
    fitting = []
    for variant in ways:
        needs, text = "", variant
        if variant.startswith("["):
            needs, text = variant[1:].split("]", 1)
        if not needs or world.all_hold(part.strip() for part in needs.split(";")):
            fitting.append(text)
    return fitting


def choose_lines(
    lines: Iterable[Iterable[str]],
    world: World,
    voice: Voice,
    said: Collection[str],
    rng: random.Random,
) -> str:
    """One variant of each line, as one template in which no sentence is that was said before."""
    known = world.all("known")
    chosen: list[str] = []
    heard = set(said)
    for line in lines:
        fitting = variants(line, world)
        rng.shuffle(fitting)
        for text in fitting:
            sentences = {norm(s) for s in split_sentences(tell(text, world, voice, known)[0])}
            if not sentences & heard:
                heard |= sentences
                chosen.append(text)
                break
    return "\n".join(chosen)


def norm(sentence: str) -> str:
    """A sentence for comparing: its words alone, in small letters."""
    return " ".join(re.findall(r"[a-z]+", sentence.lower()))
