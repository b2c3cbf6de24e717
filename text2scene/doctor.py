"""Is this installation whole? Each finding says what is wrong and how to mend it."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from text2scene import __version__
from text2scene.errors import Text2SceneError
from text2scene.resources import asset, shipped_weights

NEEDED = ("torch", "numpy", "safetensors", "pillow", "gradio", "tqdm")
OPTIONAL = {"matplotlib": "training curves: pip install 'text2scene[train]'"}
PIECES, SPRITES = 58, 126
_TEXT = "Mike kicks the soccer ball. Jenny is sad."
_REINSTALL = "reinstall the package: pip install --force-reinstall text2scene"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. remedy: what to do, where ``ok`` is False."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine(weights: str | None = None) -> list[Finding]:
    """Look at everything that drawing needs; never raises for what is broken."""
    file = Path(weights) if weights is not None else None
    return [
        _python(),
        *(_package(name) for name in NEEDED),
        *(_optional(name, use) for name, use in OPTIONAL.items()),
        _look("assets", _assets, _REINSTALL),
        _look("catalog", _catalog, _REINSTALL),
        _look("packs", _packs, _REINSTALL),
        _look("pictures", _pictures, _REINSTALL),
        _look("weights", lambda: _weights(file), _weights_remedy(file)),
        _look(
            "temporary files", _temporary, "free some space, or set TMPDIR to a folder that can be written"
        ),
        _look("a scene, end to end", lambda: _scene(file), "mend what is said above, then run doctor again"),
    ]


def table(findings: list[Finding]) -> str:
    """A line each, remedies below the problems, and a last line that sums up."""
    width = max(len(finding.name) for finding in findings)
    lines = []
    for finding in findings:
        lines.append(f"{finding.name:<{width}}  {'ok' if finding.ok else 'PROBLEM':<7}  {finding.detail}")
        if not finding.ok:
            lines.append(f"{'':<{width}}           to mend it: {finding.remedy}")
    problems = sum(not finding.ok for finding in findings)
    said = "All is well." if not problems else f"{problems} problem{'s' if problems > 1 else ''} found."
    return "\n".join([*lines, said])


def _look(name: str, check: Callable[[], str], remedy: str) -> Finding:
    """What ``check`` says, or the problem that it raised."""
    try:
        return Finding(name, True, check())
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        known = isinstance(error, Text2SceneError | OSError | ImportError)
        return Finding(name, False, reason if known else f"{type(error).__name__}: {reason}", remedy)


def _python() -> Finding:
    found = f"{platform.python_version()}, text2scene {__version__}"
    return Finding("python", sys.version_info >= (3, 11), found, "install Python 3.11 or newer")


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, "not installed", f"pip install {name}")


def _optional(name: str, use: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, True, f"not installed; only needed for {use}")


def _assets() -> str:
    return str(asset())


def _catalog() -> str:
    from text2scene.catalog import default_catalog

    count = len(default_catalog())
    if count != PIECES:
        raise Text2SceneError(f"{count} pieces instead of {PIECES}.")
    return f"{count} pieces"


def _packs() -> str:
    from text2scene.packs import default_packs

    found = [f"{pack.name} ({len(pack.pieces)} pieces)" for pack in default_packs()]
    return ", ".join(found) if found else "none"


def _pictures() -> str:
    """Every sprite that a scene can ask for is in the atlas, and each file is the one it lists."""
    from text2scene.render import default_library

    library = default_library()
    sprites = library.index["sprites"]
    if len(sprites) < SPRITES:
        raise Text2SceneError(f"{len(sprites)} sprites in the atlas instead of {SPRITES}.")
    if not library.index["backgrounds"]:
        raise Text2SceneError("There is no background in the atlas.")
    atlas = asset("atlas")
    count = 0
    document = json.loads((atlas / "index.json").read_text(encoding="utf-8"))
    for kind in ("sprites", "backgrounds"):
        for name, entry in document[kind].items():
            library.vector(kind, name)
            for level in entry["levels"]:
                _whole(atlas / level["file"], level.get("sha256"))
                count += 1
    extra = f" and {len(sprites) - SPRITES} of packs" if len(sprites) > SPRITES else ""
    return f"{SPRITES} sprites{extra}, {count} picture files, all whole"


def _whole(path: Path, digest: str | None) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise Text2SceneError(f"The picture {path} cannot be read ({error.strerror}).") from None
    if digest and found != digest:
        raise Text2SceneError(f"The picture {path} is damaged.")


def _weights(file: Path | None) -> str:
    from text2scene.model.checkpoint import load_checkpoint

    path = file or shipped_weights()
    checkpoint = load_checkpoint(path)  # compares the checksum
    count = sum(value.numel() for value in checkpoint.network.parameters())
    return f"{path}, {count / 1e6:.1f} million parameters, checksum right"


def _weights_remedy(file: Path | None) -> str:
    return "give --weights the path of a whole .safetensors file" if file else _REINSTALL


def _temporary() -> str:
    with tempfile.NamedTemporaryFile(prefix="text2scene-") as file:
        file.write(b"text2scene")
        file.flush()
    return f"{tempfile.gettempdir()} can be written"


def _scene(file: Path | None) -> str:
    """A sentence in, a PNG and an SVG out, and the PNG opened again."""
    from text2scene.generator import load
    from text2scene.render import scene_from_picture

    scene = load(file).generate(_TEXT)
    with tempfile.TemporaryDirectory(prefix="text2scene-") as folder:
        for ending in ("png", "svg"):
            path = Path(folder) / f"scene.{ending}"
            scene.save(path)
            if scene_from_picture(path).objects != scene.objects:
                raise Text2SceneError(f"The {ending.upper()} does not carry the scene that was drawn.")
    return f"{len(scene)} objects drawn, saved and read again"
