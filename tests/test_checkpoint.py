"""A checkpoint rebuilds itself, and one that is damaged or foreign is refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from text2scene.catalog import default_catalog
from text2scene.config import DecodeConfig
from text2scene.errors import CheckpointError
from text2scene.generator import Generator
from text2scene.model.checkpoint import load_checkpoint, save_checkpoint


def test_what_is_saved_is_what_is_loaded(tiny_checkpoint: Path, tmp_path: Path) -> None:
    first = load_checkpoint(tiny_checkpoint)
    first.decode = DecodeConfig(presence_threshold=0.123, max_objects=9)
    first.about = {"data": "toy", "figures": {"u_f1": 0.5}}
    save_checkpoint(tmp_path / "again.safetensors", first)
    second = load_checkpoint(tmp_path / "again.safetensors")
    assert (second.model, second.decode, second.vocabulary, second.catalog, second.about) == (
        first.model,
        first.decode,
        first.vocabulary,
        first.catalog,
        first.about,
    )
    for name, value in first.network.state_dict().items():
        assert torch.equal(value, second.network.state_dict()[name]), name


def test_half_precision_takes_half_the_space(tiny_checkpoint: Path, tmp_path: Path) -> None:
    checkpoint = load_checkpoint(tiny_checkpoint)
    save_checkpoint(tmp_path / "full.safetensors", checkpoint)
    save_checkpoint(tmp_path / "half.safetensors", checkpoint, half=True)
    full, half = (tmp_path / f"{name}.safetensors" for name in ("full", "half"))
    assert half.stat().st_size < 0.7 * full.stat().st_size
    load_checkpoint(half)


def _refused(path: Path, match: str) -> None:
    with pytest.raises(CheckpointError, match=match) as caught:
        load_checkpoint(path)
    assert "\n" not in str(caught.value)


def test_missing_empty_truncated_and_foreign_files(tiny_checkpoint: Path, tmp_path: Path) -> None:
    _refused(tmp_path / "none.safetensors", "no checkpoint at")
    data = tiny_checkpoint.read_bytes()
    for size in (0, 4, 100, len(data) // 2, len(data) - 1):
        (tmp_path / "cut.safetensors").write_bytes(data[:size])
        _refused(tmp_path / "cut.safetensors", "damaged")
    (tmp_path / "text.safetensors").write_text("hello " * 100)
    _refused(tmp_path / "text.safetensors", "damaged")
    save_file({"a": torch.zeros(2)}, tmp_path / "other.safetensors")
    _refused(tmp_path / "other.safetensors", "not a checkpoint")


def test_one_altered_bit_is_noticed(tiny_checkpoint: Path, tmp_path: Path) -> None:
    data = bytearray(tiny_checkpoint.read_bytes())
    data[-3] ^= 1
    (tmp_path / "bit.safetensors").write_bytes(data)
    _refused(tmp_path / "bit.safetensors", "altered")
    assert load_file(tmp_path / "bit.safetensors")  # the container itself is sound


def test_weights_for_another_set_of_pieces_are_refused(tiny_checkpoint: Path) -> None:
    checkpoint = load_checkpoint(tiny_checkpoint)
    checkpoint.catalog = (*default_catalog().names[:-1], "dragon")
    with pytest.raises(CheckpointError, match="another set of pieces"):
        Generator(checkpoint)
