"""The whole network, from the parts in reading order."""

from __future__ import annotations

from dataclasses import dataclass, fields

import torch
from torch import Tensor, nn

from text2scene.config import ModelConfig
from text2scene.errors import InputError
from text2scene.model.attention import SpatialAttention, TextAttention
from text2scene.model.canvas import CanvasEncoder
from text2scene.model.convgru import ConvGRU, SeparableConv
from text2scene.model.encoder import TextEncoder
from text2scene.model.heads import AttributeHead, ObjectHead, PlaceHead
from text2scene.model.inputs import Batch, ObjectBatch, TextBatch
from text2scene.model.presence import Presence
from text2scene.model.reader import Read, TextReader, together


@dataclass(frozen=True)
class Encoded:
    """A text as the decoder sees it; B texts of at most L tokens, C categories."""

    memory: Tensor  # (B, L, M)
    mask: Tensor  # (B, L)
    summary: Tensor  # (B, 2H)
    object_keys: Tensor  # (B, L, K)
    attribute_keys: Tensor  # (B, L, K)
    presence: Tensor  # (B, C) logits
    read: Tensor  # (B, C, P)


class Text2SceneNetwork(nn.Module):
    """Text2Scene (Tan, Feng, Ordonez, CVPR 2019) with a symbolic canvas and presence scores.

    h^E = BiGRU(x); h^D_t = ConvGRU(Omega(B_t), h^D_{t-1}); p(o_t) from [u^o_t; o_{t-1}; c^o_t];
    p(l_t), {p(R^k_t)} from [u^a_t; o_t; c^a_t].
    """

    def __init__(self, config: ModelConfig, vocabulary: int, categories: int) -> None:
        super().__init__()
        c = config
        self.config, self.categories, self.stop = config, categories, categories
        self.text = TextEncoder(vocabulary, c.ngram_buckets, c.word_dim, c.encoder_dim, c.dropout)
        memory, summary = self.text.output_dim, 2 * c.encoder_dim
        self.presence = Presence(categories, memory, summary)
        self.canvas = CanvasEncoder(categories, c.category_dim, c.canvas_dim, c.map_size)
        self.coordinates = nn.Parameter(torch.randn(1, c.canvas_dim, c.map_size, c.map_size) * 0.1)
        self.canvas_mix = SeparableConv(c.canvas_dim, c.channels)
        self.gru = ConvGRU(c.channels, c.channels)
        self.start = nn.Linear(summary, c.channels)
        # o_{t-1}: a piece's vector, or START; o_t shares the table
        self.object = nn.Embedding(categories + 1, c.category_dim)
        nn.init.normal_(self.object.weight, std=0.3)
        self.object_pool = SpatialAttention(c.channels, c.category_dim)
        self.attribute_pool = SpatialAttention(c.channels, c.category_dim)
        query = c.channels + c.category_dim
        self.object_attention = TextAttention(query, memory, uniform=not c.object_attention)
        self.attribute_attention = TextAttention(query, memory, uniform=not c.attribute_attention)
        self.object_head = ObjectHead(query + memory, c.head_dim, categories)
        self.attribute_head = AttributeHead(query + memory + self.presence.output_dim, c.head_dim)
        self.place_head = PlaceHead(c.channels, c.head_dim, categories, c.grid, c.map_size, c.slots)
        self.dropout = nn.Dropout(c.dropout)
        self.readers: nn.ModuleList = nn.ModuleList(
            TextReader(
                vocabulary, c.ngram_buckets, c.word_dim, c.reader_dim, c.dropout, c.vector_dim, categories
            )
            for _ in range(c.readers)
        )

    # -- text --------------------------------------------------------------------------

    def encode(self, text: TextBatch, there: Tensor) -> Encoded:
        """text, and there (B, C): 1 where a category is on the canvas already."""
        if text.index.dim() != 2 or text.lengths.shape[0] != text.index.shape[0]:
            raise InputError("The text batch must hold (B, L) positions and (B,) lengths.")
        memory, summary = self.text(text)
        mask = text.mask
        presence, read = self.presence(memory, mask, summary, there)
        return Encoded(
            memory,
            mask,
            summary,
            self.object_attention.keys(memory),
            self.attribute_attention.keys(memory),
            presence,
            read,
        )

    def set_word_vectors(self, vectors: Tensor) -> None:
        """Give every reader these fixed vectors, (vocabulary, vector_dim)."""
        for reader in self.readers:
            assert isinstance(reader, TextReader)
            assert reader.encoder.vectors is not None
            reader.encoder.vectors.copy_(vectors)

    def read(self, text: TextBatch) -> list[Read]:
        """What each reader makes of the texts."""
        return [reader(text) for reader in self.readers]

    def read_together(self, text: TextBatch) -> Read | None:
        """The readers' mean; None where the network has none."""
        return together(self.read(text)) if self.readers else None

    # -- canvas ------------------------------------------------------------------------

    def there(self, canvas: ObjectBatch) -> Tensor:
        """(B, C) 1 where a category is on the canvas."""
        slots = canvas.category.shape[0], self.categories + 1
        marks = torch.zeros(slots, device=canvas.x.device, dtype=canvas.x.dtype)
        marks.scatter_(1, canvas.category.clamp(min=-1) + 1, 1.0)
        return marks[:, 1:]

    def look(self, canvas_map: Tensor) -> Tensor:
        """A canvas map (N, D, S, S) -> the ConvGRU's input gates (N, 3C, S, S)."""
        omega = torch.relu(self.canvas_mix(torch.relu(canvas_map + self.coordinates)))
        return self.gru.inputs(omega)

    def initial_state(self, encoded: Encoded) -> Tensor:
        size = self.config.map_size
        start = torch.tanh(self.start(encoded.summary))
        return start[:, :, None, None].expand(-1, -1, size, size)

    # -- one step, or all at once (T steps) ----------------------------------------------

    def objects(
        self, hidden: Tensor, previous: Tensor, encoded: Encoded, used: Tensor
    ) -> tuple[Tensor, Tensor]:
        """hidden (B, T, C, S, S), previous (B, T), used (B, T, C).

        Returns logits (B, T, C + 1) and alpha (B, T, L).
        """
        batch, time = previous.shape
        o = self.object(previous)
        u = self.object_pool(hidden.flatten(0, 1), o.flatten(0, 1)).view(batch, time, -1)
        query = torch.cat([u, o], -1)
        c, alpha = self.object_attention(query, encoded.object_keys, encoded.memory, encoded.mask)
        logits = self.object_head(self.dropout(torch.cat([query, c], -1)), encoded.presence, used)
        return logits, alpha

    def attributes(
        self, hidden: Tensor, current: Tensor, encoded: Encoded
    ) -> tuple[Tensor, dict[str, Tensor], Tensor]:
        """hidden (B, T, C, S, S), current (B, T) -> feature (B, T, F), logits per attribute, alpha."""
        batch, time = current.shape
        o = self.object(current)
        u = self.attribute_pool(hidden.flatten(0, 1), o.flatten(0, 1)).view(batch, time, -1)
        query = torch.cat([u, o], -1)
        c, alpha = self.attribute_attention(query, encoded.attribute_keys, encoded.memory, encoded.mask)
        read = encoded.read.gather(1, current[..., None].expand(-1, -1, encoded.read.shape[-1]))
        feature, logits = self.attribute_head(self.dropout(torch.cat([query, c, read], -1)))
        return feature, logits, alpha

    # -- training ----------------------------------------------------------------------

    def forward(self, batch: Batch, readers_only: bool = False) -> dict[str, Tensor]:
        """Teacher forcing: the logits of every head at every step, by name.

        For the R readers the fields of :class:`Read`, as ``pose_read`` (R, B, 2, 7) and so on;
        object (B, T, C + 1), presence (B, C), object_alpha and attribute_alpha (B, T, L);
        for the N steps that draw something (``drawn`` (B, T) says which): place
        (N, G*G + S), offset (N, 2), flip (N, 2), depth (N, 3), pose (N, 7), expression (N, 5).
        """
        reads = self.read(batch.text)
        said = {
            f"{item.name}_read": torch.stack([getattr(read, item.name) for read in reads])
            for item in fields(Read)
            if reads
        }
        if readers_only:
            return said
        steps = batch.steps
        encoded = self.encode(batch.text, self.there(batch.canvas))
        hidden = self._unroll(batch, encoded)  # (B, T, C, S, S)
        start = torch.full_like(steps.category[:, :1], self.stop)
        previous = torch.cat([start, steps.category[:, :-1]], 1)
        previous = previous.masked_fill(previous < 0, self.stop)
        used = self._used(previous)
        objects, object_alpha = self.objects(hidden, previous, encoded, used)
        drawn = (steps.category >= 0) & (steps.category != self.stop)
        current = steps.category.masked_fill(~drawn, 0)
        feature, attributes, attribute_alpha = self.attributes(hidden, current, encoded)
        # All B * T steps go through the maps, STOP and padding too: picking the drawn ones
        # first would give every batch a shape of its own, for which the convolution library
        # compiles anew; that cost eight times as much as the steps it saved.
        given = self.place_head.given(feature.flatten(0, 1), steps.depth.flatten(), steps.pose.flatten())
        place, cells = self.place_head(
            hidden.flatten(0, 1), given, current.flatten(), steps.slots.flatten(0, 1)
        )
        offset, flip = self.place_head.at(cells, given, steps.place.flatten().clamp(min=0))
        kept = drawn.flatten()
        return said | {
            "object": objects,
            "presence": encoded.presence,
            "object_alpha": object_alpha,
            "attribute_alpha": attribute_alpha,
            "drawn": drawn,
            "words": encoded.mask,
            "place": place[kept],
            "offset": offset[kept],
            "flip": flip[kept],
            **{name: logits[drawn] for name, logits in attributes.items()},
        }

    def _used(self, previous: Tensor) -> Tensor:
        """(B, T, C) True for the categories emitted before each step."""
        one_hot = nn.functional.one_hot(previous, self.categories + 1)
        return one_hot.cumsum(1)[..., :-1] > 0

    def _unroll(self, batch: Batch, encoded: Encoded) -> Tensor:
        """h^D_t for every step, (B, T, C, S, S), each having seen the canvas before it."""
        traces = self.canvas.trace(batch.drawn)  # (B, T, D, S, S)
        if batch.canvas.category.shape[1]:
            before = self.canvas.trace(batch.canvas)  # (B, M, D, S, S)
            index = batch.steps.replaces.clamp(min=0)[..., None, None, None]
            gone = before.gather(1, index.expand(-1, -1, *before.shape[2:]))
            gone = gone * (batch.steps.replaces >= 0)[..., None, None, None]
            traces = traces - gone
            base = before.sum(1, keepdim=True)
        else:
            base = torch.zeros_like(traces[:, :1])
        # One step at a time, gates included: a step's maps fit the processor's cache, while
        # all steps at once ran six times slower.
        state = self.initial_state(encoded)
        states = []
        for trace in torch.cat([base, traces[:, :-1]], 1).cumsum(1).unbind(1):
            state = self.gru(self.look(trace), state)
            states.append(state)
        return torch.stack(states, 1)


def build_model(config: ModelConfig, vocabulary: int, categories: int) -> Text2SceneNetwork:
    """The network of a configuration, with fresh weights from torch's current seed."""
    return Text2SceneNetwork(config, vocabulary, categories)
