"""Heads and faces of the two children, without their hair.

A head is drawn around the midpoint between the eyes as its origin, in a
three-quarter view facing right.
"""

from __future__ import annotations

from dataclasses import dataclass

from text2scene.art.children_shapes import Point, capsule, ellipse, group, move, path, stroke

INK = "#3A2E4C"
MOUTH = "#7A2B3F"
TONGUE = "#F0808C"
TEETH = "#FFFDF7"
TEAR = "#7FCBF5"
TEAR_LIGHT = "#D8F1FF"

EXPRESSIONS = ("angry", "laugh", "smile", "sad", "surprised")


@dataclass(frozen=True)
class Look:
    """The colours of one child."""

    skin: str
    skin_shade: str
    skin_light: str
    hair: str
    hair_shade: str
    hair_light: str
    brow: str
    blush: str


LOOKS = {
    "mike": Look(
        skin="#A9693F",
        skin_shade="#8A5230",
        skin_light="#BC7C50",
        hair="#33273A",
        hair_shade="#261C2C",
        hair_light="#54415C",
        brow="#261B2B",
        blush="#D2604A",
    ),
    "jenny": Look(
        skin="#F7CFAF",
        skin_shade="#E5AE8A",
        skin_light="#FFE1C8",
        hair="#F4C95D",
        hair_shade="#D9A33F",
        hair_light="#FFE08A",
        brow="#A8702A",
        blush="#F08CA8",
    ),
}

# --- faces ----------------------------------------------------------------


def _eye(at: Point, rx: float, ry: float, glance: float = 0.0) -> str:
    """An open ink-coloured eye with two sparkles."""
    x, y = at
    return (
        ellipse((x - 0.7, y + 0.3), rx + 1.5, ry + 0.7, TEETH)
        + ellipse(at, rx, ry, INK)
        + ellipse((x + 1.5 + glance, y - ry * 0.4), 1.7, 1.9, "#FFFFFF")
        + ellipse((x - 1.5 + glance, y + ry * 0.45), 0.9, 0.9, "#FFFFFF", opacity=0.7)
    )


def _angry(look: Look) -> str:
    eyes = "".join(
        path(d, "#FFFFFF")
        for d in (
            "M-18.4-4.4L-5.2 1.6C-5.6 6-8.2 8.2-11.6 8.2C-16.2 8.2-19.2 3-18.4-4.4Z",
            "M18-4.4L5.8 1.6C6.2 6 8.6 8.2 11.6 8.2C15.8 8.2 18.8 3 18-4.4Z",
        )
    )
    shine = ""
    for x in (-10.8, 10.6):
        eyes += ellipse((x, 2.8), 3.7, 4.3, INK)
        shine += ellipse((x + 1.2, 3), 1.2, 1.3, "#FFFFFF")
    brows = path(
        "M-21.5-11.6C-22-8.3-20-6.6-17.5-5.9L-5.6 0C-3.6.8-2.4-2.2-4.2-3.6Z", look.brow, "hair-accent"
    )
    brows += path(
        "M21.2-11.6C21.8-8.3 19.8-6.6 17.3-5.9L6.5 0C4.6.8 3.2-2.2 5-3.6Z", look.brow, "hair-accent"
    )
    mouth = path("M-7.8 20.6C-7 14.6-2 11.9 2.4 12C7.6 12.1 12 15.4 12 20.4C12 23.6 9 23.6 2 22.7"
                 "C-4 23-8.2 24-7.8 20.6Z", MOUTH)  # fmt: skip
    mouth += path("M-5.6 19.6C-4.6 15.8-1 14.2 2.4 14.3C6.2 14.4 9 16.4 9.8 19.4"
                  "C6 18.4-2 18.4-5.6 19.6Z", TEETH)  # fmt: skip
    crease = stroke("M.6-7.5L1-10.5M3.8-7.5L4.2-10", look.skin_shade, 1.4, part="skin-shade")
    return eyes + shine + brows + crease + mouth


