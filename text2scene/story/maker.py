"""The next page: what stays on the canvas of the page before, and what the text makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from text2scene.catalog import CANVAS_WIDTH
from text2scene.compose import there_of
from text2scene.errors import InputError
from text2scene.language import clean_text
from text2scene.language.understand import understand
from text2scene.relations import boxes_of
from text2scene.scene import Scene, SceneObject, free_id
from text2scene.story.belongings import (
    CHILDREN,
    MOMENTARY,
    SITTING,
    STANDING,
    Borne,
    belongings,
    borne,
    followed,
    placed,
    posed,
    takes_slot,
)
from text2scene.story.carried import rows_of
from text2scene.story.mentions import Listener
from text2scene.story.model import CastMember, Page
from text2scene.story.roles import Casting, castings, lost_words
from text2scene.story.situation import Situation, after, people_of
from text2scene.story.telling import Air, Happening, spoken_outside
from text2scene.story.words import GREEN

if TYPE_CHECKING:
    from text2scene.generator import Generator

NIGHT_SKY = frozenset({"night", "rain", "space", "underwater"})
WET = frozenset({"rain", "lightning"})
_CLEAR = frozenset({"sun", "cloud"})


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
        told, listener = before.hearing(page.text, self.cast, self.catalog)
        place = before.place if told.place is None else told.place
        background = page.background or told.air.background
        scene = self._draw(page, told, listener, before, background)
        scene = replace(scene, background=background, text=page.text, seed=page.seed)
        made = replace(page, scene=scene, place=place, by_hand=False)
        made = replace(made, carried=rows_of(made, told, listener, before, self.catalog))
        return made, after(before, made, told, self.cast, self.catalog)

    def follow(self, page: Page, before: Situation) -> Situation:
        """The situation after a page that is kept as it is."""
        told, _ = before.hearing(page.text, self.cast, self.catalog)
        return after(before, page, told, self.cast, self.catalog)

    # -- the canvas ----------------------------------------------------------------------

    def _draw(
        self, page: Page, told: Happening, listener: Listener, before: Situation, background: str
    ) -> Scene:
        canvas = self._canvas(told, before)
        fresh = before.scene is None or told.place is not None
        known = told.place is not None and told.place in before.places
        runs = castings(
            told.sentences, listener, (*before.here, *told.ids), self.catalog, before.memory.thing
        )
        scene = canvas
        asked: set[str] = set()
        for casting in runs:
            scene = self._act(scene, casting, page.seed, asked, listener)
        if fresh and not known and runs:
            scene = self._with_scenery(scene, runs[0].text, page.seed, background, asked)
        return self._finished(scene, canvas, told, listener, before, background, asked)

    def _canvas(self, told: Happening, before: Situation) -> Scene:
        """What the page begins with."""
        if before.scene is None:
            return Scene()
        scene = before.scene
        objects = [item for item in scene.objects if item.id not in before.gone]
        if told.place is not None:
            on = borne(objects, self.catalog)
            stay = set(told.companions)
            objects = [i for i in objects if i.id in stay or (i.id in on and on[i.id].bearer in stay)]
            taken = {item.id for item in objects}
            stands = [i for i in before.places.get(told.place, ()) if i.id not in taken]
            objects = [*stands, *objects]
        elif told.next_day:
            objects = [i for i in objects if self._group(i) not in ("food", "sky")]
        objects = [item for item in objects if not (item.category == "lightning")]
        spoken = set(told.ids)
        rested = []
        for item in objects:
            momentary = item.pose in MOMENTARY or (item.pose in SITTING and item.id in spoken)
            if item.category in CHILDREN and momentary:
                item = posed(item, STANDING, self.catalog)
            rested.append(item)
        objects = list(followed(objects, rested, self.catalog))
        return replace(scene, objects=tuple(objects), notes=(), extra={})

    def _group(self, item: SceneObject) -> str:
        return self.catalog[item.category].group if item.category in self.catalog else ""

    # -- the text acts upon it -----------------------------------------------------------

    def _act(self, scene: Scene, casting: Casting, seed: int, asked: set[str], listener: Listener) -> Scene:
        """The canvas after some sentences, with the right people in the roles that the reader knows."""
        stage, hidden = self._staged(scene, casting, listener)
        text = casting.text
        try:
            plain = clean_text(text)
            reading = understand(
                plain,
                self.catalog,
                self.generator.vocabulary,
                there_of(stage, self.catalog) if stage.objects else None,
            )
            if stage.objects:
                drawn = self.generator.edit(stage, text, seed)
            else:
                drawn = self.generator.generate(text, seed)
        except InputError:
            return scene  # no words that can be drawn: the page before goes on
        named = {option for thing in reading.things for option in thing.options}
        asked |= {casting.roles.get(name, name) for name in named} | named
        there = {item.id for item in stage.objects}
        keep = [i for i in drawn.objects if i.id in there or i.category in named]
        if not stage.objects:
            on = borne(drawn.objects, self.catalog)
            keep = [i for i in keep if i.id not in on or i.category in named]
        return self._unstaged(replace(drawn, objects=tuple(keep)), scene, casting, hidden)

    def _staged(
        self, scene: Scene, casting: Casting, listener: Listener
    ) -> tuple[Scene, tuple[SceneObject, ...]]:
        """With those who have roles as these, and whoever could be mistaken for them out of sight."""
        players = {ident: role for role, ident in casting.roles.items()}
        out: list[SceneObject] = []
        hidden: set[str] = set()
        for item in scene.objects:
            double = item.category in casting.roles and item.id not in players
            if double and (item.category in CHILDREN or item.id in self.members):
                hidden.add(item.id)
        hidden |= {
            each.item.id for each in borne(scene.objects, self.catalog).values() if each.bearer in hidden
        }
        for item in scene.objects:
            if item.id in hidden:
                continue
            role = players.get(item.id, item.category)
            out.append(item if role == item.category else self._as(item, role))
        front = [i for i in out if i.id in players]
        staged = followed([i for i in scene.objects if i.id not in hidden], out, self.catalog)
        order = [
            *(i for i in staged if i.id in {p.id for p in front}),
            *(i for i in staged if i.id not in players),
        ]
        return replace(scene, objects=tuple(order)), tuple(i for i in scene.objects if i.id in hidden)

    def _as(self, item: SceneObject, category: str) -> SceneObject:
        """An object as another piece, on the same feet; its looks are its own again afterwards."""
        child = category in CHILDREN
        out = replace(
            item,
            category=category,
            style={},
            pose=(item.pose or STANDING) if child else None,
            expression=(item.expression or "smile") if child else None,
        )
        feet = float(boxes_of(item, self.catalog).feet)
        return replace(out, y=round(feet - float(boxes_of(out, self.catalog).height) / 2, 2))

    def _unstaged(self, drawn: Scene, scene: Scene, casting: Casting, hidden: Sequence[SceneObject]) -> Scene:
        """The roles given back: everybody is himself again, under his own id."""
        before = {item.id: item for item in scene.objects}
        on_stage = set(before) - {item.id for item in hidden}
        on = borne(drawn.objects, self.catalog)
        out: list[SceneObject] = []
        renamed: dict[str, str] = {}
        for item in drawn.objects:
            if item.id in on_stage:
                real = before[item.id].category
                back = item if real == item.category else self._as(item, real)
                out.append(replace(back, style=before[item.id].style) if back is not item else item)
                continue
            ident = casting.roles.get(item.category)
            free = ident is not None and ident not in on_stage and ident not in renamed.values()
            if not free or ident is None:
                out.append(item)
                continue
            member = self.members.get(ident)
            if member is not None and member.category != item.category:
                item = self._as(item, member.category)
            if member is not None:
                item = replace(item, style=member.style)
            renamed[item.id] = ident
            out.append(replace(item, id=ident))
        own = (
            {item.id for item in out if item.id in on_stage}
            | {item.id for item in hidden}
            | set(renamed.values())
        )
        taken = set(own)
        for n, item in enumerate(out):
            if item.id not in own:  # a new thing never gets the id of one that is out of sight
                ident = free_id(item.id, taken)
                taken.add(ident)
                renamed[item.id] = ident
                out[n] = replace(item, id=ident)
        objects = _in_old_order([*out, *hidden], scene.objects)
        return replace(scene, objects=self._reborne(objects, on, renamed))

    def _reborne(
        self, objects: Sequence[SceneObject], on: Mapping[str, Borne], renamed: Mapping[str, str]
    ) -> tuple[SceneObject, ...]:
        """What was worn and held in a role is so by whoever played it."""
        by_id = {item.id: item for item in objects}
        for old, each in on.items():
            ident = renamed.get(old, old)
            bearer = by_id.get(renamed.get(each.bearer, each.bearer))
            if ident in by_id and bearer is not None and bearer.category in CHILDREN:
                by_id[ident] = placed(by_id[ident], bearer, each.part, self.catalog)
        return tuple(by_id[item.id] for item in objects)

    # -- what nobody asked for -----------------------------------------------------------

    def _with_scenery(self, scene: Scene, text: str, seed: int, background: str, asked: set[str]) -> Scene:
        """Trees, a slide, the sun, where the network would put them and nobody stands."""
        allowed = _scenery(background, self.catalog.names, self._groups())
        if not allowed:
            return scene
        try:
            drawn = self.generator.generate(text, seed)
        except InputError:
            return scene
        there = set(scene.categories)
        extra = []
        for item in drawn.objects:
            wanted = item.category in allowed and item.category not in there | asked
            if wanted and not any(self._covers(item, other) for other in scene.objects):
                extra.append(item)
        return scene.adding(*extra[:4])

    def _groups(self) -> Mapping[str, str]:
        return {piece.name: piece.group for piece in self.catalog.pieces}

    def _covers(self, item: SceneObject, other: SceneObject) -> bool:
        """Whether scenery would stand before somebody, or where other scenery stands."""
        a, b = boxes_of(item, self.catalog), boxes_of(other, self.catalog)
        across = min(float(a.x + a.width / 2), float(b.x + b.width / 2)) - max(
            float(a.x - a.width / 2), float(b.x - b.width / 2)
        )
        down = min(float(a.y + a.height / 2), float(b.y + b.height / 2)) - max(
            float(a.y - a.height / 2), float(b.y - b.height / 2)
        )
        if across <= 0 or down <= 0:
            return False
        share = across * down / max(1.0, min(float(a.width * a.height), float(b.width * b.height)))
        same = self._group(item) == self._group(other)
        return share > (0.25 if same or item.depth < other.depth else 0.6)

    # -- the last touches ----------------------------------------------------------------

    def _finished(
        self, scene: Scene, canvas: Scene, told: Happening, listener: Listener, before: Situation,
        background: str, asked: set[str],
    ) -> Scene:  # fmt: skip
        scene = self._without_leavers(scene, canvas, told)
        scene = self._without_lost(scene, told)
        scene = self._everybody(scene, told, listener)
        scene = self._styled(scene)
        scene = self._apart(scene, canvas)
        scene = self._dressed(scene, canvas, before, told)
        return self._under_the_sky(scene, told.air, background, asked)

    def _without_leavers(self, scene: Scene, canvas: Scene, told: Happening) -> Scene:
        """Who goes is gone, with what he has on; where all go, they are seen going."""
        people = [i for i in people_of(scene.objects, self.cast, self.catalog)]
        if not told.leaving:
            missing = [i for i in canvas.objects if i.id in told.companions and scene.find(i.id) is None]
            return scene.adding(*missing)
        children = [i for i in (*people, *told.leaving) if self._is_somebody(i)]
        if set(children) <= set(told.leaving):
            back = [i for i in canvas.objects if i.id in told.leaving and i.id not in people]
            theirs = [b.item for i in back for b in belongings(i.id, canvas.objects, self.catalog)]
            return scene.adding(*back, *(i for i in theirs if all(o.id != i.id for o in scene.objects)))
        on = borne(scene.objects, self.catalog)
        gone = {*told.leaving, *(k for k, each in on.items() if each.bearer in told.leaving)}
        gone |= {
            k
            for k, each in borne(canvas.objects, self.catalog).items()
            if each.bearer in told.leaving and k not in on
        }
        return scene.without(*gone)

    def _is_somebody(self, ident: str) -> bool:
        member = self.members.get(ident)
        return member is not None or ident.partition("-")[0] in CHILDREN

    def _without_lost(self, scene: Scene, told: Happening) -> Scene:
        for sentence in told.sentences:
            for words in lost_words(spoken_outside(sentence.text)):
                for ident in self._named(scene, words):
                    scene = scene.without(ident)
        return scene

    def _named(self, scene: Scene, words: str) -> list[str]:
        """Ids of the things in the scene that some words may name."""
        out = []
        for item in scene.objects:
            if item.category not in self.catalog or item.category in CHILDREN:
                continue
            piece = self.catalog[item.category]
            names = [piece.label, *piece.synonyms]
            names += [c for c, options in self.catalog.classes.items() if item.category in options]
            if any(words.lower() == n.lower() or words.lower().endswith(" " + n.lower()) for n in names):
                out.append(item.id)
        return out

    def _everybody(self, scene: Scene, told: Happening, listener: Listener) -> Scene:
        """Whoever of the cast is spoken of outside quotes and did not leave is in the picture."""
        for sentence in told.sentences:
            outside = spoken_outside(sentence.text)
            for mention in sentence.mentions:
                for ident in mention.ids:
                    member = self.members.get(ident)
                    hidden = member is None or ident in told.leaving or scene.find(ident) is not None
                    if (
                        hidden
                        or mention.own
                        or mention.raw not in outside
                        or not _present(outside, mention.raw)
                    ):
                        continue
                    assert member is not None
                    if any(item.id == ident for item in scene.objects):
                        continue
                    scene = scene.adding(self._newcomer(member))
        return scene

    def _newcomer(self, member: CastMember) -> SceneObject:
        child = member.category in CHILDREN
        return SceneObject(
            member.id,
            member.category,
            250.0,
            265.0 if child else 290.0,
            pose=STANDING if child else None,
            expression="smile" if child else None,
            style=member.style,
        )

    def _styled(self, scene: Scene) -> Scene:
        """Everybody of the cast in his own colours."""
        objects = []
        for item in scene.objects:
            member = self.members.get(item.id)
            if member is not None and member.category == item.category and item.style != member.style:
                item = replace(item, style={**item.style, **member.style})
            objects.append(item)
        return replace(scene, objects=tuple(objects))

    def _apart(self, scene: Scene, canvas: Scene) -> Scene:
        """Newcomers stand beside the others, not before their faces."""
        there = {item.id for item in canvas.objects}
        objects = list(scene.objects)
        for n, item in enumerate(objects):
            if item.id in there or self._group(item) not in ("person", "animal"):
                continue
            others = [o for o in objects if o.id != item.id and self._group(o) in ("person", "animal")]
            if self._crowded(item, others) < 0.35:
                continue
            half = float(boxes_of(item, self.catalog).width) / 2
            spots = [half + 5 + k * (CANVAS_WIDTH - 2 * half - 10) / 12 for k in range(13)]
            best = min(
                spots,
                key=lambda x: (
                    round(self._crowded(replace(item, x=round(x, 2)), others), 2),
                    abs(x - item.x),
                ),
            )
            moved = list(objects)
            moved[n] = replace(item, x=round(best, 2))
            objects = list(followed(objects, moved, self.catalog))
        return replace(scene, objects=tuple(objects))

    def _crowded(self, item: SceneObject, others: Sequence[SceneObject]) -> float:
        """The share of the narrower one's width that two share, at its worst; 0 where they are apart."""
        a = boxes_of(item, self.catalog)
        worst = 0.0
        for other in others:
            b = boxes_of(other, self.catalog)
            shared = (float(a.width) + float(b.width)) / 2 - abs(float(a.x) - float(b.x))
            level = (float(a.height) + float(b.height)) / 2 - abs(float(a.y) - float(b.y))
            if level > 0:
                worst = max(worst, shared / min(float(a.width), float(b.width)))
        return max(worst, 0.0)

    def _dressed(self, scene: Scene, canvas: Scene, before: Situation, told: Happening) -> Scene:
        """Who comes back has on what he had on."""
        there = {item.id for item in canvas.objects}
        for ident in people_of(scene.objects, self.cast, self.catalog):
            if ident in there or ident not in before.wardrobe:
                continue
            child = scene.find(ident)
            assert child is not None
            for each in before.wardrobe[ident]:
                on = belongings(ident, scene.objects, self.catalog)
                worn = each.part == "head" and not any(takes_slot(each, other) for other in on)
                if worn and each.item.category not in scene.categories and child.category in CHILDREN:
                    item = placed(each.item, child, each.part, self.catalog)
                    taken = [o.id for o in scene.objects]
                    scene = scene.adding(replace(item, id=free_id(item.id, taken)))
        return scene

    def _under_the_sky(self, scene: Scene, air: Air, background: str, asked: set[str]) -> Scene:
        """No sun by night or in the rain, no rain when it has stopped."""
        gone: set[str] = set()
        if background in NIGHT_SKY and "sun" not in asked:
            gone.add("sun")
        if air.weather == "rain" or air.time == "night":
            gone.add("sun")
        if air.weather == "dry":
            gone |= WET - ({"lightning"} & asked)
        if air.time == "day" and background not in ("space", "night"):
            gone |= {"moon", "star"} - asked
        if air.weather == "rain":
            gone.add("rainbow") if "rainbow" not in asked else None
        return replace(scene, objects=tuple(i for i in scene.objects if i.category not in gone))


