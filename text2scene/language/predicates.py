"""A clause is taken in: who is ruled out, who leaves, what leans on the clause before, and what is said."""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.clauses import Clause
from text2scene.language.echoes import answered, cleft, echo, history, names, read_riddle, told
from text2scene.language.facts import Change
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import Reader
from text2scene.language.referring import SEVERAL
from text2scene.language.said import ClauseReader
from text2scene.language.turns import sought, turn

_CARES = frozenset(
    [
        *("want", "wants", "wanted", "likes", "like", "liked", "knows", "knew", "cares", "understands"),
        *("find", "finds", "found"),
        *("helps", "helped", "believes", "believed", "listens", "noticed", "notices", "sees", "saw", "loves"),
    ]
)
_WANTS = frozenset({"wants", "wanted", "needs", "needed", "misses", "missed", "seeks", "sought"})
_BARE = frozenset({"play", "ride", "sit", "eat", "use", "slide", "swing"})
_ATE = frozenset({"ate", "eaten", "has eaten", "drank", "drunk", "has drunk"})
_TAKEN = frozenset({"wearable", "toy", "food"})
_SOME_OF = frozenset({"pronoun", "any_child", "group", "child", "count"})
__all__ = ["read_clause", "read_riddle"]


def read_clause(reader: Reader, clause: Clause) -> None:
    """Take in one clause."""
    if history(reader, clause):
        return
    denied = clause.there and any(p.kind == "verb" and p.negated for p in clause.parts)
    if any(noun.only for noun in clause.subject) and (clause.there or not clause.parts):
        reader.only = True
    subject: list[str] = []
    nobody = any(noun.text in ("nobody", "no one", "no-one") for noun in clause.subject)
    does = {"wear", "hold", "run", "sit", "kick", "wave", "jump", "eat", "drink", "throw", "stand"}
    bare = all(part.text.split(" ")[0] in _BARE for part in clause.verbs) and bool(clause.verbs)
    if not (nobody and bare):  # nobody to play on them
        does |= {"play", "play_on", "ride"}
    acts = any(p.kind == "feel" or (p.kind == "verb" and does & set(p.value)) for p in clause.parts)
    if nobody and not acts and _unseen(clause):
        nobody = False
    if nobody and _CARES & {p.text for p in clause.parts}:
        return  # nobody wants to play with him: they are there all the same
    said = {part.text.split(" ")[-1] for part in clause.parts} | {
        noun.text for part in clause.parts for noun in part.nouns
    }
    if nobody and acts and "back" in said:
        return  # nobody waved back: but he did wave
    if nobody and acts:  # nobody is sad: they are there, and are not
        clause.subject = [Noun("group", "they", clause.subject[0].span, plural=True, text="they")]
        clause.parts = [replace(part, negated=True) for part in clause.parts]
    spots = [p for p in clause.parts if p.kind in ("prep", "region")]
    if clause.opener == "where" and not spots and not nobody:
        clause.parts = [*clause.parts, *reader.last_spot]  # that is where Jenny is
    reader.last_spot = spots or reader.last_spot
    participle = any(part.text.endswith("ing") for part in clause.verbs[:1])
    if clause.subject and clause.subject == reader.left_subject and clause.opener == "," and participle:
        clause.subject = []  # the children have gone home, leaving a bucket
    reader.left_subject = []
    if (
        _not_there(reader, clause)
        or _not_seen(reader, clause)
        or _left_out(reader, clause)
        or _none_of_it(reader, clause)
        or _as_a(reader, clause)
    ):
        return
    if _of_absent(reader, clause) or turn(reader, clause):
        return
    if any(part.text == "instead" for part in clause.parts):
        for key in reader.refused:  # did not bring the frisbee, but a kite instead
            reader._forget(key)
    elif reader.refused and any({"hold", "wear", "eat", "drink"} & set(part.value) for part in clause.verbs):
        for key in reader.refused:  # did not want the crown, so she wears a wizard hat
            if key in reader.things and reader.catalog[reader.things[key].options[0]].group in _TAKEN:
                reader._forget(key)
    reader.refused = []
    sought(reader, clause)
    if echo(reader, clause) or names(reader, clause) or cleft(reader, clause):
        return
    if told(reader, clause):
        return
    plain = all(
        p.kind == "word" or (p.kind == "verb" and set(p.value) <= {"be", "have"}) for p in clause.parts
    )
    if clause.neither and plain and clause.subject and any(p.kind == "word" for p in clause.parts):
        for noun in clause.subject:  # neither Mike nor the dog was invited
            reader.rule_out(replace(noun, negated=True))
        return
    searched, reader.searched = reader.searched, False
    words = {p.text for p in clause.parts}
    if searched and "there" in words and any(p.negated for p in clause.verbs):
        reader.avoid = list(reader.last_place)
        reader.before = reader.last = reader.keys_of(clause.subject)
        reader.avoid = []
        pronoun = clause.subject[0] if clause.subject else None
        sought_ = [k for k in reversed(reader.things) if reader.things[k].options[0] in reader.gone[-1:]]
        if (
            pronoun is not None
            and pronoun.text in ("he", "she")
            and sought_
            and reader._is_animal(sought_[0])
        ):
            who = str(reader.words.words["pronouns"][pronoun.text])
            reader.called[who] = reader.things[sought_[0]].options[0]
            reader.before = sought_[:1]  # where is the cat? She is not there
        return  # but it was not there: elsewhere, that is
    eats = any({"eat", "drink"} & set(part.value) and part.text in _ATE for part in clause.verbs)
    if eats and any(noun.kind == "someone" for noun in clause.subject):
        clause.subject = []  # somebody ate the whole pie
        clause.parts = [replace(p, value=("consume",)) if p.kind == "verb" else p for p in clause.parts]
    forgets = any(part.text in ("forgot", "has forgotten", "left", "lost") for part in clause.verbs)
    if forgets and any(noun.kind == "someone" for noun in clause.subject):
        # someone forgot a ball: it lies there, and nobody is seen
        clause.subject = []
        clause.parts = [replace(p, value=("drop",)) if p.kind == "verb" else p for p in clause.parts]
    _found_there(reader, clause)
    lone = any(noun.only and noun.count == 1 and noun.kind in _SOME_OF for noun in clause.subject)
    if (lone or any(noun.kind == "someone" for noun in clause.subject)) and clause.parts:
        reader.asked = reader.riddle = list(clause.parts)
        reader.lone = lone
        return
    answered(reader, clause)
    _is_elsewhere(reader, clause)
    _in_the_sky(reader, clause)
    _on_it(reader, clause)
    reader.wants_living = acts and not any(p.kind in ("size", "colour") for p in clause.parts)
    for noun in clause.subject:
        if noun.kind == "body" and noun.owner and noun.text not in ("back", "backs"):
            subject += reader._owner(noun.owner, noun.span)  # Mike's hands hold a pizza
        elif noun.kind == "body" and noun.owner and noun.text in ("back", "backs"):
            # her back is turned to him
            subject += reader._owner(noun.owner, noun.span)
            clause.parts = [
                replace(p, value=("back",)) if p.kind == "verb" and {"face", "be"} & set(p.value) else p
                for p in clause.parts
            ]
        elif noun.negated and not (noun.kind == "child" and len(clause.subject) > 1):
            reader.rule_out(noun)
        elif not noun.negated and noun.kind != "body":
            subject += [key for key in reader.resolve(noun) if key not in subject]
    reader.wants_living = False
    subject = _without_absent(reader, clause, subject)
    if clause.alone or (any(n.only for n in clause.subject) and not clause.there):
        reader._alone(clause, subject)
    named = [reader.things[key].options for key in subject if key in reader.things]
    known = [Noun("piece", options[0], (0, 0)) for options in named if options[0] not in CHILDREN]
    if reader._leaves(replace(clause, subject=known or clause.subject)):
        olds = [key for key in subject if key in reader.things and reader.things[key].old]
        if any(p.kind == "ending" for p in clause.parts):
            # the rain stops: all of it
            olds += [k for noun in clause.subject for k in reader.all_of(noun) if k not in olds]
        if olds:
            reader.change(Change("remove", tuple(olds), span=clause.subject[0].span))
        reader.left_subject = list(clause.subject)
        reader.departed |= set(subject) & set(CHILDREN)
        reader.gone += [o for k in subject if k in reader.things for o in reader.things[k].options[:1]]
        gone = [reader.things[key].options for key in subject if key not in olds and key in reader.things]
        reader.flown = [options[0] for options in gone if len(options) == 1 and options[0] not in CHILDREN]
        for key in subject:
            if key not in olds:
                reader._forget(key)
        return
    comes = any(part.kind == "arriving" and not part.negated for part in clause.parts)
    if comes and any(noun.value == "sun" for noun in clause.subject):
        for name in ("rain", "lightning"):
            if name not in reader.things:
                reader.absent.setdefault(name, clause.subject[0].span)
            elif reader.things[name].old is None and name in reader.rained:
                reader._forget(name)  # it rained all morning, and then the sun came out
    reading = ClauseReader(reader, clause, subject, denied)
    reading.run()
    with_ = [part for part in clause.parts if part.kind in ("prep", "object")][-1:]
    if with_ and with_[0].text == "with" and reading.objects and not set(reading.objects) & set(CHILDREN):
        reader.last = [key for key in reading.objects if key in reader.things]  # hit the ball with his bat
    reader.came = any(part.kind == "arriving" and not part.negated for part in clause.parts)
    reader.before = reading.subject or reader.before
    if reading.objects and _WANTS & {part.text for part in clause.parts}:
        reader.before = [key for key in reading.objects if key in reader.things] or reader.before
    if any(p.kind in ("verb", "feel") for p in clause.parts):
        reader.last_said = list(clause.parts)
        reader.came = False
        reader.asked = list(clause.parts) if clause.opener == "who" and not clause.subject else []


