"""Turns of a story: what is gone for good, what comes back, what was looked for and is found.

"Nothing is left of it"; "nobody has seen him since"; "now she is back"; "and there she is, sitting in
the tree".
"""

from __future__ import annotations

from dataclasses import replace

from text2scene.language.clauses import Clause
from text2scene.language.lexicon import CHILDREN
from text2scene.language.nouns import Noun
from text2scene.language.reading import Reader
from text2scene.language.referring import SEVERAL
from text2scene.language.said import ClauseReader

_FLOATS = frozenset({"balloons", "kite", "frisbee", "hot_air_balloon", "airplane", "rocket", "helicopter"})
_LOOKS = frozenset({"look", "looks", "looked", "looked up", "looks up", "looked around", "looks around"})
_PEOPLE = frozenset({"child", "group", "pronoun"})
_PERFECT = frozenset({"seen", "has seen", "have seen", "had seen"})


def turn(reader: Reader, clause: Clause) -> bool:
    """Take in such a clause; False where it says something else, or goes on to say where it is."""
    _answers_where(reader, clause)
    _takes_turns(reader, clause)
    _finds(reader, clause)
    if _after_it(reader, clause) or _belongs(reader, clause):
        return True
    if _nothing_left(reader, clause) or _never_seen(reader, clause) or _is_what(reader, clause):
        return True
    _is_back(reader, clause)
    _sees(reader, clause)
    return _there_it_is(reader, clause)


def _finds(reader: Reader, clause: Clause) -> None:
    """Her glasses were gone. Mike found them: they are there again."""
    found = any(part.text in ("found", "finds", "has found") and not part.negated for part in clause.verbs)
    name = reader.gone[-1] if reader.gone else ""
    if not found or not name or name in CHILDREN or reader.old:
        return
    if any(name in thing.options for thing in reader.things.values()):
        return
    for part in clause.parts:
        for i, noun in enumerate(part.nouns if part.kind == "object" else []):
            fits = noun.text == "them" if name in SEVERAL else noun.text == "it"
            if noun.kind == "pronoun" and fits:
                reader.gone.pop()
                reader.absent.pop(name, None)
                part.nouns[i] = Noun("piece", name, noun.span, definite=True, text=name)
                return


def _takes_turns(reader: Reader, clause: Clause) -> None:
    """Mike was riding the bee. He got off and she got on: on the bee."""
    said = {part.text for part in clause.parts}
    ride = [fact for fact in reader.facts if fact.kind == "on" and fact.holds and fact.subject in CHILDREN]
    if (
        not (ride or reader.got_off)
        or reader.old
        or not clause.subject
        or any(part.nouns for part in clause.parts)
    ):
        return
    keys = [key for key in reader.keys_of([n for n in clause.subject if not n.negated]) if key in CHILDREN]
    if ride and said & {"got", "gets", "jumped", "climbed", "jumps", "climbs"} and "off" in said:
        reader.facts = [fact for fact in reader.facts if fact not in ride or fact.subject not in keys]
        reader.got_off = ride[-1].others
        clause.parts = [part for part in clause.parts if part.kind == "word" and part.text != "off"]
    elif said & {"got on", "gets on", "climbed on", "climbs on", "jumped on", "jumps on"}:
        for key in keys:
            seat = reader.got_off or ride[-1].others
            reader.say("on", key, others=seat, span=clause.subject[0].span)
        clause.parts = [part for part in clause.parts if part.kind == "word"]


def _after_it(reader: Reader, clause: Clause) -> bool:
    """The cat is in the tree. Mike climbed up after it: into the tree."""
    climbers, reader.climbers = reader.climbers, []
    if clause.opener == "after" and climbers and not clause.parts:
        up = [f for f in reader.facts if f.kind in ("in", "on") and f.holds and f.others]
        up = [f for f in up if f.subject not in CHILDREN and f.subject not in climbers]
        for key in climbers if up else []:
            reader.say(up[-1].kind, key, others=up[-1].others, span=clause.subject[0].span)
        return bool(up)
    climbs = any(part.text.startswith("climb") and not part.negated for part in clause.verbs)
    if climbs and not any(part.nouns for part in clause.parts):
        reader.climbers = reader.keys_of([noun for noun in clause.subject if not noun.negated])
    return False


