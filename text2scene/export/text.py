"""Text made fit for a book: nothing that could not be printed, and which way it runs."""

from __future__ import annotations

import html
import re
import unicodedata

#: Languages written from right to left.
RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ps", "sd", "ug", "ur", "yi"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\Z")
# Controls, what is no character, and orders to turn the direction round: a name with one in
# it would turn the rest of its line.
_UNPRINTABLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u2028\u2029\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\uffff\U000e0000-\U000e007f]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe\U0003ffff\U0010fffe\U0010ffff]"
)
_MOST_MARKS = 4  # accents on one letter; more would climb over the lines above
_BROKEN_AT = 45  # characters; no line of verse for children is longer
_ENDS = '.!?…:;"”’»)'
MAX_TITLE, MAX_TEXT = 400, 20_000


def clean(text: object) -> str:
    """Text without what cannot be printed; line ends and tabs become plain ones."""
    plain = str(text).replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\t", " ")
    plain = re.sub("[\u2028\u2029\x0b\x0c]", "\n", plain)
    return _fewer_marks(_UNPRINTABLE.sub("", plain))


def one_line(text: object) -> str:
    """Cleaned text in one line, for titles and attributes."""
    return " ".join(clean(text).split())


def paragraphs(text: object) -> tuple[str, ...]:
    """The paragraphs of a page: its lines, those put together that a sentence runs on over.

    A line that an editor broke goes on in the next one; lines of a verse stay by themselves.
    """
    found: list[str] = []
    runs_on = False
    for line in (" ".join(line.split()) for line in clean(text).split("\n")):
        if line and runs_on and (line[0].islower() or len(found[-1]) > _BROKEN_AT):
            found[-1] += f" {line}"
        elif line:
            found.append(line)
        runs_on = bool(line) and line[-1] not in _ENDS
    return tuple(found)


def language(lang: object) -> str:
    """A language tag that is one, such as ``en`` or ``pt-BR``; ``en`` for anything else."""
    return lang if isinstance(lang, str) and _LANGUAGE.match(lang) else "en"


def runs_left(text: str, lang: str = "") -> bool:
    """Whether a text runs from right to left: by its first letter that says so, else its language."""
    for char in text[:2000]:
        kind = unicodedata.bidirectional(char)
        if kind == "L":
            return False
        if kind in ("R", "AL"):
            return True
    return lang.split("-")[0].lower() in RTL_LANGUAGES


def escaped(text: object) -> str:
    """Cleaned text for XML and HTML, in an element or a quoted attribute."""
    return html.escape(clean(text), quote=True)


def safe_name(text: object, otherwise: str = "book") -> str:
    """A file name of plain small letters, digits and hyphens, at most 60 characters."""
    folded = unicodedata.normalize("NFKD", str(text)[:400]).encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", folded))[:60].strip("-") or otherwise


def _fewer_marks(text: str) -> str:
    if len(text) < 5:
        return text
    out, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            out.append(char)
    return "".join(out)
