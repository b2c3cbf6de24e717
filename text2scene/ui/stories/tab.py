"""The Story tab on the page: a constant template, brought to life by its own scripts like the studio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from text2scene.export.fonts import face

if TYPE_CHECKING:
    from text2scene.ui.bundle import Bundle

WEB = Path(__file__).resolve().parent / "web"
STYLES = tuple(WEB / name for name in ("story.css", "shelf.css", "book.css", "dialogs.css"))
TITLE = "Story"
# What a browser gets of the books' own letters; anything else is shown in those of the system.
_LETTERS = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x20AC)))


def story_files() -> dict[str, bytes]:
    """Everything the tab's scripts load, by name: themselves, and the letters that books are set in."""
    files = {path.name: path.read_bytes() for path in sorted(WEB.glob("*.js"))}
    for bold in (False, True):
        known = face("Andika", bold)
        files[f"{known.name}.ttf"] = known.webfont(_LETTERS)
    return files


def build_tab(bundle: Bundle) -> None:
    """Put the tab's template on the page; no value ever replaces it."""
    gr.HTML(
        html_template=(WEB / "stories.html").read_text(encoding="utf-8"),
        js_on_load=(
            f'const base = new URL("studio/{bundle.version}/", document.baseURI).href;\n'
            'import(base + "stories/main.js").then((stories) => stories.start(element, base));'
        ),
        apply_default_css=False,
        elem_id="t2s-story-page",
    )
