"""The translator between words and pieces on one side and the network's tensors on the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH, EXPRESSIONS, POSES, Catalog
from text2scene.language.vocabulary import Vocabulary, letter_ngrams
from text2scene.model.inputs import ObjectBatch, TextBatch
from text2scene.scene import SceneObject

# Columns of an object row, in the order of ObjectBatch's fields.
OBJECT_COLUMNS = ("category", "x", "y", "width", "height", "depth", "flip", "pose", "expression")
_FRACTIONS = frozenset({"x", "y", "width", "height"})


def text_batch(texts: Sequence[Sequence[str]], vocabulary: Vocabulary, buckets: int) -> TextBatch:
    """Token lists -> a TextBatch; an empty list counts as one unknown token."""
    index: dict[str, int] = {}
    rows = [[index.setdefault(word, len(index)) for word in (tokens or ("",))] for tokens in texts]
    lengths = [len(row) for row in rows]
    table = np.zeros((len(rows), max(lengths)), dtype=np.int64)
    for i, row in enumerate(rows):
        table[i, : len(row)] = row
    grams = [letter_ngrams(word, buckets) for word in index]
    offsets = np.cumsum([0, *(len(g) for g in grams[:-1])])
    return TextBatch(
        words=torch.tensor([vocabulary.index(word) for word in index]),
        ngrams=torch.tensor([gram for g in grams for gram in g]),
        offsets=torch.from_numpy(offsets.astype(np.int64)),
        index=torch.from_numpy(table),
        lengths=torch.tensor(lengths),
    )


def object_row(item: SceneObject, catalog: Catalog) -> tuple[float, ...]:
    """One object as OBJECT_COLUMNS; places and sizes as fractions of the canvas."""
    piece = catalog[item.category]
    width, height = piece.size(item.pose)
    scale = item.draw_scale
    return (
        piece.id,
        item.x / CANVAS_WIDTH,
        item.y / CANVAS_HEIGHT,
        width * scale / CANVAS_WIDTH,
        height * scale / CANVAS_HEIGHT,
        item.depth,
        int(item.flip),
        POSES.index(item.pose or "wave") + 1 if piece.is_child else 0,
        EXPRESSIONS.index(item.expression or "smile") + 1 if piece.is_child else 0,
    )


def object_rows(items: Sequence[SceneObject], catalog: Catalog) -> np.ndarray:
    """(n, 9) float32."""
    rows = [object_row(item, catalog) for item in items]
    return np.asarray(rows, dtype=np.float32).reshape(len(rows), len(OBJECT_COLUMNS))


def object_batch(canvases: Sequence[np.ndarray], length: int | None = None) -> ObjectBatch:
    """Object rows of B canvases -> an ObjectBatch padded to the longest, or to ``length``."""
    most = max((len(rows) for rows in canvases), default=0) if length is None else length
    table = np.zeros((len(canvases), most, len(OBJECT_COLUMNS)), dtype=np.float32)
    table[:, :, 0] = -1
    for i, rows in enumerate(canvases):
        table[i, : len(rows)] = rows
    columns = {}
    for k, name in enumerate(OBJECT_COLUMNS):
        column = torch.from_numpy(np.ascontiguousarray(table[:, :, k]))
        columns[name] = column if name in _FRACTIONS else column.long()
    return ObjectBatch(**columns)
