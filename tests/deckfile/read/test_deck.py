"""What a deck file says is what the deck holds: every kind, every key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic, Body, Choice, Cloze, Listing, Reverse, Sequence, Sort
from quizzer.core.notes.notes import LEVELS, Citation, Deck, Note, Source
from quizzer.deckfile.read.deck import DeckReading, parse_deck, read_deck

PATH = Path("hpg-axis.yaml")


def read(text: str) -> DeckReading:
    return parse_deck(text, PATH)


def deck_of(text: str) -> Deck:
    reading = read(text)
    assert [str(finding) for finding in reading.findings] == []
    assert reading.deck is not None
    return reading.deck


def note_of(lines: str) -> Note:
    body = "".join(f"    {line}\n" for line in lines.strip().splitlines())
    (note,) = deck_of(f"axis: HPG\nnotes:\n  - id: the-note\n{body}").notes
    return note


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("ask: Which?\nanswer: LH", Basic("Which?", "LH")),
        ("ask: Which?\nanswer: LH\naccept: lutropin", Basic("Which?", "LH", ("lutropin",))),
        ("ask: Which?\nanswer: LH\naccept: [lutropin, ICSH]", Basic("Which?", "LH", ("lutropin", "ICSH"))),
        ("ask: Which?\nanswer: LH\nreverse: true", Basic("Which?", "LH", reverse=Reverse("LH", "Which?"))),
        ("ask: Which?\nanswer: LH\nreverse: no", Basic("Which?", "LH")),
        (
            "ask: Which?\nanswer: LH\nreverse: {ask: LH acts on?, answer: Leydig cells, accept: [Leydig]}",
            Basic("Which?", "LH", reverse=Reverse("LH acts on?", "Leydig cells", ("Leydig",))),
        ),
        ("cloze: GnRH is {{pulsatile}}.", Cloze("GnRH is {{pulsatile}}.")),
        ("cloze: It is {{pulsatile}}.\naccept: [in pulses]", Cloze("It is {{pulsatile}}.", (("in pulses",),))),
        ("cloze: It is {{pulsatile}}.\naccept: [[a], ]", Cloze("It is {{pulsatile}}.", (("a",),))),
        (
            'cloze: "{{a::first}} to {{c2::b}}"\naccept: [[], [c, d]]',
            Cloze("{{a::first}} to {{c2::b}}", ((), ("c", "d"))),
        ),
        ("ask: Which?\nanswer: LH\noptions: [TSH, ACTH]", Choice("Which?", ("LH",), ("TSH", "ACTH"))),
        ("ask: Which?\nanswer: [LH, FSH]\noptions: [TSH]", Choice("Which?", ("LH", "FSH"), ("TSH",))),
        ("ask: Name two.\nitems: [LH, FSH]", Listing("Name two.", ("LH", "FSH"))),
        (
            "ask: Name two.\nitems:\n  - LH\n  - FSH\naccept: [[lutropin], []]",
            Listing("Name two.", ("LH", "FSH"), (("lutropin",), ())),
        ),
        ("ask: Order.\nsteps: [GnRH, LH, testosterone]", Sequence("Order.", ("GnRH", "LH", "testosterone"))),
        (
            "ask: Sort.\ngroups:\n  HPG: [LH, FSH]\n  HPT: TSH",
            Sort("Sort.", (("HPG", ("LH", "FSH")), ("HPT", ("TSH",)))),
        ),
    ],
)
def test_a_note_is_of_the_kind_its_keys_say(text: str, body: Body) -> None:
    assert note_of(text).body == body


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


def test_every_scalar_stays_the_text_it_is_written_as() -> None:
    note = note_of("ask: NO\nanswer: 1.10\naccept: [yes, null, 017, ~, 2024-01-02, 1_000]")
    assert note.body == Basic("NO", "1.10", ("yes", "null", "017", "~", "2024-01-02", "1_000"))


def test_a_block_ends_without_a_line_break_and_quoted_text_keeps_its_own() -> None:
    note = note_of('ask: |\n  one\n  two\nanswer: "a\\n"\nnote: >\n  folded\n  words')
    assert note.body == Basic("one\ntwo", "a\n")
    assert note.extra == "folded words"


def test_the_header_names_the_deck_its_axes_levels_and_source() -> None:
    text = """deck: HPG axis
axis: {id: HPG, name: Hypothalamic axis}
axes: [{id: GH, name: Growth hormone}, Brain]
levels: [school, college]
source: {id: article, title: The title, sha256: 00ff}
notes:
  - {id: a, ask: q, answer: r, axis: GH, level: college}
"""
    reading = read(text)
    axes = (Axis("HPG", "Hypothalamic axis"), Axis("GH", "Growth hormone"), Axis("Brain", "Brain"))
    note = Note("a", Basic("q", "r"), "GH", "college")
    assert reading.deck == Deck("HPG axis", axes, (note,), Source("article", "The title", "00ff"))
    assert reading.levels == ("school", "college")
    assert reading.findings == ()


def test_without_a_header_the_file_names_the_deck_and_the_deck_names_the_axis() -> None:
    deck = deck_of("notes:\n- {id: a, ask: q, answer: r}\n")
    assert (deck.name, deck.axes) == ("hpg-axis", (Axis("hpg-axis", "hpg-axis"),))
    assert read("notes:\n- {id: a, ask: q, answer: r}\n").levels == LEVELS
    assert deck_of("deck: My deck\nnotes:\n- {id: a, ask: q, answer: r}\n").axis == Axis("My deck", "My deck")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_lines_are_counted_alike_for_every_line_end(start: str, end: str) -> None:
    text = "# a deck\n\nnotes:\n  - id: first\n    ask: q\n    answer: r\n\n  - id: second\n    ask: q\n    answer: r\n"
    deck = deck_of(start + text.replace("\n", end))
    assert [note.line for note in deck.notes] == [4, 8]
    assert read(start + text.replace("\n", end)).lines["second"] == {"id": 8, "ask": 9, "answer": 10}


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
