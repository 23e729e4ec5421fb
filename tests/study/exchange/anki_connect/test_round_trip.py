"""A push, days studied with Anki's own scheduler, and a pull: Anki's states and dates, and those of an import.

Run as a program in a zone of its own, like the other judgements of Anki's, which takes its zone from the process. Its
clock cannot be set, so days go by when all that is in its collection moves into the past; the push was made that many
days ago, and all of it moves into the present first.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import time
from typing import Any

from quizzer.anki.connect.address import read_address
from quizzer.anki.connect.client import AnkiConnect
from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.exchange.anki_connect.pull import pull
from quizzer.study.exchange.anki_connect.push import push
from quizzer.study.exchange.import_file import import_file
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter
from tests.anki.connect.server import AnkiServer, running_anki
from tests.anki.profile import require_anki
from tests.anki.reading.test_history import Learner
from tests.anki.zone import filled, quiet
from tests.probe import ProbedCard, cards_of, log_of
from tests.programs import run_module

DAYS, DAY, A_DAY = 6, 86_400, 25


def test_days_in_anki_come_back_as_an_import_would_bring_them() -> None:
    require_anki()
    env = {**os.environ, "TZ": "Pacific/Auckland"}
    said = run_module("tests.study.exchange.anki_connect.test_round_trip", env=env, imports=["anki.collection"])
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout.splitlines()[-1])
    assert found["given"] > 80
    reviews, marks = found["pulled"]
    assert reviews == found["given"]
    assert 2 <= marks <= 4, "of a card that went with a flag and was answered there, the flag comes back"
    assert found["imported"] == found["pulled"]
    assert found["again"] == [0, 0]
    assert found["same"]
    assert found["differences"] == 0
    assert found["compared"] > 150
    assert found["wrong"] == []
    assert found["second push"] == [0, 0]
    assert found["anki unchanged"]


class Student(Learner):
    """Studies in the Anki behind a server."""

    def __init__(self, server: AnkiServer) -> None:
        self.chance, self.col = Random("round trip"), server.col

    def begin(self) -> None:
        """Choose the deck that came."""
        self.col.decks.select(self.col.decks.id("Quizzer::Test"))

    def answers(self) -> int:
        """Answers in Anki's log."""
        return int(self.col.db.scalar("select count() from revlog"))

    def schedule(self) -> list[Any]:
        """Card by card what Anki has of its schedule."""
        return [
            [card.id, card.type, card.queue, card.due, card.ivl, card.reps, card.flags, str(card.memory_state)]
            for card in map(self.col.get_card, sorted(self.col.find_cards("")))
        ]

    def standing(self) -> dict[str, list[Any]]:
        """State, interval, days until it is due and stability of each card in review, by its id here.

        The stability is computed from all answers. What Anki has stored was rounded to four places after each of them,
        which is more than a thousandth where it is near the least there is.
        """
        return {
            card.note()["Id"]: [
                int(card.type), card.ivl, card.due - self.col.sched.today,
                self.col.compute_memory_state(card.id).stability,
            ]
            for card in map(self.col.get_card, self.col.find_cards("is:review -is:learn"))
        }  # fmt: skip


def _clock(ago: int) -> FixedClock:
    return FixedClock(int(time() - ago * DAY) * 1000, os.environ["TZ"])


def _opened(home: Path, ago: int) -> Collection:
    paths = Paths(home)
    return Collection.open(paths, load_settings(paths), _clock(ago))


def _cards(collection: Collection) -> list[ProbedCard]:
    return [card._replace(position=0) for card in cards_of(collection)]  # of a deck file in another folder


def _wrong(collection: Collection, theirs: dict[str, list[Any]]) -> list[Any]:
    """The cards that are not here as they were in Anki."""
    today, wrong = collection.moment().day, []
    cards = {card.key: card for card in cards_of(collection)}
    for key, (*expected, stability) in theirs.items():
        card = cards[key]
        apart = abs((card.stability or 0) / stability - 1)
        if [card.state, card.interval, card.due - today] != expected or apart > 1e-3:
            wrong.append([key, expected, stability, card])
    return wrong


def main() -> None:
    """Push, study, pull, and print what differs."""
    with TemporaryDirectory() as folder, running_anki(Path(folder) / "anki") as server:
        home, twin = Path(folder) / "home", Path(folder) / "twin"
        filled(home, "round trip", _clock(DAYS)).close()
        shutil.copytree(home, twin)
        anki, plan = AnkiConnect(read_address(server.address)), ExportPlan(Path("x"), Filter(decks=("Test",)), True)
        student = Student(server)
        student.pass_days(5 * DAYS)  # its profile is older than what comes
        with _opened(home, DAYS) as collection:
            push(collection, anki, plan, quiet)
        student.begin()
        given = -student.answers()
        student.pass_days(-DAYS)
        for _ in range(DAYS):
            student.answer(A_DAY)
            student.pass_days(1)
        given += student.answers()
        server.col.sched.suspend_cards(server.col.find_cards("Id:n210"))
        server.col.set_user_flag_for_cards(4, server.col.find_cards("Id:n211"))
        theirs = student.standing()
        package = Path(folder) / "from-anki.apkg"
        server.do_exportPackage("Quizzer", str(package), includeSched=True)
        with _opened(home, 0) as collection, _opened(twin, 0) as other:
            pulled = pull(collection, anki, (), quiet).imported
            imported = import_file(other, package, dry=False, progress=quiet)
            again = pull(collection, anki, (), quiet).imported
            before = student.schedule()
            pushed = push(collection, anki, plan, quiet)
            result = {
                "given": given,
                "pulled": [pulled.reviews, pulled.marks],
                "imported": [imported.reviews, imported.marks],
                "again": [again.reviews, again.marks],
                "same": [row[1:] for row in log_of(collection)] == [row[1:] for row in log_of(other)]
                and _cards(collection) == _cards(other),
                "compared": len(theirs),
                "wrong": _wrong(collection, theirs),
                "differences": len(rebuild_collection(collection)),
                "second push": [pushed.new_cards, pushed.updated],
                "anki unchanged": student.schedule() == before,
            }
        sys.stdout.write("\n" + json.dumps(result))


if __name__ == "__main__":
    main()
