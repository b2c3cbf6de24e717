"""Jenny's hair styles: pigtails, ponytail, bob, puffs and braids."""

from __future__ import annotations

from text2scene.art.children_bodies import Pose
from text2scene.art.children_hair_shapes import brow_shadow, bumps, gloss, mass, ring, shade, shine, strands
from text2scene.art.children_heads import Look
from text2scene.art.children_shapes import Point, ellipse, group, move, num, pair, path

RIBBON, RIBBON_SHADE = "#E4574C", "#C43F3F"


def jenny_cap(look: Look) -> str:
    """The back of the head."""
    return shade(look, "M-26 15C-36 8-38.6-8-34.4-17C-28.6-28.4-14-32.2 0-32C17-32 30.6-24.4 30.8-8L25 9Z")


def _parting_shadow(look: Look) -> str:
    return brow_shadow(look, "M-25-5C-20-11-12-16 4-19C14-17 22-13 26-6C20-12 13-15.4 5-16.4"
                              "C-6-14.4-17-10-25-5Z", 0.7)  # fmt: skip


def parted_front(look: Look) -> str:
    """Hair parted in the middle."""
    out = _parting_shadow(look)
    out += mass(look, "M-27 9C-29.4 3-29.6-2-27.6-5.4C-17.6-7-4-11.6 4.6-21C10-13.4 19.4-8.4 27.6-6.6"
                       "C29.4-3 29.6 2 28.2 7.4C33.6-3.4 33.4-17.6 24-25C17-30.8 9.6-32.4 1-32"
                       "C-12-32.4-24.6-28.4-31.4-19.4C-37.4-10.4-35-1-31.6 1.6"
                       "C-30.4 4.6-29 7-27 9Z")  # fmt: skip
    out += strands(look, "M4.4-21.4C5-25 3.6-28 1.8-31", 1.7)
    out += strands(look, "M-25-10.6Q-11-14-1.6-21.4M-29-9.6Q-31-5-30.4-1M11-19.4Q17-14 25-11.4", 1.5)
    return out + shine(
        look,
        "M-24.6-19C-20-24.6-12.6-27.6-5-27.8C-3-27.8-3-25.4-5-25.2C-12-24.6-18-22-22.4-17.2"
        "C-24-16-26-17.2-24.6-19Z",
        "M11-27C15-26.2 18.6-24.2 21-21.4C22-20 20.2-18.8 19-20C16.6-22.4 13.8-24 10.6-24.8"
        "C8.8-25.2 9.2-27.2 11-27Z",
    )


def _bow(at: Point, angle: float, scale: str = ".82") -> str:
    """A ribbon tied in a bow."""
    loops = path("M0 0C-3-7-9.4-9-10.4-5C-11-1-11 3-9.6 6C-7.6 9-2.4 5 0 0Z", RIBBON, "trim")
    loops += path("M0 0C3-7 9-8.6 10-4.8C10.8-1 10.6 3 9.4 5.6C7.4 8.8 2.4 5 0 0Z", RIBBON, "trim")
    loops += path("M-9.9 5.2C-7.4 5.4-3 2.6 0 0C3 2.6 7 5.2 9.6 5C7.4 8.6 2.6 5.4 0 0"
                  "C-2.6 5.4-7.8 8.8-9.9 5.2Z", RIBBON_SHADE, "trim-shade")  # fmt: skip
    return group(
        group(loops + ellipse((0, 0.2), 3, 3.4, RIBBON_SHADE, "trim-shade"), (0, 0), angle), at, 0, scale
    )


def side_bows(_look: Look) -> str:
    """A bow at each side."""
    return _bow((-35.4, 7), 70) + _bow((31.6, 7), -66)


def _pigtail(look: Look, root: Point, angle: float, length: float, curl: int) -> str:
    """A pigtail that hangs from ``root`` at ``angle`` (90 = straight down).

    ``curl`` is 1 for a tip that curls to the left of its direction, -1 for the other side.
    """
    s = length / 33.0
    tip = f"{38 * s:.1f}-2 {34 * s:.1f} 6 {26 * s:.1f} 8.6C{17 * s:.1f} 12 3 10-4 4Z"
    hair = mass(
        look, f"M-4-3C3-11 {16 * s:.1f}-12 {24 * s:.1f}-8C{30 * s:.1f}-6 {33 * s:.1f}-7 {35 * s:.1f}-11C{tip}"
    )
    hair += shade(
        look, f"M-3 2C6 6 {18 * s:.1f} 6 {26 * s:.1f} 2C{31 * s:.1f}-1 {34.6 * s:.1f}-5 {35 * s:.1f}-11C{tip}"
    )
    hair += gloss(look, f"M5-4Q{14 * s:.1f}-7 {23 * s:.1f}-3.4", 2)
    return group(hair, root, angle, "" if curl > 0 else "1 -1")


