"""Each passage gets its kind, its level and the place a citation would give it, by form alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from quizzer.derive.document.passages import STATEMENTS, Passage, split_passages
from quizzer.derive.fingerprint import fingerprint

HERE = Path(__file__).parent


TEXT = (HERE / "article.txt").read_text("utf-8")


PASSAGES = split_passages(TEXT)


def at(line: int) -> Passage:
    (passage,) = [passage for passage in PASSAGES if passage.line == line]
    return passage


def lines_of(kind: str) -> list[int]:
    return [passage.line for passage in PASSAGES if passage.kind == kind]


def test_captions_are_told_by_their_missing_stop() -> None:
    assert lines_of("caption") == [9, 16, 17, 32]


def test_a_page_s_own_links_are_boilerplate_and_open_no_section() -> None:
    assert lines_of("boilerplate") == [1]
    assert at(1).section == ""


def test_references_and_reflection_are_known_by_their_headings() -> None:
    assert lines_of("reference") == [44, 45]
    assert lines_of("reflection") == [49]
    assert {passage.level for passage in PASSAGES if passage.line > 41} == {""}


def test_paragraphs_count_prose_alone_also_past_a_table_with_a_title_of_its_own() -> None:
    assert [(at(line).section, at(line).place) for line in (5, 7, 13, 21, 25, 40)] == [
        ("Fundamentals", "paragraph 1"),
        ("Fundamentals", "paragraph 2"),
        ("How a Lens Gathers Light", "paragraph 1"),
        ("Intermediate", "paragraph 1"),
        ("Signals in Fog", "paragraph 1"),
        ("Signals in Fog", "paragraph 2"),
    ]


def test_levels_hold_until_the_next_one_or_the_references() -> None:
    levels = Counter(passage.level for passage in PASSAGES if passage.kind in STATEMENTS)
    assert levels == {"fundamentals": 3, "intermediate": 10}


def test_items_are_named_by_the_term_before_the_dash_whatever_sign_stands_for_it() -> None:
    assert [at(line).place for line in lines_of("item")] == ["item Bell", "item Hand bell", "item Siren", "item Horn"]
    assert at(29).also == ("item 3",)


def test_rows_of_a_table_whose_cells_ran_together_are_named_by_their_first_cell() -> None:
    rows = [at(line) for line in lines_of("row")]
    assert [row.place for row in rows] == ["row Bell (hand or clockwork)", "row Siren / Two-Tone", "row Diaphone"]
    assert {row.section for row in rows} == {"Signals and Their Ranges"}
    assert rows[1].also == ("row 2", "table 1, row Siren / Two-Tone", "table 1, row 2")


def test_the_fingerprint_is_that_of_the_whole_line_in_the_document() -> None:
    lines = TEXT.split("\n")
    for passage in PASSAGES:
        assert passage.fingerprint == fingerprint(lines[passage.line - 1]), lines[passage.line - 1]


def test_a_text_that_never_sets_a_stop_has_prose_and_no_captions() -> None:
    lines = ["the water rises twice a day along this coast and nobody here wonders why"] * 4
    assert {passage.kind for passage in split_passages("\n\n".join(lines))} == {"prose"}


def test_levels_can_be_other_headings() -> None:
    passages = split_passages("Part one\n\nIt rains.\n\nPart Two\n\nIt snows.\n", levels=("part one", "PART TWO"))
    assert [passage.level for passage in passages if passage.kind == "prose"] == ["part one", "part two"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_numbers_do_not_depend_on_how_lines_end(ending: str) -> None:
    assert split_passages(TEXT.replace("\n", ending)) == PASSAGES
