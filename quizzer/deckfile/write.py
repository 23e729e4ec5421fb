"""Write a deck as a deck file: YAML that reads well, in a file that is never half written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, assert_never

from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.drafts import DraftMark, Rejection
from quizzer.core.notes.kinds import Basic, Body, BodyField, Reverse
from quizzer.core.notes.notes import LEVELS, Citation, Deck, Note, Retirement, split_id, write_reference
from quizzer.deckfile.read.note import split_place
from quizzer.deckfile.yaml.scalars import SPARE, WIDTH, format_block, format_scalar
from quizzer.files import write_whole

COUNTED = ("table", "paragraph", "row", "item")
LONGEST_KEY = 500  # YAML takes 1024 characters before a ':' without a '? '


def format_deck(deck: Deck) -> str:
    """Format a deck as the text of a deck file; reading it gives an equal deck.

    The same deck always gives the same text. Characters that a deck may not hold are written as escapes.
    """
    return join_parts(*format_parts(deck))


Parts = tuple[str, list[str], str]
"""The head of a deck file, its notes, and what stands behind them."""


def format_parts(deck: Deck) -> Parts:
    """Format a deck as parts of a file, for :func:`join_parts`."""
    head = "".join(f"{line}\n" for line in (*_header(deck), "notes:" if deck.notes else "notes: []"))
    rejected = ["", "rejected:", *map(format_rejection, deck.rejected), ""] if deck.rejected else []
    return head, ["\n".join(_note(note, deck)) for note in deck.notes], "\n".join(rejected)


def join_parts(head: str, notes: Sequence[str], end: str) -> str:
    """Join the parts of a deck file."""
    return head + "\n\n".join(notes) + ("\n" if notes else "") + end


def format_note(note: Note, deck: Deck) -> list[str]:
    """Format a note as the lines of an item of the list ``notes`` in a file of this deck, indented by two."""
    return "\n".join(_note(note, deck)).split("\n")


def format_rejection(rejection: Rejection) -> str:
    """Format a rejection as an item of the list ``rejected``, on one line."""
    pairs = ((key, text) for key, text in rejection._asdict().items() if text)
    return f"  - {{{', '.join(f'{key}: {format_scalar(text, flow=True)}' for key, text in pairs)}}}"


def write_deck(path: Path, deck: Deck) -> None:
    """Write the deck file whole or not at all (see :mod:`quizzer.files`).

    Raises:
        Problem: The file cannot be written; what was there before is untouched.
    """
    write_whole(path, format_deck(deck), "the deck")


def _header(deck: Deck) -> Iterator[str]:
    yield from _entry("deck", deck.name, 0)
    yield from _entry("namespace", deck.namespace, 0)
    yield f"axis: {_axis(deck.axis._replace(short='', spans=''))}"
    yield from _entry("short", deck.axis.short, 0)
    yield from _entry("spans", deck.axis.spans, 0)
    if len(deck.axes) > 1:
        yield "axes:"
        for axis in deck.axes[1:]:
            yield f"  - {_axis(axis)}"
    if deck.course:
        yield f"course: {deck.course}"
    yield from _entry("primer", deck.primer, 0)
    used = tuple(dict.fromkeys(note.level for note in deck.notes if note.level))
    if not set(used) <= set(LEVELS):
        yield from _texts("levels", used, 0)
    if deck.source is not None:
        keys = {"id": deck.source.id, "title": deck.source.title, "sha256": deck.source.sha256}
        yield from _mapping("source", keys, 0)
    if deck.synonyms:
        yield from ("synonyms:", *(f"  - {_flow(terms)}" for terms in deck.synonyms))
    if deck.retired:
        yield from ("retired:", *(_retirement(one, deck.namespace) for one in deck.retired))


def _retirement(retired: Retirement, namespace: str) -> str:
    heirs = [write_reference(namespace, heir) for heir in retired.heirs]
    return f"  {format_scalar(split_id(retired.id)[1])}: {_flow(heirs)}"


def _axis(axis: Axis) -> str:
    if axis == Axis(axis.id, axis.id):
        return format_scalar(axis.id)
    keys = ((key, text) for key, text in axis._asdict().items() if text and (key != "name" or text != axis.id))
    return f"{{{', '.join(f'{key}: {format_scalar(text, flow=True)}' for key, text in keys)}}}"


def _note(note: Note, deck: Deck) -> Iterator[str]:
    yield f"  - id: {format_scalar(split_id(note.id)[1])}"
    yield from _body(note.body, 4)
    if note.level or note.tags or note.after or note.checked or note.priority != "more" or note.axis != deck.axis.id:
        yield from _where(note, deck)
    if note.typed is not None:
        yield f"    typed: {str(note.typed).lower()}"
    if note.cite is not None:
        yield from _cite(note.cite)
    if note.extra:
        yield from _entry("note", note.extra, 4)
    if note.caveat:
        yield from _entry("caveat", note.caveat, 4)
    if note.silence:
        yield from _texts("silence", note.silence, 4)
    if note.draft is not None:
        yield from _draft(note.draft)
    if note.derived is not None:
        yield from _mapping("derived", note.derived._asdict(), 4)


def _where(note: Note, deck: Deck) -> Iterator[str]:
    """What a note is filed under, and when it is learnt."""
    yield from _entry("level", note.level, 4)
    if note.axis != deck.axis.id:
        yield from _entry("axis", note.axis, 4)
    if note.tags:
        yield from _texts("tags", note.tags, 4)
    if note.after:
        yield from _texts("after", [write_reference(deck.namespace, name) for name in note.after], 4)
    if note.priority != "more":
        yield f"    priority: {note.priority}"
    if note.checked:
        yield f"    checked: {note.checked}"


def _body(body: Body, indent: int) -> Iterator[str]:
    for part in body.parts:
        value = getattr(body, part.name)
        if value or not part.optional:
            yield from _part(body, part, value, indent)


def _part(body: Body, part: BodyField, value: Any, indent: int) -> Iterable[str]:
    key = part.deck_key
    match part.shape:
        case "text" | "cloze":
            return _entry(key, value, indent)
        case "texts":
            if part.single and len(value) == 1:
                return _entry(key, value[0], indent)
            return _texts(key, value, indent, spare=part.optional)
        case "lists":
            text = getattr(body, part.of)
            if len(value) == 1 and value[0] and isinstance(text, str) and len(find_deletions(text)) == 1:
                return _texts(key, value[0], indent)
            return _lists(key, value, indent)
        case "groups":
            return _groups(key, value, indent)
        case "reverse":
            assert isinstance(body, Basic)
            return _reverse(body, value, indent)
        case _:
            assert_never(part.shape)


def _groups(key: str, groups: Iterable[tuple[str, Sequence[str]]], indent: int) -> Iterator[str]:
    yield f"{' ' * indent}{key}:"
    for name, items in groups:
        yield from _group(format_scalar(name), items, indent + 2)


def _group(name: str, items: Sequence[str], indent: int) -> Iterator[str]:
    if len(name) <= LONGEST_KEY:
        yield from _texts(name, items, indent)
        return
    pad = " " * indent
    yield f"{pad}? {name}"
    yield f"{pad}:"
    for item in items:
        yield f"{pad}  - {format_block(item, indent + 4, WIDTH - indent - 4)}"


def _reverse(basic: Basic, reverse: Reverse | None, indent: int) -> Iterator[str]:
    pad = " " * indent
    if reverse == Reverse(basic.answer, basic.ask):
        yield f"{pad}reverse: true"
    elif reverse is not None:
        yield f"{pad}reverse:"
        yield from _entry("ask", reverse.ask, indent + 2)
        yield from _entry("answer", reverse.answer, indent + 2)
        yield from _texts("accept", reverse.accept, indent + 2, spare=True)


def _cite(cite: Citation) -> Iterator[str]:
    keys = {"section": cite.section, **split_place(cite.place), "fingerprint": cite.fingerprint, "quote": cite.quote}
    yield from _mapping("cite", keys, 4)


def _draft(draft: DraftMark) -> Iterator[str]:
    short = f"{draft.score:.2f}"
    score = short if float(short) == draft.score else repr(draft.score)
    inside = f"score: {score}" + (f", why: {format_scalar(draft.why, flow=True)}" if draft.why else "")
    if not draft.doubts and len(inside) <= WIDTH and "\n" not in draft.why:
        yield f"    draft: {{{inside}}}"
        return
    yield from ("    draft:", f"      score: {score}")
    yield from _entry("why", draft.why, 6)
    yield from _texts("doubts", draft.doubts, 6, spare=True)


def _entry(key: str, text: str, indent: int) -> Sequence[str]:
    """``key: text``; nothing when the text is empty."""
    if not text:
        return ()
    return (f"{' ' * indent}{key}: {format_block(text, indent + 2, WIDTH - indent - len(key) - 2)}",)


def _texts(key: str, texts: Sequence[str], indent: int, *, spare: bool = False) -> Iterator[str]:
    """A list of texts, on the line of its key when it is short; a spare one is left out when empty."""
    pad = " " * indent
    if spare and not texts:
        return
    line = f"{pad}{key}: {_flow(texts)}"
    if len(line) <= WIDTH + SPARE and not any("\n" in text for text in texts):
        yield line
        return
    yield f"{pad}{key}:"
    for text in texts:
        yield f"{pad}  - {format_block(text, indent + 4, WIDTH - indent - 4)}"


def _lists(key: str, lists: Sequence[Sequence[str]], indent: int) -> Iterator[str]:
    if not lists:
        return
    pad = " " * indent
    line = f"{pad}{key}: [{', '.join(_flow(texts) for texts in lists)}]"
    if len(line) <= WIDTH + SPARE:
        yield line
        return
    yield f"{pad}{key}:"
    for texts in lists:
        yield f"{pad}  - {_flow(texts)}"


def _flow(texts: Sequence[str]) -> str:
    return f"[{', '.join(format_scalar(text, flow=True) for text in texts)}]"


def _mapping(key: str, texts: dict[str, str], indent: int) -> Iterator[str]:
    """A small mapping of texts, on one line when it is short; empty texts are left out."""
    pad, texts = " " * indent, {name: text for name, text in texts.items() if text}
    inside = [
        f"{name}: {text if _is_count(name, text) else format_scalar(text, flow=True)}" for name, text in texts.items()
    ]
    line = f"{pad}{key}: {{{', '.join(inside)}}}"
    if len(line) <= WIDTH + SPARE and not any("\n" in text for text in texts.values()):
        yield line
        return
    yield f"{pad}{key}:"
    for name, text in texts.items():
        yield from [f"{pad}  {name}: {text}"] if _is_count(name, text) else _entry(name, text, indent + 2)


def _is_count(name: str, text: str) -> bool:
    """Whether the text is a number of a paragraph, table, row or item, which reads better without quotes."""
    return name in COUNTED and re.fullmatch("[1-9][0-9]{0,3}", text) is not None
