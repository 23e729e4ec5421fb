"""The last answers of each kind are those that a look at the whole log finds."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import DAY_MILLIS
from quizzer.store.due.pace import MOST_DAYS, FirstDay, load_first_days, load_intervals_before, load_last_answers
from quizzer.store.queries.mastery_now import count_by_axis
from quizzer.store.recognition import counts_as_picked
from tests.probe import answers_of, cards_of
from tests.study.due.random_collections import random_collection

LENIENT = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@LENIENT
@given(st.integers(0, 2**32), st.sampled_from([1, 3, 200]))
def test_the_last_answers_are_those_of_the_whole_log(
    tmp_path_factory: pytest.TempPathFactory, seed: int, most: int
) -> None:
    with random_collection(tmp_path_factory.mktemp("pace"), seed) as (collection, _, chance):
        connection, day = collection.connection, collection.moment().day - chance.randrange(3)
        log = [row for row in answers_of(collection) if row.undone is None]
        for state in State:
            there = [row for row in log if row.before == state and day - MOST_DAYS < row.day <= day]
            there.sort(key=lambda row: (-row.day, -row.id))
            found = load_last_answers(connection, day, state, most)
            assert [(one.id, one.took, one.interval) for one in found] == [
                (row.id, row.took, row.interval) for row in there[:most]
            ]
            own = [[row for row in log if row.card == one.card] for one in there[:most]]
            before = [[row for row in rows if row.at < one.at] for rows, one in zip(own, there, strict=False)]
            assert load_intervals_before(connection, found) == [rows[-1].interval if rows else 0 for rows in before]
            same = [
                [row for row in rows if row.day == one.day and one.at <= row.at <= one.at + DAY_MILLIS]
                for rows, one in zip(own, there, strict=False)
            ]
            assert load_first_days(connection, found) == [FirstDay(len(rows), rows[-1].interval) for rows in same]


@LENIENT
@given(st.integers(0, 2**32))
def test_the_cards_of_each_axis_are_counted_as_one_by_one(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    with random_collection(tmp_path_factory.mktemp("axes"), seed) as (collection, _, _chance):
        at = collection.clock.now()
        found = count_by_axis(collection.connection, collection.scheduler, at)
        live = [card for card in cards_of(collection) if card.queue >= 0]
        assert sum(axis.cards for axis in found.values()) == len(live)
        assert sum(axis.new for axis in found.values()) == sum(card.queue == 0 for card in live)
        recallable = [card for card in live if not counts_as_picked(card.picked, card.last_at)]
        assert sum(axis.recallable for axis in found.values()) == len(recallable)
