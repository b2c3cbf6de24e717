"""A tale that grows page by page: a value, so that every earlier one is still there to go back to."""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from text2scene.errors import InputError
from text2scene.language.sentences import split_sentences
from text2scene.tale import planner
from text2scene.tale.beats import Step
from text2scene.tale.drawing import describe
from text2scene.tale.setup import Setup, decide
from text2scene.tale.tell import Voice, choose_lines, norm, tell, variants
from text2scene.tale.themes import THEMES
from text2scene.tale.words import CHILDREN, called
from text2scene.tale.world import Event, World

MAX_SEED = 2**63 - 1
_SMALL_WORDS = ("a", "an", "and", "the", "that", "who", "to", "for", "in", "on", "was")


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody of the cast: the name in the tale, the piece that draws them, and its plain word."""

    name: str
    piece: str
    kind: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    text: as it is read, with the names of the cast. drawing: what is to be seen, plainly, with Mike, Jenny
    and "the dog": what to give ``generator.generate``. background: of ``text2scene.render.backgrounds``.
    place, time, weather: where and when it is. pieces: names of the pieces to be seen. here: who is there
    at its end. events: what happens, as (kind, piece, ...).
    """

    text: str
    drawing: str
    background: str
    place: str
    time: str
    weather: str
    pieces: tuple[str, ...]
    here: tuple[str, ...]
    events: tuple[Event, ...]
    beat: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to go on: ``text`` is a sentence for people, ``stage`` what it leads to (try, meet, solve)."""

    text: str
    stage: str


@dataclass(frozen=True)
class Tale:
    """A tale so far. :meth:`choose` and the other calls give a new one and leave this one as it is.

    path: which choices were taken. world: what is true at the end of the last page.
    """

    setup: Setup
    title: str
    pages: tuple[Page, ...]
    path: tuple[int, ...]
    world: World

    @property
    def seed(self) -> int:
        """The seed; the same start, seed and choices give the same tale."""
        return self.setup.seed

    @property
    def finished(self) -> bool:
        """Whether the tale has come to its end."""
        return self.world.holds("flag end")

    @property
    def cast(self) -> tuple[Character, ...]:
        """Hero and companion, by name."""
        return tuple(Character(name, piece, _kind(piece)) for piece, name in self.setup.names)

    @property
    def text(self) -> str:
        """All pages, with a blank line between them."""
        return "\n\n".join(page.text for page in self.pages)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Three ways to go on, none where the tale is finished."""
        return tuple(choice for choice, _ in self._offers)

    @cached_property
    def _offers(self) -> tuple[tuple[Choice, Step], ...]:
        rng = self._random("choices")
        steps = planner.choices(self.world, len(self.pages), self.setup.mood, rng)
        voice = Voice(False, dict(self.setup.names))
        return tuple((Choice(_offered(step, voice, rng), step.beat.stage), step) for step in steps)

    def choose(self, i: int) -> Tale:
        """The tale with the page that choice ``i`` (0 to 2) leads to. Raises InputError for any other."""
        if self.finished:
            raise InputError("The tale is finished; start another one, or go on from an earlier page.")
        if isinstance(i, bool) or not isinstance(i, int) or not 0 <= i < len(self._offers):
            raise InputError(f"Choose 0 to {len(self._offers) - 1}, not {i!r:.40}.")
        return _with_page(replace(self, path=(*self.path, i)), self._offers[i][1])

    def go_on(self) -> Tale:
        """The tale with one more page, chosen by the seed. Raises InputError where it is finished."""
        return self.choose(self._random("go on").randrange(len(self._offers) or 1))

    def finish(self) -> Tale:
        """The tale with all pages up to its end."""
        tale = self
        while not tale.finished:
            tale = tale.go_on()
        return tale

    def back(self, page: int) -> Tale:
        """The tale as it was when it had ``page`` pages. Raises InputError where it never had so many."""
        if isinstance(page, bool) or not isinstance(page, int) or not 1 <= page <= len(self.pages):
            raise InputError(f"The tale has {len(self.pages)} pages; go back to 1 up to that.")
        tale = _begin(self.setup)
        for i in self.path[: page - 1]:
            tale = tale.choose(i)
        return tale

    def to_json(self) -> str:
        """The tale as a JSON document, format ``text2scene-tale/1``."""
        from text2scene.tale.store import to_json

        return to_json(self)

    @staticmethod
    def from_json(text: str) -> Tale:
        """The tale of a document. Raises InputError, naming the field, where it is broken."""
        from text2scene.tale.store import from_json

        return from_json(text)

    def _random(self, what: str) -> random.Random:
        """Random numbers of this place in this tale: they depend on nothing else."""
        return random.Random(f"{self.setup.seed}/{'.'.join(map(str, self.path))}/{what}")


