"""Checks of where things are, which way they look and how big they are."""

from __future__ import annotations

from collections.abc import Callable

from suite.geometry import HEIGHT, WIDTH, Box, box, drawn_after, find, group, heading, holds_for, seen
from suite.registry import Pictures, check
from text2scene.catalog import HORIZON_Y
from text2scene.scene import Scene, SceneObject

NEAR = 0.15 * WIDTH  # a gap: about the width of a child's body
FAR = 0.3 * WIDTH  # between centres; two children apart with room for a third and more
FAR_GAP = 0.1 * WIDTH  # and visibly not touching, which counts for wide pieces
MARGIN = 0.1  # of the two sizes together, as GenEval has it
TOUCH = 12.0  # pixels of air or overlap that still read as contact

# -- where things are ------------------------------------------------------------------


def _left(a: SceneObject, b: SceneObject) -> bool:
    # Centres alone, sideways alone: what stands on the ground beside a tall tree is left of it,
    # though the tree's middle is far up.
    return b.x - a.x > MARGIN * (seen(a).width + seen(b).width)


def _above(a: SceneObject, b: SceneObject) -> bool:
    # Higher by a tenth of both heights, and over some of it or within 45 degrees: what is up in
    # one corner is not above what is down in the other. (GenEval allows 60, on square pictures.)
    one, two = seen(a), seen(b)
    over = one.left < two.right and two.left < one.right
    rise = two.y - one.y
    return rise > MARGIN * (one.height + two.height) and (over or abs(two.x - one.x) <= rise)


@check(2)
def left_of(p: Pictures, a: str, b: str) -> bool:
    """As the viewer sees it."""
    return holds_for(p.scene, [a, b], _left)


@check(2)
def right_of(p: Pictures, a: str, b: str) -> bool:
    return holds_for(p.scene, [a, b], lambda o, q: _left(q, o))


@check(2)
def above(p: Pictures, a: str, b: str) -> bool:
    return holds_for(p.scene, [a, b], _above)


@check(2)
def below(p: Pictures, a: str, b: str) -> bool:
    return holds_for(p.scene, [a, b], lambda o, q: _above(q, o))


@check(2)
def higher(p: Pictures, a: str, b: str) -> bool:
    """Its middle further up, wherever sideways."""
    return holds_for(p.scene, [a, b], lambda o, q: seen(q).y - seen(o).y > 20.0)


# Where the bottom of what is on a piece may be, as parts of that piece's height from its top,
# and how much of its width at either side does not count. Table: from the top to the bench in
# front. Slide: platform and chute. Swing: the seats, legs hanging. A spring rider, an animal or
# a vehicle that is ridden: legs hang down its sides.
_STANDS = {
    "table": (0.0, 0.75, 0.0),
    "slide": (0.2, 1.0, 0.0),
    "swing": (0.5, 1.0, 0.1),
    "sandbox": (0.0, 1.0, 0.0),
    "bouncy_bee": (0.1, 1.0, 0.0),
}
_ON_TOP = (0.0, 0.45, 0.0)


@check(2)
def on(p: Pictures, a: str, b: str) -> bool:
    """The middle over it, the bottom where one stands, sits or lies on such a piece; not hidden by it."""

    def test(one: SceneObject, two: SceneObject) -> bool:
        if group(two) == "park" and two.category.endswith("tree"):
            return _in_crown(p.scene, one, two)
        low, high, inset = _STANDS.get(two.category, _ON_TOP)
        area, bottom = box(two), box(one).bottom
        level = area.top + low * area.height - TOUCH <= bottom <= area.top + high * area.height + TOUCH
        return level and area.spans(one.x, inset) and drawn_after(p.scene, one, two)

    return holds_for(p.scene, [a, b], test)


def _in_crown(scene: Scene, one: SceneObject, tree: SceneObject) -> bool:
    # The crown is the upper 70% of a tree, a tenth narrower than the box at either side.
    area = box(tree)
    return (
        area.spans(one.x, 0.1)
        and area.top - TOUCH <= one.y <= area.bottom - 0.3 * area.height
        and drawn_after(scene, one, tree)
    )


