"""``quizzer derive --llm`` against a server on this machine, through the library itself."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizzer.cli.commands.derive import command
from quizzer.deckfile.read.deck import parse_deck
from quizzer.errors import Problem, WrongUse
from tests.cli.json_forms import validate_json
from tests.fake_model_server import serve

needs_library = pytest.mark.skipif(
    importlib.util.find_spec("llm") is None, reason="the library llm (the extra “llm”) is not installed"
)
TEXT = """\
# Harbours

## Basins

- **Dry dock**: a basin that is emptied to mend the hull of a ship.

## Walls

A breakwater is a wall that shelters a harbour from waves. The pier of Aldmouth slows the drift of sand by 30 percent
in winter, and the old quay lowers the height of the swell. The quay never freezes in a mild winter.

## Lamps

The lamp of the mole burns whale oil and shows red over the shoal.
"""
GOOD = {
    "kind": "basic",
    "ask": "By how much does the pier of Aldmouth slow the drift of sand in winter?",
    "answer": "30 percent",
    "options": [],
    "quote": "The pier of Aldmouth slows the drift of sand by 30 percent in winter",
}
BESIDE = {
    "kind": "cloze",
    "ask": "The lamp of the mole shows ___ over the shoal.",
    "answer": "red",
    "options": [],
    "quote": "shows red over the shoal",
}


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document; no decks are loaded, and the library has settings of its own and no key."""
    monkeypatch.setattr("quizzer.study.drafts.deriving.derive.bundled_decks", lambda: tmp_path / "bundled")
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "settings"))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    page = tmp_path / "harbours.md"
    page.write_text(TEXT, "utf-8")
    return page


def run(page: Path, *arguments: str, home: str = "home") -> Result:
    return CliRunner().invoke(command, [str(page), *arguments], obj=str(page.parent / home))


def derive(page: Path, *arguments: str) -> dict[str, Any]:
    result = run(page, *arguments, "--json", "--all")
    assert result.exception is None, result.exception
    data: dict[str, Any] = json.loads(result.stdout)
    validate_json(data)
    return data


def keys(data: Mapping[str, Any]) -> set[str]:
    return {draft["key"] for draft in data["drafts"] if draft["family"] != "model"}


def notes(*entries: Mapping[str, object]) -> str:
    return json.dumps({"notes": entries})


def in_walls(text: str, other: str = '{"notes": []}') -> Callable[[int, dict[str, Any]], str]:
    return lambda _number, body: text if "Section: Walls" in body["messages"][-1]["content"] else other


def settings(page: Path) -> Path:
    return page.parent / "settings"


@needs_library
def test_a_note_of_the_model_becomes_a_draft_beside_the_others(page: Path) -> None:
    alone = derive(page, "-o", str(page.parent / "alone.yaml"))
    assert alone["model"] is None
    with serve(in_walls(notes(GOOD)), settings(page)):
        data = derive(page, "--llm", "fake")
    (draft,) = [draft for draft in data["drafts"] if draft["family"] == "model"]
    assert draft["why"] == "proposed by the language model fake"
    assert keys(data) == keys(alone)
    path = Path(data["path"])
    deck = parse_deck(path.read_text("utf-8"), path).deck
    assert deck is not None
    note = next(note for note in deck.drafts if note.id == draft["id"])
    assert note.cite is not None
    assert note.cite.quote.startswith("The pier of Aldmouth slows")
    assert note.cite.quote.endswith("the height of the swell.")  # the whole sentence, which triage marks
    model = data["model"]
    assert (model["name"], model["calls"], model["sections"], model["proposed"], model["kept"]) == ("fake", 3, 3, 1, 1)
    assert (model["input_tokens"], model["output_tokens"], model["estimated"]) == (2100, 150, False)


@needs_library
def test_what_is_sent_is_what_the_dry_run_shows(page: Path) -> None:
    with serve(in_walls(notes()), settings(page)) as server:
        shown = json.loads(run(page, "--llm", "fake", "--llm-dry-run", "--json").stdout)
        assert server.requests == []
        assert not (page.parent / "home").exists()
        run(page, "--llm", "fake")
    validate_json(shown)
    calls = shown["would_send"]["calls"]
    sent = [[message["content"] for message in body["messages"]] for body in server.requests]
    assert sent == [[call["system"], call["prompt"]] for call in calls]
    assert [call["characters"] for call in calls] == [sum(map(len, texts)) for texts in sent]
    schema = server.requests[0]["response_format"]["json_schema"]["schema"]
    assert json.dumps(schema) == shown["would_send"]["schema"]
    said = run(page, "--llm-dry-run").stdout
    assert all(call["prompt"] in said and call["system"] in said for call in calls)
    assert f"3 calls, {shown['would_send']['characters']:,} characters in all" in said
    assert "The quay never freezes in a mild winter." in said


