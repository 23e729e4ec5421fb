"""The daily job of each system: a timer of systemd, an agent of launchd, or a scheduled task of Windows.

Each is a set of files with their texts, and the commands that start and end it; nothing here writes or runs anything.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Literal, TypeVar
from xml.sax.saxutils import escape

System = Literal["systemd", "launchd", "windows"]
SYSTEMS: tuple[System, ...] = ("systemd", "launchd", "windows")

_NAME = "quizzer-remind"
_LABEL = "org.quizzer.remind"
Command = Sequence[str]
Folder = TypeVar("Folder", bound=PurePath)


@dataclass(frozen=True, slots=True)
class Job:
    """A job that calls a command once a day.

    Attributes:
        files: The text of each file it needs, by its path.
        start: The commands that put it to work.
        end: The commands that take it away, before the files are deleted.
    """

    files: Mapping[Path, str]
    start: tuple[Command, ...]
    end: tuple[Command, ...]


def system_here() -> System:
    """The system this program runs on."""
    return {"darwin": "launchd", "win32": "windows"}.get(sys.platform, "systemd")  # type: ignore[return-value]


def make_job(system: System, command: Command, hour: int, minute: int, home: Path, config: Path) -> Job:
    """The job that calls a command at a local time of each day.

    Args:
        command: The program, by its full path, and its arguments.
        home: The person's home folder.
        config: The folder of a person's configuration, ``~/.config`` by default; systemd's alone.
    """
    match system:
        case "systemd":
            return _systemd(command, hour, minute, config / "systemd" / "user")
        case "launchd":
            return _launchd(command, hour, minute, home / "Library" / "LaunchAgents")
        case "windows":
            return _windows(command, hour, minute)


def _systemd(command: Command, hour: int, minute: int, folder: Path) -> Job:
    service = (
        "[Unit]\nDescription=Show which cards of quizzer are due\n\n"
        f"[Service]\nType=oneshot\nExecStart={' '.join(map(_quote_unit, command))}\n"
    )
    timer = (
        "[Unit]\nDescription=Daily reminder of quizzer\n\n"
        f"[Timer]\nOnCalendar=*-*-* {hour:02}:{minute:02}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    reload = ("systemctl", "--user", "daemon-reload")
    return Job(
        files={folder / f"{_NAME}.service": service, folder / f"{_NAME}.timer": timer},
        start=(reload, ("systemctl", "--user", "enable", "--now", f"{_NAME}.timer")),
        end=(("systemctl", "--user", "disable", "--now", f"{_NAME}.timer"),),
    )


def _quote_unit(word: str) -> str:
    """A word of ``ExecStart``: in quotes, with what systemd would expand written twice."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _launchd(command: Command, hour: int, minute: int, folder: Path) -> Job:
    words = "\n".join(f"    <string>{escape(word)}</string>" for word in command)
    agent = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>{_LABEL}</string>
  <key>ProgramArguments</key>
  <array>
{words}
  </array>
  <key>StartCalendarInterval</key>
  <dict>
    <key>Hour</key>
    <integer>{hour}</integer>
    <key>Minute</key>
    <integer>{minute}</integer>
  </dict>
</dict>
</plist>
"""
    path = folder / f"{_LABEL}.plist"
    return Job(
        files={path: agent},
        start=(("launchctl", "load", "-w", str(path)),),
        end=(("launchctl", "unload", "-w", str(path)),),
    )


def _windows(command: Command, hour: int, minute: int) -> Job:
    run = " ".join(f'"{word}"' for word in command)
    create = ("schtasks", "/Create", "/F", "/SC", "DAILY", "/ST", f"{hour:02}:{minute:02}", "/TN", _NAME, "/TR", run)
    return Job(files={}, start=(create,), end=(("schtasks", "/Delete", "/F", "/TN", _NAME),))
