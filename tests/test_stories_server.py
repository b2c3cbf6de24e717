"""The addresses of the Story tab, as a page asks them: made, changed, taken back, kept, handed out."""

from __future__ import annotations

import json
import subprocess
import sys
from urllib.parse import unquote

import pytest
from pages import REPOSITORY
from story_client import Client, pages_of, texts_of

from text2scene.story.model import StoryValue

TEXT = "The kite\n\nMike has a kite.\n\nJenny runs to Mike.\n\nIt rains. They go home."


@pytest.fixture
def held(here):
    return here.good("create", text=TEXT)


# -- made and changed --------------------------------------------------------------------


def test_a_text_becomes_a_story_that_is_kept(here):
    held = here.good("create", text=TEXT)
    assert held["saved"]
    assert held["revision"] == 1
    assert held["story"]["title"] == "The kite"
    assert texts_of(held) == ["Mike has a kite.", "Jenny runs to Mike.", "It rains. They go home."]
    StoryValue.from_dict(held["story"])
    assert here.good("get", id=held["id"]) == held
    card = here.good("list")["stories"][0]
    assert (card["id"], card["title"], card["pages"], card["revision"]) == (held["id"], "The kite", 3, 1)
    assert card["cover"] == pages_of(held)[0]["scene"]
    assert here.good("create", text="# A\n\n## B\n\nA dog.", markdown=True)["story"]["title"] == "A"
    assert here.good("create", text=TEXT, title="Rain")["story"]["title"] == "Rain"
    again = here.good("create", story=held["story"])
    assert again["story"] == held["story"]
    assert again["id"] != held["id"]


def test_what_is_drawn_tells_how_far_it_is(here):
    assert here.good("progress", job="nothing") == {"done": 0, "all": 0}
    here.good("create", text=TEXT, job="job 1")
    assert here.good("progress", job="job 1") == {"done": 3, "all": 3}


def test_every_change_is_kept_and_can_be_taken_back(here, held):
    first, second, third = (page["id"] for page in pages_of(held))
    now = held
    for name, values in (
        ("edit", {"page": second, "text": "Jenny sits."}),
        ("add", {"text": "The end.", "at": 3}),
        ("move", {"page": first, "to": 1}),
        ("layout", {"pages": [first, third], "layout": "over"}),
        ("background", {"pages": [first], "name": "beach"}),
        ("tell", {"page": first, "text": "Add a cat."}),
        ("split", {"page": third}),
        ("remove", {"page": second}),
        ("title", {"title": "The cat"}),
    ):
        before, now = now, here.do(now, name, **values)
        assert now["revision"] == before["revision"] + 1, name
        assert now["undo"], name
        assert here.good("get", id=held["id"]) == now
    assert here.good("get", id=held["id"], revision=1)["story"] == held["story"]
    last = now["story"]
    while now["undo"]:
        now = here.good("undo", id=held["id"], base=now["revision"])
    assert now["story"] == held["story"]
    while now["redo"]:
        now = here.good("redo", id=held["id"], base=now["revision"])
    assert now["story"] == last
    assert "nothing to redo" in here.bad("redo", 400, id=held["id"], base=now["revision"])


def test_versions_are_listed_named_and_gone_back_to(here, held):
    now = here.do(held, "title", title="Two")
    now = here.do(now, "title", title="Three")
    here.good("name", id=held["id"], revision=1, name="first <b>try</b>")
    versions = here.good("versions", id=held["id"])["versions"]
    assert [each["revision"] for each in versions] == [3, 2, 1]
    assert [each["what"] for each in versions] == ["Title", "Title", "Written"]
    assert versions[-1]["name"] == "first <b>try</b>"
    back = here.good("back", id=held["id"], base=now["revision"], revision=1)
    assert back["story"] == held["story"]
    assert here.good("undo", id=held["id"], base=back["revision"])["story"]["title"] == "Three"


def test_a_copy_is_its_own_and_a_deleted_story_has_a_way_back(here, held):
    copy = here.good("duplicate", id=held["id"])
    here.do(copy, "title", title="Another")
    assert here.good("get", id=held["id"]) == held
    here.good("delete", id=held["id"])
    assert [card["id"] for card in here.good("list")["stories"]] == [copy["id"]]
    assert [card["id"] for card in here.good("list", deleted=True)["stories"]] == [held["id"]]
    here.good("restore", id=held["id"])
    assert len(here.good("list")["stories"]) == 2
    assert here.bad("purge", 400, id=held["id"])
    here.good("delete", id=held["id"])
    here.good("purge", id=held["id"])
    assert here.bad("get", 404, id=held["id"])


def test_pictures_that_need_no_drawing_stay_as_they_are(here):
    held = here.good("create", text="\n\n".join(["Mike waves.", "Jenny laughs.", "A dog runs.", "Rain."]))
    now = here.do(held, "edit", page=pages_of(held)[3]["id"], text="The sun shines.")
    assert pages_of(now)[:3] == pages_of(held)[:3]


