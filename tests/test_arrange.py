"""After arranging, what the text says is so: judged by eye-level geometry, not by the code under test."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from text2scene import SceneObject
from text2scene.arrange import arrange
from text2scene.catalog import HORIZON_Y, POSES, default_catalog
from text2scene.language.facts import Fact
from text2scene.layout import Layout

CATALOG = default_catalog()
PIECES = {
    "mike": SceneObject("mike", "mike", 250, 250, 0, False, "wave", "smile"),
    "jenny": SceneObject("jenny", "jenny", 255, 255, 0, False, "wave", "smile"),
    "oak_tree": SceneObject("oak_tree", "oak_tree", 380, 150, 1),
}


@dataclass
class Seen:
    """The box of an object, by the catalog's sizes."""

    x: float
    y: float
    w: float
    h: float

    @property
    def feet(self) -> float:
        return self.y + self.h / 2

    @property
    def top(self) -> float:
        return self.y - self.h / 2


def seen(item: SceneObject) -> Seen:
    width, height = CATALOG[item.category].size(item.pose)
    return Seen(item.x, item.y, width * item.draw_scale, height * item.draw_scale)


def make(*names: str, **changes: SceneObject) -> dict[str, SceneObject]:
    """Pieces heaped up in the middle of the picture, where few relations hold."""
    items = {name: PIECES.get(name) or SceneObject(name, name, 250, 260) for name in names}
    return items | changes


def arranged(
    items: dict[str, SceneObject], *facts: Fact, fixed: tuple[str, ...] = ()
) -> dict[str, SceneObject]:
    return arrange(Layout(dict(items), {}, list(facts), set(fixed), catalog=CATALOG))


def _gap(a: Seen, b: Seen) -> float:
    dx = max(0.0, abs(a.x - b.x) - (a.w + b.w) / 2)
    dy = max(0.0, abs(a.y - b.y) - (a.h + b.h) / 2)
    return float((dx**2 + dy**2) ** 0.5)


def _covers(a: Seen, b: Seen) -> bool:
    return abs(a.x - b.x) < (a.w + b.w) / 2 and abs(a.y - b.y) < (a.h + b.h) / 2


Check = Callable[[Seen, Seen], bool]
RELATIONS: list[tuple[str, str, str, Check]] = [
    ("left_of", "dog", "cat", lambda a, b: a.x < b.x - 15),
    ("left_of", "jenny", "mike", lambda a, b: a.x < b.x - 30),
    ("right_of", "dog", "mike", lambda a, b: a.x > b.x + 30),
    ("above", "kite", "jenny", lambda a, b: a.y < b.y - 30),
    ("above", "owl", "dog", lambda a, b: a.y < b.y - 15),
    ("below", "soccer_ball", "table", lambda a, b: a.y > b.y and abs(a.x - b.x) < b.w / 2),
    ("below", "dog", "oak_tree", lambda a, b: a.y > b.y and abs(a.x - b.x) < b.w / 2),
    ("on", "pizza", "table", lambda a, b: a.y < b.y and b.top < a.feet < b.y and abs(a.x - b.x) < b.w / 2),
    ("on", "cat", "table", lambda a, b: b.top < a.feet < b.feet and abs(a.x - b.x) < b.w / 2),
    ("on", "jenny", "slide", lambda a, b: a.feet < b.feet and abs(a.x - b.x) < b.w / 2),
    ("in", "owl", "oak_tree", lambda a, b: b.top <= a.y < b.feet - 0.3 * b.h and abs(a.x - b.x) < b.w / 2),
    ("in", "dog", "sandbox", lambda a, b: abs(a.x - b.x) < b.w / 2 and b.top < a.feet < b.feet),
    ("near", "dog", "mike", lambda a, b: _gap(a, b) < 60 and abs(a.x - b.x) > 15),
    ("near", "jenny", "slide", lambda a, b: _gap(a, b) < 60),
    ("far", "dog", "cat", lambda a, b: _gap(a, b) > 80 and abs(a.x - b.x) > 100),
    ("far", "mike", "jenny", lambda a, b: _gap(a, b) > 60),
    ("in_front", "dog", "mike", lambda a, b: a.feet > b.feet and abs(a.x - b.x) < (a.w + b.w) / 2),
    ("behind", "bear", "tent", lambda a, b: a.feet <= b.feet + 5 and _covers(a, b)),
    ("behind", "mike", "oak_tree", lambda a, b: a.feet <= b.feet + 5 and _covers(a, b)),
]


