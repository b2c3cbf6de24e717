"""Reading the public file formats: the toy data, tiny files written here, and broken ones."""

from __future__ import annotations

import filecmp
import gzip
import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from text2scene.errors import DataError
from text2scene.formats import (
    AbstractScene,
    read_abstract_scenes,
    scene_from_codraw,
    scene_to_codraw,
    write_abstract_scenes,
)
from text2scene.scene import Scene, SceneObject
from text2scene.training.check import check_data
from text2scene.training.datasets import (
    SPLITS,
    DataFiles,
    find_data,
    load_captions,
    load_dialogues,
    load_scenes,
    load_sentences,
    split_of,
)

REPO = Path(__file__).resolve().parent.parent
TOY = REPO / "data" / "toy"
REAL = Path(os.environ.get("TEXT2SCENE_DATA") or REPO.parent / "shared" / "data")

SUN = "s_3s.png,0,3,0,{x},{y},0,0,"
DOG = "a_2s.png,1,2,4,{x},{y},1,1,"


def canvas(sun: tuple[float, float] | None = None, dog: tuple[float, float] | None = None) -> str:
    """A CoDraw string of two pieces; one that is None lies beside the canvas."""
    places = [place or (-10000, -10000) for place in (sun, dog)]
    return "2," + SUN.format(x=places[0][0], y=places[0][1]) + DOG.format(x=places[1][0], y=places[1][1])


def write_dialogue(folder: Path, *rounds: dict[str, Any], image_id: object = 3) -> Path:
    record = {"image_id": image_id, "abs_t": canvas((100, 50), (200, 300)), "dialog": list(rounds)}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "CoDraw_1_0.json"
    path.write_text(json.dumps({"data": {"train_00003": record}}))
    return path


