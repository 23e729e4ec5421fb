"""The page of a class stands by itself, says in words what colours say, and takes names as text."""

from __future__ import annotations

from typing import Any

from quizzer.report.class_page import render_class_page
from quizzer.report.class_values import ClassReport, Learner, Share
from quizzer.report.values import Figures
from tests.report.test_page import Reader

LOW = Figures(40, 10, 0.25, 0.2, 3, 6, 0.1, 0.9, ("meet 28 more",))
HIGH = Figures(40, 40, 1.0, 0.95, 95, 100, 0.89, 0.98, ())
NOT_MET = Figures(40, 0, 0.0, 0.0, 0, 0, 0.0, 1.0, ("meet 38 more",))


def invent_report(**changes: Any) -> ClassReport:
    learners = (
        Learner("Ada", "12 days ago", True, True, Share(LOW, 0.4), (Share(LOW, 0.3), Share(NOT_MET, 0.5))),
        Learner("Ben", "today", True, False, Share(HIGH), (Share(HIGH), Share(HIGH))),
        Learner("Cleo", "today", True, False, Share(HIGH), (Share(HIGH), Share(LOW, 0.2))),
    )
    report = ClassReport(20_000, "", "axis", ("HPA", "HPG"), 80, learners, 0.6, (0.5, 0.7), 0.15, 7)
    return report._replace(**changes)


def test_the_page_has_the_three_figures_of_each_learner_and_the_middle() -> None:
    read = Reader(render_class_page(invent_report()))
    for said in (
        "60% known in the middle of the class",
        "Ada · 20% known, 40 points below the middle; in every axis",
        "95% ✓ 20% ▼",
        "25% 10 of 40",
        "50% 10–90% (6)",
        "Middle of the class 60% 50% 70%",
        "2024-10-04",
    ):
        assert said in read.text, said


def test_what_a_colour_says_is_said_in_words_too() -> None:
    page = render_class_page(invent_report())
    assert page.count('<td class="low">') == page.count('aria-label="behind"') + 3, "and who is idle, in three tables"
    assert "12 days ago" in page
    assert page.count('aria-label="mastered"') == 5


def test_who_has_not_begun_is_named_apart_from_who_stays_away() -> None:
    report = invent_report()
    ada, ben, cleo = report.learners
    read = Reader(render_class_page(report._replace(learners=(ada, ben, cleo._replace(last="never", begun=False)))))
    assert "1 no answer for 7 days 1 not begun yet" in read.text
    assert "No answer for 7 days or more Ada · 12 days ago Not begun yet Cleo · never" in read.text
    assert "ot begun" not in Reader(render_class_page(report)).text


def test_nothing_on_the_page_acts_or_is_loaded_and_names_are_text() -> None:
    hostile = Learner(
        "<script>x</script>\u202e&", "never", False, False, Share(NOT_MET, 0.6), (Share(NOT_MET), Share(NOT_MET))
    )
    page = render_class_page(invent_report(learners=(hostile,), groups=("<b>", "b"), about="<i>", note="Only <you>."))
    read = Reader(page)
    assert not read.tags & {"script", "link", "img", "iframe", "object", "form", "a", "i"} - {"i"}
    assert not {name for name in read.attributes if name.startswith("on") or name in ("src", "href")}
    assert "<script>x</script>‹RLO›&" in read.text
    assert "Only <you>." in read.text
    assert "not met ▼" in read.text


def test_a_class_without_learners_or_cards_is_a_page_too() -> None:
    assert "There is no learner yet." in Reader(render_class_page(invent_report(learners=()))).text
    empty = invent_report(learners=(), groups=(), cards=0, middle=None, middles=())
    assert "There are no cards to tell of." in Reader(render_class_page(empty)).text
