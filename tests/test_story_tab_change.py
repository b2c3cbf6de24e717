"""The Story tab: changing pages, their order and the people, with undo; pictures by hand in the studio."""

from __future__ import annotations

import pytest
from pages import STUDIO
from story_tab import KITE, STORY

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
ORDER = "[...document.querySelectorAll('#story-strip [data-page]')].map((item) => item.dataset.page)"


def order(tab) -> list[str]:
    return tab.page.evaluate(ORDER)


# -- a page ------------------------------------------------------------------------------


def test_a_text_is_saved_as_it_is_typed_and_undone_after_a_reload(tab):
    tab.write()
    page, ident = tab.page, tab.page_at(2)
    tab.type("Tom comes along. He wears a crown.")
    page.wait_for_selector('#story-saved[data-state="waiting"]')
    tab.saved()
    worn = [item["category"] for item in tab.story("story.work.page(argument).scene.objects", ident)]
    assert "crown" in worn
    later = [item["category"] for item in tab.held()["story"]["pages"][2]["scene"]["objects"]]
    assert "crown" in later, "he still wears it on the next page"
    tab.reload()
    page.wait_for_function(f"{STORY}.screen === 'page'")
    page.focus("#story-book")
    page.keyboard.press("Control+z")
    page.wait_for_function(
        "document.querySelector('#story-page textarea.s-sheet-text').value.includes('blue cap')"
    )
    assert tab.held()["story"]["pages"][1]["text"] == "Tom comes along. He wears a blue cap."
    page.keyboard.press("Control+Shift+z")
    page.wait_for_function(
        "document.querySelector('#story-page textarea.s-sheet-text').value.includes('crown')"
    )


def test_which_later_pictures_follow_is_said_and_what_carried_over_is_told(tab):
    tab.write()
    tab.page_at(2)
    tab.type("Tom comes along. He wears a pirate hat.")
    tab.saved()
    assert "The picture of page 3 follows" in tab.page.inner_text(".s-following")
    tab.page_at(3)
    tab.page.click(".s-carried summary")
    assert "Tom still wears the pirate hat" in tab.page.inner_text(".s-carried")


def test_what_there_is_no_picture_for_is_told_with_the_nearest(tab):
    tab.write()
    tab.page_at(1)
    tab.type("Mia is in the park. She sees a lion.")
    tab.page.wait_for_selector(".s-notes >> text=There is no picture for “lion”")
    tab.page.click(".s-notes button")
    tab.page.wait_for_function(f"{STORY}.work.story.pages[0].text.includes('bear')")
    tab.saved()
    assert "bear" in [one["category"] for one in tab.held()["story"]["pages"][0]["scene"]["objects"]]


def test_an_instruction_another_picture_and_a_chapter(tab):
    tab.write()
    page, ident = tab.page, tab.page_at(3)
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
    tab.saved()
    page.click("#story-back")
    assert page.inner_text("#story-strip > li:nth-child(3) .s-chapter") == "The dog"
    page.click("#story-undo")
    page.wait_for_function(f"!{STORY}.work.story.pages[2].chapter")


def test_layouts_and_a_place_for_a_stretch_of_pages(tab):
    tab.write()
    page = tab.page
    tab.page_at(2)
    page.click("[data-layout=beside]")
    tab.saved()
    picture = page.locator(".s-sheet-picture >> visible=true").bounding_box()
    text = page.locator("textarea.s-sheet-text >> visible=true").bounding_box()
    assert text["x"] >= picture["x"] + picture["width"]
    page.click("[data-act=place]")
    page.select_option("#story-until", label="pages 2 to 3")
    page.click("#story-place-dialog button:has-text('Beach')")
    page.wait_for_function(f"{STORY}.work.story.pages[2].scene.background === 'beach'")
    tab.saved()
    pages = tab.held()["story"]["pages"]
    assert [one["scene"]["background"] for one in pages] == ["park", "beach", "beach"]
    assert pages[1]["layout"] == "beside"


