"""Somebody small wants to go home, and somebody sad wants cheering up."""

from __future__ import annotations

from text2scene.tale.beats import Beat

HOME = (
    Beat(
        "open_home", "open", "", "K=small", "arrive K; mood K sad", "home",
        lines=("Next to them <sit> {little K}, all alone.|Suddenly {C} <see> {little K}. It <be> all alone.|Then somebody <pull> at {H's} sleeve. It <be> {little K}.", "“I want to go home,” it <say>, and a big tear <run> down its cheek.|“Hello, who are you?” <ask> {H}. “I am lost,” <say> the little one.|“Have you seen my home?” it <ask>. “I had it this morning.”"),
        title="{H} and the Little {K}|The Long Way Home|Where Do You Live, Little {K}?|A Home for the Little {K}",
    ),
    Beat(
        "lost_nap", "trouble", "flag home", "", "say K nap", "lost",
        "{K} tells how it got lost.",
        ("“I lay down for a nap,” <say> {K}, “and when I woke up, everything was in the wrong place.”", "“Then we will put it right,” <say> {H}. “What does your home look like?”", "“Like home,” <say> {K}."),
        "silly quiet",
    ),
    Beat(
        "lost_butterfly", "trouble", "flag home; not place underwater; not place space", "", "arrive butterfly; say K butterfly", "lost",
        "{K} points at {butterfly}.",
        ("“I only wanted to catch {butterfly},” <say> {K}.", "{butterfly} <dance> around {H's} nose. It <be> not sorry at all.", "“We will bring you home,” <say> {H}. “I promise.”"),
    ),
    Beat(
        "lost_wind", "trouble", "flag home; not place underwater; not place space", "", "say K wind", "lost",
        "{H} asks {K} how it got here.",
        ("“The wind blew me away,” <say> {K}. “I am not very heavy.”", "{H} <look> to the left. {C} <look> to the right. Where <do> the wind come from?", "“We will find your home,” <say> {H}."),
        "exciting",
    ),
    Beat(
        "lost_turns", "trouble", "flag home", "", "say K turns", "lost",
        "{H} asks {K} which way it came.",
        ("“First I went left,” <say> {K}, “then right, then left, and then I forgot.”", "“Nobody can remember that,” <say> {H}. “We will look for your home together.”", "{C} <be> ready to go.|“I know left,” <say> {C}. “The other one I always forget.”"),
    ),
    Beat(
        "lost_nose", "trouble", "flag home", "", "say K nose", "lost",
        "{K} sniffs and begins to tell.",
        ("“I followed my nose,” <say> {K}, “but my nose does not know the way.”", "“Mine does,” <say> {C}, “most of the time.”", "{H} <take> a deep breath. “We will bring you home,” {he H} <say>."),
        "silly",
    ),
    Beat(
        "try_here", "try", "flag lost", "P=hideout", "stand P; show H K P", "",
        "{H} shows {K} {P}.",
        ("“Do you live here?” <ask> {H}, and <point> at {P}.", "{K} <look> at {P} from all sides. “No,” it <say>, “mine smells different.”|“No,” <say> {K}, “mine is not so tidy.”|mine is the right way round.”", "They <go*> back to {G} and <think*> hard.|So that <be> not it. {C} <scratch> an ear and <think>."),
    ),
    Beat(
        "try_call", "try", "flag lost", "", "shout H", "",
        "{H} shouts as loudly as {he H} can.",
        ("“Hello! Has anybody lost a little {=K}?” <shout> {H}.", "“Lost a little {=K},” <answer> a voice. But that <be> only the echo.", "{C} <shout> too. Even the echo <have> enough now.|Then it <be> quiet. Nobody <have> lost anybody."),
        "silly exciting",
    ),
    Beat(
        "try_shoulders", "try", "flag lost", "", "climb K H", "",
        "{K} sits on {H's} shoulders to look about.",
        ("{K} <sit> on {H's} shoulders.", "“What do you see?” <ask> {C}. “I see {H's} hair,” <say> {K}, “and {G}, and no home.”", "It <be> a nice place to sit, though.|“Can I stay up here?” <ask> {K}. “It is nice.”"),
        "cheerful silly",
    ),
    Beat(
        "try_step_home", "try", "flag lost", "S=step", "stand S; climb H S", "",
        "{H} climbs onto {S} to look about.",
        ("{H} <climb> onto {S} and <look> for {K's} home.", "In front of {him H} there <be> {G}. Behind {him H} there <be> nothing at all.", "“Not there,” <say> {H}, and {K} <sigh>.|“Nothing,” <say> {H}. “But we will not give up.”"),
    ),
    Beat(
        "home_ride", "solve", "flag lost; flag ready; here F; kind F ride; not place underwater; not place space", "D=home", "ride K F; go park; stand D; mood K happy; mood H happy", "solved away",
        "They all ride on {F's} back.",
        ("{H}, {C} and {K} <climb*> onto {F's} back, and off they <go*>!", "Over the hill they <ride*>, until {K} <shout>, “There!”", "And there <be> {D}. {K} <be> home."),
        "exciting",
    ),
    Beat(
        "home_fly", "solve", "flag lost; flag ready; here F; kind F fly; not place underwater", "D=home", "stand D; mood K happy; mood H happy", "solved",
        "{F} looks for the way from above.",
        ("{F} <fly> up so high that it <look> very small. Then it <come> down again.", "“Just behind {G},” it <say>. “I see {D}!”|“I have found it,” it <call>. “Behind {G} there is {D}!”", "“{D}!” <cry> {K}. “That is my home!”"),
    ),
    Beat(
        "home_lead", "solve", "flag lost; flag ready; here F", "D=home", "stand D; mood K happy; mood H laugh", "solved",
        "{F} knows the way: follow it!",
        ("{F} <go> first, then {K}, then {H}, and {C} <come> last.", "It <be> three times to the left and once around {G}. And there <be> {D}!|They <go*> around {G}, over a hill, and down again. And there <be> {D}!", "“I was nearly there,” <say> {K}, and <laugh>."),
        "silly quiet cheerful",
    ),
    Beat(
        "home_song", "solve", "flag lost; flag ready; here F", "D=home", "stand D; mood K happy; mood H happy", "solved",
        "They walk and sing until {K} knows where it is.",
        ("They <walk*> and <sing*>, {H} and {C} and {F}, with {K} in the middle.", "Suddenly {K} <stop>. “I know this place!” it <say>.", "A few steps more, and there <stand> {D}, the home of {K}."),
        "cheerful quiet",
    ),
    Beat(
        "home_swim", "solve", "flag lost; flag ready; here F; kind F swim; place underwater", "D=home", "stand D; mood K happy; mood H happy", "solved",
        "{F} swims ahead.",
        ("{F} <swim> ahead, so fast that {H} and {C} <can*> hardly keep up.", "Past {G}, down, and down again. “There!” <cry> {K}.", "It <be> {D}, and in it somebody <be> already waiting for {K}."),
        "exciting",
    ),
    Beat(
        "home_whistle", "solve", "flag lost; flag ready; here F", "D=home", "stand D; mood K happy; mood H surprised", "solved",
        "{F} knows how to call for help.",
        ("{F} <call> out, so loudly that the ground <shake>.", "For a moment nothing <happen>. Then a light <go> on behind {G}, in {D}.", "“They have heard you!” <shout> {K}. “That is my home!”"),
        "exciting silly",
    ),
    Beat(
        "home_own", "solve", "flag lost; flag try; not flag meet; flag tried2", "D=home", "stand D; mood K happy; mood H laugh", "solved",
        "{C} turns around, and stops.",
        ("{C} <turn> around, and <stop>. Behind them there <be> {D}!", "“That is my home!” <say> {K}. “It was there all the time.”", "{H} <have> to laugh. Nobody <have> looked behind them."),
        "silly",
    ),
)