@pytest.mark.parametrize(
    ("kind", "one", "other", "check"), RELATIONS, ids=[f"{a} {k} {b}" for k, a, b, _ in RELATIONS]
)
@pytest.mark.parametrize("mirror", [False, True])
def test_a_relation_holds_wherever_the_network_put_the_pieces(
    kind: str, one: str, other: str, check: Check, mirror: bool
) -> None:
    items = make(one, other)
    if mirror:
        items = {name: replace(item, x=500 - item.x, flip=True) for name, item in items.items()}
    out = arranged(items, Fact(kind, one, others=(other,)))
    assert check(seen(out[one]), seen(out[other])), (out[one], out[other])


@pytest.mark.parametrize(("late", "early", "kind"), [("dog", "mike", "in_front"), ("tent", "bear", "behind")])
def test_what_is_in_front_is_drawn_later(late: str, early: str, kind: str) -> None:
    from text2scene import Scene
    from text2scene.render import to_svg

    subject, other = (late, early) if kind == "in_front" else (early, late)
    out = arranged(make(late, early), Fact(kind, subject, others=(other,)))
    assert out[late].depth <= out[early].depth
    svg = to_svg(Scene(tuple(out.values())))
    assert svg.rindex(f'data-object="{early}"') < svg.index(f'data-object="{late}"')


def test_between_is_between() -> None:
    items = make("dog", "mike", "jenny")
    out = {k: seen(v) for k, v in arranged(items, Fact("between", "dog", others=("mike", "jenny"))).items()}
    low, high = sorted((out["mike"].x, out["jenny"].x))
    assert low + 20 < out["dog"].x < high - 20


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("left", lambda b: b.x < 200),
        ("right", lambda b: b.x > 300),
        ("middle", lambda b: 200 < b.x < 300),
        ("ground", lambda b: b.feet > HORIZON_Y),
        ("bottom_left", lambda b: b.x < 170 and b.y > 250),
    ],
)
def test_a_region_of_the_picture(name: str, check: Callable[[Seen], bool]) -> None:
    start = 450.0 if "left" in name or name == "middle" else 50.0
    items = {"dog": SceneObject("dog", "dog", start, 190.0)}
    assert check(seen(arranged(items, Fact("region", "dog", (name,)))["dog"]))


@pytest.mark.parametrize(("name", "left"), [("top_left", True), ("top_right", False)])
def test_the_corners_of_the_sky(name: str, left: bool) -> None:
    sun = arranged({"sun": SceneObject("sun", "sun", 250, 250)}, Fact("region", "sun", (name,)))["sun"]
    assert (sun.x < 150) if left else (sun.x > 350)
    assert sun.y < 130


ALL = list(itertools.product(("mike", "jenny"), POSES, (False, True), (0, 1, 2)))


@pytest.mark.parametrize(("child", "pose", "flip", "depth"), ALL)
def test_a_hat_and_glasses_sit_on_the_head_in_every_pose(
    child: str, pose: str, flip: bool, depth: int
) -> None:
    items = {
        child: SceneObject(child, child, 250, 250, depth, flip, pose, "smile"),
        "crown": SceneObject("crown", "crown", 40, 30),
        "glasses": SceneObject("glasses", "glasses", 450, 370),
    }
    facts = [Fact("wears", name, others=(child,)) for name in ("crown", "glasses")]
    out = arranged(items, *facts)
    who, spec = out[child], CATALOG[child].poses[pose]
    for name, anchor in (("crown", spec.hat), ("glasses", spec.eyes)):
        dx, dy = (anchor[0] + CATALOG[name].worn[0], anchor[1] + CATALOG[name].worn[1])
        x = who.x + (-dx if flip else dx) * who.draw_scale
        y = who.y + dy * who.draw_scale
        assert (out[name].x, out[name].y) == (pytest.approx(x, abs=0.6), pytest.approx(y, abs=0.6))
        assert (out[name].depth, out[name].flip) == (depth, flip)
        # and that is in the upper half of the child, within its width
        assert seen(who).top - seen(out[name]).h < out[name].y < who.y
        assert abs(out[name].x - who.x) < seen(who).w / 2
    assert out["crown"].y < out["glasses"].y