def test_split_join_add_and_remove_with_a_way_back(tab):
    tab.write()
    page = tab.page
    tab.page_at(2)
    page.click("[data-act=split]")
    page.wait_for_function(f"{STORY}.work.story.pages.length === 4")
    page.click("[data-act=merge]")
    page.wait_for_function(f"{STORY}.work.story.pages.length === 3")
    page.click("[data-act=plus] >> nth=1")
    page.fill(".s-new-text", "A cat comes along.")
    page.click("text=Add the page")
    page.wait_for_function(f"{STORY}.page.index === 2 && {STORY}.work.story.pages[2].text.includes('cat')")
    page.click("[data-act=trash]")
    page.wait_for_function(f"{STORY}.work.story.pages.length === 3")
    page.click("#story-toast >> text=Undo")
    page.wait_for_function(f"{STORY}.work.story.pages.length === 4")
    page.click("#story-back")
    assert tab.texts()[2] == "A cat comes along."


# -- order -------------------------------------------------------------------------------


def test_pages_are_dragged_to_another_place(tab):
    tab.write()
    page, before = tab.page, order(tab)
    first = page.locator("#story-strip > li:nth-child(1)").bounding_box()
    last = page.locator("#story-strip > li:nth-child(3)").bounding_box()
    page.mouse.move(first["x"] + 80, first["y"] + 120)
    page.mouse.down()
    page.mouse.move(first["x"] + 200, first["y"] + 130, steps=4)
    page.mouse.move(last["x"] + 100, last["y"] + 120, steps=6)
    page.mouse.up()
    tab.saved()
    after = [before[1], before[2], before[0]]
    assert order(tab) == after
    assert [one["id"] for one in tab.held()["story"]["pages"]] == after
    assert tab.story("story.screen") == "story", "a drag opens no page"
    page.mouse.move(last["x"] + 80, last["y"] + 120)
    page.mouse.down()
    page.mouse.move(first["x"] + 100, first["y"] + 120, steps=6)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert order(tab) == after


def test_pages_are_moved_by_the_arrow_keys(tab):
    tab.write()
    page, before = tab.page, order(tab)
    page.focus("#story-strip > li:nth-child(1) .s-handle")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert order(tab) == [before[1], before[2], before[0]]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Move page 3"
    tab.saved()
    page.keyboard.press("Home")
    tab.saved()
    assert [one["id"] for one in tab.held()["story"]["pages"]] == before
    assert order(tab) == before


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_a_finger_drags_a_page_by_its_handle(tab):
    tab.write()
    page, before = tab.page, order(tab)
    page.locator("#story-strip > li:nth-child(1) .s-handle").scroll_into_view_if_needed()
    start = page.locator("#story-strip > li:nth-child(1) .s-handle").bounding_box()
    to = page.locator("#story-strip > li:nth-child(2)").bounding_box()
    client = tab.context.new_cdp_session(page)
    x, y = start["x"] + 20, start["y"] + 20

    def touch(kind: str, *points: tuple[float, float]) -> None:
        touches = [{"x": x, "y": y} for x, y in points]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x + (to["x"] + 60 - x) * step / 8, y + (to["y"] + 60 - y) * step / 8))
    touch("touchEnd")
    tab.saved()
    assert order(tab) == [before[1], before[0], before[2]]


# -- people ------------------------------------------------------------------------------


def test_a_name_and_colours_change_on_every_page_at_once(tab):
    tab.write()
    page = tab.page
    page.click("#story-cast")
    page.click("[data-key=top-green]")
    page.wait_for_function(f"{STORY}.work.story.cast[0].style?.top === 'green'")
    page.fill("#story-cast-name", "Nora")
    page.keyboard.press("Tab")
    page.wait_for_function(f"{STORY}.work.story.cast[0].name === 'Nora'")
    page.keyboard.press("Escape")
    tab.saved()
    story = tab.held()["story"]
    assert story["pages"][0]["text"] == "Nora is in the park. She has a kite."
    tops = [
        item.get("style", {}).get("top")
        for one in story["pages"]
        for item in one["scene"]["objects"]
        if item["id"] == story["cast"][0]["id"]
    ]
    assert len(tops) >= 2
    assert set(tops) == {"green"}


