"""Where a story stands between two pages: the picture so far, who is here, what everybody wears, "
"which place it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from text2scene.catalog import Catalog
from text2scene.language.setting import Air, spoken_outside
from text2scene.language.understand import still_here
from text2scene.scene import Scene, SceneObject
from text2scene.story.belongings import Borne, borne
from text2scene.story.mentions import Listener, Memory
from text2scene.story.model import CastMember, Page
from text2scene.story.roles import lost_words, named_by
from text2scene.story.telling import Happening, listen
from text2scene.story.words import EATEN, GIVES

NOBODY: Mapping[str, tuple[Borne, ...]] = MappingProxyType({})
NOWHERE: Mapping[str, tuple[SceneObject, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Stayed:
    """What is left at a place when people set out for home: its name, its air, its objects."""

    place: str
    air: Air
    objects: tuple[SceneObject, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """What the next page begins with.

    scene: the page before, None at the start. here, away: ids of who is here, and of who went, the last one
    first. wardrobe: what everybody had on and in hand when last seen. places: what stands at each place that
    was seen. gone: ids of objects of the scene that the next page does not have: eaten, or went.
    given: (id of an object, id of who has it from now on): giving is shown, the next page has it given.
    behind: what stayed where all but that have just set out from; the story may go on there.
    """

    scene: Scene | None = None
    place: str = ""
    air: Air = field(default_factory=Air)
    here: tuple[str, ...] = ()
    away: tuple[str, ...] = ()
    memory: Memory = field(default_factory=Memory)
    wardrobe: Mapping[str, tuple[Borne, ...]] = field(default_factory=lambda: NOBODY)
    places: Mapping[str, tuple[SceneObject, ...]] = field(default_factory=lambda: NOWHERE)
    gone: tuple[str, ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    behind: Stayed | None = None

    def listener(self, cast: Sequence[CastMember], catalog: Catalog) -> Listener:
        """A reader who knows what was told so far."""
        return Listener(cast, catalog, self.memory, self.here, self.away)

    def hearing(self, text: str, cast: Sequence[CastMember], catalog: Catalog) -> tuple[Happening, Listener]:
        """What the next page tells."""
        listener = self.listener(cast, catalog)
        return listen(text, listener, self.place, self.air), listener

    def staying(self, told: Happening) -> Situation:
        """Where the next page is: with those who set out, or with those whom it speaks of."""
        here = set(self.here)
        if self.behind is None or self.scene is None or told.place is not None:
            return self
        if not told.ids or here & set(told.ids):
            return self
        scene = replace(self.scene, objects=self.behind.objects)
        away = (*self.here, *self.away)
        return replace(
            self,
            scene=scene,
            place=self.behind.place,
            air=self.behind.air,
            here=(),
            away=away,
            gone=(),
            behind=None,
        )


def people_of(
    objects: Sequence[SceneObject], cast: Sequence[CastMember], catalog: Catalog
) -> tuple[str, ...]:
    """Ids of the children, the animals and the cast in a picture."""
    ids = {member.id for member in cast}
    return tuple(
        item.id
        for item in objects
        if item.id in ids
        or (item.category in catalog and catalog[item.category].group in ("person", "animal"))
    )


def after(
    before: Situation, page: Page, told: Happening, cast: Sequence[CastMember], catalog: Catalog
) -> Situation:
    """The situation when a page has been shown."""
    scene = page.scene
    people = people_of(scene.objects, cast, catalog)
    left = tuple(ident for ident in told.leaving)
    here = tuple(ident for ident in people if ident not in left)
    if told.heading:
        here = tuple(ident for ident in here if ident in told.setting_out)
    away = [*reversed(left), *(i for i in before.away if i not in left)]
    away += [i for i in before.here if i not in here and i not in away]
    wardrobe = dict(before.wardrobe)
    on = borne(scene.objects, catalog)
    for ident in people:
        wardrobe[ident] = tuple(each for each in on.values() if each.bearer == ident)
    gone = [ident for ident in left if ident in people]
    gone += [each.item.id for each in on.values() if each.bearer in gone]
    if any(EATEN.search(spoken_outside(sentence.text)) for sentence in told.sentences):
        gone += [i.id for i in scene.objects if i.category in catalog and catalog[i.category].group == "food"]
    told_whole = still_here(" ".join(spoken_outside(sentence.text) for sentence in told.sentences))
    for words in lost_words(told_whole):
        gone += [item.id for item in scene.objects if named_by(words, item, catalog)]
    place = page.place
    air = told.air
    behind = None
    if told.heading:
        on_way = {i.id for i in scene.objects if i.id in told.setting_out}
        on_way |= {each.item.id for each in on.values() if each.bearer in on_way}
        gone += [i.id for i in scene.objects if i.id not in on_way]
        behind = Stayed(place, air, tuple(i for i in scene.objects if i.id not in on_way))
        air = replace(air, ground="")
    stands = tuple(i for i in scene.objects if i.category in catalog and catalog[i.category].group == "park")
    return Situation(
        scene,
        told.heading or place,
        air,
        here,
        tuple(dict.fromkeys(i for i in away if i not in here)),
        replace(told.memory, thing=_thing(page, told, before, catalog)),
        MappingProxyType(wardrobe),
        MappingProxyType({**before.places, place: stands}),
        tuple(dict.fromkeys(gone)),
        _given(told, on),
        behind,
    )


def _given(told: Happening, on: Mapping[str, Borne]) -> tuple[tuple[str, str], ...]:
    """What changes hands on a page: it is in the giver's hand, and the text names who gets it."""
    out = []
    for sentence in told.sentences:
        match = GIVES.search(spoken_outside(sentence.text))
        if match is None:
            continue
        others = [i for m in sentence.mentions if not m.own for i in m.ids]
        for each in on.values() if others else ():
            receiver = next((i for i in others if i != each.bearer), None)
            if each.part != "head" and each.bearer == others[0] and receiver is not None:
                out.append((each.item.id, receiver))
    return tuple(out)


def _thing(page: Page, told: Happening, before: Situation, catalog: Catalog) -> str:
    """Words for the last toy, food or other thing that the page names and shows: "the kite"."""
    text = page.text.lower()
    best, found = -1, ""
    for item in page.scene.objects:
        if item.category not in catalog or catalog[item.category].group not in ("toy", "food", "wearable"):
            continue
        piece = catalog[item.category]
        for word in (piece.label.lower(), *piece.synonyms):
            at = text.rfind(word.lower())
            if at > best:
                best, found = at, f"the {word.lower()}"
    for sentence in reversed(told.sentences):
        for words in lost_words(spoken_outside(sentence.text)):
            return f"the {words}"
    return found or (before.memory.thing if not told.ids else "")
