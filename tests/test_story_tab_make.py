"""The Story tab: how stories come to be, by writing, making up and from files; what hostile ones do."""

from __future__ import annotations

import json

import pytest
from story_tab import KITE, STORY

PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}


# -- writing -----------------------------------------------------------------------------


def test_a_written_story_becomes_pages_with_pictures_and_a_book_on_the_shelf(tab):
    ident = tab.write()
    assert tab.texts() == [
        "Mia is in the park. She has a kite.",
        "Tom comes along. He wears a blue cap.",
        "They see a dog. The dog is happy.",
    ]
    page = tab.page
    assert page.locator("#story-strip .s-card-picture svg use").count() > 6
    assert page.input_value("#story-title") == "The kite"
    assert page.url.endswith(f"#story/{ident}")
    page.click("#story-back")
    book = page.locator(f'[data-story="{ident}"]')
    assert book.locator(".s-cover-title").inner_text() == "The kite"
    assert book.locator(".s-cover-picture svg").count() == 1
    assert "3 pages" in book.inner_text()


def test_what_is_written_survives_a_reload_and_an_example_can_be_taken_back(tab):
    page = tab.page
    page.click("#story-new-write")
    page.fill("#story-text", "Half a story")
    tab.reload()
    assert page.url.endswith("#story/write")
    assert page.input_value("#story-text") == "Half a story"
    page.click("#story-examples button >> nth=1")
    assert "pizza" in page.input_value("#story-text")
    page.click("#story-toast >> text=Back to mine")
    assert page.input_value("#story-text") == "Half a story"


def test_an_empty_box_is_told_what_to_write(tab):
    tab.page.click("#story-new-write")
    tab.page.fill("#story-text", "  ")
    tab.page.click("#story-make-book")
    tab.page.wait_for_selector("#story-write-message:not([hidden])")
    assert "Write a sentence" in tab.page.inner_text("#story-write-message")


def test_an_opened_story_and_page_are_there_again_after_a_reload_and_back_goes_back(tab):
    tab.write()
    ident = tab.page_at(2)
    tab.reload()
    assert tab.story("story.page.id") == ident
    assert tab.page.input_value("textarea.s-sheet-text >> visible=true").startswith("Tom comes along")
    tab.page.go_back()
    tab.page.wait_for_selector("#story-overview:not([hidden])")
    tab.page.click('#t2s-tabs button[role="tab"]:has-text("Scene")')
    assert "#" not in tab.page.url
    tab.page.click('#t2s-tabs button[role="tab"]:has-text("Story")')
    tab.page.wait_for_selector("#story-overview:not([hidden])")
    assert len(tab.texts()) == 3


# -- making one up -----------------------------------------------------------------------


def test_five_clicks_make_one_up(tab):
    page = tab.page
    page.click("#story-new-make")  # 1
    page.click("[data-key=surprise]")  # 2
    page.wait_for_selector(".s-way")
    assert page.locator(".s-way").count() == 3
    first = page.input_value("#story-tale textarea.s-sheet-text")
    page.click(".s-way >> nth=1")  # 3
    page.wait_for_selector("#story-tale .s-film li >> nth=1")
    page.click("[data-key=to-the-end]")  # 4
    page.wait_for_selector("text=The end")
    page.click("[data-key=finish]")  # 5
    page.wait_for_selector("#story-strip [data-page]")
    texts = tab.texts()
    assert 5 <= len(texts) <= 9
    assert texts[0] == first.strip()
    assert tab.held()["story"]["title"] == page.input_value("#story-title")


def test_questions_are_answered_with_pictures_and_the_answers_count(tab):
    page = tab.page
    page.click("#story-new-make")
    for kind, choice in (("theme", "beach"), ("hero", "boy"), ("companion", "dog")):
        page.wait_for_selector(f".s-options-{kind} [data-choice={choice}] svg")
        if kind == "hero":
            page.fill("#story-name-hero", "Leo")
        page.click(f"[data-choice={choice}]")
    assert page.locator("[data-choice=noise]").count() == 0, "there is no strange noise on the beach"
    page.click("[aria-label='One question back']")
    assert page.locator("[data-choice=fish]").count() == 0, "a fish comes along under water alone"
    page.click("[data-choice=cat]")
    page.click("[data-choice=toy]")
    page.click("[data-choice=silly]")
    page.wait_for_selector(".s-way")
    text = page.input_value("#story-tale textarea.s-sheet-text")
    assert "Leo" in text
    assert "beach" in text
    told = page.get_attribute("#story-tale .s-sheet-picture svg", "aria-label")
    assert "cat" in told


