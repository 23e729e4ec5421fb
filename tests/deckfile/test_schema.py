"""The schema and the reader agree on what a deck file may say."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizzer.core.notes.drafts import REASONS
from quizzer.core.notes.kinds import KINDS
from quizzer.deckfile.read.deck import AXIS_KEYS, DECK_KEYS, SOURCE_KEYS, parse_deck
from quizzer.deckfile.read.drafts import DRAFT_KEYS, ORIGIN_KEYS, REJECTION_KEYS
from quizzer.deckfile.read.kinds import BODY_KEYS, OPTIONAL_KEYS, REQUIRED_KEYS
from quizzer.deckfile.read.note import CITE_KEYS, NOTE_KEYS
from quizzer.deckfile.read.silence import SILENCEABLE
from quizzer.deckfile.schema import load_schema

jsonschema: Any = importlib.import_module("jsonschema")  # it carries no types
SCHEMA: dict[str, Any] = json.loads(load_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
HEAD = "notes:\n  - id: x\n"


def of_note(*lines: str) -> str:
    return HEAD + "".join(f"    {line}\n" for line in lines)


BASIC = ("ask: q", "answer: r")
GOOD = [
    of_note(*BASIC),
    of_note("ask: 1.10", "answer: NO", "accept: 17", "typed: yes", "reverse: true", "level: academic", "tags: [a, 1]"),
    of_note(*BASIC, "accept: [a, b]", "reverse: {ask: s, answer: t, accept: [u]}", "note: n", "caveat: c"),
    of_note("cloze: A {{b}} c."),
    of_note("cloze: A {{b}} c.", "accept: [d, e]"),
    of_note("cloze: A {{b}} {{c}}.", "accept: [[d], []]"),
    of_note("ask: q", "answer: r", "options: [s, t]"),
    of_note("ask: q", "answer: [r, 2]", "options: [s]"),
    of_note("ask: q", "items: [a, b]", "accept: [[], [c]]"),
    of_note("ask: q", "steps: [a, b, c]"),
    of_note("ask: q", "groups: {A: [a, b], B: c}"),
    of_note(*BASIC, "cite: {section: S, table: 2, row: R, fingerprint: 5f0c, quote: words}"),
    of_note(*BASIC, "cite: {section: S, paragraph: 2}"),
    of_note(*BASIC, "cite: {section: S, place: the legend}"),
    of_note(*BASIC, "cite: S", "caveat:", "accept: []"),
    of_note(*BASIC, "silence: no-count"),
    of_note(*BASIC, "silence: [no-count, asks-the-same]"),
    "deck: d\naxis: {id: HPG, name: n}\naxes: [{id: GH}, Brain]\nlevels: [a]\nsource: {id: s, title: t, sha256: 00ff}\n"
    "notes:\n  - {id: x, ask: q, answer: r, axis: GH, level: a}\n",
    of_note(*BASIC, "draft: {score: 0.85}", "derived: {key: 7be02c41}"),
    of_note(*BASIC, "draft: {score: 1, why: w, doubts: [d, e]}", "derived: {key: 7be02c41, made: 9c1e44d0}"),
    of_note(*BASIC) + "rejected:\n  - {key: 7be02c41}\n  - {key: a, why: passage, kind: cloze, fingerprint: 5f0c}\n",
    of_note(*BASIC) + "rejected:\n",
    "axis: HPG\nsource: s\nnotes: []\n",
    "synonyms: [[a, b], [NO, 1.10, c]]\nretired: {old: [new, ada/b], older: [], oldest: new, gone: }\nnotes: []\n",
    "synonyms:\nretired:\nnotes: []\n",
    "notes:\n",
]
BAD = [
    of_note("ask: q"),
    of_note("answer: r"),
    of_note(*BASIC, "zzz: 1"),
    of_note(*BASIC, "cloze: '{{a}}'"),
    of_note("ask: q", "items: [a]", "steps: [a, b]"),
    of_note("ask: q", "items: []"),
    of_note("ask: q", "steps: [a]"),
    of_note("ask: q", "groups: {A: [a]}"),
    of_note("ask: q", "answer: [a, b]"),
    of_note("ask: ''", "answer: r"),
    of_note("cloze: nothing"),
    of_note("cloze: A {{b}} {{c}}.", "accept: [[d], e]"),
    of_note("ask: q", "items: [a]", "accept: [b]"),
    of_note(*BASIC, "reverse: maybe"),
    of_note(*BASIC, "reverse: {ask: s}"),
    of_note(*BASIC, "cite: {section: S, zzz: 1}"),
    of_note(*BASIC, "typed: perhaps"),
    of_note(*BASIC, "level: [a]"),
    of_note(*BASIC, "silence: no-cuont"),
    of_note(*BASIC, "silence: [no-count, duplicate-id]"),
    of_note(*BASIC, "silence: {no-count: true}"),
    of_note(*BASIC, "draft:"),
    of_note(*BASIC, "draft: true"),
    of_note(*BASIC, "draft: {why: w}"),
    of_note(*BASIC, "draft: {score: high}"),
    of_note(*BASIC, "draft: {score: 1.5}"),
    of_note(*BASIC, "draft: {score: 0.5, zzz: 1}"),
    of_note(*BASIC, "derived: 7be02c41"),
    of_note(*BASIC, "derived: {made: 9c1e44d0}"),
    of_note(*BASIC, "derived: {key: a, zzz: 1}"),
    of_note(*BASIC) + "rejected: a\n",
    of_note(*BASIC) + "rejected: [a]\n",
    of_note(*BASIC) + "rejected: [{why: false}]\n",
    of_note(*BASIC) + "rejected: [{key: a, why: dull}]\n",
    of_note(*BASIC) + "rejected: [{key: a, zzz: 1}]\n",
    "notes:\n  - {ask: q, answer: r}\n",
    "notes:\n  - {id: -x, ask: q, answer: r}\n",
    "notes: []\nzzz: 1\n",
    "axis: {id: A, zzz: 1}\nnotes: []\n",
    "axis: {name: A}\nnotes: []\n",
    "source: {id: A, zzz: 1}\nnotes: []\n",
    "deck: d\n",
    "- a\n",
    "synonyms: a\nnotes: []\n",
    "synonyms: [a, b]\nnotes: []\n",
    "synonyms: [[a]]\nnotes: []\n",
    "synonyms: [[a, '']]\nnotes: []\n",
    "synonyms: {a: b}\nnotes: []\n",
    "retired: [a]\nnotes: []\n",
    "retired: {-a: []}\nnotes: []\n",
    "retired: {a: {b: c}}\nnotes: []\n",
]


def errors(text: str) -> list[str]:
    return [str(finding) for finding in parse_deck(text, Path("d.yaml")).findings if finding.level == "error"]


def test_the_schema_is_a_schema_of_the_2020_draft() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_has_a_name_that_no_host_has_to_answer_for() -> None:
    assert SCHEMA["$id"] == "urn:quizzer:deck:1"


@pytest.mark.parametrize("text", GOOD)
def test_what_the_reader_takes_the_schema_takes(text: str) -> None:
    assert errors(text) == []
    assert [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(text))] == []


@pytest.mark.parametrize("text", BAD)
def test_what_the_schema_refuses_the_reader_refuses(text: str) -> None:
    assert errors(text) != []
    assert not VALIDATOR.is_valid(yaml.safe_load(text))


def test_schema_and_reader_know_the_same_keys() -> None:
    defs = SCHEMA["$defs"]
    assert set(SCHEMA["properties"]) == set(DECK_KEYS)
    assert set(defs["note"]["properties"]) == set(NOTE_KEYS)
    assert set(defs["cite"]["oneOf"][1]["properties"]) == set(CITE_KEYS)
    assert set(defs["axis"]["oneOf"][1]["properties"]) == set(AXIS_KEYS)
    assert set(defs["draft"]["properties"]) == set(DRAFT_KEYS)
    assert set(defs["derived"]["properties"]) == set(ORIGIN_KEYS)
    assert set(defs["rejection"]["properties"]) == set(REJECTION_KEYS)
    assert defs["rejection"]["properties"]["why"]["oneOf"][1]["enum"] == list(REASONS)
    assert set(SCHEMA["properties"]["source"]["oneOf"][1]["properties"]) == set(SOURCE_KEYS)


def test_schema_and_reader_know_the_same_warnings() -> None:
    assert SCHEMA["$defs"]["warning"]["enum"] == list(SILENCEABLE)


def test_schema_and_reader_tell_kinds_by_the_same_keys() -> None:
    kinds = {kind["title"]: kind for kind in SCHEMA["$defs"]["note"]["oneOf"]}
    assert set(kinds) == set(KINDS)
    for kind in KINDS:
        allowed = {*REQUIRED_KEYS[kind], *OPTIONAL_KEYS[kind]}
        assert kinds[kind]["required"] == list(REQUIRED_KEYS[kind])
        assert {key for key, rule in kinds[kind]["properties"].items() if rule is False} == set(BODY_KEYS) - allowed


def test_every_key_is_described() -> None:
    properties = SCHEMA["properties"] | SCHEMA["$defs"]["note"]["properties"]
    bare = [key for key, rule in properties.items() if "description" not in rule and "$ref" not in rule]
    assert bare == []


def test_the_decks_of_the_project_fit_the_schema() -> None:
    decks = sorted((Path(__file__).parents[2] / "decks").glob("*.yaml"))
    if not decks:
        pytest.skip("no decks beside the tests")
    for path in decks:
        told = [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8")))]
        assert told == [], path.name