def test_colours_hold_in_a_story_that_was_made_up(tab):
    page = tab.page
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


def test_an_earlier_version_is_looked_at_named_and_gone_back_to(tab):
    tab.write()
    page = tab.page
    tab.page_at(1)
    tab.type("Something else happens to Mia.")
    tab.saved()
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


def by_hand(tab) -> None:
    tab.page.click("[data-act=brush]")
    tab.page.wait_for_selector("#story-hand")


def test_a_picture_is_changed_in_the_studio_and_the_own_scene_there_comes_back(tab):
    page = tab.page
    tab.write()
    page.click('#t2s-tabs button[role="tab"]:has-text("Scene")')
    page.fill("#t2s-text", "A bear eats a pizza.")
    page.press("#t2s-text", "Enter")
    page.wait_for_function(f"{STUDIO}.store.scene.text.includes('bear')")
    page.fill("#t2s-tell", "Add a")
    own = tab.studio("studio.store.scene")
    page.click('#t2s-tabs button[role="tab"]:has-text("Story")')
    page.wait_for_selector("#story-strip [data-page]")
    ident = tab.page_at(3)
    by_hand(tab)
    assert "Page 3" in page.inner_text("#story-hand")
    assert not page.is_visible("#t2s-text")
    tab.drag("dog", 60, -30)
    page.wait_for_selector(".s-hand-saved:has-text('Saved')")
    page.fill("#t2s-tell", "Put a crown on Mia.")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{STUDIO}.store.scene.objects.some((one) => one.category === 'crown')")
    made = tab.studio("studio.store.scene.objects")
    page.click("#story-hand >> text=Done")
    page.wait_for_selector("#story-page:not([hidden])")
    tab.saved()
    kept = next(one for one in tab.held()["story"]["pages"] if one["id"] == ident)
    assert [one["id"] for one in kept["scene"]["objects"]] == [one["id"] for one in made]
    assert kept["by_hand"]
    assert tab.story("story.page.id") == ident
    page.click('#t2s-tabs button[role="tab"]:has-text("Scene")')
    assert tab.studio("studio.store.scene") == own
    assert page.input_value("#t2s-tell") == "Add a"
    assert tab.steps >= 1, "its past is there, too"
    page.focus("#t2s-canvas")
    page.keyboard.press("Control+z")
    assert "bear" not in tab.studio("studio.store.scene.text")
    assert page.locator("#story-hand").count() == 0


def test_put_it_back_leaves_the_picture_as_it_was(tab):
    tab.write()
    ident = tab.page_at(3)
    before = tab.held()["story"]["pages"][2]
    by_hand(tab)
    tab.drag("dog", 60, -30)
    tab.page.wait_for_selector(".s-hand-saved:has-text('Saved')")
    tab.page.click("text=Put it back as it was")
    tab.page.wait_for_selector("#story-page:not([hidden])")
    tab.saved()
    assert tab.held()["story"]["pages"][2] == before
    assert tab.story("story.page.id") == ident


def test_a_reload_in_the_middle_loses_neither_page_nor_own_scene(tab):
    page = tab.page
    tab.write(KITE)
    own = tab.studio("studio.store.scene")
    tab.page_at(3)
    by_hand(tab)
    tab.drag("dog", 60, -30)
    page.wait_for_selector(".s-hand-saved:has-text('Saved')")
    x = next(one["x"] for one in tab.studio("studio.store.scene.objects") if one["id"] == "dog")
    ident = tab.id
    page.goto(tab.address + "/")
    page.wait_for_selector(".t2s-ready")
    assert tab.studio("studio.store.scene") == own
    assert x in [one["x"] for one in tab.held(ident)["story"]["pages"][2]["scene"]["objects"]]


def test_opening_the_story_tab_ends_the_visit_of_the_page_in_the_studio(tab):
    tab.write()
    ident = tab.page_at(3)
    by_hand(tab)
    tab.page.click('#t2s-tabs button[role="tab"]:has-text("Story")')
    tab.page.wait_for_selector("#story-page:not([hidden])")
    assert tab.story("story.page.id") == ident
    assert not tab.studio("studio.guest.here")
