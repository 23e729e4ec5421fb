"""An archive that was changed by hand, broken off or made up lets nothing unsound in."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.exchange import Entry, Incoming, Outgoing
from quizzer.core.log import LogKind
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Note, Retirement
from quizzer.errors import Problem
from quizzer.formats.archive.read import MOST_SETTINGS, read_archive
from tests.conftest import START
from tests.formats.archive.test_write import records, small, write
from tests.formats.given import left_out, notes_of, outgoing, quiet, read


def lines_of(path: Path) -> list[str]:
    return path.read_text("utf-8").split("\n")


def changed(path: Path, old: str, new: str) -> Incoming:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read(read_archive, path)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"ask": "Which gland', '"asked": "Which gland', "has no text for “ask”"),
        ('"answer": "pituitary"', '"answer": ["pituitary"]', "has no text for “answer”"),
        ('"answer": "pituitary"', '"answer": "\\u001b[31m"', "has a control character in “answer”"),
        ('"answer": "pituitary"', '"answer": "\\ud800"', "has a control character in “answer”"),
        ('"kind": "basic"', '"kind": "essay"', "is a note of no known kind: 'essay'"),
        ('"accept": ["pituitary gland"]', '"accept": "p"', "has no list for “accept”"),
        ('"tags": ["gland"]', '"tags": [3]', "has no text for “tags”"),
        ('"axis": "SML"', '"axis": " "', "has no text for “axis”"),
    ],
)
def test_a_note_that_cannot_be_one_is_left_out_with_its_line(tmp_path: Path, old: str, new: str, why: str) -> None:
    path = small(tmp_path)
    line = next(number for number, text in enumerate(lines_of(path), 1) if '"id": "gland"' in text)
    incoming = changed(path, old, new)
    assert left_out(incoming) == [(f"gland (line {line})", why)]
    assert len(notes_of(incoming)) == 6


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"value": 3', '"value": 5', "is a log row whose “value” is no whole number from 1 to 4"),
        ('"value": 3', '"value": true', "is a log row whose “value” is no whole number from 1 to 4"),
        ('"kind": "answer"', '"kind": "guess"', "is a log row of no known kind: 'guess'"),
        ('"day": 20513', '"day": 1e3', "is a log row whose “day” is no whole number from -2932532 to 2932532"),
        ('"at": 17723592', '"at": -17723592', "is a log row whose “at” is no whole number from 0 to 253370764800000"),
        ('"state": "learning"', '"state": "asleep"', "is a log row whose “state” is no state"),
    ],
)  # fmt: skip
def test_a_log_row_that_cannot_be_one_is_left_out_with_its_line(tmp_path: Path, old: str, new: str, why: str) -> None:
    good = Entry("gland", START + 1, 20_513, LogKind.ANSWER, 3)
    path = small(tmp_path, [Entry("gland", START, 20_513, LogKind.ANSWER, 3, 0, 1, 0, -60), good])
    line = next(number for number, text in enumerate(lines_of(path), 1) if '"type": "log"' in text)
    incoming = changed(path, old, new)
    assert left_out(incoming) == [(f"line {line}", why)]
    assert incoming.entries == [good]


def test_a_note_that_is_there_twice_is_taken_once(tmp_path: Path) -> None:
    path = small(tmp_path)
    incoming = changed(path, '"id": "acronym"', '"id": "gland"')
    assert [why for _, why in left_out(incoming)] == ["is in the file twice"]


HEADER = '{"format": "quizzer archive", "version": 2}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{}", "this is no archive of quizzer’s"),
        ("[1, 2]", "this is no archive of quizzer’s"),
        ('{"format": "anki"}', "this is no archive of quizzer’s"),
        ('{"format": "quizzer archive", "version": 1}', "this is no archive of quizzer’s"),
        ('{"format": "quizzer archive", "version": 3}', r"written by a newer quizzer \(version 3\)"),
        (f'{HEADER}\n\n{{"type": "note", "id" "x"}}\n', r":3: .*expecting ':' delimiter"),
        (f'{HEADER}\n{{"type": "end"}}\n{{"type": "end"}}', ":3: .*something stands behind the end"),
        ('{"format": "quizzer archive", "version": NaN}', ":1: .*NaN is no JSON"),
        (f"{HEADER}\n", ":1: the file ends too early, after 1 line;"),
        (f'{HEADER}\n{{"type": "log", "ca', ":2: the file ends too early, after 1 line;"),
        (f'{HEADER}\n{{"type": "x"}}\n{{"type": "log", "ca', ":3: the file ends too early, after 2 lines;"),
        ("  \n", "the file is empty"),
    ],
)
def test_what_is_no_archive_is_a_sentence(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "all.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Problem, match=told):
        read(read_archive, path)


def test_what_is_no_text_is_a_sentence_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_bytes(HEADER.encode() + b'\n{"type": "note", "id": "\xff"}\n')
    with pytest.raises(Problem, match=r":2: .*byte 25 of the line is no UTF-8 text"):
        read(read_archive, path)


@pytest.mark.parametrize(
    ("piece", "count", "told"),
    [("9", 5_000, ":2: .*limit"), ("[", 200_000, ":2: .*nested too deep"), ('{"a":', 200_000, ":2: .*nested too deep")],
)
@pytest.mark.parametrize("kind", ["note", "log", "x"])
def test_numbers_and_nesting_without_end_are_a_sentence(
    tmp_path: Path, kind: str, piece: str, count: int, told: str
) -> None:
    path = tmp_path / "all.json"
    path.write_text(f'{HEADER}\n{{"type": "{kind}", "id": {piece * count}', encoding="utf-8")
    with pytest.raises(Problem, match=told):
        read(read_archive, path)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('["note"]', "is not in braces"),
        ('{"id": "a"}', "is of no known type: None"),
        ('{"type": ["note"]}', "is of no known type: ['note']"),
        ('{"type": "card"}', "is of no known type: 'card'"),
        ('{"type": "setting", "name": "theme"}', "is a setting without a name and a text"),
        ('{"type": "setting", "name": "theme", "value": "\\ud800"}', "is a setting without a name and a text"),
        ('{"type": "setting", "name": "%s", "value": ""}' % ("x" * 201), "is a setting that is too long"),
    ],
)
def test_a_line_that_is_nothing_known_is_left_out(tmp_path: Path, line: str, why: str) -> None:
    path = small(tmp_path)
    incoming = changed(path, '{"type": "end"}', f'{line}\n{{"type": "end"}}')
    assert left_out(incoming) == [("line 10", why)]
    assert len(notes_of(incoming)) == 7


@pytest.mark.parametrize(
    ("member", "why"),
    [
        ('"synonyms": "GH"', "has no list of lists for “synonyms”"),
        ('"synonyms": ["GH", "IR"]', "has no list for “synonyms”"),
        ('"retired": ["old"]', "has a “retired” that is not in braces"),
        ('"retired": {"old": "new"}', "has no list for “retired”"),
        ('"retired": {"old one": []}', "has under “retired” what is no id of a note"),
        ('"retired": {"old": ["a b"]}', "has under “retired” what is no id of a note"),
    ],
)
def test_the_head_of_a_deck_that_cannot_be_one_is_left_out(tmp_path: Path, member: str, why: str) -> None:
    incoming = changed(small(tmp_path), '"type": "deck",', f'"type": "deck", {member},')
    assert left_out(incoming) == [("line 2", why)]
    assert len(notes_of(incoming)) == 7


def test_of_synonyms_only_what_a_deck_file_can_hold_is_taken(tmp_path: Path) -> None:
    lists = '"synonyms": [["a"], ["b", "c"], ["C", "d"], ["e", "f"]], "retired": {"old": ["old", "new", "new"]}'
    incoming = changed(small(tmp_path), '"type": "deck",', f'"type": "deck", {lists},')
    assert incoming.decks[0].deck.synonyms == (("b", "c"), ("e", "f"))
    assert incoming.decks[0].deck.retired == (Retirement("old", ("new",)),)


def test_settings_beyond_a_sensible_number_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    write(path, [], settings=tuple((f"name {number}", "x") for number in range(MOST_SETTINGS + 2)))
    incoming = read(read_archive, path)
    assert len(incoming.settings) == MOST_SETTINGS
    assert [what for what, _ in left_out(incoming)] == ["line 202", "line 203"]


def test_a_truncated_archive_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    path = small(
        tmp_path,
        [Entry("gland", START, 20_513, LogKind.ANSWER, 3), Entry("gland", START + 1, 20_513, LogKind.ANSWER, 3)],
    )
    whole = path.read_bytes()
    for end in range(len(whole.rstrip())):
        path.write_bytes(whole[:end])
        with pytest.raises(Problem) as caught:
            read(read_archive, path)
        assert str(caught.value).startswith(str(path))


def test_a_line_of_gigantic_length_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text(f'{HEADER}\n{{"type": "note", "id": "{"x" * 25_000_000}"}}\n{{"type": "end"}}\n')
    with pytest.raises(Problem, match=r":2: .*the line is longer than 20 MB"):
        read(read_archive, path)


def test_a_field_too_long_for_a_card_is_left_out(tmp_path: Path) -> None:
    incoming = changed(small(tmp_path), '"answer": "pituitary"', '"answer": "' + "x" * 5_000_000 + '"')
    assert [why for _, why in left_out(incoming)] == ["has a field of 5,000,000 characters; a card can hold 200,000"]


values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6)
    | st.sampled_from(
        ["{{a}}", "{{c1::b}}", "{{::x}}", "{{c0::b}}", "{{", " ", "basic", "cloze", "sort", "\x1b", "no-count"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside."""
    yield at
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*at, key))


