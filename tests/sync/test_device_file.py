"""What devices say of themselves: read as it was written, and never believed too far."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.sync.device_file import DeviceFile, read_device_file, write_device_file
from quizzer.sync.names import LogName

DEVICE, OTHER = "0123456789abcdef0123", "fedcba98765432100000"
TAKEN = LogName(OTHER, 1, 16, "89abcdef01234567").text
FILE = DeviceFile(DEVICE, "the laptop", "0.1.0", 1_790_000_000_000, frozenset({TAKEN}))


def test_it_is_read_as_it_was_written() -> None:
    assert read_device_file(write_device_file(FILE)) == FILE


def test_the_same_values_are_the_same_bytes() -> None:
    assert write_device_file(FILE) == write_device_file(FILE)


def test_names_are_safe_to_print_and_short() -> None:
    data = json.dumps({"device": DEVICE, "name": "\x1b[2Jlap\ntop" + "p" * 1_000, "taken": [TAKEN, "../x", 7, None]})
    found = read_device_file(data.encode())
    assert found is not None
    assert found.name.isprintable()
    assert len(found.name) <= 60
    assert found.taken == {TAKEN}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"[" * 100_000,
        b'{"device": 7}',
        b'{"device": "anki"}',
        b"\xff\xfe",
        b"1" * 5_000,
    ],
)
def test_what_says_nothing_is_none(data: bytes) -> None:
    assert read_device_file(data) is None


def test_a_later_version_may_say_more_and_an_odd_value_is_left_out() -> None:
    data = json.dumps({"device": DEVICE, "name": 7, "synced": -1, "taken": {}, "colour": "blue"})
    assert read_device_file(data.encode()) == DeviceFile(DEVICE, "", "", 0)
    assert read_device_file(data.replace("-1", "1e400").encode()) == DeviceFile(DEVICE, "", "", 0)


@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_file_or_none(data: bytes) -> None:
    read_device_file(data)