def _laugh(look: Look) -> str:
    eyes = stroke("M-17.5 2.2Q-11.7-7.4-6 1.6M6 1.6Q11.5-7.4 16.8 2.2", INK, 3.4, part="skin-deep")
    brows = stroke(
        "M-18.5-10.6Q-13-16-6.8-12.6M6.8-12.8Q12.5-16 17.6-10.6", look.brow, 3.4, part="hair-accent"
    )
    mouth = path("M-11 9.2C-6 10.6 9 10.4 14.4 8.6C16.6 8 16.8 9.8 16.4 11.4C14.6 20.6 8.8 25.8 2 25.8"
                 "C-5.4 25.8-11.6 20.4-13 11.4C-13.2 9.6-12.6 8.8-11 9.2Z", MOUTH)  # fmt: skip
    mouth += path("M-9.6 10.2C-4 11.4 8 11.2 13.4 9.8C13.4 13 11.8 14.8 9 15C4 15.5-2 15.5-6 15"
                  "C-8.6 14.6-9.8 12.6-9.6 10.2Z", TEETH)  # fmt: skip
    mouth += path("M-6.4 22C-4 18.6 0 18.6 2.2 20.2C5 18.4 8.6 18.8 10.2 21.6C7.8 24.4 5 25.8 2 25.8"
                  "C-1.2 25.8-4.2 24.4-6.4 22Z", TONGUE)  # fmt: skip
    return eyes + brows + mouth


def _smile(look: Look) -> str:
    eyes = _eye((-11.5, 0), 4.7, 6.2) + _eye((11.5, 0), 4.4, 6.2)
    if look is LOOKS["jenny"]:
        lashes = stroke("M-15.2-4.4L-17.4-6.4M-16.2-1.8L-18.8-2.8M14.8-4.6L17-6.6M15.8-2L18.4-3", INK, 1.5)
    else:
        lashes = stroke("M-17.6-3.2Q-15.6-6.4-12-7M8.2-6.6Q11.5-7.8 14.4-6.2", INK, 1.6)
    brows = stroke("M-18.4-11Q-13.2-15.4-7-12.8M7-12.8Q12.6-15.4 17.2-11", look.brow, 3.2, part="hair-accent")
    grin = "M-9.4 11.8Q2 19.4 13.4 11.2C10 23.8-4 25-9.4 11.8Z"
    mouth = path(grin, TEETH) + stroke(grin, INK, 2)
    mouth += stroke(
        "M-11.8 12.2Q-10.4 10.4-8.4 10.6M12.2 10.2Q14.2 9.8 15.8 11.4",
        look.skin_shade,
        1.8,
        part="skin-shade",
    )
    return eyes + lashes + brows + mouth


def _sad(look: Look) -> str:
    eyes = _eye((-11.5, 1), 4.8, 5.8, -0.4) + _eye((11.3, 1), 4.5, 5.8, -0.4)
    lids = stroke("M-18.2-1Q-14.4-5.6-7.4-6.4M7.4-6.4Q13.8-5.6 17.4-1", INK, 1.8, part="skin-deep")
    brows = stroke("M-20-7.4Q-13.4-9.6-7.4-14.6M7.4-14.6Q13-9.6 19-7.4", look.brow, 3.6, part="hair-accent")
    mouth = stroke("M-6.2 21.4Q2 12.8 10.4 20.8", INK, 3.2, part="skin-deep")
    mouth += stroke("M-.6 23.4Q2.2 22.2 4.8 23.2", look.skin_shade, 1.8, part="skin-shade")
    tear = path("M-17.4 6.6C-14.6 10.6-13 13-13.4 15.8C-13.8 18.4-15.8 19.8-18 19.6"
                "C-20.4 19.4-22 17.4-21.8 15C-21.6 12.2-19.4 10-17.4 6.6Z", TEAR)  # fmt: skip
    tear += ellipse((-19, 15), 1.2, 1.9, TEAR_LIGHT)
    return eyes + lids + brows + mouth + tear


