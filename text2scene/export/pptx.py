"""A book as slides: pictures, text that can still be edited, callouts for what is spoken."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from text2scene.colours import channels
from text2scene.errors import Text2SceneError
from text2scene.export.bubbles import Bubble
from text2scene.export.drawn import paste_picture
from text2scene.export.pages import EPOCH, put
from text2scene.export.sheets import INK, Book, Panel, Picture, Sheet, Text
from text2scene.export.text import runs_left
from text2scene.export.typeset import LEADING, Block, paragraphs_of

FONT = "Andika"
_POINT = 12700  # of the unit of length in a slide
# The font may be another, wider one there: of its width added to a text's box, and type in what has an edge.
_SLACK = 0.1
_SMALLER = 0.9
_BLANK = 6  # the empty layout of the usual template


def write_pptx(book: Book, path: Path) -> None:
    """Write the slides. Raises Text2SceneError where python-pptx is missing."""
    try:
        from pptx import Presentation
        from pptx.util import Emu
    except ImportError as error:
        raise Text2SceneError(
            "Writing slides needs python-pptx; install it with: pip install python-pptx"
        ) from error
    deck = Presentation()
    deck.slide_width, deck.slide_height = (Emu(round(side * _POINT)) for side in book.size)
    properties = deck.core_properties
    properties.title, properties.author = book.title[:255], book.author[:255]
    properties.language, properties.subject, properties.keywords = book.lang, "", ""
    for sheet in book.sheets:
        _slide(deck.slides.add_slide(deck.slide_layouts[_BLANK]), book, sheet)
    _save(deck, path)


def _save(deck: Any, path: Path) -> None:
    """The slides with fixed dates inside, so that the same story makes the same file."""
    properties = deck.core_properties
    properties.created = properties.modified = datetime(*EPOCH)
    written = io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as dated, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in dated.namelist():
            put(out, name, dated.read(name), dated.getinfo(name).compress_type)


def _slide(slide: Any, book: Book, sheet: Sheet) -> None:
    if sheet.colour != "#FFFFFF":
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = _rgb(sheet.colour)
    if sheet.picture is not None:
        _picture(slide, book, sheet.picture)
        for bubble in sheet.bubbles:
            _callout(slide, book, bubble, sheet.picture)
    for panel in sheet.panels:
        _panel(slide, panel)
    for text in sheet.texts:
        _text(slide, book, text, sheet.layout == "over")


def _picture(slide: Any, book: Book, picture: Picture) -> None:
    from dataclasses import replace

    from PIL import Image
    from pptx.enum.shapes import MSO_SHAPE

    x, y, width, height = picture.box
    scale = book.options.scale
    image = Image.new("RGB", (round(width * scale), round(height * scale)))
    paste_picture(image, book, replace(picture, box=(0.0, 0.0, width, height), radius=0.0), scale)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, subsampling=0)
    out.seek(0)
    shape = slide.shapes.add_picture(out, *_lengths(x, y, width, height))
    shape.name = "Picture"
    shape._element.nvPicPr.cNvPr.set("descr", picture.alt)
    if picture.radius:
        shape.auto_shape_type = MSO_SHAPE.ROUNDED_RECTANGLE
        geometry = shape._element.spPr.prstGeom
        guides = geometry.get_or_add_avLst()
        share = round(picture.radius / min(width, height) * 100_000)
        guide = guides.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}gd", {})
        guide.set("name", "adj")
        guide.set("fmla", f"val {share}")
        guides.append(guide)


def _callout(slide: Any, book: Book, bubble: Bubble, picture: Picture) -> None:
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    left, top = picture.outwards(*bubble.box[:2])
    right, bottom = picture.outwards(*bubble.box[2:])
    width, height = right - left, bottom - top
    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGULAR_CALLOUT, *_lengths(left, top, width, height))
    tip = picture.outwards(*bubble.tip)
    shape.adjustments[0] = (tip[0] - (left + right) / 2) / width
    shape.adjustments[1] = (tip[1] - (top + bottom) / 2) / height
    shape.adjustments[2] = min(0.5, bubble.radius * picture.scale / min(width, height))
    shape.name = "Speech bubble"
    shape._element.nvSpPr.cNvPr.set("descr", f"{bubble.speech.name} says")
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb("#FFFFFF")
    shape.line.color.rgb = _rgb(INK)
    shape.line.width = Pt(1.3)
    _unstyled(shape)
    size = bubble.block.size * picture.scale * _SMALLER
    _words(shape.text_frame, bubble.block, size, INK, book, "centre", 1.22, kept=True)
    shape.text_frame.word_wrap = False


def _panel(slide: Any, panel: Panel) -> None:
    from pptx.enum.shapes import MSO_SHAPE

    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *_lengths(*panel.box))
    shape.adjustments[0] = min(0.5, panel.radius / min(panel.box[2:]))
    shape.name = "Panel"
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(panel.colour)
    colour = shape.fill._xPr.find(".//{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr")
    alpha = colour.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}alpha", {})
    alpha.set("val", str(round(panel.opacity * 100_000)))
    colour.append(alpha)
    shape.line.fill.background()
    _unstyled(shape)


def _unstyled(shape: Any) -> None:
    """Without the shadow and the colours of the deck's theme."""
    style = shape._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}style")
    if style is not None:
        shape._element.remove(style)


def _text(slide: Any, book: Book, text: Text, edged: bool) -> None:
    """Put a text in its place; edged: on a panel, out of which it must not run."""
    lines = text.block.lines
    if not lines:
        return
    x, _, width, _ = text.box
    plain = text.role in ("number", "author")
    size = text.block.size * (_SMALLER if edged and not plain else 1.0)
    top = lines[0].y - text.block.size * 1.06
    spread = 0.0 if plain or edged else _SLACK * width
    # Towards the end of the lines, so that they begin where they should.
    before = spread / 2 if text.block.align == "centre" else spread if lines[0].leftward else 0.0
    box = (x - before, top, width + spread, text.block.height + text.block.size * 0.6)
    shape = slide.shapes.add_textbox(*_lengths(*box))
    shape.name = text.role.capitalize()
    leading = LEADING * text.block.size / size
    _words(shape.text_frame, text.block, size, text.colour, book, text.block.align, leading)


def _words(
    frame: Any,
    block: Block,
    size: float,
    colour: str,
    book: Book,
    align: str,
    leading: float,
    kept: bool = False,
) -> None:
    """Set the paragraphs of a block in a text frame; kept: with the breaks between its lines."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for index, lines in enumerate(paragraphs_of(block)):
        words = " ".join(line.text for line in lines)
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        back = runs_left(words, book.lang)
        if align == "centre":
            paragraph.alignment = PP_ALIGN.CENTER
        else:
            paragraph.alignment = PP_ALIGN.RIGHT if back else PP_ALIGN.LEFT
        if back:
            paragraph._p.get_or_add_pPr().set("rtl", "1")
        paragraph.line_spacing = Pt(round(size * leading, 1))
        # A bubble's lines stay as they were set; any other text is broken by the program that shows it.
        for place, part in enumerate([line.text for line in lines] if kept else [words]):
            if place:
                paragraph.add_line_break()
            run = paragraph.add_run()
            run.text = part
            run.font.size = Pt(round(size, 1))
            run.font.name = FONT
            run.font.bold = block.bold
            run.font.color.rgb = _rgb(colour)


def _lengths(*points: float) -> tuple[int, ...]:
    return tuple(round(value * _POINT) for value in points)


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor(*channels(colour))  # type: ignore[no-untyped-call]
