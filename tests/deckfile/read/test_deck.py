"""What a deck file says is what the deck holds: every kind, every key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import LEVELS, Deck, Note, Source
from quizzer.deckfile.read.deck import LARGEST, parse_deck, read_deck
from tests.deckfile.given import deck_of

GOOD = "  - id: good\n    ask: q\n    answer: r\n"


def findings(text: str) -> list[str]:
    return [str(finding) for finding in parse_deck(text, PATH).findings]


PATH = Path("d.yaml")


def test_the_header_names_the_deck_its_axes_levels_and_source() -> None:
    text = """deck: HPG axis
axis: {id: HPG, name: Hypothalamic axis}
axes: [{id: GH, name: Growth hormone}, Brain]
levels: [school, college]
source: {id: article, title: The title, sha256: 00ff}
notes:
  - {id: a, ask: q, answer: r, axis: GH, level: college}
"""
    reading = parse_deck(text, PATH)
    axes = (Axis("HPG", "Hypothalamic axis"), Axis("GH", "Growth hormone"), Axis("Brain", "Brain"))
    note = Note("a", Basic("q", "r"), "GH", "college")
    assert reading.deck == Deck("HPG axis", axes, (note,), Source("article", "The title", "00ff"))
    assert reading.levels == ("school", "college")
    assert reading.findings == ()


def test_the_header_names_the_axis_for_screens_and_the_place_of_the_deck_in_the_course() -> None:
    head = "axis: HPG\nshort: HPG axis\nspans: pituitary, gonads\naxes: [{id: GH, short: Growth}]\n"
    deck = deck_of(f"{head}course: 3\nprimer: Three glands in a row.\nnotes: [{{id: a, ask: q, answer: r}}]\n")
    assert deck.axes == (Axis("HPG", "HPG", "HPG axis", "pituitary, gonads"), Axis("GH", "GH", "Growth"))
    assert (deck.course, deck.primer) == (3, "Three glands in a row.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("short: Hypothalamus", "the short name 'Hypothalamus' is 12 cells wide; the most a column holds is 10"),
        ("short: 甲状腺ホルモン", "the short name '甲状腺ホルモン' is 14 cells wide; the most a column holds is 10"),
        ('spans: "a\\nb"', "'spans' must be one line"),
        ("course: first", "'course' is the deck's place among the decks, a number from 1 to 999: 'course: 1'"),
        ("course: 0", "'course' is the deck's place among the decks, a number from 1 to 999: 'course: 1'"),
        ("corse: 1", "'corse' is not a key of a deck; did you mean 'course'?"),
    ],
)
def test_a_header_that_no_screen_can_show_is_an_error(line: str, said: str) -> None:
    found = findings(f"deck: d\n{line}\nnotes: [{{id: a, ask: q, answer: r}}]\n")
    assert [finding.rpartition(" [")[0] for finding in found] == [f"d.yaml:2: {said}"]


def test_without_a_header_the_file_names_the_deck_and_the_deck_names_the_axis() -> None:
    deck = deck_of("notes:\n- {id: a, ask: q, answer: r}\n")
    assert (deck.name, deck.axes) == ("d", (Axis("d", "d"),))
    assert parse_deck("notes:\n- {id: a, ask: q, answer: r}\n", PATH).levels == LEVELS
    assert deck_of("deck: My deck\nnotes:\n- {id: a, ask: q, answer: r}\n").axis == Axis("My deck", "My deck")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_lines_are_counted_alike_for_every_line_end(start: str, end: str) -> None:
    text = "# a deck\n\nnotes:\n  - id: first\n    ask: q\n    answer: r\n\n  - id: second\n    ask: q\n    answer: r\n"
    deck = deck_of(start + text.replace("\n", end))
    assert [note.line for note in deck.notes] == [4, 8]
    assert parse_deck(start + text.replace("\n", end), PATH).lines["second"] == {"id": 8, "ask": 9, "answer": 10}


def test_a_file_is_read_as_its_text_is(tmp_path: Path) -> None:
    text = "deck: Größe ΔG 🧠\r\nnotes:\r\n  - {id: a, ask: q, answer: β}\r\n"
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_deck(path) == parse_deck(text, path)
    assert read_deck(path).deck is not None


def test_the_decks_of_the_project_read_without_a_finding() -> None:
    decks = sorted((Path(__file__).parents[3] / "decks").glob("*.yaml"))
    if not decks:
        pytest.skip("no decks beside the tests")
    assert [str(finding) for path in decks for finding in read_deck(path).findings] == []


def test_yaml_is_not_loaded_before_a_deck_is_read() -> None:
    code = "import sys, quizzer.deckfile.read.deck, quizzer.deckfile.lint.lint; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "d.yaml:1: the file is empty"),
        ("\n# only a remark\n", "d.yaml:1: the file is empty"),
        ("- a\n- b\n", "d.yaml:1: a deck file begins with 'deck: <name>' and 'notes:', and here stands a list"),
        ("just words\n", "d.yaml:1: a deck file begins with 'deck: <name>' and 'notes:', and here stands a text"),
        ("deck: x\n", "d.yaml:1: this deck has no 'notes:'"),
        ("deck: x\nnotes: y\n", "d.yaml:2: 'notes' must be a list, and here stands a text"),
        ("notes: []\nnotes: []\n", "d.yaml:2: 'notes' is given twice: here and in line 1"),
        ("notes: []\n---\nnotes: []\n", "d.yaml:2: a deck file is one document"),
        ("notes: []\ndeck: a: b\n", "d.yaml:2: this is not YAML: a ': ' inside a text, or a wrong indent"),
        ("notes:\n\t- id: a\n", "d.yaml:2: this is not YAML: a tab in the indent; use spaces"),
        ("notes:\n  - id: a\n    ask: 'open\n    answer: r\n", "d.yaml:3: this is not YAML: the quote opened here is"),
        ("notes:\n  - id: a\n    tags: [b\n    ask: q\n", "d.yaml:3: this is not YAML: the '[' opened here is not"),
        ("notes:\n  - id: a\n    cloze: {{b}} is c\n", "d.yaml:3: this is not YAML: a text that begins with '{' needs"),
        ("notes:\n  - id: a\n    ask: @b\n", "d.yaml:3: this is not YAML: a text that begins with '@', '`' or '%'"),
        ('notes:\n  - id: a\n    ask: "\\q"\n', "d.yaml:3: this is not YAML: a backslash in double quotes begins an e"),
        ("deck: a\nnotes: []\n deck: c\n", "d.yaml:3: this is not YAML: "),
        ("a\x00b\n", "d.yaml:1: this is not a text file"),
        ("notes: [[[[[[[[[[[[[a]]]]]]]]]]]]]\n", "d.yaml:1: this is nested more than 12 levels deep"),
    ],
)
def test_what_is_no_deck_is_told_in_one_sentence(text: str, told: str) -> None:
    reading = parse_deck(text, PATH)
    assert reading.deck is None
    assert [str(finding)[: len(told)] for finding in reading.findings] == [told]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("dek: a", "d.yaml:1: 'dek' is not a key of a deck; did you mean 'deck'?"),
        ("axis: {id: A, nam: B}", "d.yaml:1: 'nam' is not a key of 'axis'; did you mean 'name'?"),
        ("axis: {name: B}", "d.yaml:1: 'id' is missing here"),
        ("axis:", "d.yaml:1: 'axis' is empty"),
        ("axes: A", "d.yaml:1: 'axes' must be a list of {id: ..., name: ...}, and here stands a text"),
        ("axes: [A, A]", "d.yaml:1: the axis 'A' is declared twice; keep one"),
        ("source: [a]", "d.yaml:1: 'source' must be a text, and here stands a list"),
        ("source: {title: a}", "d.yaml:1: 'id' is missing here"),
        ("deck: *a", "d.yaml:1: '*a' is a YAML alias"),
    ],
)
def test_a_bad_header_hides_no_note(header: str, told: str) -> None:
    reading = parse_deck(f"{header}\nnotes:\n{GOOD}", PATH)
    assert str(reading.findings[0])[: len(told)] == told
    assert reading.deck is not None
    assert [note.body for note in reading.deck.notes] == [Basic("q", "r")]


def test_a_deck_without_notes_is_a_deck() -> None:
    reading = parse_deck("axis: HPG\nnotes:\n", PATH)
    assert reading.deck is not None
    assert reading.deck.axes == (Axis("HPG", "HPG"),)
    assert [(f.line, f.name, f.level) for f in reading.findings] == [(2, "no-notes", "warning")]


@pytest.mark.parametrize("first", ["ask: q\n    answer: r\n", "ask: q\n"])
def test_an_id_used_twice_names_both_lines_and_the_first_holder_keeps_it(first: str) -> None:
    reading = parse_deck(f"notes:\n  - id: x\n    {first}  - id: x\n    ask: other\n    answer: s\n", PATH)
    line = 3 + first.count("\n") + 0
    assert reading.deck is not None
    assert [note.body for note in reading.deck.notes if note.id == "x"] != [Basic("other", "s")]
    told = f"d.yaml:{line}: the id 'x' is used twice: here and in d.yaml:2; change one of them [duplicate-id]"
    assert told in findings(f"notes:\n  - id: x\n    {first}  - id: x\n    ask: other\n    answer: s\n")


def test_what_can_not_be_opened_is_told_by_its_name(tmp_path: Path) -> None:
    missing, big, latin = tmp_path / "missing.yaml", tmp_path / "big.yaml", tmp_path / "latin.yaml"
    with big.open("wb") as file:
        file.truncate(LARGEST + 1)
    latin.write_bytes("deck: a\nnotes: []\n# größer\n".encode("latin-1"))
    told = {str(finding) for path in (missing, tmp_path, big, latin) for finding in read_deck(path).findings}
    assert told == {
        f"{missing}:1: the file can not be read: no such file or directory [unreadable]",
        f"{tmp_path}:1: this is not a file; name a deck file (*.yaml) [unreadable]",
        f"{big}:1: the file is 20 MB large; a deck file has at most 20 MB: divide it [too-large]",
        f"{latin}:3: this is not UTF-8 text; save the file with the encoding UTF-8 [encoding]",
    }
    assert all(read_deck(path).deck is None for path in (missing, tmp_path, big, latin))
    assert read_deck(Path("a\x00b")).deck is None
