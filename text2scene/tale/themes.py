"""Where tales take place, and what can be chosen at their start."""

from __future__ import annotations

from dataclasses import dataclass

from text2scene.tale.grammar import Section, sections


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of tale: its place, and the pieces that may turn up there.

    high: what something can get stuck on. steps: to climb on. hideouts: to look behind. fauna: who may
    come by. lines: how a tale begins.
    """

    name: str
    label: str
    place: str
    time: str
    wishes: tuple[str, ...]
    high: tuple[str, ...]
    steps: tuple[str, ...]
    hideouts: tuple[str, ...]
    fauna: tuple[str, ...]
    toys: tuple[str, ...]
    foods: tuple[str, ...]
    hats: tuple[str, ...]
    crafts: tuple[str, ...]
    homes: tuple[str, ...]
    lines: tuple[str, ...]


def _theme(section: Section) -> Theme:
    keys = ("wishes", "high", "steps", "hideouts", "fauna", "toys", "foods", "hats", "crafts", "homes")
    pieces: dict[str, tuple[str, ...]] = {key: tuple(section.word(key).split()) for key in keys}
    label, place, time = (section.word(key) for key in ("label", "place", "time"))
    return Theme(name=section.name, label=label, place=place, time=time, lines=section.one("tell"), **pieces)


THEMES: dict[str, Theme] = {section.name: _theme(section) for section in sections("themes")}
MOODS = {"cheerful": "cheerful", "silly": "silly", "exciting": "exciting", "quiet": "quiet, for bedtime"}
WISHES = {
    "toy": "something dear gets out of reach",
    "home": "somebody small is lost and wants to go home",
    "cheer": "somebody is sad and needs cheering up",
    "sky": "a wish to fly",
    "star": "a little star has fallen down",
    "party": "a birthday, and the cake",
    "noise": "a strange noise in the dark",
}
HEROES = {"girl": ("jenny", "a girl"), "boy": ("mike", "a boy")}
COMPANIONS = (
    "friend",
    "dog",
    "cat",
    "rabbit",
    "bear",
    "duck",
    "owl",
    "frog",
    "turtle",
    "pig",
    "sheep",
    "horse",
    "elephant",
    "dinosaur",
    "dragon",
    "unicorn",
    "robot",
    "fish",
)
