"""A story laid out in sheets: where the picture is, where the text, and how large it is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text2scene.describe import describe
from text2scene.errors import InputError
from text2scene.export.bubbles import Box, Bubble, place_bubbles
from text2scene.export.fonts import missing
from text2scene.export.frames import RESERVES, Paper, Rect, inwards, outside, tint, within
from text2scene.export.options import BLEED, BookOptions
from text2scene.export.panels import panel_over
from text2scene.export.sheets import ACCENT, INK, QUIET, Book, Panel, Picture, Sheet, Text, framed
from text2scene.export.speech import Speech, speeches, without_spoken
from text2scene.export.text import MAX_TITLE, clean, language, one_line, paragraphs, runs_left
from text2scene.export.typeset import Block, fitted, moved_block, set_block
from text2scene.render import Library, backdrop, default_library
from text2scene.scene import Scene

if TYPE_CHECKING:
    from text2scene.story.model import Page, StoryValue

_MIDDLE = {"under": 0.42, "beside": 0.5, "over": 0.0}  # where in its box a text stands
_LEAST_COMMON = 0.74  # of the largest type: one long page does not make the whole book small
_CENTRED = 7  # lines; more of them are easier to read from a straight edge
_UNIFORM = 0.1  # share of pages that may be set smaller than the rest
_BUBBLE = 0.031  # least type in bubbles, of the picture's width: it is seen on telephones too
MAX_PAGES = 2000


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page before it is set: its cleaned texts and what is said in it."""

    scene: Scene
    layout: str
    texts: tuple[str, ...]
    spoken: tuple[Speech, ...]
    chapter: str
    number: int


def make_book(story: StoryValue, options: BookOptions, library: Library | None = None) -> Book:
    """Lay a story out. Raises InputError for one without pages, or with a piece that has no picture."""
    library = library or default_library()
    pages = list(story.pages)
    if not pages:
        raise InputError("The story has no pages; write a sentence or two first.")
    if len(pages) > MAX_PAGES:
        raise InputError(f"A book can have {MAX_PAGES} pages, not {len(pages)}; make two of the story.")
    lang = language(story.lang)
    whole = " ".join(clean(page.text)[:500] for page in pages[:20])
    leftward = runs_left(whole if whole.strip() else clean(story.title), lang)
    width, height = options.size([page.layout for page in pages])
    paper = Paper(width, height, BLEED if options.bleed else 0.0, options.page_numbers)
    setter = _Setter(paper, options, library, lang, leftward)
    setter.names = {member.id: one_line(member.name) for member in story.cast}
    drafts = [setter.draft(page, number, story) for number, page in enumerate(pages, 1)]
    most = setter.common_size(drafts)
    sheets: list[Sheet] = []
    if options.title_page:
        sheets.append(setter.title_page(one_line(story.title)[:MAX_TITLE], one_line(story.author), drafts))
    chapter = ""
    for draft in drafts:
        heading = draft.chapter if draft.chapter != chapter else ""
        chapter = draft.chapter
        sheets += setter.page(draft, heading, most)
    _warn_of_letters(story, setter.warnings)
    return Book(
        one_line(story.title)[:MAX_TITLE] or "A story",
        one_line(story.author)[:MAX_TITLE],
        lang,
        leftward,
        (width, height),
        tuple(sheets),
        options,
        library,
        tuple(setter.warnings),
    )


def _warn_of_letters(story: StoryValue, warnings: list[str]) -> None:
    for name, text in (
        ("The title", story.title),
        *((f"Page {n}", p.text) for n, p in enumerate(story.pages, 1)),
    ):
        lost = missing(clean(text)[:20_000])
        if lost:
            warnings.append(
                f"{name} has letters that the book's fonts lack and that a printed page shows as boxes: "
                f"{' '.join(lost[:12])}"
            )


