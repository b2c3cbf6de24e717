"""Something dear gets out of reach: stuck up high, taken, or rolled away."""

from __future__ import annotations

from text2scene.tale.beats import Beat

# Whoever comes along and would have an easy time of it says why not today.
_WHY = (
    "[kind C fly; not place underwater]“I would fly up,” <say> {C}, “but my wings are still asleep.”|"
    "[kind C swim; place underwater]“I would swim up,” <say> {C}, “but not straight after lunch.”|"
    "[kind C big; not kind C fly]“Even I am not as tall as that,” <say> {C}."
)

BEATS = (
    Beat(
        "open_toy", "open", "not kind X hat", "X=toy", "bring H X", "toy",
        lines=("{H} <hold> {X}. It <be> brand new.|{H} <hold> {X}. {he H} <take> it everywhere.|{H} <have> {X}, and {he H} <will> not swap it for anything.",),
        title="{H}, {C} and the {X}|The {X}|Up, Down and Away|{H} and the Runaway {X}",
    ),
    Beat(
        "open_hat", "open", "kind X hat", "X=toy", "bring H X; wear H X", "toy hat",
        lines=("{H} <wear> {X}. {he H} <wear> it even in bed.|{H} <wear> {X}. It <be> a bit too big, and just right.|{H} <wear> {X}, and {he H} <feel> very grand.",),
        title="{H}, {C} and the {X}|The {X}|A Hat on the Run|{H} and the {X}",
    ),
    # -- trouble
    Beat(
        "toy_wind", "trouble", "flag toy; not place underwater; not place space", "", "put X G; mood H sad", "high",
        "The wind blows, and {X} flies away.|A gust of wind snatches {X}.",
        ("Whoosh! The wind <blow>, and {X} <fly> up, up, up.|Then the wind <come>, and it <be> in a hurry. {X} <fly> away.|All at once the wind <blow> so hard that {X} <fly> into the air.",
         "It <land> on top of {G}.|At the very top of {G}, it <stop>.",
         "“Oh no!” <cry> {H}.|“Come back!” <shout> {H}.", _WHY),
        "exciting",
    ),
    Beat(
        "toy_float", "trouble", "flag toy; place underwater", "", "put X G; mood H sad", "high",
        "A big wave lifts {X} out of reach.",
        ("A big wave <come> along and <lift> {X} up, up, up.|Swish! A wave <carry> {X} away.", "It <stop> on top of {G}.",
         "“Oh no!” <say> {H}.|{H} <stretch> out both arms. Too late!", _WHY),
    ),
    Beat(
        "toy_drift", "trouble", "flag toy; place space", "", "put X G; mood H sad", "high",
        "{H} lets go of {X}, and it floats away.",
        ("{H} <let> go of {X} for one moment. That <be> enough.|“Look, no hands!” <say> {H}, and <let> go of {X}.",
         "Very slowly it <float> up, and it <stop> on top of {G}.", "In space, nothing ever <fall> down.", _WHY),
    ),
    Beat(
        "toy_bounce", "trouble", "flag toy; kind X ball", "", "put X G; mood H surprised", "high",
        "{H} lets {X} bounce, higher and higher.",
        ("{H} <let> {X} bounce: boing, boing, higher and higher!", "The last time it <do> not come down again. It <get> stuck {on G}.", _WHY),
        "silly exciting",
    ),
    Beat(
        "toy_throw", "trouble", "flag toy; not kind X hat", "", "put X G; mood H surprised", "high",
        "{H} throws {X} to {C}, much too high.",
        ("“Catch!” <call> {H}, and <throw> {X} to {C}.", "But {he H} <throw> it much, much too high. It <get> stuck {on G}.|Up it <go>, over {C}, and it <get> stuck {on G}.",
         "{C} <look> up. {H} <look> up. Nobody <say> a thing.|“Oops,” <say> {H}.", _WHY),
        "silly cheerful",
    ),
    Beat(
        "toy_sneeze", "trouble", "flag toy; kind X hat; not place underwater", "", "put X G; mood H surprised", "high",
        "{C} has to sneeze very hard.",
        ("“Ah, ah, ah,” <go> {C}. “Choo!”", "It <be> such a big sneeze that {X} <fly> right off {H's} head.", "It <land> on top of {G}.", _WHY),
        "silly",
    ),
    Beat(
        "toy_taken", "trouble", "flag toy", "F=any", "arrive F; take F X; mood H sad", "taken",
        "{F} comes along and takes {X}.",
        ("Along <come> {F}. It <take> {X} and <sit> down right on top of it.|All of a sudden {F} <stand> there. Snap! It <take> {X}.|{F} <come> by, <take> {X} without a word, and <sit> down.",
         "“Hey, that is mine!” <say> {H}.|“That belongs to me!” <shout> {H}.",
         "{F} <look> the other way.|{F} <do> not move at all."),
        "silly",
    ),
    Beat(
        "toy_rolled", "trouble", "flag toy", "", "put X lost; mood H sad", "hidden",
        "{H} looks away for one moment.",
        ("{H} <put> {X} down, only for a moment.|{H} <lay> {X} down to tie one shoe.", "When {he H} <turn> around, it <be> gone!|Then {he H} <look> again, and it <be> gone!",
         "{C} <look> at {H}. {H} <look> at {C}. Who <have> it?|“{C}, did you take it?” <ask> {H}. {C} <have> not seen a thing."),
        "quiet",
    ),
    # -- tries, up high
    Beat(
        "try_jump", "try", "flag high", "", "jump H", "",
        "{H} jumps as high as {he H} can.",
        ("{H} <jump>. {C} <jump> too. {H} <jump> again.|{H} <bend> both knees and <jump> as high as {he H} <can>. {C} <jump> too.", "But {X} <be> still much too high.", "Soon {he H} <be> out of breath.|[kind G tree]All {he H} <catch> <be> a leaf.|“My legs are too short,” <say> {H}. “Mine, too,” <say> {C}."),
        "cheerful",
    ),
    Beat(
        "try_step", "try", "flag high", "S=step", "stand S; climb H S", "",
        "{H} climbs onto {S} to reach it.",
        ("{H} <climb> onto {S}.|“I have an idea,” <say> {H}, and <climb> onto {S}.", "{he H} <stretch> one arm, then one finger. Not high enough!|{he H} <stand> on the tips of {his H} toes. Still too low!", "“Try to be taller,” <say> {C}.|“Do you see anything?” <ask> {C}. “Only the sky,” <say> {H}."),
        "silly",
    ),
    Beat(
        "try_throw", "try", "flag high", "B=ball", "bring H B; put B G", "extra",
        "{H} throws {B} at {X} to knock it down.",
        ("{H} <take> {B}, <aim> well, and <throw> it at {X}.", "Plop! Now {B} <be> stuck {on G} as well.|Bonk! {B} <get> stuck right beside it.", "“Hm,” <say> {H}.|“Two up there and none down here,” <say> {H}."),
        "silly",
    ),
    Beat(
        "try_shake", "try", "flag high; kind G tree", "", "shake H G", "",
        "{H} and {C} shake {G}.",
        ("{H} and {C} <shake*> {G} with all their might.|“One, two, three, shake!” <say> {H}, and {C} <push> hard against {G}.|{H} <shake> {G}, and {C} <help>.", "Down <come*> a hundred leaves.", "{X} <stay> where it <be>.|Only {X} <do> not come."),
        "cheerful",
    ),
    Beat(
        "try_beg", "try", "flag high", "", "say H please", "",
        "{H} asks {X} nicely to come down.",
        ("“Please come down,” <say> {H} to {X}. {he H} even <say> it twice.", "{X} <do> not answer. It <do> not have any ears.|{X} <do> not move. Perhaps it <like> it up there.", "“It was worth a try,” <say> {C}."),
        "silly quiet",
    ),
    Beat(
        "try_backs", "try", "flag high; not kind C tiny", "", "climb H C", "",
        "{H} climbs onto {C's} back.",
        ("{H} <climb> onto {C's} back.", "They <wobble*> to one side. They <wobble*> to the other side.|“Higher!” <say> {H}. “Hurry!” <say> {C}.|“Left!” <say> {H}. “Which left?” <say> {C}.", "Then {H} and {C} <sit*> on the ground and <laugh*>.|Bump! Then they both <sit*> on the ground, and <be*> none the wiser."),
        "silly cheerful",
    ),
    # -- tries, taken
    Beat(
        "try_ask", "try", "flag taken", "", "say H please", "",
        "{H} asks {F} politely.",
        ("“Please may I have it back?” <ask> {H}.|{H} <say>, “Please.” {he H} <say> it very nicely.", "{F} <shake> its head.|{F} <think> about it for a long time. “No,” it <say>.", "It <hold> {X} even tighter.|And that <be> all it <say>."),
        "quiet",
    ),
    Beat(
        "try_chase", "try", "flag taken", "", "run H F", "",
        "{H} and {C} run after {F}.",
        ("{H} and {C} <run*> after {F}.", "Round and round they <go*>, until nobody <know> who <be> chasing whom.|Three times they <run*> around {G}, and then once more the other way.|They <run*> and <run*>, until their legs <be*> like noodles.", "{F} <run> faster, with {X}.|But {F} <be> faster, and it <keep> {X}."),
        "exciting",
    ),
    Beat(
        "try_trade", "try", "flag taken", "T=ball", "bring H T; show H F T", "",
        "{H} offers {F} {T} instead.",
        ("{H} <hold> out {T} to {F}. “Shall we swap?”", "{F} <sniff> at it. Then it <turn> away.|{F} <look> at {T}, and <yawn>.", "{X} <be> what it <want>, and nothing else.|“No, thank you,” it <say>. “I like this one.”"),
        "cheerful",
    ),
    Beat(
        "try_boss", "try", "flag taken", "U=hat", "bring H U; wear H U", "",
        "{H} puts on {U} to look important.",
        ("{H} <put> on {U} and <look> very important.", "“I am the boss here,” {he H} <say>, “so give it back!”", "{F} <laugh> so hard that it <have> to sit down. But it <keep> {X}."),
        "silly",
    ),
    # -- tries, hidden
    Beat(
        "try_look", "try", "flag hidden", "P=hideout", "stand P; stand mushroom; look H P", "",
        "{H} looks behind {P}.",
        ("{H} <look> behind {P}.|“Maybe it is here,” <say> {H}, and <look> behind {P}.", "There <be> only {mushroom}.|Nothing there but {mushroom}!", "{C} <look> there too, to be quite sure. Still {mushroom}.|“That is not it,” <say> {C}."),
        "quiet",
    ),
    Beat(
        "try_dig", "try", "flag hidden; not place space", "U=hat", "bring H shovel; dig H; bring H U; wear H U", "",
        "{H} digs a deep hole with {shovel}.",
        ("{H} <dig> with {shovel}, deeper and deeper.", "Clonk! There <be> something, but it <be> only {U}.", "{H} <put> it on. It <suit> {him H}, and that <be> something.|{H} <put> it on anyway."),
        "silly exciting",
    ),
    Beat(
        "try_sniff", "try", "flag hidden; kind C animal", "E=newfood", "bring C E", "food",
        "{C} sniffs about to find it.",
        ("{C} <sniff> here and <sniff> there, and then <find> something.", "But it <be> only {E}!", "“Very clever,” <say> {H}, “but not what I meant.”"),
        "silly",
    ),
    Beat(
        "try_lookout", "try", "flag hidden", "S=step", "stand S; climb H S", "",
        "{H} climbs onto {S} to look about.",
        ("{H} <climb> onto {S} and <look> all around.", "From there {he H} <can> see {G}, and {C}, and {C's} nose.", "But {he H} <can> not see what {he H} <want> to see."),
        "cheerful",
    ),
    Beat(
        "try_hello", "try", "flag hidden", "", "shout H", "",
        "{H} calls out loud.",
        ("“Hello! Where are you?” <call> {H}.", "{C} <listen> with both ears. There <be> no answer.", "“It never was much of a talker,” <say> {H}."),
        "silly exciting",
    ),
    # -- solved, up high
    Beat(
        "fly_fetch", "solve", "flag high; flag ready; here F; kind F fly; not place underwater", "", "take F X; give F H X; mood H happy; free G", "solved",
        "{F} flies up to fetch {X}.",
        ("Up, up, up <fly> {F}, all the way to the top of {G}.|{F} <fly> up in one big circle.", "It <take> {X} and <bring> it down to {H}.|A moment later, {H} <hold> {X} again.|And then {X} <be> back where it <belong>: with {H}.", "[flag extra]{B} <come> down as well, and it <land> right beside {C}.|[not flag extra]“You did it!” <laugh> {H}."),
    ),
    Beat(
        "swim_fetch", "solve", "flag high; flag ready; here F; kind F swim; place underwater", "", "take F X; give F H X; mood H happy; free G", "solved",
        "{F} swims up to fetch {X}.",
        ("With one flick, {F} <swim> to the top of {G}.", "It <bring> {X} down to {H}.", "“You did it!” <laugh> {H}, and a hundred little bubbles <go*> up."),
    ),
    Beat(
        "fly_push", "solve", "flag high; flag ready; here F; kind F fly; not place underwater", "", "put X C; mood H laugh; free G", "solved",
        "{F} flies up and gives {X} a push.",
        ("{F} <fly> up and <give> {X} a push.", "Down it <come>, and it <land> on {C's} head.", "[flag extra]{B} <come> next, and {C} just <get> out of the way. {H} <laugh>.|[not flag extra]“Thank you,” <say> {H}, when {he H} <can> speak again for laughing."),
        "silly",
    ),
    Beat(
        "fly_flap", "solve", "flag high; flag ready; here F; kind F fly; not place underwater", "", "take H X; mood H happy; free G", "solved",
        "{F} makes a wind with its wings.",
        ("{F} <fly> up to {G} and <flap> its wings, faster and faster.", "That <make> such a wind that {X} <sail> down to {H}.", "[flag extra]Even {B} <come> down. “What a wind!” <say> {C}.|[not flag extra]“What a wind!” <say> {C}."),
        "exciting cheerful",
    ),
    Beat(
        "swim_push", "solve", "flag high; flag ready; here F; kind F swim; place underwater", "", "put X C; mood H laugh; free G", "solved",
        "{F} gives {X} a push with its nose.",
        ("{F} <swim> up and <give> {X} a push with its nose.", "It <sink> down slowly, and it <land> on {C's} head.", "{H} <laugh>, and the bubbles <tickle*> {his H} nose."),
        "silly",
    ),
    Beat(
        "swim_bubble", "solve", "flag high; flag ready; here F; kind F swim; place underwater", "", "take H X; mood H happy; free G", "solved",
        "{F} blows the biggest bubble of all.",
        ("{F} <blow> a bubble, so big that {H} <fit> inside.", "The bubble <carry> {him H} up to the top of {G}, and {he H} <take> {X}.", "Then it <burst>, and {H} <float> back down to {C}."),
        "exciting",
    ),
    Beat(
        "nose_fetch", "solve", "flag high; flag ready; here F; not kind F tiny", "", "take F X; put X C; mood H laugh; free G", "solved",
        "{F} gives {G} a little nudge.",
        ("{F} <go> up to {G} and <give> it one little nudge.|“Stand back,” <say> {F}, and <bump> against {G}.", "Down <come> {X}, and it <land> right in front of {C}.", "[flag extra]Then {B} <come> down, too. “Well done!” <laugh> {H}.|[not flag extra]{H} <laugh> and <laugh>. “Thank you, thank you!”"),
        "silly",
    ),
    Beat(
        "tall_fetch", "solve", "flag high; flag ready; here F; kind F tall", "", "take F X; give F H X; mood H happy; free G", "solved",
        "{F} stretches as tall as it can.",
        ("{F} <stretch> and <stretch>, until it <be> almost as tall as {G}.", "Then it <give> {X} to {H}, very gently.", "[flag extra]{B} <come> down all on its own.|[not flag extra]For {F} that <be> no trouble at all."),
        "quiet",
    ),
    Beat(
        "lift_fetch", "solve", "flag high; flag ready; here F; kind F strong", "", "climb H F; take H X; mood H happy; free G", "solved",
        "{H} climbs onto {F's} back.",
        ("{H} <climb> onto {F's} back.", "“Higher, please! A bit to the left! There!”|“Can you reach it now?” <ask> {F}. “Almost,” <say> {H}. “Now!”", "And then {he H} <have> {X} in {his H} hand. {C} <cheer>."),
        "exciting",
    ),
    Beat(
        "team_fetch", "solve", "flag high; flag ready; here F; not kind F tiny; not kind C tiny; not kind C big", "", "climb C F; climb H C; take H X; mood H happy; free G", "solved",
        "{H}, {C} and {F} build a tower.",
        ("They <make*> a tower: {F} at the bottom, {C} in the middle, and {H} at the top.", "It <wobble>, but it <hold>, and {H} <take> {X} with both hands.", "Then they <come*> down again, rather quickly."),
        "silly cheerful exciting",
    ),
    Beat(
        "own_poke", "solve", "flag high; flag try; not flag meet; ", "", "bring H baseball_bat; take H X; mood H happy; free G", "solved",
        "{H} finds something long.",
        ("Then {H} <see> {baseball_bat} on the ground. It <be> just long enough!", "{he H} <give> {X} one careful poke, and down it <come>.", "[flag extra]{B} <come> right after it.|[not flag extra]“At last!” <say> {C}."),
    ),
    Beat(
        "own_wind", "solve", "flag high; flag try; not flag meet; flag tried2; not place underwater; not place space", "", "take H X; mood H happy; free G", "solved",
        "The wind blows again, the other way.",
        ("Nobody <do> anything at all. The wind just <turn> around.|Then the wind <change> its mind.", "Puff! Down <come> {X}, right to {H}, and {he H} <catch> it.", "“Thank you, wind!” <call> {H}."),
        "quiet",
    ),
    # -- solved, taken
    Beat(
        "back_gently", "solve", "flag taken; flag ready", "", "give F H X; mood H happy; mood F happy", "solved",
        "{F} gives {X} back.",
        ("{F} <get> up slowly. There <be> {X}, nice and warm.|Without a word, {F} <put> {X} down in front of {H}.", "“I only wanted to hold it for a while,” it <say>.", "{H} <take> it and <smile>."),
        "quiet",
    ),
    Beat(
        "back_sorry", "solve", "flag taken; flag ready", "", "say F sorry; give F H X; mood H happy", "solved",
        "{F} says sorry.",
        ("“I am sorry,” <say> {F}, and <give> {X} back to {H}.|“I should have asked,” <say> {F}, and <give> {X} back to {H}.", "“Next time, just ask,” <say> {H}. “Then we can share.”", "And {C} <nod>."),
    ),
    Beat(
        "back_toss", "solve", "flag taken; flag ready", "", "give F H X; mood H laugh", "solved",
        "{F} tosses {X} into the air.",
        ("{F} <jump> for joy and <throw> {X} into the air.", "{C} <miss> it. {H} <catch> it!", "How they <laugh*>!"),
        "silly exciting cheerful",
    ),
    # -- solved, hidden
    Beat(
        "found_above", "solve", "flag hidden; flag ready; here F; kind F fly; not place underwater", "", "find F X; give F H X; mood H happy", "solved",
        "{F} looks from high above.",
        ("{F} <fly> up high and <look> down.", "“I see it!” it <call>, and <bring> {X} to {H}.", "From up there, finding things <be> easy."),
    ),
    Beat(
        "found_lead", "solve", "flag hidden; flag ready; here F", "P=hideout", "stand P; find H X; mood H happy", "solved",
        "{F} knows the way: follow it!",
        ("“Follow me,” <say> {F}, and it <lead> them to {P}.|{F} <walk> in front, {H} and {C} <come*> behind. They <stop*> at {P}.", "And there it <be>! {H} <hold> {X} in {his H} arms.", "“How did you know?” <ask> {H}. {F} only <smile>."),
        "exciting",
    ),
    Beat(
        "found_held", "solve", "flag hidden; flag ready; here F", "", "find F X; give F H X; mood H laugh; mood F surprised", "solved",
        "{F} holds something behind its back.",
        ("“Is it this, by any chance?” <ask> {F}, and <show> what it <have> behind its back.", "It <be> {X}! “I found it and did not know whose it was.”", "“Mine!” <shout> {H}, and <laugh>."),
        "silly cheerful",
    ),
    Beat(
        "found_eyes", "solve", "flag hidden; flag ready; here F", "", "find C X; give C H X; mood H happy; mood C happy", "solved",
        "All three of them look once more.",
        ("“Six eyes see more than four,” <say> {F}. So they <look*> once more, all together.", "{F} <look> up, {H} <look> down, and {C} <look> everywhere else.", "“Here!” <shout> {C}, and <bring> {X} to {H}. It <have> not been far away at all."),
        "cheerful exciting",
    ),
    Beat(
        "found_steps", "solve", "flag hidden; flag ready; here F", "", "find H X; mood H happy", "solved",
        "{F} asks {H} where {he H} had it last.",
        ("“Where did you have it last?” <ask> {F}. {H} <think> hard.", "Step by step they all <go*> back, all the way to the other side of {G}.", "And there <lie> {X}. {C} <find> it first, but {H} <hug> it first."),
        "quiet",
    ),
    Beat(
        "own_sat", "solve", "flag hidden; flag try; not flag meet; flag tried2", "", "find H X; mood H laugh", "solved",
        "{C} stands up to have a stretch.",
        ("{C} <stand> up to have a stretch. And what <be> there?", "{X}! {C} <have> been sitting on it all along.", "{H} <have> to laugh, and then {C} <have> to laugh as well."),
        "silly cheerful",
    ),
    Beat(
        "own_back", "solve", "flag hidden; flag try; not flag meet", "", "find H X; mood H happy", "solved",
        "{H} looks in the very last place.",
        ("There <be> just one place where {H} <have> not looked: right behind {G}.", "And there it <be>. {H} <hold> up {X} and <cheer>.", "“It is always the last place,” <say> {C}."),
    ),
)  # fmt: skip
