"""Building and checking the atlas: each SVG as WebP at 2x and at 4x its size, and an index.

Rasterising needs skia-python (``pip install text2scene[art]``) and only ``build`` does it;
``check`` compares hashes, so it is quick and needs nothing.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH
from text2scene.errors import DataError, Text2SceneError
from text2scene.files import write_bytes, write_text
from text2scene.render.canvas import sprite_sizes
from text2scene.render.library import INDEX_FORMAT, KINDS, Library
from text2scene.render.vectors import read_vector

if TYPE_CHECKING:
    from PIL.Image import Image

SCALES = (2, 4)
# The largest trees at 4x would be read for nothing: no usual page shows them that large.
LONGEST_SIDE = 2560
# Changes whenever the same SVG would come out differently, so that old entries count as stale.
RECIPE = f"webp near-lossless {'x '.join(map(str, SCALES))}x, at most {LONGEST_SIDE}"
# A colour of fewer pixels than this is the blend along an edge, not a colour of the drawing.
_BLEND_PIXELS = 64
_BLEND_STEP, _ALPHA_STEPS = 8, 32


def expected(library: Library) -> dict[str, dict[str, tuple[float, float]]]:
    """By kind and name the size in pixels at depth 0 of every picture that has to be there."""
    sprites = {name: (width, height) for name, width, height in sprite_sizes(library.catalog)}
    backgrounds = {
        path.stem: (float(CANVAS_WIDTH), float(CANVAS_HEIGHT))
        for path in sorted((library.root / "backgrounds").glob("*.svg"))
    }
    return {"sprites": sprites, "backgrounds": backgrounds or {"park": (CANVAS_WIDTH, CANVAS_HEIGHT)}}


def digest(data: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def source_digest(path: Path) -> str:
    """SHA-256 of an SVG; line endings don't count, as a checkout may change them."""
    return digest(path.read_bytes().replace(b"\r\n", b"\n"))


def rasterise(path: Path, width: int, height: int) -> Image:
    """The SVG drawn at ``width`` by ``height`` pixels, RGBA. Raises Text2SceneError without skia."""
    from PIL import Image

    try:
        import skia
    except ImportError as error:
        raise Text2SceneError(
            "Building the atlas needs skia-python; install it with: pip install 'text2scene[art]'."
        ) from error
    vector = read_vector(path)
    # The stream has to copy: it does not keep the bytes alive itself.
    dom = skia.SVGDOM.MakeFromStream(skia.MemoryStream(path.read_bytes(), True))
    if dom is None:
        raise DataError(f"The drawing {path} cannot be rasterised; check that it is valid SVG.")
    dom.setContainerSize(skia.Size(vector.width, vector.height))
    surface = skia.Surface(width, height)
    canvas = surface.getCanvas()
    canvas.scale(width / vector.width, height / vector.height)
    dom.render(canvas)
    pixels = surface.makeImageSnapshot().toarray(
        colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kUnpremul_AlphaType
    )
    return Image.fromarray(pixels, "RGBA")


