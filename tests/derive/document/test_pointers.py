"""Sentences that point elsewhere or speak to the reader are distinguished from those that state something."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.derive.document.pointers import are_pointers, is_pointer


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("By the end of this chapter, you will be able to name three kinds of lamps.", "objective"),
        ("This section describes how a lens is ground.", "objective"),
        ("Figure 4-2 shows the lantern room.", "figure"),
        ("The heights of the towers are summarized in Table 3.", "figure"),
        ("The diagram below shows the path of the ray.", "figure"),
        ("The oil pump will be discussed in more detail below.", "back reference"),
        ("See the example below.", "back reference"),
        ("Please submit corrections via pull request.", "call to action"),
        ("Visit this link to hear a fog horn.", "call to action"),
        ("For more information, read the keeper's log.", "call to action"),
        ("© 2020 The Lamp Society. All rights reserved.", "licence"),
        ("This will set the value of the \"lamp\" key to \"on\" in the settings.", "example"),
        ("Why did the keepers leave?", "question"),
        ("A lens bends ________.", "blank"),
        ("lamp := tower.Light(\"north\")", "code"),
        ("E = h ν = h c / λ", "formula"),
    ],
)  # fmt: skip
def test_a_pointer_is_known_with_its_reason(sentence: str, reason: str) -> None:
    assert is_pointer(sentence) == reason or (reason == "back reference" and is_pointer(sentence) == "figure")


@pytest.mark.parametrize(
    "sentence",
    [
        "The lantern has three panes (Figure 2) and a brass roof (see Table 4).",
        "As noted earlier, the lens turns on a bath of mercury.",
        "A keeper reads the barometer twice a day.",
        "Report stations on the coast telegraph the height of the tide.",
        "The table was set for four keepers.",
        "Fog forms below the cliff and above the cold current.",
        "Share prices of the oil company fell when gas came.",
        "The following keeper, Marrow, stayed for ten years.",
        "If a mantle tears, the flame goes out; the alarm rings.",
        "The chapter of the order met in the abbey.",
    ],
)
def test_a_statement_is_no_pointer(sentence: str) -> None:
    assert is_pointer(sentence) == ""


def test_a_passage_points_only_where_all_of_its_sentences_do() -> None:
    assert are_pointers(["See Figure 2.", "Why?"]) == "figure"
    assert are_pointers(["See Figure 2.", "The lens turns."]) == ""
    assert are_pointers([]) == ""


@settings(deadline=None, max_examples=150)
@given(st.text(st.sampled_from("aA see below the in figure 12.,()[]_=:;?\"'`{}$>@©"), max_size=400))
def test_any_sentence_is_judged_at_once(sentence: str) -> None:
    begun = time.process_time()
    is_pointer(sentence * 20)
    assert time.process_time() - begun < 2
