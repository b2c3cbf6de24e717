"""Three systems that learn almost nothing, which any model has to beat.

Each has ``fit(captions)`` and ``generate(texts)``, and gives the same scenes for the same
texts every time.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np
import numpy.typing as npt

from text2scene.catalog import Catalog, default_catalog
from text2scene.errors import DataError
from text2scene.scene import Scene, SceneObject
from text2scene.training.datasets import CaptionedScene

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def words_of(text: str) -> list[str]:
    """The lower-case words of a text; "Jenny's" stays one word."""
    return _WORD.findall(text.lower().replace("’", "'"))


def _all_words(item: CaptionedScene) -> list[str]:
    return [word for group in item.groups for sentence in group for word in words_of(sentence)]


class RandomBaseline:
    """A scene of the training data, whatever the text says; the same text gives the same scene."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._scenes: list[Scene] = []

    def fit(self, captions: Sequence[CaptionedScene]) -> RandomBaseline:
        """Keep the scenes. Raises DataError where there are none."""
        _require_scenes(captions)
        self._scenes = [item.scene for item in captions]
        return self

    def generate(self, texts: Sequence[str]) -> list[Scene]:
        """One scene a text."""
        _require_fit(self._scenes)
        picks = (random.Random(f"{self._seed}:{text}").choice(self._scenes) for text in texts)
        return [replace(scene, text=text) for scene, text in zip(picks, texts, strict=True)]


