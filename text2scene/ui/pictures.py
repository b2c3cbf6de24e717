"""The files that the page hands out: in one folder, and never more than a few."""

from __future__ import annotations

import threading
import uuid
from collections import deque
from pathlib import Path
from shutil import rmtree

from text2scene.errors import InputError
from text2scene.files import write_bytes
from text2scene.render import Library, default_library, to_png, to_svg, to_webp
from text2scene.scene import Scene

FORMATS = ("png", "svg", "webp", "json")
MOST_FILES = 40


class PictureFolder:
    """Scenes saved as files below ``root``; beyond ``most`` files the oldest are deleted.

    library: what pictures are drawn with, on the page too; by default what ships.
    """

    def __init__(self, root: Path, most: int = MOST_FILES, library: Library | None = None) -> None:
        self.root, self.most, self.library = root, most, library or default_library()
        self._folders: deque[Path] = deque()
        self._lock = threading.Lock()

    def save(self, scene: Scene, kind: str, scale: float = 1.0, transparent: bool = False) -> Path:
        """Save a scene as png, svg, webp or json. Raises InputError for another kind or scale.

        transparent: without the background.
        """
        if kind not in FORMATS:
            raise InputError(f"The format must be one of {', '.join(FORMATS)}, not {kind!r:.40}.")
        folder = self.root / uuid.uuid4().hex
        path = folder / f"scene.{kind}"
        with self._lock:
            self._folders.append(folder)
            while len(self._folders) > self.most:
                rmtree(self._folders.popleft(), ignore_errors=True)
        if transparent and kind != "json":
            write_bytes(path, _clear(scene, kind, scale, self.library))
        else:
            scene.save(path, scale=scale, library=self.library)
        return path


def _clear(scene: Scene, kind: str, scale: float, library: Library) -> bytes:
    """The picture without its background."""
    if kind == "svg":
        return to_svg(scene, scale, True, library=library).encode()
    if kind == "webp":
        return to_webp(scene, scale, transparent=True, library=library)
    return to_png(scene, scale, True, library=library)
