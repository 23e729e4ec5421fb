"""The drafts' screen as it is painted: what is marked stays in sight, and nothing is wider than the page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.tui.kit.painting.paint import column
from quizzer.tui.triage.picture.end_view import EndView, end_picture
from quizzer.tui.triage.picture.passage_view import passage_lines
from quizzer.tui.triage.picture.values import Detail, DraftRow, PassageText, SectionRow, TriageView
from quizzer.tui.triage.picture.view import triage_picture

TEXT = (
    "Clay shrinks as it dries. In a kiln, high heat makes the pot lose more water, and the glaze melts to glass, so "
    "that it is tight. Neither is needed for bricks."
)
KEYS = (
    ("a", "accept", ""), ("A", "all here", ""), ("r", "reject", ""), ("e", "edit", ""), ("c", "kind", ""),
    ("g", "gap", ""), ("o", "options", ""), ("u", "undo", ""), ("?", "all keys", ""),
)  # fmt: skip
SIZES = [(60, 15), (80, 24), (120, 40), (200, 60)]


def stretch(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


VIEW = TriageView(
    title="Drafts from pottery.md",
    decided=37,
    total=118,
    accepted=21,
    rejected=12,
    minutes=6,
    section="What the kiln does, paragraph 1",
    ordinal="section 4 of 9",
    passage=PassageText(
        TEXT,
        stretch(
            "In a kiln, high heat makes the pot lose more water, and the glaze melts to glass, so that it is tight."
        ),
        stretch("In a kiln, high heat makes the pot lose more water"),
        (stretch("Neither is needed for bricks"),),
    ),
    drafts=(
        DraftRow("cloze", "In a kiln, high heat makes the pot lose [...] water.", "more", 0.85),
        DraftRow("basic", "What does high heat make the pot lose?", "water", 0.72, state="accepted"),
        DraftRow("choice", "What melts in a kiln?", "glaze", 0.55, ("clay", "slip"), ("two right answers",)),
    ),
    at=0,
    detail=Detail(
        asked="In a kiln, high heat makes the pot lose [...] water.",
        answer="more",
        why="the direction of change in “lose more”",
        axis="Firing",
        level="intermediate",
        checks=((True, "the passage says so"), (False, "a second right answer: steam")),
    ),
    hints=KEYS,
    standing=(("What melts?", "the glaze"),),
    sections=tuple(
        SectionRow(name, left, covered, 10, here=name == "Kilns")
        for name, left, covered in [("Clay", 0, 10), ("Glazes", 0, 9), ("Kilns", 11, 4), ("Bricks", 22, 1)]
    ),
    bare_here=1,
    notice="Accepted: cloze on water. u takes it back.",
)


def painted(view: TriageView, size: tuple[int, int]) -> list[str]:
    picture = triage_picture(view, *size)
    return [line.plain for line in (*picture.head, *picture.body, *picture.foot)]


@pytest.mark.parametrize("size", SIZES)
def test_what_one_decides_is_on_the_screen_at_every_size(size: tuple[int, int]) -> None:
    text = " ".join(painted(VIEW, size))
    for wanted in ("37 of 118", "▐In a kiln", "▌", "→ more", "0.85", "a  accept", "? all keys", "u takes it back"):
        assert wanted in text, wanted


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_page(size: tuple[int, int]) -> None:
    picture = triage_picture(VIEW, *size)
    widest = picture.wide or column(size[0])
    assert all(line.cell_length <= widest for line in (*picture.head, *picture.body, *picture.foot))
    assert len(picture.head) + len(picture.foot) < size[1]


def test_the_signs_tell_what_is_decided_and_what_is_in_doubt() -> None:
    lines = painted(VIEW, (80, 24))
    assert any(line.startswith("▸ 1 cloze") for line in lines)
    assert any(line.startswith("✓ 2 basic") for line in lines)
    assert any("not: clay, slip" in line for line in lines)
    assert any("! two right answers" in line for line in lines)
    assert any("╎Neither is" in line for line in lines)


def test_the_wide_screen_has_the_sections_the_card_and_every_check() -> None:
    text = "\n".join(painted(VIEW, (120, 40)))
    for wanted in ("▸ Kilns", "✓ Clay", "40%", "Uncovered here: 1", "Stands already on this passage", "✓ the passage"):
        assert wanted in text, wanted


def test_a_small_screen_shows_the_marked_draft_alone() -> None:
    text = "\n".join(painted(replace(VIEW, at=2), (60, 15)))
    assert "3 choice" in text or "1 choice" in text
    assert "2 basic" not in text


@given(
    st.text(alphabet="abc de. ", min_size=1, max_size=900),
    st.data(),
    st.integers(12, 90),
    st.integers(1, 9),
)
def test_the_marked_words_begin_in_sight_however_long_the_passage(
    text: str, data: st.DataObject, width: int, height: int
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    lines = [line.plain for line in passage_lines(PassageText(text, (start, end), (start, end)), width, height)]
    assert len(lines) <= height
    assert any("▐" in line for line in lines)
    assert all(len(line) <= max(12, width) + 2 for line in lines)


def test_the_last_page_names_the_largest_holes_first() -> None:
    view = EndView("Drafts", 3, 1, 0, VIEW.sections, 10, (("Enter", "start", ""), ("?", "all keys", "")))
    lines = [line.plain for line in end_picture(view, 80, 24).body]
    names = [line.split("  ")[0] for line in lines if " of 10" in line]
    assert names == ["Bricks", "Kilns", "Glazes"]
    assert "A note stands on 24 of 40 statements." in lines
    assert "The first 10 new cards can start now." in lines


def test_a_section_that_nothing_covers_is_not_called_done() -> None:
    sections = (SectionRow("Bricks", 0, 0, 10), SectionRow("Clay", 0, 3, 10), SectionRow("Kilns", 2, 0, 10, here=True))
    text = "\n".join(painted(replace(VIEW, sections=sections), (120, 40)))
    assert "✓ Clay" in text
    assert "✓ Bricks" not in text
