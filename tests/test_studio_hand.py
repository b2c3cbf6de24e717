"""Taking a scene in hand: pointer, touch, keys, tools, looks, the drawer; and undoing all of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from pages import STUDIO, piece

from text2scene.catalog import default_catalog
from text2scene.scene import SceneObject
from text2scene.steps import slot_anchor

MIKE = piece("mike", 130, 260, pose="wave", expression="smile")
JENNY = piece("jenny", 350, 260, pose="wave", expression="smile", flip=True)
TABLE = piece("table", 250, 330)


# -- pointer -----------------------------------------------------------------------------


def test_one_drag_moves_and_is_one_step(visit):
    visit.set(MIKE, JENNY)
    visit.drag("mike", 100, -40)
    now = visit.item("mike")
    pixel = visit.studio("studio.canvas.pixel()")
    assert now["x"] == pytest.approx(130 + 100 * pixel, abs=1.5)
    assert now["y"] == pytest.approx(260 - 40 * pixel, abs=1.5)
    assert visit.selected() == ["mike"]
    assert visit.steps == 1
    assert visit.item("jenny") == JENNY
    visit.page.keyboard.press("Control+z")
    assert visit.item("mike") == MIKE
    visit.page.keyboard.press("Control+Shift+z")
    assert visit.item("mike") == now


def test_escape_in_the_middle_of_a_drag_puts_it_back(visit):
    visit.set(MIKE)
    visit.drag("mike", 90, 0, stop=False)
    assert visit.item("mike") != MIKE
    visit.page.keyboard.press("Escape")
    visit.page.mouse.up()
    assert visit.item("mike") == MIKE
    assert visit.steps == 0


def test_a_press_without_moving_selects_and_is_no_step(visit):
    visit.set(MIKE, JENNY)
    visit.drag("mike", 60, 0)
    visit.page.keyboard.press("Control+z")
    visit.page.mouse.click(*visit.place("jenny"))
    assert visit.selected() == ["jenny"]
    assert visit.steps == 0
    assert visit.studio("studio.store.future.length") == 1, "selecting keeps what can be redone"


def test_several_are_moved_together(visit):
    visit.set(MIKE, JENNY, TABLE)
    visit.page.mouse.click(*visit.place("mike"))
    visit.page.keyboard.down("Shift")
    visit.page.mouse.click(*visit.place("jenny"))
    visit.page.keyboard.up("Shift")
    assert visit.selected() == ["mike", "jenny"]
    visit.drag("jenny", 30, 12)
    assert visit.item("mike")["x"] - 130 == pytest.approx(visit.item("jenny")["x"] - 350)
    assert visit.item("mike")["x"] > 140
    assert visit.item("table") == TABLE
    assert visit.steps == 1


def test_a_sweep_over_the_ground_selects_what_is_in_it(visit):
    visit.set(MIKE, JENNY, TABLE)
    box = visit.page.locator("#t2s-canvas").bounding_box()
    visit.page.mouse.move(box["x"] + 5, box["y"] + 5)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] - 5, steps=5)
    visit.page.mouse.up()
    assert visit.selected() == ["mike", "table"]
    visit.page.mouse.click(box["x"] + box["width"] - 8, box["y"] + 8)
    assert visit.selected() == []


def test_a_corner_resizes_and_the_other_corner_stays(visit):
    visit.set(TABLE)
    visit.page.mouse.click(*visit.place("table"))
    grip = visit.page.locator('[data-corner="right bottom"]').bounding_box()
    before = visit.studio("studio.pieces.box(studio.store.scene.objects[0])")
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x - 50, y - 30, steps=5)
    visit.page.mouse.up()
    after = visit.studio("studio.pieces.box(studio.store.scene.objects[0])")
    assert visit.item("table")["scale"] < 0.9
    assert after["left"] == pytest.approx(before["left"], abs=0.3)
    assert after["top"] == pytest.approx(before["top"], abs=0.3)
    assert visit.steps == 1


def test_a_hat_snaps_to_a_head_and_goes_along(visit):
    visit.set(MIKE, piece("crown", 400, 80))
    x, y = slot_anchor(SceneObject(**MIKE), "head", "crown", default_catalog())
    pixel = visit.studio("studio.canvas.pixel()")
    visit.drag("crown", (x - 400 + 8) / pixel, (y - 80 + 6) / pixel)
    crown = visit.item("crown")
    assert (crown["x"], crown["y"]) == (pytest.approx(x, abs=0.1), pytest.approx(y, abs=0.1))
    visit.drag("mike", 80, 20)
    mike = visit.item("mike")
    moved = visit.item("crown")
    assert moved["x"] - crown["x"] == pytest.approx(mike["x"] - 130, abs=0.1)
    visit.page.click("[data-tool=farther]")
    at = slot_anchor(SceneObject(**visit.item("mike")), "head", "crown", default_catalog())
    assert (visit.item("crown")["x"], visit.item("crown")["y"]) == (
        pytest.approx(at[0], abs=0.2),
        pytest.approx(at[1], abs=0.2),
    )
    assert visit.item("crown")["depth"] == 1
    visit.page.keyboard.down("Alt")
    visit.drag("crown", 10, 0)
    visit.page.keyboard.up("Alt")
    assert visit.item("crown")["x"] > at[0] + 3, "Alt lets it lie beside its place"


def test_a_thing_snaps_to_a_hand(visit):
    visit.set(MIKE, piece("hot_dog", 400, 80))
    x, y = slot_anchor(SceneObject(**MIKE), "right_hand", "hot_dog", default_catalog())
    pixel = visit.studio("studio.canvas.pixel()")
    visit.drag("hot_dog", (x - 400 + 5) / pixel, (y - 80 - 4) / pixel)
    held = visit.item("hot_dog")
    assert (held["x"], held["y"]) == (pytest.approx(x, abs=0.1), pytest.approx(y, abs=0.1))


def test_the_hand_closes_over_a_thing_while_it_is_dragged_and_a_click_goes_through_it(visit):
    def thumbs() -> list[list[float]]:
        return visit.studio(
            """[...studio.canvas.layers.objects.querySelectorAll(".t2s-thumb")].map((use) =>
            use.getAttribute("transform").slice(7, -1).split(" ").map(Number))"""
        )

    visit.set(MIKE, piece("drink", 400, 80))
    assert thumbs() == []
    x, y = slot_anchor(SceneObject(**MIKE), "right_hand", "drink", default_catalog())
    pixel = visit.studio("studio.canvas.pixel()")
    visit.drag("drink", (x - 400) / pixel, (y - 80) / pixel, stop=False)
    assert len(thumbs()) == 1
    visit.page.mouse.up()
    before = thumbs()[0]
    visit.drag("mike", 50, 0, stop=False)
    after = thumbs()[0]
    assert after[4] - before[4] == pytest.approx(50 * pixel, abs=0.1)
    assert after[5] == pytest.approx(before[5], abs=0.1)
    visit.page.mouse.up()
    thumb = visit.page.locator(".t2s-thumb").bounding_box()
    visit.page.mouse.click(thumb["x"] + thumb["width"] / 2, thumb["y"] + thumb["height"] / 2)
    assert visit.selected() == ["drink"]
    visit.drag("drink", 80, -40, stop=False)
    assert thumbs() == []
    visit.page.mouse.up()


@pytest.mark.parametrize(
    "visit",
    [{"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}],
    indirect=True,
)
def test_a_finger_drags_too(visit):
    visit.set(MIKE, JENNY)
    x, y = visit.place("mike")
    touch = visit.context.new_cdp_session(visit.page)

    def send(kind: str, *points: tuple[float, float]) -> None:
        marks = [{"x": px, "y": py} for px, py in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": marks})

    send("touchStart", (x, y))
    for part in range(1, 6):
        send("touchMove", (x + 12 * part, y + 4 * part))
    send("touchEnd")
    assert visit.item("mike")["x"] > 150
    assert visit.steps == 1
    x, y = visit.place("jenny")
    visit.page.touchscreen.tap(x, y)
    assert visit.selected() == ["jenny"]
    visit.page.tap("[data-tool=flip]")
    assert visit.item("jenny")["flip"] is False


def test_a_drag_is_one_step_after_twenty_answers_of_the_server(visit):
    for number in range(20):
        visit.page.fill("#t2s-seed", str(number + 1))
        visit.page.press("#t2s-seed", "Enter")
        visit.page.wait_for_function(f"(seed) => {STUDIO}.store.scene.seed === seed", arg=number + 1)
    assert visit.steps == 20
    visit.drag("mike", 30, 0)
    assert visit.steps == 21
    assert visit.studio("studio.store.listeners.size") < 10, "no listener is added by an answer"


# -- tools and keys ----------------------------------------------------------------------


def test_every_tool_does_its_work_and_can_be_undone(visit):
    visit.set(MIKE, TABLE)
    visit.page.mouse.click(*visit.place("table"))
    start = visit.scene()
    feet = visit.studio("studio.pieces.box(studio.store.scene.objects[1]).bottom")
    for tool, field, value in (("flip", "flip", True), ("farther", "depth", 1), ("larger", "scale", 1.15)):
        visit.page.click(f"[data-tool={tool}]")
        assert visit.item("table")[field] == value
    assert visit.studio("studio.pieces.box(studio.store.scene.objects[1]).bottom") == pytest.approx(
        feet, abs=0.1
    )
    visit.page.click("[data-tool=nearer]")
    visit.page.click("[data-tool=smaller]")
    assert "scale" not in visit.item("table")
    visit.page.click("[data-tool=copy]")
    assert visit.selected() == ["table-2"]
    visit.page.click("[data-tool=trash]")
    assert visit.ids() == ["mike", "table"]
    for _ in range(visit.steps):
        visit.page.click("#t2s-undo")
    assert visit.scene() == start
    assert visit.page.is_disabled("#t2s-undo")


def test_front_and_back_among_equals_and_a_word_where_it_cannot_be(visit):
    visit.set(piece("dog", 200, 300), piece("cat", 230, 300), piece("table", 215, 300))
    visit.studio("studio.store.select(['dog'])")
    visit.page.click("[data-tool=forward]")
    assert visit.ids() == ["cat", "dog", "table"]
    visit.page.click("[data-tool=back]")
    assert visit.ids() == ["dog", "cat", "table"]
    visit.studio("studio.store.select(['table'])")
    visit.page.click("[data-tool=forward]")
    assert "use Nearer" in visit.page.inner_text("#t2s-toast")


def test_everything_by_keyboard_alone(visit):
    visit.set(MIKE, TABLE)
    visit.page.focus("#t2s-canvas")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    assert visit.selected() == ["table"], "what is farther back comes first"
    for _ in range(3):
        visit.page.keyboard.press("ArrowRight")
    visit.page.keyboard.press("Shift+ArrowUp")
    assert (visit.item("table")["x"], visit.item("table")["y"]) == (262, 310)
    assert visit.steps == 1, "nudges in a row are one step"
    visit.page.keyboard.press("f")
    visit.page.keyboard.press("PageUp")
    visit.page.keyboard.press("+")
    table = visit.item("table")
    assert (table["flip"], table["depth"], table["scale"]) == (True, 1, 1.15)
    visit.page.keyboard.press("Control+d")
    assert visit.selected() == ["table-2"]
    visit.page.keyboard.press("Delete")
    assert visit.ids() == ["mike", "table"]
    visit.page.keyboard.press("Control+a")
    assert visit.selected() == ["mike", "table"]
    visit.page.keyboard.press("Escape")
    assert visit.selected() == []
    visit.page.keyboard.press("?")
    assert visit.page.is_visible("#t2s-help-dialog")
    visit.page.keyboard.press("Escape")
    for _ in range(12):
        visit.page.keyboard.press("Control+z")
    assert visit.scene()["objects"] == [MIKE, TABLE]


def test_a_typed_change_is_undone_from_within_the_text_box(visit):
    first = visit.scene()
    visit.draw("Jenny is flying a kite.")
    visit.page.keyboard.press("Control+z")
    assert visit.scene() == first
    assert visit.page.input_value("#t2s-text") == first["text"]
    visit.page.keyboard.press("Control+y")
    assert "kite" in visit.ids()
    visit.page.keyboard.type(" Bye")
    visit.page.keyboard.press("Control+z")
    assert "kite" in visit.ids(), "what is typed and not yet drawn is undone first"


# -- looks -------------------------------------------------------------------------------


def test_pose_face_hair_and_colours_are_picked_from_pictures(visit):
    visit.set(MIKE, piece("dog", 380, 300))
    visit.page.mouse.click(*visit.place("mike"))
    assert visit.page.locator("#t2s-panel .t2s-choice svg use").count() == 7 + 5 + 4
    visit.page.click("[aria-label=Running]")
    visit.page.click("[aria-label=Sad]")
    visit.page.click("[aria-label=spiky]")
    visit.page.click("[data-key=part-top]")
    visit.page.click("[data-key=top-navy]")
    mike = visit.item("mike")
    assert (mike["pose"], mike["expression"]) == ("run", "sad")
    assert mike["style"] == {"hair_style": "spiky", "top": "navy"}
    assert visit.steps == 4
    visit.page.click("[data-key=top-none]")
    assert visit.item("mike")["style"] == {"hair_style": "spiky"}
    visit.studio("studio.store.select(['dog'])")
    visit.page.click("[data-key=part-main]")
    visit.page.locator("[data-key=main-own]").fill("#aa3366")
    visit.page.locator("[data-key=main-own]").dispatch_event("change")
    assert visit.item("dog")["style"] == {"main": "#AA3366"}
    painted = visit.page.locator("[data-id=dog] use").get_attribute("href")
    assert "#AA3366" in visit.page.inner_html(painted.replace(".", "\\."))


def test_the_background_is_a_click(visit):
    visit.studio("studio.store.select([])")
    visit.page.click("[data-key=background-night]")
    assert visit.scene()["background"] == "night"
    assert "night" in visit.page.get_attribute("#t2s-canvas", "aria-label")
    visit.draw("Jenny is flying a kite.")
    assert visit.scene()["background"] == "night", "another text is drawn at the same place"


# -- the drawer --------------------------------------------------------------------------


def test_a_piece_is_found_and_dragged_in(visit):
    visit.set(MIKE)
    visit.page.fill("#t2s-search", "dragon")
    shown = visit.page.locator(".t2s-piece:visible")
    assert [one.get_attribute("data-piece") for one in shown.all()] == ["dragon"]
    visit.page.locator("#t2s-canvas").scroll_into_view_if_needed()
    box = visit.page.locator("#t2s-canvas").bounding_box()
    shown.hover()
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.5, steps=6)
    visit.page.mouse.up()
    dragon = visit.item("dragon")
    assert (dragon["x"], dragon["y"]) == (pytest.approx(400, abs=3), pytest.approx(200, abs=3))
    assert visit.selected() == ["dragon"]
    assert visit.steps == 1
    visit.page.fill("#t2s-search", "qwxz")
    assert "another word" in visit.page.inner_text("#t2s-found")


def test_a_click_adds_a_piece_and_a_hat_goes_to_a_head(visit):
    visit.set(MIKE)
    visit.page.click("[data-piece=crown]")
    at = slot_anchor(SceneObject(**MIKE), "head", "crown", default_catalog())
    crown = visit.item("crown")
    assert (crown["x"], crown["y"]) == (pytest.approx(at[0], abs=0.1), pytest.approx(at[1], abs=0.1))
    visit.page.click("[data-piece=mike]")
    assert visit.ids() == ["mike", "crown", "mike-2"]


# -- undo under fuzzing ------------------------------------------------------------------


def test_all_undone_is_the_start_and_all_redone_is_the_end(visit):
    fuzz = (Path(__file__).parent / "js" / "fuzz.js").read_text(encoding="utf-8")
    first = random.randrange(10**6)
    base, scene = visit.studio("studio.art.base"), visit.scene()
    for seed in range(first, first + 50):
        done = visit.page.evaluate(fuzz, [base, seed, 100, scene])
        assert done["steps"] > 10, f"seed {seed}"
        assert done["undone"], f"seed {seed}"
        assert done["redone"], f"seed {seed}"
