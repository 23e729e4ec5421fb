"""``quizzer log``: every row of the log, as lines, as a table, and as JSON."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from quizzer.cli.csv_output import _defuse
from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.own_data.log_table import LogLine
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: FixedClock) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    monkeypatch.setattr("quizzer.cli.open_collection.SystemClock", lambda: clock)


@pytest.fixture
def answered(open_collection: Opener, clock: FixedClock) -> None:
    """Good, Again taken back, then a suspended card."""
    collection = open_collection()
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 4_000)
    clock.at += 5_000
    session.answer(Rating.AGAIN, 2_500)
    clock.at += 5_000
    session.undo()
    clock.at += 5_000
    session.suspend()
    collection.close()


def read_table(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[LogLine]:
    capsys.readouterr()
    assert run(["log", "--csv", *arguments]) == 0
    head, *rows = csv.reader(io.StringIO(capsys.readouterr().out))
    assert tuple(head) == LogLine._fields
    return [LogLine(*row) for row in rows]


@pytest.mark.usefixtures("answered")
def test_the_table_has_every_row_with_what_was_undone(capsys: pytest.CaptureFixture[str]) -> None:
    good, again, suspended = read_table(capsys)
    assert (good.kind, good.value, good.before, good.after) == ("answer", "3", "new", "learning")
    assert float(good.interval_days) * 1440 == pytest.approx(10)
    assert (good.seconds, good.undone) == ("4", "")
    assert (again.value, again.seconds) == ("1", "2.5")
    assert again.undone > again.at
    assert (suspended.kind, suspended.value, suspended.seconds) == ("suspend", "", "")
    assert good.at.endswith("Z")


@pytest.mark.usefixtures("answered")
def test_lines_for_a_person_say_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert "3 Good" in lines[0]
    assert lines[1].endswith("undone")


@pytest.mark.usefixtures("answered")
def test_it_is_cut_by_day_number_and_filter(capsys: pytest.CaptureFixture[str]) -> None:
    assert [line.kind for line in read_table(capsys, "--limit", "1")] == ["suspend"]
    assert not read_table(capsys, "--since", "2999-01-01")
    assert len(read_table(capsys, "--axis", "SML")) == 3
    assert run(["log", "--axis", "nothing"]) == 2


def test_an_empty_log_is_a_sentence(open_collection: Opener, capsys: pytest.CaptureFixture[str]) -> None:
    open_collection().close()
    assert run(["log"]) == 0
    assert "nothing has been answered" in capsys.readouterr().out


def test_no_cell_is_a_formula() -> None:
    assert _defuse('=HYPERLINK("x")') == '\'=HYPERLINK("x")'
    assert _defuse("0.25") == "0.25"