def _belongs(reader: Reader, clause: Clause) -> bool:
    """It is Jenny's: whose it is, and no word about where she is."""
    it = [noun.text for noun in clause.subject] in (["it"], ["that"])
    said = [part.kind for part in clause.parts]
    if not it or said != ["verb", "object", "verb"] or clause.parts[-1].text not in ("'s", "s"):
        return False
    child = clause.parts[1].nouns[0]
    if child.kind != "child" or child.negated:
        return False
    handy = [key for key in reversed(reader.recency) if key in reader.things and key not in CHILDREN]
    handy = [k for k in handy if reader.catalog[reader.things[k].options[0]].group not in ("park", "sky")]
    keys = handy[:1] or reader.resolve(clause.subject[0])
    reader.owners.update(dict.fromkeys(keys, child.value))
    reader._thing(child.value, (child.value,), child.span)
    reader.before = reader.last = keys
    return True


def _answers_where(reader: Reader, clause: Clause) -> None:
    """Where is Mike? Behind the oak: that is where he is."""
    asked, reader.where_is = reader.where_is, []
    places = [part for part in clause.parts if part.kind in ("prep", "region")]
    plain = all(part.kind in ("prep", "region", "word") for part in clause.parts)
    if asked and places and plain and not clause.subject and not clause.there:
        clause.subject = asked
    here = [part for part in clause.parts if part.text in ("here", "there")]
    if asked and here and len(here) == len(clause.parts) and here[0].negated and not clause.subject:
        for key in reader.keys_of(asked):  # where is Mike? Not here
            reader._forget(key)
            reader.departed |= {key} & set(CHILDREN)


def _lose(reader: Reader, nouns: list[Noun]) -> bool:
    keys = [key for noun in nouns for key in reader.resolve(noun)]
    for key in keys:
        if key in reader.things and not reader.things[key].old:
            reader._forget(key)
    return bool(keys)


def _nothing_but(reader: Reader, clause: Clause) -> None:
    """The dog ate it all. Now there is nothing left but the ketchup: no other food."""
    named = [noun for part in clause.parts if part.kind == "object" for noun in part.nouns]
    left = any(part.text in ("left", "remains") for part in clause.parts) and clause.there
    only = left and len(named) == 1 and named[0].only and named[0].kind in ("piece", "class")
    if not only or reader.old:
        return
    options = set(reader._options(named[0]))
    groups = {reader.catalog[option].group for option in options}
    for key, thing in list(reader.things.items()):
        others = {reader.catalog[option].group for option in thing.options if option not in CHILDREN}
        if others and others <= groups and groups <= {"food", "toy"} and not set(thing.options) & options:
            reader._forget(key)


def _nothing_left(reader: Reader, clause: Clause) -> bool:
    """Nothing is left of it."""
    _nothing_but(reader, clause)
    words = {part.text for part in clause.parts if part.kind == "word"}
    left = [part for part in clause.parts if part.kind == "prep" and part.text.startswith("left of")]
    if "nothing" not in words or not left or clause.subject:
        return False
    if reader.gone and reader.gone[-1] in reader.absent:
        return True  # it has been eaten, and nothing is left of it
    rest = [key for key in reader.recency if key in reader.things and key not in reader.before]
    it = [replace(n, kind="known", value=rest[-1]) if n.text == "it" and rest else n for n in left[0].nouns]
    return _lose(reader, it)


def _never_seen(reader: Reader, clause: Clause) -> bool:
    """Nobody has seen him since."""
    found = any(part.text == "found" for part in clause.verbs) and any(p.negated for p in clause.verbs)
    passive = any(set(part.value) == {"be"} for part in clause.verbs)
    plain = bool(clause.subject) and all(part.kind in ("verb", "word") for part in clause.parts)
    if found and passive and plain and not reader.old:
        return _lose(reader, clause.subject)  # two of them were never found
    sees = any("look" in part.value and part.text in _PERFECT for part in clause.verbs)
    objects = [noun for part in clause.parts if part.kind == "object" for noun in part.nouns]
    if not (clause.nobody and sees and objects and all(noun.kind == "pronoun" for noun in objects)):
        return False
    animals = [key for key in reader.things if reader._is_animal(key)]
    if objects[0].value in ("him", "her") and animals:
        objects = [replace(objects[0], kind="known", value=animals[-1])]
    return _lose(reader, objects)


