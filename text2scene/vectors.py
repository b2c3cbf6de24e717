"""Reading the drawing of a piece: a small, harmless part of SVG, made fit to share a document.

Elements and attributes that the clip art does not need (scripts, links, text, styles,
embedded pictures) are refused rather than passed on: a drawing ends up in web pages.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from text2scene.errors import DataError, Text2SceneError

if TYPE_CHECKING:
    from PIL.Image import Image

SVG = "http://www.w3.org/2000/svg"
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
ELEMENTS = SHAPES | {"g", "defs", "clipPath"}
_GEOMETRY = {"d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"}
_PAINT = {"fill", "fill-opacity", "fill-rule", "clip-rule", "clip-path", "clipPathUnits", "opacity"}
_LINE = {"stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-miterlimit"}
ATTRIBUTES = frozenset(_GEOMETRY | _PAINT | _LINE | {"stroke-dasharray", "transform", "id", "data-part"})
_REFERENCE = re.compile(r"url\(\s*#([A-Za-z0-9_.-]+)\s*\)\Z")
_NUMBER = r"-?\d+(?:\.\d+)?"
_VIEW_BOX = re.compile(rf"0[ ,]+0[ ,]+({_NUMBER})[ ,]+({_NUMBER})\Z")


@dataclass(frozen=True, slots=True)
class Vector:
    """A drawing: its size in its own units, and its elements as text without the outer ``svg``.

    raster: it is one embedded picture, in which nothing can be recoloured.
    """

    width: float
    height: float
    body: str
    raster: bool = False

    def image(self, width: int, height: int, name: str) -> Image:
        """It drawn at ``width`` by ``height`` pixels, RGBA. Raises as :func:`rasterise_svg` does."""
        box = f'viewBox="0 0 {self.width:g} {self.height:g}" width="{self.width:g}" height="{self.height:g}"'
        svg = f'<svg xmlns="{SVG}" {box}>{self.body}</svg>'
        return rasterise_svg(svg.encode(), (self.width, self.height), width, height, name)


def read_vector(path: Path, name: str = "") -> Vector:
    """Read an SVG of the clip art; ids in it get ``name``, or the file's stem, as a prefix.

    Raises Text2SceneError, naming the file, where it is no SVG or holds what is not allowed.
    """
    try:
        return parse_vector(path.read_text(encoding="utf-8"), name or path.stem)
    except (OSError, ValueError, ElementTree.ParseError) as error:
        raise Text2SceneError(f"The drawing {path} cannot be used: {error}.") from None


def embedded_png(data: bytes, width: float, height: float) -> Vector:
    """A PNG file as a drawing of this size; what it holds is not looked at."""
    link = f"data:image/png;base64,{base64.b64encode(data).decode('ascii')}"
    size = f'width="{width:g}" height="{height:g}" preserveAspectRatio="none"'
    return Vector(width, height, f'<image {size} xlink:href="{link}"/>', raster=True)


@dataclass(frozen=True, slots=True)
class Kit:
    """A drawing in layers: its size in its own units, and each layer's elements, in drawing order."""

    width: float
    height: float
    layers: Mapping[str, str]


def read_kit(path: Path) -> Kit:
    """Read an SVG whose outer groups are layers, named by their ids. Raises as read_vector does."""
    try:
        width, height, children = _parse(path.read_text(encoding="utf-8"))
        layers = {}
        for child in children:
            layer = child.attrib.pop("id", "")
            if child.tag != f"{{{SVG}}}g" or not layer or layer in layers:
                raise ValueError("its outer elements are not groups, each with an id of its own")
            layers[layer] = _body(child, path.stem)
    except (OSError, ValueError, ElementTree.ParseError) as error:
        raise Text2SceneError(f"The drawing {path} cannot be used: {error}.") from None
    return Kit(width, height, MappingProxyType(layers))


def parse_vector(text: str, name: str) -> Vector:
    """Read the text of an SVG, prefixing its ids with ``name``. Raises ValueError."""
    width, height, children = _parse(text)
    return Vector(width, height, "".join(_body(child, name) for child in children))


def _parse(text: str) -> tuple[float, float, list[ElementTree.Element]]:
    """Width, height and the unchecked outer elements of an SVG. Raises ValueError."""
    if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
        raise ValueError("it declares a document type")
    root = ElementTree.fromstring(text)
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError("its outer element is no SVG")
    box = _VIEW_BOX.match(root.get("viewBox", "").strip())
    if box is None or float(box[1]) <= 0 or float(box[2]) <= 0:
        raise ValueError("its viewBox is not of the form '0 0 width height'")
    return float(box[1]), float(box[2]), list(root)


def _body(element: ElementTree.Element, name: str) -> str:
    """An element as text, checked, its ids made unique to the drawing. Raises ValueError."""
    _clean(element, name)
    return ElementTree.tostring(element, encoding="unicode").strip()


def _clean(element: ElementTree.Element, name: str) -> None:
    """Refuse what is not allowed, drop blanks, and make ids unique to the drawing."""
    tag = element.tag.removeprefix(f"{{{SVG}}}")
    if tag not in ELEMENTS:
        raise ValueError(f"the element {tag!r:.60} is not allowed")
    if (element.text or "").strip() or (element.tail or "").strip():
        raise ValueError(f"there is text in or after the element {tag!r}")
    element.tag, element.text, element.tail = tag, None, None
    for key, value in element.attrib.items():
        if key not in ATTRIBUTES:
            raise ValueError(f"the attribute {key!r:.60} of {tag!r} is not allowed")
        element.attrib[key] = _safe_value(key, value, name)
    for child in element:
        _clean(child, name)


def _safe_value(key: str, value: str, name: str) -> str:
    if key == "id":
        return prefixed(value, name)
    if "url" in value.lower() or ":" in value:
        reference = _REFERENCE.match(value.strip())
        if reference is None:
            raise ValueError(f"the attribute {key!r} refers to something outside the drawing")
        return f"url(#{prefixed(reference[1], name)})"
    return value


def prefixed(identifier: str, name: str) -> str:
    """An id that no other drawing of the document, nor the page around it, has."""
    return f"t2s-{name}.{identifier}"


def rasterise_svg(svg: bytes, units: tuple[float, float], width: int, height: int, name: str) -> Image:
    """An SVG of the size ``units`` drawn at ``width`` by ``height`` pixels, RGBA.

    Raises Text2SceneError without skia, DataError, with ``name``, where it cannot be drawn.
    """
    from PIL import Image

    try:
        import skia
    except ImportError as error:
        raise Text2SceneError(
            f"Making pixels of the drawing {name} needs skia-python; "
            "install it with: pip install 'text2scene[art]', or give the picture as PNG."
        ) from error
    # The stream has to copy: it does not keep the bytes alive itself.
    dom = skia.SVGDOM.MakeFromStream(skia.MemoryStream(svg, True))
    if dom is None:
        raise DataError(f"The drawing {name} cannot be rasterised; check that it is valid SVG.")
    dom.setContainerSize(skia.Size(*units))
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.scale(width / units[0], height / units[1])
    dom.render(canvas)
    pixels = surface.makeImageSnapshot().toarray(
        colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kUnpremul_AlphaType
    )
    return Image.fromarray(pixels, "RGBA")
