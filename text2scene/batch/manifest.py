"""What became of each item, a line of JSON each, on disk before the next one is told.

Lines are only ever appended, so a run that is killed loses at most a torn last line, which
the next run cuts off. A run that comes to its end leaves one line per item.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from text2scene.errors import InputError, OutputError

MANIFEST = "manifest.jsonl"
PARTIAL = ".partial"
"""Folder of files that are being written; what a killed run left there is thrown away."""


@dataclass(frozen=True)
class Record:
    """One line. status: "ok" or "failed". files: names in the folder. fingerprint: of all that
    decided what was drawn.
    """

    id: str
    line: int
    text: str
    seed: int
    status: str
    files: tuple[str, ...] = ()
    error: str = ""
    fingerprint: str = ""


class Manifest:
    """The manifest of a folder, open for appending; one run at a time may have it.

    Raises OutputError where the folder cannot be written, InputError where another run is
    writing to it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / MANIFEST
        self._done: dict[str, str] = {}  # id -> fingerprint of what was drawn last
        self._seen: set[str] = set()
        self._superseded = False
        self._made_folder = not folder.exists()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = self.path.open("a+b")
        except OSError as error:
            raise self._failure(error) from error
        try:
            _lock(self._file, folder)
        except InputError:
            self._file.close()
            raise
        self._repair()
        for _, record in self._records():
            self._note(record)

    def __enter__(self) -> Manifest:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        empty = self._file.seek(0, os.SEEK_END) == 0
        self._file.close()
        if empty:  # a call that came to nothing leaves nothing behind
            with suppress(OSError):
                self.path.unlink()
                if self._made_folder:
                    self.folder.rmdir()

    def is_done(self, id_: str, fingerprint: str, files: tuple[str, ...]) -> bool:
        """Whether this very item was drawn and its files are still there."""
        return self._done.get(id_) == fingerprint and all(self._there(name) for name in files)

    def add(self, record: Record) -> None:
        """Append a line; it is on disk when this returns. Raises OutputError."""
        # backslashreplace writes a lone surrogate as \udc80, which is how JSON says it
        line = json.dumps(asdict(record), ensure_ascii=False).encode("utf-8", "backslashreplace")
        try:
            self._file.write(line + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._failure(error) from error
        self._note({"id": record.id, "status": record.status, "fingerprint": record.fingerprint})

    def _there(self, name: str) -> bool:
        try:
            return (self.folder / name).stat().st_size > 0
        except OSError:
            return False

    def _note(self, record: dict[str, object]) -> None:
        name = str(record.get("id"))
        self._superseded |= name in self._seen
        self._seen.add(name)
        if record.get("status") == "ok":
            self._done[name] = str(record.get("fingerprint"))
        else:
            self._done.pop(name, None)

    def _repair(self) -> None:
        """Cut off a last line without its end, which a killed run may leave."""
        end = self._file.seek(0, os.SEEK_END)
        keep = end
        while keep > 0:
            start = max(0, keep - 65536)
            self._file.seek(start)
            cut = self._file.read(keep - start).rfind(b"\n")
            if cut >= 0:
                keep = start + cut + 1
                break
            keep = start
        if keep < end:
            self._file.truncate(keep)

    def _records(self) -> Iterator[tuple[bytes, dict[str, object]]]:
        self._file.seek(0)
        for line in self._file:
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                record = None
            if isinstance(record, dict) and "id" in record:
                yield line, record
            else:
                self._superseded = True  # not ours: the last line of the run leaves it out

    def compact(self) -> None:
        """Leave the last line of each item, at the end of a run. Raises OutputError."""
        if not self._superseded:
            return
        last = {str(record["id"]): index for index, (_, record) in enumerate(self._records())}
        keep = set(last.values())
        aside = self.folder / PARTIAL / MANIFEST
        try:
            aside.parent.mkdir(exist_ok=True)
            with aside.open("wb") as file:
                file.writelines(line for index, (line, _) in enumerate(self._records()) if index in keep)
                file.flush()
                os.fsync(file.fileno())
            os.replace(aside, self.path)
        except OSError as error:
            raise self._failure(error) from error

    def _failure(self, error: OSError) -> OutputError:
        reason = error.strerror or str(error)
        return OutputError(
            f"Cannot write {self.path}: {reason}. Choose another folder or free some space; "
            "run the same command again to go on."
        )


def _lock(file: BinaryIO, folder: Path) -> None:
    """Keep a second run out of the folder, where the system can; the lock ends with the process."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(
            f"Another batch is writing to {folder}; wait for it, or choose another folder."
        ) from None
    except OSError:
        return  # a file system without locks
