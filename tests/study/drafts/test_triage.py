"""Triage: each decision is on the disk at once, and undo goes back to the first, also after a restart."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from pathlib import Path

import pytest

from quizzer.config import Paths
from quizzer.core.notes.drafts import REASONS, DraftMark, Rejection
from quizzer.core.notes.kinds import Basic, Choice, Cloze
from quizzer.core.notes.notes import Deck
from quizzer.deckfile.read.deck import parse_deck
from quizzer.derive.document.passages import Document
from quizzer.errors import WrongUse
from quizzer.store.records.triage_steps import count_steps
from quizzer.study.collection.collection import Collection
from quizzer.study.drafts.triage import Triage, find_deck_with_drafts
from quizzer.study.drafts.values import Decision, Progress, SectionProgress
from tests.probe import notes_of
from tests.study.drafts.given import draft_on, drafts_of, write_drafts
from tests.study.drafts.opening import open_home


def deck_in(path: Path) -> Deck:
    deck = parse_deck(path.read_text("utf-8"), path).deck
    assert deck is not None
    return deck


def test_drafts_are_grouped_by_sentence_in_the_order_of_the_document(triage: Triage) -> None:
    assert [(unit.text[unit.start : unit.end], unit.drafts) for unit in triage.units] == [
        ("A lamp needs a lens.", ("lens",)),
        ("Fog weakens the beam.", ("fog", "fog-gap")),
        ("The clock turns the lens.", ("turns",)),
        ("Oil: the fuel of the first lamps.", ("oil",)),
    ]
    first = triage.units[0]
    assert (first.section, first.place) == ("Lighthouses", "paragraph 1")
    assert first.text == "A lamp needs a lens. The lens bends the light into a beam. Fog weakens the beam."
    assert [note.id for note in triage.standing(first)] == ["beam"]


def test_without_a_copy_of_the_document_the_quote_is_shown_in_rank_order(home: Paths, path: Path) -> None:
    for copy in (home.home / "sources").iterdir():
        copy.unlink()
    with open_home(home) as collection:
        units = Triage(collection, path).units
    assert [unit.drafts[0] for unit in units] == ["turns", "fog", "oil", "lens"]
    assert units[1].text == "Fog weakens the beam."


def test_a_draft_says_whether_a_person_changed_it(triage: Triage) -> None:
    draft = triage.draft("lens")
    assert draft is not None
    assert (draft.score, draft.why, draft.doubts, draft.edited) == (0.4, "why lens", ("two right answers",), False)
    triage.change("lens", body=Cloze("A {{lamp}} needs a lens."))
    changed = triage.draft("lens")
    assert changed is not None
    assert changed.edited
    assert triage.draft("beam") is None


def test_an_accepted_draft_is_a_note_at_once_and_a_card_when_triage_ends(
    triage: Triage, opened: Collection, path: Path
) -> None:
    assert triage.accept("turns") == Decision("accept", ("turns",))
    assert [note.id for note in deck_in(path).accepted] == ["turns", "beam"]
    assert notes_of(opened) == []
    triage.finish()
    assert {note.key for note in notes_of(opened)} == {"turns", "beam"}


@pytest.mark.parametrize("why", ["", *REASONS])
def test_a_rejected_draft_leaves_the_deck_and_is_remembered_with_its_reach(
    triage: Triage, path: Path, document: Document, why: str
) -> None:
    triage.reject("oil", why)  # type: ignore[arg-type]
    passage = next(passage for passage in document.passages if passage.text.startswith("Oil"))
    assert "oil" not in {note.id for note in deck_in(path).notes}
    assert deck_in(path).rejected == (Rejection("key-oil", why, "basic", passage.fingerprint),)  # type: ignore[arg-type]


def test_the_reason_may_come_after_the_rejection(triage: Triage, path: Path, opened: Collection) -> None:
    before = path.read_bytes()
    assert triage.give_reason("false") is None
    triage.reject("oil")
    assert triage.give_reason("wording") == Decision("reject", ("oil",))
    assert [one.why for one in deck_in(path).rejected] == ["wording"]
    assert count_steps(opened.connection, path) == {"reject": 1}
    triage.accept("fog")
    assert triage.give_reason("false") is None
    assert triage.undo() is not None
    assert triage.undo() is not None
    assert path.read_bytes() == before


def test_all_of_a_sentence_is_decided_in_one_step_and_doubts_are_left_out(triage: Triage, path: Path) -> None:
    before = path.read_bytes()
    assert triage.accept_all(triage.units[1]) == Decision("accept", ("fog", "fog-gap"))
    assert triage.accept_all(triage.units[0]) == Decision("accept", (), ("lens",))
    assert triage.reject_all(triage.units[2], "trivial") == Decision("reject", ("turns",))
    assert triage.open_drafts(triage.units[1]) == ()
    assert triage.undo() == Decision("reject", ("turns",))
    assert triage.undo() == Decision("accept", ("fog",))
    assert path.read_bytes() == before
    assert triage.undo() is None


def test_a_draft_is_changed_and_stays_a_draft(triage: Triage, path: Path) -> None:
    options = Choice("What fed the first lamps?", ("oil",), ("gas", "coal"))
    triage.change("oil", body=options, axis="MEN", level="academic", caveat="c", extra="e")
    (note,) = (note for note in deck_in(path).notes if note.id == "oil")
    assert (note.body, note.axis, note.level, note.caveat, note.extra) == (options, "MEN", "academic", "c", "e")
    assert note.draft is not None
    with pytest.raises(WrongUse, match="no axis of this deck"):
        triage.change("oil", axis="SEA")


def test_a_note_is_written_on_a_statement_that_nothing_stands_on(triage: Triage, path: Path) -> None:
    before = path.read_bytes()
    bare = [statement for statement in triage.statements() if not statement.by_note and not statement.by_draft]
    assert [one.text[one.start : one.end] for one in bare] == [
        "The keeper winds the clock.",
        "Gas: the fuel that came after oil.",
    ]
    decision = triage.write_note(bare[0], Basic("Who winds the clock?", "the keeper"), axis="MEN")
    note = deck_in(path).accepted[-1]
    assert (note.id, note.axis, note.draft, note.derived) == (decision.notes[0], "MEN", None, None)
    assert note.cite is not None
    assert (note.cite.section, note.cite.quote) == ("Keepers", "The keeper winds the clock.")
    assert sum(one.by_note for one in triage.statements()) == 2
    assert triage.undo() is not None
    assert path.read_bytes() == before


def test_progress_and_sections_count_what_stands_in_the_file(triage: Triage) -> None:
    assert triage.progress() == Progress(5, 1, 0)
    assert triage.sections() == [SectionProgress("Lighthouses", 3, 1, 3), SectionProgress("Keepers", 2, 0, 4)]
    triage.accept("turns")
    triage.reject("fog")
    assert triage.progress() == Progress(3, 2, 1)
    assert triage.progress().total == 6
    assert triage.sections() == [SectionProgress("Lighthouses", 2, 1, 3), SectionProgress("Keepers", 1, 1, 4)]


def test_undo_restores_the_file_byte_for_byte_after_any_decisions_and_restarts(home: Paths, path: Path) -> None:
    source = random.Random(7)
    for _ in range(12):
        versions = [path.read_bytes()]
        with open_home(home) as collection:
            triage = Triage(collection, path)
            for _ in range(source.randint(1, 8)):
                ids = [one for unit in triage.units for one in triage.open_drafts(unit)]
                if not ids:
                    break
                if decide(triage, source, source.choice(ids)).notes:
                    versions.append(path.read_bytes())
        for expected in reversed(versions[:-1]):
            with open_home(home) as collection:
                assert Triage(collection, path).undo() is not None
            assert path.read_bytes() == expected
        with open_home(home) as collection:
            assert Triage(collection, path).undo() is None


def decide(triage: Triage, source: random.Random, note_id: str) -> Decision:
    match source.randrange(6):
        case 0:
            return triage.accept(note_id)
        case 1:
            return triage.reject(note_id, source.choice(["", *REASONS]))
        case 2:
            return triage.change(note_id, body=Basic("q" * source.randint(1, 200), "r"))
        case 3:
            return triage.accept_all(source.choice(triage.units))
        case 4:
            return triage.reject_all(source.choice(triage.units))
        case _:
            return triage.write_note(source.choice(triage.statements()), Cloze("A {{b}} is c."))


def test_undo_after_a_restart_brings_the_draft_back_among_the_units(home: Paths, path: Path) -> None:
    with open_home(home) as collection:
        Triage(collection, path).reject("oil")
    with open_home(home) as collection:
        triage = Triage(collection, path)
        assert "oil" not in [one for unit in triage.units for one in unit.drafts]
        version = triage.version
        triage.undo()
        assert triage.version > version
        assert "oil" in [one for unit in triage.units for one in unit.drafts]


def test_one_returns_to_the_draft_that_was_marked(home: Paths, path: Path) -> None:
    with open_home(home) as collection:
        triage = Triage(collection, path)
        assert triage.remembered() == "lens"
        triage.remember("turns")
    with open_home(home) as collection:
        triage = Triage(collection, path)
        assert triage.remembered() == "turns"
        triage.accept("turns")
        assert triage.remembered() == "lens"


def test_a_deck_is_found_by_its_name_its_file_or_its_path(opened: Collection, path: Path) -> None:
    Triage(opened, path).finish()
    for name in ("Lighthouses", "lighthouses", str(path)):
        assert find_deck_with_drafts(opened, name) == path
    with pytest.raises(WrongUse, match=r"Drafts are in: “Lighthouses” \(5\)"):
        find_deck_with_drafts(opened, "Harbours")


def test_a_decision_among_a_thousand_drafts_takes_a_few_milliseconds(home: Paths, document: Document) -> None:
    sentence = "Fog weakens the beam."
    notes = tuple(
        draft_on(document, f"n{number}", sentence, Cloze(f"Fog of kind {number} {{{{weakens}}}} the beam."), 0.9)
        for number in range(1000)
    )
    path = write_drafts(home, notes)
    with open_home(home) as collection:
        triage, took = Triage(collection, path), []
        for number in range(40):
            began = time.process_time()
            (triage.accept if number % 2 else triage.reject)(f"n{number}")
            triage.progress()
            took.append(time.process_time() - began)
    assert sorted(took)[20] < 0.016


def test_a_draft_written_by_hand_can_be_decided(opened: Collection, path: Path, document: Document) -> None:
    bare = replace(drafts_of(document)[0], cite=None, derived=None, draft=DraftMark(0.5))
    write_drafts(opened.paths, (bare,))
    triage = Triage(opened, path)
    assert [unit.drafts for unit in triage.units] == [("turns",)]
    triage.reject("turns", "said")
    assert deck_in(path).rejected == (Rejection("turns", "said", "basic"),)
