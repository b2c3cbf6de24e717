"""One run of sentences acted out: people in the roles that the generator knows, then themselves again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from text2scene.bearers import there_of
from text2scene.errors import InputError
from text2scene.language import clean_text
from text2scene.language.facts import RELATIONS, Reading
from text2scene.language.understand import understand
from text2scene.relations import boxes_of
from text2scene.scene import Scene, SceneObject, free_id
from text2scene.story.belongings import CHILDREN, SITTING, STANDING, Borne, borne, followed, placed, posed
from text2scene.story.model import CastMember
from text2scene.story.roles import Casting

if TYPE_CHECKING:
    from text2scene.generator import Generator

# Facts that put somebody somewhere special, where he stays for the page.
PLACES = frozenset(
    (
        "on",
        "in",
        "behind",
        "in_front",
        "above",
        "below",
        "region",
        "between",
        "far",
        "left_of",
        "right_of",
        "size",
    )
)
_MOODS = frozenset({"angry", "sad", "surprised"})


@dataclass
class Stage:
    """Where the runs of a page are acted out, one after the other.

    asked: categories and ids that the text speaks of. put: ids of what it puts somewhere special.
    tied: id of a thing -> ids of what it puts beside, on, in or behind that.
    notes: what the reader could not use.
    """

    generator: Generator
    members: Mapping[str, CastMember]
    asked: set[str] = field(default_factory=set)
    put: set[str] = field(default_factory=set)
    tied: dict[str, set[str]] = field(default_factory=dict)
    notes: list[Mapping[str, object]] = field(default_factory=list)

    def act(self, scene: Scene, casting: Casting, seed: int) -> Scene:
        """The scene after the sentences of a casting; as it was where they hold no words to draw."""
        catalog = self.generator.catalog
        staged, hidden = self._staged(scene, casting)
        there = there_of(staged, catalog) if staged.objects else None
        try:
            reading = understand(clean_text(casting.text), catalog, self.generator.vocabulary, there)
            if staged.objects:
                drawn = self.generator.edit(staged, casting.text, seed)
            else:
                drawn = self.generator.generate(casting.text, seed)
        except InputError:
            return scene
        self._note(reading, casting, staged)
        self.notes += [note for note in drawn.notes if note.get("kind") != "spelling"]
        objects = self._kept(drawn, staged, reading)
        return self._unstaged(objects, scene, casting, hidden)

    # -- reading -------------------------------------------------------------------------

    def _note(self, reading: Reading, casting: Casting, staged: Scene) -> None:
        named = {option for thing in reading.things for option in thing.options}
        self.asked |= named | {casting.roles.get(name, name) for name in named}
        for fact in reading.facts:
            if fact.kind in RELATIONS and fact.holds:
                subject = self._id_of(fact.subject, reading, casting)
                for key in fact.others:
                    self.tied.setdefault(self._id_of(key, reading, casting), set()).add(subject)
            if fact.kind in PLACES and fact.holds:
                self.put |= {self._id_of(fact.subject, reading, casting)}

    def _id_of(self, key: str, reading: Reading, casting: Casting) -> str:
        """The id of a thing of a reading, once the roles are given back."""
        thing = next((thing for thing in reading.things if thing.key == key), None)
        if thing is None:
            return key
        if thing.old is not None:
            return thing.old
        return casting.roles.get(thing.options[0], key)

    def _kept(self, drawn: Scene, staged: Scene, reading: Reading) -> list[SceneObject]:
        """What was drawn, without what nobody asked for; big things and people stay where they were."""
        catalog = self.generator.catalog
        before = {item.id: item for item in staged.objects}
        named = {option for thing in reading.things for option in thing.options}
        moved = {f.subject for f in reading.facts if f.kind not in ("colour", "expression", "pose")}
        moved |= {key for change in reading.changes for key in (*change.keys, *change.others)}
        free = {thing.old for thing in reading.things if thing.key in moved}
        carried = borne(staged.objects, catalog)
        out = []
        for item in drawn.objects:
            old = before.get(item.id)
            if old is None:
                if item.category not in named:
                    continue
                item = self._plain(item, reading) if item.category in CHILDREN else item
            elif item != old and item.id not in free and self._stays(item, carried):
                item = old
            out.append(item)
        was = {item.id: item for item in drawn.objects}
        out = list(followed([was[item.id] for item in out], out, catalog))
        shown = set(was)
        lost = {  # nobody is lost because a sentence was misread, and with him what he has on
            item.id
            for item in staged.objects
            if item.id not in shown and (item.category in CHILDREN or item.id in self.members)
        }
        lost |= {k for k, each in carried.items() if each.bearer in lost and k not in shown}
        out += [item for item in staged.objects if item.id in lost]
        return out

    def _stays(self, item: SceneObject, carried: Mapping[str, Borne]) -> bool:
        """Furniture, and what lies about without being in anybody's hand."""
        group = _group(item, self.generator.catalog)
        return group == "park" or (group in ("toy", "food", "wearable") and item.id not in carried)

    def _plain(self, item: SceneObject, reading: Reading) -> SceneObject:
        """A child that is new: neither sitting nor sad unless the text says so."""
        said = {fact.kind for fact in reading.facts if fact.subject == item.category}
        if "expression" not in said and item.expression in _MOODS:
            item = replace(item, expression="smile")
        if "pose" not in said and item.pose in SITTING:
            item = posed(item, STANDING, self.generator.catalog)
        return item

    # -- roles ---------------------------------------------------------------------------

    def _staged(self, scene: Scene, casting: Casting) -> tuple[Scene, tuple[SceneObject, ...]]:
        """With those who have roles as these, and whoever could be mistaken for them out of sight."""
        catalog = self.generator.catalog
        players = {ident: role for role, ident in casting.roles.items()}
        hidden = {
            item.id
            for item in scene.objects
            if item.category in casting.roles
            and item.id not in players
            and (item.category in CHILDREN or item.id in self.members)
        }
        on = borne(scene.objects, catalog).values()
        hidden |= {each.item.id for each in on if each.bearer in hidden and each.part == "head"}
        shown = [item for item in scene.objects if item.id not in hidden]
        acted = [
            item if players.get(item.id, item.category) == item.category else self._as(item, players[item.id])
            for item in shown
        ]
        staged = followed(shown, acted, catalog)
        order = sorted(staged, key=lambda item: item.id not in players)
        return replace(scene, objects=tuple(order)), tuple(i for i in scene.objects if i.id in hidden)

    def _as(self, item: SceneObject, category: str) -> SceneObject:
        """An object as another piece, on the same feet; its looks are its own again afterwards."""
        catalog = self.generator.catalog
        child = category in CHILDREN
        out = replace(
            item,
            category=category,
            style={},
            pose=(item.pose or STANDING) if child else None,
            expression=(item.expression or "smile") if child else None,
        )
        feet = float(boxes_of(item, catalog).feet)
        return replace(out, y=round(feet - float(boxes_of(out, catalog).height) / 2, 2))

    def _unstaged(
        self, drawn: Sequence[SceneObject], scene: Scene, casting: Casting, hidden: Sequence[SceneObject]
    ) -> Scene:
        """The roles given back: everybody is himself again, under his own id."""
        before = {item.id: item for item in scene.objects}
        on_stage = set(before) - {item.id for item in hidden}
        on = borne(drawn, self.generator.catalog)
        taken = {item.id for item in drawn if item.id in on_stage} | {item.id for item in hidden}
        out: list[SceneObject] = []
        renamed: dict[str, str] = {}
        for item in drawn:
            if item.id in on_stage:
                real = before[item.id]
                same = item.category == real.category
                out.append(item if same else replace(self._as(item, real.category), style=real.style))
                continue
            ident = casting.roles.get(item.category, "")
            if not ident or ident in taken:
                # a new thing never gets the id of one that is out of sight
                ident = free_id(item.id, taken)
            else:
                item = self._cast_as(item, ident)
            taken.add(ident)
            renamed[item.id] = ident
            out.append(replace(item, id=ident))
        objects = _in_old_order([*out, *hidden], scene.objects)
        return replace(scene, objects=self._reborne(objects, on, renamed))

    def _cast_as(self, item: SceneObject, ident: str) -> SceneObject:
        member = self.members.get(ident)
        if member is None:
            return item
        item = item if member.category == item.category else self._as(item, member.category)
        return replace(item, style={**item.style, **member.style})

    def _reborne(
        self, objects: Sequence[SceneObject], on: Mapping[str, Borne], renamed: Mapping[str, str]
    ) -> tuple[SceneObject, ...]:
        """What was worn and held in a role is so by whoever played it."""
        by_id = {item.id: item for item in objects}
        for old, each in on.items():
            ident = renamed.get(old, old)
            bearer = by_id.get(renamed.get(each.bearer, each.bearer))
            if ident in by_id and bearer is not None and bearer.category in CHILDREN:
                by_id[ident] = placed(by_id[ident], bearer, each.part, self.generator.catalog)
        return tuple(by_id[item.id] for item in objects)


def _group(item: SceneObject, catalog: object) -> str:
    piece = getattr(catalog, "by_name", {}).get(item.category)
    return piece.group if piece is not None else ""


def _in_old_order(objects: Sequence[SceneObject], before: Sequence[SceneObject]) -> tuple[SceneObject, ...]:
    """What was there in its old order, then what is new."""
    order = {item.id: n for n, item in enumerate(before)}
    return tuple(sorted(objects, key=lambda item: order.get(item.id, len(order))))
