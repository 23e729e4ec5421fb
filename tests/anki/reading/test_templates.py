"""Anki's templates and deletions, told in text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.anki.reading.card_text import CardText, render_card
from quizzer.anki.reading.protobuf import message
from quizzer.anki.reading.templates import render, side_of
from quizzer.core.notes.kinds import Cloze
from quizzer.formats.common import numbered_clozes as clozes
from quizzer.formats.common.html_text import plain_text

FIELDS = {"Front": "one", "Back": "two", "Empty": "<br>", "漢字": "日本[にほん]の 山[やま]", "Tags": "a b"}


def text_pieces(html: str) -> clozes.Pieces:
    return clozes.pieces_of(plain_text(html).text)


def shown(template: str, *, front: bool = True) -> str:
    return render(side_of(template), FIELDS, str.upper, front=front)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{Front}} / {{ Back }}", "one / two"),
        ("{{#Front}}yes{{/Front}}{{^Front}}no{{/Front}}", "yes"),
        ("{{#Empty}}yes{{/Empty}}{{^Empty}}no{{/Empty}}", "no"),
        ("{{#Front}}a{{^Back}}b{{#Front}}c{{/Front}}{{/Back}}d{{/Front}}", "ad"),
        ("{{#Front}}never closed {{Back}}", "never closed two"),
        ("{{^Front}}never closed {{Back}}", ""),
        ("{{/Front}}stray", "stray"),
        ("{{Missing}}|{{#Missing}}x{{/Missing}}|{{^Missing}}y{{/Missing}}", "||y"),
        ("{{=<% %>=}}<%Front%> <%#Back%>b<%/Back%>", "one b"),
        ("{{! a remark}}{{Front}}", "one"),
        ("{{unknown:filter:Front}}", "one"),
        ("{{cloze:Front}}", "ONE"),
        ("{{text:Empty}}{{text:Front}}", "one"),
        ("{{kanji:漢字}}", "日本の山"),
        ("{{kana:漢字}}", "にほんのやま"),
        ("{{furigana:漢字}}", "日本(にほん)の山(やま)"),
        ("{{tts en_US voices=A:Front}}{{tts-voices:}}", ""),
        ("{{type:Front}}{{hint:Front}}", ""),
        ("{{Tags}}", "a b"),
        ("{{Front", "{{Front"),
    ],
)
def test_front_shows_what_anki_shows(template: str, text: str) -> None:
    assert shown(template) == text


def test_hint_and_typed_field_are_shown_on_the_back() -> None:
    assert shown("{{hint:Front}} {{type:Back}} {{FrontSide}}", front=False) == "one two "


@pytest.mark.parametrize(
    ("front", "back", "face"),
    [
        ("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}", CardText("one", "two", "", False, ())),
        ("{{Front}}", "{{Front}}<br>{{Back}}", CardText("one", "two", "", False, ())),
        ("{{Front}}", "{{Front}}dot {{Back}}", CardText("one", "onedot two", "", False, ())),
        ("{{Front}}", "Look: {{Front}}<hr id='answer'>{{Back}}", CardText("one", "two", "", False, ())),
        ("{{Front}}{{type:Back}}", "{{FrontSide}}<hr id=answer>{{type:Back}}<p>more",
         CardText("one", "two", "more", True, ())),
        ("{{Front}}<img src=a.png>", "{{FrontSide}}[sound:b.mp3]",
         CardText("one [picture: a.png]", "[sound: b.mp3]", "", False, ("a.png", "b.mp3"))),
        ("{{Empty}}", "{{Back}}", CardText("", "two", "", False, ())),
    ],
)  # fmt: skip
def test_answer_is_the_back_without_the_front(front: str, back: str, face: CardText) -> None:
    assert render_card(side_of(front), side_of(back), FIELDS) == face


def test_endless_template_is_cut() -> None:
    side = side_of("{{Front}}" * 10_000)
    assert len(render(side, {"Front": "x" * 100_000}, str, front=True)) < 3_000_000


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("A {{c1::x}} and {{c2::y::of what}}", "A {{x}} and {{y::of what}}"),
        ("A {{c2::x}} and {{c1::y}}", "A {{c2::x}} and {{c1::y}}"),
        ("A {{c1::x}} and {{c1::y}}", "A {{c1::x}} and {{c1::y}}"),
        ("<p>A {{c1::<b>x</b>&amp;z}}</p><p>B</p>", "A {{x&z}}\nB"),
        ("a::b {{c1::x}}", "a::b {{x}}"),
        ("<b>{{c1::x</b> y}}", "{{x y}}"),
        ("{{c1::x::<img src=a.png>}}", "{{x::[picture: a.png]}}"),
        ("{{c1::open", "{{open}}"),
    ],
)
def test_cloze_becomes_a_cloze(html: str, text: str) -> None:
    assert clozes.cloze_of(text_pieces(clozes.mark_deletions(html))) == Cloze(text)


@pytest.mark.parametrize(
    ("html", "questions"),
    [  # Anki too ends a deletion at the first two braces
        ("A {{c1::x {{c2::y}} z}}", {1: ("A [...]", "x y z"), 2: ("A x [...] z", "y")}),
        ("A {{c1::\\frac{a}{b} }}", {1: ("A [...]", "\\frac{a}{b}")}),
        ("A {{c1,2::x}} {{c2::y::h}}", {1: ("A [...] y", "x"), 2: ("A [...] [h]", "x / y")}),
        ("A {{c1::}} {{c2::{}}}", {1: ("A [...] {}", ""), 2: ("A  [...]}", "{")}),
    ],
)
def test_what_no_cloze_can_hold_becomes_questions(html: str, questions: dict[int, tuple[str, str]]) -> None:
    pieces = text_pieces(clozes.mark_deletions(html))
    assert clozes.cloze_of(pieces) is None
    told = {number: clozes.question_of(pieces, number) for number in clozes.numbers_of(pieces)}
    assert told == questions


MARKUP = st.lists(
    st.sampled_from(
        ["{{", "}}", "{{c1::", "{{c2::", "{{C99,3::", "::", "{", "}", "#", "/", "^", "Front", "Back", "type:", "cloze:",
         "<b>", "</b>", "<br>", "<!--", "<script>", "&amp;", "&#123;", "[sound:x.mp3]", "<img src=", "a", " ", "\n",
         "\0",
         "\ue0f0", "\ue0f01;", "\ue0f1", "\ue0f2", "hint:", "text:", "furigana:", "山[やま]", "{{=<% %>=}}", "<%", "%>"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(template=MARKUP, back=MARKUP, field=MARKUP)
def test_no_template_and_no_field_raises(template: str, back: str, field: str) -> None:
    face = render_card(side_of(template), side_of(back), {"Front": field, "Back": "b"})
    assert "\0" not in face.ask + face.answer


@given(html=MARKUP | st.text(max_size=60))
def test_no_cloze_raises_and_every_card_has_a_question(html: str) -> None:
    pieces = text_pieces(clozes.mark_deletions(html))
    clozes.cloze_of(pieces)
    for number in clozes.numbers_of(pieces):
        assert clozes.question_of(pieces, number)[0]
    assert not set("\ue0f0\ue0f1\ue0f2") & set(clozes.show_deletions(pieces))


@given(raw=st.binary(max_size=60))
def test_no_bytes_raise_where_a_message_is_expected(raw: bytes) -> None:
    assert all(field.number > 0 for field in message(raw))
