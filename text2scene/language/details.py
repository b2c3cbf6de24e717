"""Details of a layout: measures, what is cut off, what is level with the horizon.

"A big tree on the left, 1/2 inch from the bottom, top cut off, the boy's eyes at the horizon": people who
describe a picture to somebody else speak so. The words in it (top, left, one, eyes) mean something else
elsewhere, so these stretches are taken out of the text before it is read; a distance from an edge is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from text2scene.language.facts import Span

_ABOUT = r"(?:(?:about|around|maybe|like|roughly|almost|approximately|just|only|some) )*"
_NUMBER = (
    r"(?:\d+ ?\. ?\d+|\d+ ?/ ?\d+|\d+ \d \d|\d+ \d|\d+|one|two|three|four|five|six|an?|half(?: of)?(?: an?)?"
    r"|an? half|a quarter(?: of)?(?: an?)?|a couple(?: of)?|couple(?: of)?|a few|few|several)"
    r"(?: and a half)?(?: of)?(?: an?)?"
)
_UNIT = (
    r"(?: ?''| ?\"| ?cm\b|(?: ?|-)(?:inch(?:es)?|centimet(?:er|re)s?|fingers?|in(?= (?:away |off )?from))\b)"
    r"s?"
)
_SIDE = r"(?P<side>left|right|top|bottom)"
_RIM = (
    r"(?:[ -]hand)?(?: most)?(?: (?:side|edge|border|corner|margin)\b)?"
    r"(?: of (?:the )?(?:picture|page|screen|scene|canvas|image))?"
)
_EDGE = re.compile(
    rf"\b{_ABOUT}(?P<much>{_NUMBER}){_UNIT} (?:away )?(?:in )?(?:from|off|to)(?: of)?"
    rf"(?: the| its)? {_SIDE}\b{_RIM}"
    r"(?! of\b)",
    re.IGNORECASE,
)
_FRACTIONS = r"(?:\d ?/ ?\d|[1-3] [2-8](?! ?\w*inch)|half|a half|a quarter|one quarter|a third|one third)"
_MOVED = re.compile(
    r"(?:\b(?:by|over) )?" + rf"\b{_ABOUT}(?P<much>{_NUMBER}){_UNIT}(?=\W|$)(?P<from> (?:away )?from\b)?",
    re.IGNORECASE,
)
_DIRECTIONS = r"(?:top|bottom|left|right|upper|lower)"
_CUT_BEFORE = (
    rf"(?:(?<!on )(?<!in )(?<!at )(?<!to )(?<!far )(?<!the )\b(?:(?:its|the|with|just|only|a|very|whole) )*"
    rf"(?:{_DIRECTIONS}(?:[ -]hand)?(?: (?:and|,|&) (?:the )?{_DIRECTIONS})*)(?: (?:side|sides|edge|edges"
    r"|tip|tips|corner|part|half|quarter|third|end|is|are|of it))* )?"
)
_SOME = (
    rf"(?:with |about |around |almost |just |only )*(?:{_FRACTIONS}|part|most|some"
    r"|a (?:tiny |little |small )?(?:bit|part|piece)|a little|all|\d+ ?%)"
    r"(?: of (?:it|its?|them|the \w+(?: \w+)?))?(?: (?:is|are|being))? "
)
_AMOUNT = rf"(?:{_SOME})?"
_CUT = re.compile(
    rf"{_CUT_BEFORE}{_AMOUNT}(?:(?:it|that|which) (?:is|are) |(?:is|are) )?"
    r"(?:(?:slightly|barely|partly|partially|just|not|a (?:little|tiny)(?: bit)?|half|no|very slightly) )*"
    r"\b(?:cut(?:s|ted|ting)?|cropped|chopped|clipped|tucked|missing)(?=\W|$)"
    r"(?: off(?: of)?| out)?(?: (?:a (?:little|tiny|bit)(?: bit)?|slightly|some))?"
    r"(?: (?:on|at|by|from|in|to|of)(?= ))?(?: (?:the|both|its))?"
    rf"(?: (?:{_DIRECTIONS}|edges?|sides?|corners?|screen|page|picture|scene|frame|border)\b"
    rf"(?: (?:and|&|,)(?: the)?(?= (?:{_DIRECTIONS}|edges?|sides?)\b))?)*",
    re.IGNORECASE,
)
_OFF = re.compile(
    rf"(?:{_SOME}|\b(?:is|are) )off(?: of)?(?: the)? (?:screen|page|picture|canvas|scene|frame)\b"
    r"|\b(?:fully|completely|entirely|partially|partly|all) (?:visible|shown|seen|in view)\b",
    re.IGNORECASE,
)
_PART = (
    r"(?:heads?|necks?|eyes?|eye ?line|eye ?level|mouths?|chins?|hair|hairline|shoulders?|arm ?pits?|waists?"
    r"|knees?|feet|foot|legs?|elbows?|hands?|faces?|noses?|ears?|pigtails?|shirts?|shorts"
    r"|shoes|belly|belts?|chests?"
    r"|hips?|top|bottom|base|middle|tips?|trunk|half|seat|roots?|handle|basket|tail|wheels?)"
)
_LEVEL = re.compile(
    rf"(?:\b(?:(?:with|and) )?(?:(?:his|her|their|its|the|both|boys?|girls?|mikes?|jennys?"
    rf"|kids?|boy 's|girl 's) )*"
    rf"(?:'s )?{_PART}(?: (?:step|point|part|edge|bar))?(?: of (?:(?:his|her|the|its) )?\w+)? )"
    r"(?:(?:is|are|'s|were|not|just|right|slightly|barely|a (?:little|bit|tiny bit)"
    r"|lines? up|lined up|level|even|all"
    r"|in line|halfway|almost|touching|touches|crosses|crossing|meets?|goes|only|up|well|way) )*"
    r"(?:(?:at|on|above|below|over|under|near|with|to|in|against|past|touching|around) )?(?:the )?"
    r"(?:horizon(?: line)?|sky ?line|grass ?line|line of the horizon|horizontal line)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    rf"(?<![\w/]){_FRACTIONS}(?= (?:of (?:it|them)|from|in|on|above|below|into|down|up)\b)"
    r"|(?<!\d )(?<![\d/.])\b[1-3] [2-8]\b(?! ?\w+s\b)"
)
_HOLE = re.compile(
    r"\b(?:with )?(?:the |its |a )?(?:hole|opening)(?: in it)?(?: is)? ?"
    r"(?:facing|faces|points?|pointing|looking|looks|on|at|to)(?: to)?(?: the"
    r"| its)? (?P<side>left|right)(?: side)?\b"
    r"(?! of\b)",
    re.IGNORECASE,
)
_OUT_OF = (
    r"(?! (?:the |this |our )?(?:picture|page|scene|screen|canvas|image|drawing|park|field|sky|grass|yard"
    r"|frame|ground|green|blue|lawn|garden|horizon))"
)
_CORNER_OF = re.compile(
    rf"\b(?:the )?(?:(?:{_DIRECTIONS}|front|back|far|very|near)[ -])*(?:corners?|edges?|rim"
    rf"|tip) of\b{_OUT_OF}"
    rf"|\b(?:the )?(?:top|bottom|upper|lower) (?:left|right)(?: side)? of\b{_OUT_OF}",
    re.IGNORECASE,
)
_WORTH = {
    "one": 1.0,
    "a": 1.0,
    "an": 1.0,
    "two": 2.0,
    "three": 3.0,
    "four": 4.0,
    "five": 5.0,
    "six": 6.0,
    "half": 0.5,
    "quarter": 0.25,
    "couple": 2.0,
    "few": 3.0,
    "several": 3.0,
}


@dataclass(frozen=True, slots=True)
class Detail:
    """A stretch that was taken out. inches: from an edge, where that is what it says, else 0."""

    span: Span
    side: str = ""
    inches: float = 0.0

    @property
    def pixels(self) -> float:
        """How far from the edge people mean, on a canvas of 500 x 400 pixels.

        Fitted by eye to 800 such phrases of the training part of the dialogues: a quarter inch is some 25
        pixels from the side, one inch 55, and four inches hardly more than two.
        """
        near = min(self.inches, 2.5)
        return 18.0 + 34.0 * near if self.side in ("left", "right") else 14.0 + 28.0 * near


def without_details(text: str) -> tuple[str, tuple[Detail, ...]]:
    """The text with its details blanked, so that every other word stands where it stood; and the details."""
    found: list[Detail] = []

    def blank(match: re.Match[str]) -> str:
        said = match.group()
        lone = re.search(r"cut|crop|chop|clip|tuck|missing", said, re.IGNORECASE)
        if not said.strip() or (lone and not _TOLD.search(said)):
            return said
        found.append(Detail(match.span()))
        return " " * len(said)

    def edge(match: re.Match[str]) -> str:
        found.append(Detail(match.span(), match["side"].lower(), inches(match["much"])))
        return " " * len(match.group())

    def moved(match: re.Match[str]) -> str:
        size = len(match.group())
        if match["from"] is not None:
            return " near".ljust(size)[:size] if size >= 5 else match.group()
        found.append(Detail(match.span()))
        return " " * size

    def faces(match: re.Match[str]) -> str:
        said = f", facing {match['side'].lower()}"
        size = len(match.group())
        return said.ljust(size) if len(said) <= size else said[2:].ljust(size)[:size]

    out = text
    if not _MAY.search(text):
        return text, ()
    for pattern, change in (
        (_HOLE, faces),
        (_EDGE, edge),
        (_LEVEL, blank),
        (_CORNER_OF, blank),
        (_CUT, blank),
        (_OFF, blank),
        (_MOVED, moved),
        (_LOOSE, blank),
    ):
        out = pattern.sub(change, out)
    return out, tuple(found)


# A cut is one of a picture's edge where it says so: somebody may cut a cake.
_TOLD = re.compile(
    rf"\boff\b|\b{_DIRECTIONS}\b|\bedges?\b|\bsides?\b|{_FRACTIONS}|\b(?:no|not) |\bscreen|\bpage",
    re.IGNORECASE,
)
_MAY = re.compile(
    r" of\b|inch|''|\"|\bcm\b|centimet|finger|\bin (?:away )?from|\bcut|cropped|chopped"
    r"|clipped|tucked|hidden|missing|off"
    r"|horizon|line\b|visible|shown|seen|hole|\d ?/ ?\d|\d \d|half|quarter|third",
    re.IGNORECASE,
)


def inches(said: str) -> float:
    """How many inches "1 1 2", "0 . 5", "half an" are; an unreadable number is one."""
    words = said.lower().replace("/", " ").split()
    if "." in said:
        try:
            return float(said.replace(" ", ""))
        except ValueError:
            return 1.0
    numbers = [int(word) for word in words if word.isdigit()]
    if len(numbers) == 3 and numbers[2]:
        return numbers[0] + numbers[1] / numbers[2]
    if len(numbers) == 2 and numbers[1]:
        return numbers[0] / numbers[1]
    if numbers:
        return float(numbers[0])
    if "half" in words and words[0] in ("one", "two", "three"):
        return _WORTH[words[0]] + 0.5
    return next(
        (_WORTH[word] for word in ("half", "quarter", *words) if word in words and word in _WORTH), 1.0
    )
