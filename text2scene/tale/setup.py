"""The guided start: what there is to choose from, and the choices checked and filled in."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from text2scene.errors import InputError
from text2scene.tale.themes import COMPANIONS, HEROES, MOODS, THEMES, WISHES
from text2scene.tale.words import CHILDREN, PET_NAMES, called, with_article

_MAX_NAME = 24
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’.-])*")


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: ``value`` for :func:`text2scene.tale.start`, ``label`` for people."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What a tale was started with, all of it decided.

    hero, companion: pieces (mike, jenny, dog). names: piece to name. past: told in the past tense.
    """

    theme: str
    hero: str
    companion: str
    wish: str
    mood: str
    names: tuple[tuple[str, str], ...]
    past: bool
    seed: int


def options(theme: str | None = None) -> dict[str, tuple[Option, ...]]:
    """What can be chosen at the start, by the argument's name: theme, hero, companion, wish, mood.

    theme: leaves only the wishes and companions that suit it. Raises InputError for an unknown one.
    """
    if theme is not None:
        _known("theme", theme, THEMES)
    return {
        "theme": tuple(Option(t.name, t.label) for t in THEMES.values()),
        "hero": tuple(Option(name, label) for name, (_, label) in HEROES.items()),
        "companion": tuple(Option(c, with_article(called(c))) for c in companions(theme)),
        "wish": tuple(Option(w, label) for w, label in WISHES.items() if w in wishes(theme)),
        "mood": tuple(Option(m, label) for m, label in MOODS.items()),
    }


def companions(theme: str | None) -> tuple[str, ...]:
    """Who can come along: fish only where there is water."""
    return tuple(c for c in COMPANIONS if c != "fish" or theme in (None, "underwater"))


def wishes(theme: str | None) -> tuple[str, ...]:
    """The wishes that suit a theme, or all of them."""
    return tuple(WISHES) if theme is None else THEMES[theme].wishes


def decide(
    theme: str | None,
    hero: str | None,
    companion: str | None,
    wish: str | None,
    mood: str | None,
    names: Mapping[str, str],
    seed: int,
) -> Setup:
    """Check what was chosen and choose the rest by the seed. Raises InputError."""
    rng = random.Random(f"{seed}/setup")
    for kind, value, allowed in (("theme", theme, THEMES), ("wish", wish, WISHES), ("mood", mood, MOODS)):
        if value is not None:
            _known(kind, value, allowed)
    fitting = [name for name, t in THEMES.items() if wish is None or wish in t.wishes]
    fitting = [name for name in fitting if companion != "fish" or name == "underwater"]
    if theme is None and not fitting:
        raise InputError(
            f"A fish cannot come along with the wish {wish!r}; choose another companion or wish."
        )
    theme = theme or rng.choice(fitting)
    chosen = THEMES[theme]
    wish = wish or rng.choice(chosen.wishes)
    if wish not in chosen.wishes:
        raise InputError(f"The theme {theme} has no wish {wish!r}; it has {', '.join(chosen.wishes)}.")
    _known("hero", hero or "girl", HEROES)
    hero_piece = HEROES[hero or rng.choice(list(HEROES))][0]
    given = {who: checked_name(who, name) for who, name in names.items() if name}
    companion = companion or _companion_in(given) or rng.choice(companions(theme))
    _known("companion", companion, companions(theme))
    piece = next(child for child in CHILDREN if child != hero_piece) if companion == "friend" else companion
    own = {hero_piece: _hero_name(given, hero_piece), piece: _companion_name(given, piece, rng)}
    if own[hero_piece].lower() == own[piece].lower():
        raise InputError(f"Hero and companion cannot both be called {own[piece]}; give one another name.")
    past = rng.random() < 0.75
    return Setup(
        theme, hero_piece, piece, wish, mood or rng.choice(list(MOODS)), tuple(own.items()), past, seed
    )


def _hero_name(given: Mapping[str, str], piece: str) -> str:
    return given.get("hero", CHILDREN[piece][0])


def _companion_name(given: Mapping[str, str], piece: str, rng: random.Random) -> str:
    name = given.get("companion", "")
    own, _, kind = name.partition(" the ")
    if kind and kind.lower() != called(piece):
        raise InputError(f"The companion is {with_article(called(piece))}, so {name!r} cannot be its name.")
    return own or (CHILDREN[piece][0] if piece in CHILDREN else rng.choice(PET_NAMES[piece]))


def _companion_in(given: Mapping[str, str]) -> str | None:
    """“Rex the dog” says what the companion is."""
    kind = given.get("companion", "").partition(" the ")[2].lower()
    return next((c for c in COMPANIONS if kind and called(c) == kind), None)


def checked_name(who: str, name: str) -> str:
    """The name, its spaces tidied. Raises InputError where it cannot be one."""
    if who not in ("hero", "companion"):
        raise InputError(f"Names can be given to hero and companion, not to {who!r:.40}.")
    plain = " ".join(str(name).split())
    if len(plain) > _MAX_NAME or not _NAME.fullmatch(plain):
        raise InputError(
            f"{name!r:.40} cannot be a name; use up to {_MAX_NAME} letters, spaces, hyphens and apostrophes."
        )
    return plain


def _known(kind: str, value: str, allowed: object) -> None:
    names = list(allowed)  # type: ignore[call-overload]
    if value not in names:
        raise InputError(f"There is no {kind} {value!r:.40}; there is {', '.join(names)}.")
