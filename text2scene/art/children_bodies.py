"""Bodies of the two children: skeletons per pose and the clothes on them.

All joints are in the coordinates of the pose's own picture (its viewBox).
"Near" is the side of the body at the viewer's left, "far" the one at the
right, since the children face right in a three-quarter view.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from text2scene.art.children_heads import LOOKS
from text2scene.art.children_shapes import (
    Limb,
    Point,
    capsule,
    dots,
    ellipse,
    group,
    lerp,
    limb,
    move,
    num,
    pair,
    patch,
    path,
    spline,
    stroke,
    turn,
)

SHIRT, SHIRT_SHADE, SHIRT_LIGHT = "#4A8FD6", "#3470B5", "#7DB6EA"
SHORTS, SHORTS_SHADE = "#F7E9CB", "#CDAF78"
STAR = "#FBC943"
SNEAKER, SNEAKER_FAR, SNEAKER_SHADE = "#3470B5", "#2B5C9A", "#2F4B7C"
SOLE, SOLE_SHADE = "#FFFFFF", "#D9E6F2"
DRESS, DRESS_SHADE, DRESS_LIGHT = "#F08CA8", "#D66B8D", "#F9B9C8"
BUCKLE_SHOE, BUCKLE_SHOE_LIGHT = "#33273A", "#6A5674"
WHITE, WHITE_SHADE = "#FFFFFF", "#D9E6F2"
# Where a style sets no bottom, the skirt follows the top: one dress.
SKIRT, SKIRT_SHADE = "bottom top", "bottom-shade top-shade"


@dataclass(frozen=True)
class Arm:
    """Shoulder, elbow and wrist; the hand's kind, its turn against the forearm, its thumb side."""

    shoulder: Point
    elbow: Point
    wrist: Point
    hand: str = "mitt"
    turn: float = 0.0
    thumb: int = 1  # 1: the thumb lies to the left of the hand's direction, -1: to its right
    bend: float = 0.5


@dataclass(frozen=True)
class Leg:
    """Hip, knee, ankle, and the angle of the foot's sole (0 = flat, toes to the right)."""

    hip: Point
    knee: Point
    ankle: Point
    foot: float = 0.0
    bend: float = 0.55
    mirror: bool = False
    folded: bool = False  # the shin lies under the thigh, as when sitting cross-legged


@dataclass(frozen=True)
class Pose:
    """A body in one pose, with the place and tilt of the head."""

    eyes: Point
    tilt: float
    neck: Point
    near_shoulder: Point
    far_shoulder: Point
    near_hip: Point
    far_hip: Point
    near_arm: Arm
    far_arm: Arm
    near_leg: Leg
    far_leg: Leg
    skirt: tuple[tuple[Point, ...], ...] = ()  # left edge, hem, right edge
    pigtails: tuple[float, float] = (112.0, 66.0)
    tail_length: float = 33.0
    star: float = 0.52  # how far down the shirt its star sits
    order: tuple[str, ...] = ("far_arm", "far_leg", "near_leg", "torso", "near_arm")


# --- hands ----------------------------------------------------------------

GRIP = {"mitt": 8.0, "open": 7.0, "fist": 5.5, "flat": 7.0}  # how far beyond the wrist

# Half of the forearm's width where the hand begins.
WRIST = {"mike": 4.7, "jenny": 4.3}
# Hands with spread fingers. Per finger, and last the thumb: turn, reach, width.
SPREAD = {
    "open": ((-34, 10, 4), (-11, 11.2, 4.2), (12, 10.8, 4.2), (36, 9.2, 3.8), (-88, 9.4, 4.4)),
    "flat": ((-30, 8.4, 4), (-8, 8.8, 4.2), (14, 8.6, 4.2), (36, 8, 4), (78, 7.4, 4.4)),
}


