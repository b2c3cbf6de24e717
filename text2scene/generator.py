"""Text (and a Scene) -> Scene: the one place where words, network and pieces meet."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import torch

from text2scene.bearers import there_of
from text2scene.catalog import EXPRESSIONS, POSES, Catalog, default_catalog
from text2scene.compose import Composer
from text2scene.config import DecodeConfig
from text2scene.decoding import Drawn, Played, Wish, decode
from text2scene.errors import CheckpointError, InputError
from text2scene.language import Vocabulary, clean_text, split_sentences, tokenize
from text2scene.language.facts import Reading, Understood
from text2scene.language.setting import CONTRADICTS, UNFIT
from text2scene.language.understand import understand
from text2scene.language.wordings import as_meant
from text2scene.model.checkpoint import Checkpoint, load_checkpoint
from text2scene.packs import catalog_with
from text2scene.plan import Plan, plan
from text2scene.resources import shipped_weights
from text2scene.scene import Scene, SceneObject
from text2scene.tensors import text_batch

SAMPLING_TEMPERATURE = 0.7
MAX_TOKENS = 400
MAX_SEED = 2**63 - 1
MAX_ALTERNATIVES = 16
OVERSAMPLE = 3
_BATCH = 64


@dataclass(frozen=True)
class PlayedScene:
    """A scene with the steps that led to it, for playback.

    tokens: the words the model read, L of them. steps: one per object drawn, each with
    its attention over the tokens (L,) and its place distribution (G, G). score: mean log
    probability of the choices made, for ranking.
    """

    scene: Scene
    tokens: tuple[str, ...]
    steps: tuple[Played, ...]
    score: float = 0.0


@dataclass(frozen=True)
class _Job:
    """One text on its way through the network."""

    text: str
    tokens: tuple[str, ...]
    reading: Reading | None
    seed: int
    canvas: Scene
    plan: Plan = field(default_factory=Plan)
    editing: bool = False


class Generator:
    """Draws scenes from text with a trained network.

    Seed 0 is the model's best guess; any other seed samples a variation, always the same
    for the same text, seed and weights. With ``model_only`` the network decides alone;
    otherwise the pieces that the text names are drawn and those it rules out are not.
    """

    def __init__(self, checkpoint: Checkpoint, device: str = "cpu", catalog: Catalog | None = None) -> None:
        self.catalog = catalog or default_catalog()
        # what the network knows; pieces of packs come after these, and behave like one of them
        self.known = default_catalog()
        if checkpoint.catalog != self.known.names:
            raise CheckpointError(
                "This checkpoint was trained for another set of pieces; train it again for this catalog."
            )
        self.checkpoint = checkpoint
        self.network = checkpoint.network.to(device).eval()
        self.vocabulary = Vocabulary(checkpoint.vocabulary)
        self.decode_config = checkpoint.decode

    # -- the public calls --------------------------------------------------------------

    def generate(
        self,
        text: str,
        seed: int = 0,
        temperature: float | None = None,
        model_only: bool = False,
        *,
        background: str = "park",
    ) -> Scene:
        """Draw ``text`` on an empty canvas. Raises InputError where the text cannot be read.

        temperature: 0 greedy, 1 the model's own spread, up to 2; by default 0 for seed 0
        and 0.7 for any other. background: of a text that says nothing of a place, a time or weather.
        """
        return self.generate_batch([text], [seed], temperature, model_only, background=background)[0]

    def generate_batch(
        self,
        texts: Sequence[str],
        seeds: Sequence[int] | int = 0,
        temperature: float | None = None,
        model_only: bool = False,
        *,
        background: str = "park",
    ) -> list[Scene]:
        """Many texts at once; each gets the scene it would get alone."""
        each = [seeds] * len(texts) if isinstance(seeds, int) else list(seeds)
        if len(each) != len(texts):
            raise InputError(f"There are {len(texts)} texts but {len(each)} seeds; give one each.")
        empty = Scene(background=background)
        jobs = [self._job(text, seed, empty, model_only) for text, seed in zip(texts, each, strict=True)]
        return [played.scene for played in self._run(jobs, temperature)]

    def edit(
        self,
        scene: Scene,
        text: str,
        seed: int = 0,
        temperature: float | None = None,
        model_only: bool = False,
    ) -> Scene:
        """Change a scene as ``text`` says: the same decoder, started from ``scene``.

        What the text does not touch comes back identical. Instructions (add, remove, move,
        make, replace, swap, flip, give, start over) are obeyed; what is new is placed by the
        network. With ``model_only`` the network does it all: what it emits and is there
        already is moved or changed. Pieces that the catalog does not have are left alone.
        """
        job = self._job(text, seed, scene, model_only, editing=True)
        return next(iter(self._run([job], temperature))).scene

    def play(
        self,
        text: str,
        seed: int = 0,
        temperature: float | None = None,
        model_only: bool = False,
        *,
        background: str = "park",
    ) -> PlayedScene:
        """Like :meth:`generate`, with every step's attention and place distribution."""
        empty = Scene(background=background)
        return next(iter(self._run([self._job(text, seed, empty, model_only)], temperature)))

    def explain(self, text: str, scene: Scene | None = None) -> list[Understood]:
        """What is understood of a text: each span and what it was taken for, in text order.

        What is not understood is there too, with the nearest piece there is. ``scene``: the
        scene that an instruction is about.
        """
        plain = clean_text(text)
        there = None if scene is None else there_of(scene, self.catalog)
        return list(understand(plain, self.catalog, self.vocabulary, there).rows)

    def alternatives(self, text: str, n: int = 4, seed: int = 0, *, background: str = "park") -> list[Scene]:
        """n scenes that all obey the text and differ visibly, best first; see text2scene.variety."""
        from text2scene.variety import choose_varied

        if not 1 <= n <= MAX_ALTERNATIVES:
            raise InputError(f"There can be 1 to {MAX_ALTERNATIVES} alternatives, not {n!r:.20}.")
        first = seed if seed else 0
        seeds = [first, *range(first + 1, first + OVERSAMPLE * n)]
        jobs = [self._job(text, each, Scene(background=background), False) for each in seeds]
        drawn = [(played.scene, played.score) for played in self._run(jobs, None)]
        return choose_varied(drawn, n, self.catalog)

    def story(self, text: str, title: str = "", seed: int = 0) -> Any:
        """A :class:`text2scene.Story` from a text: its pages, each with its Scene, and its cast.

        Raises InputError where the text is empty or too long.
        """
        # By name, as entry points are, since stories stand above this module.
        working = importlib.import_module("text2scene.story.story").Story
        return working.from_text(self, text, title=title, seed=seed)

    # -- how it is done ----------------------------------------------------------------

    def _job(self, text: str, seed: int, canvas: Scene, model_only: bool, editing: bool = False) -> _Job:
        if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED:
            raise InputError(f"The seed must be a whole number from 0 to {MAX_SEED}, not {seed!r:.40}.")
        plain = clean_text(text)
        sentences = " ".join(split_sentences(plain))
        tokens = tuple(token.text for token in tokenize(as_meant(sentences)))
        if len(tokens) > MAX_TOKENS:
            raise InputError(
                f"The text has {len(tokens)} words and marks, and one picture can show at most "
                f"{MAX_TOKENS}; send it in parts, one picture each."
            )
        if model_only:
            return _Job(plain, tokens, None, seed, canvas, editing=editing)
        there = there_of(canvas, self.catalog) if editing else None
        reading = understand(plain, self.catalog, self.vocabulary, there)
        asked = plan(reading, canvas, self.catalog)
        if editing:
            # What is spoken of, and nothing else; only where the text speaks of what is there without
            # saying what becomes of it ("they want to play catch") is the rest the network's.
            unknown = any(note.get("kind") == "unknown_word" for note in reading.notes)
            free = any(thing.old for thing in reading.things) and not (
                unknown  # a violin for Jenny: it is not there, and nothing comes in its place
                or reading.facts
                or reading.changes
                or asked.required
                or asked.choices
                or reading.setting
                or reading.commanded  # there is only one tree: and so it is already
            )
            asked = replace(asked, only=not free)
        if reading.setting is not None:
            canvas, asked = _in_setting(reading, canvas, asked)
        return _Job(plain, tokens, reading, seed, canvas, asked, editing)

    def _wish(self, job: _Job) -> Wish:
        if job.reading is None:
            return Wish(may_remove=job.editing, seed=job.seed)
        number = {piece.name: piece.id for piece in self.known.pieces}
        asked = job.plan
        excluded = {number[name] for name in asked.excluded if name in number}
        if job.editing:
            excluded |= {number[name] for name in job.canvas.categories if name in number}
        required = {number[name] for name in asked.required} - excluded
        choices = tuple(tuple(number[o] for o in options) for options in asked.choices)
        return Wish(
            frozenset(required),
            frozenset(excluded),
            choices,
            asked.only,
            {number[c]: frozenset(POSES.index(p) for p in poses) for c, poses in asked.poses.items()},
            {
                number[c]: frozenset(EXPRESSIONS.index(e) for e in faces)
                for c, faces in asked.expressions.items()
            },
            {number[c]: frozenset(depths) for c, depths in asked.depths.items()},
            {number[c]: frozenset(slots) for c, slots in asked.slots.items()},
            read=not job.editing,
            may_add=job.editing and not job.reading.commanded and not job.reading.changes,
            seed=job.seed,
        )

    def _config(self, temperature: float | None, job: _Job) -> DecodeConfig:
        if temperature is None:
            temperature = 0.0 if job.seed == 0 else SAMPLING_TEMPERATURE
        if not isinstance(temperature, int | float) or not 0 <= temperature <= 2:
            raise InputError(f"The temperature must be from 0 to 2, not {temperature!r:.40}.")
        config = replace(self.decode_config, temperature=float(temperature))
        if job.editing:
            config = replace(config, reader_place=config.edit_place * config.reader_place)
        return config

    def _run(self, jobs: Sequence[_Job], temperature: float | None) -> Iterator[PlayedScene]:
        for start in range(0, len(jobs), _BATCH):
            part = jobs[start : start + _BATCH]
            configs = [self._config(temperature, job) for job in part]
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
        drawn = decode(self.network, text, canvases, wishes, self.known, config)
        return [self._played(job, each) for job, each in zip(jobs, drawn, strict=True)]

    def _played(self, job: _Job, drawn: Drawn) -> PlayedScene:
        objects = self._model_objects(job, drawn) if job.reading is None else self._composed(job, drawn)
        notes = () if job.reading is None else job.reading.notes
        scene = replace(job.canvas, objects=objects, text=job.text, seed=job.seed, notes=tuple(notes))
        by_category = {item.category: item for item in reversed(objects)}
        steps = tuple(
            replace(step, item=by_category[step.item.category])
            for step in drawn.played
            if step.item.category in by_category
        )
        return PlayedScene(scene, job.tokens, steps, drawn.score)

    def _known_objects(self, scene: Scene) -> list[SceneObject]:
        return [item for item in scene.objects if item.category in self.known]

    def _model_objects(self, job: _Job, drawn: Drawn) -> tuple[SceneObject, ...]:
        """The canvas with the drawn objects in; what was there keeps its place in the list."""
        by_id = {item.id: item for item in drawn.objects}
        known = {item.id for item in self._known_objects(job.canvas)}
        there = tuple(
            by_id.pop(item.id, item)
            for item in job.canvas.objects
            if item.id in by_id or item.id not in known
        )
        return Scene(objects=there).adding(*(item for item in drawn.objects if item.id in by_id)).objects

    def _composed(self, job: _Job, drawn: Drawn) -> tuple[SceneObject, ...]:
        assert job.reading is not None
        names = [self.known.pieces[c].name for c in drawn.chosen]
        chosen = dict(zip(job.plan.choice_keys, names, strict=True))
        fresh = [(step.item, step.places) for step in drawn.played]
        return Composer(job.reading, job.canvas, fresh, chosen, self.catalog).run()


