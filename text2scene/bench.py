"""How quick, how large: figures of this machine, with one torch thread unless said otherwise.

Times are milliseconds of wall clock after a warm-up, the median and the 95th percentile.
"""

from __future__ import annotations

import math
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import text2scene
from text2scene.errors import Text2SceneError
from text2scene.resources import asset, shipped_weights

TEXT = "Mike is kicking the soccer ball to Jenny. Jenny is happy and wears a pirate hat."
_VARIED = (
    "Jenny is sad because the bear took her pie. Mike runs to help her.",
    "Mike and Jenny sit by the fire. A tent stands behind them.",
    "The sun is shining. Jenny throws a frisbee to Mike, and the dog wants it.",
    "An airplane flies over the slide. Mike waves at it.",
)
_WARM_UP = 3
# Ten objects at all depths: seven have shadows and four haze.
_DRAWN = (
    ("sun", 70, 60, 0),
    ("cloud", 200, 60, 0),
    ("oak_tree", 430, 130, 1),
    ("tent", 120, 230, 2),
    ("mike", 150, 270, 0),
    ("jenny", 350, 270, 0),
    ("dog", 260, 330, 0),
    ("table", 300, 240, 1),
    ("soccer_ball", 210, 350, 0),
    ("bear", 60, 280, 1),
)
_ROUNDS, _BURST = 40, 5
_START = """
import time
start = time.perf_counter()
import text2scene
imported = time.perf_counter()
generator = text2scene.load({weights!r})
import torch
torch.set_num_threads(1)
loaded = time.perf_counter()
from text2scene.render import to_png
to_png(generator.generate({text!r}))
drawn = time.perf_counter()
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
except ImportError:
    peak = 0
print(imported - start, loaded - imported, drawn - loaded, peak)
"""


def measure(
    weights: str | None = None,
    runs: int = 20,
    batch: int = 64,
    tell: Callable[[str], object] = lambda stage: None,
) -> dict[str, Any]:
    """All figures as plain values, for JSON.

    runs: scenes timed one by one. batch: scenes that each process draws in the batch
    measurement; 0 leaves it out. tell is called with the name of each part as it begins.
    Raises CheckpointError.
    """
    figures: dict[str, Any] = {"text": TEXT, "runs": runs, "machine": machine()}
    tell("start-up")
    figures["start_up"] = start_up(weights)
    tell("stages")
    figures["stages_ms"] = stages(weights, runs)
    tell("compositing")
    figures["compositing"] = compositing()
    figures["scenes_per_second"] = {}
    for workers in (1, 2) if batch else ():
        tell(f"a batch with {workers} processes")
        figures["scenes_per_second"][str(workers)] = throughput(weights, batch, workers)
    figures["size_mb"] = sizes(weights)
    return figures


def machine() -> dict[str, Any]:
    """What the figures depend on; no name of the machine or its user."""
    from importlib.metadata import version

    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "cpus": os.cpu_count(),
        "python": platform.python_version(),
        "torch": version("torch"),
        "text2scene": text2scene.__version__,
    }


def start_up(weights: str | None) -> dict[str, float]:
    """Seconds of a fresh process, by step, and the most memory it took, in MB."""
    code = _START.format(weights=weights, text=TEXT)
    root = str(Path(text2scene.__file__).resolve().parent.parent)
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise Text2SceneError(f"A fresh process could not draw a scene: {reason}.")
    imported, loaded, drawn, peak = (float(value) for value in done.stdout.split())
    unit = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss is in bytes there, else in KiB
    return {
        "import_s": round(imported, 3),
        "load_s": round(loaded, 3),
        "first_scene_s": round(drawn, 3),
        "peak_memory_mb": round(peak / unit, 1),
    }


