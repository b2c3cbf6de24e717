"""The arguments of ``text2scene library`` and its actions."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from text2scene.cli.books import add_book_options
from text2scene.cli.options import whole

_EXAMPLES = """\
library add my_story.txt
  text2scene library list
  text2scene library append s4k0x9w2mqa "The next day, it snows."
  text2scene library undo s4k0x9w2mqa
  text2scene library save s4k0x9w2mqa -o book.pdf
  text2scene library export -o stories.zip"""


def add_library(
    commands: Any, command: Callable[..., Any], add_packs: Callable[..., None], add_model: Callable[..., None]
) -> None:
    """Add the command and all its actions to the parser."""
    summary = "Keep stories, with undo, versions and backups; the page shows the same ones."
    parser = command(commands, "library", "library:show", summary, _EXAMPLES)
    _add_place(parser, None)
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")

    def action(name: str, function: str, summary: str, *arguments: str, draws: bool = False) -> Any:
        made = command(actions, name, f"library:{function}", summary)
        for argument in arguments:
            _ARGUMENTS[argument](made)
        _add_place(made, argparse.SUPPRESS)
        if draws:
            add_packs(made)
            add_model(made)
        return made

    listing = action("list", "show", "What there is, last changed first.")
    listing.add_argument("--deleted", action="store_true", help="what is in the bin instead")
    adding = action("add", "add", "Take stories in.", draws=True)
    adding.add_argument(
        "files", metavar="FILE", nargs="+", help=".txt, .md, or the .json of a story or a tale"
    )
    saving = action("save", "save", "Make a book of a story, or a .json.", "id", draws=True)
    endings = ".pdf, .epub, .html, .pptx, .gif, .webp, .zip or .json"
    saving.add_argument("-o", "--out", metavar="FILE", required=True, help=endings)
    saving.add_argument("--revision", type=whole(1), help="as it was then (default: as it is)")
    add_book_options(saving)
    action("append", "append", "Add a page, or several with blank lines between.", "id", "text", draws=True)
    action("edit", "edit", "Give a page another text.", "id", "page", "text", draws=True)
    action("undo", "undo", "Take the last change back.", "id")
    action("redo", "redo", "Make the change again that was taken back.", "id")
    action("versions", "versions", "The states of a story to go back to.", "id")
    action("back", "back", "Go back to one of them; undo takes that back as well.", "id", "revision")
    naming = action("name", "name", "Name a version, so that it is kept for good.", "id", "revision")
    naming.add_argument("label", metavar="NAME", help='such as "As read to Grandma"; "" takes it away')
    renaming = action("rename", "rename", "Give a story another title.", "id")
    renaming.add_argument("title", metavar="TITLE")
    action("duplicate", "duplicate", "Make a copy of a story.", "id")
    action("delete", "delete", "Put a story into the bin.", "id")
    action("restore", "restore", "Take a story out of the bin.", "id")
    action("purge", "purge", "Remove a story in the bin, with all its versions, for good.", "id")
    exporting = action("export", "export", "Write all stories, versions and the bin into one zip.")
    exporting.add_argument("-o", "--out", metavar="FILE.zip", required=True)
    importing = action("import", "import_", "Add the stories of such a zip; those here already are skipped.")
    importing.add_argument("source", metavar="FILE.zip")
    action("backup", "backup", "Make a backup now; the ten newest are kept.")


def _add_place(parser: Any, default: Any) -> None:
    place = "the library (default: TEXT2SCENE_LIBRARY, or the user's own)"
    parser.add_argument("--library", metavar="FILE", default=default, help=place)
    key = "the stories behind a private link, by what comes after #stories="
    parser.add_argument("--key", metavar="KEY", default=default, help=key)


_ARGUMENTS: dict[str, Callable[[Any], Any]] = {
    "id": lambda parser: parser.add_argument("id", metavar="ID", help="from the list, or the exact title"),
    "page": lambda parser: parser.add_argument("page", metavar="PAGE", type=whole(1), help="from 1"),
    "text": lambda parser: parser.add_argument("text", metavar="TEXT", help="- reads standard input"),
    "revision": lambda parser: parser.add_argument("revision", metavar="REVISION", type=whole(1)),
}
