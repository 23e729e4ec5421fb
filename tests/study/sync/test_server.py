"""Devices meet at a server that the environment names; its password is stored nowhere."""

from __future__ import annotations

import shlex

import pytest

from quizzer.hub import VARIABLE
from quizzer.study.sync.carriers import label_of
from quizzer.study.sync.leave import leave
from quizzer.study.sync.look import find_nothing
from quizzer.study.sync.preview import preview
from quizzer.study.sync.set_up import set_up
from quizzer.study.sync.status import load_status
from quizzer.study.sync.sync import sync
from quizzer.sync.carrier import CarrierProblem
from tests.postgres import Database
from tests.study.sync.homes import Homes


def test_devices_meet_at_a_server(homes: Homes, postgres: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, postgres.teacher)
    homes.answer("laptop", 3)
    assert preview(homes["laptop"]).sent == 3
    first = sync(homes["laptop"], name="laptop")
    assert (first.is_new, first.sent, first.place) == (True, 3, label_of(postgres.teacher))
    homes.answer("desktop", 2)
    assert sync(homes["desktop"], name="desktop").taken == 3
    homes.settle("laptop", "desktop")
    homes.require_same("laptop", "desktop")
    assert find_nothing(homes["laptop"]) is not None
    assert [line.name for line in load_status(homes["laptop"]).devices] == ["laptop", "desktop"]
    assert leave(homes["desktop"], lambda _: None).problem == ""
    assert [line.name for line in load_status(homes["laptop"]).devices] == ["laptop"]
    password = postgres.teacher.partition("@")[0].rpartition(":")[2].encode()
    homes.close_all()
    assert not any(password in path.read_bytes() for path in homes.root.rglob("*") if path.is_file())


def test_a_server_that_lost_everything_is_not_taken_for_a_drive(
    homes: Homes, postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, postgres.teacher)
    homes.answer("laptop", 2)
    homes.sync("laptop")
    postgres.lose_everything()
    with pytest.raises(CarrierProblem, match="any more: was it erased there") as problem:
        homes.sync("laptop")
    set_up(homes["laptop"], shlex.split(str(problem.value).split("`")[1])[-1])
    assert homes.sync("laptop").sent == 2


def test_a_home_moves_from_a_folder_to_a_server(
    homes: Homes, postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes.join("laptop", "desktop")
    homes.answer("laptop", 2)
    homes.answer("desktop", 1)
    homes.settle("laptop", "desktop")
    monkeypatch.setenv(VARIABLE, postgres.teacher)
    homes.sync("laptop")
    homes.sync("phone")
    homes.require_same("laptop", "desktop", "phone")
