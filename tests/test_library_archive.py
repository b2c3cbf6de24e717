"""All stories out into one zip and in again; and zips that somebody made with bad intentions."""

from __future__ import annotations

import io
import json
import stat
import warnings
import zipfile
from pathlib import Path

import pytest
from shelves import small, texts

from text2scene.errors import InputError, OutputError
from text2scene.library import Library, owner_of


@pytest.fixture
def other(tmp_path):
    with Library.open(tmp_path / "other" / "stories.db") as library:
        yield library


def _state(shelf) -> dict:
    """Everything that can be seen of a shelf."""
    out = {}
    for deleted in (False, True):
        for card in shelf.list(deleted):
            past = shelf.versions(card.id)
            held = shelf.get(card.id)
            values = [shelf.get(card.id, version.revision).value.to_json() for version in past]
            out[card.id] = (card, held, held.value.to_json(), past, values)
    return out


def _fill(shelf) -> str:
    held = shelf.create(small("The Hat: a/b\\c", "Leo says “\ud800 שלום 🙂”."))
    for n in range(4):
        held = shelf.save(held.id, held.revision, small(f"The Hat {n}", f"{n}."), f"to {n}")
    shelf.name_version(held.id, 3, "For Grandma")
    held = shelf.undo(held.id, held.revision)
    shelf.create(small(""))
    shelf.delete(shelf.create(small("Thrown away")).id)
    return held.id


# -- out and in again -----------------------------------------------------------------------------


def test_everything_comes_back_in_another_library(library, other, tmp_path) -> None:
    ident = _fill(library.shelf())
    library.shelf(owner_of("k" * 30)).create(small("Not mine"))
    assert library.shelf().export_all(tmp_path / "all.zip") == 3
    result = other.shelf().import_all(tmp_path / "all.zip")
    assert (result.added, result.skipped) == (3, ())
    assert _state(other.shelf()) == _state(library.shelf())
    held = other.shelf().get(ident)
    assert other.shelf().redo(ident, held.revision).value.title == "The Hat 3"
    assert other.shelf().undo(ident, held.revision + 1).value.title == "The Hat 2"


def test_the_same_again_is_skipped(library, tmp_path) -> None:
    _fill(library.shelf())
    library.shelf().export_all(tmp_path / "all.zip")
    before = _state(library.shelf())
    result = library.shelf().import_all(tmp_path / "all.zip")
    assert result.added == 0
    assert sorted(result.skipped) == ["", "The Hat 2", "Thrown away"]
    assert _state(library.shelf()) == before


def test_what_was_deleted_or_changed_since_comes_back_beside(library, tmp_path) -> None:
    shelf = library.shelf()
    gone, changed = shelf.create(small("Gone")), shelf.create(small("Changed"))
    shelf.export_all(tmp_path / "all.zip")
    shelf.delete(gone.id)
    shelf.save(changed.id, 1, small("Changed since"), "Edited")
    assert shelf.import_all(tmp_path / "all.zip").added == 2
    assert sorted(card.title for card in shelf.list()) == ["Changed", "Changed since", "Gone"]
    assert shelf.get(changed.id).value.title == "Changed since"


def test_the_stories_of_one_owner_become_copies_with_another(library, tmp_path) -> None:
    mine, yours = library.shelf(), library.shelf(owner_of("k" * 30))
    ident = _fill(mine)
    mine.export_all(tmp_path / "all.zip")
    before = _state(mine)
    yours.import_all(tmp_path / "all.zip")
    assert ident not in {card.id for card in yours.list()}
    assert sorted(card.title for card in yours.list()) == ["", "The Hat 2"]
    assert _state(mine) == before


