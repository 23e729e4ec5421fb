"""A document in another language is known by its words."""

from __future__ import annotations

from quizzer.derive.document.english import is_english
from quizzer.derive.document.passages import split_passages

ENGLISH = "The keeper of the lamp was in the tower, and he did not come down until the fog had gone from the bay. "
GERMAN = "Der Wärter der Lampe war im Turm, und er kam nicht herunter, bis der Nebel aus der Bucht verschwunden war. "


def test_english_is_known_and_so_is_what_is_not() -> None:
    assert is_english(split_passages(ENGLISH * 3))
    assert not is_english(split_passages(GERMAN * 3))


def test_a_few_words_say_nothing() -> None:
    assert is_english(split_passages("Leuchtturm, Nebelhorn, Boje."))
