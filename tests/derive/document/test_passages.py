"""Each passage gets its kind, its level and the place a citation would give it, by form alone."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.derive.document.classify_line import find_row_name
from quizzer.derive.document.passages import STATEMENTS, Passage, split_passages
from quizzer.derive.fingerprint import fingerprint, normalize

HERE = Path(__file__).parent
TEXT = (HERE / "article.txt").read_text("utf-8")
MARKDOWN = (HERE / "article.md").read_text("utf-8")
PASSAGES = split_passages(TEXT)


def at(line: int) -> Passage:
    (passage,) = [passage for passage in PASSAGES if passage.line == line]
    return passage


def lines_of(kind: str) -> list[int]:
    return [passage.line for passage in PASSAGES if passage.kind == kind]


def test_captions_are_told_by_their_missing_stop() -> None:
    assert lines_of("caption") == [9, 16, 17, 32]


def test_pull_quotes_are_told_by_repeating_the_prose_also_where_they_run_into_captions() -> None:
    assert lines_of("pull quote") == [15, 31, 51]


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


def test_markdown_of_the_same_article_has_the_same_passages() -> None:
    def statements(passages: tuple[Passage, ...]) -> set[tuple[str, str, str]]:
        return {
            (passage.kind, passage.level, passage.fingerprint) for passage in passages if passage.kind in STATEMENTS
        }

    in_markdown = [passage for passage in split_passages(MARKDOWN, markdown=True) if passage.section != "Appendix"]
    assert statements(tuple(in_markdown)) == statements(PASSAGES)


def test_markdown_places_tables_by_number_and_ends_the_reflection_at_a_heading_of_its_depth() -> None:
    passages = {passage.line: passage for passage in split_passages(MARKDOWN, markdown=True)}
    assert passages[45].place == "table 1, row Siren / Two-Tone"
    assert "row Siren / Two-Tone" in passages[45].also
    assert passages[35].text == "Siren: Driven by steam, later by compressed air, and heard over five miles."
    assert [passages[line].place for line in (33, 34, 35, 38)] == [
        "item Bell",
        "item Hand bell",
        "item Siren",
        "item Horn",
    ]
    assert [(passages[line].kind) for line in (5, 15, 22, 54, 58, 61)] == [
        "boilerplate",
        "caption",
        "pull quote",
        "reference",
        "reflection",
        "pull quote",
    ]
    assert (passages[65].kind, passages[65].section, passages[65].level) == ("prose", "Appendix", "")


def test_wrapped_lines_are_one_paragraph_and_items_go_on_where_they_are_indented() -> None:
    wrapped = textwrap.dedent("""\
        Tides of the Harbour

        The moon pulls the water on the near side more than the earth, and
        the earth more than the water on the far side. So there are two
        bulges.

        - Spring tide: sun and moon pull
          along one line.
        - Neap tide: they pull
        across each other.
          Twice a month.
        Both come late in bays.
        """)
    passages = split_passages(wrapped)
    assert [(passage.kind, passage.line, passage.place) for passage in passages] == [
        ("heading", 1, ""),
        ("prose", 3, "paragraph 1"),
        ("item", 7, "item Spring tide"),
        ("item", 9, "item Neap tide"),
        ("prose", 12, "paragraph 2"),
    ]
    assert passages[3].text == "Neap tide: they pull across each other. Twice a month."


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Bell Struck by hand. One mile.", "Bell"),
        ("Fog Horn / Type-3 Blown with air.", "Fog Horn / Type-3"),
        ("LED Bright AC lamp", "LED"),
        ("Horn (of Brass metal) Blown by mouth", "Horn (of Brass metal)"),
        ("Fresnel lens Bends light", "Fresnel lens"),
        ("a row in small letters alone", ""),
        ("Bell", ""),
    ],
)
def test_the_second_cell_begins_with_a_capitalised_word_that_a_small_one_follows(row: str, name: str) -> None:
    assert find_row_name(row) == name


def test_cells_set_apart_by_tabs_make_a_table() -> None:
    passages = split_passages("Moons\n\nName\tPlanet\nIo\tJupiter\nRhea \tSaturn\n")
    assert [(passage.kind, passage.place, passage.text) for passage in passages[1:]] == [
        ("heading", "", "Name Planet"),
        ("row", "table 1, row Io", "Io Jupiter"),
        ("row", "table 1, row Rhea", "Rhea Saturn"),
    ]


def test_a_text_that_never_sets_a_stop_has_prose_and_no_captions() -> None:
    lines = ["the water rises twice a day along this coast and nobody here wonders why"] * 4
    assert {passage.kind for passage in split_passages("\n\n".join(lines))} == {"prose"}


def test_a_single_sentence_that_says_something_new_is_no_pull_quote_wherever_it_stands() -> None:
    new = "Under ice every signal travels farther than engineers of that century believed possible."
    crammed = TEXT.replace(
        "Fog defeats every lamp, so that stations on the coast needed voices such as bells, sirens and horns.", new
    )
    (passage,) = [passage for passage in split_passages(crammed) if passage.text == new]
    assert passage.kind == "prose"


def test_levels_can_be_other_headings() -> None:
    passages = split_passages("Part one\n\nIt rains.\n\nPart Two\n\nIt snows.\n", levels=("part one", "PART TWO"))
    assert [passage.level for passage in passages if passage.kind == "prose"] == ["part one", "part two"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_numbers_do_not_depend_on_how_lines_end(ending: str) -> None:
    assert split_passages(TEXT.replace("\n", ending)) == PASSAGES


SIGNS = st.text(st.sampled_from("aB1 .:?\n\t|•-*#>`_[]()!<&∞é中"), max_size=300)


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=300), SIGNS))
def test_no_word_of_a_plain_text_is_lost(text: str) -> None:
    passages = split_passages(text)
    kept = Counter(word for passage in passages for word in normalize(passage.text).split())
    lost = Counter(normalize(text).split()) - kept
    assert all(re.fullmatch(r"[a-z]|\d{1,3}", word) for word in lost), "only bullets and numbers of items are dropped"
    assert not kept - Counter(normalize(text).split())
    assert [passage.line for passage in passages] == sorted({passage.line for passage in passages})


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(max_size=300), SIGNS))
def test_any_text_can_be_read_as_markdown(text: str) -> None:
    for passage in split_passages(text, markdown=True):
        assert "\n" not in passage.text
        assert 1 <= passage.line <= text.count("\n") + text.count("\r") + 1
        assert passage.place if passage.kind in STATEMENTS else True


def test_prose_right_below_a_heading_is_no_table() -> None:
    below = (
        "Fog Horn\nIt spoke twice a minute, and the keeper counted.\nSailors Listened for it.\nBoats Turned around.\n"
    )
    far = "\n" + "The sea was calm that night. " * 6
    assert [passage.kind for passage in split_passages(below + far)] == ["heading", "prose", "prose", "prose", "prose"]
