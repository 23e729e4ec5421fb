"""Options are alike in every command, and what is out of bounds names the bounds."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from quizzer.cli.group import quizzer
from quizzer.cli.main import _run as run
from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener


def walk(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    """Every command, by the words that call it."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            yield from walk(command, click.Context(command, info_name=name, parent=context))


def options() -> Iterator[tuple[str, click.Option]]:
    for name, command in walk(quizzer, click.Context(quizzer, info_name="quizzer")):
        yield from ((name, option) for option in command.params if isinstance(option, click.Option))


def test_a_letter_means_one_word_everywhere_and_a_word_has_its_letter() -> None:
    words: dict[str, set[str]] = {}
    letters: dict[str, set[str]] = {}
    for _, option in options():
        for letter in (opt for opt in option.opts if not opt.startswith("--")):
            words.setdefault(letter, set()).update(opt for opt in option.opts if opt.startswith("--"))
        for word in (opt for opt in option.opts if opt.startswith("--")):
            letters.setdefault(word, set()).add("".join(opt for opt in option.opts if not opt.startswith("--")))
    assert {letter: words[letter] for letter in ("-a", "-d", "-l", "-t")} == {
        "-a": {"--axis"}, "-d": {"--deck"}, "-l": {"--level"}, "-t": {"--tag"},
    }  # fmt: skip
    assert words["-n"] == {"--limit", "--questions"}, "a number of cards"
    assert all(len(given) == 1 for given in letters.values()), letters


def test_an_option_that_may_be_repeated_says_so_in_one_wording() -> None:
    for name, option in options():
        text = option.help or ""
        assert ("may be given several times" in text) == option.multiple, f"{name} {option.opts}: {text}"
        assert "repeated" not in text


@pytest.fixture(autouse=True)
def _home(paths: Paths, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.cli.open_collection.SystemClock", lambda: clock)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--by", "2099-01-01"], "is too far ahead; a goal's day is from 20"),
        (["--by", "2099-01-01"], "at most five years from today"),
        (["--by", "2001-01-01"], "is not ahead; a goal's day is from 20"),
        (["--by", "2027-06-01", "--recall", "99.5"], "between 50% and 99%, not 99.5%"),
        (["--by", "2027-06-01", "--recall", "49.9"], "not 49.9%"),
        (["--by", "2027-06-01", "--recall", "nan"], "not nan%"),
    ],
)
def test_the_limits_of_a_goal_are_named(arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["goal", "--axis", "SML", *arguments]) == 2
    assert says in capsys.readouterr().err


def test_a_workload_of_few_cards_says_so(open_collection: Opener, capsys: pytest.CaptureFixture[str]) -> None:
    collection = open_collection()
    Session(collection, Plan(limit=1)).answer(Rating.EASY, 1_000)
    collection.close()
    assert run(["workload"]) == 0
    assert "1 card met so far: too few for these figures" in capsys.readouterr().out
