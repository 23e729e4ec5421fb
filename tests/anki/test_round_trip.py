"""Thirty days studied in Anki after an export with progress, brought back: the log is the union, the state Anki's own.

Run as a program in a zone of its own, like the other judgements of Anki's.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import time
from typing import Any

from quizzer.clock import FixedClock
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.exchange.export import export
from quizzer.study.exchange.import_file import import_file
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.anki.profile import import_package, require_anki
from tests.anki.reading.test_history import Learner
from tests.anki.zone import filled, quiet
from tests.probe import cards_of
from tests.programs import run_module

DAYS, DAY = 30, 86_400


def test_thirty_days_in_anki_come_back_with_ankis_own_state() -> None:
    require_anki()
    said = run_module("tests.anki.test_round_trip", env={**os.environ, "TZ": "UTC"}, imports=["anki.collection"])
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout)
    assert told["given"] > 300
    assert told["reviews"] == told["given"]
    assert told["again"] == [0, 0, 0]
    assert told["differences"] == 0
    assert told["compared"] > 150
    assert told["wrong"] == []


class Visitor(Learner):
    """Studies a package of this program's in Anki."""

    def __init__(self, folder: Path, package: Path) -> None:
        from anki.collection import Collection as AnkiCollection

        self.chance = Random("return")
        self.path = folder / "collection.anki2"
        self.col = AnkiCollection(str(self.path))
        self.col.set_config("fsrs", True)
        import_package(self.col, package, progress=True)
        self.col.decks.select(self.col.decks.id("Quizzer::Test"))
        self.passed = 0

    def pass_days(self, days: int) -> None:
        """Let days go by, and remember how many."""
        self.passed += days
        super().pass_days(days)


def main() -> None:
    with TemporaryDirectory() as folder, filled(Path(folder) / "home", "UTC") as collection:
        package = Path(folder) / "out.apkg"
        export(collection, ExportPlan(package, Filter(decks=("Test",)), progress=True), quiet)
        (Path(folder) / "anki").mkdir()
        visitor = Visitor(Path(folder) / "anki", package)
        before = visitor.col.db.scalar("select count() from revlog")
        for _ in range(DAYS):
            visitor.answer(25)
            visitor.pass_days(1)
        given = visitor.col.db.scalar("select count() from revlog") - before
        theirs = {
            card.note()["Id"]: (
                int(card.type),
                card.ivl,
                card.due - visitor.col.sched.today,
                visitor.col.compute_memory_state(card.id),
            )
            for card in map(visitor.col.get_card, visitor.col.find_cards("-is:new -is:learn"))
        }
        visitor.pass_days(-visitor.passed)
        visitor.col.close()
        sys.stdout.write(json.dumps(_returned(collection, visitor.path, theirs, given)))


def _returned(collection: Collection, path: Path, theirs: dict[str, Any], given: int) -> dict[str, Any]:
    clock = FixedClock(int(time() * 1000) + DAYS * DAY * 1000)
    collection.clock = clock
    told = import_file(collection, path, dry=False, progress=quiet)
    again = import_file(collection, path, dry=False, progress=quiet)
    wrong = []
    cards = {card.key: card for card in cards_of(collection)}
    for key, (state, interval, due_in, memory) in theirs.items():
        ours = cards[key]
        assert ours.stability is not None
        assert ours.difficulty is not None
        apart = max(abs(ours.stability / memory.stability - 1), abs(ours.difficulty / memory.difficulty - 1))
        if (ours.state, ours.interval, ours.due - collection.moment().day) != (state, interval, due_in) or apart > 1e-3:
            wrong.append([key, ours, state, interval, due_in, memory.stability, memory.difficulty])
    differences = len(rebuild_collection(collection))
    session = Session(collection, Plan())
    if session.current is not None:
        session.answer(Rating.GOOD, 1_000)
    return {
        "given": given, "reviews": told.reviews, "again": [again.reviews, again.marks, len(again.files)],
        "differences": differences, "compared": len(theirs), "wrong": wrong,
    }  # fmt: skip


if __name__ == "__main__":
    main()
