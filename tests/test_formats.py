"""The CoDraw string and the Abstract Scenes text are read and written without loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from text2scene import Scene, SceneObject
from text2scene.errors import DataError, SceneFormatError
from text2scene.formats import (
    AbstractScene,
    read_abstract_scenes,
    scene_from_codraw,
    scene_to_codraw,
    write_abstract_scenes,
)

STRING = (
    "4,s_3s.png,0,3,0,467,24,2,1,hb0_10s.png,1,10,2,145,182.76666259765625,0,1,"
    "hb1_19s.png,2,19,3,-10000,-10000,0,1,c_9s.png,3,9,5,161,-116,1,0,"
)


def test_a_codraw_string_reads_as_its_fields_say() -> None:
    scene = scene_from_codraw(STRING)
    sun, mike, shades = scene.objects
    assert sun == SceneObject("sun", "sun", 467, 24, 2, True)
    assert mike == SceneObject("mike", "mike", 145, 182.76666259765625, 0, True, "kick", "angry")
    assert shades == SceneObject("sunglasses", "sunglasses", 161, -116, 1, False)


def test_codraw_round_trip_keeps_every_digit() -> None:
    scene = scene_from_codraw(STRING)
    written = scene_to_codraw(scene)
    assert written.startswith("3,s_3s.png,0,3,0,467,24,2,1,hb0_10s.png,1,10,2,145,182.76666259765625,0,1,")
    assert scene_from_codraw(written) == scene
    assert scene_to_codraw(Scene()) == "0"
    assert scene_from_codraw("") == scene_from_codraw("0,") == Scene()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("x,", "number of pieces"),
        ("2,s_3s.png,0,3,0,467,24,2,1,", "fields"),
        ("1,s_3s.png,0,3,0,a,24,2,1,", "x must be"),
        ("1,s_3s.png,0,99,0,1,24,2,1,", "no piece"),
        ("1,hb0_99s.png,0,35,2,1,24,2,1,", "no piece"),
        ("1,s_3s.png,0,3,0,1,24,7,1,", "depth"),
        ("1,s_3s.png,0,3,0,inf,24,0,1,", "x must be"),
        ("-1,", "fields"),
    ],
)
def test_a_broken_codraw_string_is_refused_by_its_field(text: str, named: str) -> None:
    with pytest.raises(SceneFormatError, match=named):
        scene_from_codraw(text)


def test_abstract_scenes_round_trip_and_empty_scenes_keep_their_number(tmp_path: Path) -> None:
    entries = [
        AbstractScene(3, 0, scene_from_codraw(STRING)),
        AbstractScene(11, 1, scene_from_codraw(STRING)),
    ]
    text = write_abstract_scenes(entries)
    lines = text.splitlines()
    assert lines[:5] == ["20", "0\t0", "0\t0", "0\t0", "0\t3"]
    assert lines[5] == "s_3s.png\t0\t3\t467\t24\t2\t1"
    file = tmp_path / "Scenes_10020.txt"
    file.write_text(text, encoding="utf-8")
    assert list(read_abstract_scenes(file)) == entries


@pytest.mark.parametrize(
    "body", ["0\t2\ns_3s.png\t0\t3\t1\t2\t0\t0\n", "0\t1\ns_3s.png\t0\t3\t1\n", "0\tx\n", "0\t-1\n", "7\n"]
)
def test_a_broken_scenes_file_names_file_and_line(tmp_path: Path, body: str) -> None:
    file = tmp_path / "Scenes_10020.txt"
    file.write_text("1\n" + body, encoding="utf-8")
    with pytest.raises(DataError, match=r"Scenes_10020\.txt.*line 2"):
        list(read_abstract_scenes(file))


def test_a_piece_of_a_sprite_pack_has_no_code() -> None:
    with pytest.raises(SceneFormatError, match="dragon"):
        scene_to_codraw(Scene((SceneObject("dragon", "dragon", 0, 0),)))
