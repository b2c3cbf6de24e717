"""What holds for all items of a batch, and the fingerprint that tells whether one is done."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from text2scene import __version__
from text2scene.batch.inputs import Item
from text2scene.errors import CheckpointError, InputError
from text2scene.packs import catalog_digest, catalog_with
from text2scene.render import check_background
from text2scene.resources import shipped_weights

FORMATS = ("png", "svg", "json", "webp")


@dataclass(frozen=True)
class BatchSettings:
    """formats: file endings without the dot. seed: of items that bring none. scale: pixels of
    a picture to a pixel of the 500 x 400 canvas. weights: a checkpoint, by default the shipped
    one. workers: processes, each with one thread. background: of every scene, by default the
    usual one. shadows, haze: as of :func:`text2scene.render.to_image`. packs: folders of sprite
    packs. default_pack: whether the pack that ships is there too.
    """

    formats: tuple[str, ...] = ("png",)
    seed: int = 0
    temperature: float | None = None
    scale: float = 1.0
    model_only: bool = False
    weights: str | None = None
    device: str = "cpu"
    workers: int = 1
    background: str | None = None
    shadows: bool = True
    haze: bool = True
    packs: tuple[str, ...] = ()
    default_pack: bool = True

    def __post_init__(self) -> None:
        unknown = [name for name in self.formats if name not in FORMATS]
        if unknown or not self.formats:
            wrong = f", not {unknown[0]!r:.40}" if unknown else ""
            raise InputError(f"The formats of a batch are {', '.join(FORMATS)}{wrong}.")
        if self.background is not None:
            check_background(self.background)
        if self.workers < 1:
            raise InputError(f"A batch needs at least one worker, not {self.workers}.")

    @property
    def weights_file(self) -> Path:
        return Path(self.weights) if self.weights is not None else shipped_weights()

    def fingerprinter(self) -> Fingerprinter:
        """Raises CheckpointError where the weights cannot be read, InputError where a pack cannot."""
        try:
            with self.weights_file.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise CheckpointError(
                f"Cannot read the checkpoint {self.weights_file}: {error.strerror}; "
                "give the path of a .safetensors file."
            ) from None
        common = [__version__, digest, *self.formats, self.temperature, self.scale, self.model_only]
        common += [self.background, self.shadows, self.haze]
        if self.packs or not self.default_pack:
            common += [catalog_digest(catalog_with(self.packs, self.default_pack))]
        return Fingerprinter(json.dumps(common))


@dataclass(frozen=True)
class Fingerprinter:
    """Items to short digests of all that decides what is drawn."""

    common: str

    def of(self, item: Item) -> str:
        document = json.dumps([self.common, item.text, item.seed])
        return hashlib.sha256(document.encode("ascii")).hexdigest()[:24]
