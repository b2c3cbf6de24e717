"""Where and when a text is: the place, the time of day, the weather and the season, and their background."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from text2scene.language.facts import Span, Understood
from text2scene.language.sentences import split_sentences
from text2scene.language.setting_words import (
    AT_PLACE,
    AUTUMN,
    AUTUMN_ENDS,
    BACKGROUND_OF,
    COMMANDS,
    NOT_NOW,
    OWN_AIR,
    PLACE_BACKGROUNDS,
    PLACE_OF,
    PLACE_PHRASES,
    RAIN_STARTS,
    RAIN_STOPS,
    SNOW_STARTS,
    SNOW_STOPS,
    TIMES,
    TO_GO,
)


@dataclass(frozen=True, slots=True)
class Air:
    """What decides the background. ground: of the place, empty for the park's. time: day, sunset or night.
    weather: dry or rain. season: empty, autumn or snow.
    """

    ground: str = ""
    time: str = "day"
    weather: str = "dry"
    season: str = ""

    @property
    def background(self) -> str:
        """The background that shows most of it; a beach stays one by night and in the rain."""
        if self.ground in OWN_AIR:
            return self.ground
        if self.season == "snow":
            return "snow"
        if self.weather == "rain":
            return "rain"
        if self.time != "day":
            return self.time
        return self.ground or self.season or "park"


def spoken_outside(text: str) -> str:
    """The sentence without what is said in quotes."""
    return re.sub(r'"[^"]*("|\Z)', " ", text.replace("“", '"').replace("”", '"'))


def place_in(sentence: str) -> str:
    """The place that a sentence goes to or is at; empty where it names none, or only speaks of one."""
    return _place_at(sentence)[0]


def _place_at(sentence: str) -> tuple[str, Span]:
    if NOT_NOW.search(sentence):
        return "", (0, 0)
    for place, pattern in PLACE_PHRASES:
        match = pattern.search(sentence)
        if match:
            return place, match.span()
    found = [match for match in AT_PLACE.finditer(sentence) if _is_there(match, sentence)]
    if not found:
        return "", (0, 0)
    last = found[-1]
    return PLACE_OF[(last.group("place") or last.group("home")).lower()], last.span()


def _is_there(match: re.Match[str], sentence: str) -> bool:
    """Not "looks up at the moon", not "on the piece of wood"."""
    if match.group("home"):
        return True
    if re.search(r"\bof\b", match.group("which") or ""):
        return False
    if PLACE_OF[match.group("place").lower()] == "space":
        how = match.group("how").lower()
        return how in ("on", "onto", "through") or (
            how in ("to", "into") and TO_GO.search(sentence[: match.start()]) is not None
        )
    return True


def time_in(told: str) -> str:
    """night, sunset or day; empty where the sentence names none."""
    return next((name for name, pattern in TIMES if pattern.search(told)), "")


def air_after(told: str, air: Air, where: str) -> Air:
    """The air after a sentence at a place; a camp or a lake is where the forest is."""
    if where and not (where in ("camp", "lake") and air.ground == "forest"):
        air = replace(air, ground=PLACE_BACKGROUNDS.get(where, ""))
    time = time_in(told)
    if time and air.ground != "space":
        air = replace(air, time=time)
    if RAIN_STOPS.search(told):
        air = replace(air, weather="dry")
    elif RAIN_STARTS.search(told):
        air = replace(air, weather="rain")
    if SNOW_STOPS.search(told) or AUTUMN_ENDS.search(told):
        air = replace(air, season="")
    elif SNOW_STARTS.search(told):
        air = replace(air, season="snow")
    elif AUTUMN.search(told):
        air = replace(air, season="autumn")
    return air


# -- a single text -------------------------------------------------------------------------

# Places that an instruction may go to though no background is theirs alone.
_PARKS = frozenset({"park", "playground", "garden", "meadow", "farm", "zoo"})
_AIRS = {
    "night": Air(time="night"),
    "sunset": Air(time="sunset"),
    "rain": Air(weather="rain"),
    "snow": Air(season="snow"),
    "autumn": Air(season="autumn"),
    "park": Air(),
}
_ONE_WORD = re.compile(r"\A\W*(night|evening|sunset|winter|autumn|midnight|nighttime)\W*\Z", re.I)
_DENIED = re.compile(r"\b(?:not|never|no|without|isn['’]t|wasn['’]t|nearly|almost|before|until)\b", re.I)
_GREETING = re.compile(r"\bgood[ -]?(?:night|evening|morning)\b", re.I)
# What would be read as something else: water as a drink, "snowing" as a slip of "showing".
_MUTE = re.compile(
    r"under ?water\Z|under the (?:sea|ocean|waves|water)|space\Z|\A(?:on|onto) the (?:moon|planet)\Z|snowing",
    re.I,
)
_TOLD = {
    "park": "It is day, in the park.",
    "sunset": "It is evening: the sun is setting.",
    "night": "It is night.",
    "autumn": "It is autumn.",
    "snow": "There is snow.",
    "rain": "It is raining.",
    "beach": "It is at the beach.",
    "forest": "It is in the forest.",
    "space": "It is in space.",
    "underwater": "It is under the sea.",
}
_NO_SUN = frozenset({"sun"})
_NO_SKY = frozenset(
    ("sun", "cloud", "rain", "lightning", "rainbow", "airplane", "helicopter", "hot_air_balloon")
)
_NO_GREEN = frozenset(
    ("pine_tree", "oak_tree", "apple_tree", "slide", "swing", "sandbox", "bouncy_bee", "table", "campfire")
)
# What nobody expects before a background: drawn only where the text asks for it.
UNFIT = {
    "night": _NO_SUN,
    "space": _NO_SKY | _NO_GREEN | {"balloons", "kite"},
    "underwater": _NO_SKY | _NO_GREEN | {"tent", "balloons", "kite", "drink"},
    "snow": frozenset({"sandbox", "apple_tree", "beach_ball"}),
    "beach": (_NO_GREEN - {"table", "campfire"}) | {"beach_ball"},
}
# What goes when a background comes that it contradicts.
CONTRADICTS = {
    "night": _NO_SUN,
    "space": _NO_SKY - {"airplane", "helicopter", "hot_air_balloon"},
    "underwater": _NO_SKY,
    **dict.fromkeys(("park", "rain", "snow", "autumn", "beach", "forest"), frozenset({"moon"})),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text says of where and when it is.

    steps: in order, backgrounds that an instruction names, and sentences that speak of a place, a time, the
    weather or a season. rows: for ``generator.explain``. orders: spans of the instructions, which say nothing
    else. mute: spans whose words are not to be read as things.
    """

    steps: tuple[tuple[str, str], ...]
    rows: tuple[Understood, ...] = ()
    orders: tuple[Span, ...] = ()
    mute: tuple[Span, ...] = ()

    def background(self, before: str = "park") -> str:
        """The background of a scene that had the one ``before``."""
        air = start = _air_of(before)
        named = False
        for kind, value in self.steps:
            if kind == "background":
                air, named = _air_of(value), True
                continue
            where = _shown(place_in(value))
            named = named or bool(where)
            air = air_after(value, air, where)
        if not named and start.ground:
            # A change of the time or the season is to be seen, though there is no beach by night.
            changed = replace(air, ground="")
            if changed.season != start.season or changed.time not in (start.time, "day"):
                return changed.background
        return before if air == start else air.background

    @property
    def by_night(self) -> bool:
        """Whether it is night in the end, which not every background shows."""
        times = [value if kind == "background" else time_in(value) for kind, value in self.steps]
        return next((time for time in reversed(times) if time in ("night", "sunset", "day")), "") == "night"

    def muted(self, text: str) -> str:
        """The text with spaces for what is not to be read as things; every other letter is where it was."""
        for low, high in (*self.orders, *self.mute):
            text = text[:low] + " " * (high - low) + text[high:]
        return text


