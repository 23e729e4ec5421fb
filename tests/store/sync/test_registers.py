"""Goals and parameters in use on several devices: of each the newest change counts, whatever the order or clock."""

from __future__ import annotations

import json
from itertools import permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.goals.values import Goal
from quizzer.core.log_limits import LATEST
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.store.connection import transaction
from quizzer.store.records import goals, parameters
from quizzer.store.sync import registers
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.parameters.optimize import restore_previous
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.sync.segment import Register
from tests.conftest import DECK, START
from tests.probe import cards_of, rows_of
from tests.store.conftest import Machine

GOAL = Goal("axis:SML", 21_000, 0.9, START, 3)


def take_into_use(collection: Collection, first: float, axis: str | None = None) -> None:
    """Parameters known by the first of them, as a fit takes them into use."""
    with collection.changing_parameters():
        parameters.activate(
            collection.connection,
            at=collection.clock.now(),
            axis=axis,
            weights=(first, *FSRS_6_DEFAULTS[1:]),
            reviews=1_000,
            evaluation={"before": 0.4, "after": 0.3},
        )


def in_use(collection: Collection) -> dict[str | None, float]:
    return {axis: weights[0] for axis, weights in parameters.load_active(collection.connection).items()}


def take_over(collection: Collection, *sent: Register) -> registers.Changes:
    """Take in what others sent, as a sync does."""
    with transaction(collection.connection):
        changes = registers.apply(collection.connection, sent)
    collection.follow_parameters()
    return changes


def send(one: Collection, other: Collection) -> registers.Changes:
    sent = registers.load_unsent(one.connection)
    changes = take_over(other, *sent)
    registers.mark_sent(one.connection, sent)
    return changes


def in_effect(collection: Collection) -> tuple[object, ...]:
    return goals.load_goals(collection.connection), in_use(collection)


def test_a_goal_is_set_changed_and_removed_everywhere(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    goals.save_goal(one.connection, GOAL)
    assert send(one, other) == (True, False)
    assert goals.load_goals(other.connection) == [GOAL]
    later = GOAL._replace(recall=0.8, made=START + 1)
    goals.save_goal(other.connection, later)
    send(other, one)
    assert goals.load_goals(one.connection) == [later]
    goals.remove_goal(one.connection, GOAL.key, START + 2)
    assert send(one, other) == (True, False)
    assert goals.load_goals(other.connection) == []
    assert registers.load_unsent(one.connection) == registers.load_unsent(other.connection) == []


def test_what_follows_a_change_counts_though_the_clock_is_behind(machine: Machine) -> None:
    ahead, behind = machine("ahead"), machine("behind")
    goals.save_goal(ahead.connection, GOAL._replace(made=START + 99_000_000))
    send(ahead, behind)
    goals.remove_goal(behind.connection, GOAL.key, START)
    send(behind, ahead)
    assert goals.load_goals(ahead.connection) == []


def test_of_two_changes_of_one_instant_the_same_counts_on_both(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    goals.save_goal(one.connection, GOAL)
    goals.save_goal(other.connection, GOAL._replace(recall=0.7))
    of_one, of_other = registers.load_unsent(one.connection), registers.load_unsent(other.connection)
    take_over(one, *of_other)
    take_over(other, *of_one)
    assert goals.load_goals(one.connection) == goals.load_goals(other.connection)


def test_what_was_set_before_there_was_a_note_of_it_comes_with_its_own_instant(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    goals.store_goal(one.connection, GOAL)
    take_into_use(one, 0.5)
    take_into_use(one, 0.6, "SML")
    one.connection.execute("DELETE FROM register")
    goals.save_goal(other.connection, GOAL._replace(recall=0.8, made=START - 1))
    assert send(one, other) == (True, True)
    assert in_effect(other) == in_effect(one) == ([GOAL], {None: 0.5, "SML": 0.6})
    assert registers.load_unsent(one.connection) == []
    goals.store_goal(one.connection, GOAL._replace(key="tag:gland"))
    older = Register("goal:tag:gland", json.dumps({"day": 21_000, "recall": 0.6, "made": 1, "lead": 1}), START - 1, "x")
    assert take_over(one, older) == (False, False)


def test_parameters_in_use_are_in_use_everywhere_and_the_schedule_follows(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    for collection in (one, other):
        for _ in range(3):
            Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    take_into_use(one, 0.5)
    take_into_use(one, 2.5, "SML")
    assert send(one, other) == (False, True)
    assert in_use(other) == {None: 0.5, "SML": 2.5}
    columns = [[(c.key, c.stability, c.due, c.queue) for c in cards_of(collection)] for collection in (one, other)]
    assert columns[0] == columns[1]
    assert rebuild_collection(other) == []
    restore_previous(one)
    assert send(one, other) == (False, True)
    assert in_use(other) == in_use(one) == {None: 0.5}
    restore_previous(one)
    send(one, other)
    assert in_use(other) == {}
    assert other.scheduler.settings.parameters == FSRS_6_DEFAULTS


def test_parameters_that_are_here_already_are_stored_once(machine: Machine) -> None:
    one, other = machine("one"), machine("other")
    take_into_use(one, 0.5)
    sent = registers.load_unsent(one.connection)
    assert take_over(other, *sent) == (False, True)
    assert take_over(other, *sent) == (False, False)
    take_into_use(one, 0.6)
    send(one, other)
    restore_previous(one)
    send(one, other)
    assert [fitted.weights[0] for fitted in parameters.load_all(other.connection)] == [0.5, 0.6]
    assert in_use(other) == {None: 0.5}


def test_parameters_wait_for_their_axis(machine: Machine) -> None:
    one, other = machine("one"), machine("other", deck="")
    take_into_use(one, 0.5, "SML")
    assert send(one, other) == (False, False)
    assert in_use(other) == {}
    (other.paths.decks / "small.yaml").write_text(DECK, "utf-8")
    sync_decks(other)
    assert in_use(other) == {"SML": 0.5}
    assert other.scheduler.of("SML").settings.parameters[0] == 0.5
    assert rebuild_collection(other) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("goal:axis:SML", "no JSON"),
        ("goal:axis:SML", "[]"),
        ("goal:axis:SML", json.dumps({"day": 1, "recall": 1.5, "made": 1, "lead": 1})),
        ("goal:axis:SML", json.dumps({"day": 10**9, "recall": 0.5, "made": 1, "lead": 1})),
        ("goal:axis:SML", json.dumps({"day": 1, "recall": 0.5, "made": 1})),
        ("goal:planet:Mars", json.dumps({"day": 1, "recall": 0.5, "made": 1, "lead": 1})),
        ("goal:axis:", json.dumps({"day": 1, "recall": 0.5, "made": 1, "lead": 1})),
        ("parameters:", json.dumps({"at": 1, "weights": [0.5], "reviews": 1, "evaluation": {}})),
        ("parameters:", json.dumps({"at": 1, "weights": [-5.0] * 21, "reviews": 1, "evaluation": {}})),
        ("parameters:", '{"at": 1, "weights": [NaN' + ", 1" * 20 + '], "reviews": 1, "evaluation": {}}'),
        ("parameters:", "[" * 100_000),
        ("of a later version", "{}"),
    ],
)
def test_what_cannot_be_is_kept_and_has_no_effect(machine: Machine, key: str, value: str) -> None:
    one = machine("one")
    assert take_over(one, Register(key, value, START, "other")) == (False, False)
    assert in_effect(one) == ([], {})
    assert [row[:2] for row in rows_of(one, "register")] == [(key, value)]


def test_an_instant_after_which_none_could_come_is_refused(machine: Machine) -> None:
    one = machine("one")
    value = json.dumps({"day": 21_000, "recall": 0.9, "made": 1, "lead": 1})
    assert take_over(one, Register("goal:axis:SML", value, LATEST, "other")) == (False, False)
    assert rows_of(one, "register") == []


CHANGES = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["goal", "other goal", "no goal", "fit", "fit of axis", "back", "send"]),
        st.integers(-3, 3),
    ),
    max_size=12,
)


