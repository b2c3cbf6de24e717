"""What a person does to a story, as plain data: checked, made on a Story, and compared with what others did.

A change is asked for as ``{"do": "edit", "page": "p3", "text": "…"}``. Each kind says what it needs, what it
is called (for *undo*), and which fields of which pages it must find as the person saw them; everything else
may have been changed by somebody else meanwhile, and both are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from text2scene.errors import InputError
from text2scene.render import Library
from text2scene.story.model import LAYOUTS, MAX_PAGES, MAX_SEED, CastMember, Page, StoryValue
from text2scene.story.story import Story
from text2scene.ui.stories import incoming
from text2scene.ui.stories.telling import as_told

if TYPE_CHECKING:
    from text2scene.generator import Generator

Values = Mapping[str, Any]
PICTURE = ("scene",)
PAGE_FIELDS = ("text", "chapter", "layout", "background", "seed", "scene")
_LABEL_TEXT = 40


@dataclass(frozen=True)
class Change:
    """One change, read and checked. name: of the kind; values: what it was asked with."""

    name: str
    values: Values

    @property
    def pages(self) -> tuple[str, ...]:
        """The ids of the pages that it is about."""
        many = self.values.get("pages")
        return many if many is not None else tuple(filter(None, [self.values.get("page")]))

    def label(self, value: StoryValue) -> str:
        """What it is called, with the numbers that the pages have in ``value``."""
        number = next((n for n, page in enumerate(value.pages, 1) if page.id in self.pages), 0)
        return _KINDS[self.name].label.format(n=number, next=number + 1, **_shortened(self.values, value))

    def made(self, generator: Generator, value: StoryValue) -> StoryValue:
        """The story with the change. Raises InputError where it cannot be made."""
        story = Story(generator, value)
        _KINDS[self.name].make(story, self.values)
        return with_own_ids(value, story.value)

    def clash(self, base: StoryValue, current: StoryValue) -> frozenset[str]:
        """What it touches and somebody else changed since ``base``; empty where both can be kept.

        Ids of pages, ``title``, ``author``, ``order``, or ``cast:`` and an id.
        """
        if base == current:
            return frozenset()
        kind = _KINDS[self.name]
        parts = {page for page in self.pages if _differs(page, kind.fields, base, current)}
        if kind.whole is not None:
            parts |= kind.whole(self.values, base, current)
        return frozenset(parts)

    def shifted(self, base: StoryValue, current: StoryValue) -> Change:
        """The same change where pages came, went or moved since ``base``: after the same page as there."""
        values = dict(self.values)
        if self.name == "add" and "at" in values:
            values["at"] = _place(values["at"], _ids(base), _ids(current))
        if self.name == "move":
            own = values["page"]
            before = [each for each in _ids(base) if each != own]
            values["to"] = _place(values["to"], before, [each for each in _ids(current) if each != own])
        return replace(self, values=values)


def read_change(asked: object, library: Library) -> Change:
    """A change from outside. Raises InputError."""
    if not isinstance(asked, Mapping):
        raise InputError("do must be an object such as {'do': 'edit', 'page': 'p1', 'text': 'A dog runs.'}.")
    name = asked.get("do")
    if not isinstance(name, str) or name not in _KINDS:
        raise InputError(f"A story cannot {name!r:.40}; it can {', '.join(_KINDS)}.")
    kind = _KINDS[name]
    values = {}
    for key, read in kind.needs.items():
        optional = key.endswith("?")
        key = key.rstrip("?")
        if optional and asked.get(key) is None:
            continue
        values[key] = read(asked.get(key), library)
    return Change(name, values)


def with_own_ids(before: StoryValue, after: StoryValue) -> StoryValue:
    """New pages get ids that no page of this story ever had, in whichever window they were made."""
    known = set(_ids(before))
    pages = tuple(page if page.id in known else replace(page, id=f"p{token_hex(5)}") for page in after.pages)
    return replace(after, pages=pages)


# -- how each is made --------------------------------------------------------------------


def _add(story: Story, values: Values) -> None:
    at = min(values.get("at", len(story)), len(story))
    story.insert(at, values["text"])


def _edit(story: Story, values: Values) -> None:
    story.edit(values["page"], values["text"])


def _remove(story: Story, values: Values) -> None:
    story.remove(values["page"])


def _move(story: Story, values: Values) -> None:
    story.move(values["page"], min(values["to"], len(story) - 1))


def _regenerate(story: Story, values: Values) -> None:
    story.regenerate(values["page"], values.get("seed"))


def _split(story: Story, values: Values) -> None:
    story.split(values["page"], values.get("at"))


def _merge(story: Story, values: Values) -> None:
    story.merge(values["page"])


def _background(story: Story, values: Values) -> None:
    story.set_background(_there(story, values), values["name"])


def _layout(story: Story, values: Values) -> None:
    for page in _there(story, values):
        story.set_layout(page, values["layout"])


def _chapter(story: Story, values: Values) -> None:
    story.set_chapter(values["page"], values["heading"])


def _scene(story: Story, values: Values) -> None:
    page = story.pages[story.number(values["page"])]
    # The words under the picture are the page's; what a picture says of itself is not asked.
    story.set_scene(values["page"], replace(values["scene"], text=page.text, seed=page.seed))


def _tell(story: Story, values: Values) -> None:
    story.set_scene(values["page"], as_told(story, values["page"], values["text"]))


def _title(story: Story, values: Values) -> None:
    story.title = values["title"]


def _author(story: Story, values: Values) -> None:
    story.author = values["author"]


def _recast(story: Story, values: Values) -> None:
    story.recast(values["member"])


def _style(story: Story, values: Values) -> None:
    member = next((each for each in story.cast if each.id == values["member"]), None)
    if member is None:
        raise InputError(f"There is nobody {values['member']!r:.40} in this story.")
    plain = {**member.to_dict(), "style": values["style"]}
    story.recast(CastMember.from_dict(plain))


def _there(story: Story, values: Values) -> list[str]:
    for page in values["pages"]:
        story.number(page)  # raises where there is none
    return list(values["pages"])


# -- what others may have done -----------------------------------------------------------


def _ids(value: StoryValue) -> list[str]:
    return [page.id for page in value.pages]


def _page(value: StoryValue, ident: str) -> Page | None:
    return next((page for page in value.pages if page.id == ident), None)


def _differs(ident: str, fields: tuple[str, ...], base: StoryValue, current: StoryValue) -> bool:
    """Whether a page is gone or was changed, in one of these fields, by a person."""
    one, other = _page(base, ident), _page(current, ident)
    if one is None or other is None:
        return one is not other
    for name in fields:
        if name == "scene":
            # A picture that only followed from other pages was nobody's work.
            if (one.by_hand or other.by_hand) and one.scene.objects != other.scene.objects:
                return True
        elif getattr(one, name) != getattr(other, name):
            return True
    return False


def _place(at: int, before: list[str], now: list[str]) -> int:
    """Where ``at`` is now: after the nearest page before it that is still there."""
    if before == now:
        return at
    for ident in reversed(before[:at]):
        if ident in now:
            return now.index(ident) + 1
    return 0


def _reordered(_: Values, base: StoryValue, current: StoryValue) -> set[str]:
    one = [each for each in _ids(base) if each in _ids(current)]
    other = [each for each in _ids(current) if each in _ids(base)]
    return {"order"} if one != other else set()


def _merged(values: Values, base: StoryValue, current: StoryValue) -> set[str]:
    """The next page too must be there, and must be the next one still."""
    nexts = [_next(value, values["page"]) for value in (base, current)]
    if nexts[0] != nexts[1]:
        return {"order"}
    return {nexts[0]} if nexts[0] and _differs(nexts[0], PAGE_FIELDS, base, current) else set()


def _next(value: StoryValue, ident: str) -> str:
    ids = _ids(value)
    at = ids.index(ident) + 1 if ident in ids else len(ids)
    return ids[at] if at < len(ids) else ""


def _retitled(_: Values, base: StoryValue, current: StoryValue) -> set[str]:
    return {"title"} if base.title != current.title else set()


def _by_another(_: Values, base: StoryValue, current: StoryValue) -> set[str]:
    return {"author"} if base.author != current.author else set()


def _recasted(values: Values, base: StoryValue, current: StoryValue) -> set[str]:
    member = values["member"]
    ident = member.id if isinstance(member, CastMember) else member
    looks = [next((each for each in value.cast if each.id == ident), None) for value in (base, current)]
    return {f"cast:{ident}"} if looks[0] != looks[1] else set()


# -- the kinds ---------------------------------------------------------------------------


@dataclass(frozen=True)
class _Kind:
    """needs: values by name and how each is read; one with a question mark may be left out.

    fields: of its pages, which somebody else must not have changed. whole: the same of the story's own.
    """

    make: Callable[[Story, Values], None]
    label: str
    needs: Mapping[str, Callable[[object, Library], Any]]
    fields: tuple[str, ...] = ()
    whole: Callable[[Values, StoryValue, StoryValue], set[str]] | None = None


def _number(name: str, most: int) -> Callable[[object, Library], int]:
    return lambda value, _: incoming.read_number(value, name, most)


def _line(name: str, longest: int = 300) -> Callable[[object, Library], str]:
    return lambda value, _: incoming.read_line(value, name, longest)


def _read_layout(value: object, _: Library) -> str:
    if not isinstance(value, str) or value not in LAYOUTS:
        raise InputError(f"The layout must be one of {', '.join(LAYOUTS)}, not {value!r:.40}.")
    return value


def _read_style(value: object, _: Library) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError(f"The style must be an object such as {{'top': 'red'}}, not {value!r:.40}.")
    return value


def _read_page(value: object, _: Library) -> str:
    return incoming.read_page(value)


def _read_pages(value: object, _: Library) -> tuple[str, ...]:
    return incoming.read_pages(value)


def _read_page_text(value: object, _: Library) -> str:
    return incoming.read_page_text(value)


def _read_story_text(value: object, _: Library) -> str:
    return incoming.read_story_text(value)


_PAGE = {"page": _read_page}
_KINDS: Mapping[str, _Kind] = {
    "add": _Kind(_add, "New page", {"text": _read_story_text, "at?": _number("at", MAX_PAGES)}),
    "edit": _Kind(_edit, "Text of page {n}", {**_PAGE, "text": _read_page_text}, ("text", *PICTURE)),
    "remove": _Kind(_remove, "Page {n} taken out", _PAGE, PAGE_FIELDS),
    "move": _Kind(_move, "Page {n} moved", {**_PAGE, "to": _number("to", MAX_PAGES)}, (), _reordered),
    "regenerate": _Kind(
        _regenerate,
        "Another picture on page {n}",
        {**_PAGE, "seed?": _number("seed", MAX_SEED)},
        ("text", "seed", *PICTURE),
    ),
    "split": _Kind(
        _split, "Page {n} cut in two", {**_PAGE, "at?": _number("at", MAX_PAGES)}, ("text", *PICTURE)
    ),
    "merge": _Kind(_merge, "Pages {n} and {next} made one", _PAGE, ("text", *PICTURE), _merged),
    "background": _Kind(
        _background,
        "Background of page {n}",
        {"pages": _read_pages, "name": incoming.read_background},
        ("background",),
    ),
    "layout": _Kind(
        _layout, "Place of the text on page {n}", {"pages": _read_pages, "layout": _read_layout}, ("layout",)
    ),
    "chapter": _Kind(
        _chapter, "Chapter on page {n}", {**_PAGE, "heading": _line("The heading")}, ("chapter",)
    ),
    "scene": _Kind(
        _scene,
        "Picture of page {n}",
        {**_PAGE, "scene": incoming.read_page_scene},
        ("text", "background", "seed", *PICTURE),
    ),
    "tell": _Kind(_tell, "Picture of page {n}: {text}", {**_PAGE, "text": _read_page_text}, ("text",)),
    "title": _Kind(_title, "Title", {"title": _line("The title")}, whole=_retitled),
    "author": _Kind(_author, "Author", {"author": _line("The author's name")}, whole=_by_another),
    "recast": _Kind(_recast, "Looks of {member}", {"member": incoming.read_member}, whole=_recasted),
    "style": _Kind(
        _style, "Looks of {member}", {"member": _read_page, "style": _read_style}, whole=_recasted
    ),
}


def _shortened(values: Values, value: StoryValue) -> dict[str, str]:
    member = values.get("member")
    if isinstance(member, str):
        member = next((each for each in value.cast if each.id == member), None)
    text = " ".join(str(values.get("text", "")).split())
    short = text if len(text) <= _LABEL_TEXT else f"{text[: _LABEL_TEXT - 1].rstrip()}…"
    return {"text": short, "member": member.name if member is not None else "somebody"}
