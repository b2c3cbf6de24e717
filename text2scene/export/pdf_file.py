"""The grammar of a PDF file (ISO 32000): objects, streams, the table of where they are.

Objects go to the file as soon as they are made, so that a long book needs no more memory than
a short one. The same calls make the same bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an object."""

    number: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name, such as ``/Page``."""

    text: str


@dataclass(frozen=True, slots=True)
class Raw:
    """Something already written in the grammar."""

    text: str


Value = Ref | Name | Raw | str | bytes | bool | int | float | Sequence["Value"] | Mapping[str, "Value"] | None


def number(value: float) -> str:
    """A number without exponent or needless digits."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def written(value: Value) -> str:
    """A value in the grammar. A ``str`` is a text string, ``bytes`` a string of bytes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, Ref):
        return f"{value.number} 0 R"
    if isinstance(value, Name):
        plain = (
            c if c.isascii() and (c.isalnum() or c in "-_.+") else f"#{ord(c) % 256:02X}" for c in value.text
        )
        return "/" + "".join(plain)
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, str):
        # Hexadecimal always: nothing in a title can end the string.
        data = ("\ufeff" + value).encode("utf-16-be", "replace")
        return f"<{data.hex().upper()}>"
    if isinstance(value, bytes):
        return f"<{value.hex().upper()}>"
    if isinstance(value, Mapping):
        inside = " ".join(f"{written(Name(key))} {written(one)}" for key, one in value.items())
        return f"<< {inside} >>"
    return f"[{' '.join(written(one) for one in value)}]"


class PdfFile:
    """Writes a PDF to an open file, object by object."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._places: dict[int, int] = {}
        self._count = 0
        self._at = 0
        self._digest = hashlib.sha256()
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._digest.update(data)
        self._at += len(data)

    def reserve(self) -> Ref:
        """A reference to an object that is written later."""
        self._count += 1
        return Ref(self._count)

    def add(self, value: Value, ref: Ref | None = None) -> Ref:
        """Write an object, at a place reserved for it if any."""
        ref = ref or self.reserve()
        self._places[ref.number] = self._at
        self._write(f"{ref.number} 0 obj\n{written(value)}\nendobj\n".encode("ascii"))
        return ref

    def stream(self, data: bytes, about: Mapping[str, Value] | None = None, ref: Ref | None = None) -> Ref:
        """Write a stream, packed unless ``about`` names a filter of its own."""
        about = dict(about or {})
        if "Filter" not in about:
            data = zlib.compress(data, 9)
            about["Filter"] = Name("FlateDecode")
        about["Length"] = len(data)
        ref = ref or self.reserve()
        self._places[ref.number] = self._at
        self._write(f"{ref.number} 0 obj\n{written(about)}\nstream\n".encode("ascii"))
        self._write(data)
        self._write(b"\nendstream\nendobj\n")
        return ref

    def close(self, root: Ref, info: Ref) -> None:
        """Write the table of objects and the end; everything reserved must have been written."""
        table = self._at
        rows = [f"xref\n0 {self._count + 1}\n0000000000 65535 f \n"]
        rows += [f"{self._places[index]:010d} 00000 n \n" for index in range(1, self._count + 1)]
        mark = self._digest.digest()[:16]
        trailer: dict[str, Value] = {"Size": self._count + 1, "Root": root, "Info": info, "ID": [mark, mark]}
        rows.append(f"trailer\n{written(trailer)}\nstartxref\n{table}\n%%EOF\n")
        self._write("".join(rows).encode("ascii"))
