"""Tales as JSON documents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from text2scene.errors import InputError

if TYPE_CHECKING:
    from text2scene.tale.tale import Tale

FORMAT = "text2scene-tale/1"
_MAX_CHARACTERS = 1_000_000


def to_json(tale: Tale) -> str:
    """The document of a tale; it can be read by people, too."""
    setup = tale.setup
    return json.dumps(
        {
            "format": FORMAT,
            "title": tale.title,
            "finished": tale.finished,
            "setup": {
                "theme": setup.theme,
                "hero": setup.hero,
                "companion": setup.companion,
                "wish": setup.wish,
                "mood": setup.mood,
                "names": dict(setup.names),
                "past": setup.past,
                "seed": setup.seed,
            },
            "path": list(tale.path),
            "pages": [
                {
                    "text": page.text,
                    "drawing": page.drawing,
                    "background": page.background,
                    "place": page.place,
                    "time": page.time,
                    "weather": page.weather,
                    "pieces": list(page.pieces),
                    "here": list(page.here),
                    "events": [list(event) for event in page.events],
                    "beat": page.beat,
                }
                for page in tale.pages
            ],
            "world": sorted(list(fact) for fact in tale.world.facts),
        },
        ensure_ascii=False,
        indent=1,
    )


def from_json(text: str) -> Tale:
    """The tale of a document; its pages stay as they were told. Raises InputError, naming the field."""
    from text2scene.tale.tale import Page, Tale
    from text2scene.tale.world import World

    if len(text) > _MAX_CHARACTERS:
        raise InputError("This is too long to be a tale; give a file that text2scene saved.")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("This is not a JSON document; give a tale that text2scene saved.") from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise InputError(f"This is not a tale; its field format must be {FORMAT!r}.")
    pages = tuple(
        Page(
            _text(raw, "text"),
            _text(raw, "drawing"),
            _text(raw, "background"),
            _text(raw, "place"),
            _text(raw, "time"),
            _text(raw, "weather"),
            _words(raw.get("pieces"), "pieces"),
            _words(raw.get("here"), "here"),
            tuple(_words(event, "events") for event in _list(raw.get("events"), "events")),
            _text(raw, "beat"),
        )
        for raw in _list(document.get("pages"), "pages")
    )
    path = _list(document.get("path"), "path")
    if any(isinstance(i, bool) or not isinstance(i, int) or not 0 <= i < 3 for i in path):
        raise InputError("The tale's field path must be a list of numbers from 0 to 2.")
    facts = frozenset(_words(fact, "world") for fact in _list(document.get("world"), "world"))
    if not pages or len(path) != len(pages) - 1:
        raise InputError("The tale's fields pages and path do not fit together.")
    setup = _setup(document)
    needed = {("theme", setup.theme), ("role", "H", setup.hero), ("role", "C", setup.companion)}
    if not needed <= facts or not any(fact[:2] == ("role", "G") for fact in facts):
        raise InputError("The tale's field world does not fit its setup.")
    return Tale(setup, _text(document, "title"), pages, tuple(path), World(facts))


def _setup(document: dict[str, Any]) -> Any:
    from text2scene.tale.setup import Setup, checked_name
    from text2scene.tale.themes import COMPANIONS, MOODS, THEMES, WISHES
    from text2scene.tale.words import CHILDREN

    raw = document.get("setup")
    if not isinstance(raw, dict):
        raise InputError("The tale's field setup must be an object.")
    allowed: dict[str, Iterable[str]] = {
        "theme": THEMES,
        "hero": CHILDREN,
        "companion": (*COMPANIONS, *CHILDREN),
        "wish": WISHES,
        "mood": MOODS,
    }
    for field, names in allowed.items():
        if _text(raw, field) not in list(names):
            raise InputError(f"The tale's field setup.{field} must be one of {', '.join(names)}.")
    own, seed = raw.get("names"), raw.get("seed")
    if not isinstance(own, dict) or {*own} != {raw["hero"], raw["companion"]}:
        raise InputError("The tale's field setup.names must name hero and companion.")
    if isinstance(seed, bool) or not isinstance(seed, int) or not isinstance(raw.get("past"), bool):
        raise InputError(
            "The tale's fields setup.seed and setup.past must be a whole number and true or false."
        )
    given = tuple((piece, checked_name("hero", _text(own, piece))) for piece in own)
    return Setup(
        raw["theme"], raw["hero"], raw["companion"], raw["wish"], raw["mood"], given, raw["past"], seed
    )


def _text(raw: Any, field: str) -> str:
    value = raw.get(field) if isinstance(raw, dict) else None
    if not isinstance(value, str):
        raise InputError(f"The tale's field {field} must be a text.")
    return value


def _list(value: Any, field: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(f"The tale's field {field} must be a list.")
    return value


def _words(value: Any, field: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise InputError(f"The tale's field {field} must be a list of texts.")
    return tuple(value)
