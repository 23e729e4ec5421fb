"""The archive gives back what went in, notes and history; changed by hand, it lets nothing unsound in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.exchange import Entry, ExportCounts, Outgoing
from quizzer.core.log import LogKind
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Deck, Note
from quizzer.core.schedule.progress import Progress, State
from quizzer.deckfile.read.deck import parse_deck
from quizzer.formats.archive.read import LONGEST_NAME, read_archive
from quizzer.formats.archive.write import OutgoingDeck, write_archive
from tests.conftest import DECK, START
from tests.deckfile.test_write import CALM, decks
from tests.formats.given import outgoing, outgoing_deck, quiet, read

characters = st.characters(exclude_categories=["Cs"])
instants = st.integers(0, 4_000_000_000_000)
days = st.integers(0, 40_000)
states = st.integers(0, 3)
answers = st.builds(
    Entry,
    device=st.sampled_from(["", "anki", "0f" * 10]),
    card=st.sampled_from(["a", "a#reverse", "b#12", "Z.9_-x#1"]),
    at=instants,
    day=days,
    kind=st.just(0),
    value=st.integers(1, 4),
    before=states,
    state=states,
    step=st.integers(0, 9),
    interval=st.integers(-86_400, 36_500),
    took=st.integers(0, 10**7),
    undone=st.none() | instants,
)
undoings = st.none() | instants
by_kind = {1: st.just(1), 2: st.just(0), 3: days, 4: st.integers(0, 7), 5: st.just(0), 6: days}
marks = st.sampled_from(sorted(by_kind)).flatmap(
    lambda kind: st.tuples(
        st.just("a"),
        instants,
        days,
        st.just(kind),
        by_kind[kind],
        states,
        states,
        st.just(0),
        days,
        st.just(0),
        undoings,
    ).map(lambda fields: Entry(*fields))
)


def write(
    path: Path,
    notes: list[Outgoing] | Iterator[Outgoing],
    entries: list[Entry] | Iterator[Entry] = (),  # type: ignore[assignment]
    *,
    decks: list[OutgoingDeck] | None = None,
    settings: tuple[tuple[str, str], ...] = (),
) -> ExportCounts:
    return write_archive(path, notes, entries, decks=decks or [], settings=settings, written=START, progress=quiet)


def small(tmp_path: Path, entries: list[Entry] | None = None) -> Path:
    deck = parse_deck(DECK, Path("small.yaml")).deck
    assert deck is not None
    path = tmp_path / "all.json"
    header = OutgoingDeck(deck.name, "small.yaml", deck.axes)
    write(path, outgoing_deck(deck), entries or [], decks=[header])
    return path


@CALM
@given(
    held=st.lists(st.tuples(decks(), st.booleans()), max_size=3),
    entries=st.lists(answers | marks, max_size=8),
    settings=st.dictionaries(st.text(characters, max_size=LONGEST_NAME), st.text(characters), max_size=3),
    data=st.data(),
)
def test_what_went_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory,
    held: list[tuple[Deck, bool]],
    entries: list[Entry],
    settings: dict[str, str],
    data: st.DataObject,
) -> None:
    path = tmp_path_factory.mktemp("archive") / "all.json"
    taken: list[tuple[Deck, str, bool]] = []
    for number, (deck, bundled) in enumerate(held):
        notes = tuple(replace(note, id=f"{note.id}.{number}", draft=None) for note in deck.notes)
        taken.append((replace(deck, notes=notes), f"deck-{number}.yaml", bundled))
    ids = [note.id for deck, _, _ in taken for note in deck.notes]
    retired = frozenset(data.draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()
    counts = write(
        path,
        [note for deck, file, _ in taken for note in outgoing_deck(deck, file, retired=retired)],
        entries,
        decks=[
            OutgoingDeck(
                deck.name,
                file,
                deck.axes,
                deck.source,
                bundled,
                deck.rejected,
                deck.course,
                deck.primer,
                deck.synonyms,
                deck.retired,
            )
            for deck, file, bundled in taken
        ],
        settings=tuple(settings.items()),
    )
    incoming = read(read_archive, path)
    assert [tuple(deck) for deck in incoming.decks] == taken
    assert incoming.entries == sorted(entries, key=lambda entry: entry.at)
    assert incoming.retired == retired
    assert incoming.skipped == ()
    assert dict(incoming.settings) == settings
    assert (counts.notes, counts.entries) == (len(ids), len(entries))


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_it_is_json_with_a_line_for_each_thing(tmp_path: Path) -> None:
    entry = Entry("gland", START, 20_513, LogKind.ANSWER, 3, 0, 1, 1, -600, 4200)
    header, *rows, last = records(small(tmp_path, [entry]))
    assert header == {"format": "quizzer archive", "version": 2, "written": "2026-03-01T10:00:00Z"}
    assert [row["type"] for row in rows] == ["deck", *["note"] * 7, "log"]
    assert [row["id"] for row in rows if row["type"] == "note"] == [
        "gland", "acronym", "aromatase", "direction", "signs", "chain", "sexes",
    ]  # fmt: skip
    assert rows[-1] == {
        "type": "log", "card": "gland", "at": START, "day": 20_513, "kind": "answer", "value": 3, "state": "learning",
        "step": 1, "interval": -600, "took": 4200,
    }  # fmt: skip
    assert last == {"type": "end"}


def test_it_tells_where_every_card_stands(tmp_path: Path) -> None:
    progress = Progress(State.REVIEW, 0, 12.34567, 5.4321, 12, None, 20_530, START, 20_513, reps=4, lapses=1)
    path = tmp_path / "all.json"
    write(path, outgoing([Note("a", Basic("ä?", "ö"), "x")], progress=progress))
    note = records(path)[1]
    assert note["cards"] == [
        {
            "key": "a", "state": "review", "due": "2026-03-18", "stability": 12.3457, "difficulty": 5.432,
            "interval": 12, "reps": 4, "lapses": 1, "last": "2026-03-01T10:00:00Z",
        }
    ]  # fmt: skip
    assert "ä?" in path.read_text("utf-8")


def test_what_another_program_laid_out_anew_is_the_same_archive(tmp_path: Path) -> None:
    path = small(tmp_path, [Entry("gland", START, 20_513, LogKind.ANSWER, 3)])
    first = read(read_archive, path)
    rows = records(path)
    for end in ("\n", "\r\n", "\n \n"):
        for layout in ({"sort_keys": True}, {"separators": (",", ":")}, {"ensure_ascii": True}):
            text = end.join(json.dumps(row, **layout) for row in rows)
            path.write_bytes(b"\xef\xbb\xbf" + text.encode())
            assert read(read_archive, path) == first


def test_notes_of_a_deck_that_is_not_listed_still_come_in(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    write(path, outgoing([Note("a", Basic("a?", "b"), "HPG")], deck="Über Ärzte", file="Über Ärzte!.yaml"))
    (deck,) = read(read_archive, path).decks
    assert (deck.deck.name, deck.deck.axes, deck.file) == ("Über Ärzte", (Axis("HPG", "HPG"),), "uber-arzte.yaml")


def test_two_deck_files_of_one_name_become_two(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    notes = [
        outgoing([Note(f"n{number}", Basic("a?", "b"), "x")], deck=f"Deck {number}", file=file)[0]
        for number, file in enumerate(["brain.yaml", "Brain.yaml", "../brain.yaml", "a b.yml", "a_b.yml"])
    ]
    write(path, notes)
    assert [deck.file for deck in read(read_archive, path).decks] == [
        "brain.yaml", "Brain-2.yaml", "brain-3.yaml", "a-b.yaml", "a-b-2.yaml",
    ]  # fmt: skip
