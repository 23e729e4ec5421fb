"""An index of the cards that have something in common finds what an index of all of them finds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.core.notes.cards import Face
from quizzer.core.notes.identity.signatures import Signature, SignatureIndex, find_related, sign

WORDS = ("gland", "releases", "liver", "cortisol", "blood", "raises", "not")
FACES = st.builds(
    lambda words, answers: Face("basic", f"{' '.join(words)}?", answers[0], tuple(answers)),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=7, unique=True),
    st.lists(st.sampled_from(("water", "salt", "sugar")), min_size=1, max_size=2, unique=True),
) | st.builds(
    lambda words, items: Face("sequence", f"{' '.join(words)}?", "", answers=tuple(items)),
    st.lists(st.sampled_from(WORDS[:3]), min_size=1, max_size=3),
    st.permutations(("one", "two")),
)


def look_up(cards: Sequence[tuple[int, Signature]]) -> list[tuple[int, list[int], int | None]]:
    """For each card those before it that ask the same, and one with another answer; cards without either left out."""
    index = SignatureIndex[int]()
    found = []
    for number, signature in cards:
        one = number, index.find_same(signature), index.find_other_answer(signature)
        index.add(signature, number)
        if one[1:] != ([], None):
            found.append(one)
    return found


@settings(deadline=None, max_examples=150)
@given(st.lists(FACES, max_size=12))
def test_cards_without_anything_in_common_are_never_found(faces: list[Face]) -> None:
    cards = list(enumerate(map(sign, faces)))
    related = find_related(signature for _, signature in cards)
    assert look_up(list(compress(cards, related))) == look_up(cards)


def test_only_cards_with_something_in_common_are_related() -> None:
    def card(prompt: str, answer: str) -> Signature:
        return sign(Face("basic", prompt, answer, (answer,)))

    long = "Which gland releases cortisol into the blood{}?"
    cards = [
        card(long.format(""), "The adrenal gland"),
        card("Where is bile made?", "In the liver"),
        card(long.format(" today"), "The adrenal gland"),
        card("Where is bile made?", "In the gall bladder"),
        card("Where is bile stored?", "In the gall bladder"),
    ]
    assert list(find_related(cards)) == [1, 1, 1, 1, 0]
