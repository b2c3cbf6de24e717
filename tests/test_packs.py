"""Sprite packs: what makes one, what is wrong with one, and how its pieces are drawn."""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from text2scene.batch import BatchSettings, Item
from text2scene.catalog import default_catalog
from text2scene.cli import main
from text2scene.doctor import _packs
from text2scene.errors import InputError
from text2scene.formats import scene_to_codraw
from text2scene.packs import (
    Pack,
    catalog_digest,
    catalog_with,
    default_packs,
    drawing_catalog,
    examine_pack,
    read_pack,
    with_packs,
)
from text2scene.render import (
    Library,
    default_library,
    ground_shadows,
    library_for,
    library_with,
    placements,
    scene_from_picture,
    to_image,
    to_svg,
)
from text2scene.scene import Scene, SceneObject
from text2scene.ui.describe import describe, joined, piece_phrase
from text2scene.vectors import SVG

STORYBOOK = default_library().root / "packs" / "storybook"
RED = (0xE4, 0x57, 0x4C)
BODY = '<rect data-part="main" width="80" height="40" fill="#E4574C"/>'
LEFT = BODY + '<rect width="40" height="40" fill="#2F4B7C"/>'


def svg(body: str = BODY, box: str = "0 0 80 40") -> str:
    return f'<svg xmlns="{SVG}" viewBox="{box}">{body}</svg>'


def piece(**fields: Any) -> dict[str, Any]:
    usual = {
        "name": "sled",
        "label": "a sled",
        "synonyms": ["sled", "sleigh"],
        "file": "sled.svg",
        "behaves_like": "table",
        "width": 80,
        "height": 40,
    }
    return {key: value for key, value in {**usual, **fields}.items() if value is not None}


def write(folder: Path, *pieces: object, **fields: object) -> Path:
    """A pack of one SVG, unless other pieces are given; ``fields`` are those of the pack."""
    folder.mkdir(parents=True, exist_ok=True)
    document = {
        "format": "text2scene-pack/1",
        "name": "winter",
        "pieces": list(pieces) or [piece()],
        **fields,
    }
    (folder / "pack.json").write_text(json.dumps(document))
    (folder / "sled.svg").write_text(svg())
    return folder


