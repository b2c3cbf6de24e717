"""Two calls for programs: ``generate`` a Scene from text, ``render`` a Scene as a picture file.

Both are listed with their parameters at the page's foot ("Use via API"). From Python::

    from gradio_client import Client

    client = Client("http://127.0.0.1:7860")
    scene = client.predict("Mike kicks the ball to Jenny.", seed=0, api_name="/generate")
    path = client.predict(scene, "png", 2, api_name="/render")

``scene`` is a Scene document (format ``text2scene/1``), ``path`` a downloaded file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from text2scene.errors import Text2SceneError
from text2scene.scene import Scene
from text2scene.ui.pictures import FORMATS

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.ui.pictures import PictureFolder


def add_api(generator: Generator, pictures: PictureFolder) -> None:
    """Add ``/generate`` and ``/render`` to the page that is being built."""

    def generate(text: str, seed: int = 0, temperature: float | None = None, model_only: bool = False) -> Any:
        """Draw English text; gives a Scene document in which every object has its place.

        seed: 0 the best guess, any other whole number a variation. temperature: 0 to 2,
        or null for the usual. model_only: the network alone, without the rules that make
        sure that what the text names is drawn.
        """
        try:
            return generator.generate(text, seed, temperature, model_only).to_dict()
        except Text2SceneError as error:
            raise gr.Error(str(error), print_exception=False) from None

    def render(scene: object, format: str, scale: float) -> str:
        """Draw a Scene document; gives a picture file, or with "json" the document.

        format: png, svg, webp or json. scale: 0.25 to 8, image pixels to a scene pixel.
        """
        try:
            return str(pictures.save(Scene.from_dict(scene), format, scale))
        except Text2SceneError as error:
            raise gr.Error(str(error), print_exception=False) from None

    sentence = gr.Textbox(label="text", visible=False)
    number = gr.Number(0, label="seed", precision=0, visible=False)
    warmth = gr.Number(None, label="temperature", visible=False)
    alone = gr.Checkbox(False, label="model_only", visible=False)
    document = gr.JSON(label="scene", visible=False)
    kinds = gr.Dropdown(list(FORMATS), value="png", allow_custom_value=True, label="format", visible=False)
    size = gr.Number(1.0, label="scale", visible=False)
    file = gr.File(label="picture", visible=False)
    trigger = gr.Button(visible=False)
    trigger.click(
        generate,
        [sentence, number, warmth, alone],
        document,
        api_name="generate",
        concurrency_id="draw",
        concurrency_limit=1,
    )
    trigger.click(
        render, [document, kinds, size], file, api_name="render", concurrency_id="render", concurrency_limit=1
    )
