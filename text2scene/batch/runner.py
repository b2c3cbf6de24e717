"""The batch itself: hands items to the processes that draw, and notes what became of each."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from text2scene.batch.inputs import Item, read_items
from text2scene.batch.manifest import Manifest, Record
from text2scene.batch.settings import BatchSettings
from text2scene.batch.worker import clear_partial, failed, files_of, work
from text2scene.errors import InputError, Text2SceneError

MICRO_BATCH = 16
"""Scenes decoded together; more is hardly quicker, and a text waits for its whole batch."""

_STOP_SECONDS = 5.0

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Failure:
    """An item that was not drawn, and why."""

    id: str
    line: int
    error: str


@dataclass
class BatchResult:
    """drawn: items drawn now. kept: those that an earlier run had drawn. failed: in the order in
    which they failed.
    """

    drawn: int = 0
    kept: int = 0
    failed: list[Failure] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.drawn + self.kept + len(self.failed)


def run_batch(
    source: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    settings: BatchSettings,
    *,
    limit: int | None = None,
    progress: Progress | None = None,
) -> BatchResult:
    """Draw the texts of a .txt, .csv or .jsonl file into ``folder``, with a manifest.jsonl.

    An item that the manifest has with the same text, seed and settings is kept as it is, so
    the same call goes on after any stop. limit: only the first so many items. progress is
    called with the items done and their total.
    Raises InputError, OutputError or CheckpointError where the batch as a whole cannot go on;
    an item that fails is told in the result.
    """
    total = sum(1 for _ in islice(read_items(source, settings.seed), limit))
    if total == 0:
        raise InputError(f"{source} has no texts in it; write one on each line.")
    target = Path(folder)
    fingerprint = settings.fingerprinter().of
    with Manifest(target) as manifest:
        clear_partial(target)
        result = BatchResult()
        job = _Job(manifest, result, fingerprint, lambda: progress and progress(result.count, total))
        size = max(1, min(MICRO_BATCH, -(-total // settings.workers)))
        try:
            items = islice(read_items(source, settings.seed), limit)
            _Pool(settings, target, job).run(job.to_draw(items, settings), size)
            manifest.compact()
        finally:
            clear_partial(target)
    return result


@dataclass
class _Job:
    """The accounts of a run."""

    manifest: Manifest
    result: BatchResult
    fingerprint: Callable[[Item], str]
    tell: Callable[[], object]

    def to_draw(self, items: Iterator[Item], settings: BatchSettings) -> Iterator[Item]:
        """The items that are left to draw; the others are accounted for here."""
        for item in items:
            if item.error:
                self.note(failed(item, item.error), item)
            elif self.manifest.is_done(item.id, self.fingerprint(item), files_of(item, settings)):
                self.result.kept += 1
                self.tell()
            else:
                yield item

    def note(self, record: Record, item: Item) -> None:
        self.manifest.add(replace(record, fingerprint=self.fingerprint(item)))
        if record.status == "ok":
            self.result.drawn += 1
        else:
            self.result.failed.append(Failure(record.id, record.line, record.error))
        self.tell()


@dataclass(eq=False)
class _Worker:
    process: Any
    pipe: Connection
    ready: bool = False
    items: dict[str, Item] = field(default_factory=dict)  # sent and not yet told of, by id


class _Pool:
    """Processes, started when there is something to draw for them."""

    def __init__(self, settings: BatchSettings, folder: Path, job: _Job) -> None:
        self.settings, self.folder, self.job = settings, folder, job
        self.workers: list[_Worker] = []
        self.again: deque[list[Item]] = deque()

    def run(self, items: Iterator[Item], size: int) -> None:
        """Draw all items, ``size`` at a time. Raises what a process raised that ended it."""
        try:
            more = True
            while more or self.again or any(worker.items for worker in self.workers):
                idle = [worker for worker in self.workers if worker.ready and not worker.items]
                room = len(self.workers) < self.settings.workers
                if (idle or room) and (more or self.again):
                    part = self.again.popleft() if self.again else list(islice(items, size))
                    more = more and bool(part)
                    if part:
                        self._send(idle[0] if idle else self._start(), part)
                    continue
                self._hear()
            for worker in self.workers:
                with suppress(OSError):
                    worker.pipe.send(None)
        except BaseException:
            for worker in self.workers:
                worker.process.terminate()
            raise
        finally:
            self._end()

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        pipe, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.settings, self.folder), daemon=True)
        with _interrupts_ignored():
            process.start()
        theirs.close()
        self.workers.append(_Worker(process, pipe))
        return self.workers[-1]

    def _send(self, worker: _Worker, part: list[Item]) -> None:
        worker.items = {item.id: item for item in part}
        with suppress(OSError):  # it has ended; hearing from it tells
            worker.pipe.send(part)

    def _hear(self) -> None:
        by_pipe = {worker.pipe: worker for worker in self.workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                message = worker.pipe.recv()
            except (EOFError, OSError):
                self._lost(worker)
                continue
            if isinstance(message, Exception):
                raise message
            if isinstance(message, Record):
                self.job.note(message, worker.items.pop(message.id))
            worker.ready = worker.ready or message is True

    def _lost(self, worker: _Worker) -> None:
        """A process ended by itself: memory ran out, or someone killed it."""
        self.workers.remove(worker)
        worker.process.join(_STOP_SECONDS)
        if not worker.ready:
            raise Text2SceneError(
                "A worker process ended before it could draw (perhaps memory ran out); "
                "run the same command again with fewer workers."
            )
        if len(worker.items) == 1:
            for item in worker.items.values():
                self.job.note(failed(item, "the process that drew it ended; run again to retry"), item)
        else:
            # One of them may be to blame: alone, it cannot take others along.
            self.again.extend([item] for item in worker.items.values())

    def _end(self) -> None:
        for worker in self.workers:
            worker.process.join(_STOP_SECONDS)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process started in here leaves Ctrl+C to its parent, from its first moment on."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not in the main thread, where signals cannot be set
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
