"""``text2scene data check``."""

from __future__ import annotations

import argparse


def check(args: argparse.Namespace) -> int:
    """Say what is in a data folder; 0 where it can be trained on, else 1."""
    from text2scene.training.check import check_data

    report = check_data(args.folder)
    print(report.table())
    return 0 if report.usable else 1
