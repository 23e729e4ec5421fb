"""``quizzer add``: a note by hand, linted before it is written."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from quizzer.cli.main import _run as run
from quizzer.config import Paths
from tests.cli.json_forms import validate_json
from tests.conftest import DECK, Opener
from tests.probe import cards_of

BUNDLED = "deck: Brain\naxis: BR\nnotes:\n  - {id: b1, ask: Which organ thinks?, answer: brain}\n"
QUESTION = ["--ask", "Which bone is the longest?", "--answer", "femur"]


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")


@pytest.fixture
def bundled(tmp_path: Path) -> None:
    """A deck that comes with the program."""
    (tmp_path / "bundled" / "brain.yaml").write_text(BUNDLED, "utf-8")


def test_a_note_goes_to_the_end_and_is_asked(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    file = paths.decks / "small.yaml"
    more = ["--accept", "the femur", "--accept", "thigh bone", "-l", "academic", "-t", "leg", "-t", "bone"]
    assert run(["add", "-d", "small axis", *QUESTION, *more]) == 0
    added = file.read_text("utf-8").removeprefix(DECK)
    assert added == (
        "\n  - id: bone-longest\n    ask: Which bone is the longest?\n    answer: femur\n"
        "    accept: [the femur, thigh bone]\n    level: academic\n    tags: [leg, bone]\n"
    )
    printed = capsys.readouterr()
    assert printed.err == ""
    line = DECK.count("\n") + 2
    assert printed.out == f"Added bone-longest to “Small axis”: 1 card, {file}:{line}\n"
    assert run(["due", "--tag", "leg"]) == 0
    assert capsys.readouterr().out == "1 new\n"


def test_json_and_an_id_that_is_free(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    for number in ("", "-2"):
        assert run(["add", "--deck", "small", *QUESTION, "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        validate_json(data)
        assert (data["id"], data["made"], data["cards"]) == (f"bone-longest{number}", False, 1)
    assert [warning["name"] for warning in data["warnings"]] == ["asks-the-same"]
    (paths.decks / "small.yaml").write_text(DECK, "utf-8")
    assert run(["add", "--deck", "small", *QUESTION, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "bone-longest-3", "a retired note keeps its id"


def test_a_sentence_with_gaps(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = "The {{femur}} is longer than the {{tibia}}."
    assert run(["add", "--deck", "small", "--cloze", sentence, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["id"], data["cards"]) == ("femur-longer-than-tibia", 2)


def test_a_new_deck_is_begun_with_an_axis(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["add", "--deck", "Brain & bones", *QUESTION]) == 2
    assert "name its axis with --axis" in capsys.readouterr().err
    assert sorted(path.name for path in paths.decks.iterdir()) == ["small.yaml"]
    assert run(["add", "--deck", "Brain & bones", "--axis", "BONES", *QUESTION]) == 0
    assert "(a new deck)" in capsys.readouterr().out
    written = (paths.decks / "brain-bones.yaml").read_text("utf-8")
    assert re.search(r"deck: Brain & bones\nnamespace: [a-z0-9-]+\naxis: BONES\nnotes:\n  - id: bone-longest", written)
    assert run(["due", "-a", "BONES"]) == 0
    assert capsys.readouterr().out == "1 new\n"


@pytest.mark.usefixtures("bundled")
def test_a_new_deck_never_takes_a_bundled_ones_place(paths: Paths) -> None:
    assert run(["add", "--deck", "Brain!", "--axis", "X", *QUESTION]) == 0
    assert (paths.decks / "brain-2.yaml").exists()
    assert not (paths.decks / "brain.yaml").exists()


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--deck", "brain", *QUESTION], 2, "“Brain” comes with quizzer and is not edited"),
        (["--deck", "Brain", "--axis", "BR", *QUESTION], 2, "not edited"),
        (["--deck", "nowhere", *QUESTION], 2, "There is no deck “nowhere” of your own"),
        (QUESTION, 2, "Name the deck with --deck. Your own: “Small axis”"),
        (["--deck", "small", "--ask", "Which?"], 2, "The answer is missing"),
        (["--deck", "small", "--answer", "that"], 2, "The question is missing"),
        (["--deck", "small", *QUESTION, "--cloze", "{{x}} is"], 2, "or a sentence"),
        (["--deck", "small"], 2, "a terminal asks for them"),
        ([], 2, "a terminal asks for them"),
        (["--deck", "small", "--cloze", "no gap here"], 1, "cannot be added"),
        (["--deck", "small", *QUESTION, "--level", "hard"], 1, "'hard' is no level of this deck"),
        (["--deck", "small", *QUESTION, "--axis", "X"], 1, "'X' is no axis of this deck"),
    ],
)
def test_what_cannot_be_changes_nothing(
    arguments: list[str], code: int, says: str, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["due"]) == 0
    before = {path: path.read_bytes() for path in paths.decks.iterdir()}
    capsys.readouterr()
    assert run(["add", *arguments]) == code
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.out == ""
    assert {path: path.read_bytes() for path in paths.decks.iterdir()} == before


def test_hostile_text_stays_text(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    ask = "]: - {id: x}\n  - id: y # {{c1::no}} \x1b[31m?"
    assert run(["add", "--deck", "small", "--ask", ask, "--answer", "&a *b !c | > %"]) in (0, 1)
    assert run(["add", "--deck", "\x1b[31m", *QUESTION]) == 2
    printed = capsys.readouterr()
    assert "\x1b" not in (paths.decks / "small.yaml").read_text("utf-8") + printed.out + printed.err


def test_it_works_while_another_program_has_the_collection(open_collection: Opener, paths: Paths) -> None:
    open_collection()
    assert run(["add", "--deck", "small", *QUESTION]) == 0
    assert "bone-longest" in (paths.decks / "small.yaml").read_text("utf-8")


def test_on_a_terminal_it_asks_for_each_part(paths: Paths) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "quizzer", "add"]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "dumb"})
    os.close(theirs)
    os.write(ours, b"Small axis\nWhich bone is the longest?\nfemur\nthe femur\n\nacademic\n")
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    assert process.wait(30) == 0, shown
    os.close(ours)
    text = (paths.decks / "small.yaml").read_text("utf-8")
    assert "answer: femur\n    accept: [the femur]\n    level: academic\n" in text
    assert b"Your decks:" in shown


def test_a_new_deck_has_a_namespace_of_its_own_so_its_ids_clash_with_nobodys(
    paths: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two people begin a deck of one name with a note of one id; each takes the other's deck in whole."""
    namespaces = set()
    for home, answer in ((paths, "femur"), (Paths(tmp_path / "second"), "thigh bone")):
        question = ["--ask", "Which bone is the longest?", "--answer", answer]
        assert run(["--home", str(home.home), "add", "--deck", "Brain & bones", "--axis", "BONES", *question]) == 0
        found = re.search(r"^namespace: (brain-bones-[0-9a-f]{4})$", read(home), re.M)
        assert found is not None
        namespaces.add(found[1])
    assert len(namespaces) == 2
    archive = tmp_path / "theirs.json"
    assert run(["--home", str(tmp_path / "second"), "export", str(archive)]) == 0
    capsys.readouterr()
    assert run(["import", str(archive)]) == 0
    assert "here already" not in capsys.readouterr().out
    assert run(["due", "--axis", "BONES"]) == 0
    assert capsys.readouterr().out == "2 new\n"