def _without_absent(reader: Reader, clause: Clause, subject: list[str]) -> list[str]:
    """Everybody came except Mike: he is not there."""
    out = {
        n.value
        for p in clause.parts
        if p.kind == "object"
        for n in p.nouns
        if n.kind == "child" and n.negated
    }
    comes = any(part.kind == "arriving" for part in clause.parts)
    if not (out and comes and any(noun.kind == "group" for noun in clause.subject)):
        return subject
    for child in out & set(subject):
        reader._forget(child)
    return [key for key in subject if key not in out]


def _found_there(reader: Reader, clause: Clause) -> None:
    """He looks under the table, but there is only a cat: under the table, that is."""
    at, reader.searched_at = reader.searched_at, None
    named = [n for p in clause.parts if p.kind == "object" for n in p.nouns if n.kind in ("piece", "class")]
    placed = any(part.kind in ("prep", "region") for part in clause.parts)
    denied = any(part.negated for part in clause.verbs) or any(noun.negated for noun in named)
    if at is None or not clause.there or not named or placed or denied:
        return
    for key in reader.keys_of(named):
        for other in at[1][:1]:
            reader.say(at[0], key, others=(other,), span=named[0].span)


_FLOATS = frozenset({"balloons", "kite", "frisbee", "hot_air_balloon", "airplane", "rocket", "helicopter"})


