"""``text2scene pack``."""

from __future__ import annotations

import argparse

from text2scene.errors import InputError
from text2scene.packs import Pack, default_packs, examine_pack


def check(args: argparse.Namespace) -> int:
    """Print what a pack holds; 0, or 2 with every problem that keeps it from being used."""
    pack, problems = examine_pack(args.folder)
    if pack is None:
        print("\n".join(problems))
        count = f"{len(problems)} problems" if len(problems) > 1 else "1 problem"
        raise InputError(f"The pack {args.folder} cannot be used: {count}, listed above.")
    print("\n".join(_lines(pack)))
    return 0


def _lines(pack: Pack) -> list[str]:
    """A line for the pack, one for each piece, and one that sums up."""
    width = max(len(piece.name) for piece in pack.pieces)
    lines = [f"{pack.title} ({pack.name}), {len(pack.pieces)} pieces"]
    for piece in pack.pieces:
        words = ", ".join(piece.synonyms)
        size = f"{piece.width:g} x {piece.height:g}"
        lines.append(f"  {piece.name:<{width}}  {size:<9}  like {piece.behaves_like}: {words}")
    ours = {piece.name for other in default_packs() if other.name != pack.name for piece in other.pieces}
    if clashes := [piece.name for piece in pack.pieces if piece.name in ours]:
        lines.append(f"Use it with --no-default-pack, which has pieces of its names: {', '.join(clashes)}.")
    return [*lines, "The pack can be used."]
