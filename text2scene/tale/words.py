"""What pieces are called in a tale, how verbs bend, and which names animals have."""

from __future__ import annotations

from functools import cache

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
    "hideout": ("tent", "house", "castle", "oak_tree", "pine_tree", "slide", "table", "snowman", "boat", "car"),
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
_PAST = {
    "run": "ran", "fly": "flew", "swim": "swam", "sit": "sat", "stand": "stood", "see": "saw", "say": "said",
    "take": "took", "give": "gave", "get": "got", "eat": "ate", "drink": "drank", "throw": "threw", "catch": "caught",
    "hold": "held", "fall": "fell", "find": "found", "make": "made", "come": "came", "go": "went", "put": "put",
    "wear": "wore", "ride": "rode", "sleep": "slept", "sing": "sang", "shake": "shook", "hear": "heard", "tell": "told",
    "think": "thought", "feel": "felt", "keep": "kept", "let": "let", "blow": "blew", "begin": "began", "bring": "brought",
    "build": "built", "bend": "bent", "know": "knew", "grow": "grew", "hide": "hid", "lie": "lay", "lay": "laid", "lead": "led",
    "leave": "left", "land": "landed", "read": "read", "rise": "rose", "set": "set", "shine": "shone", "show": "showed",
    "slide": "slid", "spin": "spun", "stick": "stuck", "sweep": "swept", "wake": "woke", "win": "won", "dig": "dug",
    "draw": "drew", "hang": "hung", "creep": "crept", "hit": "hit", "swing": "swung", "speak": "spoke", "bite": "bit",
    "mean": "meant", "lose": "lost", "have": "had", "do": "did", "become": "became", "meet": "met", "shut": "shut",
    "break": "broke", "burst": "burst", "sink": "sank", "tread": "trod", "light": "lit", "steal": "stole", "understand": "understood", "forget": "forgot", "burn": "burned",
}  # fmt: skip
_DOUBLED = ("hop", "stop", "hug", "nod", "wag", "pat", "grin", "beg", "tap", "clap", "drop", "trip", "flap", "plan", "slip", "hum", "fit", "pin", "stir")


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
        return _PAST.get(base) or _regular_past(base)
    return base if word.endswith("*") else _third_person(base)


def _regular_past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + (base[-1] if base in _DOUBLED else "") + "ed"


def _third_person(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "o", "z")) else "s")


@cache
def kinds_of(piece: str) -> tuple[str, ...]:
    """The kinds that a piece belongs to, and what it can do."""
    return (*(kind for kind, pieces in KINDS.items() if piece in pieces), *ABILITIES.get(piece, ()))
