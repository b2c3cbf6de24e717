"""The suite of small stories: its items are whole, and the half that nothing is tuned on holds."""

from __future__ import annotations

import sys
from pathlib import Path

import text2scene

sys.path.insert(0, str(Path(__file__).resolve().parent))

from stories.checks import ON_A_PAGE, met
from stories.run import HALVES, load_items

WHOLE = {"pages", "minpages", "still", "differ", "here-all"}


def test_the_items_are_whole() -> None:
    items = load_items()
    assert len({item.id for item in items}) == len(items) >= 25
    assert sum(len(item.checks) for item in items) >= 60
    halves = [sum(item.half == half for item in items) for half in HALVES]
    assert halves[0] == halves[1]
    for item in items:
        assert all(c[0] in WHOLE or c[1] in ON_A_PAGE for c in item.checks), item.id


def test_nineteen_of_twenty_checks_hold_on_both_halves() -> None:
    generator = text2scene.load()
    for half in HALVES:
        results = []
        for item in load_items(half):
            story = generator.story(item.text).value
            results += [met(story, check) for check in item.checks]
        assert sum(results) >= 0.95 * len(results), half
