"""Making a story up together, for the page: what can be chosen, the first page, and three ways to go on.

Nothing is kept between two calls: the tale comes along. Pictures of pages that were drawn lately are.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from text2scene.errors import InputError
from text2scene.render import Library
from text2scene.scene import Scene
from text2scene.story.model import StoryValue
from text2scene.story.told import story_of
from text2scene.tale import Tale, options, start
from text2scene.tale.themes import THEMES
from text2scene.ui.checks import MAX_PAGE_SEED, read_scene, read_text
from text2scene.ui.stories.incoming import check_nesting

if TYPE_CHECKING:
    from text2scene.generator import Generator

MAX_TALE_PAGES = 40  # a tale ends by itself after about eight
_MOST_KNOWN = 400
_PLURALS = {
    "theme": "themes",
    "hero": "heroes",
    "companion": "companions",
    "wish": "wishes",
    "mood": "moods",
}
Answer = dict[str, Any]


class MadeUp:
    """Tales for the page, drawn with a generator."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._known: OrderedDict[tuple[Any, ...], Scene] = OrderedDict()
        self._lock = threading.Lock()

    def choices(self) -> Answer:
        """What can be chosen, each with id and label; a theme says which wishes and companions suit it."""
        found = options()
        lists: Answer = {
            plural: [{"id": option.value, "label": option.label} for option in found[name]]
            for name, plural in _PLURALS.items()
        }
        for theme in lists["themes"]:
            theme["wishes"] = list(THEMES[theme["id"]].wishes)
            theme["companions"] = [option.value for option in options(theme["id"])["companion"]]
        return lists

    def begin(self, asked: Mapping[str, Any], generator: Generator) -> Answer:
        """The first page of a tale; what was not chosen is chosen by the seed, and that by chance."""
        chosen = {name: _choice(asked, name) for name in _PLURALS}
        seed = asked.get("seed")
        if seed is not None and (
            isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_PAGE_SEED * 10_000
        ):
            raise InputError("The seed must be a whole number.")
        names = asked.get("names") or {}
        if not isinstance(names, Mapping) or not all(isinstance(each, str) for each in names.values()):
            raise InputError("names must be an object such as {'hero': 'Ada'}.")
        return self._told(start(**chosen, names=names, seed=seed), generator)

    def go(self, asked: Mapping[str, Any], generator: Generator) -> Answer:
        """The tale with one more page. way: the id of one of the ways; ``any``: the tale chooses itself."""
        tale, way = self.read(asked.get("tale")), asked.get("way")
        if way == "back":
            return self._told(tale.back(max(1, len(tale.pages) - 1)), generator)
        if way == "any":
            return self._told(tale.go_on(), generator)
        if way == "end":
            return self._told(tale.finish(), generator)
        ways = [str(n) for n in range(len(tale.choices))]
        if not tale.finished and way not in ways:
            raise InputError(
                f"way must be one of {', '.join([*ways, 'any', 'back', 'end'])}, not {way!r:.40}."
            )
        return self._told(tale.choose(ways.index(way) if way in ways else 0), generator)

    def read(self, data: object) -> Tale:
        """A tale document from outside. Raises InputError."""
        if not isinstance(data, Mapping):
            raise InputError("tale must be the tale that was answered before.")
        check_nesting(data, "tale")
        tale = Tale.from_json(json.dumps(data))
        if len(tale.pages) > MAX_TALE_PAGES:
            raise InputError(f"This tale has {len(tale.pages)} pages; at most {MAX_TALE_PAGES} can go on.")
        for page in tale.pages:
            read_text(page.text)
            read_text(page.drawing)
            unknown = [piece for piece in page.pieces if piece not in self.library.catalog]
            if unknown:
                raise InputError(f"The tale speaks of {unknown[0]!r:.40}, which is no piece.")
            read_scene(Scene(background=page.background).to_dict(), self.library)
        return tale

    def story(self, tale: Tale, generator: Generator) -> StoryValue:
        """The story of a tale, drawn."""
        scenes: list[Scene] = []
        with self._lock:
            for n in range(1, len(tale.pages) + 1):
                found = self._known.get(tale.pages[:n])
                if found is None:
                    break
                scenes.append(found)
        value = story_of(tale, generator, scenes)
        with self._lock:
            for n, page in enumerate(value.pages, 1):
                self._known[tale.pages[:n]] = page.scene
                self._known.move_to_end(tale.pages[:n])
            while len(self._known) > _MOST_KNOWN:
                self._known.popitem(last=False)
        return value

    def _told(self, tale: Tale, generator: Generator) -> Answer:
        value = self.story(tale, generator)
        return {
            "tale": json.loads(tale.to_json()),
            "title": tale.title,
            "pages": [{"text": page.text, "scene": page.scene.to_dict()} for page in value.pages],
            "ways": [{"id": str(n), "text": choice.text} for n, choice in enumerate(tale.choices)],
            "ended": tale.finished,
        }


def _choice(asked: Mapping[str, Any], name: str) -> str | None:
    value = asked.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise InputError(f"{name} must be one of the choices, not {value!r:.40}.")
    return value
