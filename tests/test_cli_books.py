"""``text2scene story``: every option of a book, and the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import fields
from pathlib import Path

import pytest
from PIL import Image

from text2scene.cli import main
from text2scene.cli.parser import build_parser
from text2scene.export import ENDINGS, BookOptions

TEXT = (
    "A Ball\n\nMike and Jenny stand in the park.\n\n"
    '"Catch the ball!" shouts Mike. Jenny is happy.\n\nJenny holds the ball. Mike jumps.'
)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Path:
    """The story as .json, drawn once."""
    folder = tmp_path_factory.mktemp("story")
    (folder / "ball.txt").write_text(TEXT, encoding="utf-8")
    assert main(["story", str(folder / "ball.txt"), "-o", str(folder / "ball.json")]) == 0
    return folder / "ball.json"


def book(drawn: Path, name: str, *options: str) -> Path:
    out = drawn.parent / name
    assert main(["story", str(drawn), "-o", str(out), *options]) == 0
    return out


def boxes(pdf: Path, kind: str) -> list[list[float]]:
    found = re.findall(rf"/{kind} ?\[([^\]]*)\]".encode(), pdf.read_bytes())
    return [[float(v) for v in each.split()] for each in found]


def words_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_every_option_of_a_book_is_there() -> None:
    args = build_parser().parse_args(["story", "a.txt", "-o", "a.pdf"])
    for field in fields(BookOptions):
        assert getattr(args, field.name) is None, field.name


def test_paper_orientation_and_bleed_are_in_the_pdf(drawn) -> None:
    usual = boxes(book(drawn, "usual.pdf"), "MediaBox")
    assert len(usual) == 4
    assert usual[0][2:] == pytest.approx([595.28, 595.28], abs=0.1)
    wide = boxes(book(drawn, "wide.pdf", "--paper", "a5", "--orientation", "landscape"), "MediaBox")
    assert wide[0][2:] == pytest.approx([595.28, 419.53], abs=0.1)
    print_ = book(drawn, "print.pdf", "--paper", "a5", "--layout", "under", "--bleed")
    trim, media = boxes(print_, "TrimBox")[0], boxes(print_, "MediaBox")[0]
    assert trim[2] - trim[0] == pytest.approx(419.53, abs=0.1)
    assert media[2] - media[0] == pytest.approx(419.53 + 2 * 8.5, abs=0.1)


def test_title_page_and_numbers_can_be_left_out(drawn) -> None:
    plain = book(drawn, "plain.pdf", "--no-title-page", "--no-page-numbers")
    assert len(boxes(plain, "MediaBox")) == 3
    assert "A Ball" not in words_of(plain)
    assert not re.search(r"\b[123]\b", words_of(plain))
    assert re.search(r"\b3\b", words_of(book(drawn, "numbered.pdf")))


def test_bubbles_stand_beside_or_for_the_text(drawn) -> None:
    said = {
        name: words_of(book(drawn, f"{name}.pdf", "--bubbles", name)) for name in ("none", "both", "instead")
    }
    assert said["none"].count("Catch the ball!") == 1
    assert said["both"].count("Catch") == 2
    assert "shouts Mike" in said["both"]
    assert said["instead"].count("Catch") == 1
    assert "shouts Mike" not in said["instead"]


def test_scale_seconds_and_flowing_text(drawn) -> None:
    pictures = book(drawn, "small.zip", "--scale", "0.5")
    with zipfile.ZipFile(pictures) as inside:
        assert Image.open(io.BytesIO(inside.read("page-001.png"))).width == 298

    def rests(name: str, *options: str) -> int:
        with Image.open(book(drawn, name, *options)) as image:
            return sum(image.seek(n) or image.info["duration"] for n in range(image.n_frames))

    assert (
        rests("long.gif", "--scale", "0.5", "--seconds", "8") >= rests("short.gif", "--scale", "0.5") + 15000
    )
    with zipfile.ZipFile(book(drawn, "flow.epub", "--epub", "flowing")) as inside:
        assert b"reflowable" in inside.read("book/package.opf")


def test_shadows_and_haze_can_be_left_out(drawn) -> None:
    usual = book(drawn, "usual.html").read_text(encoding="utf-8")
    bare = book(drawn, "bare.html", "--no-shadows", "--no-haze").read_text(encoding="utf-8")
    assert len(bare) < len(usual)


def test_title_author_and_language_are_in_the_book(drawn) -> None:
    options = ("--title", "Der Ball", "--author", "Ada", "--lang", "de")
    page = book(drawn, "named.html", *options).read_text(encoding="utf-8")
    assert '<html lang="de"' in page
    assert "Der Ball" in page
    assert "Ada" in page


def test_an_option_without_effect_is_told(drawn, capsys) -> None:
    book(drawn, "noted.epub", "--bleed", "--seconds", "4")
    noted = capsys.readouterr().err
    assert "--bleed is for .pdf only" in noted
    assert "--seconds is for .gif and .webp only" in noted
    book(drawn, "noted.json", "--no-title-page", "--paper", "a4")
    noted = capsys.readouterr().err
    assert "--no-title-page is for books only" in noted
    assert "--paper is for books only" in noted


@pytest.mark.parametrize(
    "options",
    [
        ["--paper", "a3"],
        ["--bubbles", "many"],
        ["--orientation", "sideways"],
        ["--layout", "left"],
        ["--epub", "3"],
        ["--scale", "9"],
        ["--seconds", "nan"],
        ["--lang", "not a language"],
        ["--bleed", "3"],
    ],
)
def test_a_wrong_option_is_one_sentence_and_no_file(drawn, options, tmp_path, capsys) -> None:
    assert main(["story", str(drawn), "-o", str(tmp_path / "wrong.pdf"), *options]) == 2
    error = capsys.readouterr().err
    assert error.startswith("text2scene: ")
    assert error.count("\n") == 1
    assert not os.listdir(tmp_path)


def test_a_folder_takes_the_same_options_and_draws_anew_when_they_change(tmp_path, capsys) -> None:
    stories, books = tmp_path / "in", tmp_path / "out"
    stories.mkdir()
    (stories / "a.txt").write_text(TEXT, encoding="utf-8")
    call = ["story", str(stories), "-o", str(books), "--author", "Ada", "--background", "snow"]
    assert main([*call, "--paper", "a5", "--no-title-page"]) == 0
    assert "1 made, 0 already there" in capsys.readouterr().out
    saved = json.loads((books / "a.json").read_text(encoding="utf-8"))
    assert saved["author"] == "Ada"
    assert {page["scene"]["background"] for page in saved["pages"]} == {"snow"}
    assert len(boxes(books / "a.pdf", "MediaBox")) == 3
    assert main([*call, "--paper", "a5", "--no-title-page"]) == 0
    assert "0 made, 1 already there" in capsys.readouterr().out
    for more in (["--paper", "a4"], ["--paper", "a4", "--bleed"], ["--paper", "a4", "--bubbles", "none"]):
        assert main([*call, *more]) == 0
        assert "1 made, 0 already there" in capsys.readouterr().out
    assert main([*call, "--explain", "--paper", "letter"]) == 0
    assert "a.txt:\npage 1:" in capsys.readouterr().out
    assert main([*call, "--title", "All the same"]) == 2
    assert "for one story" in capsys.readouterr().err


def test_the_same_story_gives_the_same_bytes(tmp_path) -> None:
    """In another process, at another time, with words hashed in another way."""
    source = tmp_path / "ball.txt"
    source.write_text(TEXT, encoding="utf-8")
    code = (
        "import sys, time\n"
        "late = time.time() + float(sys.argv[1])\n"
        "time.time, real = (lambda: late), time.localtime\n"
        "time.localtime = lambda seconds=None: real(late if seconds is None else seconds)\n"
        "from text2scene.cli import main\n"
        "source, folder = sys.argv[2:]\n"
        "assert main(['story', source, '-o', folder + '/ball.json']) == 0\n"
        f"for ending in {ENDINGS!r}:\n"
        "    call = ['story', folder + '/ball.json', '-o', folder + '/ball' + ending, '--scale', '0.5']\n"
        "    assert main(call) == 0\n"
    )
    folders = []
    for n, late in enumerate((0, 90_000_000)):
        folder = tmp_path / str(n)
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": str(n + 1)}
        call = [sys.executable, "-c", code, str(late), str(source), str(folder)]
        done = subprocess.run(call, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        folders.append(folder)
    for ending in (".json", *ENDINGS):
        one, other = (folder / f"ball{ending}" for folder in folders)
        assert one.read_bytes() == other.read_bytes(), ending