@check(2)
def inside(p: Pictures, a: str, b: str) -> bool:
    """Sandbox: stands or sits in it. Tree: in the crown. Else: three quarters within the box, to be seen."""

    def test(one: SceneObject, two: SceneObject) -> bool:
        area, thing = box(two), box(one)
        if two.category.endswith("tree"):
            return _in_crown(p.scene, one, two)
        if two.category == "sandbox":
            level = area.top - TOUCH <= thing.bottom <= area.bottom + TOUCH
            return level and area.spans(one.x) and drawn_after(p.scene, one, two)
        return thing.meet(area).area >= 0.75 * thing.area and drawn_after(p.scene, one, two)

    return holds_for(p.scene, [a, b], test)


@check(2)
def not_inside(p: Pictures, a: str, b: str) -> bool:
    return bool(find(p.scene, b)) and not inside(p, a, b)


@check(2)
def under(p: Pictures, a: str, b: str) -> bool:
    """Table: lower than its middle, below its top. Tree: by the trunk, under the crown. Else below."""

    def test(one: SceneObject, two: SceneObject) -> bool:
        area, thing = seen(two), seen(one)
        if two.category == "table":
            low = thing.top >= area.top and thing.y >= area.y + 0.1 * area.height
            return low and thing.bottom <= area.bottom + 2 * TOUCH and area.spans(one.x)
        if two.category.endswith("tree"):
            # As far in front of the trunk's foot as a child sitting there would be.
            return area.spans(one.x) and thing.y > area.y and thing.bottom <= area.bottom + 70.0
        return _above(two, one)

    return holds_for(p.scene, [a, b], test)


# Their boxes are mostly air, or people stand before them: what is near such a piece may lie
# within its box. Elsewhere the two may not cover more than half of the smaller one.
_OPEN = ("tree", "swing", "slide", "tent", "kite", "balloons")


def _near(one: SceneObject, two: SceneObject) -> bool:
    a, b = seen(one), seen(two)
    roomy = one.category.endswith(_OPEN) or two.category.endswith(_OPEN)
    return a.gap(b) <= NEAR and (roomy or a.meet(b).area <= 0.5 * min(a.area, b.area))


@check(2)
def near(p: Pictures, a: str, b: str) -> bool:
    return holds_for(p.scene, [a, b], _near)


@check(2)
def not_near(p: Pictures, a: str, b: str) -> bool:
    return holds_for(p.scene, [a, b], lambda o, q: seen(o).gap(seen(q)) > NEAR)


@check(2)
def beside(p: Pictures, a: str, b: str) -> bool:
    """Near, and at a side: not over, under or quite behind it."""
    return holds_for(p.scene, [a, b], lambda o, q: _near(o, q) and (_left(o, q) or _left(q, o)))


@check(2)
def far(p: Pictures, a: str, b: str) -> bool:
    def test(one: SceneObject, two: SceneObject) -> bool:
        a, b = seen(one), seen(two)
        return (a.x - b.x) ** 2 + (a.y - b.y) ** 2 > FAR * FAR and a.gap(b) > FAR_GAP

    return holds_for(p.scene, [a, b], test)


@check(3)
def between(p: Pictures, a: str, b: str, c: str) -> bool:
    """Sideways in the middle 70% of the way, and not above or below both."""

    def test(one: SceneObject, two: SceneObject, three: SceneObject) -> bool:
        low, high = sorted((two.x, three.x))
        tall = min(seen(two).top, seen(three).top), max(seen(two).bottom, seen(three).bottom)
        inside = low + 0.15 * (high - low) < one.x < high - 0.15 * (high - low)
        return inside and tall[0] <= seen(one).y <= tall[1]

    return holds_for(p.scene, [a, b, c], test)


def _at_side(one: SceneObject, two: SceneObject, side: int) -> bool:
    # "In front of Mike" may mean where he looks, "behind him" at his back.
    near_by = seen(one).gap(seen(two)) <= NEAR
    return near_by and (one.x - two.x) * heading(two) * side > 0 and group(two) in ("person", "animal")


