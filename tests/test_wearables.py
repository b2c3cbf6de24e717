"""Every wearable sits on every head: in every pose, both ways round, on every hair style."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from text2scene.catalog import POSES
from text2scene.colours import default_palettes
from text2scene.packs import drawing_catalog
from text2scene.render import to_image
from text2scene.scene import Scene, SceneObject
from text2scene.steps import EYEWEAR, head_anchor

CATALOG = drawing_catalog()
WORN = [piece.name for piece in CATALOG.pieces if piece.group == "wearable"]
CHILDREN = ("mike", "jenny")
HAIR = [(child, style) for child in CHILDREN for style in default_palettes().hair_styles[child]]
SIZE = 400


def dressed(
    child: str, pose: str, wearable: str, flip: bool, hair: str = ""
) -> tuple[Image.Image, Image.Image, float]:
    """A child without and with a wearable, in pixels without a background, and the wearable's centre x."""
    style = {"hair_style": hair} if hair else {}
    kid = SceneObject("kid", child, SIZE / 2, SIZE / 2, 0, flip, pose, "smile", style=style)
    x, y = head_anchor(kid, wearable, CATALOG)
    worn = SceneObject("worn", wearable, x, y, 0, flip)
    bare, full = (
        to_image(Scene(items, width=SIZE, height=SIZE), transparent=True) for items in ((kid,), (kid, worn))
    )
    return bare, full, x


def gaps(image: Image.Image, x: float) -> list[int]:
    """How many pixels of a column are opaque from its top to the first gap, and where it begins."""
    column = image.getchannel("A").crop((round(x), 0, round(x) + 1, SIZE)).point(lambda a: 255 * (a > 128))
    box = column.getbbox()
    assert box is not None
    top = box[1]
    run = column.crop((0, top, 1, SIZE)).tobytes().find(b"\0")
    return [top, run if run >= 0 else SIZE - top]


@pytest.mark.parametrize("wearable", WORN)
@pytest.mark.parametrize("child", CHILDREN)
def test_it_sits_on_the_head_in_every_pose_and_flip(child: str, wearable: str) -> None:
    for pose in POSES:
        for flip in (False, True):
            bare, full, x = dressed(child, pose, wearable, flip)
            (own_top, _), (top, run) = gaps(bare, x), gaps(full, x)
            if wearable in EYEWEAR:
                assert top == own_top  # within the head
            else:
                assert top <= own_top, (pose, flip)  # nothing of the head is over it
                assert top + run >= own_top + 40, (pose, flip)  # no gap between it and the face
            assert ImageChops.difference(bare, full).convert("RGB").getbbox() is not None


@pytest.mark.parametrize("wearable", [name for name in WORN if name not in EYEWEAR])
@pytest.mark.parametrize(("child", "hair"), HAIR)
def test_it_covers_every_hair_style(child: str, hair: str, wearable: str) -> None:
    for flip in (False, True):
        bare, full, x = dressed(child, "wave", wearable, flip, hair)
        (own_top, _), (top, run) = gaps(bare, x), gaps(full, x)
        assert top <= own_top, flip
        assert top + run >= own_top + 40, flip


@pytest.mark.parametrize("wearable", WORN)
def test_mirrored_it_sits_as_it_does_unmirrored(wearable: str) -> None:
    for child in CHILDREN:
        for pose in POSES:
            plain, turned = (dressed(child, pose, wearable, flip)[1] for flip in (False, True))
            # An odd width may put a sprite one pixel to the side.
            differences = [
                max(ImageStat.Stat(ImageChops.difference(plain, ImageChops.offset(mirrored, shift, 0))).mean)
                for mirrored in (ImageOps.mirror(turned),)
                for shift in (-1, 0, 1)
            ]
            assert min(differences) < 1.5, (child, pose)


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("child", CHILDREN)
def test_the_lenses_of_sunglasses_are_over_both_eyes(child: str, flip: bool) -> None:
    for pose in POSES:
        _, full, x = dressed(child, pose, "sunglasses", flip)
        _, eye_y = CATALOG[child].poses[pose].eyes
        for side in (-11.5, 11.5):
            red, green, blue, alpha = full.getpixel((round(x + side), round(SIZE / 2 + eye_y)))
            assert alpha == 255
            assert max(red, green, blue) < 0xB0, (pose, side)  # lens, rim or glint, but no skin and no white
            assert green < blue, (pose, side)
