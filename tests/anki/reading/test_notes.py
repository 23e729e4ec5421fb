"""What the real Anki writes comes in: every format, every note type of its own, and this program's own notes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizzer.anki.embedded_note import foreign_id, guid_of
from quizzer.anki.read import read_anki
from quizzer.clock import SystemClock
from quizzer.core.exchange import Incoming
from quizzer.core.log import LogKind
from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.core.notes.notes import Deck
from quizzer.deckfile.read.deck import parse_deck
from quizzer.study.collection.collection import Collection
from quizzer.study.exchange.export import export
from quizzer.study.exchange.plan import ExportPlan
from tests.anki.profile import import_package, profile, require_anki
from tests.conftest import DECK
from tests.formats.given import CLOCK, ROLLOVER, assert_usable, notes_of, quiet, read

PICTURE = '<img src="pic.png">'
TYPES = ("Basic", "Basic (and reversed card)", "Basic (optional reversed card)", "Basic (type in the answer)", "Cloze")


def add(col: Any, kind: str, guid: str, *fields: str, deck: str = "Medicine::Endo", tags: tuple[str, ...] = ()) -> Any:
    """Add a note with a guid that is known."""
    note = col.new_note(col.models.by_name(kind))
    note.guid, note.tags = guid, list(tags)
    for index, text in enumerate(fields):
        note.fields[index] = text
    col.add_note(note, col.decks.id(deck))
    return note


def three_templates(col: Any) -> None:
    """A note type with three cards, one of which asks with a condition."""
    kind = col.models.copy(col.models.by_name("Basic"), add=False)
    kind["name"] = "Three"
    col.models.add_field(kind, col.models.new_field("Plural"))
    for name, front, back in (
        ("Back first", "{{Back}}", "{{Back}}<hr id=answer>{{Front}}"),
        ("Plural", "{{#Plural}}Plural of {{Front}}?{{/Plural}}", "{{FrontSide}}<hr id=answer>{{Plural}} ({{Tags}})"),
    ):
        template = col.models.new_template(name)
        template["qfmt"], template["afmt"] = front, back
        col.models.add_template(kind, template)
    col.models.add_dict(kind)


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Any]:
    """A collection with notes of all of Anki's own types and one more."""
    require_anki()
    with profile() as col:
        (tmp_path / "pic.png").write_bytes(b"\x89PNG")
        col.media.add_file(str(tmp_path / "pic.png"))
        add(col, TYPES[0], "basic", "Which <b>gland</b>?", "pituitary<br>&amp; more", tags=("a::b", "c"))
        add(col, TYPES[0], "picture", "What is this?", PICTURE)
        add(col, TYPES[0], "seen", f"What? {PICTURE}", "that", deck="Other")
        add(col, TYPES[1], "both", "LH", "luteinizing hormone")
        add(col, TYPES[2], "opted", "FSH", "follicle-stimulating hormone", "y")
        add(col, TYPES[2], "one way", "GnRH", "gonadotropin-releasing hormone", "")
        add(col, TYPES[3], "typed", "Cortisol comes from the…", "adrenal gland")
        add(col, TYPES[4], "cloze", "{{c1::Insulin}} lowers {{c2::<i>glucose</i>::what?}}", "from the pancreas")
        add(col, TYPES[4], "nested", "{{c1::A {{c2::B}} C}}", "")
        add(col, "Image Occlusion", "areas", "{{c1::image-occlusion:rect:left=.1:top=.1}}", PICTURE)
        three_templates(col)
        add(col, "Three", "three", "das Auge", "eye", "die Augen", tags=("noun",))
        yield col


NOTES: dict[str, Basic | Cloze] = {
    "basic": Basic("Which gland?", "pituitary\n& more"),
    "seen": Basic("What? [picture: pic.png]", "that"),
    "both": Basic("LH", "luteinizing hormone", (), Reverse("luteinizing hormone", "LH")),
    "opted": Basic("FSH", "follicle-stimulating hormone", (), Reverse("follicle-stimulating hormone", "FSH")),
    "one way": Basic("GnRH", "gonadotropin-releasing hormone"),
    "typed": Basic("Cortisol comes from the…", "adrenal gland"),
    "cloze": Cloze("{{Insulin}} lowers {{glucose::what?}}"),
    "nested.1": Basic("[...]", "A B C"),
    "nested.2": Basic("A [...] C", "B"),
    "three": Basic("das Auge", "eye", (), Reverse("eye", "das Auge")),
    "three.3": Basic("Plural of das Auge?", "die Augen (noun)"),
}


