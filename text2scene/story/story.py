"""A story that is being worked on: every change makes a new frozen value, so undo is a step back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from text2scene.errors import InputError
from text2scene.scene import Scene
from text2scene.story.cast import read_cast
from text2scene.story.maker import PageMaker
from text2scene.story.model import CastMember, Page, StoryValue
from text2scene.story.pages import read_manuscript, sentences_of
from text2scene.story.reading import opening
from text2scene.story.situation import Situation
from text2scene.story.told import read_tale, story_of

if TYPE_CHECKING:
    from text2scene.generator import Generator

MAX_STEPS_BACK = 500
PageKey = int | str | Page


class Story:
    """A story in the making. Reading it (``title``, ``pages``, ``cast``, ``value``) gives frozen values.

    Every change takes effect as a whole or, where it raises, not at all. Pages after a changed one are made
    anew as far as what they carry over changed; a page whose scene was changed by hand is kept. A page is
    named by its number from 0 (negative from the end), its id, or itself.
    """

    def __init__(self, generator: Generator, value: StoryValue | None = None) -> None:
        self.generator = generator
        self._value = value or StoryValue()
        self._past: list[StoryValue] = []
        self._future: list[StoryValue] = []

    @classmethod
    def from_text(
        cls,
        generator: Generator,
        text: str,
        *,
        title: str = "",
        seed: int = 0,
        markdown: bool = False,
        progress: Callable[[int, int], None] | None = None,
    ) -> Story:
        """Cut a text into pages and draw them. markdown: headings are chapters. progress: (done, all).

        Raises InputError where the text is empty or too long, or the seed is out of range.
        """
        manuscript = read_manuscript(text, markdown)
        story = cls(generator)
        cast, pages = opening(manuscript, generator.catalog)
        blank = tuple(
            Page(f"p{n}", page.text, Scene(), page.chapter, seed=seed) for n, page in enumerate(pages, 1)
        )
        value = StoryValue(title or manuscript.title, blank, cast, manuscript.author)
        story._value = story._drawn(value, StoryValue(), {page.id for page in blank}, progress)
        return story

    @classmethod
    def load(cls, path: str | os.PathLike[str], generator: Generator | None = None) -> Story:
        """Read a story that was saved, or a tale that was made up (``text2scene tale -o``).

        generator: by default the shipped one. Raises InputError, StoryFormatError.
        """
        tale = read_tale(path)
        value = StoryValue() if tale is not None else StoryValue.load(path)
        if generator is None:
            from text2scene.generator import load

            generator = load()
        return cls(generator, value if tale is None else story_of(tale, generator))

    # -- looking -------------------------------------------------------------------------

    @property
    def value(self) -> StoryValue:
        """The story as it is now, frozen: what exporters take."""
        return self._value

    @property
    def title(self) -> str:
        """The title; setting it is a change that can be undone."""
        return self._value.title

    @title.setter
    def title(self, title: str) -> None:
        self._become(replace(self._value, title=title))

    @property
    def author(self) -> str:
        """Who wrote it."""
        return self._value.author

    @author.setter
    def author(self, author: str) -> None:
        self._become(replace(self._value, author=author))

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages in order."""
        return self._value.pages

    @property
    def cast(self) -> tuple[CastMember, ...]:
        """Everybody with a name."""
        return self._value.cast

    @property
    def lang(self) -> str:
        """The language tag, such as ``en`` or ``pt-BR``; setting it is a change that can be undone."""
        return self._value.lang

    @lang.setter
    def lang(self, lang: str) -> None:
        self._become(replace(self._value, lang=lang))

    @property
    def text(self) -> str:
        """The text of all pages, a blank line between two."""
        return "\n\n".join(page.text for page in self.pages)

    def __len__(self) -> int:
        return len(self._value.pages)

    def number(self, page: PageKey) -> int:
        """The number of a page, from 0. Raises InputError where there is no such page."""
        pages = self._value.pages
        if isinstance(page, int) and not isinstance(page, bool):
            if not -len(pages) <= page < len(pages):
                raise InputError(
                    f"There is no page {page}; the story has {len(pages)} pages, numbered from 0."
                )
            return page % len(pages)
        ident = page.id if isinstance(page, Page) else page
        found = next((n for n, each in enumerate(pages) if each.id == ident), None)
        if found is None:
            raise InputError(f"There is no page {ident!r:.60} in this story.")
        return found

    def explain(self, page: PageKey | None = None) -> list[Mapping[str, Any]]:
        """What carried over and why, for one page or for all.

        Rows are mappings: page (number from 0), kind, about (ids), message (a sentence for people).
        """
        chosen = range(len(self)) if page is None else (self.number(page),)
        return [{"page": n, **row} for n in chosen for row in self.pages[n].carried]

    # -- changing ------------------------------------------------------------------------

    def add(self, text: str, seed: int = 0) -> Page:
        """A page at the end; several where the text has blank lines. The last of them comes back."""
        return self.insert(len(self), text, seed)

    def insert(self, at: int, text: str, seed: int = 0) -> Page:
        """A page before page ``at`` (0 to the number of pages); several where the text has blank lines."""
        pages = self._value.pages
        if isinstance(at, bool) or not isinstance(at, int) or not 0 <= at <= len(pages):
            raise InputError(f"A page can come in at 0 to {len(pages)}, not {at!r:.40}.")
        fresh = self._blank(text, seed)
        value = replace(self._value, pages=(*pages[:at], *fresh, *pages[at:]))
        self._redraw(value, {page.id for page in fresh})
        return self._value.pages[at + len(fresh) - 1]

    def edit(self, page: PageKey, text: str) -> Page:
        """Another text for a page; its picture is drawn anew."""
        n = self.number(page)
        cleaned = _one_page(text)
        return self._changed(n, replace(self.pages[n], text=cleaned, by_hand=False))

    def remove(self, page: PageKey) -> None:
        """Take a page out; those after it no longer carry over what it brought."""
        n = self.number(page)
        pages = self._value.pages
        self._redraw(replace(self._value, pages=(*pages[:n], *pages[n + 1 :])), set())

    def move(self, page: PageKey, to: int) -> None:
        """Put a page at number ``to``, counted without it."""
        n = self.number(page)
        rest = [each for each in self.pages if each.id != self.pages[n].id]
        if isinstance(to, bool) or not isinstance(to, int) or not 0 <= to <= len(rest):
            raise InputError(f"A page can move to 0 to {len(rest)}, not {to!r:.40}.")
        self._redraw(replace(self._value, pages=(*rest[:to], self.pages[n], *rest[to:])), set())

    def regenerate(self, page: PageKey, seed: int | None = None) -> Page:
        """Another picture for the same text: of that seed, by default the next one."""
        n = self.number(page)
        old = self.pages[n]
        return self._changed(n, replace(old, seed=old.seed + 1 if seed is None else seed, by_hand=False))

    def split(self, page: PageKey, at: int | None = None) -> tuple[Page, Page]:
        """Two pages of one, before its sentence ``at`` (from 1), by default in the middle."""
        n = self.number(page)
        old = self.pages[n]
        sentences = sentences_of(old.text)
        if len(sentences) < 2:
            raise InputError("This page has one sentence; write another one before you split it.")
        at = (len(sentences) + 1) // 2 if at is None else at
        if not 1 <= at < len(sentences):
            raise InputError(
                f"This page can be split before sentence 1 to {len(sentences) - 1}, not {at!r:.40}."
            )
        first = replace(old, text=" ".join(sentences[:at]), by_hand=False)
        second = replace(
            old, id=self._free(), text=" ".join(sentences[at:]), chapter="", by_hand=False, carried=()
        )
        pages = (*self.pages[:n], first, second, *self.pages[n + 1 :])
        self._redraw(replace(self._value, pages=pages), {first.id, second.id})
        return self.pages[n], self.pages[n + 1]

    def merge(self, page: PageKey) -> Page:
        """One page of this one and the next."""
        n = self.number(page)
        if n + 1 >= len(self):
            raise InputError("There is no page after this one to merge it with.")
        one, two = self.pages[n], self.pages[n + 1]
        merged = replace(one, text=f"{one.text} {two.text}", by_hand=False)
        pages = (*self.pages[:n], merged, *self.pages[n + 2 :])
        self._redraw(replace(self._value, pages=pages), {merged.id})
        return self.pages[n]

    def set_background(self, pages: PageKey | Iterable[PageKey], name: str | None) -> None:
        """A background chosen for a page or a stretch of pages; None: as the text says."""
        if name is not None:
            from text2scene.render import check_background

            check_background(name)
        keys = [pages] if isinstance(pages, int | str | Page) else list(pages)
        chosen = {self.pages[self.number(key)].id for key in keys}
        changed = tuple(
            replace(page, background=name, scene=_on(page, name)) if page.id in chosen else page
            for page in self.pages
        )
        by_text = {page.id for page in changed if page.id in chosen and not page.by_hand}
        self._redraw(replace(self._value, pages=changed), by_text)

    def set_layout(self, page: PageKey, layout: str) -> Page:
        """Where the text of a page stands: under, beside or over the picture."""
        n = self.number(page)
        return self._swapped(n, replace(self.pages[n], layout=layout))

    def set_chapter(self, page: PageKey, heading: str) -> Page:
        """A chapter that begins with this page; empty: none."""
        n = self.number(page)
        return self._swapped(n, replace(self.pages[n], chapter=heading))

    def set_scene(self, page: PageKey, scene: Scene) -> Page:
        """A picture that was changed by hand: it stays, and the pages after it follow from it."""
        n = self.number(page)
        return self._changed(n, replace(self.pages[n], scene=scene, by_hand=True), drawn=True)

    def recast(self, member: CastMember) -> None:
        """Another name or another look for somebody, known by the id; or somebody new.

        The name changes in the texts too, and new looks hold on pages that were changed by hand as well.
        Raises InputError for a name that another one has.
        """
        others = [each for each in self.cast if each.id != member.id]
        if any(each.name == member.name for each in others):
            raise InputError(f"{member.name} is in the cast already; choose another name.")
        old = next((each for each in self.cast if each.id == member.id), None)
        cast = tuple(member if each.id == member.id else each for each in self.cast)
        pages = self.pages
        if old is None:
            cast = (*cast, member)
        elif old.name != member.name:
            pages = tuple(replace(page, text=_renamed(page.text, old.name, member.name)) for page in pages)
        if old is None or old.style != member.style:
            pages = tuple(_dressed(page, member) if page.by_hand else page for page in pages)
        self._redraw(
            replace(self._value, cast=cast, pages=pages), {page.id for page in pages if not page.by_hand}
        )

    # -- undo ----------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def undo(self) -> bool:
        """One change back; False where there is none."""
        if not self._past:
            return False
        self._future.append(self._value)
        self._value = self._past.pop()
        return True

    def redo(self) -> bool:
        """What was undone last, again; False where there is nothing."""
        if not self._future:
            return False
        self._past.append(self._value)
        self._value = self._future.pop()
        return True

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write one .json file, whole or not at all. Raises InputError or OutputError."""
        self._value.save(path)

    # -- how -----------------------------------------------------------------------------

    def _become(self, value: StoryValue) -> None:
        self._past.append(self._value)
        del self._past[:-MAX_STEPS_BACK]
        self._future.clear()
        self._value = value

    def _changed(self, n: int, page: Page, drawn: bool = False) -> Page:
        pages = (*self.pages[:n], page, *self.pages[n + 1 :])
        self._redraw(replace(self._value, pages=pages), set() if drawn else {page.id})
        return self.pages[n]

    def _swapped(self, n: int, page: Page) -> Page:
        self._become(replace(self._value, pages=(*self.pages[:n], page, *self.pages[n + 1 :])))
        return page

    def _redraw(self, value: StoryValue, anew: set[str]) -> None:
        cast = read_cast(" ".join(page.text for page in value.pages), self.generator.catalog, value.cast)
        self._become(self._drawn(replace(value, cast=cast), self._value, anew))

    def _drawn(
        self,
        value: StoryValue,
        old: StoryValue,
        anew: set[str],
        progress: Callable[[int, int], None] | None = None,
    ) -> StoryValue:
        """With the pictures of the pages ``anew``, and of those whose beginning is no longer as in "
        "``old``."""
        maker = PageMaker(self.generator, value.cast)
        began = _beginnings(maker, old) if old.cast == value.cast else {}
        situation = Situation()
        pages: list[Page] = []
        for n, page in enumerate(value.pages):
            as_it_was = page.id not in anew and (page.by_hand or began.get(page.id) == situation)
            if as_it_was:
                situation = maker.follow(page, situation)
            else:
                page, situation = maker.make(page, situation)
            pages.append(page)
            if progress is not None:
                progress(n + 1, len(value.pages))
        return replace(value, pages=tuple(pages))

    def _blank(self, text: str, seed: int) -> list[Page]:
        manuscript = read_manuscript(text)
        texts = [page.text for page in manuscript.pages]
        if "\n\n" not in text.replace("\r\n", "\n").strip():
            texts = [_one_page(text)]
        out: list[Page] = []
        for each in texts:
            out.append(Page(self._free(page.id for page in out), each, Scene(), seed=seed))
        return out

    def _free(self, also: Iterable[str] = ()) -> str:
        """An id that no page has or had in this session, so that undo never gives one twice."""
        used = {page.id for value in (*self._past, self._value, *self._future) for page in value.pages} | set(
            also
        )
        number = len(used) + 1
        while f"p{number}" in used:
            number += 1
        return f"p{number}"


def _beginnings(maker: PageMaker, value: StoryValue) -> dict[str, Situation]:
    """By page id, the situation that each page began with."""
    out: dict[str, Situation] = {}
    situation = Situation()
    for page in value.pages:
        out[page.id] = situation
        situation = maker.follow(page, situation)
    return out


def _dressed(page: Page, member: CastMember) -> Page:
    """The page with the same picture, in which somebody looks as the cast says."""
    objects = tuple(
        replace(item, style=member.style) if item.id == member.id else item for item in page.scene.objects
    )
    return replace(page, scene=replace(page.scene, objects=objects))


def _one_page(text: object) -> str:
    if not isinstance(text, str):
        raise InputError("The text of a page must be a string.")
    plain = " ".join(text.split())
    if not plain:
        raise InputError("The page is empty; write a sentence such as: Mike waves to Jenny.")
    return plain


def _on(page: Page, background: str | None) -> Scene:
    return page.scene if background is None else replace(page.scene, background=background)


def _renamed(text: str, old: str, new: str) -> str:
    import re

    return re.sub(rf"\b{re.escape(old)}\b", lambda _: new, text)
