"""A Word document becomes blocks by its styles and its numbering, without any other program."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.derive.document.passages import Passage
from quizzer.derive.document.read import read_document
from quizzer.errors import Problem
from tests.derive.document.formats.packages import paragraph, write_docx, write_zip

TABLE = (
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Lamp</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Fuel</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:p><w:r><w:t>Bude</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>gas</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
BODY = "".join(
    (
        paragraph("Contents 1", "TOC1"),
        paragraph("Lamps", "Mine"),
        paragraph(" burns oil.", bold="An Argand lamp"),
        paragraph("The parts are:"),
        paragraph("wick", level=0),
        paragraph("upper end", level=1),
        paragraph("Fuels and smoke", bold=""),
        "<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:t>never </w:t></w:r></w:del><w:r><w:t>smokes.</w:t></w:r></w:p>",
        paragraph("mantle", "DT"),
        paragraph("a mesh that glows", "DD"),
        paragraph("lampd --dim", "Code"),
        paragraph("Table 1: Fuels", "Cap"),
        TABLE,
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Old lamps</w:t></w:r></w:p>",
        paragraph("They stank"),
    )
)


def read(path: Path) -> dict[str, Passage]:
    return {passage.text: passage for passage in read_document(path).passages}


def test_styles_name_the_kinds(tmp_path: Path) -> None:
    found = read(write_docx(tmp_path / "lamps.docx", BODY))
    assert {text: passage.kind for text, passage in found.items()} == {
        "Contents 1": "navigation",
        "Lamps": "heading",
        "An Argand lamp burns oil.": "prose",
        "The parts are:": "prose",
        "wick": "item",
        "upper end": "item",
        "Fuels and smoke": "prose",
        "It smokes.": "prose",
        "mantle: a mesh that glows": "item",
        "lampd --dim": "code",
        "Table 1: Fuels": "heading",
        "Lamp Fuel": "heading",
        "Bude gas": "row",
        "Old lamps": "heading",
        "They stank": "prose",
    }


def test_structure_is_kept(tmp_path: Path) -> None:
    found = read(write_docx(tmp_path / "lamps.docx", BODY))
    assert found["upper end"].parents == ("wick",)
    assert found["wick"].lead == "The parts are:"
    assert [(cell.header, cell.text) for cell in found["Bude gas"].cells] == [("Lamp", "Bude"), ("Fuel", "gas")]
    assert found["Bude gas"].section == "Table 1: Fuels"
    assert found["An Argand lamp burns oil."].name == "An Argand lamp"
    assert found["They stank"].section == "Old lamps"


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"word__document.xml": "<w:document"}, "the document is damaged, in word/document.xml"),
        ({"word__document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "declares entities"),
        ({"word__styles.xml": "no"}, "damaged, in word/styles.xml"),
    ],
)
def test_damage_is_told_in_a_sentence(tmp_path: Path, parts: dict[str, str], says: str) -> None:
    with pytest.raises(Problem, match=says):
        read_document(write_docx(tmp_path / "lamps.docx", BODY, **parts))


def test_a_package_that_grows_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.derive.document.formats.archive.LARGEST_PART", 100_000)
    path = write_docx(tmp_path / "bomb.docx", paragraph("x" * 200_000))
    assert path.stat().st_size < 5_000
    with pytest.raises(Problem, match="larger than 0 MB when it is unpacked"):
        read_document(path)


def test_other_packages_are_named(tmp_path: Path) -> None:
    for name, says in (("xl/workbook.xml", "an Excel workbook"), ("a.txt", r"a package of files \(zip\)")):
        with pytest.raises(Problem, match=says):
            read_document(write_zip(tmp_path / "lamps.docx", {name: "x"}))


def test_paragraphs_nested_without_end_do_no_harm(tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * 3_000 + paragraph("deep") + "</w:sdtContent></w:sdt>" * 3_000
    path = write_docx(tmp_path / "deep.docx", paragraph("It burns.") + body)
    assert list(read(path)) == ["It burns."]