def test_a_picture_changed_in_the_studio_stays_when_other_pages_change(here, held):
    page = pages_of(held)[1]
    scene = json.loads(json.dumps(page["scene"]))
    scene["objects"].append({"id": "cat", "category": "cat", "x": 40, "y": 330, "depth": 0, "flip": False})
    now = here.do(held, "scene", page=page["id"], scene=scene)
    assert pages_of(now)[1]["by_hand"]
    now = here.do(now, "edit", page=pages_of(held)[0]["id"], text="A bear sleeps.")
    shown = pages_of(now)[1]["scene"]["objects"]
    assert any(item["id"] == "cat" and item["x"] == 40 for item in shown)


# -- files -------------------------------------------------------------------------------


def test_files_that_people_have_are_opened(here, held):
    assert here.open(TEXT.encode(), "kite.txt")[1]["story"] == held["story"]
    assert here.open(b"\xef\xbb\xbf" + TEXT.encode(), "kite.txt")[1]["story"]["title"] == "The kite"
    assert here.open(b"# Kite\n\n## One\n\nMike has a kite.", "k.md")[1]["story"]["title"] == "Kite"
    document = json.dumps(held["story"]).encode()
    assert here.open(document, "kite.json")[1]["story"] == held["story"]
    scene = json.dumps(pages_of(held)[0]["scene"]).encode()
    assert texts_of(here.open(scene, "scene.json")[1]) == ["Mike has a kite."]


@pytest.mark.parametrize(
    ("kind", "begin"),
    [
        ("pdf", b"%PDF-1."),
        ("epub", b"PK"),
        ("html", b"<!DOCTYPE html>"),
        ("gif", b"GIF89a"),
        ("webp", b"RIFF"),
        ("zip", b"PK"),
        ("pptx", b"PK"),
        ("json", b"{"),
    ],
)
def test_a_book_comes_as_a_file_with_a_plain_name(here, kind, begin):
    held = here.good("create", text="A dog runs.", title='../../"Кот"\r\nX: 1 <b>& Cat.exe')
    asked = {"id": held["id"], "format": kind, "options": {"scale": 0.5}}
    status, headers, body = here.send("book", json.dumps(asked).encode())
    assert status == 200
    assert body.startswith(begin)
    assert headers["content-disposition"] == f'attachment; filename="x-1-b-cat-exe.{kind}"'
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert json.loads(unquote(headers["x-text2scene-warnings"])) == []
    given = {"story": held["story"], "format": kind, "options": {"scale": 0.5}}
    assert here.send("book", json.dumps(given).encode())[0] == 200


def test_what_did_not_go_into_a_book_as_wished_is_told(here):
    held = here.good("create", text="\n\n".join(f"Mike runs to \U00013000 {n}." for n in range(90)))
    _, headers, _ = here.send("book", json.dumps({"id": held["id"], "format": "pdf"}).encode())
    warnings = json.loads(unquote(headers["x-text2scene-warnings"]))
    assert any("no font" in warning or "font" in warning for warning in warnings)
    assert len(headers["x-text2scene-warnings"]) < 8000


