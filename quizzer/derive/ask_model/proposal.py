"""Read a reply of a language model: the notes it proposes, of which nothing is believed yet."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from quizzer.core.safe_text import one_line

KINDS = ("basic", "cloze", "choice")
_MOST_NOTES = 100
_LONGEST = {"ask": 400, "answer": 200, "quote": 2_000}
_MOST_OPTIONS = 6
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)

EMPTY, BROKEN = "an empty reply", "a reply that is not the JSON asked for"
MALFORMED, UNKNOWN_KIND, SURPLUS = (
    "a note without its parts",
    "a kind of note that is not offered",
    "too many in a reply",
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A note as a model proposes it.

    Attributes:
        kind: One of ``KINDS``.
        ask: The question; the sentence with ``___`` for a cloze.
        answer: The right answer.
        options: Wrong answers; only of a choice.
        quote: What it says the note stands on.
    """

    kind: str
    ask: str
    answer: str
    options: tuple[str, ...]
    quote: str


def read_reply(text: str, dropped: Counter[str]) -> list[Proposal]:
    """Read the notes of a reply; what cannot be read is counted by its reason.

    Args:
        text: The reply as it came.
        dropped: The counts; changed here.
    """
    if not text.strip():
        dropped[EMPTY] += 1
        return []
    try:
        entries = _find_notes(text)
    except (ValueError, RecursionError):
        dropped[BROKEN] += 1
        return []
    proposals = []
    for entry in entries[:_MOST_NOTES]:
        proposal = _read_note(entry)
        if isinstance(proposal, str):
            dropped[proposal] += 1
        else:
            proposals.append(proposal)
    if len(entries) > _MOST_NOTES:
        dropped[SURPLUS] += len(entries) - _MOST_NOTES
    return proposals


def _find_notes(text: str) -> list[object]:
    """The entries of a reply, whether it is JSON alone or has it in a fence or after some words."""
    fenced = _FENCED.search(text)
    text = (fenced[1] if fenced else text).strip()
    first = min((place for place in (text.find("{"), text.find("[")) if place >= 0), default=-1)
    if first < 0:
        raise ValueError("no JSON")
    data, _ = json.JSONDecoder().raw_decode(text, first)
    notes = data.get("notes") if isinstance(data, dict) else data
    if not isinstance(notes, list):
        raise ValueError("no notes")
    return notes


def _read_note(entry: object) -> Proposal | str:
    """A note of a reply, or the reason why it is none."""
    if not isinstance(entry, dict):
        return MALFORMED
    kind = entry.get("kind")
    if kind not in KINDS:
        return UNKNOWN_KIND
    texts = {name: _read_text(entry, name) for name in _LONGEST}
    options = entry.get("options") or []
    if not all(texts.values()) or not isinstance(options, list) or len(options) > _MOST_OPTIONS:
        return MALFORMED
    if not all(isinstance(option, str) and 0 < len(option.strip()) <= _LONGEST["answer"] for option in options):
        return MALFORMED
    shown = tuple(one_line(option) for option in options) if kind == "choice" else ()
    return Proposal(kind, one_line(texts["ask"]), one_line(texts["answer"]), shown, texts["quote"])


def _read_text(entry: Mapping[str, object], name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) and len(value) <= _LONGEST[name] else ""
