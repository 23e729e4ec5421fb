"""Weeks of study in the real Anki, read and replayed: the same memory, the same due days.

Anki reads its zone and its clock from the process, so the study happens in a process of its own: this file, run as a
program. Its clock cannot be set; so after each study day, everything in the collection is moved into the past instead.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import time
from typing import Any

import pytest

from quizzer.anki.read import read_anki
from quizzer.anki.reading.database import SUSPENDED, AnkiCardRow
from quizzer.anki.reading.history import Days, History
from quizzer.clock import FixedClock
from quizzer.core.exchange import Entry, Incoming
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.replay import CardState
from quizzer.core.schedule.scheduler import Scheduler
from quizzer.core.schedule.settings import FSRS_6_DEFAULTS, Scheduling
from quizzer.core.schedule.study_days import DAY_SECONDS
from tests.anki.profile import require_anki
from tests.programs import run_module

ROLLOVER = 4
ZONES = ("UTC", "America/Los_Angeles")
NO_ANKI = 77
STUDY_DAYS = 30
NOTES = 60


@dataclass(frozen=True)
class Studied:
    """What Anki says of a collection, and what was read from it.

    Attributes:
        said: By card, its columns and memory as Anki computes it.
        keys: By card, its key here.
    """

    incoming: Incoming
    said: dict[str, dict[str, Any]]
    next_day_at: int
    clock: FixedClock

    def rows(self, key: str) -> list[Entry]:
        """The log of a card."""
        return [entry for entry in self.incoming.entries if entry.card == key]

    def block(self, at: int) -> int:
        """The study day as Anki numbers it in computing memory: blocks of 86,400 seconds from its next rollover."""
        tomorrow = self.clock.day_of(self.next_day_at * 1000, ROLLOVER)
        return tomorrow - 1 - (self.next_day_at - at // 1000) // DAY_SECONDS

    def standing(self, key: str) -> CardState:
        """What the log comes to, answers numbered by Anki's days."""
        rows = [
            (row.at, self.block(row.at) if row.kind == LogKind.ANSWER else row.day, *row[3:5], *row[6:9])
            for row in self.rows(key)
        ]
        return Scheduler(Scheduling()).replay(rows)

    def standing_here(self, key: str) -> CardState:
        """The same with the study days of the wall clock."""
        return Scheduler(Scheduling()).replay([(row.at, row.day, *row[3:5], *row[6:9]) for row in self.rows(key)])


@cache
def studied(zone: str) -> Studied:
    """A collection after 30 days of study over most of a year, so across a change of daylight saving."""
    require_anki()
    with TemporaryDirectory() as folder:
        env = {**os.environ, "TZ": zone}
        env.pop("ANKI_TEST_MODE", None)
        done = run_module("tests.anki.reading.test_history", folder, env=env, imports=["anki.collection"])
        if done.returncode == NO_ANKI:
            pytest.skip(f"the anki library is missing (its newest Linux wheel needs glibc 2.35): {done.stdout.strip()}")
        assert done.returncode == 0, done.stderr
        told = json.loads(Path(folder, "said.json").read_text(encoding="utf-8"))
        clock = FixedClock(told["now"] * 1000, zone)
        incoming = read_anki(Path(folder, "collection.anki2"), clock, ROLLOVER, lambda *_: None)
        return Studied(incoming, told["cards"], told["next_day_at"], clock)


@pytest.mark.parametrize("zone", ZONES)
def test_memory_is_ankis_within_a_thousandth(zone: str) -> None:
    found = studied(zone)
    compared = 0
    for key, card in found.said.items():
        if card["stability"] is None:
            assert found.standing(key).progress.stability is None, (key, card, found.rows(key))
            continue
        progress = found.standing(key).progress
        assert progress.stability == pytest.approx(card["stability"], rel=0.001), (key, card, found.rows(key))
        assert progress.difficulty == pytest.approx(card["difficulty"], rel=0.001), (key, card, found.rows(key))
        compared += 1
    assert compared > NOTES // 2