@needs_library
def test_without_the_option_nothing_is_sent(page: Path) -> None:
    with serve(in_walls(notes(GOOD)), settings(page)) as server:
        derive(page)
    assert server.requests == []


@needs_library
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "The pier of Aldmouth stops the drift of sand by 30 percent"}, "a quote that does not stand"),
        ({"answer": "40 percent"}, "an answer with words or numbers its quote does not have"),
        ({"ask": GOOD["ask"].replace("slow", "raise")}, "another direction than its quote"),  # type: ignore[attr-defined]
        ({"ask": "By how much does the pier of Kelton slow the sand?"}, "a question with names or numbers"),
        ({"ask": "What slows the drift by 30 percent?"}, "the finding “answer-visible”"),
        ({"ask": "By how much\u200b does the pier slow the drift of sand?"}, "the finding “invisible-character”"),
        ({"kind": "poem"}, "a kind of note that is not offered"),
        ({"quote": ""}, "a note without its parts"),
        (
            {"ask": "When does the quay freeze?", "answer": "a mild winter", "quote": "freezes in a mild winter"},
            "it denies what its quote says",
        ),
    ],
)
def test_what_the_document_does_not_bear_out_is_dropped_and_counted(
    page: Path, change: dict[str, object], reason: str
) -> None:
    with serve(in_walls(notes({**GOOD, **change}, BESIDE)), settings(page)):
        data = derive(page, "--llm", "fake")
    printed = {name: count for name, count in data["dropped"].items() if name.startswith("of the model: ")}
    assert any(name.startswith(f"of the model: {reason}") for name in printed)
    assert sum(printed.values()) == 2  # the other one quotes another section
    assert data["model"]["proposed"] == 2
    assert data["model"]["kept"] == 0
    assert keys(data)


@needs_library
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("", "an empty reply"),
        ("Certainly! Here are your notes", "a reply that is not the JSON asked for"),
        ('{"notes": [{"kind": "basic", "ask"', "a reply that is not the JSON asked for"),
        ('{"notes": 3}', "a reply that is not the JSON asked for"),
        ("[" * 100_000, "a reply that is not the JSON asked for"),
        ("[null, 7]", "a note without its parts"),
    ],
)
def test_a_reply_that_cannot_be_read_is_counted(page: Path, answer: str, reason: str) -> None:
    with serve(in_walls(answer), settings(page)):
        data = derive(page, "--llm", "fake")
    assert data["dropped"][f"of the model: {reason}"] >= 1
    assert keys(data)


@needs_library
def test_a_server_that_fails_costs_no_draft(page: Path) -> None:
    alone = derive(page, "-o", str(page.parent / "alone.yaml"))
    with serve(lambda _number, _body: 500, settings(page)) as server:
        data = derive(page, "--llm", "fake")
    assert len(server.requests) == 2
    assert [said for said in data["model"]["notices"] if "error 500" in said] == [
        "The model fake gave nothing at “Basins”: its server answered with error 500.",
        "The model fake gave nothing at “Walls”: its server answered with error 500.",
    ]
    assert data["model"]["notices"][-1] == "The model was left alone after that, and 1 call not made."
    assert keys(data) == keys(alone)


@needs_library
def test_one_failure_between_replies_is_no_reason_to_stop(page: Path) -> None:
    behave = in_walls(notes(GOOD))
    with serve(lambda number, body: 500 if number == 1 else behave(number, body), settings(page)):
        data = derive(page, "--llm", "fake")
    assert data["model"]["calls"] == 3
    assert data["model"]["kept"] == 1