def hand(child: str, arm: Arm, angle: float) -> str:
    """The hand at the end of an arm whose forearm points at ``angle``."""
    look = LOOKS[child]
    wrist = WRIST[child]
    w, inner = num(wrist), num(wrist - 2)
    if arm.hand in SPREAD:
        fingers = "".join(
            capsule(move((5.5, 0), a, 3), move((5.5, 0), a, reach), width)
            for a, reach, width in SPREAD[arm.hand]
        )
        out = path(fingers, look.skin, "skin") + ellipse((5, 0), 6.4, 6.2, look.skin, "skin")
        out += stroke("M3.6 3.4Q6.6 4.2 8.6 1.8", look.skin_shade, 1.3, part="skin-shade")
    elif arm.hand == "fist":
        out = path(f"M-2-{w}C3-7.2 10-6.8 11.6-2.6C12.8 1 11.8 5.4 8.4 6.6C5 7.6 1 6.4-2 {w}Z",
                   look.skin, "skin")  # fmt: skip
        out += path(f"M-2 {w}C1 6.4 5 7.6 8.4 6.6C11.6 5.6 12.6 1.6 11.8-1.8C10.6 3 4 5-2 {inner}Z",
                    look.skin_shade, "skin-shade")  # fmt: skip
        out += path(capsule((2.4, -3.4), (7.8, -1.4), 4.4), look.skin_shade, "skin-shade", 0.55)
        out += path(capsule((2.2, -4.4), (7.4, -2.6), 4.2), look.skin, "skin")
    else:
        out = path(f"M-2-{w}C3-6 10.6-6.2 13.6-2.6C15.6 0 14.2 3.6 11 5C7 6.8 2 5.4-2 {w}Z",
                   look.skin, "skin")  # fmt: skip
        out += path(f"M-2 {w}C2 5.4 7 6.8 11 5C13.2 4 14.6 2 14.4 0C11 3.6 4 4.6-2 {inner}Z",
                    look.skin_shade, "skin-shade")  # fmt: skip
        out += path(capsule((3, -3.4), (8, -8.4), 4.6), look.skin, "skin")
        out += stroke("M5.4-3.2Q7-3.6 8-5", look.skin_shade, 1.2, part="skin-shade")
    return group(out, arm.wrist, angle + arm.turn, "" if arm.thumb > 0 else "1 -1")


def grip(child: str, arm: Arm) -> str:
    """What of a hand lies over the thing that it holds: the thumb, or all of a fist."""
    angle = limb(arm.shoulder, arm.elbow, arm.wrist, (1, 1, 1), arm.bend).end_angle
    if arm.hand == "fist":
        return hand(child, arm, angle)
    tip, width = ((9, -8.4), 4.6) if arm.hand == "mitt" else (move((5.5, 0), *SPREAD[arm.hand][-1][:2]), 4.4)
    look = LOOKS[child]
    out = path(capsule((4.6, 0), (tip[0] + 0.6, tip[1] + 0.6), width), look.skin_shade, "skin-shade")
    out += path(capsule((4.2, -0.6), tip, width), look.skin, "skin")
    return group(out, arm.wrist, angle + arm.turn, "" if arm.thumb > 0 else "1 -1")


# --- shoes ----------------------------------------------------------------


def sneaker(leg: Leg, far: bool) -> str:
    """A blue sneaker whose ankle is the origin, toes to the right."""
    base = SNEAKER_FAR if far else SNEAKER
    out = path("M-7.6-4C-9.4 1-9.8 6-9 10L19.6 10C20.4 5 16.6 2.6 12.4 1.6C9.6.8 8.4-1.4 7.6-4"
               "C3-2.6-3-2.6-7.6-4Z", base, "shoes-shade" if far else "shoes")  # fmt: skip
    out += path("M-9.4 7.4C-5 6 2 8.4 9 7.4C13 6.8 17 7 19.7 8.6L19.6 10.4L-9 10.4Z",
                SNEAKER_SHADE, "shoes-deep")  # fmt: skip
    out += path("M-9.8 9.2L20 9.2C21.4 10.4 20.8 13 18.6 13L-8.2 13C-10.4 13-10.8 10.4-9.8 9.2Z",
                SOLE_SHADE if far else SOLE)  # fmt: skip
    out += stroke("M5.4 2.2L9 .2M8.6 4.4L12.2 2.2", SOLE, 1.6)
    return group(out, leg.ankle, leg.foot, "-1 1" if leg.mirror else "")


