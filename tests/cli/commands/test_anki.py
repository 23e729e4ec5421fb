"""``quizzer anki``: decks to a real Anki and reviews back, sentences, exit codes, JSON, and no trace of the key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quizzer.cli.main import _run as run
from quizzer.config import Paths
from tests.anki.connect.server import AnkiServer, running_anki, serve
from tests.cli.json_forms import validate_json
from tests.conftest import Opener
from tests.probe import count_rows

KEY = "s3cret-key"


@pytest.fixture(autouse=True)
def _home(paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, open_collection: Opener) -> None:
    monkeypatch.setenv("QUIZZER_HOME", str(paths.home))
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    open_collection().close()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AnkiServer]:
    with running_anki(tmp_path / "anki") as server:
        monkeypatch.setenv("QUIZZER_ANKI_ADDRESS", server.address)
        yield server


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(["anki", *arguments]) == code
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return "".join(line for line in (printed.out + printed.err).splitlines(True) if "is deprecated" not in line)


def print_data(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(said(capsys, *arguments, "--json"))
    validate_json(data)
    return data


def answer(server: AnkiServer) -> None:
    """Answer a card in Anki."""
    from anki.scheduler.v3 import CardAnswer

    card = server.col.get_card(server.col.find_cards("is:new")[0])
    card.start_timer()
    states = server.col._backend.get_scheduling_states(card.id)
    server.col.sched.answer_card(server.col.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD))


def test_there_and_back(server: AnkiServer, paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Anki would be given 7 notes: 7 new; nothing is given yet." in said(capsys, "push", "--dry-run")
    assert "Anki has 7 notes: 7 new.\n" in said(capsys, "push")
    answer(server)
    assert "1 review would join your history." in said(capsys, "pull", "--dry-run")
    assert count_rows(paths.database, "log") == 0
    assert "1 review joined your history." in said(capsys, "pull")
    assert "Nothing was changed." in said(capsys, "pull")
    assert count_rows(paths.database, "log") == 1
    assert "Anki has 7 notes: 7 there already." in said(capsys, "push")


def test_json_has_what_the_sentences_say(server: AnkiServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_data(capsys, "pull")["pull"]["remarks"] == [
        "Anki has none of quizzer's cards: give it some with `quizzer anki push`, or name a deck with --deck."
    ]
    data = print_data(capsys, "push", "--dry-run")
    assert (data["schema"], data["push"]["dry_run"], data["push"]["notes"]["new"]) == ("quizzer.anki/1", True, 7)
    pushed = print_data(capsys, "push", "--without-progress")["push"]
    assert pushed["notes"] == {
        "given": 7, "new": 7, "updated": 0, "same": 0, "kept": [], "missing": [], "retired": 0,
    }  # fmt: skip
    answer(server)
    pulled = print_data(capsys, "pull")["pull"]
    assert (pulled["decks"], pulled["reviews"], pulled["marks"], pulled["already"]) == (["Quizzer"], 1, 0, 0)


def test_the_key_comes_from_the_environment_and_is_written_nowhere(
    server: AnkiServer, paths: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.api_key = KEY
    assert "put its apiKey" in said(capsys, "push", code=1)
    monkeypatch.setenv("QUIZZER_ANKI_KEY", KEY)
    printed = said(capsys, "push") + said(capsys, "pull")
    assert KEY not in printed
    assert all(request.get("key") == KEY for request in server.requests[-5:])
    assert not any(KEY.encode() in file.read_bytes() for file in paths.home.rglob("*") if file.is_file())


def test_nothing_is_touched_where_anki_is_not_there(
    paths: Paths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = paths.database.stat().st_mtime_ns
    with serve(None) as server:
        monkeypatch.setenv("QUIZZER_ANKI_ADDRESS", server.address)
        assert "Anki has no profile open" in said(capsys, "pull", code=1)
    assert "Start Anki, and leave it open" in said(capsys, "push", code=1)
    assert "is no address of AnkiConnect" in said(capsys, "push", "--address", "http://a b", code=2)
    assert paths.database.stat().st_mtime_ns == before


def test_a_filter_that_names_nothing_is_wrong_use(server: AnkiServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert "There is no axis “HPX”" in said(capsys, "push", "--axis", "HPX", code=2)
    assert "Anki has no deck “Nothing”" in said(capsys, "pull", "--deck", "Nothing", code=2)
    assert "importPackage" not in server.asked()


def test_no_text_of_ankis_acts_on_the_terminal(server: AnkiServer, capsys: pytest.CaptureFixture[str]) -> None:
    evil = "e\x1b]52;c;UFdO\x07\x9b31m\x1b[2J"
    said(capsys, "push")
    name = server.col.decks.name(server.col.decks.id(f"Other {evil}"))
    server.col.set_deck(server.col.find_cards("deck:Quizzer")[:1], server.col.decks.id(name))
    note = server.col.new_note(server.col.models.by_name("Basic"))
    note.fields = ["Made there?", "yes"]
    server.col.add_note(note, server.col.decks.id(name))
    printed = said(capsys, "pull") + said(capsys, "pull", "--deck", name) + said(capsys, "pull", "--deck", evil, code=2)
    server.instead["exportPackage"] = lambda **_: (_ for _ in ()).throw(ValueError(evil))
    printed += said(capsys, "pull", code=1)
    assert "among other cards in “Other" in printed
    assert not [sign for sign in ("\x1b", "\x07", "\x9b") if sign in printed]