def _surprised(look: Look) -> str:
    eyes = ""
    for x, rx in ((-11.8, 7), (11.4, 6.5)):
        eyes += ellipse((x, 0.2), rx, 7.8, "#FFFFFF")
        eyes += ellipse((x + 0.8, 0.4), 3.3, 3.9, INK) + ellipse((x + 1.8, -1), 1.2, 1.3, "#FFFFFF")
    brows = stroke(
        "M-19.4-12.6Q-13.4-18.6-6.4-15M6.6-15Q13-18.6 18.4-12.6", look.brow, 3.4, part="hair-accent"
    )
    mouth = path("M2 0C6.6 0 8.8 3.4 8.6 7.6C8.4 12.2 6 15 2 15C-2 15-4.4 12.2-4.6 7.6"
                 "C-4.8 3.4-2.6 0 2 0Z", MOUTH)  # fmt: skip
    mouth += path("M-2.8 11.6C-1.6 9.6 5.6 9.6 6.8 11.6C5.8 14 4.2 15 2 15C-.2 15-1.8 14-2.8 11.6Z",
                  TONGUE)  # fmt: skip
    return eyes + brows + group(mouth, (0, 11.8))


FACES = {
    "angry": _angry,
    "laugh": _laugh,
    "smile": _smile,
    "sad": _sad,
    "surprised": _surprised,
}


def features(child: str, expression: str) -> str:
    """Cheeks, nose and the given expression, to be drawn over skull and hair."""
    look = LOOKS[child]
    strength = {"angry": 0.75, "sad": 0.35}.get(expression, 0.55)
    low = 1.5 if expression == "laugh" else 0.0
    cheeks = ellipse((-18.6, 11 + low), 5, 3.6, look.blush, "skin-accent", strength)
    cheeks += ellipse((19.6, 11 + low), 4.2, 3.6, look.blush, "skin-accent", strength)
    nose = path("M.4 7.4C1.4 9.2 5.4 9.2 6 6.6C6.4 4.6 4.6 3.4 3.6 4.4C3.8 6.4 2.4 7.6.4 7.4Z",
                look.skin_shade, "skin-shade")  # fmt: skip
    return cheeks + nose + FACES[expression](look)


def skull(child: str) -> str:
    """Face and, where the hair leaves it free, the ear; no features and no hair."""
    look = LOOKS[child]
    if child == "jenny":
        face = path("M-28.4-12C-30 2-29.4 11-25 17.8C-19 26-9 29.6 1 29.4C12 29.4 21.6 25.4 25.8 17.4"
                    "C30 9.6 29.6-4 28.8-13C20-25-20-26-28.4-12Z", look.skin, "skin")  # fmt: skip
        return face + path("M-29.2 2C-29 9-28.2 13.4-25 17.8C-19 26-9 29.6 1 29.4C12 29.4 21.6 25.4 25.8 17.4"
                           "C27.6 14 28.6 9.4 29 4.6C27 12.6 22.4 20 15.4 23.2C8 26.4-3 26.6-11.4 23"
                           "C-20.4 19-27 11-29.2 2Z", look.skin_shade, "skin-shade")  # fmt: skip
    ear = path("M-25-1C-30-5-37-3-37.4 4C-37.8 11-32 16-25.6 13Z", look.skin, "skin")
    ear += path("M-27 3.6C-30.6 1-34 2.4-34 6C-33.6 9.6-30 11-27 9.4C-29.6 8-29 5.4-27 3.6Z",
                look.skin_shade, "skin-shade")  # fmt: skip
    face = path("M-28.4-13C-30 2-29.4 12-25 18.6C-19 27-9 30.2 1 30C12 30 21.6 26 25.8 18"
                "C30 10 29.6-4 28.8-14C20-27-20-28-28.4-13Z", look.skin, "skin")  # fmt: skip
    jaw = path("M-29.2 2C-29 9.6-28.2 14-25 18.6C-19 27-9 30.2 1 30C12 30 21.6 26 25.8 18"
               "C27.6 14.4 28.6 9.8 29 4.8C27 13 22.4 20.6 15.4 23.8C8 27-3 27.2-11.4 23.6"
               "C-20.4 19.6-27 11-29.2 2Z", look.skin_shade, "skin-shade")  # fmt: skip
    return face + jaw + ear


def neck(child: str, top: Point, bottom: Point, width: float = 14.0) -> str:
    """The neck from under the head to the collar."""
    look = LOOKS[child]
    out = path(capsule(top, move(bottom, -90, 3), width), look.skin_shade, "skin-shade")
    return out + ellipse(bottom, width / 2 + 0.6, 5, look.skin_shade, "skin-shade")
