"""A server on this machine that speaks the OpenAI protocol and answers what a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Behaviour = Callable[[int, dict[str, Any]], str | int | None]
"""Number and body of a request to the text of the reply, a status, or None for no answer until the server ends."""


class FakeServer:
    """A running server.

    Attributes:
        requests: The bodies that were sent to it, in order.
    """

    def __init__(self, behave: Behaviour, tokens: tuple[int, int]) -> None:
        self.requests: list[dict[str, Any]] = []
        self.behave, self.tokens = behave, tokens
        self.ended = threading.Event()
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.http.server_address[1]}/v1"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                server.requests.append(body)
                answer = server.behave(len(server.requests), body)
                if answer is None:
                    server.ended.wait(20)
                    return
                status = answer if isinstance(answer, int) else 200
                data = server.complete(answer) if isinstance(answer, str) else {"error": {"message": "out of order"}}
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("x-should-retry", "false")
                self.end_headers()
                self.wfile.write(json.dumps(data).encode())

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name of the base class)
                """Say nothing."""

        return Handler

    def complete(self, text: str) -> dict[str, Any]:
        sent, came = self.tokens
        return {
            "id": "1", "object": "chat.completion", "created": 1, "model": "fake",
            "choices": [
                {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
            ],
            "usage": {"prompt_tokens": sent, "completion_tokens": came, "total_tokens": sent + came},
        }  # fmt: skip


@contextmanager
def serve(behave: Behaviour, settings: Path, tokens: tuple[int, int] = (700, 50)) -> Iterator[FakeServer]:
    """Run a server, and name it as the model ``fake`` in a folder of settings of the library."""
    server = FakeServer(behave, tokens)
    settings.mkdir(parents=True, exist_ok=True)
    model = {"model_id": "fake", "model_name": "fake", "api_base": server.address, "supports_schema": True}
    (settings / "extra-openai-models.yaml").write_text(json.dumps([model]), "utf-8")
    thread = threading.Thread(target=server.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.http.shutdown()
        server.http.server_close()
        thread.join()