def buckle_shoe(leg: Leg) -> str:
    """A black strap shoe over a white sock; the ankle is the origin, toes to the right."""
    out = path("M-5.6-7.4C-2-6.4 2-6.4 5.6-7.4L6.2 7L-6.4 7Z", WHITE)
    out += path("M1-6.6C2.6-6.6 4.2-7 5.6-7.4L6.2 7L1 7C2 1 2-3 1-6.6Z", WHITE_SHADE)
    out += path("M-7.4-1C-9.2 3-9.2 8-8.4 11C-8 13-6 13-4 13L16 13C19.6 13 20.2 9 17.4 6.4"
                "C14.6 3.8 9.6 4.6 7.4 2.6L6.8-.4L3.6-.6C3.6 2.4 4.4 4.2 2 5C-1 5.8-4 3.4-4.6-.8Z",
                BUCKLE_SHOE, "shoes")  # fmt: skip
    out += stroke("M-6 1.2Q0 2.8 5 .4", BUCKLE_SHOE, 2.6, part="shoes")
    out += stroke("M10.6 6.9Q13.6 6.8 15.4 8.6", BUCKLE_SHOE_LIGHT, 1.8, part="shoes-light")
    return group(out, leg.ankle, leg.foot, "-1 1" if leg.mirror else "")


# --- limbs in their clothes -------------------------------------------------


def _skin(child: str, whole: Limb, start: float, far: bool, end: float = 1.0) -> str:
    """A bare limb with its shade from ``start`` on, of which ``end`` is left at the limb's end."""
    look = LOOKS[child]
    bare = whole.cut(0, 1, 7)
    hidden = round(start * 6)
    lower = Limb(bare.line[hidden:], bare.widths[hidden:])
    inner = -0.1 if far else 0.3
    out = path(bare.outline(), look.skin, "skin")
    return out + path(lower.shade(inner, end), look.skin_shade, "skin-shade")


def draw_arm(child: str, arm: Arm, far: bool) -> str:
    """An arm with its sleeve and hand."""
    widths = (13.5, 11.5, 9.4) if child == "mike" else (11.5, 10.2, 8.6)
    whole = limb(arm.shoulder, arm.elbow, arm.wrist, widths, arm.bend)
    out = _skin(child, whole, 0.25, far, 0.6) + hand(child, arm, whole.end_angle)
    if child == "mike":
        sleeve = whole.cut(0, 0.44, 4, (2.0, 6.0))
        out += path(sleeve.outline(end_round=False), SHIRT, "top")
        out += path(sleeve.shade(0.3), SHIRT_SHADE, "top-shade")
        cuff = whole.cut(0.38, 0.44, 2, (5.5, 6.0))
        return out + path(cuff.outline(False, False), SHIRT_LIGHT, "top-light")
    sleeve = whole.cut(0, 0.31, 4, (3.0, 8.0))
    out += path(sleeve.outline(), DRESS, "top")
    out += path(sleeve.shade(0.35), DRESS_SHADE, "top-shade")
    cuff = whole.cut(0.31, 0.36, 2, (5.4, 4.6))
    return out + path(cuff.outline(False, False), WHITE)


def draw_leg(child: str, leg: Leg, far: bool) -> str:
    """A leg with its shoe, and for Mike the leg of the shorts."""
    widths = (17.0, 13.6, 10.6) if child == "mike" else (13.0, 11.6, 9.4)
    if leg.folded:
        return _folded_leg(child, leg, widths, far)
    whole = limb(leg.hip, leg.knee, leg.ankle, widths, leg.bend)
    out = _skin(child, whole, 0.3, far)
    if child == "jenny":
        return out + buckle_shoe(leg)
    sock = whole.cut(0.86, 0.97, 2, (2.0, 2.0))
    out += path(sock.outline(False, False), SOLE_SHADE if far else SOLE)
    out += sneaker(leg, far)
    return out + _shorts(whole.cut(0, 0.5, 4, (1.6, 8.0)), far)


def _shorts(cover: Limb, far: bool) -> str:
    """A leg of the shorts with its shade and the seam above the hem."""
    out = path(cover.outline(end_round=False), SHORTS, "bottom")
    out += path(cover.shade(-0.35 if far else 0.35), SHORTS_SHADE, "bottom-shade")
    hem = cover.cut(0.88, 0.9, 2)
    seam = spline(hem.offset(0.86)[:1] + hem.offset(-0.86)[:1])
    return out + stroke(seam, SHORTS_SHADE, 2.2, part="bottom-shade")