@pytest.mark.parametrize(("child", "pose", "flip", "depth"), ALL[::4])
def test_held_things_are_in_a_hand_each_of_two_in_its_own(
    child: str, pose: str, flip: bool, depth: int
) -> None:
    items = {
        child: SceneObject(child, child, 250, 250, depth, flip, pose, "smile"),
        "pizza": SceneObject("pizza", "pizza", 40, 30),
        "soda": SceneObject("soda", "drink", 450, 370),
    }
    out = arranged(items, *(Fact("holds", name, others=(child,)) for name in ("pizza", "soda")))
    who, hands = out[child], CATALOG[child].poses[pose].hands
    scale = who.draw_scale
    used = []
    for name in ("pizza", "soda"):
        held = CATALOG[out[name].category].held
        assert held is not None
        slack = (abs(held[0]) + abs(held[1]) + 1) * scale
        x = (who.x - out[name].x if flip else out[name].x - who.x) / scale
        y = (out[name].y - who.y) / scale
        near = min(range(2), key=lambda k: abs(hands[k][0] - x) + abs(hands[k][1] - y))
        assert abs(hands[near][0] - x) * scale <= slack
        assert abs(hands[near][1] - y) * scale <= slack
        assert out[name].depth == depth
        used.append(near)
    assert sorted(used) == [0, 1] or hands[0] == hands[1]


def test_a_third_thing_for_two_hands_lies_near() -> None:
    names = ("pizza", "drink", "hot_dog")
    out = arranged(make("mike", *names), *(Fact("holds", name, others=("mike",)) for name in names))
    assert _gap(seen(out["hot_dog"]), seen(out["mike"])) < 60


@pytest.mark.parametrize("name", ["dog", "cat", "duck", "bear", "snake", "owl"])
def test_an_animal_wears_its_hat_on_its_head(name: str) -> None:
    animal = SceneObject(name, name, 250, 320, 1)
    items = {name: animal, "crown": SceneObject("crown", "crown", 20, 20)}
    out = arranged(items, Fact("wears", "crown", others=(name,)))
    beast, crown = seen(out[name]), seen(out["crown"])
    assert crown.y < beast.y
    assert _covers(crown, beast)
    assert crown.w < 1.1 * beast.w


@pytest.mark.parametrize("name", ["mike", "jenny", "dog", "cat", "bear", "snake", "tent", "table"])
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_feet_stand_below_the_horizon(name: str, depth: int) -> None:
    child = name in ("mike", "jenny")
    looks = ("wave", "smile") if child else (None, None)
    item = SceneObject(name, name, 250, 20, depth, False, *looks)
    kind = Fact("region", name, ("left",))
    assert seen(arranged({name: item}, kind)[name]).feet >= HORIZON_Y


def test_what_is_fixed_does_not_move() -> None:
    items = make("dog", "cat")
    out = arranged(items, Fact("left_of", "dog", others=("cat",)), fixed=("cat",))
    assert out["cat"] == items["cat"]
    assert out["dog"].x < out["cat"].x


def test_what_no_fact_touches_stays() -> None:
    items = make("dog", "cat") | {
        "sun": SceneObject("sun", "sun", 400, 60),
        "pie": SceneObject("pie", "pie", 50, 350),
    }
    out = arranged(items, Fact("left_of", "dog", others=("cat",)))
    assert (out["sun"], out["pie"]) == (items["sun"], items["pie"])


@pytest.mark.parametrize(("kind", "toward"), [("facing", True), ("facing_away", False)])
@pytest.mark.parametrize("x", [100.0, 400.0])
def test_who_looks_at_something_is_turned_to_it(kind: str, toward: bool, x: float) -> None:
    items = {"mike": PIECES["mike"], "dog": SceneObject("dog", "dog", x, 330)}
    out = arranged(items, Fact(kind, "mike", others=("dog",)))
    # unflipped he looks to the right
    assert out["mike"].flip == ((x < out["mike"].x) == toward)


@pytest.mark.parametrize(("size", "depth"), [("big", 0), ("small", 1), ("tiny", 2)])
def test_size_words_choose_the_depth(size: str, depth: int) -> None:
    for start in (0, 2):
        items = {"dog": SceneObject("dog", "dog", 250, 320, start)}
        got = arranged(items, Fact("size", "dog", (size,)))["dog"].depth
        assert got == depth or (size == "small" and got in (1, 2))