@needs_library
def test_a_slow_server_is_not_waited_for(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.derive.ask_model.llm_library.PATIENCE", 0.5)
    with serve(lambda _number, _body: None, settings(page)):
        data = derive(page, "--llm", "fake")
    assert "no reply within 0.5 seconds" in data["model"]["notices"][0]
    assert keys(data)


@needs_library
def test_a_server_that_is_not_there_is_a_sentence(page: Path) -> None:
    with serve(lambda _number, _body: 500, settings(page)):
        pass
    data = derive(page, "--llm", "fake")
    assert "its server cannot be reached" in data["model"]["notices"][0]
    assert keys(data)


@needs_library
def test_without_a_key_the_sentence_says_how_to_store_one(page: Path) -> None:
    data = derive(page, "--llm", "gpt-4o-mini")
    assert "it needs a key, which `llm keys set` stores" in data["model"]["notices"][0]
    assert data["model"]["notices"][1] == "The model was left alone after that, and 2 calls not made."
    assert keys(data)


@needs_library
def test_the_budget_is_not_exceeded(page: Path) -> None:
    with serve(in_walls(notes(GOOD)), settings(page), tokens=(900, 60)) as server:
        result = run(page, "--llm", "fake", "--llm-budget", "2400")
    assert len(server.requests) == 2
    assert all(0 < body["max_tokens"] < 2400 for body in server.requests)
    assert result.stderr.splitlines() == [
        "“Basins”: 900 tokens sent, 60 received; 960 of 2,400 used.",
        "“Walls”: 900 tokens sent, 60 received; 1,920 of 2,400 used.",
    ]
    assert "The budget of 2,400 tokens would not hold the next call: 1,920 are used, and 1 call not made." in (
        result.stdout
    )
    none = run(page, "--llm", "fake", "--llm-budget", "100", "-o", str(page.parent / "none.yaml"))
    assert "0 are used, and 3 calls not made." in none.stdout


@needs_library
def test_a_model_nobody_knows_is_a_sentence(page: Path) -> None:
    result = run(page, "--llm", "nobody")
    assert isinstance(result.exception, WrongUse)
    assert "knows no model “nobody”" in str(result.exception)
    assert not (page.parent / "home").exists()


@needs_library
def test_an_update_keeps_what_the_model_proposed_and_says_it_only_once(page: Path) -> None:
    with serve(in_walls(notes(GOOD)), settings(page)):
        first = derive(page, "--llm", "fake")
        again = derive(page, "--llm", "fake", "--update", "harbours")
    assert (again["update"]["added"], again["update"]["removed"]) == ([], [])
    assert again["model"]["kept"] == 1
    assert derive(page, "--update", "harbours")["update"]["removed"] == []
    (draft,) = [draft for draft in first["drafts"] if draft["family"] == "model"]
    assert draft["id"] in Path(first["path"]).read_text("utf-8")
    page.write_text(TEXT.replace("30 percent", "a third"), "utf-8")
    assert draft["id"] in derive(page, "--update", "harbours")["update"]["removed"]


@needs_library
def test_families_that_are_chosen_for_an_update_do_not_shut_out_the_model(page: Path) -> None:
    derive(page)
    with serve(in_walls(notes(GOOD)), settings(page)):
        data = derive(page, "--llm", "fake", "--update", "harbours", "--kinds", "items")
    assert (len(data["update"]["added"]), data["model"]["kept"]) == (1, 1)


@needs_library
def test_what_was_rejected_is_not_proposed_again_in_other_words(page: Path) -> None:
    with serve(in_walls(notes(GOOD)), settings(page)):
        first = derive(page, "--llm", "fake")
    (draft,) = [draft for draft in first["drafts"] if draft["family"] == "model"]
    path = Path(first["path"])
    path.write_text(path.read_text("utf-8") + f"\nrejected:\n  - {{key: {draft['key']}, why: trivial}}\n", "utf-8")
    reworded = {**GOOD, "ask": "In winter the pier of Aldmouth slows the drift of sand by how much?"}
    with serve(in_walls(notes(reworded)), settings(page)):
        data = derive(page, "--llm", "fake", "-o", str(page.parent / "home" / "decks" / "other.yaml"))
    assert data["dropped"]["of the model: rejected before"] == 1
    assert data["model"]["kept"] == 0


def test_a_missing_library_is_a_sentence_with_the_command(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizzer.derive.ask_model.llm_library.find_spec", lambda _name: None)
    result = run(page, "--llm")
    assert isinstance(result.exception, Problem)
    assert str(result.exception).startswith("--llm needs the extra “llm” of quizzer: ")
    assert " install " in str(result.exception)
    assert "llm" in str(result.exception).partition(" install ")[2]
    assert run(page, "--llm-dry-run").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--llm-budget", "100"], "--llm-budget is for --llm"),
        (["--llm", "fake", "--explain", "a"], "--explain asks no language model"),
    ],
)
def test_options_that_do_not_go_together_are_refused(page: Path, arguments: list[str], message: str) -> None:
    result = run(page, *arguments)
    assert isinstance(result.exception, WrongUse)
    assert message in str(result.exception)


def test_a_document_behind_the_option_is_no_model(page: Path) -> None:
    result = CliRunner().invoke(command, ["--llm-dry-run", "--llm", str(page)], obj=str(page.parent / "home"))
    assert "3 calls" in result.stdout
    missing = CliRunner().invoke(command, ["--llm-dry-run"], obj=str(page.parent / "home"))
    assert missing.exit_code == 2
    assert "Missing argument 'DOCUMENT'" in missing.stderr
