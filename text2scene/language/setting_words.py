"""Words for where and when: places, times of day, weather, seasons."""

from __future__ import annotations

import re

# words of a place -> what the story calls it. A place has a background of PLACE_BACKGROUNDS, else the
# park's, in which trees and furniture may stand.
PLACES = {
    "beach": "beach seaside shore seashore coast island",
    "underwater": "underwater seabed",
    "space": "moon planet mars jupiter saturn galaxy",
    "forest": "forest woods wood jungle clearing",
    "snow": "mountain mountains",
    "park": "park",
    "playground": "playground",
    "garden": "garden backyard yard lawn",
    "meadow": "meadow field hill hilltop hills",
    "farm": "farm barn",
    "zoo": "zoo",
    "school": "school classroom schoolyard",
    "home": "home house kitchen bedroom",
    "town": "town village street city market shop",
    "camp": "camp campsite campground",
    "castle": "palace kingdom",
    "lake": "lake river pond",
}
PLACE_OF = {word: place for place, words in PLACES.items() for word in words.split()}
PLACE_BACKGROUNDS = {
    "beach": "beach",
    "underwater": "underwater",
    "space": "space",
    "forest": "forest",
    "snow": "snow",
}
# Backgrounds whose air no night and no rain of the park can show.
OWN_AIR = frozenset({"beach", "underwater", "space", "snow"})
# Where a tree may stand that nobody asked for.
GREEN = frozenset({"park", "sunset", "autumn", "rain", "night", "forest"})

# After a word of a place it is no place: a beach ball, the jungle gym, the moon boots.
NO_PLACE = (
    r"(?![ -]?(?:balls?|caps?|hats?|chairs?|dogs?|clothes|owls?|suits?|ships?|rockets?|rackets?|snow|tables?"
    r"|towels?|umbrellas?|bags?|toys?|gym|bench(?:es)?|bikes?|lions?|trips?|bus|bars?|boots?|helmets?"
    r"|castles?|box|bottles?|slides?|hose|piles?|rangers?|volleyball|goats?|cakes?|pies?)\b)"
)
PLACE_PHRASES = tuple(
    (place, re.compile(rf"\b(?:{words})\b{NO_PLACE}", re.I))
    for place, words in (
        ("home", r"(?:back |home |down )?to (?:the )?earth"),
        (
            "underwater",
            r"under ?water|under the (?:sea|ocean|waves|water)|(?:sea|ocean)[ -]?(?:bed|floor)"
            r"|(?:bottom|floor) of the (?:sea|ocean|lake)|(?:dives?|dived|dove|sinks?|sank) (?:down )?(?:in"
            r"|into|under|down to)? ?the (?:sea|ocean|water|waves|lake)",
        ),
        (
            "space",
            r"(?:into|in|to|through|outer|deep) (?:outer )?space(?! (?:between|next|left|behind|under|for)\b)"
            r"|(?:on|onto|reach\w*|around) (?:the )?(?:moon|mars|planet|red planet)"
            r"|land\w* on (?:the |a )?(?:\w+ )?(?:moon|planet|mars)|(?:among|between) the stars"
            r"|(?:go(?:es)?|went|fl(?:y|ies|ew)|flying|travel\w*|zoom\w*|blast\w*|rockets?) (?:all the way "
            r"|straight |up |off |back )*(?:up )?to (?:the )?(?:moon|mars|stars)",
        ),
        (
            "beach",
            r"(?:by|at|to|beside|near|reach\w*) the (?:sea|ocean|seaside|beach)|on the (?:sand"
            r"|beach|shore)",
        ),
    )
)
_WORDS = "|".join(sorted(PLACE_OF, key=len, reverse=True))
AT_PLACE = re.compile(
    rf"\b(?P<how>to|at|in|on|into|through|reach\w*|from the \w+ to|by|beside|across|inside|up|down"
    rf"|onto) (?:the |a |an |his |her |their |our |my |grandma's "
    rf"|grandpa's )?(?P<which>(?:[a-z-]+ ){{0,2}}?)(?P<place>{_WORDS})\b{NO_PLACE}"
    rf"|\b(?:go(?:es)?|went|gone|walk\w*|run|runs|ran|com(?:e|es)|came|arriv\w*|head\w*|fl(?:y"
    rf"|ies|ew)|s[aw][ai][ilm]*s?|dr[io]ves?|rides?|rode|skip\w*|rac\w+|hurr\w+|all) (?:all "
    rf"|back )?(?P<home>home)\b",
    re.I,
)

