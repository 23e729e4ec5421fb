"""The address of AnkiConnect as people write it."""

from __future__ import annotations

import pytest

from quizzer.anki.connect.address import DEFAULT, Address, read_address
from quizzer.errors import WrongUse


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (DEFAULT, ("127.0.0.1", 8765)),
        ("http://localhost:8766/", ("localhost", 8766)),
        ("8766", ("127.0.0.1", 8766)),
        (":8766", ("127.0.0.1", 8766)),
        ("localhost", ("localhost", 8765)),
        ("[::1]:8765", ("::1", 8765)),
    ],
)
def test_what_is_left_out_is_the_default(written: str, meant: tuple[str, int]) -> None:
    assert read_address(written) == Address(*meant)
    assert read_address(str(read_address(written))) == meant


@pytest.mark.parametrize(
    "written", ["", " ", "a b", "https://localhost:8765", "localhost:0", "localhost:99999", "a/b", "u:p@h:1", "::1"]
)
def test_what_is_no_address_is_wrong_use(written: str) -> None:
    with pytest.raises(WrongUse, match="write host and port, as in 127"):
        read_address(written)
