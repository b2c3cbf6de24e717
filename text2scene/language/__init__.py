"""Text to tokens: nothing is thrown away, no word is unknown to its letters."""

from text2scene.language.normalise import MAX_CHARACTERS, clean_text
from text2scene.language.sentences import split_sentences
from text2scene.language.tokens import Token, tokenize, words
from text2scene.language.vocabulary import Vocabulary, letter_ngrams

__all__ = [
    "MAX_CHARACTERS",
    "Token",
    "Vocabulary",
    "clean_text",
    "letter_ngrams",
    "split_sentences",
    "tokenize",
    "words",
]
