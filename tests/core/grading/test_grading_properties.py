"""What grading promises of any text whatever."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizzer.core.grading.grading import Verdict, grade_choice, grade_sequence, grade_sort, grade_typed
from quizzer.core.grading.items import grade_list, split_items

ANSWERS = (
    "IGF-1", "5-alpha-reductase", "IKKβ", "NF-κB", "Leydig cells", "tumour necrosis factor α", "T3", "RAAS", "β-cell",
    "insulin-like growth factor 1 (IGF-1)", "Cushing's syndrome", "1,25-dihydroxyvitamin D", "Na⁺/K⁺-ATPase",
    "alpha-oestradiol", "the liver", "инсулин", "胰岛素", "الأنسولين", "ινσουλίνη", "Straße", "naïve cell", "+", "?!",
    "the", "a", "of", "and", "A/B", "decrease in LH and FSH", "10,000 units", "(IGF-1)", "0.5 %", "no", "インスリン",
)  # fmt: skip

texts = st.text(max_size=60)
words = st.lists(
    st.sampled_from([*ANSWERS, "of", "not", "increased", "5", "-", "(", ")", "\u0301", "\u200b"]), max_size=6
)
anything = st.one_of(texts, words.map(" ".join), words.map("".join))
many = st.lists(anything, max_size=4)
quick = settings(deadline=None, max_examples=100)
casings: tuple[Callable[[str], str], ...] = (str.lower, str.upper, str.title, str.swapcase, str.casefold)


def reassembles(verdict: Verdict) -> bool:
    given_text = "".join(piece.given for piece in verdict.pieces)
    expected = "".join(piece.expected for piece in verdict.pieces)
    return given_text == verdict.given and expected == verdict.expected


@quick
@given(anything, many)
@example("ŉ", ["ʼN"])
@example("", [""])
@example("a b c", ["a b c (d)"])
@example("0", ["():"])
def test_grading_never_fails_and_its_pieces_give_both_answers_back(text: str, accepted: Sequence[str]) -> None:
    verdict = grade_typed(text, accepted)
    assert 0 <= verdict.share <= 1
    assert reassembles(verdict), verdict
    assert all(piece.given or piece.expected for piece in verdict.pieces), "a piece holds nothing"


@quick
@given(anything.filter(lambda text: any(c.isprintable() and not c.isspace() for c in text)), many, many)
def test_an_accepted_answer_is_right_as_it_is_written(answer: str, before: list[str], after: list[str]) -> None:
    assert grade_typed(answer, [*before, answer, *after]).outcome == "right"


@quick
@given(st.sampled_from(ANSWERS), st.sampled_from(casings), st.data())
def test_an_accepted_answer_is_right_in_any_case_and_with_any_spaces_and_hyphens(
    answer: str, casing: Callable[[str], str], data: st.DataObject
) -> None:
    text = data.draw(rewritten(casing(answer)))
    assert grade_typed(text, [answer]).outcome == "right", text


@st.composite
def rewritten(draw: st.DrawFn, text: str) -> str:
    """The text with hyphens and spaces changed for each other, doubled, put around it, or left out between letters."""
    out = " " * draw(st.integers(0, 2))
    for index, character in enumerate(text):
        if character not in " -":
            out += character
            continue
        between_digits = text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()
        around_sign = any(c in "+%" for c in text[max(index - 1, 0) : index + 2])
        changes = [" ", "  ", "-", " - ", "–", "_"] if not (between_digits or around_sign) else [character]
        if not between_digits:
            changes.append("")
        out += draw(st.sampled_from(changes))
    return out + " " * draw(st.integers(0, 2))


@quick
@given(many, st.lists(many, max_size=4))
def test_each_given_text_is_found_unmatched_or_repeated(texts: list[str], accepts: list[list[str]]) -> None:
    verdict = grade_list(texts, accepts)
    told = [text for text in (*verdict.found, *verdict.unmatched, *verdict.repeated) if text is not None]
    assert sorted(told) == sorted(text for text in texts if text.strip())
    assert len(verdict.found) == len(accepts)
    assert verdict.outcome != "right" or None not in verdict.found


@quick
@given(st.lists(st.sampled_from("abcd"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
def test_an_order_a_choice_and_a_sort_are_right_exactly_when_nothing_differs(one: list[str], two: list[str]) -> None:
    assert (grade_sequence(one, two).outcome == "right") == (bool(one) and one == two)
    assert (grade_choice(one, two).outcome == "right") == (bool(one) and set(one) == set(two))
    placed = dict(enumerate(one))
    assignment = {str(item): group for item, group in placed.items()}
    groups = [(group, [str(item)]) for item, group in enumerate(two)]
    same = bool(two) and [assignment.get(str(item)) for item in range(len(two))] == two
    assert (grade_sort(assignment, groups).outcome == "right") == same


PLAIN = ("aromatase", "Leydig cells", "insulin secretion", "raises the pressure", "5 mmol/l", "IGF-1", "theca")
DENYING = (
    "not {}",
    "it isn't {}",
    "never {}",
    "hardly {}",
    "without {}",
    "doesn't have {}",
    "no longer {}",
    "cannot be {}",
    "cannot possibly be {}",
    "can't ever have been {}",
    "anything but {}",
    "{} is not it",
    "{} is not the answer",
    "{} isn't the one",
    "{}, which is not it",
    "{} is wrong",
)


@quick
@given(st.sampled_from(PLAIN), st.sampled_from(DENYING))
def test_an_answer_denied_is_neither_right_nor_near(answer: str, denying: str) -> None:
    assert grade_typed(denying.format(answer), [answer]).outcome == "wrong"


@given(st.sampled_from(PLAIN), st.sampled_from(["{}, not prolactin", "not prolactin but {}", "{} and not prolactin"]))
def test_a_contrast_denies_the_other_thing_alone(answer: str, contrast: str) -> None:
    assert grade_typed(contrast.format(answer), [answer]).outcome == "right"


@quick
@given(anything, anything, st.sampled_from(["NFC", "NFD"]))
@example("000000Ι00AAAA0000000Ϊ00", "000000Ι00:0000000Ι00", "NFD")
def test_the_form_in_which_characters_are_encoded_changes_no_verdict(
    text: str, answer: str, form: Literal["NFC", "NFD"]
) -> None:
    expected = grade_typed(unicodedata.normalize("NFC", text), [unicodedata.normalize("NFC", answer)]).outcome
    assert grade_typed(unicodedata.normalize(form, text), [answer]).outcome == expected
    assert grade_typed(text, [unicodedata.normalize(form, answer)]).outcome == expected


@quick
@given(anything, st.lists(st.lists(anything, min_size=1, max_size=2), max_size=3))
def test_cutting_a_line_ends_and_keeps_to_its_text(line: str, accepts: list[list[str]]) -> None:
    for piece in split_items(line, accepts):
        assert piece.strip()
