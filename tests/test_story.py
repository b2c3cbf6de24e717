"""Stories as people use them: made, changed, undone, saved; with the real weights."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import text2scene
from text2scene.cli import main
from text2scene.errors import InputError, StoryFormatError
from text2scene.scene import Scene, SceneObject
from text2scene.story.model import CastMember, Page, StoryValue

EXAMPLES = Path(__file__).resolve().parent.parent / "data" / "examples"
TEXT = """The Hat

Leo is the boy, Ada is the girl. Rex is a dog.

Leo and Ada are in the park. There is a slide. Leo wears a pirate hat.

Rex comes. He is next to Ada.

Leo takes off his hat. Ada laughs.

Ada goes home."""


@pytest.fixture(scope="module")
def generator():
    return text2scene.load()


@pytest.fixture
def story(generator):
    return generator.story(TEXT)


def _ids(page) -> set[str]:
    return {item.id for item in page.scene.objects}


# -- the value ---------------------------------------------------------------------------------------


def test_json_keeps_everything_and_unknown_fields(tmp_path) -> None:
    page = Page(
        "p1", "Hi, Leo.", Scene((SceneObject("mike", "mike", 10, 20),)), "One", extra={"sound": "ding"}
    )
    leo = CastMember("Leo", "mike", "mike", {"hair": "ginger"}, "he", extra={"age": 7})
    value = StoryValue("Hi", (page,), (leo,), "Me", "en-GB", {"shelf": 3})
    value.save(tmp_path / "s.json")
    back = StoryValue.load(tmp_path / "s.json")
    assert back == value
    assert back.to_json() == value.to_json()
    assert (back.extra["shelf"], back.pages[0].extra["sound"], back.cast[0].extra["age"]) == (3, "ding", 7)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda d: d.update(format="text2scene-story/9"), "format"),
        (lambda d: d.pop("pages"), "pages is missing"),
        (lambda d: d.update(pages={}), "pages must be a list"),
        (lambda d: d["pages"][0].update(layout="sideways"), "pages[0].layout"),
        (lambda d: d["pages"][0].update(text=7), "pages[0].text"),
        (
            lambda d: d["pages"][0]["scene"]["objects"].append(
                {"id": "a", "category": "dog", "x": "b", "y": 1}
            ),
            "x",
        ),
        (lambda d: d["pages"].append(d["pages"][0]), "pages[1].id"),
        (lambda d: d["cast"][0].update(style={"hair": "mud"}), "cast[0].style.hair"),
        (lambda d: d["cast"][0].update(name=" "), "cast[0].name"),
        (lambda d: d.update(lang="!"), "lang"),
    ],
)
def test_a_broken_story_is_told_by_its_field(change, named) -> None:
    leo = CastMember("Leo", "mike", "mike")
    document = StoryValue("T", (Page("p1", "Hi.", Scene()),), (leo,)).to_dict()
    change(document)
    with pytest.raises(StoryFormatError, match=named.replace("[", r"\[").replace("]", r"\]")):
        StoryValue.from_dict(document)


# -- making ------------------------------------------------------------------------------------------


def test_a_story_has_title_cast_and_pages(story) -> None:
    assert isinstance(story, text2scene.Story)
    assert story.title == "The Hat"
    assert [(m.name, m.category, m.id) for m in story.cast] == [
        ("Leo", "mike", "mike"),
        ("Ada", "jenny", "jenny"),
        ("Rex", "dog", "dog"),
    ]
    assert len(story.pages) == 4
    assert story.pages[0].text.startswith("Leo and Ada are in the park.")
    assert "pirate_hat" in _ids(story.pages[1])
    assert "pirate_hat" not in _ids(story.pages[2])
    assert "jenny" in _ids(story.pages[2])
    assert "jenny" not in _ids(story.pages[3])


def test_furniture_stays_to_the_pixel(story) -> None:
    slides = [page.scene.find("slide") for page in story.pages]
    assert all(slide == slides[0] for slide in slides)
    assert slides[0] is not None


def test_the_same_text_gives_the_same_story(generator, story) -> None:
    assert generator.story(TEXT).value == story.value


def test_explain_says_what_carried_over(story) -> None:
    messages = [row["message"] for row in story.explain(1)]
    assert "Leo still wears the pirate hat." in messages
    assert "The slide stands where it stood." in messages
    assert {"page": 3, "kind": "left", "about": "jenny", "message": "Ada goes away."} in story.explain()


def test_more_than_two_children_have_looks_of_their_own(generator) -> None:
    story = generator.story("Tom, Ben and Lily play in the park.\n\nTom waves. Ben sits down.")
    tom, ben = (next(m for m in story.cast if m.name == name) for name in ("Tom", "Ben"))
    assert (tom.id, ben.id) == ("mike", "mike-2")
    assert tom.style != ben.style
    for page in story.pages:
        assert page.scene.find("mike-2").style == ben.style
    assert story.pages[1].scene.find("mike").pose == "wave"
    assert story.pages[1].scene.find("mike-2").pose in ("sit", "sit_cross_legged")


def test_a_text_without_blank_lines_is_cut_where_the_picture_changes(generator) -> None:
    text = "Mia is in the garden. A cat comes along. Later it starts to rain. Mia goes to the beach."
    texts = [page.text for page in generator.story(text).pages]
    assert texts == [
        "Mia is in the garden.",
        "A cat comes along.",
        "Later it starts to rain.",
        "Mia goes to the beach.",
    ]


def test_markdown_headings_are_title_and_chapters(generator) -> None:
    text = "# Two Days\n\n## Monday\n\nMike waves.\n\nMike sits down.\n\n## Tuesday\n\nMike jumps."
    story = text2scene.Story.from_text(generator, text, markdown=True)
    assert story.title == "Two Days"
    assert [page.chapter for page in story.pages] == ["Monday", "", "Tuesday"]


@pytest.mark.parametrize("text", ["", "   \n\n ", "!!!", 7])
def test_a_text_without_a_story_is_told_so(generator, text) -> None:
    if text == "!!!":  # nothing to draw, but a page that its author may have meant
        assert generator.story(text).pages[0].scene.objects == ()
        return
    with pytest.raises(InputError):
        generator.story(text)


def test_who_goes_home_is_at_home_and_the_story_may_stay_with_the_others(generator) -> None:
    start = (
        "Mike and Jenny are in the snow. There is a snowman and a rabbit.\n\nMike laughs. They run home.\n\n"
    )
    stays = generator.story(start + "The rabbit sits next to the snowman.").pages[2]
    assert {"rabbit", "snowman"} <= set(stays.scene.categories)
    assert not {"mike", "jenny"} & set(stays.scene.categories)
    goes = generator.story(start + "Mike eats a pie.").pages[2]
    assert {"mike", "pie"} <= set(goes.scene.categories)
    assert "snowman" not in goes.scene.categories


def test_what_is_given_has_changed_hands_on_the_next_page(generator) -> None:
    from text2scene.story.belongings import borne

    story = generator.story("Mike and Jenny are in the park.\n\nMike gives Jenny a kite.\n\nJenny smiles.")
    held = borne(story.pages[2].scene.objects, generator.catalog)
    assert held["kite"].bearer == "jenny"


# -- changing ----------------------------------------------------------------------------------------


def test_a_change_reaches_the_pages_after_it_and_undo_takes_it_back(story) -> None:
    before = story.value
    story.edit(0, "Leo and Ada are in the park. There is a slide. Leo wears a crown.")
    assert {"crown"} & _ids(story.pages[1])
    assert "pirate_hat" not in _ids(story.pages[1])
    changed = story.value
    assert story.undo()
    assert story.value is before
    assert story.redo()
    assert story.value is changed
    assert not story.redo()


def test_pages_before_a_change_are_the_very_same(story) -> None:
    before = story.pages
    story.edit(2, "Leo jumps.")
    assert story.pages[:2] == before[:2]
    assert story.pages[2].scene.find("mike").pose == "arms_up"
    assert "pirate_hat" in _ids(story.pages[2])


def test_add_insert_remove_move(story) -> None:
    story.add("A bear comes. Leo is surprised.")
    assert "bear" in _ids(story.pages[-1])
    assert story.pages[-1].scene.find("mike").expression == "surprised"
    story.insert(1, "Ada sits down.")
    assert len(story) == 6
    assert story.pages[1].text == "Ada sits down."
    story.remove(1)
    assert len(story) == 5
    first = story.pages[0].id
    story.move(0, 4)
    assert story.pages[4].id == first
    assert len({page.id for page in story.pages}) == 5


def test_split_and_merge(story) -> None:
    one, two = story.split(2)
    assert (one.text, two.text) == ("Leo takes off his hat.", "Ada laughs.")
    assert "pirate_hat" not in _ids(two)
    assert two.scene.find("jenny").expression == "laugh"
    assert story.merge(2).text == "Leo takes off his hat. Ada laughs."
    with pytest.raises(InputError):
        story.split(3)
    with pytest.raises(InputError):
        story.merge(3)


def test_another_seed_is_another_picture_of_the_same_people(story) -> None:
    before = story.pages[0]
    after = story.regenerate(0, seed=5)
    assert after.seed == 5
    assert after.text == before.text
    assert after.scene != before.scene
    assert {"mike", "jenny", "slide", "pirate_hat"} <= _ids(after)


def test_a_picture_changed_by_hand_is_kept_and_carries_over(story) -> None:
    scene = story.pages[0].scene
    slide = scene.find("slide")
    moved = SceneObject(slide.id, slide.category, slide.x + 33, slide.y, slide.depth, slide.flip)
    story.set_scene(0, scene.replacing(moved))
    assert all(page.scene.find("slide") == moved for page in story.pages)
    by_hand = story.pages[0].scene
    story.insert(0, "It is a fine day. There is a cloud.")
    assert story.pages[1].scene == by_hand


def test_a_background_chosen_by_hand_stays(story) -> None:
    story.set_background([1, 2], "snow")
    assert [page.scene.background for page in story.pages] == ["park", "snow", "snow", "park"]
    story.edit(1, "Rex runs to Leo.")
    assert story.pages[1].scene.background == "snow"
    story.set_background(1, None)
    assert story.pages[1].scene.background == "park"
    with pytest.raises(InputError):
        story.set_background(1, "volcano")


def test_recast_changes_name_and_look_on_every_page(story) -> None:
    story.recast(CastMember("Max", "mike", "mike", {"hair": "blond", "top": "red"}))
    assert "Max and Ada" in story.pages[0].text
    assert "Leo" not in story.text
    for page in story.pages:
        assert dict(page.scene.find("mike").style) == {"hair": "blond", "top": "red"}
    with pytest.raises(InputError):
        story.recast(CastMember("Ada", "mike", "mike"))


def test_what_cannot_be_done_changes_nothing(story) -> None:
    before = story.value
    for wrong in (
        lambda: story.edit(9, "Hi."),
        lambda: story.edit(0, "  "),
        lambda: story.remove("nobody"),
        lambda: story.insert(-1, "Hi."),
        lambda: story.move(0, 99),
        lambda: story.regenerate(0, -1),
    ):
        with pytest.raises(InputError):
            wrong()
        assert story.value is before


def test_saved_and_loaded_a_story_goes_on(story, generator, tmp_path) -> None:
    story.save(tmp_path / "hat.json")
    back = text2scene.Story.load(tmp_path / "hat.json", generator)
    assert back.value == story.value
    story.add("Leo is sad.")
    back.add("Leo is sad.")
    assert back.pages[-1].scene == story.pages[-1].scene
    with pytest.raises(InputError):
        story.save(tmp_path / "hat.txt")


def test_the_examples_are_stories_of_six_to_ten_pages(generator) -> None:
    files = sorted(EXAMPLES.glob("*.txt"))
    assert len(files) == 6
    for path in files:
        story = generator.story(path.read_text(encoding="utf-8"))
        assert story.title, path.name
        assert 6 <= len(story) <= 10, path.name
        assert all(page.scene.objects for page in story.pages), path.name


# -- the command line --------------------------------------------------------------------------------


def test_the_command_writes_a_story_that_loads(tmp_path, capsys) -> None:
    source = tmp_path / "hat.txt"
    source.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "out" / "hat.json"
    assert main(["story", str(source), "-o", str(out), "--author", "Me", "--explain"]) == 0
    value = StoryValue.load(out)
    assert (value.title, value.author, len(value)) == ("The Hat", "Me", 4)
    said = capsys.readouterr().out
    assert "page 2: Leo still wears the pirate hat." in said
    assert "4 pages" in said


def test_a_folder_is_made_and_goes_on_where_it_was(tmp_path, capsys) -> None:
    stories, books = tmp_path / "in", tmp_path / "out"
    stories.mkdir()
    (stories / "a.txt").write_text("Mike waves.", encoding="utf-8")
    (stories / "b.md").write_text("# B\n\nJenny jumps.", encoding="utf-8")
    (stories / "c.txt").write_bytes(b"\xff\xfe\x00")
    call = ["story", str(stories), "-o", str(books), "--format", "json"]
    assert main(call) == 1
    assert "2 made, 0 already there, 1 failed" in capsys.readouterr().out
    first = (books / "a.json").stat().st_mtime_ns
    (stories / "c.txt").write_text("Mike sits.", encoding="utf-8")
    assert main(call) == 0
    assert "1 made, 2 already there, 0 failed" in capsys.readouterr().out
    assert (books / "a.json").stat().st_mtime_ns == first
    assert json.loads((books / "b.json").read_text(encoding="utf-8"))["title"] == "B"


@pytest.mark.parametrize(
    "call",
    [
        ["nowhere.txt", "-o", "x.json"],
        ["{here}", "-o", "x.docx"],
        ["{here}", "-o", "."],
        ["story.rtf", "-o", "x.json"],
        ["{here}", "-o", "x.json", "--background", "volcano"],
    ],
)
def test_a_wrong_call_is_one_sentence_and_no_file(call, tmp_path, monkeypatch, capsys) -> None:
    here = tmp_path / "in.txt"
    here.write_text("Mike waves.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    if "docx" in call[-1]:
        pytest.importorskip("text2scene.export")
    assert main(["story", *(part.format(here=here) for part in call)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("text2scene: ")
    assert error.count("\n") == 1
    assert os.listdir(tmp_path) == ["in.txt"]


def test_the_parts_that_books_need_load_no_torch() -> None:
    code = (
        "import text2scene.story.model, text2scene.story.reading, text2scene.story.pages, sys;"
        "print([m for m in ('torch', 'PIL', 'gradio') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_new_looks_hold_on_pages_that_were_changed_by_hand_too(tiny_generator):
    story = tiny_generator.story("Mia is the girl.\n\nMia is in the park.\n\nMia sees a dog.")
    scene = story.pages[1].scene
    moved = replace(
        scene, objects=tuple(replace(one, x=99.0) if one.id == "dog" else one for one in scene.objects)
    )
    story.set_scene(1, moved)
    story.recast(replace(story.cast[0], style={"top": "green"}))
    for page in story.pages:
        assert next(one for one in page.scene.objects if one.id == "jenny").style["top"] == "green"
    assert next(one for one in story.pages[1].scene.objects if one.id == "dog").x == 99.0
    assert story.pages[1].by_hand
