"""A note that changes its kind keeps its progress where it can, and leaves no note behind in Anki unmarked."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from quizzer.study.decks.sync import sync_for_session
from tests.anki.profile import import_package, profile, require_anki
from tests.probe import count_rows
from tests.study.exchange.people import person

KINDS = {
    "basic": "ask: First number?, answer: one",
    "cloze": "cloze: 'The first number is {{one}}.'",
    "numbered cloze": "cloze: 'The first number is {{c3::one}}.'",
    "choice": "ask: First number?, answer: one, options: [two]",
    "list": "ask: First numbers?, items: [one, two]",
    "sequence": "ask: In order?, steps: [one, two, three]",
    "sort": "ask: Which is which?, groups: {Odd: [one], Even: [two]}",
}
SEVERAL = {
    "reversed": "ask: First number?, answer: one, reverse: {ask: What is one?, answer: a number}",
    "two deletions": "cloze: '{{one}} is before {{two}}.'",
}


def note(kind: str) -> str:
    """The note as a line of a deck file."""
    return f"  - {{id: m, {(KINDS | SEVERAL)[kind]}}}\n"


PAIRS = [pair for pair in permutations(KINDS, 2) if set(pair) != {"cloze", "numbered cloze"}]


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_one_card_of_another_kind_keeps_its_progress(tmp_path: Path, before: str, after: str) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("Own", note(before))
        ada.answer()
        assert ada.write("Own", note(after)) == []
        assert list(ada.cards().values()) == [1]
        ada.clock.at += 30 * 86_400_000
        ada.answer()
        assert ada.write("Own", note(before)) == []
        assert list(ada.cards().values()) == [2]
        assert count_rows(ada.collection, "log") == 2


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("reversed", "cloze", 2),
        ("two deletions", "basic", 2),
        ("reversed", "list", 1),
        ("basic", "two deletions", 1),
        ("reversed", "two deletions", 2),
        ("two deletions", "sort", 2),
    ],
)
def test_progress_that_cannot_be_kept_is_said(tmp_path: Path, before: str, after: str, lost: int) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("Own", note(before))
        for _ in range(3):
            ada.clock.at += 86_400_000
            ada.answer()
        answers = ada.cards()
        (said,) = ada.write("Own", note(after))
        assert said.level == "warning"
        assert said.line == 4
        assert f"{lost} card" in said.message
        ada.write("Own", note(before))
        assert ada.cards() == answers


@pytest.mark.parametrize(("before", "after"), permutations(["basic", "cloze", *SEVERAL, "sort", "list"], 2))
def test_anki_learns_that_the_earlier_note_is_retired(tmp_path: Path, before: str, after: str) -> None:
    require_anki()
    with person(tmp_path, "ada") as ada, profile() as anki:
        ada.write("Own", note(before))
        import_package(anki, ada.export()[0])
        ada.write("Own", note(after))
        package, said = ada.export()
        import_package(anki, package)
        turned = (before in ("cloze", "two deletions")) != (after in ("cloze", "two deletions"))
        assert ("1 note changed its kind" in said) == turned
        notes = [anki.get_note(found) for found in anki.find_notes("")]
        retired = [found for found in notes if "quizzer::retired" in found.tags]
        assert (len(notes), len(retired)) == ((2, 1) if turned else (1, 0))
        assert all(found.fields[0] for found in notes)
        assert import_package(anki, ada.export()[0])["updated"] == 0


def test_a_note_that_turns_back_is_in_use_again_in_anki_and_comes_home_once(tmp_path: Path) -> None:
    require_anki()
    with person(tmp_path, "ada") as ada, person(tmp_path, "new") as new, profile() as anki:
        for kind in ("basic", "cloze", "basic"):
            ada.write("Own", note(kind))
            package, _ = ada.export()
            import_package(anki, package)
        retired = {anki.get_note(found).note_type()["name"] for found in anki.find_notes("tag:quizzer::retired")}
        assert retired == {"Quizzer cloze"}
        taken = new.import_(package)
        assert taken.files
        assert set(new.cards()) == {"m"}


def test_a_note_never_exported_leaves_nothing_in_anki(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("Own", note("basic"))
        ada.write("Own", note("cloze"))
        assert "changed its kind" not in ada.export()[1]


def test_a_session_says_once_what_was_not_kept(tmp_path: Path) -> None:
    with person(tmp_path, "ada") as ada:
        ada.write("Own", note("basic"))
        ada.answer()
        (ada.paths.decks / "own.yaml").write_text(f"deck: Own\naxis: Own\nnotes:\n{note('two deletions')}", "utf-8")
        (said,) = sync_for_session(ada.collection)
        assert said.name == "kind-changed"
        assert sync_for_session(ada.collection) == []
