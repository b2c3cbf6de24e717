"""The Story tab: changing pages, their order and the people, with undo; and pictures by hand in the studio."""

from __future__ import annotations

import pytest
from pages import STUDIO
from story_tab import KITE, STORY

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
ORDER = "[...document.querySelectorAll('#story-strip [data-page]')].map((item) => item.dataset.page)"


def order(stories) -> list[str]:
    return stories.page.evaluate(ORDER)


# -- a page ------------------------------------------------------------------------------


def test_a_text_is_saved_as_it_is_typed_and_undone_after_a_reload(stories):
    stories.write()
    page, ident = stories.page, stories.page_at(2)
    stories.type("Tom comes along. He wears a crown.")
    page.wait_for_selector('#story-saved[data-state="waiting"]')
    stories.saved()
    worn = [item["category"] for item in stories.story("story.work.page(argument).scene.objects", ident)]
    assert "crown" in worn
    later = [item["category"] for item in stories.held()["story"]["pages"][2]["scene"]["objects"]]
    assert "crown" in later, "he still wears it on the next page"
    stories.reload()
    page.wait_for_function(f"{STORY}.screen === 'page'")
    page.focus("#story-book")
    page.keyboard.press("Control+z")
    page.wait_for_function(
        "document.querySelector('#story-page textarea.s-sheet-text').value.includes('blue cap')"
    )
    assert stories.held()["story"]["pages"][1]["text"] == "Tom comes along. He wears a blue cap."
    page.keyboard.press("Control+Shift+z")
    page.wait_for_function(
        "document.querySelector('#story-page textarea.s-sheet-text').value.includes('crown')"
    )


def test_which_later_pictures_follow_is_said_and_what_carried_over_is_told(stories):
    stories.write()
    stories.page_at(2)
    stories.type("Tom comes along. He wears a pirate hat.")
    stories.saved()
    assert "The picture of page 3 follows" in stories.page.inner_text(".s-following")
    stories.page_at(3)
    stories.page.click(".s-carried summary")
    assert "Tom still wears the pirate hat" in stories.page.inner_text(".s-carried")


def test_what_there_is_no_picture_for_is_told_with_the_nearest(stories):
    stories.write()
    stories.page_at(1)
    stories.type("Mia is in the park. She sees a lion.")
    stories.page.wait_for_selector(".s-notes >> text=There is no picture for “lion”")
    stories.page.click(".s-notes button")
    stories.page.wait_for_function(f"{STORY}.work.story.pages[0].text.includes('bear')")
    stories.saved()
    assert "bear" in [one["category"] for one in stories.held()["story"]["pages"][0]["scene"]["objects"]]


def test_an_instruction_another_picture_and_a_chapter(stories):
    stories.write()
    page, ident = stories.page, stories.page_at(3)
    page.fill("#story-tell", "Add a duck.")
    page.keyboard.press("Enter")
    page.wait_for_function(
        f"(id) => {STORY}.work.page(id).scene.objects.some((one) => one.category === 'duck')", arg=ident
    )
    assert page.input_value("#story-tell") == ""
    page.click("[data-act=dice]")
    page.wait_for_function(f"(id) => {STORY}.work.page(id).seed === 1", arg=ident)
    page.click("[data-act=heading]")
    page.keyboard.type("The dog")
    stories.saved()
    page.click("#story-back")
    assert page.inner_text("#story-strip > li:nth-child(3) .s-chapter") == "The dog"
    page.click("#story-undo")
    page.wait_for_function(f"!{STORY}.work.story.pages[2].chapter")


def test_layouts_and_a_place_for_a_stretch_of_pages(stories):
    stories.write()
    page = stories.page
    stories.page_at(2)
    page.click("[data-layout=beside]")
    stories.saved()
    picture = page.locator(".s-sheet-picture >> visible=true").bounding_box()
    text = page.locator("textarea.s-sheet-text >> visible=true").bounding_box()
    assert text["x"] >= picture["x"] + picture["width"]
    page.click("[data-act=place]")
    page.select_option("#story-until", label="pages 2 to 3")
    page.click("#story-place-dialog button:has-text('Beach')")
    page.wait_for_function(f"{STORY}.work.story.pages[2].scene.background === 'beach'")
    stories.saved()
    pages = stories.held()["story"]["pages"]
    assert [one["scene"]["background"] for one in pages] == ["park", "beach", "beach"]
    assert pages[1]["layout"] == "beside"


