"""Reading a text file, and writing a file so that a reader never sees half of it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from text2scene.errors import InputError, OutputError, Text2SceneError


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; on success rename it onto ``path``.

    The folder is made where it is missing. Raises OutputError, naming the path, where the
    folder or the file cannot be written; the old file, if any, is then untouched.
    """
    target = Path(path)
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{target.stem[:40]}-", suffix=target.suffix, dir=target.parent
        )
        os.close(handle)
        temporary = Path(name)
        yield temporary
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"Cannot write {target}: {reason}. Choose another folder or free some space."
        ) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write UTF-8 text through :func:`replacing`."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Write bytes through :func:`replacing`."""
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def read_text(path: str | os.PathLike[str], what: str, wrong: type[Text2SceneError]) -> str:
    """The UTF-8 text of a file with ``what`` in it.

    Raises InputError where it cannot be read, and ``wrong`` where it is no text.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise wrong(f"{path} is not a text file with {what} in it.") from None
    except OSError as error:
        raise InputError(f"Cannot read {path}: {error.strerror}.") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