def start(
    theme: str | None = None,
    hero: str | None = None,
    companion: str | None = None,
    wish: str | None = None,
    mood: str | None = None,
    names: Mapping[str, str] | None = None,
    seed: int | None = None,
) -> Tale:
    """Begin a tale; what is not given is chosen by the seed, and the seed by chance where it is not given.

    theme, hero, companion, wish, mood: values of :func:`text2scene.tale.options`. names: one's own for
    ``hero`` and ``companion`` ("Ada", "Rex the dog"). seed: 0 to 2**63 - 1. Raises InputError.
    """
    if seed is None:
        seed = secrets.randbelow(2**31)
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED:
        raise InputError(f"The seed must be a whole number from 0 to {MAX_SEED}, not {seed!r:.40}.")
    return _begin(decide(theme, hero, companion, wish, mood, names or {}, seed))


def _begin(setup: Setup) -> Tale:
    theme = THEMES[setup.theme]
    tale = Tale(setup, "", (), (), World())
    rng = tale._random("start")
    world = World().with_facts(
        ("theme", theme.name),
        ("place", theme.place),
        ("time", theme.time),
        ("weather", "sun"),
        ("role", "H", setup.hero),
        ("role", "C", setup.companion),
        ("here", setup.hero),
        ("here", setup.companion),
        ("role", "G", rng.choice(theme.high)),
        ("mood", setup.hero, "happy"),
    )
    world = world.with_facts(("prop", world.role("G")), ("known", setup.hero))
    if theme.place == "snow" or theme.time == "night" or setup.wish == "noise":
        world = world.with_facts(("flag", "chilly"))
    if setup.wish == "noise":
        world = world.with_facts(("time", "night"))
    step = planner.opening(world, theme, setup.wish, rng)
    titles = variants(step.beat.title, step.after)
    title = _titled(tell(_bare(rng.choice(titles)), step.after, Voice(True, dict(setup.names)), ())[0])
    first = rng.choice(theme.lines)
    return _with_page(replace(tale, title=title), _with_scenery(step, first), ((first,),))


def _with_scenery(step: Step, line: str) -> Step:
    """What the first line speaks of stands there: a tent, a snowman."""
    _, named = tell(line, step.before, Voice(True, {}), ())
    new = [piece for piece in named if piece not in step.before.all("here") + step.before.all("prop")]
    events = tuple(("stand", piece) for piece in new)
    after = step.after.with_facts(*(("prop", piece) for piece in new))
    return replace(step, events=(*events, *step.events), after=after)


def _bare(title: str) -> str:
    """In a title, things go without an article: {X} is read as {=X}."""
    for role in ("X", "K", "F"):
        title = title.replace(f"{{{role}}}", f"{{={role}}}")
    return title


def _titled(text: str) -> str:
    words = text.split()
    return " ".join(w if i and w in _SMALL_WORDS else w[:1].upper() + w[1:] for i, w in enumerate(words))


def _with_page(tale: Tale, step: Step, before: tuple[tuple[str, ...], ...] = ()) -> Tale:
    """The tale with the page that tells of a step."""
    rng = tale._random("page")
    known = step.before.all("known")
    said = {norm(sentence) for page in tale.pages for sentence in split_sentences(page.text)}
    voice = Voice(tale.setup.past, dict(tale.setup.names))
    template = choose_lines(
        (*before, *step.beat.lines, *planner.closings(step)), step.before, voice, said, rng
    )
    text, named = tell(template, step.before, voice, known)
    drawing, pieces = describe(step.after, named, step.events)
    world = step.after.with_facts(*(("known", piece) for piece in named))
    page = Page(
        text,
        drawing,
        world.background,
        world.value("place"),
        world.value("time"),
        world.value("weather"),
        pieces,
        world.all("here"),
        step.events,
        step.beat.name,
    )
    return replace(tale, pages=(*tale.pages, page), world=_tidied(world, step))


def _tidied(world: World, step: Step) -> World:
    """What was only taken out for a try or a favour is put away again, so that hands are free."""
    if step.beat.stage not in ("try", "favour", "twist", "trouble"):
        return world
    kept = {world.role("X"), "cake"} | ({world.role("N")} if world.holds("flag food") else set())
    for child in CHILDREN:
        for _, item, _ in world.found("where", "*", child):
            if item not in kept and not world.holds(f"worn {item} {child}"):
                world = world.without("where", item, child)
    return world


def _offered(step: Step, voice: Voice, rng: random.Random) -> str:
    fitting = variants(step.beat.choice, step.before)
    return tell(rng.choice(fitting), step.before, voice, step.before.all("known"))[0]


def _kind(piece: str) -> str:
    return {"mike": "boy", "jenny": "girl"}.get(piece, called(piece))
