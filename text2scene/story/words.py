"""Words that a story is told with: kinds of people, places, times, weather, going and coming."""

from __future__ import annotations

import re


def some_words(text: str) -> frozenset[str]:
    """The words of a list with spaces between."""
    return frozenset(text.split())


BOY_WORDS = some_words(
    "boy brother son grandson nephew lad dad daddy father papa grandpa grandfather uncle man king prince"
)
GIRL_WORDS = some_words(
    "girl sister daughter granddaughter niece mum mummy mom mommy mother mama grandma grandmother aunt "
    "woman queen princess"
)
EITHER_WORDS = some_words("friend cousin twin child kid neighbour neighbor classmate")

# For names that nothing in the text tells to be a boy's or a girl's.
BOYS = some_words(
    "adam alan alex amir andy anton ben billy bob bruno carl carlos charlie chris dan daniel david "
    "diego dylan "
    "eddie eli emil ethan felix finn frank fred george gus hamid harry henry hugo ian ivan jack jacob jake "
    "james jamie jay joe joel john jonas josh juan kai karim ken kofi kwame lars lee leo leon liam "
    "louis lucas "
    "luca luis luke malik marco mark martin matt max milo mohamed nick noah nico oliver omar oscar "
    "otto owen "
    "pablo pat paul pedro pete peter raj ravi rob robin ryan sam samir sean simon steve stan ted "
    "theo thomas "
    "tim toby tom tommy tony victor will william yusuf zack"
)
GIRLS = some_words(
    "ada aisha alice amina amy ana anna anne annie bella beth carla carmen chloe clara daisy dana "
    "diana ella "
    "elena ellie elsa emily emma eva eve fatima fiona flora freya grace greta hana hannah heidi ida "
    "ines iris "
    "isla ivy jane jasmine jill judy julia kate katie kim lara laura lea lena leila lily lina lisa "
    "lola lucy "
    "luna maja maria marie mary maya meg mei mia mila mina molly nadia nell nina nora olga olivia "
    "paula pia "
    "polly priya rosa rose ruby sally sara sarah sita sofia sophie sue susi tara tess tina uma vera "
    "willa yara "
    "yuki zara zoe"
)

