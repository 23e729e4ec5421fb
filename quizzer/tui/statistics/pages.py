"""The pages of the statistics screen, made of the sections that ``quizzer stats`` prints."""

from __future__ import annotations

from typing import NamedTuple

from quizzer.study.statistics.section import Section, Way
from quizzer.study.statistics.sections import SECTIONS


class StatisticsPage(NamedTuple):
    """A page.

    Attributes:
        title: A word for the row of titles.
        about: What it shows, continuing “Here will be”.
        ways: How it can be shown, for the key that goes through them; at least one.
        by_period: Whether it is about the chosen period.
        shows_new: Whether it has something to show of cards that were never answered.
        needs_calibration: Whether it shows the calibration, which takes long to compute.
    """

    title: str
    about: str
    ways: tuple[Way, ...]
    by_period: bool = False
    shows_new: bool = False
    needs_calibration: bool = False


def _pages() -> tuple[StatisticsPage, ...]:
    """A page for each title that the sections name, in the order of the last section of each."""
    by_title: dict[str, list[Section]] = {}
    for section in SECTIONS.values():
        by_title[section.page] = [*by_title.pop(section.page, []), section]
    return tuple(
        StatisticsPage(
            title,
            sections[0].about,
            tuple(way for section in sections for way in section.page_ways),
            by_period=sections[0].by_period,
            shows_new=sections[0].shows_new,
            needs_calibration=any(section.needs_calibration for section in sections),
        )
        for title, sections in by_title.items()
    )


PAGES = _pages()
