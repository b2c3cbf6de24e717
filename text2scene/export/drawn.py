"""Sheets as SVG, with the letters as shapes so that they look the same everywhere, and as pixels."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from text2scene.export.bubbles import Bubble
from text2scene.export.paths import Step, cubic, moved, rounded
from text2scene.export.sheets import INK, Book, Picture, Sheet, Text
from text2scene.export.text import escaped
from text2scene.export.typeset import Line
from text2scene.render import SvgCanvas, draw_scene, to_image
from text2scene.scene import Scene

if TYPE_CHECKING:
    from PIL.Image import Image

_DETAIL = 4  # times as large that shapes are drawn first, for smooth edges


def plain(value: float) -> str:
    """A number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def glyph_steps(line: Line) -> list[Step]:
    """The outlines of a line's letters, in the line's own place on the page."""
    steps: list[Step] = []
    size = line.size
    for run in line.runs:
        pen = line.x + run.left * size
        for glyph in run.glyphs:
            x, y = pen + glyph.across * size, line.y - glyph.up * size
            shape = _cubics(run.face.outline(glyph.number))
            steps += moved(shape, (size, 0.0, 0.0, -size, x, y))
            pen += glyph.advance * size
    return steps


def _cubics(outline: Iterable[Step]) -> list[Step]:
    """An outline with its quadratic curves as cubic ones."""
    steps: list[Step] = []
    at = (0.0, 0.0)
    for letter, values in outline:
        if letter == "Q":
            points = list(zip(values[::2], values[1::2], strict=True))
            for index, control in enumerate(points[:-1]):
                end = points[index + 1]
                if index < len(points) - 2:  # between two controls the curve goes through the middle
                    end = (control[0] + end[0]) / 2, (control[1] + end[1]) / 2
                steps.append(("C", cubic(at, control, end)))
                at = end
            continue
        steps.append((letter, values))
        if values:
            at = values[-2], values[-1]
    return steps


def svg_path(steps: Iterable[Step]) -> str:
    """Steps as the ``d`` of a path."""
    return "".join(f"{letter}{' '.join(plain(value) for value in values)}" for letter, values in steps)


# -- SVG ---------------------------------------------------------------------------------


def sheet_svg(book: Book, sheet: Sheet) -> str:
    """A sheet as one SVG document that needs nothing else: no font, no other file."""
    width, height = book.size
    box = f"0 0 {plain(width)} {plain(height)}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
        f' viewBox="{box}" width="{plain(width)}pt" height="{plain(height)}pt">',
        f"<title>{escaped(sheet_title(book, sheet))}</title>",
        f"<desc>{escaped(spoken_text(sheet))}</desc>",
    ]
    if sheet.picture:
        definitions, drawing = scene_parts(book, sheet.picture.scene)
        parts.append(f"<defs>\n{definitions}\n{_clip(sheet.picture)}</defs>")
    parts.append(f'<path fill="{sheet.colour}" d="M0 0H{plain(width)}V{plain(height)}H0Z"/>')
    if sheet.picture:
        x, y = sheet.picture.box[:2]
        scale = f"{sheet.picture.scale:.6g}"
        parts.append(
            f'<g clip-path="url(#t2s-frame)">'
            f'<g transform="matrix({scale} 0 0 {scale} {plain(x)} {plain(y)})">'
            f"\n{drawing}\n{bubbles_svg(sheet.bubbles)}</g></g>"
        )
    for panel in sheet.panels:
        shape = svg_path(rounded(*panel.box, panel.radius))
        parts.append(f'<path fill="{panel.colour}" fill-opacity="{panel.opacity:g}" d="{shape}"/>')
    for text in sheet.texts:
        shape = "".join(svg_path(glyph_steps(line)) for line in text.block.lines)
        parts.append(f'<path fill="{text.colour}" d="{shape}"/>')
    return "\n".join([*parts, "</svg>\n"])


def _clip(picture: Picture) -> str:
    return (
        f'<clipPath id="t2s-frame"><path d="{svg_path(rounded(*picture.box, picture.radius))}"/></clipPath>'
    )


def scene_parts(book: Book, scene: Scene) -> tuple[str, str]:
    """The drawings of a scene for a ``defs`` element, and where they stand."""
    canvas = SvgCanvas(scene.width, scene.height, library=book.library)
    options = book.options
    draw_scene(scene, canvas, catalog=book.catalog, shadows=options.shadows, haze=options.haze)
    return canvas.definitions(), canvas.drawing()


def bubbles_svg(bubbles: Iterable[Bubble]) -> str:
    """Bubbles in the pixels of their scene, the words as shapes."""
    parts = []
    for bubble in bubbles:
        words = "".join(svg_path(glyph_steps(line)) for line in bubble.block.lines)
        parts.append(
            f'<path d="{svg_path(bubble.path())}" fill="#FFFFFF" stroke="{INK}" stroke-width="1.3"'
            f' stroke-linejoin="round"/><path fill="{INK}" d="{words}"/>'
        )
    return "".join(parts)


def sheet_title(book: Book, sheet: Sheet) -> str:
    """What a sheet is called: the book's title, and the page's number."""
    return book.title if sheet.kind == "title" else f"{book.title} – {sheet.number}"


def spoken_text(sheet: Sheet, alt: bool = True) -> str:
    """All that is to be read on a sheet, and the picture in words."""
    texts = [text.block.text for text in sheet.texts if text.role != "number"]
    if alt and sheet.picture:
        texts.append(sheet.picture.alt)
    return "\n".join(text for text in texts if text)


# -- pixels --------------------------------------------------------------------------------


