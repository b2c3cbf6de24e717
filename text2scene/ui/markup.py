"""The pieces of HTML on the page. Every text from outside is escaped here, and nowhere else."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from typing import Any

from text2scene.catalog import Catalog
from text2scene.render import Library, default_library, to_png, to_svg
from text2scene.scene import Scene, SceneObject
from text2scene.ui.describe import describe, drawn_pieces

DOWNLOAD_SCALE = 2.0
_CAPTION_LENGTH = 280
_FILE_WORDS = 6
_MOST_NOTES = 8
# The page's HTML component reads templates in its value, so their signs are escaped as well.
_TEMPLATE_SIGNS = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})


def safe(text: object) -> str:
    """Text as HTML that shows exactly this text, in an element or in a quoted attribute."""
    return html.escape(str(text), quote=True).translate(_TEMPLATE_SIGNS)


def figure(scene: Scene, library: Library | None = None) -> str:
    """The picture with its alternative text, and the sentence below it as in a picture book.

    The SVG is shown as an image, in which no script runs and nothing is loaded.
    """
    caption = " ".join(scene.text.split())
    if len(caption) > _CAPTION_LENGTH:
        caption = caption[: _CAPTION_LENGTH - 1].rstrip() + "…"
    return (
        '<figure class="t2s-figure">'
        f'<img id="t2s-scene" src="{data_link(to_svg(scene, library=library).encode(), "image/svg+xml")}"'
        f' alt="{safe(describe(scene, library.catalog if library else None))}"'
        f' width="{scene.width}" height="{scene.height}"'
        f' data-seed="{safe(scene.seed)}">'
        f"<figcaption>{safe(caption)}</figcaption></figure>"
    )


def details(scene: Scene, library: Library | None = None) -> str:
    """What was drawn, the notes on what was not understood, and the downloads."""
    library = library or default_library()
    catalog = library.catalog
    notes = "".join(f"<li>{_note(note, catalog)}</li>" for note in scene.notes[:_MOST_NOTES])
    if len(scene.notes) > _MOST_NOTES:
        notes += f"<li>… and {len(scene.notes) - _MOST_NOTES} more.</li>"
    guess = "the best guess" if not scene.seed else f"variation {scene.seed}"
    return (
        f'<p class="t2s-drawn" id="t2s-drawn">In the picture: {safe(drawn_pieces(scene, catalog))}. '
        f'<span class="t2s-quiet">This is {guess}.</span></p>'
        + (f'<ul class="t2s-notes" id="t2s-notes" aria-label="Notes">{notes}</ul>' if notes else "")
        + downloads(scene, library)
    )


def downloads(scene: Scene, library: Library | None = None) -> str:
    """Links that save the scene; each carries its file, so the server keeps none."""
    name = file_name(scene.text)
    files = (
        ("png", "Picture", to_png(scene, DOWNLOAD_SCALE, library=library), "image/png"),
        ("svg", "Drawing", to_svg(scene, library=library).encode(), "image/svg+xml"),
        ("json", "Scene", scene.to_json().encode(), "application/json"),
    )
    links = "".join(
        f'<a class="t2s-download" id="t2s-{ending}" download="{name}.{ending}"'
        f' href="{data_link(data, kind)}"><span>{label} </span><b>{ending.upper()}</b></a>'
        for ending, label, data, kind in files
    )
    return f'<nav class="t2s-downloads" aria-label="Save the scene"><p>Save as</p>{links}</nav>'


def message(text: str = "") -> str:
    """A friendly word on what went wrong; nothing where nothing did."""
    return f'<p class="t2s-message" role="alert">{safe(text)}</p>' if text else ""


def header() -> str:
    """Name, invitation and a little drawing made of the page's own pieces."""
    art = data_link(to_svg(_BANNER, transparent=True).encode(), "image/svg+xml")
    return (
        '<header class="t2s-header"><div><h1>text2scene</h1>'
        "<p>Write a sentence, and watch it turn into a picture.</p></div>"
        f'<img src="{art}" alt="" width="{_BANNER.width}" height="{_BANNER.height}"></header>'
    )


def file_name(text: str) -> str:
    """A file name without ending, of plain letters: ``mike-kicks-the-ball``."""
    words = re.findall(r"[a-z0-9]+", text.lower())[:_FILE_WORDS]
    return "-".join(words)[:60] or "scene"


def data_link(data: bytes, kind: str) -> str:
    """A link that holds the data itself."""
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def _note(note: Mapping[str, Any], catalog: Catalog) -> str:
    said = str(note.get("message") or f"“{note.get('word', '')}” was not understood.")
    suggestion = note.get("suggestion")
    if isinstance(suggestion, str) and suggestion in catalog:
        label = catalog[suggestion].label
        if label.lower() not in said.lower():
            return f"{safe(said)} <b>Nearest piece: {safe(label)}.</b>"
    return safe(said)


_BANNER = Scene(
    (
        SceneObject("sun", "sun", 292, 42, scale=0.52),
        SceneObject("kite", "kite", 104, 62, scale=0.42),
        SceneObject("mike", "mike", 42, 98, scale=0.52, pose="arms_up", expression="laugh"),
        SceneObject("dog", "dog", 158, 122, scale=0.5),
        SceneObject("jenny", "jenny", 222, 98, scale=0.52, flip=True, pose="wave", expression="smile"),
        SceneObject("ball", "beach_ball", 286, 128, scale=0.5),
    ),
    width=340,
    height=150,
)
