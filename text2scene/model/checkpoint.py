"""One file that rebuilds the model: weights, configuration, vocabulary, catalog and a checksum.

safetensors, never a pickle: reading a checkpoint runs no code.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from text2scene.config import DecodeConfig, ModelConfig, to_dict
from text2scene.errors import CheckpointError, Text2SceneError
from text2scene.files import replacing
from text2scene.model.network import Text2SceneNetwork, build_model

FORMAT = "text2scene-checkpoint/1"


@dataclass
class Checkpoint:
    """A network with all that is needed to use it.

    vocabulary: the words, in index order, without the specials. catalog: the names of the
    pieces, in id order. about: how it came to be (data, command, figures), plain values.
    """

    network: Text2SceneNetwork
    model: ModelConfig
    decode: DecodeConfig
    vocabulary: tuple[str, ...]
    catalog: tuple[str, ...]
    about: dict[str, Any] = field(default_factory=dict)


def checksum(tensors: dict[str, Tensor]) -> str:
    """sha256 over names, shapes and bytes, in name order."""
    digest = hashlib.sha256()
    for name in sorted(tensors):
        value = tensors[name].detach().cpu().contiguous()
        digest.update(f"{name}{tuple(value.shape)}{value.dtype}".encode())
        digest.update(value.numpy().tobytes())
    return digest.hexdigest()


def save_checkpoint(path: str | os.PathLike[str], checkpoint: Checkpoint, half: bool = False) -> None:
    """Write the file; ``half`` stores the weights in 16 bits. Raises OutputError."""
    dtype = torch.float16 if half else torch.float32
    tensors = {
        name: value.detach().cpu().to(dtype).contiguous()
        for name, value in checkpoint.network.state_dict().items()
    }
    metadata = {
        "format": FORMAT,
        "model": json.dumps(to_dict(checkpoint.model)),
        "decode": json.dumps(to_dict(checkpoint.decode)),
        "vocabulary": json.dumps(list(checkpoint.vocabulary)),
        "catalog": json.dumps(list(checkpoint.catalog)),
        "about": json.dumps(checkpoint.about),
        "sha256": checksum(tensors),
    }
    with replacing(path) as temporary:
        save_file(tensors, temporary, metadata)


def load_checkpoint(path: str | os.PathLike[str]) -> Checkpoint:
    """Rebuild a model from its file, on the CPU, in evaluation mode.

    Raises CheckpointError that says what is wrong where the file is missing, is no
    checkpoint of text2scene, is cut short, or does not match its checksum.
    """
    file = Path(path)
    if not file.is_file():
        raise CheckpointError(f"There is no checkpoint at {file}; give the path of a .safetensors file.")
    try:
        with safe_open(file, framework="pt") as opened:
            metadata = opened.metadata() or {}
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, ValueError) as error:
        raise CheckpointError(f"{file} is damaged or no checkpoint ({error}); get a fresh copy.") from None
    if metadata.get("format") != FORMAT:
        raise CheckpointError(
            f"{file} is not a checkpoint of this version: its format is "
            f"{metadata.get('format')!r}, wanted {FORMAT!r}."
        )
    if checksum(tensors) != metadata.get("sha256"):
        raise CheckpointError(f"{file} was altered: its checksum does not match; get a fresh copy.")
    try:
        model = ModelConfig.from_dict(json.loads(metadata["model"]))
        decode = DecodeConfig.from_dict(json.loads(metadata["decode"]))
        vocabulary = tuple(json.loads(metadata["vocabulary"]))
        catalog = tuple(json.loads(metadata["catalog"]))
        network = build_model(model, len(vocabulary) + 2, len(catalog))
        network.load_state_dict({name: value.float() for name, value in tensors.items()})
    except (KeyError, ValueError, TypeError, RuntimeError, Text2SceneError) as error:
        reason = str(error).strip().splitlines()[-1].strip()
        raise CheckpointError(
            f"{file} does not fit this version of text2scene ({reason}); train it again or get a fresh copy."
        ) from None
    network.eval()
    about = json.loads(metadata.get("about", "{}"))
    return Checkpoint(network, model, decode, vocabulary, catalog, about)