# words of a place -> what the story calls it. A place has a background of PLACE_BACKGROUNDS, else the
# park's, in which trees and furniture may stand.
PLACES = {
    "beach": "beach seaside shore seashore coast island",
    "underwater": "underwater seabed",
    "space": "space moon planet mars jupiter saturn galaxy",
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

PLACE_PHRASES = (
    ("home", r"(?:back |home |down )?to (?:the )?earth"),
    (
        "underwater",
        r"under ?water|under the (?:sea|ocean|waves|water)|(?:sea|ocean)[ -]?(?:bed|floor)"
        r"|(?:bottom|floor) of the (?:sea|ocean|lake)|(?:dives?|dived|dove|sinks?|sank) (?:down )?(?:in"
        r"|into|under|down to)? ?the (?:sea|ocean|water|waves|lake)",
    ),
    (
        "space",
        r"(?:into|in|to|through|outer|deep) space|(?:on|to|onto|reach\w*"
        r"|around) (?:the )?(?:moon|mars|planet|red planet)\b"
        r"|land\w* on (?:the |a )?(?:\w+ )?(?:moon|planet|mars)|(?:among|between) the stars"
        r"|(?:up )?to the stars",
    ),
    (
        "beach",
        r"(?:by|at|to|beside|near|reach\w*) the (?:sea|ocean|seaside|beach)|on the (?:sand"
        r"|beach|shore)",
    ),
)

TIMES = (
    (
        "night",
        r"it (?:is|was) (?:now |already |late at )?night|(?:that|one|at|all|the|by|into the|in the"
        r"|last|dark|every|of the) ?night\b"
        r"|\bnight (?:fell|falls|came|comes|has come)|nightfall|midnight|bedtime"
        r"|(?:it|sky) (?:is|was|gets|got|grows|grew|turns|turned|became|becomes|went|goes) (?:very "
        r"|all )?(?:dark|black)\b|in the dark\b|full of stars"
        r"|stars? (?:come|came|shine|shone|twinkle|twinkled|are|were|appear|appeared|begin|began)"
        r"|(?:look\w*|gaze\w*|count\w*|watch\w*) (?:up )?(?:at |to )?the stars"
        r"|moon (?:is|was|rose|rises|shines|shone|came|comes|smiles|looks)|moonlight|good ?night",
    ),
    (
        "sunset",
        r"\bsunset\b|\bsundown\b|\bdusk\b|\bevening\b|sun (?:goes|went|is going|was going"
        r"|sinks|sank) down"
        r"|sun (?:sets|set|is setting|was setting)\b|sky (?:is|was|turns|turned|glows|glowed) (?:orange"
        r"|pink|red)|end of the day",
    ),
    (
        "day",
        r"(?:the|that|this|in the|one|early|every|a|bright|sunny) (?:next |following |fine "
        r"|early |sunny |bright |warm )*(?:morning|day|afternoon)\b|\b(?:morning|dawn"
        r"|daylight) (?:came|comes|broke)|\bsunrise\b|\bdawn\b"
        r"|sun (?:rises|rose|came up|comes up|comes out|came out|is up|was up|shines|shone|is shining"
        r"|was shining)|\b(?:wakes?|woke|wake) up\b|\b(?:tomorrow|noon|lunchtime|breakfast)\b|\bbreakfast",
    ),
)
NEXT_DAY = re.compile(
    r"\b(?:the|that) (?:very )?(?:next|following) (?:\w+ )?(?:morning|day|afternoon|week)\b"
    r"|\b(?:days?|weeks?) later\b|\b(?:in the|one|that|early next|next) morning\b|\bone (?:\w+ )?day\b",
    re.I,
)
LATER = re.compile(
    r"\b(?:later|the next|the following|the other day|after (?:lunch|dinner|breakfast|supper|school"
    r"|that|a while)"
    r"|then one|at last|finally|suddenly|soon|meanwhile|that (?:night|evening|afternoon|morning)"
    r"|one (?:\w+ )?(?:day|morning|night|evening)"
    r"|in the (?:morning|evening|afternoon)|at (?:night|sunset|noon|midnight|dawn))\b",
    re.I,
)

RAIN_STARTS = re.compile(
    r"\b(?:it|rain|the rain|a storm|the storm|thunder|the sky) (?:\w+ )?(?:(?:starts?|started"
    r"|begins?|began|is|was)"
    r" (?:to )?)?(?:rain(?:s|ed|ing)?|pour(?:s|ed|ing)?|falls?|fell|falling|comes?|came|rolls?"
    r"|rolled|drizzl\w+)\b"
    r"|\b(?:in|through) the (?:pouring |heavy )?rain\b|\brain (?:starts|started|begins|began)\b"
    r"|\bit (?:is|was) (?:a )?(?:rainy|raining|pouring)\b|\brainy\b"
    r"|\b(?:starts?|started|begins?|began) to rain\b|\ba (?:big |bad |great |wild |terrible "
    r"|loud )*storm (?:is|was|starts?|started|begins?|began|breaks?|broke|blows?|blew)\b",
    re.I,
)
RAIN_STOPS = re.compile(
    r"\b(?:rain|storm|thunder|shower|lightning)\b[^.!?,;]{0,20}?\b(?:stops?|stopped|ends?|ended"
    r"|is over|was over|has passed|passes|passed|"
    r"goes away|went away|is gone|was gone|blows away|blew away|moves? away|moved away|dies down"
    r"|died down|clears?|cleared)\b"
    r"|\b(?:stops?|stopped) raining\b|\bsun (?:\w+ )?(?:comes|came|peeks|peeked) (?:back )?out\b"
    r"|\bsun (?:shines|shone|is shining|was shining)\b|\bafter the (?:rain|storm)\b|\bsky (?:clears"
    r"|cleared)\b",
    re.I,
)
SNOW_STARTS = re.compile(
    r"\bit (?:\w+ ){0,3}?(?:snows|snowed|snowing|snow)\b|\bsnow(?:flakes)? (?:\w+ )?(?:falls?|fell"
    r"|covers?|covered|lies|lay|is|was|starts?|begins?)\b"
    r"|\bin the (?:deep |white |cold )*snow\b|\bsnowy\b|\bwinter(?:'s)? (?:day|morning|night|came"
    r"|comes|is|was)\b|\bin (?:the )?winter\b|\bcovered (?:in|with) snow\b|\bsnowball fight\b"
    r"|\bnorth pole\b",
    re.I,
)
SNOW_STOPS = re.compile(
    r"\bsnow (?:\w+ )?(?:melts|melted|is gone|was gone)\b|\bspring (?:came|comes|is|was)\b", re.I
)
AUTUMN = re.compile(
    r"\b(?:autumn|in the fall|leaves (?:are|were|turn|turned|fall|fell) (?:\w+ )?(?:red|brown|orange"
    r"|golden|down|yellow)|falling leaves)\b",
    re.I,
)
AUTUMN_ENDS = re.compile(
    r"\b(?:spring|summer) (?:came|comes|is|was|begins|began)\b|\bin (?:the )?(?:spring|summer)\b", re.I
)

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
LEAVES = re.compile(
    r"\b(?:chases?|chased|scares?|scared|sends?|sent) (?:[a-z]+ ){1,3}?(?:away|off|home)\b|"
    r"\b(?:go(?:es)?|went|gone|r[ua]ns?|walk(?:s|ed)?|hurr(?:y|ies|ied)|head(?:s|ed)?|fl(?:y|ies|ew)"
    r"|s[wa][ia]ms?|hops?|hopped|dr[io]ves?|rides?|rode|"
    r"skip(?:s|ped)?|crawl(?:s|ed)?|slither(?:s|ed)?|sail(?:s|ed)?|march(?:es|ed)?|waddle[sd]?"
    r"|trot(?:s|ted)?|gallop(?:s|ed)?|has to go|have to go|had to go) "
    r"(?:(?:all|quickly|slowly|sadly|happily|back|right|straight) )*(?:away|home|off|inside|indoors"
    r"|to bed|back to (?:his|her|their|its) (?:house|nest|cave|den|mum|mom|mother))\b"
    r"|\bleaves?\s*(?:\Z|[.!?,]|\band\b|\bthe (?:party|park|playground|beach|game|camp)\b)|\b(?:has"
    r"|have|had) (?:left|gone)\b|(?<!turn )(?<!turns )(?<!turned )(?<!the )(?<!his )(?<!her )"
    r"\bleft\s*(?:\Z|[.!?,]|the (?:party|park|playground|beach|game|camp)\b)"
    r"|\bdisappear(?:s|ed)\b(?! (?:behind|under|into|in))|\bvanish(?:es|ed)\b|\b(?:is|was|are"
    r"|were) (?:all )?gone\b|\bsays? goodbye and\b.*\b(?:goes|leaves|walks|runs)\b",
    re.I,
)
STAYS_BEHIND = re.compile(
    r"\b(?:stays?|stayed|is|was|remains?|remained) (?:behind|(?:at )?home|in bed)\b", re.I
)
NOT_GONE = re.compile(
    r"\b(?:not|n't|never) (?:go|leave|run|fly)|\bdo(?:es)? not\b|\bdon't\b|\bdid not\b|\bdidn't\b"
    r"|\bwant(?:s|ed)? to\b|\btoo (?:early|soon) to\b|\btime to\b|\bmust\b"
    r"|\bbefore\b|\bif\b|\bwhen (?:can|do|will)\b|\blet's\b|\blet us\b|\bshould\b|\bwould\b"
    r"|\bcan(?:not)?\b|\btogether\b.*\?",
    re.I,
)
TOGETHER = re.compile(
    r"\b(?:they|we|everyone|everybody|together|all|both|the (?:children|friends|kids|two|three"
    r"|four))\b",
    re.I,
)
EATEN = re.compile(
    r"\b(?:eat|eats|ate|eaten|drink|drinks|drank|gobble\w*|munch\w*|swallow\w*|finish\w*)\b", re.I
)
THROUGH = re.compile(r"\bmeanwhile\b|\bat home\b.*\bwaits?\b", re.I)
GIVES = re.compile(
    r"\b(?:gives?|gave|hands?|handed|brings?|brought|passes|passed|lends?|lent|offers?|offered)\b", re.I
)
