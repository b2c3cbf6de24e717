"""A Scene keeps what it is given, says what is wrong with what it cannot keep, and draws in order."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2scene import Scene, SceneObject
from text2scene.catalog import EXPRESSIONS, POSES, default_catalog
from text2scene.errors import InputError, OutputError, SceneFormatError

CATEGORIES = list(default_catalog().names)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    """Any scene the type allows, unknown fields included."""
    extras = st.dictionaries(
        st.sampled_from(["locked", "note", "glow"]),
        st.one_of(st.booleans(), st.text(max_size=20), st.integers(), st.lists(st.integers(), max_size=3)),
        max_size=2,
    )
    coordinate = st.floats(-5000, 5000, allow_nan=False)
    scene = Scene(text=draw(st.text(max_size=60)), seed=draw(st.none() | st.integers(0, 2**63 - 1)))
    for category in draw(st.lists(st.sampled_from(CATEGORIES), max_size=8)):
        child = category in ("mike", "jenny")
        scene = scene.adding(
            SceneObject(
                id=category,
                category=category,
                x=draw(coordinate),
                y=draw(coordinate),
                depth=draw(st.integers(0, 2)),
                flip=draw(st.booleans()),
                pose=draw(st.sampled_from(POSES)) if child else None,
                expression=draw(st.sampled_from(EXPRESSIONS)) if child else None,
                scale=draw(st.floats(0.05, 20)),
                extra=draw(extras),
            )
        )
    return scene


@given(scenes())
def test_json_round_trip_loses_nothing(scene: Scene) -> None:
    assert Scene.from_json(scene.to_json()) == scene


@given(scenes())
def test_draw_order_is_a_permutation_with_the_sun_behind_all_and_near_before_far(scene: Scene) -> None:
    order = scene.draw_order
    assert sorted(o.id for o in order) == sorted(o.id for o in scene.objects)
    groups = [default_catalog()[o.category].group for o in order]
    assert groups == sorted(groups, key=lambda group: group != "sky")
    ground = [o.depth for o in order if default_catalog()[o.category].group != "sky"]
    assert ground == sorted(ground, reverse=True)
    suns = [i for i, o in enumerate(order) if o.category == "sun"]
    assert suns == list(range(len(suns)))


def test_draw_order_within_a_depth_goes_by_group_then_by_list() -> None:
    names = ["soccer_ball", "pizza", "crown", "dog", "cat", "mike", "slide", "sun", "cloud"]
    scene = Scene(tuple(SceneObject(n, n, 0, 0) for n in names))
    assert [o.id for o in scene.draw_order] == [
        *("sun", "cloud", "slide", "mike", "dog", "cat", "crown", "pizza", "soccer_ball")
    ]


def test_the_document_of_the_contract_reads_and_unknown_fields_survive() -> None:
    document: dict[str, Any] = {
        "format": "text2scene/1",
        "width": 500,
        "height": 400,
        "background": "park",
        "text": "Mike kicks the ball.",
        "seed": 0,
        "mood": "sunny",
        "objects": [
            {
                "id": "mike",
                "category": "mike",
                "x": 145.0,
                "y": 230.0,
                "depth": 0,
                "flip": False,
                "pose": "kick",
                "expression": "smile",
                "locked": True,
            },
            {
                "id": "soccer_ball",
                "category": "soccer_ball",
                "x": 300.0,
                "y": 260.0,
                "depth": 0,
                "flip": False,
            },
        ],
        "notes": [{"kind": "unknown_word", "word": "dragon", "message": "...", "suggestion": "bear"}],
    }
    assert Scene.from_dict(document).to_dict() == document


def _broken(**changes: Any) -> dict[str, Any]:
    item = {"id": "dog", "category": "dog", "x": 1, "y": 2, **changes}
    return {"format": "text2scene/1", "objects": [{k: v for k, v in item.items() if v is not Ellipsis}]}


@pytest.mark.parametrize(
    ("document", "named"),
    [
        ([], "object"),
        ({"objects": []}, "format"),
        ({"format": "text2scene/9", "objects": []}, "newer"),
        ({"format": "text2scene/1"}, "objects"),
        ({"format": "text2scene/1", "objects": [3]}, "objects[0]"),
        (_broken(x=...), "objects[0].x is missing"),
        (_broken(x="1"), "objects[0].x"),
        (_broken(x=True), "objects[0].x"),
        (_broken(x=math.nan), "objects[0].x"),
        (_broken(y=1e15), "objects[0].y"),
        (_broken(depth=3), "objects[0].depth"),
        (_broken(depth=1.5), "objects[0].depth"),
        (_broken(flip=1), "objects[0].flip"),
        (_broken(pose="dance"), "objects[0].pose"),
        (_broken(expression="happy"), "objects[0].expression"),
        (_broken(scale=0), "objects[0].scale"),
        (_broken(category="Dog; rm"), "objects[0].category"),
        (_broken(id="<script>"), "objects[0].id"),
        ({"format": "text2scene/1", "objects": [], "width": -1}, "width"),
        ({"format": "text2scene/1", "objects": [], "seed": "x"}, "seed"),
        ({"format": "text2scene/1", "objects": [], "notes": [1]}, "notes"),
        ({"format": "text2scene/1", "objects": [], "background": "../etc"}, "background"),
    ],
)
def test_a_broken_document_is_refused_by_the_name_of_its_field(document: Any, named: str) -> None:
    with pytest.raises(SceneFormatError, match=named.replace("[", r"\[").replace("]", r"\]")):
        Scene.from_dict(document)


def test_two_objects_of_one_id_are_refused() -> None:
    dog = SceneObject("dog", "dog", 0, 0)
    with pytest.raises(SceneFormatError, match="used twice"):
        Scene((dog, dog))


def test_adding_numbers_a_second_dog() -> None:
    dog = SceneObject("dog", "dog", 0, 0)
    assert [o.id for o in Scene().adding(dog, dog, dog).objects] == ["dog", "dog-2", "dog-3"]


@pytest.mark.parametrize("text", ["", "{", "nul", '{"format": }', "[" * 100_000, "\x00"])
def test_text_that_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(SceneFormatError):
        Scene.from_json(text)


def test_saving_and_loading_json(tmp_path: Path) -> None:
    scene = Scene((SceneObject("dog", "dog", 12.5, 30),), text="Ein Hund läuft 🐕.")
    scene.save(tmp_path / "new folder" / "a.json")
    assert Scene.load(tmp_path / "new folder" / "a.json") == scene
    assert json.loads((tmp_path / "new folder" / "a.json").read_text(encoding="utf-8"))["objects"]
    assert [p.name for p in (tmp_path / "new folder").iterdir()] == ["a.json"]


def test_loading_what_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Cannot read"):
        Scene.load(tmp_path / "none.json")
    (tmp_path / "x.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SceneFormatError, match="not a text file"):
        Scene.load(tmp_path / "x.json")


def test_saving_where_nothing_can_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="Cannot write"):
        Scene().save(tmp_path / "file" / "a.json")
    with pytest.raises(InputError, match="ending"):
        Scene().save(tmp_path / "a.doc")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
