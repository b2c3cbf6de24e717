"""``text2scene scene`` and ``text2scene edit``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from text2scene.catalog import default_catalog
from text2scene.cli.options import check_picture, check_weights, load_generator, text_argument
from text2scene.scene import Scene


def scene(args: argparse.Namespace) -> int:
    """Draw a text on an empty canvas."""
    text = _checked_text(args)
    generator = load_generator(args)
    drawn = generator.generate(text, args.seed, args.temperature, args.model_only)
    return _save(drawn, args)


def edit(args: argparse.Namespace) -> int:
    """Draw a text on the canvas of a file."""
    before = _read_scene(args.scene)
    text = _checked_text(args)
    generator = load_generator(args)
    return _save(generator.edit(before, text, args.seed, args.temperature, args.model_only), args)


def _checked_text(args: argparse.Namespace) -> str:
    check_picture(args.out, args.scale)
    check_weights(args.weights)
    return text_argument(args.text)


def _read_scene(path: str) -> Scene:
    if Path(path).suffix.lower() in (".png", ".svg"):
        from text2scene.render import scene_from_picture

        return scene_from_picture(path)
    return Scene.load(path)


def _save(drawn: Scene, args: argparse.Namespace) -> int:
    drawn.save(args.out, args.scale)
    for note in drawn.notes:
        if note.get("message"):
            print(f"note: {note['message']}", file=sys.stderr)
    print(f"{args.out}: {contents(drawn)}")
    return 0


def contents(drawn: Scene) -> str:
    """What is in the picture, in words: "Mike, soccer ball, dog"."""
    catalog = default_catalog()
    labels = [catalog[name].label if name in catalog else name for name in drawn.categories]
    return ", ".join(labels) if labels else "an empty park"