def test_split_join_add_and_remove_with_a_way_back(stories):
    stories.write()
    page = stories.page
    stories.page_at(2)
    page.click("[data-act=split]")
    page.wait_for_function(f"{STORY}.work.story.pages.length === 4")
    page.click("[data-act=merge]")
    page.wait_for_function(f"{STORY}.work.story.pages.length === 3")
    page.click("[data-act=plus] >> nth=1")
    page.fill(".s-new-text", "A cat comes along.")
    page.click("text=Add the page")
    page.wait_for_function(f"{STORY}.page.index === 2 && {STORY}.work.page({STORY}.page.id).text.includes('cat')")
    page.click("[data-act=trash]")
    page.wait_for_function(f"{STORY}.work.story.pages.length === 3")
    page.click("#story-toast >> text=Undo")
    page.wait_for_function(f"{STORY}.work.story.pages.length === 4")
    page.click("#story-back")
    assert stories.texts()[2] == "A cat comes along."


# -- order -------------------------------------------------------------------------------


def test_pages_are_dragged_to_another_place(stories):
    stories.write()
    page, before = stories.page, order(stories)
    first = page.locator("#story-strip > li:nth-child(1)").bounding_box()
    last = page.locator("#story-strip > li:nth-child(3)").bounding_box()
    page.mouse.move(first["x"] + 80, first["y"] + 120)
    page.mouse.down()
    page.mouse.move(first["x"] + 200, first["y"] + 130, steps=4)
    page.mouse.move(last["x"] + 100, last["y"] + 120, steps=6)
    page.mouse.up()
    stories.saved()
    after = [before[1], before[2], before[0]]
    assert order(stories) == after
    assert [one["id"] for one in stories.held()["story"]["pages"]] == after
    assert stories.story("story.screen") == "story", "a drag opens no page"
    page.mouse.move(last["x"] + 80, last["y"] + 120)
    page.mouse.down()
    page.mouse.move(first["x"] + 100, first["y"] + 120, steps=6)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert order(stories) == after


def test_pages_are_moved_by_the_arrow_keys(stories):
    stories.write()
    page, before = stories.page, order(stories)
    page.focus("#story-strip > li:nth-child(1) .s-handle")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert order(stories) == [before[1], before[2], before[0]]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move page 3"
    stories.saved()
    page.keyboard.press("Home")
    stories.saved()
    assert [one["id"] for one in stories.held()["story"]["pages"]] == before
    assert order(stories) == before


@pytest.mark.parametrize("stories", [PHONE], indirect=True)
def test_a_finger_drags_a_page_by_its_handle(stories):
    stories.write()
    page, before = stories.page, order(stories)
    page.locator("#story-strip > li:nth-child(1) .s-handle").scroll_into_view_if_needed()
    start = page.locator("#story-strip > li:nth-child(1) .s-handle").bounding_box()
    to = page.locator("#story-strip > li:nth-child(2)").bounding_box()
    client = stories.context.new_cdp_session(page)
    x, y = start["x"] + 20, start["y"] + 20

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x + (to["x"] + 60 - x) * step / 8, y + (to["y"] + 60 - y) * step / 8))
    touch("touchEnd")
    stories.saved()
    assert order(stories) == [before[1], before[0], before[2]]


# -- people ------------------------------------------------------------------------------


def test_a_name_and_colours_change_on_every_page_at_once(stories):
    stories.write()
    page = stories.page
    page.click("#story-cast")
    page.click("[data-key=top-green]")
    page.wait_for_function(f"{STORY}.work.story.cast[0].style?.top === 'green'")
    page.fill("#story-cast-name", "Nora")
    page.keyboard.press("Tab")
    page.wait_for_function(f"{STORY}.work.story.cast[0].name === 'Nora'")
    page.keyboard.press("Escape")
    stories.saved()
    story = stories.held()["story"]
    assert story["pages"][0]["text"] == "Nora is in the park. She has a kite."
    tops = [
        item.get("style", {}).get("top")
        for one in story["pages"]
        for item in one["scene"]["objects"]
        if item["id"] == story["cast"][0]["id"]
    ]
    assert len(tops) >= 2
    assert set(tops) == {"green"}


def test_colours_hold_in_a_story_that_was_made_up(stories):
    page = stories.page
    page.click("#story-new-make")
    page.click("[data-choice=park]")
    page.click("[data-choice=girl]")
    page.click("[data-key=surprise]")
    page.wait_for_selector(".s-way")
    page.click("[data-key=to-the-end]")
    page.click("[data-key=finish]")
    page.wait_for_selector("#story-strip [data-page]")
    page.click("#story-cast")
    page.click("[data-key=who-jenny]")
    page.click("[data-key=top-green]")
    page.wait_for_function(
        f"""{STORY}.work.story.pages.flatMap((one) => one.scene.objects).filter((one) => one.id === 'jenny')
        .every((one) => one.style?.top === 'green')"""
    )


