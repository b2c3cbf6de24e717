"""``text2scene train``."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from text2scene.cli.settings import settings
from text2scene.config import LossWeights, ModelConfig, TrainConfig
from text2scene.errors import InputError


def train(args: argparse.Namespace) -> int:
    """Train, or go on with the run in the folder; alone or as one process of torchrun."""
    model, config = settings(args, ModelConfig), settings(args, TrainConfig)
    if args.no_dialogues:
        config = replace(config, dialogue_share=0.0)
    if Path(args.out).exists() and not Path(args.out).is_dir():
        raise InputError(f"{args.out} is a file; give the name of a folder for the run.")
    from text2scene.training.datasets import SCENES_FILE, SENTENCE_FILES, find_data

    # Before torch is loaded: is there something to learn from?
    find_data(args.data).require(SCENES_FILE, *SENTENCE_FILES)
    from text2scene.training import run

    weights = settings(args, LossWeights)
    done = run.train(
        args.data, args.out, model, config, weights, args.device, args.quiet, args.init, args.word_vectors
    )
    if os.environ.get("RANK", "0") == "0":
        file = Path(args.out) / "model.safetensors"
        print(f"{file}: {done.epoch} epochs, {done.step:,} steps, best score {done.best:.3f}")
    return 0