class NearestBaseline:
    """The training scene whose captions are nearest in TF-IDF cosine.

    A word of document frequency f among n scenes weighs (1 + log count) * log((1 + n) / (1 + f)).
    """

    def __init__(self) -> None:
        self._scenes: list[Scene] = []
        self._idf: dict[str, float] = {}
        # Per word: the scenes it occurs in, (D,), and its weight in each, (D,).
        self._postings: dict[str, tuple[npt.NDArray[np.int32], npt.NDArray[np.float64]]] = {}

    def fit(self, captions: Sequence[CaptionedScene]) -> NearestBaseline:
        """Index the captions. Raises DataError where there are none."""
        _require_scenes(captions)
        self._scenes = [item.scene for item in captions]
        counts = [Counter(_all_words(item)) for item in captions]
        frequency = Counter(word for count in counts for word in count)
        total = 1 + len(captions)
        self._idf = {word: math.log(total / (1 + found)) for word, found in frequency.items()}
        rows: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, count in enumerate(counts):
            for word, weight in self._unit_vector(count).items():
                rows[word].append((index, weight))
        self._postings = {
            word: (np.array([i for i, _ in row], np.int32), np.array([w for _, w in row], np.float64))
            for word, row in rows.items()
        }
        return self

    def generate(self, texts: Sequence[str]) -> list[Scene]:
        """One scene a text; where no word is known, the first scene."""
        _require_fit(self._scenes)
        return [replace(self._scenes[self.nearest(text)], text=text) for text in texts]

    def nearest(self, text: str) -> int:
        """Index, in the training order, of the scene with the nearest captions."""
        similarity = np.zeros(len(self._scenes))
        for word, weight in self._unit_vector(Counter(words_of(text))).items():
            scenes, weights = self._postings[word]
            similarity[scenes] += weight * weights
        return int(similarity.argmax())

    def _unit_vector(self, count: Mapping[str, int]) -> dict[str, float]:
        vector = {
            word: (1 + math.log(number)) * self._idf[word]
            for word, number in count.items()
            if self._idf.get(word, 0.0) > 0.0
        }
        length = math.sqrt(sum(weight * weight for weight in vector.values()))
        return {word: weight / length for word, weight in vector.items()}


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What a run of words stands for: all of these categories, or the likeliest one of them."""

    categories: tuple[str, ...]
    ambiguous: bool


_BOTH_CHILDREN = ("kids", "children", "friends")


class KeywordBaseline:
    """The pieces that the text names, each at its mean place of the training data.

    Names and synonyms of the catalog are matched longest first. A word for a whole class,
    such as "hat" or "ball", adds nothing where a member of it is named too; else it stands
    for the member that scenes with that word in their captions show most often.
    """

    def __init__(self, catalog: Catalog | None = None) -> None:
        self._catalog = catalog or default_catalog()
        self._phrases = _phrase_table(self._catalog)
        self._longest = max(len(phrase) for phrase in self._phrases)
        self._choice: dict[tuple[str, ...], str] = {}
        self._typical: dict[str, SceneObject] = {}

    def fit(self, captions: Sequence[CaptionedScene]) -> KeywordBaseline:
        """Learn the likeliest members and the mean places. Raises DataError without scenes."""
        _require_scenes(captions)
        self._learn_places(captions)
        self._learn_choices(captions)
        return self

    def generate(self, texts: Sequence[str]) -> list[Scene]:
        """One scene a text, its objects in catalog order; empty where nothing is named."""
        _require_fit(self._typical)
        return [self._scene(text) for text in texts]

    def named(self, text: str) -> tuple[str, ...]:
        """The categories that a text names, in catalog order."""
        sure, open_classes = self._read(words_of(text))
        chosen = set(sure)
        for members in open_classes:
            if not chosen.intersection(members) and members in self._choice:
                chosen.add(self._choice[members])
        return tuple(name for name in self._catalog.names if name in chosen)

    def _scene(self, text: str) -> Scene:
        items = (self._typical[name] for name in self.named(text) if name in self._typical)
        return Scene(tuple(items), text=text)

    def _read(self, words: Sequence[str]) -> tuple[set[str], list[tuple[str, ...]]]:
        """The categories surely named, and the members of each class that is left open."""
        sure: set[str] = set()
        open_classes: list[tuple[str, ...]] = []
        start = 0
        while start < len(words):
            for length in range(min(self._longest, len(words) - start), 0, -1):
                phrase = self._phrases.get(tuple(words[start : start + length]))
                if phrase is not None:
                    if phrase.ambiguous:
                        open_classes.append(phrase.categories)
                    else:
                        sure.update(phrase.categories)
                    start += length
                    break
            else:
                start += 1
        return sure, open_classes

    def _learn_places(self, captions: Sequence[CaptionedScene]) -> None:
        seen: dict[str, list[SceneObject]] = defaultdict(list)
        for item in captions:
            for piece in item.scene.objects:
                seen[piece.category].append(piece)
        self._typical = {name: _typical_object(name, items) for name, items in seen.items()}

    def _learn_choices(self, captions: Sequence[CaptionedScene]) -> None:
        overall = Counter(name for item in captions for name in set(item.scene.categories))
        shown: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for item in captions:
            sure, open_classes = self._read(_all_words(item))
            for members in set(open_classes):
                if not sure.intersection(members):
                    shown[members].update(set(item.scene.categories).intersection(members))
        for phrase in self._phrases.values():
            if phrase.ambiguous:
                counts = shown[phrase.categories] or overall
                self._choice[phrase.categories] = _most_common(
                    name for name in phrase.categories for _ in range(counts[name])
                ) or max(phrase.categories, key=lambda name: overall[name])


def _phrase_table(catalog: Catalog) -> dict[tuple[str, ...], _Phrase]:
    """Words -> what they name; also with the last word in the plural. Names win over classes."""
    table: dict[tuple[str, ...], _Phrase] = {}
    for name, members in catalog.classes.items():
        _add(table, name, _Phrase(members, ambiguous=name not in _BOTH_CHILDREN))
    for synonyms in (True, False):  # labels last: they win over another piece's synonym
        for piece in catalog.pieces:
            for text in piece.synonyms if synonyms else (piece.label, piece.name.replace("_", " ")):
                _add(table, text, _Phrase((piece.name,), ambiguous=False))
    return table


def _add(table: dict[tuple[str, ...], _Phrase], text: str, phrase: _Phrase) -> None:
    words = tuple(words_of(text))
    table[words] = phrase
    for ending in ("s", "es", "'s"):
        table.setdefault((*words[:-1], words[-1] + ending), phrase)


def _typical_object(name: str, items: Sequence[SceneObject]) -> SceneObject:
    """Mean place and depth, the commonest direction, pose and expression."""
    return SceneObject(
        id=name,
        category=name,
        x=round(fmean(item.x for item in items), 1),
        y=round(fmean(item.y for item in items), 1),
        depth=round(fmean(item.depth for item in items)),
        flip=sum(item.flip for item in items) * 2 > len(items),
        pose=_most_common(item.pose for item in items if item.pose),
        expression=_most_common(item.expression for item in items if item.expression),
    )


def _most_common(values: Iterable[str]) -> str | None:
    ranked = Counter(values).most_common(1)
    return ranked[0][0] if ranked else None


def _require_scenes(captions: Sequence[CaptionedScene]) -> None:
    if not captions:
        raise DataError("A baseline needs at least one training scene; check the data folder and splits.")


def _require_fit(learned: object) -> None:
    if not learned:
        raise DataError("This baseline has learned nothing yet; call fit with the training scenes first.")
