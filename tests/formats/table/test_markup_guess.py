"""Tables whose cells are HTML without saying so, and tables that only speak of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic
from quizzer.formats.table.table import read_table
from tests.formats.given import bodies, notes_of, read
from tests.formats.table.test_table import table


@pytest.mark.parametrize(
    ("row", "body"),
    [
        ("Sodium\tNa<sup>+</sup>, the cation", Basic("Sodium", "Na⁺, the cation")),
        ("<b>Which</b> type?\tList<int> of <stdio.h>, a < b", Basic("Which type?", "List<int> of <stdio.h>, a < b")),
        ("Rhythm\tR&amp;B, rock&nbsp;and roll", Basic("Rhythm", "R&B, rock and roll")),
        ("Steps\tone<br>two", Basic("Steps", "one\ntwo")),
        ("Which? <img src=tree.png>\toak", Basic("Which? [picture: tree.png]", "oak")),
    ],
)
def test_html_is_recognised_and_said(tmp_path: Path, row: str, body: Basic) -> None:
    incoming = read(read_table, table(tmp_path, f"{row}\nplain\tcell\n"))
    assert bodies(incoming)[0] == body
    assert "read as HTML" in incoming.notices[0]


@pytest.mark.parametrize(
    "text",
    [
        "How do you break a line?\t<br>\nA blank?\t&nbsp;\n",
        "What does <b> do?\tbold\nAnd <em>?\temphasis\n",
        "compare\ta < b && c > d\nR&D; x\tList<int>\n",
        "#html:false\nx\tone<br>two <b>three</b>\n",
        "header\t#include <stdio.h>\n",
    ],
)
def test_text_about_html_stays_text(tmp_path: Path, text: str) -> None:
    incoming = read(read_table, table(tmp_path, text))
    answers = [cell for line in text.splitlines() if "\t" in line for cell in line.split("\t")]
    assert [
        part
        for note in notes_of(incoming)
        if isinstance(note.body, Basic)
        for part in (note.body.ask, note.body.answer)
    ] == answers
    assert incoming.notices == ()


def test_an_entity_is_not_divided_at_its_semicolon(tmp_path: Path) -> None:
    assert bodies(read(read_table, table(tmp_path, "hormone,luteinizing&nbsp;hormone\n"))) == [
        Basic("hormone", "luteinizing hormone")
    ]
    assert bodies(read(read_table, table(tmp_path, "one;a&nbsp;b\ntwo;c<br>d\n"))) == [
        Basic("one", "a b"),
        Basic("two", "c\nd"),
    ]
