"""The calls for programs, how app.py starts and ends, and the parts of the page that know no browser."""

from __future__ import annotations

import json
import os
import socket
import threading
from pathlib import Path

import pytest
from pages import run_app

from text2scene.packs import drawing_catalog
from text2scene.render import scene_from_picture
from text2scene.scene import Scene, SceneObject
from text2scene.ui.describe import describe, joined, piece_phrase
from text2scene.ui.desk import BusyError, Desk
from text2scene.ui.pictures import PictureFolder

# -- what a program gets -----------------------------------------------------------------


@pytest.fixture(scope="session")
def client(app, tmp_path_factory):
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"
    from gradio_client import Client

    return Client(app, verbose=False, download_files=str(tmp_path_factory.mktemp("downloads")))


def test_generate_gives_the_scene_that_the_library_gives(client, tiny_generator):
    text = "Mike kicks the soccer ball to Jenny."
    assert client.predict(text, api_name="/generate") == tiny_generator.generate(text).to_dict()
    varied = client.predict(text, seed=3, temperature=0.5, model_only=True, api_name="/generate")
    assert Scene.from_dict(varied) == tiny_generator.generate(text, 3, 0.5, True)


def test_render_gives_the_picture_of_a_scene(client):
    from PIL import Image

    scene = client.predict("The bear eats a pizza.", api_name="/generate")
    path = client.predict(scene, api_name="/render")
    clear = client.predict(scene, "png", 1, True, api_name="/render")
    with Image.open(clear) as image:
        assert image.getpixel((2, 398))[3] == 0
    with Image.open(path) as image:
        assert image.size == (500, 400)
    assert scene_from_picture(path).to_dict() == scene
    assert json.loads(Path(client.predict(scene, "json", 1, api_name="/render")).read_text()) == scene


@pytest.mark.parametrize(
    ("call", "arguments", "said"),
    [
        ("/generate", ("",), "empty"),
        ("/generate", ("Mike runs.", -3), "whole number from 0"),
        ("/generate", ("Mike runs.", 1, 99), "temperature must be from 0 to 2"),
        ("/render", ({"format": "text2scene/1", "objects": [{"id": "a"}]}, "png", 1), "objects\\[0\\]"),
        (
            "/edit",
            (Scene((SceneObject("a", "nothing_known", 1, 1),)).to_dict(), "Add a dog."),
            "no piece named",
        ),
        ("/edit", ({"format": "text2scene/1", "objects": [{}] * 1001}, "Add a dog."), "at most 1000"),
        ("/alternatives", ("Mike runs.", 99), "1 to 16 alternatives"),
        ("/render", (Scene().to_dict(), "exe", 1), "format must be one of"),
        ("/render", (Scene().to_dict(), "png", 1000), "scale must be a number"),
    ],
)
def test_a_wrong_call_is_answered_with_one_sentence(client, call, arguments, said):
    with pytest.raises(Exception, match=said):
        client.predict(*arguments, api_name=call)


def test_an_edit_and_alternatives_are_those_of_the_library(client, tiny_generator):
    scene = tiny_generator.generate("Jenny waves to the dog.")
    edited = client.predict(scene.to_dict(), "Put a crown on Jenny.", api_name="/edit")
    assert edited == tiny_generator.edit(scene, "Put a crown on Jenny.").to_dict()
    scenes = client.predict("Jenny waves to the dog.", 3, api_name="/alternatives")
    assert [Scene.from_dict(one) for one in scenes] == tiny_generator.alternatives(
        "Jenny waves to the dog.", 3
    )


def test_only_the_four_calls_are_offered_and_they_are_described(client, app):
    import urllib.request

    calls = client.view_api(print_info=False, return_format="dict")
    assert set(calls["named_endpoints"]) == {"/generate", "/edit", "/alternatives", "/render"}
    with urllib.request.urlopen(f"{app}/gradio_api/openapi.json") as answer:
        assert "/gradio_api/call/v2/generate" in json.load(answer)["paths"]


# -- starting badly ----------------------------------------------------------------------


