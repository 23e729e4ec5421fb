"""The server that tests use ends with the process that started it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.postgres import Database, start_server

ROOT = Path(__file__).parents[2]
PROGRAM = """
import time
from tests.postgres import start_server
server = start_server()
print(server.folder, server.port, flush=True)
time.sleep(60)
"""


def listens(port: int) -> bool:
    """Whether a server answers there."""
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def test_a_process_that_is_killed_leaves_no_server_and_no_folder(postgres: Database) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, cwd=ROOT, text=True) as process:
        assert process.stdout is not None
        folder, port = process.stdout.readline().split()
        assert listens(int(port))
        process.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while (listens(int(port)) or Path(folder).exists()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not listens(int(port))
    assert not Path(folder).exists()
    assert listens(postgres.server.port)


def test_a_process_starts_one_server(postgres: Database) -> None:
    assert start_server() is postgres.server