def write_png(folder: Path, size: tuple[int, int] = (320, 160)) -> Path:
    """A pack of one PNG, red on the left and blue on the right."""
    write(folder, piece(file="art/sled.png"))
    (folder / "art").mkdir(exist_ok=True)
    image = Image.new("RGBA", size, (*RED, 255))
    image.paste((0, 0, 255, 255), (size[0] // 2, 0, *size))
    image.save(folder / "art" / "sled.png")
    return folder


def of(category: str, x: float = 250, y: float = 300, **fields: Any) -> Scene:
    return Scene((SceneObject(category, category, x, y, **fields),))


def drawn_svg(scene: Scene, library: Library | None = None) -> Image.Image:
    skia = pytest.importorskip("skia")
    surface = skia.Surface(scene.width, scene.height)
    document = to_svg(scene, library=library).encode()
    skia.SVGDOM.MakeFromStream(skia.MemoryStream(document, True)).render(surface.getCanvas())
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    return Image.fromarray(pixels).convert("RGB")


# -- reading a pack -----------------------------------------------------------------------


def test_a_piece_is_what_its_fields_say(tmp_path: Path) -> None:
    hat = piece(name="top_hat", label="top hat", behaves_like="crown", worn=[1, -20], facing="left")
    toy = piece(name="kazoo", label="an old kazoo", behaves_like="shovel", held=[2, -3], ground=True)
    up = piece(name="ufo", label="the UFO", behaves_like="table", ground=False)
    pack = read_pack(write(tmp_path, piece(), hat, toy, up), pictures=False)
    assert (pack.name, pack.title, pack.folder) == ("winter", "winter", tmp_path)
    sled, top_hat, kazoo, ufo = pack.pieces
    assert (sled.id, sled.group, sled.behaves_like, sled.acts_as) == (58, "park", "table", "table")
    assert (sled.size(), sled.synonyms) == ((80, 40), ("sled", "sleigh"))
    assert (sled.label, sled.phrase, sled.stance, sled.carries) == ("Sled", "a sled", "stands", True)
    assert (sled.held, sled.ground, sled.facing, sled.picture) == (None, None, None, tmp_path / "sled.svg")
    assert (top_hat.worn, top_hat.stance, top_hat.facing) == ((1, -20), "rests", "left")
    assert (top_hat.label, top_hat.phrase) == ("Top hat", "a top hat")
    assert (kazoo.held, kazoo.stance, kazoo.label) == ((2, -3), "rests", "Old kazoo")
    assert (ufo.stance, ufo.group, ufo.phrase, ufo.label) == ("floats", "park", "the UFO", "UFO")


def test_with_packs_keeps_the_ids_and_appends() -> None:
    builtin = default_catalog()
    catalog = drawing_catalog()
    assert len(builtin) == 58
    assert catalog.pieces[:58] == builtin.pieces
    assert [one.id for one in catalog.pieces] == list(range(94))
    assert catalog.classes == builtin.classes
    assert all(one.group == builtin[one.behaves_like or ""].group for one in catalog.pieces[58:])
    assert catalog_with(default=False) is builtin
    assert catalog_with() is catalog


def test_packs_add_up(tmp_path: Path) -> None:
    one, two = write_png(tmp_path / "one"), write(tmp_path / "two", piece(name="igloo"), name="ice")
    write_png(tmp_path / "two")
    document = json.loads((one / "pack.json").read_text())
    document["pieces"][0]["name"], document["name"] = "igloo", "ice"
    (two / "pack.json").write_text(json.dumps(document))
    catalog = catalog_with([one, two, str(one)])
    assert catalog.names[58:][-2:] == ("sled", "igloo")
    assert catalog_with([two], default=False).names[58:] == ("igloo",)
    assert catalog_digest(catalog) != catalog_digest(catalog_with([one]))


def test_clashes_are_one_clear_error(tmp_path: Path) -> None:
    pack = read_pack(write_png(tmp_path / "one"))
    again = read_pack(write_png(tmp_path / "two"))
    with pytest.raises(InputError, match=r"'sled' of the pack winter is in the pack winter too; rename"):
        with_packs(default_catalog(), [pack, again])
    write(tmp_path, piece(name="dragon"))
    with pytest.raises(InputError, match=r"'dragon' of the pack winter is in the pack storybook \(--no"):
        with_packs(default_catalog(), [*default_packs(), read_pack(tmp_path, pictures=False)])
    assert "dragon" in with_packs(default_catalog(), [read_pack(tmp_path, pictures=False)])


# -- bad packs ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": "Sled"}, "piece 1, name: must be small letters, digits and _ after a letter, not 'Sled'."),
        ({"name": "../x"}, "piece 1, name: must be small letters"),
        ({"name": 7}, "piece 1, name: must be small letters"),
        ({"name": "dog"}, "dog, name: there is a built-in piece of this name."),
        ({"label": None}, "sled, label: must be a text of at most 60 characters, not None."),
        ({"label": "a\nsled"}, "sled, label: must be"),
        ({"synonyms": "sled"}, "sled, synonyms: must be a list of 1 to 50 texts, not 'sled'."),
        ({"synonyms": ["sled", 3]}, "sled, synonyms: each must be a text of at most 60 characters, not 3."),
        ({"synonyms": []}, "sled, synonyms: must be a list"),
        ({"width": 0}, "sled, width: must be from 4 to 1000 pixels of the canvas, not 0."),
        ({"height": "40"}, "sled, height: must be from 4 to 1000"),
        ({"height": float("nan")}, "sled, height: must be from 4 to 1000"),
        ({"width": True}, "sled, width: must be from 4 to 1000"),
        (
            {"behaves_like": "sleigh"},
            "sled, behaves_like: must be the name of a built-in piece, such as 'dog'",
        ),
        ({"behaves_like": "dragon"}, "sled, behaves_like: must be the name of a built-in piece"),
        ({"behaves_like": "mike"}, "sled, behaves_like: must be a thing or an animal"),
        ({"facing": "up"}, "sled, facing: must be one of right, left, frontal, not 'up'."),
        ({"ground": 1}, "sled, ground: must be true or false, not 1."),
        ({"held": [1]}, "sled, held: must be two numbers of pixels, such as [0, -8], not [1]."),
        ({"worn": ["a", 2], "behaves_like": "crown"}, "sled, worn: must be two numbers of pixels"),
        ({"worn": [0, 2]}, "sled, worn: only what behaves like a hat or glasses is worn"),
        ({"colour": "red"}, "sled, colour: there is no such field."),
        ({"file": "sled.gif"}, "sled, file: must be the path of an .svg or .png file in the pack"),
        ({"file": None}, "sled, file: must be the path"),
        ({"file": "no.svg"}, "sled, file: there is no file 'no.svg' in the pack."),
        ({"file": "../sled.svg"}, "sled, file: '../sled.svg' must be a plain path within the pack"),
        ({"file": "/etc/sled.svg"}, "sled, file: '/etc/sled.svg' must be a plain path"),
        ({"file": "C:\\sled.svg"}, "sled, file: 'C:\\\\sled.svg' must be a plain path"),
        ({"file": "art/./sled.svg"}, "sled, file: 'art/./sled.svg' must be a plain path"),
        ({"file": "link.svg"}, "sled, file: 'link.svg' is or goes through a link"),
        ({"file": "linked/sled.svg"}, "sled, file: 'linked/sled.svg' is or goes through a link"),
    ],
)
def test_a_bad_piece_is_told_by_name_and_field(fields: dict[str, Any], said: str, tmp_path: Path) -> None:
    write(tmp_path / "pack", piece(**fields))
    write(tmp_path / "other")
    (tmp_path / "pack" / "link.svg").symlink_to(tmp_path / "other" / "sled.svg")
    (tmp_path / "pack" / "linked").symlink_to(tmp_path / "other")
    pack, problems = examine_pack(tmp_path / "pack", pictures=False)
    assert pack is None
    assert len(problems) == 1
    assert problems[0].startswith(said)
    assert problems[0].endswith(".")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "pack.json is not valid JSON: "),
        ("[]", "pack.json, format: must be 'text2scene-pack/1', not None."),
        ('{"format": "text2scene-pack/2"}', "pack.json, format: must be 'text2scene-pack/1', not "),
        ('{"format": "text2scene-pack/1", "name": "A", "pieces": [{}]}', "pack.json, name: must be small"),
        (
            '{"format": "text2scene-pack/1", "name": "a", "pieces": []}',
            "pack.json, pieces: must be a list of",
        ),
        ('{"format": "text2scene-pack/1", "name": "a", "pieces": [1]}', "piece 1: must be an object"),
        (
            '{"format": "text2scene-pack/1", "name": "a", "x": 1, "pieces": []}',
            "pack.json, x: there is no such",
        ),
        (
            '{"format": "text2scene-pack/1", "name": "a", "title": 1, "pieces": []}',
            "pack.json, title: must be",
        ),
        ("[" * 100_000, "pack.json is nested too deeply."),
        (" " * (2**20 + 1), "pack.json is larger than 1,048,576 bytes."),
        ("\udc80", "pack.json is not UTF-8 text."),
    ],
)
def test_a_bad_pack_file_is_told(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "pack.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    pack, problems = examine_pack(tmp_path)
    assert pack is None
    assert problems[0].startswith(said)


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    assert examine_pack(tmp_path / "no")[1] == ("there is no such folder.",)
    assert examine_pack(tmp_path)[1] == ("there is no file pack.json in it.",)
    with pytest.raises(
        InputError, match=r"The pack .* cannot be used: there is no file pack\.json in it\. To see"
    ):
        catalog_with([tmp_path])


def test_too_many_and_repeated_pieces(tmp_path: Path) -> None:
    write(tmp_path, *(piece(name=f"sled{number}") for number in range(501)))
    assert examine_pack(tmp_path, pictures=False)[1] == (
        "pack.json, pieces: must be a list of 1 to 500 pieces, not 501 pieces.",
    )
    write(tmp_path, piece(), piece(), piece(name="x", width=-1, label=""))
    problems = examine_pack(tmp_path, pictures=False)[1]
    assert [problem.split(":")[0] for problem in problems] == ["sled, name", "x, label", "x, width"]
    with pytest.raises(
        InputError, match=r"an earlier piece has this name\. There are 2 more problems\. To see all"
    ):
        read_pack(tmp_path, pictures=False)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>alert(1)</script>", "the element 'script' is not allowed"),
        (
            '<rect onclick="alert(1)" width="80" height="40"/>',
            "the attribute 'onclick' of 'rect' is not allowed",
        ),
        ('<use href="https://example.org/a.svg#b"/>', "the element 'use' is not allowed"),
        ('<rect fill="url(https://example.org/a.svg#b)"/>', "'fill' refers to something outside the drawing"),
        ('<rect fill="url(b.svg#b)"/>', "'fill' refers to something outside the drawing"),
        ('<image href="data:image/png;base64,AAAA"/>', "the element 'image' is not allowed"),
        ("<text>Hello</text>", "the element 'text' is not allowed"),
        ("<style>@import url(a.css)</style>", "the element 'style' is not allowed"),
        ("<g>" * 5000 + "</g>" * 5000, "it is nested too deeply"),
        ("<g>", "mismatched tag"),
        ('<rect width="40" height="40" fill="#E4574C"/>', "what can be seen in 'sled.svg' is 40 x 40 pixels"),
        ("<g/>", "nothing can be seen in 'sled.svg'"),
        (BODY + " " * 500_000, "'sled.svg' is larger than 500,000 bytes"),
    ],
)
def test_a_bad_svg_is_told(body: str, said: str, tmp_path: Path) -> None:
    pytest.importorskip("skia")
    write(tmp_path)
    (tmp_path / "sled.svg").write_text(svg(body))
    pack, problems = examine_pack(tmp_path)
    assert pack is None
    assert len(problems) == 1
    assert problems[0].startswith("sled, file: 'sled.svg' ") or "seen in" in problems[0]
    assert said in problems[0]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg(), "it declares a document type"),
        (svg(box="0 0 80 80"), "'sled.svg' is 80 x 80, so it would be stretched to 80 x 40"),
        (svg(box="5 0 80 40"), "its viewBox is not of the form"),
        ("\udc80", "is not a drawing that can be used"),
    ],
)
def test_a_bad_svg_document_is_told(document: str, said: str, tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "sled.svg").write_bytes(document.encode("utf-8", "surrogateescape"))
    assert said in examine_pack(tmp_path)[1][0]


