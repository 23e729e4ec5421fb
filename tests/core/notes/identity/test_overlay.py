"""What a person changed of a note counts, and what was left alone follows the deck it comes from."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quizzer.core.notes.identity.overlay import MARK, mark_of, merge
from quizzer.core.notes.kinds import Basic
from quizzer.core.notes.notes import Citation, Note

BASE = Note(
    "a", Basic("Which gland?", "pituitary"), "HPG", "fundamentals", ("t",), "remark", "caveat", Citation("Glands")
)

WORDING = st.fixed_dictionaries(
    {}, optional={"body": st.builds(Basic, st.sampled_from("qr"), st.just("x")), "extra": st.sampled_from("mn")}
)
REST = st.fixed_dictionaries(
    {},
    optional={"level": st.sampled_from("lm"), "tags": st.just(("u",)), "typed": st.booleans(), "axis": st.just("GH")},
)


def notes(wording: dict[str, object], rest: dict[str, object]) -> Note:
    return replace(BASE, **wording, **rest)  # type: ignore[arg-type]


@given(WORDING, REST, WORDING, REST)
def test_each_half_is_the_persons_where_the_person_changed_it_else_the_decks(
    my_wording: dict[str, object],
    my_rest: dict[str, object],
    new_wording: dict[str, object],
    new_rest: dict[str, object],
) -> None:
    mark = mark_of(BASE, "HPG")
    mine, now = notes(my_wording, my_rest), notes(new_wording, new_rest)
    merged = merge(now, mine, mark, "HPG")
    wording, rest = (mine if my_wording else now), (mine if my_rest else now)
    assert merged.note == replace(rest, body=wording.body, extra=wording.extra, caveat=wording.caveat)
    assert merged.is_own == (merged.note != now)
    same = (now.body, now.extra) == (mine.body, mine.extra)
    assert merged.both_changed == (bool(my_wording) and bool(new_wording) and not same)


def test_without_a_mark_all_of_the_persons_note_counts() -> None:
    mine = replace(BASE, level="academic")
    assert merge(BASE, mine, "", "HPG").note == mine


def test_a_mark_has_one_form_and_does_not_depend_on_the_place() -> None:
    mark = mark_of(BASE, "HPG")
    assert MARK.fullmatch(mark)
    assert mark == mark_of(replace(BASE, id="space/b", line=7, axis="GH"), "GH")
    assert mark.partition("-")[0] != mark_of(replace(BASE, caveat=""), "HPG").partition("-")[0]
    assert mark.partition("-")[2] != mark_of(replace(BASE, cite=None), "HPG").partition("-")[2]
