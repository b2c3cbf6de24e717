"""Text (and a Scene) -> Scene: the one place where words, network and pieces meet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import torch

from text2scene.catalog import Catalog, default_catalog
from text2scene.config import DecodeConfig
from text2scene.decoding import Played, Wish, decode
from text2scene.errors import CheckpointError, InputError
from text2scene.language import Vocabulary, clean_text, split_sentences, tokenize
from text2scene.language.mentions import Reading, read_text
from text2scene.model.checkpoint import Checkpoint, load_checkpoint
from text2scene.resources import shipped_weights
from text2scene.scene import Scene, SceneObject
from text2scene.tensors import text_batch

SAMPLING_TEMPERATURE = 0.7
MAX_TOKENS = 400
MAX_SEED = 2**63 - 1
_BATCH = 64


@dataclass(frozen=True)
class PlayedScene:
    """A scene with the steps that led to it, for playback.

    tokens: the words the model read, L of them. steps: one per object drawn, each with
    its attention over the tokens (L,) and its place distribution (G, G).
    """

    scene: Scene
    tokens: tuple[str, ...]
    steps: tuple[Played, ...]


@dataclass(frozen=True)
class _Job:
    """One text on its way through the network."""

    text: str
    tokens: tuple[str, ...]
    reading: Reading | None
    seed: int
    canvas: Scene


class Generator:
    """Draws scenes from text with a trained network.

    Seed 0 is the model's best guess; any other seed samples a variation, always the same
    for the same text, seed and weights. With ``model_only`` the network decides alone;
    otherwise the pieces that the text names are drawn and those it rules out are not.
    """

    def __init__(self, checkpoint: Checkpoint, device: str = "cpu", catalog: Catalog | None = None) -> None:
        self.catalog = catalog or default_catalog()
        if checkpoint.catalog != self.catalog.names:
            raise CheckpointError(
                "This checkpoint was trained for another set of pieces; train it again for this catalog."
            )
        self.checkpoint = checkpoint
        self.network = checkpoint.network.to(device).eval()
        self.vocabulary = Vocabulary(checkpoint.vocabulary)
        self.decode_config = checkpoint.decode

    # -- the public calls --------------------------------------------------------------

    def generate(
        self, text: str, seed: int = 0, temperature: float | None = None, model_only: bool = False
    ) -> Scene:
        """Draw ``text`` on an empty canvas. Raises InputError where the text cannot be read.

        temperature: 0 greedy, 1 the model's own spread, up to 2; by default 0 for seed 0
        and 0.7 for any other.
        """
        return self.generate_batch([text], [seed], temperature, model_only)[0]

    def generate_batch(
        self,
        texts: Sequence[str],
        seeds: Sequence[int] | int = 0,
        temperature: float | None = None,
        model_only: bool = False,
    ) -> list[Scene]:
        """Many texts at once; each gets the scene it would get alone."""
        each = [seeds] * len(texts) if isinstance(seeds, int) else list(seeds)
        if len(each) != len(texts):
            raise InputError(f"There are {len(texts)} texts but {len(each)} seeds; give one each.")
        jobs = [self._job(text, seed, Scene(), model_only) for text, seed in zip(texts, each, strict=True)]
        return [played.scene for played in self._run(jobs, temperature)]

    def edit(
        self,
        scene: Scene,
        text: str,
        seed: int = 0,
        temperature: float | None = None,
        model_only: bool = False,
    ) -> Scene:
        """Draw ``text`` on a canvas as it stands: the same decoder, started from ``scene``.

        What the model emits and is there already is moved or changed; the rest stays as
        it is. Pieces that the catalog does not have are left alone.
        """
        job = self._job(text, seed, scene, model_only)
        return next(iter(self._run([job], temperature))).scene

    def play(
        self, text: str, seed: int = 0, temperature: float | None = None, model_only: bool = False
    ) -> PlayedScene:
        """Like :meth:`generate`, with every step's attention and place distribution."""
        return next(iter(self._run([self._job(text, seed, Scene(), model_only)], temperature)))

    # -- how it is done ----------------------------------------------------------------

    def _job(self, text: str, seed: int, canvas: Scene, model_only: bool) -> _Job:
        if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED:
            raise InputError(f"The seed must be a whole number from 0 to {MAX_SEED}, not {seed!r:.40}.")
        plain = clean_text(text)
        sentences = " ".join(split_sentences(plain))
        tokens = tuple(token.text for token in tokenize(sentences))
        if len(tokens) > MAX_TOKENS:
            raise InputError(
                f"The text has {len(tokens)} words and marks, and one picture can show at most "
                f"{MAX_TOKENS}; send it in parts, one picture each."
            )
        reading = None if model_only else read_text(plain, self.catalog, self.vocabulary)
        return _Job(plain, tokens, reading, seed, canvas)

    def _wish(self, job: _Job) -> Wish:
        if job.reading is None:
            return Wish(seed=job.seed)
        known = {piece.name: piece.id for piece in self.catalog.pieces}
        there = set(job.canvas.categories)
        required = {known[name] for name in job.reading.required if name not in there}
        excluded = {known[name] for name in job.reading.excluded}
        return Wish(frozenset(required - excluded), frozenset(excluded), job.seed)

    def _config(self, temperature: float | None, seed: int) -> DecodeConfig:
        if temperature is None:
            temperature = 0.0 if seed == 0 else SAMPLING_TEMPERATURE
        if not isinstance(temperature, int | float) or not 0 <= temperature <= 2:
            raise InputError(f"The temperature must be from 0 to 2, not {temperature!r:.40}.")
        return replace(self.decode_config, temperature=float(temperature))

    def _run(self, jobs: Sequence[_Job], temperature: float | None) -> Iterator[PlayedScene]:
        for start in range(0, len(jobs), _BATCH):
            part = jobs[start : start + _BATCH]
            configs = [self._config(temperature, job.seed) for job in part]
            results: dict[int, PlayedScene] = {}
            for config in dict.fromkeys(configs):
                members = [i for i, other in enumerate(configs) if other == config]
                drawn = self._decode([part[i] for i in members], config)
                results.update(zip(members, drawn, strict=True))
            yield from (results[i] for i in range(len(part)))

    def _decode(self, jobs: Sequence[_Job], config: DecodeConfig) -> list[PlayedScene]:
        buckets = self.network.config.ngram_buckets
        text = text_batch([job.tokens for job in jobs], self.vocabulary, buckets)
        canvases = [self._known_objects(job.canvas) for job in jobs]
        wishes = [self._wish(job) for job in jobs]
        drawn = decode(self.network, text, canvases, wishes, self.catalog, config)
        return [
            PlayedScene(self._finish(job, objects), job.tokens, tuple(played))
            for job, (objects, played) in zip(jobs, drawn, strict=True)
        ]

    def _known_objects(self, scene: Scene) -> list[SceneObject]:
        return [item for item in scene.objects if item.category in self.catalog]

    def _finish(self, job: _Job, objects: list[SceneObject]) -> Scene:
        """The canvas with the drawn objects in; what was there keeps its place in the list."""
        by_id = {item.id: item for item in objects}
        there = tuple(by_id.pop(item.id, item) for item in job.canvas.objects)
        notes = job.reading.notes if job.reading else ()
        base = replace(job.canvas, objects=there, text=job.text, seed=job.seed, notes=tuple(notes))
        return base.adding(*(item for item in objects if item.id in by_id))


def load(path: str | os.PathLike[str] | None = None, device: str = "cpu") -> Generator:
    """A Generator with the shipped weights, or with those of a checkpoint file.

    device: "cpu", "cuda" or "cuda:1". Raises CheckpointError or InputError.
    """
    check_device(device)
    return Generator(load_checkpoint(path if path is not None else shipped_weights()), device)


def check_device(device: str) -> None:
    """Raises InputError where torch cannot compute on this device."""
    if device == "cpu":
        return
    try:
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"The device {device!r} cannot be used ({reason}); use cpu.") from None
