"""A request holds a section as the document has it, and what is left out of the document is not sent."""

from __future__ import annotations

from dataclasses import replace

from quizzer.derive.ask_model.request import MOST_CHARACTERS, build_requests
from tests.derive.samples import document, heading, item, prose, table


def test_there_is_one_request_a_section() -> None:
    read = document(
        heading("Lamps"), prose("A lamp burns oil."), prose("It needs a wick."),
        heading("Horns"), prose("A horn needs air.", section="Horns"),
    )  # fmt: skip
    requests = build_requests(read)
    assert [request.section for request in requests] == ["Lamps", "Horns"]
    assert requests[0].prompt == "Section: Lamps\n\nA lamp burns oil.\nIt needs a wick."


def test_what_states_nothing_is_not_sent() -> None:
    caption = replace(prose("A picture of a lamp."), kind="caption")
    (request,) = build_requests(document(caption, prose("A lamp burns oil.")))
    assert "picture" not in request.prompt
    assert build_requests(document(caption)) == ()


def test_rows_and_items_are_sent_with_what_stands_above_them() -> None:
    rows = table(["Lamp", "Fuel"], ["Argand", "colza oil"], title="Lamps")
    nested = item("needs a wick", parents=["Argand"], lead="Lamps and needs:")
    (request,) = build_requests(document(*rows, nested))
    assert request.prompt.splitlines()[2:] == [
        "[Lamp | Fuel] Argand colza oil",
        "[Lamps and needs: > Argand] needs a wick",
    ]


def test_a_long_section_is_sent_in_parts() -> None:
    passages = [prose(f"{number} " + "lamp " * 500) for number in range(10)]
    requests = build_requests(document(*passages))
    assert len(requests) == 4
    assert [passage for request in requests for passage in request.passages] == passages
    assert all(len(request.prompt) < MOST_CHARACTERS + 100 for request in requests)
