"""Tables in and out: whatever wrote them, the right cells become question and answer, and ids never change."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from quizzer.anki.embedded_note import foreign_id, guid_of
from quizzer.core.notes.kinds import Basic, Cloze, Reverse
from quizzer.core.notes.notes import Note
from quizzer.errors import Problem
from quizzer.formats.table.table import read_table
from tests.formats.given import bodies, left_out, notes_of, read


def table(folder: Path, text: str | bytes, name: str = "Hormones.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("header", ["", "Front{d}Back\n", "question{d}answer\n", "TERM{d} Definition \n"])
def test_any_delimiter_with_or_without_a_header(tmp_path: Path, delimiter: str, header: str) -> None:
    rows = "What does LH stand for?{d}luteinizing hormone\nWhich gland releases it?{d}pituitary\n"
    incoming = read(read_table, table(tmp_path, (header + rows).replace("{d}", delimiter)))
    assert bodies(incoming) == [
        Basic("What does LH stand for?", "luteinizing hormone"),
        Basic("Which gland releases it?", "pituitary"),
    ]
    assert [(deck.deck.name, deck.file) for deck in incoming.decks] == [("Hormones", "hormones.yaml")]


def test_commas_in_sentences_do_not_make_a_semicolon_table_a_comma_table(tmp_path: Path) -> None:
    text = "hello, world;bonjour, monde\nred, green and blue;rouge, vert et bleu\n"
    assert bodies(read(read_table, table(tmp_path, text)))[0] == Basic("hello, world", "bonjour, monde")


def test_quoted_cells_hold_delimiters_quotes_and_lines(tmp_path: Path) -> None:
    text = 'question,answer\r\n"What, ""exactly""?","one\r\ntwo"\r\nnext?,yes\r\n'
    incoming = read(read_table, table(tmp_path, text))
    assert bodies(incoming) == [Basic('What, "exactly"?', "one\ntwo"), Basic("next?", "yes")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_in_its_usual_encodings(tmp_path: Path, encoding: str) -> None:
    path = table(tmp_path, "αδήν,腺\nЯйцо,🥚\n".encode(encoding))
    assert bodies(read(read_table, path)) == [Basic("αδήν", "腺"), Basic("Яйцо", "🥚")]


def test_a_wrong_encoding_is_told_with_its_line_and_byte(tmp_path: Path) -> None:
    path = table(tmp_path, "a,b\nc,d\nœuf,egg\n".encode("cp1252"))
    with pytest.raises(Problem, match=r"Hormones\.csv:3: byte 9 \(0x9C\) is not UTF-8 text"):
        read(read_table, path)
    behind_mark = table(tmp_path, b"\xef\xbb\xbfa,b\n\xe9,d\n")
    with pytest.raises(Problem, match=r":2: byte 8 \(0xE9\)"):
        read(read_table, behind_mark)


def test_columns_are_known_by_name_in_any_order(tmp_path: Path) -> None:
    text = (
        "tags,id,answer,comment,question,deck,axis,level,accept,caveat,picture\n"
        "gland; basics,lh-gland,pituitary,front lobe,Which gland?,HPG,HPG,academic,pit | hypophysis,unsure,x\n"
    )
    incoming = read(read_table, table(tmp_path, text))
    assert notes_of(incoming) == [
        Note(
            "lh-gland",
            Basic("Which gland?", "pituitary", ("pit", "hypophysis")),
            "HPG",
            "academic",
            ("gland", "basics"),
            extra="front lobe",
            caveat="unsure",
        )
    ]
    assert incoming.decks[0].deck.name == "HPG"


def test_without_a_header_the_first_two_filled_columns_are_the_card_and_the_rest_a_remark(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, ",LH,luteinizing hormone,from the pituitary\n,FSH,follicle …,\n"))
    assert [(note.body, note.extra) for note in notes_of(incoming)] == [
        (Basic("LH", "luteinizing hormone"), "from the pituitary"),
        (Basic("FSH", "follicle …"), ""),
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "text\nThe {{c1::pituitary::gland}} releases {{c2::LH}}.\n",
            "The {{pituitary::gland}} releases {{LH}}.",
        ),
        ("The {{pituitary}} releases {{LH}}.,\n", "The {{pituitary}} releases {{LH}}."),
        ("text,back extra\n{{c1::LH}} rises.,At mid-cycle.\n", "{{LH}} rises."),
    ],
)
def test_deletions_make_a_cloze(tmp_path: Path, text: str, body: str) -> None:
    incoming = read(read_table, table(tmp_path, text))
    assert bodies(incoming) == [Cloze(body)]
    assert notes_of(incoming)[0].extra == ("At mid-cycle." if "mid-cycle" in text else "")


def test_braces_in_a_question_with_an_answer_are_no_cloze(tmp_path: Path) -> None:
    assert bodies(read(read_table, table(tmp_path, "What is {{x}}?,a set\n"))) == [Basic("What is {{x}}?", "a set")]


def test_nested_deletions_become_questions(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, "text\n{{c1::a {{c2::b}}}}\n{{c1::good}}\n{{c1::}} hides nothing\n"))
    assert bodies(incoming) == [Basic("[...]", "a b"), Basic("a [...]", "b"), Cloze("{{good}}")]
    assert left_out(incoming) == [("line 4", "has deletions that a cloze here cannot hold")]


def test_what_lacks_a_side_is_left_out_with_its_line(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, "question,answer\na,b\nc,\n,d\n\ne,  \n"))
    assert bodies(incoming) == [Basic("a", "b")]
    assert left_out(incoming) == [
        ("line 3", "has no answer"),
        ("line 4", "has no question"),
        ("line 6", "has no answer"),
    ]


def test_lines_are_counted_over_cells_of_several_lines(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, 'question,answer\n"a\nb\nc",d\nalone,\n'))
    assert left_out(incoming) == [("line 5", "has no answer")]


def test_ids_are_the_same_at_every_reading_and_follow_the_question_alone(tmp_path: Path) -> None:
    first = [note.id for note in notes_of(read(read_table, table(tmp_path, "a,b\nc,d\n")))]
    later = [note.id for note in notes_of(read(read_table, table(tmp_path, "c,better\nnew,x\na,b\n")))]
    assert [later[2], later[0]] == first
    other = [note.id for note in notes_of(read(read_table, table(tmp_path, "a,b\n", "Other.csv")))]
    assert other[0] not in first


def test_repeats_are_left_out_and_rival_answers_numbered(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, "LH,luteinizing\nLH,luteinizing\nLH,luteotropin\n"))
    one, two = notes_of(incoming)
    assert two.id == f"{one.id}-2"
    assert left_out(incoming) == [("line 2", "is in the file twice")]


def test_plain_row_numbers_are_no_ids(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, "id,front,back\n1,a,b\n2,c,d\n"))
    assert all(note.id.startswith("csv-") for note in notes_of(incoming))


def test_two_notes_with_one_id_are_told(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, "id,front,back\nlh,a,b\nlh,c,d\n"))
    assert left_out(incoming) == [("line 3", "has the id “lh”, which another note of the file has")]


ANKI = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:6
NzY?]kq$2\tBasic (and reversed card)\tEndo::HPG\tLH&nbsp;is <b>what</b>?<img src="a b.png">\tluteinizing<br>hormone\tgland basics
quizzer:cloze:aromatase\tCloze\tEndo\tAromatase makes {{c1::estradiol}}.\t<div>From testosterone</div>\t
"""  # noqa: E501


