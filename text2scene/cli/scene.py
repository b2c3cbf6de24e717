"""``text2scene scene`` and ``text2scene edit``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from text2scene.catalog import Catalog
from text2scene.cli.options import (
    check_background_option,
    check_picture,
    check_weights,
    load_generator,
    text_argument,
)
from text2scene.packs import catalog_with, drawing_catalog
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
    check_background_option(args.background)
    check_weights(args.weights)
    args.catalog = catalog_with(args.packs, args.default_pack)
    return text_argument(args.text)


def _read_scene(path: str) -> Scene:
    if Path(path).suffix.lower() in (".png", ".svg"):
        from text2scene.render import scene_from_picture

        return scene_from_picture(path)
    return Scene.load(path)


def _save(drawn: Scene, args: argparse.Namespace) -> int:
    if args.background is not None:
        drawn = replace(drawn, background=args.background)
    from text2scene.render import library_for

    library = library_for(args.catalog)
    drawn.save(args.out, args.scale, shadows=args.shadows, haze=args.haze, library=library)
    for note in drawn.notes:
        if note.get("message"):
            print(f"note: {note['message']}", file=sys.stderr)
    print(f"{args.out}: {contents(drawn, args.catalog)}")
    return 0


def contents(drawn: Scene, catalog: Catalog | None = None) -> str:
    """What is in the picture, in words: "Mike, soccer ball, dog"."""
    from text2scene.render import backdrop

    catalog = catalog or drawing_catalog()
    labels = [catalog[name].label if name in catalog else name for name in drawn.categories]
    return ", ".join(labels) if labels else f"an empty {backdrop(drawn.background).phrase}"