def pigtails(look: Look, pose: Pose) -> str:
    """Two pigtails."""
    left, right = pose.pigtails
    out = _pigtail(look, (-31, 8), left, pose.tail_length, -1 if left > 90 else 1)
    return out + _pigtail(look, (27, 8), right, pose.tail_length * 0.94, 1 if right < 90 else -1)


def _braid(look: Look, root: Point, angle: float, length: float) -> str:
    """A plait of links that grow smaller, with a tie and a tuft at its end."""
    links, at, size = "", 1.0, 8.6
    step = length / 4
    for _ in range(4):
        wide, half = num(step * 0.86), num(size)
        link = f"M{num(at - step * 0.86)} 0c0-{half} {wide}-{half} {wide}-{half}s{wide} 0 {wide} {half}"
        links = (
            mass(look, f"{link}s-{wide} {half}-{wide} {half}s-{wide} 0-{wide}-{half}Z")
            + shade(look, f"M{num(at - step * 0.7)} {num(size * 0.56)}Q{num(at)} {num(size * 1.02)} "
                           f"{num(at + step * 0.84)} {num(size * 0.16)}Q{num(at)} {num(size * 0.5)} "
                           f"{num(at - step * 0.7)} {num(size * 0.56)}Z")
            + strands(look, f"M{num(at + step * 0.3)}-{num(size * 0.9)}Q{num(at + step)} 0 "
                             f"{num(at + step * 0.2)} {num(size * 0.9)}", 1.7)
            + links
        )  # fmt: skip
        at, size = at + step, size * 0.87
    x = at - step * 0.3
    tuft = (
        f"M{num(x)}-3.4C{num(x + 6)}-7.4 {num(x + 12)}-5 {num(x + 16)} 1"
        f"C{num(x + 12)} 6.4 {num(x + 6)} 7 {num(x)} 3.4Z"
    )
    links = mass(look, tuft) + links + gloss(look, f"M-2-5Q{num(step * 0.4)}-7 {num(step * 0.8)}-5", 2)
    links += path(f"M{num(x - 2)}-5L{num(x + 2.8)}-4.4L{num(x + 2.8)} 4.4L{num(x - 2)} 5Z", RIBBON, "trim")
    return group(links, root, angle)


def braids(look: Look, pose: Pose) -> str:
    """Two plaits."""
    left, right = pose.pigtails
    length = pose.tail_length * 1.12
    return _braid(look, (-31, 8), left, length) + _braid(look, (27, 8), right, length * 0.94)


def ponytail(look: Look, pose: Pose) -> str:
    """A tail that leaves the head high at the back and swings as far as the left pigtail does."""
    swing = (pose.pigtails[0] - 112) * 0.6
    hair = mass(look, "M-2-6C-16-14-30-8-32 6C-33.6 18-27 26-28 38C-22 36-12 28-11 16C-10 8-4 6 3 5Z")
    hair += shade(look, "M-28 38C-22 36-12 28-11 16C-10 8-4 6 3 5L1 1C-8 0-16 6-18 16C-20 25-23 31-28 38Z")
    hair += gloss(look, "M-13-5.6Q-24-3.6-26.4 6M-27 11.6Q-27.2 15-26 19", 2.4)
    return group(hair, (-27, -15), swing)


def ponytail_front(look: Look) -> str:
    """Hair combed to the back."""
    out = _parting_shadow(look)
    out += mass(look, "M-27 9C-29.4 3-29.6-2-27.6-5.4C-20-9.4-11-14-4-20C4-12 18-8 27.6-8.4"
                       "C29.4-3 29.6 2 28.2 7.4C33.6-3.4 33.4-17.6 24-25C17-30.8 9.6-32.4 1-32"
                       "C-12-32.4-24.6-28.4-31.4-19.4C-37.4-10.4-35-1-31.6 1.6"
                       "C-30.4 4.6-29 7-27 9Z")  # fmt: skip
    out += strands(look, "M-3.6-20.4C-9-23-15-24-21.6-23M25-11C17-13-2-18-6.4-23.4M22-17C14-21 2-25-8-26.4"
                          "M-27.4-8Q-29.4-13-28.4-17", 1.5)  # fmt: skip
    return out + shine(
        look,
        "M4-28.4C11-28 18-25.4 22-21.4C23-20 21.4-18.6 20-19.8C16-23 10.4-25.4 4-26C2-26.2 2-28.4 4-28.4Z",
    )


def ponytail_tie(_look: Look) -> str:
    """The bow of the ponytail."""
    return _bow((-30, -21), 118, ".86")