@settings(deadline=None, max_examples=75)
@given(data=st.data())
def test_whatever_stands_in_an_archive_nothing_unsound_comes_out(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = small(
        tmp_path_factory.mktemp("changed"), [Entry("gland", START, 20_513, LogKind.ANSWER, 3, 0, 1, 0, -60, 9, START)]
    )
    told = records(path)
    for _ in range(data.draw(st.integers(1, 3))):
        ways = [way for way in places(told) if len(way) > 1]
        way = data.draw(st.sampled_from(ways))
        inside = told
        for key in way[:-1]:
            inside = inside[key]
        inside[way[-1]] = data.draw(values)
    path.write_text("\n".join(map(json.dumps, told)), encoding="utf-8")
    try:
        incoming = read(read_archive, path)
    except Problem:
        return
    for entry in incoming.entries:
        assert all(isinstance(value, int) and abs(value) < 1 << 60 for value in entry[1:10])


def many(count: int) -> Iterator[Outgoing]:
    for number in range(count):
        yield outgoing([Note(f"n{number}", Basic(f"Question {number}?", "answer " * 5), "x")])[0]


def log(count: int, cards: int) -> Iterator[Entry]:
    for number in range(count):
        yield Entry(f"n{number % cards}", START + number, 20_513, LogKind.ANSWER, 3, 2, 2, 0, 12, 4000)


def test_writing_keeps_nothing_in_memory_and_reading_little(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    write(path, many(100), log(10, 10))
    tracemalloc.start()
    try:
        write(path, many(2_000), log(8_000, 2_000))
        written = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        incoming = read_archive(path, None, 4, quiet)  # type: ignore[arg-type]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(incoming.entries) == 8_000
    assert written < 2_000_000
    assert peak < 16_000_000