# -- versions ----------------------------------------------------------------------------


def test_an_earlier_version_is_looked_at_named_and_gone_back_to(stories):
    stories.write()
    page = stories.page
    stories.page_at(1)
    stories.type("Something else happens to Mia.")
    stories.saved()
    page.click("#story-versions")
    page.click(".s-entry >> nth=-1")
    page.wait_for_selector(".s-version-pages >> text=She has a kite")
    page.fill(".s-version-head input", "The first one")
    page.click("text=Name it")
    page.wait_for_selector(".s-entry:has-text('The first one')")
    page.click("text=Go back to this one")
    page.wait_for_function(f"{STORY}.work.story.pages[0].text.includes('kite')")
    page.click("#story-toast >> text=Undo")
    page.wait_for_function(f"{STORY}.work.story.pages[0].text.includes('Something else')")


# -- by hand -----------------------------------------------------------------------------


def by_hand(stories) -> None:
    stories.page.click("[data-act=brush]")
    stories.page.wait_for_selector("#story-hand")


def test_a_picture_is_changed_in_the_studio_and_the_own_scene_there_comes_back(stories):
    page = stories.page
    stories.write()
    page.click('#t2s-tabs button[role="tab"]:has-text("Scene")')
    page.fill("#t2s-text", "A bear eats a pizza.")
    page.press("#t2s-text", "Enter")
    page.wait_for_function(f"{STUDIO}.store.scene.text.includes('bear')")
    page.fill("#t2s-tell", "Add a")
    own = stories.studio("studio.store.scene")
    page.click('#t2s-tabs button[role="tab"]:has-text("Story")')
    page.wait_for_selector("#story-strip [data-page]")
    ident = stories.page_at(3)
    by_hand(stories)
    assert "Page 3" in page.inner_text("#story-hand")
    assert not page.is_visible("#t2s-text")
    stories.drag("dog", 60, -30)
    page.wait_for_selector(".s-hand-saved:has-text('Saved')")
    page.fill("#t2s-tell", "Put a crown on Mia.")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{STUDIO}.store.scene.objects.some((one) => one.category === 'crown')")
    made = stories.studio("studio.store.scene.objects")
    page.click("#story-hand >> text=Done")
    page.wait_for_selector("#story-page:not([hidden])")
    stories.saved()
    kept = next(one for one in stories.held()["story"]["pages"] if one["id"] == ident)
    assert [one["id"] for one in kept["scene"]["objects"]] == [one["id"] for one in made]
    assert kept["by_hand"]
    assert stories.story("story.page.id") == ident
    page.click('#t2s-tabs button[role="tab"]:has-text("Scene")')
    assert stories.studio("studio.store.scene") == own
    assert page.input_value("#t2s-tell") == "Add a"
    assert stories.steps >= 1, "its past is there, too"
    page.focus("#t2s-canvas")
    page.keyboard.press("Control+z")
    assert "bear" not in stories.studio("studio.store.scene.text")
    assert page.locator("#story-hand").count() == 0


def test_put_it_back_leaves_the_picture_as_it_was(stories):
    stories.write()
    ident = stories.page_at(3)
    before = stories.held()["story"]["pages"][2]
    by_hand(stories)
    stories.drag("dog", 60, -30)
    stories.page.wait_for_selector(".s-hand-saved:has-text('Saved')")
    stories.page.click("text=Put it back as it was")
    stories.page.wait_for_selector("#story-page:not([hidden])")
    stories.saved()
    assert stories.held()["story"]["pages"][2] == before
    assert stories.story("story.page.id") == ident


def test_a_reload_in_the_middle_loses_neither_page_nor_own_scene(stories):
    page = stories.page
    stories.write(KITE)
    own = stories.studio("studio.store.scene")
    stories.page_at(3)
    by_hand(stories)
    stories.drag("dog", 60, -30)
    page.wait_for_selector(".s-hand-saved:has-text('Saved')")
    x = next(one["x"] for one in stories.studio("studio.store.scene.objects") if one["id"] == "dog")
    ident = stories.id
    page.goto(stories.address + "/")
    page.wait_for_selector(".t2s-ready")
    assert stories.studio("studio.store.scene") == own
    assert x in [one["x"] for one in stories.held(ident)["story"]["pages"][2]["scene"]["objects"]]


def test_opening_the_story_tab_ends_the_visit_of_the_page_in_the_studio(stories):
    stories.write()
    ident = stories.page_at(3)
    by_hand(stories)
    stories.page.click('#t2s-tabs button[role="tab"]:has-text("Story")')
    stories.page.wait_for_selector("#story-page:not([hidden])")
    assert stories.story("story.page.id") == ident
    assert not stories.studio("studio.guest.here")
