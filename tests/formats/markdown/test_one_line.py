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


def test_pictures_of_obsidian_leave_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = "Q: Which? ![[img/leaf.png|200]]\nA: oak ![[tree.mp3]]\n---\nC: ![[leaf.png]] is [oak]\n"
    path.write_text(text, encoding="utf-8")
    incoming = read(read_markdown, path)
    assert bodies(incoming) == [Basic("Which? [picture: leaf.png]", "oak"), Cloze("[picture: leaf.png] is {{oak}}")]
    assert set(incoming.media) == {"img/leaf.png", "tree.mp3", "leaf.png"}
    assert incoming.lacking == 2
