"""The Story tab: reading as a slide show, making books; axe, phone, keyboard, and calm for everybody."""

from __future__ import annotations

import io
import zipfile

import pytest
from story_tab import STORY
from test_studio_access import axe, violations

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DARK = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
LIGHT = {"viewport": {"width": 1280, "height": 900}}
KINDS = ["light", "dark", "phone"]


# -- the slide show ----------------------------------------------------------------------


def test_the_show_turns_by_keys_clicks_and_swipes_and_ends(tab):
    tab.write()
    page = tab.page
    page.click("#story-play")
    assert "The kite" in page.inner_text("#story-show h2")
    page.keyboard.press("ArrowRight")
    assert page.inner_text(".s-show-text") == "Mia is in the park. She has a kite."
    assert page.inner_text(".s-show-count") == "1 / 3"
    told = page.get_attribute(".s-show-picture svg", "aria-label")
    assert "Mia" in told
    page.mouse.click(1000, 300)
    assert "Tom" in page.inner_text(".s-show-text")
    page.mouse.click(200, 300)
    assert "Mia is" in page.inner_text(".s-show-text")
    page.mouse.move(900, 300)
    page.mouse.down()
    page.mouse.move(500, 310, steps=4)
    page.mouse.up()
    assert "Tom" in page.inner_text(".s-show-text")
    page.keyboard.press("End")
    assert "The end" in page.inner_text("#story-show")
    page.click("text=Once more")
    assert "The kite" in page.inner_text("#story-show h2")
    page.click("#story-show [aria-label=Close]")
    page.wait_for_selector("#story-show", state="detached")
    assert page.evaluate("document.activeElement.id") == "story-play"


def test_it_begins_with_the_page_that_is_open_and_comes_back_to_the_last_one_read(tab):
    tab.write()
    tab.page_at(2)
    tab.page.click("#story-play")
    assert "Tom" in tab.page.inner_text(".s-show-text")
    tab.page.keyboard.press("PageDown")
    tab.page.keyboard.press("Escape")
    tab.page.wait_for_selector("#story-show", state="detached")
    tab.page.wait_for_function(f"{STORY}.page.index === 2")


def test_things_appear_one_by_one_for_who_wants_it(tab):
    tab.write()
    page = tab.page
    page.click("#story-play")
    page.click("#story-show [aria-label^='Let everything']")
    page.keyboard.press("ArrowRight")
    running = """document.querySelector('.s-show-picture svg').getAnimations({ subtree: true })
        .filter((one) => one.playState === 'running').length"""
    assert page.evaluate(running) >= 2


VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, 'speechSynthesis', { value: {
  cancel() {},
  speak(one) {
    window.said.push(one.text);
    const word = new Event('boundary');
    word.charIndex = one.text.indexOf(' ') + 1;
    one.dispatchEvent(word);
    window.lit = document.querySelector('.s-lit')?.textContent;
    setTimeout(() => one.dispatchEvent(new Event('end')), 10);
  },
} });
"""


def test_it_reads_aloud_page_after_page_and_lights_the_words(tab):
    tab.context.add_init_script(VOICE)  # headless browsers have no voice of their own
    tab.reload()
    tab.write()
    page = tab.page
    page.click("#story-play")
    page.keyboard.press("r")
    page.wait_for_function("window.said.length === 4")
    assert page.evaluate("window.said") == [
        "The kite",
        "Mia is in the park. She has a kite.",
        "Tom comes along. He wears a blue cap.",
        "They see a dog. The dog is happy.",
    ]
    assert page.evaluate("window.lit") == "see"
    page.wait_for_selector("#story-show >> text=The end")
    assert page.get_attribute("#story-show [aria-label='Read aloud']", "aria-pressed") == "false"


# -- books -------------------------------------------------------------------------------


def book(tab, kind: str) -> bytes:
    page = tab.page
    page.check(f"#story-export-dialog [value={kind}]", force=True)
    with page.expect_download(timeout=60_000) as waiting:
        page.click("#story-export-dialog [type=submit]")
    assert waiting.value.suggested_filename.endswith(f".{kind}")
    with open(waiting.value.path(), "rb") as file:
        return file.read()


def test_books_of_all_kinds_are_downloaded(tab):
    tab.write(title="Ünder the <kite>")
    page = tab.page
    page.click("#story-export")
    data = book(tab, "pdf")
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    assert len(reader.pages) == 4
    assert "She has a kite." in "".join(one.extract_text() for one in reader.pages).replace("\n", " ")
    page.uncheck("#story-export-dialog [name=title_page]")
    page.select_option("#story-book-paper", "a4")
    reader = PdfReader(io.BytesIO(book(tab, "pdf")))
    assert len(reader.pages) == 3
    assert float(reader.pages[0].trimbox.height) == pytest.approx(842, abs=1)
    assert zipfile.ZipFile(io.BytesIO(book(tab, "epub"))).testzip() is None
    assert b"<!DOCTYPE html>" in book(tab, "html")[:200]
    assert zipfile.ZipFile(io.BytesIO(book(tab, "pptx"))).testzip() is None
    assert book(tab, "gif")[:3] == b"GIF"
    assert book(tab, "webp")[8:12] == b"WEBP"
    assert len(zipfile.ZipFile(io.BytesIO(book(tab, "zip"))).namelist()) >= 6
    assert b"text2scene-story/1" in book(tab, "json")
    assert "in your downloads" in page.inner_text(".s-warnings")


def test_what_did_not_go_as_wished_is_told(tab):
    tab.write("Mia is in the park.\n\nMia says: 你好.", "你好")
    tab.page.click("#story-export")
    book(tab, "pdf")
    tab.page.wait_for_selector(".s-warnings li")
    assert "你" in tab.page.inner_text(".s-warnings")


# -- for everybody -----------------------------------------------------------------------


@pytest.mark.parametrize("tab", [LIGHT, DARK, PHONE], indirect=True, ids=KINDS)
def test_axe_finds_nothing_serious(tab):
    page = tab.page
    page.evaluate(axe())
    assert violations(page, "#t2s-story") == []
    page.click("#story-new-make")
    page.wait_for_selector(".s-option svg")
    assert violations(page, "#t2s-story") == []
    page.click("[data-key=surprise]")
    page.wait_for_selector(".s-way")
    assert violations(page, "#t2s-story") == []
    page.goto(f"{tab.address}/#story")
    page.wait_for_selector("#story-new-write")
    page.click("#story-new-write")
    assert violations(page, "#t2s-story") == []
    page.click("[data-go='']")
    tab.write("Mia is in the park. She sees a lion.\n\nTom comes along.")
    assert violations(page, "#t2s-story") == []
    for name in ("cast", "versions", "export"):
        page.click(f"#story-{name}")
        page.wait_for_selector(f"#story-{name}-dialog")
        assert violations(page, f"#story-{name}-dialog") == []
        page.keyboard.press("Escape")
    tab.page_at(1)
    for layout in ("over", "under"):
        page.click(f"button[data-layout={layout}]")
        tab.saved()
        page.mouse.move(1, 1)
        assert violations(page, "#t2s-story") == []
    page.click("[data-act=place]")
    assert violations(page, "#story-place-dialog") == []
    page.keyboard.press("Escape")
    page.click("#story-play")
    page.wait_for_timeout(500)  # pages turn softly
    assert violations(page, "#story-show") == []
    page.keyboard.press("Escape")
    page.click("[data-act=brush]")
    page.wait_for_selector("#story-hand")
    assert violations(page, "#t2s-studio") == []


@pytest.mark.parametrize("tab", [PHONE], indirect=True)
def test_on_a_phone_nothing_hangs_out_and_fingers_can_hit_it(tab):
    page = tab.page

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        small = page.evaluate(
            """[...document.querySelectorAll('#t2s-story button')].filter((e) => e.checkVisibility())
            .map((e) => [e.id || e.className || e.textContent, e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 32 || box.height < 32).map(([name]) => name)"""
        )
        assert small == []

    fits()
    page.click("#story-new-make")
    page.wait_for_selector(".s-option")
    fits()
    page.goto(f"{tab.address}/#story")
    tab.write()
    fits()
    tab.page_at(2)
    fits()
    page.click("[data-act=place]")
    fits()


def test_every_control_has_a_name_and_changes_are_said(tab):
    tab.write()
    tab.page_at(1)
    names = tab.page.evaluate(
        """[...document.querySelectorAll('#t2s-story :is(input, textarea, button, select)')].map((e) =>
        (e.getAttribute('aria-label') || e.textContent || e.labels?.[0]?.textContent || '').trim())"""
    )
    assert len(names) > 40
    assert all(names)
    tab.page.click("#story-back")
    tab.page.focus("#story-strip > li:nth-child(1) .s-handle")
    tab.page.keyboard.press("ArrowRight")
    tab.page.wait_for_function(
        "document.querySelector('#story-live').textContent === 'It is page 2 of 3 now.'"
    )


def test_a_story_is_made_by_keys_alone(tab):
    page = tab.page
    page.focus("#story-new-write")
    page.keyboard.press("Enter")
    page.focus("#story-text")
    page.keyboard.type("A dog runs.")
    page.focus("#story-make-book")
    page.keyboard.press("Enter")
    page.wait_for_selector("#story-strip [data-page]")
    page.focus(".s-card")
    page.keyboard.press("Enter")
    page.focus("#story-page textarea.s-sheet-text")
    page.keyboard.type(" A cat sits.")
    tab.saved()
    assert "cat" in tab.held()["story"]["pages"][0]["text"]


@pytest.mark.parametrize("tab", [{**LIGHT, "reduced_motion": "reduce"}], indirect=True)
def test_nothing_moves_by_itself_for_who_wants_it_still(tab):
    tab.write()
    page = tab.page
    page.click("#story-play")
    page.click("#story-show [aria-label^='Let everything']")
    page.keyboard.press("ArrowRight")
    running = page.evaluate("document.getAnimations().filter((one) => one.playState === 'running').length")
    assert running == 0


@pytest.mark.parametrize("tab", [LIGHT, PHONE], indirect=True)
def test_the_scene_tab_is_the_studio_as_ever(tab):
    page = tab.page
    page.click('#t2s-tabs button[role="tab"]:has-text("Scene")')
    page.wait_for_selector("#t2s-canvas")
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    stage = page.locator("#t2s-stage").bounding_box()
    assert stage["width"] > min(400, width - 60)
    page.fill("#t2s-text", "A bear eats a pizza.")
    page.press("#t2s-text", "Enter")
    page.wait_for_selector('#t2s-saved[data-state="saved"]')
    page.click('#t2s-tabs button[role="tab"]:has-text("Story")')
    before = tab.studio("studio.store.scene")
    page.keyboard.press("Control+z")
    assert tab.studio("studio.store.scene") == before, "undo is meant for what is shown"
