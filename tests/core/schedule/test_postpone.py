"""Reviews put off and brought forward: those that lose least first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.schedule.forgetting_curve import curve_of
from quizzer.core.schedule.postpone import Scheduled, advance_cards, advance_days, postpone_cards, postpone_days
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS

TODAY = 20_000
CURVE = curve_of(FSRS_6_DEFAULTS)


def scheduled(card: int, due: int, ago: int, stability: float) -> Scheduled:
    return Scheduled(card, TODAY + due, TODAY - ago, stability, CURVE)


SOME = st.lists(st.tuples(st.integers(-20, 20), st.integers(0, 60), st.floats(0.5, 300)), max_size=30).map(
    lambda rows: [scheduled(number, *row) for number, row in enumerate(rows)]
)


@given(SOME, st.integers(1, 30))
def test_freed_days_have_no_review_and_later_ones_stay(cards: list[Scheduled], days: int) -> None:
    found = postpone_days(cards, TODAY, days).days
    assert found.keys() == {card.card for card in cards if card.due < TODAY + days}
    assert all(TODAY + days <= day < TODAY + 2 * days for day in found.values())
    on = [list(found.values()).count(day) for day in range(TODAY + days, TODAY + 2 * days)]
    assert max(on) - min(on) <= 1, "as many on each day"


def test_after_the_freed_days_those_that_lose_most_come_first() -> None:
    cards = [scheduled(1, 0, 100, 100.0), scheduled(2, 0, 1, 1.0), scheduled(3, 1, 9, 10.0)]
    days = postpone_days(cards, TODAY, 3).days
    assert sorted(days, key=lambda card: days[card]) == [2, 3, 1]


def test_the_cards_put_off_are_those_that_lose_least_by_a_tenth_of_their_wait() -> None:
    cards = [scheduled(1, 0, 4, 2.0), scheduled(2, -3, 95, 90.0), scheduled(3, 0, 30, 30.0), scheduled(4, 1, 30, 900.0)]
    lost = {c.card: c.recall(TODAY) - c.recall(TODAY + max(1, -(-(TODAY - c.last) // 10))) for c in cards[:3]}
    chosen = sorted(lost, key=lambda card: lost[card])[:2]
    found = postpone_cards(cards, TODAY, 2)
    assert sorted(found.days) == sorted(chosen)
    assert 1 not in found.days
    assert found.days[3] == TODAY + 3
    assert found.recall_after < found.recall_before


@given(SOME, st.integers(1, 30))
def test_what_is_brought_forward_comes_today(cards: list[Scheduled], number: int) -> None:
    by_days, by_cards = advance_days(cards, TODAY, number).days, advance_cards(cards, TODAY, number).days
    assert by_days.keys() == {card.card for card in cards if TODAY < card.due <= TODAY + number}
    later = [card for card in cards if card.due > TODAY]
    assert len(by_cards) == min(number, len(later))
    assert {*by_days.values(), *by_cards.values()} <= {TODAY}
    left = [card.recall(TODAY) for card in later if card.card not in by_cards]
    assert all(card.recall(TODAY) <= min(left, default=1) for card in later if card.card in by_cards)
