"""The cards of a practice come in the same order whether they are read in chunks or at once."""

from __future__ import annotations

import pytest

from quizzer.store.due import due_cards
from quizzer.store.scope import EVERYTHING
from tests.probe import ProbedCard, cards_of
from tests.study.due.random_collections import random_collection


@pytest.mark.parametrize("seed", range(4))
def test_chunks_add_up_to_one_order(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    with random_collection(tmp_path_factory.mktemp("practice"), seed) as (collection, _, _chance):
        day = collection.moment().day

        def place(card: ProbedCard) -> tuple[float, ...]:
            sureness = ((card.last_day or 0) - day) / (1.0 if card.stability is None else card.stability)
            return card.state == 0, sureness, card.due, card.shuffle, card.id

        live = sorted((card for card in cards_of(collection) if card.queue >= 0), key=place)
        monkeypatch.setattr(due_cards, "CHUNK", 1)
        chunks = list(due_cards.load_practice_cards(collection.connection, EVERYTHING, day))
        assert [item.card_id for chunk in chunks for item in chunk] == [card.id for card in live]
        assert [len(chunk) for chunk in chunks[:-1]] == [1 << number for number in range(len(chunks) - 1)]
        count, most = due_cards.count_practice_cards(collection.connection, EVERYTHING)
        notes = [card.note for card in live]
        assert count == len(live)
        assert most >= max(map(notes.count, notes), default=0)
