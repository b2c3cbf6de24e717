"""A generator whose every picture waits for its turn at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from text2scene.scene import Scene

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.ui.desk import Desk


class _AtDesk:
    """Looks like the generator; ``generate`` and ``edit`` run on the desk's thread, one picture a turn.

    So a story of a hundred pages that one person makes lets everybody else draw between two of its
    pictures, and all that is no drawing (reading the text, what carries over) runs beside the model.
    """

    def __init__(self, generator: Generator, desk: Desk, client: str) -> None:
        self._generator, self._desk, self._client = generator, desk, client
        self.catalog, self.vocabulary = generator.catalog, generator.vocabulary

    def generate(self, *arguments: Any, **named: Any) -> Scene:
        """As of the generator. Raises BusyError where too many wait."""
        call = self._desk.submit(self._client, lambda: self._generator.generate(*arguments, **named))
        return cast(Scene, call.result())

    def edit(self, *arguments: Any, **named: Any) -> Scene:
        """As of the generator. Raises BusyError where too many wait."""
        call = self._desk.submit(self._client, lambda: self._generator.edit(*arguments, **named))
        return cast(Scene, call.result())


def at_desk(generator: Generator, desk: Desk, client: str) -> Generator:
    """The generator for stories of one client; to be used off the desk's own thread."""
    return cast("Generator", _AtDesk(generator, desk, client))
