"""The file FORMAT: one line, of this version, or a sentence."""

from __future__ import annotations

import pytest

from quizzer.errors import Problem
from quizzer.sync.carrier import CarrierProblem, read_format, write_format

COLLECTION = "00112233445566778899"


def test_the_line_is_read_as_it_was_written() -> None:
    assert write_format(COLLECTION) == b"quizzer sync 1 00112233445566778899\n"
    assert read_format(write_format(COLLECTION), "/here") == COLLECTION
    assert read_format(write_format(COLLECTION).replace(b"\n", b"\r\n"), "/here") == COLLECTION


def test_a_newer_version_says_so() -> None:
    with pytest.raises(Problem, match=r"^/here: a newer quizzer"):
        read_format(b"quizzer sync 2 and what comes with it\n", "/here")


@pytest.mark.parametrize("data", [b"MP4\0", b"quizzer sync 1 0011\n", b"quizzer sync 0 00112233445566778899\n"])
def test_what_is_no_such_line_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Problem, match="not quizzer's"):
        read_format(data, "/here")


@pytest.mark.parametrize("size", range(35))
def test_the_beginning_of_the_line_is_waited_for(size: int) -> None:
    with pytest.raises(CarrierProblem, match="not here whole yet"):
        read_format(write_format(COLLECTION)[:size], "/here")
