"""A new device begins with one file where there is much, and ends as if it had read all the others."""

from __future__ import annotations

import pytest

from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.store.records.parameters import activate
from quizzer.study.sync import place
from quizzer.study.sync.beside import opened_beside
from quizzer.study.sync.files import bases
from quizzer.study.sync.look import find_nothing
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.sync import sync
from quizzer.sync import segment
from tests.probe import count_rows
from tests.study.sync.homes import DAY, Homes


@pytest.fixture
def many(homes: Homes, monkeypatch: pytest.MonkeyPatch) -> Homes:
    """Two homes with more answers than it takes for a base."""
    monkeypatch.setattr(bases, "FEWEST", 4)
    homes.join("laptop", "desktop")
    homes.answer("laptop", 3)
    homes.sync("laptop")
    assert homes.files("base/") == []
    homes.answer("desktop", 3)
    homes.sync("desktop", whole=False)
    assert homes.files("base/") == [], "the app makes none"
    return homes


def test_a_base_is_made_when_enough_is_in_none(many: Homes) -> None:
    assert find_nothing(many["desktop"]) is None
    many.sync("desktop")
    (first,) = many.files("base/")
    assert ".00000006." in first, "its number says how many rows it has"
    assert find_nothing(many["desktop"]) is not None
    many.clocks["desktop"].at += DAY
    many.answer("desktop", 3)
    many.sync("desktop")
    assert many.files("base/") == [first]
    many.answer("desktop", 1)
    many.sync("desktop")
    (second,) = many.files("base/")
    assert ".00000010." in second, "the device's earlier one is gone"


def test_a_new_device_begins_with_it(many: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    many.sync("desktop")
    many.answer("desktop", 1)
    many.sync("desktop")
    covered = [many.folder / name for name in many.files("log/")]
    kept = {file: file.read_bytes() for file in covered}
    newest = max(covered, key=lambda file: file.stat().st_mtime_ns)
    for file in covered:
        if file != newest:
            file.write_bytes(b"not to be read")
    many.join("phone")
    assert count_rows(many["phone"], "log") == 7
    many.settle("laptop", "desktop", "phone")
    for file, data in kept.items():
        file.write_bytes(data)
    many.settle("laptop", "phone")
    many.require_same("laptop", "desktop", "phone")


def test_a_damaged_base_is_passed_over(many: Homes) -> None:
    many.sync("desktop")
    (base,) = many.files("base/")
    for data in (b"", (many.folder / base).read_bytes()[:-1]):
        (many.folder / base).write_bytes(data)
        many.join(f"phone {len(data)}")
        many.require_same("desktop", f"phone {len(data)}")


def test_who_has_answers_takes_no_base(many: Homes) -> None:
    many.sync("desktop")
    many.answer("phone", 2)
    many.join("phone")
    assert sync(many["phone"]).is_nothing
    many.settle("laptop", "desktop", "phone")
    many.require_same("laptop", "desktop", "phone")
    assert count_rows(many["phone"], "log") == 8


def test_parameters_that_come_with_it_count_at_once_beside_an_open_collection(many: Homes) -> None:
    laptop = many["laptop"]
    with laptop.changing_parameters():
        slower = tuple(weight * 1.2 if place == 2 else weight for place, weight in enumerate(FSRS_6_DEFAULTS))
        activate(laptop.connection, at=1, axis=None, weights=slower, reviews=400, evaluation={})
    many.sync("laptop")
    assert many.files("base/")
    phone = many["phone"]
    set_up(phone, str(many.folder))
    with opened_beside(phone) as beside:
        assert sync(beside, whole=False).parameters
    assert phone.scheduler.parameters_fingerprint() == laptop.scheduler.parameters_fingerprint()
    many.answer("phone", 1)
    many.settle("laptop", "phone")
    many.require_same("laptop", "phone")


def test_what_this_version_did_not_understand_is_in_no_base(many: Homes, monkeypatch: pytest.MonkeyPatch) -> None:
    many.answer("laptop", 1)
    with monkeypatch.context() as newer:
        newer.setattr(segment, "FORMAT_VERSION", 2)
        many.sync("laptop", whole=False)
    assert many.sync("desktop").newer == ("laptop",)
    assert many.files("base/")
    with monkeypatch.context() as newer:
        for module in (segment, place):
            newer.setattr(module, "FORMAT_VERSION", 2)
        many.join("phone")
        many.sync("desktop")
    many.require_same("laptop", "desktop", "phone")
