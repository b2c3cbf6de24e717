"""``text2scene story``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from text2scene.cli.options import check_background_option, check_weights, load_generator, progress_bar
from text2scene.errors import InputError


def story(args: argparse.Namespace) -> int:
    """Make a book of a story, or of every story of a folder; 0, or 1 where some of a folder failed."""
    check_weights(args.weights)
    check_background_option(args.background)
    if Path(args.source).is_dir():
        return _folder(args)
    return _one(args)


def _one(args: argparse.Namespace) -> int:
    from text2scene.story.reading import check_ending, read_text
    from text2scene.story.story import Story

    out = Path(args.out)
    if out.is_dir() or not out.suffix:
        raise InputError(
            f"{args.out} is a folder; give the name of a book in it, such as {out / 'book.pdf'}."
        )
    check_book(out)
    ending = check_ending(args.source)
    if ending == ".json":
        generator = load_generator(args)
        made = Story.load(args.source, generator)
    else:
        text = read_text(args.source)
        generator = load_generator(args)
        with progress_bar(None, "page") as bar:

            def tell(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            made = Story.from_text(
                generator,
                text,
                title=args.title or "",
                seed=args.seed,
                markdown=ending == ".md",
                progress=tell,
            )
    _as_asked(made, args)
    if args.explain:
        for row in made.explain():
            print(f"page {row['page'] + 1}: {row['message']}")
    _save(made, out, args)
    tell_notes(made)
    count = len(made)
    print(f"{args.out}: {count} page{'s' if count != 1 else ''}")
    return 0


def tell_notes(made: Any, known: Any = ()) -> None:
    """What was not understood, page by page, on stderr; of those of ``known`` that was told before."""
    for page in made.pages:
        for note in () if page in known else page.scene.notes:
            if note.get("message"):
                print(f"note: page {made.number(page) + 1}: {note['message']}", file=sys.stderr)


def _as_asked(made: Any, args: argparse.Namespace) -> None:
    if args.title:
        made.title = args.title
    if args.author:
        made.author = args.author
    if args.background is not None:
        made.set_background(range(len(made)), args.background)


def check_book(path: Path) -> None:
    """Raises InputError for an ending that no book has."""
    if path.suffix.lower() == ".json":
        return
    from text2scene.export import book_ending

    book_ending(path)


def _save(made: Any, path: Path, args: argparse.Namespace) -> None:
    if path.suffix.lower() == ".json":
        made.save(path)
        return
    save_book_as(made.value, path, args)


def save_book_as(value: Any, path: Path, args: argparse.Namespace) -> None:
    from text2scene.export import save_book
    from text2scene.packs import catalog_with
    from text2scene.render import library_for

    library = library_for(catalog_with(args.packs, args.default_pack))
    options = {"layout": args.layout, "paper": args.paper}
    chosen = {name: value for name, value in options.items() if value is not None}
    for warning in save_book(value, path, library=library, **chosen) or ():
        print(f"note: {warning}", file=sys.stderr)


def _folder(args: argparse.Namespace) -> int:
    from text2scene.batch.stories import StoryBatch, run_stories

    formats = tuple(
        dict.fromkeys(f.strip().lower().lstrip(".") for f in args.formats.split(",") if f.strip())
    )
    if not formats:
        raise InputError("Give at least one format, such as --format pdf,json.")
    for ending in formats:
        check_book(Path(f"book.{ending}"))
    if Path(args.out).is_file():
        raise InputError(f"{args.out} is a file; a folder of stories needs a folder for its books.")
    common = (args.weights, args.packs, args.default_pack, args.layout, args.paper)
    settings = StoryBatch(formats, args.seed, common)
    with progress_bar(None, "story") as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        result = run_stories(
            args.source,
            args.out,
            settings,
            lambda: load_generator(args),
            lambda value, path: save_book_as(value, path, args),
            progress=tell,
        )
    for failure in result.failed:
        print(f"failed: {failure.id}: {failure.error}", file=sys.stderr)
    counts = f"{result.drawn:,} made, {result.kept:,} already there, {len(result.failed):,} failed"
    print(f"{args.out}: {counts}")
    return 1 if result.failed else 0
