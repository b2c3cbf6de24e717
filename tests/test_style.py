"""Styles: colours of parts and hair styles, in the Scene, as pixels and as SVG."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from text2scene.art.__main__ import main
from text2scene.art.kits import KIT_SCALE
from text2scene.art.masks import Drawing
from text2scene.catalog import EXPRESSIONS, POSES, default_catalog
from text2scene.colours import (
    COLOUR_PARTS,
    PLAIN,
    STYLE_KEYS,
    Style,
    channels,
    default_palettes,
    derived,
    read_palettes,
)
from text2scene.errors import SceneFormatError, Text2SceneError
from text2scene.render import default_library, scene_from_picture, to_image, to_svg
from text2scene.render.kits import KIT_MARGIN
from text2scene.render.tints import Tint, restyled, tints_of
from text2scene.scene import Scene, SceneObject

PALETTES = default_palettes()
LIBRARY = default_library()
CHILDREN = ("mike", "jenny")
FULL = {
    "skin": "brown-3",
    "hair": "ginger",
    "hair_style": "curls",
    "top": "red",
    "bottom": "#2F4B7C",
    "shoes": "white",
    "main": "teal",
    "trim": "#fBc943",
}


def one(category: str, style: dict[str, str] | None = None, **fields: object) -> Scene:
    """A scene of one object in the middle."""
    item = SceneObject("one", category, 250, 200, style=style or {}, **fields)  # type: ignore[arg-type]
    return Scene((item,))


def drawn(category: str, style: dict[str, str], height: float = 60, pose: str | None = None) -> Image.Image:
    """One object on grey, its catalog height drawn ``height`` pixels high."""
    scale = height / default_catalog()[category].size(pose)[1]
    item = SceneObject("one", category, 60, 60, scale=scale, style=style, pose=pose)
    clear = to_image(Scene((item,), width=120, height=120), transparent=True)
    canvas = Image.new("RGB", clear.size, "#808080")
    canvas.paste(clear, (0, 0), clear)
    return canvas


def distance(first: Image.Image, second: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean) / 3


# -- in the Scene -------------------------------------------------------------------------


def test_a_style_survives_json() -> None:
    scene = one("mike", FULL)
    again = Scene.from_json(scene.to_json())
    assert again == scene
    assert again.objects[0].style == FULL
    assert json.loads(scene.to_json())["objects"][0]["style"] == FULL


def test_a_scene_without_style_is_written_as_ever() -> None:
    plain = SceneObject("dog", "dog", 1, 2)
    assert plain.to_dict() == {"id": "dog", "category": "dog", "x": 1.0, "y": 2.0, "depth": 0, "flip": False}
    for empty in ({}, None, PLAIN):
        item = SceneObject.from_dict({**plain.to_dict(), "style": empty})
        assert item == plain
        assert "style" not in item.to_dict()


def test_a_style_is_frozen_and_counts_in_equality_and_hash() -> None:
    given = {"top": "red"}
    item = SceneObject("mike", "mike", 1, 2, style=given)
    given["top"] = "blue"
    assert item.style == {"top": "red"}
    same, other = SceneObject("mike", "mike", 1, 2, style={"top": "red"}), SceneObject("mike", "mike", 1, 2)
    assert item == same
    assert hash(item) == hash(same)
    assert item != other
    assert len({item, same, other}) == 2
    with pytest.raises((TypeError, AttributeError)):
        item.style["top"] = "blue"  # type: ignore[index]
    ordered = Style.of({"top": "red", "skin": "dark-1"})
    assert hash(ordered) == hash(Style.of({"skin": "dark-1", "top": "red"}))


@pytest.mark.parametrize(
    ("style", "message"),
    [
        ({"top": "reddish"}, r"style\.top must be like #2F4B7C or one of red, .*'reddish'"),
        ({"skin": "red"}, r"style\.skin must be .*light-1"),
        ({"hair": "#12345"}, r"style\.hair must be"),
        ({"hair": "#1234567"}, r"style\.hair must be"),
        ({"main": 5}, r"style\.main must be .*not 5"),
        ({"trim": ["red"]}, r"style\.trim must be"),
        ({"shoes": None}, r"style\.shoes must be"),
        ({"bottom": "#12345g"}, r"style\.bottom must be"),
        ({"hair_style": "bob"}, r"style\.hair_style must be one of short, curls, spiky, fringe"),
        ({"hair_style": {}}, r"style\.hair_style must be one of"),
        ({"wings": "red"}, r"style\.wings is not known; a style has skin, "),
        ("red", r"style must be an object"),
        (["red"], r"style must be an object"),
    ],
)
def test_a_broken_style_names_the_field(style: object, message: str) -> None:
    document = one("mike").to_dict()
    document["objects"][0]["style"] = style
    with pytest.raises(SceneFormatError, match=r"^objects\[0\]\." + message):
        Scene.from_dict(document)
    with pytest.raises(SceneFormatError, match="^" + message):
        SceneObject("a", "mike", 0, 0, style=style)  # type: ignore[arg-type]


def test_a_picture_carries_the_style(tmp_path: Path) -> None:
    scene = one("mike", FULL)
    for ending in (".png", ".svg"):
        scene.save(tmp_path / f"page{ending}")
        assert scene_from_picture(tmp_path / f"page{ending}") == scene


# -- colours ------------------------------------------------------------------------------


def test_there_are_enough_colours_and_hair_styles() -> None:
    assert len(PALETTES.skin) >= 8
    assert len(PALETTES.hair) >= 8
    assert PALETTES.skin["brown-2"].base == "#A9693F"
    assert {child: len(styles) >= 3 for child, styles in PALETTES.hair_styles.items()} == dict.fromkeys(
        CHILDREN, True
    )
    assert (PALETTES.hair_styles["mike"][0], PALETTES.hair_styles["jenny"][0]) == ("short", "pigtails")


def test_named_tones_go_from_light_to_deep() -> None:
    for palette in (PALETTES.skin, PALETTES.hair, PALETTES.colours):
        for name, colour in palette.items():
            light, base, shade, deep = (
                sum(channels(colour.tone(tone))) for tone in ("light", "base", "shade", "deep")
            )
            assert light >= base > shade >= deep, name


@pytest.mark.parametrize("base", ["#E4574C", "#4A8FD6", "#000000", "#ffffff", "#33273a"])
def test_a_colour_without_name_gets_its_tones_by_a_rule(base: str) -> None:
    colour = derived(base)
    assert colour.base == base.upper()
    assert all(re.fullmatch("#[0-9A-F]{6}", tone) for tone in (colour.shade, colour.light, colour.deep))
    light, middle, shade = (sum(channels(one)) for one in (colour.light, colour.base, colour.shade))
    assert light >= middle >= shade


def test_a_derived_shade_is_near_the_painted_one() -> None:
    for name in ("red", "blue", "teal", "pink", "purple"):
        painted = PALETTES.colours[name]
        made = derived(painted.base)
        for tone in ("shade", "light"):
            pairs = zip(channels(painted.tone(tone)), channels(made.tone(tone)), strict=True)
            assert max(abs(a - b) for a, b in pairs) < 40, (name, tone)


def test_broken_colours_are_named(tmp_path: Path) -> None:
    path = tmp_path / "colours.json"
    with pytest.raises(Text2SceneError, match=r"colours\.json cannot be read"):
        read_palettes(path)
    bad = {
        "skin": [{"name": "a", "base": "red"}],
        "hair": [],
        "colours": [],
        "aliases": {},
        "hair_styles": {},
    }
    path.write_text(json.dumps(bad))
    with pytest.raises(Text2SceneError, match="a is not made of tones"):
        read_palettes(path)


# -- what a style recolours ---------------------------------------------------------------


def test_the_first_part_that_a_style_sets_counts() -> None:
    skirt = Tint("bottom-shade top-shade", "#D66B8D")
    assert skirt.styled({}) is None
    assert skirt.styled({"top": "red"}) == PALETTES.colours["red"].shade
    assert skirt.styled({"top": "red", "bottom": "blue"}) == PALETTES.colours["blue"].shade
    assert Tint("main-nothing", "#FFFFFF").styled({"main": "red"}) is None


def test_only_fills_and_strokes_of_parts_change() -> None:
    body = (
        '<path fill="#111111" data-part="main"/><path fill="none" stroke="#222222" data-part="main-light"/>'
        '<path fill="#111111"/><path fill="#333333" data-part="lid"/>'
    )
    assert tints_of(body) == (Tint("main", "#111111"), Tint("main-light", "#222222"))
    new = restyled(body, {"main": "red"})
    assert re.findall('fill="([^"]*)"', new) == ["#E4574C", "none", "#111111", "#333333"]
    assert re.findall('stroke="([^"]*)"', new) == ["#F27E6B"]


WITH_MAIN = (
    "beach_ball soccer_ball basketball tennis_ball football baseball kite tent balloons blue_cap crown "
    "winter_cap wizard_hat pirate_hat chef_hat viking_hat propeller_cap frisbee bucket shovel slide table "
    "helicopter rocket hot_air_balloon glasses sunglasses"
)


@pytest.mark.parametrize("name", WITH_MAIN.split())
def test_an_object_has_a_main_colour(name: str) -> None:
    colours = ("#00A040", "#D000D0")
    first, second = (drawn(name, {"main": colour}) for colour in colours)
    assert distance(first, drawn(name, {})) > 1
    assert distance(first, second) > 1
    parts = {tint.part.split("-")[0] for tint in tints_of(LIBRARY.vector("sprites", name).body)}
    assert "main" in parts


# -- pixels -------------------------------------------------------------------------------

CASES = [
    ("kite", {"main": "teal", "trim": "#202020"}),
    ("beach_ball", {"main": "pink", "trim": "navy"}),
    ("balloons", {"main": "lime"}),
    ("tent", {"main": "purple"}),
    ("soccer_ball", {"main": "#101010", "trim": "yellow"}),
    ("pine_tree", {"main": "orange"}),
    ("mike-wave-smile", {"skin": "light-1"}),
    ("mike-run-angry", {"top": "white", "bottom": "black", "shoes": "orange", "trim": "pink"}),
    ("mike-arms_up-laugh", {"hair": "platinum", "hair_style": "spiky"}),
    ("mike-sit-sad", {"skin": "#66AA55", "hair": "purple", "hair_style": "curls"}),
    ("jenny-kick-surprised", {"skin": "dark-2", "hair": "black", "hair_style": "puffs"}),
    ("jenny-sit_cross_legged-smile", {"top": "navy", "bottom": "yellow", "shoes": "red"}),
    ("jenny-reach-sad", {"hair": "white", "hair_style": "braids", "trim": "teal"}),
]


@pytest.mark.parametrize(("name", "style"), CASES, ids=[name for name, _ in CASES])
def test_recoloured_pixels_are_those_of_the_recoloured_drawing(name: str, style: dict[str, str]) -> None:
    pytest.importorskip("skia")
    chosen = Style.of(style)
    vector = LIBRARY.styled_vector(name, chosen)[1]
    child = name.startswith(CHILDREN)
    scales, margin = ((KIT_SCALE,), KIT_MARGIN) if child else ((2, 4), 0)
    for scale in scales:
        if scale * vector.height > 2560:
            continue
        size = [round((side + 2 * margin) * scale) for side in (vector.width, vector.height)]
        made = LIBRARY.sprite(name, chosen, *size)
        assert list(made.size) == size
        wanted = Drawing(vector.body, (vector.width, vector.height), name, margin).image(*size)
        for colour in ("#808080", "#FFFFFF"):
            pair = []
            for picture in (made, wanted):
                pair.append(Image.new("RGB", picture.size, colour))
                pair[-1].paste(picture, (0, 0), picture)
            difference = ImageChops.difference(*pair)
            assert max(ImageStat.Stat(difference).mean) < 0.5, (scale, ImageStat.Stat(difference).mean)
            histogram = difference.convert("L").histogram()
            assert sum(histogram[13:]) < 0.002 * sum(histogram), (scale, colour)
            assert sum(histogram[41:]) == 0, (scale, colour)


def test_without_a_style_the_stored_picture_itself_is_shown() -> None:
    for name in ("kite", "mike-wave-smile", "jenny-run-sad"):
        for width in (50, 5000):
            stored = LIBRARY.image("sprites", name, width, width)
            for style in ({}, {"hair_style": "short"} if name[0] == "m" else {}, {"skin": "dark-1"}):
                if style.get("skin") and name != "kite":
                    continue
                assert LIBRARY.sprite(name, Style.of(style), width, width) is stored
        assert LIBRARY.styled_vector(name, PLAIN) == (name, LIBRARY.vector("sprites", name))
    plain, usual = one("jenny"), one("jenny", {"hair_style": "pigtails", "main": "red"})
    assert to_image(plain).tobytes() == to_image(usual).tobytes()
    assert to_svg(plain).split("<defs>")[1] == to_svg(usual).split("<defs>")[1]


@pytest.mark.parametrize(
    ("child", "skin", "hair"), [("mike", "brown-2", "black"), ("jenny", "light-2", "blond")]
)
@pytest.mark.parametrize("pose", POSES)
def test_a_child_in_its_own_colours_looks_as_without_a_style(
    child: str, skin: str, hair: str, pose: str
) -> None:
    for expression in EXPRESSIONS:
        fields = {"pose": pose, "expression": expression}
        plain, styled = (
            to_image(one(child, style, **fields), 2) for style in ({}, {"skin": skin, "hair": hair})
        )
        box = plain.getbbox()
        assert box is not None
        assert distance(plain, styled) < 0.15


def test_every_skin_and_hair_colour_looks_different() -> None:
    for child in CHILDREN:
        for part, palette in (("skin", PALETTES.skin), ("hair", PALETTES.hair)):
            pictures = {name: drawn(child, {part: name}) for name in palette}
            for first, second in itertools.combinations(pictures, 2):
                assert distance(pictures[first], pictures[second]) > 0.08, (child, first, second)


def test_hair_styles_differ_at_60_pixels() -> None:
    for child, styles in PALETTES.hair_styles.items():
        for pose in POSES:
            pictures = {name: drawn(child, {"hair_style": name}, pose=pose) for name in styles}
            for first, second in itertools.combinations(styles, 2):
                assert distance(pictures[first], pictures[second]) > 0.2, (child, pose, first, second)


@pytest.mark.parametrize("part", [part for part in COLOUR_PARTS if part != "main"])
def test_every_part_of_a_child_changes_and_nothing_moves(part: str) -> None:
    value = "dark-2" if part == "skin" else "lime"
    for child in CHILDREN:
        for pose in POSES:
            plain, styled = drawn(child, {}, 100, pose), drawn(child, {part: value}, 100, pose)
            difference = ImageChops.difference(plain, styled)
            assert distance(plain, styled) > 0.05, (child, pose)
            changed = difference.convert("L").point(lambda level: 255 * (level > 24)).getbbox()
            assert changed is not None
            outline = ImageChops.difference(plain, Image.new("RGB", plain.size, "#808080")).getbbox()
            assert outline is not None
            assert outline[0] - 1 <= changed[0] < changed[2] <= outline[2] + 1, (child, pose)


def test_hair_may_stand_out_of_the_picture_of_its_child() -> None:
    height = default_catalog()["mike"].size("wave")[1]

    def top(style: dict[str, str]) -> int:
        image = to_image(one("mike", style, pose="wave"), 2, transparent=True)
        return (image.getbbox() or (0, 0, 0, 0))[1]

    assert abs(top({}) - (400 - height)) <= 2
    assert top({"hair_style": "spiky"}) < 400 - height - 8


def test_a_styled_child_is_mirrored_and_scaled_about_its_centre() -> None:
    style = {"hair_style": "spiky", "top": "green"}
    plain = to_image(one("mike", style, pose="kick"), 2, transparent=True)
    flipped = to_image(one("mike", style, pose="kick", flip=True), 2, transparent=True)
    mirrored = flipped.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert distance(plain.convert("RGB"), mirrored.convert("RGB")) < 0.01
    small = to_image(one("mike", style, pose="kick", scale=0.5), 4, transparent=True)
    whole = plain.getbbox() or (0, 0, 0, 0)
    box = small.getbbox() or (0, 0, 0, 0)
    assert [
        a - b
        for a, b in zip(box, (whole[0] + 500, whole[1] + 400, whole[2] + 500, whole[3] + 400), strict=True)
    ] == [pytest.approx(0, abs=2)] * 4


def test_a_skirt_follows_the_top_unless_it_has_its_own_colour() -> None:
    both, skirt = (
        drawn("jenny", {"top": "navy"}, 100),
        drawn("jenny", {"top": "navy", "bottom": "yellow"}, 100),
    )
    assert distance(both, drawn("jenny", {"top": "navy", "bottom": "navy"}, 100)) == 0
    assert distance(both, skirt) > 1
    changed = (
        ImageChops.difference(both, skirt).convert("L").point(lambda level: 255 * (level > 24)).getbbox()
    )
    assert changed is not None
    assert changed[1] > 55


# -- SVG ----------------------------------------------------------------------------------


def test_svg_has_each_style_of_a_piece_once_and_unique_ids() -> None:
    styles = ({}, {"main": "red"}, {"main": "red"}, {"main": "blue"}, {"skin": "dark-1"})
    objects = [SceneObject(f"b-{i}", "beach_ball", 50 * i, 9, style=style) for i, style in enumerate(styles)]
    objects += [
        SceneObject(f"m-{i}", "mike", 90, 90, style={"top": top}) for i, top in enumerate(("red", "lime"))
    ]
    svg = to_svg(Scene(tuple(objects)))
    ids = re.findall(r' id="([^"]*)"', svg)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", svg)) <= set(ids)
    assert len([one for one in ids if re.fullmatch(r"t2s-beach_ball(-[0-9a-f]{8})?", one)]) == 3
    assert PALETTES.colours["lime"].base in svg


# -- the art ------------------------------------------------------------------------------


def test_kits_have_every_hair_style_pose_and_face() -> None:
    from text2scene.art.children_hair import HAIR
    from text2scene.vectors import read_kit

    assert {child: tuple(styles) for child, styles in HAIR.items()} == dict(PALETTES.hair_styles)
    for child in CHILDREN:
        for pose in POSES:
            layers = read_kit(LIBRARY.root / "kits" / f"{child}-{pose}.svg").layers
            heads = {f"head-{style}" for style in PALETTES.hair_styles[child]}
            heads |= {"grip-right", "grip-left"}
            assert {"body", *heads, *(f"face-{one}" for one in EXPRESSIONS)} <= set(layers)


def test_the_drawings_are_those_of_the_drawing_code(tmp_path: Path) -> None:
    from text2scene.art.children import build

    for path in build(tmp_path / "sprites", tmp_path / "kits"):
        shipped = LIBRARY.root / path.relative_to(tmp_path)
        assert path.read_text(encoding="utf-8") == shipped.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("show", ["objects", "children", "wearables", "palettes", "hair", "held", "pack"])
def test_sheets_of_parts_of_the_art(show: str, tmp_path: Path) -> None:
    assert main(["sheet", "--show", show, "-o", str(tmp_path / "sheet.png")]) == 0
    with Image.open(tmp_path / "sheet.png") as image:
        assert image.width > 900


def test_style_keys_are_the_parts_and_the_hair_style() -> None:
    assert set(STYLE_KEYS) == {*COLOUR_PARTS, "hair_style"}
