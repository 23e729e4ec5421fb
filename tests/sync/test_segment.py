"""A file of the log: read as it was written, small, and never trusted."""

from __future__ import annotations

import json
from random import Random
from unittest.mock import patch

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.log import LogKind
from quizzer.sync import segment as segments
from quizzer.sync.columns import MOST_ROWS
from quizzer.sync.frame import DamagedFile, NewerFile
from quizzer.sync.segment import (
    QuizAnswer,
    QuizResult,
    Register,
    Row,
    Segment,
    decode,
    encode,
    join,
)

START = 1_790_000_000_000
DEVICE, OTHER = "0123456789abcdef0123", "fedcba98765432100000"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
instants = st.integers(-(10**12), 10**14)
days = st.integers(-10_000, 2_000_000)
took = st.integers(-(2**40), 2**53)
kinds_and_values = st.one_of(
    st.tuples(st.just(0), st.integers(1, 4)),
    st.tuples(st.just(3), st.integers(-2, 30_000)),
    st.tuples(st.integers(7, 99), st.integers(-(2**53), 2**53)),
)
rows = st.builds(
    lambda card, at, device, day, kind, *rest: (card, at, device, day, *kind, *rest),
    *(texts, instants, texts, days, kinds_and_values, st.integers(0, 3), st.integers(0, 3), st.integers(0, 9)),
    *(st.integers(-9_999, 40_000), took, st.none() | instants),
)
quizzes = st.builds(
    QuizResult,
    *(instants, texts, days, took, texts),
    st.lists(st.builds(QuizAnswer, st.integers(0, 99), texts, st.integers(0, 100), took), max_size=3).map(tuple),
)
everything = st.builds(
    Segment,
    st.lists(rows, max_size=6, unique_by=lambda row: row[:3]),
    st.lists(st.tuples(texts, instants), max_size=3),
    st.lists(st.builds(Register, texts, st.none() | texts, instants, texts), max_size=3),
    st.lists(quizzes, max_size=3),
    st.just(True),
)


def in_any_order(segment: Segment) -> list[object]:
    """What a segment says, in an order of its own."""
    return [sorted(map(repr, part)) for part in segment[:4]] + [segment.complete]


