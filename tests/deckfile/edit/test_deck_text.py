"""A note is edited in the text of its deck file, and everything else stays byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.drafts import DraftMark, Origin, Rejection
from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.core.notes.notes import Note
from quizzer.deckfile.edit.deck_text import DeckText
from quizzer.deckfile.edit.edits import Edit, difference
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.write import format_deck
from quizzer.errors import Problem
from tests.deckfile.test_write import CALM, decks

PATH = Path("d.yaml")
TEXT = """\
# A deck of mine
deck: Lakes   # the name
notes:
  # the first one
  - id: one
    cloze: Salt {{raises::does what to?}} the level.   # good?
    draft: {score: 0.9, why: a direction}
    # keep an eye on this
    derived: {key: aaaa, made: bbbb}

  # between
  - id: two
    ask: What is in a lake?
    answer: |
      water
      # and this is no comment
    draft:
      score: 0.5
      why: |
        a definition

      doubts: [two right answers]
  # behind two
  - id: three
    ask: q
    answer: r
# the end
"""
REJECTED = Rejection("aaaa", "wording", "cloze", "5f0c")
ADDED = "{key: aaaa, why: wording, kind: cloze, fingerprint: 5f0c}"


def lines_gone(before: str, after: str) -> list[str]:
    """The lines that an edit took out, where it did nothing else."""
    kept, gone = iter(after.splitlines()), []
    wanted = next(kept, None)
    for line in before.splitlines():
        if line == wanted:
            wanted = next(kept, None)
        else:
            gone.append(line)
    assert wanted is None
    return gone


def test_accepting_takes_out_the_mark_and_nothing_else() -> None:
    text = DeckText(TEXT, PATH)
    text.accept("one")
    assert lines_gone(TEXT, text.text) == ["    draft: {score: 0.9, why: a direction}"]
    text.accept("two")
    assert [line.strip() for line in lines_gone(TEXT, text.text)[1:]] == [
        "draft:", "score: 0.5", "why: |", "a definition", "", "doubts: [two right answers]",
    ]  # fmt: skip
    assert [note.draft for note in parse_deck(text.text, PATH).notes] == [None] * 3


def test_rejecting_takes_the_note_out_and_writes_down_why() -> None:
    text = DeckText(TEXT, PATH)
    text.remove("two", REJECTED)
    text.remove("one", Rejection("cccc"))
    after = "  # the first one\n\n  # between\n  # behind two\n  - id: three\n"
    assert after in text.text
    listed = "rejected:\n  - {key: aaaa, why: wording, kind: cloze, fingerprint: 5f0c}\n  - {key: cccc}\n"
    assert text.text.endswith(f"# the end\n\n{listed}")
    reading = parse_deck(text.text, PATH)
    assert reading.deck is not None
    assert reading.deck.rejected == (REJECTED, Rejection("cccc")) == tuple(text.rejected)


def test_a_changed_note_is_written_in_place_of_its_lines() -> None:
    text = DeckText(TEXT, PATH)
    changed = replace(text.notes["one"], body=Basic("What does salt raise?", "the level"), level="academic")
    text.rewrite(changed)
    assert parse_deck(text.text, PATH).notes[0] == changed
    assert text.text.split("\n\n  # between")[1] == TEXT.split("\n\n  # between")[1]


def test_a_draft_in_braces_is_accepted_too() -> None:
    text = DeckText("notes:\n- {id: a, ask: q, answer: r, draft: {score: 1}}\n- {id: b, ask: s, answer: t}\n", PATH)
    text.accept("a")
    assert text.text == "deck: d\n"[:0] + "notes:\n- id: a\n  ask: q\n  answer: r\n- {id: b, ask: s, answer: t}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rejected: []\n", f"rejected:\n  - {ADDED}\n"),
        ("rejected:\n", f"rejected:\n  - {ADDED}\n"),
        ("rejected: [{key: z}]\n", f"rejected:\n  - {{key: z}}\n  - {ADDED}\n"),
        ("rejected:\n- key: z\n", f"rejected:\n- key: z\n- {ADDED}\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["before", "after"])
def test_a_list_of_rejections_may_stand_in_any_form_and_place(before: str, after: str, place: str) -> None:
    notes = "notes:\n  - {id: a, ask: q, answer: r, draft: {score: 1}}\n  - {id: b, ask: q, answer: r}\n"
    text = DeckText(before + notes if place == "before" else notes + before, PATH)
    whole = text.text
    edits = text.remove("a", REJECTED)
    assert after in text.text
    assert parse_deck(text.text, PATH).findings == ()
    more = text.text
    text.remove("b", Rejection("y"))
    listed = parse_deck(text.text, PATH).deck
    assert listed is not None
    assert listed.rejected[-2:] == (REJECTED, Rejection("y"))
    text.restore([Edit(0, more, text.text)])
    text.restore(edits)
    assert text.text == whole


def test_lines_that_two_notes_share_are_not_edited() -> None:
    whole = "notes: [{id: a, ask: q, answer: r, draft: {score: 1}}, {id: b, ask: s, answer: t}]\n"
    text = DeckText(whole, PATH)
    with pytest.raises(Problem, match=r"d\.yaml:1: this note shares its lines with another"):
        text.accept("a")
    with pytest.raises(Problem, match="shares its lines"):
        text.remove("a", REJECTED)
    assert text.text == whole
    assert text.rejected == []


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    whole = "\ufeff" + TEXT.replace("\n", "\r\n")
    text = DeckText(whole, PATH)
    text.accept("one")
    text.remove("two", REJECTED)
    text.rewrite(replace(text.notes["three"], level="x"))
    assert text.text.startswith("\ufeff")
    assert "\n" not in text.text.replace("\r\n", "")


def test_notes_are_put_before_others_or_at_the_end() -> None:
    text = DeckText(TEXT, PATH)
    new = Note("new", Cloze("A {{b}}."), text.deck.axis.id, draft=DraftMark(0.7), derived=Origin("k", "m"))
    places = (("new", "two", False), ("last", None, False), ("newer", "two", False), ("behind", "two", True))
    edits = text.insert([(replace(new, id=name), anchor, behind) for name, anchor, behind in places])
    assert list(text.notes) == ["one", "new", "newer", "two", "behind", "three", "last"]
    assert text.notes["new"] == new
    assert "# the end\n" in text.text
    text.restore(edits)
    assert text.text == TEXT


def test_a_note_can_be_put_into_a_deck_whose_drafts_were_all_rejected() -> None:
    text = DeckText("notes:\n  - {id: a, ask: q, answer: r, draft: {score: 1}}\n", PATH)
    text.remove("a", REJECTED)
    text.insert([(Note("n", Basic("q", "r"), "d"), None, False)])
    assert list(text.notes) == ["n"]
    assert text.rejected == [REJECTED]


def test_an_edit_of_a_text_that_is_another_now_is_refused() -> None:
    text = DeckText(TEXT, PATH)
    edits = text.accept("one")
    other = DeckText(text.text.replace("direction", "trend").replace("does what to", "has what effect on"), PATH)
    with pytest.raises(Problem, match="edited since"):
        other.restore([edits[0]._replace(after=edits[0].after + "x")])


@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
def test_the_difference_of_two_texts_makes_one_of_the_other(before: str, after: str) -> None:
    edit = difference(before, after)
    assert before[: edit.start] + edit.after + before[edit.start + len(edit.before) :] == after
    assert before[edit.start :].startswith(edit.before)
    assert not (edit.before and edit.after and edit.before[0] == edit.after[0])


@given(decks(), st.data())
@CALM
def test_any_edits_of_any_deck_read_as_meant_and_are_taken_back_byte_for_byte(
    deck: object, data: st.DataObject
) -> None:
    text = DeckText(format_deck(deck), PATH)  # type: ignore[arg-type]
    whole, steps = text.text, []
    expected = dict(text.notes)
    for number in range(data.draw(st.integers(0, 4))):
        if not expected:
            break
        chosen = data.draw(st.sampled_from(sorted(expected)))
        act = data.draw(st.sampled_from(["accept", "reject", "rewrite"]))
        steps.append(text.text)
        if act == "accept":
            text.accept(chosen)
            expected[chosen] = replace(expected[chosen], draft=None)
        elif act == "reject":
            text.remove(chosen, Rejection(f"key {number}", "passage"))
            del expected[chosen]
        else:
            expected[chosen] = replace(expected[chosen], level="x", draft=DraftMark(0.25, "w", ("d",)))
            text.rewrite(expected[chosen])
        reading = parse_deck(text.text, PATH)
        assert reading.deck is not None
        assert {note.id: note for note in reading.notes} == expected == text.notes
        assert list(reading.deck.rejected) == text.rejected
    for before in reversed(steps):
        text.restore(text._done[-1].edits)
        assert text.text == before
    assert text.text == whole
    assert text.notes == {note.id: note for note in parse_deck(whole, PATH).notes}


def test_axes_of_the_deck_are_known_when_a_note_is_written() -> None:
    text = DeckText("axis: A\naxes: [B]\nnotes:\n  - {id: a, ask: q, answer: r, draft: {score: 1}}\n", PATH)
    text.rewrite(replace(text.notes["a"], axis="B"))
    assert parse_deck(text.text, PATH).notes[0].axis == "B"
    assert text.deck.axes == (Axis("A", "A"), Axis("B", "B"))
