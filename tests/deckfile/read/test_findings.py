"""Each way a deck file can be wrong is told at its line, and spoils no more than it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Citation
from quizzer.deckfile.read.deck import LARGEST, parse_deck, read_deck

PATH = Path("d.yaml")
GOOD = "  - id: good\n    ask: q\n    answer: r\n"


def findings(text: str) -> list[str]:
    return [str(finding) for finding in parse_deck(text, PATH).findings]


# A note's lines begin at line 3 of the file; the good note after it must always survive.
@pytest.mark.parametrize(
    ("note", "told"),
    [
        # keys
        (["id: x", "ask: q", "anser: r"], ["d.yaml:5: 'anser' is not a key of a note; did you mean 'answer'?"]),
        (["id: x", "ask: q", "answer: r", "zzz: 1"], ["d.yaml:6: 'zzz' is not a key of a note; the keys are id, ask,"]),
        (["id: x", "ask: q", "answer: r", "ask: s"], ["d.yaml:6: 'ask' is given twice: here and in line 4; keep one"]),
        (["id: x", "ask: q", "answer: r", "cite: {section: S, paragraf: 2}"], ["d.yaml:6: 'paragraf' is not a key of"]),
        (["id: x", "cloze: {{a}}"], ["d.yaml:4: a key must be a word; a text that begins with '{'"]),
        # kinds
        (["id: x"], ["d.yaml:3: this note asks nothing; a basic note has ask + answer (and accept or reverse); a cl"]),
        (["id: x", "ask: q"], ["d.yaml:3: this note has a question and nothing to answer; a basic note has ask + a"]),
        (["id: x", "answer: r"], ["d.yaml:3: 'ask' is missing; a basic note has ask + answer"]),
        (["id: x", "steps: [a, b]"], ["d.yaml:3: 'ask' is missing; a sequence note has ask + steps"]),
        (["id: x", "ask: q", "cloze: '{{a}}'"], ["d.yaml:4: 'cloze' and 'ask' do not go together; a cloze note has"]),
        (["id: x", "ask: q", "items: [a]", "steps: [b]"], ["d.yaml:6: 'items' and 'steps' do not go together; a li"]),
        (["id: x", "ask: q", "answer: [r, s]"], ["d.yaml:5: several answers need 'options' beside them, or 'items'"]),
        (["- a list"], ["d.yaml:3: a note is a mapping that begins with '- id: ...', and here stands a list"]),
        # identity
        (
            ["ask: Which hormone?", "answer: r"],
            ["d.yaml:3: a note needs an id that never changes, such as 'id: which-h"],
        ),
        (["id:", "cloze: 'The {{liver}} stores glycogen'"], ["d.yaml:3: a note needs an id that never changes, such"]),
        (["id: Löwe 7", "ask: q", "answer: r"], ["d.yaml:3: the id 'Löwe 7' may hold only A-Z, a-z, 0-9, '-', '_' "]),
        (["id: -x", "ask: q", "answer: r"], ["d.yaml:3: the id '-x' may hold only"]),
        # texts
        (["id: x", "ask:", "answer: r"], ["d.yaml:4: 'ask' is empty"]),
        (["id: x", "ask: q", "answer: '  '"], ["d.yaml:5: 'answer' is empty"]),
        (["id: x", "ask: {a: b}", "answer: r"], ["d.yaml:4: 'ask' must be a text, and here stands a mapping (key:"]),
        (["id: x", "ask: q", "answer: r", "level: [a]"], ["d.yaml:6: 'level' must be a text, and here stands a list"]),
        (["id: x", "ask: q", "answer: r", "typed: maybe"], ["d.yaml:6: 'typed' must be true or false, and here stan"]),
        (["id: x", "ask: q", "answer: r", "reverse: both"], ["d.yaml:6: 'reverse' must be true or false, and here s"]),
        (["id: x", "ask: q", "answer: r", "reverse: {ask: s}"], ["d.yaml:6: 'answer' is missing here"]),
        (["id: x", "ask: q", "answer: r", "accept: {a: b}"], ["d.yaml:6: 'accept' must be a list of texts, and here"]),
        (["id: x", "ask: q", "answer: " + "r" * 200_001], ["d.yaml:5: 'answer' is 200,001 characters long; the most"]),
        # lists
        (["id: x", "ask: q", "items: []"], ["d.yaml:5: 'items' is a list without entries"]),
        (["id: x", "ask: q", "items:"], ["d.yaml:5: 'items' is empty"]),
        (["id: x", "ask: q", "items:", "  - a", "  -"], ["d.yaml:7: an entry of 'items' is empty"]),
        (["id: x", "ask: q", "answer: r", "options: []"], ["d.yaml:6: 'options' is a list without entries"]),
        (["id: x", "ask: q", "steps: [a]"], ["d.yaml:5: one step is no sequence; it takes two or more"]),
        (["id: x", "ask: q", "groups: [a]"], ["d.yaml:5: 'groups' must be a mapping from each group to its items"]),
        (["id: x", "ask: q", "groups:", "  A: [a]"], ["d.yaml:6: sorting takes two groups or more"]),
        (["id: x", "ask: q", "groups:", "  A: [a]", "  B: []"], ["d.yaml:7: the group 'B' has no items"]),
        # clozes
        (["id: x", "cloze: no deletion"], ["d.yaml:4: this cloze hides nothing; mark what to ask for: {{answer}}"]),
        (["id: x", "cloze: an {{ }} empty one"], ["d.yaml:4: a deletion is empty; put the answer between its braces"]),
        (["id: x", "cloze: an {{}} empty one"], ["d.yaml:4: a deletion is empty"]),
        (["id: x", "cloze: 'a {{c1::}} {{b}}'"], ["d.yaml:4: a deletion is empty"]),
        (["id: x", "cloze: 'a {{::hint}}'"], ["d.yaml:4: a deletion is empty"]),
        (["id: x", "cloze: 'a {{c0::b}}'"], ["d.yaml:4: the numbers of deletions go from 1 to 9999"]),
        (["id: x", f"cloze: 'a {{{{c{'9' * 5000}::b}}}}'"], ["d.yaml:4: the numbers of deletions go from 1 to 9999"]),
        (["id: x", "cloze: 'a " + "{{b}}" * 101 + "'"], ["d.yaml:4: 101 deletions are more than one note can hold"]),
        (["id: x", "cloze: an {{open one"], ["d.yaml:4: the braces do not pair"]),
        (["id: x", "cloze: 'a {{good}} and an {{open one'"], ["d.yaml:4: the braces do not pair"]),
        (["id: x", "cloze: 'a {{{b}}} c'"], ["d.yaml:4: the braces do not pair"]),
        # accept
        (
            ["id: x", "cloze: 'a {{b}} {{c}}'", "accept: [d, e]"],
            ["d.yaml:5: 'accept' must hold one list for each dele"],
        ),
        (["id: x", "cloze: 'a {{b}}'", "accept: [[c], [d]]"], ["d.yaml:5: 'accept' holds 2 lists for 1 deletion"]),
        (["id: x", "cloze: 'a {{b}}'", "accept: [[c], d]"], ["d.yaml:5: 'accept' must hold one list for each deletio"]),
        (["id: x", "ask: q", "items: [a]", "accept: [b]"], ["d.yaml:6: 'accept' must hold one list for each item"]),
        (["id: x", "ask: q", "items: [a]", "accept: [[b], []]"], ["d.yaml:6: 'accept' holds 2 lists for 1 item"]),
        # axis, and what YAML reads into a text
        (["id: x", "ask: q", "answer: r", "axis: GHH"], ["d.yaml:6: 'GHH' is no axis of this deck; did you mean 'GH'"]),
        (["id: x", "ask: q", "answer: *r"], ["d.yaml:5: '*r' is a YAML alias, which decks do not use; put the text "]),
        (["id: x", "ask: q", "answer: &b eta"], ["d.yaml:5: '&b' is read as a YAML anchor, which decks do not use"]),
        (["id: x", "ask: q", "answer: !r s"], ["d.yaml:5: '!r' is read as a YAML tag, which decks do not use; put "]),
        (["id: x", "ask: q", "items: &i [a]"], ["d.yaml:5: '&i' is read as a YAML anchor"]),
    ],
)
def test_a_bad_note_is_told_at_its_line_and_left_out(note: list[str], told: list[str]) -> None:
    written = "".join(f"{'  - ' if at == 0 else '    '}{line}\n" for at, line in enumerate(note))
    reading = parse_deck(f"axes: [GH]\nnotes:\n{written}\n{GOOD}", PATH)
    said = [
        str(finding)[: len(told[at])] if at < len(told) else str(finding) for at, finding in enumerate(reading.findings)
    ]
    assert said == told
    assert {finding.level for finding in reading.findings} == {"error"}
    assert reading.deck is not None
    assert [kept.id for kept in reading.deck.notes] == ["good"]


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (["id: x", "ask: q", "answer: r", "caveat:"], "d.yaml:6: warning: 'caveat' is empty; fill it or take it out"),
        (["id: x", "ask: q", "answer: r", "accept: [a, ]"], ""),
        (
            ["id: x", "ask: q", "answer: r", "accept:", "  - a", "  -"],
            "d.yaml:8: warning: an entry of 'accept' is empty; fill it",
        ),
        (["id: x", "ask: q", "answer: r", "tags:"], "d.yaml:6: warning: 'tags' is empty; fill it or take it out"),
        (
            ["id: x", "ask: q", "answer: r", "cite: {row: 1}"],
            "d.yaml:6: warning: 'cite' names no section; give the heading",
        ),
        (
            ["id: x", "ask: q", "answer: r", "cite:", "  section: S", "  row: 1", "  item: 2"],
            "d.yaml:9: warning: 'cite' names row and item; one of them tells the place",
        ),
        (
            ["id: x", "ask: q", "answer: r", "options: [s]", "accept: [t]"],
            "d.yaml:7: warning: 'accept' does nothing in a choice",
        ),
    ],
)
def test_what_is_only_worth_a_look_keeps_the_note(note: list[str], told: str) -> None:
    written = "".join(f"{'  - ' if at == 0 else '    '}{line}\n" for at, line in enumerate(note))
    reading = parse_deck(f"axes: [GH]\nnotes:\n{written}\n{GOOD}", PATH)
    assert "".join(str(finding)[: len(told)] for finding in reading.findings) == told
    assert all(finding.level == "warning" for finding in reading.findings)
    assert reading.deck is not None
    assert [kept.id for kept in reading.deck.notes] == ["x", "good"]


def test_a_finding_is_told_as_place_level_message_and_name() -> None:
    text = "notes:\n  - {id: x, ask: q, zzz: 1}\n  - {id: y, ask: q, answer: r, tags: ''}\n"
    error, warning = findings(text)
    assert error.startswith("d.yaml:2: 'zzz' is not a key of a note; the keys are ")
    assert error.endswith(" [unknown-key]")
    assert warning == "d.yaml:3: warning: 'tags' is empty; fill it or take it out [empty-field]"


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


def test_a_suggested_id_is_made_of_the_note_and_free() -> None:
    note = "  - ask: Which hormone raises the glucose level?\n    answer: glucagon\n"
    taken = "  - id: hormone-raises-glucose-level\n    ask: q\n    answer: r\n"
    assert "such as 'id: hormone-raises-glucose-level'" in findings(f"notes:\n{note}")[0]
    assert "such as 'id: hormone-raises-glucose-level-2'" in findings(f"notes:\n{taken}{note}")[0]
    assert "such as 'id: note-2'" in findings("notes:\n  - ask: 何ですか\n    answer: 何\n")[0]


@pytest.mark.parametrize(
    ("written", "code", "shown"),
    [
        ("\x1b[31mred", "U+001B", "␛[31mred"),
        ('"\\e[31mred"', "U+001B", "␛[31mred"),
        ('"\\u009b31m"', "U+009B", "\ufffd31m"),
        ("a\x85b", "U+0085", "a\ufffdb"),
        ("a\u2028b", "U+2028", "a\ufffdb"),
        ("a\ufeffb", "U+FEFF", "a\ufffdb"),
        ("a\x7fb", "U+007F", "a␡b"),
        ('"a\\r\\nb"', "U+000D", "a␍\nb"),
    ],
)
def test_a_control_character_is_told_and_something_visible_stands_in_for_it(
    written: str, code: str, shown: str
) -> None:
    reading = parse_deck(f"notes:\n  - id: x\n    ask: q\n    answer: {written}\n{GOOD}", PATH)
    assert [(f.line, f.name, f.level) for f in reading.findings] == [(4, "control-character", "error")]
    assert code in reading.findings[0].message
    assert reading.deck is not None
    assert [note.body for note in reading.deck.notes] == [Basic("q", shown), Basic("q", "r")]
    assert [note.line for note in reading.deck.notes] == [2, 5]


def test_a_file_full_of_control_characters_is_told_about_twenty_times_at_most() -> None:
    assert len(findings("notes: []\n" + "# \x01\n" * 1000)) == 21


def test_a_field_of_a_hundred_kilobytes_is_read() -> None:
    text = "word " * 20_000 + "end"
    reading = parse_deck(f"notes:\n  - id: x\n    ask: {text}\n    answer: r\n", PATH)
    assert reading.findings == ()
    assert reading.deck is not None
    assert reading.deck.notes[0].body == Basic(text, "r")


def test_a_citation_as_one_text_names_the_section() -> None:
    reading = parse_deck("notes:\n  - {id: a, ask: q, answer: r, cite: The section}\n", PATH)
    assert reading.deck is not None
    assert reading.deck.notes[0].cite == Citation("The section")


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