def test_a_bad_png_is_told(tmp_path: Path) -> None:
    file = write_png(tmp_path) / "art" / "sled.png"
    assert examine_pack(tmp_path)[1] == ()

    def said() -> str:
        pack, problems = examine_pack(tmp_path)
        assert pack is None
        return problems[0]

    Image.new("RGBA", (100, 100), "red").save(file)
    assert "'sled.png' is 100 x 100, so it would be stretched to 80 x 40" in said()
    Image.new("RGBA", (80, 40)).save(file)
    assert said() == "sled, file: nothing can be seen in 'sled.png'."
    Image.new("RGB", (80, 40)).save(file, "JPEG")
    assert said() == "sled, file: 'sled.png' is no PNG picture that can be read."
    Image.new("1", (8000, 4000)).save(file)
    assert said() == "sled, file: 'sled.png' is more than 4,096 pixels wide or high."
    whole = write_png(tmp_path) / "art" / "sled.png"
    whole.write_bytes(whole.read_bytes()[:-40])
    assert said() == "sled, file: 'sled.png' is no PNG picture that can be read."
    file.write_bytes(os.urandom(4 * 2**20 + 1))
    assert said() == "sled, file: 'sled.png' is larger than 4,194,304 bytes."


def test_an_svg_without_skia_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "skia", None)
    with pytest.raises(
        InputError, match=r"needs skia-python; install it with: pip install 'text2scene\[art\]', or"
    ):
        read_pack(write(tmp_path / "svg"))
    assert read_pack(write_png(tmp_path / "png")).pieces


