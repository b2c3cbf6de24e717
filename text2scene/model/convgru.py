"""A convolutional GRU with depthwise-separable gates."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class SeparableConv(nn.Module):
    """A depthwise k x k convolution, then a pointwise one (Howard et al. 2017)."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 3) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(inputs, inputs, kernel, padding=kernel // 2, groups=inputs)
        self.pointwise = nn.Conv2d(inputs, outputs, 1)

    def forward(self, x: Tensor) -> Tensor:
        out: Tensor = self.pointwise(x + self.depthwise(x))
        return out


class ConvGRU(nn.Module):
    """h_t = ConvGRU(x_t, h_{t-1}) on maps (B, C, S, S).

    The published cell has full 3 x 3 gates, which were nearly all of its cost; separable
    ones with a 5 x 5 reach cost a ninth.
    """

    def __init__(self, inputs: int, channels: int) -> None:
        super().__init__()
        self.channels = channels
        self.from_input = SeparableConv(inputs, 3 * channels)
        self.from_state = SeparableConv(channels, 3 * channels, kernel=5)

    def inputs(self, x: Tensor) -> Tensor:
        """(N, D, S, S) -> (N, 3C, S, S)."""
        out: Tensor = self.from_input(x)
        return out

    def forward(self, gates: Tensor, hidden: Tensor) -> Tensor:
        """gates: this step's :meth:`inputs`; hidden (B, C, S, S)."""
        update_x, reset_x, new_x = gates.chunk(3, 1)
        update_h, reset_h, new_h = self.from_state(hidden).chunk(3, 1)
        update = torch.sigmoid(update_x + update_h)
        new = torch.tanh(new_x + torch.sigmoid(reset_x + reset_h) * new_h)
        return update * hidden + (1 - update) * new
