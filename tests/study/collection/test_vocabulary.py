"""The words of the decks, which are no misspellings of each other."""

from __future__ import annotations

from quizzer.study.collection.collection import Collection
from quizzer.study.collection.vocabulary import Vocabulary


def test_words_of_any_field_are_known_and_names_of_fields_are_not(collection: Collection) -> None:
    assert collection.is_word("pituitary")
    assert collection.is_word("luteinizing")
    assert not collection.is_word("pituitery")
    assert not collection.is_word("accept")


def test_the_end_of_a_longer_word_counts_when_it_is_long() -> None:
    vocabulary = Vocabulary(iter(["Diiodothyronine, Übung"]))
    assert "thyronine" in vocabulary
    assert "ubung" in vocabulary
    assert "ronine" not in vocabulary
