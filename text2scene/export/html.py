"""A book as one HTML file that asks nothing of the network: it turns its pages and reads them aloud."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from text2scene.export.drawn import bubbles_svg, plain
from text2scene.export.sheets import Book, Picture, Sheet, Text, webfonts
from text2scene.export.text import escaped, runs_left
from text2scene.export.typeset import paragraphs_of
from text2scene.render import SvgCanvas, draw_scene

_HERE = Path(__file__).resolve().parent
_OWN_DATA = re.compile(r' data-(?:object|shadow|part)="[^"]*"')
_ICONS = {
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "next": '<path d="M9 5l7 7-7 7"/>',
    "voice": '<path d="M4 10v4h3l5 4V6L7 10zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11"/>',
}


def write_html(book: Book, path: Path) -> None:
    """Write the file. No script but its own may run in it, whatever a text contains."""
    drawings: dict[str, str] = {}
    pages = [_page(book, sheet, index, drawings) for index, sheet in enumerate(book.sheets)]
    style = _style(book)
    script = (_HERE / "reader.js").read_text(encoding="utf-8")
    allowed = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; script-src 'sha256-{allowed}'; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    direction = "rtl" if book.leftward else "ltr"
    definitions = _OWN_DATA.sub("", "\n".join(drawings.values()))
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            f'<!DOCTYPE html>\n<html lang="{escaped(book.lang)}" dir="{direction}">\n<head>\n'
            f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta name="generator" content="text2scene">\n<title>{escaped(book.title)}</title>\n'
            f"<style>\n{style}\n</style>\n</head>\n<body>\n"
            f'<svg class="defs" aria-hidden="true" focusable="false"><defs>\n{definitions}\n</defs></svg>\n'
            f'<main aria-label="{escaped(book.title)}">\n'
        )
        out.write("\n".join(pages))
        out.write(f"\n</main>\n{_CONTROLS}\n<script>{script}</script>\n</body>\n</html>\n")


def _style(book: Book) -> str:
    faces, families = [], []
    for name, data in webfonts(book):
        family, weight = name.split("-")
        families += [family] if family not in families else []
        link = base64.b64encode(data).decode("ascii")
        bold = "bold" if weight == "Bold" else "normal"
        faces.append(
            f"@font-face {{ font-family: '{family}'; font-weight: {bold};"
            f" src: url(data:font/ttf;base64,{link}) format('truetype'); }}"
        )
    named = ", ".join(f"'{family}'" for family in families)
    css = (_HERE / "reader.css").read_text(encoding="utf-8")
    return "\n".join((*faces, f"body {{ font-family: {named}, sans-serif; }}", css))


def _page(book: Book, sheet: Sheet, index: int, drawings: dict[str, str]) -> str:
    picture = sheet.picture
    texts = {
        role: [text for text in sheet.texts if text.role == role]
        for role in ("chapter", "text", "title", "author")
    }
    words = "".join(_blocks(book, text, "h2") for text in texts["chapter"])
    words += "".join(_blocks(book, text, "p") for text in texts["text"])
    long = sheet.layout == "under" and any(text.block.align == "start" for text in texts["text"])
    words = f'<div class="words{" long" if long else ""}">{words}</div>' if words else ""
    label = escaped(book.title) if sheet.kind == "title" else f"{index + 1} / {len(book.sheets)}"
    colour = f' style="background:{sheet.colour}"' if sheet.kind == "title" else ""
    layout = (
        sheet.layout
        if sheet.panels and sheet.layout == "over"
        else "under"
        if sheet.layout == "over"
        else sheet.layout
    )
    head = f'<section class="page {sheet.kind} {layout}" tabindex="-1" aria-label="{label}"{colour}>'
    drawn = _drawing(book, sheet, picture, drawings) if picture else ""
    if sheet.kind == "title":
        title = "".join(_blocks(book, text, "h1") for text in texts["title"])
        author = "".join(_blocks(book, text, "p", "author") for text in texts["author"])
        return f"{head}<header>{title}</header>{drawn}{author}</section>"
    if layout == "over" and words:
        return f"{head}{_over(book, sheet, drawn, words)}</section>"
    return f"{head}{drawn}{words}</section>"


def _over(book: Book, sheet: Sheet, drawn: str, words: str) -> str:
    """The words on their place over the picture, all in shares of its width."""
    x, y, width, _ = sheet.panels[0].box
    across, down = book.size
    size = next((text.block.size for text in sheet.texts if text.role == "text"), 20.0)
    place = (
        f"--left:{plain(100 * x / across)}%;--top:{plain(100 * y / down)}%;"
        f"--width:{plain(100 * width / across)}%;--size:{plain(100 * size / across)}cqw"
    )
    words = words.replace('<div class="words">', f'<div class="words" style="{place}">', 1)
    return drawn.replace("</figure>", f"{words}</div></figure>").replace("<svg", '<div class="stage"><svg', 1)


def _drawing(book: Book, sheet: Sheet, picture: Picture, drawings: dict[str, str]) -> str:
    scene = picture.scene
    canvas = SvgCanvas(scene.width, scene.height, library=book.library)
    draw_scene(scene, canvas, catalog=book.catalog, shadows=book.options.shadows, haze=book.options.haze)
    drawings.update(canvas.drawings)
    ratio = scene.width / scene.height
    return (
        f'<figure style="--ratio:{ratio:.4f}"><svg role="img" lang="en" aria-label="{escaped(picture.alt)}"'
        f' viewBox="0 0 {scene.width} {scene.height}">{_OWN_DATA.sub("", canvas.drawing())}'
        f"{bubbles_svg(sheet.bubbles)}</svg></figure>"
    )


def _blocks(book: Book, text: Text, tag: str, kind: str = "") -> str:
    parts = []
    for lines in paragraphs_of(text.block):
        words = " ".join(line.text for line in lines)
        direction = "rtl" if runs_left(words, book.lang) else "ltr"
        named = f' class="{kind}"' if kind else ""
        parts.append(f'<{tag}{named} dir="{direction}" data-read>{escaped(words)}</{tag}>')
    return "".join(parts)


def _button(name: str, label: str, kind: str = "") -> str:
    pressed = ' aria-pressed="false"' if name == "voice" else ""
    return (
        f'<button id="{name}" type="button" class="{kind}" aria-label="{label}" title="{label}"{pressed}>'
        f'<svg viewBox="0 0 24 24" aria-hidden="true">{_ICONS[name]}</svg></button>'
    )


_CONTROLS = (
    '<nav class="controls" aria-label="Pages">'
    + _button("back", "Previous page", "turn")
    + '<output id="count" aria-live="polite"></output>'
    + _button("next", "Next page", "turn")
    + _button("voice", "Read aloud")
    + "</nav>"
)
