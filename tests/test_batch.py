"""Many texts: every item is told of, none is lost or drawn twice, whatever happens in between."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from text2scene import Scene
from text2scene.batch import read_items
from text2scene.batch.inputs import MAX_LINE_BYTES, safe_id
from text2scene.cli import main
from text2scene.errors import InputError

REPOSITORY = Path(__file__).resolve().parent.parent
TEXTS = ("Mike runs.", "Jenny is sad.", "There is a tent and a bear.", "The sun is shining on the slide.")


def manifest(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]


def by_id(folder: Path) -> dict[str, dict]:
    records = manifest(folder)
    assert len({record["id"] for record in records}) == len(records)
    return {record["id"]: record for record in records}


def items(path: Path, data: str | bytes) -> list:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_items(path))


@pytest.fixture
def batch(tmp_path, tiny_checkpoint):
    """Run ``text2scene batch`` in this process on a file with this content."""

    def run(data: str | bytes, *options: str, name: str = "in.txt") -> int:
        (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        weights = ["--weights", str(tiny_checkpoint)]
        return main(["batch", str(tmp_path / name), "-o", str(tmp_path / "out"), *weights, *options])

    return run


# -- what is read -------------------------------------------------------------------------


def test_lines_of_a_text_file_are_numbered_as_an_editor_numbers_them(tmp_path):
    read = items(tmp_path / "in.txt", b"\xef\xbb\xbfMike runs.\r\n\n  \nJenny sits.")
    assert [(item.id, item.line, item.text) for item in read] == [
        ("000001", 1, "Mike runs."),
        ("000004", 4, "Jenny sits."),
    ]


def test_a_csv_may_have_ids_seeds_quotes_and_lines_within_a_cell(tmp_path):
    read = items(tmp_path / "in.csv", 'id,Text,seed\na,"Mike, runs",7\n,"two\nlines",\n\nb,plain,\n')
    assert [(item.id, item.line, item.text, item.seed) for item in read] == [
        ("a", 2, "Mike, runs", 7),
        ("000002", 4, "two\nlines", 0),
        ("b", 6, "plain", 0),
    ]


def test_a_csv_with_semicolons(tmp_path):
    assert [item.text for item in items(tmp_path / "in.csv", "id;text\na;Mike, runs.\n")] == ["Mike, runs."]


def test_json_lines(tmp_path):
    read = items(tmp_path / "in.jsonl", '{"text": "a", "id": 5, "seed": 3}\n\n{"text": "b"}\n')
    assert [(item.id, item.text, item.seed, item.error) for item in read] == [
        ("5", "a", 3, ""),
        ("000003", "b", 0, ""),
    ]


@pytest.mark.parametrize(
    "row",
    [
        b"{broken",
        b"[1, 2]",
        b'"text"',
        b"null",
        b'{"id": "x"}',
        b'{"text": 5}',
        b'{"text": "a", "seed": "x"}',
        b'{"text": "a", "seed": -1}',
        b'{"text": "a", "seed": 1.5}',
        b'{"text": "a", "seed": true}',
        b'{"text": "a", "id": [1]}',
        b'{"text": "\xff"}',
        b"[" * 50_000,
        b"x" * (3 * MAX_LINE_BYTES),
    ],
)
def test_a_broken_row_is_one_failed_item(row, tmp_path):
    read = items(tmp_path / "in.jsonl", b'{"text": "one"}\n' + row + b'\n{"text": "three"}\n')
    assert [bool(item.error) for item in read] == [False, True, False]


@pytest.mark.parametrize("row", [b"\xff\xfe,1", b'"a"b,c', b"a,1,2,3", b"a,x", b"x" * (2 * MAX_LINE_BYTES)])
def test_a_broken_csv_row_is_one_failed_item(row, tmp_path):
    read = items(tmp_path / "in.csv", b"text,seed\none,1\n" + row + b"\nthree,3\n")
    assert [bool(item.error) for item in read] == [False, True, False]


def test_a_quote_that_never_closes_says_which_lines_it_took(tmp_path):
    read = items(tmp_path / "in.csv", 'text\none\n"two\nthree\n')
    assert [item.text for item in read] == ["one", ""]
    assert "lines 3 to 4" in read[1].error


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("../../etc/passwd", "etc_passwd"),
        ("/root", "root"),
        ("..", "000007"),
        ("", "000007"),
        (None, "000007"),
        ("a\x00b\n", "a_b"),
        ("C:\\x", "C_x"),
        ("con", "_con"),
        (".hidden", "hidden"),
        ("页 1", "页_1"),
        (12, "12"),
    ],
)
def test_an_id_names_a_file_in_the_folder_and_nowhere_else(wanted, name):
    assert safe_id(wanted, 7) == name


def test_a_very_long_id_is_cut():
    assert 0 < len(safe_id("页" * 1000, 1).encode()) <= 100


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("in.pdf", "x", "format"),
        ("in.csv", "a,b\n1,2\n", "column"),
        ("in.csv", "", "column"),
        ("in.txt", "x".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_that_is_no_batch(name, data, said, tmp_path):
    with pytest.raises(InputError, match=said):
        items(tmp_path / name, data)


# -- what is drawn ------------------------------------------------------------------------


def test_every_item_gets_its_files_and_a_line(batch, tmp_path, capsys):
    rows = [{"id": f"p{i}", "text": TEXTS[i % 4], "seed": i % 2} for i in range(10)]
    data = "".join(json.dumps(row) + "\n" for row in rows)
    assert batch(data, "--format", "png,json,svg", "--workers", "2", name="in.jsonl") == 0
    out = tmp_path / "out"
    assert "10 drawn, 0 already there, 0 failed" in capsys.readouterr().out
    records = by_id(out)
    assert set(records) == {row["id"] for row in rows}
    for row in rows:
        record = records[row["id"]]
        assert (record["status"], record["text"], record["seed"]) == ("ok", row["text"], row["seed"])
        assert all((out / name).stat().st_size > 0 for name in record["files"])
        assert Scene.load(out / f"{row['id']}.json").text == row["text"]
    assert len(list(out.iterdir())) == 31


def test_a_batch_draws_what_scene_draws(batch, tmp_path, tiny_generator):
    batch("".join(f"{text}\n" for text in TEXTS), "--format", "json", "--seed", "3")
    for number, text in enumerate(TEXTS, start=1):
        drawn = Scene.load(tmp_path / "out" / f"{number:06d}.json")
        assert drawn == tiny_generator.generate(text, seed=3)


def test_bad_texts_fail_alone_and_are_listed(batch, tmp_path, capsys):
    lines = ["Mike runs.", "你好", "word " * 500, "x" * 30_000, "\x01", "Jenny sits."]
    assert batch("\n".join(lines) + "\n") == 1
    said = capsys.readouterr()
    assert "2 drawn, 0 already there, 4 failed" in said.out
    assert len([line for line in said.err.splitlines() if line.startswith("failed: ")]) == 4
    status = {name: record["status"] for name, record in by_id(tmp_path / "out").items()}
    assert [name for name, value in sorted(status.items()) if value == "ok"] == ["000001", "000006"]
    assert sorted(path.name for path in (tmp_path / "out").glob("*.png")) == ["000001.png", "000006.png"]


def test_a_repeated_id_fails_and_leaves_the_first_alone(batch, tmp_path):
    data = "text,id\nMike runs.,a\nA tent.,A\nA bear.,a/../a\n"
    assert batch(data, "--format", "json", name="in.csv") == 1
    records = by_id(tmp_path / "out")
    assert [records[name]["status"] for name in ("a", "A~3", "a_.._a")] == ["ok", "failed", "ok"]
    assert Scene.load(tmp_path / "out" / "a.json").text == "Mike runs."


def test_a_second_run_redoes_only_what_changed(batch, tmp_path, capsys):
    out = tmp_path / "out"
    batch("Mike runs.\nA tent.\nA bear.\n", "--format", "json")
    (out / "000003.json").unlink()
    before = (out / "000001.json").stat().st_mtime_ns
    capsys.readouterr()
    assert batch("Mike runs.\nA slide.\nA bear.\n", "--format", "json") == 0
    assert "2 drawn, 1 already there" in capsys.readouterr().out
    assert (out / "000001.json").stat().st_mtime_ns == before
    assert by_id(out)["000002"]["text"] == "A slide."
    assert batch("Mike runs.\nA slide.\nA bear.\n", "--format", "json", "--seed", "1") == 0
    assert "3 drawn" in capsys.readouterr().out


def test_limit_takes_the_first_ones_and_a_later_run_the_rest(batch, capsys):
    data = "Mike runs.\nA tent.\nA bear.\n"
    assert batch(data, "--limit", "2") == 0
    assert "2 drawn" in capsys.readouterr().out
    assert batch(data) == 0
    assert "1 drawn, 2 already there" in capsys.readouterr().out


def test_a_torn_last_line_is_repaired(batch, tmp_path, capsys):
    data = "Mike runs.\nA tent.\nA bear.\n"
    batch(data)
    file = tmp_path / "out" / "manifest.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    capsys.readouterr()
    assert batch(data) == 0
    assert "1 drawn, 2 already there" in capsys.readouterr().out
    assert len(by_id(tmp_path / "out")) == 3


def test_a_line_of_nonsense_in_the_manifest_is_dropped(batch, tmp_path, capsys):
    data = "Mike runs.\nA tent.\n"
    batch(data)
    file = tmp_path / "out" / "manifest.jsonl"
    file.write_bytes(b"\x00\xffnonsense\n[1]\n" + file.read_bytes())
    capsys.readouterr()
    assert batch(data) == 0
    assert "0 drawn, 2 already there" in capsys.readouterr().out
    assert len(by_id(tmp_path / "out")) == 2


def test_a_folder_in_the_way_of_one_file_fails_that_item_alone(batch, tmp_path):
    (tmp_path / "out" / "000001.png").mkdir(parents=True)
    assert batch("Mike runs.\nA tent.\n") == 1
    assert by_id(tmp_path / "out")["000002"]["status"] == "ok"


@pytest.mark.parametrize(
    ("data", "options", "said"),
    [
        ("", [], "no texts"),
        ("\n \n", [], "no texts"),
        ("Mike.\n", ["--format", "bmp"], "bmp"),
        ("Mike.\n", ["--format", ","], "formats"),
        ("Mike.\n", ["--workers", "0"], "--workers"),
        ("Mike.\n", ["--seed", "x"], "--seed"),
        ("Mike.\n", ["--weights", "nowhere"], "nowhere"),
        ("Mike.\n", ["--device", "toaster"], "toaster"),
    ],
)
def test_a_wrong_call_leaves_nothing_behind(data, options, said, batch, tmp_path, capsys):
    assert batch(data, *options) == 2
    complaint = capsys.readouterr()
    assert said in complaint.err
    assert len(complaint.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_missing_input_broken_weights_and_no_place_to_write(tmp_path, tiny_checkpoint, capsys):
    source = tmp_path / "in.txt"
    source.write_text("Mike runs.\n")
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(tiny_checkpoint.read_bytes()[:1000])
    out, weights = str(tmp_path / "out"), ["--weights", str(tiny_checkpoint)]
    for call, said in (
        (["batch", str(tmp_path / "no.txt"), "-o", out, *weights], "no.txt"),
        (["batch", str(source), "-o", out, "--weights", str(broken)], "broken.safetensors"),
        (["batch", str(source), "-o", str(source / "x"), *weights], "Cannot write"),
    ):
        assert main(call) == 2
        assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


# -- stopped at any moment ----------------------------------------------------------------


def start(source: Path, out: Path, weights: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "text2scene", "batch", str(source), "-o", str(out), *options]
    return subprocess.Popen(
        [*command, "--weights", str(weights)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for_lines(out: Path, count: int, process: subprocess.Popen[str]) -> None:
    """Until the manifest has so many lines; a run that ends before that has gone wrong."""
    while process.poll() is None:
        file = out / "manifest.jsonl"
        if file.is_file() and file.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.01)
    raise AssertionError(process.communicate())


def test_a_killed_batch_goes_on_without_losing_or_redoing_an_item(tmp_path, tiny_checkpoint, capsys):
    source, out = tmp_path / "in.txt", tmp_path / "out"
    count = 150
    source.write_text("".join(f"{TEXTS[i % 4]} Mike has {i} balls.\n" for i in range(count)))
    for kill_at, workers in ((5, "1"), (60, "2")):
        process = start(source, out, tiny_checkpoint, "--format", "json,svg", "--workers", workers)
        wait_for_lines(out, kill_at, process)
        process.kill()
        process.communicate()
    told = (out / "manifest.jsonl").read_bytes()
    done = [json.loads(line) for line in told[: told.rfind(b"\n") + 1].splitlines()]
    assert 60 <= len(done) < count
    assert len({record["id"] for record in done}) == len(done)
    names = [name for record in done for name in record["files"]]
    before = {name: (out / name).stat().st_mtime_ns for name in names}

    call = ["batch", str(source), "-o", str(out), "--weights", str(tiny_checkpoint)]
    assert main([*call, "--format", "json,svg"]) == 0
    assert f"{count - len(done)} drawn, {len(done)} already there, 0 failed" in capsys.readouterr().out
    assert {name: (out / name).stat().st_mtime_ns for name in names} == before
    records = by_id(out)
    assert sorted(records) == [f"{i:06d}" for i in range(1, count + 1)]
    for name, record in records.items():
        assert record["status"] == "ok"
        assert Scene.load(out / f"{name}.json").text == record["text"]
    assert len(list(out.iterdir())) == 2 * count + 1


def test_a_worker_that_dies_is_replaced(tmp_path, tiny_checkpoint):
    source, out = tmp_path / "in.txt", tmp_path / "out"
    source.write_text("".join(f"Mike has {i} balls and a tent.\n" for i in range(120)))
    process = start(source, out, tiny_checkpoint)
    wait_for_lines(out, 20, process)
    (worker,) = [pid for pid in children(process.pid) if b"spawn_main" in command_line(pid)]
    os.kill(worker, signal.SIGKILL)
    said, complaints = process.communicate()
    assert process.returncode == 0, complaints
    assert "120 drawn" in said
    assert len(by_id(out)) == 120


def test_ctrl_c_ends_with_one_line_and_130(tmp_path, tiny_checkpoint):
    source, out = tmp_path / "in.txt", tmp_path / "out"
    source.write_text("".join(f"Mike has {i} balls.\n" for i in range(2000)))
    process = start(source, out, tiny_checkpoint, "--workers", "2")
    wait_for_lines(out, 20, process)
    os.killpg(process.pid, signal.SIGINT)
    _, complaints = process.communicate()
    assert process.returncode == 130
    assert complaints.splitlines() == ["text2scene: interrupted."]
    assert len(manifest(out)) >= 20
    assert not (out / ".partial").exists()


def test_two_batches_do_not_write_to_one_folder(tmp_path, tiny_checkpoint, capsys):
    source, out = tmp_path / "in.txt", tmp_path / "out"
    source.write_text("".join(f"Mike has {i} balls.\n" for i in range(2000)))
    process = start(source, out, tiny_checkpoint)
    wait_for_lines(out, 1, process)
    assert main(["batch", str(source), "-o", str(out), "--weights", str(tiny_checkpoint)]) == 2
    assert "Another batch" in capsys.readouterr().err
    process.kill()
    process.communicate()


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command_line(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()
