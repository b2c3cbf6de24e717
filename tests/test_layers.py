"""Imports go from lower layers to higher ones, and the light parts stay light."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "text2scene"

# From the ground up; a module may import its own layer's package and what stands before it.
LAYERS = [
    ["errors"],
    ["resources", "files"],
    ["catalog", "colours", "vectors"],
    ["pictures"],
    ["packs"],
    ["config", "scene"],
    ["relations"],
    ["formats"],
    ["language"],
    ["tale"],
    ["steps"],
    ["render"],
    ["describe"],
    ["art"],
    ["model"],
    ["tensors"],
    ["places"],
    ["decoding"],
    ["layout"],
    ["depths"],
    ["arrange"],
    ["moves"],
    ["plan"],
    ["boarding"],
    ["bearers"],
    ["changes"],
    ["compose"],
    ["variety"],
    ["generator"],
    ["story"],
    ["library"],
    ["export"],
    ["training"],
    ["batch"],
    ["bench", "doctor"],
    ["cli", "ui"],
    ["__main__"],
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def _imports(path: Path) -> set[str]:
    """Top-level parts of text2scene that a file imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            names = [node.module]
            if node.module == "text2scene":
                names = [f"text2scene.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("text2scene.")}
    return found


def _part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_part_has_its_layer() -> None:
    parts = {_part(path) for path in PACKAGE.rglob("*.py")} - {"__init__", "assets"}
    assert parts <= set(LEVEL), f"say in LAYERS where these stand: {sorted(parts - set(LEVEL))}"


def test_imports_point_downwards() -> None:
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        part = _part(path)
        if part in ("__init__", "assets"):
            continue
        for target in _imports(path):
            if target in LEVEL and target != part and LEVEL[target] >= LEVEL[part]:
                wrong.append(f"{path.relative_to(PACKAGE)} imports {target}")
    assert not wrong, wrong


def test_the_network_knows_neither_text_nor_scene() -> None:
    for path in (PACKAGE / "model").glob("*.py"):
        assert _imports(path) <= {"model", "config", "errors", "files"}, path


def test_render_needs_no_language_and_no_model() -> None:
    for path in (PACKAGE / "render").glob("*.py"):
        assert not _imports(path) & {"language", "model", "generator", "training"}, path


def test_the_library_knows_stories_as_data_only() -> None:
    for path in (PACKAGE / "library").glob("*.py"):
        assert _imports(path) <= {"library", "story", "scene", "errors", "files"}, path
        text = path.read_text(encoding="utf-8")
        assert text.count("text2scene.story.") == text.count("text2scene.story.model"), path


@pytest.mark.parametrize(
    ("statement", "heavy"),
    [
        ("import text2scene", ["torch", "gradio", "PIL", "numpy"]),
        ("import text2scene.render", ["torch", "gradio"]),
        ("import text2scene.export", ["torch", "gradio", "PIL", "uharfbuzz", "pptx"]),
        ("import text2scene.story.model", ["torch", "gradio", "PIL", "numpy"]),
        ("import text2scene.library", ["torch", "gradio", "PIL", "numpy"]),
        ("import text2scene.tale", ["torch", "gradio", "PIL", "numpy", "spacy"]),
        ("import text2scene.training.datasets", ["torch", "gradio", "PIL"]),
    ],
)
def test_light_imports_stay_light(statement: str, heavy: list[str]) -> None:
    check = f"{statement}; import sys; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