# -- drawing ------------------------------------------------------------------------------


def test_a_png_is_drawn_as_it_is(tmp_path: Path) -> None:
    library = library_with([write_png(tmp_path)])
    image = to_image(of("sled"), library=library)
    assert (image.getpixel((220, 300)), image.getpixel((280, 300))) == (RED, (0, 0, 255))
    assert image.getpixel((220, 278)) != RED
    flipped = to_image(of("sled", flip=True, style={"main": "green"}), library=library)
    assert (flipped.getpixel((220, 300)), flipped.getpixel((280, 300))) == ((0, 0, 255), RED)
    far = to_image(of("sled", depth=2), haze=False, library=library)
    assert far.getpixel((240, 300)) == RED
    assert far.getpixel((228, 300)) != RED


def test_a_png_travels_in_the_svg(tmp_path: Path) -> None:
    library = library_with([write_png(tmp_path)])
    scene = Scene((*of("sled").objects, SceneObject("far", "sled", 100, 300, depth=2)))
    text = to_svg(scene, library=library)
    data = base64.b64encode((tmp_path / "art" / "sled.png").read_bytes()).decode()
    assert f'xlink:href="data:image/png;base64,{data}"' in text
    (tmp_path / "scene.svg").write_text(text)
    assert scene_from_picture(tmp_path / "scene.svg") == scene
    # The far one has the colours of the air, by a filter: as in pixels.
    values = re.search(r'<feColorMatrix values="([^"]*)"', text)
    assert values is not None
    rows = [float(value) for value in values[1].split()]
    pixel = to_image(scene, library=library).getpixel((90, 300))
    assert pixel != RED
    for channel, wanted in enumerate(pixel):
        row = rows[5 * channel : 5 * channel + 5]
        made = sum(weight * value for weight, value in zip(row, RED, strict=False)) + 255 * row[4]
        assert made == pytest.approx(wanted, abs=2)


