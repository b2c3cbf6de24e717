"""The items of the suite, and how many of their checks a system meets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from suite.checks import met
from suite.registry import Pictures
from text2scene.scene import Scene, SceneObject

DATA = Path(__file__).resolve().parent / "data"
MORE = Path(__file__).resolve().parent / "more"
"""A second, harder collection, all of it open to tuning: several writers' sentences and instructions.

Those whose id begins with fresh were written without sight of the language part.
"""
HALVES = ("tune", "report")


class System(Protocol):
    """What is measured."""

    def generate(self, text: str, *, seed: int = 0) -> Scene: ...

    def edit(self, scene: Scene, text: str) -> Scene: ...


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence (text), or one edit (text) of a start, with what must then be seen."""

    id: str
    kind: str
    half: str
    text: str
    checks: tuple[tuple[str, ...], ...]
    start: Scene | str | None = None

    @property
    def is_edit(self) -> bool:
        return self.start is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system drew for an item, and which checks that does not meet."""

    item: Item
    scene: Scene | None
    failed: tuple[tuple[str, ...], ...]
    error: str = ""


def _item(raw: dict[str, Any]) -> Item:
    start = raw.get("start")
    if isinstance(start, list):
        start = Scene(tuple(SceneObject.from_dict(o) for o in start), seed=0)
    return Item(
        id=raw["id"],
        kind=raw["kind"],
        half=raw["half"],
        text=raw["edit"] if start is not None else raw["text"],
        checks=tuple(tuple(check) for check in raw["checks"]),
        start=start,
    )


def load_items(half: str = "both") -> list[Item]:
    """The items of a half, by kind, in file order; "more" is the second collection."""
    folder = MORE if half == "more" else DATA
    paths = sorted(folder.glob("*.jsonl"), key=lambda path: (path.stem.startswith("edit_"), path.stem))
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [item for item in map(_item, map(json.loads, lines)) if half in ("both", item.half)]


def outcome(system: System, item: Item) -> Outcome:
    """Let the system draw one item. An exception fails all of its checks."""
    start = item.start
    try:
        if start is None:
            scene = system.generate(item.text, seed=0)
        else:
            start = system.generate(start, seed=0) if isinstance(start, str) else start
            scene = system.edit(start, item.text)
    except Exception as error:  # whatever a system raises is a failure of that item alone
        return Outcome(item, None, item.checks, f"{type(error).__name__}: {error}")
    pictures = Pictures(scene, start)
    return Outcome(item, scene, tuple(check for check in item.checks if not met(pictures, check)))


def evaluate(
    system: System, items: Sequence[Item], progress: Callable[[Iterable[Item]], Iterable[Item]] = iter
) -> list[Outcome]:
    """The outcome of each item."""
    return [outcome(system, item) for item in progress(items)]


def describe(scene: Scene) -> str:
    """The objects in one line: category@x,y, depth, flip, pose, expression."""
    return "; ".join(" ".join(_words(item)) for item in scene.objects) or "(empty)"


def _words(item: SceneObject) -> Iterator[str]:
    yield f"{item.id}@{item.x:.0f},{item.y:.0f}"
    yield f"d{item.depth}"
    if item.scale != 1.0:
        yield f"x{item.scale:.2g}"
    if item.flip:
        yield "flip"
    yield from filter(None, (item.pose, item.expression))


def shares(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, float]]:
    """Per kind, then "sentences", "edits" and "all": number and share with every check met."""
    total: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for result in outcomes:
        whole = "edits" if result.item.is_edit else "sentences"
        for name in (result.item.kind, whole, "all"):
            total[name] += 1
            good[name] += not result.failed
    names = [name for name in total if name not in ("sentences", "edits", "all")]
    names += [name for name in ("sentences", "edits", "all") if name in total]
    return {name: (total[name], good[name] / total[name]) for name in names}
