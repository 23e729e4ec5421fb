"""Addresses are shown without passwords, and never with a part of one."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.errors import WrongUse
from quizzer.hub.address import has_password, without_password


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://anna:secret@host/db", "postgresql://anna@host/db"),
        ("postgres://anna:se:cr:et@host:5433/db?sslmode=require", "postgres://anna@host:5433/db?sslmode=require"),
        ("postgresql://anna:se%40cret@[::1]:5433/db", "postgresql://anna@[::1]:5433/db"),
        ("postgresql://host/db?user=anna&password=secret", "postgresql://host/db?user=anna"),
        ("postgresql://host/db?Password=secret", "postgresql://host/db"),
        ("postgresql://host/db?sslpassword=secret&sslmode=verify-full", "postgresql://host/db?sslmode=verify-full"),
        ("postgresql://anna:@/db?host=/run/postgresql", "postgresql://anna@/db?host=/run/postgresql"),
    ],
)
def test_a_password_is_left_out_and_nothing_else(address: str, shown: str) -> None:
    assert without_password(address) == shown
    assert has_password(address)
    assert without_password(shown) == shown
    assert not has_password(shown)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://anna:se@cret@host/db",  # the host would be “cret@host”
        "postgresql://anna:se/cret@host/db",  # the port would be “se”
        "postgresql://anna:se?cret@host/db",
        "postgresql://anna:secret@host/db?application_name=se@cret",
        "postgresql://anna:secret@host/db\nx",
        "mysql://anna:secret@host/db",
    ],
)
def test_an_address_whose_password_may_be_in_the_wrong_place_is_refused_and_not_shown(address: str) -> None:
    with pytest.raises(WrongUse, match="%40") as refused:
        without_password(address)
    assert "cret" not in str(refused.value)


@given(st.text("sé%40@:/?#&= ", min_size=8, max_size=20), st.booleans())
def test_no_part_of_any_password_is_shown(password: str, is_quoted: bool) -> None:
    address = f"postgresql://anna:{quote(password, safe='') if is_quoted else password}@example.org/school"
    try:
        shown = without_password(address)
    except WrongUse as refused:
        shown = str(refused)
        assert not is_quoted
    assert shown == "postgresql://anna@example.org/school" or shown.startswith("The address of the server cannot")
