"""A setting that is changed while the program runs counts at once."""

from __future__ import annotations

import pytest

from quizzer.errors import WrongUse
from quizzer.study.collection.collection import Collection
from quizzer.study.settings.change import change_setting, take_back_setting


def test_it_counts_at_once_and_no_longer_when_it_is_taken_back(collection: Collection) -> None:
    before, day = collection.scheduler.of("SML").settings.desired_retention, collection.moment().day
    first = change_setting(collection, "retention", "SML", 0.95)
    second = change_setting(collection, "scheduling", "rollover_hour", 12)
    assert collection.scheduler.settings.retention_of("SML") == 0.95
    assert collection.moment().day == day - 1, "it is ten o'clock"
    take_back_setting(collection, second)
    take_back_setting(collection, first)
    assert collection.scheduler.settings.retention_of("SML") == before
    assert collection.moment().day == day
    assert not collection.paths.config.exists()


def test_beside_a_wrong_value_nothing_is_written(collection: Collection) -> None:
    text = "[scheduling]\nnew_per_day = -3\n"
    collection.paths.config.write_text(text)
    with pytest.raises(WrongUse, match=r"config\.toml:2: scheduling\.new_per_day is -3"):
        change_setting(collection, "review", "typed", value=False)
    assert collection.paths.config.read_text() == text
    change_setting(collection, "scheduling", "new_per_day", 5)
    assert collection.settings.scheduling.new_per_day == 5
