"""Nothing is thrown away, any number of sentences goes in, and no word is unknown to its letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text2scene.errors import InputError
from text2scene.language import Vocabulary, clean_text, letter_ngrams, split_sentences, tokenize, words
from text2scene.language.vocabulary import _fnv1a


def test_small_words_pronouns_numbers_and_clitics_are_kept() -> None:
    assert words("He isn't on Mike's slide, under NO tree; they've 2 dogs!") == [
        *("he", "is", "n't", "on", "mike", "'s", "slide", ",", "under", "no", "tree", ";"),
        *("they", "'ve", "2", "dogs", "!"),
    ]


@given(st.text(max_size=200))
def test_every_visible_character_is_in_a_token(text: str) -> None:
    covered = {i for token in tokenize(text) for i in range(token.start, token.end)}
    missed = [c for i, c in enumerate(text) if i not in covered and not c.isspace()]
    assert not [c for c in missed if c.isalnum()]
    assert all(token.start < token.end for token in tokenize(text))


def test_sentences_end_at_marks_and_line_breaks_but_not_at_mr() -> None:
    text = 'Mike runs! "Stop!" says Mr. Bear... Jenny cries\nIt rains.'
    assert split_sentences(text) == ["Mike runs!", '"Stop!"', "says Mr. Bear...", "Jenny cries", "It rains."]


@given(st.text(alphabet="ab .!?\n\"'", max_size=80))
def test_splitting_loses_no_letter(text: str) -> None:
    joined = "".join(split_sentences(text))
    assert [c for c in joined if c.isalpha()] == [c for c in text if c.isalpha()]


def test_curly_quotes_controls_and_full_width_letters_become_plain() -> None:
    assert clean_text("  Mike\u2019s\x00 \uff44\uff4f\uff47\u200b  runs\t\r\n now ") == "Mike's dog runs\nnow"


@pytest.mark.parametrize(
    "text", ["", "   \n\t", "\x00\x01", "\u200b", "迈克踢球", "🐶🎈", "123 !?", "x" * 100_000, None, 7]
)
def test_what_cannot_be_read_gets_one_sentence(text: object) -> None:
    with pytest.raises(InputError) as caught:
        clean_text(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_misspelt_word_shares_letters_with_what_was_meant() -> None:
    def overlap(a: str, b: str) -> float:
        one, other = set(letter_ngrams(a, 100_000)), set(letter_ngrams(b, 100_000))
        return len(one & other) / len(one | other)

    assert overlap("hamberger", "hamburger") > 3 * max(
        overlap("hamberger", w) for w in ("soccer", "balloons")
    )


def test_letter_ngrams_are_the_same_on_every_machine() -> None:
    # FNV-1a of "a" is e40c292c by its authors' table; and one word, pinned
    assert _fnv1a("a") == 0xE40C292C
    pinned = (1034494342, 1718140169, 1749410679, 1843518869, 1916818739, 1966947615)
    assert letter_ngrams("dog", 2**31) == pinned


def test_a_vocabulary_keeps_frequent_words_and_knows_the_rest_as_unknown() -> None:
    vocabulary = Vocabulary.build([["dog", "dog", "on"], ["on", "cat"]], minimum=2)
    assert "dog" in vocabulary
    assert "cat" not in vocabulary
    assert vocabulary.index("cat") == vocabulary.index("zebra") == 1
    assert vocabulary.index("<pad>") == 1
    assert len({vocabulary.index(w) for w in ("dog", "on")} | {0, 1}) == 4