def _folded_leg(child: str, leg: Leg, widths: tuple[float, float, float], far: bool) -> str:
    """A leg folded in front of a sitting child: the shin below the thigh."""
    under = (leg.knee[0] + (leg.ankle[0] - leg.knee[0]) * 0.02, leg.knee[1] + 7)
    shin = limb(under, lerp(under, leg.ankle, 0.5), leg.ankle, (widths[1], *widths[1:]))
    out = _skin(child, shin, 0.1, False)
    if child == "mike":
        out += path(shin.cut(0.82, 1, 2, (2.0, 2.0)).outline(False, False), SOLE)
        out += sneaker(leg, far)
    else:
        out += buckle_shoe(leg)
    if child == "jenny":  # the skirt covers her thighs
        return out
    thigh = limb(leg.hip, lerp(leg.hip, leg.knee, 0.5), leg.knee, (widths[0], widths[0], widths[1]))
    cover = thigh.cut(0, 1, 4, (5.0, 6.0))
    out += path(cover.outline(), SHORTS, "bottom")
    return out + path(cover.shade(0.4, 0.2), SHORTS_SHADE, "bottom-shade")


# --- torsos -----------------------------------------------------------------


def _star(at: Point, radius: float, angle: float) -> str:
    """A soft five-pointed star."""
    points = [move(at, angle - 90 + 36 * i, radius if i % 2 == 0 else radius * 0.52) for i in range(10)]
    d = ""
    for i, tip in enumerate(points):
        start, end = lerp(tip, points[i - 1], 0.24), lerp(tip, points[(i + 1) % 10], 0.24)
        d += f"{'L' if d else 'M'}{pair(start)}Q{pair(tip)} {pair(end)}"
    return path(d + "Z", STAR, "trim")


def _frame(pose: Pose) -> tuple[Point, Point, float]:
    """The middle of the shoulders, the middle of the hips, the torso's lean in degrees."""
    top = lerp(pose.near_shoulder, pose.far_shoulder, 0.5)
    low = lerp(pose.near_hip, pose.far_hip, 0.5)
    lean = math.degrees(math.atan2(low[0] - top[0], low[1] - top[1]))
    return top, low, -lean


def shirt(pose: Pose) -> str:
    """Mike's shirt over the top of his shorts."""
    _, _, lean = _frame(pose)
    left, right = pose.near_shoulder, pose.far_shoulder
    hip_l, hip_r = pose.near_hip, pose.far_hip
    dx, dy = turn((9, 0), lean)
    neck_l, neck_r = (pose.neck[0] - dx, pose.neck[1] - dy), (pose.neck[0] + dx, pose.neck[1] + dy)
    side_r = [right, lerp(right, hip_r, 0.3), move(lerp(right, hip_r, 0.62), lean, 2.5), hip_r]
    side_l = [hip_l, move(lerp(left, hip_l, 0.62), lean + 180, 1.5), lerp(left, hip_l, 0.3), left]
    hem = [hip_r, move(lerp(hip_l, hip_r, 0.5), 90 + lean, 2.5), hip_l]
    out = ""
    if not pose.near_leg.folded:
        inward = lerp(hip_l, hip_r, 0.5)
        crotch = [move(lerp(p, inward, 0.1), 90 + lean, d) for p, d in ((hip_r, 6), (inward, 8), (hip_l, 6))]
        out += path(patch([hip_l, hip_r], crotch), SHORTS, "bottom")
    out += path(patch([neck_l, neck_r, right], side_r, hem, side_l, [left, neck_l]), SHIRT, "top")
    up = lean - 90
    shade = patch(
        side_r,
        hem,
        [
            move(hip_l, up, 5),
            move(lerp(hip_l, hip_r, 0.45), up, 3),
            move(lerp(hip_l, hip_r, 0.74), up, 11),
            lerp(side_r[1], side_l[2], 0.18),
            right,
        ],
    )
    out += path(shade, SHIRT_SHADE, "top-shade")
    star = _star(lerp(lerp(left, right, 0.5), lerp(hip_l, hip_r, 0.5), pose.star), 9.6, lean + 6)
    return out + star


