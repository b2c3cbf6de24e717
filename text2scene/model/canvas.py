"""Omega(B_t): the canvas drawn so far, read as symbols instead of as a photograph."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from text2scene.model.inputs import ObjectBatch


class CanvasEncoder(nn.Module):
    """What stands in each cell, with category, pose, expression, depth, facing and exact place.

    An object leaves two traces on the map: one at its centre (shared among the nearest
    four cells, so that it moves smoothly) and one over its box. Traces add up, so the
    canvas after a step is the canvas before plus one trace, and one that was moved is
    taken off by subtracting its trace.
    """

    def __init__(self, categories: int, category_dim: int, canvas_dim: int, size: int) -> None:
        super().__init__()
        self.size = size
        self.category = nn.Embedding(categories, category_dim)
        self.depth = nn.Embedding(3, category_dim)
        self.flip = nn.Embedding(2, category_dim)
        self.pose = nn.Embedding(8, category_dim)
        self.expression = nn.Embedding(6, category_dim)
        self.place = nn.Linear(4, category_dim)
        self.centre = nn.Linear(category_dim, canvas_dim)
        self.box = nn.Linear(category_dim, canvas_dim)
        for table in (self.category, self.depth, self.flip, self.pose, self.expression):
            nn.init.normal_(table.weight, std=0.3)

    def trace(self, objects: ObjectBatch) -> Tensor:
        """(B, N) objects -> (B, N, D, S, S); zero where there is no object."""
        where = torch.stack([objects.x, objects.y, objects.width, objects.height], -1)
        features = (
            self.category(objects.category.clamp(min=0))
            + self.depth(objects.depth)
            + self.flip(objects.flip)
            + self.pose(objects.pose)
            + self.expression(objects.expression)
            + self.place(where * 2 - 1)
        ).relu()
        features = features * objects.present.unsqueeze(-1)  # (B, N, E)
        centre = torch.einsum(
            "bnd,bnh,bnw->bndhw", self.centre(features), self._near(objects.y), self._near(objects.x)
        )
        box = torch.einsum(
            "bnd,bnh,bnw->bndhw",
            self.box(features),
            self._covered(objects.y, objects.height),
            self._covered(objects.x, objects.width),
        )
        return (centre + box) * objects.present[..., None, None, None]

    def _near(self, position: Tensor) -> Tensor:
        """Linear weights (B, N, S) of the two cells nearest to a position (fraction)."""
        cells = torch.arange(self.size, device=position.device, dtype=position.dtype)
        at = (position * self.size - 0.5).clamp(0, self.size - 1)
        return (1 - (at.unsqueeze(-1) - cells).abs()).clamp(min=0)

    def _covered(self, position: Tensor, length: Tensor) -> Tensor:
        """Share (B, N, S) of each cell that an interval covers (fractions of the canvas)."""
        low = (position - length / 2).unsqueeze(-1) * self.size
        high = (position + length / 2).unsqueeze(-1) * self.size
        cells = torch.arange(self.size, device=position.device, dtype=position.dtype)
        return (torch.minimum(high, cells + 1) - torch.maximum(low, cells)).clamp(0, 1)
