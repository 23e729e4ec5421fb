"""Reviews taken from a real Anki through AnkiConnect: what an import of its package says, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizzer.anki.connect.address import read_address
from quizzer.anki.connect.client import AnkiConnect
from quizzer.core.log import LogKind
from quizzer.errors import Problem, WrongUse
from quizzer.study.exchange.anki_connect.messages import pull_messages
from quizzer.study.exchange.anki_connect.pull import pull
from quizzer.study.exchange.anki_connect.push import push
from quizzer.study.exchange.anki_connect.values import PullResult
from quizzer.study.exchange.import_file import import_file
from quizzer.study.exchange.plan import ExportPlan
from tests.anki.connect.server import AnkiServer, running_anki
from tests.probe import card_of, cards_of, log_of, rows_of
from tests.study.exchange.people import Person, person, quiet

NOTES = "".join(f"  - {{id: n{number}, ask: Question {number}?, answer: a{number}}}\n" for number in range(6))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[AnkiServer]:
    with running_anki(tmp_path / "anki") as server:
        yield server


@pytest.fixture
def ada(tmp_path: Path, server: AnkiServer) -> Iterator[Person]:
    """Somebody with six cards, two of them answered, all of them in Anki."""
    with person(tmp_path, "ada") as ada:
        ada.write("First", NOTES, head="namespace: ada\n")
        ada.answer(2)
        push(ada.collection, AnkiConnect(read_address(server.address)), ExportPlan(Path("x"), progress=True), quiet)
        ada.clock.at += 400 * 86_400_000  # what is answered in Anki now lies behind it
        yield ada


def take(ada: Person, server: AnkiServer, *decks: str, **options: bool) -> PullResult:
    return pull(ada.collection, AnkiConnect(read_address(server.address)), decks, quiet, **options)


def answer(server: AnkiServer, search: str, rating: str = "GOOD") -> list[int]:
    """Answer cards with Anki's scheduler; the instants of its log."""
    from anki.scheduler.v3 import CardAnswer

    for card_id in server.col.find_cards(search):
        card = server.col.get_card(card_id)
        card.start_timer()
        states = server.col._backend.get_scheduling_states(card_id)
        built = server.col.sched.build_answer(card=card, states=states, rating=getattr(CardAnswer, rating))
        server.col.sched.answer_card(built)
    return sorted(row[0] for card in server.col.find_cards(search) for row in revlog(server, card))


def revlog(server: AnkiServer, card: int) -> list[tuple[int, int]]:
    """Instant in seconds and rating of each answer to a card, the newest first."""
    return [(row.time, row.button_chosen) for row in server.col.card_stats_data(card).revlog]