def _in_the_sky(reader: Reader, clause: Clause) -> None:
    """She let go of her balloons. Now they are high up in the sky: the balloons."""
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    up = any(part.kind == "region" and part.value == "sky" and not part.negated for part in clause.parts)
    flies = any(set(part.value) & {"fly", "jump", "ride"} for part in clause.verbs)
    if not up or flies or pronoun is None or pronoun.text not in ("they", "it"):
        return
    there = [k for k in reader.recency if k in reader.things and reader.things[k].options[0] in _FLOATS]
    several = pronoun.text == "it" or (there and reader.things[there[-1]].options[0] in SEVERAL)
    if there and several:
        clause.subject = [Noun("known", there[-1], pronoun.span, text=pronoun.text)]


def _of_absent(reader: Reader, clause: Clause) -> bool:
    """Mike is not there. He is sick: he is not there all the same."""
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    if pronoun is None or pronoun.kind != "pronoun" or pronoun.text not in ("he", "she"):
        return False
    who = reader.words.words["pronouns"][pronoun.text]
    quiet = all(part.kind in ("verb", "feel", "word", "region") for part in clause.parts)
    is_ = all(set(part.value) <= {"be", "have"} for part in clause.verbs)
    return who in reader.departed and who not in reader.things and quiet and is_


def _none_of_it(reader: Reader, clause: Clause) -> bool:
    """He would love a burger, but there are none."""
    denied = any(part.negated for part in clause.verbs) or any(p.text == "none" for p in clause.parts)
    bare = all(p.kind in ("verb", "word") for p in clause.parts) and bool(clause.verbs)
    sought_in_vain = any(part.negated for part in reader.last_said) and clause.opener == ""
    told = clause.opener == "but" or sought_in_vain
    if not (clause.there and denied and bare and not clause.subject and told):
        return False
    for key in reader.recency[-1:]:
        if key in reader.things and key not in CHILDREN and reader.things[key].old is None:
            reader._forget(key)
    return True


def _as_a(reader: Reader, clause: Clause) -> bool:
    """Let us dress Jenny up as a wizard."""
    costume = clause.subject[0] if len(clause.subject) == 1 else None
    if clause.opener != "as" or clause.parts or costume is None or costume.kind != "costume":
        return False
    whom = [key for key in reader.last if key in CHILDREN]
    if whom and costume.costume:
        reader.dress(whom, costume.costume, costume.span)
    return bool(whom)


