"""Scenes as pictures: what stands where, what is cut, and what a picture carries along."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from text2scene.catalog import Catalog, default_catalog
from text2scene.errors import InputError, OutputError, SceneFormatError, Text2SceneError
from text2scene.render import (
    Library,
    RecordingCanvas,
    draw_scene,
    save_picture,
    scene_from_picture,
    to_image,
    to_png,
    to_svg,
    to_webp,
)
from text2scene.render.canvas import sprite_sizes
from text2scene.render.library import INDEX_FORMAT, ImageCache
from text2scene.scene import Scene, SceneObject

RED, BLUE, GREEN, GREY = (255, 0, 0), (0, 0, 255), (0, 255, 0), (128, 128, 128)
NAMES = ("sun", "cloud", "pine_tree", "oak_tree", "dog", "blue_cap", "soccer_ball")
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def _halves(width: int, height: int) -> Image.Image:
    """Red on the left, blue on the right, so that mirroring shows."""
    image = Image.new("RGBA", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Seven pieces of two plain colours and a grey park with a green left edge."""
    root = tmp_path_factory.mktemp("assets")
    for folder in ("sprites", "backgrounds", "atlas"):
        (root / folder).mkdir()
    whole = default_catalog()
    catalog = Catalog(tuple(whole[name] for name in NAMES), {}, "seven")
    index: dict[str, object] = {"format": INDEX_FORMAT}
    sprites = {}
    for name, width, height in sprite_sizes(catalog):
        _halves(2 * int(width), 2 * int(height)).save(root / "atlas" / f"{name}.webp", lossless=True)
        level = {"file": f"{name}.webp", "width": 2 * int(width), "height": 2 * int(height)}
        sprites[name] = {"levels": [level]}
        shape = f'<clipPath id="cut"><rect width="{width:g}" height="{height:g}"/></clipPath>'
        path = f'<rect width="{width:g}" height="9" fill="#ff0000" clip-path="url(#cut)"/>'
        _write_svg(root / "sprites" / f"{name}.svg", width, height, f"<defs>{shape}</defs>{path}")
    park = Image.new("RGB", (1000, 800), GREY)
    park.paste(GREEN, (0, 0, 100, 800))
    park.save(root / "atlas" / "park.webp", lossless=True)
    _write_svg(root / "backgrounds" / "park.svg", 500, 400, '<rect width="500" height="400" fill="#888"/>')
    index["sprites"] = sprites
    index["backgrounds"] = {"park": {"levels": [{"file": "park.webp", "width": 1000, "height": 800}]}}
    (root / "atlas" / "index.json").write_text(json.dumps(index))
    return Library(root, catalog)


def _write_svg(path: Path, width: float, height: float, body: str) -> None:
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">{body}</svg>'
    )


def obj(category: str, x: float, y: float, **fields: object) -> SceneObject:
    return SceneObject(str(fields.pop("id", category)), category, x, y, **fields)  # type: ignore[arg-type]


def box_of(image: Image.Image, *colours: tuple[int, int, int]) -> tuple[int, int, int, int] | None:
    """Bounds of the pixels that have one of these colours."""
    mask = Image.new("L", image.size)
    mask.putdata([255 * (pixel[:3] in colours) for pixel in image.get_flattened_data()])
    return mask.getbbox()


# -- what is drawn, and in which order ----------------------------------------------------


def test_draws_sun_then_sky_then_far_to_near() -> None:
    canvas = RecordingCanvas()
    near, far = obj("dog", 1, 1), obj("dog", 2, 2, id="dog-2", depth=2)
    scene = Scene((near, far, obj("oak_tree", 3, 3), obj("cloud", 4, 4), obj("sun", 5, 5)))
    draw_scene(scene, canvas)
    names = [call if isinstance(call, str) else call.object_id for _, call in canvas.calls]
    assert names == ["park", "sun", "cloud", "dog-2", "oak_tree", "dog"]


def test_children_without_pose_and_expression_wave_and_smile() -> None:
    canvas = RecordingCanvas()
    scene = Scene((obj("mike", 0, 0), obj("jenny", 0, 0, pose="sit", expression="sad", depth=1)))
    draw_scene(scene, canvas, background=False)
    far, near = (call for _, call in canvas.calls)
    assert (near.name, near.width, near.height) == ("mike-wave-smile", 120, 200)
    assert (far.name, far.width, far.height) == ("jenny-sit-sad", pytest.approx(117.6), pytest.approx(102.2))