def expected() -> dict[str, Basic | Cloze]:
    """The notes by their ids here."""
    told = {}
    for name, body in NOTES.items():
        guid, dot, number = name.partition(".")
        told[foreign_id(guid) + dot + number] = body
    return told


def packed(col: Any, path: Path, form: str) -> Path:
    """The collection, written by Anki."""
    from anki.collection import ExportAnkiPackageOptions

    if form == "collection":
        return Path(col.path)
    kind, legacy = form.split()
    target = path / f"from-anki.{kind}"
    if kind == "apkg":
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy == "legacy"
        )
        col.export_anki_package(out_path=str(target), options=options, limit=None)
    else:
        col.export_collection_package(str(target), include_media=True, legacy=legacy == "legacy")
        col.reopen()
    return target


@pytest.mark.parametrize("form", ["apkg legacy", "apkg new", "colpkg legacy", "colpkg new", "collection"])
def test_every_format_gives_the_same_notes(anki: Any, tmp_path: Path, form: str) -> None:
    incoming = read(read_anki, packed(anki, tmp_path, form))
    assert {note.id: note.body for note in notes_of(incoming)} == expected()
    assert [(deck.deck.name, deck.file) for deck in incoming.decks] == [
        ("Medicine::Endo", "medicine-endo.yaml"),
        ("Other", "other.yaml"),
    ]
    whys = {skipped.what: skipped.why for skipped in incoming.skipped}
    assert whys["What is this?"] == "has only a picture or a sound for its answer"
    assert any("image occlusion" in why for why in whys.values())
    assert len(whys) == 2
    assert incoming.media == ("pic.png",)


def test_what_stands_beside_the_question_comes_along(anki: Any, tmp_path: Path) -> None:
    notes = {note.id: note for note in notes_of(read(read_anki, packed(anki, tmp_path, "apkg new")))}
    assert notes[foreign_id("basic")].tags == ("a::b", "c")
    assert notes[foreign_id("basic")].axis == "Medicine::Endo"
    assert notes[foreign_id("cloze")].extra == "from the pancreas"
    assert notes[foreign_id("typed")].typed is True
    assert notes[foreign_id("both")].typed is None


def test_cards_keep_their_schedule_whatever_they_become(anki: Any, tmp_path: Path) -> None:
    cards = {f"{card.note().guid} {card.ord}": card.id for card in map(anki.get_card, anki.find_cards(""))}
    anki.sched.set_due_date(list(cards.values()), "11")
    anki.sched.suspend_cards([cards["three 1"]])
    anki.set_user_flag_for_cards(4, [cards["cloze 1"]])
    incoming = read(read_anki, packed(anki, tmp_path, "apkg new"), SystemClock())  # Anki has the machine's zone
    entries = {entry.card for entry in incoming.entries if entry.kind == LogKind.RESCHEDULE}
    own = {key.removeprefix(foreign_id(guid)) for guid in ("three", "cloze", "nested") for key in entries
           if key.startswith(foreign_id(guid))}  # fmt: skip
    assert own == {"", "#reverse", ".3", "#1", "#2", ".1", ".2"}
    assert all(entry.value - entry.day == 11 for entry in incoming.entries if entry.kind == LogKind.RESCHEDULE)
    assert [
        (entry.card, entry.value) for entry in incoming.entries if entry.kind in (LogKind.SUSPEND, LogKind.FLAG)
    ] == [
        (foreign_id("cloze") + "#2", 4),
        (foreign_id("three") + "#reverse", 0),
    ]


def test_cards_in_a_filtered_deck_stay_with_their_own(anki: Any, tmp_path: Path) -> None:
    deck = anki.sched.get_or_create_filtered_deck(0)
    deck.name = "Filtered"
    deck.config.search_terms[0].search = "deck:Other"
    anki.sched.add_or_update_filtered_deck(deck)
    incoming = read(read_anki, packed(anki, tmp_path, "colpkg new"))
    assert [deck.deck.name for deck in incoming.decks] == ["Medicine::Endo", "Other"]


def test_cards_that_are_missing_leave_the_others(anki: Any, tmp_path: Path) -> None:
    cards = {f"{card.note().guid} {card.ord}": card.id for card in map(anki.get_card, anki.find_cards(""))}
    anki.remove_cards_and_orphaned_notes([cards["three 0"], cards["both 0"]])
    bodies = {note.id: note.body for note in notes_of(read(read_anki, packed(anki, tmp_path, "apkg new")))}
    assert foreign_id("three") not in bodies
    assert bodies[foreign_id("three") + ".2"] == Basic("eye", "das Auge")
    assert bodies[foreign_id("both") + ".2"] == Basic("luteinizing hormone", "LH")


