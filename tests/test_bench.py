"""The figures are there, fit together and say nothing of whose machine it is."""

from __future__ import annotations

import json
import platform

from text2scene.cli import main


def test_bench_prints_a_table_and_writes_the_figures(tmp_path, tiny_checkpoint, capsys):
    file = tmp_path / "bench.json"
    call = ["bench", "--weights", str(tiny_checkpoint), "--runs", "3", "--batch", "4", "--json", str(file)]
    assert main(call) == 0
    printed = capsys.readouterr().out
    figures = json.loads(file.read_text(encoding="utf-8"))
    for stage in ("language", "encode", "decode", "render", "encode PNG", "total"):
        assert stage in printed
        row = figures["stages_ms"][stage]
        assert 0 <= row["median"] <= row["p95"]
    drawn = figures["compositing"]
    assert drawn["ratio"] > 0
    assert f"with shadows and haze {drawn['full_ms']:.2f} ms, {drawn['ratio']:.2f} times" in printed
    assert set(figures["scenes_per_second"]) == {"1", "2"}
    assert all(rate > 0 for rate in figures["scenes_per_second"].values())
    assert all(value > 0 for value in figures["start_up"].values())
    assert figures["size_mb"]["assets"] > 1
    assert figures["machine"]["cpus"] >= 1
    assert platform.node() not in printed + file.read_text(encoding="utf-8")


def test_bench_without_a_batch_and_with_a_wrong_call(tmp_path, tiny_checkpoint, capsys):
    assert main(["bench", "--weights", str(tiny_checkpoint), "--runs", "1", "--batch", "0"]) == 0
    assert "scenes a second" not in capsys.readouterr().out
    assert main(["bench", "--weights", str(tmp_path / "no.safetensors")]) == 2
    assert main(["bench", "--weights", str(tiny_checkpoint), "--json", str(tmp_path)]) == 2
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"x")
    capsys.readouterr()
    assert main(["bench", "--weights", str(broken), "--runs", "1"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
