"""Whose stories: this machine's owner's, or those behind a private link; nobody sees another's."""

from __future__ import annotations

import json
import secrets
import sqlite3

import pytest
from story_client import Client, pages_of

KEY = secrets.token_urlsafe(24)
OTHER = secrets.token_urlsafe(24)


@pytest.fixture(scope="module")
def shared(servers, tmp_path_factory):
    """The address and the library of a server that others than this machine can reach."""
    library = tmp_path_factory.mktemp("shared") / "stories.db"
    address, number = servers.start(library, "shared")
    yield address, library
    servers.kill(number)


def test_without_a_private_link_a_shared_server_shows_nothing(shared):
    nobody = Client(shared[0])
    assert nobody.good("state") == {"personal": False, "writable": True, "notice": ""}
    for name in ("list", "create", "get", "change", "undo", "book", "export", "tale/begin", "progress"):
        assert "private link" in nobody.bad(name, 401)
    for name in ("open", "import"):
        assert nobody.send(name, b"A dog runs.", "application/octet-stream")[0] == 401


@pytest.mark.parametrize("key", ["x", "a" * 21, "a" * 129, "a" * 30 + "!", "local", "../" * 10, "a b" * 12])
def test_half_a_link_is_refused_and_not_repeated(shared, key):
    status, answer = Client(shared[0], key).ask("list")
    assert status == 401
    assert key not in answer["error"] or key == "x"


def test_two_people_see_only_their_own_stories(shared):
    one, other = Client(shared[0], KEY), Client(shared[0], OTHER)
    held = one.good("create", text="Mike runs.\n\nJenny sits.")
    ident = held["id"]
    assert [card["id"] for card in one.good("list")["stories"]] == [ident]
    assert other.good("list")["stories"] == []
    for name, more in (
        ("get", {}),
        ("revision", {}),
        ("change", {"base": 1, "do": {"do": "title", "title": "Mine"}}),
        ("keep", {"base": 1, "story": held["story"], "what": "x", "over": True}),
        ("undo", {"base": 1}),
        ("redo", {"base": 1}),
        ("versions", {}),
        ("name", {"revision": 1, "name": "x"}),
        ("back", {"base": 1, "revision": 1}),
        ("duplicate", {}),
        ("delete", {}),
        ("restore", {}),
        ("purge", {}),
        ("book", {"format": "pdf"}),
    ):
        assert "There is no story" in other.bad(name, 404, id=ident, **more), name
    _, _, data = other.send("export", b"{}")
    assert b"Jenny" not in data
    assert one.good("get", id=ident) == held
    assert one.good("progress", job="x") == {"done": 0, "all": 0}


def test_the_key_itself_is_nowhere_in_the_library(shared):
    Client(shared[0], KEY).good("create", text="Mike runs.")
    file = sqlite3.connect(shared[1])
    owners = {row[0] for row in file.execute("SELECT DISTINCT owner FROM story")}
    file.close()
    assert owners
    assert KEY not in owners
    folder = shared[1].parent
    assert all(KEY.encode() not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_what_goes_wrong_on_a_shared_server_does_not_say_where_the_library_is(servers, tmp_path):
    folder = tmp_path / "very-secret-place"
    folder.write_text("no folder")
    address, number = servers.start(folder / "stories.db", "shared")
    status, answer = Client(address, KEY).ask("create", {"text": "Mike runs."})
    assert status == 507
    assert answer["unsaved"]["story"]["pages"]
    assert "secret-place" not in json.dumps(answer)
    assert "secret-place" not in json.dumps(Client(address, KEY).ask("state")[1])
    servers.kill(number)


# -- this machine's owner ----------------------------------------------------------------


def test_the_owner_of_this_machine_needs_no_key(here):
    assert here.good("state")["personal"]
    held = here.good("create", text="Mike runs.")
    by_name = Client(f"http://localhost:{here.port}")
    assert by_name.good("get", id=held["id"]) == held
    with_key = Client(f"http://127.0.0.1:{here.port}", KEY)
    assert with_key.good("list")["stories"] == []


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (403, {"Host": "evil.example"}),
        (403, {"Host": "evil.example:7860"}),
        (403, {"Host": "localhost.evil.example"}),
        (403, {"Host": "127.0.0.1.evil.example"}),
        (403, {"Host": "127.0.0.1@evil.example"}),
        (403, {"Host": "0x7f.evil"}),
        (403, {"Host": ""}),
        (403, {"Origin": "https://evil.example"}),
        (403, {"Origin": "http://localhost:3000"}),
        (403, {"Origin": "null"}),
        (403, {"Sec-Fetch-Site": "cross-site"}),
        (403, {"Sec-Fetch-Site": "same-site"}),
        (401, {"X-Forwarded-For": "203.0.113.9"}),
        (401, {"Forwarded": "for=203.0.113.9"}),
        (401, {"Via": "1.1 proxy"}),
    ],
)
def test_a_page_of_somebody_elses_cannot_ask_for_the_owners_stories(here, status, headers):
    here.good("create", text="Mike runs.")
    for name in ("list", "create", "export"):
        found, answer = here.ask(name, {"text": "x"}, **headers)
        assert found == status, (name, found, answer)
        assert set(answer) == {"error"}


def test_the_page_itself_may_ask(here):
    host = f"127.0.0.1:{here.port}"
    for headers in (
        {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"},
        {"Host": f"localhost:{here.port}", "Origin": f"http://localhost:{here.port}"},
        {"Host": f"[::1]:{here.port}"},
    ):
        assert here.ask("list", {}, **headers)[0] == 200, headers


def test_behind_a_proxy_everybody_has_a_link(here):
    forwarded = {"X_Forwarded_For": "203.0.113.9"}
    assert not here.ask("state", {}, **forwarded)[1]["personal"]
    assert here.ask("list", {}, X_Text2scene_Key=KEY, **forwarded)[1]["stories"] == []


def test_stories_cannot_be_asked_for_by_a_link_or_a_form(here):
    held = here.good("create", text="Mike runs.")
    body = json.dumps({"id": held["id"]}).encode()
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert here.send("delete", body, kind)[0] == 400
    assert pages_of(here.good("get", id=held["id"]))
