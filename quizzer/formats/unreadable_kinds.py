"""Files that people bring and that are not read, each with the way to one that is."""

from __future__ import annotations

import re
from pathlib import Path

from quizzer.core.safe_text import one_line
from quizzer.errors import Problem

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/{1,2}(?=[^/])")
_PICKLE = re.compile(rb"\A(?:--- Mnemosyne Data Base|\x80[\x02-\x05]|\(lp0|\(i?cmnemosyne)")
_PICKLE_ENDINGS = (".mem", ".pickle", ".pkl")
_CROWD_ANKI = re.compile(rb'"__type__"\s*:\s*"Deck"')
_HEAD = 1 << 16
_MOST_FILES = 100


def refuse_address(path: Path) -> None:
    """Refuse an address.

    Raises:
        Problem: The path is one.
    """
    text = str(path)
    if (found := _ADDRESS.match(text)) and not path.exists():
        address = f"{found[1]}://{text[found.end() :]}"
        raise Problem(f"{one_line(address)}: addresses are not fetched; download the file, then import it.")


def refuse_folder(path: Path) -> None:
    """Refuse a folder of CrowdAnki's.

    Raises:
        Problem: The folder is one.
    """
    for number, file in enumerate(sorted(path.glob("*.json"))):
        if number == _MOST_FILES or not file.is_file():
            return
        with file.open("rb") as opened:
            if _CROWD_ANKI.search(opened.read(_HEAD)):
                raise _crowd_anki(path)


def refuse_content(path: Path, head: bytes) -> None:
    """Refuse a file that begins as one that is not read.

    Args:
        head: Its beginning.

    Raises:
        Problem: The file is one.
    """
    ending = path.suffix.lower()
    if _PICKLE.search(head) or ending in _PICKLE_ENDINGS:
        raise Problem(
            f"{one_line(str(path))}: this is a pickle, as Mnemosyne 1 keeps its cards; it is not opened, since it can "
            "run programs. Export the cards from Mnemosyne 1 as XML, or from Mnemosyne 2 as .cards, and import that."
        )
    if ending == ".json" and _CROWD_ANKI.search(head):
        raise _crowd_anki(path)


def _crowd_anki(path: Path) -> Problem:
    return Problem(
        f"{one_line(str(path))}: this is an export of CrowdAnki's, which only CrowdAnki reads. Import it into Anki "
        "(File > CrowdAnki: Import from disk), export the deck there as .apkg, and import that."
    )
