"""Any reply is read without an error; what is no note is counted."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzer.derive.ask_model.proposal import BROKEN, EMPTY, MALFORMED, SURPLUS, UNKNOWN_KIND, read_reply

NOTE = {"kind": "basic", "ask": "What dims the lens?", "answer": "soot", "options": [], "quote": "Soot dims the lens"}


def read(text: str) -> tuple[int, Counter[str]]:
    dropped: Counter[str] = Counter()
    return len(read_reply(text, dropped)), dropped


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"notes": [NOTE]}),
        json.dumps([NOTE]),
        f"Here they are:\n```json\n{json.dumps({'notes': [NOTE]})}\n```\nEnjoy!",
        f"Sure. {json.dumps({'notes': [NOTE]})} Done.",
        json.dumps({"notes": [{key: value for key, value in NOTE.items() if key != "options"}]}),
    ],
)
def test_json_is_found_in_what_stands_around_it(text: str) -> None:
    assert read(text) == (1, Counter())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \n", EMPTY),
        ("No.", BROKEN),
        ('{"notes": [', BROKEN),
        ('{"notes": {}}', BROKEN),
        ("[" * 50_000, BROKEN),
        ("[1]", MALFORMED),
        (json.dumps([{**NOTE, "kind": ["basic"]}]), UNKNOWN_KIND),
        (json.dumps([{**NOTE, "ask": 3}]), MALFORMED),
        (json.dumps([{**NOTE, "ask": "a" * 500}]), MALFORMED),
        (json.dumps([{**NOTE, "options": "lime"}]), MALFORMED),
        (json.dumps([{**NOTE, "options": [""]}]), MALFORMED),
    ],
)
def test_what_is_no_note_is_counted(text: str, reason: str) -> None:
    assert read(text) == (0, Counter([reason]))


def test_a_reply_has_an_end() -> None:
    assert read(json.dumps([NOTE] * 130)) == (100, Counter({SURPLUS: 30}))


_ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*NOTE, "notes"]), inner, max_size=5),
    max_leaves=12,
)


@given(st.text(max_size=200) | _ANY.map(json.dumps) | _ANY.map(lambda inner: json.dumps({"notes": inner})))
def test_any_text_is_read(text: str) -> None:
    read(text)
