"""The figures of the statistics are those of the real Anki, for the same cards and answers.

Anki reads its zone and its clock from the system, so it is asked in a process of its own: this file, run as a program.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from quizzer.clock import FixedClock, SystemClock
from quizzer.config import Paths, load_settings
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import NEW, Rating
from quizzer.core.schedule.scheduler import Scheduler, build_answer
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, MINUTE, Scheduling
from quizzer.core.schedule.study_days import DAY_SECONDS
from quizzer.store.connection import transaction
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.filters import Filter
from quizzer.study.statistics.compute import compute_statistics
from tests.programs import run_module

NO_ANKI = 77
JUDGE = (26, 9)
CARDS, AXES, DAYS = 400, 4, 420
SUSPENDED, BURIED = (5, 6, 7, 390), (11, 12, 395)
SPAN = 1000 * DAY_SECONDS


def answered(connection: Any, clock: FixedClock, now: int) -> None:
    """A year of answers to most cards; steps of a day and more among them, so that these are told apart as well."""
    chance = Random(5)
    plain = Scheduler(Scheduling())
    slow = Scheduler(
        Scheduling(learning_steps=(MINUTE, 2 * DAY_SECONDS), relearning_steps=(10 * MINUTE, 30 * DAY_SECONDS))
    )
    rows: list[tuple[int, ...]] = []
    taken: set[int] = set()
    today = clock.moment_at(now, 4)
    for card in range(1, CARDS * 9 // 10):
        scheduler = slow if card % 5 == 0 else plain
        progress, at, last = NEW, now - chance.randrange(DAYS * SPAN), False
        while not last:
            if at >= now:  # some come back today, if only just before now
                at, last = now - chance.randrange(1000, max(2000, now - today.day_end + SPAN)), True
                if card % 4 or progress.last_at is None or at <= progress.last_at:
                    break
            while at in taken or (at // 1000 - 4 * 3600) % DAY_SECONDS == 0:  # Anki's graph has these in the day before
                at += 1000
            taken.add(at)
            rating = chance.choices(list(Rating), (18, 12, 60, 10))[0]
            moment = clock.moment_at(at, 4)
            after = scheduler.answer(progress, rating, moment, retention=0.9, seed=chance.getrandbits(64))
            given = build_answer(after, rating, moment)
            rows.append(
                (card, at, given.day, int(rating), int(progress.state), int(given.state), given.step, given.interval,
                 chance.randrange(1000, 60_000))
            )  # fmt: skip
            progress = after
            if after.interval < 0:
                at += -after.interval * 1000 + chance.randrange(20 * MINUTE * 1000)
            else:
                at += after.interval * SPAN + chance.randrange(-SPAN // 3, SPAN // 3)
    connection.executemany(
        "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
        "VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
        sorted(rows, key=lambda row: row[1]),
    )


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Collection, dict[str, Any]]]:
    """The collection, and what Anki says of its twin."""
    folder = tmp_path_factory.mktemp("statistics")
    paths = Paths(folder / "home")
    paths.decks.mkdir(parents=True)
    for axis in range(AXES):
        notes = "".join(
            f"  - id: n{card}\n    ask: Question {card}?\n    answer: answer {card}\n    level: fundamentals\n"
            for card in range(axis, CARDS, AXES)
        )
        text = f"deck: Deck {axis}\naxis: {{id: A{axis}, name: Axis {axis}}}\nnotes:\n{notes}"
        (paths.decks / f"a{axis}.yaml").write_text(text, encoding="utf-8")
    clock = FixedClock(SystemClock().now())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("quizzer.study.decks.sync.bundled_decks", lambda: folder / "none")
        with Collection.open(paths, load_settings(paths), clock) as collection:
            sync_decks(collection)
            with transaction(collection.connection) as connection:
                answered(connection, clock, clock.at)
            rebuild_collection(collection)
            theirs = ask_anki(paths.database, collection.moment().day, folder / "twin.anki2")
            for kind, cards in ((LogKind.SUSPEND, SUSPENDED), (LogKind.BURY, BURIED)):
                for card in cards:
                    mark(collection, card, kind)
            rebuild_collection(collection)
            yield collection, theirs


def mark(collection: Collection, card: int, kind: int) -> None:
    """Suspend or bury a card."""
    moment = collection.moment()
    collection.connection.execute(
        "INSERT INTO log (card_id, at, day, kind, value, before, state, step, interval, took) "
        "VALUES (?, ?, ?, ?, ?, 0, 0, 0, 0, 0)",
        (card, moment.at + 1, moment.day, kind, moment.day if kind == LogKind.BURY else 1),
    )


def ask_anki(database: Path, today: int, twin: Path) -> dict[str, Any]:
    """What Anki says; skips the test where it cannot be imported."""
    said = run_module(
        "tests.study.statistics.test_anki_agreement",
        *map(str, (database, today, twin)),
        env={**os.environ, "TZ": "UTC"},
        imports=["anki.collection"],
    )
    if said.returncode == NO_ANKI:
        pytest.skip(f"the anki library cannot judge here: {said.stdout.strip()}")
    assert said.returncode == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)
    return found


Both = tuple[Collection, dict[str, Any]]


def test_true_retention_is_ankis(both: Both) -> None:
    collection, theirs = both
    ours = {
        row.period: [row.young.passes, row.young.reviews, row.mature.passes, row.mature.reviews]
        for row in compute_statistics(collection, calibrate=False).retention
    }
    assert ours == theirs["retention"]
    # The log ends now, so the hour of the day decides whether a mature card was reviewed within a day or two.
    longer = [found for period, found in ours.items() if period not in ("today", "yesterday")]
    assert longer
    assert all(reviews > 0 for _, young, _, mature in longer for reviews in (young, mature))


def test_card_counts_are_ankis(both: Both) -> None:
    collection, theirs = both
    counts = compute_statistics(collection, calibrate=False).cards
    assert list(counts[:7]) == theirs["cards"]
    assert counts.total == CARDS


@pytest.mark.parametrize("days", [30, 90, 365, None])
def test_buttons_and_hours_are_ankis(both: Both, days: int | None) -> None:
    collection, theirs = both
    shown = compute_statistics(collection, days=days, calibrate=False)
    assert [list(answers) for answers in shown.buttons] == theirs["buttons"][str(days)]
    assert [[hour.answers, hour.passes] for hour in shown.hours] == theirs["hours"][str(days)]


def test_answers_and_seconds_of_each_day_are_ankis(both: Both) -> None:
    collection, theirs = both
    shown = compute_statistics(collection, calibrate=False)
    ours = {
        str(day.day - shown.day): [day.learning, day.relearning, day.young, day.mature, day.took] for day in shown.days
    }
    assert ours == theirs["days"]


def test_average_recall_is_ankis_within_a_tenth_of_a_point(both: Both) -> None:
    collection, theirs = both
    average = compute_statistics(collection, calibrate=False).recall.average
    assert average is not None
    assert 100 * average == pytest.approx(theirs["recall"], abs=0.1)


def test_stability_and_difficulty_are_spread_as_in_anki(both: Both) -> None:
    collection, theirs = both
    shown = compute_statistics(collection, calibrate=False)
    assert sum(shown.stability.counts) == sum(shown.difficulty.counts) == sum(theirs["stability"].values())
    for edge, after, count in zip(
        shown.stability.edges, shown.stability.edges[1:], shown.stability.counts, strict=False
    ):
        theirs_within = sum(n for days, n in theirs["stability"].items() if edge <= int(days) < after)
        # Anki rounds a stability to whole days before it counts.
        near = sum(n for days, n in theirs["stability"].items() if int(days) in (edge, after))
        assert abs(count - theirs_within) <= near


def test_cards_to_come_are_ankis(both: Both) -> None:
    collection, theirs = both
    forecast = compute_statistics(collection, calibrate=False).forecast
    assert {str(at): n for at, n in enumerate(forecast.days) if at > 1 and n} == {
        day: n for day, n in theirs["due"].items() if 1 < int(day) <= 365
    }
    assert forecast.backlog == sum(n for day, n in theirs["due"].items() if int(day) < 0)


def test_log_loss_and_rmse_are_those_of_ankis_evaluation(both: Both) -> None:
    collection, theirs = both
    judged = compute_statistics(collection).calibration
    assert judged is not None
    assert judged.log_loss == pytest.approx(theirs["log_loss"], abs=1e-3)
    assert judged.rmse == pytest.approx(theirs["rmse"], abs=1e-3)


@pytest.mark.parametrize("axis", range(AXES))
def test_one_axis_has_the_figures_of_ankis_deck(both: Both, axis: int) -> None:
    collection, theirs = both
    shown = compute_statistics(collection, Filter(axes=(f"A{axis}",)))
    deck = theirs["decks"][f"A{axis}"]
    row = shown.retention[-1]
    assert [row.young.passes, row.young.reviews, row.mature.passes, row.mature.reviews] == deck["retention"]
    assert list(shown.cards[:7]) == deck["cards"]
    assert shown.recall.average is not None
    assert 100 * shown.recall.average == pytest.approx(deck["recall"], abs=0.1)
    assert shown.calibration is not None
    assert shown.calibration.log_loss == pytest.approx(deck["log_loss"], abs=1e-3)
    assert shown.calibration.rmse == pytest.approx(deck["rmse"], abs=1e-3)


# The judge


def _answer(database: str, today: str, twin: str) -> dict[str, Any]:
    import sqlite3

    from tests.benchmarks.stage.twin import _FIRST_ID, PARENT, twin_of

    connection = sqlite3.connect(database)
    collection = twin_of(connection, int(today), Path(twin))
    connection.close()
    collection.sched.suspend_cards([_FIRST_ID + card for card in SUSPENDED])
    collection.sched.bury_cards([_FIRST_ID + card for card in BURIED], manual=True)
    graphs = collection._backend.graphs(search="", days=0)
    found = {
        **_figures(collection, ""),
        "buttons": {
            days: [list(getattr(getattr(graphs.buttons, name), kind)) for kind in ("learning", "young", "mature")]
            for days, name in _PERIODS.items()
        },
        "hours": {
            days: [[hour.total, hour.correct] for hour in getattr(graphs.hours, name)]
            for days, name in _PERIODS.items()
        },
        "retention": {
            {"all_time": "all"}.get(field.name, field.name): _retention(period)
            for field, period in graphs.true_retention.ListFields()
        },
        "days": {
            day: [count.learn, count.relearn, count.young, count.mature,
                  sum(getattr(graphs.reviews.time[day], kind) for kind in ("learn", "relearn", "young", "mature"))]
            for day, count in graphs.reviews.count.items()
        },
        "stability": dict(graphs.stability.intervals),
        "due": dict(graphs.future_due.future_due),
        "decks": {f"A{axis}": _figures(collection, f"deck:{PARENT}::A{axis}") for axis in range(AXES)},
    }  # fmt: skip
    collection.close()
    return found


_PERIODS = {"30": "one_month", "90": "three_months", "365": "one_year", "None": "all_time"}


def _figures(collection: Any, search: str) -> dict[str, Any]:
    graphs = collection._backend.graphs(search=search, days=0)
    counts = graphs.card_counts.excluding_inactive
    judged = collection._backend.evaluate_params_legacy(
        params=FSRS_6_DEFAULTS, search=search or "deck:*", ignore_revlogs_before_ms=0
    )
    return {
        "retention": _retention(graphs.true_retention.all_time),
        "cards": [counts.newCards, counts.learn, counts.relearn, counts.young, counts.mature, counts.suspended,
                  counts.buried],
        "recall": graphs.retrievability.average,
        "log_loss": judged.log_loss,
        "rmse": judged.rmse_bins,
    }  # fmt: skip


def _retention(period: Any) -> list[int]:
    young, mature = period.young_passed, period.mature_passed
    return [young, young + period.young_failed, mature, mature + period.mature_failed]


def main() -> None:
    """Answer as Anki does."""
    try:
        import anki.collection  # noqa: F401
        from anki.buildinfo import version
    except ImportError as missing:
        print(missing)
        sys.exit(NO_ANKI)
    if tuple(map(int, version.split(".")[:2])) < JUDGE:
        print(f"version {version} is older than the judge, {JUDGE[0]}.{JUDGE[1]}")
        sys.exit(NO_ANKI)
    print(json.dumps(_answer(*sys.argv[1:])))


if __name__ == "__main__":
    main()
