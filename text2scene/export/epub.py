"""A book as EPUB 3: pages as they are printed, or text that flows, with everything read aloud in order."""

from __future__ import annotations

import re
import uuid
import zipfile
from pathlib import Path

from text2scene.export.drawn import bubbles_svg, plain, png_bytes, scene_parts, sheet_image
from text2scene.export.fonts import FAMILIES
from text2scene.export.pages import EPOCH, put
from text2scene.export.pdf import contents
from text2scene.export.sheets import Book, Picture, Sheet, Text, webfonts
from text2scene.export.text import escaped, runs_left
from text2scene.export.typeset import LEADING, paragraphs_of

_UNITS = 2.0  # pixels of a fixed page to a point
_COVER_WIDTH = 1200
# Where the baseline of a line stands below its top, in type sizes: Andika's, at our leading.
_BASELINE = 0.5 * (LEADING - (2500 + 800) / 2048) + 2500 / 2048
_OWN_DATA = re.compile(r' data-[a-z]+="[^"]*"')
_TAGS = {"title": "h1", "chapter": "h2", "author": "p", "text": "p"}


def write_epub(book: Book, path: Path) -> None:
    """Write the book; every name in it is made from numbers, none from the story."""
    with zipfile.ZipFile(path, "w") as out:
        put(out, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        put(out, "META-INF/container.xml", _CONTAINER.encode())
        fonts = dict(webfonts(book))
        for name, data in fonts.items():
            put(out, f"book/fonts/{name}.ttf", data)
        put(out, "book/style.css", _style(book, list(fonts)).encode("utf-8"))
        cover = sheet_image(book, book.sheets[0], _COVER_WIDTH / book.size[0])
        put(out, "book/cover.png", png_bytes(cover), zipfile.ZIP_STORED)
        pictures = []
        for index, sheet in enumerate(book.sheets):
            if sheet.picture:
                pictures.append(index)
                put(
                    out, f"book/picture-{index:04d}.svg", _picture(book, sheet, sheet.picture).encode("utf-8")
                )
            put(out, f"book/page-{index:04d}.xhtml", _page(book, sheet, index).encode("utf-8"))
        put(out, "book/nav.xhtml", _nav(book).encode("utf-8"))
        put(out, "book/package.opf", _package(book, list(fonts), pictures).encode("utf-8"))


def _style(book: Book, fonts: list[str]) -> str:
    rules = []
    for name in fonts:
        family, weight = name.split("-")
        rules.append(
            f"@font-face {{ font-family: '{family}'; font-weight: {'bold' if weight == 'Bold' else 'normal'};"
            f" src: url('fonts/{name}.ttf'); }}"
        )
    families = ", ".join(
        f"'{family}'" for family in FAMILIES if any(name.startswith(family) for name in fonts)
    )
    rules.append(f"body {{ margin: 0; padding: 0; font-family: {families}, sans-serif; color: #2A2140; }}")
    return "\n".join(rules) + (_FIXED if book.options.epub == "fixed" else _FLOWING)


# -- pages ---------------------------------------------------------------------------------


def _picture(book: Book, sheet: Sheet, picture: Picture) -> str:
    definitions, drawing = scene_parts(book, picture.scene)
    width, height = picture.scene.width, picture.scene.height
    return _OWN_DATA.sub(
        "",
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f"<defs>\n{definitions}\n</defs>\n{drawing}\n{bubbles_svg(sheet.bubbles)}\n</svg>\n",
    )


def _page(book: Book, sheet: Sheet, index: int) -> str:
    fixed = book.options.epub == "fixed"
    width, height = (plain(side * _UNITS) for side in book.size)
    head = f'<meta name="viewport" content="width={width}, height={height}"/>' if fixed else ""
    kind = "titlepage" if sheet.kind == "title" else "bodymatter"
    parts = [_image(book, sheet, index, fixed)]
    if fixed:
        for panel in sheet.panels:
            x, y, wide, high = panel.box
            place = _place(x, y, wide, high)
            parts.append(
                f'<div class="panel" style="{place}border-radius:{plain(panel.radius * _UNITS)}px;'
                f'opacity:{panel.opacity:g}"></div>'
            )
    for text in sheet.texts:
        parts.append(_fixed_text(book, text) if fixed else _flowing_text(book, text))
    style = f' style="width:{width}px;height:{height}px;background:{sheet.colour}"' if fixed else ""
    mark = (
        f'<span epub:type="pagebreak" role="doc-pagebreak" id="p{index}" aria-label="{sheet.number}"></span>'
    )
    inside = "\n".join(part for part in parts if part)
    direction = "rtl" if book.leftward else "ltr"
    title = escaped(book.title if sheet.kind == "title" else f"{book.title} – {sheet.number}")
    return (
        f'{_HEAD.format(lang=escaped(book.lang), direction=direction)}<head><meta charset="utf-8"/>{head}'
        f'<title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f'<body epub:type="{kind if kind == "bodymatter" else "frontmatter"}">\n'
        f'<section class="page {sheet.kind} {sheet.layout}"{style}'
        f"{' epub:type=' + chr(34) + 'titlepage' + chr(34) if kind == 'titlepage' else ''}>\n"
        f"{mark if sheet.number and sheet.kind == 'page' else ''}{inside}\n</section>\n</body></html>\n"
    )


def _image(book: Book, sheet: Sheet, index: int, fixed: bool) -> str:
    picture = sheet.picture
    if picture is None:
        return ""
    style = ""
    if fixed:
        style = f' style="{_place(*picture.box)}border-radius:{plain(picture.radius * _UNITS)}px"'
    alt = escaped(picture.alt).replace("\n", " ")
    return f'<img src="picture-{index:04d}.svg" alt="{alt}" xml:lang="en" lang="en"{style}/>'


def _place(x: float, y: float, width: float, height: float) -> str:
    left, top, wide, high = (plain(value * _UNITS) for value in (x, y, width, height))
    return f"left:{left}px;top:{top}px;width:{wide}px;height:{high}px;"


def _fixed_text(book: Book, text: Text) -> str:
    """A block on its place, broken in lines as it was set."""
    parts = []
    size = text.block.size
    for lines in paragraphs_of(text.block):
        x, _, width, _ = text.box
        top = lines[0].y - _BASELINE * size
        align = "center" if text.block.align == "centre" else "right" if lines[0].leftward else "left"
        # A little wider than measured, so that no reader breaks a line anew.
        spread = 0.02 * width
        style = (
            f"left:{plain((x - spread) * _UNITS)}px;top:{plain(top * _UNITS)}px;"
            f"width:{plain((width + 2 * spread) * _UNITS)}px;font-size:{plain(size * _UNITS)}px;"
            f"text-align:{align};color:{text.colour};"
            f"padding:0 {plain(spread * _UNITS if align != 'center' else 0)}px;"
        )
        tag = _TAGS.get(text.role, "div")
        words = "<br/>\n".join(escaped(line.text) for line in lines)
        hidden = ' aria-hidden="true"' if text.role == "number" else ""
        direction = ' dir="rtl"' if lines[0].leftward else ' dir="ltr"'
        parts.append(f'<{tag} class="set {text.role}"{hidden}{direction} style="{style}">{words}</{tag}>')
    return "\n".join(parts)


def _flowing_text(book: Book, text: Text) -> str:
    if text.role == "number":
        return ""
    tag = _TAGS[text.role]
    parts = []
    for lines in paragraphs_of(text.block):
        words = " ".join(line.text for line in lines)
        direction = "rtl" if runs_left(words, book.lang) else "ltr"
        parts.append(f'<{tag} class="{text.role}" dir="{direction}">{escaped(words)}</{tag}>')
    return "\n".join(parts)


# -- package -------------------------------------------------------------------------------


def _nav(book: Book) -> str:
    items = "".join(
        f'<li><a href="page-{index:04d}.xhtml">{escaped(label) or "…"}</a></li>'
        for label, index in contents(book)
    )
    numbered = [(index, sheet) for index, sheet in enumerate(book.sheets) if sheet.kind == "page"]
    pages = "".join(
        f'<li><a href="page-{index:04d}.xhtml#p{index}">{sheet.number}</a></li>' for index, sheet in numbered
    )
    direction = "rtl" if book.leftward else "ltr"
    return (
        f'{_HEAD.format(lang=escaped(book.lang), direction=direction)}<head><meta charset="utf-8"/>'
        f"<title>{escaped(book.title)}</title></head>\n<body>\n"
        f'<nav epub:type="toc" id="toc" role="doc-toc"><h1>{escaped(book.title)}</h1><ol>{items}</ol></nav>\n'
        f'<nav epub:type="page-list" hidden="hidden"><ol>{pages}</ol></nav>\n</body></html>\n'
    )


def _package(book: Book, fonts: list[str], pictures: list[int]) -> str:
    words = "\n".join(text.block.text for sheet in book.sheets for text in sheet.texts)
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"text2scene\n{book.title}\n{book.author}\n{words}")
    fixed = book.options.epub == "fixed"
    layout = "pre-paginated" if fixed else "reflowable"
    creator = f"<dc:creator>{escaped(book.author)}</dc:creator>" if book.author else ""
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        '<item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>',
    ]
    items += [
        f'<item id="font{n}" href="fonts/{name}.ttf" media-type="font/ttf"/>' for n, name in enumerate(fonts)
    ]
    items += [
        f'<item id="picture{n}" href="picture-{n:04d}.svg" media-type="image/svg+xml"/>' for n in pictures
    ]
    items += [
        f'<item id="page{n}" href="page-{n:04d}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(book.sheets))
    ]
    spine = "".join(f'<itemref idref="page{n}"/>' for n in range(len(book.sheets)))
    direction = ' page-progression-direction="rtl"' if book.leftward else ""
    return _PACKAGE.format(
        identity=identity,
        title=escaped(book.title),
        lang=escaped(book.lang),
        creator=creator,
        modified=_MODIFIED,
        layout=layout,
        summary=_SUMMARY,
        items="\n".join(items),
        spine=f"<spine{direction}>{spine}</spine>",
    )


