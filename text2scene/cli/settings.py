"""Flags for every field of the configurations, made from the fields and their documentation."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from dataclasses import Field, fields
from itertools import zip_longest
from typing import Any

from text2scene.cli.options import number, whole
from text2scene.config import LossWeights, ModelConfig, TrainConfig

_CONFIGS = {"network": ModelConfig, "training": TrainConfig, "loss weights": LossWeights}
# Loss terms have the names of other settings (place, depth), so their flags say what they are.
_PREFIX = {LossWeights: "weight_"}

_RANGES: dict[str, Callable[[str], int | float]] = {
    "threads": whole(0, 1024),
    "readers": whole(0, 16),
    "vector_dim": whole(0, 1024),
    "seed": whole(0),
    "warmup_steps": whole(0),
    "dropout": number(0, 1, below=True),
    "average": number(0, 1, below=True),
    "dialogue_share": number(0, 1, below=True),
    "partial_share": number(0, 1),
    "word_dropout": number(0, 1, below=True),
    "label_smoothing": number(0, 1, below=True),
}


def add_training_settings(parser: argparse.ArgumentParser) -> None:
    """A flag for each field: ``--learning-rate 0.001``, ``--no-mirror``, ``--weight-place 3``."""
    for title, config in _CONFIGS.items():
        group = parser.add_argument_group(title)
        documented = field_docs(config)
        for item in fields(config):
            _add_flag(group, config, item, documented.get(item.name, ""))


def settings(args: argparse.Namespace, config: type[Any]) -> Any:
    """The configuration as the flags have it. Raises InputError where it does not fit together."""
    prefix = _PREFIX.get(config, "")
    return config(**{item.name: getattr(args, prefix + item.name) for item in fields(config)})


def field_docs(config: type[Any]) -> dict[str, str]:
    """Field name -> what its class's docstring says of it ("name: ...", "one, other: ...")."""
    names = {item.name for item in fields(config)}
    text = " ".join((config.__doc__ or "").split())
    found = [
        match
        for match in re.finditer(r"(?:^|(?<=[.] ))([a-z_]+(?:, [a-z_]+)*): ", text)
        if names.issuperset(match.group(1).split(", "))
    ]
    docs = {}
    for match, following in zip_longest(found, found[1:]):
        said = text[match.end() : following.start() if following else len(text)]
        docs.update(dict.fromkeys(match.group(1).split(", "), said.strip().rstrip(".")))
    return docs


def _add_flag(group: Any, config: type[Any], item: Field[Any], documented: str) -> None:
    name = _PREFIX.get(config, "") + item.name
    said = f"{documented} (default {item.default})" if documented else f"default {item.default}"
    options: dict[str, Any] = {"default": item.default, "help": said.replace("%", "%%"), "dest": name}
    flag = "--" + name.replace("_", "-")
    if item.type == "bool":
        group.add_argument(flag, action=argparse.BooleanOptionalAction, **options)
        return
    usual: Callable[[str], int | float] = whole(1) if item.type == "int" else number(0)
    metavar = "N" if item.type == "int" else "X"
    group.add_argument(flag, type=_RANGES.get(item.name, usual), metavar=metavar, **options)
