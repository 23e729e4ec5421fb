"""``quizzer mastery``: a table of 80 columns, JSON of a fixed shape, and sentences for wrong use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.plots.lines import cells
from quizzer.study.collection.collection import Collection
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.cli.json_forms import validate_json
from tests.conftest import DECK, Opener
from tests.probe import count_rows

DAY = 86_400_000


@pytest.fixture(autouse=True)
def _home(paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    monkeypatch.setattr("quizzer.cli.open_collection.SystemClock", lambda: clock)


@pytest.fixture
def learned(open_collection: Opener, clock: FixedClock) -> Collection:
    """Three cards answered on the first of March, one of them again on the eleventh; it is the fifteenth."""
    collection = open_collection()
    session = Session(collection, Plan(new=3))
    while session.current is not None:
        session.answer(Rating.EASY, 1_000)
    clock.at += 10 * DAY
    Session(collection, Plan(cards=(1,))).answer(Rating.GOOD, 1_000)
    clock.at += 4 * DAY
    return collection


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["mastery", *arguments]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


@pytest.mark.usefixtures("learned")
def test_json_has_the_promised_shape(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--at", "2026-03-05"], ["--level", "academic"], ["--axis", "sml"]):
        data = json.loads(said(capsys, "--json", *arguments))
        validate_json(data)
        assert len(data["axes"]) == 1
    (axis,) = json.loads(said(capsys, "--json"))["axes"]
    assert (axis["id"], axis["name"], axis["cards"], axis["seen"]) == ("SML", "Small axis", 9, 3)
    assert axis["retention"]["reviews"] == 1
    assert list(axis["levels"]) == ["fundamentals", "intermediate", "academic"]
    assert [point["day"] for point in axis["trend"]][::29] == ["2026-02-14", "2026-03-15"]
    assert axis["trend"][-1]["coverage"] == axis["coverage"]


@pytest.mark.usefixtures("learned")
def test_decks_and_tags_have_the_same_shape_and_their_own_key(capsys: pytest.CaptureFixture[str]) -> None:
    for by, key, known in (("deck", "decks", ("small", "Small axis", 9)), ("tag", "tags", ("gland", "gland", 1))):
        for arguments in ([], ["--at", "2026-03-05"]):
            data = json.loads(said(capsys, "--by", by, "--json", *arguments))
            validate_json(data)
            assert data["by"] == by
            assert [(found["id"], found["name"], found["cards"]) for found in data[key]] == [known]
    deck, axis = (
        json.loads(said(capsys, "--json", "--by", by))[key][0] for by, key in (("deck", "decks"), ("axis", "axes"))
    )
    assert {**deck, "id": "SML"} == axis


@pytest.mark.usefixtures("learned")
def test_the_table_is_by_deck_or_by_tag_and_names_a_tag_once(capsys: pytest.CaptureFixture[str]) -> None:
    text = said(capsys, "--by", "deck")
    assert "How well each deck is known" in text
    assert "\nsmall              3 of 9" in text
    text = said(capsys, "--by", "tag")
    assert "\ngland              1 of 1" in text
    assert "\nall                3 of 9" in text, "the cards without a tag are in the sum"
    assert "\ngland         To master it: remember 80% for certain in 30 reviews." in text


def test_without_tags_there_is_a_sentence(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    (paths.decks / "small.yaml").write_text(DECK.replace("    tags: [gland]\n", ""), encoding="utf-8")
    assert said(capsys, "--by", "tag") == "No card has a tag.\n"


def test_a_long_tag_is_told_in_full_below_the_table(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    (paths.decks / "small.yaml").write_text(DECK.replace("[gland]", "[the-pituitary-gland]"), encoding="utf-8")
    text = said(capsys, "--by", "tag")
    assert "\nthe-pituitary-gland\n" in text


@pytest.mark.usefixtures("learned")
def test_an_earlier_day_is_told_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    today = json.loads(said(capsys, "--json"))
    then = json.loads(said(capsys, "--json", "--at", "2026-03-10"))
    assert (today["as_of"], then["as_of"]) == ("2026-03-15", "2026-03-10")
    assert then["axes"][0]["retention"]["reviews"] == 0
    point = next(point for point in today["axes"][0]["trend"] if point["day"] == "2026-03-10")
    assert point["expected_recall"] == then["axes"][0]["expected_recall"]
    assert json.loads(said(capsys, "--json", "--at", "2026-02-28"))["axes"][0]["seen"] == 0


def test_another_programs_collection_is_told_of_and_left_alone(
    learned: Collection, capsys: pytest.CaptureFixture[str]
) -> None:
    before = count_rows(learned, "memory")
    held = said(capsys, "--json")
    assert count_rows(learned, "memory") == before == 0
    learned.close()
    assert said(capsys, "--json") == held


def test_the_table_fits_80_columns_and_says_what_is_missing(
    learned: Collection, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    learned.close()
    long = DECK.replace("SML", "L" * 60).replace("Small axis", "The 長い axis " * 9).replace("- id: ", "- id: x-")
    (paths.decks / "long.yaml").write_text(long, encoding="utf-8")
    text = said(capsys, "--by-level")
    assert "SML                3 of 9" in text
    assert "SML           To master it: meet 6 more, know 85%, and remember 80% for certain" in text
    assert "\n fundamentals " in text
    assert "L" * 60 in text
    lines = text.splitlines()
    assert lines[0] == "How well each axis is known, 2026-03-15"
    assert max(map(cells, lines)) <= 80


def test_a_mastered_axis_is_said_to_be(open_collection: Opener, capsys: pytest.CaptureFixture[str]) -> None:
    collection = open_collection()
    collection.connection.execute(
        "UPDATE card SET queue = 2, due = 30000, state = 2, reps = 9, last_at = ?, last_day = 20513, stability = 900, "
        "difficulty = 5, interval = 90, reviews = 9, passes = 9",
        (collection.clock.now(),),
    )
    text = said(capsys)
    assert "SML           It is mastered." in text
    assert "100%" in text


def test_without_cards_there_is_a_sentence(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    (paths.decks / "small.yaml").unlink()
    assert said(capsys) == "There are no cards to tell of.\n"
    assert json.loads(said(capsys, "--json")) == {
        "schema": "quizzer.mastery/1",
        "as_of": "2026-03-01",
        "by": "axis",
        "axes": [],
    }


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--at", "2026-03-02"], "--at 2026-03-02: this day is still to come. Today is 2026-03-01."),
        (["--at", "yesterday"], "--at yesterday: this is no date. Write it as in 2026-03-01."),
        (["--at", "2026-02-30"], "this is no date"),
        (["--at", "0001-01-01"], "there are no answers from before 2000-01-01"),
        (["--at", "\x1b[31m"], "this is no date"),
        (["--axis", "X"], "There is no axis “X”. There are: SML."),
        (["--level", "X"], "There is no level “X”."),
        (["--nonsense"], "--nonsense"),
    ],
)
def test_wrong_use_is_a_sentence_and_exit_code_2(
    open_collection: Opener, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    open_collection().close()
    assert run(["mastery", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert says in printed.err
    assert "\x1b" not in printed.err
    assert "Traceback" not in printed.err