# A reader wants a date; one and the same, so that the same story makes the same file.
_MODIFIED = f"{EPOCH[0]}-{EPOCH[1]:02}-{EPOCH[2]:02}T00:00:00Z"
_SUMMARY = (
    "A picture book: every picture is told in words, in English, and the text can be read aloud in order."
)
_CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    ' xml:lang="{lang}" lang="{lang}" dir="{direction}">\n'
)
_PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{lang}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>
<dc:title>{title}</dc:title>
<dc:language>{lang}</dc:language>
{creator}
<meta property="dcterms:modified">{modified}</meta>
<meta property="rendition:layout">{layout}</meta>
<meta property="rendition:orientation">auto</meta>
<meta property="rendition:spread">none</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual,visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">{summary}</meta>
</metadata>
<manifest>
{items}
</manifest>
{spine}
</package>
"""
_FIXED = f"""
html, body {{ overflow: hidden; }}
.page {{ position: relative; overflow: hidden; margin: 0; }}
.page img, .panel, .set {{ position: absolute; margin: 0; display: block; }}
.panel {{ background: #FFFFFF; }}
.set {{ line-height: {LEADING}; white-space: nowrap; font-weight: normal; box-sizing: border-box; }}
h1.set {{ font-weight: bold; line-height: 1.2; }}
h2.set {{ font-weight: bold; }}
"""
_FLOWING = """
.page { margin: 0 auto; padding: 1em; max-width: 40em; page-break-after: always; break-after: page; }
.page img { display: block; width: 100%; height: auto; max-height: 75vh; object-fit: contain; }
p.text { font-size: 1.25em; line-height: 1.5; margin: 0.7em 0 0; }
h1 { font-size: 2em; line-height: 1.2; text-align: center; }
h2 { font-size: 1.25em; color: #B4356C; margin: 0.8em 0 0; }
p.author { text-align: center; color: #6E6785; }
"""
