"""``text2scene bench``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from text2scene.bench import measure, table
from text2scene.cli.options import check_weights
from text2scene.errors import InputError
from text2scene.files import write_text


def bench(args: argparse.Namespace) -> int:
    """Measure, print a table, and write the figures where asked."""
    check_weights(args.weights)
    if args.json and Path(args.json).is_dir():
        raise InputError(f"{args.json} is a folder; give the name of a file in it.")

    def tell(stage: str) -> None:
        if sys.stderr.isatty():
            print(f"measuring {stage} ...", file=sys.stderr)

    figures = measure(args.weights, runs=args.runs, batch=args.batch, tell=tell)
    if args.json:
        write_text(args.json, json.dumps(figures, indent=1) + "\n")
    print(table(figures))
    return 0