@pytest.mark.parametrize("zone", ZONES)
def test_state_due_day_and_interval_are_ankis(zone: str) -> None:
    found = studied(zone)
    today = found.clock.day_of(found.clock.now(), ROLLOVER)
    seen: Counter[int] = Counter()
    for key, card in found.said.items():
        progress = found.standing_here(key).progress
        assert progress.state == card["type"], (key, card, found.rows(key))
        seen[card["type"]] += 1
        if card["type"] == State.REVIEW:
            assert progress.due_day == today + card["due_in"], (key, card, found.rows(key))
            assert progress.interval == card["ivl"], (key, card, found.rows(key))
        if card["type"] in (State.LEARNING, State.RELEARNING) and card["due_at"]:
            assert progress.due_at == pytest.approx(card["due_at"] * 1000, abs=1000 * 600), (key, card)
            assert progress.step == card["step"], (key, card, found.rows(key))
    assert set(seen) == set(State), "the study left out a state: this test would prove less"


@pytest.mark.parametrize("zone", ZONES)
def test_marks_resets_and_due_days_set_by_hand_come_along(zone: str) -> None:
    found = studied(zone)
    for key, card in found.said.items():
        standing = found.standing_here(key)
        assert standing.suspended == card["suspended"], key
        assert standing.flag == card["flag"], key
    kinds = Counter(entry.kind for entry in found.incoming.entries)
    assert kinds[LogKind.RESET] >= 3
    assert kinds[LogKind.RESCHEDULE] >= 3
    assert any(skipped.what.endswith("reviews") for skipped in found.incoming.skipped), "no cramming was left out"


@pytest.mark.parametrize(
    ("columns", "kinds"),
    [
        ({}, []),
        ({"queue": SUSPENDED}, [LogKind.SUSPEND]),
        ({"flag": 3}, [LogKind.FLAG]),
        ({"type": State.REVIEW, "queue": State.REVIEW, "due": 40, "ivl": 9}, [LogKind.RESCHEDULE]),
    ],
)
def test_a_card_without_reviews_comes_with_its_marks_and_its_day(columns: dict[str, int], kinds: list[LogKind]) -> None:
    card = AnkiCardRow(id=1, note=1, deck=1, ord=0, mod=1_700_000_000, type=0, queue=0, due=7, ivl=0, flag=0)
    history = History(Days(FixedClock(0, "UTC"), ROLLOVER, 1_600_000_000, 0))
    assert [row.kind for row in history.entries(card._replace(**columns), "key", [])] == kinds


@pytest.mark.parametrize("zone", ZONES)
def test_rows_are_unique_ordered_and_the_same_at_the_next_reading(zone: str) -> None:
    found = studied(zone)
    by_card: dict[str, list[int]] = defaultdict(list)
    for entry in found.incoming.entries:
        by_card[entry.card].append(entry.at)
    assert all(ats == sorted(set(ats)) for ats in by_card.values())
    answers = sum(entry.kind == LogKind.ANSWER for entry in found.incoming.entries)
    assert answers == sum(card["answers"] for card in found.said.values()) > NOTES * 5


# The other side: runs inside the process that studies in Anki


