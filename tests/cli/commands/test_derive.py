"""``quizzer derive`` writes a deck of drafts, renews it, and says what the document did not give."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizzer.cli.commands.derive import command
from quizzer.deckfile.read.deck import parse_deck
from quizzer.derive.library import list_documents
from quizzer.errors import Problem, WrongUse
from quizzer.study.drafts.deriving.compose import LINE
from tests.cli.json_forms import validate_json

TEXT = """\
# Harbours

## Basins

- **Dry dock**: a basin that is emptied to mend the hull of a ship.
- **Wet dock**: a basin that keeps its water when the tide falls.
- **Slipway**: a slope on which a ship is hauled out of the water.

## Walls

A breakwater is a wall that shelters a harbour from waves. The breakwater weakens the waves. Silt raises the bed of
the basin. Dredging lowers the bed of the basin. In 1759, the engineer finished the tower.
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document; no decks are loaded."""
    monkeypatch.setattr("quizzer.study.drafts.deriving.derive.bundled_decks", lambda: tmp_path / "bundled")
    page = tmp_path / "harbours.md"
    page.write_text(TEXT, "utf-8")
    return page


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)), obj=str(home))


def read_json(result: Result) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(result.stdout)
    validate_json(data)
    return data


def test_a_document_becomes_a_deck_of_drafts_in_the_home_and_is_kept(page: Path, home: Path) -> None:
    result = run(home, page)
    assert (result.exit_code, result.stderr) == (0, "")
    path = home / "decks" / "harbours.yaml"
    deck = parse_deck(path.read_text("utf-8"), path).deck
    assert deck is not None
    assert deck.name == "Harbours"
    assert deck.accepted == ()
    assert len(deck.drafts) > 2
    scores = [note.draft.score for note in deck.drafts if note.draft]
    assert scores == sorted(scores, reverse=True)
    for note in deck.drafts:
        assert note.cite is not None
        assert note.cite.quote.split() == note.cite.quote.split()
        assert " ".join(note.cite.quote.split()) in " ".join(TEXT.replace("*", "").split())
    assert deck.source is not None
    assert [entry.source_id for entry in list_documents(home)] == ["harbours"] == [deck.source.id]
    assert (home / "decks" / "deck.schema.json").exists()
    assert result.stdout.splitlines()[0] == f"{path}: {len(deck.drafts)} drafts above the line."
    assert result.stdout.splitlines()[-1] == "Next: quizzer triage harbours"


def test_a_file_that_is_there_is_left_alone(page: Path, home: Path) -> None:
    run(home, page)
    before = (home / "decks" / "harbours.yaml").read_bytes()
    result = run(home, page)
    assert isinstance(result.exception, WrongUse)
    assert "is there already and stays as it is" in str(result.exception)
    assert "--update harbours" in str(result.exception)
    assert (home / "decks" / "harbours.yaml").read_bytes() == before
    other = home / "other.yaml"
    elsewhere = run(home, page, "-o", other)
    assert elsewhere.exit_code == 0
    assert other.exists()
    assert f"{other} is in no deck folder, so it is not loaded; move it to {home / 'decks'}." in elsewhere.stdout


def test_all_writes_the_drafts_below_a_visible_line(page: Path, home: Path) -> None:
    data = read_json(run(home, page, "--all", "--limit", "2", "--json"))
    text = Path(data["path"]).read_text("utf-8")
    above, below = text.split(LINE)
    assert above.count("- id:") == 2 == sum(draft["above"] for draft in data["drafts"])
    assert below.count("- id:") == len(data["drafts"]) - 2 > 0


def test_the_report_says_what_no_draft_stands_on(page: Path, home: Path) -> None:
    page.write_text(TEXT + "\n![](a.png)\n\nNobody remembers how that went at all or whether it did.\n", "utf-8")
    data = read_json(run(home, page, "--kinds", "items", "--json"))
    assert {draft["family"] for draft in data["drafts"]} == {"items"}
    assert [passage["section"] for passage in data["bare"]] == ["Walls"] * len(data["bare"]) != []
    printed = run(home, page, "-o", home / "b.yaml", "--kinds", "items").stdout
    assert f"No draft stands on {len(data['bare'])} of {data['passages']} passages:" in printed


def test_a_score_is_explained_by_id_and_by_key(page: Path, home: Path) -> None:
    drafts = read_json(run(home, page, "--json"))["drafts"]
    for wanted in (drafts[0]["id"], drafts[0]["key"]):
        data = read_json(run(home, page, "--explain", wanted, "--json"))
        assert data["explained"]["key"] == drafts[0]["key"]
        total = sum(data["explained"]["features"].values())
        assert min(1, total) == pytest.approx(drafts[0]["score"], abs=0.011)
    printed = run(home, page, "--explain", drafts[0]["id"]).stdout
    assert printed.startswith(f"{drafts[0]['id']}: ")
    assert "stands on “" in printed
    refused = run(home, page, "--explain", "nothing")
    assert isinstance(refused.exception, WrongUse)


def test_update_brings_a_deck_up_to_date(page: Path, home: Path) -> None:
    run(home, page)
    path = home / "decks" / "harbours.yaml"
    first = parse_deck(path.read_text("utf-8"), path)
    accepted = next(note for note in first.notes if note.cite and "Slipway" in note.cite.quote)
    text = path.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    mark = next(place for place in range(accepted.line, len(lines)) if lines[place].lstrip().startswith("draft:"))
    path.write_text("".join(lines[:mark] + lines[mark + 1 :]) + "# mine\n", "utf-8")
    page.write_text(
        TEXT.replace("hauled out of the water", "pulled out of the sea").replace(
            "- **Wet dock**: a basin", "- **Mole**: a basin"
        ),
        "utf-8",
    )
    data = read_json(run(home, page, "--update", "harbours", "--json"))["update"]
    assert data["removed"]
    assert data["added"]
    (lost,) = data["lost"]
    assert (lost["note"], lost["state"]) == (accepted.id, "changed")
    assert "hauled out of the water" in lost["before"]
    assert "pulled out of the sea" in lost["now"]
    assert path.read_text("utf-8").endswith("# mine\n")
    again = run(home, page, "--update", str(path))
    assert "nothing changed." in again.stdout
    assert f"the passage of {accepted.id} reads otherwise now; the note stays as it is" in again.stdout
    assert "  now: Slipway" in again.stdout


def test_an_update_that_asks_for_less_takes_nothing_out(page: Path, home: Path) -> None:
    drafts = len(read_json(run(home, page, "--all", "--json"))["drafts"])
    before = (home / "decks" / "harbours.yaml").read_bytes()
    for narrowed in ([], ["--kinds", "items"], ["--limit", "1"]):
        data = read_json(run(home, page, "--update", "harbours", *narrowed, "--json"))
        assert data["update"]["removed"] == data["update"]["added"] == []
        assert len(data["drafts"]) == drafts
    assert (home / "decks" / "harbours.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--update", "nothing"], "There is no deck “nothing” of your own"),
        (["--update", "a", "-o", "b.yaml"], "give one of them"),
        (["--kinds", "poems"], "there is no “poems”; there are"),
        (["--axis", "SEA"], "write an id and the words that belong to it"),
        (["-o", "b.txt"], "a deck file ends in .yaml"),
    ],
)
def test_wrong_use_is_a_sentence(page: Path, home: Path, arguments: list[str], message: str) -> None:
    result = run(home, page, *arguments)
    assert isinstance(result.exception, WrongUse)
    assert message in str(result.exception)
    assert not (home / "sources").exists()


def test_an_address_is_not_fetched_and_the_sentence_says_what_to_do(page: Path, home: Path) -> None:
    result = run(home, "https://example.org/page.html")
    assert isinstance(result.exception, WrongUse)
    assert "Save the page" in str(result.exception)


def test_a_document_without_drafts_writes_no_deck(page: Path, home: Path) -> None:
    page.write_text("Oh.\n", "utf-8")
    result = run(home, page)
    assert (result.exit_code, isinstance(result.exception, Problem)) == (1, False)
    assert "no draft could be made, so no deck was written" in result.stdout
    assert not (home / "decks").exists()


def test_the_same_document_gives_the_same_bytes(page: Path, tmp_path: Path) -> None:
    written = []
    for number in ("0", "1", "42"):
        home = tmp_path / f"home{number}"
        subprocess.run(
            [sys.executable, "-m", "quizzer", "--home", str(home), "derive", str(page), "--all"],
            check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": number},
        )  # fmt: skip
        written.append((home / "decks" / "harbours.yaml").read_bytes())
    assert len(set(written)) == 1
