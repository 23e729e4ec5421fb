"""Decks given to a real Anki through AnkiConnect: new cards arrive with their progress, others are left alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizzer.anki.connect.address import read_address
from quizzer.anki.connect.client import AnkiConnect
from quizzer.core.log import LogKind
from quizzer.errors import Problem
from quizzer.store.log.append import append_marks
from quizzer.study.exchange.anki_connect.messages import push_messages
from quizzer.study.exchange.anki_connect.push import push
from quizzer.study.exchange.anki_connect.values import PushResult
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter
from tests.anki.connect.server import AnkiServer, running_anki
from tests.anki.profile import import_package
from tests.probe import cards_of, notes_of
from tests.study.exchange.people import Person, person, quiet

HEAD = "namespace: ada\n"


def _notes(*numbers: int, word: str = "Question") -> str:
    return "".join(f"  - {{id: n{number}, ask: {word} {number}?, answer: a{number}}}\n" for number in numbers)


_PASSING = ("col", "timer_started", "_note", "_render_output")
CLOZE = "  - {id: gap, cloze: 'The {{c1::heart}} beats, the {{c2::lung}} breathes.'}\n"


@pytest.fixture
def ada(tmp_path: Path) -> Iterator[Person]:
    with person(tmp_path, "ada") as ada:
        ada.write("First", _notes(0, 1, 2, 3) + CLOZE, head=HEAD)
        yield ada


@pytest.fixture
def server(tmp_path: Path) -> Iterator[AnkiServer]:
    with running_anki(tmp_path / "anki") as server:
        yield server


def give(ada: Person, server: AnkiServer, plan: ExportPlan | None = None, *, dry: bool = False) -> PushResult:
    ada.clock.at += 60_000
    plan = plan or ExportPlan(Path("unused.apkg"), progress=True)
    return push(ada.collection, AnkiConnect(read_address(server.address)), plan, quiet, dry=dry)


def anki_rows(server: AnkiServer) -> list[list[str]]:
    """All that Anki has of each card, and its reviews."""
    return [
        [
            *(
                f"{name}={value}"
                for name, value in vars(server.col.get_card(card)).items()
                if name not in _PASSING and value
            ),
            *map(str, server.col.card_stats_data(card).revlog),
        ]
        for card in sorted(server.col.find_cards(""))
    ]


def test_notes_arrive_and_new_cards_with_their_progress(ada: Person, server: AnkiServer) -> None:
    ada.answer(3)
    append_marks(ada.collection.connection, [5], ada.collection.moment(), LogKind.SUSPEND, 1)
    done = give(ada, server)
    assert done[:2] == (5, 5)
    assert (done.updated, done.same, done.kept, done.missing) == (0, 0, (), ())
    assert (done.cards, done.new_cards, done.reviews) == (6, 6, 3)
    here = {card.key.removeprefix("ada/"): card for card in cards_of(ada.collection)}
    compared = 0
    for card_id in server.col.find_cards("-is:new"):
        card = server.col.get_card(card_id)
        own = here[card.note()["Id"].removeprefix("ada/")]
        if own.stability is not None:
            assert card.memory_state.stability == pytest.approx(own.stability, abs=1e-4)
            compared += 1
    assert compared == 3
    assert len(server.col.find_cards("is:suspended")) == 1
    assert push_messages(done) == [
        "Anki has 5 notes: 5 new.",
        "6 cards are new in Anki, and went with their progress.",
        "In Anki, switch FSRS on in the deck options, if it is off: its progress is FSRS's.",
    ]


def test_a_second_push_updates_the_notes_and_leaves_the_progress_in_anki_alone(ada: Person, server: AnkiServer) -> None:
    ada.answer(2)
    give(ada, server)
    first, *_, last = server.col.find_cards("is:new")
    card = server.col.get_card(first)
    card.start_timer()
    states = server.col._backend.get_scheduling_states(first)
    from anki.scheduler.v3 import CardAnswer

    server.col.sched.answer_card(server.col.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD))
    server.col.sched.suspend_cards([last])
    server.col.set_user_flag_for_cards(3, [first])
    before = anki_rows(server)
    assert give(ada, server).same == 5
    assert anki_rows(server) == before, "nothing changed here, and nothing there"

    ada.answer(3)
    ada.write("First", _notes(0, 1) + _notes(2, word="Which") + _notes(3, 4) + CLOZE, head=HEAD)
    done = give(ada, server)
    assert (done.notes, done.new, done.updated, done.same, done.new_cards) == (6, 1, 1, 4, 1)
    assert server.col.find_notes("Prompt:Which*")
    assert [row for row in anki_rows(server) if row in before] == before, "the cards that were there stay as they were"
    assert "6 cards were there already, and Anki leaves their schedule" in push_messages(done)[1]


def test_what_was_changed_in_anki_later_stays_and_is_named(ada: Person, server: AnkiServer) -> None:
    give(ada, server)
    note = server.col.get_note(server.col.find_notes("Prompt:*1?")[0])
    note["Prompt"], note.tags = "Mine now?", ["own", *note.tags]
    server.col.update_note(note)
    ada.write("First", _notes(0) + _notes(1, word="Which") + _notes(2, 3) + CLOZE, head=HEAD)
    dry = give(ada, server, dry=True)
    assert (dry.updated, dry.same) == (1, 4)
    done = give(ada, server)
    assert (done.kept, done.updated, done.same) == (("ada/n1",), 0, 4)
    assert "1 note stays in Anki as it was changed there, later than here: ada/n1." in push_messages(done)


def test_a_dry_run_only_asks(ada: Person, server: AnkiServer) -> None:
    ada.answer()
    before = server.col.mod
    done = give(ada, server, dry=True)
    assert (done.new, done.new_cards, done.dry) == (5, 6, True)
    assert "importPackage" not in server.asked()
    assert (server.col.mod, server.col.note_count()) == (before, 0)
    assert not any(note.exported for note in notes_of(ada.collection))
    assert push_messages(done)[:2] == [
        "Anki would be given 5 notes: 5 new; nothing is given yet.",
        "6 cards are new in Anki, and would go with their progress.",
    ]
    give(ada, server)
    done = give(ada, server, dry=True)
    assert (done.same, done.new_cards) == (5, 0)


def test_an_anki_that_fails_was_given_nothing(ada: Person, server: AnkiServer) -> None:
    def fail(path: str) -> None:
        raise ValueError(f"cannot open {path}")

    server.instead["importPackage"] = fail
    with pytest.raises(Problem, match=r"Anki could not do it \(importPackage\): cannot open"):
        give(ada, server)
    assert not any(note.exported for note in notes_of(ada.collection))


def test_what_anki_did_not_take_is_named(ada: Person, server: AnkiServer) -> None:
    server.instead["importPackage"] = lambda path: bool(path)
    done = give(ada, server)
    assert len(done.missing) == 5
    assert "5 notes were not taken by Anki: ada/n0, ada/n1, ada/n2 and 2 more." in " ".join(push_messages(done))


def test_a_scope_and_notes_alone(ada: Person, server: AnkiServer) -> None:
    ada.write("Second", _notes(7), head="namespace: two\n")
    ada.answer(3)
    done = give(ada, server, ExportPlan(Path("x"), Filter(decks=("Second",)), progress=False))
    assert (done.notes, done.new_cards, done.reviews) == (1, 1, 0)
    assert "progress" not in " ".join(push_messages(done))
    assert server.do_deckNames() == ["Default", "Quizzer", "Quizzer::Second"]


def test_the_presets_of_the_person_stay(ada: Person, server: AnkiServer) -> None:
    ada.answer(2)
    config = server.col.decks.get_config(1)
    config["new"]["perDay"] = 77
    server.col.decks.update_config(config)
    give(ada, server)
    assert server.col.decks.get_config(1)["new"]["perDay"] == 77
    assert server.col.decks.config_dict_for_deck_id(server.col.decks.id("Quizzer::First"))["name"] == "Quizzer"


def test_a_note_type_renamed_in_anki_and_a_field_added_change_nothing(ada: Person, server: AnkiServer) -> None:
    give(ada, server)
    kind = server.col.models.by_name("Quizzer")
    kind["name"] = "Mine"
    server.col.models.add_field(kind, server.col.models.new_field("My own"))
    server.col.models.update_dict(kind)  # Anki counts all its notes as changed
    ada.clock.at = int(time.time() * 1000) + 86_400_000
    deck = ada.paths.decks / "first.yaml"
    deck.write_text(deck.read_text("utf-8").replace("Question 1", "Which 1"), "utf-8")
    os.utime(deck, (ada.clock.at / 1000, ada.clock.at / 1000))
    ada.sync(deck)
    done = give(ada, server)
    assert (done.notes, done.same + done.updated, done.kept, done.missing) == (5, 5, (), ())
    assert done.updated == 1


def test_notes_made_in_anki_stay_there_untouched(ada: Person, server: AnkiServer, tmp_path: Path) -> None:
    note = server.col.new_note(server.col.models.by_name("Basic"))
    note.fields = ["Made there?", "yes <b>indeed</b>"]
    server.col.add_note(note, 1)
    package = tmp_path / "made.apkg"
    server.do_exportPackage("Default", str(package), includeSched=True)
    ada.import_(package)
    done = give(ada, server, ExportPlan(Path("x"), progress=True, foreign=True))
    assert done.notes == 5
    assert "1 note made in Anki left out" in " ".join(push_messages(done))
    assert "--with-foreign" not in " ".join(push_messages(done))
    assert server.col.get_note(note.id).fields == note.fields


def test_it_is_the_package_that_export_writes(ada: Person, server: AnkiServer, tmp_path: Path) -> None:
    """What a person gets by importing the exported file into a profile is what a push gives."""
    from tests.anki.profile import profile

    ada.answer(4)
    with profile() as other:
        path, _ = ada.export(progress=True)
        import_package(other, path, progress=True)
        give(ada, server)
        cards = [
            [
                (
                    card.note()["Id"],
                    card.type,
                    card.queue,
                    card.due,
                    card.ivl,
                    card.memory_state and str(card.memory_state),
                )
                for card in map(col.get_card, sorted(col.find_cards("")))
            ]
            for col in (other, server.col)
        ]
    assert cards[0] == cards[1]


def test_a_bundled_deck_arrives_as_it_is(ada: Person, server: AnkiServer) -> None:
    deck = ada.paths.decks / "hpa-axis.yaml"
    deck.write_bytes((Path(__file__).parents[4] / "decks" / deck.name).read_bytes())
    ada.sync(deck)
    done = give(ada, server)
    assert done.notes > 20
    assert (done.new, done.kept, done.missing, done.new_cards) == (done.notes, (), (), done.cards)


def test_a_note_that_is_gone_here_is_marked_there_once_anki_had_it(ada: Person, server: AnkiServer) -> None:
    give(ada, server)
    ada.write("First", _notes(0, 1, 2) + CLOZE, head=HEAD)
    done = give(ada, server)
    assert (done.notes, done.retired, done.updated) == (5, 1, 1)
    assert "One note is no longer in any deck file: marked in Anki as retired" in " ".join(push_messages(done))
    (note,) = server.col.find_notes("tag:quizzer::retired")
    assert server.col.get_note(note)["Id"] == "ada/n3"
