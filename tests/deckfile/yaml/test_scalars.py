"""A text is quoted only where YAML would read it as something else, and broken only where that reads better."""

from __future__ import annotations

import pytest
import yaml

from quizzer.deckfile.yaml.scalars import SPARE, WIDTH, format_block, format_scalar


@pytest.mark.parametrize(
    "text", ["insulin", "IL-6 and TNF", "What is it?", "c'est", "a:b", "5 mg", "β-cell", "anki-Zm9v", "n-1"]
)
def test_a_plain_text_stays_unquoted(text: str) -> None:
    assert format_scalar(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("no", '"no"'),
        ("1.10", '"1.10"'),
        ("2024-01-02", '"2024-01-02"'),
        ("1:30", '"1:30"'),
        ("a: b", '"a: b"'),
        ("{{a}} b", '"{{a}} b"'),
        ('"a" b', "'\"a\" b'"),
        ('it\'s "a: b"', "'it''s \"a: b\"'"),
        ("a\nb", '"a\\nb"'),
        ("a\x1bb", '"a\\x1bb"'),
        ("a\u202eb", '"a\\u202eb"'),
    ],
)
def test_a_text_that_yaml_would_take_for_something_else_is_quoted(text: str, written: str) -> None:
    assert format_scalar(text) == written
    assert yaml.safe_load(written) == text


@pytest.mark.parametrize("word", ["no", "y", "null", "on", "true", "nan", "e", "x", "inf"])
@pytest.mark.parametrize(
    "rest", ["", "-", "-1", "-1.5e3", "- a", "-a ", "-a #b", "-a: b", "-2024-01-02", "-\t", "-a:", "--"]
)
def test_a_word_with_a_dash_behind_it_is_read_back_by_any_parser(word: str, rest: str) -> None:
    for flow in (False, True):
        written = format_scalar(word + rest, flow=flow)
        assert yaml.safe_load(f"[{written}]" if flow else written) == ([word + rest] if flow else word + rest)


def test_a_comma_needs_quotes_in_a_flow_list_alone() -> None:
    assert format_scalar("a, b") == "a, b"
    assert format_scalar("a, b", flow=True) == '"a, b"'


def test_a_long_text_is_folded_and_one_a_little_longer_than_its_line_is_not() -> None:
    text = "word " * 40 + "end"
    folded = format_block(text, 4, WIDTH)
    assert folded.startswith(">-\n    word")
    assert max(map(len, folded.split("\n"))) <= WIDTH
    assert yaml.safe_load(f"key: {folded}") == {"key": text}
    little = ("ab " * WIDTH)[: WIDTH + SPARE - 1].rstrip()
    assert format_block(little, 4, WIDTH) == little
    assert format_block("two  blanks " * 20, 4, WIDTH).startswith('"'), "a blank at the end would be lost"


def test_lines_are_a_literal_block_unless_an_editor_could_change_them() -> None:
    assert format_block("one\n\ntwo", 4, WIDTH) == "|-\n    one\n\n    two"
    assert format_block("one \ntwo", 4, WIDTH) == '"one \\ntwo"'
