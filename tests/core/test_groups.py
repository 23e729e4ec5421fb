"""Axes, decks and tags as groups of cards, and the keys that they are stored under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.groups import GROUPINGS, PLURALS, Group, Grouping, group_key, keys_of_card, spell_tags, split_key


@given(st.sampled_from(GROUPINGS), st.text(min_size=1))
def test_a_key_is_read_back_as_it_was_written_whatever_is_in_the_name(grouping: Grouping, name: str) -> None:
    read = split_key(group_key(grouping, name))
    assert read == (grouping, name if grouping != "tag" else name.casefold())
    assert group_key(*read) == group_key(grouping, name)


def test_every_grouping_has_a_plural() -> None:
    assert set(PLURALS) == set(GROUPINGS)


@pytest.mark.parametrize(
    ("group", "key"),
    [
        (Group("axis", "HPA", "The HPA axis"), "axis:HPA"),
        (Group("deck", "small", "Small axis"), "deck:Small axis"),
        (Group("tag", "Über", "Über"), "tag:über"),
    ],
)
def test_a_goal_is_stored_under_the_id_of_an_axis_the_name_of_a_deck_and_a_folded_tag(group: Group, key: str) -> None:
    assert group.key == key


def test_a_card_is_in_its_axis_its_deck_and_each_of_its_tags() -> None:
    assert keys_of_card("HPA", "Small", ("Gland", "x")) == ["axis:HPA", "deck:Small", "tag:gland", "tag:x"]


def test_tags_that_differ_in_case_alone_are_one_with_all_its_spellings() -> None:
    found = spell_tags([" Gland b ", " gland ", "", " Über GLAND "])
    assert found == {"b": ("b",), "gland": ("gland", "Gland", "GLAND"), "über": ("Über",)}
    assert list(found) == sorted(found)