def stages(weights: str | None, runs: int) -> dict[str, dict[str, float]]:
    """Milliseconds of each stage of one scene, from the text to the PNG file's bytes."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        laps = _laps(weights, runs)
    finally:
        torch.set_num_threads(before)
    laps["total"] = [sum(parts) for parts in zip(*laps.values(), strict=True)]
    return {name: _summary(values) for name, values in laps.items()}


def _laps(weights: str | None, runs: int) -> dict[str, list[float]]:
    from text2scene.generator import load
    from text2scene.language import clean_text, split_sentences, tokenize
    from text2scene.language.understand import understand
    from text2scene.render import to_image, to_png

    generator = load(weights)
    names = ("language", "encode", "decode", "render", "encode PNG")
    laps: dict[str, list[float]] = {name: [] for name in names}
    for index in range(_WARM_UP + runs):
        started = time.perf_counter()
        plain = clean_text(TEXT)
        tokenize(" ".join(split_sentences(plain)))
        understand(plain, generator.catalog, generator.vocabulary)
        language = time.perf_counter() - started
        with _timed(generator.network, "encode") as encode:
            scene, generated = _time(lambda: generator.generate(TEXT))
        _, rendered = _time(partial(to_image, scene))
        _, encoded = _time(partial(to_png, scene))
        if index >= _WARM_UP:
            # generate reads and encodes too, and to_png renders: what is left is the stage itself
            parts = (language, sum(encode), generated - language - sum(encode), rendered, encoded - rendered)
            for name, value in zip(names, parts, strict=True):
                laps[name].append(max(0.0, value))
    return laps


def compositing() -> dict[str, float]:
    """What shadows and haze cost: ten objects at 500 x 400, their pictures already scaled.

    plain_ms and full_ms are medians without and with them, in turns, so that a slow moment of the
    machine hits both; ratio is full_ms / plain_ms.
    """
    from text2scene.render import to_image
    from text2scene.scene import Scene, SceneObject

    scene = Scene(tuple(SceneObject(name, name, x, y, depth=depth) for name, x, y, depth in _DRAWN))
    calls = {
        "plain_ms": partial(to_image, scene, shadows=False, haze=False),
        "full_ms": partial(to_image, scene),
    }
    laps: dict[str, list[float]] = {name: [] for name in calls}
    for index in range(_WARM_UP + _ROUNDS):
        for name, call in calls.items():
            for _ in range(_BURST):
                _, seconds = _time(call)
                if index >= _WARM_UP:
                    laps[name].append(seconds)
    plain, full = (1000 * statistics.median(laps[name]) for name in calls)
    return {"plain_ms": round(plain, 3), "full_ms": round(full, 3), "ratio": round(full / plain, 2)}


def _time(call: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    result = call()
    return result, time.perf_counter() - started


@contextmanager
def _timed(owner: Any, name: str) -> Iterator[list[float]]:
    """The seconds of each call of one method of one object."""
    method, laps = getattr(owner, name), []

    def timed(*args: Any, **options: Any) -> Any:
        result, seconds = _time(lambda: method(*args, **options))
        laps.append(seconds)
        return result

    setattr(owner, name, timed)
    try:
        yield laps
    finally:
        delattr(owner, name)


def _summary(seconds: list[float]) -> dict[str, float]:
    ranked = sorted(seconds)
    worst = ranked[max(0, math.ceil(0.95 * len(ranked)) - 1)]
    return {"median": round(1000 * statistics.median(ranked), 2), "p95": round(1000 * worst, 2)}


def throughput(weights: str | None, count: int, workers: int) -> float:
    """Scenes a second, as PNG files: ``count`` for each process, after each has drawn some."""
    from text2scene.batch import BatchSettings, run_batch
    from text2scene.batch.runner import MICRO_BATCH

    texts = (TEXT, *_VARIED)
    first = workers * MICRO_BATCH  # which wait for the processes to start
    total = first + workers * count
    moments: list[float] = []
    with tempfile.TemporaryDirectory(prefix="text2scene-") as folder:
        source, target = Path(folder) / "texts.txt", Path(folder) / "out"
        source.write_text("".join(f"{texts[i % len(texts)]}\n" for i in range(total)), encoding="utf-8")
        settings = BatchSettings(weights=weights, workers=workers)
        run_batch(source, target, settings, progress=lambda done, _: moments.append(time.perf_counter()))
    return round((total - first) / (moments[-1] - moments[first - 1]), 2)


def sizes(weights: str | None) -> dict[str, float]:
    """Megabytes on disk of the code, the assets and the weights."""
    package = Path(text2scene.__file__).resolve().parent
    file = Path(weights) if weights is not None else shipped_weights()
    code = sum(path.stat().st_size for path in package.rglob("*.py"))
    art = sum(
        path.stat().st_size for path in asset().rglob("*") if path.is_file() and path != shipped_weights()
    )
    return {
        "code": round(code / 1e6, 2),
        "assets": round(art / 1e6, 2),
        "weights": round(file.stat().st_size / 1e6, 2),
    }


def table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    facts = figures["machine"]
    start = figures["start_up"]
    lines = [
        f"text2scene {facts['text2scene']}, Python {facts['python']}, torch {facts['torch']}, "
        f"{facts['system']} {facts['processor']}, {facts['cpus']} CPUs",
        f"one scene of two sentences, one thread, {figures['runs']} runs",
        "",
        f"{'stage':<12}{'median ms':>12}{'p95 ms':>12}",
    ]
    for name, row in figures["stages_ms"].items():
        lines.append(f"{name:<12}{row['median']:>12.1f}{row['p95']:>12.1f}")
    drawn = figures["compositing"]
    lines += [
        "",
        f"compositing {len(_DRAWN)} objects at 500 x 400: plain {drawn['plain_ms']:.2f} ms, "
        f"with shadows and haze {drawn['full_ms']:.2f} ms, {drawn['ratio']:.2f} times",
    ]
    for workers, rate in figures["scenes_per_second"].items():
        lines.append(
            f"batch to PNG, {workers} process{'es' if workers != '1' else ''}: {rate:.1f} scenes a second"
        )
    lines += [
        f"start-up: import {start['import_s']:.2f} s, load {start['load_s']:.2f} s, "
        f"first picture {start['first_scene_s']:.2f} s",
        f"peak memory: {start['peak_memory_mb']:.0f} MB"
        if start["peak_memory_mb"]
        else "peak memory: unknown",
        "size: " + ", ".join(f"{name} {value:.1f} MB" for name, value in figures["size_mb"].items()),
    ]
    return "\n".join(lines)
