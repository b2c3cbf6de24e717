"""The loss, term by term: L = - w_o sum log p(o_t) - w_l sum log p(l_t) - ... (Tan et al. 2019, eq. 6)."""

from __future__ import annotations

import math
from dataclasses import asdict, fields

import torch
from torch import Tensor
from torch.nn import functional as F

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH
from text2scene.config import LossWeights
from text2scene.model.heads import MAX_OFFSET
from text2scene.model.inputs import Batch
from text2scene.model.reader import CHILDREN, Read


def loss_terms(outputs: dict[str, Tensor], batch: Batch, smoothing: float = 0.0) -> dict[str, Tensor]:
    """Raw terms by name, unweighted; each a sum over the steps, a mean over the batch."""
    steps, drawn = batch.steps, outputs["drawn"]
    size = steps.category.shape[0]
    children = steps.pose[drawn] > 0
    pose, expression = steps.pose[drawn][children] - 1, steps.expression[drawn][children] - 1
    alpha_mask = steps.mask
    offsets = torch.stack([steps.dx[drawn], steps.dy[drawn]], -1).clamp(-MAX_OFFSET, MAX_OFFSET)
    sums = {
        "object": _object_loss(outputs["object"], batch, smoothing),
        "place": _place_loss(outputs["place"], batch, drawn),
        "offset": ((outputs["offset"] - offsets).abs() / MAX_OFFSET).sum(),
        "depth": F.cross_entropy(outputs["depth"], steps.depth[drawn], reduction="sum"),
        "flip": F.cross_entropy(outputs["flip"], steps.flip[drawn], reduction="sum"),
        "pose": F.cross_entropy(outputs["pose"][children], pose, reduction="sum"),
        "expression": F.cross_entropy(outputs["expression"][children], expression, reduction="sum"),
        "object_coverage": coverage(outputs["object_alpha"], alpha_mask, outputs["words"]),
        "attribute_coverage": coverage(outputs["attribute_alpha"], drawn, outputs["words"]),
        "presence": F.binary_cross_entropy_with_logits(outputs["presence"], batch.presence, reduction="sum"),
    }
    terms = {name: value / size for name, value in sums.items()}
    return terms | reader_terms(outputs, batch)


def reader_terms(outputs: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """What the readers get wrong, unweighted; a mean over readers and texts, a sum over pieces."""
    if "pose_read" not in outputs:
        return {}
    names = [item.name for item in fields(Read)]
    count = len(outputs["pose_read"])
    each = [_read_loss(Read(*(outputs[f"{name}_read"][r] for name in names)), batch) for r in range(count)]
    return {name: torch.stack([terms[name] for terms in each]).mean() for name in each[0]}


def _read_loss(read: Read, batch: Batch) -> dict[str, Tensor]:
    steps, size = batch.steps, batch.steps.category.shape[0]
    looks = []
    for k, category in enumerate(CHILDREN):
        drawn = steps.category == category  # at most one step of a scene
        for logp, target in ((read.pose, steps.pose), (read.expression, steps.expression)):
            wanted = (target * drawn).sum(1) - 1  # (B,), -1 where the child is not drawn
            looks.append(F.nll_loss(logp[:, k], wanted, ignore_index=-1, reduction="sum"))
    drawn = (steps.category >= 0) & (steps.category < read.depth.shape[1])
    row, step = drawn.nonzero(as_tuple=True)
    piece = steps.category[row, step]
    depth = F.nll_loss(read.depth[row, piece], steps.depth[row, step], reduction="sum")
    flip = F.nll_loss(read.flip[row, piece], steps.flip[row, step], reduction="sum")
    grid = math.isqrt(read.place.shape[-1])
    across = _gaussian(steps.x[row, step], CANVAS_WIDTH, grid, batch.place_target_sigma)
    down = _gaussian(steps.y[row, step], CANVAS_HEIGHT, grid, batch.place_target_sigma)
    cells = read.place[row, piece].reshape(-1, grid, grid)
    place = -torch.einsum("nhw,nh,nw->n", cells, down, across).sum()
    # a piece can only be taken away from where it is
    there = torch.zeros_like(batch.gone)
    index = batch.canvas.category
    there.scatter_add_(1, index.clamp(min=0), (index >= 0).to(there.dtype))
    gone = F.binary_cross_entropy_with_logits(read.gone, batch.gone, reduction="none")
    return {
        "looks_read": torch.stack(looks).sum() / size,
        "depth_read": depth / size,
        "flip_read": flip / size,
        "place_read": place / size,
        "gone_read": (gone * (there > 0)).sum() / size,
    }


def total_loss(terms: dict[str, Tensor], weights: LossWeights) -> Tensor:
    """The weighted sum of the terms."""
    factors = asdict(weights)
    return torch.stack([factors[name] * value for name, value in terms.items()]).sum()


def coverage(alpha: Tensor, steps: Tensor, words: Tensor) -> Tensor:
    """L_attn = sum_i [1 - sum_t alpha_ti]^2 (eq. 7), here a mean over each text's words.

    alpha (B, T, L), steps (B, T) and words (B, L) boolean; returns the sum over the batch.
    The mean keeps a long text from weighing more than a short one.
    """
    received = (alpha * steps[..., None]).sum(1)  # (B, L)
    missing = (1 - received).square() * words
    return (missing.sum(1) / words.sum(1).clamp(min=1)).sum()


def _object_loss(logits: Tensor, batch: Batch, smoothing: float) -> Tensor:
    """Cross entropy with the smoothing spread over what may still be drawn, and STOP."""
    mask = batch.steps.mask
    logp = logits[mask].log_softmax(-1)  # (K, C + 1)
    target = batch.steps.category[mask]
    hard = -logp.gather(1, target[:, None])[:, 0]
    if smoothing == 0:
        return hard.sum()
    open_ = logits[mask] > -1e8
    soft = -(logp.masked_fill(~open_, 0).sum(-1) / open_.sum(-1))
    return ((1 - smoothing) * hard + smoothing * soft).sum()


def _place_loss(logits: Tensor, batch: Batch, drawn: Tensor) -> Tensor:
    """Cross entropy against a Gaussian around the true place: near is better than far.

    What is in a slot has that slot as its one target.
    """
    steps = batch.steps
    grid = math.isqrt(logits.shape[1])  # the slots are fewer than a row
    logp = logits.log_softmax(-1)
    place, sigma = steps.place[drawn], batch.place_target_sigma
    x, y = steps.x[drawn], steps.y[drawn]
    across = _gaussian(x, CANVAS_WIDTH, grid, sigma)
    down = _gaussian(y, CANVAS_HEIGHT, grid, sigma)
    cells = logp[:, : grid * grid].reshape(-1, grid, grid)
    on_grid = -torch.einsum("nhw,nh,nw->n", cells, down, across)
    in_slot = place >= grid * grid
    exact = -logp.gather(1, place[:, None])[:, 0]
    return torch.where(in_slot, exact, on_grid).sum()


def _gaussian(position: Tensor, length: int, cells: int, sigma: float) -> Tensor:
    """(N, cells) weights that sum to 1, around a position in pixels (put on the canvas first)."""
    centres = (torch.arange(cells, device=position.device) + 0.5) * length / cells
    inside = position.clamp(length / cells / 2, length - length / cells / 2)
    weights = torch.exp(-0.5 * ((centres[None, :] - inside[:, None]) / sigma) ** 2)
    return weights / weights.sum(1, keepdim=True)
