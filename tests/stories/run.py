"""Measure stories on their suite: python tests/stories/run.py [--half tune] [--failures]."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stories.checks import met
from text2scene.story.model import StoryValue

DATA = Path(__file__).resolve().parent / "data" / "stories.json"
HALVES = ("tune", "report")


@dataclass(frozen=True, slots=True)
class Item:
    """A story and what must be seen on its pages."""

    id: str
    half: str
    text: str
    checks: tuple[tuple[str, ...], ...]


def load_items(half: str = "both") -> list[Item]:
    """The stories of a half, or of both."""
    raw = json.loads(DATA.read_text(encoding="utf-8"))["stories"]
    return [
        Item(r["id"], r["half"], r["text"], tuple(map(tuple, r["checks"])))
        for r in raw
        if half in ("both", r["half"])
    ]


def describe(story: StoryValue) -> str:
    """Page by page what there is."""
    lines = []
    for n, page in enumerate(story.pages, 1):
        objects = ", ".join(
            item.id + (f"({item.pose}, {item.expression})" if item.pose else "")
            for item in page.scene.objects
        )
        lines.append(f"    {n} [{page.scene.background}] {page.text}\n        {objects}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--weights", metavar="FILE", help="other weights than the shipped ones")
    parser.add_argument("--failures", action="store_true", help="list each story that fails")
    args = parser.parse_args(argv)
    import text2scene

    generator = text2scene.load(args.weights)
    rows: dict[str, list[int]] = {half: [0, 0, 0, 0] for half in HALVES}
    for item in load_items(args.half):
        story = generator.story(item.text).value
        failed = [check for check in item.checks if not met(story, check)]
        row = rows[item.half]
        row[0] += 1
        row[1] += not failed
        row[2] += len(item.checks)
        row[3] += len(item.checks) - len(failed)
        if failed and args.failures:
            print(f"\n{item.id}:", *(f"\n  not met: {' '.join(check)}" for check in failed))
            print(describe(story))
    print("| half | stories | all met | checks | met |\n|---|---:|---:|---:|---:|")
    for half, (stories, whole, checks, good) in rows.items():
        if stories:
            print(f"| {half} | {stories} | {whole} | {checks} | {100 * good / checks:.1f}% |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
