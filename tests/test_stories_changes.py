"""Changes of a story as plain data: what they do, what they are called, and when two people's go together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from text2scene.errors import InputError
from text2scene.render import default_library
from text2scene.scene import SceneObject
from text2scene.story.story import Story
from text2scene.ui.stories.changes import read_change

TEXT = (
    "Leo is the boy. Ada is the girl. Rex is a dog.\n\n"
    "Leo and Ada play in the park. Rex runs.\n\nAda kicks the ball.\n\n"
    "Leo waves. Ada laughs.\n\nThey go home."
)


@pytest.fixture(scope="module")
def base(tiny_generator):
    return Story.from_text(tiny_generator, TEXT, title="The ball").value


@pytest.fixture
def change(tiny_generator):
    """Makes a change on a story."""

    def make(value, kind, /, **values):
        return read_change({"do": kind, **values}, default_library()).made(tiny_generator, value)

    return make


def both(base, current, kind, /, **values):
    """What a change asked for on ``base`` stands against on ``current``."""
    return read_change({"do": kind, **values}, default_library()).clash(base, current)


def texts(value):
    return [page.text for page in value.pages]


def scene_with_a_cat(value, page=0):
    scene = value.pages[page].scene
    return replace(scene, objects=(*scene.objects, SceneObject("cat", "cat", 60.0, 320.0))).to_dict()


# -- one person --------------------------------------------------------------------------


def test_every_kind_of_change_does_what_it_is_called(base, change):
    one, two, three, four = (page.id for page in base.pages)
    assert texts(change(base, "add", text="The end."))[-1] == "The end."
    assert texts(change(base, "add", text="Once upon a time.", at=0))[0] == "Once upon a time."
    assert len(change(base, "add", text="Rain.\n\nSun.", at=2).pages) == 6
    assert texts(change(base, "edit", page=two, text="Ada sleeps."))[1] == "Ada sleeps."
    assert [page.id for page in change(base, "remove", page=two).pages] == [one, three, four]
    assert [page.id for page in change(base, "move", page=one, to=2).pages] == [two, three, one, four]
    assert change(base, "regenerate", page=two).pages[1].seed == 1
    assert change(base, "regenerate", page=two, seed=7).pages[1].seed == 7
    assert texts(change(base, "split", page=three))[2:4] == ["Leo waves.", "Ada laughs."]
    assert texts(change(base, "merge", page=two))[1] == "Ada kicks the ball. Leo waves. Ada laughs."
    assert change(base, "background", pages=[one, two], name="beach").pages[1].scene.background == "beach"
    assert change(base, "layout", pages=[four], layout="over").pages[3].layout == "over"
    assert change(base, "chapter", page=two, heading="  Two \n words ").pages[1].chapter == "Two words"
    assert change(base, "title", title="Rex").title == "Rex"
    assert change(base, "author", author="Ada").author == "Ada"
    drawn = change(base, "scene", page=one, scene=scene_with_a_cat(base)).pages[0]
    assert drawn.by_hand
    assert "cat" in drawn.scene.categories
    assert drawn.scene.text == base.pages[0].text


def test_looks_and_names_of_the_cast_change_on_every_page(base, change):
    ada = next(member for member in base.cast if member.name == "Ada")
    styled = change(base, "style", member=ada.id, style={"top": "purple"})
    shown = [page.scene.find(ada.id) for page in styled.pages]
    assert all(item.style["top"] == "purple" for item in shown if item is not None)
    renamed = change(base, "recast", member={**ada.to_dict(), "name": "Zoe"})
    assert texts(renamed)[1] == "Zoe kicks the ball."
    with pytest.raises(InputError, match="in the cast already"):
        change(base, "recast", member={**ada.to_dict(), "name": "Leo"})


def test_pages_that_come_get_names_that_no_page_had(base, change):
    ids = {page.id for page in base.pages}
    for again in range(2):
        value = change(base, "add", text=f"The end {again}.")
        fresh = value.pages[-1].id
        assert fresh not in ids
        ids.add(fresh)
    assert change(change(base, "remove", page="p4"), "add", text="New.").pages[-1].id != "p4"


def test_a_picture_is_told_what_to_do_by_the_names_of_the_story(base, change):
    ada, rex = (next(m.id for m in base.cast if m.name == name) for name in ("Ada", "Rex"))
    first = base.pages[0].id
    angry = change(base, "tell", page=first, text="Make Ada angry.").pages[0]
    assert angry.scene.find(ada).expression == "angry"
    assert angry.by_hand
    gone = change(base, "tell", page=first, text="Remove Rex.").pages[0]
    assert gone.scene.find(rex) is None
    others = {item.id: item for item in base.pages[0].scene.objects if item.id != rex}
    assert {item.id: item for item in gone.scene.objects} == others
    assert "cat" in change(base, "tell", page=first, text="Add a cat.").pages[0].scene.categories
    with pytest.raises(InputError, match=r"no piece for “zorp”|changed nothing"):
        change(base, "tell", page=first, text="zorp")


def test_of_two_boys_the_one_who_is_named_is_meant(tiny_generator, change):
    text = "Leo is the boy. Leo is in the park.\n\nMax, another boy, comes. Leo and Max smile."
    value = Story.from_text(tiny_generator, text).value
    leo, max_ = (next(m.id for m in value.cast if m.name == name) for name in ("Leo", "Max"))
    page = value.pages[-1]
    told = change(value, "tell", page=page.id, text="Make Max angry.").pages[-1].scene
    assert told.find(max_).expression == "angry"
    assert told.find(leo) == page.scene.find(leo)


def test_a_change_has_a_name_for_undo(base):
    def label(name, **values):
        return read_change({"do": name, **values}, default_library()).label(base)

    assert label("edit", page="p3", text="x") == "Text of page 3"
    assert label("merge", page="p1") == "Pages 1 and 2 made one"
    assert label("tell", page="p2", text="Make the dog\n bigger") == "Picture of page 2: Make the dog bigger"
    assert label("style", member="jenny", style={}) == "Looks of Ada"
    assert len(label("tell", page="p2", text="{n} {0} " * 40)) < 100


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (None, "do must be an object"),
        ({"do": "explode"}, "it can add, edit"),
        ({"do": ["edit"]}, "it can add, edit"),
        ({"do": "edit", "page": "p1"}, "must be a text"),
        ({"do": "edit", "page": "p1", "text": "x" * 20_001}, "at most 20,000"),
        ({"do": "edit", "page": "<b>", "text": "x"}, "There is no page"),
        ({"do": "edit", "page": "p99", "text": "x"}, "There is no page 'p99'"),
        ({"do": "edit", "page": "p1", "text": " "}, "The page is empty"),
        ({"do": "move", "page": "p1", "to": -1}, "to must be a whole number"),
        ({"do": "move", "page": "p1", "to": True}, "to must be a whole number"),
        ({"do": "split", "page": "p2"}, "one sentence"),
        ({"do": "merge", "page": "p4"}, "no page after"),
        ({"do": "background", "pages": ["p1"], "name": "mars"}, "no background 'mars'"),
        ({"do": "background", "pages": [], "name": "park"}, "list of ids"),
        ({"do": "layout", "pages": ["p1"], "layout": "<i>"}, "must be one of under"),
        ({"do": "scene", "page": "p1", "scene": {"objects": 3}}, "format"),
        ({"do": "style", "member": "nobody", "style": {}}, "There is nobody"),
        ({"do": "style", "member": "jenny", "style": {"top": "url(x)"}}, "style.top must be"),
        ({"do": "recast", "member": {"name": "X", "category": "nothing", "id": "x"}}, "no piece named"),
        ({"do": "tell", "page": "p1", "text": ""}, "Say what to change"),
    ],
)
def test_a_change_that_cannot_be_made_says_why(base, tiny_generator, asked, said):
    with pytest.raises(InputError, match=said):
        read_change(asked, default_library()).made(tiny_generator, base)


# -- two people --------------------------------------------------------------------------


def test_changes_of_different_pages_go_together(base, change):
    theirs = change(base, "edit", page="p1", text="Leo sleeps.")
    for name, values in {
        "edit": {"page": "p2", "text": "Ada runs."},
        "remove": {"page": "p2"},
        "move": {"page": "p1", "to": 3},
        "regenerate": {"page": "p3"},
        "background": {"pages": ["p1"], "name": "night"},
        "layout": {"pages": ["p1"], "layout": "over"},
        "title": {"title": "Rex"},
        "add": {"text": "The end."},
        "style": {"member": "jenny", "style": {"top": "red"}},
    }.items():
        assert not both(base, theirs, name, **values), name


def test_changes_of_the_same_stand_against_each_other(base, change):
    edited = change(base, "edit", page="p2", text="Ada sleeps.")
    assert both(base, edited, "edit", page="p2", text="Ada runs.") == {"p2"}
    assert both(base, edited, "remove", page="p2") == {"p2"}
    assert both(base, edited, "merge", page="p1") == {"p2"}
    assert both(base, edited, "tell", page="p2", text="Add a cat.") == {"p2"}
    gone = change(base, "remove", page="p2")
    assert both(base, gone, "edit", page="p2", text="Ada runs.") == {"p2"}
    assert both(base, gone, "merge", page="p1") == {"order"}
    drawn = change(base, "scene", page="p2", scene=scene_with_a_cat(base, 1))
    assert both(base, drawn, "edit", page="p2", text="Ada runs.") == {"p2"}
    assert both(base, drawn, "scene", page="p2", scene=scene_with_a_cat(base, 1)) == {"p2"}
    assert not both(base, drawn, "tell", page="p2", text="Add a dog.")  # told on top of what is there
    assert both(base, change(base, "title", title="A"), "title", title="B") == {"title"}
    moved = change(base, "move", page="p1", to=3)
    assert both(base, moved, "move", page="p2", to=0) == {"order"}
    styled = change(base, "style", member="jenny", style={"top": "red"})
    assert both(base, styled, "style", member="jenny", style={"top": "blue"}) == {"cast:jenny"}
    assert not both(base, styled, "style", member="mike", style={"top": "blue"})


def test_pictures_that_only_followed_are_nobodys_work(base, change):
    """Leo's new hat shows on every page after, and everybody may still write there."""
    theirs = change(base, "tell", page="p1", text="Put a crown on Leo.")
    for page in ("p2", "p3", "p4"):
        assert not both(base, theirs, "edit", page=page, text="Leo sleeps."), page


def test_a_page_comes_in_where_it_was_meant_although_others_came_and_went(base, tiny_generator, change):
    theirs = change(change(base, "add", text="Before.", at=0), "remove", page="p3")
    asked = read_change({"do": "add", "text": "Between.", "at": 3}, default_library())
    value = asked.shifted(base, theirs).made(tiny_generator, theirs)
    assert texts(value) == ["Before.", *texts(base)[:2], "Between.", "They go home."]
    asked = read_change({"do": "move", "page": "p4", "to": 1}, default_library())
    assert texts(asked.shifted(base, theirs).made(tiny_generator, theirs))[2] == "They go home."
