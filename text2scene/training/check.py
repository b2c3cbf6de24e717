"""Is the public data there, whole, and usable?"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from text2scene.errors import DataError
from text2scene.training.datasets import (
    DIALOGUES_FILE,
    SCENES_FILE,
    SENTENCE_FILES,
    SPLITS,
    find_data,
    load_dialogues,
    load_scenes,
    load_sentences,
    split_of,
)

PUBLIC_COUNTS = {
    SCENES_FILE: (10_020, "scenes"),
    SENTENCE_FILES[0]: (10_020, "caption groups"),
    SENTENCE_FILES[1]: (10_020, "caption groups"),
    DIALOGUES_FILE: (9_993, "dialogues"),
}
"""What the public files hold: their count, and of what."""

# A few public scenes are empty or lack a caption group, so a whole file may count a little less.
_WHOLE_SHARE = 0.99
_NEEDED = (SCENES_FILE, *SENTENCE_FILES)


@dataclass(frozen=True, slots=True)
class FileReport:
    """One public file.

    state: "whole" (about the public count or more), "part" (readable, fewer), "missing" or
    "broken". size: bytes on disk. sha256: of the file as it lies there. problem: the error
    of a broken file.
    """

    name: str
    state: str
    path: Path | None = None
    size: int = 0
    sha256: str = ""
    count: int = 0
    public_count: int = 0
    unit: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """All files, and how many captioned scenes each split has."""

    root: Path
    files: tuple[FileReport, ...]
    splits: dict[str, int]

    @property
    def usable(self) -> bool:
        """Training can start: scenes and both caption files can be read, and nothing is broken."""
        readable = {file.name for file in self.files if file.state in ("whole", "part")}
        broken = any(file.state == "broken" for file in self.files)
        return readable.issuperset(_NEEDED) and not broken and self.splits.get("train", 0) > 0

    @property
    def whole(self) -> bool:
        """Every file has in it what the public one has."""
        return all(file.state == "whole" for file in self.files)

    def table(self) -> str:
        """A table to print, with a line that says whether the data can be used."""
        rows = [("file", "state", "count", "public", "of", "MB", "sha256")]
        for file in self.files:
            if file.state == "missing":
                rows.append((file.name, "missing", "-", f"{file.public_count:,}", file.unit, "-", "-"))
            else:
                size = f"{file.size / 1e6:.1f}"
                numbers = (f"{file.count:,}", f"{file.public_count:,}", file.unit)
                rows.append((file.name, file.state, *numbers, size, file.sha256[:12]))
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in rows
        ]
        lines += [file.problem for file in self.files if file.problem]
        lines.append("captioned scenes: " + ", ".join(f"{self.splits[name]:,} {name}" for name in SPLITS))
        lines.append(self._verdict())
        return "\n".join(lines)

    def _verdict(self) -> str:
        if not self.usable:
            absent = [file.name for file in self.files if file.state == "missing" and file.name in _NEEDED]
            reason = f"{absent[0]} is missing" if absent else "a file is broken or has no training scene"
            return f"Not usable for training: {reason}."
        if any(file.state == "missing" for file in self.files):
            return "Usable for training on captions; there are no dialogues."
        return "Usable for training, and whole." if self.whole else "Usable for training; parts are missing."

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        files = [{**asdict(file), "path": str(file.path) if file.path else None} for file in self.files]
        return {"root": str(self.root), "usable": self.usable, "files": files, "splits": self.splits}


def check_data(folder: str | os.PathLike[str]) -> Report:
    """Read every public file below ``folder`` once and count what is in it.

    Raises DataError where the folder is missing or holds none of the files; a file that is
    missing or broken is told in the report.
    """
    found = find_data(folder)
    scenes: dict[int, int] = {}  # scene number -> class
    captioned: set[int] = set()

    def count(name: str, path: Path) -> int:
        if name == SCENES_FILE:
            scenes.update((entry.number, entry.class_id) for entry in load_scenes(path))
            return len(scenes)
        if name == DIALOGUES_FILE:
            return len(load_dialogues(found.root, SPLITS))
        sentences = load_sentences(path)
        captioned.update(sentences)
        return len(sentences)

    files = []
    for name, path in found.named().items():
        public, unit = PUBLIC_COUNTS[name]
        if path is None:
            files.append(FileReport(name, "missing", public_count=public, unit=unit))
            continue
        number, problem = 0, ""
        try:
            number = count(name, path)
        except DataError as error:
            problem = str(error)
        state = "broken" if problem or not number else "whole" if number >= _WHOLE_SHARE * public else "part"
        problem = problem or ("" if number else f"{path} has no {unit} in it.")
        size, digest = path.stat().st_size, _sha256(path)
        files.append(FileReport(name, state, path, size, digest, number, public, unit, problem))
    counts = Counter(split_of(class_id) for number, class_id in scenes.items() if number in captioned)
    return Report(found.root, tuple(files), {name: counts[name] for name in SPLITS})


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # counting has already said why the file cannot be read
