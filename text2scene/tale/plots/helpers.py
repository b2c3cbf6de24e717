"""Who comes by to help, what they need first, and how they get it: shared by all tales."""

from __future__ import annotations

from text2scene.tale.beats import Beat

_COMES = "flag try; not flag meet; not flag taken; not flag sad; not flag noise"
_THERE = "flag try; not flag meet"  # somebody who is there already and has a reason
_NOISE = "flag try; not flag meet; flag noise"

MEETINGS = (
    Beat(
        "meet_glad", "meet", _COMES, "F=helper", "arrive F", "ready",
        "{F} comes by and wants to help.",
        ("Just then {F} <come> by.|Who <be> that? It <be> {F}!|Along <come> {F}, humming to itself.",
         "“You look as if you need some help,” it <say>.|“Is something the matter?” it <ask>.",
         "“Oh yes, please!” <say> {H} and {C}.|{H} <tell> it everything, from the beginning.|“We certainly do,” <say> {C}.|{C} <tell> the whole story, and {H} <tell> the rest."),
        "cheerful",
    ),
    Beat(
        "meet_bump", "meet", _COMES, "F=helper", "arrive F", "ready",
        "{H} takes a step back and bumps into somebody.",
        ("{H} <take> a step back to think. Bump! Behind {him H} <stand> {F}.|“Oof,” <say> somebody. {H} <have> walked right into {F}.", "“Sorry!” <say> {H}. “Never mind,” <say> {F}. “What are you looking so glum about?”", "{C} <tell> it. {F} <nod> slowly. It <have> an idea."),
        "silly exciting",
    ),
    Beat(
        "meet_woken", "meet", _COMES, "F=helper", "arrive F", "ready",
        "Somebody yawns behind {G}.",
        ("“Aaah,” <yawn> somebody behind {G}. “Who is making so much noise?”", "It <be> {F}, and it <have> been asleep until now.", "“Sorry,” <say> {H}. But {F} <be> wide awake already, and curious. “Can I help?”"),
        "silly quiet",
    ),
    Beat(
        "meet_hungry", "meet", _COMES, "F=helper", "arrive F", "hungry",
        "{H} asks {hungry F} for help.",
        ("{H} <see> {F}. “Can you help us?” {he H} <ask>.|{F} <come> along. “Will you help us?” <ask> {H}.",
         "“Gladly,” <say> {F}, “but not with an empty tummy.”|“I am much too hungry,” <say> {F}. “Listen to my tummy!”|“I can only think after lunch,” <say> {F}, “and I have not had any.”",
         "And its tummy <growl>, very loudly.|{C} <know> that feeling very well."),
        "silly",
    ),
    Beat(
        "meet_lonely", "meet", _COMES, "F=helper", "arrive F; mood F sad", "lonely",
        "{F} is all alone over there.",
        ("Not far away {F} <stand> all alone.|{C} <see> {F}, all alone.|At the back, quite by itself, <sit> {F}.",
         "“I could help you,” it <say>, “but first, will somebody play with me?”|“Nobody ever plays with me,” it <say>. “If you play with me, I will help you.”",
         "{H} <look> at {C}. “Of course,” {he H} <say>.|“We would love to,” <say> {C} at once."),
        "quiet",
    ),
    Beat(
        "meet_cold", "meet", f"{_COMES}; flag chilly", "F=helper", "arrive F", "cold",
        "{H} hears somebody shiver: {F}.",
        ("“Brrr,” <say> somebody. It <be> {F}, and it <shiver> from head to toe.|There <stand> {F}. It <be> shivering all over.",
         "“I w-w-want to help,” it <say>, “but I am so c-c-cold.”", "“Then you need to get warm first,” <say> {H}."),
    ),
    Beat(
        "meet_shy", "meet", _COMES, "F=helper", "arrive F", "shy",
        "Somebody shy is hiding behind {G}.",
        ("Somebody <peek> out from behind {G}. It <be> {F}.|Behind {G} there <be> somebody. It <be> {F}.|Who <be> looking out from behind {G}? {H} <wave>, and out <come> {F}, very slowly.",
         "“I would like to help,” it <whisper>, “but I am a little shy.”|“I want to help,” it <say>, “but I do not dare.”",
         "“That is all right,” <say> {H}. “So am I, sometimes.”|{H} <give> it time. One <have> to do that with shy people."),
        "quiet",
    ),
    # -- somebody who has been there all along
    Beat(
        "why_hungry", "meet", f"{_THERE}; here F", "", "say F hungry", "hungry",
        "{H} asks {F} if it is hungry.",
        ("{H} <sit> down beside {F}. “What is the matter?” {he H} <ask>.|“Something is wrong,” <say> {C}. {H} <sit> down next to {F}.",
         "“I have not had a bite all day,” <say> {F}.|“My tummy is empty,” <say> {F}. “Empty, empty, empty.”", "So that <be> it! {F} <be> hungry.|“Why did you not say so?” <ask> {C}."),
    ),
    Beat(
        "why_lonely", "meet", f"{_THERE}; here F", "", "say F lonely", "lonely",
        "{H} asks {F} if it is lonely.",
        ("{H} <look> at {F} for a while. “Are you all by yourself?” {he H} <ask>.", "“Yes,” <say> {F} very quietly. “Nobody ever plays with me.”", "{C} <swallow>. That <be> sad indeed.|“Now somebody does,” <say> {C}."),
        "quiet",
    ),
    Beat(
        "why_shy", "meet", f"{_THERE}; here F", "", "say F shy", "shy",
        "{H} whispers with {F}.",
        ("{H} <whisper> something to {F}. {F} <whisper> something back.", "“It wants to come and play,” <say> {H} to {C}, “but it does not dare to ask.”", "“It is just shy,” <say> {C}. “That happens.”|“Dare what?” <say> {C}. “We do not bite.”"),
        "quiet",
    ),
    Beat(
        "why_cold", "meet", f"{_THERE}; here F; flag chilly", "", "say F cold", "cold",
        "{H} sees that {F} is shivering.",
        ("{H} <look> closer. {F} <be> shivering from head to toe.", "“Are you cold?” <ask> {H}. “Y-y-yes,” <say> {F}."),
    ),
    # -- a noise turns out to be somebody
    Beat(
        "noise_hungry", "meet", _NOISE, "F=big", "arrive F; mood H surprised", "hungry",
        "The noise comes closer and closer.",
        ("The noise <come> closer, and closer, and closer. It <be> {F}!", "“Please do not be afraid,” <say> {F}. “It is only my tummy. I am so hungry!”", "{H} <laugh> out loud. A tummy!"),
        "silly",
    ),
    Beat(
        "noise_lonely", "meet", _NOISE, "F=big", "arrive F; mood F sad", "lonely",
        "{H} follows the noise, step by step.",
        ("{H} and {C} <follow*> the noise, step by step. There <sit> {F}, all alone.", "“I sing because I am lonely,” it <say>. “I know it is not very beautiful.”", "“It is very loud,” <say> {C}, “but it is not bad.”"),
        "quiet exciting",
    ),
    Beat(
        "noise_shy", "meet", _NOISE, "F=big", "arrive F", "shy",
        "{H} calls, “We are not afraid of you!”",
        ("“We are not afraid of you!” <call> {H}.", "“But I am afraid of you,” <say> a very small voice.", "Out <come> {F}. It <be> not small at all, only its voice <be>."),
        "silly exciting",
    ),
    Beat(
        "noise_cold", "meet", _NOISE, "F=big", "arrive F", "cold",
        "{C} sees who is making the noise.",
        ("“There!” <whisper> {C}. It <be> {F}, and it <be> shivering so hard that its teeth <clatter*>.", "So that <be> the noise!", "“P-p-pardon me,” <say> {F}. “It is so c-c-cold.”"),
    ),
)

