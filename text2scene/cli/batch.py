"""``text2scene batch``."""

from __future__ import annotations

import argparse
import sys

from text2scene.batch import BatchSettings, Failure, run_batch
from text2scene.cli.options import check_weights, progress_bar


def batch(args: argparse.Namespace) -> int:
    """Draw every text of a file; 0, or 1 where some items failed, each of which is listed."""
    check_weights(args.weights)
    formats = [name.strip().lower().lstrip(".") for name in args.formats.split(",")]
    settings = BatchSettings(
        formats=tuple(dict.fromkeys(name for name in formats if name)),
        seed=args.seed,
        temperature=args.temperature,
        scale=args.scale,
        background=args.background,
        shadows=args.shadows,
        haze=args.haze,
        model_only=args.model_only,
        weights=args.weights,
        packs=tuple(args.packs),
        default_pack=args.default_pack,
        device=args.device,
        workers=args.workers,
    )
    with progress_bar(None, "scene") as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        result = run_batch(args.source, args.out, settings, limit=args.limit, progress=tell)
    _list(result.failed)
    counts = f"{result.drawn:,} drawn, {result.kept:,} already there, {len(result.failed):,} failed"
    print(f"{args.out}: {counts}")
    return 1 if result.failed else 0


def _list(failed: list[Failure]) -> None:
    for failure in failed:
        print(f"failed: {failure.id} (line {failure.line}): {failure.error}", file=sys.stderr)
