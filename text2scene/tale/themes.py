"""Where tales take place, and what there is in each place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """A kind of tale: its place, and what may turn up there.

    high: things that something can get stuck on; steps: things to climb on; hideouts: things to
    look behind; fauna: who may come by; lines: how it begins.
    """

    name: str
    label: str
    place: str
    lines: tuple[str, ...]
    high: tuple[str, ...]
    steps: tuple[str, ...]
    hideouts: tuple[str, ...]
    fauna: tuple[str, ...]
    toys: tuple[str, ...]
    wishes: tuple[str, ...]
    foods: tuple[str, ...] = ("pizza", "pie", "hot_dog", "hamburger", "apple")
    crafts: tuple[str, ...] = ("hot_air_balloon", "helicopter", "airplane")
    hats: tuple[str, ...] = ("crown", "pirate_hat", "wizard_hat", "propeller_cap")
    homes: tuple[str, ...] = ("house", "castle", "boat")
    time: str = "day"


_ALL = ("toy", "home", "cheer", "sky", "star", "party")
_HATS = ("crown", "pirate_hat", "wizard_hat", "propeller_cap")

THEMES: dict[str, Theme] = {
    theme.name: theme
    for theme in (
        Theme(
            "park", "A day in the park", "park",
            ("One bright morning, {H} and {C!} <be*> in the park, under {tall G}.",
             "{H} and {C!} <have*> the whole day to play in the park. They <run*> to {tall G}.",
             "It <be> a lovely day in the park. {H} and {C!} <sit*> under {G}."),
            ("oak_tree", "apple_tree", "pine_tree"), ("slide", "swing", "table"), ("slide", "table", "house"),
            ("owl", "bird", "duck", "elephant", "horse", "sheep", "frog", "rabbit", "bear", "pig", "unicorn", "dragon"),
            ("kite", "soccer_ball", "beach_ball", "basketball", "frisbee", *_HATS), _ALL,
        ),
        Theme(
            "camp", "Camping in the forest", "forest",
            ("{H} and {C!} <go*> camping in the forest. They <put*> up {tent} next to {G}.",
             "Deep in the forest, {H} and {C!} <have*> {little tent} by {G}.",
             "{tent}, {G}, and nobody else for miles: {H} and {C!} <be*> camping in the forest."),
            ("oak_tree", "pine_tree"), ("table", "chair"), ("house", "oak_tree", "pine_tree"),
            ("bear", "owl", "rabbit", "frog", "bird", "turtle", "dragon", "elephant", "unicorn", "pig", "duck", "horse"),
            ("kite", "soccer_ball", "frisbee", "beach_ball", *_HATS), (*_ALL, "noise"),
            homes=("house", "castle"),
        ),
        Theme(
            "beach", "A day at the beach", "beach",
            ("The sky <be> blue, and {H} and {C!} <be*> at the beach. {G} <stand> close by.",
             "{H} and {C!} <run*> all the way to the beach, and all the way to {G}.",
             "At the beach, {H} and {C!} <sit*> down next to {G}."),
            ("pine_tree", "house", "castle"), ("chair", "table"), ("boat", "sandbox", "table"),
            ("turtle", "duck", "bird", "elephant", "frog", "dinosaur", "dragon", "horse", "pig", "unicorn"),
            ("beach_ball", "kite", "frisbee", "pirate_hat", "soccer_ball", "crown"), _ALL,
            foods=("ice_cream", "pizza", "hot_dog", "apple"), homes=("boat", "castle", "house"),
        ),
        Theme(
            "snow", "A day in the snow", "snow",
            ("Everything <be> white with snow. {H} and {C!} <run*> out to {G}.",
             "It <have> snowed and snowed. {H} and {C!} <be*> out in the snow, by {G}.",
             "{H} and {C!} <make*> {snowman} in the snow, right beside {G}."),
            ("pine_tree", "house", "oak_tree"), ("chair", "table"), ("snowman", "house", "pine_tree"),
            ("owl", "rabbit", "bird", "bear", "horse", "sheep", "elephant", "dragon", "unicorn", "duck"),
            ("winter_cap", "soccer_ball", "kite", "basketball", "wizard_hat", "crown"), _ALL,
            foods=("pie", "pizza", "hot_dog", "hamburger"), homes=("house", "castle"),
        ),
        Theme(
            "farm", "On the farm", "farm",
            ("Early in the morning, {H} and {C!} <be*> on the farm, next to {G}.",
             "{H} and {C!} <visit*> the farm. They <stop*> beside {G} and <look*> around.",
             "On the farm there <be> always something to do. {H} and {C!} <wait*> by {G}."),
            ("house", "apple_tree", "oak_tree"), ("table", "chair", "swing"), ("house", "car", "oak_tree"),
            ("cow", "pig", "sheep", "horse", "duck", "bird", "rabbit", "owl", "frog", "elephant", "unicorn"),
            ("soccer_ball", "kite", "basketball", "blue_cap", "frisbee", "chef_hat"), _ALL,
            foods=("pie", "apple", "pizza", "hot_dog"), homes=("house", "castle"),
        ),
        Theme(
            "castle", "At the old castle", "castle",
            ("Once upon a time, {H} and {C!} <come*> to {old G}.",
             "Long ago and far away, {H} and {C!} <stand*> before {G}.",
             "There <be> {old G} where nobody <live>, or so people <say*>. {H} and {C!} <go*> to see."),
            ("castle",), ("chair", "table"), ("oak_tree", "table", "pine_tree"),
            ("dragon", "unicorn", "horse", "owl", "frog", "rabbit", "bird", "dinosaur", "sheep", "bear"),
            ("crown", "wizard_hat", "soccer_ball", "kite", "book"), (*_ALL, "noise"),
            homes=("house", "boat"), foods=("pie", "apple", "pizza"),
        ),
        Theme(
            "space", "A trip into space", "space",
            ("Five, four, three, two, one! {H} and {C!} <land*> far out in space. {G} <stand> behind them.",
             "Far out in space, {H} and {C!} <climb*> out of {G}.",
             "{G} <take> {H} and {C!} far out into space. It <be> very quiet there."),
            ("rocket",), ("chair", "table"), ("car", "house", "castle"),
            ("robot", "dragon", "dinosaur", "unicorn", "owl", "frog", "rabbit", "cow", "turtle"),
            ("soccer_ball", "crown", "basketball", "frisbee", "propeller_cap", "book"),
            ("toy", "home", "cheer", "star", "party"),
            crafts=("airplane", "helicopter", "hot_air_balloon"), homes=("house", "castle"),
            foods=("pizza", "ice_cream", "hamburger", "pie"),
        ),
        Theme(
            "underwater", "Under the sea", "underwater",
            ("Blub, blub, blub! {H} and {C!} <dive*> under the sea, down to {old G}.",
             "Deep under the sea, {H} and {C!} <swim*> around {G}.",
             "Under the sea everything <be> blue and quiet. {H} and {C!} <rest*> by {G}."),
            ("castle", "boat"), ("chair", "table"), ("car", "house", "table"),
            ("fish", "turtle", "frog", "duck", "elephant", "dinosaur", "dragon", "horse"),
            ("crown", "pirate_hat", "soccer_ball", "beach_ball", "book"), ("toy", "home", "cheer", "party"),
            crafts=("train", "car"), homes=("house", "boat", "castle"), foods=("ice_cream", "pizza", "apple", "pie"),
        ),
        Theme(
            "night", "A night under the stars", "night",
            ("{moon} <be> out, and {H} and {C!} <be*> still awake. They <sit*> under {G}.",
             "It <be> night. {H} and {C!} <lie*> next to {tent}, close to {G}.",
             "One quiet night, {H} and {C!} <sit*> by {campfire} under {G}."),
            ("oak_tree", "pine_tree"), ("table", "chair"), ("tent", "house", "pine_tree"),
            ("owl", "bear", "rabbit", "frog", "dragon", "unicorn", "elephant", "pig", "bird", "robot"),
            ("soccer_ball", "wizard_hat", "kite", "book", "crown"), ("noise", "star", "home", "cheer", "sky", "toy"),
            homes=("house", "castle"), time="night",
        ),
    )
}  # fmt: skip

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
    "friend", "dog", "cat", "rabbit", "bear", "duck", "owl", "frog", "turtle", "pig", "sheep", "horse", "elephant",
    "dinosaur", "dragon", "unicorn", "robot", "fish",
)  # fmt: skip
