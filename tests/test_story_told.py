"""A tale becomes a story: what it says is seen, houses stay where they stand, and a book comes out."""

from __future__ import annotations

import pytest

import text2scene
from text2scene import tale
from text2scene.cli import main
from text2scene.errors import InputError
from text2scene.generator import Generator


@pytest.fixture(scope="module")
def generator() -> Generator:
    return text2scene.load()


@pytest.mark.parametrize("seed", [3, 7, 21])
def test_every_page_shows_what_the_tale_says_and_nothing_else(
    generator: Generator, seed: int, tmp_path
) -> None:
    told = tale.start(seed=seed).finish()
    (tmp_path / "tale.json").write_text(told.to_json(), encoding="utf-8")
    story = text2scene.Story.load(tmp_path / "tale.json", generator)
    assert [page.text for page in story.pages] == [page.text for page in told.pages]
    for page, page_told in zip(story.pages, told.pages, strict=True):
        assert set(page.scene.categories) == set(page_told.pieces)
        assert page.scene.background == page_told.background
    assert [member.name for member in story.cast] == [member.name for member in told.cast]


def test_what_belongs_to_the_place_stays_where_it_stands(generator: Generator, tmp_path) -> None:
    told = tale.start(theme="beach", hero="boy", seed=3).finish()
    (tmp_path / "tale.json").write_text(told.to_json(), encoding="utf-8")
    story = text2scene.Story.load(tmp_path / "tale.json", generator)
    houses = [page.scene.find("house") for page in story.pages]
    assert len({(house.x, house.y, house.depth) for house in houses if house is not None}) == 1
    assert None not in houses


def test_a_tale_becomes_a_book(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["tale", "--seed", "7", "-o", "seven.json"]) == 0
    assert main(["story", "seven.json", "-o", "seven.pdf"]) == 0
    assert (tmp_path / "seven.pdf").read_bytes().startswith(b"%PDF")


def test_a_broken_tale_is_refused(tmp_path, generator: Generator) -> None:
    (tmp_path / "broken.json").write_text('{"format": "text2scene-tale/1", "pages": 3}', encoding="utf-8")
    with pytest.raises(InputError):
        text2scene.Story.load(tmp_path / "broken.json", generator)
