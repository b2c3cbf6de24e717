"""``text2scene evaluate``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from text2scene import __version__
from text2scene.cli.options import check_weights, load_generator, progress_bar
from text2scene.errors import InputError
from text2scene.files import write_text
from text2scene.scene import Scene

if TYPE_CHECKING:
    from text2scene.training.datasets import CaptionedScene
    from text2scene.training.evaluation import Result

BASELINES = ("random", "nearest", "keywords")
_BATCH = 16

Predict = Callable[[Sequence[str]], list[Scene]]


def evaluate(args: argparse.Namespace) -> int:
    """Score the model and the baselines on one split; print the table, write the results."""
    check_weights(args.weights)
    names = [name for name in BASELINES if name in args.baseline or "all" in args.baseline]
    if args.no_model and not names:
        raise InputError("There is nothing to evaluate: give a --baseline, or leave out --no-model.")
    from text2scene.training.datasets import load_captions
    from text2scene.training.evaluation import compare, select
    from text2scene.training.report import markdown_table

    if args.dialogues:
        return _dialogues(args)
    items = load_captions(args.data, (args.split,))
    inputs = select(items, "both" if args.group == "both" else _group(args.group))[: args.limit]
    if not inputs:
        raise InputError(f"{args.data} has no captioned scene in the split {args.split}.")
    systems = {**_baselines(args.data, names), **_models(args)}
    results: dict[str, Result] = {}
    predictions: list[Scene] = []
    for name, predict in systems.items():
        predictions = _predict(name, predict, [text for _, text in inputs])
        results[name] = compare(predictions, [item.scene for item, _ in inputs])
    table = markdown_table(results)
    _write(args, table, results)
    if args.examples:
        # of the last system, which is the model where there is one
        _write_examples(args, [item for item, _ in inputs], predictions)
    print(table, end="")
    return 0


def _dialogues(args: argparse.Namespace) -> int:
    """CoDraw: the human Teller's messages, one by one, to ``edit`` from an empty canvas."""
    from text2scene.training.datasets import load_dialogues
    from text2scene.training.evaluation import evaluate_dialogues

    dialogues = load_dialogues(args.data, (args.split,))[: args.limit]
    generator = load_generator(args)
    ways = {"text2scene, network alone": True, "text2scene": False}
    if not args.both_ways:
        ways = {name: alone for name, alone in ways.items() if alone == args.model_only}
    figures: dict[str, dict[str, float]] = {}
    for name, alone in ways.items():
        total = sum(bool(step.message) for dialogue in dialogues for step in dialogue.rounds)
        with progress_bar(total, "message", desc=name) as bar:

            def edit(scene: Scene, message: str, alone: bool = alone, bar: Any = bar) -> Scene:
                bar.update(1)
                try:
                    return generator.edit(scene, message, model_only=alone)
                except InputError:  # a message without words, such as ":)"
                    return scene

            figures[name] = evaluate_dialogues(edit, dialogues)
    lines = ["| | scene similarity (0 to 5) |", "|---|---:|"]
    lines += [f"| {name} | {row['similarity']:.2f} |" for name, row in figures.items()]
    first = next(iter(figures.values()))
    lines.append(f"| the human Drawer | {first['human_similarity']:.2f} |")
    lines.append(f"\n{first['dialogues']:.0f} dialogues of the split {args.split}.")
    document = {"version": __version__, "split": args.split, "limit": args.limit, "systems": figures}
    folder = Path(args.out)
    write_text(folder / "dialogues.json", json.dumps(document, indent=1) + "\n")
    write_text(folder / "dialogues.md", "\n".join(lines) + "\n")
    print("\n".join(lines))
    return 0


def _group(number: str) -> Literal[0, 1]:
    return 0 if number == "1" else 1


def _baselines(data: str, names: Sequence[str]) -> dict[str, Predict]:
    if not names:
        return {}
    from text2scene.training.baselines import KeywordBaseline, NearestBaseline, RandomBaseline
    from text2scene.training.datasets import load_captions

    known: dict[str, tuple[str, Callable[[], Any]]] = {
        "random": ("a random training scene", RandomBaseline),
        "nearest": ("the scene with the nearest captions", NearestBaseline),
        "keywords": ("keyword matching, mean places", KeywordBaseline),
    }
    learned = load_captions(data, ("train",))
    return {known[name][0]: known[name][1]().fit(learned).generate for name in names}


def _models(args: argparse.Namespace) -> dict[str, Predict]:
    if args.no_model:
        return {}
    generator = load_generator(args)

    def predictor(model_only: bool) -> Predict:
        return lambda texts: generator.generate_batch(texts, model_only=model_only)

    alone = {"text2scene, network alone": predictor(True)}
    full = {"text2scene": predictor(False)}
    if args.model_only:
        return alone
    return {**alone, **full} if args.both_ways else full


def _predict(name: str, predict: Predict, texts: Sequence[str]) -> list[Scene]:
    predictions: list[Scene] = []
    with progress_bar(len(texts), "scene", desc=name) as bar:
        for start in range(0, len(texts), _BATCH):
            part = texts[start : start + _BATCH]
            predictions += predict(part)
            bar.update(len(part))
    return predictions


def _write(args: argparse.Namespace, table: str, results: dict[str, Result]) -> None:
    document = {
        "version": __version__,
        "split": args.split,
        "group": args.group,
        "limit": args.limit,
        "systems": {name: result.to_dict() for name, result in results.items()},
    }
    folder = Path(args.out)
    write_text(folder / "results.json", json.dumps(document, ensure_ascii=False, indent=1) + "\n")
    write_text(folder / "table.md", table)


def _write_examples(
    args: argparse.Namespace, items: Sequence[CaptionedScene], predictions: Sequence[Scene]
) -> None:
    from text2scene.training.report import write_examples

    write_examples(Path(args.out) / "examples.png", items, predictions, args.examples)