def test_an_svg_is_drawn_sharp_flipped_far_and_in_a_style(tmp_path: Path) -> None:
    pytest.importorskip("skia")
    write(tmp_path)
    (tmp_path / "sled.svg").write_text(svg(LEFT))
    library = library_with([tmp_path])
    navy = (0x2F, 0x4B, 0x7C)
    for scale in (1, 4):
        image = to_image(of("sled"), scale, library=library)
        assert image.getpixel((230 * scale, 300 * scale)) == navy
        assert image.getpixel((270 * scale, 300 * scale)) == RED
    assert to_image(of("sled", flip=True), library=library).getpixel((230, 300)) == RED
    styled = of("sled", style={"main": "#10A020"})
    assert to_image(styled, library=library).getpixel((270, 300)) == (0x10, 0xA0, 0x20)
    assert to_image(styled, library=library).getpixel((230, 300)) == navy
    for scene in (styled, of("sled", depth=2, flip=True)):
        difference = ImageChops.difference(drawn_svg(scene, library), to_image(scene, library=library))
        assert max(ImageStat.Stat(difference).mean) < 1.5


def test_scenes_are_saved_with_the_library_of_a_pack(tmp_path: Path) -> None:
    library = library_with([write_png(tmp_path / "pack")])
    for ending in ("png", "svg", "webp"):
        of("sled").save(tmp_path / f"scene.{ending}", library=library)
        with pytest.raises(InputError, match="no picture for 'sled'"):
            of("sled").save(tmp_path / f"other.{ending}")