def _in_setting(reading: Reading, canvas: Scene, asked: Plan) -> tuple[Scene, Plan]:
    """On the background that a text speaks of, and without what nobody expects there or asks for."""
    assert reading.setting is not None
    background = reading.setting.background(canvas.background)
    named = {option for thing in reading.things for option in thing.options}
    gone = CONTRADICTS.get(background, frozenset()) if background != canvas.background else frozenset()
    kept = tuple(item for item in canvas.objects if item.category not in gone - named)
    unfit = UNFIT.get(background, frozenset()) | (UNFIT["night"] if reading.setting.by_night else set())
    # What a pack's piece behaves like is asked for in its place: a moon is drawn where a sun would be.
    unfit -= named | set(asked.required) | {option for options in asked.choices for option in options}
    asked = replace(asked, excluded=tuple(dict.fromkeys((*asked.excluded, *sorted(unfit)))))
    return replace(canvas, background=background, objects=kept), asked


def load(
    path: str | os.PathLike[str] | None = None,
    device: str = "cpu",
    packs: Sequence[str | os.PathLike[str]] = (),
    default_pack: bool = True,
) -> Generator:
    """A Generator with the shipped weights, or with those of a checkpoint file.

    device: "cpu", "cuda" or "cuda:1". packs: folders of sprite packs whose pieces can be
    named too; the storybook pack is among them unless ``default_pack`` is False. Raises
    CheckpointError, PackError or InputError.
    """
    check_device(device)
    checkpoint = load_checkpoint(path if path is not None else shipped_weights())
    return Generator(checkpoint, device, catalog_with(packs, default_pack))


def check_device(device: str) -> None:
    """Raises InputError where torch cannot compute on this device."""
    if device == "cpu":
        return
    try:
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError) as error:
        reason = str(error).splitlines()[0]
        raise InputError(f"The device {device!r} cannot be used ({reason}); use cpu.") from None
