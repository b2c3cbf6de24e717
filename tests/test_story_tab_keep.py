"""The Story tab never loses work: two windows, a locked or newer library, no server, private links."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from pages import free_port, start_app, stop_app
from story_tab import STORY, StoryVisit

SHARED = {"viewport": {"width": 1100, "height": 800}}


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("library") / "stories.db"


def serving(tiny_checkpoint, library, *more: str):
    process = start_app(
        "--port", str(free_port()), "--weights", str(tiny_checkpoint), "--library", str(library), *more
    )
    line = process.stdout.readline()
    if "ready" not in line:
        pytest.fail(f"The page did not start: {line} {process.stderr.read()}")
    return process, re.search(r":(\d+) ", line)[1]


@pytest.fixture(scope="module")
def own_app(tiny_checkpoint, library):
    """A page with a library of its own, which a test may lock."""
    process, port = serving(tiny_checkpoint, library)
    yield f"http://127.0.0.1:{port}"
    assert "Traceback" not in stop_app(process)


@pytest.fixture
def alone(browser, own_app):
    context = browser.new_context(accept_downloads=True, viewport={"width": 1280, "height": 900})
    here = StoryVisit(context, own_app)
    yield here
    context.close()
    here.check()


# -- two windows -------------------------------------------------------------------------


def test_two_windows_on_different_pages_keep_both_edits(tab):
    tab.write()
    other = tab.open(f"/#story/{tab.id}")
    tab.page_at(1)
    tab.page_at(2, other)
    tab.page.evaluate(f"{STORY}.past.look = () => {{}}")
    tab.type("Mia is in the park with her ball.")
    tab.type("Tom comes along on a bicycle.", other)
    tab.saved()
    tab.saved(other)
    texts = [one["text"] for one in tab.held()["story"]["pages"]]
    assert texts[0] == "Mia is in the park with her ball."
    assert texts[1] == "Tom comes along on a bicycle."


def test_a_window_follows_what_another_one_saves(tab):
    tab.write()
    other = tab.open(f"/#story/{tab.id}")
    tab.page_at(1)
    tab.type("Mia is at the beach.")
    tab.saved()
    other.wait_for_function(f"{STORY}.work.story.pages[0].text === 'Mia is at the beach.'")
    assert tab.texts(other)[0] == "Mia is at the beach."


@pytest.mark.parametrize("choice", ["Keep mine", "Keep theirs", "Keep both"])
def test_the_same_page_in_two_windows_is_a_choice(tab, choice):
    ident = tab.write(title=f"Two at once, {choice}")
    page = tab.page
    tab.page_at(1)
    # As if this window had been asleep while the other one saved.
    page.evaluate(f"{STORY}.past.look = () => {{}}")
    held = tab.held()
    theirs = {"do": "edit", "page": held["story"]["pages"][0]["id"], "text": "Mia sees a bear."}
    tab.ask("change", id=ident, base=held["revision"], do=theirs)
    tab.type("Mia sees an owl.")
    page.wait_for_selector("#story-conflict-dialog")
    told = page.inner_text("#story-conflict-dialog")
    assert "page 1" in told
    assert "an owl" in told
    assert "a bear" in told
    page.keyboard.press("Escape")
    if choice == "Keep mine":
        tab.reload()  # it is asked again, and nothing is lost
    page.click(f'[data-choice="{choice}"]')
    page.wait_for_selector("#story-conflict-dialog", state="detached")
    tab.saved()
    text = tab.held()["story"]["pages"][0]["text"]
    assert text == ("Mia sees an owl." if choice == "Keep mine" else "Mia sees a bear.")
    assert page.input_value("#story-page textarea.s-sheet-text") == text
    if choice == "Keep both":
        page.click("#story-toast >> text=Open it")
        page.wait_for_function(f"{STORY}.work.held && {STORY}.work.held.id !== '{ident}'")
        assert tab.held(tab.id)["story"]["pages"][0]["text"] == "Mia sees an owl."
    tab.story("story.work.change({ do: 'title', title: 'It goes on' })")
    tab.saved()
    assert tab.held(tab.id)["story"]["title"] == "It goes on"


# -- what cannot be kept -----------------------------------------------------------------


def test_while_the_library_is_locked_the_work_stays_and_goes_on(alone, library):
    alone.write()
    page = alone.page
    alone.page_at(1)
    lock = sqlite3.connect(library, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        alone.type("Mia is in the park with a duck.")
        page.wait_for_selector('[data-banner="unsaved"]')
        assert page.inner_text("#story-saved") == "Not saved"
        assert "duck" in alone.story("story.work.story.pages[0].text"), "it is on the screen"
        with page.expect_download() as waiting:
            page.click('[data-banner="unsaved"] >> text=Download')
        assert "with a duck" in Path(waiting.value.path()).read_text()
        assert waiting.value.suggested_filename == "the-kite.json"
        alone.type("Mia is in the park with a duck and a cat.")
        page.wait_for_function(f"{STORY}.work.story.pages[0].text.includes('cat')")
        alone.reload()
        page.wait_for_selector('[data-banner="unsaved"]')
        assert "cat" in alone.story("story.work.story.pages[0].text"), "a reload loses nothing"
    finally:
        lock.execute("ROLLBACK")
        lock.close()
    page.click('[data-banner="unsaved"] button:has-text("Try again")')
    alone.saved()
    assert not page.is_visible('[data-banner="unsaved"]')
    assert alone.held()["story"]["pages"][0]["text"] == "Mia is in the park with a duck and a cat."


def test_a_library_of_a_newer_version_is_not_written_and_says_so(alone, library):
    alone.write()
    page = alone.page
    alone.page_at(1)
    file = sqlite3.connect(library)
    [version] = file.execute("PRAGMA user_version").fetchone()
    file.execute(f"PRAGMA user_version = {version + 1}")
    file.commit()
    try:
        alone.type("Mia is in the park with a bear.")
        page.wait_for_selector('[data-banner="unsaved"]')
        assert "newer" in page.inner_text('[data-banner="unsaved"]')
        assert "bear" in alone.story("story.work.story.pages[0].text")
    finally:
        file.execute(f"PRAGMA user_version = {version}")
        file.commit()
        file.close()
    page.click('[data-banner="unsaved"] button:has-text("Try again")')
    alone.saved()
    assert "bear" in alone.held()["story"]["pages"][0]["text"]


def test_without_the_server_what_is_typed_waits_and_is_sent_afterwards(tab):
    tab.write()
    page, ident = tab.page, tab.id
    tab.page_at(1)
    page.route("**/stories/**", lambda route: route.abort())
    tab.type("Mia is in the park with a frog.")
    page.wait_for_selector('[data-banner="unsaved"]')
    assert "cannot be reached" in page.inner_text('[data-banner="unsaved"]')
    page.click("[data-act=dice]")
    assert page.input_value("#story-page textarea.s-sheet-text") == "Mia is in the park with a frog."
    page.unroute("**/stories/**")
    tab.reload()
    tab.saved()
    assert tab.held(ident)["story"]["pages"][0]["text"] == "Mia is in the park with a frog."
    assert tab.story("story.drafts.get('draft:' + argument)", ident) is None


def test_closing_within_the_pause_keeps_the_last_letter(tab):
    ident = tab.write()
    tab.page_at(1)
    tab.type("Mia is in the park with a pig.")
    tab.page.close(run_before_unload=True)
    page = tab.open(f"/#story/{ident}")
    page.wait_for_function(f"{STORY}.work.idle")
    assert tab.held(ident)["story"]["pages"][0]["text"] == "Mia is in the park with a pig."


def test_a_text_that_is_refused_stays_in_the_box(tab):
    tab.write()
    tab.page_at(1)
    tab.type("   ")
    tab.page.wait_for_selector('[data-banner="refused"]')
    tab.type("Mia is back.")
    tab.saved()
    assert not tab.page.is_visible('[data-banner="refused"]')


# -- deleting ----------------------------------------------------------------------------


def test_a_deleted_story_is_put_back_by_the_message_or_from_its_place(tab):
    ident = tab.write(title="Here and away")
    page = tab.page
    page.click("#story-back")
    book = f'[data-story="{ident}"]'
    page.click(f'{book} [aria-label^="Delete"]')
    page.wait_for_selector(book, state="detached")
    page.click("#story-toast >> text=Put it back")
    page.wait_for_selector(book)
    page.click(f'{book} [aria-label^="Delete"]')
    page.wait_for_selector(book, state="detached")
    tab.reload()
    page.click("#story-bin")
    page.click('#story-deleted-dialog [aria-label="Put back: Here and away"]')
    page.wait_for_selector(book, state="attached")
    page.keyboard.press("Escape")
    page.click(f'{book} [aria-label^="Make a copy"]')
    page.wait_for_selector(".s-book >> nth=1")
    copies = [one for one in tab.ask("list")["stories"] if one["title"].startswith("Here and away")]
    assert len(copies) == 2
    page.click(f'{book} [aria-label^="Delete"]')
    page.wait_for_selector(book, state="detached")
    page.click("#story-bin")
    away = '#story-deleted-dialog [aria-label="Delete for good: Here and away"]'
    page.click(away)
    page.click(away)
    page.wait_for_selector(away, state="detached")
    assert all(one["id"] != ident for one in tab.ask("list", deleted=True)["stories"])


# -- private links -----------------------------------------------------------------------


def test_on_a_shared_server_everybody_has_a_shelf_and_a_private_link(browser, tiny_checkpoint, tmp_path):
    process, port = serving(tiny_checkpoint, tmp_path / "shared.db", "--host", "0.0.0.0")
    address = f"http://127.0.0.1:{port}"
    visits = []
    try:
        for _ in range(2):
            context = browser.new_context(**SHARED)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            visits.append(StoryVisit(context, address))
        mine, theirs = visits
        mine.write(title="Mine alone")
        mine.page.click("#story-back")
        mine.page.click("#story-link")
        mine.page.click("text=Copy the link")
        link = mine.page.evaluate("navigator.clipboard.readText()")
        assert re.fullmatch(re.escape(address) + r"/#stories=[A-Za-z0-9_-]{32}", link)
        assert theirs.page.locator(".s-book").count() == 0, "nobody else sees it"
        page = theirs.open(link.removeprefix(address))
        page.wait_for_selector(".s-cover-title:has-text('Mine alone')")
        assert page.url.endswith("#story"), "the key does not stay in the address"
        assert not any("stories=" in url for url in theirs.asked)
        third = browser.new_context(**SHARED)
        visits.append(StoryVisit(third, address))
        visits[2].write(title="Third")
        visits[2].page.evaluate("(hash) => { location.hash = hash }", link.partition("/#")[2])
        visits[2].page.click("text=Stay with mine")
        visits[2].page.wait_for_selector(".s-cover-title:has-text('Third')")
    finally:
        for visit in visits:
            visit.context.close()
        stop_app(process)


def test_a_personal_server_needs_no_link(tab):
    assert tab.page.locator("#story-link").is_hidden()


def test_a_story_that_was_deleted_elsewhere_stays_on_the_screen_and_can_be_kept(tab):
    ident = tab.write(title="Deleted elsewhere")
    tab.page_at(1)
    tab.ask("delete", id=ident)
    tab.ask("purge", id=ident)
    tab.type("Mia is in the park with a horse.")
    tab.page.click('[data-banner="unsaved"] button:has-text("Keep it as a new story")')
    tab.page.wait_for_function(f"{STORY}.work.held && {STORY}.work.held.id !== '{ident}'")
    tab.saved()
    assert "with a horse" in tab.held()["story"]["pages"][0]["text"]
    assert not tab.page.is_visible('[data-banner="unsaved"]')


def test_a_conflict_over_a_picture_in_the_studio_is_asked_about_in_the_story(tab):
    ident = tab.write()
    page = tab.page
    tab.page_at(3)
    page.evaluate(f"{STORY}.past.look = () => {{}}")
    page.click("[data-act=brush]")
    page.wait_for_selector("#story-hand")
    held = tab.held()
    theirs = {"do": "edit", "page": held["story"]["pages"][2]["id"], "text": "They see a bear."}
    tab.ask("change", id=ident, base=held["revision"], do=theirs)
    tab.drag("dog", 50, -20)
    page.click('#story-conflict-dialog [data-choice="Keep mine"]')
    page.wait_for_selector("#story-conflict-dialog", state="detached")
    tab.saved()
    assert "dog" in tab.held()["story"]["pages"][2]["text"]
    assert page.locator("#story-hand").count() == 0
