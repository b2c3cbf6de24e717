"""Stories as books: PDF, EPUB, HTML, animations, PowerPoint, pictures in a zip.

>>> warnings = save_book(story, "book.pdf", paper="a4", layout="beside", bleed=True)  # doctest: +SKIP
"""

from __future__ import annotations

from text2scene.export.book import ENDINGS, book_ending, save_book
from text2scene.export.options import BUBBLES, LAYOUTS, PAPERS, BookOptions

__all__ = ["BUBBLES", "ENDINGS", "LAYOUTS", "PAPERS", "BookOptions", "book_ending", "save_book"]
