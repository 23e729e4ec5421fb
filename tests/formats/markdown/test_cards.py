"""Plain-text cards: read as hashcards and repeater read them, and written so that they would read them again."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic, Cloze
from quizzer.formats.markdown.cards import read_markdown
from tests.formats.given import bodies, left_out, notes_of, read


def page(folder: Path, text: str, name: str = "Geography.md") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


# The examples of hashcards' own README and tests, with what they mean there.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q: What is Rust?\nA: A language.", [Basic("What is Rust?", "A language.")]),
        ("Q: foo\nbaz\nbaz\nA: FOO\nBAR\nBAZ", [Basic("foo\nbaz\nbaz", "FOO\nBAR\nBAZ")]),
        ("Q: foo\nA: bar\n\nQ: baz\nA: quux\n\n", [Basic("foo", "bar"), Basic("baz", "quux")]),
        ("Q: foo\r\nA: bar\r\n\r\nC: [x]\r\n", [Basic("foo", "bar"), Cloze("{{x}}")]),
        ("Q: PGM?\nA:\n\n- ruthenium\n- rhodium\n", [Basic("PGM?", "- ruthenium\n- rhodium")]),
        ("C: [foo]\nQ: Question\nA: Answer", [Cloze("{{foo}}"), Basic("Question", "Answer")]),
        ("C: Foo [bar] baz [quux].", [Cloze("Foo {{bar}} baz {{quux}}.")]),
        ("C: Foo [bar] ![](image.jpg) [quux].", [Cloze("Foo {{bar}} [picture: image.jpg] {{quux}}.")]),
        ("C: Key: [`\\[`]", [Cloze("Key: {{`[`}}")]),
        ("C: \\[markdown\\] [`\\[cloze\\]`]", [Cloze("[markdown] {{`[cloze]`}}")]),
        ("C: [foo]\n[bar]\nbaz.", [Cloze("{{foo}}\n{{bar}}\nbaz.")]),
        ("C: [foo]\nC: [bar]", [Cloze("{{foo}}"), Cloze("{{bar}}")]),
        ("C:\nUse Lisp.\n\n— [Graham], [_Hackers_]\n\n", [Cloze("Use Lisp.\n\n— {{Graham}}, {{_Hackers_}}")]),
        ("C: The notation [$n!$] means 'n factorial'.", [Cloze("The notation {{$n!$}} means 'n factorial'.")]),
        ("Q: one\nA: 1\n---\nnotes\n\n---\nC: [two]\n---", [Basic("one", "1"), Cloze("{{two}}")]),
        ("Q: one\nA: 1\n  ---  \nnotes", [Basic("one", "1")]),
        ("Q: table?\nA: | a | b |\n---|---\n1 | 2", [Basic("table?", "| a | b |\n---|---\n1 | 2")]),
        ("C:\nRegion: [`us`]\n\nState: [Ohio]\n\n---\n\n", [Cloze("Region: {{`us`}}\n\nState: {{Ohio}}")]),
        ("  Q: Skipped\n  A: Because the tag is indented\nQ: a\nA: b", [Basic("a", "b")]),
        ("Constant?::A force.\nnotes\n\nQ: a\nA: b", [Basic("Constant?", "A force."), Basic("a", "b")]),
        ("Q: path?\nA: std::vector", [Basic("path?", "std::vector")]),
        ("Q: 3 &lt; 4?\nA: A &amp; B &copy; &#937; AT&T;", [Basic("3 < 4?", "A & B © Ω AT&T;")]),
    ],
)  # fmt: skip
def test_cards_mean_what_they_mean_there(tmp_path: Path, text: str, expected: list[object]) -> None:
    assert bodies(read(read_markdown, page(tmp_path, text))) == expected


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("Q: Question without answer\n\nQ: a\nA: b", 1, "has no answer"),
        ("Q: Empty answer\nA:\n\nQ: a\nA: b", 1, "has no answer"),
        ("x\n\nA: Answer without question\nQ: a\nA: b", 3, "is an answer without a question"),
        ("Q: Question\nC: [Cloze]\nQ: a\nA: b", 1, "has no answer"),
        ("Q: Question\nA: one\nA: two\nQ: a\nA: b", 1, "has two answers"),
        ("C: [Cloze]\nA: Answer\nQ: a\nA: b", 1, "is a cloze with an answer of its own"),
        ("C: Cloze\nQ: a\nA: b", 1, "is a cloze that hides nothing; what to ask for stands in [brackets]"),
        ("C: Bad []\nQ: a\nA: b", 1, "has brackets with nothing in them"),
        ("C: Half [good\nQ: a\nA: b", 1, "has a bracket that is never closed"),
        ("C: Nested [a [b]]\nQ: a\nA: b", 1, "has a bracket inside brackets"),
        ("Q: ![only](picture.png)\nA: ![](p.png)\nQ: a\nA: b", 1, "has only a picture or a sound for its answer"),
    ],
)
def test_what_is_no_card_is_left_out_with_its_line(tmp_path: Path, text: str, line: int, why: str) -> None:
    incoming = read(read_markdown, page(tmp_path, text))
    assert Basic("a", "b") in bodies(incoming)
    assert left_out(incoming) == [(f"line {line}", why)]


def test_a_deletion_with_braces_becomes_a_question(tmp_path: Path) -> None:
    incoming = read(read_markdown, page(tmp_path, "C: Half is [$\\frac{1}{2}$], all is [1]."))
    assert bodies(incoming) == [
        Basic("Half is [...], all is 1.", "$\\frac{1}{2}$"),
        Basic("Half is $\\frac{1}{2}$, all is [...].", "1"),
    ]


def test_frontmatter_names_the_deck_else_the_file_does(tmp_path: Path) -> None:
    named = page(tmp_path, '---\nname = "Cell Biology"\nother = 1\n---\n\nC: [a]')
    assert read(read_markdown, named).decks[0].deck.name == "Cell Biology"
    for text in ("---\n---\nC: [a]", "---\ntitle: of another kind\n---\nC: [a]", "---\nC: [a]\n---\n", "C: [a]"):
        assert read(read_markdown, page(tmp_path, text)).decks[0].deck.name == "Geography"


def test_pictures_are_named_as_left_out(tmp_path: Path) -> None:
    incoming = read(read_markdown, page(tmp_path, 'Q: See:\n\n![diagram](img/a.png "A")\n\nA: x ![](b.mp3)'))
    assert incoming.media == ("b.mp3", "img/a.png")
    assert bodies(incoming) == [Basic("See:\n\n[picture: diagram]", "x")]


def test_a_folder_is_a_deck_for_each_file(tmp_path: Path) -> None:
    page(tmp_path, "C: [a]", "one.md")
    page(tmp_path, "C: [b]", "deeper/two.md")
    page(tmp_path, "# Only notes\n", "README.md")
    page(tmp_path, "C: [hidden]", ".obsidian/x.md")
    page(tmp_path, "C: [no]", "no.txt")
    (tmp_path / "broken.md").write_bytes(b"C: [a]\n\xff")
    page(tmp_path, "", "hashcards.db")
    incoming = read(read_markdown, tmp_path)
    assert [deck.deck.name for deck in incoming.decks] == ["one", "two"]
    whats = dict(left_out(incoming))
    assert whats["broken.md"].startswith("cannot be read: byte 8 (0xFF) is not UTF-8 text")
    assert whats["hashcards.db"] == "is the review history of hashcards, which cannot be taken over"


def test_files_of_one_name_are_one_deck_and_repeats_are_left_out(tmp_path: Path) -> None:
    for name in ("Ch1.md", "Ch2.md"):
        page(tmp_path, '---\nname = "Neural Science"\n---\nQ: same\nA: x\n', name)
    incoming = read(read_markdown, tmp_path)
    assert [(deck.deck.name, len(deck.deck.notes)) for deck in incoming.decks] == [("Neural Science", 1)]
    assert left_out(incoming) == [("Ch2.md:4", "is in the file twice")]


def test_ids_are_the_same_at_every_reading(tmp_path: Path) -> None:
    first = notes_of(read(read_markdown, page(tmp_path, "Q: a\nA: b\n\nC: [c] d")))
    again = notes_of(read(read_markdown, page(tmp_path, "C: [c] d\n---\nnew::one\nQ: a\nA: changed")))
    assert {note.id for note in first} < {note.id for note in again}
