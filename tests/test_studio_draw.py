"""Typing in the studio: a sentence becomes a scene, what it understood, ideas, changes, playing it back."""

from __future__ import annotations

import pytest
from pages import STUDIO, piece

from text2scene.ui.answers import EXAMPLES

HOSTILE = "Mike <script>window.hit=1</script><img src=x onerror='window.hit=1'> ${window.hit=1} {{hit}} runs."


def test_nobody_meets_an_empty_page(visit):
    assert visit.scene()["text"] == EXAMPLES[0]
    label = visit.page.get_attribute("#t2s-canvas", "aria-label")
    assert "Mike" in label
    assert "a soccer ball" in label
    assert visit.page.locator("#t2s-canvas [data-id]").count() == len(visit.ids())


def test_enter_draws_what_was_typed(visit):
    visit.draw("Jenny is flying a kite.")
    assert "kite" in visit.ids()
    assert "a kite" in visit.page.get_attribute("#t2s-canvas", "aria-label")
    assert visit.steps == 1


def test_shift_and_enter_begin_a_new_line(visit):
    visit.page.fill("#t2s-text", "Mike runs.")
    visit.page.press("#t2s-text", "End")
    visit.page.press("#t2s-text", "Shift+Enter")
    visit.page.type("#t2s-text", "Jenny sits.")
    assert visit.page.input_value("#t2s-text") == "Mike runs.\nJenny sits."
    visit.page.click("#t2s-draw")
    visit.page.wait_for_function(f"{STUDIO}.store.scene.text === 'Mike runs.\\nJenny sits.'")


def test_an_example_is_drawn_with_one_click(visit):
    visit.page.click(f"#t2s-examples >> text={EXAMPLES[2]}")
    visit.page.wait_for_function(f"(text) => {STUDIO}.store.scene.text === text", arg=EXAMPLES[2])
    assert visit.page.input_value("#t2s-text") == EXAMPLES[2]
    assert "bear" in visit.ids()


def test_another_one_is_another_picture_and_its_number_brings_it_back(visit):
    first = visit.scene()["objects"]
    visit.page.click("#t2s-another")
    visit.page.wait_for_function(f"{STUDIO}.store.scene.seed === 1")
    assert visit.page.input_value("#t2s-seed") == "1"
    second = visit.scene()["objects"]
    assert second != first
    visit.page.fill("#t2s-seed", "0")
    visit.page.press("#t2s-seed", "Enter")
    visit.page.wait_for_function(f"{STUDIO}.store.scene.seed === 0")
    assert visit.scene()["objects"] == first


def test_a_new_text_begins_with_its_best_guess_unless_the_variation_is_pinned(visit):
    visit.page.click("#t2s-another")
    visit.page.wait_for_function(f"{STUDIO}.store.scene.seed === 1")
    visit.draw("The dog sits by the fire.")
    assert visit.scene()["seed"] == 0
    visit.page.fill("#t2s-seed", "7")
    visit.page.click("#t2s-pin")
    visit.draw("A cat is on the table.")
    assert visit.scene()["seed"] == 7
    visit.draw("A duck is on the table.")
    assert visit.scene()["seed"] == 7


def test_four_ideas_to_choose_from(visit):
    visit.page.click("#t2s-ideas")
    visit.page.wait_for_selector(".t2s-idea")
    assert visit.page.locator(".t2s-idea svg use").count() > 8
    labels = [idea.get_attribute("aria-label") for idea in visit.page.locator(".t2s-idea").all()]
    assert len(set(labels)) == 4
    before = visit.scene()["objects"]
    visit.page.click(".t2s-idea >> nth=2")
    assert visit.scene()["objects"] != before
    assert visit.steps == 1
    visit.page.click("#t2s-undo")
    assert visit.scene()["objects"] == before


@pytest.mark.parametrize(
    ("text", "seed", "said"),
    [
        ("   ", "0", "empty"),
        ("狗在跑", "0", "English"),
        ("word " * 500, "0", "at most 400"),
        ("Mike runs.", "-1", "whole number from 0"),
        ("Mike runs.", "12345678", "whole number from 0"),
    ],
)
def test_bad_input_is_explained_and_the_picture_stays(visit, text, seed, said):
    before = visit.scene()
    visit.page.fill("#t2s-text", text)
    visit.page.fill("#t2s-seed", seed)
    assert said in visit.complains(lambda: visit.page.click("#t2s-draw"))
    assert visit.scene() == before
    visit.page.fill("#t2s-seed", "0")
    visit.draw("Jenny waves to the dog.")
    assert visit.page.is_hidden("#t2s-message")


