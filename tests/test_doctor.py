"""doctor finds what is broken and says how to mend it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from text2scene.cli import main

REPOSITORY = Path(__file__).resolve().parent.parent


def test_all_is_well(tiny_checkpoint, capsys):
    assert main(["doctor", "--weights", str(tiny_checkpoint)]) == 0
    printed = capsys.readouterr().out
    for said in ("torch", "58 pieces", "126 sprites", "checksum right", "All is well."):
        assert said in printed


def test_damaged_and_missing_weights(tmp_path, tiny_checkpoint, capsys):
    changed = bytearray(tiny_checkpoint.read_bytes())
    changed[-1] ^= 1
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(changed)
    for weights, said in ((broken, "checksum"), (tmp_path / "no.safetensors", "no checkpoint")):
        assert main(["doctor", "--weights", str(weights)]) == 1
        printed = capsys.readouterr().out
        assert said in printed
        assert "to mend it: " in printed
        assert "2 problems found." in printed


@pytest.fixture
def installation(tmp_path) -> Path:
    """A copy of the package with its assets, to break."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(REPOSITORY / "text2scene", tmp_path / "text2scene", ignore=ignore)
    shutil.copytree(REPOSITORY / "assets", tmp_path / "assets")
    return tmp_path


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda assets: shutil.rmtree(assets), "assets are missing"),
        (lambda assets: (assets / "catalog" / "pieces.json").write_text("{"), "catalog"),
        (lambda assets: (assets / "atlas" / "index.json").unlink(), "atlas"),
        (lambda assets: next((assets / "atlas" / "sprites").iterdir()).write_bytes(b"x"), "damaged"),
        (lambda assets: next((assets / "atlas" / "backgrounds").iterdir()).unlink(), "cannot be read"),
        (lambda assets: (assets / "sprites" / "dog.svg").unlink(), "dog"),
    ],
)
def test_broken_assets(break_it, said, installation, tiny_checkpoint):
    break_it(installation / "assets")
    done = subprocess.run(
        [sys.executable, "-m", "text2scene", "doctor", "--weights", str(tiny_checkpoint)],
        cwd=installation,
        env={**os.environ, "PYTHONPATH": str(installation)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert said in done.stdout
    assert "to mend it: " in done.stdout
