"""``quizzer stats``: plots a pipe can take, JSON a script can read, and a sentence for what does not exist."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.core.schedule.study_days import date_of
from quizzer.plots.lines import cells
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.statistics.sections import OVERVIEW, SECTIONS
from tests.conftest import Opener

DAY = 86_400_000


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: FixedClock) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    monkeypatch.setattr("quizzer.cli.open_collection.SystemClock", lambda: clock)


@pytest.fixture
def studied(open_collection: Opener, clock: FixedClock) -> Collection:
    """Some days of answers; the collection stays open."""
    collection = open_collection()
    for day in range(20):
        session = Session(collection, Plan())
        while session.current is not None and session.done < 20:
            session.answer(Rating.AGAIN if (session.done + day) % 6 == 5 else Rating.GOOD, 4_000)
            clock.at += 15_000
        clock.at += DAY
    return collection


def test_the_overview_fits_eighty_columns_and_three_screens(
    studied: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    studied.close()
    assert run(["stats"]) == 0
    printed = capsys.readouterr().out
    lines = printed.splitlines()
    assert len(lines) <= 72
    assert max(map(cells, lines)) <= 80
    assert "True retention" in printed
    assert all(character.isprintable() or character == "\n" for character in printed)


@pytest.mark.parametrize("columns", [30, 40, 57, 80, 200])
def test_on_a_terminal_it_is_as_wide_as_the_terminal_from_forty_columns_on(
    studied: Collection, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    studied.close()
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    assert run(["stats", "all"]) == 0
    widest = max(map(cells, capsys.readouterr().out.splitlines()))
    assert widest == min(116, max(40, columns))


def test_the_help_names_every_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "--help"]) == 0
    assert ", ".join(SECTIONS) in " ".join(capsys.readouterr().out.split())


def test_sections_come_in_the_order_named(studied: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    studied.close()
    assert run(["stats", "leeches", "buttons", "leeches"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("Slipped") == 1
    assert printed.index("Leeches") < printed.index("Slipped") < printed.index("Buttons") < printed.index("Learning")


def test_all_is_every_section(studied: Collection, capsys: pytest.CaptureFixture[str]) -> None:
    studied.close()
    assert run(["stats", "all", "--days", "7", "--axis", "SML"]) == 0
    titles = [line for line in capsys.readouterr().out.splitlines() if line and not line.startswith(" ")]
    assert titles == [section.title for section in SECTIONS.values()]


def test_a_section_that_does_not_exist_is_refused_with_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "retension"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "retention" in printed.err
    assert run(["stats", "--axis", "HPX"]) == 2
    assert "There is no axis “HPX”" in capsys.readouterr().err


def test_json_holds_every_figure(studied: Collection, capsys: pytest.CaptureFixture[str], clock: FixedClock) -> None:
    studied.close()
    assert run(["stats", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert set(printed) >= set(SECTIONS)
    assert printed["as_of"] == date_of(clock.at // DAY).isoformat()
    assert printed["cards"]["total"] == 9
    assert printed["retention"]["all"]["all"]["reviews"] > 0
    assert sum(printed["calendar"].values()) == printed["time"]["answers"] == sum(map(sum, printed["buttons"].values()))
    assert printed["calibration"]["answers"] > 0
    assert len(printed["hours"]) == 24


def test_json_leaves_out_what_takes_long_unless_it_is_named(
    studied: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    studied.close()
    assert run(["stats", "--json", *OVERVIEW]) == 0
    assert json.loads(capsys.readouterr().out)["calibration"] is None


def test_statistics_are_told_while_another_program_has_the_collection(
    studied: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["stats", "all"]) == 0
    assert "True retention" in capsys.readouterr().out
    assert studied.get("tally") is None


def test_without_answers_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["stats", "all"]) == 0
    printed = capsys.readouterr().out
    assert "9 cards" in printed
    assert "No card has been answered yet. Here will be how many of your reviews were" in printed
