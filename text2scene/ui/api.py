"""Calls for programs: ``generate``, ``edit``, ``alternatives`` and ``render``, by name.

All are listed with their parameters at the page's foot ("Use via API") and in ``/gradio_api/openapi.json``.
From Python::

    from gradio_client import Client

    client = Client("http://127.0.0.1:7860")
    scene = client.predict("Mike kicks the ball to Jenny.", seed=0, api_name="/generate")
    scene = client.predict(scene, "Put a crown on Jenny.", api_name="/edit")
    scenes = client.predict("Mike kicks the ball to Jenny.", 4, api_name="/alternatives")
    path = client.predict(scene, "png", 2, api_name="/render")

``scene`` is a Scene document (format ``text2scene/1``), ``path`` a downloaded file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr

from text2scene.errors import Text2SceneError
from text2scene.ui import checks
from text2scene.ui.pictures import FORMATS

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.ui.desk import Desk
    from text2scene.ui.pictures import PictureFolder

_CLIENT = "programs"


def add_api(generator: Generator, pictures: PictureFolder, desk: Desk) -> None:
    """Add the named calls to the page that is being built."""
    calls = _Calls(generator, pictures, desk)
    sentence = gr.Textbox(label="text", visible=False)
    number = gr.Number(0, label="seed", precision=0, visible=False)
    count = gr.Number(4, label="n", precision=0, visible=False)
    warmth = gr.Number(None, label="temperature", visible=False)
    alone = gr.Checkbox(False, label="model_only", visible=False)
    document = gr.JSON(label="scene", visible=False)
    documents = gr.JSON(label="scenes", visible=False)
    kinds = gr.Dropdown(list(FORMATS), value="png", allow_custom_value=True, label="format", visible=False)
    size = gr.Number(1.0, label="scale", visible=False)
    clear = gr.Checkbox(False, label="transparent", visible=False)
    file = gr.File(label="picture", visible=False)
    trigger = gr.Button(visible=False)
    trigger.click(calls.generate, [sentence, number, warmth, alone], document, **_named("generate"))
    trigger.click(calls.edit, [document, sentence, number, warmth, alone], document, **_named("edit"))
    trigger.click(calls.alternatives, [sentence, count, number], documents, **_named("alternatives"))
    trigger.click(calls.render, [document, kinds, size, clear], file, **_named("render"))


def _named(name: str) -> dict[str, Any]:
    # The desk lets one call at a time to the model; here some may wait in line for it.
    return {"api_name": name, "concurrency_id": name, "concurrency_limit": 4}


class _Calls:
    def __init__(self, generator: Generator, pictures: PictureFolder, desk: Desk) -> None:
        self.generator, self.pictures, self.desk = generator, pictures, desk

    def generate(
        self, text: str, seed: int = 0, temperature: float | None = None, model_only: bool = False
    ) -> Any:
        """Draw English text; gives a Scene document in which every object has its place.

        seed: 0 the best guess, any other whole number a variation. temperature: 0 to 2,
        or null for the usual. model_only: the network alone, without the rules that make
        sure that what the text names is drawn.
        """
        return self._ask(lambda: self.generator.generate(text, seed, temperature, model_only).to_dict())

    def edit(
        self,
        scene: object,
        text: str,
        seed: int = 0,
        temperature: float | None = None,
        model_only: bool = False,
    ) -> Any:
        """Change a Scene document as the text says; gives the new one. What it does not touch stays."""

        def edited() -> Any:
            before = checks.read_scene(scene, self.pictures.library)
            return self.generator.edit(before, text, seed, temperature, model_only).to_dict()

        return self._ask(edited)

    def alternatives(self, text: str, n: int = 4, seed: int = 0) -> Any:
        """n Scene documents (1 to 16) that all obey the text and differ visibly, the best first."""
        return self._ask(lambda: [one.to_dict() for one in self.generator.alternatives(text, n, seed)])

    def render(self, scene: object, format: str, scale: float, transparent: bool = False) -> str:
        """Draw a Scene document; gives a picture file, or with "json" the document.

        format: png, svg, webp or json. scale: 0.25 to 8, image pixels to a scene pixel.
        transparent: without the background.
        """
        try:
            read = checks.read_scene(scene, self.pictures.library)
            return str(self.pictures.save(read, format, scale, transparent))
        except Text2SceneError as error:
            raise gr.Error(str(error), print_exception=False) from None

    def _ask(self, call: Callable[[], Any]) -> Any:
        try:
            return self.desk.submit(_CLIENT, call).result()
        except Text2SceneError as error:
            raise gr.Error(str(error), print_exception=False) from None
