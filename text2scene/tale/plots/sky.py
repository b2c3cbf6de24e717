"""Wishes that lie high up: to fly, and to bring a fallen star back."""

from __future__ import annotations

from text2scene.tale.beats import Beat

_UP = "flag up; flag ready; here F"
_OWN = "flag up; flag try; not flag meet; flag tried2"

BEATS = (
    Beat(
        "open_sky", "open", "", "", "wish H", "sky",
        lines=("“I wish I could fly,” <say> {H}.|{H} <lie> on {his H} back and <look> up. “How I wish I could fly,” {he H} <say>.", "[kind C ride]“And I am still too small to carry you,” <say> {C}.|[kind C fly; not kind C ride]“I can,” <say> {C}, “but I cannot carry you.”|[not kind C fly; not kind C ride]“So do I,” <say> {C}. “Or at least hover a bit.”|[not kind C fly; not kind C ride]“Then we must find out how,” <say> {C}.|[not kind C fly; not kind C ride]“Up is easy,” <say> {C}. “It is staying there that is hard.”"),
        title="{H} Wants to Fly|Up, Up and Away|{H}, {C} and the Big Blue Sky|How {H} Learned to Fly",
    ),
    Beat(
        "sky_bird", "trouble", "flag sky; not time night", "", "arrive butterfly", "up",
        "{butterfly} flies past, as if it were easy.",
        ("{butterfly} <fly> past, as if it were the easiest thing in the world.", "“How do you do that?” <ask> {H}. {butterfly} just <do> it.", "“If it can do that, I can do it too,” <say> {H}."),
    ),
    Beat(
        "sky_cloud", "trouble", "flag sky; not time night", "", "stand cloud", "up",
        "{H} wants to sit on {cloud}.",
        ("“Do you see that {=cloud}?” <ask> {H}. “I would like to sit on it, just once.”", "{C} <look> up for a long time. It <be> a very long way.", "“We should start soon, then,” <say> {C}."),
        "quiet silly",
    ),
    Beat(
        "sky_see", "trouble", "flag sky", "", "say H see", "up",
        "{H} wants to see everything from above.",
        ("“From up there I could see the whole world,” <say> {H}, “and maybe even what is for lunch.”", "“But how do we get up?” <ask> {C}.", "That <be> the question."),
        "cheerful",
    ),
    Beat(
        "sky_dare", "trouble", "flag sky", "", "say C ready", "up",
        "{C} is ready to try it.",
        ("“It cannot be so hard,” <say> {C}. “You go up, and then you stay up.”", "“The first half is easy,” <say> {H}. “It is the second half.”", "Still, {he H} <want> to try."),
        "silly exciting",
    ),
    Beat(
        "sky_moon", "trouble", "flag sky; time night", "", "stand moon", "up",
        "{H} wants to see {moon} from close by.",
        ("“Do you think there is somebody on {moon}?” <ask> {H}.", "“We would have to go and look,” <say> {C}.", "{H} <stand> up at once. “Then let us go!”"),
        "quiet exciting",
    ),
    Beat(
        "open_star", "open", "", "", "arrive star; mood H surprised", "star",
        lines=("Pling! Something <fall> from the sky. It <be> {little star}!|Then there <be> a tiny sound, and {little star} <lie> on the ground.|Something bright <roll> over the ground and <stop> right at {H's} feet: {little star}.", "“I fell down,” it <whisper>. “I want to go back up.”|“Ouch,” <say> {star}. “Is this still the sky?”|“Excuse me,” it <say>, “which way is up?”"),
        title="{H} and the Little Star|The Star That Fell Down|One Star Too Few|{H}, {C} and the Star",
    ),
    Beat(
        "star_cold", "trouble", "flag star", "", "say star high", "up",
        "{star} gets a little paler.",
        ("{star} <get> a little paler. “I only shine when I am up there,” it <say>.", "“Then we will bring you back,” <say> {H}. “Right, {C}?”", "[kind C fly]“I cannot fly as high as that,” <say> {C}, “but we will find a way.”|[not kind C fly]{C} <nod>. It <be> high, but a promise <be> a promise."),
        "quiet",
    ),
    Beat(
        "star_late", "trouble", "flag star", "", "say star late", "up",
        "{star} is in a hurry.",
        ("“I have to be back before bedtime,” <say> {star}. “Or they will count one too few!”", "“Who counts you?” <ask> {C}. “All those who cannot sleep,” <say> {star}.", "[kind C fly]“That is too high for my wings,” <say> {C}. {H} <jump> up. There <be> no time to lose.|[not kind C fly]{H} <jump> up. There <be> no time to lose."),
        "exciting silly",
    ),
    Beat(
        "star_hold", "trouble", "flag star", "", "hug H star", "up",
        "{H} picks {star} up.",
        ("{H} <pick> {star} up. It <tickle> a little.", "“I live up there,” it <say>. “Right at the top, second on the left.”", "[kind C fly]“Not even I can fly as high as that,” <say> {C}.|[not kind C fly]{C} <look> up and <swallow>."),
        "cheerful",
    ),
    Beat(
        "try_flap", "try", "flag up; flag sky", "", "flap H", "",
        "{H} flaps {his H} arms.",
        ("{H} <flap> {his H} arms, faster and faster. {C} <flap>, too.", "There <be> a lot of wind, but nobody <leave> the ground.", "“Perhaps we need feathers,” <say> {C}."),
        "silly",
    ),
    Beat(
        "try_balloon_lift", "try", "flag up; not place underwater", "", "bring H balloons", "",
        "{H} holds on to {balloons}.",
        ("{H} <hold> {balloons} and <stand> on the tips of {his H} toes.|“Now I will be light,” <say> {H}, and <hold> {balloons}.", "{balloons} <pull*> a little, but {H} <be> too heavy.", "“I had a big breakfast,” {he H} <say>."),
        "silly cheerful",
    ),
    Beat(
        "try_jump_up", "try", "flag up", "S=step", "stand S; jump H S", "",
        "{H} jumps from {S}.",
        ("{H} <climb> onto {S} and <jump>.", "For one short moment {he H} <fly>. Then {he H} <sit> on {his H} bottom.|Then {he H} <do> not fly any more.", "“That was the wrong direction,” <say> {C}."),
        "exciting silly",
    ),
    Beat(
        "try_umbrella", "try", "flag up; not place space", "", "bring H umbrella", "",
        "{H} opens {umbrella} and waits for wind.",
        ("{H} <open> {umbrella} and <wait> for the wind.", "The wind <come>, but it <go> right past.", "“At least you will not get wet,” <say> {C}."),
        "quiet",
    ),
    Beat(
        "try_toss_star", "try", "flag up; flag star", "", "toss H star", "",
        "{H} throws {star} up into the air.",
        ("“One, two, three, up!” <call> {H}, and <throw> {star} into the air.", "Up it <go>, and down it <come>, right on {C's} head.", "“Once more?” <ask> {star}. “No,” <say> {C}."),
        "silly cheerful",
    ),
    Beat(
        "try_tree_up", "try", "flag up; kind G tree", "", "climb H G", "",
        "{H} climbs up on {G}.",
        ("{H} <climb> up {G}, higher than ever before.", "Above {him H} there <be> still so much sky left over.", "“Come down again,” <call> {C}, “before you get hungry!”"),
        "exciting",
    ),
    Beat(
        "fly_back", "solve", f"{_UP}; flag sky; kind F ride", "", "ride H F; ride C F; mood H laugh; mood C happy", "solved",
        "{H} and {C} climb onto {F's} back.",
        ("{H} and {C} <climb*> onto {F's} back. “Hold tight,” <say> {F}, and <run>, and <leap>.", "And then they <be*> in the air! {G} <get> smaller and smaller.", "“I am flying!” <shout> {H}."),
        "exciting",
    ),
    Beat(
        "fly_craft", "solve", f"{_UP}; flag sky", "V=craft", "stand V; ride H V; mood H laugh; mood C happy", "solved",
        "{F} has a surprise: {V}.",
        ("“Follow me,” <say> {F}. And there <be> {V}!", "{H} <get> in. {C} <get> in. {F} <count> to three.", "Then they <be*> high up in the sky, and everything below <be> tiny."),
        "cheerful",
    ),
    Beat(
        "fly_toss", "solve", f"{_UP}; flag sky; kind F strong", "", "toss F H; mood H laugh", "solved",
        "{F} throws {H} up and catches {him H}.",
        ("{F} <throw> {H} up into the air, very high, and <catch> {him H} again.", "“More!” <shout> {H}, and {F} <do> it ten times.", "Then it <be> {C's} turn. {C} <want> only nine."),
        "silly",
    ),
    Beat(
        "fly_lesson", "solve", f"{_UP}; flag sky", "V=craft", "stand V; ride C V; ride H V; mood H happy", "solved",
        "{F} lets {H} steer {V}.",
        ("Behind {G} <stand> {V}. “It is mine,” <say> {F}, “but you may steer.”", "{H} <steer> to the left and <steer> to the right. {C} <wave> to everything down below.", "It <be> even better than in {his H} dreams."),
        "quiet",
    ),
    Beat(
        "fly_own", "solve", f"{_OWN}; flag sky", "V=craft", "stand V; ride H V; mood H laugh; mood C happy", "solved",
        "{H} and {C} find {V}.",
        ("Behind {G} they <find*> {V}. On it <be> a note: “Please fly me.”", "“If it says so,” <say> {H}, and <get> in. {C} <get> in, too.", "Up they <go*>! {G} <be> soon quite small."),
        "silly exciting",
    ),
    Beat(
        "star_fly", "solve", f"{_UP}; flag star; kind F fly; not place underwater", "", "ride star F; mood H happy", "solved starup",
        "{F} takes {star} on its back.",
        ("{star} <sit> down on {F's} back, and up they <fly*>.", "Higher than {G}. Higher than anybody <can> see.", "Then something <twinkle> up there. “Thank you!”"),
        "quiet",
    ),
    Beat(
        "star_craft", "solve", f"{_UP}; flag star", "V=craft", "stand V; ride star V; mood H laugh", "solved starup",
        "{F} has {V}, and takes {star} along.",
        ("“Get in,” <say> {F}, and <point> at {V}.", "{H}, {C} and {star} <get*> in, and off they <go*>, up to the very top.", "“Second on the left,” <say> {star}. “Here I am at home!”"),
        "exciting cheerful",
    ),
    Beat(
        "star_throw", "solve", f"{_UP}; flag star; kind F strong", "", "toss F star; mood H surprised", "solved starup",
        "{F} throws {star} higher than anybody.",
        ("{F} <take> a big breath and <throw> {star} up with all its might.", "It <fly>, and it <fly>, and it <do> not come down again.", "High up in the sky {star} <shine> brighter than all the others."),
        "silly",
    ),
    Beat(
        "star_tower", "solve", f"{_UP}; flag star; not kind C tiny; not kind C big; kind F strong", "", "climb H F; climb star H; mood H happy", "solved starup",
        "They build a tower up to the sky.",
        ("{C} <stand> on {F}, {H} <stand> on {C}, and {star} <stand> on {H}.", "“Now jump!” <call> {H}. {star} <jump>, and this time it <stay> up there.", "Down below, the tower <fall> over, softly and with a lot of laughing."),
        "silly cheerful",
    ),
    Beat(
        "star_balloons", "solve", f"{_UP}; flag star; not done try_balloon_lift", "", "bring F balloons; ride star balloons; mood H happy", "solved starup",
        "{F} fetches {balloons} for {star}.",
        ("{F} <run> off and <come> back with {balloons}.", "{star} <hold> on tight. “Let go!” <call> {H}, and up it <go>, slowly and quietly.", "{C} <count> to a hundred. Then there <be> one more light in the sky."),
        "quiet cheerful",
    ),
    Beat(
        "star_kite", "solve", f"{_UP}; flag star; not place space", "", "bring F kite; ride star kite; mood H laugh", "solved starup",
        "{F} has {kite}, and there is a good wind.",
        ("{F} <bring> {kite}, and {star} <sit> down on it.", "{H} <run>, {C} <run>, and the wind <do> the rest.", "Right at the top {star} <jump> off and <shout>, “I am home!”"),
        "exciting",
    ),
    Beat(
        "star_own", "solve", f"{_OWN}; flag star", "V=craft", "stand V; ride star V; mood H happy", "solved starup",
        "{H} and {C} find {V}.",
        ("Behind {G} there <stand> {V}. “That is just what we need,” <say> {H}.", "{H} <steer>. {C} <hold> {star} tight. Up they <go*>!", "There <be> still one free place in the sky, and {star} <fit> exactly."),
        "exciting",
    ),
)
