"""What leaves comes back: an archive is the collection again, and Anki's answers join the log."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.log import LogKind
from quizzer.core.schedule.progress import Rating
from quizzer.errors import Problem, WrongUse
from quizzer.store.log.append import append_marks
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.export import export
from quizzer.study.exchange.import_file import import_file
from quizzer.study.exchange.plan import ExportPlan, ImportResult
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import DECK
from tests.probe import ProbedCard, card_of, cards_of, ids_of, log_of, notes_of

HOUR = 3_600_000


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def lived(collection: Collection, clock: FixedClock, paths: Paths) -> Collection:
    """Some days of answers, an undo, marks of every kind, and a retired note with a history."""
    for _ in range(4):
        session = Session(collection, Plan())
        for rating in (3, 1, 4, 2, 3, 3):
            if session.current is None:
                break
            clock.at += 7_000
            session.answer(Rating(rating), 2_000)
        if session.done:
            session.undo()
        clock.at += 24 * HOUR
    cards = list(ids_of(collection).values())
    append_marks(collection.connection, cards[:2], collection.moment(), LogKind.SUSPEND, 1)
    append_marks(collection.connection, cards[2:3], collection.moment(), LogKind.BURY, collection.moment().day)
    append_marks(collection.connection, cards[3:4], collection.moment(), LogKind.RESET, 1)
    append_marks(
        collection.connection, cards[4:5], collection.moment(), LogKind.RESCHEDULE, collection.moment().day + 5
    )
    file = paths.decks / "small.yaml"
    file.write_text(DECK[: DECK.index("  - id: chain")], "utf-8")
    sync_decks(collection)
    return collection


def contents(collection: Collection) -> list[tuple[Any, ...]]:
    """Everything a person owns, ordered by the keys of the cards and without the ids of this database."""
    notes = {note.key: (note.content, note.level, note.tags, note.retired) for note in notes_of(collection)}
    cards = sorted(cards_of(collection), key=lambda card: card.key)
    log = sorted(log_of(collection), key=lambda row: (row.card, row.at))
    return [
        *((card.key, *notes[card.note], _without_place(card)) for card in cards),
        *((row.card, row.at, row.day, row.kind, row._replace(id=0, card_id=0, origin=0)) for row in log),
    ]


def _without_place(card: ProbedCard) -> ProbedCard:
    """A card without its id and its place among the new cards."""
    return card._replace(id=0, position=0, picked=0, due=card.due if card.queue else 0)


def test_an_archive_is_the_collection_again(
    collection: Collection, clock: FixedClock, paths: Paths, tmp_path: Path
) -> None:
    lived(collection, clock, paths)
    archive = tmp_path / "all.json"
    export(collection, ExportPlan(archive), quiet)
    other = Paths(tmp_path / "other")
    with Collection.open(other, load_settings(other), clock) as restored:
        sync_decks(restored)
        told = import_file(restored, archive, dry=False, progress=quiet)
        assert told.strangers == 0
        assert contents(restored) == contents(collection)
        assert rebuild_collection(restored) == []
        again = tmp_path / "again.json"
        export(restored, ExportPlan(again), quiet)
        assert _without_positions(again) == _without_positions(archive)
        once_more = import_file(restored, archive, dry=False, progress=quiet)
        assert (once_more.files, once_more.reviews, once_more.marks) == ((), 0, 0)


def _without_positions(path: Path) -> list[dict[str, Any]]:
    """The lines of an archive sorted by what they are about, without the instants at which notes changed."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        row.pop("changed", None)
    return sorted(rows, key=lambda row: (row.get("type", ""), row.get("id", ""), row.get("card", ""), row.get("at", 0)))


def test_a_dry_run_says_what_the_real_one_does_and_writes_nothing(
    collection: Collection, clock: FixedClock, paths: Paths, tmp_path: Path
) -> None:
    lived(collection, clock, paths)
    archive = tmp_path / "all.json"
    export(collection, ExportPlan(archive), quiet)
    other = Paths(tmp_path / "other")
    with Collection.open(other, load_settings(other), clock) as fresh:
        sync_decks(fresh)
        before = contents(fresh)
        dry = import_file(fresh, archive, dry=True, progress=quiet)
        assert contents(fresh) == before
        assert not other.decks.exists() or not list(other.decks.iterdir())
        assert import_file(fresh, archive, dry=False, progress=quiet) == dry._replace(dry=False)


