"""The form in which texts are searched."""

from __future__ import annotations

import pytest

from quizzer.core.search.columns import fold_for_search


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("FSH", "fsh"),
        ("Ärzte Łódź", "arzte lodz"),
        ("IKKβ", "ikkbeta"),
        ("ﬁbre", "fibre"),
        ("“a” ‑ b’s", '"a" - b\'s'),
        ("a  b\n\tc", "a b c"),
        ("й", "й"),
        ("ά", "alpha"),
    ],
)
def test_what_a_person_would_type_finds_it(text: str, form: str) -> None:
    assert fold_for_search(text) == form
    assert fold_for_search(form) == form
