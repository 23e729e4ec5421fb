"""Find facts that age: looked up long ago, in a month to come, or without a month at all.

Only statements that hold until somebody decides or finds out otherwise age, such as ``approved for``, ``by law`` and
``no trial is known``. Laws of nature, consensus sequences and what was approved in a year that is named do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzer.core.notes.notes import Note
from quizzer.deckfile.findings import quote
from quizzer.deckfile.lint.texts import list_texts

_NO_FACTS = frozenset({"tags", "cite"})
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_COUNTRY = r"(?:US|USA|UK|EU|[A-Z][a-z]+an|federal|state|national|international|local|current|present)"
_AGING = (
    # What an authority allows, unless it was an event of its day.
    r"(?<!\bwas )(?<!\bwere )(?<!\bwas not )(?<!\bwere not )\b(?:un)?approved\b",
    r"(?<!\bsocial )(?<!\bparental )(?<!\bpeer )(?<!\bneed for )\bapprovals?\b"
    r"(?! (?:ratings?|of|from|voting|seeking)\b)",
    # What the law of a country says; not a law of nature.
    rf"\bby law\b(?! of)|\bagainst the law\b|\b(?:under|in) (?:the )?(?-i:{_COUNTRY} )+law\b(?! of)"
    r"|\bunder the law\b(?! of)|\b(?-i:US|UK|EU|[Ff]ederal) laws?\b"
    r"|(?<![’']s )(?<!first )(?<!second )(?<!third )\blaws? (?:prohibit|forbid|ban|restrict)s?\b",
    r"(?<!\bwas )(?<!\bwere )\bprohibited\b",
    # What experts agree on; not a sequence, and not what machines agree on.
    r"\bguidelines?\b",
    r"\b(?:no|by|expert|scientific|medical|clinical|international|current|general|broad|wide) consensus\b"
    r"(?! (?:sequence|motif|site|element|region|algorithm|protocol|mechanism))",
    r"\bconsensus (?:is (?!reached)|on|holds|supports?|recommends?|statements?|among|exists|panels?|papers?|that)\b",
    # What nobody has found yet.
    r"\b(?:no|none|nothing|nor|neither|little|few|how (?:many|much))\b[^.;:!?]{0,70}\b(?:is|are) known\b"
    r"(?! (?:as|by)\b)|\b(?:is|are)(?: not|n['’]t) (?:yet )?known\b(?! (?:as|by)\b)"
    r"|\b(?:not yet|no [^.;:!?]{0,60}) known\b(?! (?:as|by)\b)",
)
_AGES = re.compile("|".join(f"(?:{one})" for one in _AGING), re.IGNORECASE)
_HOLDS_ONE = re.compile(r"approv|\blaws?\b|prohibit|guideline|consensus|known", re.IGNORECASE)

# Key of the note, message, name of the rule.
_Aged = tuple[str, str, str]


def check_month(note: Note, month: str) -> Iterator[_Aged]:
    """Check that a note's facts were looked up by this month, such as ``2026-11``, and not over a year before it."""
    if note.checked > month:
        message = f"checked {note.checked} is in the future; write the month in which the facts were looked up"
        yield "checked", message, "bad-month"
    elif note.checked and note.checked < f"{int(month[:4]) - 1}{month[4:]}":
        message = f"checked {note.checked}, more than a year ago; look again and set the month"
        yield "checked", message, "checked-old"


def find_undated(note: Note) -> Iterator[_Aged]:
    """Yield the first statement of a note that ages, where the note does not say when it was looked up."""
    if note.checked or note.draft is not None:
        return
    for key, text in list_texts(note):
        if key not in _NO_FACTS and (found := _find_aging(text)):
            message = f"{quote(found)} may have changed since; say when it was looked up, such as 'checked: 2026-11'"
            yield key, message, "undated"
            return


def _find_aging(text: str) -> str:
    if not _HOLDS_ONE.search(text):
        return ""
    for sentence in _SENTENCE.split(text):
        if not _YEAR.search(sentence) and (found := _AGES.search(sentence)):
            return found[0]
    return ""
