"""Checks of what is there, how the children look, and what they wear and hold."""

from __future__ import annotations

import math

from suite.geometry import CATALOG, WIDTH, Box, box, drawn_after, find, heading, holds_for, seen
from suite.registry import Pictures, check
from text2scene.scene import SceneObject
from text2scene.steps import head_anchor, slot_anchor

WORN = 16.0  # pixels at depth 0; hats are 40 to 76 tall, so it is still on that head
ABOUT_WORN = 26.0  # nearer than this it may read as worn: not allowed where it must not be
HELD = 24.0  # pixels at depth 0; a hand with its forearm
SMALL_THING = 90.0  # pieces up to this size fill their box, so a hand inside it touches them
LINE = (105.0, 108.0)  # from the middle of the kite to the end of its line, pixels at depth 0
SHOWN = 0.2  # of a piece's box that must lie on the canvas; a pine is always cut

# -- what is there ---------------------------------------------------------------------


@check(1)
def has(p: Pictures, a: str) -> bool:
    """Such a piece is there, and enough of it on the canvas."""
    return holds_for(p.scene, [a], lambda o: seen(o).area >= SHOWN * box(o).area)


@check(1)
def not_has(p: Pictures, a: str) -> bool:
    return not find(p.scene, a)


@check(1)
def count(p: Pictures, a: str, number: str) -> bool:
    """Exactly so many, or with a + at least so many."""
    found = len(find(p.scene, a))
    return found >= int(number[:-1]) if number.endswith("+") else found == int(number)


@check(1)
def apart(p: Pictures, a: str) -> bool:
    """No two cover half of the smaller one, so that they can be counted."""
    boxes = [seen(o) for o in find(p.scene, a)]
    pairs = [(b, c) for i, b in enumerate(boxes) for c in boxes[:i]]
    return all(b.meet(c).area <= 0.5 * min(b.area, c.area) for b, c in pairs)


@check(0)
def unknown(p: Pictures, word: str) -> bool:
    """A note names this word as unknown; "dragons" for "dragon" will do."""
    words = [str(n.get("word", "")).lower() for n in p.scene.notes if n.get("kind") == "unknown_word"]
    return any(w and (word in w or w in word) and abs(len(w) - len(word)) < 12 for w in words)


@check(0)
def no_unknown(p: Pictures) -> bool:
    return all(note.get("kind") != "unknown_word" for note in p.scene.notes)


# -- the children ----------------------------------------------------------------------


@check(1)
def expr(p: Pictures, a: str, allowed: str) -> bool:
    return holds_for(p.scene, [a], lambda o: o.expression in allowed.split("|"))


@check(1)
def not_expr(p: Pictures, a: str, forbidden: str) -> bool:
    return holds_for(p.scene, [a], lambda o: o.expression not in forbidden.split("|"))


@check(1)
def pose(p: Pictures, a: str, allowed: str) -> bool:
    return holds_for(p.scene, [a], lambda o: o.pose in allowed.split("|"))


@check(1)
def not_pose(p: Pictures, a: str, forbidden: str) -> bool:
    return holds_for(p.scene, [a], lambda o: o.pose not in forbidden.split("|"))


def _off(item: SceneObject, place: tuple[float, float]) -> float:
    return max(abs(item.x - place[0]), abs(item.y - place[1]))


def _on_head(child: SceneObject, item: SceneObject, reach: float) -> bool:
    return _off(item, head_anchor(child, item.category)) <= reach * child.draw_scale


@check(2)
def wears(p: Pictures, a: str, b: str) -> bool:
    """On that head, drawn over it, and of about the head's size (a depth is a factor of 1.4)."""

    def test(child: SceneObject, item: SceneObject) -> bool:
        fits = 0.75 <= item.draw_scale / child.draw_scale <= 1.34
        return fits and _on_head(child, item, WORN) and drawn_after(p.scene, item, child)

    return holds_for(p.scene, [a, b], test)


@check(2)
def not_wears(p: Pictures, a: str, b: str) -> bool:
    """The child is there, and no such thing on or about its head."""
    children, things = find(p.scene, a), find(p.scene, b)
    return bool(children) and not any(_on_head(c, t, ABOUT_WORN) for c in children for t in things)


def _hands(child: SceneObject) -> list[tuple[float, float]]:
    spec, scale = CATALOG[child.category].poses[child.pose or "reach"], child.draw_scale
    return [(child.x + (-x if child.flip else x) * scale, child.y + y * scale) for x, y in spec.hands]


def _in_hand(child: SceneObject, item: SceneObject) -> bool:
    for hand in ("right_hand", "left_hand"):
        if _off(item, slot_anchor(child, hand, item.category)) <= HELD * child.draw_scale:
            return True
    piece, area = CATALOG[item.category], box(item)
    small = max(piece.width, piece.height) <= SMALL_THING
    return small and any(area.gap(Box(x, y, x, y)) <= 4.0 for x, y in _hands(child))


@check(2)
def holds(p: Pictures, a: str, b: str) -> bool:
    """Where that child's hand holds such a thing, or a small thing that touches the hand."""
    return holds_for(p.scene, [a, b], _in_hand)


@check(2)
def not_holds(p: Pictures, a: str, b: str) -> bool:
    return bool(find(p.scene, a)) and not holds(p, a, b)


@check(2)
def eats(p: Pictures, a: str, b: str) -> bool:
    """In the hand, or at the mouth (20 below the eyes)."""

    def test(child: SceneObject, item: SceneObject) -> bool:
        eyes = head_anchor(child, "glasses")
        mouth = (eyes[0], eyes[1] + 20.0 * child.draw_scale)
        return _in_hand(child, item) or _off(item, mouth) <= HELD * child.draw_scale

    return holds_for(p.scene, [a, b], test)


@check(2)
def kicks(p: Pictures, a: str, b: str) -> bool:
    """In the kick pose, towards the ball, which is near or has just flown off."""

    def test(child: SceneObject, ball: SceneObject) -> bool:
        ahead = (ball.x - child.x) * heading(child) > 0
        return child.pose == "kick" and ahead and box(child).gap(box(ball)) <= 0.2 * WIDTH

    return holds_for(p.scene, [a, b], test)


@check(2)
def flies(p: Pictures, a: str, b: str) -> bool:
    """The kite held, or its line, which hangs down at its lower left, ending about a hand."""

    def test(child: SceneObject, kite: SceneObject) -> bool:
        scale = kite.draw_scale
        end = kite.x + (LINE[0] if kite.flip else -LINE[0]) * scale, kite.y + LINE[1] * scale
        return _in_hand(child, kite) or any(math.dist(end, hand) <= 45.0 for hand in _hands(child))

    return holds_for(p.scene, [a, b], test)
