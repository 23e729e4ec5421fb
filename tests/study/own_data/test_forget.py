"""A deck that was forgotten is gone, here and wherever the mark arrives, and nothing brings its answers back."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.exchange import ANKI, Entry
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.errors import WrongUse
from quizzer.store.log.forgotten import load_marks
from quizzer.store.log.import_history import add_history, compare_history
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.memory_cache import quiet
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.merge import merge_log
from quizzer.study.filters import Filter
from quizzer.study.own_data.forget import forget_deck, plan_forgetting
from quizzer.study.quiz.quiz import Quiz
from quizzer.study.quiz.values import QuizPlan
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from quizzer.study.statistics.compute import compute_statistics
from tests.conftest import DECK, START
from tests.probe import cards_of, count_rows, log_of, notes_of

OTHER = """
deck: Other
axis: OTH
notes:
  - {id: other-a, ask: What is a?, answer: a letter}
  - {id: other-b, ask: What is b?, answer: another letter}
"""
Machine = Callable[..., Collection]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Opens the collection of a machine by its name, with two decks."""

    def opener(name: str, *, at: int = START) -> Collection:
        paths = Paths(tmp_path / name)
        paths.decks.mkdir(parents=True, exist_ok=True)
        (paths.decks / "small.yaml").write_text(DECK, "utf-8")
        (paths.decks / "other.yaml").write_text(OTHER, "utf-8")
        collection = Collection.open(paths, load_settings(paths), FixedClock(at))
        sync_decks(collection)
        return collection

    return opener


def answer(collection: Collection, axis: str, rating: Rating = Rating.GOOD) -> None:
    Session(collection, Plan(Filter(axes=(axis,)))).answer(rating, 1_000)


def forget(collection: Collection, deck: str = "Other") -> None:
    forget_deck(collection, plan_forgetting(collection, deck))


def answers_of(source: Collection | Path) -> int:
    return sum(row.card.startswith("other-") for row in log_of(source))


def notes_like(collection: Collection, start: str) -> list[str]:
    return [note.key for note in notes_of(collection) if note.key.startswith(start)]


def test_answers_of_a_clock_that_was_ahead_go_as_well(machine: Machine) -> None:
    with machine("ada", at=START + 86_400_000) as ada:
        answer(ada, "OTH")
    with machine("ada") as ada:
        forget(ada)
        assert answers_of(ada) == 0
        assert notes_like(ada, "other-") == []


def test_quizzes_of_a_clock_that_was_ahead_count_as_well(machine: Machine) -> None:
    with machine("ada", at=START + 86_400_000) as ada:
        quiz = Quiz(ada, QuizPlan(questions=1, filter=Filter(axes=("OTH",))))
        quiz.answer("a letter", None, 1_000)
        quiz.judge("right")
        quiz.finish()
    with machine("ada") as ada:
        forget(ada)
        assert {at for _, at in load_marks(ada.connection)} == {START + 86_400_000}


def test_what_follows_is_later_also_by_a_clock_that_was_set_back(machine: Machine, tmp_path: Path) -> None:
    with machine("ada", at=START + 86_400_000) as ada:
        answer(ada, "OTH")
        forget(ada)
    with machine("ada") as ada, machine("bob") as bob:
        answer(ada, "OTH")
        session = Session(ada, Plan(Filter(axes=("OTH",))))
        session.suspend()
        merge_log(bob, ada.paths.database)
        assert answers_of(bob) == answers_of(ada) == 2


def test_it_takes_out_notes_cards_and_answers_and_nothing_else(machine: Machine) -> None:
    with machine("ada") as ada:
        answer(ada, "OTH")
        answer(ada, "SML")
        what = plan_forgetting(ada, "other")
        assert (what.name, what.notes, what.answers) == ("Other", 2, 1)
        backup, moved = forget_deck(ada, what)
        assert answers_of(ada) == 0
        assert count_rows(ada, "log") == 1
        assert moved is not None
        assert moved.read_text("utf-8") == OTHER
        assert not what.path.exists()
        assert count_rows(backup, "log") == 2
        sync_decks(ada)
        assert notes_like(ada, "other-") == []
        assert rebuild_collection(ada) == []
        assert b"another letter" not in ada.paths.database.read_bytes()


