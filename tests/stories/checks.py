"""What a check of a story asks of its pages.

A check is words: a page (from 1, or ``last``), a name and its arguments, such as ``2 wears Mike pirate_hat``;
``still 1 3 tent``, ``pages 3``, ``minpages 3``, ``differ Tom Ben`` and ``here-all Tom`` are about all pages.
Somebody is a name of the cast or a category; a thing is a category or a class of the catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from text2scene.catalog import Catalog
from text2scene.packs import catalog_with
from text2scene.relations import below, boxes_of
from text2scene.scene import SceneObject
from text2scene.story.belongings import borne
from text2scene.story.model import Page, StoryValue


class Pages:
    """A story, as the checks look at it."""

    def __init__(self, story: StoryValue, catalog: Catalog | None = None) -> None:
        self.story = story
        self.catalog = catalog or catalog_with()

    def page(self, word: str) -> Page | None:
        number = len(self.story.pages) if word == "last" else int(word)
        return self.story.pages[number - 1] if number <= len(self.story.pages) else None

    def who(self, page: Page, name: str) -> SceneObject | None:
        member = next((m for m in self.story.cast if m.name == name), None)
        ident = member.id if member is not None else name.lower()
        return next((item for item in page.scene.objects if item.id == ident), None)

    def things(self, page: Page, name: str) -> list[SceneObject]:
        wanted = self.catalog.classes.get(name, (name,))
        return [item for item in page.scene.objects if item.category in wanted]

    def borne(self, page: Page, name: str, thing: str, worn: bool) -> bool:
        person = self.who(page, name)
        wanted = {item.id for item in self.things(page, thing)}
        return person is not None and any(
            each.bearer == person.id and (each.part == "head") == worn and ident in wanted
            for ident, each in borne(page.scene.objects, self.catalog).items()
        )


Check = Callable[[Pages, Page, Sequence[str]], bool]
ON_A_PAGE: dict[str, Check] = {
    "here": lambda p, page, a: p.who(page, a[0]) is not None,
    "gone": lambda p, page, a: p.who(page, a[0]) is None,
    "is": lambda p, page, a: getattr(p.who(page, a[0]), "category", "") == a[1],
    "has": lambda p, page, a: bool(p.things(page, a[0])),
    "lacks": lambda p, page, a: not p.things(page, a[0]),
    "wears": lambda p, page, a: p.borne(page, a[0], a[1], worn=True),
    "notwears": lambda p, page, a: not p.borne(page, a[0], a[1], worn=True),
    "holds": lambda p, page, a: p.borne(page, a[0], a[1], worn=False),
    "background": lambda p, page, a: page.scene.background in a,
    "pose": lambda p, page, a: getattr(p.who(page, a[0]), "pose", None) in a[1:],
    "face": lambda p, page, a: getattr(p.who(page, a[0]), "expression", None) in a[1:],
    "style": lambda p, page, a: dict(getattr(p.who(page, a[0]), "style", {})).get(a[1]) == a[2],
    "below": lambda p, page, a: _below(p, page, a),
}


def _below(pages: Pages, page: Page, args: Sequence[str]) -> bool:
    one, others = pages.who(page, args[0]), pages.things(page, args[1])
    return one is not None and any(
        float(below(boxes_of(one, pages.catalog), boxes_of(other, pages.catalog))) <= 0 for other in others
    )


def _still(pages: Pages, args: Sequence[str]) -> bool:
    """The things are on both pages, at the very same places."""
    first, second = pages.page(args[0]), pages.page(args[1])
    if first is None or second is None:
        return False
    one, two = pages.things(first, args[2]), pages.things(second, args[2])
    places = {(item.x, item.y, item.depth, item.flip, item.scale) for item in two}
    return bool(one) and all((i.x, i.y, i.depth, i.flip, i.scale) in places for i in one)


def _differ(pages: Pages, args: Sequence[str]) -> bool:
    """Two of the cast do not look the same."""
    one, two = (next((m for m in pages.story.cast if m.name == name), None) for name in args)
    return one is not None and two is not None and (one.category, one.style) != (two.category, two.style)


def met(story: StoryValue, check: Sequence[str]) -> bool:
    """Whether a story meets a check. Raises KeyError for one that there is not."""
    pages = Pages(story)
    name, *rest = check
    if name == "pages":
        return len(story.pages) == int(rest[0])
    if name == "minpages":
        return len(story.pages) >= int(rest[0])
    if name == "still":
        return _still(pages, rest)
    if name == "differ":
        return _differ(pages, rest)
    if name == "here-all":
        return all(pages.who(page, rest[0]) is not None for page in story.pages)
    page = pages.page(name)
    return page is not None and ON_A_PAGE[rest[0]](pages, page, rest[1:])
