"""A reader of tales that knows nothing of how they are planned: it follows the events and says what is wrong.

It has a little world of its own: who is here, what is where. It also reads the words: who speaks, and what
is spoken of.
"""

from __future__ import annotations

import re

from text2scene.language.sentences import split_sentences

ACTS = {  # what living beings do; the first one named does it, the others are there
    "jump",
    "climb",
    "shake",
    "say",
    "run",
    "show",
    "dig",
    "look",
    "shout",
    "wish",
    "flap",
    "toss",
    "hug",
    "sigh",
    "turn",
    "cry",
    "tumble",
    "play",
    "dance",
    "read",
    "sing",
    "draw",
    "wait",
    "hide",
    "promise",
    "sleep",
    "hold",
    "wave",
    "ride",
    "hop",
}
FREE_WORDS = {
    "please",
    "hungry",
    "lonely",
    "shy",
    "cold",
    "see",
    "ready",
    "high",
    "late",
    "nap",
    "butterfly",
    "wind",
    "turns",
    "nose",
    "sorry",
    "guard",
    "birthday",
    "hiding",
    "end",
    "tell",
    "name",
    "nothing",
    "gap",
    "sneeze",
}
SPEAKS = "said|says|asked|asks|called|calls|shouted|shouts|cried|cries|whispered|whispers|laughed|laughs"


