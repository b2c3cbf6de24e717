"""Books as EPUB, zip, slides and moving pictures; and what every format has in common."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.books import LINES, described, scene, story, told, words
from tests.test_book_pdf import ARABIC, HEBREW
from text2scene.errors import InputError, OutputError
from text2scene.export import ENDINGS, BookOptions, book_ending, save_book
from text2scene.export.drawn import sheet_image
from text2scene.export.layout import make_book
from text2scene.scene import Scene, SceneObject
from text2scene.story.model import Page

XHTML = "{http://www.w3.org/1999/xhtml}"


def epubcheck(path: Path) -> None:
    """Fail where epubcheck finds an error or a warning; skip where it is not installed."""
    jar = "/usr/share/java/epubcheck.jar"
    if not os.path.exists(jar) or not shutil.which("java"):
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail("CI must check EPUBs: install Debian's epubcheck")
        pytest.skip("needs Debian's epubcheck")
    done = subprocess.run(["java", "-jar", jar, path], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 errors / 0 warnings" in done.stdout + done.stderr


# -- EPUB ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "layout"), [("fixed", "under"), ("fixed", "over"), ("flowing", "beside")])
def test_epubcheck_finds_nothing(tmp_path, kind, layout):
    chapters = tuple(
        replace(page, chapter="Morning" if n < 2 else "Night") for n, page in enumerate(story(4).pages)
    )
    path = tmp_path / "book.epub"
    save_book(story(4, pages=chapters), path, epub=kind, layout=layout)
    epubcheck(path)


@pytest.mark.parametrize(("lang", "lines"), [("he", HEBREW), ("ar", ARABIC)])
def test_an_epub_that_runs_to_the_left_passes_and_turns_that_way(tmp_path, lang, lines):
    path = tmp_path / "book.epub"
    save_book(told(lines, lang=lang, title=lines[0], author=""), path)
    with zipfile.ZipFile(path) as book:
        assert b'page-progression-direction="rtl"' in book.read("book/package.opf")
    epubcheck(path)


@pytest.mark.parametrize("count", [1, 12, 40])
def test_an_epub_holds_every_page_in_order_with_text_and_alternative_text(tmp_path, count):
    path = tmp_path / "book.epub"
    save_book(story(count), path, bubbles="none")
    with zipfile.ZipFile(path) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        spine = re.findall(r'idref="page(\d+)"', book.read("book/package.opf").decode())
        assert spine == [str(n) for n in range(count + 1)]
        for number in range(1, count + 1):
            page = ElementTree.fromstring(book.read(f"book/page-{number:04d}.xhtml"))
            (image,) = page.iter(f"{XHTML}img")
            assert image.get("alt") == words(described(scene(number - 1)))
            text = " ".join(" ".join(p.itertext()) for p in page.iter(f"{XHTML}p"))
            assert words(text) == words(LINES[(number - 1) % len(LINES)])
            picture = ElementTree.fromstring(book.read(f"book/{image.get('src')}"))
            assert picture.tag.endswith("svg")


# -- zip -----------------------------------------------------------------------------------


def test_a_zip_has_each_page_as_png_and_svg_and_the_text(tmp_path):
    path = tmp_path / "book.zip"
    value = story(2)
    save_book(value, path, scale=1.0, layout="beside")
    book = make_book(value, BookOptions(layout="beside"))
    with zipfile.ZipFile(path) as pages:
        names = [f"page-{n:03d}.{ending}" for n in range(3) for ending in ("png", "svg")]
        assert pages.namelist() == [*names, "text.txt"]
        for number, sheet in enumerate(book.sheets):
            with pages.open(f"page-{number:03d}.png") as file, Image.open(file) as image:
                assert image.size == (round(book.size[0]), round(book.size[1]))
                assert image.convert("RGB").tobytes() == sheet_image(book, sheet, 1.0).tobytes()
            drawn = ElementTree.fromstring(pages.read(f"page-{number:03d}.svg"))
            assert drawn.find("{http://www.w3.org/2000/svg}desc").text.startswith(sheet.texts[0].block.text)
            assert not list(drawn.iter("{http://www.w3.org/2000/svg}text"))
        text = pages.read("text.txt").decode()
        assert all(line in text for line in LINES[:2])
        assert described(scene(0)) in text


# -- slides --------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", ["under", "beside", "over"])
def test_slides_can_be_opened_again_and_say_it_all(tmp_path, layout):
    from pptx import Presentation

    path = tmp_path / "book.pptx"
    value = story(3)
    save_book(value, path, layout=layout, scale=1.0)
    deck = Presentation(str(path))
    assert len(deck.slides) == 4
    assert deck.core_properties.title == "The Big Tree"
    for number, slide in enumerate(list(deck.slides)[1:]):
        pictures = [
            shape for shape in slide.shapes if shape.shape_type is not None and shape.name == "Picture"
        ]
        (picture,) = pictures
        told_there = picture._element.nvPicPr.cNvPr.get("descr")
        assert told_there.startswith(described(scene(number)))
        texts = [shape.text_frame.text for shape in slide.shapes if shape.name == "Text"]
        assert [words(text) for text in texts] == [words(LINES[number])]
    (bubble,) = (shape for shape in deck.slides[2].shapes if shape.name == "Speech bubble")
    assert bubble._element.spPr.prstGeom.get("prst") == "wedgeRoundRectCallout"
    assert bubble.text_frame.text == "Look, a bear!"


def test_slides_that_run_to_the_left_say_so(tmp_path):
    from pptx import Presentation

    path = tmp_path / "book.pptx"
    save_book(told(HEBREW, lang="he", title="דוב"), path, scale=0.5)
    slide = Presentation(str(path)).slides[1]
    (text,) = (shape for shape in slide.shapes if shape.name == "Text")
    assert text.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"
    assert text.text_frame.text == HEBREW[0]


# -- moving pictures -----------------------------------------------------------------------


def frames(path: Path) -> list[tuple[Image.Image, int]]:
    with Image.open(path) as moving:
        found = []
        for number in range(moving.n_frames):
            moving.seek(number)
            found.append((moving.convert("RGB"), moving.info["duration"]))
        return found


def near(one: Image.Image, other: Image.Image) -> float:
    from PIL import ImageChops, ImageStat

    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


@pytest.mark.parametrize("ending", ["gif", "webp"])
def test_objects_appear_one_after_the_other_and_the_page_rests_when_it_is_whole(tmp_path, ending):
    path = tmp_path / f"book.{ending}"
    value = story(2)
    save_book(value, path, scale=1.0, seconds=2.0)
    book = make_book(value, BookOptions())
    shown = frames(path)
    with Image.open(path) as moving:
        assert moving.info.get("loop") == 0
    assert shown[0][0].width == 360
    assert shown[0][1] == 2000
    whole = [number for number, (_, ms) in enumerate(shown) if ms == 2000]
    assert len(whole) == 3
    for sheet, number in zip(book.sheets, whole, strict=True):
        assert near(shown[number][0], sheet_image(book, sheet, 360 / book.size[0])) < 4
    last = sheet_image(book, book.sheets[1], 360 / book.size[0])
    away = [near(shown[number][0], last) for number in range(1, whole[1] + 1)]
    assert len(away) >= 6
    assert all(later <= earlier + 0.3 for earlier, later in itertools.pairwise(away))
    assert away[0] > away[-1] + 3


# -- all of them ---------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_is_written_whole_in_capitals_too_and_leaves_nothing_beside(tmp_path, ending):
    path = tmp_path / f"My Book{ending.upper()}"
    assert save_book(story(1), path, scale=0.5) == ()
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_size > 2000


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_page_and_a_story_without_words_are_books_too(tmp_path, ending):
    pages = (Page("p1", "", Scene()), Page("p2", "  \n ", scene(1), layout="over"))
    value = story(1, pages=pages, title="", author="", cast=())
    assert save_book(value, tmp_path / f"book{ending}", scale=0.5) == ()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_piece_without_a_picture_is_told_and_the_old_file_stays(tmp_path, ending):
    path = tmp_path / f"book{ending}"
    path.write_bytes(b"old")
    odd = Scene((SceneObject("x", "zeppelin", 10, 10),))
    with pytest.raises(InputError, match="zeppelin"):
        save_book(story(1, pages=(Page("p1", "Up.", odd),)), path)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_story_without_pages_an_unknown_ending_and_a_folder_that_cannot_be(tmp_path):
    with pytest.raises(InputError, match="no pages"):
        save_book(story(0), tmp_path / "book.pdf")
    with pytest.raises(InputError, match=r"endings \.pdf, \.epub"):
        save_book(story(1), tmp_path / "book.docx")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        save_book(story(1), tmp_path / "file" / "book.pdf")
    assert book_ending("a/b.EPUB") == ".epub"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("paper", "a3"),
        ("paper", 4),
        ("layout", "inside"),
        ("orientation", "up"),
        ("bubbles", True),
        ("bleed", 3),
        ("scale", 0),
        ("scale", float("nan")),
        ("scale", True),
        ("seconds", 1000),
        ("epub", "kindle"),
        ("colour", "red"),
    ],
)
def test_an_option_that_cannot_be_is_named(tmp_path, option, value):
    with pytest.raises(InputError, match=option):
        save_book(story(1), tmp_path / "book.pdf", **{option: value})
    assert not list(tmp_path.iterdir())


def test_each_page_has_its_own_layout_unless_one_is_chosen_for_all():
    pages = tuple(
        replace(page, layout=layout)
        for page, layout in zip(story(3).pages, ("under", "beside", "over"), strict=True)
    )
    value = story(1, pages=pages)
    assert [sheet.layout for sheet in make_book(value, BookOptions()).sheets][1:] == [
        "under",
        "beside",
        "over",
    ]
    assert {sheet.layout for sheet in make_book(value, BookOptions(layout="over")).sheets[1:]} == {"over"}


def test_text_over_a_picture_lies_over_no_face():
    from text2scene.catalog import default_catalog
    from text2scene.export.bubbles import face_box, overlap
    from text2scene.export.frames import inwards

    tried = 0
    for paper in ("a4", "square"):
        book = make_book(story(20), BookOptions(layout="over", paper=paper, bubbles="none"))
        for sheet in book.sheets[1:]:
            if sheet.layout != "over" or not sheet.panels:
                continue
            tried += 1
            panel = inwards(sheet.picture, sheet.panels[0].box)
            for item in sheet.picture.scene.objects:
                face = face_box(item, default_catalog())
                assert face is None or overlap(panel, face) == 0
    assert tried >= 36


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("One.\n\nTwo.", ("One.", "Two.")),
        ("They walk to the big tree, as far as to see Jenny and\nRex.", None),
        ("Mike walks\nto the tree.", ("Mike walks to the tree.",)),
        ("The moon is high,\nThe owls fly by.", ("The moon is high,", "The owls fly by.")),
        ("  \r\n\t ", ()),
    ],
)  # fmt: skip
def test_lines_that_an_editor_broke_are_one_paragraph_and_verses_stay(text, lines):
    from text2scene.export.text import paragraphs

    assert paragraphs(text) == (lines if lines is not None else (words(text),))
