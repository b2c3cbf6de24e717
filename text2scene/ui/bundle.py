"""All that the page needs to draw by itself: pieces, drawings, colours, the first scene; one file.

Drawings are the harmless part of SVG that :mod:`text2scene.vectors` lets through. Children
come as the layers of their kits, their grips among them; a piece that is a PNG is fetched by itself.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from text2scene.catalog import DEPTH_SCALE, EXPRESSIONS, GROUPS, HORIZON_Y, POSES, Catalog, Piece
from text2scene.colours import TONES, Colour, default_palettes
from text2scene.errors import InputError
from text2scene.render import Library, backdrop, backgrounds, shadows
from text2scene.render.backdrops import HAZE
from text2scene.render.hands import FISTS, grasped
from text2scene.render.tints import tints_of
from text2scene.steps import EYEWEAR, HELD_WITHIN, WORN_WITHIN
from text2scene.ui import describe
from text2scene.ui.answers import EXAMPLES, MAX_SCALE
from text2scene.ui.checks import MAX_PAGE_SEED, MAX_TEXT

STATIC = Path(__file__).resolve().parent / "studio"
_TYPES = {".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
_STYLE_PARTS = ("skin", "hair", "top", "bottom", "shoes", "main", "trim")


class Bundle:
    """What is served to every page alike, under a version that changes with its contents.

    start: what a page shows that nobody has worked on (an answer of ``Answers.generate``).
    more: files of further tabs by their names, such as ``stories/main.js``.
    """

    def __init__(
        self, library: Library, start: Mapping[str, Any], more: Mapping[str, bytes] | None = None
    ) -> None:
        self.library, self.start, self.more = library, start, dict(more or {})

    @cached_property
    def packed(self) -> bytes:
        """The document, JSON in gzip."""
        text = json.dumps(self._document(), ensure_ascii=False, separators=(",", ":"))
        return gzip.compress(text.encode(), 6, mtime=0)

    @cached_property
    def scripts(self) -> Mapping[str, tuple[bytes, str]]:
        """The files of the page by name: their bytes and media type. Those of a tab: ``tab/file``."""
        files = {path.name: path.read_bytes() for path in sorted(STATIC.iterdir())}
        files |= self.more
        return {
            name: (data, _TYPES[end]) for name, data in files.items() if (end := Path(name).suffix) in _TYPES
        }

    @cached_property
    def version(self) -> str:
        """A name for these contents, of twelve letters and digits."""
        digest = hashlib.sha256(self.packed)
        for name, (data, _) in self.scripts.items():
            digest.update(name.encode() + data)
        return digest.hexdigest()[:12]

    def raster(self, name: str) -> bytes:
        """The PNG of a piece that is one. Raises InputError."""
        piece = self.library.catalog.by_name.get(name)
        if piece is None or piece.picture is None or piece.picture.suffix.lower() != ".png":
            raise InputError("There is no such picture.")
        return piece.picture.read_bytes()

    # -- the document ------------------------------------------------------------------

    def _document(self) -> dict[str, Any]:
        library = self.library
        return {
            "pieces": [self._piece(piece, library.catalog) for piece in library.catalog.pieces],
            "kits": self._kits(),
            "backgrounds": [self._background(name) for name in backgrounds(library)],
            "colours": self._colours(),
            "rules": {
                "groups": GROUPS,
                "poses": POSES,
                "expressions": EXPRESSIONS,
                "depths": DEPTH_SCALE,
                "horizon": HORIZON_Y,
                "haze": HAZE,
                "eyewear": sorted(EYEWEAR),
                "wornWithin": WORN_WITHIN,
                "heldWithin": HELD_WITHIN,
                "fists": sorted(FISTS),
                "shadowColour": shadows.COLOUR,
                "shadowLayers": shadows.LAYERS,
                "shadowStrength": shadows.STRENGTH,
            },
            "words": {"poses": describe.POSES, "expressions": describe.EXPRESSIONS},
            "limits": {"text": MAX_TEXT, "seed": MAX_PAGE_SEED, "scale": MAX_SCALE},
            "examples": EXAMPLES,
            "start": self.start,
        }

    def _piece(self, piece: Piece, catalog: Catalog) -> dict[str, Any]:
        out: dict[str, Any] = {
            "name": piece.name,
            "label": piece.label,
            "phrase": describe.piece_phrase(piece.name, catalog),
            "group": piece.group,
            "words": [*piece.synonyms, *([] if piece.behaves_like is None else [piece.behaves_like])],
            "size": piece.size(),
            "actsAs": piece.acts_as,
            "pack": piece.behaves_like is not None,
            "worn": piece.worn,
            "held": piece.held,
            "grasped": [grasped(piece, fist) for fist in (False, True)],
            "stance": piece.stance,
            "foot": piece.foot,
            "carries": piece.carries,
        }
        if piece.is_child:
            out["poses"] = {
                name: {
                    "size": [spec.width, spec.height],
                    "eyes": spec.eyes,
                    "hat": spec.hat,
                    "hands": spec.hands,
                    "foot": spec.foot,
                }
                for name, spec in piece.poses.items()
            }
            out["parts"] = ["skin", "hair", "top", "bottom", "shoes"]
            return out
        vector = self.library.vector("sprites", piece.name)
        out["box"] = [vector.width, vector.height]
        if vector.raster:
            return out | {"raster": True, "parts": []}
        found = {token.partition("-")[0] for tint in tints_of(vector.body) for token in tint.part.split()}
        return out | {"body": vector.body, "parts": [part for part in _STYLE_PARTS if part in found]}

    def _kits(self) -> dict[str, Any]:
        kits = {}
        for piece in self.library.catalog.pieces:
            for pose in piece.poses if piece.is_child else ():
                kit = self.library.kit(f"{piece.name}-{pose}")
                if kit is not None:
                    kits[f"{piece.name}-{pose}"] = {
                        "box": [kit.width, kit.height],
                        "layers": dict(kit.layers),
                    }
        return kits

    def _background(self, name: str) -> dict[str, Any]:
        vector, known = self.library.vector("backgrounds", name), backdrop(name)
        return {
            "name": name,
            "phrase": known.phrase,
            "air": known.air,
            "box": [vector.width, vector.height],
            "body": vector.body,
        }

    def _colours(self) -> dict[str, Any]:
        palettes = default_palettes()
        return {
            "skin": {name: _tones(colour) for name, colour in palettes.skin.items()},
            "hair": {name: _tones(colour) for name, colour in palettes.hair.items()},
            "colours": {name: _tones(colour) for name, colour in palettes.colours.items()},
            "hairStyles": {name: list(styles) for name, styles in palettes.hair_styles.items()},
            "tones": TONES,
        }


def _tones(colour: Colour) -> list[str]:
    return [colour.tone(name) for name in TONES]
