"""Long runs that are scripts, each run small."""

from __future__ import annotations

import os
import re

import pytest

from tests.postgres import find_programs
from tests.programs import run_module


def run_small(name: str) -> str:
    """Run a script of ``tests/long`` with ``--small``, which must end well.

    Returns:
        What it printed.
    """
    done = run_module(f"tests.long.{name}", "--small")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing forks needs a POSIX system")
def test_kill_9_at_random_moments_loses_no_acknowledged_answer() -> None:
    """Promise 2: the log keeps every acknowledged answer, and log and state agree."""
    printed = run_small("kill_many_times")
    found = re.match(r"(\d+) kills, (\d+) acknowledged answers, 0 faults$", printed)
    assert found is not None, printed
    kills, acknowledged = map(int, found.groups())
    assert kills == 30
    assert acknowledged > kills // 4, "the learner hardly got to answer: the test would prove nothing"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing forks needs a POSIX system")
def test_a_merge_killed_at_random_moments_leaves_log_and_schedule_in_step() -> None:
    """Promise 4: a merge is all or nothing, and the next one ends it."""
    assert re.match(r"3 merges, \d+ killed, 0 faults$", run_small("kill_merges"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing forks needs a POSIX system")
def test_a_sync_killed_at_random_moments_loses_nothing_and_the_next_one_ends_it() -> None:
    """Promises 2 and 4: log and schedule agree after each kill, and all devices end the same."""
    assert re.match(r"4 syncs, \d+ killed, \d+ answers, 0 faults$", run_small("kill_syncs"))


def test_three_machines_end_the_same_whatever_the_order_of_merges() -> None:
    """Promise 4: commutative, associative, idempotent."""
    assert run_small("merge_many_orders").startswith("5 schedules, 0 diverged")


def test_three_devices_that_sync_end_the_same_whatever_goes_wrong() -> None:
    """Promise 4 for a folder and a server: crashes, half files, any order, wrong clocks, copied and restored homes."""
    printed = run_small("sync.schedules").splitlines()
    assert printed[0] == "folder: 2 schedules, 0 diverged"
    assert re.match(r"server: (2 schedules, 0 diverged$|skipped: )", printed[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing forks needs a POSIX system")
def test_a_base_is_as_if_its_rows_had_come_by_themselves_and_may_be_killed() -> None:
    """A first sync with a base: the same log, schedule and waiting rows as without, and all or nothing."""
    assert re.match(r"2 collections, 0 differ; 1 kills, \d at work, 0 faults$", run_small("take_in_bases"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the inputs are read in forks")
def test_malformed_inputs_are_sentences_in_time_and_in_little_memory() -> None:
    """Promises 8 and 9, for every reader, the configuration and the command line."""
    printed = run_small("malformed")
    assert printed.endswith("150 inputs, 0 faults\n"), printed
    assert "arguments " in printed


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_every_command_that_writes_may_be_killed() -> None:
    """Promise 2 for all of them: nothing is lost, half done, or left over."""
    printed = run_small("kill_commands")
    assert printed.endswith(" kills, 0 faults\n"), printed
    assert {"review", "merge", "restore", "sync", "upgrade"} <= {line.split("  ")[0] for line in printed.splitlines()}


def test_the_first_screen_keeps_its_promises() -> None:
    """A row is what its session asks, the bar goes forward, and tomorrow and the time are as they were said to be."""
    assert run_small("promises").endswith("6 sessions, 0 faults\n")


def test_the_figures_of_a_class_are_timed() -> None:
    if find_programs() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    printed = run_small("class_of_thirty")
    assert printed.startswith("3 learners, ")
    assert re.search(r"^publishing nothing new: 0 cards, \d+ ms of the processor", printed, re.MULTILINE)
    assert re.search(r"^publishing ten answers: 10 cards", printed, re.MULTILINE)
