"""Drafts are renewed from a document that changed, and what a person did is never touched."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.notes.drafts import REASONS, Rejection
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Note, Source
from quizzer.deckfile.edit.deck_text import DeckText
from quizzer.deckfile.read.deck import parse_deck
from quizzer.study.drafts.deriving.compose import LINE, compose_deck
from quizzer.study.drafts.deriving.update import (
    KeysBefore,
    LostNote,
    UpdateReport,
    find_lost,
    is_untouched,
    update_drafts,
)
from tests.study.drafts.derived import AXES, document_of, fresh_of, kept

PATH = Path("sea.yaml")
TIDES, WAVES, SALT = "Tides follow the moon.", "Waves follow the wind.", "Rivers bring the salt."
BEFORE = document_of(TIDES, WAVES, SALT)


def deck_of(*paragraphs: str, above: int = 100) -> DeckText:
    """A deck as it was derived."""
    fresh = fresh_of(document_of(*paragraphs), above=above)
    return DeckText(compose_deck("The sea", AXES, Source("sea"), fresh, PATH).text, PATH)


def key_of(text: DeckText, answer: str) -> str:
    """The id of the note with an answer."""
    return next(note.id for note in text.notes.values() if isinstance(note.body, Basic) and note.body.answer == answer)


def renew(text: DeckText, *paragraphs: str, wording: str = "What of", before: object = BEFORE) -> UpdateReport:
    document = document_of(*paragraphs)
    fresh = fresh_of(document, text, wording)
    report = update_drafts(text, fresh, KeysBefore(kept(before), document))  # type: ignore[arg-type]
    reading = parse_deck(text.text, PATH)
    assert [str(finding) for finding in reading.findings if finding.name != "no-notes"] == []
    assert {note.id: note for note in reading.notes} == text.notes
    return report


def test_nothing_is_done_where_nothing_changed() -> None:
    text = deck_of(TIDES, WAVES, SALT)
    before = text.text
    assert renew(text, TIDES, WAVES, SALT) == UpdateReport((), (), (), ())
    assert text.text == before


def test_better_wording_replaces_a_draft_nobody_touched_and_keeps_its_id() -> None:
    text = deck_of(TIDES, WAVES)
    ids = list(text.notes)
    assert renew(text, TIDES, WAVES, wording="To what end").refreshed == tuple(ids)
    assert list(text.notes) == ids
    assert all("To what end" in note.body.ask for note in text.notes.values() if isinstance(note.body, Basic))
    assert all(is_untouched(text, note) for note in text.notes.values())


def test_accepted_and_edited_notes_keep_their_lines() -> None:
    text = deck_of(TIDES, WAVES, SALT)
    tides, waves = key_of(text, "moon"), key_of(text, "wind")
    text.accept(tides)
    text.rewrite(replace(text.notes[waves], body=Basic("My own words?", "wind")))
    lines = text.lines_of(tides), text.lines_of(waves)
    report = renew(text, TIDES, WAVES, SALT, wording="To what end")
    assert report.refreshed == (key_of(text, "salt"),)
    assert (text.lines_of(tides), text.lines_of(waves)) == lines


@pytest.mark.parametrize("change", ["level", "axis", "tags", "caveat", "extra", "cite", "comment"])
def test_whatever_a_person_adds_to_a_draft_makes_it_theirs(change: str) -> None:
    text = deck_of(TIDES, WAVES)
    name = key_of(text, "moon")
    if change == "comment":
        text = DeckText(text.text.replace("    answer: moon\n", "    answer: moon  # really so\n"), PATH)
    else:
        given = {"tags": ("mine",), "cite": None, "axis": "SEA"}.get(change, "mine")
        text.rewrite(replace(text.notes[name], **{change: given}))  # type: ignore[arg-type]
    lines = text.lines_of(name)
    report = renew(text, TIDES, WAVES, wording="To what end")
    assert (name in report.refreshed) == (change == "axis")  # the deck's own axis is nothing new
    assert (text.lines_of(name) == lines) == (change != "axis")


def test_a_draft_that_the_document_no_longer_gives_is_taken_out_and_an_accepted_note_stays() -> None:
    text = deck_of(TIDES, WAVES, SALT)
    tides, waves = key_of(text, "moon"), key_of(text, "wind")
    text.accept(tides)
    assert renew(text, SALT).removed == (waves,)
    assert list(text.notes) == [tides, key_of(text, "salt")]


@pytest.mark.parametrize("why", ["", *REASONS])
def test_what_was_rejected_does_not_come_back_in_other_words(why: str) -> None:
    text = deck_of(TIDES, WAVES)
    note = text.notes[key_of(text, "moon")]
    assert note.derived is not None
    assert note.cite is not None
    text.remove(note.id, Rejection(note.derived.key, why, "basic", note.cite.fingerprint))  # type: ignore[arg-type]
    report = renew(text, TIDES, WAVES, wording="To what end")
    assert report.added == ()
    assert len(text.notes) == 1


@pytest.mark.parametrize("why", ["", *REASONS])
def test_what_was_rejected_does_not_come_back_when_the_paragraph_around_it_changes(why: str) -> None:
    before = document_of(f"{TIDES} {WAVES}")
    text = deck_of(f"{TIDES} {WAVES}")
    note = text.notes[key_of(text, "moon")]
    assert note.derived is not None
    assert note.cite is not None
    text.remove(note.id, Rejection(note.derived.key, why, "basic", note.cite.fingerprint))  # type: ignore[arg-type]
    report = renew(text, f"{TIDES} {WAVES} {SALT}", before=before)
    answers = [note.body.answer for note in text.notes.values() if isinstance(note.body, Basic)]
    assert answers == (["wind", "salt"] if why != "passage" else ["salt"])
    assert len(report.added) == 1


def test_a_draft_keeps_its_id_when_the_paragraph_around_its_sentence_changes() -> None:
    before = document_of(f"{TIDES} {WAVES}")
    text = deck_of(f"{TIDES} {WAVES}")
    ids = list(text.notes)
    text.accept(ids[0])
    lines = text.lines_of(ids[0])
    report = renew(text, f"{TIDES} {WAVES} {SALT}", before=before)
    assert (report.refreshed, report.removed, len(report.added)) == ((ids[1],), (), 1)
    assert list(text.notes)[:2] == ids
    assert text.lines_of(ids[0]) == lines


def test_new_drafts_stand_at_their_rank_and_on_their_side_of_the_line() -> None:
    text = deck_of(TIDES, WAVES, SALT, above=2)
    document = document_of("Ice floats on water.", TIDES, "Fish live in water too.", WAVES, SALT, "Ships sail on seas.")
    update_drafts(text, fresh_of(document, text, above=4), KeysBefore(kept(BEFORE), document))
    parts = text.text.split(LINE)
    answers = [[line[12:] for line in part.splitlines() if line.startswith("    answer: ")] for part in parts]
    assert answers == [["water", "moon", "too", "wind"], ["salt", "seas"]]


def test_only_what_is_wanted_is_added_and_what_is_there_stays() -> None:
    text = deck_of(TIDES, WAVES, above=1)
    document = document_of("Ice floats on water.", TIDES, WAVES, "Ships sail on seas.")
    fresh = fresh_of(document, text, above=2)
    report = update_drafts(text, fresh, KeysBefore(kept(BEFORE), document), lambda one: one.draft.above)
    assert report.removed == ()
    assert [key_of(text, answer) for answer in ("water", "moon", "wind")] == list(text.notes)


def test_a_new_question_that_a_note_asks_already_is_not_added() -> None:
    text = deck_of(TIDES)
    text.insert([(Note("mine", Basic("What of Rivers bring the?", "salt"), "SEA"), None, False)])
    assert renew(text, TIDES, SALT).added == ()


def test_notes_that_lost_their_passage_are_reported_with_old_and_new_words() -> None:
    text = deck_of(TIDES, WAVES, SALT)
    tides, waves = key_of(text, "moon"), key_of(text, "wind")
    text.accept(tides)
    text.accept(waves)
    document = document_of("Tides follow the moon and the sun.", SALT)
    renew(text, "Tides follow the moon and the sun.", SALT)
    lost = find_lost(DeckText(text.text, PATH), document, kept(BEFORE))
    assert [(one.id, one.old) for one in lost] == [(tides, TIDES), (waves, WAVES)]
    assert lost[0] == LostNote(tides, lost[0].line, "changed", TIDES, "Tides follow the moon and the sun.")
    assert text.text.splitlines()[lost[0].line - 1] == f"  - id: {tides}"


def test_comments_and_blank_lines_of_a_person_survive() -> None:
    text = deck_of(TIDES, WAVES, SALT)
    lines = text.text.splitlines(keepends=True)
    starts = [place for place, line in enumerate(lines) if line.startswith("  - id:")]
    for number, place in reversed(list(enumerate(starts))):
        lines.insert(place, f"  # remark {number}\n\n")
    text = DeckText("".join(lines) + "# the end\n", PATH)
    renew(text, WAVES, "Ships sail on seas.", wording="To what end")
    for remark in ("# remark 0", "# remark 1", "# remark 2", "# the end"):
        assert remark in text.text


SENTENCES = [f"{name} moves toward the {aim}." for name in ("Ice", "Sand", "Foam", "Kelp") for aim in ("pole", "shore")]


@given(st.integers(0, 1 << 32))
@settings(max_examples=15, deadline=None)
def test_no_sequence_of_edits_and_updates_touches_what_a_person_did(seed: int) -> None:
    source = random.Random(seed)
    paragraphs = [" ".join(source.sample(SENTENCES, 2)) for _ in range(3)]
    before = document_of(*paragraphs)
    text = deck_of(*paragraphs)
    theirs: dict[str, str] = {}
    rejected: list[Rejection] = []
    remarks: list[str] = []
    for step in range(12):
        open_drafts = [note for note in text.notes.values() if note.draft is not None]
        act = source.choice(["accept", "reject", "edit", "remark", "update", "update"])
        if act == "update" or not open_drafts:
            paragraphs = change(paragraphs, source)
            document = document_of(*paragraphs)
            fresh = fresh_of(document, text, source.choice(["What of", "To what end", "Why"]))
            update_drafts(text, fresh, KeysBefore(kept(before), document))
            before = document
        elif act == "remark":
            remarks.append(f"# remark {step}")
            line = f"  - id: {source.choice(open_drafts).id}\n"
            text = DeckText(text.text.replace(line, f"  {remarks[-1]}\n{line}"), PATH)
        else:
            note = source.choice(open_drafts)
            assert note.derived is not None
            assert note.cite is not None
            if act == "accept":
                text.accept(note.id)
            elif act == "edit":
                text.rewrite(replace(note, body=Basic(f"My question {step}?", f"my answer {step}")))
            else:
                why = source.choice(["", "wording", "trivial", "false", "said"])
                rejected.append(Rejection(note.derived.key, why, note.kind, note.cite.fingerprint))  # type: ignore[arg-type]
                text.remove(note.id, rejected[-1])
                theirs.pop(note.id, None)
                continue
            theirs[note.id] = text.lines_of(note.id)
        check(text, theirs, rejected, remarks)


def check(text: DeckText, theirs: dict[str, str], rejected: list[Rejection], remarks: list[str]) -> None:
    reading = parse_deck(text.text, PATH)
    assert [str(finding) for finding in reading.findings if finding.name != "no-notes"] == []
    assert {note.id: note for note in reading.notes} == text.notes
    assert {name: text.lines_of(name) for name in theirs} == theirs
    assert reading.deck is not None
    assert list(reading.deck.rejected) == rejected
    keys = [note.derived.key for note in text.notes.values() if note.derived is not None]
    assert len(keys) == len(set(keys))
    assert not {one.key for one in rejected} & set(keys)
    assert [remark for remark in remarks if f"{remark}\n" not in text.text] == []


def change(paragraphs: list[str], source: random.Random) -> list[str]:
    """The paragraphs, one of them changed, taken out, or one added."""
    changed = list(paragraphs)
    place = source.randrange(len(changed))
    match source.randrange(4):
        case 0:
            changed[place] += f" {source.choice(SENTENCES)}"
        case 1 if len(changed) > 1:
            del changed[place]
        case 2:
            changed.insert(place, source.choice(SENTENCES))
        case _:
            changed[place] = changed[place].replace("toward", "slowly toward", 1)
    return changed
