"""A text -> the texts of its pages: where the picture would change, a new page begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from text2scene.errors import InputError
from text2scene.language import split_sentences
from text2scene.language.setting import place_in
from text2scene.language.setting_words import RAIN_STARTS, RAIN_STOPS, TO_GO
from text2scene.story.model import MAX_PAGES
from text2scene.story.words import LATER, LEAVES, NOT_GONE

MAX_STORY_CHARACTERS = 2_000_000
SENTENCES_A_PAGE = 3
CHARACTERS_A_PAGE = 260
_HEADING = re.compile(r"\A\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*\Z")
_AUTHOR = re.compile(r"\A(?:by|author:|written by)\s+(.{1,100})\Z", re.I)
_ARRIVES = re.compile(
    r"\b(?:comes?|came|arriv\w+|appear\w*|joins?|joined|walks? up|walked up|runs? up|ran up|flies in"
    r"|flew in|shows? up|showed up|turns? up)\b",
    re.I,
)
_BACK_TO = re.compile(r"\A(?:he|she|it|they|his|her|their|its|this|that|but|and|so|both)\b", re.I)


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, and the heading that begins with it."""

    text: str
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A text cut up: its title, its author, where it names them, and its pages."""

    title: str = ""
    author: str = ""
    pages: tuple[PageText, ...] = ()


def read_manuscript(text: object, markdown: bool = False) -> Manuscript:
    """Cut a text into pages. Blank lines win; a text without any is cut where the picture would change.

    markdown: lines that begin with # are headings: the first of the first level is the title, the others
    are chapters. Else a short first line without a full stop, before a blank line, is the title; a line
    "by ..." after it the author. Raises InputError where the text is empty or too long.
    """
    if not isinstance(text, str):
        raise InputError("The story must be a string.")
    if len(text) > MAX_STORY_CHARACTERS:
        raise InputError(f"The story has {len(text):,} characters; at most {MAX_STORY_CHARACTERS:,} fit.")
    lines = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c]", "\n", text.lstrip("\ufeff")).split("\n")
    title, author, chapter, pages = "", "", "", list[PageText]()
    blocks = list(_blocks(lines, markdown))
    texts = [block for level, block in blocks if not level]
    several = len(texts) > 1 + bool(texts and _is_title(texts[0]))
    for number, (level, block) in enumerate(blocks):
        if level == 1 and not title and not pages:
            title = block
        elif level:
            chapter = block
        elif not title and not pages and number == 0 and len(blocks) > 1 and _is_title(block):
            title, _, rest = block.partition("\n")
            author = _author(rest) or author
        elif not pages and _author(block):
            author = _author(block)
        else:
            cut = [" ".join(_joined(block).split("\n"))] if several else cut_text(_joined(block))
            for piece in cut:
                pages.append(PageText(piece, chapter))
                chapter = ""
    if not pages:
        raise InputError("The story is empty; write a few sentences such as: Mike and Jenny go to the beach.")
    if len(pages) > MAX_PAGES:
        raise InputError(f"The story has {len(pages):,} pages; at most {MAX_PAGES:,} fit in one.")
    return Manuscript(title, author, tuple(pages))


def _author(line: str) -> str:
    match = _AUTHOR.match(line.strip())
    return match.group(1).strip() if match else ""


def _is_title(block: str) -> bool:
    first, _, rest = block.partition("\n")
    return (
        len(first) <= 70 and not re.search(r"[.:;,][\"'”’]?\Z", first) and (not rest or bool(_author(rest)))
    )


def _blocks(lines: Sequence[str], markdown: bool) -> Iterator[tuple[int, str]]:
    """(level, text): paragraphs have level 0, headings theirs."""
    block: list[str] = []
    for line in [*lines, ""]:
        heading = _HEADING.match(line) if markdown else None
        if heading or not line.strip() or (markdown and re.match(r"\A\s*(?:-{3,}|\*{3,}|_{3,})\s*\Z", line)):
            if block:
                yield 0, "\n".join(block)
                block = []
            if heading and heading.group(2):
                yield len(heading.group(1)), heading.group(2)
        else:
            block.append(line.strip())


def _joined(block: str) -> str:
    """Lines that an editor wrapped are one; a line that ends a sentence stays one."""
    return re.sub(r"(?<![.!?:;\"'”’])\n", " ", block)


def sentences_of(text: str) -> list[str]:
    """The sentences of a page; what is said in quotes stays with who says it."""
    out: list[str] = []
    for sentence in split_sentences(text.replace("“", '"').replace("”", '"')):
        open_quote = bool(out) and out[-1].count('"') % 2 == 1
        small = bool(re.match(r"[a-z]", sentence)) and bool(out) and out[-1].endswith('"')
        said = (
            bool(out)
            and out[-1].endswith('"')
            and bool(
                re.match(
                    r"\w+ (?:says?|said|asks?|asked|shouts?|shouted|calls?|called|cries|cried)\b", sentence
                )
            )
        )
        if open_quote or small or said:
            out[-1] += " " + sentence
        else:
            out.append(sentence)
    return out


def cut_text(text: str) -> list[str]:
    """One paragraph -> pages of one to three sentences, cut where the picture would change."""
    pages: list[list[str]] = []
    for sentence in sentences_of(text):
        if not pages or _turns(sentence, pages[-1]):
            pages.append([sentence])
        else:
            pages[-1].append(sentence)
    return [" ".join(page) for page in pages]


def _turns(sentence: str, page: Sequence[str]) -> bool:
    """Whether a page begins with this sentence."""
    full = len(page) >= SENTENCES_A_PAGE or sum(map(len, page)) + len(sentence) > CHARACTERS_A_PAGE
    return full or changes_picture(sentence)


def changes_picture(sentence: str) -> bool:
    """A new place or time, another weather, somebody comes or goes."""
    if LATER.match(sentence.lstrip("\"'")) or (
        re.match(r"\A(?:That|The next|One|Later|After|At (?:night|last))\b", sentence)
        and LATER.search(sentence)
    ):
        return True
    if RAIN_STARTS.search(sentence) or RAIN_STOPS.search(sentence):
        return True
    if LEAVES.search(sentence) and not NOT_GONE.search(sentence):
        return True
    if _ARRIVES.search(sentence) and not _BACK_TO.match(sentence):
        return True
    return bool(place_in(sentence) and TO_GO.search(sentence))
