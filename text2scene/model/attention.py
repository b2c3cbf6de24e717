"""Attention over the words, and over the cells of the canvas."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn


class TextAttention(nn.Module):
    """Scaled dot-product attention of decoder steps over the words' memory.

    Returns c (B, T, M) and the weights alpha (B, T, L). With ``uniform`` every word weighs
    the same, which is the ablation without attention.
    """

    def __init__(self, query_dim: int, memory_dim: int, key_dim: int = 96, uniform: bool = False) -> None:
        super().__init__()
        self.query = nn.Sequential(nn.Linear(query_dim, key_dim), nn.Tanh(), nn.Linear(key_dim, key_dim))
        self.key = nn.Linear(memory_dim, key_dim, bias=False)
        self.uniform = uniform
        self.scale = 1.0 / math.sqrt(key_dim)

    def keys(self, memory: Tensor) -> Tensor:
        """(B, L, K), computed once per text."""
        keys: Tensor = self.key(memory)
        return keys

    def forward(self, query: Tensor, keys: Tensor, memory: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """query (B, T, Q), keys (B, L, K), memory (B, L, M), mask (B, L)."""
        if self.uniform:
            weights = mask.to(memory.dtype) / mask.sum(1, keepdim=True)
            alpha = weights[:, None, :].expand(-1, query.shape[1], -1)
        else:
            scores = self.query(query) @ keys.transpose(1, 2) * self.scale  # (B, T, L)
            alpha = scores.masked_fill(~mask[:, None, :], -1e9).softmax(-1)
        return alpha @ memory, alpha


class SpatialAttention(nn.Module):
    """Pools a hidden map to one vector, attending to the cells that matter for the query."""

    def __init__(self, channels: int, query_dim: int, hidden: int = 32) -> None:
        super().__init__()
        self.cell = nn.Conv2d(channels, hidden, 1)
        self.query = nn.Linear(query_dim, hidden, bias=False)
        self.score = nn.Linear(hidden, 1, bias=False)

    def forward(self, hidden: Tensor, query: Tensor) -> Tensor:
        """hidden (N, C, H, W), query (N, Q) -> u (N, C)."""
        cells = self.cell(hidden).flatten(2)  # (N, A, HW)
        energy = torch.tanh(cells + self.query(query)[:, :, None])
        beta = torch.einsum("nah,a->nh", energy, self.score.weight[0]).softmax(-1)
        return torch.einsum("nh,nch->nc", beta, hidden.flatten(2))
