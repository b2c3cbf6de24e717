"""One training run from a data folder to a checkpoint: what ``text2scene train`` calls."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from tqdm import tqdm

from text2scene import __version__
from text2scene.catalog import Catalog, default_catalog
from text2scene.config import DecodeConfig, LossWeights, ModelConfig, TrainConfig, to_dict
from text2scene.errors import DataError, InputError
from text2scene.files import write_text
from text2scene.generator import Generator, check_device
from text2scene.language.tokens import words
from text2scene.language.vocabulary import Vocabulary
from text2scene.model.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from text2scene.model.inputs import Batch
from text2scene.model.network import Text2SceneNetwork, build_model
from text2scene.training.batches import Collator
from text2scene.training.calibrate import SCORE, TRIALS, calibrate
from text2scene.training.datasets import CaptionedScene, Dialogue, load_captions, load_dialogues
from text2scene.training.evaluation import evaluate
from text2scene.training.losses import loss_terms, reader_terms, total_loss
from text2scene.training.samples import (
    CaptionSource,
    DialogueSource,
    RemovalSource,
    epoch_samples,
    removal_count,
)
from text2scene.training.trainer import Run, Task, Trainer, world
from text2scene.training.vectors import read_vectors


@dataclass(frozen=True)
class Data:
    """What a run learns from and is tuned on; classes of the two never meet."""

    captions: list[CaptionedScene]
    dialogues: list[Dialogue]
    tune: list[CaptionedScene]


def read_data(folder: str | Path, with_dialogues: bool) -> Data:
    """The train and tune splits. Raises DataError."""
    captions = load_captions(folder, ("train",))
    tune = load_captions(folder, ("tune",))
    dialogues = load_dialogues(folder, ("train",)) if with_dialogues else []
    if not captions or not tune:
        raise DataError(f"{folder} has no scenes to train on, or none of the classes to tune on.")
    return Data(captions, dialogues, tune)


def build_vocabulary(data: Data) -> Vocabulary:
    """Words that occur at least twice in the captions, or eight times in the dialogues."""
    captions = [words(s) for scene in data.captions for group in scene.groups for s in group]
    first = Vocabulary.build(captions, minimum=2)
    messages = [words(r.message) for dialogue in data.dialogues for r in dialogue.rounds]
    second = Vocabulary.build(messages, minimum=8)
    return Vocabulary(list(dict.fromkeys([*first.words, *second.words])))


class Text2SceneTask:
    """The task in the trainer's terms."""

    def __init__(
        self,
        data: Data,
        vocabulary: Vocabulary,
        model: ModelConfig,
        config: TrainConfig,
        weights: LossWeights,
        catalog: Catalog,
        shard: tuple[int, int] = (0, 1),
    ) -> None:
        self.data, self.vocabulary, self.model = data, vocabulary, model
        self.config, self.weights, self.catalog, self.shard = config, weights, catalog, shard
        self.captions = CaptionSource(data.captions, catalog)
        self.dialogues = DialogueSource(data.dialogues, catalog) if data.dialogues else None
        self.removals = RemovalSource(data.captions, catalog) if config.removal_share > 0 else None
        self.collate = Collator(vocabulary, model.ngram_buckets, catalog, config)
        self.device = "cpu"

    def batches(self, epoch: int) -> Iterator[Batch]:
        rank, count = self.shard
        rng = random.Random(f"{self.config.seed}/{epoch}/{rank}/words")
        for samples in epoch_samples(
            self.captions, self.dialogues, self.config, epoch, rank, count, self.removals
        ):
            yield self.collate(samples, rng).to(self.device)

    def steps_per_epoch(self) -> int:
        count = self.shard[1]
        rounds = self.dialogues is not None and self.config.dialogue_share > 0
        share = self.config.dialogue_share if rounds else 0.0
        total = len(self.captions.entries)
        total += round(total * share / (1 - share))
        total += removal_count(self.captions, self.config) if self.removals is not None else 0
        mine = (total // count * count if total >= count else total) // count
        block = self.config.batch_size * 24
        full, rest = divmod(mine, block)
        return full * 24 + -(-rest // self.config.batch_size)

    def compute(self, network: nn.Module, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
        if self.config.readers_only:
            terms = reader_terms(network(batch, readers_only=True), batch)
        else:
            terms = loss_terms(network(batch), batch, self.config.label_smoothing)
        return total_loss(terms, self.weights), terms

    def checkpoint(self, network: Text2SceneNetwork, about: dict[str, Any]) -> Checkpoint:
        decode = DecodeConfig()
        vocabulary = self.vocabulary.words[2:]
        return Checkpoint(network, self.model, decode, vocabulary, self.catalog.names, about)

    def evaluate(self, network: nn.Module) -> dict[str, float]:
        """Figures on the tune classes, by the network alone; ``score`` is their plain mean."""
        assert isinstance(network, Text2SceneNetwork)
        generator = Generator(self.checkpoint(network, {}), self.device, self.catalog)
        predict = generator_predictor(generator, model_only=True)
        scores = evaluate(predict, self.data.tune).scores
        return {**scores, "score": sum(scores[name] for name in SCORE) / len(SCORE)}

    def task(self) -> Task:
        return Task(self.batches, self.steps_per_epoch(), self.compute, self.evaluate)


def generator_predictor(generator: Generator, model_only: bool) -> Any:
    """A generator as the function from texts to scenes that evaluation calls."""

    def predict(texts: Sequence[str]) -> Any:
        return generator.generate_batch(texts, model_only=model_only)

    return predict


class ProgressBar:
    """A bar over all steps with the time left, a line per epoch, and a JSON log to plot from."""

    def __init__(self, total: int, done: int, log: Path, quiet: bool) -> None:
        self.log, self.quiet = log, quiet
        self.bar = tqdm(
            total=total, initial=done, unit="step", disable=quiet, file=sys.stderr, mininterval=2.0
        )

    def step(self, epoch: int, step: int, steps: int, loss: float, terms: dict[str, float]) -> None:
        self.bar.update(1)
        self.bar.set_description(f"epoch {epoch + 1}, loss {loss:.1f}", refresh=False)

    def epoch(self, record: dict[str, Any]) -> None:
        if self.quiet:
            return
        with suppress(OSError), self.log.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")
        tune = record.get("tune", {})
        figures = " ".join(f"{name} {tune[name]:.3f}" for name in ("score", *SCORE) if name in tune)
        tqdm.write(f"epoch {record['epoch']}: {figures}", file=sys.stderr)

    def close(self) -> None:
        self.bar.close()


def train(
    data_folder: str | Path,
    out: str | Path,
    model: ModelConfig,
    config: TrainConfig,
    weights: LossWeights | None = None,
    device: str = "cpu",
    quiet: bool = False,
    init: str | Path | None = None,
    word_vectors: str | Path | None = None,
) -> Run:
    """Train, or go on with a run that was stopped; the result is ``out/model.safetensors``.

    ``out`` also gets state.safetensors (to resume from), run.json (settings), log.jsonl
    (a record per epoch) and curves.png. ``init``: a checkpoint of the same sizes and words
    to start from instead of random weights; it may lack the readers. ``word_vectors``: a
    file in the GloVe text form, whose width goes to ``vector_dim``. Several processes: start
    it through torchrun.
    Raises DataError, InputError where ``out`` holds a run with other settings, and
    Text2SceneError where the loss stops being a number.
    """
    rank, count = world(device)
    folder, weights, catalog = Path(out), weights or LossWeights(), default_catalog()
    torch.set_num_threads(config.threads or max(1, (torch.get_num_threads()) // count))
    settings = {
        "model": to_dict(model),
        "train": to_dict(config),
        "loss": to_dict(weights),
        "processes": count,
    }
    if init is not None:
        settings["init"] = load_checkpoint(init).about.get("settings", {})
    if word_vectors is not None:
        settings["word_vectors"] = Path(word_vectors).name
    check_device(device)
    data = read_data(data_folder, config.dialogue_share > 0)
    if rank == 0:
        _claim(folder, settings)
    vocabulary = build_vocabulary(data)
    vectors = None if word_vectors is None else read_vectors(word_vectors, vocabulary)
    if vectors is not None:
        model = replace(model, vector_dim=vectors.shape[1])
    task = Text2SceneTask(data, vocabulary, model, config, weights, catalog, (rank, count))
    task.device = f"cuda:{rank}" if device == "cuda" and count > 1 else device
    torch.manual_seed(config.seed)
    network = build_model(model, len(vocabulary), len(catalog))
    if init is not None:
        _start_from(network, init, vocabulary)
    if vectors is not None:
        network.set_word_vectors(torch.from_numpy(vectors))
    if config.readers_only:
        for name, parameter in network.named_parameters():
            parameter.requires_grad_(name.startswith("readers."))
    trainer = Trainer(network, task.task(), config, folder, task.device)
    trainer.resume()
    total = config.epochs * trainer.task.steps_per_epoch
    progress = ProgressBar(total, trainer.run.step, folder / "log.jsonl", quiet or rank != 0)

    def keep(best: nn.Module, record: dict[str, Any]) -> None:
        assert isinstance(best, Text2SceneNetwork)
        about = _about(data, settings, trainer.run, record)
        save_checkpoint(folder / "model.safetensors", task.checkpoint(best, about), half=True)

    try:
        run = trainer.fit(keep, progress)
    finally:
        progress.close()
        if dist.is_initialized():
            dist.destroy_process_group()
    if rank == 0:
        _calibrate(folder, data.tune, device, quiet)
        _finish(folder, run)
    return run


def _start_from(network: Text2SceneNetwork, init: str | Path, vocabulary: Vocabulary) -> None:
    """Give the network the weights of a checkpoint. Raises InputError where they do not fit."""
    checkpoint = load_checkpoint(init)
    own = network.config
    sizes = replace(
        checkpoint.model,
        dropout=own.dropout,
        readers=own.readers,
        reader_dim=own.reader_dim,
        vector_dim=own.vector_dim,
    )
    if sizes != own or checkpoint.vocabulary != vocabulary.words[2:]:
        raise InputError(
            f"{init} was trained with other sizes or other words; start from a checkpoint of this data and "
            "these settings, or from none."
        )
    given = checkpoint.network.state_dict()
    if checkpoint.model.readers != own.readers or checkpoint.model.vector_dim != own.vector_dim:
        given = {name: value for name, value in given.items() if not name.startswith("readers.")}
    network.load_state_dict(given, strict=False)


def _claim(folder: Path, settings: dict[str, Any]) -> None:
    """Note the settings of a new run; refuse to mix two runs in one folder."""
    file = folder / "run.json"
    if file.is_file() and (folder / "state.safetensors").is_file():
        try:
            old = json.loads(file.read_text(encoding="utf-8"))
        except ValueError:
            raise InputError(f"{file} is damaged; delete the folder or choose another --out.") from None
        if old != json.loads(json.dumps(settings)):
            raise InputError(
                f"{folder} holds a run with other settings; choose another --out, or delete it first."
            )
        return
    write_text(file, json.dumps(settings, indent=1) + "\n")


def _about(data: Data, settings: dict[str, Any], run: Run, record: dict[str, Any]) -> dict[str, Any]:
    return {
        "version": __version__,
        "data": {
            "train scenes": len(data.captions),
            "train dialogues": len(data.dialogues),
            "tune scenes": len(data.tune),
        },
        "settings": settings,
        "epoch": record["epoch"],
        "seconds": round(run.seconds),
        "tune": record["tune"],
        "trained": time.strftime("%Y-%m-%d"),
    }


def _calibrate(folder: Path, tune: list[CaptionedScene], device: str, quiet: bool) -> None:
    """Choose the settings of decoding for the best weights, and write the checkpoint with them."""
    checkpoint = load_checkpoint(folder / "model.safetensors")
    if "calibrated" in checkpoint.about:
        return
    generator = Generator(checkpoint, device)
    trials = tqdm(calibrate(generator, tune), total=TRIALS, desc="calibrating", disable=quiet, unit="trial")
    scores = dict(trials)
    checkpoint.decode = generator.decode_config
    checkpoint.about["calibrated"] = {
        "tried": len(scores),
        "score before": round(next(iter(scores.values())), 5),
        "score": round(scores[generator.decode_config], 5),
    }
    save_checkpoint(folder / "model.safetensors", checkpoint, half=True)


def _finish(folder: Path, run: Run) -> None:
    """Draw the curves, where matplotlib is installed; training does not fail for want of a plot."""
    try:
        from text2scene.training.curves import write_curves
    except ImportError:
        print("No curves were drawn: install matplotlib for them.", file=sys.stderr)
        return
    write_curves(folder / "curves.png", run.history)