def test_nearer_objects_cover_farther_ones(library: Library) -> None:
    scene = Scene((obj("dog", 250, 200, flip=True), obj("oak_tree", 250, 200, depth=1)))
    image = to_image(scene, haze=False, library=library)
    assert image.getpixel((240, 200)) == BLUE
    assert image.getpixel((240, 100)) == RED


@pytest.mark.parametrize(
    ("depth", "scale", "width", "height"), [(0, 1, 142, 106), (1, 1, 99, 74), (2, 2, 139, 104)]
)
def test_depth_and_scale_set_the_size(
    library: Library, depth: int, scale: float, width: int, height: int
) -> None:
    scene = Scene((obj("dog", 250, 200, depth=depth, scale=scale),))
    image = to_image(scene, haze=False, library=library)
    left, top, right, bottom = box_of(image, RED, BLUE) or (0, 0, 0, 0)
    # The blurred seam between the two colours is no part of either, but lies inside.
    assert (right - left, bottom - top) == (width, height)
    assert abs((left + right) / 2 - 250) <= 0.5
    assert abs((top + bottom) / 2 - 200) <= 0.5


def test_flip_mirrors(library: Library) -> None:
    plain = to_image(Scene((obj("dog", 250, 200),)), library=library)
    flipped = to_image(Scene((obj("dog", 250, 200, flip=True),)), library=library)
    assert (plain.getpixel((200, 200)), plain.getpixel((300, 200))) == (RED, BLUE)
    assert (flipped.getpixel((200, 200)), flipped.getpixel((300, 200))) == (BLUE, RED)


def test_objects_are_cut_at_the_edges(library: Library) -> None:
    scene = Scene((obj("dog", 0, 0), obj("cloud", 500, 400)))
    image = to_image(scene, library=library)
    assert image.getpixel((20, 0)) == BLUE
    assert image.getpixel((71, 0)) != BLUE
    assert image.getpixel((415, 399)) == image.getpixel((480, 349)) == RED
    assert image.getpixel((415, 348)) == GREY


@pytest.mark.parametrize(("x", "y"), [(-1000, 200), (5000, 5000), (250, -5000), (-71, 200)])
def test_an_object_beside_the_canvas_changes_nothing(library: Library, x: float, y: float) -> None:
    empty = to_image(Scene(), library=library)
    for transparent in (False, True):
        image = to_image(Scene((obj("dog", x, y),)), transparent=transparent, library=library)
        expected = to_image(Scene(), transparent=transparent, library=library)
        assert image.tobytes() == expected.tobytes()
    assert empty.getpixel((250, 200)) == GREY


def test_a_huge_tree_is_drawn_without_huge_memory(library: Library) -> None:
    pine = obj("pine_tree", 250, 200, scale=20, flip=True)
    scene = Scene((pine, obj("oak_tree", 3200, 0, scale=20, flip=True)))
    image = to_image(scene, 2, library=library)
    assert image.size == (1000, 800)
    assert [image.getpixel((x, 400)) for x in (300, 560, 700)] == [BLUE, RED, BLUE]


def test_cut_huge_sprites_look_as_whole_ones_do(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = Scene((obj("dog", 260.5, 40, scale=3.3, flip=True), obj("sun", 20, 390, scale=2)))
    whole = to_image(scene, library=library)
    monkeypatch.setattr("text2scene.render.raster._MAX_KEPT_PIXELS", 0)
    assert to_image(scene, library=library).tobytes() == whole.tobytes()


# -- sizes, scales and backgrounds --------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "size"), [(0.25, (125, 100)), (1, (500, 400)), (2, (1000, 800)), (8, (4000, 3200))]
)
def test_scale_sets_the_picture_size(library: Library, scale: float, size: tuple[int, int]) -> None:
    image = to_image(Scene((obj("dog", 250, 200),)), scale, library=library)
    assert (image.size, image.mode) == (size, "RGB")
    assert image.getpixel((int(200 * scale), int(200 * scale))) == RED