def test_the_figures_of_earlier_days_are_counted_anew(machine: Machine) -> None:
    with machine("ada") as ada:
        answer(ada, "OTH")
        assert isinstance(ada.clock, FixedClock)
        ada.clock.at += 86_400_000
        answer(ada, "SML")
        before = sum(compute_statistics(ada).year)
        forget(ada)
        assert (before, sum(compute_statistics(ada).year)) == (2, 1)


@pytest.mark.parametrize("order", itertools.permutations(["before", "bob", "cleo"]))
def test_no_merge_brings_it_back_whatever_the_order(machine: Machine, order: tuple[str, ...]) -> None:
    """Bob has answers of the deck, Cleo has merged the mark already, and a backup has what was forgotten."""
    with machine("ada") as ada, machine("bob", at=START + 1_000) as bob, machine("cleo", at=START + 2_000) as cleo:
        for each in (ada, bob, cleo):
            answer(each, "OTH")
            answer(each, "SML")
        others = {"before": ada.back_up(), "bob": bob.paths.database, "cleo": cleo.paths.database}
        assert isinstance(ada.clock, FixedClock)
        ada.clock.at += 60_000
        forget(ada)
        merge_log(cleo, ada.paths.database)
        assert answers_of(cleo) == 0
        for name in order:
            merge_log(ada, others[name])
        assert answers_of(ada) == 0
        assert count_rows(ada, "log") == 3
        assert count_rows(ada, "waiting") == 0
        merge_log(bob, ada.paths.database)
        assert answers_of(bob) == 0
        assert rebuild_collection(bob) == []
        assert all(card.reps == 0 for card in cards_of(bob) if card.key.startswith("other-"))


def test_what_is_answered_later_counts_and_travels(machine: Machine) -> None:
    with machine("ada") as ada, machine("bob", at=START + 3_600_000) as bob:
        answer(ada, "OTH")
        forget(ada)
        merge_log(bob, ada.paths.database)
        answer(bob, "OTH")
        merge_log(ada, bob.paths.database)
        assert count_rows(ada, "waiting") == 1
        (ada.paths.decks / "other.yaml").write_text(OTHER, "utf-8")
        sync_decks(ada)
        assert answers_of(ada) == 1
        assert count_rows(ada, "waiting") == 0
        assert rebuild_collection(ada) == []


def test_a_history_from_elsewhere_does_not_bring_it_back(machine: Machine) -> None:
    with machine("ada") as ada:
        answer(ada, "OTH")
        forget(ada)
        (ada.paths.decks / "other.yaml").write_text(OTHER, "utf-8")
        sync_decks(ada)
        earlier, later = (
            Entry("other-a", START + shift, 20_513, LogKind.ANSWER, 3, 0, 1, 0, -600, 1_000, None, ANKI)
            for shift in (-5_000, 5_000)
        )
        found = compare_history(ada.connection, [earlier, later], frozenset(), exact=False)
        assert (found.new, found.already) == ([later], 1)
        add_history(ada.connection, ada.scheduler, found, quiet)
        assert answers_of(ada) == 1


def test_a_bundled_deck_is_not_read_any_more(machine: Machine, tmp_path: Path) -> None:
    bundled = tmp_path / "bundled"
    (bundled / "third.yaml").write_text(OTHER.replace("other-", "third-").replace("Other", "Third"), "utf-8")
    with machine("ada") as ada:
        answer(ada, "OTH")
        forget(ada, "third")
        sync_decks(ada)
        assert (bundled / "third.yaml").exists()
        assert ada.settings.decks_left_out == ("third",)
        assert notes_like(ada, "third-") == []
    with machine("ada") as ada:
        assert notes_like(ada, "third-") == []


def test_a_deck_whose_file_is_gone_can_be_forgotten(machine: Machine) -> None:
    with machine("ada") as ada:
        answer(ada, "OTH")
        (ada.paths.decks / "other.yaml").unlink()
        sync_decks(ada)
        forget(ada)
        assert answers_of(ada) == 0
        with pytest.raises(WrongUse, match="There are: small"):
            plan_forgetting(ada, "Other")