def _is_what(reader: Reader, clause: Clause) -> bool:
    """Something hisses under the table. A snake! That is what is there."""
    is_there = all(part.kind in ("word", "prep", "region") or part.value == ("be",) for part in clause.parts)
    asks = ("something", "what") if is_there else ("something",)
    something = [part for part in clause.parts if part.kind == "word" and part.text in asks]
    places = [part for part in clause.parts if part.kind in ("prep", "region")]
    heard = [n.text for part in clause.parts if part.kind == "object" for n in part.nouns]
    if places and set(heard) & {"noise", "sound", "rustling"} and not reader.old:
        reader.keys_of([noun for noun in clause.subject if noun.kind in _PEOPLE])
        reader.something = places  # Mike heard a noise in the tent. It was only a cat
        reader.keys_of([n for p in places for n in p.nouns if n.kind in ("piece", "class")])
        return False
    denied = any(part.negated for part in clause.parts)
    mutual = [p for p in clause.parts if p.value in (("face_to_face",), ("back_to_back",))]
    if reader.colon and mutual and mutual == clause.parts and not clause.subject:
        reader.something = mutual
        return False
    looks = all(part in places or part.text in ("look", "see") for part in clause.parts)
    pointed = (clause.there or reader.colon) and looks  # there, between the trees: a bear
    if (something or pointed) and places and not clause.subject and not denied:
        reader.something = [part for part in clause.parts if part not in something]
        return False
    what, reader.something = reader.something, []
    plain = all(part.kind == "word" or part.value == ("be",) for part in clause.parts)
    named = clause.subject if plain else []  # a duck! a duck is
    if clause.verbs and [noun.text for noun in clause.subject] in (["it"], ["that"]):
        named = []
    if clause.verbs and not named and all(p.kind in ("object", "verb", "word") for p in clause.parts):
        it = [noun.text for noun in clause.subject] in (["it"], ["that"], [])
        is_ = all(set(p.value) <= {"be"} and not p.negated for p in clause.verbs)
        objects = [noun for p in clause.parts if p.kind == "object" for noun in p.nouns]
        named = objects if it and is_ and clause.verbs else []
    fits = bool(named) and all(n.kind in ("piece", "class", "child") and not n.negated for n in named)
    if what and not fits and clause.subject and all(n.kind in _PEOPLE for n in clause.subject):
        startled = all(
            part.kind in ("feel", "word") or part.value in (("be",), ("look",)) or part.text == "inside"
            for part in clause.parts
        )
        reader.something = what if startled else []  # Jenny and Mike are startled. It is only a duck
    if not what or not fits:
        return False
    ClauseReader(reader, Clause(list(named)), reader.keys_of(named), False).over(what)
    reader.before = reader.last
    return True


def _is_back(reader: Reader, clause: Clause) -> None:
    """The cat was missing. But now she is back: she is seen after all."""
    back = [
        part
        for part in clause.parts
        if part.text == "back" or (part.kind == "object" and [n.text for n in part.nouns] == ["back"])
    ]
    arrives = any(p.kind == "arriving" and p.text.split(" ")[0] in ("came", "comes") for p in clause.parts)
    isn_t = any(part.negated for part in clause.parts)
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    if not back or not reader.gone or pronoun is None or pronoun.kind != "pronoun" or isn_t:
        return
    if not (arrives or any(set(part.value) & {"be", "have"} for part in clause.verbs)):
        return
    clause.parts = [part for part in clause.parts if part not in back and part.kind != "arriving"]
    _return(reader, clause, pronoun)


def _there_it_is(reader: Reader, clause: Clause) -> bool:
    """And there she is, sitting in the apple tree."""
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    is_ = bool(clause.verbs) and all(part.value == ("be",) for part in clause.parts if part.kind == "verb")
    told = all(part.kind in ("verb", "word", "prep", "region") and not part.negated for part in clause.parts)
    if not (
        clause.there and is_ and told and pronoun is not None and pronoun.kind == "pronoun" and reader.gone
    ):
        return False
    _return(reader, clause, pronoun)
    if any(part.kind in ("prep", "region") for part in clause.parts):
        return False  # there she is, in the apple tree
    reader.before = reader.keys_of(clause.subject)
    return True


def _sees(reader: Reader, clause: Clause) -> None:
    """Then she looked up. The cat was sitting in the tree: it is the cat that she looks at."""
    lookers, reader.lookers = reader.lookers, []
    named = clause.subject[0] if len(clause.subject) == 1 else None
    if lookers and named is not None and named.kind == "piece" and not named.negated and clause.opener == "":
        for key in reader.resolve(named):
            for one in lookers:
                reader.say("facing", one, others=(key,), span=named.span)
    alone = len(clause.parts) <= 2 and all(part.kind in ("verb", "word", "region") for part in clause.parts)
    if alone and clause.subject and any(part.text in _LOOKS for part in clause.verbs):
        reader.lookers = reader.keys_of([noun for noun in clause.subject if not noun.negated])


