"""Copies of the whole library, the ten newest, in a folder beside it; each is checked before it counts."""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from text2scene.library.checks import is_good, mark_of
from text2scene.library.connection import DamagedError, connect, sync_folder

KEPT = 10
EVERY = 600.0
"""Seconds between two backups while stories are being changed."""
_NAME = re.compile(r".*-(\d{8}-\d{6}-\d{3})(-auto)?\.db\Z")
_TIME = "%Y%m%d-%H%M%S"
_STALE = 60.0  # seconds after which a half-made backup is nobody's
_FOLDER = "-backups"
_MAKING = ".making-"
_one_at_a_time = threading.Lock()


def folder_of(path: Path) -> Path:
    """Where the backups of a library are."""
    return path.with_name(path.name + _FOLDER)


def backups_of(path: Path) -> list[Path]:
    """The backups, newest first."""
    with suppress(OSError):
        found = [each for each in folder_of(path).iterdir() if _NAME.match(each.name)]
        return sorted(found, key=lambda each: _stamp(each)[0], reverse=True)
    return []


def made_at(backup: Path) -> datetime:
    """When a backup was made, UTC, by its name."""
    date, _, thousandths = _stamp(backup)[0].rpartition("-")
    return datetime.strptime(date, _TIME).replace(tzinfo=UTC, microsecond=int(thousandths) * 1000)


def in_local_time(moment: datetime) -> str:
    """For a sentence: 2026-11-24 20:40."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def make_backup(path: Path, by_itself: bool = False) -> Path:
    """Copy the library, while it may be in use. Raises OSError, sqlite3.Error, DamagedError.

    by_itself: nobody asked for it; of such ones, those within ten minutes of each other count as one, so
    that ten short visits do not push out what is a week old.
    """
    folder = folder_of(path)
    folder.mkdir(exist_ok=True)
    _clear_leftovers(folder)
    making = folder / f"{_MAKING}{secrets.token_hex(6)}.db"
    with _one_at_a_time:
        # The name tells the time from before copying: what began later is never older.
        target = _free_name(path, by_itself)
        try:
            _copy(path, making)
            if not is_good(making):
                raise DamagedError(f"The library {path} is damaged; open it again to bring back what can be.")
            os.replace(making, target)
        finally:
            making.unlink(missing_ok=True)
        sync_folder(folder)
        _thin_out(path)
    return target


def changed_since_backup(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether the newest backup holds something else than the library; of a backup itself, never."""
    if path.parent.name.endswith(_FOLDER):
        return False
    there = backups_of(path)
    mark = mark_of(connection)
    if not there:
        return mark != ""  # in a library without any change there is nothing to lose
    try:
        backup = connect(there[0], "ro", immutable=True)
    except sqlite3.Error:
        return True
    try:
        return mark_of(backup) != mark
    except sqlite3.Error:
        return True
    finally:
        backup.close()


def newest_good(path: Path) -> Path | None:
    """The newest backup that is whole."""
    return next((each for each in backups_of(path) if is_good(each)), None)


def _copy(path: Path, target: Path) -> None:
    source = connect(path, "ro")
    try:
        copy = sqlite3.connect(target, isolation_level=None)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = delete")  # one file, that can be carried about
        finally:
            copy.close()
    finally:
        source.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _free_name(path: Path, by_itself: bool) -> Path:
    taken = {_stamp(each)[0] for each in backups_of(path)}
    while True:
        moment = datetime.now(UTC)
        stamp = f"{moment.strftime(_TIME)}-{moment.microsecond // 1000:03d}"
        if stamp not in taken:
            return folder_of(path) / f"{path.stem}-{stamp}{'-auto' if by_itself else ''}.db"
        time.sleep(0.001)


def _thin_out(path: Path) -> None:
    there = backups_of(path)
    if len(there) > 2 and _stamp(there[0])[1] and _stamp(there[1])[1]:
        near = (made_at(there[1]) - made_at(there[2])).total_seconds() < EVERY
        if near:
            with suppress(OSError):
                there.pop(1).unlink()
    for old in there[KEPT:]:
        with suppress(OSError):
            old.unlink()


def _clear_leftovers(folder: Path) -> None:
    """What a program that was killed left half-made."""
    for each in folder.glob(f"{_MAKING}*"):
        with suppress(OSError):
            if time.time() - each.stat().st_mtime > _STALE:
                each.unlink()


def _stamp(backup: Path) -> tuple[str, bool]:
    match = _NAME.match(backup.name)
    return (match[1], match[2] is not None) if match else ("", False)
