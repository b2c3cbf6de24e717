"""Phrases that are made of parts, too many to list: both hands up in the air; on the far top left."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

Made = tuple[str, str, str]  # phrase, label (verb, feel or region), value or values

_WHOSE = ("", "both ", "his ", "her ", "their ", "both his ", "both her ", "two ", "with ", "with both ")
_OWNED = (*_WHOSE, "with his ", "with her ", "with their ")
_UP = (
    *(
        "up",
        "raised",
        "up high",
        "in the air",
        "in air",
        "up in the air",
        "up in air",
        "overhead",
        "held high",
    ),
    *("straight up", "raised up", "stretched up", "above his head", "above her head", "above their heads"),
)
_OUT = (
    *(
        "out",
        "outstretched",
        "stretched out",
        "extended",
        "out in front",
        "out to the side",
        "out to his side",
    ),
    *(
        "out to the left",
        "out to the right",
        "out to left",
        "out to right",
        "out left",
        "out right",
        "forward",
    ),
    *(
        "stretched out to the left",
        "stretched out to the right",
        "out to her side",
        "out forward",
        "straight out",
    ),
)
_ONE = (
    *("one ", "his ", "her ", "right ", "left ", "his right ", "her right ", "his left ", "her left ", "a "),
    *(
        "with one ",
        "with his ",
        "with her ",
        "with right ",
        "with left ",
        "with a ",
        "only one ",
        "only right ",
    ),
)
_AHEAD = (
    *(
        "out",
        "out in front",
        "in front",
        "stretched out",
        "extended",
        "straight out",
        "out straight",
        "forward",
    ),
    *(
        "stretched out in front",
        "out in front of him",
        "out in front of her",
        "stretched out in front of him",
    ),
    *("stretched out in front of her", "straight in front", "in front of him", "in front of her", "front"),
)
_CROSSED = (
    *("legs crossed", "crossed legs", "crossed legged", "crossed leg", "legs folded", "folded legs"),
    *(
        "criss cross",
        "criss-crossed",
        "indian style",
        "crossing legs",
        "legs cross",
        "cross leg",
        "cross legs",
    ),
)
_KNEELS = (
    "kneel",
    "kneels",
    "kneeling",
    "kneeled",
    "knelt",
    "on his knees",
    "on her knees",
    "on their knees",
)
_TOOTHY = (
    "teeth showing",
    "showing teeth",
    "shows teeth",
    "with teeth",
    "showing his teeth",
    "showing her teeth",
)
_TOOTHLESS = ("no teeth", "no teeth showing", "not showing teeth", "without teeth", "teeth not showing")
_OPEN = (
    "mouth open",
    "open mouth",
    "open mouthed",
    "mouth wide open",
    "with open mouth",
    "o mouth",
    "mouth is open",
)

_LEADS = ("", "in ", "on ", "at ", "to ", "near ")
_ENDS = ("", " corner", " side", " edge", " part")
_CROSSINGS = {
    "top_left": ("top left", "upper left", "left top", "top-left"),
    "top_right": ("top right", "upper right", "right top", "top-right"),
    "bottom_left": ("bottom left", "lower left", "left bottom", "bottom-left"),
    "bottom_right": ("bottom right", "lower right", "right bottom", "bottom-right"),
    "top_middle": ("top center", "top middle", "upper center", "upper middle", "center top", "middle top"),
    "bottom_middle": (
        *("bottom center", "bottom middle", "lower center", "lower middle", "center bottom"),
        "middle bottom",
    ),
    "middle": ("dead center", "exact center", "very center", "center", "exact middle", "dead centre"),
    "left": ("extreme left", "far left", "very left", "left-most", "leftmost"),
    "right": ("extreme right", "far right", "very right", "right-most", "rightmost"),
}


def made_phrases() -> Iterator[Made]:
    """All of them: what limbs do, what faces show, and where in the picture."""
    for limb, whose in itertools.product(("arms", "hands"), _OWNED):
        yield from ((f"{whose}{limb} {way}", "verb", "jump") for way in _UP)
        yield from ((f"{whose}{limb} {way}", "verb", "reach") for way in _OUT)
    for limb, whose in itertools.product(("arm", "hand"), _ONE):
        yield from ((f"{whose}{limb} {way}", "verb", "raise") for way in _UP)
    for whose, way in itertools.product(_OWNED, _AHEAD):
        yield f"{whose}legs {way}", "verb", "sit_out"
    for whose, way in itertools.product(("", "with ", "his ", "her ", "sitting "), _CROSSED):
        yield f"{whose}{way}", "verb", "sit_cross"
    yield from ((phrase, "verb", "sit_cross") for phrase in _KNEELS)
    yield from (
        (phrase, "feel", "laugh") for phrase in (*_TOOTHY, "tongue out", "with tongue out", "tongue showing")
    )
    yield from ((phrase, "feel", "smile sad angry surprised") for phrase in _TOOTHLESS)
    yield from ((phrase, "feel", "surprised") for phrase in _OPEN)
    for region, names in _CROSSINGS.items():
        for lead, the, name, end in itertools.product(_LEADS, ("", "the ", "the far "), names, _ENDS):
            if (the and not lead) or (lead == "from " and region == "middle"):
                continue
            plain = end if region not in ("middle", "top_middle", "bottom_middle") else ""
            yield f"{lead}{the}{name}{plain}", "region", region
            for middle in ("top", "bottom") if region in ("left", "right") and not plain else ():
                yield f"{lead}{the}{name} {middle}", "region", f"{middle}_{region}"