def test_text_with_markup_is_shown_and_does_nothing(visit):
    visit.draw(HOSTILE)
    visit.page.wait_for_selector("#t2s-words .t2s-word")
    assert visit.page.inner_text("#t2s-words") == HOSTILE
    assert visit.page.locator("#t2s-words :not(button)").count() == 0
    visit.page.click("#t2s-scenes")
    visit.page.wait_for_selector(".t2s-kept")
    assert visit.page.evaluate("window.hit") is None


# -- what it understood ------------------------------------------------------------------


def test_words_and_objects_light_each_other_up(visit):
    visit.draw("A dog is to the left of Jenny.")
    visit.page.hover(".t2s-word:text-is('A dog')")
    assert visit.page.locator("[data-id=dog].t2s-glow").count() == 1
    assert visit.page.locator("[data-id=jenny].t2s-glow").count() == 0
    visit.page.mouse.move(*visit.place("jenny"))
    lit = visit.page.locator(".t2s-lit").all_inner_texts()
    assert "Jenny" in " ".join(lit)
    assert "A dog" not in lit
    visit.page.click(".t2s-word:text-is('A dog')")
    assert visit.selected() == ["dog"]


def test_a_word_that_is_not_known_is_underlined_and_the_nearest_piece_is_one_click(visit):
    visit.draw("Mike sees a lion.")
    assert "lion" in visit.page.inner_text(".t2s-not-known")
    offer = visit.page.locator("#t2s-unknown button")
    name = offer.get_attribute("data-use")
    mike = visit.item("mike")
    offer.click()
    visit.page.wait_for_function(
        f"(name) => {STUDIO}.store.scene.objects.some((o) => o.category === name)", arg=name
    )
    assert visit.item("mike") == mike
    assert "lion" not in visit.page.input_value("#t2s-text")
    visit.page.wait_for_function("!document.querySelector('.t2s-not-known')")


# -- telling it what to change -----------------------------------------------------------


def tell(visit, text: str) -> str:
    visit.page.fill("#t2s-tell", text)
    visit.page.press("#t2s-tell", "Enter")
    visit.page.wait_for_function("document.querySelector('#t2s-tell').value === ''")
    return visit.page.inner_text("#t2s-said")


def test_a_change_is_made_to_the_scene_as_hands_left_it(visit):
    visit.draw("Jenny waves to the dog.")
    visit.drag("dog", 60, 20)
    dog = visit.item("dog")
    tell(visit, "Put a crown on Jenny.")
    assert "crown" in visit.ids()
    assert visit.item("dog") == dog
    assert visit.scene()["text"] == "Jenny waves to the dog."
    visit.page.click("#t2s-undo")
    assert "crown" not in visit.ids()
    assert visit.item("dog") == dog


def test_what_is_locked_stays(visit):
    visit.draw("Jenny waves to the dog.")
    visit.studio("studio.store.select(['dog'])")
    visit.page.click("[data-tool=lock]")
    dog = visit.item("dog")
    said = tell(visit, "Remove the dog. Add a cat.")
    assert "dog" in visit.ids()
    assert "cat" in visit.ids()
    assert "Locked" in said
    visit.drag("dog", 80, 0)
    assert visit.item("dog") == dog
    visit.page.click("#t2s-another")
    visit.page.wait_for_function(f"{STUDIO}.store.scene.seed === 1")
    assert visit.item("dog") == dog
    visit.studio("studio.store.select(['dog'])")
    visit.page.click("[data-tool=lock]")
    assert "locked" not in visit.item("dog")


def test_the_rest_is_filled_in_around_what_is_there(visit):
    visit.set(piece("mike", 120, 250, pose="run", expression="sad"))
    visit.page.fill("#t2s-text", "Mike kicks the ball to Jenny.")
    visit.page.click("#t2s-fill")
    visit.page.wait_for_function(f"{STUDIO}.store.scene.objects.length > 1")
    assert visit.item("mike") == piece("mike", 120, 250, pose="run", expression="sad")
    assert "jenny" in visit.ids()
    visit.page.click("#t2s-undo")
    assert visit.ids() == ["mike"]


def test_hands_may_be_busy_while_a_change_is_on_its_way(visit):
    visit.draw("Jenny waves to the dog.")
    visit.page.route("**/studio/edit", lambda route: (visit.drag("jenny", -40, 0), route.continue_()))
    jenny = visit.item("jenny")
    tell(visit, "Add a cat.")
    assert "cat" in visit.ids()
    assert visit.item("jenny")["x"] < jenny["x"] - 10


