"""A document kept gives the passage behind a card at once, and never harms what was kept before."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quizzer.core.notes.notes import Citation
from quizzer.derive import library
from quizzer.derive.document.passages import split_passages
from quizzer.derive.fingerprint import fingerprint
from quizzer.errors import Problem, WrongUse

ARTICLE = Path(__file__).parent / "document" / "article.txt"
KEEPERS = next(passage for passage in split_passages(ARTICLE.read_text("utf-8")) if passage.line == 7)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder that keeps the article as ``lamps``."""
    library.add_document(tmp_path, ARTICLE, "lamps")
    return tmp_path


def test_every_passage_is_found_by_its_fingerprint(home: Path) -> None:
    for passage in split_passages(ARTICLE.read_text("utf-8")):
        if passage.kind != "heading":
            assert library.find_passage(home, "lamps", Citation("", "", passage.fingerprint)) == passage.text


def test_a_citation_without_fingerprint_is_found_by_its_place(home: Path) -> None:
    for cite in (Citation("fundamentals", "paragraph 2"), Citation("Fundamentals", "Paragraph 2")):
        assert library.find_passage(home, "lamps", cite) == KEEPERS.text
    row = library.find_passage(home, "lamps", Citation("Signals and Their Ranges", "row Bell"))
    assert row is not None
    assert row.startswith("Bell (hand")
    assert library.find_passage(home, "lamps", Citation("Fundamentals", "")) is None


def test_a_passage_that_changed_is_not_shown_for_the_one_cited(home: Path) -> None:
    assert library.find_passage(home, "lamps", Citation(KEEPERS.section, KEEPERS.place, "0" * 16)) is None
    assert library.find_passage(home, "lamps", Citation(KEEPERS.section, KEEPERS.place, '"}')) is None


def test_without_a_source_id_every_document_is_looked_in(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "tides.md"
    other.write_text("The sea rises twice a day.")
    library.add_document(home, other, "tides")
    for text in (KEEPERS.text, "The sea rises twice a day."):
        assert library.find_passage(home, None, Citation("", "", fingerprint(text))) == text


def test_an_unknown_or_damaged_copy_has_no_passage_and_raises_nothing(home: Path) -> None:
    cite = Citation("", "", KEEPERS.fingerprint)
    assert library.find_passage(home, "tides", cite) is None
    assert library.find_passage(home / "none", None, cite) is None
    assert library.find_passage(home, "", cite) is None
    path = home / "sources" / "lamps.jsonl"
    for content in (b"", b"\x00" * 50, b'{"fingerprint": "%s", ' % KEEPERS.fingerprint.encode(), b"[" * 9000):
        path.write_bytes(content)
        assert library.find_passage(home, "lamps", cite) is None
        assert library.find_passage(home, "lamps", Citation("Fundamentals", "paragraph 2")) is None
        assert [document.name for document in library.list_documents(home)] == [""]


def test_adding_again_replaces_and_a_failure_leaves_what_was_kept(home: Path, tmp_path: Path) -> None:
    before = (home / "sources" / "lamps.jsonl").read_bytes()
    with pytest.raises(Problem):
        library.add_document(home, tmp_path, "lamps")
    assert (home / "sources" / "lamps.jsonl").read_bytes() == before
    newer = tmp_path / "newer.txt"
    newer.write_text("The lamp went out.")
    assert library.add_document(home, newer, "lamps").passages == 1
    assert [(document.source_id, document.name) for document in library.list_documents(home)] == [
        ("lamps", "newer.txt")
    ]
    assert [path.name for path in (home / "sources").iterdir()] == ["lamps.jsonl"], "nothing unfinished stays"


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "sources").write_text("in the way")
    with pytest.raises(Problem, match="the document cannot be written"):
        library.add_document(tmp_path, ARTICLE, "lamps")


@pytest.mark.parametrize(
    "source_id", ["../lamps", "..", ".", "/etc/lamps", "C:\\lamps", "a b", "Ж", "%2E", "a\nb", "x" * 80]
)
def test_no_id_leads_out_of_the_folder(tmp_path: Path, source_id: str) -> None:
    kept = library.add_document(tmp_path, ARTICLE, source_id)
    assert kept.path.resolve().parent == (tmp_path / "sources").resolve()
    assert [document.source_id for document in library.list_documents(tmp_path)] == [source_id]
    assert library.find_passage(tmp_path, source_id, Citation("", "", KEEPERS.fingerprint)) == KEEPERS.text
    library.remove_document(tmp_path, source_id)
    assert library.list_documents(tmp_path) == []


@pytest.mark.parametrize("source_id", ["", "  ", "x" * 81])
def test_an_id_is_neither_empty_nor_too_long(tmp_path: Path, source_id: str) -> None:
    with pytest.raises(WrongUse, match="id of a source"):
        library.add_document(tmp_path, ARTICLE, source_id)


def test_removing_what_is_not_there_names_what_is(home: Path) -> None:
    with pytest.raises(WrongUse, match="There are: “lamps”"):
        library.remove_document(home, "tides")


@pytest.mark.skipif(sys.platform == "win32", reason="file names are Unicode there")
def test_a_file_name_that_is_no_text_can_be_kept(tmp_path: Path) -> None:
    path = tmp_path / "l\udce4mps.txt"
    try:
        path.write_text("The lamp went out.")
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system takes no such name")
    library.add_document(tmp_path, path, "lamps")
    assert library.find_passage(tmp_path, "lamps", Citation("", "", fingerprint("The lamp went out."))) is not None
    assert library.list_documents(tmp_path)[0].name == path.name


def test_a_key_press_loads_nothing_that_reads_documents(home: Path) -> None:
    import subprocess

    program = (
        "import sys; from pathlib import Path; from quizzer.core.notes.notes import Citation\n"
        "from quizzer.derive.library import find_passage\n"
        f"assert find_passage(Path({str(home)!r}), 'lamps', Citation('', '', {KEEPERS.fingerprint!r}))\n"
        "slow = {'markdown_it', 'rapidfuzz', 'quizzer.derive.document.passages', 'yaml', 'click'}\n"
        "assert not slow & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
