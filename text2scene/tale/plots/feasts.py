"""A birthday whose cake is lost, and a noise in the dark."""

from __future__ import annotations

from text2scene.tale.beats import Beat

PARTY = (
    Beat(
        "open_party", "open", "", "", "put cake ground", "party",
        lines=("It <be> {C's} birthday, and there <be> {big cake}.|“Happy birthday, {C}!” <say> {H}, and <show> {him C} {big cake}.", "“With cream on top,” <say> {C}. “Lots of cream!”|{C} <walk> around it three times, just to look at it.|{C} <count> the candles. There <be> enough of them."),
        title="{C's} Birthday|The Birthday Cake|Happy Birthday, {C}!|{C} and the Runaway Cake",
    ),
    Beat(
        "cake_eaten", "trouble", "flag party", "K=small", "arrive K; eat K cake; mood H surprised; mood C sad", "cake",
        "{little K} comes by and sees {cake}.",
        ("{little K} <come> by and <see> {cake}. One bite. Two bites. Gone!", "“Oh,” <say> {K}. “Was that yours?”", "{C} <do> not say a word."),
        "silly",
    ),
    Beat(
        "cake_ball", "trouble", "flag party", "T=ball", "bring H T; vanish cake; mood H sad; mood C surprised", "cake",
        "{H} kicks {T}, just once.",
        ("{H} <kick> {T}, only once, only a little.", "Splat! It <land> right in the middle of {cake}.", "“I did not mean to,” <say> {H}. {C} <lick> some cream off {his C} nose."),
        "silly exciting",
    ),
    Beat(
        "cake_sat", "trouble", "flag party", "", "vanish cake; mood C surprised; mood H surprised", "cake",
        "{C} sits down without looking.",
        ("{C} <sit> down to wait. It <be> very soft there.", "“{C}!” <cry> {H}. “You are sitting on {cake}!”", "Now it <be> as flat as a plate."),
        "silly",
    ),
    Beat(
        "cake_wind", "trouble", "flag party; not place space; not place underwater", "", "vanish cake; mood H sad; mood C sad", "cake",
        "A strong wind comes up.",
        ("A strong wind <come> up. It <take> {cake} and <carry> it over the hill.", "“Come back!” <shout> {H}, but the wind <do> not have ears.", "“Maybe somebody is hungry over there,” <say> {C}."),
        "exciting",
    ),
    Beat(
        "try_stack", "try", "flag cake; not place space", "", "stand mushroom", "",
        "{H} makes a cake of {mushroom}.",
        ("{H} <put> a candle on {mushroom}.", "It <look> almost like a cake, if you <do*> not look closely.", "{C} <look> closely. “Hm,” <say> {C}."),
        "silly",
    ),
    Beat(
        "try_bucket", "try", "flag cake; not place space", "", "bring H bucket", "",
        "{H} bakes a mud cake with {bucket}.",
        ("{H} <fill> {bucket}, <turn> it over, and <pat> it three times.", "“A mud cake!” {he H} <say> proudly.", "{C} <try> some. Mud cakes <be*> more for looking at."),
        "silly cheerful",
    ),
    Beat(
        "try_bake", "try", "flag cake; not place underwater; not place space", "", "stand fire; bring H pie", "",
        "{H} bakes {pie} over {campfire}.",
        ("{H} <bake> {pie} over {campfire}. Then {he H} <tell> {C} a story, a long one.", "Too long! Now {pie} <be> as black as night and as hard as a stone.", "“We could use it as a wheel,” <say> {C}."),
        "silly quiet",
    ),
    Beat(
        "try_sing", "try", "flag cake", "", "sing H birthday", "",
        "{H} sings for {C}.",
        ("{H} <sing> a birthday song with eleven verses.", "It <be> a lovely song, but nobody <can> eat a song.", "{C's} tummy <sing> the twelfth."),
        "quiet cheerful",
    ),
    Beat(
        "try_draw", "try", "flag cake", "", "draw H", "",
        "{H} draws a new one on the ground.",
        ("{H} <draw> a new one on the ground, with one finger.", "It <look> so real that {C} nearly <bite> into it.", "But nobody ever <get> full from a drawing."),
        "quiet silly",
    ),
    Beat(
        "try_wait", "try", "flag cake", "", "wait H", "",
        "{H} waits for a new one to grow.",
        ("“Perhaps a new one will grow,” <say> {H}, and <sit> down to wait.", "{C} <sit> down, too. They <wait*> and <wait*>.", "Nothing <grow>. Only {C's} tummy <growl>."),
        "silly",
    ),
    Beat(
        "cake_bring", "solve", "flag cake; flag ready; here F", "", "bring F cake; give F C cake; mood C happy; mood H happy", "solved",
        "{F} comes back with something big.",
        ("{F} <run> off, and when it <come> back, it <have> a brand new {=cake} with it.", "It <be> even bigger than the first, with three layers of cream.", "“Happy birthday, {C}!” <say> {F}."),
        "cheerful",
    ),
    Beat(
        "cake_mix", "solve", "flag cake; flag ready; here F", "E=newfood", "bring H E; give H C E; mood C laugh; mood H laugh", "solved",
        "{F} has an idea: a cake made of {E}.",
        ("“Who says it has to be a cake?” <ask> {F}. {H} <put> a candle on {E}.", "“A birthday one!” <shout> {C}. “Nobody else has that!”", "And {C} <eat> the first bite."),
        "silly",
    ),
    Beat(
        "cake_help", "solve", "flag cake; flag ready; here F", "", "stand table; bring H cake; give H C cake; mood C happy; mood H happy", "solved",
        "{H} and {F} bake a new one together.",
        ("{F} <stir>, {H} <taste>, and {C} <be> not allowed to look.", "Then it <stand> on {table}: a new {=cake}, and only a little crooked.", "“The most beautiful cake in the world,” <say> {C}."),
        "quiet",
    ),
    Beat(
        "cake_swap", "solve", "flag cake; flag ready; here F", "", "bring F ice_cream; give F C ice_cream; mood C happy; mood H happy", "solved",
        "{F} brings {ice_cream} for {C}.",
        ("“I have no cake,” <say> {F}, “but I have {ice_cream}.”", "{C} <try> it and <close> both eyes. “Even better,” <say> {C}.", "{H} <sing> the birthday song, and {F} <know> the words, too."),
    ),
    Beat(
        "cake_own", "solve", "flag cake; flag try; not flag meet; flag tried2", "", "bring H gift; give H C gift; mood C happy; mood H happy", "solved",
        "{H} remembers {gift}.",
        ("“I nearly forgot!” <say> {H}, and <give> {C} {gift}.", "{C} <shake> it, <smell> it, and <open> it very slowly. Inside <be> something sweet, enough for two!", "“You thought of everything,” <say> {C}."),
    ),
)