@settings(max_examples=8, deadline=None)
@given(CHANGES, st.randoms(use_true_random=False))
def test_three_devices_end_with_the_same_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, str, int]], chance: Random
) -> None:
    machines = [_machine(tmp_path_factory, name) for name in "abc"]
    sent: list[Register] = []
    for number, change, shift in changes:
        one = machines[number]
        one.clock.at = START + shift  # type: ignore[attr-defined]
        _change(one, change, sent, chance)
    for one in machines:
        sent += registers.load_unsent(one.connection)
    for one in machines:
        take_over(one, *chance.sample(sent, len(sent)))
        take_over(one, *chance.sample(sent, len(sent)))
    assert in_effect(machines[0]) == in_effect(machines[1]) == in_effect(machines[2])
    for one in machines:
        one.close()


def _machine(factory: pytest.TempPathFactory, name: str) -> Collection:
    from quizzer.clock import FixedClock
    from quizzer.config import Paths, Settings

    paths = Paths(factory.mktemp(name))
    paths.decks.mkdir()
    (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    collection = Collection.open(paths, Settings(deck_folders=(paths.decks,)), FixedClock(START))
    sync_decks(collection)
    return collection


def _change(one: Collection, change: str, sent: list[Register], chance: Random) -> None:
    now = one.clock.now()
    if change == "send":
        take_over(one, *chance.sample(sent, len(sent) // 2))
        sent += registers.load_unsent(one.connection)
    elif change == "no goal":
        goals.remove_goal(one.connection, GOAL.key, now)
    elif change == "back":
        restore_previous(one)
    elif change.startswith("fit"):
        take_into_use(one, chance.choice((0.3, 0.4, 0.5)), "SML" if "axis" in change else None)
    else:
        goals.save_goal(one.connection, GOAL._replace(recall=0.8 if "other" in change else 0.9, made=now))


def test_any_order_of_the_same_values_ends_with_the_same(machine: Machine) -> None:
    values = [
        Register("goal:axis:SML", json.dumps({"day": 21_000, "recall": recall, "made": 1, "lead": 1}), at, device)
        for at, device, recall in ((START, "a", 0.6), (START, "b", 0.7), (START - 1, "c", 0.8))
    ]
    values.append(Register("goal:axis:SML", None, START, "b"))
    one = machine("one")
    for order in permutations(values):
        one.connection.executescript("DELETE FROM register; DELETE FROM goal")
        for value in order:
            take_over(one, value)
        assert [goal.recall for goal in goals.load_goals(one.connection)] == [0.7]