def answers(count: int, seed: int = 1) -> list[Row]:
    """A log as a learner leaves one: sessions, three devices, mostly reviews."""
    chance = Random(seed)
    devices = [f"{chance.getrandbits(80):020x}" for _ in range(3)]
    found: list[Row] = []
    at = START
    for number in range(count):
        at += chance.randrange(3_000, 20_000) if number % 137 else 40_000_000
        card, rating = f"n{chance.randrange(1 + count // 10)}", chance.choice((1, 3, 3, 3, 4))
        undone = at + 5_000 if chance.random() < 0.01 else None
        row = (card, at, devices[number // 137 % 3], at // 86_400_000, 0, rating, 2, 2, 0)
        found.append((*row, int(chance.lognormvariate(3, 1)), int(chance.lognormvariate(9, 0.6)), undone))
    return found


def wrapped(heads: object, content: bytes = b"", version: int = 1) -> bytes:
    """A file with any header."""
    header = json.dumps(heads).encode()
    frame = zstandard.ZstdCompressor(write_checksum=True).compress(len(header).to_bytes(4, "little") + header + content)
    return b"qzlog\0" + version.to_bytes(2, "little") + frame


@settings(max_examples=60)
@given(everything)
def test_a_file_is_read_as_it_was_written(segment: Segment) -> None:
    data = encode(segment)
    assert in_any_order(decode(data)) == in_any_order(segment)
    turned = Segment(segment.rows[::-1], segment.forgotten[::-1], segment.registers[::-1], segment.quizzes[::-1])
    assert encode(turned) == data


def test_a_file_of_nothing() -> None:
    assert decode(encode(Segment())) == Segment([], [], [], [])


def test_an_answer_takes_few_bytes() -> None:
    log = answers(5_000)
    data = encode(Segment(log))
    assert decode(data).rows == log
    assert len(data) / len(log) <= 8
    assert len(encode(Segment(log[:20]))) <= 1_000


def test_a_file_ends_no_later_and_no_earlier_than_it_says() -> None:
    data = encode(Segment(answers(30)))
    for cut in range(len(data)):
        with pytest.raises(DamagedFile):
            decode(data[:cut])
    with pytest.raises(DamagedFile):
        decode(data + b"\0")


def test_a_bit_that_fell_over_is_seen() -> None:
    data = encode(Segment(answers(30)))
    for place in range(8, len(data)):
        with pytest.raises(DamagedFile):
            decode(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def test_a_newer_version_is_told_from_damage() -> None:
    with pytest.raises(NewerFile) as caught:
        decode(wrapped([], version=7))
    assert caught.value.version == 7
    with pytest.raises(DamagedFile):
        decode(wrapped([], version=0))


def test_what_a_later_version_adds_is_passed_over_and_noted() -> None:
    data = segments._unwrap(encode(Segment(answers(3), [("card", START)])))
    size = int.from_bytes(data[:4], "little")
    heads = json.loads(data[4 : 4 + size])
    heads[0]["columns"].append({"name": "mood", "size": 5, "form": "of its own"})
    heads.append({"name": "letters", "rows": 2, "columns": [{"name": "text", "size": 3}]})
    rows_end = 4 + size + sum(column["size"] for column in heads[0]["columns"][:-1])
    found = decode(wrapped(heads, data[4 + size : rows_end] + b"happy" + data[rows_end:] + b"abc"))
    assert found == Segment(answers(3), [("card", START)], [], [], complete=False)


def head_of(*columns: dict[str, object], rows: object = 1, name: str = "forgotten") -> list[dict[str, object]]:
    """The header of a file with one table."""
    return [{"name": name, "rows": rows, "columns": list(columns)}]


CARD: dict[str, object] = {
    "name": "card",
    "size": 1,
    "texts": 1,
    "lengths": [0, 0, 1],
    "bytes": 1,
    "code": [0, 0, 0],
}
AT: dict[str, object] = {"name": "at", "size": 0, "code": [0, 0, START]}


def test_the_least_file_that_the_next_test_spoils_is_sound() -> None:
    assert decode(wrapped(head_of(CARD, AT), b"c")).forgotten == [("c", START)]


@pytest.mark.parametrize(
    "heads",
    [
        {},
        None,
        [7],
        [{}] * 101,
        head_of(CARD),
        head_of(CARD, AT, AT),
        head_of(CARD, AT) * 2,
        head_of(CARD, AT, rows=-1),
        head_of(CARD, AT, rows=2.0),
        head_of(CARD, AT, rows=True),
        head_of(CARD, AT, rows=MOST_ROWS + 1),
        head_of({**CARD, "size": 2}, AT),
        head_of({**CARD, "size": -1}, AT),
        head_of({**CARD, "texts": 2}, AT),
        head_of({**CARD, "lengths": [0, 0, 2]}, AT),
        head_of({**CARD, "lengths": [0, 0, -1]}, AT),
        head_of({**CARD, "lengths": [3, 0, 1]}, AT),
        head_of({**CARD, "lengths": [0, 2, 1]}, AT),
        head_of({**CARD, "bytes": 1 << 60}, AT),
        head_of({**CARD, "code": [0, 0, 1]}, AT),
        head_of({**CARD, "code": [0, 0, -1]}, AT),
        head_of({**CARD, "code": [0, 0]}, AT),
        head_of({**CARD, "code": [1, 0, 0]}, AT),
        head_of(CARD, {**AT, "code": [0, 0, 1 << 52]}),
        head_of(CARD, {**AT, "code": [0, 0, "0"]}),
        head_of(CARD, {**AT, "code": None}),
    ],
)
def test_a_header_that_promises_what_is_not_there_is_damage(heads: object) -> None:
    with pytest.raises(DamagedFile):
        decode(wrapped(heads, b"c"))


def test_a_table_comes_once_and_nothing_after_the_last() -> None:
    for heads in (head_of(CARD, AT), head_of(CARD, AT) * 2):
        with pytest.raises(DamagedFile):
            decode(wrapped(heads, b"cc"))


def test_a_text_that_is_none_is_damage() -> None:
    with pytest.raises(DamagedFile):
        decode(wrapped(head_of(CARD, AT), b"\xff"))


def test_an_answer_has_a_rating_that_there_is() -> None:
    row: Row = ("card", START, DEVICE, 20_000, LogKind.ANSWER, 5, 0, 1, 0, 60, 0, None)
    with pytest.raises(DamagedFile):
        decode(encode(Segment([row])))
    unknown: Row = (*row[:4], 77, *row[5:])
    assert decode(encode(Segment([unknown]))).rows == [unknown]


def test_what_would_be_too_large_is_not_unpacked() -> None:
    frame = zstandard.ZstdCompressor().compress(bytes(300_000_000))
    with pytest.raises(DamagedFile, match="too large"):
        decode(b"qzlog\0\1\0" + frame)
    endless = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(1_000))
    with pytest.raises(DamagedFile, match="too large"):
        decode(b"qzlog\0\1\0" + endless)


def test_more_rows_than_are_read_are_not_written() -> None:
    with pytest.raises(ValueError, match="at most"):
        encode(Segment(forgotten=[("card", START)] * (MOST_ROWS + 1)))


def test_a_file_has_no_more_rows_than_its_size_allows_and_what_is_denser_is_filled_up() -> None:
    marks: list[Row] = [
        (f"card {card}", START + again, DEVICE, 20_000, int(LogKind.SUSPEND), 0, 2, 2, 0, 0, 0, None)
        for again in range(200)
        for card in range(200)
    ]
    data = encode(Segment(marks))
    assert len(data) >= 20_000 / 16
    assert in_any_order(decode(data)) == in_any_order(Segment(marks))
    with patch.object(segments, "_TO_A_BYTE", 1_000_000):
        dense = encode(Segment(marks))
    assert len(dense) < len(data)
    with pytest.raises(DamagedFile, match="more rows than fit"):
        decode(dense)
    with patch.object(segments, "unpack_table") as unpack, pytest.raises(DamagedFile, match="more rows than fit"):
        decode(wrapped([{"name": name, "rows": MOST_ROWS // 2, "columns": []} for name in ("rows", "more", "others")]))
    assert not unpack.called


@settings(max_examples=150)
@given(st.data())
def test_any_bytes_are_damage_or_a_segment(data: st.DataObject) -> None:
    header = st.recursive(
        st.none() | st.integers() | st.text(max_size=3) | st.sampled_from(["rows", "card", "at", "forgotten"]),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.sampled_from(["name", "rows", "columns", "size", "code", "texts", "bytes"]), inner)
        ),
        max_leaves=12,
    )
    raw = data.draw(
        st.binary(max_size=60)
        | st.binary(max_size=60).map(lambda tail: b"qzlog\0\1\0" + tail)
        | st.builds(wrapped, header, st.binary(max_size=30), st.integers(0, 2))
        | st.builds(wrapped, spoilt_heads(), st.binary(max_size=12))
    )
    try:
        found = decode(raw)
    except (DamagedFile, NewerFile):
        return
    assert isinstance(found, Segment)


@st.composite
def spoilt_heads(draw: st.DrawFn) -> object:
    """The header of a sound file with one of its values replaced."""
    heads = json.loads(json.dumps(head_of(CARD, AT)))
    column = draw(st.sampled_from(heads[0]["columns"]))
    column[draw(st.sampled_from(sorted(column)))] = draw(
        st.none() | st.integers(-9, 9) | st.lists(st.integers(-9, 9), max_size=3) | st.text(max_size=2)
    )
    return heads


def test_a_union_keeps_the_earliest_undo_the_latest_mark_and_the_newest_value() -> None:
    row: Row = ("card", START, DEVICE, 20_000, 0, 3, 0, 1, 0, 60, 0, None)
    sooner: Row = (*row[:-1], START + 1)
    later: Row = (*row[:-1], START + 2)
    quiz = QuizResult(START, DEVICE, 20_000, 9, "{}", ())
    parts = [
        Segment([row], [("card", 1)], [Register("goal:a", "1", START, DEVICE)], [quiz]),
        Segment([later], [("card", 3)], [Register("goal:a", None, START, OTHER)], [quiz]),
        Segment([sooner], [("card", 2)], [Register("goal:b", "2", START, DEVICE)]),
    ]
    found = join(parts)
    assert found.rows == [sooner]
    assert found.forgotten == [("card", 3)]
    assert found.registers == [Register("goal:b", "2", START, DEVICE), Register("goal:a", None, START, OTHER)]
    assert found.quizzes == [quiz]
    assert join(reversed(parts)) == found == join([found, *parts])


def test_a_union_is_complete_where_all_of_it_is() -> None:
    assert join([]).complete
    assert not join([Segment(), Segment(complete=False)]).complete
