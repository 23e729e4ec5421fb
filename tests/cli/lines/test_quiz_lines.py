"""``quizzer quiz`` in a pipe: asked line by line, scored, listed."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from quizzer.cli.lines.quiz import run_quiz
from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.filters import Filter
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizPlan
from tests.cli.json_forms import validate_json
from tests.conftest import Opener
from tests.probe import log_of
from tests.study.quiz.quizzing import stored

LONG = """\
deck: Long
axis: {id: LNG, name: Long axis}
notes:
  - id: why
    ask: Why is that?
    answer: Because it is a rather long story that nobody would ever type.
    note: A remark.
    caveat: Doubtful.
    cite: {section: Stories, paragraph: 4}
"""
HOSTILE = """\
deck: H
axis: {id: HOS, name: "Hos\\u202Etile"}
notes:
  - {id: h, ask: "Q\\e[31m?", answer: "A\\e[2J"}
"""
LEVEL = {level: Filter(levels=(level,)) for level in ("fundamentals", "intermediate", "academic")}


def talk(collection: Collection, lines: str, plan: QuizPlan) -> str:
    out = io.StringIO()
    run_quiz(Quiz(collection, plan), io.StringIO(lines), out)
    return out.getvalue()


@pytest.fixture
def long(paths: Paths, open_collection: Opener) -> Collection:
    """One card that only the learner can judge."""
    (paths.decks / "small.yaml").write_text(LONG, encoding="utf-8")
    return open_collection()


def test_answers_are_scored_and_nothing_is_told_before_the_end(collection: Collection) -> None:
    said = talk(collection, "pituitary\nx\n", QuizPlan(filter=LEVEL["fundamentals"], seed=1))
    assert "A quiz of 2 questions, as many as there are notes to ask; the answers come at the end." in said
    assert "Question 1 of 2, SML, fundamentals." in said
    questions, _, result = said.partition("Score")
    assert "Not right" not in questions
    assert "Answer:" not in questions
    assert "Missed: " in result
    assert "Practice: the schedule was left alone." in result
    assert stored(collection, "log") == [[]]


def test_every_kind_can_be_answered_in_lines(collection: Collection) -> None:
    given = {
        "Which gland": "pituitary",
        "What does LH": "luteinizing hormone",
        "Which acronym": "LH",
        "converts [...]": "testosterone",
        "into [...]": "estradiol",
        "What does aromatase": "lowers it",
        "Which three signs": "fatigue, low libido, less muscle",
        "Put the axis": "hypothalamus pituitary gonad",
        "Sort by sex": "",
    }
    out = io.StringIO()

    class Learner(io.StringIO):
        """Reads what is asked, and answers it."""

        def readline(self, size: int = -1) -> str:  # type: ignore[override]  # noqa: ARG002
            asked = out.getvalue().rpartition("\nQuestion ")[2]
            text = next(answer for question, answer in given.items() if question in asked)
            shown = [line.strip() for line in asked.splitlines()]
            if "Put the axis" in asked:
                labels = {line[3:]: line[0] for line in shown if line[1:3] == ". "}
                return " ".join(labels[word] for word in text.split()) + "\n"
            if "Sort by sex" in asked:
                item = asked.splitlines()[-2]
                return {"irregular cycles": "1", "hirsutism": "1", "fewer sperm": "2"}[item] + "\n"
            if "What does aromatase" in asked:
                return next(line[0] for line in shown if line.endswith(text)) + "\n"
            return text + "\n"

    result = run_quiz(Quiz(collection, QuizPlan()), Learner(), out)
    assert result is not None
    assert (result.score, result.questions, result.missed) == (100, 7, ())


def test_the_end_of_the_input_finishes_with_what_was_answered(collection: Collection) -> None:
    said = talk(collection, "x\n", QuizPlan(filter=LEVEL["fundamentals"]))
    assert "Score 0% of 1 question" in said
    assert "Stopped after 1 of 2 questions; the others are left out." in said
    assert "No answer counts; nothing was kept." in talk(collection, "", QuizPlan())


def test_f_finishes_and_q_throws_the_answers_away_when_meant(collection: Collection) -> None:
    assert "Stopped after 1 of 2" in talk(collection, "x\nf\n", QuizPlan(filter=LEVEL["fundamentals"]))
    before = stored(collection, "quiz")
    said = talk(collection, "x\nq\n\nq\nq\n", QuizPlan(filter=LEVEL["fundamentals"]))
    assert said.count("q again throws 1 answer away") == 2
    assert "The quiz was left; nothing was kept." in said
    assert stored(collection, "quiz") == before
    assert "nothing was kept" in talk(collection, "q\n", QuizPlan())


def test_feedback_after_each_tells_the_answer_and_takes_another_judgement(collection: Collection) -> None:
    plan = QuizPlan(feedback="each", filter=Filter(tags=("gland",)))
    said = talk(collection, "pituitery\n\n", plan)
    assert "Nearly." in said
    assert "; Enter takes Partly: " in said
    assert "Source: Glands, paragraph 2" in said
    assert "Score 89% of 1 question" in said
    assert "Score 100% of 1 question" in talk(collection, "pineal\n9\n3\n", plan)


def test_with_feedback_after_each_the_end_of_the_input_takes_what_was_suggested(collection: Collection) -> None:
    plan = QuizPlan(feedback="each", filter=Filter(tags=("gland",)))
    assert "Score 100% of 1 question" in talk(collection, "pituitary\n", plan)


def test_a_long_answer_is_noted_and_judged_at_the_end(long: Collection) -> None:
    said = talk(long, "a story\n\n2\n", QuizPlan())
    assert "you judge it yourself" in said
    asked, _, judged = said.partition("1 to judge.")
    assert "Because" not in asked
    for told in ("You: a story", "Because it is", "Note: A remark.", "Caveat: Doubtful.", "Source: Stories"):
        assert told in judged
    assert "Type 1, 2 or 3" in judged
    assert "Score 50% of 1 question: 0 right, 1 partly, 0 not right." in judged


def test_a_long_answer_never_judged_is_left_out(long: Collection) -> None:
    assert "No answer counts" in talk(long, "a story\n", QuizPlan())


def test_a_line_that_is_no_answer_is_asked_again(collection: Collection) -> None:
    said = talk(collection, "?\n7\n", QuizPlan(filter=LEVEL["intermediate"], seed=2))
    assert "f finishes: what was answered by then counts" in said


def test_as_reviews_the_log_has_every_answer(collection: Collection) -> None:
    said = talk(collection, "pituitary\n", QuizPlan(as_reviews=True, filter=Filter(tags=("gland",))))
    assert "Each answer counts as a review." in said
    assert "Each answer was a review." in said
    assert [row.value for row in log_of(collection)] == [Rating.GOOD]


def test_the_time_left_is_told_and_an_answer_too_late_does_not_count(collection: Collection, clock: FixedClock) -> None:
    class Slow(io.StringIO):
        """A learner who takes forty seconds."""

        def readline(self, size: int = -1) -> str:  # type: ignore[override]
            clock.at += 40_000
            return super().readline(size)

    out = io.StringIO()
    result = run_quiz(Quiz(collection, QuizPlan(limit=60)), Slow("a\nb\nc\n"), out)
    assert result is not None
    assert "1:00 left" in out.getvalue()
    assert "0:20 left" in out.getvalue()
    assert "this answer came too late and does not count" in out.getvalue()
    assert "The time was up. Not answered, and counted as not known: 6 questions." in out.getvalue()
    assert (result.questions, result.unasked) == (7, 6)


def test_the_last_quiz_is_told_and_the_best(collection: Collection, clock: FixedClock) -> None:
    plan = QuizPlan(filter=Filter(tags=("gland",)))
    for text in ("x\n", "pituitary\n", "x\n"):
        talk(collection, text, plan)
        clock.at += 86_400_000
    said = talk(collection, "pituitery\n", plan)
    assert "Before: 0% last time (+89), 100% at best, 3 quizzes like this." in said
    assert "89% of 1 question, 0% before" in said


def test_hostile_text_stays_text(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "small.yaml").write_text(HOSTILE, encoding="utf-8")
    said = talk(open_collection(), "\x1b[31mred\n", QuizPlan())
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "␛[31m" in said


# The command


@pytest.fixture
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")


def called(monkeypatch: pytest.MonkeyPatch, arguments: list[str], lines: str = "") -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    return run(["quiz", *arguments])


@pytest.mark.usefixtures("_home")
def test_the_command_asks_in_a_pipe_and_lists_what_was_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, ["--results"]) == 0
    assert capsys.readouterr().out == "No quiz was taken yet; `quizzer quiz` begins one.\n"
    arguments = ["-n", "1", "--axis", "sml", "--tag", "gland", "--minutes", "5", "--feedback", "end"]
    assert called(monkeypatch, arguments, "pituitary\n") == 0
    told = capsys.readouterr().out
    assert "You have 5 minutes." in told
    assert "Score 100% of 1 question" in told
    assert called(monkeypatch, ["--results"]) == 0
    assert "100%, 1 question, 0 seconds, SML gland: SML 100%" in capsys.readouterr().out
    assert called(monkeypatch, ["--results", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    validate_json(data)
    (line,) = data["quizzes"]
    assert (line["score"], line["questions"], line["ended"], line["limit"]) == (100, 1, "done", 300)
    assert line["axes"] == {"SML": {"score": 100, "questions": 1}}
    assert line["scope"] == {"axes": ["SML"], "decks": [], "levels": [], "tags": ["gland"], "seen": False}


@pytest.mark.usefixtures("_home")
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--axis", "HPX"], 2, "There is no axis “HPX”. There are: SML."),
        (["-n", "0"], 2, "-n"),
        (["--minutes", "0"], 2, "--minutes"),
        (["--feedback", "never"], 2, "--feedback"),
        (["--json"], 2, "--json goes with --results."),
        (["--seen"], 1, "No card of this choice has been met yet."),
    ],
)
def test_what_cannot_be_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str
) -> None:
    assert called(monkeypatch, arguments) == code
    told = capsys.readouterr()
    assert says in told.err
    assert told.out == ""


def test_an_axis_that_gives_the_answer_away_is_left_out(paths: Paths, open_collection: Opener) -> None:
    (paths.decks / "hpt.yaml").write_text(
        "axis: {id: HPT, name: HPT axis}\nnotes:\n  - {id: which, ask: Which axis?, answer: HPT, level: academic}\n",
        "utf-8",
    )
    said = talk(open_collection(), "\n", QuizPlan(filter=Filter(axes=("HPT",))))
    assert "\nQuestion 1 of 1, academic.\nWhich axis?\n" in said
