"""The arguments of every command. Nothing heavy is imported: ``--help`` answers at once."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from text2scene import __version__
from text2scene.cli.books import add_book_options
from text2scene.cli.library_parser import add_library
from text2scene.cli.options import number, whole
from text2scene.cli.settings import add_training_settings
from text2scene.errors import InputError

_EXAMPLES = """\
examples:
  text2scene scene "Mike kicks the ball. Jenny is sad." -o page.png --scale 2
  text2scene edit page.png "Add a dog." -o page2.png
  text2scene story my_story.txt -o book.pdf
  text2scene batch captions.csv -o pictures --format png,json --workers 2
  text2scene train --data abstract_scenes -o runs/first
  text2scene evaluate --data abstract_scenes --split validation --baseline all -o results
  text2scene pack check my_pack
  text2scene doctor
"""

_BACKGROUNDS = "park, sunset, night, autumn, snow, rain, beach, forest, space or underwater"


class HelpShown(Exception):
    """``--help`` or ``--version`` has printed what was asked for."""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose complaint is one sentence, raised rather than printed."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message.rstrip('.')}. See {self.prog} --help.")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        raise HelpShown


def build_parser() -> Parser:
    """The parser of all commands; ``command`` of the result names the function to call."""
    parser = Parser(
        prog="text2scene",
        description="Sentences in, cartoon scenes out, in which everything can still be moved.",
        epilog=_EXAMPLES,
    )
    parser.add_argument("--version", action="version", version=f"text2scene {__version__}")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, dest="name")
    _add_scene(commands)
    _add_edit(commands)
    _add_batch(commands)
    _add_story(commands)
    _add_tale(commands)
    add_library(commands, _command, _add_packs, _add_model)
    _add_train(commands)
    _add_data(commands)
    _add_evaluate(commands)
    _add_bench(commands)
    _add_pack(commands)
    _add_doctor(commands)
    return parser


def _command(commands: Any, name: str, function: str, summary: str, example: str = "") -> Parser:
    epilog = f"example:\n  text2scene {example}" if example else None
    parser: Parser = commands.add_parser(name, help=summary, description=summary, epilog=epilog)
    # After the command as well as before it.
    parser.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    parser.set_defaults(command=function)
    return parser


def _add_model(parser: Parser, device: bool = True) -> None:
    parser.add_argument("--weights", metavar="FILE", help="a checkpoint instead of the shipped one")
    if device:
        parser.add_argument("--device", default="cpu", help="cpu, cuda or cuda:1 (default cpu)")


def _add_drawing(parser: Parser) -> None:
    seed = "0 is the best guess, any other number a variation (default 0)"
    parser.add_argument("--seed", type=whole(0), default=0, help=seed)
    spread = "from 0, no chance, to 2; by default 0 for seed 0, 0.7 for others"
    parser.add_argument("--temperature", type=number(0, 2), help=spread)
    size = "1 is 500 x 400 pixels; from 0.25 to 8 (default 1)"
    parser.add_argument("--scale", type=number(0.25, 8), default=1.0, help=size)
    told = f"{_BACKGROUNDS} (default: as the text says, else as it is, or park)"
    parser.add_argument("--background", metavar="NAME", help=told)
    parser.add_argument(
        "--no-shadows",
        dest="shadows",
        action="store_false",
        help="no shadows under what stands on the ground",
    )
    parser.add_argument(
        "--no-haze", dest="haze", action="store_false", help="far things in the colours that near ones have"
    )
    alone = "let the network decide alone, without the rules that hold it to the words"
    parser.add_argument("--model-only", action="store_true", help=alone)


def _add_packs(parser: Parser) -> None:
    folders = "a folder that adds pieces, see docs/packs.md; may be given several times"
    parser.add_argument("--pack", dest="packs", metavar="DIR", action="append", default=[], help=folders)
    parser.add_argument(
        "--no-default-pack",
        dest="default_pack",
        action="store_false",
        help="without the storybook pack that ships",
    )


def _add_output(parser: Parser) -> None:
    endings = ".png, .svg, .webp, or .json, which can be edited further"
    parser.add_argument("-o", "--out", metavar="FILE", required=True, help=endings)


def _add_scene(commands: Any) -> None:
    example = 'scene "Jenny flies a kite." -o kite.png'
    parser = _command(commands, "scene", "scene:scene", "Draw a text.", example)
    parser.add_argument("text", metavar="TEXT", help="one or more sentences; - reads standard input")
    _add_output(parser)
    _add_drawing(parser)
    _add_packs(parser)
    _add_model(parser)


def _add_edit(commands: Any) -> None:
    example = 'edit page.json "Add a dog." -o page.json'
    parser = _command(commands, "edit", "scene:edit", "Draw a text into a scene that is there.", example)
    kinds = "a .json of a scene, or a .png or .svg that text2scene saved"
    parser.add_argument("scene", metavar="SCENE", help=kinds)
    parser.add_argument("text", metavar="TEXT", help="what to add or change; - reads standard input")
    _add_output(parser)
    _add_drawing(parser)
    _add_packs(parser)
    _add_model(parser)


def _add_batch(commands: Any) -> None:
    example = "batch captions.txt -o pictures --format png,json --workers 2"
    summary = "Draw many texts; run again, it goes on where it stopped."
    parser = _command(commands, "batch", "batch:batch", summary, example)
    kinds = ".txt (a text a line), .csv (columns text, id, seed) or .jsonl (the same as keys)"
    parser.add_argument("source", metavar="IN", help=kinds)
    parser.add_argument("-o", "--out", metavar="DIR", required=True, help="gets ID.png and manifest.jsonl")
    formats = "png, svg, json, webp, with commas between (default png)"
    parser.add_argument("--format", dest="formats", default="png", help=formats)
    parser.add_argument("--workers", type=whole(1, 256), default=1, help="processes (default 1)")
    parser.add_argument("--limit", type=whole(1), help="stop after so many items of the input")
    _add_drawing(parser)
    _add_packs(parser)
    _add_model(parser)


def _add_story(commands: Any) -> None:
    example = (
        "story my_story.txt -o book.pdf\n"
        "  text2scene story my_story.md -o my_story.json\n"
        "  text2scene story my_story.json -o print.pdf --paper a4 --layout beside --bleed --bubbles instead\n"
        "  text2scene story stories -o books --format pdf,json"
    )
    summary = "Make a picture book of a story, or of every story of a folder."
    parser = _command(commands, "story", "story:story", summary, example)
    kinds = ".txt (a blank line begins a page), .md (headings are chapters), a .json of a story, or a folder"
    parser.add_argument("source", metavar="IN", help=kinds)
    endings = ".json, which can be changed further, .pdf, .epub, .html, .pptx, .gif, .webp or .zip"
    parser.add_argument(
        "-o", "--out", metavar="FILE", required=True, help=f"{endings}; for a folder, a folder"
    )
    formats = "for a folder: endings with commas between (default pdf,json)"
    parser.add_argument("--format", dest="formats", default="pdf,json", help=formats)
    parser.add_argument("--title", help="instead of the title that the text has")
    parser.add_argument("--author", help="for the title page")
    parser.add_argument(
        "--lang", metavar="TAG", help="the language it is written in, such as de (default en)"
    )
    seed = "0 is the best guess, any other number a variation (default 0)"
    parser.add_argument("--seed", type=whole(0), default=0, help=seed)
    parser.add_argument(
        "--background", metavar="NAME", help=f"of all pages: {_BACKGROUNDS} (default: as told)"
    )
    parser.add_argument(
        "--explain", action="store_true", help="say what carried over from page to page, and why"
    )
    add_book_options(parser)
    _add_packs(parser)
    _add_model(parser)


def _add_tale(commands: Any) -> None:
    example = 'tale --theme beach --hero-name Ada --companion-name "Rex the dog" -o tale.txt'
    summary = "Make up a story: alone, or with three ways to go on after each page (--ask)."
    parser = _command(commands, "tale", "tale:tale", summary, example)
    for name in ("theme", "hero", "companion", "wish", "mood"):
        parser.add_argument(f"--{name}", metavar="NAME", help="see --list; by default the seed chooses")
    parser.add_argument("--hero-name", metavar="NAME", help="a name of your own for the hero")
    parser.add_argument("--companion-name", metavar="NAME", help='and for the companion: "Rex the dog"')
    parser.add_argument("--seed", type=whole(0), help="the same seed tells the same story (default: chance)")
    parser.add_argument("--ask", action="store_true", help="ask after each page how it goes on")
    parser.add_argument("--list", action="store_true", help="what there is to choose from, and nothing else")
    parser.add_argument("-o", "--out", metavar="FILE", help=".txt, or .json with all that is known of it")


def _add_train(commands: Any) -> None:
    example = (
        "train --data abstract_scenes -o runs/first\n"
        "  torchrun --nproc-per-node 2 -m text2scene train --data abstract_scenes -o runs/first"
    )
    summary = "Train a network; a run that was stopped goes on where it was."
    parser = _command(commands, "train", "train:train", summary, example)
    parser.add_argument("--data", metavar="DIR", required=True, help="Abstract Scenes and CoDraw below it")
    parser.add_argument("-o", "--out", metavar="DIR", required=True, help="gets model.safetensors and logs")
    parser.add_argument("--device", default="cpu", help="cpu, cuda or cuda:1 (default cpu)")
    parser.add_argument("--init", metavar="FILE", help="start from these weights, not from random ones")
    vectors = "a file in the GloVe text form; its vectors help the readers of the children's looks"
    parser.add_argument("--word-vectors", metavar="FILE", help=vectors)
    parser.add_argument("--no-dialogues", action="store_true", help="learn from captions alone")
    parser.add_argument("--quiet", action="store_true", help="no progress")
    add_training_settings(parser)


def _add_data(commands: Any) -> None:
    parser = _command(commands, "data", "data:check", "Look at a folder of training data.")
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    check = _command(actions, "check", "data:check", "Is the data there, whole, and usable?")
    check.add_argument("folder", metavar="DIR")


def _add_evaluate(commands: Any) -> None:
    example = "evaluate --data abstract_scenes --split validation --baseline all --both-ways -o results"
    parser = _command(
        commands, "evaluate", "evaluate:evaluate", "Score systems on captioned scenes.", example
    )
    parser.add_argument("--data", metavar="DIR", required=True, help="Abstract Scenes below it")
    parser.add_argument(
        "-o", "--out", metavar="DIR", required=True, help="results.json, table.md, examples.png"
    )
    parser.add_argument("--split", choices=("validation", "tune"), default="validation")
    parser.add_argument(
        "--baseline",
        action="append",
        default=[],
        choices=("random", "nearest", "keywords", "all"),
        help="score this one too, fitted on the train split; may be given several times",
    )
    groups = "which captions of each scene to draw (default 1)"
    parser.add_argument("--group", choices=("1", "2", "both"), default="1", help=groups)
    said = "score edits on the CoDraw dialogues below --data instead of captions"
    parser.add_argument("--dialogues", action="store_true", help=said)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--model-only", action="store_true", help="the network alone, without rules")
    which.add_argument("--both-ways", action="store_true", help="the full system and the network alone")
    which.add_argument("--no-model", action="store_true", help="baselines only")
    parser.add_argument(
        "--examples", type=whole(0, 200), default=12, metavar="N", help="pictures (default 12)"
    )
    parser.add_argument("--limit", type=whole(1), help="only the first so many scenes")
    _add_model(parser)


def _add_bench(commands: Any) -> None:
    parser = _command(commands, "bench", "bench:bench", "Measure speed, memory and size on this machine.")
    parser.add_argument("--json", metavar="FILE", help="write the figures there as well")
    parser.add_argument("--runs", type=whole(1, 1000), default=20, help="scenes timed (default 20)")
    batch = "scenes each process draws in the batch measurement, 0 for none (default 64)"
    parser.add_argument("--batch", type=whole(0, 100_000), default=64, help=batch)
    _add_model(parser, device=False)


def _add_pack(commands: Any) -> None:
    parser = _command(commands, "pack", "pack:check", "Look at a sprite pack.", "pack check my_pack")
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    summary = "What is in the pack, and what is wrong with it?"
    check = _command(actions, "check", "pack:check", summary, "pack check my_pack")
    check.add_argument("folder", metavar="DIR", help="the folder of its pack.json")


def _add_doctor(commands: Any) -> None:
    parser = _command(commands, "doctor", "doctor:doctor", "Check the installation, and say how to mend it.")
    _add_model(parser, device=False)
