"""How do the children look, by the text alone? Small readers beside the decoder."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from text2scene.model.encoder import TextEncoder
from text2scene.model.inputs import TextBatch

CHILDREN = (18, 19)  # the categories of Mike and Jenny
POSES, EXPRESSIONS = 7, 5
_HEADS = 2


class LooksReader(nn.Module):
    """Pose and expression of each child from the words, with its own BiGRU and attention queries.

    The decoder's attribute head sees the canvas and what it drew before; a reader sees
    nothing but the text. The two err in different places, so decoding adds their scores.
    """

    def __init__(
        self, vocabulary: int, ngram_buckets: int, word_dim: int, hidden: int, dropout: float, vectors: int
    ) -> None:
        super().__init__()
        self.encoder = TextEncoder(vocabulary, ngram_buckets, word_dim, hidden, dropout, vectors)
        memory, looks = self.encoder.output_dim, 2 * len(CHILDREN)
        self.query = nn.Parameter(torch.randn(_HEADS, looks, 96))
        self.key = nn.Linear(memory, 96)
        self.value = nn.Linear(memory, 128)
        self.dropout = nn.Dropout(dropout)
        self.outputs = nn.ModuleList(
            nn.Sequential(
                nn.Linear(_HEADS * 128 + 2 * hidden, 128),
                nn.ReLU(),
                nn.Dropout(dropout),
                nn.Linear(128, POSES if i < len(CHILDREN) else EXPRESSIONS),
            )
            for i in range(looks)
        )

    def forward(self, text: TextBatch) -> tuple[Tensor, Tensor]:
        """Log probabilities of the pose (B, 2, 7) and of the expression (B, 2, 5) of each child."""
        memory, summary = self.encoder(text)
        memory, summary = self.dropout(memory), self.dropout(summary)
        scores = torch.einsum("hqk,blk->bhql", self.query, self.key(memory)) / math.sqrt(96)
        alpha = scores.masked_fill(~text.mask[:, None, None, :], -1e9).softmax(-1)
        read = (alpha @ self.value(memory)[:, None]).transpose(1, 2).flatten(2)  # (B, Q, heads * 128)
        logp = [
            output(torch.cat([read[:, i], summary], -1)).log_softmax(-1)
            for i, output in enumerate(self.outputs)
        ]
        count = len(CHILDREN)
        return torch.stack(logp[:count], 1), torch.stack(logp[count:], 1)
