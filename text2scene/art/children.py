"""The two children, Mike and Jenny, in seven poses with five faces each.

``build(folder)`` writes the 70 pictures; ``HANDS`` says where the hands,
the eyes and a hat sit in each pose.
"""

from __future__ import annotations

from pathlib import Path

from text2scene.art.children_bodies import GRIP, Pose, collar, draw_arm, draw_leg, dress, shirt
from text2scene.art.children_heads import EXPRESSIONS, head, neck, pigtails
from text2scene.art.children_poses import POSES, SIZES
from text2scene.art.children_shapes import Point, group, limb, move, num, turn

CHILDREN = ("mike", "jenny")
HAT_RISE = {"mike": 34.0, "jenny": 32.0}  # from the eyes up to a hat's centre, head upright


def _grip(pose: Pose, near: bool) -> Point:
    """Where the grip of a held thing goes: inside the palm."""
    arm = pose.near_arm if near else pose.far_arm
    angle = limb(arm.shoulder, arm.elbow, arm.wrist, (1, 1, 1), arm.bend).end_angle
    return move(arm.wrist, angle + arm.turn, GRIP[arm.hand])


def _hands() -> dict[str, dict[str, dict[str, Point]]]:
    """The anchors of every child and pose as offsets from the picture's centre."""
    out: dict[str, dict[str, dict[str, Point]]] = {}
    for child in CHILDREN:
        out[child] = {}
        for name, pose in POSES[child].items():
            width, height = SIZES[child][name]
            hat = turn((pose.eyes[0], pose.eyes[1] - HAT_RISE[child]), pose.tilt, pose.eyes)
            places = {
                "right": _grip(pose, near=False),
                "left": _grip(pose, near=True),
                "eyes": pose.eyes,
                "hat": hat,
            }
            out[child][name] = {
                key: (round(x - width / 2, 1), round(y - height / 2, 1)) for key, (x, y) in places.items()
            }
    return out


#: Per child and pose: the grip of the "right" and "left" hand, "eyes" and "hat", as
#: offsets in px from the picture's centre, y down.  Right and left are the sides of the
#: unmirrored picture.
HANDS = _hands()


def draw(child: str, pose_name: str, expression: str) -> str:
    """One child in one pose with one face, as SVG text."""
    pose = POSES[child][pose_name]
    width, height = SIZES[child][pose_name]
    chin = turn((pose.eyes[0], pose.eyes[1] + 22), pose.tilt, pose.eyes)
    parts = {
        "far_arm": draw_arm(child, pose.far_arm, far=True),
        "near_arm": draw_arm(child, pose.near_arm, far=False),
        "far_leg": draw_leg(child, pose.far_leg, far=True),
        "near_leg": draw_leg(child, pose.near_leg, far=False),
        "torso": shirt(pose) if child == "mike" else dress(pose),
    }
    top = neck(child, chin, pose.neck) + collar(child, pose)
    top += group(head(child, expression), pose.eyes, pose.tilt)
    back = ""
    if child == "jenny":
        back = group(pigtails(*pose.pigtails, pose.tail_length), pose.eyes, pose.tilt)
    body = back + "".join(parts[name] for name in pose.order) + top
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {num(width)} {num(height)}"'
        f' width="{num(width)}" height="{num(height)}">{body}</svg>\n'
    )


def build(folder: Path) -> list[Path]:
    """Write the 70 pictures of the children into ``folder``; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for child in CHILDREN:
        for pose in POSES[child]:
            for expression in EXPRESSIONS:
                file = folder / f"{child}-{pose}-{expression}.svg"
                file.write_text(draw(child, pose, expression), encoding="utf-8")
                written.append(file)
    return written
