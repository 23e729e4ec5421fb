"""Parameters are fitted in a process of their own, taken only when they predict better, and can be gone back from."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from random import Random

import pytest

from quizzer.clock import FixedClock
from quizzer.core.exchange import Entry
from quizzer.core.log import LogKind
from quizzer.core.schedule.memory_model import MemoryModel
from quizzer.core.schedule.progress import NEW, Rating
from quizzer.core.schedule.scheduler import build_answer
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.core.schedule.workload import simulate_workload
from quizzer.errors import Problem
from quizzer.store.log import import_history
from quizzer.store.queries.fit_rows import load_answers_and_resets
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.parameters import histories as memory
from quizzer.study.parameters import optimize as optimizing
from quizzer.study.parameters.optimize import Fit, TooFew, load_history, optimize, restore_previous
from tests.conftest import Opener
from tests.probe import cards_of

DAY = 86_400_000
# A learner whose memory is worse than the defaults expect: the first stabilities are a fraction.
TRUE = (0.05, 0.3, 0.6, 1.5, *FSRS_6_DEFAULTS[4:])


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def lived(collection: Collection, clock: FixedClock, cards: int, seed: int = 3) -> None:
    """A year of answers of a learner who forgets by other parameters than the schedule thinks."""
    chance, true, scheduler = Random(seed), MemoryModel(TRUE), collection.scheduler
    entries = []
    for number in range(cards):
        memory: tuple[float | None, float | None] = (None, None)
        progress, last_day, at = NEW, None, clock.at - chance.randrange(100, 360) * DAY
        while at < clock.at:
            moment = clock.moment_at(at, 4)
            elapsed = 0 if last_day is None else moment.day - last_day
            if memory[0] is None:
                rating = chance.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY))
            else:
                known = chance.random() < true.retrievability(memory[0], elapsed)
                rating = Rating.GOOD if known else Rating.AGAIN
            memory, last_day = true.after(*memory, elapsed, rating), moment.day
            after = scheduler.answer(progress, rating, moment, retention=0.9, seed=chance.getrandbits(64))
            said = build_answer(after, rating, moment)
            entries.append(
                Entry(f"n{number}", at, said.day, LogKind.ANSWER, int(rating), int(progress.state), int(said.state),
                      said.step, said.interval, 5_000)
            )  # fmt: skip
            progress = after
            at += -after.interval * 1000 if after.interval < 0 else after.interval * DAY
    sifted = import_history.compare_history(collection.connection, entries, frozenset(), exact=True)
    import_history.add_history(collection.connection, collection.scheduler, sifted, quiet)


@pytest.fixture
def learnt(open_collection: Opener, clock: FixedClock) -> Collection:
    collection = open_collection()
    notes = "".join(f"  - {{id: n{n}, ask: 'What is {n}?', answer: 'this {n}'}}\n" for n in range(150))
    (collection.paths.decks / "many.yaml").write_text(f"deck: Many\naxis: MNY\nnotes:\n{notes}", "utf-8")
    sync_decks(collection)
    lived(collection, clock, 150)
    return collection


needs_engine = pytest.mark.skipif(
    importlib.util.find_spec("fsrs_rs_python") is None, reason="the extra [optimize] is not installed"
)


@needs_engine
def test_better_parameters_are_taken_kept_and_gone_back_from(learnt: Collection, open_collection: Opener) -> None:
    before = cards_of(learnt)
    fit = optimize(learnt, per_axis=False, dry=True, progress=quiet)[0]
    assert isinstance(fit, Fit)
    assert (fit.better, fit.taken, load_history(learnt)) == (True, False, [])
    assert cards_of(learnt) == before

    fit = optimize(learnt, per_axis=False, dry=False, progress=quiet)[0]
    assert isinstance(fit, Fit)
    assert fit.taken
    assert fit.after.log_loss < fit.before.log_loss
    assert 0.15 < fit.held_out / fit.reviews < 0.25
    after = cards_of(learnt)
    assert [card.due for card in after] == [card.due for card in before], "due dates stay"
    assert [card.stability for card in after] != [card.stability for card in before]
    assert learnt.scheduler.settings.parameters == fit.weights
    assert rebuild_collection(learnt) == []
    learnt.close()

    again = open_collection()
    assert again.scheduler.settings.parameters == fit.weights
    assert [(fitted.axis, fitted.active) for fitted in load_history(again)] == [(None, True)]
    assert restore_previous(again) is not None
    assert cards_of(again) == before
    assert restore_previous(again) is None
    assert [fitted.active for fitted in load_history(again)] == [False]


@needs_engine
def test_an_axis_with_enough_answers_gets_parameters_of_its_own(learnt: Collection) -> None:
    fits = {fit.axis.id: fit for fit in optimize(learnt, per_axis=True, dry=False, progress=quiet) if fit.axis}
    assert isinstance(fits["SML"], TooFew)
    many = fits["MNY"]
    assert isinstance(many, Fit)
    assert many.taken
    assert learnt.scheduler.of("MNY").settings.parameters == many.weights
    assert learnt.scheduler.of("SML").settings.parameters == FSRS_6_DEFAULTS
    assert rebuild_collection(learnt) == []


@needs_engine
def test_histories_made_one_by_one_are_fitted_to_as_all_at_once(learnt: Collection) -> None:
    import fsrs_rs_python as engine

    found = memory.Histories(load_answers_and_resets(learnt.connection, None))
    items, start = [], 0
    for length in found.lengths:
        answers = range(start, start + length)
        reviews = [engine.FSRSReview(found.ratings[n], found.days[n]) for n in answers]
        items += [(found.instants[n], engine.FSRSItem(reviews[: n - start + 1])) for n in answers if found.days[n]]
        start += length
    ordered = [item for _, item in sorted(items, key=lambda item: item[0])]
    late = ordered[int(len(ordered) * 0.8) :]
    fit = optimize(learnt, per_axis=False, dry=True, progress=quiet)[0]
    assert isinstance(fit, Fit)
    assert (fit.reviews, fit.left_out) == (len(ordered), 0)
    assert fit.weights == tuple(round(weight, 4) for weight in engine.FSRS([]).compute_parameters(ordered))
    assert fit.before.log_loss == engine.FSRS(learnt.scheduler.settings.parameters).evaluate(late).log_loss


@needs_engine
def test_long_histories_are_cut_where_memory_does_not_hold_them(
    learnt: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = memory.Histories(load_answers_and_resets(learnt.connection, None))
    monkeypatch.setattr(memory, "LEAST_LONG", 2)
    monkeypatch.setattr(memory, "HELD", found.bytes_needed(6))
    assert found.longest_held() == 6
    fit = optimize(learnt, per_axis=False, dry=True, progress=quiet)[0]
    assert isinstance(fit, Fit)
    assert fit.longest == 6
    assert fit.reviews == sum(count for length, count in found.fitted.items() if length <= 6)
    assert fit.left_out == found.fitted.total() - fit.reviews > 0


def test_a_fit_that_memory_does_not_hold_is_refused(learnt: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimizing, "find_spec", lambda _: object())
    monkeypatch.setattr(optimizing, "available_memory", lambda: 5_000_000)
    with pytest.raises(Problem, match=r"takes about \d+ MB of memory, and 5 MB are free.*stay as they are"):
        optimize(learnt, per_axis=False, dry=False, progress=quiet)
    assert load_history(learnt) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not say how much memory is free")
def test_free_memory_is_no_more_than_the_limit_of_the_process() -> None:
    limited = (
        "import resource; from quizzer.study.parameters.histories import available_memory as free; before = free(); "
        "resource.setrlimit(resource.RLIMIT_AS, (200_000_000, -1)); print(before, free())"
    )
    before, after = map(int, subprocess.check_output([sys.executable, "-c", limited]).split())
    assert before > after == 200_000_000


def test_too_few_answers_change_nothing(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimizing, "find_spec", lambda _: object())
    assert optimize(collection, per_axis=False, dry=False, progress=quiet) == [TooFew(None, 0, optimizing.LEAST)]


def test_without_the_extra_a_sentence_says_how_to_install_it(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optimizing, "find_spec", lambda _: None)
    with pytest.raises(Problem, match=r"extra “optimize” of quizzer: .*fsrs-rs-python"):
        optimize(collection, per_axis=False, dry=False, progress=quiet)


@needs_engine
def test_parameters_in_the_configuration_win(open_collection: Opener) -> None:
    weights = ", ".join(f"{weight * 1.01:.4f}" for weight in FSRS_6_DEFAULTS)
    collection = open_collection(f"[scheduling]\nparameters = [{weights}]\n")
    with pytest.raises(Problem, match="parameters"):
        optimize(collection, per_axis=False, dry=False, progress=quiet)


def test_a_higher_retention_costs_more_reviews(learnt: Collection) -> None:
    learning = [card.progress for card in cards_of(learnt) if card.key.startswith("n")]
    found = simulate_workload(learning, learnt.moment().day, 180, learnt.scheduler.model, (0.7, 0.9, 0.97))
    reviews, recalls = [told.reviews_a_day for told in found], [told.recall for told in found]
    assert reviews == sorted(reviews)
    assert reviews[0] * 1.5 < reviews[2]
    assert recalls == sorted(recalls)
    assert simulate_workload([], 0, 10, learnt.scheduler.model) == []


def test_parameters_and_the_memory_they_give_are_stored_together(
    open_collection: Opener, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizzer.store import rebuild
    from quizzer.store.records import parameters
    from quizzer.study.review.session import Session
    from quizzer.study.review.values import Plan

    collection = open_collection()
    Session(collection, Plan()).answer(Rating.GOOD, 900)
    before = [card.stability for card in cards_of(collection)]
    used = collection.scheduler.parameters_fingerprint()

    def change() -> None:
        with collection.changing_parameters():
            parameters.activate(
                collection.connection, at=clock.now(), axis=None, weights=TRUE, reviews=1, evaluation={}
            )

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rebuild, "rebuild", die)
    with pytest.raises(KeyboardInterrupt):
        change()
    assert load_history(collection) == []
    assert collection.scheduler.parameters_fingerprint() == used
    assert [card.stability for card in cards_of(collection)] == before
    monkeypatch.undo()
    change()
    assert [card.stability for card in cards_of(collection)] != before
    assert rebuild_collection(collection) == []
