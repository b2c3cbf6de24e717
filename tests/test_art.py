"""The clip art that ships, and the atlas made of it."""

from __future__ import annotations

import itertools
import json
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat

from text2scene.art.__main__ import main
from text2scene.art.build import build_atlas, check_atlas, expected, settle_blends
from text2scene.catalog import EXPRESSIONS, POSES, Catalog, default_catalog
from text2scene.errors import DataError, Text2SceneError
from text2scene.render import Library, default_library, scene_from_picture, to_image, to_svg
from text2scene.render.canvas import sprite_sizes
from text2scene.scene import Scene, SceneObject
from text2scene.vectors import ATTRIBUTES, ELEMENTS, SVG, parse_vector

SIZES = {name: (width, height) for name, width, height in sprite_sizes(default_catalog())}
CHILDREN = ("mike", "jenny")
SOURCES = sorted(
    path for folder in ("sprites", "backgrounds") for path in (default_library().root / folder).iterdir()
)
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:g} {1:g}">'
    '<rect width="{0:g}" height="{1:g}" fill="{2}"/></svg>'
)


@cache
def drawn(name: str, factor: float = 2) -> Image.Image:
    """A shipped sprite at ``factor`` times its size, RGBA, on a canvas twice that size."""
    width, height = SIZES[name]
    child, _, rest = name.partition("-")
    pose, _, expression = rest.partition("-")
    x, y = width * factor, height * factor
    item = SceneObject("one", child, x, y, pose=pose or None, expression=expression or None, scale=factor)
    return to_image(Scene((item,), width=round(2 * x), height=round(2 * y)), transparent=True)


# -- the drawings -------------------------------------------------------------------------


