"""The clip-art pieces: names, synonyms, sizes, anchors, groups, poses and expressions.

All lengths are pixels of the 500 x 400 canvas at depth 0; anchors are offsets from a
child's centre, unflipped, x to the right and y down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from text2scene.errors import InputError, Text2SceneError
from text2scene.resources import asset

POSES = ("reach", "arms_up", "kick", "run", "sit_cross_legged", "sit", "wave")
EXPRESSIONS = ("angry", "laugh", "smile", "sad", "surprised")
STANCES = ("stands", "rests", "floats")
GROUPS = ("sky", "park", "person", "animal", "wearable", "food", "toy")
DEPTH_SCALE = (1.0, 0.7, 0.49)
CANVAS_WIDTH = 500
CANVAS_HEIGHT = 400
HORIZON_Y = 190


@dataclass(frozen=True, slots=True)
class PoseSpec:
    """Size of a child in one pose, and where eyes, hat and hands are (pixels, from the centre).

    hands: the one on the right of the unmirrored picture, then the one on the left.
    foot: as of :class:`Piece`.
    """

    width: float
    height: float
    eyes: tuple[float, float]
    hat: tuple[float, float]
    hands: tuple[tuple[float, float], tuple[float, float]]
    foot: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, eq=False)
class Piece:
    """One category of clip art.

    ``type`` and ``subtype`` are the numbers of the Abstract Scenes format; ``file_code``
    is the stem of its picture name there (children: a pattern with pose and expression).
    ``worn`` is how far from a head's anchor the centre of this wearable sits: a tall hat
    higher (medians over the human-made scenes). ``held`` is how far from a hand the centre
    of a thing sits that is held; None for what cannot be.
    ``stance``: whether it ``stands`` on the ground wherever it is, ``rests`` on it (or is thrown,
    held or worn), or ``floats``. ``foot``: where it touches the ground, spans from left to right
    of the centre, unflipped. ``carries``: others may be on it.
    Of a sprite pack: ``behaves_like``, the built-in piece in whose places it may stand; ``ground``,
    whether it stands on the ground, None as that piece does; ``facing``, where it looks unflipped:
    "right", "left" or "frontal"; ``phrase``, its label with an article; ``picture``, its file.
    """

    id: int
    name: str
    label: str
    group: str
    synonyms: tuple[str, ...]
    looks: str
    width: float
    height: float
    type: int
    subtype: int
    file_code: str
    poses: Mapping[str, PoseSpec] = field(default_factory=dict)
    worn: tuple[float, float] = (0.0, 0.0)
    held: tuple[float, float] | None = None
    stance: str = "rests"
    foot: tuple[tuple[float, float], ...] = ()
    carries: bool = False
    behaves_like: str | None = None
    ground: bool | None = None
    facing: str | None = None
    phrase: str = ""
    picture: Path | None = None

    @property
    def is_child(self) -> bool:
        return self.group == "person"

    @property
    def acts_as(self) -> str:
        """The built-in piece whose ways it has: the one it behaves like, or itself."""
        return self.behaves_like or self.name

    def size(self, pose: str | None = None) -> tuple[float, float]:
        """(width, height) in pixels at depth 0; a child's depends on its pose."""
        spec = self.poses.get(pose or "reach")
        return (spec.width, spec.height) if spec else (self.width, self.height)


@dataclass(frozen=True, eq=False)
class Catalog:
    """All pieces, in id order, with look-ups by name and by Abstract Scenes code."""

    pieces: tuple[Piece, ...]
    classes: Mapping[str, tuple[str, ...]]
    fingerprint: str

    def __len__(self) -> int:
        return len(self.pieces)

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def __getitem__(self, name: str) -> Piece:
        try:
            return self.by_name[name]
        except KeyError:
            raise InputError(f"There is no piece named {name!r} in the catalog.") from None

    @cached_property
    def by_name(self) -> Mapping[str, Piece]:
        return {piece.name: piece for piece in self.pieces}

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(piece.name for piece in self.pieces)

    @cached_property
    def _by_code(self) -> Mapping[tuple[int, int], Piece]:
        return {(piece.type, -1 if piece.is_child else piece.subtype): piece for piece in self.pieces}

    def by_code(self, type_: int, subtype: int) -> Piece:
        """The piece of an Abstract Scenes (type, subtype); raises KeyError if there is none."""
        piece = self._by_code.get((type_, -1)) or self._by_code.get((type_, subtype))
        if piece is None or (piece.is_child and not 0 <= subtype < len(POSES) * len(EXPRESSIONS)):
            raise KeyError((type_, subtype))
        return piece


def _pair(raw: Sequence[float]) -> tuple[float, float]:
    return float(raw[0]), float(raw[1])


def _spans(raw: Sequence[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple(_pair(span) for span in raw)


def _stance(raw: Mapping[str, Any]) -> str:
    """As given, else by the group: only what is small enough to be thrown merely rests."""
    usual = {"sky": "floats", "park": "stands", "person": "stands", "animal": "stands"}
    stance = str(raw.get("stance", usual.get(raw["group"], "rests")))
    if stance not in STANCES:
        raise ValueError(f"a stance is one of {', '.join(STANCES)}, not {stance!r:.40}")
    return stance


def _pose(raw: Mapping[str, Any]) -> PoseSpec:
    hands = _pair(raw["hands"][0]), _pair(raw["hands"][1])
    return PoseSpec(
        float(raw["width"]),
        float(raw["height"]),
        _pair(raw["eyes"]),
        _pair(raw["hat"]),
        hands,
        _spans(raw.get("foot", ())),
    )


def read_catalog(path: Path) -> Catalog:
    """Read a catalog file. Raises Text2SceneError where it is missing or malformed."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        pieces = []
        for raw in document["pieces"]:
            poses = {name: _pose(spec) for name, spec in raw.get("poses", {}).items()}
            reach = poses.get("reach")
            pieces.append(
                Piece(
                    id=raw["id"],
                    name=raw["name"],
                    label=raw["label"],
                    group=raw["group"],
                    synonyms=tuple(raw["synonyms"]),
                    looks=raw["looks"],
                    width=reach.width if reach else float(raw["width"]),
                    height=reach.height if reach else float(raw["height"]),
                    type=raw["type"],
                    subtype=raw.get("subtype", 0),
                    file_code=raw["file_code"],
                    poses=MappingProxyType(poses),
                    worn=_pair(raw.get("worn", (0, 0))),
                    held=_pair(raw["held"]) if "held" in raw else None,
                    stance=_stance(raw),
                    foot=_spans(raw.get("foot", ())),
                    carries=bool(raw.get("carries", False)),
                )
            )
        classes = {name: tuple(members) for name, members in document["classes"].items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        raise Text2SceneError(
            f"The catalog {path.name} cannot be read ({error}); reinstall the package."
        ) from error
    pieces.sort(key=lambda piece: piece.id)
    fingerprint = ",".join(piece.name for piece in pieces)
    return Catalog(tuple(pieces), MappingProxyType(classes), fingerprint)


@cache
def default_catalog() -> Catalog:
    """The catalog that ships with the package, read once."""
    return read_catalog(asset("catalog", "pieces.json"))
