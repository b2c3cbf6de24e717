"""What a scene shows, in words; see text2scene.describe."""

from __future__ import annotations

from text2scene.describe import EXPRESSIONS, POSES, describe, joined, piece_phrase

__all__ = ["EXPRESSIONS", "POSES", "describe", "joined", "piece_phrase"]
