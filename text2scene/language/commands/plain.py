"""Questions, wishes and statements -> the plain instruction that they stand for.

"Would you mind taking the dog away", "I'd like the dog gone", "the dog is in the way" and "what if
the dog was not there" are all: remove the dog.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dataclasses import replace

from text2scene.language.commands.patterns import Pattern, groups_of, pattern, rewritten, text_of
from text2scene.language.lexicon import Chunk
from text2scene.language.nouns import Noun, nouns_and_marks
from text2scene.language.reading import Reader

_FILLER = (
    "please|kindly|now|then|also|and|so|but|ok|okay|hey|hi|hello|oh|well|um|uh|hmm|actually|maybe|perhaps|first|next"
    "|finally|alright|right|yes|yeah|great|good|nice|lastly|instead|,|-|after that|and then|oh no|oops|sorry|dear"
    "|if possible|for now|this time"
)
_BETTER = (
    "nice|nicer|better|best|good|great|lovely|cool|cooler|fun|funny|funnier|prettier|wonderful|perfect|ok|okay|possible"
    "|awesome|amazing|cute|cuter|helpful|kind|more fun|interesting|more interesting|fine"
)
_YOU = "you|we|i|they|someone|somebody"
_LEADS = tuple(
    re.compile(f"(?:{text})(?: |\\Z)")
    for text in (
        rf"(?:{_FILLER})",
        r"(?:would|do|will) you mind(?: if (?:you|we|i))?",
        rf"(?:can|could|would|will|may|might|shall|should|ca|wo) (?:n't )?(?:{_YOU})(?: please| maybe| perhaps| just| also"
        r"| kindly| possibly| ever)?(?= \w)",
        rf"(?:would|will|is|was|would n't) (?:n't )?it (?:be |look )?(?:{_BETTER})(?: if| to| for you to| for us to| that"
        rf"| when)?(?: (?:{_YOU})(?: could| would| can)?)?",
        rf"(?:it|that|this)(?: picture| scene)? (?:'d|would|might|could|will|'s|is) (?:be |look )?(?:much |even |really |a"
        rf" lot |so )?(?:{_BETTER})"
        rf"(?: if| to| for you to| with)(?: (?:{_YOU})(?: could| would| can)?)?(?! out)",
        rf"(?:how|what) about(?: if (?:{_YOU}))?",
        rf"what (?:would|happens|will happen) (?:happen )?if(?: (?:{_YOU}))?",
        rf"what if(?: (?:{_YOU}))?",
        rf"why (?:do|does|did|ca|is|are|would|could|should) (?:n't )?(?:{_YOU})",
        r"why not",
        r"let (?:'s|us)|lets|let's",
        rf"(?:i|we) (?:really |just |also )?(?:think|believe|guess|feel|feel like|suggest|suppose|hope|wonder|say|'m thinking"
        rf"|mean|'d say|would say)(?: that| if| it(?: 's| is| would be)"
        rf" (?:{_BETTER}) (?:if|to|that))?(?: (?:{_YOU})(?: should| could| can| might| need to| have to|"
        r" ought to)?(?= (?!want|like|need|do|have a)))?",
        r"(?:i|we) (?:'d|would|do|also|really|just|'ll|will)? ?(?:like|love|prefer|want|need|wish|appreciate)(?: it)?(?: if|"
        r" for)? you(?: to| could| would)?",
        r"(?:i|we) (?:'d|would|do|also|really|just)? ?(?:like|love|prefer|want|need|wanna) to(?= (?!see|have|look))",
        r"(?:i want|i would like|i'd like|we need|i need)(?: for)? you to",
        r"(?:i want|i would like|i'd like|we need|i need|we want) to(?= (?!see|have|look))",
        rf"(?:{_YOU}) (?:really |also |just )?(?:should|could|can|must|might|may|need to|have to|ought to|'d better|had better"
        r"|'ve got to|got to|'ll|will|'re going to)(?: now| also| just| please| maybe)?(?= (?!n't|not|use|do|get|have))",
        r"i wish (?:that )?(?:you|we) (?:would|could)",
        r"(?:i|we) wish(?: that)?",
        r"i hope",
        r"(?:go ahead and|go and|try to|try and|be so kind as to|feel free to|make sure to|do me a favou?r and|time to|it 's time"
        r" to|it is time to|your task is to|remember to|do n't forget to|be sure to|the next step is to)",
        r"make sure(?: that)?",
        r"(?:nobody|no one|nothing|everyone|everybody|everything)(?: else)? (?:moves|changes|stays|should move|should change|should stay|remains)"
        r"(?: put| the same| as it is| as they are| where (?:it is|they are)| in place| still)? (?:,|but|only|just)(?: just| only)?(?= \w)",
        r"(?:time to tidy up|let 's tidy up|all right|well then|by the way|you know what|on second thought|on second thoughts)",
        r"(?:at last|finally|suddenly|later|meanwhile|in the meantime|after a while|all of a sudden|soon|a moment later|after that"
        r"|in the end|eventually|today|by now|afterwards|afterward|at the end|one day)(?: ,)?",
        r"i 've changed my mind(?: about .+)? ,",
        r"is there (?:any way|a way)(?: to| you could| you can)?",
        r"any chance (?:you could|of|we could)",
        r"(?:the|this) (?:picture|scene|page|image|drawing) (?:would|might|could|will) (?:be|look) (?:much |even |a lot )?"
        rf"(?:{_BETTER}) (?:if|with)(?! out)(?: (?:{_YOU}))?",
    )
)
_GERUNDS = {
    "getting rid of": "get rid of",
    "throwing out": "remove",
    "throwing away": "remove",
    "taking away": "remove",
    "taking out": "remove",
    "taking off": "remove",
    "turning around": "flip",
    **{
        verb: plain
        for verbs, plain in (
            ("removing deleting erasing losing ditching hiding dropping discarding", "remove"),
            ("adding drawing including inserting having seeing", "add"),
            ("putting placing setting standing laying hanging positioning", "put"),
            ("moving shifting pushing pulling dragging bringing sliding nudging scooting sending", "move"),
            ("making", "make"),
            ("letting", "let"),
            ("turning", "turn"),
            ("changing", "change"),
            ("replacing", "replace"),
            ("swapping switching exchanging trading", "swap"),
            ("flipping mirroring reversing", "flip"),
            ("giving handing passing", "give"),
            ("taking", "take"),
            ("keeping", "keep"),
            ("enlarging growing magnifying", "grow"),
            ("shrinking reducing", "shrink"),
            ("starting", "start"),
            ("raising lifting", "raise"),
            ("lowering", "lower"),
        )
        for verb in verbs.split()
    },
}
_MODAL = (
    "(?:should|must|has to|have to|needs to|need to|has got to|ought to|can|could|may|might|would|will|shall|better|is to|are to)"
    "(?: really| just| also| please| rather| now| probably| maybe)?"
)
_GONE = (
    "(?:removed|deleted|erased|taken away|taken out|taken off|taken down|gone|cut|cut out|dropped|hidden|thrown out|thrown away"
    "|cleared|cleared away|invisible|away|off|out|out of (?:the|this) (?:picture|scene)|out of here|out of there|got rid of|gotten"
    " rid of|left out|discarded|scrapped)"
)
_ONLY = "(?:only|just)"
_VANISH = (
    "(?:disappear|vanish|go|go away|leave|be invisible|get lost|to disappear|to vanish|to go|to go away|to leave)"
)
_DO_NOT = "(?:do|does|did|would|will|should|can|ca|could) (?:n't|not)(?: really| quite| even)?"
_AGAIN = "(?: any more| anymore| any longer| at all| here| there| now| in (?:the|this) (?:picture|scene)| instead| too| either)*"
_WANT = (
    "(?:i|we) (?:(?:'d|would|also|really|just|do|actually|'d really|would really) )?(?:rather )?(?:want|like|love|need|prefer|wish"
    "|have|see)(?: to see| to have)?(?: for)?|(?:i want|i would like|i'd like|we need|i need|we want)(?: to see| to have)?"
)

_OFF = (
    "(?:off|away|home|out|down|up|to bed|outside|back home|off home|away home|over|out of (?:sight|the (?:picture|scene|park)))"
)
_PERFECT = "(?:(?:has|have|had|is|are|'s|'ve|just|all|finally|now|already|has just|have just|has now|have now) )*"
_LEFT = (
    "(?:run|ran|runs|flown|flew|flies|gone|went|goes|walked|walks|swum|swam|driven|drove|crawled|slithered|hopped|wandered|wanders"
    "|drifted|drifts|floated|sailed|sneaked|crept|blown|blew|melted|burst|popped|burned|burnt|cleared|moved|strolled|hurried"
    "|scurried|waddled|trotted|driven|taken|fled|run|sent|put|called|been taken|been sent|been put|been called|escaped|faded)"
)
_EATEN = (
    "(?:eaten|ate|finished|drunk|drank|gobbled|swallowed|devoured|eaten up|stolen|stole|taken away|took away|removed|thrown away"
    "|threw away|packed up|packed away|put away|cleared away|chased away|chased off|scared away|scared off|sent away|carried off"
    "|carried away|lost|broken|hidden|hid|tidied up|tidied away|cut down|chopped down|knocked down|popped|burst|put out|switched"
    " off|turned off|took down|taken down|cleaned up|folded up|wiped out|deleted|erased|sold|blown out|blew out|blown away|blew away)"
)
_SOMEONE = "(?:someone|somebody|they|he|she|we|i|the wind|a thief|the teacher|mom|dad|mum|mummy|daddy|the rain)"
_WENT = (
    "(?:moved|gone|walked|run|jumped|stepped|flown|rolled|swum|crawled|wandered|drifted|floated|slid|slipped|climbed|hopped|come"
    "|shifted|sailed|blown|been moved|been pushed|been blown)"
)
_WENT_PAST = "(?:moved|moves|rolled|rolls|drifted|drifts|shifted|slid|floated|floats|wandered|rolls off|slides)"

# The order counts: the first that fits is taken.
PATTERNS: tuple[Pattern, ...] = tuple(
    pattern(text, plain)
    for text, plain in (
        (r"{f} (?:is missing|are missing|would be (?:nice|great|lovely|good|cool|perfect|fun)|might be nice)(?: here| there| too)?", "add {f}"),
        # taken away
        (rf"{{t}} {_MODAL} (?:be |get )?{_GONE}{_AGAIN}", "remove {t}"),
        (rf"{{t}} (?:can|could|should|must|may|has to|have to|needs to) go , and {{t2}} too", "remove {t} and {t2}"),
        (rf"(?:make|let|have) {{t}} {_VANISH}{_AGAIN}", "remove {t}"),
        (rf"(?:{_WANT}|get|make) {{t}} (?:to be )?{_GONE}{_AGAIN}", "remove {t}"),
        (rf"(?:{_WANT}) {{t}} {_VANISH}{_AGAIN}", "remove {t}"),
        (r"{t} (?:is|are|'s|gets|get|stands|sits) (?:right )?(?:in the way|in my way|in our way|out of place)(?: there)?", "remove {t}"),
        (
            rf"{{t}} {_DO_NOT} (?:belong|fit|suit|look (?:good|right|nice|great)|go (?:well )?with|match|work|make (?:any )?sense"
            rf"|add anything|need to be|have to be|seem right)(?: .+?)?{_AGAIN}",
            "remove {t}",
        ),
        (
            rf"{{t}} (?:is|are|was|were) (?:n't|not) (?:needed|wanted|necessary|welcome|allowed|supposed to be (?:here|there)|any"
            rf" use|useful|there|here){_AGAIN}",
            "remove {t}",
        ),
        (
            r"{t} (?:is|are|looks|look|seems) (?:just |really |so |too |a bit |very )?(?:unnecessary|unwanted|superfluous|ugly|annoying"
            r"|distracting|disturbing|boring|much|wrong(?: here| there)?|out of place|silly|redundant|scary|creepy)",
            "remove {t}",
        ),
        (r"{t} (?:bothers|bother|disturbs|annoys|distracts|ruins|spoils|scares|scare|frightens|blocks|block)(?: .+)?", "remove {t}"),
        (rf"(?:i|we) (?:'m|'re|am|are) (?:not a (?:big )?fan of|tired of|sick of|fed up with|bored of) {{t}}{_AGAIN}", "remove {t}"),
        (rf"(?:i|we) (?:'ve|have) (?:had|seen) enough of {{t}}{_AGAIN}", "remove {t}"),
        (rf"(?:i|we) (?:hate|dislike|can do without|could do without|can live without) {{t}}{_AGAIN}", "remove {t}"),
        (rf"(?:do|get along|manage|live) without {{t}}{_AGAIN}", "remove {t}"),
        (
            rf"(?:there (?:is|'s) )?no (?:need|room|place|space|reason) (?:for|to keep|to have) {{t}}{_AGAIN}",
            "remove {t}",
        ),
        (r"(?:enough of|do away with|dispose of|down with|goodbye|bye|bye bye|off with|away with|out with|no more of) {t}", "remove {t}"),
        (r"(?:hide|leave off|leave away) {t}", "remove {t}"),
        (r"(?:let|leave) {t} (?:out|off)", "remove {t}"),
        (rf"(?:have|get) {{t}} {_GONE}", "remove {t}"),
        (rf"{{who}} (?:{_MODAL} )?(?:take|takes|took|taking) off {{t}}", "remove {t}"),
        (rf"{{who}} (?:{_MODAL} )?(?:take|takes|took|taking) {{t}} off", "remove {t}"),
        (rf"{{who}} {_DO_NOT} (?:need|want|like) {{t}}{_AGAIN}", "remove {t}"),
        (rf"{{who}} {_DO_NOT} (?:need|have|want) to (?:wear|hold|have|carry) {{t}}{_AGAIN}", "remove {t}"),
        (rf"{{who}} should (?:n't|not) (?:be )?(?:wear|wearing|have|hold|holding|carry|carrying|eat|eating) {{t}}{_AGAIN}", "remove {t}"),
        (r"{who} {_MODAL} (?:drop|let go of|put down|stop holding) {t}".replace("{_MODAL}", _MODAL), "drop_from_hand {t} {who}"),
        (r"(?:have|make|let) {who} (?:drop|let go of|put down) {t}", "drop_from_hand {t} {who}"),
        (r"drop {f} (?P<x>(?:in|on|next|beside|near|under|at|between|onto|into|behind|by|over|above)\b.*)", "put {f} {x}"),
        (r"{t} (?:is|are) n't in (?:the|this) (?:picture|scene)", "remove {t}"),
        (r"{t} (?:was|were|is|are) (?:n't|not) (?:there|here)", "remove {t}"),
        (rf"{{t}} {_MODAL} (?:please )?(?:go|leave|disappear|vanish|go away|come off|get out|get lost|be off){_AGAIN}", "remove {t}"),
        (r"(?:wipe|clear|clean|throw|take|pack) (?:the slate|everything|it all|the board|all of it|all this|all that)(?: (?:clean|away|out|off|up))?", "start_over"),
        (rf"(?:clear|empty) (?:up )?(?:the |this )?(?P<x>sky)", "remove everything in the {x}"),
        (
            r"(?:leave|keep) {t} (?:exactly |just |right )*(?:where|as|how|the way|alone|untouched|there|in place)(?: (?:it|he|she|they) (?:is|are))?"
            r"(?: now| alone)? (?:, )?(?:but|and|only|just)? ?(?P<x>.+)",
            "{x}",
        ),
        (r"{t} (?:is|are|looks|look|'s) (?:fine|ok|okay|good|great|nice|perfect|right|lovely)(?: there| here| as it is| as they are)* ?,? ?(?:but|only|just) (?P<x>.+)", "{x}"),
        (rf"{{t}} (?:can stay|stays|stay|may stay|should stay|is ok|is fine) ?,? ?(?:but )?{{t2}} (?:ca|can|should|may|must|does|do|wo) (?:n't|not)", "remove {t2}"),
        (r"{t} (?:can|should|may|must|will)? ?(?:stay|stays|remain|are enough|is enough) ,? ?(?:but |and )?(?:everything else|all the rest|the rest|everyone else|all else|all the others) (?:goes|go|should go|must go|has to go|can go|disappears)", "keep only {t}"),
        (rf"(?:i|we) (?:only|just) (?:want|need) {{t}}{_AGAIN}", "keep only {t}"),
        (r"{t} (?:goes|go|should go|belongs|should be|moves) where {t2} (?:is|was|stands|sits|are)(?: now)?", "move {t} to_the_place_of {t2}"),
        (r"{t} (?:looks|would look|might look|would be|is|might be) (?:better|nicer|prettier|best|good) (?P<x>(?:on|in|next|beside|under|behind|near|to|at|between|above|over|by)\b.+)", "put {t} {x}"),
        (r"(?:take|get|pull) (?:everything|all|it all) off {who}", "remove whatever {who} is wearing"),
        (rf"{{who}} should (?:n't|not) (?:wear|hold|have|carry) (?:or|and) (?:wear|hold|carry|have) (?:anything|something)", "remove whatever {who} has"),
        # told as a story
        (rf"(?:the wind|a gust|the storm|{_SOMEONE}) {_PERFECT}(?:took|taken|blew|blown|swept|stole|carried|knocked|pulled) {{t}}(?: (?:away|off|down|with it|along|home))*(?: (?:his|her|their|mike 's|jenny 's) (?:head|hand|hands))?", "remove {t}"),
        (rf"(?:the wind|a gust|the storm|{_SOMEONE}) {_PERFECT}(?:took|taken|blew|blown|swept|pulled) {{t}} (?:off|from|out of) (?:his|her|their|mike 's|jenny 's|mike|jenny) ?(?:head|hand|hands)?", "remove {t}"),
        (rf"{{t}} {_PERFECT}(?:fallen|fell|slipped|dropped)(?: off| down)?(?: (?:his|her|mike 's|jenny 's) (?:head|hand))?", "drop_from_hand {t}"),
        (r"(?:there (?:is|'s|should be|are)|i see|i want|we have) nothing (?P<x>(?:in|on|under|next to|near)\b.+?)(?: now| any more| anymore)?", "remove everything {x}"),
        (r"(?:the )?(?P<x>sky) (?:should be|is|must be|has to be|ought to be|needs to be) (?:empty|clear|all clear|bare)(?: now)?", "remove everything in the {x}"),
        (rf"{{child}} (?:'s |' )?hands? (?:should be|are|is|must be) empty(?: now)?", "remove whatever {child} is holding"),
        (r"(?:strip|rid|relieve|free) {who} of {t}", "remove {t}"),
        (r"(?:bye bye|bye|goodbye|so long|farewell|see you|good bye|adieu|no more|down with|shame about)(?: ,)? (?:to )?{k}", "remove {k}"),
        (r"(?:shoo|scare|drive|chase|run|whisk|take|send|carry|lead) {t} (?:away|off|out)", "remove {t}"),
        (r"(?:who|what) (?:needs|wants|asked for|ordered|put) {t}(?: there| here| anyway)*", "remove {t}"),
        (rf"{{t}} {_PERFECT}{_LEFT} (?:off|away|home)(?: (?:in|with|by|during|before|after|because|for)\b.+)?", "remove {t}"),
        (r"(?:{t} out|out with {t3}) ,? ?(?:and )?(?:in with )?{f}(?: in)?", "replace {t} {t3} with {f}"),
        (r"(?:let|have) {f} take the place of {t}", "replace {t} with {f}"),
        (r"{f} (?:takes|took|has taken|should take) the place of {t}", "replace {t} with {f}"),
        (rf"{{t}} (?:{_MODAL} )?(?:makes?|made|has made|gives?|gave) way (?:for|to) {{f}}", "replace {t} with {f}"),
        (r"{t} 's place (?:is|was|has been|should be) taken by {f}", "replace {t} with {f}"),
        (r"substitute {f} for {t}", "replace {t} with {f}"),
        (rf"{{who}} {_PERFECT}(?:puts|put|sets|set|lays|laid) {{t}} (?:down|on the (?:ground|grass|floor))", "drop_from_hand {t} {who}"),
        (r"{t} (?:is|are|goes|sits|should be|should go|belongs|must be)(?: now)? on {child} (?:'s |' )?head(?: now| instead)*", "give {child} {t}"),
        (r"{t} (?:is|are|goes|should be|should go|must be)(?: now)? in {child} (?:'s |' )?hands?(?: now| instead)*", "give {child} {t}"),
        (r"{t} (?:belongs|goes|should go|is given|should belong|now belongs) to {child}(?: now| instead)*", "give {child} {t}"),
        (r"wipe (?:that|the|his|her) (?:smile|grin|laugh) off (?:his|her|{child}(?: 's)?)(?: face)?", "{child} is n't smiling"),
        (r"{child} (?:cheers|cheered|has cheered|should cheer) up(?: again| now)?", "make {child} happy"),
        (rf"{{t}} (?:is|are) (?:n't|not|no longer)(?: even)? (?:shining|visible|there|here|in sight|around|to be seen|present|wanted|needed|in the (?:picture|park|scene)){_AGAIN}", "remove {t}"),
        (rf"{{t}} (?:is|are|has been|have been|was|were)(?: now| all)* (?:hidden|removed|deleted|erased|taken away|taken out|gone|missing|lost|not allowed|no longer allowed|forbidden){_AGAIN}", "remove {t}"),
        (r"(?:nobody|no one) (?:brought|has|has brought|owns|needs|wants|likes) {t}(?: today| any more| anymore| here)*", "remove {t}"),
        (rf"{{who}} {_PERFECT}(?:left|forgot|forgotten) {{t}} (?:at home|behind|at school|in the car)(?: today)?", "remove {t}"),
        (rf"{{who}} {_PERFECT}(?:hung up|put away|packed away|handed in|given away|gave away|sold|thrown away|threw away) {{t}}", "remove {t}"),
        (rf"{{who}} {_PERFECT}(?:chased|chases|chase|scared|scares|drove|drives|blew|carried|took|led) {{t2}} (?:away|off|home|out)", "remove {t2}"),
        (rf"{{t}} (?:stays|stay|remains|can stay|should stay|may stay)(?: ,| and| but)* {{t2}} (?:{_MODAL} )?(?:goes|go|leaves|leave|disappears|disappear)", "remove {t2}"),
        (r"{k} off(?: , (?:{child}|both of you|everyone|everybody))?", "remove all {k}"),
        (rf"{_SOMEONE} {_PERFECT}{_EATEN} {{t}} and (?:left|went|gone).*", "remove {t}"),
        (rf"{{who}} (?:is|are|'s) (?:done|finished|through) with {{t}}", "remove {t}"),
        (rf"{{t}} {_PERFECT}(?:gone|off|away) and {{t2}}(?: too| as well| also)?", "remove {t} and {t2}"),
        (r"neither {t} nor {t2}(?: .+)?", "remove {t} and {t2}"),
        (r"(?P<verb>.+?) the (?:thing|things|stuff) (?P<x>(?:on|in|next to|near|under|behind) .+?)", "{verb} whatever_is {x}"),
        (r"(?P<verb>(?:take|remove|delete|get rid of)) the (?:thing|things|stuff) (?P<x>(?:on|in|under) .+?) (?:away|off|out)", "{verb} whatever_is {x}"),
        (r"(?:it|this|that) (?:is|'s|was|should be|must be|should have been|has to be) {f}(?: now)? , not {k}", "replace the {k} with {f}"),
        (r"(?:it|this|that) (?:should|must) (?:n't|not) be {k} (?:,|but) (?:but )?{f}", "replace the {k} with {f}"),
        (r"(?:i|we) (?:meant|mean|wanted|asked for|said) {f} ,? ?(?:and |but )?not {k}", "replace the {k} with {f}"),
        (r"not {k} (?:,|but) (?:but )?{f}", "replace the {k} with {f}"),
        (r"{f} ,? ?(?:and )?not {k}", "replace the {k} with {f}"),
        (rf"{{who}} {_PERFECT}(?:swapped|traded|exchanged|changed|replaced|switched) {{t}} (?:for|with|into|to) {{f}}", "replace {t} with {f}"),
        (rf"{{t}} and {{t2}} {_MODAL} (?:be|stand|sit|move|come|get) (?:a bit |a little |much )*(?:closer|nearer)(?: together| to each other)?", "move {t} closer {t2}"),
        (rf"{{t}} and {{t2}} {_MODAL} (?:be|stand|sit|move|get) (?:a bit |a little |much )*(?:further apart|farther apart|apart|further away from each other)", "move {t} away_from {t2}"),
        (r"(?:let|have|make) {t} (?:sink|go|move|fly|float|drift|slide|come|rise|climb|drop|fall) (?P<x>.+)", "move {t} {x}"),
        (r"{t} (?:seems to have|must have|has|might have) (?:shrunk|got smaller)", "shrink {t}"),
        (r"{t} (?:seems to have|must have|has|might have) (?:grown|got bigger)", "grow {t}"),
        (r"(?:everything|all of it|it all)(?: should (?:be|go|move))? (?P<x>(?:a bit |a little |much |more |further |slightly )*(?:to the |more to the )?(?:left|right|up|down|higher|lower))", "move everything {x}"),
        (rf"{{t}} {_PERFECT}{_LEFT} {_OFF}{_AGAIN}", "remove {t}"),
        (rf"(?:at last |finally |now |suddenly )*{{t}} {_PERFECT}(?:stopped|stops|passed|ended|ends|cleared|died down|gone out|went out|melted|vanished|disappeared|faded|set|popped|burst|left|escaped|fled)(?: at last| now)?(?: ,)? (?:and|along with|together with) {{t2}}(?: with it| too| as well)?", "remove {t} and {t2}"),
        (rf"{{t}} {_PERFECT}(?:vanished|disappeared|melted|left|escaped|fled|set|ended|popped|burst|burned down|died down|gone|blown away|been (?:eaten|stolen|taken|removed|deleted|thrown away|put away|eaten up))(?: by .+)?{_AGAIN}", "remove {t}"),
        (rf"{_SOMEONE} {_PERFECT}{_EATEN} (?:up |all of |all |away )?{{t}}(?: up| away| down| off| out| already| now)*", "remove {t}"),
        (rf"{_SOMEONE} {_PERFECT}(?:taken|took|packed|put|thrown|threw|cleared|chased|carried|blown|blew|chopped|cut|tidied|cleaned|eaten|ate|folded|scared) {{t}} (?:up|away|down|off|out|home|inside)(?: now| already)?", "remove {t}"),
        (rf"{{who}} {_PERFECT}(?:just |already )?(?:eaten|finished|ate|drunk|drank|lost|swallowed|devoured|gobbled) (?:up |all of |all )?{{t}}(?: up| already| now)*", "remove {t}"),
        (rf"{{who}} {_PERFECT}(?:taken|took|thrown|threw|packed|put|tidied|cleared|eaten|ate|chopped|carried) {{t}} (?:away|off|home|up|down)(?: now)?", "remove {t}"),
        (rf"{{who}} {_PERFECT}(?:taken|took|thrown|threw|packed|put|tidied|cleared|eaten|chased) (?:away|off|up) {{t}}", "remove {t}"),
        (r"(?:away|off|out) with {t}|{t2} (?:away|out|off|be gone)", "remove {t} {t2}"),
        (r"{t} (?:goes|go|leaves|disappears|vanishes|must leave|comes off|come off)(?: away| home)?(?: now)?", "remove {t}"),
        (rf"{{who}} {_PERFECT}(?:dropped|let go of|put down|laid down|set down) {{t}}(?: on the (?:ground|grass|floor))?", "drop_from_hand {t} {who}"),
        (rf"{{t}} (?:has|have|had|'ve) (?:just |all |now )?{_WENT} (?P<x>(?:a bit |a little |further |far |over |off |away |out |across |back |all the way )*(?:to|toward|towards|onto|into|up|down|left|right|under|behind|next|in|on|closer|nearer|between|away)\b[^,]*)(?: , the \w+ one)?", "move {t} {x}"),
        (rf"{{t}} {_WENT_PAST} (?P<x>(?:a bit |a little |further |far |over |off |across |back )*(?:to the|toward the|towards the|up|down|left|right|to the other|closer|nearer)\b[^,]*)", "move {t} {x}"),
        (rf"{{t}} {_PERFECT}(?:grown|grew|gotten bigger|got bigger|become bigger|grown bigger|grown up|swollen)(?P<x>(?: a lot| a bit| a little| so much)?)(?: bigger| taller)?", "grow {t}"),
        (rf"{{t}} {_PERFECT}(?:shrunk|shrank|shrunken|gotten smaller|got smaller|become smaller)(?: a lot| a bit| a little)?", "shrink {t}"),
        (rf"{{child}} and {{child2}} {_PERFECT}(?:swapped|switched|traded|exchanged|changed) {{k}}(?: with each other)?", "swap {child} 's {k} and {child2} 's {k}"),
        (rf"{{t}} and {{t2}} {_PERFECT}(?:swapped|switched|traded|exchanged|changed) (?:places|positions|spots|sides)", "swap {t} and {t2}"),
        (rf"{{t}} {_PERFECT}(?:swapped|switched|traded|exchanged|changed) (?:places|positions|spots|sides) with {{t2}}", "swap {t} and {t2}"),
        (rf"{{t}} {_PERFECT}(?:turned|flipped|spun)(?: back)? around", "flip {t}"),
        (rf"{{who}} should (?:n't|not) (?:be )?(?:have|having|get|eat|eating|hold|holding|carry) (?:anything|something|any food)(?: to eat| to drink| in .+| with .+)?(?: , .+)?", "remove whatever {who} is holding"),
        (rf"{{who}} should (?:n't|not) (?:be )?(?:have|wear|wearing|having) (?:anything|something)(?: on)? on (?:his|her|their) (?:head|heads|face)", "remove whatever {who} is wearing"),
        (rf"{{who}} (?:should have|should hold|has|have|holds|should wear|wears|is holding|is wearing) nothing (?:on|in|to) (?:his|her|their)? ?(?P<x>(?:hand|hands|eat|drink))", "remove whatever {who} is holding"),
        (rf"{{who}} (?:should have|has|have|should wear|wears|is wearing) nothing on (?:his|her|their) (?:head|heads|face)", "remove whatever {who} is wearing"),
        (r"(?:empty) {child} (?:'s |' )?hands?", "remove whatever {child} is holding"),
        (r"(?:make|have|leave) {child} (?:bareheaded|bare-headed|hatless)", "remove whatever {child} is wearing"),
        (r"(?:have|make|let) {who} lose {t}", "remove {t}"),
        (r"(?:forget about|forget|scratch|cross out|strike out|skip|drop|leave out|rub out|send away|chase away|put away|tidy away|clear up|tidy up) {t}", "remove {t}"),
        (r"(?:send|chase|put|tidy|throw|clear|rub|cross|strike|scratch|leave|wipe|cut|kick|toss|pack) {t} (?:away|out|off|up)", "remove {t}"),
        (r"(?:not|n't) (?:have|show|draw|include|put|see) {t}(?: in (?:there|here)| there| here)*", "remove {t}"),
        (rf"(?:{_WANT}) (?:it|the picture|this|that) without {{t}}{_AGAIN}", "remove {t}"),
        (rf"(?:i|we) {_DO_NOT} (?:think|believe)(?: that)? (?:we|i|they|he|she|it|you) (?:need|needs|want|wants|should have) {{t}}{_AGAIN}", "remove {t}"),
        (rf"(?:i|we) {_DO_NOT} (?:think|believe)(?: that)? {{t}} (?:belongs?|fits?|should be|looks? (?:good|right)|is needed|works?)(?: .+)?", "remove {t}"),
        (r"(?:do|does) (?:we|you|i|he|she|it|they) (?:really |even |still )?(?:need|want|have to have) {t}", "remove {t}"),
        (r"that (?:is|'s) too many {k} , (?:leave|keep) (?:just|only) {t}|(?:there are |there 's )?too many {k2} , (?:leave|keep) (?:just|only) {t2}", "remove all {k} {k2} except {t} {t2}"),
        (r"(?:keep|leave) (?:everything|all|everyone|it all)(?: else)?(?: as it is| in place| there)? ?(?:except|but|except for|apart from|other than|besides) {t}", "remove {t}"),
        (rf"{_ONLY} {{t}} (?:, )?(?:nothing else|no one else|nobody else|and nothing else)", "keep only {t}"),
        (r"{t} , (?:and )?(?:nothing else|no one else|nobody else)", "keep only {t}"),
        (r"{t} (?:is|are|would be) (?:enough|sufficient|all (?:we|i) need|plenty)", "keep {t}"),
        # kept
        (r"(?:only|just) (?:keep|leave|want|have|need) {t}", "keep only {t}"),
        (rf"(?:{_WANT}) (?:only|just|nothing but|nothing except|no one but|nobody but) {{t}}{_AGAIN}", "keep only {t}"),
        (r"(?:i|we) (?:only|just) (?:want|need) {t}", "keep only {t}"),
        (r"(?:nothing but|nothing except|only|just) {t} (?:should|can|may|must|will) (?:stay|remain|be left|be there|be here|be in .+)", "keep only {t}"),
        (r"(?:nobody|no one) (?:but|except) {t} (?:should|can|may|must|will) (?:stay|remain|be left|be there|be here)", "keep only {t}"),
        (r"(?:everything|everyone|everybody|all|anything) (?:but|except|except for|apart from|other than|besides) {t} (?:should|can|must|may|has to|needs to|is to) (?:go|be removed|disappear|leave|be gone|go away|vanish)", "keep only {t}"),
        # new
        (r"there (?:should|must|could|can|ought to|needs to|has to|might|may) (?:also |really |just )?be {f} (?P<x>(?:in|on|next|beside|near|under|at|between|onto|into|behind|by|over|above|to the|below|close)\b.*)", "add {f} {x}"),
        (rf"(?:{_WANT}|make|give me|show me|use|draw|have|with|get) an? (?P<x>(?:much |slightly |way |a bit |a lot )*(?:bigger|smaller|larger|taller|tinier|huger|shorter)) {{k}}", "make the {k} {x}"),
        (r"an? (?P<x>(?:much |slightly |way )*(?:bigger|smaller|larger|taller|tinier|huger|shorter)) {k}(?: would be .+| please)?", "make the {k} {x}"),
        (r"(?:the|this) (?:picture|scene|page|park|image|drawing|sky) (?:needs|could use|could do with|is missing|lacks|wants|should have|must have) {f}", "add {f}"),
        (r"(?:it|this|we) (?:needs|need|could use|could do with|is missing|lacks|should have|want|use) {f}(?: here| there| in here)?", "add {f}"),
        (r"fill the sky with {k}", "add three {k} in the sky"),
        (r"(?:i|we|you) (?:miss|forgot|left out) {f}", "add {f}"),
        # worn, held, given
        (rf"(?:have|let|make|get) {{who}} (?:to )?(?:wear|put on|try on|hold|have|carry|get|take) {{t}}", "give {who} {t}"),
        (rf"(?:{_WANT}) {{who}} to (?:be )?(?:wear|wearing|put on|hold|holding|have|carry|carrying|get|receive) {{t}}", "give {who} {t}"),
        (rf"(?:{_WANT}) {{who}} (?:wearing|holding|carrying|with|in) {{t}}", "give {who} {t}"),
        (rf"{{who}} {_MODAL} (?:be )?(?:wear|wearing|put on|hold|holding|have|carry|carrying|get|receive|try|try on|has on|have on) {{t}}(?: on| on too| too| in (?:his|her) hand| on (?:his|her) head)?", "give {who} {t}"),
        (rf"{{who}} {_MODAL} (?:be )?have {{t}} on", "give {who} {t}"),
        (r"{who} (?:needs|need|wants|want|gets|get|deserves|could use|would like|would look (?:good|great|nice|cute|lovely|better|funny) (?:in|with)|looks better (?:in|with)) {t}(?: on| too| please)?", "give {who} {t}"),
        (r"(?:dress|clothe|dress up) {who} (?:in|with|up in) {t}", "give {who} {t}"),
        # instead
        (rf"{{t}} {_MODAL} (?:be|become|turn into|be (?:replaced|swapped|exchanged|switched) (?:with|by|for)|be (?:changed|turned|made) (?:in)?to|change (?:in)?to|be an?) {{f}}(?: instead| now| please)*", "replace {t} with {f}"),
        (r"(?:make|let|have) {t} (?:become|be|turn into|change into|into) {f}(?: instead)?", "replace {t} with {f}"),
        (rf"(?:instead of|rather than|in place of) {{t}} ,? ?(?:i|we|there|it|put|use|draw|add|give me|show|have|show me|give us|i want|i'd like|i would like|we need|let 's have|do)(?: (?:should|'d|would|could|can|want|like|have|be|prefer|need|love|rather|to|see))* {{f}}", "replace {t} with {f}"),
        (r"{f} (?:would|might|will) (?:suit|fit|look (?:better|nicer|good) (?:on|for)|be better (?:for|on)) .+ (?:than|instead of) {t}", "replace {t} with {f}"),
        (r"{f} (?:would be|is|looks|would look) (?:better|nicer|prettier|cooler) than {t}", "replace {t} with {f}"),
        (r"(?:i|we) ('d|would) prefer {f} (?:to|over|instead of) {t}", "replace {t} with {f}"),
        (rf"{{t}} (?:were|was|is|are|became|had been|is now|are now)(?: actually| really| now| suddenly)* {{f}}(?: instead)?(?: now)?(?: , .+)?", "replace {t} with {f}"),
        (r"(?:make|turn|change) {child} (?:into )?{costume}", "{child} is {costume}"),
        # change of places
        (r"(?:have|let|make) {t} and {t2} (?:swap|switch|trade|change|exchange) (?:places|positions|spots|sides|place)(?: with each other)?", "swap {t} and {t2}"),
        (r"(?:have|let|make) {t} (?:swap|switch|trade|change|exchange) (?:places|positions|spots|sides|place) with {t2}", "swap {t} and {t2}"),
        (rf"{{t}} (?:and {{t2}} )?{_MODAL} (?:swap|switch|trade|change|exchange) (?:places|positions|spots|sides)", "swap {t} and {t2}"),
        (rf"{{t}} {_MODAL} (?:swap|switch|trade|change|exchange) (?:places|positions|spots|sides) with {{t2}}", "swap {t} and {t2}"),
        (r"(?:put|move|place) {t} where {t2} (?:is|was|stands|sits)(?: now)? and {t3} where {t4} (?:is|was|stands|sits)(?: now)?", "swap {t} and {t2}"),
        (r"(?:put|move|place) {t} where {t2} (?:is|was|stands|sits)(?: now)? and (?:vice versa|the other way round|the other way around)", "swap {t} and {t2}"),
        (r"(?:have|let|make) {child} and {child2} (?:swap|switch|trade|change|exchange) {k}(?: with each other)?", "swap {child} 's {k} and {child2} 's {k}"),
        (rf"{{child}} and {{child2}} (?:{_MODAL} )?(?:swap|switch|trade|change|exchange) {{k}}(?: with each other)?", "swap {child} 's {k} and {child2} 's {k}"),
        # size
        (r"(?:make|have|get) {t} (?:twice|double) (?:as (?:big|large|tall)|the size|its size|his size|her size|bigger|as big as .+)", "grow {t} twice"),
        (r"(?:make|have|get) {t} (?:three times|triple) (?:as (?:big|large|tall)|the size|its size|bigger)", "grow {t} thrice"),
        (r"(?:make|have|get) {t} (?:half (?:as (?:big|large|tall)|the size|its size|his size|her size|that size)|half as big)", "shrink {t} twice"),
        (r"(?:double|increase) (?:the size of )?{t}(?: in size| 's size)?", "grow {t} twice"),
        (r"(?:halve|half) (?:the size of )?{t}(?: in size)?", "shrink {t} twice"),
        (r"(?:enlarge|increase) the size of {t}", "grow {t}"),
        (r"(?:reduce|decrease|lower) the size of {t}", "shrink {t}"),
        (r"(?:scale|size|blow) (?:up )?{t}(?: up)?", "grow {t}"),
        (r"(?:scale|size) (?:down )?{t}(?: down)?", "shrink {t}"),
        (rf"{{t}} (?:is|are|looks|look|seems|seem) (?:n't|not) (?:nearly )?(?:big|large|tall|huge) enough", "grow {t}"),
        (rf"{{t}} (?:is|are|looks|look|seems|seem) (?:n't|not) (?:nearly )?(?:small|little|tiny|short) enough", "shrink {t}"),
        # places
        (r"{t} (?:is|are|'s|looks|look|seems|stands|sits|hangs)(?: standing| sitting| hanging| placed)? (?P<x>(?:much |far |way |a bit |a little |slightly )*)too (?:high|high up|far up)", "move {t} down"),
        (r"{t} (?:is|are|'s|looks|look|seems|stands|sits|hangs)(?: standing| sitting| hanging| placed)? (?P<x>(?:much |far |way |a bit |a little |slightly )*)too (?:low|low down|far down)", "move {t} up"),
        (r"{t} (?:is|are|'s|looks|seems|stands|sits) (?:much |way |a bit |a little |slightly )*(?:too )?far (?:to the |over to the |on the )?left", "move {t} right"),
        (r"{t} (?:is|are|'s|looks|seems|stands|sits) (?:much |way |a bit |a little |slightly )*too (?:far )?(?:to the |over to the |on the |far )?left", "move {t} right"),
        (r"{t} (?:is|are|'s|looks|seems|stands|sits) (?:much |way |a bit |a little |slightly )*too (?:far )?(?:to the |over to the |on the )?right", "move {t} left"),
        (r"{t} (?:is|are|'s|looks|seems|stands|sits) (?:much |far |way |a bit |a little |slightly )*too (?:close to|near|near to|close) {t2}", "move {t} away_from {t2}"),
        (r"{t} and {t2} are (?:much |far |way |a bit |a little |slightly )*too (?:close|near|close together|near to each other|close to each other)", "move {t} away_from {t2}"),
        (r"{t} (?:is|are|'s|looks|seems|stands|sits) (?:much |way |a bit |a little |slightly )*too (?:far from|far away from|far off from|far away|far) {t2}", "move {t} closer {t2}"),
        (r"{t} (?:is|are|'s|looks|seems|stands|sits) (?:n't|not) close enough to {t2}", "move {t} closer {t2}"),
        (r"{t} and {t2} are (?:much |way |a bit |a little |slightly )*too (?:far apart|far away from each other|far from each other)", "move {t} closer {t2}"),
        (r"{t} (?:is|are|'s|looks|seems|stands|sits) (?:much |way |a bit |a little |slightly )*too (?:far back|far away|far off|deep|distant|far in the back|far in the background)", "move {t} nearer"),
        (r"{t} (?:is|are|'s|looks|seems|stands|sits) (?:much |far |way |a bit |a little |slightly )*too (?:close|near|far forward|close up|far in front)", "move {t} farther"),
        (r"(?:keep|get|have|hold|move|push|pull|put|bring|drag|shift|send|scoot|nudge|place) {t} (?:a bit |a little |a lot |much |well |far |even |slightly |way )*(?:further away from|farther away from|further away|farther away|away from|further from|farther from|further|farther|off)(?: from)? {t2}", "move {t} away_from {t2}"),
        (r"(?:bring|move|push|pull|put|get|drag|shift|send|scoot|nudge|take|place) {t} (?:a bit |a little |a lot |much |even |slightly |way |over )*(?:closer to|nearer to|closer|nearer|closer towards|in the direction of) {t2}", "move {t} closer {t2}"),
        (rf"{{t}} {_MODAL} (?:be |stay |keep |stand |go |move )?(?:a bit |a little |much )?(?:further away from|farther away from|away from|far from|farther from|further from) {{t2}}", "move {t} away_from {t2}"),
        (rf"{{t}} {_MODAL} (?:be|stand|sit|go|come|move|get) (?:a bit |a little |much )?(?:closer to|nearer to|closer|nearer) {{t2}}", "move {t} closer {t2}"),
        (r"(?:move|put|pull|push|get) {t} and {t2} (?:further |farther )?apart", "move {t} away_from {t2}"),
        (r"(?:move|put|pull|push|get|bring) {t} and {t2} (?:closer|nearer|closer together|together)", "move {t} closer {t2}"),
        (rf"{{t}} {_MODAL} be (?:put|placed|moved|set|hung|laid|shifted|pushed|brought) (?P<x>.+)", "move {t} {x}"),
        (rf"{{t}} {_MODAL} be (?P<verb>(?:made|turned|given)) (?P<x>.+)", "make {t} {x}"),
        (r"{t} belongs? (?P<x>.+)", "move {t} {x}"),
        (rf"{{t}} {_MODAL} (?:go|move|come) (?P<x>(?:to|on|in|into|over|next|left|right|up|down|under|behind|beside|between|further|a bit|a little|near)\b.*)", "move {t} {x}"),
        (r"(?:move|put|place|set|bring|send|push|get) {t} (?:to|where|into|on|in) {t2} (?:'s|'|is|was|stands|sits)(?: (?:place|spot|position|now|standing|sitting))*", "move {t} to_the_place_of {t2}"),
        (r"(?:move|put|place|set|bring|send|push|get) {t} (?:to|on|onto|over to|at)(?: the)? (?:other|opposite|far) side(?: of (?:the )?(?:picture|scene|page|screen|park))?", "move {t} across_the_middle"),
        (r"(?:move|put|place|set|bring|send|push|get) {t} (?:to|on|onto|over to|at)(?: the)? (?:other|opposite) side of {t2}(?: , .+)?", "move {t} across_the_middle {t2}"),
        (rf"(?:{_WANT}) {{t}} on the (?:other|opposite) side(?: of {{t2}})?", "move {t} across_the_middle {t2}"),
        (rf"{{t}} {_MODAL} (?:be|go|stand|sit|move)(?: on| to| over to)? the (?:other|opposite) side(?: of {{t2}})?", "move {t} across_the_middle {t2}"),
        (r"(?P<verb>(?:put|place|set|lay|move|drop)) {t} (?:at|by|before|in front of|near|to) {child} (?:'s |' )?(?:feet|foot)", "{verb} {t} next_to {child}"),
        # looks
        (r"(?:turn|rotate|spin|make|have|let) {t} (?:so (?:that )?(?:he|she|it|they) )?(?:to )?(?:face|look at|looks at|faces|is facing|look towards|look to|see|watch) {t2}", "{t} face {t2}"),
        (rf"{{t}} should (?:n't|not) (?:look at|face|be facing|be looking at|watch) {{t2}}", "turn {t} away_from {t2}"),
        (rf"(?:{_WANT}) {{t}} (?:to )?(?:look at|face|facing|looking at|to be facing|watch|watching) {{t2}}", "{t} face {t2}"),
        (r"{t} (?:is|are) (?:facing|looking|turned) (?:in )?the wrong (?:way|direction)", "flip {t}"),
        (r"{t} (?:is|are) (?:backwards|the wrong way round|the wrong way around|back to front)", "flip {t}"),
        (rf"{{t}} (?:{_MODAL} )?(?:stop|quit|not be) (?P<x>.+)", "{t} is n't {x}"),
        (rf"(?:i|we) {_DO_NOT} (?:want|like) {{who}} (?:to be |to look |to )?(?P<x>.+)", "{who} is n't {x}"),
        (rf"(?:{_WANT}) {{f}} (?P<x>(?:in|on|next|beside|near|under|at|between|onto|into|behind|by|over|above|to the|below|close)\b.*)", "add {f} {x}"),
        (rf"(?:{_WANT}) {{t}} (?:to be |to look |to become |be )?(?P<x>(?:bigger|smaller|larger|taller|tinier|huger|shorter|much|a bit|a lot|a little|slightly|higher|lower|closer|further|nearer|farther)\b.*)", "make {t} {x}"),
        (rf"(?:{_WANT}) {{t}} (?:to be |to go |to move |to stand |to be moved )?(?P<x>(?:in|on|next|beside|near|under|at|between|onto|into|behind|by|over|above|to the|below|close|left|right|up|down)\b.*)", "put {t} {x}"),
        (rf"(?:{_WANT}) {{who}} (?:to )?(?P<x>.+)", "make {who} {x}"),
    )
)
_INVERTED = re.compile(r"(?:can|could|may|should|would|might|will|must|shall)(?: n't)? ")
_ASIDE = frozenset({"because", "since", "so that", "unless", "although", "even though"})


def plain(reader: Reader, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks as a plain instruction, as far as they are one in disguise."""
    readings = reader.words.readings
    rest = _without_leads(list(chunks), readings)
    inverted = _uninverted(rest, readings)
    if inverted is not None:
        rest = inverted
    for _ in range(3):
        better = rewritten(rest, PATTERNS, readings)
        if better is None or text_of(better) == text_of(rest):
            break
        rest = _without_leads(better, readings)
    return rest


