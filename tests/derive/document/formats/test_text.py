"""Plain text becomes paragraphs, items and tables by the form of its lines."""

from __future__ import annotations

import re
import textwrap
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from quizzer.derive.document.passages import split_passages
from quizzer.derive.fingerprint import normalize

SIGNS = st.text(st.sampled_from("aB1 .:?\n\t|•-*#>`_[]()!<&∞é中"), max_size=300)


def test_wrapped_lines_are_one_paragraph_and_items_go_on_where_they_are_indented() -> None:
    wrapped = textwrap.dedent("""\
        Tides of the Harbour

        The moon pulls the water on the near side more than the earth, and
        the earth more than the water on the far side. So there are two
        bulges.

        - Spring tide: sun and moon pull
          along one line.
        - Neap tide: they pull
        across each other.
          Twice a month.
        Both come late in bays.
        """)
    passages = split_passages(wrapped)
    assert [(passage.kind, passage.line, passage.place) for passage in passages] == [
        ("heading", 1, ""),
        ("prose", 3, "paragraph 1"),
        ("item", 7, "item Spring tide"),
        ("item", 9, "item Neap tide"),
        ("prose", 12, "paragraph 2"),
    ]
    assert passages[3].text == "Neap tide: they pull across each other. Twice a month."


def test_cells_set_apart_by_tabs_make_a_table() -> None:
    passages = split_passages("Moons\n\nName\tPlanet\nIo\tJupiter\nRhea \tSaturn\n")
    assert [(passage.kind, passage.place, passage.text) for passage in passages[1:]] == [
        ("heading", "", "Name Planet"),
        ("row", "table 1, row Io", "Io Jupiter"),
        ("row", "table 1, row Rhea", "Rhea Saturn"),
    ]


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=300), SIGNS))
def test_no_word_of_a_plain_text_is_lost(text: str) -> None:
    passages = split_passages(text)
    kept = Counter(word for passage in passages for word in normalize(passage.text).split())
    lost = Counter(normalize(text).split()) - kept
    assert all(re.fullmatch(r"[a-z]|\d{1,3}", word) for word in lost), "only bullets and numbers of items are dropped"
    assert not kept - Counter(normalize(text).split())
    assert [passage.line for passage in passages] == sorted({passage.line for passage in passages})


def test_prose_right_below_a_heading_is_no_table() -> None:
    below = (
        "Fog Horn\nIt spoke twice a minute, and the keeper counted.\nSailors Listened for it.\nBoats Turned around.\n"
    )
    far = "\n" + "The sea was calm that night. " * 6
    assert [passage.kind for passage in split_passages(below + far)] == ["heading", "prose", "prose", "prose", "prose"]
