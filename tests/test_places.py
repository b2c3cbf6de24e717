"""A place is where the mass is, not where one cell sticks out; and pieces overlap as people draw them."""

from __future__ import annotations

import pytest
import torch

from text2scene import SceneObject
from text2scene.catalog import default_catalog
from text2scene.config import DecodeConfig
from text2scene.places import best_places
from text2scene.tensors import object_batch, object_rows

EMPTY = object_batch([object_rows([], default_catalog())])
SMALL = torch.tensor([[0.05, 0.05]])
PLAIN = DecodeConfig(place_smoothing=36, overlap_weight=0)


def _grid(*masses: tuple[int, int, float]) -> torch.Tensor:
    grid = torch.zeros(1, 28, 28)
    for row, column, mass in masses:
        grid[0, row, column] += mass
    return grid / grid.sum()


def test_many_near_cells_win_over_one_that_sticks_out() -> None:
    around = [(14, 20, 0.1), (14, 21, 0.1), (15, 20, 0.1), (15, 21, 0.1), (14, 22, 0.1), (15, 22, 0.1)]
    best, _ = best_places(_grid((3, 3, 0.2), *around), SMALL, EMPTY, PLAIN)
    assert int(best) % 28 in (20, 21, 22)
    assert int(best) // 28 in (14, 15)
    sharp, _ = best_places(_grid((3, 3, 0.2), *around), SMALL, EMPTY, DecodeConfig(place_smoothing=1))
    assert int(sharp) == 3 * 28 + 3


def test_the_shift_goes_to_the_mean_of_what_is_near() -> None:
    best, shift = best_places(_grid((10, 10, 1), (10, 11, 1)), SMALL, EMPTY, PLAIN)
    x = (int(best) % 28 + 0.5) * 500 / 28 + float(shift[0, 0])
    assert x == pytest.approx(11 * 500 / 28, abs=1)
    assert float(shift[0, 1]) == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(("likely", "overlaps"), [(0.45, True), (0.1, False)])
def test_a_likely_overlap_is_kept_and_an_unlikely_one_avoided(likely: float, overlaps: bool) -> None:
    """The mode lies off the tree; a part of the mass lies on it."""
    tree = SceneObject("oak_tree", "oak_tree", 100, 200, 1)
    objects = object_batch([object_rows([tree], default_catalog())])
    grid = _grid((14, 4, likely), (14, 22, 1 - likely))
    config = DecodeConfig(place_smoothing=36, overlap_weight=1, overlap_threshold=0.25)
    best, _ = best_places(grid, SMALL, objects, config)
    assert (int(best) % 28 < 10) == overlaps
    without, _ = best_places(grid, SMALL, objects, PLAIN)
    assert int(without) % 28 == 22


def test_padding_is_no_object_to_overlap() -> None:
    grid = _grid((14, 4, 0.6), (14, 22, 0.4))
    padded = object_batch([object_rows([], default_catalog())], length=3)
    config = DecodeConfig(overlap_weight=1)
    assert torch.equal(
        best_places(grid, SMALL, padded, config)[0], best_places(grid, SMALL, EMPTY, config)[0]
    )


def test_a_child_is_not_drawn_over_the_other_though_it_may_be_likely() -> None:
    jenny = SceneObject("jenny", "jenny", 100, 230, pose="wave", expression="smile")
    objects = object_batch([object_rows([jenny], default_catalog())])
    grid = _grid((16, 5, 0.45), (16, 22, 0.55))
    config = DecodeConfig(place_smoothing=36, overlap_weight=1, overlap_threshold=0.25)
    over, _ = best_places(grid, SMALL, objects, config)
    beside, _ = best_places(grid, SMALL, objects, config, apart=torch.tensor([[True]]))
    assert int(over) % 28 < 10
    assert int(beside) % 28 == 22