@pytest.mark.parametrize("scale", [float("nan"), float("inf"), 0, -1, 8.01, 0.1, "2", None, True])
def test_a_bad_scale_is_said_in_one_sentence(library: Library, tmp_path: Path, scale: object) -> None:
    for call in (to_image, to_png, to_webp, to_svg):
        with pytest.raises(InputError, match=r"^scale must be a number from 0\.25 to 8, not .*\.$"):
            call(Scene(), scale, library=library)  # type: ignore[operator]
    with pytest.raises(InputError):
        save_picture(Scene(), tmp_path / "a.png", scale, library=library)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_picture_of_a_gigapixel_is_refused_with_a_scale_that_works(library: Library) -> None:
    with pytest.raises(
        InputError, match=r"32000 x 32000 pixels is too large; use a scale of at most 2\.?\d*"
    ):
        to_image(Scene(width=4000, height=4000), 8, library=library)


def test_transparent_leaves_the_background_out(library: Library) -> None:
    scene = Scene((obj("dog", 250, 200),))
    image = to_image(scene, transparent=True, library=library)
    assert image.mode == "RGBA"
    assert image.getpixel((10, 10))[3] == 0
    assert image.getpixel((200, 200)) == (*RED, 255)
    again = Image.open(io.BytesIO(to_png(scene, transparent=True, library=library)))
    assert again.tobytes() == image.tobytes()
    assert "background" not in to_svg(scene, transparent=True, library=library).split("</metadata>")[1]


def test_the_background_covers_another_canvas_size(library: Library) -> None:
    wide = to_image(Scene(width=1000, height=400), library=library)
    assert (wide.getpixel((90, 200)), wide.getpixel((990, 200))) == (GREEN, GREY)
    tall = to_image(Scene(width=400, height=800), library=library)
    assert tall.size == (400, 800)
    assert tall.getpixel((0, 799)) == GREY  # its green left edge is cut off
    use = ElementTree.fromstring(to_svg(Scene(width=400, height=800), library=library)).find(f"{SVG}use")
    assert use is not None
    assert use.get("transform") == "matrix(2 0 0 2 -300 0)"


def test_drawing_twice_gives_the_same_bytes(library: Library) -> None:
    scene = Scene((obj("dog", 250, 200), obj("sun", 60, 60)), text="a dog")
    assert to_png(scene, library=library) == to_png(scene, library=library)
    assert to_svg(scene, library=library) == to_svg(scene, library=library)


def test_a_transparent_png_and_webp_and_compression(library: Library) -> None:
    scene = Scene((obj("dog", 250, 200),))
    quick, small = (to_png(scene, compress_level=level, library=library) for level in (0, 9))
    assert len(small) < len(quick)
    exact = Image.open(io.BytesIO(to_webp(scene, quality=100, library=library)))
    assert exact.format == "WEBP"
    assert exact.convert("RGB").tobytes() == to_image(scene, library=library).tobytes()
    for bad in (-1, 10, 2.5, True):
        with pytest.raises(InputError, match="compress_level"):
            to_png(scene, compress_level=bad, library=library)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="quality"):
        to_webp(scene, quality=0, library=library)


def test_the_image_cache_stays_within_its_bound() -> None:
    cache = ImageCache(limit=1000)
    for number in range(50):
        cache.get(number, lambda: Image.new("RGBA", (10, 10)))
    assert (len(cache), cache.used) == (2, 800)
    kept = cache.get(49, lambda: Image.new("L", (1, 1)))
    assert kept.size == (10, 10)


# -- what cannot be drawn -----------------------------------------------------------------


def test_an_unknown_category_is_an_error_with_a_remedy(library: Library) -> None:
    scene = Scene((obj("dragon", 1, 1, id="dragon-3"),))
    for call in (to_image, to_png, to_webp, to_svg):
        with pytest.raises(InputError, match=r"'dragon' \(object 'dragon-3'\); load the sprite pack"):
            call(scene, library=library)  # type: ignore[operator]


def test_an_unknown_background_names_those_there_are(library: Library) -> None:
    for call in (to_image, to_svg):
        with pytest.raises(InputError, match="no background 'moon'; there is park"):
            call(Scene(background="moon"), library=library)  # type: ignore[operator]


def test_a_missing_or_broken_atlas_says_what_to_do(tmp_path: Path) -> None:
    library = Library(tmp_path, default_catalog())
    with pytest.raises(Text2SceneError, match="reinstall"):
        to_image(Scene(), library=library)
    (tmp_path / "atlas").mkdir()
    (tmp_path / "atlas" / "index.json").write_text('{"format": "other"}')
    with pytest.raises(Text2SceneError, match="reinstall"):
        to_image(Scene(), library=Library(tmp_path, default_catalog()))


