"""How sync stands: the devices, what is to be sent, and who is gone; leaving, and moving on."""

from __future__ import annotations

import shutil

import pytest

from quizzer.core.schedule.settings import FSRS_6_DEFAULTS
from quizzer.errors import WrongUse
from quizzer.store.records.parameters import activate
from quizzer.study.collection.collection import Collection
from quizzer.study.sync.beside import opened_beside
from quizzer.study.sync.leave import Left, forget_device, leave
from quizzer.study.sync.place import NotSetUp
from quizzer.study.sync.status import load_standing, load_status
from quizzer.study.sync.sync import pull, push, sync
from tests.probe import count_rows
from tests.study.sync.homes import HOUR, MINUTE, Homes


def test_devices_are_listed_with_what_they_lack(homes: Homes) -> None:
    homes.join("laptop", "desktop", "phone")
    homes.clocks["laptop"].at += HOUR
    homes.answer("laptop", 3)
    homes.sync("laptop")
    homes.answer("laptop", 1)
    status = load_status(homes["laptop"])
    assert (status.standing.name, status.standing.to_send, status.problem) == ("laptop", 1, "")
    assert status.standing.synced == homes.clocks["laptop"].at - MINUTE
    here, *others = status.devices
    assert (here.name, here.is_here, here.behind) == ("laptop", True, 0)
    assert [(line.name, line.behind, line.is_here) for line in others] == [("desktop", 1, False), ("phone", 1, False)]
    assert load_status(homes["phone"]).devices[0].behind == 1
    homes.sync("phone")
    assert [(line.name, line.behind) for line in load_status(homes["laptop"]).devices[1:]] == [
        ("phone", 0),
        ("desktop", 1),
    ]


def test_what_is_noted_is_known_without_the_place(homes: Homes) -> None:
    homes.join("laptop")
    homes.answer("laptop", 2)
    shutil.rmtree(homes.folder)
    status = load_status(homes["laptop"])
    assert status.standing == load_standing(homes["laptop"])
    assert status.standing.to_send == 2
    assert "is the drive mounted" in status.problem
    assert status.devices == ()


def test_without_sync_there_is_no_standing(collection: Collection) -> None:
    assert load_standing(collection) is None
    with pytest.raises(NotSetUp):
        load_status(collection)
    with pytest.raises(NotSetUp):
        leave(collection, lambda _: None)


def test_of_two_devices_with_one_name_each_has_the_beginning_of_its_id(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    sync(homes["desktop"], name="mine")
    homes.join("phone")
    sync(homes["phone"], name="mine")
    names = [line.name for line in load_status(homes["laptop"]).devices[1:]]
    ids = [line.device for line in load_status(homes["laptop"]).devices[1:]]
    assert names == [f"mine ({device[:4]})" for device in ids]
    with pytest.raises(WrongUse, match="several devices are called “mine”"):
        forget_device(homes["laptop"], "mine")
    assert forget_device(homes["laptop"], ids[0][:6]) == names[0]
    assert forget_device(homes["laptop"], "mine") == "mine"


def test_a_forgotten_device_is_off_the_list_until_it_comes_back(homes: Homes) -> None:
    homes.join("laptop", "phone")
    homes.answer("phone", 2)
    homes.settle("phone", "laptop")
    for wanted in ("tablet", "", homes["laptop"].get("device") or ""):
        with pytest.raises(WrongUse, match=r"phone|at"):
            forget_device(homes["laptop"], wanted)
    assert forget_device(homes["laptop"], "phone") == "phone"
    assert [line.name for line in load_status(homes["laptop"]).devices] == ["laptop"]
    assert count_rows(homes["laptop"], "log") == 2
    homes.answer("phone")
    homes.sync("phone")
    assert [line.name for line in load_status(homes["laptop"]).devices] == ["laptop", "phone"]


def test_who_leaves_has_what_was_there_and_the_others_have_what_was_here(homes: Homes) -> None:
    homes.join("laptop", "phone")
    homes.answer("phone", 2)
    homes.sync("phone")
    homes.answer("laptop", 3)
    left = leave(homes["laptop"], lambda _: None)
    assert (left.outcome.taken, left.outcome.sent, left.unsent, left.problem) == (2, 3, 0, "")
    assert load_standing(homes["laptop"]) is None
    assert len(homes.files("log/")) == 2
    assert [line.name for line in load_status(homes["phone"]).devices] == ["phone"]
    assert homes.sync("phone").taken == 3
    homes.require_same("laptop", "phone")
    homes.join("laptop")
    homes.settle("phone", "laptop")
    homes.require_same("laptop", "phone")


def test_a_place_that_is_gone_is_left_once_it_is_said_what_was_not_sent(homes: Homes) -> None:
    homes.join("laptop")
    homes.answer("laptop", 2)
    shutil.rmtree(homes.folder)
    told: list[tuple[Left, bool]] = []
    left = leave(homes["laptop"], lambda left: told.append((left, load_standing(homes["laptop"]) is not None)))
    assert told == [(left, True)]
    assert (left.unsent, left.has_read, left.name) == (2, False, "laptop")
    assert "is the drive mounted" in left.problem
    assert load_standing(homes["laptop"]) is None
    assert count_rows(homes["laptop"], "log") == 2


def test_nothing_is_exchanged_with_a_place_that_is_another_one_now(homes: Homes) -> None:
    homes.join("laptop")
    homes.answer("laptop", 2)
    homes.folder.rename(homes.root / "moved")
    homes.folder.mkdir()
    homes.join("phone")
    before = homes.files()
    left = leave(homes["laptop"], lambda _: None)
    assert (left.unsent, left.has_read) == (2, False)
    assert homes.files() == before


def test_a_thread_syncs_beside_the_collection_in_use(homes: Homes) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 3)
    homes.sync("laptop")
    homes.answer("desktop", 1)
    with opened_beside(homes["desktop"]) as beside:
        assert pull(beside).taken == 3
        homes.answer("desktop", 1)
        assert push(beside).sent == 2
    homes.settle("laptop", "desktop")
    homes.require_same("laptop", "desktop")


def test_parameters_that_a_sync_beside_brings_count_from_the_next_start_on(homes: Homes) -> None:
    homes.join("laptop", "phone")
    homes.answer("phone", 2)
    laptop, phone = homes["laptop"], homes["phone"]
    with laptop.changing_parameters():
        slower = tuple(weight * 1.2 if place == 2 else weight for place, weight in enumerate(FSRS_6_DEFAULTS))
        activate(laptop.connection, at=1, axis=None, weights=slower, reviews=400, evaluation={})
    homes.sync("laptop")
    before = phone.scheduler
    with opened_beside(phone) as beside:
        assert sync(beside, whole=False).parameters
    assert phone.scheduler is before
    homes.answer("phone", 2)
    homes.close("phone")
    assert homes["phone"].scheduler.parameters_fingerprint() == laptop.scheduler.parameters_fingerprint()
    homes.settle("phone", "laptop")
    homes.require_same("laptop", "phone")