FAVOURS = (
    # -- hungry
    Beat(
        "feed_have", "favour", "flag hungry; flag food; not flag ready", "E=food", "give H F E; eat F E; mood F happy", "ready",
        "{H} gives {F} the food that {C} found.",
        ("“Here,” <say> {H}, and <give> {E} to {F}.", "“So it was good for something after all,” <say> {C}.|{C} <nod>. That <be> what it <be> for.", "“Much better,” <say> {F}. “Thank you!”"),
    ),
    Beat(
        "feed_new", "favour", "flag hungry; not flag ready", "E=newfood", "bring H E; give H F E; eat F E; mood F happy", "ready",
        "{H} gives {F} {E}.",
        ("{H} <have> {E} for later. “You can have it now,” {he H} <say> to {F}.|“Good that I brought something,” <say> {H}, and <hold> out {E} to {F}.",
         "{F} <eat> it in one bite.|{F} <eat> and <eat>, down to the last crumb.", "“Mmm,” it <say>, “now I feel big and strong.”|“Thank you,” it <say>. “That was the best one ever.”|“So,” it <say>, “and now to work.”"),
    ),
    Beat(
        "feed_apple", "favour", "flag hungry; prop apple_tree; not flag ready", "", "bring H apple; give H F apple; eat F apple; mood F happy", "ready",
        "{H} picks {apple} for {F}.",
        ("{H} <pick> {apple} from {apple_tree} and <give> it to {F}.", "Crunch! {F} <eat> it, and then it <eat> all the others, too.", "“There is nothing better than lunch,” it <say>."),
    ),
    Beat(
        "feed_cook", "favour", "flag hungry; not flag ready; not place underwater; not place space", "", "stand fire; bring H hot_dog; give H F hot_dog; eat F hot_dog; mood F happy", "ready",
        "{H} and {C} cook something.",
        ("{H} and {C} <make*> {campfire} and <cook*> {hot_dog} for {F}.", "“Careful, it is hot,” <say> {H}. {F} <blow> on it, and {C} <blow> on it too.", "Then {F} <eat> it up and <lick> its lips."),
        "cheerful",
    ),
    Beat(
        "feed_share", "favour", "flag hungry; not flag ready", "E=newfood", "bring C E; give C F E; eat F E; mood F happy; mood C happy", "ready",
        "{C} wants to share {E}.",
        ("{C} <have> {E}, and {C} <have> been looking forward to it all day.", "{C} <look> at it. {C} <look> at {F}. Then {C} <give> it away.", "“That is what I call kind,” <say> {H}, and {F} <munch> and <beam>.|“It tastes twice as good,” <say> {F}, “because it comes from you.”"),
        "quiet",
    ),
    # -- lonely
    Beat(
        "play_ball", "favour", "flag lonely; not flag ready", "T=ball", "bring H T; play H F T; mood F happy", "ready",
        "{H} plays with {F} and {T}.",
        ("{H} <throw> {T} to {F}. {F} <throw> it to {C}.", "It <be> not a good catch, but it <be> a good laugh.|They <play*> until {F} <be> quite out of breath.|{C} <catch> it at the third try, and <be> very proud.", "{F} <smile> from ear to ear.|“That was the best game of my life,” <say> {F}."),
        "cheerful",
    ),
    Beat(
        "play_hide", "favour", "flag lonely; not flag ready", "", "play H F hiding; mood F laugh", "ready",
        "{H}, {C} and {F} play hide and seek.",
        ("“Let us play hide and seek,” <say> {H}. {C} <count> to ten.", "{F} <hide> behind {G}. Most of it, anyway.", "“Found you!” <call> {C}, and {F} <laugh> out loud.|“Where can it be?” <call> {C}, and {F} <giggle> all the time."),
        "silly",
    ),
    Beat(
        "play_race", "favour", "flag lonely; not flag ready; not done try_chase", "", "run H F; mood F happy", "ready",
        "{H} and {F} have a race.",
        ("“To {G} and back!” <call> {C}. “Ready, steady, go!”", "{H} <run>, and {F} <run>, and nobody <see> who <be> first.", "“We both won,” <say> {F}. It <have> never won anything before."),
        "exciting cheerful",
    ),
    Beat(
        "play_dance", "favour", "flag lonely; not flag ready", "", "dance H F; mood F happy", "ready",
        "{H} dances with {F}.",
        ("{H} <dance> with {F}, once to the left and once to the right.", "{C} <hum> the music, not always well, but always loudly.", "And then {F} <do> not look lonely any more.|{F} <tread> on {H's} toes, but only once."),
        "cheerful silly",
    ),
    Beat(
        "play_read", "favour", "flag lonely; not flag ready; not where book *", "", "bring H book; read H F book; mood F happy", "ready",
        "{H} reads to {F} from {book}.",
        ("{H} <open> {book}, and {F} <sit> down close to {him H}.", "{he H} <read> slowly, with all the voices.|{C} <turn> the pages, sometimes two at once.", "“Once more,” <say> {F} at the end. {C} <want> that, too.|At the end {F} <know> the best part by heart."),
        "quiet",
    ),
    # -- shy
    Beat(
        "dare_count", "favour", "flag shy; not flag ready", "", "hug H F; mood F happy", "ready",
        "{H} counts to three with {F}.",
        ("“We will count to three together,” <say> {H}.", "“One,” <say> {H}. “Two,” <say> {C}. “Three,” <say> {F}, and <take> a big step forward.", "It <have> been quite easy, really.|“Was that all?” it <ask>."),
        "quiet cheerful",
    ),
    Beat(
        "dare_hello", "favour", "flag shy; not flag ready", "", "wave H F; mood F happy", "ready",
        "{H} waves to {F}, and {F} waves back.",
        ("{H} <wave>. After a while {F} <wave> back, just a little.", "{C} <wave> with everything there <be> to wave with.", "“Hello,” <say> {F} at last. It <be> the hardest word, and now it <be> said."),
        "quiet cheerful",
    ),
    Beat(
        "dare_hat", "favour", "flag shy; not flag ready; not done try_hat; not done try_boss", "U=hat", "bring H U; wear H U; mood F laugh", "ready",
        "{H} puts on {U} and makes a silly face.",
        ("{H} <put> on {U} and <make> a very silly face.", "{F} <giggle>. Then it <laugh>. And when you laugh, you forget to be shy.", "{C} <try> the silly face as well.|“Again!” <say> {F}."),
        "silly",
    ),
    Beat(
        "dare_song", "favour", "flag shy; not flag ready; not done try_song", "", "bring H guitar; sing H; mood F happy", "ready",
        "{H} plays a song on {guitar}.",
        ("{H} <play> {guitar}, and {C} <sing> along.", "First {F} <hum>. Then it <sing>, and in the end it <sing> the loudest.|When you sing, you cannot be shy as well. {F} <sing>."),
        "cheerful",
    ),
    Beat(
        "dare_friend", "favour", "flag shy; not flag ready", "", "hug C F; mood F happy", "ready",
        "{C} tells {F} a secret.",
        ("{C} <whisper> in {F's} ear. “I was shy once, too,” {C} <say>.", "“You?” <say> {F}. It <can> hardly believe it.|“How did it stop?” <ask> {F}. “Somebody was nice to me,” <say> {C}.", "From then on it <do> not hide any more."),
        "quiet",
    ),
    # -- cold
    Beat(
        "warm_cap", "favour", "flag cold; not flag ready; not where winter_cap *", "", "bring H winter_cap; give H F winter_cap; mood F happy", "ready",
        "{H} gives {F} {winter_cap}.",
        ("{H} <take> out {winter_cap} and <give> it to {F}.", "It <be> much too small, and it <look> very fine.", "“W-w-warm,” <say> {F}. And then: “Warm!”"),
        "silly",
    ),
    Beat(
        "warm_fire", "favour", "flag cold; not flag ready; not prop fire", "", "stand fire; mood F happy", "ready",
        "{H} and {C} make {campfire}.",
        ("{H} and {C} <make*> {campfire}, and {F} <sit> down beside it.", "“Not too close,” <say> {H}.", "Soon it <be> warm from its nose to its toes."),
        "quiet",
    ),
    Beat(
        "warm_dance", "favour", "flag cold; not flag ready", "", "dance H F; mood F laugh", "ready",
        "{H} shows {F} how to dance itself warm.",
        ("“Hop like me,” <say> {H}, and <hop> on one leg.", "{F} <hop>. {C} <hop>. The ground <shake>.", "After that, nobody <be> cold any more."),
        "silly cheerful exciting",
    ),
    Beat(
        "warm_hug", "favour", "flag cold; not flag ready", "", "hug H F; mood F happy", "ready",
        "{H} and {C} hug {F}.",
        ("{H} <hug> {F} from the left, and {C} <hug> {F} from the right.", "It <take> a while, but a hug <be> the best way to get warm.", "“Now I am ready,” <say> {F}."),
        "quiet",
    ),
)