def read_setting(text: str) -> Setting | None:
    """What a plain text says of where and when it is; None where it says nothing of it."""
    steps: list[tuple[str, str]] = []
    found: list[tuple[Span, str]] = []
    orders: list[Span] = []
    mute: list[Span] = []
    at = 0
    for sentence in split_sentences(text):
        start = text.find(sentence, at)
        if start < 0:
            continue
        at = start + len(sentence)
        asked = _ordered(sentence)
        if asked:
            steps.append(("background", asked))
            found.append(((start, at), asked))
            if asked != "rain":  # that is drawn too
                orders.append((start, at))
            continue
        sober = _sober(sentence)
        spoken = _spoken_of(sober)
        if spoken:
            steps.append(("sentence", sober))
        for (low, high), name in spoken:
            found.append(((low + start, high + start), name))
            mute += [
                (low + start + m.start(), low + start + m.end()) for m in _MUTE.finditer(sober[low:high])
            ]
    if not found:
        return None
    shown = Setting(tuple(steps)).background()
    rows = tuple(
        Understood(text[low:high], low, high, "setting", _said(name, shown)) for (low, high), name in found
    )
    return Setting(tuple(steps), rows, tuple(orders), tuple(mute))


def _said(name: str, shown: str) -> str:
    """A row's sentence; a background can show one thing."""
    told = _TOLD[name]
    if name in (shown, "park"):
        return told
    return f"{told[:-1]}, but a picture has one background, and here it is that of: {shown}."


