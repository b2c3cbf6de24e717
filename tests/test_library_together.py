"""Several people, threads and programs on the same stories: nothing is lost, and each is told."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace

import pytest
from shelves import page, program, small, texts

from text2scene.errors import ConflictError, LibraryError
from text2scene.library import Library, authored
from text2scene.scene import Scene

# -- several at once ------------------------------------------------------------------------------


def test_who_comes_second_is_told_what_the_first_one_changed(shelf) -> None:
    base = shelf.create(small("A", "One.", "Two.", "Three."))
    pages = base.value.pages
    first = replace(base.value, title="B", pages=(replace(pages[0], text="First!"), *pages[1:]))
    shelf.save(base.id, 1, first, "First")
    second = replace(base.value, pages=(*pages[:2], replace(pages[2], text="Second!")))
    with pytest.raises(ConflictError, match="changed elsewhere") as caught:
        shelf.save(base.id, 1, second, "Second")
    assert caught.value.parts == {"title", "p1"}
    assert caught.value.current == shelf.get(base.id)
    assert caught.value.current.value == first
    for call in (shelf.undo, shelf.redo):
        with pytest.raises(ConflictError):
            call(base.id, 1)
    with pytest.raises(ConflictError):
        shelf.back_to(base.id, 1, 1)
    for wrong in (0, 3, -1, "2", None, 2**70):
        with pytest.raises(ConflictError):
            shelf.save(base.id, wrong, second, "Second")
    assert shelf.revision(base.id) == 2


def test_many_threads_on_one_story_lose_nothing(library) -> None:
    shelf = library.shelf()
    held = shelf.create(small("Counter", "0"))
    conflicts = []

    def add(times: int) -> None:
        for _ in range(times):
            while True:
                now = shelf.get(held.id)
                value = small("Counter", str(int(texts(now.value)[0]) + 1))
                try:
                    shelf.save(held.id, now.revision, value, "Counted")
                    break
                except ConflictError as error:
                    conflicts.append(error)

    threads = [threading.Thread(target=add, args=(25,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts(shelf.get(held.id).value) == ["150"]
    assert shelf.revision(held.id) == 151


COUNT = """
import sys
from shelves import small, texts
from text2scene.errors import ConflictError
from text2scene.library import Library
library = Library.open(sys.argv[1]); shelf = library.shelf()
for _ in range(40):
    while True:
        now = shelf.get(sys.argv[2])
        try:
            value = small("Counter", str(int(texts(now.value)[0]) + 1))
            shelf.save(sys.argv[2], now.revision, value, "Counted")
            break
        except ConflictError:
            pass
library.close()
"""


def test_two_programs_on_one_story_lose_nothing(library) -> None:
    held = library.shelf().create(small("Counter", "0"))
    programs = [program(COUNT, library.path, held.id) for _ in range(2)]
    for each in programs:
        assert each.communicate()[1] == ""
    assert texts(library.shelf().get(held.id).value) == ["80"]


BEGIN = """
import sys
from shelves import small
from text2scene.library import Library
with Library.open(sys.argv[1]) as library:
    print(library.shelf().create(small(sys.argv[2])).id, library.notice)
"""


def test_six_programs_may_begin_the_library_together(tmp_path) -> None:
    path = tmp_path / "new" / "stories.db"
    programs = [program(BEGIN, path, n) for n in range(6)]
    for each in programs:
        assert each.communicate()[1] == ""
    with Library.open(path) as library:
        assert sorted(card.title for card in library.shelf().list()) == list("012345")


def test_a_closed_library_says_so(library) -> None:
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.shelf().list()
    library.close()


# -- what counts as a change by a person ----------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (lambda v, p: v, set()),
        (lambda v, p: replace(v, title="B"), {"title"}),
        (lambda v, p: replace(v, author="Me"), {"author"}),
        (lambda v, p: replace(v, pages=p[::-1]), {"order"}),
        (lambda v, p: replace(v, pages=p[:1]), {"p2"}),
        (lambda v, p: replace(v, pages=(page("new", "New."), *p)), {"new"}),
        (lambda v, p: replace(v, pages=(replace(p[0], text="Other."), p[1])), {"p1"}),
        (lambda v, p: replace(v, pages=(replace(p[0], chapter="One"), p[1])), {"p1"}),
        (lambda v, p: replace(v, pages=(replace(p[0], layout="over"), p[1])), {"p1"}),
        (lambda v, p: replace(v, pages=(replace(p[0], background="night"), p[1])), {"p1"}),
        (lambda v, p: replace(v, pages=(replace(p[0], seed=3), p[1])), {"p1"}),
        (lambda v, p: replace(v, pages=(p[0], replace(p[1], scene=Scene()))), set()),
        (lambda v, p: replace(v, pages=(p[0], replace(p[1], scene=Scene(), by_hand=True))), {"p2"}),
        (lambda v, p: replace(v, pages=(replace(p[0], place="home", carried=({"kind": "x"},)), p[1])), set()),
        (lambda v, p: replace(v, cast=()), {"cast:mike"}),
        (lambda v, p: replace(v, cast=(replace(v.cast[0], name="Tim"),)), {"cast:mike"}),
    ],
)
def test_what_a_person_changed(change, parts) -> None:
    value = small("A")
    assert authored(value, change(value, value.pages)) == parts


def test_the_file_is_plain_sqlite_with_a_log_and_full_syncing(library) -> None:
    library.shelf().create(small("A"))
    with library.reading() as file:
        assert file.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert file.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert file.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    outside = sqlite3.connect(library.path)
    assert outside.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    assert outside.execute("PRAGMA application_id").fetchone()[0] == 0x54325374
    outside.close()
