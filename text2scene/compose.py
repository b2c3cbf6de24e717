"""A reading and what the network drew -> the objects of the scene: every fact and change obeyed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from text2scene.arrange import arrange
from text2scene.boarding import board, take_seats
from text2scene.catalog import DEPTH_SCALE, Catalog
from text2scene.language.facts import Change, Fact, Reading
from text2scene.language.memory import There
from text2scene.layout import Layout
from text2scene.moves import MOVE, gone_to
from text2scene.plan import PLACING, allowed_looks
from text2scene.relations import boxes_of
from text2scene.scene import MAX_SCALE, Scene, SceneObject
from text2scene.steps import CHILDREN, EYEWEAR, GRID, SLOTS, step_of

GROWTH = 1.35
# words for colours -> names of the palette
COLOUR_WORDS = {"gray": "grey", "golden": "yellow", "gold": "yellow", "violet": "purple"}


def there_of(scene: Scene, catalog: Catalog) -> list[There]:
    """The objects of a scene as the reader of instructions needs them."""
    bearers = bearers_of(scene, catalog)
    return [
        There(
            item.id,
            item.category,
            _category(scene, bearers.get(item.id, ("", ""))[0]),
            item.draw_scale,
            item.x,
            item.y,
            float(boxes_of(item, catalog).width),
            float(boxes_of(item, catalog).height),
        )
        for item in scene.objects
        if item.category in catalog
    ]


def _category(scene: Scene, ident: str) -> str | None:
    return next((item.category for item in scene.objects if item.id == ident), None)


def bearers_of(scene: Scene, catalog: Catalog) -> dict[str, tuple[str, str]]:
    """By id, the child (its id) and the part of it that a worn or held object is on."""
    children = [item for item in scene.objects if item.category in CHILDREN]
    out: dict[str, tuple[str, str]] = {}
    for item in scene.objects:
        if item.category not in catalog or item.category in CHILDREN:
            continue
        place = step_of(item, children, catalog).place
        if place >= GRID * GRID:
            name, part = SLOTS[place - GRID * GRID]
            bearer = next(child.id for child in reversed(children) if child.category == name)
            out[item.id] = (bearer, part)
    return out


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


class Composer:
    """Puts one scene together. ``drawn``: what the network drew anew, with a place map each."""

    def __init__(
        self,
        reading: Reading,
        scene: Scene,
        drawn: Sequence[tuple[SceneObject, np.ndarray]],
        chosen: Mapping[str, str],
        catalog: Catalog,
    ) -> None:
        self.reading, self.scene, self.catalog = reading, scene, catalog
        self.items: dict[str, SceneObject] = {}
        self.maps: dict[str, np.ndarray] = {}
        self.ids: dict[str, str] = {}  # key -> id in the scene
        self.drawn = list(drawn)
        self.chosen = dict(chosen)
        self.touched: set[str] = set()

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

    def _drop(self, key: str) -> None:
        self.items.pop(key, None)

    def _remove(self, change: Change) -> None:
        bearers = bearers_of(self.scene, self.catalog)
        for key in change.keys:
            gone = self.ids.get(key)
            self._drop(key)
            for other, (bearer, part) in bearers.items():
                if bearer == gone and part == "head" and self._key_of(other).startswith("@"):
                    self._drop(self._key_of(other))  # a hat does not stay in the air

    def _key_of(self, ident: str) -> str:
        return next((key for key, value in self.ids.items() if value == ident), f"@{ident}")

    def _clear(self, change: Change) -> None:
        for key in list(self.ids):
            self._drop(key)

    def _keep_only(self, change: Change) -> None:
        for key in list(self.ids):
            if key not in change.keys:
                self._drop(key)

    def _go(self, change: Change) -> None:
        """Toward or away from another, to its place, to the other side, or out of a hand."""
        goal = next((self.items[key] for key in change.others if key in self.items), None)
        for key in self._present(change.keys):
            item = self.items[key]
            if change.value == "across":
                aside = max(abs(item.x - 250.0), 120.0)
                self.items[key] = replace(item, x=round(250.0 + (aside if item.x < 250.0 else -aside), 2))
            elif goal is not None:
                self.items[key] = gone_to(item, goal, change.value, change.amount, self.catalog)

    def _move(self, change: Change) -> None:
        if change.value in ("toward", "away", "to the place of", "across", "out of hand"):
            self._go(change)
            return
        dx, dy = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}.get(change.value, (0, 0))
        step = MOVE * min(change.amount, 5.0)
        aside = change.value == "aside"
        for key in self._present(change.keys):
            item = self.items[key]
            if aside:
                dx = 1 if item.x <= 250.0 else -1
            if not dx and not dy:
                depth = min(max(item.depth + (1 if change.value == "farther" else -1), 0), 2)
                if depth == item.depth:
                    self.items[key] = self._scaled(item, 1.2 if change.value == "nearer" else 1 / 1.2)
                else:
                    factor = DEPTH_SCALE[depth] / DEPTH_SCALE[item.depth]
                    feet = float(boxes_of(item, self.catalog).feet)
                    height = float(boxes_of(item, self.catalog).height) * factor
                    self.items[key] = replace(
                        item, depth=depth, y=round(feet - height / 2 + (14 if depth < item.depth else -14), 2)
                    )
                continue
            box = boxes_of(item, self.catalog)
            x = min(
                max(item.x + dx * step, min(item.x, 0.35 * box.width)), max(item.x, 500 - 0.35 * box.width)
            )
            y = min(
                max(item.y + dy * step, min(item.y, 0.35 * box.height)), max(item.y, 400 - 0.35 * box.height)
            )
            self.items[key] = replace(item, x=round(x, 2), y=round(y, 2))

    def _grow(self, change: Change) -> None:
        factor = GROWTH ** max(change.amount, 0.5)
        for key in self._present(change.keys):
            self.items[key] = self._scaled(
                self.items[key], factor if change.value == "bigger" else 1 / factor
            )

    def _scaled(self, item: SceneObject, factor: float) -> SceneObject:
        """Grown or shrunk where it stands: its feet stay, or in the sky its middle."""
        scale = min(max(item.scale * factor, 0.1), min(MAX_SCALE, 6.0))
        box = boxes_of(item, self.catalog)
        out = replace(item, scale=round(scale, 4))
        if box.group == "sky":
            return out
        grown = boxes_of(out, self.catalog)
        return replace(out, y=round(item.y + (box.height - grown.height) / 2, 2))

    def _flip(self, change: Change) -> None:
        for key in self._present(change.keys):
            self.items[key] = replace(self.items[key], flip=not self.items[key].flip)

    def _swap(self, change: Change) -> None:
        both = self._present((*change.keys, *change.others))
        if len(both) == 2:
            a, b = (self.items[key] for key in both)
            feet = {k: float(boxes_of(self.items[k], self.catalog).feet) for k in both}
            for key, other in ((both[0], b), (both[1], a)):
                moved = replace(self.items[key], x=other.x, depth=other.depth)
                target = feet[both[1]] if key == both[0] else feet[both[0]]
                height = float(boxes_of(moved, self.catalog).height)
                self.items[key] = replace(moved, y=round(target - height / 2, 2))

    def _replace(self, change: Change) -> None:
        """The new piece stands where the old one stood, on the same feet."""
        for n, key in enumerate(self._present(change.keys)):
            fresh = self._present(change.others)
            if not fresh:
                continue
            name = fresh[min(n, len(fresh) - 1)]
            old, new = self.items[key], self.items[name]
            placed = replace(new, x=old.x, depth=old.depth, scale=old.scale, flip=old.flip)
            if self.catalog[new.category].group == "sky" or self.catalog[old.category].group == "sky":
                placed = replace(placed, y=old.y)
            else:
                feet, height = boxes_of(old, self.catalog).feet, boxes_of(placed, self.catalog).height
                placed = replace(placed, y=round(float(feet) - height / 2, 2))
            bearer = bearers_of(self.scene, self.catalog).get(old.id)
            if bearer is not None:
                placed = replace(placed, y=old.y)
            self.items[name] = placed
            self.maps.pop(name, None)
            self._drop(key)

    def _present(self, keys: Sequence[str]) -> list[str]:
        found = [key for key in keys if key in self.items]
        self.touched.update(found)
        return found

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
        for ident, (who, part) in bearers_of(self.scene, self.catalog).items():
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
        moving = {f.subject for f in facts if f.kind not in ("expression", "pose", "colour")}
        # what was only made bigger or turned round has its place already
        settled = {
            key for change in self.reading.changes if change.kind in ("grow", "flip") for key in change.keys
        }
        free = self.touched - settled
        return {key for key in self.ids if key in self.items and key not in moving and key not in free}

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
        return any(f.subject == key and f.kind not in ("expression", "colour") for f in self.reading.facts)

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
