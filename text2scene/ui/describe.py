"""A scene in words; the page and the books tell it alike, see :mod:`text2scene.describe`."""

from __future__ import annotations

from text2scene.describe import describe, drawn_pieces, joined

__all__ = ["describe", "drawn_pieces", "joined"]
