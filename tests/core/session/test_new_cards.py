"""Which new cards may come on one day together."""

from __future__ import annotations

import pytest

from quizzer.core.session.new_cards import NewCardPicker, set_tags

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize("bury", [True, False])
def test_siblings_are_new_on_one_day_only_where_they_are_not_buried(bury: bool) -> None:
    picker = NewCardPicker(bury=bury, axis_left={})
    assert picker.take(1, 10, 1, NONE)
    assert picker.take(2, 10, 1, NONE) is not bury
    assert not picker.take(1, 10, 1, NONE), "a card comes once"


def test_notes_of_one_set_wait_for_each_other_and_for_what_was_new_before() -> None:
    picker = NewCardPicker(bury=False, axis_left={}, sets=["set:old"])
    assert not picker.take(1, 10, 1, set_tags("a Set:OLD"))
    assert picker.take(2, 11, 1, set_tags("set:cells set:blood"))
    assert not picker.take(3, 12, 1, set_tags("set:blood"))
    assert picker.take(4, 11, 1, set_tags("set:cells set:blood")), "a card of the same note is no other note"


def test_an_axis_with_a_limit_of_its_own_is_kept_to_it() -> None:
    picker = NewCardPicker(bury=True, axis_left={1: 1, 2: 0})
    assert picker.take(1, 10, 1, NONE)
    assert not picker.take(2, 11, 1, NONE)
    assert not picker.take(3, 12, 2, NONE)
    assert picker.take(4, 13, 3, NONE)
    assert picker.cards == {1, 4}
