"""The studio for everybody: screen readers, keyboard, contrast, dark, phone, nothing that blinks."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from pages import STUDIO

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DARK = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}
LIGHT = {"viewport": {"width": 1280, "height": 900}}


def axe() -> str:
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page, within: str = "#t2s-studio") -> list[str]:
    """What axe finds that is serious, in the studio or in what opens over it."""
    found = page.evaluate(
        """(within) => axe.run({ include: [[within]], exclude: [['#t2s-drawings']] },
        { resultTypes: ['violations'] })""",
        within,
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("visit", [LIGHT, DARK, PHONE], indirect=True, ids=["light", "dark", "phone"])
def test_axe_finds_nothing_serious(visit):
    visit.page.evaluate(axe())
    visit.draw("Mike sees a lion. Jenny wears a crown.")
    visit.page.click("#t2s-ideas")
    visit.page.wait_for_selector(".t2s-idea")
    assert violations(visit.page) == []
    visit.studio("studio.store.select(['jenny'])")
    visit.page.click("[data-key=part-top]")
    assert violations(visit.page, "#t2s-panel") == []
    visit.page.click("#t2s-watch")
    visit.page.wait_for_selector("#t2s-think:not([hidden])")
    visit.page.click("#t2s-think-play")
    visit.page.fill("#t2s-think-slider", "2")
    visit.page.wait_for_timeout(450)  # colours of the words come softly
    assert violations(visit.page, "#t2s-think") == []
    for name in ("save", "scenes", "help"):
        visit.page.click(f"#t2s-{name}")
        assert violations(visit.page, f"#t2s-{name}-dialog") == []
        visit.page.keyboard.press("Escape")


@pytest.mark.parametrize("visit", [PHONE], indirect=True)
def test_on_a_phone_nothing_hangs_out_and_fingers_can_hit_it(visit):
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    visit.studio("studio.store.select(['mike'])")
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    small = visit.page.evaluate(
        """[...document.querySelectorAll('#t2s-studio button')].filter((e) => e.checkVisibility())
        .filter((e) => !e.classList.contains('t2s-word'))
        .map((e) => [e.id || e.className, e.getBoundingClientRect()])
        .filter(([, box]) => box.width < 32 || box.height < 32).map(([name]) => name)"""
    )
    assert small == []
    visit.page.evaluate("window.scrollTo(0, 99999)")
    visit.page.click("#t2s-examples button >> nth=4")
    visit.page.wait_for_function(
        f"""{STUDIO}.store.scene.text.includes('campfire')
        && document.querySelector('#t2s-stage').getBoundingClientRect().top > -40"""
    )


def test_every_control_has_a_name(visit):
    visit.studio("studio.store.select(['mike'])")
    names = visit.page.evaluate(
        """[...document.querySelectorAll('#t2s-studio :is(input, textarea, button, select)')].map((e) =>
        (e.getAttribute('aria-label') || e.textContent || e.labels?.[0]?.textContent || '').trim())"""
    )
    assert len(names) >= 100
    assert all(names)


def test_the_picture_is_told_in_words_and_changes_are_said(visit):
    visit.draw("Jenny wears a crown.")
    told = visit.page.get_attribute("#t2s-canvas", "aria-label")
    assert "wearing a crown" in told
    assert "wearing a crown" not in visit.page.get_attribute("[data-id=jenny]", "aria-label")
    visit.page.wait_for_function("document.querySelector('#t2s-live').textContent.includes('Drawn.')")
    visit.page.keyboard.press("Control+z")
    visit.page.wait_for_function("document.querySelector('#t2s-live').textContent === 'Undone: Draw.'")


def test_the_keyboard_reaches_the_tools_and_comes_back(visit):
    visit.page.focus("[data-id=mike]")
    visit.page.keyboard.press("Enter")
    visit.page.focus("[data-tool=flip]")
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate("document.activeElement.dataset.tool") == "flip"
    visit.page.keyboard.press("Escape")
    assert visit.page.evaluate("document.activeElement.dataset.id") == "mike"


@pytest.mark.parametrize("visit", [{**LIGHT, "reduced_motion": "reduce"}], indirect=True)
def test_nothing_moves_by_itself_for_who_wants_it_still(visit):
    visit.page.click("#t2s-watch")
    visit.page.wait_for_selector("#t2s-think:not([hidden])")
    running = visit.page.evaluate("document.getAnimations().filter((a) => a.playState === 'running').length")
    assert running == 0
