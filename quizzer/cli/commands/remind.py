"""``quizzer remind``: a notification once a day, by the system's own timer."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click

from quizzer.cli.reminder.jobs import SYSTEMS, Command, Job, System, make_job, system_here
from quizzer.errors import Problem, WrongUse

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@click.command()
@click.option("--at", "at", metavar="HH:MM", default="18:00", show_default=True, help="The local time of each day.")
@click.option("--install", is_flag=True, help="Write the job and start it, instead of printing it.")
@click.option("--remove", is_flag=True, help="Take the job away again.")
@click.option("--system", type=click.Choice(SYSTEMS), help="Whose job; by default that of this system.")
@click.option(
    "--now", "show_now", is_flag=True, help="Show the notification now, if anything is due: what the job calls."
)
@click.pass_obj
def command(home: str | None, at: str, install: bool, remove: bool, system: System | None, show_now: bool) -> None:
    """Print a job that reminds of what is due once a day; --install writes and starts it.

    It is a user timer of systemd, an agent of launchd, or a scheduled task of Windows, and shows the line of `quizzer
    due` as a notification. On a day with nothing due it shows nothing.
    """
    if install + remove + show_now > 1:
        raise WrongUse("choose one of --install, --remove and --now.")
    if show_now:
        _show(home)
        return
    if not (found := _TIME.fullmatch(at)):
        raise WrongUse(f"--at: “{at}” is no time of day; write it like 18:00.")
    job = make_job(
        system or system_here(),
        _call(home),
        int(found[1]),
        int(found[2]),
        Path.home(),
        Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"),
    )
    if install:
        _install(job, at)
    elif remove:
        _remove(job)
    else:
        _print(job)


def _show(home: str | None) -> None:
    from quizzer.cli.due_line import load_line

    line = load_line(home)
    if line.startswith("nothing due"):
        return
    from quizzer.cli.reminder.notify import notify

    notify(line)


def _call(home: str | None) -> list[str]:
    """The command of the job: this program, on this collection."""
    program = shutil.which(sys.argv[0]) or ""
    name = Path(program).name.lower()
    begin = [str(Path(program).resolve())] if name in ("quizzer", "quizzer.exe") else [sys.executable, "-m", "quizzer"]
    chosen = home or os.environ.get("QUIZZER_HOME")
    return [*begin, *(["--home", str(Path(chosen).expanduser().absolute())] if chosen else []), "remind", "--now"]


def _print(job: Job) -> None:
    for path, text in job.files.items():
        click.echo(f"# {path}\n{text}")
    click.echo("# To start it, after writing the files, which `quizzer remind --install` does:" if job.files else "#")
    for words in job.start:
        click.echo(_spell(words))


def _install(job: Job, at: str) -> None:
    from quizzer.files import write_whole

    for path, text in job.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text, "the reminder")
        click.echo(f"Wrote {path}.")
    for words in job.start:
        _run(words)
    click.echo(f"Each day at {at} a notification says what is due. `quizzer remind --remove` ends it.")


def _remove(job: Job) -> None:
    there = [path for path in job.files if path.exists()]
    if job.files and not there:
        raise Problem("there is no reminder to take away.")
    for words in job.end:
        _run(words)
    for path in there:
        path.unlink()
    click.echo("The reminder is gone.")


def _run(words: Command) -> None:
    try:
        done = subprocess.run(words, check=False, capture_output=True, text=True, errors="replace")
    except OSError as error:
        raise Problem(f"{words[0]} cannot be run ({error.strerror}); run it yourself: {_spell(words)}") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Problem(f"`{_spell(words)}` failed: {said[-1] if said else f'exit code {done.returncode}'}")


def _spell(words: Command) -> str:
    import shlex

    return subprocess.list2cmdline(words) if words[0] == "schtasks" else shlex.join(words)
