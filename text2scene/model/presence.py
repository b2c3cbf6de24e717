"""Which categories does the text ask for? One attention query per category."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class Presence(nn.Module):
    """A score per category, from the words it attends to and what is on the canvas already.

    The score enters the decoder's object logits, and is trained by a bag-of-objects loss.
    """

    def __init__(self, categories: int, memory_dim: int, summary_dim: int, hidden: int = 96) -> None:
        super().__init__()
        self.query = nn.Parameter(torch.randn(categories, hidden))
        self.key = nn.Linear(memory_dim, hidden)
        self.value = nn.Linear(memory_dim, hidden)
        self.summary = nn.Linear(summary_dim, hidden)
        self.others = nn.Linear(categories + 1, hidden)
        self.weight = nn.Parameter(torch.randn(categories, hidden) * 0.1)
        self.there = nn.Parameter(torch.zeros(categories, 2))
        self.bias = nn.Parameter(torch.full((categories,), -2.0))
        self.scale = 1.0 / math.sqrt(hidden)
        self.output_dim = hidden

    def forward(self, memory: Tensor, mask: Tensor, summary: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
        """memory (B, L, M), mask (B, L), summary (B, H), there (B, C): 1 where on the canvas.

        Returns logits (B, C) and what each category read from the text (B, C, hidden).
        """
        scores = torch.einsum("ck,blk->bcl", self.query, self.key(memory)) * self.scale
        alpha = scores.masked_fill(~mask[:, None, :], -1e9).softmax(-1)
        read = alpha @ self.value(memory)  # (B, C, K)
        drawn = there.amax(1, keepdim=True)  # (B, 1): is anything on the canvas?
        context = self.summary(summary) + self.others(torch.cat([there, drawn], 1))
        joint = torch.tanh(read + context[:, None, :])
        started = torch.stack([there, drawn.expand_as(there)], -1)
        logits = (joint * self.weight).sum(-1) + (started * self.there).sum(-1) + self.bias
        return logits, read