def _present(outside: str, raw: str) -> bool:
    """Whether a mention says that somebody is there, not that he is looked for or missed."""
    import re

    at = outside.find(raw)
    before = outside[max(0, at - 28) : at]
    return not re.search(
        r"\b(?:for|miss(?:es|ed)?|without|find|where is|about|like|of|call(?:s|ed)? for)\s*\Z", before
    )


def _scenery(background: str, names: Sequence[str], groups: Mapping[str, str]) -> frozenset[str]:
    """What may be added without being asked for, by background."""
    trees = frozenset({"pine_tree", "oak_tree", "apple_tree"})
    if background in ("beach", "snow"):
        return _CLEAR | (frozenset({"pine_tree"}) if background == "snow" else frozenset())
    if background not in GREEN:
        return frozenset()
    if background == "forest":
        return trees
    furniture = frozenset(name for name in names if groups[name] == "park") - {
        "tent",
        "grill",
        "table",
        "house",
        "castle",
    }
    sky = (
        _CLEAR
        if background in ("park", "autumn")
        else frozenset({"cloud"})
        if background == "sunset"
        else frozenset()
    )
    return frozenset((trees | furniture) & {*trees, "slide", "swing", "sandbox", "bouncy_bee"}) | sky


def _in_old_order(objects: Sequence[SceneObject], before: Sequence[SceneObject]) -> tuple[SceneObject, ...]:
    """What was there in its old order, then what is new."""
    order = {item.id: n for n, item in enumerate(before)}
    return tuple(sorted(objects, key=lambda item: order.get(item.id, len(order))))
