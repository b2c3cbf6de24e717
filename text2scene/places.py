"""From a place distribution to a place: near is better than far, and overlapping as people do it."""

from __future__ import annotations

from functools import lru_cache

import torch
from torch import Tensor

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH
from text2scene.config import DecodeConfig
from text2scene.model.inputs import ObjectBatch


def best_places(
    grid: Tensor, size: Tensor, objects: ObjectBatch, config: DecodeConfig
) -> tuple[Tensor, Tensor]:
    """The cell (B,) to choose, and the shift (B, 2) in pixels from its centre.

    grid (B, G, G): place distribution over the cells, rows first. size (B, 2): drawn width
    and height of the piece, as fractions of the canvas. objects (B, N): what is there.

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
        value = value + config.overlap_weight * _overlap(grid, size, objects, config.overlap_threshold)
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
    count = grid.shape[-1]
    cells = (torch.arange(count, device=grid.device, dtype=grid.dtype) + 0.5) / count
    reach_x = (objects.width + size[:, :1]) / 2  # (B, N)
    reach_y = (objects.height + size[:, 1:]) / 2
    meets_x = ((objects.x[..., None] - cells).abs() < reach_x[..., None]).to(grid.dtype)  # (B, N, G)
    meets_y = ((objects.y[..., None] - cells).abs() < reach_y[..., None]).to(grid.dtype)
    mass = grid / grid.sum((1, 2), keepdim=True).clamp(min=1e-9)
    likely = torch.einsum("brc,bnr,bnc->bn", mass, meets_y, meets_x)
    gain = (likely - threshold) * objects.present
    return torch.einsum("bn,bnr,bnc->brc", gain, meets_y, meets_x)


@lru_cache(maxsize=8)
def _kernels(count: int, sigma: float) -> tuple[Tensor, Tensor]:
    """Gaussian weights (G, G) between columns, and between rows, for a sigma in pixels."""
    cells = torch.arange(count, dtype=torch.float32)
    apart = (cells[:, None] - cells[None, :]).square()
    sigma = max(sigma, 1e-3)
    across = torch.exp(-0.5 * apart * (CANVAS_WIDTH / count / sigma) ** 2)
    down = torch.exp(-0.5 * apart * (CANVAS_HEIGHT / count / sigma) ** 2)
    return across, down
