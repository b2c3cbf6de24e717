"""The page in a real browser, the calls for programs, and how app.py starts and ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from text2scene.render import scene_from_picture
from text2scene.scene import Scene, SceneObject
from text2scene.ui.describe import describe, drawn_pieces
from text2scene.ui.drawing import EXAMPLES, MAX_PAGE_SEED, fresh_seed, next_seed
from text2scene.ui.markup import file_name, safe
from text2scene.ui.pictures import PictureFolder

REPOSITORY = Path(__file__).resolve().parent.parent
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = "Mike <script>window.hit=1</script><img src=x onerror='window.hit=1'> ${window.hit=1} {{hit}} runs."


# -- starting the page -------------------------------------------------------------------


def start_app(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "app.py", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_app(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "app.py", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def app(tiny_checkpoint, tmp_path_factory):
    """The address of a running page; when it is stopped it must leave no file behind."""
    temporary = tmp_path_factory.mktemp("page")
    process = start_app("--port", str(free_port()), "--weights", str(tiny_checkpoint), TMPDIR=str(temporary))
    try:
        line = process.stdout.readline()
        if "ready" not in line:
            pytest.fail(f"The page did not start: {line} {process.stderr.read()}")
        yield re.search(r"http://[\d.:]+", line)[0]
        assert list(temporary.glob("text2scene-page-*")), "the page should keep its files in one folder"
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "Traceback" not in errors
        assert not list(temporary.glob("text2scene-page-*"))
    finally:
        process.kill()
        process.wait()


def without_browser(reason: str) -> None:
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(f"CI must look at the page in a browser: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser():
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        without_browser("there is no Chromium on the PATH, nor one named by the variable CHROMIUM")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without_browser("playwright is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """One visit to the page, with the few things that the tests do there."""

    def __init__(self, page) -> None:
        self.page = page
        self.box = page.locator("#t2s-text textarea")
        self.seed = page.locator("#t2s-seed input")
        self.picture = page.locator("#t2s-scene")
        self.message = page.locator("#t2s-message p")

    @property
    def source(self) -> str:
        return self.picture.get_attribute("src")

    @property
    def caption(self) -> str:
        return self.page.inner_text("figcaption")

    def changes(self, act) -> None:
        """Do something and wait until another picture is there."""
        before = self.source
        act()
        self.page.wait_for_function(
            "before => document.querySelector('#t2s-scene').src !== before", arg=before
        )

    def complains(self, act) -> str:
        act()
        self.message.wait_for()
        return self.message.inner_text()

    def write(self, text: str) -> None:
        self.box.fill(text)

    def draw(self) -> None:
        self.page.click("#t2s-draw")

    def download(self, ending: str, folder: Path) -> Path:
        with self.page.expect_download() as waiting:
            self.page.click(f"#t2s-{ending}")
        path = folder / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path


@pytest.fixture
def visit(browser, app, request):
    """A fresh visit; at its end nothing may have failed, popped up or gone to another machine."""
    options = getattr(request, "param", {"viewport": {"width": 1280, "height": 900}})
    context = browser.new_context(accept_downloads=True, **options)
    page = context.new_page()
    asked, troubles = [], []
    page.on("request", lambda sent: asked.append(sent.url))
    page.on("websocket", lambda opened: asked.append(opened.url))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("dialog", lambda dialog: (troubles.append(dialog.message), dialog.dismiss()))
    page.goto(app)
    page.wait_for_selector("#t2s-scene")
    # the picture is there before the page listens; on a busy machine that is some time before
    page.wait_for_selector("#t2s-text textarea")
    page.wait_for_load_state("load")
    page.wait_for_timeout(500)
    yield Visit(page)
    context.close()
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    assert troubles == []


# -- what a person sees ------------------------------------------------------------------


def test_nobody_meets_an_empty_page(visit):
    assert visit.caption == EXAMPLES[0]
    assert "Mike" in visit.picture.get_attribute("alt")
    assert "a soccer ball" in visit.picture.get_attribute("alt")
    assert visit.page.evaluate("document.querySelector('#t2s-scene').naturalWidth") == 500


def test_enter_draws_what_was_typed(visit):
    visit.write("Jenny is flying a kite.")
    visit.changes(lambda: visit.box.press("Enter"))
    assert visit.caption == "Jenny is flying a kite."
    assert "a kite" in visit.picture.get_attribute("alt")
    assert "a kite" in visit.page.inner_text("#t2s-drawn")


def test_shift_and_enter_begin_a_new_line(visit):
    visit.write("Mike runs.")
    visit.box.press("End")
    visit.box.press("Shift+Enter")
    visit.box.type("Jenny sits.")
    assert visit.box.input_value() == "Mike runs.\nJenny sits."
    assert visit.caption == EXAMPLES[0]
    visit.changes(visit.draw)
    assert visit.caption == "Mike runs. Jenny sits."


def test_an_example_is_drawn_with_one_click(visit):
    visit.changes(lambda: visit.page.click(f"text={EXAMPLES[2]}"))
    assert visit.caption == visit.box.input_value() == EXAMPLES[2]
    assert "a bear" in visit.picture.get_attribute("alt")


def test_another_one_is_another_picture_and_seed_0_brings_the_first_back(visit):
    first = visit.source
    visit.changes(lambda: visit.page.click("#t2s-another"))
    assert visit.seed.input_value() == "1"
    assert "variation 1" in visit.page.inner_text("#t2s-drawn")
    visit.seed.fill("0")
    visit.changes(visit.draw)
    assert visit.source == first


def test_a_new_text_begins_with_its_best_guess(visit):
    visit.changes(lambda: visit.page.click("#t2s-another"))
    visit.write("The dog sits by the fire.")
    visit.changes(visit.draw)
    assert visit.seed.input_value() == "0"


@pytest.mark.parametrize(
    ("text", "seed", "said"),
    [
        ("   ", "0", "empty"),
        ("\n\n", "0", "empty"),
        ("狗在跑", "0", "English"),
        ("🐶", "0", "English"),
        ("word " * 500, "0", "at most 400"),
        ("Mike runs.", "-1", "whole number from 0"),
        ("Mike runs.", "12345678", "whole number from 0"),
    ],
)
def test_bad_input_is_explained_and_the_picture_stays(visit, text, seed, said):
    before = visit.source
    visit.write(text)
    visit.seed.fill(seed)
    assert said in visit.complains(visit.draw)
    assert visit.source == before
    visit.write("Jenny waves to the dog.")
    visit.seed.fill("0")
    visit.changes(visit.draw)
    assert visit.message.count() == 0


def test_text_with_markup_is_shown_and_does_nothing(visit):
    visit.write(HOSTILE)
    visit.changes(visit.draw)
    assert visit.caption == HOSTILE
    assert visit.page.locator("figcaption *").count() == 0
    assert visit.page.evaluate("window.hit") is None


def test_a_word_that_is_not_known_is_said_so(visit):
    visit.write("Mike sees a refrigerator.")
    visit.changes(visit.draw)
    assert "refrigerator" in visit.page.inner_text("#t2s-notes")


def test_the_downloads_are_the_scene_that_is_shown(visit, tmp_path):
    from PIL import Image

    text = "Jenny throws the frisbee to the dog."
    visit.write(text)
    visit.changes(visit.draw)
    paths = {ending: visit.download(ending, tmp_path) for ending in ("png", "svg", "json")}
    assert paths["png"].name == "jenny-throws-the-frisbee-to-the.png"
    scene = Scene.load(paths["json"])
    assert scene.text == text
    assert {"jenny", "frisbee", "dog"} <= set(scene.categories)
    with Image.open(paths["png"]) as image:
        image.load()
        assert image.size == (1000, 800)
    assert ElementTree.parse(paths["svg"]).getroot().get("viewBox") == "0 0 500 400"
    assert scene_from_picture(paths["png"]) == scene_from_picture(paths["svg"]) == scene


def test_the_network_can_be_left_alone(visit):
    visit.page.click("#t2s-advanced button")
    visit.page.check("#t2s-alone input")
    visit.write("Mike sees a unicorn and a soccer ball.")
    visit.changes(visit.draw)
    assert visit.page.locator("#t2s-notes").count() == 0


def test_every_control_has_a_name(visit):
    visit.page.click("#t2s-advanced button")
    visit.page.wait_for_selector("#t2s-alone input")
    names = visit.page.evaluate(
        """[...document.querySelectorAll('#t2s-book :is(input, textarea, button, a)')].map(e =>
        (e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText || '').trim())"""
    )
    assert len(names) >= 15
    assert all(names)


@pytest.mark.parametrize(
    "visit", [{"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}], indirect=True
)
def test_a_phone_in_the_dark_shows_everything_without_scrolling_sideways(visit):
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390
    assert visit.page.evaluate("document.body.classList.contains('dark')")
    visit.changes(lambda: visit.page.click(f"text={EXAMPLES[-1]}"))
    visit.page.wait_for_function(
        "document.querySelector('#t2s-scene').getBoundingClientRect().bottom <= innerHeight + 1"
    )


# -- what a program gets -----------------------------------------------------------------


@pytest.fixture(scope="module")
def client(app, tmp_path_factory):
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"
    from gradio_client import Client

    return Client(app, verbose=False, download_files=str(tmp_path_factory.mktemp("downloads")))


def test_generate_gives_the_scene_that_the_library_gives(client, tiny_generator):
    text = "Mike kicks the soccer ball to Jenny."
    assert client.predict(text, api_name="/generate") == tiny_generator.generate(text).to_dict()
    varied = client.predict(text, seed=3, temperature=0.5, model_only=True, api_name="/generate")
    assert Scene.from_dict(varied) == tiny_generator.generate(text, 3, 0.5, True)


def test_render_gives_the_picture_of_a_scene(client):
    from PIL import Image

    scene = client.predict("The bear eats a pizza.", api_name="/generate")
    path = client.predict(scene, api_name="/render")
    with Image.open(path) as image:
        assert image.size == (500, 400)
    assert scene_from_picture(path).to_dict() == scene
    assert json.loads(Path(client.predict(scene, "json", 1, api_name="/render")).read_text()) == scene


@pytest.mark.parametrize(
    ("call", "arguments", "said"),
    [
        ("/generate", ("",), "empty"),
        ("/generate", ("Mike runs.", -3), "whole number from 0"),
        ("/generate", ("Mike runs.", 1, 99), "temperature must be from 0 to 2"),
        ("/render", ({"format": "text2scene/1", "objects": [{"id": "a"}]}, "png", 1), "objects\\[0\\]"),
        ("/render", (Scene().to_dict(), "exe", 1), "format must be one of"),
        ("/render", (Scene().to_dict(), "png", 1000), "scale must be a number"),
    ],
)
def test_a_wrong_call_is_answered_with_one_sentence(client, call, arguments, said):
    with pytest.raises(Exception, match=said):
        client.predict(*arguments, api_name=call)


def test_only_the_two_calls_are_offered(client):
    calls = client.view_api(print_info=False, return_format="dict")
    assert set(calls["named_endpoints"]) == {"/generate", "/render"}


# -- starting badly ----------------------------------------------------------------------


def test_what_cannot_start_says_so_in_one_line(tmp_path, tiny_checkpoint):
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(tiny_checkpoint.read_bytes()[:1000])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wrong = (
            ("--weights", str(tmp_path / "none.safetensors")),
            ("--weights", str(broken)),
            ("--port", str(taken.getsockname()[1])),
            ("--port", "0"),
            ("--port", "70000"),
            ("--host", "no such host"),
        )
        for arguments in wrong:
            done = run_app(*arguments)
            assert done.returncode == 2, arguments
            assert done.stdout == ""
            assert done.stderr.startswith("app.py: "), arguments
            assert done.stderr.count("\n") == 1, arguments


# -- the parts ---------------------------------------------------------------------------


def test_a_scene_is_told_from_left_to_right_with_what_is_worn():
    scene = Scene(
        (
            SceneObject("jenny", "jenny", 400, 250, depth=1, pose="wave", expression="sad", flip=True),
            SceneObject("mike", "mike", 90, 250, pose="reach", expression="smile"),
            SceneObject("crown", "crown", 85, 161),
            SceneObject("sun", "sun", 60, 60),
            SceneObject("rocket", "rocket", 9000 / 2, 60),
        )
    )
    assert describe(scene) == (
        "A cartoon of a park. In the sky: the sun at the left. "
        "At the left: Mike, reaching out, smiling, facing right, wearing a crown. "
        "At the right: Jenny, waving, looking sad, facing left, a little way off."
    )
    assert drawn_pieces(scene) == "Jenny, Mike, a crown, the sun and a rocket"
    assert describe(Scene()) == "An empty park."
    assert describe(Scene((SceneObject("d", "dragon", 250, 200),))).endswith("In the middle: a dragon.")


def test_the_folder_of_pictures_stays_small(tmp_path):
    folder = PictureFolder(tmp_path, most=3)
    kept = [folder.save(Scene(), "json") for _ in range(7)]
    assert [path.exists() for path in kept] == [False] * 4 + [True] * 3
    assert len(list(tmp_path.iterdir())) == 3


def test_seeds_and_names_stay_within_bounds():
    assert next_seed(0) == 1
    assert next_seed(MAX_PAGE_SEED) == 1
    assert fresh_seed("new", 4, ("old", 4)) == 0
    assert fresh_seed("new", 5, ("old", 4)) == 5
    assert file_name("../../Über <b>'x'") == "ber-b-x"
    assert file_name("狗") == "scene"
    assert safe('<a href="x">${y}`{{z}}\'') == (
        "&lt;a href=&quot;x&quot;&gt;&#36;&#123;y&#125;&#96;&#123;&#123;z&#125;&#125;&#x27;"
    )


def test_text_can_be_read_in_light_and_dark():
    from text2scene.ui.theme import _COLOURS as colours

    pairs = (
        ("body_text_color", "body_background_fill"),
        ("body_text_color_subdued", "body_background_fill"),
        ("body_text_color_subdued", "block_background_fill"),
        ("link_text_color", "body_background_fill"),
        ("body_text_color", "color_accent_soft"),
        ("input_placeholder_color", "input_background_fill"),
        ("error_text_color", "error_background_fill"),
        ("button_primary_text_color", "button_primary_background_fill"),
        ("button_secondary_text_color", "button_secondary_background_fill"),
    )
    for ink, ground in pairs:
        for shade in (0, 1):
            assert contrast(colours[ink][shade], colours[ground][shade]) >= 4.5, (ink, ground, shade)


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2 between two colours."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
