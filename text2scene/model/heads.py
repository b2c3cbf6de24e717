"""The heads: which object, where, and how it looks."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from text2scene.model.convgru import SeparableConv

MAX_OFFSET = 30.0  # pixels


class ObjectHead(nn.Module):
    """p(o_t) from [u^o_t; o_{t-1}; c^o_t] (Tan et al. 2019, eq. 4), plus the presence scores.

    The last logit is STOP; it is told how many of the asked-for categories are left.
    """

    def __init__(self, inputs: int, hidden: int, categories: int) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, categories + 1))
        self.presence_scale = nn.Parameter(torch.tensor(1.0))
        self.left = nn.Linear(1, 1)

    def forward(self, x: Tensor, presence: Tensor, used: Tensor) -> Tensor:
        """x (B, T, I), presence logits (B, C), used (B, T, C) -> (B, T, C + 1)."""
        scores = self.net(x)
        left = (presence.sigmoid()[:, None, :] * ~used).sum(-1, keepdim=True)  # (B, T, 1)
        objects = scores[..., :-1] + self.presence_scale * presence[:, None, :]
        objects = objects.masked_fill(used, -1e9)
        return torch.cat([objects, scores[..., -1:] - self.left(left)], -1)


class AttributeHead(nn.Module):
    """{p(R^k_t)} from [u^a_t; o_t; c^a_t] (eq. 5): depth, pose, expression, and a feature for the place."""

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU())
        self.depth = nn.Linear(hidden, 3)
        self.pose = nn.Linear(hidden, 7)
        self.expression = nn.Linear(hidden, 5)

    def forward(self, x: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
        feature = self.trunk(x)
        return feature, {
            "depth": self.depth(feature),
            "pose": self.pose(feature),
            "expression": self.expression(feature),
        }


class PlaceHead(nn.Module):
    """p(l_t) over the grid and the slots (heads, hands), given the object, its depth and its pose.

    The published head is one convolution over [h^D; o_t; c^a_t]; here a map per category
    is learned beside it, and depth and pose, which a place depends on, are given. Facing
    and the offset inside the place are read off the hidden map at the place chosen.
    """

    def __init__(
        self, channels: int, feature: int, categories: int, grid: int, size: int, slots: int
    ) -> None:
        super().__init__()
        self.grid, self.size = grid, size
        self.up = grid // size
        self.depth = nn.Embedding(3, feature)
        self.pose = nn.Embedding(8, feature)
        self.feature = nn.Linear(feature, channels)
        self.cell = nn.Conv2d(channels, channels, 1)
        self.mix = SeparableConv(channels, channels)
        self.out = nn.Conv2d(channels, self.up**2, 1)
        self.prior = nn.Embedding(categories, grid * grid)
        self.slots = nn.Linear(feature, slots)
        self.in_slot = nn.Embedding(slots, channels)
        self.local = nn.Sequential(nn.Linear(channels + feature + 2, 96), nn.ReLU())
        self.offset = nn.Linear(96, 2)
        self.flip = nn.Linear(96, 2)
        nn.init.zeros_(self.prior.weight)
        nn.init.normal_(self.depth.weight, std=0.1)
        nn.init.normal_(self.pose.weight, std=0.1)

    def given(self, feature: Tensor, depth: Tensor, pose: Tensor) -> Tensor:
        """The feature (N, F) once depth and pose (N,) are known."""
        out: Tensor = feature + self.depth(depth) + self.pose(pose)
        return out

    def forward(
        self, hidden: Tensor, feature: Tensor, category: Tensor, slots: Tensor
    ) -> tuple[Tensor, Tensor]:
        """hidden (N, C, S, S), feature (N, F), category (N,), slots (N, S) boolean.

        Returns logits (N, G*G + S), and the cells (N, C, S, S) that :meth:`at` reads.
        """
        cells = F.relu(self.cell(hidden) + self.feature(feature)[:, :, None, None])
        cells = F.relu(self.mix(cells))
        grid = F.pixel_shuffle(self.out(cells), self.up).flatten(1) + self.prior(category)
        open_ = self.slots(feature).masked_fill(~slots, -1e9)
        return torch.cat([grid, open_], 1), cells

    def at(self, cells: Tensor, feature: Tensor, place: Tensor) -> tuple[Tensor, Tensor]:
        """Offset in pixels (N, 2) and logits of the facing (N, 2), at the chosen place (N,)."""
        column, row = place % self.grid, torch.div(place, self.grid, rounding_mode="floor")
        on_grid = place < self.grid**2
        index = (row // self.up).clamp(max=self.size - 1) * self.size + column // self.up
        local = cells.flatten(2).gather(2, index[:, None, None].expand(-1, cells.shape[1], 1))[..., 0]
        slot = self.in_slot((place - self.grid**2).clamp(min=0))
        local = torch.where(on_grid[:, None], local, slot)
        where = torch.stack([column, row.clamp(max=self.grid - 1)], -1) / (self.grid - 1) * 2 - 1
        where = where.to(cells.dtype) * on_grid[:, None]
        joint = self.local(torch.cat([local, feature, where], -1))
        return torch.tanh(self.offset(joint)) * MAX_OFFSET, self.flip(joint)
