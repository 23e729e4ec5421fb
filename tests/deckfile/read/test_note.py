"""A note is read with every key it may have; an error leaves out that note alone, and a warning none."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Citation, Note
from quizzer.deckfile.read.deck import parse_deck
from tests.deckfile.given import note_of

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


def test_a_suggested_id_is_made_of_the_note_and_free() -> None:
    note = "  - ask: Which hormone raises the glucose level?\n    answer: glucagon\n"
    taken = "  - id: hormone-raises-glucose-level\n    ask: q\n    answer: r\n"
    assert "such as 'id: hormone-raises-glucose-level'" in findings(f"notes:\n{note}")[0]
    assert "such as 'id: hormone-raises-glucose-level-2'" in findings(f"notes:\n{taken}{note}")[0]
    assert "such as 'id: note-2'" in findings("notes:\n  - ask: 何ですか\n    answer: 何\n")[0]


def test_a_citation_as_one_text_names_the_section() -> None:
    reading = parse_deck("notes:\n  - {id: a, ask: q, answer: r, cite: The section}\n", PATH)
    assert reading.deck is not None
    assert reading.deck.notes[0].cite == Citation("The section")


def test_what_every_kind_may_carry_is_read() -> None:
    note = note_of(
        """
ask: Which?
answer: LH
level: academic
tags: [pituitary, glycoprotein]
note: A remark.
caveat: The article says so.
typed: false
cite: {section: Signals, table: 2, row: HPG Axis, fingerprint: 5f0c, quote: the words}
silence: [no-count, few-steps]
"""
    )
    cite = Citation("Signals", "table 2, row HPG Axis", "5f0c", "the words")
    body = Basic("Which?", "LH")
    tags = ("pituitary", "glycoprotein")
    told = ("A remark.", "The article says so.")
    silence = ("no-count", "few-steps")
    assert note == Note("the-note", body, "HPG", "academic", tags, *told, cite, False, silence=silence)


def test_one_tag_needs_no_list_and_stays_one() -> None:
    assert note_of("ask: a\nanswer: b\ntags: two, words").tags == ("two, words",)


@pytest.mark.parametrize(
    ("cite", "place"),
    [
        ("{section: S}", ""),
        ("{section: S, paragraph: 2}", "paragraph 2"),
        ("{section: S, item: Gonadorelin}", "item Gonadorelin"),
        ("{section: S, row: HPG Axis, table: 2}", "table 2, row HPG Axis"),
        ("{section: S, place: the figure's legend}", "the figure's legend"),
        ("S", ""),
    ],
)
def test_a_citation_tells_its_place_in_words(cite: str, place: str) -> None:
    assert note_of(f"ask: a\nanswer: b\ncite: {cite}").cite == Citation("S", place)
