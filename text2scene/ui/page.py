"""The page: the studio, and the calls for programs. Its parts on the screen are in ``studio/``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import gradio as gr

from text2scene.ui.api import add_api
from text2scene.ui.bundle import STATIC

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.ui.bundle import Bundle
    from text2scene.ui.desk import Desk
    from text2scene.ui.pictures import PictureFolder

QUEUE_LENGTH = 64
Tab = tuple[str, Callable[[], None]]


def build_page(
    generator: Generator, pictures: PictureFolder, bundle: Bundle, desk: Desk, more: tuple[Tab, ...] = ()
) -> gr.Blocks:
    """The page. more: further tabs, each a title and what builds it, beside the studio."""
    page = gr.Blocks(title="text2scene", analytics_enabled=False, delete_cache=(1800, 3600))
    with page:
        tabs: tuple[Tab, ...] = (("Scene", lambda: _studio(bundle, bool(more))), *more)
        if len(tabs) == 1:
            tabs[0][1]()
        else:
            with gr.Tabs(elem_id="t2s-tabs"):
                for title, build in tabs:
                    with gr.Tab(title, id=title.lower()):
                        build()
        add_api(generator, pictures, desk)
    page.queue(max_size=QUEUE_LENGTH)
    return page


def _studio(bundle: Bundle, tabs: bool) -> None:
    """The editor: a constant template that no value ever replaces, brought to life by its own scripts.

    Gradio attaches ``js_on_load`` once, and a new value would destroy what the scripts added, so
    there is none: the scripts speak with the server by themselves. tabs: it is one of several. Gradio
    builds the others when they are opened, so a script here opens the one that the address means.
    """
    template = (STATIC / "studio.html").read_text(encoding="utf-8")
    gr.HTML(
        html_template=template,
        js_on_load=(
            f'const base = new URL("studio/{bundle.version}/", document.baseURI).href;\n'
            'import(base + "main.js").then((studio) => studio.start(element, base));'
            + ('\nimport(base + "stories/tabs.js").then((tabs) => tabs.arrive());' if tabs else "")
        ),
        apply_default_css=False,
        elem_id="t2s-page",
    )
