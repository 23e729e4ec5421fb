"""The report: one page that stands by itself, with the figures of the collection and nothing that acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.core.wording import percent
from quizzer.errors import Problem, WrongUse
from quizzer.report.document import ADVICE
from quizzer.report.page import render_page
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.mastery.groups import load_mastery
from quizzer.study.report import build_report, write_report
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener

DAY = 86_400_000
HOSTILE = """\
deck: Hostile
axis: {id: "<b>HOS", name: "<script>alert(1)</script> \\"onload=x\\" \\e[2J"}
notes:
  - {id: one, ask: "</style><img src=x onerror=alert(2)> & \\u202Eq\\u202C?", answer: "beta", level: "<i>hard"}
"""
VOID = {"meta", "line", "circle", "rect", "polygon", "polyline"}


class Reader(HTMLParser):
    """Reads a page strictly: every element is closed, in order."""

    def __init__(self, told: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words: list[str] = []
        self.feed(told)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in VOID
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.words))


@pytest.fixture
def learnt(collection: Collection, clock: FixedClock) -> Collection:
    """A month of answers."""
    for day in range(30):
        session = Session(collection, Plan())
        for turn in range(8):
            if session.current is None:
                break
            session.answer(Rating.AGAIN if (day + turn) % 7 == 0 else Rating.GOOD, 5_000)
        clock.at += DAY
    return collection


def test_the_page_tells_the_figures_of_the_collection(learnt: Collection) -> None:
    values = build_report(learnt)
    read = Reader(render_page(values))
    (axis,) = load_mastery(learnt).groups
    known = axis.mastery
    assert known.expected_recall is not None
    assert known.retention.reviews > 5
    for told in (
        "SML",
        f"{percent(known.expected_recall)} known",
        f"{known.seen} of {known.cards} cards",
        f"of {known.retention.reviews} reviews",
        "fundamentals",
        "log loss",
        ADVICE,
        "2026-03-31",
    ):
        assert told in read.text, told
    assert len(values.groups[0].trend) == 30
    assert "svg" in read.tags


def test_nothing_on_the_page_acts_or_is_loaded(learnt: Collection) -> None:
    told = render_page(build_report(learnt))
    read = Reader(told)
    assert not read.tags & {"script", "link", "img", "iframe", "object", "form", "a"}
    assert not {name for name in read.attributes if name.startswith("on") or name in ("src", "href")}
    assert "http" not in told.replace("http-equiv", "")
    assert "url(" not in told


def test_hostile_text_stays_text(paths: Paths, open_collection: Opener, clock: FixedClock) -> None:
    (paths.decks / "small.yaml").write_text(HOSTILE, encoding="utf-8")
    collection = open_collection()
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    clock.at += DAY
    told = render_page(build_report(collection))
    read = Reader(told)
    assert not read.tags & {"script", "img"}
    assert "<b>HOS" in read.text
    assert "</style><img src=x onerror=alert(2)> & ‹RLO›q‹PDF›?" in read.text
    assert "onload" not in read.attributes
    assert "onerror" not in read.attributes
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_an_empty_collection_is_a_page_too(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").unlink()
    read = Reader(render_page(build_report(open_collection())))
    assert "There are no cards to tell of." in read.text


def test_a_collection_without_answers_is_a_page_too(collection: Collection) -> None:
    read = Reader(render_page(build_report(collection)))
    assert "no review yet" in read.text
    assert "0 answers in the last year" in read.text


def test_the_page_is_about_the_axes_that_are_asked_for(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "two.yaml").write_text(HOSTILE.replace("<b>HOS", "TWO"), encoding="utf-8")
    collection = open_collection()
    values = build_report(collection, Filter(axes=("SML",)))
    assert [axis.id for axis in values.groups] == ["SML"]
    assert values.about == "SML"
    assert sum(number for _, number in values.states) == 9
    with pytest.raises(WrongUse, match="There is no axis “nope”"):
        build_report(collection, Filter(axes=("nope",)))


def test_a_file_that_cannot_be_written_leaves_what_was_there(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot be written"):
        write_report(collection, tmp_path / "nowhere" / "r.html", Filter())
    target = tmp_path / "r.html"
    target.mkdir()
    with pytest.raises(Problem, match="cannot be written"):
        write_report(collection, target, Filter())
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith("unfinished")] == []


def test_the_command_writes_the_page_and_says_so(
    collection: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    collection.close()
    target = tmp_path / "r.html"
    target.write_text("old", encoding="utf-8")
    assert run(["report", str(target), "--axis", "SML"]) == 0
    assert "1 axis" in capsys.readouterr().out
    assert "SML" in Reader(target.read_text(encoding="utf-8")).text
    assert run(["report", str(tmp_path / "r.pdf")]) == 2
    assert "ends in .html" in capsys.readouterr().err
