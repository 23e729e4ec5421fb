"""A PDF becomes blocks by the places and sizes of its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.derive.document.passages import Passage
from quizzer.derive.document.read import read_document
from quizzer.errors import Problem
from tests.derive.document.formats.pdf.write_pdf import Placed, write_pdf

pytest.importorskip("pypdfium2")


def read(path: Path) -> dict[str, Passage]:
    return {passage.text: passage for passage in read_document(path).passages}


def column(left: float, top: float, *lines: str, size: float = 10, font: str = "F1") -> list[Placed]:
    return [(left, top - 12 * index, size, line, font) for index, line in enumerate(lines)]


def head(page: int) -> list[Placed]:
    return [(72, 810, 9, "The Journal of Lamps"), (500, 810, 9, str(page)), (290, 20, 9, f"- {page} -")]


TABLE = (
    ("Fuel", "Hours", "Colour"), ("oil", "six hours", "yellow"), ("tallow", "four", "red"), ("gas", "ten", "white")
)  # fmt: skip
PAGES = [
    [
        *head(1),
        (72, 770, 18, "The Lamps of the Coast"),
        *column(72, 730, "A lamp with a round wick burns longer than one with a flat",
                "wick, since its flame draws air from both of its sides. The light-",
                "house keepers measured it in the year 1790."),
        *column(82, 690, "Later lamps burnt gas, and their light was whiter and far bright-", size=10),
        *column(72, 678, "er than that of oil. A mantle doubled it once more."),
        (72, 640, 10, "2. Fuels", "F2"),
        *column(72, 620, "The fuels were these:"),
        *column(72, 600, "• rape oil", "• tallow from the islands", "(3) Gas"),
        *column(72, 560, "Figure 1: A lamp on its stand."),
        *column(72, 530, "lampd --dim", "lampd --off", font="F3"),
        *column(72, 480, "The gas came by ship in iron bottles that were filled in the town"),
    ],
    [
        *head(2),
        *column(72, 770, "and carried up the cliff by mules."),
        (72, 740, 10, "Table 1: Fuels and hours"),
        *[(left, 720 - 14 * row, 10, text) for row, cells in enumerate(TABLE)
          for left, text in zip((72, 200, 330), cells, strict=True)],
        (72, 60, 7, "1 The keepers wrote down every hour of it."),
    ],
    [*head(3), *column(72, 770, "Nobody lights them any more, and the towers stand dark.")],
]  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Passage]:
    return read(write_pdf(tmp_path_factory.mktemp("pdf") / "lamps.pdf", PAGES))


def test_running_heads_and_numbers_of_pages_are_navigation(found: dict[str, Passage]) -> None:
    for text in ("The Journal of Lamps", "1", "- 2 -"):
        assert found[text].kind == "navigation"


def test_lines_are_joined_and_words_that_were_cut_are_whole(found: dict[str, Passage]) -> None:
    assert found[
        "A lamp with a round wick burns longer than one with a flat wick, since its flame draws air from both of its "
        "sides. The lighthouse keepers measured it in the year 1790."
    ].kind == "prose"  # fmt: skip
    assert (
        "Later lamps burnt gas, and their light was whiter and far brighter than that of oil. A mantle doubled it "
        "once more." in found
    )


def test_a_paragraph_goes_on_on_the_next_page(found: dict[str, Passage]) -> None:
    text = "The gas came by ship in iron bottles that were filled in the town and carried up the cliff by mules."
    assert (found[text].kind, found[text].line) == ("prose", 1)


def test_headings_are_known_by_size_and_by_bold_letters(found: dict[str, Passage]) -> None:
    assert found["The Lamps of the Coast"].kind == "heading"
    assert found["The fuels were these:"].section == "2. Fuels"


def test_items_captions_programs_and_notes_have_their_kinds(found: dict[str, Passage]) -> None:
    assert found["rape oil"].kind == found["Gas"].kind == "item"
    assert found["tallow from the islands"].lead == "The fuels were these:"
    assert found["Figure 1: A lamp on its stand."].kind == "caption"
    assert found["lampd --dim lampd --off"].kind == "code"
    assert found["1 The keepers wrote down every hour of it."].kind == "reference"


def test_a_table_has_cells(found: dict[str, Passage]) -> None:
    row = found["tallow four red"]
    assert [(cell.header, cell.text) for cell in row.cells] == [
        ("Fuel", "tallow"),
        ("Hours", "four"),
        ("Colour", "red"),
    ]
    assert row.section == "Table 1: Fuels and hours"


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"left line {word} of the first column here" for word in ("one", "two", "three", "four", "five", "six")]
    right = [f"right line {word} of the second column" for word in ("one", "two", "three", "four", "five", "six")]
    rows: list[Placed] = []
    for index, (one, other) in enumerate(zip(left, right, strict=True)):
        rows += [(60, 700 - 12 * index, 10, one), (320, 700 - 12 * index, 10, other)]
    text = " ".join(read(write_pdf(tmp_path / "two.pdf", [rows])))
    assert text.index("left line six") < text.index("right line one")


def test_a_picture_of_a_page_a_damaged_and_an_encrypted_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no characters"):
        read_document(write_pdf(tmp_path / "scan.pdf", [[], []]))
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<<")
    with pytest.raises(Problem, match="the PDF is damaged"):
        read_document(tmp_path / "broken.pdf")
    locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]".format("11" * 32)
    with pytest.raises(Problem, match="encrypted"):
        read_document(write_pdf(tmp_path / "locked.pdf", PAGES, locked))
