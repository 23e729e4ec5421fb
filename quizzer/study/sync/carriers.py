"""The place where devices meet: how it is named, and opening it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.safe_text import one_line
from quizzer.errors import WrongUse
from quizzer.hub import VARIABLE
from quizzer.hub import is_server as is_server
from quizzer.store.sync.keys import ADDRESS

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection
    from quizzer.sync.carrier import Carrier

_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def open_carrier(address: str) -> Carrier:
    """Open a place.

    Args:
        address: The path of a folder, or ``postgresql://...``, with or without a password.

    Raises:
        Problem: What it takes to reach a server is not installed.
        WrongUse: It is no address.
        CarrierProblem: It cannot be reached.
    """
    if is_server(address):
        from quizzer.hub.carrier import PostgresCarrier

        return PostgresCarrier(address)
    from quizzer.sync.folder import FolderCarrier

    return FolderCarrier(Path(address))


def label_of(address: str) -> str:
    """An address as it is noted and shown: without a password.

    Raises:
        WrongUse: It is that of a server, and cannot be read.
    """
    if not is_server(address):
        return address
    from quizzer.hub.address import without_password

    return without_password(address)


def read_place(text: str) -> str:
    """The place that a person names.

    Args:
        text: A folder, which may begin with ``~``, or the address of a server.

    Returns:
        The absolute path of the folder, or the address.

    Raises:
        WrongUse: It is neither, or has a password, which must not stand where every program on the machine reads it.
    """
    if is_server(text):
        from quizzer.hub.address import has_password

        if has_password(text):
            raise WrongUse(
                "a password on the command line can be read by others, and stays in the history of your shell. Put the "
                f"whole address into the variable {VARIABLE} instead and call `quizzer sync`; quizzer never stores it."
            )
        return text
    if _OTHER_SCHEME.match(text):
        scheme = one_line(text[: text.index("://")])
        raise WrongUse(f"quizzer syncs with a folder or with postgresql://..., not with {scheme}://.")
    if not text.strip():
        raise WrongUse("name a folder, or the address of a server: quizzer sync --with FOLDER")
    return os.path.abspath(os.path.expanduser(text))  # noqa: PTH100, PTH111 - `..` goes by the name, as in a shell


def address_of_environment() -> str:
    """The address of a server in :data:`VARIABLE`; empty for none.

    Raises:
        WrongUse: It is something else.
    """
    address = os.environ.get(VARIABLE, "").strip()
    if address and not is_server(address):
        raise WrongUse(
            f"{VARIABLE} is to be the address of a server (postgresql://...). A folder is named once, with "
            "`quizzer sync --with FOLDER`."
        )
    return address


def find_address(noted: str) -> str:
    """Where to sync: the address in the environment, else the one noted; empty for nowhere.

    Raises:
        WrongUse: What stands in the environment is no address.
    """
    return address_of_environment() or noted


def find_server(collection: Collection) -> str:
    """The address of the server that the environment names or that a collection syncs with.

    Raises:
        WrongUse: There is none, or sync is with a folder.
    """
    address = find_address(collection.get(ADDRESS) or "")
    if is_server(address):
        return address
    now = f"This collection syncs with the folder {one_line(address)}" if address else "Sync is not set up here"
    raise WrongUse(
        f"a class meets on a server of PostgreSQL. {now}. Put the server's address into {VARIABLE}, or set sync up "
        "with it: quizzer sync --with postgresql://..."
    )


def is_set_up(collection: Collection) -> bool:
    """Whether a collection syncs with a place; all that it costs is one look at a setting.

    Raises:
        WrongUse: What stands in the environment is no address.
    """
    return bool(find_address(collection.get(ADDRESS) or ""))