_IT_IS = r"it(?:'s|’s| is| was)"
_NOT_NIGHT = (
    r"(?![ -]?(?:owls?|caps?|lights?|lamps?|gowns?|shirts?|dress(?:es)?|stands?|watchman|kiss(?:es)?|birds?"
    r"|clothes)\b)"
)
_NO_HUE = r"(?! (?:red|blue|green|brown|gr[ae]y|pink|purple|orange|yellow|in (?:colou?r|there|the tent)))"
TIMES = tuple(
    (time, re.compile(words, re.I))
    for time, words in (
        (
            "night",
            rf"\b{_IT_IS} (?:now |already |late at )?night(?:[ -]?time)?\b{_NOT_NIGHT}"
            r"|\b(?:that|one|at|all|the|by|into the|in the|last|dark|every|of the) ?"
            rf"night(?:[ -]?time)?\b{_NOT_NIGHT}"
            r"|\bnight (?:fell|falls|came|comes|has come)|\bnightfall|\bmidnight|\bbedtime|\btonight\b"
            r"|\b(?:it|it all|everything|the sky|sky|outside) (?:is|was|gets|got|grows|grew|turns|turned"
            rf"|becomes|became|went|goes) (?:very |all |so |quite )?dark\b{_NO_HUE}|\bit's dark\b{_NO_HUE}"
            r"|\bsky (?:is|was|gets|got|grows|grew|turns|turned|became) (?:very |all )?black\b"
            r"|\bin the dark\b|\bsky (?:is |was )?full of stars|\bthe stars? (?:come|came) out"
            r"|\bstars? (?:shine|shone|twinkle|twinkled|appear|appeared|begin|began)"
            r"|\bstars (?:are|were) (?:out|in the sky|bright|shining)"
            r"|\b(?:look\w*|gaze\w*|count\w*|watch\w*) (?:up )?(?:at |to )?the stars\b"
            r"|\bmoon (?:is (?:up|out|shining|full|bright|in the sky)|was (?:up|out|shining|full|bright)"
            r"|rose|rises|shines|shone|came|comes|smiles|looks)\b|\bmoonlight\b|\bgood ?night\b",
        ),
        (
            "sunset",
            r"\bsunset\b|\bsundown\b|\bdusk\b|(?<!good )\bevening\b(?! (?:dress|gown))"
            r"|\bsun (?:goes|went|is going|was going|sinks|sank) down"
            r"|\bsun (?:sets|set|is setting|was setting)\b|\bend of the day"
            r"|\bsky (?:is|was|turns|turned|glows|glowed) (?:orange|pink|red)",
        ),
        (
            "day",
            r"\b(?:the|that|this|in the|one|early|every|a|bright|sunny) (?:next |following |fine "
            r"|early |sunny |bright |warm |lovely |beautiful |nice )*(?:morning|day|afternoon)\b"
            r"|\b(?:morning|dawn|daylight) (?:came|comes|broke)|\bsunrise\b|\bdawn\b|\bday(?:light|time)\b"
            r"|\bsun (?:rises|rose|came up|comes up|comes out|came out|is up|was up|shines|shone|is shining"
            r"|was shining)|\b(?:wakes?|woke|wake) up\b|\b(?:tomorrow|noon|lunchtime|breakfast)\b",
        ),
    )
)

