"""Every card arrives in the real Anki, as the text it is; a later export updates and never touches a schedule."""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.anki.embedded_note import EmbeddedNote, guid_of, pack, unpack
from quizzer.anki.fields import anki_note, html
from quizzer.anki.notetypes import CLOZE_FIELDS, FRONT_FIELDS, note_types
from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.exchange import Outgoing
from quizzer.core.log import LogKind
from quizzer.core.notes.axes import Axis
from quizzer.core.notes.kinds import Basic, Body, Cloze
from quizzer.core.notes.notes import Note
from quizzer.core.schedule.progress import NEW, Rating
from quizzer.core.schedule.scheduler import build_answer
from quizzer.deckfile.read.deck import read_deck
from quizzer.errors import Problem
from quizzer.store.log.append import append_answer, append_marks
from quizzer.study.collection.collection import Collection
from quizzer.study.decks.sync import sync_decks
from quizzer.study.exchange.export import export
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.filters import Filter
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.anki.profile import import_package, profile, require_anki
from tests.conftest import DECK
from tests.probe import card_of, cards_of, count_rows

BUNDLED = Path(__file__).parents[2] / "decks"
STRANGE = """\
deck: Strange <b>signs</b> & "quotes"
axis: {id: S T, name: Strange}
notes:
  - id: markup
    ask: 'Is <script>alert("x")</script> & {{Answer}} only text? [sound:x.mp3] [[type:Answer]] \\(a\\) [latex]x[/latex]'
    answer: 'yes <b>bold</b> &amp; {{Prompt}}'
    typed: false
  - id: greek
    ask: Ποιο είναι το σύμβολο του υποδοχέα;
    answer: β₂-υποδοχέας
  - id: chinese
    cloze: '胰島素 由 {{胰臟}} 分泌，{{受體::什麼？}} 在細胞膜上'
  - id: colons
    cloze: 'The ratio {{a:b::c::d}} and {{x}} with > and < signs'
  - id: colon-before-hint
    cloze: 'The {{pH: ::what?}} of blood is {{7.4}}'
  - id: arabic
    ask: ما هو الهرمون؟
    items: [الإنسولين, 'LH <i>', 'a & b']
"""


@pytest.fixture
def strange(paths: Paths, open_collection: Callable[..., Collection]) -> Collection:
    (paths.decks / "strange.yaml").write_text(STRANGE, "utf-8")
    collection = open_collection()
    errors = [str(problem) for problem in sync_decks(collection) if problem.level == "error"]
    assert errors == []
    return collection


