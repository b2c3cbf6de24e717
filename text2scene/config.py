"""Settings as frozen dataclasses; the command line builds them, nothing here parses arguments."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from text2scene.errors import InputError


@dataclass(frozen=True)
class ModelConfig:
    """Sizes of the network.

    word_dim: width of a word's vector. ngram_buckets: rows of the hashed letter n-gram
    table. encoder_dim: width of each direction of the BiGRU. category_dim: width of a
    piece's vector. canvas_dim: channels of the symbolic canvas. map_size: cells along
    each side of the hidden map. channels: channels of the ConvGRU. head_dim: hidden width
    of the heads. grid: cells along each side of the place grid, a multiple of map_size.
    slots: places beside the grid, on the children's heads and in their hands.
    readers: text-only readers of the pieces' looks and places. reader_dim: width of each direction
    of their BiGRUs. vector_dim: width of fixed word vectors given to them, 0 for none.
    object_attention, attribute_attention: whether c^o and c^a attend to the words or are
    their plain mean (for ablations).
    """

    word_dim: int = 96
    ngram_buckets: int = 6000
    encoder_dim: int = 128
    category_dim: int = 64
    canvas_dim: int = 48
    map_size: int = 14
    channels: int = 64
    head_dim: int = 192
    grid: int = 28
    slots: int = 6
    readers: int = 1
    reader_dim: int = 128
    vector_dim: int = 0
    dropout: float = 0.2
    object_attention: bool = True
    attribute_attention: bool = True

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            low = 0 if item.name in ("readers", "vector_dim") else 1
            if item.type == "int" and not low <= value <= 100_000:
                raise InputError(f"{item.name} must be from {low} to 100000, not {value!r}.")
        if self.grid % self.map_size:
            raise InputError(f"grid {self.grid} must be a multiple of map_size {self.map_size}.")

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ModelConfig:
        return cls(**_known(cls, data))


@dataclass(frozen=True)
class DecodeConfig:
    """How scenes are read off the network.

    max_objects: most pieces added to a canvas. presence_threshold: probability under
    which a category is not considered, 0 to 1; calibrated on held-out classes. prop_threshold: the
    same for animals and what is worn, eaten or played with, where the text is read for what it
    names: a pie that nobody spoke of is not wanted, a sun is.
    place_smoothing: standard deviation, in pixels, of the Gaussian over the place
    distribution before its mode is taken; near is better than far.
    overlap_weight, overlap_threshold: how much it counts whether a piece overlaps another,
    and the probability from which it should; see places.py.
    reader_weight: how much the readers' scores of pose and expression count beside the
    decoder's own; reader_depth, reader_flip, reader_place: the same for theirs.
    edit_place: how many times reader_place counts in an edit, since a message to change a scene speaks of
    places more than a caption does.
    removal_threshold: probability from which the readers take a piece off the canvas.
    temperature: 0 is greedy; 1 samples from the model's own distributions.
    """

    max_objects: int = 16
    presence_threshold: float = 0.4
    prop_threshold: float = 0.6
    stop_bias: float = 0.0
    place_smoothing: float = 36.0
    overlap_weight: float = 0.3
    overlap_threshold: float = 0.25
    reader_weight: float = 1.0
    reader_depth: float = 0.0
    reader_flip: float = 0.0
    reader_place: float = 0.0
    edit_place: float = 2.0
    removal_threshold: float = 0.5
    temperature: float = 0.0

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> DecodeConfig:
        return cls(**_known(cls, data))


@dataclass(frozen=True)
class LossWeights:
    """Weights of the loss terms, by name; object, place and attribute as published.

    coverage weighs the attention regulariser [1 - sum_t alpha_ti]^2 (per word), presence
    the auxiliary bag-of-objects loss that also feeds the object logits; looks_read,
    depth_read, flip_read, place_read and gone_read the readers of the text.
    """

    object: float = 5.0
    place: float = 2.0
    offset: float = 2.0
    depth: float = 2.0
    flip: float = 2.0
    pose: float = 2.0
    expression: float = 2.0
    object_coverage: float = 0.1
    attribute_coverage: float = 0.1
    presence: float = 2.0
    looks_read: float = 2.0
    depth_read: float = 1.0
    flip_read: float = 1.0
    place_read: float = 0.5
    gone_read: float = 2.0


@dataclass(frozen=True)
class TrainConfig:
    """Settings of a training run.

    epochs: times each scene is shown, at most. batch_size: inputs a step and process.
    learning_rate: the peak, then brought down along a cosine to a twentieth.
    weight_decay: of matrices. warmup_steps: steps until the peak, at most a tenth of all.
    clip: largest gradient norm. average: decay of the running average of the weights,
    which is what is kept. seed: of everything random. dialogue_share: share of the
    inputs that are rounds of dialogue. removal_share: share of the inputs that are instructions
    to take something away, made up for a scene, since the dialogues have next to none.
    partial_share: share of the captions that start from a partly drawn canvas.
    word_dropout: share of the words hidden, so that their letters have to do.
    label_smoothing: share of the object target spread over all that may be drawn. place_sigma:
    pixels of smoothing of the place target. mirror: show half
    of the inputs in a mirror. patience: evaluations without improvement before the run
    stops early. evaluate_every: epochs between evaluations. save_every_s: seconds between
    saves to resume from. threads: of the CPU, 0 for torch's own choice. max_words: longer
    texts are cut there in training. readers_only: train the readers of the text and
    leave the rest as it is; for a network that starts from given weights.
    """

    epochs: int = 20
    batch_size: int = 32
    learning_rate: float = 2e-3
    weight_decay: float = 0.01
    warmup_steps: int = 200
    clip: float = 5.0
    average: float = 0.998
    seed: int = 0
    dialogue_share: float = 0.25
    removal_share: float = 0.0
    partial_share: float = 0.15
    word_dropout: float = 0.08
    label_smoothing: float = 0.05
    place_sigma: float = 18.0
    mirror: bool = True
    patience: int = 8
    evaluate_every: int = 1
    save_every_s: float = 60.0
    threads: int = 0
    max_words: int = 120
    readers_only: bool = False


def _known(cls: type[Any], data: dict[str, Any]) -> dict[str, Any]:
    known = {item.name for item in fields(cls)}
    unknown = sorted(set(data) - known)
    if unknown:
        raise InputError(f"{cls.__name__} has no setting named {unknown[0]!r}.")
    return data


def to_dict(config: Any) -> dict[str, Any]:
    """A configuration as plain values, for JSON."""
    return asdict(config)