NOISE = (
    Beat(
        "open_noise", "open", "", "", "", "noise_tale",
        lines=("It <be> dark, and everything <be> still. Then they <hear*> something.|The night <be> black, and {H} <be> almost asleep. But what <be> that?", "“Did you hear that?” <whisper> {H}. {C} <nod>.|“That was you,” <whisper> {H}. “No,” <whisper> {C}, “I thought it was you.”"),
        title="A Noise in the Night|What Was That?|{H}, {C} and the Noise|Who Is Making That Noise?",
    ),
    Beat(
        "noise_rumble", "trouble", "flag noise_tale", "", "sound rumble; mood H surprised", "noise",
        "There it is again: a rumble.",
        ("Rrrumble! There it <be> again, deep and loud.", "“That is a mountain turning over in bed,” <whisper> {C}.", "{H} <move> a little closer to {C}."),
        "silly exciting",
    ),
    Beat(
        "noise_howl", "trouble", "flag noise_tale", "", "sound howl; mood H surprised", "noise",
        "There it is again: a long hooo.",
        ("Hoooo! It <sound> like a song, but one without a tune.", "“Perhaps it is the wind,” <say> {H}. But there <be> no wind.", "{C} <crawl> behind {H}."),
        "quiet",
    ),
    Beat(
        "noise_clatter", "trouble", "flag noise_tale", "", "sound clatter; mood H surprised", "noise",
        "There it is again: clatter, clatter.",
        ("Clatter, clatter, clatter! It <come> from behind {G}.", "“Who is there?” <ask> {H}. Clatter, <say> the noise.", "“That is no answer,” <say> {C}."),
        "silly",
    ),
    Beat(
        "try_hide", "try", "flag noise", "", "stand tent; hide H tent", "",
        "{H} and {C} hide in {tent}.",
        ("Quick as a flash, {H} and {C} <hide*> in {tent}.", "It <be> dark in there as well, and the noise <be> just as loud.|It <be> a good place to hide, but not from a noise.", "“I liked it better outside,” <say> {C}."),
        "silly",
    ),
    Beat(
        "try_fire", "try", "flag noise; not prop fire; not place space", "", "stand fire", "",
        "{H} lights {campfire}.",
        ("{H} <light> {campfire}. Now they <can*> see {G}, and {C's} big round eyes.", "But they <can*> not see what <make> the noise.", "It <be> somewhere out there, and it <be> not far."),
        "quiet",
    ),
    Beat(
        "try_cat", "try", "flag noise; not here cat", "", "arrive cat; look H cat", "",
        "{H} looks behind {G}.",
        ("{H} <take> a deep breath and <look> behind {G}.", "It <be> only {cat}! “Meow,” it <say>. “I heard it, too.”", "And there it <be> once more. So it <be> not {cat}."),
        "exciting",
    ),
    Beat(
        "try_pie", "try", "flag noise", "", "bring H glasses; wear H glasses", "",
        "{H} puts on {glasses} to see in the dark.",
        ("{H} <put> on {glasses} to see better in the dark.", "Now everything <be> dark and purple.", "“How do I look?” <ask> {H}. “Purple,” <say> {C}."),
        "silly cheerful",
    ),
    Beat(
        "hush_sleep", "solve", "flag noise; flag ready", "", "mood F happy; mood H happy", "solved",
        "{F} yawns.",
        ("{F} <yawn> and <lie> down. {H} and {C} <listen*>.", "Nothing. No noise at all. It <be> as quiet as a feather.", "“I think we have done it,” <whisper> {H}."),
        "quiet",
    ),
    Beat(
        "hush_friend", "solve", "flag noise; flag ready", "", "mood F laugh; mood H laugh", "solved",
        "{F} makes the noise once more, just for fun.",
        ("“Shall I do it once more, for fun?” <ask> {F}.", "It <do>, and now that {H} and {C} <know*> who it <be>, they <do*> not mind a bit.", "“Again!” <shout> {C}."),
        "silly cheerful exciting",
    ),
    Beat(
        "hush_sing", "solve", "flag noise; flag ready", "", "sing F; mood F happy; mood H happy", "solved",
        "{F} hums a lullaby instead.",
        ("“I know a nicer noise,” <say> {F}, and <begin> to hum.", "It <be> a lullaby, warm and slow. {C} <hum> along.", "Never <have> the night sounded so friendly."),
        "quiet cheerful",
    ),
    Beat(
        "hush_guard", "solve", "flag noise; flag ready", "", "say F guard; mood F happy; mood H happy", "solved",
        "{F} promises to keep watch.",
        ("“From now on I will keep watch over you,” <say> {F}.", "And it <stand> up very straight beside {G}.", "With somebody like that close by, {H} <be> not afraid of anything."),
        "exciting",
    ),
    Beat(
        "hush_own", "solve", "flag noise; flag try; not flag meet; flag tried2", "", "mood H laugh; mood C laugh", "solved",
        "{H} listens very closely.",
        ("{H} <listen> very closely. Then {he H} <lay> one ear on {C's} tummy.", "“It is you!” <say> {H}. “Your tummy is growling!”", "“Oh,” <say> {C}. “I thought that was outside.”"),
        "silly",
    ),
)  # fmt: skip
BEATS = (*PARTY, *NOISE)