def sheet_image(book: Book, sheet: Sheet, scale: float) -> Image:
    """A sheet as an RGB image, ``scale`` pixels to a point."""
    from PIL import Image

    width, height = (max(1, round(side * scale)) for side in book.size)
    image = Image.new("RGB", (width, height), sheet.colour)
    if sheet.picture:
        paste_picture(image, book, sheet.picture, scale)
        paste_bubbles(image, sheet.picture, sheet.bubbles, scale)
    for panel in sheet.panels:
        fill(image, rounded(*panel.box, panel.radius), panel.colour, scale, panel.opacity)
    for text in sheet.texts:
        paste_text(image, text, scale)
    return image


def paste_picture(image: Image, book: Book, picture: Picture, scale: float) -> None:
    """Draw the scene of a picture into its frame."""
    x, y, width, height = (round(value * scale) for value in picture.box)
    options = book.options
    # Never more than the atlas holds in its larger size, which is scaled up from there.
    pixels = min(8.0, max(0.25, picture.scale * scale))
    drawn = to_image(picture.scene, pixels, shadows=options.shadows, haze=options.haze, library=book.library)
    if drawn.size != (width, height):
        from PIL.Image import Resampling

        drawn = drawn.resize((max(1, width), max(1, height)), Resampling.LANCZOS)
    if not picture.radius:
        image.paste(drawn, (x, y))
        return
    mask = _mask(
        rounded(0.0, 0.0, width / scale, height / scale, picture.radius), drawn.size, scale, (0.0, 0.0)
    )
    image.paste(drawn, (x, y), mask)


def paste_bubbles(image: Image, picture: Picture, bubbles: Iterable[Bubble], scale: float) -> None:
    place = (picture.scale, 0.0, 0.0, picture.scale, picture.box[0], picture.box[1])
    for bubble in bubbles:
        edge = 0.65 * picture.scale
        outline = moved(list(bubble.path()), place)
        fill(image, outline, INK, scale, grow=edge)
        fill(image, outline, "#FFFFFF", scale, grow=-edge)
        for line in bubble.block.lines:
            fill(image, moved(glyph_steps(line), place), INK, scale)


def paste_text(image: Image, text: Text, scale: float) -> None:
    for line in text.block.lines:
        fill(image, glyph_steps(line), text.colour, scale)


def fill(
    image: Image, steps: list[Step], colour: str, scale: float, opacity: float = 1.0, grow: float = 0.0
) -> None:
    """Fill a shape, given in points, on an image of ``scale`` pixels to a point."""
    from PIL import Image

    xs = [value for _, values in steps for value in values[::2]]
    ys = [value for _, values in steps for value in values[1::2]]
    if not xs:
        return
    edge = max(0.0, grow)
    left, top = math.floor((min(xs) - edge) * scale) - 1, math.floor((min(ys) - edge) * scale) - 1
    right, bottom = math.ceil((max(xs) + edge) * scale) + 1, math.ceil((max(ys) + edge) * scale) + 1
    left, top = max(0, left), max(0, top)
    right, bottom = min(image.width, right), min(image.height, bottom)
    if left >= right or top >= bottom:
        return
    size = right - left, bottom - top
    mask = _mask(steps, size, scale, (left / scale, top / scale), grow)
    if opacity < 1:
        mask = mask.point([round(value * opacity) for value in range(256)])
    image.paste(Image.new("RGB", size, colour), (left, top), mask)


def _mask(
    steps: list[Step], size: tuple[int, int], scale: float, origin: tuple[float, float], grow: float = 0.0
) -> Image:
    """How much of each pixel a shape covers. Contours that run the other way round are holes."""
    from PIL import Image, ImageDraw

    detail = scale * _DETAIL
    mask = Image.new("L", (size[0] * _DETAIL, size[1] * _DETAIL))
    pen = ImageDraw.Draw(mask)
    contours = [
        [((x - origin[0]) * detail, (y - origin[1]) * detail) for x, y in contour]
        for contour in _contours(steps, detail)
    ]
    areas = [_area(contour) for contour in contours]
    # Letters are solid clockwise in one font and anticlockwise in another: the largest is solid.
    solid = max(areas, key=abs, default=0.0) > 0
    for hole in (False, True):
        for contour, area in zip(contours, areas, strict=True):
            if len(contour) > 2 and ((area > 0) != solid) == hole:
                pen.polygon(contour, fill=0 if hole else 255)
                if grow and not hole:
                    # A line along the edge, added or taken away.
                    width = max(1, round(abs(grow) * 2 * detail))
                    pen.line(
                        [*contour, *contour[:2]], fill=255 if grow > 0 else 0, width=width, joint="curve"
                    )
    return mask.reduce(_DETAIL)


def _area(contour: list[tuple[float, float]]) -> float:
    following = [*contour[1:], *contour[:1]]
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in zip(contour, following, strict=True)) / 2


def _contours(steps: list[Step], detail: float) -> Iterable[list[tuple[float, float]]]:
    contour: list[tuple[float, float]] = []
    for letter, values in steps:
        if letter == "M":
            if contour:
                yield contour
            contour = [(values[0], values[1])]
        elif letter == "L":
            contour.append((values[0], values[1]))
        elif letter == "C":
            contour += _flat(contour[-1], values, detail)
    if contour:
        yield contour


def _flat(start: tuple[float, float], values: tuple[float, ...], detail: float) -> list[tuple[float, float]]:
    """A curve as short lines."""
    x0, y0 = start
    x1, y1, x2, y2, x3, y3 = values
    length = math.hypot(x1 - x0, y1 - y0) + math.hypot(x2 - x1, y2 - y1) + math.hypot(x3 - x2, y3 - y2)
    count = max(2, min(40, round(math.sqrt(length * detail) * 0.6)))
    points = []
    for index in range(1, count + 1):
        t = index / count
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points


def png_bytes(image: Image) -> bytes:
    """An image as a PNG file."""
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