def test_the_command_line_makes_the_same_book(here, held, tmp_path):
    source = tmp_path / "story.json"
    source.write_text(json.dumps(held["story"]), encoding="utf-8")
    for kind, plain in (("pdf", lambda data: data), ("html", lambda data: data), ("epub", _unpacked)):
        out = tmp_path / f"book.{kind}"
        command = [sys.executable, "-m", "text2scene", "story", str(source), "-o", str(out)]
        subprocess.run([*command, "--paper", "a5", "--layout", "beside"], cwd=REPOSITORY, check=True)
        options = {"paper": "a5", "layout": "beside"}
        asked = {"id": held["id"], "format": kind, "options": options}
        _, _, body = here.send("book", json.dumps(asked).encode())
        assert plain(body) == plain(out.read_bytes()), kind
    command = [sys.executable, "-m", "text2scene", "library", "--library", str(tmp_path / "stories.db")]
    saved = tmp_path / "saved.pdf"
    subprocess.run([*command, "save", held["id"], "-o", str(saved)], cwd=REPOSITORY, check=True)
    asked = {"id": held["id"], "format": "pdf"}
    assert here.send("book", json.dumps(asked).encode())[2] == saved.read_bytes()


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The files of an EPUB; when it was made is its own affair."""
    import io
    import re
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            name: re.sub(rb"20\d\d-\d\d-\d\dT[\d:]+Z", b"", archive.read(name)) for name in archive.namelist()
        }


def test_all_stories_go_out_and_come_in_again(here, held, servers, tmp_path):
    now = here.do(held, "title", title="Two")
    status, headers, data = here.send("export", b"{}")
    assert status == 200
    assert headers["content-disposition"] == 'attachment; filename="stories.zip"'
    address, number = servers.start(tmp_path / "other.db")
    other = Client(address)
    status, _, body = other.send("import", data, "application/octet-stream")
    assert (status, json.loads(body)["added"]) == (200, 1)
    card = other.good("list")["stories"][0]
    assert other.good("get", id=card["id"])["story"] == now["story"]
    status, _, body = other.send("import", data, "application/octet-stream")
    assert json.loads(body)["added"] == 0
    servers.kill(number)


# -- made up together --------------------------------------------------------------------


def test_a_story_is_made_up_together_and_kept(here):
    choices = here.good("tale/choices")
    assert set(choices) == {"themes", "heroes", "companions", "wishes", "moods"}
    theme = choices["themes"][0]
    told = here.good("tale/begin", theme=theme["id"], wish=theme["wishes"][0], hero="girl", seed=5)
    assert told == here.good("tale/begin", theme=theme["id"], wish=theme["wishes"][0], hero="girl", seed=5)
    assert len(told["ways"]) == 3
    first = told
    while not told["ended"]:
        before, told = told, here.good("tale/go", tale=told["tale"], way=told["ways"][-1]["id"])
        assert told["pages"][:-1] == before["pages"]
        assert told["pages"][-1]["scene"]["objects"]
    assert told["ways"] == []
    assert 4 <= len(told["pages"]) <= 9
    assert here.good("tale/go", tale=told["tale"], way="back")["pages"] == told["pages"][:-1]
    ended = here.good("tale/go", tale=first["tale"], way="end")
    assert ended["ended"]
    held = here.good("create", tale=told["tale"])
    assert texts_of(held) == [page["text"] for page in told["pages"]]
    assert [page["scene"]["objects"] for page in pages_of(held)] == [
        page["scene"]["objects"] for page in told["pages"]
    ]
    opened = here.open(json.dumps(told["tale"]).encode(), "tale.json")[1]
    assert opened["story"] == held["story"]
    named = here.good("tale/begin", hero="boy", companion="dog", names={"hero": "Leo", "companion": "Rex"})
    assert "Leo" in named["pages"][0]["text"]


# -- what cannot be done -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status", "asked", "said"),
    [
        ("create", 400, {}, "must be a text"),
        ("create", 400, {"text": " "}, "The story is empty"),
        ("create", 400, {"text": "x" * 100_001}, "100,001 characters; at most 100,000"),
        ("create", 400, {"text": "A dog.\n\n" * 401}, "401 pages; at most 400"),
        ("create", 400, {"text": "A dog.", "title": ["x"]}, "The title must be a text"),
        ("create", 400, {"text": "A dog.", "title": "x" * 400}, "at most 300"),
        ("create", 400, {"story": {"format": "text2scene-story/9", "pages": []}}, "newer text2scene"),
        ("create", 400, {"tale": {"format": "text2scene-tale/1"}}, "pages"),
        ("get", 404, {"id": "s000000000a"}, "There is no story"),
        ("get", 404, {"id": "../../etc"}, "There is no such story"),
        ("get", 404, {}, "There is no such story"),
        ("change", 404, {"id": "s000000000a", "base": 1, "do": {"do": "title", "title": "x"}}, "no story"),
        ("change", 400, {"id": "s000000000a", "base": 0, "do": {}}, "base must be the number"),
        ("change", 400, {"id": "s000000000a", "base": 2**80, "do": {}}, "base must be the number"),
        ("undo", 400, {"id": "s000000000a", "base": "1"}, "base must be the number"),
        ("book", 400, {"id": "s000000000a", "format": "exe"}, "format must be one of"),
        ("book", 400, {"id": "s000000000a", "format": "pdf", "options": {"x": 1}}, "no option 'x'"),
        ("book", 400, {"id": "s000000000a", "format": "pdf", "options": {"paper": "a0"}}, "paper must be"),
        ("book", 400, {"id": "s000000000a", "format": "zip", "options": {"scale": 6}}, "at most 4"),
        ("book", 400, {"story": {"format": "text2scene-story/1", "pages": []}, "format": "pdf"}, "page"),
        ("tale/begin", 400, {"theme": "war"}, "no theme 'war'"),
        ("tale/begin", 400, {"seed": -1}, "seed must be"),
        ("tale/begin", 400, {"names": {"hero": "<script>"}}, "cannot be a name"),
        ("tale/go", 400, {"tale": 3, "way": "0"}, "tale must be the tale"),
        ("name", 400, {"id": "s000000000a", "revision": 1, "name": "x" * 81}, "at most 80"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(here, name, status, asked, said):
    assert said in here.bad(name, status, **asked)


def test_only_questions_in_json_are_answered(here, held):
    body = json.dumps({"id": held["id"]}).encode()
    assert here.send("get", body, "text/plain")[0] == 400
    assert here.send("get", b"[]")[0] == 400
    assert here.send("get", b'{"id": NaN}')[0] == 400
    assert here.send("get", b'{"id": "\\ud800"}')[0] == 400
    assert here.send("open", body, "application/json")[0] == 400
    assert here.send("get", b"{}" + b" " * (17 * 2**20))[0] == 413
