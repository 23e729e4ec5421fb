"""What is said of a goal follows from playing the plan."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.goals.future import Habits, Reviewed, Schedule, judge_reviews, observed_habits, play
from quizzer.core.goals.outlook import GoalCard, Outlook, Pace, find_lead, look_ahead
from quizzer.core.goals.values import Goal
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import Progress, Rating, State
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS

MODEL = MemoryModel(FSRS_6_DEFAULTS)
PLAIN = Schedule(MODEL, 0.9)
TODAY = 20_000


def goal(days: int, recall: float = 0.9) -> Goal:
    return Goal("axis:HPA", TODAY + days, recall)


def seen(card: int, stability: float = 10.0, due: int = 5) -> GoalCard:
    progress = Progress(
        State.REVIEW, stability=stability, difficulty=5.0, interval=due, due_day=TODAY + due, last_day=TODAY
    )
    return GoalCard(card, progress, PLAIN, known=1.0)


def unseen(card: int, *, counts: bool = True) -> GoalCard:
    return GoalCard(card, Progress(), PLAIN, known=0.0, counts=counts)


def outlook(
    cards: list[GoalCard], wanted: Goal, met: Mapping[int, int] | None = None, *, possible: bool = True
) -> Outlook:
    return look_ahead(cards, TODAY, wanted, Pace(2, 1, met or {}, possible), Habits())


def test_cards_that_the_plan_meets_in_time_are_on_pace() -> None:
    cards = [unseen(number) for number in range(10)]
    found = outlook(cards, goal(10), {number: TODAY + number // 2 for number in range(10)})
    assert (found.cards, found.unseen, found.days, found.new_a_day, found.new_today) == (10, 10, 10, 2, 1)
    assert (found.known, found.as_it_stands, found.state, found.missing) == (0.0, 0.0, "on pace", 0)
    assert 0.9 < found.projected < 1
    assert found.words(20) == "on pace"


def test_it_is_behind_by_the_cards_to_be_met_beyond_the_plan() -> None:
    cards = [unseen(number) for number in range(40)]
    plan = {number: TODAY + number // 4 for number in range(30)}
    found = outlook(cards, goal(10), plan)
    assert found.state == "behind"
    assert found.words(20) == f"behind by {found.behind}"
    more = outlook(cards, goal(10), plan | dict.fromkeys(range(30, 30 + found.behind), TODAY))
    assert more.state == "on pace"
    fewer = outlook(cards, goal(10), plan | dict.fromkeys(range(30, 30 + found.behind - 2), TODAY))
    assert fewer.state == "behind"


def test_what_no_even_pace_could_have_met_is_not_possible() -> None:
    cards = [unseen(number) for number in range(40)]
    found = outlook(cards, goal(10), dict.fromkeys(range(10), TODAY), possible=False)
    assert found.words(20) == "not possible at 20 a day"
    late = outlook([seen(1, stability=0.3, due=1)], goal(1, 0.99))
    assert (late.state, late.words(20)) == ("impossible", "not possible by then")
    over = outlook([unseen(1)], goal(0))
    assert (over.state, over.words(20)) == ("impossible", "not reached")


def test_it_is_reached_when_it_is_known_and_will_be() -> None:
    assert outlook([seen(1), seen(2)], goal(20)).state == "reached"
    assert outlook([seen(1), unseen(2)], goal(20, 0.4), {}).state == "reached"


def test_cards_to_pick_from_count_for_nothing_but_the_number() -> None:
    found = outlook([seen(1), unseen(2, counts=False)], goal(20))
    assert (found.cards, found.unseen, found.known, found.state) == (2, 1, 1.0, "reached")
    alone = outlook([unseen(2, counts=False)], goal(20), {2: TODAY})
    assert alone.projected > 0.9, "where there are no others they count after all"


def test_without_cards_there_is_nothing_to_expect() -> None:
    found = outlook([], goal(20))
    assert (found.cards, found.projected, found.state) == (0, 0.0, "impossible")


@given(st.integers(1, 60), st.floats(0.7, 0.99))
@settings(max_examples=15, deadline=None)
def test_the_last_cards_are_met_early_enough(days: int, recall: float) -> None:
    lead = find_lead(goal(days, recall), TODAY, PLAIN, Habits())
    assert 1 <= lead <= max(1, days // 3)
    if recall <= 0.88:
        assert lead == 1


def test_a_higher_goal_wants_its_last_cards_earlier() -> None:
    leads = [find_lead(goal(40, recall), TODAY, PLAIN, Habits()) for recall in (0.85, 0.9, 0.95, 0.97)]
    assert leads == sorted(leads)
    assert leads[0] == 1
    assert leads[-1] > 3


def test_a_card_is_played_to_the_same_end_each_time_and_worse_by_who_slips_more() -> None:
    def mean(habits: Habits) -> float:
        played = [play(Progress(), TODAY, goal(30), PLAIN, habits, seed) for seed in range(60)]
        return sum(future.recall for future in played) / len(played)

    assert mean(Habits()) == mean(Habits())
    assert mean(Habits(slips=3)) < mean(Habits())


def test_few_answers_say_little_of_habits_and_many_say_what_they_show() -> None:
    assert observed_habits((0, 0, 0, 0), (0, 0, 0, 0), Reviewed()) == pytest.approx(Habits())
    many = observed_habits((0, 0, 0, 200), (60, 0, 140, 0), Reviewed(200, 60, 20.0))
    assert many.first[3] > 0.9
    assert many.slips > 2.5


def test_reviews_are_judged_by_what_the_model_expected() -> None:
    good, again = Rating.GOOD, Rating.AGAIN
    assert judge_reviews([(TODAY, good), (TODAY, good)], MODEL) == (0, 0, 0.0), "the first day is no review"
    stability, _ = MODEL.after(None, None, 0, good)
    found = judge_reviews([(TODAY, good), (TODAY + 3, again), (TODAY + 3, good)], MODEL)
    assert (found.answers, found.again) == (1, 1)
    assert found.expected == pytest.approx(1 - MODEL.retrievability(stability, 3))
