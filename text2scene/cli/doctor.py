"""``text2scene doctor``."""

from __future__ import annotations

import argparse

from text2scene.doctor import examine, table


def doctor(args: argparse.Namespace) -> int:
    """Print what was found; 0 where all is well, else 1."""
    findings = examine(args.weights)
    print(table(findings))
    return 0 if all(finding.ok for finding in findings) else 1
