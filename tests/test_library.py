"""Stories in the library, as people change them: undone, gone back to, copied, deleted, kept apart."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from shelves import page, small, texts

from text2scene.errors import InputError, StoryMissingError
from text2scene.library import LOCAL, Library, default_path, owner_of
from text2scene.scene import Scene
from text2scene.story.model import CastMember, Page, StoryValue


def _rich() -> StoryValue:
    odd = Page(
        "p1",
        "Leo says “hi”, \ud800 אבג 🙂",
        Scene(extra={"weather": [1, 2.5, None]}, seed=7, notes=({"kind": "unknown_word", "word": "dragon"},)),
        "One",
        "over",
        "beach",
        9,
        "home",
        True,
        ({"kind": "hat", "about": ["mike"], "message": "He wears it still."},),
        {"sound": {"b": 1, "a": 2}},
    )
    leo = CastMember("Leo", "mike", "mike", {"hair": "ginger"}, "he", extra={"age": 7})
    return StoryValue("Hi", (odd, page("p2", "Two.")), (leo,), "Me", "pt-BR", {"shelf": 3})


# -- keeping --------------------------------------------------------------------------------------


def test_what_comes_back_is_what_was_kept_to_the_letter(tmp_path) -> None:
    with Library.open(tmp_path / "stories.db") as library:
        held = library.shelf().create(_rich())
        assert (held.revision, held.undo, held.redo) == (1, "", "")
    with Library.open(tmp_path / "stories.db") as library:
        back = library.shelf().get(held.id)
    assert back == held
    assert back.value.to_json() == _rich().to_json()


def test_the_list_shows_the_last_changed_first_with_its_cover(shelf) -> None:
    one, two = shelf.create(small("One")), shelf.create(small("Two"))
    empty = shelf.create(StoryValue("Nothing yet"))
    shelf.save(one.id, 1, small("One!", "Mike kicks."), "Edited")
    cards = shelf.list()
    assert [(card.title, card.pages, card.revision) for card in cards] == [
        ("One!", 1, 2),
        ("Nothing yet", 0, 1),
        ("Two", 2, 1),
    ]
    assert cards[0].cover == small("One!", "Mike kicks.").pages[0].scene
    assert cards[1].cover is None
    assert {card.id for card in cards} == {one.id, two.id, empty.id}
    assert cards[0].changed > cards[0].created


def test_a_field_that_json_cannot_say_is_refused_and_nothing_changes(shelf) -> None:
    held = shelf.create(small("One"))
    for wrong in (object(), float("nan")):
        with pytest.raises(InputError, match="cannot be kept"):
            shelf.save(held.id, 1, replace(held.value, extra={"x": wrong}), "Odd")
    assert shelf.get(held.id) == held


def test_the_place_is_named_by_the_environment_or_is_the_users_own(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("TEXT2SCENE_LIBRARY", str(tmp_path / "a b" / "mine?.db"))
    with Library.open() as library:
        library.shelf().create(small("One"))
    assert (tmp_path / "a b" / "mine?.db").stat().st_size > 0
    monkeypatch.delenv("TEXT2SCENE_LIBRARY")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert default_path().name == "stories.db"
    assert default_path().parent.name == "text2scene"


# -- undo -----------------------------------------------------------------------------------------


def test_undo_and_redo_go_on_after_reopening(tmp_path) -> None:
    path = tmp_path / "stories.db"
    with Library.open(path) as library:
        held = library.shelf().create(small("A"))
        for title in "BCD":
            held = library.shelf().save(held.id, held.revision, small(title), f"to {title}")
    seen = []
    for step in ("undo", "undo", "redo", "undo", "undo", "redo", "redo", "redo"):
        with Library.open(path) as library:
            held = getattr(library.shelf(), step)(held.id, held.revision)
            assert library.shelf().get(held.id) == held
        seen.append((held.value.title, held.undo, held.redo))
    assert seen == [
        ("C", "to C", "to D"),
        ("B", "to B", "to C"),
        ("C", "to C", "to D"),
        ("B", "to B", "to C"),
        ("A", "", "to B"),
        ("B", "to B", "to C"),
        ("C", "to C", "to D"),
        ("D", "to D", ""),
    ]
    assert held.revision == 4 + 8, "every saving has a number of its own"


def test_there_is_an_end_to_undo_and_redo_and_it_is_said(shelf) -> None:
    held = shelf.create(small("A"))
    with pytest.raises(InputError, match="nothing to undo"):
        shelf.undo(held.id, 1)
    with pytest.raises(InputError, match="nothing to redo"):
        shelf.redo(held.id, 1)
    assert shelf.revision(held.id) == 1


def test_a_change_after_undo_ends_redo_but_the_other_branch_stays_among_the_versions(shelf) -> None:
    held = shelf.create(small("A"))
    held = shelf.save(held.id, 1, small("B"), "to B")
    held = shelf.undo(held.id, 2)
    held = shelf.save(held.id, 3, small("C"), "to C")
    assert (held.undo, held.redo) == ("to C", "")
    with pytest.raises(InputError, match="nothing to redo"):
        shelf.redo(held.id, held.revision)
    versions = shelf.versions(held.id)
    assert [(v.revision, v.what, v.pages, v.current) for v in versions] == [
        (4, "to C", 2, True),
        (2, "to B", 2, False),
        (1, "Written", 2, False),
    ]
    held = shelf.back_to(held.id, 4, 2)
    assert (held.value.title, held.undo) == ("B", "Back to: to B")
    held = shelf.undo(held.id, held.revision)
    assert held.value.title == "C"
    assert shelf.undo(held.id, held.revision).value.title == "A"


def test_saving_what_is_there_already_is_no_step_for_undo(shelf) -> None:
    held = shelf.create(small("A"))
    again = shelf.save(held.id, 1, small("A"), "Nothing")
    assert (again.revision, again.undo) == (1, "")
    assert shelf.back_to(held.id, 1, 1).revision == 1


@pytest.mark.parametrize("seed", range(8))
def test_undo_and_redo_do_what_two_piles_of_paper_would_do(shelf, seed) -> None:
    chance = random.Random(seed)
    held = shelf.create(small("0"))
    past, now, future, every = [], "0", [], ["0"]
    for n in range(1, 300):
        step = chance.choice(["save", "save", "undo", "undo", "redo", "back"])
        if step == "save":
            past, now, future = [*past, now], str(n), []
            held = shelf.save(held.id, held.revision, small(now), f"to {now}")
        elif step == "undo" and past:
            past, now, future = past[:-1], past[-1], [*future, now]
            held = shelf.undo(held.id, held.revision)
        elif step == "redo" and future:
            past, now, future = [*past, now], future[-1], future[:-1]
            held = shelf.redo(held.id, held.revision)
        elif step == "back":
            revision = chance.randint(1, held.revision)
            old = every[revision - 1]
            if old != now:
                past, now, future = [*past, now], old, []
            held = shelf.back_to(held.id, held.revision, revision)
        if held.revision > len(every):
            every.append(now)
        assert held.value.title == now
        assert (bool(held.undo), bool(held.redo)) == (bool(past), bool(future))
        assert held.revision == len(every)
    assert [shelf.get(held.id, n + 1).value.title for n in range(len(every))] == every


def test_labels_are_one_line_that_can_be_shown(shelf) -> None:
    held = shelf.create(small("A"))
    held = shelf.save(held.id, 1, small("B"), "  Page\x00 1\n\x1b[31m \ud800 edited ")
    assert held.undo == "Page 1 [31m edited"
    assert shelf.get(held.id).undo == held.undo
    assert len(shelf.save(held.id, 2, small("C"), "x" * 1000).undo) == 200
    assert shelf.save(held.id, 3, small("D"), " ").undo == "Changed"


def test_names_stay_with_a_version_and_can_be_taken_away(shelf) -> None:
    held = shelf.create(small("A"))
    shelf.save(held.id, 1, small("B"), "to B")
    held = shelf.undo(held.id, 2)
    shelf.name_version(held.id, held.revision, "  As  first written ")
    assert [(v.name, v.current) for v in shelf.versions(held.id)] == [("", False), ("As first written", True)]
    shelf.name_version(held.id, 1, "")
    assert not any(version.name for version in shelf.versions(held.id))
    with pytest.raises(InputError, match="at most 80"):
        shelf.name_version(held.id, 1, "x" * 81)
    for wrong in (0, 99, -1, 2**70, "1", None, True):
        with pytest.raises(StoryMissingError, match="no version"):
            shelf.name_version(held.id, wrong, "Name")


def test_five_hundred_steps_can_be_undone_and_the_file_does_not_grow_for_ever(tmp_path) -> None:
    with Library.open(tmp_path / "stories.db") as library:
        shelf = library.shelf()
        long = small("Long", *(f"Page {n}: Mike runs and Jenny laughs." for n in range(40)))
        held = shelf.create(long)
        for n in range(1, 2001):
            pages = (replace(long.pages[0], text=f"Change {n}."), *long.pages[1:])
            held = shelf.save(held.id, held.revision, replace(long, pages=pages), f"{n}")
            if n == 5:
                shelf.name_version(held.id, held.revision, "Early")
        with library.reading() as file:
            assert file.execute("SELECT count(*) FROM revision").fetchone()[0] <= 900
            pieces = file.execute("SELECT count(*) FROM piece").fetchone()[0]
        assert pieces <= 900 + 41, "what no version shows is gone"
        early = next(version for version in shelf.versions(held.id) if version.name)
        assert texts(shelf.get(held.id, early.revision).value)[0] == "Change 5."
        for n in range(1999, 1499, -1):
            held = shelf.undo(held.id, held.revision)
            assert texts(held.value)[0] == f"Change {n}."
        while held.redo:
            held = shelf.redo(held.id, held.revision)
        assert texts(held.value)[0] == "Change 2000."
    assert (tmp_path / "stories.db").stat().st_size < 4_000_000


# -- copies, the bin, owners ----------------------------------------------------------------------


def test_a_copy_is_a_story_of_its_own(shelf) -> None:
    held = shelf.create(small("A"))
    copy = shelf.duplicate(held.id)
    assert (copy.value.title, copy.revision, copy.undo) == ("A (copy)", 1, "")
    shelf.save(copy.id, 1, small("Other"), "Edited")
    assert shelf.get(held.id) == held
    assert len(shelf.duplicate(shelf.create(small("x" * 300)).id).value.title) == 300


def test_deleting_has_a_way_back_and_only_the_bin_can_be_emptied(shelf) -> None:
    held = shelf.create(small("A"))
    with pytest.raises(InputError, match="delete it first"):
        shelf.purge(held.id)
    shelf.delete(held.id)
    shelf.delete(held.id)
    assert shelf.list() == []
    assert [(card.title, bool(card.deleted)) for card in shelf.list(deleted=True)] == [("A", True)]
    assert shelf.get(held.id).value == held.value, "it can still be looked at"
    with pytest.raises(StoryMissingError, match="restore it"):
        shelf.save(held.id, 1, small("B"), "Edited")
    shelf.restore(held.id)
    assert shelf.get(held.id) == held
    shelf.delete(held.id)
    shelf.purge(held.id)
    with pytest.raises(StoryMissingError, match="There is no story"):
        shelf.get(held.id)
    with shelf.library.reading() as file:
        for table in ("story", "revision", "piece"):
            assert file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0


def test_nobody_sees_or_changes_the_stories_of_another_one(library) -> None:
    mine, theirs = library.shelf(owner_of("a" * 32)), library.shelf(owner_of("b" * 32))
    held = mine.create(small("Mine"))
    calls = [
        lambda: theirs.get(held.id),
        lambda: theirs.get(held.id, 1),
        lambda: theirs.save(held.id, 1, small("Theirs"), "Edited"),
        lambda: theirs.undo(held.id, 1),
        lambda: theirs.redo(held.id, 1),
        lambda: theirs.versions(held.id),
        lambda: theirs.name_version(held.id, 1, "x"),
        lambda: theirs.back_to(held.id, 1, 1),
        lambda: theirs.duplicate(held.id),
        lambda: theirs.delete(held.id),
        lambda: theirs.restore(held.id),
        lambda: theirs.purge(held.id),
        lambda: theirs.revision(held.id),
    ]
    for call in calls:
        with pytest.raises(StoryMissingError):
            call()
    assert theirs.list() == []
    assert theirs.list(deleted=True) == []
    assert library.shelf(LOCAL).list() == []
    assert mine.get(held.id) == held


@pytest.mark.parametrize("ident", ["", "x", "s' OR 1=1", "é" * 11, "\ud800", "%", None, 7, "s" * 10_000])
def test_odd_ids_are_just_not_there(shelf, ident) -> None:
    shelf.create(small("A"))
    with pytest.raises(StoryMissingError):
        shelf.get(ident)


def test_the_key_itself_is_not_in_the_file(library, tmp_path) -> None:
    library.shelf(owner_of("my-very-own-private-key")).create(small("A"))
    library.close()
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"my-very-own-private-key" not in path.read_bytes()
