"""Building and checking the atlas: each SVG as WebP at 2x and at 4x its size, and an index.

Sprites of the packs below the assets folder are there too, at 3x only: few scenes show one, so
they may take fewer bytes.

Rasterising needs skia-python (``pip install text2scene[art]``) and only ``build`` does it;
``check`` compares hashes, so it is quick and needs nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from text2scene.art.kits import KIT_SCALE, expected_kits, make_kit
from text2scene.art.masks import COARSE, FINE, ROUGH, Drawing, settle_blends, write_webp
from text2scene.catalog import CANVAS_HEIGHT, CANVAS_WIDTH
from text2scene.colours import default_palettes
from text2scene.errors import DataError
from text2scene.files import write_text
from text2scene.render.canvas import sprite_sizes
from text2scene.render.library import INDEX_FORMAT, KINDS, Library
from text2scene.render.tints import tints_of
from text2scene.vectors import rasterise_svg, read_vector

if TYPE_CHECKING:
    from PIL.Image import Image

SCALES = (2, 4)
# The largest trees at 4x would be read for nothing: no usual page shows them that large.
LONGEST_SIDE = 2560
PACK_SCALES = (3,)
# Changes whenever the same SVG would come out differently, so that old entries count as stale.
RECIPE = (
    f"webp near-lossless {'x '.join(map(str, SCALES))}x, at most {LONGEST_SIDE}, masks, coarser "
    f"edges from 3x, kits {KIT_SCALE}x, packs {'x '.join(map(str, PACK_SCALES))}x"
)


def expected(library: Library) -> dict[str, dict[str, tuple[float, float]]]:
    """By kind and name the size in pixels at depth 0 of every picture that has to be there."""
    sprites = {name: (width, height) for name, width, height in sprite_sizes(library.catalog)}
    backgrounds = {
        path.stem: (float(CANVAS_WIDTH), float(CANVAS_HEIGHT))
        for path in sorted((library.root / "backgrounds").glob("*.svg"))
    }
    park: dict[str, tuple[float, float]] = {"park": (CANVAS_WIDTH, CANVAS_HEIGHT)}
    return {"sprites": sprites, "backgrounds": backgrounds or park, "kits": expected_kits(library)}


def digest(data: bytes) -> str:
    """SHA-256 as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def source_digest(path: Path) -> str:
    """SHA-256 of an SVG; line endings don't count, as a checkout may change them."""
    return digest(path.read_bytes().replace(b"\r\n", b"\n"))


def rasterise(path: Path, width: int, height: int) -> Image:
    """The SVG drawn at ``width`` by ``height`` pixels, RGBA. Raises Text2SceneError without skia."""
    vector = read_vector(path)
    return rasterise_svg(path.read_bytes(), (vector.width, vector.height), width, height, str(path))


def level_sizes(width: float, height: float, scales: tuple[int, ...] = SCALES) -> list[tuple[int, int]]:
    """The (width, height) in pixels at which a picture is stored, smallest first."""
    sizes = []
    for scale in scales:
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
    for kind, sizes in wanted.items():
        index[kind] = {}
        for name, size in sorted(sizes.items()):
            source = library.source(kind, name)
            if not source.is_file():
                continue
            entry = old.get(kind, {}).get(name)
            if entry is None or _stale(entry, source, size, old, atlas):
                entry = _made(source, size, atlas, kind, packed=(library.root / "packs") in source.parents)
                made += 1
            index[kind][name] = entry
    write_text(atlas / "index.json", _index_text(index))
    removed = _remove_unused(atlas, index)
    total = sum(path.stat().st_size for path in atlas.rglob("*") if path.is_file())
    count = sum(len(index[kind]) for kind in KINDS)
    kits = f" and {len(index['kits'])} kits" if index["kits"] else ""
    return f"Atlas of {count} pictures{kits}, {total / 2**20:.2f} MiB: {made} made, {removed} files removed."


def _index_text(index: Mapping[str, Any]) -> str:
    """The index as JSON, a line to a picture: half the bytes of one that is indented throughout."""
    sections = [
        f'"{key}": {json.dumps(value)}' for key, value in sorted(index.items()) if isinstance(value, str)
    ]
    for kind, entries in sorted(index.items()):
        if not isinstance(entries, str):
            lines = [
                f"{json.dumps(name)}: {json.dumps(entry, sort_keys=True, separators=(',', ':'))}"
                for name, entry in sorted(entries.items())
            ]
            sections.append(f'"{kind}": {{\n  ' + ",\n  ".join(lines) + "\n }")
    return "{\n " + ",\n ".join(sections) + "\n}\n"


