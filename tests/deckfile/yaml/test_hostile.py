"""Whatever the text or the bytes, reading gives a Reading: no exception, no endless loop, no dead process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import DeckReading, parse_deck, read_deck
from quizzer.deckfile.yaml.characters import REFUSED

PATH = Path("d.yaml")

# Pieces of deck files and of YAML, in any order: far more of these reach the depths of the reader than random text.
# fmt: off
PIECES = [
    "notes:", "deck:", "axis:", "axes:", "levels:", "source:", "id:", "ask:", "answer:", "accept:", "reverse:",
    "cite:", "cloze:", "options:", "items:", "steps:", "groups:", "tags:", "typed:", "section:", "paragraph:",
    "level:", "name:", "silence:", "no-count",
    "\n", "\n", "\n  ", "\n    ", "\n  - ", "\n- ", "\n      - ", " ", "\t", "\r\n", "\r",
    ",", ": ", "- ", "? ", "#", " #", "[", "]", "{", "}", "{{", "}}", "{{a}}", "{{c1::b::hint}}", "&a ", "*a",
    "<<: *a", "!t ", "!!int ", "|", ">", "|-\n", "'", '"', "\\", '"\\e"', '"\\ud800"', '"\\UFFFFFFFF"', "---\n",
    "...\n", "%YAML 1.1\n", "\x00", "\x1b[31m", "\ufeff", "true", "no", "~", "1.10", "x", "insulin", "β",
    "\u202e", "\u2028", "\x85", "🧠", "\ud800", "\U000e0041",
]
# fmt: on


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from strings(part)


def check(reading: DeckReading) -> None:
    """What holds for every reading: a deck or a reason why not, and lines that exist."""
    assert reading.deck is not None or any(finding.level == "error" for finding in reading.findings)
    assert all(finding.line >= 1 and re.match(r"d\.yaml:\d+: \S", str(finding)) for finding in lint([reading]))
    if reading.deck is None:
        return
    for note in reading.deck.notes:
        assert not REFUSED.search("".join(strings(astuple(note))))
        assert note.line >= 1
        assert note.axis in {axis.id for axis in reading.deck.axes}


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(deadline=None, max_examples=133)
def test_pieces_of_decks_in_any_order_never_raise(text: str) -> None:
    check(parse_deck(text, PATH))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(deadline=None, max_examples=100)
def test_a_note_of_any_pieces_never_raises_and_hides_none(text: str) -> None:
    body = text.replace("\n", "\n    ")
    check(parse_deck(f"notes:\n  - id: good\n    ask: q\n    answer: r\n  - id: x\n    {body}\n", PATH))


@given(st.text(st.characters(), max_size=200))
@settings(deadline=None, max_examples=100)
def test_arbitrary_text_never_raises(text: str) -> None:
    check(parse_deck(text, PATH))
    check(parse_deck(f"notes:\n  - id: a\n    ask: {text}\n    answer: b\n", PATH))


@given(data=st.binary(max_size=200))
@settings(deadline=None, max_examples=100)
def test_arbitrary_bytes_never_raise(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "d.yaml"
    path.write_bytes(data)
    reading = read_deck(path)
    assert reading.deck is not None or reading.findings


@example("no-count\rnotes:#")
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(deadline=None, max_examples=50)
def test_without_libyaml_nothing_is_raised_either(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(yaml, "CBaseLoader")
        check(parse_deck(text, PATH))


def test_without_libyaml_the_same_deck_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (
        "notes:\n  - id: a\n    ask: |\n      one\n      two\n    answer: 'b'\n  - id: c\n    cloze: NO is {{1.10}}\n"
    )
    fast = parse_deck(text, PATH)
    monkeypatch.delattr(yaml, "CBaseLoader")
    assert parse_deck(text, PATH) == fast
    assert fast.deck is not None
    assert parse_deck('notes: ["\\UFFFFFFFF"]', PATH).deck is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 100_000,
        "- " * 200_000 + "a",
        "? " * 100_000,
        "notes: " + "[" * 5_000 + "]" * 5_000,
        "notes:\n" + "".join(" " * at + "a:\n" for at in range(2_000)),
        "notes: [" + "a," * 10_000 + "]",
        "a" * 1_000_000,
        "'" + "''" * 300_000,
        "# " * 500_000,
    ],
    ids=lambda text: f"{text[:12]!r}",
)
def test_deep_and_long_files_end_in_a_sentence(text: str) -> None:
    reading = parse_deck(text, PATH)
    assert reading.deck is None or not reading.deck.notes
    assert reading.findings


@pytest.mark.parametrize("cloze", ["{{" + "::" * 90_000, "{{" + " " * 190_000 + "a", "{{a" * 60_000, "{{a}}" * 40_000])
def test_a_cloze_that_would_take_a_pattern_for_ever_is_told_at_once(cloze: str) -> None:
    reading = parse_deck(f"notes:\n  - cloze: '{cloze}'\n", PATH)
    assert [finding.name for finding in reading.findings] in (["braces", "no-id"], ["many-deletions", "no-id"])


def test_laughs_do_not_grow_to_billions() -> None:
    lines = ["a0: &a0 [lol, lol]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    reading = parse_deck("\n".join([*lines, "notes:", "  - {id: x, ask: q, answer: r}", "  - {id: y, ask: *a0}"]), PATH)
    assert reading.deck is not None
    assert [note.id for note in reading.deck.notes] == ["x"]
    assert reading.findings[-1].name == "yaml-mark"


def test_a_text_that_would_call_python_is_text() -> None:
    reading = parse_deck("notes:\n  - id: x\n    ask: q\n    answer: !!python/object/apply:os.abort []\n", PATH)
    assert [(finding.line, finding.name) for finding in reading.findings] == [(4, "yaml-mark")]
