"""The two children, Mike and Jenny, in seven poses with five faces each, and their hair styles.

``build(sprites, kits)`` writes the pictures; ``HANDS`` says where the hands,
the eyes and a hat sit in each pose.
"""

from __future__ import annotations

from pathlib import Path

from text2scene.art.children_bodies import GRIP, Pose, collar, draw_arm, draw_leg, dress, grip, shirt
from text2scene.art.children_hair import DEFAULT_HAIR, HAIR, hair, tail
from text2scene.art.children_heads import EXPRESSIONS, features, neck, skull
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


def _body(child: str, pose: Pose, parted: bool) -> str:
    """Everything of a child but its head and the hair behind the body."""
    chin = turn((pose.eyes[0], pose.eyes[1] + 22), pose.tilt, pose.eyes)
    parts = {
        "far_arm": draw_arm(child, pose.far_arm, far=True),
        "near_arm": draw_arm(child, pose.near_arm, far=False),
        "far_leg": draw_leg(child, pose.far_leg, far=True),
        "near_leg": draw_leg(child, pose.near_leg, far=False),
        "torso": shirt(pose) if child == "mike" else dress(pose, parted),
    }
    return "".join(parts[name] for name in pose.order) + neck(child, chin, pose.neck) + collar(child, pose)


def _svg(size: tuple[float, float], body: str) -> str:
    width, height = num(size[0]), num(size[1])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}">{body}</svg>\n'
    )


def draw(child: str, pose_name: str, expression: str) -> str:
    """One child in one pose with one face and the usual hair, as SVG text."""
    pose, style = POSES[child][pose_name], DEFAULT_HAIR[child]
    cap, front, ties = hair(child, style)
    head = cap + skull(child) + front + features(child, expression) + ties
    behind = tail(child, style, pose)
    back = group(behind, pose.eyes, pose.tilt) if behind else ""
    return _svg(SIZES[child][pose_name], back + _body(child, pose, False) + group(head, pose.eyes, pose.tilt))


def draw_kit(child: str, pose_name: str) -> str:
    """A child in one pose in layers: every hair style's tail, the body, every head, every face.

    Each layer is a group whose id says what it is; a child is one tail (if its hair has one),
    the body, one head and one face, drawn in this order. Its grips lie over what it holds.
    """
    pose = POSES[child][pose_name]

    def layer(name: str, content: str) -> str:
        return f'<g id="{name}">{group(content, pose.eyes, pose.tilt)}</g>' if content else ""

    out = "".join(layer(f"tail-{style}", tail(child, style, pose)) for style in HAIR[child])
    out += f'<g id="body">{_body(child, pose, True)}</g>'
    for style in HAIR[child]:
        cap, front, ties = hair(child, style)
        out += layer(f"head-{style}", cap + skull(child) + front + ties)
    out += "".join(layer(f"face-{expression}", features(child, expression)) for expression in EXPRESSIONS)
    for side, arm in (("right", pose.far_arm), ("left", pose.near_arm)):
        out += f'<g id="grip-{side}">{grip(child, arm)}</g>'
    return _svg(SIZES[child][pose_name], out)


def build(sprites: Path, kits: Path) -> list[Path]:
    """Write the 70 pictures of the children and their 14 kits; return the paths."""
    written = {
        sprites / f"{child}-{pose}-{expression}.svg": draw(child, pose, expression)
        for child in CHILDREN
        for pose in POSES[child]
        for expression in EXPRESSIONS
    }
    written |= {
        kits / f"{child}-{pose}.svg": draw_kit(child, pose) for child in CHILDREN for pose in POSES[child]
    }
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(written)
