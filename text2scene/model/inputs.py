"""The tensors that go into the network, named and with their shapes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Self

import torch
from torch import Tensor


class _Moves:
    def to(self, device: torch.device | str) -> Self:
        """The same tensors on another device."""
        moved = {}
        for item in fields(self):  # type: ignore[arg-type]
            value = getattr(self, item.name)
            moved[item.name] = value.to(device) if hasattr(value, "to") else value
        return type(self)(**moved)


@dataclass(frozen=True)
class TextBatch(_Moves):
    """Texts as distinct words and where they stand.

    words (U,): vocabulary index of each distinct word. ngrams (G,), offsets (U,): its
    hashed letter n-grams, as for an embedding bag. index (B, L): which distinct word
    stands at each position. lengths (B,): tokens of each text, at least 1.
    """

    words: Tensor
    ngrams: Tensor
    offsets: Tensor
    index: Tensor
    lengths: Tensor

    @property
    def mask(self) -> Tensor:
        """(B, L) True where a token stands."""
        positions = torch.arange(self.index.shape[1], device=self.index.device)
        return positions[None, :] < self.lengths[:, None]


@dataclass(frozen=True)
class ObjectBatch(_Moves):
    """Objects on canvases; every tensor is (B, N).

    category: 0 .. 57, or -1 where there is none. x, y: centre as a fraction of the canvas.
    width, height: drawn size as a fraction of the canvas. depth 0..2, flip 0..1,
    pose 0..7, expression 0..5 (0: none).
    """

    category: Tensor
    x: Tensor
    y: Tensor
    width: Tensor
    height: Tensor
    depth: Tensor
    flip: Tensor
    pose: Tensor
    expression: Tensor

    @property
    def present(self) -> Tensor:
        return self.category >= 0


@dataclass(frozen=True)
class StepBatch(_Moves):
    """What the decoder is to emit; every tensor is (B, T).

    category: 0 .. 57, then STOP = number of categories, then -1. place: cell or slot,
    -1 where there is none. dx, dy: pixels. slots (B, T, S): True where this step's piece
    could be put into that slot (a child's head or hand). replaces (B, T): index among the objects
    already there of the one that this step moves or changes, or -1. x and y of the
    place distribution are targets in pixels.
    """

    category: Tensor
    place: Tensor
    x: Tensor
    y: Tensor
    dx: Tensor
    dy: Tensor
    depth: Tensor
    flip: Tensor
    pose: Tensor
    expression: Tensor
    slots: Tensor
    replaces: Tensor

    @property
    def mask(self) -> Tensor:
        """(B, T) True where there is a step, STOP included."""
        return self.category >= 0


@dataclass(frozen=True)
class Batch(_Moves):
    """One training batch: texts, the canvas before, the steps and what they draw.

    drawn: the objects of the steps, (B, T), -1 at STOP and after. presence (B, C): 1 for
    each category that the steps emit. gone (B, C): 1 for each that is to be taken away.
    """

    text: TextBatch
    canvas: ObjectBatch
    drawn: ObjectBatch
    steps: StepBatch
    presence: Tensor
    gone: Tensor
    place_target_sigma: float = 18.0
