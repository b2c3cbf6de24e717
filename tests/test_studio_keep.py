"""Never losing work: saving by itself, reloading, two tabs, full storage, files, pictures, links."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from pages import STUDIO, piece

from text2scene.render import scene_from_picture
from text2scene.scene import Scene

MIKE = piece("mike", 130, 260, pose="wave", expression="smile")
STORED = "Object.keys(localStorage).filter((key) => key.startsWith('t2s:scene:'))"


def reload(visit, page=None) -> None:
    page = page or visit.page
    page.reload()
    page.wait_for_selector(".t2s-ready")


# -- by itself ---------------------------------------------------------------------------


def test_a_reload_in_the_middle_brings_everything_back(visit):
    visit.set(MIKE, piece("dog", 350, 300, style={"main": "red"}))
    visit.drag("mike", 70, 10)
    visit.page.fill("#t2s-tell", "Add a cat")
    visit.page.fill("#t2s-text", "Half a sentence")
    visit.saved()
    scene = visit.scene()
    reload(visit)
    assert visit.scene() == scene
    assert visit.page.input_value("#t2s-text") == "Half a sentence"
    assert visit.page.input_value("#t2s-tell") == "Add a cat"
    visit.drag("dog", 20, 0)
    assert visit.steps == 1


@pytest.mark.parametrize("delay", [0, 100, 250, 500])
def test_what_was_typed_is_there_after_a_reload_once_it_says_saved(visit, delay):
    visit.page.fill("#t2s-text", "")
    visit.page.type("#t2s-text", "A dog", delay=delay)
    visit.saved()
    reload(visit)
    assert visit.page.input_value("#t2s-text") == "A dog"


def test_closing_within_the_waiting_time_keeps_the_last_letter(visit):
    visit.page.type("#t2s-text", " A dog and a ca")
    # Typed and looked at within one turn of the page, however slow the machine is.
    state = visit.page.evaluate(
        """() => { const box = document.querySelector('#t2s-text'); box.value += 't';
        box.dispatchEvent(new Event('input', { bubbles: true }));
        return document.querySelector('#t2s-saved').dataset.state }"""
    )
    assert state == "waiting"
    visit.page.close(run_before_unload=True)
    page = visit.open()
    assert page.input_value("#t2s-text").endswith("A dog and a cat")


def test_closing_in_the_middle_of_a_drag_keeps_what_was_dragged(visit):
    visit.draw("Jenny is flying a kite.")
    visit.drag("jenny", 30, 0, stop=False)
    dragged = visit.item("jenny")
    visit.page.close(run_before_unload=True)
    page = visit.open()
    assert dragged in visit.scene(page)["objects"]


def test_closing_before_it_is_loaded_writes_nothing(visit):
    visit.draw("Jenny is flying a kite.")
    visit.saved()
    before = visit.page.evaluate("JSON.stringify(localStorage)")
    page = visit.context.new_page()
    page.route("**/bundle.json", lambda route: None)
    page.goto(visit.address)
    page.wait_for_selector("#t2s-loading")
    page.close(run_before_unload=True)
    assert visit.page.evaluate("JSON.stringify(localStorage)") == before


def test_a_visit_without_a_change_leaves_nothing_behind(visit):
    visit.studio("studio.store.select(['mike'])")
    reload(visit)
    visit.page.click("#t2s-new")
    reload(visit)
    assert visit.page.evaluate(STORED) == []


# -- two tabs ----------------------------------------------------------------------------


def test_two_tabs_do_not_overwrite_each_other(visit):
    visit.draw("Jenny is flying a kite.")
    visit.saved()
    other = visit.open()
    assert visit.scene(other) == visit.scene()
    visit.studio("(studio.store.select(['kite']), studio.act('flip'))", page=other)
    visit.page.wait_for_selector('[data-banner="conflict"]')
    mine = visit.scene()
    visit.studio("(studio.store.select(['jenny']), studio.act('larger'))")
    theirs = visit.scene(other)
    kept = visit.page.evaluate(f"JSON.parse(localStorage.getItem({STORED}[0])).doc.scene")
    assert kept == theirs, "nothing is written before the person has chosen"
    visit.page.click("text=Show the other one")
    assert visit.scene() == theirs
    visit.page.click("#t2s-undo")
    assert visit.scene() != mine
    visit.saved()
    other.wait_for_selector('[data-banner="conflict"]')
    other.click("text=Keep both")
    assert len(other.evaluate(STORED)) == 2
    assert visit.scene(other) == theirs


def test_the_tab_that_keeps_its_own_wins(visit):
    visit.draw("Jenny is flying a kite.")
    other = visit.open()
    visit.studio("(studio.store.select(['kite']), studio.act('flip'))", page=other)
    visit.page.click("text=Keep this one")
    visit.saved()
    other.wait_for_selector('[data-banner="conflict"]')
    kept = visit.page.evaluate(f"JSON.parse(localStorage.getItem({STORED}[0])).doc.scene")
    assert kept == visit.scene()


# -- when the browser cannot keep it -----------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'Denied') } })",
    ],
    ids=["full", "blocked"],
)
def test_storage_that_fails_is_told_and_the_work_can_be_saved(visit, broken, tmp_path):
    visit.page.add_init_script(broken)
    reload(visit)
    visit.draw("Jenny is flying a kite.")
    visit.page.wait_for_selector('[data-banner="storage"]')
    assert visit.page.inner_text("#t2s-saved") == "Not saved"
    with visit.page.expect_download() as waiting:
        visit.page.click("text=Save as a file")
    waiting.value.save_as(tmp_path / "scene.json")
    scene = visit.scene()
    assert Scene.load(tmp_path / "scene.json").to_dict() == scene
    visit.page.click("#t2s-new")
    visit.page.keyboard.press("Control+z")
    assert visit.scene() == scene, "what cannot be kept is not given up for a new scene"


def test_what_is_kept_and_broken_is_put_aside(visit):
    visit.draw("Jenny is flying a kite.")
    visit.saved()
    visit.page.evaluate(f'localStorage.setItem({STORED}[0], \'{{"v": 1, "doc"\')')
    reload(visit)
    assert visit.page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('t2s:broken:'))")
    visit.draw("A dog runs.")
    visit.saved()


def test_what_a_newer_studio_kept_is_left_untouched(visit):
    visit.draw("Jenny is flying a kite.")
    visit.saved()
    newer = '{"v": 2, "secret": 1}'
    [key] = visit.page.evaluate(STORED)
    visit.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, newer])
    reload(visit)
    assert visit.page.is_visible('[data-banner="newer"]')
    visit.draw("A dog runs.")
    visit.saved()
    assert visit.page.evaluate("(key) => localStorage.getItem(key)", key) == newer
    assert len(visit.page.evaluate(STORED)) == 2, "what is made meanwhile is a scene of its own"


def test_the_server_may_be_gone(visit):
    visit.page.route("**/studio/generate", lambda route: route.abort())
    before = visit.scene()
    visit.page.fill("#t2s-text", "A dog runs.")
    assert "cannot be reached" in visit.complains(lambda: visit.page.click("#t2s-draw"))
    assert visit.scene() == before
    visit.drag("mike", 30, 0)
    visit.saved()


# -- scenes and files --------------------------------------------------------------------


def test_a_new_scene_leaves_the_old_one_among_mine(visit):
    visit.draw("Jenny is flying a kite.")
    visit.saved()
    kite = visit.scene()
    visit.page.click("#t2s-new")
    assert visit.ids() == []
    assert "An empty park" in visit.page.get_attribute("#t2s-canvas", "aria-label")
    visit.draw("A dog runs.")
    visit.saved()
    visit.page.click("#t2s-scenes")
    assert visit.page.locator(".t2s-kept").count() == 2
    visit.page.click(".t2s-kept:has-text('kite')")
    assert visit.scene() == kite
    visit.page.click("#t2s-scenes")
    visit.page.click("[aria-label='Remove: A dog runs.']")
    assert visit.page.locator(".t2s-kept").count() == 2, "one click does not remove"
    visit.page.click("text=Really remove?")
    assert visit.page.locator(".t2s-kept").count() == 1


def download(visit, kind: str, folder: Path, scale: int = 2, clear: bool = False) -> Path:
    visit.page.click("#t2s-save")
    visit.page.check(f"[name=format][value={kind}]")
    if kind in ("png", "webp"):
        visit.page.check(f"[name=scale][value='{scale}']")
    visit.page.set_checked("#t2s-clear", clear) if kind != "json" else None
    with visit.page.expect_download() as waiting:
        visit.page.click("#t2s-download")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def open_file(visit, path: Path) -> None:
    visit.page.set_input_files("#t2s-file", path)


def test_every_kind_of_file_is_the_scene_and_opens_again(visit, tmp_path):
    from PIL import Image

    visit.draw("Jenny throws the frisbee to the dog.")
    visit.drag("dog", 22, 6)
    scene = Scene.from_dict(visit.scene())
    png = download(visit, "png", tmp_path, 3)
    assert png.name == "jenny-throws-the-frisbee-to-the.png"
    with Image.open(png) as image:
        assert image.size == (1500, 1200)
        assert image.mode == "RGB"
    clear = download(visit, "png", tmp_path / "clear", 1, True)
    with Image.open(clear) as image:
        assert image.size == (500, 400)
        assert image.getpixel((2, 398))[3] == 0
    with Image.open(download(visit, "webp", tmp_path, 4)) as image:
        assert image.size == (2000, 1600)
    svg = download(visit, "svg", tmp_path)
    assert ElementTree.parse(svg).getroot().get("viewBox") == "0 0 500 400"
    document = download(visit, "json", tmp_path)
    assert scene_from_picture(png) == scene_from_picture(svg) == Scene.load(document) == scene
    for path in (png, svg, document):
        visit.page.click("#t2s-new")
        open_file(visit, path)
        visit.page.wait_for_function(f"{STUDIO}.store.scene.objects.length > 0")
        assert Scene.from_dict(visit.scene()) == scene


def test_an_older_form_opens(visit, tmp_path):
    path = tmp_path / "scene.txt"
    path.write_text("1,hb0_10s.png,0,10,2,100.0,250.0,0,0,")
    visit.page.click("#t2s-new")
    open_file(visit, path)
    visit.page.wait_for_function(f"{STUDIO}.store.scene.objects.length === 1")
    assert visit.scene()["objects"][0]["category"] == "mike"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"format": "text2scene/2", "objects": []}', "newer format"),
        ('{"format": "text2scene/1", "objects": 3}', "not a list"),
        ('{"format": "other"}', "holds no scene"),
        ("hello", "holds no scene"),
        ("<svg/>", "carries no scene"),
        (
            '{"format": "text2scene/1", "objects": [{"id": "a", "category": "dog", "x": NaN, "y": 1}]}',
            "finite",
        ),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused_and_the_scene_stays(visit, tmp_path, content, said):
    before = visit.scene()
    path = tmp_path / "file.json"
    path.write_text(content)
    assert said in visit.complains(lambda: open_file(visit, path))
    assert visit.scene() == before


def test_one_bad_object_is_left_out_with_a_notice(visit, tmp_path):
    path = tmp_path / "scene.json"
    objects = [MIKE, {"id": "x", "category": "no_such_piece", "x": 1, "y": 1}, piece("dog", 1e15, 3)]
    path.write_text(json.dumps({"format": "text2scene/1", "objects": objects, "background": "moonbase"}))
    open_file(visit, path)
    visit.page.wait_for_selector('[data-banner="opened"]')
    assert visit.ids() == ["mike"]
    told = visit.page.inner_text('[data-banner="opened"]')
    assert "no_such_piece" in told
    assert "Object 3" in told
    assert "park is shown" in told


# -- copies and links --------------------------------------------------------------------


def test_a_link_holds_the_whole_scene_and_the_one_before_stays_kept(visit):
    visit.draw("Jenny is flying a kite.")
    visit.drag("jenny", -20, 5)
    scene = visit.scene()
    visit.page.click("#t2s-share")
    visit.page.wait_for_selector("#t2s-toast:not([hidden])")
    link = visit.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(visit.address + "/#scene=")
    visit.draw("A dog runs.")
    visit.saved()
    page = visit.open(link.removeprefix(visit.address))
    assert visit.scene(page)["objects"] == scene["objects"]
    assert len(page.evaluate(STORED)) == 2
    assert "#" not in page.url
    visit.page.goto(visit.address + "/#scene=AAAA")
    visit.page.wait_for_selector("#t2s-message:not([hidden])")
    assert "not complete" in visit.page.inner_text("#t2s-message")


def test_the_picture_can_be_copied(visit):
    visit.page.click("#t2s-save")
    visit.page.click("#t2s-copy")
    visit.page.wait_for_selector("#t2s-toast:not([hidden])")
    kinds = visit.page.evaluate("navigator.clipboard.read().then((items) => items[0].types)")
    assert kinds == ["image/png"]
