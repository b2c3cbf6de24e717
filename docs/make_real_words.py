"""Make assets/catalog/real_words.txt: English words that must not be taken for a slip of the pen.

    python docs/make_real_words.py /usr/share/dict/american-english

The source is a list of English words, one a line, such as Debian's wamerican (SCOWL by Kevin Atkinson and
others, free to use and share with its notice, which the made file carries). Kept are only those that the
speller would otherwise change into a word it knows: "dune" is no "dude", a "handrail" no "sandpail".
"""

from __future__ import annotations

import sys
from pathlib import Path

from text2scene.catalog import default_catalog
from text2scene.files import write_text
from text2scene.language.lexicon import lexicon

_HEAD = """\
# English words that the speller leaves as they are; made by docs/make_real_words.py from SCOWL.
# Copyright 2000-2011 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these
# word lists, the associated scripts, the output created from the scripts, and its documentation for
# any purpose is hereby granted without fee, provided that the above copyright notice appears in all
# copies and that both that copyright notice and this permission notice appear in supporting
# documentation. Kevin Atkinson makes no representations about the suitability of this array for any
# purpose. It is provided "as is" without express or implied warranty.
"""


def main(source: str) -> None:
    """Read the list, keep what the speller would change, write it."""
    speller = lexicon(default_catalog()).speller
    speller.real = frozenset()
    speller.correct.cache_clear()
    words = {line.strip() for line in Path(source).read_text(encoding="utf-8").splitlines()}
    plain = sorted(word for word in words if word.isascii() and word.isalpha() and word.islower())
    kept = [word for word in plain if len(word) > 2 and speller.correct(word) is not None]
    target = Path(__file__).resolve().parent.parent / "assets" / "catalog" / "real_words.txt"
    write_text(target, _HEAD + "\n".join(kept) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
