"""What comes in between: the weather."""

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
)  # fmt: skip
