"""The pages show the sections that ``quizzer stats`` prints, with the same figures."""

from __future__ import annotations

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.plots.lines import texts_of
from quizzer.study.collection.collection import Collection
from quizzer.study.statistics.compute import compute_calibration, compute_statistics
from quizzer.study.statistics.section import Way
from quizzer.study.statistics.sections import SECTIONS, draw_lines, draw_section
from quizzer.tui.statistics.pages import PAGES
from quizzer.tui.statistics.view import StatisticsView, statistics_picture
from tests.tui.stage import learnt as learnt

WIDTH, ROWS = 78, 24  # of a section on 80 columns
SIZE = (WIDTH + 6, ROWS + 4 + 2)  # of the terminal in which the app has the same room below titles and above keys


def page_text(collection: Collection, page: int, way: int) -> str:
    """What the app shows on a page: counted without the calibration, which comes later and by itself."""
    found = compute_statistics(collection, calibrate=False)
    judged = compute_calibration(collection) if PAGES[page].needs_calibration else None
    view = StatisticsView(page, way, "all cards", "all time", (("Esc", "back", ""),), found, judged)
    return "\n".join(line.plain.rstrip() for line in statistics_picture(view, *SIZE).body)


def test_there_is_a_page_for_every_section_in_the_order_of_the_number_keys() -> None:
    assert [page.title for page in PAGES] == [
        "Today", "Due", "Retention", "Buttons", "Time", "Hours", "Cards", "Calibration", "Leeches",
    ]  # fmt: skip
    drawn = {way.draw for page in PAGES for way in page.ways}
    for section in SECTIONS.values():
        assert section.draw in drawn or section.ways
    ways = {page.title: [way.name for way in page.ways] for page in PAGES}
    assert ways["Due"] == ["30 days", "365 days"]
    assert ways["Cards"] == ["all", "intervals", "stability", "difficulty", "recall"]


def test_a_page_draws_its_section_line_for_line(learnt: Collection) -> None:
    found = compute_statistics(learnt)
    for at, page in enumerate(PAGES):
        for place, way in enumerate(page.ways):
            assert page_text(learnt, at, place) == texts_of(draw_lines(way.draw, found, WIDTH, ROWS)), page.title


@pytest.mark.parametrize("name", [name for name, section in SECTIONS.items() if not section.ways])
def test_the_command_line_prints_what_the_page_shows(
    learnt: Collection,
    paths: Paths,
    clock: FixedClock,
    name: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = Way(name, SECTIONS[name].draw)
    [(page, way)] = [(at, page.ways.index(own)) for at, page in enumerate(PAGES) if own in page.ways]
    expected = page_text(learnt, page, way)
    assert print_section(name, paths, clock, capsys, monkeypatch) == expected


@pytest.mark.parametrize("name", [name for name, section in SECTIONS.items() if section.ways])
def test_a_section_that_the_page_shows_in_other_ways_has_the_same_figures(learnt: Collection, name: str) -> None:
    section = texts_of(draw_section(name, compute_statistics(learnt), WIDTH, ROWS)).splitlines()
    page = next(at for at, page in enumerate(PAGES) if page.title == SECTIONS[name].page)
    for place, way in enumerate(SECTIONS[name].ways):
        lines = page_text(learnt, page, place).splitlines()
        assert section[0].startswith(lines[0]), way.name
        assert {line for line in lines if line.startswith("Due in ")} <= set(section)
    if name == "cards":
        assert page_text(learnt, page, 0).splitlines()[: len(section)] == section


def print_section(
    name: str, paths: Paths, clock: FixedClock, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> str:
    """What ``quizzer stats`` prints below the title of the section."""
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.cli.open_collection.SystemClock", lambda: clock)
    assert run(["stats", name]) == 0
    title, *lines = capsys.readouterr().out.splitlines()
    assert title == SECTIONS[name].title
    return "\n".join(line.removeprefix("  ") for line in lines)