@check(2)
def in_front_of(p: Pictures, a: str, b: str) -> bool:
    """Before it for the viewer: drawn over it or lower, at most 20 px aside. Or where that one looks."""

    def test(one: SceneObject, two: SceneObject) -> bool:
        a, b = seen(one), seen(two)
        sideways = max(a.left - b.right, b.left - a.right) <= 20.0
        lower = a.bottom >= b.bottom - TOUCH or group(two) == "sky"
        return (sideways and lower and drawn_after(p.scene, one, two)) or _at_side(one, two, 1)

    return holds_for(p.scene, [a, b], test)


@check(2)
def behind(p: Pictures, a: str, b: str) -> bool:
    """Partly covered by it (a tenth of its width). Or at that one's back."""

    def test(one: SceneObject, two: SceneObject) -> bool:
        a, b = seen(one), seen(two)
        covered = a.meet(b)
        hidden = covered.area > 0 and covered.width >= 0.1 * a.width and drawn_after(p.scene, two, one)
        return hidden or _at_side(one, two, -1)

    return holds_for(p.scene, [a, b], test)


def _in_corner(item: SceneObject, area: Box) -> bool:
    # A third of the canvas sideways; what is wider than half of it need only touch that side.
    wide = area.width > WIDTH / 2 and (area.left < 20.0 or area.right > WIDTH - 20.0)
    aside = wide or area.x < WIDTH / 3 or area.x > WIDTH * 2 / 3
    return aside and (area.y < 0.4 * HEIGHT or area.y > 0.6 * HEIGHT)


_PLACES: dict[str, Callable[[SceneObject, Box], bool]] = {
    "left": lambda o, b: b.x < 0.45 * WIDTH,
    "right": lambda o, b: b.x > 0.55 * WIDTH,
    "middle": lambda o, b: 0.35 * WIDTH <= b.x <= 0.65 * WIDTH,
    "top": lambda o, b: b.y < 0.35 * HEIGHT,
    "bottom": lambda o, b: b.y > 0.6 * HEIGHT,
    "corner": _in_corner,
    "sky": lambda o, b: b.y < HORIZON_Y and b.area > 0,
    # feet below the horizon; what has no feet has its middle there
    "ground": lambda o, b: (
        b.bottom >= HORIZON_Y + 10 and (group(o) in ("park", "person", "animal") or b.y >= HORIZON_Y)
    ),
    "background": lambda o, b: o.draw_scale <= 0.7,
    "distance": lambda o, b: o.draw_scale <= 0.5,
    "foreground": lambda o, b: o.draw_scale >= 1.0,
}
PLACES = tuple(_PLACES)


@check(1)
def place(p: Pictures, a: str, *words: str) -> bool:
    """The middle of what is seen of it lies in each of these parts of the picture."""
    return holds_for(p.scene, [a], lambda o: all(_PLACES[word](o, seen(o)) for word in words))


def _looks_at(one: SceneObject, goal: float) -> bool:
    return (goal - one.x) * heading(one) > 0


@check(1)
def facing(p: Pictures, a: str, b: str) -> bool:
    """Looks to the side where b is; b may be left or right."""
    if b in ("left", "right"):
        return holds_for(p.scene, [a], lambda o: heading(o) == (1 if b == "right" else -1))
    return holds_for(p.scene, [a, b], lambda o, q: _looks_at(o, q.x))


@check(1)
def facing_away(p: Pictures, a: str, b: str) -> bool:
    return holds_for(p.scene, [a, b], lambda o, q: heading(o) != 0 and _looks_at(o, 2 * o.x - q.x))


# The three sizes at which pieces are drawn are 1, 0.7 and 0.49. Big: the largest of them at
# least. Huge: seen to be more than that. Small: a step down. Tiny: two steps.
_SIZES: dict[str, Callable[[float], bool]] = {
    "big": lambda s: s >= 1.0,
    "huge": lambda s: s >= 1.2,
    "small": lambda s: s <= 0.71,
    "tiny": lambda s: s <= 0.5,
}
SIZES = tuple(_SIZES)


@check(1)
def size(p: Pictures, a: str, word: str) -> bool:
    return holds_for(p.scene, [a], lambda o: _SIZES[word](o.draw_scale))


@check(2)
def larger(p: Pictures, a: str, b: str) -> bool:
    """Taller in the picture, by a tenth."""
    return holds_for(p.scene, [a, b], lambda o, q: box(o).height > 1.1 * box(q).height)
