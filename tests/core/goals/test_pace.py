"""The new cards of goals: an even pace, the nearest goal first, and nothing before what it waits for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.goals.pace import Demand, Room, WantedCard, cards_a_day, choose_new, spread_new

TODAY = 20_000
WIDE = Room(1000, {})


def wanted(first: int, count: int, axis: int = 1) -> tuple[WantedCard, ...]:
    return tuple(WantedCard(card, card, axis) for card in range(first, first + count))


def chosen(demands: list[Demand], room: Room = WIDE) -> list[list[int]]:
    return [[card.card for card in cards] for cards in choose_new(demands, TODAY, room)]


def test_cards_are_spread_evenly_over_the_days_until_the_last_may_be_met() -> None:
    assert cards_a_day(20, TODAY, TODAY + 10, 1) == 2
    assert cards_a_day(21, TODAY, TODAY + 10, 1) == 3
    assert cards_a_day(20, TODAY, TODAY + 10, 6) == 4
    assert cards_a_day(20, TODAY, TODAY + 2, 6) == 20, "too late for the lead: all at once"
    assert cards_a_day(20, TODAY, TODAY, 1) == 0, "its day is here"


def test_what_was_met_today_counts_towards_the_days_share() -> None:
    assert chosen([Demand(TODAY + 10, 1, wanted(1, 20))]) == [[1, 2]]
    assert chosen([Demand(TODAY + 10, 1, wanted(2, 19), begun=1)]) == [[2]]
    assert chosen([Demand(TODAY + 10, 1, wanted(3, 18), begun=2)]) == [[]]


def test_the_nearest_goal_comes_first_and_the_next_has_what_is_left() -> None:
    near, far = Demand(TODAY + 2, 1, wanted(1, 6)), Demand(TODAY + 4, 1, wanted(11, 8))
    assert chosen([near, far]) == [[1, 2, 3], [11, 12]]
    assert chosen([near, far], Room(4, {})) == [[1, 2, 3], [11]]
    assert chosen([near, far], Room(2, {})) == [[1, 2], []]


def test_a_card_of_two_goals_counts_for_both() -> None:
    assert chosen([Demand(TODAY + 2, 1, wanted(1, 4)), Demand(TODAY + 4, 1, wanted(1, 4))]) == [[1, 2], []]


def test_what_has_to_wait_lets_the_next_one_pass() -> None:
    cards = (
        WantedCard(1, 1, 1, needs=frozenset({9})),
        WantedCard(2, 2, 1, today=False),
        WantedCard(3, 3, 1, sets=frozenset({"set:a"})),
        WantedCard(4, 4, 1, sets=frozenset({"set:a"})),
        WantedCard(5, 3, 1),
        WantedCard(6, 6, 2),
        WantedCard(7, 7, 2),
    )
    everything = [Demand(TODAY + 1, 1, cards)]
    assert chosen(everything) == [[3, 6, 7]]
    assert chosen(everything, Room(9, {2: 1})) == [[3, 6]]
    assert chosen(everything, Room(9, {}, bury=False)) == [[3, 5, 6, 7]]
    assert chosen(everything, Room(9, {}, sets=frozenset({"set:a"}))) == [[5, 6, 7]]


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30), st.integers(1, 3)), max_size=3),
    st.integers(0, 10),
    st.integers(1, 10),
)
def test_what_fits_by_the_nearest_day_first_is_met_in_time(
    goals: list[tuple[int, int, int]], left: int, limit: int
) -> None:
    left = min(left, limit)
    demands = [
        Demand(TODAY + days, min(lead, days), wanted(100 * number, cards))
        for number, (cards, days, lead) in enumerate(sorted(goals, key=lambda goal: goal[1]))
    ]
    met = spread_new(demands, TODAY, Room(left, {}), Room(limit, {}), TODAY)
    per_day = [list(met.values()).count(TODAY + ahead) for ahead in range(31)]
    assert per_day[0] <= left
    assert max(per_day[1:], default=0) <= limit
    for place, demand in enumerate(demands):
        room = left + limit * (demand.day - TODAY - 1)
        nearer = sum(len(other.cards) for other in demands[: place + 1])
        if nearer <= room:
            assert all(met[card.card] < demand.day for card in demand.cards)


def test_a_chain_is_met_in_its_order_and_a_sibling_waits_two_days() -> None:
    chain = (WantedCard(1, 1, 1), WantedCard(2, 2, 1, frozenset({1})), WantedCard(3, 3, 1, frozenset({2})))
    assert spread_new([Demand(TODAY + 3, 3, chain)], TODAY, WIDE, WIDE, TODAY) == {1: TODAY, 2: TODAY, 3: TODAY}
    assert spread_new([Demand(TODAY + 3, 1, chain)], TODAY, WIDE, WIDE, TODAY) == {1: TODAY, 2: TODAY + 1, 3: TODAY + 2}
    assert spread_new([Demand(TODAY + 3, 3, chain[1:])], TODAY, WIDE, WIDE, TODAY) == {}, "what they need is not here"
    assert spread_new([Demand(TODAY + 3, 3, chain)], TODAY, Room(2, {}), WIDE, TODAY)[3] == TODAY + 1
    second = (WantedCard(2, 2, 1, needs=frozenset({1})),)
    answered = Demand(TODAY + 3, 3, second, begun=1, answered=frozenset({1}), of_share=frozenset())
    assert spread_new([answered], TODAY, WIDE, WIDE, TODAY) == {2: TODAY}
    both = (WantedCard(1, 1, 1), WantedCard(2, 1, 1))
    assert spread_new([Demand(TODAY + 9, 8, both)], TODAY, WIDE, WIDE, TODAY) == {1: TODAY, 2: TODAY + 2}
    assert spread_new([Demand(TODAY + 9, 1, both)], TODAY, WIDE, WIDE, TODAY + 4)[1] == TODAY + 4
