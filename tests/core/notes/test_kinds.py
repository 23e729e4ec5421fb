"""The closed list of kinds, walked over every layer: a kind added to the list alone fails here, layer by layer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from quizzer.anki.fields import anki_note
from quizzer.cli.lines.answers import build_prompt, grade_line
from quizzer.core.exchange import Outgoing, OutgoingCard
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.cards import face_of, parts_of
from quizzer.core.notes.json_content import decode, encode
from quizzer.core.notes.kinds import BODIES, KINDS, Body, BodyField, Kind
from quizzer.core.notes.notes import Deck, Note
from quizzer.core.schedule.progress import Progress
from quizzer.deckfile.lint.notes.quality import check_note
from quizzer.deckfile.lint.texts import list_texts
from quizzer.deckfile.read.deck import parse_deck
from quizzer.deckfile.schema import load_schema
from quizzer.deckfile.write import format_deck
from quizzer.formats.archive.note import parse_note
from quizzer.formats.common.plain_card import plain_cards
from quizzer.study.review.values import Shown
from quizzer.tui.answering import build_input
from quizzer.tui.answering.without_feedback import build_quiz_input

AXIS = Axis("SML", "Small axis")


def sample(kind: Kind) -> Note:
    """A note of a kind, made from the parts the list says it has."""
    return Note("note", BODIES[kind](**{part.name: value(part) for part in BODIES[kind].parts}), AXIS.id)


def value(part: BodyField) -> Any:
    """Something of a part's shape; nothing where it may be missing."""
    if part.optional:
        return None if part.shape == "reverse" else ()
    words = ("one", "two", "three", "four")
    return {
        "text": f"What is the {part.name}?",
        "cloze": "A {{gland}} makes {{hormone}}.",
        "texts": tuple(f"{part.name} {word}" for word in words),
        "groups": tuple((f"group {word}", (f"in {word}",)) for word in words),
    }[part.shape]


def outgoing(note: Note) -> Outgoing:
    cards = tuple(OutgoingCard(note.id, part, Progress(), False, 0, 0, False, 0) for part in parts_of(note))
    return Outgoing(note, "Small", "small.yaml", AXIS, 0, False, cards)


def in_json(note: Note) -> None:
    assert decode(encode(note), key=note.id, axis=note.axis, level="", tags="", line=0) == note


def in_a_deck_file(note: Note) -> None:
    reading = parse_deck(format_deck(Deck("Small", (AXIS,), (note,))), Path("small.yaml"))
    assert reading.deck is not None, reading
    assert reading.deck.notes == (note,)


def in_the_schema(note: Note) -> None:
    rules = json.loads(load_schema())["$defs"]["note"]
    kinds = {rule["title"]: rule for rule in rules["oneOf"]}
    assert note.kind in kinds, "the schema has no rule for this kind"
    needed = [part.deck_key for part in note.body.parts if not part.optional]
    assert kinds[note.kind]["required"] == needed
    assert {part.deck_key for part in note.body.parts} <= set(rules["properties"])


def in_the_lint(note: Note) -> None:
    reading = parse_deck(format_deck(Deck("Small", (AXIS,), (note,))), Path("small.yaml"))
    assert [finding for finding in check_note(note, reading) if finding.level == "error"] == []
    assert {key for key, _ in list_texts(note)} >= {part.deck_key for part in note.body.parts if not part.optional}


def in_an_archive(note: Note) -> None:
    body = json.loads(encode(note))["body"]
    assert parse_note({"id": note.id, "kind": note.kind, "axis": note.axis, "body": body}) == note


def on_a_line(note: Note) -> None:
    for part in parts_of(note):
        face = face_of(note, part)
        asked = build_prompt(Shown(1, note.id, note, face, AXIS, "Small", Progress(), 1, 0))
        assert asked.invitation
        assert set(asked.choices) == set(face.offered)
        grade_line(asked, "a b c d")


def on_the_screen(note: Note) -> None:
    for part in parts_of(note):
        face = face_of(note, part)
        for answer_input in (build_input, build_quiz_input):
            answer_input(face, 1).input_lines(60)
            answer_input(face, 1).feedback(60)


def in_anki(note: Note) -> None:
    found = anki_note(outgoing(note))
    assert note.kind in found.fields
    assert len(list(filter(None, found.fields))) > 4


def as_plain_cards(note: Note) -> None:
    cards = list(plain_cards(outgoing(note)))
    assert len(cards) == len(parts_of(note))
    for card in cards:
        assert card.answer
        assert all(f"- {text}" in card.question for text in card.face.offered)


LAYERS: dict[str, Callable[[Note], None]] = {
    "stored content": in_json,
    "deck file, reader and writer": in_a_deck_file,
    "deck file, schema": in_the_schema,
    "deck file, lint": in_the_lint,
    "archive": in_an_archive,
    "line mode": on_a_line,
    "answering widgets": on_the_screen,
    "Anki fields": in_anki,
    "plain cards": as_plain_cards,
}


def test_the_list_is_one_list() -> None:
    assert get_args(Kind) == KINDS == tuple(BODIES)
    assert get_args(Body) == tuple(BODIES.values())
    for kind, body in BODIES.items():
        assert body.kind == kind
        assert [part.name for part in body.parts] == [field.name for field in fields(body)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_has_its_part_for_every_kind(layer: str, kind: Kind) -> None:
    LAYERS[layer](sample(kind))