def dress(pose: Pose, parted: bool = False) -> str:
    """Jenny's dress with its sash, dots and buttons; ``parted`` into bodice and skirt of own colours."""
    _, _, lean = _frame(pose)
    left, right = pose.near_shoulder, pose.far_shoulder
    side_l, hem, side_r = pose.skirt
    dx, dy = turn((7, 0), lean)
    neck_l, neck_r = (pose.neck[0] - dx, pose.neck[1] - dy), (pose.neck[0] + dx, pose.neck[1] + dy)
    waist_l, waist_r = side_l[0], side_r[-1]
    centre = lerp(waist_l, waist_r, 0.5)
    shoulders = [waist_r, lerp(waist_r, right, 0.5), right, neck_r]
    chest = [neck_l, left, lerp(left, waist_l, 0.5), waist_l]
    if parted:  # the seam between bodice and skirt lies under the sash
        hidden = move(waist_r, 90 + lean, 4), move(waist_l, 90 + lean, 4)
        out = path(patch([hidden[0]], shoulders, chest, [hidden[1]]), DRESS, "top")
        out += path(patch(side_l, hem, side_r, [waist_r, move(centre, 90 + lean, 4), waist_l]), DRESS, SKIRT)
    else:
        out = path(patch(side_l, hem, side_r, shoulders, chest), DRESS, "top")
    inner = [lerp(p, centre, 0.11) for p in hem]
    inner_side = [lerp(p, lerp(waist_l, hem[0], i / 2), 0.2) for i, p in enumerate(side_r[::-1])]
    corner = lerp(inner_side[-1], centre, 0.14)
    out += path(
        patch(hem, side_r, [*inner_side[:-1], corner, *inner[-2:0:-1], hem[0]]),
        DRESS_SHADE,
        SKIRT_SHADE if parted else "top-shade",
    )
    flank = [right, lerp(right, waist_r, 0.5), waist_r]
    side = [inner_side[0], lerp(lerp(right, waist_r, 0.55), lerp(left, waist_l, 0.55), 0.16), right]
    out += path(patch(flank, side), DRESS_SHADE, "top-shade")
    top = [waist_l, move(centre, 90 + lean, 1.5), waist_r]
    low = [move(p, 90 + lean, 5.5) for p in top]
    low[0], low[2] = move(low[0], 180 + lean, 1.6), move(low[2], lean, 1.6)
    out += path(patch(top, low[::-1]), DRESS_LIGHT, "top-light")
    spots = []
    for depth, *places in ((0.42, 0.2, 0.52, 0.85), (0.7, 0.12, 0.38, 0.64, 0.88)):
        for place in places:
            share = place * (len(hem) - 1)
            i = min(int(share), len(hem) - 2)
            at = lerp(hem[i], hem[i + 1], share - i)
            spots.append(lerp(lerp(waist_l, waist_r, place), at, depth))
    out += dots(spots, 4.4, WHITE)
    return out + dots([move(pose.neck, 90 + lean, step) for step in (17, 24)], 3, WHITE)


def collar(child: str, pose: Pose) -> str:
    """The collar around the neck."""
    _, _, lean = _frame(pose)
    if child == "jenny":
        lobes = ("M0 0C-3-4-9.6-4-11.8-.4C-13 4-10 8.6-6 8.2C-2.4 7.8-.4 4 0 0Z"
                 "M0 0C3-4 9.6-4 11.8-.4C13 4 10 8.6 6 8.2C2.4 7.8 .4 4 0 0Z")  # fmt: skip
        return group(path(lobes, WHITE), move(pose.neck, 90 + lean, 3), lean, ".9")
    ring: list[Point] = []
    for angle in (180, 135, 90, 45, 0):
        x, y = move((0, 0), angle, 1)
        dx, dy = turn((x * 8.8, y * 6.6), lean)
        ring.append((pose.neck[0] + dx, pose.neck[1] + dy))
    return stroke(spline(ring), SHIRT_LIGHT, 3, part="top-light")
