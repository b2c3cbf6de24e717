"""The one generation loop: a network, texts and canvases in, steps out, greedy or sampled.

Everything that steers it is a change to the logits: categories already emitted, categories
the text does not ask for, those that must come before STOP, those that must not come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH, DEPTH_SCALE, POSES, Catalog
from text2scene.config import DecodeConfig
from text2scene.model.inputs import ObjectBatch, TextBatch
from text2scene.model.network import Text2SceneNetwork
from text2scene.model.reader import CHILDREN, READ_GRID
from text2scene.places import best_places
from text2scene.scene import SceneObject
from text2scene.steps import Step, object_of, open_slots
from text2scene.tensors import object_batch, object_rows

_FORBIDDEN = -1e9
SURE = 1.0  # the logit from which the network may add, in an edit, what the text does not name


@dataclass(frozen=True)
class Wish:
    """What must hold for one scene, by category numbers.

    required: drawn before STOP. excluded: never drawn. choices: of each of these sets one is
    drawn. only: nothing else is. poses, expressions, depths: the numbers (from 0) that are
    allowed for a category. slots: the slots that a category may be put into; none for an
    empty set. may_remove, may_add: the network may
    take pieces away, and add what it is sure of, though ``only`` holds. read: the text was read for what
    it names, so small things that it does not name need a reason (prop_threshold). seed: of the random
    numbers, where decoding samples.
    """

    required: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    choices: tuple[tuple[int, ...], ...] = ()
    only: bool = False
    poses: Mapping[int, frozenset[int]] = field(default_factory=dict)
    expressions: Mapping[int, frozenset[int]] = field(default_factory=dict)
    depths: Mapping[int, frozenset[int]] = field(default_factory=dict)
    slots: Mapping[int, frozenset[int]] = field(default_factory=dict)
    may_remove: bool = False
    may_add: bool = False
    read: bool = False
    seed: int = 0


@dataclass(frozen=True)
class Played:
    """One step as it was decided, for playing it back.

    item: the object. object_weights, attribute_weights: the attention over the tokens (L,).
    places: the place distribution over the grid (G, G), before smoothing.
    """

    item: SceneObject
    object_weights: np.ndarray
    attribute_weights: np.ndarray
    places: np.ndarray


@dataclass(frozen=True)
class Drawn:
    """What came of one text: the objects on the canvas, the steps, and the category taken for each choice.

    score: mean log probability of the looks and places chosen, for ranking.
    """

    objects: list[SceneObject]
    played: list[Played]
    chosen: tuple[int, ...] = ()
    score: float = 0.0


@dataclass
class _Run:
    """One scene while it is being decoded."""

    wish: Wish
    objects: list[SceneObject]
    rng: np.random.Generator
    played: list[Played] = field(default_factory=list)
    wanted: set[int] = field(default_factory=set)
    chosen: list[int] = field(default_factory=list)
    score: float = 0.0
    done: bool = False
    added: int = 0


@torch.inference_mode()
def decode(
    network: Text2SceneNetwork,
    text: TextBatch,
    canvases: Sequence[Sequence[SceneObject]],
    wishes: Sequence[Wish],
    catalog: Catalog,
    config: DecodeConfig,
) -> list[Drawn]:
    """For each of B texts: the objects of the finished canvas, and the steps that led there.

    canvases: the objects already there, of catalog categories. An emitted category that
    is there already moves or changes that object in place, under its old id.
    """
    return _Decoder(network, text, canvases, wishes, catalog, config).run()


class _Decoder:
    def __init__(
        self,
        network: Text2SceneNetwork,
        text: TextBatch,
        canvases: Sequence[Sequence[SceneObject]],
        wishes: Sequence[Wish],
        catalog: Catalog,
        config: DecodeConfig,
    ) -> None:
        self.network, self.catalog, self.config = network, catalog, config
        self.grid = network.config.grid
        self.removed: list[set[str]] = []
        self.lengths = text.lengths.tolist()
        self.device = next(network.parameters()).device
        text = text.to(self.device)
        self.read = network.read_together(text)
        standing = self._standing(canvases, wishes)
        rows = [object_rows(objects, catalog) for objects in standing]
        before = self.objects = object_batch(rows).to(self.device)
        self.runs = [
            _Run(wish, list(objects), np.random.default_rng(wish.seed))
            for wish, objects in zip(wishes, standing, strict=True)
        ]
        props = ("animal", "wearable", "food", "toy")
        self.props = np.array([piece.group in props for piece in catalog.pieces])
        self.encoded = network.encode(text, network.there(before))
        self.hidden = network.initial_state(self.encoded)
        self.canvas = self._trace(before).sum(1)
        count = len(self.runs)
        self.previous = torch.full((count,), network.stop, device=self.device)
        self.used = torch.zeros(count, network.categories, dtype=torch.bool, device=self.device)
        self.open = self._open_categories()

    def _standing(
        self, canvases: Sequence[Sequence[SceneObject]], wishes: Sequence[Wish]
    ) -> list[list[SceneObject]]:
        """The canvases without what the readers find the text takes away."""
        out = []
        for i, (objects, wish) in enumerate(zip(canvases, wishes, strict=True)):
            kept = list(objects)
            if wish.may_remove and self.read is not None:
                gone = self.read.gone[i].sigmoid() > self.config.removal_threshold
                kept = [item for item in kept if not gone[self.catalog[item.category].id]]
                self.removed.append({item.category for item in objects} - {item.category for item in kept})
            else:
                self.removed.append(set())
            out.append(kept)
        return out

    # -- what may be drawn -------------------------------------------------------------

    def _open_categories(self) -> Tensor:
        """(B, C) True for the categories that the text asks for, by the presence scores."""
        scores = self.encoded.presence.cpu().double().numpy()
        level = float(np.log(self.config.presence_threshold / (1 - self.config.presence_threshold)))
        prop_level = float(np.log(self.config.prop_threshold / (1 - self.config.prop_threshold)))
        open_ = np.zeros(scores.shape, dtype=bool)
        for i, run in enumerate(self.runs):
            noise = 0.0
            if self.config.temperature > 0:
                # a category that is likely at the threshold is drawn in half the samples
                noise = self.config.temperature * run.rng.logistic(size=scores.shape[1])
            open_[i] = scores[i] + noise >= (
                np.where(self.props, prop_level, level) if run.wish.read else level
            )
            self._resolve(run, scores[i] + noise)
            if run.wish.only:
                open_[i] = run.wish.may_add & (scores[i] >= SURE)
                open_[i, list(CHILDREN)] = False  # a child comes when named
            open_[i, list(run.wanted)] = True
            open_[i, list(run.wish.excluded)] = False
            open_[i, [self.catalog[name].id for name in self.removed[i]]] = False
        return torch.from_numpy(open_).to(self.device)

    @staticmethod
    def _resolve(run: _Run, scores: np.ndarray) -> None:
        """Of each class that the text names, the piece that fits best and is not yet taken."""
        run.wanted = set(run.wish.required)
        for options in run.wish.choices:
            free = [c for c in options if c not in run.wanted and c not in run.wish.excluded] or list(options)
            best = max(free, key=lambda c: (float(scores[c]), -c))
            run.wanted.add(best)
            run.chosen.append(best)

    # -- the loop ----------------------------------------------------------------------

    def run(self) -> list[Drawn]:
        for _ in range(self.config.max_objects):
            self._step()
            if all(run.done for run in self.runs):
                break
        return [
            Drawn(run.objects, run.played, tuple(run.chosen), run.score / max(len(run.played), 1))
            for run in self.runs
        ]

    def _step(self) -> None:
        network, encoded, config = self.network, self.encoded, self.config
        self.hidden = network.gru(network.look(self.canvas), self.hidden)
        hidden = self.hidden.unsqueeze(1)
        logits, object_alpha = network.objects(
            hidden, self.previous.unsqueeze(1), encoded, self.used.unsqueeze(1)
        )
        category = self._choose_category(logits[:, 0])
        current = category.clamp(max=network.categories - 1)
        feature, attributes, attribute_alpha = network.attributes(hidden, current.unsqueeze(1), encoded)
        scores = self._with_readers(current, {name: value[:, 0] for name, value in attributes.items()})
        self._keep_to_wishes(current, scores)
        looks = {name: self._choose(value) for name, value in scores.items()}
        child = torch.tensor([self.catalog.pieces[int(c)].is_child for c in current], device=self.device)
        pose = torch.where(child, looks["pose"] + 1, 0)
        given = network.place_head.given(feature[:, 0], looks["depth"], pose)
        slots = self._slots(current)
        place_logits, cells = network.place_head(self.hidden, given, current, slots)
        place_logits = self._read_places(current, place_logits)
        place, shift = self._choose_place(
            place_logits, slots, self._sizes(current, looks["depth"], pose), child
        )
        offset, flip = network.place_head.at(cells, given, place)
        if self.read is not None:
            flip = flip.log_softmax(-1) + config.reader_flip * self._of(self.read.flip, current)
        flips = self._choose(flip)
        offset = torch.where((place < self.grid**2)[:, None], shift, offset).round()
        columns = torch.stack([category, place, *offset.long().T, looks["depth"], flips, pose], 1)
        expression = torch.where(child, looks["expression"] + 1, 0)
        table = torch.cat([columns, expression[:, None]], 1).tolist()
        likely = self._likelihood(scores, looks, child)
        for i, run in enumerate(self.runs):
            if not run.done:
                run.score += float(likely[i])
                alphas = object_alpha[i, 0], attribute_alpha[i, 0]
                self._draw(i, run, Step(*table[i]), alphas, place_logits[i])
        self._update_canvas(category)

    @staticmethod
    def _likelihood(scores: dict[str, Tensor], looks: dict[str, Tensor], child: Tensor) -> Tensor:
        """(B,) log probability of the looks chosen: depth, and of a child pose and expression."""
        each = {name: scores[name].log_softmax(-1).gather(1, looks[name][:, None])[:, 0] for name in looks}
        return each["depth"] + torch.where(child, each["pose"] + each["expression"], 0.0)

    def _draw(self, i: int, run: _Run, step: Step, alphas: tuple[Tensor, Tensor], place: Tensor) -> None:
        if step.category >= self.network.categories:
            run.done = True
            return
        item = object_of(step, run.objects, self.catalog, self.grid)
        at = next((k for k, o in enumerate(run.objects) if o.category == item.category), None)
        if at is None:
            run.objects.append(item)
        else:
            run.objects[at] = replace(
                item, id=run.objects[at].id, extra=run.objects[at].extra, style=run.objects[at].style
            )
        length = self.lengths[i]
        places = place[: self.grid**2].softmax(0).reshape(self.grid, self.grid)
        weights = [alpha[:length].cpu().numpy().copy() for alpha in alphas]
        run.played.append(Played(item, weights[0], weights[1], places.cpu().numpy().copy()))
        run.added += 1
        run.done = run.added >= self.config.max_objects

    def _update_canvas(self, category: Tensor) -> None:
        """The canvas map of the objects as they now stand; what was moved is where it is now."""
        drawn = category < self.network.categories
        index = category.clamp(max=self.network.categories - 1)
        self.used[torch.arange(len(index), device=self.device)[drawn], index[drawn]] = True
        self.previous = torch.where(drawn, category, self.previous)
        rows = object_batch([object_rows(run.objects, self.catalog) for run in self.runs])
        self.objects = rows.to(self.device)
        self.canvas = self._trace(self.objects).sum(1)

    def _trace(self, objects: ObjectBatch) -> Tensor:
        if objects.category.shape[1] == 0:
            size, width = self.network.config.map_size, self.network.config.canvas_dim
            return torch.zeros(len(self.runs), 1, width, size, size, device=self.device)
        return self.network.canvas.trace(objects)

    # -- choosing ----------------------------------------------------------------------

    def _choose_category(self, logits: Tensor) -> Tensor:
        logits = logits.clone()
        objects, stop = logits[:, :-1], logits[:, -1]
        objects.masked_fill_(~self.open, _FORBIDDEN)
        objects.masked_fill_(self.used, _FORBIDDEN)
        stop += self.config.stop_bias
        for i, run in enumerate(self.runs):
            missing = [c for c in run.wanted if not self.used[i, c]]
            if missing:
                stop[i] = _FORBIDDEN
                if run.added + len(missing) >= self.config.max_objects:
                    # the last places are for what the text asks for
                    others = torch.ones_like(self.open[i])
                    others[missing] = False
                    objects[i].masked_fill_(others, _FORBIDDEN)
        none_left = (objects <= _FORBIDDEN).all(1)
        stop[none_left] = 0.0
        return self._choose(logits)

    def _choose(self, logits: Tensor) -> Tensor:
        """(B, K) -> (B,): the best, or at a temperature one drawn with each run's own numbers."""
        if self.config.temperature > 0:
            noise = np.stack([run.rng.gumbel(size=logits.shape[1]) for run in self.runs])
            scaled = logits / self.config.temperature
            logits = scaled + torch.from_numpy(noise).to(scaled)
        return logits.argmax(-1)

    def _with_readers(self, current: Tensor, scores: dict[str, Tensor]) -> dict[str, Tensor]:
        """The decoder's scores of depth, pose and expression, with those of the readers added."""
        read, config = self.read, self.config
        if read is None:
            return scores
        out = {name: value.log_softmax(-1) for name, value in scores.items()}
        if config.reader_weight > 0:
            for name, logp in (("pose", read.pose), ("expression", read.expression)):
                for k, category in enumerate(CHILDREN):
                    mine = (current == category)[:, None]
                    out[name] = torch.where(mine, out[name] + config.reader_weight * logp[:, k], out[name])
        out["depth"] = out["depth"] + config.reader_depth * self._of(read.depth, current)
        return out

    def _keep_to_wishes(self, current: Tensor, scores: dict[str, Tensor]) -> None:
        """Poses, expressions and depths that the text rules out are made impossible."""
        for i, (run, category) in enumerate(zip(self.runs, current.tolist(), strict=True)):
            wish = run.wish
            for name, allowed in (
                ("pose", wish.poses),
                ("expression", wish.expressions),
                ("depth", wish.depths),
            ):
                if category in allowed:
                    barred = [k for k in range(scores[name].shape[1]) if k not in allowed[category]]
                    scores[name][i, barred] += _FORBIDDEN

    @staticmethod
    def _of(logp: Tensor, current: Tensor) -> Tensor:
        """(B, C, K) -> (B, K): the readers' scores of the current piece."""
        return logp.gather(1, current[:, None, None].expand(-1, 1, logp.shape[-1]))[:, 0]

    def _read_places(self, current: Tensor, logits: Tensor) -> Tensor:
        """The place logits with the readers' coarser map added to the cells."""
        if self.read is None or self.config.reader_place == 0:
            return logits
        cells = self.grid**2
        coarse = self._of(self.read.place, current).view(-1, 1, READ_GRID, READ_GRID)
        fine = F.interpolate(coarse, (self.grid, self.grid), mode="bilinear")
        # a slot stands for no cell: both kinds keep the weight that the decoder gave them
        own = logits.log_softmax(-1)
        joint = own[:, :cells] + self.config.reader_place * fine.flatten(1)
        joint = joint - joint.logsumexp(-1, keepdim=True) + own[:, :cells].logsumexp(-1, keepdim=True)
        return torch.cat([joint, own[:, cells:]], 1)

    def _slots(self, current: Tensor) -> Tensor:
        """(B, S) True where the piece could be put into that slot."""
        flags = []
        for category, run in zip(current.tolist(), self.runs, strict=True):
            own = open_slots(self.catalog.pieces[category], {item.category for item in run.objects})
            allowed = run.wish.slots.get(category)
            if allowed is not None:
                own = tuple(flag and k in allowed for k, flag in enumerate(own))
            flags.append(own)
        return torch.tensor(flags, device=self.device)

    def _choose_place(
        self, logits: Tensor, slots: Tensor, size: Tensor, child: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Place (B,), and for a cell the shift (B, 2) in pixels from its centre.

        Greedy: the best slot where the slots together outweigh the grid, else the best cell.
        """
        if self.config.temperature > 0:
            return self._sample_place(logits)
        cells = self.grid**2
        p = logits.softmax(-1)
        grid = p[:, :cells].reshape(-1, self.grid, self.grid)
        apart = child[:, None] & (self.objects.pose > 0)
        best, shift = best_places(grid, size, self.objects, self.config, apart)
        in_slot = slots.any(1) & (p[:, cells:].sum(1) > p[:, :cells].sum(1))
        return torch.where(in_slot, cells + p[:, cells:].argmax(1), best), shift

    def _sizes(self, current: Tensor, depth: Tensor, pose: Tensor) -> Tensor:
        """(B, 2) drawn width and height of the pieces, as fractions of the canvas."""
        rows = []
        for category, far, posed in zip(current.tolist(), depth.tolist(), pose.tolist(), strict=True):
            piece = self.catalog.pieces[category]
            width, height = piece.size(POSES[posed - 1] if posed else None)
            scale = DEPTH_SCALE[far]
            rows.append((width * scale / CANVAS_WIDTH, height * scale / CANVAS_HEIGHT))
        return torch.tensor(rows, device=self.device)

    def _sample_place(self, logits: Tensor) -> tuple[Tensor, Tensor]:
        place = self._choose(logits)
        unit = np.array([CANVAS_WIDTH / self.grid, CANVAS_HEIGHT / self.grid])
        shift = np.stack([run.rng.uniform(-0.5, 0.5, 2) for run in self.runs]) * unit
        return place, torch.from_numpy(shift).to(logits)
