"""The daily job of each system."""

from __future__ import annotations

import plistlib
import shlex
from pathlib import Path

import pytest

from quizzer.cli.reminder.jobs import SYSTEMS, make_job

COMMAND = ("/opt/a b/quizzer", "--home", '/home/ada/50% "off" & <more>', "remind", "--now")
HOME = Path("/home/ada")


def test_the_timer_of_systemd_calls_the_command_as_it_stands() -> None:
    job = make_job("systemd", COMMAND, 7, 5, HOME, HOME / ".config")
    service, timer = job.files.values()
    assert list(job.files) == [HOME / f".config/systemd/user/quizzer-remind.{kind}" for kind in ("service", "timer")]
    assert "OnCalendar=*-*-* 07:05:00" in timer
    line = next(line for line in service.splitlines() if line.startswith("ExecStart="))
    assert "50%% " in line
    assert shlex.split(line.removeprefix("ExecStart=").replace("%%", "%")) == list(COMMAND)
    assert job.start[-1][-1] == job.end[0][-1] == "quizzer-remind.timer"


def test_the_agent_of_launchd_is_a_sound_property_list() -> None:
    job = make_job("launchd", COMMAND, 18, 0, HOME, HOME / ".config")
    ((path, text),) = job.files.items()
    agent = plistlib.loads(text.encode())
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["StartCalendarInterval"] == {"Hour": 18, "Minute": 0}
    assert path == HOME / "Library/LaunchAgents" / f"{agent['Label']}.plist"
    assert job.start[0][-1] == job.end[0][-1] == str(path)


def test_the_task_of_windows_needs_no_file() -> None:
    job = make_job("windows", ("C:\\Program Files\\quizzer.exe", "remind"), 9, 30, HOME, HOME)
    assert not job.files
    assert '"C:\\Program Files\\quizzer.exe" "remind"' in job.start[0]
    assert "09:30" in job.start[0]


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_is_started_can_be_ended(system: str) -> None:
    job = make_job(system, COMMAND, 18, 0, HOME, HOME)  # type: ignore[arg-type]
    assert job.start
    assert job.end