class Checker:
    """Follows one tale; ``wrong`` is what it found."""

    def __init__(self, tale) -> None:
        self.tale = tale
        self.living = {piece for piece, _ in tale.setup.names}
        self.things: dict[str, str] = {}  # what is where: a living being, a prop, ground, lost
        self.worn: set[str] = set()
        self.props: set[str] = set()
        self.gone: set[str] = set()
        self.seen: set[tuple[str, ...]] = set()
        self.weather, self.time = "sun", None
        self.wrong: list[str] = []

    def check(self) -> list[str]:
        """All that is wrong with the tale, in words."""
        self.props.add(next(f[2] for f in self.tale.world.facts if f[:2] == ("role", "G")))
        for number, page in enumerate(self.tale.pages):
            for event in page.events:
                self._event(number, event)
            self._words(number, page)
            if page.weather != self.weather:
                self._note(number, f"the weather is {page.weather}, but nothing made it so")
        self._sentences()
        self._end()
        return self.wrong

    def _note(self, page: int, what: str) -> None:
        self.wrong.append(f"page {page + 1}: {what}")

    def _event(self, n: int, event: tuple[str, ...]) -> None:
        kind, *names = event
        if (
            kind != "mood"
            and event in self.seen
            and kind not in ("take", "wear", "bring", "weather", "stand")
        ):
            self._note(n, f"{event} happens twice")
        self.seen.add(event)
        doing = kind in {"mood", "eat", "give", "take", "find", "wear", "bring", *ACTS}
        if doing and names[0] not in self.living:
            self._note(n, f"{event}: {names[0]} is not there")
        getattr(self, f"_{kind}", self._act)(n, *names)

    def _act(self, n: int, *names: str) -> None:
        for name in names[1:]:
            if name not in self.living | self.props | set(self.things) | FREE_WORDS:
                self._note(n, f"{name} is spoken of in what happens, but is not there")

    def _mood(self, n: int, who: str, mood: str) -> None:
        if mood not in ("happy", "laugh", "sad", "surprised"):
            self._note(n, f"no such mood: {mood}")

    def _sound(self, n: int, what: str) -> None:
        pass

    def _arrive(self, n: int, who: str) -> None:
        if who in self.living:
            self._note(n, f"{who} comes, but is here already")
        self.living.add(who)

    def _stand(self, n: int, what: str) -> None:
        self.props.add(what)

    def _bring(self, n: int, who: str, what: str) -> None:
        if self.things.get(what, who) not in self.living:
            self._note(n, f"{who} has {what}, but it is {self.things[what]}")
        if what in self.gone and what not in ("cake",):
            self._note(n, f"{what} was eaten or is gone, and is here again")
        self.things[what] = who

    def _take(self, n: int, who: str, what: str) -> None:
        if self.things.get(what, "lost") == "lost":
            self._note(n, f"{who} takes {what}, which is lost")
        self.things[what] = who
        self.worn.discard(what)

    def _find(self, n: int, who: str, what: str) -> None:
        if self.things.get(what) != "lost":
            self._note(n, f"{who} finds {what}, which was not lost")
        self.things[what] = who

    def _give(self, n: int, who: str, other: str, what: str) -> None:
        if self.things.get(what) != who and what != "flower":
            self._note(n, f"{who} gives {what} away without having it")
        if other not in self.living:
            self._note(n, f"{what} is given to {other}, who is not there")
        self.things[what] = other

    def _wear(self, n: int, who: str, what: str) -> None:
        if self.things.get(what) != who:
            self._note(n, f"{who} wears {what} without having it")
        for old in [hat for hat in self.worn if hat != what and self.things.get(hat) == who]:
            self.worn.discard(old)  # one hat at a time
            self.things.pop(old)
        self.worn.add(what)

    def _eat(self, n: int, who: str, what: str) -> None:
        if self.things.get(what) not in (who, "ground"):
            self._note(n, f"{who} eats {what} without having it")
        self.things.pop(what, None)
        self.gone.add(what)

    def _vanish(self, n: int, what: str) -> None:
        if what not in self.things:
            self._note(n, f"{what} is gone, but it was not there")
        self.things.pop(what, None)
        self.gone.add(what)

    def _put(self, n: int, what: str, where: str) -> None:
        if where not in self.props | self.living | {"ground", "lost"}:
            self._note(n, f"{what} is put on {where}, which is not there")
        if what in self.things and self.things[what] == where:
            self._note(n, f"{what} is there already")
        self.things[what] = where
        self.worn.discard(what)

    def _free(self, n: int, where: str) -> None:
        self.things = {what: "ground" if at == where else at for what, at in self.things.items()}

    def _weather(self, n: int, weather: str) -> None:
        self.weather = weather

    def _time(self, n: int, time: str) -> None:
        if self.time == "night" and time != "night":
            self._note(n, f"after night comes {time}")
        self.time = time

    def _go(self, n: int, place: str) -> None:
        self.props.clear()

    # -- the words ---------------------------------------------------------------------

    def _words(self, n: int, page) -> None:
        names = {name: piece for piece, name in self.tale.setup.names}
        for match in re.finditer(rf"” (?:{SPEAKS}) (?:the (?:little )?([a-z]+)|([A-Z][\w'-]*))", page.text):
            word = match.group(1) or match.group(2)
            who = names.get(word, {"bluebird": "bird"}.get(word, word))
            if who not in self.living and word not in ("one", "noise"):
                self._note(n, f"{word} speaks, but is not there")
        for piece in page.pieces:
            if piece not in self.living | self.props | set(self.things) | {"cloud", "moon"}:
                self._note(n, f"{piece} is to be seen, but is not there")
            if self.things.get(piece) == "lost":
                self._note(n, f"{piece} is to be seen, but it is lost")
        if set(page.here) != self.living:
            self._note(n, f"here are {sorted(page.here)}, or rather {sorted(self.living)}")

    def _sentences(self) -> None:
        heard: dict[str, int] = {}
        for n, page in enumerate(self.tale.pages):
            for sentence in split_sentences(page.text):
                plain = " ".join(re.findall(r"[a-z]+", sentence.lower()))
                if plain in heard:
                    self._note(n, f"said before, on page {heard[plain] + 1}: {sentence}")
                heard[plain] = n

    def _end(self) -> None:
        last = len(self.tale.pages) - 1
        if not self.tale.finished:
            self._note(last, "the tale is not finished")
        roles = {f[1]: f[2] for f in self.tale.world.facts if f[0] == "role"}
        if self.tale.setup.wish == "toy" and self.things.get(roles["X"]) not in self.living:
            self._note(last, f"{roles['X']} is not back")
        if self.tale.setup.wish == "home" and roles.get("D") not in self.props:
            self._note(last, "nobody has come home")
