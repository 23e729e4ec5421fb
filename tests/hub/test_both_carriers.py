"""What holds of every carrier: a folder, and a server for each of its learners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizzer.errors import Problem
from quizzer.hub.carrier import PostgresCarrier
from quizzer.hub.learners import invite
from quizzer.sync.carrier import Carrier, CarrierProblem, Found
from quizzer.sync.folder import FolderCarrier
from quizzer.sync.names import BaseName, LogName, device_file, digest_of

COLLECTION, OTHER = "0123456789abcdef0123", "f" * 20
DEVICE, ANOTHER = "a" * 20, "b" * 20
DATA = bytes(range(256)) * 5

Opening = Callable[[], Carrier]


@pytest.fixture(params=["folder", "teacher", "learner"])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Opens the same carrier again and again, as several devices do."""
    opened: list[Carrier] = []

    def opener() -> Carrier:
        opened.append(FolderCarrier(tmp_path / "folder") if request.param == "folder" else PostgresCarrier(address))
        return opened[-1]

    if request.param != "folder":
        database = request.getfixturevalue("postgres")
        address = database.teacher
        if request.param == "learner":
            teacher = PostgresCarrier(database.teacher)
            teacher.set_up(OTHER)
            teacher.put_new(log_name(9).text, b"the teacher's own")
            address = invite(teacher.server, "anna").url
            teacher.close()
    yield opener
    for carrier in opened:
        carrier.close()


@pytest.fixture
def carrier(opening: Opening) -> Carrier:
    """A carrier that was set up."""
    carrier = opening()
    carrier.set_up(COLLECTION)
    return carrier


def log_name(number: int, device: str = DEVICE, data: bytes = DATA) -> LogName:
    """The name of a file of log rows."""
    return LogName(device, number, number, digest_of(data))


def test_before_it_is_set_up_there_is_nothing_and_nothing_is_written(opening: Opening) -> None:
    carrier = opening()
    assert carrier.collection_id() is None
    with pytest.raises(CarrierProblem):
        carrier.put_new(log_name(1).text, DATA)
    assert opening().collection_id() is None


def test_the_first_to_set_up_decides(opening: Opening) -> None:
    first, second = opening(), opening()
    assert first.set_up(COLLECTION) == COLLECTION
    assert second.set_up(OTHER) == COLLECTION
    assert second.collection_id() == opening().collection_id() == COLLECTION


def test_a_file_is_there_for_every_device_byte_for_byte(carrier: Carrier, opening: Opening) -> None:
    assert carrier.put_new(log_name(1).text, DATA)
    assert opening().get(log_name(1).text) == DATA
    assert opening().list("log/") == [Found(log_name(1).text, len(DATA))]


def test_a_name_that_exists_stays_as_it_is(carrier: Carrier, opening: Opening) -> None:
    carrier.put_new(log_name(1).text, DATA)
    assert not opening().put_new(log_name(1).text, b"others")
    assert carrier.get(log_name(1).text) == DATA


def test_a_file_about_a_device_is_replaced(carrier: Carrier, opening: Opening) -> None:
    for data in (b"{}", b"{'again': 1}"):
        carrier.replace(device_file(DEVICE), data)
        assert opening().get(device_file(DEVICE)) == data


def test_files_are_listed_by_what_their_names_begin_with_in_order(carrier: Carrier) -> None:
    names = [log_name(number, device).text for device in (DEVICE, ANOTHER) for number in (1, 2, 10)]
    base = BaseName(DEVICE, 1, digest_of(DATA)).text
    for name in (*reversed(names), base, device_file(ANOTHER)):
        carrier.put_new(name, DATA)
    assert [found.name for found in carrier.list("log/")] == names
    assert [found.name for found in carrier.list(f"log/{ANOTHER}/")] == names[3:]
    assert [found.name for found in carrier.list()] == ["FORMAT", base, device_file(ANOTHER), *names]
    assert carrier.list("log/%") == []


def test_what_is_deleted_is_gone_and_may_be_gone_already(carrier: Carrier, opening: Opening) -> None:
    carrier.put_new(log_name(1).text, DATA)
    carrier.delete(log_name(1).text)
    opening().delete(log_name(1).text)
    assert carrier.get(log_name(1).text) is None
    assert carrier.list("log/") == []


def test_nothing_is_written_after_another_device_erased_everything(carrier: Carrier, opening: Opening) -> None:
    opening().delete("FORMAT")
    with pytest.raises(CarrierProblem, match="holds no quizzer sync any more"):
        carrier.put_new(log_name(1).text, DATA)
    with pytest.raises(CarrierProblem, match="holds no quizzer sync any more"):
        carrier.replace(device_file(DEVICE), DATA)
    assert carrier.list() == []


def test_a_place_that_a_newer_quizzer_set_up_is_a_sentence(carrier: Carrier, opening: Opening) -> None:
    carrier.replace("FORMAT", b"quizzer sync 2 0123456789abcdef0123\n")
    with pytest.raises(Problem, match="a newer quizzer set up sync there"):
        opening().collection_id()
