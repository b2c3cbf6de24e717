"""Bring any text a person may send into one plain form, or say why it cannot be read."""

from __future__ import annotations

import re
import unicodedata

from text2scene.errors import InputError

MAX_CHARACTERS = 20_000

_QUOTES = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u0060": "'",
        "\u00b4": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2026": "...",
    }
)
_SPACE = re.compile(r"[^\S\n]+")
_LATIN = re.compile(r"[A-Za-z]")


def clean_text(text: object) -> str:
    """The text in NFKC, with straight quotes, without control characters, spaces squeezed.

    Line breaks stay, since they part sentences. Raises InputError where ``text`` is no
    string, is blank, longer than MAX_CHARACTERS, or holds no Latin letter.
    """
    if not isinstance(text, str):
        raise InputError("The text must be a string.")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"The text has {len(text):,} characters; please keep it under {MAX_CHARACTERS:,}, "
            "or send it in parts."
        )
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    plain = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c]", "\n", plain)
    plain = "".join(
        " " if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co") and c != "\n" else c for c in plain
    )
    plain = re.sub(r" ?\n\s*", "\n", _SPACE.sub(" ", plain)).strip()
    if not plain:
        raise InputError("The text is empty; type a sentence such as: Mike kicks the ball.")
    if not _LATIN.search(plain):
        raise InputError(
            "This text has no English words; please write it in English, such as: Jenny is flying a kite."
        )
    return plain
