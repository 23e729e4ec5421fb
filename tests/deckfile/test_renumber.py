"""Numbers written into the deletions of a deck file, in every form a text can have there."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.core.notes.cards import find_deletions
from quizzer.core.notes.kinds import Cloze
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.renumber import renumber_deletions

HEAD = "# über 🧠 all\ndeck: D\naxis: D\nnotes:\n  - {id: first, ask: q?, answer: a}\n"
TAIL = "    level: fundamentals # {{no}}\n  # {{end}}\n  - id: last\n    cloze: '{{x}} {{y}}'\n"


def renumber(text: str, numbers: tuple[int, ...], note: str = "n") -> str | None:
    return renumber_deletions(text, parse_deck(text.removeprefix("\ufeff"), Path("d.yaml")), {note: numbers})


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize(
    "cloze",
    [
        "cloze: The @@a}} and @@b::hint:x}} of {{c7::c}}.",
        "cloze: The @@a b}} and\n      @@b}} of\n\n      {{c7::c}} # {{d}}",
        "cloze: 'It''s @@a}}: @@b}}'",
        'cloze: "\\u00fc @@a}}\\n \\"@@b}}\\" \\\n      so {{c7::c}}"  # {{d}}',
        "cloze: |  # {{d}}\n      @@a}}\n        @@ b}}\n      {{c7::c}}",
        "cloze: >-\n      @@a\n      b}} and @@b}}\n",
        "? cloze\n    : The @@a}} and @@b}}",
        "'cloze': The @@a}} and @@a}}",
    ],
)
def test_only_the_braces_change(cloze: str, start: str, end: str) -> None:
    text = f"{start}{HEAD}  - id: n\n    {cloze}\n{TAIL}".replace("\n", end)
    places = iter((3, 12))
    pieces = text.split("@@")
    plain = "{{".join(pieces)
    reading = parse_deck(plain.removeprefix("\ufeff"), Path("d.yaml"))
    assert not [found for found in reading.findings if found.level == "error"]
    body = next(note for note in reading.notes if note.id == "n").body
    assert isinstance(body, Cloze)
    numbers = tuple(7 if deletion.is_written else (3, 12)[deletion.index] for deletion in find_deletions(body.text))
    expected = pieces[0] + "".join(f"{{{{c{next(places)}::{piece}" for piece in pieces[1:])
    assert renumber(plain, numbers) == expected


def test_blanks_that_would_end_a_key_go() -> None:
    text = f"{HEAD}  - id: n\n    cloze: The {{{{ a }}}} and {{{{\n      b}}}}\n{TAIL}"
    assert renumber(text, (2, 1)) == f"{HEAD}  - id: n\n    cloze: The {{{{c2::a }}}} and {{{{c1::b}}}}\n{TAIL}"


@pytest.mark.parametrize("cloze", ['"\\x7b{a}} and {{b}}"', '"{\\\n      {a}} and {{b}}"'])
def test_braces_that_are_no_braces_in_the_file_are_left_alone(cloze: str) -> None:
    assert renumber(f"{HEAD}  - id: n\n    cloze: {cloze}\n{TAIL}", (2, 1)) is None


def test_a_note_in_brackets_and_several_notes_at_once() -> None:
    text = HEAD + "  - {id: n, cloze: \"{{a}} and {{b}}\"}\n  - id: m\n    cloze: '{{a}} {{b}}'\n"
    reading = parse_deck(text, Path("d.yaml"))
    expected = HEAD + "  - {id: n, cloze: \"{{c2::a}} and {{c1::b}}\"}\n  - id: m\n    cloze: '{{c3::a}} {{c2::b}}'\n"
    assert renumber_deletions(text, reading, {"m": (3, 2), "n": (2, 1)}) == expected


def test_a_namespace_is_no_part_of_the_written_id() -> None:
    text = f"namespace: ada\n{HEAD}  - id: n\n    cloze: '{{{{a}}}}'\n"
    assert renumber(text, (4,), "ada/n") == text.replace("{{a}}", "{{c4::a}}")
