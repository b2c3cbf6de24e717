"""The page itself: its parts, and which click does what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from text2scene.errors import Text2SceneError
from text2scene.language import MAX_CHARACTERS
from text2scene.ui.api import add_api
from text2scene.ui.drawing import EXAMPLES, Asked, draw, fresh_seed, next_seed, seed_of
from text2scene.ui.markup import details, figure, header, message

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.render import Library
    from text2scene.ui.pictures import PictureFolder

QUEUE_LENGTH = 64
Outputs = tuple[Any, ...]


def build_page(generator: Generator, pictures: PictureFolder) -> gr.Blocks:
    """The page with a first scene on it already, which also warms up the model."""
    first = draw(generator, Asked(EXAMPLES[0]))
    page = gr.Blocks(title="text2scene", analytics_enabled=False, delete_cache=(1800, 3600))
    with page:
        gr.HTML(header())
        with gr.Row(elem_id="t2s-book"):
            with gr.Column(elem_id="t2s-ask"):
                text = _text_box()
                with gr.Row(elem_id="t2s-go"):
                    draw_button = gr.Button("Draw it", variant="primary", elem_id="t2s-draw")
                    another = gr.Button("Another one", elem_id="t2s-another")
                told = gr.HTML(elem_id="t2s-message")
                seed = gr.Number(
                    0,
                    label="Variation",
                    info="Seed 0 is the best guess.",
                    precision=0,
                    elem_id="t2s-seed",
                )
            with gr.Column(elem_id="t2s-picture"):
                picture = gr.HTML(figure(first, pictures.library), elem_id="t2s-figure")
                words = gr.HTML(details(first, pictures.library), elem_id="t2s-details")
            with gr.Column(elem_id="t2s-more"):
                gr.HTML('<div class="t2s-try"><h2>Or try one of these</h2></div>')
                with gr.Column(elem_id="t2s-examples"):
                    examples = [gr.Button(sentence, size="sm") for sentence in EXAMPLES]
                alone, temperature = _advanced()
        last = gr.State((EXAMPLES[0], 0))
        inputs = [text, seed, alone, temperature, last]
        settings: dict[str, Any] = {
            "outputs": [told, picture, words, text, seed, last],
            "api_visibility": "private",
            "show_progress": "minimal",
            "show_progress_on": picture,
            "concurrency_id": "draw",
            "concurrency_limit": 1,
        }
        draw_button.click(partial(_drawn, generator, pictures.library), inputs, **settings)
        another.click(partial(_another, generator, pictures.library), inputs, **settings)
        for button, sentence in zip(examples, EXAMPLES, strict=True):
            example = partial(_example, generator, pictures.library, sentence)
            button.click(example, [alone, temperature], **settings)
        add_api(generator, pictures)
    page.queue(max_size=QUEUE_LENGTH)
    return page


def _text_box() -> gr.Textbox:
    return gr.Textbox(
        EXAMPLES[0],
        label="What is happening?",
        info="In English. Enter draws it, Shift+Enter starts a new line.",
        placeholder="Jenny is flying a kite.",
        lines=3,
        max_lines=8,
        max_length=MAX_CHARACTERS,
        elem_id="t2s-text",
    )


def _advanced() -> tuple[gr.Checkbox, gr.Slider]:
    """Settings that most visitors leave alone."""
    with gr.Accordion("Advanced", open=False, elem_id="t2s-advanced"):
        temperature = gr.Slider(
            0.1,
            1.5,
            Asked.temperature,
            step=0.1,
            label="Surprise",
            info="How far the variations may stray from the best guess (temperature).",
            buttons=[],
            elem_id="t2s-temperature",
        )
        alone = gr.Checkbox(
            False,
            label="Network only",
            info="Without the rules that make sure that what you name is drawn.",
            elem_id="t2s-alone",
        )
    return alone, temperature


def _drawn(
    generator: Generator,
    library: Library,
    text: object,
    seed: object,
    alone: object,
    temperature: object,
    last: tuple[str, int],
) -> Outputs:
    """Draw what stands in the box."""
    try:
        wanted = fresh_seed(str(text), seed_of(seed), last)
    except Text2SceneError as error:
        return _kept(error)
    return _show(generator, library, str(text or ""), wanted, alone, temperature)


def _another(
    generator: Generator,
    library: Library,
    text: object,
    seed: object,
    alone: object,
    temperature: object,
    last: tuple[str, int],
) -> Outputs:
    """Draw it again, with the next seed."""
    try:
        wanted = next_seed(seed_of(seed))
    except Text2SceneError as error:
        return _kept(error)
    return _show(generator, library, str(text or ""), wanted, alone, temperature)


def _example(
    generator: Generator, library: Library, sentence: str, alone: object, temperature: object
) -> Outputs:
    """Put an example in the box and draw its best guess."""
    return _show(generator, library, sentence, 0, alone, temperature)


def _show(
    generator: Generator, library: Library, text: str, seed: int, alone: object, temperature: object
) -> Outputs:
    """What the page shows of one drawing: message, picture, words, text, seed, and what was drawn."""
    warmth = float(temperature) if isinstance(temperature, int | float) else Asked.temperature
    try:
        scene = draw(generator, Asked(text, seed, bool(alone), warmth))
        return message(), figure(scene, library), details(scene, library), text, seed, (text, seed)
    except Text2SceneError as error:
        return _kept(error)


def _kept(error: Text2SceneError) -> Outputs:
    """What went wrong; all else on the page stays."""
    return (message(str(error)), *(gr.skip() for _ in range(5)))