def test_pieces_of_packs_are_drawn_in_their_order() -> None:
    scene = Scene(
        tuple(
            SceneObject(name, name, 250, 300) for name in ("dragon", "car", "rainbow", "moon", "bear", "cake")
        )
    )
    assert [one.name for one in placements(scene)] == ["moon", "rainbow", "car", "dragon", "bear", "cake"]
    assert [item.category for item in scene.draw_order] == [one.name for one in placements(scene)]
    unknown = Scene((SceneObject("x", "gizmo", 1, 1), SceneObject("d", "dragon", 1, 1)))
    assert [item.id for item in unknown.draw_order] == ["d", "x"]
    with pytest.raises(InputError, match="no picture for 'gizmo'"):
        to_image(unknown)


def test_what_stands_has_a_shadow_and_what_floats_has_none() -> None:
    catalog = drawing_catalog()
    standing = ground_shadows(of("dragon"), catalog)
    assert [one.object_id for one in standing] == ["dragon"]
    assert ground_shadows(of("butterfly", y=380), catalog) == ()
    assert ground_shadows(of("star", y=380), catalog) == ()


# -- the storybook ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def storybook() -> Pack:
    return default_packs()[0]


def test_the_storybook_is_valid(storybook: Pack) -> None:
    pytest.importorskip("skia")
    assert examine_pack(STORYBOOK)[1] == ()
    assert (storybook.name, len(storybook.pieces)) == ("storybook", 36)
    assert _packs() == "storybook (36 pieces)"


def test_the_storybook_is_in_the_atlas_and_looks_as_its_drawings(storybook: Pack) -> None:
    library = default_library()
    assert library.root == STORYBOOK.parent.parent
    for one in storybook.pieces:
        assert library.added(one.name) is None
        assert library.levels("sprites", one.name)
        scene = of(one.name, y=200, scale=min(1.0, 380 / one.height))
        difference = ImageChops.difference(drawn_svg(scene), to_image(scene))
        assert max(ImageStat.Stat(difference).mean) < 1.5, one.name


def test_a_dragon_can_be_far_flipped_and_red(tmp_path: Path) -> None:
    def box(image: Image.Image) -> tuple[int, int, int, int]:
        found = image.getchannel("A").point(lambda alpha: 255 * (alpha > 16)).getbbox()
        assert found is not None
        return found

    def alone(**fields: Any) -> Image.Image:
        return to_image(of("dragon", y=200, **fields), transparent=True, haze=False)

    near, far = box(alone()), box(alone(depth=1))
    assert near[2] - near[0] == pytest.approx(188, abs=4)
    assert far[3] - far[1] == pytest.approx(0.7 * 196, abs=4)
    mirrored = alone(flip=True).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert max(ImageStat.Stat(ImageChops.difference(alone(), mirrored)).mean) < 1
    styled = of("dragon", style={"main": "red", "trim": "teal"})
    difference = ImageChops.difference(drawn_svg(styled), to_image(styled))
    assert max(ImageStat.Stat(difference).mean) < 1.5
    assert max(ImageStat.Stat(ImageChops.difference(to_image(of("dragon")), to_image(styled))).mean) > 3
    styled.save(tmp_path / "dragon.svg")
    assert scene_from_picture(tmp_path / "dragon.svg") == styled


