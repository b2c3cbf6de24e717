"""The HTML book in Chromium: turning pages by key, click and swipe, reading aloud, alone with itself."""

from __future__ import annotations

import pytest

from tests.books import LINES, described, scene, story, told, words
from tests.test_book_pdf import HEBREW
from text2scene.export import save_book

VOICE = """
window.heard = [];
class Said extends EventTarget {
  constructor(text) { super(); this.text = text; this.lang = ""; this.rate = 1; }
}
window.SpeechSynthesisUtterance = Said;
Object.defineProperty(window, "speechSynthesis", { value: {
  waiting: [],
  speak(said) { this.waiting.push(said); },
  cancel() { this.waiting = []; },
}});
window.say = () => {
  const said = speechSynthesis.waiting.shift();
  if (!said) return null;
  const word = new Event("boundary");
  word.name = "word";
  word.charIndex = said.text.indexOf(" ") + 1;
  said.dispatchEvent(word);
  const lit = document.querySelector("mark")?.textContent ?? null;
  said.dispatchEvent(new Event("end"));
  window.heard.push(said.text);
  return { text: said.text, lang: said.lang, lit };
};
"""


class Reader:
    """An opened book and what went on around it."""

    def __init__(self, browser, path, size=(1000, 700), **context) -> None:
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **context)
        self.page = self.context.new_page()
        self.page.add_init_script(VOICE)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(path.as_uri())

    @property
    def shown(self) -> int:
        (number,) = self.page.evaluate(
            "[...document.querySelectorAll('.page')].flatMap((page, n) => page.hidden ? [] : [n])"
        )
        return number

    def press(self, *keys: str) -> int:
        for key in keys:
            self.page.keyboard.press(key)
        return self.shown


@pytest.fixture
def reader(browser, tmp_path):
    opened = []

    def open_book(value, size=(1000, 700), **options) -> Reader:
        path = tmp_path / "book.html"
        save_book(value, path, **options)
        context = {"has_touch": True} if size[0] < 500 else {}
        opened.append(Reader(browser, path, size, **context))
        return opened[-1]

    yield open_book
    for one in opened:
        assert one.complaints == []
        assert [url for url in one.asked if not url.startswith(("file:", "data:"))] == []
        one.context.close()


def test_keys_turn_the_pages(reader):
    book = reader(story(4))
    assert book.shown == 0
    assert book.press("ArrowRight") == 1
    assert book.press("PageDown", " ") == 3
    assert book.press("ArrowLeft") == 2
    assert book.press("End") == 4
    assert book.press("ArrowRight") == 4
    assert book.press("Home") == 0
    assert book.page.inner_text("#count") == "1 / 5"
    assert book.page.is_disabled("#back")


def test_buttons_and_clicks_on_the_page_turn_it(reader):
    book = reader(story(3))
    book.page.click("#next")
    assert book.shown == 1
    book.page.click("main", position={"x": 900, "y": 300})
    assert book.shown == 2
    book.page.click("main", position={"x": 80, "y": 300})
    assert book.shown == 1
    book.page.click("#back")
    assert book.shown == 0


def swipe(book: Reader, across: int) -> int:
    box = book.page.locator("main").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    book.page.mouse.move(x, y)
    book.page.mouse.down()
    book.page.mouse.move(x + across / 2, y + 4)
    book.page.mouse.move(x + across, y + 6)
    book.page.mouse.up()
    return book.shown


def test_swipes_turn_the_pages(reader):
    book = reader(story(3), size=(390, 780))
    assert swipe(book, -120) == 1
    assert swipe(book, -120) == 2
    assert swipe(book, 120) == 1


def test_a_book_that_runs_to_the_left_turns_the_other_way(reader):
    book = reader(told(HEBREW, lang="he", title="הדוב"))
    assert book.page.evaluate("document.documentElement.dir") == "rtl"
    assert book.press("ArrowLeft") == 1
    assert book.press("ArrowRight") == 0
    book.page.click("main", position={"x": 80, "y": 300})
    assert book.shown == 1
    assert swipe(book, 120) == 2
    assert words(book.page.inner_text(".page:not([hidden]) .words")) == HEBREW[1]


