"""Scenes as vectors in a PDF: each drawing once, as a form, placed wherever it stands."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

from text2scene.errors import DataError
from text2scene.export.paths import IDENTITY, Matrix, Step, moved, multiplied, shape_steps, transform
from text2scene.export.pdf_file import Name, PdfFile, Ref, Value, number
from text2scene.render import Library, Placement, Shadow, SvgCanvas, draw_scene
from text2scene.scene import Scene
from text2scene.vectors import SHAPES

_XLINK = "{http://www.w3.org/1999/xlink}href"
_URL = re.compile(r"url\(#([^)]+)\)")
_INHERITED = (
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-opacity", "stroke-miterlimit", "stroke-dasharray",
)  # fmt: skip
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
# How far beyond its own box a drawing may reach, in shares of its size: hair, raised arms.
_BEYOND = 0.75


def path_operators(steps: Iterable[Step]) -> str:
    """Steps as operators of a page description."""
    parts = []
    for letter, values in steps:
        if letter == "Z":
            parts.append("h")
        else:
            parts.append(f"{' '.join(number(value) for value in values)} {letter.lower()}")
    return "\n".join(parts)


def matrix_operator(matrix: Matrix) -> str:
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") or "0" for value in matrix) + " cm"


class PdfArt:
    """The forms and transparencies of one PDF file, each written once and shared by all pages."""

    def __init__(self, file: PdfFile, library: Library) -> None:
        self.file, self.library = file, library
        self.forms: dict[str, Value] = {}
        self.states: dict[str, Value] = {}
        self.resources = file.reserve()
        self._known: dict[tuple[Any, ...], str] = {}

    def drawing(self, scene: Scene, *, shadows: bool, haze: bool) -> str:
        """Operators that draw a scene on its own pixels, y down."""
        canvas = _PdfCanvas(self, scene)
        draw_scene(scene, canvas, catalog=self.library.catalog, shadows=shadows, haze=haze)
        return "\n".join(canvas.operators)

    def state(self, fill: float, stroke: float) -> str:
        """The name of a graphics state with these opacities."""
        name = f"A{round(fill * 1000):04d}{round(stroke * 1000):04d}"
        self.states.setdefault(
            name, {"Type": Name("ExtGState"), "ca": round(fill, 3), "CA": round(stroke, 3)}
        )
        return name

    def form(self, key: tuple[Any, ...], body: str, size: tuple[float, float], beyond: float) -> str:
        """The name of the form that draws the elements of an SVG ``body``."""
        if key not in self._known:
            operators = "\n".join(_Reader(self).operators(body))
            width, height = size
            box = [-beyond * width, -beyond * height, (1 + beyond) * width, (1 + beyond) * height]
            self._known[key] = self._add_form(operators, box)
        return self._known[key]

    def _add_form(self, operators: str, box: list[float]) -> str:
        about: dict[str, Value] = {
            "Type": Name("XObject"),
            "Subtype": Name("Form"),
            "BBox": box,
            "Resources": self.resources,
        }
        return self._named(self.file.stream(operators.encode("ascii"), about))

    def _named(self, ref: Ref) -> str:
        name = f"X{len(self.forms) + 1}"
        self.forms[name] = ref
        return name

    def image(self, data: bytes, haze: float = 0.0, air: tuple[int, int, int] = (0, 0, 0)) -> str:
        """The name of an embedded picture, one unit wide and high, its colours moved to ``air``."""
        from PIL import Image

        with Image.open(io.BytesIO(data)) as opened:
            picture = opened.convert("RGBA")
        red, green, blue, alpha = picture.split()
        if haze:
            plain = Image.merge("RGB", (red, green, blue))
            red, green, blue = Image.blend(plain, Image.new("RGB", plain.size, air), haze).split()
        about: dict[str, Value] = {
            "Type": Name("XObject"), "Subtype": Name("Image"), "BitsPerComponent": 8,
            "Width": picture.width, "Height": picture.height,
        }  # fmt: skip
        mask = self.file.stream(alpha.tobytes(), {**about, "ColorSpace": Name("DeviceGray")})
        colours = Image.merge("RGB", (red, green, blue)).tobytes()
        return self._named(
            self.file.stream(colours, {**about, "ColorSpace": Name("DeviceRGB"), "SMask": mask})
        )


class _PdfCanvas:
    """A canvas of :func:`text2scene.render.draw_scene` that places forms."""

    def __init__(self, art: PdfArt, scene: Scene) -> None:
        self.art, self.width, self.height = art, scene.width, scene.height
        self.operators: list[str] = []
        # The SVG canvas knows how a sprite's body comes to be: its style, its haze.
        self._svg = SvgCanvas(scene.width, scene.height, library=art.library)

    def _place(self, name: str, matrix: Matrix) -> None:
        self.operators.append(f"q {matrix_operator(matrix)} /{name} Do Q")

    def background(self, name: str) -> None:
        vector = self.art.library.vector("backgrounds", name)
        factor = max(self.width / vector.width, self.height / vector.height)
        left, top = (self.width - vector.width * factor) / 2, (self.height - vector.height * factor) / 2
        form = self.art.form(("background", name), vector.body, (vector.width, vector.height), 0.2)
        self._place(form, (factor, 0.0, 0.0, factor, left, top))

    def shadow(self, shadow: Shadow) -> None:
        form = self.art.form(
            ("shadow", shadow.strength), self._svg.shadow_body(shadow.strength), (1.0, 1.0), 2.0
        )
        self._place(form, (shadow.width / 2, 0.0, 0.0, shadow.height / 2, shadow.x, shadow.y))

    def sprite(self, placement: Placement) -> None:
        name, vector = self._svg.sprite_drawing(placement)
        form = self.art.form(("sprite", name), vector.body, (vector.width, vector.height), _BEYOND)
        across, down = placement.width / vector.width, placement.height / vector.height
        left, top = placement.x - placement.width / 2, placement.y - placement.height / 2
        if placement.flip:
            across, left = -across, left + placement.width
        self._place(form, (across, 0.0, 0.0, down, left, top))


class _Reader:
    """Turns the elements of one drawing into operators."""

    def __init__(self, art: PdfArt) -> None:
        self.art = art
        self.out: list[str] = []
        self.clips: dict[str, ElementTree.Element] = {}
        self.air: tuple[float, tuple[int, int, int]] = (0.0, (0, 0, 0))

    def operators(self, body: str) -> list[str]:
        text = f'<svg xmlns:xlink="http://www.w3.org/1999/xlink">{body}</svg>'
        try:
            root = ElementTree.fromstring(text)
        except ElementTree.ParseError as error:
            raise DataError(f"A drawing cannot be put into the PDF: {error}.") from None
        for element in root.iter():
            if element.tag == "clipPath" and element.get("id"):
                self.clips[element.attrib["id"]] = element
            elif element.tag == "feColorMatrix":
                self.air = _air(element.get("values", ""))
        for child in root:
            self._element(child, {}, 1.0)
        return self.out

    def _element(self, element: ElementTree.Element, inherited: dict[str, str], opacity: float) -> None:
        if element.tag in ("defs", "clipPath", "filter"):
            return
        style = {**inherited, **{key: element.attrib[key] for key in _INHERITED if key in element.attrib}}
        opacity *= _share(element.get("opacity"))
        matrix = transform(element.get("transform", ""))
        clip = _URL.match(element.get("clip-path", ""))
        self.out.append("q")
        if matrix != IDENTITY:
            self.out.append(matrix_operator(matrix))
        if clip and clip[1] in self.clips:
            self._clip(self.clips[clip[1]])
        if element.tag == "g":
            for child in element:
                self._element(child, style, opacity)
        elif element.tag == "image":
            self._image(element)
        elif element.tag in SHAPES:
            self._shape(element, style, opacity)
        self.out.append("Q")

    def _clip(self, clip: ElementTree.Element) -> None:
        outer = transform(clip.get("transform", ""))
        even = False
        for child in clip:
            if child.tag in SHAPES:
                own = multiplied(outer, transform(child.get("transform", "")))
                self.out.append(path_operators(moved(shape_steps(child.tag, child.attrib), own)))
                even = even or child.get("clip-rule") == "evenodd"
        self.out.append("W* n" if even else "W n")

    def _shape(self, element: ElementTree.Element, style: dict[str, str], opacity: float) -> None:
        fill, stroke = _colour(style.get("fill", "#000000")), _colour(style.get("stroke", "none"))
        steps = shape_steps(element.tag, element.attrib)
        if not steps or (fill is None and stroke is None):
            return
        shares = opacity * _share(style.get("fill-opacity")), opacity * _share(style.get("stroke-opacity"))
        if (fill is not None and shares[0] < 1) or (stroke is not None and shares[1] < 1):
            self.out.append(f"/{self.art.state(*shares)} gs")
        if fill is not None:
            self.out.append(f"{fill} rg")
        if stroke is not None:
            self.out.append(f"{stroke} RG {_pen(style)}")
        self.out.append(path_operators(steps))
        even = "*" if style.get("fill-rule") == "evenodd" else ""
        self.out.append("S" if fill is None else f"f{even}" if stroke is None else f"B{even}")

    def _image(self, element: ElementTree.Element) -> None:
        link = element.get(_XLINK, "")
        head, _, data = link.partition("base64,")
        if not head.startswith("data:image/"):
            return
        name = self.art.image(base64.b64decode(data), *self.air)
        width, height = float(element.get("width", 0)), float(element.get("height", 0))
        self.out.append(f"{matrix_operator((width, 0.0, 0.0, -height, 0.0, height))} /{name} Do")


def _air(values: str) -> tuple[float, tuple[int, int, int]]:
    """The haze and its colour of the filter that the SVG canvas puts on a picture of pixels."""
    numbers = [float(value) for value in values.split()]
    haze = 1 - numbers[0]
    red, green, blue = (round(255 * numbers[row * 5 + 4] / haze) if haze else 0 for row in range(3))
    return haze, (red, green, blue)


def _share(text: str | None) -> float:
    try:
        return min(1.0, max(0.0, float(text))) if text is not None else 1.0
    except ValueError:
        return 1.0


def _pen(style: dict[str, str]) -> str:
    def value(key: str, default: float) -> float:
        try:
            return max(0.0, float(style.get(key, default)))
        except ValueError:
            return default

    cap, join = _CAPS.get(style.get("stroke-linecap", ""), 0), _JOINS.get(style.get("stroke-linejoin", ""), 0)
    miter = max(1.0, value("stroke-miterlimit", 4.0))
    pen = f"{number(value('stroke-width', 1.0))} w {cap} J {join} j {number(miter)} M"
    dashes = re.findall(r"\d+\.?\d*|\.\d+", style.get("stroke-dasharray", ""))
    if dashes and any(float(dash) for dash in dashes):
        pen += f" [{' '.join(number(float(dash)) for dash in dashes)}] 0 d"
    return pen


def _colour(text: str) -> str | None:
    """A colour as three numbers from 0 to 1; None for none. What cannot be read is black."""
    text = text.strip()
    if text == "none" or text == "transparent":
        return None
    from PIL import ImageColor

    try:
        red, green, blue = ImageColor.getrgb(text)[:3]
    except ValueError:
        red = green = blue = 0
    return " ".join(number(value / 255) for value in (red, green, blue))