def test_only_the_written_ahead_log_holds_the_notes(tmp_path: Path) -> None:
    """The collection of an Anki that still runs."""
    require_anki()
    with profile() as col:
        col.db.execute("pragma locking_mode = normal")
        col.db.execute("pragma wal_autocheckpoint = 0")
        add(col, "Basic", "fresh", "asked", "answered")
        assert [note.body for note in notes_of(read(read_anki, Path(col.path)))] == [Basic("asked", "answered")]


# This program's own


def own_deck() -> Deck:
    deck = parse_deck(DECK, Path("small.yaml")).deck
    assert deck is not None
    return deck


def own_package(collection: Collection, folder: Path) -> Path:
    """The small deck in a package of this program's."""
    path = folder / "own.apkg"
    export(collection, ExportPlan(path), quiet)
    return path


def test_own_notes_come_back_as_they_were(collection: Collection, tmp_path: Path) -> None:
    incoming = read(read_anki, own_package(collection, tmp_path))
    assert [(one.deck, one.file) for one in incoming.decks] == [(own_deck(), "small.yaml")]
    assert (incoming.entries, incoming.skipped, incoming.retired) == ([], (), frozenset())


def test_own_retired_notes_come_back_retired(collection: Collection, tmp_path: Path) -> None:
    require_anki()
    with profile() as col:
        import_package(col, own_package(collection, tmp_path))
        gland = col.get_note(col.find_notes("Id:gland")[0])
        gland.tags.append("quizzer::retired")
        col.update_note(gland)
        col.sched.suspend_cards([card.id for card in gland.cards()])
        incoming = read(read_anki, packed(col, tmp_path, "apkg new"))
    assert incoming.retired == {"gland"}
    assert not [entry for entry in incoming.entries if entry.kind == LogKind.SUSPEND]


@pytest.mark.parametrize("form", ["apkg legacy", "apkg new"])
def test_own_notes_come_back_through_anki_with_their_cards(collection: Collection, tmp_path: Path, form: str) -> None:
    require_anki()
    deck = own_deck()
    with profile() as col:
        import_package(col, own_package(collection, tmp_path))
        add(col, "Basic", "theirs", "made in Anki", "yes", deck="small")
        col.sched.set_due_date(col.find_cards(""), "3")
        incoming = read(read_anki, packed(col, tmp_path, form))
    assert incoming.decks[0].deck.axes == deck.axes
    assert {note.id: note for note in incoming.decks[0].deck.notes} == {note.id: note for note in deck.notes}
    assert [one.file for one in incoming.decks] == ["small.yaml", "small-2.yaml"]
    keys = {entry.card for entry in incoming.entries}
    assert keys >= {"gland", "acronym", "acronym#reverse", "aromatase#1", "aromatase#2", "direction", "sexes"}
    theirs = incoming.decks[1].deck.notes[0]
    assert (theirs.body, guid_of(theirs)) == (Basic("made in Anki", "yes"), "theirs")


def changed_own(collection: Collection, tmp_path: Path, old: str, new: str) -> Incoming:
    """An own package in whose hidden field something was changed, as Anki exports it."""
    require_anki()
    with profile() as col:
        import_package(col, own_package(collection, tmp_path))
        col.db.execute("update notes set flds = replace(flds, ?, ?) where guid = 'quizzer:gland'", old, new)
        return read_anki(packed(col, tmp_path, "apkg new"), CLOCK, ROLLOVER, quiet)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("small.yaml", "../../evil.yaml"),
        ("small.yaml", "/etc/passwd"),
        ('"id":"gland"', '"id":"../gland"'),
        ('"kind":"basic"', '"kind":"evil"'),
        ('{"id"', '{{"id"'),
        ('"axis":["SML"', '"axis":["S\x07ML"'),
    ],
)
def test_hidden_field_is_not_trusted(collection: Collection, tmp_path: Path, old: str, new: str) -> None:
    incoming = changed_own(collection, tmp_path, old, new)
    assert_usable(incoming)
    assert "gland" not in {note.id for note in notes_of(incoming)}
    assert [skipped.why for skipped in incoming.skipped] == [
        "came from this program, and its hidden field was changed since"
    ]