def test_the_stories_in_the_zip_are_files_that_open_by_themselves(library, tmp_path) -> None:
    from text2scene.story.model import StoryValue

    library.shelf().create(small("The Hat"))
    library.shelf().export_all(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.namelist() == [
            "library.json",
            "stories/0001-The-Hat.json",
            "versions/0001-The-Hat.json",
        ]
        assert StoryValue.from_json(archive.read("stories/0001-The-Hat.json").decode()) == small("The Hat")


def test_a_story_that_was_changed_in_the_zip_comes_in_as_changed(library, other, tmp_path) -> None:
    held = library.shelf().create(small("The Hat"))
    library.shelf().export_all(tmp_path / "all.zip")

    def change(name: str, document: dict) -> dict:
        return {**document, "title": "The Cap"} if name.startswith("stories/") else document

    _rewritten(tmp_path / "all.zip", change)
    other.shelf().import_all(tmp_path / "all.zip")
    back = other.shelf().get(held.id)
    assert (back.value.title, back.undo) == ("The Cap", "Imported")
    assert other.shelf().undo(held.id, 2).value.title == "The Hat"


def test_any_zip_of_story_files_can_be_imported(library, tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as archive:
        archive.writestr("My stories/", "")
        for title in ("One", "Two"):
            archive.writestr(f"My stories/{title}.json", small(title).to_json())
    assert library.shelf().import_all(tmp_path / "mine.zip").added == 2
    assert sorted(card.title for card in library.shelf().list()) == ["One", "Two"]


def test_an_empty_shelf_can_be_exported_and_says_so_when_imported(library, tmp_path) -> None:
    assert library.shelf().export_all(tmp_path / "none.zip") == 0
    with pytest.raises(InputError, match="no stories"):
        library.shelf().import_all(tmp_path / "none.zip")


def test_an_export_that_cannot_be_written_leaves_nothing(library, tmp_path) -> None:
    library.shelf().create(small("One"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        library.shelf().export_all(tmp_path / "file" / "all.zip")
    assert sorted(each.name for each in tmp_path.iterdir() if "stories.db" not in each.name) == ["file"]


def _rewritten(path: Path, change) -> None:
    """Every document of a zip through a function."""
    with zipfile.ZipFile(path) as archive:
        documents = {name: json.loads(archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, document in documents.items():
            archive.writestr(name, json.dumps(change(name, document)))


# -- hostile zips ---------------------------------------------------------------------------------


def _zip(*entries: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of two files with one name, which is what is wanted
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def _link(name: str, kind: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (kind | 0o777) << 16
    return entry


def _lying(data: bytes) -> bytes:
    """The zip says of its file that it has 10 bytes."""
    size = len(b"0" * 70_000_000).to_bytes(4, "little")
    return data.replace(size, (10).to_bytes(4, "little"))


STORY = small("Fine").to_json()
DEEP = '{"format": "text2scene-story/1", "pages": [], "x": ' + "[" * 200 + "]" * 200 + "}"
HOSTILE = {
    "no zip": b"Once upon a time.",
    "nothing": b"",
    "cut off": _zip(("a.json", STORY))[:-30],
    "torn inside": _zip(("a.json", STORY))[:200] + b"\0" * 200 + _zip(("a.json", STORY))[400:],
    "path upwards": _zip(("../../evil.json", STORY)),
    "path upwards within": _zip(("stories/../../evil.json", STORY)),
    "path from the root": _zip(("/etc/evil.json", STORY)),
    "path of windows": _zip(("..\\evil.json", STORY)),
    "drive of windows": _zip(("C:/evil.json", STORY)),
    "odd letters in the name": _zip(("evil\x1b[31m.json", STORY)),
    "a link": _zip((_link("link.json", stat.S_IFLNK), "/etc/passwd")),
    "a device": _zip((_link("device.json", stat.S_IFCHR), "")),
    "a program": _zip(("run.sh", "rm -rf /")),
    "a page": _zip(("story.json", STORY), ("index.html", "<script>alert(1)</script>")),
    "two of one name": _zip(("a.json", STORY), ("a.json", STORY)),
    "ten thousand files": _zip(*((f"{n}.json", "{}") for n in range(10_000))),
    "a bomb": _zip(("bomb.json", b"0" * 70_000_000)),
    "a bomb that lies": _lying(_zip(("bomb.json", b"0" * 70_000_000))),
    "deep lists": _zip(("deep.json", DEEP)),
    "very deep lists": _zip(("deep.json", "[" * 100_000)),
    "no json": _zip(("a.json", "once upon a time")),
    "no text": _zip(("a.json", b"\xff\xfe\x00")),
    "a number": _zip(("a.json", "7")),
    "a list": _zip(("a.json", "[]")),
    "a long number": _zip(("a.json", STORY.replace('"x": 100.0', '"x": ' + "9" * 5000))),
    "a scene": _zip(("a.json", json.dumps({"format": "text2scene/1", "objects": []}))),
    "a newer story": _zip(("a.json", STORY.replace("text2scene-story/1", "text2scene-story/9"))),
    "pages that are none": _zip(("a.json", STORY.replace('"pages": [', '"pages": ["x", '))),
    "a place that is none": _zip(("a.json", STORY.replace('"x": 100.0', '"x": "left"'))),
    "one good and one bad": _zip(("a.json", STORY), ("b.json", "{}")),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_zip_is_refused_in_one_sentence_and_nothing_of_it_comes_in(library, tmp_path, data) -> None:
    before = set(tmp_path.rglob("*"))
    (tmp_path / "hostile.zip").write_bytes(data)
    with pytest.raises(InputError) as caught:
        library.shelf().import_all(tmp_path / "hostile.zip")
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    assert "\x1b" not in message
    assert len(message) < 400
    assert library.shelf().list() == []
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "hostile.zip"}


def _in_versions(**changes):
    return lambda document: document | changes


def _in_revision(**changes):
    def change(document: dict) -> dict:
        document["revisions"][0] |= changes
        return document

    return change


PAST = {
    "another format": _in_versions(format="text2scene-library/2"),
    "no versions": _in_versions(revisions=[]),
    "too many versions": lambda d: d | {"revisions": d["revisions"] * 6_000},
    "versions of a wrong kind": _in_versions(revisions={"a": 1}),
    "no newest": _in_versions(revision=99),
    "newest of a wrong kind": _in_versions(revision="1"),
    "no pieces": _in_versions(pieces=None),
    "pieces that are no story": lambda d: d | {"pieces": {key: {"x": 1} for key in d["pieces"]}},
    "pieces gone": _in_versions(pieces={}),
    "a time that is none": _in_versions(created="yesterday"),
    "markup for a time": _in_versions(changed="<script>"),
    "negative number": _in_revision(number=-1),
    "number that is none": _in_revision(number=True),
    "huge number": _in_revision(before=2**70),
    "a page that is not there": _in_revision(pages=["00" * 16]),
    "pages of a wrong kind": _in_revision(pages="abc"),
    "a head that is none": _in_revision(head=["x"]),
    "a long label": _in_revision(what="x" * 10_000),
    "a name that is none": _in_revision(name={"x": 1}),
    "too many pages": lambda d: _in_revision(pages=[next(iter(d["pieces"]))] * 1_001)(d),
    "twice the same number": lambda d: d | {"revisions": d["revisions"] * 2},
    "a list": lambda d: [d],
}


@pytest.mark.parametrize("change", PAST.values(), ids=PAST.keys())
def test_a_forged_past_is_refused(library, other, tmp_path, change) -> None:
    library.shelf().create(small("The Hat"))
    library.shelf().export_all(tmp_path / "all.zip")
    _rewritten(tmp_path / "all.zip", lambda name, d: change(d) if name.startswith("versions/") else d)
    with pytest.raises(InputError) as caught:
        other.shelf().import_all(tmp_path / "all.zip")
    assert str(caught.value).endswith(".")
    assert other.shelf().list() == []


@pytest.mark.parametrize("ident", ["../../x", "' OR 1=1", "", None, 7, ["s"], "local"])
def test_an_odd_id_gives_way_to_a_new_one(library, other, tmp_path, ident) -> None:
    library.shelf().create(small("The Hat"))
    library.shelf().export_all(tmp_path / "all.zip")
    forge = _in_versions(id=ident)
    _rewritten(tmp_path / "all.zip", lambda name, d: forge(d) if name.startswith("versions/") else d)
    other.shelf().import_all(tmp_path / "all.zip")
    (card,) = other.shelf().list()
    assert card.id.startswith("s")
    assert len(card.id) == 11
    assert texts(other.shelf().get(card.id).value) == texts(small("The Hat"))


def test_undo_of_a_forged_past_goes_in_circles_at_most(library, other, tmp_path) -> None:
    held = library.shelf().create(small("A"))
    library.shelf().save(held.id, 1, small("B"), "to B")
    library.shelf().export_all(tmp_path / "all.zip")

    def circle(name: str, document: dict) -> dict:
        if name.startswith("versions/"):
            for row in document["revisions"]:
                row["before"] = row["after"] = 2
        return document

    _rewritten(tmp_path / "all.zip", circle)
    shelf = other.shelf()
    shelf.import_all(tmp_path / "all.zip")
    held = shelf.get(held.id)
    for _ in range(900):
        held = shelf.undo(held.id, held.revision)
    assert held.value.title == "B"
