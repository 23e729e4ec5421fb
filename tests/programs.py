"""Modules run as programs, each in a fork of one process that has imported already what they need.

Starting Python and importing quizzer, SQLAlchemy and Anki takes up to a second of the processor, which is often more
than the program itself. The process that forks is not pytest's: that one has threads.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
import time
import traceback
import warnings
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
ALWAYS = ("alembic.command", "quizzer.store.schema.tables")
"""What the first database of a process imports late."""


def run_module(
    module: str,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    typed: str = "",
    imports: Iterable[str] = (),
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m MODULE ARGUMENTS`` in the folder of the project.

    Args:
        env: The environment, if not this process's.
        typed: Its standard input.
        imports: Modules that the program imports late, to be there before it is forked.
    """
    command, env = [sys.executable, "-m", module, *arguments], dict(os.environ if env is None else env)
    if not hasattr(os, "fork"):
        return subprocess.run(command, cwd=ROOT, env=env, input=typed, capture_output=True, text=True, check=False)
    with TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("input", "output", "errors")]
        for file, text in zip(files, (typed, "", ""), strict=True):
            file.write_text(text, "utf-8")
        job = {"module": module, "arguments": arguments, "env": env, "imports": [*imports], "files": [*map(str, files)]}
        server = _start()
        assert server.stdin is not None
        assert server.stdout is not None
        print(json.dumps(job), file=server.stdin, flush=True)
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(command, code, *(file.read_text("utf-8") for file in files[1:]))


@cache
def _start() -> subprocess.Popen[str]:
    """The process that forks; it ends with this one."""
    command = [sys.executable, "-m", "tests.programs"]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    """Fork for every line of the input, and answer with the exit code."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    while line := sys.stdin.readline():
        job = json.loads(line)
        for name in (*ALWAYS, job["module"], *job["imports"]):
            with suppress(ImportError):
                import_module(name)
        child = os.fork()
        if child == 0:
            _run(job)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)


def _run(job: dict[str, Any]) -> None:
    """Be the program, and end."""
    code = 1
    try:
        for number, file in enumerate(job["files"]):
            os.dup2(os.open(file, os.O_WRONLY if number else os.O_RDONLY), number)
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)  # the old one has read ahead
        os.environ.clear()
        os.environ.update(job["env"])
        time.tzset()
        sys.argv[1:] = job["arguments"]
        warnings.filterwarnings("ignore", ".* found in sys.modules", RuntimeWarning)
        runpy.run_module(job["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - as Python itself does at the end of a program
        traceback.print_exc()
    finally:
        with suppress(Exception):
            atexit._run_exitfuncs()
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _serve()