_RAINS = r"(?:rain(?:s|ed|ing)?|pour(?:s|ed|ing)?|drizzl\w+)"
RAIN_STARTS = re.compile(
    rf"\b(?:it|the sky) (?:\w+ )?(?:(?:starts?|started|begins?|began|is|was) (?:to )?)?{_RAINS}\b"
    rf"|\bit['’]s (?:now |still )?{_RAINS}\b"
    r"|\b(?:rain|the rain|a storm|the storm|thunder) (?:\w+ )?(?:(?:starts?|started|begins?|began|is|was)"
    rf" (?:to )?)?(?:{_RAINS}|falls?|fell|falling|com(?:es?|ing)|came|rolls?|rolled)\b"
    r"|\b(?:in|through) the (?:pouring |heavy )?rain\b(?! (?:boots|coat|jacket|hat))"
    r"|\brain (?:starts|started|begins|began)\b"
    rf"|\b{_IT_IS} (?:a )?(?:rainy|raining|pouring)\b|\brainy\b|\bstormy (?:day|night|weather|sea)\b"
    r"|\b(?:starts?|started|begins?|began) to rain\b|\ba (?:big |bad |great |wild |terrible "
    r"|loud )*storm (?:is|was|starts?|started|begins?|began|breaks?|broke|blows?|blew)\b",
    re.I,
)
RAIN_STOPS = re.compile(
    r"\b(?:rain|storm|thunder|shower|lightning)\b[^.!?,;]{0,20}?\b(?:stops?|stopped|ends?|ended"
    r"|is over|was over|has passed|passes|passed|"
    r"goes away|went away|is gone|was gone|blows away|blew away|moves? away|moved away|dies down"
    r"|died down|clears?|cleared)\b"
    r"|\b(?:stops?|stopped) (?:the )?rain(?:ing)?\b"
    r"|\bsun (?:\w+ )?(?:comes|came|peeks|peeked) (?:back )?out\b"
    r"|\bsun (?:shines|shone|is shining|was shining)\b|\bafter the (?:rain|storm)\b|\bsky (?:clears"
    r"|cleared)\b",
    re.I,
)
_NO_SNOW = (
    r"(?![ -]?(?:globes?|m[ae]n|balls?|cones?|shoes?|boots|suits?|white|mobiles?|ploughs?|plows?|angels?)\b)"
)
SNOW_STARTS = re.compile(
    r"\bit(?:['’]s)? (?:\w+ ){0,3}?(?:snows|snowed|snowing|snow)\b"
    rf"|\bsnow(?:flakes)?\b{_NO_SNOW} (?:\w+ )?(?:falls?|fell"
    r"|covers?|covered|lies|lay|is|was|starts?|begins?)\b"
    rf"|\bin the (?:deep |white |cold |fresh |first )*snow\b{_NO_SNOW}"
    rf"|\bthere(?:['’]s| is| was) (?:\w+ )?snow\b{_NO_SNOW}"
    r"|\bsnowy\b(?! owls?)|\bwinter(?:'s)? (?:day|morning|night|evening|came|comes|is|was)\b"
    r"|\bin (?:the )?winter\b(?! (?:hat|coat|boots|jacket|cap|scarf|clothes))"
    rf"|\b{_IT_IS} (?:now )?winter\b|\bcovered (?:in|with) snow\b"
    r"|\bsnowball fight\b|\bnorth pole\b"
    r"|\b(?:build(?:s|ing)?|built|mak(?:es?|ing)|made) (?:a|an|the|another|two|some) (?:\w+ )?snowm[ae]n\b",
    re.I,
)
SNOW_STOPS = re.compile(
    r"\bsnow (?:\w+ )?(?:melts|melted|is gone|was gone)\b|\bspring (?:came|comes|is|was)\b"
    r"|\b(?:stops?|stopped) snowing\b",
    re.I,
)
AUTUMN = re.compile(
    rf"\b(?:autumn\b(?! (?:coat|jacket))|in the fall\b|{_IT_IS} (?:now )?fall\b"
    r"|leaves (?:are|were|turn|turned|fall|fell) (?:\w+ )?(?:red|brown|orange"
    r"|golden|down|yellow)|falling leaves)",
    re.I,
)
AUTUMN_ENDS = re.compile(
    r"\b(?:spring|summer) (?:came|comes|is|was|begins|began)\b|\bin (?:the )?(?:spring|summer)\b"
    rf"|\b{_IT_IS} (?:now )?(?:spring|summer)\b",
    re.I,
)

