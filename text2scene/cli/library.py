"""``text2scene library``: the stories that are kept, from the command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from text2scene.cli.books import book_options
from text2scene.cli.options import check_weights, load_generator, text_argument
from text2scene.cli.story import check_book, save_book_as, tell_notes
from text2scene.errors import ConflictError, InputError
from text2scene.library import LOCAL, Held, Library, Shelf, owner_of

if TYPE_CHECKING:
    from text2scene.generator import Generator
    from text2scene.story.story import Story

SHORTEST_KEY = 22
_TRIES = 5


def show(args: argparse.Namespace) -> int:
    """List the stories."""
    with _shelf(args) as shelf:
        cards = shelf.list(deleted=args.deleted)
        for card in cards:
            pages = f"{card.pages} page{'s' if card.pages != 1 else ''}"
            print(
                f"{card.id}  {_local(card.deleted or card.changed)}  {pages:>9}  {card.title or '(untitled)'}"
            )
        if not cards:
            empty = "The bin is empty." if args.deleted else "No stories yet; text2scene library add FILE."
            print(empty, file=sys.stderr)
    return 0


def add(args: argparse.Namespace) -> int:
    """Take files in, one after another; what was taken in stays where a later one is broken."""
    from text2scene.story.reading import check_ending

    check_weights(args.weights)
    for name in args.files:
        check_ending(name)
        if not Path(name).is_file():
            raise InputError(f"There is no file {name}.")
    with _shelf(args) as shelf:
        generator: Generator | None = None
        for name in args.files:
            from text2scene.story.reading import story_from_file

            generator = generator or load_generator(args)
            made = story_from_file(generator, name)
            _tell(shelf.create(made.value, f"Added from {Path(name).name}"))
            tell_notes(made)
    return 0


def save(args: argparse.Namespace) -> int:
    """Write a book or a .json."""
    out = Path(args.out)
    if out.is_dir() or not out.suffix:
        raise InputError(f"{out} is a folder; give the name of a book in it, such as {out / 'book.pdf'}.")
    check_book(out)
    options = book_options(args, (out.suffix.lower(),))
    with _shelf(args) as shelf:
        value = shelf.get(_ident(shelf, args.id), args.revision).value
    if out.suffix.lower() == ".json":
        value.save(out)
    else:
        save_book_as(value, out, args, options)
    print(f"{out}: {len(value)} page{'s' if len(value) != 1 else ''}")
    return 0


def append(args: argparse.Namespace) -> int:
    """Add pages at the end."""
    text = text_argument(args.text)
    return _changed(args, lambda held: None, lambda story, _: story.add(text), "Page added")


def edit(args: argparse.Namespace) -> int:
    """Give a page another text."""
    text = text_argument(args.text)

    def which(held: Held) -> str:
        if args.page > len(held.value):
            raise InputError(f"There is no page {args.page}; the story has {len(held.value)} pages.")
        return str(held.value.pages[args.page - 1].id)

    def change(story: Story, page: str | None) -> object:
        return story.edit(page or "", text)

    return _changed(args, which, change, f"Page {args.page} edited")


def undo(args: argparse.Namespace) -> int:
    """Take the last change back."""
    return _step(args, lambda shelf, ident, base: shelf.undo(ident, base))


def redo(args: argparse.Namespace) -> int:
    """Make it again."""
    return _step(args, lambda shelf, ident, base: shelf.redo(ident, base))


def back(args: argparse.Namespace) -> int:
    """Go back to a version."""
    return _step(args, lambda shelf, ident, base: shelf.back_to(ident, base, args.revision))


def rename(args: argparse.Namespace) -> int:
    """Give a story another title."""
    from dataclasses import replace

    def renamed(shelf: Shelf, ident: str, base: int) -> Held:
        value = replace(shelf.get(ident, base).value, title=args.title)
        return shelf.save(ident, base, value, "Title changed")

    return _step(args, renamed)


def versions(args: argparse.Namespace) -> int:
    """List the states to go back to; a star marks the present one."""
    with _shelf(args) as shelf:
        for version in shelf.versions(_ident(shelf, args.id)):
            mark = "*" if version.current else " "
            name = f"  “{version.name}”" if version.name else ""
            pages = f"{version.pages} page{'s' if version.pages != 1 else ''}"
            print(f"{mark}{version.revision:>6}  {_local(version.made)}  {pages:>9}  {version.what}{name}")
    return 0


def name(args: argparse.Namespace) -> int:
    """Name a version."""
    with _shelf(args) as shelf:
        shelf.name_version(_ident(shelf, args.id), args.revision, args.label)
    return 0


def duplicate(args: argparse.Namespace) -> int:
    """Copy a story."""
    with _shelf(args) as shelf:
        _tell(shelf.duplicate(_ident(shelf, args.id)))
    return 0


def delete(args: argparse.Namespace) -> int:
    """Put a story into the bin."""
    with _shelf(args) as shelf:
        ident = _ident(shelf, args.id)
        shelf.delete(ident)
        print(f"{ident}: deleted; text2scene library restore {ident} brings it back")
    return 0


def restore(args: argparse.Namespace) -> int:
    """Take a story out of the bin."""
    with _shelf(args) as shelf:
        ident = _ident(shelf, args.id, binned=True)
        shelf.restore(ident)
        _tell(shelf.get(ident))
    return 0


def purge(args: argparse.Namespace) -> int:
    """Remove a deleted story for good."""
    with _shelf(args) as shelf:
        ident = _ident(shelf, args.id, binned=True)
        shelf.purge(ident)
        print(f"{ident}: removed for good")
    return 0


def export(args: argparse.Namespace) -> int:
    """Write all stories into a zip."""
    if Path(args.out).suffix.lower() != ".zip":
        raise InputError(f"Stories are exported as .zip, not {Path(args.out).name!r:.60}.")
    with _shelf(args) as shelf:
        count = shelf.export_all(args.out)
    print(f"{args.out}: {count} {'story' if count == 1 else 'stories'}")
    return 0


def import_(args: argparse.Namespace) -> int:
    """Add the stories of a zip."""
    with _shelf(args) as shelf:
        result = shelf.import_all(args.source)
    print(f"{result.added} added, {len(result.skipped)} already there")
    return 0


def backup(args: argparse.Namespace) -> int:
    """Make a backup now."""
    with _shelf(args) as shelf:
        made = shelf.library.backup()
        if made is None:
            raise InputError(shelf.library.notice)
        print(made)
    return 0


# -- how -------------------------------------------------------------------------------------------


@contextmanager
def _shelf(args: argparse.Namespace) -> Iterator[Shelf]:
    owner = LOCAL
    if args.key is not None:
        if len(args.key) < SHORTEST_KEY:
            raise InputError(
                f"A key has at least {SHORTEST_KEY} characters; "
                "copy all that comes after #stories= in the link."
            )
        owner = owner_of(args.key)
    with Library.open(args.library) as library:
        if library.notice:
            print(f"note: {library.notice}", file=sys.stderr)
        yield library.shelf(owner)


def _ident(shelf: Shelf, wanted: str, binned: bool = False) -> str:
    """The id itself, or that of the only story with this title."""
    same = [card.id for card in shelf.list(deleted=binned) if card.title == wanted]
    if len(same) > 1:
        raise InputError(
            f"{len(same)} stories have the title {wanted!r:.60}; give the id: {', '.join(same)}."
        )
    return same[0] if same else wanted


def _changed(
    args: argparse.Namespace,
    which: Callable[[Held], str | None],
    change: Callable[[Story, str | None], object],
    what: str,
) -> int:
    """Change the story as it is now, drawing it anew; what others save meanwhile is kept.

    which: the page that is changed, by its id. Raises ConflictError where others changed that very page.
    """
    check_weights(args.weights)
    with _shelf(args) as shelf:
        ident = _ident(shelf, args.id)
        held = shelf.get(ident)
        page = which(held)
        generator = load_generator(args)
        for turn in range(_TRIES):
            from text2scene.story.story import Story

            story = Story(generator, held.value)
            change(story, page)
            try:
                _tell(shelf.save(ident, held.revision, story.value, what))
                tell_notes(story, held.value.pages)
                return 0
            except ConflictError as error:
                if page in error.parts or turn == _TRIES - 1:
                    raise
                held = error.current
    return 0


def _step(args: argparse.Namespace, step: Callable[[Shelf, str, int], Held]) -> int:
    with _shelf(args) as shelf:
        ident = _ident(shelf, args.id)
        _tell(step(shelf, ident, shelf.revision(ident)))
    return 0


def _tell(held: Held) -> None:
    count = len(held.value)
    pages = f"{count} page{'s' if count != 1 else ''}"
    print(f"{held.id}: {held.value.title or '(untitled)'}, {pages}, revision {held.revision}")


def _local(moment: str) -> str:
    """In the time of this place."""
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return moment[:16]
