"""The clock: local days with their ends, also where daylight saving changes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock, SystemClock

HOUR = 3_600_000


def ms(iso: str) -> int:
    """Milliseconds of an instant given in UTC."""
    return int(datetime.fromisoformat(iso).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("zone", "before", "hours"),
    [
        ("America/Los_Angeles", "2025-03-08 12:00", 23),  # forward at 2:00 of the 9th
        ("America/Los_Angeles", "2025-11-01 11:00", 25),  # back at 2:00 of the 2nd
        ("America/Los_Angeles", "2025-03-09 11:00", 24),
        ("Australia/Lord_Howe", "2025-04-04 17:00", 24.5),  # back by half an hour
        ("Asia/Tokyo", "2025-03-08 19:00", 24),
    ],
)
def test_a_study_day_lasts_from_rollover_to_rollover(zone: str, before: str, hours: float) -> None:
    begins = FixedClock(ms(before), zone)
    assert begins.local(begins.at).hour == 4
    moment = begins.moment(4)
    assert moment.day_end - moment.at == hours * HOUR
    assert begins.day_of(moment.day_end, 4) == moment.day + 1


@pytest.mark.parametrize(
    ("zone", "rollover_hour", "at", "end"),
    [
        # 2:00 does not exist: the clock goes from 1:59 to 3:00 at 10:00 UTC.
        ("America/Los_Angeles", 2, "2025-03-08 20:00", "2025-03-09 10:00"),
        # 1:00 comes twice: the day begins with the first.
        ("America/Los_Angeles", 1, "2025-11-01 20:00", "2025-11-02 08:00"),
        # Midnight does not exist: the clock goes from 23:59 to 1:00 at 3:00 UTC.
        ("America/Sao_Paulo", 0, "2018-11-03 20:00", "2018-11-04 03:00"),
        # 1:00 lies inside the gap, which goes from 0:01 to 1:01 at 3:31 UTC.
        ("America/St_Johns", 1, "2011-03-12 20:00", "2011-03-13 03:31"),
        # A whole day does not exist: the 29th is followed by the 31st at 10:00 UTC.
        ("Pacific/Apia", 4, "2011-12-30 09:00", "2011-12-30 10:00"),
    ],
)
def test_a_rollover_that_is_skipped_or_comes_twice_ends_the_day_once(
    zone: str, rollover_hour: int, at: str, end: str
) -> None:
    clock = FixedClock(ms(at), zone)
    moment = clock.moment(rollover_hour)
    assert moment.day_end == ms(end)
    later = [clock.day_of(moment.day_end + hour * HOUR // 2, rollover_hour) for hour in range(20)]
    assert min(later) > moment.day


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, ms("2100-01-01")),
    st.sampled_from(["UTC", "America/Los_Angeles", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca"]),
    st.integers(0, 23),
)
@example(ms("2010-11-07 02:30:30"), "America/St_Johns", 0)  # midnight passes at 2:30, comes again at 3:30
@example(ms("2025-03-09 09:59:59"), "America/Los_Angeles", 2)
def test_a_moment_ends_with_the_last_millisecond_of_its_day(at: int, zone: str, rollover_hour: int) -> None:
    clock = FixedClock(at, zone)
    moment = clock.moment(rollover_hour)
    assert moment.at == at
    assert moment.day == clock.day_of(at, rollover_hour)
    assert at < moment.day_end
    assert clock.day_of(moment.day_end - 1, rollover_hour) <= moment.day < clock.day_of(moment.day_end, rollover_hour)


@given(st.integers(0, ms("2100-01-01")))
def test_local_time_is_exact_to_the_millisecond(at: int) -> None:
    assert FixedClock(at).local(at) - datetime.fromisoformat("1970-01-01") == timedelta(milliseconds=at)


def test_a_fixed_clock_can_be_set_and_taken_on_a_journey() -> None:
    clock = FixedClock(ms("2026-03-01 10:00"))
    day = clock.moment(4).day
    clock.at += 24 * HOUR
    assert (clock.now(), clock.moment(4).day) == (ms("2026-03-02 10:00"), day + 1)
    clock.zone = timezone(timedelta(hours=-10))
    assert clock.moment(4).day == day


@pytest.fixture
def in_los_angeles(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The process's own zone, put back afterwards."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system takes no zone from the environment")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "America/Los_Angeles")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_los_angeles")
@pytest.mark.parametrize("at", ["2025-03-09 09:59:59.999", "2025-03-09 10:00", "2025-11-02 08:30", "2025-11-02 09:30"])
def test_the_system_clock_has_the_wall_of_its_zone(at: str) -> None:
    fixed = FixedClock(ms(at), "America/Los_Angeles")
    assert SystemClock().local(ms(at)) == fixed.local(ms(at))
    assert SystemClock().moment_at(ms(at), 2) == fixed.moment(2)


def test_the_system_clock_tells_the_time() -> None:
    before = time.time_ns() // 1_000_000
    assert before <= SystemClock().now() <= time.time_ns() // 1_000_000


class _MovedClock(SystemClock):
    """The machine's clock, put at an instant."""

    at = 0

    def now(self) -> int:
        return self.at


@pytest.mark.usefixtures("in_los_angeles")
@given(st.lists(st.tuples(st.integers(-90_000, 90_000), st.integers(2, 4)), max_size=12))
@example([(-1, 4), (1, 4), (0, 4), (-2, 4)])
def test_the_day_is_that_of_the_instant_however_the_clock_moves(moves: list[tuple[int, int]]) -> None:
    clock = _MovedClock()
    clock.at = ms("2025-03-09 11:00")  # the rollover
    for milliseconds, rollover_hour in moves:
        clock.at += milliseconds
        assert clock.moment(rollover_hour) == clock.moment_at(clock.at, rollover_hour)


def test_a_journey_is_seen_within_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = _MovedClock()
    clock.at = ms("2025-06-01 12:00")
    before = clock.moment(4)
    monkeypatch.setattr(clock, "local", FixedClock(0, "Asia/Tokyo").local)
    clock.at += 60_000
    assert clock.moment(4) == FixedClock(clock.at, "Asia/Tokyo").moment(4) != before._replace(at=clock.at)


def test_the_clock_is_cheap_to_import() -> None:
    code = "import sys, quizzer.clock; sys.exit('zoneinfo' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
