"""The client of AnkiConnect: one action a request, as its documentation has it, and a sentence for each fault.

The documentation is at https://git.sr.ht/~foosoft/anki-connect.
"""

from __future__ import annotations

import json
from http.client import HTTPConnection, HTTPException
from socket import gaierror
from typing import Any

from quizzer.anki.connect.address import KEY_VARIABLE, Address
from quizzer.core.safe_text import one_line
from quizzer.errors import Problem

VERSION = 6
"""The version of the protocol that is spoken; with it every reply says whether there was an error."""

ADD_ON = 2055492159
"""The code under which Anki installs the add-on."""

QUICK, LONG = 20.0, 1_800.0
"""Seconds to wait for an answer, and for a package that is taken in or written."""

LARGEST = 64_000_000
"""Bytes of a reply; a larger one is not read."""

INSTALL = f"Tools > Add-ons > Get Add-ons, code {ADD_ON}, then start Anki again"
_CONFIG = "Tools > Add-ons > AnkiConnect > Config"
_SHOWN = 300
GREETING = "requestPermission"
"""The first action: whatever does not answer it as documented is not AnkiConnect."""


class AnkiConnect:
    """An AnkiConnect at an address; each call is a request of its own.

    Attributes:
        address: As a person writes it.
    """

    def __init__(self, address: Address, key: str = "", *, quick: float = QUICK) -> None:
        """Nothing is sent yet.

        Args:
            key: The ``apiKey`` of its configuration; empty for none.
            quick: Seconds to wait for an answer that takes Anki no work.
        """
        self.address = str(address)
        self._place, self._key, self._quick = address, key, quick

    def call(self, action: str, *, wait: float = 0, **params: object) -> object:
        """Have Anki do an action; what it answers, of whatever type.

        Args:
            action: As in the documentation.
            wait: Seconds to wait for the answer; 0 for as long as a quick action takes.
            params: Of the action.

        Raises:
            Problem: Anki cannot be reached, refuses, fails, or what answers is not AnkiConnect.
        """
        body: dict[str, Any] = {"action": action, "version": VERSION}
        if params:
            body["params"] = params
        if self._key and action != GREETING:
            body["key"] = self._key
        return self._result(action, self._sent(action, json.dumps(body).encode(), wait or self._quick))

    def broken(self, action: str, what: str) -> Problem:
        """The fault of an answer that is not as documented."""
        return Problem(
            f"{self.address}: the answer to {action} is broken: {what}. Nothing of it was used; update AnkiConnect in "
            "Anki (Tools > Add-ons > Check for Updates), and try again."
        )

    def _sent(self, action: str, body: bytes, wait: float) -> bytes:
        connection = HTTPConnection(self._place.host, self._place.port, timeout=wait)
        try:
            # No Origin: AnkiConnect asks those who send one whether they are a web page that its person trusts.
            connection.request("POST", "/", body, {"Content-Type": "application/json", "Connection": "close"})
            with connection.getresponse() as reply:
                if reply.status == 403:  # before its body, which may have no end
                    raise self._refused()
                if reply.status != 200:
                    raise self._stranger(f"it answers with status {reply.status}")
                read = reply.read(LARGEST + 1)
        except ConnectionRefusedError:
            raise self._nobody() from None
        except TimeoutError:
            raise self._silent(action, wait) from None
        except gaierror:
            raise Problem(f"{self.address}: there is no such host.") from None
        except HTTPException as error:
            if action == GREETING:
                raise self._stranger(f"it speaks no HTTP ({type(error).__name__})") from None
            raise self._broke(action) from None
        except OSError:
            raise self._broke(action) from None
        finally:
            connection.close()
        if len(read) > LARGEST:
            raise self.broken(action, f"it is larger than {LARGEST // 1_000_000} MB")
        return read

    def _result(self, action: str, reply: bytes) -> object:
        try:
            found = json.loads(reply)
        except (ValueError, RecursionError):
            raise self._no_answer(action, "is no JSON") from None
        if not isinstance(found, dict) or not {"result", "error"} <= found.keys():
            raise self._no_answer(action, "has no result and no error")
        if found["error"] is not None:
            raise self._failed(action, found["error"])
        return found["result"]

    def _failed(self, action: str, error: object) -> Problem:
        said = one_line(str(error)[:_SHOWN]) if isinstance(error, str) else ""
        if self._key:
            said = said.replace(self._key, "…")
        if "api key" in said:
            return self.locked()
        if said == "unsupported action":
            return self.too_old(f"it does not know the action {action}")
        if "collection is not available" in said:
            return Problem(
                "Anki has no profile open, or is syncing at this moment: open your profile in Anki, or wait until it "
                "is done, and try again."
            )
        return AnkiFailed(f"Anki could not do it ({action}): {said or 'it does not say why'}.")

    def too_old(self, why: str) -> Problem:
        """The fault of an add-on that lacks what is needed."""
        return Problem(
            f"{self.address}: AnkiConnect is too old: {why}. Update it in Anki (Tools > Add-ons > Check for Updates), "
            "start Anki again, and try again."
        )

    def locked(self) -> Problem:
        """The fault of a key that is missing or wrong; the key itself is never shown."""
        if self._key:
            return Problem(
                f"{self.address}: AnkiConnect does not take the key in {KEY_VARIABLE}; apiKey in Anki ({_CONFIG}) has "
                "the right one."
            )
        return Problem(
            f"{self.address}: AnkiConnect wants a key: put its apiKey ({_CONFIG}) into the environment variable "
            f"{KEY_VARIABLE}."
        )

    def _refused(self) -> Problem:
        return refused(self.address)

    def _nobody(self) -> Problem:
        return Problem(
            f"Anki does not answer at {self.address}. Start Anki, and leave it open; if it is open, install its add-on "
            f"AnkiConnect ({INSTALL})."
        )

    def _silent(self, action: str, wait: float) -> Problem:
        return Problem(
            f"{self.address}: Anki did not answer within {wait:,.0f} seconds ({action}). Look at Anki: a window of its "
            "own may be waiting for you, or the system may have put it to sleep. Then try again; nothing is done twice."
        )

    def _broke(self, action: str) -> Problem:
        return Problem(
            f"{self.address}: the connection to Anki broke ({action}). Is Anki still open? Start it, and try again; "
            "nothing is done twice."
        )

    def _no_answer(self, action: str, why: str) -> Problem:
        return self._stranger(f"its answer {why}") if action == GREETING else self.broken(action, f"it {why}")

    def _stranger(self, why: str) -> Problem:
        return Problem(
            f"What answers at {self.address} is not AnkiConnect: {why}. If another program has that port, give "
            f"AnkiConnect one of its own (webBindPort in {_CONFIG}), start Anki again, and say --address HOST:PORT."
        )


class AnkiFailed(Problem):
    """Anki was asked for what it can do, and failed."""


def refused(address: str) -> Problem:
    """The fault of an AnkiConnect that lets nobody in."""
    return Problem(
        f"{address}: AnkiConnect refuses quizzer. Allow it in the window that Anki shows; if you have refused it for "
        f"good, take it out of ignoreOriginList ({_CONFIG}), and start Anki again."
    )
