"""The list of decks: each deck's share of the day's new cards is part of one limit."""

from __future__ import annotations

from pathlib import Path

from quizzer.clock import FixedClock
from quizzer.config import Paths
from quizzer.core.schedule.progress import Rating
from quizzer.study.decks.lines import load_deck_lines
from quizzer.study.due.home import load_due
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import Opener


def write_decks(folder: Path, decks: int, notes: int) -> None:
    for deck in range(decks):
        lines = "".join(
            f"  - {{id: d{deck}n{note}, ask: What is {deck} {note}?, answer: it}}\n" for note in range(notes)
        )
        (folder / f"deck-{deck}.yaml").write_text(f"deck: Deck {deck}\naxis: {{id: D{deck}, name: D}}\nnotes:\n{lines}")


def test_the_shares_of_all_decks_together_are_the_days_new_cards(
    open_collection: Opener, paths: Paths, clock: FixedClock
) -> None:
    write_decks(paths.decks, decks=8, notes=9)
    collection = open_collection("[scheduling]\nnew_per_day = 20\n")
    lines = load_deck_lines(collection)
    assert len(lines) == 9
    assert sum(line.cards for line in lines) > 70
    assert sum(line.counts.new for line in lines) == 20 == load_due(collection).counts.new
    # Each share is what the session will ask of that deck.
    session = Session(collection, Plan())
    asked: dict[str, int] = {}
    while session.current is not None:
        asked[session.current.deck] = asked.get(session.current.deck, 0) + 1
        clock.at += 10_000
        session.answer(Rating.EASY, 1_000)
    assert {line.name: line.counts.new for line in lines if line.counts.new} == asked
    assert sum(line.counts.new for line in load_deck_lines(collection)) == 0


def test_a_deck_that_has_all_its_new_cards_within_the_limit_shows_them_all(
    open_collection: Opener, paths: Paths
) -> None:
    write_decks(paths.decks, decks=2, notes=3)
    collection = open_collection()
    shares = {line.name: line.counts.new for line in load_deck_lines(collection)}
    assert (shares["Deck 0"], shares["Deck 1"]) == (3, 3)
