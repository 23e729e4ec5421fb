"""Whatever answers at the port, or does not: a sentence with what to do, and no word of the key."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from quizzer.anki.connect import client
from quizzer.anki.connect.address import Address, read_address
from quizzer.anki.connect.client import AnkiConnect
from quizzer.anki.connect.questions import greet
from quizzer.errors import Problem
from tests.anki.connect.server import AnkiServer, serve

KEY = "s3cret-key"


@contextmanager
def listening(answer: bytes | None) -> Iterator[Address]:
    """Something at a port that gives these bytes to whoever comes; None for nothing, ever."""
    ended = threading.Event()

    def run() -> None:
        while not ended.is_set():
            with suppress(OSError), place.accept()[0] as connection:
                connection.recv(1 << 16)
                if answer is None:
                    ended.wait(20)
                else:
                    connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as place:
        place.settimeout(0.02)
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        try:
            yield Address(*place.getsockname())
        finally:
            ended.set()
            thread.join()


def _reply(body: bytes, head: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def said(address: Address, key: str = "", quick: float = 10) -> str:
    """What greeting it comes to."""
    with pytest.raises(Problem) as problem:
        greet(AnkiConnect(address, key, quick=quick))
    assert KEY not in str(problem.value)
    return str(problem.value)


def test_nobody_there_says_how_to_start_and_install() -> None:
    with socket.create_server(("127.0.0.1", 0)) as place:
        address = Address(*place.getsockname())
    assert said(address) == (
        f"Anki does not answer at {address}. Start Anki, and leave it open; if it is open, install its add-on "
        "AnkiConnect (Tools > Add-ons > Get Add-ons, code 2055492159, then start Anki again)."
    )
    assert "there is no such host" in said(Address("no-such-host.invalid", 8765))


STRANGERS = [
    (b"SSH-2.0-OpenSSH_9.6\r\n", "it speaks no HTTP"),
    (b"", "it speaks no HTTP"),
    (_reply(b"<html>Not here</html>", "404 Not Found"), "it answers with status 404"),
    (_reply(b"", "302 Found\r\nLocation: http://example.org/"), "it answers with status 302"),
    (_reply(b"<html>Welcome</html>"), "its answer is no JSON"),
    (_reply(b"[" * 100_000), "its answer is no JSON"),
    (_reply(b"\xff\xfe\x00"), "its answer is no JSON"),
    (_reply(b'["granted"]'), "its answer has no result and no error"),
    (_reply(b'{"result": 6}'), "its answer has no result and no error"),
    (b'HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"result": 6, "err', "its answer is no JSON"),
]


@pytest.mark.parametrize(
    ("answer", "why"),
    [pytest.param(*one, id=str(number)) for number, one in enumerate(STRANGERS)],
)
def test_another_program_on_the_port(answer: bytes, why: str) -> None:
    with listening(answer) as address:
        assert said(address).startswith(f"What answers at {address} is not AnkiConnect: {why}")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (b"", "the connection to Anki broke (importPackage). Is Anki still open? Start it, and try again"),
        (_reply(b"{"), "the answer to importPackage is broken: it is no JSON"),
        (_reply(b"[]"), "the answer to importPackage is broken: it has no result and no error"),
    ],
)
def test_an_anki_that_ends_in_the_middle(answer: bytes, sentence: str) -> None:
    with listening(answer) as address, pytest.raises(Problem) as problem:
        AnkiConnect(address).call("importPackage", path="x")
    assert str(problem.value).startswith(f"{address}: {sentence}")


def test_silence_ends() -> None:
    with listening(None) as address:
        assert "Anki did not answer within 0 seconds (requestPermission). Look at Anki" in said(address, quick=0.2)


def test_a_refusal_is_not_waited_for() -> None:
    """A reply without a length would be read until the connection ends, and Anki's may not end."""
    with listening(b"HTTP/1.1 403 Forbidden\r\nAccess-Control-Allow-Origin: http://localhost\r\n\r\n") as address:
        assert "AnkiConnect refuses quizzer" in said(address)


def test_a_reply_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "LARGEST", 1_000)
    with listening(b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 100_000) as address:
        assert "is broken: it is larger than 0 MB" in said(address)


def _server(**changed: Any) -> Callable[[AnkiServer], None]:
    def change(server: AnkiServer) -> None:
        for name, value in changed.items():
            setattr(server, name, value)

    return change


def _instead(action: str, result: Any) -> Callable[[AnkiServer], None]:
    return _server(instead={action: lambda **_: result})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_server(), "Anki has no profile open, or is syncing at this moment"),
        (_server(version=5), "AnkiConnect is too old: it speaks version 5 of its protocol, and 6 is needed"),
        (_server(permission="denied"), "AnkiConnect refuses quizzer. Allow it in the window that Anki shows"),
        (_server(api_key="other"), "AnkiConnect wants a key: put its apiKey"),
        (_server(do_requestPermission=None), "is too old: it does not know the action requestPermission"),
        (_instead("requestPermission", ["granted"]), "the answer to requestPermission is broken"),
        (_instead("version", True), "the answer to version is broken: it is no number"),
        (_instead("deckNames", {"Default": 1}), "the answer to deckNames is broken: it is no list of names"),
        (_instead("deckNames", ["Default", 5]), "the answer to deckNames is broken: it is no list of names"),
    ],
)
def test_an_anki_that_cannot_be_used_says_why(change: Callable[[AnkiServer], None], sentence: str) -> None:
    with serve(None) as server:
        change(server)
        assert sentence in said(read_address(server.address))


def test_the_key_is_sent_and_never_shown() -> None:
    with serve(None) as server:
        server.api_key = "other"
        assert "does not take the key in QUIZZER_ANKI_KEY" in said(read_address(server.address), KEY)
        server.api_key = KEY
        assert "no profile open" in said(read_address(server.address), KEY)
        assert ["key" in request for request in server.requests[-3:]] == [False, True, True]
        server.instead["deckNames"] = lambda: (_ for _ in ()).throw(ValueError(f"bad \x1b[2J {KEY}"))
        assert said(read_address(server.address), KEY).startswith("Anki could not do it (deckNames): bad ")
        assert "\x1b" not in said(read_address(server.address), KEY)


def test_what_is_sent_is_a_request_as_documented_and_nothing_more() -> None:
    with serve(None) as server:
        said(read_address(server.address))
        assert server.requests[:2] == [
            {"action": "requestPermission", "version": 6},
            {"action": "version", "version": 6},
        ]
        assert json.dumps(server.requests[2]) == '{"action": "deckNames", "version": 6}'