def test_what_was_done_in_anki_comes_with_its_times(ada: Person, server: AnkiServer) -> None:
    answer(server, "is:new Prompt:*2?")
    answer(server, "is:new Prompt:*3?", "EASY")
    server.col.sched.suspend_cards(server.col.find_cards("Prompt:*4?"))
    server.col.set_user_flag_for_cards(3, server.col.find_cards("Prompt:*5?"))
    server.col.sched.bury_cards(server.col.find_cards("Prompt:*0?"))
    before = len(log_of(ada.collection))
    done = take(ada, server)
    assert done.decks == ("Quizzer",)
    assert (done.imported.reviews, done.imported.marks, done.imported.already) == (2, 2, 2)
    came = log_of(ada.collection)[before:]
    assert all("anki" in row for row in rows_of(ada.collection, "log")[before:])
    theirs = {
        (f"ada/n{number}", *row)
        for number in (2, 3)
        for row in revlog(server, server.col.find_cards(f"Prompt:*{number}?")[0])
    }
    assert {(row.card, row.at // 1000, row.value) for row in came if row.kind == LogKind.ANSWER} == theirs
    assert card_of(ada.collection, "ada/n4").suspended
    assert card_of(ada.collection, "ada/n5").flag == 3
    easy = server.col.get_card(server.col.find_cards("Prompt:*3?")[0])
    here = card_of(ada.collection, "ada/n3")
    assert (here.state, here.interval) == (easy.type, easy.ivl)
    assert here.stability == pytest.approx(easy.memory_state.stability, rel=1e-3)
    lines = pull_messages(done)
    assert lines[0] == "Anki, “Quizzer”."
    assert "2 reviews and 2 marks (suspended, buried, flagged, set back) joined your history." in lines


def test_a_second_pull_changes_nothing(ada: Person, server: AnkiServer) -> None:
    answer(server, "is:new")
    server.col.sched.suspend_cards(server.col.find_cards("Prompt:*4?"))
    take(ada, server)
    rows, cards = log_of(ada.collection), cards_of(ada.collection)
    done = take(ada, server)
    assert (done.imported.reviews, done.imported.marks, done.imported.backup) == (0, 0, None)
    assert (log_of(ada.collection), cards_of(ada.collection)) == (rows, cards)
    assert "Nothing was changed." in pull_messages(done)


def test_a_pull_is_the_import_of_the_package_that_anki_exports(ada: Person, server: AnkiServer, tmp_path: Path) -> None:
    answer(server, "is:new")
    server.col.set_user_flag_for_cards(2, server.col.find_cards("Prompt:*5?"))
    package = tmp_path / "from-anki.apkg"
    server.do_exportPackage("Quizzer", str(package), includeSched=True)
    expected = import_file(ada.collection, package, dry=True, progress=quiet)
    rows = log_of(ada.collection)
    foreseen = take(ada, server, dry=True).imported
    assert foreseen._replace(origin="", naming=None) == expected._replace(origin="", naming=None)
    assert log_of(ada.collection) == rows, "a dry run writes nothing"
    take(ada, server)
    after = import_file(ada.collection, package, dry=False, progress=quiet)
    assert (after.reviews, after.marks, after.already) == (0, 0, expected.already + expected.reviews + expected.marks)


def _filter(server: AnkiServer, search: str) -> None:
    """Have a filtered deck borrow cards, and answer them there."""
    deck = server.col.sched.get_or_create_filtered_deck(0)
    deck.name, deck.config.reschedule = "Cram", True
    del deck.config.search_terms[1:]
    deck.config.search_terms[0].search, deck.config.search_terms[0].limit = search, 9
    server.col.sched.add_or_update_filtered_deck(deck)
    answer(server, "deck:Cram")


def test_cards_that_a_filtered_deck_has_borrowed_come_as_well(ada: Person, server: AnkiServer) -> None:
    """Anki leaves them out of the package of their own deck."""
    _filter(server, "Prompt:*2? or Prompt:*3?")
    done = take(ada, server)
    assert (done.decks, done.imported.reviews) == (("Quizzer", "Cram"), 2)
    card = server.col.get_card(server.col.find_cards("Prompt:*2?")[0])
    assert card_of(ada.collection, "ada/n2").state == card.type
    server.col.sched.empty_filtered_deck(server.col.decks.id("Cram"))
    done = take(ada, server)
    assert (done.decks, done.imported.reviews, done.imported.marks) == (("Quizzer",), 0, 0)


def test_a_filtered_deck_with_other_cards_in_it_is_named(ada: Person, server: AnkiServer) -> None:
    _add_foreign(server, "Medicine")
    _filter(server, "Prompt:*2? or Front:*")
    done = take(ada, server)
    assert done.decks == ("Quizzer",)
    assert "1 card of quizzer's is among other cards in “Cram”" in done.remarks[0]
    assert take(ada, server, "Cram").imported.reviews == 1


def test_a_deck_renamed_in_anki_is_found(ada: Person, server: AnkiServer) -> None:
    server.col.decks.rename(server.col.decks.id("Quizzer::First"), 'My "own" name')
    answer(server, "Prompt:*2?")
    done = take(ada, server)
    assert (done.decks, done.imported.reviews) == (('My "own" name',), 1)


def _add_foreign(server: AnkiServer, deck: str) -> None:
    note = server.col.new_note(server.col.models.by_name("Basic"))
    note.fields = ["Made there?", "yes"]
    server.col.add_note(note, server.col.decks.id(deck))


def test_cards_among_others_are_named_and_come_when_their_deck_is_named(ada: Person, server: AnkiServer) -> None:
    _add_foreign(server, "Medicine")
    moved = server.col.find_cards("Prompt:*2?")
    server.col.set_deck(moved, server.col.decks.id("Medicine"))
    answer(server, "Prompt:*2?")
    done = take(ada, server)
    assert (done.decks, done.imported.reviews) == (("Quizzer",), 0)
    assert done.remarks == (
        "1 card of quizzer's is among other cards in “Medicine”: their reviews stay in Anki until you name the deck "
        "(--deck NAME).",
    )
    done = take(ada, server, "medicine")
    assert (done.decks, done.imported.reviews, done.imported.files) == (("Medicine",), 1, ())
    assert not (ada.paths.decks / "medicine.yaml").exists()


def test_notes_made_in_anki_become_a_deck_when_they_are_wanted(ada: Person, server: AnkiServer) -> None:
    _add_foreign(server, "Medicine")
    answer(server, '"Front:Made there?"')
    done = take(ada, server, "Medicine", foreign=True)
    assert [(file.path.name, file.notes) for file in done.imported.files] == [("medicine.yaml", 1)]
    assert done.imported.reviews == 1
    answer(server, '"Front:Made there?"', "AGAIN")
    done = take(ada, server, "Medicine")
    assert (done.imported.reviews, done.imported.files) == (1, ()), "they are known now, and their reviews come"


def test_notes_of_quizzer_that_are_not_here_become_their_deck_again(
    ada: Person, server: AnkiServer, tmp_path: Path
) -> None:
    answer(server, "Prompt:*2?")
    with person(tmp_path, "bea") as bea:
        bea.clock.at = ada.clock.at
        done = take(bea, server)
        assert [(file.path.name, file.notes) for file in done.imported.files] == [("first.yaml", 6)]
        assert done.imported.reviews == 3
        assert take(bea, server).imported.files == ()


def test_an_anki_without_such_cards_says_what_to_do(ada: Person, server: AnkiServer) -> None:
    server.col.remove_notes(server.col.find_notes(""))
    server.col.decks.remove([server.col.decks.id("Quizzer")])
    done = take(ada, server)
    assert pull_messages(done) == [
        "Anki has none of quizzer's cards: give it some with `quizzer anki push`, or name a deck with --deck."
    ]
    with pytest.raises(WrongUse, match="Anki has no deck “Medicin”"):
        take(ada, server, "Medicin")
    server.col.decks.id("Empty")
    with pytest.raises(Problem, match="Anki's deck “Empty”: nothing in it can be imported"):
        take(ada, server, "Empty")


@pytest.mark.parametrize("written", [b"", b"no package", b"PK\x05\x06" + bytes(18)])
def test_a_package_that_is_none_is_refused(ada: Person, server: AnkiServer, written: bytes) -> None:
    def export(path: str, **_: Any) -> bool:
        Path(path).write_bytes(written)
        return True

    server.instead["exportPackage"] = export
    rows = log_of(ada.collection)
    with pytest.raises(Problem, match="Anki's deck “Quizzer”"):
        take(ada, server)
    assert log_of(ada.collection) == rows
