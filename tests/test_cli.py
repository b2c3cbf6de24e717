"""What a person sees of the command line: files, one line out, one line of complaint."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from text2scene import Scene
from text2scene.cli import main

REPOSITORY = Path(__file__).resolve().parent.parent
TEXT = "Mike kicks the soccer ball. Jenny is sad."


def complaint(capsys) -> str:
    """The one line on stderr of a wrong call, which prints nothing on stdout."""
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert lines[0].startswith("text2scene: ")
    return lines[0]


@pytest.fixture
def standard_input(monkeypatch):
    def give(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return give


# -- scene and edit -----------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["png", "svg", "json", "webp"])
def test_scene_writes_each_format_and_says_what_is_in_it(ending, tmp_path, tiny_checkpoint, capsys):
    out = tmp_path / "made" / f"page.{ending}"
    assert main(["scene", TEXT, "-o", str(out), "--weights", str(tiny_checkpoint)]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].startswith(f"{out}: ")
    for label in ("Mike", "Jenny", "soccer ball"):
        assert label.lower() in said.out.lower()
    assert [path.name for path in out.parent.iterdir()] == [out.name]
    if ending == "svg":
        assert out.read_text(encoding="utf-8").startswith(("<svg", "<?xml"))
    elif ending == "json":
        assert {"mike", "jenny", "soccer_ball"} <= set(Scene.load(out).categories)
    else:
        with Image.open(out) as picture:
            assert picture.size == (500, 400)


def test_scale_makes_a_larger_picture(tmp_path, tiny_checkpoint):
    out = tmp_path / "page.png"
    assert main(["scene", TEXT, "-o", str(out), "--weights", str(tiny_checkpoint), "--scale", "2"]) == 0
    with Image.open(out) as picture:
        assert picture.size == (1000, 800)


def test_the_same_seed_gives_the_same_file(tmp_path, tiny_checkpoint):
    files = [tmp_path / f"{name}.json" for name in "abc"]
    for file, seed in zip(files, ("5", "5", "6"), strict=True):
        main(["scene", TEXT, "-o", str(file), "--weights", str(tiny_checkpoint), "--seed", seed])
    assert files[0].read_text() == files[1].read_text()
    assert files[0].read_text() != files[2].read_text()


def test_an_unknown_word_is_a_note_and_no_failure(tmp_path, tiny_checkpoint, capsys):
    out = tmp_path / "page.png"
    weights = ["--weights", str(tiny_checkpoint)]
    assert main(["scene", "Mike sees a zyxomorph.", "-o", str(out), *weights]) == 0
    said = capsys.readouterr()
    assert "note: " in said.err
    assert "zyxomorph" in said.err
    assert len(said.out.splitlines()) == 1


def test_the_text_may_come_from_standard_input(tmp_path, tiny_checkpoint, standard_input):
    standard_input(b"\xef\xbb\xbfA bear is there.\n")
    out = tmp_path / "page.json"
    assert main(["scene", "-", "-o", str(out), "--weights", str(tiny_checkpoint)]) == 0
    assert "bear" in Scene.load(out).categories


@pytest.mark.parametrize("ending", ["json", "png", "svg"])
def test_edit_adds_to_what_is_there(ending, tmp_path, tiny_checkpoint):
    first, second = tmp_path / f"one.{ending}", tmp_path / "two.json"
    weights = ["--weights", str(tiny_checkpoint)]
    assert main(["scene", "There is a tent.", "-o", str(first), *weights]) == 0
    assert main(["edit", str(first), "Add a bear.", "-o", str(second), *weights]) == 0
    assert {"tent", "bear"} <= set(Scene.load(second).categories)


def test_edit_may_write_over_its_own_input(tmp_path, tiny_checkpoint):
    file = tmp_path / "page.json"
    weights = ["--weights", str(tiny_checkpoint)]
    main(["scene", "There is a tent.", "-o", str(file), *weights])
    assert main(["edit", str(file), "Add a bear.", "-o", str(file), *weights]) == 0
    assert "bear" in Scene.load(file).categories


# -- wrong calls --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("   \n ", "empty"),
        ("\x00\x07\x1b", "empty"),
        ("\u200b\u200d", "empty"),
        ("Mike runs. " * 10_000, "characters"),
        ("word " * 500, "words"),
        ("米克踢球。", "English"),
        ("🎈🐻🎉", "English"),
        ("12345", "English"),
    ],
)
def test_a_text_that_cannot_be_drawn(text, said, tmp_path, tiny_checkpoint, capsys):
    out = tmp_path / "page.png"
    assert main(["scene", text, "-o", str(out), "--weights", str(tiny_checkpoint)]) == 2
    assert said in complaint(capsys)
    assert list(tmp_path.iterdir()) == []


def test_control_characters_within_a_text_are_no_matter(tmp_path, tiny_checkpoint):
    out = tmp_path / "page.json"
    text = "Mike\x00 has\x1b a\u202e bear 🐻."
    assert main(["scene", text, "-o", str(out), "--weights", str(tiny_checkpoint)]) == 0
    assert "bear" in Scene.load(out).categories


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--seed", "abc"], "--seed"),
        (["--seed", "-1"], "--seed"),
        (["--seed", "1.5"], "--seed"),
        (["--seed", str(2**70)], "--seed"),
        (["--scale", "0"], "--scale"),
        (["--scale", "nan"], "--scale"),
        (["--scale", "1e9"], "--scale"),
        (["--temperature", "3"], "--temperature"),
        (["--temperature", "hot"], "--temperature"),
        (["--colour", "red"], "--colour"),
        (["--device", "toaster"], "toaster"),
        (["--device", "cuda:99"], "cuda:99"),
        (["--weights", "nowhere.safetensors"], "nowhere.safetensors"),
    ],
)
def test_an_option_that_makes_no_sense(options, said, tmp_path, tiny_checkpoint, capsys):
    call = ["scene", TEXT, "-o", str(tmp_path / "page.png"), "--weights", str(tiny_checkpoint), *options]
    assert main(call) == 2
    assert said in complaint(capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["page.bmp", "page", "page.png.exe", ".png"])
def test_an_ending_that_is_no_picture(name, tmp_path, tiny_checkpoint, capsys):
    call = ["scene", TEXT, "-o", str(tmp_path / name), "--weights", str(tiny_checkpoint)]
    assert main(call) == 2
    assert "endings" in complaint(capsys)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written(tmp_path, tiny_checkpoint, capsys):
    (tmp_path / "file").write_text("in the way")
    out = tmp_path / "file" / "page.png"
    assert main(["scene", TEXT, "-o", str(out), "--weights", str(tiny_checkpoint)]) == 2
    assert "Cannot write" in complaint(capsys)
    (tmp_path / "folder.png").mkdir()
    assert main(["scene", TEXT, "-o", str(tmp_path / "folder.png"), "--weights", str(tiny_checkpoint)]) == 2
    assert "is a folder" in complaint(capsys)


def test_a_damaged_checkpoint(tmp_path, tiny_checkpoint, capsys):
    whole = tiny_checkpoint.read_bytes()
    changed = bytearray(whole)
    changed[-5] ^= 0xFF
    for name, data in {
        "cut": whole[:2000],
        "empty": b"",
        "changed": bytes(changed),
        "text": b"hello",
    }.items():
        weights = tmp_path / f"{name}.safetensors"
        weights.write_bytes(data)
        assert main(["scene", TEXT, "-o", str(tmp_path / "page.png"), "--weights", str(weights)]) == 2
        assert weights.name in complaint(capsys)
    assert not (tmp_path / "page.png").exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("missing.json", None, "missing.json"),
        ("broken.json", b"{not json", "broken.json"),
        ("empty.json", b"", "empty.json"),
        ("binary.json", b"\xff\xfe\x00", "binary.json"),
        ("list.json", b"[]", "list.json"),
        ("deep.json", b"[" * 100_000, "deep.json"),
        ("field.json", b'{"format": "text2scene/1", "objects": [{"id": "a"}]}', "category"),
        ("plain.png", b"\x89PNG\r\n", "plain.png"),
        ("plain.svg", b"<svg/>", "plain.svg"),
        ("missing.svg", None, "missing.svg"),
    ],
)
def test_a_scene_that_cannot_be_read(name, data, said, tmp_path, tiny_checkpoint, capsys):
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    call = [
        "edit",
        str(file),
        "Add a dog.",
        "-o",
        str(tmp_path / "out.png"),
        "--weights",
        str(tiny_checkpoint),
    ]
    assert main(call) == 2
    assert said in complaint(capsys)
    assert not (tmp_path / "out.png").exists()


def test_standard_input_that_is_no_text(tmp_path, tiny_checkpoint, standard_input, capsys):
    call = ["scene", "-", "-o", str(tmp_path / "page.png"), "--weights", str(tiny_checkpoint)]
    for data, said in ((b"", "empty"), (b"\xff\xfe\x00", "UTF-8"), (b"a" * 10**6, "characters")):
        standard_input(data)
        assert main(call) == 2
        assert said in complaint(capsys)


@pytest.mark.parametrize(
    "call", [[], ["paint"], ["scene"], ["scene", TEXT], ["data"], ["data", "mend"], ["train"]]
)
def test_a_call_with_something_missing(call, capsys):
    assert main(call) == 2
    assert "--help" in complaint(capsys)


def test_debug_shows_the_traceback(tmp_path, capsys):
    call = ["edit", str(tmp_path / "no.json"), "x", "-o", str(tmp_path / "page.png")]
    for arguments in (["--debug", *call], [*call, "--debug"]):
        assert main(arguments) == 2
        assert "Traceback" in capsys.readouterr().err


# -- the program as a whole ---------------------------------------------------------------


def test_help_and_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("text2scene ")
    commands = ("scene", "edit", "batch", "train", "data", "evaluate", "bench", "doctor")
    assert main(["--help"]) == 0
    overview = capsys.readouterr().out
    assert "examples:" in overview
    for name in commands:
        assert name in overview
        assert main([name, "--help"]) == 0
        assert capsys.readouterr().out.startswith("usage: text2scene")


def test_help_and_wrong_calls_load_nothing_heavy(tmp_path):
    code = (
        "import sys; from text2scene.cli import main\n"
        f"main(['--help']); main(['train', '--help']); main(['scene', '', '-o', 'a.png'])\n"
        f"main(['batch', 'no.txt', '-o', {str(tmp_path)!r}])\n"
        "print([name for name in ('torch', 'PIL', 'gradio', 'numpy') if name in sys.modules])"
    )
    done = run("-c", code)
    assert done.stdout.splitlines()[-1] == "[]"


def test_as_a_program(tmp_path, tiny_checkpoint):
    out = tmp_path / "page.json"
    done = run("-m", "text2scene", "scene", TEXT, "-o", str(out), "--weights", str(tiny_checkpoint))
    assert done.returncode == 0
    assert Scene.load(out).categories
    done = run("-m", "text2scene", "scene", TEXT, "-o", str(tmp_path / "page.bmp"))
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


def test_a_reader_that_has_gone_is_no_traceback(toy_data):
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "text2scene", "data", "check", str(toy_data)]
    done = subprocess.run(
        command, stdout=write, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY, check=False
    )
    os.close(write)
    assert done.stderr == ""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)


# -- data and evaluate --------------------------------------------------------------------


def test_data_check_tells_whether_one_can_train(toy_data, tmp_path, capsys):
    assert main(["data", "check", str(toy_data)]) == 0
    assert "Usable for training" in capsys.readouterr().out
    assert main(["data", "check", str(toy_data / "CoDraw")]) == 1
    assert "Not usable" in capsys.readouterr().out
    assert main(["data", "check", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in complaint(capsys)


def test_evaluate_puts_all_systems_side_by_side(toy_data, tmp_path, tiny_checkpoint, capsys):
    out = tmp_path / "results"
    options = ["--baseline", "all", "--both-ways", "--group", "both", "--weights", str(tiny_checkpoint)]
    call = ["evaluate", "--data", str(toy_data), "-o", str(out), "--examples", "3", *options]
    assert main(call) == 0
    printed = capsys.readouterr().out
    assert printed == (out / "table.md").read_text(encoding="utf-8")
    for row in ("random", "nearest", "keyword", "| text2scene,", "| text2scene |", "as published"):
        assert row in printed
    systems = json.loads((out / "results.json").read_text(encoding="utf-8"))["systems"]
    assert len(systems) == 5
    assert all(result["scenes"] == 20 for result in systems.values())
    with Image.open(out / "examples.png") as page:
        assert page.width > 700


def test_evaluate_baselines_without_a_model(toy_data, tmp_path):
    call = ["evaluate", "--data", str(toy_data), "--split", "tune", "--no-model", "-o", str(tmp_path / "out")]
    assert main([*call, "--baseline", "keywords", "--examples", "0", "--limit", "2"]) == 0
    assert not (tmp_path / "out" / "examples.png").exists()
    systems = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))["systems"]
    assert [result["scenes"] for result in systems.values()] == [2]
    assert main(call) == 2


@pytest.mark.parametrize("data", ["nowhere", "."])
def test_evaluate_without_data(data, tmp_path, monkeypatch, tiny_checkpoint, capsys):
    monkeypatch.chdir(tmp_path)
    call = ["evaluate", "--data", data, "-o", "out", "--weights", str(tiny_checkpoint)]
    assert main(call) == 2
    assert "Abstract Scenes" in complaint(capsys)
    assert list(tmp_path.iterdir()) == []