def _not_there(reader: Reader, clause: Clause) -> bool:
    """Where is the cat? Mike looks by the slide. She is not there: she is the cat from now on."""
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    name = reader.gone[-1] if reader.gone else ""
    lost = [key for key, thing in reader.things.items() if thing.options == (name,)]
    there = any(part.text in ("there", "here") for part in clause.parts)
    denied = any(part.negated and part.value == ("be",) for part in clause.verbs)
    if pronoun is None or pronoun.text not in ("he", "she") or not (lost and there and denied):
        return False
    if not reader._is_animal(lost[0]):
        return False
    reader.called[str(reader.words.words["pronouns"][pronoun.text])] = name
    reader.before = lost[:1]
    return True


def _not_seen(reader: Reader, clause: Clause) -> bool:
    """I see Jenny, but I don't see Mike."""
    spoken = {part.text for part in clause.parts if part.kind == "word"}
    sees = any("look" in part.value and part.negated for part in clause.verbs)
    named = [noun for part in clause.parts if part.kind == "object" for noun in part.nouns]
    if clause.subject or not spoken & {"i", "we", "you"} or not sees or not named or reader.old:
        return False
    for noun in named:
        reader.rule_out(replace(noun, negated=True))
    return True


def _left_out(reader: Reader, clause: Clause) -> bool:
    """Don't draw Mike and Jenny."""
    words = [part.text for part in clause.parts]
    out = words[:1] == ["leave"] and len(words) == 2 and words[1].startswith("out") and not reader.old
    if out and clause.subject:  # leave the trees out of the picture
        for noun in clause.subject:
            reader.rule_out(replace(noun, negated=True))
        return True
    only_do = {part.text for part in clause.parts} <= {"do", "does"} and bool(clause.parts)
    if not (only_do and clause.subject and all(noun.negated for noun in clause.subject)):
        return False
    for noun in clause.subject:
        reader.rule_out(noun)
    return True


def _is_elsewhere(reader: Reader, clause: Clause) -> None:
    """Her balloons flew away. They are in the top right corner: that is where they are seen."""
    flown, reader.flown = reader.flown, []
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    if pronoun is None or pronoun.kind != "pronoun" or pronoun.text not in ("it", "they"):
        return
    placed = any(part.kind in ("prep", "region") and not part.negated for part in clause.parts)
    others = [k for k in reader.things if k not in CHILDREN and not reader._is_animal(k)]
    lost = [name for name in reader.gone if name not in CHILDREN]
    if not flown and pronoun.text == "it" and not others and lost:
        flown = lost[-1:]  # the ball is gone. Jenny thinks that Mike has it. It lies in front of a bear
    if not flown:
        return
    if placed and (pronoun.text == "it" or flown[-1] in SEVERAL or len(flown) > 1):
        back = flown if pronoun.text == "they" else flown[-1:]
        for name in back:
            reader.absent.pop(name, None)
        clause.subject = [Noun("piece", name, pronoun.span, text=name) for name in back]


def _on_it(reader: Reader, clause: Clause) -> None:
    """On it sits a boy who wears a hat: what "it" is was said before the hat."""
    if not clause.subject:
        return
    for part in clause.parts:
        lone = part.nouns[0] if part.kind == "prep" and len(part.nouns) == 1 else None
        if lone is None or lone.kind != "pronoun" or lone.text != "it" or part.span >= clause.subject[0].span:
            continue
        reader.wants_furniture = bool({"on", "in", "below"} & set(part.value))
        own = part.text.endswith(("its left", "its right"))
        reader.wants_recent = bool({"left_of", "right_of"} & set(part.value)) and not own
        keys = reader.resolve(lone)
        reader.wants_furniture = reader.wants_recent = False
        if len(keys) == 1:
            part.nouns = [replace(lone, kind="known", value=keys[0])]


def _unseen(clause: Clause) -> bool:
    """Nobody sees the snake on the left: it is there."""
    parts = [part for part in clause.parts if not (part.kind == "verb" and part.value == ("be",))]
    first, after = parts[0] if parts else None, parts[1] if len(parts) > 1 else None
    if first is None or after is None or first.kind != "verb" or "look" not in first.value:
        return False
    named = [n for n in after.nouns if n.kind in ("piece", "class") and not n.negated]
    if after.kind not in ("object", "prep") or not named or len(named) != len(after.nouns):
        return False
    clause.subject, clause.parts = named, parts[2:]
    return True
