"""Why a page looks as it does: what came over from the page before, in sentences for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from text2scene.catalog import Catalog
from text2scene.scene import Scene, SceneObject
from text2scene.story.belongings import borne
from text2scene.story.family import role_of
from text2scene.story.mentions import Listener
from text2scene.story.model import Page
from text2scene.story.situation import Situation
from text2scene.story.telling import Happening

_MOODS = {"laugh": "laughing", "sad": "sad", "angry": "angry", "surprised": "surprised"}
_AIR = {
    "night": "it is night",
    "sunset": "the sun is setting",
    "rain": "it is raining",
    "snow": "there is snow",
    "autumn": "it is autumn",
}


@dataclass
class _Rows:
    """The rows of a page, while they are gathered."""

    listener: Listener
    catalog: Catalog
    rows: list[Mapping[str, Any]] = field(default_factory=list)

    def say(self, kind: str, about: str, message: str) -> None:
        """One row."""
        self.rows.append({"kind": kind, "about": about, "message": message[:1].upper() + message[1:]})

    def name(self, ident: str) -> str:
        """Somebody as a reader calls him: Leo, the dog."""
        who = self.listener.who(ident)
        label = self.catalog[who.category].label if who.category in self.catalog else ident
        return who.name or (label if who.is_child else f"the {label.lower()}")

    def group(self, item: SceneObject) -> str:
        """The group of an object's piece; empty for what the catalog does not know."""
        return self.catalog[item.category].group if item.category in self.catalog else ""

    def label(self, item: SceneObject) -> str:
        """A thing's name: the pine tree."""
        return f"the {self.catalog[item.category].label.lower()}"


def rows_of(
    page: Page, told: Happening, listener: Listener, before: Situation, catalog: Catalog
) -> tuple[Mapping[str, Any], ...]:
    """The rows: {"kind", "about" (an id or empty), "message"}.

    kind: pronoun, cast, place, background, stays, worn, held, mood, stands, left, came or cleared.
    """
    out = _Rows(listener, catalog)
    for sentence in told.sentences:
        for word, ids in sentence.resolved:
            people = " and ".join(out.name(ident) for ident in ids.split(","))
            out.say("pronoun", ids, f"“{word}” is {people}.")
    _place(page, told, before, out)
    shown = {item.id for item in page.scene.objects}
    for who in listener.everybody.values():
        if who.id in shown and who.id not in (*before.here, *before.away) and role_of(who.words):
            own = {"he": "his", "she": "her"}.get(who.pronoun, "their")
            told_so = (
                f"{who.name} is drawn from the parts of the children, taller and in colours of {own} own"
            )
            out.say("cast", who.id, f"{told_so}: there is no drawing of a grown-up.")
    if before.scene is None:
        return tuple(out.rows)
    _what_stayed(page, told, before.scene, out)
    for ident in told.leaving:
        out.say("left", ident, f"{out.name(ident)} goes away.")
    for ident in told.ids:
        if ident in before.away and ident in shown:
            out.say("came", ident, f"{out.name(ident)} is back, and looks as before.")
    cleared = [i for i in before.scene.objects if i.id not in shown and out.group(i) == "park"]
    if told.place is not None and cleared:
        out.say("cleared", "", f"A new place: {', '.join(map(out.label, cleared))} stayed behind.")
    return tuple(out.rows)


def _what_stayed(page: Page, told: Happening, was: Scene, out: _Rows) -> None:
    """Who is still here, what is still worn and held, what still stands where it stood."""
    old = {item.id: item for item in was.objects}
    on, before = borne(page.scene.objects, out.catalog), borne(was.objects, out.catalog)
    for item in page.scene.objects:
        ident, group = item.id, out.group(item)
        if ident not in old or not group:
            continue
        if ident in on and ident in before and on[ident].bearer == before[ident].bearer:
            kind, verb = ("worn", "wears") if on[ident].part == "head" else ("held", "holds")
            out.say(kind, ident, f"{out.name(on[ident].bearer)} still {verb} {out.label(item)}.")
        elif group in ("person", "animal"):
            name = out.name(ident)
            if ident not in told.ids:
                out.say("stays", ident, f"{name} is still here: nobody says that {name} went.")
            if item.expression in _MOODS and item.expression == old[ident].expression:
                out.say("mood", ident, f"{name} is still {_MOODS[item.expression]}.")
        elif group == "park" and (item.x, item.y) == (old[ident].x, old[ident].y):
            out.say("stands", ident, f"{out.label(item)} stands where it stood.")


def _place(page: Page, told: Happening, before: Situation, out: _Rows) -> None:
    if page.background is not None:
        out.say("background", "", f"The background “{page.background}” was chosen by hand.")
        return
    air = told.air
    if told.place is not None:
        again = " again, so what stood there stands there" if told.place in before.places else ""
        out.say("place", "", f"The place is now “{told.place}”{again}.")
    background = air.background
    if before.scene is not None and before.air == air and background != "park":
        reason = _AIR.get(background, f"they are still at the place “{background}”")
        out.say(
            "background", "", f"The background stays “{background}”: {reason}, and nothing says otherwise."
        )
    elif background != "park" or (before.scene is not None and before.air.background != background):
        out.say("background", "", f"The background is “{background}”: the text says so.")
