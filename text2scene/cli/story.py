"""``text2scene story``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.cli.books import book_options
from text2scene.cli.options import check_background_option, check_weights, load_generator, progress_bar
from text2scene.errors import InputError

if TYPE_CHECKING:
    from text2scene.export import BookOptions


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
    options = book_options(args, (out.suffix.lower(),))
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
        _explain(made)
    if out.suffix.lower() == ".json":
        made.save(out)
    else:
        save_book_as(made.value, out, args, options)
    tell_notes(made)
    count = len(made)
    print(f"{args.out}: {count} page{'s' if count != 1 else ''}")
    return 0


def _explain(made: Any) -> None:
    for row in made.explain():
        print(f"page {row['page'] + 1}: {row['message']}")


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
    if args.lang:
        made.lang = args.lang
    if args.background is not None:
        made.set_background(range(len(made)), args.background)


def check_book(path: Path) -> None:
    """Raises InputError for an ending that no book has."""
    if path.suffix.lower() == ".json":
        return
    from text2scene.export import book_ending

    book_ending(path)


def save_book_as(value: Any, path: Path, args: argparse.Namespace, options: BookOptions) -> None:
    """Write a book with the packs that were asked for; what did not fit is told on stderr."""
    from text2scene.export import save_book
    from text2scene.packs import catalog_with
    from text2scene.render import library_for

    library = library_for(catalog_with(args.packs, args.default_pack))
    for warning in save_book(value, path, options, library=library):
        print(f"note: {path.name}: {warning}", file=sys.stderr)


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
    if args.title:
        raise InputError("--title is for one story; give it with a file, not with a folder of stories.")
    options = book_options(args, [f".{ending}" for ending in formats])
    asked = (args.author, args.lang, args.background)
    common = (args.weights, args.packs, args.default_pack, *asked, *asdict(options).values())
    settings = StoryBatch(formats, args.seed, common)

    def finish(made: Any, source: Path) -> None:
        _as_asked(made, args)
        if args.explain:
            print(f"{source.name}:")
            _explain(made)

    with progress_bar(None, "story") as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        result = run_stories(
            args.source,
            args.out,
            settings,
            lambda: load_generator(args),
            lambda value, path: save_book_as(value, path, args, options),
            finish=finish,
            progress=tell,
        )
    for failure in result.failed:
        print(f"failed: {failure.id}: {failure.error}", file=sys.stderr)
    counts = f"{result.drawn:,} made, {result.kept:,} already there, {len(result.failed):,} failed"
    print(f"{args.out}: {counts}")
    return 1 if result.failed else 0
