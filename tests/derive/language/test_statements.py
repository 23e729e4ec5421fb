"""Clauses and what they state, with invented sentences about harbours, lamps and moss."""

import pytest

from tests.derive.language.reading import read, stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The old lamp warms the room.", [("the old lamp", "warm", "the room")]),
        ("Moss stores water and feeds beetles.", [("moss", "store", "water"), ("moss", "feed", "beetles")]),
        ("Moss stores water, and beetles eat the moss.", [("moss", "store", "water"), ("beetles", "eat", "the moss")]),
        ("The lamp, which a smith made, warms the room.", [("the lamp", "warm", "the room")]),
        ("The lamp, a gift of the smith, warms the room.", [("the lamp", "warm", "the room")]),
        ("The pier (built of oak) protects the boats.", [("the pier", "protect", "the boats")]),
        ("Oak piers depend on dry winters.", [("oak piers", "depend on", "dry winters")]),
        ("He feeds the moss, which stores water.", [("the moss", "store", "water")]),
        ("Oak floats while lead sinks the raft.", [("oak", "float", ""), ("lead", "sink", "the raft")]),
        ("Perhaps the lamp warms the room.", []),
        ("Fog means that the keeper lights the lamp.", [("fog", "mean", ""), ("the keeper", "light", "the lamp")]),
        ("Lamps for old ships: new models for small piers.", []),
        ("The anti-fog lamp — a gift — warms the room.", [("the anti-fog lamp", "warm", "the room")]),
        ("The keeper no longer feeds the gulls.", [("the keeper", "feed", "the gulls")]),
    ],
)  # fmt: skip
def test_a_sentence_is_read_as_its_statements(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert stated(text) == expected


def test_a_fronted_phrase_is_the_setting() -> None:
    (statement,) = read("In cold, wet, and dark winters, the moss stores water.").statements
    assert statement.setting.text == "in cold, wet, and dark winters"
    assert statement.subject.text == "the moss"


def test_a_list_is_one_object_and_phrases_after_it_are_tails() -> None:
    (statement,) = read("The harbour sends rope, tar, and salt to the islands in spring.").statements
    assert statement.object.text == "rope, tar, and salt"
    assert [tail.phrase.text for tail in statement.tails] == ["to the islands", "in spring"]


def test_negation_modality_and_voice_are_kept() -> None:
    (statement,) = read("The pier can not be moved by one man.").statements
    verb = statement.verb
    assert (verb.base, verb.modal, verb.is_negated, verb.is_passive) == ("move", "can", True, True)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The moss grows on stones. It stores water.", "the moss"),
        ("Mosses grow on stones. They store water.", "mosses"),
        ("Moss is a plant. This plant stores water.", "moss"),
    ],
)
def test_a_pronoun_stands_for_the_only_candidate(text: str, subject: str) -> None:
    statement = read(text).statements[-1]
    assert statement.subject.text == subject
    assert not statement.doubt


@pytest.mark.parametrize(
    "text",
    [
        "The moss grows and the beetle sleeps. It stores water.",
        "Mosses grow on stones. It stores water.",
        "The keeper’s lamp burns. It warms the room.",
        "If the keeper lights the lamp, it warms the room.",
        "This stores water.",
        "It is hard to store water.",
    ],
)
def test_an_uncertain_pronoun_is_a_doubt(text: str) -> None:
    assert read(text).statements[-1].doubt == "an unresolved pronoun"


def test_names_keep_their_capitals_and_other_words_lose_them() -> None:
    subjects = [
        one.subject.text for one in read("Norway exports fish. Fish feed Norway. Adult gulls eat fish.").statements
    ]
    assert subjects == ["Norway", "fish", "adult gulls"]


def test_no_longer_is_a_denial() -> None:
    (statement,) = read("The keeper no longer feeds the gulls.").statements
    assert statement.verb.is_negated


def test_a_condition_stays_with_its_statement() -> None:
    (statement,) = read("The lamp warms the room if the keeper feeds it.").statements
    assert [tail.phrase.text for tail in statement.tails] == ["if the keeper feeds it"]


def test_an_object_that_is_cut_is_marked() -> None:
    (statement,) = read("The harbour sends boats much larger than the pier.").statements
    assert statement.is_ragged
