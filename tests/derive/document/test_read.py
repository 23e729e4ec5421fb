"""Whatever stands in a file, reading it gives passages or a sentence."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.derive.document import read
from quizzer.derive.document.formats.decode import decode_html
from quizzer.derive.document.read import read_document
from quizzer.errors import Problem, WrongUse
from tests.derive.document.formats.pdf.write_pdf import write_pdf


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
    with pytest.raises(Problem) as said:
        read_document(path)
    assert str(said.value).startswith(str(path))
    assert says in str(said.value)


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


def test_what_a_document_is_its_bytes_tell_not_its_name(tmp_path: Path) -> None:
    pytest.importorskip("selectolax")
    pytest.importorskip("pypdfium2")
    page = tmp_path / "tides.txt"
    page.write_text("<!DOCTYPE html><html><body><p>The sea <b>rises</b>.</p></body></html>")
    assert [passage.text for passage in read_document(page).passages] == ["The sea rises."]
    page = write_pdf(tmp_path / "tides.md", [[(72, 700, 10, "The sea rises twice a day.")]])
    assert [passage.text for passage in read_document(page).passages] == ["The sea rises twice a day."]
    page = tmp_path / "tides.html"
    page.write_bytes(b"\xef\xbb\xbf<p>The sea rises.</p>")
    assert [passage.text for passage in read_document(page).passages] == ["The sea rises."]


def test_utf_16_with_its_mark_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-32"):
        (tmp_path / "tides.txt").write_text("Ebbe und Flut – a pair.", encoding)
        assert read_document(tmp_path / "tides.txt").statements[0].text == "Ebbe und Flut – a pair."


def test_a_page_is_decoded_as_browsers_do() -> None:
    assert decode_html("<meta charset=iso-8859-2><p>ř".encode("iso-8859-2")).endswith("ř")
    assert decode_html(b"<p>caf\xe9").endswith("café")
    assert decode_html("<meta charset=nonsense><p>ř".encode()).endswith("ř")
    assert decode_html("<p>ř".encode("utf-16")).endswith("ř")


def test_an_address_is_not_fetched(tmp_path: Path) -> None:
    for address in ("https://tides.example/a.html", "http:/tides.example"):
        with pytest.raises(WrongUse, match="Save the page in your browser"):
            read_document(Path(address))


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tides.txt")
    with pytest.raises(Problem, match="not a file"):
        read_document(tmp_path / "tides.txt")
    with pytest.raises(Problem, match="not a file"):
        read_document(Path("/dev/zero"))


def test_a_missing_library_is_a_sentence_with_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "find_spec", lambda _: None)
    (tmp_path / "tides.html").write_text("<p>The sea rises.")
    with pytest.raises(Problem, match=r"reading a web page needs the extra “documents” of quizzer: .*install"):
        read_document(tmp_path / "tides.html")


def test_uncertain_columns_and_another_language_are_told(tmp_path: Path) -> None:
    path = tmp_path / "tides.txt"
    path.write_text(
        "Tides of the North\nTide Height Hour Bay\nSpring High water here. At noon.\nNeap Low water. At six.\n"
    )
    assert read_document(path).remarks == (
        "line 3: where the columns of the table “Tides of the North” end is uncertain; its rows are left whole",
    )
    path.write_text("Der Mond zieht das Wasser, und die Erde dreht sich darunter weg. " * 4)
    assert not read_document(path).english


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), st.sampled_from(["txt", "md", "html"])
)
def test_any_bytes_are_a_document_or_a_problem(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any.{suffix}"
    path.write_bytes(content)
    said, passages = "", 0
    try:
        passages = len(read_document(path).passages)
    except Problem as problem:
        said = str(problem)
    assert passages or said.startswith(str(path))