class _Setter:
    """Sets pages on one paper; ``warnings`` collects what did not go as wished."""

    def __init__(
        self, paper: Paper, options: BookOptions, library: Library, lang: str, leftward: bool
    ) -> None:
        self.paper, self.options, self.library = paper, options, library
        self.lang, self.leftward = lang, leftward
        self.names: dict[str, str] = {}
        self.warnings: list[str] = []

    def draft(self, page: Page, number: int, story: StoryValue) -> _Draft:
        texts = paragraphs(page.text)
        layout = page.layout if self.options.layout == "own" else self.options.layout
        spoken: tuple[Speech, ...] = ()
        if self.options.bubbles != "none":
            spoken = speeches(texts, page.scene, story.cast, self.library.catalog)
        return _Draft(page.scene, layout, texts, spoken, one_line(page.chapter or "")[:MAX_TITLE], number)

    def common_size(self, drafts: Sequence[_Draft]) -> float:
        """The type size at which nine in ten pages can be set: a book in one size reads calmly."""
        high = self.paper.sizes[1]
        sizes = sorted(self._own_size(draft, high) for draft in drafts)
        return max(sizes[int(_UNIFORM * len(sizes))], _LEAST_COMMON * high)

    def _own_size(self, draft: _Draft, high: float) -> float:
        if not draft.texts:
            return high
        if draft.layout == "over":
            width = self.paper.width - 2 * self.paper.margin
            box = (0.0, 0.0, width - 2 * self.paper.margin, 0.3 * self.paper.height)
        else:
            box = self._boxes(draft, high, False)[1]
        return self._fit(draft.texts, box, high, draft.layout).size

    # -- pages -------------------------------------------------------------------------

    def page(self, draft: _Draft, heading: str, most: float) -> list[Sheet]:
        """The sheets of a page: one, and more where its text has no room on it."""
        if self.options.bubbles == "instead" and draft.spoken:
            less = replace(draft, texts=_remaining(draft.texts, draft.spoken))
            told = len(self.warnings)
            sheet, rest = self._set(less, heading, most)
            if len(sheet.bubbles) == len(draft.spoken):
                return self._with_rest(sheet, rest, draft)
            del self.warnings[told:]  # not all of it has a bubble: the text stays whole
        return self._with_rest(*self._set(draft, heading, most), draft)

    def _with_rest(self, sheet: Sheet, rest: tuple[str, ...], draft: _Draft) -> list[Sheet]:
        sheets = [sheet]
        if rest:
            self.warnings.append(
                f"Page {draft.number} has more text than room; it goes on without a picture."
            )
        while rest:
            more, rest = self._more(rest, draft)
            sheets.append(more)
        return sheets

    def _set(self, draft: _Draft, heading: str, most: float) -> tuple[Sheet, tuple[str, ...]]:
        """A page as it is wished for, or with its text under the picture where it can't be over it."""
        if draft.layout == "over":
            sheet, rest = self._over(draft, heading, most)
            if sheet is not None:
                return sheet, rest
        return self._apart(draft, heading, most)

    def _apart(self, draft: _Draft, heading: str, most: float) -> tuple[Sheet, tuple[str, ...]]:
        """Text under or beside the picture."""
        layout = "beside" if draft.layout == "beside" else "under"
        draft = replace(draft, layout=layout)
        frame, box = self._boxes(draft, most, bool(heading))
        bubbles, picture = self._picture(draft, frame, (), most)
        shown, rest = self._stack(heading, draft.texts, box, most, layout)
        return self._sheet(draft, picture, bubbles, (), shown, heading), rest

    def _over(self, draft: _Draft, heading: str, most: float) -> tuple[Sheet | None, tuple[str, ...]]:
        """Text over a picture that fills the page; None where it would lie over a face."""
        paper = self.paper
        frame = (-paper.bleed, -paper.bleed, paper.width + 2 * paper.bleed, paper.height + 2 * paper.bleed)
        picture = Picture(framed(draft.scene, frame[2] / frame[3]), frame, 0.0, "")
        texts = (heading, *draft.texts) if heading else draft.texts
        if not texts:
            bubbles, picture = self._picture(draft, frame, (), most)
            return self._sheet(draft, picture, bubbles, (), [], heading), ()
        found = panel_over(texts, picture, paper, most, self.library.catalog, self.lang)
        if found is None:
            self.warnings.append(
                f"Page {draft.number} has no room over its picture that is free of faces; the text is below."
            )
            return None, ()
        panel, box = found
        bubbles, picture = self._picture(draft, frame, (inwards(picture, panel.box),), most)
        shown, rest = self._stack(heading, draft.texts, box, most, "over")
        return self._sheet(draft, picture, bubbles, (panel,), shown, heading), rest

    def _more(self, texts: tuple[str, ...], draft: _Draft) -> tuple[Sheet, tuple[str, ...]]:
        """A sheet of text alone."""
        paper = self.paper
        box = (
            2 * paper.margin,
            1.5 * paper.margin,
            paper.width - 4 * paper.margin,
            paper.height - 1.5 * paper.margin - 1.5 * paper.foot,
        )
        low, high = paper.sizes
        block = set_block(texts, box, (low + high) / 2.4, lang=self.lang)
        sheet = self._sheet(draft, None, (), (), [Text("text", block, INK, box)], "")
        return replace(sheet, kind="more"), block.rest

    def title_page(self, title: str, author: str, drafts: Sequence[_Draft]) -> Sheet:
        """Title, the picture with the most to see of the first pages, and the author."""
        paper = self.paper
        margin = paper.margin * 1.5
        chosen = max(drafts[:12], key=lambda draft: (len(draft.scene.objects), -draft.number))
        foot = 0.13 * paper.height if author else 0.085 * paper.height
        head = 0.24 * paper.height
        box = (margin, margin * 0.55, paper.width - 2 * margin, head - margin * 0.75)
        title = title or "A story"
        block = fitted(
            (title,), box, (0.026 * paper.short, 0.1 * paper.short), bold=True, align="centre",
            lang=self.lang, middle=0.6, leading=1.2,
        )  # fmt: skip
        if block.rest:
            self.warnings.append(
                "The title is too long for the title page; the rest of it is left out there."
            )
        room = (
            margin,
            head + margin * 0.3,
            paper.width - 2 * margin,
            paper.height - head - foot - margin * 0.3,
        )
        frame = within(room, 1.25)
        picture = Picture(
            framed(chosen.scene, frame[2] / frame[3]),
            frame,
            0.031 * paper.short,
            self._alt(chosen, ()),
        )
        texts = [Text("title", block, INK, box)]
        if author:
            below = frame[1] + frame[3]
            box = (margin, below, paper.width - 2 * margin, paper.height - below)
            by = fitted(
                (author,),
                box,
                (0.02 * paper.short, 0.034 * paper.short),
                align="centre",
                lang=self.lang,
                middle=0.45,
            )
            texts.append(Text("author", by, QUIET, box))
        colour = tint(backdrop(chosen.scene.background).air)
        return Sheet("title", title, 0, "under", colour, picture, (), (), tuple(texts))

    # -- parts -------------------------------------------------------------------------

    def _boxes(self, draft: _Draft, most: float, heading: bool) -> tuple[Rect, Rect]:
        """Where the picture is and where the text, of a page on which they are apart."""
        if draft.layout == "beside" and (draft.texts or heading):
            return self.paper.beside(self.leftward)
        tried = None
        for reserve in RESERVES:
            if not draft.texts:
                reserve = 0.05
            tried = self.paper.under(reserve)
            x, y, width, height = tried[1]
            free = (x, y, width, height - (1.6 * most if heading else 0.0))
            if not draft.texts or not self._fit(draft.texts, free, most, "under", 0.8 * most).rest:
                break
        assert tried is not None
        return tried

    def _fit(self, texts: tuple[str, ...], box: Rect, most: float, layout: str, least: float = 0.0) -> Block:
        low = max(self.paper.sizes[0], least)
        align = "centre" if layout == "under" else "start"
        sizes, middle = (low, max(low, most)), _MIDDLE[layout]
        block = fitted(texts, box, sizes, align=align, lang=self.lang, middle=middle)
        if align == "centre" and len(block.lines) > _CENTRED:
            return fitted(texts, box, sizes, lang=self.lang, middle=middle)
        return block

    def _stack(
        self, heading: str, texts: tuple[str, ...], box: Rect, most: float, layout: str
    ) -> tuple[list[Text], tuple[str, ...]]:
        """A chapter's name and the text under it, as one group in a box; and what has no room there."""
        if not heading:
            if not texts:
                return [], ()
            block = self._fit(texts, box, most, layout)
            return [Text("text", block, INK, box)], block.rest
        x, y, width, height = box
        size = 0.82 * self.paper.sizes[1]
        align = "centre" if layout == "under" else "start"
        sizes = (min(size, self.paper.sizes[0]), size)
        upper = fitted((heading,), (x, y, width, 0.4 * height), sizes, bold=True, align=align, lang=self.lang)
        if upper.rest:
            self.warnings.append(f"The chapter's name {heading[:40]!r} is too long; its end is left out.")
        used = upper.height + 0.35 * size
        room = (x, y + used, width, height - used)
        block = self._fit(texts, room, most, "over" if layout == "over" else layout)
        free = (height - used - block.height) * _MIDDLE[layout]
        shift = max(0.0, free)
        upper = moved_block(upper, shift)
        shown = [Text("chapter", upper, ACCENT, (x, y + shift, width, upper.height))]
        return [*shown, Text("text", block, INK, room)] if texts else shown, block.rest

    def _picture(
        self, draft: _Draft, frame: Rect, taken: Sequence[Box], most: float
    ) -> tuple[tuple[Bubble, ...], Picture]:
        """Bubbles and picture, for a frame on the page and boxes in it that are taken."""
        scene = framed(draft.scene, frame[2] / frame[3])
        radius = 0.0 if frame[0] < 0 or draft.layout == "over" else self.paper.corner
        picture = Picture(scene, frame, radius, "")
        bubbles: tuple[Bubble, ...] = ()
        if draft.spoken:
            size = max(min(0.72 * most, 0.034 * self.paper.short) / picture.scale, _BUBBLE * scene.width)
            edge = self.paper.bleed / picture.scale
            cut = outside(scene, edge) if edge else ()
            bubbles, left = place_bubbles(
                draft.spoken, scene, self.library.catalog, size, taken=(*taken, *cut), lang=self.lang
            )
            for speech in left:
                self.warnings.append(
                    f"Page {draft.number} has no room for a bubble of what {speech.name} says."
                )
        return bubbles, replace(picture, alt=self._alt(draft, bubbles))

    def _alt(self, draft: _Draft, bubbles: Sequence[Bubble]) -> str:
        said = "".join(f" {bubble.speech.name} says: “{bubble.speech.words}”" for bubble in bubbles)
        return clean(describe(draft.scene, self.library.catalog, self.names) + said)

    def _sheet(
        self,
        draft: _Draft,
        picture: Picture | None,
        bubbles: tuple[Bubble, ...],
        panels: tuple[Panel, ...],
        texts: list[Text],
        chapter: str,
    ) -> Sheet:
        paper = self.paper
        if paper.numbers:
            size = max(8.5, 0.022 * paper.short)
            box = (
                paper.margin,
                paper.height - paper.margin * 0.92,
                paper.width - 2 * paper.margin,
                size * 1.3,
            )
            number = set_block((str(draft.number),), box, size, align="centre")
            over = picture is not None and (draft.layout == "over" or _covers(picture.box, box))
            if over:
                line = number.lines[0]
                wide = line.width + 1.5 * size
                pill = ((paper.width - wide) / 2, box[1] - 0.3 * size, wide, 1.62 * size)
                panels = (*panels, Panel(pill, 0.81 * size, "#FFFFFF", 0.85))
            texts = [*texts, Text("number", number, QUIET if not over else INK, box)]
        label = chapter or f"{draft.number}"
        return Sheet(
            "page", label, draft.number, draft.layout, picture=picture, bubbles=bubbles, panels=panels,
            texts=tuple(texts), chapter=chapter,
        )  # fmt: skip


def _covers(frame: Rect, box: Rect) -> bool:
    return frame[0] < box[0] + box[2] * 0.5 < frame[0] + frame[2] and frame[1] + frame[3] > box[1]


def _remaining(texts: tuple[str, ...], spoken: Sequence[Speech]) -> tuple[str, ...]:
    kept = (without_spoken(text, spoken) for text in texts)
    return tuple(text for text in kept if text)