def bob_cap(look: Look) -> str:
    """What of a bob lies behind the face."""
    return shade(look, "M-34 26C-41 14-41-8-35-18C-28-30-14-33.4 0-33C17-33 32-25 33.4-8"
                       "C35 4 34.6 14 31.4 25"
                        "C27 28 22 27.6 18 26L-18 27C-24 29-30 28.8-34 26Z")  # fmt: skip


def bob_front(look: Look) -> str:
    """A straight fringe and two curtains."""
    out = brow_shadow(look, "M-26-4C-20-9-8-10.4 2-10.4C12-10.4 22-9 27-4.6L26-12L-25-12Z", 0.6)
    out += mass(look, "M-23.4 25.4C-27.4 16-28-2-25.6-9.4C-17-11.4-9-11.8-1-11.6C8-11.8 18-11.2 26.4-9.6"
                       "C28.6-2 28.4 14 25.4 24.4C29 25.4 31.4 24.6 32.6 22.6C35.4 11 36 0 34.4-8"
                       "C33-25 18-33.4 0-33C-14-33.4-28.6-30-35.4-18C-41-8-41.4 12-35 24.6"
                       "C-32 27.4-27 27.4-23.4 25.4Z")  # fmt: skip
    out += strands(look, "M-16.4-12.6Q-15.6-18-12-22.6M-6-12.2Q-5.4-17-3.4-21M5-12.2Q5-17 6.6-20.6M16-12"
                         "Q15.4-16.4 16.2-19.6"
                          "M-31.6 20Q-35-2-30-14", 1.5)  # fmt: skip
    return out + shine(
        look,
        "M-29.4-14.4C-25-22.6-15-27-5-27.6C-3-27.6-3-25.2-5-25C-14-24-22-20.4-26.6-13.2"
        "C-28-11.8-30.4-12.6-29.4-14.4Z",
        "M10-27.4C17-26.2 23.6-22 27-16C28-14.2 26-13 24.8-14.6C21.4-19.6 16-23.2 9.8-24.8"
        "C8-25.4 8.4-27.6 10-27.4Z",
    )


def _puff(look: Look, at: Point, size: float) -> str:
    """A round puff of curls."""
    out = mass(look, bumps(ring(at, (size, size), 0, 360, 10), 0.6) + "Z")
    low = ring(at, (size * 0.98, size * 0.98), 12, 132, 5)
    out += shade(look, bumps(low, 0.6) + f"Q{pair(move(at, 70, size * 0.66))} {pair(low[0])}Z")
    x, y = at
    out += strands(
        look,
        f"M{num(x - 4)} {num(y + 5)}a4 4 0 1 1 5.4 2.4M{num(x + 5)} {num(y - 4)}a3.6 3.6 0 1 1 2.6 5",
        1.7,
    )
    return out + gloss(look, f"M{num(x - 10)} {num(y - 4)}a10 10 0 0 1 6.6-6.6", 2.4)


def puffs(look: Look, _pose: Pose) -> str:
    """Two round puffs of curls, which arms may pass."""
    return _puff(look, (-35, -16), 15.4) + _puff(look, (33, -16), 14.8)


def puffs_front(look: Look) -> str:
    """Hair drawn to both sides."""
    out = brow_shadow(look, "M-25-6C-18-13-8-15.4 2-15.6C12-15.4 21-12.6 26-7L25-15L-24-15Z", 0.55)
    out += mass(look, "M-27 6C-29.4 2-29-4-26.8-7.6C-20-13.6-8-17.6 2-17.6C12-17.6 22-13.4 27.4-8.6"
                       "C29.4-4 29.4 1 28.4 5C33-5 32.6-17.6 24-25C17-30.8 9.6-32.4 1-32"
                       "C-12-32.4-24.6-28.4-31.4-19.4C-36-11-34-1-31.2 1.6C-30.2 4-29 5-27 6Z")  # fmt: skip
    out += strands(look, "M2-17.8C2.6-22 2-27 1-31.4", 1.8)
    out += strands(look, "M-9-17.4Q-18-19-26-22M-3-22.4Q-13-25.6-20-26M12-17Q20-19 25-21.6M8-22.6"
                         "Q14-25.6 19.6-25.4"
                          "M-26.4-9Q-30-13-31-17M27.4-10Q29-13 29.4-16", 1.4)  # fmt: skip
    return out + gloss(look, "M-14.6-29Q-9-30.6-4-30.4M8-30Q13-29.4 17.4-27.4", 2.2)


def puff_ties(_look: Look) -> str:
    """A bow at each puff."""
    return _bow((-26, -14.6), -52, ".8") + _bow((25, -15), 52, ".78")
