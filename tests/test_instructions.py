"""Instructions in many wordings: what is said is done, and all else comes back field by field."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import text2scene
from text2scene import Scene, SceneObject
from text2scene.catalog import default_catalog
from text2scene.generator import Generator
from text2scene.steps import slot_anchor

sys.path.insert(0, str(Path(__file__).resolve().parent))

from suite.checks import fault, met
from suite.registry import Pictures

CATALOG = default_catalog()
TEXTS = Path(__file__).resolve().parent / "instructions"
MIKE = SceneObject("mike", "mike", 170.0, 265.0, 0, False, "wave", "smile")
JENNY = SceneObject("jenny", "jenny", 330.0, 265.0, 0, True, "wave", "smile")


def _on(child: SceneObject, part: str, name: str) -> SceneObject:
    x, y = slot_anchor(child, part, name, CATALOG)
    return SceneObject(name, name, round(x, 2), round(y, 2), child.depth, child.flip)


def _at(ident: str, x: float, y: float, depth: int = 0, **more: object) -> SceneObject:
    category = ident if ident in CATALOG else ident.rsplit("-", 1)[0]
    return SceneObject(ident, category, x, y, depth, **more)  # type: ignore[arg-type]


STARTS = {
    "park": Scene(
        (
            _at("sun", 60.0, 50.0),
            _at("cloud", 250.0, 70.0),
            _at("oak_tree", 430.0, 170.0, 1),
            _at("tent", 90.0, 230.0, 1),
            MIKE,
            _on(MIKE, "head", "crown"),
            _on(MIKE, "right_hand", "pizza"),
            JENNY,
            _on(JENNY, "head", "sunglasses"),
            _at("dog", 262.0, 350.0),
            _at("soccer_ball", 110.0, 370.0),
            _at("cat", 420.0, 345.0),
        )
    ),
    "many": Scene(
        (
            _at("cloud-1", 80.0, 60.0),
            _at("cloud-2", 240.0, 50.0),
            _at("cloud-3", 420.0, 70.0),
            _at("pine_tree-1", 60.0, 220.0, 2),
            _at("pine_tree-2", 430.0, 170.0, 0),
            _at("jenny", 270.0, 260.0, 0, pose="wave", expression="smile"),
            _at("duck-1", 60.0, 330.0),
            _at("duck-2", 240.0, 365.0),
            _at("duck-3", 460.0, 345.0),
            _at("dog-1", 140.0, 350.0, 1),
            _at("dog-2", 390.0, 345.0, 0),
            _at("soccer_ball-1", 320.0, 340.0),
            _at("soccer_ball-2", 25.0, 380.0),
        )
    ),
    "hats": Scene(
        (
            MIKE,
            _on(MIKE, "head", "pirate_hat"),
            _on(MIKE, "head", "glasses"),
            JENNY,
            _on(JENNY, "head", "winter_cap"),
            _on(JENNY, "right_hand", "pizza"),
            _at("bear", 430.0, 250.0, 1),
            _at("wizard_hat", 250.0, 375.0),
            _at("table", 60.0, 300.0, 1),
            _at("pie-1", 60.0, 268.0, 1),
            _at("pie-2", 440.0, 370.0),
        )
    ),
}


def rows() -> list[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    """Start, instruction and checks of every line."""
    out = []
    for start in STARTS:
        for line in (TEXTS / f"{start}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, checks = line.split(" | ")
                out.append((start, text, tuple(tuple(check.split()) for check in checks.split("; "))))
    return out


@pytest.fixture(scope="module")
def shipped() -> Generator:
    return text2scene.load(default_pack=False)


def failed(generator: Generator, start: str, text: str, checks: tuple[tuple[str, ...], ...]) -> list[str]:
    """The checks that the edited scene does not meet."""
    before = STARTS[start]
    pictures = Pictures(generator.edit(before, text), before)
    return [" ".join(check) for check in checks if not met(pictures, check)]


@pytest.mark.parametrize(("start", "text", "checks"), rows(), ids=[row[1] for row in rows()])
def test_an_instruction_is_obeyed(
    shipped: Generator, start: str, text: str, checks: tuple[tuple[str, ...], ...]
) -> None:
    assert not [problem for check in checks if (problem := fault(check))]
    assert failed(shipped, start, text, checks) == []
