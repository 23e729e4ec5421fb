"""The server that the tests speak to answers as the documentation of AnkiConnect has it: its samples, word for word.

The samples: https://github.com/FooSoft/anki-connect/blob/820300c/README.md, of which
https://git.sr.ht/~foosoft/anki-connect is the home.
"""

from __future__ import annotations

import json
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from tests.anki.connect.server import AnkiServer, running_anki

SAMPLES: list[tuple[dict[str, Any], Any]] = [
    ({"action": "version", "version": 6}, {"result": 6, "error": None}),
    ({"action": "deckNames", "version": 6}, {"result": ["Default"], "error": None}),
    (
        {"action": "requestPermission", "version": 6},
        {"result": {"permission": "granted", "requireApiKey": False, "version": 6}, "error": None},
    ),
    ({"action": "invalidAction", "params": {"useless": "param"}}, {"result": None, "error": "unsupported action"}),
    ({"action": "deckNames"}, ["Default"]),  # without a version it is 4, whose replies are bare results
]


def _post(server: AnkiServer, body: bytes, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
    connection = HTTPConnection(server.address, timeout=10)
    connection.request("POST", "/", body, headers or {})
    reply = connection.getresponse()
    read = reply.read()
    connection.close()
    return reply.status, read


def _ask(server: AnkiServer, action: str, **params: Any) -> Any:
    return json.loads(_post(server, json.dumps({"action": action, "version": 6, "params": params}).encode())[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with running_anki(tmp_path_factory.mktemp("anki")) as running:
        yield running


def test_the_samples_of_the_documentation(server: AnkiServer) -> None:
    for request, reply in SAMPLES:
        assert json.loads(_post(server, json.dumps(request).encode())[1]) == reply
    assert _post(server, b"") == (200, b"AnkiConnect v.6")
    assert _post(server, b"{}", {"Origin": "http://example.org"})[0] == 403


def test_notes_and_cards_have_the_documented_form(server: AnkiServer, tmp_path: Path) -> None:
    note = server.col.new_note(server.col.models.by_name("Basic"))
    note.fields, note.tags = ["front content", "back content"], ["another_tag", "tag"]
    server.col.add_note(note, 1)
    (card,) = _ask(server, "findCards", query="deck:current")["result"]
    assert _ask(server, "getDecks", cards=[card]) == {"result": {"Default": [card]}, "error": None}
    (found,) = _ask(server, "notesInfo", notes=_ask(server, "findNotes", query="deck:current")["result"])["result"]
    assert found["fields"] == {
        "Front": {"value": "front content", "order": 0},
        "Back": {"value": "back content", "order": 1},
    }
    assert (found["noteId"], found["modelName"], found["tags"]) == (note.id, "Basic", note.tags)
    path = tmp_path / "Deck.apkg"
    assert _ask(server, "exportPackage", deck="Default", path=str(path), includeSched=True)["result"] is True
    assert _ask(server, "exportPackage", deck="None such", path=str(path))["result"] is False
    assert _ask(server, "importPackage", path=str(path)) == {"result": True, "error": None}
    assert _ask(server, "notesInfo", notes=[5]) == {"result": [{}], "error": None}
