"""Word vectors from a file in the GloVe text form (Pennington et al. 2014)."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from text2scene.errors import InputError
from text2scene.language.vocabulary import Vocabulary


def read_vectors(path: str | os.PathLike[str], vocabulary: Vocabulary) -> np.ndarray:
    """(V, D) float32: a row for each word of the vocabulary, zero where the file lacks it.

    The file has a line per word: the word and its D numbers, with spaces between. Raises
    InputError where it cannot be read, or a line has another number of numbers.
    """
    table: np.ndarray | None = None
    try:
        with Path(path).open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                word, *values = line.rstrip("\n").split(" ")
                if table is None:
                    table = np.zeros((len(vocabulary), len(values)), dtype=np.float32)
                if word not in vocabulary:
                    continue
                if len(values) != table.shape[1]:
                    raise InputError(f"{path}, line {number}: {table.shape[1]} numbers are expected.")
                table[vocabulary.index(word)] = [float(value) for value in values]
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise InputError(f"Cannot read word vectors from {path}: {error}.") from None
    if table is None or table.shape[1] == 0:
        raise InputError(f"{path} holds no word vectors.")
    return table
