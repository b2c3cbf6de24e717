"""The next page: what stays on the canvas of the page before, and what the text makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text2scene.boarding import ABOARD, AIRSHIP
from text2scene.catalog import CANVAS_WIDTH, Catalog
from text2scene.errors import InputError
from text2scene.language.setting import Air, spoken_outside
from text2scene.language.setting_words import GREEN
from text2scene.relations import boxes_of
from text2scene.scene import Scene, SceneObject, free_id
from text2scene.steps import fits_slot
from text2scene.story.belongings import (
    CHILDREN,
    MOMENTARY,
    SITTING,
    STANDING,
    belongings,
    borne,
    followed,
    placed,
    posed,
    takes_slot,
)
from text2scene.story.blocking import (
    apart,
    come_forward,
    covers,
    down_here,
    furniture_apart,
    on_the_page,
)
from text2scene.story.carried import rows_of
from text2scene.story.family import role_of
from text2scene.story.mentions import Listener
from text2scene.story.model import CastMember, Page
from text2scene.story.roles import Setting, castings, lost_words, named_by, seen_going
from text2scene.story.situation import Situation, after, people_of
from text2scene.story.sizes import ABOARD_BELOW, FINDS_CRAFT, grown_up, in_view, landed
from text2scene.story.stage import Stage
from text2scene.story.telling import Happening

if TYPE_CHECKING:
    from text2scene.generator import Generator

SUNLESS = frozenset({"night", "rain", "space", "underwater"})
WET = frozenset({"rain", "lightning"})
TREES = frozenset({"pine_tree", "oak_tree", "apple_tree"})
PLAYGROUND = frozenset({"slide", "swing", "sandbox", "bouncy_bee"})
MOST_SCENERY = 4
MOST_OBJECTS = 40
# Of two children on one spot nothing can be told, though a text once put them there.
STACKED = 0.6
_STARTLED = re.compile(r"\b(?:surpris|amaz|astonish|wow|gasp|whoosh|oh no)", re.I)
_SCARED = re.compile(r"\b(?:scared|afraid|frighten|terrif|fear)", re.I)


@dataclass
class PageMaker:
    """Makes pages with a generator, for a cast."""

    generator: Generator
    cast: tuple[CastMember, ...]

    def __post_init__(self) -> None:
        self.catalog = self.generator.catalog
        self.members = {member.id: member for member in self.cast}

    def make(self, page: Page, before: Situation) -> tuple[Page, Situation]:
        """The page with its picture, its place and what carried over, and the situation after it.

        Of ``page`` the text, the seed, the chosen background and what else a person decided is used.
        """
        told, listener, before = self._hearing(page.text, before)
        place = before.place if told.place is None else told.place
        background = page.background or told.air.background
        scene = self._draw(page, told, listener, before, background)
        scene = replace(scene, background=background, text=page.text, seed=page.seed)
        made = replace(page, scene=scene, place=place, by_hand=False)
        made = replace(made, carried=rows_of(made, told, listener, before, self.catalog))
        return made, after(before, made, told, self.cast, self.catalog)

    def follow(self, page: Page, before: Situation) -> Situation:
        """The situation after a page that is kept as it is."""
        told, _, before = self._hearing(page.text, before)
        return after(before, page, told, self.cast, self.catalog)

    def _hearing(self, text: str, before: Situation) -> tuple[Happening, Listener, Situation]:
        """What a page tells, and the situation that it goes on from."""
        told, listener = before.hearing(text, self.cast, self.catalog)
        there = before.staying(told)
        if there is not before:
            told, listener = there.hearing(text, self.cast, self.catalog)
        return told, listener, there

    def _draw(
        self, page: Page, told: Happening, listener: Listener, before: Situation, background: str
    ) -> Scene:
        canvas = self._canvas(told, before)
        setting = Setting(
            (*before.here, *told.ids),
            before.memory.thing,
            told.air.ground,
            "home" in (told.place, told.heading),
        )
        runs = castings(told.sentences, listener, setting, self.catalog)
        stage = Stage(self.generator, self.members)
        scene = canvas
        for casting in runs:
            scene = stage.act(scene, casting, page.seed)
        new_place = told.place is not None and told.place not in before.places
        if runs and (before.scene is None or new_place):
            scene = self._with_scenery(scene, runs[0].text, page.seed, background, stage.asked)
        scene = self._without_leavers(scene, canvas, told)
        scene = self._without_lost(scene, told)
        scene = self._everybody(scene, told)
        if FINDS_CRAFT.search(page.text):
            there = {item.id for item in canvas.objects}
            scene = replace(
                scene,
                objects=tuple(
                    landed(i, self.catalog) if i.category in ABOARD and i.id not in there else i
                    for i in scene.objects
                ),
            )
        scene = self._in_place(scene, canvas, stage)
        scene = self._dressed(self._styled(scene), canvas, before)
        scene = _under_the_sky(scene, told.air, background, stage.asked)
        return replace(scene, notes=_nouns_only(stage.notes, page.text))

    # -- the canvas ----------------------------------------------------------------------

    def _canvas(self, told: Happening, before: Situation) -> Scene:
        """What the page begins with."""
        if before.scene is None:
            return Scene()
        objects = [item for item in before.scene.objects if item.id not in before.gone]
        if told.place is not None:
            on = borne(objects, self.catalog)
            stay = set(told.companions)
            objects = [i for i in objects if i.id in stay or (i.id in on and on[i.id].bearer in stay)]
            taken = {item.id for item in objects}
            objects = [*(i for i in before.places.get(told.place, ()) if i.id not in taken), *objects]
        elif told.next_day:
            objects = [i for i in objects if self._group(i) not in ("food", "sky")]
        objects = [item for item in objects if item.category != "lightning"]
        calm = _STARTLED.search(before.scene.text) is not None and not _SCARED.search(before.scene.text)
        fresh = told.place is not None or told.next_day
        rested = [self._rested(item, told, calm or fresh, fresh) for item in objects]
        objects = self._given(list(followed(objects, rested, self.catalog)), before)
        forward = come_forward(objects, self.catalog, ())
        children = [item.id for item in reversed(forward) if item.category in CHILDREN]
        forward = apart(forward, self.catalog, children, threshold=STACKED)
        return replace(before.scene, objects=self._uncluttered(forward, told), notes=(), extra={})

    def _uncluttered(self, objects: Sequence[SceneObject], told: Happening) -> tuple[SceneObject, ...]:
        """Of very many things the oldest that just lie about are left out."""
        on = borne(objects, self.catalog)
        loose = [i.id for i in objects if self._group(i) in ("toy", "food", "sky") and i.id not in on]
        gone = set(loose[: max(0, len(objects) - MOST_OBJECTS)])
        return tuple(item for item in objects if item.id not in gone)

    def _given(self, objects: list[SceneObject], before: Situation) -> list[SceneObject]:
        """What was given on the page before is now with whom it was given to."""
        at = {item.id: n for n, item in enumerate(objects)}
        for ident, receiver in before.given:
            if ident not in at or receiver not in at:
                continue
            item, who = objects[at[ident]], objects[at[receiver]]
            if who.category in CHILDREN:
                taken = {each.part for each in belongings(receiver, objects, self.catalog)}
                hand = next((p for p in ("right_hand", "left_hand") if p not in taken), "")
                if hand and fits_slot(self.catalog[item.category], hand):
                    objects[at[ident]] = placed(item, who, hand, self.catalog)
            elif who.category in self.catalog:
                objects[at[ident]] = _before_feet(item, who, self.catalog)
        return objects

    def _rested(self, item: SceneObject, told: Happening, calm: bool, fresh: bool) -> SceneObject:
        """Kicks and waves are over; who sits does so until he is spoken of; moods last, surprise passes."""
        if item.category in ABOARD and item.scale == AIRSHIP:
            return landed(item, self.catalog)
        if item.category not in CHILDREN:
            return item
        if item.scale < ABOARD_BELOW:
            item = replace(item, scale=1.0)  # out of the rocket again
        gets_up = item.pose in SITTING and (fresh or item.id in told.ids)
        if item.pose in MOMENTARY or gets_up:
            item = posed(item, STANDING, self.catalog)
        if (item.expression == "surprised" and calm) or (fresh and item.expression in ("angry", "sad")):
            item = replace(item, expression="smile")
        return item

    def _group(self, item: SceneObject) -> str:
        return self.catalog[item.category].group if item.category in self.catalog else ""

    # -- what nobody asked for -----------------------------------------------------------

    def _with_scenery(self, scene: Scene, text: str, seed: int, background: str, asked: set[str]) -> Scene:
        """Trees, a slide, the sun, where the network would put them and nobody stands."""
        allowed = scenery_of(background)
        if not allowed:
            return scene
        try:
            drawn = self.generator.generate(text, seed)
        except InputError:
            return scene
        there = set(scene.categories)
        extra = [
            item
            for item in drawn.objects
            if item.category in allowed
            and item.category not in there | asked
            and not any(covers(item, other, self.catalog) for other in scene.objects)
        ]
        return scene.adding(*extra[:MOST_SCENERY])

    # -- who is there --------------------------------------------------------------------

    def _without_leavers(self, scene: Scene, canvas: Scene, told: Happening) -> Scene:
        """Who goes is gone, with what he has on; where all go, they are seen going."""
        people = people_of(scene.objects, self.cast, self.catalog)
        if not told.leaving:
            missing = [i for i in canvas.objects if i.id in told.companions and i.id not in people]
            return scene.adding(*missing)
        somebody = {
            i for i in (*people, *told.leaving) if i in self.members or i.partition("-")[0] in CHILDREN
        }
        if somebody <= set(told.leaving):
            back = [i for i in canvas.objects if i.id in told.leaving and i.id not in people]
            theirs = [b.item for i in back for b in belongings(i.id, canvas.objects, self.catalog)]
            return scene.adding(*back, *(i for i in theirs if all(o.id != i.id for o in scene.objects)))
        on = borne(canvas.objects, self.catalog) | borne(scene.objects, self.catalog)
        gone = {*told.leaving, *(k for k, each in on.items() if each.bearer in told.leaving)}
        return scene.without(*gone)

    def _without_lost(self, scene: Scene, told: Happening) -> Scene:
        told_whole = seen_going(" ".join(spoken_outside(sentence.text) for sentence in told.sentences))
        for words in lost_words(told_whole):
            scene = scene.without(*(i.id for i in scene.objects if named_by(words, i, self.catalog)))
        return scene

    def _everybody(self, scene: Scene, told: Happening) -> Scene:
        """Whoever of the cast is spoken of outside quotes, is not missed and did not leave, is there."""
        for sentence in told.sentences:
            outside = spoken_outside(sentence.text)
            for mention in sentence.mentions:
                if mention.own or mention.raw not in outside or not _present(outside, mention.raw):
                    continue
                for ident in mention.ids:
                    member = self.members.get(ident)
                    there = any(item.id == ident for item in scene.objects)
                    if member is not None and not there and ident not in told.leaving:
                        scene = scene.adding(_newcomer(member))
        return scene

    # -- the last touches ----------------------------------------------------------------

    def _in_place(self, scene: Scene, canvas: Scene, stage: Stage) -> Scene:
        """On the ground, and newcomers beside the others, not before their faces."""
        objects = come_forward(scene.objects, self.catalog, stage.put)
        before = {item.id: item for item in canvas.objects}
        settled = [
            down_here(i, before[i.id], self.catalog) if i.id in before and i.id not in stage.put else i
            for i in objects
        ]
        settled = [i if i == before.get(i.id) else on_the_page(i, self.catalog) for i in settled]
        objects = followed(objects, settled, self.catalog)
        big = [i.id for i in objects if i.id not in before and self._group(i) == "park"]
        objects = furniture_apart(objects, self.catalog, big, stage.tied)
        lively = people_of(objects, self.cast, self.catalog)
        fresh = [
            i.id
            for i in objects
            if i.id not in before and i.id not in stage.put and (i.id in lively or self._group(i) == "sky")
        ]
        moved = [
            i.id
            for i in objects
            if i.id in lively and i.id in before and i.id not in stage.put and i.x != before[i.id].x
        ]
        objects = apart(objects, self.catalog, fresh, self.members)
        objects = apart(objects, self.catalog, moved, self.members)
        return replace(scene, objects=tuple(in_view(item, objects, self.catalog) for item in objects))

    def _styled(self, scene: Scene) -> Scene:
        """Everybody of the cast in his own colours."""
        objects = []
        for item in scene.objects:
            member = self.members.get(item.id)
            if member is not None and member.category == item.category:
                item = replace(item, style={**item.style, **member.style})
                if role_of(member.words) is not None and item.scale == 1.0:
                    item = grown_up(item, self.catalog)
            objects.append(item)
        return replace(scene, objects=followed(scene.objects, objects, self.catalog))

    def _dressed(self, scene: Scene, canvas: Scene, before: Situation) -> Scene:
        """Who comes back has on what he had on."""
        there = {item.id for item in canvas.objects}
        for child in scene.objects:
            if child.id in there or child.id not in before.wardrobe or child.category not in CHILDREN:
                continue
            for each in before.wardrobe[child.id]:
                on = belongings(child.id, scene.objects, self.catalog)
                free = each.part == "head" and not any(takes_slot(each, other) for other in on)
                if free and each.item.category not in scene.categories:
                    item = placed(each.item, child, each.part, self.catalog)
                    taken = [other.id for other in scene.objects]
                    scene = scene.adding(replace(item, id=free_id(item.id, taken)))
        return scene


def _before_feet(item: SceneObject, who: SceneObject, catalog: Catalog) -> SceneObject:
    """A thing on the ground beside an animal, on the side of the middle of the picture."""
    box, own = boxes_of(who, catalog), boxes_of(replace(item, depth=who.depth), catalog)
    side = -1 if who.x > CANVAS_WIDTH / 2 else 1
    x = who.x + side * (float(box.width) + float(own.width)) / 2
    y = float(box.feet) - float(own.height) / 2
    return replace(item, depth=who.depth, x=round(x, 2), y=round(y, 2))


def _newcomer(member: CastMember) -> SceneObject:
    child = member.category in CHILDREN
    return SceneObject(
        member.id,
        member.category,
        250.0,
        255.0 if child else 290.0,
        pose=STANDING if child else None,
        expression="smile" if child else None,
        style=member.style,
    )


def _under_the_sky(scene: Scene, air: Air, background: str, asked: set[str]) -> Scene:
    """No sun by night or in the rain, no rain when it has stopped, no moon by day."""
    gone: set[str] = set()
    if background in SUNLESS or air.weather == "rain" or air.time == "night":
        gone.add("sun")
    if air.weather == "dry":
        gone |= WET - asked
    else:
        gone |= {"rainbow"} - asked
    if background not in ("space", "night"):
        gone |= {"moon", "star"} - asked
    return replace(scene, objects=tuple(item for item in scene.objects if item.category not in gone))


def _present(outside: str, raw: str) -> bool:
    """Whether a mention says that somebody is there, not that he is looked for or missed."""
    at = outside.find(raw)
    before = outside[max(0, at - 28) : at]
    return not re.search(r"\b(?:for|miss(?:es|ed)?|without|find|where is|about|like|of)\s*\Z", before)


def scenery_of(background: str) -> frozenset[str]:
    """The categories that may be added without being asked for, before a background."""
    if background in ("beach", "snow"):
        return frozenset({"sun", "cloud"}) | (
            frozenset({"pine_tree"}) if background == "snow" else frozenset()
        )
    if background not in GREEN:
        return frozenset()
    if background == "forest":
        return TREES
    if background in ("park", "autumn"):
        return TREES | PLAYGROUND | {"sun", "cloud"}
    return TREES | PLAYGROUND


def _nouns_only(notes: Sequence[Mapping[str, object]], text: str) -> tuple[Mapping[str, object], ...]:
    """Of the words that nothing is drawn for those that name things: a story has many verbs and cries."""
    seen: dict[str, Mapping[str, object]] = {}
    for note in notes:
        word = re.escape(str(note.get("word", "")))
        owner = r"(?:a|an|the|his|her|their|its|my|our|some|two|three|four|many|\w+'s)"
        if re.search(rf"\b{owner} (?:\w+ )?{word}\b", text, re.I):
            seen.setdefault(word, note)
    return tuple(seen.values())
