"""What a document says beside its matter is left out by its heading, its form or its neighbours, and stays listed."""

from __future__ import annotations

import pytest

from quizzer.derive.document.left_out import is_reference, name_heading
from quizzer.derive.document.passages import split_passages


def kinds(text: str) -> dict[str, str]:
    return {passage.text: passage.kind for passage in split_passages(text, markdown=True)}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("References", "reference"),
        ("12. References", "reference"),
        ("Learning Objectives", "objective"),
        ("Review Questions", "exercise"),
        ("4.3 Exercises", "exercise"),
        ("Exercise 3: The lens", "exercise"),
        ("See also", "navigation"),
        ("Acknowledgements", "boilerplate"),
        ("Projects using lampd", "reference"),
        ("Exercise", None),
        ("Open questions about tides", None),
        ("Assignment", None),
        ("The sources of the river", None),
    ],
)
def test_a_heading_says_what_is_below_it(heading: str, kind: str | None) -> None:
    assert name_heading(heading)[0] == kind


def test_objectives_end_where_the_matter_begins_without_a_heading() -> None:
    passages = split_passages(
        "# Lamps\n\n## Learning Objectives\n\nYou will learn to:\n\n- name two lamps\n- light one\n\n"
        "An oil lamp burns rape oil with a round wick.\n",
        markdown=True,
    )
    assert [passage.kind for passage in passages][2:] == ["objective", "objective", "objective", "prose"]
    assert passages[-1].section == "Lamps"


def test_lists_of_links_and_their_like_are_left_out() -> None:
    kind_of = kinds(
        "# Lampd\n\n- [Start](#start)\n- [The lens](#lens)\n\n"
        "Tools that use it:\n\n* [Beacon](https://beacon.example) - a lamp on the desk\n"
        "* [Buoy](https://buoy.example) - floats\n\n"
        "Parts:\n\n- the [lens](lens.md) bends light\n- the wick draws oil\n"
    )
    assert kind_of["Start"] == kind_of["The lens"] == "navigation"
    assert kind_of["Beacon - a lamp on the desk"] == kind_of["Buoy - floats"] == "reference"
    assert kind_of["the wick draws oil"] == kind_of["the lens bends light"] == "item"


def test_a_question_with_its_options_is_an_exercise() -> None:
    kind_of = kinds("Which of the following burns longest?\n\n- tallow\n- rape oil\n\nTallow smokes. It also smells.\n")
    assert set(kind_of.values()) == {"exercise", "prose"}
    assert kind_of["tallow"] == "exercise"


def test_code_calls_and_licences_are_listed_with_their_kind() -> None:
    kind_of = kinds(
        "# Lampd\n\nThe lamp daemon dims all lamps at dawn.\n\n```sh\n$ lampd --dim 5\n```\n\n"
        "Please check out the [manual](https://x.example).\n\n## License\n\n"
        "Do what you like with it, said the author.\n"
    )
    assert kind_of["$ lampd --dim 5"] == "code"
    assert kind_of["Please check out the manual."] == "boilerplate"
    assert kind_of["Do what you like with it, said the author."] == "boilerplate"
    assert kind_of["The lamp daemon dims all lamps at dawn."] == "prose"


def test_an_entry_of_a_bibliography_is_known_without_a_heading() -> None:
    assert is_reference("Marrow, T. and Ibsen, K. (1899). Lamps of the coast. Journal of Beacons, 3(2), 10-19.")
    assert not is_reference("In 1899 the lamp was moved. It was heavy. Ten men were needed. One fell.")
    assert not is_reference("Marrow lit the lamp in 1899, and Ibsen put it out.")
