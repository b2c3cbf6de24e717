"""What does the text alone say about each piece? Small readers beside the decoder."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from text2scene.model.encoder import TextEncoder
from text2scene.model.inputs import TextBatch

CHILDREN = (18, 19)  # the categories of Mike and Jenny
POSES, EXPRESSIONS, DEPTHS = 7, 5, 3
READ_GRID = 14
_HEADS = 2
_KEY, _VALUE, _JOINT = 96, 128, 128


@dataclass(frozen=True)
class Read:
    """What a reader reads, for B texts and C categories; all but ``gone`` are log probabilities.

    pose (B, 2, 7) and expression (B, 2, 5) of Mike and Jenny; depth (B, C, 3), flip
    (B, C, 2) and place (B, C, 14 * 14) of each piece, were it drawn or changed now; gone
    (B, C): logits that a piece is to be taken away.
    """

    pose: Tensor
    expression: Tensor
    depth: Tensor
    flip: Tensor
    place: Tensor
    gone: Tensor


class TextReader(nn.Module):
    """The looks and places of the pieces from the words, with its own BiGRU and attention queries.

    The decoder's heads see the canvas and what was drawn before; a reader sees nothing but
    the text ("facing left", "in the upper right corner"). The two err in different places,
    so decoding adds their scores.
    """

    def __init__(
        self,
        vocabulary: int,
        ngram_buckets: int,
        word_dim: int,
        hidden: int,
        dropout: float,
        vectors: int,
        categories: int,
    ) -> None:
        super().__init__()
        self.encoder = TextEncoder(vocabulary, ngram_buckets, word_dim, hidden, dropout, vectors)
        memory, looks = self.encoder.output_dim, 2 * len(CHILDREN)
        self.query = nn.Parameter(torch.randn(_HEADS, looks + categories, _KEY))
        self.key = nn.Linear(memory, _KEY)
        self.value = nn.Linear(memory, _VALUE)
        self.dropout = nn.Dropout(dropout)
        width = _HEADS * _VALUE + 2 * hidden
        self.outputs = nn.ModuleList(
            nn.Sequential(
                nn.Linear(width, 128),
                nn.ReLU(),
                nn.Dropout(dropout),
                nn.Linear(128, POSES if i < len(CHILDREN) else EXPRESSIONS),
            )
            for i in range(looks)
        )
        # the same for every piece, which differ by their queries and a vector of their own
        self.piece = nn.Embedding(categories, _JOINT)
        self.joint = nn.Sequential(nn.Linear(width, _JOINT), nn.ReLU(), nn.Dropout(dropout))
        self.mix = nn.Sequential(nn.Linear(_JOINT, _JOINT), nn.ReLU())
        self.depth = nn.Linear(_JOINT, DEPTHS)
        self.flip = nn.Linear(_JOINT, 2)
        self.gone = nn.Linear(_JOINT, 1)
        self.place = nn.Linear(_JOINT, READ_GRID**2)
        self.prior = nn.Embedding(categories, READ_GRID**2)
        nn.init.normal_(self.piece.weight, std=0.3)
        nn.init.zeros_(self.prior.weight)
        nn.init.constant_(self.gone.bias, -3.0)

    def forward(self, text: TextBatch) -> Read:
        memory, summary = self.encoder(text)
        memory, summary = self.dropout(memory), self.dropout(summary)
        scores = torch.einsum("hqk,blk->bhql", self.query, self.key(memory)) / math.sqrt(_KEY)
        alpha = scores.masked_fill(~text.mask[:, None, None, :], -1e9).softmax(-1)
        read = (alpha @ self.value(memory)[:, None]).transpose(1, 2).flatten(2)  # (B, Q, heads * 128)
        read = torch.cat([read, summary[:, None].expand(-1, read.shape[1], -1)], -1)
        logp = [output(read[:, i]).log_softmax(-1) for i, output in enumerate(self.outputs)]
        count, looks = len(CHILDREN), len(self.outputs)
        joint = self.mix(self.joint(read[:, looks:]) + self.piece.weight)  # (B, C, J)
        return Read(
            torch.stack(logp[:count], 1),
            torch.stack(logp[count:], 1),
            self.depth(joint).log_softmax(-1),
            self.flip(joint).log_softmax(-1),
            (self.place(joint) + self.prior.weight).log_softmax(-1),
            self.gone(joint)[..., 0],
        )


def together(reads: list[Read]) -> Read:
    """The readers' mean: of the probabilities, and of the logits of ``gone``."""

    def mean(values: list[Tensor]) -> Tensor:
        return torch.stack(values).logsumexp(0) - math.log(len(values))

    gone = torch.stack([read.gone for read in reads]).mean(0)
    return Read(
        mean([read.pose for read in reads]),
        mean([read.expression for read in reads]),
        mean([read.depth for read in reads]),
        mean([read.flip for read in reads]),
        mean([read.place for read in reads]),
        gone,
    )
