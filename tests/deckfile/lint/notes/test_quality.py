"""Every finding of the linter, at its line; and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck

PATH = Path("d.yaml")
OF_OTHER_FILES = {"unexpanded-acronym", "two-options", "pair-as-list", "hint-gives-answer"}


def told_of(*lines: str) -> list[str]:
    """Findings as ``line level name``, but for acronyms; the note's id stands in line 2."""
    body = "".join(f"    {line}\n" for line in lines)
    found = lint([parse_deck(f"notes:\n  - id: x\n{body}", PATH)])
    return [f"{f.line} {f.level} {f.name}" for f in found if f.name not in OF_OTHER_FILES]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        # the answer can be read in the question
        (
            ["ask: Or is it so that among the many cells of a testis the Leydig cells act?", "answer: act"],
            "3 warning answer-visible",
        ),
        (["ask: What does the leydig cell, with LH, make?", "answer: Leydig cell"], "3 warning answer-visible"),
        (["ask: What is 5-alpha-reductase?", "answer: 5 alpha reductase."], "3 warning answer-visible"),
        (["ask: q", "answer: r", "reverse: {ask: Is LH it?, answer: LH it}"], "5 warning answer-visible"),
        (["cloze: LH acts on {{Leydig cells}}, not all leydig cells."], "3 warning answer-visible"),
        (["cloze: 'From {{testosterone}} comes more {{testosterone}}.'"], "3 warning answer-visible"),
        (["ask: Is it cortisol?", "answer: cortisol", "options: [insulin]"], "3 warning answer-visible"),
        (["ask: Name cortisol and another. (2)", "items: [cortisol, insulin]"], "3 warning answer-visible"),
        # options, items, steps, groups
        (["ask: q", "answer: IL-6", "options: [IL 6, TNF]"], "5 error option-is-answer"),
        (["ask: q", "answer: [a, b]", "options: [c, B.]"], "5 error option-is-answer"),
        (["ask: q", "answer: r", "options: [TNF, s, tnf]"], "5 error duplicate-option"),
        (["ask: q", "answer: [r, R]", "options: [s]"], "4 error duplicate-option"),
        (["ask: q (3)", "items: [LH, FSH, lh]"], "4 error duplicate-item"),
        (["ask: q", "items: [LH]"], "4 warning single-item"),
        (["ask: q", "steps: [a, b, A]"], "4 error duplicate-step"),
        (["ask: q", "steps: [a, b]"], "4 warning few-steps"),
        (["ask: q", "groups: {HPG: [LH, FSH], HPT: [TSH, lh]}"], "4 error two-groups"),
        (["ask: q", "groups: {HPG: [LH, LH], HPT: [TSH]}"], "4 error duplicate-item"),
        (["ask: q", "groups: {HPG: [LH], hpg: [TSH]}"], "4 error duplicate-group"),
        # levels and characters
        (["ask: q", "answer: r", "level: academc"], "5 error unknown-level"),
        (["ask: q", "answer: a\u202eb"], "4 error turning-character"),
        (["ask: q", 'answer: "a\\u2066b"'], "4 error turning-character"),
        (["ask: q", "answer: a\u200bb"], "4 warning invisible-character"),
        (["ask: q", "answer: r", "tags: [a, b\xadc]"], "5 warning invisible-character"),
        (["ask: q", "answer: in\u200dsulin"], "4 warning invisible-character"),
        (["ask: q (2)", "items: [r, s]", "accept: [[], [s\u200b]]"], "5 warning invisible-character"),
        # length
        (["ask: q", "answer: r", f"caveat: {'r' * 5_001}"], "5 warning long-text"),
        # what reading tells is told here too
        (["ask: q", "anser: r"], "4 error unknown-key"),
    ],
)
def test_the_linter_tells(lines: list[str], told: str) -> None:
    assert told_of(*lines) == [told]


@pytest.mark.parametrize(
    "lines",
    [
        ["ask: Does insulin raise or lower SHBG?", "answer: lower"],
        ["ask: 'Raise, keep or lower?'", "answer: raise"],
        ["ask: LH versus FSH - which one acts on Leydig cells?", "answer: FSH"],
        ["ask: Does it act on T or not, in E. coli?", "answer: E"],
        ["ask: What does lutropin stand for?", "answer: LH", "accept: [lutropin]"],
        ["ask: Which cells are next to the Leydig cells?", "answer: Leyd"],
        ["ask: Which is a ligand - cortisol or insulin?", "answer: cortisol", "options: [insulin]"],
        ["ask: Which is it, insulin/cortisol?", "answer: cortisol", "options: [insulin]"],
        ["cloze: '{{c1::LH}} and again {{c1::LH}}'"],
        ["cloze: '{{LH}} acts on {{Leydig cells}}'"],
        ["ask: q", "answer: Na+", "options: [Na, Na2+]"],
        ["ask: q", "answer: IL-1α", "options: [IL-1β, IL-1]"],
        ["ask: q", "answer: ↑ LH", "options: [↓ LH]"],
        ["ask: q", "answer: -1", "options: ['1', '+1']"],
        ["ask: q (2)", "items: [LH, FSH]"],
        ["ask: 'Order: LH, FSH, GnRH'", "steps: [GnRH, LH, FSH]"],
        ["ask: 'Sort LH, TSH'", "groups: {HPG: [LH], HPT: [TSH]}"],
        ["ask: 👩‍🔬 می‌خواهم", "answer: β"],
        ["ask: q", "answer: r", f"caveat: {'r' * 5_000}"],
        ["ask: q", "answer: r", "level: academic"],
    ],
)
def test_the_linter_leaves_alone(lines: list[str]) -> None:
    assert told_of(*lines) == []


def test_an_answer_shown_by_another_deletion_says_what_to_do() -> None:
    reading = parse_deck("notes:\n  - id: x\n    cloze: '{{LHR}} binds {{LHR}}'\n", PATH)
    assert "hide both at once: {{c1::...}} twice" in lint([reading])[0].message


def test_a_character_is_named_by_its_code_and_name() -> None:
    reading = parse_deck("notes:\n  - id: x\n    ask: a\u202eb\n    answer: c\u200bd\n", PATH)
    turning, invisible = lint([reading])
    assert turning.message.startswith("U+202E (right-to-left override)")
    assert invisible.message.startswith("U+200B (zero width space)")


def test_the_header_is_linted_too() -> None:
    reading = parse_deck(
        "# mine\ndeck: a\u202eb\naxis: {id: a, name: b\u200b}\nnotes:\n  - {id: x, ask: q, answer: r}\n", PATH
    )
    assert [(f.line, f.name) for f in lint([reading])] == [(2, "turning-character"), (3, "invisible-character")]


def test_levels_a_deck_declares_are_known() -> None:
    text = "levels: [school]\nnotes:\n  - {id: x, ask: q, answer: r, level: %s}\n"
    assert lint([parse_deck(text % "school", PATH)]) == ()
    assert [f.name for f in lint([parse_deck(text % "academic", PATH)])] == ["unknown-level"]


def test_a_long_field_is_linted_in_no_time() -> None:
    ask = "insulin " * 20_000
    assert told_of(f"ask: {ask}", "answer: insulin") == ["3 warning long-text", "3 warning answer-visible"]
