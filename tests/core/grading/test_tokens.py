"""Answers cut into tokens, and the words these are compared as."""

from __future__ import annotations

import pytest

from quizzer.core.grading.tokens import Token, is_acronym, tokens_of, word_of


def forms(text: str, acronyms: frozenset[str] = frozenset()) -> list[str]:
    return [word_of(token, acronyms).form for token in tokens_of(text, ())]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("IKKβ", ["IKK", "β"]),
        ("TNFalpha", ["TNF", "alpha"]),
        ("Xalpha", ["Xalpha"]),
        ("αβ", ["α", "β"]),
        ("άλφα", ["άλφα"]),
        ("T4", ["T", "4"]),
        ("1,234.5 mg", ["1,234.5", "mg"]),
        ("1,23", ["1", ",", "23"]),
        ("1,2345", ["1", ",", "2345"]),
        (".5", [".5"]),
        ("a.5", ["a", "5"]),
        ("-3", ["-", "3"]),
        ("a-3", ["a", "3"]),
        ("a + b", ["a", "+", "b"]),
        ("Ca2+", ["Ca", "2", "+"]),
        ("don't stop’", ["don't", "stop"]),
        ("5 µmol", ["5", "µmol"]),
    ],
)
def test_an_answer_is_cut_so(text: str, tokens: list[str]) -> None:
    found = tokens_of(text, ())
    assert [token.raw for token in found] == tokens
    assert all(text[token.start : token.start + len(token.raw)] == token.raw for token in found)


def test_a_stretch_to_skip_is_skipped_and_its_end_is_not() -> None:
    assert [token.raw for token in tokens_of("a (b) c", ((2, 5),))] == ["a", "c"]
    assert [token.raw for token in tokens_of("ab", ((0, 1),))] == ["b"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+", ["+"]), ("→", [">"]), ("≤ 5%", ["<=", "5", "percent"]), ("−3", ["-", "3"]), ("1,234", ["1234"]),
        (".5", ["0.5"]), ("µg μmol", ["ug", "umol"]), ("it’s", ["its"]), ("a & b", ["a", ",", "b"]), ("٣", ["3"]),
    ],
)  # fmt: skip
def test_a_token_is_compared_as(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_the_final_s_of_an_acronym_stays_where_it_is_one_of_its_letters() -> None:
    assert forms("RAAS") == ["raas"]
    assert forms("GPCRs") == ["gpcr"]
    assert forms("raas", frozenset({"raas"})) == ["raas"]


@pytest.mark.parametrize(
    ("word", "acronym"),
    [("FSH", True), ("mTOR", True), ("GnRH", True), ("Fsh", False), ("INSULI", True), ("INSULIN", False)],
)
def test_an_acronym_has_two_capitals_and_is_no_long_word_in_capitals(word: str, acronym: bool) -> None:
    assert is_acronym(word) is acronym


@pytest.mark.parametrize(
    ("word", "fixed"),
    [
        ("fat", True),
        ("fats", True),
        ("beta", False),
        ("glands", False),
        ("FSHR", True),
        ("grrr", True),
        ("甲状腺", True),
    ],
)
def test_no_slip_is_forgiven_in_a_short_word_an_acronym_or_a_word_without_vowels(word: str, fixed: bool) -> None:
    assert word_of(Token(word, 0, "letters"), frozenset()).fixed is fixed