def test_own_pages_and_own_words_come_along_and_a_step_goes_back(tab):
    page = tab.page
    page.click("#story-new-make")
    page.click("[data-key=surprise]")
    page.wait_for_selector(".s-way")
    page.fill("#story-tale textarea.s-sheet-text", "Once upon a time there was a dog.")
    page.fill("#story-own", "Then a bear comes along.")
    page.click("text=Add my page")
    page.wait_for_selector("#story-tale .s-film li >> nth=1")
    tab.reload()
    assert page.locator("#story-tale .s-film li").count() == 2
    page.click(".s-way >> nth=0")
    page.wait_for_selector("#story-tale .s-film li >> nth=2")
    page.click("[aria-label='One step back']")
    page.wait_for_function("document.querySelectorAll('#story-tale .s-film li').length === 2")
    page.click("text=Keep it as it is")
    page.wait_for_selector("#story-strip [data-page]")
    assert tab.texts() == ["Once upon a time there was a dog.", "Then a bear comes along."]
    page.click("#story-back")
    page.click("#story-new-make")
    assert page.locator("[data-choice=beach]").is_visible(), "the next one begins anew"


# -- files -------------------------------------------------------------------------------


def test_text_and_story_files_open_and_an_unreadable_one_is_refused(tab, tmp_path):
    page = tab.page
    (tmp_path / "kite.md").write_text("# One\n\n" + KITE.partition("\n\n")[2])
    page.set_input_files("#story-file", tmp_path / "kite.md")
    page.wait_for_selector("#story-strip [data-page]")
    assert len(tab.texts()) == 3
    (tmp_path / "story.json").write_text(json.dumps(tab.held()["story"]))
    page.click("#story-back")
    page.set_input_files("#story-file", tmp_path / "story.json")
    page.wait_for_selector("#story-strip [data-page]")
    assert len(tab.texts()) == 3
    page.click("#story-back")
    (tmp_path / "broken.json").write_text('{"format": "text2scene-story/1", "pages": 3}')
    page.set_input_files("#story-file", tmp_path / "broken.json")
    page.wait_for_selector('[data-banner="refused"]')
    assert "pages" in page.inner_text('[data-banner="refused"]')


def test_all_stories_go_out_and_come_in_again(tab, tmp_path):
    ident = tab.write(title="To be kept")
    page = tab.page
    page.click("#story-back")
    page.click("#story-all")
    with page.expect_download() as waiting:
        page.click("text=Download all stories")
    waiting.value.save_as(tmp_path / "all.zip")
    tab.ask("delete", id=ident)
    tab.ask("purge", id=ident)
    tab.reload()
    assert page.locator("text=To be kept").count() == 0
    page.set_input_files("#story-file", tmp_path / "all.zip")
    page.wait_for_selector(".s-cover-title:has-text('To be kept')")


# -- what is written is text, whatever is written ----------------------------------------

HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}} &lt;b&gt;'


@pytest.mark.parametrize("tab", [{"viewport": {"width": 1280, "height": 900}}, PHONE], indirect=True)
def test_hostile_titles_texts_and_names_are_plain_text(tab):
    ident = tab.write(f"Mike sees a dog. {HOSTILE}\n\nJenny waves. {HOSTILE}", HOSTILE)
    page = tab.page
    story = tab.held(ident)["story"]
    story["cast"] = [{"name": HOSTILE[:70], "category": "mike", "id": "mike"}]
    story["pages"][0] |= {"chapter": HOSTILE, "carried": [{"kind": "stays", "message": HOSTILE}]}
    story["pages"][0]["scene"]["notes"] = [{"kind": "other", "message": HOSTILE}]
    made = tab.ask("create", story=story)
    page.goto(f"{tab.address}/#story/{made['id']}")
    page.wait_for_function(f"{STORY}.work.held?.id === '{made['id']}'")
    assert HOSTILE in " ".join(tab.texts())
    tab.page_at(1)
    assert HOSTILE in page.inner_text(".s-notes")
    for button in ("cast", "versions"):
        if page.locator(f"#story-{button}").is_visible():
            page.click(f"#story-{button}")
            page.wait_for_selector(f"#story-{button}-dialog")
            page.keyboard.press("Escape")
    page.click("#story-play")
    assert HOSTILE in page.inner_text("#story-show")
    page.keyboard.press("Escape")
    page.click("#story-back")
    page.click("#story-back")
    page.wait_for_selector(f'[data-story="{made["id"]}"] >> text=<img src=x')
    assert page.evaluate("window.hacked") is None
    assert page.locator("#t2s-story img, #t2s-story script").count() == 0
    assert tab.story("story.screen") == "shelf"