def _return(reader: Reader, clause: Clause, pronoun: Noun) -> None:
    """What had gone, or was looked for, is there again, and is what the pronoun means from now on."""
    name = reader.gone[-1]
    animal = name not in CHILDREN and reader.catalog[name].group == "animal"
    fits = {"it": name not in CHILDREN, "they": name not in CHILDREN and not animal}
    fits |= {"he": animal or name == CHILDREN[0], "she": animal or name == CHILDREN[1]}
    if not fits.get(pronoun.text, False):
        return
    reader.gone.pop()
    reader.absent.pop(name, None)
    kind = "child" if name in CHILDREN else "piece"
    clause.subject = [Noun(kind, name, pronoun.span, definite=True, text=name)]
    if animal:
        reader.called[str(reader.words.words["pronouns"][pronoun.value])] = name


def _let_go(reader: Reader, nouns: list[Noun]) -> None:
    """What is asked for belongs to somebody, and is not worn."""
    for i, noun in enumerate(nouns):
        if noun.owner and noun.kind in ("piece", "class"):
            reader._owner(noun.owner, noun.span)
            nouns[i] = replace(noun, owner=None)


def sought(reader: Reader, clause: Clause) -> None:
    """Where is my cat? Mike looks for his dog. It is looked for, and may be found."""
    asks = any(part.text in ("where", "gone") for part in clause.parts) or clause.opener == "where"
    hunts = any("look" in part.value and part.text.endswith(" for") for part in clause.verbs)
    if hunts and any(part.kind == "prep" for part in clause.parts):
        return
    if asks:  # where is her hat? Not on her head
        _let_go(reader, clause.subject)
        for part in clause.parts:
            _let_go(reader, part.nouns)
    named = [n for p in clause.parts if p.kind == "object" for n in p.nouns if n.kind in ("piece", "child")]
    if not hunts:
        named = [noun for noun in clause.subject if noun.kind in ("piece", "child")] + named
    if asks and clause.opener == "where" and named and reader.old == []:
        reader.where_is = [replace(noun, definite=True) for noun in named[:1]]
    if (asks or hunts) and named and not any(part.kind in ("prep", "region") for part in clause.parts):
        reader.gone.append(named[0].value)


def found_there(reader: Reader, clause: Clause) -> None:
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


def is_elsewhere(reader: Reader, clause: Clause) -> None:
    """Her balloons flew away. They are in the top right corner: that is where they are seen."""
    if not clause.subject and all(part.text in ("look", "oh", "hey", "see") for part in clause.parts):
        return  # look, it's up in the tree
    flown, reader.flown = reader.flown, []
    reader.put_by = flown
    pronoun = clause.subject[0] if len(clause.subject) == 1 else None
    if pronoun is None or pronoun.kind != "pronoun" or pronoun.text not in ("it", "they"):
        return
    placed = any(part.kind in ("prep", "region") and not part.negated for part in clause.parts)
    others = [k for k in reader.things if k not in CHILDREN and not reader._is_animal(k)]
    lost = [name for name in reader.gone if name not in CHILDREN]
    lies = any(part.text in ("lying", "lie", "lay") for part in clause.verbs)
    if not flown and pronoun.text == "they" and lost and lost[-1] in SEVERAL and lies:
        flown = lost[-1:]  # her glasses are lost. They are lying under the table
    if not flown and pronoun.text == "it" and not others and lost:
        flown = lost[-1:]  # the ball is gone. Jenny thinks that Mike has it. It lies in front of a bear
    if not flown:
        return
    rests = all(set(part.value) <= {"be", "put", "fly", "have"} for part in clause.verbs)
    if placed and rests and (pronoun.text == "it" or flown[-1] in SEVERAL or len(flown) > 1):
        back = flown if pronoun.text == "they" else flown[-1:]
        kinds = {name: "class" if name in reader.catalog.classes else "piece" for name in back}
        for name in back:
            for option in reader.catalog.classes.get(name, (name,)):
                reader.absent.pop(option, None)
        clause.subject = [Noun(kinds[name], name, pronoun.span, text=name) for name in back]


def in_the_sky(reader: Reader, clause: Clause) -> None:
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


def sun_comes_out(reader: Reader, clause: Clause) -> None:
    """It rained all morning, and then the sun came out: it does not rain any more."""
    comes = any(part.kind == "arriving" and not part.negated for part in clause.parts)
    if not (comes and any(noun.value == "sun" for noun in clause.subject)):
        return
    for name in ("rain", "lightning"):
        if name not in reader.things:
            reader.absent.setdefault(name, clause.subject[0].span)
        elif reader.things[name].old is None and name in reader.rained:
            reader._forget(name)