@pytest.mark.parametrize("layout", ["under", "beside", "over"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 780), (820, 1180)])
def test_picture_and_text_are_seen_whole_and_do_not_lie_on_each_other(reader, layout, size):
    book = reader(story(2), size, layout=layout, paper="a4" if layout != "under" else "square")
    book.press("ArrowRight", "ArrowRight")
    book.page.wait_for_timeout(350)
    picture = book.page.locator(".page:not([hidden]) figure svg").bounding_box()
    text = book.page.locator(".page:not([hidden]) .words").bounding_box()
    room = book.page.locator("main").bounding_box()
    for box in (picture, text):
        assert box["x"] >= -0.5
        assert box["x"] + box["width"] <= size[0] + 0.5
        assert box["y"] >= -0.5
        assert box["y"] + box["height"] <= room["y"] + room["height"] + 0.5
    assert picture["width"] > 0.42 * min(size)
    assert book.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if layout != "over" or size[0] < 736:
        across = min(picture["x"] + picture["width"], text["x"] + text["width"]) - max(
            picture["x"], text["x"]
        )
        down = min(picture["y"] + picture["height"], text["y"] + text["height"]) - max(
            picture["y"], text["y"]
        )
        assert across <= 1 or down <= 1
    font = book.page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.page:not([hidden]) .words')).fontSize)"
    )
    assert font >= 18


def test_texts_and_pictures_in_words_are_those_of_the_story(reader):
    book = reader(story(3), bubbles="none")
    for number in range(3):
        book.press("ArrowRight")
        assert words(book.page.inner_text(".page:not([hidden]) .words")) == words(LINES[number])
        label = book.page.get_attribute(".page:not([hidden]) figure svg", "aria-label")
        assert label == described(scene(number))
        drawn = book.page.locator(".page:not([hidden]) figure svg use")
        assert drawn.count() >= 6
        assert drawn.evaluate_all("uses => uses.every(use => use.getBBox().width > 0)")


def test_the_browsers_voice_reads_page_by_page_and_lights_the_words(reader):
    book = reader(story(2), bubbles="none")
    book.page.click("#voice")
    assert book.page.get_attribute("#voice", "aria-pressed") == "true"
    assert book.page.evaluate("say()") == {"text": "The Big Tree", "lang": "en", "lit": "Big"}
    assert book.page.evaluate("say()")["text"] == "Ada"
    book.page.locator(".page").nth(1).wait_for(state="visible")
    assert book.page.evaluate("say()")["text"] == LINES[0]
    book.page.locator(".page").nth(2).wait_for(state="visible")
    assert book.page.evaluate("say()")["text"] == LINES[1]
    assert book.page.get_attribute("#voice", "aria-pressed") == "false"
    assert book.page.locator("mark").count() == 0


def test_turning_while_it_reads_reads_the_new_page_and_escape_stops(reader):
    book = reader(story(3), bubbles="none")
    book.page.click("#voice")
    book.press("ArrowRight", "ArrowRight")
    assert book.page.evaluate("speechSynthesis.waiting.map(said => said.text)") == [LINES[1]]
    book.press("Escape")
    assert book.page.evaluate("speechSynthesis.waiting.length") == 0
    assert book.page.get_attribute("#voice", "aria-pressed") == "false"


def test_without_script_all_pages_are_there(browser, tmp_path):
    path = tmp_path / "book.html"
    save_book(story(2), path)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert all(words(line) in words(page.inner_text("main")) for line in LINES[:2])
    context.close()


def test_a_number_in_the_address_opens_that_page(reader, tmp_path):
    book = reader(story(3))
    book.page.goto((tmp_path / "book.html").as_uri() + "#3")
    book.page.reload()
    assert book.shown == 2


def test_printing_gives_a_page_of_paper_for_every_page(reader):
    from io import BytesIO

    from pypdf import PdfReader

    book = reader(story(3))
    printed = PdfReader(BytesIO(book.page.pdf(print_background=True))).pages
    assert len(printed) == 4
    for number, line in enumerate(("The Big Tree", *LINES[:3])):
        assert words(line) in words(printed[number].extract_text())