class Learner:
    """Studies a collection in Anki."""

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        self.path = folder / "collection.anki2"
        self.chance = Random("study")
        self.col = Collection(str(self.path))
        self.col.db.execute("pragma synchronous = off")
        self.col.set_config("fsrs", True)
        self.col.set_config("collapseTime", 3600)
        config = self.col.decks.get_config(1)
        config["fsrsParams6"] = list(FSRS_6_DEFAULTS)
        config["new"]["perDay"], config["rev"]["perDay"] = 9999, 9999
        self.col.decks.update_config(config)
        for number in range(NOTES):
            note = self.col.new_note(self.col.models.by_name("Basic"))
            note.guid, note.fields = f"note-{number}", [f"question {number}", f"answer {number}"]
            self.col.add_note(note, 1)
        self.cards = self.col.find_cards("")

    def answer(self, limit: int, *, weights: tuple[int, ...] = (15, 15, 55, 15)) -> None:
        """Answer what comes, as a person would, for whom the ratings have these weights."""
        from anki.scheduler.v3 import CardAnswer

        again, hard, good, easy = CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.EASY
        for _ in range(limit):
            queued = self.col.sched.get_queued_cards(fetch_limit=1).cards
            if not queued:
                return
            card = self.col.get_card(queued[0].card.id)
            card.start_timer()
            rating = self.chance.choices((again, hard, good, easy), weights)[0]
            self.col.sched.answer_card(self.col.sched.build_answer(card=card, states=queued[0].states, rating=rating))

    def pass_days(self, days: int) -> None:
        """Let days go by: everything there is moves into the past."""
        seconds = days * DAY_SECONDS
        db = self.col.db
        db.execute("update col set crt = crt - ?", seconds)
        db.execute("update revlog set id = -id + ?", 1000 * seconds)
        db.execute("update revlog set id = -id")
        db.execute("update cards set mod = mod - ?", seconds)
        db.execute("update cards set due = due - ? where queue = 1 or due > 100000000", seconds)
        for card, data in db.all("select id, data from cards where data like '%lrt%'"):
            told = json.loads(data)
            told["lrt"] -= seconds
            db.execute("update cards set data = ? where id = ?", json.dumps(told), card)
        self.col.close()
        self.col.reopen()
        self.col.db.execute("pragma synchronous = off")

    def filtered(self, search: str, *, reschedule: bool) -> None:
        """Answer some cards in a filtered deck."""
        deck = self.col.sched.get_or_create_filtered_deck(0)
        deck.name = f"Filtered {reschedule}"
        deck.config.reschedule = reschedule
        del deck.config.search_terms[1:]
        deck.config.search_terms[0].search, deck.config.search_terms[0].limit = search, 8
        made = self.col.sched.add_or_update_filtered_deck(deck)
        self.col.decks.set_current(made.id)
        self.answer(6)
        self.col.decks.set_current(1)
        if reschedule:
            self.col.sched.empty_filtered_deck(made.id)  # the other one stays as it is, with cards in it

    def said(self) -> dict[str, Any]:
        """What Anki says of each card."""
        from quizzer.anki.embedded_note import foreign_id

        cards = {}
        for number, card_id in enumerate(self.cards):
            card = self.col.get_card(card_id)
            memory = self.col.compute_memory_state(card_id)
            due = card.odue if card.odid and card.odue else card.due
            left = card.left % 1000
            steps = 2 if card.type == State.LEARNING else 1
            answers = "select count() from revlog where cid = ? and ease > 0 and not (type = 3 and factor = 0)"
            cards[foreign_id(f"note-{number}")] = {
                "type": int(card.type), "ivl": card.ivl, "due_in": due - self.col.sched.today,
                "due_at": due if due > 100_000_000 else 0, "step": steps - left,
                "suspended": card.queue == -1, "flag": card.flags & 7,
                "stability": memory.stability if card.type else None,
                "difficulty": memory.difficulty if card.type else None,
                "answers": self.col.db.scalar(answers, card_id),
            }  # fmt: skip
        return cards

    def study(self) -> None:
        """Thirty days, with all that a person does beside answering."""
        sched, cards = self.col.sched, self.cards
        for day in range(STUDY_DAYS):
            self.answer(40 if day % 7 else 15)
            if day == 8:
                sched.schedule_cards_as_new(cards[:4])
            elif day == 12:
                sched.set_due_date(cards[6:10], "3-9")
            elif day == 15:
                sched.set_due_date(cards[4:6], "12!")
                self.filtered("is:review", reschedule=True)
            elif day == 26:
                sched.schedule_cards_as_new(cards[10:12])
                sched.set_due_date(cards[12:13], "5")
            if day < STUDY_DAYS - 1:
                self.pass_days(self.chance.choice((1, 1, 1, 8, 20, 22)))
                sched = self.col.sched
        sched.set_due_date(cards[36:46], "0")
        sched.schedule_cards_as_new(cards[46:54])
        self.answer(18, weights=(60, 20, 15, 5))  # so that some are left on their steps
        self.filtered("is:review", reschedule=False)
        sched.schedule_cards_as_new(cards[20:22])
        sched.set_due_date(cards[22:24], "7")
        sched.suspend_cards(cards[30:33])
        self.col.set_user_flag_for_cards(3, cards[32:36])


def main() -> None:
    try:
        import anki.collection  # noqa: F401 - only whether it is there
    except ImportError as missing:
        print(missing)
        sys.exit(NO_ANKI)
    folder = Path(sys.argv[1])
    learner = Learner(folder)
    learner.study()
    told = {"cards": learner.said(), "next_day_at": learner.col.sched.day_cutoff, "now": int(time())}
    learner.col.close()
    (folder / "said.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main()
