"""Promise 5 for cloze notes: a deletion keeps its number, and so its card, while its answer stays."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.clock import FixedClock
from quizzer.config import Paths, load_settings
from quizzer.core.notes.cards import card_key, find_deletions
from quizzer.core.schedule.progress import Rating
from quizzer.study.collection.collection import Collection
from quizzer.study.collection.rebuild import rebuild_collection
from quizzer.study.decks.sync import sync_decks, sync_for_session
from quizzer.study.due.home import load_home
from quizzer.study.exchange.export import export
from quizzer.study.exchange.merge import merge_log
from quizzer.study.exchange.plan import ExportPlan
from quizzer.study.review.session import Session
from quizzer.study.review.values import Plan
from tests.conftest import START, Opener
from tests.probe import card_of, ids_of, note_of

HEAD = "# my own deck\ndeck: Own\naxis: {id: OWN, name: Own}\nnotes:\n"


def write(path: Path, text: str) -> None:
    """A deck of one cloze note, with a comment at every place that has room for one."""
    path.write_text(f'{HEAD}  # a remark\n  - id: zone\n    cloze: "{text}"  # as the text says\n', "utf-8")


def keys(collection: Collection, note: str = "zone") -> dict[str, str]:
    """For the key of each card in use, what it asks for."""
    text = json.loads(note_of(collection, note).content)["body"]["text"]
    asked: dict[str, str] = {}
    for deletion in find_deletions(text):
        key = card_key(note, str(deletion.number))
        asked[key] = f"{asked[key]} / {deletion.answer}" if key in asked else deletion.answer
    return asked


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "The {{zona glomerulosa}} makes {{aldosterone}}.",
            "In the {{cortex}} the {{zona glomerulosa}} makes {{aldosterone}}.",
            {"zone#1": "zona glomerulosa", "zone#2": "aldosterone", "zone#3": "cortex"},
        ),
        (
            "{{Cortisol}} peaks in the {{morning}}, at {{eight}}.",
            "Cortisol peaks in the {{morning}}, at {{eight}}.",
            {"zone#2": "morning", "zone#3": "eight"},
        ),
        (
            "{{Leptin}} is made by {{fat cells}}.",
            "{{Fat cells}} make {{leptin}}.",
            {"zone#1": "leptin", "zone#2": "Fat cells"},
        ),
    ],
)
def test_a_deletion_keeps_its_number_while_its_answer_stays(
    open_collection: Opener, paths: Paths, before: str, after: str, expected: dict[str, str]
) -> None:
    path = paths.decks / "own.yaml"
    write(path, before)
    collection = open_collection()
    write(path, after)
    sync_decks(collection)
    assert keys(collection) == expected


def test_the_numbers_are_written_into_the_file_and_nothing_else_in_it_changes(
    open_collection: Opener, paths: Paths
) -> None:
    path = paths.decks / "own.yaml"
    write(path, "The {{zona glomerulosa}} makes {{aldosterone}}.")
    collection = open_collection()
    write(path, "In the {{cortex::where?}} the {{zona glomerulosa}} makes {{aldosterone}}.")
    edited = path.read_text("utf-8")
    path.chmod(0o640)
    problems = sync_decks(collection)
    numbered = edited.replace("{{cortex", "{{c3::cortex").replace("{{zona", "{{c1::zona").replace("{{ald", "{{c2::ald")
    assert path.read_text("utf-8") == numbered
    assert path.stat().st_mode & 0o777 == 0o640
    assert [str(problem) for problem in problems] == [
        f"{path}:6: warning: the deletions of “zone” keep the numbers they had, which are now in the file: "
        "{{c3::cortex}}, {{c1::zona glomerulosa}}, {{c2::aldosterone}} [written-numbers]"
    ]
    assert [problem for problem in sync_decks(collection) if problem not in problems] == []
    assert path.read_text("utf-8") == numbered


def test_a_second_home_that_reads_the_written_file_agrees(
    open_collection: Opener, paths: Paths, tmp_path: Path, clock: FixedClock
) -> None:
    path = paths.decks / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    collection = open_collection()
    write(path, "Cortisol peaks in the {{morning}}, {{ACTH}} before it.")
    sync_decks(collection)
    other = Paths(tmp_path / "other")
    other.decks.mkdir(parents=True)
    (other.decks / "own.yaml").write_bytes(path.read_bytes())
    with Collection.open(other, load_settings(other), clock, exclusive=True) as second:
        assert sync_decks(second) == []
        assert keys(second) == keys(collection) == {"zone#2": "morning", "zone#3": "ACTH"}


def test_a_home_that_knew_the_earlier_file_agrees_too(
    open_collection: Opener, paths: Paths, tmp_path: Path, clock: FixedClock
) -> None:
    path = paths.decks / "own.yaml"
    other = Paths(tmp_path / "other")
    other.decks.mkdir(parents=True)
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    (other.decks / "own.yaml").write_bytes(path.read_bytes())
    collection = open_collection()
    with Collection.open(other, load_settings(other), clock, exclusive=True) as second:
        sync_decks(second)
        write(path, "In the {{morning}}, {{ACTH}} comes before {{cortisol}}.")
        sync_decks(collection)
        (other.decks / "own.yaml").write_bytes(path.read_bytes())
        assert sync_decks(second) == []
        assert keys(second) == keys(collection) == {"zone#2": "morning", "zone#3": "ACTH", "zone#1": "cortisol"}


@pytest.mark.parametrize("bundled", [False, True])
def test_a_file_that_cannot_be_written_stays_and_its_numbers_are_kept_here(
    open_collection: Opener, paths: Paths, tmp_path: Path, bundled: bool
) -> None:
    path = (tmp_path / "bundled" if bundled else paths.decks) / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    collection = open_collection()
    for _ in range(2):
        write(path, "Cortisol peaks in the {{morning}}.")
        before = path.read_bytes()
        if not bundled:
            path.chmod(0o444)
        [problem] = sync_decks(collection)
        assert path.read_bytes() == before
        assert problem.name == "unwritten-numbers"
        assert "write there {{c2::morning}}" in problem.message
        assert keys(collection) == {"zone#2": "morning"}
        path.chmod(0o644)
        # The next edit is held against the numbers that are kept.
        write(path, "Cortisol peaks in the early {{morning}}.")
        path.chmod(0o444)
        sync_decks(collection)
        assert keys(collection) == {"zone#2": "morning"}
        path.chmod(0o644)


def test_a_deletion_that_is_put_back_is_where_it_was(open_collection: Opener, paths: Paths) -> None:
    path = paths.decks / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}, {{melatonin}} at night.")
    collection = open_collection()
    write(path, "{{Cortisol}} peaks in the {{morning}}, melatonin at night.")
    sync_decks(collection)
    write(path, "{{Cortisol}} and {{ACTH}} peak in the {{morning}}, melatonin at night.")
    sync_decks(collection)
    assert keys(collection) == {"zone#1": "Cortisol", "zone#4": "ACTH", "zone#2": "morning"}
    write(path, "{{Cortisol}} and {{ACTH}} peak in the {{morning}}, {{melatonin}} at night.")
    sync_decks(collection)
    assert keys(collection) == {"zone#1": "Cortisol", "zone#4": "ACTH", "zone#2": "morning", "zone#3": "melatonin"}


def test_a_written_number_that_is_anothers_is_said(open_collection: Opener, paths: Paths) -> None:
    path = paths.decks / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    collection = open_collection()
    write(path, "{{c1::ACTH}} and {{Cortisol}} peak in the {{morning}}.")
    problems = sync_decks(collection)
    assert [problem.name for problem in problems] == ["moved-deletions", "written-numbers"]
    assert "is that of another deletion (“Cortisol”)" in problems[0].message


def test_progress_and_what_goes_to_anki_follow_the_number(open_collection: Opener, paths: Paths) -> None:
    path = paths.decks / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    collection = open_collection()
    Session(collection, Plan(cards=(ids_of(collection)["zone#2"],))).answer(Rating.EASY, 1_000)
    stability = card_of(collection, "zone#2").stability
    assert stability
    write(path, "Cortisol, from the {{adrenals}}, peaks in the {{morning}}.")
    sync_decks(collection)
    assert card_of(collection, "zone#2").stability == stability
    assert card_of(collection, "zone#3").stability is None
    assert rebuild_collection(collection) == []
    package = paths.home / "out.apkg"
    export(collection, ExportPlan(package), lambda _what, _done, _of: None)
    with ZipFile(package) as archive:
        assert b"{{c3::adrenals}}, peaks in the {{c2::morning}}" in archive.read("collection.anki2")


def test_a_program_that_dies_behind_the_file_goes_on_from_it(
    open_collection: Opener, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = paths.decks / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    collection = open_collection()
    write(path, "From the {{adrenals}} {{cortisol}} peaks in the {{morning}}.")
    with monkeypatch.context() as patch:
        patch.setattr("quizzer.study.decks.update.save_notes", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            sync_decks(collection)
    assert "{{c3::adrenals}} {{c1::cortisol}}" in path.read_text("utf-8")
    assert sync_decks(collection) == []
    assert keys(collection) == {"zone#3": "adrenals", "zone#1": "cortisol", "zone#2": "morning"}


def test_what_was_written_is_said_before_a_session_and_is_no_problem_at_home(
    open_collection: Opener, paths: Paths
) -> None:
    path = paths.decks / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    collection = open_collection()
    write(path, "Cortisol peaks in the {{morning}}.")
    assert [problem.name for problem in sync_for_session(collection)] == ["written-numbers"]
    assert sync_for_session(collection) == []
    assert load_home(collection).problems == 0


def test_a_kind_that_changes_and_comes_back_has_its_numbers_again(open_collection: Opener, paths: Paths) -> None:
    path = paths.decks / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    collection = open_collection()
    path.write_text(f"{HEAD}  - {{id: zone, ask: When is the peak?, answer: morning}}\n", "utf-8")
    sync_decks(collection)
    write(path, "In the {{morning}} {{cortisol}} peaks.")
    sync_decks(collection)
    assert keys(collection) == {"zone#2": "morning", "zone#1": "cortisol"}


def test_answers_that_wait_for_their_card_keep_its_number(open_collection: Opener, paths: Paths) -> None:
    path = paths.decks / "own.yaml"
    write(path, "{{Cortisol}} peaks in the {{morning}}.")
    collection = open_collection()
    other = paths.home.parent / "other"
    Paths(other).decks.mkdir(parents=True)
    write(Paths(other).decks / "own.yaml", "{{Cortisol}} peaks in the {{morning}}, {{melatonin}} at night.")
    with Collection.open(Paths(other), load_settings(Paths(other)), FixedClock(START), exclusive=True) as second:
        sync_decks(second)
        Session(second, Plan(cards=(ids_of(second)["zone#3"],))).answer(Rating.EASY, 1_000)
    merge_log(collection, Paths(other).database)
    write(path, "{{Cortisol}} and {{ACTH}} peak in the {{morning}}.")
    sync_decks(collection)
    assert keys(collection) == {"zone#1": "Cortisol", "zone#4": "ACTH", "zone#2": "morning"}


WORDS = ["LH", "FSH", "the liver", "T4", "GnRH"]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True), min_size=2, max_size=4))
def test_any_row_of_edits_gives_two_homes_the_same_cards(
    tmp_path_factory: pytest.TempPathFactory, clock: FixedClock, edits: list[list[str]]
) -> None:
    homes = [Paths(tmp_path_factory.mktemp(name)) for name in ("one", "other", "late")]
    files = [home.decks / "own.yaml" for home in homes]
    for home in homes:
        home.decks.mkdir(exist_ok=True)
    with (
        Collection.open(homes[0], load_settings(homes[0]), clock, exclusive=True) as one,
        Collection.open(homes[1], load_settings(homes[1]), clock, exclusive=True) as other,
    ):
        for answers in edits:
            write(files[0], "; ".join(f"so {{{{{answer}}}}}" for answer in answers))
            before = {} if answers is edits[0] else {answer: key for key, answer in keys(one).items()}
            sync_decks(one)
            after = {answer: key for key, answer in keys(one).items()}
            assert set(after) == set(answers)
            assert all(before[answer] == after[answer] for answer in before.keys() & after.keys())
            files[1].write_bytes(files[0].read_bytes())
            assert [problem for problem in sync_decks(other) if problem.name != "no-notes"] == []
            assert keys(other) == keys(one)
        files[2].write_bytes(files[0].read_bytes())
        with Collection.open(homes[2], load_settings(homes[2]), clock, exclusive=True) as late:
            sync_decks(late)
            assert keys(late) == keys(one)
