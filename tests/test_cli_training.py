"""Training from the command line: to the end, over a kill, and in two processes."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file

import text2scene
from text2scene.cli import main
from text2scene.cli.parser import build_parser
from text2scene.cli.settings import field_docs, settings
from text2scene.config import LossWeights, ModelConfig, TrainConfig

REPOSITORY = Path(__file__).resolve().parent.parent
SIZES = {
    "word-dim": 16,
    "ngram-buckets": 500,
    "encoder-dim": 16,
    "category-dim": 16,
    "canvas-dim": 8,
    "map-size": 7,
    "channels": 16,
    "head-dim": 32,
    "batch-size": 8,
    "threads": 1,
}
TINY = [part for name, value in SIZES.items() for part in (f"--{name}", str(value))]


def train(data: Path, out: Path, *options: str) -> list[str]:
    return ["train", "--data", str(data), "-o", str(out), *TINY, *options]


def history(out: Path) -> list[dict]:
    """What the run remembers of each epoch, less the seconds it took."""
    with safe_open(out / "state.safetensors", framework="pt") as state:
        progress = json.loads(state.metadata()["progress"])
    return [{k: v for k, v in record.items() if k != "seconds"} for record in progress["history"]]


def test_training_leaves_a_model_that_draws(toy_data, tmp_path, capsys):
    out = tmp_path / "run"
    assert main(train(toy_data, out, "--epochs", "2", "--quiet")) == 0
    said = capsys.readouterr().out
    assert "2 epochs" in said
    assert {"model.safetensors", "state.safetensors", "run.json", "curves.png"} <= {
        path.name for path in out.iterdir()
    }
    generator = text2scene.load(out / "model.safetensors")
    assert generator.network.config.channels == 16
    assert "bear" in generator.generate("A bear.").categories


def test_a_run_that_is_complete_is_left_as_it_is(toy_data, tmp_path):
    call = train(toy_data, tmp_path / "run", "--epochs", "1", "--quiet", "--no-dialogues")
    assert main(call) == 0
    file = tmp_path / "run" / "model.safetensors"
    before = load_file(file)
    assert main(call) == 0
    after = load_file(file)
    assert before.keys() == after.keys()
    assert all(torch.equal(after[key], value) for key, value in before.items())
    assert len(history(tmp_path / "run")) == 1


def test_a_run_with_other_settings_is_not_mixed_in(toy_data, tmp_path, capsys):
    assert main(train(toy_data, tmp_path, "--epochs", "1", "--quiet")) == 0
    capsys.readouterr()
    assert main(train(toy_data, tmp_path, "--epochs", "2", "--quiet")) == 2
    assert "other settings" in capsys.readouterr().err


def test_a_killed_run_ends_with_the_weights_of_one_that_was_not(toy_data, tmp_path):
    options = ("--epochs", "6", "--save-every-s", "0", "--learning-rate", "0.02")
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    assert main(train(toy_data, whole, *options, "--quiet")) == 0
    command = [sys.executable, "-m", "text2scene", *train(toy_data, killed, *options)]
    for epochs in (1, 3):
        process = subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.DEVNULL)
        log = killed / "log.jsonl"
        while process.poll() is None and (not log.is_file() or log.read_text().count("\n") < epochs):
            time.sleep(0.01)
        process.kill()
        assert process.wait() != 0
    assert len(history(killed)) < 6
    assert main(train(toy_data, killed, *options, "--quiet")) == 0
    assert history(killed) == history(whole)
    for name in ("model.safetensors", "state.safetensors"):
        expected, found = load_file(whole / name), load_file(killed / name)
        assert expected.keys() == found.keys()
        assert all(torch.equal(found[key], value) for key, value in expected.items())


def test_two_processes_train_one_model(toy_data, tmp_path):
    out = tmp_path / "run"
    launcher = [sys.executable, "-m", "torch.distributed.run", "--nproc-per-node", "2", "-m", "text2scene"]
    options = ("--epochs", "1", "--quiet")
    command = [*launcher, *train(toy_data, out, *options)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("1 epochs") == 1
    assert json.loads((out / "run.json").read_text())["processes"] == 2
    assert text2scene.load(out / "model.safetensors").generate("A bear.").categories


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--epochs", "0"], "--epochs"),
        (["--batch-size", "many"], "--batch-size"),
        (["--learning-rate", "nan"], "--learning-rate"),
        (["--dropout", "1"], "--dropout"),
        (["--map-size", "5"], "multiple"),
        (["--data", "nowhere"], "nowhere"),
        (["--device", "toaster"], "toaster"),
    ],
)
def test_a_wrong_call_makes_no_folder(options, said, toy_data, tmp_path, capsys):
    assert main([*train(toy_data, tmp_path / "run"), "--epochs", "1", *options]) == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert len(complaint.splitlines()) == 1
    assert not (tmp_path / "run").exists()


def test_every_setting_has_a_flag_and_its_documentation(capsys):
    args = build_parser().parse_args(
        ["train", "--data", "x", "-o", "y", "--no-mirror", "--weight-place", "3"]
    )
    assert settings(args, ModelConfig) == ModelConfig()
    assert settings(args, TrainConfig) == TrainConfig(mirror=False)
    assert settings(args, LossWeights) == LossWeights(place=3.0)
    assert field_docs(ModelConfig)["word_dim"] == "width of a word's vector"
    main(["train", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "width of a word's vector (default 96)" in shown


def test_a_run_can_start_from_other_weights_if_they_fit(toy_data, tmp_path, capsys):
    first, second = tmp_path / "first", tmp_path / "second"
    assert main(train(toy_data, first, "--epochs", "1", "--quiet")) == 0
    weights = ["--init", str(first / "model.safetensors")]
    assert main(train(toy_data, second, "--epochs", "1", "--learning-rate", "1e-9", "--quiet", *weights)) == 0
    before, after = (load_file(folder / "model.safetensors") for folder in (first, second))
    assert all(torch.allclose(after[key], value, atol=1e-2) for key, value in before.items())
    told = text2scene.load(second / "model.safetensors").checkpoint.about["settings"]["init"]
    assert told["train"]["epochs"] == 1
    capsys.readouterr()
    other = train(toy_data, tmp_path / "third", "--epochs", "1", "--quiet", *weights)
    other[other.index("--channels") + 1] = "24"
    assert main(other) == 2
    problem = capsys.readouterr().err
    assert problem.count("\n") == 1
    assert "other sizes" in problem
