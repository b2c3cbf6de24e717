"""What happens when somebody asks the page for a picture; nothing here knows the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from text2scene.errors import InputError
from text2scene.scene import Scene

if TYPE_CHECKING:
    from text2scene.generator import Generator

# Seeds on the page stay small enough to read out and to type again.
MAX_PAGE_SEED = 999_999
EXAMPLES = (
    "Mike kicks the soccer ball to Jenny.",
    "Jenny is sad because it is raining. Mike holds a hot dog.",
    "A bear chases Mike. Jenny is hiding behind the tree.",
    "Jenny wears a crown. Mike is angry because he wants the crown.",
    "Mike and Jenny sit by the campfire. An owl watches from the pine tree.",
    "Jenny is on the swing. A hot air balloon floats in the sky.",
)


@dataclass(frozen=True)
class Asked:
    """One wish of the page: a text, a seed from 0 to 999,999, and how freely to draw it."""

    text: str
    seed: int = 0
    model_only: bool = False
    temperature: float = 0.7


def draw(generator: Generator, asked: Asked) -> Scene:
    """The scene that was asked for. Raises InputError with a sentence for the person.

    Seed 0 is the best guess whatever the temperature; any other seed samples at it.
    """
    if not 0 <= asked.seed <= MAX_PAGE_SEED:
        raise InputError(f"The variation must be a whole number from 0 to {MAX_PAGE_SEED:,}.")
    temperature = asked.temperature if asked.seed else None
    return generator.generate(asked.text, asked.seed, temperature, asked.model_only)


def seed_of(value: object) -> int:
    """The seed in a number box: an empty box is 0. Raises InputError."""
    if value is None or value == "":
        return 0
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        raise InputError(f"The variation must be a whole number from 0 to {MAX_PAGE_SEED:,}.")
    return int(value)


def next_seed(seed: int) -> int:
    """The seed after this one; after the last one 1, since 0 is the best guess."""
    return seed + 1 if 0 <= seed < MAX_PAGE_SEED else 1


def fresh_seed(text: str, seed: int, last: tuple[str, int]) -> int:
    """A new text starts with the best guess, unless its seed was set on purpose."""
    return 0 if text != last[0] and seed == last[1] else seed
