"""``text2scene library``: stories kept from the command line, drawn by the real network."""

from __future__ import annotations

import re
import zipfile

import pytest
from shelves import program, small, texts

from text2scene.cli import main
from text2scene.library import Library, owner_of
from text2scene.story.model import StoryValue

TEXT = "The Hat\n\nMike and Jenny are in the park. Mike wears a pirate hat.\n\nMike kicks the ball.\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run ``text2scene library`` on a library of this test; its output, or its complaint."""
    monkeypatch.setenv("TEXT2SCENE_LIBRARY", str(tmp_path / "stories.db"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, code: int = 0) -> str:
        assert main(["library", *map(str, arguments)]) == code
        out = capsys.readouterr()
        assert "Traceback" not in out.err
        if code:
            assert out.out == ""
            assert out.err.startswith("text2scene: ")
            assert out.err.count("\n") == 1
            return out.err
        return out.out + out.err

    return run


@pytest.fixture
def ident(run, tmp_path) -> str:
    """A story that was taken in from a text."""
    (tmp_path / "hat.txt").write_text(TEXT, encoding="utf-8")
    return run("add", "hat.txt").split(":")[0]


def _value(tmp_path, ident: str) -> StoryValue:
    with Library.open(tmp_path / "stories.db") as library:
        return library.shelf().get(ident).value


def test_a_story_is_added_changed_undone_and_made_a_book(run, ident, tmp_path) -> None:
    assert re.fullmatch(r"s[a-z0-9]{10}", ident)
    assert f"{ident}  " in run("list")
    assert "2 pages  The Hat" in run("list")
    assert "3 pages, revision 2" in run("append", ident, "Jenny goes home.")
    assert "revision 3" in run("edit", ident, 2, "Jenny holds a kite.")
    value = _value(tmp_path, ident)
    assert texts(value)[1:] == ["Jenny holds a kite.", "Jenny goes home."]
    assert "kite" in value.pages[1].scene.categories
    assert "pirate_hat" in value.pages[1].scene.categories, "the hat is carried over"
    assert "revision 4" in run("undo", ident)
    assert texts(_value(tmp_path, ident))[1] == "Mike kicks the ball."
    assert "revision 5" in run("redo", ident)
    assert "The Cap" in run("rename", ident, "The Cap")
    listed = run("versions", ident)
    assert [line.split()[0] for line in listed.splitlines()] == ["*", "3", "2", "1"]
    assert "Page 2 edited" in listed
    assert "The Hat, 2 pages, revision 7" in run("back", ident, 1)
    run("name", ident, 1, "As written")
    assert "“As written”" in run("versions", ident)
    assert "3 pages" in run("save", ident, "-o", tmp_path / "cap.json", "--revision", 6)
    assert StoryValue.load(tmp_path / "cap.json").title == "The Cap"
    assert "2 pages" in run("save", "The Hat", "-o", tmp_path / "book.pdf", "--paper", "a5")
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")


def test_what_was_not_understood_on_a_new_page_is_told(run, ident) -> None:
    said = run("append", ident, "Jenny sees a dishwasher.")
    assert "note: page 3: " in said
    assert "dishwasher" in said
    assert "dishwasher" not in run("append", ident, "Jenny laughs.")


def test_copies_the_bin_and_files_of_stories(run, ident, tmp_path) -> None:
    copy = run("duplicate", ident).split(":")[0]
    run("delete", copy)
    assert copy not in run("list")
    assert copy in run("list", "--deleted")
    assert "delete it first" in run("purge", ident, code=2)
    assert "The Hat (copy)" in run("restore", copy)
    run("delete", "The Hat (copy)")
    run("purge", "The Hat (copy)")
    assert "bin is empty" in run("list", "--deleted")
    run("save", ident, "-o", "one.json")
    assert run("add", "one.json").endswith("The Hat, 2 pages, revision 1\n")
    assert "2 stories have the title" in run("undo", "The Hat", code=2)


def test_all_stories_move_to_another_library(run, ident, tmp_path) -> None:
    run("rename", ident, "The Cap")
    assert "1 story" in run("export", "-o", "all.zip")
    assert zipfile.is_zipfile(tmp_path / "all.zip")
    assert "0 added, 1 already there" in run("import", "all.zip")
    assert "1 added, 0 already there" in run("--library", tmp_path / "new.db", "import", "all.zip")
    assert "The Hat" in run("undo", ident, "--library", tmp_path / "new.db")
    assert "The Cap" in run("list")
    made = run("backup").strip()
    with Library.open(made) as library:
        assert [card.title for card in library.shelf().list()] == ["The Cap"]


def test_the_stories_behind_a_private_link_are_reached_by_its_key(run, ident, tmp_path) -> None:
    key = "k" * 32
    with Library.open(tmp_path / "stories.db") as library:
        theirs = library.shelf(owner_of(key)).create(small("Theirs")).id
    assert "Theirs" not in run("list")
    assert "Theirs" in run("list", "--key", key)
    assert "There is no story" in run("undo", theirs, code=2)
    assert "at least 22 characters" in run("list", "--key", "short", code=2)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "ACTION"),
        (("dance",), "dance"),
        (("undo", "nothing"), "There is no story"),
        (("undo", "ID"), "nothing to undo"),
        (("redo", "ID"), "nothing to redo"),
        (("back", "ID", "9"), "no version"),
        (("back", "ID", "x"), "whole number"),
        (("edit", "ID", "7", "Mike runs."), "no page 7"),
        (("edit", "ID", "0", "Mike runs."), "whole number"),
        (("edit", "ID", "1", " "), "text"),
        (("append", "ID", ""), "text"),
        (("save", "ID", "-o", "book.doc"), "book.doc"),
        (("save", "ID", "-o", "folder"), "folder"),
        (("add", "missing.txt"), "missing.txt"),
        (("add", "hat.doc"), "hat.doc"),
        (("export", "-o", "all.tar"), ".zip"),
        (("import", "missing.zip"), "missing.zip"),
        (("import", "hat.txt"), "zip"),
        (("list", "--library", "hat.txt"), "no library"),
        (("name", "ID", "1", "x" * 100), "at most 80"),
        (("rename", "ID", "x" * 400), "400"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(run, tmp_path, arguments, says) -> None:
    (tmp_path / "hat.txt").write_text(TEXT)
    with Library.open(tmp_path / "stories.db") as library:
        ident = library.shelf().create(small("The Hat")).id
    said = run(*(ident if each == "ID" else each for each in arguments), code=2)
    assert says in said
    assert _value(tmp_path, ident) == small("The Hat")


def test_the_notice_of_a_mended_library_is_shown(run, ident, tmp_path) -> None:
    run("backup")
    (tmp_path / "stories.db").write_bytes(b"broken")
    assert "was damaged" in run("list")
    assert "was damaged" not in run("list")


SAVES = """
import sys
from dataclasses import replace
from text2scene.library import Library
library = Library.open(sys.argv[1]); shelf = library.shelf()
held = shelf.get(sys.argv[2])
pages = held.value.pages
n = int(sys.argv[3])
pages = (*pages[:n], replace(pages[n], text="Jenny sits."), *pages[n + 1:])
shelf.save(held.id, held.revision, replace(held.value, title="Changed elsewhere", pages=pages), "Elsewhere")
"""


@pytest.mark.parametrize(("page", "code"), [(0, 0), (1, 2)])
def test_what_others_save_while_a_page_is_drawn_is_kept(
    run, ident, tmp_path, monkeypatch, page, code
) -> None:
    """Another program saves after this one has read the story: at another page, and at the same one."""
    from text2scene.cli import library as commands

    load = commands.load_generator

    def slowly(args):
        assert program(SAVES, tmp_path / "stories.db", ident, page).communicate()[1] == ""
        return load(args)

    monkeypatch.setattr(commands, "load_generator", slowly)
    said = run("edit", ident, 2, "Jenny holds a kite.", code=code)
    value = _value(tmp_path, ident)
    assert value.title == "Changed elsewhere"
    if code:
        assert "changed elsewhere" in said
        assert texts(value)[1] == "Jenny sits."
    else:
        assert texts(value) == ["Jenny sits.", "Jenny holds a kite."]


def test_the_help_names_every_action(capsys) -> None:
    assert main(["library", "--help"]) == 0
    out = capsys.readouterr().out
    wanted = "list add save append edit undo redo versions back name rename duplicate delete restore purge"
    for action in [*wanted.split(), "export", "import", "backup"]:
        assert re.search(rf"^    {action}\b", out, re.MULTILINE), action
        assert main(["library", action, "--help"]) == 0
