"""Find what makes a note easier than it looks: hints that offer or hold the answer, coin tosses, lists of two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.cards import Deletion, find_deletions
from quizzer.core.notes.kinds import Choice, Cloze, Listing
from quizzer.core.notes.notes import Note
from quizzer.core.notes.recognition import list_alternatives
from quizzer.core.notes.telling_words import can_be_read, telling_forms
from quizzer.deckfile.findings import quote

_OR = re.compile(r"\b(?:or|vs|versus)\b|/", re.IGNORECASE)

# Key of the note, message, name of the rule.
_Giveaway = tuple[str, str, str]


def find_giveaways(note: Note) -> Iterator[_Giveaway]:
    """Yield what gives the answers of a note away, or makes them a matter of luck."""
    match note.body:
        case Cloze(text=text):
            for gap in find_deletions(text):
                yield from _check_hint(gap)
        case Choice(answers=(_,), options=(_,)):
            message = "one wrong option makes a coin toss; ask it open, or give two fair rivals"
            yield "options", message, "two-options"
        case Listing(items=(_, _)):
            message = "a list of two is better a pair: give one, ask for the other, and back with 'reverse'"
            yield "items", message, "pair-as-list"
        case _:
            pass


def _check_hint(gap: Deletion) -> Iterator[_Giveaway]:
    hint = quote(gap.hint)
    if len(list_alternatives(gap)) == 2:
        message = f"the hint {hint} offers the answer; this counts as recognition. "
        yield "cloze", message + "Take it out, or ask for the word with its direction", "two-way-hint"
    elif gap.hint and not _OR.search(gap.hint) and can_be_read(gap.answer, telling_forms(gap.hint)):
        message = f"the hint {hint} gives the answer {quote(gap.answer)} away; say which kind of thing is wanted"
        yield "cloze", message, "hint-gives-answer"
