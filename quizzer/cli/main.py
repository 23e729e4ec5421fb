"""The entry point: finds the command, and turns whatever goes wrong into a sentence and an exit code."""

from __future__ import annotations

import gc
import os
import sys

from quizzer.cli.output import PipeClosed, safe_streams
from quizzer.errors import Problem, WrongUse

TYPE_CHECKING = False  # typing takes as long to import as counting what is due
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


_PACE = 20_000
"""New objects between two searches for garbage; by Python's own 700, a tenth of a start goes into finding none."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run quizzer and exit: 0 all is well, 1 a problem was found, 2 it was called wrongly."""
    gc.set_threshold(_PACE)
    code = _run(arguments)
    gc.freeze()
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    with safe_streams():
        try:
            code = _called(sys.argv[1:] if arguments is None else list(arguments))
            sys.stdout.flush()
        except WrongUse as wrong:
            return _say(str(wrong), wrong.exit_code)
        except Problem as problem:
            return _say(str(problem), problem.exit_code)
        except KeyboardInterrupt:
            return 130
        except (PipeClosed, BrokenPipeError):
            return 0
        except Exception as fault:  # noqa: BLE001 - the last net: a person sees a sentence, never a traceback
            return _explain_fault(fault)
        return code


def _called(arguments: list[str]) -> int:
    """Carry out the command.

    The calls that people or timers wait for go without the command-line library (the app, a session in it, the line for
    a prompt, a sync with nothing new): importing it takes as long as everything else that ``quizzer due`` does.
    """
    if "_QUIZZER_COMPLETE" in os.environ:
        return _complete(arguments)
    if arguments in ([], ["review"]):
        from quizzer.cli.open_collection import open_app
        from quizzer.study.review.values import Plan

        open_app(None, Plan() if arguments else None)
        return 0
    if arguments in (["due"], ["due", "--json"]):
        from quizzer.cli.due_line import print_due

        print_due(None, as_json=len(arguments) > 1)
        return 0
    if arguments == ["sync"]:
        from quizzer.cli.sync_glance import print_nothing_new

        if print_nothing_new(None):
            return 0
    return _commanded(arguments)


def _complete(arguments: list[str]) -> int:
    """Print completions for a shell, which calls this while a command is typed: what goes wrong prints nothing."""
    from quizzer.cli.group import quizzer

    try:
        quizzer.main(arguments, prog_name="quizzer", standalone_mode=False)
    except Exception:  # noqa: BLE001 - a message would land in the middle of the command line
        return 1
    return 0


def _commanded(arguments: list[str]) -> int:
    import click

    from quizzer.cli.group import quizzer

    try:
        code = quizzer.main(arguments, prog_name="quizzer", standalone_mode=False)
    except click.Abort:
        return 130
    except click.ClickException as wrong:
        message = wrong.format_message()
        if isinstance(wrong, click.UsageError) and wrong.ctx is not None:
            message += f" Try “{wrong.ctx.command_path} --help”."
        return _say(message, 2)
    return code if isinstance(code, int) else 0


def _say(message: str, code: int) -> int:
    from contextlib import suppress

    for stream, text in ((sys.stdout, ""), (sys.stderr, f"quizzer: {message}\n")):
        with suppress(Problem, PipeClosed):  # where standard error cannot be written either, the exit code says it
            stream.write(text)
            stream.flush()
    return code


def _explain_fault(fault: Exception) -> int:
    """The sentence for an error that nothing else explained."""
    import sqlite3

    if isinstance(fault, sqlite3.Error):
        from quizzer.store.connection import explain

        if sentence := explain("The database", fault):
            return _say(sentence, 1)
    if isinstance(fault, OSError) and fault.strerror:
        place = f"{os.fsdecode(fault.filename)}: " if isinstance(fault.filename, str | bytes) else ""
        return _say(f"{place}{fault.strerror}.", 1)
    if isinstance(fault, UnicodeEncodeError):
        return _say("a name that is no UTF-8 text cannot be used here.", 2)
    return _report_fault(fault)


def _report_fault(fault: Exception) -> int:
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile("w", prefix="quizzer-", suffix=".log", delete=False, encoding="utf-8") as log:
            log.write("".join(traceback.format_exception(fault)).encode(errors="replace").decode())
        details = f"Details are in {log.name}."
    except OSError as error:
        details = f"Details cannot be written ({error.strerror})."
    return _say(f"this is a fault of quizzer's own ({type(fault).__name__}). {details}", 1)
