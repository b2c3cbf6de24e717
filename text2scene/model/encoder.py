"""The text encoder: word vectors with letters, and a BiGRU."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from text2scene.model.inputs import TextBatch


class TextEncoder(nn.Module):
    """h^E = BiGRU(x), x the sum of a word's vector and the mean of its letter n-grams' vectors.

    Tan et al. 2019, section 3.1; the letters are as in fastText (Bojanowski et al. 2017).
    """

    def __init__(
        self,
        vocabulary: int,
        ngram_buckets: int,
        word_dim: int,
        hidden: int,
        dropout: float,
        vectors: int = 0,
    ) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, word_dim, padding_idx=0)
        self.ngram = nn.EmbeddingBag(ngram_buckets, word_dim, mode="mean")
        self.gru = nn.GRU(word_dim, hidden, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.word.weight, std=0.3)
        nn.init.normal_(self.ngram.weight, std=0.3)
        self.output_dim = 2 * hidden + word_dim
        # fixed vectors from a larger corpus: words seen rarely here are near their kin
        self.vectors: Tensor | None
        self.register_buffer("vectors", torch.zeros(vocabulary, vectors) if vectors else None)
        if vectors:
            self.project = nn.Linear(vectors, word_dim)

    def forward(self, text: TextBatch) -> tuple[Tensor, Tensor]:
        """Returns the words' memory (B, L, 2H + E) and the text's summary (B, 2H)."""
        distinct = self.word(text.words) + self.ngram(text.ngrams, text.offsets)  # (U, E)
        if self.vectors is not None:
            distinct = distinct + self.project(self.vectors[text.words])
        x = self.dropout(F.embedding(text.index, distinct))  # (B, L, E)
        mask = text.mask.unsqueeze(-1)  # (B, L, 1)
        if x.shape[0] == 1:
            # One text has no padding; the packed path costs twice as much.
            hidden, last = self.gru(x)
        else:
            packed = nn.utils.rnn.pack_padded_sequence(
                x, text.lengths.cpu(), batch_first=True, enforce_sorted=False
            )
            out, last = self.gru(packed)
            hidden, _ = nn.utils.rnn.pad_packed_sequence(out, batch_first=True, total_length=x.shape[1])
        memory = torch.cat([hidden, x], dim=-1) * mask
        return memory, torch.cat([last[0], last[1]], dim=-1)
