"""Measure a system on the suite: python tests/suite/run.py [--half tune] [--failures]."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from suite.items import HALVES, Outcome, System, describe, evaluate, load_items, shares
from text2scene.scene import Scene


class Keywords:
    """The keyword baseline; for an edit, what is named comes to the picture at its mean place."""

    def __init__(self, data: str) -> None:
        from text2scene.training.baselines import KeywordBaseline
        from text2scene.training.datasets import load_captions

        self._baseline = KeywordBaseline().fit(load_captions(data, ("train",)))

    def generate(self, text: str, *, seed: int = 0) -> Scene:
        return self._baseline.generate([text])[0]

    def edit(self, scene: Scene, text: str) -> Scene:
        return scene.adding(*self.generate(text).objects)


def table(outcomes: Sequence[Outcome]) -> str:
    """Markdown: per kind the sentences and the share with all checks met."""
    lines = ["| kind | sentences | all checks met |", "|---|---:|---:|"]
    for name, (number, share) in shares(outcomes).items():
        mark = "**" if name in ("sentences", "edits", "all") else ""
        shown = {"sentences": "all sentences", "edits": "all edits"}.get(name, name)
        lines.append(f"| {mark}{shown}{mark} | {number} | {mark}{100 * share:.1f}%{mark} |")
    return "\n".join(lines)


def failures(outcomes: Sequence[Outcome]) -> str:
    """Each item that fails: its text, the checks not met, and what was drawn."""
    lines = []
    for result in outcomes:
        if not result.failed:
            continue
        item = result.item
        lines.append(f"\n{item.id} ({item.half}): {item.text}")
        if isinstance(item.start, Scene):
            lines.append(f"  start: {describe(item.start)}")
        lines += [f"  not met: {' '.join(check)}" for check in result.failed]
        lines.append(f"  drawn: {describe(result.scene) if result.scene is not None else result.error}")
    return "\n".join(lines)


def document(outcomes: Sequence[Outcome], half: str, system: str) -> dict[str, object]:
    """The results as JSON."""
    return {
        "half": half,
        "system": system,
        "kinds": {name: {"number": n, "share": s} for name, (n, s) in shares(outcomes).items()},
        "items": [
            {
                "id": result.item.id,
                "half": result.item.half,
                "text": result.item.text,
                "failed": [list(check) for check in result.failed],
                "error": result.error,
                "scene": result.scene.to_dict() if result.scene is not None else None,
            }
            for result in outcomes
        ],
    }


def _system(args: argparse.Namespace) -> System:
    if args.system == "keywords":
        return Keywords(args.data)
    import text2scene

    return (
        text2scene.load(args.weights, default_pack=False)
        if args.weights
        else text2scene.load(default_pack=False)
    )


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "both", "more"), default="both")
    parser.add_argument("--system", choices=("full", "keywords"), default="full")
    parser.add_argument("--data", metavar="DIR", help="where the captioned scenes are, for the keywords")
    parser.add_argument("--weights", metavar="FILE", help="other weights than the shipped ones")
    parser.add_argument("--kind", action="append", metavar="NAME", help="only this kind; repeat for more")
    parser.add_argument("--failures", action="store_true", help="list each item that fails")
    parser.add_argument("--json", metavar="FILE", help="also write the results here")
    args = parser.parse_args(argv)
    if args.system == "keywords" and not args.data:
        parser.error("--system keywords learns from the captioned scenes: give --data DIR.")
    items = [item for item in load_items(args.half) if not args.kind or item.kind in args.kind]
    if not items:
        parser.error(f"There is no item of the kind {', '.join(args.kind)}.")
    system = _system(args)
    outcomes = evaluate(system, items, lambda some: tqdm(some, unit="item", file=sys.stderr))
    print(table(outcomes))
    if args.failures:
        print(failures(outcomes))
    if args.json:
        text = json.dumps(document(outcomes, args.half, args.system), ensure_ascii=False, indent=1)
        Path(args.json).write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