def test_every_piece_pose_and_expression_has_a_drawing() -> None:
    assert len(SIZES) == 126
    assert {path.stem for path in SOURCES if path.parent.name == "sprites"} == set(SIZES)
    assert (default_library().root / "backgrounds" / "park.svg").is_file()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_drawing_is_plain_vector_art(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    width, height = SIZES[path.stem] if path.parent.name == "sprites" else (500.0, 400.0)
    assert root.get("viewBox") == f"0 0 {width:g} {height:g}"
    for element in root.iter():
        if element is not root:
            assert element.tag.removeprefix(f"{{{SVG}}}") in ELEMENTS
            assert set(element.attrib) <= ATTRIBUTES
        for key, value in element.attrib.items():
            assert not re.search(r"://|data:|javascript:", value), (key, value)
    ids = [element.get("id", "") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert len(text) < 20_000


@pytest.mark.parametrize("name", sorted(SIZES))
def test_a_sprite_fills_its_catalog_size(name: str) -> None:
    width, height = SIZES[name]
    box = drawn(name).getchannel("A").point(lambda alpha: 255 * (alpha > 16)).getbbox()
    assert box is not None
    left, top, right, bottom = (side / 2 for side in box)
    # Half a pixel more, as the smallest pieces are only a few pixels high.
    assert abs((right - left) - width) <= 0.06 * width + 0.5
    assert abs((bottom - top) - height) <= 0.06 * height + 0.5
    assert left >= width / 2 - 0.5
    assert top >= height / 2 - 0.5


def test_all_drawings_fit_in_one_document() -> None:
    library = default_library()
    bodies = [library.vector(path.parent.name, path.stem).body for path in SOURCES]
    ids = re.findall(r' id="([^"]*)"', "".join(bodies))
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", "".join(bodies))) <= set(ids)


def _distance(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of two pictures, 0 to 255, over their common size on grey."""
    size = (max(one.width, other.width), max(one.height, other.height))
    canvases = []
    for picture in (one, other):
        canvas = Image.new("RGB", size, "#808080")
        canvas.paste(picture, ((size[0] - picture.width) // 2, (size[1] - picture.height) // 2), picture)
        canvases.append(canvas)
    return sum(ImageStat.Stat(ImageChops.difference(*canvases)).mean) / 3


def _small(name: str, height: int = 60) -> Image.Image:
    """A sprite ``height`` pixels high, on a canvas of twice that."""
    return drawn(name, height / SIZES[name][1])


@pytest.mark.parametrize("child", CHILDREN)
@pytest.mark.parametrize("pose", POSES)
def test_expressions_differ_at_60_pixels(child: str, pose: str) -> None:
    for one, other in itertools.combinations(EXPRESSIONS, 2):
        pictures = [_small(f"{child}-{pose}-{expression}") for expression in (one, other)]
        assert _distance(*pictures) > 0.25, (one, other)


@pytest.mark.parametrize("child", CHILDREN)
def test_poses_differ_at_60_pixels(child: str) -> None:
    for one, other in itertools.combinations(POSES, 2):
        assert _distance(*(_small(f"{child}-{pose}-smile") for pose in (one, other))) > 2, (one, other)


def test_children_differ_in_every_pose() -> None:
    for pose in POSES:
        assert _distance(*(_small(f"{child}-{pose}-smile") for child in CHILDREN)) > 4, pose


def test_objects_differ_at_60_pixels() -> None:
    objects = [piece.name for piece in default_catalog().pieces if not piece.is_child]
    for one, other in itertools.combinations(objects, 2):
        assert _distance(_small(one), _small(other)) > 1, (one, other)


@pytest.mark.parametrize("piece", default_catalog().pieces, ids=lambda piece: piece.name)
def test_a_scene_with_it_can_be_saved_as_svg_and_opened(piece: object, tmp_path: Path) -> None:
    name = getattr(piece, "name", "")
    scene = Scene((SceneObject(name, name, 250, 200, flip=True),), text=f"Here is {name}.")
    (tmp_path / "one.svg").write_text(to_svg(scene), encoding="utf-8")
    assert scene_from_picture(tmp_path / "one.svg") == scene


# -- drawings that are refused ------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<script>alert(1)</script>", "element 'script'"),
        ("<text>Hello</text>", "element 'text'"),
        ('<image href="a.png"/>', "element 'image'"),
        ("<style>*{fill:red}</style>", "element 'style'"),
        ("<foreignObject/>", "element 'foreignObject'"),
        ('<h:b xmlns:h="http://www.w3.org/1999/xhtml"/>', "is not allowed"),
        ('<rect onclick="alert(1)"/>', "attribute 'onclick'"),
        ('<rect style="fill:red"/>', "attribute 'style'"),
        ('<rect fill="url(https://example.org/a.svg#b)"/>', "outside the drawing"),
        ('<rect fill="url(#a) javascript:x"/>', "outside the drawing"),
        ("<g>words</g>", "there is text"),
    ],
)
def test_a_drawing_with_more_than_shapes_is_refused(body: str, message: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{body}</svg>'
    with pytest.raises(ValueError, match=message):
        parse_vector(svg, "piece")


@pytest.mark.parametrize(
    "svg",
    [
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
        '<svg viewBox="0 0 1 1"/>',
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 5"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="1 0 5 5"/>',
    ],
)
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    with pytest.raises(ValueError, match="it"):
        parse_vector(svg, "piece")


# -- the atlas ----------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Three pieces as plain squares; not built yet."""
    pytest.importorskip("skia")
    whole = default_catalog()
    catalog = Catalog(tuple(whole[name] for name in ("tennis_ball", "ketchup", "pine_tree")), {}, "three")
    for kind, sizes in expected(Library(tmp_path, catalog)).items():
        (tmp_path / kind).mkdir()
        for name, size in sizes.items():
            (tmp_path / kind / f"{name}.svg").write_text(SQUARE.format(*size, "#E4574C"))
    return Library(tmp_path, catalog)


def fresh(library: Library) -> Library:
    return Library(library.root, library.catalog)


def test_the_shipped_atlas_is_up_to_date_and_small() -> None:
    library = default_library()
    assert check_atlas(library) == []
    files = [path for path in (library.root / "atlas").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 6 * 10**6


def test_build_makes_what_scenes_are_drawn_with(library: Library) -> None:
    assert "4 pictures" in build_atlas(library)
    assert check_atlas(library) == []
    scene = Scene((SceneObject("a", "ketchup", 250, 200),))
    assert to_image(scene, library=library).getpixel((250, 200)) == (0xE4, 0x57, 0x4C)
    assert to_image(scene, 4, library=library).getpixel((1000, 800)) == (0xE4, 0x57, 0x4C)
    tree = library.levels("sprites", "pine_tree")
    assert [(level.width, level.height) for level in tree] == [(736, 1532), (1230, 2560)]


def test_build_makes_only_what_changed_and_the_same_again(library: Library) -> None:
    build_atlas(library)
    atlas = library.root / "atlas"
    before = {path: path.read_bytes() for path in atlas.rglob("*") if path.is_file()}
    assert "0 made, 0 files removed" in build_atlas(fresh(library))
    assert "4 made" in build_atlas(fresh(library), force=True)
    assert {path: path.read_bytes() for path in atlas.rglob("*") if path.is_file()} == before
    (library.root / "sprites" / "ketchup.svg").write_text(SQUARE.format(16, 40, "#4A8FD6"))
    (atlas / "sprites" / "old.webp").write_bytes(b"")
    assert "1 made, 1 files removed" in build_atlas(fresh(library))


def test_check_lists_everything_that_is_wrong(library: Library) -> None:
    assert check_atlas(library) == ["missing or broken: atlas/index.json"]
    build_atlas(library)
    ketchup = library.root / "sprites" / "ketchup.svg"
    text = ketchup.read_text()
    ketchup.write_bytes(text.replace(">", ">\r\n").encode())
    assert check_atlas(library) == ["drawing changed: sprites/ketchup"]
    ketchup.write_text(text)
    (library.root / "backgrounds" / "moon.svg").write_text(SQUARE.format(500, 400, "#333333"))
    (library.root / "atlas" / "sprites" / "pine_tree@4x.webp").unlink()
    (library.root / "sprites" / "tennis_ball.svg").unlink()
    assert check_atlas(library) == [
        "missing drawing: sprites/tennis_ball.svg",
        "picture missing: sprites/pine_tree",
        "not in the atlas: backgrounds/moon",
    ]
    index = library.root / "atlas" / "index.json"
    index.write_text(index.read_text().replace('"recipe": "', '"recipe": "older '))
    assert "made by another recipe: sprites/ketchup" in check_atlas(library)


def test_check_notices_an_altered_picture_and_size(library: Library) -> None:
    build_atlas(library)
    index = library.root / "atlas" / "index.json"
    document = json.loads(index.read_text())
    document["sprites"]["ketchup"]["size"] = [1, 1]
    document["sprites"]["anvil"] = document["sprites"]["ketchup"]
    index.write_text(json.dumps(document))
    (library.root / "atlas" / "sprites" / "pine_tree@2x.webp").write_bytes(b"RIFF")
    assert check_atlas(library) == [
        "no longer wanted: sprites/anvil",
        "size in the catalog changed: sprites/ketchup",
        "picture changed: sprites/pine_tree",
    ]
    with pytest.raises(Text2SceneError, match="cannot be read"):
        to_image(Scene((SceneObject("a", "pine_tree", 0, 0),)), library=library)


def test_build_without_a_drawing_names_it(library: Library) -> None:
    (library.root / "sprites" / "ketchup.svg").unlink()
    with pytest.raises(DataError, match=r"1 drawings are missing: sprites/ketchup\.svg"):
        build_atlas(library)
    assert "3 pictures" in build_atlas(library, partial=True)


def test_command_line_says_what_is_wrong(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--assets", str(default_library().root)]) == 0
    assert "up to date" in capsys.readouterr().out
    (library.root / "sprites" / "ketchup.svg").write_text("<svg")
    assert main(["check", "--assets", str(library.root)]) == 1
    assert "missing or broken" in capsys.readouterr().out
    assert main(["build", "--partial", "--assets", str(library.root)]) == 2
    assert re.match(r"error: The drawing .*ketchup\.svg cannot be used: .*\n\Z", capsys.readouterr().err)


def test_the_sheet_shows_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sheet", "-o", str(tmp_path / "sheet.png")]) == 0
    assert Image.open(tmp_path / "sheet.png").width == 2940
    assert main(["sheet", "-o", str(tmp_path / "sheet.gif")]) == 2
    assert "PNG" in capsys.readouterr().err


def test_settling_keeps_the_colours_of_a_drawing() -> None:
    image = Image.new("RGBA", (40, 40), (0xE4, 0x57, 0x4C, 255))
    image.paste((1, 2, 3, 0), (0, 0, 40, 10))
    image.putpixel((5, 15), (101, 202, 254, 131))
    settled = settle_blends(image)
    assert settled.getpixel((20, 20)) == (0xE4, 0x57, 0x4C, 255)
    assert settled.getpixel((0, 0))[3] == 0
    assert settled.getpixel((5, 15)) == (104, 200, 255, 128)


def test_svg_and_png_of_a_scene_look_the_same() -> None:
    skia = pytest.importorskip("skia")
    places = {
        "sun": (70, 60),
        "oak_tree": (430, 130),
        "mike": (120, 270),
        "dog": (300, 330),
        "kite": (300, 80),
    }
    items = (SceneObject(name, name, *place, flip=name != "dog") for name, place in places.items())
    scene = Scene(tuple(items), text="Both ways.")
    surface = skia.Surface(scene.width, scene.height)
    skia.SVGDOM.MakeFromStream(skia.MemoryStream(to_svg(scene).encode(), True)).render(surface.getCanvas())
    pixels = surface.makeImageSnapshot().toarray(colorType=skia.kRGBA_8888_ColorType)
    difference = ImageChops.difference(Image.fromarray(pixels).convert("RGB"), to_image(scene))
    assert max(ImageStat.Stat(difference).mean) < 3


def test_the_hands_of_the_catalog_are_those_that_are_drawn() -> None:
    from text2scene.art.children import HANDS

    for child in ("mike", "jenny"):
        for pose, spec in default_catalog()[child].poses.items():
            drawn = [HANDS[child][pose][side] for side in ("right", "left")]
            for hand, wanted in zip(spec.hands, drawn, strict=True):
                assert hand == pytest.approx(wanted, abs=0.06), (child, pose)
