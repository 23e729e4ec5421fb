"""When a card counts as one that is picked."""

from __future__ import annotations

import pytest

from quizzer.store.recognition import counts_as_picked


@pytest.mark.parametrize(
    ("picked", "last_at", "counts"),
    [(0, None, False), (0, 500, False), (1, None, True), (1, 500, True), (500, 500, True), (500, 501, False)],
)
def test_a_card_counts_as_picked_until_its_first_answer_from_memory(
    picked: int, last_at: int | None, counts: bool
) -> None:
    assert counts_as_picked(picked, last_at) is counts
