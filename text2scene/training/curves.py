"""Training curves as a picture: every loss term by name, and the figures on the tune classes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from text2scene.files import replacing

_FIGURES = {
    "score": "mean of the six",
    "u_f1": "objects, F",
    "b_f1": "pairs, F",
    "pose": "pose",
    "expression": "expression",
    "u_coord": "place",
    "b_coord": "pair place",
}
_INK = "#3A2E4C"


def write_curves(path: str | os.PathLike[str], history: Sequence[dict[str, Any]]) -> None:
    """Draw the history of a run, one record per epoch, as a PNG. Raises OutputError."""
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.8), layout="constrained")
    colours = plt.get_cmap("tab10")
    epochs = [record["epoch"] for record in history]
    terms = [name for name in history[0]["train"] if name != "loss"] if history else []
    for k, name in enumerate(terms):
        values = [record["train"].get(name) for record in history]
        left.plot(epochs, values, color=colours(k % 10), label=name.replace("_", " "), linewidth=1.6)
    left.set_yscale("log")
    left.set_title("Training loss by term, unweighted, per scene (log scale)", color=_INK)
    tuned = [record for record in history if "tune" in record]
    for k, (name, label) in enumerate(_FIGURES.items()):
        values = [record["tune"].get(name) for record in tuned]
        width = 2.8 if name == "score" else 1.5
        at = [record["epoch"] for record in tuned]
        right.plot(at, values, color=_INK if name == "score" else colours(k), label=label, linewidth=width)
    right.set_title("On classes held out for tuning, network alone", color=_INK)
    right.set_ylim(0, 1)
    for axis in (left, right):
        axis.set_xlabel("epoch")
        axis.grid(alpha=0.25)
        axis.spines[["top", "right"]].set_visible(False)
        axis.legend(fontsize=8, frameon=False, ncols=2)
    with replacing(path) as temporary:
        figure.savefig(temporary, dpi=110, format="png")
    plt.close(figure)
