"""Setting sync up with a place: a folder that devices share, or a server."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem, WrongUse
from quizzer.hub import VARIABLE, is_server
from quizzer.study.sync.carriers import address_of_environment, label_of, read_place
from quizzer.study.sync.place import opened
from quizzer.sync.names import BASE, DEVICES, FORMAT, LOG

if TYPE_CHECKING:
    from quizzer.study.collection.collection import Collection

_OWN = {FORMAT, "decks", *(name.rstrip("/") for name in (BASE, DEVICES, LOG))}
_ENDINGS = (".yaml", ".yml", ".md")
"""Of deck files and of words about them, which may lie beside what quizzer keeps there."""


class NoFolder(WrongUse):
    """The folder to sync with does not exist.

    Attributes:
        path: Of the folder.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        shown = one_line(path)
        super().__init__(
            f"{shown}: there is no such folder.{_did_you_mean(Path(path))} Is it spelled right, and the drive "
            f"connected? To begin with a new one, make it (mkdir {shown}) and call this again."
        )


def check_place(text: str) -> str:
    """The address of the place that a person names, which can be set up or joined.

    Raises:
        NoFolder: It would be a folder that does not exist; a mistyped path makes no new place.
        WrongUse: It is no place for sync.
    """
    address = read_place(text)
    in_environment = address_of_environment()
    if in_environment and label_of(in_environment) != label_of(address):
        raise WrongUse(
            f"{VARIABLE} names {one_line(label_of(in_environment))}, and it counts before what is noted. Take it out "
            "of the environment to sync with another place."
        )
    if is_server(address):
        return in_environment or address
    folder = Path(address)
    try:
        if not folder.exists():
            raise NoFolder(address)
        if not folder.is_dir():
            raise WrongUse(f"{one_line(address)} is a file; name a folder.")
        _require_room(folder)
    except OSError as error:
        raise Problem(f"{one_line(address)}: it cannot be read: {error.strerror or error}.") from None
    return address


def make_folder(path: str) -> None:
    """Make the folder that a person wants to sync with, for its owner alone.

    Raises:
        Problem: It cannot be made.
    """
    try:
        Path(path).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"{one_line(path)}: the folder cannot be made: {error.strerror or error}.") from None


def set_up(collection: Collection, text: str, *, name: str = "") -> str:
    """Note a place as the one to sync with, and make it one unless it is; the next sync takes in and sends everything.

    Args:
        collection: Open to be changed.
        text: The folder, or the address of a server.
        name: What the others are to call this device; else it keeps its name.

    Returns:
        The place as a person calls it.

    Raises:
        WrongUse: It is no place for sync, or none yet (:class:`NoFolder`).
        CarrierProblem: It cannot be reached.
    """
    with opened(collection, check_place(text)) as place:
        if name:
            place.save(name=name)
        return place.label


def _require_room(folder: Path) -> None:
    """Make sure that the folder is a place for sync, or can be one: quizzer's files stand among no others.

    Raises:
        WrongUse: There are other files in it.
    """
    names = {name for name in os.listdir(folder) if not name.startswith(".")}  # noqa: PTH208 - names alone
    if FORMAT in names or all(
        name in _OWN or name.startswith(FORMAT) or name.lower().endswith(_ENDINGS) for name in names
    ):
        return
    inner = folder / "quizzer"
    there = "Your devices sync with" if (inner / FORMAT).exists() else "Name a folder for quizzer alone, such as"
    raise WrongUse(f"{one_line(str(folder))} has other files in it. {there} {one_line(str(inner))}.")


def _did_you_mean(path: Path) -> str:
    try:
        beside = [entry.name for entry in path.parent.iterdir() if entry.is_dir()]
    except OSError:
        return ""
    close = get_close_matches(path.name, beside, n=1)
    return f" Did you mean {one_line(str(path.parent / close[0]))}?" if close else ""
