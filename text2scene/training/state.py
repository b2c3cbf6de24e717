"""The state of a run on disk: tensors as safetensors, the rest as JSON inside; never a pickle."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn, optim

from text2scene.errors import CheckpointError
from text2scene.files import replacing


def save_state(
    path: str | os.PathLike[str],
    network: nn.Module,
    average: dict[str, Tensor],
    optimizer: optim.Optimizer,
    progress: dict[str, Any],
) -> None:
    """Write everything that a resumed run needs, under a temporary name first."""
    tensors = {f"net.{k}": v.detach().cpu().contiguous() for k, v in network.state_dict().items()}
    tensors |= {f"avg.{k}": v.detach().cpu().contiguous() for k, v in average.items()}
    for index, entry in optimizer.state_dict()["state"].items():
        for name, value in entry.items():
            tensors[f"opt.{index}.{name}"] = value.detach().cpu().contiguous().clone()
    with replacing(path) as temporary:
        save_file(tensors, temporary, {"progress": json.dumps(progress)})


def load_state(
    path: str | os.PathLike[str],
    network: nn.Module,
    average: dict[str, Tensor],
    optimizer: optim.Optimizer,
) -> dict[str, Any]:
    """Fill network, average and optimizer; returns the progress. Raises CheckpointError."""
    try:
        with safe_open(Path(path), framework="pt") as opened:
            progress = json.loads((opened.metadata() or {})["progress"])
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
        network.load_state_dict({k[4:]: v for k, v in tensors.items() if k.startswith("net.")})
        for name, value in average.items():
            value.copy_(tensors[f"avg.{name}"])
        state: dict[int, dict[str, Tensor]] = {}
        for name, value in tensors.items():
            if name.startswith("opt."):
                _, index, key = name.split(".", 2)
                state.setdefault(int(index), {})[key] = value
        document = optimizer.state_dict()
        document["state"] = state
        optimizer.load_state_dict(document)
    except (SafetensorError, OSError, KeyError, ValueError, RuntimeError) as error:
        raise CheckpointError(
            f"The run in {path} cannot be resumed ({error}); delete that file to start anew."
        ) from None
    return dict(progress)