def test_a_text_export_of_ankis(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, ANKI, "export.txt"))
    reversed_note, cloze = notes_of(incoming)
    answer = "luteinizing\nhormone"
    assert reversed_note.body == Basic("LH is what? [picture: a b.png]", answer, (), Reverse(answer, "LH is what?"))
    assert reversed_note.tags == ("gland", "basics")
    assert (cloze.body, cloze.extra) == (Cloze("Aromatase makes {{estradiol}}."), "From testosterone")
    assert [deck.deck.name for deck in incoming.decks] == ["Endo::HPG", "Endo"]
    assert incoming.media == ("a b.png",)


def test_the_text_export_gives_a_note_the_id_that_the_package_gives_it(tmp_path: Path) -> None:
    """So a note that came in one way is known when it comes in the other."""
    foreign, own = notes_of(read(read_table, table(tmp_path, ANKI, "export.txt")))
    assert foreign.id == foreign_id("NzY?]kq$2")
    assert own.id == "aromatase"
    assert guid_of(own) == "quizzer:cloze:aromatase"


def test_anki_headers_without_columns(tmp_path: Path) -> None:
    text = "#separator:semicolon\n#html:false\n#deck:Greek\n#tags:a b\n<b>;A&B\n"
    incoming = read(read_table, table(tmp_path, text, "x.txt"))
    assert incoming.decks[0].deck.name == "Greek"
    assert notes_of(incoming)[0].tags == ("a", "b")
    assert bodies(incoming) == [Basic("<b>", "A&B")]


def test_a_side_that_is_only_a_picture_is_told(tmp_path: Path) -> None:
    text = "#html:true\n#separator:comma\n<img src=x.png>,b\na,b\nc,[sound:d.mp3]\n"
    incoming = read(read_table, table(tmp_path, text))
    assert left_out(incoming) == [
        ("line 3", "has only a picture or a sound for its question"),
        ("line 5", "has only a picture or a sound for its answer"),
    ]
    assert incoming.media == ("x.png", "d.mp3")


def test_an_open_quotation_mark_is_told_where_it_opens(tmp_path: Path) -> None:
    incoming = read(read_table, table(tmp_path, 'a,b\nc,"d\ne,f\ng,h\n'))
    assert bodies(incoming) == [Basic("a", "b")]
    assert left_out(incoming) == [
        ("line 2", "opens a quotation mark that is never closed, so the 2 lines after it are inside it")
    ]


def test_a_field_of_50_megabytes_is_left_out_and_the_rest_stays(tmp_path: Path) -> None:
    path = table(tmp_path, b"a,b\nc," + b"x" * 50_000_000 + b"\ne,f\n")
    begun = time.process_time()
    incoming = read(read_table, path)
    assert time.process_time() - begun < 20
    assert bodies(incoming) == [Basic("a", "b"), Basic("e", "f")]
    assert left_out(incoming) == [("line 2", "has a field of 50,000,000 characters; a card can hold 200,000")]


def test_a_table_without_cards_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"nothing in it can be imported: line 1 has no answer, and 1 more"):
        read(read_table, table(tmp_path, "only\none column\n"))
    with pytest.raises(Problem, match="it holds no question with an answer"):
        read(read_table, table(tmp_path, "question,answer\n"))
