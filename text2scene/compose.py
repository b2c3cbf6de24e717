"""A reading and what the network drew -> the objects of the scene: every fact and change obeyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from text2scene.arrange import arrange
from text2scene.bearers import bearers_of
from text2scene.boarding import board, take_seats
from text2scene.catalog import Catalog
from text2scene.changes import Changes
from text2scene.language.facts import Fact, Reading
from text2scene.layout import Layout
from text2scene.plan import PLACING, allowed_looks
from text2scene.relations import boxes_of
from text2scene.scene import Scene, SceneObject
from text2scene.steps import CHILDREN, EYEWEAR

# words for colours -> names of the palette
COLOUR_WORDS = {"gray": "grey", "golden": "yellow", "gold": "yellow", "violet": "purple"}


def _stands(item: SceneObject, before: SceneObject) -> bool:
    """Whether it is as it was in all but its face, so that what it holds stays where it is."""
    return replace(item, expression=before.expression) == before


def _dressed(item: SceneObject, category: str, catalog: Catalog) -> SceneObject:
    """An object as a piece of a pack: where it was, on the same feet."""
    out = replace(item, id=category, category=category, pose=None, expression=None, style={})
    if catalog[category].ground is False or catalog[category].group == "sky":
        return out
    feet, height = boxes_of(item, catalog).feet, boxes_of(out, catalog).height
    return replace(out, y=round(float(feet) - height / 2, 2))


_A_HAIR = 1.5  # pixels that nobody sees


class Composer(Changes):
    """Puts one scene together. ``drawn``: what the network drew anew, with a place map each."""

    def __init__(
        self,
        reading: Reading,
        scene: Scene,
        drawn: Sequence[tuple[SceneObject, np.ndarray]],
        chosen: Mapping[str, str],
        catalog: Catalog,
    ) -> None:
        super().__init__(scene, catalog)
        self.reading = reading
        self.drawn = list(drawn)
        self.chosen = dict(chosen)

    def run(self) -> tuple[SceneObject, ...]:
        """All objects of the new scene, those that were there first and in their old order."""
        self._take_over()
        self._name_drawn()
        self._more_of_a_kind()
        before = dict(self.items)
        self._change()
        self._looks()
        self._colours()
        facts = self._facts()
        board(self.items, facts, self.ids, self.catalog)
        fixed, attached = self._fixed(facts), self._attached(before)
        fixed -= {
            k
            for k, (who, _) in attached.items()
            if who not in fixed or not _stands(self.items[who], before[who])
        }
        rooted = self._rooted(facts)
        layout = Layout(self.items, self.maps, facts, fixed, rooted, attached, catalog=self.catalog)
        self._one_of_each(layout)
        self.items = arrange(layout)
        take_seats(self.items, facts, attached, self.catalog)
        self._as_it_was(before)
        return self._finish()

    def _as_it_was(self, before: Mapping[str, SceneObject]) -> None:
        """What was said of a thing held already: it is not put right by half a pixel."""
        for old in self.scene.objects:
            key = next((key for key, ident in self.ids.items() if ident == old.id), "")
            now = self.items.get(key)
            if now is None or before.get(key) != old or (now.x, now.y) == (old.x, old.y):
                continue
            if max(abs(now.x - old.x), abs(now.y - old.y)) <= _A_HAIR:
                self.items[key] = replace(now, x=old.x, y=old.y)

    # -- who is who --------------------------------------------------------------------

    def _take_over(self) -> None:
        """The objects of the scene, under the keys of the things that they are."""
        keys = {thing.old: thing.key for thing in self.reading.things if thing.old is not None}
        for item in self.scene.objects:
            key = keys.get(item.id, f"@{item.id}")
            self.items[key] = item
            self.ids[key] = item.id

    def _name_drawn(self) -> None:
        """The drawn objects, under the keys of the things that they are."""
        free: dict[str, list[str]] = {}
        for thing in self.reading.things:
            if thing.old is None and thing.key not in self.items:
                category = self.chosen.get(thing.key) or (
                    thing.options[0] if len(thing.options) == 1 else None
                )
                if category is not None:
                    free.setdefault(category, []).append(thing.key)
        for item, places in self.drawn:
            keys = free.get(item.category, [])
            if not keys:
                item, keys = self._as_pack_piece(item, free)
            plain = item.category if item.category in CHILDREN else f"+{item.category}"
            key = keys.pop(0) if keys else plain
            while key in self.items:
                key += "+"
            self.items[key] = item
            self.maps[key] = places
            self.touched.add(key)

    def _as_pack_piece(
        self, item: SceneObject, free: Mapping[str, list[str]]
    ) -> tuple[SceneObject, list[str]]:
        """What the network drew as a bear may be the dragon that the text asks for."""
        for category, keys in free.items():
            if keys and category != item.category and self.catalog[category].acts_as == item.category:
                return _dressed(item, category, self.catalog), keys
        return item, []

    def _more_of_a_kind(self) -> None:
        """Two dogs are two dogs: the network draws one, the others are placed by the same map."""
        samples = {item.category: (item, places) for item, places in self.drawn}
        for item in self.scene.objects:
            samples.setdefault(item.category, (item, None))  # type: ignore[arg-type]
        gone = {key for change in self.reading.changes if change.kind == "remove" for key in change.keys}
        for n, thing in enumerate(self.reading.things):
            if thing.key in self.items or thing.key in gone or thing.old is not None:
                continue
            category = self.chosen.get(thing.key) or next(
                (o for o in thing.options if o in samples), thing.options[0]
            )
            if category in CHILDREN and any(item.category == category for item in self.items.values()):
                continue
            sample, places = samples.get(category, (None, None))
            if sample is None and self.catalog[category].acts_as in samples:
                sample, places = samples[self.catalog[category].acts_as]
                sample = _dressed(sample, category, self.catalog)
            if sample is None:
                sample = SceneObject(category, category, 250.0, 290.0)
                if category in CHILDREN:
                    sample = replace(sample, pose="wave", expression="smile")
            width = boxes_of(sample, self.catalog).width
            side = -1 if n % 2 else 1
            x = (sample.x + side * (0.75 * width + 12.0) * (1 + n // 3)) % 500.0
            self.items[thing.key] = replace(
                sample, id=category, x=round(x, 2), flip=sample.flip != bool(n % 2), extra={}, style={}
            )
            if places is not None:
                self.maps[thing.key] = places
            self.touched.add(thing.key)

    # -- changes -----------------------------------------------------------------------

    def _change(self) -> None:
        for change in self.reading.changes:
            getattr(self, "_" + change.kind)(change)
        counted = self.reading.counted
        for key in [k for k, item in self.items.items() if k.startswith("+") and item.category in counted]:
            self._drop(key)
        for name in self.reading.absent:
            for key in [k for k, item in self.items.items() if item.category == name and k.startswith("@")]:
                self._drop(key)
        self._not_worn()

    def _not_worn(self) -> None:
        """Mike is not wearing a hat: one that he has on and nothing asks for goes."""
        bearers = bearers_of(replace(self.scene, objects=tuple(self._unique())), self.catalog)
        for fact in self.reading.facts:
            if fact.kind != "wears" or fact.holds:
                continue
            child = fact.subject
            for key in [k for k in self.items if k[0] in "@+"]:
                item = self.items[key]
                kinds = fact.values if fact.values and fact.values != ("any",) else None
                wearable = item.category in self.catalog and self.catalog[item.category].group == "wearable"
                on_it = bearers.get(item.id, ("", ""))[0] == child or key.startswith("+")
                if wearable and on_it and (kinds is None or item.category in kinds):
                    self._drop(key)

    def _unique(self) -> list[SceneObject]:
        seen: dict[str, SceneObject] = {}
        for item in self.items.values():
            seen.setdefault(item.id, item)
        return list(seen.values())

    def _one_of_each(self, layout: Layout) -> None:
        """One hat and one pair of glasses a head: what nobody asked for gives way."""
        asked = {
            (fact.others[0], self.items[fact.subject].category in EYEWEAR)
            for fact in layout.facts
            if fact.kind == "wears" and fact.holds and fact.others
        }
        for ident, (who, part) in self._bearers.items():
            key = self._key_of(ident)
            named = any(fact.subject == key and fact.kind == "wears" for fact in layout.facts)
            if part == "head" and key in self.items and not named and key not in self.touched:
                owner = self._key_of(who)
                if (owner, self.items[key].category in EYEWEAR) in asked:
                    layout.attached.pop(key, None)
                    self._drop(key)  # the new hat takes the place of the old one
        for key, (who, part) in list(layout.attached.items()):
            unasked = key.startswith("+") and part == "head"
            if unasked and (who, self.items[key].category in EYEWEAR) in asked:
                layout.attached.pop(key)
                self._drop(key)
        for key in [k for k in self.items if k.startswith("+") and k not in layout.attached]:
            if self.catalog[self.items[key].category].group == "wearable":
                self._drop(key)  # nobody asked for it, and nobody has it on

    # -- looks and facts ---------------------------------------------------------------

    def _looks(self) -> None:
        """Pose and expression as the text says; the feet stay where they are."""
        for key, item in list(self.items.items()):
            if item.category not in CHILDREN:
                continue
            pose = allowed_looks(self.reading.facts, "pose", key)
            if pose is not None and item.pose not in pose:
                feet = float(boxes_of(item, self.catalog).feet)
                item = replace(item, pose=pose[0])
                item = replace(item, y=round(feet - float(boxes_of(item, self.catalog).height) / 2, 2))
            faces = allowed_looks(self.reading.facts, "expression", key)
            if faces is not None and item.expression not in faces:
                item = replace(item, expression="smile" if "smile" in faces else faces[0])
            self.items[key] = item

    def _colours(self) -> None:
        """A red kite, a blue ball: the main colour of a piece."""
        for fact in self.reading.about("colour"):
            item = self.items.get(fact.subject)
            if item is not None and item.category not in CHILDREN:
                name = COLOUR_WORDS.get(fact.values[0], fact.values[0])
                self.items[fact.subject] = replace(item, style={**item.style, "main": name})

    def _facts(self) -> list[Fact]:
        """The facts about what is there."""
        facts = []
        for fact in self.reading.facts:
            keys = (fact.subject, *fact.others)
            if all(key in self.items for key in keys):
                facts.append(fact)
        # of two facts that place one thing in contrary ways the later wins: an instruction corrects
        return facts

    def _fixed(self, facts: Sequence[Fact]) -> set[str]:
        """What was there and is not spoken of in a way that moves it."""
        said = (f for f in facts if f.kind not in ("expression", "pose", "colour") and not self._is_so(f))
        moving = {f.subject for f in said if f.kind != "wears" or f.holds}
        # what was only made bigger or turned round has its place already
        settled = {
            key for change in self.reading.changes if change.kind in ("grow", "flip") for key in change.keys
        }
        free = self.touched - settled
        return {key for key in self.ids if key in self.items and key not in moving and key not in free}

    @cached_property
    def _bearers(self) -> dict[str, tuple[str, str]]:
        """Who wears or holds what in the scene as it was."""
        return bearers_of(self.scene, self.catalog)

    def _is_so(self, fact: Fact) -> bool:
        """Keeps his crown on: he has it on already, and it stays where it is."""
        if fact.kind not in ("wears", "holds") or not fact.holds or not fact.others:
            return False
        bearer = self._bearers.get(self.ids.get(fact.subject, ""), ("", ""))
        head = (bearer[1] == "head") == (fact.kind == "wears")
        still = fact.others[0] not in self.touched and not self._will_move(fact.others[0])
        return head and bool(bearer[0]) and self.ids.get(fact.others[0]) == bearer[0] and still

    def _rooted(self, facts: Sequence[Fact]) -> set[str]:
        """What was there and is only told where to look, from where it stands."""
        out = set()
        flipped = {key for change in self.reading.changes if change.kind == "flip" for key in change.keys}
        for key in (k for k in self.ids if k in self.items):
            said = [f for f in facts if f.subject == key and f.kind not in ("expression", "pose", "colour")]
            turns = said and all(f.kind in ("facing", "facing_away") for f in said)
            clear = all(abs(self.items[o].x - self.items[key].x) >= 30.0 for f in said for o in f.others)
            if turns and clear and key not in self.touched - flipped:
                out.add(key)
        return out

    def _attached(self, before: Mapping[str, SceneObject]) -> dict[str, tuple[str, str]]:
        """What is on a child, so that it goes where the child goes."""
        stage = Scene(objects=tuple(replace(item, id=f"k{n}") for n, item in enumerate(before.values())))
        keys = {f"k{n}": key for n, key in enumerate(before)}
        out = {}
        loose = {f.subject for f in self.reading.facts if f.holds and f.kind in PLACING}
        for ident, (bearer, part) in bearers_of(stage, self.catalog).items():
            key, who = keys[ident], keys[bearer]
            if key not in self.items or who not in self.items or key in loose:
                continue
            if key in self.ids and _stands(self.items[who], before[who]) and not self._will_move(who):
                continue  # nothing happens to its bearer
            if key in self.touched and key in self.ids:
                continue
            out[key] = (who, part)
        return out

    def _will_move(self, key: str) -> bool:
        still = ("expression", "colour")
        said = [f for f in self.reading.facts if f.subject == key and f.kind not in still]
        return any(f.kind != "wears" or f.holds for f in said)

    def _finish(self) -> tuple[SceneObject, ...]:
        """Old ids for old objects, in their old order; new ones after them with free ids."""
        out: dict[str, SceneObject] = {}
        keys = list(self.items)
        old = [key for key in self.ids if key in self.items]
        new = [key for key in keys if key not in self.ids]
        for key in old:
            out[self.ids[key]] = self.items[key]
        scene = Scene(objects=tuple(out.values()))
        return scene.adding(*(replace(self.items[key], id=self.items[key].category) for key in new)).objects
