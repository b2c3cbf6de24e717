"""Reading the drawing of a piece: a small, harmless part of SVG, made fit to share a document.

Elements and attributes that the clip art does not need (scripts, links, text, styles,
embedded pictures) are refused rather than passed on: a drawing ends up in web pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from text2scene.errors import Text2SceneError

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
    """A drawing: its size in its own units, and its elements as text without the outer ``svg``."""

    width: float
    height: float
    body: str


def read_vector(path: Path) -> Vector:
    """Read an SVG of the clip art; ids in it get the file's stem as a prefix.

    Raises Text2SceneError, naming the file, where it is no SVG or holds what is not allowed.
    """
    try:
        return parse_vector(path.read_text(encoding="utf-8"), path.stem)
    except (OSError, ValueError, ElementTree.ParseError) as error:
        raise Text2SceneError(f"The drawing {path} cannot be used: {error}.") from None


def parse_vector(text: str, name: str) -> Vector:
    """Read the text of an SVG, prefixing its ids with ``name``. Raises ValueError."""
    if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
        raise ValueError("it declares a document type")
    root = ElementTree.fromstring(text)
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError("its outer element is no SVG")
    box = _VIEW_BOX.match(root.get("viewBox", "").strip())
    if box is None or float(box[1]) <= 0 or float(box[2]) <= 0:
        raise ValueError("its viewBox is not of the form '0 0 width height'")
    for child in root:
        _clean(child, name)
    body = "".join(ElementTree.tostring(child, encoding="unicode").strip() for child in root)
    return Vector(float(box[1]), float(box[2]), body)


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
