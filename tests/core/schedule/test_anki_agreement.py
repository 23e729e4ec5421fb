"""The schedule held against the real Anki: same histories in, same memory and intervals out.

Anki reads its zone from the process, so each question is put to it in a process of its own, ``anki_judge.py``.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from random import Random
from time import gmtime
from typing import Any

import pytest

from quizzer.clock import FixedClock
from quizzer.core.schedule.fuzz import fuzz_bounds
from quizzer.core.schedule.progress import NEW, Answer, Moment, Progress, Rating, State
from quizzer.core.schedule.scheduler import Scheduler, build_answer
from quizzer.core.schedule.settings import MINUTE, Scheduling
from quizzer.core.schedule.study_days import DAY_SECONDS
from quizzer.core.wording import abbreviate_interval
from tests.core.schedule.anki_judge import NO_ANKI
from tests.programs import run_module

ROLLOVER = 4
ZONES = ("America/Los_Angeles", "Asia/Tokyo")


def ask_anki(question: str, asked: dict[str, Any], zone: str = "UTC", *, fuzz: bool = False) -> Any:
    """Put a question to Anki in a zone; skips the test where Anki cannot be imported."""
    env = {**os.environ, "TZ": zone}
    env.pop("ANKI_TEST_MODE", None)
    if not fuzz:
        env["ANKI_TEST_MODE"] = "1"  # no fuzz, so that intervals can be compared exactly
    said = run_module(
        "tests.core.schedule.anki_judge", question, env=env, typed=json.dumps(asked), imports=["anki.collection"]
    )
    if said.returncode == NO_ANKI:
        pytest.skip(
            f"the anki library cannot judge here (its newest Linux wheel needs glibc 2.35): {said.stdout.strip()}"
        )
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


# Memory: 1,000 histories in each zone


@cache
def histories(zone: str) -> list[list[tuple[Answer, State]]]:
    """1,250 cards of about 10 answers at all hours, from autumn 2023 to autumn 2025, each with the state before it."""
    chance, clock, scheduler = Random(f"histories in {zone}"), FixedClock(0, zone), Scheduler(Scheduling())
    start, end = (int(datetime(year, 9, 1, tzinfo=UTC).timestamp() * 1000) for year in (2023, 2025))
    cards, taken = [], set()
    for _ in range(1250):
        at, progress, card = chance.randrange(start, start + 300 * DAY_SECONDS * 1000), NEW, []
        for _ in range(chance.randint(10, 14)):
            while at in taken:
                at += 1
            if at > end:
                break
            taken.add(at)
            rating = chance.choices(list(Rating), (15, 15, 55, 15))[0]
            moment = clock.moment_at(at, ROLLOVER)
            after = scheduler.answer(progress, rating, moment, retention=0.9, seed=chance.getrandbits(64))
            card.append((build_answer(after, rating, moment), progress.state))
            progress = after
            if after.interval < 0:
                at += -after.interval * 1000 + chance.randrange(20 * MINUTE * 1000)
            else:
                at += after.interval * DAY_SECONDS * 1000 + chance.randrange(-DAY_SECONDS * 500, DAY_SECONDS * 500)
        cards.append(card)
    return cards


@dataclass(frozen=True)
class Compared:
    """One card, both ways.

    Attributes:
        apart: Instants of the answers whose day Anki numbers differently.
        deviation: The larger relative difference of stability and difficulty.
        deviation_by_blocks: The same when quizzer is given Anki's day numbers.
    """

    apart: list[int]
    deviation: float
    deviation_by_blocks: float


@cache
def compared(zone: str) -> list[Compared]:
    """Every history through Anki's memory state computation and through quizzer's replay."""
    cards = histories(zone)
    rows = [[(answer.at, answer.rating, answer.interval, state) for answer, state in card] for card in cards]
    said = ask_anki("memory", {"cards": rows}, zone)
    next_day = int(said["next_day_at"])
    tomorrow = FixedClock(0, zone).day_of(next_day * 1000, ROLLOVER)

    def block(answer: Answer) -> int:
        # Anki's own: whole blocks of 86,400 seconds, counted back from its next rollover.
        return tomorrow - 1 - (next_day - answer.at // 1000) // DAY_SECONDS

    results = []
    for card, theirs in zip(cards, said["memories"], strict=True):
        answers = [answer for answer, _ in card]
        by_blocks = [answer._replace(day=block(answer)) for answer in answers]
        apart = [ours.at for ours, anki in zip(answers, by_blocks, strict=True) if ours.day != anki.day]
        results.append(Compared(apart, deviation(answers, theirs), deviation(by_blocks, theirs)))
    return results


def deviation(answers: list[Answer], theirs: list[float]) -> float:
    """The larger relative difference of stability and difficulty."""
    ours = Scheduler(Scheduling()).replay(answer.row for answer in answers).progress
    assert ours.stability is not None
    assert ours.difficulty is not None
    return max(abs(ours.stability - theirs[0]) / theirs[0], abs(ours.difficulty - theirs[1]) / theirs[1])


@pytest.mark.parametrize("zone", ZONES)
def test_memory_is_ankis_within_a_thousandth(zone: str) -> None:
    deviations = [card.deviation for card in compared(zone) if not card.apart]
    assert len(deviations) >= 1000
    assert max(deviations) < 0.001


@pytest.mark.parametrize("zone", ZONES)
def test_only_days_that_anki_cuts_an_hour_beside_the_rollover_differ(zone: str) -> None:
    """Anki cuts all past days at today's offset from UTC, also those of the other half of the year.

    So it gives answers in the hour beside the rollover to the neighbouring day (and, in every zone, those in the first
    second of a day), while quizzer's day is the wall clock's all year. Given Anki's day numbers, quizzer finds Anki's
    memory for these cards as well: nothing else differs.
    """
    cards = [card for card in compared(zone) if card.apart]
    if zone == "America/Los_Angeles":
        assert cards, "no history crosses the change to or from daylight saving: this test would prove nothing"
    clock = FixedClock(0, zone)
    for card in cards:
        assert card.deviation_by_blocks < 0.001
        for at in card.apart:
            past_rollover = clock.local(at) - datetime.combine(clock.local(at), time(ROLLOVER))
            allowed = timedelta(hours=1) if zone == "America/Los_Angeles" else timedelta(seconds=1)
            assert -allowed <= past_rollover < allowed


# Intervals, steps and labels: a few hundred answers


WAYS = [
    Scheduling(),
    Scheduling(learning_steps=(15 * MINUTE,), relearning_steps=(5 * MINUTE, 25 * MINUTE), desired_retention=0.8),
    Scheduling(learning_steps=(MINUTE, DAY_SECONDS), relearning_steps=(3 * DAY_SECONDS,), maximum_interval=365),
    Scheduling(
        learning_steps=(DAY_SECONDS, 2 * DAY_SECONDS, 4 * DAY_SECONDS), leech_threshold=5, desired_retention=0.95
    ),
]


def zone_where_it_is_nine_in_the_evening() -> str:
    """Steps of half a day cross the rollover there, and it is not 2 to 4, when Anki's test mode sets its clock back."""
    ahead = (21 - gmtime().tm_hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}"  # these names count westwards


