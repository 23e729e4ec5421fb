"""``quizzer source`` keeps, lists and removes documents, and knows which source a document is."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizzer.cli.commands.source import command
from quizzer.core.notes.notes import Citation
from quizzer.derive.fingerprint import fingerprint
from quizzer.derive.library import find_passage, list_documents
from quizzer.errors import Problem, WrongUse
from tests.derive.document.formats.packages import paragraph, write_docx

TEXT = "Lamps\n\nThe keeper wound the clockwork.\n\nThe lens turned all night.\n"
DECK = """\
deck: Lamps
source: {{id: lamp-article, sha256: {sha256}}}
notes:
  - id: keeper
    ask: Who wound the clockwork?
    answer: the keeper
    cite: {{section: Lamps, paragraph: 1, fingerprint: {fingerprint}}}
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document; no decks are loaded."""
    monkeypatch.setattr("quizzer.config.bundled_decks", lambda: tmp_path / "bundled")
    page = tmp_path / "lamps.txt"
    page.write_text(TEXT)
    return page


def load_deck(home: Path, sha: str) -> None:
    (home / "decks").mkdir(parents=True, exist_ok=True)
    text = DECK.format(sha256=sha, fingerprint=fingerprint("The keeper wound the clockwork."))
    (home / "decks" / "lamps.yaml").write_text(text)


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), obj=str(home))


def test_the_id_is_that_of_the_deck_whose_source_is_this_file(page: Path, tmp_path: Path) -> None:
    load_deck(tmp_path, sha256(page.read_bytes()).hexdigest())
    result = run(tmp_path, "add", str(page))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Kept lamps.txt as “lamp-article”: 2 passages in ")
    cite = Citation("Lamps", "paragraph 2")
    assert find_passage(tmp_path, "lamp-article", cite) == "The lens turned all night."


def test_another_version_is_recognised_by_its_passages_and_that_is_said(page: Path, tmp_path: Path) -> None:
    load_deck(tmp_path, "0" * 64)
    result = run(tmp_path, "add", str(page))
    assert "“lamp-article”" in result.stdout
    assert "1 of 1 citations" in result.stderr


def test_a_document_no_deck_knows_needs_an_id(page: Path, tmp_path: Path) -> None:
    result = run(tmp_path, "add", str(page))
    assert isinstance(result.exception, WrongUse)
    assert "--id" in str(result.exception)
    assert list_documents(tmp_path) == []
    result = run(tmp_path, "add", str(page), "--id", "my-lamps")
    assert result.exit_code == 0
    assert "No deck that is loaded names the source “my-lamps”" in result.stderr
    assert [document.source_id for document in list_documents(tmp_path)] == ["my-lamps"]


def test_a_document_that_can_not_be_read_is_a_problem(page: Path, tmp_path: Path) -> None:
    page.write_bytes(b"\xff")
    result = run(tmp_path, "add", str(page), "--id", "x")
    assert isinstance(result.exception, Problem)
    assert result.exception.exit_code == 1
    assert isinstance(run(tmp_path, "add", str(tmp_path / "none.txt")).exception, WrongUse)


def test_list_tells_what_is_kept_and_remove_takes_it_out(page: Path, tmp_path: Path) -> None:
    assert "No document is kept." in run(tmp_path, "list").stdout
    run(tmp_path, "add", str(page), "--id", "lamps")
    assert run(tmp_path, "list").stdout.startswith("lamps  lamps.txt, 2 passages  ")
    assert "no deck that is loaded stands on it" in run(tmp_path, "list").stdout
    assert run(tmp_path, "remove", "lamps").exit_code == 0
    assert list_documents(tmp_path) == []
    assert isinstance(run(tmp_path, "remove", "lamps").exception, WrongUse)


def test_a_passage_is_found_by_its_quote_when_the_rest_of_it_changed(page: Path, tmp_path: Path) -> None:
    page.write_text(TEXT.replace("clockwork.", "clockwork. He “slept” by day."))
    run(tmp_path, "add", str(page), "--id", "lamp-article")
    before = fingerprint("The keeper wound the clockwork.")
    whole = "The keeper wound the clockwork. He “slept” by day."
    for quote in ("The keeper wound the clockwork.", "He “slept” by day."):
        assert find_passage(tmp_path, "lamp-article", Citation("Lamps", "", before, quote)) == whole
    for quote in ("", "keeper", "The keeper slept by night."):
        assert find_passage(tmp_path, "lamp-article", Citation("Lamps", "", before, quote)) is None


def test_list_tells_which_decks_stand_on_a_document_and_what_changed(page: Path, tmp_path: Path) -> None:
    load_deck(tmp_path, sha256(page.read_bytes()).hexdigest())
    run(tmp_path, "add", str(page))
    assert "    Lamps: 1 of 1 citing notes find their passage\n" in run(tmp_path, "list").stdout
    page.write_text(TEXT.replace("clockwork", "spring"))
    run(tmp_path, "add", str(page), "--id", "lamp-article")
    printed = run(tmp_path, "list").stdout
    assert "Lamps: 0 of 1 citing notes find their passage; lost: keeper; made from another version" in printed
    (document,) = json.loads(run(tmp_path, "list", "--json").stdout)["documents"]
    assert document["decks"] == [
        {"deck": "Lamps", "notes": 1, "lost": ["keeper"], "drafts": 0, "same_version": False}
    ]  # fmt: skip


def test_a_document_of_another_format_is_kept_too(page: Path, tmp_path: Path) -> None:
    page = write_docx(tmp_path / "lamps.docx", paragraph("The keeper wound the clockwork."))
    assert run(tmp_path, "add", str(page), "--id", "word").exit_code == 0
    assert find_passage(tmp_path, "word", Citation("", "paragraph 1")) == "The keeper wound the clockwork."