def test_what_cannot_start_says_so_in_one_line(tmp_path, tiny_checkpoint):
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(tiny_checkpoint.read_bytes()[:1000])
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wrong = (
            ("--weights", str(tmp_path / "none.safetensors")),
            ("--weights", str(broken)),
            ("--port", str(taken.getsockname()[1])),
            ("--port", "0"),
            ("--port", "70000"),
            ("--host", "no such host"),
        )
        for arguments in wrong:
            done = run_app(*arguments)
            assert done.returncode == 2, arguments
            assert done.stdout == ""
            assert done.stderr.startswith("app.py: "), arguments
            assert done.stderr.count("\n") == 1, arguments


# -- the desk ----------------------------------------------------------------------------


def test_at_the_desk_clients_take_turns_and_nobody_floods_it():
    desk, gate, order = Desk(most_waiting=8, most_of_one=5), threading.Event(), []
    first = desk.submit("heavy", gate.wait)
    while desk.waiting:
        pass
    heavy = [desk.submit("heavy", lambda n=n: order.append(f"heavy {n}")) for n in range(5)]
    light = [desk.submit("light", lambda n=n: order.append(f"light {n}")) for n in range(2)]
    with pytest.raises(BusyError, match="wait for the first ones"):
        desk.submit("heavy", print)
    desk.submit("third", print)
    with pytest.raises(BusyError, match="try again"):
        desk.submit("fourth", print)
    gate.set()
    for future in (first, *heavy, *light):
        future.result(10)
    assert order == ["heavy 0", "light 0", "heavy 1", "light 1", "heavy 2", "heavy 3", "heavy 4"]


def test_an_error_at_the_desk_reaches_who_asked_and_the_next_is_served():
    desk = Desk()

    def fail() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        desk.submit("a", fail).result(10)
    assert desk.submit("a", lambda: 3).result(10) == 3


# -- the parts ---------------------------------------------------------------------------


def test_a_scene_is_told_from_left_to_right_with_what_is_worn():
    scene = Scene(
        (
            SceneObject("jenny", "jenny", 400, 250, depth=1, pose="wave", expression="sad", flip=True),
            SceneObject("mike", "mike", 90, 250, pose="reach", expression="smile"),
            SceneObject("crown", "crown", 85, 161),
            SceneObject("sun", "sun", 60, 60),
            SceneObject("rocket", "rocket", 9000 / 2, 60),
        )
    )
    assert describe(scene) == (
        "A cartoon of a park. In the sky: the sun at the left. "
        "At the left: Mike, reaching out, smiling, facing right, wearing a crown. "
        "At the right: Jenny, waving, looking sad, facing left, a little way off."
    )
    named = joined(piece_phrase(item.category, drawing_catalog()) for item in scene.objects)
    assert named == "Jenny, Mike, a crown, the sun and a rocket"
    assert describe(Scene()) == "An empty park."
    assert describe(Scene((SceneObject("d", "dragon", 250, 200),))).endswith("In the middle: a dragon.")


def test_the_folder_of_pictures_stays_small(tmp_path):
    folder = PictureFolder(tmp_path, most=3)
    kept = [folder.save(Scene(), "json") for _ in range(7)]
    assert [path.exists() for path in kept] == [False] * 4 + [True] * 3
    assert len(list(tmp_path.iterdir())) == 3


def test_text_can_be_read_in_light_and_dark():
    from text2scene.ui.theme import _COLOURS as colours

    pairs = (
        ("body_text_color", "body_background_fill"),
        ("body_text_color_subdued", "body_background_fill"),
        ("body_text_color_subdued", "block_background_fill"),
        ("link_text_color", "body_background_fill"),
        ("body_text_color", "color_accent_soft"),
        ("input_placeholder_color", "input_background_fill"),
        ("error_text_color", "error_background_fill"),
        ("button_primary_text_color", "button_primary_background_fill"),
        ("button_secondary_text_color", "button_secondary_background_fill"),
    )
    for ink, ground in pairs:
        for shade in (0, 1):
            assert contrast(colours[ink][shade], colours[ground][shade]) >= 4.5, (ink, ground, shade)


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2 between two colours."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
