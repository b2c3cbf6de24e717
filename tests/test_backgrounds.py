"""The backgrounds, the shadows of what stands on their ground, and the haze over what is far."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from text2scene.art.__main__ import main as art
from text2scene.art.backgrounds import SCENES, drawing
from text2scene.art.sheet_backgrounds import sample_scenes
from text2scene.batch import BatchSettings
from text2scene.batch.inputs import Item
from text2scene.catalog import DEPTH_SCALE, HORIZON_Y, default_catalog, read_catalog
from text2scene.cli import main
from text2scene.colours import channels
from text2scene.errors import InputError, Text2SceneError
from text2scene.render import (
    PillowCanvas,
    RecordingCanvas,
    Shadow,
    backdrop,
    backgrounds,
    check_background,
    default_library,
    draw_scene,
    ground_shadows,
    to_image,
    to_png,
    to_svg,
)
from text2scene.render.backdrops import HAZE, horizon
from text2scene.render.shadows import COLOUR, LAYERS
from text2scene.scene import Scene, SceneObject
from text2scene.steps import slot_anchor
from text2scene.vectors import SHAPES, SVG

NAMES = ("park", "sunset", "night", "autumn", "snow", "rain", "beach", "forest", "space", "underwater")
FOLDER = default_library().root / "backgrounds"


def obj(category: str, x: float, y: float, **fields: object) -> SceneObject:
    return SceneObject(str(fields.pop("id", category)), category, x, y, **fields)  # type: ignore[arg-type]


def standing(category: str, x: float, bottom: float, **fields: object) -> SceneObject:
    """The piece with its lower edge at ``bottom``."""
    item = obj(category, x, 0, **fields)
    height = default_catalog()[category].size(item.pose or "wave")[1] * item.draw_scale
    return obj(category, x, bottom - height / 2, **fields)


def shadowed(*items: SceneObject) -> set[str]:
    """Ids of the objects that have a shadow."""
    return {shadow.object_id for shadow in ground_shadows(Scene(items), default_catalog())}


# -- the drawings -------------------------------------------------------------------------


def test_the_ten_backgrounds_are_found_by_name() -> None:
    assert backgrounds() == NAMES == tuple(SCENES)
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(NAMES)
    assert [check_background(name) for name in NAMES] == list(NAMES)
    with pytest.raises(InputError, match="no background 'moon'; there is park, sunset, night"):
        check_background("moon")
    assert {backdrop(name).phrase for name in NAMES} >= {"park", "park at night", "beach"}
    assert backdrop("old_mill").phrase == "old mill"


@pytest.mark.parametrize("name", NAMES)
def test_a_background_is_flat_vector_art_of_the_canvas_and_a_little_more(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert text == drawing(name), "run text2scene.art.backgrounds.build"
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == "0 0 500 400"
    kinds = {element.tag.removeprefix(f"{{{SVG}}}") for element in root.iter() if element is not root}
    # no gradient, filter, text, picture, script or link among them
    assert kinds <= SHAPES
    paints = {
        element.get(key, "none")
        for element in root.iter()
        if element is not root
        for key in ("fill", "stroke")
    }
    assert all(re.fullmatch(r"none|#[0-9A-F]{6}", paint) for paint in paints)
    assert "NaN" not in text
    assert len(text) < 20_000
    edges = [float(x) for x in re.findall(r"M(-?[0-9.]+) ", text)]
    assert min(edges) <= -40


@pytest.mark.parametrize("name", NAMES)
def test_a_background_is_drawn_in_png_and_svg(name: str) -> None:
    scene = Scene(background=name)
    image = Image.open(io.BytesIO(to_png(scene)))
    assert (image.size, image.mode) == ((500, 400), "RGB")
    assert len(image.getcolors(2**20) or ()) > 50
    assert f'href="#t2s-background-{name}"' in to_svg(scene)
    tall = to_image(Scene(background=name, width=300, height=900), 0.5)
    assert tall.size == (150, 450)


@pytest.mark.parametrize("name", NAMES)
def test_png_and_svg_of_a_background_with_a_scene_look_the_same(name: str) -> None:
    skia = pytest.importorskip("skia")
    sample = sample_scenes()[name]
    scene = Scene(sample.objects, background=name)
    surface = skia.Surface(scene.width, scene.height)
    skia.SVGDOM.MakeFromStream(skia.MemoryStream(to_svg(scene).encode(), True)).render(surface.getCanvas())
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    difference = ImageChops.difference(Image.fromarray(pixels).convert("RGB"), to_image(scene))
    assert max(ImageStat.Stat(difference).mean) < 3


def _luminance(colour: Sequence[float]) -> float:
    """Relative luminance, as WCAG defines it."""
    red, green, blue = ((c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", NAMES)
def test_sprites_read_before_a_background(name: str) -> None:
    image = to_image(Scene(background=name))
    ground = image.crop((0, 210, 500, 400))
    light = _luminance(ImageStat.Stat(ground).mean)
    ink = _luminance(channels("#3A2E4C"))
    assert (light + 0.05) / (ink + 0.05) > 2.4, "dark hair and shoes have to read"
    # quiet: no strong contrast within the ground but for small things
    assert max(ImageStat.Stat(ground.convert("L")).stddev) < 14
    sky = image.crop((0, 0, 500, 130))
    assert max(ImageStat.Stat(sky.convert("L")).stddev) < 34


@pytest.mark.parametrize("name", NAMES)
def test_the_ground_begins_at_the_horizon(name: str) -> None:
    """Sky or land below it, rows on the two sides of y = 190 differ; the ground goes on to the foot."""
    pixels = to_image(Scene(background=name)).convert("RGB")
    above = ImageStat.Stat(pixels.crop((0, 150, 500, 172))).mean
    below = ImageStat.Stat(pixels.crop((0, 204, 500, 226))).mean
    near = ImageStat.Stat(pixels.crop((0, 226, 500, 248))).mean
    apart = sum(abs(one - other) for one, other in zip(above, below, strict=True))
    assert apart > 2 * sum(abs(one - other) for one, other in zip(below, near, strict=True))


def test_the_horizon_follows_the_background_on_other_canvases() -> None:
    assert horizon(Scene()) == HORIZON_Y
    assert horizon(Scene(width=1000, height=800)) == 2 * HORIZON_Y
    assert horizon(Scene(width=1000, height=400)) == 180
    wide = Scene((standing("dog", 500, 240),), width=1000, height=400)
    assert ground_shadows(wide, default_catalog())
    high = Scene((standing("dog", 500, 340),), width=1000, height=800)
    assert not ground_shadows(high, default_catalog())


# -- shadows ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "bottom"),
    [
        *((name, 340) for name in ("mike", "jenny", "bear", "cat", "dog", "duck", "snake", "owl")),
        *(
            (name, 300)
            for name in ("oak_tree", "pine_tree", "tent", "table", "grill", "swing", "slide", "fire")
        ),
        *((name, 360) for name in ("soccer_ball", "beach_ball", "pie", "crown", "bucket", "tennis_racket")),
    ],
)
def test_what_stands_on_the_ground_has_a_shadow(category: str, bottom: float) -> None:
    item = standing(category, 250, bottom)
    shadows = ground_shadows(Scene((item,)), default_catalog())
    assert {shadow.object_id for shadow in shadows} == {category}
    width = default_catalog()[category].size(item.pose or "wave")[0]
    for shadow in shadows:
        assert shadow.height < 0.4 * shadow.width + 6
        assert shadow.width < 1.2 * width + 6
        assert shadow.y - shadow.height / 2 < bottom < shadow.y + shadow.height / 2
        assert abs(shadow.x - 250) < width / 2


@pytest.mark.parametrize("pose", [None, "sit", "sit_cross_legged", "run", "kick"])
@pytest.mark.parametrize("depth", [0, 1, 2])
def test_children_have_one_in_every_pose_and_depth(pose: str | None, depth: int) -> None:
    child = standing("jenny", 250, 320, pose=pose, depth=depth)
    (shadow,) = ground_shadows(Scene((child,)), default_catalog())
    (again,) = ground_shadows(Scene((standing("jenny", 250, 320, pose=pose),)), default_catalog())
    assert shadow.width == pytest.approx(again.width * DEPTH_SCALE[depth])
    assert shadow.strength <= again.strength


def test_a_shadow_is_mirrored_with_its_piece() -> None:
    plain, flipped = (
        ground_shadows(Scene((standing("mike", 250, 340, pose="kick", flip=flip),)), default_catalog())[0]
        for flip in (False, True)
    )
    assert plain.x < 245
    assert plain.x - 250 == pytest.approx(250 - flipped.x)


@pytest.mark.parametrize(
    "item",
    [
        *(
            obj(name, 250, 90)
            for name in ("airplane", "rocket", "cloud", "sun", "hot_air_balloon", "helicopter")
        ),
        *(obj(name, 250, 330) for name in ("airplane", "helicopter", "kite", "balloons")),
        *(obj(name, 250, 80) for name in ("mike", "dog", "owl", "soccer_ball", "tennis_ball")),
        *(obj(name, 250, 225) for name in ("soccer_ball", "frisbee", "football", "baseball")),
    ],
    ids=lambda item: f"{item.category} {item.y:g}",
)
def test_what_flies_or_is_in_the_sky_has_none(item: SceneObject) -> None:
    assert shadowed(item) == set()


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("depth", [0, 1])
def test_what_is_worn_or_held_has_none(flip: bool, depth: int) -> None:
    child = standing("mike", 250, 380, depth=depth, flip=flip, pose="sit")
    things = []
    for category, part in (
        ("crown", "head"),
        ("sunglasses", "head"),
        ("pie", "right_hand"),
        ("shovel", "left_hand"),
    ):
        x, y = slot_anchor(child, part, category)
        things.append(obj(category, x, y, depth=depth, flip=flip))
    assert shadowed(child, *things) == {"mike"}
    beside = [standing(thing.category, 40, 380, depth=depth) for thing in things]
    assert shadowed(child, *beside) == {"mike", "crown", "sunglasses", "pie", "shovel"}


def test_a_hat_on_an_animal_has_none() -> None:
    dog = standing("dog", 250, 360)
    assert shadowed(dog, obj("wizard_hat", 290, 250)) == {"dog"}


def test_what_is_on_another_thing_has_none() -> None:
    table = standing("table", 250, 340)
    assert shadowed(table, standing("pizza", 250, 240 + 55)) == {"table"}
    assert shadowed(table, standing("cat", 250, 240)) == {"table"}
    assert shadowed(table, standing("cat", 250, 345)) == {"table", "cat"}
    assert shadowed(standing("sandbox", 250, 370), standing("jenny", 200, 330, pose="sit")) == {"sandbox"}
    swing = standing("swing", 250, 330)
    assert shadowed(swing, standing("mike", 300, 260, pose="sit")) == {"swing"}
    # what stands behind it is not on it
    assert shadowed(swing, standing("mike", 300, 260, depth=1)) == {"swing", "mike"}
    assert shadowed(standing("oak_tree", 250, 380), standing("owl", 260, 300)) == {"oak_tree"}
    assert shadowed(standing("oak_tree", 250, 380), standing("dog", 300, 300)) == {"oak_tree", "dog"}


def test_a_pack_s_piece_that_says_nothing_has_a_shadow_too(tmp_path: Path) -> None:
    text = (default_library().root / "catalog" / "pieces.json").read_text(encoding="utf-8")
    bare = tmp_path / "bare.json"
    bare.write_text(re.sub(r'"foot": \[\[.*?\]\](, )?', "", text).replace(", }", "}"), encoding="utf-8")
    catalog = read_catalog(bare)
    assert catalog["dog"].foot == ()
    assert len(ground_shadows(Scene((standing("dog", 250, 340),)), catalog)) == 1
    bare.write_text(text.replace('"stance": "floats"', '"stance": "hovers"'), encoding="utf-8")
    with pytest.raises(Text2SceneError, match="stance"):
        read_catalog(bare)


def test_the_catalog_s_feet_are_those_that_are_drawn() -> None:
    catalog = default_catalog()
    for piece in catalog.pieces:
        poses = list(piece.poses) or [None]
        for pose in poses:
            foot = piece.poses[pose].foot if pose else piece.foot
            if piece.stance == "floats":
                assert not foot
                continue
            item = obj(piece.name, 400, 450, pose=pose)
            alpha = to_image(Scene((item,), width=800, height=900), transparent=True).getchannel("A")
            width, height = piece.size(pose)
            lift = 26 if (pose or "").startswith("sit") else max(6, 0.12 * height)
            low = alpha.crop((0, round(450 + height / 2 - min(lift, 26)), 800, 900)).point(
                lambda a: 255 * (a > 100)
            )
            box = low.getbbox()
            assert box is not None
            assert abs(box[0] - 400 - foot[0][0]) <= 0.07 * width + 3, (piece.name, pose)
            assert abs(box[2] - 400 - foot[-1][1]) <= 0.07 * width + 3, (piece.name, pose)


def test_a_shadow_darkens_the_ground_alike_in_png_and_svg() -> None:
    canvas = PillowCanvas((200, 100))
    canvas.shadow(Shadow(100, 50, 120, 30))
    dark = channels(COLOUR)
    clear = 1.0
    for _, opacity in LAYERS:
        clear *= 1 - opacity
    middle = canvas.image.getpixel((100, 50))
    assert middle == tuple(pytest.approx(255 * clear + c * (1 - clear), abs=1.5) for c in dark)
    edge = canvas.image.getpixel((45, 50))
    assert edge == tuple(pytest.approx(255 * (1 - LAYERS[0][1]) + c * LAYERS[0][1], abs=1.5) for c in dark)
    assert canvas.image.getpixel((100, 34)) == canvas.image.getpixel((35, 50)) == (255, 255, 255)
    svg = to_svg(Scene((standing("dog", 250, 340),)))
    root = ElementTree.fromstring(svg)
    drawn = [e for e in root.iter(f"{{{SVG}}}g") if (e.get("id") or "").startswith("t2s-shadow")]
    circles = list(drawn[0])
    assert [(float(c.get("r", 0)), float(c.get("fill-opacity", 0))) for c in circles] == list(LAYERS)
    assert {c.get("fill") for c in circles} == {COLOUR}
    uses = root.findall(f"{{{SVG}}}use")
    assert [use.get("data-shadow") or use.get("data-object") for use in uses] == [None, "dog", "dog"]


def test_shadows_beside_the_canvas_and_huge_ones_are_cut() -> None:
    for place in ((-500, 50), (5000, 50), (100, -500), (100, 5000)):
        canvas = PillowCanvas((200, 100))
        canvas.shadow(Shadow(*place, 120, 30))
        assert canvas.image.getcolors() == [(20_000, (255, 255, 255))]
    canvas = PillowCanvas((200, 100))
    canvas.shadow(Shadow(100, 50, 90_000, 9_000))
    assert len(canvas.image.getcolors() or ()) == 1
    assert canvas.image.getpixel((5, 5)) != (255, 255, 255)
    tree = obj("oak_tree", 250, -4780, scale=20)
    assert to_image(Scene((tree,)), 2).size == (1000, 800)


# -- haze ---------------------------------------------------------------------------------


def test_far_things_are_paler_and_near_ones_are_not() -> None:
    canvas = RecordingCanvas()
    items = [standing("dog", 250, 340, id=f"dog-{depth + 1}", depth=depth) for depth in (0, 1, 2)]
    draw_scene(Scene((*items, obj("sun", 60, 60, depth=2)), background="night"), canvas)
    hazes = {call.object_id: (call.haze, call.air) for _, call in canvas.calls if not isinstance(call, str)}
    air = backdrop("night").air
    assert {name: haze for name, (haze, _) in hazes.items()} == {
        "sun": 0.0,
        "dog-1": 0.0,
        "dog-2": HAZE[1],
        "dog-3": HAZE[2],
    }
    assert hazes["dog-3"][1] == air
    assert 0 == HAZE[0] < HAZE[1] < HAZE[2] < 0.4


def test_haze_moves_colours_and_keeps_shapes() -> None:
    scene = Scene((standing("fire", 250, 340, depth=2, scale=2),))
    clear, hazed = (to_image(scene, transparent=True, haze=haze) for haze in (False, True))
    assert clear.getchannel("A").tobytes() == hazed.getchannel("A").tobytes()
    air = channels(backdrop("park").air)
    x, y = 250, 300
    expected = [own + (far - own) * HAZE[2] for own, far in zip(clear.getpixel((x, y)), air, strict=False)]
    assert list(hazed.getpixel((x, y))[:3]) == pytest.approx(expected, abs=1.5)


# -- the switches -------------------------------------------------------------------------

BUSY = Scene((standing("dog", 150, 340), standing("jenny", 350, 300, depth=2)))


def test_the_switches_leave_out_what_they_say(tmp_path: Path) -> None:
    pictures = {
        (shadows, haze): to_image(BUSY, shadows=shadows, haze=haze).tobytes()
        for shadows in (False, True)
        for haze in (False, True)
    }
    assert len(set(pictures.values())) == 4
    assert to_image(BUSY).tobytes() == pictures[True, True]
    plain = to_svg(BUSY, shadows=False, haze=False)
    assert "shadow" not in plain
    assert re.findall(r'<g id="t2s-(.*?)"', plain) == ["background-park", "jenny-wave-smile", "dog"]
    assert "shadow" in to_svg(BUSY, haze=False)
    for ending in ("png", "svg", "webp"):
        BUSY.save(tmp_path / f"on.{ending}")
        BUSY.save(tmp_path / f"off.{ending}", shadows=False, haze=False)
        assert (tmp_path / f"on.{ending}").read_bytes() != (tmp_path / f"off.{ending}").read_bytes()
    assert Image.open(tmp_path / "off.png").tobytes() == pictures[False, False]


def test_without_a_background_there_is_no_ground_and_no_shadow() -> None:
    scene = Scene((standing("dog", 150, 340),))
    assert (
        to_image(scene, transparent=True).tobytes()
        == to_image(scene, transparent=True, shadows=False).tobytes()
    )
    assert "shadow" not in to_svg(scene, transparent=True)


def test_the_command_line_has_them(
    tmp_path: Path, tiny_checkpoint: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = ["--weights", str(tiny_checkpoint)]
    before, out = tmp_path / "before.json", tmp_path / "after.json"
    Scene(background="beach").save(before)
    edit = ["edit", str(before), "Add a dog.", "-o", str(out), *weights]
    assert main(edit) == 0
    assert Scene.load(out).background == "beach"
    assert main([*edit, "--background", "snow"]) == 0
    assert Scene.load(out).background == "snow"
    png, svg = tmp_path / "page.png", tmp_path / "page.svg"
    for file in (png, svg):
        draw = ["scene", "A dog.", "-o", str(file), *weights]
        assert main([*draw, "--background", "night", "--no-shadows", "--no-haze"]) == 0
    assert 'href="#t2s-background-night"' in svg.read_text(encoding="utf-8")
    assert "shadow" not in svg.read_text(encoding="utf-8")
    capsys.readouterr()
    for command in (["scene", "A dog.", "-o", str(png)], ["batch", str(before), "-o", str(tmp_path / "out")]):
        assert main([*command, "--background", "moon"]) == 2
        error = capsys.readouterr().err
        assert "no background 'moon'; there is park, sunset" in error
        assert error.count("\n") == 1
    assert main(["scene", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert all(name in said for name in NAMES)


def test_a_batch_has_them(tmp_path: Path, tiny_checkpoint: Path) -> None:
    texts = tmp_path / "texts.txt"
    texts.write_text("A dog.\n", encoding="utf-8")
    out = tmp_path / "out"
    weights = ["--weights", str(tiny_checkpoint)]
    options = ["--format", "svg", "--background", "autumn", "--no-shadows", *weights]
    assert main(["batch", str(texts), "-o", str(out), *options]) == 0
    (svg,) = out.glob("*.svg")
    assert 'href="#t2s-background-autumn"' in svg.read_text(encoding="utf-8")
    assert "shadow" not in svg.read_text(encoding="utf-8")
    item = Item("a", 1, "A dog.", 0)
    prints = {
        BatchSettings(background=name, shadows=shadows, haze=haze).fingerprinter().of(item)
        for name in (None, "snow")
        for shadows in (False, True)
        for haze in (False, True)
    }
    assert len(prints) == 8


def test_the_sheet_shows_every_background(tmp_path: Path) -> None:
    assert set(sample_scenes()) == set(NAMES)
    assert art(["sheet", "--show", "backgrounds", "-o", str(tmp_path / "sheet.png")]) == 0
    assert Image.open(tmp_path / "sheet.png").size == (1060, 2250)


def test_a_background_fits_every_scale() -> None:
    from text2scene import Scene
    from text2scene.render import to_image

    for scale in (0.37, 0.76, 0.93, 1.31):
        assert to_image(Scene(), scale).size == (round(500 * scale), round(400 * scale))
