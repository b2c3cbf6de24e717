"""Draws ``pictures/book-NAME.png`` of docs/stories.md: the books of the example stories, as they come out.

Each story becomes a PDF, whose pages poppler's pdftoppm renders, and an HTML book, which Chromium shows. Run
it from the root of the repository: ``python docs/make_story_pictures.py [NAME ...]``.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

import text2scene
from text2scene.export import BookOptions, save_book
from text2scene.files import write_bytes

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES, PICTURES = ROOT / "data" / "examples", ROOT / "docs" / "pictures"
# The paper and where the text is, so that the six show what there is to choose from.
LOOKS = {
    "birthday": BookOptions(bubbles="instead"),
    "camping": BookOptions(paper="a5", layout="over"),
    "kite": BookOptions(),
    "silly": BookOptions(paper="letter", layout="beside"),
    "space": BookOptions(layout="over"),
    "storm": BookOptions(paper="a5"),
}
WIDTH, GAP, COLUMNS = 1400, 16, 5  # pixels of a sheet; pages in a row
SCREEN = (900, 640)  # of the browser, pixels
BESIDE = 2  # screenshots of the HTML book
MOST_BYTES = 250_000
PAPER = "#D9D4E4"


def main() -> None:
    generator = text2scene.load()
    names = sys.argv[1:] or sorted(LOOKS)
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        for name in names:
            text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
            story = generator.story(text)
            pdf, html = Path(folder) / f"{name}.pdf", Path(folder) / f"{name}.html"
            for warning in (*save_book(story, pdf, LOOKS[name]), *save_book(story, html, LOOKS[name])):
                print(f"{name}: {warning}")
            sheet = contact_sheet(pdf_pages(pdf), html_pages(chromium, html))
            data = small_png(sheet)
            write_bytes(PICTURES / f"book-{name}.png", data)
            print(f"book-{name}.png: {sheet.width} x {sheet.height}, {len(data) // 1000} kB")


def browser() -> Any:
    """A headless Chromium, as a context."""
    from contextlib import contextmanager

    from playwright.sync_api import sync_playwright

    @contextmanager
    def opened() -> Any:
        with sync_playwright() as playwright:
            path = shutil.which("chromium") or shutil.which("google-chrome")
            chromium = playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-gpu"]
            )
            yield chromium
            chromium.close()

    return opened()


def pdf_pages(path: Path) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    stem = path.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "72", "-png", path, stem], check=True)
    return [Image.open(page).convert("RGB") for page in sorted(path.parent.glob(f"{stem.name}-*.png"))]


def html_pages(chromium: Any, path: Path) -> list[Image.Image]:
    """Some pages of an HTML book, as a browser shows them; the keys turn them."""
    page = chromium.new_page(viewport={"width": SCREEN[0], "height": SCREEN[1]})
    page.goto(path.as_uri())
    shots = []
    for _ in range(BESIDE):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(600)
        shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    page.close()
    return shots


def contact_sheet(pages: list[Image.Image], screens: list[Image.Image]) -> Image.Image:
    """The pages of the PDF in rows, and below them what the browser shows."""
    wide = (WIDTH - (COLUMNS + 1) * GAP) // COLUMNS
    tall = round(wide * pages[0].height / pages[0].width)
    broad = (WIDTH - (len(screens) + 1) * GAP) // len(screens)
    low = round(broad * SCREEN[1] / SCREEN[0])
    rows = -(-len(pages) // COLUMNS)
    sheet = Image.new("RGB", (WIDTH, rows * (tall + GAP) + low + 2 * GAP), PAPER)
    for n, page in enumerate(pages):
        x, y = GAP + n % COLUMNS * (wide + GAP), GAP + n // COLUMNS * (tall + GAP)
        sheet.paste(page.resize((wide, tall), Image.Resampling.LANCZOS), (x, y))
    for n, screen in enumerate(screens):
        x, y = GAP + n * (broad + GAP), sheet.height - low - GAP
        sheet.paste(screen.resize((broad, low), Image.Resampling.LANCZOS), (x, y))
    return sheet


def small_png(sheet: Image.Image) -> bytes:
    """A PNG of at most MOST_BYTES: with as many colours, then as large, as fit."""
    for scale in (1.0, 0.9, 0.8, 0.7, 0.6):
        size = (round(sheet.width * scale), round(sheet.height * scale))
        smaller = sheet.resize(size, Image.Resampling.LANCZOS)
        for colours in (256, 128, 64):
            out = io.BytesIO()
            smaller.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
            if out.tell() <= MOST_BYTES:
                return out.getvalue()
    raise SystemExit("A contact sheet does not fit; show fewer pages.")


if __name__ == "__main__":
    main()
