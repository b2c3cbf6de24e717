"""The loop: batches in, a trained network out; it knows nothing of scenes.

Everything random is derived from the seed, the epoch and the step, so a run that was
killed goes on exactly as if it had not been.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import torch
import torch.distributed as dist
from torch import Tensor, nn

from text2scene.config import TrainConfig
from text2scene.errors import Text2SceneError
from text2scene.training.state import load_state, save_state

Terms = dict[str, Tensor]


class Progress(Protocol):
    """What the trainer tells whoever watches; see ProgressBar in run.py."""

    def step(self, epoch: int, step: int, steps: int, loss: float, terms: dict[str, float]) -> None: ...

    def epoch(self, record: dict[str, Any]) -> None: ...


@dataclass
class Task:
    """What is to be learned.

    batches(epoch) yields batches, the same for the same epoch. compute(network, batch)
    returns the weighted loss and its raw terms by name. evaluate(network) returns figures;
    the one named ``score`` is the greater the better.
    """

    batches: Callable[[int], Iterable[Any]]
    steps_per_epoch: int
    compute: Callable[[nn.Module, Any], tuple[Tensor, Terms]]
    evaluate: Callable[[nn.Module], dict[str, float]]


@dataclass
class Run:
    """Where a run stands; ``history`` has one record per epoch."""

    epoch: int = 0
    step_in_epoch: int = 0
    step: int = 0
    best: float = -math.inf
    since_best: int = 0
    seconds: float = 0.0
    sums: dict[str, float] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)


class Trainer:
    """Trains a network; keeps the running average of its weights that scored best."""

    def __init__(
        self, network: nn.Module, task: Task, config: TrainConfig, folder: Path, device: str = "cpu"
    ) -> None:
        self.network, self.task, self.config, self.folder = network.to(device), task, config, folder
        self.device = device
        self.rank = dist.get_rank() if dist.is_initialized() else 0
        self.optimizer = torch.optim.AdamW(
            _decay_groups(network, config.weight_decay), lr=config.learning_rate
        )
        self.average = {name: value.detach().clone() for name, value in network.state_dict().items()}
        self.total_steps = config.epochs * task.steps_per_epoch
        self.run = Run()
        self.state_file = folder / "state.safetensors"

    def resume(self) -> bool:
        """Go on from the folder's saved state, if there is one."""
        if not self.state_file.is_file():
            return False
        progress = load_state(self.state_file, self.network, self.average, self.optimizer)
        self.run = Run(**progress)
        return True

    def fit(self, on_best: Callable[[nn.Module, dict[str, Any]], None], progress: Progress) -> Run:
        """Train to the end or until patience runs out; calls ``on_best`` with the averaged network.

        Raises Text2SceneError where the loss is no longer a finite number.
        """
        wrapped: nn.Module = self.network
        if dist.is_initialized():
            wrapped = nn.parallel.DistributedDataParallel(self.network, find_unused_parameters=True)
        run, saved, started = self.run, time.monotonic(), time.monotonic()
        while run.epoch < self.config.epochs and run.since_best < self.config.patience:
            self.network.train()
            for index, batch in enumerate(self.task.batches(run.epoch)):
                if index < run.step_in_epoch:
                    continue
                loss, terms = self._step(wrapped, batch)
                run.step_in_epoch = index + 1
                progress.step(run.epoch, index + 1, self.task.steps_per_epoch, loss, terms)
                if time.monotonic() - saved > self.config.save_every_s:
                    run.seconds += time.monotonic() - started
                    started = saved = time.monotonic()
                    self._save()
            run.seconds += time.monotonic() - started
            started = time.monotonic()
            self._end_of_epoch(on_best, progress)
            saved = time.monotonic()
        return run

    def _step(self, network: nn.Module, batch: Any) -> tuple[float, dict[str, float]]:
        run = self.run
        torch.manual_seed(self.config.seed * 1_000_003 + run.step * 16 + self.rank)
        for group in self.optimizer.param_groups:
            group["lr"] = self._learning_rate(run.step)
        loss, terms = self.task.compute(network, batch)
        if not torch.isfinite(loss):
            bad = [name for name, value in terms.items() if not torch.isfinite(value)]
            raise Text2SceneError(
                f"The loss is no longer a number at step {run.step} (terms: {', '.join(bad) or 'all'}); "
                "lower the learning rate and resume from the last saved state."
            )
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), self.config.clip)
        self.optimizer.step()
        run.step += 1
        decay = min(self.config.average, (1 + run.step) / (10 + run.step))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                self.average[name].lerp_(value, 1 - decay)
        values = {name: float(value.detach()) for name, value in terms.items()}
        for name, value in {"loss": float(loss.detach()), **values}.items():
            run.sums[name] = run.sums.get(name, 0.0) + value
        return float(loss.detach()), values

    def _learning_rate(self, step: int) -> float:
        """Linear warm-up, then a cosine down to a twentieth."""
        peak, warm = self.config.learning_rate, self.config.warmup_steps
        warm = min(warm, max(1, self.total_steps // 10))
        if step < warm:
            return peak * (step + 1) / warm
        part = min(1.0, (step - warm) / max(1, self.total_steps - warm))
        return peak * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * part)))

    def _end_of_epoch(self, on_best: Callable[[nn.Module, dict[str, Any]], None], progress: Progress) -> None:
        run = self.run
        steps = max(1, run.step_in_epoch)
        record: dict[str, Any] = {"epoch": run.epoch + 1, "step": run.step, "seconds": round(run.seconds, 1)}
        record["train"] = {name: round(value / steps, 5) for name, value in run.sums.items()}
        last = run.epoch + 1 >= self.config.epochs
        if last or (run.epoch + 1) % self.config.evaluate_every == 0:
            own = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
            self.network.load_state_dict(self.average)
            self.network.eval()
            with torch.no_grad():
                figures = self.task.evaluate(self.network)
            record["tune"] = {name: round(value, 5) for name, value in figures.items()}
            if figures["score"] > run.best:
                run.best, run.since_best = figures["score"], 0
                if self.rank == 0:
                    on_best(self.network, record)
            else:
                run.since_best += 1
            self.network.load_state_dict(own)
        run.history.append(record)
        run.epoch, run.step_in_epoch, run.sums = run.epoch + 1, 0, {}
        self._save()
        progress.epoch(record)

    def _save(self) -> None:
        if self.rank == 0:
            save_state(self.state_file, self.network, self.average, self.optimizer, vars(self.run))


def _decay_groups(network: nn.Module, decay: float) -> list[dict[str, Any]]:
    """Matrices decay; vectors and scalars do not."""
    learned = [p for p in network.parameters() if p.requires_grad]
    matrices = [p for p in learned if p.dim() > 1]
    others = [p for p in learned if p.dim() <= 1]
    return [{"params": matrices, "weight_decay": decay}, {"params": others, "weight_decay": 0.0}]


def world(device: str = "cpu") -> tuple[int, int]:
    """(rank, processes), as torchrun tells them; (0, 1) without it. Joins the group."""
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count > 1 and not dist.is_initialized():
        dist.init_process_group("gloo" if device == "cpu" else "nccl")
    return int(os.environ.get("RANK", "0")), count