def test_the_storybook_can_be_left_out(tmp_path: Path) -> None:
    bare = library_for(default_catalog())
    with pytest.raises(InputError, match="no picture for 'dragon'"):
        to_image(of("dragon"), library=bare)
    write_png(tmp_path)
    document = json.loads((tmp_path / "pack.json").read_text())
    document["pieces"][0]["name"] = "dragon"
    (tmp_path / "pack.json").write_text(json.dumps(document))
    own = library_with([tmp_path], default=False)
    assert to_image(of("dragon"), library=own).getpixel((220, 300)) == RED


def test_pieces_of_packs_in_words() -> None:
    names = ("unicorn", "moon", "ice_cream", "gizmo")
    scene = Scene(tuple(SceneObject(name, name, 250, 100) for name in names))
    named = joined(piece_phrase(name, drawing_catalog()) for name in names)
    assert named == "a unicorn, the moon, an ice cream and a gizmo"
    assert "In the sky: the moon in the middle" in describe(scene)


def test_pieces_of_packs_have_no_abstract_scenes_code() -> None:
    with pytest.raises(InputError, match="'dragon' has no code"):
        scene_to_codraw(of("dragon"))
    for number in (0, 58, -1):
        with pytest.raises(KeyError):
            default_catalog().by_code(-1, number)


# -- the command line ---------------------------------------------------------------------


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def test_pack_check(run: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    write_png(tmp_path)
    code, out, err = run("pack", "check", tmp_path)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "winter (winter), 1 pieces",
        "  sled  80 x 40    like table: sled, sleigh",
        "The pack can be used.",
    ]
    write(tmp_path, piece(width=-1), piece(name="dragon", file="no.png"))
    code, out, err = run("pack", "check", tmp_path)
    assert code == 2
    assert [line.split(":")[0] for line in out.splitlines()] == ["sled, width", "dragon, file"]
    assert re.fullmatch(r"text2scene: The pack .* cannot be used: 2 problems, listed above\.\n", err)
    code, _, err = run("pack", "check", tmp_path / "no")
    assert (code, "1 problem, listed above" in err) == (2, True)
    assert run("pack")[0] == 2


def test_pack_check_tells_of_names_that_the_storybook_has(
    run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    write_png(tmp_path)
    document = json.loads((tmp_path / "pack.json").read_text())
    document["pieces"][0]["name"] = "dragon"
    (tmp_path / "pack.json").write_text(json.dumps(document))
    code, out, _ = run("pack", "check", tmp_path)
    assert code == 0
    assert "Use it with --no-default-pack, which has pieces of its names: dragon." in out
    code, out, _ = run("pack", "check", STORYBOOK)
    assert (code, "Use it with" in out) == (0, False)


@pytest.mark.parametrize("command", [("scene", "A dog."), ("edit", "{json}", "A dog."), ("batch", "{txt}")])
def test_a_bad_pack_stops_a_command_at_once(
    command: tuple[str, ...], run: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("A dog.\n")
    Scene().save(tmp_path / "a.json")
    given = [part.format(json=tmp_path / "a.json", txt=tmp_path / "a.txt") for part in command]
    code, _, err = run(*given, "-o", tmp_path / "out.png", "--pack", tmp_path)
    assert code == 2
    assert "cannot be used: there is no file pack.json in it." in err
    assert err.count("\n") == 1
    assert not (tmp_path / "out.png").exists()


def test_a_batch_is_drawn_again_when_its_pack_changes(tmp_path: Path) -> None:
    def mark(**fields: Any) -> str:
        weights = str(STORYBOOK / "pack.json")  # any file: only its digest counts
        return BatchSettings(weights=weights, **fields).fingerprinter().of(Item("a", 1, "A sled."))

    pack = str(write_png(tmp_path))
    marks = {mark(), mark(default_pack=False), mark(packs=(pack,))}
    write_png(tmp_path, (160, 80))
    assert len(marks | {mark(packs=(pack,))}) == 4