def _air_of(background: str) -> Air:
    known = _AIRS.get(background)
    return known or Air(ground=background if background in PLACE_BACKGROUNDS.values() else "")


def _shown(place: str) -> str:
    return place if place in PLACE_BACKGROUNDS or place in _PARKS else ""


def _ordered(sentence: str) -> str:
    """The background that an instruction asks for: "make it night", "change the background to space"."""
    if _ONE_WORD.match(sentence):
        return BACKGROUND_OF[sentence.strip(" .,!?:").lower()]
    for pattern in COMMANDS:
        match = pattern.match(sentence)
        if match:
            return BACKGROUND_OF.get(match["name"].lower(), "park")
    return ""


def _sober(sentence: str) -> str:
    """The sentence as long as it was, with spaces for speech, for good-night kisses and from the first word
    on that makes what follows unreal or denies it."""
    plain = sentence.replace("“", '"').replace("”", '"')
    for pattern in (re.compile(r'"[^"]*(?:"|\Z)'), _GREETING):
        plain = pattern.sub(lambda match: " " * len(match.group()), plain)
    match = min(
        filter(None, (NOT_NOW.search(plain), _DENIED.search(plain))), key=lambda m: m.start(), default=None
    )
    if match is None or RAIN_STOPS.search(plain) or SNOW_STOPS.search(plain):
        return plain
    return plain[: match.start()] + " " * (len(plain) - match.start())


def _spoken_of(told: str) -> list[tuple[Span, str]]:
    """The stretches of a sentence that speak of its setting, and the background of each."""
    out: list[tuple[Span, str]] = []
    place, span = _place_at(told)
    if _shown(place):
        out.append((span, PLACE_BACKGROUNDS.get(place, "park")))
    for name, pattern in TIMES:
        match = pattern.search(told)
        if match:
            out.append((match.span(), "park" if name == "day" else name))
            break
    for stops, starts, name in ((RAIN_STOPS, RAIN_STARTS, "rain"), (SNOW_STOPS, SNOW_STARTS, "snow")):
        match = stops.search(told)
        begun = None if match else starts.search(told)
        if match or begun:
            out.append(((match or begun).span(), "park" if match else name))  # type: ignore[union-attr]
    match = AUTUMN.search(told)
    if match and not AUTUMN_ENDS.search(told):
        out.append((match.span(), "autumn"))
    elif AUTUMN_ENDS.search(told):
        out.append((AUTUMN_ENDS.search(told).span(), "park"))  # type: ignore[union-attr]
    return out