# Before a place or a time: it is not there, or not yet.
NOT_NOW = re.compile(
    r"\b(?:want\w*|wish\w*|dream\w*|would like|hop(?:e|es|ed) to|remember\w*|imagin\w*|if|tomorrow"
    r"|think\w* of|thought of|tells? \w+ (?:about|of)"
    r"|book about|picture of|story about|never been|far from|away from|leaves? the|left the|let us"
    r"|let's|can we|could we|shall we|do not|don't|did not|didn't|about the)\b",
    re.I,
)
TO_GO = re.compile(
    r"\b(?:go(?:es)?|went|gone|going|walk\w*|r[ua]ns?|running|dr[io]ves?|driving|travel\w*|fl(?:y"
    r"|ies|ew|ying)|sail\w*|s[wa][ia]ms?|rides?|rode|climb\w*|"
    r"com(?:e|es|ing)|came|arriv\w*|reach\w*|land\w*|head\w*|hurr\w*|get|gets|got|return\w*|mov(?:e"
    r"|es|ed)|march\w*|hik\w*|tak(?:e|es)|took|brings?|brought|div(?:e|es|ed)|dove|sinks?|sank"
    r"|zoom\w*|blast\w*|skip\w*|rac(?:e|es|ed)|follow\w*|set|sets|step\w*|carr\w*|crawl\w*|find"
    r"|finds|found)\b",
    re.I,
)

# What an instruction may call a background, and which one it is.
NAMED = {
    "night": "night night-time nighttime dark midnight",
    "sunset": "sunset evening dusk sundown",
    "snow": "snow snowy snowing winter wintry",
    "rain": "rain rainy raining stormy",
    "autumn": "autumn fall",
    "park": "day daytime daylight morning noon sunny spring summer park",
    "beach": "beach seaside seashore island",
    "underwater": "underwater sea ocean",
    "space": "space moon",
    "forest": "forest woods jungle",
}
BACKGROUND_OF = {word: name for name, words in NAMED.items() for word in words.split()}
_NAMES = "|".join(sorted(BACKGROUND_OF, key=len, reverse=True))
_PLEASE = r"(?:please |now |then |and |can you |could you |would you |will you |let's |let us )*"
_A = r"(?:a |an |the |in |at |to |into |on |under |like |be |become )*"
_TAIL = "time|scene|day|picture|background|outside|there|now|please|again|instead|here"
COMMANDS = tuple(
    re.compile(rf"\A\s*{_PLEASE}{words}(?:,? (?:{_TAIL}))*\s*[.!?]*\s*\Z", re.I)
    for words in (
        rf"(?:make|let|have|turn) (?:it|it all|this|everything|the scene|the picture) (?:be |become |into )?"
        rf"{_A}(?P<name>{_NAMES})",
        rf"let there be {_A}(?P<name>{_NAMES})",
        rf"(?:change|set|switch|turn|move|make|use|put|choose|pick) (?:the |a |an )?"
        rf"(?:background|place|scene|setting|picture|season|time of day|time|weather)"
        rf"(?: (?:to|into|as|be|become))? {_A}(?P<name>{_NAMES})",
        rf"(?:use|choose|take|show|give me|put in|i want|we need)? ?{_A}(?P<name>{_NAMES}) background",
        rf"(?:the background|the place|the weather|the season) (?:is|should be|must be|becomes?) {_A}"
        rf"(?P<name>{_NAMES})",
        r"(?:make|let) (?:it|us see|me see) (?:get )?(?P<name>dark|light)",
    )
)
