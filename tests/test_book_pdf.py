"""Books as PDF: pages, text, fonts, pictures, the structure for those who cannot see them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.books import BACKGROUNDS, LINES, described, letters, scene, story, told, words
from text2scene.catalog import default_catalog
from text2scene.export import PAPERS, BookOptions, save_book
from text2scene.export.drawn import sheet_image
from text2scene.export.layout import make_book
from text2scene.export.options import BLEED
from text2scene.scene import Scene, SceneObject
from text2scene.story.model import Page, StoryValue

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftoppm") and os.environ.get("CI", "").lower() != "true", reason="needs poppler-utils"
)


def saved(folder: Path, value: StoryValue, **options: object) -> PdfReader:
    path = folder / "book.pdf"
    save_book(value, path, **options)
    return PdfReader(path)


def rendered(path: Path, folder: Path, points: int = 72) -> list[Path]:
    subprocess.run(["pdftoppm", "-r", str(points), "-png", path, folder / "page"], check=True)
    return sorted(folder.glob("page-*.png"))


@pytest.mark.parametrize("count", [1, 12, 40])
def test_every_page_is_there_with_the_storys_own_text(tmp_path, count):
    reader = saved(tmp_path, story(count), bubbles="none", page_numbers=False)
    assert len(reader.pages) == count + 1
    assert words(reader.pages[0].extract_text()) == "The Big Tree Ada"
    for number in range(count):
        assert words(reader.pages[number + 1].extract_text()) == words(LINES[number % len(LINES)])


@pytest.mark.parametrize("layout", ["under", "beside", "over"])
@pytest.mark.parametrize("paper", list(PAPERS))
def test_papers_have_their_size_and_every_layout_all_the_text(tmp_path, paper, layout):
    reader = saved(tmp_path, story(3), paper=paper, layout=layout, bubbles="none", page_numbers=False)
    short, long = PAPERS[paper]
    expected = (short, long) if layout == "under" else (long, short)
    for page in reader.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(expected, abs=0.01)
    assert [words(page.extract_text()) for page in reader.pages][1:] == [words(line) for line in LINES[:3]]


def test_bleed_reaches_three_millimetres_beyond_the_cut(tmp_path):
    page = saved(tmp_path, story(1), paper="a5", bleed=True).pages[1]
    width, height = PAPERS["a5"]
    assert float(page.mediabox.width) == pytest.approx(width + 2 * BLEED, abs=0.01)
    assert [float(value) for value in page.trimbox] == pytest.approx(
        [BLEED, BLEED, width + BLEED, height + BLEED], abs=0.01
    )


def test_page_numbers_can_be_left_out(tmp_path):
    assert words(saved(tmp_path, story(1), bubbles="none").pages[1].extract_text()).endswith(" 1")
    assert len(saved(tmp_path, story(2), title_page=False).pages) == 2


def test_bubbles_keep_the_text_whole_or_take_the_speech_out(tmp_path):
    value = told(('"Look, a bear!" shouts Mike. Jenny is surprised.',))
    both = words(saved(tmp_path, value, page_numbers=False).pages[1].extract_text())
    assert both.startswith("Look, a bear!")
    assert both.endswith(words(value.pages[0].text))
    instead = words(saved(tmp_path, value, bubbles="instead", page_numbers=False).pages[1].extract_text())
    assert instead == "Look, a bear! Jenny is surprised."


def test_only_embedded_fonts_and_only_a_part_of_them(tmp_path):
    reader = saved(tmp_path, story(2))
    fonts = reader.pages[1]["/Resources"]["/Font"]
    for reference in fonts.values():
        font = reference.get_object()
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        program = descriptor["/FontFile2"].get_object()
        assert "+" in font["/BaseFont"]
        assert 500 < len(program.get_data()) < 60_000


def test_pictures_are_told_in_words_and_the_structure_leads_through_the_page(tmp_path):
    reader = saved(tmp_path, story(2), bubbles="none")
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert reader.metadata.title == "The Big Tree"
    document = catalog["/StructTreeRoot"]["/K"][0].get_object()
    sections = [reference.get_object() for reference in document["/K"]]
    assert len(sections) == 3
    kinds = [[kid.get_object()["/S"] for kid in section["/K"]] for section in sections]
    assert kinds[0] == ["/Figure", "/H1", "/P"]
    assert kinds[1] == ["/Figure", "/P"]
    figure = sections[1]["/K"][0].get_object()
    assert figure["/Alt"] == described(scene(0))


def test_bookmarks_are_chapters_or_first_words(tmp_path):
    assert next(mark.title for mark in saved(tmp_path, story(2)).outline) == "The Big Tree"
    pages = tuple(Page(f"p{n}", LINES[n], scene(n), chapter="Day" if n < 2 else "Night") for n in range(3))
    reader = saved(tmp_path, story(3, pages=pages), bubbles="none")
    assert [mark.title for mark in reader.outline] == ["The Big Tree", "Day", "Night"]
    assert words(reader.pages[1].extract_text()).startswith("Day Mike and Jenny")
    assert words(reader.pages[2].extract_text()).startswith('"Look')


# -- other scripts -------------------------------------------------------------------------

HEBREW = (
    "מייק וג׳ני יוצאים לטיול עם הכלב רקס.",
    "הם רואים 2 דובים ליד העץ (הגדול).",
    "שלום לך Mike אמר הדוב.",
)
ARABIC = ("ذهب مايك وجيني للتخييم مع كلبهما.", "قال مايك: انظري، دب كبير!", "عمره 12 سنة")


@needs_poppler
@pytest.mark.parametrize(("lang", "lines"), [("he", HEBREW), ("ar", ARABIC)])
def test_a_book_that_runs_to_the_left_reads_as_it_was_written(tmp_path, lang, lines):
    title = lines[0][:14].strip()
    reader = saved(tmp_path, told(lines, lang=lang, title=title, author=""), page_numbers=False)
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"
    for number, line in enumerate((title, *lines), 1):
        where = ["-f", str(number), "-l", str(number)]
        done = subprocess.run(
            ["pdftotext", *where, tmp_path / "book.pdf", "-"], capture_output=True, text=True, check=True
        )
        assert letters(done.stdout) == letters(line)
        assert sorted(letters(reader.pages[number - 1].extract_text())) == sorted(letters(line))


def test_arabic_letters_are_joined():
    from text2scene.export.typeset import shaped

    (run,), _ = shaped("بيت", False, True, "ar")
    apart = [run.face.usual(char) for char in "تيب"]
    assert [glyph.number for glyph in run.glyphs] != apart
    assert run.leftward


def test_latin_and_cyrillic_letters_have_their_shapes(tmp_path):
    line = "Über die Brücke – Čeština, Łódź, Türkçe, Tiếng Việt, Привет, Ǹdá, ʻokina, 1½ €…"
    path = tmp_path / "book.pdf"
    assert save_book(told((line,)), path, page_numbers=False) == ()
    assert words(PdfReader(path).pages[1].extract_text()) == line


def test_letters_that_no_font_has_are_told(tmp_path):
    (warning,) = save_book(told(("Mike says 你好 to Jenny.",)), tmp_path / "book.pdf")
    assert "Page 1" in warning
    assert "你 好" in warning


# -- nothing is cut ------------------------------------------------------------------------


def test_a_text_too_long_for_its_page_goes_on_on_further_ones_and_is_told(tmp_path):
    text = " ".join(f"Sentence number {n} tells of Mike and the bear." for n in range(180))
    path = tmp_path / "book.pdf"
    warnings = save_book(told((text, "The end.")), path, page_numbers=False, bubbles="none")
    assert any("Page 1" in warning and "goes on" in warning for warning in warnings)
    pages = [words(page.extract_text()) for page in PdfReader(path).pages]
    assert len(pages) > 3
    assert words(" ".join(pages[1:-1])) == text
    assert pages[-1] == "The end."


def test_a_word_wider_than_the_page_is_broken_not_cut(tmp_path):
    word = "Donaudampfschifffahrtsgesellschaftskapitän" * 6
    text = saved(tmp_path, told((word,)), page_numbers=False, layout="beside").pages[1].extract_text()
    assert letters(text) == word


def test_type_is_one_size_on_all_pages_where_nine_in_ten_can_have_it():
    texts = (*(["Mike runs."] * 18), " ".join(["Mike and Jenny see the bear again."] * 22))
    book = make_book(told(tuple(texts)), BookOptions())
    sizes = [text.block.size for sheet in book.sheets for text in sheet.texts if text.role == "text"]
    assert len(set(sizes[:18])) == 1
    assert sizes[18] < sizes[0]


# -- the pictures --------------------------------------------------------------------------


def difference(one, other) -> float:
    from PIL import ImageChops, ImageStat

    return sum(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean) / 3


@needs_poppler
def test_the_drawn_page_is_the_same_as_pixels_and_in_the_pdf(tmp_path):
    from PIL import Image

    value = story(len(BACKGROUNDS))
    path = tmp_path / "book.pdf"
    save_book(value, path)
    book = make_book(value, BookOptions())
    files = rendered(path, tmp_path)
    assert len(files) == len(book.sheets)
    for sheet, file in zip(book.sheets, files, strict=True):
        with Image.open(file) as page:
            assert difference(sheet_image(book, sheet, 1.0), page.convert("RGB")) < 5, sheet.label


@needs_poppler
def test_every_piece_is_drawn_in_the_pdf_as_everywhere(tmp_path):
    from PIL import Image

    pieces = list(default_catalog().pieces)
    pages = []
    for start in range(0, len(pieces), 12):
        objects = [
            SceneObject(
                f"o{n}", piece.name, 60 + 125 * (n % 4), 70 + 130 * (n // 4), flip=n % 2 == 1,
                scale=min(1.0, 110 / max(piece.size())),
            )
            for n, piece in enumerate(pieces[start : start + 12])
        ]  # fmt: skip
        pages.append(Page(f"p{start}", "", Scene(tuple(objects))))
    value = story(1, pages=tuple(pages))
    path = tmp_path / "book.pdf"
    save_book(value, path)
    book = make_book(value, BookOptions())
    for sheet, file in zip(book.sheets, rendered(path, tmp_path), strict=True):
        with Image.open(file) as page:
            assert difference(sheet_image(book, sheet, 1.0), page.convert("RGB")) < 5, sheet.label


def test_drawings_are_stored_once_so_that_a_long_book_stays_small(tmp_path):
    same = tuple(Page(f"p{n}", LINES[0], scene(0)) for n in range(40))
    save_book(story(1), tmp_path / "short.pdf")
    save_book(story(1, pages=same), tmp_path / "long.pdf")
    grown = (tmp_path / "long.pdf").stat().st_size - (tmp_path / "short.pdf").stat().st_size
    assert grown < 39 * 4_000


def test_the_same_story_makes_the_same_file(tmp_path):
    save_book(story(2), tmp_path / "one.pdf")
    save_book(story(2), tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


@pytest.mark.skipif(not shutil.which("qpdf"), reason="needs qpdf")
def test_qpdf_finds_nothing_to_mend(tmp_path):
    save_book(story(3), tmp_path / "book.pdf", bleed=True)
    done = subprocess.run(["qpdf", "--check", tmp_path / "book.pdf"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_poppler
@pytest.mark.parametrize("depth", [0, 2])
def test_a_pack_of_pixels_is_drawn_in_the_pdf_with_its_haze(tmp_path, depth):
    from PIL import Image

    from tests.test_packs import write_png
    from text2scene.render import library_with

    library = library_with([write_png(tmp_path / "pack")])
    sled = SceneObject("sled", "sled", 250, 220, depth=depth, scale=3.0, flip=True)
    value = story(1, pages=(Page("p1", "", Scene((sled,))),))
    path = tmp_path / "book.pdf"
    save_book(value, path, library=library)
    book = make_book(value, BookOptions(), library)
    for sheet, file in zip(book.sheets, rendered(path, tmp_path), strict=True):
        with Image.open(file) as page:
            assert difference(sheet_image(book, sheet, 1.0), page.convert("RGB")) < 4


@pytest.mark.parametrize("ending", ["epub", "html", "zip", "pptx"])
def test_a_pack_of_pixels_is_in_every_book(tmp_path, ending):
    from tests.test_book_files import epubcheck
    from tests.test_packs import write_png
    from text2scene.render import library_with

    library = library_with([write_png(tmp_path / "pack")])
    sled = SceneObject("sled", "sled", 250, 220, depth=2)
    path = tmp_path / f"book.{ending}"
    save_book(story(1, pages=(Page("p1", "Snow.", Scene((sled,))),)), path, library=library)
    assert path.stat().st_size > 2000
    if ending == "epub":
        epubcheck(path)
