"""Table cells are asked by row and column, and backwards where one row alone fits."""

from __future__ import annotations

from quizzer.derive.extract.structures.cells import extract_cells
from tests.derive.samples import context, prose, said, table

LAMPS = table(
    ["Lamp", "Fuel", "Used for", "Range (km)"],
    ["Argand", "whale oil", "small harbours", "12"],
    ["Carcel", "rape oil", "libraries", "9"],
    ["Drummond", "acetylene", "surveys", "108"],
)
TEXT = prose("The fuel of a lamp decides its range.")


def test_each_cell_is_asked_by_its_row_and_header() -> None:
    asked = said(extract_cells(context(TEXT, *LAMPS)))
    assert "What is Argand used for? small harbours" in asked
    assert "What is the range of Carcel (in km)? 9" in asked
    assert "Which lamp is used for surveys? Drummond" in asked


def test_a_cell_that_shares_a_word_with_another_row_is_not_asked_backwards() -> None:
    asked = said(extract_cells(context(TEXT, *LAMPS)))
    assert not [line for line in asked if line.startswith("Which lamp has the fuel “whale oil”")]
    assert "Which lamp has the fuel acetylene? Drummond" in asked


def test_the_quote_is_the_row_and_the_focus_the_cell() -> None:
    for candidate in extract_cells(context(TEXT, *LAMPS)):
        if candidate.answer == "whale oil":
            assert candidate.quote.text == "Argand whale oil small harbours 12"
            assert candidate.focus is not None
            assert candidate.quote.passage.text[slice(*candidate.focus)] == "whale oil"


def test_a_predicate_becomes_a_sentence_of_its_row() -> None:
    rows = table(
        ["Part", "Function"],
        ["Shutter", "Hides the flame at intervals."],
        ["Float", "Carries the turning lens on mercury."],
    )
    asked = said(extract_cells(context(*rows)))
    assert "Shutter hides the {{flame}} at intervals." in asked
    assert "Which part carries the turning lens on mercury? Float" in asked


def test_an_order_under_treatment_has_another_subject_than_its_row() -> None:
    rows = table(["Fault", "Treatment"], ["Soot", "Trim the wick"], ["Flicker", "Shut the vent"])
    assert not [line for line in said(extract_cells(context(*rows))) if "trims" in line or "shuts" in line]


def test_a_table_of_things_compared_is_read_by_its_columns() -> None:
    rows = table(["Feature", "Arc lamp", "Glow lamp"], ["Voltage", "low", "high"], ["Where it burns", "air", "a bulb"])
    asked = said(extract_cells(context(*rows)))
    assert "What is the voltage of arc lamp? low" in asked
    assert "Where does glow lamp burn? a bulb" in asked


def test_a_box_is_asked_about_what_its_title_names() -> None:
    rows = table(["", ""], ["Builder", "Thomas Quill"], ["Height", "31 m"], title="Gannet Rock")
    assert "What is the height of Gannet Rock? 31 m" in said(extract_cells(context(*rows)))


def test_a_further_part_of_a_box_is_asked_about_the_same_thing() -> None:
    box = table(["", ""], ["Builder", "Thomas Quill"], ["Height", "31 m"], title="Gannet Rock")
    part = table(["", ""], ["Total", "2 ha"], title="Area")
    assert "What is the total area of Gannet Rock? 2 ha" in said(extract_cells(context(*box, *part)))


def test_a_year_in_a_label_stands_at_the_end() -> None:
    box = table(["", ""], ["Population (1901)", "three"], title="Gannet Rock")
    assert "What is the population of Gannet Rock in 1901? three" in said(extract_cells(context(*box)))


def test_the_members_of_a_cell_are_a_list_with_its_count() -> None:
    rows = table(["Lamp", "Uses"], ["Argand", "harbours, reading rooms, stages"], ["Carcel", "libraries"])
    asked = said(extract_cells(context(*rows)))
    assert "What are the uses of Argand? (3) harbours + reading rooms + stages" in asked


def test_a_column_of_values_that_come_again_is_a_sorting() -> None:
    rows = table(["Lamp", "Fuel"], ["Argand", "oil"], ["Carcel", "oil"], ["Arc", "current"], ["Glow", "current"])
    asked = said(extract_cells(context(*rows)))
    assert "Sort these lamps by fuel. oil: Argand, Carcel; current: Arc, Glow" in asked


def test_rows_are_named_by_the_first_column_whose_cells_differ() -> None:
    rows = table(["Coast", "Light", "Colour"], ["north", "Gannet", "red"], ["north", "Skerry", "white"])
    asked = said(extract_cells(context(*rows)))
    assert "What is the colour of Skerry? white" in asked
    assert not [line for line in asked if " north?" in line]


def test_an_answer_long_to_recall_is_offered_with_options() -> None:
    rows = table(
        ["Lamp", "Drawback"],
        ["Argand", "a thick smoke from cold oil"],
        ["Carcel", "a costly clock in its foot"],
        ["Drummond", "a short supply of pure gas"],
    )
    assert (
        "What is the drawback of Argand? a thick smoke from cold oil "
        "(not a costly clock in its foot, a short supply of pure gas)"
    ) in said(extract_cells(context(*rows)))


def test_empty_cells_marks_and_remarks_are_not_asked() -> None:
    rows = table(["Lamp", "Wick", "Notes"], ["Argand", "-", "see below"], ["Carcel", "n/a", "rare today"])
    assert said(extract_cells(context(*rows))) == []