def quiet(_what: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def exported(collection: Collection, folder: Path, **wanted: Any) -> Path:
    path = folder / "out.apkg"
    export(collection, ExportPlan(path, **wanted), quiet)
    return path


def test_every_card_of_every_kind_arrives(strange: Collection, tmp_path: Path) -> None:
    require_anki()
    cards = count_rows(strange, "card")
    with profile() as anki:
        assert import_package(anki, exported(strange, tmp_path))["new"] == 13
        assert anki.card_count() == cards
        assert anki.db.scalar("select count() from revlog") == 0
        assert anki.db.scalar("select count() from cards where type or queue or reps or data like '%s%'") == 0
        names = {deck.name for deck in anki.decks.all_names_and_ids()}
        assert {"Quizzer::Small axis", "Quizzer::Strange <b>signs</b> & 'quotes'"} <= names
        note = anki.get_note(anki.find_notes("Id:gland")[0])
        assert set(note.tags) == {"axis::SML", "level::fundamentals", "kind::basic", "gland"}
        assert set(anki.get_note(anki.find_notes("Id:greek")[0]).tags) == {"axis::S_T", "kind::basic"}


def test_text_stays_text(strange: Collection, tmp_path: Path) -> None:
    require_anki()
    with profile() as anki:
        import_package(anki, exported(strange, tmp_path))

        def sides(key: str) -> list[str]:
            return [
                side
                for card in anki.get_note(anki.find_notes(f"Id:{key}")[0]).cards()
                for side in (card.question(), card.answer())
            ]

        front, back = sides("markup")
        assert "<script>alert" not in front
        assert '&lt;script&gt;alert("x")&lt;/script&gt; &amp; &#123;&#123;Answer&#125;&#125;' in front
        assert "[sound:" not in front
        assert 'class="q mathjax_ignore tex2jax_ignore"' in front
        assert 'class="q mathjax_ignore tex2jax_ignore"' in sides("colons")[0]
        assert "yes &lt;b&gt;bold&lt;/b&gt; &amp;amp; &#123;&#123;Prompt&#125;&#125;" in back
        assert "β₂-υποδοχέας" in sides("greek")[1] or "[[type:" in sides("greek")[1]
        first, whole, second, _ = sides("chinese")
        assert "胰臟" not in first.split("<script")[0].split('data-cloze="胰臟"')[0] or "[...]" in first
        assert "胰臟" in whole
        assert "[什麼？]" in second
        assert "الإنسولين" in sides("arabic")[1]
        asked, told, *_ = sides("colon-before-hint")
        assert ">[what?]</span> of blood" in asked
        assert ">pH&#58;</span> of blood" in told


def test_the_bundled_decks_lose_no_card(
    paths: Paths, open_collection: Callable[..., Collection], tmp_path: Path
) -> None:
    require_anki()
    for file in BUNDLED.glob("*.yaml"):
        (paths.decks / file.name).write_bytes(file.read_bytes())
    (paths.decks / "small.yaml").unlink()
    collection = open_collection()
    notes = sum(len(deck.notes) for file in BUNDLED.glob("*.yaml") if (deck := read_deck(file).deck))
    with profile() as anki:
        assert import_package(anki, exported(collection, tmp_path))["new"] == notes
        assert anki.card_count() == count_rows(collection, "card")
        assert anki.get_empty_cards().notes == []
        counts = {deck.name: deck.id for deck in anki.decks.all_names_and_ids()}
        assert len(counts) == 2 + len(list(BUNDLED.glob("*.yaml")))
        order = anki.db.list("select distinct due from cards order by due")
        assert order[0] == 1


def test_a_filter_takes_what_it_names(strange: Collection, tmp_path: Path) -> None:
    require_anki()
    with profile() as anki:
        wanted = Filter(axes=("SML",), levels=("fundamentals",))
        assert import_package(anki, exported(strange, tmp_path, filter=wanted))["new"] == 2


def test_exporting_again_updates_what_changed_and_nothing_else(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    require_anki()
    file = paths.decks / "small.yaml"
    with profile() as anki:
        import_package(anki, exported(collection, tmp_path))

        def card(key: str) -> Any:
            return anki.get_note(anki.find_notes(f"Id:{key}")[0]).cards()[0]

        answered = card("gland")
        anki.sched.set_due_date([answered.id], "9!")
        schedule = anki.db.first("select type, queue, due, ivl, reps from cards where id = ?", answered.id)
        again = import_package(anki, exported(collection, tmp_path))
        assert (again["new"], again["updated"]) == (0, 0)

        clock.at += 3_600_000
        file.write_text(
            DECK.replace("Which gland releases LH?", "Which gland secretes LH?")
            .replace("  - id: sexes", "  - id: later\n    ask: And then?\n    answer: more\n  - id: sexes")
            .replace("What does LH stand for?", "What do the letters LH stand for?"),
            "utf-8",
        )
        sync_decks(collection)
        edited = card("acronym").note()
        edited["Prompt"] = "Edited in Anki"
        anki.update_note(edited)  # later than the deck file's edit: the clock here stands in the past
        changed = import_package(anki, exported(collection, tmp_path))
        assert (changed["new"], changed["updated"]) == (1, 1)
        assert card("gland").note()["Prompt"] == "Which gland secretes LH?"
        assert card("acronym").note()["Prompt"] == "Edited in Anki"
        assert anki.db.first("select type, queue, due, ivl, reps from cards where id = ?", answered.id) == schedule
        assert anki.db.scalar("select count() from (select guid from notes group by guid having count() > 1)") == 0


def test_a_retired_note_is_tagged_and_keeps_its_schedule_in_anki(
    collection: Collection, paths: Paths, clock: FixedClock, tmp_path: Path
) -> None:
    require_anki()
    file = paths.decks / "small.yaml"
    with profile() as anki:
        import_package(anki, exported(collection, tmp_path))
        cards = anki.card_count()
        clock.at += 3_600_000
        file.write_text(DECK[: DECK.index("  - id: gland")] + DECK[DECK.index("  - id: acronym") :], "utf-8")
        sync_decks(collection)
        assert import_package(anki, exported(collection, tmp_path))["updated"] == 1
        note = anki.get_note(anki.find_notes("Id:gland")[0])
        assert "quizzer::retired" in note.tags
        assert note.cards()[0].queue == 0
        assert anki.card_count() == cards
        clock.at += 3_600_000
        file.write_text(DECK, "utf-8")
        sync_decks(collection)
        import_package(anki, exported(collection, tmp_path))
        assert "quizzer::retired" not in anki.get_note(anki.find_notes("Id:gland")[0]).tags
    with profile() as fresh:
        file.write_text(DECK[: DECK.index("  - id: gland")] + DECK[DECK.index("  - id: acronym") :], "utf-8")
        sync_decks(collection)
        import_package(fresh, exported(collection, tmp_path))
        assert fresh.find_cards("Id:gland") == []
    with profile() as fresh:
        import_package(fresh, exported(collection, tmp_path, progress=True), progress=True)
        assert fresh.get_note(fresh.find_notes("Id:gland")[0]).cards()[0].queue == -1


def test_a_note_anki_never_had_is_not_sent_to_be_retired(collection: Collection, paths: Paths, tmp_path: Path) -> None:
    require_anki()
    (paths.decks / "small.yaml").write_text(DECK[: DECK.index("  - id: chain")], "utf-8")
    sync_decks(collection)
    exported(collection, tmp_path)
    with profile() as anki:
        assert import_package(anki, exported(collection, tmp_path))["new"] == 5


def test_what_waits_for_tomorrow_is_buried_in_anki_by_hand_or_as_a_sibling(
    collection: Collection, tmp_path: Path
) -> None:
    require_anki()
    moment = collection.moment()
    answered, by_hand = (card_of(collection, key).id for key in ("acronym", "gland"))
    after = collection.scheduler.answer(NEW, Rating.EASY, moment, retention=0.9, seed=None)
    append_answer(collection.connection, answered, NEW, after, build_answer(after, Rating.EASY, moment), 1_000)
    append_marks(collection.connection, [by_hand], moment, LogKind.BURY, moment.day)
    with profile() as anki:
        import_package(anki, exported(collection, tmp_path, progress=True), progress=True)
        queues = {
            (card.note()["Id"], card.ord): card.queue for card in map(anki.get_card, anki.find_cards("is:buried"))
        }
        assert queues == {("acronym", 1): -2, ("gland", 0): -3}


def test_a_day_that_begins_at_midnight_stays_the_same_day_in_a_zone_west_of_it(paths: Paths, tmp_path: Path) -> None:
    require_anki()
    now = datetime.now().astimezone()
    clock = FixedClock(int(now.timestamp() * 1000), timezone((now.utcoffset() or timedelta()) + timedelta(hours=1)))
    paths.config.write_text("[scheduling]\nrollover_hour = 0\n", "utf-8")
    with Collection.open(paths, load_settings(paths), clock) as collection, profile() as anki:
        sync_decks(collection)
        session = Session(collection, Plan())
        assert session.current is not None
        session.answer(Rating.EASY, 1_000)
        due = next(card.due for card in cards_of(collection) if card.state == 2)
        import_package(anki, exported(collection, tmp_path, progress=True), progress=True)
        assert anki.db.scalar("select due from cards where type = 2") - anki.sched.today == due - clock.moment(0).day


def test_a_reset_and_an_undone_answer_travel_rightly(collection: Collection, clock: FixedClock, tmp_path: Path) -> None:
    require_anki()
    session = Session(collection, Plan())
    session.answer(Rating.GOOD, 1_000)
    clock.at += 1_000
    session.answer(Rating.EASY, 1_000)
    session.undo()
    with profile() as anki:
        import_package(anki, exported(collection, tmp_path, progress=True), progress=True)
        assert anki.db.list("select ease from revlog") == [3]


def test_no_file_is_left_behind_and_a_failed_export_leaves_what_was_there(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    path = exported(collection, tmp_path)
    before = path.read_bytes()
    assert list(temporary.iterdir()) == []
    monkeypatch.setattr("quizzer.anki.package._Package._write_collection", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        exported(collection, tmp_path)
    assert path.read_bytes() == before
    assert list(temporary.iterdir()) == []
    assert [file.name for file in tmp_path.glob(".*")] == []


def test_a_full_disk_is_told_of_the_folder_that_is_full(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("quizzer.anki.package._Package._write_collection", full)
    with pytest.raises(Problem, match=f"no room in {re.escape(tempfile.gettempdir())}"):
        exported(collection, tmp_path)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).map(str.strip).filter(bool)


@given(TEXT, TEXT, TEXT)
def test_a_note_is_carried_whole(ask: str, answer: str, extra: str) -> None:
    axis = Axis("A", "Axis")
    note = Note("n", Basic(ask, answer, (extra,)), "A", "academic", ("t",), extra)
    carried = EmbeddedNote(note, axis, "Deck", "deck.yaml")
    assert unpack(pack(carried)) == carried


@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Ps", "Pe")), max_size=40), TEXT)
def test_fields_hold_no_markup_of_the_deck(text: str, other: str) -> None:
    from html import unescape

    shown = html(text + other)
    assert not set(shown) & set("<{}[\\")
    assert unescape(shown) == text + other
    note = Note("n", Cloze(f"{text} {{{{gone}}}}"), "A")
    fields = anki_note(Outgoing(note, "D", "d.yaml", Axis("A", "A"), 0, False, ())).fields
    assert fields[0].count("{{c1::gone}}") == 1


def test_a_front_leaves_out_an_axis_that_gives_an_answer_away() -> None:
    axis = Axis("HPT", "Thyroid axis")

    def marked(body: Body) -> str:
        note = anki_note(Outgoing(Note("n", body, "HPT"), "D", "d.yaml", axis, 0, False, ()))
        names = CLOZE_FIELDS if isinstance(body, Cloze) else FRONT_FIELDS
        return dict(zip(names, note.fields, strict=True))["Spare1"]

    assert marked(Basic("Which gland?", "the thyroid")) == marked(Cloze("{{a}} and {{thyroid}}")) == "1"
    assert marked(Basic("Which hormone?", "TSH")) == marked(Cloze("{{a}} of the thyroid")) == ""
    for model in note_types():
        for template in model.templates:
            assert "<span>{{^Spare1}}{{Axis}}{{/Spare1}}</span>" in template["qfmt"]
            assert "<span>{{Axis}}</span>" in template["afmt"]


def test_the_guid_hangs_on_the_id_alone() -> None:
    one = Note("n", Basic("a", "b"), "A")
    assert guid_of(one) == guid_of(Note("n", Basic("c", "d"), "B", "academic"))
    assert guid_of(one) != guid_of(Note("n", Cloze("{{a}}"), "A"))
