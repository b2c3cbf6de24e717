"""A story as data: pages in order, each with its text and its Scene, and the cast. Frozen, JSON both ways.

Nothing here imports torch or Pillow. What makes and changes stories is :mod:`text2scene.story.story`;
what turns them into books takes a :class:`StoryValue` and knows nothing else.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from text2scene.colours import PLAIN, Style
from text2scene.errors import InputError, SceneFormatError, StoryFormatError
from text2scene.files import read_text, write_text
from text2scene.scene import Scene, SceneObject

FORMAT = "text2scene-story/1"
LAYOUTS = ("under", "beside", "over")
PRONOUNS = ("", "he", "she", "it", "they")
MAX_SEED = 2**63 - 1
MAX_PAGES = 1000
MAX_CAST = 100
MAX_NAME = 80
MAX_WORDS = 20
MAX_PAGE_TEXT = 20_000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\Z")
_CATEGORY = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
_EMPTY: Mapping[str, Any] = MappingProxyType({})


def _text(value: object, name: str, longest: int) -> str:
    if not isinstance(value, str):
        raise StoryFormatError(f"{name} must be a string, not {value!r:.60}.")
    if len(value) > longest:
        raise StoryFormatError(f"{name} has {len(value):,} characters; at most {longest:,} fit.")
    return value


def _matching(value: object, name: str, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.match(value):
        raise StoryFormatError(f"{name} must be a short name, not {value!r:.60}.")
    return value


def _choice(value: object, name: str, choices: Sequence[str]) -> None:
    if value not in choices:
        raise StoryFormatError(
            f"{name} must be one of {', '.join(filter(None, choices))}, not {value!r:.60}."
        )


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody of a story: name for the reader, and which object of the scenes it is.

    name: 1 to 80 characters. category: mike, jenny, an animal or a piece of a pack. id: of its object
    in every scene, such as mike, or mike-2 for a second boy. style: its colours on every page, see
    :class:`text2scene.colours.Style`. pronoun: he, she, it, they, or empty for the usual one. words: what
    else the text calls them, in small letters: mum, mother; ``i`` is who tells the story.
    extra: unknown JSON fields, kept as they are. Raises StoryFormatError naming the field.
    """

    name: str
    category: str
    id: str
    style: Mapping[str, str] = PLAIN
    pronoun: str = ""
    words: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: _EMPTY, hash=False)

    def __post_init__(self) -> None:
        _text(self.name, "name", MAX_NAME)
        if not self.name.strip():
            raise StoryFormatError("name is empty; give everybody in the cast a name.")
        _matching(self.category, "category", _CATEGORY)
        _matching(self.id, "id", _ID)
        try:
            object.__setattr__(self, "style", Style.of(self.style, self.category))
        except SceneFormatError as error:
            raise StoryFormatError(str(error)) from None
        _choice(self.pronoun, "pronoun", PRONOUNS)
        if not isinstance(self.words, list | tuple):
            raise StoryFormatError("words must be a list of words.")
        if len(self.words) > MAX_WORDS:
            raise StoryFormatError(f"words must be at most {MAX_WORDS}, not {len(self.words)}.")
        for word in self.words:
            _text(word, "words", MAX_NAME)
        object.__setattr__(self, "words", tuple(self.words))
        object.__setattr__(self, "extra", MappingProxyType(dict(self.extra)))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; an empty style or pronoun is left out."""
        out: dict[str, Any] = {"name": self.name, "category": self.category, "id": self.id}
        if self.style:
            out["style"] = dict(self.style)
        if self.pronoun:
            out["pronoun"] = self.pronoun
        if self.words:
            out["words"] = list(self.words)
        return {**self.extra, **out}

    @classmethod
    def from_dict(cls, data: object) -> CastMember:
        """Read the JSON form; unknown fields go to ``extra``. Raises StoryFormatError."""
        return cls(**_fields(data, ("name", "category", "id"), ("style", "pronoun", "words")))


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text, as the author wrote it, and its picture.

    id: unique in the story, stays when the page moves. chapter: a heading that begins with this page,
    or empty. layout: whether the text stands ``under``, ``beside`` or ``over`` the picture.
    background: chosen by hand for this page; None where it follows from the text. seed: of the picture;
    0 is the best guess. place: what the story calls the place, empty for the first one. by_hand: the
    scene was changed by hand, so it is kept when earlier pages change. carried: what came over from
    earlier pages and why, rows of ``Story.explain``. extra: unknown JSON fields, kept as they are.
    """

    id: str
    text: str
    scene: Scene
    chapter: str = ""
    layout: str = "under"
    background: str | None = None
    seed: int = 0
    place: str = ""
    by_hand: bool = False
    carried: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)
    extra: Mapping[str, Any] = field(default_factory=lambda: _EMPTY, hash=False)

    def __post_init__(self) -> None:
        _matching(self.id, "id", _ID)
        _text(self.text, "text", MAX_PAGE_TEXT)
        _text(self.chapter, "chapter", MAX_PAGE_TEXT)
        _text(self.place, "place", MAX_NAME)
        if not isinstance(self.scene, Scene):
            raise StoryFormatError(f"scene must be a Scene, not {self.scene!r:.60}.")
        _choice(self.layout, "layout", LAYOUTS)
        if self.background is not None:
            _matching(self.background, "background", _CATEGORY)
        if isinstance(self.seed, bool) or not isinstance(self.seed, int) or not 0 <= self.seed <= MAX_SEED:
            raise StoryFormatError(
                f"seed must be a whole number from 0 to {MAX_SEED}, not {self.seed!r:.40}."
            )
        if not isinstance(self.by_hand, bool):
            raise StoryFormatError(f"by_hand must be true or false, not {self.by_hand!r:.40}.")
        if not all(isinstance(row, Mapping) for row in self.carried):
            raise StoryFormatError("carried must be a list of objects.")
        object.__setattr__(self, "carried", tuple(MappingProxyType(dict(row)) for row in self.carried))
        object.__setattr__(self, "extra", MappingProxyType(dict(self.extra)))

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; fields at their default that only some pages have are left out."""
        out: dict[str, Any] = {"id": self.id, "text": self.text, "scene": self.scene.to_dict()}
        out["layout"] = self.layout
        usual = {"chapter": "", "background": None, "seed": 0, "place": "", "by_hand": False}
        out |= {key: getattr(self, key) for key, value in usual.items() if getattr(self, key) != value}
        if self.carried:
            out["carried"] = [dict(row) for row in self.carried]
        return {**self.extra, **out}

    @classmethod
    def from_dict(cls, data: object) -> Page:
        """Read the JSON form; unknown fields go to ``extra``. Raises StoryFormatError."""
        optional = ("chapter", "layout", "background", "seed", "place", "by_hand", "carried")
        known = _fields(data, ("id", "text", "scene"), optional)
        try:
            known["scene"] = Scene.from_dict(known["scene"])
        except SceneFormatError as error:
            raise StoryFormatError(f"scene.{error}") from None
        carried = known.get("carried", [])
        if not isinstance(carried, list):
            raise StoryFormatError("carried must be a list of objects.")
        return cls(**{**known, "carried": tuple(carried)})


@dataclass(frozen=True, slots=True)
class StoryValue:
    """A story: what a book is made of.

    title: may be empty. pages: 0 to 1000, with ids of their own. cast: who appears, with ids of their
    own. author: for the title page. lang: a language tag such as ``en`` or ``pt-BR``. extra: unknown
    JSON fields, kept as they are. Raises StoryFormatError naming the field.
    """

    title: str = ""
    pages: tuple[Page, ...] = ()
    cast: tuple[CastMember, ...] = ()
    author: str = ""
    lang: str = "en"
    extra: Mapping[str, Any] = field(default_factory=lambda: _EMPTY, hash=False)

    def __post_init__(self) -> None:
        _text(self.title, "title", 300)
        _text(self.author, "author", 300)
        _matching(self.lang, "lang", _LANGUAGE)
        object.__setattr__(self, "pages", tuple(self.pages))
        object.__setattr__(self, "cast", tuple(self.cast))
        object.__setattr__(self, "extra", MappingProxyType(dict(self.extra)))
        _unlike(self.pages, "pages", Page, MAX_PAGES)
        _unlike(self.cast, "cast", CastMember, MAX_CAST)

    def __len__(self) -> int:
        return len(self.pages)

    def member(self, item: SceneObject | str) -> CastMember | None:
        """Who of the cast an object of a scene is, by its id; None for anything else."""
        ident = item if isinstance(item, str) else item.id
        return next((member for member in self.cast if member.id == ident), None)

    def to_dict(self) -> dict[str, Any]:
        """The JSON form, format ``text2scene-story/1``."""
        return {
            **self.extra,
            "format": FORMAT,
            "title": self.title,
            "author": self.author,
            "lang": self.lang,
            "cast": [member.to_dict() for member in self.cast],
            "pages": [page.to_dict() for page in self.pages],
        }

    def to_json(self, indent: int | None = 1) -> str:
        """The JSON form as a string."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_dict(cls, data: object) -> StoryValue:
        """Read the JSON form. Raises StoryFormatError that names the broken field."""
        if not isinstance(data, Mapping):
            raise StoryFormatError("A story must be a JSON object with a list named pages.")
        version = data.get("format")
        if version != FORMAT:
            raise StoryFormatError(
                f"format must be {FORMAT!r}, not {version!r:.60}; a newer file needs a newer text2scene."
            )
        known = _fields(data, ("pages",), ("title", "author", "lang", "cast"), ("format",))
        pages, cast = known.pop("pages"), known.pop("cast", [])
        return cls(
            pages=_each(pages, "pages", Page.from_dict),
            cast=_each(cast, "cast", CastMember.from_dict),
            **known,
        )

    @classmethod
    def from_json(cls, text: str) -> StoryValue:
        """Read a JSON string. Raises StoryFormatError where it is not a story."""
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise StoryFormatError(f"This is not valid JSON: {error}.") from None
        return cls.from_dict(data)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> StoryValue:
        """Read a .json file. Raises InputError (missing) or StoryFormatError (broken)."""
        text = read_text(path, "a story", StoryFormatError)
        try:
            return cls.from_json(text)
        except StoryFormatError as error:
            raise StoryFormatError(f"{path}: {error}") from None

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write one .json file, whole or not at all. Raises InputError (ending) or OutputError."""
        if Path(path).suffix.lower() != ".json":
            raise InputError(f"A story is saved as .json, not {Path(path).name!r:.60}; books are exported.")
        write_text(path, self.to_json() + "\n")


# What exporters call it: they need no other story than this one.
Story = StoryValue


def _fields(
    data: object, needed: tuple[str, ...], optional: tuple[str, ...], ignored: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The known fields of a JSON object, and ``extra`` with all others."""
    if not isinstance(data, Mapping):
        raise StoryFormatError(f"must be an object with {', '.join(needed)}, not {data!r:.60}.")
    for key in needed:
        if key not in data:
            raise StoryFormatError(f"{key} is missing.")
    known: dict[str, Any] = {key: data[key] for key in (*needed, *optional) if key in data}
    used = {*needed, *optional, *ignored}
    return {**known, "extra": {key: value for key, value in data.items() if key not in used}}


def _each(raw: object, name: str, read: Any) -> tuple[Any, ...]:
    if not isinstance(raw, list):
        raise StoryFormatError(f"{name} must be a list.")
    out = []
    for index, item in enumerate(raw):
        try:
            out.append(read(item))
        except StoryFormatError as error:
            raise StoryFormatError(f"{name}[{index}].{error}") from None
    return tuple(out)


def _unlike(items: tuple[Any, ...], name: str, kind: type[Any], most: int) -> None:
    if len(items) > most:
        raise StoryFormatError(f"{name} can be at most {most}, not {len(items)}.")
    seen: set[str] = set()
    for index, item in enumerate(items):
        ident: Any = getattr(item, "id", None)
        if not isinstance(item, kind):
            raise StoryFormatError(f"{name}[{index}] must be a {kind.__name__}, not {item!r:.60}.")
        if ident in seen:
            raise StoryFormatError(f"{name}[{index}].id {ident!r} is used twice.")
        seen.add(ident)