@pytest.mark.parametrize("legacy", [True, False], ids=["older format", "newer format"])
def test_answers_given_in_anki_join_the_log_once(
    collection: Collection, clock: FixedClock, paths: Paths, tmp_path: Path, legacy: bool
) -> None:
    from tests.anki.profile import import_package, profile, require_anki

    require_anki()
    from quizzer.clock import SystemClock

    clock.at = SystemClock().now() - 5 * 24 * HOUR
    session = Session(collection, Plan())
    for rating in (3, 4, 1, 4, 4):
        clock.at += 5_000
        session.answer(Rating(rating), 2_000)
    clock.at = SystemClock().now()
    package = tmp_path / "out.apkg"
    export(collection, ExportPlan(package, progress=True), quiet)
    with profile() as anki:
        from anki.collection import ExportAnkiPackageOptions
        from anki.scheduler.v3 import CardAnswer

        import_package(anki, package, progress=True)
        anki.decks.select(anki.decks.id("Quizzer"))
        given = 0
        while given < 12 and (queued := anki.sched.get_queued_cards(fetch_limit=1).cards):
            card = anki.get_card(queued[0].card.id)
            card.start_timer()
            rating = (CardAnswer.GOOD, CardAnswer.AGAIN, CardAnswer.EASY)[given % 3]
            anki.sched.answer_card(anki.sched.build_answer(card=card, states=queued[0].states, rating=rating))
            given += 1
        assert given >= 6  # fewer in the minutes before Anki's rollover, when steps reach into the next day
        back = tmp_path / "back.apkg"
        options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True, legacy=legacy)
        anki.export_anki_package(out_path=str(back), options=options, limit=None)
        states = {(card.note()["Id"], card.ord): card for card in map(anki.get_card, anki.find_cards("-is:new"))}
        clock.at = SystemClock().now()
        told = import_file(collection, back, dry=False, progress=quiet)
        assert told.reviews == given
        assert (told.files, told.known, told.differing) == ((), 7, 0)
        assert told.backup is not None
        assert rebuild_collection(collection) == []
        once_more = import_file(collection, back, dry=False, progress=quiet)
        assert (once_more.reviews, once_more.marks) == (0, 0)
        for (key, order), theirs in states.items():
            cloze = key == "aromatase"
            part = f"#{order + 1}" if cloze else "#reverse" if order else ""
            ours = card_of(collection, key + part)
            assert ours.state == theirs.type
            assert ours.stability == pytest.approx(theirs.memory_state.stability, rel=1e-3, abs=1e-4)
            assert ours.difficulty == pytest.approx(theirs.memory_state.difficulty, rel=1e-3)
            if theirs.type == 2:
                due_in = ours.due - collection.moment().day
                assert (ours.interval, due_in) == (theirs.ivl, theirs.due - anki.sched.today)


def test_a_package_of_ours_makes_the_decks_where_they_are_not(
    collection: Collection, clock: FixedClock, tmp_path: Path
) -> None:
    package = tmp_path / "out.apkg"
    export(collection, ExportPlan(package), quiet)
    other = Paths(tmp_path / "other")
    with Collection.open(other, load_settings(other), clock) as fresh:
        sync_decks(fresh)
        told = import_file(fresh, package, dry=False, progress=quiet)
        assert [(file.path.name, file.notes, file.made) for file in told.files] == [("small.yaml", 7, True)]
        assert [row[:4] for row in contents(fresh)] == [row[:4] for row in contents(collection)]


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".md"])
def test_a_table_or_text_of_ours_brings_nothing_new_here(collection: Collection, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    exported = export(collection, ExportPlan(path), quiet)
    assert exported.notes == 7
    told: ImportResult = import_file(collection, path, dry=False, progress=quiet)
    assert told.files == ()


def test_wrong_endings_places_and_filters_are_refused(collection: Collection, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="ending"):
        export(collection, ExportPlan(tmp_path / "x.docx"), quiet)
    with pytest.raises(Problem, match="folder"):
        export(collection, ExportPlan(tmp_path / "none" / "x.apkg"), quiet)
    with pytest.raises(WrongUse, match="no axis"):
        export(collection, ExportPlan(tmp_path / "x.apkg", Filter(axes=("nope",))), quiet)


def test_a_failed_export_keeps_the_file_that_was_there(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.json"
    export(collection, ExportPlan(path), quiet)
    before = path.read_bytes()
    monkeypatch.setattr("quizzer.store.exchange.export_rows.stream_log", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(collection, ExportPlan(path), quiet)
    assert path.read_bytes() == before
    assert list(tmp_path.glob(".*")) == []


def test_an_import_backs_up_what_there_is_to_lose(collection: Collection, tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("front,back\nWhat is it?,this\n", "utf-8")
    assert import_file(collection, table, dry=False, progress=quiet).backup is None
    Session(collection, Plan()).answer(Rating.GOOD, 1_000)
    table.write_text("front,back\nAnd that?,that\n", "utf-8")
    backup = import_file(collection, table, dry=False, progress=quiet).backup
    assert backup is not None
    assert backup.name.startswith("before-import-")