def without_leads(reader: Reader, chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks without polite beginnings, and without the reason at the end."""
    readings = reader.words.readings
    parted: list[Chunk] = []
    for c in chunks:
        lead, _, article = c.text.partition(" ")
        over = "start_over" in (c.get("command") or ()) and article == "everything" and c is not chunks[-1]
        then = chunks[chunks.index(c) + 1] if over else c
        if over and (then.text in ("that", "which", "flying") or "region" in then or "relation" in then):
            parted += [
                Chunk(lead, c.start, c.start + len(lead), readings[lead]),
                Chunk(article, c.start + len(lead) + 1, c.end, readings[article]),
            ]
        elif lead == "without" and article:  # so that "without the dog" names the dog
            parted += [
                Chunk(lead, c.start, c.start + len(lead), readings[lead]),
                Chunk(article, c.start + len(lead) + 1, c.end, readings[article]),
            ]
        else:
            parted.append(c)
    return _without_leads(_without_aside(parted), readings)


_COMPLAINT = pattern(
    r"{t} (?:is|are|'s|looks|look|seems|does n't look|is n't|does n't fit|does n't suit) (?P<x>(?:too|wrong|boring|ugly|bad|silly|not|much"
    r"|right|good|nice|big|small|him|her|lonely|alone|sad|out of place|in the way|all|a bit|a little|far|way)\b.*)",
    "",
)


REST = re.compile(
    r"(?:remove|delete|get rid of|take away|lose|drop|clear|erase|ditch) (?:the rest|everything else|all the others|the others|all else)"
)
_NOTHING = re.compile(
    r"(?:nobody|no one|nothing)(?: else)? (?:moves|changes|should move|should change|is to change)(?: ,)?\Z"
    r"|(?:everybody|everyone|everything)(?: else)? (?:stays|remains|should stay|can stay|is to stay|stays put)(?: .*)?\Z"
    r"|(?:undo|undo that|undo it|go back|redo|never mind|nevermind|time to tidy up|stay as you are)(?: .*)?\Z"
)


def says_nothing(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """Nobody moves; everything else stays as it is: nothing is to be done."""
    cleared = bool(reader.changes) and reader.changes[-1].kind == "keep_only"
    if cleared and REST.match(text_of(chunks)):
        return True
    return bool(_NOTHING.match(text_of(chunks))) and not any("except" in c for c in chunks)


def complains(reader: Reader, chunks: Sequence[Chunk]) -> bool:
    """The blue cap is wrong: what it speaks of is remembered, and nothing is done."""
    groups = groups_of(chunks, _COMPLAINT)
    if groups is None:
        return False
    for item in nouns_and_marks(groups["t"]):
        if isinstance(item, Noun):
            reader.resolve(replace(item, definite=True))
    return True


def _without_aside(chunks: list[Chunk]) -> list[Chunk]:
    """Why it is wished is no wish: "because it is gone"."""
    cut = next((i for i, c in enumerate(chunks) if i > 1 and c.text in _ASIDE), None)
    if cut is None or "command" not in _first_content(chunks):
        return chunks
    while cut > 1 and chunks[cut - 1].text in (",", "and"):
        cut -= 1
    return chunks[:cut]


def _first_content(chunks: Sequence[Chunk]) -> Chunk:
    return next((c for c in chunks if "and" not in c and c.text not in ("please", "now", "then")), chunks[0])


def _without_leads(chunks: list[Chunk], readings: object) -> list[Chunk]:
    """please; can you; would it be possible to; I think we should: without such beginnings."""
    rest = chunks
    stripped = False
    while rest:
        said = text_of(rest)
        for lead in _LEADS:
            match = lead.match(said)
            cut = None if match is None else _after_chars(rest, match.end())
            if cut is not None and 0 < cut < len(rest) and not _is_start(rest[0]):
                rest, stripped = rest[cut:], True
                break
        else:
            break
    return _from_gerund(rest, readings) if stripped else rest


def _is_start(chunk: Chunk) -> bool:
    return "start_over" in (chunk.get("command") or ())


def _after_chars(chunks: Sequence[Chunk], end: int) -> int | None:
    at = 0
    for i, chunk in enumerate(chunks):
        if at >= end:
            return i
        at += len(chunk.text) + 1
        if at > end + 1:
            return None
    return len(chunks)


def _from_gerund(chunks: list[Chunk], readings: object) -> list[Chunk]:
    """How about removing the dog: remove the dog."""
    said = text_of(chunks)
    for gerund, word in _GERUNDS.items():
        if said.startswith(gerund + " "):
            cut = _after_chars(chunks, len(gerund))
            if cut:
                found = dict(readings.get(word, {}))  # type: ignore[attr-defined]
                return [Chunk(word, chunks[0].start, chunks[cut - 1].end, found), *chunks[cut:]]
    return chunks


def _uninverted(chunks: list[Chunk], readings: object) -> list[Chunk] | None:
    """Can the cat be next to Mike: the cat should be next to Mike."""
    if not _INVERTED.match(text_of(chunks)):
        return None
    start = 2 if chunks[1:2] and "not" in chunks[1] else 1
    kinds = ("piece", "class", "child", "pronoun", "group")
    end = next((i for i, c in enumerate(chunks) if i >= start and any(k in c for k in kinds)), None)
    if end is None:
        return None
    end += 1
    while end + 1 < len(chunks) and ("and" in chunks[end] or "poss" in chunks[end]):
        then = next((i for i in range(end + 1, len(chunks)) if any(k in chunks[i] for k in kinds)), None)
        if then is None or then > end + 3:
            break
        end = then + 1
    if end >= len(chunks):
        return None
    modal = Chunk("should", chunks[0].start, chunks[0].end, dict(readings.get("should", {})))  # type: ignore[attr-defined]
    return [*chunks[start:end], modal, *chunks[end:]]
