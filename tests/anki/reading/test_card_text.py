"""Cards as their templates show them: own fields before Anki's special ones, clozes for their own number."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from quizzer.anki.embedded_note import foreign_id
from quizzer.anki.read import read_anki
from quizzer.core.exchange import Incoming
from quizzer.core.log import LogKind
from quizzer.core.notes.kinds import Basic, Cloze
from tests.anki.profile import profile, require_anki
from tests.formats.given import left_out, notes_of, read


@pytest.fixture
def col() -> Iterator[Any]:
    require_anki()
    with profile() as collection:
        yield collection


def add_type(col: Any, name: str, fields: tuple[str, ...], *sides: tuple[str, str], cloze: bool = False) -> None:
    kind = col.models.new(name)
    kind["type"] = int(cloze)
    for field in fields:
        col.models.add_field(kind, col.models.new_field(field))
    for number, (front, back) in enumerate(sides):
        template = col.models.new_template(f"T{number}")
        template["qfmt"], template["afmt"] = front, back
        col.models.add_template(kind, template)
    col.models.add(kind)


def add(col: Any, kind: str, guid: str, *fields: str, tags: tuple[str, ...] = ()) -> Any:
    note = col.new_note(col.models.by_name(kind))
    note.guid, note.fields, note.tags = guid, list(fields), list(tags)
    col.add_note(note, col.decks.id("Shelf::Top"))
    return note


def shown(card: Any) -> str:
    """The question as Anki renders it, without its style sheet and tags."""
    return unescape(re.sub(r"<style>.*?</style>|<[^<>]*>", "", card.question(), flags=re.S)).strip()


def incoming(col: Any) -> Incoming:
    return read(read_anki, Path(col.path))


SPECIAL = (
    "{{Word}}|{{Type}}|{{Deck}}|{{Subdeck}}|{{Card}}|{{CardFlag}}{{#Tags}}|{{Tags}}{{/Tags}}{{^Type}}|no type{{/Type}}"
)


@pytest.mark.parametrize(
    "own",
    [(), ("Type", "Tags"), ("Deck", "Card", "Subdeck"), ("Tags", "CardFlag"), ("Type",)],
)
@pytest.mark.parametrize("content", ["mine", ""])
def test_own_fields_go_before_special_ones(col: Any, own: tuple[str, ...], content: str) -> None:
    add_type(col, "Words", ("Word", "Back", *own), (SPECIAL, "{{Back}}"))
    note = add(
        col, "Words", "g", "laufen", "run", *[content and f"{content} {name}" for name in own], tags=("t1", "t2")
    )
    (here,) = notes_of(incoming(col))
    assert isinstance(here.body, Basic)
    assert here.body.ask == shown(note.cards()[0])


def test_own_fields_go_before_special_ones_in_a_cloze(col: Any) -> None:
    front = "{{cloze:Text}} ({{Type}}{{#Deck}}, {{Deck}}{{/Deck}})"
    add_type(col, "Gaps", ("Text", "Type", "Deck"), (front, front), cloze=True)
    add(col, "Gaps", "g", "The {{c1::Nile}} flows", "river", "")
    (here,) = notes_of(incoming(col))
    assert here.body == Cloze("The {{Nile}} flows (river)")


def test_each_card_of_a_cloze_shows_its_own_number(col: Any) -> None:
    front = "{{#c1}}First: {{/c1}}{{cloze:A}}{{#c3}}{{cloze:B}}{{/c3}}"
    add_type(col, "Two", ("A", "B"), (front, front), cloze=True)
    note = add(col, "Two", "g", "{{c1::Iron}} and {{c2::tin}}", "{{c3::Gold}} is yellow")
    cards = note.cards()
    assert [shown(card) for card in cards] == ["First: [...] and tin", "Iron and [...]", "[...] is yellow"]
    for card in cards:
        answer(col, card)
    taken = incoming(col)
    stem = foreign_id("g")
    assert {note.id: note.body for note in notes_of(taken)} == {
        f"{stem}.1": Cloze("First: {{Iron}} and tin"),
        f"{stem}.2": Cloze("Iron and {{c2::tin}}"),
        f"{stem}.3": Cloze("{{c3::Gold}} is yellow"),
    }
    answers = {entry.card for entry in taken.entries if entry.kind == LogKind.ANSWER}
    assert answers == {f"{stem}.1#1", f"{stem}.2#2", f"{stem}.3#3"}
    assert taken.notices == ()


def answer(col: Any, card: Any) -> None:
    at = 1_700_000_000_000 + card.id % 1_000_000_000
    col.db.execute("insert into revlog values (?, ?, -1, 3, 1, 0, 2500, 900, 0)", at, card.id)


def test_what_is_not_taken_is_counted(col: Any) -> None:
    cloze = add(col, "Cloze", "c", "{{c1::Ada}} met {{c2::Bob}}", "")
    basic = add(col, "Basic", "b", "only a question", "")
    gone = add(col, "Basic", "d", "deleted", "soon")
    for card in (*cloze.cards(), *basic.cards(), *gone.cards()):
        answer(col, card)
    cloze.fields[0] = "{{c1::Ada}} met Bob"
    col.update_note(cloze)
    col.remove_notes([gone.id])
    taken = incoming(col)
    assert [why for _, why in left_out(taken)] == [
        "has a card whose deletion is no longer in its text",
        "has no answer",
    ]
    assert taken.notices == (
        "2 cards were not taken, and 2 reviews with them.",
        "1 review is of a card no longer in the file, and was not taken.",
    )


def test_drawings_in_templates_cost_nothing_a_card(col: Any) -> None:
    drawing = "<svg>" + "".join(f'<path d="M{n} 2 L3 4" fill="none"/>' for n in range(5_000)) + "</svg>"
    sides = [(f"{drawing}{{{{A}}}} {n}", f"{{{{FrontSide}}}}<hr id=answer>{drawing}{{{{B}}}}") for n in range(2)]
    add_type(col, "Drawn", ("A", "B"), *sides)
    for number in range(100):
        add(col, "Drawn", f"g{number}", f"term {number}", f"meaning {number}")
    begun = time.process_time()
    taken = incoming(col)
    assert len(notes_of(taken)) == 100
    assert time.process_time() - begun < 3


def test_powers_and_pictures_come_from_a_package(col: Any) -> None:
    add(col, "Basic", "b", 'Mass of <img src="e.png" alt="an electron">?', "9.11 × 10<sup>−31</sup> kg[sound:m.mp3]")
    add(col, "Cloze", "c", "E = mc<sup>{{c1::2}}</sup>, <img src=e.png>", "H<sub>2</sub>O")
    taken = incoming(col)
    basic, cloze = notes_of(taken)
    assert basic.body == Basic("Mass of [picture: an electron] ?", "9.11 × 10⁻³¹ kg")
    assert basic.extra == "[sound: m.mp3]"
    assert (cloze.body, cloze.extra) == (Cloze("E = mc^({{2}}), [picture: e.png]"), "H₂O")
    assert (taken.lacking, taken.media) == (2, ("e.png", "m.mp3"))


def test_ten_questions_with_pictures_are_ten_questions(col: Any) -> None:
    for number in range(10):
        add(col, "Basic", f"g{number}", f'Which tree? <img src="tree-{number}.jpg">', f"tree {number}")
    taken = incoming(col)
    assert len({note.body.ask for note in notes_of(taken) if isinstance(note.body, Basic)}) == 10
    assert taken.lacking == 10