CHEER = (
    Beat(
        "open_cheer", "open", "", "F=any", "arrive F; mood F sad", "cheer",
        lines=("Not far away <sit> {F}. It <look> very sad.|Then they <see*> {F}. It <look> so sad that {H} <stop> at once.|A little way off <stand> {F}, and {F} <look> down at the ground.", "“We have to do something,” <say> {H}.|“Somebody should cheer it up,” <say> {H}. “Why not us?”|“Oh dear,” <say> {C}. “Oh dear, oh dear.”"),
        title="{H} and the Sad {F}|The {F} Who Forgot to Laugh|A Smile for the {F}|Cheer Up, Dear {F}!",
    ),
    Beat(
        "sad_sigh", "trouble", "flag cheer", "", "sigh F", "sad",
        "{F} gives a deep sigh.",
        ("{F} <sigh>. It <be> such a deep sigh that it <ruffle> {H's} hair.", "“Good morning!” <say> {H}. “Is it?” <say> {F}.", "{C} <have> never heard anything so sad.|“Oh,” <say> {C}. “That kind of day.”"),
        "silly",
    ),
    Beat(
        "sad_hide", "trouble", "flag cheer", "", "turn F", "sad",
        "{F} turns its face away.",
        ("{H} <say> hello, but {F} <turn> its face away.|“Hello,” <say> {H}. {F} <turn> its face away.", "“Leave me be,” it <say> in a very small voice.", "{H} and {C} <nod*>. “We will stay,” they <say*>."),
        "quiet",
    ),
    Beat(
        "sad_tear", "trouble", "flag cheer", "", "cry F", "sad",
        "{F} begins to cry.",
        ("A tear <run> down {F's} nose, and then one more.|{F} <sniff>. One tear <fall> on the ground, and then another.", "“Do not cry,” <say> {C}. “Or cry, if it helps.”", "It <do> not help much. {H} <begin> to think."),
    ),
    Beat(
        "try_hat", "try", "flag sad", "U=hat", "bring H U; wear H U", "",
        "{H} puts on {U} and makes faces.",
        ("{H} <put> on {U} and <make> the silliest face {he H} <know>.", "{C} <laugh>. {F} <do> not.", "“It suits you,” <say> {F}, and <go> on being sad."),
        "silly",
    ),
    Beat(
        "try_song", "try", "flag sad", "", "bring H guitar; sing H", "",
        "{H} plays a merry song on {guitar}.",
        ("{H} <play> a merry song on {guitar}.", "{C} <sing> along, a little bit wrong.", "{F} <listen> politely. Then it <sigh> in time to the music.|“That is a lovely song,” <say> {F}, and <cry> a little."),
        "cheerful",
    ),
    Beat(
        "try_roll", "try", "flag sad", "", "tumble H", "",
        "{H} shows {F} a trick.",
        ("“Watch this!” <call> {H}, and <stand> on {his H} head.", "{he H} <fall> over, and {C} <fall> over, too.", "“Did you hurt yourself?” <ask> {F}. It <look> even sadder."),
        "silly exciting",
    ),
    Beat(
        "try_flower", "try", "flag sad; not place space; not place underwater; not place snow", "", "bring H flower; give H F flower", "",
        "{H} brings {F} {flower}.",
        ("{H} <pick> {flower} and <give> it to {F}.", "“Thank you,” <say> {F}. “It is lovely.” But it <do> not smile.", "{C} <smell> {flower}, so that at least somebody <do>."),
        "quiet",
    ),
    Beat(
        "try_balloons", "try", "flag sad; not place underwater", "", "bring H balloons; show H F balloons", "",
        "{H} brings {F} {balloons}.",
        ("{H} <hold> up {balloons}, right in front of {F}.", "{F} <count> them. “Three,” it <say>, and <sigh> three times.", "“It must be something else,” <say> {C}."),
        "cheerful",
    ),
    Beat(
        "glad_smile", "solve", "flag sad; flag ready", "", "mood F happy; mood H happy", "solved",
        "{F} begins to smile.",
        ("It <begin> at one corner of {F's} mouth, quite small. Then the other corner <go> up as well.", "“You are smiling!” <shout> {H}.|“There it is!” <whisper> {C}. “A real smile!”", "“So I am,” <say> {F}, “and it is because of you.”"),
        "quiet",
    ),
    Beat(
        "glad_laugh", "solve", "flag sad; flag ready", "", "mood F laugh; mood H laugh", "solved",
        "{F} has to laugh.",
        ("Then {C} <get> the hiccups. Hic! And {F} <begin> to laugh.", "{H} <laugh>. {C} <laugh> and <go> hic.", "It <be> a while before anybody <can> stop."),
        "silly cheerful",
    ),
    Beat(
        "glad_jump", "solve", "flag sad; flag ready", "", "jump F; mood F happy; mood H laugh", "solved",
        "{F} jumps into the air for joy.",
        ("{F} <jump> into the air, right over {C}.|{F} <take> a run and <jump> so high that {C} <have> to look up.", "“I had forgotten that I can do that!” it <shout>.", "{H} <jump> as well, and {C} <cheer>."),
        "exciting",
    ),
    Beat(
        "glad_gift", "solve", "flag sad; flag ready", "", "bring F gift; give F H gift; mood F happy; mood H surprised", "solved",
        "{F} has something for {H}.",
        ("“Now I want to make somebody happy, too,” <say> {F}.", "It <give> {gift} to {H}. {C} <can> hardly wait.", "And when {H} <smile>, {F} <smile> even more."),
    ),
)  # fmt: skip
BEATS = (*HOME, *CHEER)
