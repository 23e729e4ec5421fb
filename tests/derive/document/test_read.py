"""Whatever stands in a file, reading it gives passages or a sentence."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.derive.document import read
from quizzer.derive.document.read import read_document
from quizzer.errors import Problem, WrongUse


def test_a_document_knows_its_file_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "tides.txt"
    path.write_bytes("\ufeffTides\n\nThe sea rises.\n".encode())
    document = read_document(path)
    assert document.sha256 == sha256(path.read_bytes()).hexdigest()
    assert [passage.text for passage in document.statements] == ["The sea rises."]


def test_the_suffix_tells_markdown(tmp_path: Path) -> None:
    for name, section in (("a.MD", "Tides"), ("a.txt", "# Tides #")):
        (tmp_path / name).write_text("# Tides #\nThe sea *rises* and falls twice a day, said the pilot.\n")
        assert read_document(tmp_path / name).statements[0].section == section


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"one\ntwo \xff\xfe\n", ":2: this is not UTF-8 text"),
        (b"one\n\ntwo\x00", ":3: this is not a text file"),
        (b"%PDF-1.7 ...", "the PDF is damaged"),
        (b"PK\x03\x04....", "the document is damaged"),
        ("tides".encode("utf-16")[:-1], "UTF-16"),
        (b"the sea\nin a caf\xe9\n", ":2: this is not UTF-8 text; save the file with the encoding UTF-8"),
        (b"the sea\nin a caf\xe9\n", "`iconv -f WINDOWS-1252 -t UTF-8` if “café” reads well"),
        (b"{\\rtf1 Tides.}", "an RTF file; save it as Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office file"),
        (b"MZ\x90\x00\x03" + bytes(range(256)), "this is not a text file"),
        (b"\n<!DOCTYPE html><nav><p>Tides.</p></nav>", "nothing to read"),
        (b"", "nothing to read"),
        (b"--\n\n...\n", "nothing to read"),
    ],
)
def test_what_is_no_text_is_told_in_a_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "tides.txt"
    path.write_bytes(content)
    with pytest.raises(Problem) as told:
        read_document(path)
    assert str(told.value).startswith(str(path))
    assert says in str(told.value)


def test_a_document_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "tides.txt"
    path.write_text("The sea rises.")
    monkeypatch.setattr(read, "LARGEST", 10)
    with pytest.raises(Problem, match="divide it"):
        read_document(path)


def test_a_missing_file_is_wrong_use_and_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(Problem, match="not a file"):
        read_document(tmp_path)
    with pytest.raises(Problem, match="can not be read"):
        read_document(Path("a\x00b.txt"))


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), st.sampled_from(["txt", "md"]))
def test_any_bytes_are_a_document_or_a_problem(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any.{suffix}"
    path.write_bytes(content)
    told, passages = "", 0
    try:
        passages = len(read_document(path).passages)
    except Problem as problem:
        told = str(problem)
    assert passages or told.startswith(str(path))
