"""Named colours, and the style of an object: which colour its parts have, and which hair.

A colour has a few flat tones, as the clip art is drawn: base, shade, light, deep, and for
skin and hair an accent (the blush, the brows). ``assets/catalog/colours.json`` names them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from text2scene.errors import SceneFormatError, Text2SceneError
from text2scene.resources import asset

TONES = ("base", "shade", "light", "deep", "accent")
COLOUR_PARTS = ("skin", "hair", "top", "bottom", "shoes", "main", "trim")
STYLE_KEYS = ("skin", "hair", "hair_style", "top", "bottom", "shoes", "main", "trim")
# The lines of a face (``skin-deep``), and those on a skin that is nearly as dark as they are.
_LINES, _DARK_LINES = "#3A2E4C", "#21141F"
_HEX = re.compile(r"#[0-9A-Fa-f]{6}\Z")


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a ``#rrggbb``, 0 to 255 each."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in its tones, each ``#RRGGBB``."""

    base: str
    shade: str
    light: str
    deep: str
    accent: str

    def tone(self, name: str) -> str:
        """The tone of that name, one of TONES."""
        return str(getattr(self, name))


def _darker(colour: str) -> str:
    """A shade: weak channels lose more than strong ones, so that it stays as saturated."""
    return _hex(value * (0.7 + 0.22 * value / 255) for value in channels(colour))


def _lighter(colour: str) -> str:
    """A light: part of the way to white, less for a dark colour, whose gloss is faint."""
    values = channels(colour)
    share = 0.12 + 0.24 * sum(values) / 765
    return _hex(value + (255 - value) * share for value in values)


def _hex(values: Iterator[float]) -> str:
    return "#" + "".join(f"{min(255, round(value)):02X}" for value in values)


def derived(base: str, **tones: str) -> Colour:
    """A colour with the tones that are not given made from its base ``#rrggbb``."""
    base = base.upper()
    shade = tones.get("shade") or _darker(base)
    deep = tones.get("deep") or _darker(shade)
    return Colour(base, shade, tones.get("light") or _lighter(base), deep, tones.get("accent") or deep)


@dataclass(frozen=True, eq=False)
class Palettes:
    """Colours by name for skin, for hair and for everything else, and the hair styles of each child.

    A child's first hair style is the one that it has without a style.
    """

    skin: Mapping[str, Colour]
    hair: Mapping[str, Colour]
    colours: Mapping[str, Colour]
    hair_styles: Mapping[str, tuple[str, ...]]

    def named(self, part: str) -> Mapping[str, Colour]:
        """The colours that have a name for a part: hair may have any colour, skin only skin tones."""
        if part == "skin":
            return self.skin
        return {**self.colours, **self.hair} if part == "hair" else self.colours

    def colour(self, part: str, value: str) -> Colour:
        """The colour of a valid style value: a name, or ``#rrggbb`` with tones made by a rule."""
        found = self.named(part).get(value)
        if found is not None:
            return found
        return _skin(value) if part == "skin" else derived(value)


def _skin(base: str) -> Colour:
    """A skin tone that has no name, with a blush between it and red, and lines darker than it."""
    blush = _hex(
        0.45 * value + 0.55 * red for value, red in zip(channels(base), (240, 110, 110), strict=True)
    )
    return derived(base, accent=blush, deep=_LINES if sum(channels(base)) > 250 else _DARK_LINES)


def read_palettes(path: Path) -> Palettes:
    """Read a file of colours. Raises Text2SceneError where it is missing or malformed."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        skin, hair, colours = (_colours(document[kind]) for kind in ("skin", "hair", "colours"))
        aliases = {alias: colours[name] for alias, name in document["aliases"].items()}
        styles = {child: tuple(names) for child, names in document["hair_styles"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Text2SceneError(
            f"The colours {path.name} cannot be read ({error}); reinstall the package."
        ) from error
    return Palettes(skin, hair, MappingProxyType({**colours, **aliases}), MappingProxyType(styles))


def _colours(raw: list[dict[str, str]]) -> Mapping[str, Colour]:
    found = {}
    for entry in raw:
        tones = {key: value for key, value in entry.items() if key != "name"}
        if not set(tones) <= set(TONES) or not all(_HEX.match(value) for value in tones.values()):
            raise ValueError(f"{entry['name']} is not made of tones like #RRGGBB")
        found[entry["name"]] = derived(**tones)
    return MappingProxyType(found)


@cache
def default_palettes() -> Palettes:
    """The colours that ship with the package, read once."""
    return read_palettes(asset("catalog", "colours.json"))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Style(Mapping[str, str]):
    """What an object looks like beside its drawing: a frozen mapping, hashable, of STYLE_KEYS.

    Colours are names of the palettes or ``#rrggbb``; ``hair_style`` is one of a child's hair
    styles. A part that a drawing lacks changes nothing. Raises SceneFormatError, naming the field.
    """

    entries: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, raw: object, category: str = "") -> Style:
        """Read and check the JSON form; ``category`` is whose hair styles are allowed."""
        if isinstance(raw, Style) and not raw.entries:
            return raw
        if raw is None:
            return PLAIN
        if not isinstance(raw, Mapping):
            raise SceneFormatError(f"style must be an object such as {{'top': 'red'}}, not {raw!r:.60}.")
        for key, value in raw.items():
            _check_entry(key, value, category)
        return cls(tuple((key, raw[key]) for key in STYLE_KEYS if key in raw))

    def __getitem__(self, key: str) -> str:
        return dict(self.entries)[key]

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __hash__(self) -> int:
        return hash(self.entries)

    def __repr__(self) -> str:
        return f"Style({dict(self.entries)!r})"


PLAIN = Style()


def _check_entry(key: object, value: Any, category: str) -> None:
    """Raise SceneFormatError where one entry of a style cannot be used."""
    palettes = default_palettes()
    if key not in STYLE_KEYS:
        raise SceneFormatError(f"style.{key!s:.40} is not known; a style has {', '.join(STYLE_KEYS)}.")
    if key == "hair_style":
        every = tuple(name for names in palettes.hair_styles.values() for name in names)
        allowed = palettes.hair_styles.get(category, every)
        if value not in allowed:
            raise SceneFormatError(
                f"style.hair_style must be one of {', '.join(allowed)}, not {value!r:.60}."
            )
        return
    names = palettes.named(str(key))
    if not isinstance(value, str) or not (value in names or _HEX.match(value)):
        raise SceneFormatError(
            f"style.{key} must be like #2F4B7C or one of {', '.join(names)}, not {value!r:.60}."
        )
