"""Why a page looks as it does: what came over from the page before, in sentences for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from text2scene.catalog import Catalog
from text2scene.story.belongings import borne
from text2scene.story.mentions import Listener
from text2scene.story.model import Page
from text2scene.story.situation import Situation
from text2scene.story.telling import Happening

_AIR = {
    "night": "it is night",
    "sunset": "the sun is setting",
    "rain": "it is raining",
    "snow": "there is snow",
    "autumn": "it is autumn",
}


def rows_of(
    page: Page, told: Happening, listener: Listener, before: Situation, catalog: Catalog
) -> tuple[Mapping[str, Any], ...]:
    """The rows: {"kind", "about" (an id or empty), "message"}.

    kind: pronoun, place, background, stays, worn, held, mood, stands, left, came or cleared.
    """
    rows: list[Mapping[str, Any]] = []

    def say(kind: str, about: str, message: str) -> None:
        rows.append({"kind": kind, "about": about, "message": message})

    def name(ident: str) -> str:
        who = listener.who(ident)
        label = catalog[who.category].label if who.category in catalog else ident
        return who.name or (label if who.is_child else f"the {label.lower()}")

    for sentence in told.sentences:
        for word, ids in sentence.resolved:
            people = " and ".join(name(ident) for ident in ids.split(","))
            say("pronoun", ids, f"“{word}” is {people}.")
    _place(page, told, before, say)
    if before.scene is None:
        return tuple(rows)
    old = {item.id: item for item in before.scene.objects}
    new = {item.id: item for item in page.scene.objects}
    on = borne(page.scene.objects, catalog)
    was = borne(before.scene.objects, catalog)
    spoken = set(told.ids)
    for ident, item in new.items():
        if ident not in old or item.category not in catalog:
            continue
        group = catalog[item.category].group
        label = catalog[item.category].label.lower()
        if ident in on and ident in was and on[ident].bearer == was[ident].bearer:
            verb = "wears" if on[ident].part == "head" else "holds"
            say(
                "worn" if verb == "wears" else "held",
                ident,
                f"{_cap(name(on[ident].bearer))} still {verb} the {label}.",
            )
        elif group in ("person", "animal"):
            if ident not in spoken:
                say(
                    "stays", ident, f"{_cap(name(ident))} is still here: nobody says that {name(ident)} went."
                )
            if item.expression is not None and item.expression == old[ident].expression != "smile":
                say("mood", ident, f"{_cap(name(ident))} still looks {item.expression}.")
        elif group == "park" and (item.x, item.y) == (old[ident].x, old[ident].y):
            say("stands", ident, f"The {label} stands where it stood.")
    for ident in told.leaving:
        say("left", ident, f"{_cap(name(ident))} goes away.")
    for ident in told.ids:
        if ident in before.away and ident in new:
            say("came", ident, f"{_cap(name(ident))} is back, and looks as before.")
    cleared = [
        i
        for i in old.values()
        if i.id not in new and i.category in catalog and catalog[i.category].group == "park"
    ]
    if told.place is not None and cleared:
        things = ", ".join(f"the {catalog[item.category].label.lower()}" for item in cleared)
        say("cleared", "", f"A new place: {things} stayed behind.")
    return tuple(rows)


def _place(page: Page, told: Happening, before: Situation, say: Any) -> None:
    if page.background is not None:
        say("background", "", f"The background “{page.background}” was chosen by hand.")
        return
    air = told.air
    if told.place is not None:
        again = " again, so what stood there stands there" if told.place in before.places else ""
        say("place", "", f"The place is now “{told.place}”{again}.")
    background = air.background
    if before.scene is not None and before.air == air and background != "park":
        reason = _AIR.get(background, f"they are still at the place “{background}”")
        say("background", "", f"The background stays “{background}”: {reason}, and nothing says otherwise.")
    elif background != "park" or (before.scene is not None and before.air.background != background):
        say("background", "", f"The background is “{background}”: the text says so.")


def _cap(text: str) -> str:
    return text[0].upper() + text[1:]