def settle_blends(image: Image) -> Image:
    """The RGBA image with fewer shades along its edges, which makes its file nearly half as large.

    Colours of the drawing stay exact; a blend moves by at most 4 of 255, its alpha by 1 in 64.
    """
    import numpy as np
    from PIL import Image

    pixels = np.asarray(image)
    _, kind, count = np.unique(pixels.reshape(-1, 4).view(np.uint32), return_inverse=True, return_counts=True)
    blend = (count < _BLEND_PIXELS)[kind].reshape(image.height, image.width)
    colour, alpha = pixels[..., :3].astype(int), pixels[..., 3].astype(int)
    rounded = np.minimum((colour + _BLEND_STEP // 2) // _BLEND_STEP * _BLEND_STEP, 255)
    steps = np.rint(np.rint(alpha * _ALPHA_STEPS / 255) * 255 / _ALPHA_STEPS)
    settled = np.dstack([np.where(blend[..., None], rounded, colour), steps])
    return Image.fromarray(settled.astype(np.uint8), "RGBA")


def level_sizes(width: float, height: float) -> list[tuple[int, int]]:
    """The (width, height) in pixels at which a picture is stored, smallest first."""
    sizes = []
    for scale in SCALES:
        fitting = min(scale, LONGEST_SIDE / max(width, height))
        size = (round(width * fitting), round(height * fitting))
        if size not in sizes:
            sizes.append(size)
    return sizes


def build_atlas(library: Library, force: bool = False, partial: bool = False) -> str:
    """Make what is stale anew, remove what is no longer used, and say what was done.

    force: make every picture anew. partial: go on although drawings are missing.
    Raises DataError that lists every SVG that is missing, or that cannot be used.
    """
    atlas = library.root / "atlas"
    wanted = expected(library)
    missing = _missing_sources(library, wanted)
    if missing and not partial:
        raise DataError(f"{len(missing)} drawings are missing: {', '.join(missing)}.")
    old = {} if force else _read_index(atlas)
    index: dict[str, Any] = {"format": INDEX_FORMAT, "recipe": RECIPE}
    made = 0
    for kind in KINDS:
        index[kind] = {}
        for name, size in sorted(wanted[kind].items()):
            source = library.root / kind / f"{name}.svg"
            if not source.is_file():
                continue
            entry = old.get(kind, {}).get(name)
            if entry is None or _stale(entry, source, size, old, atlas):
                entry = _make(source, size, atlas, kind)
                made += 1
            index[kind][name] = entry
    write_text(atlas / "index.json", json.dumps(index, indent=1, sort_keys=True) + "\n")
    removed = _remove_unused(atlas, index)
    total = sum(path.stat().st_size for path in atlas.rglob("*") if path.is_file())
    count = sum(len(index[kind]) for kind in KINDS)
    return f"Atlas of {count} pictures, {total / 2**20:.2f} MiB: {made} made, {removed} files removed."


def _make(source: Path, size: tuple[float, float], atlas: Path, kind: str) -> dict[str, Any]:
    """Write the stored sizes of one picture and return its entry in the index."""
    levels = []
    for scale, (width, height) in zip(SCALES, level_sizes(*size), strict=False):
        image = settle_blends(rasterise(source, width, height))
        if kind == "backgrounds":
            image = image.convert("RGB")
        out = io.BytesIO()
        image.save(out, "WEBP", lossless=True, quality=100, method=4)
        file = f"{kind}/{source.stem}@{scale}x.webp"
        write_bytes(atlas / file, out.getvalue())
        levels.append({"file": file, "width": width, "height": height, "sha256": digest(out.getvalue())})
    return {"source_sha256": source_digest(source), "size": list(size), "levels": levels}


def check_atlas(library: Library) -> list[str]:
    """What is wrong with the atlas, a line each; empty where it is up to date."""
    atlas = library.root / "atlas"
    wanted = expected(library)
    problems = [f"missing drawing: {path}" for path in _missing_sources(library, wanted)]
    index = _read_index(atlas)
    if not index:
        return [*problems, "missing or broken: atlas/index.json"]
    for kind in KINDS:
        entries = index.get(kind, {})
        problems += [f"no longer wanted: {kind}/{name}" for name in sorted(set(entries) - set(wanted[kind]))]
        for name, size in sorted(wanted[kind].items()):
            source = library.root / kind / f"{name}.svg"
            if not source.is_file():
                continue
            if name not in entries:
                problems.append(f"not in the atlas: {kind}/{name}")
            elif reason := _stale(entries[name], source, size, index, atlas):
                problems.append(f"{reason}: {kind}/{name}")
    return problems


def _missing_sources(library: Library, wanted: Mapping[str, Mapping[str, object]]) -> list[str]:
    return [
        f"{kind}/{name}.svg"
        for kind in KINDS
        for name in sorted(wanted[kind])
        if not (library.root / kind / f"{name}.svg").is_file()
    ]


def _read_index(atlas: Path) -> dict[str, Any]:
    """The index as it is on disk; empty where there is none that can be used."""
    try:
        index = json.loads((atlas / "index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    usable = isinstance(index, dict) and index.get("format") == INDEX_FORMAT
    return index if usable and all(isinstance(index.get(kind), dict) for kind in KINDS) else {}


def _stale(
    entry: Mapping[str, Any],
    source: Path,
    size: tuple[float, float],
    index: Mapping[str, Any],
    atlas: Path,
) -> str:
    """Why an entry of the index can no longer be used; empty where it can."""
    if index.get("recipe") != RECIPE:
        return "made by another recipe"
    if entry.get("source_sha256") != source_digest(source):
        return "drawing changed"
    if entry.get("size") != list(size):
        return "size in the catalog changed"
    for level in entry.get("levels", ()):
        path = atlas / level["file"]
        if not path.is_file():
            return "picture missing"
        if digest(path.read_bytes()) != level["sha256"]:
            return "picture changed"
    return "" if entry.get("levels") else "picture missing"


def _remove_unused(atlas: Path, index: Mapping[str, Any]) -> int:
    """Delete pictures in the atlas that no entry names; returns how many."""
    used = {level["file"] for kind in KINDS for entry in index[kind].values() for level in entry["levels"]}
    unused = [path for path in atlas.rglob("*.webp") if path.relative_to(atlas).as_posix() not in used]
    for path in unused:
        path.unlink()
    return len(unused)
