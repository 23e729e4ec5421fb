"""Showing a line outside the terminal, with whatever notifier the system has."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence

from quizzer.errors import Problem

_TITLE = "quizzer"
_SECONDS = 20
_BALLOON = (
    "[void][Reflection.Assembly]::LoadWithPartialName('System.Windows.Forms'); "
    "$icon = New-Object System.Windows.Forms.NotifyIcon; $icon.Icon = [System.Drawing.SystemIcons]::Information; "
    f"$icon.Visible = $true; $icon.ShowBalloonTip(10000, '{_TITLE}', (ConvertFrom-Json $args[0]), 'Info');"
)


def notify(line: str) -> None:
    """Show a line as a notification.

    Raises:
        Problem: There is no notifier, or it failed.
    """
    command = find_notifier(line)
    if command is None:
        raise Problem(
            "there is no program here that shows notifications (notify-send, terminal-notifier, osascript or "
            "powershell); on Debian the package libnotify-bin has one."
        )
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Problem(f"{command[0]} did not show the notification: {error}.") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Problem(f"{command[0]} did not show the notification: {said[-1] if said else done.returncode}")


def find_notifier(line: str) -> Sequence[str] | None:
    """The command that shows a line; None where the system has no notifier that is known."""
    if shutil.which("notify-send"):
        return ("notify-send", "--app-name", _TITLE, "--", _TITLE, line)
    if shutil.which("terminal-notifier"):
        return ("terminal-notifier", "-title", _TITLE, "-message", line)
    if shutil.which("osascript"):
        # The texts go as arguments, so that nothing in them is a script.
        script = "on run words\ndisplay notification (item 2 of words) with title (item 1 of words)\nend run"
        return ("osascript", "-e", script, _TITLE, line)
    if shutil.which("powershell"):
        script = f"& {{ {_BALLOON} Start-Sleep 10 }}"
        return ("powershell", "-NoProfile", "-Command", script, json.dumps(line))
    return None
