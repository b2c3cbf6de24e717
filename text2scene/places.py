"""From a place distribution to a place: near is better than far, and overlapping as people do it."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH
from text2scene.config import DecodeConfig
from text2scene.model.inputs import ObjectBatch

_HIDDEN = 0.7  # of the distance at which two pieces would just touch


def best_places(
    grid: Tensor, size: Tensor, objects: ObjectBatch, config: DecodeConfig, apart: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """The cell (B,) to choose, and the shift (B, 2) in pixels from its centre.

    grid (B, G, G): place distribution over the cells, rows first. size (B, 2): drawn width
    and height of the piece, as fractions of the canvas. objects (B, N): what is there.
    apart (B, N): True for objects that it must not hide: the other child.

    The mode of one cell is often an outlier of a broad distribution. So a cell counts for
    the mass near it, weighed by a Gaussian; and where the distribution says that the piece
    overlaps another one with more than ``overlap_threshold`` probability, the cells where
    it does are preferred, else those where it does not: this is the choice that costs
    least under the distribution, for a cost of each wrong pair. The shift goes to the mean
    of the mass around the cell.
    """
    count = grid.shape[-1]
    across, down = _kernels(count, config.place_smoothing)
    across, down = across.to(grid), down.to(grid)
    value = down @ grid @ across
    if config.overlap_weight > 0 and objects.category.shape[1]:
        overlap = _overlap(grid, size, objects, config.overlap_threshold)
        value = value + config.overlap_weight * overlap
    if apart is not None and apart.any():
        value = value - _hiding(count, size, objects, apart)
    best = value.flatten(1).argmax(1)
    row, column = torch.div(best, count, rounding_mode="floor"), best % count
    near_x = across[column] * torch.einsum("brc,br->bc", grid, down[row])
    near_y = down[row] * torch.einsum("brc,bc->br", grid, across[column])
    steps = torch.arange(count, device=grid.device, dtype=grid.dtype)
    mean_x = (near_x * steps).sum(1) / near_x.sum(1).clamp(min=1e-9) - column
    mean_y = (near_y * steps).sum(1) / near_y.sum(1).clamp(min=1e-9) - row
    unit = torch.tensor([CANVAS_WIDTH / count, CANVAS_HEIGHT / count], device=grid.device)
    # At most a cell: the mean must not leave the place that was chosen.
    return best, torch.stack([mean_x, mean_y], 1).clamp(-1, 1) * unit


def _overlap(grid: Tensor, size: Tensor, objects: ObjectBatch, threshold: float) -> Tensor:
    """(B, G, G) sum over the objects of (probability of overlapping it - threshold), where it would."""
    meets_x, meets_y = _meets(grid.shape[-1], size, objects, 1.0)
    mass = grid / grid.sum((1, 2), keepdim=True).clamp(min=1e-9)
    likely = torch.einsum("brc,bnr,bnc->bn", mass, meets_y, meets_x)
    gain = (likely - threshold) * objects.present
    return torch.einsum("bn,bnr,bnc->brc", gain, meets_y, meets_x)


def _hiding(count: int, size: Tensor, objects: ObjectBatch, apart: Tensor) -> Tensor:
    """(B, G, G) 1 for each object that must stay visible and would be hidden for the most part."""
    meets_x, meets_y = _meets(count, size, objects, _HIDDEN)
    return torch.einsum("bn,bnr,bnc->brc", apart.to(meets_x), meets_y, meets_x)


def _meets(count: int, size: Tensor, objects: ObjectBatch, share: float) -> tuple[Tensor, Tensor]:
    """(B, N, G) 1 for the columns, and for the rows, within ``share`` of the reach of each object."""
    cells = (torch.arange(count, device=size.device, dtype=size.dtype) + 0.5) / count
    reach_x = share * (objects.width + size[:, :1]) / 2  # (B, N)
    reach_y = share * (objects.height + size[:, 1:]) / 2
    meets_x = ((objects.x[..., None] - cells).abs() < reach_x[..., None]).to(size.dtype)
    meets_y = ((objects.y[..., None] - cells).abs() < reach_y[..., None]).to(size.dtype)
    return meets_x, meets_y


@lru_cache(maxsize=8)
def _kernels(count: int, sigma: float) -> tuple[Tensor, Tensor]:
    """Gaussian weights (G, G) between columns, and between rows, for a sigma in pixels."""
    cells = torch.arange(count, dtype=torch.float32)
    apart = (cells[:, None] - cells[None, :]).square()
    sigma = max(sigma, 1e-3)
    across = torch.exp(-0.5 * apart * (CANVAS_WIDTH / count / sigma) ** 2)
    down = torch.exp(-0.5 * apart * (CANVAS_HEIGHT / count / sigma) ** 2)
    return across, down