def _made(
    source: Path, size: tuple[float, float], atlas: Path, kind: str, packed: bool = False
) -> dict[str, Any]:
    """Write the pictures made of one drawing, perhaps of a pack, and return their entry in the index."""
    if kind == "kits":
        return {"source_sha256": source_digest(source), **make_kit(source, size, atlas)}
    entry: dict[str, Any] = {"source_sha256": source_digest(source), "size": list(size), "levels": []}
    vector = read_vector(source)
    # A child is recoloured by its kit, which also has its other hair styles.
    child = source.stem.partition("-")[0] in default_palettes().hair_styles
    tints = tints_of(vector.body) if kind == "sprites" and not child else ()
    if tints:
        entry["tints"] = [list(tint) for tint in tints]
    drawing = Drawing(vector.body, (vector.width, vector.height), str(source))
    scales = PACK_SCALES if packed else SCALES
    for scale, (width, height) in zip(scales, level_sizes(*size, scales), strict=False):
        edges = ROUGH if packed else FINE if scale < SCALES[-1] or kind == "backgrounds" else COARSE
        image = settle_blends(rasterise(source, width, height), edges)
        if kind == "backgrounds":
            image = image.convert("RGB")
        file = f"{kind}/{source.stem}@{scale}x.webp"
        sha256 = write_webp(image, atlas / file, effort=6 if kind == "backgrounds" else 4)
        level = {"file": file, "width": width, "height": height, "sha256": sha256}
        if tints:
            masks = f"{kind}/{source.stem}@{scale}x.masks.webp"
            sha256 = write_webp(drawing.masks(tints, width, height, edges), atlas / masks)
            level["masks"] = {"file": masks, "sha256": sha256}
        entry["levels"].append(level)
    return entry


def check_atlas(library: Library) -> list[str]:
    """What is wrong with the atlas, a line each; empty where it is up to date."""
    atlas = library.root / "atlas"
    wanted = expected(library)
    problems = [f"missing drawing: {path}" for path in _missing_sources(library, wanted)]
    index = _read_index(atlas)
    if not index:
        return [*problems, "missing or broken: atlas/index.json"]
    for kind, sizes in wanted.items():
        entries = index.get(kind, {})
        problems += [f"no longer wanted: {kind}/{name}" for name in sorted(set(entries) - set(sizes))]
        for name, size in sorted(sizes.items()):
            source = library.source(kind, name)
            if not source.is_file():
                continue
            if name not in entries:
                problems.append(f"not in the atlas: {kind}/{name}")
            elif reason := _stale(entries[name], source, size, index, atlas):
                problems.append(f"{reason}: {kind}/{name}")
    return problems


def _missing_sources(library: Library, wanted: Mapping[str, Mapping[str, object]]) -> list[str]:
    return [
        library.source(kind, name).relative_to(library.root).as_posix()
        for kind in wanted
        for name in sorted(wanted[kind])
        if not library.source(kind, name).is_file()
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
    files = _files(entry)
    for file, sha256 in files:
        path = atlas / file
        if not path.is_file():
            return "picture missing"
        if digest(path.read_bytes()) != sha256:
            return "picture changed"
    return "" if files else "picture missing"


def _files(entry: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(file in the atlas, SHA-256) of every picture of an entry of the index."""
    stored = [*entry.get("levels", ()), *entry.get("layers", {}).values()]
    stored += [level["masks"] for level in entry.get("levels", ()) if "masks" in level]
    return [(one["file"], one["sha256"]) for one in stored]


def _remove_unused(atlas: Path, index: Mapping[str, Any]) -> int:
    """Delete pictures in the atlas that no entry names; returns how many."""
    entries = (entry for kind in (*KINDS, "kits") for entry in index[kind].values())
    used = {file for entry in entries for file, _ in _files(entry)}
    unused = [path for path in atlas.rglob("*.webp") if path.relative_to(atlas).as_posix() not in used]
    for path in unused:
        path.unlink()
    return len(unused)
