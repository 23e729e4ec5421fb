"""The search for cycles is off during large work, and afterwards as it was before."""

from __future__ import annotations

import gc

import pytest

from quizzer.garbage import no_search_for_cycles


def _fail() -> None:
    with no_search_for_cycles():
        assert not gc.isenabled()
        raise ValueError("failed")


def test_the_search_is_off_during_the_work_and_as_before_after_it_also_when_it_fails() -> None:
    with pytest.raises(ValueError, match="failed"):
        _fail()
    assert gc.isenabled()
    gc.disable()
    try:
        with no_search_for_cycles():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
