"""What the form of a note gives away or makes hard: options that stand out, lists without a count, long answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizzer.deckfile.lint.lint import lint
from quizzer.deckfile.read.deck import parse_deck

RULES = {"option-form", "option-length", "no-count", "wrong-count", "long-answer"}


def told(*lines: str) -> list[str]:
    """Findings of these rules as ``line name``; the note's id stands in line 2."""
    body = "".join(f"    {line}\n" for line in lines)
    reading = parse_deck(f"notes:\n  - id: x\n{body}", Path("d.yaml"))
    assert [str(finding) for finding in reading.findings] == []
    found = [finding for finding in lint([reading]) if finding.name in RULES]
    assert {finding.level for finding in found} <= {"warning"}
    return [f"{finding.line} {finding.name}" for finding in found]


def choice(answer: str, options: str) -> list[str]:
    return [line.removeprefix("5 ") for line in told("ask: q", f"answer: {answer}", f"options: {options}")]


@pytest.mark.parametrize(
    ("answer", "options"),
    [
        ("it is held back by the liver", "[it rises, it falls]"),
        ("none", "[what the liver makes of it, what the gut makes of it]"),
        ("it rises", "[it falls, it is at first held back by the liver and then rises]"),
        ("it is held back by the liver for days", "[it falls, it is held back by the gut for hours]"),
        ("[it is held back by the liver, it is held back by the gut]", "[it rises]"),
    ],
)
def test_an_answer_or_option_that_stands_out_by_its_length_is_told(answer: str, options: str) -> None:
    assert choice(answer, options) == ["option-length"]


@pytest.mark.parametrize(
    ("answer", "options", "says"),
    [
        ("three", "[liver, kidney]", "is no number"),
        ("liver", "[kidney, 20 mg]", "is a number"),
        ("20%", "[nearly all, 5%]", "is no number"),
        ("LH", "[testosterone, cortisol]", "is an acronym"),
        ("insulin", "[LH, FSH]", "is no acronym"),
        ("glucose", "[to save energy, to lose heat]", "begins with 'to'"),
        ("to save energy", "[glucose, cortisol]", "begins with 'to'"),
        ("it falls at night", "[lower cortisol, higher insulin]", "is a clause"),
        ("vascular wall", "[in the liver, in the gut]", "begins with a preposition"),
        ("weekly", "[quickly, slowly]", "is an adverb"),
        ("a GHRH agonist", "[blocking the receptor, hiding the receptor]", "a verb in -ing"),
    ],
)
def test_an_answer_or_option_of_another_form_is_told(answer: str, options: str, says: str) -> None:
    assert choice(answer, options) == ["option-form"]
    text = f"notes:\n  - {{id: x, ask: q, answer: {answer}, options: {options}}}\n"
    messages = [f.message for f in lint([parse_deck(text, Path("d.yaml"))]) if f.name == "option-form"]
    assert says in messages[0].replace("only the answer is an", "is an").replace("only the answer is no", "is no")


@pytest.mark.parametrize(
    ("answer", "options"),
    [
        ("insulin", "[cortisol, LH]"),
        ("insulin", "[LH]"),
        ("Cytochrome P450c17", "[Aromatase, 5-alpha-reductase, 11-beta-HSD1]"),
        ("women and men", "[women only, men only]"),
        ("too strongly", "[too weakly, normally]"),
        ("none", "[one, several]"),
        ("both", "[insulin, cortisol]"),
        ("one", "[none, several]"),
        ("insulin", "[cortisol, both]"),
        ("by mouth", "[injected, as a spray]"),
        ("bound", "[released, degraded]"),
        ("daily", "[once a week, twice a week]"),
        ("premenopausal women with low desire", "[postmenopausal women with low desire, men with low desire]"),
        ("in how cells respond to signals", "[in how glands send signals, in how blood carries signals]"),
        ("reduce it", "[improve it, leave it unchanged]"),
        ("5 mg", "[10 mg, 20 mg]"),
        ("IGF-1", "[IGF-2, insulin]"),
        ("[LH, FSH]", "[TSH, cortisol]"),
        ("rising insulin", "[more glucose, less cortisol]"),
        ("stimulating the GHRH receptor", "[stimulating the ghrelin receptor, blocking the somatostatin receptor]"),
        ("raises it", "[lowers it]"),
    ],
)
def test_fair_options_are_left_alone(answer: str, options: str) -> None:
    assert choice(answer, options) == []


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        ("Which hormones?", "no-count"),
        ("Which hormones, in type 2?", ""),
        ("Which 3 hormones?", "no-count"),
        ("Which hormones of the year 2024?", "no-count"),
        ("Which hormones? (3)", "wrong-count"),
        ("Which two hormones? (3)", "wrong-count"),
        ("Which hormones? (2)", ""),
        ("Which of three hormones? (2)", ""),
        ("Which two hormones?", ""),
        ("Two hormones - which?", ""),
        ("Which 2 hormones?", ""),
        ("Name both hormones.", ""),
        ("Which pair of hormones?", ""),
        (f"Which hormones? ({'9' * 5000})", "no-count"),
    ],
)
def test_a_list_states_its_count(ask: str, name: str) -> None:
    assert told(f"ask: {ask!r}", "items: [cortisol, insulin]") == ([f"3 {name}"] if name else [])


def test_a_single_item_needs_no_count() -> None:
    assert told("ask: q", "items: [cortisol]") == []


LINE = "r" * 40


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["ask: q", f"answer: {LINE}r", "typed: true"], "4 long-answer"),
        (["ask: q", f"answer: {LINE}", "typed: true"], ""),
        (["ask: q", f"answer: {LINE}r", "typed: false"], ""),
        (["ask: q", f"answer: {LINE * 4}"], ""),
        (["ask: q", f"answer: {LINE * 4}r"], "4 long-answer"),
        (["ask: q", "answer: s", f"reverse: {{ask: t, answer: {LINE * 5}}}"], "5 long-answer"),
        (["ask: q", "answer: s", "reverse: true", "typed: true"], ""),
        ([f"cloze: 'a {{{{{LINE * 5}}}}}'"], "3 long-answer"),
        ([f"cloze: 'a {{{{{LINE}r}}}}'", "typed: true"], "3 long-answer"),
        ([f"cloze: 'a {LINE * 5} {{{{b}}}}'"], ""),
        (["ask: q (2)", f"items: [a, {LINE * 2}r]"], "4 long-answer"),
        (["ask: q (2)", f"items: [a, {LINE * 2}]"], ""),
        (["ask: q", f"steps: [a, b, {LINE * 5}]"], "4 long-answer"),
        (["ask: q", f"groups: {{a: [b], c: [{LINE * 5}]}}"], "4 long-answer"),
        (["ask: q", f"answer: a{LINE * 5}", f"options: [{LINE * 5}]"], "4 long-answer"),
        (["ask: q", "answer: r", f"note: {LINE * 9}", f"caveat: {LINE * 9}", f"accept: [{LINE * 9}]"], ""),
    ],
)
def test_an_answer_longer_than_a_line_or_two_is_told(lines: list[str], name: str) -> None:
    assert told(*lines)[:1] == ([name] if name else [])
