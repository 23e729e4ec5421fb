"""Whatever a file holds, a reader gives a sentence or usable decks; nothing is slow, nothing is half written."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizzer.core.exchange import ExportCounts, Outgoing, ProgressCallback
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Note
from quizzer.errors import Problem
from quizzer.formats.archive.read import read_archive
from quizzer.formats.archive.write import write_archive
from quizzer.formats.common.clozes import is_cloze
from quizzer.formats.common.html_text import plain_text
from quizzer.formats.markdown.cards import read_markdown, write_markdown
from quizzer.formats.mnemosyne.read import read_mnemosyne
from quizzer.formats.table.table import read_table, write_table
from tests.formats.given import CLOCK, ROLLOVER, Reader, assert_usable, outgoing, quiet, read

READERS = [read_table, read_markdown, read_mnemosyne, read_archive]
CALM = settings(deadline=None, max_examples=75, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "raw", [b"", b" \n\t\n", b"\xff\xfe", b"\x89PNG\r\n\x1a\n\x00\x01\xfe" * 50, bytes(range(256)) * 40, b"PK\x03\x04"]
)
def test_what_is_no_text_is_one_sentence(tmp_path: Path, reader: Reader, raw: bytes) -> None:
    path = tmp_path / "file.x"
    path.write_bytes(raw)
    with pytest.raises(Problem) as caught:
        read(reader, path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert message.endswith(".")
    assert "\n" not in message
    assert message.isprintable()


@pytest.mark.parametrize("reader", READERS)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, reader: Reader) -> None:
    for path in (tmp_path / "absent", Path("a\0b")):
        with pytest.raises(Problem, match="cannot be read"):
            reader(path, CLOCK, ROLLOVER, quiet)
    if reader is not read_markdown:
        with pytest.raises(Problem, match="cannot be read"):
            reader(tmp_path, CLOCK, ROLLOVER, quiet)


PIECES = [
    "Q: ", "A: ", "C: ", "[", "]", "![", "](", "---", "\n", "\n", "\n", "::", ",", ";", "\t", "|", '"', '""', "{{",
    "}}", "{{c1::", "::", "question,answer\n", "text\n", "id,card,question,answer\n", "#separator:tab\n",
    "#html:true\n", "#guid column:1\n", "#tags column:99\n", "#deck:", "<br>", "<img src=a>", "&amp;", "&#0;",
    "&#91;", "<!--", "-->", "\\", "<mnemosyne>", "<item>", "</item>", "<Q>", "</Q>", "<A>", "</A>", "</mnemosyne>",
    "<openSM2sync>", "<!-- quizzer id: a -->\n", "<!-- quizzer deck: b -->\n", "a", "b c", "β", "\u2028", "\x1b[31m",
    "\x00", "\r", "'=", "\ufeff", "\u202e", '{"format": "quizzer archive", "version": 2}\n',
    '{"type": "note", ', '"id": "a"', "}", '{"type": "log"', "null", '{"type": "end"}',
]  # fmt: skip


@CALM
@given(text=st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@pytest.mark.parametrize("reader", READERS)
def test_any_jumble_gives_a_sentence_or_usable_decks(tmp_path: Path, reader: Reader, text: str) -> None:
    path = tmp_path / "jumble.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        incoming = reader(path, CLOCK, ROLLOVER, quiet)
    except Problem as error:
        told = str(error)
    else:
        assert_usable(incoming)
        return
    assert told.startswith(str(path))


@CALM
@given(raw=st.binary(max_size=300))
@pytest.mark.parametrize("reader", READERS)
def test_any_bytes_give_a_sentence_or_usable_decks(tmp_path: Path, reader: Reader, raw: bytes) -> None:
    path = tmp_path / "bytes.txt"
    path.write_bytes(raw)
    try:
        incoming = reader(path, CLOCK, ROLLOVER, quiet)
    except Problem:
        return
    assert_usable(incoming)


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", '<a "', "<!--", "<script>", "<style", "&", "&amp", "[sound:", "<img src=", "\n", " ", "<br>", "<$"],
)
def test_no_html_takes_long(piece: str) -> None:
    begun = time.process_time()
    plain_text(piece * (400_000 // len(piece)))
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("piece", ["{{", "}}", "{{a}}", "{{c1::", "::", "{{a::", "{", "{{" + "::" * 50])
def test_no_braces_take_long(piece: str) -> None:
    begun = time.process_time()
    is_cloze("{{" + piece * (200_000 // len(piece)))
    is_cloze("{{" + piece * (200_000 // len(piece)) + "}}")
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    ("html", "text", "media"),
    [
        ("one<br>two<br/>three", "one\ntwo\nthree", ()),
        ("<div>one</div><div>two</div>", "one\ntwo", ()),
        ("one<div>two</div>three", "one\ntwo\nthree", ()),
        ("<p>one</p>\n\n\n<p>two</p>", "one\n\ntwo", ()),
        ("<ul><li>a</li><li>b</li></ul>after", "- a\n- b\nafter", ()),
        ("<b>bold</b> <i class='x'>it</i>&nbsp;&lt;tag&gt; &amp;lt;", "bold it <tag> &lt;", ()),
        ("1 < 2 and 3 > 2, a<b", "1 < 2 and 3 > 2, a<b", ()),
        ("<$>x^2</$> <$$>y</$$> <latex>z</latex>", "$x^2$ $$y$$ z", ()),
        (
            'a<img src="b c.png"/><IMG SRC=d.jpg> [sound:e.mp3]',
            "a [picture: b c.png] [picture: d.jpg] [sound: e.mp3]",
            ("b c.png", "d.jpg", "e.mp3"),
        ),
        (
            "<video src='v&amp;w.mp4'></video><audio><source src=x.ogg></audio>",
            "[video: v&w.mp4] [sound: x.ogg]",
            ("v&w.mp4", "x.ogg"),
        ),
        ("a<script>alert(1)</script>b<style>p{}</style>c<!-- d -->e", "abce", ()),
        ("a<script>never closed<!-- nor this", "anever closed<!-- nor this", ()),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc", ()),
        ("plain\ntext  with  blanks", "plain\ntext  with  blanks", ()),
    ],
)
def test_text_out_of_html(html: str, text: str, media: tuple[str, ...]) -> None:
    assert plain_text(html) == (text, media)


def write_all(path: Path, notes: Iterator[Outgoing], progress: ProgressCallback) -> ExportCounts:
    return write_archive(path, notes, [], decks=[], settings=[], written=0, progress=progress)


@pytest.mark.parametrize("writer", [write_table, write_markdown, write_all])
def test_a_writing_that_breaks_off_leaves_what_was_there(tmp_path: Path, writer: Callable[..., ExportCounts]) -> None:
    path = tmp_path / "out"
    path.write_text("precious")
    before = sorted(tmp_path.iterdir())

    def notes() -> Iterator[Outgoing]:
        yield outgoing([Note("a", Basic("a?", "b"), "x")])[0]
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        writer(path, notes(), quiet)
    assert path.read_text() == "precious"
    assert sorted(tmp_path.iterdir()) == before


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    for path in (folder, tmp_path / "absent" / "out.csv", tmp_path / ("x" * 300 + ".csv")):
        with pytest.raises(Problem, match="the file cannot be written"):
            write_table(path, [], quiet)
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]
