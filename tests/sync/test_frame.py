"""The outside of the files that devices exchange."""

from __future__ import annotations

import pytest

from quizzer.sync.frame import DamagedFile, NewerFile, unwrap, wrap

MARK = b"qztest"


def test_what_was_wrapped_is_unwrapped() -> None:
    assert unwrap(wrap(b"content", MARK, 3, 1), MARK, 3, 7) == b"content"


def test_what_is_larger_than_it_may_be_is_not_unpacked() -> None:
    with pytest.raises(DamagedFile, match="too large"):
        unwrap(wrap(b"content", MARK, 1, 1), MARK, 1, 6)


def test_nothing_is_no_content() -> None:
    """SQLite takes an empty database for a lack of memory."""
    with pytest.raises(DamagedFile, match="empty"):
        unwrap(wrap(b"", MARK, 1, 1), MARK, 1, 6)


def test_a_later_version_is_named() -> None:
    with pytest.raises(NewerFile) as caught:
        unwrap(wrap(b"content", MARK, 2, 1), MARK, 1, 7)
    assert caught.value.version == 2


@pytest.mark.parametrize("change", [slice(0, 0), slice(0, 7), slice(1, None), slice(0, -1)])
def test_a_part_of_a_file_is_damaged(change: slice) -> None:
    with pytest.raises(DamagedFile):
        unwrap(wrap(b"content", MARK, 1, 1)[change], MARK, 1, 7)


def test_version_nought_and_what_follows_the_end_are_damage() -> None:
    whole = wrap(b"content", MARK, 1, 1)
    for data in (MARK + b"\0\0" + whole[8:], whole + b"more"):
        with pytest.raises(DamagedFile):
            unwrap(data, MARK, 1, 7)
