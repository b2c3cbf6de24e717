"""How a tale ends, once all is well."""

from __future__ import annotations

from text2scene.tale.beats import Beat

BEATS = (
    Beat(
        "end_feast", "end", "flag solved", "E=newfood", "bring H E", "",
        "They celebrate with {E}.",
        ("“That calls for a feast,” <say> {H}, and <take> out {E}.", "[flag meet]{H} <get> a piece, {C} <get> a piece, and {F} <get> the biggest.|[not flag meet]{H} <get> one half and {C} <get> the other, and both halves <be*> the bigger one.", "It <taste> of a good day.|And nobody <be> hungry any more.|After that, there <be> not a single crumb left."),
        "cheerful",
    ),
    Beat(
        "end_music", "end", "flag solved; not place underwater; not done dare_song; not done try_song", "", "bring H guitar; sing H end; dance C", "",
        "{H} plays {guitar}, and they dance.",
        ("{H} <play> {guitar}, and {C} <dance>.", "[flag meet]{F} <dance>, too, and the ground <shake> in time.|[not flag meet]Even {G} <seem> to sway a little.", "They only <stop*> when {H's} fingers <be*> tired.|Even the grown-ups <will> have danced, but there <be*> none."),
        "cheerful silly",
    ),
    Beat(
        "end_dance", "end", "flag solved; not done play_dance; not done warm_dance", "", "dance H; dance C", "",
        "{H} and {C} dance for joy.",
        ("{H} and {C} <dance*> for joy, forwards and backwards.|{H} <take> {C} and <dance>, round and round and round.", "[flag meet]{F} <clap> and <count>, mostly correctly.|[not flag meet]Nobody <watch> them, so they <dance*> even more wildly.", "It <be> the best day for a long time, and tomorrow <will> be another one.|Then they <fall*> over, all of them, and <laugh*>."),
        "silly exciting cheerful",
    ),
    Beat(
        "end_sunset", "end", "flag solved; time day; not place space; not place underwater", "", "weather sun; time sunset", "",
        "Evening comes, and they go home.",
        ("In the evening the sky <turn> pink, and it <be> time to go home.", "{H} <look> back once more and <wave>.|[flag meet]“See you tomorrow,” <call> {F}. “See you tomorrow,” <call> {H} and {C}.", "“What shall we do tomorrow?” <ask> {C}. “The same again,” <say> {H}, “only different.”|“That was a good day,” <say> {C}. And {H} <think> so, too."),
        "quiet",
    ),
    Beat(
        "end_sleep", "end", "flag solved; not place underwater; not place space", "", "time night; sleep C", "",
        "It gets late, and {C} gets sleepy.",
        ("[not time night]Night <come>, and {C} <get> sleepy.|[time night]By now it <be> very late, and {C} <get> sleepy.", "[flag meet]{F} <make> itself comfortable beside them.|[not flag meet]{H} <yawn>, and {C} <yawn> right back.", "“Good night,” <say> {H}. But {C} <be> already asleep.|“Tell it to me once more,” <say> {C}, and {H} <tell> it, until both eyes <be*> shut."),
        "quiet",
    ),
    Beat(
        "end_friend", "end", "flag solved; flag meet", "", "promise F; mood F happy", "",
        "{F} asks if it may stay.",
        ("“May I come again tomorrow?” <ask> {F}.", "“Tomorrow, and the day after,” <say> {H}, “and on all the other days.”", "From then on they <be*> three: {H}, {C} and {F}."),
        "quiet cheerful",
    ),
    Beat(
        "end_gift", "end", "flag solved; flag meet; not done glad_gift; not done cake_own", "", "bring H gift; give H F gift; mood F surprised", "",
        "{H} has {gift} for {F}.",
        ("To say thank you, {H} <give> {F} {gift}.", "“For me?” <ask> {F}. “Nobody has ever given me anything.”|{F} <hold> it for a long while and only <look> at it.", "{C} <help> to open it. Inside <be> a drawing of {H}, {C} and {F}."),
    ),
    Beat(
        "end_hug", "end", "flag solved; not done warm_hug", "", "hug H C", "",
        "{H} hugs {C}.",
        ("{H} <hug> {C}. “I could not have done it without you,” {he H} <say>.", "“No,” <say> {C}, “probably not.”|{C} <hug> back, very hard.", "[flag meet]And {F} <hug> {H} and {C} at the same time.|[not flag meet]Then they <laugh*>, and the day <be> as bright as before."),
        "quiet silly",
    ),
    Beat(
        "end_race", "end", "flag solved; not done play_race; not place space; not place underwater", "", "run H C", "",
        "{H} and {C} race each other home.",
        ("“Who is home first?” <call> {H}, and <run>.", "{C} <run> too, and for once it <be> quite clear who <win>: nobody.", "[flag meet]{F} <wave> after them for a long time.|[not flag meet]They <laugh*> too much to run straight."),
        "exciting silly",
    ),
    Beat(
        "end_tell", "end", "flag solved", "", "say H tell", "",
        "{H} and {C} tell it all over again.",
        ("“Do you remember?” <ask> {C}, and they <tell*> it all over again, from the beginning.", "[flag meet]“That was me!” <say> {F}, each time it <come> into the story.|[not flag meet]Each time they <tell*> it, it <get> a little bit bigger.", "It <be> a good story, and it <be> even true."),
        "quiet cheerful",
    ),
    Beat(
        "end_rainbow", "end", "flag solved; not time sunset; not place space; not place underwater; not time night; not place snow", "", "weather sun; stand rainbow", "",
        "{rainbow} appears above them.",
        ("[weather rain]The rain <stop>, and {rainbow} <appear>, from one end of the sky to the other.|[not weather rain]Above them {rainbow} <appear>, from one end of the sky to the other.", "“It is showing off,” <say> {C}. “Today it may,” <say> {H}, and they <sit*> down to watch.|“It has all the colours,” <say> {C}. “Even mine.” They <sit*> down and <look*> for a long time."),
        "quiet silly",
    ),
    Beat(
        "end_hold", "end", "flag solved; flag toy; not flag hat", "", "hold H X", "",
        "{H} never wants to let go of {X} again.",
        ("All the way home {H} <hold> {X} very, very tight.", "“Are you going to take it to bed with you?” <ask> {C}.", "“Of course,” <say> {H}. “Who knows what it gets up to at night?”"),
        "silly",
    ),
    Beat(
        "end_share", "end", "flag solved; flag toy; flag meet; not flag hat", "", "play H F X", "",
        "Now they all play with {X}.",
        ("Then they <play*> with {X}: first {H}, then {C}, then {F}.", "{H} <have> to wait for {his H} turn, but that <be> all right.", "With three it <be> much more fun than alone."),
        "cheerful",
    ),
    Beat(
        "end_wave_home", "end", "flag solved; flag home", "", "give K H flower", "",
        "{K} says thank you.",
        ("“Wait,” <call> {K}, and <bring> {H} {flower}.", "“Come and see me,” it <say>. “Now you know where I live.”", "{H} and {C} <wave*> for as long as they <can*> see {K}."),
        "cheerful",
    ),
    Beat(
        "end_star", "end", "flag solved; flag starup", "", "wave H star", "",
        "{H} and {C} lie on their backs and look up.",
        ("{H} and {C} <lie*> on their backs and <look*> up at the sky.", "Somebody up there <twinkle> twice: that <be> {star}.", "“It is waving,” <say> {H}, and <wave> back."),
        "quiet exciting",
    ),
    Beat(
        "end_again", "end", "flag solved; flag sky", "", "wish C", "",
        "{C} has a wish, too.",
        ("“Now I have a wish as well,” <say> {C}.", "“What is it?” <ask> {H}. “To do it all again,” <say> {C}.", "And that <be> what they <do*>, until it <be> time for bed."),
        "exciting silly",
    ),
    Beat(
        "end_candles", "end", "flag solved; flag party; not place underwater", "", "bring C balloons", "",
        "{C} makes a birthday wish.",
        ("{H} <tie> {balloons} to {G}, and {C} <make> a wish.", "“What did you wish for?” <ask> {H}. “I must not tell,” <say> {C}, “but you are in it.”", "It <be> the best birthday of them all."),
        "cheerful quiet",
    ),
)  # fmt: skip

