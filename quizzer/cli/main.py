"""The entry point: finds the command, and turns whatever goes wrong into a sentence and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from quizzer import __version__
from quizzer.errors import Problem, WrongUse

_COMMANDS = {
    "review": "Review what is due, in the terminal app or line by line.",
    "due": "Print what is due on one line, for a prompt or a status bar.",
    "decks": "List the decks, with counts and problems.",
    "check": "Check deck files; every finding is file:line: message.",
    "config": "Show or write the configuration.",
    "backup": "Make a backup of the database.",
    "restore": "Put a backup in the database's place.",
    "merge": "Take in the answers given on another machine.",
    "rebuild": "Regenerate every cached value from the review log.",
    "completions": "Print the completion script for a shell.",
}


class _Commands(click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = import_module(f"quizzer.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in _COMMANDS:
            from difflib import get_close_matches

            close = get_close_matches(args[0], _COMMANDS, n=1)
            hint = f" Did you mean “{close[0]}”?" if close else ""
            ctx.fail(f"There is no command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without a command, quizzer opens the terminal app. "
    "It is study material about an article, not medical advice.",
)
@click.version_option(__version__, "--version", "-V", prog_name="quizzer", message="%(prog)s %(version)s")
@click.option(
    "--home", metavar="FOLDER", help="Keep everything (database, configuration, backups) in this folder.", default=None
)
@click.pass_context
def quizzer(ctx: click.Context, home: str | None) -> None:
    """Learn what a document teaches: daily reviews in the terminal, mastery per axis."""
    ctx.obj = home
    if ctx.invoked_subcommand is None:
        from quizzer.cli.review import open_app

        open_app(home, None)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run quizzer and exit: 0 all is well, 1 a problem was found, 2 it was called wrongly."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = quizzer.main(arguments, prog_name="quizzer", standalone_mode=False)
        sys.stdout.flush()
    except WrongUse as wrong:
        return _say(str(wrong), wrong.exit_code)
    except Problem as problem:
        return _say(str(problem), problem.exit_code)
    except click.ClickException as wrong:
        return _wrong_use(wrong)
    except (KeyboardInterrupt, click.Abort):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:  # noqa: BLE001 - the last net: a person sees a sentence, never a traceback
        return _own_fault(fault)
    return code if isinstance(code, int) else 0


def _say(message: str, code: int) -> int:
    click.echo(f"quizzer: {message}", err=True)
    return code


def _wrong_use(wrong: click.ClickException) -> int:
    message = wrong.format_message()
    if isinstance(wrong, click.UsageError) and wrong.ctx is not None:
        message += f" Try “{wrong.ctx.command_path} --help”."
    return _say(message, 2)


def _own_fault(fault: Exception) -> int:
    import sqlite3
    import tempfile
    import traceback

    if isinstance(fault, sqlite3.Error):
        return _say(f"the database reports: {fault}. Try again; `quizzer restore` lists the backups.", 1)
    with tempfile.NamedTemporaryFile("w", prefix="quizzer-", suffix=".log", delete=False, encoding="utf-8") as report:
        report.write("".join(traceback.format_exception(fault)))
    return _say(f"this is a fault of quizzer's own ({type(fault).__name__}). Details are in {report.name}.", 1)