def situations(settings: Scheduling) -> list[dict[str, Any]]:
    """Cards in every state and step, on time, early and late, each with a rating."""
    chance = Random(str(settings))
    cases: list[dict[str, Any]] = [{"state": State.NEW, "step": 0} for _ in range(8)]
    for state, steps in ((State.LEARNING, settings.learning_steps), (State.RELEARNING, settings.relearning_steps)):
        cases += [{"state": state, "step": chance.randrange(len(steps))} for _ in range(32)]
    cases += [{"state": State.REVIEW, "step": 0} for _ in range(60)]
    for index, case in enumerate(cases):
        # Small ones while learning: without fuzz, Anki itself fails where Good would graduate at the maximum.
        powers = (1, 2, 4) if case["state"] is State.REVIEW else (1,)
        stability = round(chance.uniform(0.2, 5) ** chance.choice(powers), 4)
        interval = max(1, round(stability * chance.uniform(0.7, 2.5)))
        case |= {
            "rating": index % 4 + 1,
            "stability": stability,
            "difficulty": round(chance.uniform(1, 10), 3),
            "interval": interval if case["state"] is State.REVIEW else 0,
            "days_ago": chance.choice((0, 1, interval // 2, interval, 2 * interval)),
            "lapses": chance.randrange(16) if case["state"] in (State.REVIEW, State.RELEARNING) else 0,
        }
    return cases


def before_answer(case: dict[str, Any], moment: Moment) -> Progress:
    """A situation as quizzer sees it."""
    if case["state"] is State.NEW:
        return NEW
    return Progress(
        state=case["state"],
        step=case["step"],
        stability=case["stability"],
        difficulty=case["difficulty"],
        interval=case["interval"],
        last_day=moment.day - case["days_ago"],
        reps=20,
        lapses=case["lapses"],
    )


@pytest.mark.parametrize("settings", WAYS)
def test_answers_lead_where_anki_leads(settings: Scheduling) -> None:
    cases, retention, scheduler = situations(settings), settings.desired_retention, Scheduler(settings)
    asked = {
        "cases": cases,
        "learning": settings.learning_steps,
        "relearning": settings.relearning_steps,
        "retention": retention,
        "maximum": settings.maximum_interval,
        "leech": settings.leech_threshold,
    }
    zone = zone_where_it_is_nine_in_the_evening()
    for case, anki in zip(cases, ask_anki("answers", asked, zone), strict=True):
        moment = FixedClock(anki["at"], zone).moment(ROLLOVER)
        before = before_answer(case, moment)
        previews = scheduler.previews(before, moment, retention=retention, seed=None)
        assert [abbreviate_interval(after.interval) for after in previews] == anki["labels"], case

        after = previews[case["rating"] - 1]
        steps = settings.relearning_steps if after.state is State.RELEARNING else settings.learning_steps
        left = len(steps) - after.step if after.state is not State.REVIEW else 0
        due_in = after.due_day - moment.day if after.due_day is not None else None
        ours = (after.state, left, after.interval, due_in, after.lapses, after.leech)
        assert ours == tuple(anki["after"]), case
        assert after.stability == pytest.approx(anki["stability"], abs=1e-4, rel=1e-4), case
        assert after.difficulty == pytest.approx(anki["difficulty"], abs=1e-3, rel=1e-4), case


def test_fuzz_reaches_as_far_as_ankis_and_no_farther() -> None:
    intervals = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 17, 19, 20, 21, 24, 30, 37, 60, 90, 200, 1000]
    drawn = ask_anki("fuzz", {"intervals": intervals}, fuzz=True)
    for interval, days in zip(intervals, drawn, strict=True):
        lower, upper = fuzz_bounds(interval, 1, 36_500)
        assert lower <= min(days)
        assert max(days) <= upper
        if upper - lower < 9:  # 200 draws meet both ends of a short range
            assert (min(days), max(days)) == (lower, upper)
