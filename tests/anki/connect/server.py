"""AnkiConnect as its documentation describes it, in front of a collection of the real Anki.

Written from the published documentation (https://git.sr.ht/~foosoft/anki-connect, "Supported Actions"; as text also
https://github.com/FooSoft/anki-connect/blob/820300c/README.md), and what that leaves open, such as the words of an
error, from the add-on's source beside it (plugin/__init__.py, plugin/web.py). Not from this program's client: the
samples of the documentation are requests and answers of ``test_server.py``.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.anki.profile import require_anki


class AnkiServer:
    """An Anki with the add-on.

    Attributes:
        col: The collection; None while no profile is open.
        api_key: As in the add-on's configuration.
        version: The newest version of the protocol that it speaks.
        requests: What was asked of it, in order.
        instead: Actions that are answered by these functions of their parameters.
    """

    def __init__(self, col: Any) -> None:
        self.col = col
        self.api_key: str | None = None
        self.version = 6
        self.permission = "granted"
        self.requests: list[dict[str, Any]] = []
        self.instead: dict[str, Callable[..., Any]] = {}
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.http.server_address[1]}"

    def asked(self) -> list[str]:
        """The actions that were asked for."""
        return [request["action"] for request in self.requests]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                if "origin" in self.headers:  # a web page's: only those listed in webCorsOriginList are let in
                    self._send(403, b"")
                elif not body:
                    self._send(200, f"AnkiConnect v.{server.version}".encode())
                else:
                    self._send(200, json.dumps(server.reply_to(body)).encode())

            def _send(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Access-Control-Allow-Origin", "http://localhost")
                if status == 200:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
                """Say nothing."""

        return Handler

    def reply_to(self, body: bytes) -> Any:
        """The answer to a request."""
        try:
            request = json.loads(body)
            assert isinstance(request["action"], str)
        except (ValueError, KeyError, TypeError) as error:
            return {"result": None, "error": str(error)}
        self.requests.append(request)
        action, version = request["action"], request.get("version", 4)
        try:
            if request.get("key") != self.api_key and action != "requestPermission":
                raise ValueError("valid api key must be provided")
            method = self.instead.get(action) or getattr(self, f"do_{action}", None)
            if method is None:
                raise ValueError("unsupported action")
            result = method(**request.get("params", {}))
        except Exception as error:  # noqa: BLE001 (as the add-on does)
            return {"result": None, "error": str(error)}
        return {"result": result, "error": None} if version > 4 else result

    @property
    def collection(self) -> Any:
        if self.col is None:
            raise ValueError("collection is not available")
        return self.col

    # The actions, by their names in the documentation

    def do_requestPermission(self) -> Any:
        if self.permission != "granted":
            return {"permission": self.permission}
        return {"permission": "granted", "requireApiKey": bool(self.api_key), "version": self.version}

    def do_version(self) -> int:
        return self.version

    def do_deckNames(self) -> list[str]:
        return [deck.name for deck in self.collection.decks.all_names_and_ids()]

    def do_getDecks(self, cards: list[int]) -> dict[str, list[int]]:
        decks: dict[str, list[int]] = {}
        for card in cards:
            decks.setdefault(self.collection.decks.name(self.collection.get_card(card).did), []).append(card)
        return decks

    def do_findCards(self, query: str) -> list[int]:
        return list(self.collection.find_cards(query))

    def do_findNotes(self, query: str) -> list[int]:
        return list(self.collection.find_notes(query))

    def do_notesInfo(self, notes: list[int]) -> list[Any]:
        from anki.errors import NotFoundError

        found: list[Any] = []
        for note_id in notes:
            try:
                note = self.collection.get_note(note_id)
            except NotFoundError:
                found.append({})
                continue
            kind = note.note_type()
            found.append(
                {
                    "noteId": note.id,
                    "modelName": kind["name"],
                    "tags": note.tags,
                    "fields": {
                        one["name"]: {"value": note.fields[one["ord"]], "order": one["ord"]} for one in kind["flds"]
                    },
                    "cards": list(note.card_ids()),
                }
            )
        return found

    def do_importPackage(self, path: str) -> bool:
        """As the add-on does, through the class that Anki keeps for it."""
        from anki.importing import AnkiPackageImporter

        AnkiPackageImporter(self.collection, path).run()
        return True

    def do_exportPackage(self, deck: str, path: str, includeSched: bool = False) -> bool:
        from anki.exporting import AnkiPackageExporter

        found = self.collection.decks.by_name(deck)
        if found is None:
            return False
        exporter = AnkiPackageExporter(self.collection)
        exporter.did = found["id"]
        exporter.includeSched = includeSched
        exporter.exportInto(path)
        return True


@contextmanager
def serve(col: Any) -> Iterator[AnkiServer]:
    """An AnkiConnect that answers for a collection until the block ends."""
    server = AnkiServer(col)
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.http.shutdown()
        server.http.server_close()
        thread.join()


@contextmanager
def running_anki(folder: Path) -> Iterator[AnkiServer]:
    """An Anki with an empty profile in a folder, and the add-on; the test is skipped where Anki cannot run."""
    require_anki()
    from anki.collection import Collection

    folder.mkdir(parents=True, exist_ok=True)
    col = Collection(str(folder / "collection.anki2"))
    col.set_config("fsrs", True)
    try:
        with serve(col) as server:
            yield server
    finally:
        col.close()