def said(message: str, before: str, after: str) -> dict[str, Any]:
    return {"seq_t": 1, "msg_t": message, "msg_d": "ok", "abs_b": before, "abs_d": after}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the toy data that a test may spoil."""
    shutil.copytree(TOY, tmp_path / "toy")
    return tmp_path / "toy"


def scenes_file(folder: Path) -> Path:
    return folder / "AbstractScenes_v1.1" / "Scenes_10020.txt"


def sentences_file(folder: Path, group: int = 1) -> Path:
    return folder / "AbstractScenes_v1.1" / "SimpleSentences" / f"SimpleSentences{group}_10020.txt"


# -- splits --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("class_id", "split"),
    [
        (0, "train"),
        (7, "tune"),
        (27, "tune"),
        (8, "train"),
        (799, "train"),
        (787, "tune"),
        (800, "test"),
        (807, "test"),
        (899, "test"),
        (900, "validation"),
        (907, "validation"),
        (1001, "validation"),
    ],
)
def test_split_of_a_class(class_id: int, split: str) -> None:
    assert split_of(class_id) == split


def test_toy_splits_are_by_class_and_none_is_empty() -> None:
    found = {split: {item.class_id for item in load_captions(TOY, (split,))} for split in SPLITS}
    assert found == {"train": {0, 1, 2, 3, 4, 5}, "tune": {7}, "test": {800}, "validation": {900, 901}}
    assert len(load_captions(TOY, SPLITS)) == 50


@pytest.mark.parametrize("splits", ["train", ("train", "dev")])
def test_unknown_split_is_named(splits: Any) -> None:
    with pytest.raises(DataError, match=r"splits must be a list of train, tune, test, validation"):
        load_captions(TOY, splits)


# -- the toy data --------------------------------------------------------------------------


def test_captions_of_the_first_toy_scene() -> None:
    first = load_captions(TOY)[0]
    assert (first.number, first.class_id) == (0, 0)
    assert first.groups[0][:2] == (
        "Mike kicks the soccer ball over to Jenny .",
        "Mike has a baseball cap on .",
    )
    assert len(first.groups) == 2
    mike = first.scene.find("mike")
    assert mike is not None
    assert (mike.pose, mike.expression) == ("kick", "smile")


def test_toy_dialogues_build_the_scene_step_by_step() -> None:
    captions = {item.number: item.scene for item in load_captions(TOY, SPLITS)}
    dialogues = load_dialogues(TOY, SPLITS)
    assert len(dialogues) == 50
    for dialogue in dialogues:
        assert dialogue.scene == captions[dialogue.number]
        assert dialogue.rounds[0].before == Scene()
        assert dialogue.rounds[-1].after == dialogue.scene
        for earlier, later in zip(dialogue.rounds, dialogue.rounds[1:], strict=False):
            assert later.before is earlier.after


def test_toy_data_comes_out_of_its_script_again(tmp_path: Path) -> None:
    module = runpy.run_path(str(TOY / "make_toy.py"))
    module["main"](tmp_path)
    for path in sorted(tmp_path.rglob("*.*")):
        if path.is_file():
            assert filecmp.cmp(path, TOY / path.relative_to(tmp_path), shallow=False), path.name


def test_toy_hats_sit_on_heads() -> None:
    for item in load_captions(TOY, SPLITS):
        for hat in (o for o in item.scene.objects if o.category.endswith(("_hat", "_cap", "crown"))):
            children = [o for o in item.scene.objects if o.pose]
            # Some 100 pixels above the centre of a standing child and little to the side.
            assert any(abs(hat.x - c.x) < 30 and 85 < c.y - hat.y < 115 for c in children), item.number


# -- files: places, gzip, what is missing --------------------------------------------------


def test_gzipped_files_are_read_alike(copy: Path) -> None:
    plain = load_captions(copy), load_dialogues(copy)
    for path in list(copy.rglob("*_10020.txt")) + list(copy.rglob("*.json")):
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    assert (load_captions(copy), load_dialogues(copy)) == plain


def test_files_in_an_unusual_folder_are_found(tmp_path: Path) -> None:
    for path in TOY.rglob("*_10020.txt"):
        target = tmp_path / "downloads" / "old" / path.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    assert len(load_captions(tmp_path)) == 30
    assert find_data(tmp_path).dialogues is None


def test_missing_folder_says_where_the_data_is(tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match=r"There is no data folder .*nowhere.*https://github.com/facebookresearch/CoDraw"
    ):
        load_captions(tmp_path / "nowhere")


def test_empty_folder_says_where_the_data_is(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"No file of Abstract Scenes or CoDraw is below .*https://"):
        find_data(tmp_path)


def test_missing_sentence_file_is_named(copy: Path) -> None:
    sentences_file(copy, 2).unlink()
    with pytest.raises(DataError, match=r"SimpleSentences2_10020.txt \(or .*\.gz\) is not below"):
        load_captions(copy)
    assert len(load_dialogues(copy)) == 30  # needs no sentences


def test_missing_dialogues_are_named(copy: Path) -> None:
    shutil.rmtree(copy / "CoDraw")
    with pytest.raises(DataError, match=r"CoDraw_1_0.json .* is not below"):
        load_dialogues(copy)


@pytest.mark.parametrize("name", ["Scenes_10020.txt", "SimpleSentences1_10020.txt", "CoDraw_1_0.json"])
def test_truncated_gzip_is_told(copy: Path, name: str) -> None:
    path = next(copy.rglob(name))
    packed = gzip.compress(path.read_bytes())
    path.with_name(name + ".gz").write_bytes(packed[: len(packed) // 2])
    path.unlink()
    with pytest.raises(DataError, match=rf"{name}.gz is a damaged gzip file .*download it again"):
        load_dialogues(copy) if "CoDraw" in name else load_captions(copy)


# -- scenes and sentences ------------------------------------------------------------------


def test_broken_scene_line_is_named_also_when_gzipped(copy: Path) -> None:
    path = scenes_file(copy)
    lines = path.read_text().splitlines()
    lines[2] = "s_3s.png\t0\t3\tleft\t62\t0\t1"
    packed = path.with_name(path.name + ".gz")
    packed.write_bytes(gzip.compress("\n".join(lines).encode()))
    path.unlink()
    with pytest.raises(
        DataError, match=r"Scenes_10020.txt.gz, scene after line 2: x must be a number"
    ) as caught:
        load_captions(copy)
    assert str(packed) in str(caught.value)


def test_sentence_file_with_and_without_blank_lines(tmp_path: Path) -> None:
    path = tmp_path / "sentences.txt"
    path.write_text("4\t1\tIt rains .\r\n4\t0\tMike runs .\r\n\r\n5\t0\tA dog .\r\n5\t1\t \r\n")
    assert load_sentences(path) == {4: ("Mike runs .", "It rains ."), 5: ("A dog .",)}


@pytest.mark.parametrize("line", ["4 0 Mike runs .", "4\tMike runs .", "four\t0\tMike runs ."])
def test_broken_sentence_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "sentences.txt"
    path.write_text(f"3\t0\tFine .\n{line}\n")
    with pytest.raises(
        DataError, match=r"sentences.txt, line 2: expected scene id, sentence number and sentence"
    ):
        load_sentences(path)


def test_sentence_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "sentences.txt"
    path.write_bytes(b"\xff\xfe\x00broken")
    with pytest.raises(DataError, match="is not UTF-8 text"):
        load_sentences(path)


def test_scene_without_captions_has_no_groups(copy: Path) -> None:
    for group in (1, 2):
        lines = sentences_file(copy, group).read_text().splitlines()
        kept = [
            line for line in lines if not line.startswith(("0\t", "1\t")) or (group == 1 and line[0] == "1")
        ]
        sentences_file(copy, group).write_text("\n".join(kept))
    assert [len(item.groups) for item in load_captions(copy)[:3]] == [0, 1, 2]


# -- dialogues -----------------------------------------------------------------------------


def test_round_with_an_empty_canvas_keeps_the_one_before(tmp_path: Path) -> None:
    first, second = canvas(sun=(10, 20)), canvas(sun=(10, 20), dog=(200, 300.5))
    write_dialogue(
        tmp_path,
        said("", "", ""),  # nothing said, nothing drawn: left out
        said("a sun", "", first),
        said("is that all?", "", ""),
        said("and a dog", first, second),
    )
    (dialogue,) = load_dialogues(tmp_path)
    assert [step.message for step in dialogue.rounds] == ["a sun", "is that all?", "and a dog"]
    sun = SceneObject("sun", "sun", 10, 20)
    dog = SceneObject("dog", "dog", 200, 300.5, 1, True)
    assert [step.before for step in dialogue.rounds] == [Scene(), Scene((sun,)), Scene((sun,))]
    assert [step.after for step in dialogue.rounds] == [Scene((sun,)), Scene((sun,)), Scene((sun, dog))]


def test_canvas_with_a_piece_twice_gets_free_ids(tmp_path: Path) -> None:
    twice = "2," + DOG.format(x=10, y=20) + DOG.format(x=30, y=40)
    write_dialogue(tmp_path, said("two dogs", "", twice), said("still two", twice, twice))
    (dialogue,) = load_dialogues(tmp_path)
    assert [item.id for item in dialogue.rounds[0].after.objects] == ["dog", "dog-2"]
    assert dialogue.rounds[0].after == scene_from_codraw(twice)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("3," + SUN.format(x=1, y=2), "says 3 pieces"),
        ("x,1,2", "the number of pieces must be a whole number"),
        (canvas(dog=(4, 5)).replace(",2,4,4,5", ",9,4,4,5"), "piece 1: type 4, subtype 9 is no piece"),
        (canvas(sun=(4, 5)).replace(",4,5,0", ",4,5,7"), "depth must be a whole number from 0 to 2"),
    ],
)
def test_broken_canvas_names_the_dialogue(tmp_path: Path, text: str, message: str) -> None:
    write_dialogue(tmp_path, said("look", "", text))
    with pytest.raises(DataError, match=rf"CoDraw_1_0.json, dialogue train_00003: .*{message}"):
        load_dialogues(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not valid JSON"),
        ("[]", "has no mapping named data"),
        ('{"data": {"train_1": {}}}', "dialogue train_1: image_id is missing"),
        ('{"data": {"train_1": []}}', "dialogue train_1: "),
        ('{"data": {"train_1": {"image_id": "1"}}}', "image_id must be a scene number"),
        ('{"data": {"train_1": {"image_id": 1, "dialog": [{}]}}}', "dialogue train_1: abs_b is missing"),
        ('{"data": {"train_1": {"image_id": 1, "dialog": 5, "abs_t": ""}}}', "dialogue train_1: "),
    ],
)
def test_broken_dialogue_file_is_told(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "CoDraw_1_0.json").write_text(content)
    with pytest.raises(DataError, match=message):
        load_dialogues(tmp_path)


# -- data check ----------------------------------------------------------------------------


def test_check_of_the_toy_data() -> None:
    report = check_data(TOY)
    assert report.usable
    assert not report.whole
    assert [(file.state, file.count, file.public_count) for file in report.files] == [
        ("part", 50, 10_020),
        ("part", 50, 10_020),
        ("part", 50, 10_020),
        ("part", 50, 9_993),
    ]
    assert report.splits == {"train": 30, "tune": 5, "test": 5, "validation": 10}
    assert "Usable for training; parts are missing." in report.table()
    assert json.loads(json.dumps(report.to_dict()))["usable"] is True


def test_check_without_dialogues_is_usable(copy: Path) -> None:
    shutil.rmtree(copy / "CoDraw")
    report = check_data(copy)
    assert report.usable
    assert "there are no dialogues" in report.table()


def test_check_without_captions_is_not_usable(copy: Path) -> None:
    sentences_file(copy, 2).unlink()
    report = check_data(copy)
    assert not report.usable
    assert "Not usable for training: SimpleSentences2_10020.txt is missing." in report.table()


def test_check_tells_the_broken_file_and_goes_on(copy: Path) -> None:
    sentences_file(copy).write_text("rubbish\n")
    report = check_data(copy)
    assert [file.state for file in report.files] == ["part", "broken", "part", "part"]
    assert not report.usable
    assert "line 1: expected scene id" in report.table()


def test_check_of_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="There is no data folder"):
        check_data(tmp_path / "nowhere")


def test_loading_data_needs_no_torch() -> None:
    modules = ("datasets", "check", "metrics", "baselines", "evaluation", "report")
    code = "import sys\n" + "".join(f"import text2scene.training.{name}\n" for name in modules)
    code += "sys.exit(int('torch' in sys.modules or 'PIL' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=REPO, check=False).returncode == 0


# -- the real files ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> DataFiles:
    if not REAL.is_dir():
        pytest.skip(f"no public data at {REAL}; set TEXT2SCENE_DATA to its folder")
    return find_data(REAL)


def test_real_scenes_survive_reading_and_writing(real: DataFiles, tmp_path: Path) -> None:
    (path,) = real.require("Scenes_10020.txt")
    scenes = list(load_scenes(path))
    assert len(scenes) >= 8_091
    assert all(entry.number // 10 == entry.class_id for entry in scenes)
    again = tmp_path / "again.txt"
    again.write_text(write_abstract_scenes(scenes))
    assert list(read_abstract_scenes(again)) == scenes


def test_real_canvases_survive_reading_and_writing(real: DataFiles) -> None:
    scenes: dict[int, AbstractScene] = {e.number: e for e in load_scenes(real.require("Scenes_10020.txt")[0])}
    dialogues = load_dialogues(real.root, SPLITS)
    assert len(dialogues) >= 8_091
    for dialogue in dialogues:
        assert dialogue.scene == scenes[dialogue.number].scene
        canvases = {id(step.after): step.after for step in dialogue.rounds}
        for scene in canvases.values():
            assert scene_from_codraw(scene_to_codraw(scene)) == scene


def test_real_captions_are_whole(real: DataFiles) -> None:
    captions = load_captions(real.root, SPLITS)
    assert sum(len(group) for item in captions for group in item.groups) >= 48_792
    assert all(item.groups for item in captions)
