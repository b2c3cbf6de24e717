"""Many texts to many pictures: streamed, in several processes, and resumable after any stop."""

from __future__ import annotations

from text2scene.batch.inputs import Item, read_items
from text2scene.batch.manifest import Manifest, Record
from text2scene.batch.runner import BatchResult, Failure, run_batch
from text2scene.batch.settings import FORMATS, BatchSettings

__all__ = [
    "FORMATS",
    "BatchResult",
    "BatchSettings",
    "Failure",
    "Item",
    "Manifest",
    "Record",
    "read_items",
    "run_batch",
]