# -- SVG ----------------------------------------------------------------------------------


def test_svg_of_a_small_scene_as_text(library: Library) -> None:
    scene = Scene(
        (obj("dog", 250, 200, flip=True), obj("dog", 100.5, 300, id="dog-2", depth=1)), text="2 dogs"
    )
    svg = to_svg(scene, 2, shadows=False, haze=False, library=library)
    head, body = svg.split("<defs>\n", 1)
    assert head.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
        ' viewBox="0 0 500 400" width="1000" height="800">\n<title>2 dogs</title>\n<desc>2 dogs</desc>\n'
    )
    assert body == (
        '<g id="t2s-background-park"><rect width="500" height="400" fill="#888" /></g>\n'
        '<g id="t2s-dog"><defs><clipPath id="t2s-dog.cut"><rect width="142" height="106" /></clipPath></defs>'
        '<rect width="142" height="9" fill="#ff0000" clip-path="url(#t2s-dog.cut)" /></g>\n'
        "</defs>\n"
        '<use xlink:href="#t2s-background-park"/>\n'
        '<use xlink:href="#t2s-dog" data-object="dog-2" transform="matrix(0.7 0 0 0.7 50.8 262.9)"/>\n'
        '<use xlink:href="#t2s-dog" data-object="dog" transform="matrix(-1 0 0 1 321 147)"/>\n'
        "</svg>\n"
    )


NASTY = "<script>alert('x')</script> \"quoted\" & ]]> \x00\x0b\x1b\ufffe\ud800 --> äöü 🐶"


def test_nasty_text_stays_inert(library: Library, tmp_path: Path) -> None:
    scene = Scene((obj("dog", 250, 200),), text=NASTY, notes=({"message": NASTY},))
    svg = to_svg(scene, library=library)
    root = ElementTree.fromstring(svg.encode("utf-8"))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *(
            "svg",
            "title",
            "desc",
            "metadata",
            "{urn:text2scene:scene}scene",
            "defs",
            "g",
            "rect",
            "circle",
            "clipPath",
            "use",
        )
    }
    assert "<script" not in svg
    title = root.findtext(f"{SVG}title") or ""
    assert title.startswith("<script>alert('x')</script> \"quoted\" & ]]> ")
    assert title.endswith("--> äöü 🐶")
    for ending in (".svg", ".png"):
        path = tmp_path / f"nasty{ending}"
        save_picture(scene, path, library=library)
        assert scene_from_picture(path) == scene


def test_a_long_text_has_a_short_title(library: Library) -> None:
    root = ElementTree.fromstring(to_svg(Scene(text="word \n " * 200), library=library))
    title = root.findtext(f"{SVG}title") or ""
    assert len(title) <= 120
    assert title.endswith("word…")
    assert ElementTree.fromstring(to_svg(Scene(), library=library)).findtext(f"{SVG}title") == "A scene"


def test_svg_references_stay_inside_the_document(library: Library) -> None:
    scene = Scene(tuple(obj(name, 100, 100) for name in NAMES))
    root = ElementTree.fromstring(to_svg(scene, shadows=False, library=library))
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    references = [element.get(HREF) for element in root.iter(f"{SVG}use")]
    assert len(references) == len(NAMES) + 1
    assert all(reference and reference[1:] in ids for reference in references)


# -- files and back -----------------------------------------------------------------------


def full_scene() -> Scene:
    return Scene(
        (obj("dog", 250.25, 200, flip=True, depth=1, scale=1.5, extra={"pack": "mine"}), obj("sun", 60, 60)),
        text="Ein Hund & die “Sonne”.",
        seed=7,
        notes=({"kind": "unknown_word", "word": "dragon"},),
        extra={"page": 3},
    )


