"""What comes in between: the weather, a rest, a visitor."""

from __future__ import annotations

from text2scene.tale.beats import Beat

_OUTSIDE = "flag try; not flag solved; not place space; not place underwater; not place snow; weather sun; time day"

BEATS = (
    Beat(
        "rain_umbrella", "twist", _OUTSIDE, "", "weather rain; bring H umbrella", "chilly",
        "It begins to rain.",
        ("Plip, plop. It <begin> to rain, and not just a little.", "{H} <open> {umbrella}. There <be> room for {C}, if {C} <keep> very still.", "“Rain makes things grow,” <say> {H}. “Maybe I will be taller soon.”"),
        "quiet",
    ),
    Beat(
        "rain_tree", "twist", f"{_OUTSIDE}; kind G tree", "", "weather rain", "chilly",
        "A dark cloud comes up.",
        ("A dark {=cloud} <come> up, and it <begin> to rain.", "{H} and {C} <run*> under {G} and <wait*> there, back to back.", "One drop <find> {H's} neck all the same. “Hey!” <say> {H}."),
        "silly exciting",
    ),
    Beat(
        "rest_snack", "twist", "flag try; not flag solved; not flag sad; not flag noise; not flag cake", "E=newfood", "bring H E", "",
        "{H} and {C} need a rest first.",
        ("“I can think better when I sit,” <say> {C}. So they <sit*> down.", "{H} <take> out {E} and <break> it in two.", "For a while there <be> nothing to hear but munching."),
        "quiet",
    ),
    Beat(
        "visit_butterfly", "twist", "flag try; not flag solved; not place space; not place underwater; not place snow; not time night; not here butterfly", "", "arrive butterfly", "",
        "{butterfly} lands on {C's} nose.",
        ("{butterfly} <come> by and <sit> down on {C's} nose.", "{C} <do> not move. {H} <do> not move. Even the wind <hold> its breath.", "Then it <fly> on, just as far as {G}. “It tickled,” <whisper> {C}."),
        "quiet silly",
    ),
)  # fmt: skip
