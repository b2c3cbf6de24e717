"""Hostile texts, documents, files and archives at every door of the Story tab: refused, or shown as text."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from story_client import pages_of, texts_of
from test_book_hostile import HOSTILE, TAGS, Outline, check_attributes, check_xml, hostile_story

from text2scene.scene import Scene

PLAIN = {"format": "text2scene-story/1", "title": "A", "author": "", "lang": "en", "cast": []}
DOG = {"id": "dog", "category": "dog", "x": 100, "y": 300, "depth": 0, "flip": False}


def page(**more):
    return {"id": "p1", "text": "A dog.", "scene": Scene().to_dict(), **more}


def story(*pages, **more):
    return {**PLAIN, "pages": list(pages) or [page()], **more}


def scene(*objects, **more):
    return {**Scene().to_dict(), "objects": list(objects), **more}


def deep(levels):
    inner: object = "x"
    for _ in range(levels):
        inner = [inner]
    return inner


# -- what a story says -------------------------------------------------------------------


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_a_story_says_comes_out_of_every_book_as_text(here, kind):
    text = HOSTILE[kind]
    status, held = here.ask("create", {"story": hostile_story(text).to_dict()})
    if status == 400:
        assert kind == "lone half"  # half of a character is no text at all
        return
    assert status == 200
    _, headers, html = here.send("book", json.dumps({"id": held["id"], "format": "html"}).encode())
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]{1,60}\.html"', headers["content-disposition"])
    outline = Outline()
    outline.feed(html.decode())
    assert {tag for tag, _ in outline.elements} <= TAGS
    assert [tag for tag, _ in outline.elements].count("script") == 1
    for tag, attributes in outline.elements:
        check_attributes(tag, attributes)
    _, _, epub = here.send("book", json.dumps({"id": held["id"], "format": "epub"}).encode())
    with zipfile.ZipFile(io.BytesIO(epub)) as book:
        for name in book.namelist():
            assert re.fullmatch(r"mimetype|META-INF/container\.xml|book/[A-Za-z0-9/.-]+", name)
            if name.endswith((".svg", ".xhtml")):
                check_xml(
                    book.read(name),
                    TAGS - {"script", "style"} | {"img", "link", "br", "ol", "li", "a", "span"},
                )


def seen(text):
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace())


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind != "lone half"])
def test_what_is_typed_is_kept_as_it_is_and_answers_stay_json(here, kind):
    text = HOSTILE[kind]
    held = here.good("create", text="Mike waves.\n\nJenny sits.")
    first = pages_of(held)[0]["id"]
    status, headers, body = here.send(
        "change",
        json.dumps({"id": held["id"], "base": 1, "do": {"do": "title", "title": text[:300]}}).encode(),
    )
    assert headers["content-type"] == "application/json"
    assert headers["x-content-type-options"] == "nosniff"
    held = json.loads(body)
    assert (status, held["story"]["title"]) == (200, " ".join(text[:300].split()))
    held = here.do(held, "chapter", page=first, heading=text[:300])
    held = here.do(held, "author", author=text[:300])
    for name, values in (("edit", {"page": first, "text": text}), ("add", {"text": text})):
        asked = {"id": held["id"], "base": held["revision"], "do": {"do": name, **values}}
        status, answer = here.ask("change", asked)
        assert status in (200, 400), answer
        held = answer if status == 200 else held
    member = {**(held["story"]["cast"] or [{"category": "mike", "id": "mike"}])[0], "name": text.strip()[:80]}
    asked = {"id": held["id"], "base": held["revision"], "do": {"do": "recast", "member": member}}
    assert here.ask("change", asked)[0] in (200, 400)
    told = {"do": "tell", "page": first, "text": text}
    now = here.good("get", id=held["id"])
    assert here.ask("change", {"id": held["id"], "base": now["revision"], "do": told})[0] in (200, 400)
    here.good("name", id=held["id"], revision=1, name=text[:80])
    versions = here.good("versions", id=held["id"])["versions"]
    # of a name, what cannot be seen is left out
    assert seen(text[:80]) in [seen(each["name"]) for each in versions]


# -- documents ---------------------------------------------------------------------------

DOCUMENTS = {
    "newer": {"format": "text2scene-story/2", "pages": []},
    "no pages": {**PLAIN},
    "pages no list": story() | {"pages": {"p1": page()}},
    "page no object": story() | {"pages": ["p1"]},
    "page twice": story(page(), page()),
    "page id with a path": story(page(id="../../x")),
    "page id with markup": story(page(id="<img src=x>")),
    "page id with a line end": story(page(id="p1\n")),
    "text no text": story(page(text={"html": "<b>"})),
    "text too long": story(page(text="x" * 20_001)),
    "layout": story(page(layout="over; position: fixed")),
    "background with a path": story(page(background="../secret")),
    "background unknown": story(page(background="mars")),
    "background of the scene": story(page(scene=scene(background="url(https://x.test)"))),
    "seed": story(page(seed=10**30)),
    "by hand": story(page(by_hand="yes")),
    "carried": story(page(carried="yes")),
    "too many pages": story() | {"pages": [page(id=f"p{n}") for n in range(1001)]},
    "scene no scene": story(page(scene=[])),
    "scene newer": story(page(scene=scene(format="text2scene/9"))),
    "piece unknown": story(page(scene=scene({**DOG, "category": "nothing"}))),
    "piece with markup": story(page(scene=scene({**DOG, "category": "<script>"}))),
    "piece with a path": story(page(scene=scene({**DOG, "category": "../../dog"}))),
    "object id": story(page(scene=scene({**DOG, "id": '"><script>'}))),
    "object twice": story(page(scene=scene(DOG, DOG))),
    "far away": story(page(scene=scene({**DOG, "x": 1e12}))),
    "style with an address": story(page(scene=scene({**DOG, "style": {"main": "url(https://x.test)"}}))),
    "style unknown": story(page(scene=scene({**DOG, "style": {"onload": "x"}}))),
    "many objects": story(page(scene=scene(*[{**DOG, "id": f"d{n}"} for n in range(1001)]))),
    "huge canvas": story(page(scene=scene(width=10**9))),
    "language": story(lang='en" onload="x'),
    "title too long": story(title="x" * 301),
    "cast without a name": story(cast=[{"name": " ", "category": "mike", "id": "mike"}]),
    "cast of no piece": story(cast=[{"name": "X", "category": "nothing", "id": "x"}]),
    "cast twice": story(cast=[{"name": "X", "category": "mike", "id": "mike"}] * 2),
    "cast style": story(cast=[{"name": "X", "category": "mike", "id": "m", "style": {"top": "</style>"}}]),
    "deep in the story": story(x=deep(60)),
    "deep in a page": story(page(extra=deep(60))),
    "deep in an object": story(page(scene=scene({**DOG, "note": deep(60)}))),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_that_is_no_story_is_refused_at_every_door(here, kind):
    document = DOCUMENTS[kind]
    held = here.good("create", text="Mike waves.")
    change = {"do": "title", "title": "x"}
    for name, asked in {
        "create": {"story": document},
        "keep": {"id": held["id"], "base": 1, "story": document, "what": "x", "over": True},
        "change": {"id": held["id"], "base": 1, "do": change, "story": document},
        "book": {"story": document, "format": "html"},
    }.items():
        sentence = here.bad(name, 400, **asked)
        assert len(sentence) < 400, sentence
    assert here.open(json.dumps(document).encode(), "story.json")[0] == 400
    assert here.good("get", id=held["id"]) == held
    assert len(here.good("list")["stories"]) == 1


TALES = {
    "no tale": {"format": "text2scene-tale/1"},
    "background": {"background": "../x"},
    "background unknown": {"background": "mars"},
    "piece": {"pieces": ["<script>"]},
    "piece unknown": {"pieces": ["nothing"]},
    "text": {"text": "x" * 5000},
    "drawing": {"drawing": "x " * 5000},
    "drawing no text": {"drawing": ["Mike"]},
    "nested": {"events": [deep(60)]},
}


@pytest.mark.parametrize("kind", TALES)
def test_a_tale_that_nobody_told_is_refused(here, kind):
    tale = here.good("tale/begin", theme="beach", seed=1)["tale"]
    wrong = TALES[kind] if kind == "no tale" else {**tale, "pages": [{**tale["pages"][0], **TALES[kind]}]}
    assert here.bad("tale/go", 400, tale=wrong, way="0")
    assert here.bad("create", 400, tale=wrong)
    assert here.open(json.dumps(wrong).encode())[0] == 400
    endless = {**tale, "pages": tale["pages"] * 5000, "path": [0] * 4999}
    assert here.bad("tale/go", 400, tale=endless, way="0")


# -- files -------------------------------------------------------------------------------


def zipped(**files: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("|", "/"), content)
    return packed.getvalue()


FILES = {
    "nothing": b"",
    "spaces": b" \n\n ",
    "zeros": bytes(1000),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "program": b"\x7fELF" + bytes(100),
    "svg without a text": b"\xff\xfe<\x00s\x00v\x00g\x00>\x00",
    "zip": zipped(x="y"),
    "deep lists": b'{"format": ' + b"[" * 100_000,
    "deep objects": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "infinite": b'{"format": "text2scene-story/1", "pages": [], "x": 1e999}',
    "not a number": b'{"format": "text2scene-story/1", "pages": [], "x": NaN}',
    "half a character": b'{"format": "text2scene-story/1", "pages": [], "title": "\\ud800"}',
    "digits": b'{"format": "text2scene-story/1", "x": ' + b"9" * 10_000 + b"}",
    "other json": b'{"format": "other/1"}',
    "format no text": b'{"format": ["text2scene-story/1"]}',
    "too long": b"Mike runs. " * 20_000,
    "very many pages": b"A dog.\n\n" * 2000,
}


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_holds_no_story_is_refused(here, kind):
    status, answer = here.open(FILES[kind], '../../<script>"\r\nX: 1.json')
    assert status == 400, answer
    assert 10 < len(answer["error"]) < 300
    assert "\n" not in answer["error"]
    assert here.good("list")["stories"] == []


GOOD = json.dumps(story(page(text="Smuggled.")))
ARCHIVES = {
    "no archive": b"PK but nothing else",
    "empty": zipped(),
    "path up": zipped(**{"..|..|evil.json": GOOD}),
    "path up inside": zipped(**{"stories|..|..|evil.json": GOOD}),
    "path from the root": zipped(**{"|tmp|evil.json": GOOD}),
    "path of windows": zipped(**{"..\\..\\evil.json": GOOD}),
    "drive": zipped(**{"C:\\evil.json": GOOD}),
    "script": zipped(**{"stories|s1.js": "alert(1)"}),
    "page": zipped(**{"index.html": "<script>alert(1)</script>"}),
    "no json": zipped(**{"stories|s1.json": "<html>"}),
    "other json": zipped(**{"stories|s1.json": "[1, 2]"}),
    "deep": zipped(**{"stories|s1.json": "[" * 100_000}),
    "bomb": zipped(**{"stories|s1.json": '{"title": "' + "x" * 200_000_000 + '"}'}),
    "cut short": zipped(**{"stories|s1.json": GOOD})[:-40],
    "zip in a zip": zipped(**{"stories.zip": "PK"}),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_an_archive_that_nobody_exported_brings_nothing_in(here, tmp_path, kind):
    before = sorted(path.name for path in tmp_path.parent.iterdir())
    status, _, body = here.send("import", ARCHIVES[kind], "application/octet-stream")
    answer = json.loads(body)
    assert status == 400 or answer["added"] == 0, answer
    if status == 400:
        assert "\n" not in answer["error"]
        assert str(tmp_path) not in answer["error"]
    assert here.good("list")["stories"] == []
    assert sorted(path.name for path in tmp_path.parent.iterdir()) == before
    assert not list(tmp_path.rglob("*evil*"))


def test_a_link_in_an_archive_is_not_followed(here):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("stories/s1.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    status, _, body = here.send("import", packed.getvalue(), "application/octet-stream")
    assert status == 400 or json.loads(body)["added"] == 0
    assert b"root:" not in body


def test_a_story_of_pieces_that_are_not_here_can_still_be_read_and_mended(here):
    """It may come from a machine with another sprite pack, in an export or in a library."""
    foreign = story(page(scene=scene({**DOG, "category": "kiosk"})), page(id="p2", text="A cat sits."))
    archive = zipped(**{"stories|s1.json": json.dumps(foreign)})
    status, _, body = here.send("import", archive, "application/octet-stream")
    if status == 400 or not json.loads(body)["added"]:
        return
    card = here.good("list")["stories"][0]
    held = here.good("get", id=card["id"])
    assert "kiosk" in here.bad("book", 400, id=held["id"], format="pdf")
    for do in (
        {"do": "edit", "page": "p2", "text": "A cat runs."},
        {"do": "title", "title": "Here"},
        {"do": "background", "pages": ["p1"], "name": "beach"},
        {"do": "tell", "page": "p1", "text": "Add a cat."},
        {"do": "edit", "page": "p1", "text": "A dog runs."},
    ):
        status, answer = here.ask("change", {"id": held["id"], "base": held["revision"], "do": do})
        assert status in (200, 400), (do, answer)
        held = answer if status == 200 else held
    assert texts_of(held)[1] == "A cat runs."
