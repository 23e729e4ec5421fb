"""What holds for the figures of mastery whatever a learner does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.exchange.merge import merge_log
from quizzer.study.mastery.groups import MasteryView, load_mastery
from quizzer.study.review.session import Session
from quizzer.study.review.undo import undo_last_action
from quizzer.study.review.values import Plan
from tests.probe import card_of, log_of
from tests.store.log.test_replay import ACTS, LENIENT, Study, fresh
from tests.study.mastery.mastering import TWO, answer, by_id, figures, ids


def percentages(view: MasteryView) -> list[float]:
    found: list[float] = []
    for axis in view.groups:
        for known in (axis.mastery, *axis.levels.values(), view.whole):
            found += [known.coverage, known.expected_recall or 0.0, known.retention.low, known.retention.high]
            found += [known.retention.value] if known.retention.value is not None else []
        found += [share for point in axis.trend for share in (point.coverage, point.expected_recall or 0.0)]
    return found


@LENIENT
@given(acts=ACTS, zone=st.sampled_from(["UTC", "America/Los_Angeles", "Pacific/Auckland"]))
def test_shares_stay_within_bounds_and_a_rebuild_changes_none(
    paths: Paths, tmp_path: Path, acts: Sequence[tuple[str, int]], zone: str
) -> None:
    """With the clock set back and ahead, and the learner on a journey."""
    study = Study(paths, fresh(tmp_path))
    half = len(acts) // 2
    study.act(acts[:half])
    study.clock.zone = FixedClock(0, zone).zone
    study.act(acts[half:])
    before = figures(study.collection)
    assert all(0 <= share <= 1 for share in percentages(load_mastery(study.collection)))
    assert rebuild_collection(study.collection) == []
    assert figures(study.collection) == before
    study.collection.close()


@LENIENT
@given(acts=ACTS, last=st.sampled_from(["1", "2", "3", "4", "suspend", "bury"]))
def test_an_undo_restores_every_figure(
    paths: Paths, tmp_path: Path, acts: Sequence[tuple[str, int]], last: str
) -> None:
    study = Study(paths, fresh(tmp_path))
    study.act(acts)
    study.collection.set_days_right()  # as the next session would; it is no act of the learner's
    before, rows = figures(study.collection), latest_id(study.collection)
    study.act([(last, 0)])
    load_mastery(study.collection)
    if latest_id(study.collection) != rows:
        undo_last_action(study.collection)
    assert figures(study.collection) == before
    study.collection.close()


def latest_id(collection: Collection) -> int:
    return max((row.id for row in log_of(collection)), default=0)


@LENIENT
@given(acts=ACTS, key=st.sampled_from(["other", "second", "pick"]), rating=st.sampled_from(Rating))
def test_an_answer_changes_the_figures_of_its_axis_alone(
    paths: Paths, tmp_path: Path, acts: Sequence[tuple[str, int]], key: str, rating: Rating
) -> None:
    study = two_axes(paths, fresh(tmp_path))
    study.act(acts)
    study.collection.set_days_right()
    before = by_id(load_mastery(study.collection))
    reps = card_of(study.collection, key).reps
    assume(Session(study.collection, Plan(cards=(ids(study.collection)[key],))).current is not None)
    answer(study.collection, key, rating)
    after = by_id(load_mastery(study.collection))
    assert after["SML"] == before["SML"]
    assert after["OTH"].mastery.seen == before["OTH"].mastery.seen + (reps == 0)
    study.collection.close()


def two_axes(paths: Paths, folder: Path) -> Study:
    template = paths.home.parent / "template"
    if not template.exists():
        (paths.decks / "two.yaml").write_text(TWO, encoding="utf-8")
    study = Study(paths, folder)
    assert len(load_mastery(study.collection).groups) == 2
    return study


@LENIENT
@given(mine=ACTS, yours=ACTS)
def test_a_merge_gives_the_figures_of_the_union(
    paths: Paths, tmp_path: Path, mine: Sequence[tuple[str, int]], yours: Sequence[tuple[str, int]]
) -> None:
    studies = [Study(paths, fresh(tmp_path)) for _ in range(2)]
    for parity, (study, acts) in enumerate(zip(studies, (mine, yours), strict=True)):
        study.clock.at += parity
        study.act([(act, later // 2 * 2) for act, later in acts])
    one, other = (study.collection for study in studies)
    keys = [{(row.card, row.at) for row in log_of(study)} for study in (one, other)]
    assume(not keys[0] & keys[1])  # a learner cannot answer the same card on two machines in the same millisecond
    load_mastery(one)
    files = one.back_up("mine"), other.back_up("yours")
    merge_log(one, files[1])
    merge_log(other, files[0])
    third = Study(paths, fresh(tmp_path))
    for file in files:
        merge_log(third.collection, file)
    now = max(study.clock.at for study in studies) + 1
    told = []
    for study in (*studies, third):
        study.clock.at = now
        told.append(figures(study.collection))
        study.collection.close()
    assert told[0] == told[1] == told[2]