# -- watching it think -------------------------------------------------------------------


def test_the_steps_can_be_played_with_the_words_that_counted(visit):
    visit.draw("Mike kicks the soccer ball to Jenny.")
    final = visit.scene()
    visit.page.click("#t2s-watch")
    visit.page.wait_for_selector("#t2s-think:not([hidden])")
    visit.page.click("#t2s-think-play")  # it plays by itself; hold it
    slider = visit.page.locator("#t2s-think-slider")
    steps = int(slider.get_attribute("max"))
    assert steps >= 3
    slider.fill("1")
    assert visit.page.locator("#t2s-canvas [data-id]").count() == 1
    assert visit.page.locator(".t2s-warm").count() == 1
    weights = [float(t.get_attribute("data-weight")) for t in visit.page.locator(".t2s-token").all()]
    assert len(weights) == 8
    assert abs(sum(weights)) > 0.5
    visit.page.uncheck("#t2s-think-heat")
    assert visit.page.locator(".t2s-warm").count() == 0
    slider.focus()
    for _ in range(steps):
        visit.page.keyboard.press("ArrowRight")
    assert visit.page.locator("#t2s-canvas [data-id]").count() == len(final["objects"])
    visit.page.click("#t2s-think-close")
    assert visit.scene() == final
    assert visit.page.is_hidden("#t2s-think")


def test_what_the_network_never_saw_comes_in_a_last_step(visit):
    visit.draw("Two dogs run to the dragon.")
    count = len(visit.ids())
    visit.page.click("#t2s-watch")
    visit.page.wait_for_selector("#t2s-think:not([hidden])")
    slider = visit.page.locator("#t2s-think-slider")
    slider.fill(slider.get_attribute("max"))
    assert "a dragon" in visit.page.inner_text("#t2s-think-step")
    assert "because the text says so" in visit.page.inner_text("#t2s-think-step")
    assert visit.page.locator("#t2s-canvas [data-id]").count() == count
    visit.page.keyboard.press("Escape")
    assert visit.page.is_hidden("#t2s-think")


def test_the_network_can_be_left_alone(visit):
    visit.page.click(".t2s-model summary")
    visit.page.check("#t2s-alone")
    visit.draw("Mike sees a refrigerator and a soccer ball.")
    assert visit.page.locator(".t2s-not-known").count() == 0


def test_a_text_that_names_a_place_brings_its_background(visit):
    visit.draw("Mike and Jenny play at the beach.")
    assert visit.scene()["background"] == "beach"
    visit.draw("Mike kicks a ball.")
    assert visit.scene()["background"] == "park"
    visit.set(background="autumn")
    visit.draw("Jenny waves.")
    assert visit.scene()["background"] == "autumn"
    visit.draw("Jenny waves at night.")
    assert visit.scene()["background"] == "night"
    visit.draw("Jenny jumps.")
    assert visit.scene()["background"] == "autumn"


def test_a_background_chosen_by_hand_stays_when_its_text_is_drawn_again(visit):
    visit.draw("Jenny waves at night.")
    visit.studio("studio.store.commit('Background', (now) => ({ ...now, background: argument }))", "snow")
    visit.page.click("#t2s-another")
    visit.page.wait_for_function(f"{STUDIO}.store.scene.seed === 1")
    assert visit.scene()["background"] == "snow"
    visit.draw("They are at the beach.")
    assert visit.scene()["background"] == "beach"


def test_ideas_are_shown_and_taken_on_the_background_of_their_text(visit):
    visit.page.fill("#t2s-text", "Mike and Jenny swim under the sea.")
    visit.page.click("#t2s-ideas")
    visit.page.wait_for_selector("#t2s-gallery .t2s-idea")
    assert "under the sea" in visit.page.get_attribute("#t2s-gallery .t2s-idea", "aria-label")
    visit.page.click("#t2s-gallery .t2s-idea")
    assert visit.scene()["background"] == "underwater"


def test_a_change_in_words_changes_the_background(visit):
    visit.draw("Mike and Jenny wave.")
    before = visit.scene()["objects"]
    visit.page.fill("#t2s-tell", "Make it winter.")
    visit.page.press("#t2s-tell", "Enter")
    visit.page.wait_for_function(f"{STUDIO}.store.scene.background === 'snow'")
    assert visit.scene()["objects"] == before
    visit.page.click("#t2s-undo")
    assert visit.scene()["background"] == "park"
