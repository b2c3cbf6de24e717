"""Words that a story is told with: kinds of people, later and next day, going and coming."""

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
