"""``python -m text2scene.art``: build or check the picture atlas, or look at all pictures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from text2scene.art.build import build_atlas, check_atlas
from text2scene.art.sheet import SHEETS, write_sheet
from text2scene.catalog import default_catalog
from text2scene.errors import Text2SceneError
from text2scene.packs import shipped_packs, with_packs
from text2scene.render.library import Library
from text2scene.resources import asset


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m text2scene.art", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="make the atlas anew where an SVG has changed")
    build.add_argument("--force", action="store_true", help="make every picture anew")
    build.add_argument("--partial", action="store_true", help="go on although drawings are missing")
    check = commands.add_parser("check", help="list what in the atlas is missing or out of date")
    sheet = commands.add_parser("sheet", help="one picture of all sprites, or of a part of the art")
    sheet.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.png")
    sheet.add_argument("--show", choices=SHEETS, default="all", help="what is on it (default: all sprites)")
    for command in (build, check, sheet):
        command.add_argument("--assets", type=Path, help="another assets folder (default: the shipped one)")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 done, 1 the atlas is not up to date, 2 it could not be done."""
    options = _parser().parse_args(arguments)
    try:
        assets = options.assets or asset("catalog").parent
        library = Library(assets, with_packs(default_catalog(), shipped_packs(assets)))
        if options.command == "build":
            print(build_atlas(library, force=options.force, partial=options.partial))
        elif options.command == "sheet":
            write_sheet(library, options.output, options.show)
            print(f"Wrote {options.output}.")
        else:
            problems = check_atlas(library)
            print("\n".join(problems) or "The atlas is up to date.")
            if problems:
                print("To mend it, run: python -m text2scene.art build", file=sys.stderr)
                return 1
    except Text2SceneError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
