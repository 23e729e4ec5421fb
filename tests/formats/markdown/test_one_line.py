"""Two colons make a card only where they stand between a question and an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.formats.markdown.cards import read_markdown
from quizzer.formats.markdown.one_line import LineReader
from tests.formats.given import bodies, read


@pytest.mark.parametrize(
    "line",
    [
        "`Foo::bar` calls", "``a `b::c` d`` is", "read http://[fe80::1]/x", "[doc](urn::x)", "[[Note::Part]] links",
        "$a::b$ holds", "<!-- a::b -->", "| `x` | a::b |", "    code::here", "a::::b", "::: note", "x::",
        "[due:: today]",
    ],
)  # fmt: skip
def test_no_card_in_code_links_and_formulas(line: str) -> None:
    assert LineReader().card_in(line) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Use `a::b` for?::scope", Basic("Use `a::b` for?", "scope")),
        ("- Capital of Eastland::Orte", Basic("Capital of Eastland", "Orte")),
        ("uno ::: one", Basic("uno", "one", (), Reverse("one", "uno"))),
        ("### The {{c1::Rhine::river}} and {{c2::Main}}", Cloze("The {{Rhine::river}} and {{Main}}")),
        ("{{c1::a {{c1::b}} c}}", Basic("[...]", "a b c")),
    ],
)
def test_cards_on_one_line(tmp_path: Path, text: str, body: Basic | Cloze) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"```cpp\nstd::string x;\n```\n{text}\n~~~\na::b\n", encoding="utf-8")
    assert bodies(read(read_markdown, path)) == [body]