@pytest.mark.parametrize("ending", [".png", ".svg", ".PNG", ".Svg"])
def test_a_picture_can_be_opened_again(library: Library, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"new folder/page{ending}"
    save_picture(full_scene(), path, 0.5, library=library)
    assert scene_from_picture(path) == full_scene()


def test_a_large_scene_can_be_opened_again(library: Library, tmp_path: Path) -> None:
    objects = tuple(
        obj("dog", i % 500, 200, id=f"dog-{i}", extra={"remark": "x" * 2000}) for i in range(1000)
    )
    for ending in (".png", ".svg"):
        save_picture(Scene(objects), tmp_path / f"many{ending}", library=library)
        assert len(scene_from_picture(tmp_path / f"many{ending}")) == 1000


def test_scene_save_writes_pictures_by_ending(tmp_path: Path) -> None:
    for ending, kind in ((".png", b"\x89PNG"), (".svg", b"<svg"), (".webp", b"RIFF")):
        Scene(text="Empty.").save(tmp_path / f"page{ending}", scale=2)
        assert (tmp_path / f"page{ending}").read_bytes().startswith(kind)
    assert Image.open(tmp_path / "page.webp").size == (1000, 800)


def test_another_ending_or_place_cannot_be_written(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.png, \.svg, \.webp"):
        save_picture(Scene(), tmp_path / "page.bmp", library=library)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="Cannot write"):
        save_picture(Scene(), tmp_path / "file" / "page.png", library=library)


def test_pictures_without_a_scene_say_so(library: Library, tmp_path: Path) -> None:
    Image.new("RGB", (5, 5)).save(tmp_path / "plain.png")
    (tmp_path / "plain.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    for name in ("plain.png", "plain.svg"):
        with pytest.raises(InputError, match=r"carries no scene; open a \.png or \.svg picture"):
            scene_from_picture(tmp_path / name)
    save_picture(Scene(), tmp_path / "a.webp", library=library)
    with pytest.raises(InputError, match=r"only \.png and \.svg"):
        scene_from_picture(tmp_path / "a.webp")


# The header alone of a picture of 100,000 x 100,000 pixels.
HUGE_PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    for kind, data in ((b"IHDR", struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)), (b"IDAT", b""))
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.png", b"no picture", "it is no PNG file"),
        ("a.png", b"", "it is no PNG file"),
        ("a.png", HUGE_PNG, "it is no PNG file"),
        ("a.svg", b"<svg", "it is no SVG file"),
        ("a.svg", b"\xff\xfe\x00", "it is no SVG file"),
        ("a.svg", b'<!DOCTYPE s [<!ENTITY a "b">]><s>&a;</s>', "it is no SVG file"),
        ("missing.png", None, "No such file"),
        ("missing.svg", None, "No such file"),
    ],
)
def test_what_is_no_picture_is_said_in_one_sentence(
    tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message):
        scene_from_picture(tmp_path / name)


def test_a_broken_scene_in_a_picture_names_the_field(library: Library, tmp_path: Path) -> None:
    svg = to_svg(full_scene(), library=library).replace('"x":250.25', '"x":"left"')
    (tmp_path / "a.svg").write_text(svg, encoding="utf-8")
    info = PngInfo()
    info.add_itxt("text2scene", json.dumps({"format": "text2scene/1", "objects": [{"id": "a"}]}))
    Image.new("RGB", (5, 5)).save(tmp_path / "a.png", pnginfo=info)
    with pytest.raises(SceneFormatError, match=r"a\.svg: objects\[0\]\.x must be a number"):
        scene_from_picture(tmp_path / "a.svg")
    with pytest.raises(SceneFormatError, match=r"a\.png: objects\[0\]\.category is missing"):
        scene_from_picture(tmp_path / "a.png")


def test_importing_render_loads_neither_torch_nor_pillow() -> None:
    code = (
        "import sys, text2scene.render, text2scene.art.build; "
        "sys.exit(', '.join({'torch', 'PIL', 'numpy', 'skia'} & set(sys.modules)) or None)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).returncode == 0


def test_moving_an_object_moves_its_pixels(library: Library) -> None:
    scene = Scene((obj("dog", 150, 200),))
    moved = scene.replacing(replace(scene.objects[0], x=250.0))
    before, after = (box_of(to_image(one, library=library), RED) for one in (scene, moved))
    assert before is not None
    assert after == (before[0] + 100, before[1], before[2] + 100, before[3])


def test_a_canvas_of_any_proportion_is_covered_by_its_background():
    for width, height in ((500, 500), (503, 400), (567, 401), (400, 566), (333, 471)):
        assert to_image(Scene(width=width, height=height), 1.19).size == (
            round(width * 1.19),
            round(height * 1.19),
        )