def read(home: Paths) -> str:
    """The deck file that was begun."""
    return (home.decks / "brain-bones.yaml").read_text("utf-8")


def test_a_second_note_goes_into_the_namespace_of_the_deck(paths: Paths) -> None:
    for ask in ("Which bone is the longest?", "Which bone is the smallest?"):
        assert run(["add", "--deck", "Brain & bones", "--axis", "BONES", "--ask", ask, "--answer", "one"]) == 0
    assert {card.key.partition("/")[2] for card in cards_of(paths.database) if "/" in card.key} == {
        "bone-longest",
        "bone-smallest",
    }


@pytest.mark.parametrize("axis", ["SML", "sml", "small axis"])
def test_a_new_deck_on_an_axis_that_is_here_leaves_the_axis_its_name(paths: Paths, axis: str) -> None:
    assert run(["due"]) == 0
    assert run(["add", "--deck", "Brain & bones", "--axis", axis, *QUESTION]) == 0
    assert "axis: {id: SML, name: Small axis}" in read(paths)


def test_a_deck_whose_name_has_no_letters_of_ids_has_a_namespace_too(paths: Paths) -> None:
    assert run(["add", "--deck", "骨", "--axis", "BONES", *QUESTION]) == 0
    assert re.search(r"^namespace: deck-[0-9a-f]{4}$", (paths.decks / "deck.yaml").read_text("utf-8"), re.M)
