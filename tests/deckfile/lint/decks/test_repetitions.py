"""Answers and caveats that stand in too many notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck

PLACES = ("north", "south", "east", "west", "middle", "top", "bottom", "left", "right", "inside")


def found(name: str, *decks: Sequence[str], head: str = "source: s\n") -> list[str]:
    """Findings of a name; each deck is the notes of a file, without their ids."""
    readings = []
    for letter, notes in zip("abc", decks, strict=False):
        text = "".join(f"  - {{id: {letter}{at}, {note}}}\n" for at, note in enumerate(notes))
        readings.append(parse_deck(f"notes:\n{text}{head}", Path(f"{letter}.yaml")))
        assert readings[-1].findings == ()
    return [str(finding) for finding in lint(readings) if finding.name == name]


def ask(*answers: str) -> list[str]:
    return [f"ask: What is {place}?, answer: {answer}" for place, answer in zip(PLACES, answers, strict=False)]


LAMPS = ("the lamp", "lamps", "a lamp", "Lamp", "lamp")


def test_the_answer_of_five_notes_of_a_source_is_told_at_the_first() -> None:
    assert found("same-answer", ask(*LAMPS[:3], "wick"), ask(*LAMPS[3:])) == [
        "a.yaml:2: warning: 'the lamp' is the answer of 5 notes (a0, a1, a2, b0, b1); it will be given without "
        "reading. Turn some of them round [same-answer]"
    ]
    assert found("same-answer", ask(*LAMPS[:4], "wick")) == []


def test_gaps_items_and_picked_options_are_answers_and_a_note_counts_once() -> None:
    notes = [
        *ask(*LAMPS[:2]),
        "cloze: 'The {{lamp}} and the {{lamp}}'",
        "ask: q, items: [lamp, oil, wick]",
        "ask: q, answer: lamp, options: [oil, wick]",
    ]
    assert len(found("same-answer", notes)) == 1
    assert found("same-answer", notes[:-1]) == []
    ordered = [*notes[:-1], "ask: q, steps: [lamp, oil, wick]", "ask: q, groups: {A: [lamp], B: [oil]}"]
    assert found("same-answer", ordered) == []


def test_decks_of_several_sources_or_without_one_are_looked_at_one_by_one() -> None:
    assert found("same-answer", ask(*LAMPS[:3]), ask(*LAMPS[3:]), head="") == []
    assert len(found("same-answer", ask(*LAMPS), head="")) == 1


def test_names_of_acronyms_numbers_directions_replies_and_drafts_do_not_count() -> None:
    naming = [f"ask: What does L{place[0].upper()} stand for?, answer: lamp" for place in PLACES[:5]]
    assert found("same-answer", naming) == []
    assert found("same-answer", ask(*["12"] * 5)) == found("same-answer", ask(*["'true'"] * 5)) == []
    assert found("same-answer", ask("it falls", "falls", "falls", "it falls", "falls")) == []
    drafts = [f"{note}, draft: {{score: 0.5, why: w}}" for note in ask(*LAMPS)]
    assert found("same-answer", drafts) == []


def test_a_deck_that_sorts_into_classes_and_one_of_many_notes_are_left_alone() -> None:
    classes = ask(*["masculine"] * 5, *["feminine"] * 5)
    assert found("same-answer", classes) == []
    many = [*ask(*LAMPS), *(f"ask: Who is {number}?, answer: {number:04d}x" for number in range(595))]
    assert found("same-answer", many) == []
    assert len(found("same-answer", many[:590])) == 1


def with_caveats(*caveats: str) -> list[str]:
    return [f"{note}, caveat: {caveat!r}" for note, caveat in zip(ask(*PLACES), caveats, strict=False)]


def test_four_telling_words_in_the_caveats_of_three_notes_are_told_at_each() -> None:
    told = found(
        "same-caveat",
        with_caveats("It is for low desire after the menopause.", "Nothing more."),
        with_caveats("Only low desire after menopause; no more.", "Shown: low desire after a menopause"),
    )
    places = "(a0, b0, b1); ask it once in a note of its own and shorten it here [same-caveat]"
    assert told == [
        f"a.yaml:2: warning: 'low desire after the menopause' stands below 3 notes {places}",
        f"b.yaml:2: warning: 'low desire after menopause' stands below 3 notes {places}",
        f"b.yaml:3: warning: 'low desire after a menopause' stands below 3 notes {places}",
    ]


def test_two_notes_three_words_and_words_across_a_stop_are_left_alone() -> None:
    assert found("same-caveat", with_caveats(*["Low desire after menopause"] * 2)) == []
    assert found("same-caveat", with_caveats(*["Low desire is for the menopause"] * 3)) == []
    assert found("same-caveat", with_caveats(*["Low desire. After menopause"] * 3)) == []
    assert found("same-caveat", with_caveats(*["Low desire after menopause"] * 3), head="") != []
    two = with_caveats(*["Low desire after menopause"] * 2)
    assert found("same-caveat", two, two[:1], head="") == []


def test_the_words_that_most_notes_share_are_named() -> None:
    notes = with_caveats(*["Old stone towers stand alone today"] * 3, "Old stone towers stand")
    told = found("same-caveat", notes)
    assert len(told) == 4
    assert all("'Old stone towers stand' stands below 4 notes (a0, a1, a2, a3)" in one for one in told)


def test_many_notes_with_one_caveat_take_no_time_and_few_are_named() -> None:
    notes = [f"ask: Who is {n}?, answer: {n}x, caveat: Old stone towers stand alone today" for n in range(2_000)]
    told = found("same-caveat", notes)
    assert len(told) == 2_000
    assert "2000 notes (a0, a1, a2, a3, a4, a5, ...)" in told[-1]
