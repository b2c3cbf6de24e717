"""What pieces are called in a tale, how verbs bend, and which names animals have."""

from __future__ import annotations

from functools import cache

from text2scene.resources import asset

CHILDREN = {"mike": ("Mike", "he", "him", "his"), "jenny": ("Jenny", "she", "her", "her")}

#: Pieces whose word in a tale is not simply their name.
_CALLED = {
    "drink": "lemonade",
    "winter_cap": "woolly hat",
    "fire": "campfire",
    "blue_cap": "blue cap",
    "bird": "bluebird",
}

#: What each animal (or other living piece) is able to do.
ABILITIES: dict[str, tuple[str, ...]] = {
    "bear": ("tall", "strong", "big"),
    "cat": ("small",),
    "dog": ("sniff",),
    "duck": ("swim", "small"),
    "owl": ("fly",),
    "snake": (),
    "dragon": ("fly", "strong", "big", "ride"),
    "unicorn": ("fly", "tall", "ride"),
    "horse": ("tall", "strong", "ride"),
    "rabbit": ("sniff", "small"),
    "dinosaur": ("tall", "strong", "big", "ride"),
    "elephant": ("tall", "strong", "big", "ride"),
    "cow": ("strong",),
    "pig": ("sniff",),
    "sheep": (),
    "frog": ("swim", "small"),
    "turtle": ("swim", "small"),
    "bird": ("fly",),
    "fish": ("swim",),
    "robot": ("tall", "strong"),
}

KINDS: dict[str, tuple[str, ...]] = {
    "food": ("pizza", "pie", "apple", "hot_dog", "hamburger", "ice_cream"),
    "ball": ("soccer_ball", "beach_ball", "basketball", "tennis_ball"),
    "flyer": ("kite", "frisbee"),
    "hat": ("crown", "pirate_hat", "wizard_hat", "propeller_cap", "blue_cap", "winter_cap", "chef_hat"),
    "tree": ("oak_tree", "apple_tree", "pine_tree"),
    "high": ("oak_tree", "apple_tree", "pine_tree", "house", "castle", "rocket"),
    "step": ("chair", "table", "slide", "swing"),
    "hideout": (
        "tent",
        "house",
        "castle",
        "oak_tree",
        "pine_tree",
        "slide",
        "table",
        "snowman",
        "boat",
        "car",
    ),
    "tiny": ("cat", "dog", "duck", "owl", "rabbit", "frog", "turtle", "fish", "bird", "pig", "sheep"),
    "child": tuple(CHILDREN),
    "animal": tuple(ABILITIES),
    "craft": ("hot_air_balloon", "rocket", "helicopter", "airplane"),
}

#: Names that fit, from which a companion without one gets its own by the seed.
PET_NAMES: dict[str, tuple[str, ...]] = {
    "dog": ("Rex", "Biscuit", "Rollo"),
    "cat": ("Minka", "Whiskers", "Tiger-Lily"),
    "bear": ("Bruno", "Honey", "Ursula"),
    "rabbit": ("Clover", "Hopper", "Pip"),
    "duck": ("Dot", "Quincy", "Waddles"),
    "owl": ("Olga", "Hugo", "Hoot"),
    "frog": ("Fred", "Lily", "Hopkins"),
    "turtle": ("Tilly", "Shelby", "Theo"),
    "pig": ("Rosie", "Truffle", "Percy"),
    "sheep": ("Woolly", "Bella", "Nuvola"),
    "horse": ("Comet", "Hazel", "Flash"),
    "elephant": ("Ella", "Tambo", "Peanut"),
    "dinosaur": ("Dino", "Bronto", "Dora"),
    "dragon": ("Sparky", "Ember", "Fidelius"),
    "unicorn": ("Stella", "Twinkle", "Luna"),
    "robot": ("Beep", "Bolt-Bolt", "Rusty"),
    "fish": ("Finn", "Bubbles", "Goldie"),
    "bird": ("Pippa", "Tweet", "Robbie"),
}

_IRREGULAR = {
    "be": ("was", "is"),
    "be*": ("were", "are"),
    "have": ("had", "has"),
    "have*": ("had", "have"),
    "do": ("did", "does"),
    "do*": ("did", "do"),
    "can": ("could", "can"),
    "can*": ("could", "can"),
    "will": ("would", "will"),
    "go": ("went", "goes"),
    "go*": ("went", "go"),
}


@cache
def _past_forms() -> dict[str, str]:
    lines = asset("tales", "verbs.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if not line.startswith("#"))


def called(piece: str) -> str:
    """The word for a piece in a tale, without an article."""
    return _CALLED.get(piece, piece.replace("_", " "))


def with_article(noun: str) -> str:
    """``an owl``, ``a kite``."""
    return f"{'an' if noun[0] in 'aeiou' and not noun.startswith('uni') else 'a'} {noun}"


def verb(word: str, past: bool) -> str:
    """A verb's form for one (``run``) or for several (``run*``) who do it."""
    if word in _IRREGULAR:
        return _IRREGULAR[word][0 if past else 1]
    base = word.rstrip("*")
    if past:
        return _past_forms().get(base) or _regular_past(base)
    return base if word.endswith("*") else _third_person(base)


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _third_person(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "o", "z")) else "s")


@cache
def kinds_of(piece: str) -> tuple[str, ...]:
    """The kinds that a piece belongs to, and what it can do."""
    return (*(kind for kind, pieces in KINDS.items() if piece in pieces), *ABILITIES.get(piece, ()))
