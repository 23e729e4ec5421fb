"""A learner of 120 days with the real decks and schedule, whose memory fails as memories do: plausible figures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import compute_statistics
from tests.conftest import START

BUNDLED = Path(__file__).parents[2] / "decks"
DAYS, DAY, HOUR = 120, 86_400_000, 3_600_000


@contextmanager
def lived(home: Path) -> Iterator[Collection]:
    """A collection studied every day but one in nine, each evening until nothing is left."""
    paths, clock, chance, model = Paths(home), FixedClock(START), Random(120), MemoryModel(FSRS_6_DEFAULTS)
    paths.decks.mkdir(parents=True)
    for file in BUNDLED.glob("*.yaml"):
        (paths.decks / file.name).write_bytes(file.read_bytes())
    with Collection.open(paths, load_settings(paths), clock) as collection:
        sync_decks(collection)
        for day in range(DAYS):
            clock.at = START + day * DAY + chance.randrange(8 * HOUR)
            if chance.random() < 1 / 9:
                continue
            session = Session(collection, Plan())
            for _ in range(400):
                if session.current is None:
                    if session.waiting_until is None:
                        break
                    clock.at = max(clock.at, session.waiting_until)
                    session.poll()
                    continue
                clock.at += 8_000
                shown = session.current.progress
                if shown.stability is None or shown.last_day is None:
                    rating = chance.choices(list(Rating), (30, 15, 45, 10))[0]
                else:
                    # Another person than the model thinks: a little less, and not always the same.
                    known = model.retrievability(shown.stability, collection.moment().day - shown.last_day)
                    known = min(max(known + chance.gauss(-0.01, 0.03), 0), 1)
                    passed = chance.choices((Rating.HARD, Rating.GOOD, Rating.EASY), (12, 78, 10))[0]
                    rating = passed if chance.random() < known else Rating.AGAIN
                session.answer(rating, chance.randrange(2_000, 20_000))
        yield collection


def test_the_figures_of_a_hundred_and_twenty_days_are_plausible(tmp_path: Path) -> None:
    with lived(tmp_path / "home") as collection:
        found = compute_statistics(collection)
        known = load_mastery(collection)
        assert known.whole.coverage == 1
        assert known.whole.expected_recall is not None
        assert 0.88 < known.whole.expected_recall < 0.97
        assert known.whole.retention.reviews > 800
        assert 0.84 < known.whole.retention.passes / known.whole.retention.reviews < 0.92
        assert sum(axis.mastery.mastered for axis in known.groups) >= 2
        first, last = known.groups[0].trend[0], known.groups[0].trend[-1]
        assert last.expected_recall == pytest.approx(known.groups[0].mastery.expected_recall)
        assert first.day == last.day - 29
        judged = found.calibration
        assert judged is not None
        assert judged.predicted is not None
        assert judged.actual is not None
        assert judged.rmse is not None
        assert abs(judged.predicted - judged.actual) < 0.03
        assert judged.rmse < 0.06
        well_filled = [told for told in judged.bins if told.answers >= 150]
        assert well_filled
        assert all(abs(told.predicted - told.actual) < 0.06 for told in well_filled)
        assert rebuild_collection(collection) == []
        assert compute_statistics(collection) == found
