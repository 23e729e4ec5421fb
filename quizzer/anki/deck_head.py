"""The head of a deck as it travels in the description of a deck of Anki's: the primer to read, the rest as data.

Anki shows a description as HTML, and not the comments in it; one comment holds the data of one deck file.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quizzer.core.notes.notes import LAST_COURSE, Retirement
from quizzer.deckfile.read.head import keep_usable
from quizzer.formats.common.clean_text import clean, too_long
from quizzer.formats.common.incoming_notes import is_note_id

_DATA = re.compile(r"<!--quizzer ([A-Za-z0-9+/=]+)-->")


class DeckHead(NamedTuple):
    """What the head of a deck file says beside the names of deck and axes.

    Attributes:
        deck: The deck's name.
        file: The name of its file.
        primer: Shown before its first new card.
        course: Its number in the order of the decks; 0 for none.
        synonyms: Sets of terms that stand for each other in its answers.
        retired: Its ids that are never used again.
    """

    deck: str
    file: str
    primer: str = ""
    course: int = 0
    synonyms: tuple[tuple[str, ...], ...] = ()
    retired: tuple[Retirement, ...] = ()


def describe(heads: Iterable[DeckHead]) -> str:
    """The description of the deck in Anki that holds these decks; empty where none of them has anything to say."""
    said = [head for head in heads if any(head[2:])]
    shown = "<br><br>".join(html.escape(head.primer).replace("\n", "<br>") for head in said if head.primer)
    return "".join((shown, *map(_pack, said)))


def _pack(head: DeckHead) -> str:
    record = {**head._asdict(), "retired": dict(head.retired)}
    text = json.dumps({key: value for key, value in record.items() if value}, ensure_ascii=False)
    return f"<!--quizzer {base64.b64encode(text.encode()).decode()}-->"


def read_heads(descriptions: Iterable[str]) -> Mapping[tuple[str, str], DeckHead]:
    """The heads in the descriptions, by the names of deck and file; what a deck file cannot hold is left out."""
    heads = (_unpack(data) for text in descriptions for data in _DATA.findall(text))
    return {head[:2]: head for head in heads if head is not None}


def _unpack(data: str) -> DeckHead | None:
    try:
        record = json.loads(base64.b64decode(data, validate=True))
        primer, course = clean(str(record.get("primer", ""))), int(record.get("course", 0))
        sets = [[clean(str(term)) for term in terms] for terms in record.get("synonyms", [])]
        retired = [Retirement(str(one), tuple(map(str, heirs))) for one, heirs in record.get("retired", {}).items()]
        return DeckHead(
            str(record["deck"]),
            str(record["file"]),
            "" if too_long(len(primer)) else primer,
            course if 0 <= course <= LAST_COURSE else 0,
            keep_usable(terms for terms in sets if not any(too_long(len(term)) for term in terms)),
            tuple(one for one in retired if all(map(is_note_id, (one.id, *one.heirs))) and one.id not in one.heirs),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, binascii.Error):
        return None
