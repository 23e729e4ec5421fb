"""Where notes wait for each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.course.prerequisites import find_cycles

names = st.sampled_from("abcdef")


def test_a_cycle_is_named_with_its_way() -> None:
    needs = {"a": ["b"], "b": ["x", "c"], "c": ["d", "a"], "d": []}
    assert list(find_cycles(needs)) == [("a", "b", "c")]
    assert list(find_cycles({"a": ["a"]})) == [("a",)]


@given(st.dictionaries(names, st.lists(names, unique=True)))
def test_without_the_needs_that_close_cycles_notes_can_be_learnt_one_after_the_other(
    needs: dict[str, list[str]],
) -> None:
    for cycle in find_cycles(needs):
        assert all(needed in needs[one] for one, needed in pairwise(cycle))
        needs[cycle[-1]] = [needed for needed in needs[cycle[-1]] if needed != cycle[0]]
    known: set[str] = set()
    while ready := [one for one in needs if one not in known and all(n in known or n not in needs for n in needs[one])]:
        known.update(ready)
    assert known == set(needs)