#: How a wish has turned out, told last; by the flag of the wish. Endings that say it themselves go without.
CLOSINGS = {
    "toy": (
        "[not worn X H; not flag hat]And {X}? {H} never <let> go of it again, or almost never."
        "|[not flag hat]And {X} <be> none the worse for it.|[flag hat]And {X} <be> back on {H's} head, where it <belong>."
        "|[flag hat]And {X}? It <stay> on {H's} head, even in bed."
    ),
    "home": "And the little one <be> home again.|And somewhere close by, {little K} <be> tucked up in its own bed.",
    "cheer": "And {F}? It <laugh> every day from then on, at least twice.|And whoever <see> {F} now <will> not believe that it <be> ever sad.",
    "sky": "That night {H} <fly> once more, in {his H} dreams.|And from then on {H} <look> up at the sky like somebody who <have> been there.",
    "star": "And high above them {star} <twinkle>, just for {H} and {C}.|And if you look up, you can see {star}, second on the left.",
    "party": "It <be> a birthday to remember.|And {C} <be> one year older, and very full.",
    "noise_tale": "And the night <be> only a night again.|Then it <be> quiet, and this time it <stay> quiet.",
}
CLOSED = ("end_hold", "end_share", "end_wave_home", "end_star", "end_again", "end_candles", "end_rainbow")
