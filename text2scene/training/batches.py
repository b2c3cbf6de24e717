"""Samples -> the tensors of one batch."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch

from text2scene.catalog import Catalog
from text2scene.config import TrainConfig
from text2scene.language.vocabulary import Vocabulary
from text2scene.model.inputs import Batch, StepBatch
from text2scene.steps import SLOTS
from text2scene.tensors import object_batch, text_batch
from text2scene.training.samples import STEP_COLUMNS, Sample, slot_flags

_REAL = frozenset({"x", "y", "dx", "dy"})


class Collator:
    """Turns samples into a Batch; drops words at random so that letters have to speak for them."""

    def __init__(self, vocabulary: Vocabulary, buckets: int, catalog: Catalog, config: TrainConfig) -> None:
        self.vocabulary, self.buckets, self.config = vocabulary, buckets, config
        self.categories = len(catalog)
        self.catalog = catalog

    def __call__(self, samples: Sequence[Sample], rng: random.Random | None = None) -> Batch:
        texts = [sample.tokens for sample in samples]
        text = text_batch(texts, self.vocabulary, self.buckets)
        if rng is not None and self.config.word_dropout > 0:
            drop = np.random.default_rng(rng.randrange(2**32)).random(len(text.words))
            text.words[torch.from_numpy(drop < self.config.word_dropout)] = 1
        most = max(len(sample.drawing.steps) for sample in samples) + 1
        return Batch(
            text=text,
            canvas=object_batch([sample.canvas for sample in samples]),
            drawn=object_batch([sample.drawing.objects for sample in samples], most),
            steps=self._steps(samples, most),
            presence=self._presence(samples),
            gone=self._gone(samples),
            place_target_sigma=self.config.place_sigma,
        )

    def _steps(self, samples: Sequence[Sample], most: int) -> StepBatch:
        size = (len(samples), most)
        table = np.zeros((*size, len(STEP_COLUMNS)), dtype=np.float32)
        table[:, :, :2] = -1
        slots = np.zeros((*size, len(SLOTS)), dtype=bool)
        replaces = np.full(size, -1, dtype=np.int64)
        for i, sample in enumerate(samples):
            count = len(sample.drawing.steps)
            table[i, :count] = sample.drawing.steps
            table[i, count, 0] = self.categories  # STOP
            slots[i, :count] = slot_flags(sample, self.catalog)
            replaces[i, :count] = sample.replaces
        columns = {}
        for k, name in enumerate(STEP_COLUMNS):
            column = torch.from_numpy(np.ascontiguousarray(table[:, :, k]))
            columns[name] = column if name in _REAL else column.long()
        return StepBatch(**columns, slots=torch.from_numpy(slots), replaces=torch.from_numpy(replaces))

    def _presence(self, samples: Sequence[Sample]) -> torch.Tensor:
        target = torch.zeros(len(samples), self.categories)
        for i, sample in enumerate(samples):
            target[i, torch.from_numpy(sample.drawing.steps[:, 0].astype(np.int64))] = 1
        return target

    def _gone(self, samples: Sequence[Sample]) -> torch.Tensor:
        target = torch.zeros(len(samples), self.categories)
        for i, sample in enumerate(samples):
            target[i, list(sample.gone)] = 1
        return target
