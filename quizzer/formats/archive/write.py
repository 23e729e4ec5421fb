"""The archive: everything a person owns here, as JSON that people and other programs can read too.

One object, its parts in this order, a deck, note or log row on each line::

    {"format": "quizzer archive", "version": 1, "written": "2026-03-01T10:00:00Z",
     "settings": {name: text},
     "decks": [{"file", "name", "bundled"?: true, "axes": [{"id", "name"}], "source"?: {"id", "title"?, "sha256"?}}],
     "notes": [{"id", "file", "deck", "axis", "kind", "body", "level"?, "tags"?, "extra"?, "caveat"?,
                "cite"?: {"section", "place"?, "fingerprint"?, "quote"?}, "typed"?: bool, "silence"?,
                "changed"?: epoch seconds, "retired"?: true, "cards": [...]}],
     "log": [{"card", "at", "day", "kind", "value", "before"?, "state"?, "step"?, "interval"?, "took"?, "undone"?}]}

``?`` marks what is left out when it is empty. ``kind`` of a note is basic, cloze, choice, list, sequence or sort, and
``body`` has the keys of the class in ``quizzer.core.notes.notes``. ``file`` and ``deck`` name one of the decks, whose
first axis is its own. Retired notes are those no deck file holds any more; bundled decks came with the program,
unchanged.

A log row tells the ``card`` by its key, ``at`` and ``undone`` in milliseconds since 1970-01-01 UTC, the study ``day``
since 1970-01-01, and its ``kind``: answer (``value`` 1 again, 2 hard, 3 good, 4 easy), suspend, unsuspend, bury (the
day), flag (0..7), reset, reschedule (the day). ``before`` and ``state`` are new (when left out), learning, review or
relearning; ``interval`` counts days, or seconds when negative; ``took`` counts milliseconds.

A note's ``cards`` tell where each stands: ``key``, ``state``, ``due`` (a date, or an instant in UTC), ``stability`` in
days and ``difficulty`` 1..10 of FSRS, ``interval``, ``reps``, ``lapses``, ``last`` (an instant), ``suspended``,
``flag``, ``leech``, ``retired``. They are for people and other programs, and not read back: all of it follows from the
log.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from quizzer.core.exchange import Entry, Outgoing, OutgoingCard, ProgressCallback
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.json_content import encode
from quizzer.core.notes.notes import Source
from quizzer.core.schedule.progress import State
from quizzer.core.schedule.study_days import date_of
from quizzer.files import writing
from quizzer.formats.archive.read import FORMAT, KINDS, STATES, VERSION, read_archive
from quizzer.formats.target import Written

__all__ = ["OutgoingDeck", "read_archive", "write_archive"]


class OutgoingDeck(NamedTuple):
    """A deck on its way into an archive, without its notes.

    Attributes:
        axes: Its own axis first.
        bundled: It came with the program, and is unchanged.
    """

    name: str
    file: str
    axes: tuple[Axis, ...]
    source: Source | None = None
    bundled: bool = False


def write_archive(
    path: Path,
    notes: Iterable[Outgoing],
    entries: Iterable[Entry],
    *,
    decks: Iterable[OutgoingDeck],
    settings: Iterable[tuple[str, str]],
    written: int,
    progress: ProgressCallback,
) -> Written:
    """Write an archive; of what is given, nothing is kept longer than it takes to write it.

    Args:
        notes: All of them, retired ones too. They are taken before ``entries`` are asked for.
        entries: The log, undone rows too.
        written: This instant, in milliseconds.

    Raises:
        Problem: It cannot be written; what was there before is untouched.
    """
    told: dict[str, int] = {"notes": 0, "log": 0, "cards": 0}

    def counted(name: str, what: str, lines: Iterator[str]) -> Iterator[str]:
        for line in lines:
            told[name] += 1
            if told[name] % 1000 == 0:
                progress(what, told[name], 0)
            yield line

    def note_lines() -> Iterator[str]:
        for note in notes:
            told["cards"] += len(note.cards)
            yield _json(_told_note(note))

    with writing(path, "the file") as file:
        head = {"format": FORMAT, "version": VERSION, "written": _instant(written)}
        file.write("{\n" + "".join(f"{_json(key)}: {_json(value)},\n" for key, value in head.items()))
        file.write(f'"settings": {json.dumps(dict(settings), ensure_ascii=False, indent=0)},\n')
        _write_list(file.write, "decks", (_json(_told_deck(deck)) for deck in decks))
        file.write(",\n")
        _write_list(file.write, "notes", counted("notes", "Writing notes", note_lines()))
        file.write(",\n")
        _write_list(file.write, "log", counted("log", "Writing reviews", map(_told_entry, entries)))
        file.write("\n}\n")
    return Written(told["notes"], told["cards"], told["log"])


def _write_list(write: Callable[[str], object], name: str, lines: Iterator[str]) -> None:
    write(f'"{name}": [')
    before = "\n"
    for line in lines:
        write(before + line)
        before = ",\n"
    write("\n]")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _present(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value is not None and value not in ("", (), [], 0, False)}


def _told_deck(deck: OutgoingDeck) -> dict[str, Any]:
    source = deck.source
    told = {
        "file": deck.file,
        "name": deck.name,
        "bundled": deck.bundled,
        "axes": [axis._asdict() for axis in deck.axes],
        "source": source and _present({"id": source.id, "title": source.title, "sha256": source.sha256}),
    }
    return _present(told)


def _told_note(note: Outgoing) -> dict[str, Any]:
    said = note.note
    content = json.loads(encode(said))
    told = {
        "id": said.id, "file": note.file, "deck": note.deck, "axis": said.axis, "kind": content.pop("kind"),
        "body": content.pop("body"), "level": said.level, "tags": said.tags, **content, "silence": said.silence,
        "changed": note.changed, "retired": note.retired, "cards": [_told_card(card) for card in note.cards],
    }  # fmt: skip
    typed = {} if said.typed is None else {"typed": said.typed}
    return {**_present(told), **typed}


def _told_card(card: OutgoingCard) -> dict[str, Any]:
    progress = card.progress
    due = date_of(progress.due_day).isoformat() if progress.due_day is not None else ""
    told = {
        "due": _instant(progress.due_at) if progress.due_at is not None else due,
        "stability": progress.stability and round(progress.stability, 4),
        "difficulty": progress.difficulty and round(progress.difficulty, 3),
        "interval": progress.interval,
        "reps": progress.reps,
        "lapses": progress.lapses,
        "last": _instant(progress.last_at) if progress.last_at is not None else "",
        "suspended": card.suspended,
        "flag": card.flag,
        "leech": progress.leech,
        "retired": card.retired,
    }
    return {"key": card.key, "state": STATES[progress.state], **_present(told)}


def _told_entry(entry: Entry) -> str:
    told = [
        f'"card": {_json(entry.card)}, "at": {entry.at}, "day": {entry.day}, "kind": "{KINDS[entry.kind]}", '
        f'"value": {entry.value}'
    ]
    if entry.before:
        told.append(f'"before": "{STATES[State(entry.before)]}"')
    if entry.state:
        told.append(f'"state": "{STATES[State(entry.state)]}"')
    for name in ("step", "interval", "took"):
        if value := getattr(entry, name):
            told.append(f'"{name}": {value}')
    if entry.undone is not None:
        told.append(f'"undone": {entry.undone}')
    return f"{{{', '.join(told)}}}"


def _instant(at: int) -> str:
    return datetime.fromtimestamp(at // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
